//! The words of one subject.

use crate::text::span::{Logical, Span};

/// The parts of a subject in reading order.
pub type Words = Vec<Span<Logical>>;

// Called from everywhere, as `Phrase::str` is.
#[inline(never)]
pub fn alone(part: Span<Logical>) -> Words {
    vec![part]
}

/// Two parts, without one that is empty.
#[inline(never)]
pub fn both(first: Span<Logical>, second: Span<Logical>) -> Words {
    let mut words = alone(first);
    words.push(second);
    words.retain(|part| !part.is_empty());
    words
}
