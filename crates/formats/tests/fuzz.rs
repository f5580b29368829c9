//! The corpus that fuzzing left, small and minimised, goes through its targets again: what was once found stays mended.

#[path = "../../../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

#[test]
fn corpus_of_each_fuzz_target_holds() {
    for (name, target) in targets::TARGETS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
        let packed = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut rest = packed.as_slice();
        let mut count = 0;
        // As `cargo xtask fuzz` packs it: the length of each input, then its bytes.
        while let Some((length, after)) = rest.split_first_chunk() {
            let (input, after) = after.split_at(u32::from_le_bytes(*length) as usize);
            target(input);
            count += 1;
            rest = after;
        }
        assert!(count > 10, "{name}: only {count} inputs");
    }
}
