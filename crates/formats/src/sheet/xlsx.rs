//! XLSX and XLSM (ECMA-376, SpreadsheetML): sheets read in one pass over their tokens.

use super::{Formats, Sheet};
use crate::docx::{damaged_part, macros, main_of_package, relations};
use crate::error::{Error, Note, Result};
use crate::format::Format;
use crate::limits;
use crate::markup::{Token, Tokens, Tree, local, unescape};
use crate::opened::{Opened, Writer};
use crate::zip::Zip;

/// # Errors
/// Where there is no workbook, or no cell has text.
pub fn open(bytes: &[u8]) -> Result<Opened> {
    let mut zip = Zip::open(bytes)?;
    let main = main_of_package(&mut zip)
        .or_else(|| zip.names().find(|it| it.to_ascii_lowercase().ends_with("workbook.xml")).map(str::to_owned))
        .ok_or_else(|| Error::damaged("xl/workbook.xml"))?;
    let parts = relations(&mut zip, &main);
    let target = |kind: &str| parts.values().find(|it| it.kind == kind).map(|it| it.target.clone());
    let strings = target("sharedStrings").unwrap_or_else(|| "xl/sharedStrings.xml".to_owned());
    let strings = match zip.find(&strings) {
        Some(index) => read_strings(&crate::encoding::decode_xml(&zip.read(index)?)),
        None => Vec::new(),
    };
    let styles = target("styles").unwrap_or_else(|| "xl/styles.xml".to_owned());
    let mut formats = zip.text(&styles).map(|it| read_formats(&it)).unwrap_or_default();
    let workbook = match zip.find(&main) {
        Some(index) => crate::encoding::decode_xml(&zip.read(index)?),
        None => return Err(Error::damaged("xl/workbook.xml")),
    };
    let tree = Tree::xml(&workbook)?;
    formats.from_1904 = tree
        .root()
        .find("workbookPr")
        .and_then(|it| it.attribute("date1904"))
        .is_some_and(|it| it == "1" || it == "true");
    let mut writer = Writer::default();
    let mut sheets = Vec::new();
    let mut budget = limits::CELLS;
    let mut uncomputed = 0;
    for it in tree.root().descendants().filter(|it| it.is("sheet")) {
        let Some(part) = it.attribute("r:id").or_else(|| it.attribute("id")).and_then(|id| parts.get(id.as_ref()))
        else {
            continue;
        };
        if part.kind != "worksheet" {
            continue;
        }
        let name = it.attribute("name").unwrap_or_default().into_owned();
        let hidden = it.attribute("state").is_some_and(|it| it != "visible");
        let Some(index) = zip.find(&part.target) else { continue };
        let xml = crate::encoding::decode_xml(&zip.read(index)?);
        let cells = read_cells(&xml, &strings, &formats, &mut budget, &mut uncomputed);
        sheets.push(Sheet { name, hidden, cells });
    }
    super::write(sheets, &mut writer);
    if uncomputed > 0 {
        writer.note(Note::new(
            "formulas",
            format!("有 {uncomputed} 个公式单元格没有存下结果，读不到数。请在 Excel 或 WPS 里打开保存一次。"),
            format!("{uncomputed} formula cells have no stored result. Open and save the file once in Excel or WPS."),
        ));
    }
    if budget == 0 {
        writer.note(Note::new(
            "cells_cut",
            "单元格太多，只读了前面的部分。",
            "There are too many cells; only the first were read.",
        ));
    }
    if zip.names().any(|it| it.ends_with("vbaProject.bin")) {
        writer.note(macros());
    }
    if zip.damaged {
        writer.note(damaged_part());
    }
    let title =
        zip.text("docProps/core.xml").and_then(|it| Tree::xml(&it).ok()?.root().find("title").map(|it| it.text()));
    writer.finish(Format::Xlsx, title)
}

/// Texts of `<si>`, without the readings that Japanese files add.
fn read_strings(xml: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut text = String::new();
    let (mut in_text, mut in_reading) = (false, false);
    for token in Tokens::xml(xml) {
        match token {
            Token::Start(tag) => match tag.local() {
                "si" if tag.empty => out.push(String::new()),
                "t" => in_text = !tag.empty,
                "rPh" => in_reading = !tag.empty,
                _ => {}
            },
            Token::End(name) => match local(name) {
                "si" => out.push(std::mem::take(&mut text)),
                "t" => in_text = false,
                "rPh" => in_reading = false,
                _ => {}
            },
            Token::Text(it) if in_text && !in_reading => text.push_str(&unescape(it)),
            Token::Raw(it) if in_text && !in_reading => text.push_str(it),
            _ => {}
        }
        if out.len() > limits::CELLS {
            break;
        }
    }
    out
}

fn read_formats(xml: &str) -> Formats {
    let mut formats = Formats::default();
    let Ok(tree) = Tree::xml(xml) else { return formats };
    for it in tree.root().descendants().filter(|it| it.is("numFmt")) {
        if let (Some(id), Some(code)) = (it.number("numFmtId"), it.attribute("formatCode")) {
            formats.codes.insert(id, code.into());
        }
    }
    let cells = tree.root().find("cellXfs");
    formats.styles =
        cells.into_iter().flat_map(|it| it.children()).map(|it| it.number("numFmtId").unwrap_or(0)).collect();
    formats
}

fn read_cells(
    xml: &str,
    strings: &[String],
    formats: &Formats,
    budget: &mut usize,
    uncomputed: &mut u32,
) -> Vec<(u32, u32, String)> {
    let mut out = Vec::new();
    let (mut row, mut column) = (0_u32, 0_u32);
    let (mut kind, mut style) = (String::new(), 0_usize);
    let (mut value, mut inline) = (String::new(), String::new());
    let (mut in_value, mut in_inline, mut formula) = (false, false, false);
    for token in Tokens::xml(xml) {
        match token {
            Token::Start(tag) => match tag.local() {
                "row" => {
                    row = tag.attribute("r").and_then(|it| it.parse().ok()).unwrap_or(row + 1).min(limits::ROWS);
                    column = 0;
                }
                "c" => {
                    column += 1;
                    if let Some((at_row, at_column)) = tag.attribute("r").and_then(|it| scan_reference(&it)) {
                        (row, column) = (at_row, at_column);
                    }
                    kind = tag.attribute("t").unwrap_or_default().into_owned();
                    style = tag.attribute("s").and_then(|it| it.parse().ok()).unwrap_or(0);
                    value.clear();
                    inline.clear();
                    formula = false;
                }
                "v" => in_value = !tag.empty,
                "t" => in_inline = !tag.empty,
                "f" => formula = true,
                _ => {}
            },
            Token::End(name) => match local(name) {
                "v" => in_value = false,
                "t" => in_inline = false,
                "c" => {
                    let shown = match kind.as_str() {
                        "s" => value
                            .trim()
                            .parse::<usize>()
                            .ok()
                            .and_then(|it| strings.get(it))
                            .cloned()
                            .unwrap_or_default(),
                        "inlineStr" => std::mem::take(&mut inline),
                        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
                        "str" | "e" | "d" => value.clone(),
                        _ => match value.trim().parse::<f64>() {
                            Ok(number) => formats.show(number, style),
                            Err(_) => value.clone(),
                        },
                    };
                    *uncomputed += u32::from(formula && value.is_empty() && kind != "str");
                    if !shown.trim().is_empty() {
                        if *budget == 0 {
                            return out;
                        }
                        *budget -= 1;
                        out.push((row.max(1), column.clamp(1, limits::COLUMNS), shown));
                    }
                }
                "sheetData" => return out,
                _ => {}
            },
            Token::Text(it) if in_value => value.push_str(&unescape(it)),
            Token::Text(it) if in_inline => inline.push_str(&unescape(it)),
            Token::Raw(it) if in_value => value.push_str(it),
            Token::Raw(it) if in_inline => inline.push_str(it),
            _ => {}
        }
    }
    out
}

/// `B12` is row 12, column 2.
fn scan_reference(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column =
        text.bytes().take(letters).fold(0, |column, it| column * 26 + u32::from(it.to_ascii_uppercase() - b'A') + 1);
    let row = text[letters..].parse::<u32>().ok()?;
    ((1..=limits::ROWS).contains(&row) && column <= limits::COLUMNS).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::ZipBuilder;

    #[test]
    fn sheets_are_tables_with_titles_apart_and_numbers_as_shown() {
        let sheet = r#"<worksheet><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="C2" t="inlineStr"><is><t>单位：亿元</t></is></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><r><t>指</t></r><r><t>标</t></r></is></c><c r="B3" t="str"><v>2025年</v></c><c r="C3" t="str"><v>增长</v></c></row>
<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>1234.56</v></c><c r="C4" s="2"><v>0.052</v></c></row>
<row r="6"><c r="A6" t="str"><v>注：初步数。</v></c></row></sheetData></worksheet>"#;
        let bytes = ZipBuilder::new()
            .part("[Content_Types].xml", "<Types>spreadsheetml</Types>")
            .part("_rels/.rels", r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#)
            .part("xl/workbook.xml", r#"<workbook><sheets><sheet name="收入" r:id="rId1"/></sheets></workbook>"#)
            .part("xl/_rels/workbook.xml.rels", r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#)
            .part("xl/sharedStrings.xml", "<sst><si><t>清河市收入</t><rPh><t>x</t></rPh></si><si><t>财政收入</t></si></sst>")
            .part("xl/styles.xml", r##"<styleSheet><numFmts><numFmt numFmtId="176" formatCode="#,##0.0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="10"/></cellXfs></styleSheet>"##)
            .part("xl/worksheets/sheet1.xml", sheet)
            .build();
        let opened = open(&bytes).unwrap();
        assert_eq!(
            opened.text,
            "清河市收入\n单位：亿元\n| 指标 | 2025年 | 增长 |\n| 财政收入 | 1,234.6 | 5.20% |\n\n注：初步数。"
        );
        let place =
            opened.places.iter().find(|it| &opened.text[it.start as usize..it.end as usize] == "5.20%").unwrap();
        assert_eq!((place.sheet, place.row, place.column), (1, 4, 3));
    }
}
