//! What a caller may tell the analyser.

/// Everything that the text itself does not say. All of it may be left out.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Today as `YYYY-MM-DD`, for documents that state no date of their own. The core has no clock.
    pub today: Option<String>,
}
