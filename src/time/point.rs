//! A year with what follows it: 2024年底, 2024年上半年, 2024年1—5月, 2024年10月下旬, 2024年以来.

use super::lunar;
use crate::lexicon::{FESTIVALS, NOT_AFTER_MONTH, NOT_AFTER_YEAR, YEAR_TAILS};
use crate::number::date::{Date, blanks, digit_of_quarter, last_day, scan_month_day, scan_part, scan_small};
use crate::text::chars::{Cut, starting_word};

/// A date and which part of it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub date: Date,
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// Its first month: 年初.
    Start,
    /// Its last day: 年末, 6月底.
    End,
    /// Months of the year, both included: 上半年, 一季度, 1—5月.
    Months(u32, u32),
    /// Days of the month, both included: 下旬.
    Days(u32, u32),
    /// From its first day on: 以来, 至今, 起.
    Since,
}

impl Point {
    pub const fn whole(date: Date) -> Point {
        Point { date, part: Part::Whole }
    }

    pub const fn year(year: i32) -> Point {
        Point::whole(Date { year, month: None, day: None })
    }

    pub fn iso(&self) -> String {
        let Date { month, day, .. } = self.date;
        let both = |first: Date, last: Date| first.iso() + "/" + &last.iso();
        match self.part {
            Part::Whole => self.date.iso(),
            Part::Start => Date { month: month.or(Some(1)), ..self.date }.iso(),
            Part::End => last_day(self.date).iso(),
            Part::Months(first, last) => {
                let of = |month| Date { month: Some(month), day: None, ..self.date };
                both(of(first), of(last))
            }
            Part::Days(first, last) => {
                let of = |day| Date { month: month.or(Some(1)), day: Some(day), ..self.date };
                both(of(first), of(last))
            }
            Part::Since => Date { month: month.or(Some(1)), day: day.or(Some(1)), ..self.date }.iso() + "/..",
        }
    }

    /// Whether it is more than one unit of the calendar.
    pub fn is_interval(&self) -> bool {
        matches!(self.part, Part::Months(..) | Part::Days(..) | Part::Since)
    }

    fn starts(&self) -> String {
        first_of(&self.iso())
    }

    fn ends(&self) -> String {
        let iso = self.iso();
        iso.after(iso.rfind('/').map_or(0, |at| at + 1)).to_owned()
    }
}

fn first_of(iso: &str) -> String {
    iso.split('/').next().unwrap_or_default().to_owned()
}

/// Reads on after a year: month, day, half, quarter, end. The bytes are those of `rest` only.
pub fn scan_after_year(rest: &str, year: i32) -> (usize, Point) {
    let whole = Point::year(year);
    let blank = blanks(rest);
    let text = rest.after(blank);
    if let Some((len, point)) = scan_months(text, year) {
        return (blank + len, point);
    }
    if let Some((len, point)) = scan_month(text, year) {
        return (blank + len, point);
    }
    if let Some((word, _)) = FESTIVALS.prefix(text)
        && let Some(date) = lunar::festival(word, year)
    {
        // 国庆节假期, 国庆长假: on which days the text does not say.
        let several = starting_word(text.after(word.len()), &["假", "长假", "小长假", "黄金周"]).is_some();
        return (blank + word.len(), if several { whole } else { Point::whole(date) });
    }
    if NOT_AFTER_YEAR.prefix(rest).is_some() {
        return (0, whole);
    }
    match scan_tail(rest, year) {
        Some((len, point)) => (len, point),
        None => (0, whole),
    }
}

/// `7月4日`, `10月`, `10月下旬`, `六月底` of `year`.
pub fn scan_month(text: &str, year: i32) -> Option<(usize, Point)> {
    let (len, month, day) = scan_month_day(text)?;
    let date = Date { year, month: Some(month), day };
    let rest = text.after(len);
    if day.is_some() {
        return Some((len, Point::whole(date)));
    }
    if NOT_AFTER_MONTH.prefix(rest).is_some() {
        return None;
    }
    // 4月12—19日
    if let Some((first_len, first)) = scan_small(rest, 31)
        && let Some(joint) = joint(rest.after(first_len))
        && let Some((last_len, last)) = scan_part(rest.after(first_len + joint), 31, &["日", "号", "號"])
        && first < last
    {
        return Some((len + first_len + joint + last_len, Point { date, part: Part::Days(first, last) }));
    }
    let last = last_day(date).day.unwrap_or(31);
    let tails = [
        ("上中旬", Part::Days(1, 20)),
        ("中下旬", Part::Days(11, last)),
        ("上旬", Part::Days(1, 10)),
        ("中旬", Part::Days(11, 20)),
        ("下旬", Part::Days(21, last)),
        ("底", Part::End),
        ("末", Part::End),
        ("初", Part::Start),
        ("以来", Part::Since),
        ("以來", Part::Since),
        ("至今", Part::Since),
    ];
    let tail = tails.into_iter().find(|(word, _)| rest.starts_with(word));
    Some(match tail {
        Some((word, part)) => (len + word.len(), Point { date, part }),
        None => (len, Point::whole(date)),
    })
}

/// `1—5月`, `前11个月`, `一至三季度`; `3、4月份`, where the second month is the next.
pub fn scan_months(text: &str, year: i32) -> Option<(usize, Point)> {
    let months =
        |len, first, last| Some((len, Point { date: Point::year(year).date, part: Part::Months(first, last) }));
    if let Some(rest) = text.strip_prefix('前').or_else(|| text.strip_prefix('头')) {
        let (len, count) = scan_small(rest, 12)?;
        let unit = starting_word(rest.after(len), &["个月", "個月", "月"])?;
        let after = rest.after(len + unit.len());
        // 前9月; but 会前9月15日.
        if unit == "月" && (count < 2 || scan_part(after, 31, &["日", "号"]).is_some() || NOT_AFTER_MONTH.starts(after))
        {
            return None;
        }
        return months(text.len() - rest.len() + len + unit.len(), 1, count);
    }
    let (first_len, first) = scan_small(text, 12)?;
    let after_first = text.after(first_len);
    let unit = starting_word(after_first, &["月份", "月"]).map_or(0, str::len);
    let listed = unit == 0 && after_first.starts_with('、');
    let joint = if listed { '、'.len_utf8() } else { joint(after_first.after(unit))? };
    let rest = after_first.after(unit + joint);
    let at = first_len + unit + joint;
    if unit == 0
        && let Some((len, last)) = scan_part(rest, 4, &["季度"])
        && first < last
        && (!listed || last == first + 1)
    {
        return months(at + len, first * 3 - 2, last * 3);
    }
    let (len, last) = scan_part(rest, 12, &["月份", "月"])?;
    let day_follows = scan_part(rest.after(len), 31, &["日", "号"]).is_some();
    (first < last
        && (!listed || last == first + 1)
        && !day_follows
        && NOT_AFTER_MONTH.prefix(rest.after(len)).is_none())
    .then_some(())?;
    months(at + len, first, last)
}

/// 全年, 年末, 上半年, 一季度, 以来 after a year.
fn scan_tail(rest: &str, year: i32) -> Option<(usize, Point)> {
    let (word, _) = YEAR_TAILS.prefix(rest)?;
    // 三季度末: the last day of its last month.
    if let Some(quarter) = digit_of_quarter(word).filter(|_| rest.after(word.len()).starts_with('末')) {
        let date = Date { month: Some(quarter * 3), ..Point::year(year).date };
        return Some((word.len() + '末'.len_utf8(), Point { date, part: Part::End }));
    }
    Some((word.len(), Point { date: Point::year(year).date, part: part_of_year(word)? }))
}

/// What a word after a year, or alone, says of the year.
pub fn part_of_year(word: &str) -> Option<Part> {
    Some(match word {
        "年末" | "年底" | "末" | "底" => Part::End,
        "年初" | "初" | "伊始" | "首月" => Part::Start,
        "首季" | "首季度" => Part::Months(1, 3),
        "上半年" | "前两季度" | "前两个季度" => Part::Months(1, 6),
        "下半年" => Part::Months(7, 12),
        "前三季度" | "前3季度" | "前三个季度" => Part::Months(1, 9),
        "以来" | "来" | "以來" | "來" | "至今" | "起" => Part::Since,
        _ if word.ends_with("季度") || word.ends_with("季度末") => {
            let quarter = digit_of_quarter(word)?;
            Part::Months(quarter * 3 - 2, quarter * 3)
        }
        _ => Part::Whole,
    })
}

/// The second end of a period that starts with `first`: bytes with the joint, and ISO interval.
pub fn scan_range_end(
    rest: &str,
    first: Point,
    scan_full: impl Fn(&str) -> Option<(usize, Point)>,
) -> Option<(usize, String)> {
    let joint = joint(rest)?;
    let text = rest.after(joint);
    let Date { month, day, .. } = first.date;
    let (len, last) =
        scan_full(text).or_else(|| scan_month(text, first.date.year).filter(|_| month.is_some())).or_else(|| {
            day?;
            let (len, day) = scan_part(text, 31, &["日", "号", "號"])?;
            Some((len, Point::whole(Date { day: Some(day), ..first.date })))
        })?;
    if last.part == Part::Since || first.part == Part::Since {
        return None;
    }
    let (start, end) = (first.starts(), last.ends());
    // ISO dates of one precision sort as text; of two, the shorter one is a prefix or differs before its end.
    (start < end).then(|| (joint + len, start + "/" + &end))
}

/// 至, 到, or a dash between the ends of a period, with the blanks around it.
pub fn joint(text: &str) -> Option<usize> {
    let blank = blanks(text);
    let mut len = 0;
    for c in text.after(blank).chars().take(2) {
        match c {
            '至' | '到' if len == 0 => {
                len = c.len_utf8();
                break;
            }
            '-' | '－' | '–' | '—' | '―' | '─' | '~' | '～' | '〜' => len += c.len_utf8(),
            _ => break,
        }
    }
    (len > 0).then(|| blank + len + blanks(text.after(blank + len)))
}
