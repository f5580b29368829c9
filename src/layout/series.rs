//! Series of markers (一、二、三、): one item alone that looks like a heading among items that do not is none.

use super::marker::{Marker, Style};
use crate::text::span::{Logical, Span};

/// Members of the series of each style, and which of them head a section.
#[derive(Debug, Default)]
pub struct Series {
    open: Vec<(Style, Run)>,
    closed: Vec<(Style, Run)>,
}

#[derive(Debug, Default)]
struct Run {
    members: u32,
    last: Option<(u32, Span<Logical>)>,
    /// Members that are headings by themselves.
    sure: u32,
    /// Places in the list of headings.
    headings: Vec<usize>,
    gaps: Vec<Gap>,
}

/// A number that does not follow the one before it, or that begins a series and is not 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    pub style: Style,
    pub number: u32,
    pub marker: Span<Logical>,
    /// The number before it in its series, and where that stands.
    pub before: Option<(u32, Span<Logical>)>,
}

/// How a member of a series stands to the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Member {
    /// A list item, or an item inside a sentence.
    Item,
    /// It has the form of a heading, as its place in the list of headings; whether it is one, its series says.
    Likely(usize),
    /// A heading: text stands under it.
    Sure(usize),
}

impl Series {
    /// Adds a marker that opens a paragraph, a line or a sentence at byte `at`.
    pub fn member(&mut self, marker: Option<Marker>, at: u32, member: Member) {
        let Some(Marker { style, len, number: Some(number) }) = marker else { return };
        if !matches!(
            style,
            Style::Han | Style::HanBracketed | Style::Arabic | Style::ArabicBracketed | Style::Circled | Style::Running
        ) {
            return;
        }
        let span = Span::at(at as usize, len);
        let at = match self.open.iter().position(|(open, _)| *open == style) {
            Some(at) => at,
            None => {
                self.open.push((style, Run::default()));
                self.open.len() - 1
            }
        };
        let run = &mut self.open[at].1;
        let before = run.last;
        if before.is_some_and(|(last, _)| number <= last) {
            self.closed.push((style, std::mem::take(run)));
        }
        let run = &mut self.open[at].1;
        let fits = match run.last {
            Some((last, _)) => number == last + 1,
            None => number == 1 || style == Style::Running,
        };
        if !fits {
            run.gaps.push(Gap { style, number, marker: span, before });
        }
        run.members += 1;
        run.last = Some((number, span));
        match member {
            Member::Item => {}
            Member::Likely(heading) => run.headings.push(heading),
            Member::Sure(heading) => {
                run.headings.push(heading);
                run.sure += 1;
            }
        }
    }

    /// For each of `total` headings whether it stays: at least three in five members of its series are sure to head a
    /// section. And the numbers that jump or repeat in the series that stay.
    pub fn judge(self, total: usize) -> (Vec<bool>, Vec<Gap>) {
        let mut kept = vec![true; total];
        let mut gaps = Vec::new();
        for (_, run) in self.closed.into_iter().chain(self.open) {
            if run.sure * 5 < run.members * 3 {
                run.headings.iter().for_each(|&at| kept[at] = false);
            } else {
                gaps.extend(run.gaps);
            }
        }
        gaps.sort_by_key(|gap| gap.marker.start);
        (kept, gaps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(number: u32) -> Option<Marker> {
        Some(Marker { len: 3, style: Style::Han, number: Some(number) })
    }

    #[test]
    fn one_heading_among_many_items_is_none() {
        let mut series = Series::default();
        for number in 1..=5 {
            series.member(marker(number), number, if number == 3 { Member::Sure(0) } else { Member::Item });
        }
        series.member(marker(1), 6, Member::Sure(1));
        series.member(marker(2), 7, Member::Sure(2));
        series.member(marker(3), 8, Member::Likely(3));
        assert_eq!(series.judge(4).0, [false, true, true, true]);
    }

    #[test]
    fn numbers_that_jump_or_repeat_are_gaps() {
        let mut series = Series::default();
        for (at, number) in [1, 2, 2, 3, 5, 1].into_iter().enumerate() {
            series.member(marker(number), at as u32, Member::Sure(at));
        }
        let gaps: Vec<(Option<u32>, u32)> =
            series.judge(6).1.iter().map(|gap| (gap.before.map(|(number, _)| number), gap.number)).collect();
        assert_eq!(gaps, [(Some(2), 2), (Some(3), 5)]);
    }
}
