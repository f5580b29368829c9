//! What a rank or a streak is of: who is first, in what; what has gone on for five years.

use super::Context;
use super::after::{self, opens_noun};
use super::frame::{Frame, is_break, is_streak, last_clause};
use super::phrase::{Phrase, close_quotation, strip_front, strip_tail, strip_time_at_end};
use super::subject::Reader;
use super::words::{Words, alone};
use crate::lexicon::{
    PLACE_END, RANK_SCOPE, RANK_TAIL, RANK_TAIL_NOT, REGION_WHOLE, SUBJECT_GAP, SUBJECT_GENERIC,
    SUBJECT_INDICATOR_TAIL, SUBJECT_LEAD, SUBJECT_STANDING,
};
use crate::report::FigureKind;
use crate::text::chars::{Cut, Ends, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// What is told of a streak is at most so many bytes long.
const LONGEST_DEED: usize = 240;
/// What a clause is about has at most so many characters.
const SHORT_TOLD: usize = 20;
/// A deed of so few characters needs to be told of whom: 增产, 位居第一.
const SHORT_DEED: usize = 4;
/// 居, 列, 位居, 稳居, 排名, 名列, 保持, 蝉联: how one stands needs that, too.
const STANDING: &str = "居列位稳排名保蝉";

/// What tells how fast another thing changes.
const RATES: [&str; 4] = ["增速", "增幅", "涨幅", "增量"];

/// For 首个, 最大 the noun after; for 第1名 the indicator before; for 20强 who ranks. `None` where the clause names none.
pub fn of_rank(context: &Context, idx: usize, frame: &Frame) -> Option<Words> {
    let text = context.text;
    let figure = &context.figures[idx];
    let said = figure.span.of(text);
    let who = said.ends_with('强') && said != "最强";
    let place = said.starts_with("首位") || said.ends_in("名位") || said.ends_with("第一");
    if !who
        && !place
        && let Some(noun) = after::rank_noun(text, context.figures, idx, frame)
    {
        return Some(alone(noun));
    }
    let mut phrase = Phrase::new(text, frame.clause, frame.start);
    // 在当地投资的世界|500强|企业, 承办中国民营企业|500强|发布会: not told of who has come to stand there.
    if who
        && let Some((at, word)) = RANK_SCOPE.rfind(phrase.str())
        && let led = phrase.str().before(at).trim_end_in("的").trim_start_in("、和及")
        && (led.ends_with("引进") || !(RANK_TAIL.ends(led) || SUBJECT_STANDING.find(led).is_some()))
    {
        let field = Phrase { start: phrase.start + at + word.len(), ..phrase };
        if frame.rest(text).starts_with("企业") {
            return Some(alone(Span::at(frame.end, "企业".len())));
        }
        match led {
            "" => {}
            _ if field.n_chars() >= 2 => return Some(alone(Span::new(field.start as u32, figure.span.end))),
            _ => return Some(Words::new()),
        }
    }
    // 增速|居省会城市机场|首位
    if place {
        phrase.end -= standing_len(phrase.str());
    }
    strip_rank_tail(context, &mut phrase);
    let phrase = strip_front(context, phrase);
    // 医院获评甲级、|数量|全国第一: what is counted was told before.
    let own = phrase.str().rfind('、').map_or(0, |at| at + '、'.len_utf8());
    let generic = frame.nth > 0 && is_of_before(phrase.str().after(own));
    let phrase = if generic { Phrase { start: phrase.start + own, ..phrase } } else { cut_standing(context, phrase) };
    if phrase.n_chars() >= 2 && !SUBJECT_LEAD.has(phrase.str()) {
        return Some(alone(phrase.span()));
    }
    // 培育世界|500强|企业2家, 世界|500强|企业|在当地设立机构
    if who && opens_noun(frame.rest(text)) {
        return after::rank_noun(text, context.figures, idx, frame).map(|noun| {
            let said = noun.of(text);
            vec![Span::at(noun.start as usize, said.first_in("在来落").unwrap_or(said.len()))]
        });
    }
    if frame.nth > 0 && !who {
        return None;
    }
    // 在全省的|排名|由第12位升至第8位: the standing itself has changed.
    let told = text.before(frame.start).after(frame.clause);
    let told = told.before(told.len() - REGION_WHOLE.suffix(told).map_or(0, |(word, _)| word.len()));
    let from = told.len();
    let told = told.trim_end_in("由从");
    if told.len() < from
        && let Some(word) = ["排名", "位次", "名次"].into_iter().find(|word| told.ends_with(word))
    {
        return Some(alone(Span::at(frame.clause + told.len() - word.len(), word.len())));
    }
    // 入选“全国|科技创新|百强区”: only the field is named.
    let (at, word) = RANK_SCOPE.rfind(text.before(frame.start).after(frame.clause))?;
    let field = Phrase::new(text, frame.clause + at + word.len(), frame.start);
    (field.n_chars() >= 2).then(|| alone(Span::new(field.start as u32, figure.span.end)))
}

impl Reader<'_> {
    /// What the rank `idx` is of.
    pub(super) fn of_standing(&self, idx: usize) -> Words {
        let (figure, frame) = (self.figure(idx), self.frames[idx]);
        let mut before = Words::new();
        if frame.nth > 0 {
            // 综合指数为3.4，在16个|市中排名|第3位: who ranks is told before what it ranks among.
            let among = frame.nth > 1
                && self.figure(idx - 1).kind == FigureKind::Count
                && self.text.after(self.frames[idx - 1].clause).starts_with('在');
            before = self.of_all(idx).unwrap_or_else(|| self.subject_of(idx - 1 - usize::from(among)));
            with_rate(self.text, &mut before);
        }
        // 研发投入…，连续三年居全国|第一
        let said = figure.span.of(self.text);
        let place = said.begins_in("第前") || said.starts_with("首位") || said.ends_with('强');
        let here = frame.nth > 0 && frame.clause == self.frames[idx - 1].clause;
        if place && here && is_streak(self.text, self.figure(idx - 1), &self.frames[idx - 1]) {
            // 连续三年获评全国|百强县: of no one that the clause names.
            let alone = Frame { clause: frame.window, ..frame };
            return self
                .of_streak_before(&self.done[idx - 1])
                .or_else(|| of_rank(self.context, idx, &alone))
                .unwrap_or_default();
        }
        // 首批|5项|团体标准
        if frame.after == frame.end
            && let Some(after) = self.after(idx)
        {
            return after.words;
        }
        // 唯一|出生人口超百万的|省份, 首个|通时速350公里高铁的|省份
        if (!place || said.ends_with('个'))
            && let Some(next) = self.frames.get(idx + 1).filter(|next| next.nth > 0)
            && !self.text.before(next.start).after(frame.end).contains(|c| is_break(c) || c == '、')
            && let rest = next.rest(self.text)
            && let rest = rest.before(rest.find(|c| is_break(c) || c == '、').unwrap_or(rest.len()))
            && let Some(of) = rest.last_in("的").map(|at| next.end + at + '的'.len_utf8())
            && let Some(noun) = after::noun(self.text, of, next.end + rest.len())
        {
            return alone(noun);
        }
        if let Some(words) = self.past_bound(idx, 3) {
            return words;
        }
        let next_is_near = self.frames.get(idx + 1).is_some_and(|next| {
            next.nth > 0 && next.start - frame.end <= 30 && !next.gap(self.text).contains(is_break)
        });
        match of_rank(self.context, idx, &frame) {
            // 研发投入增长11%，|规模|跃居世界第二位
            Some(words) if words.len() == 1 && is_of_before(words[0].of(self.text)) => {
                of_before(self.text, before, words[0])
            }
            // 机场三期|建成投运、|旅客吞吐量|居第3位
            Some(words) if words.len() == 1 => {
                let span = words[0];
                let phrase = Phrase::new(self.text, span.start as usize, span.end as usize);
                self.of_two_deeds(phrase).unwrap_or(words)
            }
            // 全球最大、|国内首制万吨级|海船
            None if !place && frame.rest(self.text).starts_with('、') && next_is_near => {
                self.after(idx + 1).map_or(before, |after| after.words)
            }
            // 进出口额再创历史新高，|跃居全省|首位
            None if place && frame.clause > frame.window => told_before(self.context, &frame)
                .filter(|told| SUBJECT_INDICATOR_TAIL.ends(told.of(self.text)))
                .map_or(before, alone),
            found => found.unwrap_or(before),
        }
    }

    /// 第一个|过5万亿元|省份, 全国第三个、|北方第一个|过5万亿元省份; so many may be listed.
    fn past_bound(&self, idx: usize, n_listed: usize) -> Option<Words> {
        let one = |at: usize| {
            let figure = self.figure(at);
            figure.kind == FigureKind::Rank && figure.span.of(self.text).ends_with('个')
        };
        let next = self.frames.get(idx + 1).filter(|next| next.nth > 0 && next.start <= self.frames[idx].end + 18)?;
        let gap = next.gap(self.text);
        if !one(idx) {
            None
        } else if gap.starts_with('、') && one(idx + 1) && n_listed > 0 {
            self.past_bound(idx + 1, n_listed - 1)
        } else {
            let sized =
                matches!(self.figure(idx + 1).kind, FigureKind::Money | FigureKind::Measure | FigureKind::Count);
            let after = self.after(idx + 1).filter(|after| sized && gap == "过" && !after.of)?;
            Some(after.words)
        }
    }
}

/// So many characters may say among whom one stands first.
const LONGEST_FIELD: usize = 8;

/// The length of 居省会城市机场 at the end.
fn standing_len(said: &str) -> usize {
    let field = said.last_in("居列").map_or("", |verb| said.after(verb + '居'.len_utf8()));
    let names = |count: usize| (2..=LONGEST_FIELD).contains(&count);
    if names(field.chars().count()) && !field.has_in("民住入为举的在、") && PLACE_END.ends(field) {
        field.len()
    } else {
        0
    }
}

/// 园区|连续11年蝉联中国化工园区|20强: who ranks stands before the verb of standing.
fn cut_standing<'t>(context: &Context, phrase: Phrase<'t>) -> Phrase<'t> {
    let Some((at, verb)) = SUBJECT_STANDING.find(phrase.str()) else { return phrase };
    let mut holder = Phrase { end: phrase.start + at, ..phrase };
    strip_tail(context, &mut holder);
    if holder.n_chars() >= 2 {
        return holder;
    }
    let rest = Phrase { start: phrase.start + at + verb.len(), ..phrase };
    strip_front(context, Phrase { start: rest.end - rest.str().trim_start_in("“\"").len(), ..rest })
}

pub(super) fn strip_rank_tail(context: &Context, phrase: &mut Phrase) {
    loop {
        let before = phrase.end;
        let said = phrase.str();
        if RANK_TAIL_NOT.ends(said) {
            phrase.end -= '居'.len_utf8();
            return;
        }
        let word = REGION_WHOLE.suffix(said).or_else(|| RANK_SCOPE.suffix(said)).or_else(|| RANK_TAIL.suffix(said));
        if let Some((word, _)) = word {
            phrase.end -= word.len();
        }
        strip_time_at_end(context, phrase);
        if phrase.end == before || phrase.is_empty() {
            break;
        }
    }
    close_quotation(phrase);
}

/// 规模, 数量, 增速: of what was told before.
pub fn is_of_before(said: &str) -> bool {
    SUBJECT_GENERIC.has(said) || RATES.contains(&said)
}

/// The words of the figure before with what the rank is in; 总量 adds nothing to 生产总值.
pub fn of_before(text: &str, mut before: Words, own: Span<Logical>) -> Words {
    let total = own.of(text) == "总量" && before.last().is_some_and(|it| SUBJECT_INDICATOR_TAIL.ends(it.of(text)));
    if !total {
        // 工业总产值5亿元、|利润|居第2位: of the industry.
        if starting_word(own.of(text), &["利润", "税收", "产量"]).is_some()
            && let Some(last) = before.last_mut()
            && let Some((tail, _)) =
                SUBJECT_GENERIC.suffix(last.of(text)).filter(|(tail, _)| last.len() > tail.len() + 3)
        {
            last.end -= tail.len() as u32;
        }
        // 新增冠军企业9家、总数95家，|增量|居第1位
        if before.len() > 1 && before.last().is_some_and(|it| SUBJECT_GENERIC.has(it.of(text))) {
            before.pop();
        }
        before.push(own);
    }
    before
}

/// The length of 增速 or the like at `at`.
fn rate_at(text: &str, at: usize) -> usize {
    starting_word(text.after(at), &RATES).map_or(0, str::len)
}

/// 投入|增速|超20%、连续三年居第一: what the rank is in, and not what has grown.
pub fn with_rate(text: &str, words: &mut Words) {
    if let Some(last) = words.last_mut() {
        last.end += rate_at(text, last.end as usize) as u32;
    }
}

/// What the clause before is about: 农民收入增速|为….
fn told_before(context: &Context, frame: &Frame) -> Option<Span<Logical>> {
    let from = frame.sentence.max(frame.window.min(frame.clause));
    let (at, earlier) = last_clause(context.text.before(frame.clause).after(from));
    let len = earlier.find('为').unwrap_or(earlier.len());
    let mut told = Phrase::new(context.text, from + at, from + at + len);
    strip_tail(context, &mut told);
    let told = strip_front(context, told);
    (2..=SHORT_TOLD).contains(&told.n_chars()).then(|| told.span())
}

/// 连续|5年|超额完成粮食生产任务: who, 连续, and what; `before` is the subject of the figure before.
pub fn of_streak(context: &Context, frame: &Frame, before: &[Span<Logical>]) -> Words {
    let text = context.text;
    let mut words = Words::new();
    // `is_streak` has seen 连续 or 持续 straight before the figure.
    let adverb_end = frame.window + frame.gap(text).trim_end().len();
    let adverb_start = adverb_end.saturating_sub("连续".len()).max(frame.window);
    let mut who = Phrase::new(text, frame.clause.max(frame.window).min(adverb_start), adverb_start);
    strip_tail(context, &mut who);
    // 收入|增速|连续8年快于
    who.end += rate_at(text, who.end);
    let who = strip_front(context, who);
    if frame.nth > 0 && is_of_before(who.str()) {
        words = of_before(text, before.to_vec(), who.span());
    } else if who.n_chars() >= 2 {
        words.push(who.span());
    }
    let opens = words.is_empty() && text.before(adverb_start).after(frame.clause).trim_in("、 ").is_empty();
    let end = super::sentence::floor(text, frame.sentence_end.min(frame.end + LONGEST_DEED)).max(frame.end);
    let deed = text.before(end).after(frame.end);
    let len = deed.find(|c| is_break(c) || c == '、').unwrap_or(deed.len());
    let deed: Span<Logical> = Span::at(frame.end, len).trim(text);
    let said = deed.of(text);
    // 连续|三年|的补贴
    if let Some(of) = said.strip_prefix('的') {
        return alone(Span::new(deed.end - of.len() as u32, deed.end));
    }
    let of_whom = said.chars().count() <= SHORT_DEED
        || said.begins_in(STANDING)
        || said.strip_start_in("超达").is_some_and(|it| it.begins(|c: char| c.is_ascii_digit()))
        || SUBJECT_GAP.starts(said);
    if opens && of_whom && frame.nth > 0 {
        // 粮食产量…，连续7年增产: who is the subject of the figure before.
        words.extend(before);
        with_rate(text, &mut words);
    } else if opens && of_whom {
        // 农民收入增速为十年来最高，连续两年快于城镇: who is told of in the clause before.
        words.extend(told_before(context, frame));
    }
    words.push(Span::new(adverb_start as u32, adverb_end as u32));
    words.push(Span::new(deed.start, deed.start + said.trim_end_in("的").len() as u32));
    words.retain(|span| !span.is_empty());
    words
}
