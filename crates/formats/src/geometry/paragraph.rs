//! Lines to paragraphs by indent, length and spacing; rows whose cells stand under one another to tables.

use super::footnote::is_marked;
use super::line::{Column, Line, LinedPage, Segment};
use crate::opened::{Part, Place, Writer};
use crate::table::{Grid, is_wide};

pub fn write(pages: Vec<LinedPage>, writer: &mut Writer) {
    let mut open = Open::default();
    let mut table: Option<Written> = None;
    let usual = Measure::usual(&pages);
    for page in pages {
        let [whole, left, right] = [Column::Whole, Column::Left, Column::Right].map(|it| Measure::of(&page.lines, it));
        // The few lines of a last page do not say where its text would end.
        let whole = usual.filter(|_| page.lines.len() < FEW).unwrap_or(whole);
        let mut n = 0;
        while n < page.lines.len() {
            if writer.is_full() {
                return;
            }
            if page.lines[n].table.is_some() {
                open.flush(writer);
                let above = table.take().filter(|_| n == 0);
                table = Written::write(&page.lines[n], page.number, above, writer);
                n += 1;
                continue;
            }
            table = None;
            if let Some(len) = scan_table(&page.lines[n..]) {
                open.flush(writer);
                write_table(&page.lines[n..n + len], page.number, writer);
                n += len;
                continue;
            }
            let line = &page.lines[n];
            let above = n.checked_sub(1).map(|it| &page.lines[it]);
            let measure = match line.column {
                Column::Whole => &whole,
                Column::Left => &left,
                Column::Right => &right,
            };
            if !open.continues(line, above, measure) {
                open.flush(writer);
                open.page = page.number;
            }
            open.push(line, measure);
            n += 1;
        }
        open.page_ended = true;
    }
    open.flush(writer);
}

/// Footnotes, each a paragraph of its page.
pub fn write_notes(notes: Vec<(u32, Line)>, writer: &mut Writer) {
    writer.gap();
    writer.at.part = Part::Footnote;
    for note in notes.chunk_by(|a, b| a.0 == b.0 && !is_marked(&b.1)) {
        let mut open = Open { page: note[0].0, ..Open::default() };
        note.iter().for_each(|it| open.add(&it.1.text()));
        open.flush(writer);
    }
}

/// A drawn table that was just written: one on top of the next page may go on with it.
struct Written {
    x: f32,
    right: f32,
    columns: u32,
    rows: u32,
    /// The cells of its first row, which may stand again over what goes on.
    head: Vec<(u32, String)>,
}

impl Written {
    fn write(line: &Line, page: u32, above: Option<Written>, writer: &mut Writer) -> Option<Written> {
        let mut grid = line.table.clone()?;
        let row_of = |grid: &Grid| {
            let first = grid.cells().first().map(|it| it.row);
            let row = grid.cells().iter().take_while(|it| Some(it.row) == first);
            row.map(|it| (it.column, it.text.clone())).collect::<Vec<_>>()
        };
        let columns = grid.cells().iter().map(|it| it.column).max().unwrap_or(0);
        let near = |a: f32, b: f32| (a - b).abs() < (line.right - line.x) * 0.02;
        let head = row_of(&grid);
        writer.at = Place { page, ..writer.at };
        let rows = grid.cells().last().map_or(0, |it| it.row);
        match above.filter(|it| near(it.x, line.x) && near(it.right, line.right) && it.columns == columns) {
            Some(above) => {
                if head == above.head {
                    let first = grid.cells()[0].row;
                    grid.cells_mut().retain(|it| it.row != first);
                }
                writer.more_rows(&grid, above.rows);
                Some(Written { rows: above.rows + rows, ..above })
            }
            None => {
                writer.table(&grid);
                Some(Written { x: line.x, right: line.right, columns, rows, head })
            }
        }
    }
}

/// Fewer lines than these do not show how wide the text of a page is.
const FEW: usize = 8;

/// The text block of a page, or one column of it.
#[derive(Clone, Copy)]
struct Measure {
    left: f32,
    right: f32,
    /// The usual distance between baselines, and the usual size.
    leading: f32,
    size: f32,
}

impl Measure {
    /// Of the page in the middle of those that have enough lines, by how far these reach to the right.
    fn usual(pages: &[LinedPage]) -> Option<Measure> {
        let whole = pages.iter().filter(|it| it.lines.len() >= FEW).map(|it| Measure::of(&it.lines, Column::Whole));
        let mut all: Vec<Measure> = whole.collect();
        all.sort_by(|a, b| a.right.total_cmp(&b.right));
        all.get(all.len() / 2).copied()
    }

    fn of(lines: &[Line], column: Column) -> Measure {
        let lines: Vec<&Line> = lines.iter().filter(|it| it.column == column && it.table.is_none()).collect();
        let mut sizes: Vec<f32> = lines.iter().flat_map(|it| std::iter::repeat_n(it.size, it.segments.len())).collect();
        let mut lefts: Vec<f32> = lines.iter().map(|it| it.x).collect();
        let mut rights: Vec<f32> = lines.iter().map(|it| it.right).collect();
        let mut steps: Vec<f32> = lines.windows(2).map(|it| it[1].y - it[0].y).filter(|it| *it > 0.0).collect();
        let pick = |values: &mut Vec<f32>, share: f32| {
            values.sort_by(f32::total_cmp);
            values.get((values.len() as f32 * share) as usize).copied().unwrap_or(0.0)
        };
        let size = pick(&mut sizes, 0.5);
        // The tenth from the edge: one line that hangs out moves nothing.
        Measure {
            left: pick(&mut lefts, 0.1),
            right: pick(&mut rights, 0.85),
            leading: pick(&mut steps, 0.4).max(size),
            size,
        }
    }
}

/// The paragraph that is being put together.
#[derive(Default)]
struct Open {
    text: String,
    page: u32,
    size: f32,
    x: f32,
    lines: u32,
    /// The last line reached the right edge.
    full: bool,
    page_ended: bool,
}

impl Open {
    fn continues(&self, line: &Line, above: Option<&Line>, measure: &Measure) -> bool {
        if self.text.is_empty() || !self.full {
            return false;
        }
        if is_bullet(&line.segments) {
            return false;
        }
        let same_size = (self.size - line.size).abs() < measure.size * 0.15;
        let indented = line.x > measure.left + measure.size * 1.2;
        // Set in the middle on several lines: a long title.
        let hanging = self.lines >= 1
            && (line.x - self.x).abs() < measure.size * 0.5
            && self.x > measure.left + measure.size * 2.6;
        let near = self.page_ended
            || above.is_none_or(|it| line.y - it.y < measure.leading * 1.7 && line.y > it.y || line.y < it.y);
        same_size && near && (!indented || hanging)
    }

    fn push(&mut self, line: &Line, measure: &Measure) {
        let text = line.text();
        if self.text.is_empty() {
            self.x = line.x;
            self.lines = 0;
        }
        self.add(&text);
        self.size = line.size;
        self.lines += 1;
        // What ends a row of a form goes on in no other row.
        let prose = line.segments.last().is_some_and(|it| (it.right - it.x) * 2.0 > measure.right - measure.left);
        self.full = prose && line.right > measure.right - measure.size * 2.1;
        self.page_ended = false;
    }

    /// The text of one more line, with a blank where the line's end was one.
    fn add(&mut self, text: &str) {
        if self.text.is_empty() {
            // Nothing to part it from.
        } else if !(self.text.ends_with(is_wide) || text.starts_with(is_wide)) {
            if self.text.ends_with('-') && text.starts_with(|it: char| it.is_ascii_lowercase()) {
                self.text.pop();
            } else if !(self.text.ends_with(|it: char| it.is_ascii_digit())
                && text.starts_with(|it: char| it.is_ascii_digit() || it == '.'))
            {
                // Digits broken over two lines are one number; words are two.
                self.text.push(' ');
            }
        }
        self.text.push_str(text);
    }

    fn flush(&mut self, writer: &mut Writer) {
        if !self.text.is_empty() {
            writer.at = Place { page: self.page, ..writer.at };
            writer.paragraph(&std::mem::take(&mut self.text), 0);
        }
        *self = Open::default();
    }
}

/// Whether a line opens with the sign of an item, which Word writes as an `o`, too.
fn is_bullet(segments: &[Segment]) -> bool {
    let text = segments.first().map_or("", |it| &it.text);
    text.starts_with(['•', '●', '○', '◦', '■', '□', '◆', '▪', '➢', '✓', '\u{f0b7}'])
        || text == "o"
        || text.starts_with("o ")
}

/// How many lines from here are rows of one table: two or more segments each, edges that recur.
fn scan_table(lines: &[Line]) -> Option<usize> {
    let mut len = 0;
    let mut rows = 0;
    for (n, line) in lines.iter().enumerate() {
        let gap = n > 0 && line.y - lines[n - 1].y > line.size * 4.0;
        if gap || n > 0 && line.y < lines[n - 1].y {
            break;
        }
        if line.table.is_some() {
            break;
        }
        if line.segments.len() >= 2 && (n == 0 || rows == 0 || aligned(line, &lines[..n])) {
            rows += 1;
            len = n + 1;
        } else if n == 0 || n + 1 - len > 2 || line.segments.iter().any(|it| it.text.chars().count() > 24) {
            // A cell of two lines puts a line with one segment between rows.
            break;
        }
    }
    (rows >= 3).then_some(len)
}

/// Some segment starts, ends or is centred where one above does.
fn aligned(line: &Line, above: &[Line]) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < line.size * 0.6;
    above.iter().rev().take(4).any(|it| {
        let met = line.segments.iter().filter(|a| {
            it.segments
                .iter()
                .any(|b| near(a.x, b.x) || near(a.right, b.right) || near((a.x + a.right) / 2.0, (b.x + b.right) / 2.0))
        });
        met.count() >= 2
    })
}

fn write_table(lines: &[Line], page: u32, writer: &mut Writer) {
    // Columns are the strips that segments cover together, over all rows.
    let mut spans: Vec<(f32, f32)> = Vec::new();
    let full: Vec<&Line> = lines.iter().filter(|it| it.segments.len() >= 2).collect();
    let most = full.iter().map(|it| it.segments.len()).max().unwrap_or(0);
    for it in full.iter().filter(|it| it.segments.len() * 2 > most).flat_map(|it| &it.segments) {
        spans.push((it.x, it.right));
    }
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (x, right) in spans {
        match columns.last_mut() {
            Some(last) if x < last.1 => last.1 = last.1.max(right),
            _ => columns.push((x, right)),
        }
    }
    let column_of = |x: f32, right: f32| {
        let middle = (x + right) / 2.0;
        let distance = |it: &(f32, f32)| if middle < it.0 { it.0 - middle } else { (middle - it.1).max(0.0) };
        let found = columns.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        found.map_or(0, |it| it.0 as u32)
    };
    let mut grid = Grid::new();
    for (row, line) in lines.iter().enumerate() {
        let mut cells: Vec<(u32, String)> = Vec::new();
        for it in &line.segments {
            let column = column_of(it.x, it.right);
            match cells.last_mut() {
                Some(last) if last.0 == column => {
                    last.1.push(' ');
                    last.1.push_str(&it.text);
                }
                _ => cells.push((column, it.text.clone())),
            }
        }
        cells.iter().for_each(|it| grid.push(row as u32 + 1, it.0, &it.1));
    }
    writer.at = Place { page, ..writer.at };
    writer.table(&grid);
}

#[cfg(test)]
mod tests {
    use crate::format::Format;
    use crate::geometry::{Page, Rule, Run, write};
    use crate::opened::{Part, Writer};

    fn text(lines: &[(&str, f32, f32)]) -> String {
        let runs = lines.iter().map(|(text, x, y)| {
            let width = text.chars().map(|it| if it.is_ascii() { 6.0 } else { 12.0 }).sum();
            Run { text: (*text).to_owned(), x: *x, y: *y, width, size: 12.0 }
        });
        let mut writer = Writer::default();
        write(
            vec![Page { number: 1, width: 560.0, height: 800.0, runs: runs.collect(), rules: Vec::new() }],
            &mut writer,
        );
        writer.finish(Format::Pdf, None).map_or_else(|error| error.to_string(), |it| it.text)
    }

    #[test]
    fn few_lines_of_a_last_page_are_measured_by_the_other_pages() {
        let run = |text: &str, x: f32, y: f32| Run {
            text: text.to_owned(),
            x,
            y,
            width: 12.0 * text.chars().count() as f32,
            size: 12.0,
        };
        let first = (0..9).map(|n| run("清河县全年完成固定资产投资", 36.0, 100.0 + 20.0 * n as f32)).collect();
        let last = vec![run("建成水库二十座。", 60.0, 100.0), run("清河县水利局", 60.0, 120.0)];
        let page = |number, runs| Page { number, width: 560.0, height: 800.0, runs, rules: Vec::new() };
        let mut writer = Writer::default();
        write(vec![page(1, first), page(2, last)], &mut writer);
        let text = writer.finish(Format::Pdf, None).unwrap().text;
        assert!(text.ends_with("\n建成水库二十座。\n清河县水利局"), "{text}");
    }

    #[test]
    fn footnotes_stand_at_the_end_and_paragraphs_run_on_over_them() {
        let run = |text: &str, x: f32, y: f32, size: f32| Run {
            text: text.to_owned(),
            x,
            y,
            width: size * text.chars().count() as f32,
            size,
        };
        let body = |n: usize| run("清河县全年完成固定资产投资，", 36.0, 400.0 + 20.0 * n as f32, 12.0);
        let mut first: Vec<Run> = (0..10).map(body).collect();
        first.push(run("1", 36.0, 696.0, 6.0));
        first.push(run("增速按可比价格计算，", 42.0, 700.0, 9.0));
        first.push(run("下同。", 36.0, 712.0, 9.0));
        let page = |number, runs| Page { number, width: 560.0, height: 800.0, runs, rules: Vec::new() };
        let mut writer = Writer::default();
        write(vec![page(1, first), page(2, (0..9).map(body).collect())], &mut writer);
        let opened = writer.finish(Format::Pdf, None).unwrap();
        assert_eq!(opened.text.lines().collect::<Vec<_>>()[1..], ["", "[1]增速按可比价格计算，下同。"]);
        assert_eq!((opened.places[1].part, opened.places[1].page), (Part::Footnote, 1));
    }

    #[test]
    fn table_that_goes_on_on_the_next_page_is_one() {
        let page = |number, texts: [&str; 4]| {
            let run = |n: usize| Run {
                text: texts[n].to_owned(),
                x: 60.0 + 150.0 * (n % 2) as f32,
                y: 120.0 + 30.0 * (n / 2) as f32,
                width: 36.0,
                size: 12.0,
            };
            let rule = |x, y, right, bottom| Rule { x, y, right, bottom };
            let mut rules: Vec<Rule> =
                (0..3).map(|n| 100.0 + 30.0 * n as f32).map(|y| rule(50.0, y, 350.0, y)).collect();
            rules.extend([50.0, 200.0, 350.0].map(|x| rule(x, 100.0, x, 160.0)));
            Page { number, width: 560.0, height: 800.0, runs: (0..4).map(run).collect(), rules }
        };
        let mut writer = Writer::default();
        write(vec![page(1, ["指标", "数量", "粮食", "12"]), page(2, ["指标", "数量", "油料", "3"])], &mut writer);
        let opened = writer.finish(Format::Pdf, None).unwrap();
        assert_eq!(opened.text, "| 指标 | 数量 |\n| 粮食 | 12 |\n| 油料 | 3 |");
        let last = opened.places.last().unwrap();
        assert_eq!((last.page, last.table, last.row, last.column), (2, 1, 4, 2));
    }

    #[test]
    fn digits_at_the_ends_of_prose_lines_are_one_number() {
        let lines = [("清河县全年完成固定资产投资一共12", 60.0, 200.0), ("34亿元。", 36.0, 220.0)];
        assert_eq!(text(&lines), "清河县全年完成固定资产投资一共1234亿元。");
    }

    #[test]
    fn digits_at_the_ends_of_rows_of_a_form_are_two_numbers() {
        let lines = [("购买方：清河县水务局", 36.0, 200.0), ("票号8187", 300.0, 200.0), ("9131税号", 36.0, 220.0)];
        assert_eq!(text(&lines), "购买方：清河县水务局票号8187\n9131税号");
    }
}
