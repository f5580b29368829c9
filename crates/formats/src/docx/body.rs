//! The story of a WordprocessingML part: paragraphs with their numbers, tables, notes and text boxes in reading order.

use super::numbering::Numbering;
use super::styles::Styles;
use crate::markup::Element;
use crate::opened::{Part, Writer};
use crate::table::Grid;

pub struct Reader<'r, 't, 'a> {
    styles: &'r Styles,
    numbering: Numbering,
    footnotes: Element<'t, 'a>,
    endnotes: Element<'t, 'a>,
    writer: &'r mut Writer,
    /// The file says where its pages began when it was last shown.
    pub has_pages: bool,
    /// Something was inserted, deleted or moved under revision.
    pub revised: bool,
    page: u32,
    /// Text of a paragraph whose mark was deleted: it runs on into the next.
    carried: String,
    notes: Vec<(Part, String, String)>,
    note_count: (u32, u32),
    text_depth: u32,
}

/// What a paragraph is made of, while it is read.
#[derive(Default)]
struct Paragraph<'t, 'a> {
    text: String,
    hidden: bool,
    /// Nested fields: whether the part before the result is being read.
    fields: Vec<bool>,
    /// Text boxes anchored before the paragraph's first character, and after it.
    boxes_before: Vec<Element<'t, 'a>>,
    boxes_after: Vec<Element<'t, 'a>>,
}

impl<'r, 't, 'a> Reader<'r, 't, 'a> {
    pub fn new(
        styles: &'r Styles,
        numbering: Numbering,
        footnotes: Element<'t, 'a>,
        endnotes: Element<'t, 'a>,
        writer: &'r mut Writer,
    ) -> Self {
        Reader {
            styles,
            numbering,
            footnotes,
            endnotes,
            writer,
            has_pages: false,
            revised: false,
            page: 1,
            carried: String::new(),
            notes: Vec::new(),
            note_count: (0, 0),
            text_depth: 0,
        }
    }

    /// Reads the body, then its notes.
    pub fn read(&mut self, body: Element<'t, 'a>) {
        self.blocks(body);
        self.flush_carried();
        let notes = std::mem::take(&mut self.notes);
        if !notes.is_empty() {
            self.writer.gap();
        }
        for (part, mark, text) in notes {
            self.writer.at.part = part;
            self.writer.at.page = 0;
            self.writer.paragraph(&format!("{mark} {}", text.trim()), 0);
        }
    }

    fn blocks(&mut self, parent: Element<'t, 'a>) {
        for it in parent.children() {
            if self.writer.is_full() {
                return;
            }
            match it.name() {
                "p" => self.paragraph(it),
                "tbl" => self.table(it),
                "sdt" => it.child("sdtContent").into_iter().for_each(|it| self.blocks(it)),
                "AlternateContent" => choice(it).into_iter().for_each(|it| self.blocks(it)),
                "ins" | "moveTo" | "customXml" | "smartTag" | "sdtContent" => self.blocks(it),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, it: Element<'t, 'a>) {
        let first_page = self.page;
        let (text, level, boxes_before, boxes_after, mark_deleted) = self.paragraph_text(it);
        self.writer.at.page = if self.has_pages {
            // A break in front of the first character moves the whole paragraph.
            if text.starts_with('\u{c}') { self.page } else { first_page }
        } else {
            0
        };
        self.text_boxes(boxes_before);
        if mark_deleted {
            self.carried.push_str(&text);
        } else {
            let text = std::mem::take(&mut self.carried) + &text;
            self.writer.paragraph(text.trim_matches('\u{c}'), level);
        }
        self.text_boxes(boxes_after);
    }

    fn flush_carried(&mut self) {
        let text = std::mem::take(&mut self.carried);
        if !text.is_empty() {
            self.writer.paragraph(&text, 0);
        }
    }

    fn text_boxes(&mut self, boxes: Vec<Element<'t, 'a>>) {
        if self.text_depth > 3 {
            return;
        }
        self.text_depth += 1;
        for it in boxes {
            let before = self.writer.at.part;
            self.writer.at.part = Part::TextBox;
            self.blocks(it);
            self.writer.at.part = before;
        }
        self.text_depth -= 1;
    }

    /// Text with its number, outline level, text boxes, and whether the paragraph's mark was deleted.
    #[allow(clippy::type_complexity)]
    fn paragraph_text(
        &mut self,
        it: Element<'t, 'a>,
    ) -> (String, u32, Vec<Element<'t, 'a>>, Vec<Element<'t, 'a>>, bool) {
        let properties = it.child("pPr");
        let style = self.styles.resolve(properties);
        let mut paragraph = Paragraph { hidden: style.hidden, ..Paragraph::default() };
        self.inline(it, &mut paragraph);
        let mark = properties.and_then(|it| it.child("rPr"));
        let mark_deleted = mark.is_some_and(|it| it.child("del").is_some() || it.child("moveFrom").is_some());
        self.revised |= mark_deleted;
        let mut text = paragraph.text;
        if let Some(list) = style.list.filter(|_| !mark_deleted) {
            let level =
                style.list_level.or_else(|| self.numbering.level_of_style(list, style.list_style?)).unwrap_or(0);
            let level = style.list_style.and_then(|it| self.numbering.level_of_style(list, it)).unwrap_or(level);
            let hidden_mark = mark.and_then(|it| it.child("vanish")).is_some_and(super::is_on);
            if let Some(number) = self.numbering.next(list, level).filter(|_| !hidden_mark)
                && !text.trim().is_empty()
            {
                let at = text.len() - text.trim_start().len();
                text.insert_str(at, &number);
            }
        }
        (text, style.outline, paragraph.boxes_before, paragraph.boxes_after, mark_deleted)
    }

    fn inline(&mut self, parent: Element<'t, 'a>, paragraph: &mut Paragraph<'t, 'a>) {
        for it in parent.children() {
            match it.name() {
                "r" => self.run(it, paragraph),
                "del" | "moveFrom" => self.revised = true,
                "ins" | "moveTo" => {
                    self.revised = true;
                    self.inline(it, paragraph);
                }
                "sdt" => it.child("sdtContent").into_iter().for_each(|it| self.inline(it, paragraph)),
                "AlternateContent" => choice(it).into_iter().for_each(|it| self.inline(it, paragraph)),
                "hyperlink" | "smartTag" | "fldSimple" | "customXml" | "dir" | "bdo" | "sdtContent" => {
                    self.inline(it, paragraph)
                }
                "oMath" | "oMathPara" => {
                    for text in it.descendants().filter(|it| it.is("t")) {
                        paragraph.text.push_str(&text.text());
                    }
                }
                // Some writers put text boxes straight under the paragraph.
                "drawing" | "pict" => self.drawing(it, paragraph),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Element<'t, 'a>, paragraph: &mut Paragraph<'t, 'a>) {
        let properties = run.child("rPr");
        let own = properties.and_then(|it| it.child("vanish")).map(super::is_on);
        let by_style = || properties.and_then(|it| it.value("rStyle")).is_some_and(|it| self.styles.hides(&it));
        let hidden = own.unwrap_or_else(|| paragraph.hidden || by_style());
        self.run_items(run, paragraph, hidden);
    }

    fn run_items(&mut self, run: Element<'t, 'a>, paragraph: &mut Paragraph<'t, 'a>, hidden: bool) {
        for it in run.children() {
            // Between a field's start and its result stand its instructions.
            let shown = !hidden && !paragraph.fields.contains(&true);
            match it.name() {
                "t" if shown => paragraph.text.push_str(&it.text()),
                "tab" | "ptab" if shown => paragraph.text.push('\t'),
                "br" if shown && it.attribute("type").is_none_or(|it| it == "textWrapping") => {
                    paragraph.text.push('\n')
                }
                "br" if shown => paragraph.text.push('\u{c}'),
                "cr" if shown => paragraph.text.push('\n'),
                "noBreakHyphen" if shown => paragraph.text.push('-'),
                "sym" if shown => paragraph.text.extend(symbol(it)),
                "lastRenderedPageBreak" => {
                    self.page += 1;
                    if paragraph.text.trim().is_empty() {
                        paragraph.text = String::from('\u{c}');
                    }
                }
                "fldChar" => match it.attribute("fldCharType").as_deref() {
                    Some("begin") if paragraph.fields.len() < 20 => paragraph.fields.push(true),
                    Some("separate") => paragraph.fields.iter_mut().last().into_iter().for_each(|it| *it = false),
                    Some("end") => {
                        paragraph.fields.pop();
                    }
                    _ => {}
                },
                "footnoteReference" | "endnoteReference" if shown => self.note(it, paragraph),
                "ruby" if shown => {
                    if let Some(base) = it.child("rubyBase") {
                        self.inline(base, paragraph);
                    }
                }
                "AlternateContent" => {
                    if let Some(it) = choice(it) {
                        self.run_items(it, paragraph, hidden);
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(it, paragraph),
                _ => {}
            }
        }
    }

    /// Keeps the text boxes of a drawing for before or after the paragraph.
    fn drawing(&mut self, drawing: Element<'t, 'a>, paragraph: &mut Paragraph<'t, 'a>) {
        let mut skip_until = 0;
        for it in drawing.descendants() {
            if it.is("Fallback") || it.is("txbxContent") {
                // What is inside is read with the box, or is the same box for old programs.
                if it.id() < skip_until {
                    continue;
                }
                skip_until = it.descendants().last().map_or(it.id(), |it| it.id()) + 1;
                if it.is("txbxContent") {
                    let early = paragraph.text.trim().is_empty();
                    if early { &mut paragraph.boxes_before } else { &mut paragraph.boxes_after }.push(it);
                }
            }
        }
    }

    fn note(&mut self, reference: Element<'t, 'a>, paragraph: &mut Paragraph<'t, 'a>) {
        let foot = reference.is("footnoteReference");
        let (part, root) = if foot { (Part::Footnote, self.footnotes) } else { (Part::Endnote, self.endnotes) };
        let Some(id) = reference.attribute("id") else { return };
        let notes = root.children().next().into_iter().flat_map(|it| it.children());
        let Some(note) = notes.into_iter().find(|it| it.attribute("id").as_deref() == Some(&id)) else { return };
        let text = plain_text(note, self.styles);
        if text.trim().is_empty() || self.notes.len() > 20_000 {
            return;
        }
        let mark = if foot {
            self.note_count.0 += 1;
            format!("[{}]", self.note_count.0)
        } else {
            self.note_count.1 += 1;
            format!("[尾注{}]", self.note_count.1)
        };
        paragraph.text.push_str(&mark);
        self.notes.push((part, mark, text));
    }

    fn table(&mut self, table: Element<'t, 'a>) {
        self.flush_carried();
        let mut rows = Vec::new();
        collect(table, "tr", &mut rows);
        let mut grid = Grid::new();
        let mut nested = Vec::new();
        let mut number = 0;
        let mut single = true;
        let mut cells_of_rows = Vec::new();
        for row in rows {
            let properties = row.child("trPr");
            if properties.is_some_and(|it| it.child("del").is_some()) {
                self.revised = true;
                continue;
            }
            number += 1;
            let before =
                properties.and_then(|it| it.child("gridBefore")).and_then(|it| it.number("val")).unwrap_or(0_u32);
            let mut cells = Vec::new();
            collect(row, "tc", &mut cells);
            single &= cells.len() <= 1 && before == 0;
            cells_of_rows.push((number, before.min(500), cells));
        }
        if single {
            // A frame around text, not a table.
            for (_, _, cells) in cells_of_rows {
                cells.into_iter().for_each(|it| self.blocks(it));
            }
            return;
        }
        let page = self.page;
        for (number, before, cells) in cells_of_rows {
            let mut column = before;
            for cell in cells {
                let properties = cell.child("tcPr");
                let span =
                    properties.and_then(|it| it.child("gridSpan")).and_then(|it| it.number("val")).unwrap_or(1_u32);
                let merge = properties.and_then(|it| it.child("vMerge"));
                let covered = merge.is_some_and(|it| it.attribute("val").as_deref() != Some("restart"));
                let text = self.cell_text(cell, &mut nested);
                if !covered {
                    grid.push(number, column, &text);
                }
                column = (column + span.clamp(1, 500)).min(2000);
            }
            if self.writer.is_full() {
                break;
            }
        }
        self.writer.at.page = if self.has_pages { page } else { 0 };
        self.writer.table(&grid);
        if self.text_depth < 8 {
            self.text_depth += 1;
            nested.into_iter().for_each(|it| self.table(it));
            self.text_depth -= 1;
        }
    }

    /// The paragraphs of a cell, one a line; tables inside it come after the outer one.
    fn cell_text(&mut self, cell: Element<'t, 'a>, nested: &mut Vec<Element<'t, 'a>>) -> String {
        let mut out = String::new();
        for it in cell.children() {
            match it.name() {
                "p" => {
                    let (text, _, before, after, mark_deleted) = self.paragraph_text(it);
                    for it in before {
                        out.push_str(&plain_text(it, self.styles));
                    }
                    out.push_str(text.trim_matches('\u{c}'));
                    for it in after {
                        out.push_str(&plain_text(it, self.styles));
                    }
                    if !mark_deleted {
                        out.push('\n');
                    }
                }
                "tbl" => nested.push(it),
                "sdt" => {
                    if let Some(it) = it.child("sdtContent") {
                        out.push_str(&self.cell_text(it, nested));
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => out.push_str(&self.cell_text(it, nested)),
                _ => {}
            }
        }
        out
    }
}

/// Paragraphs of a header or a note, one a line, without numbers.
pub fn plain_text(parent: Element<'_, '_>, styles: &Styles) -> String {
    let mut writer = Writer::default();
    let mut out = String::new();
    let mut reader = Reader::new(styles, Numbering::default(), parent, parent, &mut writer);
    append_plain(&mut reader, parent, &mut out);
    out
}

fn append_plain<'t, 'a>(reader: &mut Reader<'_, 't, 'a>, parent: Element<'t, 'a>, out: &mut String) {
    for it in parent.children() {
        if it.is("p") {
            let mut paragraph = Paragraph::default();
            reader.inline(it, &mut paragraph);
            let boxes = paragraph.boxes_before.into_iter().chain(paragraph.boxes_after);
            boxes.for_each(|it| append_plain(reader, it, out));
            let text = paragraph.text.trim_matches(|c: char| c.is_whitespace());
            if !text.is_empty() {
                out.push_str(text);
                out.push('\n');
            }
        } else if it.is("AlternateContent") {
            choice(it).into_iter().for_each(|it| append_plain(reader, it, out));
        } else if !it.is("del") && !it.is("moveFrom") {
            append_plain(reader, it, out);
        }
    }
}

/// Elements with this name, also inside content controls and revisions, but not inside one another.
fn collect<'t, 'a>(parent: Element<'t, 'a>, name: &str, out: &mut Vec<Element<'t, 'a>>) {
    for it in parent.children() {
        match it.name() {
            it_name if it_name == name => out.push(it),
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => collect(it, name, out),
            _ => {}
        }
    }
}

/// The first of the alternatives: the newest program's form.
fn choice<'t, 'a>(it: Element<'t, 'a>) -> Option<Element<'t, 'a>> {
    it.child("Choice").or_else(|| it.child("Fallback"))
}

/// A character of a symbol font.
fn symbol(it: Element<'_, '_>) -> Option<char> {
    let code = u32::from_str_radix(it.attribute("char")?.trim(), 16).ok()?;
    let font = it.attribute("font").unwrap_or_default().to_lowercase();
    let low = code & 0xFF;
    Some(match (font.as_str(), low) {
        ("wingdings" | "wingdings 2", 0xFE | 0x52 | 0x54) => '☑',
        ("wingdings", 0xA8 | 0x6F | 0x71 | 0x72) | ("wingdings 2", 0xA3) => '□',
        ("wingdings", 0xFC) | ("wingdings 2", 0x50) => '✓',
        ("wingdings", 0x6C) => '●',
        ("wingdings", 0x6E) => '■',
        ("wingdings", 0x75) => '◆',
        ("wingdings", 0xD8) => '➢',
        ("wingdings", 0xE0) => '→',
        ("symbol", 0xB3) => '≥',
        ("symbol", 0xA3) => '≤',
        ("symbol", 0xB4) => '×',
        ("symbol", 0xB0) => '°',
        ("symbol", 0xB1) => '±',
        ("symbol", 0xB7) => '•',
        ("symbol", 0x6D) => 'μ',
        ("symbol", 0x57) => 'Ω',
        _ if (0xF000..0xF100).contains(&code) => '□',
        _ => char::from_u32(code)?,
    })
}
