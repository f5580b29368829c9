//! The answer of every reader: one text, where in the file each stretch of it stood, and what was kept apart from it.

use crate::error::{Error, Note, Result};
use crate::format::Format;
use crate::limits;
use crate::table::Grid;

/// A document that was read.
#[derive(Debug, Clone)]
pub struct Opened {
    pub format: Format,
    /// From the file's own properties; the file name is the caller's to use.
    pub title: Option<String>,
    /// The encoding that was found or asked for, by its name in the WHATWG standard; `None` where the format fixes it.
    pub encoding: Option<&'static str>,
    /// Paragraphs one a line; tables as rows of Markdown, a row a line.
    pub text: String,
    /// By start, without overlap.
    pub places: Vec<Place>,
    /// Names of sheets, or of an e-book's parts, that `Place::sheet` counts from 1.
    pub sheets: Vec<String>,
    pub apart: Vec<Apart>,
    pub notes: Vec<Note>,
}

/// Where in the file a stretch of the text stood. Zero says that the number does not apply or is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Half-open, in UTF-8 bytes of the text.
    pub start: u32,
    pub end: u32,
    pub part: Part,
    /// From 1. In DOCX it is the page that the last program to save it saw.
    pub page: u32,
    /// From 1, counted over the whole part; table cells are not counted.
    pub paragraph: u32,
    pub table: u32,
    pub sheet: u32,
    /// From 1, as the file counts.
    pub row: u32,
    pub column: u32,
    /// The outline level that the file states, 1 to 9.
    pub level: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Body,
    Footnote,
    Endnote,
    TextBox,
    Comment,
}

/// Text that the file shows and that is not of the document's run: it is listed, not analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    pub kind: ApartKind,
    pub page: u32,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApartKind {
    Header,
    Footer,
    PageNumber,
    Template,
    Watermark,
    Navigation,
    Hidden,
}

impl ApartKind {
    /// The name at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            ApartKind::Header => "header",
            ApartKind::Footer => "footer",
            ApartKind::PageNumber => "page_number",
            ApartKind::Template => "template",
            ApartKind::Watermark => "watermark",
            ApartKind::Navigation => "navigation",
            ApartKind::Hidden => "hidden",
        }
    }
}

/// Writes the text and the places side by side.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    places: Vec<Place>,
    apart: Vec<Apart>,
    notes: Vec<Note>,
    sheets: Vec<String>,
    /// Part, page and sheet of what is written next.
    pub at: Place,
    blank: bool,
    full: bool,
}

impl Writer {
    /// One paragraph on a line (or several, where it has breaks of its own). An empty one leaves one blank line.
    pub fn paragraph(&mut self, text: &str, level: u32) {
        self.at.paragraph += 1;
        let mut some = false;
        for line in text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
            let line = line.trim_matches(is_blank);
            if !line.is_empty() {
                some = true;
                self.start_line();
                self.push(line, Place { level, ..self.at });
            }
        }
        self.blank |= !some;
    }

    /// The rows of a table, a line each, as Markdown writes them: `| 税收 | 12.5 |`. Cells that a merged one covers stay empty.
    ///
    /// A row with one cell before the first or after the last full row (title, unit, source) is a paragraph of its own.
    pub fn table(&mut self, grid: &Grid) {
        self.at.table += 1;
        self.blank = true;
        self.rows(grid, 0);
    }

    /// More rows of the table that was written last, after the first `above` of it.
    pub fn more_rows(&mut self, grid: &Grid, above: u32) {
        self.blank = false;
        self.rows(grid, above);
    }

    fn rows(&mut self, grid: &Grid, above: u32) {
        let at = self.at;
        // One row of cells is no table but a line with gaps, as at the foot of a document.
        let bars = above > 0 || grid.rows().filter(|it| it.width > 1).count() > 1;
        for row in grid.rows() {
            self.start_line();
            let barred = bars && row.width > 1;
            let mut column = 0;
            for (n, cell) in row.cells.iter().enumerate() {
                if barred {
                    // Bars part the cells, whether or not there is one in each.
                    (column..=cell.column).for_each(|it| self.text.push_str(if it == 0 { "| " } else { " | " }));
                    column = column.max(cell.column + 1);
                } else if n > 0 {
                    self.text.push('\u{3000}');
                }
                let place =
                    Place { row: row.number + above, column: cell.column + grid.first_column, paragraph: 0, ..at };
                self.push(&cell.text.replace('|', "｜"), place);
            }
            if barred {
                (column..row.width).for_each(|it| self.text.push_str(if it == 0 { "| " } else { " | " }));
                self.text.push_str(" |");
            }
        }
        self.blank = true;
    }

    pub fn apart(&mut self, kind: ApartKind, page: u32, text: &str) {
        let text = text.trim();
        let known = |it: &Apart| it.kind == kind && it.text == text && kind != ApartKind::PageNumber;
        if !text.is_empty() && self.apart.len() < 10_000 && !self.apart.iter().take(200).any(known) {
            self.apart.push(Apart { kind, page, text: text.to_owned() });
        }
    }

    pub fn note(&mut self, note: Note) {
        if !self.notes.iter().any(|it| it.code == note.code && it.zh == note.zh) {
            self.notes.push(note);
        }
    }

    /// Starts a sheet or a part with a name; what follows stands in it.
    pub fn sheet(&mut self, name: &str) {
        self.sheets.push(name.to_owned());
        self.at.sheet = self.sheets.len() as u32;
        self.at.paragraph = 0;
        self.at.table = 0;
        self.blank = true;
    }

    /// The next line is set off by a blank one.
    pub fn gap(&mut self) {
        self.blank = true;
    }

    /// What was written so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_full(&self) -> bool {
        self.full
    }

    #[expect(clippy::len_without_is_empty, reason = "nobody asks whether a writer is empty")]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// # Errors
    /// Where nothing was written.
    pub fn finish(mut self, format: Format, title: Option<String>) -> Result<Opened> {
        if self.text.trim().is_empty() {
            return Err(Error::empty("这个文件里没有文字。", "There is no text in this file."));
        }
        if self.full {
            let size = limits::TEXT >> 20;
            self.notes.push(Note::new(
                "text_cut",
                format!("文字超过 {size} MB，只读了前面的部分。"),
                format!("The text is longer than {size} MB; only its beginning was read."),
            ));
        }
        // Where text has a code of its own beside the file's, there is no other encoding to choose.
        let lost = self.text.matches('\u{FFFD}').count();
        if lost > 0 && matches!(format, Format::Rtf | Format::Doc | Format::Xls) {
            self.notes.push(Note::new(
                "undecodable",
                format!("有 {lost} 处不成文字，显示为 �，请对照原文。"),
                format!("{lost} places are no characters and are shown as �; compare them with the original."),
            ));
        }
        let title = title.map(|it| clean(&it).trim().to_owned()).filter(|it| !it.is_empty());
        Ok(Opened {
            format,
            title,
            encoding: None,
            text: self.text,
            places: self.places,
            sheets: self.sheets,
            apart: self.apart,
            notes: self.notes,
        })
    }

    fn start_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
            if self.blank {
                self.text.push('\n');
            }
        }
        self.blank = false;
    }

    /// Appends `text` without its control characters and says where it stood.
    fn push(&mut self, text: &str, place: Place) {
        let room = limits::TEXT.saturating_sub(self.text.len());
        if text.len() > room {
            self.full = true;
            return;
        }
        let start = self.text.len() as u32;
        self.text.push_str(&clean(text));
        let end = self.text.len() as u32;
        if end > start {
            self.places.push(Place { start, end, ..place });
        }
    }
}

/// Blanks at the ends of a paragraph: indents and padding.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Without control characters, and with every tab as an em space: a tab would part two cells.
fn clean(text: &str) -> std::borrow::Cow<'_, str> {
    let bad = |c: char| c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(bad) {
        return text.into();
    }
    text.chars()
        .filter_map(|c| match c {
            '\t' => Some('\u{2003}'),
            '\n' => Some(' '),
            c if bad(c) => None,
            c => Some(c),
        })
        .collect::<String>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_of_cells_is_a_line_with_gaps_and_two_are_a_table() {
        let mut grid = Grid::new();
        grid.push(1, 0, "清河县水利局");
        grid.push(1, 2, "2025年3月1日印发");
        let written = |grid: &Grid| {
            let mut writer = Writer::default();
            writer.table(grid);
            writer.finish(Format::Docx, None).unwrap()
        };
        let line = written(&grid);
        assert_eq!(line.text, "清河县水利局\u{3000}2025年3月1日印发");
        assert_eq!((line.places[1].row, line.places[1].column), (1, 3));
        grid.push(2, 1, "共印");
        grid.push(2, 2, "30份");
        assert_eq!(written(&grid).text, "| 清河县水利局 |  | 2025年3月1日印发 |\n|  | 共印 | 30份 |");
    }
}
