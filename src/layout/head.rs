//! The head of the document: which lines are its title, and where running text begins.

use crate::text::signs::Signs;
use std::borrow::Cow;

use super::classify::{Piece, is_byline, is_caption, is_element, is_photo_credit, is_salutation};
use super::closing::Closing;
use super::element::{
    compact, heads_page, is_issue, is_order_number, is_organ, order_with_number, organ_and_date, scan_date_line,
};
use super::judge::Furniture;
use super::kind::{kind_of_title, opens_with_dateline};
use super::marker::{Style, scan_marker};
use super::table::is_number;
use crate::lexicon::{ORGAN_ENDS, TITLE_ENDS, TITLE_JOINTS};
use crate::number::date::{opens_year, scan_date};
use crate::report::{BlockKind, DocumentKind};
use crate::text::chars::{
    BLANK, Cut, Ends, STEP, ends_sentence, ends_with_any, has_any, has_word, is_han, starting_word,
};

#[derive(Debug, Clone, Copy, Default)]
pub struct Head {
    /// First and last paragraph of the title, both included.
    pub title: Option<(usize, usize)>,
    /// The first paragraph of running text.
    pub body: usize,
    /// The paragraph that names the order (某某令) by which the titled document is issued.
    pub order: Option<usize>,
}

/// Finds title and start of the text. `closings` are the signatures with their dates.
pub fn find_head(pieces: &[Piece], closings: &[Closing]) -> Head {
    // Below whom it speaks to a shorter sentence is text: 现将《…》印发给你们，请遵照执行。
    let addressed = |idx: usize| {
        let told = |piece: &Piece| piece.chars >= 12 && (ends_sentence(piece.text) || piece.text.ends_in("！!"));
        idx > 0 && told(&pieces[idx]) && is_salutation(pieces[idx - 1].text)
    };
    let body = (0..pieces.len()).find(|&idx| opens_text(&pieces[idx]) || addressed(idx)).unwrap_or(pieces.len());
    // Markers open the text too, where the first paragraphs are short; with # where a higher heading stands above.
    let higher = |above: &Piece, hashes: u32| (1..hashes).contains(&above.paragraph.lead.hashes);
    let marked = (0..body)
        .find(|&idx| {
            let (piece, hashes) = (&pieces[idx], pieces[idx].paragraph.lead.hashes);
            let opens = match hashes {
                0 => matches!(piece.marker.map(|it| it.style), Some(Style::Han | Style::Chapter)),
                _ => piece.marker.is_some() && pieces[..idx].iter().any(|above| higher(above, hashes)),
            };
            opens && piece.judged == Furniture::No
        })
        .unwrap_or(body);
    let body = body.min(marked);
    let head = &pieces[..body];
    if let Some(order) = find_order(head) {
        // What the order issues stands behind its signature, or above the order; an announcement may issue a law.
        let after = closings.first().filter(|closing| closing.date < order + 12);
        let below = after.and_then(|closing| title_below(pieces, closing.date + 1));
        // The site's heading repeats it.
        let own = |piece: &Piece| is_title_line(piece) && piece.text != head[order].text;
        let title = below.or_else(|| head[..order].iter().rposition(own).map(|idx| (idx, idx)));
        let law = |(_, last): (usize, usize)| kind_of_title(&title_core(pieces[last].text)) == Some(DocumentKind::Law);
        let text = pieces[order].text;
        if text.ends_with('令') || order_with_number(text).is_some() || title.is_some_and(law) {
            return Head { title: title.or(Some((order, order))), body, order: title.map(|_| order) };
        }
    }
    // 统计公报 is enough above who issues it and when.
    let line = |&idx: &usize| {
        let rest = || head[idx].chars == 4 && TITLE_ENDS.ends(head[idx].text) && issued_below(head, idx);
        // 关于某某条例（草案）的 / 说　　明
        let spaced = || {
            head[idx].chars <= 8 && TITLE_ENDS.has(&compact(head[idx].text)) && idx > 0 && breaks_off(&head[idx - 1])
        };
        // 某市失业保险规定 / 某市人民政府 / 《某市失业保险规定》
        let quoted = || {
            let inner = head[idx].text.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
            inner.is_some_and(|inner| {
                head[idx.saturating_sub(8)..idx].iter().any(|above| above.text == inner && is_title_line(above))
            })
        };
        is_title_line(&head[idx]) || rest() || spaced() || quoted()
    };
    let mut titles: Vec<usize> = (0..head.len()).filter(line).collect();
    // What stands above 首页 > 公报 is the site's. So is the name of a series, above who issues it and when: 某某会议纪要.
    let above = |piece: &Piece| {
        piece.judged == Furniture::Strong && piece.seen.has(STEP)
            || piece.seen.has(BLANK) && organ_and_date(piece.text).is_some()
    };
    let path = head.iter().rposition(above).unwrap_or(0);
    if titles.last().is_some_and(|&last| last > path) {
        titles.retain(|&idx| idx >= path);
    }
    let hashed = head.iter().enumerate().position(|(idx, piece)| {
        piece.paragraph.lead.hashes > 0
            && piece.marker.is_none()
            // In a table # is what stands for 其中.
            && !head.get(idx + 1).is_some_and(|below| is_number(below.text))
            && !compact(piece.text).ends_with("文件")
            && piece.judged == Furniture::No
    });
    let numbered = title_above_number(head, &titles);
    let chosen = match (titles.first(), hashed) {
        (Some(&first), hashed) => {
            // The page's own heading repeats the title: the later one is the document's.
            let same = title_core(head[first].text);
            let same = topic(&same);
            // So is the one above ——在某会议上.
            let own =
                |idx: usize| title_core(head[idx].text).trim_end_in("》").ends_with(same) || above_dash(head, idx);
            let last_same = titles.iter().rev().copied().find(|&idx| own(idx)).unwrap_or(first);
            // The one above the number is, and the one with #, where none repeats it.
            let marked = numbered.or(hashed.filter(|idx| titles.contains(idx)));
            Some(marked.map_or(last_same, |idx| idx.max(last_same)))
        }
        (None, Some(hashed)) => Some(hashed),
        (None, None) => find_headline(head, path),
    };
    if titles.is_empty()
        && hashed.is_none()
        && let Some(title) = chosen.and_then(|first| title_above_dash(head, first))
    {
        return Head { title: Some(title), body, order: None };
    }
    let paired = titles.is_empty() && hashed.is_none();
    // A site's words before the document: 全文如下：.
    let first = pieces.iter().take(8).position(is_title_line).filter(|_| chosen.is_none());
    if let Some(idx) = first.filter(|&idx| pieces.get(idx + 1).is_some_and(|below| is_salutation(below.text))) {
        return Head { title: Some((idx, idx)), body: idx + 2, order: None };
    }
    let title = chosen.map(|last| {
        if paired && is_couplet(pieces, last) {
            return (last, last + 1);
        }
        let (mut first, mut last) = (last, last);
        if titles.contains(&(last + 1)) && (head[last].text.ends_with("情况") || head[last + 1].text.starts_with('和'))
        {
            last += 1;
        }
        while first > 0 && is_title_part(head, first) {
            first -= 1;
        }
        (first, last)
    });
    Head { title, body, order: None }
}

/// The first running text: a long paragraph that is neither furniture nor addressed to someone.
pub fn opens_text(piece: &Piece) -> bool {
    let text = piece.text;
    let sentence = piece.chars >= 60 && text.has_in("，。,")
        || piece.chars >= 30 && ends_sentence(text)
        || piece.chars >= 16 && text.has_in("，,。") && text.ends_in("：:");
    let bracketed = || text.begins_in("（(") && text.ends_in("）)");
    // A quotation is a note of who made the file.
    let note = || {
        piece.paragraph.lead.quoted || bracketed() || starting_word(text, &["编者按", "【编者按", "［编者按"]).is_some()
    };
    // 关于征求《…（2031年版，征求意见稿）》意见的通知
    let titled = || piece.chars >= 60 && TITLE_JOINTS.find(text).is_some() && is_title_line(piece);
    sentence && !note() && piece.judged == Furniture::No && !is_salutation(text) && !is_photo_credit(text) && !titled()
}

/// 某某令 or 某某公告 with 第某号 below it.
fn find_order(head: &[Piece]) -> Option<usize> {
    head.iter().enumerate().position(|(idx, piece)| {
        piece.chars <= 60
            && (order_with_number(piece.text).is_some()
                || (piece.text.ends_with('令') || piece.text.ends_with("公告") && !piece.text.ends_with("的公告"))
                    && head.get(idx + 1).is_some_and(|next| is_order_number(next.text)))
    })
}

/// Two lines or three from the headline down to the dash of the subtitle: 甲 / 乙 / ——在某大会上的报告.
fn title_above_dash(head: &[Piece], first: usize) -> Option<(usize, usize)> {
    let dash = (first + 1..head.len().min(first + 4)).find(|&idx| head[idx].text.begins_in("—―─"))?;
    (dash > first + 1 && head[first..dash].iter().all(is_headline)).then_some((first, dash - 1))
}

/// The line straight above the document number, or above the organ and the day, where it ends as titles do.
fn title_above_number(head: &[Piece], titles: &[usize]) -> Option<usize> {
    // A number in the site's table of labels has no title above it.
    let number = |piece: &Piece| piece.chars <= 60 && super::element::find_doc_number(piece.text).is_some();
    titles.iter().find(|&&title| head.get(title + 1).is_some_and(number) || issued_below(head, title)).copied()
}

/// Below it stand the organ and the day, each on a line.
fn issued_below(head: &[Piece], idx: usize) -> bool {
    head.get(idx + 1..idx + 3).is_some_and(|below| is_organ(below[0].text) && scan_date_line(below[1].text).is_some())
}

/// The title of a document that begins at paragraph `from`: lines without a break between them, then text.
pub fn title_below(pieces: &[Piece], from: usize) -> Option<(usize, usize)> {
    let note = |piece: &Piece| piece.text.begins_in("（(") && piece.text.ends_in("）)") && piece.chars <= 40;
    let mut own = (from..pieces.len()).filter(|&idx| pieces[idx].kind != BlockKind::Boilerplate).take(6);
    let first = own.find(|&idx| !note(&pieces[idx]) && attachment_label(pieces[idx].text).is_none())?;
    let draft = |idx: usize| pieces.get(idx).is_some_and(|piece| note(piece) && is_draft(piece.text));
    let fits = |piece: &Piece| {
        (2..=45).contains(&piece.chars)
            && piece.judged == Furniture::No
            && !piece.text.begins_in("（(")
            && piece.marker.is_none_or(|marker| matches!(marker.style, Style::Decimal(_)))
            && !piece.text.ends_in("，、")
            && !piece.text.has_in("。；：:！|\t")
            && scan_date_line(piece.text).is_none()
            && !is_organ(piece.text)
            && !is_element(piece.text)
            && !note(piece)
            && !matches!(&*compact(piece.text), "目录" | "总则")
    };
    // Who issues it, and below it 关于某事的意见.
    let about = pieces.get(first + 1).is_some_and(|below| fits(below) && TITLE_JOINTS.starts(below.text));
    if !fits(&pieces[first]) && !(about && is_organ(pieces[first].text)) {
        return None;
    }
    let mut last = first;
    // Behind 人大代表 the title goes on.
    let is_table = |text: &str| text.ends_with('表') && !text.ends_with("代表");
    let ended = |piece: &Piece| piece.chars >= 5 && (is_table(piece.text) || TITLE_ENDS.ends(&compact(piece.text)));
    // Three short lines or more are the heads of a table.
    let heads =
        |from: usize| pieces[from..].iter().take(3).filter(|piece| piece.chars <= 6 && fits(piece)).count() == 3;
    while last + 1 < pieces.len()
        && last < first + 3
        && !ended(&pieces[last])
        && !heads(last + 1)
        && fits(&pieces[last + 1])
        && (close(pieces, last + 1) || pieces[last].text.ends_with('的'))
    {
        last += 1;
    }
    // Over blank lines only a title is read that ends as one.
    if !(first + 1..=last).all(|idx| adjacent(pieces, idx)) && !ended(&pieces[last]) {
        last = first;
    }
    last += usize::from(draft(last + 1));
    // Text, a list of names, or a table.
    let text_below = pieces[last + 1..].iter().take(16).any(|piece| {
        piece.chars >= 20 || piece.marker.is_some() || has_word(piece.text, "\u{3000}\u{3000}") || is_number(piece.text)
    });
    text_below.then_some((first, last))
}

/// （征求意见稿）, （试行）, （共30项）: it belongs to the title above.
fn is_draft(text: &str) -> bool {
    text.begins_in("（(") && has_any(text, &["草案", "稿）", "稿)", "试行", "暂行", "年版"])
        || text.starts_with("（共") && !text.has_char('，')
}

/// 附件, 附件1, 附：, or 特此通知, alone on a line above what is attached: the length of the label.
pub fn attachment_label(text: &str) -> Option<usize> {
    if text.strip_prefix("特此").is_some_and(|rest| rest.len() == "通知".len()) {
        return Some(text.len());
    }
    let rest = text.strip_prefix('附')?;
    let rest = rest.strip_prefix('件').or_else(|| rest.strip_prefix('录')).unwrap_or(rest);
    let number = rest.trim_start();
    let tail = number.trim_start_in("0123456789一二三四五六七八九十");
    tail.trim_in("：: \u{3000}.．").is_empty().then_some(text.len())
}

/// No more blank lines between the two than between all paragraphs.
pub fn close(pieces: &[Piece], idx: usize) -> bool {
    adjacent(pieces, idx) || pieces[idx].close
}

/// No blank line between the two.
pub fn adjacent(pieces: &[Piece], idx: usize) -> bool {
    idx > 0 && pieces[idx - 1].paragraph.lines.1 + 1 == pieces[idx].paragraph.lines.0
}

/// A title without its brackets, footnote marks and blanks, up to a dash.
pub fn title_core(text: &str) -> Cow<'_, str> {
    let compacted = compact(text);
    let len = core_len(&compacted);
    match compacted {
        Cow::Borrowed(title) => title.before(len).into(),
        Cow::Owned(mut title) => {
            title.truncate(len);
            title.into()
        }
    }
}

fn core_len(title: &str) -> usize {
    let core = title.parted_at("——").map_or(title, |it| it.0);
    let mut core = core.trim_end_in("0123456789[]*");
    core = core.strip_suffix("全文").unwrap_or(core);
    // With the bracket that a copy broke off in: …意见的通知（某办.
    while let Some(open) = core.last_in("（(").filter(|&open| core.ends_in("）)") || !core.after(open).has_in("）)"))
    {
        core = core.before(open);
    }
    core.len()
}

/// What a title is about: a site may shorten the organ before 关于.
pub fn topic(core: &str) -> &str {
    core.place_of("关于").map_or(core, |at| core.after(at))
}

/// A line that ends as titles of official documents do.
fn is_title_line(piece: &Piece) -> bool {
    if !(5..=140).contains(&piece.chars) || piece.judged != Furniture::No || piece.marker.is_some() {
        return false;
    }
    let core = title_core(piece.text);
    let chars = core.chars().count();
    (5..=90).contains(&chars)
        && TITLE_ENDS.ends(&core)
        && !core.has_in("。；：>|？！:")
        && !core.begins_in("（(—[")
        && !core.ends_with("》")
        && !is_element(piece.text)
}

/// 关于印发某某办法的: what it is stands below.
fn breaks_off(piece: &Piece) -> bool {
    piece.text.ends_with('的') && TITLE_JOINTS.find(piece.text).is_some()
}

/// The line above belongs to the same title: no break between, no end of its own.
fn is_title_part(head: &[Piece], idx: usize) -> bool {
    let (above, below) = (&head[idx - 1], &head[idx]);
    // 某县2024年预算执行情况 / 2025年预算草案的报告; 和其他财政收支的审计工作报告; 关于办理代表建议 / 和政协提案的通知
    let rest = below.text.trim_start_in("和");
    let joint = rest.len() < below.text.len();
    let broken = (joint || above.text.ends_with("情况")) && rest.begins(opens_year)
        || joint && (rest.starts_with("其他") || TITLE_JOINTS.starts(above.text) && is_title_line(below));
    // An organ above 关于… is its beginning, whatever stands between them.
    let organ = |at: usize| is_organ(head[at].text);
    // So are several that issue it together, each on a line.
    let about =
        || head[idx..].iter().take(8).find(|it| !is_organ(it.text)).is_some_and(|it| TITLE_JOINTS.starts(it.text));
    let begins = || organ(idx - 1) && !above.seen.has(BLANK) && about();
    // 某局转发某县某办法 / 实施细则的通知: it has not ended.
    // 2031年某县国民经济和社会发展 / 统计公报: of the one the year, of the other what it is.
    let kind = || below.chars == 4 && TITLE_ENDS.ends(below.text) && above.text.begins(opens_year);
    let open = || {
        !is_title_line(above)
            && (kind()
                || TITLE_JOINTS.find(above.text).is_some() && is_title_line(below)
                || breaks_off(above) && below.chars <= 8)
    };
    (broken || close(head, idx) || begins() || open())
        && above.chars <= 45
        // The name of what a title is about, on a line above it.
        && !(above.chars > 10 && has_word(below.text, above.text))
        // The site's heading may have the title below in longer words.
        && !above.text.ends_with(without_about(below.text))
        && (!above.text.has_char('《') || has_any(below.text, &["》"]) || above.text.has_char('》'))
        && above.text.contains(is_han)
        && opens_title(&compact(above.text), below.text.starts_with("关于"))
        && above.paragraph.lead.hashes == below.paragraph.lead.hashes
        && !above.text.ends_in("。：；:】）)|>摄")
        && above.judged == Furniture::No
        && (!is_title_line(above) || compact(above.text).ends_with("印发") || broken)
        && !is_element(above.text)
        && scan_date_line(above.text).is_none()
        && !heads_page(above.text)
        && scan_marker(above.text).is_none()
        && !above.text.has_in("|\t")
        // The name of a site.
        && (!above.text.ends_with('网') || TITLE_JOINTS.find(above.text).is_some())
}

/// The first line of a title names an organ, a place or a year, or is longer than the items of a menu: 国务院关于, 某县.
/// Above 关于… stands who it is from.
fn opens_title(text: &str, about: bool) -> bool {
    !about && text.chars().nth(6).is_some()
        || ORGAN_ENDS.ends(text)
        || TITLE_JOINTS.ends(text)
        || text.ends_in("省市县区州旗镇乡年")
}

/// What a title is about: 印发…的通知 of 关于印发…的通知.
pub fn without_about(title: &str) -> &str {
    let topic = topic(title);
    topic.strip_prefix("关于").unwrap_or(topic)
}

/// The headline of a newspaper page: the first line that could be one; of two alike the later. Four characters are
/// enough above the dash of a subtitle.
fn find_headline(head: &[Piece], from: usize) -> Option<usize> {
    // The name of a bulletin stands above its number.
    let named = |idx: usize| head.get(idx + 1).is_some_and(|below| is_issue(below.text));
    // So are five above the line of a site that has its day.
    let dated = |idx: usize| {
        let below = head.get(idx + 1).filter(|below| below.judged == Furniture::Strong);
        below.is_some_and(|below| below.text.bytes().filter(u8::is_ascii_digit).nth(5).is_some())
    };
    // And four between the site's lines and the text, the day, or its author.
    let between = |idx: usize| {
        let day = || scan_date_line(head[idx + 1].text).is_some() || is_byline(head[idx + 1].text);
        idx > 0 && head[idx - 1].judged == Furniture::Strong && (idx + 1 == head.len() || day())
    };
    let least = |idx: usize| {
        if above_dash(head, idx) || between(idx) {
            4
        } else if dated(idx) {
            5
        } else if idx == 0 && head.len() == 1 {
            6
        } else {
            8
        }
    };
    let fits = |&idx: &usize| may_head(&head[idx], least(idx)) && !named(idx);
    let first = (from..head.len()).chain(0..from).find(fits)?;
    let text = head[first].text;
    Some(head.iter().rposition(|piece| piece.text == text).unwrap_or(first))
}

fn above_dash(head: &[Piece], idx: usize) -> bool {
    head.get(idx + 1).is_some_and(|below| below.text.starts_with("——"))
}

fn is_headline(piece: &Piece) -> bool {
    may_head(piece, 8)
}

/// A headline over two lines of about one length, with nothing but text or its author below.
fn is_couplet(pieces: &[Piece], first: usize) -> bool {
    let Some([above, below, text]) = pieces.get(first..first + 3) else { return false };
    let follows =
        opens_text(text) || text.judged == Furniture::Strong || is_byline(text.text) || opens_with_dateline(text.text);
    // Between a site's path and its line of the day no blank line parts them.
    let framed = first > 0 && pieces[first - 1].judged == Furniture::Strong && text.judged == Furniture::Strong;
    (framed || close(pieces, first + 1)) && is_headline(below) && above.chars.abs_diff(below.chars) <= 3 && follows
}

/// A line of `least` to 60 characters that is none of what stands around a headline.
fn may_head(piece: &Piece, least: usize) -> bool {
    let text = piece.text;
    (least..=60).contains(&piece.chars)
        && piece.judged == Furniture::No
        && !text.ends_in("。；，：、:|")
        && !text.begins_in("<>(（|$-•")
        // [某县] 某某会召开, but no [返回首页].
        && (!text.starts_with('[') || text.first_in("]").is_some_and(|at| text.len() - at >= 24))
        && (!(text.starts_with('【') && text.ends_with('】')) || piece.chars > 8)
        && !text.starts_with("各位")
        // 2031年2月9日在某县第九届人民代表大会第二次会议上, where the title above it is lost
        && !text.ends_with("会议上")
        && !(text.begins(opens_year)
            && scan_date(text).is_some_and(|(len, _)| text.ends_with('上') || text.after(len).starts_with('在')))
        // 县领导在调研时指出: what stands above the headline.
        && !ends_with_any(text, &["时指出", "时强调", "时要求"])
        && !is_photo_credit(text)
        && !is_caption(text)
        && !is_byline(text)
        && !is_element(text)
        && !is_organ(text)
        && scan_date_line(text).is_none()
        && !heads_page(text)
        && !super::element::ends_in_paper(text)
        && piece.marker.is_none()
        && !text.has_char('\t')
        && text.contains(is_han)
        // The line above the headline leads up to it.
        && !text.ends_with("——")
}
