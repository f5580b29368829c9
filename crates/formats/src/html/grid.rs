//! Tables of a web page: which are data, and what `rowspan` and `colspan` cover.

use crate::markup::Element;
use crate::table::Grid;

/// A table that only places things on the page: one column, tables inside, or cells of many paragraphs.
pub fn is_layout(table: Element<'_, '_>) -> bool {
    if table.descendants().any(|it| it.is("table")) || table.attribute("role").as_deref() == Some("presentation") {
        return true;
    }
    let rows = rows(table);
    let widest = rows.iter().map(|it| it.children().filter(is_cell).count()).max().unwrap_or(0);
    let prose = |cell: Element<'_, '_>| {
        cell.descendants().filter(|it| it.is("p") || it.is("div") || it.is("br")).take(6).count() > 5
            && cell.text().chars().count() > 300
    };
    widest <= 1 || rows.iter().flat_map(|it| it.children()).filter(is_cell).any(prose)
}

/// The cells of a table at their columns.
pub fn read(table: Element<'_, '_>, mut text: impl FnMut(Element<'_, '_>) -> String) -> Grid {
    let mut grid = Grid::new();
    // By column: so many rows below are covered.
    let mut covered: Vec<u32> = Vec::new();
    for (row, it) in rows(table).into_iter().enumerate() {
        let mut column = 0_usize;
        for cell in it.children().filter(is_cell) {
            while covered.get(column).is_some_and(|it| *it > 0) {
                column += 1;
            }
            let wide = cell.number::<usize>("colspan").unwrap_or(1).clamp(1, 500);
            let high = cell.number::<u32>("rowspan").unwrap_or(1).clamp(1, 10_000);
            if column > 2000 {
                break;
            }
            grid.push(row as u32 + 1, column as u32, &text(cell));
            if covered.len() < column + wide {
                covered.resize(column + wide, 0);
            }
            covered[column..column + wide].iter_mut().for_each(|it| *it = high);
            column += wide;
        }
        covered.iter_mut().for_each(|it| *it = it.saturating_sub(1));
    }
    grid
}

fn rows<'t, 'a>(table: Element<'t, 'a>) -> Vec<Element<'t, 'a>> {
    let mut out = Vec::new();
    for it in table.children() {
        if it.is("tr") {
            out.push(it);
        } else if it.is("tbody") || it.is("thead") || it.is("tfoot") {
            out.extend(it.children().filter(|it| it.is("tr")));
        }
    }
    out
}

fn is_cell(it: &Element<'_, '_>) -> bool {
    it.is("td") || it.is("th")
}
