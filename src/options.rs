//! What a caller may tell the analyser.

/// Everything that the text itself does not say. All of it may be left out.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Today as `YYYY-MM-DD`, for documents that state no date of their own. The core has no clock.
    pub today: Option<String>,
    /// Headings that the document's file states besides its text: styles, outline levels, `h1` to `h6`.
    pub headings: Vec<StatedHeading>,
}

/// A line that the file says is a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedHeading {
    /// A byte of the text, anywhere on the heading's line.
    pub start: u32,
    /// From 1, the highest.
    pub level: u32,
}
