//! Prints each paragraph that holds a numeral, with what the core made of it, for reading by eye:
//! `cargo run --example figures FILE … [--from N --paragraphs N]`.
//!
//! `【3.6亿元 money 360000000 CNY about】` is a figure, `‹2024年›` a time, `«5G»` a label; a numeral that is none of them
//! stands bare.

use std::process::ExitCode;

use shugang::number::numeral::is_numeral_char;
use shugang::text::span::{Source, Span};
use shugang::{Figure, Options, Report};

fn main() -> ExitCode {
    let mut files = Vec::new();
    let (mut from, mut most) = (0, usize::MAX);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match (arg.as_str(), args.len()) {
            ("--from", 1..) => from = args.next().and_then(|it| it.parse().ok()).unwrap_or(0),
            ("--paragraphs", 1..) => most = args.next().and_then(|it| it.parse().ok()).unwrap_or(usize::MAX),
            _ => files.push(arg),
        }
    }
    if files.is_empty() {
        eprintln!("usage: cargo run --example figures FILE … [--from N --paragraphs N]   (text in UTF-8)");
        return ExitCode::FAILURE;
    }
    for file in files {
        match std::fs::read(&file) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                println!("━━ {file}");
                print_marked(&text, &shugang::analyze(&text, &Options::default()), from, most);
            }
            Err(error) => eprintln!("{file}: {error}"),
        }
    }
    ExitCode::SUCCESS
}

fn print_marked(text: &str, report: &Report, from: usize, most: usize) {
    let mut marks: Vec<(Span<Source>, String)> = Vec::new();
    marks.extend(report.figures.iter().map(|it| (it.span, format!("【{}】", describe(it)))));
    marks.extend(report.times.iter().map(|it| (it.span, format!("‹{}›", it.text))));
    marks.extend(report.labels.iter().map(|it| (it.span, format!("«{}»", it.text))));
    marks.sort_by_key(|(span, _)| (span.start, span.end));
    let mut marks = marks.into_iter().peekable();
    let numbered = report.paragraphs.iter().filter(|it| it.span.of(text).chars().any(is_numeral_char));
    for paragraph in numbered.skip(from).take(most) {
        let mut line = String::new();
        let mut at = paragraph.span.start;
        while marks.next_if(|(span, _)| span.start < at).is_some() {}
        while let Some((span, mark)) = marks.next_if(|(span, _)| span.start < paragraph.span.end) {
            if span.start >= at {
                line.push_str(Span::<Source>::new(at, span.start).of(text));
                line.push_str(&mark);
                at = span.end;
            }
        }
        line.push_str(Span::<Source>::new(at, paragraph.span.end.max(at)).of(text));
        println!("{} {}", paragraph.kind.name(), line.replace(['\n', '\r'], "⏎"));
    }
}

/// The text, and what is said of it.
fn describe(figure: &Figure) -> String {
    let value = match (&figure.value, &figure.low, &figure.high) {
        (Some(value), ..) => value.clone(),
        (None, low, high) => format!("{}..{}", low.as_deref().unwrap_or(""), high.as_deref().unwrap_or("")),
    };
    let modifier = figure.modifier.map_or("", |it| it.name());
    let unit = figure.unit.as_deref().unwrap_or("-");
    format!("{} {} {value} {unit} {modifier}", figure.text, figure.kind.name()).trim_end().to_owned()
}
