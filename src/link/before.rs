//! The words before a figure that name its indicator: those of its clause, or of a clause before where it says nothing.

use super::frame::{bounds_a_class, is_break, is_streak};
use super::phrase::{Phrase, cut_actor, cut_time, cut_told, strip_front, strip_tail};
use super::region::scan_place;
use super::subject::{LONGEST, Reader};
use crate::lexicon::{
    CHANGE_DOWN, CHANGE_UP, FESTIVALS, REGION_WHOLE, RISES_TO, SUBJECT_FILLER, SUBJECT_GAP, SUBJECT_INDICATOR_TAIL,
    SUBJECT_YARDSTICK, TOLD_INDICATOR,
};
use crate::number::numeral::scan_numeral;
use crate::report::FigureKind;
use crate::text::chars::{Cut, Ends, is_letter, starting_word};
use crate::text::signs::Signs;

impl<'a> Reader<'a> {
    /// The words of the clause before the figure that name an indicator; empty where there are none.
    pub(super) fn before(&self, idx: usize) -> Phrase<'a> {
        let frame = self.frames[idx];
        let mut end = frame.start;
        let mut start = frame.clause;
        // 82项获国家认可、|37项|向全国推广: a new item of which nothing stands before its number.
        if frame.nth > 0 && start <= frame.window && frame.gap(self.text).trim_end().ends_with('、') {
            return Phrase::new(self.text, frame.start, frame.start);
        }
        if frame.nth > 0
            && start <= frame.window
            && let Some(noun) = self.after(idx - 1).and_then(|after| after.words.last().copied())
            && let Some(rest) = self.text.get(noun.end as usize..frame.start)
        {
            let counts = self.figure(idx - 1).kind == FigureKind::Count && noun.start as usize == frame.window;
            if rest.begins_in("、和及") {
                // 投资11亿元的铝型材、|投资|10亿元的电子厂: what the figure before counts is no part of the next item.
                // 投放50%以上号源、|门诊量|增长5%
                if self.figure(idx - 1).modifier.is_none() || self.figure(idx - 1).kind == FigureKind::Percent {
                    start = noun.end as usize + rest.step();
                }
            } else if counts
                && rest.len() > 6
                && !rest.has_char('、')
                && !rest.begins_in("的中和（已年月人户")
                && !self.is_told_of(noun.end as usize, frame.start)
            {
                // 6个|县违规使用专项资金|2134万元: who is counted is told apart from what was done; 9个|学科进入前|1‰.
                start = if rest.ends_with('前') { frame.start } else { noun.end as usize };
            }
        }
        // 出口|在对甲国贸易下降3成的情况下|增长12%: what stands before is of the figure behind.
        let case = |said: &str| said.starts_with("的情况下");
        if frame.nth > 0 && start <= frame.window && case(frame.gap(self.text)) {
            let led = self.frames[idx - 1].told(self.text);
            if let Some(at) = led.last_in("在").filter(|&at| at > 0) {
                end = self.frames[idx - 1].start - led.len() + at;
                start = end - at;
            }
        } else if case(frame.rest(self.text))
            && let Some(at) = frame.told(self.text).last_in("在")
        {
            start = frame.start - frame.told(self.text).len() + at + '在'.len_utf8();
        }
        // 起征点由3500元|提至|5000元: two ends of one change.
        if frame.nth > 0 && start <= frame.window && RISES_TO.has(frame.gap(self.text).trim()) {
            return Phrase::new(self.text, frame.start, frame.start);
        }
        for n_clauses in 0..3 {
            let mut phrase = Phrase::new(self.text, start.max(end.saturating_sub(LONGEST)), end);
            while !self.text.is_char_boundary(phrase.start) {
                phrase.start += 1;
            }
            let filler = n_clauses > 0 && self.is_filler(phrase);
            if let Some((at, _)) = SUBJECT_GAP.rfind(phrase.str()).filter(|(at, word)| {
                let rest = phrase.str().after(at + word.len());
                // 国内领先|成果, but 领先|全省|5个百分点
                let led = *word != "领先" || rest.is_empty() || REGION_WHOLE.starts(rest);
                led && !rest.starts_with('部')
            }) {
                phrase.end = phrase.start + at;
                phrase.end -= phrase.str().len() - phrase.str().trim_end_in("不").len();
            }
            // 增速|比全国、全省分别高|2.5个、1.7个百分点: a distance, as after 高于.
            if let Some(at) = compared(phrase.str()).filter(|_| n_clauses == 0) {
                phrase.end = phrase.start + at;
            }
            // 群众安全感|连续8年|保持在98%
            if frame.nth > 0
                && n_clauses == 0
                && start < frame.window
                && is_streak(self.text, self.figure(idx - 1), &self.frames[idx - 1])
                && let Some(at) = phrase.str().place_of("连续").filter(|&at| at == 0 || at >= 6)
            {
                // 市级|连续两年|安排资金|2亿元: what was done names its amount.
                let mut deed = Phrase::new(self.text, frame.window, frame.start);
                strip_tail(self.context, &mut deed);
                if deed.n_chars() >= 4 {
                    phrase = deed;
                } else {
                    phrase.end = phrase.start + at;
                }
            }
            // 文盲人口（15岁以上不识字的人）|为12034人: the bracket has been closed.
            let said = phrase.str();
            if let Some(close) = said.first_in("）)")
                && said.before(close).last_in("（(").is_none_or(|open| {
                    // 生产总值（预计，下同）、|财政收入: the first of a list.
                    let listed = || said.after(close).trim_start_in("）)").starts_with('、');
                    open == 0 || said.before(close).ends_with("下同") && close + 12 < said.len() && !listed()
                })
            {
                phrase.start = phrase.end - said.after(close).trim_start_in("）)、").len();
            }
            // 企业数|在2030年的基础上|翻一番: what it is measured from.
            if let Some((head, _)) = phrase.str().parted_at("基础上") {
                match head.last_in("在").filter(|&at| at >= 9) {
                    Some(at) => phrase.end = phrase.start + at,
                    None => phrase.start += head.len() + "基础上".len(),
                }
            }
            let told = phrase;
            // 春节假期|七天: how long it was, and not when.
            if n_clauses == 0
                && self.figure(idx).kind == FigureKind::Duration
                && let Some((at, word)) = FESTIVALS.rfind(told.str())
                && matches!(told.str().after(at + word.len()).trim_in("” "), "" | "假期" | "长假")
            {
                let end = told.start + told.str().trim_end_in("” ").len();
                return Phrase { start: told.start + at, end, ..told };
            }
            strip_tail(self.context, &mut phrase);
            let phrase = strip_front(self.context, phrase);
            // 建成站点6处，县城一处，其余|4处: of the same. 处|五日以下拘留, 用了|4年
            let of_rest = matches!(told.str().trim(), "其余" | "另" | "另有") || matches!(phrase.str(), "处" | "用");
            if n_clauses == 0 && (of_rest || self.is_compared(idx, told, phrase)) {
                return Phrase::new(self.text, frame.start, frame.start);
            }
            let mut phrase = cut_told(self.context, cut_actor(self.context, cut_time(self.context, phrase)));
            // 户均营收|仅为全市平均水平|的七成, 收入|由年初预算|3亿元调整为4亿元: what it is measured by.
            if n_clauses == 0
                && SUBJECT_YARDSTICK.ends(phrase.str())
                && let Some(at) = phrase.str().last_in("为是由从").filter(|&at| at >= 6)
            {
                phrase.end = phrase.start + at;
                strip_tail(self.context, &mut phrase);
            }
            // 青禾县|一般公共预算收入: the place is told apart.
            if let Some(place) = scan_place(phrase).filter(|place| {
                // 世界|500强企业
                phrase.end - place.end as usize >= 9 && !self.text.after(place.end as usize).begins(|c| c == '5')
            }) {
                phrase = strip_front(self.context, Phrase { start: place.end as usize, ..phrase });
            }
            // 进入应急状态后，|24小时|监测市场: when, not what.
            if n_clauses > 0 && phrase.str().ends_in("后时") {
                break;
            }
            let named = !filler && phrase.n_chars() >= 1 && phrase.str().chars().any(is_letter);
            // 单户担保金额500万元以上|的再担保业务收费，原则上不高于0.5%
            let of_class = frame.nth > 0
                && start <= frame.window
                && bounds_a_class(self.text, self.figure(idx - 1), &self.frames[idx - 1]);
            // 增长19%，|全省进出口总值|创历史新高，达到5379亿元
            let levelled = n_clauses > 0
                && phrase.end < end
                && (SUBJECT_INDICATOR_TAIL.ends(phrase.str())
                    || phrase.str().has_char('、')
                        && self.text.before(frame.start).after(frame.clause).starts_with("分别"));
            // 公园（5个）、|广场|（3个）, but 比全省（7%）和全国（6%）高
            let bracketed = n_clauses == 1
                && self.figure(idx).kind != FigureKind::Percent
                && self.text.before(frame.clause).ends_in("（(")
                && self.text.after(frame.end).begins_in("）)");
            let here = n_clauses == 0 || frame.nth == 0 || of_class || levelled || bracketed;
            if named && here && !(n_clauses == 0 && self.is_filler(phrase)) {
                return phrase;
            }
            // The clause says nothing: look one clause back, but not over the figure before.
            if start <= frame.window || frame.nth > 0 && named {
                break;
            }
            end = start - self.text.before(start).chars().next_back().map_or(0, char::len_utf8);
            let earlier = self.text.before(end.max(frame.window)).after(frame.window);
            start = earlier.rfind(is_break).map_or(frame.window, |at| frame.window + at + earlier.after(at).step());
            if end <= frame.window {
                break;
            }
        }
        Phrase::new(self.text, frame.start, frame.start)
    }

    /// 7个乡镇|财政收入|超过5000万元: an indicator of what is counted, not a deed.
    fn is_told_of(&self, from: usize, to: usize) -> bool {
        let mut rest = Phrase::new(self.text, from, to);
        strip_tail(self.context, &mut rest);
        let said = rest.str();
        TOLD_INDICATOR.ends(said) && !said.contains(is_break)
    }

    /// 比常年|偏高1.2℃, 比普查的|3.4人|减少…, 与普查的|398人|相比, 十年共增加: a yardstick or a span of time; what is measured was
    /// named before.
    fn is_compared(&self, idx: usize, told: Phrase, phrase: Phrase) -> bool {
        let frame = self.frames[idx];
        // 与前一年同期相比|增长30%, but 与上年相比|事故起数|下降30%
        let beside = told.str().place_of("相比").is_some_and(|at| phrase.end <= told.start + at);
        let (told, said) = (told.str().trim_start(), phrase.str());
        let beside = beside && told.begins_in("与同和较比");
        let yardstick = beside
            || told.begins_in("比较与同") && told.ends_with('的')
            || said.starts_with('比')
                && starting_word(said, &["比例", "比重", "比率", "比值", "比赛", "比较"]).is_none()
            || said.starts_with('较') && starting_word(said, &["较大", "较重", "较高", "较低"]).is_none();
        let years = said.ends_with('年') && scan_numeral(said).is_some_and(|it| it.len + '年'.len_utf8() == said.len());
        matches!(said, "分" | "年" | "时间") || frame.nth > 0 && (yardstick || years)
    }

    fn is_filler(&self, phrase: Phrase) -> bool {
        let said = phrase.str().trim_start();
        SUBJECT_FILLER.starts(said)
            && !REGION_WHOLE.starts(said)
            && (said.ends_in("看算中比列素后计") || SUBJECT_FILLER.has(said))
    }
}

/// Where 比全国高, 较全省分别快, 收入|比非项目区增加 or, behind 增速, 比规模以上工业快 begins at the end of what is said.
fn compared(said: &str) -> Option<usize> {
    let said = said.trim_end();
    let at = said.last_in("比较")?;
    let (head, rest) = (said.before(at), said.after(at + '比'.len_utf8()));
    let change = CHANGE_UP.suffix(rest).or_else(|| CHANGE_DOWN.suffix(rest)).map_or(0, |(word, _)| word.len());
    let grown = change > 0 && rest.len() >= change + 12 && SUBJECT_INDICATOR_TAIL.ends(head);
    let far = said.ends_in("高低快慢") && (head.ends_in("速幅别") || REGION_WHOLE.starts(rest));
    (grown || far).then_some(at)
}
