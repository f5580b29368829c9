//! What a web page's own lines and tables state of the document: 来源, 发布日期, 索引号. The document's own words come first.

use super::classify::Piece;
use super::element::{compact, ends_in_paper};
use super::metadata::{Reader, add_date};
use crate::lexicon::{ORGAN_ENDS, PAPER_ENDS};
use crate::number::date::scan_date;
use crate::report::{BlockKind, MetadataKey};
use crate::text::span::{Logical, Span};

/// Labels as they stand before a colon, blanks aside; the longer first.
const LABELS: [(&str, MetadataKey); 27] = [
    ("索引号", MetadataKey::IndexNumber),
    ("主题分类", MetadataKey::Subject),
    ("主题词", MetadataKey::Keywords),
    ("发文机关", MetadataKey::Issuer),
    ("发文机构", MetadataKey::Issuer),
    ("发布机构", MetadataKey::Issuer),
    ("信息分类", MetadataKey::Subject),
    ("发文字号", MetadataKey::DocNumber),
    ("文号", MetadataKey::DocNumber),
    ("成文日期", MetadataKey::Date),
    ("发布日期", MetadataKey::Published),
    ("发布时间", MetadataKey::Published),
    ("发文日期", MetadataKey::Published),
    ("公开日期", MetadataKey::Published),
    ("生成日期", MetadataKey::Date),
    ("时间", MetadataKey::Published),
    ("日期", MetadataKey::Published),
    ("公开方式", MetadataKey::Openness),
    ("公开形式", MetadataKey::Openness),
    ("信息来源", MetadataKey::Source),
    ("文章来源", MetadataKey::Source),
    ("来源", MetadataKey::Source),
    ("稿源", MetadataKey::Source),
    ("责任编辑", MetadataKey::Editor),
    ("责编", MetadataKey::Editor),
    ("编辑", MetadataKey::Editor),
    ("标题", MetadataKey::Title),
];

/// Reads all furniture; what the document states itself stays.
pub fn read(reader: &mut Reader, pieces: &[Piece]) {
    for (idx, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.kind == BlockKind::Boilerplate) {
        let span = piece.paragraph.span;
        for (key, value) in labelled(pieces, idx) {
            add(reader, key, value, span);
        }
        // 2025-10-18 09:12　来源：某报: with a time of day it is no calendar's.
        if let Some((len, date)) = scan_date(piece.text)
            && date.day.is_some()
            && piece.text[len..].trim_start().starts_with(|c: char| c.is_ascii_digit())
        {
            reader.add(MetadataKey::Published, date.iso(), span);
        }
        if piece.text.contains("-->")
            && let Some(paper) = piece.text.split_whitespace().find(|word| PAPER_ENDS.ends(word))
        {
            reader.add(MetadataKey::Paper, paper, span);
        }
    }
    // Where the document has no date of its own, the page's is what there is.
    reader.copy(MetadataKey::Published, MetadataKey::Date);
}

/// Whether a line is one of the labels and nothing else: 索 引 号：
pub fn is_label(text: &str) -> bool {
    text.len() <= 60
        && text.strip_suffix(['：', ':']).is_some_and(|label| {
            let label = compact(label);
            LABELS.iter().any(|(known, _)| label.ends_with(known) && label.len() <= known.len() + 6)
        })
}

/// The labels in one line with their values: up to the next label, or the next line where the line ends behind its label.
fn labelled<'t>(pieces: &[Piece<'t>], idx: usize) -> Vec<(MetadataKey, &'t str)> {
    let text = pieces[idx].text;
    if pieces[idx].chars > 200 {
        return Vec::new();
    }
    // Where each label begins and where its value does.
    let mut found: Vec<(usize, usize, Option<MetadataKey>)> = Vec::new();
    for (mark_at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '：' | ':')) {
        let before = &text[..mark_at];
        let known = LABELS.iter().find_map(|&(label, key)| ends_spaced(before, label).map(|at| (at, key)));
        let after = mark_at + mark.len_utf8();
        // 11:04 is a time of day; 浏览次数： is a label, too, that ends the value before it.
        let other = before.char_indices().rev().take(6).take_while(|(_, c)| c.is_alphabetic()).last();
        match (known, other) {
            (Some((at, key)), _) => found.push((at, after, Some(key))),
            (None, Some((at, _))) if !found.is_empty() => found.push((at, after, None)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    for (at, &(_, after, key)) in found.iter().enumerate() {
        let Some(key) = key else { continue };
        let end = found.get(at + 1).map_or(text.len(), |next| next.0).max(after);
        let value = text[after..end].trim();
        let next = pieces.get(idx + 1).filter(|next| {
            at + 1 == found.len()
                && next.kind == BlockKind::Boilerplate
                && !next.text.contains('：')
                && !next.text.ends_with(':')
        });
        match (value.is_empty(), next) {
            (false, _) => out.push((key, value)),
            (true, Some(next)) => out.push((key, next.text)),
            _ => {}
        }
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
    let value = value.trim_start_matches(['[', '【']).trim_end_matches(['】', ']']);
    // （责任编辑：某某）
    let value = value.strip_suffix('）').filter(|inner| !inner.contains('（')).unwrap_or(value);
    let chars = value.chars().count();
    match key {
        MetadataKey::Published | MetadataKey::Date if scan_date(value).is_none_or(|(_, date)| date.day.is_none()) => {}
        MetadataKey::Published | MetadataKey::Date => add_date(reader, key, value, span),
        MetadataKey::Source => {
            let end = value.find([']', ' ', '\u{3000}', '（', '(', '）', ')']).unwrap_or(value.len());
            let source = &value[..end];
            if (2..=24).contains(&source.chars().count()) {
                reader.add(MetadataKey::Source, source, span);
                if ends_in_paper(source) {
                    reader.add(MetadataKey::Paper, source, span);
                }
            }
        }
        MetadataKey::Issuer if !ORGAN_ENDS.ends(value) => {}
        MetadataKey::Editor | MetadataKey::Openness if chars > 12 => {}
        MetadataKey::DocNumber if !value.ends_with('号') => {}
        MetadataKey::DocNumber if reader.has(key) => reader.complete(key, value, span),
        _ if (2..=80).contains(&chars) => reader.add(key, compact_words(value), span),
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
