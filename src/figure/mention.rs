//! A figure as it is found, before it is linked to what it is about.

use std::borrow::Cow;

use super::rule::Rule;
use crate::number::decimal::Decimal;
use crate::report::{FigureKind, Modifier};
use crate::text::span::{Logical, Span};

/// What the report calls a unit: most are named in the tables.
pub type Symbol = Cow<'static, str>;

/// What a figure says, without its links. Spans are in the logical text.
#[derive(Debug, Clone)]
pub struct Mention {
    pub span: Span<Logical>,
    pub kind: FigureKind,
    pub value: Value,
    /// As the report gives it: `CNY`, `%`, the classifier as written.
    pub unit: Option<Symbol>,
    pub dimension: Option<&'static str>,
    pub modifier: Option<Modifier>,
    /// The words before or after that state the modifier; inside the figure it has no span of its own.
    pub modifier_span: Option<Span<Logical>>,
    /// Its place in `Layout::blocks`.
    pub block: u32,
    /// Table and cell, where it stands in one.
    pub cell: Option<(u32, u32)>,
    /// Why it is one.
    pub rule: Rule,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// In the base unit.
    Exact(Decimal),
    /// Both ends belong to the range.
    Range { low: Decimal, high: Decimal },
    /// A ratio keeps its text.
    Text(String),
}

impl Mention {
    /// From the modifier before to the modifier after.
    pub fn outer(&self) -> Span<Logical> {
        self.modifier_span.map_or(self.span, |modifier| self.span.cover(modifier))
    }
}
