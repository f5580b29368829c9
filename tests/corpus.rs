//! The annotated corpus: texts with each figure in tags, as in TimeML. The test strips the tags, analyses what is
//! left, puts the tags back by what was found, and compares line by line.
//!
//! `<money value=360000000 unit=CNY modifier=about>3.6亿元</money>`; a range has `low` and `high`. A line that starts
//! with `# ` names the rule that the lines below it are examples of; an empty line ends a text.

use std::fs;
use std::path::Path;

use shugang::{Figure, Options, analyze};

/// The tags of one figure around its text.
fn annotate(figure: &Figure) -> String {
    let kind = figure.kind.name();
    let mut attributes = String::new();
    let mut add = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            attributes.push_str(&format!(" {name}={value}"));
        }
    };
    add("value", figure.value.as_deref().filter(|value| *value != figure.text));
    add("low", figure.low.as_deref());
    add("high", figure.high.as_deref());
    add("unit", figure.unit.as_deref().filter(|unit| !matches!((kind, *unit), ("rank", "rank") | ("multiple", "x"))));
    add("modifier", figure.modifier.map(|modifier| modifier.name()));
    format!("<{kind}{attributes}>{}</{kind}>", figure.text)
}

fn strip(annotated: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in annotated.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

fn tag(text: &str) -> String {
    let report = analyze(text, &Options::default());
    let mut out = String::new();
    let mut at = 0;
    for figure in &report.figures {
        let (start, end) = (figure.span.start as usize, figure.span.end as usize);
        out.push_str(&text[at..start]);
        out.push_str(&annotate(figure));
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(file);
    let content = fs::read_to_string(&path).expect("the corpus file is there");
    let mut rule = "";
    let mut broken = Vec::new();
    let mut lines = 0;
    for (idx, line) in content.lines().enumerate() {
        if let Some(name) = line.strip_prefix("# ") {
            rule = name;
        } else if !line.is_empty() {
            lines += 1;
            let got = tag(&strip(line));
            if got != line {
                broken.push(format!("{file}:{} breaks the rule “{rule}”\n  want {line}\n  got  {got}", idx + 1));
            }
        }
    }
    assert!(lines > 5, "{file} has only {lines} lines");
    assert!(broken.is_empty(), "{} of {lines} lines differ:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn figures_are_found_as_annotated() {
    check("figures.txt");
}

#[test]
fn names_and_idioms_stay_bare() {
    check("names.txt");
}

#[test]
fn ranges_shares_and_ranks_are_read_as_annotated() {
    check("shapes.txt");
}
