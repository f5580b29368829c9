//! Series of markers (一、二、三、): one item alone that looks like a heading among items that do not is none.

use super::marker::{Marker, Style, scan_running};
use crate::text::chars::{Cut, find_sign};
use crate::text::span::{Logical, Span};

/// The series of each style, and which of their members head a section.
#[derive(Debug, Default)]
pub struct Series {
    runs: Vec<Run>,
    /// The last run of each style.
    open: Vec<(Style, usize)>,
    /// With the run that each stands in, in the order of the text.
    gaps: Vec<(usize, Gap)>,
}

#[derive(Debug, Default)]
struct Run {
    members: u32,
    last: Option<(u32, Span<Logical>)>,
    /// Members that are headings by themselves.
    sure: u32,
    /// Places in the list of headings.
    headings: Vec<usize>,
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
    /// An item that tells that the others of its series head nothing either.
    Rule,
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
                self.open.push((style, self.runs.len()));
                self.runs.push(Run::default());
                self.open.len() - 1
            }
        };
        let before = self.runs[self.open[at].1].last;
        if before.is_some_and(|(last, _)| number <= last) {
            self.open[at].1 = self.runs.len();
            self.runs.push(Run::default());
        }
        let (_, of) = self.open[at];
        let run = &mut self.runs[of];
        let fits = match run.last {
            Some((last, _)) => number == last + 1,
            None => number == 1 || style == Style::Running,
        };
        if !fits {
            self.gaps.push((of, Gap { style, number, marker: span, before }));
        }
        run.members += 1;
        run.last = Some((number, span));
        match member {
            Member::Item => {}
            Member::Rule => run.members += 100,
            Member::Likely(heading) => run.headings.push(heading),
            Member::Sure(heading) => {
                run.headings.push(heading);
                run.sure += 1;
            }
        }
    }

    /// 一是…；二是…: markers inside a sentence are members of the series that head nothing.
    pub fn clauses(&mut self, sentence: &str, at: u32) {
        let end = |text: &str| find_sign(text, |c| matches!(c, '；' | '，')).unwrap_or(text.len());
        let mut rest = sentence.after(end(sentence));
        while let Some(behind) = rest.get('，'.len_utf8()..) {
            let clause = behind.before(end(behind));
            self.member(scan_running(clause), at, Member::Item);
            rest = behind.after(clause.len());
        }
    }

    /// For each of `total` headings whether it stays: at least three in five members of its series are sure to head a
    /// section. And the numbers that jump or repeat in the series that stay.
    pub fn judge(self, total: usize) -> (Vec<bool>, Vec<Gap>) {
        let mut kept = vec![true; total];
        let stays = |run: &Run| run.sure * 5 >= run.members * 3;
        for run in self.runs.iter().filter(|run| !stays(run)) {
            run.headings.iter().for_each(|&at| kept[at] = false);
        }
        let gaps = self.gaps.iter().filter(|&&(of, _)| stays(&self.runs[of])).map(|&(_, gap)| gap).collect();
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
