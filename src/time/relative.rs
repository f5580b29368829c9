//! Time told from the document's own: 今年, 去年底, 五年来, 今后五年, 全年, 截至目前.

use super::Found;
use super::frame::Frame;
use super::point::{Part, Point, part_of_year, scan_after_year, scan_range_end};
use crate::lexicon::{
    CUT_YEAR_WORDS, DURATION_BEFORE, FIVE_YEARS_AFTER, NEARLY_BEFORE_YEARS, NOT_AFTER_YEAR_WORD, NOT_AFTER_YEARS,
    NOT_BEFORE_YEAR_END, TIME_WORDS, YEAR_WORDS,
};
use crate::number::date::{Date, year_iso};
use crate::number::numeral::{Form, Numeral, scan_numeral};
use crate::report::TimeKind;
use crate::text::chars::{Cut, Ends, starting_word};
use crate::text::signs::Signs;

/// 今年, 去年底, 今年1—5月, 上年同期.
pub fn scan_year_word(body: &str, at: usize, frame: &mut Frame) -> Option<Found> {
    let text = body.after(at);
    if text.starts_with("今明")
        && let Some(word) = starting_word(text, &["今明两年", "今明兩年"])
    {
        return Some(Found::years(word.len(), TimeKind::Relative, frame.this_year().map(|year| (year, year + 1))));
    }
    let (word, _) = YEAR_WORDS.prefix(text)?;
    let rest = text.after(word.len());
    if CUT_YEAR_WORDS.ends(body.before(at + word.len())) || NOT_AFTER_YEAR_WORD.starts(rest) {
        return None;
    }
    let now = frame.this_year();
    let reported = frame.reported_year();
    let year = match word {
        // 2013年工作总结 was written in that year, where nothing says when.
        "今年" | "今年度" => frame.section_year.filter(|_| !frame.anchor.is_dated()).or(now),
        "去年" => now.filter(|_| !frame.anchor.is_guess).map(|year| year - 1),
        "前年" => now.map(|year| year - 2),
        "明年" => now.map(|year| year + 1),
        "后年" | "後年" => now.map(|year| year + 2),
        "上年度" | "上一年度" if frame.anchor.directs => frame.sentence_year.map(|year| year - 1),
        "上年" | "上年度" | "上一年" | "上一年度" => frame.told_year().map(|year| year - 1),
        "次年" | "次年度" | "翌年" => frame.sentence_year.or(frame.block_year).map(|year| year + 1),
        "下年" | "下年度" | "下一年" | "下一年度" => frame.told_year().map(|year| year + 1),
        "当年" | "當年" | "同年" => Some(frame.sentence_year.or(reported.filter(|_| frame.reviews_a_year()))?),
        _ => frame.told_year(),
    };
    if rest.starts_with("同期") {
        let iso = year.map(year_iso);
        return Some(Found::one(word.len() + "同期".len(), TimeKind::Relative, iso));
    }
    let (more, point) = scan_after_year(rest, year.unwrap_or(2000));
    let len = word.len() + more;
    if year.is_none() {
        return Some(Found::one(len, TimeKind::Relative, None));
    }
    // 今年 dates what follows it; 上年 is what it is compared with.
    let told = year.filter(|_| matches!(word, "今年" | "本年" | "去年" | "明年" | "本年度" | "今年度"));
    if let Some(month) = point.date.month {
        frame.month = Some((Some(point.date.year), month));
    }
    if let Some((end, iso)) = scan_range_end(text.after(len), point, |_| None) {
        return Some(Found { year: told, ..Found::one(len + end, TimeKind::Relative, iso) });
    }
    Some(Found { year: told, ..Found::one(len, TimeKind::Relative, point.iso()) })
}

/// What opens a stretch of years, and whether it lies ahead.
const LEADS: [(&str, bool); 15] = [
    ("刚刚过去的", false),
    ("过去的", false),
    ("過去的", false),
    ("过去", false),
    ("過去", false),
    ("最近", false),
    ("近", false),
    ("这", false),
    ("這", false),
    ("今后", true),
    ("今後", true),
    ("未来", true),
    ("未來", true),
    ("往后", true),
    ("接下来", true),
];

/// 五年来, 近三年, 过去五年, 今后五年, 十周年来, 几个月来.
/// `numeral` is the number that `text` starts with, where one may be.
pub fn scan_stretch(before: &str, text: &str, numeral: Option<&Numeral>, frame: &Frame) -> Option<Found> {
    if numeral.is_some_and(|it| !text.after(it.len).begins_in("年个周")) {
        return None;
    }
    let first = text.first()?;
    let lead = if matches!(first, '刚' | '过' | '過' | '最' | '近' | '这' | '這' | '今' | '未' | '往' | '接')
    {
        LEADS.into_iter().find(|(word, _)| text.starts_with(word))
    } else {
        None
    };
    let lead_len = lead.map_or(0, |(word, _)| word.len());
    let rest = text.after(lead_len);
    let several = match rest.first()? {
        '数' if rest.starts_with("数十") => Some("数十"),
        '數' if rest.starts_with("數十") => Some("數十"),
        '多' => Some("多"),
        '几' => Some("几"),
        '幾' => Some("幾"),
        '数' => Some("数"),
        '些' => Some("些"),
        _ => None,
    };
    let (number_len, count) = match several {
        Some(word) => (word.len(), None),
        None => {
            let numeral = numeral.cloned().or_else(|| scan_numeral(rest)).filter(|it| {
                it.form == Form::Han || it.form == Form::Arabic && it.digits <= 2 || it.len == '十'.len_utf8()
            })?;
            let count = numeral.value.as_u32().filter(|count| (1..=100).contains(count))? as i32;
            (numeral.len, Some(count).filter(|_| numeral.rough.is_none()))
        }
    };
    let number = rest.before(number_len);
    let after = rest.after(number_len);
    if !after.begins_in("年个周") {
        return None;
    }
    let unit = ["年多来", "年以来", "年來", "年来", "年间", "年", "个月来", "个月", "周年来", "周年以来"]
        .into_iter()
        .filter(|unit| after.starts_with(unit))
        .max_by_key(|unit| unit.len())?;
    let tail = after.after(unit.len());
    let len = lead_len + number_len + unit.len();
    let since = unit.ends_with('来') || unit.ends_with('來');
    let bare = lead.is_none();
    let clause_starts = before.is_empty() || before.ends_in(CLAUSE_ENDS);
    // 极不平凡的五年。: the years themselves, at the end of a clause. 五年累计: at its start.
    let named = bare
        && unit == "年"
        && matches!(number, "五" | "5")
        && (before.ends_with('的') && (tail.is_empty() || tail.begins_in("。，,；;！、"))
            || (clause_starts || frame.plan.is_some() && !DURATION_BEFORE.ends(before))
                && FIVE_YEARS_AFTER.starts(tail));
    let spoken = since
        || named
        || unit == "年间" && !tail.begins_in("隔断歇")
        || lead.is_some() && matches!(unit, "年" | "个月") && !NOT_AFTER_YEARS.starts(tail);
    // 历时近三年: 近 is nearly. 之近, 附近: part of another word. 第五年来: an ordinal.
    let cut = before.ends_in("第每.附邻远最将接续满")
        || text.starts_with('近') && NEARLY_BEFORE_YEARS.ends(before)
        || bare && before.closes(|c: char| c.is_ascii_digit());
    if !spoken || cut || text.starts_with("这些") {
        return None;
    }
    if unit.starts_with("个月") || unit.starts_with("周年") || unit.starts_with("年多") {
        return Some(Found { several_years: !unit.starts_with("个月"), ..Found::one(len, TimeKind::Relative, None) });
    }
    let coming = lead.is_some_and(|(_, coming)| coming);
    Some(match count {
        Some(1) => {
            let year = frame.reported_year().map(|year| if coming { year + 1 } else { year });
            Found::one(len, TimeKind::Relative, year.map(year_iso))
        }
        Some(count) if count <= 10 => {
            let years = if coming { frame.coming_years(count) } else { frame.past_years(count) };
            Found::years(len, TimeKind::Relative, years)
        }
        _ => Found::years(len, TimeKind::Relative, None),
    })
}

/// What ends the clause before.
pub const CLAUSE_ENDS: &str = "。，,；;！：:\n\u{3000}”—";

/// 全年, 年末, 上半年, 截至目前: words that stand alone.
pub fn scan_word(before: &str, text: &str, frame: &Frame) -> Option<Found> {
    let (word, _) = TIME_WORDS.prefix(text)?;
    let rest = text.after(word.len());
    if NOT_AFTER_YEAR_WORD.starts(rest) {
        return None;
    }
    let starts_with_year = word.starts_with('年');
    // 年中 within a word: 2024年中央预算.
    if word == "年中" && !(before.is_empty() || before.ends_in(CLAUSE_ENDS)) {
        return None;
    }
    // 三年末, 同年底: the year has its own number or name. 一季度 after 第 is 第一季度 already read or an ordinal.
    if starts_with_year && NOT_BEFORE_YEAR_END.ends(before) || word.ends_with("季度") && before.ends_in("前第个每")
    {
        return None;
    }
    // 您当前的位置, 呈现在: not said of time.
    if matches!(word, "当前" | "當前")
        && (rest.starts_with("位置") || rest.starts_with("的位置") || rest.starts_with("所在位置"))
        || word == "现在" && before.ends_in("出体实呈展表兑发")
        || word == "当时" && before.ends_with('适')
        || word == "目前" && (rest.starts_with('期') || before.ends_in("项栏科题节账"))
    {
        return None;
    }
    let deadline = rest.starts_with('前')
        || rest.starts_with("以前")
        || rest.starts_with("之前")
        || matches!(word, "年内" | "年內");
    let year = if deadline && frame.section_year.is_none() { frame.this_year() } else { frame.told_year() };
    // 年初以来
    if word == "年初" && rest.starts_with("以来") {
        let iso = year.map(|year| Point { date: Point::year(year).date, part: Part::Since }.iso());
        return Some(Found::one(word.len() + "以来".len(), TimeKind::Relative, iso));
    }
    let of_year = |part| year.map(|year| Point { date: Point::year(year).date, part }.iso());
    let iso = match word {
        "过去一年" | "過去一年" | "一年来" | "一年來" | "一年多来" => {
            frame.reported_year().map(year_iso)
        }
        "截至目前" | "截止目前" | "截至目前为止" => frame.date().map(|date| date.iso()),
        "本月" | "当月" | "當月" => frame.date().map(|date| Date { day: None, ..date }.iso()),
        "上年末" => year.map(|year| Point { date: Point::year(year - 1).date, part: Part::End }.iso()),
        "全年" | "年内" | "年內" => of_year(Part::Whole),
        "年末" | "年底" | "年初" | "上半年" | "下半年" => of_year(part_of_year(word)?),
        _ if word.ends_with("季度") => of_year(part_of_year(word)?),
        _ => None,
    };
    Some(Found::one(word.len(), TimeKind::Relative, iso))
}
