//! What the analyser could not do, as part of its answer.

use crate::text::span::{Source, Span};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A stable name for the kind of note, in kebab-case: `outline-number-skipped`.
    pub code: &'static str,
    /// One English sentence for a reader.
    pub message: String,
    pub span: Span<Source>,
}
