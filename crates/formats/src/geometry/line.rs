//! Glyph runs to lines: what stands on one baseline, columns read one after the other, gaps in a row kept as cell borders.

use super::radical::normalize;
use super::{Page, ruled};
use crate::table::{Grid, is_wide};

/// Some characters on one baseline.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Run {
    pub text: String,
    pub x: f32,
    /// The baseline, from the top of the page.
    pub y: f32,
    pub width: f32,
    /// Height of the font.
    pub size: f32,
}

/// A line of text, or a row of a table where it has more than one segment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    pub segments: Vec<Segment>,
    pub x: f32,
    pub right: f32,
    pub y: f32,
    pub size: f32,
    pub column: Column,
    /// In the place of text: a table that is drawn.
    pub table: Option<Grid>,
}

/// Where a line stands on a page of two columns; on a page of one, over all of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Whole,
    Left,
    Right,
}

/// A stretch of a line without a wide gap in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Segment {
    pub text: String,
    pub x: f32,
    pub right: f32,
}

impl Line {
    /// The text with its gaps closed.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for it in &self.segments {
            if !out.is_empty() && !(out.ends_with(is_wide) && it.text.starts_with(is_wide)) {
                out.push(' ');
            }
            out.push_str(&it.text);
        }
        out
    }
}

#[derive(Debug, Default)]
pub struct LinedPage {
    pub number: u32,
    pub height: f32,
    /// Where rules over half of the page's width are drawn that belong to no table.
    pub rules: Vec<f32>,
    pub lines: Vec<Line>,
}

pub fn read(mut page: Page) -> LinedPage {
    page.runs.retain(|it| {
        !it.text.trim().is_empty()
            && it.x.is_finite()
            && it.y.is_finite()
            && it.width.is_finite()
            && it.size.is_finite()
            && it.size > 0.0
    });
    let tables = ruled::take_tables(&mut page);
    let Page { number, width, height, runs, rules } = page;
    let near = height / 400.0;
    let wide = |it: &&ruled::Rule| it.right - it.x > width * 0.5 && it.bottom - it.y < near;
    let alone = |y: &f32| tables.iter().all(|it| (it.y - y).abs() > near * 2.0);
    let rules = rules.iter().filter(wide).map(|it| it.y).filter(alone).collect();
    let rows = rows_of(runs);
    let lines = match gutter(&rows, width) {
        None => rows.into_iter().map(line_of).collect(),
        Some(middle) => {
            let mut lines = Vec::new();
            let mut columns: Vec<Run> = Vec::new();
            // What stands over both columns parts what is above it from what is below.
            for row in rows {
                if crosses(&row, middle) {
                    lines.extend(lines_of_columns(std::mem::take(&mut columns), middle));
                    lines.push(line_of(row));
                } else {
                    columns.extend(row);
                }
            }
            lines.extend(lines_of_columns(columns, middle));
            lines
        }
    };
    let mut page = LinedPage { number, height, rules, lines };
    join_beside_two(&mut page.lines);
    for table in tables {
        let below = page.lines.iter().position(|it| it.y > table.y).unwrap_or(page.lines.len());
        page.lines.insert(below, table);
    }
    page
}

/// What stands half way down beside two lines, as 文件 does beside the names in the head of a joint document, ends the lower.
fn join_beside_two(lines: &mut Vec<Line>) {
    for n in (2..lines.len()).rev() {
        let [above, it, below] = &lines[n - 2..=n] else { continue };
        let near = it.y - above.y < it.size && below.y - it.y < it.size && above.y < it.y && it.y < below.y;
        let beside = it.x > above.right && it.x > below.right;
        if near && beside && [above, it, below].iter().all(|it| it.segments.len() == 1) {
            let it = lines.remove(n - 1);
            lines[n - 1].right = it.right;
            lines[n - 1].segments.extend(it.segments);
        }
    }
}

/// The middle of the empty strip between two columns of prose: both sides are full, and few rows, such as titles, cross it.
fn gutter(rows: &[Vec<Run>], width: f32) -> Option<f32> {
    if rows.iter().map(Vec::len).sum::<usize>() < 20 || width <= 0.0 {
        return None;
    }
    const BINS: usize = 200;
    let mut covered = [0; BINS];
    for it in rows.iter().flatten() {
        let bin = |x: f32| ((x / width * BINS as f32).clamp(0.0, BINS as f32 - 1.0)) as usize;
        covered[bin(it.x)..=bin(it.x + it.width.max(0.0))].iter_mut().for_each(|it| *it += 1);
    }
    let bins = BINS * 2 / 5..BINS * 3 / 5;
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;
    for bin in bins.clone().chain([usize::MAX]) {
        if bin != usize::MAX && covered[bin] * 4 <= rows.len() {
            start.get_or_insert(bin);
        } else if let Some(from) = start.take() {
            let to = if bin == usize::MAX { bins.end } else { bin };
            if best.is_none_or(|(a, b)| to - from > b - a) {
                best = Some((from, to));
            }
        }
    }
    let (from, to) = best.filter(|(from, to)| to - from >= 3)?;
    let middle = (from + to) as f32 / 2.0 / BINS as f32 * width;
    let columns: Vec<&Run> = rows.iter().filter(|it| !crosses(it, middle)).flatten().collect();
    let left = columns.iter().filter(|it| it.x < middle).map(|it| it.x + it.width).fold(0.0, f32::max);
    let right = columns.iter().filter(|it| it.x >= middle).map(|it| it.x).fold(width, f32::min);
    // Prose fills its column; the cells of a table do not.
    let full = |of_left: bool, room: f32| {
        let side = columns.iter().filter(|it| (it.x < middle) == of_left);
        let (mut lines, mut area) = (std::collections::HashMap::new(), 0.0);
        for it in side {
            *lines.entry((it.y / it.size.max(1.0)) as i64).or_insert(0.0_f32) += it.width;
            area += it.width;
        }
        lines.len() >= 10 && area / lines.len() as f32 > room * 0.6
    };
    (right - left >= width * 0.015 && full(true, left) && full(false, width - right)).then_some(middle)
}

/// Whether something in a row stands on both sides of the middle.
fn crosses(row: &[Run], middle: f32) -> bool {
    row.iter().any(|it| it.x < middle && it.x + it.width > middle)
}

fn lines_of_columns(runs: Vec<Run>, middle: f32) -> impl Iterator<Item = Line> {
    let (left, right): (Vec<_>, Vec<_>) = runs.into_iter().partition(|it| it.x < middle);
    let lines = |runs, column| rows_of(runs).into_iter().map(move |it| Line { column, ..line_of(it) });
    lines(left, Column::Left).chain(lines(right, Column::Right))
}

/// What stands on one baseline, from the top.
pub fn rows_of(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        // Superscripts and mixed sizes hang within half a character of the line's last baseline.
        match rows.last_mut() {
            Some(row) if run.y - row[0].y <= row[0].size.max(run.size) * 0.45 => row.push(run),
            _ => rows.push(vec![run]),
        }
    }
    rows
}

pub fn line_of(mut runs: Vec<Run>) -> Line {
    runs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size = runs.iter().map(|it| it.size).fold(0.0, f32::max);
    read_superscripts(&mut runs);
    let mut line = Line { y: runs[0].y, size, x: runs[0].x, right: runs[0].x, ..Line::default() };
    let mut before: Option<Run> = None;
    for run in runs {
        // A soft hyphen on a page is one that is drawn.
        let text = normalize(run.text.trim_matches(['\0', '\u{feff}', '\n', '\r'])).replace('\u{ad}', "-");
        let run = Run { text, ..run };
        if let Some(last) = &before {
            // Bold made by printing the same glyphs twice.
            let twice =
                last.text == run.text && (last.x - run.x).abs() < size * 0.2 && (last.y - run.y).abs() < size * 0.2;
            if twice {
                continue;
            }
        }
        let gap = run.x - line.right;
        let end = run.x + run.width.max(0.0);
        match line.segments.last_mut() {
            Some(segment) if gap < size * 1.5 => {
                let last = segment.text.chars().next_back().unwrap_or(' ');
                let next = run.text.chars().next().unwrap_or(' ');
                let words = !is_wide(last) && !is_wide(next) && last != ' ' && next != ' ';
                if words && gap > size * 0.18 {
                    segment.text.push(' ');
                }
                segment.text.push_str(&run.text);
                segment.right = segment.right.max(end);
            }
            _ => line.segments.push(Segment { text: run.text.clone(), x: run.x, right: end }),
        }
        line.right = line.right.max(end);
        before = Some(run);
    }
    for it in &mut line.segments {
        let trimmed = it.text.trim();
        // Blanks between Han come from justified setting.
        it.text = close_gaps(trimmed);
    }
    line.segments.retain(|it| !it.text.is_empty());
    line.right = line.segments.last().map_or(line.x, |it| it.right);
    line.x = line.segments.first().map_or(line.x, |it| it.x);
    line
}

/// Digits raised behind a word are the power of a length, else the mark of a note, which no number may run into.
fn read_superscripts(runs: &mut Vec<Run>) {
    let Some(base) = runs.iter().max_by(|a, b| a.size.total_cmp(&b.size)).cloned() else { return };
    let is_raised = |it: &Run| {
        let rise = base.y - it.y;
        it.size < base.size * 0.8
            && rise > base.size * 0.2
            && rise < base.size * 0.8
            && it.text.trim().bytes().all(|it| it.is_ascii_digit())
    };
    let mut n = 0;
    while n < runs.len() {
        let len = runs[n..].iter().take_while(|it| is_raised(it)).count();
        let mark: String = runs[n..n + len].iter().map(|it| it.text.trim()).collect();
        let before = n.checked_sub(1).map(|it| &runs[it]);
        let close = before.is_none_or(|it| runs[n].x - it.x - it.width < base.size * 0.3);
        if (1..=3).contains(&mark.len()) && close {
            let length = before.is_some_and(|it| it.text.ends_with(['m', '米']));
            let end = runs[n + len - 1].x + runs[n + len - 1].width;
            runs[n].text = match mark.as_str() {
                "2" if length => "²".to_owned(),
                "3" if length => "³".to_owned(),
                mark => format!("[{mark}]"),
            };
            runs[n].width = end - runs[n].x;
            runs.drain(n + 1..n + len);
        }
        n += if mark.len() > 3 { len } else { 1 };
    }
}

/// Without single ASCII blanks between two wide characters.
fn close_gaps(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (n, &c) in signs.iter().enumerate() {
        let between = n > 0 && n + 1 < signs.len() && is_wide(signs[n - 1]) && is_wide(signs[n + 1]);
        if c != ' ' || !between {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, x: f32, y: f32) -> Run {
        Run { text: text.to_owned(), x, y, width: 12.0 * text.chars().count() as f32, size: 12.0 }
    }

    #[test]
    fn columns_below_a_title_are_read_one_after_the_other() {
        let mut runs = vec![run("清河县两年来的发展情况与体会", 220.0, 60.0), run("〔摘自本报〕", 270.0, 480.0)];
        for n in 0..12 {
            runs.push(run("左栏一行的文字写满了这一栏的宽度", 60.0, 100.0 + 20.0 * n as f32));
            runs.push(run("右栏一行的文字写满了这一栏的宽度", 300.0, 103.0 + 20.0 * n as f32));
        }
        let page = read(Page { number: 1, width: 560.0, height: 800.0, runs, rules: Vec::new() });
        let columns: Vec<Column> = page.lines.iter().map(|it| it.column).collect();
        let expected = [&[Column::Whole][..], &[Column::Left; 12], &[Column::Right; 12], &[Column::Whole]].concat();
        assert_eq!(columns, expected);
    }

    #[test]
    fn word_beside_two_names_ends_the_lower() {
        let runs = vec![run("水利局", 60.0, 100.0), run("文件", 180.0, 109.0), run("财政局", 60.0, 118.0)];
        let page = read(Page { number: 1, width: 560.0, height: 800.0, runs, rules: Vec::new() });
        assert_eq!(page.lines.iter().map(Line::text).collect::<Vec<_>>(), ["水利局", "财政局文件"]);
    }

    #[test]
    fn raised_digits_are_powers_and_marks_of_notes() {
        let raised = |text: &str, x: f32| Run { size: 7.0, ..run(text, x, 95.0) };
        let runs = vec![
            run("绿地3km", 60.0, 100.0),
            raised("2", 120.0),
            run("，产值", 132.0, 100.0),
            raised("1", 168.0),
            run("34亿元", 180.0, 100.0),
        ];
        let page = read(Page { number: 1, width: 560.0, height: 800.0, runs, rules: Vec::new() });
        assert_eq!(page.lines[0].text(), "绿地3km²，产值[1]34亿元");
    }

    #[test]
    fn soft_hyphen_is_a_hyphen() {
        let page = read(Page {
            number: 1,
            width: 560.0,
            height: 800.0,
            runs: vec![run("（2014\u{ad}2020年）", 60.0, 100.0)],
            rules: Vec::new(),
        });
        assert_eq!(page.lines[0].text(), "（2014-2020年）");
    }

    #[test]
    fn cells_of_a_table_are_no_columns() {
        let mut runs = vec![run("清河县二〇二五年主要指标一览", 220.0, 60.0)];
        for n in 0..14 {
            runs.push(run("财政收入", 60.0, 100.0 + 20.0 * n as f32));
            runs.push(run("三十三亿元", 300.0, 100.0 + 20.0 * n as f32));
        }
        let page = read(Page { number: 1, width: 560.0, height: 800.0, runs, rules: Vec::new() });
        assert!(page.lines.iter().all(|it| it.column == Column::Whole));
        assert_eq!(page.lines[1].segments.len(), 2);
    }
}
