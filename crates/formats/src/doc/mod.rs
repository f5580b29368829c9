//! DOC and WPS of Word 97 to 2003 ([MS-DOC]): the piece table's text, cut into paragraphs, cells and notes by its marks.

mod list;
mod properties;

use crate::cfb::Cfb;
use crate::docx::revisions;
use crate::encoding::decode_label;
use crate::error::{Error, Result};
use crate::format::Format;
use crate::opened::{ApartKind, Opened, Part, Writer};
use crate::table::Grid;
use properties::{Ranges, u16_at, u32_at};

/// # Errors
/// Where the file is encrypted, older than Word 97, broken, or has no text.
pub fn open(bytes: &[u8]) -> Result<Opened> {
    let file = Cfb::open(bytes)?;
    let main = file.stream("WordDocument").ok_or_else(|| Error::damaged("WordDocument"))?;
    if main.len() < 0x200 || u16_at(&main, 0) != 0xA5EC && u16_at(&main, 0) != 0xA5DC {
        return Err(Error::damaged("FIB"));
    }
    let flags = u16_at(&main, 0x0A);
    if flags & 0x0100 != 0 {
        return Err(Error::encrypted(" Word 或 WPS ", "Word or WPS"));
    }
    if u16_at(&main, 2) < 0x00C1 {
        return Err(Error::new(
            "old_word",
            "这是 Word 95 或更早的文件。请用 Word 或 WPS 打开，另存为 DOCX 再试。",
            "This file is from Word 95 or earlier. Open it in Word or WPS, save it as DOCX, and try again.",
        ));
    }
    let table = file.stream(if flags & 0x0200 != 0 { "1Table" } else { "0Table" });
    let table = table
        .or_else(|| file.stream("1Table"))
        .or_else(|| file.stream("0Table"))
        .ok_or_else(|| Error::damaged("Table"))?;
    let characters = read_pieces(&main, &table)?;
    let paragraphs = Ranges::paragraphs(&main, &table);
    let runs = Ranges::characters(&main, &table);
    let count = |at: usize| (u32_at(&main, at) as usize).min(characters.len());
    // The parts of the text, one after the other.
    let sizes = [count(0x4C), count(0x50), count(0x54), count(0x58), count(0x5C), count(0x60), count(0x64)];
    let mut from = 0;
    let mut part = |size: usize| {
        let start = from.min(characters.len());
        from = start + size.min(characters.len() - start);
        &characters[start..from]
    };
    let [body, footnotes, headers, _, _, endnotes, boxes] = sizes.map(&mut part);
    let mut writer = Writer::default();
    let mut reader = Reader {
        paragraphs: &paragraphs,
        runs: &runs,
        lists: list::Lists::read(&main, &table),
        notes: 0,
        fields: Vec::new(),
        revised: false,
    };
    reader.read(body, &mut writer);
    writer.gap();
    reader.notes = 0;
    for (text, kind) in [(footnotes, Part::Footnote), (endnotes, Part::Endnote), (boxes, Part::TextBox)] {
        writer.at.part = kind;
        reader.read(text, &mut writer);
    }
    if reader.revised {
        writer.note(revisions());
    }
    let mut heads = Writer::default();
    reader.read(headers, &mut heads);
    if let Ok(heads) = heads.finish(Format::Doc, None) {
        heads.text.lines().for_each(|it| writer.apart(ApartKind::Header, 0, it));
    }
    writer.finish(Format::Doc, None)
}

/// A character and where its formatting is looked up: its offset in the main stream.
type Character = (char, u32);

fn read_pieces(main: &[u8], table: &[u8]) -> Result<Vec<Character>> {
    let start = u32_at(main, 0x1A2) as usize;
    let len = u32_at(main, 0x1A6) as usize;
    let clx = table.get(start..start.saturating_add(len).min(table.len())).unwrap_or_default();
    let mut at = 0;
    while clx.get(at) == Some(&1) {
        at += 3 + usize::from(u16_at(clx, at + 1));
    }
    if clx.get(at) != Some(&2) {
        return Err(Error::damaged("Clx"));
    }
    let plc = clx.get(at + 5..).unwrap_or_default();
    let plc = &plc[..plc.len().min(u32_at(clx, at + 1) as usize)];
    let count = plc.len().saturating_sub(4) / 12;
    let mut out = Vec::new();
    for n in 0..count {
        let (from, to) = (u32_at(plc, 4 * n) as usize, u32_at(plc, 4 * n + 4) as usize);
        let fc = u32_at(plc, 4 * (count + 1) + 8 * n + 2);
        // No more characters than the file has bytes: pieces may overlap in a hostile one.
        let length = to.saturating_sub(from).min(main.len().saturating_sub(out.len()));
        if fc & 0x4000_0000 != 0 {
            let start = ((fc & 0x3FFF_FFFF) / 2) as usize;
            let bytes = main.get(start..start.saturating_add(length).min(main.len())).unwrap_or_default();
            if bytes.is_ascii() {
                out.extend(bytes.iter().enumerate().map(|(n, it)| (char::from(*it), (start + n) as u32)));
            } else {
                let text = decode_label("windows-1252", bytes);
                out.extend(text.chars().enumerate().map(|(n, it)| (it, (start + n) as u32)));
            }
        } else {
            let start = (fc & 0x3FFF_FFFF) as usize;
            let bytes = main.get(start..start.saturating_add(length * 2).min(main.len())).unwrap_or_default();
            let units = bytes.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]]));
            let mut offset = start as u32;
            for it in char::decode_utf16(units) {
                let c = it.unwrap_or('\u{FFFD}');
                out.push((c, offset));
                // Character positions count UTF-16 units: a pair keeps its second place.
                if c.len_utf16() == 2 {
                    out.push(('\0', offset + 2));
                }
                offset += 2 * c.len_utf16() as u32;
            }
        }
    }
    Ok(out)
}

struct Reader<'a> {
    paragraphs: &'a Ranges,
    runs: &'a Ranges,
    lists: list::Lists,
    notes: u32,
    /// Nested fields: whether the part before the result is being read.
    fields: Vec<bool>,
    /// Something was inserted or deleted under revision.
    revised: bool,
}

impl Reader<'_> {
    fn read(&mut self, characters: &[Character], writer: &mut Writer) {
        let mut text = String::new();
        let mut row: Vec<String> = Vec::new();
        let mut rows: Vec<(Vec<String>, Vec<i32>)> = Vec::new();
        self.fields.clear();
        for &(c, offset) in characters {
            match c {
                '\u{13}' if self.fields.len() < 30 => self.fields.push(true),
                '\u{14}' => self.fields.iter_mut().last().into_iter().for_each(|it| *it = false),
                '\u{15}' => {
                    self.fields.pop();
                }
                '\r' | '\u{c}' => {
                    let paragraph = self.paragraphs.at(offset);
                    let whole = self.numbered(std::mem::take(&mut text), paragraph);
                    if paragraph.in_table && c == '\r' {
                        text = whole + "\n";
                    } else {
                        flush_table(&mut row, &mut rows, writer);
                        writer.paragraph(&whole, paragraph.outline);
                    }
                }
                '\u{7}' => {
                    let paragraph = self.paragraphs.at(offset);
                    if paragraph.row_end {
                        rows.push((std::mem::take(&mut row), self.paragraphs.edges(paragraph).to_vec()));
                        text.clear();
                    } else if row.len() < 2000 {
                        row.push(self.numbered(std::mem::take(&mut text), paragraph));
                    }
                }
                _ if self.fields.contains(&true) => {}
                _ if self.hides(offset) => {}
                '\u{2}' => {
                    self.notes += 1;
                    text.push_str(&format!("[{}]", self.notes));
                }
                '\u{b}' => text.push('\n'),
                '\u{1e}' => text.push('-'),
                '\t' => text.push('\t'),
                '\u{a0}' => text.push(' '),
                '\0'..='\u{1f}' => {}
                c => text.push(c),
            }
            if writer.is_full() {
                return;
            }
        }
        flush_table(&mut row, &mut rows, writer);
        if !text.trim().is_empty() {
            writer.paragraph(&text, 0);
        }
    }

    /// Whether what stands there is not shown. It is also where revisions are met.
    fn hides(&mut self, offset: u32) -> bool {
        let run = self.runs.at(offset);
        self.revised |= run.revised;
        run.hidden
    }

    fn numbered(&mut self, text: String, paragraph: properties::Properties) -> String {
        match self.lists.next(paragraph.list, paragraph.list_level) {
            Some(number) if !text.trim().is_empty() => number + text.trim_start(),
            _ => text,
        }
    }
}

fn flush_table(row: &mut Vec<String>, rows: &mut Vec<(Vec<String>, Vec<i32>)>, writer: &mut Writer) {
    if !row.is_empty() {
        rows.push((std::mem::take(row), Vec::new()));
    }
    let rows = std::mem::take(rows);
    if rows.is_empty() {
        return;
    }
    if rows.iter().all(|it| it.0.len() <= 1) {
        rows.iter().flat_map(|it| &it.0).for_each(|it| writer.paragraph(it, 0));
        return;
    }
    writer.table(&Grid::of_rows(&rows));
}
