//! Metadata of State Council documents against the number, title and organ that their source gives for them.
//!
//! The documents stand outside the project; where they are absent, the test says so and passes.

use std::path::Path;

use shugang::{MetadataKey, Options};

/// The value of a key in one line of JSON that is itself quoted inside a note: `\"发文字号\": \"…\"`.
fn noted<'t>(line: &'t str, key: &str) -> Option<&'t str> {
    let at = line.find(&format!("\\\"{key}\\\": \\\""))? + key.len() + 8;
    line[at..].split("\\\"").next()
}

fn field<'t>(line: &'t str, key: &str) -> Option<&'t str> {
    let at = line.find(&format!("\"{key}\": \""))? + key.len() + 5;
    line[at..].split('"').next()
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"《》〈〉“”\"、，,".contains(*c)).collect()
}

#[test]
fn number_title_and_organ_are_read_as_the_source_states_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = if folder.exists() { folder } else { Path::new("/work/shared/corpus").to_owned() };
    let Ok(manifest) = std::fs::read_to_string(folder.join("MANIFEST.jsonl")) else {
        println!("skipped: {} is absent", folder.display());
        return;
    };
    let (mut right, mut total) = (0, 0);
    for line in manifest.lines().filter(|line| line.contains("发文字号")) {
        let file = field(line, "file").expect("a manifest line names its file");
        let Ok(text) = std::fs::read_to_string(folder.join(file)) else { continue };
        let report = shugang::analyze(&text, &Options::default());
        let read = |key: MetadataKey| {
            report.metadata.entries.iter().find(|entry| entry.key == key).map(|entry| plain(&entry.value))
        };
        for (name, key) in
            [("title", MetadataKey::Title), ("发文字号", MetadataKey::DocNumber), ("发文机关", MetadataKey::Issuer)]
        {
            let Some(want) = noted(line, name).map(plain).filter(|want| !want.is_empty()) else { continue };
            let got = read(key);
            // The number of an order is stated without its organ (第706号); the source adds it (国令第706号).
            let same = got.as_ref().is_some_and(|got| {
                *got == want || key == MetadataKey::DocNumber && got.starts_with('第') && want.ends_with(got.as_str())
            });
            total += 1;
            right += usize::from(same);
            if !same {
                println!("{file}\n  {name}: got {got:?}, the source has {want:?}");
            }
        }
    }
    println!("{right} of {total}");
    assert!(total >= 90, "only {total} values to compare");
    assert!(right * 100 >= total * 97, "{right} of {total}");
}
