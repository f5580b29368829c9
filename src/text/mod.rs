//! The two texts (source and logical), the spans that count in them, and the map between them.

pub mod span;
pub mod order;
pub mod signs;
pub mod stretches;
pub mod tally;
pub mod chars;
pub mod map;
pub mod line;
pub mod wrap;
pub mod stitch;
pub mod utf16;
pub mod markup;
