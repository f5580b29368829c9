//! Tables that are drawn: what stands between rules is a cell, and a rule that is not drawn there merges the cells beside it.

use super::Page;
use super::line::{Line, Run, Segment, line_of, rows_of};
use crate::table::{Grid, is_number, is_wide};

/// A straight line on a page, or a box as thin as one; across or down, all others are passed over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    pub x: f32,
    pub y: f32,
    pub right: f32,
    pub bottom: f32,
}

/// More rules than this on one page are a drawing.
const MOST: usize = 20_000;
/// Each place of a table is held against each rule: so often at most.
const MOST_WORK: usize = 50_000_000;

/// Takes the text of the drawn tables off the page, a line for each.
pub fn take_tables(page: &mut Page) -> Vec<Line> {
    if page.rules.len() > MOST || page.height <= 0.0 || !page.height.is_finite() {
        return Vec::new();
    }
    // About two points on a page of A4, whatever its unit.
    let near = page.height / 400.0;
    let across = joined(&page.rules, near, |it| (it.bottom - it.y).abs() <= near, |it| [it.y, it.x, it.right]);
    let down = joined(&page.rules, near, |it| (it.right - it.x).abs() <= near, |it| [it.x, it.y, it.bottom]);
    if across.len() * down.len() > MOST * 100 {
        return Vec::new();
    }
    let mut tables = Vec::new();
    for (across, down) in frames(&across, &down, near) {
        let Some(cells) = Cells::of(&across, &down, near) else { continue };
        let (inside, outside) = std::mem::take(&mut page.runs).into_iter().partition(|it| cells.hold(it));
        page.runs = outside;
        match cells.fill(inside) {
            Ok(line) => tables.push(line),
            Err(runs) => page.runs.extend(runs),
        }
    }
    tables
}

/// Where a rule lies, where it begins and where it ends.
type Span = [f32; 3];

/// The rules of one direction, with the pieces that they are drawn in put together.
fn joined(rules: &[Rule], near: f32, runs: impl Fn(&Rule) -> bool, span: impl Fn(&Rule) -> Span) -> Vec<Span> {
    let whole = |it: &&Rule| [it.x, it.y, it.right, it.bottom].iter().all(|it| it.is_finite());
    let mut spans: Vec<Span> = rules
        .iter()
        .filter(whole)
        .filter(|it| runs(it))
        .map(|it| {
            let [at, from, to] = span(it);
            [at, from.min(to), from.max(to)]
        })
        .collect();
    spans.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let mut out: Vec<Span> = Vec::new();
    for lane in spans.chunk_by_mut(|a, b| b[0] - a[0] <= near * 0.5) {
        lane.sort_by(|a, b| a[1].total_cmp(&b[1]));
        let first = out.len();
        for &[at, from, to] in lane.iter() {
            match out[first..].last_mut() {
                Some([_, _, end]) if from <= *end + near * 1.5 => *end = to.max(*end),
                _ => out.push([at, from, to]),
            }
        }
    }
    // A dot or a dash by itself is no rule.
    out.retain(|it| it[2] - it[1] > near * 2.0);
    out
}

/// Rules that meet one another, directly or by others: at least two across and one down.
fn frames(across: &[Span], down: &[Span], near: f32) -> Vec<(Vec<Span>, Vec<Span>)> {
    let meets =
        |a: &Span, b: &Span| (b[1] - near..=b[2] + near).contains(&a[0]) && (a[1] - near..=a[2] + near).contains(&b[0]);
    let mut frames = Vec::new();
    let mut left: (Vec<usize>, Vec<usize>) = ((0..across.len()).collect(), (0..down.len()).collect());
    while let Some(first) = left.0.pop() {
        let (mut found, mut waiting) = ((vec![across[first]], Vec::new()), vec![(true, first)]);
        while let Some((is_across, n)) = waiting.pop() {
            if is_across {
                left.1.retain(|&it| {
                    let met = meets(&across[n], &down[it]);
                    if met {
                        found.1.push(down[it]);
                        waiting.push((false, it));
                    }
                    !met
                });
            } else {
                left.0.retain(|&it| {
                    let met = meets(&across[it], &down[n]);
                    if met {
                        found.0.push(across[it]);
                        waiting.push((true, it));
                    }
                    !met
                });
            }
        }
        if found.0.len() > 1 && !found.1.is_empty() {
            frames.push(found);
        }
    }
    frames
}

/// The cells between the rules of a frame.
struct Cells {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// By row and column: the first of the places that are one cell.
    anchors: Vec<usize>,
}

impl Cells {
    /// `None` for what has no more than one cell, or far too many places.
    fn of(across: &[Span], down: &[Span], near: f32) -> Option<Cells> {
        // A table may be open at its sides: there the rules across end it.
        let ends = |of: &[Span]| of.iter().flat_map(|it| [it[1], it[2]]).collect::<Vec<_>>();
        let edges = |rules: &[Span], ends: Vec<f32>| {
            let (low, high) = ends.iter().fold((f32::MAX, f32::MIN), |it, end| (it.0.min(*end), it.1.max(*end)));
            let mut at: Vec<f32> = rules.iter().map(|it| it[0]).chain([low, high]).collect();
            at.sort_by(f32::total_cmp);
            at.dedup_by(|next, last| *next - *last <= near * 2.0);
            at
        };
        let (xs, ys) = (edges(down, ends(across)), edges(across, ends(down)));
        let (width, height) = (xs.len() - 1, ys.len() - 1);
        if width * height < 2 || width > 100 || height > 500 || width * height * (across.len() + down.len()) > MOST_WORK
        {
            return None;
        }
        let parted = |rules: &[Span], at: f32, middle: f32| {
            rules.iter().any(|it| (it[0] - at).abs() <= near * 2.0 && it[1] <= middle && middle <= it[2])
        };
        let mut cells = Cells { xs, ys, anchors: (0..width * height).collect() };
        for place in 0..width * height {
            let (row, column) = (place / width, place % width);
            let (x, y) = (cells.xs[column], cells.ys[row]);
            let (middle_x, middle_y) = ((x + cells.xs[column + 1]) / 2.0, (y + cells.ys[row + 1]) / 2.0);
            if column > 0 && !parted(down, x, middle_y) {
                cells.unite(place - 1, place);
            }
            if row > 0 && !parted(across, y, middle_x) {
                cells.unite(place - width, place);
            }
        }
        let several = (0..width * height).any(|it| cells.anchor(it) != 0);
        several.then_some(cells)
    }

    fn anchor(&self, mut place: usize) -> usize {
        while self.anchors[place] != place {
            place = self.anchors[place];
        }
        place
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.anchor(a), self.anchor(b));
        let (first, last) = (a.min(b), a.max(b));
        self.anchors[last] = first;
    }

    fn place(&self, x: f32, y: f32) -> Option<usize> {
        let between = |edges: &[f32], at: f32| {
            let n = edges.partition_point(|it| *it <= at);
            (n > 0 && n < edges.len()).then(|| n - 1)
        };
        Some(between(&self.ys, y)? * (self.xs.len() - 1) + between(&self.xs, x)?)
    }

    /// Whether the run stands in the table: the middle of it.
    fn hold(&self, run: &Run) -> bool {
        self.place(run.x + run.width / 2.0, run.y - run.size * 0.3).is_some()
    }

    /// The table with its text; the runs again where it is no table: all in one cell, or in one column or row.
    fn fill(&self, runs: Vec<Run>) -> Result<Line, Vec<Run>> {
        let width = self.xs.len() - 1;
        let mut held: Vec<(usize, Run)> = Vec::new();
        for run in &runs {
            for piece in self.cut(run) {
                let place = self.place(piece.x + piece.width / 2.0, piece.y - piece.size * 0.3);
                // What hangs over an edge is in the cell where the rest of its run is.
                let place = place.or_else(|| held.last().map(|it| it.0)).unwrap_or(0);
                held.push((place, piece));
            }
        }
        held.sort_by_key(|it| self.anchor(it.0));
        let mut ragged = Vec::new();
        for cell in held.chunk_by_mut(|a, b| self.anchor(a.0) == self.anchor(b.0)) {
            if self.is_ragged(cell) {
                ragged.push(self.anchor(cell[0].0));
            } else {
                cell.iter_mut().for_each(|it| it.0 = self.anchor(it.0));
            }
        }
        held.sort_by_key(|it| it.0);
        let texts: Vec<Text> = held.chunk_by(|a, b| a.0 == b.0).map(|it| self.text_of(it, &ragged)).collect();
        let mut grid = Grid::new();
        let mut above = 0;
        for row in 0..self.ys.len() - 1 {
            let texts: Vec<&Text> = texts.iter().filter(|it| it.place / width == row).collect();
            let starts = rows_without_rules(&texts);
            for start in 0..starts.len().max(1) {
                for it in &texts {
                    // What is higher than this row stands at its top.
                    let lines = it.lines.iter().filter(|line| {
                        let n = if it.tall { 1 } else { starts.partition_point(|y| *y <= line.0) };
                        n.max(1) - 1 == start
                    });
                    let lines: Vec<&str> = lines.map(|it| it.1.as_str()).collect();
                    grid.push(above + 1, (it.place % width) as u32, &lines.join("\n"));
                }
                above += 1;
            }
        }
        let cells = grid.cells();
        let varied = |by: fn(&crate::table::GridCell) -> u32| cells.iter().any(|it| by(it) != by(&cells[0]));
        if !varied(|it| it.row) || !varied(|it| it.column) {
            return Err(runs);
        }
        let (x, y) = (self.xs[0], self.ys[0]);
        Ok(Line { x, right: self.xs[width], y, table: Some(grid), ..Line::default() })
    }

    /// Whether what stands between drawn rules is no cell but several whose rules are not drawn: on two lines or more, numbers
    /// stand side by side in columns that are ruled elsewhere.
    fn is_ragged(&self, cell: &[(usize, Run)]) -> bool {
        let column = |it: &Segment| self.xs.partition_point(|x| *x <= (it.x + it.right) / 2.0);
        let lines = rows_of(cell.iter().map(|it| it.1.clone()).collect()).into_iter().map(line_of);
        let several = lines.filter(|line| {
            let mut numbers = line.segments.iter().filter(|it| is_number(&it.text)).map(column);
            numbers.next().is_some_and(|first| numbers.any(|it| it != first))
        });
        several.count() > 1
    }

    fn text_of(&self, cell: &[(usize, Run)], ragged: &[usize]) -> Text {
        let place = cell[0].0;
        let below = place + self.xs.len() - 1;
        let lines = rows_of(cell.iter().map(|it| it.1.clone()).collect()).into_iter().map(line_of);
        Text {
            place,
            tall: below < self.anchors.len() && self.anchor(below) == place && !ragged.contains(&place),
            size: cell.iter().map(|it| it.1.size).fold(0.0, f32::max),
            lines: lines.map(|it| (it.y, it.text())).collect(),
        }
    }

    /// A run over several cells, a piece for each.
    fn cut(&self, run: &Run) -> Vec<Run> {
        let inside = |it: &&f32| **it > run.x + run.size * 0.3 && **it < run.x + run.width - run.size * 0.3;
        let y = run.y - run.size * 0.3;
        let cell = |x: f32| self.place(x, y).map(|it| self.anchor(it));
        if !self.xs.iter().filter(inside).any(|it| cell(it - run.size * 0.2) != cell(it + run.size * 0.2)) {
            return vec![run.clone()];
        }
        let share = |c: char| if is_wide(c) { 2.0 } else { 1.0 };
        let all: f32 = run.text.chars().map(share).sum();
        let mut pieces: Vec<Run> = Vec::new();
        let mut x = run.x;
        for c in run.text.chars() {
            let width = run.width * share(c) / all.max(1.0);
            match pieces.last_mut() {
                Some(last) if cell(last.x + last.width / 2.0) == cell(x + width / 2.0) => {
                    last.text.push(c);
                    last.width += width;
                }
                _ => pieces.push(Run { text: c.into(), x, width, ..run.clone() }),
            }
            x += width;
        }
        pieces.retain(|it| !it.text.trim().is_empty());
        pieces
    }
}

/// The lines of a cell by their baselines.
struct Text {
    place: usize,
    /// Over several rows.
    tall: bool,
    size: f32,
    lines: Vec<(f32, String)>,
}

/// Where the rows begin that no rule parts, as in a table with rules around its head and its foot alone: where a cell has number
/// below number beside another with as many lines, or lines too far apart for one text. Else there is one row.
fn rows_without_rules(texts: &[&Text]) -> Vec<f32> {
    let flat = || texts.iter().filter(|it| !it.tall);
    let beside = |it: &Text, y: f32| {
        let others = flat().filter(|other| other.place != it.place);
        others.flat_map(|other| &other.lines).any(|line| (line.0 - y).abs() < it.size * 0.4)
    };
    let splits = flat().any(|it| {
        it.lines.windows(2).any(|pair| {
            let ((y, text), (next_y, next)) = (&pair[0], &pair[1]);
            next_y - y > it.size * 2.5 || is_number(text) && is_number(next) && beside(it, *y) && beside(it, *next_y)
        })
    });
    if !splits {
        return Vec::new();
    }
    let size = texts.iter().map(|it| it.size).fold(0.0, f32::max);
    let mut starts: Vec<f32> = flat().flat_map(|it| &it.lines).map(|it| it.0).collect();
    starts.sort_by(f32::total_cmp);
    starts.dedup_by(|next, last| *next - *last < size * 0.6);
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, x: f32, y: f32) -> Run {
        Run { text: text.to_owned(), x, y, width: 10.0 * text.chars().count() as f32, size: 10.0 }
    }

    fn page(runs: Vec<Run>, rules: &[[f32; 4]]) -> Page {
        let rules = rules.iter().map(|&[x, y, right, bottom]| Rule { x, y, right, bottom }).collect();
        Page { number: 1, width: 600.0, height: 800.0, runs, rules }
    }

    fn cells(line: &Line) -> Vec<(u32, u32, &str)> {
        let grid = line.table.as_ref().unwrap();
        grid.cells().iter().map(|it| (it.row, it.column, it.text.as_str())).collect()
    }

    #[test]
    fn cells_are_what_stands_between_the_rules() {
        // The head of the first column is two rows high; that of the others two columns wide, and drawn in two pieces.
        let rules = [
            [50.0, 100.0, 350.0, 100.0],
            [150.0, 130.0, 250.0, 130.0],
            [250.0, 130.0, 350.0, 130.0],
            [50.0, 160.0, 350.0, 160.0],
            [50.0, 190.0, 350.0, 190.5],
            [50.0, 100.0, 50.0, 190.0],
            [150.0, 100.0, 150.0, 190.0],
            [250.0, 130.0, 250.0, 190.0],
            [350.0, 100.0, 350.0, 190.0],
        ];
        let runs = vec![
            run("单位：万元", 300.0, 90.0),
            run("公路", 80.0, 120.0),
            run("等级", 80.0, 140.0),
            run("二〇二五年", 220.0, 120.0),
            run("预算数", 180.0, 150.0),
            run("执行", 280.0, 150.0),
            run("合计一二三四五六", 110.0, 180.0),
        ];
        let mut page = page(runs, &rules);
        let tables = take_tables(&mut page);
        assert_eq!(page.runs.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["单位：万元"]);
        assert_eq!(
            cells(&tables[0]),
            [
                (1, 0, "公路等级"),
                (1, 1, "二〇二五年"),
                (2, 1, "预算数"),
                (2, 2, "执行"),
                (3, 0, "合计一二"),
                (3, 1, "三四五六")
            ]
        );
    }

    #[test]
    fn table_open_at_its_sides_ends_with_the_rules_across() {
        let rules = [
            [50.0, 100.0, 350.0, 100.0],
            [50.0, 130.0, 350.0, 130.0],
            [50.0, 160.0, 350.0, 160.0],
            [200.0, 100.0, 200.0, 160.0],
        ];
        let runs = vec![
            run("指标", 80.0, 120.0),
            run("数量", 250.0, 120.0),
            run("粮食", 80.0, 150.0),
            run("12", 250.0, 150.0),
        ];
        let tables = take_tables(&mut page(runs, &rules));
        assert_eq!(cells(&tables[0]), [(1, 0, "指标"), (1, 1, "数量"), (2, 0, "粮食"), (2, 1, "12")]);
    }

    #[test]
    fn rows_that_no_rule_parts_are_rows_and_a_text_of_several_lines_is_one() {
        let rules = [
            [50.0, 100.0, 350.0, 100.0],
            [50.0, 140.0, 350.0, 140.0],
            [50.0, 190.0, 350.0, 190.0],
            [200.0, 100.0, 200.0, 190.0],
        ];
        let runs = vec![
            run("经济", 80.0, 115.0),
            run("指标", 80.0, 130.0),
            run("二〇二五", 250.0, 115.0),
            run("预算数", 250.0, 130.0),
            run("粮食", 80.0, 160.0),
            run("12", 250.0, 160.0),
            run("油料", 80.0, 178.0),
            run("3.4", 250.0, 178.0),
        ];
        let tables = take_tables(&mut page(runs, &rules));
        assert_eq!(
            cells(&tables[0]),
            [(1, 0, "经济指标"), (1, 1, "二〇二五预算数"), (2, 0, "粮食"), (2, 1, "12"), (3, 0, "油料"), (3, 1, "3.4")]
        );
    }

    #[test]
    fn columns_that_are_ruled_in_the_head_alone_are_columns_below() {
        let rules = [
            [50.0, 100.0, 350.0, 100.0],
            [50.0, 120.0, 350.0, 120.0],
            [50.0, 190.0, 350.0, 190.0],
            [150.0, 100.0, 150.0, 190.0],
            [250.0, 100.0, 250.0, 120.0],
        ];
        let texts = [("指标", 80.0, 115.0), ("上年", 180.0, 115.0), ("今年", 280.0, 115.0)];
        let body = [("粮食", 80.0, 150.0), ("11", 180.0, 150.0), ("12", 290.0, 150.0)];
        let more = [("油料", 80.0, 170.0), ("3.3", 180.0, 170.0), ("3.4", 290.0, 170.0)];
        let runs = [texts, body, more].concat().into_iter().map(|it| run(it.0, it.1, it.2)).collect();
        let tables = take_tables(&mut page(runs, &rules));
        let rows: Vec<_> = cells(&tables[0]).into_iter().map(|it| (it.0, it.1)).collect();
        assert_eq!(rows, (1..4).flat_map(|row| (0..3).map(move |column| (row, column))).collect::<Vec<_>>());
    }

    #[test]
    fn frame_around_text_and_rule_below_it_are_no_table() {
        let frame = [
            [50.0, 100.0, 350.0, 100.0],
            [50.0, 160.0, 350.0, 160.0],
            [50.0, 100.0, 50.0, 160.0],
            [350.0, 100.0, 350.0, 160.0],
        ];
        let mut page = page(vec![run("框中的文字", 80.0, 120.0)], &frame);
        assert!(take_tables(&mut page).is_empty());
        assert_eq!(page.runs.len(), 1);
    }
}
