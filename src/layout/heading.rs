//! Headings: marked, bold, dashed and short lines.

use crate::text::chars::{
    COLON, COMMA, Cut, Ends, FULL_STOP, SEMICOLON, ends_sentence, has_any, is_han, starting_word,
};
use crate::text::signs::Signs;

use super::classify::{Classified, Piece, attachment_names, is_byline};
use super::element::{add_word, compact, number_behind, texts};
use super::head::{Head, title_core};
use super::kind::opens_with_dateline;
use super::marker::{Marker, Style};
use super::run_in::{LONGEST_RUN_IN, counts_on, run_in_headings};
use super::series::{Gap, Member, Series};
use super::table::is_number;
use super::{Block, merge, topic};
use crate::report::BlockKind;
use crate::text::span::{Logical, Span};
use crate::text::tally::Tally;

/// A heading before its level is known.
#[derive(Debug)]
pub struct Heading {
    pub span: Span<Logical>,
    pub marker: Option<Marker>,
    pub style: Style,
    /// Its level as Markdown or the file states it, 0 where neither does.
    pub depth: u32,
    pub title: String,
    /// It stands inside a paragraph whose text goes on after it.
    pub run_in: bool,
    pub block: usize,
    /// The last block of a heading over several lines.
    pub last_block: usize,
}

/// Longest heading on a line of its own, longest among others of its series that are shorter, in characters.
pub const LONGEST_LINE: usize = 60;
pub const LONGEST_LIKELY: usize = 180;

/// Finds the headings in order, and the numbers among them that jump or repeat. Blocks that open with a marker are
/// told so.
pub fn find(text: &str, document: &Classified, blocks: &mut [Block]) -> (Vec<Heading>, Vec<Gap>) {
    let pieces = &document.pieces;
    let mut headings = Vec::new();
    let mut series = Series::default();
    let attached_from = |idx| document.attached.get(document.attached.partition_point(|title| title.0 < idx));
    // Under the articles of a law （一） and 1. number its items.
    let articles = |from: usize| {
        let to = attached_from(from + 1).map_or(pieces.len(), |title| title.0);
        pieces[from..to].iter().filter(|piece| is_article(Some(piece))).count() >= 3
    };
    let mut law = articles(0) || counts_through(pieces);
    let mut idx = 0;
    let mut table = false;
    // 专栏1, its cells one on a line.
    let mut boxed = false;
    let named = colon_lines(pieces, document.head);
    let cell = |it: &&Piece| it.kind == BlockKind::Body && it.chars <= 8 && !it.seen.has(FULL_STOP | COMMA | SEMICOLON);
    let cells = |from: usize| pieces.iter().skip(from).take_while(cell).nth(2).is_some();
    while idx < pieces.len() {
        let piece = &pieces[idx];
        // Tables are found after the pieces: the block knows.
        let kind = if blocks[idx].kind == BlockKind::TableRow { BlockKind::TableRow } else { piece.kind };
        if let Some(&(first, last)) = attached_from(idx).filter(|title| title.0 == idx) {
            let mut heading = joined(pieces, blocks, first, last, Style::Attached);
            // 附件：某某方法
            let label = heading.title.len() - attachment_names(&heading.title).len();
            heading.title.replace_range(..label, "");
            heading.span.start += label as u32;
            headings.push(heading);
            // What is attached to a law numbers its rules, too, unless they are lines with text below.
            let rule = || pieces[idx..].iter().find(|it| it.marker.is_some_and(|it| it.style == Style::Han));
            law = articles(idx) || law && rule().is_none_or(|it| it.seen.has(FULL_STOP));
            idx = last + 1;
            // The heads of a table whose cells stand one on a line: 一、 in it are cells, too.
            table = cells(idx);
            continue;
        }
        match kind {
            BlockKind::Title => {
                let (first, last) = document.head.title.unwrap_or((idx, idx));
                headings.push(title_heading(pieces, blocks, first, last));
                idx = last + 1;
                continue;
            }
            BlockKind::Caption | BlockKind::TableCaption => boxed = cells(idx + 1),
            BlockKind::Body => {
                let block = blocks[idx].span;
                blocks[idx].marker = piece
                    .marker
                    .filter(|marker| !matches!(marker.style, Style::Dash))
                    .map(|marker| Span::at(block.start as usize, marker.len));
                let division = piece.marker.is_some_and(|it| matches!(it.style, Style::Part | Style::Chapter | Style::Subchapter))
                        || names_article(pieces, idx)
                        // Its chapters may have names and no numbers.
                        || is_plain_line(piece) && is_article(pieces.get(idx + 1)) && idx > document.head.body;
                // 一、同意…: what is approved is no heading.
                let approved = piece.marker.is_some_and(|it| {
                    it.style == Style::Han && starting_word(piece.text.after(it.len), &["同意", "原则同意"]).is_some()
                });
                if approved {
                    series.member(piece.marker, block.start, Member::Rule);
                }
                boxed &=
                    !division && piece.marker.is_none_or(|it| !matches!(it.style, Style::Han | Style::HanBracketed));
                if table
                    || approved
                    || boxed && piece.marker.is_none()
                    || law && !division && piece.paragraph.lead.hashes == 0
                {
                    idx += 1;
                    continue;
                }
                // 最后 has no number: no series says that it heads something.
                let counted = piece.marker.is_none_or(|it| it.style != Style::Running || it.number.is_some());
                let line = line_heading(pieces, idx, block, document.head).or_else(|| {
                    let heading = Heading::of_topic(block, clean_title(piece.text), false, idx);
                    named.contains(&idx).then_some((Heading { style: Style::Plain, ..heading }, true))
                });
                if let Some((heading, sure)) = line.filter(|(_, sure)| *sure || counted) {
                    let at = headings.len();
                    series.member(
                        heading.marker,
                        block.start,
                        if sure { Member::Sure(at) } else { Member::Likely(at) },
                    );
                    idx = heading.last_block + 1;
                    headings.push(heading.over_lines(pieces, blocks));
                    continue;
                }
                run_in_headings(text, piece, block, idx, &mut headings, &mut series);
            }
            _ => {}
        }
        idx += 1;
    }
    let (kept, gaps) = series.judge(headings.len());
    let mut keep = kept.iter();
    headings.retain(|_| *keep.next().unwrap_or(&true));
    // The only heading of a page, without a marker, shows a picture or is a button.
    if let [Heading { style: Style::Plain, block, last_block, .. }]
    | [Heading { style: Style::Hashes(0), .. }, Heading { style: Style::Plain, block, last_block, .. }] =
        &headings[..]
        && pieces.iter().any(|piece| piece.kind == BlockKind::Boilerplate)
        // A speech has one: 各位代表：.
        && !pieces.iter().any(|piece| piece.kind == BlockKind::Salutation)
        && !pieces.get(last_block + 1).is_some_and(|below| {
            is_article(Some(below)) || *block > document.head.body && opens_with_dateline(below.text)
        })
    {
        headings.pop();
    }
    // 首先，我代表… alone begins no series.
    let unnumbered =
        |it: &Heading| it.style == Style::Running && it.marker.is_some_and(|marker| marker.number.is_none());
    if headings.iter().filter(|it| unnumbered(it)).count() == 1 {
        headings.retain(|it| !unnumbered(it));
    }
    drop_repeated(&mut headings);
    // The first sentence of an article states a rule.
    let topics = if law { Vec::new() } else { topic::find_topics(document, blocks, &headings) };
    (merge(headings, topics, |heading| heading.span.start as usize), gaps)
}

/// 四十七、 above a chapter and 四十八、 below it: so rules number their articles.
fn counts_through(pieces: &[Piece]) -> bool {
    let mut above = None;
    let mut chapter = false;
    for marker in pieces.iter().filter_map(|piece| piece.marker) {
        match (marker.style, marker.number) {
            (Style::Chapter, _) => chapter = true,
            (Style::Han, Some(number)) => {
                if chapter && above == Some(number - 1) {
                    return true;
                }
                (above, chapter) = (Some(number), false);
            }
            _ => {}
        }
    }
    false
}

/// 第一条　目的和依据 on a line of its own, the rule below it.
fn names_article(pieces: &[Piece], idx: usize) -> bool {
    let piece = &pieces[idx];
    let rule = |below: &Piece| below.kind == BlockKind::Body && (below.marker.is_none() && below.chars > piece.chars);
    is_article(Some(piece))
        && piece.chars <= 24
        && !piece.seen.has(FULL_STOP | SEMICOLON | COLON | COMMA)
        && pieces.get(idx + 1).is_some_and(rule)
}

fn is_article(piece: Option<&Piece>) -> bool {
    piece.and_then(|it| it.marker).is_some_and(|it| it.style == Style::Article)
}

impl Heading {
    pub fn of_topic(span: Span<Logical>, title: String, run_in: bool, block: usize) -> Heading {
        Heading { span, marker: None, style: Style::Topic, depth: 0, title, run_in, block, last_block: block }
    }

    /// A heading over two lines is one, joined by a blank.
    fn over_lines(mut self, pieces: &[Piece], blocks: &[Block]) -> Heading {
        self.span = self.span.cover(blocks[self.last_block].span);
        for piece in &pieces[self.block + 1..=self.last_block] {
            add_word(&mut self.title, &clean_title(piece.text));
        }
        self
    }
}

fn joined(pieces: &[Piece], blocks: &[Block], first: usize, last: usize, style: Style) -> Heading {
    let title = texts(&pieces[first..=last]);
    let span = blocks[first].span.cover(blocks[last].span);
    Heading { span, marker: None, style, depth: 0, title, run_in: false, block: first, last_block: last }
}

fn title_heading(pieces: &[Piece], blocks: &[Block], first: usize, last: usize) -> Heading {
    let mut heading = joined(pieces, blocks, first, last, Style::Hashes(0));
    let title = &mut heading.title;
    // 《某某的通知》
    if title.starts_with('《') && title.ends_with('》') && title.matches('《').nth(1).is_none() {
        *title = title.trim_in("《》").to_owned();
    }
    // 政府工作报告——某日在某会议上: the title ends at the dash; a note mark and a year set behind are no part of it.
    if let Some(dash) = title.place_of("——").filter(|_| first == last)
        && title_core(title.before(dash)).ends_with("报告")
    {
        title.truncate(dash);
        heading.span = Span::at(heading.span.start as usize, dash);
    } else if let Some(len) = dateline(title).filter(|_| first == last) {
        title.replace_range(..len, "");
        heading.span = Span::new(heading.span.start + len as u32, heading.span.end);
    } else if let Some((len, _)) = number_behind(title) {
        title.truncate(len);
    } else if let Some(open) = title.last_in("[（(").filter(|&open| {
        // A note, or the part of a copy on several pages: …统计公报(3).
        let number = title.after(open).trim_in("（()）");
        title.ends_with(']') || number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit())
    }) {
        title.truncate(open);
    } else if let Some((core, number)) = title.rsplit_once(' ')
        && number.chars().all(|c| c.is_ascii_digit())
        && title_core(core) == title_core(title)
        && first == last
    {
        let len = core.trim_end().len();
        title.truncate(len);
        heading.span = Span::at(heading.span.start as usize, len);
    }
    heading
}

/// 某社某地某月某日电 题： before the title of an agency's article: bytes.
fn dateline(title: &str) -> Option<usize> {
    let (before, after) = title.split_once('题')?;
    let rest = after.strip_start_in("：:")?;
    (before.trim_end().ends_with('电') && before.has_char('社')).then_some(title.len() - rest.trim_start().len())
}

/// A heading on lines of its own; false where its series must say whether it is one.
fn line_heading(pieces: &[Piece], idx: usize, block: Span<Logical>, head: Head) -> Option<(Heading, bool)> {
    let piece = &pieces[idx];
    let (text, chars) = (piece.text, piece.chars);
    if chars > 2 * LONGEST_LINE {
        return None;
    }
    let heading = |style, marker: Option<Marker>, last: usize, sure: bool| {
        let title = clean_title(text.after(marker.map_or(0, |marker| marker.len)));
        let depth = piece.paragraph.lead.hashes;
        Some((Heading { span: block, marker, style, depth, title, run_in: false, block: idx, last_block: last }, sure))
    };
    let bold_line =
        piece.paragraph.bold.iter().any(|bold| bold.start == block.start && bold.end >= block.end.saturating_sub(3));
    if piece.paragraph.lead.hashes > 0
        && chars <= LONGEST_LINE
        && !pieces.get(idx + 1).is_some_and(|below| is_number(below.text))
    {
        return heading(
            piece.marker.map_or(Style::Hashes(piece.paragraph.lead.hashes), |marker| marker.style),
            piece.marker,
            idx,
            true,
        );
    }
    if let Some(marker) = piece.marker {
        let body = text.after(marker.len);
        // 一、年末户籍人口 万人 26.48 27.07 27.55: a row of a table.
        if text.split_whitespace().rev().take_while(|word| is_number(word)).nth(2).is_some() {
            return None;
        }
        // The marker stands on a line of its own, what it marks below it.
        let below = pieces[idx + 1..].iter().take(3).take_while(|piece| is_plain_line(piece)).count();
        if body.is_empty() && matches!(below, 1 | 2) {
            return heading(marker.style, Some(marker), idx + below, followed_by_text(pieces, idx + below));
        }
        let open_ended = !body.ends_in("，；、,;") && body.trim().chars().nth(1).is_some();
        let one_sentence = !body.trim_end_in("。").has_in("。！？");
        let closed = text.ends_with('。');
        // Of a text with one sentence a line the next is enough.
        let above_sentence = pieces.get(idx + 1).is_some_and(|next| {
            next.kind == BlockKind::Body && next.marker.is_none() && (next.chars >= 12 || ends_sentence(next.text))
        });
        let fits = match marker.style {
            // ——本报记者张三: who says what stands above.
            Style::Dash => chars <= LONGEST_RUN_IN && above_sentence && !is_byline(text),
            Style::Decimal(_) => chars <= LONGEST_RUN_IN && !closed,
            Style::Arabic | Style::ArabicBracketed => chars <= LONGEST_RUN_IN,
            Style::Running => !counts_on(body),
            Style::Article => names_article(pieces, idx),
            Style::Part | Style::Chapter | Style::Subchapter | Style::Han | Style::TwoDigits | Style::HanBracketed => {
                chars <= LONGEST_LINE
            }
            // ▶ 支持企业做大做强, with a paragraph below it.
            Style::Bullet => {
                chars <= topic::LONGEST_TOPIC_OF_TWO && !closed && !body.has_char('：') && followed_by_text(pieces, idx)
            }
            _ => false,
        };
        let sure = match marker.style {
            Style::HanBracketed => !closed || followed_by_text(pieces, idx) || above_sentence,
            Style::Dash => closed && above_sentence,
            Style::Han => !closed || !before_sibling(pieces, idx),
            Style::Arabic | Style::ArabicBracketed => {
                (!closed || chars <= 30) && followed_by_text(pieces, idx)
                    || !closed && above_sentence && ends_sentence(pieces[idx + 1].text)
            }
            Style::Running => chars <= LONGEST_RUN_IN && closed && (followed_by_text(pieces, idx) || above_sentence),
            _ => true,
        };
        return (fits && one_sentence && open_ended).then(|| heading(marker.style, Some(marker), idx, sure)).flatten();
    }
    // 01 on a line of its own, its title below it.
    if matches!(text.as_bytes(), [b'0', b'1'..=b'9'])
        && pieces.get(idx + 1).is_some_and(is_plain_line)
        && followed_by_text(pieces, idx + 1)
    {
        let number = text.bytes().last().map(|digit| u32::from(digit - b'0'));
        return heading(
            Style::TwoDigits,
            Some(Marker { len: text.len(), style: Style::TwoDigits, number }),
            idx + 1,
            true,
        );
    }
    if idx < head.body.min(pieces.len()) && head.title.is_none_or(|(_, last)| idx <= last) {
        return None;
    }
    if bold_line && (2..=LONGEST_RUN_IN).contains(&chars) {
        return heading(Style::Bold, None, idx, true);
    }
    // The headline of the next article of a newspaper's page.
    let article = || idx > head.body && pieces.get(idx + 1).is_some_and(|below| opens_with_dateline(below.text));
    if piece.kind == BlockKind::Body
        && (5..=40).contains(&chars)
        && !text.closes(|c| matches!(c, '。' | '：' | '）'))
        && article()
    {
        return heading(Style::Plain, None, idx, true);
    }
    if idx > head.body
        && piece.seen.has(COMMA)
        && is_couplet(text)
        && followed_by_text(pieces, idx)
        && !idx.checked_sub(1).is_some_and(|above| is_couplet(pieces[above].text))
    {
        return heading(Style::Plain, None, idx, true);
    }
    // Two short lines make one heading; more are a list or a table.
    let lines = pieces[idx..].iter().take(3).take_while(|piece| is_plain_line(piece)).count();
    let first = idx == 0 || !is_plain_line(&pieces[idx - 1]);
    let fits = first && matches!(lines, 1 | 2) && followed_by_text(pieces, idx + lines - 1);
    fits.then(|| heading(Style::Plain, None, idx + lines - 1, true)).flatten()
}

/// 延链：从铝锭到门窗, each with text below it and another word before the colon: three are headings.
fn colon_lines(pieces: &[Piece], head: Head) -> Vec<usize> {
    let name = |idx: usize| {
        let piece: &Piece = &pieces[idx];
        let (name, rest) = piece.text.split_once('：').filter(|_| (8..=24).contains(&piece.chars))?;
        let heads = piece.kind == BlockKind::Body
            && piece.marker.is_none()
            && !piece.seen.has(FULL_STOP | SEMICOLON)
            && (2..=6).contains(&name.chars().count())
            && name.chars().all(is_han)
            && rest.chars().nth(3).is_some()
            && !rest.has_in("：，？！0123456789")
            && starting_word(name, &["记者", "问", "答", "来源", "作者", "地点", "时间", "联系"]).is_none()
            && pieces.get(idx + 1).is_some_and(|below| below.kind == BlockKind::Body && below.chars >= 30);
        heads.then_some(name)
    };
    let found: Vec<(usize, &str)> =
        (head.body..pieces.len()).filter_map(|idx| Some((idx, name(idx)?))).take(40).collect();
    let apart = found.iter().enumerate().all(|(at, (_, name))| found[..at].iter().all(|(_, other)| other != name));
    if found.len() > 2 && apart { found.into_iter().map(|(idx, _)| idx).collect() } else { Vec::new() }
}

/// A line of two halves of about one length: 治水先治岸，源头见实招.
fn is_couplet(text: &str) -> bool {
    let length = |half: &str| {
        let han = |c: char| is_han(c) || matches!(c, '“' | '”' | '、');
        half.chars().all(han).then(|| half.chars().count()).filter(|chars| (4..=12).contains(chars))
    };
    let halves = if text.len() <= 90 { text.parted_at("，") } else { None };
    halves.is_some_and(|(one, two)| length(one).zip(length(two)).is_some_and(|(one, two)| one.abs_diff(two) <= 4))
}

/// A short line of text without a marker.
fn is_plain_line(piece: &Piece) -> bool {
    piece.kind == BlockKind::Body && piece.marker.is_none() && is_short_line(piece)
}

/// 2 to 24 characters without the punctuation of a sentence and without the gaps of a list of names.
fn is_short_line(piece: &Piece) -> bool {
    let text = piece.text;
    (2..=24).contains(&piece.chars)
        && !piece.seen.has(FULL_STOP | COMMA | SEMICOLON | COLON)
        && !text.has_in("！？,;|\t>/=:*〔")
        && !text.ends_in("、）)")
        && !has_gap(text)
        && digits_are_years(text)
        && text.chars().filter(|&c| is_han(c)).count() * 2 > piece.chars
}

/// Two blanks or more between two words of a list: 张三　　某局局长.
fn has_gap(text: &str) -> bool {
    !text.split_whitespace().all(|part| part.chars().nth(1).is_none()) && has_any(text, &["　　", "  ", " 　", "　 "])
}

/// Every run of digits in `text` is a year.
fn digits_are_years(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let len = rest.after(at).chars().take_while(char::is_ascii_digit).count();
        if len != 4 || !rest.after(at + len).begins_in("年—-–") {
            return false;
        }
        rest = rest.after(at + len);
    }
    true
}

/// The next block is a paragraph of text or a deeper heading.
fn followed_by_text(pieces: &[Piece], idx: usize) -> bool {
    let picture = |piece: &&Piece| piece.kind == BlockKind::PhotoCredit;
    let pictures = pieces[(idx + 1).min(pieces.len())..].iter().take_while(picture).count();
    pieces.get(idx + 1 + pictures).is_some_and(|next| {
        !before_sibling(pieces, idx)
            && next.kind == BlockKind::Body
            // A sentence broken behind its subject: 主要目标 / 是：…
            && !next.text.starts_with("是：")
            && (next.chars >= 40
                || next.chars >= 20 && ends_sentence(next.text)
                || next.marker.is_some_and(|marker| match pieces[idx].marker {
                    Some(above) => marker.style != Style::Arabic || may_list(above),
                    // Above 二、 a line without a marker has nothing below it.
                    None => marker.style != Style::Han || marker.number == Some(1),
                }))
    })
}

/// 1.… below it are its own.
fn may_list(marker: Marker) -> bool {
    marker.style == Style::HanBracketed
}

/// The next item of the same series stands right below: nothing is under this one.
fn before_sibling(pieces: &[Piece], idx: usize) -> bool {
    let number = |marker: Marker| marker.number.unwrap_or(0);
    match (pieces[idx].marker, pieces.get(idx + 1).and_then(|next| next.marker)) {
        (Some(here), Some(next)) => {
            here.style == next.style && (here.number.is_none() || number(next) == number(here) + 1)
        }
        _ => false,
    }
}

pub fn clean_title(text: &str) -> String {
    text.trim_start_in("【：:，,").trim_end_in("。：:.】 ").trim().to_owned()
}

/// An unmarked line that comes three times is a cell or a label, not a heading.
fn drop_repeated(headings: &mut Vec<Heading>) {
    let title = |heading: &Heading| {
        if heading.style == Style::Plain { compact(&heading.title).into_owned() } else { String::new() }
    };
    let titles: Vec<String> = headings.iter().map(title).collect();
    let mut counts = Tally::default();
    titles.iter().for_each(|title| *counts.of(title) += 1);
    let mut titles = titles.iter();
    headings.retain(|_| {
        titles.next().is_none_or(|title| title.is_empty() || counts.get(title).is_none_or(|count| count < 3))
    });
}
