//! A whole text that is one number, however it is written.

use super::decimal::Decimal;
use super::numeral::{arabic_digit, scan_numeral};

/// The value of a text that is one number in any form, blanks and a final 个 aside.
pub fn parse_number(text: &str) -> Option<Decimal> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(roman) = parse_roman(&compact) {
        return Some(roman);
    }
    // 4 6/3: a mixed fraction.
    if let Some(mixed) = parse_mixed_fraction(text) {
        return Some(mixed);
    }
    let body = compact.strip_suffix(['个', '個']).unwrap_or(&compact);
    let numeral = scan_numeral(body)?;
    if numeral.len == body.len() {
        return Some(numeral.value);
    }
    // 一千零几, 零十: nothing but a zero or an open digit is left.
    let rest = &body[numeral.len..];
    (numeral.value.is_zero() && scan_numeral(rest).is_some_and(|rest_numeral| rest_numeral.len == rest.len()))
        .then(|| scan_numeral(rest).map_or(numeral.value, |rest| rest.value))
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
    let (above, below) = fraction.split_once(['/', '／'])?;
    let number = |text: &str| -> Option<i64> {
        let digits: Option<Vec<u8>> = text.chars().map(arabic_digit).collect();
        digits
            .filter(|digits| !digits.is_empty() && digits.len() < 10)
            .map(|digits| digits.iter().fold(0, |n, &d| n * 10 + i64::from(d)))
    };
    let (whole, above, below) = (number(whole)?, number(above)?, number(below)?);
    (below > 0 && above % below == 0).then(|| Decimal::from_int(whole + above / below))
}
