//! What [MS-DOC] formatting says of a stretch of the main stream: in a table, the end of a row, in a list, hidden.

/// Of a paragraph or a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Properties {
    pub in_table: bool,
    pub row_end: bool,
    /// From 1 in the file's table of list overrides; 0 is none.
    pub list: u16,
    pub list_level: u8,
    /// 1 to 9; 0 is body text.
    pub outline: u32,
    /// Hidden, or deleted under revision.
    pub hidden: bool,
    /// Inserted or deleted under revision.
    pub revised: bool,
    /// Where in `Ranges::edges` the row's cells are, from 1.
    row: u32,
}

/// Properties by offset in the main stream.
#[derive(Debug, Default)]
pub struct Ranges {
    /// Start, end, and what holds there; sorted.
    ranges: Vec<(u32, u32, Properties)>,
    /// Of each row, where its cells begin and the last one ends, in twips.
    edges: Vec<Vec<i32>>,
}

pub fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at.saturating_add(2)).map_or(0, |it| u16::from_le_bytes([it[0], it[1]]))
}

pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at.saturating_add(4)).map_or(0, |it| u32::from_le_bytes([it[0], it[1], it[2], it[3]]))
}

impl Ranges {
    pub fn paragraphs(main: &[u8], table: &[u8]) -> Ranges {
        Ranges::read(main, table, 0x102, true)
    }

    pub fn characters(main: &[u8], table: &[u8]) -> Ranges {
        Ranges::read(main, table, 0xFA, false)
    }

    pub fn at(&self, offset: u32) -> Properties {
        let n = self.ranges.partition_point(|it| it.0 <= offset);
        n.checked_sub(1).map(|n| self.ranges[n]).filter(|it| offset < it.1).map_or_else(Properties::default, |it| it.2)
    }

    /// Where the cells of a row begin and the last one ends, by the properties of the row's end; empty where it does not say.
    pub fn edges(&self, row_end: Properties) -> &[i32] {
        (row_end.row as usize).checked_sub(1).and_then(|it| self.edges.get(it)).map_or(&[], Vec::as_slice)
    }

    /// The formatted disk pages that the table at `place` of the header lists.
    fn read(main: &[u8], table: &[u8], place: usize, paragraphs: bool) -> Ranges {
        let start = u32_at(main, place) as usize;
        let len = u32_at(main, place + 4) as usize;
        let plc = table.get(start..start.saturating_add(len).min(table.len())).unwrap_or_default();
        let count = plc.len().saturating_sub(4) / 8;
        let mut ranges = Vec::new();
        let mut edges = Vec::new();
        // No more pages than the stream has.
        for n in 0..count.min(main.len() / 512 + 1) {
            let page = (u32_at(plc, 4 * (count + 1) + 4 * n) & 0x3F_FFFF) as usize;
            let Some(page) = main.get(page * 512..page * 512 + 512) else { continue };
            let runs = usize::from(page[511]);
            for run in 0..runs {
                let (from, to) = (u32_at(page, 4 * run), u32_at(page, 4 * run + 4));
                let at = 4 * (runs + 1) + if paragraphs { 13 * run } else { run };
                let offset = usize::from(page.get(at).copied().unwrap_or(0)) * 2;
                let mut properties = Properties::default();
                if offset != 0 && offset < 511 {
                    apply(page, offset, paragraphs, &mut properties, &mut edges);
                }
                if from < to {
                    ranges.push((from, to, properties));
                }
            }
        }
        ranges.sort_by_key(|it| it.0);
        Ranges { ranges, edges }
    }
}

fn apply(page: &[u8], offset: usize, paragraphs: bool, properties: &mut Properties, edges: &mut Vec<Vec<i32>>) {
    let first = usize::from(page[offset]);
    let (start, len) = match (paragraphs, first) {
        (true, 0) => (offset + 2, usize::from(page.get(offset + 1).copied().unwrap_or(0)) * 2),
        (true, words) => (offset + 1, words * 2 - 1),
        (false, bytes) => (offset + 1, bytes),
    };
    let data = page.get(start..(start + len).min(511)).unwrap_or_default();
    let data = if paragraphs {
        // Heading 1 to 9 are styles 1 to 9 in every file.
        if let style @ 1..=9 = u16_at(data, 0) {
            properties.outline = u32::from(style);
        }
        data.get(2..).unwrap_or_default()
    } else {
        data
    };
    apply_modifiers(data, properties, edges);
}

/// Single property modifiers, one after the other.
fn apply_modifiers(data: &[u8], properties: &mut Properties, edges: &mut Vec<Vec<i32>>) {
    let mut at = 0;
    while at + 2 <= data.len() {
        let code = u16_at(data, at);
        at += 2;
        let operand = data.get(at).copied().unwrap_or(0);
        match code {
            0x2416 => properties.in_table = operand != 0,
            0x2417 => properties.row_end = operand != 0,
            0x244B => properties.in_table = true,
            0x260A => properties.list_level = operand.min(8),
            0x460B => {
                properties.list = match u16_at(data, at) {
                    list @ 1..=0x07FE => list,
                    _ => 0,
                }
            }
            0x2640 => properties.outline = if operand < 9 { u32::from(operand) + 1 } else { 0 },
            // Toggles: 0x80 and 0x81 refer to the style, which is rarely hidden.
            0x083C => properties.hidden |= operand == 1,
            0x0800 => {
                properties.hidden |= operand == 1;
                properties.revised |= operand == 1;
            }
            0x0801 => properties.revised |= operand == 1,
            // A row's cells: their count, then one edge more than cells.
            0xD608 => {
                let count = usize::from(data.get(at + 2).copied().unwrap_or(0)).min(64);
                let ends = data.get(at + 3..at + 3 + 2 * (count + 1)).unwrap_or_default();
                edges.push(ends.chunks_exact(2).map(|it| i32::from(i16::from_le_bytes([it[0], it[1]]))).collect());
                properties.row = edges.len() as u32;
            }
            _ => {}
        }
        at += match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ if code == 0xD608 => usize::from(u16_at(data, at)) + 1,
            _ => usize::from(operand) + 1,
        };
    }
}
