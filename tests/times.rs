//! The annotated corpus of times: each expression as `<t ISO>…</t>`, each figure as `<f TIME>…</f>` with the time that
//! it is about; `-` is null. The test strips the tags, analyses what is left and puts the tags back.
//!
//! A line that starts with `# ` names the rule that the text below it is an example of; an empty line ends a text.

use std::fs;
use std::path::Path;

use shugang::{Options, analyze};

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

fn annotate(text: &str) -> String {
    let report = analyze(text, &Options::default());
    let times = report.times.iter().map(|time| (time.span, 't', time.iso.as_deref()));
    let figures = report.figures.iter().map(|figure| (figure.span, 'f', figure.time.as_deref()));
    let mut marks: Vec<_> = times.chain(figures).collect();
    marks.sort_by_key(|&(span, ..)| span);
    let mut out = String::new();
    let mut at = 0;
    for (span, tag, iso) in marks {
        out.push_str(&text[at..span.start as usize]);
        out.push_str(&format!("<{tag} {}>{}</{tag}>", iso.unwrap_or("-"), span.of(text)));
        at = span.end as usize;
    }
    out + &text[at..]
}

#[test]
fn times_and_the_times_of_figures_are_as_annotated() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/times/times.txt");
    let annotated = fs::read_to_string(&path).expect("tests/times/times.txt");
    let (mut wrong, mut n_texts) = (Vec::new(), 0);
    for part in annotated.split("\n\n") {
        let (rules, lines): (Vec<&str>, Vec<&str>) = part.lines().partition(|line| line.starts_with("# "));
        let wanted = lines.join("\n");
        let got = annotate(&strip(&wanted));
        n_texts += 1;
        if got != wanted {
            wrong.push(format!("{}\nwanted {wanted}\ngot    {got}", rules.join("\n")));
        }
    }
    assert!(n_texts > 30, "the corpus was read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
