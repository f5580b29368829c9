//! The times in the headers of tables: a figure under 2020年 is of 2020.

use super::when::is_carried_over;
use crate::layout::{Cell, Layout, Table};
use crate::report::TimeKind;
use crate::text::span::{Logical, Span};
use crate::time::{self, Times};

/// Wider headers are cut: no real table has more columns or rows under one cell.
const WIDEST: u32 = 200;

/// For each table, the times of its columns and of its rows, and of its caption.
#[derive(Debug, Default)]
pub struct HeaderTimes<'a> {
    tables: Vec<Headers<'a>>,
}

#[derive(Debug, Default)]
struct Headers<'a> {
    of_column: Vec<Option<&'a time::Mention>>,
    of_row: Vec<Option<&'a time::Mention>>,
    caption: Option<&'a time::Mention>,
}

impl<'a> HeaderTimes<'a> {
    pub fn find(layout: &Layout, times: &'a Times) -> Self {
        HeaderTimes { tables: layout.tables.iter().map(|table| Headers::find(layout, table, times)).collect() }
    }

    /// The time that the headers state for cell `(table, cell)`.
    pub fn of(&self, layout: &Layout, (table, cell): (u32, u32)) -> Option<&'a time::Mention> {
        let cell = layout.tables.get(table as usize)?.cells.get(cell as usize)?;
        let headers = self.tables.get(table as usize)?;
        let of = |times: &[Option<&'a time::Mention>], at: u32| times.get(at as usize).copied().flatten();
        // 年末人口 | 1985年: the row says when in the year of the column.
        let (row, column) = (of(&headers.of_row, cell.row), of(&headers.of_column, cell.column));
        row.filter(|row| row.kind != TimeKind::Relative).or(column).or(row).or(headers.caption)
    }
}

impl<'a> Headers<'a> {
    fn find(layout: &Layout, table: &Table, times: &'a Times) -> Self {
        let last_in = |span| last_in(layout.stitched.text.as_str(), span, times);
        let mut headers = Headers { caption: table.caption.and_then(last_in), ..Headers::default() };
        for cell in &table.cells {
            let Cell { row, column, row_span, column_span, span } = *cell;
            let in_head = row < table.header_rows;
            if !in_head && column >= table.header_columns {
                continue;
            }
            let Some(time) = last_in(span) else { continue };
            if in_head {
                // The lower header row is the nearer one.
                put(&mut headers.of_column, column, column_span, time);
            } else {
                put(&mut headers.of_row, row, row_span, time);
            }
        }
        headers
    }
}

fn put<'a>(times: &mut Vec<Option<&'a time::Mention>>, start: u32, count: u32, time: &'a time::Mention) {
    let covered = start as usize..(start + count.clamp(1, WIDEST)) as usize;
    times.resize(times.len().max(covered.end), None);
    times[covered].fill(Some(time));
}

/// The last time of `span` that says when: 比上年 is no header's time, nor is 结转下年.
fn last_in<'a>(text: &str, span: Span<Logical>, times: &'a Times) -> Option<&'a time::Mention> {
    let end = times.before(span.end as usize);
    times.mentions[..end]
        .iter()
        .rev()
        .take_while(|time| time.span.start >= span.start)
        .find(|time| !time.baseline && time.iso.is_some() && !is_carried_over(text, time.span))
}
