//! One fuzzer for every target: `SHUGANG_FUZZ` names the one that runs.

#![no_main]

mod targets;

use std::sync::LazyLock;

static TARGET: LazyLock<targets::Target> = LazyLock::new(|| {
    let name = std::env::var("SHUGANG_FUZZ").expect("SHUGANG_FUZZ names a target");
    targets::TARGETS.iter().find(|it| it.0 == name).expect("a target of this name").1
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET(bytes));
