//! Whether a figure is a fact, an aim, a forecast, or the bound of a class.

use crate::text::signs::Signs;
use std::sync::LazyLock;

use super::Context;
use super::after::opens_noun;
use super::change::is_list_gap;
use super::frame::{Frame, bounds_a_class, is_break, is_inclusive};
use super::header_time::HeaderTimes;
use super::phrase::{Phrase, strip_words};
use crate::figure::mention::{Mention, Value};
use crate::lexicon::matcher::Search;
use crate::lexicon::{
    CHANGE_DOWN, CHANGE_UP, RISES_TO, STATUS_AIM_NOUN, STATUS_DONE, STATUS_DONE_WELL, STATUS_FORECAST,
    STATUS_FUTURE_ADVERB, STATUS_FUTURE_VERB, STATUS_PAST, STATUS_PAST_HEADING, STATUS_PLAN_HEADING, STATUS_PLAN_OPENS,
    STATUS_SHALL, STATUS_TARGET, STATUS_WEAK, STATUS_WILL, SUBJECT_GRANT,
};
use crate::report::{BlockKind, DocumentKind, FigureKind, Modifier, Status};
use crate::text::chars::{Cut, Ends, has_word, is_han, is_letter, starting_word};
use crate::text::span::{Logical, Span};
use crate::time;

/// Statuses of all figures in their order.
pub fn statuses(context: &Context, frames: &[Frame]) -> Vec<Status> {
    let text = context.text;
    let stated = context.times.stated_year.or(context.times.reported_year);
    // Without a date, the first year that the document names.
    let now = stated.or_else(|| context.times.mentions.iter().find_map(year_of).map(|year| year - 1));
    let plans = plan_sections(context);
    let headers = HeaderTimes::find(context.layout, context.times);
    let mut sentence: Option<(usize, Sentence)> = None;
    let (mut next_block, mut plan_mode, mut noted) = (0, false, false);
    let speaks = matches!(context.layout.kind, DocumentKind::Report | DocumentKind::Speech | DocumentKind::Other);
    let parted = context.layout.outline.iter().any(|section| section.level > 0);
    let mut statuses = Vec::with_capacity(frames.len());
    let mut aiming = u32::MAX;
    for (figure, frame) in context.figures.iter().zip(frames) {
        let here = match sentence {
            Some((start, here)) if start == frame.sentence => here,
            _ => {
                let here = Sentence::read(text, frame);
                sentence = Some((frame.sentence, here));
                here
            }
        };
        let block = context.layout.blocks.get(figure.block as usize);
        // Under 2030年 a table tells of what was to come.
        let header = figure.cell.and_then(|cell| headers.of(context.layout, cell));
        let told = header.or_else(|| block.and_then(|block| told_before(context, block.span, frame.start)));
        let due = told.is_some_and(|time| {
            if header.is_some() {
                stated.is_some() && year_of(time) > stated
            } else {
                is_deadline(text, time, now) && is_told_still(text, time, frame)
            }
        });
        while next_block <= figure.block as usize {
            // 今年发展主要预期目标是: a report tells of its plans from there to the next look back.
            let Some(block) = context.layout.blocks.get(next_block) else { break };
            let said = block.span.of(text);
            let opens = || STATUS_PLAN_OPENS.find(said).is_some() && (speaks || said.trim_end().ends_in("：:"));
            // 注释 on a line of its own: what stands below tells what words mean.
            noted = !matches!(block.kind, BlockKind::Heading | BlockKind::Title)
                && (noted || STATUS_PAST_HEADING.opens(said) && STATUS_PAST_HEADING.has(said.trim_end_in("：: ")));
            plan_mode = if matches!(block.kind, BlockKind::Heading | BlockKind::Title) {
                plan_mode && STATUS_PAST_HEADING.find(said).is_none()
            } else {
                // Without headings nothing tells where the aims end but the paragraph, or the list that it opens.
                let listed = matches!(block.kind, BlockKind::RunIn | BlockKind::ListItem);
                plan_mode && (parted && speaks || listed) || opens()
            };
            next_block += 1;
        }
        let planned = !noted
            && (plan_mode
                || block
                    .and_then(|block| block.section)
                    .and_then(|id| plans.get(id as usize))
                    .copied()
                    .unwrap_or(false)
                || context.layout.kind == DocumentKind::Plan
                    && block.is_some_and(|block| block.section.is_none() && block.kind != BlockKind::Title));
        let directs = matches!(context.layout.kind, DocumentKind::Opinion | DocumentKind::Notice | DocumentKind::Plan);
        // “十三五”时期，…, 2020年达到…: in a document that directs, what is told of a year before its own is no aim.
        let past = here.past || directs && told.and_then(year_of).zip(now).is_some_and(|(year, now)| year < now);
        let weak = (if directs { !past } else { planned }) && here.weak_from.is_some_and(|from| from < frame.end);
        let rules = directs || context.layout.kind == DocumentKind::Law;
        let bound = bounds_a_class(text, figure, frame)
            // （三）有|50个以上|会员
            || rules
                && figure.modifier_span.is_some_and(|span| span.start >= figure.span.end)
                && matches!(figure.modifier, Some(Modifier::AtLeast))
                && ["有", "具有", "具备", "拥有", "应有", "应当有", "须有", "必须有"].contains(&frame.told(text).trim())
            || is_span_of_a_rule(text, figure)
            || is_condition(text, figure, frame)
            || is_term(text, figure, frame, rules)
            || context.layout.kind == DocumentKind::Law && is_bound(figure);
        let clause = frame.told(text);
        let done = || clause.has_in("了已");
        // 确保面积|5万亩: aimed at, where no headings part what was done from what is planned.
        let ensured = !parted && !past && !here.done && clause.trim_start_in("要 ").starts_with("确保") && !done();
        // 确保面积稳定在5万亩以上。推广良种|2万亩: an aim like the one before it, but no grant.
        let goes_on_aiming = aiming == figure.block && !done() && !clause.has_in("奖补给罚");
        let status = if figure.kind != FigureKind::Rank && bound {
            Status::Threshold
        } else if (here.foresees_all && !done()
            || is_foreseen(text, frame, here)
            || statuses.last() == Some(&Status::Forecast) && goes_on(text, frame))
            && !states_aims(text.before(frame.sentence_end).after(frame.sentence))
        {
            Status::Forecast
        } else if rises_from(text, frame) || counts_aims(text, figure, frame) || planned && tells_a_deed(clause) {
            Status::Actual
        } else if aimed(text, frame, here, planned || directs)
            || due
            || weak
            || ensured
            || planned && !past
            || directs && !past && (is_ordered(figure) || goes_on_aiming)
        {
            aiming = figure.block;
            Status::Target
        } else {
            Status::Actual
        };
        // 首次突破|10亿元、50亿元|的企业: the bound of each.
        let idx = statuses.len();
        if status == Status::Threshold && figure.modifier.is_some() {
            let mut first = idx;
            while first > 0
                && idx - first < LONGEST_LIST
                && frames[first].nth > 0
                && is_list_gap(frames[first].gap(text))
                && context.figures[first - 1].modifier == figure.modifier
                && context.figures[first - 1].unit == figure.unit
            {
                first -= 1;
                statuses[first] = status;
            }
        }
        statuses.push(status);
    }
    statuses
}

fn is_bound(figure: &Mention) -> bool {
    figure.modifier.is_some_and(|modifier| !matches!(modifier, Modifier::About | Modifier::Nearly))
        || matches!(figure.value, Value::Range { .. })
}

/// 处|5万元以上20万元以下|的罚款, |14岁以上不满16岁|的.
fn is_span_of_a_rule(text: &str, figure: &Mention) -> bool {
    matches!(figure.value, Value::Range { .. }) && has_word(figure.span.of(text), "以上")
}

/// 年|满十八周岁|, |0—6岁|儿童: an age; where rules are given, 实习满|一年|, 会议举行的|30日|前, 应当提前|10日|通知 too.
#[inline(never)]
fn is_term(text: &str, figure: &Mention, frame: &Frame, rules: bool) -> bool {
    let after = frame.rest(text);
    let before = text.before(frame.start);
    let full = before.ends_with('满');
    if figure.kind != FigureKind::Duration {
        return false;
    }
    if figure.span.of(text).ends_with('岁') {
        let band = matches!(figure.value, Value::Range { .. });
        return full || band && (after.starts_with('、') || after.begins(is_letter) && opens_noun(after));
    }
    rules && (full || before.ends_with("提前") || after.strip_prefix('以').unwrap_or(after).starts_with('前'))
}

/// A list of bounds has at most so many.
const LONGEST_LIST: usize = 8;

/// No longer sentence is a rule for one case: bytes.
const LONGEST_RULE: usize = 3000;

/// 年销售额超过|500万元|的，应当…, 对投资额在|1亿元以上|，给予…: the case that a rule is for.
fn is_condition(text: &str, figure: &Mention, frame: &Frame) -> bool {
    // 收入每增加|1亿元|奖励50万元
    if frame.after < text.len() && SUBJECT_GRANT.has(frame.rest(text)) {
        let told = frame.told(text);
        let change = CHANGE_UP.suffix(told).or_else(|| CHANGE_DOWN.suffix(told)).map_or(0, |(word, _)| word.len());
        if told.before(told.len() - change).ends_with('每') {
            return true;
        }
    }
    if !is_bound(figure) {
        return false;
    }
    let rest = frame.rest(text).trim();
    // 占比超过|10%|的有44种; 可对从业人员|20人及以上、|费率不超过|1%|的业务给予补贴
    let listed = rest.starts_with('、') && is_inclusive(text, figure) && figure.kind != FigureKind::Percent;
    if listed || matches!(rest, "的有" | "的占") {
        return true;
    }
    let breaks = text.after(frame.after).begins_in("，,；;");
    if rest == "的" && breaks {
        return true;
    }
    let whole = rest.is_empty() && breaks || rest.begins_in("的且");
    if !whole || frame.sentence_end > frame.sentence + LONGEST_RULE {
        return false;
    }
    // 年纳税达到|30万元以上|，一次性给予10万元奖励
    let next = text.after(frame.after).trim_start_in("，, ");
    let grants = || {
        let near = next.before(next.floor_char_boundary(90));
        let next = near.before(near.first_in("，；。").unwrap_or(near.len()));
        starting_word(next, &["一次性", "给予", "按", "分别给予", "再给予"]).is_some() && next.has_in("奖补")
    };
    if text.after(frame.after).begins_in("，,") && figure.kind != FigureKind::Percent && grants() {
        return true;
    }
    let said = text.before(frame.start).after(frame.sentence);
    let rule = said.last_in("；;").map_or(said, |at| said.after(at));
    (rule.trim_start_in("；; ").begins_in("对凡") || has_word(rule, "可对"))
        && has_word(text.before(frame.sentence_end.max(frame.end)).after(frame.end), "给予")
}

/// 预计 between the figure before and this one; 发生|6级|地震的可能性.
fn is_foreseen(text: &str, frame: &Frame, here: Sentence) -> bool {
    let after = frame.rest(text);
    (here.foreseen || here.end < frame.start) && STATUS_FORECAST.find(frame.gap(text)).is_some()
        || has_word(after, "的可能")
}

/// 预计达到5万亿元、|增长|6%: nothing new is named since the figure before; 预计甲达7万家、|乙达|5万家.
fn goes_on(text: &str, frame: &Frame) -> bool {
    let gap = frame.gap(text);
    if frame.nth > 0 && gap.starts_with('、') && !gap.contains(is_break) && !gap.has_in("已了") {
        return true;
    }
    // 预计完成8亿元，|为预算的|101%
    let measured = |it: &str| it.ends_with('的') && (has_word(it, "预算") || has_word(it, "计划"));
    if frame.nth > 0 && gap.trim_start_in("，,").strip_prefix('为').is_some_and(measured) {
        return true;
    }
    let mut phrase = Phrase::new(text, frame.window, frame.start);
    strip_words(&mut phrase);
    frame.nth > 0 && phrase.is_empty()
}

/// 由|77%|提高到80%: what it is before the aim is reached.
fn rises_from(text: &str, frame: &Frame) -> bool {
    RISES_TO.starts(frame.rest(text)) && frame.told(text).has_in("从由")
}

/// 提出|6项|指标: how many aims there are is none.
fn counts_aims(text: &str, figure: &Mention, frame: &Frame) -> bool {
    let noun = frame.rest(text);
    figure.kind == FigureKind::Count
        && figure.modifier.is_none()
        && (noun.place_of("指标").is_some_and(|at| at <= LONGEST_KIND) || frame.told(text).ends_with("指标"))
}

/// 形成了|全球最大的市场: done, in a part that tells of plans too; but not 为了, 了解.
fn tells_a_deed(clause: &str) -> bool {
    clause
        .parted_at("了")
        .is_some_and(|(verb, rest)| verb.closes(is_han) && !verb.ends_in("为除到") && !rest.begins_in("解不"))
}

/// 约束性, 主要预期性 before 指标: bytes.
const LONGEST_KIND: usize = 18;

/// 不超过|70周岁 in a document that directs: a bound that is to be kept.
fn is_ordered(figure: &Mention) -> bool {
    matches!(figure.modifier, Some(Modifier::AtLeast | Modifier::AtMost))
        && figure.modifier_span.is_some_and(|span| span.start < figure.span.start)
}

/// What is looked for in every sentence with a figure.
pub static WORDS: LazyLock<Search<7>> = LazyLock::new(|| {
    Search::new([STATUS_TARGET, STATUS_WEAK, STATUS_DONE, STATUS_FORECAST, STATUS_PAST, STATUS_WILL, STATUS_SHALL])
});

/// What a sentence says once for all its figures.
#[derive(Clone, Copy)]
struct Sentence {
    /// Byte of the text after which 力争, 目标, 拟 hold.
    target_from: Option<usize>,
    /// The same for 确保, which tells of deeds too.
    weak_from: Option<usize>,
    done: bool,
    past: bool,
    /// 预计 stands in it.
    foreseen: bool,
    /// 预计全年…: said of all that follows.
    foresees_all: bool,
    end: usize,
}

impl Sentence {
    fn read(text: &str, frame: &Frame) -> Sentence {
        let said = text.before(frame.sentence_end).after(frame.sentence);
        // 比|去年|增加 is said of aims too.
        let compared = |at: usize| said.before(at).ends_in("比较与和同");
        let behind = |at: usize| said.after(at + '将'.len_utf8());
        let [target, weak, done, foreseen, past, future, modal] = WORDS.first(said, |set, at| match set {
            4 => !compared(at) && !said.after(at).starts_with("上年度"),
            5 => is_future(behind(at)),
            6 => is_modal(said.before(at), behind(at)),
            _ => true,
        });
        // 收入预期|28亿元; but 高于预期5个百分点
        let expected = said.place_of("预期").filter(|&at| {
            let rest = said.after(at + "预期".len());
            let aims = rest.begins(|c: char| c.is_ascii_digit())
                || starting_word(rest, &["为", "达", "完成", "增长", "实现"]).is_some();
            aims && !said.before(at).ends_in("于超出")
        });
        let target = first(target, expected);
        Sentence {
            target_from: first(target, future).map(|at| frame.sentence + at),
            weak_from: first(weak, modal).map(|at| frame.sentence + at),
            done: done.is_some(),
            past: past.is_some(),
            foreseen: foreseen.is_some(),
            foresees_all: foreseen.is_some() && foresees_all(said),
            end: frame.sentence_end,
        }
    }
}

fn first(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    one.map_or(other, |at| Some(other.map_or(at, |other| at.min(other))))
}

fn states_aims(said: &str) -> bool {
    has_word(said, "预期目标") || has_word(said, "主要目标")
}

/// 预计…, 初步预计，…, 一是预计全年…: said of all that follows.
fn foresees_all(said: &str) -> bool {
    said.parted_at("预计").is_some_and(|(led, rest)| {
        let all = starting_word(rest, &["全年", "今年", "到年底", "年末", "，", ","]).is_some();
        // 2031年，预计实现…
        let dated = led.len() <= 24 && led.ends_in("，,") && led.begins(|c: char| c.is_ascii_digit());
        led.is_empty() || dated || led.chars().count() <= 4 && all
    })
}

/// 各地要控制在…, but not 主要, 重要, 需要, 要素.
fn is_modal(before: &str, after: &str) -> bool {
    !before.chars().next_back().is_some_and(|c| "主重需必纪摘紧首次概简只".has_char(c))
        && !after.first().is_some_and(|c| "素求点闻案件塞道害领义旨".has_char(c))
}

/// 将首次达到30万亿元, but not 将…纳入.
fn is_future(mut rest: &str) -> bool {
    while let Some((adverb, _)) = STATUS_FUTURE_ADVERB.prefix(rest) {
        rest = rest.after(adverb.len());
    }
    STATUS_FUTURE_VERB.starts(rest)
}

fn aimed(text: &str, frame: &Frame, here: Sentence, ahead: bool) -> bool {
    let after = frame.rest(text);
    let clause = text.before(frame.after.max(frame.start)).after(frame.clause.max(frame.window));
    // 实现扩招10万人目标 in a part that looks back: met.
    let met = STATUS_DONE_WELL.find(clause).is_some() || !ahead && has_word(clause, "实现");
    if STATUS_AIM_NOUN.starts(after) && !met {
        return true;
    }
    here.target_from.is_some_and(|from| from < frame.end) && !here.done
}

/// The year that the paragraph told last before the figure at `at`.
fn told_before<'a>(context: &'a Context, block: Span<Logical>, at: usize) -> Option<&'a time::Mention> {
    let times = &context.times.mentions;
    let end = context.times.before(at);
    times[..end]
        .iter()
        .rev()
        .take(12)
        .take_while(|time| time.span.start >= block.start)
        .find(|time| !time.baseline && year_of(time).is_some())
}

/// 到2025年, …: with a year that was to come.
fn is_deadline(text: &str, time: &time::Mention, now: Option<i32>) -> bool {
    let before = text.before(time.span.start as usize).trim_end_in("“\" ");
    let Some(year) = year_of(time) else { return false };
    // 增加到2030年的19.8亿元 tells how far it has come.
    let Some(verb) = before.strip_suffix('到') else { return false };
    let reached = verb.ends_with('达') || CHANGE_UP.ends(verb) || CHANGE_DOWN.ends(verb);
    !reached && now.is_none_or(|now| year > now) && now.is_some()
}

/// 到2025年，…。…: in a later sentence too, but not behind 到2025年建成小康社会是….
fn is_told_still(text: &str, time: &time::Mention, frame: &Frame) -> bool {
    time.span.start as usize >= frame.sentence || text.after(time.span.end as usize).begins_in("，,底末前")
}

/// Told of years of which the last is still to come, in 2021 of 2021 to 2025: no fact yet, unless 设置了 says so.
pub fn is_ahead(context: &Context, figure: &Mention, frame: &Frame, time: Option<&str>) -> bool {
    let last = time.filter(|iso| matches!(iso.len(), 4 | 9)).and_then(last_year);
    let clause = context.text.before(frame.after.max(frame.start)).after(frame.clause.max(frame.window));
    last.zip(context.times.stated_year).is_some_and(|(last, now)| last > now)
        && figure.kind != FigureKind::Rank
        && !clause.has_char('了')
        && !counts_aims(context.text, figure, frame)
        && !rises_from(context.text, frame)
}

fn year_of(time: &time::Mention) -> Option<i32> {
    time.iso.as_deref().and_then(last_year)
}

/// The year of an ISO 8601 date, or the last one of an interval.
fn last_year(iso: &str) -> Option<i32> {
    let last = iso.rfind('/').map(|at| iso.after(at + 1)).filter(|part| *part != "..").unwrap_or(iso);
    last.get(..4)?.parse().ok()
}

/// For each section, whether its heading or one above says that it tells of what is to be done. In a report what
/// follows such a section does so too, until a heading looks back: a plan has one heading 总体部署 and many of tasks.
fn plan_sections(context: &Context) -> Vec<bool> {
    let layout = context.layout;
    let lasts = !matches!(
        layout.kind,
        DocumentKind::Notice | DocumentKind::Communique | DocumentKind::Law | DocumentKind::News
    );
    let mut plans: Vec<bool> = Vec::with_capacity(layout.outline.len());
    let mut last_first_level = false;
    for section in &layout.outline {
        let title = section.title.as_str();
        // 主要目标任务如期完成 looks back.
        let met = STATUS_DONE_WELL.find(title).is_some();
        let plan = section.level > 0 && !met && STATUS_PLAN_HEADING.find(title).is_some();
        let past = STATUS_PAST_HEADING.find(title).is_some();
        let above = match section.parent.and_then(|parent| plans.get(parent as usize)) {
            Some(&above) if section.level > 1 => above,
            // All of a plan is one, but for the parts that say what there was.
            _ => layout.kind == DocumentKind::Plan && section.level > 0 || lasts && last_first_level,
        };
        // 2025年工作回顾和2026年工作安排 tells of both; its sentences must say.
        let is_plan = (plan || above) && !past;
        if section.level == 1 {
            last_first_level = is_plan;
        }
        plans.push(is_plan);
    }
    plans
}
