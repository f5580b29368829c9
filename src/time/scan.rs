//! One pass over the blocks: every calendar expression with its meaning.

use super::anchor::Anchor;
use super::century::scan_century;
use super::frame::Frame;
use super::lunar::scan_lunar;
use super::plan::{scan_part_of_plan, scan_plan};
use super::point::{Part, Point, joint, scan_after_year, scan_month, scan_months, scan_range_end};
use super::relative::{scan_stretch, scan_word, scan_year_word};
use super::{Found, Mention};
use crate::layout::Layout;
use crate::lexicon::candidates::{INSIDE, NUMERAL, STOP, STRETCH, WORD};
use crate::lexicon::{
    AFTER_BARE_DAY, BASELINE_BEFORE, CHANGE_DOWN, CHANGE_UP, COMPARED_AFTER_BASELINE, IS_BEFORE_BASELINE,
    NOT_BEFORE_MONTH, OF_AFTER_BASELINE, RISES_TO, WITH_BEFORE_BASELINE,
};
use crate::number::date::{Date, han_digit, last_day, scan_date, scan_four_digits, scan_part, scan_year, year_iso};
use crate::number::numeral::{Form, Numeral, is_numeral_char, scan_numeral, scan_overlong};
use crate::number::token::arabic_digit;
use crate::report::{BlockKind, TimeKind};
use crate::text::chars::{Cut, Ends, is_han, starting_word};
use crate::text::signs::Signs;
use crate::text::span::Span;

pub fn scan(layout: &Layout, anchor: &Anchor) -> Vec<Mention> {
    let text = layout.stitched.text.as_str();
    let mut out: Vec<Mention> = Vec::new();
    let mut frame = Frame::new(anchor);
    let mut candidates = layout.candidates.of(STOP | NUMERAL | STRETCH | WORD | INSIDE);
    let level_of = |section: u32| layout.outline.get(section as usize).map_or(0, |section| section.level);
    for (idx, block) in layout.blocks.iter().enumerate() {
        let whole = block.kind == BlockKind::Heading;
        frame.in_head = block.kind == BlockKind::TableHeader;
        if whole {
            frame.enter_section(block.section.map_or(0, level_of));
        }
        frame.enter_block();
        let body = block.span.of(text);
        let mut run_in = block.run_in.iter().peekable();
        // Where the heading inside the paragraph ends, and its level.
        let mut heading: Option<(u32, u32)> = None;
        let mut at = 0;
        while at < body.len() {
            let start = block.span.start as usize;
            let next = candidates.seek(start + at, block.span.end as usize).map(|(at, class)| (at - start, class));
            // Nothing is said up to there but where the headings end and begin.
            let last = body.len() - 1;
            at = next.map_or(last, |(at, _)| at);
            let position = block.span.start + at as u32;
            loop {
                if let Some((_, level)) = heading.filter(|&(end, _)| end <= position) {
                    frame.leave_heading(level);
                    heading = None;
                }
                let Some(next) = run_in.next_if(|next| next.span.start <= position) else { break };
                let level = level_of(next.section);
                frame.enter_section(level);
                heading = Some((next.span.end, level));
            }
            let Some((_, class)) = next else { break };
            let rest = body.after(at);
            let Some(c) = rest.chars().next() else { break };
            if class == STOP {
                frame.enter_sentence();
                at += c.len_utf8();
                continue;
            }
            // Behind 每年 every number tells that each year is meant.
            let after_year = class == NUMERAL && body.before(at).ends_with('年');
            if class == NUMERAL && !after_year && !frame.in_head && tells_no_time(rest) {
                at += past(c, rest, None);
                continue;
            }
            // A number is read once for all that it may be part of.
            let numeral = if class & (NUMERAL | INSIDE) != 0 { scan_numeral(rest) } else { None };
            if class == NUMERAL
                && !after_year
                && !frame.in_head
                && numeral.as_ref().is_some_and(|it| counts_no_time(it, rest))
            {
                at += past(c, rest, numeral.as_ref());
                continue;
            }
            let opening = match class {
                NUMERAL => Some(Opening::Numeral),
                STRETCH => Some(Opening::Stretch),
                WORD => Some(Opening::Word),
                _ => None,
            };
            let Some(found) = opening.and_then(|opening| scan_at(body, at, opening, numeral.as_ref(), &mut frame))
            else {
                at += past(c, rest, numeral.as_ref());
                continue;
            };
            let (told, after) = (body.before(at), rest.after(found.len));
            // 与|去年|增长3%
            let baseline = is_baseline(told, after)
                || told.ends_in("与同")
                    && rest.starts_with("去年")
                    && (CHANGE_UP.starts(after) || CHANGE_DOWN.starts(after));
            if let Some(year) = found.year.filter(|_| !baseline) {
                frame.sentence_year = Some(year);
                frame.block_year = Some(year);
            }
            out.push(Mention {
                span: Span::at(position as usize, found.len),
                kind: found.kind,
                iso: found.iso,
                several_years: found.several_years,
                baseline,
                block: idx as u32,
            });
            at += found.len;
            // “十五五”|前三年: some of the years of the plan.
            if found.kind == TimeKind::Period
                && let Some((_, plan)) = scan_plan(body.before(position as usize - start), rest)
                && let Some((skip, len, years)) = scan_part_of_plan(body.after(at), plan)
            {
                let found = Found::years(len, TimeKind::Relative, Some(years));
                out.push(Mention {
                    span: Span::at(start + at + skip, len),
                    kind: found.kind,
                    iso: found.iso,
                    several_years: true,
                    baseline,
                    block: idx as u32,
                });
                at += skip + len;
            }
        }
        if whole {
            frame.leave_heading(block.section.map_or(0, level_of));
        }
    }
    out
}

/// A year alone in its cell: | 指标 | 2000 | 2005 |.
fn scan_year_cell(before: &str, text: &str) -> Option<Found> {
    let mark = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b'|' | b'\t' | b' '));
    let (left, right) = (before.as_bytes(), text.as_bytes());
    // 2000 年 goes on.
    let alone = mark(left.last()) && mark(right.get(4)) && right.get(5).is_none_or(u8::is_ascii);
    let (len, year) = scan_four_digits(text).filter(|&(len, year)| alone && len == 4 && year >= 1900)?;
    Some(Found::one(len, TimeKind::Date, year_iso(year)))
}

/// Whether `text` opens with an amount: ASCII digits, a scale, and then what neither goes on a number nor makes a time of
/// it. Most numbers do, and are not read to see it.
fn tells_no_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let part = match bytes.get(digits) {
        Some(b'.') => 1 + bytes[digits + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count(),
        _ => 0,
    };
    let mut behind = text.after(digits + part).chars();
    let mut next = behind.next();
    if matches!(next, Some('万' | '亿' | '萬' | '億')) {
        next = behind.next();
    }
    digits > 0
        && next.is_none_or(|c| {
            matches!(c, '%' | '％' | '元' | '吨' | '人' | '公' | '平' | '户' | '家' | '项' | '，' | '。' | '；' | '）')
        })
}

/// Whether nothing stands behind the number at the start of `text`, or a Han character that no time has there: 一是,
/// 3.2亿平方米.
fn counts_no_time(numeral: &Numeral, text: &str) -> bool {
    let after = text.after(numeral.len);
    (numeral.form == Form::Arabic || numeral.form == Form::Han && numeral.digits == 1)
        && after.first().is_none_or(|c| {
            is_han(c) && !matches!(c, '年' | '月' | '日' | '个' | '個' | '周' | '世' | '季' | '至' | '到' | '五')
        })
}

/// So many bytes to go on by where nothing was found: the whole of a numeral, so that 九十六年来 is not read as 十六年来.
fn past(c: char, rest: &str, numeral: Option<&Numeral>) -> usize {
    if arabic_digit(c).is_some() {
        let digits: usize = rest.chars().take_while(|&c| arabic_digit(c).is_some()).map(char::len_utf8).sum();
        // 20.2026年民生实事: a list item that opens with a year.
        if digits <= 2 && rest.after(digits).strip_prefix('.').is_some_and(|after| scan_year(after).is_some()) {
            return digits;
        }
        return rest.chars().take_while(|&c| arabic_digit(c).is_some() || c == '.').map(char::len_utf8).sum();
    }
    if numeral.is_none()
        && is_numeral_char(c)
        && let Some(run) = scan_overlong(rest)
    {
        return run;
    }
    // 两 opens a number, but is passed over alone.
    numeral.filter(|_| c != '两').map_or(c.len_utf8(), |it| it.len.max(c.len_utf8()))
}

/// 比2020年, 较“十三五”末; 是2010年的3倍; 在2020年的基础上: what is compared with, not when.
fn is_baseline(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let before = before.strip_end_in("“\"‘").unwrap_or(before);
    let after = after.strip_start_in("”\"’").unwrap_or(after);
    BASELINE_BEFORE.ends(before)
        || IS_BEFORE_BASELINE.ends(before) && !RISES_TO.ends(before) && OF_AFTER_BASELINE.starts(after)
        || WITH_BEFORE_BASELINE.ends(before) && COMPARED_AFTER_BASELINE.starts(after)
        || before.ends_with('在') && after.trim_start_in("的").starts_with("基础上")
        || is_multiplied(after)
}

/// 达到2031年|的6倍.
fn is_multiplied(after: &str) -> bool {
    let of = after.strip_prefix('的').unwrap_or_default();
    scan_numeral(of).is_some_and(|times| of.after(times.len).starts_with('倍'))
}

/// What kind of expression a character may start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    Numeral,
    /// 近, 过, 几: a stretch of years, or a word.
    Stretch,
    /// 今, 全, 第: a word.
    Word,
}

fn scan_at(body: &str, at: usize, opening: Opening, numeral: Option<&Numeral>, frame: &mut Frame) -> Option<Found> {
    let (before, text) = (body.before(at), body.after(at));
    let ordinal = text.starts_with('第');
    if (opening == Opening::Numeral || ordinal)
        && let Some((len, years)) = scan_plan(before, text)
    {
        frame.plan.get_or_insert(years);
        return Some(Found::years(len, TimeKind::Period, Some(years)));
    }
    let arabic = text.begins(|c| arabic_digit(c).is_some());
    let glued = arabic && is_glued(before);
    let four_digits = opening == Opening::Numeral && opens_with_four_digits(text);
    if opening != Opening::Stretch
        && !glued
        && opens_century(text, numeral, four_digits)
        && let Some(found) = scan_century(text, frame.this_year())
    {
        return Some(found);
    }
    let short_year = || numeral.is_some_and(|it| it.len == 2 && text.after(2).starts_with('年'));
    if opening == Opening::Numeral
        && !glued
        && (four_digits || short_year())
        && let Some(found) = scan_dated(before, text, frame)
    {
        return Some(found);
    }
    if opening != Opening::Word
        && let Some(found) = scan_stretch(before, text, numeral, frame)
    {
        return Some(found);
    }
    if opening != Opening::Numeral
        && let Some(found) = scan_year_word(body, at, frame)
    {
        return Some(found);
    }
    if opening != Opening::Stretch
        && !glued
        && let Some(found) = scan_without_year(before, text, numeral, frame)
    {
        return Some(found);
    }
    scan_word(before, text, frame).or_else(|| {
        if frame.in_head && opening == Opening::Numeral {
            return scan_year_cell(before, text);
        }
        let len = if opening == Opening::Word { scan_lunar(text) } else { None };
        Some(Found::one(len?, TimeKind::Date, None))
    })
}

/// Digits straight after these go on a number or a code; after a dash only where one stands before it: ——2024年 is a year.
fn is_glued(before: &str) -> bool {
    if before.ends_with("公元前") {
        return true;
    }
    // 20.2026年民生实事: the number of a list item.
    let marker = before.trim_start().strip_end_in(".．");
    if marker.is_some_and(|it| it.len() <= 2 && it.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    let bare = before.strip_end_in("-/.").unwrap_or(before);
    before.ends_in("〔［") || bare.closes(|c: char| c.is_ascii_alphanumeric())
}

/// An expression that states its year: 2024年7月4日, 2021—2025年, 2024年以来, 2019年1月1日至2023年12月31日.
fn scan_dated(before: &str, text: &str, frame: &mut Frame) -> Option<Found> {
    if let Some(found) = scan_year_range(before, text).or_else(|| scan_listed_year(text)) {
        return Some(found);
    }
    let (len, point) = scan_point(text).or_else(|| scan_short_year(text, frame))?;
    if let Some(month) = point.date.month {
        frame.month = Some((Some(point.date.year), month));
    }
    if let Some((more, iso)) = scan_range_end(text.after(len), point, scan_point) {
        let several_years = point.date.month.is_none() && point.part == Part::Whole;
        return Some(Found { several_years, ..Found::one(len + more, TimeKind::Period, iso) });
    }
    let kind = if point.is_interval() { TimeKind::Period } else { TimeKind::Date };
    Some(Found { year: Some(point.date.year), ..Found::one(len, kind, point.iso()) })
}

fn scan_point(text: &str) -> Option<(usize, Point)> {
    if let Some((len, year)) = scan_year(text) {
        let (more, point) = scan_after_year(text.after(len), year);
        return Some((len + more, point));
    }
    scan_date(text).map(|(len, date)| (len, Point::whole(date)))
}

/// 25年10月: a year without its century, in the hundred years up to ten after the document's own.
fn scan_short_year(text: &str, frame: &Frame) -> Option<(usize, Point)> {
    let (len, short) = scan_part(text, 99, &["年"])?;
    scan_part(text.after(len), 12, &["月"]).filter(|_| text.as_bytes()[1].is_ascii_digit())?;
    let latest = frame.this_year()? + 10;
    let (more, point) = scan_after_year(text.after(len), latest - (latest - short as i32).rem_euclid(100));
    Some((len + more, point))
}

/// 2021—2025年, 2016年至2020年, 2023—2024学年, （2021—2035）.
fn scan_year_range(before: &str, text: &str) -> Option<Found> {
    let (first_len, first) = scan_year(text).or_else(|| scan_four_digits(text))?;
    let at = first_len + joint(text.after(first_len))?;
    let rest = text.after(at);
    let (last_len, last) = match scan_year(rest) {
        Some((len, last)) => (len, last),
        // Only brackets and captions make two bare numbers a range of years.
        None => scan_four_digits(rest).filter(|&(len, _)| {
            let after = rest.after(len);
            let bracketed = before.ends_in("（(") && after.begins_in("）)");
            // 图2：2011—2015各项税收
            let caption = before.trim_start().begins_in("图表") && before.ends_in("：: ");
            after.starts_with("学年") || bracketed || caption
        })?,
    };
    if last <= first || last - first > 100 {
        return None;
    }
    let after = rest.after(last_len);
    if scan_part(after, 12, &["月"]).is_some() {
        return None;
    }
    let tail = starting_word(after, &["年度", "学年度", "学年", "度"]).map_or(0, str::len);
    Some(Found::years(at + last_len + tail, TimeKind::Period, Some((first, last))))
}

/// 2021、|2022、2023年: a bare year of a list that ends in 年.
fn scan_listed_year(text: &str) -> Option<Found> {
    let (len, year) = scan_four_digits(text)?;
    let mut rest = text.after(len).strip_prefix('、')?;
    for _ in 0..8 {
        if let Some((_, last)) = scan_year(rest) {
            return (year < last)
                .then(|| Found { year: Some(year), ..Found::one(len, TimeKind::Date, year_iso(year)) });
        }
        let (next, _) = scan_four_digits(rest)?;
        rest = rest.after(next).strip_prefix('、')?;
    }
    None
}

/// 7月17日, 六月底, 1—5月, 26日: in the year told of here.
fn scan_without_year(before: &str, text: &str, numeral: Option<&Numeral>, frame: &mut Frame) -> Option<Found> {
    // 每年六月至九月 is of no year.
    let of_each_year = before.ends_with('年') && (before.ends_with("每年") || before.ends_with("历年"));
    let month = text.begins_in("前头") || opens_month(text, numeral);
    if !(month || of_each_year) || NOT_BEFORE_MONTH.ends(before) {
        return None;
    }
    frame.yearly |= of_each_year;
    let yearly = frame.yearly;
    if !month {
        return None;
    }
    // 1、2月份工作 may be the first item of a list.
    let item = before.trim().is_empty() && numeral.is_some_and(|it| text.after(it.len).starts_with('、'));
    // 前11个月, 1—5月: reading them does not need the year.
    let ahead = text.starts_with('前') && before.ends_in("此之以年日月天");
    if let Some((len, point)) = scan_months(text, 2000).filter(|_| !item && !ahead) {
        let Part::Months(_, last) = point.part else { return None };
        let iso = frame.year_of_month(last, false).filter(|_| !yearly).map(|year| at_year(point, year).iso());
        return Some(Found::one(len, TimeKind::Period, iso));
    }
    // A leap year, so that 2月29日 is not lost.
    if let Some((len, point)) = scan_month(text, 2000) {
        let month = point.date.month?;
        let deadline = text.after(len).starts_with('前') || text.after(len).starts_with("之前");
        let year = frame.year_of_month(month, deadline);
        if let (Some(told), Some(year)) = (frame.sentence_year, year)
            && year > told
        {
            frame.sentence_year = Some(year);
        }
        let point = at_year(point, year.unwrap_or(2000));
        frame.month = Some((year, month));
        let (len, kind, iso) = match scan_range_end(text.after(len), point, |_| None) {
            Some((more, iso)) => (len + more, TimeKind::Period, iso),
            None if point.is_interval() => (len, TimeKind::Period, point.iso()),
            None => (len, TimeKind::Date, point.iso()),
        };
        return Some(Found::one(len, kind, year.filter(|_| !yearly).map(|_| iso)));
    }
    // 26日, where a month has been named: news tell of a day so.
    let (year, month) = frame.month?;
    let (len, day) = scan_part(text, 31, &["日"])?;
    let told = AFTER_BARE_DAY.starts(text.after(len)) && arabic_digit(text.chars().next()?).is_some();
    let point = Point::whole(Date { year: year.unwrap_or(2000), month: Some(month), day: Some(day) });
    if let Some((more, iso)) = scan_range_end(text.after(len), point, |_| None) {
        return Some(Found::one(len + more, TimeKind::Period, iso).filter_iso(year.is_some()));
    }
    told.then(|| Found::one(len, TimeKind::Date, point.iso()).filter_iso(year.is_some()))
}

/// Whether a year may stand here, however its digits are written.
fn opens_with_four_digits(text: &str) -> bool {
    text.chars().take(4).take_while(|&c| arabic_digit(c).or_else(|| han_digit(c)).is_some()).count() == 4
}

/// Whether 年代 or 世纪 stands behind the number, or the word is 上, 本, 新 or 下 of a century.
fn opens_century(text: &str, numeral: Option<&Numeral>, four_digits: bool) -> bool {
    let Some(numeral) = numeral else {
        return text.begins_in("上本新下") && text.chars().skip(1).take(2).any(|c| c == '世');
    };
    let after = text.after(numeral.len);
    after.starts_with("年代")
        || after.starts_with('世')
        || four_digits && scan_four_digits(text).is_some_and(|(len, _)| text.after(len).starts_with("年代"))
}

/// Whether what stands behind the number is the sign of a month or day, or joins it with another number. Most numbers
/// tell no month; they are not read again and again to see it.
fn opens_month(text: &str, numeral: Option<&Numeral>) -> bool {
    let Some(numeral) = numeral else { return false };
    let after = text.after(numeral.len).trim_start_in(" \u{3000}\u{a0}");
    after.begins_in("月日")
        || after.strip_prefix('、').is_some_and(|next| next.begins(is_numeral_char))
        || !after.starts_with(is_joined_word) && joint(after).is_some()
}

/// A Han character that is no joint of two numbers.
fn is_joined_word(c: char) -> bool {
    is_han(c) && !matches!(c, '至' | '到')
}

/// The same months or days in another year.
fn at_year(point: Point, year: i32) -> Point {
    let date = Date { year, ..point.date };
    let part = match point.part {
        Part::Days(first, last) if last > 28 => {
            Part::Days(first, last_day(Date { day: None, ..date }).day.unwrap_or(last))
        }
        part => part,
    };
    Point { date, part }
}
