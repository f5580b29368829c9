//! A few words of the logical text, narrowed from both ends to the name that they hold.

use super::Context;
use super::frame::last_clause;
use super::when::is_carried_over;
use crate::lexicon::{
    ACTOR_VERB, CHANGE_DOWN, CHANGE_DOWN_NOUN, CHANGE_NOT, CHANGE_UP, COUNTED_BODY, FESTIVALS, REGION_NAME,
    REGION_WHOLE, STATUS_DEED, SUBJECT_GENERIC, SUBJECT_INDICATOR_TAIL, SUBJECT_LEAD, SUBJECT_LEAD_NOT,
    SUBJECT_OBJECT_MARKER, SUBJECT_RECKONED, SUBJECT_TAIL, SUBJECT_TAIL_NOT, TIME_FOLLOW,
};
use crate::number::numeral::is_numeral_char;
use crate::report::TimeKind;
use crate::text::chars::{Cut, Ends, ends_with_any, find_last, has_word, is_letter, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};
use crate::time::Mention;

/// A part of the logical text that is narrowed from both ends.
#[derive(Debug, Clone, Copy)]
pub struct Phrase<'t> {
    pub text: &'t str,
    pub start: usize,
    pub end: usize,
}

impl<'t> Phrase<'t> {
    pub fn new(text: &'t str, start: usize, end: usize) -> Self {
        Phrase { text, start: start.min(end), end }
    }

    // Called from everywhere: a copy at each place would be the largest part of this stage.
    #[inline(never)]
    pub fn str(&self) -> &'t str {
        self.text.get(self.start..self.end).expect("a phrase of this text")
    }

    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    pub fn span(&self) -> Span<Logical> {
        Span::new(self.start as u32, self.end as u32)
    }

    #[inline(never)]
    pub fn n_chars(&self) -> usize {
        self.str().chars().count()
    }
}

/// Takes what stands before the indicator from the start: times, connectives, 全市, verbs that say only that a value was
/// reached, the number of a list item.
pub fn strip_front<'t>(context: &Context, mut phrase: Phrase<'t>) -> Phrase<'t> {
    loop {
        let before = phrase.start;
        strip_time_at_start(context, &mut phrase);
        // 按常住人口计算|人均地区生产总值, 扣除自然因素影响后|优良天数比率
        let said = phrase.str();
        if said.begins(|c| matches!(c, '按' | '据' | '扣' | '剔')) {
            let cut = SUBJECT_RECKONED.find(said).map(|(at, word)| at + word.len());
            if let Some(cut) = cut.filter(|&cut| cut <= 60) {
                phrase.start += cut;
            }
        }
        let said = phrase.str();
        // 与上年同期相比|案件数
        if said.begins(|c| matches!(c, '与' | '同' | '较' | '比'))
            && let Some((_, rest)) = said.parted_at("相比")
        {
            phrase.start = phrase.end - rest.len();
        }
        // 加|上级补助收入
        if let Some(rest) = phrase.str().strip_start_in("加减")
            && starting_word(rest, &["上级", "下级", "上年", "上解", "补助", "调入", "动用", "债务", "地方"]).is_some()
        {
            phrase.start = phrase.end - rest.len();
            continue;
        }
        let said = phrase.str();
        if let Some((word, _)) = REGION_WHOLE.prefix(said) {
            // 全国 alone is not what is counted, but what it is counted in; 全国占比 is a share of it.
            let rest = said.after(word.len());
            // 全国文明村镇 is a title, 全国|科技创新 a field.
            let title = REGION_NAME.prefix(rest).is_some_and(|(name, _)| name.len() < rest.len());
            // 世界500强企业|新增4家
            let among = rest.begins(is_numeral_char) && rest.has_char('强');
            if !rest.is_empty() && !matches!(rest, "占比" | "比重") && !title && !among {
                phrase.start += word.len();
            }
        } else if let Some((word, _)) = SUBJECT_LEAD.prefix(said)
            // 成功率; 预算 alone names something, 另 and 但 do not.
            && said.after(word.len()) != "率"
            && (word.len() < said.len() || word.chars().count() == 1 || word == "或者")
            && SUBJECT_LEAD_NOT.prefix(said).is_none_or(|(not, _)| not.len() <= word.len())
            // 对|东盟进出口: trade with whom.
            // 五年|以上有期徒刑
            && !(word == "五年" && said.after(word.len()).starts_with('以'))
            && (word != "对" || SUBJECT_GENERIC.has(said.after(word.len())) || !ends_with_any(said, &["出口", "出口总额", "出口额", "进口", "投资", "贸易", "贡献率", "占比", "比重"]))
            // 主要|完成路基工程, but 主要工业企业
            && (word != "主要" || { let rest = said.after(word.len()); SUBJECT_LEAD.starts(rest) || STATUS_DEED.starts(rest) })
            // 超10亿元企业: the bound of a class is its name.
            && !(matches!(word, "超" | "超过") && said.after(word.len()).starts_with(is_numeral_char))
            // 有|进出口实绩的|企业, 达到|标准的|占比: what they are told by.
            && !(matches!(word, "有" | "具有" | "拥有" | "达到" | "获得" | "取得" | "通过")
                && said.find('的').is_some_and(|at| at + '的'.len_utf8() < said.len()))
        {
            phrase.start += word.len();
        }
        // （1）公平竞争审查: the number of a list item.
        if let Some(len) = list_marker(phrase.str()) {
            phrase.start += len;
        }
        if phrase.start == before || phrase.is_empty() {
            return phrase;
        }
    }
}

/// 最终核实|2021年|全县生产总值: what stands before a year inside the clause is about the telling.
pub fn cut_time<'t>(context: &Context, phrase: Phrase<'t>) -> Phrase<'t> {
    let times = &context.times.mentions;
    let at = context.times.before(phrase.end);
    let inside = times[..at].iter().rev().take_while(|time| time.span.start as usize > phrase.start).find(|time| {
        // 畜牧|全年|出栏生猪: a heading that has lost its break.
        let headed = time.span.start as usize - phrase.start <= 7 && !phrase.str().starts_with('占');
        time.kind == TimeKind::Date || headed || phrase.text.after(time.span.end as usize).starts_with('前')
    });
    let Some(time) = inside.map(|time| time.span).filter(|time| (time.end as usize) < phrase.end) else {
        return phrase;
    };
    let (start, end) = (time.start as usize, time.end as usize);
    // 性别比|由|2021年|普查的107.8下降为: where it came from.
    if phrase.text.before(start).after(phrase.start).ends_in("由从") {
        return Phrase { end: start - '由'.len_utf8(), ..phrase };
    }
    // 年底|前|具备条件的自然村
    let end = end + phrase.text.before(phrase.end).after(end).strip_prefix('前').map_or(0, |_| '前'.len_utf8());
    let rest = strip_front(context, Phrase { start: end, ..phrase });
    if rest.n_chars() >= 4 { rest } else { phrase }
}

/// 活动|带动|旅游收入: what was moved, not what moved it.
pub fn cut_actor<'t>(context: &Context, phrase: Phrase<'t>) -> Phrase<'t> {
    let said = phrase.str();
    // 在产业园区|设立|服务点40个, 为居民|解决|难题36件, 向企业|提供|贷款: where or for whom, then what.
    // 东部|已向协作地区投入|援助资金
    let to = if said.has_char('向') { said.place_of("已向").or_else(|| said.place_of("共向")) } else { None };
    let to = to.map_or(0, |at| at + '已'.len_utf8());
    let told = said.after(to);
    if (phrase.text.before(phrase.start).ends_in("在为") || told.starts_with('向'))
        && let Some((at, verb)) = STATUS_DEED.find(told).or_else(|| ACTOR_VERB.find(told)).filter(|&(at, _)| at >= 6)
    {
        let phrase = Phrase { start: phrase.start + to, ..phrase };
        let rest = Phrase { start: phrase.start + at + verb.len(), ..phrase };
        // 在当地|投资|105万元
        let deed = Phrase { start: phrase.start + at, ..phrase };
        return if rest.n_chars() >= 2 {
            rest
        } else if rest.is_empty() {
            deed
        } else {
            phrase
        };
    }
    // 市法院|共受理案件, 三站|共发送旅客: who did it.
    if let Some((at, _)) = ACTOR_VERB.find(said) {
        let actor = said.before(at);
        let total = actor.trim_end_in("共");
        if at >= 6 && (total.len() < at || COUNTED_BODY.ends(actor) || actor.ends_in("部局厅院府会")) {
            return Phrase { start: phrase.start + at, ..phrase };
        }
    }
    let Some((at, word)) = SUBJECT_OBJECT_MARKER.rfind(phrase.str()) else { return phrase };
    let rest = strip_front(context, Phrase { start: phrase.start + at + word.len(), ..phrase });
    if SUBJECT_LEAD_NOT.starts(phrase.str().after(at)) {
        return phrase;
    }
    // 将 and 使 always have their object after them; after a verb it may be the indicator's own: 带动就业.
    let lists = word.ends_with('是') || word == "依次为";
    let particle = lists || word.chars().count() == 1 || matches!(word, "中有" | "中共有" | "按照" | "成为");
    if rest.n_chars() >= 3 - usize::from(lists) && (particle || phrase.n_chars() > 12) { rest } else { phrase }
}

/// 一般性转移支付规模大幅增加、|专项转移支付项目: what rose or fell without a number is another thing.
pub fn cut_told<'t>(context: &Context, phrase: Phrase<'t>) -> Phrase<'t> {
    // 没有违法所得或者|违法所得|不足: the same once more.
    if phrase.str().starts_with("没有")
        && let Some(or) = find_last(phrase.str(), "或者")
        && let last = phrase.str().after(or + "或者".len())
        && !last.is_empty()
        && phrase.str().before(or).ends_with(last)
    {
        return Phrase { start: phrase.end - last.len(), ..phrase };
    }
    // 在库且|年度营业收入
    if let Some(at) = phrase.str().rfind('且')
        && SUBJECT_INDICATOR_TAIL.ends(phrase.str())
    {
        return Phrase { start: phrase.start + at + '且'.len_utf8(), ..phrase };
    }
    let Some(at) = phrase.str().rfind('、') else { return phrase };
    // 共收刑事、民事等|各类案件
    if let Some(all) = find_last(phrase.str(), "等各") {
        return Phrase { start: phrase.start + all + '等'.len_utf8(), ..phrase };
    }
    let told = phrase.str().before(at);
    // 开展预算评审、|压减资金
    let another = CHANGE_DOWN_NOUN.starts(phrase.str().after(at + '、'.len_utf8()));
    if !another && (!(CHANGE_UP.ends(told) || CHANGE_DOWN.ends(told)) || CHANGE_NOT.ends(told)) {
        return phrase;
    }
    let rest = strip_front(context, Phrase { start: phrase.start + at, ..phrase });
    if rest.n_chars() >= 3 { rest } else { phrase }
}

/// The length of （1）, (二), ① or 1. at the start.
pub fn list_marker(said: &str) -> Option<usize> {
    let first = said.first()?;
    if ('①'..='⑳').contains(&first) {
        return Some(first.len_utf8());
    }
    let (open, rest) = match first {
        '（' | '(' => (true, said.after(first.len_utf8())),
        _ => (false, said),
    };
    let number: usize = rest
        .chars()
        .take_while(|&c| {
            c.is_ascii_digit() || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
        })
        .map(char::len_utf8)
        .sum();
    let close = rest.after(number).first()?;
    let han = !open && number > 0 && !rest.begins(|c: char| c.is_ascii_digit());
    if han {
        // 一、二、三产业 and 一、二季度 go on.
        let next = rest.after(number + close.len_utf8()).strip_start_in("二三四五六七八九");
        let several = next.is_some_and(|rest| rest.begins_in("、产季类级线审次"));
        return (number <= 9 && close == '、' && !several).then(|| number + close.len_utf8());
    }
    let closed = if open {
        matches!(close, '）' | ')')
    } else {
        // 7.0级以上|强震 is no item 7.
        let decimal = rest.after(number + close.len_utf8()).begins(|c: char| c.is_ascii_digit());
        matches!(close, '.' | '．') && rest.as_bytes().first().is_some_and(u8::is_ascii_digit) && !decimal
    };
    (number > 0 && number <= 9 && closed).then(|| said.len() - rest.len() + number + close.len_utf8())
}

/// Takes a time expression and what belongs to it from the start: 2023年|…, 截至|2015年|末|…, 国庆|假期|….
pub fn strip_time_at_start(context: &Context, phrase: &mut Phrase) {
    let times = &context.times.mentions;
    let at = context.times.before(phrase.start);
    let said = phrase.str();
    // 上年|结转 is the name of an item.
    let here = |time: &&Mention| time.span.start as usize == phrase.start && !is_carried_over(phrase.text, time.span);
    let time = times.get(at).filter(here);
    // 国庆|假期, 中秋、|国庆|长假; but 五一劳动奖章, 春节市场.
    let days = || {
        FESTIVALS
            .prefix(said)
            .map(|(word, _)| word.len())
            .filter(|&len| said.after(len).begins_in("假期长小黄、国中春"))
    };
    if let Some(len) = time.map(|time| time.span.len()).or_else(days) {
        phrase.start = (phrase.start + len).min(phrase.end);
        while let Some((word, _)) = TIME_FOLLOW.prefix(phrase.str()) {
            phrase.start += word.len();
        }
    } else if times.get(at).is_some_and(|time| time.span.start as usize == phrase.start + said.step())
        && said.begins_in("“\"")
    {
        phrase.start += said.step();
    }
}

/// Takes verbs of level and change, adverbs and times from the end.
pub fn strip_tail(context: &Context, phrase: &mut Phrase) {
    // 增速年|均超20%: the modifier has taken half of 年均.
    if phrase.text.after(phrase.end).starts_with('均') && phrase.str().ends_in("年月日") {
        phrase.end -= '年'.len_utf8();
    }
    loop {
        let before = phrase.end;
        strip_words(phrase);
        strip_time_at_end(context, phrase);
        // 成交额|三年|增长: over how long.
        if let Some(head) = phrase.str().strip_suffix('年').and_then(|said| said.strip_end_in("两三四五十"))
            && head.ends_with(is_letter)
            && !head.ends_in("十百千一二第前近后这每满")
        {
            phrase.end = phrase.start + head.len();
        }
        if phrase.end == before || phrase.is_empty() {
            break;
        }
    }
    // 收入|剔除虚增因素后|完成
    let said = phrase.str();
    if let Some(at) = said
        .strip_suffix('后')
        .and_then(|said| find_last(said, "剔除").or_else(|| find_last(said, "扣除")))
        .filter(|&at| at >= 6)
    {
        phrase.end = phrase.start + at;
    }
    close_quotation(phrase);
}

/// 开办“爱心托管班|”: a quotation is not left open.
pub fn close_quotation(phrase: &mut Phrase) {
    let said = phrase.str();
    if phrase.text.after(phrase.end).starts_with('”') && said.matches('“').count() > said.matches('”').count() {
        phrase.end += '”'.len_utf8();
    }
}

/// The same without times.
pub fn strip_words(phrase: &mut Phrase) {
    if phrase.str().closes(|c| matches!(c, '）' | ')' | ']' | '］'))
        && let Some(aside) = footnote_mark(phrase.str()).or_else(|| aside(phrase.str()))
    {
        phrase.end -= aside;
    }
    while let Some((word, _)) = SUBJECT_TAIL.suffix(phrase.str()) {
        // The longer word wins: 高 is no tail of 标高, but 提高 is.
        if SUBJECT_TAIL_NOT.suffix(phrase.str()).is_some_and(|(not, _)| not.len() > word.len()) {
            return;
        }
        phrase.end -= word.len();
    }
}

/// The length of （下同）, （见附表）, （基金会除外）, （以下简称“事故”）, （按可比价格，下同） or （以女性为100，男性对女性的比例） at the end: what explains in clauses names nothing.
pub fn aside(said: &str) -> Option<usize> {
    let inner = said.strip_end_in("）)")?;
    let open = inner.last_in("（(")?;
    let told = inner.after(open).trim_start_in("（(");
    (ends_with_any(inner, &["下同", "除外"])
        || starting_word(told, &["见", "详见", "附"]).is_some()
        || has_word(inner, "简称")
        || last_clause(inner.after(open)).0 > 0)
        .then(|| said.len() - open)
}

/// The length of [2] or ［2］ at the end, the mark of a footnote: 地区生产总值[2].
fn footnote_mark(said: &str) -> Option<usize> {
    let inner = said.strip_end_in("]］")?;
    let open = inner.trim_end_in("0123456789");
    let rest = open.strip_end_in("[［").filter(|_| open.len() < inner.len())?;
    Some(said.len() - rest.len())
}

/// 由|2010年|的, 是|“十一五”时期|的: a time that the figure is compared with or told of.
pub fn strip_time_at_end(context: &Context, phrase: &mut Phrase) {
    let times = &context.times.mentions;
    let at = context.times.before(phrase.end);
    let Some(time) = at.checked_sub(1).and_then(|at| times.get(at)) else { return };
    // 结构由|2031年|末的: 末 has been taken for a word already.
    if time.span.end as usize >= phrase.end
        && time.span.start as usize >= phrase.start
        && !is_carried_over(phrase.text, time.span)
    {
        phrase.end = time.span.start as usize;
        // 用电量|较|2025年, 客流量|同比|2025年: what joins the time to the change.
        let said = phrase.str();
        phrase.end -= said.len() - said.strip_suffix("同比").unwrap_or(said.trim_end_in("比较“\"")).len();
    }
}
