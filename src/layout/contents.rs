//! Tables of contents: a list of headings that come again below is page furniture.

use super::classify::Piece;
use super::element::compact;
use super::marker::Style;
use crate::report::BlockKind;
use crate::text::chars::Cut;
use crate::text::signs::Signs;
use crate::text::stitch::is_contents_entry;

/// Marks the line 目录 and the lines below it up to the place where the first of them comes again; a list of four headings
/// or more needs no such line where text stands below its second beginning.
pub fn mark(pieces: &mut [Piece]) {
    let named = |idx: usize| idx > 0 && is_contents(&pieces[idx - 1]);
    let opens = |idx: usize| pieces[idx].marker.is_some_and(|it| it.number == Some(1) && opens_list(it.style));
    // It stands near the head: a few places are enough.
    let starts: Vec<usize> = (0..pieces.len()).filter(|&idx| named(idx) || opens(idx)).take(8).collect();
    for first in starts {
        let named = first > 0 && is_contents(&pieces[first - 1]);
        let leaders = || pieces[first..].iter().take_while(|piece| is_contents_entry(piece.text)).count();
        // Leader dots and page numbers say it too, where a copy ends before the first heading.
        let led = || Some(leaders()).filter(|&entries| named && entries > 2);
        if let Some(end) = listed_again(&pieces[first..], named).or_else(led) {
            // The title above the list comes again behind it.
            let titled = first > 0 && pieces.get(first + end).is_some_and(|below| below.text == pieces[first - 1].text);
            let from = first - usize::from(named || titled);
            pieces[from..first + end].iter_mut().for_each(|it| it.kind = BlockKind::Boilerplate);
            return;
        }
    }
}

fn is_contents(piece: &Piece) -> bool {
    (2..=40).contains(&piece.chars) && piece.text.ends_in("录次】*") && {
        let compacted = compact(piece.text);
        compacted.ends_with("目录") || matches!(compacted.trim_in("【】*"), "目录" | "目次" | "目?录")
    }
}

fn opens_list(style: Style) -> bool {
    matches!(style, Style::Part | Style::Chapter | Style::Han | Style::Arabic | Style::Decimal(1))
}

/// How many entries stand above the place where the first of `pieces` comes again.
fn listed_again(pieces: &[Piece], named: bool) -> Option<usize> {
    let least = if named { 1 } else { 4 };
    let first = entry(pieces[0].text);
    let short = pieces.iter().take(400).take_while(|piece| piece.chars <= 80 && !piece.text.has_char('。')).count();
    let comes_again = |idx: usize| {
        let here = entry(pieces[idx].text);
        // 第一部分 / 部门概况: on two lines below.
        let below = || pieces.get(idx + 1).is_some_and(|below| first.strip_prefix(&*here) == Some(&*entry(below.text)));
        here == first || !here.is_empty() && first.starts_with(&*here) && below()
    };
    // Inside the run of short lines, or right behind it.
    let again = (least..pieces.len().min(short + 1)).find(|&idx| !first.is_empty() && comes_again(idx))?;
    // The title may stand between them.
    let end = pieces[..again].iter().take_while(|piece| named || piece.marker.is_some()).count();
    let told = named || pieces[again..].iter().take(8).any(|piece| piece.text.has_char('。'));
    (end >= least && again <= end + 3 && told).then_some(end)
}

/// An entry without blanks, leader dots and page number.
fn entry(text: &str) -> String {
    let compacted = compact(text);
    let core = compacted.trim_end_in(".…·-—()（）0123456789");
    // A number alone is an entry too.
    if core.is_empty() { compacted.into_owned() } else { core.to_owned() }
}
