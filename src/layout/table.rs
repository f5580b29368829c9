//! Tables: Markdown rows, rows parted by tabs or by wide gaps, and rows flattened to one cell a line.

use super::classify::Piece;
use super::head::adjacent;
use super::{Block, Cell, Table, cells};
use crate::lexicon::{TABLE_CODE_COLUMN, scan_unit};
use crate::number::numeral::{Form, scan_numeral};
use crate::report::{BlockKind, FigureKind};
use crate::text::chars::{BLANK, COMMA, Cut, FULL_STOP, SEMICOLON, has_word};
use crate::text::markup::Row;
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// Finds the tables and marks their blocks. `rows` are those that markup states.
pub fn find(text: &str, pieces: &[Piece], rows: &[Row], blocks: &mut [Block]) -> Vec<Table> {
    if !rows.is_empty() {
        return marked_up(text, pieces, rows, blocks);
    }
    let mut tables = Vec::new();
    let mut idx = 0;
    // Where the short lines end that `idx` stands among: a longer run is no row, and each is walked once.
    let mut run_end = 0;
    while idx < blocks.len() {
        if idx >= run_end {
            run_end = (idx..blocks.len())
                .find(|&at| !is_short(pieces, blocks, at) || at > idx && !adjacent(pieces, at))
                .unwrap_or(blocks.len());
        }
        let row = (2..=WIDEST).contains(&run_end.saturating_sub(idx));
        let (table, next) = if let Some(end) = rows_end(text, pieces, blocks, idx) {
            blocks[idx..end].iter_mut().for_each(|block| block.kind = BlockKind::TableRow);
            (written_rows(text, &blocks[idx..end]), end)
        } else if let Some(end) = gapped_end(pieces, blocks, idx) {
            let table = gapped_rows(text, &blocks[idx..end]);
            blocks[idx..end].iter_mut().for_each(|block| block.kind = BlockKind::TableRow);
            (table, end)
        } else if let Some(end) = if row { flattened_end(pieces, blocks, idx) } else { None } {
            let table = flattened(text, pieces, &blocks[idx..end], idx);
            blocks[idx..end].iter_mut().for_each(|block| block.kind = BlockKind::TableRow);
            (table, end)
        } else if let Some((table, end)) = cells::find(text, pieces, blocks, idx) {
            blocks[idx..end].iter_mut().for_each(|block| block.kind = BlockKind::TableRow);
            (table, end)
        } else {
            idx += 1;
            continue;
        };
        let mut table = table;
        describe(text, blocks, idx, &mut table);
        tables.push(table);
        idx = next;
    }
    tables
}

/// Tables that the source's markup states. A table of labels (索引号：) is the site's and no table of the document.
fn marked_up(text: &str, pieces: &[Piece], rows: &[Row], blocks: &mut [Block]) -> Vec<Table> {
    let mut tables = Vec::new();
    for rows in rows.chunk_by(|a, b| a.table == b.table) {
        let paragraphs = || rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.paragraph);
        let Some(first) = paragraphs().next() else { continue };
        if is_label_table(pieces, rows) {
            paragraphs().for_each(|at| blocks[at].kind = BlockKind::Boilerplate);
            continue;
        }
        let mut table = Table::default();
        // Columns that a cell above still covers, and for how many rows.
        let mut covered: Vec<u32> = Vec::new();
        for (row_idx, row) in rows.iter().enumerate() {
            let mut column = 0;
            let skip = |covered: &mut Vec<u32>, mut column: usize| {
                while covered.get(column).is_some_and(|&left| left > 0) {
                    covered[column] -= 1;
                    column += 1;
                }
                column
            };
            for cell in &row.cells {
                column = skip(&mut covered, column);
                let end = column + cell.columns as usize;
                covered.resize(covered.len().max(end), 0);
                covered[column..end].fill(cell.rows - 1);
                let span = cell.paragraph.map_or(Span::new(0, 0), |at| blocks[at].span.trim(text));
                table.cells.push(Cell {
                    row: row_idx as u32,
                    column: column as u32,
                    row_span: cell.rows,
                    column_span: cell.columns,
                    span,
                });
                column = end;
            }
            skip(&mut covered, column);
        }
        paragraphs().for_each(|at| blocks[at].kind = BlockKind::TableRow);
        guess_headers(text, &mut table);
        describe(text, blocks, first, &mut table);
        tables.push(table);
    }
    tables
}

/// Most rows of one table open with a label: 索引号： 发文机关：.
fn is_label_table(pieces: &[Piece], rows: &[Row]) -> bool {
    let labels = rows.iter().filter(|row| {
        let start = row.cells.first().and_then(|cell| cell.paragraph);
        start.is_some_and(|at| pieces[at].text.ends_in("：:"))
    });
    labels.count() * 2 > rows.len()
}

/// The paragraphs of label tables.
pub fn labels(pieces: &[Piece], rows: &[Row]) -> Vec<usize> {
    rows.chunk_by(|a, b| a.table == b.table)
        .filter(|rows| is_label_table(pieces, rows))
        .flat_map(|rows| rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.paragraph))
        .collect()
}

/// Caption and unit from the lines above.
fn describe(text: &str, blocks: &[Block], first: usize, table: &mut Table) {
    for block in blocks[..first].iter().rev().take(2) {
        match block.kind {
            BlockKind::TableUnit => table.unit = Some(stated_unit(text, block.span)),
            BlockKind::TableCaption => table.caption = Some(block.span),
            BlockKind::Title | BlockKind::Heading | BlockKind::Body
                if block.span.len() <= 90 && table.caption.is_none() =>
            {
                table.caption = Some(block.span)
            }
            _ => break,
        }
    }
}

/// 亿元 of （单位：亿元）.
fn stated_unit(text: &str, line: Span<Logical>) -> Span<Logical> {
    let said = line.of(text);
    let behind = said.first_in("：:").map_or(said, |at| said.after(at).trim_start_in("：:"));
    let unit = behind.trim_start();
    Span::at(line.end as usize - unit.len(), unit.trim_end().trim_end_in("）)").len())
}

fn written_rows(text: &str, rows: &[Block]) -> Table {
    let mut table = Table::default();
    let mut row_idx = 0;
    // A lone | above each row, and the cells below it one a line: 52.6 |.
    let parted = rows.iter().filter(|block| block.span.of(text) == "|").nth(1).is_some();
    // Where no row opens with |, one that does has a blank cell before it.
    let bare = rows.iter().any(|block| !block.span.of(text).starts_with('|'));
    let mut column = 0;
    for block in rows {
        let line = block.span.of(text);
        if parted {
            if line.bytes().all(|byte| byte == b'|') {
                row_idx += u32::from(column > 0);
                column = 0;
            } else {
                let cell = line.trim_end_in("| ").len();
                let span = Span::at(block.span.start as usize, cell);
                table.cells.push(Cell { row: row_idx, column, row_span: 1, column_span: 1, span });
                column += 1;
            }
            continue;
        }
        let rule = line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        if rule {
            table.header_rows = row_idx;
            continue;
        }
        let mark = if line.has_char('|') { '|' } else { '\t' };
        let inner = line.strip_prefix('|').filter(|_| !bare || mark == '\t').unwrap_or(line);
        // Tabs before the first word: the cells before it are blank.
        let blank = text.before(block.span.start as usize).bytes().rev().take_while(|&byte| byte == b'\t').count();
        let mut at = block.span.start as usize + line.len() - inner.len() - blank;
        let end = block.span.end as usize - usize::from(inner.ends_with('|'));
        for (column, cell) in text.before(end).after(at).split(mark).enumerate() {
            let span: Span<Logical> = Span::at(at, cell.len()).trim(text);
            table.cells.push(Cell { row: row_idx, column: column as u32, row_span: 1, column_span: 1, span });
            at += cell.len() + 1;
        }
        row_idx += 1;
    }
    if parted {
        part_head(text, &mut table);
    }
    guess_headers(text, &mut table);
    spread_heads(&mut table);
    table
}

/// 项目 / 现价（亿元） / 增速%, below them 2030年 / 2031年, above rows of one cell more: the second head stands over both.
fn part_head(text: &str, table: &mut Table) {
    table.cells.retain(|cell| cell.row > 1 || !cell.span.of(text).is_empty());
    let n_cells = |row: u32| table.cells.iter().filter(|cell| cell.row == row).count();
    let (heads, parts, width) = (n_cells(0), n_cells(1), n_cells(2));
    if heads < 2 || parts < 2 || heads - 1 + parts != width {
        return;
    }
    for (at, cell) in table.cells.iter_mut().take(heads + parts).enumerate() {
        match at.checked_sub(heads) {
            Some(part) => cell.column = part as u32 + 1,
            None if at > 1 => cell.column = (at + parts - 1) as u32,
            None => {
                cell.column = at as u32;
                cell.column_span = if at == 1 { parts as u32 } else { 1 };
            }
        }
    }
    table.header_rows = 2;
}

/// Blank heads beside one that has heads below it stand under it: 2024年 covers 预算数 and 执行数.
fn spread_heads(table: &mut Table) {
    for row in 0..table.header_rows.saturating_sub(1) {
        let start = table.cells.partition_point(|cell| cell.row < row);
        let below = table.cells.partition_point(|cell| cell.row <= row);
        let heads = table.cells[below..].iter().take_while(|cell| cell.row == row + 1);
        let named: Vec<bool> = heads.map(|cell| !cell.span.is_empty()).collect();
        let mut over: Option<usize> = None;
        for (column, named) in named.into_iter().enumerate() {
            let at = start + column;
            let blank = at >= below || table.cells[at].span.is_empty();
            match over {
                _ if !named => over = None,
                Some(over) if blank => table.cells[over].column_span += 1,
                _ => over = (!blank).then_some(at),
            }
        }
    }
}

/// The end of the rows from `first` on. Lines with one tab are rows beside those that are sure ones, or where 指标⇥2025年
/// stands above names and numbers.
fn rows_end(text: &str, pieces: &[Piece], blocks: &[Block], first: usize) -> Option<usize> {
    let sure = |idx: usize| blocks.get(idx).is_some_and(|block| block.kind == BlockKind::TableRow);
    let number = |idx: usize| {
        let piece = pieces.get(idx).filter(|piece| piece.seen.has(BLANK) && piece.chars <= 60)?;
        let piece = Some(piece).filter(|_| blocks[idx].kind == BlockKind::Body)?;
        piece.text.split_once('\t').map(|(_, value)| is_number(value.trim()))
    };
    let corner = || text.before(blocks[first].span.start as usize).ends_with('\t') && number(first).is_some();
    if sure(first) || sure(first + 1) && corner() {
        // Below a blank line, where none stood between the rows so far, words alone are the head of another table.
        let another = |at: usize| {
            at > first + 1
                && sure(at)
                && adjacent(pieces, at - 1)
                && !adjacent(pieces, at)
                && !pieces[at].text.split('|').any(|cell| is_number(cell.trim()))
        };
        // 居民消费价格 | / 0.2 / |: a cell that lost its mark.
        let between = |at: usize| sure(at - 1) && sure(at + 1) && is_number(pieces[at].text);
        return (first + 1..=blocks.len())
            .find(|&at| !sure(at) && number(at).is_none() && !(at < pieces.len() && between(at)) || another(at));
    }
    if number(first)? {
        return None;
    }
    let rows = (first + 1..).map_while(number).take_while(|&number| number).count();
    (rows >= 2).then_some(first + 1 + rows)
}

/// The cells of a line that gaps of two blanks or more part: where each begins and its text.
fn gapped(text: &str) -> Vec<(usize, &str)> {
    let mut out: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let core = word.trim_end();
        // One blank is part of a cell.
        match out.last_mut().filter(|(start, cell)| start + cell.len() + 3 > at && at > start + cell.len()) {
            Some((start, cell))
                if text.before(at).after(*start + cell.len()).chars().nth(1).is_none() && !core.is_empty() =>
            {
                *cell = text.before(at + core.len()).after(*start);
            }
            _ if !core.is_empty() => out.push((at, core)),
            _ => {}
        }
        at += word.len();
    }
    out
}

/// A row of numbers that gaps part, whatever names it.
pub fn has_numbers(text: &str) -> bool {
    text.len() <= 360 && gapped(text).iter().skip(1).filter(|(_, cell)| is_number(cell)).nth(1).is_some()
}

/// A row below `idx` has as many cells as that one, three or more, and numbers among them.
fn heads_numbers(pieces: &[Piece], idx: usize) -> bool {
    let gaps = |idx: usize| pieces.get(idx).filter(|piece| piece.chars <= 120 && piece.seen.has(BLANK));
    let Some((head, below)) = gaps(idx).zip(gaps(idx + 1)) else { return false };
    let (head, below) = (gapped(head.text), gapped(below.text));
    head.len() >= 3 && head.len() == below.len() && below[1..].iter().any(|(_, cell)| is_number(cell))
}

/// The end of rows of as many cells that begin at `first`, with numbers in all but the first.
fn gapped_end(pieces: &[Piece], blocks: &[Block], first: usize) -> Option<usize> {
    let row = |idx: usize| blocks[idx].kind == BlockKind::Body && heads_numbers(pieces, idx);
    let rows = (first..pieces.len()).take_while(|&idx| row(idx)).count();
    let last = first + rows;
    (rows > 0 && blocks.get(last).is_some_and(|block| block.kind == BlockKind::Body)).then_some(last + 1)
}

fn gapped_rows(text: &str, rows: &[Block]) -> Table {
    let mut table = Table::default();
    for (row, block) in rows.iter().enumerate() {
        for (column, (at, cell)) in gapped(block.span.of(text)).into_iter().enumerate() {
            let span = Span::at(block.span.start as usize + at, cell.len());
            table.cells.push(Cell { row: row as u32, column: column as u32, row_span: 1, column_span: 1, span });
        }
    }
    guess_headers(text, &mut table);
    table
}

/// Header rows and columns: those without numbers before the first number.
fn guess_headers(text: &str, table: &mut Table) {
    // Years over the columns are no numbers of the table.
    // Above them a caption or the unit may stand alone.
    let above = table.cells.iter().take_while(|cell| cell.column == 0 || cell.span.is_empty());
    let heads = above.last().map_or(0, |cell| cell.row);
    for cell in table.cells.iter_mut().take_while(|cell| cell.row < heads).filter(|cell| cell.column == 0) {
        let said = Some(cell.span).filter(|span| !span.is_empty());
        if has_word(cell.span.of(text), "单位") {
            table.unit = said.map(|span| stated_unit(text, span));
        } else {
            table.caption = said.or(table.caption);
        }
        cell.span.end = cell.span.start;
    }
    let numeric = |cell: &Cell| {
        let said = cell.span.of(text);
        (is_number(said) || is_amount(said)) && !(cell.row <= heads && is_year(said))
    };
    let first_row =
        table.cells.iter().filter(|cell| numeric(cell) && cell.column > 0).map(|cell| cell.row).min().unwrap_or(0);
    table.header_rows = table.header_rows.max(first_row.min(3));
    // 序号 names a row as its 指标 does.
    let codes: Vec<u32> = table
        .cells
        .iter()
        .filter(|cell| cell.row < table.header_rows && TABLE_CODE_COLUMN.ends(cell.span.of(text)))
        .map(|cell| cell.column)
        .collect();
    let first_column = table
        .cells
        .iter()
        .filter(|cell| cell.row >= table.header_rows && numeric(cell) && !codes.contains(&cell.column))
        .map(|cell| cell.column)
        .min()
        .unwrap_or(1);
    table.header_columns = first_column.clamp(1, 3);
    let says_unit = |cell: &&Cell| {
        let head = cell.span.of(text);
        cell.row < table.header_rows && has_word(head, "单位") && head.chars().count() <= 6
    };
    table.unit_columns = table.cells.iter().filter(says_unit).map(|cell| cell.column).collect();
}

/// A cell that is a number, signed or in brackets of loss, with or without %.
pub fn is_number(text: &str) -> bool {
    let inner = text.trim_end_in("%％");
    if thousands(inner).is_some() {
        return true;
    }
    scan_numeral(inner).is_some_and(|numeral| numeral.form == Form::Arabic && numeral.len == inner.len())
}

/// 15 767.5 without the blanks that part its thousands.
pub fn thousands(text: &str) -> Option<String> {
    let (whole, part) = text.parted_at(".").unwrap_or((text, "0"));
    let (first, groups) = whole.trim_start_in("-").parted_at(" ")?;
    let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = groups.split(' ').all(|it| it.len() == 3 && digits(it));
    (grouped && (1..=3).contains(&first.len()) && digits(first) && digits(part)).then(|| text.replace(' ', ""))
}

/// 31.2亿元, 15家: a number with its unit, and nothing else; 3月 and 2025年 may name a row.
fn is_amount(text: &str) -> bool {
    let Some(number) = scan_numeral(text).filter(|it| it.form == Form::Arabic) else { return false };
    let unit = scan_unit(text.after(number.len));
    unit.is_some_and(|(word, unit)| number.len + word.len() == text.len() && unit.kind != FigureKind::Duration)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// The most lines in a row of a flattened table.
const WIDEST: usize = 24;

/// The end of a run of short lines that stand in groups of one size with blank lines between: a header without
/// numbers, then two groups or more with numbers among them.
fn flattened_end(pieces: &[Piece], blocks: &[Block], first: usize) -> Option<usize> {
    let numbers = |(start, size): (usize, usize)| pieces[start..start + size].iter().any(|piece| is_number(piece.text));
    let header = group(pieces, blocks, first).filter(|&group| group.1 >= 2 && !numbers(group))?;
    let (mut end, mut rows) = (header.0 + header.1, 0);
    while let Some(row) = group(pieces, blocks, end).filter(|&row| row.1 == header.1 && numbers(row)) {
        end = row.0 + row.1;
        rows += 1;
    }
    (rows >= 2).then_some(end)
}

/// The short lines from `first` on that stand without a blank line between: start and number.
fn group(pieces: &[Piece], blocks: &[Block], first: usize) -> Option<(usize, usize)> {
    let size = (first..pieces.len())
        .take(WIDEST + 1)
        .take_while(|&idx| is_short(pieces, blocks, idx) && (idx == first || adjacent(pieces, idx)))
        .count();
    (1..=WIDEST).contains(&size).then_some((first, size))
}

/// A short line that is no sentence: it may be a cell.
fn is_short(pieces: &[Piece], blocks: &[Block], idx: usize) -> bool {
    matches!(blocks[idx].kind, BlockKind::Body | BlockKind::Heading)
        && pieces[idx].marker.is_none()
        && pieces[idx].chars <= 24
        && !pieces[idx].seen.has(FULL_STOP | COMMA | SEMICOLON)
}

fn flattened(text: &str, pieces: &[Piece], rows: &[Block], first: usize) -> Table {
    let mut table = Table::default();
    let (mut row, mut column) = (0, 0);
    for (offset, block) in rows.iter().enumerate() {
        let idx = first + offset;
        if offset > 0 && !adjacent(pieces, idx) {
            row += 1;
            column = 0;
        }
        table.cells.push(Cell { row, column, row_span: 1, column_span: 1, span: block.span.trim(text) });
        column += 1;
    }
    guess_headers(text, &mut table);
    table
}
