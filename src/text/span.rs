//! Half-open ranges of UTF-8 bytes that know which of the two texts they count in.

use super::chars::is_trimmed;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// The document as given.
#[derive(Debug)]
pub enum Source {}

/// The document as its author meant it: breaks, blanks, emphasis marks and a conversion's pinyin that were read
/// through are deleted.
#[derive(Debug)]
pub enum Logical {}

/// A half-open range `[start, end)` of UTF-8 bytes in the text `S`.
pub struct Span<S> {
    pub start: u32,
    pub end: u32,
    space: PhantomData<fn() -> S>,
}

impl<S> Span<S> {
    /// The range `[start, end)`; an end before the start gives an empty range at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        let end = if end < start { start } else { end };
        Span { start, end, space: PhantomData }
    }

    /// The range of `len` bytes that starts at byte `start`; texts longer than `u32::MAX` bytes are cut by the caller.
    pub const fn at(start: usize, len: usize) -> Self {
        Span::new(start as u32, (start + len) as u32)
    }

    pub const fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    pub const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    pub const fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text that this span covers. `text` must be the text that the span was made for.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).expect("a span of this text")
    }

    pub const fn contains(&self, other: Span<S>) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub const fn overlaps(&self, other: Span<S>) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// A number that stands in the order of spans: by start, then by end.
    pub const fn key(&self) -> u64 {
        (self.start as u64) << 32 | self.end as u64
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span<S>) -> Span<S> {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// This span without the blanks at its two ends.
    pub fn trim(self, text: &str) -> Span<S> {
        let inner = self.of(text);
        if is_trimmed(inner) {
            return self;
        }
        let left = inner.len() - inner.trim_start().len();
        Span::at(self.start as usize + left, inner.trim().len())
    }
}

// Derives would ask the same of `S`, which is never a value.
impl<S> Clone for Span<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Span<S> {}
impl<S> PartialEq for Span<S> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<S> Eq for Span<S> {}
impl<S> PartialOrd for Span<S> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<S> Ord for Span<S> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<S> Hash for Span<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<S> fmt::Debug for Span<S> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
