//! Where documents end inside the text: signatures with their dates, and the documents attached behind them.

use super::classify::{Piece, is_salutation, office_and_name};
use super::element::{find_doc_number, is_organ, scan_date_line};
use super::head::{Head, attachment_label, close, title_below, title_core};
use super::{merge, opens_a_section};
use crate::lexicon::TITLE_ENDS;
use crate::number::date::{opens_year, scan_date};
use crate::text::chars::{Cut, any_of, ends_sentence, ends_with_any};

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
    for idx in 0..pieces.len() {
        let piece = &pieces[idx];
        text_above |=
            piece.chars >= 12 && (ends_sentence(piece.text) || piece.text.ends_with(any_of(&['：', ':', '；', ';'])));
        if !text_above || scan_date_line(piece.text).is_none() {
            continue;
        }
        let mut first = idx;
        while first > 0 && idx - first < 6 && signs(&pieces[first - 1]) {
            first -= 1;
        }
        if first < idx {
            out.push(Closing { first, date: idx });
        }
    }
    out
}

fn signs(piece: &Piece) -> bool {
    piece.chars <= 60 && (is_organ(piece.text) || office_and_name(piece.text).is_some() && piece.chars <= 24)
}

/// The titles of attached documents: behind a signature, and below a line that says 附件.
pub fn find_attached(pieces: &[Piece], head: Head, closings: &[Closing]) -> Vec<(usize, usize)> {
    let after = closings.iter().map(|closing| closing.date + 1).filter(|&idx| idx > head.body);
    let glossary = |piece: &Piece| piece.marker.is_none() && piece.chars <= 8 && piece.text.ends_with("名词解释");
    let labelled =
        (head.body..pieces.len()).filter(|&idx| attachment_label(pieces[idx].text).is_some() || glossary(&pieces[idx]));
    let labelled = labelled.map(|idx| idx + usize::from(!glossary(&pieces[idx])));
    let starts = merge(after.collect(), labelled.collect(), |&idx| idx);
    let mut out: Vec<(usize, usize)> = Vec::new();
    for start in starts {
        if let Some(title) = title_below(pieces, start)
            && out.last() != Some(&title)
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
/// signature with its date, and the title of what it issues.
pub fn seams(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let head = text.before(text.find('。').unwrap_or(text.len()));
    let titled = |from: usize, to: usize| {
        head[from..to].char_indices().map(|(at, _)| from + at).rfind(|&at| TITLE_ENDS.ends(head.before(at)))
    };
    let mut from = 0;
    let number = find_doc_number(head.before(head.find('：').unwrap_or(head.len())));
    if let Some((code, end)) = number.filter(|&(code, _)| !head.before(code).ends_with(any_of(&['（', '(']))) {
        // 的函青政函〔2025〕3号
        let open = head[code..end].find(any_of(&['〔', '［', '[', '【', '（', '('])).map_or(code, |open| code + open);
        out.extend([titled(code, open).unwrap_or(code), end]);
        from = end;
    }
    for (colon, mark) in head.match_indices('：') {
        if colon < from {
            continue;
        }
        let address = head[from..colon].find('各').map(|at| from + at).or_else(|| titled(from, colon)).unwrap_or(from);
        from = colon + mark.len();
        if is_salutation(&head[address..from]) {
            out.extend([address, from]);
            break;
        }
    }
    for (stop, mark) in text.match_indices('。') {
        let organ = stop + mark.len();
        let window = text.after(organ).char_indices().take(30);
        let Some(day) = window.filter(|&(_, c)| opens_year(c)).map(|(at, _)| organ + at).next() else { continue };
        let Some((len, _)) = scan_date(text.after(day)).filter(|(_, date)| date.day.is_some()) else { continue };
        if is_organ(&text[organ..day]) {
            let below = text.after(day + len);
            let title = below
                .char_indices()
                .take(45)
                .find(|&(at, _)| TITLE_ENDS.ends(below.before(at)) && opens_a_section(below.after(at)));
            out.extend([organ, day, day + len]);
            out.extend(title.map(|(at, _)| day + len + at));
        }
    }
    out
}

fn ends_as_title(text: &str) -> bool {
    let core = title_core(text);
    // 说明 and 指标说明 are heads of columns as well.
    core.chars().nth(4).is_some()
        && (TITLE_ENDS.ends(&core) || ends_with_any(&core, &["名单", "清单", "一览表", "登记表", "计划表"]))
}
