//! Automatic numbers of paragraphs: `numbering.xml`, counted and written as Word does it.

use std::collections::HashMap;

use super::numeral::format_number;
use crate::markup::{Element, Tree};

/// The lists of a document with their running counts.
#[derive(Debug, Default)]
pub struct Numbering {
    lists: HashMap<u32, List>,
    abstracts: HashMap<u32, Abstract>,
    /// By abstract list: the count of each level, `None` before its first paragraph.
    counts: HashMap<u32, [Option<u32>; 9]>,
    /// Lists whose own start values have been applied.
    started: HashMap<u32, [bool; 9]>,
}

#[derive(Debug, Default)]
struct List {
    abstract_id: u32,
    starts: [Option<u32>; 9],
    levels: HashMap<usize, Level>,
}

#[derive(Debug, Default, Clone)]
struct Abstract {
    levels: HashMap<usize, Level>,
    style_link: Option<String>,
    num_style_link: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Level {
    pub start: u32,
    /// `ST_NumberFormat`.
    pub format: String,
    /// With `%1` for the number of the first level.
    pub text: String,
    /// Restarts after this level or a higher one; `Some(0)` never restarts.
    pub restart: Option<usize>,
    /// All numbers in digits.
    pub legal: bool,
    pub style: Option<String>,
}

impl Numbering {
    pub fn read(xml: &str) -> Numbering {
        let mut numbering = Numbering::default();
        let Ok(tree) = Tree::xml(xml) else { return numbering };
        let Some(root) = tree.root().child("numbering") else { return numbering };
        for it in root.children() {
            if it.is("abstractNum")
                && let Some(id) = it.number("abstractNumId")
            {
                let entry = Abstract {
                    levels: read_levels(it),
                    style_link: it.value("styleLink").map(Into::into),
                    num_style_link: it.value("numStyleLink").map(Into::into),
                };
                numbering.abstracts.insert(id, entry);
            } else if it.is("num")
                && let Some(id) = it.number("numId")
            {
                let abstract_id = it.child("abstractNumId").and_then(|it| it.number("val")).unwrap_or(0);
                let mut list = List { abstract_id, ..List::default() };
                for change in it.children().filter(|it| it.is("lvlOverride")) {
                    let Some(level) = change.number::<usize>("ilvl").filter(|it| *it < 9) else { continue };
                    list.starts[level] = change.child("startOverride").and_then(|it| it.number("val"));
                    list.levels.extend(change.child("lvl").map(|it| (level, read_level(it))));
                }
                numbering.lists.insert(id, list);
            }
        }
        // A list that only points to a style takes the levels of the list that defines the style.
        let links: Vec<(u32, String)> =
            numbering.abstracts.iter().filter_map(|(id, it)| Some((*id, it.num_style_link.clone()?))).collect();
        for (id, link) in links {
            let found = numbering.abstracts.values().find(|it| it.style_link.as_deref() == Some(&link));
            if let Some(levels) = found.map(|it| it.levels.clone()).filter(|it| !it.is_empty())
                && let Some(entry) = numbering.abstracts.get_mut(&id)
            {
                entry.levels = levels;
            }
        }
        numbering
    }

    /// Adds an abstract list, as DOC has it.
    pub fn define(&mut self, id: u32, levels: Vec<Level>) {
        let levels = levels.into_iter().enumerate().collect();
        self.abstracts.insert(id, Abstract { levels, ..Abstract::default() });
    }

    /// Adds a list that uses an abstract one, with its own starts and levels.
    pub fn refer(&mut self, id: u32, abstract_id: u32, starts: &[(usize, u32)], levels: Vec<(usize, Level)>) {
        let mut list = List { abstract_id, levels: levels.into_iter().collect(), ..List::default() };
        starts.iter().for_each(|it| list.starts[it.0.min(8)] = Some(it.1.min(1_000_000)));
        self.lists.insert(id, list);
    }

    /// The level of list `id` that belongs to a paragraph style.
    pub fn level_of_style(&self, id: u32, style: &str) -> Option<u32> {
        let levels = &self.abstracts.get(&self.lists.get(&id)?.abstract_id)?.levels;
        levels.iter().find(|it| it.1.style.as_deref() == Some(style)).map(|it| *it.0 as u32)
    }

    /// Counts one paragraph of list `id` at `level` (from 0) and returns its number as written, with the blank that keeps
    /// it from running into a digit: `1. `, `一、`, `（一）`.
    pub fn next(&mut self, id: u32, level: u32) -> Option<String> {
        let list = self.lists.get(&id)?;
        let entry = self.abstracts.get(&list.abstract_id)?;
        let level = (level as usize).min(8);
        let get = |n: usize| list.levels.get(&n).or_else(|| entry.levels.get(&n));
        let own = get(level)?;
        let counts = self.counts.entry(list.abstract_id).or_default();
        let started = self.started.entry(id).or_default();
        let start = list.starts[level].unwrap_or(own.start);
        let fresh = list.starts[level].is_some() && !started[level];
        started[level] = true;
        counts[level] = match counts[level] {
            Some(count) if !fresh => Some(count.saturating_add(1)),
            _ => Some(start),
        };
        for (lower, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restarts = match get(lower).and_then(|it| it.restart) {
                Some(0) => false,
                Some(after) => level < after,
                None => true,
            };
            if restarts {
                *count = None;
            }
        }
        if own.format == "bullet" {
            // Signs of symbol fonts are private to them; Word's hollow one is an o of a typewriter.
            let sign = match own.text.chars().next() {
                Some('o') => '◦',
                Some(sign @ ('●' | '■' | '◆' | '★' | '▲' | '◎' | '□' | '▪' | '○' | '◦')) => sign,
                _ => '•',
            };
            return Some(format!("{sign} "));
        }
        let mut out = String::new();
        let mut signs = own.text.chars().peekable();
        while let Some(c) = signs.next() {
            let digit = if c == '%' { signs.peek().and_then(|it| it.to_digit(10)).filter(|it| *it > 0) } else { None };
            let Some(digit) = digit else {
                out.push(c);
                continue;
            };
            signs.next();
            let n = digit as usize - 1;
            let Some(shown) = get(n) else { continue };
            let count = counts[n].unwrap_or(list.starts[n].unwrap_or(shown.start));
            let format = if own.legal { "decimal" } else { &shown.format };
            out.push_str(&format_number(count, format));
        }
        let out = out.trim().to_owned();
        if out.is_empty() {
            return Some(out);
        }
        // `1.` before `5亿元` would read as 1.5亿元; `第一章` needs its gap as Word shows it.
        let tight = out.ends_with(['、', '）', ')', '〕', '】', '：', '〉', '》', '，', '。']);
        Some(if tight { out } else { out + " " })
    }
}

fn read_levels(it: Element<'_, '_>) -> HashMap<usize, Level> {
    let levels = it.children().filter(|it| it.is("lvl"));
    levels.filter_map(|it| Some((it.number::<usize>("ilvl").filter(|it| *it < 9)?, read_level(it)))).collect()
}

fn read_level(it: Element<'_, '_>) -> Level {
    let format = it.value("numFmt").map(String::from).or_else(|| {
        // Newer formats stand in an alternate, the plain one beside it.
        it.find("numFmt").and_then(|it| it.attribute("val")).map(String::from)
    });
    Level {
        start: it.child("start").and_then(|it| it.number("val")).unwrap_or(0),
        format: format.unwrap_or_else(|| "decimal".to_owned()),
        text: it.value("lvlText").map(Into::into).unwrap_or_default(),
        restart: it.child("lvlRestart").and_then(|it| it.number("val")),
        legal: it.child("isLgl").is_some_and(super::is_on),
        style: it.value("pStyle").map(Into::into),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#;

    #[test]
    fn levels_count_restart_and_start_anew() {
        let mut numbering = Numbering::read(XML);
        let mut next = |id, level| numbering.next(id, level).unwrap();
        assert_eq!(next(1, 0), "一、");
        assert_eq!(next(1, 1), "（一）");
        assert_eq!(next(1, 1), "（二）");
        assert_eq!(next(1, 2), "1.1. ");
        assert_eq!(next(1, 0), "二、");
        assert_eq!(next(1, 1), "（一）");
        assert_eq!(next(2, 0), "五、");
        assert_eq!(next(2, 0), "六、");
    }
}
