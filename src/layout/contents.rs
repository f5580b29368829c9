//! Tables of contents: a list of headings that come again below is page furniture.

use super::classify::Piece;
use super::element::compact;
use crate::report::BlockKind;
use crate::text::chars::any_of;

/// Marks the line 目录 and the lines below it up to the place where the first of them comes again.
pub fn mark(pieces: &mut [Piece]) {
    let Some(title) = pieces.iter().position(|piece| {
        (2..=12).contains(&piece.chars)
            && piece.text.contains('目')
            && matches!(compact(piece.text).trim_matches(any_of(&['【', '】', '*'])), "目录" | "目次")
    }) else {
        return;
    };
    let Some(first) = pieces.get(title + 1).map(|piece| entry(piece.text)).filter(|entry| !entry.is_empty()) else {
        return;
    };
    let listed = pieces[title + 1..].iter().take_while(|piece| piece.chars <= 80 && !piece.text.contains('。')).count();
    // The entry comes again inside the run of short lines, or right behind it.
    let end = (title + 2..(title + 2 + listed).min(pieces.len())).find(|&idx| entry(pieces[idx].text) == first);
    if let Some(end) = end {
        pieces[title..end].iter_mut().for_each(|piece| piece.kind = BlockKind::Boilerplate);
    }
}

/// An entry without blanks, leader dots and page number.
fn entry(text: &str) -> String {
    let compacted = compact(text);
    let core = compacted.trim_end_matches(any_of(&[
        '.', '…', '·', '-', '—', '(', ')', '（', '）', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
    ]));
    // A number alone is an entry too.
    if core.is_empty() { compacted.into_owned() } else { core.to_owned() }
}
