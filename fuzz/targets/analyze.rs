//! Any text is analysed without a panic, and every span of the report reads back from it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shugang::{Options, analyze};

fuzz_target!(|text: &str| {
    let report = analyze(text, &Options { today: Some("2026-01-02".to_owned()) });
    for figure in &report.figures {
        // Slices panic off a character boundary.
        let _ = &text[figure.span.start as usize..figure.span.end as usize];
    }
    for it in report.paragraphs.windows(2) {
        assert!(it[0].span.end <= it[1].span.start);
    }
});
