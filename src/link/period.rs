//! Which time a figure is about: the nearest expression before it in its sentence, else the lead of its paragraph or section.

use std::cell::Cell;

use super::change::is_list_gap;
use super::frame::last_clause;
use super::header_time::HeaderTimes;
use super::sentence::{Sentences, floor};
use super::when::{is_unknown, is_yardstick, says_when};
use crate::figure::mention::Mention;
use crate::layout::Layout;
use crate::lexicon::{
    ATTRIBUTE_BEFORE, COUNTED_CLAUSES, LEAD_BEFORE, ONE_YEAR_LEADS, RISES_TO, STATUS_PAST_HEADING, STATUS_PLAN_HEADING,
    TIME_FOLLOW, YEARLY_AMOUNTS,
};
use crate::number::date::year_iso;
use crate::report::{BlockKind, DocumentKind, TimeKind};
use crate::text::chars::{Cut, has_word, rfind_sign, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};
use crate::text::stretches::Stretches;
use crate::time::{self, Times};

/// Answers for all figures of one document.
pub struct Periods<'a> {
    layout: &'a Layout,
    times: &'a Times,
    /// By start, for 2016年、2017年分别增长5%、6%.
    figures: &'a [Mention],
    /// From each byte on, the lead in force: headings, and expressions that govern what follows.
    leads: Vec<(u32, Option<Lead<'a>>)>,
    lead_stretches: Stretches,
    headers: HeaderTimes<'a>,
    sentences: Sentences<'a>,
    /// For each time whether it says when.
    when: Vec<bool>,
    /// From where to where 以来 was looked for last, and where the first stands.
    sinces: Cell<(usize, usize, Option<usize>)>,
}

#[derive(Clone, Copy)]
struct Lead<'a> {
    iso: &'a str,
    several_years: bool,
    /// A heading names it and no other.
    of_heading: bool,
}

/// More times or figures than this are no list.
const LONGEST_LIST: usize = 16;
/// A plan is told of at most so many times before its paragraphs.
const NEAR_PLAN: usize = 12;
/// A bracket that is told of the time in it closes within so many bytes.
const LONGEST_ASIDE: usize = 240;

impl<'a> Periods<'a> {
    pub fn new(layout: &'a Layout, times: &'a Times, figures: &'a [Mention]) -> Self {
        let when: Vec<bool> = times.mentions.iter().map(|time| says_when(&layout.stitched.text, time)).collect();
        let leads = find_leads(layout, times, &when);
        let lead_stretches = Stretches::new(leads.iter().map(|&(from, _)| from));
        let (headers, sentences) = (HeaderTimes::find(layout, times), Sentences::new(layout));
        let sinces = Cell::new((0, 0, None));
        Periods { layout, times, figures, leads, lead_stretches, headers, sentences, when, sinces }
    }

    /// The time of `figure` as ISO 8601; `yoy` says that it is a change against the year before.
    pub fn resolve(&self, figure: &Mention, yoy: bool) -> Option<String> {
        let block = self.layout.blocks.get(figure.block as usize)?;
        if let Some(header) = figure.cell.and_then(|cell| self.headers.of(self.layout, cell)) {
            return header.iso.clone();
        }
        let sentence = self.sentences.at(block.span, figure.span.start);
        if let Some(near) = self.nearest(sentence, figure.span) {
            if yoy && near.several_years {
                return None;
            }
            // 2031年运行航线9条，货运量|年均|增长2%: a mean of years is not of one.
            if near.iso.as_ref().is_some_and(|iso| iso.len() == "2031".len())
                && self
                    .clause(sentence, figure.span)
                    .parted_at("年均")
                    .is_some_and(|(_, it)| it.begins_in("增递提下降减上"))
                && let Some(lead) = self.lead_at(figure.span.start).filter(|lead| lead.several_years)
            {
                return Some(lead.iso.to_owned());
            }
            if let Some(both) = self.both_years(near, figure) {
                return Some(both);
            }
            if is_yardstick(self.text(), near) && near.span.of(self.text()).ends_with("同期") {
                return self.year_before(sentence, near);
            }
            return last_year(self.text(), near).map(str::to_owned).or_else(|| near.iso.clone());
        }
        // 改革开放以来，|两次|调整: since when, no year of the section says; but 以来最高 is a record.
        if self.since(sentence.start as usize, figure.span.start as usize) {
            return None;
        }
        let lead = self.lead_of_paragraph(figure).or(self.lead_at(figure.span.start));
        match lead {
            // 年吞吐量超百万吨: the amount of one year, which the lead of several years does not name.
            Some(lead) if lead.several_years && (yoy || self.is_yearly(sentence, figure.span)) => None,
            Some(lead) => Some(lead.iso.to_owned()),
            None => self.times.reported_year.map(year_iso),
        }
    }

    /// 2031年1至6月…，比|上年同期|1200万元增收300万元: the same months of the year before.
    fn year_before(&self, sentence: Span<Logical>, near: &time::Mention) -> Option<String> {
        let before = self.nearest(sentence, Span::new(near.span.start, near.span.start));
        let told = before.and_then(|it| it.iso.as_deref()).or_else(|| self.lead_at(near.span.start).map(|it| it.iso));
        let (year, told) = (near.iso.as_deref()?, told?);
        let next: String = told.before(told.floor_char_boundary(4)).to_owned();
        let apart = next.parse().ok().zip(year.parse().ok()).map(|(next, year): (i32, i32)| next - year);
        if apart != Some(1) {
            return Some(year.to_owned());
        }
        // 2031-01/2031-06
        let mut months = String::with_capacity(told.len());
        for (idx, part) in told.split('/').enumerate() {
            months.push_str(if idx > 0 { "/" } else { "" });
            let rest = part.strip_prefix(next.as_str());
            months.push_str(if rest.is_some() { year } else { "" });
            months.push_str(rest.unwrap_or(part));
        }
        Some(months)
    }

    /// Whether the first 以来 in `[from, to)` says since when, and not that something is a record. Figures are asked for in
    /// order: what was searched for the one before is not searched again.
    fn since(&self, from: usize, to: usize) -> bool {
        const SINCE: &str = "以来";
        let (known_from, known_to, known) = self.sinces.get();
        let again = known_from <= from && known_to <= to;
        let at = match known.filter(|_| again) {
            Some(at) if at >= from => Some(at),
            _ => {
                let part = known_to.saturating_sub(SINCE.len());
                let low = if again && known.is_none() { floor(self.text(), part.max(from)) } else { from };
                self.text().before(to).after(low).place_of(SINCE).map(|at| low + at)
            }
        };
        self.sinces.set((from, to, at));
        at.is_some_and(|at| !self.text().before(to).after(at + SINCE.len()).begins_in("最历第首登"))
    }

    fn text(&self) -> &'a str {
        self.layout.stitched.text.as_str()
    }

    /// The last expression of the sentence before the figure that says when, not against what.
    fn nearest(&self, sentence: Span<Logical>, figure: Span<Logical>) -> Option<&'a time::Mention> {
        let text = self.text();
        let times = &self.times.mentions;
        let end = self.times.before(figure.start as usize);
        let first = self.times.before(sentence.start as usize).min(end);
        let here = &times[first..end];
        let told = |(when, time): (&bool, &time::Mention)| {
            // （其中“十五”期间9亿元），|完成|2亿亩: the bracket has been closed.
            let aside = || {
                let between = text.before(figure.start as usize).after(time.span.end as usize);
                let between = between.before(between.floor_char_boundary(LONGEST_ASIDE));
                between.first_in("（(）)").is_some_and(|at| between.after(at).begins_in("）)"))
            };
            (*when || is_unknown(text, time)) && !aside() && !self.is_attribute(time, figure)
        };
        let idx = self.when[first..end].iter().zip(here).rposition(told)?;
        if let Some(start) = rise_from(text, here, idx, figure) {
            return Some(start);
        }
        Some(self.one_of_list(here, idx, figure).unwrap_or(&here[idx]))
    }

    /// 将2016年实施的24项措施增加为30项: the year tells of the first figure after it only.
    fn is_attribute(&self, time: &time::Mention, figure: Span<Logical>) -> bool {
        let text = self.text();
        // 由“十五”末的
        let before = text.before(time.span.start as usize).trim_end_in("“\"");
        let after = text.after(time.span.end as usize).trim_start_in("”\"期末");
        let first = self.figures.partition_point(|it| it.span.start < time.span.end);
        let mut at = first;
        // 由2017年的|14.2%和17.6%|提高到…: as far as the list goes.
        while let Some([one, next]) = self.figures.get(at..at + 2)
            && at - first < LONGEST_LIST
            && next.span.start <= figure.start
            && text.get(one.span.end as usize..next.span.start as usize).is_some_and(is_list_gap)
        {
            at += 1;
        }
        let owned = is_yardstick(text, time);
        let Some(first) = self.figures.get(at).filter(|it| it.span.start < figure.start) else {
            return owned && last_clause(text.before(figure.start as usize).after(time.span.end as usize)).0 > 0;
        };
        // 由2015年的|14.6%|下降到2.1%; 与2000年的|398人|相比，增长3.6%
        owned
            || ATTRIBUTE_BEFORE.ends(before)
            || before.ends_in("由从從") && (after.starts_with('的') || first.span.start == time.span.end)
            || before.ends_in("与與同") && text.after(first.span.end as usize).starts_with("相比")
    }

    /// 2016年、2017年分别增长5%、6%: each figure has its own year.
    fn one_of_list(&self, here: &'a [time::Mention], last: usize, figure: Span<Logical>) -> Option<&'a time::Mention> {
        let text = self.text();
        let joined = |left: &time::Mention, right: &time::Mention| {
            let between = text.before(right.span.start as usize).after(left.span.end as usize);
            between.len() <= 12
                && between.chars().all(|c| matches!(c, '、' | '和' | '及' | '与' | '，' | ' ' | '“' | '”'))
        };
        let mut first = last;
        while first > 0 && last - first < LONGEST_LIST && joined(&here[first - 1], &here[first]) {
            first -= 1;
        }
        let count = last - first + 1;
        let spoken = text.before(figure.start as usize).after(here[last].span.end as usize);
        if count < 2 || !has_word(spoken, "分别") {
            return None;
        }
        let from = self.figures.partition_point(|it| it.span.start < here[last].span.end);
        let place = self.figures[from..].iter().take(LONGEST_LIST).position(|it| it.span == figure)?;
        here.get(first + place % count)
    }

    /// 2022年和2023年|两年平均增长5%: the figure is of both.
    fn both_years(&self, last: &time::Mention, figure: &Mention) -> Option<String> {
        let text = self.text();
        let said = text.get(last.span.end as usize..figure.span.start as usize)?;
        said.starts_with("两年平均").then_some(())?;
        let times = &self.times.mentions;
        let first = times[..self.times.before(last.span.start as usize)].last()?;
        let joined = matches!(text.get(first.span.end as usize..last.span.start as usize)?, "和" | "、" | "与");
        let years = first.iso.as_deref().zip(last.iso.as_deref()).filter(|(from, to)| from.len() == 4 && to.len() == 4);
        let (from, to) = years.filter(|_| joined)?;
        Some(from.to_owned() + "/" + to)
    }

    /// 年吞吐量, 年产值 in the clause before the figure.
    fn is_yearly(&self, sentence: Span<Logical>, figure: Span<Logical>) -> bool {
        // 年收入10万元以上|的村占比达96%: of the class alone.
        let clause = self.clause(sentence, figure);
        let before = self.figures[..self.figures.partition_point(|it| it.span.start < figure.start)].last();
        let own = before.map_or(clause, |it| {
            let from = (it.span.end as usize).max(figure.start as usize - clause.len());
            self.text().before(figure.start as usize).after(from)
        });
        YEARLY_AMOUNTS.find(own).is_some()
    }

    /// The clause before the figure.
    fn clause(&self, sentence: Span<Logical>, figure: Span<Logical>) -> &'a str {
        let before = self.text().before(figure.start as usize).after(sentence.start as usize);
        let part = rfind_sign(before, |c| matches!(c, '，' | ',' | '；' | ';' | '、'));
        part.map_or(before, |at| before.after(at))
    }

    fn lead_at(&self, position: u32) -> Option<Lead<'a>> {
        let idx = self.lead_stretches.before(position + 1, &self.leads, |&(from, _)| from);
        self.leads[..idx].last().and_then(|&(_, lead)| lead)
    }

    /// The lead of the paragraph: an expression that opens it, where no other opens a later sentence.
    fn lead_of_paragraph(&self, figure: &Mention) -> Option<Lead<'a>> {
        let text = self.text();
        let block = self.layout.blocks.get(figure.block as usize)?;
        let times = &self.times.mentions;
        let end = self.times.before(figure.span.start as usize);
        let first = self.times.before(block.span.start as usize).min(end);
        let here = &times[first..end];
        // After the last heading inside the paragraph a new one begins.
        let headings = block.run_in.partition_point(|heading| heading.span.end <= figure.span.start);
        let start = match headings.checked_sub(1) {
            Some(last) => block.run_in[last].span.end,
            None => block.marker.map_or(block.span.start, |marker| marker.end),
        };
        // 《纲要（草案）》提出6项指标: of the years of the plan that was told of before.
        if text.after(start as usize).starts_with("《纲要") {
            let plan = times[..first].iter().rev().take(NEAR_PLAN).find(|time| time.kind == TimeKind::Period)?;
            return as_lead(plan);
        }
        let opener_idx = here.partition_point(|time| time.span.start < start);
        let opener = here.get(opener_idx)?;
        let before = text.get(start as usize..opener.span.start as usize)?;
        let when = &self.when[first..end];
        let opens = is_lead_in(before) && when[opener_idx] && is_wide(opener);
        // 五年来，…。2025年人均生产总值达到…: under the lead of several years a year without a comma tells of its own
        // sentence only.
        if !opener.several_years
            && !is_set_off(text, opener)
            && self.lead_at(figure.span.start).is_some_and(|lead| lead.several_years)
        {
            return None;
        }
        // 2002年…。2003年…。预计…: after a second opening the first one leads no more.
        let first = here.len().saturating_sub(LONGEST_LIST).max(opener_idx + 1);
        let second = (first..here.len())
            .rev()
            .map(|at| (&here[at], when[at]))
            .find(|&(time, when)| when && time.iso != opener.iso && opens_a_sentence(text, time));
        // 今年以来，…。1—3月，…: but how long it has been so far.
        let since = |time: &&time::Mention| {
            opener.iso.as_ref().is_some_and(|iso| iso.ends_with("..")) && is_set_off(text, time)
        };
        match second {
            Some((time, _)) => Some(time).filter(since).and_then(as_lead),
            None => opens.then(|| as_lead(opener)).flatten(),
        }
    }
}

/// “十五五”|末, “十五五”|期末: the last year of the plan.
fn last_year<'a>(text: &str, time: &'a time::Mention) -> Option<&'a str> {
    let after = text.after(time.span.end as usize).trim_start_in("”\"’");
    starting_word(after, &["末", "期末"])?;
    time.iso.as_deref()?.split_once('/').map(|(_, last)| last).filter(|last| last.len() == "2030".len())
}

/// 公共预算支出由11.66亿元增加到29.33亿元 after 由2010年的…增加到2015年的…: the same two years.
fn rise_from<'a>(
    text: &str,
    here: &'a [time::Mention],
    idx: usize,
    figure: Span<Logical>,
) -> Option<&'a time::Mention> {
    let starts = |at: u32| text.before(at as usize).ends_in("由从從");
    if !starts(figure.start) || !RISES_TO.starts(text.after(figure.end as usize)) {
        return None;
    }
    let first = here[..idx].iter().rev().take(2).find(|time| starts(time.span.start))?;
    RISES_TO.ends(text.before(here[idx].span.start as usize)).then_some(first)
}

fn as_lead(time: &time::Mention) -> Option<Lead<'_>> {
    Some(Lead { iso: time.iso.as_deref()?, several_years: time.several_years, of_heading: false })
}

fn opens_a_sentence(text: &str, time: &time::Mention) -> bool {
    let before = text.before(time.span.start as usize).trim_end_in("“\" \u{3000}刚过去的这在截至");
    let before = without_salutation(before);
    before.is_empty() || before.ends_in("。\n！？：”")
}

/// 各位代表，|刚刚过去的2031年
fn without_salutation(before: &str) -> &str {
    let said = before.trim_end_in("，,");
    ["各位代表", "各位委员", "同志们"].iter().find_map(|word| said.strip_suffix(word)).unwrap_or(before)
}

/// Whether nothing but a preposition, quotation marks and emphasis stands before the expression.
fn is_lead_in(before: &str) -> bool {
    let said = before.trim_end_in("“\" \u{3000}刚过去的这");
    let before = if without_salutation(said).len() < said.len() { "" } else { before };
    let bare = before.trim_in("“\"*。：:—-，, \u{3000}\u{a0}\t\r\n");
    // 据初步核算，2015年, 规划提出，到2035年: a short clause that says where the number is from.
    let told = before.trim_end_in("到至在");
    let from = told.trim_end_in("，,");
    let clause = from.len() < told.len() && from.chars().count() <= 16 && COUNTED_CLAUSES.ends(from);
    bare.is_empty() || LEAD_BEFORE.has(bare) || clause
}

/// 2025年，: the expression stands apart from what follows.
fn is_set_off(text: &str, time: &time::Mention) -> bool {
    let mut after = text.after(time.span.end as usize);
    while let Some((word, _)) = TIME_FOLLOW.prefix(after).filter(|(word, _)| !matches!(*word, "，" | ",")) {
        after = after.after(word.len());
    }
    after.begins_in("，,")
}

/// Not a single day: what happened on a day does not date the sentences after it.
fn is_wide(time: &time::Mention) -> bool {
    time.iso.as_deref().is_some_and(|iso| iso.len() != "2024-07-04".len() || iso.ends_with("-12-31"))
}

/// 五年来, 一年来, 2024年以来: said once for all that follows.
fn governs_section(text: &str, time: &time::Mention) -> bool {
    let Some(iso) = time.iso.as_deref().filter(|_| !time.baseline) else { return false };
    // 2031～2032年|我市经济增长5%: years that are set apart say it, too.
    // 十年来，…。刚刚过去的2031年|是…的一年
    text.before(time.span.start as usize).ends_with("过去的") && iso.len() == 4
        || time.several_years && (!time.span.of(text).begins_in("0123456789前后") || is_set_off(text, time))
        || iso.ends_with("..") && !time.span.of(text).ends_with('起')
        || ONE_YEAR_LEADS.has(time.span.of(text))
}

/// Where which lead is in force: from headings, and from sentences that open with 五年来.
fn find_leads<'a>(layout: &'a Layout, times: &'a Times, when: &[bool]) -> Vec<(u32, Option<Lead<'a>>)> {
    let text = layout.stitched.text.as_str();
    let level_of = |section: u32| layout.outline.get(section as usize).map_or(0, |section| section.level);
    // What a document that directs tells of a year is no part of its orders.
    let tells =
        !matches!(layout.kind, DocumentKind::Notice | DocumentKind::Opinion | DocumentKind::Plan | DocumentKind::Law);
    let mut open = OpenLeads::default();
    let mut next = 0;
    for (idx, block) in layout.blocks.iter().enumerate() {
        let level = block.section.map_or(0, level_of);
        let mut run_in = block.run_in.iter().peekable();
        let whole = matches!(block.kind, BlockKind::Heading | BlockKind::Title);
        let (mut level_here, mut heading_end) = (level, if whole { block.span.end } else { block.span.start });
        if whole {
            open.enter(block.span.start, level, block.span.of(text));
        }
        let mut opener = None;
        while let Some(time) = times.mentions.get(next).filter(|time| time.block as usize <= idx) {
            next += 1;
            while let Some(heading) = run_in.next_if(|heading| heading.span.start <= time.span.start) {
                (level_here, heading_end) = (level_of(heading.section), heading.span.end);
                open.enter(heading.span.start, level_here, heading.span.of(text));
            }
            let in_heading = time.span.end <= heading_end;
            let Some(lead) = as_lead(time).filter(|_| when[next - 1]) else { continue };
            let (opener, _) = *opener.get_or_insert((time, lead));
            // The year of a heading is what its section tells of; the document's title is asked elsewhere.
            if in_heading && level_here > 0 {
                open.name(time.span.end, level_here, lead);
            } else if !in_heading
                && open.year == Some(lead.iso)
                && opens_a_sentence(text, time)
                && (open.plans
                    || opener.span.start == time.span.start
                        && is_set_off(text, time)
                        && text.get(heading_end as usize..time.span.start as usize).is_some_and(is_lead_in))
            {
                // 二、“十五五”目标和2031年工作 … 2031年预期目标是…, “十五五”及2030年回顾 … 2030年，…。: from there on that year.
                open.tell(time.span.end, 1, lead);
            } else if !in_heading
                && opens_a_sentence(text, time)
                && governs_section(text, time)
                // …。2030年到2034年，投资增长。: years in the middle of a paragraph tell of their sentence.
                && (!time.several_years
                    || !time.span.of(text).begins_in("0123456789")
                    || text.get(heading_end as usize..time.span.start as usize).is_some_and(is_lead_in))
            {
                // Said in a section's introduction, it holds for the level-1 section and what is below; below a lead of
                // several years (五年来, …) for its own part only (近两年, …), unless the paragraph turns to the one
                // year: 刚刚过去的2025年，…。一年来，….
                let before = text.get(block.span.start as usize..opener.span.start as usize);
                let turns = !lead.several_years && opener.iso == time.iso && before.is_some_and(is_lead_in);
                // 二、2032年主要任务 … 一年来，…: nor does one year end the year of a heading.
                let led = open.of_level.first().is_some_and(|&(of, first)| {
                    of == 1 && first.is_some_and(|it| if it.several_years { !turns } else { it.of_heading })
                });
                open.tell(time.span.end, if led { level_here } else { level_here.min(1) }, lead);
            }
        }
        for heading in run_in {
            open.enter(heading.span.start, level_of(heading.section), heading.span.of(text));
        }
        // 2031年，…。主要抓了以下工作：⏎: what the paragraph announces is of its year, and of that of an introduction, 2031年，
        // 全市检察机关…。⏎一、, the parts behind it.
        if let Some((opener, lead)) = opener.filter(|(_, lead)| tells && !whole && lead.iso.len() == 4)
            && is_lead_in(text.before(opener.span.start as usize).after(block.span.start as usize))
            && (block.span.of(text).trim_end().ends_in("：:")
                || level == 0
                    && open.of_level.is_empty()
                    && opener.span.start == block.span.start
                    && is_set_off(text, opener))
        {
            open.tell(block.span.end, level, lead);
        }
    }
    open.found
}

/// The leads of the open sections.
#[derive(Default)]
struct OpenLeads<'a> {
    of_level: Vec<(u32, Option<Lead<'a>>)>,
    /// The year that a heading names beside the years of a plan.
    year: Option<&'a str>,
    plans: bool,
    found: Vec<(u32, Option<Lead<'a>>)>,
}

impl<'a> OpenLeads<'a> {
    /// A heading of `level` closes the sections at and below it.
    #[inline(never)]
    fn enter(&mut self, at: u32, level: u32, heading: &str) {
        self.close(level);
        if level == 1 {
            self.year = None;
            self.plans = STATUS_PLAN_HEADING.find(heading).is_some() && STATUS_PAST_HEADING.find(heading).is_none();
        }
        // 二、下一步工作打算: the section is not of the year before, which was told of.
        if level > 0
            && self.now().is_some_and(|lead| !lead.several_years)
            && STATUS_PLAN_HEADING.find(heading).is_some()
            && STATUS_PAST_HEADING.find(heading).is_none()
        {
            self.of_level.push((level, None));
        }
        self.record(at);
    }

    /// The heading of `level` states `lead`. Of 2025年和“十四五”时期工作回顾 the year comes first; the plan has a
    /// sentence of its own where it is told of.
    fn name(&mut self, at: u32, level: u32, lead: Lead<'a>) {
        let named = self.of_level.last_mut().filter(|(open, _)| *open == level).and_then(|(_, first)| first.as_mut());
        let of_heading = named.is_none();
        if let Some(first) = named.as_ref().filter(|first| level == 1 && first.several_years != lead.several_years) {
            self.year = Some(if lead.several_years { first.iso } else { lead.iso });
        }
        if named.is_none_or(|first| std::mem::take(&mut first.of_heading) && first.several_years) {
            self.tell(at, level, Lead { of_heading, ..lead });
        }
    }

    #[inline(never)]
    fn tell(&mut self, at: u32, level: u32, mut lead: Lead<'a>) {
        // 一、2031年工作回顾⏎一年来，…: the heading's year, said again.
        lead.of_heading |= self.of_level.iter().any(|&(open, named)| {
            open == level && named.is_some_and(|named| named.of_heading && named.iso == lead.iso)
        });
        self.close(level);
        self.of_level.push((level, Some(lead)));
        self.record(at);
    }

    #[inline(never)]
    fn close(&mut self, level: u32) {
        while self.of_level.last().is_some_and(|&(open, _)| open >= level) {
            self.of_level.pop();
        }
    }

    fn now(&self) -> Option<Lead<'a>> {
        self.of_level.last().and_then(|&(_, lead)| lead)
    }

    fn record(&mut self, at: u32) {
        self.found.push((at, self.now()));
    }
}
