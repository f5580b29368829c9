//! Tables that a copy broke into one cell a line, with blank lines between or without: their rows are found by how names
//! and numbers take turns.

use super::classify::Piece;
use super::element::is_organ;
use super::head::adjacent;
use super::{Block, Cell, Table};
use crate::report::BlockKind;
use crate::text::chars::{COLON, COMMA, Cut, Ends, FULL_STOP, SEMICOLON};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// The most columns of such a table, the fewest cells, and how many are looked at to find its form.
const WIDEST: usize = 16;
const FEWEST: usize = 12;
const LOOK: usize = 240;
/// The fewest cells where a head tells of growth: then two rows are enough.
const FEWEST_TOLD: usize = 8;

/// A table that begins at paragraph `first`, and the paragraph behind it.
pub fn find(text: &str, pieces: &[Piece], blocks: &[Block], first: usize) -> Option<(Table, usize)> {
    let cell = |idx: usize| is_cell(pieces, blocks, idx);
    if !cell(first) || first > 0 && cell(first - 1) {
        return None;
    }
    // So many lines without a blank line between them are cells each.
    let dense = (first + 1..first + FEWEST).all(|idx| idx < pieces.len() && adjacent(pieces, idx) && cell(idx));
    if !dense && adjacent(pieces, first) {
        return None;
    }
    let run = || CellRun { pieces, blocks, next: first, dense };
    in_rows(text, run()).or_else(|| {
        // The copy lost blank cells, so that rows cannot be told: a table all the same where a third are numbers.
        let cells: Vec<(Span<Logical>, usize)> = run().collect();
        let numbers = cells.iter().filter(|(span, _)| starts_a_number(span.of(text))).count();
        let &(_, end) = cells.last().filter(|_| cells.len() >= FEWEST && numbers * 3 >= cells.len())?;
        Some((Table::default(), end))
    })
}

fn in_rows(text: &str, mut run: CellRun) -> Option<(Table, usize)> {
    let mut cells: Vec<(Span<Logical>, usize)> = run.by_ref().take(LOOK).collect();
    if cells.len() < FEWEST_TOLD {
        return None;
    }
    let is_name = |span: Span<Logical>| !starts_a_number(span.of(text));
    // The first row begins at the name before the first number.
    let start = (2..cells.len().min(3 * WIDEST)).find(|&at| !is_name(cells[at].0))? - 1;
    let is_row = |row: &[(Span<Logical>, usize)]| is_name(row[0].0) && row[1..].iter().all(|&(span, _)| !is_name(span));
    let rows_of = |width: usize| cells[start..].chunks_exact(width).take_while(|row| is_row(row)).count();
    let width = (2..=WIDEST).max_by_key(|&width| width * rows_of(width))?;
    let rows = rows_of(width);
    let told = || cells[..start].iter().any(|(span, _)| span.of(text).has_in("%％"));
    if (rows < 3 || cells.len() < FEWEST) && !(rows >= 2 && width >= 3 && told()) {
        return None;
    }
    let read_on = start + (rows + 1) * width > cells.len();
    let heads: Vec<Span<Logical>> = cells[..start].iter().map(|&(span, _)| span).collect();
    let mut table = Table { header_columns: 1, ..Table::default() };
    write_header(text, &heads, width, &mut table);
    let rest = cells.split_off(start + rows * width);
    let mut body = cells.split_off(start);
    // Rows beyond those that were looked at.
    let mut more = rest.into_iter().chain(run);
    if read_on {
        loop {
            let row: Vec<(Span<Logical>, usize)> = more.by_ref().take(width).collect();
            if row.len() < width || !is_row(&row) {
                break;
            }
            body.extend(row);
        }
    }
    for (at, &(span, _)) in body.iter().enumerate() {
        let (row, column) = (table.header_rows + (at / width) as u32, (at % width) as u32);
        table.cells.push(Cell { row, column, row_span: 1, column_span: 1, span });
    }
    body.last().map(|&(_, end)| (table, end))
}

/// The cells from a paragraph on, each with the paragraph behind it. A cell may hold three lines where they are not
/// `dense`.
struct CellRun<'a> {
    pieces: &'a [Piece<'a>],
    blocks: &'a [Block],
    next: usize,
    dense: bool,
}

impl Iterator for CellRun<'_> {
    type Item = (Span<Logical>, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.next;
        if first >= self.pieces.len() || !is_cell(self.pieces, self.blocks, first) {
            return None;
        }
        let more = |&at: &usize| !self.dense && adjacent(self.pieces, at) && is_cell(self.pieces, self.blocks, at);
        let lines = (first + 1..self.pieces.len()).take(3).take_while(more).count();
        if lines > 2 {
            return None;
        }
        self.next = first + lines + 1;
        Some((self.blocks[first].span.cover(self.blocks[first + lines].span), self.next))
    }
}

/// A short line that is no sentence, or 其中：工业; a remark of two parts below a number: 圆曲线中点，半径48.25米.
fn is_cell(pieces: &[Piece], blocks: &[Block], idx: usize) -> bool {
    let remark = || idx > 0 && starts_a_number(pieces[idx - 1].text) && !pieces[idx].seen.has(COLON);
    matches!(blocks[idx].kind, BlockKind::Body | BlockKind::Heading)
        // 一、本级收入 above its number
        && (pieces[idx].marker.is_none() || pieces.get(idx + 1).is_some_and(|below| is_amount(below.text)))
        && pieces[idx].chars <= 24
        && !pieces[idx].seen.has(FULL_STOP | SEMICOLON)
        && (!pieces[idx].seen.has(COMMA | COLON) || pieces[idx].text.starts_with("其中") || remark())
}

/// 1,200.5 and nothing else.
fn is_amount(text: &str) -> bool {
    text.begins(|c: char| c.is_ascii_digit()) && text.bytes().all(|byte| byte.is_ascii_digit() || b",.".contains(&byte))
}

/// 120, -3.5, 45（扩招）.
fn starts_a_number(text: &str) -> bool {
    let digits = text.trim_start_in("-");
    digits.begins(|c: char| c.is_ascii_digit()) && !text.has_char('年')
}

/// One row of heads where there are as many as columns; where one is more, it stands over the alike heads at the end:
/// 地区 / 上年 / 分年度 / 2025年 / 2026年. Else the heads say nothing.
fn write_header(text: &str, heads: &[Span<Logical>], width: usize, table: &mut Table) {
    let cell = |row: u32, column: usize, column_span: usize, span: Span<Logical>| Cell {
        row,
        column: column as u32,
        row_span: 1,
        column_span: column_span as u32,
        span,
    };
    if heads.len() == width {
        table.cells.extend(heads.iter().enumerate().map(|(column, &span)| cell(0, column, 1, span)));
        table.header_rows = 1;
    } else if heads.len() + 1 == width {
        // The corner is blank.
        table.cells.extend(heads.iter().enumerate().map(|(column, &span)| cell(0, column + 1, 1, span)));
        table.header_rows = 1;
    } else if heads.len() == width + 1 {
        let form = |span: &Span<Logical>| -> String {
            span.of(text).chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
        };
        let last = heads.last().map(form);
        let alike = heads.iter().rev().take_while(|span| Some(form(span)) == last).count();
        if alike < 2 || alike + 1 >= heads.len() {
            // The first is the table's name.
            table.caption = Some(heads[0]);
            return write_header(text, &heads[1..], width, table);
        }
        let plain = heads.len() - alike - 1;
        table.cells.extend(heads[..plain].iter().enumerate().map(|(column, &span)| cell(0, column, 1, span)));
        table.cells.push(cell(0, plain, alike, heads[plain]));
        table.cells.extend(heads[plain + 1..].iter().enumerate().map(|(at, &span)| cell(1, plain + at, 1, span)));
        table.header_rows = 2;
    } else if heads.len() == width + 2 {
        table.caption = Some(heads[0]);
        write_header(text, &heads[1..], width, table);
    }
}

/// The column of organs of a table whose cells stand one a line: behind the number of each row, as far in one as in another.
pub fn mark_organs(pieces: &mut [Piece]) {
    let mut above: Option<(usize, usize)> = None;
    for idx in 0..pieces.len() {
        if pieces[idx].chars > 3 || !pieces[idx].text.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let Some(behind) = pieces[idx + 1..].iter().take(4).position(|piece| is_organ(piece.text)) else { continue };
        let cell = idx + 1 + behind;
        if let Some((first, _)) = above.filter(|&(_, as_far)| as_far == behind) {
            for at in [first, cell] {
                pieces[at].kind = BlockKind::TableRow;
                // Its day, or the number of the next row.
                if let Some(beside) = pieces.get_mut(at + 1).filter(|beside| beside.chars <= 12) {
                    beside.kind = BlockKind::TableRow;
                }
            }
        }
        above = Some((cell, behind));
    }
}

#[cfg(test)]
mod tests {
    use crate::layout;
    use crate::report::BlockKind;

    #[test]
    fn rows_are_found_in_a_table_of_one_cell_a_line() {
        let cells = [
            "乡镇",
            "上年任务",
            "分年度任务",
            "2025年",
            "2026年",
            "合计",
            "90",
            "40",
            "50",
            "东岭镇",
            "60",
            "30",
            "30",
            "西岭乡",
            "30",
            "10",
            "20",
        ];
        let text = format!("云岭县造林计划表\n\n{}\n\n注：数据为计划数。\n", cells.join("\n\n"));
        let layout = layout::read(&text, &[]);
        let table = layout.tables.first().expect("a table");
        let read = |row: u32, column: u32| {
            let cell = table.cells.iter().find(|cell| (cell.row, cell.column) == (row, column)).expect("a cell");
            cell.span.of(&layout.stitched.text)
        };
        assert_eq!((table.header_rows, table.header_columns), (2, 1));
        assert_eq!((read(0, 1), read(0, 2), read(1, 3)), ("上年任务", "分年度任务", "2026年"));
        assert_eq!((read(2, 0), read(4, 0), read(4, 3)), ("合计", "西岭乡", "20"));
    }

    #[test]
    fn two_rows_below_a_head_of_growth_are_a_table() {
        let cells = ["2031年", "比上年增长（%）", "出栏生猪", "4438头", "4.4", "出栏羊", "-1793只", "-1.6"];
        let layout = layout::read(&format!("全县农业平稳发展。\n\n畜牧业情况\n\n{}\n", cells.join("\n\n")), &[]);
        assert_eq!(layout.tables.first().map(|table| table.cells.len()), Some(8));
    }

    #[test]
    fn cells_without_rows_are_a_table_and_no_headings() {
        let cells =
            ["点号", "纵坐标", "横坐标", "说明", "1", "152.5", "103.6", "2", "148.2", "3", "148.9", "103.8", "终点"];
        let text =
            format!("界址点坐标如下，单位为米，以附图为准。\n\n{}\n\n注：坐标为独立坐标。\n", cells.join("\n\n"));
        let layout = layout::read(&text, &[]);
        let rows = layout.blocks.iter().filter(|block| block.kind == BlockKind::TableRow).count();
        assert_eq!((layout.tables.len(), rows, layout.outline.len()), (1, cells.len(), 0));
    }
}
