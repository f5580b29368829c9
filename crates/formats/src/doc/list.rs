//! Automatic numbers of DOC paragraphs: the list tables of [MS-DOC] 2.9.131 and after, handed to the counter that DOCX uses.

use super::properties::{u16_at, u32_at};
use crate::docx::numbering::{Level, Numbering};

#[derive(Debug, Default)]
pub struct Lists {
    numbering: Numbering,
}

impl Lists {
    pub fn read(main: &[u8], table: &[u8]) -> Lists {
        let mut numbering = Numbering::default();
        let part = |place: usize| {
            let start = u32_at(main, place) as usize;
            table.get(start..).unwrap_or_default()
        };
        if u32_at(main, 0x2E6) == 0 || u32_at(main, 0x2EE) == 0 {
            return Lists { numbering };
        }
        let lists = part(0x2E2);
        let count = usize::from(u16_at(lists, 0)).min(lists.len() / 28);
        let mut at = 2 + 28 * count;
        let mut ids = Vec::new();
        for n in 0..count {
            let head = lists.get(2 + 28 * n..).unwrap_or_default();
            let simple = head.get(26).is_some_and(|it| it & 1 != 0);
            let mut levels = Vec::new();
            for _ in 0..if simple { 1 } else { 9 } {
                let Some((level, used)) = read_level(lists.get(at..).unwrap_or_default()) else { break };
                at += used;
                levels.push(level);
            }
            ids.push(u32_at(head, 0));
            numbering.define(n as u32, levels);
        }
        let overrides = part(0x2EA);
        let count = (u32_at(overrides, 0) as usize).min(overrides.len() / 16).min(4096);
        let mut at = 4 + 16 * count;
        for n in 0..count {
            let entry = overrides.get(4 + 16 * n..).unwrap_or_default();
            let changes = entry.get(12).copied().unwrap_or(0).min(9);
            let Some(list) = ids.iter().position(|it| *it == u32_at(entry, 0)) else { continue };
            let mut starts = Vec::new();
            let mut levels = Vec::new();
            at += 4;
            for _ in 0..changes {
                let flags = u32_at(overrides, at + 4);
                let level = (flags & 15).min(8) as usize;
                if flags & 0x10 != 0 && flags & 0x20 == 0 {
                    starts.push((level, u32_at(overrides, at)));
                }
                at += 8;
                if flags & 0x20 != 0 {
                    let Some((changed, used)) = read_level(overrides.get(at..).unwrap_or_default()) else { break };
                    at += used;
                    levels.push((level, changed));
                }
            }
            numbering.refer(n as u32 + 1, list as u32, &starts, levels);
        }
        Lists { numbering }
    }

    /// The number of the next paragraph of list `id`, as written; `None` without a list.
    pub fn next(&mut self, id: u16, level: u8) -> Option<String> {
        if id == 0 {
            return None;
        }
        self.numbering.next(u32::from(id), u32::from(level))
    }
}

/// One level and the bytes it takes.
fn read_level(data: &[u8]) -> Option<(Level, usize)> {
    if data.len() < 30 {
        return None;
    }
    let skip = usize::from(data[24]) + usize::from(data[25]);
    let at = 28 + skip;
    let len = usize::from(u16_at(data, at));
    let units: Vec<u16> =
        data.get(at + 2..at + 2 + 2 * len)?.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]])).collect();
    let mut text = String::new();
    for c in char::decode_utf16(units).map(|it| it.unwrap_or('\u{FFFD}')) {
        match c {
            // Placeholders stand for the number of a level.
            '\0'..='\u{8}' => text.push_str(&format!("%{}", c as u32 + 1)),
            c => text.push(c),
        }
    }
    let format = match data[4] {
        0 => "decimal",
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        5 => "ordinal",
        10 | 11 | 33 | 35 | 37 | 39 => "chineseCounting",
        16 | 34 => "ideographLegalTraditional",
        12 | 14 | 19 => "decimalFullWidth",
        17 => "ideographDigital",
        18 => "decimalEnclosedCircle",
        22 => "decimalZero",
        23 => "bullet",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        28 => "decimalEnclosedCircleChinese",
        29 => "ideographEnclosedCircle",
        30 => "ideographTraditional",
        31 => "ideographZodiac",
        36 => "ideographLegalTraditional",
        38 => "chineseLegalSimplified",
        255 => "none",
        _ => "decimal",
    };
    let level = Level {
        start: u32_at(data, 0).min(1_000_000),
        format: format.to_owned(),
        text,
        restart: (data[5] & 8 != 0).then_some(0),
        legal: data[5] & 4 != 0,
        style: None,
    };
    Some((level, at + 2 + 2 * len))
}
