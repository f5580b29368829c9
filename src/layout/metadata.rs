//! The elements that a document states about itself (GB/T 9704—2012 and the other kinds). What is not stated is absent.

use super::classify::{Piece, office_and_name};
use super::element::{compact, ends_in_paper, find_doc_number, is_order_number, is_organ, scan_page};
use super::head::{Head, title_core};
use super::marker::Style;
use crate::lexicon::{OFFICE_ENDS, ORGAN_ENDS, PAPER_ENDS, SECRECY, TITLE_JOINTS, URGENCY};
use crate::number::date::scan_date;
use crate::report::{BlockKind, DocumentKind, Metadata, MetadataEntry, MetadataKey, Section};
use crate::text::map::SourceMap;
use crate::text::span::{Logical, Span};

/// Collects the entries, each key once: the first that is read wins.
struct Reader<'a> {
    map: &'a SourceMap,
    entries: Vec<MetadataEntry>,
}

impl Reader<'_> {
    fn add(&mut self, key: MetadataKey, value: impl Into<String>, span: Span<Logical>) {
        let value = value.into();
        if !value.trim().is_empty() && !self.has(key) {
            self.entries.push(MetadataEntry { key, value, spans: vec![self.map.to_source(span)] });
        }
    }

    fn has(&self, key: MetadataKey) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }
}

/// Reads the elements of a document whose paragraphs are classified.
pub fn read(pieces: &[Piece], outline: &[Section], head: Head, kind: DocumentKind, map: &SourceMap) -> Metadata {
    let mut reader = Reader { map, entries: Vec::new() };
    read_title(&mut reader, pieces, outline, head);
    let mut web_date = None;
    for (idx, piece) in pieces.iter().enumerate() {
        let span = piece.paragraph.span;
        match piece.kind {
            BlockKind::Boilerplate => read_furniture(&mut reader, pieces, idx, &mut web_date),
            BlockKind::Element => read_element(&mut reader, piece.text, span),
            BlockKind::Salutation => {
                reader.add(MetadataKey::Recipient, piece.text.trim_end_matches(['：', ':', '，', ',', '！']), span)
            }
            BlockKind::Subtitle => {
                if let Some((at, _)) = find_day(piece.text) {
                    add_date(&mut reader, MetadataKey::Date, &piece.text[at..], span);
                }
            }
            BlockKind::Date => {
                add_date(&mut reader, MetadataKey::Date, piece.text.trim_start_matches(['（', '(']), span);
                if let Some(page) = scan_page(piece.text) {
                    reader.add(MetadataKey::Page, page, span);
                }
            }
            BlockKind::Signature => read_signature(&mut reader, pieces, idx),
            BlockKind::Byline => read_byline(&mut reader, piece.text, span),
            BlockKind::Caption => read_credit(&mut reader, piece.text, span),
            BlockKind::Attachment => read_attachments(&mut reader, pieces, idx),
            _ => {}
        }
    }
    read_title_tail(&mut reader, pieces, head);
    read_printing(&mut reader, pieces);
    read_closing_byline(&mut reader, pieces, kind);
    read_issuer(&mut reader, pieces, head);
    if kind == DocumentKind::News
        && let Some((_, last)) = head.title
        && let Some((_, value)) = find_day(pieces[last].text)
    {
        reader.add(MetadataKey::Date, value, pieces[last].paragraph.span);
    }
    if let Some((value, span)) = web_date {
        reader.add(MetadataKey::Date, value, span);
    }
    reader.entries.sort_by_key(|entry| entry.key);
    Metadata { entries: reader.entries, references: Vec::new() }
}

/// The first day (year, month and day) in `text`: where it begins.
fn find_day(text: &str) -> Option<(usize, String)> {
    text.char_indices().take(400).filter(|(_, c)| c.is_numeric() || "〇零○一二三四五六七八九".contains(*c)).find_map(
        |(at, _)| scan_date(&text[at..]).filter(|(_, date)| date.day.is_some()).map(|(_, date)| (at, date.iso())),
    )
}

/// One organ or several on lines of their own, or office and name; the date below closes them.
fn read_signature(reader: &mut Reader, pieces: &[Piece], idx: usize) {
    let first = idx == 0 || pieces[idx - 1].kind != BlockKind::Signature;
    let last = (idx..pieces.len()).take_while(|&at| pieces[at].kind == BlockKind::Signature).last().unwrap_or(idx);
    if !first || pieces.get(last + 1).is_none_or(|next| next.kind != BlockKind::Date) {
        return;
    }
    let value = pieces[idx..=last].iter().map(|piece| signed(piece.text)).collect::<Vec<_>>().join(" ");
    reader.add(MetadataKey::SignedBy, value, pieces[idx].paragraph.span.cover(pieces[last].paragraph.span));
}

/// 总理　　李明 as 总理 李明; organs with one blank between them.
fn signed(text: &str) -> String {
    match office_and_name(text) {
        Some((office, name)) => format!("{office} {name}"),
        None => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// 附件：1.… and the numbered lines below it.
fn read_attachments(reader: &mut Reader, pieces: &[Piece], idx: usize) {
    let piece = &pieces[idx];
    let value = piece.text.trim_start_matches("附件").trim_start_matches('附').trim_start_matches(['：', ':']).trim();
    let mut values = vec![value];
    let mut last = idx;
    while let Some(next) = pieces.get(last + 1).filter(|next| {
        next.marker.is_some_and(|marker| marker.style == Style::Arabic) && next.chars <= 80 && !next.text.contains('。')
    }) {
        values.push(next.text);
        last += 1;
    }
    reader.add(MetadataKey::Attachments, values.join(" "), piece.paragraph.span.cover(pieces[last].paragraph.span));
}

fn add_date(reader: &mut Reader, key: MetadataKey, text: &str, span: Span<Logical>) {
    if let Some((_, date)) = scan_date(text.trim()) {
        reader.add(key, date.iso(), span);
    }
}

fn read_title(reader: &mut Reader, pieces: &[Piece], outline: &[Section], head: Head) {
    let (Some((first, last)), Some(section)) = (head.title, outline.iter().find(|section| section.level == 0)) else {
        return;
    };
    let span = pieces[first].paragraph.span.cover(pieces[last].paragraph.span);
    // 政 府 工 作 报 告: the blanks are layout's.
    let spaced = section.title.split_whitespace().all(|part| part.chars().count() == 1);
    let title = if spaced { compact(&section.title) } else { section.title.clone() };
    reader.add(MetadataKey::Title, title, span);
}

/// A title with its meeting and speaker on one line: 政府工作报告——某日在某会议上某省省长 某某.
fn read_title_tail(reader: &mut Reader, pieces: &[Piece], head: Head) {
    let Some((_, last)) = head.title else { return };
    let piece = &pieces[last];
    let Some(dash) = piece.text.find("——") else { return };
    let tail = &piece.text[dash + "——".len()..];
    if let Some((at, _)) = find_day(tail) {
        add_date(reader, MetadataKey::Date, &tail[at..], piece.paragraph.span);
    }
    if let Some(at) = tail.find("会议上").map(|at| at + "会议上".len())
        && let Some((office, name)) = office_and_name(tail[at..].trim())
    {
        reader.add(MetadataKey::SignedBy, format!("{office} {name}"), piece.paragraph.span);
    }
}

fn read_element(reader: &mut Reader, text: &str, span: Span<Logical>) {
    let compacted = compact(text);
    if is_order_number(text) {
        reader.add(MetadataKey::DocNumber, compacted.as_str(), span);
    }
    if let Some(organ) = compacted.strip_suffix('令').filter(|organ| ORGAN_ENDS.ends(organ)) {
        let organ = organ.strip_prefix("中华人民共和国").filter(|rest| *rest == "国务院").unwrap_or(organ);
        reader.add(MetadataKey::Issuer, organ, span);
    }
    if compacted.contains("此件公开发布") {
        reader.add(MetadataKey::Openness, "公开发布", span);
    }
    if let Some((start, end)) = find_doc_number(text) {
        reader.add(MetadataKey::DocNumber, &text[start..end], Span::at(span.start as usize + start, end - start));
    }
    if let Some(at) = compacted.find("签发人") {
        let name = compacted[at + "签发人".len()..].trim_start_matches(['：', ':']);
        reader.add(MetadataKey::Signer, name, span);
    }
    if let Some(rest) = compacted.strip_prefix("抄送") {
        reader.add(MetadataKey::CopiedTo, rest.trim_start_matches(['：', ':']).trim_end_matches('。'), span);
    }
    if let Some(at) = ["主动公开", "依申请公开", "不予公开"].iter().find(|word| compacted.contains(**word))
    {
        reader.add(MetadataKey::Openness, *at, span);
    }
    if let Some(organ) = compacted.strip_suffix("文件")
        && ORGAN_ENDS.ends(organ)
        && !reader.has(MetadataKey::Issuer)
    {
        reader.add(MetadataKey::Issuer, organ, span);
    }
    if SECRECY.starts(&compacted) {
        reader.add(MetadataKey::Secrecy, compacted.as_str(), span);
    }
    if URGENCY.has(&compacted) {
        reader.add(MetadataKey::Urgency, compacted.as_str(), span);
    }
}

/// 印发机关 and 印发日期, on one line or on two.
fn read_printing(reader: &mut Reader, pieces: &[Piece]) {
    let Some(idx) =
        pieces.iter().rposition(|piece| piece.kind == BlockKind::Element && compact(piece.text).ends_with("印发"))
    else {
        return;
    };
    let piece = &pieces[idx];
    let Some((at, (_, date))) =
        piece.text.char_indices().find_map(|(at, _)| scan_date(&piece.text[at..]).map(|found| (at, found)))
    else {
        return;
    };
    reader.add(MetadataKey::PrintDate, date.iso(), piece.paragraph.span);
    let organ = piece.text[..at].trim();
    if is_organ(organ) {
        reader.add(MetadataKey::PrintedBy, organ, piece.paragraph.span);
    } else if let Some(above) = idx.checked_sub(1).map(|above| &pieces[above]).filter(|above| is_organ(above.text)) {
        reader.add(MetadataKey::PrintedBy, compact(above.text), above.paragraph.span);
    }
}

fn read_byline(reader: &mut Reader, text: &str, span: Span<Logical>) {
    if let Some((office, name)) = office_and_name(text) {
        reader.add(MetadataKey::SignedBy, format!("{office} {name}"), span);
        return;
    }
    let mut name = text.trim_start_matches(['□', '■', '●', ' ']);
    let from = name.find("记者").or_else(|| name.find("通讯员")).or_else(|| name.find("作者")).unwrap_or(0);
    // 某某社记者: the agency is the source.
    let agency = name[..from].trim_end_matches("见习");
    if (2..=8).contains(&agency.chars().count()) && agency.ends_with('社') {
        reader.add(MetadataKey::Source, agency, span);
    }
    name = &name[from..];
    for word in ["见习", "记者", "通讯员", "作者", "：", ":"] {
        name = name.strip_prefix(word).unwrap_or(name);
    }
    reader.add(MetadataKey::Byline, name.trim(), span);
}

/// (张三 摄), 本报记者 李四摄: the name before 摄.
fn read_credit(reader: &mut Reader, text: &str, span: Span<Logical>) {
    let inner = text.trim_end_matches(['）', ')', '。', ' ']);
    let Some(before) = inner.strip_suffix('摄') else { return };
    let before = before.trim_end_matches(['/', ' ', '\u{3000}']);
    let from = before
        .rfind(['（', '(', '。', ' ', '：', '/', '\u{3000}'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let name = before[from..].trim_start_matches("记者").trim();
    if (2..=8).contains(&name.chars().count()) {
        reader.add(MetadataKey::PhotoCredit, name, span);
    }
}

/// (港轩) after the last sentence of a newspaper's page.
fn read_closing_byline(reader: &mut Reader, pieces: &[Piece], kind: DocumentKind) {
    if kind != DocumentKind::News {
        return;
    }
    let Some(piece) = pieces.iter().rfind(|piece| piece.kind == BlockKind::Body && piece.text.chars().count() > 40)
    else {
        return;
    };
    let Some(inner) = piece.text.strip_suffix(['）', ')']) else { return };
    let Some(open) = inner.rfind(['（', '(']) else { return };
    let bracket = inner[open..].chars().next().map_or(1, char::len_utf8);
    let name = inner[open + bracket..].trim_start_matches("本报记者").trim_start_matches("记者").trim();
    let ended = inner[..open].trim_end().ends_with(['。', '！', '”']);
    if ended
        && (2..=16).contains(&name.chars().count())
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '，' | '。'))
    {
        let start = piece.paragraph.span.start as usize + open;
        reader.add(MetadataKey::Byline, name, Span::new(start as u32, piece.paragraph.span.end));
    }
}

/// What a site's own lines state: 来源：…, 发布日期：…, 公开方式：…, the newspaper's name in a leftover.
fn read_furniture(reader: &mut Reader, pieces: &[Piece], idx: usize, web_date: &mut Option<(String, Span<Logical>)>) {
    let piece = &pieces[idx];
    let span = piece.paragraph.span;
    let value_of = |labels: &[&str]| -> Option<&str> {
        let (at, label) = labels.iter().find_map(|label| piece.text.find(label).map(|at| (at, label)))?;
        let value = piece.text[at + label.len()..].trim();
        if !value.is_empty() {
            return Some(value);
        }
        // The value stands on the next line, unless that is another label.
        pieces
            .get(idx + 1)
            .filter(|next| next.kind == BlockKind::Boilerplate && !next.text.contains(['：', ':']))
            .map(|next| next.text)
    };
    if let Some(value) = value_of(&["来源：", "来源:"]) {
        let value = value.trim_start_matches('[');
        let end = value.find([']', ' ', '\u{3000}', '（', '(']).unwrap_or(value.len());
        let source = value[..end].trim();
        if (2..=24).contains(&source.chars().count()) {
            reader.add(MetadataKey::Source, source, span);
            if ends_in_paper(source) {
                reader.add(MetadataKey::Paper, source, span);
            }
        }
    }
    if let Some(value) = value_of(&["公开方式：", "公开方式:"]) {
        reader.add(MetadataKey::Openness, value, span);
    }
    if web_date.is_none()
        && let Some(value) =
            value_of(&["发布日期：", "发布时间：", "发布日期:", "发布时间:", "发文日期：", "时间：", "日期："])
        && let Some((_, date)) = scan_date(value).filter(|(_, date)| date.day.is_some())
    {
        *web_date = Some((date.iso(), span));
    }
    if piece.text.contains("-->")
        && let Some(paper) = piece.text.split_whitespace().find(|word| PAPER_ENDS.ends(word))
    {
        reader.add(MetadataKey::Paper, paper, span);
    }
}

/// The issuer: from the head, the title (某某人民政府关于…), the signature, or the speaker's own words (我代表…).
fn read_issuer(reader: &mut Reader, pieces: &[Piece], head: Head) {
    if reader.has(MetadataKey::Issuer) {
        return;
    }
    if let Some((first, last)) = head.title {
        let title: String = pieces[first..=last].iter().map(|piece| compact(piece.text)).collect();
        let title = title_core(&title);
        let joint = title
            .char_indices()
            .find(|(at, _)| TITLE_JOINTS.starts(&title[*at..]) && ORGAN_ENDS.ends(&title[..*at]))
            .map(|(at, _)| at);
        if let Some(at) = joint {
            reader.add(
                MetadataKey::Issuer,
                &title[..at],
                pieces[first].paragraph.span.cover(pieces[last].paragraph.span),
            );
            return;
        }
    }
    // 某某区人民政府区长: the organ before the office.
    let speaker = pieces.iter().take(head.body + 3).find_map(|piece| {
        let (office, _) = (piece.kind == BlockKind::Byline).then(|| office_and_name(piece.text)).flatten()?;
        let (word, _) = OFFICE_ENDS.suffix(office)?;
        let organ = &office[..office.len() - word.len()];
        (ORGAN_ENDS.ends(organ) && names_place(organ)).then_some((organ, piece.paragraph.span))
    });
    for piece in pieces.iter().skip(head.title.map_or(0, |(_, last)| last)).take(12) {
        // 现在，我代表某某人民政府，向大会报告工作.
        let Some(at) = piece.text.find("我代表").map(|at| at + "我代表".len()) else { continue };
        let rest = &piece.text[at..];
        let end = rest.find(['，', ',', '向']).unwrap_or(0);
        let organ = &rest[..end];
        if !ORGAN_ENDS.ends(organ) {
            continue;
        }
        let span = Span::at(piece.paragraph.span.start as usize + at, end);
        if names_place(organ) {
            reader.add(MetadataKey::Issuer, organ, span);
        } else if let Some((full, span)) = speaker.filter(|(full, _)| full.ends_with(organ)) {
            reader.add(MetadataKey::Issuer, full, span);
        } else if let Some((place, place_span)) = find_place(pieces, head, organ) {
            // 省人民政府 in a document that names its province: both places are the evidence.
            let level = organ.chars().next().map_or(0, char::len_utf8);
            reader.add(MetadataKey::Issuer, format!("{place}{}", &organ[level..]), place_span);
            if let Some(entry) = reader.entries.iter_mut().find(|entry| entry.key == MetadataKey::Issuer) {
                entry.spans.push(reader.map.to_source(span));
            }
        }
        return;
    }
    if let Some((organ, span)) = speaker {
        reader.add(MetadataKey::Issuer, organ, span);
        return;
    }
    // The signature of the document itself, which a date closes.
    if let Some(entry) = reader.entries.iter().find(|entry| entry.key == MetadataKey::SignedBy)
        && entry.value.split(' ').all(|organ| ORGAN_ENDS.ends(organ))
    {
        let (value, spans) = (entry.value.clone(), entry.spans.clone());
        reader.entries.push(MetadataEntry { key: MetadataKey::Issuer, value, spans });
    }
}

/// 某省人民政府 names its place, 省人民政府 does not.
fn names_place(organ: &str) -> bool {
    !["省", "市", "县", "区", "州", "旗", "盟", "自治区", "自治州", "自治县", "镇", "乡"]
        .iter()
        .any(|level| organ.strip_prefix(level).is_some_and(|rest| rest.starts_with("人民") || rest.starts_with("政府")))
}

/// The place of the level that `organ` begins with, in the title or in the line of the meeting: 2026年某省政府工作报告,
/// 在某省第十四届人民代表大会.
fn find_place<'t>(pieces: &[Piece<'t>], head: Head, organ: &str) -> Option<(&'t str, Span<Logical>)> {
    let level = organ.chars().next()?;
    let (first, _) = head.title?;
    pieces[first..].iter().take(3).find_map(|piece| {
        let text = piece.text;
        let end = text.find(level)? + level.len_utf8();
        let behind = &text[end..];
        if !(behind.starts_with("政府")
            || behind.starts_with("人民")
            || behind.starts_with('第')
            || behind.starts_with("202"))
        {
            return None;
        }
        let start = text[..end]
            .char_indices()
            .rev()
            .take_while(|(_, c)| ('\u{4e00}'..='\u{9fff}').contains(c) && !matches!(c, '年' | '在' | '日'))
            .last()?
            .0;
        let place = &text[start..end];
        (3..=9)
            .contains(&place.chars().count())
            .then(|| (place, Span::at(piece.paragraph.span.start as usize + start, end - start)))
    })
}

/// What kind of document it is, by its title, its head and its form.
pub fn kind_of(pieces: &[Piece], head: Head) -> DocumentKind {
    let title = head
        .title
        .map(|(first, last)| pieces[first..=last].iter().map(|piece| compact(piece.text)).collect::<String>());
    let core = title.as_deref().map(title_core).unwrap_or_default();
    let addressed = pieces.iter().take(head.body + 3).any(|piece| {
        piece.kind == BlockKind::Salutation && (piece.text.contains("代表") || piece.text.contains("同志"))
    });
    let by_end = [
        ("公报", DocumentKind::Communique),
        ("通知", DocumentKind::Notice),
        ("通报", DocumentKind::Notice),
        ("通告", DocumentKind::Notice),
        ("公告", DocumentKind::Notice),
        ("意见", DocumentKind::Opinion),
        ("批复", DocumentKind::Reply),
        ("答复", DocumentKind::Reply),
        ("函", DocumentKind::Letter),
        ("命令", DocumentKind::Order),
        ("令", DocumentKind::Order),
        ("规划", DocumentKind::Plan),
        ("纲要", DocumentKind::Plan),
        ("方案", DocumentKind::Plan),
        ("条例", DocumentKind::Law),
        ("细则", DocumentKind::Law),
        ("办法", DocumentKind::Law),
        ("规定", DocumentKind::Law),
        ("法", DocumentKind::Law),
        ("讲话", DocumentKind::Speech),
    ];
    if core.ends_with("工作报告") && addressed {
        return DocumentKind::Speech;
    }
    if let Some((_, kind)) = by_end.iter().find(|(end, _)| core.ends_with(end)) {
        return *kind;
    }
    if core.ends_with("报告") {
        return DocumentKind::Report;
    }
    let press = pieces.iter().any(|piece| {
        matches!(piece.kind, BlockKind::Caption | BlockKind::Byline)
            || piece.kind == BlockKind::Boilerplate && piece.text.split_whitespace().any(|word| PAPER_ENDS.ends(word))
    });
    if title.is_some() && (press || core.contains("联播") || core.contains("新闻")) {
        return DocumentKind::News;
    }
    DocumentKind::Other
}
