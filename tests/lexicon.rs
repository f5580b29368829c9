//! Every row of the lexicon keeps its promises: what it finds is found by that row's unit, what it skips is skipped.

#[path = "../src/lexicon/schema.rs"]
#[allow(dead_code)]
mod schema;

use std::fs;
use std::path::PathBuf;

use shugang::{Options, analyze};

fn files() -> Vec<(PathBuf, schema::File)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/lexicon");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the lexicon is there")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a readable file");
            let file = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, file)
        })
        .collect()
}

/// What broke, one line a row, so that all of it is seen at once.
fn report(broken: Vec<String>, checked: usize) {
    assert!(checked > 50, "only {checked} examples were found: is the lexicon empty?");
    assert!(broken.is_empty(), "{} of {checked} examples do not hold:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn each_unit_finds_its_examples() {
    let mut broken = Vec::new();
    let mut checked = 0;
    for (path, file) in files() {
        for unit in &file.unit {
            for example in &unit.finds {
                checked += 1;
                let figures = analyze(example, &Options::default()).figures;
                let found = figures.iter().any(|figure| {
                    figure.kind.name() == unit.kind
                        && figure.unit.as_deref().is_some_and(|it| {
                            unit.symbol.as_deref().is_some_and(|symbol| symbol == it)
                                || unit.surfaces.iter().any(|surface| it == surface || it.starts_with(surface.as_str()))
                        })
                });
                if !found {
                    let got: Vec<_> = figures.iter().map(|it| (&it.text, it.kind, &it.unit)).collect();
                    broken.push(format!("{} unit {:?} must find {example:?}, got {got:?}", path.display(), unit.id));
                }
            }
        }
    }
    report(broken, checked);
}

#[test]
fn each_set_finds_its_examples() {
    let mut broken = Vec::new();
    let mut checked = 0;
    for (path, file) in files() {
        for set in &file.set {
            for example in &set.finds {
                checked += 1;
                let result = analyze(example, &Options::default());
                if result.figures.is_empty() && result.times.is_empty() && result.outline.is_empty() {
                    broken.push(format!("{} set {:?} must find something in {example:?}", path.display(), set.id));
                }
            }
        }
    }
    assert!(checked > 10, "only {checked} examples were found");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_row_finds_what_it_skips() {
    let mut broken = Vec::new();
    let mut checked = 0;
    for (path, file) in files() {
        let units = file.unit.iter().map(|it| (&it.id, &it.skips));
        for (id, skips) in units.chain(file.set.iter().map(|it| (&it.id, &it.skips))) {
            for example in skips {
                checked += 1;
                let figures = analyze(example, &Options::default()).figures;
                if !figures.is_empty() {
                    let got: Vec<_> = figures.iter().map(|it| (&it.text, it.kind, &it.rule)).collect();
                    broken.push(format!("{} row {id:?} must skip {example:?}, got {got:?}", path.display()));
                }
            }
        }
    }
    assert!(checked > 30, "only {checked} examples were found");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
