//! Web pages as saved: headings, paragraphs, lists and tables of the page; menus and hidden parts apart.
//!
//! Ours in the browser too: its `DOMParser` is inert, but runs on the page's own thread, where a hostile file cannot be stopped.

mod grid;
pub mod mhtml;

use crate::encoding::{self, Decoded};
use crate::error::Result;
use crate::format::Format;
use crate::markup::{Element, Item, Tree};
use crate::opened::{ApartKind, Opened, Part, Writer};

/// `declared` is the encoding that a header outside the page states.
///
/// # Errors
/// Where the bytes are no text or the page shows none.
pub fn open(bytes: &[u8], wanted: Option<&str>, declared: Option<&str>, format: Format) -> Result<Opened> {
    let meta = scan_meta_charset(bytes);
    let Decoded { text, encoding, notes } = encoding::decode(bytes, wanted, meta.as_deref().or(declared))?;
    let mut writer = Writer::default();
    let title = read(&text, &mut writer)?;
    let mut opened = writer.finish(format, title)?;
    opened.encoding = Some(encoding);
    opened.notes.splice(0..0, notes);
    Ok(opened)
}

/// Writes what a page shows and returns its title.
///
/// # Errors
/// Where the page has too many elements.
pub fn read(text: &str, writer: &mut Writer) -> Result<Option<String>> {
    let tree = Tree::html(text)?;
    let title = tree.root().find("title").map(|it| it.text().split_whitespace().collect::<Vec<_>>().join(" "));
    let mut sizes = Sizes::of(&tree);
    let mut reader =
        Reader { writer, line: String::new(), number: String::new(), pre: 0, sizes: &mut sizes, in_cell: false };
    reader.blocks(tree.root());
    reader.flush(0);
    Ok(title)
}

/// `charset=` in the first bytes, wherever it stands.
fn scan_meta_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let after = &head[head.find("charset")? + 7..];
    let after = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = after.chars().take_while(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_')).collect();
    (!label.is_empty()).then_some(label)
}

/// By element: characters of text below, and those that are links.
struct Sizes {
    text: Vec<(u32, u32)>,
    /// Characters of the whole page that are no links.
    prose: u32,
}

impl Sizes {
    fn of(tree: &Tree<'_>) -> Sizes {
        let mut sizes = Sizes { text: Vec::new(), prose: 0 };
        sizes.add(tree.root(), false);
        sizes
    }

    fn add(&mut self, it: Element<'_, '_>, linked: bool) -> (u32, u32) {
        let linked = linked || it.is("a");
        let mut sum = (0, 0);
        for item in it.items() {
            match item {
                Item::Text(text) => {
                    let count = text.chars().filter(|it| !it.is_whitespace()).count() as u32;
                    sum.0 += count;
                    if linked {
                        sum.1 += count;
                    } else {
                        self.prose += count;
                    }
                }
                Item::Element(it) if !is_silent(it) => {
                    let (text, links) = self.add(it, linked);
                    sum.0 += text;
                    sum.1 += links;
                }
                Item::Element(_) => {}
            }
        }
        let id = it.id() as usize;
        if self.text.len() <= id {
            self.text.resize(id + 1, (0, 0));
        }
        self.text[id] = sum;
        sum
    }

    /// The sizes of an element, which is always one of the tree that was measured.
    fn get(&self, it: Element<'_, '_>) -> (u32, u32) {
        self.text.get(it.id() as usize).copied().unwrap_or_default()
    }
}

/// A footnote of an e-book, by the vocabulary of EPUB or by its role.
fn is_note(it: Element<'_, '_>) -> bool {
    ["epub:type", "role"].iter().any(|name| it.attribute(name).is_some_and(|it| it.contains("note")))
}

/// Elements whose content is never shown as text.
fn is_silent(it: Element<'_, '_>) -> bool {
    const SILENT: &[&str] = &[
        "script", "style", "head", "title", "noscript", "template", "svg", "math", "iframe", "object", "canvas",
        "select", "textarea", "button", "audio", "video", "map", "datalist", "rt", "rp", "noframes", "xml",
    ];
    SILENT.iter().any(|name| it.is(name))
}

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "p",
    "search",
    "section",
    "summary",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

struct Reader<'w, 's> {
    writer: &'w mut Writer,
    line: String,
    /// Of a list's item, until its first paragraph is written.
    number: String,
    pre: u32,
    sizes: &'s mut Sizes,
    in_cell: bool,
}

impl Reader<'_, '_> {
    fn blocks(&mut self, parent: Element<'_, '_>) {
        for item in parent.items() {
            if self.writer.is_full() {
                return;
            }
            match item {
                Item::Text(text) => self.text(&text),
                Item::Element(it) => self.element(it),
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.pre > 0 {
            self.line.push_str(text);
            return;
        }
        for c in text.chars() {
            // A no-break space is a space; a break between Han is none, as all browsers but old ones show it.
            let c = if c == '\u{a0}' { ' ' } else { c };
            if matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{c}') {
                if !self.line.ends_with([' ', '\n']) && !self.line.is_empty() {
                    self.line.push(' ');
                }
            } else {
                self.line.push(c);
            }
        }
    }

    fn flush(&mut self, level: u32) {
        if !self.line.trim().is_empty() {
            let line = std::mem::take(&mut self.number) + self.line.trim();
            self.writer.paragraph(&line, level);
        }
        self.line.clear();
    }

    fn element(&mut self, it: Element<'_, '_>) {
        if is_silent(it) {
            return;
        }
        if is_hidden(it) {
            self.writer.apart(ApartKind::Hidden, 0, &squeeze(&it.text()));
            return;
        }
        let name = it.name().to_ascii_lowercase();
        match name.as_str() {
            "br" => self.line.push('\n'),
            "img" | "input" => {}
            "sup" => {
                let text = it.text();
                self.line.push_str(match text.trim() {
                    "2" => "²",
                    "3" => "³",
                    _ => "",
                });
                if !matches!(text.trim(), "2" | "3") {
                    self.text(&text);
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush(0);
                self.blocks(it);
                self.line = std::mem::take(&mut self.line).replace('\n', " ");
                self.flush(u32::from(name.as_bytes()[1] - b'0'));
            }
            "pre" => {
                self.flush(0);
                self.pre += 1;
                self.blocks(it);
                self.pre -= 1;
                self.flush(0);
            }
            "table" => self.table(it),
            "ol" => {
                self.flush(0);
                let mut number = it.number("start").unwrap_or(1_i64);
                for child in it.children() {
                    if child.is("li") {
                        number = child.number("value").unwrap_or(number);
                        self.number = format!("{number}. ");
                        number += 1;
                    }
                    self.blocks(child);
                    self.flush(0);
                    self.number.clear();
                }
            }
            "aside" if is_note(it) => {
                let part = std::mem::replace(&mut self.writer.at.part, Part::Footnote);
                self.block(it);
                self.writer.at.part = part;
            }
            "nav" | "aside" => self.navigation(it),
            "footer" | "header"
                if it.parent().is_none_or(|it| !it.is("article") && !it.is("section") && !it.is("main")) =>
            {
                let (text, links) = self.sizes.get(it);
                if links * 2 > text || it.is("footer") { self.navigation(it) } else { self.block(it) }
            }
            "del" | "strike" => {}
            _ if it.attribute("role").as_deref() == Some("navigation") => self.navigation(it),
            _ if self.is_menu(it) => self.navigation(it),
            // As LibreOffice saves the head and foot of its pages.
            "div" if matches!(it.attribute("title").as_deref(), Some("header" | "footer")) => {
                let head = it.attribute("title").as_deref() == Some("header");
                self.flush(0);
                self.writer.apart(if head { ApartKind::Header } else { ApartKind::Footer }, 0, &squeeze(&it.text()));
            }
            name if BLOCKS.contains(&name) => self.block(it),
            // Elements that HTML does not know are shown in the line, too.
            _ => self.blocks(it),
        }
    }

    fn block(&mut self, it: Element<'_, '_>) {
        self.flush(0);
        self.blocks(it);
        self.flush(0);
    }

    fn navigation(&mut self, it: Element<'_, '_>) {
        self.flush(0);
        self.writer.apart(ApartKind::Navigation, 0, &squeeze(&it.text()));
    }

    /// A block that is nearly all links, of several, beside a page that has prose.
    fn is_menu(&self, it: Element<'_, '_>) -> bool {
        if self.in_cell || !(it.is("ul") || it.is("div") || it.is("dl") || it.is("section")) {
            return false;
        }
        let (text, links) = self.sizes.get(it);
        self.sizes.prose > 200
            && text > 0
            && links * 10 > text * 8
            && it.descendants().filter(|it| it.is("a")).take(4).count() >= 4
    }

    fn table(&mut self, table: Element<'_, '_>) {
        self.flush(0);
        if grid::is_layout(table) {
            self.blocks(table);
            self.flush(0);
            return;
        }
        if let Some(caption) = table.child("caption") {
            self.block(caption);
        }
        let grid = grid::read(table, |cell| {
            let mut inner = Writer::default();
            let mut reader = Reader {
                writer: &mut inner,
                line: String::new(),
                number: String::new(),
                pre: 0,
                sizes: self.sizes,
                in_cell: true,
            };
            reader.blocks(cell);
            reader.flush(0);
            inner.finish(Format::Html, None).map(|it| it.text).unwrap_or_default()
        });
        self.writer.at.part = Part::Body;
        self.writer.table(&grid);
    }
}

fn is_hidden(it: Element<'_, '_>) -> bool {
    if it.attribute("hidden").is_some() || it.attribute("aria-hidden").as_deref() == Some("true") && it.is("span") {
        return true;
    }
    let Some(style) = it.attribute("style") else { return false };
    let style: String = style.to_ascii_lowercase().split_whitespace().collect();
    style.contains("display:none") || style.contains("visibility:hidden") || style.contains("mso-hide:all")
}

fn squeeze(text: &str) -> String {
    let mut out = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = out.char_indices().nth(2000) {
        out.truncate(cut);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(html: &str) -> String {
        open(html.as_bytes(), None, None, Format::Html).unwrap().text
    }

    #[test]
    fn page_is_read_as_it_shows() {
        let html = "<html><head><title>清河市公报 </title><script>var a='<p>坏</p>'</script></head><body><nav><a>首页</a></nav>
            <h1>清河市<br>统计公报</h1><p>　　全年产值<b>36.5</b>&nbsp;亿元，\n增长5%。<p>用地12平方公里，12km<sup>2</sup>。
            <ol><li>第一项</li><li>第二项</ol><p style='display: none'>隐藏</p></body></html>";
        let opened = open(html.as_bytes(), None, None, Format::Html).unwrap();
        assert_eq!(opened.title.as_deref(), Some("清河市公报"));
        assert_eq!(
            opened.text,
            "清河市 统计公报\n全年产值36.5 亿元， 增长5%。\n用地12平方公里，12km²。\n1. 第一项\n2. 第二项"
        );
        assert_eq!(opened.apart.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["首页", "隐藏"]);
        assert_eq!(opened.places[0].level, 1);
    }

    #[test]
    fn merged_cells_keep_their_columns_and_layout_tables_are_prose() {
        let html =
            "<table><tr><th rowspan=2>指标<th colspan=2>2025年<tr><td>数量<td>增长<tr><td>粮食<td>12<td>3%</table>";
        assert_eq!(text_of(html), "| 指标 | 2025年 |  |\n|  | 数量 | 增长 |\n| 粮食 | 12 | 3% |");
        assert_eq!(text_of("<table><tr><td><p>第一段<p>第二段</table>"), "第一段\n第二段");
    }

    #[test]
    fn number_of_an_item_stands_before_its_paragraph_and_unknown_elements_in_the_line() {
        assert_eq!(
            text_of("<ol><li><p>堤防<ol><li><p>干流</ol><li><p>清淤</ol><p>第<sdfield>2</sdfield>页"),
            "1. 堤防\n1. 干流\n2. 清淤\n第2页"
        );
    }

    #[test]
    fn footnote_of_a_book_is_text_and_the_head_of_a_page_is_not() {
        let html =
            "<div title='header'><p>内部资料</div><p>增长6.2%[1]<aside epub:type='footnote'><p>[1] 按可比价格</aside>";
        let opened = open(html.as_bytes(), None, None, Format::Html).unwrap();
        assert_eq!(opened.text, "增长6.2%[1]\n[1] 按可比价格");
        assert_eq!((opened.places[1].part, opened.apart[0].kind), (Part::Footnote, ApartKind::Header));
    }

    #[test]
    fn charset_of_a_page_yields_to_its_bytes() {
        let page = "<meta charset='gbk'><p>全年完成投资三十六亿元，同比增长百分之五。</p>";
        assert_eq!(text_of(page), "全年完成投资三十六亿元，同比增长百分之五。");
        let bytes = encoding_rs::GBK.encode(&page.replace("gbk", "utf-8")).0.into_owned();
        assert_eq!(open(&bytes, None, None, Format::Html).unwrap().text, "全年完成投资三十六亿元，同比增长百分之五。");
    }
}
