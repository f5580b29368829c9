//! Money in several units: `123元1角1分`, `5角6分`, `两块九毛九`.

use super::mention::Value;
use super::rule::Rule;
use super::scan::Found;
use crate::number::decimal::Decimal;
use crate::number::numeral::{Numeral, scan_numeral};
use crate::number::token::arabic_digit;
use crate::report::FigureKind;
use crate::text::chars::{Cut, Ends, is_han};
use crate::text::signs::Signs;

/// `123元1角1分`, `5角6分`, `两块九毛九`, `99块9`.
pub fn scan_money_parts(text: &str, numeral: &Numeral, len: usize) -> Option<Found> {
    text.after(len).begins_in("元块圆角毛").then_some(())?;
    const UNITS: [(&[&str], u32); 3] = [(&["元", "块", "圆"], 0), (&["角", "毛"], 1), (&["分"], 2)];
    let unit_at = |at: usize, from: usize| {
        UNITS[from..].iter().enumerate().find_map(|(idx, &(units, decimals))| {
            let unit = units.iter().find(|unit| text.after(at).starts_with(**unit))?;
            Some((from + idx, *unit, decimals))
        })
    };
    let part_of = |value: Decimal, decimals: u32| value.times(Decimal::new(1, decimals));
    let (mut level, unit, decimals) = unit_at(len, 0).filter(|&(level, ..)| level < 2)?;
    let mut at = len + unit.len();
    let mut value = part_of(numeral.value, decimals)?;
    let mut parts = 0;
    while level < 2 {
        let small =
            |part: &Numeral| part.value < Decimal::from_int(100) && !part.value.is_negative() && part.digits <= 2;
        let Some(part) = scan_numeral(text.after(at)).filter(small) else { break };
        let after = at + part.len;
        if let Some((next, unit, decimals)) = unit_at(after, level + 1) {
            value = value.plus(part_of(part.value, decimals)?)?;
            (at, level) = (after + unit.len(), next);
            parts += 1;
            continue;
        }
        // 两块九毛九, 九十九块九, 九毛九: the last unit is left out.
        let ends = text.after(after).first().is_none_or(|c| !is_han(c) && arabic_digit(c).is_none());
        if part.digits == 1 && ends && (matches!(unit, "块" | "毛") || parts > 0) {
            value = value.plus(part_of(part.value, UNITS[level + 1].1)?)?;
            at = after;
            parts += 1;
        }
        break;
    }
    (parts > 0).then_some(Found::new(
        at,
        FigureKind::Money,
        Value::Exact(value),
        Some("CNY".into()),
        Some("money"),
        Rule::Coins,
    ))
}
