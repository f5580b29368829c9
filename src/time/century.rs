//! Centuries and decades: 20世纪90年代, 上世纪八十年代末, 九十年代, 本世纪中叶, 新世纪以来.

use super::Found;
use super::point::{Part, Point};
use crate::number::date::{scan_four_digits, scan_small};
use crate::report::TimeKind;
use crate::text::chars::{Cut, starting_word};

/// The expression at the start of `text`; `this_year` says which century is this one. A century alone is a name:
/// 21世纪海上丝绸之路.
pub fn scan_century(text: &str, this_year: Option<i32>) -> Option<Found> {
    if let Some(found) = scan_decade(text) {
        return Some(found);
    }
    let (len, start) = scan_name(text, this_year)?;
    let rest = text.after(len);
    if let Some((decade_len, decade)) = decade_of(rest) {
        return Some(decade_found(rest.after(decade_len), len + decade_len, start + decade));
    }
    if rest.starts_with("以来") || rest.starts_with("以來") {
        let iso = Point { date: Point::year(start + 1).date, part: Part::Since }.iso();
        return Some(Found::one(len + "以来".len(), TimeKind::Period, iso));
    }
    let part = starting_word(rest, &["中叶", "中期", "初", "末"])?;
    Some(Found::one(len + part.len(), TimeKind::Relative, None))
}

/// The bytes of 上世纪, 二十一世纪 and the year that it is counted from: 1900 for the 20th.
fn scan_name(text: &str, this_year: Option<i32>) -> Option<(usize, i32)> {
    let this = this_year.map_or(2000, |year| year / 100 * 100);
    let told = [("上个", this - 100), ("上", this - 100), ("本", this), ("新", this), ("下", this + 100)]
        .into_iter()
        .find_map(|(word, start)| text.starts_with(word).then_some((word.len(), start)));
    let (len, start) = told.or_else(|| scan_small(text, 21).map(|(len, century)| (len, (century as i32 - 1) * 100)))?;
    let word = starting_word(text.after(len), &["世纪", "世紀"])?;
    Some((len + word.len(), start))
}

/// 1990年代, 90年代, 九十年代: without a century, one of the 20th.
fn scan_decade(text: &str) -> Option<Found> {
    if let Some((len, year)) = scan_four_digits(text).filter(|&(_, year)| year % 10 == 0) {
        let rest = text.after(len).strip_prefix("年代")?;
        return Some(decade_found(rest, text.len() - rest.len(), year));
    }
    let (len, decade) = decade_of(text).filter(|&(_, decade)| decade >= 30)?;
    Some(decade_found(text.after(len), len, 1900 + decade))
}

/// 90年代, 九十年代: its bytes and 90.
fn decade_of(text: &str) -> Option<(usize, i32)> {
    let (len, decade) = scan_small(text, 90)?;
    text.after(len).starts_with("年代").then_some(())?;
    (decade >= 10 && decade % 10 == 0).then_some((len + "年代".len(), decade as i32))
}

/// The whole decade; 初 and 末 belong to its words.
fn decade_found(rest: &str, len: usize, first: i32) -> Found {
    let part = starting_word(rest, &["初期", "中期", "后期", "末期", "以来", "初", "末"]);
    if part == Some("以来") {
        let iso = Point { date: Point::year(first).date, part: Part::Since }.iso();
        return Found::one(len + "以来".len(), TimeKind::Period, iso);
    }
    Found::years(len + part.map_or(0, str::len), TimeKind::Period, Some((first, first + 9)))
}
