//! The number as written: `3.6亿`, `三十六`, `叁拾陆`, `３６`, `2亿5000万`, `1.6万余`.

use super::decimal::{Decimal, Digits};
use super::short::scan_short;
use super::token::{Token, arabic_digit, han_token};
use crate::text::chars::{Cut, Ends, is_han, starting_word};
use crate::text::signs::Signs;

/// A number at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Bytes of the text that it takes.
    pub len: usize,
    pub value: Decimal,
    pub form: Form,
    pub rough: Option<Rough>,
    /// Bytes up to a final scale word, and the value without it, where the number ends in one: 3776.4|千, 3|亿.
    pub before_scale: Option<(usize, Decimal)>,
    /// It has 万 or a higher scale, or 百 or 千 after Arabic digits.
    pub scaled: bool,
    /// Arabic digits, or Han digits without a scale, in so many characters.
    pub digits: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Arabic,
    Han,
    /// A scale word alone: 百, 千万, 亿.
    Scale,
}

/// What an open number says of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rough {
    /// 余, 多, 来: the value is exceeded.
    Over,
    /// 数十, 几百, 三五百: from the value to this one.
    To(Decimal),
}

/// No number that a document states is longer, in characters; a longer run of digits is none at all.
const LONGEST: usize = 64;

/// Whether a number may hold this character: to pass over a run that is no number.
pub fn is_numeral_char(c: char) -> bool {
    arabic_digit(c).is_some() || matches!(c, '.' | ',' | '，' | '．') || han_token(c).is_some()
}

/// The bytes of the run of numerals that `text` starts with, where it is too long to be a number.
pub fn scan_overlong(text: &str) -> Option<usize> {
    let run = text.char_indices().find(|&(_, c)| !is_numeral_char(c)).map_or(text.len(), |(at, _)| at);
    (text.before(run).chars().nth(LONGEST).is_some()).then_some(run)
}

/// Looks at the start of `text` for a number, as long as it goes, in time linear in its length.
///
/// # Example
/// `scan_numeral("2亿5000万元")` is 250000000 in 11 bytes; the unit is not part of it.
pub fn scan_numeral(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if let Some(short) = scan_short(text, first) {
        return Some(short);
    }
    let arabic = arabic_digit(first).is_some() || matches!(first, '.' | '．');
    let han = !arabic && han_token(first).is_some();
    if (arabic || han) && text.chars().take(LONGEST + 1).take_while(|&c| is_numeral_char(c)).count() > LONGEST {
        return None;
    }
    if !arabic
        && !han
        && let Some((sign, minus)) = scan_sign(text)
    {
        let rest = scan_numeral(text.after(sign)).filter(|rest| rest.form != Form::Scale)?;
        let value = if minus { rest.value.negated() } else { rest.value };
        let before_scale =
            rest.before_scale.map(|(len, value)| (len + sign, if minus { value.negated() } else { value }));
        return Some(Numeral { len: rest.len + sign, value, before_scale, ..rest });
    }
    if arabic {
        scan_arabic(text)
    } else if han {
        scan_han(text)
    } else {
        None
    }
}

/// A sign with a digit straight after it: bytes, and whether it is a minus.
fn scan_sign(text: &str) -> Option<(usize, bool)> {
    let first = text.chars().next()?;
    let minus = match first {
        '-' | '－' | '−' | '–' | '负' | '負' => true,
        '+' | '＋' => false,
        _ => return None,
    };
    let rest = text.after(first.len_utf8());
    let rest = if matches!(first, '负' | '負') { rest.strip_prefix('的').unwrap_or(rest) } else { rest };
    let next = rest.chars().next()?;
    let digit = arabic_digit(next).is_some()
        || next == '.' && rest.after(1).begins(|c| arabic_digit(c).is_some())
        || (matches!(first, '负' | '負') && matches!(han_token(next), Some(Token::Digit(_) | Token::Scale(1))));
    digit.then_some((text.len() - rest.len(), minus))
}

/// Plain Arabic digits: grouped by threes, with one point.
struct Plain {
    len: usize,
    value: Decimal,
    digits: u32,
}

fn scan_plain(text: &str) -> Option<Plain> {
    let mut digits = Digits::default();
    let mut len = 0;
    let mut point = None;
    let mut chars = text.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        let rest = text.after(at + c.len_utf8());
        if let Some(digit) = arabic_digit(c) {
            digits.push(digit);
            len = at + c.len_utf8();
        } else if point.is_none()
            && match c {
                '.' | '．' => rest.begins(|c| arabic_digit(c).is_some()),
                '点' | '·' => digits.len > 0 && is_spoken_point(rest),
                _ => false,
            }
        {
            point = Some(digits.len);
        } else if matches!(c, ',' | '，' | '\'') && point.is_none() && is_group(&digits, text, at, rest) {
        } else {
            break;
        }
        chars.next();
    }
    if digits.len == 0 {
        return None;
    }
    // A second point makes it a version, a section number or a date: 2.0.1.
    let value = digits.decimal(point.map_or(0, |point| digits.len - point))?;
    Some(Plain { len, value, digits: digits.len })
}

/// Whether a comma separates thousands: one to three digits before the first, exactly three after each.
fn is_group(digits: &Digits, text: &str, at: usize, rest: &str) -> bool {
    let after = rest.chars().take_while(|&c| arabic_digit(c).is_some()).count();
    let before = text.before(at).chars().rev().take_while(|&c| arabic_digit(c).is_some()).count();
    let first_group = before == digits.len as usize;
    after == 3 && (if first_group { (1..=3).contains(&before) && digits.first != 0 } else { before == 3 })
}

/// Whether the digits behind 点 are decimals, as a speech is taken down (`12点5公斤`, `3点6亿`), and no minutes or other number;
/// behind ·, as some pages print the point (`2·4%`).
fn is_spoken_point(rest: &str) -> bool {
    let behind = rest.trim_start_in("0123456789");
    behind.len() < rest.len() && (behind.begins_in("万亿%％倍度吨元公千平") || behind.starts_with("个百分点"))
}

fn scan_arabic(text: &str) -> Option<Numeral> {
    let plain = scan_plain(text)?;
    let mut len = plain.len;
    let mut total = Decimal::ZERO; // parts in 万 and higher
    let mut section = Decimal::ZERO; // parts in 百 and 千 below the next high scale
    let mut part = Some(plain.value); // the number that waits for its scale
    let mut lowest = u32::MAX; // the power of the last scale
    let mut highest = u32::MAX; // the power of the last 万 or higher
    let mut rough = None;
    let mut before_scale = None;
    loop {
        let rest = text.after(len);
        let mut at = skip_blank_before_scale(rest);
        if lowest == u32::MAX {
            at += skip_classifier_before_scale(rest.after(at));
        }
        // 余, 多 before a scale: 1.6余万.
        if let Some(c) = rest.after(at).chars().next().filter(|&c| han_token(c) == Some(Token::Over))
            && matches!(first_token(rest.after(at + c.len_utf8())), Some(Token::Scale(2..)))
        {
            rough = Some(Rough::Over);
            at += c.len_utf8();
        }
        let Some(Token::Scale(power)) = first_token(rest.after(at)) else { break };
        let scale_len = rest.after(at).chars().next().map_or(0, char::len_utf8);
        // 5十万 and 1千2百3十, but 10 十 is no number.
        if power == 1 && section.is_zero() && !followed_by_scale(rest.after(at + scale_len)) {
            break;
        }
        let alone = total.is_zero() && section.is_zero();
        // 2611亿|千瓦时: 千 is no scale of it, and the last one stays 亿.
        let before = alone.then_some(part.map_or((len, total), |part| (len, part)));
        if power < 4 {
            let Some(number) = part.take().filter(|_| power < lowest.min(highest)) else { break };
            before_scale = alone.then_some((len, number));
            section = section.plus(number.shift(power)?)?;
        } else if let Some(below) =
            part.take().map_or(Some(section), |part| section.plus(part)).filter(|it| !it.is_zero())
        {
            if power >= highest {
                break;
            }
            before_scale = if section.is_zero() { before } else { total.is_zero().then_some((len, below)) };
            total = total.plus(below.shift(power)?)?;
            (section, highest) = (Decimal::ZERO, power);
        } else {
            // 万亿: a scale on a scale; 0亿 stays nothing.
            before_scale = Some((len, total));
            total = total.shift(power)?;
            highest = highest.saturating_add(power);
        }
        lowest = power;
        len += at + scale_len;
        if rough.is_none()
            && let Some((more, value)) = scan_lower_part(text.after(len), lowest, highest)
        {
            part = Some(value);
            before_scale = None;
            len += more;
        }
    }
    let value = total.plus(section)?.plus(part.unwrap_or(Decimal::ZERO))?;
    let scaled = lowest != u32::MAX;
    if rough.is_none()
        && let Some(over) = scan_over(text.after(len))
    {
        rough = Some(Rough::Over);
        len += over;
        before_scale = None;
    }
    Some(Numeral { len, value, form: Form::Arabic, rough, before_scale, scaled, digits: plain.digits })
}

/// The part after a scale: 5000 of 2亿5000万, 2 of 3万2千, 五 of 10万零五百; `lowest` and `highest` are the powers of the
/// last scale and of the last 万 or higher.
fn scan_lower_part(text: &str, lowest: u32, highest: u32) -> Option<(usize, Decimal)> {
    let zero = text.chars().next().filter(|&c| c == '零').map_or(0, char::len_utf8);
    let text_after = text.after(zero);
    let (len, value, digits) = match scan_plain(text_after) {
        Some(plain) => (plain.len, plain.value, plain.digits),
        None => {
            let c = text_after.chars().next()?;
            let Some(Token::Digit(digit @ 1..)) = han_token(c) else { return None };
            followed_by_scale(text_after.after(c.len_utf8())).then_some((
                c.len_utf8(),
                Decimal::from_int(digit.into()),
                1,
            ))?
        }
    };
    let fits = match first_token(text_after.after(len)) {
        Some(Token::Scale(power @ 4..)) => power < highest && digits <= 4,
        Some(Token::Scale(power)) => power < lowest && digits <= 4,
        // 2万3456 and 1千零1 are numbers; 3亿12个 is cut short.
        _ => digits <= lowest && (digits == 4 || zero > 0 || digits < 4 && lowest <= 3),
    };
    fits.then_some((zero + len, value))
}

/// 两个亿, 3个亿: the classifier between number and scale. 3个亿元项目 and 4个亿吨级港口 are counts of such things.
fn skip_classifier_before_scale(text: &str) -> usize {
    let Some(c) = text.chars().next().filter(|c| matches!(c, '个' | '個')) else { return 0 };
    let Some(rest) = text.after(c.len_utf8()).strip_start_in("亿億") else { return 0 };
    let of_things = rest.begins_in("元级吨千斤以产人立平方");
    if of_things { 0 } else { c.len_utf8() }
}

fn first_token(text: &str) -> Option<Token> {
    text.chars().next().and_then(han_token)
}

fn followed_by_scale(text: &str) -> bool {
    matches!(first_token(text), Some(Token::Scale(_)))
}

/// One ASCII blank may stand between digits and a high scale: `3 亿`.
fn skip_blank_before_scale(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(' ') else { return 0 };
    usize::from(matches!(first_token(rest), Some(Token::Scale(4..))))
}

/// 余 or 多 after a number: `2000多人`, `1.6万余个`. 来 only after a round one: `二十来个`, but not 五年来.
fn scan_over(text: &str) -> Option<usize> {
    let c = text.chars().next().filter(|c| matches!(c, '余' | '餘' | '多'))?;
    // 余额, 余姚 (a place), 多元化 and 多样 are words, but 300多元.
    let words = [
        "多元化",
        "多元共",
        "多元主",
        "多元文",
        "多样",
        "多边",
        "多数",
        "多方",
        "多式",
        "余额",
        "余姚",
        "余热",
        "余缺",
    ];
    starting_word(text, &words).is_none().then_some(c.len_utf8())
}

fn scan_han(text: &str) -> Option<Numeral> {
    let mut total = Decimal::ZERO; // parts above 万 and 亿
    let mut section = Decimal::ZERO; // below the next high scale
    let starts_with_ten = text.begins_in("十拾");
    let mut digit: Option<Decimal> = None;
    let mut digit_text: Vec<u8> = Vec::new();
    let mut rough = None;
    let mut len = 0;
    let mut last_scale: Option<u32> = None;
    let mut zero_before = false;
    let mut before_scale = None;
    let mut any_scale = false;
    let mut any_digit = false;
    let mut pending_several: Option<(Decimal, Decimal)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        let after = text.after(at + c.len_utf8());
        let token = match han_token(c) {
            Some(token) => token,
            None if any_digit && !any_scale && at == len && skip_classifier_before_scale(text.after(at)) > 0 => {
                chars.next();
                continue;
            }
            // 一万两千零3十四: Arabic digits inside.
            None => match arabic_digit(c) {
                Some(d)
                    if any_scale && (followed_by_scale(after) || last_scale.is_some_and(|s| s >= 4)) && at == len =>
                {
                    Token::Digit(d)
                }
                _ => break,
            },
        };
        match token {
            Token::Digit(0) if any_scale || !digit_text.is_empty() => {
                if any_scale && digit.is_none() {
                    // 零 joins a lower part; at the very end it belongs to another word (百零).
                    if !matches!(
                        after.chars().next().and_then(|c| han_token(c).or(arabic_digit(c).map(Token::Digit))),
                        Some(Token::Digit(_) | Token::Scale(1) | Token::Several)
                    ) {
                        break;
                    }
                    zero_before = true;
                } else if any_scale {
                    break;
                } else {
                    digit_text.push(0);
                    digit = None;
                }
            }
            // 三千两百两, 二两: the last 两 is the unit, but 一两天.
            Token::Digit(_)
                if matches!(c, '两' | '兩')
                    && (any_scale && !followed_by_scale(after) || !digit_text.is_empty() && !after.begins(is_han)) =>
            {
                break;
            }
            Token::Digit(d) => {
                if any_scale && digit.is_some() {
                    // 三千五六百: adjacent digits.
                    let Some(first) = digit else { break };
                    let second = Decimal::from_int(d.into());
                    if pending_several.is_some() {
                        break;
                    }
                    if !followed_by_scale(after) {
                        // 十七八岁: one more than seventeen at most.
                        if last_scale == Some(1) && first.plus(Decimal::from_int(1)) == Some(second) {
                            rough = Some(Rough::To(total.plus(section)?.plus(second)?));
                            len = at + c.len_utf8();
                        }
                        break;
                    }
                    pending_several = Some((first, second));
                } else {
                    digit_text.push(d);
                    digit = Some(Decimal::from_int(d.into()));
                }
                any_digit = true;
            }
            Token::Tens(tens) => {
                if digit.is_some() || !matches!(last_scale, None | Some(2..)) {
                    break;
                }
                section = section.plus(Decimal::from_int(tens.into()))?;
                (any_scale, any_digit, last_scale) = (true, true, Some(1));
            }
            Token::Several => {
                // 数十, 几百, 十几, 二十几亿.
                let before_scale = followed_by_scale(after);
                if digit.is_some() || !digit_text.is_empty() || !(before_scale || last_scale.is_some_and(|s| s <= 2)) {
                    break;
                }
                if last_scale.is_none() {
                    pending_several = Some((Decimal::from_int(1), Decimal::from_int(10)));
                    digit = Some(Decimal::from_int(1));
                } else {
                    rough = Some(Rough::Over);
                }
                any_digit = true;
            }
            Token::Over => {
                if !any_digit && !any_scale {
                    return None;
                }
                let scale_follows = matches!(after.chars().next().and_then(han_token), Some(Token::Scale(4..)));
                let round = digit.is_none() && any_scale;
                if c == '来' || c == '來' {
                    // 二十来个, 百来家; 五年来 and 近年来 never come here, 一来 does.
                    if !round || last_scale.is_none_or(|s| s > 3) {
                        break;
                    }
                } else if !round || (!scale_follows && scan_over(text.after(at)).is_none()) {
                    break;
                }
                rough = Some(Rough::Over);
                if !scale_follows {
                    len = at + c.len_utf8();
                    break;
                }
            }
            Token::Point => {
                let decimals: Vec<u8> = after
                    .chars()
                    .map_while(|c| match han_token(c) {
                        Some(Token::Digit(d)) => Some(d),
                        _ => arabic_digit(c),
                    })
                    .collect();
                if decimals.is_empty() || (!any_digit && !any_scale && digit_text.is_empty()) {
                    break;
                }
                let taken: usize = after.chars().take(decimals.len()).map(char::len_utf8).sum();
                let part = Decimal::from_digits(&decimals, decimals.len() as u32)?;
                let whole = match (digit, any_scale) {
                    (_, false) => Decimal::from_digits(&digit_text, 0)?,
                    // 一千六点五: elliptic.
                    (Some(d), true) => section.plus(elliptic(d, last_scale, zero_before)?)?,
                    (None, true) => section,
                };
                let value = total.plus(whole)?.plus(part)?;
                let len = at + c.len_utf8() + taken;
                let tail = scan_scale_tail(text.after(len), value);
                let (more, value) = tail.unwrap_or((0, value));
                return Some(Numeral {
                    len: len + more,
                    value,
                    form: Form::Han,
                    rough: None,
                    before_scale: None,
                    scaled: more > 0,
                    digits: decimals.len() as u32 + 1,
                });
            }
            Token::Scale(power) => {
                if !any_scale
                    && digit_text.len() == 2
                    && digit_text[0] > 0
                    && digit_text[1] > 0
                    && pending_several.is_none()
                {
                    // 三五百, 八九亿.
                    pending_several =
                        Some((Decimal::from_int(digit_text[0].into()), Decimal::from_int(digit_text[1].into())));
                } else if !any_scale && digit_text.len() > 1 && digit.is_some() {
                    // 一二三万: digits, then a scale.
                    digit = Some(Decimal::from_digits(&digit_text, 0)?);
                }
                if power < 4 {
                    // 千万|千瓦: after 万 or 亿 no scale stands without its digit.
                    let bare = power > 1 && digit.is_none() && pending_several.is_none() && !zero_before;
                    if last_scale.is_some_and(|last| if last < 4 { last <= power } else { bare && section.is_zero() }) {
                        break;
                    }
                    // 零十 is ten.
                    let times = digit.take().filter(|it| !it.is_zero()).unwrap_or(Decimal::from_int(1));
                    if let Some((low, high)) = pending_several.take() {
                        rough = Some(Rough::To(section.plus(high.shift(power)?)?));
                        section = section.plus(low.shift(power)?)?;
                    } else {
                        let alone = section.is_zero() && any_digit;
                        before_scale = if alone { Some((at, total.plus(times)?)) } else { None };
                        section = section.plus(times.shift(power)?)?;
                    }
                } else {
                    // A higher scale multiplies what stands since the last higher one: 二十一万亿, 一万五千亿.
                    let mut below = section;
                    if let Some((low, high)) = pending_several.take() {
                        rough = Some(Rough::To(high));
                        below = below.plus(low)?;
                        digit = None;
                    } else if let Some(d) = digit.take() {
                        below = below.plus(d)?;
                    }
                    if below.is_zero() && total.is_zero() {
                        if any_digit {
                            break;
                        }
                        below = Decimal::from_int(1);
                    }
                    let lift = last_scale.is_some_and(|last| last >= 4 && last <= power)
                        || (power > 4 && !total.is_zero() && last_high(total) < power);
                    if lift {
                        below = total.plus(below)?;
                        total = Decimal::ZERO;
                    }
                    before_scale = total.is_zero().then_some((at, below));
                    if let Some(Rough::To(high)) = rough {
                        rough = Some(Rough::To(high.shift(power)?));
                    }
                    total = total.plus(below.shift(power)?)?;
                    section = Decimal::ZERO;
                }
                any_scale = true;
                last_scale = Some(power);
                zero_before = false;
                digit = None;
                digit_text.clear();
            }
        }
        len = at + c.len_utf8();
        chars.next();
    }
    if len == 0 {
        return None;
    }
    if !any_scale {
        if digit_text.is_empty() {
            return None;
        }
        let value = Decimal::from_digits(&digit_text, 0)?;
        let digits = digit_text.len() as u32;
        return Some(Numeral { len, value, form: Form::Han, rough, before_scale: None, scaled: false, digits });
    }
    let mut value = total.plus(section)?;
    if let Some(d) = digit {
        value = value.plus(elliptic(d, last_scale, zero_before)?)?;
        before_scale = None;
    }
    // 十 alone is a number; 百, 千, 万 alone are not.
    let form = if any_digit || starts_with_ten { Form::Han } else { Form::Scale };
    Some(Numeral {
        len,
        value,
        form,
        rough,
        before_scale,
        scaled: last_scale.is_some_and(|s| s >= 4) || !total.is_zero(),
        digits: 0,
    })
}

/// The last digit after a scale: 一万三 is 13000, 一万零三 is 10003, 三十三 is 33.
fn elliptic(digit: Decimal, last_scale: Option<u32>, zero_before: bool) -> Option<Decimal> {
    match last_scale {
        Some(scale @ 2..) if !zero_before => digit.shift(scale - 1),
        _ => Some(digit),
    }
}

/// The power of the highest scale in a sum of parts.
fn last_high(total: Decimal) -> u32 {
    [12, 8, 4]
        .into_iter()
        .find(|&power| Decimal::from_int(1).shift(power).is_some_and(|unit| total >= unit))
        .unwrap_or(0)
}

/// 万, 亿 after a Han decimal: 三点六亿.
fn scan_scale_tail(text: &str, value: Decimal) -> Option<(usize, Decimal)> {
    let mut len = 0;
    let mut value = value;
    while let Some(c) = text.after(len).chars().next()
        && let Some(Token::Scale(power @ 2..)) = han_token(c)
    {
        value = value.shift(power)?;
        len += c.len_utf8();
    }
    (len > 0).then_some((len, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(text: &str) -> Option<(String, &str)> {
        scan_numeral(text).map(|it| (it.value.to_string(), &text[it.len..]))
    }

    #[test]
    fn numbers_in_every_form_have_their_exact_value() {
        for (text, value) in [
            ("816.84亿", "81684000000"),
            ("1,234,567", "1234567"),
            ("２０２４", "2024"),
            ("3万2千", "32000"),
            ("2亿5000万", "250000000"),
            ("12亿3456万", "1234560000"),
            ("1.39万亿", "1390000000000"),
            ("三千五百万", "35000000"),
            ("二十万零五", "200005"),
            ("一万三", "13000"),
            ("一万零三", "10003"),
            ("十三万五", "135000"),
            ("廿二", "22"),
            ("一七二〇", "1720"),
            ("叁拾陆", "36"),
            ("壹仟贰佰叁拾肆", "1234"),
            ("三点六亿", "360000000"),
            ("-3.2", "-3.2"),
            ("百万", "1000000"),
            ("三千二百万零七百亿零五", "3200070000000005"),
        ] {
            assert_eq!(scanned(text), Some((value.to_owned(), "")), "{text}");
        }
    }

    #[test]
    fn the_number_ends_where_the_unit_begins() {
        assert_eq!(scanned("2000多人"), Some(("2000".into(), "人")));
        assert_eq!(scanned("1.6万余个"), Some(("16000".into(), "个")));
        assert_eq!(scanned("1，2，3"), Some(("1".into(), "，2，3")));
        assert_eq!(scanned("2.0.1"), Some(("2.0".into(), ".1")));
    }

    #[test]
    fn open_numbers_say_so() {
        assert_eq!(scan_numeral("数十亿元").unwrap().rough, Some(Rough::To(Decimal::from_int(10_000_000_000))));
        assert_eq!(scan_numeral("三五百块").unwrap().rough, Some(Rough::To(Decimal::from_int(500))));
        assert_eq!(scan_numeral("二百余万元").unwrap().rough, Some(Rough::Over));
        assert_eq!(scan_numeral("百亿").unwrap().form, Form::Scale);
    }

    /// `value rest`, and `form`, `rough` and what stands before the last scale where they are not plain.
    fn told(text: &str) -> String {
        let Some(it) = scan_numeral(text) else { return "none".to_owned() };
        let mut told = format!("{} {}", it.value, &text[it.len..]);
        if it.form == Form::Scale {
            told += " scale";
        }
        match it.rough {
            Some(Rough::Over) => told += " over",
            Some(Rough::To(high)) => told += &format!(" to {high}"),
            None => {}
        }
        if let Some((len, value)) = it.before_scale {
            told += &format!(" [{} = {value}]", &text[..len]);
        }
        told
    }

    #[test]
    fn digits_are_grouped_by_threes_and_have_one_point_and_one_sign() {
        for (text, expected) in [
            ("１,２３４", "1234 "),
            ("1'234'567", "1234567 "),
            ("1,23", "1 ,23"),
            ("12,345,67", "12345 ,67"),
            ("0,123", "0 ,123"),
            ("1234,567", "1234 ,567"),
            ("1.5,000", "1.5 ,000"),
            (".5", "0.5 "),
            ("．5", "0.5 "),
            ("5.", "5 ."),
            ("2.0.1", "2.0 .1"),
            ("7点5公斤", "7.5 公斤"),
            ("3点25亿", "325000000  [3点25 = 3.25]"),
            ("8点30分", "8 点30分"),
            ("8点20人", "8 点20人"),
            ("－５", "-5 "),
            ("+5", "5 "),
            ("-.5", "-0.5 "),
            ("负五", "-5 "),
            ("負十", "-10 "),
            ("负五百", "-500  [负五 = -5]"),
            ("负的5", "-5 "),
            ("-的5", "none"),
            ("--5", "none"),
            ("-.", "none"),
            ("负", "none"),
            ("负万", "none"),
            ("负多", "none"),
            ("-五", "none"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn scales_multiply_what_stands_before_them() {
        for (text, expected) in [
            ("3776.4千瓦", "3776400 瓦 [3776.4 = 3776.4]"),
            ("1千2百3十", "1230 "),
            ("5十万", "500000  [5十 = 50]"),
            ("10 十", "10  十"),
            ("5十个", "5 十个"),
            ("3 亿元", "300000000 元 [3 = 3]"),
            ("3 千人", "3  千人"),
            ("3亿12个", "300000000 12个 [3 = 3]"),
            ("2万3456", "23456 "),
            ("1千零1", "1001 "),
            ("10万零五百", "100500 "),
            ("20万零5", "200005 "),
            ("2千12", "2012 "),
            ("3万2", "30000 2 [3 = 3]"),
            ("2亿9千万", "290000000 "),
            ("1千万", "10000000  [1千 = 1000]"),
            ("0亿", "0  [0 = 0]"),
            ("1亿万", "1000000000000  [1亿 = 100000000]"),
            ("3个亿", "300000000  [3 = 3]"),
            ("3个亿元项目", "3 个亿元项目"),
            ("两个亿", "200000000  [两个 = 2]"),
            ("万亿", "1000000000000  scale [万 = 10000]"),
            ("千万千瓦", "10000000 千瓦 scale [千 = 1000]"),
            ("一千万千瓦", "10000000 千瓦 [一千 = 1000]"),
            ("三百万零五千瓦", "3005000 瓦 [三百万零五 = 3000005]"),
            ("一万零三百", "10300  [一万零三 = 10003]"),
            ("二百五十", "250 "),
            ("二十一万亿", "21000000000000  [二十一万 = 210000]"),
            ("一万五千亿", "1500000000000  [一万五千 = 15000]"),
            ("三兆五千亿", "3500000000000 "),
            ("一万万", "100000000  [一万 = 10000]"),
            ("一二三万", "1230000  [一二三 = 123]"),
            ("百千", "100 千 scale"),
            ("百零", "100 零 scale"),
            ("十十", "10 十"),
            ("三千两百两", "3200 两"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_follows_a_scale_without_one_of_its_own_is_of_the_next_lower() {
        for (text, expected) in [
            ("一百三", "130 "),
            ("一百零三", "103 "),
            ("一万三千五", "13500 "),
            ("一万零三十五", "10035 "),
            ("一百一十", "110 "),
            ("一亿零五", "100000005 "),
            ("三百廿五", "325 "),
            ("廿五", "25 "),
            ("一千六点五", "1600.5 "),
            ("一万两千零3十四", "12034 "),
            ("零十", "10  [零 = 1]"),
            ("三点", "3 点"),
            ("二点五万", "25000 "),
            ("点五", "none"),
            ("几", "none"),
            ("半", "none"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn open_numbers_say_how_far_they_reach() {
        for (text, expected) in [
            ("数十", "10  to 100"),
            ("几百", "100  to 1000"),
            ("十几", "10  over"),
            ("二十几亿", "2000000000  over [二十几 = 20]"),
            ("数千万", "10000000  to 100000000 [数千 = 1000]"),
            ("三五百", "300  to 500"),
            ("二三十", "20  to 30"),
            ("八九亿", "800000000  to 900000000 [八九 = 8]"),
            ("三千五六百", "3500  to 3600 [三 = 3]"),
            ("十七八岁", "17 岁 to 18"),
            ("二十七八", "27  to 28"),
            ("十七九", "17 九"),
            ("二十来个", "20 个 over [二 = 2]"),
            ("百来家", "100 家 scale over"),
            ("五来", "5 来"),
            ("三百多", "300  over [三 = 3]"),
            ("三百多元", "300 元 over [三 = 3]"),
            ("300多元化", "300 多元化"),
            ("三百余万", "3000000  over [三百余 = 300]"),
            ("十余万亿", "10000000000000  over [十余万 = 100000]"),
            ("1.6余万", "16000  over [1.6 = 1.6]"),
            ("100余额", "100 余额"),
            ("2000多样", "2000 多样"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_ends_before_what_its_scales_cannot_take() {
        for (text, expected) in [
            ("5百5多百", "500 多百 over"),
            ("5百一万", "5010000  [5百一 = 501]"),
            ("5万一万", "50000 一万 [5 = 5]"),
            ("5百一百", "500 一百 [5 = 5]"),
            ("一5一", "1 5一"),
            ("一5", "1 5"),
            ("十5", "10 5"),
            ("一零零", "100 "),
            ("几一", "none"),
            ("一零几十", "10 几十"),
            ("十一多", "11 多"),
            ("万来", "10000 来 scale [ = 1]"),
            ("千来", "1000  scale over"),
            ("十点一", "10.1 "),
            ("一点一百", "110 "),
            ("零一十", "10  [零一 = 1]"),
            ("一零十", "10  [一零 = 1]"),
            ("万十", "10010  scale"),
            ("亿十亿", "1100000000  scale"),
            ("５一", "5 一"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_tell_how_many_digits_they_have_and_whether_a_scale() {
        let of = |text: &str| scan_numeral(text).map(|it| (it.digits, it.scaled));
        assert_eq!(
            ["2024", "3.14", "3万", "5一", "二〇二四", "三点五", "三百", "三万"].map(of).map(Option::unwrap),
            [(4, false), (3, false), (1, true), (1, false), (4, false), (2, false), (0, false), (0, true)]
        );
        assert_eq!(["一点一百", "万十", "万十一"].map(of).map(Option::unwrap), [(2, true), (0, true), (0, true)]);
    }

    #[test]
    fn a_run_of_more_than_64_characters_is_no_number() {
        let (number, longer) = ("1".repeat(36), "1".repeat(65));
        assert!(scan_numeral(&number).is_some() && scan_numeral(&longer).is_none());
        assert_eq!(scan_overlong(&format!("{longer}个")), Some(65));
        assert_eq!(scan_overlong(&"1".repeat(64)), None);
        assert_eq!(scan_overlong(&"万".repeat(65)), Some(65 * '万'.len_utf8()));
        assert_eq!(["万", "0"].map(|c| scan_numeral(&c.repeat(65))), [None, None]);
        assert!(scan_numeral(&format!("{}个", "0".repeat(64))).is_some());
    }
}
