//! Any bytes under any name are a text or a refusal. The first byte chooses the name.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shugang_formats::{Options, open};

const NAMES: [&str; 14] = [
    "a.txt", "a.md", "a.csv", "a.docx", "a.doc", "a.rtf", "a.ofd", "a.xlsx", "a.xls", "a.odt", "a.epub", "a.html", "a.mht",
    "a",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let _ = open(NAMES[usize::from(*first) % NAMES.len()], bytes, &Options::default());
});
