//! A calendar date as written: 2024年7月4日, 二〇二四年七月四日, 2024-07-04, 2024.7.4.

use super::numeral::{Form, scan_numeral};
use super::token::arabic_digit;

/// A year, a month or a day. Months and days are never without the greater unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    pub year: i32,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

impl Date {
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

/// Looks at the start of `text` for a date with a year; returns its bytes.
pub fn scan_date(text: &str) -> Option<(usize, Date)> {
    scan_numeric(text).or_else(|| scan_written(text))
}

/// `2024年7月4日`, `2024年7月`, `2024年`, with blanks allowed between; the day may be 号.
fn scan_written(text: &str) -> Option<(usize, Date)> {
    let (len, year) = scan_year(text)?;
    let blank = blanks(&text[len..]);
    Some(match scan_month_day(&text[len + blank..]) {
        Some((more, month, day)) => (len + blank + more, Date { year, month: Some(month), day }),
        None => (len, Date { year, month: None, day: None }),
    })
}

/// `7月4日`, `10月`; a comma may stand before it only where a day follows: 二零一六年，九月三号.
pub fn scan_month_day(text: &str) -> Option<(usize, u32, Option<u32>)> {
    let comma = text.strip_prefix('，').map_or(0, |_| '，'.len_utf8());
    let (month_len, month) = scan_part(&text[comma..], 12, &["月份", "月"])?;
    let len = comma + month_len;
    match scan_day(&text[len..]) {
        Some((day_len, day)) => Some((len + day_len, month, Some(day))),
        None => (comma == 0).then_some((len, month, None)),
    }
}

/// A day with its sign; 八月十五 without one counts where the text ends there.
fn scan_day(text: &str) -> Option<(usize, u32)> {
    if let Some(found) = scan_part(text, 31, &["日", "号", "號"]) {
        return Some(found);
    }
    let (len, day) = scan_small(text, 31)?;
    let ends = text[len..].chars().next().is_none_or(|c| matches!(c, '，' | '。' | '\n' | '）'));
    (ends && day > 9 && !text.starts_with(|c: char| c.is_ascii_digit() || c == ' ')).then_some((len, day))
}

/// A year of four digits and 年: bytes and year.
pub fn scan_year(text: &str) -> Option<(usize, i32)> {
    let (len, year) = scan_four_digits(text)?;
    let blank = blanks(&text[len..]);
    text[len + blank..].starts_with('年').then_some((len + blank + '年'.len_utf8(), year))
}

/// Four digits of any form that may be a year, from 1840 to 2150.
pub fn scan_four_digits(text: &str) -> Option<(usize, i32)> {
    let mut year = 0;
    let mut len = 0;
    let mut chars = text.chars();
    for _ in 0..4 {
        let c = chars.next()?;
        let digit = arabic_digit(c).or_else(|| han_digit(c))?;
        year = year * 10 + i32::from(digit);
        len += c.len_utf8();
    }
    let more = chars.next().is_some_and(|c| arabic_digit(c).is_some() || c == '.' || c == ',');
    ((1840..=2150).contains(&year) && !more).then_some((len, year))
}

/// The digit that a Han character or what stands for 〇 is: 一 is 1.
pub fn han_digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' | 'O' | '０' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// A number from 1 to `max` with one of `units` after it.
pub fn scan_part(text: &str, max: u32, units: &[&str]) -> Option<(usize, u32)> {
    let (len, value) = scan_small(text, max)?;
    let blank = blanks(&text[len..]);
    let unit = units.iter().find(|unit| text[len + blank..].starts_with(**unit))?;
    Some((len + blank + unit.len(), value))
}

/// A number from 1 to `max`.
pub fn scan_small(text: &str, max: u32) -> Option<(usize, u32)> {
    let blank = blanks(text);
    let numeral = scan_numeral(&text[blank..]).filter(|it| it.form != Form::Arabic || it.digits <= 2)?;
    let value = numeral.value.as_u32()?;
    (numeral.rough.is_none() && (1..=max).contains(&value)).then_some((blank + numeral.len, value))
}

/// `2024-07-04`, `2024/7/4`, `2024.07.04`.
fn scan_numeric(text: &str) -> Option<(usize, Date)> {
    let mut year_len = 0;
    let mut year = 0;
    for c in text.chars().take(4) {
        year = year * 10 + i32::from(arabic_digit(c)?);
        year_len += c.len_utf8();
    }
    let mark = text[year_len..].chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '－' | '／' | '．'))?;
    let mut at = year_len + mark.len_utf8();
    let number = |at: usize| -> Option<(usize, u32)> {
        let mut value = 0;
        let mut len = 0;
        for c in text[at..].chars().take(3) {
            let Some(digit) = arabic_digit(c) else { break };
            value = value * 10 + u32::from(digit);
            len += c.len_utf8();
        }
        (len > 0).then_some((len, value))
    };
    let (month_len, month) = number(at)?;
    at += month_len;
    at += text[at..].strip_prefix(mark).map(|_| mark.len_utf8())?;
    let (day_len, day) = number(at)?;
    at += day_len;
    ((1840..=2150).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then_some((at, Date { year, month: Some(month), day: Some(day) }))
}

/// The last day of the month, or of the year where there is no month.
pub fn last_day(date: Date) -> Date {
    let month = date.month.unwrap_or(12);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    };
    Date { month: Some(month), day: Some(days), ..date }
}

/// 一季度, 第3季度: the number of the quarter.
pub fn digit_of_quarter(word: &str) -> Option<u32> {
    let digit = word.strip_prefix('第').unwrap_or(word).chars().next()?;
    ['一', '二', '三', '四'].iter().position(|&han| han == digit).map(|idx| idx as u32 + 1).or(digit.to_digit(10))
}

/// Blanks at the start of `text`, at most four.
pub fn blanks(text: &str) -> usize {
    text.chars().take(4).take_while(|c| matches!(c, ' ' | '\u{3000}' | '\u{a0}')).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_form_have_one_iso_value() {
        for text in [
            "2024年7月4日",
            "二〇二四年七月四日",
            "２０２４年７月４日",
            "2024-07-04",
            "2024/7/4",
            "2024.7.4",
            "2024 年 7 月 4 日",
            "二零二四年七月四号",
        ] {
            let (len, date) = scan_date(text).unwrap_or_else(|| panic!("{text} is a date"));
            assert_eq!((date.iso().as_str(), &text[len..]), ("2024-07-04", ""), "{text}");
        }
    }

    #[test]
    fn a_number_of_four_digits_is_no_year_without_its_sign() {
        assert_eq!(scan_date("2024个"), None);
        assert_eq!(scan_date("20245年"), None);
        assert_eq!(scan_date("2024年度").map(|(_, date)| date.iso()), Some("2024".into()));
    }
}
