//! The words of a figure that names nothing itself: those of an earlier figure of its sentence, or what it does.

use super::after;
use super::change::is_list_gap;
use super::frame::{Frame, bounds_a_class, is_break, is_streak};
use super::holder::{without_new, without_share};
use super::phrase::{Phrase, strip_front};
use super::sentence::floor;
use super::subject::{LONGEST, Reader};
use super::words::{Words, alone};
use crate::lexicon::{CHANGE_DOWN, CHANGE_UP, SUBJECT_GAIN, SUBJECT_GRANT};
use crate::report::FigureKind;
use crate::text::chars::{Cut, Ends, find_last, has_any, has_word, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// One value may be of what so many figures before it tell.
const LONGEST_LIST: usize = 16;
/// So many figures may stand in a bracket.
const LONGEST_ASIDE: usize = 8;

impl Reader<'_> {
    /// The words of a figure before which no words of its own stand.
    pub(super) fn inherited(&self, idx: usize) -> Words {
        let mut words = self.inherited_whole(idx);
        // 新增公园12座、|累计|达到96座, 标准新增3项、|累计|40项: all of them.
        let frame = self.frames[idx];
        let reached = || {
            matches!(frame.gap(self.text).trim_start_in("、，"), "达" | "达到" | "增至")
                && self.figure(idx - 1).kind == FigureKind::Count
                && self.figure(idx - 1).modifier.is_none()
        };
        if frame.nth > 0 && (has_any(frame.gap(self.text), &["累计", "总数", "总量", "总计"]) || reached()) {
            words.iter_mut().for_each(|span| *span = without_new(self.text, *span));
            words.retain(|span| !span.is_empty());
        }
        words
    }

    /// 研发人员9万人、工匠3万人，|均|居首位; 就业5万人，再就业1万人，|分别|完成任务的110%: one value of all that were told.
    pub(super) fn of_all(&self, idx: usize) -> Option<Words> {
        let frame = self.frames[idx];
        let told = frame.told(self.text).trim_start();
        // 增速|均居全省第一
        let told =
            starting_word(told, &["增速", "增幅", "总量", "数量", "规模"]).map_or(told, |rate| told.after(rate.len()));
        let word = starting_word(told, &["均", "都", "双双", "分别"]).filter(|_| frame.nth > 1)?;
        let next = self.frames.get(idx + 1).filter(|next| word == "分别" && next.nth > 0);
        let listed = next.is_some_and(|next| is_list_gap(next.gap(self.text)));
        if listed || word.len() == 3 && told.after(3).begins_in("为价衡由在") {
            return None;
        }
        let mut words = self.subject_of(idx - 1);
        let mut first = idx - 1;
        let mut joined = false;
        while first > idx - frame.nth.min(LONGEST_LIST)
            && (!joined || !self.frames[first].gap(self.text).contains(is_break))
        {
            first -= 1;
            if self.done[first] != self.done[first + 1] {
                let mut all = self.subject_of(first);
                let (end, start) = (all.last()?.end as usize, words.first()?.start as usize);
                let gap = self.text.get(end..start).unwrap_or_default();
                if let Some(at) = gap.first_in("、，,；和") {
                    all.push(Span::at(end + at, gap.after(at).step()));
                }
                all.append(&mut words);
                words = all;
                joined = true;
            }
        }
        // 城镇|和|农村居民收入: told as one.
        let whole = Span::new(words.first()?.start, words.last()?.end);
        let as_one = whole.end as usize <= self.frames[first].start;
        joined.then(|| if as_one { alone(whole) } else { words })
    }

    /// 三次产业结构|进一步优化，调整为|8:41:51.
    pub(super) fn structure(&self, idx: usize) -> Option<Words> {
        let frame = self.frames[idx];
        if !self.figure(idx).span.of(self.text).has_in(":：∶") {
            return None;
        }
        // 由8:40:52|优化调整为|7:41:52
        if frame.nth > 0 && self.figure(idx - 1).kind == FigureKind::Ratio {
            return Some(self.subject_of(idx - 1));
        }
        let from = floor(self.text, frame.sentence.max(frame.start.saturating_sub(LONGEST)));
        let said = self.text.before(frame.start).after(from);
        let len = find_last(said, "结构")? + "结构".len();
        let start = said.before(len).rfind(is_break).map_or(0, |at| at + said.after(at).step());
        let named = strip_front(self.context, Phrase::new(self.text, from + start, from + len));
        (named.n_chars() >= 4).then(|| alone(named.span()))
    }

    fn inherited_whole(&self, idx: usize) -> Words {
        let frame = self.frames[idx];
        if let Some(all) = self.of_all(idx) {
            return all;
        }
        // 帮助3.6万人就业，|人均增收|4200元
        let clause = Span::new(frame.clause as u32, frame.start as u32).trim(self.text);
        // 一般公共预算收入2.8亿元，增长10.8%，|增收|0.2亿元
        let revenue = frame.nth > 0 && self.done[idx - 1].first().is_some_and(|it| has_word(it.of(self.text), "收入"));
        if !revenue && SUBJECT_GAIN.has(clause.of(self.text)) {
            return alone(clause);
        }
        if frame.nth > 0 {
            if let Some(before) = self.before_bracket(idx) {
                return self.subject_of(before);
            }
            // 超1000亿元的2个，超|500亿元|的5个: what bounds the next class is what bounded the first.
            if frame.nth > 1
                && self.figure(idx - 1).kind == FigureKind::Count
                && self.figure(idx).kind == self.figure(idx - 2).kind
                && bounds_a_class(self.text, self.figure(idx - 2), &self.frames[idx - 2])
            {
                return self.subject_of(idx - 2);
            }
            // 有5家少计利润1.2亿元，|7家|…: the thing that is counted by the same word.
            let figure = self.figure(idx);
            // 汽车产量35万辆，新能源汽车产量增长9%、|达|16万辆
            let reached = figure.modifier.is_none()
                && self.figure(idx - 1).kind == FigureKind::Percent
                && matches!(frame.gap(self.text).trim_start_in("、，,"), "达" | "达到");
            let mut same = idx;
            // 公务接待45批次，|568人次: two counts of one thing.
            let beside =
                self.figure(idx - 1).kind == FigureKind::Count && matches!(frame.gap(self.text), "，" | "、" | ",");
            while !reached
                && figure.kind == FigureKind::Count
                && !beside
                && figure.unit.is_some()
                && frame.window < frame.start
                && same > idx - frame.nth
            {
                same -= 1;
                if self.figure(same).unit == figure.unit {
                    return self.subject_of(same);
                }
            }
            // 按投资额的5%给予|补助|，最高100万元
            let gap = frame.gap(self.text);
            if figure.kind == FigureKind::Money
                && (self.figure(idx - 1).kind == FigureKind::Percent || !gap.contains(is_break))
                && let Some(grant) = self.granted(&self.frames[idx - 1])
            {
                return alone(grant);
            }
            // 占总数的86%，增加|932万人|，提高34个百分点: the share has risen.
            if figure.kind == FigureKind::Points
                && !matches!(self.figure(idx - 1).kind, FigureKind::Percent | FigureKind::Points)
                && let Some(share) =
                    (idx - frame.nth..idx - 1).rev().find(|&at| self.figure(at).kind == FigureKind::Percent)
            {
                return self.subject_of(share);
            }
            let before = &self.done[idx - 1];
            if is_streak(self.text, self.figure(idx - 1), &self.frames[idx - 1]) {
                return self.of_streak_before(before).unwrap_or_else(|| before.clone());
            }
            // 装机5万千瓦，占全省的6%，翻了一番, 增长5%: what has grown is not the share.
            let told = gap.trim_end();
            let grown = figure.kind == FigureKind::Multiple
                || figure.kind != FigureKind::Points && (CHANGE_UP.ends(told) || CHANGE_DOWN.ends(told));
            if grown && before.last().is_some_and(|it| it.of(self.text).starts_with('占')) {
                return without_share(self.text, before.clone());
            }
            return before.clone();
        }
        // Nothing before: what the figure does, 帮助|2000多人|实现灵活就业.
        // 3.6亿元2.1亿元: another figure is none.
        let straight = self.context.figures.get(idx + 1).is_some_and(|next| next.span.start as usize == frame.end);
        if !straight && let Some(words) = after::deed(self.text, frame.end, frame.sentence_end.min(frame.end + LONGEST))
        {
            return alone(words);
        }
        let same_block = idx > 0 && self.figure(idx - 1).block == self.figure(idx).block;
        if same_block { self.subject_of(idx - 1) } else { Words::new() }
    }

    /// 5%的|投资补助|, 2%给予|奖励|: as what a share is given.
    #[inline(never)]
    fn granted(&self, frame: &Frame) -> Option<Span<Logical>> {
        let rest = frame.rest(self.text);
        let (at, grant) = SUBJECT_GRANT.rfind(rest)?;
        let verb = find_last(rest, "予").map_or(0, |verb| verb + '予'.len_utf8());
        let of = if rest.starts_with('的') && verb == 0 { '的'.len_utf8() } else { at };
        Some(Span::at(frame.end + of, at + grant.len() - of))
    }

    /// 汽车98.6万辆（包括货车1.2万辆），增长|6.3%: the last figure before the bracket that has been closed.
    fn before_bracket(&self, idx: usize) -> Option<usize> {
        let frame = self.frames[idx];
        let close = frame.gap(self.text).first_in("）)")?;
        let close = frame.window + close;
        let from = floor(self.text, frame.sentence.max(close.saturating_sub(LONGEST)));
        let open = from + self.text.before(close).after(from).last_in("（(")?;
        let first = idx.checked_sub(frame.nth)?;
        (first..idx).rev().take(LONGEST_ASIDE).find(|&at| self.frames[at].end <= open)
    }

    /// 连续7年提高|基本养老金水平|，年均增长10%: what went on, without its verb; 贸易顺差|连续两年下降: who.
    pub(super) fn of_streak_before(&self, words: &[Span<Logical>]) -> Option<Words> {
        let adverb = words.iter().position(|span| span.of(self.text).ends_with("连续"))?;
        if adverb > 0 {
            return Some(words[..adverb].to_vec());
        }
        let deed = words.get(adverb + 1)?;
        let (verb, _) = CHANGE_UP.prefix(deed.of(self.text)).or_else(|| CHANGE_DOWN.prefix(deed.of(self.text)))?;
        let rest = Span::new(deed.start + verb.len() as u32, deed.end);
        (rest.of(self.text).chars().count() >= 3).then(|| alone(rest))
    }
}
