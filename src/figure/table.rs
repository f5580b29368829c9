//! Figures of a table: each data cell with its unit from the cell, its row, its column header or the table's unit line.

use super::evidence::scaled_by_unit;
use super::mention::{Mention, Value};
use super::modifier;
use super::rule::Rule;
use super::unit::{UnitMatch, scan_unit};
use crate::layout::table::thousands;
use crate::layout::{Layout, Table};
use crate::lexicon::{TABLE_CODE_COLUMN, TABLE_PLACE_COLUMN};
use crate::number::decimal::Decimal;
use crate::number::numeral::{Form, Numeral, scan_numeral};
use crate::report::{FigureKind, Modifier};
use crate::text::chars::{Cut, Ends, has_any};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// How many of a cell's number make one of its unit, and the unit.
struct CellUnit {
    factor: Decimal,
    unit: UnitMatch,
}

/// Finds the figures of all tables. Cells that state their unit themselves are left to the scan of text.
pub fn find(layout: &Layout, out: &mut Vec<Mention>) {
    let text = layout.stitched.text.as_str();
    for (table_idx, table) in layout.tables.iter().enumerate() {
        let table_unit = table.unit.and_then(|unit| parse_unit(unit.of(text)));
        let columns = headers(text, table);
        let row_units = row_units(text, table);
        for (cell_idx, cell) in table.cells.iter().enumerate() {
            if cell.row < table.header_rows || cell.column < table.header_columns {
                continue;
            }
            let Some(number) = plain_number(cell.span.of(text)) else { continue };
            let header = columns.get(cell.column as usize).map_or("", String::as_str);
            if TABLE_CODE_COLUMN.ends(header) {
                continue;
            }
            // 比例（%） over 10＜μ≤20: the unit is that of the classes.
            let classes = header.has_in("<>≤≥＜＞");
            let own = if classes { None } else { unit_of_header(header) };
            // 同比 without a unit is in no unit of amounts, though the table or the row states one.
            let amount = own.is_some() || !is_rate(header);
            let row = row_units.get(cell.row as usize).and_then(Option::as_ref).filter(|_| amount);
            let table_unit = table_unit.as_ref().filter(|_| amount);
            let stated = [(own.as_ref(), Rule::CellColumn), (row, Rule::CellRow), (table_unit, Rule::CellTable)];
            let (unit, rule) = stated.into_iter().find(|(unit, _)| unit.is_some()).unwrap_or((None, Rule::Cell));
            let place = (table_idx as u32, cell_idx as u32);
            let Some(figure) = mention(layout, cell.span.start, number, unit, place) else { continue };
            out.push(if own.is_none() && TABLE_PLACE_COLUMN.find(header).is_some() {
                Mention { rule, kind: FigureKind::Rank, unit: Some("rank".into()), dimension: None, ..figure }
            } else {
                Mention { rule, ..figure }
            });
        }
    }
}

/// Tells figures that state their own unit and fill a data cell which cell that is: 31.2亿元, 6.2%.
pub fn place(layout: &Layout, found: &mut [Mention]) {
    for (table_idx, table) in layout.tables.iter().enumerate() {
        let mut at = 0;
        for (cell_idx, cell) in table.cells.iter().enumerate() {
            if cell.row < table.header_rows || cell.column < table.header_columns || cell.span.is_empty() {
                continue;
            }
            if at == 0 {
                at = found.partition_point(|it| it.span.end <= cell.span.start);
            }
            while found.get(at).is_some_and(|it| it.span.end <= cell.span.start) {
                at += 1;
            }
            if let Some(figure) = found.get_mut(at).filter(|it| it.cell.is_none() && it.outer() == cell.span) {
                figure.cell = Some((table_idx as u32, cell_idx as u32));
            }
        }
    }
}

/// Cells that only state a unit: 亿千瓦时 is no magnitude there.
pub fn units(layout: &Layout) -> impl Iterator<Item = Span<Logical>> {
    let of_table = |table: &'_ Table| {
        let cells = table.cells.iter().filter(|cell| table.unit_columns.contains(&cell.column));
        cells.map(|cell| cell.span).chain(table.unit).collect::<Vec<_>>()
    };
    layout.tables.iter().flat_map(of_table)
}

fn mention(
    layout: &Layout,
    at: u32,
    number: PlainNumber,
    unit: Option<&CellUnit>,
    place: (u32, u32),
) -> Option<Mention> {
    let PlainNumber { value, start, len, modifier } = number;
    let span = Span::at(at as usize + start, len);
    // ≥|35, 35|以上
    let (modifier, modifier_span) = match modifier {
        Some((modifier, 0)) => (Some(modifier), Some(Span::new(at, span.start))),
        Some((modifier, after)) => (Some(modifier), Some(Span::at(span.end as usize, after))),
        None => (None, None),
    };
    let block = layout.blocks.partition_point(|block| block.span.end < span.end) as u32;
    let (kind, value, symbol, dimension) = match unit {
        Some(CellUnit { factor, unit }) => {
            let value = value.times(*factor)?;
            let value = scaled_by_unit(value, unit)?;
            (unit.kind, value, Some(unit.symbol.clone()), unit.unit.dimension)
        }
        None => (FigureKind::Count, value, None, None),
    };
    Some(Mention {
        span,
        kind,
        value: Value::Exact(value),
        unit: symbol,
        dimension,
        modifier,
        modifier_span,
        block,
        cell: Some(place),
        rule: Rule::Cell,
    })
}

/// The number of a cell, where it stands in it, and its bound with the bytes behind the number that state it.
struct PlainNumber {
    value: Decimal,
    start: usize,
    len: usize,
    modifier: Option<(Modifier, usize)>,
}

/// The value of a cell that is a number and nothing else, a note in brackets, a bound and the brackets of a sum over years
/// aside: 120（扩建）, ≥35, 90以上, [12.5].
fn plain_number(text: &str) -> Option<PlainNumber> {
    let start = text.len() - text.trim_start_in("≥≤＞＜>< [［").len();
    let (signs, inner) = (text.before(start), text.after(start));
    let grouped = thousands(inner);
    let read = scan_numeral(grouped.as_deref().unwrap_or(inner));
    let read = read.map(|it| if grouped.is_some() { Numeral { len: inner.len(), ..it } } else { it });
    let numeral = read.filter(|it| it.form == Form::Arabic && !it.scaled && it.rough.is_none())?;
    let rest = inner.after(numeral.len);
    let rest = if signs.has_in("[［") { rest.strip_end_in("]］")? } else { rest };
    let note = rest.begins_in("（(") && rest.ends_in("）)") && !rest.has_in("0123456789%％");
    let after = modifier::scan_after(rest).filter(|&(_, len)| len == rest.len());
    let before = modifier::scan_before(signs, Form::Arabic).map(|(modifier, _)| (modifier, 0));
    (rest.is_empty() || note || after.is_some()).then_some(PlainNumber {
        value: numeral.value,
        start,
        len: numeral.len,
        modifier: before.or(after),
    })
}

/// The words of each column's header cells, one below the other.
fn headers(text: &str, table: &Table) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for cell in table.cells.iter().filter(|cell| cell.row < table.header_rows) {
        let columns = cell.column as usize..(cell.column + cell.column_span.min(WIDEST)) as usize;
        out.resize(out.len().max(columns.end), String::new());
        out[columns].iter_mut().for_each(|head| head.push_str(cell.span.of(text)));
    }
    out
}

/// A head over more columns is cut.
const WIDEST: u32 = 256;

/// 同比增长, 占比, 完成率: a column of parts and of changes, unless it says that it holds amounts (增长额).
fn is_rate(header: &str) -> bool {
    header.ends_in("率速幅")
        || has_any(header, &["同比", "环比", "增长", "比重", "占比", "指数"]) && !header.ends_in("额量值")
}

/// A head without the unit that it states in brackets at its end: 产量（万吨） is 产量.
pub fn without_unit(text: &str, head: Span<Logical>) -> Span<Logical> {
    let name = head.of(text);
    match name.last_in("（(") {
        Some(open) if open > 0 && bracketed_unit(name).is_some() => Span::at(head.start as usize, open).trim(text),
        _ => head,
    }
}

/// 产量（万吨）, 比上年增长(%), 较上年±%: the unit that a column states.
fn unit_of_header(header: &str) -> Option<CellUnit> {
    if header.has_in("%％") {
        return parse_unit("%");
    }
    if header.has_char('‰') {
        return parse_unit("‰");
    }
    bracketed_unit(header)
}

fn bracketed_unit(header: &str) -> Option<CellUnit> {
    let open = header.last_in("（(")?;
    let inner = header.after(open + header.after(open).step());
    // 现价（亿元）2031年: the year stands below.
    let inner = inner.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '-'));
    parse_unit(inner.trim_end_in("）)"))
}

/// For each row, the unit of its own cell under a header like 计量单位, or of its head: 财政收入（亿元）.
fn row_units(text: &str, table: &Table) -> Vec<Option<CellUnit>> {
    let rows = table.cells.iter().map(|cell| cell.row as usize + 1).max().unwrap_or(0);
    let mut out: Vec<Option<CellUnit>> = (0..rows).map(|_| None).collect();
    // Under 构成（%） the rows below 产值（亿元） are named again: they are in its unit, as is # 批发业 below it.
    let (mut part, mut first, mut again) = ((0, ""), "", false);
    for cell in table.cells.iter().filter(|cell| cell.row >= table.header_rows) {
        let found = if table.unit_columns.contains(&cell.column) {
            parse_unit(cell.span.of(text))
        } else if cell.column < table.header_columns {
            let name = cell.span.of(text);
            let own = bracketed_unit(name);
            if own.is_some() {
                (part, again) = ((cell.row, name), false);
            } else if cell.row == part.0 + 1 {
                (first, again) = (name, first == name);
            }
            again |= own.is_none() && (name.begins_in("#＃") || name.starts_with("其中"));
            if again { bracketed_unit(part.1) } else { own }
        } else {
            continue;
        };
        let row = &mut out[cell.row as usize];
        *row = found.or(row.take());
    }
    out
}

/// `万度` is 10,000 of 度; `亿元`, `千升`, `%`.
fn parse_unit(text: &str) -> Option<CellUnit> {
    let text = text.trim();
    if let Some(unit) = scan_unit(text).filter(|unit| unit.len == text.len()) {
        return Some(CellUnit { factor: Decimal::from_int(1), unit });
    }
    // 亿千瓦时: the scale may end before a unit that begins like one.
    text.char_indices().skip(1).take(3).find_map(|(at, _)| {
        let scale = scan_numeral(text.before(at)).filter(|it| it.form == Form::Scale && it.len == at)?;
        let unit = scan_unit(text.after(at)).filter(|unit| at + unit.len == text.len())?;
        Some(CellUnit { factor: scale.value, unit })
    })
}
