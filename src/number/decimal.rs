//! Exact decimals of up to 36 digits; what is longer is no number that a document states.

use crate::text::chars::Cut;
use std::cmp::Ordering;
use std::fmt;

/// `mantissa / 10^scale`, never rounded.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// The powers of ten that fit.
const POWERS: [i128; 39] = {
    let mut powers = [1; 39];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

fn power_of_ten(power: u32) -> Option<i128> {
    POWERS.get(power as usize).copied()
}

/// Most numbers are short, and 64 bits are multiplied much faster than 128.
fn multiply(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

/// More digits than this are not read, so that no product of a numeral and a unit overflows.
const MAX_DIGITS: u32 = 36;

impl Decimal {
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };

    pub const fn from_int(value: i64) -> Decimal {
        Decimal { mantissa: value as i128, scale: 0 }
    }

    /// `mantissa / 10^scale`.
    pub const fn new(mantissa: i64, scale: u32) -> Decimal {
        Decimal { mantissa: mantissa as i128, scale }
    }

    /// Digits with `point` of them after the decimal point; `None` where they are too many.
    pub fn from_digits(digits: &[u8], point: u32) -> Option<Decimal> {
        let mut read = Digits::default();
        digits.iter().for_each(|&digit| read.push(digit));
        read.decimal(point)
    }

    /// This number where it is a whole one, written without decimals, that fits.
    pub fn as_u32(self) -> Option<u32> {
        if self.scale == 0 { u32::try_from(self.mantissa).ok() } else { None }
    }

    /// This number times `10^power`; `None` where it gets too long.
    pub fn shift(self, power: u32) -> Option<Decimal> {
        let cut = power.min(self.scale);
        let mantissa = multiply(self.mantissa, power_of_ten(power - cut)?)?;
        Decimal { mantissa, scale: self.scale - cut }.bounded()
    }

    /// `None` where it has more digits than are read, in all or after the point.
    fn bounded(self) -> Option<Decimal> {
        (self.mantissa.unsigned_abs() < POWERS[MAX_DIGITS as usize] as u128 && self.scale <= MAX_DIGITS).then_some(self)
    }

    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        // Most sums are of a number and nothing.
        if other.mantissa == 0 && other.scale <= self.scale {
            return Some(self);
        }
        if self.mantissa == 0 && self.scale <= other.scale {
            return Some(other);
        }
        let scale = self.scale.max(other.scale);
        let left = multiply(self.mantissa, power_of_ten(scale - self.scale)?)?;
        let right = multiply(other.mantissa, power_of_ten(scale - other.scale)?)?;
        Decimal { mantissa: left.checked_add(right)?, scale }.bounded()
    }

    pub fn times(self, other: Decimal) -> Option<Decimal> {
        let mut product =
            Decimal { mantissa: multiply(self.mantissa, other.mantissa)?, scale: self.scale + other.scale };
        // The zeros of a round factor take up decimals: 412.5 × 10000 is 4125000, not 4125000.0.
        let mut round = if other.scale == 0 { other.mantissa } else { 1 };
        while round != 0 && round % 10 == 0 && product.scale > 0 && product.mantissa % 10 == 0 {
            product = Decimal { mantissa: product.mantissa / 10, scale: product.scale - 1 };
            round /= 10;
        }
        product.bounded()
    }

    /// The quotient where it has an end: 3 / 5 is 0.6, 1 / 3 is `None`.
    pub fn divided_by(self, other: Decimal) -> Option<Decimal> {
        if other.is_zero() {
            return None;
        }
        let above = self.mantissa.checked_mul(10i128.checked_pow(other.scale)?)?;
        let below = other.mantissa.checked_mul(10i128.checked_pow(self.scale)?)?;
        (0..=MAX_DIGITS)
            .find_map(|scale| {
                let widened = above.checked_mul(10i128.checked_pow(scale)?)?;
                (widened % below == 0).then(|| Decimal { mantissa: widened / below, scale })
            })?
            .bounded()
    }

    pub fn negated(self) -> Decimal {
        Decimal { mantissa: -self.mantissa, ..self }
    }

    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Decimal {}
impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let (whole, part) = self.split();
        let (other_whole, other_part) = other.split();
        let scale = self.scale.max(other.scale);
        let widen = |part: i128, from: u32| part.saturating_mul(power_of_ten(scale - from).unwrap_or(i128::MAX));
        whole.cmp(&other_whole).then_with(|| widen(part, self.scale).cmp(&widen(other_part, other.scale)))
    }
}

impl Decimal {
    /// The whole part and what is left of the mantissa, both with the sign.
    fn split(&self) -> (i128, i128) {
        let unit = power_of_ten(self.scale).unwrap_or(i128::MAX);
        (self.mantissa / unit, self.mantissa % unit)
    }
}

/// Plain digits without an exponent; decimals as written are kept (`15.0`).
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Decimal {
    /// The number as the report gives it: `-1200`, `0.05`.
    pub fn text(&self) -> String {
        let mut buffer = [0; 39];
        let digits = digits_of(self.mantissa.unsigned_abs(), &mut buffer);
        let scale = self.scale as usize;
        let point = digits.len().saturating_sub(scale);
        let (whole, part) = (digits.before(point), digits.after(point));
        let mut text = String::with_capacity(digits.len().max(scale) + "-0.".len());
        text.push_str(if self.mantissa < 0 { "-" } else { "" });
        text.push_str(if whole.is_empty() { "0" } else { whole });
        if scale > 0 {
            text.push('.');
            text.extend((part.len()..scale).map(|_| '0'));
            text.push_str(part);
        }
        text
    }
}

/// Writes `number` in `least` digits or more, zeros before it.
#[inline(never)]
pub fn push_digits(out: &mut String, number: u32, least: usize) {
    let mut digits = [b'0'; 10];
    let (mut rest, mut at) = (number, digits.len());
    while rest > 0 {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let from = at.min(digits.len() - least);
    out.push_str(str::from_utf8(&digits[from..]).unwrap_or_default());
}

/// `number` in decimal digits; the largest has 39.
fn digits_of(number: u128, buffer: &mut [u8; 39]) -> &str {
    let mut at = buffer.len();
    let mut high = number;
    while high > 0 || at == buffer.len() {
        // 64 bits are divided much faster than 128: nineteen digits at a time.
        let (mut low, n_digits) = match u64::try_from(high) {
            Ok(low) => (low, None),
            Err(_) => ((high % POWERS[19] as u128) as u64, Some(19)),
        };
        high = if n_digits.is_some() { high / POWERS[19] as u128 } else { 0 };
        let start = at;
        while low > 0 || n_digits.map_or(start == at, |n| start - at < n) {
            at -= 1;
            buffer[at] = b'0' + (low % 10) as u8;
            low /= 10;
        }
    }
    std::str::from_utf8(&buffer[at..]).unwrap_or_default()
}

/// Digits as they are read, one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Digits {
    pub len: u32,
    pub first: u8,
    significant: u32,
    short: u64,
    mantissa: i128,
}

impl Digits {
    #[inline]
    pub fn push(&mut self, digit: u8) {
        if self.len == 0 {
            self.first = digit;
        }
        self.len += 1;
        self.significant += u32::from(self.significant > 0 || digit > 0);
        match self.significant {
            ..=18 => self.short = self.short * 10 + u64::from(digit),
            19 => self.mantissa = i128::from(self.short) * 10 + i128::from(digit),
            20..=MAX_DIGITS => self.mantissa = self.mantissa * 10 + i128::from(digit),
            _ => {}
        }
    }

    /// The number with `point` of the digits after the decimal point; `None` where they are too many.
    pub fn decimal(&self, point: u32) -> Option<Decimal> {
        let mantissa = if self.significant <= 18 { i128::from(self.short) } else { self.mantissa };
        (self.significant <= MAX_DIGITS && point <= MAX_DIGITS).then_some(Decimal { mantissa, scale: point })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits: Vec<u8> = whole.bytes().chain(part.bytes()).map(|b| b - b'0').collect();
        Decimal::from_digits(&digits, part.len() as u32).unwrap()
    }

    #[test]
    fn a_shift_keeps_every_digit() {
        assert_eq!(decimal("816.84").shift(8).unwrap().to_string(), "81684000000");
        assert_eq!(decimal("15.0").to_string(), "15.0");
        assert_eq!(decimal("0.005").shift(2).unwrap().to_string(), "0.5");
        assert_eq!(decimal("0.005").negated().to_string(), "-0.005");
        for long in ["1234567890123456789", "12345678901234567890", "100000000000000000000000000000000000"] {
            assert_eq!(decimal(long).to_string(), long);
        }
        assert_eq!(Decimal::ZERO.to_string(), "0");
    }

    #[test]
    fn only_a_whole_number_is_one() {
        assert_eq!(decimal("15").as_u32(), Some(15));
        assert_eq!((decimal("15.0").as_u32(), decimal("15").negated().as_u32()), (None, None));
    }

    #[test]
    fn no_result_has_more_digits_than_a_number_may() {
        let small = decimal("0.000000000000000000000000000000001");
        assert_eq!(decimal("32901.4").plus(small), None);
        assert_eq!(decimal("329").plus(small).unwrap().to_string(), "329.000000000000000000000000000000001");
        assert_eq!(decimal("1.0001").times(small), None);
        assert_eq!(decimal("1000").divided_by(small), None);
    }

    #[test]
    fn sums_and_order_ignore_how_many_decimals_were_written() {
        assert_eq!(decimal("1.5").plus(decimal("0.25")).unwrap().to_string(), "1.75");
        assert_eq!(decimal("1.50"), decimal("1.5"));
        assert!(decimal("1.4") < decimal("1.41"));
    }

    #[test]
    fn a_quotient_without_an_end_is_none() {
        assert_eq!(decimal("3").divided_by(decimal("5")).unwrap().to_string(), "0.6");
        assert_eq!(decimal("1.5").divided_by(decimal("0.5")).unwrap().to_string(), "3");
        assert_eq!(decimal("1").divided_by(decimal("3")), None);
        assert_eq!(decimal("1").divided_by(Decimal::ZERO), None);
    }

    #[test]
    fn too_many_digits_are_refused_not_rounded() {
        assert_eq!(Decimal::from_digits(&[9; 40], 0), None);
        assert_eq!(decimal("9").shift(40), None);
    }

    #[test]
    fn a_product_keeps_the_decimals_that_a_round_factor_does_not_take_up() {
        for (one, other, product) in [
            ("412.5", "10000", "4125000"),
            ("4.12", "100", "412"),
            ("1.50", "10", "15.0"),
            ("1.05", "10", "10.5"),
            ("1.5", "10.0", "15.00"),
            ("2.5", "4", "10.0"),
            ("0.5", "0.5", "0.25"),
            ("12", "10", "120"),
            ("0.05", "0", "0.00"),
            ("10.0", "3", "30.0"),
            ("9999999999", "9999999999", "99999999980000000001"),
            ("12345678901234567890", "10", "123456789012345678900"),
        ] {
            assert_eq!(decimal(one).times(decimal(other)).unwrap().to_string(), product, "{one} × {other}");
        }
        assert_eq!(decimal("1").shift(30).unwrap().times(decimal("1").shift(30).unwrap()), None);
    }

    #[test]
    fn sums_are_as_long_as_their_longer_part() {
        for (one, other, sum) in [
            ("0", "1.50", "1.50"),
            ("1.50", "0", "1.50"),
            ("0.00", "1.5", "1.50"),
            ("1.5", "0.00", "1.50"),
            ("0.5", "12", "12.5"),
            ("10000", "500", "10500"),
        ] {
            assert_eq!(decimal(one).plus(decimal(other)).unwrap().to_string(), sum, "{one} + {other}");
        }
        assert_eq!(decimal("1.5").plus(decimal("2").negated()).unwrap().to_string(), "-0.5");
    }

    #[test]
    fn numbers_are_ordered_by_their_value() {
        let mut numbers: Vec<Decimal> =
            ["0.1", "100000000000000000000000000000000000", "2", "1.99", "1.5", "0.05", "1.50001"]
                .iter()
                .flat_map(|text| [decimal(text), decimal(text).negated()])
                .collect();
        numbers.sort();
        let written: Vec<String> = numbers[7..].iter().map(Decimal::to_string).collect();
        assert_eq!(written, ["0.05", "0.1", "1.5", "1.50001", "1.99", "2", "100000000000000000000000000000000000"]);
        let negative: Vec<Decimal> = numbers[..7].iter().rev().map(|it| it.negated()).collect();
        assert_eq!(negative, numbers[7..]);
        assert!(numbers[6].is_negative() && !numbers[7].is_negative() && !Decimal::ZERO.is_negative());
    }

    #[test]
    fn numbers_of_36_digits_are_exact_and_longer_ones_refused() {
        for len in 1..=36 {
            for text in [
                "9876543210".repeat(4)[..len].to_owned(),
                format!("1{}", "0".repeat(len - 1)),
                format!("0.{}", "1".repeat(len)),
            ] {
                assert_eq!(decimal(&text).to_string(), text);
            }
        }
        let digits = |n: usize| Decimal::from_digits(&vec![1; n], 0);
        assert!(digits(36).is_some() && digits(37).is_none());
        let zeros = [&[0; 40][..], &[5]].concat();
        assert_eq!(Decimal::from_digits(&zeros, 0).map(|it| it.to_string()).as_deref(), Some("5"));
        assert!(Decimal::from_digits(&[1], 36).is_some());
        assert!(Decimal::from_digits(&[1], 37).is_none());
        assert_eq!(decimal("1").shift(35).unwrap().to_string(), format!("1{}", "0".repeat(35)));
        assert_eq!(decimal("1").shift(36), None);
        let largest = Decimal { mantissa: i128::MAX, scale: 0 };
        assert_eq!(largest.to_string(), i128::MAX.to_string());
    }

    #[test]
    fn whole_numbers_fit_32_bits_or_are_none() {
        assert_eq!(decimal("4294967295").as_u32(), Some(u32::MAX));
        assert_eq!(decimal("4294967296").as_u32(), None);
    }

    #[test]
    fn quotients_keep_sign_and_decimals() {
        assert_eq!(decimal("1").divided_by(decimal("8")).unwrap().to_string(), "0.125");
        assert_eq!(decimal("1").divided_by(decimal("0.25")).unwrap().to_string(), "4");
        assert_eq!(decimal("0.75").divided_by(decimal("3")).unwrap().to_string(), "0.25");
        assert_eq!(decimal("1").negated().divided_by(decimal("4")).unwrap().to_string(), "-0.25");
        assert_eq!(decimal("0").divided_by(decimal("4")).unwrap(), Decimal::ZERO);
    }

    #[test]
    fn digits_tell_how_many_there_were_and_which_came_first() {
        let mut read = Digits::default();
        [0, 7, 3].into_iter().for_each(|digit| read.push(digit));
        assert_eq!((read.len, read.first), (3, 0));
        assert_eq!(read.decimal(1).unwrap().to_string(), "7.3");
    }
}
