//! Prints what the core reads of a document's structure, for reading by eye: `cargo run --example summary FILE …`.

use std::io::{self, Write};
use std::process::ExitCode;

use shugang::text::span::{Source, Span};
use shugang::{Options, Report};

fn main() -> ExitCode {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let all = files.iter().any(|file| file == "--blocks");
    files.retain(|file| file != "--blocks");
    if files.is_empty() {
        eprintln!("usage: cargo run --example summary [--blocks] FILE …   (text in UTF-8)");
        return ExitCode::FAILURE;
    }
    let mut done = ExitCode::SUCCESS;
    for file in &files {
        match std::fs::read(file) {
            Ok(bytes) => {
                let text = String::from_utf8_lossy(&bytes);
                let report = shugang::analyze(&text, &Options::default());
                // The reader may have seen enough: `summary FILE | head`.
                if write_report(&mut io::stdout().lock(), file, &text, &report, all).is_err() {
                    return done;
                }
            }
            Err(error) => {
                eprintln!("{file}: {error}");
                done = ExitCode::FAILURE;
            }
        }
    }
    done
}

fn write_report(out: &mut impl Write, file: &str, text: &str, report: &Report, all: bool) -> io::Result<()> {
    writeln!(out, "━━ {file}")?;
    let evidence = report.kind_evidence.map_or(String::new(), |span| flat(span.of(text)));
    writeln!(out, "kind {}  [{evidence}]", report.kind.name())?;
    for entry in &report.metadata.entries {
        let spans: Vec<String> = entry.spans.iter().map(|&span| format!("{span:?}")).collect();
        writeln!(out, "  {:<14}{}  [{}]", entry.key.name(), entry.value, spans.join(" "))?;
    }
    for reference in &report.metadata.references {
        let short = reference.short.as_deref().map_or(String::new(), |short| format!("  = {short}"));
        let places = reference.places.len();
        writeln!(
            out,
            "  cites         {}  {}{short}  ×{places}",
            reference.title,
            reference.doc_number.as_deref().unwrap_or("-")
        )?;
    }
    for section in &report.outline {
        let indent = "  ".repeat(section.level as usize);
        let marker = section.marker.as_deref().unwrap_or("·");
        writeln!(out, "{} {indent}{marker} {}", section.level, section.title)?;
    }
    for &join in &report.joins {
        writeln!(out, "join  {}", context(text, join))?;
    }
    for &span in &report.boilerplate {
        writeln!(out, "furniture  {}", flat(span.of(text)))?;
    }
    for note in &report.notes {
        writeln!(out, "note  {} {} {}", note.code, note.message, flat(note.span.of(text)))?;
    }
    if all {
        for paragraph in &report.paragraphs {
            writeln!(
                out,
                "{:>13} {:>4} {}",
                paragraph.kind.name(),
                paragraph.section.map_or(-1, |id| id as i32),
                flat(paragraph.span.of(text))
            )?;
        }
    }
    Ok(())
}

/// The join with what stands on both sides of it.
fn context(text: &str, span: Span<Source>) -> String {
    let before: Vec<char> = text[..span.start as usize].chars().rev().take(14).collect();
    let after: String = text[span.end as usize..].chars().take(14).collect();
    format!("{}⏎{}", flat(&before.into_iter().rev().collect::<String>()), flat(&after))
}

fn flat(text: &str) -> String {
    let flat: String = text.chars().map(|c| if c.is_control() { '⏎' } else { c }).collect();
    let chars = flat.chars().count();
    if chars <= 90 {
        return flat;
    }
    let head: String = flat.chars().take(60).collect();
    let tail: String = flat.chars().skip(chars - 24).collect();
    format!("{head} … {tail}")
}
