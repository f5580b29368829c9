//! Where documents end inside the text: signatures with their dates, and the documents attached behind them.

use super::classify::{Piece, attachment_names, is_salutation, office_and_name};
use super::element::{is_organ, organ_and_date, scan_date_line, scan_doc_number, texts};
use super::head::{Head, attachment_label, close, title_below, title_core};
use super::marker::Style;
use super::merge;
use crate::lexicon::TITLE_ENDS;
use crate::number::date::{opens_year, scan_date};
use crate::report::BlockKind;
use crate::text::chars::{BLANK, Cut, ends_sentence, ends_with_any, find_sign, is_han};
use crate::text::signs::Signs;

/// A signature: the organs or the person, then the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// First paragraph of the signature.
    pub first: usize,
    /// The date line, last paragraph of the closing.
    pub date: usize,
}

/// All signatures with a date line below, in order. The head of a speech (office, name, date) is none: a closing
/// stands below running text.
pub fn find_closings(pieces: &[Piece]) -> Vec<Closing> {
    let mut out = Vec::new();
    let mut text_above = false;
    let running = pieces.iter().rposition(|piece| piece.chars >= 40).unwrap_or(0);
    for idx in 0..pieces.len() {
        let piece = &pieces[idx];
        text_above |= piece.chars >= 12 && (ends_sentence(piece.text) || piece.text.ends_in("：:；;"));
        let both = || piece.seen.has(BLANK) && organ_and_date(piece.text).is_some();
        if !text_above
            || piece.kind != BlockKind::Body
            || piece.chars > 60
            || scan_date_line(piece.text).is_none() && !both()
        {
            continue;
        }
        let mut first = idx;
        // Above the day that ends the document any name signs that stands below a sentence: 某某公司营业所.
        let ends = |name: usize| {
            (6..=30).contains(&pieces[name].chars)
                && pieces[name].text.chars().all(is_han)
                && name > 0
                && (pieces[name - 1].chars >= 12 || ends_sentence(pieces[name - 1].text))
                && idx > running
        };
        while first > 0 && idx - first < 6 && (signs(&pieces[first - 1]) || first == idx && ends(first - 1)) {
            first -= 1;
        }
        // Organ and day on one line; the day alone above what is attached.
        let attached = || {
            let title =
                title_below(pieces, idx + 1).filter(|&(first, last)| ends_as_title(&texts(&pieces[first..=last])));
            piece.text.ends_with('日')
                && (title.is_some() || pieces.get(idx + 1).is_some_and(|next| next.text.starts_with("附件")))
        };
        if first < idx || both() || attached() {
            out.push(Closing { first, date: idx });
        }
    }
    out
}

fn signs(piece: &Piece) -> bool {
    piece.chars <= 60
        && piece.kind == BlockKind::Body
        && (is_organ(piece.text) || office_and_name(piece.text).is_some() && piece.chars <= 24)
}

/// The titles of attached documents: behind a signature, and below a line that says 附件.
pub fn find_attached(pieces: &[Piece], head: Head, closings: &[Closing]) -> Vec<(usize, usize)> {
    let after = closings.iter().map(|closing| closing.date + 1).filter(|&idx| idx > head.body);
    let glossary = |piece: &Piece| piece.marker.is_none() && piece.chars <= 8 && piece.text.ends_with("名词解释");
    // 附件：某某方法, and below it the first of its sections.
    let opened = |idx: usize| {
        let below = pieces.get(idx + 1).and_then(|below| below.marker);
        below.is_some_and(|it| it.number == Some(1) && matches!(it.style, Style::Han | Style::Chapter | Style::Article))
            && pieces[idx].chars <= 45
            && pieces[idx].text.starts_with("附件")
            && ends_as_title(attachment_names(pieces[idx].text))
    };
    // Where a title may begin: the line itself, or below its label.
    let labelled = (head.body..pieces.len()).filter_map(|idx| {
        let own = glossary(&pieces[idx]) || opened(idx);
        (own || attachment_label(pieces[idx].text).is_some()).then_some(idx + usize::from(!own))
    });
    let starts = merge(after.collect(), labelled.collect(), |&idx| idx);
    let mut out: Vec<(usize, usize)> = Vec::new();
    for start in starts {
        if let Some(title) = if opened(start) || pieces.get(start).is_some_and(glossary) {
            Some((start, start))
        } else {
            title_below(pieces, start)
        } && out.last() != Some(&title)
            && head.title.is_none_or(|main| main != title)
        {
            out.push(title);
        }
    }
    let Some(&(_, first)) = out.first() else { return out };
    // More documents behind the first: lines that end as titles do, with blank lines around them.
    let mut idx = first + 1;
    let mut more = Vec::new();
    while idx < pieces.len() {
        let title = if close(pieces, idx) { None } else { title_below(pieces, idx) };
        let title = title.filter(|&(start, end)| {
            start == idx
                && pieces.get(end + 1).is_some_and(|_| !close(pieces, end + 1))
                && ends_as_title(pieces[end].text)
        });
        idx = title.map_or(idx, |(_, end)| end) + 1;
        more.extend(title);
    }
    out = merge(out, more, |&(start, _)| start);
    out.dedup();
    out
}

/// Where the elements of a document begin and end that lost its breaks: its number behind the title, the address, the
/// signature with its date.
pub fn seams(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = find_sign(text, |c| c == '。').unwrap_or(text.len());
    let head = text.before(at);
    let mut from = 0;
    // 某某法（某日某会议通过）第一章
    let adopted = |at: &usize| scan_date(head.after(at + '（'.len_utf8())).is_some_and(|(_, date)| date.day.is_some());
    out.extend(find_sign(head, |c| c == '（').filter(adopted));
    // 的函青政函〔2025〕3号各市人民政府：
    let open = find_sign(head, |c| matches!(c, '〔' | '［' | '[' | '【')).unwrap_or(0);
    if let Some((code, end)) = scan_doc_number(head, open)
        && find_sign(head.before(end), |c| matches!(c, '：' | '（')).is_none()
    {
        out.extend_from_slice(&[titled(head, code, open).unwrap_or(code), end]);
        from = end;
    }
    while let Some(len) = find_sign(head.after(from), |c| c == '：') {
        let colon = from + len;
        let all = head.before(colon).after(from).first_in("各").map(|at| from + at);
        let address = all.or_else(|| titled(head, from, colon)).unwrap_or(from);
        from = colon + '：'.len_utf8();
        if is_salutation(head.before(from).after(address)) {
            out.extend_from_slice(&[address, from]);
            break;
        }
    }
    while at < text.len() {
        at += '。'.len_utf8();
        let rest = text.after(at);
        let len = find_sign(rest, |c| c == '。').unwrap_or(rest.len());
        // 附件：某某方案某某局2025年3月1日: the organ behind what is attached.
        let signed = rest.before(len).char_indices().filter(|&(_, c)| opens_year(c)).find_map(|(day, _)| {
            let (date, _) = scan_date(rest.after(day)).filter(|(_, date)| date.day.is_some())?;
            let organ = if is_organ(rest.before(day)) { 0 } else { titled(rest, day.saturating_sub(180), day)? };
            // Behind the day a remark in brackets: （此件公开发布）.
            let end = day + date;
            let behind = rest.before(rest.floor_char_boundary(end + 60)).after(end);
            let remark = behind.find('）').filter(|_| behind.starts_with('（')).map_or(0, |at| at + '）'.len_utf8());
            is_organ(rest.before(day).after(organ)).then_some([at + organ, at + day, at + end, at + end + remark])
        });
        if rest.starts_with("附件") {
            out.push(at);
        }
        out.extend_from_slice(signed.as_slice().as_flattened());
        at += len;
    }
    out
}

/// Where the last title ends that ends before `to`.
fn titled(text: &str, from: usize, to: usize) -> Option<usize> {
    (from..to).rev().find(|&at| text.is_char_boundary(at) && TITLE_ENDS.ends(text.before(at)))
}

fn ends_as_title(text: &str) -> bool {
    let core = title_core(text);
    // 说明 and 指标说明 are heads of columns as well.
    core.chars().nth(4).is_some()
        && (TITLE_ENDS.ends(&core) || ends_with_any(&core, &["程序", "名单", "清单", "一览表", "登记表", "计划表"]))
}
