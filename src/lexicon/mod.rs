//! Words as data: units and word sets, generated from `*.toml` by `build.rs`, and how to look one up.

pub mod candidates;
pub mod matcher;
pub mod simplified;

use crate::report::FigureKind;
use matcher::WordSet;

/// A unit as the tables have it.
#[derive(Debug)]
pub struct Unit {
    pub id: &'static str,
    pub kind: FigureKind,
    pub dimension: Option<&'static str>,
    /// What the report calls it; `None`: the surface as written.
    pub symbol: Option<&'static str>,
    /// So many of `symbol` are one of the surface, as numerator and denominator.
    pub scale: (i64, i64),
    /// A bare Han numeral before it may be a figure without other evidence.
    pub after_han: bool,
}

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// The longest unit surface at the start of `text`.
pub fn scan_unit(text: &str) -> Option<(&'static str, &'static Unit)> {
    UNIT_SURFACES.prefix(text).map(|(surface, idx)| (surface, &UNITS[idx]))
}
