//! What a figure in a table cell is about: the head of its row, the head of its column, its caption.

use super::phrase::list_marker;
use super::{Context, Link};
use crate::figure::mention::Value;
use crate::figure::table::without_unit;
use crate::layout::{Cell, Table};
use crate::lexicon::{
    BASIS_MOM, BASIS_YOY, CHANGE_DOWN, CHANGE_UP, SUBJECT_INDICATOR_TAIL, TABLE_GENERIC_COLUMN, TABLE_PLACE_COLUMN,
};
use crate::report::{Basis, Change, Direction, Status};
use crate::text::chars::{Cut, has_any, has_word, is_letter, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// Replaces the links of figures that stand in data cells.
pub fn link_cells(context: &Context, links: &mut [Link]) {
    let text = context.text;
    // The heads of a table are gathered once: tables may have ten thousand cells.
    let mut heads: Vec<Option<Heads>> = context.layout.tables.iter().map(|_| None).collect();
    for (figure, link) in context.figures.iter().zip(links) {
        let Some((table_idx, cell_idx)) = figure.cell else { continue };
        let Some(table) = context.layout.tables.get(table_idx as usize) else { continue };
        let Some(cell) = table.cells.get(cell_idx as usize) else { continue };
        let heads = heads[table_idx as usize].get_or_insert_with(|| Heads::read(table, text));
        let rows = heads.of_row.get(cell.row as usize).map_or(&[][..], Vec::as_slice);
        let columns = heads.of_column.get(cell.column as usize).map_or(&[][..], Vec::as_slice);
        // 产量 over 2030年: the year is told by the period.
        let named: Vec<Span<Logical>> = columns.iter().copied().filter(|head| !is_when(head.of(text))).collect();
        let column_name = name(if named.is_empty() { columns } else { &named }, text);
        let row_name = name(rows, text);
        let mut subject = rows.to_vec();
        // 地区生产总值⏎增长: of the row above.
        let grows = CHANGE_UP.has(&row_name) && columns.first().is_none_or(|it| !is_change(it.of(text)));
        let above = cell.row.checked_sub(1).and_then(|row| heads.of_row.get(row as usize)).filter(|_| grows);
        if let Some(above) = above.filter(|above| !above.is_empty()) {
            subject = above.clone();
        }
        if !is_generic_column(&column_name) || subject.is_empty() {
            let alone = subject.is_empty();
            for head in columns.iter().filter(|head| alone || !is_when(head.of(text))) {
                subject.push(without_year(text, *head));
            }
        } else if (is_change(&column_name) || TABLE_PLACE_COLUMN.find(&column_name).is_some())
            && let Some(left) = (1..cell.column as usize).rev().find_map(|at| heads.indicator(at, text))
        {
            // 青禾县 | 地区生产总值 | 增速: the growth is that of the column before.
            subject.push(left);
        }
        if !subject.is_empty() {
            link.subject = subject;
        }
        link.status = heads.status(cell, &column_name, text).unwrap_or(link.status);
        let said = if column_name.is_empty() || grows { row_name } else { column_name };
        link.change = change(&said, &figure.value);
    }
}

#[inline(never)]
fn name(heads: &[Span<Logical>], text: &str) -> String {
    let mut name = String::new();
    heads.iter().for_each(|head| name.push_str(head.of(text)));
    name
}

/// The head cells of a table by the rows and columns that they cover.
struct Heads {
    of_row: Vec<Vec<Span<Logical>>>,
    of_column: Vec<Vec<Span<Logical>>>,
    /// 预期性 and 约束性 stand in it: the indicators of a plan, with the values that it starts from.
    aims: bool,
}

/// A head cell counts for so many rows or columns; what claims more is no table.
const WIDEST: u32 = 256;

impl Heads {
    fn read(table: &Table, text: &str) -> Heads {
        let aims = table.cells.iter().any(|cell| has_any(cell.span.of(text), &["预期性", "约束性"]));
        let mut heads = Heads { of_row: Vec::new(), of_column: Vec::new(), aims };
        // 类别 | 指标, 项目名称 | 建设内容: what stands beside the name of a row is no part of it.
        let row_heads = |cell: &&Cell| cell.row < table.header_rows && cell.column < table.header_columns;
        let names = |cell: &&Cell| has_any(cell.span.of(text), &["指标", "名称"]);
        let named = table.cells.iter().filter(row_heads).any(|cell| names(&cell));
        let beside: Vec<u32> = table
            .cells
            .iter()
            .filter(|cell| named && row_heads(cell) && !cell.span.is_empty() && !names(cell))
            .map(|cell| cell.column)
            .collect();
        for cell in &table.cells {
            if !cell.span.of(text).chars().any(is_letter) {
                continue;
            }
            if cell.row < table.header_rows {
                put(&mut heads.of_column, cell.column, cell.column_span, without_unit(text, cell.span));
            } else if cell.column < table.header_columns
                && !table.unit_columns.contains(&cell.column)
                && !beside.contains(&cell.column)
            {
                let name = without_marker(text, without_unit(text, cell.span));
                put(&mut heads.of_row, cell.row, cell.row_span, name);
            }
        }
        heads
    }

    /// Whether the head of its column says that a value is aimed at or foreseen: 2032年计划, 2031年预计完成; in the table of
    /// a plan all columns behind the first year are of aims.
    fn status(&self, cell: &Cell, column: &str, text: &str) -> Option<Status> {
        if has_any(column, &["预计", "预测"]) {
            return Some(Status::Forecast);
        }
        if has_any(column, &["实际", "完成", "实现", "执行", "现状", "基期", "为", "占"]) {
            return None;
        }
        let first = || self.of_column.iter().position(|heads| is_when(&name(heads, text)));
        let later = || first().is_some_and(|first| cell.column as usize > first);
        (has_any(column, &["计划", "目标", "预期", "规划"]) || self.aims && later()).then_some(Status::Target)
    }

    /// The head of a column that names an indicator and neither a time nor a kind of number.
    fn indicator(&self, column: usize, text: &str) -> Option<Span<Logical>> {
        let head = *self.of_column.get(column)?.first()?;
        let said = head.of(text);
        let dated = said.starts_with(|c: char| c.is_ascii_digit());
        (SUBJECT_INDICATOR_TAIL.ends(said) && !dated && !is_generic_column(said)).then_some(head)
    }
}

/// 一、|工业, （1）|工业, #|工业, 其中：|工业: what says where a row belongs is no part of its name.
fn without_marker(text: &str, head: Span<Logical>) -> Span<Logical> {
    let said = head.of(text);
    let joins = ":：#＃ \u{3000}";
    let rest = said.strip_prefix("其中").filter(|rest| rest.begins_in(joins)).unwrap_or(said).trim_start_in(joins);
    let name = rest.after(list_marker(rest).unwrap_or(0)).trim_start();
    if name.is_empty() || name.len() == said.len() { head } else { Span::new(head.end - name.len() as u32, head.end) }
}

/// 2031年|执行数: when is told by the period.
fn without_year(text: &str, head: Span<Logical>) -> Span<Logical> {
    let kind = head.of(text).trim_start_in("0123456789").strip_prefix('年').unwrap_or_default();
    if kind.is_empty() { head } else { Span::new(head.end - kind.len() as u32, head.end) }
}

fn put(heads: &mut Vec<Vec<Span<Logical>>>, start: u32, count: u32, head: Span<Logical>) {
    let covered = start as usize..(start + count.min(WIDEST)) as usize;
    heads.resize(heads.len().max(covered.end), Vec::new());
    heads[covered].iter_mut().for_each(|it| it.push(head));
}

fn change(column: &str, value: &Value) -> Option<Change> {
    let up = CHANGE_UP.find(column).is_some();
    let down = CHANGE_DOWN.find(column).is_some();
    let compared = BASIS_YOY.find(column).is_some() || has_word(column, "同比");
    if !(up || down || compared) {
        return None;
    }
    let negative = matches!(value, Value::Exact(value) if value.is_negative());
    // 增减: the sign says which.
    let direction = if negative || (down && !up) { Direction::Down } else { Direction::Up };
    let basis = if BASIS_MOM.find(column).is_some() { Some(Basis::Mom) } else { compared.then_some(Basis::Yoy) };
    Some(Change { direction, basis })
}

/// A column that says what kind of number it holds, not what of.
fn is_generic_column(name: &str) -> bool {
    let plain: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let kind = plain.trim_start_in("0123456789").strip_prefix('年').unwrap_or(&plain);
    is_change(&plain)
        || TABLE_GENERIC_COLUMN.starts(kind)
        || kind.len() < plain.len() && starting_word(kind, &["计划", "目标", "预计", "规划"]).is_some()
        || TABLE_PLACE_COLUMN.find(&plain).is_some()
        || is_when(&plain)
}

fn is_change(name: &str) -> bool {
    CHANGE_UP.find(name).is_some() || CHANGE_DOWN.find(name).is_some() || BASIS_YOY.find(name).is_some()
}

/// 2024年, 3月, 1-3月, 2024年3月: a header that says when.
fn is_when(plain: &str) -> bool {
    plain.ends_with('年')
        || plain.strip_suffix('月').or_else(|| plain.strip_suffix("季度")).is_some_and(|it| {
            !it.is_empty() && it.chars().all(|c| c.is_ascii_digit() || "年月第—–-~～至一二三四本".has_char(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_named_without_its_marker() {
        for text in ["一、工业", "（一）工业", "1.工业", "#工业", "其中：工业", "其中：1.工业", "其中 工业", "工业"]
        {
            let whole = Span::at(0, text.len());
            assert_eq!(without_marker(text, whole).of(text), "工业", "{text}");
        }
        for text in ["其中", "其中心城区"] {
            assert_eq!(without_marker(text, Span::at(0, text.len())).of(text), text);
        }
    }

    #[test]
    fn a_header_that_says_when_is_no_indicator() {
        for text in ["2025年", "3月", "1-3月", "1-本月", "2024年3月", "第二季度", "一季度"] {
            assert!(is_when(text), "{text}");
        }
        for text in ["月", "每月", "用水量", "季度"] {
            assert!(!is_when(text), "{text}");
        }
    }
}
