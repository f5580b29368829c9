//! What is found in the whole shared corpus, by document and kind: `tests/counts.txt` is written anew by each run, so that
//! the diff of a change shows what it gains and what it loses. A kind that loses more than one in fifty fails.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use shugang::{Options, analyze};

type Counts = BTreeMap<String, BTreeMap<String, u32>>;

fn corpus() -> PathBuf {
    let shared = std::env::var_os("SHUGANG_SHARED").map(PathBuf::from);
    shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")).join("corpus")
}

/// Documents in UTF-8 only: what other bytes mean is told by `crates/formats`.
fn count(folder: &Path) -> Counts {
    let entries = fs::read_dir(folder).expect("a readable folder").map(|entry| entry.expect("a readable entry").path());
    let mut counts = Counts::new();
    for path in entries.filter(|path| path.extension().is_some_and(|it| it != "jsonl")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        // The head of the name: a title is a sentence of the document.
        let name: String = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name: String = name.chars().take(18).map(|c| if c == ' ' { '_' } else { c }).collect();
        let row = counts.entry(name).or_default();
        for figure in analyze(&text, &Options::default()).figures {
            *row.entry(figure.kind.name().to_owned()).or_default() += 1;
        }
    }
    counts
}

fn totals(counts: &Counts) -> BTreeMap<&str, u32> {
    let mut totals = BTreeMap::new();
    for (kind, n) in counts.values().flatten() {
        *totals.entry(kind.as_str()).or_default() += n;
    }
    totals
}

fn write(counts: &Counts) -> String {
    let mut out = String::new();
    let mut line = |name: &str, row: &mut dyn Iterator<Item = (&str, u32)>| {
        out.push_str(name);
        for (kind, n) in row {
            let _ = write!(out, " {kind}={n}");
        }
        out.push('\n');
    };
    line("all", &mut totals(counts).into_iter());
    for (name, row) in counts {
        line(name, &mut row.iter().map(|(kind, n)| (kind.as_str(), *n)));
    }
    out
}

fn read(text: &str) -> Counts {
    let rows = text.lines().skip(1).filter_map(|line| line.split_once(' ').or(Some((line, ""))));
    rows.map(|(name, row)| {
        let counts = row.split(' ').filter_map(|it| it.split_once('='));
        (name.to_owned(), counts.map(|(kind, n)| (kind.to_owned(), n.parse().unwrap_or(0))).collect())
    })
    .collect()
}

#[test]
fn no_kind_of_figure_is_lost_in_the_corpus() {
    let folder = corpus();
    if !folder.exists() {
        eprintln!("no {}: the counts of the corpus are skipped", folder.display());
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/counts.txt");
    let before = read(&fs::read_to_string(&path).unwrap_or_default());
    let now = count(&folder);
    let written = write(&now);
    assert_eq!(read(&written), now, "the file says what was counted");
    fs::write(&path, &written).expect("a writable file");
    let now = totals(&now);
    let lost: Vec<String> = totals(&before)
        .into_iter()
        .filter(|(kind, n)| now.get(kind).copied().unwrap_or(0) * 50 + 50 < n * 49)
        .map(|(kind, n)| format!("{kind}: {n} -> {}", now.get(kind).copied().unwrap_or(0)))
        .collect();
    assert!(lost.is_empty(), "more than one in fifty is lost: {} (see `git diff tests/counts.txt`)", lost.join(", "));
}
