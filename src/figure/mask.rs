//! Numerals that are names and not figures: document numbers, quoted slogans, titles, addresses of the web.

use crate::layout::Layout;
use crate::lexicon::candidates::Names;
use crate::number::numeral::scan_numeral;
use crate::report::LabelKind;
use crate::text::chars::{Cut, Ends, is_letter_or_digit, starting_word};
use crate::text::order::sort_by_key;
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// A name found in the text; no figure may be found inside it.
#[derive(Debug, Clone, Copy)]
pub struct Name {
    pub span: Span<Logical>,
    pub kind: LabelKind,
}

/// The longest quotation that is taken as one name, in bytes: 20 characters.
const LONGEST_NAME: usize = 60;
/// The longest title between 《 and 》, in bytes.
const LONGEST_TITLE: usize = 600;

/// All names of the document by start, without overlap; `text` is the logical text in simplified characters.
pub fn find_names(layout: &Layout, text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    let mut candidates = layout.candidates.names();
    for block in &layout.blocks {
        let markers = block.marker.iter().chain(block.run_in.iter().filter_map(|it| it.marker.as_ref()));
        names.extend(markers.map(|&span| Name { span, kind: LabelKind::Marker }));
        find_in_block(text, block.span, &mut candidates, &mut names);
    }
    // Of those that begin together the longest first.
    sort_by_key(&mut names, |name| name.span.key() ^ u64::from(u32::MAX));
    let mut end = 0;
    names.retain(|name| {
        let free = name.span.start >= end;
        if free {
            end = name.span.end;
        }
        free
    });
    names
}

fn find_in_block(text: &str, block: Span<Logical>, candidates: &mut Names, names: &mut Vec<Name>) {
    let body = block.of(text);
    let base = block.start as usize;
    let mut at = 0;
    while let Some(place) = candidates.seek(base + at, block.end as usize) {
        let start = place - base;
        let c = body.after(start).chars().next().unwrap_or(' ');
        let next = start + c.len_utf8();
        let (end, found) = match c {
            '“' => quoted(body, start, &['”', '"']),
            // These open and close alike: what stands after the closing one is no quotation.
            '"' | '＂' => {
                let (end, found) = quoted(body, start, &['"', '”', '＂']);
                (if found.is_some() { end + body.after(end).step() } else { end }, found)
            }
            '〝' => quoted(body, start, &['〞', '”']),
            '「' => quoted(body, start, &['」']),
            '『' => quoted(body, start, &['』']),
            '‘' => quoted(body, start, &['’']),
            '《' => title(body, start),
            '〔' | '［' | '[' | '【' => doc_number(body, start),
            'h' | 'w' => address(body, start),
            '+' | '＋' => sum(body, start),
            '第' => ordinal_name(body, start),
            _ => (next, None),
        };
        if let Some((from, to, kind)) = found.filter(|&(from, to, _)| from < to) {
            names.push(Name { span: Span::new((base + from) as u32, (base + to) as u32), kind });
        }
        at = end.max(next);
    }
}

type Hit = (usize, Option<(usize, usize, LabelKind)>);

/// A short quotation is a name; a long one, or one with a sentence in it, is text with figures of its own.
/// What ends in N强 keeps its rank: “化工园区综合竞争力百强”.
fn quoted(body: &str, start: usize, closing: &[char]) -> Hit {
    let open = body.after(start).step();
    let window = floor_boundary(body, (start + open + LONGEST_NAME).min(body.len()));
    let Some(len) = body.before(window).after(start + open).find(closing) else { return (start + open, None) };
    let inner = body.before(start + open + len).after(start + open);
    let end = start + open + len;
    if inner.has_in("。；！") || inner.has_char('强') && ranked(inner) {
        return (start + open, None);
    }
    // A percentage or an amount of money quoted as such stays a figure.
    (end, Some((start + open, end, LabelKind::Name)))
}

fn ranked(inner: &str) -> bool {
    inner.char_indices().any(|(at, _)| {
        super::rank::scan_rank(inner.before(at), inner.after(at), scan_numeral(inner.after(at)).as_ref()).is_some()
    })
}

fn title(body: &str, start: usize) -> Hit {
    let open = '《'.len_utf8();
    let window = floor_boundary(body, (start + open + LONGEST_TITLE).min(body.len()));
    match body.before(window).after(start + open).find('》') {
        Some(len) => (start + open + len, Some((start + open, start + open + len, LabelKind::Name))),
        None => (start + open, None),
    }
}

/// 泉政〔2024〕83号, 国发[1981]88号, 国函【2006】132号: the organ's code, the year and the serial.
fn doc_number(body: &str, start: usize) -> Hit {
    let open = body.after(start).step();
    let inner = body.after(start + open);
    let next = start + open;
    let Some(year) = scan_numeral(inner).filter(|it| it.digits == 4) else { return (next, None) };
    let Some(close) = inner.after(year.len).chars().next().filter(|c| matches!(c, '〕' | '］' | ']' | '】')) else {
        return (next, None);
    };
    let mut rest_at = next + year.len + close.len_utf8();
    let rest = body.after(rest_at).trim_start_in("第 ");
    rest_at = body.len() - rest.len();
    let Some(serial) = scan_numeral(rest) else { return (next, None) };
    let Some(_) = rest.after(serial.len).strip_prefix('号') else { return (next, None) };
    let end = rest_at + serial.len + '号'.len_utf8();
    let code = body
        .before(start)
        .char_indices()
        .rev()
        .take(12)
        .take_while(|&(_, c)| is_letter_or_digit(c) && !matches!(c, '（' | '《'))
        .last()
        .map_or(start, |(at, _)| at);
    (end, Some((code, end, LabelKind::Docnum)))
}

fn address(body: &str, start: usize) -> Hit {
    let rest = body.after(start);
    if !(rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")) {
        return (start + 1, None);
    }
    let len = rest
        .find(|c: char| !c.is_ascii() || c.is_ascii_whitespace() || matches!(c, '"' | '<' | '>' | ')'))
        .unwrap_or(rest.len());
    (start + len, Some((start, start + len, LabelKind::Name)))
}

/// 2+4+18+102, 1+N: the numbers and letters joined by pluses.
fn sum(body: &str, start: usize) -> Hit {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '＋' | '.');
    let from = body
        .before(start)
        .char_indices()
        .rev()
        .take(24)
        .take_while(|&(_, c)| part(c))
        .last()
        .map_or(start, |(at, _)| at);
    let plus = body.after(start).step();
    let to = start
        + body
            .after(start)
            .char_indices()
            .take(48)
            .take_while(|&(_, c)| part(c))
            .last()
            .map_or(plus, |(at, c)| at + c.len_utf8());
    let joined = body.before(start).after(from).closes(|c: char| c.is_ascii_alphanumeric())
        && body.before(to).after(start + plus).begins(|c: char| c.is_ascii_alphanumeric());
    if joined { (to, Some((from, to, LabelKind::Name))) } else { (start + plus, None) }
}

/// 第二中心小学, 第十四届, 第三次全体会议, 第10号台风: ordinals in names.
fn ordinal_name(body: &str, start: usize) -> Hit {
    let rest = body.after(start + '第'.len_utf8());
    let next = start + '第'.len_utf8();
    let Some(numeral) = scan_numeral(rest).filter(|it| !it.scaled) else { return (next, None) };
    let after = rest.after(numeral.len);
    let name = starting_word(
        after,
        &[
            "届", "次", "号", "章", "条", "款", "批", "期", "轮", "产业", "中心", "中学", "小学", "医院", "人民",
            "书记", "梯队", "代", "季", "步", "课堂", "方", "线", "类", "年", "一轮",
        ],
    );
    match name {
        // 连续第7年: a streak, which is counted.
        Some("年") if body.before(start).ends_with("连续") => (next, None),
        Some(word) => {
            let end = next + numeral.len + word.len();
            (end, Some((start, end, LabelKind::Name)))
        }
        None => (next, None),
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
