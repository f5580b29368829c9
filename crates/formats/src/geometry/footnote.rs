//! Footnotes: smaller lines at the foot of a page that open with a mark.

use super::line::{Column, Line, LinedPage};

/// Takes the lines of footnotes off the pages, with the number of the page that each is on.
pub fn take(pages: &mut [LinedPage]) -> Vec<(u32, Line)> {
    let mut sizes: Vec<f32> = Vec::new();
    for line in pages.iter().flat_map(|it| &it.lines).filter(|it| it.table.is_none()) {
        sizes.push(line.size);
    }
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let mut notes = Vec::new();
    for page in pages {
        let small = |it: &Line| {
            it.table.is_none() && it.column == Column::Whole && it.size < usual * 0.92 && it.y > page.height * 0.5
        };
        let first = page.lines.iter().rposition(|it| !small(it)).map_or(0, |it| it + 1);
        // All of a page in small letters is no note.
        let Some(mark) = page.lines[first..].iter().position(is_marked).filter(|_| first > 0) else { continue };
        notes.extend(page.lines.drain(first + mark..).map(|it| (page.number, it)));
    }
    notes
}

/// `[1]`, `①`, or a number with words right behind it.
pub fn is_marked(line: &Line) -> bool {
    let text = line.text();
    let after = text.trim_start_matches(|it: char| it.is_ascii_digit());
    text.starts_with(|it| matches!(it, '\u{2460}'..='\u{2473}'))
        || text.strip_prefix('[').is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
        || after.len() < text.len() && after.starts_with(|it| matches!(it, ' ' | '\u{4e00}'..='\u{9fff}' | '《'))
}
