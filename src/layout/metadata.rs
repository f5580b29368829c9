//! The elements that a document states about itself (GB/T 9704—2012 and the other kinds). What is not stated is absent.

use super::classify::{Classified, Piece, attachment_names, distributed, is_salutation, office_and_name};
use super::element::{
    add_word, compact, ends_in_paper, find_doc_number, is_order_number, is_organ, number_behind, order_with_number,
    organ_and_date, parse_doc_number, scan_date_line, scan_page, texts, tighten,
};
use super::head::Head;
use super::{issuer, press, site};
use crate::lexicon::{ORGAN_ENDS, SECRECY, URGENCY};
use crate::number::date::{opens_year, scan_date};
use crate::number::numeral::scan_numeral;
use crate::report::{BlockKind, DocumentKind, Metadata, MetadataEntry, MetadataKey, Section};
use crate::text::chars::{Cut, Ends, find_last, has_word, is_han, starting_word};
use crate::text::map::SourceMap;
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// Collects the entries in the order of their keys, each key once: the first that is read wins.
pub struct Reader<'a> {
    map: &'a SourceMap,
    entries: Vec<MetadataEntry>,
}

impl Reader<'_> {
    pub fn add(&mut self, key: MetadataKey, value: &str, span: Span<Logical>) {
        if !value.trim().is_empty() && !self.has(key) {
            self.insert(MetadataEntry { key, value: value.to_owned(), spans: vec![self.map.to_source(span)] });
        }
    }

    #[inline(never)]
    pub fn has(&self, key: MetadataKey) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    #[inline(never)]
    pub fn get(&self, key: MetadataKey) -> Option<&MetadataEntry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// One more place that an entry was read from.
    pub fn also(&mut self, key: MetadataKey, span: Span<Logical>) {
        let span = self.map.to_source(span);
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) {
            entry.spans.push(span);
        }
    }

    /// One more name on a line of its own.
    pub fn append(&mut self, key: MetadataKey, value: &str, span: Span<Logical>) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) {
            add_word(&mut entry.value, value);
            self.also(key, span);
        }
    }

    /// The same stated more fully at another place: 第9号 as 国令第9号.
    pub fn complete(&mut self, key: MetadataKey, value: &str, span: Span<Logical>) {
        let less = |entry: &MetadataEntry| entry.key == key && entry.value != value && value.ends_with(&entry.value);
        if let Some(entry) = self.entries.iter_mut().find(|entry| less(entry)) {
            value.clone_into(&mut entry.value);
            self.also(key, span);
        }
    }

    /// The value of one key is another's, too.
    pub fn copy(&mut self, from: MetadataKey, to: MetadataKey) {
        if let Some(entry) = self.get(from).cloned().filter(|_| !self.has(to)) {
            self.insert(MetadataEntry { key: to, ..entry });
        }
    }

    fn insert(&mut self, entry: MetadataEntry) {
        let at = self.entries.partition_point(|it| it.key < entry.key);
        self.entries.insert(at, entry);
    }
}

/// Reads the elements of a document whose paragraphs are classified. Behind its own signature stand attached documents:
/// their elements are not its own.
pub fn read(document: &Classified, outline: &[Section], kind: DocumentKind, map: &SourceMap) -> Metadata {
    let (pieces, head) = (&document.pieces, document.head);
    let mut reader = Reader { map, entries: Vec::new() };
    read_title(&mut reader, pieces, outline, head);
    // What an order issues is as old as the order.
    if kind == DocumentKind::Law
        && head.order.is_none()
        && let Some(piece) =
            pieces.iter().rfind(|it| it.kind == BlockKind::Subtitle && last_amendment(it.text).is_some())
    {
        read_amendment(&mut reader, piece);
    }
    for (idx, piece) in pieces.iter().enumerate() {
        let own = idx < document.end;
        let span = piece.span;
        if piece.kind == BlockKind::Subtitle {
            read_order(&mut reader, piece.text, span);
        }
        match piece.kind {
            BlockKind::Element => {
                read_element(&mut reader, piece.text, span, kind, own);
                if let Some((organ, date)) = organ_and_date(piece.text).filter(|_| own) {
                    let key = if idx < head.body { MetadataKey::Issuer } else { MetadataKey::SignedBy };
                    reader.add(key, organ, span);
                    reader.add(MetadataKey::Date, &date.iso(), span);
                }
            }
            BlockKind::Salutation if own => {
                reader.add(MetadataKey::Recipient, piece.text.trim_end_in("：:，,！"), span)
            }
            BlockKind::Subtitle if last_amendment(piece.text).is_some() => read_amendment(&mut reader, piece),
            // （某县财政局） below the title of its report.
            BlockKind::Subtitle if is_organ(piece.text.trim_in("（）()")) => {
                let organ = tighten(piece.text.trim_in("（）()"));
                reader.add(MetadataKey::SignedBy, &organ, span);
                reader.add(MetadataKey::Issuer, &organ, span);
            }
            // The line of a meeting may be broken in two.
            BlockKind::Subtitle => {
                let (mut text, mut span) = (piece.text.to_owned(), span);
                if let Some(next) = pieces.get(idx + 1)
                    && next.kind == BlockKind::Subtitle
                    && next.text.begins(is_han)
                    && !text.ends_with('上')
                {
                    text.push_str(next.text);
                    span = span.cover(next.span);
                }
                read_meeting(&mut reader, &text, span);
            }
            BlockKind::Date if own => {
                add_date(&mut reader, MetadataKey::Date, piece.text.trim_start_in("（("), span);
                if let Some(page) = scan_page(piece.text) {
                    reader.add(MetadataKey::Page, page, span);
                }
            }
            BlockKind::Signature if own => read_signature(&mut reader, pieces, idx),
            // Two authors, each on a line of their own.
            BlockKind::Byline if kind == DocumentKind::News && idx > 0 && pieces[idx - 1].kind == BlockKind::Byline => {
                let name = office_and_name(piece.text).map_or(piece.text.into(), |(_, name)| name);
                reader.append(MetadataKey::Byline, &name, span)
            }
            BlockKind::Byline => press::byline(&mut reader, piece.text, span, kind),
            BlockKind::PhotoCredit | BlockKind::Body => press::credit(&mut reader, piece.text, span),
            BlockKind::Attachment if own => read_attachments(&mut reader, pieces, idx),
            _ => {}
        }
    }
    read_address(&mut reader, pieces, head);
    read_title_tail(&mut reader, pieces, head);
    read_distribution(&mut reader, pieces);
    read_printing(&mut reader, pieces);
    read_notes(&mut reader, pieces, kind);
    if kind == DocumentKind::News {
        press::closing_byline(&mut reader, pieces);
        press::dateline(&mut reader, pieces, head);
    }
    if kind != DocumentKind::News || !reader.has(MetadataKey::Byline) {
        issuer::read(&mut reader, pieces, head);
    }
    if kind == DocumentKind::News
        && let Some((_, last)) = head.title
        && let Some((_, value)) = find_day(pieces[last].text)
    {
        reader.add(MetadataKey::Date, &value, pieces[last].span);
    }
    site::read(&mut reader, pieces, head, kind);
    let mut metadata = Metadata { entries: reader.entries, number: None, references: Vec::new() };
    metadata.number = metadata.get(MetadataKey::DocNumber).and_then(parse_doc_number);
    metadata
}

/// The first day (year, month and day) in `text`: where it begins.
pub fn find_day(text: &str) -> Option<(usize, String)> {
    text.char_indices().take(400).filter(|&(_, c)| opens_year(c)).find_map(|(at, _)| {
        scan_date(text.after(at)).filter(|(_, date)| date.day.is_some()).map(|(_, date)| (at, date.iso()))
    })
}

/// （某日通过　根据某日某会议《…》第一次修正　根据某日某会议《…》修订）: a law is as old as its last amendment.
fn read_amendment(reader: &mut Reader, piece: &Piece) {
    let end = last_amendment(piece.text).unwrap_or(0);
    let before = piece.text.before(end);
    let earlier = before.before(before.len() - "修正".len());
    let passed =
        ["通过", "公布", "发布"].iter().filter_map(|word| find_last(earlier, word).map(|at| at + word.len())).max();
    let from = last_amendment(earlier).max(passed).unwrap_or(0);
    read_meeting(reader, before.after(from), piece.span);
}

/// Where the last 修正 or 修订 ends.
fn last_amendment(text: &str) -> Option<usize> {
    let words = ["修正", "修订"];
    words
        .iter()
        .filter(|word| has_word(text, word))
        .filter_map(|word| find_last(text, word).map(|at| at + word.len()))
        .max()
}

/// One organ or several on lines of their own, or office and name; the date below closes them.
fn read_signature(reader: &mut Reader, pieces: &[Piece], idx: usize) {
    let first = idx == 0 || pieces[idx - 1].kind != BlockKind::Signature;
    let last = (idx..pieces.len()).take_while(|&at| pieces[at].kind == BlockKind::Signature).last().unwrap_or(idx);
    // The day below it, or whom a report speaks to.
    let closes = |next: &Piece| matches!(next.kind, BlockKind::Date | BlockKind::Salutation);
    if !first || !pieces.get(last + 1).is_some_and(closes) {
        return;
    }
    let mut value = String::new();
    pieces[idx..=last].iter().for_each(|piece| add_signed(&mut value, piece.text));
    reader.add(MetadataKey::SignedBy, &value, pieces[idx].span.cover(pieces[last].span));
}

/// 总理　　李明 as 总理 李明; organs with one blank between them.
fn add_signed(out: &mut String, text: &str) {
    match office_and_name(text) {
        Some((office, name)) => {
            add_word(out, &office);
            add_word(out, &name);
        }
        None => text.split_whitespace().for_each(|word| add_word(out, word)),
    }
}

/// 附件：1.… and the numbered lines below it.
fn read_attachments(reader: &mut Reader, pieces: &[Piece], idx: usize) {
    let count = pieces[idx..].iter().take_while(|piece| piece.kind == BlockKind::Attachment).count();
    let list = &pieces[idx..idx + count];
    let mut names = String::new();
    list.iter().for_each(|piece| add_word(&mut names, attachment_names(piece.text).trim()));
    let span = pieces[idx].span.cover(pieces[idx + count - 1].span);
    reader.add(MetadataKey::Attachments, &names, span);
}

pub fn add_date(reader: &mut Reader, key: MetadataKey, text: &str, span: Span<Logical>) {
    if let Some((_, date)) = scan_date(text.trim()) {
        reader.add(key, &date.iso(), span);
    }
}

fn read_title(reader: &mut Reader, pieces: &[Piece], outline: &[Section], head: Head) {
    let (Some((first, last)), Some(section)) = (head.title, outline.iter().find(|section| section.level == 0)) else {
        return;
    };
    let span = pieces[first].span.cover(pieces[last].span);
    reader.add(MetadataKey::Title, &tighten(&section.title), span);
    if let Some((_, number)) = number_behind(pieces[last].text) {
        reader.add(MetadataKey::DocNumber, number, pieces[last].span);
    }
}

/// A title with its meeting and speaker on one line: 政府工作报告——某日在某会议上某省省长 某某.
fn read_title_tail(reader: &mut Reader, pieces: &[Piece], head: Head) {
    let Some((_, last)) = head.title else { return };
    let piece = &pieces[last];
    if let Some(dash) = piece.text.place_of("——") {
        read_meeting(reader, piece.text.after(dash + "——".len()), piece.span);
    } else if piece.text.starts_with('在') {
        // 在某会议上的讲话
        read_meeting(reader, piece.text, piece.span);
    }
}

/// ——某日在某会议上, the speaker behind it or not; 某会议，某日.
fn read_meeting(reader: &mut Reader, text: &str, span: Span<Logical>) {
    // What was passed at one meeting may be approved at another: the first counts.
    let text = text.parted_at("通过").map_or(text, |it| it.0);
    if let Some((_, date)) = find_day(text) {
        reader.add(MetadataKey::Date, &date, span);
    }
    let Some((end, word)) = meeting_end(text) else { return };
    let before = text.before(end - word.len());
    let meeting = last_part(before).trim();
    if (5..=40).contains(&meeting.chars().count()) {
        reader.add(MetadataKey::Meeting, meeting, span);
    }
    if let Some((office, name)) = office_and_name(text.after(end).trim()) {
        add_speaker(reader, &office, &name, span);
    }
}

/// What stands behind the day, the bracket or the dash: a meeting's name, an organ's.
fn last_part(text: &str) -> &str {
    let at = text.last_in("在日（(，—―─ \u{3000}");
    at.map_or(text, |at| text.after(at + text.after(at).step()))
}

/// 某日某省人民政府令第18号公布: the order that issues a law.
fn read_order(reader: &mut Reader, text: &str, span: Span<Logical>) {
    let Some((before, rest)) = text.parted_at("令第") else { return };
    let organ = order_organ(last_part(before));
    let number = scan_numeral(rest).filter(|it| rest.after(it.len).starts_with('号'));
    if let Some(number) = number.filter(|_| ORGAN_ENDS.ends(organ)) {
        let end = before.len() + "令第".len() + number.len + "号".len();
        reader.add(MetadataKey::DocNumber, text.before(end).after(before.len() - organ.len()), span);
        reader.add(MetadataKey::Issuer, organ, span);
    }
}

/// The organ whose order it is: 国务院 without the name of the state.
fn order_organ(organ: &str) -> &str {
    organ.strip_prefix("中华人民共和国").filter(|rest| *rest == "国务院").unwrap_or(organ)
}

/// Where the name of a meeting ends, and 上 where it stands behind it.
fn meeting_end(text: &str) -> Option<(usize, &'static str)> {
    if !has_word(text, "会") {
        return None;
    }
    ["会议上", "会上"]
        .iter()
        .find_map(|word| text.place_of(word).map(|at| (at + word.len(), "上")))
        .or_else(|| ["会议", "大会"].iter().find_map(|word| find_last(text, word).map(|at| (at + word.len(), ""))))
}

pub fn add_speaker(reader: &mut Reader, office: &str, name: &str, span: Span<Logical>) {
    let mut signed = office.to_owned();
    add_word(&mut signed, name);
    reader.add(MetadataKey::SignedBy, &signed, span);
    reader.add(MetadataKey::Speaker, name, span);
    reader.add(MetadataKey::Office, office, span);
}

/// 各位代表：现在，我代表…: the address before the first sentence.
fn read_address(reader: &mut Reader, pieces: &[Piece], head: Head) {
    let Some(piece) = pieces.get(head.body) else { return };
    // 某财库〔2025〕7号各有关部门：为…
    let window = piece.text.before(piece.text.floor_char_boundary(90));
    let from = find_doc_number(window).filter(|it| it.0 == 0).map_or(0, |it| it.1);
    let text = piece.text.after(from);
    let end = text.first_in(if from > 0 { "：:" } else { "：:，" }).unwrap_or(0);
    let address = text.before(end);
    // 各有关部门： 为切实…, where a copy lost its breaks.
    let behind = text.after(end).trim_start_in("：:");
    let apart = || {
        (from > 0 || behind.trim_start().len() < behind.len()) && is_salutation(text.before(text.len() - behind.len()))
    };
    if matches!(address, "各位代表" | "同志们" | "各位委员" | "各位代表、同志们") || end > 0 && apart()
    {
        let start = piece.span.start as usize;
        reader.add(MetadataKey::Recipient, address, Span::at(start + from, end));
        reader.add(MetadataKey::DocNumber, window.before(from), Span::at(start, from));
    }
}

fn read_element(reader: &mut Reader, text: &str, span: Span<Logical>, kind: DocumentKind, own: bool) {
    let compacted = compact(text);
    if is_order_number(text) {
        reader.add(MetadataKey::DocNumber, compacted.trim_in("（）()"), span);
    }
    let inline = order_with_number(&compacted);
    if let Some((_, number)) = inline {
        reader.add(MetadataKey::DocNumber, number, span);
    }
    let order = inline.map_or(&*compacted, |(order, _)| order);
    if let Some(organ) = order.strip_suffix('令').filter(|organ| ORGAN_ENDS.ends(organ)) {
        reader.add(MetadataKey::Issuer, order_organ(organ), span);
    }
    if let Some(word) = ["公开发布", "社会公开"]
        .iter()
        .find(|word| compacted.parted_at("此件").is_some_and(|it| it.1.starts_with(**word)))
    {
        reader.add(MetadataKey::Openness, word, span);
    }
    if let Some((start, end)) = find_doc_number(text) {
        reader.add(
            MetadataKey::DocNumber,
            text.before(end).after(start),
            Span::at(span.start as usize + start, end - start),
        );
        // 某办发〔2009〕59号 二○○九年十二月八日
        if own && scan_date_line(text.after(end).trim_start()).is_some() {
            add_date(reader, MetadataKey::Date, text.after(end), span);
        }
    }
    if let Some((_, names)) = text.parted_at("签发人") {
        let names = names.trim_start_in("：:");
        reader.add(MetadataKey::Signer, &tighten(names), span);
    }
    if let Some(rest) = compacted.strip_prefix("主送：").or_else(|| compacted.strip_prefix("主送:")) {
        reader.add(MetadataKey::Recipient, rest.trim_end_in("。"), span);
    }
    if let Some(inner) = text.strip_start_in("（(").and_then(|rest| rest.strip_end_in("）)"))
        && own
        && find_doc_number(text).is_none()
        && !is_order_number(text)
    {
        reader.add(MetadataKey::Remark, inner, span);
    }
    if let Some(words) = text.strip_prefix("主题词：") {
        reader.add(MetadataKey::Keywords, &tighten(words), span);
    }
    press::masthead(reader, text, span, kind);
    if ends_in_paper(&compacted) {
        reader.add(MetadataKey::Paper, &compacted, span);
    }
    if is_copy_number(text) {
        reader.add(
            MetadataKey::CopyNumber,
            compacted.strip_prefix("份号").unwrap_or(&compacted).trim_start_in("：:"),
            span,
        );
    }
    if let Some(at) = ["主动公开", "依申请公开", "不予公开"].iter().find(|word| has_word(&compacted, word))
    {
        reader.add(MetadataKey::Openness, at, span);
    }
    // 机密★1年 特急: both on one line.
    let urgency = URGENCY.suffix(&compacted).map_or("", |(word, _)| word);
    let secrecy = compacted.before(compacted.len() - urgency.len());
    if compacted.chars().count() <= 12 && (secrecy.is_empty() || SECRECY.starts(secrecy)) {
        reader.add(MetadataKey::Urgency, urgency, span);
        reader.add(MetadataKey::Secrecy, secrecy, span);
    }
}

/// 抄送：, over several lines where the list goes on; 报：, 送： of a bulletin one after the other.
fn read_distribution(reader: &mut Reader, pieces: &[Piece]) {
    let label = |piece: &Piece| piece.kind == BlockKind::Element && distributed(&compact(piece.text)).is_some();
    let Some(mut last) = pieces.iter().rposition(label) else { return };
    let first = (0..=last).rev().take_while(|&idx| label(&pieces[idx])).last().unwrap_or(last);
    while pieces[last].text.trim_end().ends_in("，、,")
        && let Some(next) = pieces.get(last + 1)
        && next.chars <= 120
        && !has_word(next.text, "印发")
    {
        last += 1;
    }
    let mut value = String::new();
    for piece in &pieces[first..=last] {
        let line = compact(piece.text);
        let names = distributed(&line);
        value.push_str(if names.is_some() && !value.is_empty() { " " } else { "" });
        value.push_str(names.unwrap_or(&line).trim_end_in("。"));
    }
    let span = pieces[first].span.cover(pieces[last].span);
    reader.add(MetadataKey::CopiedTo, &value, span);
}

/// 注释 of a communiqué, from its label to the last note.
fn read_notes(reader: &mut Reader, pieces: &[Piece], kind: DocumentKind) {
    if kind != DocumentKind::Communique {
        return;
    }
    let Some(first) = pieces.iter().position(|piece| {
        piece.kind == BlockKind::Note && starting_word(piece.text, &["注：", "注:", "注释"]).is_some()
    }) else {
        return;
    };
    let source = |piece: &Piece| piece.text.starts_with("资料来源") || piece.text.starts_with("数据来源");
    let note = |piece: &&Piece| matches!(piece.kind, BlockKind::Note | BlockKind::Footnote) && !source(piece);
    let count = pieces[first..].iter().take_while(note).count();
    let notes = &pieces[first..first + count];
    let text = texts(notes);
    let text = text.strip_prefix("注释").unwrap_or(&text).trim_start_in("注").trim_start_in("：: ");
    let span = notes[0].span.cover(notes[count - 1].span);
    reader.add(MetadataKey::Notes, text, span);
}

/// 印发机关 and 印发日期, on one line or on two.
fn read_printing(reader: &mut Reader, pieces: &[Piece]) {
    let Some(idx) =
        pieces.iter().rposition(|piece| piece.kind == BlockKind::Element && compact(piece.text).ends_with("印发"))
    else {
        return;
    };
    let piece = &pieces[idx];
    let Some((at, day)) = find_day(piece.text) else { return };
    reader.add(MetadataKey::PrintDate, &day, piece.span);
    let organ = piece.text.before(at).trim();
    if is_organ(organ) {
        reader.add(MetadataKey::PrintedBy, organ, piece.span);
    } else if let Some(above) = idx.checked_sub(1).map(|above| &pieces[above]).filter(|above| is_organ(above.text)) {
        reader.add(MetadataKey::PrintedBy, &compact(above.text), above.span);
    }
}

/// 000012, or 份号 with its number: the first line of an official document.
pub fn is_copy_number(text: &str) -> bool {
    let compacted = if text.len() <= 60 { compact(text) } else { return false };
    let number = compacted.strip_prefix("份号").map_or(&*compacted, |rest| rest.trim_start_in("：:"));
    number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit())
}
