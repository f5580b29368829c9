//! RTF (1.9.1): text with the list numbers that the file itself holds, tables as rows, in the code pages of its fonts.

use std::collections::HashMap;

use crate::docx::revisions;
use crate::encoding::{code_page, decode_label};
use crate::error::{Error, Result};
use crate::format::Format;
use crate::limits;
use crate::opened::{ApartKind, Opened, Part, Writer};
use crate::table::Grid;

/// # Errors
/// Where there is no text.
pub fn open(bytes: &[u8]) -> Result<Opened> {
    let mut reader = Reader {
        bytes,
        at: 0,
        writer: Writer::default(),
        state: State::default(),
        stack: Vec::new(),
        page: 1252,
        fonts: HashMap::new(),
        pending: Vec::new(),
        skip: 0,
        surrogate: None,
        texts: HashMap::new(),
        row: Vec::new(),
        edges: Vec::new(),
        rows: Vec::new(),
        revised: false,
        notes: Vec::new(),
        title: String::new(),
    };
    reader.read();
    reader.finish()
}

/// What a group inherits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    target: Target,
    font: u32,
    /// Bytes that stand for a `\u` in old programs.
    fallback: usize,
    hidden: bool,
    deleted: bool,
    in_table: bool,
    level: u32,
}

impl Default for State {
    fn default() -> State {
        State { target: Target::Body, font: 0, fallback: 1, hidden: false, deleted: false, in_table: false, level: 0 }
    }
}

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Target {
    Body,
    Fonts,
    Title,
    Header,
    Footer,
    Note,
    Nowhere,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    writer: Writer,
    state: State,
    stack: Vec<State>,
    page: u32,
    fonts: HashMap<u32, u32>,
    /// Bytes of a code page that wait for the rest of their character.
    pending: Vec<u8>,
    /// Fallback characters still to be passed over.
    skip: usize,
    surrogate: Option<u16>,
    texts: HashMap<Target, String>,
    row: Vec<String>,
    /// Where the cells of the row begin, and the last one ends, in twips.
    edges: Vec<i32>,
    rows: Vec<(Vec<String>, Vec<i32>)>,
    revised: bool,
    notes: Vec<String>,
    title: String,
}

impl Reader<'_> {
    fn read(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if self.writer.is_full() {
                return;
            }
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    if self.stack.len() < 10_000 {
                        self.stack.push(self.state);
                    }
                    self.skip = 0;
                }
                b'}' => {
                    self.flush();
                    self.end_group();
                    self.skip = 0;
                }
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                byte if self.skip > 0 => {
                    self.skip -= 1;
                    let _ = byte;
                }
                byte => self.pending.push(byte),
            }
        }
        self.flush();
    }

    fn end_group(&mut self) {
        let ended = self.state;
        self.state = self.stack.pop().unwrap_or_default();
        if ended.target == self.state.target {
            return;
        }
        let text = self.texts.remove(&ended.target).unwrap_or_default();
        match ended.target {
            Target::Header => self.writer.apart(ApartKind::Header, 0, &text),
            Target::Footer => self.writer.apart(ApartKind::Footer, 0, &text),
            Target::Title => self.title = text,
            Target::Note if !text.trim().is_empty() => {
                self.notes.push(text);
                let mark = format!("[{}]", self.notes.len());
                self.put(&mark);
            }
            _ => {}
        }
    }

    /// The control word or sign after a backslash.
    fn control(&mut self) {
        let rest = &self.bytes[self.at..];
        let Some(&first) = rest.first() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            match first {
                b'\'' => {
                    let digit = |it: Option<&u8>| it.and_then(|it| char::from(*it).to_digit(16));
                    if let (Some(high), Some(low)) = (digit(rest.get(1)), digit(rest.get(2))) {
                        self.at += 2;
                        if self.skip > 0 {
                            self.skip -= 1;
                        } else {
                            self.pending.push((high * 16 + low) as u8);
                        }
                    }
                }
                b'*' => {
                    // A destination that old programs need not know; those that matter are named below.
                    let next = rest.get(1..).unwrap_or_default();
                    let known: [&[u8]; 5] = [b"\\shpinst", b"\\shptxt", b"\\footnote", b"\\pntext", b"\\fonttbl"];
                    if !known.iter().any(|it| next.trim_ascii_start().starts_with(it)) {
                        self.flush();
                        self.state.target = Target::Nowhere;
                    }
                }
                b'~' => self.sign(" "),
                b'_' => self.sign("-"),
                b'\r' | b'\n' => self.paragraph(),
                b'{' | b'}' | b'\\' => self.pending.push(first),
                _ => {}
            }
            return;
        }
        let len = rest.iter().take(40).take_while(|it| it.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&rest[..len]).unwrap_or_default();
        let mut used = len;
        let minus = rest.get(used) == Some(&b'-');
        let digits = rest[used + usize::from(minus)..].iter().take(10).take_while(|it| it.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let start = used + usize::from(minus);
            let value: i64 =
                std::str::from_utf8(&rest[start..start + digits]).ok().and_then(|it| it.parse().ok()).unwrap_or(0);
            number = Some(if minus { -value } else { value });
            used = start + digits;
        }
        if rest.get(used) == Some(&b' ') {
            used += 1;
        }
        self.at += used;
        self.word(word, number);
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        if word == "u" {
            self.unicode(number.unwrap_or(0));
            return;
        }
        let on = number != Some(0);
        match word {
            "bin" => self.at = self.at.saturating_add(number.unwrap_or(0).max(0) as usize).min(self.bytes.len()),
            "ansicpg" => self.page = number.unwrap_or(1252).max(0) as u32,
            "uc" => self.state.fallback = number.unwrap_or(1).clamp(0, 10) as usize,
            "f" => {
                self.flush();
                self.state.font = number.unwrap_or(0).max(0) as u32;
            }
            "fcharset" if self.state.target == Target::Fonts => {
                let page = match number.unwrap_or(0) {
                    128 => 932,
                    129 => 949,
                    134 => 936,
                    136 => 950,
                    161 => 1253,
                    162 => 1254,
                    204 => 1251,
                    238 => 1250,
                    222 => 874,
                    _ => 0,
                };
                if page != 0 && self.fonts.len() < 10_000 {
                    self.fonts.insert(self.state.font, page);
                }
            }
            "par" => self.paragraph(),
            "sect" | "page" => self.paragraph(),
            "line" | "softline" => self.sign("\n"),
            "tab" => self.sign("\t"),
            "cell" | "nestcell" => self.cell(),
            "row" | "nestrow" => self.end_row(),
            "trowd" => self.edges = vec![0],
            "trleft" => self.edges = vec![number.unwrap_or(0).clamp(-100_000, 100_000) as i32],
            "cellx" if !self.edges.is_empty() && self.edges.len() < 2000 => {
                self.edges.push(number.unwrap_or(0).clamp(-100_000, 1_000_000) as i32);
            }
            "intbl" => self.state.in_table = true,
            "pard" => {
                self.flush();
                self.state.in_table = false;
                self.state.level = 0;
            }
            "outlinelevel" => {
                self.state.level = number.map_or(0, |it| if (0..9).contains(&it) { it as u32 + 1 } else { 0 })
            }
            "v" => {
                self.flush();
                self.state.hidden = on;
            }
            "deleted" => {
                self.flush();
                self.state.deleted = on;
                self.revised |= on;
            }
            "revised" => self.revised |= on,
            "plain" => {
                self.flush();
                self.state.hidden = false;
                self.state.deleted = false;
            }
            "emdash" => self.sign("—"),
            "endash" => self.sign("–"),
            "lquote" => self.sign("‘"),
            "rquote" => self.sign("’"),
            "ldblquote" => self.sign("“"),
            "rdblquote" => self.sign("”"),
            "bullet" => self.sign("•"),
            "emspace" | "enspace" | "qmspace" => self.sign(" "),
            "fonttbl" => self.enter(Target::Fonts),
            "title" if self.state.target == Target::Nowhere => self.enter(Target::Title),
            "header" | "headerl" | "headerr" | "headerf" => self.enter(Target::Header),
            "footer" | "footerl" | "footerr" | "footerf" => self.enter(Target::Footer),
            "footnote" => self.enter(Target::Note),
            "colortbl" | "stylesheet" | "info" | "pict" | "object" | "fldinst" | "nonshppict" | "listtable"
            | "listoverridetable" | "revtbl" | "rsidtbl" | "themedata" | "datastore" | "latentstyles" | "xmlnstbl"
            | "generator" | "annotation" | "atnid" | "atnauthor" | "sn" | "sv" | "bkmkstart" | "bkmkend" | "falt"
            | "filetbl" | "objdata" | "mmathPr" | "pnseclvl" | "pgptbl" => self.enter(Target::Nowhere),
            _ => {}
        }
    }

    fn enter(&mut self, target: Target) {
        self.flush();
        self.state.target = target;
    }

    fn unicode(&mut self, number: i64) {
        self.flush_bytes();
        let unit = (number & 0xFFFF) as u16;
        match (self.surrogate.take(), unit) {
            (None, 0xD800..=0xDBFF) => self.surrogate = Some(unit),
            (high, unit) => {
                let units = high.into_iter().chain([unit]);
                let text: String = char::decode_utf16(units).map(|it| it.unwrap_or('\u{FFFD}')).collect();
                self.put(&text);
            }
        }
        self.skip = self.state.fallback;
    }

    fn sign(&mut self, text: &str) {
        self.flush();
        self.put(text);
    }

    fn flush(&mut self) {
        self.flush_bytes();
        if self.surrogate.take().is_some() {
            self.put("\u{FFFD}");
        }
    }

    fn flush_bytes(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        // The half of a character that stands before other text stays alone.
        if self.surrogate.take().is_some() {
            self.put("\u{FFFD}");
        }
        let bytes = std::mem::take(&mut self.pending);
        if bytes.is_ascii() {
            let text = String::from_utf8(bytes).unwrap_or_default();
            self.put(&text);
            return;
        }
        let page = self.fonts.get(&self.state.font).copied().unwrap_or(self.page);
        // A Western font over bytes of a Chinese file: the file's own page is right.
        let page = if page == 1252 && self.page != 1252 { self.page } else { page };
        let text = decode_label(code_page(page), &bytes);
        self.put(&text);
    }

    fn put(&mut self, text: &str) {
        if self.state.hidden || self.state.deleted || matches!(self.state.target, Target::Nowhere | Target::Fonts) {
            return;
        }
        let out = self.texts.entry(self.state.target).or_default();
        if out.len() < limits::TEXT {
            out.push_str(text);
        }
    }

    fn paragraph(&mut self) {
        self.flush();
        if self.state.target != Target::Body || self.state.in_table {
            self.put("\n");
        } else {
            self.end_table();
            let text = self.texts.remove(&Target::Body).unwrap_or_default();
            self.writer.paragraph(&text, self.state.level);
        }
    }

    fn cell(&mut self) {
        self.flush();
        if self.state.target == Target::Body && self.row.len() < 2000 {
            let text = self.texts.remove(&Target::Body).unwrap_or_default();
            self.row.push(text);
        }
    }

    fn end_row(&mut self) {
        self.flush();
        if self.state.target == Target::Body && !self.row.is_empty() && self.rows.len() < limits::CELLS {
            self.rows.push((std::mem::take(&mut self.row), self.edges.clone()));
        }
    }

    fn end_table(&mut self) {
        if !self.row.is_empty() {
            self.rows.push((std::mem::take(&mut self.row), self.edges.clone()));
        }
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return;
        }
        if rows.iter().all(|it| it.0.len() == 1) {
            rows.iter().for_each(|it| self.writer.paragraph(&it.0[0], 0));
            return;
        }
        self.writer.table(&Grid::of_rows(&rows));
    }

    fn finish(mut self) -> Result<Opened> {
        self.end_table();
        let text = self.texts.remove(&Target::Body).unwrap_or_default();
        if !text.trim().is_empty() {
            self.writer.paragraph(&text, 0);
        }
        self.writer.at.part = Part::Footnote;
        for (n, text) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            self.writer.paragraph(&format!("[{}] {}", n + 1, text.trim()), 0);
        }
        if self.writer.len() == 0 {
            return Err(Error::empty("这个 RTF 文件里没有文字。", "There is no text in this RTF file."));
        }
        if self.revised {
            self.writer.note(revisions());
        }
        let title = Some(self.title).filter(|it| !it.is_empty());
        self.writer.finish(Format::Rtf, title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_code_pages_and_unicode_escapes_are_read() {
        let rtf = br"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}}\f0 \'cd\'b6\'d7\'ca36\'d2\'da\'d4\'aa\par\uc1 \u22686 ?\u-27067 ?5%{\v hidden}{\deleted x}\par}";
        assert_eq!(open(rtf).unwrap().text, "投资36亿元\n增镅5%".replace('镅', "\u{9645}"));
    }

    #[test]
    fn list_numbers_tables_and_notes_are_kept() {
        let rtf = br"{\rtf1 {\listtext\pard 1.\tab}One{\footnote note}\par\trowd\intbl a\cell b\cell\row\trowd\intbl 1\cell 2\cell\row\pard end\par{\header head}}";
        let opened = open(rtf).unwrap();
        assert_eq!(opened.text, "1.\u{2003}One[1]\n\n| a | b |\n| 1 | 2 |\n\nend\n[1] note");
        assert_eq!(opened.apart[0].text, "head");
    }

    #[test]
    fn merged_cells_leave_the_others_in_their_columns() {
        let rtf = br"{\rtf1 \trowd\cellx1000\cellx2000\cellx3000\intbl a\cell b\cell c\cell\row\trowd\cellx2000\cellx3000\intbl ab\cell 3\cell\row\pard\revised end\par}";
        let opened = open(rtf).unwrap();
        assert_eq!(opened.text, "| a | b | c |\n| ab |  | 3 |\n\nend");
        assert_eq!(opened.notes[0].code, "revisions");
    }

    #[test]
    fn halves_of_characters_stay_apart_visible_and_noted() {
        let opened = open(br"{\rtf1\uc0 a\u-10240  b\u-9216  c\u-10187\u-8957}").unwrap();
        assert_eq!((opened.text.as_str(), opened.notes[0].code), ("a\u{FFFD} b\u{FFFD} c\u{1D503}", "undecodable"));
    }

    #[test]
    fn unbalanced_groups_end_well() {
        assert_eq!(open(b"{\\rtf1 a}}}}b\\par").unwrap().text, "ab");
        assert!(open(b"{\\rtf1\\bin99999999 x").is_err());
    }
}
