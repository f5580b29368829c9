//! What a lexicon file may hold, for `build.rs`.

use serde::Deserialize;

/// One `src/lexicon/*.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[serde(default)]
    pub unit: Vec<Unit>,
    #[serde(default)]
    pub set: Vec<Set>,
}

/// A unit or a group of classifiers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Unique, in kebab-case.
    pub id: String,
    /// `money`, `count`, `measure`, `percent`, `points`, `multiple`, `duration`.
    pub kind: String,
    /// What units of this kind measure: `mass`, `length`, …
    pub dimension: Option<String>,
    /// What the report calls the unit; absent: the surface as written.
    pub symbol: Option<String>,
    /// The forms found in texts.
    pub surfaces: Vec<String>,
    /// How many of the dimension's base unit one of this is: `1000`, `2000/3`.
    pub factor: Option<String>,
    /// How many of `symbol` one surface is, where they differ: 角 is `0.1` of CNY.
    pub scale: Option<String>,
    /// Equations that the factors must satisfy: `15亩 = 1公顷`.
    #[serde(default)]
    pub equal: Vec<String>,
    /// A bare Han numeral before it may be a figure even without other evidence: 三公里, but not 一线.
    #[serde(default)]
    pub after_han: bool,
    /// Texts in which a figure with this unit must be found.
    #[serde(default)]
    pub finds: Vec<String>,
    /// Texts in which no figure may be found.
    #[serde(default)]
    pub skips: Vec<String>,
    /// The standard, law or practice that the row comes from.
    pub source: String,
}

/// A named list of words that a rule asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// Unique, in kebab-case; the constant is the same in upper case.
    pub id: String,
    /// What the words have in common, in one line.
    pub about: String,
    pub words: Vec<String>,
    /// Texts in which a figure, time or heading must be found by these words.
    #[serde(default)]
    pub finds: Vec<String>,
    /// Texts in which no figure may be found because of these words.
    #[serde(default)]
    pub skips: Vec<String>,
    pub source: String,
}
