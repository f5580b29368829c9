//! ODT and ODS (ISO/IEC 26300): text with headings and list numbers, sheets as the program last showed them.

use std::collections::HashMap;

use crate::docx::damaged_part;
use crate::error::{Error, Result};
use crate::format::Format;
use crate::limits;
use crate::markup::{Element, Item, Tree};
use crate::opened::{ApartKind, Opened, Part, Writer};
use crate::sheet::{self, Sheet};
use crate::table::Grid;
use crate::zip::Zip;

/// # Errors
/// Where the content is encrypted or has no text.
pub fn open(bytes: &[u8], format: Format) -> Result<Opened> {
    let mut zip = Zip::open(bytes)?;
    if zip.text("META-INF/manifest.xml").is_some_and(|it| it.contains("encryption-data")) {
        return Err(Error::encrypted(" LibreOffice 或 WPS ", "LibreOffice or WPS"));
    }
    let index = zip.find("content.xml").ok_or_else(|| Error::damaged("content.xml"))?;
    let content = crate::encoding::decode_xml(&zip.read(index)?);
    let styles = zip.text("styles.xml").unwrap_or_default();
    let tree = Tree::xml(&content)?;
    let style_tree = Tree::xml(&styles)?;
    let mut writer = Writer::default();
    let body = tree.root().find("body").ok_or_else(|| Error::damaged("office:body"))?;
    if format == Format::Ods {
        sheet::write(read_sheets(body, tree.root()), &mut writer);
    } else {
        let mut lists = HashMap::new();
        for it in style_tree.root().descendants().chain(tree.root().descendants()).filter(|it| it.is("list-style")) {
            if let Some(name) = it.attribute("name") {
                lists.insert(name.into_owned(), it);
            }
        }
        let mut reader = Reader { writer: &mut writer, lists, notes: Vec::new(), deleted: 0 };
        reader.blocks(body, None);
        let notes = std::mem::take(&mut reader.notes);
        for (part, text) in notes {
            writer.at.part = part;
            writer.paragraph(&text, 0);
        }
        for master in style_tree.root().descendants().filter(|it| it.is("master-page")) {
            for it in master.children() {
                let kind = if it.name().starts_with("header") { ApartKind::Header } else { ApartKind::Footer };
                writer.apart(kind, 0, &it.text());
            }
        }
    }
    if zip.damaged {
        writer.note(damaged_part());
    }
    let title = zip.text("meta.xml").and_then(|it| Tree::xml(&it).ok()?.root().find("title").map(|it| it.text()));
    writer.finish(format, title)
}

struct Reader<'w, 't, 'a> {
    writer: &'w mut Writer,
    lists: HashMap<String, Element<'t, 'a>>,
    notes: Vec<(Part, String)>,
    deleted: u32,
}

/// The list that a paragraph stands in: its style, the counts of its levels.
struct List {
    style: Option<String>,
    counts: Vec<u32>,
}

impl<'t, 'a> Reader<'_, 't, 'a> {
    fn blocks(&mut self, parent: Element<'t, 'a>, mut list: Option<&mut List>) {
        for it in parent.children() {
            if self.writer.is_full() {
                return;
            }
            match it.name() {
                "p" => self.paragraph(it, 0, ""),
                "h" => self.paragraph(it, it.number("outline-level").unwrap_or(1_u32).clamp(1, 9), ""),
                "list" => match &mut list {
                    Some(list) => self.list(it, list),
                    None => self.list(it, &mut List { style: None, counts: Vec::new() }),
                },
                "table" => self.table(it),
                "tracked-changes" => self.deleted += 1,
                "text" | "section" | "index-body" | "table-of-content" | "frame" | "text-box" => self.blocks(it, None),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, it: Element<'t, 'a>, level: u32, number: &str) {
        let mut text = number.to_owned();
        let mut boxes = Vec::new();
        self.inline(it, &mut text, &mut boxes);
        if text.trim() == number.trim() {
            text.clear();
        }
        self.writer.paragraph(&text, level);
        for it in boxes {
            self.writer.at.part = Part::TextBox;
            self.blocks(it, None);
            self.writer.at.part = Part::Body;
        }
    }

    fn inline(&mut self, parent: Element<'t, 'a>, text: &mut String, boxes: &mut Vec<Element<'t, 'a>>) {
        for item in parent.items() {
            let it = match item {
                Item::Text(it) => {
                    for c in it.chars() {
                        match c {
                            ' ' | '\n' | '\r' | '\t' if text.ends_with([' ', '\n']) => {}
                            ' ' | '\n' | '\r' | '\t' => text.push(' '),
                            c => text.push(c),
                        }
                    }
                    continue;
                }
                Item::Element(it) => it,
            };
            match it.name() {
                "s" => text.extend(std::iter::repeat_n(' ', it.number("c").unwrap_or(1_usize).min(200))),
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                "note" => {
                    let mark = it.child("note-citation").map(|it| it.text()).unwrap_or_default();
                    let body = it.child("note-body").map(|it| it.text()).unwrap_or_default();
                    let part = if it.attribute("note-class").as_deref() == Some("endnote") {
                        Part::Endnote
                    } else {
                        Part::Footnote
                    };
                    text.push_str(&format!("[{}]", mark.trim()));
                    self.notes.push((part, format!("[{}] {}", mark.trim(), body.trim())));
                }
                "frame" | "text-box" | "custom-shape" | "g" => boxes.push(it),
                "annotation" | "title" | "desc" | "ruby-text" | "annotation-end" | "image" => {}
                _ => self.inline(it, text, boxes),
            }
        }
    }

    fn list(&mut self, it: Element<'t, 'a>, list: &mut List) {
        if let Some(style) = it.attribute("style-name") {
            list.style = Some(style.into());
        }
        let level = list.counts.len();
        list.counts.push(0);
        for item in it.children().filter(|it| it.is("list-item") || it.is("list-header")) {
            let numbered = item.is("list-item");
            if numbered {
                list.counts[level] += 1;
            }
            let mut first = numbered;
            for block in item.children() {
                match block.name() {
                    "p" | "h" => {
                        let number = if first { self.number(list) } else { String::new() };
                        let outline = if block.is("h") { block.number("outline-level").unwrap_or(1_u32) } else { 0 };
                        self.paragraph(block, outline, &number);
                        first = false;
                    }
                    "list" => self.list(block, list),
                    _ => self.blocks(item, None),
                }
            }
        }
        list.counts.truncate(level);
    }

    /// The number of the innermost level as its style writes it.
    fn number(&self, list: &List) -> String {
        let level = list.counts.len();
        let style = list.style.as_ref().and_then(|it| self.lists.get(it));
        let Some(style) = style.and_then(|it| it.children().find(|it| it.number("level") == Some(level))) else {
            return String::new();
        };
        if style.is("list-level-style-bullet") {
            return "• ".to_owned();
        }
        let start = style.number("start-value").unwrap_or(1_u32);
        let count = list.counts.last().copied().unwrap_or(1) + start - 1;
        let number = match style.attribute("num-format").unwrap_or_default().as_ref() {
            "" => String::new(),
            it if it.starts_with('一') => crate::docx::format_number(count, "chineseCounting"),
            it if it.starts_with('壹') => crate::docx::format_number(count, "chineseLegalSimplified"),
            it if it.starts_with('①') => crate::docx::format_number(count, "decimalEnclosedCircle"),
            it if it.starts_with('甲') => crate::docx::format_number(count, "ideographTraditional"),
            "a" => crate::docx::format_number(count, "lowerLetter"),
            "A" => crate::docx::format_number(count, "upperLetter"),
            "i" => crate::docx::format_number(count, "lowerRoman"),
            "I" => crate::docx::format_number(count, "upperRoman"),
            _ => count.to_string(),
        };
        let prefix = style.attribute("num-prefix").unwrap_or_default();
        let suffix = style.attribute("num-suffix").unwrap_or_default();
        let out = format!("{prefix}{number}{suffix}");
        if out.is_empty() || out.ends_with(['、', '）', ')', '：']) { out } else { out + " " }
    }

    fn table(&mut self, table: Element<'t, 'a>) {
        let mut grid = Grid::new();
        for (row, cells) in rows(table).into_iter().enumerate() {
            let mut column = 0;
            for cell in cells.children().filter(|it| it.is("table-cell") || it.is("covered-table-cell")) {
                if cell.is("table-cell") {
                    grid.push(row as u32 + 1, column, &cell_text(cell));
                }
                column += cell.number("number-columns-repeated").unwrap_or(1_u32).clamp(1, 1000);
            }
        }
        self.writer.table(&grid);
    }
}

fn cell_text(cell: Element<'_, '_>) -> String {
    let mut out = String::new();
    for it in cell.descendants().filter(|it| it.is("p") || it.is("h")) {
        let mut text = String::new();
        for item in it.items() {
            match item {
                Item::Text(it) => text.push_str(&it),
                Item::Element(it) if it.is("s") => text.push(' '),
                Item::Element(it) if it.is("line-break") => text.push('\n'),
                Item::Element(it) if it.is("annotation") || it.is("note") => {}
                Item::Element(it) => text.push_str(&it.text()),
            }
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(text.trim());
    }
    out
}

/// Rows of a table, whatever groups them.
fn rows<'t, 'a>(table: Element<'t, 'a>) -> Vec<Element<'t, 'a>> {
    let mut out = Vec::new();
    for it in table.children() {
        match it.name() {
            "table-row" => out.push(it),
            "table-header-rows" | "table-rows" | "table-row-group" => out.extend(rows(it)),
            _ => {}
        }
    }
    out
}

fn read_sheets(body: Element<'_, '_>, root: Element<'_, '_>) -> Vec<Sheet> {
    let mut hidden_styles = Vec::new();
    for style in root.descendants().filter(|it| it.is("style")) {
        let hides =
            style.child("table-properties").and_then(|it| it.attribute("display")).is_some_and(|it| it == "false");
        if hides && let Some(name) = style.attribute("name") {
            hidden_styles.push(name.into_owned());
        }
    }
    let mut budget = limits::CELLS;
    let mut sheets = Vec::new();
    for table in body.descendants().filter(|it| it.is("table") && it.parent().is_some_and(|it| it.is("spreadsheet"))) {
        let mut cells = Vec::new();
        let mut row = 0_u32;
        for it in rows(table) {
            let repeated = it.number("number-rows-repeated").unwrap_or(1_u32).clamp(1, limits::ROWS);
            let mut line = Vec::new();
            let mut column = 0_u32;
            for cell in it.children().filter(|it| it.is("table-cell") || it.is("covered-table-cell")) {
                let times = cell.number("number-columns-repeated").unwrap_or(1_u32).clamp(1, limits::COLUMNS);
                let text = cell_text(cell);
                if !text.trim().is_empty() && cell.is("table-cell") {
                    for n in 0..times.min(1000) {
                        line.push((column + n + 1, text.clone()));
                    }
                }
                column = (column + times).min(limits::COLUMNS);
            }
            for n in 0..repeated.min(if line.is_empty() { 0 } else { 1000 }) {
                for (column, text) in &line {
                    if budget == 0 {
                        break;
                    }
                    budget -= 1;
                    cells.push((row + n + 1, *column, text.clone()));
                }
            }
            row = row.saturating_add(repeated).min(limits::ROWS);
        }
        let hidden = table.attribute("style-name").is_some_and(|it| hidden_styles.iter().any(|name| *name == it));
        sheets.push(Sheet { name: table.attribute("name").unwrap_or_default().into_owned(), hidden, cells });
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::ZipBuilder;

    #[test]
    fn text_has_headings_list_numbers_and_notes() {
        let content = r#"<office:document-content><office:automatic-styles><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:list-style></office:automatic-styles>
<office:body><office:text><text:h text:outline-level="1">清河市规划</text:h><text:list text:style-name="L1"><text:list-item><text:p>总则</text:p></text:list-item><text:list-item><text:p>目标<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>口径</text:p></text:note-body></text:note></text:p></text:list-item></text:list></office:text></office:body></office:document-content>"#;
        let bytes = ZipBuilder::new()
            .part("mimetype", "application/vnd.oasis.opendocument.text")
            .part("content.xml", content)
            .build();
        let opened = open(&bytes, Format::Odt).unwrap();
        assert_eq!(opened.text, "清河市规划\n一、总则\n二、目标[1]\n[1] 口径");
        assert_eq!(opened.places.last().unwrap().part, Part::Footnote);
    }

    #[test]
    fn sheet_repeats_are_bounded() {
        let content = r#"<x><office:body><office:spreadsheet><table:table table:name="表"><table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>12.5%</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet></office:body></x>"#;
        let bytes = ZipBuilder::new().part("content.xml", content).build();
        let opened = open(&bytes, Format::Ods).unwrap();
        assert_eq!(opened.text, "12.5%");
        assert_eq!((opened.places[0].row, opened.places[0].column), (1, 3));
    }
}
