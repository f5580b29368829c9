//! Glyph runs to lines: what stands on one baseline, columns read one after the other, gaps in a row kept as cell borders.

use super::Page;
use super::radical::normalize;
use crate::table::is_wide;

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
    pub lines: Vec<Line>,
}

pub fn read(page: Page) -> LinedPage {
    let Page { number, width, height, mut runs } = page;
    runs.retain(|it| {
        !it.text.trim().is_empty()
            && it.x.is_finite()
            && it.y.is_finite()
            && it.width.is_finite()
            && it.size.is_finite()
            && it.size > 0.0
    });
    let lines = match gutter(&runs, width) {
        None => lines_of(runs),
        Some((from, to)) => {
            let (left, right): (Vec<_>, Vec<_>) = runs.into_iter().partition(|it| it.x < (from + to) / 2.0);
            let mut lines = lines_of(left);
            lines.extend(lines_of(right));
            lines
        }
    };
    LinedPage { number, height, lines }
}

/// The empty strip between two columns of prose: nothing crosses it, and both sides are full.
fn gutter(runs: &[Run], width: f32) -> Option<(f32, f32)> {
    if runs.len() < 20 || width <= 0.0 {
        return None;
    }
    const BINS: usize = 200;
    let mut covered = [0_u32; BINS];
    for it in runs {
        let bin = |x: f32| ((x / width * BINS as f32).clamp(0.0, BINS as f32 - 1.0)) as usize;
        covered[bin(it.x)..=bin(it.x + it.width.max(0.0))].iter_mut().for_each(|it| *it += 1);
    }
    let middle = BINS * 2 / 5..BINS * 3 / 5;
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;
    for bin in middle.clone().chain([usize::MAX]) {
        if bin != usize::MAX && covered[bin] == 0 {
            start.get_or_insert(bin);
        } else if let Some(from) = start.take() {
            let to = if bin == usize::MAX { middle.end } else { bin };
            if best.is_none_or(|(a, b)| to - from > b - a) {
                best = Some((from, to));
            }
        }
    }
    let (from, to) = best.filter(|(from, to)| to - from >= 3)?;
    let edge = |bin: usize| bin as f32 / BINS as f32 * width;
    // Prose fills its column; the cells of a table do not.
    let full = |left: bool| {
        let side = runs.iter().filter(|it| (it.x < edge(from)) == left);
        let (mut lines, mut area) = (std::collections::HashMap::new(), 0.0);
        for it in side {
            *lines.entry((it.y / it.size.max(1.0)) as i64).or_insert(0.0_f32) += it.width;
            area += it.width;
        }
        let room = if left { edge(from) } else { width - edge(to) };
        lines.len() >= 10 && area / lines.len() as f32 > room * 0.6
    };
    (full(true) && full(false)).then(|| (edge(from), edge(to)))
}

fn lines_of(mut runs: Vec<Run>) -> Vec<Line> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut groups: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        // Superscripts and mixed sizes hang within half a character of the line's last baseline.
        match groups.last_mut() {
            Some(group) if run.y - group[0].y <= group[0].size.max(run.size) * 0.45 => group.push(run),
            _ => groups.push(vec![run]),
        }
    }
    groups.into_iter().map(line_of).collect()
}

fn line_of(mut runs: Vec<Run>) -> Line {
    runs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size = runs.iter().map(|it| it.size).fold(0.0, f32::max);
    let mut line = Line { y: runs[0].y, size, x: runs[0].x, right: runs[0].x, segments: Vec::new() };
    let mut before: Option<Run> = None;
    for run in runs {
        let run = Run { text: normalize(run.text.trim_matches(['\0', '\u{feff}', '\n', '\r'])), ..run };
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
