//! XML and HTML: one tolerant reader for both, which never expands an entity of the file's own and stops at the end of a broken file.
//!
//! HTML needs it, and so do the XHTML and XML that programs write with HTML's faults. `quick-xml` (19 KB gzip more) reads
//! sound XML only: at the first fault of a damaged part the rest would be lost.

mod entity;
mod token;
mod tree;

pub use entity::unescape;
pub use token::{Tag, Token, Tokens, attribute};
pub use tree::{Element, Item, Tree};

/// The local part of a name: `p` of `w:p`.
pub fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
