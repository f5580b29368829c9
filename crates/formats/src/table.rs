//! A table with merged cells as rows of text: each text once, at the place of its first cell.

/// Cells in reading order. What a merged cell covers is simply not there.
#[derive(Debug, Default, Clone)]
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
        let first = chunks().position(|it| it.len() > 1);
        let last = chunks().count() - chunks().rev().position(|it| it.len() > 1).unwrap_or(0);
        chunks().enumerate().map(move |(n, cells)| {
            let alone = cells.len() == 1 && first.is_none_or(|first| n < first || n >= last);
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
    fn single_cells_around_a_table_are_paragraphs_and_inside_it_rows() {
        let mut grid = Grid::new();
        grid.push(1, 0, "表1");
        grid.push(2, 0, "指标");
        grid.push(2, 1, "数量");
        grid.push(3, 0, "一、工业");
        grid.push(4, 0, "产值");
        grid.push(4, 1, "3");
        grid.push(5, 0, "注：初步数");
        let widths: Vec<u32> = grid.rows().map(|it| it.width).collect();
        assert_eq!(widths, [1, 2, 2, 2, 1]);
    }
}
