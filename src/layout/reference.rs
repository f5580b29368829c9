//! Other documents that this one cites: 《…》 with the document number behind it, and every place that cites it again.

use crate::text::chars::{Cut, Ends, find_last, has_any};
use crate::text::signs::Signs;
use std::borrow::Cow;

use super::Block;
use super::element::{compact, parse_doc_number, scan_doc_number};
use super::head::title_core;
use super::kind::kind_of_title;
use crate::lexicon::candidates::Candidates;
use crate::lexicon::{REFERENCE_ENDS, TITLE_ENDS};
use crate::report::{BlockKind, Reference};
use crate::text::map::SourceMap;
use crate::text::span::Span;
use crate::text::tally::Tally;

/// Longest title, in bytes.
const LONGEST: usize = 600;

/// What the document says of itself: it does not cite itself.
pub struct Own<'a> {
    pub title: Option<&'a str>,
    pub doc_number: Option<&'a str>,
}

/// References in order, each document once. Works of art and bare short titles (《纲要》) are none; a short title that
/// 以下简称 gave to a document is a place that cites it.
pub fn find(text: &str, blocks: &[Block], candidates: &Candidates, own: Own, map: &SourceMap) -> Vec<Reference> {
    let mut brackets = candidates.names();
    let own_title = own.title.map(compact);
    let mut finder = Finder {
        text,
        own_title,
        own_number: own.doc_number.map(compact),
        map,
        out: Vec::new(),
        known: Tally::default(),
    };
    for block in blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate) {
        let (mut at, end) = (block.span.start as usize, block.span.end as usize);
        while let Some(here) = brackets.seek(at, end) {
            at = here + 1;
            if !text.after(here).begins_in("《〔［[") {
                continue;
            }
            at = if text.after(here).starts_with('《') { finder.titled(here) } else { finder.numbered(here) };
            at = at.min(end).max(here + 1);
            at = text.ceil_char_boundary(at);
        }
    }
    finder.out
}

struct Finder<'a> {
    text: &'a str,
    own_title: Option<Cow<'a, str>>,
    own_number: Option<Cow<'a, str>>,
    map: &'a SourceMap,
    out: Vec<Reference>,
    /// Titles, short titles and numbers to their place in `out`.
    known: Tally<'a>,
}

impl<'a> Finder<'a> {
    /// The title whose 《 stands at `open`; returns where to go on.
    fn titled(&mut self, open: usize) -> usize {
        let inner_at = open + '《'.len_utf8();
        let Some(close) = close_of(self.text, inner_at) else { return inner_at };
        let title = self.text.before(close).after(inner_at);
        let after = close + '》'.len_utf8();
        let number = number_after(self.text, after);
        let end = number.map_or(after, |(_, end)| end);
        let span = self.map.to_source(Span::new(open as u32, end as u32));
        if let Some(at) = self.known.get(title) {
            let known = &mut self.out[at as usize];
            known.places.push(span);
            // The number and the short title may stand at a later place: a headline has none.
            let doc_number =
                number.map(|(start, end)| self.text.before(end).after(start)).filter(|_| known.doc_number.is_none());
            let short = short_title(self.text, after).filter(|_| known.short.is_none());
            if let Some(number) = doc_number {
                known.doc_number = Some(number.to_owned());
                known.number = parse_doc_number(number);
                *self.known.of(number) = at;
            }
            if let Some((start, end)) = short {
                known.short = Some(self.text.before(end).after(start).to_owned());
                *self.known.of(self.text.before(end).after(start)) = at;
            }
            return short.map_or(end, |(_, end)| end);
        }
        let own = self.own_title.as_deref().is_some_and(|own| own.ends_with(&*compact(title)));
        if own || !(is_document(title) || number.is_some() && title.chars().nth(2).is_some()) {
            return end;
        }
        let doc_number = number.map(|(start, end)| self.text.before(end).after(start));
        let short = short_title(self.text, after);
        for name in [Some(title), short.map(|(start, end)| self.text.before(end).after(start)), doc_number]
            .into_iter()
            .flatten()
        {
            self.know(name);
        }
        self.out.push(Reference {
            title: title.to_owned(),
            doc_number: doc_number.map(str::to_owned),
            number: doc_number.and_then(parse_doc_number),
            kind: kind_of_title(&title_core(title)),
            short: short.map(|(start, end)| self.text.before(end).after(start).to_owned()),
            span,
            places: vec![span],
        });
        // 以下简称《…》 names it and is no place that cites it.
        short.map_or(end, |(_, end)| end)
    }

    /// From here on `name` is one of the document that comes next.
    fn know(&mut self, name: &'a str) {
        *self.known.of(name) = self.out.len() as u32;
    }

    /// The number whose bracket stands at `open`, without a title before it; returns where to go on.
    fn numbered(&mut self, open: usize) -> usize {
        let next = open + 1;
        let Some((start, end)) = scan_doc_number(self.text, open) else { return next };
        let start = start + lead_in(self.text.before(open).after(start));
        let number = self.text.before(end).after(start);
        let span = self.map.to_source(Span::new(start as u32, end as u32));
        if let Some(at) = self.known.get(number) {
            self.out[at as usize].places.push(span);
        } else if start < open
            && self.text.after(end).starts_with('文')
            && self.own_number.as_deref() != Some(&*compact(number))
        {
            self.know(number);
            self.out.push(Reference {
                title: String::new(),
                doc_number: Some(number.to_owned()),
                number: parse_doc_number(number),
                kind: None,
                short: None,
                span,
                places: vec![span],
            });
        }
        end
    }
}

/// The bytes before the organ's code: 根据中发〔1994〕8号 has 根据.
fn lead_in(code: &str) -> usize {
    [
        "根据", "按照", "依据", "依照", "执行", "落实", "贯彻", "参照", "印发", "关于", "文件", "以及", "和", "及",
        "与", "对", "的", "按", "以", "见", "在",
    ]
    .iter()
    .filter_map(|word| find_last(code, word).map(|at| at + word.len()))
    .max()
    .unwrap_or(0)
}

/// Whether a title in 《》 is a document's: it ends as titles of documents do, and is not a bare short title.
fn is_document(title: &str) -> bool {
    let core = title_core(title);
    let chars = core.chars().count();
    if core.ends_with('法') || core.ends_with("法典") {
        return chars >= 3 && !core.ends_with("办法") || chars >= 6;
    }
    chars >= 6 && (TITLE_ENDS.ends(&core) || REFERENCE_ENDS.ends(&core) || core.starts_with("关于"))
        || chars >= 4 && core.starts_with("中国") && title.closes(|c: char| c.is_ascii_digit())
}

/// The matching 》, titles inside the title passed over.
fn close_of(text: &str, from: usize) -> Option<usize> {
    let window = text.before(text.floor_char_boundary(from + LONGEST)).after(from);
    window.find('》')?;
    let mut depth = 0;
    for (at, c) in window.char_indices() {
        match c {
            '《' | '〈' => depth += 1,
            '〉' => depth -= 1,
            '》' if depth <= 0 => return Some(from + at),
            '》' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// （泉政〔2023〕35号） straight after the title.
fn number_after(text: &str, at: usize) -> Option<(usize, usize)> {
    let bracket = text.after(at).trim_start_in(" ");
    let inner = bracket.strip_start_in("（(")?;
    let from = text.len() - inner.len();
    let window = text.before(text.floor_char_boundary(from + 90)).after(from);
    // （某部令第89号）, （某局公告2024年第7号）
    let inner = window.before(window.first_in("）)").unwrap_or(0));
    if inner.ends_with('号') && has_any(inner, &["令", "公告"]) && !inner.has_in("，,〔[") {
        return Some((from, from + inner.len()));
    }
    // （GB 50180）, （GB/T 9704—2012）: the number of a standard.
    let standard = inner.len() >= 4 && inner.bytes().take(2).all(|byte| byte.is_ascii_uppercase());
    if standard
        && inner.closes(|c| c.is_ascii_digit())
        && inner.chars().all(|c| c.is_ascii_alphanumeric() || "/ .—–-".has_char(c))
    {
        return Some((from, from + inner.len()));
    }
    let open = window.char_indices().find(|&(_, c)| "〔［[【„﹝".has_char(c))?.0;
    let (start, end) = scan_doc_number(window, open)?;
    (start == 0).then_some((from + start, from + end))
}

/// （以下简称《规划》）, （某发〔2024〕1号，以下简称“意见”） straight after the title: where the short title stands.
fn short_title(text: &str, at: usize) -> Option<(usize, usize)> {
    let window = text.before(text.floor_char_boundary(at + 180)).after(at);
    let mut rest = window;
    while let Some(inner) = rest.strip_start_in("（(") {
        let close = inner.first_in("）)").unwrap_or(inner.len());
        if let Some(found) = inner.place_of("以下简称") {
            let named = inner.after(found + "以下简称".len()).trim_start_in("为：: “\"《「");
            let end = named.first_in("》”\"」）)，。")?;
            let start = at + window.len() - rest.len() + (rest.len() - inner.len()) + (inner.len() - named.len());
            return Some((start, start + end)).filter(|_| (1..=20).contains(&named.before(end).chars().count()));
        }
        rest = inner.get(close..)?.trim_start_in("）)");
    }
    None
}
