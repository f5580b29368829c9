//! A table with merged cells as rows of text: each text once, at the place of its first cell.

/// Cells in reading order. What a merged cell covers is simply not there.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Grid {
    cells: Vec<GridCell>,
    /// The sheet's column that stands first, from 1.
    pub first_column: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// From 1, as the file counts.
    pub row: u32,
    /// From 0, counted from the table's first column.
    pub column: u32,
    pub text: String,
}

/// One line of the text.
pub struct Row<'a> {
    pub number: u32,
    pub cells: &'a [GridCell],
    /// Columns to write, 1 for a row that is only a title or a remark.
    pub width: u32,
}

impl Grid {
    pub fn new() -> Grid {
        Grid { cells: Vec::new(), first_column: 1 }
    }

    /// Adds a cell; cells come by row, then by column. Its breaks become blanks, or nothing between Han characters.
    pub fn push(&mut self, row: u32, column: u32, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            self.cells.push(GridCell { row, column, text });
        }
    }

    /// Rows of cells with, in twips, where each begins and the last ends: a cell stands in the column that it begins in, so that
    /// a merged one pulls none after it out of theirs. Where a row does not say, its cells are counted.
    pub fn of_rows(rows: &[(Vec<String>, Vec<i32>)]) -> Grid {
        let known = |cells: &[String], edges: &[i32]| edges.len() == cells.len() + 1;
        let mut columns: Vec<i32> =
            rows.iter().filter(|it| known(&it.0, &it.1)).flat_map(|it| &it.1[..it.0.len()]).copied().collect();
        columns.sort_unstable();
        // Two millimetres are no column, but edges that were drawn by hand.
        columns.dedup_by(|next, last| *next - *last < 113);
        let mut grid = Grid::new();
        for (row, (cells, edges)) in rows.iter().enumerate() {
            for (n, text) in cells.iter().enumerate() {
                let at = if known(cells, edges) { columns.partition_point(|it| *it <= edges[n]).max(1) - 1 } else { n };
                grid.push(row as u32 + 1, at as u32, text);
            }
        }
        grid
    }

    pub fn len(&self) -> usize {
        self.cells.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub fn cells(&self) -> &[GridCell] {
        &self.cells
    }

    pub fn cells_mut(&mut self) -> &mut Vec<GridCell> {
        &mut self.cells
    }

    /// Rows that have text.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let chunks = || self.cells.chunk_by(|a, b| a.row == b.row);
        let width = self.cells.iter().map(|it| it.column + 1).max().unwrap_or(0);
        // A number alone belongs to the columns above, a text alone is a title, a unit or a remark.
        let full = |it: &[GridCell]| it.len() > 1 || is_number(&it[0].text);
        let first = chunks().position(full);
        let last = chunks().count() - chunks().rev().position(full).unwrap_or(0);
        chunks().enumerate().map(move |(n, cells)| {
            let alone = !full(cells) && first.is_none_or(|first| n < first || n >= last);
            Row { number: cells[0].row, cells, width: if alone { 1 } else { width } }
        })
    }
}

/// A cell's text on one line.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.trim().chars() {
        if matches!(c, '\n' | '\r' | '\u{b}' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{c}') {
            gap = true;
            continue;
        }
        if gap {
            gap = false;
            let last = out.chars().next_back().unwrap_or(' ');
            if (is_wide(last) || is_wide(c)) || last == ' ' || c == ' ' {
                // Han text runs on over a break inside a cell.
            } else {
                out.push(' ');
            }
        }
        out.push(c);
    }
    out
}

/// A number by itself, as a cell has it.
pub fn is_number(text: &str) -> bool {
    let sign = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | '-' | '%' | '％' | '+' | ' ');
    text.contains(|it: char| it.is_ascii_digit()) && text.chars().all(sign)
}

/// Han characters and fullwidth forms, between which a line break is no blank.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn break_inside_a_cell_is_nothing_between_han_and_a_blank_between_words() {
        assert_eq!(one_line("比上年\n增长"), "比上年增长");
        assert_eq!(one_line("total\nvalue"), "total value");
        assert_eq!(one_line(" 12.5\n"), "12.5");
    }

    #[test]
    fn cell_stands_in_the_column_that_it_begins_in() {
        let cells = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let rows = [
            (cells(&["项目", "2025年", "备注"]), vec![0, 1000, 3000, 4000]),
            (cells(&["", "预算", "执行", ""]), vec![10, 1010, 2010, 3010, 4010]),
            (cells(&["合计", "1298", "含税"]), vec![0, 2000, 3000, 4000]),
            (cells(&["甲", "1", "2", "3"]), Vec::new()),
        ];
        let grid = Grid::of_rows(&rows);
        let places: Vec<_> = grid.cells().iter().map(|it| (it.text.as_str(), it.column)).collect();
        let expected =
            [("项目", 0), ("2025年", 1), ("备注", 3), ("预算", 1), ("执行", 2), ("合计", 0), ("1298", 2), ("含税", 3)];
        assert_eq!(places[..8], expected);
        assert_eq!(places[8..], [("甲", 0), ("1", 1), ("2", 2), ("3", 3)]);
    }

    #[test]
    fn single_cells_around_a_table_are_paragraphs_and_inside_it_rows() {
        let mut grid = Grid::new();
        grid.push(1, 0, "表1");
        grid.push(2, 0, "指标");
        grid.push(2, 1, "数量");
        grid.push(3, 0, "一、工业");
        grid.push(4, 0, "产值");
        grid.push(4, 1, "3");
        grid.push(5, 1, "7");
        grid.push(6, 0, "注：初步数");
        let widths: Vec<u32> = grid.rows().map(|it| it.width).collect();
        assert_eq!(widths, [1, 2, 2, 2, 2, 1]);
    }
}
