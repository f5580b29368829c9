//! What a figure is about: subject, period, change, region, status.

pub mod sentence;
mod frame;
mod phrase;
mod words;
mod subject;
mod before;
mod holder;
mod earlier;
mod after;
mod counted;
mod coordination;
mod rank;
mod table;
mod change;
mod region;
pub mod status;
mod header_time;
mod when;
mod period;

use crate::figure::mention::Mention;
use crate::layout::Layout;
use crate::report::{Basis, Change, FigureKind, Status};
use crate::text::chars::{Cut, find_sign};
use crate::text::span::{Logical, Span};
use crate::time::Times;
use period::Periods;

/// What the links of one document are read from.
pub struct Context<'a> {
    /// The logical text in simplified characters; spans are the same.
    pub text: &'a str,
    pub layout: &'a Layout,
    /// In order, without overlap.
    pub figures: &'a [Mention],
    pub times: &'a Times,
}

/// What one figure is about. Spans are in the logical text.
#[derive(Debug, Clone, Default)]
pub struct Link {
    /// The indicator, in the order in which its words are read; empty where the text names none.
    pub subject: Vec<Span<Logical>>,
    pub change: Option<Change>,
    pub region: Option<Span<Logical>>,
    /// ISO 8601.
    pub time: Option<String>,
    pub status: Status,
}

impl Link {
    /// The indicator as one name, without blanks and breaks.
    pub fn subject_text(&self, text: &str) -> Option<String> {
        let mut name = String::with_capacity(self.subject.iter().map(Span::len).sum());
        for span in &self.subject {
            let mut rest = span.of(text);
            while let Some(blank) = find_sign(rest, char::is_whitespace) {
                name.push_str(rest.before(blank));
                rest = rest.after(blank).trim_start();
            }
            name.push_str(rest);
        }
        (!name.is_empty()).then_some(name)
    }
}

/// The links of all figures, in their order. Linear in the text.
pub fn read(context: &Context) -> Vec<Link> {
    let frames = frame::frames(context.text, context.layout, context.figures);
    let subjects = subject::subjects(context, &frames);
    let changes = change::changes(context, &frames);
    let regions = region::regions(context, &frames);
    let statuses = status::statuses(context, &frames);
    let mut links: Vec<Link> = Vec::with_capacity(subjects.len());
    for (idx, subject) in subjects.into_iter().enumerate() {
        let rank = |idx: usize| context.figures[idx].kind == FigureKind::Rank;
        let goes_on = frames[idx].nth > 0 && !rank(idx) && !rank(idx - 1) && !subject.is_empty();
        let before = links.last().filter(|it| goes_on && it.subject == subject);
        let region = regions[idx]
            .or_else(|| region::of_subject(context, idx, &frames[idx], subject.first()?))
            .or_else(|| before?.region);
        links.push(Link { subject, change: changes[idx], region, time: None, status: statuses[idx] });
    }
    table::link_cells(context, &mut links);
    let periods = Periods::new(context.layout, context.times, context.figures);
    for ((link, figure), frame) in links.iter_mut().zip(context.figures).zip(&frames) {
        link.time = periods.resolve(figure, link.change.is_some_and(|change| change.basis == Some(Basis::Yoy)));
        if link.status == Status::Actual && status::is_ahead(context, figure, frame, link.time.as_deref()) {
            link.status = Status::Target;
        }
    }
    links
}
