//! Calendar expressions: where they stand and what they mean as ISO 8601.

mod anchor;
mod century;
mod frame;
mod lunar;
mod plan;
mod point;
mod relative;
mod scan;

use crate::layout::Layout;
use crate::number::date::year_iso;
use crate::options::Options;
use crate::report::TimeKind;
use crate::text::span::{Logical, Span};
use crate::text::stretches::Stretches;

/// A calendar expression of the logical text.
#[derive(Debug, Clone)]
pub struct Mention {
    pub span: Span<Logical>,
    pub kind: TimeKind,
    /// ISO 8601 date or interval, where the document fixes it.
    pub iso: Option<String>,
    /// It tells several years (五年来, 十四五): a comparison with the year before is not about them.
    pub several_years: bool,
    /// What it is compared with (比2020年), not when something was.
    pub baseline: bool,
    /// Its place in `Layout::blocks`.
    pub block: u32,
}

#[derive(Debug, Default)]
pub struct Times {
    /// In order.
    pub mentions: Vec<Mention>,
    stretches: Stretches,
    /// The year that the title says the document reports on: 2022年…统计公报.
    pub reported_year: Option<i32>,
    /// The year that the document speaks from, by its date or by the year that it looks back on.
    pub stated_year: Option<i32>,
}

/// All calendar expressions of the document in order, and its own year of report.
pub fn read(layout: &Layout, options: &Options) -> Times {
    let anchor = anchor::find(layout, options);
    let mentions = scan::scan(layout, &anchor);
    let stretches = Stretches::new(mentions.iter().map(|time| time.span.start));
    Times { mentions, stretches, reported_year: anchor.reviewed_year, stated_year: anchor.stated_year() }
}

impl Times {
    /// How many begin before byte `position`.
    #[inline(never)]
    pub fn before(&self, position: usize) -> usize {
        self.stretches.before(position as u32, &self.mentions, |time| time.span.start)
    }
}

/// What stands at the start of a text: bytes, kind, ISO value.
struct Found {
    len: usize,
    kind: TimeKind,
    iso: Option<String>,
    several_years: bool,
    /// The one year that it states itself.
    year: Option<i32>,
}

impl Found {
    #[inline(never)]
    fn one(len: usize, kind: TimeKind, iso: impl Into<Option<String>>) -> Found {
        Found { len, kind, iso: iso.into(), several_years: false, year: None }
    }

    /// The same, without its meaning where that is not known.
    fn filter_iso(self, known: bool) -> Found {
        Found { iso: self.iso.filter(|_| known), ..self }
    }

    #[inline(never)]
    fn years(len: usize, kind: TimeKind, years: Option<(i32, i32)>) -> Found {
        Found {
            several_years: true,
            ..Found::one(len, kind, years.map(|(first, last)| year_iso(first) + "/" + &year_iso(last)))
        }
    }
}
