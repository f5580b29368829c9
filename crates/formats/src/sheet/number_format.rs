//! Numbers and dates as a spreadsheet shows them: format codes of ECMA-376, 18.8.30 and 18.8.31.

use std::collections::HashMap;

/// The format codes of a workbook.
#[derive(Debug, Default)]
pub struct Formats {
    /// By format id, where the workbook says more than the standard.
    pub codes: HashMap<u32, String>,
    /// Format id by cell style.
    pub styles: Vec<u32>,
    /// Days count from 1904.
    pub from_1904: bool,
}

impl Formats {
    /// The number in a cell with this style as it is shown.
    pub fn show(&self, value: f64, style: usize) -> String {
        let id = self.styles.get(style).copied().unwrap_or(0);
        let code = self.codes.get(&id).map_or_else(|| built_in(id), String::as_str);
        show(value, code, self.from_1904)
    }
}

fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        5 | 6 => "¥#,##0",
        7 | 8 => "¥#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 | 13 => "# ?/?",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        // The Chinese ones.
        27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
        28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
        30 => "m-d-yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 | 55 => "上午/下午h\"时\"mm\"分\"",
        35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        41 | 42 => "#,##0",
        43 | 44 => "#,##0.00",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        _ => "General",
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    /// Shown as it stands.
    Text(String),
    /// One of `0 # ?`, the point, or the comma.
    Digit(char),
    Percent,
    /// A run of y, m, d, h, s or a.
    Date(char, usize),
    /// `[h]`, `[mm]`: hours or minutes over all days.
    Elapsed(char),
    AmPm(bool),
    Exponent,
    General,
    Fraction,
}

fn show(value: f64, code: &str, from_1904: bool) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let sections = sections(code);
    let (section, magnitude, signed) = match (sections.len(), value) {
        (0, _) => return general(value),
        (2.., value) if value < 0.0 => (&sections[1], -value, false),
        (3.., 0.0) => (&sections[2], value, true),
        _ => (&sections[0], value, true),
    };
    if section.contains(&Part::General) || section.contains(&Part::Fraction) {
        let number = general(magnitude);
        let mut out = String::new();
        for part in section {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::General => out.push_str(&number),
                _ => {}
            }
        }
        return if section.contains(&Part::Fraction) { number } else { out };
    }
    if section.iter().any(|it| matches!(it, Part::Date(..) | Part::Elapsed(_) | Part::AmPm(_))) {
        return show_date(magnitude, section, from_1904).unwrap_or_else(|| general(value));
    }
    if section.contains(&Part::Exponent) {
        return general(value);
    }
    show_number(magnitude, section, signed)
}

/// The sections of a code, at most three; the fourth is for text.
fn sections(code: &str) -> Vec<Vec<Part>> {
    let mut out = vec![Vec::new()];
    let mut signs = code.chars().peekable();
    let mut text = String::new();
    macro_rules! push {
        ($part:expr) => {{
            let last = out.last_mut().expect("one section at least");
            if !text.is_empty() {
                last.push(Part::Text(std::mem::take(&mut text)));
            }
            last.push($part);
        }};
    }
    while let Some(c) = signs.next() {
        match c {
            ';' => {
                if !text.is_empty() {
                    out.last_mut().expect("one section at least").push(Part::Text(std::mem::take(&mut text)));
                }
                out.push(Vec::new());
            }
            '"' => text.extend(signs.by_ref().take_while(|it| *it != '"')),
            '\\' | '!' => text.extend(signs.next()),
            '_' => {
                signs.next();
            }
            '*' => {
                signs.next();
            }
            '[' => {
                let inside: String = signs.by_ref().take_while(|it| *it != ']').collect();
                let lower = inside.to_lowercase();
                if let Some(currency) = inside.strip_prefix('$') {
                    text.push_str(currency.split('-').next().unwrap_or_default());
                } else if !lower.is_empty() && lower.chars().all(|it| matches!(it, 'h' | 'm' | 's')) {
                    push!(Part::Elapsed(lower.chars().next().unwrap_or('h')));
                }
            }
            '0' | '#' | '?' | '.' | ',' => push!(Part::Digit(c)),
            '%' => push!(Part::Percent),
            '/' if matches!(signs.peek(), Some('?' | '#' | '0'..='9'))
                && out.last().is_some_and(|it| it.iter().any(|it| matches!(it, Part::Digit(_)))) =>
            {
                push!(Part::Fraction);
            }
            'E' | 'e' if matches!(signs.peek(), Some('+' | '-')) => {
                signs.next();
                push!(Part::Exponent);
            }
            'A' | 'a' if matches!(signs.peek(), Some('M' | 'm' | '/')) => {
                let mut ahead = signs.clone();
                let rest: String = ahead.by_ref().take(4).collect();
                let len = if rest.to_lowercase().starts_with("m/pm") {
                    4
                } else if rest.to_lowercase().starts_with("/p") {
                    2
                } else {
                    0
                };
                if len > 0 {
                    signs.by_ref().take(len).for_each(drop);
                    push!(Part::AmPm(false));
                }
            }
            '上' if signs.clone().take(4).collect::<String>() == "午/下午" => {
                signs.by_ref().take(4).for_each(drop);
                push!(Part::AmPm(true));
            }
            'G' | 'g' if signs.clone().take(6).collect::<String>().eq_ignore_ascii_case("eneral") => {
                signs.by_ref().take(6).for_each(drop);
                push!(Part::General);
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'e' => {
                let mut len = 1;
                while signs.peek().is_some_and(|it| it.eq_ignore_ascii_case(&c)) {
                    signs.next();
                    len += 1;
                }
                push!(Part::Date(c.to_ascii_lowercase(), len));
            }
            // The text itself: a number under a format for text is shown as it is.
            '@' => push!(Part::General),
            c => text.push(c),
        }
    }
    if !text.is_empty() {
        out.last_mut().expect("one section at least").push(Part::Text(text));
    }
    if out.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    out
}

fn show_number(value: f64, section: &[Part], signed: bool) -> String {
    let digits: Vec<char> =
        section.iter().filter_map(|it| if let Part::Digit(c) = it { Some(*c) } else { None }).collect();
    if digits.is_empty() {
        return section.iter().map(|it| if let Part::Text(text) = it { text.as_str() } else { "" }).collect();
    }
    let point = digits.iter().position(|it| *it == '.').unwrap_or(digits.len());
    let whole = &digits[..point];
    let decimals = digits[point..].iter().filter(|it| matches!(it, '0' | '#' | '?')).count();
    let needed = digits[point..]
        .iter()
        .rposition(|it| *it == '0')
        .map_or(0, |it| digits[point..=point + it].iter().filter(|it| matches!(it, '0' | '#' | '?')).count());
    // Commas behind the last digit divide by a thousand each.
    let trailing = digits.iter().rev().take_while(|it| **it == ',').count();
    let grouped = whole.iter().rev().skip_while(|it| **it == ',').any(|it| *it == ',');
    let least = whole.iter().filter(|it| **it == '0').count();
    let percent = section.iter().filter(|it| **it == Part::Percent).count() as i32;
    let (negative, mut shown) = round(value, percent * 2 - 3 * trailing as i32, decimals);
    // `0.0#` drops the zeros that it does not ask for.
    if let Some(at) = shown.find('.') {
        while shown.len() > at + 1 + needed && shown.ends_with('0') {
            shown.pop();
        }
        if shown.ends_with('.') {
            shown.pop();
        }
    }
    let (integer, fraction) = shown.split_once('.').map_or((shown.as_str(), ""), |it| it);
    let integer = integer.trim_start_matches('0');
    let mut integer = format!("{}{integer}", "0".repeat(least.saturating_sub(integer.len())));
    if grouped {
        let mut at = integer.len();
        while at > 3 {
            at -= 3;
            integer.insert(at, ',');
        }
    }
    let number = if fraction.is_empty() { integer } else { format!("{integer}.{fraction}") };
    let zero = !number.contains(|it: char| ('1'..='9').contains(&it));
    let mut out = String::from(if negative && signed && !zero { "-" } else { "" });
    let mut done = false;
    for part in section {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Percent => out.push('%'),
            Part::Digit(_) if !done => {
                out.push_str(&number);
                done = true;
            }
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// As `General` shows it: the fifteen digits that a spreadsheet keeps.
fn general(value: f64) -> String {
    let (negative, digits) = round(value, 0, 14);
    let exponent = if value == 0.0 { 0 } else { value.abs().log10().floor() as i32 };
    let decimals = (14 - exponent).clamp(0, 14) as usize;
    let digits = if decimals < 14 { round(value, 0, decimals).1 } else { digits };
    let digits = if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { &digits };
    if digits == "0" && value != 0.0 {
        return format!("{value:e}");
    }
    format!("{}{digits}", if negative && digits != "0" { "-" } else { "" })
}

/// Whether it is negative, and the number times ten to the `shift` with so many decimals; half goes away from zero, counted on
/// fifteen decimal digits as spreadsheets do.
fn round(value: f64, shift: i32, decimals: usize) -> (bool, String) {
    let text = format!("{:.14e}", value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent = exponent.parse::<i32>().unwrap_or(0) + shift;
    let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|it| it - b'0').collect();
    // Digits stand before the point for `exponent + 1` places.
    if exponent < 0 {
        digits.splice(0..0, std::iter::repeat_n(0, (-exponent) as usize));
    }
    let point = exponent.max(0) as usize + 1;
    let keep = (point + decimals).min(400);
    let up = digits.get(keep).is_some_and(|it| *it >= 5);
    digits.resize(keep, 0);
    if up {
        let mut at = keep;
        loop {
            if at == 0 {
                digits.insert(0, 1);
                break;
            }
            at -= 1;
            if digits[at] < 9 {
                digits[at] += 1;
                break;
            }
            digits[at] = 0;
        }
    }
    let point = digits.len() - decimals.min(digits.len());
    let mut out: String = digits.iter().map(|it| char::from(b'0' + it)).collect();
    if decimals > 0 {
        out.insert(point, '.');
    }
    (value < 0.0, out)
}

fn show_date(value: f64, section: &[Part], from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    // To the second; a millisecond of rounding must not show the day before.
    let seconds = (value * 86_400.0).round() as i64;
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let (year, month, day) = match (from_1904, days) {
        (true, _) => civil(days - 24_107),
        // The calendar of 1900 has a 29th of February that never was.
        (false, 60) => (1900, 2, 29),
        (false, 0..60) => civil(days - 25_568),
        (false, _) => civil(days - 25_569),
    };
    let twelve = section.iter().any(|it| matches!(it, Part::AmPm(_)));
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut out = String::new();
    for (n, part) in section.iter().enumerate() {
        let near = |step: i32| -> Option<char> {
            let mut at = n as i32 + step;
            while at >= 0 {
                match section.get(at as usize)? {
                    Part::Date(c, _) | Part::Elapsed(c) => return Some(*c),
                    _ => at += step,
                }
            }
            None
        };
        let minutes = near(-1) == Some('h') || near(1) == Some('s');
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Date('y' | 'e', 2) => out.push_str(&format!("{:02}", year % 100)),
            Part::Date('y' | 'e', _) => out.push_str(&year.to_string()),
            Part::Date('m', 1) if minutes => out.push_str(&minute.to_string()),
            Part::Date('m', _) if minutes => out.push_str(&format!("{minute:02}")),
            Part::Date('m', 1) => out.push_str(&month.to_string()),
            Part::Date('m', 2) => out.push_str(&format!("{month:02}")),
            Part::Date('m', _) => out.push_str(MONTHS[month as usize - 1]),
            Part::Date('d', 1) => out.push_str(&day.to_string()),
            Part::Date('d', 2) => out.push_str(&format!("{day:02}")),
            Part::Date('d' | 'a', len) => {
                let name = "日一二三四五六".chars().nth(((days + 6) % 7) as usize).unwrap_or('日');
                out.push_str(if *len > 3 { "星期" } else { "周" });
                out.push(name);
            }
            Part::Date('h', len) => {
                let hour = if twelve { (hour + 11) % 12 + 1 } else { hour };
                out.push_str(&if *len > 1 { format!("{hour:02}") } else { hour.to_string() });
            }
            Part::Date('s', len) => out.push_str(&if *len > 1 { format!("{second:02}") } else { second.to_string() }),
            Part::Elapsed('h') => out.push_str(&(days * 24 + hour).to_string()),
            Part::Elapsed('m') => out.push_str(&(days * 1440 + hour * 60 + minute).to_string()),
            Part::Elapsed(_) => out.push_str(&seconds.to_string()),
            Part::AmPm(true) => out.push_str(if hour < 12 { "上午" } else { "下午" }),
            Part::AmPm(false) => out.push_str(if hour < 12 { "AM" } else { "PM" }),
            Part::Digit('.') | Part::Digit('0') => {}
            Part::Digit(c) => out.push(*c),
            _ => {}
        }
    }
    Some(out)
}

/// Year, month and day of a day counted from 1970-01-01 (H. Hinnant's algorithm).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_as_the_spreadsheet_shows_them() {
        let cases = [
            (0.125, "0.0%", "12.5%"),
            (0.125, "0%", "13%"),
            (1234.5, "#,##0.00", "1,234.50"),
            (-1234.5, "#,##0.0_);(#,##0.0)", "(1,234.5)"),
            (-1234.5, "#,##0.0", "-1,234.5"),
            (0.1 + 0.2, "General", "0.3"),
            (1.005, "0.00", "1.01"),
            (81_684_000_000.0, "General", "81684000000"),
            (12_345_678.0, "0.00,,\"百万\"", "12.35百万"),
            (0.0, "0.0;-0.0;\"—\"", "—"),
            (5.0, "0.0#", "5.0"),
            (0.5, "#.##", ".5"),
            (45_658.0, "yyyy\"年\"m\"月\"d\"日\"", "2025年1月1日"),
            (45_658.5, "yyyy-mm-dd hh:mm", "2025-01-01 12:00"),
            (45_658.0, "[$-804]aaaa", "星期三"),
            (60.0, "yyyy/m/d", "1900/2/29"),
            (1.5, "[h]:mm", "36:00"),
            (12.0, "¥#,##0.00", "¥12.00"),
            (36.0, "0\"亿元\"", "36亿元"),
            (3.0, "@", "3"),
            (1e-20, "General", "1e-20"),
            (-0.001, "0.0", "0.0"),
        ];
        for (value, code, text) in cases {
            assert_eq!(show(value, code, false), text, "{value} {code}");
        }
    }

    #[test]
    fn days_may_count_from_1904() {
        assert_eq!(show(0.0, "yyyy/m/d", true), "1904/1/1");
    }
}
