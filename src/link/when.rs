//! Whether an expression of time says when.

use crate::lexicon::{CARRIED_OVER, NAME_AFTER_TIME, NO_PERIOD_WORDS, STATED_AHEAD};
use crate::report::TimeKind;
use crate::text::chars::{Cut, Ends, rfind_sign, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};
use crate::time;

/// What was learnt is said within so many bytes.
const LONGEST_CLAUSE: usize = 240;
/// Other years stand between one and what it is a record of in so many bytes.
const LONGEST_LIST: usize = 60;

/// Whether an expression says when what is told of was, not against what, since when, or what something is called.
pub fn says_when(text: &str, time: &time::Mention) -> bool {
    time.iso.is_some()
        && (!time.baseline || is_yardstick(text, time))
        && !is_compared(text, time)
        && !is_name_part(text, time)
        && !is_aside(text, time)
        && !is_record(text, time)
        && !is_dateline(text, time)
}

/// 北京|10月8日|电, 消息; |10月8日|，记者从会上获悉: when it was told.
fn is_dateline(text: &str, time: &time::Mention) -> bool {
    let after = text.after(time.span.end as usize);
    let learnt = || {
        let clause = after.trim_start_in("，,").strip_prefix("记者")?;
        let clause = clause.before(clause.floor_char_boundary(LONGEST_CLAUSE));
        let clause = clause.before(clause.first_in("，,。；")?);
        Some(clause.ends_with("获悉") || clause.ends_with("了解到"))
    };
    time.span.of(text).ends_with('日')
        && (after.begins_in("电讯") || after.starts_with("消息") || learnt() == Some(true))
}

/// 比|2010年|的3.10人减少0.48人: the time of the value that is compared with.
#[inline(never)]
pub fn is_yardstick(text: &str, time: &time::Mention) -> bool {
    let after = text.after(time.span.end as usize);
    let same = time.span.of(text).ends_with("同期") && after.begins(|c: char| c.is_ascii_digit());
    text.before(time.span.start as usize).ends_in("比较") && (after.starts_with('的') || same)
}

/// 今后几年, 多年来, 去年: years that the document does not fix, and not those of its section either.
pub fn is_unknown(text: &str, time: &time::Mention) -> bool {
    let word = time.span.of(text);
    let year = word.begins_in("今去明") && !word.ends_with("同期");
    time.iso.is_none() && !time.baseline && (time.several_years || year) && !is_record(text, time)
}

/// 本世纪以来|第五个活跃期, 为1961年以来|历史最高: since when it is the first of its kind.
fn is_record(text: &str, time: &time::Mention) -> bool {
    // 分别为35年来、|20年来|首次
    let after = text.after(time.span.end as usize);
    let after = after.before(after.floor_char_boundary(LONGEST_LIST)).trim_start_in("、0123456789十近多年来");
    // 今年以来|新增8家, |第二产业增长5%: not of its kind, but what is told.
    let counts = after.starts_with('第') && after.chars().nth(2) != Some('产') || after.starts_with("新高");
    let first = counts || after.begins_in("最首历唯歷") || after.starts_with("同期");
    first && time.span.of(text).ends_with('来')
}

/// 上年 after 比, 上年末, 去年同期, 2031年|同期的; 结转下年 and 上年结转; but 由|上年|的36%调整为34%.
fn is_compared(text: &str, time: &time::Mention) -> bool {
    let word = time.span.of(text);
    if !word.ends_with("同期")
        && text.before(time.span.start as usize).ends_in("由从")
        && text.after(time.span.end as usize).begins(|c: char| c == '的' || c.is_ascii_digit())
    {
        return false;
    }
    if is_yardstick(text, time) && word.ends_with("同期") {
        return false;
    }
    time.kind == TimeKind::Relative && (word.starts_with('上') && !word.starts_with("上半年") || word.ends_with("同期"))
        || is_carried_over(text, time.span)
        || text.after(time.span.end as usize).starts_with("同期的")
}

/// 上年|结转, 结转|下年, 面向|2035年.
pub fn is_carried_over(text: &str, time: Span<Logical>) -> bool {
    CARRIED_OVER.ends(text.before(time.start as usize)) || CARRIED_OVER.starts(text.after(time.end as usize))
}

/// “十四五”规划, 第十四个五年规划, 2025年中国国际…会: part of a name, not when.
fn is_name_part(text: &str, time: &time::Mention) -> bool {
    let after = text.after(time.span.end as usize);
    let after = after.strip_start_in("”\"").unwrap_or(after);
    // “十五五”|前三年: those of it are told.
    if time.kind == TimeKind::Period && (NAME_AFTER_TIME.starts(after) || after.begins_in("前后")) {
        return true;
    }
    let word = time.span.of(text);
    // 由|年初|预算3亿元调整为4亿元: the budget's name.
    if word == "年初" && STATED_AHEAD.starts(after) {
        return true;
    }
    // 入选2031年|片单
    if word.ends_with('年') && starting_word(after.trim_start_in("度"), &["片单", "榜单"]).is_some() {
        return true;
    }
    let during = word.ends_with("季度") || after.starts_with("期间") || after.starts_with("时期");
    word.starts_with('第') && !during || NO_PERIOD_WORDS.has(word)
}

/// Inside a title 《…》 or a bracket that is closed before the figure.
fn is_aside(text: &str, time: &time::Mention) -> bool {
    const NEAR: usize = 120;
    let start = time.span.start as usize;
    let from = super::sentence::floor(text, start.saturating_sub(NEAR));
    let before = text.before(start).after(from);
    let bracket = rfind_sign(before, |c| matches!(c, '《' | '（' | '(' | '〔' | '》' | '）' | ')' | '〕'));
    let Some(open) = bracket.filter(|&at| before.after(at).begins_in("《（(〔")) else {
        return false;
    };
    let to = super::sentence::floor(text, (time.span.end as usize + NEAR).min(text.len()));
    let after = text.before(to).after(time.span.end as usize);
    let title = before.after(open).starts_with('《');
    // In a bracket an expression tells of the figures in it: （2023年为5%）.
    title || after.first_in("）)〕").is_some_and(|close| !after.before(close).contains(|c: char| c.is_ascii_digit()))
}
