//! Text that stands at positions on pages (OFD, PDF) to paragraphs in reading order, with page furniture kept apart.

mod footnote;
mod furniture;
mod line;
mod paragraph;
mod radical;
mod ruled;

pub use line::{Line, Run};
pub use radical::{count as count_radicals, normalize};
pub use ruled::Rule;

use crate::opened::Writer;

/// What stands on one page, in any order. Lengths are in one unit, y grows downwards.
#[derive(Debug, Default, Clone)]
pub struct Page {
    /// From 1.
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub runs: Vec<Run>,
    /// What is drawn straight across or down.
    pub rules: Vec<Rule>,
}

/// Writes the pages' text as paragraphs, tables as rows; headers, footers and page numbers go apart, footnotes to the end.
pub fn write(pages: Vec<Page>, writer: &mut Writer) {
    let mut lined: Vec<line::LinedPage> = pages.into_iter().map(line::read).collect();
    furniture::set_apart(&mut lined, writer);
    let notes = footnote::take(&mut lined);
    paragraph::write(lined, writer);
    paragraph::write_notes(notes, writer);
}
