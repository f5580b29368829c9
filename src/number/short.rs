//! The numbers that most are: 一, 12, 3.6, 1200万.

use super::decimal::Decimal;
use super::numeral::{Form, Numeral, is_numeral_char};
use super::token::{Token, han_token};
use crate::text::chars::Cut;

/// Most numbers are one Han digit, or a few ASCII digits with a point and one scale at most, and nothing behind belongs
/// to them.
pub fn scan_short(text: &str, first: char) -> Option<Numeral> {
    let (len, value, form, digits) = if first.is_ascii() {
        scan_ascii(text.as_bytes())?
    } else {
        let Some(Token::Digit(digit)) = han_token(first) else { return None };
        (first.len_utf8(), Decimal::from_int(digit.into()), Form::Han, 1)
    };
    let goes_on = |c: char| is_numeral_char(c) || matches!(c, ' ' | '·' | '个' | '個' | '\'');
    let plain = Numeral { len, value, form, rough: None, before_scale: None, scaled: false, digits };
    let mut behind = text.after(len).chars();
    match behind.next() {
        Some(c) if goes_on(c) => {
            // 3.6亿, 1200万: one scale, and no more.
            let power = match c {
                '万' | '萬' => 4,
                '亿' | '億' => 8,
                _ => return None,
            };
            let scaled = form == Form::Arabic && !value.is_zero() && behind.next().is_none_or(|c| !goes_on(c));
            let value = value.shift(power).filter(|_| scaled)?;
            Some(Numeral { len: len + c.len_utf8(), value, before_scale: Some((len, plain.value)), scaled, ..plain })
        }
        _ => Some(plain),
    }
}

/// Up to 15 digits, a point among them.
fn scan_ascii(text: &[u8]) -> Option<(usize, Decimal, Form, u32)> {
    let (mut value, mut digits, mut point) = (0, 0, None);
    let mut len = 0;
    while let Some(&byte) = text.get(len) {
        match byte {
            b'0'..=b'9' if digits < 15 => {
                value = value * 10 + i64::from(byte - b'0');
                digits += 1;
            }
            b'.' if digits > 0 && point.is_none() && text.get(len + 1).is_some_and(u8::is_ascii_digit) => {
                point = Some(digits);
            }
            _ => break,
        }
        len += 1;
    }
    (digits > 0).then(|| (len, Decimal::new(value, point.map_or(0, |point| digits - point)), Form::Arabic, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(String, &str, bool, u32)> {
        let it = scan_short(text, text.chars().next()?)?;
        Some((it.value.to_string(), &text[it.len..], it.scaled, it.digits))
    }

    #[test]
    fn a_short_number_is_read_straight() {
        for (text, value, rest, scaled, digits) in [
            ("一批", "1", "批", false, 1),
            ("〇", "0", "", false, 1),
            ("12家", "12", "家", false, 2),
            ("3.60%", "3.60", "%", false, 3),
            ("3.6亿元", "360000000", "元", true, 2),
            ("1200万", "12000000", "", true, 4),
            ("007；", "7", "；", false, 3),
        ] {
            assert_eq!(told(text), Some((value.to_owned(), rest, scaled, digits)), "{text}");
        }
    }

    #[test]
    fn a_scale_can_be_given_to_the_unit_behind() {
        let cut = |text| scan_short(text, '3')?.before_scale.map(|(len, value)| (len, value.to_string()));
        assert_eq!(cut("3.6亿元"), Some((3, "3.6".into())));
        assert_eq!(cut("3.6元"), None);
    }

    #[test]
    fn what_may_go_on_is_left_to_the_rules_of_numerals() {
        for text in [
            "一百",
            "三五个",
            "3 亿",
            "3万2",
            "3万亿",
            "1,234",
            "5个亿",
            "2.0.1",
            "0亿",
            "2000多",
            "百",
            "1234567890123456",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
