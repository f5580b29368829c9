//! Numbers without a unit that are figures all the same: the noun, an enumeration, a currency or an index says so.

use super::evidence::currency_before;
use super::mention::Value;
use super::modifier;
use super::range::scale_like;
use super::rule::Rule;
use super::scan::{Found, unit_after};
use crate::lexicon::{INDEX_NOUN, INDEX_VERB, MONEY_NOUN, REGION_WHOLE, RISES_TO, SUBJECT_AFTER_GENERIC};
use crate::number::decimal::Decimal;
use crate::number::numeral::{Form, Numeral, Rough, scan_numeral};
use crate::report::{FigureKind, Modifier};
use crate::text::chars::{Cut, Ends, ends_with_any, has_word, is_han, is_letter, is_letter_or_digit};
use crate::text::signs::Signs;

/// Looks for what makes a figure of the number at the start of `text`; `unit_follows` where a unit was refused.
pub fn scan_bare(before: &str, text: &str, numeral: &Numeral, len: usize, unit_follows: bool) -> Option<Found> {
    scan_currency(before, text, numeral, len)
        // GB/T 9704、2.0版: the number of a standard.
        .or_else(|| {
            scan_enumerated(before, text, numeral, len)
                .filter(|_| !ends_with_any(before.trim_end(), &["/T", "GB", "ISO"]))
        })
        .or_else(|| if unit_follows { None } else { scan_count(before, text, numeral, len) })
        .or_else(|| scan_index(before, text, numeral, len))
}

fn found(end: usize, kind: FigureKind, value: Decimal, rule: Rule) -> Found {
    Found::new(end, kind, Value::Exact(value), None, None, rule)
}

fn money(end: usize, value: Decimal, currency: &'static str, rule: Rule) -> Found {
    let unit = Some(currency.into());
    Found { unit, dimension: Some("money"), ..found(end, FigureKind::Money, value, rule) }
}

/// ￥100, US$12亿, 日元200万, $3.5 million.
fn scan_currency(before: &str, text: &str, numeral: &Numeral, len: usize) -> Option<Found> {
    let currency = currency_before(before)?;
    let spelt = before.trim_end().ends_with(is_letter);
    let numbers = numeral.form == Form::Arabic || numeral.form == Form::Han && spelt;
    let after = text.after(len).trim_start_in(" \u{a0}");
    let scales = [("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)];
    let scale = scales.into_iter().find(|(word, _)| after.starts_with(word));
    if !numbers || scale.is_none() && text.after(len).begins(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let modifier = numeral.rough.map(|_| Modifier::Over);
    let (end, value) = match scale {
        Some((word, power)) => (text.len() - after.len() + word.len(), numeral.value.shift(power)?),
        None => (len, numeral.value),
    };
    Some(Found { modifier, ..money(end, value, currency, Rule::Currency) })
}

/// A count in 万 or 亿 whose noun follows, an open number, or a magnitude with a bound: 6600多万纳税人, 数千居民,
/// 上千万住房困难群众, 产值突破百亿.
fn scan_count(before: &str, text: &str, numeral: &Numeral, len: usize) -> Option<Found> {
    let after = text.after(len);
    if after.begins(|c: char| c.is_ascii_alphabetic() || matches!(c, '+' | '＋' | '/' | '×' | '^')) {
        return None;
    }
    let written = text.before(len);
    let high = written.has_in("万亿萬億");
    // 连跨两个|百亿|台阶, 百亿|规模
    let level = SUBJECT_AFTER_GENERIC.starts(after) && numeral.value >= Decimal::from_int(1_000_000_000);
    let open = match numeral.form {
        // 50余脱贫户: what is exceeded is counted, whatever it is.
        // 常住人口|766579，: how many need no unit.
        Form::Arabic => {
            let year = numeral.digits == 4 && written.begins_in("12");
            let heads = (4..=10).contains(&numeral.digits)
                && !year
                && after.first().is_none_or(|c| "，。；,;\n".has_char(c))
                && ends_with_any(before, &["人口", "人数", "户数", "人口为", "人口达"]);
            numeral.scaled && high || heads || numeral.rough.is_some() && numeral.digits > 1 && after.begins(is_han)
        }
        // 十三亿中国人民, 八千多万农业转移人口; 万一 and 千万 are words.
        Form::Han => {
            let open_ended = matches!(numeral.rough, Some(Rough::To(_)))
                && (numeral.scaled || numeral.value >= Decimal::from_int(100));
            open_ended
                || numeral.scaled
                    && (numeral.rough.is_some() || numeral.value >= Decimal::from_int(1_000_000))
                    && !written.begins_in("万亿百千萬億")
        }
        Form::Scale => {
            high && (level || numeral.rough.is_some() || modifier::scan_before(before, Form::Scale).is_some())
                && !after.begins_in("之级计一般无人")
        }
    };
    if !open {
        return None;
    }
    let modifier = numeral.rough.map(|_| Modifier::Over);
    let ends = after.first().is_none_or(|c| !is_letter_or_digit(c));
    let billions = numeral.value >= Decimal::from_int(100_000_000);
    // 突破百亿 is said of money, as 百亿级 is.
    let magnitude = numeral.form == Form::Scale && numeral.value >= Decimal::from_int(1_000_000_000);
    // 迈上4万亿, 过五千亿产业: nothing that is counted one by one is so many.
    let amount = numeral.value >= Decimal::from_int(100_000_000_000)
        // 51.6万|城维资金
        || after.as_bytes()[..after.len().min(18)].windows(6).any(|it| it == "资金".as_bytes())
        || billions && (ends || level) && (magnitude || MONEY_NOUN.find(clause(before)).is_some());
    if amount {
        return Some(Found { modifier, ..money(len, numeral.value, "CNY", Rule::BareMoney) });
    }
    let head = modifier::scan_before(before, numeral.form).map_or(before, |(_, len)| before.before(before.len() - len));
    let head = INDEX_VERB.suffix(head).map_or(head, |(verb, _)| head.before(head.len() - verb.len()));
    // 旅游人次86.5万: the classifier stands in the noun before.
    let unit = head.ends_with("人次").then_some("人次".into());
    Some(Found { modifier, unit, ..found(len, FigureKind::Count, numeral.value, Rule::BareCount) })
}

/// The first of several numbers that share the unit of the last: 3.9、2.0、2.9个百分点.
fn scan_enumerated(before: &str, text: &str, numeral: &Numeral, len: usize) -> Option<Found> {
    if numeral.form != Form::Arabic || numeral.rough.is_some() {
        return None;
    }
    let mut at = len;
    for _ in 0..12 {
        let rest = text.after(at);
        // 浓度由|45|降至38微克/立方米
        let rises = RISES_TO.prefix(rest).filter(|_| at == len && before.ends_in("由从的"));
        let (mark, step) = if let Some((word, _)) = rises {
            ('、', word.len())
        } else {
            let mark = rest.first().filter(|c| matches!(c, '、' | '和' | '，' | ',' | '及' | '与'))?;
            (mark, mark.len_utf8())
        };
        at += step;
        // 高于全国0.4、|全省|0.1个百分点
        let whole = REGION_WHOLE.prefix(text.after(at)).filter(|_| mark == '、').map_or(0, |(word, _)| word.len());
        at += whole;
        // 3500万、2300万人次: each with its scale, or the last for all.
        let next = scan_numeral(text.after(at)).filter(|next| next.form == Form::Arabic)?;
        if numeral.scaled && !(next.scaled && matches!(mark, '、' | '和')) {
            return None;
        }
        at += next.len;
        let Some((blank, unit)) = unit_after(text.after(at)) else { continue };
        // A clause comma does not join 2020，5个; durations are rarely listed so (1、3日).
        // 分别压缩至|70|、40、35个工作日
        if unit.kind == FigureKind::Duration && !has_word(clause(before), "分别")
            || whole > 0 && unit.kind != FigureKind::Points
            || unit.kind == FigureKind::Count && (blank > 0 || matches!(mark, '，' | ','))
        {
            return None;
        }
        let mut value = numeral.value;
        if next.scaled
            && !numeral.scaled
            && let Some((_, plain)) = next.before_scale
        {
            value = scale_like(value, plain, next.value)?;
        }
        return Some(Found {
            unit: Some(unit.symbol),
            dimension: unit.unit.dimension,
            ..found(len, unit.kind, value, Rule::Enumerated)
        });
    }
    None
}

/// 1个、3.22个和4.0个百分点: points of which only the last is named whole.
pub fn scan_points(text: &str, numeral: &Numeral) -> Option<Found> {
    if numeral.form != Form::Arabic {
        return None;
    }
    let end = numeral.len + text.after(numeral.len).strip_start_in("个個").map(|_| '个'.len_utf8())?;
    let mut rest = text.after(end);
    for _ in 0..8 {
        rest = rest.strip_start_in("、和，,")?;
        let next = scan_numeral(rest).filter(|next| next.form == Form::Arabic)?;
        rest = rest.after(next.len);
        if let Some((_, unit)) = unit_after(rest).filter(|(_, unit)| unit.kind == FigureKind::Points) {
            let unit = Some(unit.symbol);
            return Some(Found { unit, ..found(end, FigureKind::Points, numeral.value, Rule::EnumeratedPoints) });
        }
        rest = rest.strip_start_in("个個")?;
    }
    None
}

/// 收入比值为2.19, 指数达到105.3: a number without a unit by its nature, after a noun and a verb that say so.
fn scan_index(before: &str, text: &str, numeral: &Numeral, len: usize) -> Option<Found> {
    if numeral.form != Form::Arabic || numeral.scaled || numeral.rough.is_some() || numeral.digits > 7 {
        return None;
    }
    let after = text.after(len);
    let ends = after.first().is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '（' | '(' | ',' | ';' | '\n'));
    let rises = before.ends_in("由从的") && RISES_TO.starts(after);
    if !ends && !rises && modifier::scan_after(after).is_none() {
        return None;
    }
    let head = modifier::scan_before(before, Form::Arabic).map_or(before, |(_, len)| before.before(before.len() - len));
    let decimals = text.before(len).has_in(".．");
    // 死亡率0.012, 由2010年的|106.2|下降为104.3
    let plain = head.len() < before.len() || rises || decimals && INDEX_NOUN.ends(head);
    let (verb, _) = INDEX_VERB.suffix(head.trim_end()).or(plain.then_some(("", 0)))?;
    let head = head.trim_end().before(head.trim_end().len() - verb.len());
    // 以女性为100: the base of an index, not its value.
    if tail(head, &['（', '(', '）', ')', '，'], 20).starts_with('以') {
        return None;
    }
    let near = INDEX_NOUN.rfind(if decimals { sentence(head) } else { clause(head) })?.1;
    if near.ends_in("比值差") && decimals {
        let value = Value::Text(text.before(len).to_owned());
        return Some(Found { value, ..found(len, FigureKind::Ratio, numeral.value, Rule::Ratio) });
    }
    Some(found(len, FigureKind::Count, numeral.value, Rule::Index))
}

/// The last clause of `before`, at most twenty characters of it.
fn clause(before: &str) -> &str {
    tail(before, &['，', '。', '；', '！', '？', ',', ';', '\n'], 20)
}

/// The last sentence of `before`, at most sixty characters of it.
fn sentence(before: &str) -> &str {
    tail(before, &['。', '；', '！', '？', '\n'], 60)
}

fn tail<'a>(before: &'a str, ends: &[char], most: usize) -> &'a str {
    let start = before
        .char_indices()
        .rev()
        .take(most)
        .take_while(|(_, c)| !ends.contains(c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    before.after(start)
}
