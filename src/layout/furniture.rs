//! Page furniture by what it stands beside: above the title, between title and text, behind the text.

use super::classify::{Piece, is_byline, is_caption, is_element, is_name, is_photo_credit, is_salutation};
use super::element::{
    compact, ends_in_paper, find_doc_number, heads_page, is_issue, is_organ, organ_and_date, scan_date_line,
};
use super::head::{Head, attachment_label, opens_text, title_core, without_about};
use super::judge::{Furniture, is_code};
use crate::lexicon::{FURNITURE_ENDS, TITLE_ENDS};
use crate::number::date::scan_date;
use crate::report::BlockKind;
use crate::text::chars::{
    BLANK, COLON, COMMA, Cut, Ends, FULL_STOP, SEMICOLON, ends_sentence, has_any, has_word, is_han, starting_word,
};
use crate::text::signs::Signs;
use crate::text::stitch::is_contents_entry;

/// Judges the lines above the first running text once more: only a page has there two labels in a line, or a day in
/// digits beside other words: 2025-09-18 17:30 某网, 时间：2025年9月18日 作者：张三.
pub fn judge_head(pieces: &mut [Piece]) {
    for piece in pieces.iter_mut().take(60) {
        // 下面是小编整理的…, 由会员分享，可在线阅读.
        let collected = has_any(piece.text, &["小编", "会员分享", "会员上传"]);
        if !collected && opens_text(piece) {
            break;
        }
        if collected
            || piece.marker.is_none()
                && piece.paragraph.lead.hashes == 0
                && !is_element(piece.text)
                && may_state(piece)
                && (is_dated_line(piece) || has_labels(piece))
        {
            piece.judged = Furniture::Strong;
        }
    }
}

/// Short, and neither a sentence nor in brackets.
fn may_state(piece: &Piece) -> bool {
    piece.chars <= 120 && !piece.seen.has(FULL_STOP | SEMICOLON | COMMA) && !piece.text.begins_in("（(—|")
}

/// Two labels or more, each a word before a colon; where a meeting is held is its own.
fn has_labels(piece: &Piece) -> bool {
    let (mut rest, mut labels) = (piece.text.trim_start_in("（("), 0);
    while let Some((label, value)) = scan_label(rest) {
        labels += u32::from((6..=21).contains(&label.len()));
        rest = value;
    }
    labels > 1 && !has_any(piece.text, &["地点", "电话"])
}

/// The word before the first colon, empty where there is none, and what stands behind it.
fn scan_label(text: &str) -> Option<(&str, &str)> {
    let at = text.first_in("：:/")?;
    let before = text.before(at);
    Some((before.after(before.trim_end_matches(is_han).len()), text.after(at + text.after(at).step())))
}

/// 2025-09-18, 2025/9/18, with the minute or anything else before or behind it.
fn is_dated_line(piece: &Piece) -> bool {
    let text = piece.text;
    let step = |text: &str| text.last_in("-/");
    let day = || {
        let year = step(text.before(step(text)?))?.checked_sub("2025".len())?;
        scan_date(text.get(year..)?).filter(|(_, date)| date.day.is_some())
    };
    (text.has_char(':') || scan_date_line(text).is_none()) && day().is_some()
}

/// A page's line behind the text: what is sure, and the name of a column of links: 热门推荐, 相关阅读.
fn opens_foot(piece: &Piece) -> bool {
    piece.judged == Furniture::Strong || piece.chars <= 6 && FURNITURE_ENDS.ends(piece.text.trim_end_in("：:"))
}

/// Marks furniture above the title, between title and text, inside the text where it is sure, and behind the text.
pub fn mark(pieces: &mut [Piece], head: Head) {
    let (title_first, title_last) = head.title.unwrap_or((0, 0));
    let text_end = text_end(pieces, head);
    pieces[text_end..].iter_mut().filter(|it| is_notice(it.text)).for_each(|it| it.judged = Furniture::Strong);
    judge_copies(pieces, head, text_end);
    pieces[..title_first].iter_mut().filter(|it| heads_page(it.text)).for_each(|it| it.judged = Furniture::Strong);
    let page =
        pieces.iter().any(|piece| piece.judged == Furniture::Strong) || pieces[text_end..].iter().any(opens_foot);
    mark_above(pieces, title_first, page);
    let after_title = if head.title.is_some() { title_last + 1 } else { 0 };
    let listed = pieces[after_title.min(head.body)..head.body].iter().position(|piece| is_list(piece));
    let to = listed.map_or(head.body, |at| after_title + at);
    // Without a title only buttons are the page's for sure.
    let sure = page && (after_title > 0 || pieces[..to].iter().all(|piece| piece.judged > Furniture::No));
    if let Some((first, last)) = region(pieces, after_title.min(to), to, sure) {
        // Who published it and when, once more, how often it was read, or one more label.
        let count = |piece: &Piece| piece.text.bytes().all(|byte| byte.is_ascii_digit());
        // - 来源：某站, of a list of such lines.
        let listed = |piece: &Piece| piece.text.starts_with("- ");
        let more = |piece: &&Piece| {
            is_short_label(piece.text)
                || organ_and_date(piece.text).is_some()
                || count(piece)
                || listed(piece)
                || piece.chars == 1
        };
        let stamped = pieces[last..to].iter().take_while(more).count();
        // What stands between the title and the first of them.
        let item = |piece: &&Piece| is_item(piece, 12) || is_organ(piece.text) || listed(piece);
        let items = pieces[after_title..first].iter().rev().take_while(item).count();
        set_aside(&mut pieces[first - items..last + stamped]);
    }
    for idx in to..pieces.len() {
        // Behind a paragraph of text a code names a picture.
        let piece = &pieces[idx];
        let picture = piece.judged == Furniture::Weak && idx > 0 && pieces[idx - 1].chars >= 30 && is_code(piece.text);
        if picture || piece.judged == Furniture::Strong && piece.chars <= 200 {
            pieces[idx].kind = BlockKind::Boilerplate;
        }
    }
    mark_tail(pieces, text_end, page);
}

/// 来源：, 作者：张三: a label of two or three characters with a short value or none.
fn is_short_label(text: &str) -> bool {
    scan_label(text).is_some_and(|(label, value)| {
        matches!(label.len(), 6 | 9)
            && text.trim_start_in("• ·(（").starts_with(label)
            && value.chars().count() <= 13
            && starting_word(text, &["时间", "地点", "主题", "附件"]).is_none()
            && !is_salutation(text)
    })
}

/// What a page has above its title: all but the document's own elements and the head of a newspaper.
fn mark_above(pieces: &mut [Piece], title_first: usize, page: bool) {
    let above = &pieces[..title_first];
    let judged = |piece: &Piece| piece.judged > Furniture::No;
    if !page {
        return;
    }
    // Lines before the first one that is the page's for sure, and the items behind the last one.
    let mut range = (above.iter().position(judged).unwrap_or(0), above.iter().rposition(judged).map_or(0, |it| it + 1));
    if above[..range.0].iter().all(|piece| piece.chars <= 30 || !piece.seen.has(FULL_STOP | SEMICOLON | COMMA)) {
        range.0 = 0;
    }
    // A line straight above the title may be its first, but for 关于… . A quotation is a note of who made the file.
    let whole = pieces[title_first].text.starts_with("关于");
    let item = |(idx, piece): (usize, &Piece)| {
        let apart = whole || idx + 1 < title_first || !piece.text.contains(is_han);
        piece.paragraph.lead.quoted || is_item(piece, if apart { 20 } else { 8 })
    };
    if above.iter().enumerate().skip(range.1).all(item) {
        range.1 = title_first;
    }
    let official = above.iter().position(|piece| {
        piece.judged == Furniture::No && piece.chars <= 60 && {
            let compacted = compact(piece.text);
            find_doc_number(piece.text).is_some()
                || compacted.starts_with("签发人")
                || compacted.ends_with("文件") && compacted.len() > "政府文件".len()
        }
    });
    // A newspaper's name and day among its buttons are its own.
    let press = |piece: &Piece| ends_in_paper(piece.text) && piece.chars <= 10;
    let paper = above.iter().any(|piece| press(piece) || heads_page(piece.text));
    // The title once more, where nothing of the page's stands on its other side, is no furniture.
    let core = |piece: &Piece| title_core(piece.text).trim_in("《》").to_owned();
    let title = core(&pieces[title_first]);
    let copy = |piece: &Piece| core(piece) == title;
    range.0 += above[range.0..range.1].iter().take_while(|piece| copy(piece)).count();
    range.1 -= above[range.0..range.1].iter().rev().take_while(|piece| copy(piece)).count();
    for (idx, piece) in pieces.iter_mut().enumerate().take(range.1).skip(range.0) {
        let own = official.is_some_and(|first| idx >= first || is_element(piece.text)) && piece.judged == Furniture::No
            || paper && (press(piece) || scan_date_line(piece.text).is_some());
        if !own {
            piece.kind = BlockKind::Boilerplate;
        }
    }
}

/// A line of `most` characters that may be an item of a menu; 特此通知 is the document's own.
fn is_item(piece: &Piece, most: usize) -> bool {
    let text = piece.text;
    piece.chars <= most
        && piece.marker.is_none()
        && !(ends_in_paper(text)
            || is_issue(text)
            || is_element(text)
            || is_organ(text)
            || text.split_whitespace().all(is_name)
            || is_name(text)
            || is_byline(text)
            || is_caption(text)
            || is_photo_credit(text)
            || ends_sentence(text)
            || text.ends_in("！!日月")
            || scan_date_line(text).is_some()
            || text.begins_in("特此（("))
}

/// Behind the last running text. A page's own sentences, fewer than the lines between which they stand, come behind it.
fn text_end(pieces: &[Piece], head: Head) -> usize {
    let (mut end, mut lines, mut sentences) = (head.body, 0, 0);
    for idx in (head.body..pieces.len()).rev() {
        let piece = &pieces[idx];
        // What a link to another text cuts off is the page's.
        let told = (piece.chars >= 30 && piece.seen.has(FULL_STOP | SEMICOLON)
            || piece.chars >= 45 && piece.text.has_in("，,"))
            && !piece.text.ends_with("...")
            || piece.marker.is_some() && piece.paragraph.lead.hashes > 0;
        // A table of contents has the text below it.
        if opens_foot(piece) && !is_contents_entry(piece.text) {
            lines += 1;
            if sentences > 0 && lines > sentences {
                end = idx;
            }
        } else if told && piece.judged == Furniture::No && !is_notice(piece.text) {
            sentences += 1;
            if sentences == 1 {
                end = idx + 1;
            }
            if piece.chars > 60 || sentences > 3 {
                break;
            }
        }
    }
    end
}

/// The title once more, above it or behind the text, is the page's: its heading, a link, the name of a file. What only
/// ends as the title does is likely so. The heading that opens the page stays, unless the title follows.
fn judge_copies(pieces: &mut [Piece], head: Head, text_end: usize) {
    let Some((first, last)) = head.title else { return };
    let title: String = pieces[first..=last].iter().map(|piece| title_core(piece.text)).collect();
    let about = without_about(title.trim_end_in("》"));
    // A site may cut it: 《某省关于支持民间投资
    let cut = |core: &str| core.len() >= 30 && title.place_of(core.trim_start_in("《")).is_some_and(|at| at > 0);
    for idx in 0..pieces.len() {
        let piece = &pieces[idx];
        let own = idx >= first && idx < text_end.max(last + 1) && (idx <= last || idx >= head.body);
        if own
            || piece.text.ends_with('。')
            || piece.chars > 140
            || piece.marker.is_some()
            || piece.judged == Furniture::Strong
        {
            continue;
        }
        let core = title_core(piece.text);
        let opening = idx == 0 && (first > 1 || pieces[1].text != pieces[0].text);
        let piece = &mut pieces[idx];
        let hashed = idx < first && piece.paragraph.lead.hashes > 0 && title.ends_with(&*core);
        let behind = idx >= text_end.max(last + 1) && has_word(&core, &title);
        // 某批复 国函〔1996〕38号 某机关 1996年5月31日: a collection's own head.
        let row = idx > last && idx < head.body && core.len() > title.len() && core.starts_with(&*title);
        if hashed || behind || row || core == title && !opening {
            piece.judged = Furniture::Strong;
        } else if idx < first && cut(&core) || core.trim_end_in("》").ends_with(about) {
            piece.judged = Furniture::Weak;
        }
    }
}

/// 凡本网注明来源的作品，未经授权不得转载.
fn is_notice(text: &str) -> bool {
    let words = [
        "转载",
        "本网",
        "本站",
        "版权",
        "镜像",
        "稿酬",
        "侵权",
        "授权",
        "小编",
        "本作品",
        "著作权",
        "公有领域",
        "著作權",
        "公有領域",
    ];
    text.len() <= 900 && words.iter().filter(|word| has_word(text, word)).nth(1).is_some()
}

/// Behind the last running text stand a page's links, organs, records, and its names for them: all but the document's
/// own elements from the first sure line on, and what stands above it; without one, short lines at the end of a page.
fn mark_tail(pieces: &mut [Piece], text_end: usize, page: bool) {
    let sure = (text_end..pieces.len()).find(|&idx| opens_foot(&pieces[idx]));
    let mut from = sure.unwrap_or(pieces.len());
    // Behind who wrote it, （张三）, three headlines or more are links.
    let link = |piece: &Piece| (6..=40).contains(&piece.chars) && may_link(piece);
    if sure.is_none()
        && pieces.len() > text_end + 3
        && pieces[text_end].text.strip_start_in("（(").and_then(|it| it.strip_end_in("）)")).is_some_and(is_name)
        && pieces[text_end + 1..].iter().all(link)
    {
        pieces[text_end + 1..].iter_mut().for_each(|piece| piece.kind = BlockKind::Boilerplate);
        return;
    }
    // Below the day that closes the document everything is the page's, where it is short down to the first sure line.
    let mut below = if sure.is_some() { from } else { text_end };
    while below > text_end {
        let above = &pieces[below - 1];
        let day = scan_date_line(above.text).is_some();
        if day {
            from = below;
        }
        let own = day
            || above.chars > 40
            || above.marker.is_some()
            || above.seen.has(FULL_STOP)
            || above.text.begins_in("（(附")
            || TITLE_ENDS.ends(above.text);
        below = if own { text_end } else { below - 1 };
    }
    // Without a sure line two to four short ones without a number, straight below the end of the text.
    let few = |from: usize| sure.is_some() || pieces.len() - from < 5;
    // A number alone is a count of readers, several are cells of a table.
    let number = |piece: &Piece| piece.text.bytes().all(|byte| byte.is_ascii_digit());
    let counted = page && pieces[text_end..].iter().filter(|piece| number(piece)).nth(1).is_none();
    let quiet = |piece: &Piece| {
        let digits = piece.text.bytes().any(|byte| byte.is_ascii_digit());
        sure.is_some() || !digits && !piece.seen.has(BLANK) || counted && number(piece)
    };
    let item = |piece: &Piece| {
        sure.is_some() && has_word(piece.text, "://")
            || !piece.seen.has(COLON) && is_item(piece, 12) && quiet(piece)
            || !piece.seen.has(FULL_STOP | SEMICOLON | COMMA)
                && (names_staff(piece.text, page || sure.is_some())
                    || sure.is_some() && (is_dated_line(piece) || has_labels(piece)))
    };
    while from > text_end && {
        let above = &pieces[from - 1];
        above.judged > Furniture::No && (page || sure.is_some()) || few(from) && item(above)
    } {
        from -= 1;
    }
    let ended =
        |above: &Piece| ends_sentence(above.text) || above.text.ends_in("）)") || scan_date_line(above.text).is_some();
    // One alone is where a copy broke off: 第七, 全力做好; a number but 1 is the page's.
    let broken = |last: &Piece| if number(last) { last.text == "1" } else { !names_staff(last.text, page) };
    if sure.is_none() && from + 1 == pieces.len() && broken(&pieces[from]) && pieces[from].judged == Furniture::No {
        return;
    }
    if sure.is_none() && !page && !from.checked_sub(1).is_some_and(|at| ended(&pieces[at])) {
        return;
    }
    let own = |piece: &Piece| is_element(piece.text) && attachment_label(piece.text).is_none();
    pieces[from..].iter_mut().filter(|piece| !own(piece)).for_each(|piece| piece.kind = BlockKind::Boilerplate);
}

/// A headline: no sentence, no item of a list, none of the document's elements.
fn may_link(piece: &Piece) -> bool {
    !piece.seen.has(FULL_STOP | SEMICOLON | COLON)
        && piece.marker.is_none()
        && !piece.text.begins_in("（(|附")
        && !is_element(piece.text)
        && !is_organ(piece.text)
        && scan_date_line(piece.text).is_none()
}

/// 记者：张三, 二 审：李四: what someone did for the page, and his name. 撰稿人：张三 needs no page.
fn names_staff(text: &str, page: bool) -> bool {
    let own = |label: &str| label.is_empty() || label.begins_in("联本");
    let names = |text: &str| is_name(text) || text.split_in(" 、").all(is_name);
    let named = |text: &str| scan_label(text).is_some_and(|(label, name)| !own(label) && names(name.trim()));
    let edits = || {
        let compacted = compact(text);
        scan_label(&compacted).is_some_and(|(label, name)| {
            (label.trim_end_in("人").ends_in("编辑审核签稿校") || label.has_char('稿'))
                && !name.is_empty()
                && name.len() <= 30
                && name.chars().all(is_han)
        })
    };
    page && named(text) || text.has_in(" ") && text.split_whitespace().all(named) || text.len() <= 60 && edits()
}

/// What leads to a list, and its items: 会议主要内容：, 1、学习某文件；.
fn is_list(piece: &Piece) -> bool {
    piece.judged == Furniture::No && (piece.text.ends_in("；;") || piece.text.ends_in("：:") && piece.seen.has(COMMA))
}

/// From the first to the last line of furniture in a range, where one is sure, three are likely, or the page has others.
fn region(pieces: &[Piece], from: usize, to: usize, page: bool) -> Option<(usize, usize)> {
    let judged = |idx: &usize| pieces[*idx].judged;
    let strong = page
        || (from..to).any(|idx| judged(&idx) == Furniture::Strong)
        || (from..to).filter(|idx| judged(idx) == Furniture::Weak).count() >= 3;
    let first = (from..to).find(|idx| judged(idx) > Furniture::No)?;
    let last = (from..to).rev().find(|idx| judged(idx) > Furniture::No)?;
    strong.then_some((first, last + 1))
}

fn set_aside(pieces: &mut [Piece]) {
    pieces.iter_mut().for_each(|piece| piece.kind = BlockKind::Boilerplate);
}
