//! Where the words about a figure stand: its sentence, its clause before it, and what follows up to the next break.

use super::after::opens_noun;
use super::sentence::floor;
use crate::figure::mention::{Mention, Value};
use crate::layout::Layout;
use crate::lexicon::{STATUS_CLASS_PART, STATUS_DEED, STATUS_TARGET};
use crate::report::{FigureKind, Modifier};
use crate::text::chars::{Cut, Ends, find_sign, is_han, is_letter, rfind_sign};
use crate::text::signs::Signs;
use crate::text::span::Span;

/// Words of a clause are looked for in so many bytes before and after a figure; hostile text has no breaks.
const LONGEST_CLAUSE: usize = 360;

/// The surroundings of one figure, in bytes of the logical text.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Start of the sentence.
    pub sentence: usize,
    /// End of the sentence, without its stop.
    pub sentence_end: usize,
    /// After the figure before it in the sentence, else the start of the sentence.
    pub window: usize,
    /// Start of the clause: after the last ，；： of the window.
    pub clause: usize,
    /// Start of the figure, modifiers included.
    pub start: usize,
    /// End of the figure, modifiers included.
    pub end: usize,
    /// Up to the next break or figure.
    pub after: usize,
    /// Its place in the sentence: 0 for the first figure.
    pub nth: usize,
}

impl Frame {
    /// From the figure before, or the start of the sentence, up to this one.
    #[inline(never)]
    pub fn gap<'t>(&self, text: &'t str) -> &'t str {
        text.before(self.start).after(self.window)
    }

    /// Of that the clause of the figure.
    #[inline(never)]
    pub fn told<'t>(&self, text: &'t str) -> &'t str {
        text.before(self.start).after(self.clause.max(self.window))
    }

    /// From the figure to the next break or figure.
    #[inline(never)]
    pub fn rest<'t>(&self, text: &'t str) -> &'t str {
        text.before(self.after.max(self.end)).after(self.end)
    }
}

/// Frames of all figures in the order of `figures`.
pub fn frames(text: &str, layout: &Layout, figures: &[Mention]) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::with_capacity(figures.len());
    for (idx, figure) in figures.iter().enumerate() {
        // A marker names nothing: ● 投资：5亿元.
        let block = layout.blocks.get(figure.block as usize).map_or(figure.span, |block| {
            let marker = block.marker.filter(|marker| marker.end <= figure.span.start);
            Span::new(marker.map_or(block.span.start, |marker| marker.end), block.span.end)
        });
        let outer = figure.outer();
        let (start, end) = (outer.start as usize, outer.end as usize);
        let before = frames.last().filter(|_| idx > 0 && figures[idx - 1].block == figure.block).copied();
        let from = before.map_or(block.start as usize, |before| before.end.min(start));
        let gap = text.before(start).after(from);
        let broken = rfind_sign(gap, is_stop).map(|at| from + at + gap.after(at).step());
        let (sentence, window, nth) = match (before, broken) {
            (_, Some(at)) => (at, at, 0),
            (Some(before), None) => (before.sentence, from, before.nth + 1),
            (None, None) => (from, from, 0),
        };
        let sentence_end = match before {
            Some(before) if broken.is_none() && before.sentence_end >= end => before.sentence_end,
            _ => find_sign(text.before(block.end.max(outer.end) as usize).after(end), is_stop)
                .map_or(block.end.max(outer.end) as usize, |at| end + at),
        };
        let limit = figures
            .get(idx + 1)
            .map_or(sentence_end, |next| (next.outer().start as usize).clamp(end, sentence_end.max(end)));
        let limit = floor(text, limit.min(end + LONGEST_CLAUSE));
        let after = find_sign(text.before(limit).after(end), is_break).map_or(limit, |at| end + at);
        let mut clause = clause_start(text, window, start);
        // 营业收入超千亿元|的开发区10个, 连续|5年|跻身百强: what is said of the class or streak belongs to its clause.
        if let Some(before) = before.filter(|_| clause == window && nth > 0) {
            let ranked = figures[idx - 1].kind == FigureKind::Rank
                && figures[idx - 1].span.of(text).ends_with('强')
                && text.before(start).after(from).begins(is_letter)
                && opens_noun(text.before(start).after(from));
            let through = ranked
                || is_streak(text, &figures[idx - 1], &before)
                || bounds_a_class(text, &figures[idx - 1], &before);
            // 0—15岁|人口2.4万人
            let aged = matches!(figures[idx - 1].value, Value::Range { .. })
                && figures[idx - 1].span.of(text).ends_with('岁')
                && opens_noun(text.before(start).after(from));
            if through
                && start - before.clause < LONGEST_CLAUSE
                && (start > from || bounds_a_class(text, &figures[idx - 1], &before))
            {
                clause = before.clause;
            } else if aged {
                clause = before.start;
            }
        }
        frames.push(Frame { sentence, sentence_end, window, clause, start, end, after, nth });
    }
    frames
}

/// 连续|5年: how long something has gone on.
pub fn is_streak(text: &str, figure: &Mention, frame: &Frame) -> bool {
    let before = frame.gap(text).trim_end();
    // 连续|10次|获评优秀
    let times = figure.kind == FigureKind::Count && figure.unit.as_deref() == Some("次");
    (figure.kind == FigureKind::Duration || times)
        && (before.ends_with("连续") || before.ends_with("持续") || before.ends_with("已连续"))
}

/// 20万元以上|村, 超亿元|的乡镇, 超过收入30%|部分: the figure says which things are meant, not how much of them there is.
pub fn bounds_a_class(text: &str, figure: &Mention, frame: &Frame) -> bool {
    let after = frame.rest(text);
    let trailing = figure.modifier_span.is_some_and(|span| span.start >= figure.span.end);
    let noun = after.strip_prefix('的').unwrap_or(after);
    let counted = text.before(frame.sentence_end.max(frame.after)).after(frame.after).begins(|c| !is_break(c));
    // 14岁以下|的327人
    // 三年以下|156人
    let straight = after.is_empty() && text.after(frame.after).begins(|c: char| c.is_ascii_digit());
    let named = || straight || noun.first().map_or(counted && after == "的", is_letter) && opens_noun(noun);
    let bound =
        || figure.modifier.is_some() || matches!(figure.value, Value::Range { .. }) || frame.told(text).has_char('超');
    if STATUS_CLASS_PART.starts(after) && bound() {
        return true;
    }
    let clause = text.before(frame.start).after(frame.clause);
    // 实施|10亿元|项目12个
    if figure.kind == FigureKind::Money
        && figure.modifier.is_none()
        && matches!(noun, "项目" | "企业" | "产业" | "工程")
        && text.after(frame.after).begins(|c: char| c.is_ascii_digit())
    {
        return true;
    }
    // 其中|5亿元以上|8个
    if figure.kind == FigureKind::Money
        && trailing
        && figure.modifier == Some(Modifier::AtLeast)
        && after.is_empty()
        && text.after(frame.end).begins(|c: char| c.is_ascii_digit())
    {
        return true;
    }
    match figure.kind {
        FigureKind::Money | FigureKind::Measure | FigureKind::Duration | FigureKind::Multiple => {
            match figure.modifier {
                Some(Modifier::AtLeast | Modifier::AtMost | Modifier::Under) if trailing => {
                    // 力争三年内|规上工业企业突破300家: by when, and no class.
                    let aim = figure.kind == FigureKind::Duration && STATUS_TARGET.find(frame.told(text)).is_some();
                    named() && (!aim || after.starts_with('的'))
                }
                // 五千多年的历史 says how long it is.
                // 突破10亿元、|50亿元|的企业: the bound stands before the first.
                Some(Modifier::Over | Modifier::AtLeast | Modifier::Under)
                    if figure.modifier_span.is_some() || frame.gap(text) == "、" =>
                {
                    // 打造产值超百亿元的集群 tells a deed, unless the members are counted: 打造超百亿元的集群3个.
                    let rule = clause.starts_with('对') || clause.has_char('凡');
                    let deed = STATUS_DEED.find(clause).is_some() && !rule;
                    // 产值超5亿元|企业20家: straight before those that are counted it needs no 的.
                    named() && if after.starts_with('的') { counted || !deed } else { counted }
                }
                _ => false,
            }
        }
        // 超过100人|的企业补贴3万元
        FigureKind::Count => {
            let unit = figure.unit.as_deref().unwrap_or_default();
            if trailing {
                // 600分以上|考生, 8座以下|客车, 5条及以上|线路; 涉及|两个以上|部门, but 新建两个以上站点
                let inclusive = is_inclusive(text, figure);
                let graded = matches!(unit, "分" | "座" | "层" | "级");
                let several = matches!(&figure.value, Value::Exact(value) if value.as_u32() == Some(2));
                let several = several && STATUS_DEED.find(clause).is_none();
                (inclusive || graded || several) && named()
            } else {
                counted && figure.modifier.is_some() && after.starts_with('的') && named()
            }
        }
        // 排名前1%|的学科
        FigureKind::Percent => clause.ends_with('前') && after.starts_with('的') && named(),
        _ => false,
    }
}

/// 20人|及以上|: of an aim it is not said so.
#[inline(never)]
pub fn is_inclusive(text: &str, figure: &Mention) -> bool {
    figure.modifier_span.is_some_and(|span| span.of(text).begins_in("及或"))
}

/// After the last break in `[from, to)` that no closed bracket holds.
fn clause_start(text: &str, from: usize, to: usize) -> usize {
    let low = floor(text, from.max(to.saturating_sub(LONGEST_CLAUSE)));
    let mut depth = 0;
    for (at, c) in text.before(to).after(low).char_indices().rev() {
        match c {
            '）' | ')' | '”' => depth += 1,
            '“' => depth = (depth - 1).max(0),
            '（' | '(' if depth == 0 => return low + at + c.len_utf8(),
            '（' | '(' => depth -= 1,
            c if depth == 0 && is_break(c) => return low + at + c.len_utf8(),
            ' ' | '\u{3000}' if depth == 0 && parts_headlines(text.before(to).after(low), at) => {
                return low + at + c.len_utf8();
            }
            _ => {}
        }
    }
    low
}

/// A blank between two clauses of a headline, which has no other breaks.
fn parts_headlines(said: &str, at: usize) -> bool {
    let n_han = |c: &char| is_han(*c);
    said.before(at).chars().rev().take(4).filter(n_han).count() == 4
        && said.after(at).trim_start().chars().take(4).filter(n_han).count() == 4
}

/// The last clause of `said`, without the break behind it: where it starts, and its words.
#[inline(never)]
pub fn last_clause(said: &str) -> (usize, &str) {
    let said = said.trim_end_matches(|c: char| is_break(c) || c == ' ');
    let start = said.rfind(is_break).map_or(0, |at| at + said.after(at).step());
    (start, said.after(start))
}

pub fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '\n')
}

pub fn is_break(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '：' | ':' | '|') || is_stop(c)
}
