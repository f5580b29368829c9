//! Festivals by year: 2025年春节 is 2025-01-29.

use crate::number::date::{Date, last_day, scan_part, scan_small};
use crate::text::chars::{Cut, starting_word};
use crate::text::signs::Signs;

/// The first year of `NEW_YEAR`.
const FIRST: i32 = 1949;
/// Days from 20 January to the first day of the lunar year, `A` being none, for 1949 to 2099.
/// Source: GB/T 33661—2017 《农历的编算和颁行》.
const NEW_YEAR: &[u8] = b"J]RHZOEXL^TI[QFYNBUK]RH[ODWL^SI\\QFYN`UJ]RH[PDVL_SI\\QEXMCUJ^SGZODVL_TI\\QFXMCVJ]RGYODWL_TI[PEXMCVK]RGZNDWM_TI[PEXNBUJ]QGZODWL_SH[QEXNCUJ]RGZOEVK^SH[QFXMB";

/// The day of the festival `word` in `year`.
pub fn festival(word: &str, year: i32) -> Option<Date> {
    let fixed = |month, day| Some(Date { year, month: Some(month), day: Some(day) });
    match word {
        "元旦" => fixed(1, 1),
        "五一" | "“五一”" | "劳动节" => fixed(5, 1),
        "国庆" | "国庆节" => fixed(10, 1),
        "春节" | "春節" => lunar_new_year(year),
        "除夕" => lunar_new_year(year).map(day_before),
        // The last evening of the lunar year, which began in `year`.
        "大年三十" => lunar_new_year(year + 1).map(day_before),
        "大年初一" => lunar_new_year(year),
        _ => None,
    }
}

/// `正月初五`, `腊月二十三`, `农历八月十五`: bytes. Which day of the year it is the report does not say.
pub fn scan_lunar(text: &str) -> Option<usize> {
    text.begins_in("农農正腊臘").then_some(())?;
    let month = ["农历", "農曆"].into_iter().find_map(|word| text.strip_prefix(word));
    let rest = month.unwrap_or(text);
    let named = starting_word(rest, &["正月", "腊月", "臘月"]).map(str::len);
    let len = named.or_else(|| scan_part(month?, 12, &["月"]).map(|(len, _)| len))?;
    let day = rest.after(len).trim_start_in("初");
    let end = scan_small(day, 30).map_or(len, |(more, _)| rest.len() - day.len() + more);
    Some(text.len() - rest.len() + end)
}

fn lunar_new_year(year: i32) -> Option<Date> {
    let idx = usize::try_from(year - FIRST).ok()?;
    let days = 20 + u32::from(NEW_YEAR.get(idx)? - b'A');
    let (month, day) = if days > 31 { (2, days - 31) } else { (1, days) };
    Some(Date { year, month: Some(month), day: Some(day) })
}

fn day_before(date: Date) -> Date {
    match (date.month, date.day) {
        (_, Some(day)) if day > 1 => Date { day: Some(day - 1), ..date },
        (month, _) => last_day(Date { month: month.map(|month| month - 1), day: None, ..date }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn festivals_of_the_lunar_calendar_have_the_day_of_their_year() {
        let iso = |word, year| festival(word, year).map(|date| date.iso());
        assert_eq!(iso("春节", 2025).as_deref(), Some("2025-01-29"));
        assert_eq!(iso("春节", 1985).as_deref(), Some("1985-02-20"));
        assert_eq!(iso("除夕", 2022).as_deref(), Some("2022-01-31"));
        assert_eq!(iso("大年三十", 2023).as_deref(), Some("2024-02-09"));
        assert_eq!(iso("春节", 2200), None);
    }
}
