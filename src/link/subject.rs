//! The indicator that a figure is the value of, as a reader would name it in a table, built from the words of the text.
//!
//! The words stand before the figure (港区货物吞吐量2375万吨), after it (16个专项规划), on both sides (产值超百亿元的集群),
//! or with an earlier figure of the sentence (增长7.1%).

use super::Context;
use super::after;
use super::change::is_list_gap;
use super::coordination;
use super::counted::unit_noun;
use super::frame::{Frame, bounds_a_class, is_break, is_streak, last_clause};
use super::holder::{is_share, without_share};
use super::phrase::{Phrase, strip_front, strip_tail, strip_words};
use super::rank;
use super::words::{Words, alone, both};
use crate::figure::mention::{Mention, Value};
use crate::lexicon::{
    AFTER_AMONG_NOT, REGION_WHOLE, STATUS_DEED, SUBJECT_BARE_DEED, SUBJECT_COVERAGE, SUBJECT_GAIN, SUBJECT_GAP,
    SUBJECT_GENERIC, SUBJECT_GRANT, SUBJECT_HELP_VERB, SUBJECT_INDICATOR_TAIL, SUBJECT_INNER_VERB, SUBJECT_KEEP_VERB,
    SUBJECT_PERSON_VERB, SUBJECT_YARDSTICK,
};
use crate::report::{FigureKind, Modifier};
use crate::text::chars::{Cut, has_any, has_word, is_letter, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// A subject is at most so many bytes before its figure.
pub(super) const LONGEST: usize = 240;
/// A subject has at most so many parts, however often 占 and 惠及 add to it.
const LONGEST_LIST: usize = 6;

/// Subjects of all figures in their order; empty where the text names none.
pub fn subjects(context: &Context, frames: &[Frame]) -> Vec<Words> {
    let mut reader =
        Reader { context, text: context.text, frames, done: Vec::with_capacity(frames.len()), holder: None };
    let mut idx = 0;
    while idx < frames.len() {
        let n = reader.list_len(idx);
        reader.read(idx, n);
        idx += n;
    }
    reader.done
}

pub(super) struct Reader<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) text: &'a str,
    pub(super) frames: &'a [Frame],
    pub(super) done: Vec<Words>,
    /// 规模以上工业企业 of 规模以上工业企业实现…, for 实现利润总额 later in the sentence.
    pub(super) holder: Option<(usize, Span<Logical>)>,
}

impl<'a> Reader<'a> {
    #[inline(never)]
    pub(super) fn figure(&self, idx: usize) -> &Mention {
        &self.context.figures[idx]
    }

    /// The words that an earlier figure was given.
    #[inline(never)]
    pub(super) fn subject_of(&self, idx: usize) -> Words {
        self.done[idx].clone()
    }

    /// How many figures from `idx` on are joined by nothing but 、 and 和: 分别为1、2和3.
    fn list_len(&self, idx: usize) -> usize {
        let mut n = 1;
        while let (Some(frame), true) = (self.frames.get(idx + n), n < 40) {
            let same = self.frames[idx].sentence == frame.sentence && frame.nth > 0;
            let gap = frame.gap(self.text).trim();
            // 超500亿元的5个、|超300亿元|的20个: the bound of the next class.
            let next = self.figure(idx + n);
            let another = next.kind != self.figure(idx).kind && bounds_a_class(self.text, next, frame);
            // 高于全国0.4、|全省|0.1个百分点
            let distance =
                next.kind == FigureKind::Points && gap.strip_prefix('、').is_some_and(|it| REGION_WHOLE.has(it));
            if !same || another || !(distance || is_list_gap(gap) || self.goes_on(idx, gap)) {
                break;
            }
            n += 1;
        }
        n
    }

    /// 进口、出口分别下降2.1%|和增长|6.0%: a list whose items say their own direction.
    fn goes_on(&self, idx: usize, gap: &str) -> bool {
        let frame = self.frames[idx];
        let joined = gap.begins_in("、和及与") && gap.chars().count() <= 6;
        if !joined || !has_word(frame.told(self.text), "分别") {
            return false;
        }
        let mut phrase = Phrase::new(gap, 0, gap.len());
        strip_words(&mut phrase);
        phrase.is_empty()
    }

    fn read(&mut self, idx: usize, n: usize) {
        let frame = self.frames[idx];
        let before = frame.gap(self.text);
        // 分别超|5%和6%: the modifier has taken the word.
        let clause = self.text.before(self.figure(idx).span.start as usize).after(frame.clause.max(frame.window));
        let respective = n > 1 && (has_word(clause, "分别") || clause.has_char('各'));
        if n == 1 {
            let mut words = self.one(idx);
            words.truncate(LONGEST_LIST);
            self.done.push(words);
            return;
        }
        let mut phrase = self.before(idx);
        // A、B产量|分别占全国|14.8%、24.1%, 稳定在全国|1/3、1/4, A、B试点|分别|发放贷款|1万元、2万元
        let verbs = ["分别", "平均每", "稳定在"];
        let cut = verbs.iter().find_map(|verb| Some((phrase.str().place_of(verb).filter(|&at| at > 0)?, verb.len())));
        let mut deed = Phrase { start: phrase.end, ..phrase };
        if let Some((at, len)) = cut {
            let told = phrase.str().after(at + len);
            if len == "分别".len()
                && told.len() >= 9
                && self.figure(idx).kind != FigureKind::Rank
                && !(told.starts_with('占') || told.starts_with("惠及") || told.starts_with("完成"))
            {
                deed.start -= told.len();
            }
            phrase.end = phrase.start + at;
        }
        if self.figure(idx).kind == FigureKind::Rank {
            rank::strip_rank_tail(self.context, &mut phrase);
        }
        // 0—17岁、18—34岁|户籍人口, 完成1.8万户、189万平方米|棚改任务: one noun of all.
        // 老城区|8条、12公里|道路
        let sized = |at: usize| matches!(self.figure(at).kind, FigureKind::Count | FigureKind::Measure);
        if !respective
            && (phrase.is_empty()
                || [REGION_WHOLE, STATUS_DEED, SUBJECT_KEEP_VERB].into_iter().any(|words| words.has(phrase.str()))
                || (idx..idx + n).all(sized)
                    && !SUBJECT_INDICATOR_TAIL.ends(phrase.str())
                    && (idx..idx + n - 1).all(|at| self.after(at).is_none()))
            && unit_noun(self.text, self.figure(idx)).is_none()
            && let Some(after) = self.after(idx + n - 1)
        {
            (0..n).for_each(|_| self.done.push(after.words.clone()));
            return;
        }
        if respective && let Some(grant) = self.grant(idx, n, phrase, clause) {
            (0..n).for_each(|_| self.done.push(grant.clone()));
            return;
        }
        // 8万户、|26万人|纳入监测
        if !phrase.is_empty()
            && (idx..idx + n).all(|at| self.counts_people(at))
            && let Some(deed) = self.fate(idx, idx + n - 1)
        {
            (0..n).for_each(|_| self.done.push(alone(deed)));
            return;
        }
        // 占…比重分别为27.1%、40.5%, 分别增长4.0%、9.2%: the subjects are those of the figures before.
        let told = before.chars().any(is_letter);
        // 分别下降6.7%、11.1%和持平: one more than there are values.
        let level = self.text.after(self.frames[idx + n - 1].end).trim_start_in("、和与");
        let n_told = n + usize::from(level.starts_with("持平") || level.starts_with("基本持平"));
        // 高于全国、全省|1个、0.2个百分点: two distances of one.
        // 公报案例9件、指导性案例1件，|占全国|4%和5%
        let parts = is_share(phrase)
            && phrase.str().starts_with('占')
            && frame.nth >= n
            && (idx - n + 1..idx).all(|at| {
                let gap = self.frames[at].gap(self.text);
                gap.begins_in("、和") && !gap.contains(is_break)
            });
        let mut earlier = (respective
            || parts
            || told && phrase.is_empty() && (SUBJECT_GAP.find(before).is_none() || !before.has_in("、和与")))
        .then(|| self.last_distinct(idx, n_told, phrase.is_empty()))
        .flatten();
        earlier.iter_mut().for_each(|earlier| earlier.truncate(n));
        // 分别拉动经济增长|1.7个、3.2个百分点: with the verb, which says of what.
        let share = is_share(phrase) || phrase.str().starts_with("拉动");
        // 企业分别达320家、45家，占全市|28%、31%
        if earlier.is_none() && is_share(phrase) && (idx..idx + n).all(|at| self.after(at).is_none()) {
            earlier = self.last_distinct(idx, n_told, true);
        }
        let phrase = if phrase.str().starts_with("拉动") { Phrase { end: frame.start, ..phrase } } else { phrase };
        if let (Some(earlier), true) = (earlier, phrase.is_empty() || share) {
            for mut words in earlier {
                if share {
                    words.truncate(LONGEST_LIST - 1);
                    words.push(phrase.span());
                }
                self.done.push(words);
            }
            return;
        }
        if let Some(mut items) = respective.then(|| self.classes_before(idx, n)).flatten() {
            self.done.append(&mut items);
            return;
        }
        // 生产总值、财政收入增长5.6%、7.5%: as many names as values.
        let several = respective || self.one_kind(idx, n);
        // 国家级企业、省级企业，|分别奖励|50万元、20万元
        let granted = respective && SUBJECT_GRANT.ends(phrase.str()) && !phrase.str().has_char('、');
        let list = if granted { self.clause_before(&frame) } else { phrase };
        if several
            && !list.is_empty()
            && let Some(mut items) = coordination::distribute(list, n)
        {
            if !deed.is_empty() {
                let bare =
                    |words: &&mut Words| words.last().is_none_or(|it| !SUBJECT_INDICATOR_TAIL.ends(it.of(self.text)));
                items.iter_mut().filter(bare).for_each(|words| words.push(deed.span()));
            }
            self.done.append(&mut items);
            return;
        }
        let words = self.one(idx);
        self.done.push(words.clone());
        for other in idx + 1..idx + n {
            // 5个中心、8个基地: a noun of its own after each.
            let own =
                self.after(other).filter(|_| matches!(self.figure(other).kind, FigureKind::Count | FigureKind::Rank));
            self.done.push(own.map_or_else(|| words.clone(), |after| after.words));
        }
    }

    /// The clause before that of a figure.
    #[inline(never)]
    pub(super) fn clause_before(&self, frame: &Frame) -> Phrase<'a> {
        let (start, told) = last_clause(self.text.before(frame.clause.max(frame.window)).after(frame.window));
        let start = frame.window + start;
        strip_front(self.context, Phrase::new(self.text, start, start + told.len()))
    }

    /// Values of one kind, of which none has a noun of its own after it.
    fn one_kind(&self, idx: usize, n: usize) -> bool {
        (idx..idx + n).all(|at| self.figure(at).kind == self.figure(idx).kind && self.after(at).is_none())
    }

    /// 0—17岁、60岁以上户籍人口分别为|1万人、2万人: each class with the noun of them all.
    fn classes_before(&self, idx: usize, n: usize) -> Option<Vec<Words>> {
        let frame = self.frames[idx];
        let first = idx.checked_sub(n).filter(|_| frame.nth >= n)?;
        let joined = (first + 1..idx)
            .all(|at| is_list_gap(self.text.before(self.frames[at].start).after(self.frames[at].window)));
        let mut noun = Phrase::new(self.text, frame.window, frame.start);
        if !joined || noun.str().contains(is_break) {
            return None;
        }
        strip_tail(self.context, &mut noun);
        let noun = Phrase { start: noun.end - noun.str().trim_start_in("的 ").len(), ..noun };
        if noun.n_chars() < 2 {
            return None;
        }
        Some((first..idx).map(|at| both(self.figure(at).outer(), noun.span())).collect())
    }

    /// The subjects of the last `n` figures of the sentence before `idx`, where they differ: one for each of the list,
    /// which is told `alone` or with words of its own.
    fn last_distinct(&self, idx: usize, n: usize, alone: bool) -> Option<Vec<Words>> {
        let frame = self.frames[idx];
        let from = idx.checked_sub(frame.nth.min(idx))?;
        // 收入分别达2万元、1万元，增长4.8%、6.9%: as many as the list before, though it names them once.
        if alone && frame.nth >= n && (idx - n + 1..idx).all(|at| is_list_gap(self.frames[at].gap(self.text))) {
            return Some(self.done[idx - n..idx].to_vec());
        }
        let mut found: Vec<Words> = Vec::new();
        for words in self.done[from..idx].iter().rev().take(3 * n) {
            if !found.contains(words) {
                found.push(words.clone());
            }
            if found.len() == n {
                found.reverse();
                return Some(found);
            }
        }
        None
    }

    fn one(&mut self, idx: usize) -> Words {
        let figure = self.figure(idx);
        let frame = self.frames[idx];
        match figure.kind {
            FigureKind::Rank => self.of_standing(idx),
            FigureKind::Count if self.follows_class(idx) => self.of_class(idx),
            FigureKind::Duration | FigureKind::Count if is_streak(self.text, figure, &frame) => {
                let before = if frame.nth > 0 { self.done[idx - 1].as_slice() } else { &[] };
                rank::of_streak(self.context, &frame, before)
            }
            _ => self.of_quantity(idx),
        }
    }

    fn of_quantity(&mut self, idx: usize) -> Words {
        let frame = self.frames[idx];
        let kind = self.figure(idx).kind;
        if kind == FigureKind::Duration
            && let Some(words) = self.of_term(idx)
        {
            return words;
        }
        let after_text = frame.rest(self.text);
        // 处以|12万元|罚款, 处上一年收入|60%|的罚款, 按日加收|万分之五|的滞纳金
        let paid = after_text.trim_start_in(" 的");
        if (paid.starts_with('罚') || paid.starts_with("滞纳金"))
            && kind != FigureKind::Count
            && let Some(after) = self.after(idx)
        {
            return after.words;
        }
        // 用|3年|时间再造一个园区: how long it takes.
        if kind == FigureKind::Duration
            && self.text.before(frame.start).ends_in("用花")
            && let Some(rest) = after_text.strip_prefix("左右").unwrap_or(after_text).strip_prefix("时间")
        {
            let from = frame.end + after_text.len() - rest.len();
            let from = from + usize::from(self.text.after(from).starts_with('，')) * '，'.len_utf8();
            return after::deed(self.text, from, frame.sentence_end.min(from + LONGEST)).map(alone).unwrap_or_default();
        }
        // 时隔|20年|再次建成机场, 1小时|可达省城
        if kind == FigureKind::Duration
            && (self.text.before(frame.start).ends_with("时隔")
                || frame.told(self.text).is_empty() && after_text.begins_in("可直通"))
            && let Some(deed) = after::deed(self.text, frame.end, frame.sentence_end.min(frame.end + LONGEST))
        {
            return alone(deed);
        }
        let phrase = self.before(idx);
        let after = self.after(idx);
        // 确定|5%左右|的增长目标
        if kind == FigureKind::Percent
            && let Some(aim) = after_text.strip_prefix('的')
            && let Some(word) = starting_word(aim, &["增长目标", "预期增长目标"])
        {
            return alone(Span::at(frame.end + '的'.len_utf8(), word.len()));
        }
        // 投入16.54亿元|用于|老旧城区改造
        if kind == FigureKind::Money && phrase.n_chars() <= 4 {
            // 投入2000余万元|对城区街道进行修复
            if after_text.starts_with('对') {
                let end =
                    after_text.place_of("进行").or_else(|| after_text.place_of("实施")).unwrap_or(after_text.len());
                let purpose = Span::new((frame.end + '对'.len_utf8()) as u32, (frame.end + end) as u32);
                if end > 9 {
                    return both(purpose, phrase.span());
                }
            }
            if let Some(purpose) = self.purpose(idx, phrase) {
                return both(purpose, phrase.span());
            }
        }
        // 按每亩30元|标准给予补助
        if kind == FigureKind::Money
            && let Some(rest) = after_text.trim_start_in("的").strip_prefix("标准")
            && let Some((at, grant)) = SUBJECT_GRANT.find(rest)
        {
            let rest_at = frame.end + after_text.len() - rest.len();
            return both(Span::at(rest_at + at, grant.len()), Span::at(rest_at - "标准".len(), "标准".len()));
        }
        match kind {
            // 吞吐量超|千万人次|的机场
            FigureKind::Count
                if SUBJECT_INDICATOR_TAIL.ends(phrase.str())
                    && self.figure(idx).modifier.is_some()
                    && after.as_ref().is_some_and(|after| after.of) =>
            {
                after.map(|after| self.attributed(&frame, phrase, after)).unwrap_or_default()
            }
            FigureKind::Count | FigureKind::Duration => match after {
                Some(after)
                    if kind == FigureKind::Count
                        || phrase.is_empty()
                        // 按年龄分，0—14岁|人口
                        || phrase.start < frame.clause && self.figure(idx).span.of(self.text).ends_with('岁')
                        || self.text.before(frame.start).ends_with('、')
                        || SUBJECT_KEEP_VERB.ends(self.text.before(frame.start).after(frame.clause))
                        || after.of
                        || bounds_a_class(self.text, self.figure(idx), &frame) =>
                {
                    self.counted(&frame, phrase, after)
                }
                _ => self.indicator(idx, phrase),
            },
            FigureKind::Money | FigureKind::Measure => match after {
                Some(after) => {
                    // 甲厂扩建、|乙厂|5万吨|钢管: of the last alone.
                    let own = phrase.str().last_in("、").filter(|&at| {
                        kind == FigureKind::Measure
                            && matches!(self.figure(idx).modifier, None | Some(Modifier::About))
                            && !phrase.str().ends_with(after::last_two(phrase.str().before(at)))
                            && !SUBJECT_INDICATOR_TAIL.ends(phrase.str())
                            && !phrase.str().has_in("（等")
                            && !self.text.before(frame.start).ends_in("大在")
                    });
                    let start = phrase.start + own.map_or(0, |at| at + '、'.len_utf8());
                    self.attributed(&frame, Phrase { start, ..phrase }, after)
                }
                None => self.indicator(idx, phrase),
            },
            FigureKind::Percent => {
                if let Some((word, _)) = SUBJECT_COVERAGE.prefix(after_text)
                    && !phrase.is_empty()
                {
                    return both(phrase.span(), Span::at(frame.end, word.len()));
                }
                match after {
                    // 覆盖|九成|社区, 水泥行业|70%以上|产能
                    Some(after)
                        if !after.of
                            && !phrase.is_empty()
                            && !SUBJECT_INDICATOR_TAIL.ends(phrase.str())
                            && (self.figure(idx).modifier == Some(Modifier::AtLeast)
                                || has_any(phrase.str(), &["覆盖", "贡献", "投放"])) =>
                    {
                        // 持有公司|5%以上|股份|的股东
                        let mut noun = after.words[0];
                        noun.end -= noun.of(self.text).parted_at("的").map_or(0, |(_, of)| of.len() as u32 + 3);
                        both(phrase.span(), noun)
                    }
                    // 七成以上|企业
                    // 占收入比重不低于|5%|的企业
                    Some(after)
                        if after.of && !SUBJECT_INDICATOR_TAIL.ends(phrase.str())
                            // 建成两个工程，|60%|公办学校
                            || phrase.start < frame.clause
                            || self.text.before(frame.start).ends_in("，；。")
                            || REGION_WHOLE.has(phrase.str())
                            || phrase.is_empty()
                                && (frame.nth == 0 || self.figure(idx).span.of(self.text).ends_with('成')) =>
                    {
                        self.counted(&frame, phrase, after)
                    }
                    _ => self.indicator(idx, phrase),
                }
            }
            FigureKind::Ratio if phrase.n_chars() <= 2 && self.structure(idx).is_some() => {
                self.structure(idx).unwrap_or_default()
            }
            // 减少|1/3|审批事项
            FigureKind::Ratio => match after {
                Some(after) if phrase.is_empty() || !after_text.starts_with('的') => after.words,
                _ => self.indicator(idx, phrase),
            },
            // 3倍以上5倍以下的|罚款
            FigureKind::Multiple => match after {
                Some(after)
                    if (after.of || after_text.starts_with("罚"))
                        && matches!(self.figure(idx).value, Value::Range { .. }) =>
                {
                    after.words
                }
                _ => self.indicator(idx, phrase),
            },
            _ => self.indicator(idx, phrase),
        }
    }

    /// The words before a figure, or those of an earlier figure where there are none.
    fn indicator(&mut self, idx: usize, phrase: Phrase) -> Words {
        let frame = self.frames[idx];
        // 33个|行业大类|中|28个|增长
        let among = frame.nth > 0 && phrase.start == frame.window && !AFTER_AMONG_NOT.ends(phrase.str());
        let phrase = match phrase.str().strip_suffix('中').filter(|_| among) {
            Some(class) => Phrase { end: phrase.start + class.len(), ..phrase },
            None => phrase,
        };
        // 5700多万人|受益
        if phrase.is_empty() && self.figure(idx).kind == FigureKind::Count {
            let after = frame.rest(self.text).trim_start();
            if let Some((word, _)) = SUBJECT_PERSON_VERB.prefix(after) {
                return alone(Span::at(frame.after.max(frame.end) - after.len(), word.len()));
            }
        }
        // 全国共有|623万人|享受低保，|12万人|纳入供养: who is told by what they do.
        if self.figure(idx).kind == FigureKind::Count
            && (REGION_WHOLE.has(phrase.str()) || phrase.is_empty() && self.told_by_deed(idx))
            && let Some(deed) = after::deed(self.text, frame.end, frame.after)
        {
            return alone(deed);
        }
        if let Some(fate) = self.fate_of(idx, phrase) {
            return alone(fate);
        }
        // 带动|农民|人均增收|1200元
        let told = frame.told(self.text).trim_end();
        if SUBJECT_GAIN.suffix(told).is_some_and(|(word, _)| word.has_char('均')) && !phrase.is_empty() {
            return alone(Span::new(phrase.start as u32, frame.start as u32));
        }
        // 完成86亿元，为|预算|的103%
        // 高于全市0.8个百分点，|拉动全市|增长8.4个百分点
        // 是改革开放前|的17倍
        let times = self.figure(idx).kind == FigureKind::Multiple && told.ends_with('的') && told.begins_in("是为");
        let moved = times || phrase.str().strip_prefix("拉动").is_some_and(|whole| REGION_WHOLE.has(whole));
        // 进出口增长4%，|贡献了全国|24%的增量
        let gave = phrase.str().strip_prefix("贡献").map(|whole| whole.trim_start_in("了"));
        if frame.nth > 0 && gave.is_some_and(|whole| REGION_WHOLE.has(whole)) {
            let mut words = self.inherited(idx);
            if frame.rest(self.text).starts_with("的增量") {
                words.push(Span::at(frame.end + '的'.len_utf8(), "增量".len()));
            }
            return words;
        }
        // 完成|年初预算3000万元|的50%: the budget has a value of its own, which the share is not of.
        let of_share = |frame: &Frame| frame.rest(self.text) == "的";
        if phrase.is_empty() || frame.nth > 0 && (moved || SUBJECT_YARDSTICK.has(phrase.str())) {
            let mut words = self.inherited(idx);
            let measure = words.last().is_some_and(|it| SUBJECT_YARDSTICK.has(it.of(self.text))) && words.len() > 1;
            if !phrase.is_empty() && self.figure(idx).kind != FigureKind::Percent && of_share(&frame) {
                words.push(phrase.span());
            } else if frame.nth > 0 && told == "的" && measure && of_share(&self.frames[idx - 1]) {
                words.pop();
            }
            return words;
        }
        // 帮助|2000多人|实现灵活就业
        if self.figure(idx).kind == FigureKind::Count && SUBJECT_HELP_VERB.has(phrase.str()) {
            if let Some(deed) = after::deed(self.text, frame.end, frame.after) {
                return alone(deed);
            }
            // 改造老旧小区1.84万个，|惠及|310多万户
            if frame.nth > 0 && matches!(phrase.str(), "惠及" | "服务" | "保障") {
                let mut words = self.subject_of(idx - 1);
                words.push(phrase.span());
                return words;
            }
        }
        // 个体户1.7万户，当年|新增|1564户; 新开工保障房660万套，|基本建成|540万套
        if frame.nth > 0 && (SUBJECT_KEEP_VERB.has(phrase.str()) || SUBJECT_BARE_DEED.has(phrase.str())) {
            return self.begun(idx, phrase);
        }
        // 事故造成|43人|死亡
        if self.figure(idx).kind == FigureKind::Count {
            let after = frame.rest(self.text).trim_start();
            if let Some((word, _)) = SUBJECT_PERSON_VERB.prefix(after) {
                let at = frame.after - after.len();
                return both(phrase.span(), Span::at(at, word.len()));
            }
        }
        // 经费支出增长8.3%，|与|国内生产总值之比|2.68%
        if phrase.str().ends_with("之比") && frame.nth > 0 && self.text.before(phrase.start).ends_in("与同和") {
            let mut words = self.subject_of(idx - 1);
            words.push(Span::new((phrase.start - '与'.len_utf8()) as u32, phrase.end as u32));
            return words;
        }
        // 占全区工业产值|76.3%: what has the share was named before.
        if is_share(phrase) && frame.nth > 0 {
            let mut words = without_share(self.text, self.subject_of(idx - 1));
            words.push(phrase.span());
            return words;
        }
        if let Some(words) = self.of_two_deeds(phrase) {
            return words;
        }
        let (holder, rest) = self.split_holder(phrase);
        let raw = Phrase::new(self.text, frame.clause.max(frame.window), frame.start);
        let mut words = Words::new();
        if let Some(holder) = holder {
            self.holder = Some((frame.sentence, holder));
            words.push(holder);
        } else if let Some((sentence, holder)) = self.holder {
            let opens_with_verb = SUBJECT_INNER_VERB.starts(raw.str().trim_start());
            // 每百户拥有空调120台、|电冰箱|98台
            let per = frame.nth > 0
                && self.done[idx - 1].first() == Some(&holder)
                && holder.of(self.text).has_char('每')
                && matches!(frame.gap(self.text).strip_suffix(rest.str()), Some("、" | "，" | ","));
            if sentence == frame.sentence && (opens_with_verb || per) {
                words.push(holder);
            }
        }
        if words.is_empty() && frame.nth > 0 && SUBJECT_GENERIC.has(rest.str()) {
            if let Some(holder) = self.generic_holder(idx, rest.str()) {
                words.push(holder);
            }
            // 13个|重点园区营业收入|突破5亿元: the noun after the count holds the indicator already.
            if words.first().is_some_and(|holder| holder.overlaps(rest.span())) {
                return words;
            }
        }
        if words.is_empty() {
            words.extend(self.rate_holder(idx, rest));
        }
        // 园区建设初具规模，完成|投资|3亿元
        if words.is_empty() && SUBJECT_GENERIC.has(rest.str()) {
            words.extend(self.topic(idx, rest.str()));
        }
        let tail = self.tail_of_like(idx, rest).filter(|_| words.is_empty());
        // 医药、建材产值|均|占工业总产值10%以上
        if let Some(at) = rest.str().place_of("均占").filter(|&at| at > 0) {
            let head = Phrase { end: rest.start + at, ..rest };
            words.extend(both(head.span(), Span::new((head.end + '均'.len_utf8()) as u32, rest.end as u32)));
            return words;
        }
        words.push(rest.span());
        words.extend(tail);
        words
    }
}
