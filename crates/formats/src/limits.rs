//! The bounds that keep a hostile file from freezing the page or eating its memory: 1 GiB and 10 s for any file.

/// Bytes of a file that is opened at all.
pub const FILE: usize = 256 << 20;
/// Bytes of one part of a ZIP container after unpacking.
pub const PART: usize = 128 << 20;
/// Bytes unpacked from one container in all, nested archives included.
pub const UNPACKED: usize = 384 << 20;
/// A part that unpacks to more than so many times its size, past `RATIO_FREE`, is a bomb. Deflate reaches 1,032 at most;
/// repetitive sheets have been seen at 150.
pub const RATIO: usize = 400;
pub const RATIO_FREE: usize = 16 << 20;
/// Entries of a ZIP container.
pub const ENTRIES: usize = 65_535;
/// Bytes of text given to the analysis.
pub const TEXT: usize = 48 << 20;
/// Elements and texts of one markup tree.
pub const NODES: usize = 4_000_000;
/// Deeper elements hang on the last one that is allowed.
pub const DEPTH: usize = 120;
/// Archives inside an archive.
pub const NESTING: u32 = 2;
/// Pages of a fixed-layout document.
pub const PAGES: usize = 20_000;
/// Cells of one sheet and of all sheets.
pub const CELLS: usize = 3_000_000;
pub const COLUMNS: u32 = 16_384;
pub const ROWS: u32 = 1_048_576;
