//! The report as JavaScript sees it: flat, in UTF-16 code units, with the types for TypeScript.

use js_sys::{Array, Reflect};
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::{JsCast, JsError, JsValue};

use crate::StatedHeading;
use crate::report;
use crate::text::span::{Source, Span};
use crate::text::utf16::Utf16Index;

/// What a caller may tell the analyser.
#[derive(Tsify)]
#[expect(dead_code, reason = "the type for TypeScript; `read` makes that of the core")]
pub struct Options {
    /// Today as `YYYY-MM-DD`, for documents that state no date of their own.
    #[tsify(optional)]
    today: Option<String>,
    /// Headings that the document's file states besides its text (styles, outline levels, `h1` to `h6`): any place on the
    /// heading's line in UTF-16 code units, and the level from 1, the highest.
    #[tsify(optional, type = "{ start: number; level: number }[]")]
    headings: Option<()>,
}

impl Options {
    /// Reads what JavaScript gave, field by field: a deserialiser for these two would cost 8 KB of wasm.
    pub fn read(text: &str, given: &JsValue) -> Result<crate::Options, JsError> {
        if !given.is_object() {
            return Err(JsError::new("options must be an object, as in { today: \"2024-03-05\" }"));
        }
        let get = |from: &JsValue, key: &str| Reflect::get(from, &key.into()).unwrap_or_default();
        let today = get(given, "today");
        if today.as_string().is_none() && !today.is_null() && !today.is_undefined() {
            return Err(JsError::new("options.today must be a string, as in { today: \"2024-03-05\" }"));
        }
        let headings = get(given, "headings");
        if !headings.is_array() && !headings.is_null() && !headings.is_undefined() {
            return Err(JsError::new("options.headings must be a list, as in { headings: [{ start: 0, level: 1 }] }"));
        }
        let index = Utf16Index::new(text);
        let headings = headings.dyn_ref::<Array>().into_iter().flat_map(Array::iter).map(|heading| {
            let number = |key| get(&heading, key).as_f64().unwrap_or_default() as u32;
            StatedHeading { start: index.byte_at(number("start")), level: number("level") }
        });
        Ok(crate::Options { today: today.as_string(), headings: headings.collect() })
    }
}

/// What a document states. Offsets are UTF-16 code units, half-open, in the text as given.
#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Report {
    outline: Vec<Section>,
    /// By start.
    figures: Vec<Figure>,
    times: Vec<Time>,
    /// Numerals that are names.
    labels: Vec<Label>,
    metadata: Metadata,
    /// What the document states of itself besides.
    #[tsify(
        type = "Partial<Record<'copy_number' | 'remark' | 'meeting' | 'speaker' | 'office' | 'index_number' | 'subject' | 'keywords' | 'published' | 'editor' | 'notes', string>>"
    )]
    particulars: Pairs<String>,
    /// The parts of `metadata.doc_number`.
    #[serde(rename = "documentNumber")]
    document_number: Option<DocumentNumber>,
    /// Where each element of `metadata` and `particulars` was read.
    #[serde(rename = "metadataSpans")]
    #[tsify(type = "Record<string, [number, number][]>")]
    metadata_spans: Pairs<Vec<(u32, u32)>>,
    #[tsify(
        type = "'report' | 'notice' | 'opinion' | 'reply' | 'letter' | 'order' | 'communique' | 'plan' | 'speech' | 'news' | 'law' | 'other'"
    )]
    kind: &'static str,
    /// Where the kind was read.
    #[serde(rename = "kindEvidence")]
    #[tsify(type = "[number, number] | null")]
    kind_evidence: Option<(u32, u32)>,
    /// Line breaks read through.
    joins: Vec<Range>,
    /// Marks inside paragraphs that are not text: the `**` of Markdown.
    markup: Vec<Range>,
    /// Page furniture.
    boilerplate: Vec<Range>,
    paragraphs: Vec<Paragraph>,
    /// What could not be done.
    notes: Vec<Note>,
}

#[derive(Serialize, Tsify)]
pub struct Range {
    start: u32,
    end: u32,
}

#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    id: u32,
    parent: Option<u32>,
    /// 0 is the document's title.
    level: u32,
    marker: Option<String>,
    title: String,
    start: u32,
    end: u32,
    body_start: u32,
    body_end: u32,
}

#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
#[serde(rename_all = "camelCase")]
pub struct Figure {
    id: u32,
    start: u32,
    end: u32,
    text: String,
    /// Only where a page break splits the figure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[tsify(optional, type = "[number, number][]")]
    runs: Vec<(u32, u32)>,
    #[tsify(
        type = "'money' | 'count' | 'measure' | 'percent' | 'points' | 'multiple' | 'ratio' | 'rank' | 'duration'"
    )]
    kind: &'static str,
    /// An exact decimal in the base unit; null for a range.
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string")]
    low: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional, type = "string")]
    high: Option<String>,
    unit: Option<String>,
    dimension: Option<String>,
    #[tsify(type = "'over' | 'at_least' | 'under' | 'at_most' | 'nearly' | 'about' | null")]
    modifier: Option<&'static str>,
    /// The indicator, as a reader would name it in a table.
    subject: Option<String>,
    #[tsify(type = "[number, number][]")]
    subject_spans: Vec<(u32, u32)>,
    /// Set only where the figure is itself the amount of a change.
    change: Option<Change>,
    /// ISO 8601 date or interval.
    time: Option<String>,
    region: Option<String>,
    #[tsify(type = "'actual' | 'target' | 'forecast' | 'threshold'")]
    status: &'static str,
    section: Option<u32>,
    paragraph: u32,
    /// Why it was found, in words.
    rule: &'static str,
}

#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Change {
    #[tsify(type = "'up' | 'down' | 'flat'")]
    direction: &'static str,
    #[tsify(type = "'yoy' | 'mom' | 'baseline' | null")]
    basis: Option<&'static str>,
}

#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Time {
    start: u32,
    end: u32,
    text: String,
    #[tsify(type = "'date' | 'period' | 'relative'")]
    kind: &'static str,
    iso: Option<String>,
    section: Option<u32>,
}

#[derive(Serialize, Tsify)]
pub struct Label {
    start: u32,
    end: u32,
    text: String,
    #[tsify(type = "'docnum' | 'name' | 'marker' | 'idiom'")]
    kind: &'static str,
}

/// Only what the document states; absent keys are absent.
#[derive(Serialize, Tsify)]
pub struct Metadata {
    #[serde(flatten)]
    #[tsify(
        type = "Partial<Record<'issuer' | 'doc_number' | 'signer' | 'title' | 'recipient' | 'signed_by' | 'date' | 'openness' | 'printed_by' | 'print_date' | 'copied_to' | 'attachments' | 'secrecy' | 'urgency' | 'paper' | 'page' | 'byline' | 'photo_credit' | 'source', string>>"
    )]
    entries: Pairs<String>,
    references: Vec<Reference>,
}

/// The parts of a document number: 国办发〔2018〕117号.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct DocumentNumber {
    /// 国办发
    organ_code: String,
    year: String,
    serial: String,
}

#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Reference {
    /// Without 《》; empty where only the number is cited.
    title: String,
    doc_number: Option<String>,
    number: Option<DocumentNumber>,
    /// The kind that its title states, as in `Report.kind`.
    #[tsify(type = "Report['kind'] | null")]
    kind: Option<&'static str>,
    /// The short title that 以下简称 gives it.
    short: Option<String>,
    start: u32,
    end: u32,
    /// Every place that cites it, the first included.
    #[tsify(type = "[number, number][]")]
    places: Vec<(u32, u32)>,
}

#[derive(Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Paragraph {
    start: u32,
    end: u32,
    #[tsify(
        type = "'title' | 'subtitle' | 'heading' | 'run_in' | 'body' | 'list_item' | 'table_caption' | 'table_unit' | 'table_header' | 'table_row' | 'quotation' | 'note' | 'footnote' | 'signature' | 'date' | 'attachment' | 'salutation' | 'caption' | 'photo_credit' | 'byline' | 'element' | 'boilerplate'"
    )]
    kind: &'static str,
    section: Option<u32>,
}

#[derive(Serialize, Tsify)]
pub struct Note {
    code: &'static str,
    message: String,
    start: u32,
    end: u32,
}

/// A JavaScript object out of keys that are known to differ. (A map type would sort them: 6 KB of wasm.)
pub struct Pairs<V>(Vec<(&'static str, V)>);

impl<V: Serialize> Serialize for Pairs<V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<V> FromIterator<(&'static str, V)> for Pairs<V> {
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(pairs: I) -> Self {
        Pairs(pairs.into_iter().collect())
    }
}

impl Report {
    /// The view of `report`, which was made from `text`.
    pub fn new(text: &str, report: &report::Report) -> Report {
        let units = Units(Utf16Index::new(text));
        Report {
            outline: report.outline.iter().map(|it| units.section(it)).collect(),
            figures: report.figures.iter().map(|it| units.figure(it)).collect(),
            times: report.times.iter().map(|it| units.time(it)).collect(),
            labels: report.labels.iter().map(|it| units.label(it)).collect(),
            metadata: Metadata {
                entries: values(report, false),
                references: report.metadata.references.iter().map(|it| units.reference(it)).collect(),
            },
            particulars: values(report, true),
            document_number: report.metadata.number.as_ref().map(document_number),
            metadata_spans: report.metadata.entries.iter().map(|it| (it.key.name(), units.pairs(&it.spans))).collect(),
            kind: report.kind.name(),
            kind_evidence: report.kind_evidence.map(|span| units.pair(span)),
            joins: report.joins.iter().map(|&it| units.range(it)).collect(),
            markup: report.markup.iter().map(|&it| units.range(it)).collect(),
            boilerplate: report.boilerplate.iter().map(|&it| units.range(it)).collect(),
            paragraphs: report.paragraphs.iter().map(|it| units.paragraph(it)).collect(),
            notes: report.notes.iter().map(|it| units.note(it)).collect(),
        }
    }
}

/// The elements that the guidelines name, or the particulars besides.
fn values(report: &report::Report, particular: bool) -> Pairs<String> {
    let entries = report.metadata.entries.iter().filter(|it| it.key.is_particular() == particular);
    entries.map(|it| (it.key.name(), it.value.clone())).collect()
}

fn document_number(it: &report::DocumentNumber) -> DocumentNumber {
    DocumentNumber { organ_code: it.organ_code.clone(), year: it.year.clone(), serial: it.serial.clone() }
}

/// Turns spans of one text into UTF-16 offsets.
struct Units<'t>(Utf16Index<'t>);

impl Units<'_> {
    fn pair(&self, span: Span<Source>) -> (u32, u32) {
        (self.0.units_before(span.start), self.0.units_before(span.end))
    }

    fn pairs(&self, spans: &[Span<Source>]) -> Vec<(u32, u32)> {
        spans.iter().map(|&span| self.pair(span)).collect()
    }

    fn range(&self, span: Span<Source>) -> Range {
        let (start, end) = self.pair(span);
        Range { start, end }
    }

    fn section(&self, it: &report::Section) -> Section {
        let (start, end) = self.pair(it.span);
        let (body_start, body_end) = self.pair(it.body);
        Section {
            id: it.id,
            parent: it.parent,
            level: it.level,
            marker: it.marker.clone(),
            title: it.title.clone(),
            start,
            end,
            body_start,
            body_end,
        }
    }

    fn figure(&self, it: &report::Figure) -> Figure {
        let (start, end) = self.pair(it.span);
        Figure {
            id: it.id,
            start,
            end,
            text: it.text.clone(),
            runs: if it.runs.len() > 1 { self.pairs(&it.runs) } else { Vec::new() },
            kind: it.kind.name(),
            value: it.value.clone(),
            low: it.low.clone(),
            high: it.high.clone(),
            unit: it.unit.clone(),
            dimension: it.dimension.clone(),
            modifier: it.modifier.map(report::Modifier::name),
            subject: it.subject.clone(),
            subject_spans: self.pairs(&it.subject_spans),
            change: it.change.map(|change| Change {
                direction: change.direction.name(),
                basis: change.basis.map(report::Basis::name),
            }),
            time: it.time.clone(),
            region: it.region.clone(),
            status: it.status.name(),
            section: it.section,
            paragraph: it.paragraph,
            rule: it.rule.words(),
        }
    }

    fn time(&self, it: &report::Time) -> Time {
        let (start, end) = self.pair(it.span);
        Time { start, end, text: it.text.clone(), kind: it.kind.name(), iso: it.iso.clone(), section: it.section }
    }

    fn label(&self, it: &report::Label) -> Label {
        let (start, end) = self.pair(it.span);
        Label { start, end, text: it.text.clone(), kind: it.kind.name() }
    }

    fn reference(&self, it: &report::Reference) -> Reference {
        let (start, end) = self.pair(it.span);
        Reference {
            title: it.title.clone(),
            doc_number: it.doc_number.clone(),
            number: it.number.as_ref().map(document_number),
            kind: it.kind.map(report::DocumentKind::name),
            short: it.short.clone(),
            start,
            end,
            places: self.pairs(&it.places),
        }
    }

    fn paragraph(&self, it: &report::Paragraph) -> Paragraph {
        let (start, end) = self.pair(it.span);
        Paragraph { start, end, kind: it.kind.name(), section: it.section }
    }

    fn note(&self, it: &crate::Note) -> Note {
        let (start, end) = self.pair(it.span);
        Note { code: it.code, message: it.message.clone(), start, end }
    }
}
