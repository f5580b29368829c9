//! Page breaks, hard wraps and page numbers of five styles, put anywhere: figures, outline and metadata stay the same.
//!
//! Read on the documents of `../shared/corpus`, where they are, and on the samples of the page.

use std::path::{Path, PathBuf};

use shugang::{Options, Report, analyze};

/// A small generator of its own, so that a failure comes again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Page numbers as five kinds of printers write them.
fn page_number(style: usize, page: usize) -> String {
    match style {
        0 => format!("— {page} —"),
        1 => format!("第{page}页 共40页"),
        2 => format!("-{page}-"),
        3 => format!("{page}/40"),
        _ => format!("{page}"),
    }
}

/// `text` with page breaks at about every `every` characters, in the middle of running text.
fn paged(text: &str, style: usize, every: usize, seed: u64) -> String {
    let mut random = Random(seed);
    let mut out = String::with_capacity(text.len() * 2);
    let (mut page, mut left) = (1, every / 2 + random.below(every));
    for line in text.split_inclusive('\n') {
        let chars: Vec<char> = line.trim_end().chars().collect();
        let marked = line.contains(['|', '\t', '<', '$']) || chars.len() < 60;
        for (at, &c) in chars.iter().enumerate() {
            out.push(c);
            left = left.saturating_sub(1);
            // A page ends in a long paragraph, some way from its two ends.
            if left == 0
                && !marked
                && at > 26
                && at + 26 < chars.len()
                && !chars[at + 1].is_whitespace()
                && !c.is_whitespace()
            {
                let feed = if style.is_multiple_of(2) { "\n" } else { "\u{c}" };
                out.push_str(&format!("\n\n{}\n{feed}", page_number(style, page)));
                page += 1;
                left = every / 2 + random.below(every);
            }
        }
        left = left.max(1);
        out.push_str(&line[line.trim_end().len()..]);
    }
    out
}

/// `text` wrapped by hand at `width` characters.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        let whole = body.contains(['|', '\t', '<', '$']) || body.chars().count() <= width;
        for (at, c) in body.chars().enumerate() {
            if at > 0 && at % width == 0 && !whole {
                out.push('\n');
            }
            out.push(c);
        }
        out.push_str(&line[body.len()..]);
    }
    out
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What must stay: figures, outline, metadata, references.
fn facts(report: &Report) -> Vec<String> {
    let figures = report.figures.iter().map(|it| {
        format!(
            "figure {} {:?} {:?} {:?} {:?} {:?}",
            plain(&it.text),
            it.kind,
            it.value,
            it.unit,
            it.modifier,
            it.change
        )
    });
    let outline = report.outline.iter().map(|it| format!("heading {} {:?} {}", it.level, it.marker, plain(&it.title)));
    let metadata = report.metadata.entries.iter().map(|it| format!("{} {}", it.key.name(), plain(&it.value)));
    let references =
        report.metadata.references.iter().map(|it| format!("cites {} {:?}", plain(&it.title), it.doc_number));
    figures.chain(outline).chain(metadata).chain(references).collect()
}

/// The first fact that differs.
fn difference(before: &[String], after: &[String]) -> Option<String> {
    let missing = before.iter().find(|it| !after.contains(it)).map(|it| format!("- {it}"));
    let extra = after.iter().find(|it| !before.contains(it)).map(|it| format!("+ {it}"));
    (missing.is_some() || extra.is_some())
        .then(|| format!("{} {}", missing.unwrap_or_default(), extra.unwrap_or_default()))
}

fn documents() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = [root.join("../shared/corpus"), root.join("www/samples")]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())))
        .filter(|path| path.extension().is_some_and(|it| it == "txt" || it == "md"))
        .collect();
    files.sort();
    let name = |path: &Path| path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    files.iter().filter_map(|path| Some((name(path), std::fs::read_to_string(path).ok()?))).collect()
}

/// The documents that say the same after `damage`, in percent; those that do not are named.
fn survivors(damage: impl Fn(&str, usize) -> String) -> usize {
    let documents = documents();
    let mut same = 0;
    for (idx, (name, text)) in documents.iter().enumerate() {
        let before = facts(&analyze(text, &Options::default()));
        let after = facts(&analyze(&damage(text, idx), &Options::default()));
        match difference(&before, &after) {
            None => same += 1,
            Some(difference) => println!("{name}: {difference}"),
        }
    }
    println!("{same} of {}", documents.len());
    same * 100 / documents.len().max(1)
}

#[test]
fn page_breaks_with_numbers_of_five_styles_change_nothing() {
    let share = survivors(|text, idx| paged(text, idx % 5, 500, idx as u64 + 7));
    assert!(share >= 90, "{share} %");
}

#[test]
fn hard_wraps_change_nothing() {
    let share = survivors(|text, idx| wrapped(text, 36 + idx % 5));
    assert!(share >= 60, "{share} %");
}
