//! Any text is one number or none; what it is, is again the same number.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shugang::parse_number;

fuzz_target!(|text: &str| {
    if let Some(value) = parse_number(text) {
        assert_eq!(parse_number(&value).as_deref(), Some(value.as_str()), "{text:?}");
    }
});
