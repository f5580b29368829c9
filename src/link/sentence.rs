//! Sentences and clauses of a block.

use crate::text::span::{Logical, Span};

/// Ends of a sentence. ；joins clauses of one sentence.
const SENTENCE_ENDS: [char; 5] = ['。', '！', '？', '!', '\n'];
/// How far back a sentence is looked for, in bytes: hostile text has none.
pub const LONGEST: usize = 3000;

/// The sentence of `block` that byte `at` stands in, without its final stop.
pub fn sentence(text: &str, block: Span<Logical>, at: u32) -> Span<Logical> {
    let from = floor(text, (at as usize).saturating_sub(LONGEST).max(block.start as usize));
    let to = floor(text, (at as usize + LONGEST).min(block.end as usize));
    let start = text[from..at as usize]
        .rfind(SENTENCE_ENDS)
        .map_or(from, |idx| from + idx + text[from + idx..].chars().next().map_or(1, char::len_utf8));
    let end = text[at as usize..to].find(SENTENCE_ENDS).map_or(to, |idx| at as usize + idx);
    Span::new(start as u32, end as u32)
}

/// The nearest character boundary at or before `at`.
pub fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
