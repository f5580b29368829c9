//! Sheets of XLSX, XLS and ODS as tables, each cell as the program that made it shows it: 12.5% where the file holds 0.125.
//!
//! Our own readers: `calamine` (351 KB gzip) gives bare floats without their number formats, so that a rate would read as a
//! fraction, and allocates whatever rectangle a hostile file claims.

mod number_format;
pub mod xls;
pub mod xlsx;

pub use number_format::Formats;

use crate::error::Note;
use crate::opened::Writer;
use crate::table::Grid;

/// The shown texts of one sheet.
#[derive(Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// Row and column from 1, and the text.
    pub cells: Vec<(u32, u32, String)>,
}

/// Writes sheets as tables; empty rows part the tables of a sheet.
pub fn write(mut sheets: Vec<Sheet>, writer: &mut Writer) {
    let seen = sheets.iter().filter(|it| !it.hidden).count();
    let hidden: Vec<&str> =
        sheets.iter().filter(|it| it.hidden && !it.cells.is_empty()).map(|it| it.name.as_str()).collect();
    if seen > 0 && !hidden.is_empty() {
        let names = hidden.join("、");
        writer.note(Note::new(
            "hidden_sheets",
            format!("隐藏的工作表没有读：{names}。"),
            format!("Hidden sheets were not read: {names}."),
        ));
    }
    if seen > 0 {
        sheets.retain(|it| !it.hidden);
    }
    let several = sheets.iter().filter(|it| !it.cells.is_empty()).count() > 1;
    for sheet in &mut sheets {
        sheet.cells.retain(|it| !it.2.trim().is_empty());
        if sheet.cells.is_empty() {
            continue;
        }
        writer.sheet(&sheet.name);
        let named_by_program =
            sheet.name.to_lowercase().trim_start_matches("sheet").trim_start_matches("工作表").parse::<u32>().is_ok();
        if several && !named_by_program {
            writer.paragraph(&sheet.name, 1);
        }
        sheet.cells.sort_by_key(|it| (it.0, it.1));
        for block in sheet.cells.chunk_by(|a, b| b.0 <= a.0 + 1) {
            let first = block.iter().map(|it| it.1).min().unwrap_or(1);
            let mut grid = Grid::new();
            grid.first_column = first;
            block.iter().for_each(|it| grid.push(it.0, it.1 - first, &it.2));
            writer.table(&grid);
        }
    }
}
