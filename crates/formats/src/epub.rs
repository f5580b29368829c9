//! EPUB: the pages of the book in the order of its spine.

use std::collections::HashMap;

use crate::docx::damaged_part;
use crate::error::{Error, Result};
use crate::format::Format;
use crate::html;
use crate::markup::Tree;
use crate::opened::{Opened, Writer};
use crate::zip::{Zip, resolve};

/// # Errors
/// Where the book has no spine, is locked, or has no text.
pub fn open(bytes: &[u8]) -> Result<Opened> {
    let mut zip = Zip::open(bytes)?;
    if zip.text("META-INF/encryption.xml").is_some_and(|it| it.contains("EncryptedKey"))
        || zip.find("META-INF/rights.xml").is_some()
    {
        return Err(Error::new(
            "encrypted",
            "这本电子书加了数字版权保护（DRM），读不了。",
            "This book is locked by digital rights management and cannot be read.",
        ));
    }
    let container = zip.text("META-INF/container.xml").unwrap_or_default();
    let container = Tree::xml(&container)?;
    let package = container.root().find("rootfile").and_then(|it| it.attribute("full-path")).map(String::from);
    let package = package
        .or_else(|| zip.names().find(|it| it.ends_with(".opf")).map(str::to_owned))
        .ok_or_else(|| Error::damaged("OPF"))?;
    let xml = zip.text(&package).ok_or_else(|| Error::damaged("OPF"))?;
    let tree = Tree::xml(&xml)?;
    let items: HashMap<String, String> = tree
        .root()
        .descendants()
        .filter(|it| it.is("item"))
        .filter_map(|it| Some((it.attribute("id")?.into_owned(), it.attribute("href")?.into_owned())))
        .collect();
    let title = tree.root().find("title").map(|it| it.text());
    let mut writer = Writer::default();
    for it in tree.root().descendants().filter(|it| it.is("itemref")) {
        let Some(href) = it.attribute("idref").and_then(|id| items.get(id.as_ref())) else { continue };
        let path = resolve(&package, &percent_decode(href.split('#').next().unwrap_or_default()));
        if let Some(page) = zip.text(&path) {
            writer.sheet(path.rsplit('/').next().unwrap_or(&path));
            html::read(&page, &mut writer)?;
        }
        if writer.is_full() {
            break;
        }
    }
    if zip.damaged {
        writer.note(damaged_part());
    }
    writer.finish(Format::Epub, title)
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = || {
            Some(
                (char::from(*bytes.get(at + 1)?).to_digit(16)? * 16 + char::from(*bytes.get(at + 2)?).to_digit(16)?)
                    as u8,
            )
        };
        if bytes[at] == b'%'
            && let Some(code) = code()
        {
            out.push(code);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::ZipBuilder;

    #[test]
    fn chapters_come_in_the_order_of_the_spine() {
        let bytes = ZipBuilder::new()
            .part("mimetype", "application/epub+zip")
            .part("META-INF/container.xml", "<container><rootfiles><rootfile full-path='O/b.opf'/></rootfiles></container>")
            .part("O/b.opf", "<package><metadata><dc:title>清河年鉴</dc:title></metadata><manifest><item id='a' href='%E4%B8%80.xhtml'/><item id='b' href='2.xhtml'/></manifest><spine><itemref idref='b'/><itemref idref='a'/></spine></package>")
            .part("O/一.xhtml", "<html><body><p>后</p></body></html>")
            .part("O/2.xhtml", "<html><body><h1>先</h1></body></html>")
            .build();
        let opened = open(&bytes).unwrap();
        assert_eq!((opened.text.as_str(), opened.title.as_deref()), ("先\n\n后", Some("清河年鉴")));
    }
}
