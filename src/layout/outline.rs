//! Sections out of headings: levels by how the marker styles nest in this document, bodies, numbering.

use super::element::tighten;
use super::heading::Heading;
use super::marker::{Style, scan_marker};
use super::series::Gap;
use super::{Block, RunIn};
use crate::note::Note;
use crate::number::decimal::push_digits;
use crate::report::{BlockKind, Section};
use crate::text::chars::Cut;
use crate::text::map::SourceMap;
use crate::text::span::Span;

/// Gives the headings their levels, builds the sections, and tells each block its section.
pub fn build(
    text: &str,
    headings: &[Heading],
    gaps: &[Gap],
    blocks: &mut [Block],
    map: &SourceMap,
    notes: &mut Vec<Note>,
) -> Vec<Section> {
    for heading in headings {
        if !heading.run_in {
            for block in &mut blocks[heading.block..=heading.last_block] {
                if block.kind != BlockKind::Title {
                    block.kind = BlockKind::Heading;
                }
            }
        }
    }
    let levels = find_levels(headings, blocks);
    note_numbering(text, gaps, map, notes);
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    let mut open: Vec<(u32, u32)> = Vec::new();
    for (id, (heading, &level)) in headings.iter().zip(&levels).enumerate() {
        open.retain(|&(_, open_level)| open_level < level);
        let marker = heading.marker.map(|marker| text.after(heading.span.start as usize).before(marker.len).to_owned());
        sections.push(Section {
            id: id as u32,
            parent: open.last().map(|&(id, _)| id),
            level,
            marker: marker.filter(|_| !matches!(heading.style, Style::Dash | Style::Bullet)),
            title: tighten(&heading.title),
            span: map.to_source(heading.span),
            body: map.to_source(Span::new(heading.span.end, heading.span.end)),
        });
        open.push((id as u32, level));
    }
    // Bodies end where the next heading of the same or a higher level begins.
    let end_of_text = blocks.last().map_or(0, |block| map.end_in_source(block.span.end));
    let mut waiting: Vec<usize> = Vec::new();
    for idx in 0..sections.len() {
        let (level, start) = (sections[idx].level, sections[idx].span.start);
        while let Some(above) = waiting.pop_if(|above| sections[*above].level >= level) {
            sections[above].body.end = start.max(sections[above].body.start);
        }
        waiting.push(idx);
    }
    for idx in waiting {
        sections[idx].body.end = end_of_text.max(sections[idx].body.start);
    }
    assign(headings, blocks);
    sections
}

fn assign(headings: &[Heading], blocks: &mut [Block]) {
    let mut next = 0;
    let mut current = None;
    for (idx, block) in blocks.iter_mut().enumerate() {
        while let Some(heading) = headings.get(next).filter(|heading| heading.block == idx) {
            let id = next as u32;
            let marker = heading.marker.map(|marker| Span::at(heading.span.start as usize, marker.len));
            if heading.run_in {
                block.run_in.push(RunIn { span: heading.span, marker, section: id });
                if heading.span.start == block.span.start {
                    current = Some(id);
                }
            } else {
                block.marker = marker;
                current = Some(id);
            }
            next += 1;
        }
        block.section = current;
        if let Some(last) = block.run_in.last() {
            current = Some(last.section);
        }
    }
}

/// Levels by how the styles nest in this document: a style seen before closes what was opened after it.
fn find_levels(headings: &[Heading], blocks: &[Block]) -> Vec<u32> {
    let mut open: Vec<(Style, u32)> = Vec::new();
    let mut levels = Vec::with_capacity(headings.len());
    // An unmarked heading right above 一、, or of a year, contains it, and so do the others of its style.
    let outer = headings.windows(2).any(|pair| {
        let first = pair[1].marker.is_some_and(|marker| marker.style == Style::Han && marker.number == Some(1));
        pair[0].style == Style::Plain
            && first
            && (pair[1].block == pair[0].last_block + 1 || digits_lead(&pair[0].title))
    });
    let order = |style: Style| if outer && style == Style::Plain { order(Style::TwoDigits) } else { order(style) };
    // 1. right above 1.1 is the whole that 1.1 divides.
    let whole = headings
        .windows(2)
        .find(|pair| matches!(pair[0].style, Style::Arabic | Style::Decimal(_)))
        .is_some_and(|pair| pair[0].style == Style::Arabic && pair[1].style == Style::Decimal(2));
    let mut last_block = 0;
    for heading in headings {
        let own = if whole && heading.style == Style::Arabic { Style::Decimal(1) } else { heading.style };
        if heading.style == Style::Hashes(0) {
            open.clear();
            levels.push(0);
            last_block = heading.last_block;
            continue;
        }
        // A paragraph of its own, led by nothing, ends what run-in headings before it had opened.
        let plain_between = (last_block + 1..heading.block).any(|idx| blocks[idx].kind == BlockKind::Body);
        if plain_between {
            while open.last().is_some_and(|&(style, _)| match style {
                Style::Dash => style != own,
                Style::Running => heading.style == Style::Topic,
                _ => style == Style::Topic,
            }) {
                open.pop();
            }
        }
        match open.iter().position(|&(style, _)| style == own) {
            Some(at) => open.truncate(at + 1),
            None => {
                // A higher mark than any open one closes them: 一、 after （一）. Levels that are stated say it first, and
                // what has none stands below. So do topics straight below 一是 stand under it.
                open.retain(|&(style, depth)| match (depth, heading.depth) {
                    (1.., 0) => true,
                    (1.., 1..) => depth < heading.depth,
                    _ => order(style) < order(own) || heading.style == Style::Topic && style == Style::Running,
                });
                open.push((own, heading.depth));
            }
        }
        levels.push(open.len() as u32);
        last_block = heading.last_block;
    }
    levels
}

/// 2025年工作回顾.
fn digits_lead(title: &str) -> bool {
    title.bytes().take(4).all(|byte| byte.is_ascii_digit()) && title.chars().nth(4) == Some('年')
}

/// Which style may contain which, where the document does not show it: lower contains higher.
fn order(style: Style) -> u32 {
    match style {
        Style::Hashes(depth) => depth,
        Style::Attached => 8,
        Style::Part => 10,
        Style::Chapter => 11,
        Style::Subchapter => 12,
        Style::TwoDigits => 13,
        Style::Han => 14,
        Style::Plain => 15,
        Style::HanBracketed => 16,
        Style::Arabic => 17,
        Style::ArabicBracketed => 19,
        Style::Circled => 20,
        Style::Bold => 21,
        Style::Bullet => 22,
        Style::Dash => 23,
        Style::Topic => 24,
        Style::Running => 25,
        Style::Decimal(depth) => 12 + depth.min(5),
        Style::Article => 30,
    }
}

/// Numbers that jump or repeat among siblings. A number that stands inside the text between the two is not missing.
fn note_numbering(text: &str, gaps: &[Gap], map: &SourceMap, notes: &mut Vec<Note>) {
    let digits = |number| {
        let mut out = String::new();
        push_digits(&mut out, number, 1);
        out
    };
    for gap in gaps {
        let message = match gap.before {
            Some((before, _)) if gap.number == before => {
                "Two headings are numbered ".to_owned() + &digits(before) + "."
            }
            Some((before, at)) if gap.number > before => {
                let between = text.before(gap.marker.start as usize).after(at.end as usize);
                let marker = |at: usize| scan_marker(between.after(at)).filter(|marker| marker.style == gap.style);
                let numbers = between.char_indices().filter_map(|(at, _)| marker(at)?.number);
                let mut missing: Vec<u32> = (before + 1..gap.number).collect();
                numbers.for_each(|number| missing.retain(|&it| it != number));
                if missing.is_empty() {
                    continue;
                }
                "The heading numbered ".to_owned() + &digits(gap.number) + " follows number " + &digits(before) + "."
            }
            _ => "The first heading of its series is numbered ".to_owned() + &digits(gap.number) + ".",
        };
        notes.push(Note { code: "outline-number", message, span: map.to_source(gap.marker) });
    }
}

#[cfg(test)]
mod tests {
    use crate::StatedHeading;
    use crate::layout;

    /// Titles of the outline, each behind its level; `#N ` before a line is what the file states, and no part of the text.
    fn outline(lines: &[&str]) -> Vec<String> {
        let (mut text, mut headings) = (String::new(), Vec::new());
        for line in lines {
            let (level, line) = line.strip_prefix('#').map_or((0, *line), |it| (it[..1].parse().unwrap(), &it[2..]));
            if level > 0 {
                headings.push(StatedHeading { start: text.len() as u32, level });
            }
            text.push_str(line);
            text.push('\n');
        }
        layout::read(&text, &headings).outline.iter().map(|it| format!("{} {}", it.level, it.title)).collect()
    }

    #[test]
    fn headings_that_the_file_states_are_headings_at_their_level() {
        let body = "全县坚持稳中求进工作总基调，扎实推进各项工作，成效明显，群众满意。";
        let found = outline(&[
            "青岚县2025年工作总结",
            body,
            "#1 总体情况",
            "#2 经济运行：好于预期",
            body,
            "#2 城乡融合，面貌一新",
            "#2 绿色发展",
            body,
            "#1 一、下一步打算",
            "#2 稳住粮食生产",
            body,
            "#1 二、保障措施",
            body,
        ]);
        assert_eq!(
            found,
            [
                "0 青岚县2025年工作总结",
                "1 总体情况",
                "2 经济运行：好于预期",
                "2 城乡融合，面貌一新",
                "2 绿色发展",
                "1 下一步打算",
                "2 稳住粮食生产",
                "1 保障措施"
            ]
        );
    }

    #[test]
    fn cells_of_an_attached_table_are_no_headings() {
        let body = "为提高服务质量，全县各有关单位要对照下表逐项落实，每年六月底前完成自查，并将结果报送县政府办公室。";
        let found = outline(&[
            "青岚县人民政府关于公布服务指标的通知",
            body,
            "一、总体要求",
            body,
            "附件",
            "服务指标一览表",
            "一级指标",
            "二级指标",
            "指标说明",
            "一、服务质量",
            "（一）办理时限",
            "1.平均办理时间",
            "二、服务态度",
        ]);
        assert_eq!(found, ["0 青岚县人民政府关于公布服务指标的通知", "1 总体要求", "1 服务指标一览表"]);
    }

    #[test]
    fn a_statement_beyond_the_text_or_of_no_level_is_nothing() {
        let heading = |start, level| StatedHeading { start, level };
        let read = layout::read("总体情况。", &[heading(900, 1), heading(0, 0), heading(3, u32::MAX)]);
        assert_eq!(read.outline.len(), 1);
    }
}
