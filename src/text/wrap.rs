//! The width at which the lines of a text were wrapped, where they were.

use super::chars::{BLANK, Cut, survey};
use super::line::Line;
use super::stitch::{is_final, is_tabular};

/// The width at which the text was wrapped by hand or by a program.
#[derive(Debug, Clone, Copy)]
pub struct Wrap {
    width: usize,
    /// How far a full line may be from the width.
    slack: usize,
    /// Count columns (a Han character is two) and not characters.
    columns: bool,
}

impl Wrap {
    pub fn is_full(self, source: &str, line: Line) -> bool {
        self.lacks(source, line, 0)
    }

    /// The line would be full with so many Han characters more.
    pub fn lacks(self, source: &str, line: Line, more: usize) -> bool {
        let more = if self.columns { 2 * more } else { more };
        (measure(source, line, self.columns) + more).abs_diff(self.width) <= self.slack
    }
}

/// The width of a line up to 260, with an indent of up to four blanks: so all lines of a paragraph are as wide.
fn measure(source: &str, line: Line, columns: bool) -> usize {
    let mut seen = line.seen;
    if line.span.start < line.inner.start {
        let indent = survey(source.before(line.inner.start as usize).after(line.span.start as usize));
        seen = if indent.chars > 4 { seen } else { seen + indent };
    }
    WIDEST.min(if columns { seen.columns } else { seen.chars } as usize)
}

/// No line that was wrapped is as wide.
const WIDEST: usize = 260;

/// The width of a wrapped text: most lines of some length end at one width in mid-sentence, or nearly all lines that
/// end in mid-sentence do and no line is longer. Counted as most lines agree: in characters or in columns.
pub fn find_wrap(source: &str, lines: &[Line]) -> Option<Wrap> {
    let counted = [true, false].into_iter().filter_map(|columns| {
        let mut counts = [0u32; WIDEST + 1];
        let (mut total, mut longer) = (0, [0u32; WIDEST + 1]);
        for line in lines {
            // No character has more than four bytes, nor more than three for each column. Words set in columns are no text.
            if line.inner.len() >= WIDEST * if columns { 3 } else { 4 }
                || line.seen.has(BLANK) && is_tabular(line.inner.of(source))
            {
                continue;
            }
            let width = measure(source, *line, columns);
            longer[width] += 1;
            if (20..258).contains(&width) {
                total += 1;
                counts[width] += u32::from(!line.inner.of(source).ends_with(is_final));
            }
        }
        let (width, &exact) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
        let near: u32 = counts[width.saturating_sub(2)..(width + 3).min(WIDEST + 1)].iter().sum();
        let longer: u32 = longer[(width + 4).min(WIDEST + 1)..].iter().sum();
        // Much shorter ones are headings and cells.
        let unended: u32 = counts[width * 2 / 3..].iter().sum();
        let wrapped = total >= 6 && near * 2 > total || near >= 6 && near * 10 > unended * 7 && longer * 50 < total;
        let slack = if exact * 10 >= near * 9 { 0 } else { 2 + usize::from(columns) };
        wrapped.then_some((exact, Wrap { width, slack, columns }))
    });
    counted.max_by_key(|&(exact, _)| exact).map(|(_, wrap)| wrap)
}
