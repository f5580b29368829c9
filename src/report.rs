//! The answer of `analyze`: spans of the source in UTF-8 bytes, exact decimals as strings.
//!
//! The meaning of each field is in the annotation guidelines; `wasm::view` is the same in UTF-16 for JavaScript.

use std::borrow::Cow;

pub use crate::figure::rule::Rule;
use crate::note::Note;
use crate::text::span::{Source, Span};

#[derive(Debug, Clone, Default)]
pub struct Report {
    pub outline: Vec<Section>,
    /// By start.
    pub figures: Vec<Figure>,
    pub times: Vec<Time>,
    pub labels: Vec<Label>,
    pub metadata: Metadata,
    pub kind: DocumentKind,
    /// Where the kind was read; `None` where the document does not tell.
    pub kind_evidence: Option<Span<Source>>,
    /// Line breaks inside a sentence, with the blanks around them, that were read through; where a page number stands
    /// between the halves, the breaks before and behind it.
    pub joins: Vec<Span<Source>>,
    /// What else stands inside paragraphs and is not text: the `**` of Markdown, a page number, a break behind a full stop.
    pub markup: Vec<Span<Source>>,
    /// Page furniture.
    pub boilerplate: Vec<Span<Source>>,
    pub paragraphs: Vec<Paragraph>,
    pub notes: Vec<Note>,
}

/// A heading and what it governs. Section `id` is its place in `Report::outline`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub id: u32,
    pub parent: Option<u32>,
    /// 0 is the document's title.
    pub level: u32,
    /// The ordinal as written: `一、`, `（一）`, `一是`.
    pub marker: Option<String>,
    /// Without marker and without the final 。 or ：; the two lines of a broken heading joined by a space.
    pub title: String,
    /// The heading as it stands.
    pub span: Span<Source>,
    /// From the end of the heading to the next heading of the same or a higher level.
    pub body: Span<Source>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    Money,
    Count,
    Measure,
    Percent,
    Points,
    Multiple,
    Ratio,
    Rank,
    Duration,
}

impl FigureKind {
    /// The name at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            FigureKind::Money => "money",
            FigureKind::Count => "count",
            FigureKind::Measure => "measure",
            FigureKind::Percent => "percent",
            FigureKind::Points => "points",
            FigureKind::Multiple => "multiple",
            FigureKind::Ratio => "ratio",
            FigureKind::Rank => "rank",
            FigureKind::Duration => "duration",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modifier {
    Over,
    AtLeast,
    Under,
    AtMost,
    Nearly,
    About,
}

impl Modifier {
    /// The name at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            Modifier::Over => "over",
            Modifier::AtLeast => "at_least",
            Modifier::Under => "under",
            Modifier::AtMost => "at_most",
            Modifier::Nearly => "nearly",
            Modifier::About => "about",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    Up,
    Down,
    Flat,
}

impl Direction {
    /// The name at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Flat => "flat",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Against the same period of the year before: 同比.
    Yoy,
    /// Against the period before: 环比.
    Mom,
    /// Against a named point: 比2020年.
    Baseline,
}

impl Basis {
    /// The name at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            Basis::Yoy => "yoy",
            Basis::Mom => "mom",
            Basis::Baseline => "baseline",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub direction: Direction,
    pub basis: Option<Basis>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Status {
    #[default]
    Actual,
    Target,
    Forecast,
    Threshold,
}

impl Status {
    /// The name at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            Status::Actual => "actual",
            Status::Target => "target",
            Status::Forecast => "forecast",
            Status::Threshold => "threshold",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub id: u32,
    pub span: Span<Source>,
    /// As it stands in the source, without what a page break put inside it.
    pub text: String,
    /// More than one where something was read through inside the figure.
    pub runs: Vec<Span<Source>>,
    pub kind: FigureKind,
    /// In the base unit; `None` for a range.
    pub value: Option<String>,
    pub low: Option<String>,
    pub high: Option<String>,
    /// Most are named in the tables of units.
    pub unit: Option<Cow<'static, str>>,
    pub dimension: Option<&'static str>,
    pub modifier: Option<Modifier>,
    pub subject: Option<String>,
    pub subject_spans: Vec<Span<Source>>,
    pub change: Option<Change>,
    /// ISO 8601 date or interval.
    pub time: Option<String>,
    pub region: Option<String>,
    pub status: Status,
    pub section: Option<u32>,
    /// Its place in `Report::paragraphs`.
    pub paragraph: u32,
    /// Why it was found; [`Rule::words`] says it.
    pub rule: Rule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    Date,
    Period,
    Relative,
}

impl TimeKind {
    /// The name at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            TimeKind::Date => "date",
            TimeKind::Period => "period",
            TimeKind::Relative => "relative",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    pub span: Span<Source>,
    pub text: String,
    pub kind: TimeKind,
    /// ISO 8601 date or interval, where the document fixes it.
    pub iso: Option<String>,
    pub section: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LabelKind {
    Docnum,
    Name,
    Marker,
    Idiom,
}

impl LabelKind {
    /// The name at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            LabelKind::Docnum => "docnum",
            LabelKind::Name => "name",
            LabelKind::Marker => "marker",
            LabelKind::Idiom => "idiom",
        }
    }
}

/// A numeral that names something and is not a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub span: Span<Source>,
    pub text: String,
    pub kind: LabelKind,
}

/// One stated element of a document (GB/T 9704—2012 and the other kinds): its value and where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataEntry {
    pub key: MetadataKey,
    pub value: String,
    pub spans: Vec<Span<Source>>,
}

/// The closed set of elements; the names at the boundary are those of the guidelines, and particulars besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MetadataKey {
    Issuer,
    DocNumber,
    Signer,
    Title,
    Recipient,
    SignedBy,
    Date,
    Openness,
    PrintedBy,
    PrintDate,
    CopiedTo,
    Attachments,
    Secrecy,
    Urgency,
    Paper,
    Page,
    Byline,
    PhotoCredit,
    Source,
    /// 份号
    CopyNumber,
    /// 附注: what stands in brackets below the date
    Remark,
    /// The meeting at which a speech was given
    Meeting,
    Speaker,
    /// The office of the speaker
    Office,
    /// 索引号
    IndexNumber,
    /// 主题分类
    Subject,
    /// 主题词
    Keywords,
    /// 发布日期 of a web page
    Published,
    Editor,
    /// 注释 of a communiqué
    Notes,
}

impl MetadataKey {
    pub const ALL: [MetadataKey; 30] = [
        MetadataKey::Issuer,
        MetadataKey::DocNumber,
        MetadataKey::Signer,
        MetadataKey::Title,
        MetadataKey::Recipient,
        MetadataKey::SignedBy,
        MetadataKey::Date,
        MetadataKey::Openness,
        MetadataKey::PrintedBy,
        MetadataKey::PrintDate,
        MetadataKey::CopiedTo,
        MetadataKey::Attachments,
        MetadataKey::Secrecy,
        MetadataKey::Urgency,
        MetadataKey::Paper,
        MetadataKey::Page,
        MetadataKey::Byline,
        MetadataKey::PhotoCredit,
        MetadataKey::Source,
        MetadataKey::CopyNumber,
        MetadataKey::Remark,
        MetadataKey::Meeting,
        MetadataKey::Speaker,
        MetadataKey::Office,
        MetadataKey::IndexNumber,
        MetadataKey::Subject,
        MetadataKey::Keywords,
        MetadataKey::Published,
        MetadataKey::Editor,
        MetadataKey::Notes,
    ];

    /// Whether the guidelines do not name it: it is reported beside the metadata.
    pub const fn is_particular(self) -> bool {
        self as u32 > MetadataKey::Source as u32
    }

    /// The key at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            MetadataKey::Issuer => "issuer",
            MetadataKey::DocNumber => "doc_number",
            MetadataKey::Signer => "signer",
            MetadataKey::Title => "title",
            MetadataKey::Recipient => "recipient",
            MetadataKey::SignedBy => "signed_by",
            MetadataKey::Date => "date",
            MetadataKey::Openness => "openness",
            MetadataKey::PrintedBy => "printed_by",
            MetadataKey::PrintDate => "print_date",
            MetadataKey::CopiedTo => "copied_to",
            MetadataKey::Attachments => "attachments",
            MetadataKey::Secrecy => "secrecy",
            MetadataKey::Urgency => "urgency",
            MetadataKey::Paper => "paper",
            MetadataKey::Page => "page",
            MetadataKey::Byline => "byline",
            MetadataKey::PhotoCredit => "photo_credit",
            MetadataKey::Source => "source",
            MetadataKey::CopyNumber => "copy_number",
            MetadataKey::Remark => "remark",
            MetadataKey::Meeting => "meeting",
            MetadataKey::Speaker => "speaker",
            MetadataKey::Office => "office",
            MetadataKey::IndexNumber => "index_number",
            MetadataKey::Subject => "subject",
            MetadataKey::Keywords => "keywords",
            MetadataKey::Published => "published",
            MetadataKey::Editor => "editor",
            MetadataKey::Notes => "notes",
        }
    }
}

/// The parts of a document number (GB/T 9704—2012, 7.2.5): 国办发〔2018〕117号.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNumber {
    /// 国办发
    pub organ_code: String,
    /// 2018
    pub year: String,
    /// 117
    pub serial: String,
}

/// Another document that this one cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Without 《》; empty where only the number is cited.
    pub title: String,
    pub doc_number: Option<String>,
    pub number: Option<DocumentNumber>,
    /// The kind that its title states.
    pub kind: Option<DocumentKind>,
    /// The short title that 以下简称 gives it.
    pub short: Option<String>,
    /// Where it is cited first, number included.
    pub span: Span<Source>,
    /// Every place that cites it, the first included.
    pub places: Vec<Span<Source>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// At most one entry for each key, in the order of the keys. What is not stated is absent.
    pub entries: Vec<MetadataEntry>,
    /// The parts of the document's own number.
    pub number: Option<DocumentNumber>,
    pub references: Vec<Reference>,
}

impl Metadata {
    pub fn get(&self, key: MetadataKey) -> Option<&str> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| entry.value.as_str())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DocumentKind {
    Report,
    Notice,
    Opinion,
    Reply,
    Letter,
    Order,
    Communique,
    Plan,
    Speech,
    News,
    Law,
    #[default]
    Other,
}

impl DocumentKind {
    pub const fn name(self) -> &'static str {
        match self {
            DocumentKind::Report => "report",
            DocumentKind::Notice => "notice",
            DocumentKind::Opinion => "opinion",
            DocumentKind::Reply => "reply",
            DocumentKind::Letter => "letter",
            DocumentKind::Order => "order",
            DocumentKind::Communique => "communique",
            DocumentKind::Plan => "plan",
            DocumentKind::Speech => "speech",
            DocumentKind::News => "news",
            DocumentKind::Law => "law",
            DocumentKind::Other => "other",
        }
    }
}

/// What a paragraph is. A closed set; `layout::classify` has one function for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Title,
    Subtitle,
    Heading,
    /// Text that opens with its own heading: （一）压实责任。各县…
    RunIn,
    Body,
    ListItem,
    TableCaption,
    TableUnit,
    /// A row, or a cell on a line of its own, that names columns
    TableHeader,
    TableRow,
    Quotation,
    Note,
    Footnote,
    Signature,
    Date,
    Attachment,
    Salutation,
    Caption,
    /// A caption that names who took the picture
    PhotoCredit,
    Byline,
    /// An element of a 公文 head or tail (发文字号, 签发人, 印发机关, …) that stands in a line of its own.
    Element,
    Boilerplate,
}

impl BlockKind {
    pub const fn name(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::Subtitle => "subtitle",
            BlockKind::Heading => "heading",
            BlockKind::RunIn => "run_in",
            BlockKind::Body => "body",
            BlockKind::ListItem => "list_item",
            BlockKind::TableCaption => "table_caption",
            BlockKind::TableUnit => "table_unit",
            BlockKind::TableHeader => "table_header",
            BlockKind::TableRow => "table_row",
            BlockKind::Quotation => "quotation",
            BlockKind::Note => "note",
            BlockKind::Footnote => "footnote",
            BlockKind::Signature => "signature",
            BlockKind::Date => "date",
            BlockKind::Attachment => "attachment",
            BlockKind::Salutation => "salutation",
            BlockKind::Caption => "caption",
            BlockKind::PhotoCredit => "photo_credit",
            BlockKind::Byline => "byline",
            BlockKind::Element => "element",
            BlockKind::Boilerplate => "boilerplate",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub span: Span<Source>,
    pub kind: BlockKind,
    /// The innermost section that it starts in; a heading is in its own section.
    pub section: Option<u32>,
}
