//! What kind of document it is, and by what: its title, whom it speaks to, its form.

use super::classify::Piece;
use super::element::compact;
use super::head::{Head, title_core};
use super::marker::Style;
use crate::lexicon::{PAPER_ENDS, TITLE_ENDS};
use crate::number::date::{scan_date, scan_month_day};
use crate::report::{BlockKind, DocumentKind};
use crate::text::chars::{Cut, has_any, has_word, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// Ends of titles, the longer before the shorter where both fit.
const BY_END: [(&str, DocumentKind); 28] = [
    ("公报", DocumentKind::Communique),
    ("通知", DocumentKind::Notice),
    ("通报", DocumentKind::Notice),
    ("通告", DocumentKind::Notice),
    ("公告", DocumentKind::Notice),
    ("公示", DocumentKind::Notice),
    ("意见", DocumentKind::Opinion),
    ("批复", DocumentKind::Reply),
    ("批覆", DocumentKind::Reply),
    ("答复", DocumentKind::Reply),
    ("函", DocumentKind::Letter),
    ("命令", DocumentKind::Order),
    ("令", DocumentKind::Order),
    ("规划", DocumentKind::Plan),
    ("纲要", DocumentKind::Plan),
    ("方案", DocumentKind::Plan),
    ("计划", DocumentKind::Plan),
    ("预案", DocumentKind::Plan),
    ("要点", DocumentKind::Plan),
    ("条例", DocumentKind::Law),
    ("细则", DocumentKind::Law),
    ("办法", DocumentKind::Law),
    ("规定", DocumentKind::Law),
    ("规则", DocumentKind::Law),
    ("法典", DocumentKind::Law),
    ("法", DocumentKind::Law),
    ("讲话", DocumentKind::Speech),
    ("致辞", DocumentKind::Speech),
];

/// The kind that a title alone states.
pub fn kind_of_title(core: &str) -> Option<DocumentKind> {
    let core = core.trim_end_in("》");
    let stated = BY_END.iter().find(|(end, _)| core.ends_with(end)).map(|&(_, kind)| kind);
    stated.or_else(|| core.ends_with("报告").then_some(DocumentKind::Report))
}

/// The kind, and where it is read.
pub fn kind_of(pieces: &[Piece], head: Head) -> (DocumentKind, Option<Span<Logical>>) {
    let title = head.title.map(|(first, last)| {
        let text = pieces[first..=last].iter().map(|piece| compact(piece.text)).collect::<String>();
        (text, pieces[first].span.cover(pieces[last].span))
    });
    let core = title.as_ref().map(|(text, _)| title_core(text)).unwrap_or_default();
    let title_span = title.as_ref().map(|&(_, span)| span);
    let address = pieces.iter().take(head.body + 1).find(|piece| speaks_to_people(piece));
    if let Some(address) = address {
        let tail = title.as_ref().and_then(|(text, _)| text.parted_at("——")).map(|(_, tail)| title_core(tail));
        let subtitle = pieces.iter().take(head.body).find(|piece| {
            piece.kind == BlockKind::Subtitle && title_core(piece.text.trim_start_in("—―─")).ends_with("报告")
        });
        let report =
            core.ends_with("工作报告") || tail.is_some_and(|tail| tail.ends_with("报告")) || subtitle.is_some();
        // 现在，我代表某某，向大会报告工作: a report without its title.
        let reporting = pieces.iter().take(head.body + 3).any(|piece| {
            has_word(piece.text, "我代表") && has_any(piece.text, &["报告工作", "向大会报告", "工作报告", "作报告"])
        });
        let comrades = || title.is_none() && has_word(address.text, "同志");
        if report || title.is_none() && reporting || comrades() {
            return (DocumentKind::Speech, Some(address.span));
        }
    }
    // 代表分组审议政府工作报告, above 本报某地某日讯: what the headline tells of is another document.
    let told = |kind: &DocumentKind| {
        *kind == DocumentKind::Report
            && !has_word(&core, "关于")
            && pieces[head.body..].iter().take(2).any(|piece| opens_with_dateline(piece.text))
    };
    if let Some(kind) = kind_of_title(&core) {
        return (if told(&kind) { DocumentKind::News } else { kind }, title_span);
    }
    let articles = || pieces.iter().filter(|piece| piece.marker.is_some_and(|marker| marker.style == Style::Article));
    if articles().count() >= 5 {
        return (DocumentKind::Law, articles().next().map(|piece| piece.span));
    }
    let press = pieces.iter().find(|piece| {
        matches!(piece.kind, BlockKind::PhotoCredit | BlockKind::Byline)
            || piece.kind == BlockKind::Boilerplate
                && (piece.text.split_whitespace().any(|word| PAPER_ENDS.ends(word))
                    || has_any(piece.text, &["【类型】报纸", "版面", "一版", "当前版"]))
            || piece.kind == BlockKind::Body && opens_with_dateline(piece.text)
    });
    // A letter may begin with a day as well.
    let addressed = || pieces.iter().any(|piece| piece.kind == BlockKind::Salutation);
    let told = || pieces.get(head.body).filter(|piece| opens_with_day(piece.text) && !addressed());
    let press = press.or_else(told);
    if title.is_some() && (has_word(&core, "联播") || has_word(&core, "新闻")) {
        return (DocumentKind::News, title_span);
    }
    match press {
        // Without a title a dateline says it.
        Some(press) if !TITLE_ENDS.ends(&core) && (title.is_some() || press.kind == BlockKind::Body) => {
            (DocumentKind::News, Some(press.span))
        }
        _ => (DocumentKind::Other, None),
    }
}

/// 各位代表：, 同志们：, alone or before the first sentence.
fn speaks_to_people(piece: &Piece) -> bool {
    let text = piece.text;
    piece.kind == BlockKind::Salutation && (has_word(text, "代表") || has_word(text, "同志"))
        || ["各位代表", "同志们", "各位委员"]
            .iter()
            .any(|word| text.strip_prefix(word).is_some_and(|rest| rest.begins_in("：:，！")))
}

/// 3月5日，… and 近日，…: how a report of the day begins.
fn opens_with_day(text: &str) -> bool {
    let dated = scan_date(text).filter(|(_, date)| date.day.is_some()).map(|(len, _)| len);
    let day = dated.or_else(|| Some(scan_month_day(text).filter(|it| it.2.is_some())?.0)).map(|len| text.after(len));
    let day = day
        .or_else(|| starting_word(text, &["近日", "日前", "今天", "昨天", "昨日"]).map(|word| text.after(word.len())));
    let told = text.starts_with("记者从")
        || text.starts_with('据') && has_any(text.before(text.floor_char_boundary(60)), &["消息，", "消息,"]);
    told || day.is_some_and(|rest| rest.begins_in("，,上下至—-"))
}

/// 本报讯, 本网讯, 本报3月5日讯, 某社某地3月5日电.
pub fn opens_with_dateline(text: &str) -> bool {
    if text.len() < "本报讯".len() {
        return false;
    }
    starting_word(text, &["本报讯", "本网讯"]).is_some()
        || press_end(text.before(text.floor_char_boundary(18))).is_some_and(|end| {
            let window = text.char_indices().nth(24).map_or(text, |(at, _)| text.before(at));
            let rest = window.after(end);
            starting_word(rest, &["讯 ", "讯(", "讯（", "讯：", "讯:"]).is_some()
                || has_any(rest, &["日电", "日讯", "道(通讯员", "道(记者", "道（通讯员", "道（记者"])
        })
}

/// Where the name of an agency or a newspaper ends that begins `text`: 某社, 某某日报.
pub fn press_end(text: &str) -> Option<usize> {
    text.first_in("社报网").map(|at| at + '社'.len_utf8())
}
