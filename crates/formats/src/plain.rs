//! Text files, Markdown and CSV: the text as decoded, or its rows as a table.

use crate::encoding::{self, Decoded};
use crate::error::{Error, Note, Result};
use crate::format::Format;
use crate::limits;
use crate::opened::{Opened, Place, Writer};
use crate::table::Grid;

/// The text exactly as it stands, line ends made one kind: a reader who opens a text file wants that text.
///
/// # Errors
/// Where the bytes are no text.
pub fn open(bytes: &[u8], format: Format, encoding: Option<&str>) -> Result<Opened> {
    let Decoded { text, encoding, notes } = encoding::decode(bytes, encoding, None)?;
    let mut opened = from_text(&text, format)?;
    opened.encoding = Some(encoding);
    opened.notes.splice(0..0, notes);
    Ok(opened)
}

/// A document that is one string already.
///
/// # Errors
/// Where it is blank.
pub fn from_text(text: &str, format: Format) -> Result<Opened> {
    let mut text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    if text.contains('\0') {
        text = text.replace('\0', "");
    }
    if text.trim().is_empty() {
        return Err(Error::empty("这个文件是空的。", "This file is empty."));
    }
    let mut notes = Vec::new();
    if text.len() > limits::TEXT {
        let mut cut = limits::TEXT;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        text.truncate(cut);
        let size = limits::TEXT >> 20;
        notes.push(Note::new(
            "text_cut",
            format!("文字超过 {size} MB，只读了前面的部分。"),
            format!("The text is longer than {size} MB; only its beginning was read."),
        ));
    }
    let mut places = Vec::new();
    let mut at = 0;
    let mut paragraph = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            paragraph += 1;
            let end = at + line.trim_end().len();
            places.push(Place { start: at as u32, end: end as u32, paragraph, ..Place::default() });
        }
        at += line.len();
    }
    Ok(Opened { format, title: None, encoding: None, text, places, sheets: Vec::new(), apart: Vec::new(), notes })
}

/// Comma or tab separated values (RFC 4180, and what spreadsheets make of it) as one table.
///
/// A cell that holds whole paragraphs is no table cell: such a file gives its cells as paragraphs.
///
/// # Errors
/// Where the bytes are no text.
pub fn open_csv(bytes: &[u8], encoding: Option<&str>) -> Result<Opened> {
    let Decoded { text, encoding, notes } = encoding::decode(bytes, encoding, None)?;
    let rows = parse_csv(&text, separator(&text));
    let mut writer = Writer::default();
    let is_prose = |cell: &&String| cell.trim().matches('\n').count() >= 3 && cell.len() > 300;
    if rows.iter().flatten().any(|it| is_prose(&it)) {
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                writer.at.row = row as u32 + 1;
                writer.at.column = column as u32 + 1;
                cell.lines().for_each(|it| writer.paragraph(it, 0));
                writer.gap();
            }
        }
    } else {
        let mut grid = Grid::new();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                grid.push(row as u32 + 1, column as u32, cell);
            }
        }
        writer.table(&grid);
    }
    let mut opened = writer.finish(Format::Csv, None)?;
    opened.encoding = Some(encoding);
    opened.notes.splice(0..0, notes);
    Ok(opened)
}

/// The sign that parts the first lines most evenly.
fn separator(text: &str) -> char {
    let head: Vec<&str> = text.lines().take(20).collect();
    let score = |sign: char| {
        let counts: Vec<usize> = head.iter().map(|it| it.matches(sign).count()).collect();
        let some = counts.iter().filter(|it| **it > 0).count();
        (some, counts.iter().filter(|it| **it == counts[0] && **it > 0).count())
    };
    // On a tie the last of `max_by_key` wins: the comma, which gives the format its name.
    ['|', ';', '\t', ','].into_iter().max_by_key(|it| score(*it)).unwrap_or(',')
}

fn parse_csv(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut cells = 0;
    let mut signs = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = signs.next() {
        match c {
            '"' if quoted && signs.peek() == Some(&'"') => {
                cell.push('"');
                signs.next();
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && signs.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                row.push(std::mem::take(&mut cell));
                cells += row.len();
                rows.push(std::mem::take(&mut row));
                if cells > limits::CELLS {
                    return rows;
                }
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_a_table() {
        let opened = open_csv("指标,单位,数值\r\n\"粮食,总产量\",万吨,\"1,234.5\"\r\n".as_bytes(), None).unwrap();
        assert_eq!(opened.text, "| 指标 | 单位 | 数值 |\n| 粮食,总产量 | 万吨 | 1,234.5 |");
        let last = opened.places.last().unwrap();
        assert_eq!((last.row, last.column), (2, 3));
        assert_eq!(&opened.text[last.start as usize..last.end as usize], "1,234.5");
    }

    #[test]
    fn separators_are_found() {
        assert_eq!(open_csv("甲\t乙\n1,5\t2\n".as_bytes(), None).unwrap().text, "| 甲 | 乙 |\n| 1,5 | 2 |");
        assert_eq!(open_csv("甲;乙\n1;2\n".as_bytes(), None).unwrap().text, "| 甲 | 乙 |\n| 1 | 2 |");
    }

    #[test]
    fn cell_with_paragraphs_is_prose() {
        let prose = "各位代表：\n".repeat(40);
        let opened = open_csv(format!("省,全文\n清河,\"{prose}\"\n").as_bytes(), None).unwrap();
        assert!(opened.text.contains("清河\n\n各位代表：\n各位代表："));
    }
}
