//! XLS and ET ([MS-XLS], BIFF8, and BIFF5 of Excel 95): the records of the workbook stream.

use super::{Formats, Sheet};
use crate::cfb::Cfb;
use crate::encoding::{code_page, decode_label};
use crate::error::{Error, Result};
use crate::format::Format;
use crate::limits;
use crate::opened::{Opened, Writer};

/// # Errors
/// Where the workbook is encrypted, older than Excel 95, or has no text.
pub fn open(bytes: &[u8]) -> Result<Opened> {
    let stream = match Cfb::open(bytes) {
        Ok(file) => {
            file.stream("Workbook").or_else(|| file.stream("Book")).ok_or_else(|| Error::damaged("Workbook"))?
        }
        Err(error) if !bytes.starts_with(&[9]) => return Err(error),
        // Before Excel 95 the file is the stream itself.
        Err(_) => bytes.to_vec(),
    };
    let mut reader = Reader {
        stream: &stream,
        wide: true,
        page: "gb18030",
        formats: Formats::default(),
        codes: 0,
        strings: Vec::new(),
        sheets: Vec::new(),
    };
    reader.read()?;
    let mut writer = Writer::default();
    super::write(reader.sheets.into_iter().map(|it| it.1).collect(), &mut writer);
    writer.finish(Format::Xls, None)
}

struct Reader<'a> {
    stream: &'a [u8],
    /// Strings are Unicode: BIFF8.
    wide: bool,
    page: &'static str,
    formats: Formats,
    /// Formats met; BIFF5 numbers them by order.
    codes: u32,
    strings: Vec<String>,
    /// With the offset of its first record.
    sheets: Vec<(usize, Sheet)>,
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |it| u16::from_le_bytes([it[0], it[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |it| u32::from_le_bytes([it[0], it[1], it[2], it[3]]))
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

impl<'a> Reader<'a> {
    /// The record at `at`: its type, its data, and where the next one is.
    fn record(&self, at: usize) -> Option<(u16, &'a [u8], usize)> {
        let head = self.stream.get(at..at + 4)?;
        let len = usize::from(u16_at(head, 2));
        let end = (at + 4 + len).min(self.stream.len());
        Some((u16_at(head, 0), &self.stream[at + 4..end], end))
    }

    fn read(&mut self) -> Result<()> {
        let mut at = 0;
        while let Some((kind, data, next)) = self.record(at) {
            match kind {
                0x0809 => {
                    self.wide = u16_at(data, 0) >= 0x0600;
                    if u16_at(data, 0) < 0x0500 {
                        return Err(too_old());
                    }
                }
                0x0009 | 0x0209 | 0x0409 => return Err(too_old()),
                0x002F => return Err(Error::encrypted(" Excel 或 WPS ", "Excel or WPS")),
                0x0042 => {
                    self.page = code_page(match u16_at(data, 0) {
                        0x8000 | 1200 => 936,
                        other => u32::from(other),
                    })
                }
                0x0022 => self.formats.from_1904 = u16_at(data, 0) == 1,
                0x041E | 0x001E => {
                    let id = if kind == 0x041E { u32::from(u16_at(data, 0)) } else { self.codes };
                    self.codes += 1;
                    let code = if self.wide {
                        wide_string(data.get(2..).unwrap_or_default(), 2).0
                    } else {
                        self.narrow(data.get(2..).unwrap_or_default(), 1)
                    };
                    self.formats.codes.insert(id, code);
                }
                0x00E0 => self.formats.styles.push(u32::from(u16_at(data, 2))),
                0x0085 => {
                    let name = data.get(6..).unwrap_or_default();
                    let name = if self.wide { wide_string(name, 1).0 } else { self.narrow(name, 1) };
                    let hidden = data.get(4).is_some_and(|it| it & 3 != 0);
                    let is_sheet = data.get(5).is_none_or(|it| *it == 0);
                    if is_sheet && self.sheets.len() < 4096 {
                        self.sheets.push((u32_at(data, 0) as usize, Sheet { name, hidden, cells: Vec::new() }));
                    }
                }
                0x00FC => {
                    let mut chunks = vec![data];
                    let mut after = next;
                    while let Some((0x003C, data, next)) = self.record(after) {
                        chunks.push(data);
                        after = next;
                    }
                    self.strings = read_strings(&chunks);
                    at = after;
                    continue;
                }
                // The end of the globals.
                0x000A => break,
                _ => {}
            }
            at = next;
        }
        let mut budget = limits::CELLS;
        let mut sheets = std::mem::take(&mut self.sheets);
        for (start, sheet) in &mut sheets {
            sheet.cells = self.read_sheet(*start, &mut budget);
        }
        self.sheets = sheets;
        Ok(())
    }

    fn read_sheet(&self, start: usize, budget: &mut usize) -> Vec<(u32, u32, String)> {
        let mut cells = Vec::new();
        let mut at = start;
        let mut depth = 0;
        let mut waiting: Option<(u32, u32)> = None;
        while let Some((kind, data, next)) = self.record(at) {
            at = next;
            let place = (u32::from(u16_at(data, 0)) + 1, u32::from(u16_at(data, 2)) + 1);
            let style = usize::from(u16_at(data, 4));
            let mut put = |(row, column): (u32, u32), text: String| {
                if *budget > 0 && !text.trim().is_empty() {
                    *budget -= 1;
                    cells.push((row, column, text));
                }
            };
            match kind {
                0x0809 => depth += 1,
                0x000A => {
                    depth -= 1;
                    if depth <= 0 {
                        break;
                    }
                }
                // A chart inside the sheet has cells of its own.
                _ if depth > 1 => {}
                0x00FD => put(place, self.strings.get(u32_at(data, 6) as usize).cloned().unwrap_or_default()),
                0x0204 | 0x00D6 => {
                    let text = data.get(6..).unwrap_or_default();
                    put(place, if self.wide { wide_string(text, 2).0 } else { self.narrow(text, 2) });
                }
                0x0203 => {
                    if let Some(value) = f64_at(data, 6) {
                        put(place, self.formats.show(value, style));
                    }
                }
                0x027E => put(place, self.formats.show(rk(u32_at(data, 6)), style)),
                0x00BD => {
                    let count = data.len().saturating_sub(6) / 6;
                    for n in 0..count {
                        let style = usize::from(u16_at(data, 4 + 6 * n));
                        put((place.0, place.1 + n as u32), self.formats.show(rk(u32_at(data, 6 + 6 * n)), style));
                    }
                }
                0x0205 => {
                    let (value, error) = (data.get(6).copied().unwrap_or(0), data.get(7).copied().unwrap_or(0));
                    put(
                        place,
                        if error != 0 {
                            error_name(value)
                        } else if value != 0 {
                            "TRUE"
                        } else {
                            "FALSE"
                        }
                        .to_owned(),
                    );
                }
                0x0006 | 0x0206 | 0x0406 => {
                    waiting = None;
                    if u16_at(data, 12) == 0xFFFF {
                        match data.get(6) {
                            Some(0) => waiting = Some(place),
                            Some(1) => put(place, if data.get(8) == Some(&1) { "TRUE" } else { "FALSE" }.to_owned()),
                            Some(2) => put(place, error_name(data.get(8).copied().unwrap_or(0)).to_owned()),
                            _ => {}
                        }
                    } else if let Some(value) = f64_at(data, 6) {
                        put(place, self.formats.show(value, style));
                    }
                }
                0x0207 => {
                    if let Some(place) = waiting.take() {
                        put(place, if self.wide { wide_string(data, 2).0 } else { self.narrow(data, 2) });
                    }
                }
                _ => {}
            }
        }
        cells
    }

    /// A string in the file's code page with a length of one or two bytes in front.
    fn narrow(&self, data: &[u8], width: usize) -> String {
        let len =
            if width == 1 { usize::from(data.first().copied().unwrap_or(0)) } else { usize::from(u16_at(data, 0)) };
        let bytes = data.get(width..).unwrap_or_default();
        decode_label(self.page, &bytes[..len.min(bytes.len())])
    }
}

fn too_old() -> Error {
    Error::new(
        "old_excel",
        "这是 Excel 4.0 以前的文件。请用 Excel 或 WPS 打开，另存为 XLSX 再试。",
        "This file is older than Excel 95. Open it in Excel or WPS, save it as XLSX, and try again.",
    )
}

fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// A packed number: 30 bits of an integer or of a float, in hundredths or not.
fn rk(code: u32) -> f64 {
    let value = if code & 2 != 0 { f64::from((code as i32) >> 2) } else { f64::from_bits(u64::from(code & !3) << 32) };
    if code & 1 != 0 { value / 100.0 } else { value }
}

/// An unsplit Unicode string with its length in front, and the bytes it takes.
fn wide_string(data: &[u8], width: usize) -> (String, usize) {
    let len = if width == 1 { usize::from(data.first().copied().unwrap_or(0)) } else { usize::from(u16_at(data, 0)) };
    let flags = data.get(width).copied().unwrap_or(0);
    let mut at = width + 1 + if flags & 8 != 0 { 2 } else { 0 } + if flags & 4 != 0 { 4 } else { 0 };
    let mut units = Vec::with_capacity(len.min(data.len()));
    for _ in 0..len {
        if at >= data.len() {
            break;
        }
        if flags & 1 != 0 {
            units.push(u16_at(data, at));
            at += 2;
        } else {
            units.push(u16::from(data[at]));
            at += 1;
        }
    }
    (String::from_utf16_lossy(&units), at)
}

/// The shared strings, which run on over records; where one is split, the rest says anew how wide it is.
fn read_strings(chunks: &[&[u8]]) -> Vec<String> {
    let mut out = Vec::new();
    let mut cursor = Cursor { chunks, chunk: 0, at: 8 };
    let count = u32_at(chunks[0], 4) as usize;
    while out.len() < count.min(limits::CELLS) {
        let Some(len) = cursor.u16() else { break };
        let Some(flags) = cursor.u8() else { break };
        let runs = if flags & 8 != 0 { cursor.u16().unwrap_or(0) } else { 0 };
        let extra = if flags & 4 != 0 { cursor.u32().unwrap_or(0) } else { 0 };
        let mut wide = flags & 1 != 0;
        let mut units = Vec::new();
        let mut left = len;
        while left > 0 {
            if cursor.at_end() {
                if !cursor.next_chunk() {
                    break;
                }
                wide = cursor.u8().unwrap_or(0) & 1 != 0;
            }
            let unit = if wide { cursor.u16() } else { cursor.u8().map(u16::from) };
            let Some(unit) = unit else { break };
            units.push(unit);
            left -= 1;
        }
        out.push(String::from_utf16_lossy(&units));
        cursor.skip(usize::from(runs) * 4 + extra as usize);
    }
    out
}

struct Cursor<'c, 'a> {
    chunks: &'c [&'a [u8]],
    chunk: usize,
    at: usize,
}

impl Cursor<'_, '_> {
    fn at_end(&self) -> bool {
        self.chunks.get(self.chunk).is_none_or(|it| self.at >= it.len())
    }

    fn next_chunk(&mut self) -> bool {
        self.chunk += 1;
        self.at = 0;
        self.chunk < self.chunks.len()
    }

    fn u8(&mut self) -> Option<u8> {
        while self.at_end() {
            if !self.next_chunk() {
                return None;
            }
        }
        self.at += 1;
        self.chunks[self.chunk].get(self.at - 1).copied()
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let Some(chunk) = self.chunks.get(self.chunk) else { return };
            let here = chunk.len().saturating_sub(self.at).min(count);
            self.at += here;
            count -= here;
            if count > 0 && !self.next_chunk() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_unpacked() {
        assert_eq!(rk(3_600 << 2 | 3), 36.0);
        assert_eq!(rk((1.5_f64.to_bits() >> 32) as u32), 1.5);
        assert_eq!(rk(((-5_i32) << 2) as u32 | 2), -5.0);
    }

    #[test]
    fn shared_strings_run_on_over_records() {
        let mut first = vec![1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 1];
        first.extend("一".encode_utf16().flat_map(u16::to_le_bytes));
        let mut second = vec![1];
        second.extend("二三".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(read_strings(&[&first, &second]), ["一二三"]);
    }
}
