//! Whether a figure is itself the amount of a change: its direction, and what it is measured against.

use super::Context;
use super::after::opens_noun;
use super::frame::{Frame, last_clause};
use super::phrase::Phrase;
use crate::figure::mention::{Mention, Value};
use crate::lexicon::{
    BASIS_BASELINE, BASIS_MOM, BASIS_YOY, CHANGE_BETWEEN, CHANGE_DOWN, CHANGE_DOWN_NOUN, CHANGE_FLAT, CHANGE_LEVEL,
    CHANGE_NOT, CHANGE_SCALAR, CHANGE_UP, SUBJECT_GAP, SUBJECT_INDICATOR_TAIL,
};
use crate::report::{Basis, Change, Direction, FigureKind, TimeKind};
use crate::text::chars::{Cut, Ends, has_word, is_letter};
use crate::text::signs::Signs;
use crate::time;

/// Changes of all figures in their order.
pub fn changes(context: &Context, frames: &[Frame]) -> Vec<Option<Change>> {
    let text = context.text;
    let mut changes: Vec<Option<Change>> = Vec::with_capacity(frames.len());
    let mut respective = false;
    // 分别增长2%、-3%和5%: as the words say it, not the sign.
    let mut told = None;
    for (idx, (figure, frame)) in context.figures.iter().zip(frames).enumerate() {
        let listed = frame.nth > 0 && is_list_gap(frame.gap(text));
        // 分别比上年增长4.0%、9.2%、12.3%, 分别增加81个、697亿元
        respective = if listed { respective } else { has_word(frame.told(text), "分别") };
        // 增长6%左右、|力争|7%
        let aimed = frame.nth > 0 && matches!(frame.gap(text), "、力争" | "，力争" | "、争取" | "，争取");
        let change = if (listed || aimed) && (alike(context.figures[idx - 1].kind, figure.kind) || respective) {
            told
        } else {
            let before = changes.last().copied().flatten().filter(|_| frame.nth > 0);
            let change = change(context, text, figure, frame, before);
            let from = || if before.is_none() { measured_from(context, text, frame) } else { None };
            let change = change.map(|change| Change { basis: change.basis.or_else(from), ..change });
            // 比2018年分别下降38.6%、|上升2.8%: against what the item before is measured.
            let basis = before.filter(|_| frame.gap(text).begins_in("、和及与")).and_then(|it| it.basis);
            change.map(|change| Change { basis: change.basis.or(basis), ..change })
        };
        told = change;
        changes.push(change.map(|change| turned(change, figure)));
    }
    changes
}

/// 分别增长3.8倍、80.2%: both may be the amount of one kind of change.
fn alike(left: FigureKind, right: FigureKind) -> bool {
    let rate = |kind| matches!(kind, FigureKind::Percent | FigureKind::Multiple | FigureKind::Points);
    left == right || rate(left) && rate(right)
}

/// Nothing but 、 和 及 between two figures.
pub fn is_list_gap(gap: &str) -> bool {
    let gap = gap.trim();
    matches!(gap, "、" | "和" | "及" | "与" | "以及" | "、和")
}

/// 增长-3.2% is a fall.
fn turned(change: Change, figure: &Mention) -> Change {
    match &figure.value {
        Value::Exact(value) if value.is_negative() && change.direction == Direction::Up => {
            Change { direction: Direction::Down, ..change }
        }
        _ => change,
    }
}

fn change(context: &Context, text: &str, figure: &Mention, frame: &Frame, before: Option<Change>) -> Option<Change> {
    // 减少三分之一 is a change, 6.0:46.9:47.1 is none.
    let parts = figure.kind == FigureKind::Ratio && figure.span.of(text).has_in(":：∶比");
    if parts || figure.kind == FigureKind::Rank {
        return None;
    }
    // 翻一番, 翻倍 say the change themselves.
    if figure.kind == FigureKind::Multiple && figure.span.of(text).begins_in("翻倍") {
        return Some(Change { direction: Direction::Up, basis: basis(context, text, frame) });
    }
    let clause = Phrase::new(text, frame.window.max(frame.clause.min(frame.start)), frame.start);
    // 增速年|均超20%: the modifier has taken half of 年均.
    let said = clause.str();
    let said = said.strip_suffix('年').filter(|_| text.after(frame.start).starts_with('均')).unwrap_or(said);
    // 高于各项贷款增速|12个百分点: a distance.
    if figure.kind == FigureKind::Points
        && SUBJECT_GAP.rfind(said).is_some_and(|(at, _)| !said.after(at).has_in("、，") && is_rate(said))
    {
        return None;
    }
    let said = strip_between(said);
    if let Some(direction) = direction_at_end(said).filter(|_| !acts_on_things(text, figure, frame, said)) {
        return Some(Change { direction, basis: basis(context, text, frame) });
    }
    let share = matches!(figure.kind, FigureKind::Percent | FigureKind::Points);
    // 保持|20%以上|增长; but 20%以上增长点
    if share
        && said.ends_in("持现到")
        && let Some(after) = frame.rest(text).trim_start_in("的").strip_prefix("增长")
        && !after.begins(is_letter)
    {
        return Some(Change { direction: Direction::Up, basis: basis(context, text, frame) });
    }
    // 继续压减|一般性支出|2亿元, but 降低成本|30条|措施
    let last = said.rfind('、').map_or(0, |at| at + '、'.len_utf8());
    let amount = matches!(figure.kind, FigureKind::Count | FigureKind::Money | FigureKind::Measure)
        && CHANGE_DOWN_NOUN.starts(said.after(last).trim_start_in("再又继续"))
        && !(frame.rest(text).starts_with(is_letter) && opens_noun(frame.rest(text)));
    (share || amount).then(|| noun_between(context, text, frame, said, before))?
}

/// 提升|100所|学校: the figure counts what is bettered; 增加|3个|班次 is a change of their number.
fn acts_on_things(text: &str, figure: &Mention, frame: &Frame, said: &str) -> bool {
    // 提升|5万亩|基地, but 扩大|5万亩|果园
    let counts = matches!(figure.kind, FigureKind::Count | FigureKind::Money)
        || figure.kind == FigureKind::Measure && said.ends_in("升快");
    let after = frame.rest(text);
    // 农房风貌|提升|26万户, 林分优化|提升|200万亩: so many have been bettered.
    let things = matches!(figure.unit.as_deref(), Some("户" | "亩" | "公顷" | "个" | "处" | "所" | "条" | "公里"));
    if let Some(noun) = said.strip_suffix("提升").filter(|noun| things && !noun.is_empty()) {
        return !SUBJECT_INDICATOR_TAIL.ends(noun);
    }
    counts && CHANGE_SCALAR.ends(said) && after.starts_with(is_letter) && opens_noun(after)
}

/// Takes away what may stand between the verb and the figure: 增长|近|30%.
fn strip_between(mut said: &str) -> &str {
    loop {
        match CHANGE_BETWEEN.suffix(said) {
            // 提高到, 下降为: the figure is a level.
            Some((word, _)) if said.len() > word.len() => {
                let rest = said.before(said.len() - word.len());
                let level = CHANGE_LEVEL.has(word) && direction_at_end(rest).is_some() && !is_rate(rest);
                if level {
                    return "";
                }
                said = rest;
            }
            _ => return said,
        }
    }
}

/// 增速为5%: a rate is the amount of a change also after 为.
fn is_rate(said: &str) -> bool {
    said.ends_in("速幅率") || said.ends_with("长")
}

fn direction_at_end(said: &str) -> Option<Direction> {
    if CHANGE_NOT.ends(said) {
        return None;
    }
    if CHANGE_FLAT.ends(said) {
        return Some(Direction::Flat);
    }
    let up = CHANGE_UP.suffix(said).map(|(word, _)| word.len());
    let down = CHANGE_DOWN.suffix(said).map(|(word, _)| word.len());
    match (up, down) {
        (None, None) => None,
        (up, down) if up >= down => Some(Direction::Up),
        _ => Some(Direction::Down),
    }
}

/// 压减|时间|58%、材料|52%: verb, noun, share.
fn noun_between(context: &Context, text: &str, frame: &Frame, said: &str, before: Option<Change>) -> Option<Change> {
    let tail = said.trim_end();
    if let Some((at, verb)) = CHANGE_DOWN_NOUN.rfind(tail) {
        let noun = tail.after(at + verb.len());
        let n_chars = noun.chars().count();
        if (2..=14).contains(&n_chars) && noun.chars().all(is_letter) && !noun.ends_in("至到为占") {
            return Some(Change { direction: Direction::Down, basis: basis(context, text, frame) });
        }
    }
    let listed = tail.strip_prefix('、').is_some_and(|noun| (2..=4).contains(&noun.chars().count()));
    before.filter(|change| listed && change.direction == Direction::Down)
}

/// What the change is measured against, from the words of the clause before the figure and from the clause before it
/// where that holds nothing else: 与上年相比，增长5%.
fn basis(context: &Context, text: &str, frame: &Frame) -> Option<Basis> {
    let from = frame.window;
    let clause = Phrase::new(text, frame.clause.max(from), frame.start);
    if let Some(found) = basis_in(context, clause) {
        return Some(found);
    }
    if clause.start > from {
        let (start, last) = last_clause(text.before(clause.start).after(from));
        let compares = last.ends_with("相比")
            || last.ends_with('比') && last.trim_start().begins_in("与同和")
            || last.ends_with("比较")
            || has_word(last, "略有")
            || last.trim_start().starts_with("同比");
        if compares {
            return basis_in(context, Phrase::new(text, from + start, from + start + last.len()))
                .or_else(|| (last.ends_with("相比") || last.ends_with("比较")).then_some(Basis::Baseline));
        }
    }
    led(context, text, frame)
}

/// 比上年同期|1200万元|增收300万元, 比2010年的|3.1人|减少0.5人: the value that the change is measured from stands between.
fn measured_from(context: &Context, text: &str, frame: &Frame) -> Option<Basis> {
    const NEAR: usize = 120;
    if frame.nth == 0 || frame.clause > frame.window {
        return None;
    }
    let from = super::sentence::floor(text, frame.window.saturating_sub(NEAR)).max(frame.sentence);
    let said = text.before(frame.window).after(from);
    let clause = said.rfind(super::frame::is_break).map_or(from, |at| from + at);
    basis_in(context, Phrase::new(text, clause, frame.window))
}

/// 与上年相比，… and 从环比看，…: a comparison that a sentence opens with holds for all of it.
fn led(context: &Context, text: &str, frame: &Frame) -> Option<Basis> {
    match text.before(frame.start).after(frame.sentence).trim_start().trim_start_in("从") {
        said if said.starts_with("环比看") => return Some(Basis::Mom),
        said if said.starts_with("同比看") => return Some(Basis::Yoy),
        _ => {}
    }
    const NEAR: usize = 120;
    let end = super::sentence::floor(text, frame.window.min(frame.sentence + NEAR)).max(frame.sentence);
    let said = text.before(end).after(frame.sentence);
    has_word(said, "比").then_some(())?;
    let at = ["比，", "比,", "比较，", "比较,"].into_iter().filter_map(|word| said.place_of(word)).min()?;
    let (from, clause) = last_clause(said.before(at + "比".len()));
    let from = frame.sentence + from;
    let compares = clause.begins_in("与同和");
    compares.then(|| basis_in(context, Phrase::new(text, from, from + clause.len())))?
}

fn basis_in(context: &Context, phrase: Phrase) -> Option<Basis> {
    let said = phrase.str();
    // 由上年下降2.3%转为增长8.5%: when it fell, not against what.
    // 在提高效益的基础|上年|均增长, 环|比增|长, 可|比增|长: other words.
    // 与执行数相|比增|加: what it is compared with stands before.
    let yoy = BASIS_YOY.rfind(said);
    let yoy = match yoy {
        Some((at, "比增")) if said.before(at).ends_with('相') => BASIS_YOY.rfind(said.before(at)),
        found => found,
    };
    let yoy = yoy.filter(|&(at, _)| !said.before(at).ends_in("由从自础环可"));
    let mom = BASIS_MOM.rfind(said).map(|(at, _)| at);
    let named = named_time(context, phrase).or_else(|| BASIS_BASELINE.rfind(said).map(|(at, _)| at));
    if mom.is_some() && mom >= yoy.map(|(at, _)| at) && mom >= named {
        Some(Basis::Mom)
    } else if yoy.is_some() && yoy.map(|(at, word)| at + word.len() + 3) >= named {
        Some(Basis::Yoy)
    } else {
        named.map(|_| Basis::Baseline)
    }
}

/// 比|2020年, 较“|十三五|”末: where a time with a year of its own stands after 比 or 较.
fn named_time(context: &Context, phrase: Phrase) -> Option<usize> {
    let times = &context.times.mentions;
    let end = context.times.before(phrase.end);
    times[..end]
        .iter()
        .rev()
        .take_while(|time| time.span.start as usize >= phrase.start)
        .find(|time| is_compared(phrase.text, time))
        .map(|time| time.span.start as usize - phrase.start)
}

fn is_compared(text: &str, time: &time::Mention) -> bool {
    let before = text.before(time.span.start as usize).trim_end_in("“\" ");
    time.kind != TimeKind::Relative && before.ends_in("比较")
}
