//! What a newspaper's page and an agency's article state: paper, day and page, who wrote and who photographed it.

use super::classify::{Piece, is_name, office_and_name, organ_and_name, without_end};
use super::element::{compact, scan_masthead, scan_page_line, tighten};
use super::head::Head;
use super::kind::{opens_with_dateline, press_end};
use super::metadata::{Reader, add_speaker};
use crate::report::{BlockKind, DocumentKind, MetadataKey};
use crate::text::chars::{Cut, Ends, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// The newspaper, its day and its page where `text` heads one.
pub fn masthead(reader: &mut Reader, text: &str, span: Span<Logical>, kind: DocumentKind) {
    if let Some(page) = scan_page_line(text) {
        reader.add(MetadataKey::Page, page, span);
    }
    if let Some((paper, date, page)) = scan_masthead(text) {
        reader.add(MetadataKey::Paper, paper, span);
        // A speech is as old as its meeting.
        let day = if kind == DocumentKind::News { MetadataKey::Date } else { MetadataKey::Published };
        reader.add(day, &date.iso(), span);
        reader.add(MetadataKey::Page, page.unwrap_or_default(), span);
    }
}

/// Who wrote it; in other documents than news an official is who speaks.
pub fn byline(reader: &mut Reader, text: &str, span: Span<Logical>, kind: DocumentKind) {
    if let Some((office, name)) = office_and_name(text) {
        // An official may write for a newspaper.
        return match kind {
            DocumentKind::News => reader.add(MetadataKey::Byline, &name, span),
            _ => add_speaker(reader, &office, &name, span),
        };
    }
    if kind != DocumentKind::News
        && let Some((organ, name)) = organ_and_name(text).or_else(|| is_name(text).then_some(("", text)))
    {
        return add_speaker(reader, organ, &compact(name), span);
    }
    let name = text.trim_in("□■● （）()");
    let name = name.strip_suffix("文/图").or_else(|| name.strip_suffix("报道")).unwrap_or(name);
    let mut name = name.strip_suffix("/文").unwrap_or(name).trim_end();
    let from = name.place_of("记者").or_else(|| name.place_of("通讯员")).or_else(|| name.place_of("作者")).unwrap_or(0);
    // 某某社记者: the agency is the source.
    let agency = name.before(from);
    let agency = agency.strip_suffix("见习").unwrap_or(agency);
    if (2..=8).contains(&agency.chars().count()) && agency.ends_with('社') {
        reader.add(MetadataKey::Source, agency, span);
    }
    name = name.after(from);
    for word in ["见习", "记者", "通讯员", "作者", "：", ":"] {
        name = name.strip_prefix(word).unwrap_or(name);
    }
    // 某某日报记者组
    let name = if name == "组" { text } else { name.trim() };
    reader.add(MetadataKey::Byline, name, span);
}

/// (张三 摄), 本报记者 李四摄: the name before 摄.
pub fn credit(reader: &mut Reader, text: &str, span: Span<Logical>) {
    let inner = without_end(text);
    let Some(before) = inner.strip_suffix('摄').filter(|before| !before.ends_with('拍')) else { return };
    let before = before.trim_end_in("/ \u{3000}");
    let before = before.after(before.last_in("（(。：/").map_or(0, |at| at + before.after(at).step()));
    // 林 君 is one name.
    let before = tighten(before);
    // 记者 张三 李四 摄: all of them took it.
    let several = before.parted_at("记者 ").map(|it| it.1).filter(|names| names.split(' ').all(is_name));
    let last = before.after(before.last_in(" ").map_or(0, |at| at + 1));
    let name = several.unwrap_or(last.strip_prefix("记者").unwrap_or(last)).trim();
    if several.is_some() || (2..=8).contains(&name.chars().count()) {
        reader.add(MetadataKey::PhotoCredit, name, span);
    }
}

/// (港轩), or 张三 李四, after the last sentence of a newspaper's page.
pub fn closing_byline(reader: &mut Reader, pieces: &[Piece]) {
    let names = |text: &str| !text.is_empty() && text.split_whitespace().all(is_name);
    let closing = |text: &str| text.last_in("。！”").map_or(0, |at| at + '。'.len_utf8());
    let Some(piece) = pieces.iter().rfind(|piece| {
        piece.kind == BlockKind::Body && (piece.chars > 40 || names(piece.text.after(closing(piece.text))))
    }) else {
        return;
    };
    let from = closing(piece.text);
    let rest = piece.text.after(from).trim_start();
    let inner = rest.trim_in("（）()");
    let mut name = inner;
    for word in ["本报", "通讯员", "记者"] {
        name = name.strip_prefix(word).unwrap_or(name);
    }
    let name = name.trim();
    let bracketed = from > 0 && rest.begins_in("（(") && rest.ends_in("）)");
    let plain = || !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '，' | '。'));
    if (2..=20).contains(&name.chars().count()) && (bracketed && plain() || names(rest)) {
        reader.add(MetadataKey::Byline, name, Span::new(piece.span.end - rest.len() as u32, piece.span.end));
    }
}

/// 本报讯（记者 张三 通讯员 李四）, 新华社某地某日电（记者张三）: the names, and the agency as the source.
pub fn dateline(reader: &mut Reader, pieces: &[Piece], head: Head) {
    let Some(piece) =
        pieces[head.body.min(pieces.len())..].iter().take(4).find(|piece| opens_with_dateline(piece.text))
    else {
        return;
    };
    let text = piece.text;
    let start = piece.span.start as usize;
    let agency = press_end(text)
        .filter(|&end| starting_word(text, &["本报", "本网"]).is_none() && !text.after(end).starts_with('道'))
        .unwrap_or(0);
    // 据新华社某日电
    let from = if text.starts_with('据') { '据'.len_utf8() } else { 0 };
    if let Some(name) = text.get(from..agency).filter(|name| (2..=6).contains(&name.chars().count())) {
        reader.add(MetadataKey::Source, name, Span::at(start + from, agency - from));
    }
    let window = text.before(text.floor_char_boundary(180));
    if let Some(open) = window.first_in("（(")
        && let Some(len) = window.after(open).first_in("）)")
    {
        let bracket = window.after(open).step();
        let inner = window.before(open + len).after(open + bracket);
        let named = inner.parted_at("记者").or_else(|| inner.parted_at("通讯员"));
        // 某网7月14日讯（张三）
        let alone = || (text.before(open).trim_end().ends_in("讯电") && is_name(inner)).then_some(("", inner));
        if let Some((_, names)) = named.or_else(alone).filter(|it| it.0.len() <= 24) {
            let span = Span::at(start + open + bracket, len - bracket);
            reader.add(MetadataKey::Byline, names.trim_start_in("：:").trim(), span);
        }
    }
}
