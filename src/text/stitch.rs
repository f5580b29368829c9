//! Paragraphs out of lines: what a page break or a hard wrap cut is read as one, with the way back.

use super::chars::{
    ASCII, BLANK, Cut, Ends, FULL_STOP, INVISIBLE, Survey, ends_sentence, has_any, has_word, is_han, split_word,
};
use super::signs::Signs;

use super::line::Line;
use super::map::{Stitched, Stitcher};
use super::span::{Logical, Source, Span};
use super::tally::Tally;
use super::wrap::{Wrap, find_wrap};

/// A paragraph of the logical text, and the lines it was read from.
#[derive(Debug, Clone)]
pub struct Paragraph {
    pub span: Span<Logical>,
    /// What stands in it, where that is known from its lines: nothing in them was deleted.
    pub seen: Option<Survey>,
    /// First and last line, both included.
    pub lines: (usize, usize),
    /// What stood at its start and was deleted: `##` or `>`.
    pub lead: Lead,
    /// It is indented as a first line is.
    pub indented: bool,
    /// A page mark stands right before it: it may be the rest of the paragraph above.
    pub after_mark: bool,
    /// It was cut out of an unbroken line: where its heading ends is not known.
    pub split: bool,
    /// Spans that were set bold.
    pub bold: Vec<Span<Logical>>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lead {
    /// The depth of a heading that Markdown or the file states, 0 for none.
    pub hashes: u32,
    /// Markdown's `>` stood before it.
    pub quoted: bool,
}

#[derive(Debug, Default)]
pub struct Paragraphs {
    pub stitched: Stitched,
    pub paragraphs: Vec<Paragraph>,
    /// Breaks inside a sentence that were read through, with the blanks around them.
    pub joins: Vec<Span<Source>>,
    /// Page numbers and rules that stood between the halves of a paragraph or alone.
    pub page_marks: Vec<Span<Source>>,
}

/// Whether a paragraph is complete that ends so.
pub fn is_final(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '：' | '”' | '）' | '】' | '》' | '…')
        || matches!(c, '!' | '?' | ';' | ':' | '"' | ')' | '>' | '|')
}

/// What the layout knows of a line by its form.
pub struct Forms<S, A> {
    /// The line opens a block of its own (a marker, a date, an element), whatever stands before it.
    pub starts: S,
    /// The line is a heading, whatever stands behind it.
    pub alone: A,
}

/// Joins the lines of `source` into paragraphs.
pub fn stitch<S, A>(source: &str, lines: &[Line], forms: Forms<S, A>) -> Paragraphs
where
    S: Fn(&str, Survey) -> bool,
    A: Fn(&str, Survey) -> bool,
{
    let wrap = find_wrap(source, lines);
    let text_from = lines.iter().position(|line| line.seen.has(FULL_STOP)).unwrap_or(lines.len());
    let reader = Reader { source, lines, wrap, text_from, marks: page_marks(source, lines), forms };
    let mut stitcher = Stitcher::new(source);
    let mut out = Paragraphs { paragraphs: Vec::with_capacity(lines.len()), ..Paragraphs::default() };
    let mut idx = 0;
    while idx < lines.len() {
        let inner = lines[idx].inner;
        if inner.is_empty() || reader.marks[idx] {
            if !inner.is_empty() {
                out.page_marks.push(inner);
            }
            idx += 1;
            continue;
        }
        let first = idx;
        let mut bold = Vec::new();
        let begin = stitcher.position();
        let mut lead = Lead::default();
        let mut last = idx;
        let (mut seen, mut kept) = (Survey::default(), 0);
        loop {
            seen = seen + lines[last].seen;
            kept += lines[last].inner.len();
            let next = reader.next_of_paragraph(first, last);
            let mut inner = lines[last].inner;
            // The hyphen at the end of a line is the printer's.
            let hyphenated = next.is_some_and(|next| is_hyphenated(inner.of(source), lines[next].inner.of(source)));
            inner.end -= u32::from(hyphenated);
            let opening = keep_line(&mut stitcher, source, inner, lines[last].seen, &mut bold);
            if last == first {
                lead = opening;
                lead.hashes = lead.hashes.max(lines[first].level);
            }
            let Some(next) = next else { break };
            let between = || lines[last + 1..next].iter().map(|line| line.inner).filter(|it| !it.is_empty());
            // Behind a full stop the break is in no sentence.
            let said = inner.of(source).trim_end_in("”’）)》");
            let ended = ends_sentence(said) || said.ends_in("！？!?");
            if !ended {
                // Furniture between the halves is no part of it, a rule is: the breaks before it and behind it.
                let mut marks = between().filter(|mark| !is_rule(mark.of(source)));
                let mut from = inner.end;
                if let Some(mark) = marks.next() {
                    out.joins.push(Span::new(from, mark.start));
                    from = marks.next_back().unwrap_or(mark).end;
                }
                out.joins.push(Span::new(from, lines[next].inner.start));
            }
            out.page_marks.extend(between());
            if !hyphenated {
                keep_joint(&mut stitcher, source, inner, lines[next].inner);
            }
            last = next;
        }
        let span = Span::new(begin, stitcher.position());
        let indented = source.before(lines[first].inner.start as usize).ends_in("\u{3000} \t");
        let after_mark =
            (0..first).rev().find(|&idx| !lines[idx].inner.is_empty()).is_some_and(|idx| reader.marks[idx]);
        let split = lines[first].split;
        let seen = (span.len() == kept).then_some(seen);
        out.paragraphs.push(Paragraph { span, seen, lines: (first, last), lead, indented, after_mark, split, bold });
        // One break between paragraphs stays in the logical text; two parts of one line may have none.
        let break_at = lines[last].span.end;
        let len = source.after(break_at as usize).chars().next().map_or(0, char::len_utf8) as u32;
        if lines.get(last + 1).is_none_or(|next| next.span.start > break_at) {
            stitcher.keep(Span::new(break_at, break_at + len));
        }
        idx = last + 1;
    }
    out.stitched = stitcher.finish();
    out
}

/// Between two Latin words the break stood for a blank: one character of it is kept.
fn keep_joint(stitcher: &mut Stitcher, source: &str, before: Span<Source>, after: Span<Source>) {
    let word = |c: char| c.is_ascii_alphabetic();
    if before.of(source).closes(word) && after.of(source).begins(word) {
        // What stands at the end of the line may be any blank, of one byte or of three; a soft hyphen is none.
        let blank =
            source.after(before.end as usize).chars().next().filter(|&c| c != '\u{ad}').map_or(0, char::len_utf8)
                as u32;
        stitcher.keep(Span::new(before.end, before.end + blank));
    }
}

/// informa- at the end of a line, tion at the start of the next.
fn is_hyphenated(before: &str, after: &str) -> bool {
    before.strip_suffix('-').is_some_and(|word| {
        word.bytes().rev().take(2).filter(u8::is_ascii_lowercase).count() == 2
            && after.bytes().take(2).filter(u8::is_ascii_lowercase).count() == 2
    })
}

struct Reader<'s, S, A> {
    source: &'s str,
    lines: &'s [Line],
    wrap: Option<Wrap>,
    /// The first line with a sentence: above it 各省人民政府： is an address, however full its line.
    text_from: usize,
    /// Lines that are page numbers, rules or running heads.
    marks: Vec<bool>,
    forms: Forms<S, A>,
}

/// Most pages have no more than so many lines of head, foot and blanks between two halves of a sentence.
const LONGEST_BREAK: usize = 14;

impl<S: Fn(&str, Survey) -> bool, A: Fn(&str, Survey) -> bool> Reader<'_, S, A> {
    /// The next line that goes on with the paragraph whose last line is `last`, past blank lines and page marks.
    fn next_of_paragraph(&self, first: usize, last: usize) -> Option<usize> {
        let full = self.wrap.is_some_and(|wrap| wrap.is_full(self.source, self.lines[last]));
        let before = self.lines[last].inner.of(self.source);
        if self.is_run(last + 1) || first < last && self.is_run(last) {
            return Some(last + 1);
        }
        // No line ends with what opens a bracket.
        let last_sign = before.chars().next_back()?;
        let open = matches!(last_sign, '（' | '(' | '《' | '“');
        if is_contents_entry(before) {
            return None;
        }
        // What is as short and does not end where all lines do, is a paragraph.
        if first == last && !full && !open && self.lines[last].seen.chars < 12 {
            return None;
        }
        let next = (last + 1..self.lines.len().min(last + LONGEST_BREAK))
            .find(|&next| !self.lines[next].inner.is_empty() && !self.marks[next])?;
        let broken = (last + 1..next).any(|idx| self.marks[idx]);
        let text = self.lines[next].inner.of(self.source);
        let chars = self.lines[last].seen.chars;
        let stated = self.lines[next].level + self.lines[last].level > 0;
        let (opens_before, first_sign) = (before.first()?, text.first()?);
        if self.lines[next].split || stated || starts_markup(text) || matches!(opens_before, '|' | '#') {
            return None;
        }
        // No line begins with what ends a clause, nor, right below, with what closes a bracket.
        let ended = is_final(last_sign);
        let near = next == last + 1;
        let hanging = matches!(first_sign, '，' | ',' | '；' | '、' | '。')
            && (!ended || matches!(last_sign, '”' | '）' | '》'))
            || near && !ended && matches!(first_sign, '：' | '）' | '”' | '》' | '？' | '！');
        // （某年某月某日某会议⏎第5次会议通过）: one remark below a title.
        let remark = || {
            matches!(opens_before, '（' | '(') && text.ends_in("）)") && !before.has_in("）)") && !text.has_in("（(")
        };
        if hanging && chars >= 12 || near && (open || remark()) {
            return Some(next);
        }
        // Most lines are whole paragraphs and end with a sentence; a quotation behind a sentence has not ended.
        let quotes =
            matches!(last_sign, '”' | '》') && self.lines[last].seen.has(FULL_STOP) && !closes_sentence(before);
        if !full && !broken && ended && !quotes {
            return None;
        }
        let ends = before.trim_end_in("* ").chars().next_back()?;
        let numeral_cut = ends == '.' && text.begins(|c: char| c.is_ascii_digit());
        let wrapped = full && (near || broken);
        // The break stands inside a number or inside brackets: what looks like a marker behind it is none.
        let bracket = || open_bracket(before) && text.chars().take(12).any(|c| matches!(c, '）' | ')'));
        let inside = || {
            ends.is_ascii_digit() && text.begins(|c: char| c.is_ascii_digit() || matches!(c, '.' | '%' | '％'))
                || bracket()
        };
        if (broken || wrapped) && chars >= 16 && inside() || chars >= 25 && bracket() {
            return Some(next);
        }
        // A page may end behind a quotation in mid-sentence.
        let quoted = quotes || broken && matches!(ends, '”' | '"' | '）' | ')' | '》') && !closes_sentence(before);
        // An amount that closes a paragraph without its full stop, or who took the picture: 增长1.92%, 张三 摄
        let amount = !broken && matches!(ends, '%' | '％' | '摄');
        let full_stop = (is_final(ends) || amount || ends_sentence(before) || !broken && before.ends_with("——"))
            && !numeral_cut
            && !quoted;
        if full_stop && (!wrapped || ends == '：' && last < self.text_from || matches!(ends, '>' | '|')) {
            return None;
        }
        // What goes on with a few words and a full stop, or with one and a comma, is the rest of a heading.
        let short = text.ends_with('。') && self.lines[next].seen.chars <= 4;
        let rest = short
            || broken
                && (text.char_indices().take(10).any(|(_, c)| c == '。')
                    || text.chars().nth(1).is_some_and(|c| matches!(c, '，' | '、' | '；')));
        // A paragraph that stops in mid-sentence: long enough not to be a heading, and what follows is no title.
        let long = |least: u32| chars >= least || first < last;
        let sentence = || {
            // The sign behind a marker is none: 2、.
            let said = before.after(before.floor_char_boundary("十二、".len()));
            let breaks = || said.has_in("，。；,、：");
            broken || first < last || breaks() || open_title(before, text)
        };
        let goes_on = rest || self.lines[next].seen.chars >= 4;
        let told = || before.ends_in("，、") || text.has_in("，。；,、") || long(60) && text.ends_in("：:");
        // The first line of a wrapped paragraph is shorter by the indent that it lost.
        let unindented = self.wrap.is_some_and(|wrap| wrap.lacks(self.source, self.lines[last], 2));
        // What has a sentence before it is no heading.
        let least = if unindented { 16 } else { 25 };
        let least = if self.lines[last].seen.has(FULL_STOP) { 12 } else { least };
        // No heading ends with a comma; a verse does, above one as long.
        let verse = || self.lines[next].seen.chars == chars;
        let least = if near && before.ends_with('，') && !verse() { 12 } else { least };
        let tabular = |idx: usize| self.lines[idx].seen.has(BLANK) && is_tabular(self.lines[idx].inner.of(self.source));
        let cut = !full_stop && long(least) && goes_on && sentence() && told();
        if !cut && !(wrapped && (long(16) || sentence())) {
            return None;
        }
        // 张三 某局局长, below another: names in a list.
        let opens = text.begins_in("（(—") || is_named(before) && is_named(text);
        if !wrapped && opens || tabular(last) || tabular(next) {
            return None;
        }
        let above = |idx: usize| self.source.before(self.lines[idx].inner.start as usize);
        let indented = |idx: usize| above(idx).ends_in("\u{3000}\t");
        let opens = indented(next) && (indented(first) || full_stop) || full_stop && above(next).ends_with("  ");
        if opens || (self.forms.starts)(text, self.lines[next].seen) {
            return None;
        }
        if !wrapped && !rest && first == last && (self.forms.alone)(before, self.lines[last].seen) {
            return None;
        }
        Some(next)
    }

    /// A few words of a sentence that a copy set on a line of their own: PM⏎2.5⏎浓度, 发展的⏎主要目标⏎是：.
    fn is_run(&self, idx: usize) -> bool {
        let line = |idx: usize| self.lines.get(idx).map_or("", |line| line.inner.of(self.source));
        let run = line(idx);
        if run.is_empty() || run.len() > LONGEST_RUN || self.lines[idx - 1].seen.chars < 12 {
            return false;
        }
        let (above, below) = (line(idx - 1), line(idx + 1));
        let lowered = run.len() <= 4 && run.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        lowered && above.closes(|c| c.is_ascii_alphabetic()) && below.begins(is_han)
            || above.ends_with('的')
                && run.chars().all(is_han)
                && (below.starts_with("是：") || below.starts_with("为："))
    }
}

/// An entry of a table of contents: 一、总体要求……3
pub fn is_contents_entry(text: &str) -> bool {
    text.as_bytes().last().is_some_and(u8::is_ascii_digit) && has_any(text, &["……", "...."])
}

/// Words set bold in mid-sentence have at most so many bytes.
const LONGEST_RUN: usize = 36;

/// A bracket near the end of the line is still open.
fn open_bracket(text: &str) -> bool {
    let mut near = text.chars().rev().take(24);
    near.find(|c| matches!(c, '（' | '(' | '）' | ')')).is_some_and(|c| matches!(c, '（' | '('))
}

/// What closes at the end of the line stands behind the end of a sentence.
fn closes_sentence(text: &str) -> bool {
    text.chars().rev().nth(1).is_some_and(|c| matches!(c, '。' | '！' | '？' | '；' | '…' | '!' | '?' | ';'))
}

/// 《 is still open at the end of the line and closes in the next.
fn open_title(before: &str, text: &str) -> bool {
    before.rfind('《').is_some_and(|at| !before.after(at).has_char('》'))
        && text.find('》').is_some_and(|at| !text.before(at).has_char('《'))
}

/// Starts of lines that belong to no paragraph: Markdown's, brackets of furniture, bullets.
fn starts_markup(text: &str) -> bool {
    text.begins(|c| matches!(c, '#' | '|' | '*' | '-' | '>' | '<' | '【' | '●' | '■' | '◆'))
}

fn is_named(text: &str) -> bool {
    text.before(text.floor_char_boundary(13)).has_char(' ')
}

/// Words set in columns by a tab or by wide gaps.
pub fn is_tabular(text: &str) -> bool {
    text.has_char('\t')
        || has_word(text, "\u{3000}\u{3000}") && text.chars().take(61).count() <= 60
        || text.len() <= 180
            && text.ends_in("0123456789%")
            && text.parted_at("  ").is_some_and(|(_, rest)| has_word(rest, "  "))
}

/// Which lines are page marks: numbers and rules by their form, and lines beside them that come again on other pages.
fn page_marks(source: &str, lines: &[Line]) -> Vec<bool> {
    let text = |idx: usize| lines[idx].inner.of(source);
    let mut marks: Vec<bool> = lines.iter().map(|it| is_page_mark(it.inner.of(source), it.seen)).collect();
    let filled: Vec<usize> = (0..lines.len()).filter(|&idx| !lines[idx].inner.is_empty()).collect();
    let long = |at: Option<usize>| at.and_then(|at| filled.get(at)).is_some_and(|&idx| lines[idx].seen.chars >= 15);
    for (at, &idx) in filled.iter().enumerate() {
        // A bare number between two long lines.
        if lines[idx].inner.len() <= 3
            && text(idx).bytes().all(|byte| byte.is_ascii_digit())
            && long(at.checked_sub(1))
            && long(Some(at + 1))
        {
            marks[idx] = true;
        }
    }
    // Running heads: short lines next to a page number, the same at least three times.
    let mut counts = Tally::default();
    let beside = |marks: &[bool], at: usize| {
        at.checked_sub(1).is_some_and(|at| marks[filled[at]]) || filled.get(at + 1).is_some_and(|&idx| marks[idx])
    };
    let mut repeated = false;
    let short = |idx: usize| (2..=40).contains(&lines[idx].seen.chars);
    for (at, &idx) in filled.iter().enumerate() {
        if !marks[idx] && beside(&marks, at) && short(idx) {
            let count = counts.of(text(idx));
            *count += 1;
            repeated |= *count >= 3;
        }
    }
    if repeated {
        let heads: Vec<usize> = filled
            .iter()
            .enumerate()
            .filter(|&(at, &idx)| {
                !marks[idx] && counts.get(text(idx)).is_some_and(|count| count >= 3) && beside(&marks, at)
            })
            .map(|(_, &idx)| idx)
            .collect();
        // Where it stands first it may be the title itself; it is kept there unless a page number stands above it.
        for idx in heads {
            marks[idx] = true;
        }
    }
    marks
}

/// A page number or a rule that stands alone: `— 3 —`, `第3页 共9页`, `-12-`, `---`, `3/15`, `Page 3 of 9`.
fn is_page_mark(text: &str, seen: Survey) -> bool {
    // Most lines open with a Han character, and none of these but 第 opens one.
    let plain = match text.as_bytes() {
        [0xe4..=0xe9, ..] => !text.starts_with('第'),
        // A number alone: 3/15 has a sign.
        [b'0'..=b'9', ..] => !seen.has(ASCII),
        _ => false,
    };
    if plain && !text.ends_with('页') {
        return false;
    }
    // 某某文件　　第3页: the running head with the page.
    let headed = || {
        text.last_in(" \u{3000}")
            .map(|at| text.after(at).trim_start())
            .filter(|tail| tail.starts_with('第') && tail.ends_with('页'))
    };
    seen.chars <= 24 && (seen.chars >= 3 && is_rule(text) || is_page_number(text))
        || text.ends_with('页') && seen.chars <= 80 && headed().is_some_and(is_page_number)
}

pub fn is_rule(text: &str) -> bool {
    text.chars().nth(2).is_some()
        && text.chars().all(|c| matches!(c, '-' | '—' | '─' | '=' | '_' | '*' | '·' | ' ' | '－' | '━'))
}

fn is_page_number(text: &str) -> bool {
    let number = |text: &str| {
        let text = text.trim();
        !text.is_empty()
            && text.chars().nth(4).is_none()
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十百".has_char(c))
    };
    let arabic = |text: &str| number(text) && text.trim().bytes().all(|byte| byte.is_ascii_digit());
    let dash = "-—－– ·~―─\u{3000}|[]";
    let dashed = text.begins_in(dash);
    if !dashed && !text.begins(|c| c.is_ascii_digit() || matches!(c, '第' | 'P' | 'p' | '\t')) {
        return false;
    }
    let core = text.trim_in(dash);
    if dashed && text.ends_in(dash) && arabic(core) {
        return true;
    }
    if let Some(rest) = core.strip_prefix('第')
        && let Some((page, rest)) = rest.split_once('页')
        && number(page)
    {
        let rest = rest.trim_in("-—－– ·~―─\u{3000}|[]，,/共页（）()");
        return rest.is_empty() || number(rest);
    }
    if let Some((page, total)) = core.split_once('/') {
        return arabic(page)
            && arabic(total)
            && page.len() <= total.len() + 1
            && page.trim().parse::<u32>().ok() <= total.trim().parse().ok();
    }
    let latin = core.strip_prefix("Page ").or_else(|| core.strip_prefix("page ")).or_else(|| core.strip_prefix("P."));
    latin.is_some_and(|rest| split_word(rest, " of ").all(arabic))
}

/// How long the character is that a byte opens; 0 where it may open what `keep_line` cuts: `*`, `(`, blanks and
/// invisible characters.
const STEP: [u8; 256] = {
    let mut step = [1; 256];
    let mut byte = 0;
    while byte < step.len() {
        step[byte] = match byte as u8 {
            b'*' | b' ' | b'(' | 0xc2 | 0xe2 | 0xe3 | 0xef => 0,
            0xe0.. => 3,
            _ => 1,
        };
        byte += 1;
    }
    step
};

/// Keeps a line without the marks of Markdown, invisible characters and the pinyin that a conversion left, and without the
/// blanks inside a spaced Han number.
fn keep_line(
    stitcher: &mut Stitcher,
    source: &str,
    span: Span<Source>,
    seen: Survey,
    bold: &mut Vec<Span<Logical>>,
) -> Lead {
    // Most lines have none of these.
    if !seen.has(ASCII | BLANK | INVISIBLE) {
        stitcher.keep(span);
        return Lead::default();
    }
    let text = span.of(source);
    let base = span.start as usize;
    let mut at = 0;
    let mut lead = Lead::default();
    let hashes = text.chars().take_while(|&c| c == '#').count();
    // # 批发业 | 3.6 |: part of what the row above names.
    let heading = (1..=6).contains(&hashes) && !text.trim_end().ends_with('|');
    if heading && text.after(hashes).begins_in(" \u{3000}") {
        lead.hashes = hashes as u32;
        at = text.len() - text.after(hashes).trim_start().len();
    } else if let Some(rest) = text.strip_prefix("> ") {
        lead.quoted = true;
        at = text.len() - rest.len();
    }
    let mut from = at;
    let mut opened: Option<u32> = None;
    let keep = |stitcher: &mut Stitcher, from: usize, to: usize| {
        if to > from {
            stitcher.keep(Span::new((base + from) as u32, (base + to) as u32));
        }
    };
    let mut before = '\n';
    while at < text.len() {
        // Most bytes are no part of anything that is cut.
        let step = STEP[text.as_bytes()[at] as usize];
        if step > 0 {
            at += step as usize;
            continue;
        }
        let rest = text.after(at);
        let c = rest.chars().next().unwrap_or(' ');
        let cut = match c {
            '*' if rest.starts_with("**") => 2,
            '(' if text.before(at).closes(is_han) => pinyin(rest).unwrap_or(0),
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' => c.len_utf8(),
            ' ' | '\u{3000}' | '\u{a0}'
                if is_number_part(text.before(at).after(from).chars().next_back().unwrap_or(before)) =>
            {
                let blanks = rest.len() - rest.trim_start_in(" \u{3000}\u{a0}").len();
                if rest.after(blanks).chars().next().is_some_and(is_number_part) { blanks } else { 0 }
            }
            _ => 0,
        };
        if cut == 0 {
            at += c.len_utf8();
            continue;
        }
        before = text.before(at).after(from).chars().next_back().unwrap_or(before);
        keep(stitcher, from, at);
        if c == '*' {
            match opened.take() {
                Some(start) if stitcher.position() > start => bold.push(Span::new(start, stitcher.position())),
                Some(_) => {}
                None => opened = Some(stitcher.position()),
            }
        }
        at += cut;
        from = at;
    }
    keep(stitcher, from, text.len());
    lead
}

/// 发(fā)展: how a character is read, which a site's conversion left behind it; the length with its brackets, where the
/// vowel has its tone.
fn pinyin(text: &str) -> Option<usize> {
    let letters = text.strip_prefix('(')?.chars().take(7).take_while(|c| matches!(c, 'a'..='z' | 'à'..='ǜ'));
    let (len, toned) = letters.fold((1, false), |(len, toned), c| (len + c.len_utf8(), toned || !c.is_ascii()));
    (toned && text.after(len).starts_with(')')).then_some(len + 1)
}

/// Han numerals and what joins them; a blank between two of these is the layout's.
fn is_number_part(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '萬'
            | '億'
            | '點'
            | '点'
            | '两'
            | '兩'
            | '个'
            | '個'
            | '分'
            | '之'
            | '成'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::line::lines;

    fn stitched(source: &str) -> Vec<String> {
        let forms = Forms { starts: |_: &str, _| false, alone: |_: &str, _| false };
        let paragraphs = stitch(source, &lines(source), forms);
        paragraphs.paragraphs.iter().map(|it| it.span.of(&paragraphs.stitched.text).to_owned()).collect()
    }

    #[test]
    fn a_sentence_cut_by_a_page_break_is_one_paragraph() {
        let source = "全县坚持稳中求进工作总基调，扎实推进各项工作，编制了综合交通运输等16个专\n\n— 3 —\n\n项规划，确保目标落实。\n下一段。";
        let paragraphs = stitched(source);
        assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
        assert!(paragraphs[0].contains("16个专项规划"));
    }

    #[test]
    fn joins_are_the_breaks_of_a_sentence_around_what_a_page_put_there() {
        let joins = |source: &str| -> Vec<String> {
            let forms = Forms { starts: |_: &str, _| false, alone: |_: &str, _| false };
            let paragraphs = stitch(source, &lines(source), forms);
            paragraphs.joins.iter().map(|it| source.before(it.start as usize).chars().rev().take(2).collect()).collect()
        };
        let (first, second) =
            ("全县坚持稳中求进工作总基调，扎实推进各项工作，编制了综合交通运输等16个专", "项规划，确保目标落实。");
        // Named by the two characters before each, the last first.
        assert_eq!(joins(&format!("{first}\n\n— 3 —\n\n{second}\n下一段。")), ["专个", "— "]);
        assert_eq!(joins(&format!("{first}\n\n---\n\n{second}\n下一段。")), ["专个"]);
        let wrapped = "县里今年推进各项工作，新建学校12所，改造道路\n36条，惠及群众8万人，完成年度任务。全年完成投资\n\
                       58亿元，比上年增长6%，其中工业投资21亿元增\n长快于全市。各乡镇抓好落实，按月报告进展情况。\n\
                       县政府办公室每季度通报一次，督促各单位按时完\n成任务，年底组织考核，结果报县委县政府审定后\n公布。\n";
        assert_eq!(joins(wrapped), ["路道", "资投", "增元", "完时", "后定"]);
    }

    #[test]
    fn blank_lines_alone_may_stand_where_a_page_ended() {
        for source in [
            "县域交通取得新进展。加快青\n\n\n\n云、青禾公路项目建设，争取年内通车。",
            "全年投资中，学校、医院和村庄道路建设投资占37%\n\n，设备更新和节水改造投资占21%。",
            "文化活动丰富。连续两年举办“青禾读书月”\n\n和乡村歌会等活动，吸引了许多居民。",
            "县级财政给予适当补助，乡镇落实配套资金的责任（县财政局、县\n\n农业农村局负责）。",
        ] {
            assert_eq!(stitched(source).len(), 1, "{source}");
        }
        for source in [
            "他说：“要稳中求进。”\n\n会议强调，要抓好落实。",
            "她说:“我们信心很足!”\n\n针对大家关心的问题,县长作了答复。",
            "坚持稳中求进。（财政部负责）\n\n各县要抓好落实。",
        ] {
            assert_eq!(stitched(source).len(), 2, "{source}");
        }
    }

    #[test]
    fn a_printer_hyphen_goes_and_an_open_bracket_holds() {
        let source = "本区域的数据采集遵循统一的标准，由各成员单位按月报送到平台，接口采用 informa-\ntion model，并逐步推广应用。";
        assert_eq!(
            stitched(source),
            [
                "本区域的数据采集遵循统一的标准，由各成员单位按月报送到平台，接口采用 information model，并逐步推广应用。"
            ]
        );
        let source = "全年空气质量持续改善，细颗粒物年均浓度（微克每立方米，含第\n— 7 —\n2）为二十三，下降百分之八。";
        assert_eq!(stitched(source).len(), 1);
    }

    #[test]
    fn the_first_line_of_a_wrapped_paragraph_may_lack_its_indent() {
        let line = "下级各部门坚持稳中求进工作总基调，扎实推进各项工作任\n";
        let source =
            format!("今天召开全会，目的是深入学习贯彻精神，动员全县上\n{line}{line}{line}{line}{line}{line}务。");
        assert_eq!(stitched(&source).len(), 1, "{:?}", stitched(&source));
    }

    #[test]
    fn a_heading_is_not_joined_with_what_follows() {
        assert_eq!(stitched("蓄能增势\n\n谱写产业新篇章\n\n全县坚持稳中求进，成效明显。").len(), 3);
    }

    #[test]
    fn pinyin_is_told_from_a_unit_and_an_abbreviation() {
        assert_eq!(pinyin("(fā)展"), Some("(fā)".len()));
        for text in ["(μm)", "(α)", "(kg)", "(一)", "(fā"] {
            assert_eq!(pinyin(text), None, "{text}");
        }
    }

    #[test]
    fn emphasis_and_spaced_numbers_are_read_without_their_marks() {
        assert_eq!(stitched("**一是增长 百 分 之 五。**实现目标"), ["一是增长 百分之五。实现目标"]);
    }
}
