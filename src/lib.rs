//! Shugang 数纲 reads Chinese policy documents: every stated figure, the outline, the metadata.
//!
//! The modules stand in the order in which a document goes through them. [`analyze`] is the whole way.

#![forbid(unsafe_code)]

pub mod text;
pub mod number;
pub mod lexicon;
pub mod layout;
pub mod time;
pub mod figure;
pub mod link;

mod note;
mod options;
mod report;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use note::Note;
pub use options::{Options, StatedHeading};
pub use report::*;

/// Reads `text` and says what it states. Pure and total: no clock, no I/O, no panic on any text.
///
/// Spans of the report are half-open ranges of UTF-8 bytes in `text`.
pub fn analyze(text: &str, options: &Options) -> Report {
    let layout = layout::read(text, &options.headings);
    let mentions = figure::read(text, &layout, options);
    let (paragraphs, markup) = paragraphs(&layout);
    Report {
        figures: mentions.figures,
        times: mentions.times,
        labels: mentions.labels,
        paragraphs,
        outline: layout.outline,
        metadata: layout.metadata,
        kind: layout.kind,
        kind_evidence: layout.kind_evidence,
        joins: layout.joins,
        markup,
        boilerplate: layout.boilerplate,
        notes: layout.notes,
    }
}

/// The blocks in the source, and what was deleted inside them and is no join: emphasis marks of Markdown.
fn paragraphs(layout: &layout::Layout) -> (Vec<Paragraph>, Vec<text::span::Span<text::span::Source>>) {
    use text::span::Span;
    let map = &layout.stitched.map;
    let mut joins = layout.joins.iter().peekable();
    let mut paragraphs = Vec::with_capacity(layout.blocks.len());
    let mut markup = Vec::new();
    for block in &layout.blocks {
        let mut whole: Option<Span<text::span::Source>> = None;
        for run in map.runs(block.span) {
            let mut at = whole.map_or(run.start, |whole| whole.end);
            while let Some(join) = joins.next_if(|join| join.start < run.start) {
                if at < join.start {
                    markup.push(Span::new(at, join.start));
                }
                at = at.max(join.end);
            }
            if at < run.start {
                markup.push(Span::new(at, run.start));
            }
            whole = Some(whole.map_or(run, |whole| whole.cover(run)));
        }
        let span = whole.unwrap_or_else(|| map.to_source(block.span));
        paragraphs.push(Paragraph { span, kind: block.kind, section: block.section });
    }
    (paragraphs, markup)
}

/// The exact value of a number written in any form: `二十万零五` is `200005`. `None` where `text` is not one number.
pub fn parse_number(text: &str) -> Option<String> {
    number::parse::parse_number(text).map(|value| value.text())
}

/// The version of this crate.
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
