//! Sentences and clauses of a block.

use crate::layout::Layout;
use crate::text::chars::{Cut, Ends};
use crate::text::span::{Logical, Span};
use crate::text::stretches::Stretches;

/// How far back a sentence is looked for, in bytes: hostile text has none.
const LONGEST: usize = 3000;

/// Where the sentences of a text end.
pub struct Sentences<'a> {
    text: &'a str,
    ends: &'a [u32],
    stretches: Stretches,
}

impl<'a> Sentences<'a> {
    pub fn new(layout: &'a Layout) -> Self {
        let text = layout.stitched.text.as_str();
        let ends = layout.candidates.ends();
        let stretches = Stretches::new(ends.iter().copied());
        Sentences { text, ends, stretches }
    }

    /// The sentence of `block` that byte `at` stands in, without its final stop.
    pub fn at(&self, block: Span<Logical>, at: u32) -> Span<Logical> {
        let from = floor(self.text, (at as usize).saturating_sub(LONGEST).max(block.start as usize));
        let to = floor(self.text, (at as usize + LONGEST).min(block.end as usize));
        let next = self.stretches.before(at, self.ends, |&end| end);
        let before = next.checked_sub(1).map(|idx| self.ends[idx] as usize).filter(|&end| end >= from);
        let start = before.map_or(from, |end| end + self.text.after(end).step());
        let end = self.ends.get(next).map(|&end| end as usize).filter(|&end| end < to).unwrap_or(to);
        Span::new(start as u32, end as u32)
    }
}

/// The nearest character boundary at or before `at`.
pub fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
