//! A small tree of elements and texts in one vector, for the parts of a document that are read more than once.

use std::borrow::Cow;

use super::token::{Token, Tokens, attribute};
use super::{local, unescape};
use crate::error::{Error, Result};
use crate::limits;

#[derive(Debug)]
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
}

/// An element: `name` is its name and `content` its attributes. A text: `name` is empty.
#[derive(Debug)]
struct Node<'a> {
    name: &'a str,
    content: &'a str,
    raw: bool,
    parent: u32,
    first: u32,
    last: u32,
    next: u32,
}

/// Stands for no node; the root, which is node 0, is nobody's child.
const NONE: u32 = 0;

#[derive(Debug, Clone, Copy)]
pub struct Element<'t, 'a> {
    tree: &'t Tree<'a>,
    id: u32,
}

#[derive(Debug, Clone)]
pub enum Item<'t, 'a> {
    Element(Element<'t, 'a>),
    Text(Cow<'a, str>),
}

impl<'a> Tree<'a> {
    /// # Errors
    /// Where there are more than `limits::NODES` elements and texts.
    pub fn xml(source: &'a str) -> Result<Tree<'a>> {
        Tree::build(Tokens::xml(source), false)
    }

    /// # Errors
    /// As `xml`.
    pub fn html(source: &'a str) -> Result<Tree<'a>> {
        Tree::build(Tokens::html(source), true)
    }

    /// The node above all others; its name is empty.
    pub fn root(&self) -> Element<'_, 'a> {
        Element { tree: self, id: 0 }
    }

    fn build(tokens: Tokens<'a>, html: bool) -> Result<Tree<'a>> {
        let mut tree = Tree { nodes: Vec::new() };
        tree.nodes.push(Node { name: "", content: "", raw: false, parent: 0, first: NONE, last: NONE, next: NONE });
        let mut open: Vec<u32> = vec![0];
        for token in tokens {
            if tree.nodes.len() >= limits::NODES {
                return Err(Error::too_large("元素太多", "too many elements"));
            }
            match token {
                Token::Start(tag) => {
                    if html {
                        tree.close_implied(&mut open, tag.name);
                    }
                    let parent = *open.last().expect("the root is never closed");
                    let id = tree.add(parent, tag.name, tag.attributes, false);
                    let void = tag.empty && !html || html && (is_void(tag.name) || tag.empty && tag.name.contains(':'));
                    if !void && open.len() < limits::DEPTH {
                        open.push(id);
                    }
                }
                Token::End(name) => {
                    // An end tag closes the nearest element of its name; one that closes nothing is read over.
                    let same = |id: &u32| tree.nodes[*id as usize].name.eq_ignore_ascii_case(name);
                    let found = open.iter().skip(1).rposition(same);
                    let barrier = |id: &u32| {
                        let it = tree.nodes[*id as usize].name;
                        it.eq_ignore_ascii_case("td") || it.eq_ignore_ascii_case("th")
                    };
                    if let Some(found) = found {
                        // A stray </p> or </span> does not reach out of its table cell.
                        let table_part = ["table", "tr", "tbody", "thead", "tfoot", "td", "th", "body", "html"];
                        let free = table_part.iter().any(|it| it.eq_ignore_ascii_case(name));
                        if !html || free || !open[found + 2..].iter().any(barrier) {
                            open.truncate(found + 1);
                        }
                    }
                }
                Token::Text(text) | Token::Raw(text) => {
                    let parent = *open.last().expect("the root is never closed");
                    if !text.is_empty() && (parent != 0 || !text.trim().is_empty()) {
                        tree.add(parent, "", text, matches!(token, Token::Raw(_)));
                    }
                }
            }
        }
        Ok(tree)
    }

    fn add(&mut self, parent: u32, name: &'a str, content: &'a str, raw: bool) -> u32 {
        let id = self.nodes.len() as u32;
        self.nodes.push(Node { name, content, raw, parent, first: NONE, last: NONE, next: NONE });
        let last = self.nodes[parent as usize].last;
        if last == NONE {
            self.nodes[parent as usize].first = id;
        } else {
            self.nodes[last as usize].next = id;
        }
        self.nodes[parent as usize].last = id;
        id
    }

    /// Ends the elements whose end tag HTML lets out before `name` starts.
    fn close_implied(&self, open: &mut Vec<u32>, name: &str) {
        let is = |it: &str| name.eq_ignore_ascii_case(it);
        let closes: &[&str] = if is("li") {
            &["li"]
        } else if is("dt") || is("dd") {
            &["dt", "dd"]
        } else if is("tr") {
            &["tr", "td", "th", "p"]
        } else if is("td") || is("th") {
            &["td", "th", "p"]
        } else if is("tbody") || is("tfoot") || is("thead") {
            &["tbody", "thead", "tr", "td", "th", "p"]
        } else if is("option") {
            &["option"]
        } else if BLOCKS.iter().any(|it| is(it)) {
            &["p"]
        } else {
            return;
        };
        let stops: &[&str] = match closes[0] {
            "li" => &["ul", "ol"],
            "dt" => &["dl"],
            "tr" | "td" | "tbody" => &["table"],
            "option" => &["select"],
            _ => &["td", "th", "table", "button", "body", "div", "section", "article"],
        };
        let name_of = |id: u32| self.nodes[id as usize].name;
        let stop = open
            .iter()
            .skip(1)
            .rposition(|&id| stops.iter().any(|it| name_of(id).eq_ignore_ascii_case(it)))
            .map_or(1, |it| it + 2);
        let first = open[stop..].iter().position(|&id| closes.iter().any(|it| name_of(id).eq_ignore_ascii_case(it)));
        if let Some(first) = first {
            open.truncate(stop + first);
        }
    }
}

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "section",
    "article",
    "aside",
    "nav",
    "header",
    "footer",
    "main",
    "blockquote",
    "pre",
    "form",
    "fieldset",
    "hr",
    "address",
    "center",
    "figure",
    "details",
];

fn is_void(name: &str) -> bool {
    const VOID: &[&str] = &[
        "br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "param",
    ];
    VOID.iter().any(|it| name.eq_ignore_ascii_case(it))
}

impl<'t, 'a> Element<'t, 'a> {
    fn node(&self) -> &'t Node<'a> {
        &self.tree.nodes[self.id as usize]
    }

    /// A number that no other element of the tree has; it grows in the order of the document.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The local name as written.
    pub fn name(&self) -> &'a str {
        local(self.node().name)
    }

    /// Whether this is its local name, without regard to case.
    pub fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        attribute(self.node().content, name)
    }

    /// An attribute that is a number.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    pub fn parent(&self) -> Option<Element<'t, 'a>> {
        (self.id != 0).then(|| Element { tree: self.tree, id: self.node().parent })
    }

    /// Elements and texts inside, in order.
    pub fn items(&self) -> impl Iterator<Item = Item<'t, 'a>> + use<'t, 'a> {
        let tree = self.tree;
        let mut next = self.node().first;
        std::iter::from_fn(move || {
            if next == NONE {
                return None;
            }
            let id = next;
            let node = &tree.nodes[id as usize];
            next = node.next;
            Some(match node.name {
                "" if node.raw => Item::Text(node.content.into()),
                "" => Item::Text(unescape(node.content)),
                _ => Item::Element(Element { tree, id }),
            })
        })
    }

    /// Elements inside, in order.
    pub fn children(&self) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a> {
        let tree = self.tree;
        let mut next = self.node().first;
        std::iter::from_fn(move || {
            while next != NONE {
                let id = next;
                let node = &tree.nodes[id as usize];
                next = node.next;
                if !node.name.is_empty() {
                    return Some(Element { tree, id });
                }
            }
            None
        })
    }

    /// The first element inside with this local name.
    pub fn child(&self, name: &str) -> Option<Element<'t, 'a>> {
        self.children().find(|it| it.is(name))
    }

    /// `val` of the child with this name: `<w:numId w:val="3"/>`.
    pub fn value(&self, name: &str) -> Option<Cow<'a, str>> {
        self.child(name)?.attribute("val")
    }

    /// All elements below, in the order of the document.
    pub fn descendants(&self) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a> {
        let tree = self.tree;
        let top = self.id;
        let mut at = self.id;
        std::iter::from_fn(move || {
            loop {
                let node = &tree.nodes[at as usize];
                if node.first != NONE {
                    at = node.first;
                } else {
                    let mut up = at;
                    while up != top && tree.nodes[up as usize].next == NONE {
                        up = tree.nodes[up as usize].parent;
                    }
                    if up == top {
                        return None;
                    }
                    at = tree.nodes[up as usize].next;
                }
                if !tree.nodes[at as usize].name.is_empty() {
                    return Some(Element { tree, id: at });
                }
            }
        })
    }

    /// The first element below with this local name.
    pub fn find(&self, name: &str) -> Option<Element<'t, 'a>> {
        self.descendants().find(|it| it.is(name))
    }

    /// All text below.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.append_text(&mut out);
        out
    }

    fn append_text(&self, out: &mut String) {
        for item in self.items() {
            match item {
                Item::Text(text) => out.push_str(&text),
                Item::Element(it) => it.append_text(out),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_lets_end_tags_out() {
        let tree = Tree::html("<ul><li>一<li>二</ul><table><tr><td>1<td>2<tr><td>3</table><p>a<p>b").unwrap();
        let count = |name: &str| tree.root().descendants().filter(|it| it.is(name)).count();
        assert_eq!((count("li"), count("tr"), count("td"), count("p")), (2, 2, 3, 2));
        let li = tree.root().find("li").unwrap();
        assert_eq!(li.text(), "一");
        assert_eq!(tree.root().find("tr").unwrap().children().count(), 2);
    }

    #[test]
    fn deep_nesting_is_cut_flat() {
        let text = "<a>".repeat(100_000) + "x";
        let tree = Tree::xml(&text).unwrap();
        assert_eq!(tree.root().text(), "x");
    }

    #[test]
    fn broken_xml_keeps_what_can_be_read() {
        let tree = Tree::xml("<a><b>一</c>二</b><d>三").unwrap();
        assert_eq!(tree.root().text(), "一二三");
        assert_eq!(tree.root().find("d").unwrap().text(), "三");
    }
}
