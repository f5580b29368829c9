//! Headings inside a paragraph, which goes on behind them.

use super::classify::Piece;
use super::heading::{Heading, LONGEST_LIKELY, LONGEST_LINE, clean_title};
use super::marker::{Marker, Style, scan_marker, scan_running};
use super::series::{Member, Series};
use crate::text::chars::{ASCII, COLON, COMMA, Cut, Ends, FULL_STOP, SEMICOLON, has_any, is_han};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// Longest run-in heading, longest of those numbered 1.2.3, in characters.
pub const LONGEST_RUN_IN: usize = 45;
const LONGEST_DECIMAL: usize = 36;

/// Headings inside a paragraph: marked, bold or dashed at its start; 一是… at later sentences.
pub fn run_in_headings(
    text: &str,
    piece: &Piece,
    block: Span<Logical>,
    idx: usize,
    out: &mut Vec<Heading>,
    series: &mut Series,
) {
    // A line without a marker and without signs has neither a heading's end nor clauses.
    if piece.marker.is_none() && !piece.seen.has(FULL_STOP | SEMICOLON | COMMA | COLON | ASCII) {
        return;
    }
    let body = block.of(text);
    // No marker but 第一条 and 01 asks for what stands behind the first sentence.
    let known = piece.span == block && piece.marker.is_none() && body.begins(|c| is_han(c) && c != '第');
    let mut next_start = 0;
    for (count, sentence) in body.split_inclusive('。').enumerate() {
        let start = next_start;
        next_start += sentence.len();
        let marker = match count {
            0 if known => None,
            0 => scan_marker(sentence).filter(|marker| marker.style != Style::Article),
            _ => scan_running(sentence),
        };
        // A line that was cut out of another does not tell where its heading ends.
        let heading = run_in_heading(sentence, count, marker, body.after(next_start), |len| {
            piece.paragraph.bold.iter().any(|bold| {
                bold.start == block.start + start as u32
                    && (bold.end as usize) + 4 >= block.start as usize + start + len
            })
        });
        // 一、工业经济 1—6月份，…: the blank parts heading and text.
        let heading = marker
            .filter(|it| count == 0 && matches!(it.style, Style::Han | Style::HanBracketed))
            .and_then(|marker| Some((marker.style, parted_title(sentence, marker.len)?, true)))
            .or(heading);
        if let Some((style, len, _)) = heading {
            let inner = sentence.before(len);
            let title = clean_title(inner.after(marker.map_or(0, |marker| marker.len)));
            let span = Span::at(block.start as usize + start, len);
            out.push(Heading { span, marker, style, depth: 0, title, run_in: true, block: idx, last_block: idx });
        }
        let at = block.start + start as u32;
        let member = match heading {
            Some((_, _, sure)) if sure || piece.paragraph.split => Member::Sure(out.len() - 1),
            Some(_) => Member::Likely(out.len() - 1),
            None => Member::Item,
        };
        series.member(marker, at, member);
        series.clauses(sentence, at);
    }
}

/// 一是…；二是…。, 一要…，二要…。: a sentence that counts and heads nothing.
pub fn counts_on(sentence: &str) -> bool {
    sentence.split_in("，；").skip(1).any(|clause| scan_running(clause).is_some())
}

/// Where a short title ends behind a marker of `from` bytes that a blank parts from a sentence with figures.
fn parted_title(sentence: &str, from: usize) -> Option<usize> {
    let body = sentence.after(from);
    let start = body.len() - body.trim_start().len();
    let len = start + body.after(start).find(char::is_whitespace)?;
    let (title, rest) = (body.before(len).trim_start(), body.after(len));
    let named = title.chars().all(|c| is_han(c) || c == '、') && (2..=12).contains(&title.chars().count());
    let told = rest.chars().nth(20).is_some()
        && rest.has_in("，,")
        && rest.contains(|c: char| c.is_ascii_digit())
        && rest.ends_with('。');
    (named && told).then_some(from + len)
}

/// The heading that opens `sentence`, the `count`th of its paragraph: its style, its length in bytes, and whether it is
/// one whatever its series says.
fn run_in_heading(
    sentence: &str,
    count: usize,
    marker: Option<Marker>,
    rest: &str,
    bold: impl Fn(usize) -> bool,
) -> Option<(Style, usize, bool)> {
    // Most sentences are told by it.
    if marker.is_none() && count > 0 {
        return None;
    }
    let chars = sentence.chars().take(LONGEST_LIKELY + 1).count();
    let long = chars > LONGEST_LINE + 4;
    let may_be_long = marker.is_some_and(|it| {
        it.style == Style::Running || count == 0 && matches!(it.style, Style::Han | Style::HanBracketed)
    });
    if long && !(may_be_long && chars <= LONGEST_LIKELY) || !sentence.ends_in("。：:") {
        return None;
    }
    let len = sentence.len();
    let last = rest.trim().is_empty();
    let fits = chars <= LONGEST_RUN_IN && !last;
    let bold = bold(len);
    match marker {
        Some(marker) => match marker.style {
            // One without text of its own is a heading among others that have some.
            Style::Running => (!last && !counts_on(sentence)).then_some((
                Style::Running,
                len,
                fits && (scan_running(rest).is_none() || bold),
            )),
            Style::Dash => (fits && chars <= 26).then_some((Style::Dash, len, true)),
            // 5.2.1 建立供应网络。 heads what stands behind it, 应给予补助。 rules.
            Style::Decimal(_) => {
                let rules = has_any(sentence, &["，应", "应当", "不得"]);
                (fits && chars <= LONGEST_DECIMAL && sentence.ends_with('。') && !rules).then_some((
                    marker.style,
                    len,
                    true,
                ))
            }
            Style::Han | Style::HanBracketed | Style::Arabic | Style::ArabicBracketed | Style::Circled => {
                let plain = !sentence.has_in("；：") || sentence.ends_with('：');
                // （1）税收收入完成3.9亿元，增长3.1%。 states what it tells.
                let high = matches!(marker.style, Style::Han | Style::HanBracketed);
                let plain = plain && (high || !has_any(sentence, &["%", "％", "万元", "亿元"]));
                (!last && plain || bold).then_some((marker.style, len, !long))
            }
            _ => None,
        },
        None => (count == 0 && bold && fits).then_some((Style::Bold, len, true)),
    }
}
