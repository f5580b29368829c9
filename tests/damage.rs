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
fn survivors(name_of_damage: &str, damage: impl Fn(&str, usize) -> String) -> usize {
    let documents = documents();
    let mut same = 0;
    for (idx, (name, text)) in documents.iter().enumerate() {
        let before = facts(&analyze(text, &Options::default()));
        let after = facts(&analyze(&damage(text, idx), &Options::default()));
        match difference(&before, &after) {
            None => same += 1,
            Some(difference) => println!("{name_of_damage}: {name}: {difference}"),
        }
    }
    println!("{name_of_damage}: {same} of {} documents say the same", documents.len());
    same * 100 / documents.len().max(1)
}

#[test]
fn page_breaks_with_numbers_of_five_styles_change_nothing() {
    let share = survivors("pages", |text, idx| paged(text, idx % 5, 500, idx as u64 + 7));
    assert!(share >= 95, "{share} %");
}

#[test]
fn hard_wraps_change_nothing() {
    let share = survivors("wraps", |text, idx| wrapped(text, 36 + idx % 5));
    assert!(share >= 90, "{share} %");
}

/// Headings that a marker opens: 一、 and （一）.
fn marked(report: &Report) -> Vec<String> {
    report
        .outline
        .iter()
        .filter_map(|it| it.marker.clone().map(|marker| (marker, &it.title)))
        .filter(|(marker, _)| marker.ends_with('、') || marker.starts_with('（'))
        .map(|(marker, title)| format!("{marker}{}", plain(title).chars().take(6).collect::<String>()))
        .collect()
}

#[test]
fn one_line_keeps_the_marked_headings() {
    let (mut kept, mut total) = (0, 0);
    for (name, text) in documents().into_iter().filter(|(_, text)| !text.contains(['|', '<', '$'])) {
        let wanted = marked(&analyze(&text, &Options::default()));
        if wanted.len() < 3 {
            continue;
        }
        for joint in [" ", ""] {
            let line = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(joint);
            let found = marked(&analyze(&line, &Options::default()));
            let here = wanted.iter().filter(|it| found.contains(it)).count();
            if here < wanted.len() {
                println!("one line ({joint:?}): {name}: {here} of {}", wanted.len());
            }
            kept += here;
            total += wanted.len();
        }
    }
    println!("one line: {kept} of {total} marked headings");
    assert!(kept * 100 >= total * 95, "{kept} of {total}");
}

#[test]
fn a_document_a_thousand_times_says_a_thousand_times_as_much() {
    let document = "云岭县人民政府关于推进粮食生产的通知\n云政发〔2025〕41号\n各乡镇人民政府：\n为稳定粮食生产，全县安排资金3600万元，\
        支持32个村，现通知如下，请认真贯彻执行。\n一、总体要求\n播种面积稳定在12万亩以上，按照《云岭县粮食安全管理办法》执行。\n\
        二、保障措施\n（一）加强领导。各乡镇要压实责任。\n（二）强化投入。新增财政资金500万元。\n云岭县人民政府\n2025年3月1日\n";
    let facts = |count: usize| {
        let report = analyze(&document.repeat(count), &Options::default());
        (report.figures.len(), report.paragraphs.len(), format!("{report:?}").len())
    };
    let (figures, paragraphs, bytes) = facts(10);
    let (many_figures, many_paragraphs, many_bytes) = facts(1000);
    assert_eq!((many_figures, many_paragraphs), (figures * 100, paragraphs * 100));
    assert!(many_bytes <= bytes * 130, "{bytes} and {many_bytes} bytes of report");
}
