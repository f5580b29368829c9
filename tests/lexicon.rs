//! Every row of the lexicon keeps its promises, each in a test of its own (`unit_yuan_finds`, `set_over_before_skips`, which
//! `build.rs` writes): a unit's examples are found as that unit, a set's examples make a figure, a time or a heading, and
//! nothing is found in what a row skips.

use shugang::lexicon::{UNIT_SURFACES, UNITS};
use shugang::{Figure, Options, analyze};

macro_rules! row {
    ($name:ident $id:literal $examples:tt) => {
        #[test]
        fn $name() {
            let name = stringify!($name);
            let check = if name.ends_with("skips") {
                skips
            } else if name.starts_with("unit") {
                finds_unit
            } else {
                finds_something
            };
            for example in $examples {
                check($id, example);
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/lexicon_tests.rs"));

fn is_of_unit(figure: &Figure, id: &str) -> bool {
    let Some(symbol) = figure.unit.as_deref() else { return false };
    let surface = UNIT_SURFACES.prefix(symbol).is_some_and(|(_, row)| UNITS[row].id == id);
    UNITS.iter().any(|unit| unit.id == id && unit.kind == figure.kind && (surface || unit.symbol == Some(symbol)))
}

fn finds_unit(id: &str, example: &str) {
    let figures = analyze(example, &Options::default()).figures;
    assert!(figures.iter().any(|it| is_of_unit(it, id)), "{example} must have a figure in {id}, but has {figures:#?}");
}

fn finds_something(id: &str, example: &str) {
    let report = analyze(example, &Options::default());
    let found = !(report.figures.is_empty() && report.times.is_empty() && report.outline.is_empty());
    assert!(found, "{id} must make something of {example}");
}

fn skips(id: &str, example: &str) {
    let figures = analyze(example, &Options::default()).figures;
    assert!(figures.is_empty(), "{id} must skip {example}, but finds {figures:#?}");
}
