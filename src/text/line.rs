//! Lines of the source: where each begins and ends, without its break.

use super::chars::{ASCII, BLANK, Cut, Ends, FULL_STOP, Survey, has_word, is_trimmed, split_word, survey};
use super::signs::Signs;
use super::span::{Source, Span};

/// A line without its break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The whole line.
    pub span: Span<Source>,
    /// Without the blanks at its two ends; empty where the line is blank.
    pub inner: Span<Source>,
    /// What stands in `inner`.
    pub seen: Survey,
    /// It stood behind another on one line of an unbroken text: nothing joins it to what is before it.
    pub split: bool,
    /// The level of the heading that the file says it is; 0 where it does not.
    pub level: u32,
}

/// All lines of `source`. Breaks are `\n`, `\r\n`, `\r`, form feed, U+2028 and U+2029.
pub fn lines(source: &str) -> Vec<Line> {
    // So many are seldom more: a list that grows in steps leaves holes in the memory of a long text.
    let mut out = Vec::with_capacity(source.len() / 128);
    let mut start = 0;
    let bytes = source.as_bytes();
    let mut next = 0;
    while let Some(at) = next_break(bytes, next) {
        let byte = bytes[at];
        next = at + 1;
        let len = match byte {
            b'\n' | b'\r' | b'\x0c' => 1,
            0xe2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])) => '\u{2028}'.len_utf8(),
            _ => continue,
        };
        // The \r of \r\n is trimmed as a blank; an empty line between them would be none of the author's.
        if !(byte == b'\n' && bytes[..at].ends_with(b"\r")) {
            out.push(line(source, start, at));
        }
        start = at + len;
    }
    if start < source.len() {
        out.push(line(source, start, source.len()));
    }
    out
}

/// The next byte at or behind `from` that may begin a break: one below 0x10, or 0xE2. Eight bytes are looked at in one.
fn next_break(bytes: &[u8], from: usize) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let opens = |byte: u8| byte < 0x10 || byte == 0xe2;
    let mut at = from;
    while let Some(&[a, b, c, d, e, f, g, h]) = bytes.get(at..at + 8) {
        let word = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        let low = word.wrapping_sub(ONES * 0x10) & !word;
        let marked = word ^ (ONES * 0xe2);
        if (low | marked.wrapping_sub(ONES) & !marked) & (ONES * 0x80) != 0 {
            // A borrow may mark one byte too many; those are looked at one by one.
            if let Some(found) = (at..at + 8).find(|&at| opens(bytes[at])) {
                return Some(found);
            }
        }
        at += 8;
    }
    (at..bytes.len()).find(|&at| opens(bytes[at]))
}

fn line(source: &str, start: usize, end: usize) -> Line {
    let span = Span::new(start as u32, end as u32);
    let text = span.of(source);
    // Most lines have neither blanks around them nor a mark at their end.
    if is_trimmed(text) && !matches!(text.as_bytes(), [.., b'$' | b';']) {
        return Line { span, inner: span, seen: survey(text), split: false, level: 0 };
    }
    let blank =
        |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}');
    let mut left = text.len() - text.trim_start_matches(blank).len();
    // The first cell of a row set by tabs may be blank: its tab tells the columns.
    if let Some(tab) = text.before(left).find('\t').filter(|_| text.after(left).has_char('\t')) {
        left = tab;
    }
    let mut right = text.trim_end_matches(blank).len();
    // A database's marks: $$ behind its paragraphs, $E$$ behind its head, $T before that.
    if let Some(marked) = text.before(right).strip_suffix("$$") {
        right = marked.strip_suffix("$E").unwrap_or(marked).trim_end_matches(blank).len();
        left += text.after(left).strip_prefix("$T").map_or(0, |_| "$T".len());
    }
    // A blank that a copy left as its name: &nbsp; or a broken &sp;.
    while let Some(at) = blank_name(text.before(right)) {
        right = text.before(at).trim_end_matches(blank).len();
    }
    let inner = Span::new((start + left) as u32, (start + right.max(left)) as u32);
    Line { span, inner, seen: survey(inner.of(source)), split: false, level: 0 }
}

/// Where the name of a blank begins that ends `text`.
fn blank_name(text: &str) -> Option<usize> {
    let name = text.strip_suffix("sp;")?;
    let letters = name.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    (letters <= 3 && name.before(name.len() - letters).ends_with('&')).then(|| name.len() - letters - 1)
}

/// Longest line that is taken for one paragraph; a text of one or two lines is cut from `SHORT` on, and from `SHORTEST`
/// where two markers open sections in it.
const LONG: usize = 4500;
const SHORT: usize = 900;
const SHORTEST: usize = 300;

/// Cuts lines that hold a whole document (text recognised from a picture, a copy that lost its breaks) where their
/// breaks must have been: before markers, behind the sentence ends that blanks follow, and at the blanks of head and
/// tail. `opens` says whether a text opens with the marker of a heading, `seams` where its elements begin and end.
pub fn split_unbroken(
    source: &str,
    lines: Vec<Line>,
    opens: impl Fn(&str) -> bool,
    seams: impl Fn(&str) -> Vec<usize>,
) -> Vec<Line> {
    let filled = lines.iter().filter(|line| !line.inner.is_empty()).count();
    let longest = if filled <= 2 { SHORT } else { LONG };
    let marked = has_marks(source);
    let whole = |text: &str| {
        let sections = || text.char_indices().filter(|&(at, _)| at > 0 && opens(text.after(at))).nth(1);
        text.len() >= longest || filled <= 2 && text.len() >= SHORTEST && sections().is_some()
    };
    // Two sections of it stand on one line, each behind a blank or first: 一、背景 … 二、内容 ….
    let run_together = |it: &Line| {
        let text = it.inner.of(source);
        it.seen.has(BLANK) && !text.has_in("|\t") && text.split_whitespace().filter(|word| opens(word)).nth(1).is_some()
    };
    let whole = |it: &Line| it.inner.len() >= SHORTEST && (whole(it.inner.of(source)) || run_together(it));
    // 特此通知。某某局2025年3月1日
    let signed = |it: &Line| it.seen.has(FULL_STOP) && it.inner.of(source).ends_with('日');
    if !marked && !lines.iter().any(|it| whole(it) || signed(it)) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    for it in lines {
        let text = it.inner.of(source);
        let mut start = it.span.start as usize;
        let base = it.inner.start as usize;
        let mut breaks = Vec::new();
        if marked && it.seen.has(ASCII) && has_word(text, "$$") {
            let mut at = base;
            breaks.extend(split_word(text, "$$").map(|part| {
                at += part.len() + "$$".len();
                at
            }));
            breaks.pop();
        } else if whole(&it) {
            breaks = cuts(source, it.inner, &opens, seams(text));
        } else if signed(&it) {
            let behind = text.rfind('。').unwrap_or(0);
            for at in seams(text) {
                if at > behind && at < text.len() {
                    breaks.push(base + at);
                }
            }
        }
        if breaks.is_empty() {
            out.push(it);
            continue;
        }
        for cut in breaks.into_iter().chain([it.span.end as usize]) {
            out.push(Line { split: start > it.span.start as usize, ..line(source, start, cut) });
            start = cut;
        }
    }
    out
}

/// Whether $$ stands in `source` three times.
fn has_marks(source: &str) -> bool {
    let (mut rest, mut count) = (source, 0);
    while let Some(at) = rest.find('$').filter(|_| count < 3) {
        let behind = rest.after(at + 1);
        rest = behind.strip_prefix('$').unwrap_or(behind);
        count += usize::from(rest.len() < behind.len());
    }
    count == 3
}

/// Where an unbroken line is cut: byte offsets in the source, in order.
fn cuts(source: &str, inner: Span<Source>, opens: &impl Fn(&str) -> bool, seams: Vec<usize>) -> Vec<usize> {
    let text = inner.of(source);
    let base = inner.start as usize;
    let stops = |c: char| matches!(c, '。' | '！' | '？' | '：' | '；' | '”' | '）' | '!' | '?');
    let last_stop = text.rfind('。').unwrap_or(0);
    let mut out = Vec::new();
    let mut head = true;
    let mut heading_until = 0;
    let mut previous = ' ';
    let mut blank_at: Option<usize> = None;
    let mut token_start = 0;
    let mut seams = seams.into_iter().peekable();
    let mut title_until = 0;
    let mut items = 0;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            blank_at = blank_at.or(Some(at));
            continue;
        }
        let after_stop = stops(previous);
        let mut seam = false;
        while seams.next_if(|&seam| seam <= at).is_some() {
            seam = true;
            // 工会法律援助办法第一章总则: the title of what is issued.
            title_until = at + 135;
        }
        let mut marked = at > 0
            && !matches!(previous, '（' | '(' | '十')
            && (blank_at.is_some() || after_stop || at < title_until.max(heading_until))
            && opens(text.after(at));
        // 1. right below a heading or behind a sentence, then 2. and so on.
        if c.is_ascii_digit() && (after_stop || at < heading_until) {
            let item = scan_item(text.after(at)).filter(|&item| item == 1 || after_stop && item == items + 1);
            items = item.unwrap_or(items);
            marked |= item.is_some();
        }
        let cut_here = match blank_at {
            _ if at == 0 => false,
            _ if seam => true,
            Some(blank) => {
                let before = text.before(blank).after(token_start.min(blank));
                let loose = head || at > last_stop;
                // 第一章  总    则: the heading goes on.
                let chapter = before.starts_with('第') && opens(before);
                let heading = at < heading_until && before.chars().nth(1).is_some();
                marked || after_stop || !chapter && (heading || loose && !belongs(before, text.after(at)))
            }
            None => marked,
        };
        if cut_here {
            out.push(base + blank_at.unwrap_or(at));
            heading_until = 0;
        }
        if cut_here || blank_at.is_some() {
            token_start = at;
        }
        if marked {
            heading_until = at + 180;
        }
        head &= !matches!(c, '。' | '；');
        if matches!(c, '。' | '；') {
            (heading_until, title_until) = (0, 0);
        }
        blank_at = None;
        previous = c;
    }
    out
}

/// The number of an item: 1. before anything but a digit.
fn scan_item(text: &str) -> Option<u32> {
    let mut number = 0;
    for (at, c) in text.char_indices().take(3) {
        let Some(digit) = c.to_digit(10) else {
            let titled = text.after(at + c.len_utf8()).begins(|c: char| !c.is_ascii_digit());
            return (matches!(c, '.' | '．') && titled).then_some(number);
        };
        number = number * 10 + digit;
    }
    None
}

/// Two words that a blank separates but no break: spaced-out characters, an office and its holder.
fn belongs(before: &str, after: &str) -> bool {
    let next = after.split(char::is_whitespace).next().unwrap_or(after);
    let single = |text: &str| text.chars().nth(1).is_none();
    let short = next.chars().nth(4).is_none();
    single(next) && single(before)
        || short && before.ends_in("长任理席记者员")
        || single(next) && before.chars().nth(2).is_none()
        || single(before) && short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_on_one_line_is_cut_at_its_markers() {
        let body = "全县坚持稳中求进工作总基调，各项事业取得新进展。".repeat(20);
        let source = format!(
            "政府工作报告 云岭县县长 李明 各位代表： 现在报告工作。 一、过去一年 {body} （一）产业。{body}二、今年工作 {body} 云岭县人民政府 2025年3月1日"
        );
        let opens = |text: &str| text.starts_with(['一', '二', '（']) && !text.starts_with("一年");
        let lines = split_unbroken(&source, lines(&source), opens, |_| Vec::new());
        let heads: Vec<String> = lines.iter().map(|it| it.inner.of(&source).chars().take(6).collect()).collect();
        assert_eq!(
            heads,
            [
                "政府工作报告",
                "云岭县县长 ",
                "各位代表：",
                "现在报告工作",
                "一、过去一年",
                "全县坚持稳中",
                "（一）产业。",
                "二、今年工作",
                "全县坚持稳中",
                "云岭县人民政",
                "2025年3"
            ]
        );
    }

    #[test]
    fn every_kind_of_break_ends_a_line_once() {
        let texts: Vec<&str> = lines("甲\r\n乙\n\n\u{3000}丙\u{c}丁")
            .iter()
            .map(|it| it.inner.of("甲\r\n乙\n\n\u{3000}丙\u{c}丁"))
            .collect();
        assert_eq!(texts, ["甲", "乙", "", "丙", "丁"]);
    }

    #[test]
    fn marks_of_a_database_come_three_times() {
        for (text, marked) in
            [("$$a$$b$$", true), ("$$$$$$", true), ("$$a$$b$", false), ("$$$$$", false), ("a$b$c$d$", false)]
        {
            assert_eq!(has_marks(text), marked, "{text}");
        }
    }
}
