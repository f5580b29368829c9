//! A whole text that is one number, however it is written.

use super::date::han_digit;
use super::decimal::Decimal;
use super::numeral::{Form, Numeral, scan_numeral};
use super::token::arabic_digit;
use crate::text::chars::Cut;
use crate::text::signs::Signs;

/// The value of a text that is one number in any form, blanks and a final 个 aside.
///
/// Fractions have a value where it is exact: `五分之三` is 0.6, `三分之一` is none.
pub fn parse_number(text: &str) -> Option<Decimal> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(roman) = parse_roman(&compact) {
        return Some(roman);
    }
    // 4 6/3: a mixed fraction.
    if let Some(mixed) = parse_mixed_fraction(text) {
        return Some(mixed);
    }
    // 10万+ is said of what has reached 100,000.
    let body = compact.strip_suffix(['个', '個', '+', '＋']).unwrap_or(&compact);
    match body {
        "半" | "一半" => return Some(half()),
        "半百" => return Some(Decimal::from_int(50)),
        _ => {}
    }
    let numeral = scan_numeral(body)?;
    let rest = body.after(numeral.len);
    if rest.is_empty() {
        return Some(numeral.value);
    }
    parse_tail(body, &numeral, rest)
}

/// What stands after the first number: 12k, 1.5E-3, 1点45, 五分之三, 两个半, 两打.
fn parse_tail(body: &str, numeral: &Numeral, rest: &str) -> Option<Decimal> {
    if let Some((_, power)) = scan_metric_suffix(rest).filter(|&(len, _)| len == rest.len()) {
        return numeral.value.shift(power);
    }
    if let Some(power) = rest.strip_start_in("eEｅＥ").filter(|_| numeral.form == Form::Arabic) {
        let power: i32 = power.parse().ok()?;
        let scale = Decimal::from_int(1).shift(power.unsigned_abs())?;
        return if power < 0 { numeral.value.divided_by(scale) } else { numeral.value.times(scale) };
    }
    if let Some(decimals) = rest.strip_start_in("点點").filter(|_| numeral.form == Form::Arabic) {
        let digit = |c| arabic_digit(c).or_else(|| han_digit(c));
        let digits: Option<Vec<u8>> = decimals.chars().map(digit).collect();
        let digits = digits.filter(|digits| !digits.is_empty())?;
        let places = digits.len() as u32;
        return numeral.value.plus(Decimal::from_digits(&digits, places)?);
    }
    if let Some(fraction) = rest.strip_prefix('又') {
        let fraction = parse_fraction(fraction)?;
        return numeral.value.plus(if numeral.value.is_negative() { fraction.negated() } else { fraction });
    }
    if rest.trim_start_in("个個") == "半" {
        return numeral.value.plus(half());
    }
    let sets = [("打", 12), ("对", 2), ("對", 2), ("双", 2), ("雙", 2)];
    if let Some((_, size)) = sets.into_iter().find(|(set, _)| *set == rest) {
        return numeral.value.times(Decimal::from_int(size));
    }
    // 1万5 is 15000.
    if let (Some((_, plain)), Some(digit)) = (numeral.before_scale, rest.parse().ok().filter(|digit| *digit < 10)) {
        let tenth = numeral.value.divided_by(plain)?.divided_by(Decimal::from_int(10))?;
        return numeral.value.plus(tenth.times(Decimal::from_int(digit))?);
    }
    parse_fraction(body)
}

/// `5/2`, `五分之三`, where the value is exact.
fn parse_fraction(text: &str) -> Option<Decimal> {
    let whole = |text: &str| scan_numeral(text).filter(|it| it.len == text.len()).map(|it| it.value);
    let (above, below) = match text.parted_at("分之") {
        Some((below, above)) => (whole(above)?, whole(below)?),
        None => {
            let (above, below) = text.split_once(['/', '／'])?;
            (whole(above)?, whole(below)?)
        }
    };
    above.divided_by(below)
}

fn half() -> Decimal {
    Decimal::from_int(1).divided_by(Decimal::from_int(2)).unwrap_or(Decimal::ZERO)
}

/// `k`, `M`, `G`, `T` straight after a number, of either width: bytes and power of ten.
pub fn scan_metric_suffix(text: &str) -> Option<(usize, u32)> {
    let c = text.chars().next()?;
    let power = match c {
        'k' | 'K' | 'ｋ' | 'Ｋ' => 3,
        'm' | 'M' | 'Ｍ' => 6,
        'g' | 'G' | 'Ｇ' => 9,
        't' | 'T' | 'Ｔ' => 12,
        _ => return None,
    };
    Some((c.len_utf8(), power))
}

fn parse_roman(text: &str) -> Option<Decimal> {
    let c = text.chars().next().filter(|c| c.len_utf8() == text.len())?;
    match c {
        'Ⅰ'..='Ⅻ' => Some(Decimal::from_int((c as u32 - 'Ⅰ' as u32 + 1).into())),
        'ⅰ'..='ⅻ' => Some(Decimal::from_int((c as u32 - 'ⅰ' as u32 + 1).into())),
        _ => None,
    }
}

fn parse_mixed_fraction(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.trim().split_once(' ')?;
    let whole = scan_numeral(whole).filter(|it| it.len == whole.len() && it.form == Form::Arabic)?;
    whole.value.plus(parse_fraction(fraction)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_value_however_it_is_written() {
        for (text, value) in [
            ("12", "12"),
            (" 1 234 ", "1234"),
            ("三个", "3"),
            ("3個", "3"),
            ("10万+", "100000"),
            ("10万＋", "100000"),
            ("半", "0.5"),
            ("一半", "0.5"),
            ("半百", "50"),
            ("12k", "12000"),
            ("12Ｋ", "12000"),
            ("1.5M", "1500000"),
            ("2g", "2000000000"),
            ("1T", "1000000000000"),
            ("1点45", "1.45"),
            ("1點05", "1.05"),
            ("1点零五", "1.05"),
            ("2e5", "200000"),
            ("-1.5E-3", "-0.0015"),
            ("1.2E+05", "120000"),
            ("五分之三", "0.6"),
            ("5/2", "2.5"),
            ("5／2", "2.5"),
            ("一又四分之三", "1.75"),
            ("负一又四分之三", "-1.75"),
            ("4 6/3", "6"),
            ("两个半", "2.5"),
            ("2半", "2.5"),
            ("两打", "24"),
            ("三对", "6"),
            ("三對", "6"),
            ("一双", "2"),
            ("一雙", "2"),
            ("1万5", "15000"),
            ("2亿9", "290000000"),
            ("Ⅳ", "4"),
            ("Ⅻ", "12"),
            ("ⅰ", "1"),
            ("ⅻ", "12"),
        ] {
            assert_eq!(parse_number(text).map(|it| it.to_string()).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_more_or_less_than_one_number_has_no_value() {
        for text in [
            "",
            "个",
            "人",
            "12人",
            "12kg",
            "三分之一",
            "5/0",
            "1点",
            "1点a",
            "三点5x",
            "2e",
            "2e5.5",
            "三e5",
            "1e99",
            "1万10",
            "1万15",
            "1又三",
            "四 6/3",
            "ⅣⅣ",
            "打",
            "5/2/2",
        ] {
            assert_eq!(parse_number(text).map(|it| it.to_string()), None, "{text}");
        }
    }
}
