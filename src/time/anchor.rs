//! The document's own date, from which 今年, 全年 and 五年来 are counted.

use crate::layout::Layout;
use crate::lexicon::candidates::NUMERAL;
use crate::lexicon::{PLANNING_HEADING, REVIEW_HEADING, REVIEW_TITLE, STATISTICS_TITLE};
use crate::number::date::{Date, opens_year, scan_date, scan_four_digits, scan_year};
use crate::number::numeral::scan_numeral;
use crate::options::Options;
use crate::report::{BlockKind, DocumentKind, MetadataKey};
use crate::text::chars::{Cut, Ends, has_word};
use crate::text::signs::Signs;

#[derive(Debug, Clone, Default)]
pub struct Anchor {
    /// When the document was written.
    pub date: Option<Date>,
    /// The one year that it reports on, by its title: 2022年…统计公报.
    pub reviewed_year: Option<i32>,
    /// A 统计公报 speaks from within its year: 今年 is the year of its title.
    is_statistics: bool,
    /// A law speaks of any year: 本年度 and 六月底 are of none.
    pub is_law: bool,
    /// An opinion or a plan does so with 上一年度.
    pub directs: bool,
    /// The year that its heading reviews: 一、2023年工作回顾.
    review_heading: Option<i32>,
    /// The year in which it was written, by its title, number or headings.
    written_year: Option<i32>,
    /// That year is only the latest one that it tells of: which year was 去年, nobody can say.
    pub is_guess: bool,
}

impl Anchor {
    /// The year that 今年 means.
    pub fn this_year(&self) -> Option<i32> {
        if self.is_statistics {
            return self.reviewed_year;
        }
        self.date
            .map(|date| date.year)
            .or(self.written_year)
            .or(self.review_heading.map(|year| year + 1))
            .or(self.reviewed_year)
    }

    /// The same where its date says so, or the year that it looks back on; a law speaks of any.
    pub fn stated_year(&self) -> Option<i32> {
        self.date.map(|date| date.year).or(self.review_heading.map(|year| year + 1)).filter(|_| !self.is_law)
    }

    /// Whether something says when it was written.
    pub fn is_dated(&self) -> bool {
        self.date.is_some() || self.written_year.is_some()
    }

    /// Whether `year` is one that the document looks back on.
    pub fn reviews(&self, year: i32) -> bool {
        self.reviewed_year == Some(year) || self.review_heading == Some(year)
    }

    /// The year that 全年, 上年 and 年末 are counted from: a report given early in a year tells of the year before.
    pub fn reported_year(&self) -> Option<i32> {
        self.reviewed_year.or(self.review_heading).or_else(|| {
            let year = self.this_year()?;
            let early = self.date.and_then(|date| date.month).is_some_and(|month| month <= 3);
            Some(if early { year - 1 } else { year })
        })
    }
}

pub fn find(layout: &Layout, options: &Options) -> Anchor {
    let text = layout.stitched.text.as_str();
    let today = options.today.as_deref().and_then(scan_date).map(|(_, date)| date);
    let stated = [MetadataKey::Date, MetadataKey::PrintDate]
        .into_iter()
        .find_map(|key| layout.metadata.get(key).and_then(scan_date))
        .map(|(_, date)| date);
    let mut readable = Vec::with_capacity(layout.blocks.len());
    for block in &layout.blocks {
        if block.kind != BlockKind::Boilerplate {
            readable.push(block.span);
        }
    }
    let n_blocks = readable.len();
    let (head, tail) = (n_blocks.min(12), n_blocks.min(6));
    // The first blocks, then the last ones from the end.
    let dated = || {
        (0..head + tail).find_map(|at| {
            let idx = at.checked_sub(head).map_or(at, |back| n_blocks - 1 - back);
            first_full_date(readable[idx].of(text))
        })
    };

    let titles = layout.outline.iter().filter(|section| section.level == 0).map(|section| section.title.as_str());
    // Without an outline the first lines stand for the title.
    let first_lines = readable.iter().take(3).map(|block| block.of(text)).filter(|line| line.chars().count() < 60);
    let is_law = layout.kind == DocumentKind::Law;
    let directs = is_law || matches!(layout.kind, DocumentKind::Opinion | DocumentKind::Plan);
    let mut anchor = Anchor { date: stated.or_else(dated), is_law, directs, ..Anchor::default() };
    let mut year_of_title = None;
    // 国民经济和社会发展统计公报, of no year
    let mut statistics = false;
    for title in titles.chain(first_lines) {
        let Some(year) = first_year(title) else {
            statistics |= has_word(title, "公报") || has_word(title, "公報");
            continue;
        };
        if REVIEW_TITLE.find(title).is_some() {
            anchor.reviewed_year.get_or_insert(year);
            anchor.is_statistics |= STATISTICS_TITLE.find(title).is_some();
        } else {
            year_of_title.get_or_insert(year);
        }
    }
    if anchor.reviewed_year.is_none() && statistics {
        anchor.reviewed_year = readable.iter().take(head).find_map(|block| opening_year(block.of(text)));
        anchor.is_statistics = anchor.reviewed_year.is_some();
    }
    let (mut year_of_plan, mut year_of_month) = (None, None);
    let mut numerals = layout.candidates.of(NUMERAL);
    for (idx, block) in readable.iter().enumerate().filter(|(_, block)| block.len() < 120) {
        let line = block.of(text);
        let (mut from, end) = (block.start as usize, block.end as usize);
        let years = std::iter::from_fn(|| {
            let (at, _) = numerals.seek(from, end)?;
            from = at + 1;
            Some(at - block.start as usize)
        });
        let looks_back = REVIEW_HEADING.find(line).is_some() && !line.ends_in("。，");
        let Some(year) = year_among(line, years) else {
            // 一、过去一年工作回顾⏎2031年，…
            if looks_back && anchor.review_heading.is_none() && LAST_YEAR.iter().any(|said| has_word(line, said)) {
                let told = readable.get(idx + 1).and_then(|block| opening_year(block.of(text)));
                anchor.review_heading = told.or(year_of_title.filter(|_| anchor.date.is_none()).map(|year| year - 1));
            }
            continue;
        };
        if looks_back && of_a_month(line) {
            year_of_month.get_or_insert(year);
        } else if looks_back {
            anchor.review_heading.get_or_insert(year);
        } else if PLANNING_HEADING.find(line).is_some() && !line.ends_in("。，") {
            year_of_plan.get_or_insert(year);
        }
    }
    let of_number = layout.metadata.get(MetadataKey::DocNumber).and_then(year_of_number);
    anchor.written_year = of_number.or(year_of_title).or(year_of_month).or(year_of_plan);
    // An excerpt without title and date tells of the year that it opens with: 2015年，面对….
    if anchor.this_year().is_none() {
        anchor.reviewed_year = readable.first().and_then(|block| opening_year(block.of(text)));
    }
    if anchor.this_year().is_none() {
        anchor.written_year = latest_year(text);
        anchor.is_guess = true;
    }
    if anchor.this_year().is_none() {
        anchor.date = today;
    }
    anchor
}

/// Words for the year before in a heading that looks back.
const LAST_YEAR: [&str; 4] = ["过去一年", "过去的一年", "去年", "上年"];

/// 2031年2月财政收入执行情况表 is of that year, and no look back in the year after.
fn of_a_month(line: &str) -> bool {
    line.parted_at("年")
        .is_some_and(|(_, rest)| scan_numeral(rest).is_some_and(|month| rest.after(month.len).begins_in("月-—－至到")))
}

/// 国发〔2018〕42号.
fn year_of_number(number: &str) -> Option<i32> {
    let open = number.first_in("〔[［（(")?;
    let inside = number.after(open).first().map(|c| number.after(open + c.len_utf8()))?;
    scan_four_digits(inside).map(|(_, year)| year)
}

fn first_year(text: &str) -> Option<i32> {
    year_among(text, text.char_indices().map(|(at, _)| at))
}

/// The first year that starts at one of the bytes `places`.
fn year_among(text: &str, mut places: impl Iterator<Item = usize>) -> Option<i32> {
    places.find_map(|at| {
        let opens = text.after(at).starts_with(opens_year) && !text.before(at).closes(|c: char| c.is_ascii_digit());
        opens.then(|| scan_year(text.after(at))).flatten().map(|(_, year)| year)
    })
}

/// The first date with year, month and day, in the first 200 characters.
fn first_full_date(text: &str) -> Option<Date> {
    text.char_indices().take(200).filter(|&(_, c)| opens_year(c)).find_map(|(at, _)| {
        // 截至2018年6月30日 is not when it was written, nor is 2030年11月1日零时.
        let free = !text.before(at).closes(|c: char| c.is_ascii_digit() || matches!(c, '至' | '到' | '止'));
        let (len, date) = free.then(|| scan_date(text.after(at))).flatten()?;
        (date.day.is_some() && !text.after(at + len).starts_with("零时")).then_some(date)
    })
}

/// 2015年，面对…; 2022年是…的一年.
fn opening_year(text: &str) -> Option<i32> {
    let (len, year) = scan_year(text.trim_start())?;
    text.trim_start().after(len).begins_in("，,是").then_some(year)
}

/// The latest year of the first 3,000 bytes that is not a year ahead or a yardstick: 到2035年, 与2000年以来同期相比.
/// `None` where that is what something has risen to, 增长至2031年的5%: the text may be of the year after.
fn latest_year(text: &str) -> Option<i32> {
    const HEAD: usize = 3000;
    text.char_indices()
        .take_while(|&(at, _)| at < HEAD)
        .filter(|&(_, c)| opens_year(c))
        .filter_map(|(at, _)| {
            let (len, year) = scan_year(text.after(at))?;
            let (before, after) = (text.before(at), text.after(at + len));
            let reached = before.ends_in("到至") && after.starts_with('的');
            let told = |c: char| c.is_ascii_digit() || matches!(c, '到' | '至' | '—' | '-' | '与' | '比' | '较' | '自');
            (!after.starts_with("远景") && !after.starts_with("同期") && (reached || !before.closes(told)))
                .then_some((year, !reached))
        })
        .max()
        .and_then(|(year, stated)| stated.then_some(year))
}
