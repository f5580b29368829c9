//! What paragraph styles say about numbering, outline levels and hidden text, inherited along `basedOn`.

use std::collections::HashMap;

use crate::markup::{Element, Tree};

#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    list_level: Option<u32>,
    outline: Option<u32>,
    hidden: Option<bool>,
}

/// What a paragraph has of its own or from its styles.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Resolved<'a> {
    pub list: Option<u32>,
    pub list_level: Option<u32>,
    /// The style that brought the list, where the paragraph did not.
    pub list_style: Option<&'a str>,
    /// 1 to 9; 0 is body text.
    pub outline: u32,
    pub hidden: bool,
}

impl Styles {
    pub fn read(xml: &str) -> Styles {
        let mut out = Styles::default();
        let Ok(tree) = Tree::xml(xml) else { return out };
        let Some(root) = tree.root().child("styles") else { return out };
        for it in root.children().filter(|it| it.is("style")) {
            let Some(id) = it.attribute("styleId") else { continue };
            let paragraph = it.child("pPr");
            let list = paragraph.and_then(|it| it.child("numPr"));
            let name = it.value("name").unwrap_or_default().to_lowercase();
            // Word's own names of headings are English whatever its language; WPS writes Chinese ones too.
            let by_name = ["heading ", "标题 "].iter().find_map(|it| name.strip_prefix(it)?.parse::<u32>().ok());
            // The document's title is its highest heading.
            let by_name = by_name.or(matches!(name.as_str(), "title" | "标题").then_some(1));
            let style = Style {
                based_on: it.value("basedOn").map(Into::into),
                list: list.and_then(|it| it.child("numId")).and_then(|it| it.number("val")),
                list_level: list.and_then(|it| it.child("ilvl")).and_then(|it| it.number("val")),
                outline: paragraph.and_then(outline_level).or(by_name.filter(|it| (1..=9).contains(it))),
                hidden: it.child("rPr").and_then(|it| it.child("vanish")).map(super::is_on),
            };
            let is_default = it.attribute("default").is_some_and(|it| it == "1" || it == "true");
            if is_default && it.attribute("type").as_deref() == Some("paragraph") {
                out.default = Some(id.clone().into());
            }
            out.styles.insert(id.into(), style);
        }
        out
    }

    /// Whether a character style hides its text.
    pub fn hides(&self, id: &str) -> bool {
        self.chain(id).find_map(|it| it.1.hidden).unwrap_or(false)
    }

    /// Joins a paragraph's own properties with those of its style.
    pub fn resolve<'a>(&'a self, properties: Option<Element<'_, '_>>) -> Resolved<'a> {
        let id = properties.and_then(|it| it.value("pStyle")).map(String::from).or_else(|| self.default.clone());
        let chain: Vec<_> = id.iter().flat_map(|id| self.chain(id)).collect();
        let own = properties.and_then(|it| it.child("numPr"));
        let own_list = own.and_then(|it| it.child("numId")).and_then(|it| it.number("val"));
        let own_level = own.and_then(|it| it.child("ilvl")).and_then(|it| it.number("val"));
        let from_style = chain.iter().find_map(|it| Some((it.0, it.1.list?)));
        Resolved {
            list: own_list.or(from_style.map(|it| it.1)).filter(|it| *it != 0),
            list_level: own_level
                .or_else(|| if own_list.is_some() { Some(0) } else { chain.iter().find_map(|it| it.1.list_level) }),
            list_style: if own_list.is_none() { from_style.map(|it| it.0) } else { None },
            outline: properties
                .and_then(outline_level)
                .or_else(|| chain.iter().find_map(|it| it.1.outline))
                .unwrap_or(0),
            hidden: chain.iter().find_map(|it| it.1.hidden).unwrap_or(false),
        }
    }

    /// A style and those it is based on, nearest first.
    fn chain(&self, id: &str) -> impl Iterator<Item = (&str, &Style)> {
        let mut next = self.styles.get_key_value(id);
        // A ring of styles ends here.
        std::iter::from_fn(move || {
            let (name, style) = next?;
            next = style.based_on.as_deref().and_then(|it| self.styles.get_key_value(it));
            Some((name.as_str(), style))
        })
        .take(20)
    }
}

fn outline_level(properties: Element<'_, '_>) -> Option<u32> {
    let level = properties.child("outlineLvl")?.number::<u32>("val")?;
    Some(if level < 9 { level + 1 } else { 0 })
}
