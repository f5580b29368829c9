//! XML and HTML: one tolerant reader for both, which never expands an entity of the file's own and stops at the end of a broken file.

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
