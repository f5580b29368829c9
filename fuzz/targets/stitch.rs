//! Lines become paragraphs by deletions only: what is kept stands in the source, in order, and the map inverts.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shugang::layout;

fuzz_target!(|text: &str| {
    let layout = layout::read(text, &[]);
    let map = &layout.stitched.map;
    for block in &layout.blocks {
        let kept: String = map.runs(block.span).map(|it| &text[it.start as usize..it.end as usize]).collect();
        assert_eq!(kept, layout.stitched.text[block.span.start as usize..block.span.end as usize]);
    }
});
