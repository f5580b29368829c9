//! Topic sentences that open parallel paragraphs.

use super::Block;
use super::classify::{Classified, Piece};
use super::head::title_core;
use super::heading::{Heading, clean_title};
use super::marker::Style;
use super::merge;
use crate::lexicon::NOT_TOPICS;
use crate::report::BlockKind;
use crate::text::chars::{ASCII, COLON, COMMA, Cut, SEMICOLON, find_sign, starting_word, survey};
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Longest topic sentence, on a line of its own, and with a comma, in characters.
const LONGEST_TOPIC: usize = 20;
const LONGEST_TOPIC_LINE: usize = 44;
pub const LONGEST_TOPIC_OF_TWO: usize = 30;
const LONGEST_LIST: usize = 36;

/// Topic sentences: the short first sentences of parallel paragraphs, where most paragraphs of a section have one.
pub fn find_topics(document: &Classified, blocks: &[Block], headings: &[Heading]) -> Vec<Heading> {
    let pieces = &document.pieces;
    let mut led = vec![false; pieces.len()];
    let mut running = vec![false; pieces.len()];
    for heading in headings {
        let opens = !heading.run_in || heading.span.start == blocks[heading.block].span.start;
        led[heading.block..=heading.last_block].iter_mut().for_each(|it| *it |= opens);
        running[heading.block] |= heading.style == Style::Running;
    }
    let from = document.head.title.map_or(0, |(_, last)| last + 1);
    let plain = |idx: usize| {
        blocks[idx].kind == BlockKind::Body
            && !led[idx]
            && pieces[idx].marker.is_none_or(|it| it.style == Style::Dash)
            // 各位代表！ opens another part of a report.
            && !pieces[idx].text.starts_with("各位")
    };
    let topic = |idx: usize| {
        // Text of twenty characters stands behind it.
        let may_lead = pieces[idx].chars > 20 && pieces[idx].marker.is_none() && plain(idx);
        may_lead.then(|| scan_topic(pieces[idx].text)).flatten()
    };
    let aside = |idx: usize| {
        matches!(
            blocks[idx].kind,
            BlockKind::TableRow
                | BlockKind::TableCaption
                | BlockKind::TableUnit
                | BlockKind::Caption
                | BlockKind::PhotoCredit
        )
    };
    // Each section of a communiqué may have but one.
    let communique = document.head.title.is_some_and(|(_, last)| title_core(pieces[last].text).ends_with("公报"));
    let mut of_lines = Vec::new();
    let mut sections: Vec<Parted> = Vec::new();
    let mut idx = from;
    while idx < pieces.len() {
        if !plain(idx) {
            idx += 1;
            continue;
        }
        let end = (idx..pieces.len()).find(|&at| !plain(at) && !aside(at)).unwrap_or(pieces.len());
        // What stands behind a page break may be the rest of the paragraph above.
        let rest = |at: usize| pieces[at].paragraph.after_mark && topic(at).is_none_or(|topic| !topic.brief);
        let section: Vec<usize> = (idx..end).filter(|&at| plain(at) && !rest(at)).collect();
        let after_running = idx > 0 && running[idx - 1];
        let lines = topic_lines(&section, pieces);
        let part = lines.iter().map(|&at| pieces[at].text).find(|text| outer_len(text).is_some()).map(lead_of);
        for &at in &lines {
            let (block, text) = (blocks[at].span, pieces[at].text);
            let own = outer_len(text).unwrap_or(if part == Some(lead_of(text)) { text.len() } else { 0 });
            if own > 0 {
                let (span, title) = (Span::at(block.start as usize, own), clean_title(text.before(own)));
                let outer = Heading::of_topic(span, title, own < text.len(), at);
                of_lines.push(Heading { style: Style::Bold, ..outer });
            }
            if own == text.len() {
                continue;
            }
            let span = Span::new(block.start + own as u32, block.end);
            of_lines.push(Heading::of_topic(span, clean_title(text.after(own)), own > 0, at));
        }
        if !lines.is_empty() {
            idx = end;
            continue;
        }
        let topics: Vec<(usize, Option<Topic>)> = section.iter().map(|&at| (at, topic(at))).collect();
        let mut found = parallel(&topics, after_running);
        let all = topics.iter().filter_map(|&(at, topic)| Some((at, topic?.len)));
        let count = all.clone().count();
        // Beside brief ones all paragraphs but one are told so, and none says what something is. The last may look ahead.
        let whole = || {
            count + 1 >= section.len()
                && topics.iter().all(|(_, it)| it.is_none_or(|it| !it.defines))
                && topics.last().and_then(|it| it.1).is_none_or(|it| it.goes_along)
        };
        if count >= 3 && (if found.is_empty() { count * 4 >= section.len() * 3 } else { whole() }) {
            found = all.collect();
        }
        let brief = |&(at, topic): &(usize, Option<Topic>)| Some((at, topic.filter(|topic| topic.brief)?.len));
        if found.is_empty() && communique {
            found = topics.iter().filter_map(brief).collect();
        }
        sections.push(Parted { topics, found, after_running });
        idx = end;
    }
    // Where other sections are told so, two are enough: below what leads to them.
    let told = sections.iter().filter(|section| !section.found.is_empty()).nth(2).is_some();
    let mut out = Vec::new();
    for Parted { topics, mut found, after_running } in sections {
        let led = &topics[usize::from(topics.first().is_some_and(|it| it.1.is_none()))..];
        let brief = led.iter().any(|(_, topic)| topic.is_some_and(|topic| topic.brief));
        if told && found.is_empty() && !after_running && led.len() >= 2 && brief {
            found = led.iter().map_while(|&(at, topic)| Some((at, topic?.len))).collect();
            if found.len() < led.len() {
                continue;
            }
        }
        for (at, len) in found {
            let span = Span::at(blocks[at].span.start as usize, len);
            let title = clean_title(pieces[at].text.before(len));
            out.push(Heading::of_topic(span, title, true, at));
        }
    }
    merge(of_lines, out, |heading| heading.span.start as usize)
}

/// A section with the topics of its paragraphs, and those that are headings.
struct Parted {
    topics: Vec<(usize, Option<Topic>)>,
    found: Vec<(usize, usize)>,
    after_running: bool,
}

/// Where the first of two sentences ends that head a part and the first section of it: 五年来，我们坚持…。实力稳步提升。
fn outer_len(text: &str) -> Option<usize> {
    let end = text.find('。')? + '。'.len_utf8();
    let inner = text.after(end).strip_suffix('。')?;
    let topic = |text: &str, longest| survey(text).chars <= longest && !text.contains(|c: char| c.is_ascii_digit());
    (topic(text.before(end), 60) && topic(inner, LONGEST_TOPIC as u32) && !inner.has_in("，。；：？！")).then_some(end)
}

/// The words up to the first comma.
fn lead_of(text: &str) -> &str {
    text.before(text.first_in("，,").unwrap_or(0))
}

/// Topic sentences in paragraphs of their own: three or more short sentences of a section, each above a paragraph of
/// several sentences, and few short ones that are not.
fn topic_lines(section: &[usize], pieces: &[Piece]) -> Vec<usize> {
    let short = |idx: usize| {
        let text = pieces[idx].text;
        pieces[idx].chars <= LONGEST_TOPIC_LINE
            && text
                .strip_suffix('。')
                .is_some_and(|rest| find_sign(rest, |c| matches!(c, '。' | '！' | '？')).is_none())
    };
    let several = |idx: usize| pieces[idx].chars >= 80 || pieces[idx].text.matches('。').nth(1).is_some();
    let topic = |idx: usize| {
        let text = pieces[idx].text;
        !pieces[idx].seen.has(COLON | SEMICOLON)
            && (short(idx) || outer_len(text).is_some())
            && pieces[idx].marker.is_none()
            && pieces[idx].chars >= 6
            && !text.has_char('（')
            && text.has_char('“') == text.has_char('”')
            && !text.contains(|c: char| c.is_ascii_digit())
    };
    // 五年来，我们…。 heads a part as the other that begins so does, above a short paragraph, too.
    let part = section.iter().find(|&&idx| topic(idx) && outer_len(pieces[idx].text).is_some());
    let part = part.map(|&idx| lead_of(pieces[idx].text));
    let leads = |pair: &[usize], least| {
        let alike = || part == Some(lead_of(pieces[pair[0]].text));
        pieces[pair[1]].chars >= least && topic(pair[0]) && (several(pair[1]) || alike())
    };
    let above = |least| section.windows(2).filter(move |pair| leads(pair, least)).map(|pair| pair[0]);
    let found: Vec<usize> = above(if above(60).nth(2).is_some() { 40 } else { 60 }).collect();
    let all = || section.iter().filter(|&&idx| short(idx)).count();
    if found.len() >= 3 && found.len() * 3 >= all() * 2 { found } else { Vec::new() }
}

/// Runs of brief topics with at most one other paragraph between two of them: three make a series, two do where they are
/// most of the section. A longer one without a comma goes with them.
fn parallel(section: &[(usize, Option<Topic>)], after_running: bool) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut run: Vec<(usize, usize)> = Vec::new();
    let (mut gap, mut n_brief) = (0, 0);
    let total = section.len();
    for (at, topic) in section.iter().copied().chain([(0, None), (0, None)]) {
        if let Some(topic) = topic.filter(|topic| topic.goes_along) {
            run.push((at, topic.len));
        }
        let brief = topic.is_some_and(|topic| topic.brief);
        n_brief += usize::from(brief);
        gap = if brief { 0 } else { gap + 1 };
        if gap == 2 {
            if n_brief >= 3 || n_brief == 2 && total <= 4 && !after_running {
                out.append(&mut run);
            }
            run.clear();
            n_brief = 0;
        }
    }
    out
}

/// The first sentence of a paragraph.
#[derive(Clone, Copy)]
struct Topic {
    /// Bytes, 。 included.
    len: usize,
    /// It is a topic where brief ones stand beside it.
    goes_along: bool,
    /// Neither long nor with a comma.
    brief: bool,
    /// It says that something is something.
    defines: bool,
}

/// A first sentence that text follows.
fn scan_topic(text: &str) -> Option<Topic> {
    // No character has more than four bytes.
    let most = |longest: usize| text.floor_char_boundary(4 * (longest + 1));
    let window = text.before(most(LONGEST_LIST));
    // 【人口】 of a yearbook.
    if text.starts_with('【') {
        let end = window.find('】')? + '】'.len_utf8();
        let brief = end <= most(LONGEST_TOPIC);
        return text.after(end).chars().nth(19).map(|_| Topic { len: end, goes_along: brief, brief, defines: false });
    }
    let end = find_sign(window, |c| c == '。')?;
    // The same time may open each of them: 这五年，综合实力实现新跨越。
    let lead = if text.begins_in("这五一") {
        starting_word(text, &["这五年，", "五年来，", "一年来，", "这一年，", "这五年是", "这一年是", "这是"])
    } else {
        None
    };
    let first = text.before(end).after(lead.map_or(0, |lead| lead.len()));
    let seen = survey(first);
    let commas = || if seen.has(COMMA | ASCII) { first.split_in("，,").skip(1).count() } else { 0 };
    let rest = text.after(end + '。'.len_utf8());
    let longest = if first.has_char('、') { LONGEST_LIST } else { LONGEST_TOPIC_OF_TWO };
    let fits = (2..=longest as u32).contains(&seen.chars)
        && !seen.has(COLON | SEMICOLON)
        && rest.chars().nth(19).is_some()
        && commas() <= 1
        && !first.has_in("？！")
        && first.has_char('（') == first.has_char('）')
        && first.has_char('“') == first.has_char('”')
        && (lead.is_some() || !first.chars().any(|c| c.is_ascii_digit() || c.is_ascii_alphabetic()))
        && !NOT_TOPICS.starts(first);
    // 做好某事。 goes with others; alone it is an order, and with a clause behind it no topic.
    let order = first.starts_with("做好");
    let short = seen.chars <= LONGEST_TOPIC as u32 && !order;
    let parted = commas() > 0;
    let defines = first.has_char('是');
    // “十四五”时期是我们…的五年 tells of what follows, and is no task.
    (fits && !(order && parted)).then_some(Topic {
        len: end + '。'.len_utf8(),
        goes_along: !parted && (short || !defines),
        brief: short && !parted,
        defines,
    })
}
