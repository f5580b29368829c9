//! Five-year plans: “十四五”, 第十四个五年规划.

use crate::lexicon::{NOT_AFTER_PLAN, PLAN_CLOSERS, PLAN_WORDS};
use crate::number::date::han_digit;
use crate::number::numeral::{Form, scan_numeral};
use crate::text::chars::{Cut, Ends, is_letter_or_digit, starting_word};
use crate::text::signs::Signs;

/// The years of the plan named at the start of `text`, and its bytes; `before` is what stands before it.
pub fn scan_plan(before: &str, text: &str) -> Option<(usize, (i32, i32))> {
    let (len, number) = scan_full(text).or_else(|| scan_short(before, text))?;
    Some((len, years_of(number)?))
}

/// ”前三年, 时期后两年 behind a plan: where it begins, its bytes, and the years.
pub fn scan_part_of_plan(text: &str, (first, last): (i32, i32)) -> Option<(usize, usize, (i32, i32))> {
    let rest = text.strip_start_in("”\"’").unwrap_or(text);
    let rest = starting_word(rest, &["时期", "期间"]).map_or(rest, |word| rest.after(word.len()));
    let number = rest.strip_start_in("前后頭头")?;
    let numeral = scan_numeral(number).filter(|it| it.len == '三'.len_utf8() || it.len == 1)?;
    number.after(numeral.len).strip_prefix('年')?;
    let n = i32::try_from(numeral.value.as_u32()?).ok().filter(|n| (1..5).contains(n))?;
    let len = rest.step() + numeral.len + '年'.len_utf8();
    let years = if rest.starts_with('后') { (last + 1 - n, last) } else { (first, first + n - 1) };
    Some((text.len() - rest.len(), len, years))
}

/// 第十四个五年规划.
fn scan_full(text: &str) -> Option<(usize, i32)> {
    let rest = text.strip_prefix('第')?;
    let numeral = scan_numeral(rest).filter(|it| it.form != Form::Scale || it.len == '十'.len_utf8())?;
    let number = i32::try_from(numeral.value.as_u32()?).ok()?;
    let after =
        rest.after(numeral.len).strip_prefix("个五年").or_else(|| rest.after(numeral.len).strip_prefix("個五年"))?;
    let word = starting_word(after, &["规划", "计划", "規劃", "計劃"])?;
    Some((text.len() - after.len() + word.len(), number))
}

/// 十四五: in quotation marks, or with a word after it that only a plan has, or with tens and five: 十一五 and later.
fn scan_short(before: &str, text: &str) -> Option<(usize, i32)> {
    let (len, number) = scan_name(text)?;
    let rest = text.after(len);
    let quoted = before.ends_in("“\"‘「『＂");
    let closed = PLAN_CLOSERS.prefix(rest).map_or(rest, |(word, _)| rest.after(word.len()));
    let closes = closed.len() < rest.len();
    if NOT_AFTER_PLAN.prefix(closed).is_some() {
        return None;
    }
    let named = PLAN_WORDS.prefix(closed).is_some() && (!closes || quoted);
    let long = number > 10 && !rest.begins(is_letter_or_digit);
    (named || quoted && closes || long).then_some((len, number))
}

/// The number before the last 五 of the name: 十四|五, 十|五, 十五|五, 七|五.
fn scan_name(text: &str) -> Option<(usize, i32)> {
    let digit = |c: char| han_digit(c).filter(|&digit| digit > 0).map(i32::from);
    let mut chars = text.chars();
    let (first, second, third) = (chars.next()?, chars.next(), chars.next());
    let len: usize = '五'.len_utf8();
    Some(match (first, second, third) {
        ('十', Some(ones), Some('五')) if digit(ones).is_some() => (3 * len, 10 + digit(ones)?),
        ('十', Some('五'), _) => (2 * len, 10),
        (ones, Some('五'), _) => (2 * len, digit(ones)?),
        _ => return None,
    })
}

/// 一五 was 1953 to 1957; after three years without a plan, 三五 began in 1966.
fn years_of(number: i32) -> Option<(i32, i32)> {
    let first = match number {
        1 => 1953,
        2 => 1958,
        3..=30 => 1966 + (number - 3) * 5,
        _ => return None,
    };
    Some((first, first + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_have_their_years_in_every_form() {
        let years = |before, text| scan_plan(before, text).map(|(_, years)| years);
        assert_eq!(years("“", "十四五”规划"), Some((2021, 2025)));
        assert_eq!(years("“", "十五”期内"), Some((2001, 2005)));
        assert_eq!(years("“", "十五五”时期"), Some((2026, 2030)));
        assert_eq!(years("", "第十二个五年规划纲要"), Some((2011, 2015)));
        assert_eq!(years("", "第十个五年计划"), Some((2001, 2005)));
        assert_eq!(years("", "十三五时期"), Some((2016, 2020)));
        assert_eq!(years("“", "六五”计划"), Some((1981, 1985)));
    }

    #[test]
    fn a_number_that_ends_in_five_is_no_plan() {
        for (before, text) in [("", "十五个"), ("", "十四五个月"), ("", "三五成群"), ("“", "八五”普法"), ("", "七五折")]
        {
            assert_eq!(scan_plan(before, text), None, "{text}");
        }
    }
}
