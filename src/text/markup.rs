//! HTML pasted as text: where its paragraphs and table cells are, and what of it is no text of the document.

use super::map::Stitcher;
use super::signs::Signs;
use super::span::{Logical, Span};
use super::stitch::{Lead, Paragraph, Paragraphs};
use crate::text::chars::{Cut, Ends, has_any, has_word};

/// A table row whose cells hold one paragraph at most: places in the list of paragraphs.
#[derive(Debug, Default, Clone)]
pub struct Row {
    /// Rows of one table have the same number.
    pub table: u32,
    pub cells: Vec<MarkupCell>,
}

#[derive(Debug, Default, Clone, Copy)]
pub struct MarkupCell {
    pub paragraph: Option<usize>,
    pub rows: u32,
    pub columns: u32,
}

/// Whether `source` is HTML: it opens with a tag and has block elements.
pub fn is_markup(source: &str) -> bool {
    let text = source.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    text.starts_with('<')
        && text.after(1).begins(|c: char| c.is_ascii_alphabetic() || c == '!')
        && has_word(text, "</")
        && has_any(text, &["<p", "<div", "<table", "<html", "<br", "<P", "<DIV", "<TABLE", "<HTML"])
}

/// Reads HTML into paragraphs: one for each block element, line break or cell.
pub fn read(source: &str) -> (Paragraphs, Vec<Row>) {
    let mut reader = Reader::new(source);
    let mut at = 0;
    while let Some(found) = source.after(at).first_in("<&\n") {
        let here = at + found;
        reader.keep(at, here);
        at = match source.as_bytes()[here] {
            b'<' => reader.tag(here),
            b'&' => reader.entity(here),
            _ => {
                // A line break of the source is a blank of the page; Chinese text has none there.
                here + 1
            }
        };
    }
    reader.keep(at, source.len());
    reader.end_paragraph();
    let mut paragraphs = reader.out;
    paragraphs.stitched = reader.stitcher.finish();
    (paragraphs, reader.rows)
}

/// Elements whose content is no text.
const HIDDEN: [&str; 7] = ["script", "style", "noscript", "template", "head", "select", "svg"];
const BLOCKS: [&str; 24] = [
    "p", "div", "br", "hr", "table", "tbody", "thead", "tr", "td", "th", "li", "ul", "ol", "dl", "dt", "dd", "h1",
    "h2", "h3", "h4", "h5", "h6", "section", "body",
];

struct Reader<'s> {
    source: &'s str,
    stitcher: Stitcher<'s>,
    out: Paragraphs,
    rows: Vec<Row>,
    begin: u32,
    line: usize,
    lead: Lead,
    bold: Vec<Span<Logical>>,
    bold_from: Option<u32>,
    /// For each open inline element that may be bold: its name, and whether it is.
    inline: Vec<(&'static str, bool)>,
    /// Open tables: their number and the row being read, with the first paragraph of its open cell.
    tables: Vec<(u32, Option<Row>, Option<usize>)>,
    n_tables: u32,
    /// The next `>` at or after a place already looked at.
    close: Option<usize>,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Reader {
            source,
            stitcher: Stitcher::new(source),
            out: Paragraphs::default(),
            rows: Vec::new(),
            begin: 0,
            line: 0,
            lead: Lead::default(),
            bold: Vec::new(),
            bold_from: None,
            inline: Vec::new(),
            tables: Vec::new(),
            n_tables: 0,
            close: None,
        }
    }

    fn keep(&mut self, from: usize, to: usize) {
        let (mut from, to) = (from, to);
        if self.stitcher.position() == self.begin {
            let text = self.source.before(to).after(from);
            from += text.len() - text.trim_start().len();
        }
        if from < to {
            self.stitcher.keep(Span::new(from as u32, to as u32));
        }
    }

    /// Reads the tag at `here`; returns where to go on.
    fn tag(&mut self, here: usize) -> usize {
        let rest = self.source.after(here);
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.place_of("-->").map_or(self.source.len(), |end| here + 4 + end + 3);
        }
        let is_tag = rest.after(1).begins(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if self.close.is_none_or(|close| close < here) {
            self.close = Some(rest.find('>').map_or(usize::MAX, |found| here + found));
        }
        let close = self.close.unwrap_or(usize::MAX);
        if !is_tag || close == usize::MAX {
            self.keep(here, here + 1);
            return here + 1;
        }
        let inner = self.source.before(close).after(here + 1);
        let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let name = inner.before(end.min(12)).to_ascii_lowercase();
        if !closing && HIDDEN.contains(&name.as_str()) {
            return self.skip_element(close + 1, &name);
        }
        match name.as_str() {
            "b" => self.set_bold("b", closing, true),
            "strong" => self.set_bold("strong", closing, true),
            "span" => self.set_bold("span", closing, is_bold_style(inner)),
            "font" => self.set_bold("font", closing, is_bold_style(inner)),
            name if BLOCKS.contains(&name) => self.block(name, closing, inner),
            _ => {}
        }
        close + 1
    }

    fn skip_element(&self, from: usize, name: &str) -> usize {
        let mut at = from;
        while let Some(found) = self.source.after(at).place_of("</") {
            at += found + 2;
            let rest = &self.source.as_bytes()[at..];
            if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
                return self.source.after(at).find('>').map_or(self.source.len(), |end| at + end + 1);
            }
        }
        self.source.len()
    }

    /// A blank entity is dropped; of `&amp;` the first character stays, which is what it says.
    fn entity(&mut self, here: usize) -> usize {
        let window = self.source.as_bytes()[here + 1..].iter().take(10).position(|&byte| byte == b';');
        let Some(len) = window.filter(|&len| {
            len > 1
                && self.source.as_bytes()[here + 1..here + 1 + len]
                    .iter()
                    .all(|b| b.is_ascii_alphanumeric() || *b == b'#')
        }) else {
            self.keep(here, here + 1);
            return here + 1;
        };
        if self.source.before(here + 1 + len).after(here + 1) == "amp" {
            self.keep(here, here + 1);
        }
        here + 1 + len + 1
    }

    fn set_bold(&mut self, name: &'static str, closing: bool, bold: bool) {
        if !closing {
            self.inline.truncate(200);
            self.inline.push((name, bold));
            if bold && self.bold_from.is_none() {
                self.bold_from = Some(self.stitcher.position());
            }
        } else if let Some(at) = self.inline.iter().rposition(|(open, _)| *open == name) {
            self.inline.truncate(at);
            if !self.inline.iter().any(|(_, bold)| *bold) {
                self.end_bold();
            }
        }
    }

    fn end_bold(&mut self) {
        if let Some(from) = self.bold_from.take() {
            let to = self.stitcher.position();
            if to > from {
                self.bold.push(Span::new(from, to));
            }
        }
    }

    fn block(&mut self, name: &str, closing: bool, inner: &str) {
        let empty = self.stitcher.position() == self.begin;
        self.end_paragraph();
        // An empty paragraph or a second break is a blank line.
        if empty && (name == "br" || closing && name == "p") {
            self.line += 1;
        }
        match (name, closing) {
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                self.lead.hashes = u32::from(name.as_bytes()[1] - b'0');
            }
            ("table", false) => {
                self.n_tables += 1;
                self.tables.push((self.n_tables, None, None));
                self.line += 1;
            }
            ("table", true) => {
                self.end_row();
                self.tables.pop();
                // A table inside a cell makes that row one of layout.
                if let Some((_, row, _)) = self.tables.last_mut() {
                    *row = None;
                }
                self.line += 1;
            }
            ("tr", false) => {
                self.end_row();
                if let Some((table, row, _)) = self.tables.last_mut() {
                    *row = Some(Row { table: *table, cells: Vec::new() });
                }
            }
            ("tr", true) => self.end_row(),
            ("td" | "th", false) => {
                self.end_cell();
                let (rows, columns) = (attribute(inner, "rowspan"), attribute(inner, "colspan"));
                let first = self.out.paragraphs.len();
                if let Some((_, Some(row), open)) = self.tables.last_mut() {
                    row.cells.push(MarkupCell { paragraph: None, rows, columns });
                    *open = Some(first);
                }
            }
            ("td" | "th", true) => self.end_cell(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let n = self.out.paragraphs.len();
        let Some((_, row, open)) = self.tables.last_mut() else { return };
        let Some(first) = open.take() else { return };
        match n - first {
            0 => {}
            1 => {
                if let Some(cell) = row.as_mut().and_then(|row| row.cells.last_mut()) {
                    cell.paragraph = Some(first);
                }
            }
            _ => *row = None,
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some((_, row, _)) = self.tables.last_mut()
            && let Some(row) = row.take().filter(|row| row.cells.len() >= 2)
        {
            self.rows.push(row);
        }
    }

    fn end_paragraph(&mut self) {
        let open = self.bold_from.is_some();
        self.end_bold();
        let span = Span::new(self.begin, self.stitcher.position());
        self.begin = span.end;
        if open {
            self.bold_from = Some(span.end);
        }
        let (bold, lead) = (std::mem::take(&mut self.bold), std::mem::take(&mut self.lead));
        if span.is_empty() {
            // A heading's mark waits for its text.
            self.lead = lead;
            return;
        }
        self.line += 1;
        let lines = (self.line, self.line);
        let (seen, indented, after_mark, split) = (None, false, false, false);
        let paragraph = Paragraph { span, seen, lines, lead, indented, after_mark, split, bold };
        self.out.paragraphs.push(paragraph);
    }
}

fn is_bold_style(inner: &str) -> bool {
    inner.place_of("font-weight").is_some_and(|at| {
        let value = inner.after(at + "font-weight".len()).trim_start_in(": ");
        value.starts_with("bold") || value.starts_with('7') || value.starts_with("600")
    })
}

/// The number that an attribute gives, 1 where it is absent.
fn attribute(inner: &str, name: &str) -> u32 {
    inner
        .place_of(name)
        .and_then(|at| {
            let value = inner.after(at + name.len()).trim_start_in("=\"' ");
            let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
            value.before(digits.min(3)).parse().ok()
        })
        .unwrap_or(1)
        .clamp(1, 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn block_elements_are_paragraphs_and_tags_are_no_text() {
        let source =
            "<div><p>云岭县<b>统计</b>局</p><p>&nbsp;</p><script>var a = '<p>x</p>';</script>全年<br>增长</div>";
        assert!(is_markup(source));
        let (paragraphs, _) = read(source);
        let text = &paragraphs.stitched.text;
        let read: Vec<&str> = paragraphs.paragraphs.iter().map(|it| it.span.of(text)).collect();
        assert_eq!(read, ["云岭县统计局", "全年", "增长"]);
        assert_eq!(paragraphs.paragraphs[0].bold[0].of(text), "统计");
    }

    #[test]
    fn rows_know_their_cells() {
        let (paragraphs, rows) = read(
            "<table><tr><td colspan=\"2\">指标</td><td>数</td></tr><tr><td>粮食</td><td></td><td>12</td></tr></table>",
        );
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].cells[0].columns, 2);
        assert_eq!(rows[1].cells[1].paragraph, None);
        assert_eq!(paragraphs.paragraphs.len(), 4);
    }

    #[test]
    fn a_broken_tag_is_text() {
        let (paragraphs, _) = read("<p>3 < 5 & <");
        assert_eq!(paragraphs.stitched.text, "3 < 5 & <");
    }
}
