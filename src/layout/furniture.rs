//! Page furniture: menus, share bars, visit counts, HTML leftovers. Found by its form and by what it stands beside.

use super::classify::{Piece, is_byline, is_caption, is_element, is_name, is_photo_credit, is_salutation};
use super::element::{
    compact, ends_in_paper, find_doc_number, heads_page, is_issue, is_organ, organ_and_date, scan_date_line,
};
use super::head::{Head, attachment_label, opens_text, title_core, without_about};
use super::marker::scan_marker;
use crate::lexicon::{FURNITURE_ENDS, FURNITURE_STRONG, FURNITURE_WORDS, TITLE_ENDS};
use crate::number::date::scan_date;
use crate::report::BlockKind;
use crate::text::chars::{
    ASCII, BLANK, COLON, COMMA, Cut, Ends, FULL_STOP, SEMICOLON, STEP, Survey, ends_sentence, has_any, has_word,
    is_han, split_word, starting_word,
};
use crate::text::signs::Signs;
use crate::text::stitch::is_contents_entry;

/// How surely a line is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Furniture {
    No,
    /// A button or menu item, if others stand near.
    Weak,
    Strong,
}

/// Judges one line by itself.
pub fn judge(text: &str, seen: Survey) -> Furniture {
    let chars = seen.chars;
    // ![]() | and |||, of a picture and a table without words.
    if text.bytes().all(|byte| matches!(byte, b'|' | b' ' | b'!' | b'(' | b')' | b'[' | b']')) {
        return Furniture::Weak;
    }
    // A cell on a line of its own.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Furniture::No;
    }
    // A row of a Markdown table may hold anything: | 来源项目 |  |  |.
    let Some(first) = text.first().filter(|&first| chars <= 1000 && !(first == '|' && text.ends_with('|'))) else {
        return Furniture::No;
    };
    let signs = seen.has(ASCII);
    let tags = signs && (text.has_char('<') || text.has_char('>'));
    let leftover =
        tags && (text.starts_with("-->") || has_word(text, "</") || has_word(text, "<!--") || text.ends_with("-->"));
    if leftover && !seen.has(FULL_STOP)
        || signs && (is_markup(text, chars) || text.has_char('{') && has_word(text, "{{"))
    {
        return Furniture::Strong;
    }
    if chars <= 200 && matches!(first, '版' | '免' | '特') && starting_word(text, &["版权声明", "免责声明", "特别声明"]).is_some()
        // （根据直播整理）
        || matches!(first, '（' | '(') && chars <= 16 && text.ends_in("）)") && text.trim_end_in("）)").ends_with("整理") && has_word(text, "根据")
        // 扫码查看访谈视频: what a reader of a page may do.
        || chars <= 20
            && matches!(first, '扫' | '点' | '长')
            && starting_word(text, &["扫码", "点击", "长按"]).is_some()
            && !seen.has(FULL_STOP | SEMICOLON | COMMA)
            && !text.bytes().any(|byte| byte.is_ascii_digit())
    {
        return Furniture::Strong;
    }
    // Original URL: http://example.org/a, http://example.org 某某网: the address of a page.
    if signs
        && chars <= 200
        && !seen.has(FULL_STOP | COMMA)
        && text.place_of("://").is_some_and(|at| text.before(at).is_ascii())
    {
        return Furniture::Strong;
    }
    // 资料来源： is a note of the document's own.
    let spaced = || seen.has(BLANK) && chars > 12 && text.split(' ').all(|part| part.len() <= 3);
    let sourced = || has_any(text, &["资料来源", "数据来源", "指标来源"]);
    if (2..=120).contains(&chars)
        && !seen.has(FULL_STOP | SEMICOLON)
        && !(signs && text.has_char(';') && !text.has_char('&'))
        && (FURNITURE_STRONG.find(text).is_some() || spaced() && FURNITURE_STRONG.find(&compact(text)).is_some())
        && !sourced()
        // 一、政府信息公开范围
        && !super::opens_a_section(text)
    {
        return Furniture::Strong;
    }
    if signs && is_menu(text)
        || chars <= 80 && ((first == '首' || seen.has(STEP)) && is_path(text) || signs && is_file(text))
    {
        return Furniture::Strong;
    }
    if chars <= 80 && is_contents_entry(text) {
        return Furniture::Strong;
    }
    // 第3版() / 专栏：, of an archive's record that has no column.
    if text.ends_with("版()") || text.strip_prefix("专栏").is_some_and(|rest| matches!(rest, "：" | ":")) {
        return Furniture::Strong;
    }
    // ------分隔线------
    let rule = first == '-' && chars <= 60 && text.starts_with("---") && text.ends_with("---");
    if rule || chars <= 60 && signs && is_stamp(text) {
        return Furniture::Strong;
    }
    // One button is likely, several in a row are sure: 上一版 下一版; 大 中 小 may be classes. So are three short words of
    // which one is a button: 学校网站 English 旧版.
    const BETWEEN: &str = " \u{3000}<>【】[]|•«»—";
    let opens = || {
        let word = if is_han(first) { text } else { text.trim_start_in(BETWEEN) };
        word.is_empty() || FURNITURE_WORDS.starts(word)
    };
    if chars <= 40 && (seen.has(BLANK) || opens()) {
        let (mut words, mut known, mut long, mut sure, mut short) = (0, 0, 0, 0, true);
        for word in text.split_in(BETWEEN).filter(|word| !word.is_empty()) {
            words += 1;
            let button = FURNITURE_WORDS.has(word) || word.len() <= 12 && word.starts_with("返回") || runs_on(word);
            known += u32::from(button);
            long += u32::from(word.len() > 3);
            sure += u32::from(button && word.len() > "打印".len());
            short &= (4..=21).contains(&word.len());
        }
        if words == known || chars <= 12 && FURNITURE_WORDS.has(text.trim_end_in("：:")) {
            return if long > 1 { Furniture::Strong } else { Furniture::Weak };
        }
        if words > 2 && (known > 0 && short || known * 2 > words) || sure > 1 {
            return Furniture::Strong;
        }
    }
    if text.len() <= 30 && FURNITURE_ENDS.ends(text) || is_field(text, chars) || is_code(text) {
        Furniture::Weak
    } else {
        Furniture::No
    }
}

/// 打印纠错分享推荐: three buttons or more that a copy ran together.
fn runs_on(word: &str) -> bool {
    let (mut rest, mut buttons) = (word, 0);
    while let Some((button, _)) = FURNITURE_WORDS.prefix(rest) {
        rest = rest.after(button.len());
        buttons += 1;
    }
    rest.is_empty() && buttons > 2
}

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

/// 名词解释.docx, top_01.png: the name of a file to load or of a picture, where no label says that it is attached.
fn is_file(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, end)| {
        (3..=4).contains(&end.len())
            && end.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            && (matches!(end, "png" | "jpg" | "gif") || name.as_bytes().last().is_some_and(|byte| !byte.is_ascii()))
            && !name.starts_with('附')
            && scan_marker(name).is_none()
    })
}

/// 某某发布 2025年9月18日 17:30 某省: who published it and the minute. A label may be the document's own: 时间：.
fn is_stamp(text: &str) -> bool {
    // http://example.org 2025年9月18日17:30 某报
    let text = text.trim_start_in("htps:/");
    // 2025-09-18 17:30 behind or before a word says it as well.
    let clock = text.split_once(':').is_some_and(|(before, _)| {
        let day = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let spaced = day.trim_end();
        day != before && spaced.ends_with('日')
            || day != spaced
                && spaced.closes(|c| c.is_ascii_digit())
                && spaced.has_in("-/")
                && (!text.is_ascii() || text.matches(':').nth(1).is_some())
    });
    // 2025年9月18日 17时30分
    let minute = || text.ends_with('分') && scan_date(text).is_some_and(|(_, date)| date.day.is_some());
    (clock || minute()) && !text.has_in("：，。")
}

/// A page's line behind the text: what is sure, and the name of a column of links: 热门推荐, 相关阅读.
fn opens_foot(piece: &Piece) -> bool {
    piece.judged == Furniture::Strong || piece.chars <= 6 && FURNITURE_ENDS.ends(piece.text.trim_end_in("：:"))
}

/// 【所属分类】年鉴: a field of a database's page.
fn is_field(text: &str, chars: u32) -> bool {
    text.strip_prefix('【')
        .and_then(|rest| rest.find('】').map(|at| (rest.before(at), rest.after(at + '】'.len_utf8()))))
        .is_some_and(|(label, value)| {
            (2..=6).contains(&label.chars().count())
                // A headline stands behind its label: 【某某动态】某局….
                && (chars <= 20 || value.trim_start().begins(|c: char| c.is_ascii_digit()))
                && !value.has_in("。，")
                && !value.trim_start().begins_in("（(第")
                && !TITLE_ENDS.ends(value)
        })
}

/// 01f4aade5f7d48c2, http://example.org: the name of a picture or the address of a page, alone on a line.
fn is_code(text: &str) -> bool {
    (8..=80).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && text.bytes().any(|byte| byte.is_ascii_lowercase())
        && text.has_in("_/0123456789")
}

/// Three or more short items in a line, separated by runs of blanks: 首页  新闻  公告.
fn is_menu(text: &str) -> bool {
    if text.has_char('|') {
        let fewest = if text.matches('|').nth(1).is_some() { 1 } else { 4 };
        return !text.starts_with('|')
            && text.split('|').all(|item| (fewest..=8).contains(&item.trim().chars().count()));
    }
    if !has_word(text, "  ") || scan_marker(text).is_some() {
        return false;
    }
    let items: Vec<&str> = split_word(text, "  ").map(str::trim).filter(|item| !item.is_empty()).collect();
    items.len() >= 3
        // 指  导  意  见
        && items.iter().any(|item| item.len() > 3)
        && items.iter().all(|item| {
            item.chars().count() <= 9 && !item.contains(|c: char| c.is_ascii_digit() || matches!(c, '，' | '。' | '、'))
        })
        && !text.has_char('\t')
}

/// Tags and style rules that a copy carried along: mostly ASCII, with braces, tags or attributes.
fn is_markup(text: &str, chars: u32) -> bool {
    // No character has more than four bytes: so many may be ASCII at most.
    let most = (4 * chars as usize).saturating_sub(text.len()) / 3;
    if most * 10 <= text.len() * 6 {
        return false;
    }
    let signs = ["</", "/>", "=\"", "{", "}", "px;", "<!", "<p", "<d", "<s", "<m", "<h"];
    // {gal,brendan}@example.org
    if has_word(text, "}@") {
        return false;
    }
    let graphic = text.bytes().filter(u8::is_ascii_graphic).count();
    // Each has one of these.
    graphic * 10 > text.len() * 6
        && text.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'=' | b'{' | b'}' | b';'))
        && has_any(text, &signs)
}

/// 首页>政务公开>统计公报; a path of two steps has names only: 某某网 > 要闻.
fn is_path(text: &str) -> bool {
    // 首页 理论教育 某县年鉴
    if text.strip_prefix("首页 ").is_some_and(|rest| rest.has_char(' ')) {
        return true;
    }
    let steps = || text.split_in(">＞»›").map(str::trim);
    let name = |step: &str| {
        (2..=14).contains(&step.chars().count()) && step.chars().all(|c| is_han(c) || matches!(c, '：' | ':'))
    };
    steps().nth(2).is_some() && !text.has_in("。，") || steps().nth(1).is_some() && steps().all(name)
}

/// Marks furniture above the title, between title and text, inside the text where it is sure, and behind the text.
pub fn mark(pieces: &mut [Piece], head: Head) {
    let (title_first, title_last) = head.title.unwrap_or((0, 0));
    let text_end = text_end(pieces, head);
    pieces[text_end..].iter_mut().filter(|it| is_notice(it.text)).for_each(|it| it.judged = Furniture::Strong);
    judge_copies(pieces, head, text_end);
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
    // A line straight above the title may be its first. A quotation is a note of who made the file.
    let item = |(idx, piece): (usize, &Piece)| {
        piece.paragraph.lead.quoted
            || is_item(piece, if idx + 1 < title_first || !piece.text.contains(is_han) { 20 } else { 8 })
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
    // A newspaper's name, day and page among its buttons are its own.
    let press = |piece: &Piece| ends_in_paper(piece.text) && piece.chars <= 10 || heads_page(piece.text);
    let paper = above.iter().any(press);
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
        if hashed || behind || core == title && !opening {
            piece.judged = Furniture::Strong;
        } else if idx < first && cut(&core) || core.trim_end_in("》").ends_with(about) {
            piece.judged = Furniture::Weak;
        }
    }
}

/// 凡本网注明来源的作品，未经授权不得转载.
fn is_notice(text: &str) -> bool {
    let words = ["转载", "本网", "本站", "版权", "镜像", "稿酬", "侵权", "授权", "小编"];
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
    // Without a sure line a few short ones without a number, straight below the end of the text.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::chars::survey;

    #[test]
    fn furniture_is_told_by_form() {
        for text in [
            "您当前的位置：",
            "首页>政务公开>公报",
            "访问量：199",
            "甲网  乙早报  丙商报  旧版入口",
            "二、重点任务…………………………11",
            "下一版»本期共4版, 当前第1版 PDF",
            "--> 2025-12-31 1 /enpproperty-->",
            "{{item.name}}",
            "扫码查看访谈视频",
            "特别声明：本站文章如有侵权请告知",
            "（根据直播整理）",
            // As it stands: lines become paragraphs before the text is simplified.
            "發布時間：2024-03-05 信息來源：縣政府 點擊量：123",
        ] {
            assert_eq!(judge(text, survey(text)), Furniture::Strong, "{text}");
        }
        for text in ["打印", "热门推荐", "青屏日报社 主管主办", "甲县政务网"] {
            assert_eq!(judge(text, survey(text)), Furniture::Weak, "{text}");
        }
        for text in [
            "推进无障碍环境建设，改造设施120处。",
            "第七章 无障碍环境",
            "一、总体要求",
            "一、政府信息公开范围",
            "县统计局",
            "| 支出项目 |  |  |  |",
            "{ann,bob}@example.org",
            "（二）着力解决群众存在看病难问题",
            "对相关报道及时回应",
            "出动检查次数：126次",
            "点击率提高12%",
            "（根据有关规定）",
        ] {
            assert_eq!(judge(text, survey(text)), Furniture::No, "{text}");
        }
    }
}
