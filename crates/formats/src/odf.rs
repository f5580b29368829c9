//! ODT and ODS (ISO/IEC 26300): text with headings and list numbers, sheets as the program last showed them.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::docx::{damaged_part, revisions};
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
        let outline = style_tree.root().find("outline-style");
        let styles = tree.root().descendants().filter(|it| it.is("style"));
        let titles = styles.filter(|it| it.attribute("parent-style-name").as_deref() == Some(TITLE));
        let titles = titles.filter_map(|it| it.attribute("name")).chain([TITLE.into()]).collect();
        let mut reader = Reader {
            writer: &mut writer,
            titles,
            lists,
            headings: List { style: outline, ..List::default() },
            ended: HashMap::new(),
            notes: Vec::new(),
            revised: false,
        };
        reader.blocks(body);
        let (notes, revised) = (std::mem::take(&mut reader.notes), reader.revised);
        for (part, text) in notes {
            writer.at.part = part;
            writer.paragraph(&text, 0);
        }
        if revised {
            writer.note(revisions());
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
    /// Paragraph styles of the document's title.
    titles: Vec<Cow<'a, str>>,
    lists: HashMap<String, Element<'t, 'a>>,
    /// The headings, which are numbered over the whole text.
    headings: List<'t, 'a>,
    /// By list style, and by the id of a list: how far it had counted, for one that goes on with it.
    ended: HashMap<String, [u32; LEVELS]>,
    notes: Vec<(Part, String)>,
    revised: bool,
}

/// The style of titles, whatever the language of the program.
const TITLE: &str = "Title";

/// Levels that a list may have.
const LEVELS: usize = 10;

/// The list that a paragraph stands in: its style, the counts of its levels, and how deep it is now.
#[derive(Clone, Copy, Default)]
struct List<'t, 'a> {
    style: Option<Element<'t, 'a>>,
    counts: [u32; LEVELS],
    level: usize,
}

impl List<'_, '_> {
    /// Counts one more on its level, from `start` where that is given.
    fn count(&mut self, start: Option<u32>) {
        let level = self.level.clamp(1, LEVELS) - 1;
        self.counts[level] = start.unwrap_or(self.counts[level].saturating_add(1));
        self.counts[level + 1..].fill(0);
    }

    /// The number of its level as the style writes it, with those of the levels above that it shows.
    fn number(&self) -> String {
        let style_of = |level: usize| self.style?.children().find(|it| it.number("level") == Some(level));
        let Some(style) = style_of(self.level) else { return String::new() };
        if style.is("list-level-style-bullet") {
            return "• ".to_owned();
        }
        let shown = style.number("display-levels").unwrap_or(1_usize).clamp(1, self.level.clamp(1, LEVELS));
        let numbers = (self.level + 1 - shown..=self.level).filter_map(|level| {
            let style = style_of(level)?;
            let start = style.number("start-value").unwrap_or(1_u32);
            let count = self.counts[level.clamp(1, LEVELS) - 1].max(1).saturating_add(start).saturating_sub(1);
            let format = style.attribute("num-format").unwrap_or_default();
            (!format.is_empty()).then(|| format_count(count, &format))
        });
        let number = numbers.collect::<Vec<_>>().join(".");
        let prefix = style.attribute("num-prefix").unwrap_or_default();
        let suffix = style.attribute("num-suffix").unwrap_or_default();
        let out = format!("{prefix}{number}{suffix}");
        if number.is_empty() || out.ends_with(['、', '）', ')', '：']) { out } else { out + " " }
    }
}

/// A count in one of the formats of `style:num-format`.
fn format_count(count: u32, format: &str) -> String {
    let name = match format {
        it if it.starts_with('一') => "chineseCounting",
        it if it.starts_with('壹') => "chineseLegalSimplified",
        it if it.starts_with('①') => "decimalEnclosedCircle",
        it if it.starts_with('甲') => "ideographTraditional",
        "a" => "lowerLetter",
        "A" => "upperLetter",
        "i" => "lowerRoman",
        "I" => "upperRoman",
        _ => return count.to_string(),
    };
    crate::docx::format_number(count, name)
}

impl<'t, 'a> Reader<'_, 't, 'a> {
    fn blocks(&mut self, parent: Element<'t, 'a>) {
        for it in parent.children() {
            if self.writer.is_full() {
                return;
            }
            match it.name() {
                "p" => {
                    let style = it.attribute("style-name");
                    let is_title = style.is_some_and(|it| self.titles.contains(&it));
                    self.paragraph(it, u32::from(is_title), "");
                }
                "h" => self.heading(it),
                "list" => self.list(it),
                "table" => self.table(it),
                "tracked-changes" => self.revised = true,
                "text" | "section" | "index-body" | "table-of-content" | "frame" | "text-box" => self.blocks(it),
                _ => {}
            }
        }
    }

    fn heading(&mut self, it: Element<'t, 'a>) {
        let level = outline_level(it);
        let mut number = String::new();
        if it.attribute("is-list-header").as_deref() != Some("true") && !it.text().trim().is_empty() {
            self.headings.level = level as usize;
            self.headings.count(it.number("start-value"));
            number = self.headings.number();
        }
        self.paragraph(it, level, &number);
    }

    fn paragraph(&mut self, it: Element<'t, 'a>, level: u32, number: &str) {
        let mut text = number.to_owned();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        self.inline(it, &mut text, &mut before, &mut after, number.len());
        if text.trim() == number.trim() {
            text.clear();
        }
        self.text_boxes(before);
        self.writer.paragraph(&text, level);
        self.text_boxes(after);
    }

    fn text_boxes(&mut self, boxes: Vec<Element<'t, 'a>>) {
        let part = self.writer.at.part;
        for it in boxes {
            self.writer.at.part = Part::TextBox;
            self.blocks(it);
        }
        self.writer.at.part = part;
    }

    /// Adds its text, and keeps its text boxes for before the paragraph while there are no more than `start` bytes of it, or for after.
    fn inline(
        &mut self,
        parent: Element<'t, 'a>,
        text: &mut String,
        before: &mut Vec<Element<'t, 'a>>,
        after: &mut Vec<Element<'t, 'a>>,
        start: usize,
    ) {
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
                "frame" | "text-box" | "custom-shape" | "g" => {
                    if text.len() > start { &mut *after } else { &mut *before }.push(it)
                }
                "annotation" | "title" | "desc" | "ruby-text" | "annotation-end" | "image" => {}
                _ => self.inline(it, text, before, after, start),
            }
        }
    }

    fn list(&mut self, it: Element<'t, 'a>) {
        let name = it.attribute("style-name");
        let goes_on = it
            .attribute("continue-list")
            .or_else(|| name.clone().filter(|_| it.attribute("continue-numbering").as_deref() == Some("true")));
        let mut list = List {
            counts: goes_on.and_then(|it| self.ended.get(it.as_ref())).copied().unwrap_or_default(),
            ..List::default()
        };
        self.items(it, &mut list);
        for key in name.into_iter().chain(it.attribute("id")) {
            self.ended.insert(key.into_owned(), list.counts);
        }
    }

    fn items(&mut self, it: Element<'t, 'a>, list: &mut List<'t, 'a>) {
        let outer = (list.style, list.level);
        if let Some(name) = it.attribute("style-name") {
            list.style = self.lists.get(name.as_ref()).copied();
        }
        list.level += 1;
        for item in it.children().filter(|it| it.is("list-item") || it.is("list-header")) {
            // An item that opens with a list only holds that list in its place.
            let mut number = String::new();
            if item.is("list-item") && item.children().next().is_some_and(|it| it.is("p") || it.is("h")) {
                list.count(item.number("start-value"));
                number = list.number();
            }
            for block in item.children() {
                match block.name() {
                    "p" => self.paragraph(block, 0, &std::mem::take(&mut number)),
                    "h" => self.paragraph(block, outline_level(block), &std::mem::take(&mut number)),
                    "list" => self.items(block, list),
                    _ => {}
                }
            }
        }
        (list.style, list.level) = outer;
    }

    fn table(&mut self, table: Element<'t, 'a>) {
        let mut grid = Grid::new();
        for (row, cells) in rows(table).into_iter().enumerate() {
            let mut column = 0;
            for cell in cells.children().filter(|it| it.is("table-cell") || it.is("covered-table-cell")) {
                if cell.is("table-cell") {
                    // What is in a cell is read as any text is, to a line.
                    let outside = std::mem::take(self.writer);
                    self.writer.at = outside.at;
                    self.blocks(cell);
                    let inside = std::mem::replace(self.writer, outside);
                    grid.push(row as u32 + 1, column, inside.text());
                }
                column += cell.number("number-columns-repeated").unwrap_or(1_u32).clamp(1, 1000);
            }
        }
        self.writer.table(&grid);
    }
}

fn outline_level(it: Element<'_, '_>) -> u32 {
    it.number("outline-level").unwrap_or(1_u32).clamp(1, 9)
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
    fn headings_and_lists_are_numbered_as_their_styles_say() {
        let styles = r#"<x><text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:outline-style></x>"#;
        let content = r#"<x><text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>
<office:body><office:text><text:tracked-changes><text:p>删去</text:p></text:tracked-changes><text:p text:style-name="Title">规划</text:p><text:h text:outline-level="1">总则</text:h><text:list text:style-name="L"><text:list-item><text:p>堤防</text:p><text:list><text:list-item><text:p>干流</text:p></text:list-item><text:list-item><text:p>支流</text:p></text:list-item></text:list></text:list-item></text:list>
<text:p><draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>段</text:p><text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>清淤</text:p></text:list-item></text:list><text:h text:outline-level="1">附则</text:h>
<table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:list text:style-name="L"><text:list-item><text:p>项</text:p></text:list-item></text:list></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>乙</text:p></table:table-cell><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></x>"#;
        let bytes = ZipBuilder::new().part("content.xml", content).part("styles.xml", styles).build();
        let opened = open(&bytes, Format::Odt).unwrap();
        assert_eq!(
            opened.text,
            "规划\n一、总则\n1. 堤防\n1.1 干流\n1.2 支流\n框\n段\n2. 清淤\n二、附则\n\n| 甲 | 1. 项 |\n| 乙 | 1 |"
        );
        assert_eq!((opened.notes[0].code, opened.places[0].level), ("revisions", 1));
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
