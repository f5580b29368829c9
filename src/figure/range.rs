//! Ranges with one unit or two: `500—800万元`, `5%至8%`, `3至5年`, `30万到50万元`.

use super::evidence::scaled_by_unit;
use super::mention::Value;
use super::modifier;
use super::rule::Rule;
use super::scan::{Found, unit_after};
use super::unit::{UnitMatch, scan_unit};
use crate::lexicon::{HAN_WEAK_CLASSIFIER, PERCENT_TENTH_NOT};
use crate::number::decimal::Decimal;
use crate::number::numeral::{Form, Numeral, scan_numeral};
use crate::report::FigureKind;
use crate::text::chars::{Cut, starting_word};
use crate::text::signs::Signs;

/// `500—800万元`, `5%至8%`, `3至5年`, `30万到50万元`: both ends with one unit or the same unit twice. `follows` are the
/// blanks and the unit behind the lower end.
pub fn scan_range(text: &str, low: &Numeral, low_len: usize, follows: Option<&(usize, UnitMatch)>) -> Option<Found> {
    if let Some(found) = follows.and_then(|(blank, unit)| scan_bounds(text, low, low_len + blank, unit)) {
        return Some(found);
    }
    let mut at = low_len;
    let mut low_unit = None;
    if let Some((blank, unit)) = follows {
        let end = at + blank + unit.len;
        if connector(text.after(end)).is_some() {
            at = end;
            low_unit = Some(unit);
        }
    }
    for inclusive in ["（含）", "(含)"] {
        if text.after(at).starts_with(inclusive) {
            at += inclusive.len();
        }
    }
    let joint = connector(text.after(at))?;
    at += joint;
    let high = scan_numeral(text.after(at))?;
    if high.form == Form::Scale || low.form == Form::Scale || high.value.is_negative() {
        return None;
    }
    let high_at = at;
    // 3—5千瓦时: the last scale word may belong to the unit.
    let mut high_len = high.len;
    let mut high_value = high.value;
    if let Some((len, value)) = high.before_scale
        && high.rough.is_none()
        && scan_unit(text.after(high_at + len)).is_some_and(|unit| unit.surface.begins_in("千兆"))
    {
        (high_len, high_value) = (len, value);
    }
    let (blank, unit) = unit_after(text.after(high_at + high_len))?;
    let same_kind = match &low_unit {
        None => true,
        Some(low_unit) => low_unit.symbol == unit.symbol,
    };
    if !same_kind
        || (low.form == Form::Han
            && unit.kind == FigureKind::Count
            && !low.scaled
            && HAN_WEAK_CLASSIFIER.has(unit.surface))
    {
        return None;
    }
    if unit.unit.id == "year" && low.digits == 4 && high.digits == 4 {
        return None;
    }
    // 5日至8日 are dates; 五至十日内 is counted.
    let after = text.after(high_at + high_len + blank + unit.len);
    if unit.unit.id == "counted-day" && modifier::scan_after(after).is_none() {
        return None;
    }
    let mut low_value = low.value;
    let hundreds = high.form == Form::Han && high.value >= Decimal::from_int(100);
    if low_unit.is_none() && (high.scaled || hundreds) && !low.scaled {
        // The scale of the upper end holds for the lower one too, where the numbers stand in order.
        let (_, plain_high) = high.before_scale.unwrap_or((0, high.value));
        if low_value < plain_high {
            low_value = scale_like(low_value, plain_high, high_value)?;
        }
    }
    // 八百到九百亿.
    if low_unit.is_none()
        && low.form == Form::Han
        && high.form == Form::Han
        && high.scaled
        && !low.scaled
        && low_value < Decimal::from_int(10_000)
        && low.value == low_value
    {
        let (_, plain_high) = high.before_scale?;
        low_value = scale_like(low_value, plain_high, high_value)?;
    }
    if low_value > high_value {
        return None;
    }
    let mut kind = unit.kind;
    let mut symbol = unit.symbol.clone();
    if unit.surface == "成" {
        if PERCENT_TENTH_NOT.starts(after) {
            return None;
        }
        (kind, symbol) = (FigureKind::Percent, "%".into());
        low_value = low_value.shift(1)?;
        high_value = high_value.shift(1)?;
    }
    Some(Found::new(
        high_at + high_len + blank + unit.len,
        kind,
        Value::Range { low: scaled_by_unit(low_value, &unit)?, high: scaled_by_unit(high_value, &unit)? },
        Some(symbol),
        unit.unit.dimension,
        Rule::Range,
    ))
}

/// `1倍以上5倍`以下, `三年以上七年`以下, `14岁以上不满16岁`: the least and the most of one quantity. What stands behind the
/// most is no part of it (GUIDELINES, section 1).
fn scan_bounds(text: &str, low: &Numeral, unit_at: usize, unit: &UnitMatch) -> Option<Found> {
    let rest = text.after(unit_at + unit.len).strip_prefix("以上")?;
    let open = starting_word(rest, &["不满", "不足", "未满"]);
    let rest = open.map_or_else(|| rest.strip_start_in("、，至 ").unwrap_or(rest), |word| rest.after(word.len()));
    let high = scan_numeral(rest).filter(|high| high.rough.is_none())?;
    let (blank, high_unit) = unit_after(rest.after(high.len))?;
    let end = rest.after(high.len + blank + high_unit.len);
    (open.is_some() || end.trim_start_in(" ").starts_with("以下")).then_some(())?;
    // 六个月以上一年以下
    let years = &*unit.symbol == "月" && &*high_unit.symbol == "年";
    let most = if years { high.value.times(Decimal::from_int(12))? } else { high.value };
    (most > low.value && (years || high_unit.symbol == unit.symbol)).then_some(())?;
    Some(Found::new(
        text.len() - end.len(),
        unit.kind,
        Value::Range { low: scaled_by_unit(low.value, unit)?, high: scaled_by_unit(most, unit)? },
        Some(unit.symbol.clone()),
        unit.unit.dimension,
        Rule::Bounds,
    ))
}

/// `value` times what took `plain` to `scaled`.
pub fn scale_like(value: Decimal, plain: Decimal, scaled: Decimal) -> Option<Decimal> {
    (0..=16).find(|&power| plain.shift(power).is_some_and(|it| it == scaled)).and_then(|power| value.shift(power))
}

/// What may stand between the ends of a range: any dash or tilde, 至, 到.
pub fn connector(text: &str) -> Option<usize> {
    let mut len = 0;
    for c in text.chars().take(3) {
        match c {
            '-' | '－' | '–' | '—' | '―' | '~' | '～' | '〜' | '∼' | '─' => len += c.len_utf8(),
            '至' | '到' if len == 0 => return Some(c.len_utf8()),
            _ => break,
        }
    }
    (len > 0).then_some(len)
}
