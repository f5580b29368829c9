//! What each paragraph is: one function for each kind, tried in the order of `classify`.

use crate::text::chars::{
    ASCII, BLANK, COMMA, Cut, Ends, FULL_STOP, Survey, ends_with_any, find_sign, has_any, has_word, is_han,
    starting_word, survey,
};
use crate::text::signs::Signs;
use std::borrow::Cow;

use super::cells;
use super::closing::{Closing, find_attached, find_closings};
use super::element::{
    behind_organ, cites, compact, ends_in_paper, find_doc_number, heads_page, is_order_number, is_organ, number_behind,
    organ_and_date, scan_date_line, scan_masthead,
};
use super::head::{Head, attachment_label, find_head};
use super::judge::{Furniture, judge};
use super::marker::{Marker, Style, scan_bare_decimal, scan_decimal, scan_marker};
use super::metadata::is_copy_number;
use super::site;
use super::table;
use super::{contents, furniture};
use crate::lexicon::{OFFICE_ENDS, ORGAN_ENDS, SECRECY, SURNAMES, URGENCY};
use crate::number::date::opens_year;
use crate::report::BlockKind;
use crate::text::markup::Row;
use crate::text::span::{Logical, Span};
use crate::text::stitch::Paragraph;

/// A paragraph with what is known of it.
#[derive(Debug, Clone)]
pub struct Piece<'t> {
    pub text: &'t str,
    /// Of the text, without the blanks that the paragraph may have around it.
    pub span: Span<Logical>,
    pub chars: usize,
    pub seen: Survey,
    pub paragraph: &'t Paragraph,
    pub kind: BlockKind,
    pub marker: Option<Marker>,
    pub judged: Furniture,
    /// One blank line stands above it, in a document that has one between all paragraphs.
    pub close: bool,
}

/// The paragraphs with their kinds, and the places that divide the document.
pub struct Classified<'t> {
    pub pieces: Vec<Piece<'t>>,
    pub head: Head,
    /// Titles of attached documents, in order: first and last paragraph.
    pub attached: Vec<(usize, usize)>,
    /// Behind the document's own signature: what stands from here on belongs to documents attached to it.
    pub end: usize,
}

/// Classifies all paragraphs.
pub fn classify<'t>(text: &'t str, paragraphs: &'t [Paragraph], rows: &[Row]) -> Classified<'t> {
    let loose =
        paragraphs.windows(2).filter(|pair| pair[1].lines.0 > pair[0].lines.1 + 1).count() * 5 > paragraphs.len() * 4;
    let mut above = 0;
    let mut pieces: Vec<Piece> = paragraphs
        .iter()
        .map(|paragraph| {
            let close = loose && paragraph.lines.0 == above + 2;
            above = paragraph.lines.1;
            let span = paragraph.span.trim(text);
            let text = span.of(text);
            let seen = paragraph.seen.filter(|_| span == paragraph.span).unwrap_or_else(|| survey(text));
            let (marker, kind) = (scan_marker(text), BlockKind::Body);
            Piece {
                text,
                span,
                chars: seen.chars as usize,
                seen,
                paragraph,
                kind,
                marker,
                judged: judge(text, seen),
                close,
            }
        })
        .collect();
    mark_decimals(&mut pieces);
    furniture::judge_head(&mut pieces);
    if rows.is_empty() {
        site::mark_labels(&mut pieces);
    }
    for idx in table::labels(&pieces, rows) {
        pieces[idx].judged = Furniture::Strong;
    }
    site::mark_runs(&mut pieces);
    // The head of a table looks like a menu.
    for idx in 0..pieces.len() {
        let below = pieces.get(idx + 1).filter(|below| below.seen.has(BLANK));
        if pieces[idx].judged > Furniture::No && below.is_some_and(|below| table::has_numbers(below.text)) {
            pieces[idx].judged = Furniture::No;
        }
    }
    cells::mark_organs(&mut pieces);
    let closings = find_closings(&pieces);
    let head = find_head(&pieces, &closings);
    furniture::mark(&mut pieces, head);
    contents::mark(&mut pieces);
    let attached = find_attached(&pieces, head, &closings);
    if let Some((first, last)) = head.title {
        pieces[first..=last].iter_mut().for_each(|piece| piece.kind = BlockKind::Title);
    }
    for closing in &closings {
        pieces[closing.first..closing.date].iter_mut().for_each(|piece| piece.kind = BlockKind::Signature);
        let alone = scan_date_line(pieces[closing.date].text).is_some();
        pieces[closing.date].kind = if alone { BlockKind::Date } else { BlockKind::Element };
    }
    let places = find_places(&pieces, head, &closings);
    let mut addressed = Addressed::No;
    for idx in 0..pieces.len() {
        let piece = &mut pieces[idx];
        if piece.kind == BlockKind::Body {
            let after_title = head.title.is_none_or(|(_, last)| idx > last);
            piece.kind = kind_of(piece, places[idx], after_title && addressed != Addressed::Done);
            if head.order.is_some_and(|order| idx == order || idx == order + 1 && is_order_number(piece.text)) {
                piece.kind = BlockKind::Element;
            }
        }
        addressed = match (addressed, pieces[idx].kind) {
            (Addressed::No, BlockKind::Salutation) => Addressed::Now,
            (Addressed::Now, kind) if kind != BlockKind::Salutation => Addressed::Done,
            (before, _) => before,
        };
    }
    continue_notes(&mut pieces);
    name_speaker(&mut pieces, head);
    // What a picture shows, above who took it.
    for idx in 1..pieces.len() {
        let shows = &pieces[idx - 1];
        if pieces[idx].kind == BlockKind::PhotoCredit
            && shows.kind == BlockKind::Body
            && shows.chars <= 60
            && shows.marker.is_none()
            && !shows.text.ends_in("。：；？?")
        {
            pieces[idx - 1].kind = BlockKind::Caption;
        }
    }
    continue_attachments(&mut pieces);
    let end = closings.first().filter(|_| head.order.is_none()).map_or(pieces.len(), |closing| {
        let tail = (closing.date + 1..pieces.len()).find(|&idx| places[idx] != Place::Tail).unwrap_or(pieces.len());
        attached.iter().find(|title| title.0 > closing.date).map_or(tail, |title| tail.min(title.0))
    });
    Classified { pieces, head, attached, end }
}

/// 1 before a blank is a marker only where 1.1 is one, and 1.1 before a title without a blank only where 1.2 follows.
fn mark_decimals(pieces: &mut [Piece]) {
    let line = |piece: &Piece| piece.chars <= 30 && !piece.seen.has(FULL_STOP | COMMA);
    let (mut spaced, mut close, mut last) = (false, false, None);
    for piece in pieces.iter() {
        if let Some(marker) = piece.marker {
            spaced |= marker.style == Style::Decimal(2);
        } else if line(piece)
            && let Some(number) = scan_decimal(piece.text, true).and_then(|marker| marker.number)
        {
            close |= last.is_some_and(|above: u32| above.checked_add(1) == Some(number));
            last = Some(number);
        }
    }
    if !spaced && !close {
        return;
    }
    for piece in pieces.iter_mut().filter(|piece| piece.marker.is_none()) {
        let decimal = if close && line(piece) { scan_decimal(piece.text, true) } else { None };
        piece.marker = decimal.or_else(|| scan_bare_decimal(piece.text, close));
    }
}

/// Whether the document has named whom it speaks to: it does so once, in lines that stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Addressed {
    No,
    Now,
    Done,
}

/// Where official elements may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Above the running text.
    Head,
    Middle,
    /// Around a signature, or behind the last running text.
    Tail,
}

fn find_places(pieces: &[Piece], head: Head, closings: &[Closing]) -> Vec<Place> {
    let mut places = vec![Place::Middle; pieces.len()];
    places[find_tail(pieces, head)..].fill(Place::Tail);
    for closing in closings {
        let running = (head.body..closing.first).rev().take(30).find(|&idx| is_running(&pieces[idx]));
        places[running.map_or(closing.first, |idx| idx + 1)..=closing.date].fill(Place::Tail);
        let below = |piece: &Piece| {
            let listed = piece.chars <= 120 && is_attachment(piece.text);
            is_remark(piece.text) || (is_element(piece.text) || listed) && attachment_label(piece.text).is_none()
        };
        let count = pieces[closing.date + 1..].iter().take(6).take_while(|piece| below(piece)).count();
        places[closing.date + 1..][..count].fill(Place::Tail);
    }
    places[..head.body.min(pieces.len())].fill(Place::Head);
    // Below the title of what an order issues stands who adopted it.
    if let (Some(_), Some((_, last))) = (head.order, head.title)
        && let Some(below) = places.get_mut(last + 1)
    {
        *below = Place::Head;
    }
    places
}

/// Running text of a document, and not one of its elements.
fn is_running(piece: &Piece) -> bool {
    piece.kind == BlockKind::Body
        && piece.chars >= 30
        && piece.seen.has(FULL_STOP | COMMA)
        && !piece.text.starts_with("抄送")
        && !is_attachment(piece.text)
}

/// A name alone between the title and the address is the speaker's; so is one behind its organ: 县财政局　李明.
fn name_speaker(pieces: &mut [Piece], head: Head) {
    let Some((_, last)) = head.title else { return };
    let Some(address) = pieces.iter().take(head.body + 1).position(|piece| piece.kind == BlockKind::Salutation) else {
        return;
    };
    if last + 1 < address
        && let Some(piece) = pieces[last + 1..address].iter_mut().find(|piece| {
            piece.kind == BlockKind::Body && (is_name(piece.text) || organ_and_name(piece.text).is_some())
        })
    {
        piece.kind = BlockKind::Byline;
    }
}

/// The numbered lines below 注： belong to it.
fn continue_notes(pieces: &mut [Piece]) {
    let mut open = false;
    for piece in pieces {
        let numbered =
            piece.marker.is_some_and(|marker| matches!(marker.style, Style::Arabic | Style::ArabicBracketed));
        if open && piece.kind == BlockKind::Body && numbered {
            piece.kind = BlockKind::Note;
        }
        open = matches!(piece.kind, BlockKind::Note | BlockKind::Footnote);
    }
}

/// The numbered lines below 附件：1.… belong to it, and those below 附件： alone.
fn continue_attachments(pieces: &mut [Piece]) {
    let mut open: Option<u32> = None;
    for piece in pieces {
        if piece.kind == BlockKind::Attachment {
            let rest = attachment_names(piece.text);
            open = Some(scan_marker(rest).and_then(|marker| marker.number).unwrap_or(u32::from(!rest.is_empty())));
        } else if let Some(number) = open.take()
            && piece.kind == BlockKind::Body
            && piece.chars <= 80
            && !piece.text.has_char('。')
            && piece.marker.is_some_and(|marker| marker.style == Style::Arabic && marker.number == Some(number + 1))
        {
            piece.kind = BlockKind::Attachment;
            open = Some(number + 1);
        }
    }
}

/// The kind of one paragraph, of a closed set in the order in which they are tried. Titles, signatures and furniture are
/// found before, by what stands around them; headings and what they open, behind. `addressing` is true behind the title,
/// before the document has named whom it speaks to.
fn kind_of(piece: &Piece, place: Place, addressing: bool) -> BlockKind {
    let text = piece.text;
    if piece.chars > 400 && !text.has_in("|\t") {
        return BlockKind::Body;
    }
    let mut chars = text.chars();
    let first = chars.next().unwrap_or_default();
    let last = chars.next_back().unwrap_or(first);
    let (head, tail) = (place == Place::Head, place == Place::Tail);
    let edge = head || tail;
    if piece.seen.has(ASCII) && is_table_row(piece) {
        BlockKind::TableRow
    } else if first == '表' && is_table_caption(text) {
        BlockKind::TableCaption
    } else if matches!(first, '（' | '(' | '单' | '计') && is_table_unit(text) {
        BlockKind::TableUnit
    } else if tail && text == "附件：" {
        BlockKind::Attachment
    } else if edge && is_element(text) || matches!(first, '附' | '特') && attachment_label(text).is_some() {
        BlockKind::Element
    } else if edge && scan_date_line(text).is_some() {
        BlockKind::Date
    } else if head && !addressing && is_masthead(piece) || tail && scan_masthead(text).is_some() {
        BlockKind::Element
    } else if head && addressing && is_subtitle(piece) {
        BlockKind::Subtitle
    } else if head
        && addressing
        && (matches!(last, '：' | ':' | '，' | ',' | '！' | '!') && is_salutation(text)
            || first == '各' && names_addressees(text))
    {
        BlockKind::Salutation
    } else if tail && is_remark(text) {
        BlockKind::Element
    } else if piece.chars <= 90 && matches!(last, '摄' | '图' | '）' | ')' | '。') && is_photo_credit(text) {
        BlockKind::PhotoCredit
    } else if edge && piece.marker.is_none_or(|it| it.style != Style::Dash) && is_byline(text) {
        BlockKind::Byline
    } else if tail && text.strip_start_in("（(").and_then(|rest| rest.strip_end_in("）)")).is_some_and(is_name) {
        // （张三） behind the last sentence.
        BlockKind::Byline
    } else if tail && is_attachment(text) {
        BlockKind::Attachment
    } else if edge && piece.marker.is_none() && is_organ(text) {
        BlockKind::Signature
    } else if matches!(first, '注' | '资' | '数' | '附' | '备' | '说') && is_note(text) {
        BlockKind::Note
    } else if first == '[' && is_footnote(text) {
        BlockKind::Footnote
    } else if (matches!(first, '图' | '专') || last == '场') && is_caption(text) {
        BlockKind::Caption
    } else if piece.paragraph.lead.quoted && piece.marker.is_none() {
        BlockKind::Quotation
    } else {
        BlockKind::Body
    }
}

/// An organ, a newspaper's name, its page, or the number of the copy, above the title.
fn is_masthead(piece: &Piece) -> bool {
    is_organ(piece.text)
        || heads_page(piece.text)
        || piece.chars <= 10 && ends_in_paper(piece.text)
        || is_copy_number(piece.text)
}

fn is_table_row(piece: &Piece) -> bool {
    let text = piece.text;
    let ruled = text.starts_with('|') || text.ends_with('|');
    ruled && (text.matches('|').nth(1).is_some() || text.ends_with('|') && text.len() <= 120)
        || piece.seen.has(BLANK) && text.matches('\t').nth(1).is_some()
}

/// 表1  2022年年末常住人口数及其构成.
fn is_table_caption(text: &str) -> bool {
    is_numbered(text, '表')
}

/// 图1：2011—2015年全县地区生产总值, 图为…: what a picture shows; 专栏1 重点工程, a box.
pub fn is_caption(text: &str) -> bool {
    is_numbered(text, '图')
        || text.strip_prefix('专').is_some_and(|rest| is_numbered(rest, '栏'))
        || text.starts_with("图为") && text.chars().take(121).count() <= 120
        || text.ends_with("现场") && text.chars().take(7).count() <= 6
}

fn is_numbered(text: &str, label: char) -> bool {
    let Some(rest) = text.strip_prefix(label) else { return false };
    let digits = rest.trim_start();
    digits.begins(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".has_char(c))
        && text.chars().count() <= 50
        && !text.has_char('。')
}

/// 单位：亿元.
fn is_table_unit(text: &str) -> bool {
    let inner = text.trim_start_in("（(");
    (inner.starts_with("单位：") || inner.starts_with("单位:") || inner.starts_with("计量单位："))
        && text.chars().count() <= 24
}

/// Document number, signer, secrecy, urgency, issuer's mark, distribution, printing, way of publication.
pub fn is_element(text: &str) -> bool {
    if text.len() < "报:".len() {
        return attachment_label(text).is_some();
    }
    let chars = text.chars().take(401).count();
    if chars > 400 {
        return false;
    }
    let short = chars <= 60;
    let compacted = compact(text);
    let open = has_word(&compacted, "公开");
    let labelled = compacted.begins_in("签主份抄分报送发");
    let numbered = || {
        find_doc_number(text).is_some_and(|(start, _)| !cites(text, start))
            && !text.has_in("，。")
            && number_behind(text).is_none()
    };
    has_word(text, "号") && (short && numbered() || is_order_number(text))
        || short && compacted.len() < text.len() && organ_and_date(text).is_some()
        || labelled
            && starting_word(&compacted, &["签发人：", "签发人:", "主送：", "主送:", "份号", "主题词："]).is_some()
        || labelled && distributed(&compacted).is_some()
        || short && compacted.ends_with("日印发") && !compacted.has_char('，')
        || short && compacted.ends_with("文件") && is_organ(compacted.before(compacted.len() - "文件".len()))
        || open && short && text.begins_in("（(") && text.ends_in("）)") && !compacted.has_char('，')
        || open && chars <= 20 && has_any(&compacted, &["主动公开", "依申请公开", "不予公开"])
        || SECRECY.starts(&compacted) && compacted.chars().count() <= 12
        || URGENCY.has(&compacted)
        || attachment_label(text).is_some()
}

/// Whom copies go to, behind its label: 抄送：, 报： of a bulletin.
pub fn distributed(compacted: &str) -> Option<&str> {
    let label = ["抄送", "抄报", "分送", "报", "送", "发"].iter().find_map(|word| compacted.strip_prefix(word))?;
    label.strip_start_in("：:")
}

/// ——2026年1月25日在某会议上; 第某届人大某次会议，某日; （某日某会议通过）; 某日某某令第3号公布.
fn is_subtitle(piece: &Piece) -> bool {
    let text = piece.text;
    let issued = || text.begins(opens_year) && ends_with_any(text, &["发布", "公布", "施行", "修订", "修正", "通过"]);
    (text.begins_in("—―─－")
        || starting_word(text, &["--", "副题：", "副标题："]).is_some()
        || text.begins_in("（(")
        || has_word(text, "会议") && !text.starts_with("现在")
        || text.begins(opens_year) && has_word(text, "日在")
        || issued())
        && piece.chars <= 120
        && piece.marker.is_none_or(|marker| marker.style == Style::Dash)
        && !text.has_in("。；")
        && !text.ends_in("：:.")
}

/// A remark in brackets below the date: （此件公开发布）, （本文有删减）, （联系人：…）.
fn is_remark(text: &str) -> bool {
    let inner = text.strip_start_in("（(").and_then(|rest| rest.strip_end_in("）)"));
    inner.is_some_and(|inner| {
        inner.chars().take(61).count() <= 60
            && !inner.has_in("（）()")
            && !is_organ(inner)
            && !is_byline(inner)
            // （县统计局　供稿）: who has sent it in.
            && !inner.ends_with("供稿")
            && !is_name(inner)
            && scan_date_line(inner).is_none()
    })
}

/// A personal name and nothing else, blanks aside.
pub fn is_name(text: &str) -> bool {
    let name = compact(text);
    let han = name.chars().all(|c| is_han(c) || c == '·');
    let chars = name.chars().count();
    // Four characters have a surname of two: 应急管理 is none.
    let four = || chars == 4 && (name.has_char('·') || SURNAMES.has(name.before("欧阳".len())));
    han && ((2..=3).contains(&chars) && SURNAMES.starts(&name) || four())
}

/// 各位代表：, 各省、自治区、直辖市人民政府：
pub fn is_salutation(text: &str) -> bool {
    let inner = text.trim_end_in("：:，,！!");
    if inner.len() == text.len() {
        return false;
    }
    let chars = text.chars().take(401).count();
    if chars > 400 {
        return false;
    }
    if inner.starts_with("各位") || inner.starts_with("同志们") {
        return chars <= 30 && !inner.has_in("。：");
    }
    let tells = [
        "如下", "根据", "按照", "为了", "现将", "现就", "以下", "下列", "包括", "主要", "其中", "认为", "指出", "题目",
        "决定", "任命",
    ];
    let label = [
        "时间", "来源", "日期", "作者", "编辑", "单位", "附件", "注", "附", "标题", "注释", "说明", "分享", "摘要",
        "导语", "专栏",
    ];
    text.ends_in("：:")
        && chars >= 3
        && !inner.has_in("。；“：:【|>\t")
        && scan_marker(inner).is_none()
        && !has_any(inner, &tells)
        && !label.contains(&inner)
        && starting_word(inner, &["主持人", "发布人", "发言人"]).is_none()
        && !ends_with_any(inner, &["记者", "内容"])
        && office_and_name(inner).is_none()
        // 张三： speaks himself.
        && (!is_name(inner) || compact(inner).len() > 9 || inner.ends_in("市县区镇乡局"))
}

/// 各街道办事处，县级各部门: organs in a row, the colon lost.
fn names_addressees(text: &str) -> bool {
    let organ = |part: &str| ORGAN_ENDS.ends(part) || ends_with_any(part, &["部门", "单位", "企业", "机构"]);
    text.len() <= 600 && text.has_in("，,、") && text.split_in("，,、").all(organ)
}

/// (张三 摄), 本报记者 李四摄, with what the picture shows or without.
pub fn is_photo_credit(text: &str) -> bool {
    let inner = without_end(text);
    (inner.ends_with('摄') && !inner.ends_with("拍摄")
        || inner.ends_with('图') && ends_with_any(inner, &["供图", "制图"]))
        && text.chars().count() <= 90
}

/// Without the bracket and the full stop that close it.
pub fn without_end(text: &str) -> &str {
    text.trim_end_matches(['）', ')', '。', ' '])
}

/// 本报记者 张三, 市长 李四.
pub fn is_byline(text: &str) -> bool {
    // Three characters or more, a word of two among them; and no character has more than four bytes.
    if !("记者".len() + 1..=160).contains(&text.len()) {
        return false;
    }
    let chars = text.chars().take(41).count();
    let sentence = |c| matches!(c, '，' | '。' | '：' | '；' | '！' | '？');
    // 某电视台记者：张三
    let named = text.place_of("记者：").map_or(0, |at| at + "记者：".len());
    if !(3..=40).contains(&chars)
        || find_sign(text.before(named).trim_end_in("："), sentence).is_some()
        || find_sign(text.after(named), sentence).is_some()
    {
        return false;
    }
    let opening = text.trim_start_in("□■● （(");
    let press = text.has_in("者员稿")
        && ["记者", "通讯员", "特约撰稿", "作者"].iter().any(|word| {
            opening.starts_with(word)
                || text
                    .place_of(word)
                    .is_some_and(|at| ends_with_any(text.before(at), &["报", "社", "台", "网", "媒体"]))
        });
    press
        || text.strip_suffix("/文").is_some_and(is_name)
        || text.ends_with("课题组")
        || text.ends_with("评论员")
        || office_and_name(text).is_some()
}

/// 区长　　李明: the office with its organ, and the name; 省　长　李　明 spaced out as well.
pub fn office_and_name(text: &str) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    let spaced = || text.split_whitespace().all(|part| part.chars().nth(1).is_none());
    let (office, name) = match text.first_in(" \u{3000}").filter(|_| !spaced()) {
        Some(at) => (Cow::from(text.before(at).trim()), compact(text.after(at))),
        None => {
            let whole = compact(text);
            let (at, word) = OFFICE_ENDS.rfind(&whole)?;
            let name = whole.after(at + word.len());
            // Without a blank between them the name must begin as names do.
            let named = SURNAMES.starts(name) && !has_word(&whole, "关于") && whole.len() <= 90;
            named.then(|| (whole.before(at + word.len()).to_owned().into(), Cow::from(name.to_owned())))?
        }
    };
    let name_chars = name.chars().count();
    (OFFICE_ENDS.ends(&office) && (2..=4).contains(&name_chars) && name.chars().all(|c| is_han(c) || c == '·'))
        .then_some((office, name))
}

/// 县财政局　李明: the organ that speaks, and who.
pub fn organ_and_name(text: &str) -> Option<(&str, &str)> {
    behind_organ(text).filter(|it| is_name(it.1))
}

/// 附件：…, 附件1.…, 附：…
fn is_attachment(text: &str) -> bool {
    attachment_names(text).len() < text.len()
}

/// What a list of attachments names, without its label; the whole text where it is none.
pub fn attachment_names(text: &str) -> &str {
    let Some(rest) = text.strip_prefix('附') else { return text };
    let rest = rest.strip_prefix('件').unwrap_or(rest);
    if let Some(names) = rest.strip_start_in("：:") {
        return names.trim_start();
    }
    // 附件1.某某表: the number is the first of the list.
    let numbered = scan_marker(rest).is_some_and(|marker| marker.style == Style::Arabic && marker.number == Some(1));
    if numbered && rest.chars().count() <= 80 { rest } else { text }
}

/// 注：1.本公报…, 资料来源：…
fn is_note(text: &str) -> bool {
    starting_word(text, &["注：", "注:", "注释：", "资料来源：", "数据来源："]).is_some()
        || matches!(text, "注释" | "附注：" | "备注：" | "说明：")
}

/// [1] …, the note to a number in the text.
fn is_footnote(text: &str) -> bool {
    text.starts_with('[') && text.after(1).begins(|c: char| c.is_ascii_digit())
}

/// Where the closing elements begin: after the last long paragraph.
fn find_tail(pieces: &[Piece], head: Head) -> usize {
    let last_long = pieces.iter().rposition(|piece| {
        piece.kind == BlockKind::Body
            && piece.chars >= 40
            && piece.seen.has(FULL_STOP | COMMA)
            && !piece.text.starts_with("抄送")
    });
    last_long.map_or(head.body, |idx| idx + 1).max(head.body)
}
