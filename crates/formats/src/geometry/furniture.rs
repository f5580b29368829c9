//! Page numbers and running heads: what stands at the edge of page after page with nothing but its number changing.

use std::collections::HashMap;

use super::line::LinedPage;
use crate::opened::{ApartKind, Writer};

/// Takes furniture out of the pages.
pub fn set_apart(pages: &mut [LinedPage], writer: &mut Writer) {
    let mut seen: HashMap<(bool, String), u32> = HashMap::new();
    for page in pages.iter() {
        let mut shapes: Vec<_> =
            edges(page).into_iter().map(|(top, line)| (top, shape(&page.lines[line].text()))).collect();
        shapes.sort();
        shapes.dedup();
        shapes.into_iter().for_each(|it| *seen.entry(it).or_default() += 1);
    }
    let count = pages.len() as u32;
    for page in pages.iter_mut() {
        let mut out = Vec::new();
        for (top, n) in edges(page) {
            let line = &page.lines[n];
            let text = line.text();
            let at_edge = if top { line.y < page.height * 0.1 } else { line.y > page.height * 0.88 };
            let repeated = seen.get(&(top, shape(&text))).is_some_and(|it| *it >= 2 && *it * 3 >= count);
            if is_page_number(&text) && at_edge {
                out.push((n, ApartKind::PageNumber));
            } else if (repeated || top && is_underlined(page, n)) && at_edge && text.chars().count() <= 60 {
                out.push((n, if top { ApartKind::Header } else { ApartKind::Footer }));
            }
        }
        out.sort_unstable_by_key(|it| std::cmp::Reverse(it.0));
        out.dedup_by_key(|it| it.0);
        for (n, kind) in out {
            let line = page.lines.remove(n);
            writer.apart(kind, page.number, &line.text());
        }
    }
}

/// Whether a rule over the page's width parts the line from all that is below it, and no other line is above.
fn is_underlined(page: &LinedPage, n: usize) -> bool {
    let line = &page.lines[n];
    let below = page.rules.iter().any(|it| (line.y..line.y + line.size * 1.2).contains(it));
    below && page.lines.iter().all(|it| it.y >= line.y)
}

/// The first two and last two lines of a page by height: whether at the top, and which.
fn edges(page: &LinedPage) -> Vec<(bool, usize)> {
    let mut order: Vec<usize> = (0..page.lines.len()).filter(|it| page.lines[*it].table.is_none()).collect();
    order.sort_by(|a, b| page.lines[*a].y.total_cmp(&page.lines[*b].y));
    let top = order.iter().take(2).map(|it| (true, *it));
    let bottom = order.iter().rev().take(2).map(|it| (false, *it));
    top.chain(bottom).collect()
}

/// The text with all numbers alike.
fn shape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|it| !it.is_whitespace()) {
        let c = if c.is_numeric() { '0' } else { c };
        if c != '0' || !out.ends_with('0') {
            out.push(c);
        }
    }
    out
}

/// `3`, `— 3 —`, `第 3 页 共 10 页`, `3/10`.
fn is_page_number(text: &str) -> bool {
    let text: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    let digits = text.chars().filter(|it| it.is_numeric()).count();
    (1..=8).contains(&digits)
        && text
            .chars()
            .all(|it| it.is_numeric() && !matches!(it, '一'..='鿿') || "-—–－─·.•/第页共~～ⅠⅡⅢⅣⅤ".contains(it))
        && text.chars().count() <= 14
        && !text.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known_and_figures_are_not() {
        for text in ["3", "— 3 —", "第 3 页 共 10 页", "3/10", "-12-", "·5·"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "3.6", "3亿元", "第三章", "2025年", "123456789"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
