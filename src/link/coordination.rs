//! One subject for each of several figures: A、B分别增长x、y.

use super::after::last_two;
use super::phrase::{Phrase, aside};
use super::subject::Reader;
use super::words::{Words, alone, both};
use crate::lexicon::{
    ACTOR_VERB, PER_UNIT, SUBJECT_GRANT, SUBJECT_INDICATOR_TAIL, SUBJECT_INNER_VERB, SUBJECT_PAIRED,
    SUBJECT_SHARED_TAIL,
};
use crate::report::FigureKind;
use crate::text::chars::{Cut, find_last, has_word, starting_word};
use crate::text::signs::Signs;
use crate::text::span::Span;

impl Reader<'_> {
    /// What each of `n` sums from `idx` on is given as; `clause` is what stands before them, `phrase` what of it names
    /// something.
    pub(super) fn grant(&self, idx: usize, n: usize, phrase: Phrase, clause: &str) -> Option<Words> {
        // 分别给予每人|200万元、100万元|的一次性奖励
        if self.figure(idx).kind == FigureKind::Money
            && SUBJECT_INNER_VERB.find(clause).or_else(|| ACTOR_VERB.find(clause)).is_some()
            && let Some(after) = self.after(idx + n - 1)
            && after.words.last().is_some_and(|noun| SUBJECT_GRANT.ends(noun.of(self.text)))
        {
            return Some(after.words);
        }
        // 首次认定、重新认定为高新企业的，|分别奖励|20万元、10万元: no two names.
        let verb = SUBJECT_GRANT.ends(phrase.str()) && !phrase.str().has_char('、');
        let case = verb && self.clause_before(&self.frames[idx]).str().ends_with('的');
        case.then(|| alone(phrase.span()))
    }
}

/// The `n` subjects that `phrase` names; `None` where it does not name so many.
///
/// A head or tail that the items share belongs to each: 花生种植、收获机械化率 is 花生种植机械化率 and 花生收获机械化率.
pub fn distribute(phrase: Phrase, n: usize) -> Option<Vec<Words>> {
    let Some(items) = split(phrase, n) else { return fused(phrase).filter(|_| n == 2) };
    let mut found: Vec<Words> = Vec::with_capacity(n);
    let mut from = 0;
    // Items without an indicator of their own share that of the next which has one.
    for at in 0..n {
        // 化学需氧量、二氧化硫|排放量: an amount that is let out, too.
        let own = SUBJECT_INDICATOR_TAIL.ends(items[at].str())
            && !(items[at].str().ends_with("需氧量") && has_word(items[n - 1].str(), "排"))
            || items[at].str().ends_with("警情");
        if at == n - 1 || own {
            // 进口货值、入境游客、新企业、|免税销售额|: behind one with an indicator of its own only what is alike shares the next.
            let alike = from == 0 || at <= from + 1 || has_word(items[at].str(), last_two(items[from].str()));
            let first = if alike { from } else { at };
            found.extend(items[from..first].iter().map(|item| alone(item.span())));
            share(&items[first..=at], &mut found);
            from = at + 1;
        }
    }
    // 公共预算收入和支出, 安全事故起数、死亡人数: both of the budget, of the accidents.
    let head = match items[1].str() {
        "支出" => items[0].str().strip_suffix("收入"),
        "死亡人数" => items[0].str().strip_suffix("起数"),
        // 单位国内生产总值|能耗和二氧化碳排放, 每千人|托位、养老床位数
        said if said.begins_in("单每") => None,
        _ => PER_UNIT.prefix(items[0].str()).map(|(head, _)| head),
    };
    if let Some(head) = head.filter(|_| n == 2) {
        found[1].insert(0, Span::at(items[0].start, head.len()));
    }
    Some(found)
}

/// 人民币|存|贷款余额, 内|外资: two that are written as one word.
fn fused(phrase: Phrase) -> Option<Vec<Words>> {
    let said = phrase.str();
    let at = ["存贷款", "内外资"].iter().find_map(|word| find_last(said, word))?;
    let [first, second, third] = [0, 3, 6].map(|len| phrase.start + at + len);
    let part = |from: usize, to: usize| Span::new(from as u32, to as u32);
    Some(vec![
        both(part(phrase.start, second), part(third, phrase.end)),
        both(part(phrase.start, first), part(second, phrase.end)),
    ])
}

/// The subjects of items of which only the last names an indicator.
fn share(items: &[Phrase], found: &mut Vec<Words>) {
    let n = items.len();
    let (first, last) = (items[0], items[n - 1]);
    let tail = if n > 1 { shared_tail(items) } else { Phrase { start: last.end, ..last } };
    // 食品、医药|等|产业增加值
    let own_end = tail.start;
    let tail = Phrase { start: tail.end - tail.str().trim_start_in("等").len(), ..tail };
    let n_own = last.n_chars() - tail.n_chars();
    // The head is shared where the items that follow are kinds of work as what the first adds to it: 种植, 收获.
    let n_first = first.n_chars();
    let paired = n > 1
        && SUBJECT_PAIRED.ends(first.str())
        && items[1..].iter().all(|item| {
            SUBJECT_PAIRED.prefix(item.str()).is_some_and(|(word, _)| {
                let own = item.str().len() - if item.end == last.end { tail.str().len() } else { 0 };
                word.len() == own
            })
        });
    let shared_head = !tail.is_empty() && n_own == 2 && n_first >= 4 && paired;
    let ordinal = n > 1 && is_ordinal(items);
    // 对|东盟、欧盟进出口
    let to = !tail.is_empty() && first.str().starts_with('对');
    let ordinal_or_to = ordinal || to;
    let head = if ordinal_or_to {
        Some(chars_before(first, 1))
    } else {
        shared_head.then(|| chars_before(first, n_first - 2))
    };
    for (idx, item) in items.iter().enumerate() {
        let mut words = Words::new();
        let own_head = ordinal_or_to && item.str().begins_in("第对");
        if let Some(head) = head.filter(|_| idx > 0 && !own_head) {
            words.push(head.span());
        }
        let item = if tail.start > own_end && idx == n - 1 { Phrase { end: own_end, ..*item } } else { *item };
        words.push(item.span());
        if item.end < tail.start {
            // 养老保险、医疗保险|参保人数: the word that ends the item is not said twice.
            let again = tail.str().starts_with(last_two(item.str())) && tail.str().len() > 6;
            words.push(Phrase { start: tail.start + if again { 6 } else { 0 }, ..tail }.span());
        }
        words.retain(|span| !span.is_empty());
        found.push(words);
    }
}

/// `n` items between 、; where those are too few, the last is parted at 和, 与, 及 too.
fn split<'t>(phrase: Phrase<'t>, n: usize) -> Option<Vec<Phrase<'t>>> {
    let at_marks = parts(phrase, &["、"]);
    if at_marks.len() == n {
        return Some(at_marks);
    }
    let at_all = parts(phrase, &["、", "以及", "和", "与", "及"]);
    (at_all.len() == n).then_some(at_all)
}

fn parts<'t>(phrase: Phrase<'t>, marks: &[&str]) -> Vec<Phrase<'t>> {
    let said = phrase.str();
    let mut found = Vec::new();
    let mut from = 0;
    let mut depth = 0_i32;
    let mut skip = 0;
    for (at, c) in said.char_indices() {
        match c {
            '（' | '(' | '“' => depth += 1,
            '）' | ')' | '”' => depth -= 1,
            _ => {}
        }
        if depth > 0 || at < skip {
            continue;
        }
        if let Some(mark) =
            marks.iter().find(|mark| said.after(at).starts_with(**mark) && !ends_a_word(said.before(at), c))
        {
            if at > from {
                // 生产总值（预计，下同）、财政收入
                let told = aside(said.before(at).after(from)).unwrap_or(0);
                found.push(Phrase { start: phrase.start + from, end: phrase.start + at - told, ..phrase });
            }
            from = at + mark.len();
            skip = from;
        }
    }
    if from < said.len() {
        found.push(Phrase { start: phrase.start + from, end: phrase.end, ..phrase });
    }
    found
}

/// 普|及, 参|与, 饱|和: no conjunctions.
fn ends_a_word(before: &str, c: char) -> bool {
    match c {
        '及' => before.ends_in("普涉波危触顾遍"),
        '与' => before.ends_in("参给赠授"),
        '和' => before.ends_in("饱缓总共"),
        _ => false,
    }
}

/// The end of the last item that the items before it lack: 增加值 of A、B、C增加值.
fn shared_tail<'t>(items: &[Phrase<'t>]) -> Phrase<'t> {
    let last = items[items.len() - 1];
    let none = Phrase { start: last.end, ..last };
    let others = &items[..items.len() - 1];
    // 中、小|型企业, 进、出|口, 金融机构存、贷|款余额: one character is no name.
    let deposits = others[0].str().ends_with('存') && last.str().starts_with('贷');
    if (deposits || others.iter().all(|item| item.n_chars() == 1)) && last.n_chars() >= 2 {
        // 水、空气|环境质量
        let own = starting_word(last.str(), &["空气", "大气", "土壤", "燃气"]).map_or(1, |_| 2);
        return Phrase { start: chars_before(last, own).end, ..last };
    }
    // 氨氮、化学需氧量|排放量|: the name of one holds an amount.
    if let Some((_, rest)) = last.str().parted_at("需氧量") {
        return Phrase { start: last.end - rest.len(), ..last };
    }
    if !SUBJECT_INDICATOR_TAIL.ends(last.str()) && !SUBJECT_SHARED_TAIL.ends(last.str()) {
        return none;
    }
    // 第一、二、三|产业对经济增长的贡献率
    if is_ordinal(items) {
        let rest = last.str().trim_start_in("第一二三四五次");
        return Phrase { start: last.end - rest.len(), ..last };
    }
    let joint = |&at: &usize| at > 0 && !last.str().after(at).starts_with("占比");
    if let Some(at) = last.str().first_in("对占").filter(joint) {
        // 先进制造业、高技术制造业|增加值占规模以上工业增加值比重
        let of = SUBJECT_SHARED_TAIL.suffix(last.str().before(at)).map_or(0, |(word, _)| word.len());
        let of = if of < at && last.str().after(at).starts_with('占') { of } else { 0 };
        return Phrase { start: last.start + at - of, ..last };
    }
    // 急难型、支出型|临时救助标准
    if let Some(kind) = others[0].str().chars().next_back().filter(|c| matches!(c, '型' | '类'))
        && let Some(at) = last.str().find(kind)
    {
        return Phrase { start: last.start + at + kind.len_utf8(), ..last };
    }
    // 城镇和农村|居民人均可支配收入, 快递、电信|业务量: items as short as the first leave the rest to be shared.
    let n_short = others[0].n_chars();
    let word = SUBJECT_SHARED_TAIL.suffix(last.str()).map_or(0, |(word, _)| word.len());
    // 劳动监察、劳动信访|案件结案率: longer ones, where they begin alike.
    let alike = |item: &Phrase| item.str().starts_with(chars_before(others[0], 2).str());
    // 风电、太阳能|发电量: a name of its own may be longer.
    if (n_short == 2 || n_short > 2 && items.iter().all(alike))
        && last.str().len() != word + "太阳能".len()
        && others.iter().all(|item| item.n_chars() == n_short)
        && last.n_chars() >= n_short + 2
    {
        let own = chars_before(last, n_short);
        if !last.text.after(own.end).starts_with('“') {
            return Phrase { start: own.end, ..last };
        }
    }
    // 居民医保和公共卫生服务|人均补助标准, 小学、初中|生均经费
    let heads = ["人均", "生均", "户均", "年均"];
    let per_head = heads.iter().find_map(|word| last.str().place_of(word)).map_or(0, |at| last.str().len() - at);
    let len = word.max(per_head);
    if len > 0 && last.str().len() > len { Phrase { start: last.end - len, ..last } } else { none }
}

/// 第一、二、三产业: what the first opens with belongs to all.
fn is_ordinal(items: &[Phrase]) -> bool {
    let others = &items[..items.len() - 1];
    let number = |item: &Phrase| item.str().trim_start_in("第").chars().all(|c| "一二三四五".has_char(c));
    items[0].str().starts_with('第') && others.iter().all(number)
}

fn chars_before<'t>(phrase: Phrase<'t>, n_chars: usize) -> Phrase<'t> {
    let len = phrase.str().char_indices().nth(n_chars).map_or(phrase.str().len(), |(at, _)| at);
    Phrase { end: phrase.start + len, ..phrase }
}
