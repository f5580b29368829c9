//! From the source to the document as its author meant it: logical text, blocks, outline, tables, metadata.

use crate::text::signs::Signs;
pub mod element;
mod marker;
mod judge;
mod furniture;
mod classify;
mod head;
mod closing;
mod contents;
pub mod table;
mod cells;
mod series;
mod heading;
mod run_in;
mod topic;
mod outline;
mod kind;
mod site;
mod issuer;
mod press;
mod metadata;
mod reference;

use crate::text::chars::{Cut, Survey, starting_word};
use std::borrow::Cow;

use crate::lexicon::candidates::Candidates;
use crate::lexicon::simplified::simplified;
use crate::note::Note;
use crate::options::StatedHeading;
use crate::report::{BlockKind, DocumentKind, Metadata, MetadataKey, Section};
use crate::text::line::{lines, split_unbroken};
use crate::text::map::{SourceMap, Stitched};
use crate::text::markup::{self, is_markup};
use crate::text::span::{Logical, Source, Span};
use crate::text::stitch::{Forms, is_rule, stitch};
use judge::{Furniture, judge};
use marker::Style;

/// All that later stages read of the structure.
#[derive(Debug, Default)]
pub struct Layout {
    pub stitched: Stitched,
    /// In order, without overlap. Text between two blocks is line breaks and blanks.
    pub blocks: Vec<Block>,
    pub tables: Vec<Table>,
    pub outline: Vec<Section>,
    pub metadata: Metadata,
    pub kind: DocumentKind,
    pub kind_evidence: Option<Span<Source>>,
    pub joins: Vec<Span<Source>>,
    pub boilerplate: Vec<Span<Source>>,
    pub notes: Vec<Note>,
    /// Where in the logical text something may start.
    pub candidates: Candidates,
    /// The logical text in simplified characters, where it has others.
    plain: Option<String>,
}

impl Layout {
    /// The logical text in simplified characters: words are known in these. Spans of both texts are the same.
    pub fn plain(&self) -> &str {
        self.plain.as_deref().unwrap_or(&self.stitched.text)
    }
}

/// A classified paragraph of the logical text.
#[derive(Debug, Clone)]
pub struct Block {
    pub span: Span<Logical>,
    pub kind: BlockKind,
    /// The marker that opens it (一、 （二） 1. 一是), so that its numeral is no figure.
    pub marker: Option<Span<Logical>>,
    /// A heading inside the block that its body follows in the same paragraph, marker included.
    pub run_in: Vec<RunIn>,
    pub section: Option<u32>,
}

/// A heading that stands inside a paragraph: 一是统筹推进。
#[derive(Debug, Clone)]
pub struct RunIn {
    pub span: Span<Logical>,
    pub marker: Option<Span<Logical>>,
    pub section: u32,
}

/// A table, whatever its form in the source: Markdown, tabs, or one cell a line.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub caption: Option<Span<Logical>>,
    /// The unit stated once for the whole table: 单位：亿元 gives the span of 亿元.
    pub unit: Option<Span<Logical>>,
    pub cells: Vec<Cell>,
    /// So many first rows are header.
    pub header_rows: u32,
    /// So many first columns name the row.
    pub header_columns: u32,
    /// Columns that give each row its unit (计量单位): they name nothing.
    pub unit_columns: Vec<u32>,
}

#[derive(Debug, Clone)]
pub struct Cell {
    pub row: u32,
    pub column: u32,
    /// Rows and columns that the cell covers, at least 1 each.
    pub row_span: u32,
    pub column_span: u32,
    /// Without the blanks around it; may be empty.
    pub span: Span<Logical>,
}

/// Reads the structure of any text.
pub fn read(source: &str, headings: &[StatedHeading]) -> Layout {
    let (paragraphs, rows) = if is_markup(source) {
        markup::read(source)
    } else {
        let mut lines = split_unbroken(source, lines(source), opens_a_section, closing::seams);
        for heading in headings {
            let at = lines.partition_point(|line| line.span.end <= heading.start);
            if let Some(line) = lines.get_mut(at) {
                line.level = heading.level.min(9);
            }
        }
        (stitch(source, &lines, Forms { starts: opens_a_block, alone: stands_alone }), Vec::new())
    };
    // Words are known in simplified characters; each stands at the same bytes.
    let text = paragraphs.stitched.text.as_str();
    let (candidates, plain) = Candidates::find(text);
    let text = plain.as_ref();
    let map = &paragraphs.stitched.map;
    let mut document = classify::classify(text, &paragraphs.paragraphs, &rows);
    let pieces = &mut document.pieces;
    let mut blocks: Vec<Block> = pieces
        .iter()
        .map(|piece| Block { span: piece.span, kind: piece.kind, marker: None, run_in: Vec::new(), section: None })
        .collect();
    let tables = table::find(text, pieces, &rows, &mut blocks);
    for (piece, block) in pieces.iter_mut().zip(&blocks) {
        piece.kind = block.kind;
    }
    let mut notes = Vec::new();
    let (headings, gaps) = heading::find(text, &document, &mut blocks);
    let mut outline = outline::build(text, &headings, &gaps, &mut blocks, map, &mut notes);
    name_parts(text, &tables, &mut blocks);
    let (kind, evidence) = kind::kind_of(&document.pieces, document.head);
    let mut metadata = metadata::read(&document, &outline, kind, map);
    // A document without its title: the site's words, or the organ's code, say what it is.
    let kind = if kind == DocumentKind::Other && document.head.title.is_none() {
        let titled = metadata.get(MetadataKey::Title).and_then(|title| kind::kind_of_title(&head::title_core(title)));
        let letter = metadata.number.as_ref().filter(|number| number.organ_code.ends_with('函'));
        titled.or(letter.map(|_| DocumentKind::Letter)).unwrap_or(kind)
    } else {
        kind
    };
    let own =
        reference::Own { title: metadata.get(MetadataKey::Title), doc_number: metadata.get(MetadataKey::DocNumber) };
    metadata.references = reference::find(text, &blocks, &candidates, own, map);
    if matches!(plain, Cow::Owned(_)) {
        restore(source, &mut outline, &mut metadata);
    }
    let boilerplate = boilerplate_spans(source, &blocks, map, &paragraphs.page_marks);
    Layout {
        blocks,
        tables,
        outline,
        metadata,
        kind,
        kind_evidence: evidence.map(|span| map.to_source(span)),
        joins: paragraphs.joins,
        boilerplate,
        notes,
        candidates,
        plain: match plain {
            Cow::Owned(plain) => Some(plain),
            Cow::Borrowed(_) => None,
        },
        stitched: paragraphs.stitched,
    }
}

/// What only tables and outline tell: the heads of tables, paragraphs that their own heading opens, and those that a
/// marker opens and no heading, which are items of a list; an article of a law is running text.
fn name_parts(text: &str, tables: &[Table], blocks: &mut [Block]) {
    for table in tables {
        let of = |head: bool| {
            let cells = table.cells.iter().filter(move |cell| (cell.row < table.header_rows) == head);
            cells.map(|cell| cell.span.start).filter(|&start| start > 0).min()
        };
        let (Some(from), Some(to)) = (of(true), of(false)) else { continue };
        let first = blocks.partition_point(|block| block.span.end <= from);
        let heads = blocks[first..].iter_mut().take_while(|block| block.span.end <= to);
        heads.filter(|block| block.kind == BlockKind::TableRow).for_each(|block| block.kind = BlockKind::TableHeader);
    }
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Body) {
        if let Some(first) = block.run_in.first() {
            if first.span.start == block.span.start {
                block.kind = BlockKind::RunIn;
            }
            continue;
        }
        // 第三条
        if block.marker.is_some_and(|marker| !marker.of(text).ends_with('条')) {
            block.kind = BlockKind::ListItem;
        }
    }
}

/// Gives titles and values back the characters of the source: they were read in simplified ones.
fn restore(source: &str, outline: &mut [Section], metadata: &mut Metadata) {
    for section in outline {
        written(source, &[section.span], &mut section.title);
        if let Some(marker) = &mut section.marker {
            written(source, &[section.span], marker);
        }
    }
    for entry in &mut metadata.entries {
        written(source, &entry.spans, &mut entry.value);
    }
    for reference in &mut metadata.references {
        written(source, &[reference.span], &mut reference.title);
        if let Some(number) = &mut reference.doc_number {
            written(source, &[reference.span], number);
        }
    }
}

/// Replaces each character of `value` by the one that `spans` have for it.
fn written(source: &str, spans: &[Span<Source>], value: &mut String) {
    let text: String = spans.iter().map(|span| span.of(source)).collect();
    let plain = simplified(&text);
    if plain == text {
        return;
    }
    let mut both = text.chars().zip(plain.chars());
    *value = value
        .chars()
        .map(|c| if c.is_ascii() { c } else { both.by_ref().find(|&(_, plain)| plain == c).map_or(c, |(it, _)| it) })
        .collect();
}

/// Whether a line opens a block of its own, whatever stands before it.
fn opens_a_block(text: &str, seen: Survey) -> bool {
    marker::scan_marker(text).is_some()
        || element::scan_date_line(text).is_some()
        || judge(text, seen) == Furniture::Strong
        || seen.chars <= 20 && element::is_organ(text)
        || starting_word(text, &["附件", "抄送", "分送"]).is_some()
        || (text.len() <= 18 || text.starts_with('各')) && text.ends_in("：:")
        || text.len() <= 120 && classify::is_byline(text)
        || kind::opens_with_dateline(text)
}

/// Whether a text opens with a marker that only headings and items have.
fn opens_a_section(text: &str) -> bool {
    if !text.begins_in("第（(一二三四五六七八九十") {
        return false;
    }
    let window: usize = text.chars().take(12).map(char::len_utf8).sum();
    marker::scan_marker(text.before(window)).is_some_and(|marker| {
        matches!(
            marker.style,
            Style::Part | Style::Chapter | Style::Subchapter | Style::Article | Style::Han | Style::HanBracketed
        )
    })
}

/// Whether a line is a heading by itself: marked, without the end of a sentence. So is the page's furniture.
fn stands_alone(text: &str, seen: Survey) -> bool {
    if seen.chars <= 120 && judge(text, seen) == Furniture::Strong {
        return true;
    }
    text.starts_with('图') && classify::is_caption(text)
        || marker::scan_marker(text).is_some_and(|marker| {
            matches!(
                marker.style,
                Style::Part | Style::Chapter | Style::Subchapter | Style::Han | Style::HanBracketed | Style::TwoDigits
            ) && seen.chars <= 60
                && !text.has_in("。；：;:")
                && !text.ends_in("，、,")
        })
}

/// Runs of furniture, each from its first to its last character.
fn boilerplate_spans(
    source: &str,
    blocks: &[Block],
    map: &SourceMap,
    page_marks: &[Span<Source>],
) -> Vec<Span<Source>> {
    let mut spans: Vec<Span<Source>> = Vec::new();
    let mut previous = false;
    for block in blocks {
        let here = block.kind == BlockKind::Boilerplate;
        if here {
            let mut span = map.to_source(block.span).trim(source);
            // With the > or # of its line.
            let before = source.before(span.start as usize).trim_end_in(" ");
            let lead = before.trim_end_in("> #");
            if lead.len() < before.len() && (lead.is_empty() || lead.ends_with('\n')) {
                span.start = lead.len() as u32;
            }
            match spans.last_mut() {
                Some(last) if previous => *last = last.cover(span),
                _ => spans.push(span),
            }
        }
        previous = here;
    }
    // The rules around the labels that open a file of Markdown.
    if let Some(first) = spans.first_mut().filter(|first| first.start < 8 && source.starts_with("---")) {
        first.start = 0;
        let below = source.after(first.end as usize).trim_start();
        if below.starts_with("---") {
            first.end = (source.len() - below.len() + 3) as u32;
        }
    }
    // Page numbers and running heads are furniture; a rule is the author's as often as the page's.
    let pages = page_marks.iter().copied().filter(|mark| !is_rule(mark.of(source)));
    let covered = |mark: &Span<Source>| {
        let at = spans.partition_point(|span| span.start <= mark.start);
        at > 0 && spans[at - 1].contains(*mark)
    };
    let mut alone: Vec<Span<Source>> = Vec::new();
    for mark in pages.filter(|mark| !covered(mark)) {
        match alone.last_mut() {
            // The number at the foot of a page and the head of the next.
            Some(last)
                if source.get(last.end as usize..mark.start as usize).is_some_and(|gap| gap.trim().is_empty()) =>
            {
                *last = last.cover(mark);
            }
            _ => alone.push(mark),
        }
    }
    merge(spans, alone, |span| span.start as usize)
}

/// Two lists in order as one.
fn merge<T>(one: Vec<T>, other: Vec<T>, place: impl Fn(&T) -> usize) -> Vec<T> {
    let mut out = Vec::with_capacity(one.len() + other.len());
    let mut other = other.into_iter().peekable();
    for it in one {
        while let Some(earlier) = other.next_if(|other| place(other) < place(&it)) {
            out.push(earlier);
        }
        out.push(it);
    }
    out.extend(other);
    out
}
