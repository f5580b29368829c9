//! Who issues a document: from its head, its title, the speaker's own words, or its signature.

use super::classify::{Piece, office_and_name};
use super::element::{add_word, compact, is_organ, texts, tighten};
use super::head::Head;
use super::metadata::Reader;
use crate::lexicon::{OFFICE_ENDS, ORGAN_ENDS, TITLE_JOINTS};
use crate::report::{BlockKind, MetadataKey};
use crate::text::chars::{Cut, Ends, is_han, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// The issuer: from the head, the title (某某人民政府关于…), the signature, or the speaker's own words (我代表…).
pub fn read(reader: &mut Reader, pieces: &[Piece], head: Head) {
    read_head(reader, pieces, head);
    if reader.has(MetadataKey::Issuer) {
        return;
    }
    if let Some((first, last)) = head.title {
        let title = tighten(&texts(&pieces[first..=last]));
        // 某局2025年度工作情况报告
        let dated = |c: char| c.is_ascii_digit() && title.ends_with("报告");
        let mut joints = title.char_indices().filter(|&(at, c)| dated(c) || TITLE_JOINTS.starts(title.after(at)));
        if let Some(organs) = joints
            .find_map(|(at, _)| Some(title.before(at).trim_start_in("《").trim_end()).filter(|it| ORGAN_ENDS.ends(it)))
        {
            // Several organs stand apart; one may be broken over two lines.
            let apart = organs.split(' ').all(|organ| ORGAN_ENDS.ends(organ));
            let value = if apart { organs.to_owned() } else { compact(organs).into_owned() };
            let span = pieces[first].span.cover(pieces[last].span);
            // 市政府办公室关于…: its signature names the place.
            if !names_place(&value) {
                read_signature(reader);
            }
            return reader.add(MetadataKey::Issuer, &value, span);
        }
    }
    // 某某区人民政府区长: the organ before the office.
    let speaker = pieces.iter().take(head.body + 3).find_map(|piece| {
        let (office, _) = (piece.kind == BlockKind::Byline).then(|| office_and_name(piece.text)).flatten()?;
        let (word, _) = OFFICE_ENDS.suffix(&office)?;
        let organ = office.before(office.len() - word.len()).to_owned();
        (ORGAN_ENDS.ends(&organ) && names_place(&organ)).then_some((organ, piece.span))
    });
    for piece in pieces.iter().skip(head.title.map_or(0, |(_, last)| last)).take(12) {
        // 现在，我代表某某人民政府，向大会报告工作.
        let Some(at) = piece.text.place_of("我代表").map(|at| at + "我代表".len()) else { continue };
        let rest = piece.text.after(at);
        let end = rest.first_in("，,向").unwrap_or(0);
        let organ = rest.before(end);
        if !ORGAN_ENDS.ends(organ) {
            continue;
        }
        let span = Span::at(piece.span.start as usize + at, end);
        if names_place(organ) {
            reader.add(MetadataKey::Issuer, organ, span);
        } else if let Some((full, span)) = speaker.filter(|(full, _)| full.ends_with(organ)) {
            reader.add(MetadataKey::Issuer, &full, span);
        } else if let Some((place, place_span)) = find_place(pieces, head, organ) {
            // 省人民政府 in a document that names its province: both places are the evidence.
            let level = level_of(organ).len();
            reader.add(MetadataKey::Issuer, &(place.to_owned() + organ.after(level)), place_span);
            reader.also(MetadataKey::Issuer, span);
        }
        return;
    }
    if let Some((organ, span)) = speaker {
        reader.add(MetadataKey::Issuer, &organ, span);
        return;
    }
    read_signature(reader);
    // On the cover, right below the title; in a list of laws between the title and its copy.
    let Some((first, last)) = head.title else { return };
    let above = first.checked_sub(1).map(|above| &pieces[above]).filter(|above| is_organ(above.text));
    let below = pieces[..head.body].get(last + 1).filter(|below| below.kind == BlockKind::Signature);
    if let Some(piece) = below.or(above.filter(|above| above.kind != BlockKind::Boilerplate)) {
        reader.add(MetadataKey::Issuer, &tighten(piece.text), piece.span);
    }
}

/// The signature of the document itself, which a date closes.
fn read_signature(reader: &mut Reader) {
    if reader.get(MetadataKey::SignedBy).is_some_and(|entry| entry.value.split(' ').all(|organ| ORGAN_ENDS.ends(organ)))
    {
        reader.copy(MetadataKey::SignedBy, MetadataKey::Issuer);
    }
}

/// 某省人民政府 names its place, 省人民政府 does not.
fn names_place(organ: &str) -> bool {
    !["省", "市", "县", "区", "州", "旗", "盟", "自治区", "自治州", "自治县", "镇", "乡"].iter().any(|level| {
        organ
            .strip_prefix(level)
            .is_some_and(|rest| rest.starts_with("人民") || rest.starts_with("政府") || rest == "委")
    })
}

/// 省 of 省人民政府, 自治区 of 自治区人民政府.
fn level_of(organ: &str) -> &str {
    starting_word(organ, &["自治区", "自治州", "自治县", "自治旗"]).unwrap_or(organ.before(organ.step()))
}

/// The place of the level that `organ` begins with, in the title or in the line of the meeting: 2026年某省政府工作报告,
/// 在某省第十四届人民代表大会.
fn find_place<'t>(pieces: &[Piece<'t>], head: Head, organ: &str) -> Option<(&'t str, Span<Logical>)> {
    let level = level_of(organ);
    let (first, _) = head.title?;
    pieces[first..].iter().take(3).find_map(|piece| {
        let text = piece.text;
        let end = text.place_of(level)? + level.len();
        let behind = text.after(end);
        if !(behind.starts_with("政府")
            || behind.starts_with("人民")
            || behind.starts_with('第')
            || behind.starts_with("202"))
        {
            return None;
        }
        let start = text
            .before(end)
            .char_indices()
            .rev()
            .take_while(|&(_, c)| is_han(c) && !matches!(c, '年' | '在' | '日'))
            .last()?
            .0;
        let place = text.before(end).after(start);
        let place = place.strip_prefix("关于").unwrap_or(place);
        let start = end - place.len();
        // 我代表县人民政府 names no place.
        ((3..=9).contains(&place.chars().count())
            && !place.strip_suffix(level).is_some_and(|who| who.ends_with("代表")))
        .then(|| (place, Span::at(piece.span.start as usize + start, end - start)))
    })
}

/// 某办公厅文件, the organs of a joint issue on lines above and below it: 甲办公厅　文件 / 乙办公厅.
fn read_head(reader: &mut Reader, pieces: &[Piece], head: Head) {
    let above = &pieces[..head.title.map_or(head.body.min(pieces.len()), |(first, _)| first)];
    let Some(mark) = above.iter().position(|piece| {
        piece.chars <= 60
            && piece.text.ends_with('件')
            && compact(piece.text).strip_suffix("文件").is_some_and(|organ| organ.is_empty() || ORGAN_ENDS.ends(organ))
    }) else {
        return;
    };
    let organ = |idx: usize| is_organ(above[idx].text) && above[idx].kind != BlockKind::Boilerplate;
    let first = (0..mark).rev().take_while(|&idx| organ(idx)).last().unwrap_or(mark);
    let last = (mark + 1..above.len()).take_while(|&idx| organ(idx)).last().unwrap_or(mark);
    // 国 务 院 文 件: one name spaced out.
    let mut names = String::new();
    for piece in &above[first..=last] {
        for name in tighten(piece.text).split(' ') {
            let name = name.strip_suffix("文件").unwrap_or(name).trim_start_in("•·● ");
            if !name.is_empty() {
                add_word(&mut names, name);
            }
        }
    }
    reader.add(MetadataKey::Issuer, &names, above[first].span.cover(above[last].span));
}
