//! A calendar date as written: 2024年7月4日, 二〇二四年七月四日, 2024-07-04, 2024.7.4.

use super::decimal::push_digits;
use super::numeral::{Form, scan_numeral};
use super::token::arabic_digit;
use crate::text::chars::{Cut, Ends};

/// A year, a month or a day. Months and days are never without the greater unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    pub year: i32,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

impl Date {
    pub fn iso(&self) -> String {
        let mut iso = year_iso(self.year);
        for part in [self.month, self.day].into_iter().map_while(|part| part) {
            iso.push('-');
            push_digits(&mut iso, part, 2);
        }
        iso
    }
}

/// A year as ISO 8601 has it.
pub fn year_iso(year: i32) -> String {
    let mut iso = String::new();
    push_digits(&mut iso, year.unsigned_abs(), 4);
    iso
}

/// Looks at the start of `text` for a date with a year; returns its bytes.
pub fn scan_date(text: &str) -> Option<(usize, Date)> {
    if !text.begins(opens_year) {
        return None;
    }
    scan_numeric(text).or_else(|| scan_written(text))
}

/// A year is from 1840 to 2150: no other character opens one.
pub fn opens_year(c: char) -> bool {
    matches!(c, '1' | '2' | '１' | '２' | '一' | '二')
}

/// `2024年7月4日`, `2024年7月`, `2024年`, with blanks allowed between; the day may be 号.
fn scan_written(text: &str) -> Option<(usize, Date)> {
    let (len, year) = scan_year(text)?;
    let blank = blanks(text.after(len));
    Some(match scan_month_day(text.after(len + blank)) {
        Some((more, month, day)) => (len + blank + more, Date { year, month: Some(month), day }),
        None => (len, Date { year, month: None, day: None }),
    })
}

/// `7月4日`, `10月`; a comma may stand before it only where a day follows: 二零一六年，九月三号.
pub fn scan_month_day(text: &str) -> Option<(usize, u32, Option<u32>)> {
    let comma = text.strip_prefix('，').map_or(0, |_| '，'.len_utf8());
    let (month_len, month) = scan_part(text.after(comma), 12, &["月份", "月"])?;
    let len = comma + month_len;
    match scan_day(text.after(len)) {
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
    let ends = text.after(len).chars().next().is_none_or(|c| matches!(c, '，' | '。' | '\n' | '）'));
    (ends && day > 9 && !text.begins(|c: char| c.is_ascii_digit() || c == ' ')).then_some((len, day))
}

/// A year of four digits and 年: bytes and year.
pub fn scan_year(text: &str) -> Option<(usize, i32)> {
    let (len, year) = scan_four_digits(text)?;
    let blank = blanks(text.after(len));
    text.after(len + blank).starts_with('年').then_some((len + blank + '年'.len_utf8(), year))
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
    let blank = blanks(text.after(len));
    let unit = units.iter().find(|unit| text.after(len + blank).starts_with(**unit))?;
    Some((len + blank + unit.len(), value))
}

/// A number from 1 to `max`.
pub fn scan_small(text: &str, max: u32) -> Option<(usize, u32)> {
    let blank = blanks(text);
    let numeral = scan_numeral(text.after(blank)).filter(|it| it.form != Form::Arabic || it.digits <= 2)?;
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
    let mark = text.after(year_len).chars().next().filter(|c| matches!(c, '-' | '/' | '.' | '－' | '／' | '．'))?;
    let mut at = year_len + mark.len_utf8();
    let number = |at: usize| -> Option<(usize, u32)> {
        let mut value = 0;
        let mut len = 0;
        for c in text.after(at).chars().take(3) {
            let Some(digit) = arabic_digit(c) else { break };
            value = value * 10 + u32::from(digit);
            len += c.len_utf8();
        }
        (len > 0).then_some((len, value))
    };
    let (month_len, month) = number(at)?;
    at += month_len;
    at += text.after(at).strip_prefix(mark).map(|_| mark.len_utf8())?;
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

    /// What `scan_date` takes of the text, and what it means.
    fn read(text: &str) -> Option<(&str, String)> {
        scan_date(text).map(|(len, date)| (&text[..len], date.iso()))
    }

    #[test]
    fn a_date_is_as_exact_as_it_is_written() {
        for (text, taken, iso) in [
            ("2024年7月", "2024年7月", "2024-07"),
            ("2024年7月份的", "2024年7月份", "2024-07"),
            ("2024年的", "2024年", "2024"),
            ("一九四五年八月十五", "一九四五年八月十五", "1945-08-15"),
            ("一八七六年十月十五，", "一八七六年十月十五", "1876-10-15"),
            ("二〇三六年八月十五个", "二〇三六年八月", "2036-08"),
            ("1945年八月九", "1945年八月", "1945-08"),
            ("1945年8月15", "1945年8月", "1945-08"),
            ("1945年8月32日", "1945年8月", "1945-08"),
            ("1945年13月", "1945年", "1945"),
            ("1945年8月二十来日", "1945年8月", "1945-08"),
        ] {
            assert_eq!(read(text), Some((taken, iso.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_comma_stands_before_the_month_only_where_a_day_follows() {
        assert_eq!(read("二零一六年，九月三号"), Some(("二零一六年，九月三号", "2016-09-03".into())));
        assert_eq!(read("2016年，9月份"), Some(("2016年", "2016".into())));
    }

    #[test]
    fn years_lie_between_1840_and_2150() {
        for (text, year) in [("1839年", None), ("1840年", Some(1840)), ("2150年", Some(2150)), ("2151年", None)] {
            assert_eq!(scan_year(text).map(|(_, year)| year), year, "{text}");
        }
        for text in ["2024.5年", "2024,5", "20245", "202年", ""] {
            assert_eq!(scan_four_digits(text), None, "{text}");
        }
        assert_eq!(scan_four_digits("２０24元"), Some((8, 2024)));
    }

    #[test]
    fn numeric_dates_have_one_mark_and_days_that_there_are() {
        for text in
            ["2024-7/4", "2024-7", "2024--4", "1839-01-01", "2151-01-01", "2024-13-01", "2024-00-01", "2024-01-32"]
        {
            assert_eq!(scan_numeric(text), None, "{text}");
        }
        for (text, iso) in
            [("1840-01-01", "1840-01-01"), ("2150/12/31日", "2150-12-31"), ("２０２４．１．２", "2024-01-02")]
        {
            assert_eq!(scan_numeric(text).map(|(_, date)| date.iso()).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn months_have_their_last_days_and_quarters_their_numbers() {
        let last = |year, month| last_day(Date { year, month, day: None }).iso();
        let days = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(|month| last(2023, Some(month))[8..].to_owned());
        assert_eq!(days.join(" "), "31 28 31 30 31 30 31 31 30 31 30 31");
        assert_eq!([2024, 2000, 1900].map(|year| last(year, Some(2))), ["2024-02-29", "2000-02-29", "1900-02-28"]);
        assert_eq!(last(2024, None), "2024-12-31");
        let quarters = ["一季度", "第二季度", "三季度", "第四季度", "第3季度", "本季度"].map(digit_of_quarter);
        assert_eq!(quarters, [Some(1), Some(2), Some(3), Some(4), Some(3), None]);
    }

    #[test]
    fn han_digits_are_read_one_by_one() {
        let digits: Vec<_> = "〇零○ＯO０一二三四五六七八九十".chars().map(han_digit).collect();
        let expected = [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(Some);
        assert_eq!(digits[..15], expected);
        assert_eq!(digits[15], None);
    }

    #[test]
    fn small_numbers_are_whole_and_have_their_unit() {
        assert_eq!(scan_part("7 月份", 12, &["月份", "月"]), Some((8, 7)));
        for text in ["0月", "13月", "007月", "7.5月", "7周", "几月"] {
            assert_eq!(scan_part(text, 12, &["月份", "月"]), None, "{text}");
        }
        assert_eq!(blanks("  \u{3000}\u{a0} x"), 7);
    }
}
