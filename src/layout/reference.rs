//! Other documents that this one cites: 《…》 with the document number behind it.

use super::element::scan_doc_number;
use crate::lexicon::TITLE_ENDS;
use crate::report::Reference;
use crate::text::map::SourceMap;
use crate::text::span::Span;

/// Longest title, in bytes.
const LONGEST: usize = 600;

/// References in order, each title once. Works of art and bare short titles (《纲要》) are none.
pub fn find(text: &str, map: &SourceMap) -> Vec<Reference> {
    let mut out: Vec<Reference> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('《').map(|idx| at + idx) {
        let inner_at = open + '《'.len_utf8();
        at = inner_at;
        let Some(close) = close_of(text, inner_at) else { continue };
        let title = &text[inner_at..close];
        let after = close + '》'.len_utf8();
        at = after;
        let number = number_after(text, after);
        let end = number.map_or(after, |(_, end)| end);
        let chars = title.chars().count();
        if chars < 6 || !(TITLE_ENDS.ends(title.trim_end_matches(['）', ')'])) || is_trial(title) || number.is_some())
        {
            continue;
        }
        if seen.insert(title) {
            let doc_number = number.map(|(start, end)| text[start..end].to_owned());
            out.push(Reference {
                title: title.to_owned(),
                doc_number,
                span: map.to_source(Span::new(open as u32, end as u32)),
            });
        }
    }
    out
}

/// The matching 》, titles inside the title passed over.
fn close_of(text: &str, from: usize) -> Option<usize> {
    let window = &text[from..text.floor_char_boundary(from + LONGEST)];
    window.find('》')?;
    let mut depth = 0;
    for (at, c) in text[from..].char_indices() {
        match c {
            '《' | '〈' => depth += 1,
            '〉' => depth -= 1,
            '》' if depth <= 0 => return Some(from + at),
            '》' => depth -= 1,
            '\n' => return None,
            _ if at > LONGEST => return None,
            _ => {}
        }
    }
    None
}

/// （泉政〔2023〕35号） straight after the title.
fn number_after(text: &str, at: usize) -> Option<(usize, usize)> {
    let bracket = text[at..].chars().next().filter(|c| matches!(c, '（' | '('))?;
    let from = at + bracket.len_utf8();
    let window = &text[from..text.floor_char_boundary(from + 90)];
    let open = window.char_indices().find(|(_, c)| matches!(c, '〔' | '［' | '['))?.0;
    let (start, end) = scan_doc_number(window, open)?;
    (start == 0).then_some((from + start, from + end))
}

/// 某某管理制度（试行）.
fn is_trial(title: &str) -> bool {
    ["（试行）", "(试行)", "（暂行）", "（修订）", "（草案）", "（征求意见稿）"]
        .iter()
        .any(|tail| title.ends_with(tail))
}
