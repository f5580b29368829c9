//! Ranks: 第1名, 首位, 20强, 前三, 首个, 全国最大, 唯一.

use super::mention::Value;
use super::range::connector;
use super::rule::Rule;
use super::scan::Found;
use crate::lexicon::{
    FIRST_CLASSIFIER, FIRST_NOT, HAN_STRONG_CLASSIFIER, ONLY_NOT, PLACE_END, RANK_PLACE_NOT, RANK_SCOPE, RANK_VERB,
    RISES_TO, SUPERLATIVE,
};
use crate::number::decimal::Decimal;
use crate::number::numeral::{Form, Numeral, is_numeral_char, scan_numeral};
use crate::report::FigureKind;
use crate::text::chars::{Cut, Ends, is_letter_or_digit, starting_word};
use crate::text::signs::Signs;

/// 连续第7年: how long it has been so.
pub fn scan_streak(before: &str, text: &str) -> Option<Found> {
    let rest = text.strip_prefix('第').filter(|_| before.ends_with("连续"))?;
    let numeral = scan_numeral(rest).filter(|it| it.rough.is_none() && !it.scaled && it.form != Form::Scale)?;
    let after = rest.after(numeral.len);
    let (word, unit) =
        [("年", "年"), ("个月", "月"), ("个季度", "季度")].into_iter().find(|(word, _)| after.starts_with(word))?;
    Some(Found::new(
        '第'.len_utf8() + numeral.len + word.len(),
        FigureKind::Duration,
        Value::Exact(numeral.value),
        Some(unit.into()),
        Some("time"),
        Rule::Streak,
    ))
}

/// Looks at the start of `text` for a rank; `before` is what stands before it in the block, `numeral` the number that
/// `text` starts with.
pub fn scan_rank(before: &str, text: &str, numeral: Option<&Numeral>) -> Option<Found> {
    let one = Decimal::from_int(1);
    let (rule, (end, value)) = match text.first()? {
        '首' if text.starts_with("首位") => (Rule::FirstPlace, (scan_first_place(before)?, one)),
        // 首台套 names a class of machines.
        '首' if starting_word(text, &["首台套", "首台（套", "首台(套"]).is_some() => return None,
        '首' => (Rule::First, (scan_first(before, text)?, one)),
        '第' => match scan_places(text) {
            Some((end, value)) => return Some(found(end, value, Rule::Ordinal)),
            None => (Rule::Ordinal, scan_ordinal(before, text)?),
        },
        '前' => (Rule::Top, scan_top(before, text)?),
        '最' => (Rule::Superlative, (scan_superlative(before, text)?, one)),
        '唯' => {
            let after = text.strip_prefix("唯一").filter(|after| !ONLY_NOT.starts(after))?;
            (Rule::Only, (text.len() - after.len(), one))
        }
        '榜' => (Rule::TopOfList, (text.starts_with("榜首").then_some("榜首".len())?, one)),
        '冠' => return None,
        // 第2、|3名
        _ if follows_ordinal(before) && !before.ends_with('第') => {
            let numeral = numeral?;
            (Rule::Ordinal, (numeral.len + scan_place(text.after(numeral.len))?, numeral.value))
        }
        _ => (Rule::Strong, scan_strong(text, numeral?)?),
    };
    Some(found(end, Value::Exact(value), rule))
}

fn found(end: usize, value: Value, rule: Rule) -> Found {
    let unit = Some("rank".into());
    Found::new(end, FigureKind::Rank, value, unit, None, rule)
}

/// 第3至5名, 第三名到第五名: bytes, and both places.
fn scan_places(text: &str) -> Option<(usize, Value)> {
    let mut at = 0;
    let mut low = None;
    loop {
        at += if text.after(at).starts_with('第') { '第'.len_utf8() } else { 0 };
        let numeral = scan_numeral(text.after(at)).filter(|it| it.form != Form::Scale && it.rough.is_none())?;
        at += numeral.len;
        let named = text.after(at).begins_in("名位");
        at += if named { '名'.len_utf8() } else { 0 };
        if let Some(low) = low {
            let high = numeral.value;
            return (named && high > low).then_some((at, Value::Range { low, high }));
        }
        low = Some(numeral.value);
        at += connector(text.after(at))?;
    }
}

/// What makes a place of the number before: 名 and 位, or |、3名 with as many more: bytes of its own.
fn scan_place(mut after: &str) -> Option<usize> {
    for n_more in 0..4 {
        if after.begins_in("名位") {
            return Some(if n_more == 0 { '名'.len_utf8() } else { 0 });
        }
        let next = after.strip_start_in("、和及与")?;
        after = next.after(scan_numeral(next)?.len);
    }
    None
}

/// 第6, and the end of 第3至5名 and of 第1、2名.
pub fn follows_ordinal(before: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with('第') {
        return true;
    }
    let mut chars = before.chars().rev();
    if !matches!(chars.next(), Some('至' | '到' | '—' | '-' | '～' | '~' | '、' | '和' | '及' | '与')) {
        return false;
    }
    for c in chars.take(6) {
        if !(is_numeral_char(c) || c == '、') {
            return c == '第';
        }
    }
    false
}

/// 首位 after a place or a verb of rank: 跃居全国城市首位.
fn scan_first_place(before: &str) -> Option<usize> {
    let scoped = RANK_SCOPE.ends(before) || RANK_VERB.ends(before) || stands_in(before, |place| !place.is_empty());
    (scoped && !RANK_PLACE_NOT.ends(before)).then_some("首位".len())
}

/// 首个, 首张; 首次 and 首创 are idioms.
fn scan_first(before: &str, text: &str) -> Option<usize> {
    let rest = text.strip_prefix('首')?;
    if FIRST_NOT.starts(rest) || before.ends_in("榜岁部元匕昂翘") {
        return None;
    }
    let (word, _) = FIRST_CLASSIFIER.prefix(rest)?;
    let classifier = word.step();
    let classifier = if word.starts_with("台（套）") || matches!(word, "台套") { word.len() } else { classifier };
    Some('首'.len_utf8() + classifier)
}

/// 第1名, 第二位 with what it is among; 第一 after a verb of rank; 第一根 of a thing.
fn scan_ordinal(before: &str, text: &str) -> Option<(usize, Decimal)> {
    let rest = text.strip_prefix('第')?;
    let blank = rest.len() - rest.trim_start_in(" ").len();
    let numeral =
        scan_numeral(rest.after(blank)).filter(|it| it.form != Form::Scale && it.rough.is_none() && !it.scaled)?;
    let at = '第'.len_utf8() + blank + numeral.len;
    let after = text.after(at);
    if after.starts_with('名') {
        return Some((at + '名'.len_utf8(), numeral.value));
    }
    if scan_place(after) == Some(0) {
        return Some((at, numeral.value));
    }
    // 居全省首位、中部地区城市|第4位
    let cities = before.strip_suffix("城市").map(|it| it.strip_suffix("地区").unwrap_or(it));
    let ranked = is_ranked(before) || after.starts_with('位') && cities.is_some_and(|it| RANK_SCOPE.ends(it));
    if let Some(told) = after.strip_prefix('位').filter(|told| !told.starts_with('者'))
        // 从上年的第9位|上升到第7位
        && (RISES_TO.starts(told)
            || !RANK_PLACE_NOT.ends(before) && (ranked || stands_in(before, |among| !among.is_empty())))
    {
        return Some((at + '位'.len_utf8(), numeral.value));
    }
    let clause_ends = after.first().is_none_or(|c| {
        matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '的' | '（' | '(' | '”' | '和' | '及' | '与')
    });
    if ranked && clause_ends {
        return Some((at, numeral.value));
    }
    // 成为全省第4个超千万人次的机场: the fourth of its kind.
    if after.begins_in("个家座条大") && RANK_SCOPE.ends(before) && !after.starts_with("大类") {
        return Some((at + '个'.len_utf8(), numeral.value));
    }
    // 第一根国产曲轴: the first of its kind.
    if numeral.value == Decimal::from_int(1)
        && let Some((word, _)) =
            HAN_STRONG_CLASSIFIER.prefix(after).or_else(|| after.starts_with('根').then_some(("根", 0)))
        && !matches!(word, "次" | "人" | "种" | "条" | "届" | "家" | "名" | "场" | "件" | "部" | "例")
    {
        return Some((at + word.len(), numeral.value));
    }
    None
}

/// So many places stand in a row.
const LONGEST_ROW: usize = 8;

/// 居全国第3, 稳居中部地区第1, 居全省第5、第6位: a place or a verb of rank stands before the ordinal, other ordinals at most
/// between.
fn is_ranked(before: &str) -> bool {
    let mut before = before.trim_end();
    for _ in 0..LONGEST_ROW {
        // 列金牌榜第一、奖牌榜第二.
        if RANK_VERB.ends(before) || RANK_SCOPE.ends(before) || before.ends_with('榜') {
            return true;
        }
        let Some(head) = before.strip_end_in("、和及与") else {
            return stands_in(before, |place| PLACE_END.ends(place));
        };
        let Some((at, _)) = head.char_indices().rev().take(8).find(|&(_, c)| c == '第') else { return false };
        let ordinal = head.after(at + '第'.len_utf8()).trim_end_in("位名");
        if scan_numeral(ordinal).is_none_or(|it| it.len != ordinal.len()) {
            return false;
        }
        before = head.before(at).trim_end();
    }
    false
}

/// 稳居中部地区第1, 位列全国百强县第12位, 居全省县（市）第2位: a verb of place, and what is ranked among in a few characters.
fn stands_in(before: &str, among: fn(&str) -> bool) -> bool {
    let said = |c: char| is_letter_or_digit(c) || matches!(c, '（' | '）' | '(' | ')');
    let place = before.char_indices().rev().take(10).take_while(|&(_, c)| said(c)).last();
    place.is_some_and(|(at, _)| {
        let clause = before.after(at);
        clause.last_in("居列持").is_some_and(|verb| {
            // 保持全国城市首位, but 支持首位产业
            let kept = !clause.after(verb).starts_with('持') || clause.before(verb).ends_with('保');
            let place = clause.after(verb + '居'.len_utf8());
            kept && among(place) && !place.has_in("民住入为举的在")
        })
    })
}

/// 前三, 前10名, 前5位 after a verb of rank or a place.
fn scan_top(before: &str, text: &str) -> Option<(usize, Decimal)> {
    let rest = text.strip_prefix('前')?;
    let numeral = scan_numeral(rest).filter(|it| it.form != Form::Scale && it.rough.is_none() && !it.scaled)?;
    let at = '前'.len_utf8() + numeral.len;
    let after = text.after(at);
    let ranked = is_ranked(before);
    if after.begins_in("名位强") && !after.starts_with("名单") {
        return Some((at + '名'.len_utf8(), numeral.value));
    }
    let ends = after.first().is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | ',' | ';' | '行' | '的' | '（'));
    (ranked && ends && numeral.value <= Decimal::from_int(100)).then_some((at, numeral.value))
}

/// 全国最大: the superlative, straight after its place.
fn scan_superlative(before: &str, text: &str) -> Option<usize> {
    let (word, _) = SUPERLATIVE.prefix(text)?;
    // 世界上|最大, 全国规模|最大; but 全省|最低|工资标准
    let scope = before.strip_suffix("规模").unwrap_or(before).trim_end_in("的内目前上");
    let after = text.after(word.len());
    (RANK_SCOPE.ends(scope) && !after.begins_in("限程") && !after.starts_with("工资")).then_some(word.len())
}

/// 20强, 百强, 500强.
fn scan_strong(text: &str, numeral: &Numeral) -> Option<(usize, Decimal)> {
    let after = text.after(numeral.len).strip_prefix('强').filter(|_| numeral.rough.is_none())?;
    let word =
        after.begins_in("化大势调力度烈国省市区军农") && !after.starts_with("区、") && numeral.form != Form::Scale;
    (!word && numeral.value >= Decimal::from_int(2)).then_some((numeral.len + '强'.len_utf8(), numeral.value))
}
