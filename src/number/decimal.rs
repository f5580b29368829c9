//! Exact decimals of up to 36 digits; what is longer is no number that a document states.

use std::cmp::Ordering;
use std::fmt;

/// `mantissa / 10^scale`, never rounded.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// More digits than this are not read, so that no product of a numeral and a unit overflows.
const MAX_DIGITS: u32 = 36;

impl Decimal {
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };

    pub const fn from_int(value: i64) -> Decimal {
        Decimal { mantissa: value as i128, scale: 0 }
    }

    /// Digits with `point` of them after the decimal point; `None` where they are too many.
    pub fn from_digits(digits: impl Iterator<Item = u8>, point: u32) -> Option<Decimal> {
        let mut mantissa: i128 = 0;
        let mut significant = 0;
        for digit in digits {
            significant += u32::from(significant > 0 || digit > 0);
            if significant > MAX_DIGITS {
                return None;
            }
            mantissa = mantissa * 10 + i128::from(digit);
        }
        (point <= MAX_DIGITS).then_some(Decimal { mantissa, scale: point })
    }

    /// This number times `10^power`; `None` where it gets too long.
    pub fn shift(self, power: u32) -> Option<Decimal> {
        let cut = power.min(self.scale);
        let mantissa = self.mantissa.checked_mul(10i128.checked_pow(power - cut)?)?;
        (mantissa.unsigned_abs() < 10u128.pow(MAX_DIGITS)).then_some(Decimal { mantissa, scale: self.scale - cut })
    }

    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let left = self.mantissa.checked_mul(10i128.checked_pow(scale - self.scale)?)?;
        let right = other.mantissa.checked_mul(10i128.checked_pow(scale - other.scale)?)?;
        Some(Decimal { mantissa: left.checked_add(right)?, scale })
    }

    pub fn times(self, other: Decimal) -> Option<Decimal> {
        let mut product =
            Decimal { mantissa: self.mantissa.checked_mul(other.mantissa)?, scale: self.scale + other.scale };
        // The zeros of a round factor take up decimals: 412.5 × 10000 is 4125000, not 4125000.0.
        let mut round = if other.scale == 0 { other.mantissa } else { 1 };
        while round != 0 && round % 10 == 0 && product.scale > 0 && product.mantissa % 10 == 0 {
            product = Decimal { mantissa: product.mantissa / 10, scale: product.scale - 1 };
            round /= 10;
        }
        Some(product)
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
        let (whole, part) = self.split();
        let (other_whole, other_part) = other.split();
        let scale = self.scale.max(other.scale);
        let widen = |part: i128, from: u32| part.saturating_mul(10i128.saturating_pow(scale - from));
        whole.cmp(&other_whole).then_with(|| widen(part, self.scale).cmp(&widen(other_part, other.scale)))
    }
}

impl Decimal {
    /// The whole part and what is left of the mantissa, both with the sign.
    fn split(&self) -> (i128, i128) {
        let unit = 10i128.saturating_pow(self.scale);
        (self.mantissa / unit, self.mantissa % unit)
    }
}

/// Plain digits without an exponent; decimals as written are kept (`15.0`).
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        let digits = format!("{:0width$}", self.mantissa.unsigned_abs(), width = self.scale as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - self.scale as usize);
        f.write_str(whole)?;
        if !part.is_empty() {
            write!(f, ".{part}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        Decimal::from_digits(whole.bytes().chain(part.bytes()).map(|b| b - b'0'), part.len() as u32).unwrap()
    }

    #[test]
    fn a_shift_keeps_every_digit() {
        assert_eq!(decimal("816.84").shift(8).unwrap().to_string(), "81684000000");
        assert_eq!(decimal("15.0").to_string(), "15.0");
        assert_eq!(decimal("0.005").shift(2).unwrap().to_string(), "0.5");
    }

    #[test]
    fn sums_and_order_ignore_how_many_decimals_were_written() {
        assert_eq!(decimal("1.5").plus(decimal("0.25")).unwrap().to_string(), "1.75");
        assert_eq!(decimal("1.50"), decimal("1.5"));
        assert!(decimal("1.4") < decimal("1.41"));
    }

    #[test]
    fn too_many_digits_are_refused_not_rounded() {
        assert_eq!(Decimal::from_digits(std::iter::repeat_n(9, 40), 0), None);
        assert_eq!(decimal("9").shift(40), None);
    }
}
