//! Whose figure it is, where the sentence names a place; for a rank, the field that it ranks in.

use super::Context;
use super::after::opens_noun;
use super::frame::{Frame, is_break, last_clause};
use super::phrase::{Phrase, strip_time_at_start};
use crate::lexicon::{
    RANK_SCOPE, REGION_NAME, REGION_NOT, REGION_NOT_BEFORE, REGION_NOT_HEAD, REGION_SUFFIX, REGION_WHOLE, RISES_TO,
    SUBJECT_LEAD, SUBJECT_OBJECT_MARKER,
};
use crate::report::FigureKind;
use crate::text::chars::{Cut, Ends, ends_with_any, is_letter, is_letter_or_digit, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// The longest name of a place, in characters, its last one aside.
const LONGEST_NAME: usize = 11;
/// The same without 自治州 and the like: 呼和浩特市.
const LONGEST_PLAIN_NAME: usize = 4;

/// Regions of all figures in their order.
pub fn regions(context: &Context, frames: &[Frame]) -> Vec<Option<Span<Logical>>> {
    let text = context.text;
    let mut regions = Vec::with_capacity(frames.len());
    let mut here: Option<Span<Logical>> = None;
    let mut aside: Option<Span<Logical>> = None;
    for (figure, frame) in context.figures.iter().zip(frames) {
        if frame.nth == 0 {
            here = None;
            aside = None;
        }
        let window = Phrase::new(text, frame.window, frame.start);
        let rank = figure.kind == FigureKind::Rank;
        // 高于全国0.4、|全省|0.1个百分点
        let distance = figure.kind == FigureKind::Points && frame.gap(text).starts_with('、');
        // 全国|最大, 全市|第1名: the field of a rank is no place of what follows. A clause without a figure says nothing
        // of the figures after it: 全县坚持新发展理念，….
        if !(rank || distance) {
            let mut clause = Phrase::new(text, frame.clause.max(window.start), window.end);
            // 6个|全国整治项目、|2个: what the figure before counts is named by it.
            if frame.nth > 0
                && clause.start <= frame.window
                && context.figures[regions.len() - 1].kind == FigureKind::Count
                && let Some(at) =
                    clause.str().first_in("、").filter(|_| REGION_WHOLE.starts(clause.str().trim_start_in("在")))
            {
                clause.start += at;
            }
            // 溪东镇|1200亩|产业园: a name may stand straight before what is counted there.
            let noun = frame.rest(text);
            let counted = || noun.begins(is_letter) && opens_noun(noun);
            let straight = |place: &Span<Logical>| place.end as usize == frame.start;
            let beside = || scan_region(context, Phrase { end: frame.end, ..clause }).filter(straight);
            // 青禾高新区产值8亿元，|云岭产业园|产值5亿元: another place, though no name of one is read.
            let named = |place: &Span<Logical>| REGION_WHOLE.has(place.of(text));
            let held = clause.str().trim_start();
            let other = clause.start > frame.window
                && !held.begins_in("占比较高低快居在")
                && held
                    .last_in("区园")
                    .is_some_and(|at| at >= 6 && !held.before(at).ends_in("全我地城老新山社小湖牧林灾"));
            here = here.filter(|place| !other || named(place));
            let found = scan_region(context, clause);
            // 全省产量居第2位，全国每出口4辆车就有1辆本省造；|投资增长5%: of the province again.
            let national = |place: &Span<Logical>| matches!(place.of(text), "全国" | "我国");
            aside = if found.as_ref().is_some_and(national) && here.as_ref().is_some_and(|it| !national(it)) {
                found
            } else if frame.clause <= frame.window {
                aside
            } else {
                None
            };
            let found = if aside.is_some() { None } else { found };
            here = found.or_else(|| if counted() { beside() } else { None }).or(here);
            // 2031年|全区|发展的预期目标是：…: the head of a list tells of all its items.
            let head = text.before(clause.start).after(window.start);
            if here.is_none() && frame.nth == 0 && ends_with_any(head, &["是：", "为：", "中，", "中,"]) {
                here = scan_region(context, Phrase { end: clause.start, ..window });
            }
        }
        // 贡献了全国|24.1%的增量: what a share is of.
        let share = matches!(figure.kind, FigureKind::Percent | FigureKind::Ratio)
            && !opens_noun(text.after(frame.end).trim_start_in("的"));
        let object = if rank || share || figure.kind == FigureKind::Points { None } else { object_of(text, frame) };
        // 年末|全县|0—15岁人口2.4万人: what a clause opens with is the place of what follows, too.
        if let Some(object) = object {
            let mut lead = Phrase::new(text, frame.clause.max(frame.window), object.start as usize);
            strip_lead(context, &mut lead);
            here = Some(object).filter(|_| lead.is_empty()).or(here);
        }
        regions.push(match regions.last() {
            // 分居全省第4、|第3位
            Some(&same) if rank && frame.nth > 0 && frame.gap(text) == "、" => same,
            // 全国首批债券、|首个|项目: of the same field.
            Some(&same) if rank && listed_first(context, frame, regions.len()) => rank_field(text, frame).or(same),
            // 由全省第9位|上升到|第5位
            Some(&same) if rank && frame.nth > 0 && RISES_TO.has(frame.gap(text).trim()) => {
                rank_field(text, frame).or(same)
            }
            _ if rank => rank_field(text, frame),
            _ => object.or(aside).or(here),
        });
    }
    regions
}

/// 全县生产总值|稳步增长，达到|500亿元: the place of the clause in which the indicator was named.
pub fn of_subject(context: &Context, idx: usize, frame: &Frame, subject: &Span<Logical>) -> Option<Span<Logical>> {
    let start = subject.start as usize;
    let earlier = subject.end as usize <= frame.clause && start >= frame.window;
    if !earlier || context.figures[idx].kind == FigureKind::Rank {
        return None;
    }
    let (from, _) = last_clause(context.text.before(start).after(frame.window));
    scan_region(context, Phrase::new(context.text, frame.window + from, subject.end as usize))
}

/// 首批债券、|首个|项目: nothing but the name of another first stands before it.
fn listed_first(context: &Context, frame: &Frame, idx: usize) -> bool {
    let first = |idx: usize| context.figures[idx].span.of(context.text).starts_with('首');
    let gap = frame.gap(context.text);
    frame.nth > 0
        && first(idx)
        && context.figures[idx - 1].kind == FigureKind::Rank
        && first(idx - 1)
        && gap.ends_with('、')
        && !gap.contains(is_break)
}

/// 对|全区|14个景区: the place straight before the figure.
fn object_of(text: &str, frame: &Frame) -> Option<Span<Logical>> {
    let before = frame.gap(text).trim_end_in(" 的");
    let (word, _) = REGION_WHOLE.suffix(before)?;
    let rest = before.before(before.len() - word.len());
    let compared = rest.ends_in("占于居过");
    (!compared && word.begins_in("全我") && word != "全球").then(|| Span::at(frame.window + rest.len(), word.len()))
}

/// The last place before the rank in its clause: 居|全国|首位, |全省|首个.
fn rank_field(text: &str, frame: &Frame) -> Option<Span<Logical>> {
    let low = frame.clause.max(frame.window.min(frame.start));
    let clause = text.before(frame.start).after(low);
    let whole = REGION_WHOLE.rfind(clause);
    // The longest: 中西部, not 西部.
    let scope = RANK_SCOPE.rfind(clause).and_then(|(at, word)| {
        let end = at + word.len();
        // 发展中国家 is no 中国.
        let word = RANK_SCOPE.suffix(clause.before(end)).filter(|_| !clause.after(end).starts_with('家'));
        word.map(|(word, _)| (end - word.len(), word))
    });
    let (at, word) = match (whole, scope) {
        (Some(whole), Some(scope)) => {
            if scope.0 > whole.0 {
                scope
            } else {
                whole
            }
        }
        (found, None) | (None, found) => found?,
    };
    // 我省|成为国家首批试验区: who it is, and not the field.
    let who = word.starts_with('我') && clause.after(at + word.len()).starts_with("成为");
    (!who).then(|| Span::at(low + at, word.len()))
}

/// The place that a clause opens with, or that follows 带动, 推动 in it.
fn scan_region(context: &Context, clause: Phrase) -> Option<Span<Logical>> {
    let mut phrase = clause;
    loop {
        strip_lead(context, &mut phrase);
        if let Some(span) = scan_place(phrase) {
            // 全球经济增长: only a rank is of the world.
            return Some(span).filter(|span| !matches!(span.of(phrase.text), "世界" | "全世界" | "全球"));
        }
        let marker = SUBJECT_OBJECT_MARKER.find(phrase.str()).map(|(at, word)| phrase.start + at + word.len());
        let times = &context.times.mentions;
        let next = context.times.before(phrase.start + 1);
        let dated = times.get(next).map(|time| time.span.end as usize).filter(|&end| end < phrase.end);
        phrase.start = match (marker, dated) {
            (Some(one), Some(other)) => one.min(other),
            (found, None) | (None, found) => found?,
        };
    }
}

fn strip_lead(context: &Context, phrase: &mut Phrase) {
    loop {
        let before = phrase.start;
        strip_time_at_start(context, phrase);
        // 全 of 全省 is no lead.
        if !REGION_WHOLE.starts(phrase.str())
            && let Some((word, _)) = SUBJECT_LEAD.prefix(phrase.str())
        {
            phrase.start += word.len();
        }
        if phrase.start == before || phrase.is_empty() {
            return;
        }
    }
}

/// The place that a phrase opens with: 全市, 青禾县.
pub fn scan_place(phrase: Phrase) -> Option<Span<Logical>> {
    let said = phrase.str();
    if let Some((word, _)) = REGION_WHOLE.prefix(said) {
        let after = said.after(word.len());
        let title = REGION_NAME.starts(after) || after.trim().is_empty();
        return (!title).then(|| Span::at(phrase.start, word.len()));
    }
    // 中国石油, 中国银行 are names.
    if let Some(after) = said.strip_prefix("中国")
        && starting_word(
            after,
            &["外贸", "对外", "货物", "进口", "出口", "进出口", "经济", "人均", "人口", "居民", "国内"],
        )
        .is_some()
    {
        return Some(Span::at(phrase.start, "中国".len()));
    }
    // 三个县, 四级 count; 三河市 is a name.
    let numeral = said.begins(|c| matches!(c, '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'));
    let counted = numeral
        && said
            .after(said.step())
            .begins_in("个大级县市区省镇乡村旗州十百千万三四五六七八九至到条座类项批家名所种次年月期轮");
    if counted || REGION_NOT_HEAD.starts(said) {
        return None;
    }
    let mut len = 0;
    for (n_chars, c) in said.chars().take(LONGEST_NAME + 1).enumerate() {
        let joint = matches!(
            c,
            '、' | '的'
                | '和'
                | '与'
                | '占'
                | '居'
                | '在'
                | '对'
                | '于'
                | '为'
                | '到'
                | '由'
                | '被'
                | '将'
                | '是'
                | '比'
                | '等'
        );
        if joint || !is_letter(c) {
            return None;
        }
        len += c.len_utf8();
        let name = said.before(len);
        let autonomous = matches!(c, '区' | '州' | '县') && ends_with_any(name, &["自治区", "自治州", "自治县"]);
        // 西乌珠穆沁旗
        let longest = LONGEST_PLAIN_NAME + if c == '旗' { 3 } else { 0 };
        let length = if autonomous { n_chars >= 4 } else { (2..=longest).contains(&n_chars) };
        if !length || !REGION_SUFFIX.ends(name) {
            continue;
        }
        let after = said.after(len);
        // 云山区 is a name, 大山区 is none.
        let named = n_chars == 2
            && ends_with_any(name, &["山区", "湖区", "城区"])
            && !name.begins_in("大老小高半深石各沿浅环滨库主新中市县使让向从把给送帮带助入进出我全本该两跨乡集省建");
        if autonomous || named || !REGION_NOT.ends(name) {
            let named = after.first().is_some_and(is_letter_or_digit) && after.chars().nth(1).is_some();
            // 武汉市等5个城市: one of several.
            // 青禾县|城镇居民收入, but 县城.
            let own = starting_word(after, &["城镇", "城乡", "民营", "外贸", "外商"]).is_some();
            if named && !after.has_char('等') && (own || !REGION_NOT_BEFORE.starts(after)) {
                // 云岭市|青禾县: the nearer place.
                let inner = Phrase { start: phrase.start + len, ..phrase };
                let inner = scan_place(inner).filter(|it| !it.of(phrase.text).starts_with('全'));
                return inner.or(Some(Span::at(phrase.start, len)));
            }
        }
    }
    None
}
