//! What an expression is counted from: the document's date, the year of its section, of its paragraph, of its sentence.

use super::anchor::Anchor;
use crate::number::date::Date;

/// What is known at the place that is being read.
#[derive(Debug)]
pub struct Frame<'a> {
    pub anchor: &'a Anchor,
    /// The first five-year plan named in the text so far.
    pub plan: Option<(i32, i32)>,
    /// Years of the open sections, by level.
    open: Vec<(u32, Option<i32>)>,
    /// The year that the headings above tell of.
    pub section_year: Option<i32>,
    /// The year ahead, once a heading of the first level has come to it.
    pub planned_year: Option<i32>,
    /// The year last told of in the paragraph.
    pub block_year: Option<i32>,
    /// The year last told of in the sentence.
    pub sentence_year: Option<i32>,
    /// The sentence tells of every year: 每年2月底前…，3月底前….
    pub yearly: bool,
    /// The month last named, with its year where it is known, so that 26日 has one.
    pub month: Option<(Option<i32>, u32)>,
    /// In the head of a table a year may stand without 年.
    pub in_head: bool,
}

impl<'a> Frame<'a> {
    pub fn new(anchor: &'a Anchor) -> Self {
        Frame {
            anchor,
            plan: None,
            open: Vec::new(),
            section_year: None,
            planned_year: None,
            block_year: None,
            sentence_year: None,
            yearly: false,
            month: None,
            in_head: false,
        }
    }

    /// A heading of `level` begins: the sections at and below it are closed.
    pub fn enter_section(&mut self, level: u32) {
        self.open.retain(|&(open, _)| open < level);
        let stated = self.open.last().and_then(|&(_, year)| year);
        self.section_year = stated.or(self.planned_year.filter(|_| level > 0));
        self.enter_block();
    }

    /// The heading of `level` has been read; the last year in it is that of its section.
    pub fn leave_heading(&mut self, level: u32) {
        if level == 0 {
            return;
        }
        // Once a report has come to the year ahead, its later sections stay there.
        if let Some(year) = self.block_year.filter(|_| level == 1) {
            self.planned_year = Some(year).filter(|_| Some(year) == self.this_year() && !self.anchor.reviews(year));
        }
        self.section_year = self.block_year.or(self.section_year);
        self.open.push((level, self.section_year));
        self.enter_block();
    }

    pub fn enter_block(&mut self) {
        self.block_year = None;
        self.enter_sentence();
    }

    pub fn enter_sentence(&mut self) {
        self.sentence_year = None;
        self.yearly = false;
    }

    pub fn date(&self) -> Option<Date> {
        self.anchor.date
    }

    /// The year that 今年 means.
    pub fn this_year(&self) -> Option<i32> {
        self.anchor.this_year()
    }

    /// The year that 五年来 ends with and 过去一年 means.
    pub fn reported_year(&self) -> Option<i32> {
        self.anchor.reported_year()
    }

    /// Whether the whole document reports on one year, as a 统计公报 does.
    pub fn reviews_a_year(&self) -> bool {
        self.anchor.reviewed_year.is_some()
    }

    /// The year that 全年, 年末 and 上年 are counted from here.
    pub fn told_year(&self) -> Option<i32> {
        // 到2035年 in the sentence is not the year that 全年 means.
        let past = |year: &i32| self.this_year().is_none_or(|now| *year <= now);
        self.sentence_year
            .filter(past)
            .or(self.block_year.filter(past))
            .or(self.section_year)
            .or_else(|| self.reported_year().filter(|_| !self.anchor.is_law))
    }

    /// The year of a month without one.
    pub fn year_of_month(&self, month: u32, deadline: bool) -> Option<i32> {
        // 自1995年7月12日…，相继发生了2月3日…: what is told next came after.
        if let (Some((Some(year), before)), Some(told)) = (self.month, self.sentence_year)
            && year == told
            && month < before
            && self.section_year.or(self.this_year()).is_some_and(|later| later > told)
        {
            return Some(told + 1);
        }
        let told = self.sentence_year.or(self.block_year).or(self.section_year).or(self.anchor.reviewed_year);
        if self.anchor.is_law {
            return self.sentence_year;
        }
        if deadline {
            return self.sentence_year.or(self.section_year).or_else(|| self.this_year());
        }
        told.or_else(|| {
            let date = self.date()?;
            // What is told has happened: December in a document of February is the year before.
            let later = date.month.is_some_and(|written| month > written + 1);
            Some(if later { date.year - 1 } else { date.year })
        })
        .or_else(|| self.this_year())
    }

    /// The years of 五年来 and 过去三年: a five-year plan that has just ended, else the years up to the reported one.
    pub fn past_years(&self, count: i32) -> Option<(i32, i32)> {
        let last = self.reported_year()?;
        if count == 5
            && let Some((first, end)) = self.plan
            && end + 1 == last
        {
            return Some((first, end));
        }
        Some((last - count + 1, last))
    }

    /// The years of 今后五年.
    pub fn coming_years(&self, count: i32) -> Option<(i32, i32)> {
        let first = self.reported_year()? + 1;
        Some((first, first + count - 1))
    }
}
