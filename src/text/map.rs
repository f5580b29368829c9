//! The way back from the logical text to the source: a list of kept runs, since stitching only deletes.

use super::span::{Logical, Source, Span};
use super::stretches::Stretches;

/// Kept runs in order. Between two runs something of the source was deleted.
#[derive(Debug, Default, Clone)]
pub struct SourceMap {
    runs: Vec<Run>,
    len: u32,
    stretches: Stretches,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    logical: u32,
    source: u32,
}

/// Builds the logical text and its map together, so that they cannot disagree.
#[derive(Debug)]
pub struct Stitcher<'s> {
    source: &'s str,
    text: String,
    /// What is kept and not copied yet: what adjoins it is copied together with it.
    run: Span<Source>,
    map: SourceMap,
}

/// The logical text with its map.
#[derive(Debug, Default, Clone)]
pub struct Stitched {
    pub text: String,
    pub map: SourceMap,
}

impl<'s> Stitcher<'s> {
    pub fn new(source: &'s str) -> Self {
        let (text, map) = (String::with_capacity(source.len()), SourceMap::default());
        Stitcher { source, text, run: Span::new(0, 0), map }
    }

    /// Keeps `span` of the source; spans must come in order and must not overlap.
    /// Returns where it stands in the logical text.
    pub fn keep(&mut self, span: Span<Source>) -> Span<Logical> {
        let start = self.position();
        if span.is_empty() {
            return Span::new(start, start);
        }
        if span.start == self.run.end && !self.run.is_empty() {
            self.run.end = span.end;
        } else {
            self.text.push_str(self.run.of(self.source));
            self.map.runs.push(Run { logical: start, source: span.start });
            self.run = span;
        }
        Span::at(start as usize, span.len())
    }

    /// The end of the logical text so far.
    pub fn position(&self) -> u32 {
        (self.text.len() + self.run.len()) as u32
    }

    pub fn finish(mut self) -> Stitched {
        self.text.push_str(self.run.of(self.source));
        self.map.len = self.text.len() as u32;
        self.map.stretches = Stretches::new(self.map.runs.iter().map(|run| run.logical));
        Stitched { text: self.text, map: self.map }
    }
}

impl SourceMap {
    /// How many runs begin before the logical byte `position`.
    #[inline(never)]
    fn runs_before(&self, position: u32) -> usize {
        self.stretches.before(position, &self.runs, |run| run.logical)
    }

    /// The source byte at which the logical byte `position` stands. At a deletion this is the byte after it.
    pub fn start_in_source(&self, position: u32) -> u32 {
        let idx = self.runs_before(position + 1);
        match idx.checked_sub(1).map(|i| self.runs[i]) {
            Some(run) => run.source + (position - run.logical),
            None => 0,
        }
    }

    /// The source byte at which a logical range that ends at `position` ends. At a deletion this is the byte before it.
    pub fn end_in_source(&self, position: u32) -> u32 {
        let idx = self.runs_before(position);
        match idx.checked_sub(1).map(|i| self.runs[i]) {
            Some(run) => run.source + (position - run.logical),
            None => self.start_in_source(position),
        }
    }

    /// From the first to the last source byte of `span`, what was deleted in between included.
    #[inline(never)]
    pub fn to_source(&self, span: Span<Logical>) -> Span<Source> {
        let mut runs = self.runs(span);
        match runs.next() {
            Some(first) => first.cover(runs.last().unwrap_or(first)),
            None => Span::at(self.start_in_source(span.start) as usize, 0),
        }
    }

    /// The source runs that together read as `span`: one, or several where something was deleted inside it.
    pub fn runs(&self, span: Span<Logical>) -> impl Iterator<Item = Span<Source>> + '_ {
        let first = self.runs_before(span.start + 1).saturating_sub(1);
        self.runs[first..]
            .iter()
            .enumerate()
            .take_while(move |(_, run)| run.logical < span.end)
            .map(move |(k, run)| {
                let run_end = self.runs.get(first + k + 1).map_or(self.len, |next| next.logical);
                let start = span.start.max(run.logical);
                let end = span.end.min(run_end);
                Span::new(run.source + (start - run.logical), run.source + (end.max(start) - run.logical))
            })
            .filter(|run| !run.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stitch(source: &str, kept: &[(u32, u32)]) -> Stitched {
        let mut stitcher = Stitcher::new(source);
        for &(start, end) in kept {
            stitcher.keep(Span::new(start, end));
        }
        stitcher.finish()
    }

    #[test]
    fn a_span_over_a_deletion_reads_back_in_two_runs() {
        let source = "16 个\n\n项目";
        let stitched = stitch(source, &[(0, 6), (8, 14)]);
        assert_eq!(stitched.text, "16 个项目");
        let whole = Span::new(0, stitched.text.len() as u32);
        assert_eq!(stitched.map.to_source(whole), Span::new(0, 14));
        let read: String = stitched.map.runs(whole).map(|run| run.of(source)).collect();
        assert_eq!(read, stitched.text);
    }

    #[test]
    fn a_span_that_ends_at_a_deletion_does_not_take_it_in() {
        let stitched = stitch("ab\n\ncd", &[(0, 2), (4, 6)]);
        assert_eq!(stitched.map.to_source(Span::new(0, 2)), Span::new(0, 2));
        assert_eq!(stitched.map.to_source(Span::new(2, 4)), Span::new(4, 6));
    }

    #[test]
    fn neighbouring_kept_spans_are_one_run() {
        let stitched = stitch("abcd", &[(0, 2), (2, 4)]);
        assert_eq!(stitched.map.runs(Span::new(0, 4)).count(), 1);
    }

    /// Kept: `bc`, `ef`, `gh`; between them one and no byte is deleted, before them one.
    fn gapped() -> Stitched {
        stitch("abcdefghi", &[(1, 3), (4, 6), (6, 8)])
    }

    #[test]
    fn runs_continue_where_nothing_was_deleted_whatever_was_deleted_before() {
        let stitched = gapped();
        assert_eq!(stitched.text, "bcefgh");
        let runs = |start, end| stitched.map.runs(Span::new(start, end)).collect::<Vec<_>>();
        assert_eq!(runs(0, 6), [Span::new(1, 3), Span::new(4, 8)]);
        assert_eq!(runs(1, 3), [Span::new(2, 3), Span::new(4, 5)]);
        assert_eq!(runs(0, 2), [Span::new(1, 3)]);
        assert_eq!(runs(2, 4), [Span::new(4, 6)]);
        assert_eq!(runs(3, 5), [Span::new(5, 7)]);
        assert_eq!(runs(2, 2), []);
    }

    #[test]
    fn places_in_the_middle_of_a_run_are_as_far_from_its_start_in_the_source() {
        let map = gapped().map;
        assert_eq!([0, 1, 2, 3, 5, 6].map(|at| map.start_in_source(at)), [1, 2, 4, 5, 7, 8]);
        assert_eq!([0, 1, 2, 3, 5, 6].map(|at| map.end_in_source(at)), [1, 2, 3, 5, 7, 8]);
        assert_eq!(map.to_source(Span::new(2, 2)), Span::new(4, 4));
        assert_eq!(SourceMap::default().start_in_source(3), 0);
    }

    #[test]
    fn an_empty_span_keeps_nothing() {
        let mut stitcher = Stitcher::new("ab");
        assert_eq!(stitcher.keep(Span::new(1, 1)), Span::at(0, 0));
        assert_eq!(stitcher.keep(Span::new(0, 2)), Span::at(0, 2));
        assert_eq!(stitcher.position(), 2);
        assert_eq!(stitcher.finish().map.runs(Span::new(0, 2)).count(), 1);
    }
}
