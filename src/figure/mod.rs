//! From the layout to figures, times and labels.

pub mod mention;
mod bare;
mod evidence;
mod mask;
mod modifier;
mod money;
mod range;
mod rank;
pub mod rule;
mod scan;
mod share;
pub mod table;
mod unit;

use crate::layout::Layout;
use crate::lexicon::candidates::FIGURE;
use crate::link;
use crate::number::numeral::is_numeral_char;
use crate::options::Options;
use crate::report::{BlockKind, Figure, Label, LabelKind, Status, Time};
use crate::text::order::sort_by_key;
use crate::text::span::{Logical, Source, Span};
use crate::time;
use mention::{Mention, Value};

/// What the text states, in source spans.
#[derive(Debug, Default)]
pub struct Mentions {
    pub figures: Vec<Figure>,
    pub times: Vec<Time>,
    pub labels: Vec<Label>,
}

/// Finds all mentions of `layout`, which was read from `source`.
pub fn read(source: &str, layout: &Layout, options: &Options) -> Mentions {
    let names = mask::find_names(layout, layout.plain());
    let times = time::read(layout, options);
    let masks = merge(names.iter().map(|name| name.span), times.mentions.iter().map(|time| time.span));
    let mut found = Vec::new();
    table::find(layout, &mut found);
    // What a table's cell said is not read again as text.
    let masks = merge(masks.into_iter(), found.iter().map(|it: &Mention| it.span).chain(table::units(layout)));
    let mut candidates = layout.candidates.of(FIGURE);
    let mut next_mask = 0;
    for (idx, block) in layout.blocks.iter().enumerate() {
        // 机密★1年, 共印30份: what a document says of its own copy counts nothing.
        if !matches!(block.kind, BlockKind::Boilerplate | BlockKind::Element) {
            let (text, written) = (layout.plain(), layout.stitched.text.as_str());
            scan::Scanner { text, written, block: block.span, block_idx: idx as u32, masks: &masks }.scan(
                &mut candidates,
                &mut next_mask,
                &mut found,
            );
        }
    }
    sort_by_key(&mut found, |it| it.span.key());
    table::place(layout, &mut found);
    let links = link::read(&link::Context { text: layout.plain(), layout, figures: &found, times: &times });
    let text = layout.stitched.text.as_str();
    let figures = found
        .iter()
        .zip(links)
        .enumerate()
        .map(|(id, (it, link))| Figure {
            subject: link.subject_text(text),
            subject_spans: link.subject.iter().map(|&span| layout.stitched.map.to_source(span)).collect(),
            change: link.change,
            region: link.region.map(|span| span.of(text).to_owned()),
            time: link.time,
            status: link.status,
            ..figure(id as u32, it, source, layout)
        })
        .collect();
    let times = times.mentions.into_iter().map(|it| time(it, layout)).collect();
    let labels = names
        .iter()
        .filter(|name| names_by_numeral(name, &layout.stitched.text))
        .map(|name| {
            let span = layout.stitched.map.to_source(name.span);
            Label { span, text: name.span.of(&layout.stitched.text).to_owned(), kind: name.kind }
        })
        .collect();
    Mentions { figures, times, labels }
}

/// Quotations and titles are labels only where a numeral stands in them; document numbers and markers always.
fn names_by_numeral(name: &mask::Name, text: &str) -> bool {
    name.kind != LabelKind::Name
        || name.span.of(text).chars().any(|c| is_numeral_char(c) && !matches!(c, '.' | ',' | '，'))
}

/// Spans of both lists by start, overlapping ones joined.
fn merge(one: impl Iterator<Item = Span<Logical>>, other: impl Iterator<Item = Span<Logical>>) -> Vec<Span<Logical>> {
    let mut all: Vec<Span<Logical>> = one.chain(other).collect();
    sort_by_key(&mut all, Span::key);
    let mut merged: Vec<Span<Logical>> = Vec::with_capacity(all.len());
    for span in all {
        match merged.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

fn time(mention: time::Mention, layout: &Layout) -> Time {
    Time {
        span: layout.stitched.map.to_source(mention.span),
        text: mention.span.of(&layout.stitched.text).to_owned(),
        kind: mention.kind,
        iso: mention.iso,
        section: layout.blocks[mention.block as usize].section,
    }
}

fn figure(id: u32, mention: &Mention, source: &str, layout: &Layout) -> Figure {
    let map = &layout.stitched.map;
    let runs: Vec<Span<Source>> = map.runs(mention.span).collect();
    let text = runs.iter().map(|run| run.of(source)).collect();
    let (value, low, high) = match &mention.value {
        Value::Exact(value) => (Some(value.text()), None, None),
        Value::Range { low, high } => (None, Some(low.text()), Some(high.text())),
        Value::Text(text) => (Some(text.clone()), None, None),
    };
    Figure {
        id,
        span: map.to_source(mention.span),
        text,
        runs,
        kind: mention.kind,
        value,
        low,
        high,
        unit: mention.unit.clone(),
        dimension: mention.dimension,
        modifier: mention.modifier,
        subject: None,
        subject_spans: Vec::new(),
        change: None,
        time: None,
        region: None,
        status: Status::Actual,
        section: layout.blocks[mention.block as usize].section,
        paragraph: mention.block,
        rule: mention.rule,
    }
}
