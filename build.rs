//! Turns `src/lexicon/*.toml` into static tables, and each row's examples into tests that are named after it. A bad row is
//! a build error with file and line.

#[path = "src/lexicon/schema.rs"]
#[allow(dead_code)]
mod schema;

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use schema::{File, Set, Unit};

const KINDS: [(&str, &str); 7] = [
    ("money", "Money"),
    ("count", "Count"),
    ("measure", "Measure"),
    ("percent", "Percent"),
    ("points", "Points"),
    ("multiple", "Multiple"),
    ("duration", "Duration"),
];

fn main() {
    println!("cargo::rerun-if-changed=src/lexicon");
    println!("cargo::rerun-if-changed=build.rs");
    if let Err(problem) = generate() {
        eprintln!("{problem}");
        println!("cargo::error={}", problem.replace('\n', " "));
        std::process::exit(1);
    }
}

/// A row with the place it stands at, for error messages.
struct Row<T> {
    row: T,
    place: String,
}

fn generate() -> Result<(), String> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?);
    let mut units = Vec::new();
    let mut sets = Vec::new();
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("src/lexicon"))
        .map_err(|error| error.to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    for path in &files {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let file: File = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        for row in file.unit {
            let place = place(path, &text, &row.id);
            units.push(Row { row, place });
        }
        for row in file.set {
            let place = place(path, &text, &row.id);
            sets.push(Row { row, place });
        }
    }
    check_ids(&units, &sets)?;
    check_factors(&units)?;
    let mut out = String::new();
    let mut words = Words::default();
    write_units(&mut out, &mut words, &units)?;
    for Row { row, .. } in &sets {
        // A label's colon is written in either width.
        let labels = row.words.iter().filter_map(|word| Some(format!("{}:", word.strip_suffix('：')?)));
        let all: Vec<String> = row.words.iter().cloned().chain(labels).collect();
        let rows: Vec<&[String]> = all.iter().map(std::slice::from_ref).collect();
        words.add(&row.id.to_uppercase().replace('-', "_"), &row.about, &rows)?;
    }
    out.push_str(&words.constants);
    let mut tests = String::new();
    let units = units.iter().map(|it| ("unit", &it.row.id, &it.row.finds, &it.row.skips));
    for (table, id, finds, skips) in
        units.chain(sets.iter().map(|it| ("set", &it.row.id, &it.row.finds, &it.row.skips)))
    {
        for (what, examples) in [("finds", finds), ("skips", skips)] {
            if !examples.is_empty() {
                let _ = writeln!(tests, "row! {{ {table}_{}_{what} {id:?} {examples:?} }}", id.replace('-', "_"));
            }
        }
    }
    let target = PathBuf::from(env::var("OUT_DIR").map_err(|error| error.to_string())?);
    let files =
        [("words.bin", words.packed), ("lexicon.rs", out.into_bytes()), ("lexicon_tests.rs", tests.into_bytes())];
    files
        .into_iter()
        .try_for_each(|(name, bytes)| fs::write(target.join(name), bytes))
        .map_err(|error| error.to_string())
}

fn place(path: &Path, text: &str, id: &str) -> String {
    let needle = format!("id = \"{id}\"");
    let line = text.lines().position(|line| line.trim() == needle).map_or(1, |idx| idx + 1);
    format!("{}:{line}", path.display())
}

fn check_ids(units: &[Row<Unit>], sets: &[Row<Set>]) -> Result<(), String> {
    let mut seen = HashMap::new();
    let ids = units.iter().map(|u| (&u.row.id, &u.place)).chain(sets.iter().map(|s| (&s.row.id, &s.place)));
    for (id, place) in ids {
        if let Some(first) = seen.insert(id, place) {
            return Err(format!("{place}: the id {id:?} stands at {first} too"));
        }
        if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            return Err(format!("{place}: the id {id:?} is not kebab-case"));
        }
    }
    for Row { row, place } in sets {
        if row.words.is_empty() {
            return Err(format!("{place}: the set {:?} has no words", row.id));
        }
        let mut words = HashSet::new();
        for word in &row.words {
            if word.is_empty() || !words.insert(word) {
                return Err(format!("{place}: the word {word:?} is empty or stands twice"));
            }
        }
    }
    Ok(())
}

/// An exact fraction in lowest terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    fn new(above: i128, below: i128) -> Fraction {
        let (mut a, mut b) = (above.abs(), below.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let common = a.max(1);
        Fraction { above: above / common, below: below / common }
    }

    /// `1000`, `0.1`, `2000/3`.
    fn parse(text: &str) -> Option<Fraction> {
        if let Some((above, below)) = text.split_once('/') {
            let (above, below) = (Fraction::parse(above)?, Fraction::parse(below)?);
            return Some(Fraction::new(above.above * below.below, above.below * below.above));
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let below = 10i128.checked_pow(part.len() as u32)?;
        let digits: i128 = format!("{whole}{part}").parse().ok()?;
        Some(Fraction::new(digits, below))
    }

    fn times(self, other: Fraction) -> Fraction {
        Fraction::new(self.above * other.above, self.below * other.below)
    }
}

fn check_factors(units: &[Row<Unit>]) -> Result<(), String> {
    let mut factors: HashMap<&str, (Option<&str>, Fraction)> = HashMap::new();
    for Row { row, place } in units {
        let Some(factor) = &row.factor else { continue };
        let factor = Fraction::parse(factor).ok_or_else(|| format!("{place}: {factor:?} is not a factor"))?;
        if row.dimension.is_none() {
            return Err(format!("{place}: a factor without a dimension"));
        }
        for surface in &row.surfaces {
            factors.insert(surface, (row.dimension.as_deref(), factor));
        }
    }
    let mut linked: HashMap<&str, &str> = factors.keys().map(|&unit| (unit, unit)).collect();
    for Row { row, place } in units {
        if row.kind == "measure" && row.dimension.is_none() {
            return Err(format!("{place}: a measure without a dimension"));
        }
        if row.source.trim().is_empty() {
            return Err(format!("{place}: no source"));
        }
        for equation in &row.equal {
            let (left, right) = equation.split_once('=').ok_or_else(|| format!("{place}: {equation:?} has no ="))?;
            let side = |side: &str| -> Result<(Option<&str>, Fraction), String> {
                let side = side.trim();
                let digits = side.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '/')).unwrap_or(side.len());
                let (number, unit) = side.split_at(digits);
                let number = Fraction::parse(number).ok_or_else(|| format!("{place}: {side:?} has no number"))?;
                let (dimension, factor) =
                    factors.get(unit.trim()).ok_or_else(|| format!("{place}: {unit:?} has no factor"))?;
                Ok((*dimension, number.times(*factor)))
            };
            if side(left)? != side(right)? {
                return Err(format!("{place}: {equation:?} does not hold by the factors"));
            }
            let ends = [left, right].map(|side| name_of(side).and_then(|unit| linked.get(unit).copied()));
            if let [Some(one), Some(other)] = ends {
                linked.values_mut().filter(|group| **group == one).for_each(|group| *group = other);
            }
        }
        // Surfaces of one row are the same unit.
        if let Some(group) = row.surfaces.first().and_then(|unit| linked.get(unit.as_str()).copied()) {
            let same: Vec<&str> = row.surfaces.iter().filter_map(|unit| linked.get(unit.as_str()).copied()).collect();
            linked.values_mut().filter(|it| same.contains(it)).for_each(|it| *it = group);
        }
    }
    check_links(units, &linked)
}

/// The unit of one side of an equation: 公顷 of `1公顷`.
fn name_of(side: &str) -> Option<&str> {
    Some(side.trim().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '/'))
        .filter(|it| !it.is_empty())
}

/// Every factor is checked against the others of its dimension, through one equation or several.
fn check_links(units: &[Row<Unit>], linked: &HashMap<&str, &str>) -> Result<(), String> {
    let mut groups: HashMap<&str, (&str, &str)> = HashMap::new();
    for Row { row, place } in units.iter().filter(|it| it.row.factor.is_some()) {
        let (Some(dimension), Some(group)) =
            (row.dimension.as_deref(), row.surfaces.first().and_then(|unit| linked.get(unit.as_str())))
        else {
            continue;
        };
        let &mut (first, id) = groups.entry(dimension).or_insert((*group, &row.id));
        if first != *group {
            return Err(format!(
                "{place}: no equation links {:?} with {id:?}, so that its factor is not checked",
                row.id
            ));
        }
    }
    Ok(())
}

fn write_units(out: &mut String, words: &mut Words, units: &[Row<Unit>]) -> Result<(), String> {
    let mut surfaces: HashMap<&str, &str> = HashMap::new();
    out.push_str("/// All units, in the order of the files.\npub static UNITS: &[Unit] = &[\n");
    for Row { row, place } in units {
        let kind = KINDS.iter().find(|(name, _)| *name == row.kind);
        let (_, kind) = kind.ok_or_else(|| format!("{place}: {:?} is not a kind of unit", row.kind))?;
        let scale = row.scale.as_deref().unwrap_or("1");
        let scale = Fraction::parse(scale).ok_or_else(|| format!("{place}: {scale:?} is not a number"))?;
        let _ = writeln!(
            out,
            "    Unit {{ id: {:?}, kind: FigureKind::{kind}, dimension: {:?}, symbol: {:?}, scale: ({}, {}), after_han: {} }},",
            row.id, row.dimension, row.symbol, scale.above, scale.below, row.after_han
        );
        for surface in &row.surfaces {
            if let Some(first) = surfaces.insert(surface, place) {
                return Err(format!("{place}: the surface {surface:?} stands at {first} too"));
            }
        }
    }
    out.push_str("];\n");
    let rows: Vec<&[String]> = units.iter().map(|unit| unit.row.surfaces.as_slice()).collect();
    words.add("UNIT_SURFACES", "Surfaces of all units.", &rows)
}

/// All words, packed for `matcher.rs`: sets end in a line feed; a word begins with one byte that tells how many characters it
/// shares with the word before, from 0x10 where it opens a row and from 0x01 where it goes on with one. ASCII stands as it
/// is, a character of U+4E00 to U+9FFF in two bytes, any other behind 0xFF in two: 4 KB less after gzip than UTF-8.
#[derive(Default)]
struct Words {
    constants: String,
    packed: Vec<u8>,
    n_sets: usize,
}

/// More shared characters than this are written again.
const MOST_SHARED: usize = 7;

impl Words {
    fn add(&mut self, name: &str, about: &str, rows: &[&[String]]) -> Result<(), String> {
        let _ = write!(self.constants, "/// {about}\npub static {name}: WordSet = WordSet({});\n", self.n_sets);
        let mut rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        rows.iter_mut().for_each(|row| row.sort_unstable());
        // Where each row is one word its number says nothing.
        if rows.iter().all(|row| row.len() == 1) {
            rows.sort_unstable();
        }
        let mut before = "";
        for row in rows {
            for (idx, word) in row.into_iter().enumerate() {
                if word.contains(|c: char| c < ' ') || word.len() > 255 {
                    return Err(format!("{name}: the word {word:?} is long or has a break in it"));
                }
                let shared = before.chars().zip(word.chars()).take(MOST_SHARED).take_while(|(a, b)| a == b).count();
                self.packed.push(shared as u8 + if idx == 0 { 0x10 } else { 0x01 });
                for c in word.chars().skip(shared) {
                    self.push(c).ok_or_else(|| format!("{name}: the word {word:?} has a character above U+FFFF"))?;
                }
                before = word;
            }
        }
        self.packed.push(b'\n');
        self.n_sets += 1;
        Ok(())
    }

    fn push(&mut self, c: char) -> Option<()> {
        let [high, low] = u16::try_from(u32::from(c)).ok()?.to_be_bytes();
        match c {
            '\0'..='\x7f' => self.packed.push(low),
            '\u{4e00}'..='\u{9fff}' => self.packed.extend([high - 0x4e + 0x80, low]),
            _ => self.packed.extend([0xff, high, low]),
        }
        Some(())
    }
}
