//! The report as JavaScript sees it: flat, in UTF-16 code units, with the types for TypeScript.

use js_sys::{Array, Object, Reflect};
use tsify::Tsify;
use wasm_bindgen::{JsCast, JsError, JsValue};

use super::json::{Json, Sometimes, array, view};
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
#[derive(Tsify)]
pub struct Report {
    #[tsify(type = "Section[]")]
    outline: JsValue,
    /// By start.
    #[tsify(type = "Figure[]")]
    figures: JsValue,
    #[tsify(type = "Time[]")]
    times: JsValue,
    /// Numerals that are names.
    #[tsify(type = "Label[]")]
    labels: JsValue,
    #[tsify(type = "Metadata")]
    metadata: JsValue,
    /// What the document states of itself besides.
    #[tsify(
        type = "Partial<Record<'copy_number' | 'remark' | 'meeting' | 'speaker' | 'office' | 'index_number' | 'subject' | 'keywords' | 'published' | 'editor' | 'notes', string>>"
    )]
    particulars: JsValue,
    /// The parts of `metadata.doc_number`.
    #[tsify(type = "DocumentNumber | null")]
    #[serde(rename = "documentNumber")]
    document_number: JsValue,
    /// Where each element of `metadata` and `particulars` was read.
    #[tsify(type = "Record<string, [number, number][]>")]
    #[serde(rename = "metadataSpans")]
    metadata_spans: JsValue,
    #[tsify(
        type = "'report' | 'notice' | 'opinion' | 'reply' | 'letter' | 'order' | 'communique' | 'plan' | 'speech' | 'news' | 'law' | 'other'"
    )]
    kind: JsValue,
    /// Where the kind was read.
    #[tsify(type = "[number, number] | null")]
    #[serde(rename = "kindEvidence")]
    kind_evidence: JsValue,
    /// Line breaks inside a sentence that were read through; where a page number stands between the halves, those before
    /// and behind it.
    #[tsify(type = "Range[]")]
    joins: JsValue,
    /// What else stands inside paragraphs and is not text: the `**` of Markdown, a page number, a break behind a full stop.
    #[tsify(type = "Range[]")]
    markup: JsValue,
    /// Page furniture.
    #[tsify(type = "Range[]")]
    boilerplate: JsValue,
    #[tsify(type = "Paragraph[]")]
    paragraphs: JsValue,
    /// What could not be done.
    #[tsify(type = "Note[]")]
    notes: JsValue,
}

view! {
    pub struct Range {
        start "start": u32,
        end "end": u32,
    }
}

view! {
    #[tsify(missing_as_null)]
    pub struct Section<'a> {
        id "id": u32,
        parent "parent": Option<u32>,
        /// 0 is the document's title.
        level "level": u32,
        marker "marker": Option<&'a str>,
        title "title": &'a str,
        start "start": u32,
        end "end": u32,
        body_start "bodyStart": u32,
        body_end "bodyEnd": u32,
    }
}

view! {
    #[tsify(missing_as_null)]
    pub struct Figure<'a> {
        id "id": u32,
        start "start": u32,
        end "end": u32,
        text "text": &'a str,
        /// Only where a page break splits the figure.
        #[tsify(optional, type = "[number, number][]")]
        runs "runs": Sometimes<Vec<(u32, u32)>>,
        #[tsify(
            type = "'money' | 'count' | 'measure' | 'percent' | 'points' | 'multiple' | 'ratio' | 'rank' | 'duration'"
        )]
        kind "kind": &'static str,
        /// An exact decimal in the base unit; null for a range.
        value "value": Option<&'a str>,
        #[tsify(optional, type = "string")]
        low "low": Sometimes<&'a str>,
        #[tsify(optional, type = "string")]
        high "high": Sometimes<&'a str>,
        unit "unit": Option<&'a str>,
        dimension "dimension": Option<&'a str>,
        #[tsify(type = "'over' | 'at_least' | 'under' | 'at_most' | 'nearly' | 'about' | null")]
        modifier "modifier": Option<&'static str>,
        /// The indicator, as a reader would name it in a table.
        subject "subject": Option<&'a str>,
        #[tsify(type = "[number, number][]")]
        subject_spans "subjectSpans": Vec<(u32, u32)>,
        /// Set only where the figure is itself the amount of a change.
        change "change": Option<Change>,
        /// ISO 8601 date or interval.
        time "time": Option<&'a str>,
        region "region": Option<&'a str>,
        #[tsify(type = "'actual' | 'target' | 'forecast' | 'threshold'")]
        status "status": &'static str,
        section "section": Option<u32>,
        paragraph "paragraph": u32,
        /// Why it was found, in words.
        rule "rule": &'static str,
    }
}

view! {
    #[tsify(missing_as_null)]
    pub struct Change {
        #[tsify(type = "'up' | 'down' | 'flat'")]
        direction "direction": &'static str,
        #[tsify(type = "'yoy' | 'mom' | 'baseline' | null")]
        basis "basis": Option<&'static str>,
    }
}

view! {
    #[tsify(missing_as_null)]
    pub struct Time<'a> {
        start "start": u32,
        end "end": u32,
        text "text": &'a str,
        #[tsify(type = "'date' | 'period' | 'relative'")]
        kind "kind": &'static str,
        iso "iso": Option<&'a str>,
        section "section": Option<u32>,
    }
}

view! {
    pub struct Label<'a> {
        start "start": u32,
        end "end": u32,
        text "text": &'a str,
        #[tsify(type = "'docnum' | 'name' | 'marker' | 'idiom'")]
        kind "kind": &'static str,
    }
}

/// Only what the document states; absent keys are absent.
#[derive(Tsify)]
pub struct Metadata<'a> {
    #[serde(flatten)]
    #[tsify(
        type = "Partial<Record<'issuer' | 'doc_number' | 'signer' | 'title' | 'recipient' | 'signed_by' | 'date' | 'openness' | 'printed_by' | 'print_date' | 'copied_to' | 'attachments' | 'secrecy' | 'urgency' | 'paper' | 'page' | 'byline' | 'photo_credit' | 'source', string>>"
    )]
    entries: Pairs<&'a str>,
    references: Vec<Reference<'a>>,
}

view! {
    /// The parts of a document number: 国办发〔2018〕117号.
    pub struct DocumentNumber<'a> {
        /// 国办发
        organ_code "organCode": &'a str,
        year "year": &'a str,
        serial "serial": &'a str,
    }
}

view! {
    #[tsify(missing_as_null)]
    pub struct Reference<'a> {
        /// Without 《》; empty where only the number is cited.
        title "title": &'a str,
        doc_number "doc_number": Option<&'a str>,
        number "number": Option<DocumentNumber<'a>>,
        /// The kind that its title states, as in `Report.kind`.
        #[tsify(type = "Report['kind'] | null")]
        kind "kind": Option<&'static str>,
        /// The short title that 以下简称 gives it.
        short "short": Option<&'a str>,
        start "start": u32,
        end "end": u32,
        /// Every place that cites it, the first included.
        #[tsify(type = "[number, number][]")]
        places "places": Vec<(u32, u32)>,
    }
}

view! {
    #[tsify(missing_as_null)]
    pub struct Paragraph {
        start "start": u32,
        end "end": u32,
        #[tsify(
            type = "'title' | 'subtitle' | 'heading' | 'run_in' | 'body' | 'list_item' | 'table_caption' | 'table_unit' | 'table_header' | 'table_row' | 'quotation' | 'note' | 'footnote' | 'signature' | 'date' | 'attachment' | 'salutation' | 'caption' | 'photo_credit' | 'byline' | 'element' | 'boilerplate'"
        )]
        kind "kind": &'static str,
        section "section": Option<u32>,
    }
}

view! {
    pub struct Note<'a> {
        code "code": &'static str,
        message "message": &'a str,
        start "start": u32,
        end "end": u32,
    }
}

impl Json for Metadata<'_> {
    fn write(&self, out: &mut String) {
        self.entries.write_properties(out);
        out.push_str(if self.entries.0.is_empty() { "{" } else { "," });
        out.push_str("\"references\":");
        self.references.write(out);
        out.push('}');
    }
}

/// A JavaScript object out of keys that are known to differ.
pub struct Pairs<V>(Vec<(&'static str, V)>);

impl<V: Json> Pairs<V> {
    fn write_properties(&self, out: &mut String) {
        for (idx, (key, value)) in self.0.iter().enumerate() {
            out.push_str(if idx > 0 { "," } else { "{" });
            key.write(out);
            out.push(':');
            value.write(out);
        }
    }
}

impl<V: Json> Json for Pairs<V> {
    fn write(&self, out: &mut String) {
        self.write_properties(out);
        out.push_str(if self.0.is_empty() { "{}" } else { "}" });
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
            outline: array(&report.outline, |it| units.section(it)),
            figures: array(&report.figures, |it| units.figure(it)),
            times: array(&report.times, |it| units.time(it)),
            labels: array(&report.labels, |it| units.label(it)),
            metadata: Metadata {
                entries: values(report, false),
                references: report.metadata.references.iter().map(|it| units.reference(it)).collect(),
            }
            .js(),
            particulars: values(report, true).js(),
            document_number: report.metadata.number.as_ref().map(document_number).js(),
            metadata_spans: units.spans(&report.metadata).js(),
            kind: report.kind.name().into(),
            kind_evidence: report.kind_evidence.map(|span| units.pair(span)).js(),
            joins: array(&report.joins, |&it| units.range(it)),
            markup: array(&report.markup, |&it| units.range(it)),
            boilerplate: array(&report.boilerplate, |&it| units.range(it)),
            paragraphs: array(&report.paragraphs, |it| units.paragraph(it)),
            notes: array(&report.notes, |it| units.note(it)),
        }
    }

    /// The report as one object.
    pub fn js(&self) -> JsValue {
        let object = Object::new();
        for (key, value) in [
            ("outline", &self.outline),
            ("figures", &self.figures),
            ("times", &self.times),
            ("labels", &self.labels),
            ("metadata", &self.metadata),
            ("particulars", &self.particulars),
            ("documentNumber", &self.document_number),
            ("metadataSpans", &self.metadata_spans),
            ("kind", &self.kind),
            ("kindEvidence", &self.kind_evidence),
            ("joins", &self.joins),
            ("markup", &self.markup),
            ("boilerplate", &self.boilerplate),
            ("paragraphs", &self.paragraphs),
            ("notes", &self.notes),
        ] {
            // Never fails: the object is ours.
            Reflect::set(&object, &key.into(), value).unwrap_or_default();
        }
        object.into()
    }
}

/// The elements that the guidelines name, or the particulars besides.
fn values(report: &report::Report, particular: bool) -> Pairs<&str> {
    let entries = report.metadata.entries.iter().filter(|it| it.key.is_particular() == particular);
    entries.map(|it| (it.key.name(), it.value.as_str())).collect()
}

fn document_number(it: &report::DocumentNumber) -> DocumentNumber<'_> {
    DocumentNumber { organ_code: &it.organ_code, year: &it.year, serial: &it.serial }
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

    fn spans(&self, metadata: &report::Metadata) -> Pairs<Vec<(u32, u32)>> {
        metadata.entries.iter().map(|it| (it.key.name(), self.pairs(&it.spans))).collect()
    }

    fn range(&self, span: Span<Source>) -> Range {
        let (start, end) = self.pair(span);
        Range { start, end }
    }

    fn section<'r>(&self, it: &'r report::Section) -> Section<'r> {
        let (start, end) = self.pair(it.span);
        let (body_start, body_end) = self.pair(it.body);
        Section {
            id: it.id,
            parent: it.parent,
            level: it.level,
            marker: it.marker.as_deref(),
            title: &it.title,
            start,
            end,
            body_start,
            body_end,
        }
    }

    fn figure<'r>(&self, it: &'r report::Figure) -> Figure<'r> {
        let (start, end) = self.pair(it.span);
        Figure {
            id: it.id,
            start,
            end,
            text: &it.text,
            runs: Sometimes((it.runs.len() > 1).then(|| self.pairs(&it.runs))),
            kind: it.kind.name(),
            value: it.value.as_deref(),
            low: Sometimes(it.low.as_deref()),
            high: Sometimes(it.high.as_deref()),
            unit: it.unit.as_deref(),
            dimension: it.dimension,
            modifier: it.modifier.map(report::Modifier::name),
            subject: it.subject.as_deref(),
            subject_spans: self.pairs(&it.subject_spans),
            change: it.change.map(|change| Change {
                direction: change.direction.name(),
                basis: change.basis.map(report::Basis::name),
            }),
            time: it.time.as_deref(),
            region: it.region.as_deref(),
            status: it.status.name(),
            section: it.section,
            paragraph: it.paragraph,
            rule: it.rule.words(),
        }
    }

    fn time<'r>(&self, it: &'r report::Time) -> Time<'r> {
        let (start, end) = self.pair(it.span);
        Time { start, end, text: &it.text, kind: it.kind.name(), iso: it.iso.as_deref(), section: it.section }
    }

    fn label<'r>(&self, it: &'r report::Label) -> Label<'r> {
        let (start, end) = self.pair(it.span);
        Label { start, end, text: &it.text, kind: it.kind.name() }
    }

    fn reference<'r>(&self, it: &'r report::Reference) -> Reference<'r> {
        let (start, end) = self.pair(it.span);
        Reference {
            title: &it.title,
            doc_number: it.doc_number.as_deref(),
            number: it.number.as_ref().map(document_number),
            kind: it.kind.map(report::DocumentKind::name),
            short: it.short.as_deref(),
            start,
            end,
            places: self.pairs(&it.places),
        }
    }

    fn paragraph(&self, it: &report::Paragraph) -> Paragraph {
        let (start, end) = self.pair(it.span);
        Paragraph { start, end, kind: it.kind.name(), section: it.section }
    }

    fn note<'r>(&self, it: &'r crate::Note) -> Note<'r> {
        let (start, end) = self.pair(it.span);
        Note { code: it.code, message: &it.message, start, end }
    }
}
