//! What a web page's own lines and tables state of the document: 来源, 发布日期, 索引号. The document's own words come first.

use super::classify::{Piece, is_element, is_name, organ_and_name};
use super::element::{add_word, compact, ends_in_paper, find_doc_number, scan_page};
use super::head::Head;
use super::judge::Furniture;
use super::metadata::{Reader, add_date, find_day};
use super::press;
use crate::lexicon::{FURNITURE_STRONG, FURNITURE_WORDS, ORGAN_ENDS, PAPER_ENDS};
use crate::number::date::scan_date;
use crate::report::{BlockKind, DocumentKind, MetadataKey};
use crate::text::chars::{COLON, COMMA, Cut, Ends, FULL_STOP, ends_with_any, has_word, is_han, is_letter};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// Labels as they stand before a colon, blanks aside; the longer first.
const LABELS: [(&str, Option<MetadataKey>); 41] = [
    ("责任部门", None),
    ("生效日期", None),
    ("失效日期", None),
    ("废止日期", None),
    ("有效期", None),
    ("有效性", None),
    ("时效", None),
    ("索引号", Some(MetadataKey::IndexNumber)),
    ("主题分类", Some(MetadataKey::Subject)),
    ("主题词", Some(MetadataKey::Keywords)),
    ("发文机关", Some(MetadataKey::Issuer)),
    ("发文机构", Some(MetadataKey::Issuer)),
    ("发布机构", Some(MetadataKey::Issuer)),
    ("发布机关", Some(MetadataKey::Issuer)),
    ("发文部门", Some(MetadataKey::Issuer)),
    ("发布部门", Some(MetadataKey::Issuer)),
    ("布单位", Some(MetadataKey::Issuer)),
    ("信息分类", Some(MetadataKey::Subject)),
    ("发文字号", Some(MetadataKey::DocNumber)),
    ("文号", Some(MetadataKey::DocNumber)),
    ("文件编号", Some(MetadataKey::DocNumber)),
    ("成文日期", Some(MetadataKey::Date)),
    ("颁布日期", Some(MetadataKey::Date)),
    ("生成日期", Some(MetadataKey::Date)),
    ("归档时间", None),
    ("作者", Some(MetadataKey::Byline)),
    ("时间", Some(MetadataKey::Published)),
    ("日期", Some(MetadataKey::Published)),
    ("公开方式", Some(MetadataKey::Openness)),
    ("公开形式", Some(MetadataKey::Openness)),
    ("公开类别", Some(MetadataKey::Openness)),
    ("公开类型", Some(MetadataKey::Openness)),
    ("关键词", None),
    ("来源", Some(MetadataKey::Source)),
    ("信源", Some(MetadataKey::Source)),
    ("稿源", Some(MetadataKey::Source)),
    ("责编", Some(MetadataKey::Editor)),
    ("编辑", Some(MetadataKey::Editor)),
    ("记者", Some(MetadataKey::Byline)),
    ("标题", Some(MetadataKey::Title)),
    ("名称", Some(MetadataKey::Title)),
];

/// Reads all furniture; what the document states itself stays.
pub fn read<'t>(reader: &mut Reader, pieces: &[Piece<'t>], head: Head, kind: DocumentKind) {
    for (idx, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.kind == BlockKind::Boilerplate) {
        let span = piece.span;
        for (key, value) in labelled(pieces, idx) {
            add(reader, key, value, span);
        }
        press::masthead(reader, piece.text, span, kind);
        // 某批复 国函〔1996〕38号 某机关, of a collection.
        let title = head.title.filter(|&(_, last)| idx > last).map(|(first, _)| pieces[first].text);
        if title.is_some_and(|title| piece.text.starts_with(title))
            && let Some((start, end)) = find_doc_number(piece.text)
        {
            reader.add(MetadataKey::DocNumber, piece.text.before(end).after(start), span);
        }
        // 记者 张三 李四 来源：某网
        if let Some(rest) = piece.text.strip_prefix("记者") {
            let mut names = String::new();
            rest.split_whitespace().take_while(|word| is_name(word)).for_each(|name| add_word(&mut names, name));
            reader.add(MetadataKey::Byline, &names, span);
        }
        // 2025-10-18 09:12　来源：某报: with a time of day, or below the title, it is no calendar's.
        // So it is right above the title, where buttons stand behind it.
        let below = head.title.is_some_and(|(_, last)| (last + 1..=head.body).contains(&idx));
        let near = |(first, _)| (idx + 1..idx + 4).contains(&first);
        let above = head.title.is_some_and(near) && piece.judged == Furniture::Strong && !has_word(piece.text, "星期");
        // 上一篇 下一篇 2025年3月1日 放大 缩小
        let buttons = |text: &str| text.split_whitespace().all(|word| FURNITURE_WORDS.find(word).is_some());
        let dates = piece.text.split_inclusive(char::is_whitespace).filter_map(|word| {
            let from = word.as_ptr() as usize - piece.text.as_ptr() as usize;
            scan_date(piece.text.after(from)).map(|(len, date)| (from, piece.text.after(from + len), date))
        });
        for (from, rest, date) in dates {
            let timed = (from == 0 || below) && rest.trim_start().begins(|c: char| c.is_ascii_digit());
            let apart = (below && !piece.seen.has(COMMA) || above && (from == 0 || buttons(piece.text.before(from))))
                && rest.starts_with(char::is_whitespace)
                // 成文日期 | 2031年9月28日 |
                && !piece.text.ends_with('|');
            if date.day.is_some() && (timed || apart) {
                reader.add(MetadataKey::Published, &date.iso(), span);
            }
        }
        // 本期共4版，当前第1版
        if let Some(page) = piece.text.parted_at("当前第").and_then(|(_, rest)| rest.parted_at("版")).map(|it| it.0)
        {
            reader.add(MetadataKey::Page, page, span);
        }
        // <某晚报> 数字报: one paper alone; several are links.
        let name = |word: &'t str| word.strip_prefix("来源：").unwrap_or(word).trim_in("<>《》");
        let mut papers = piece.text.split_whitespace().map(name).filter(|word| PAPER_ENDS.ends(word));
        if let (Some(paper), None) = (papers.next().filter(|paper| paper.chars().count() <= 8), papers.next()) {
            reader.add(MetadataKey::Paper, paper, span);
            // 某日报 > 2025年10月21日 > 第06版
            if let Some((_, day)) = find_day(piece.text) {
                reader.add(MetadataKey::Date, &day, span);
            }
        }
    }
    // Where the document has no date of its own, the page's is what there is.
    reader.copy(MetadataKey::Published, MetadataKey::Date);
}

/// The key of the label that a line is and nothing else, and whether a colon ends it: 索 引 号：, 信息名称.
/// Without a colon it has `least` bytes or more.
pub fn scan_label(text: &str, least: usize) -> Option<(Option<MetadataKey>, bool)> {
    if text.len() > 60 {
        return None;
    }
    let (label, colon) = text.strip_end_in("：:").map_or((text, false), |label| (label, true));
    key_of(label, if colon { 0 } else { least }).map(|key| (key, colon))
}

/// The key of a label of `least` bytes or more, blanks aside.
fn key_of(label: &str, least: usize) -> Option<Option<MetadataKey>> {
    let label = compact(label.trim_start_in("•·-◆ "));
    let fits = |known: &str| label.ends_with(known) && label.len() <= known.len() + 6 && label.len() >= least;
    LABELS.iter().find(|(known, _)| fits(known)).map(|&(_, key)| key)
}

/// A site's table of labels, one cell a line: 索引号： and below it the number. Two labels make a table, without colons
/// three, each two lines below another.
pub fn mark_labels(pieces: &mut [Piece]) {
    // As rows of Markdown, with the rule between them.
    let row =
        |piece: &&mut Piece| names_cells(piece.text) || piece.text.starts_with("| -") || piece.text.starts_with("|-");
    // The title may stand above them.
    let rows: Vec<&mut Piece> = pieces.iter_mut().take(12).skip_while(|piece| !row(piece)).take_while(row).collect();
    if rows.len() >= 2 {
        rows.into_iter().for_each(|piece| piece.judged = Furniture::Strong);
    }
    // 文号 某政办〔2025〕5号 发布机构 某局: two labels in a line, their values behind them.
    for piece in pieces.iter_mut().take(12).filter(|piece| piece.chars <= 120 && !piece.seen.has(FULL_STOP | COLON)) {
        let mut words = words(piece.text).into_iter().map(|word| key_of(word, 6).is_some());
        if words.next() == Some(true) && words.any(|label| label) {
            piece.judged = Furniture::Strong;
        }
    }
    // How much a line is a label: with a colon 4, long enough by itself 3, in a table of labels 2; between labels of which
    // it is one, or behind four, a word is enough: 信息所属单位.
    let mut classes = [0; 64];
    for (class, piece) in classes[..60].iter_mut().zip(&*pieces) {
        *class = match scan_label(piece.text, 9) {
            Some((_, colon)) => 3 + u8::from(colon),
            None if scan_label(piece.text, 6).is_some() => 2,
            None => u8::from(piece.chars <= 8 && piece.text.chars().all(|c| is_han(c) || c == ' ')),
        };
    }
    let (mut labels, mut bare): (Vec<usize>, bool) = (Vec::new(), false);
    for idx in 0..60 {
        let (own, next) = (classes[idx], classes[idx + 2]);
        let below = labels.last().is_some_and(|&last| last + 2 == idx)
            && (own >= 2 || bare && own == 1 && (labels.len() > 3 || next >= 2));
        let beside = || idx >= 2 && classes[idx - 2] == 3 || next == 3 || next == 1 && classes[idx + 4] == 3;
        if below || own == 4 || own == 3 && beside() {
            bare |= labels.is_empty() && own == 3;
            labels.push(idx);
        }
    }
    if labels.len() < 2 + usize::from(bare) {
        return;
    }
    for (at, &label) in labels.iter().enumerate() {
        pieces[label].judged = Furniture::Strong;
        // Behind a label without a value there is none.
        if at > 0 && labels[at - 1] + 1 == label {
            continue;
        }
        if let Some(value) =
            pieces.get_mut(label + 1).filter(|value| value.chars <= 60 && !value.text.trim_end_in("。").has_char('。'))
        {
            value.judged = Furniture::Strong;
        }
    }
}

/// Lines with a colon that stand together: a site's labels, or a meeting's and the document's own.
pub fn mark_runs(pieces: &mut [Piece]) {
    // A run of labels of which a site has some.
    let colon = |piece: &Piece| {
        let at = piece.text.first_in("：:").filter(|at| (3..=18).contains(at) && piece.chars <= 120)?;
        // 张某某代表： is whom an answer is for, 统计局：… a headline.
        let label = piece.text.before(at);
        (label.closes(is_han) && !ends_with_any(label, &["代表", "委员"]) && !ORGAN_ENDS.ends(label)).then_some(at)
    };
    let mut first = 0;
    for idx in 0..=pieces.len().min(60) {
        let piece = pieces.get(idx);
        if piece.is_some_and(|piece| colon(piece).is_some()) {
            continue;
        }
        let above = piece.is_none_or(|piece| piece.chars <= 60);
        let run = &mut pieces[first..idx];
        let site = |piece: &&Piece| piece.judged == Furniture::Strong;
        let known = |piece: &&Piece| {
            site(piece) || colon(piece).is_some_and(|at| scan_label(piece.text.before(at), 6).is_some())
        };
        if run.len() > 2 && run.iter().any(|it| site(&it)) && run.iter().filter(known).nth(1).is_some() {
            let from = run.iter().position(|it| known(&it)).unwrap_or(0);
            run[from..].iter_mut().for_each(|piece| piece.judged = Furniture::Strong);
        }
        if !above {
            break;
        }
        first = idx + 1;
    }
    // 主题词：… above 抄送：… is the document's own, where a site has a label.
    for idx in 0..pieces.len().saturating_sub(1) {
        let below = &pieces[idx + 1];
        if pieces[idx].text.starts_with("主题词") && below.judged == Furniture::No && is_element(below.text) {
            pieces[idx].judged = Furniture::No;
        }
    }
}

/// The cells of a row that names what stands beside: | 索引号 | 0145 | 文号 | 某政办〔2025〕5号 |.
fn names_cells(text: &str) -> bool {
    text.has_char('|') && cells(text).next().is_some_and(|cell| key_of(cell.trim_end_in("：:"), 6).is_some())
}

fn cells(text: &str) -> impl Iterator<Item = &str> {
    text.trim_in("|").split('|').map(str::trim)
}

/// The labels in one line with their values: up to the next label, or the next line where the line ends behind its label.
fn labelled<'t>(pieces: &[Piece<'t>], idx: usize) -> Vec<(MetadataKey, &'t str)> {
    let text = pieces[idx].text;
    if pieces[idx].chars > 200 || pieces[idx].seen.has(FULL_STOP) {
        return Vec::new();
    }
    let label = |cell: &str| key_of(cell.trim_end_in("：:"), 6);
    // 文号 | 某政办〔2025〕5号 | 成文日期: | 2025年3月1日 |
    if text.has_char('|') && (text.starts_with('|') || !text.has_in("：:") || names_cells(text)) {
        let key = |(cell, value): (&str, &'t str)| Some((label(cell)??, value));
        // Behind a label without a value stands the next label.
        let stated = |cell: &(&str, &str)| label(cell.1.split_in("：:").next().unwrap_or("")).is_none();
        return cells(text).zip(cells(text).skip(1)).filter(stated).filter_map(key).collect();
    }
    // [ 成文日期 ] 2024-05-04 [ 发布日期 ] 2024-05-06
    if text.starts_with('[') && !text.has_in("：:") {
        let parts = text.split('[').filter_map(|part| part.split_once(']'));
        return parts.filter_map(|(label, value)| Some((key_of(label, 6)??, value.trim()))).collect();
    }
    // 【发布日期】2024-05-04
    if let Some((label, value)) =
        text.strip_prefix('【').and_then(|rest| rest.split_once('】')).filter(|_| !text.has_in("：:"))
    {
        return key_of(label, 6).flatten().map(|key| (key, value)).into_iter().collect();
    }
    if !text.has_in("：:") {
        let (mut out, mut label) = (Vec::new(), None);
        for word in words(text) {
            match (key_of(word, 6), label) {
                (Some(key), _) => label = key,
                (None, Some(key)) => {
                    out.push((key, word));
                    label = None;
                }
                _ => {}
            }
        }
        if !out.is_empty() {
            return out;
        }
    }
    // Where each label begins and where its value does.
    let mut found: Vec<(usize, usize, Option<MetadataKey>)> = Vec::new();
    let number = pieces.get(idx + 1).is_some_and(|below| below.text.bytes().any(|byte| byte.is_ascii_digit()));
    if let Some((key, false)) = scan_label(text, if number { 6 } else { 9 }) {
        found.push((0, text.len(), key));
    }
    for (mark_at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '：' | ':')) {
        let before = text.before(mark_at).trim_end_in("】");
        // 著录日期： ends as a known label does.
        let known = LABELS.iter().find_map(|&(label, key)| {
            let at = ends_spaced(before, label)?;
            // 文号：某政〔2025〕3号成文日期：, where nothing parts them.
            let word = before.before(at);
            let word = if word.ends_with('号') { at } else { word.trim_end_matches(is_han).len() };
            Some((if at - word <= "著录".len() { word } else { at }, key))
        });
        let after = mark_at + mark.len_utf8();
        // 11:04 is a time of day; 浏览次数： is a label, too, that ends the value before it.
        let named = FURNITURE_STRONG.rfind(before).filter(|(at, word)| at + word.len() == before.len());
        let other = || before.char_indices().rev().take(6).take_while(|&(_, c)| is_letter(c)).last();
        let other = named.map(|(at, _)| at).or_else(|| Some(other()?.0));
        match (known, other) {
            (Some((at, key)), _) => found.push((at, after, key)),
            (None, Some(at)) if !found.is_empty() => found.push((at, after, None)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    for (at, &(_, after, key)) in found.iter().enumerate() {
        let Some(key) = key else { continue };
        let end = found.get(at + 1).map_or(text.len(), |next| next.0).max(after);
        let value = text.before(end).after(after).trim();
        let next = pieces.get(idx + 1).filter(|next| {
            at + 1 == found.len()
                && next.kind == BlockKind::Boilerplate
                && !next.text.has_char('：')
                && !next.text.ends_with(':')
                && scan_label(next.text, 6).is_none()
        });
        match (value.is_empty(), next) {
            (false, _) => out.push((key, value)),
            (true, Some(next)) => out.push((key, next.text)),
            _ => {}
        }
    }
    out
}

/// The words of a line; one whose characters stand apart is one word: 文　　号 某政办〔2025〕5号.
fn words(text: &str) -> Vec<&str> {
    let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let (mut out, mut apart): (Vec<&str>, bool) = (Vec::new(), false);
    for part in text.split_whitespace() {
        let single = part.len() == part.step() && part.begins(is_han);
        match out.last_mut().filter(|_| single && apart) {
            Some(word) => *word = text.before(at(part) + part.len()).after(at(word)),
            None => out.push(part),
        }
        apart = single;
    }
    out
}

/// Where `label` begins at the end of `text`, blanks between its characters passed over: 索 引 号.
fn ends_spaced(text: &str, label: &str) -> Option<usize> {
    let mut rest = text.trim_end();
    for c in label.chars().rev() {
        rest = rest.trim_end().strip_suffix(c)?;
    }
    Some(rest.len())
}

fn add(reader: &mut Reader, key: MetadataKey, value: &str, span: Span<Logical>) {
    let value = value.trim_in("[【】]|• ");
    // （责任编辑：某某）
    let closed = value.strip_end_in("）)");
    let value = closed.filter(|inner| !inner.has_in("（(")).unwrap_or(value);
    let chars = value.chars().count();
    match key {
        MetadataKey::Published | MetadataKey::Date if scan_date(value).is_none_or(|(_, date)| date.day.is_none()) => {}
        MetadataKey::Published | MetadataKey::Date => add_date(reader, key, value, span),
        MetadataKey::Source => {
            let mut end = value.first_in("] \u{3000}（(）)").unwrap_or(value.len());
            // 中共某市委 某市人民政府
            if ORGAN_ENDS.ends(value.before(end))
                && let Some(other) = value.after(end).strip_prefix(' ')
                && let len = other.first_in("] \u{3000}（(）)").unwrap_or(other.len())
                && ORGAN_ENDS.ends(other.before(len))
            {
                end += 1 + len;
            }
            // 某某在线 记者 张三 李四
            let names = value.after(end).trim().strip_prefix("记者").unwrap_or("").trim();
            if !names.is_empty() && names.split_in(" \u{3000}").all(is_name) {
                reader.add(MetadataKey::Byline, names, span);
            }
            let source = value.before(end).trim_in("《》");
            if (2..=24).contains(&source.chars().count()) && !source.starts_with('-') {
                reader.add(MetadataKey::Source, source, span);
                if ends_in_paper(source) {
                    // 某某网-某某日报
                    let paper = source.last_in("-—").map_or(source, |at| source.after(at + source.after(at).step()));
                    reader.add(MetadataKey::Paper, paper, span);
                    reader.add(MetadataKey::Page, scan_page(value.after(end)).unwrap_or_default(), span);
                }
            }
        }
        MetadataKey::Issuer if !ORGAN_ENDS.ends(value) => {}
        // 办公室 张三
        MetadataKey::Byline if organ_and_name(value).is_some() => {
            reader.add(key, organ_and_name(value).map_or("", |it| it.1), span)
        }
        MetadataKey::Byline if !value.split_in(" \u{3000}、").all(is_name) => {}
        MetadataKey::Editor | MetadataKey::Openness if chars > 12 => {}
        MetadataKey::DocNumber if !value.ends_with('号') => {}
        MetadataKey::DocNumber if reader.has(key) => reader.complete(key, value, span),
        _ if (2..=80).contains(&chars) => reader.add(key, &compact_words(value), span),
        _ => {}
    }
}

/// 张 三 as 张三; other values as they stand.
fn compact_words(value: &str) -> String {
    if value.split_whitespace().all(|part| part.chars().nth(1).is_none()) {
        compact(value).into_owned()
    } else {
        value.to_owned()
    }
}
