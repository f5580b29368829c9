//! DOCX and DOCM (ECMA-376, WordprocessingML), as Word would show the final text; WPS writes the same.

mod body;
pub(crate) mod numbering;
mod numeral;

mod styles;

use std::collections::HashMap;

use crate::error::{Error, Note, Result};
use crate::format::Format;
use crate::markup::{Element, Tree};
use crate::opened::{ApartKind, Opened, Writer};
use crate::zip::{Zip, resolve};

pub(crate) use numeral::format_number;

/// # Errors
/// Where there is no main part or it has no text.
pub fn open(bytes: &[u8]) -> Result<Opened> {
    let mut zip = Zip::open(bytes)?;
    let main = main_part(&mut zip).ok_or_else(|| Error::damaged("word/document.xml"))?;
    let xml = match zip.find(&main) {
        Some(index) => crate::encoding::decode_xml(&zip.read(index)?),
        None => return Err(Error::damaged("word/document.xml")),
    };
    let parts = relations(&mut zip, &main);
    let beside = |kind: &str, name: &str| {
        parts.values().find(|it| it.kind == kind).map_or_else(|| resolve(&main, name), |it| it.target.clone())
    };
    let styles = zip.text(&beside("styles", "styles.xml")).map(|it| styles::Styles::read(&it)).unwrap_or_default();
    let numbering =
        zip.text(&beside("numbering", "numbering.xml")).map(|it| numbering::Numbering::read(&it)).unwrap_or_default();
    let footnotes = zip.text(&beside("footnotes", "footnotes.xml")).unwrap_or_default();
    let endnotes = zip.text(&beside("endnotes", "endnotes.xml")).unwrap_or_default();

    let tree = Tree::xml(&xml)?;
    let footnotes = Tree::xml(&footnotes)?;
    let endnotes = Tree::xml(&endnotes)?;
    let body = tree.root().find("body").ok_or_else(|| Error::damaged("w:body"))?;
    let mut writer = Writer::default();
    let mut reader = body::Reader::new(&styles, numbering, footnotes.root(), endnotes.root(), &mut writer);
    reader.has_pages = body.descendants().any(|it| it.is("lastRenderedPageBreak"));
    reader.read(body);
    let revised = reader.revised;
    let chunks = body.descendants().any(|it| it.is("altChunk"));

    let mut furniture: Vec<(ApartKind, String)> = Vec::new();
    for part in body.descendants().filter(|it| it.is("headerReference") || it.is("footerReference")) {
        let kind = if part.is("headerReference") { ApartKind::Header } else { ApartKind::Footer };
        if let Some(target) = part.attribute("r:id").and_then(|id| parts.get(id.as_ref())).map(|it| it.target.clone())
            && !furniture.iter().any(|it| it.1 == target)
        {
            furniture.push((kind, target));
        }
    }
    for (kind, target) in furniture {
        let Some(xml) = zip.text(&target) else { continue };
        let tree = Tree::xml(&xml)?;
        let text = body::plain_text(tree.root(), &styles);
        writer.apart(kind, 0, &text);
    }
    if revised {
        writer.note(revisions());
    }
    if chunks {
        writer.note(Note::new(
            "embedded",
            "文档里嵌有别的文件，没有读。",
            "The document embeds another file, which was not read.",
        ));
    }
    if zip.names().any(|it| it.ends_with("vbaProject.bin")) {
        writer.note(macros());
    }
    if zip.damaged {
        writer.note(damaged_part());
    }
    let title = zip.text("docProps/core.xml").and_then(|it| {
        let tree = Tree::xml(&it).ok()?;
        tree.root().find("title").map(|it| it.text())
    });
    writer.finish(Format::Docx, title)
}

pub fn revisions() -> Note {
    Note::new(
        "revisions",
        "文档带有修订，这里读的是接受全部修订后的文字。",
        "The document has tracked changes; this is the text with all of them accepted.",
    )
}

pub fn macros() -> Note {
    Note::new("macros", "文件里有宏，没有运行。", "The file has macros; they were not run.")
}

pub fn damaged_part() -> Note {
    Note::new(
        "damaged_part",
        "文件有损坏，只读出了完好的部分；数字请对照原文。",
        "The file is damaged and only what is whole was read; check the numbers against the original.",
    )
}

/// `<w:x/>`, or any value but off.
pub(crate) fn is_on(it: Element<'_, '_>) -> bool {
    !it.attribute("val").is_some_and(|it| matches!(it.as_ref(), "0" | "false" | "off"))
}

/// What another part is to this one, and where it is.
pub(crate) struct Relation {
    /// The last part of the type's URI: `styles`, `officeDocument`.
    pub kind: String,
    pub target: String,
}

/// The parts that `part` refers to, by id; parts outside the package are left out.
pub(crate) fn relations(zip: &mut Zip<'_>, part: &str) -> HashMap<String, Relation> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some(xml) = zip.text(&path) else { return HashMap::new() };
    let Ok(tree) = Tree::xml(&xml) else { return HashMap::new() };
    let inside = tree
        .root()
        .descendants()
        .filter(|it| it.is("Relationship") && it.attribute("TargetMode").as_deref() != Some("External"));
    inside
        .filter_map(|it| {
            let kind = it.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((it.attribute("Id")?.into(), Relation { kind, target: resolve(part, &it.attribute("Target")?) }))
        })
        .collect()
}

/// The package's main part.
pub(crate) fn main_of_package(zip: &mut Zip<'_>) -> Option<String> {
    let parts = relations(zip, "");
    let target = parts.into_values().find(|it| it.kind == "officeDocument")?.target;
    zip.find(&target).map(|_| target)
}

fn main_part(zip: &mut Zip<'_>) -> Option<String> {
    main_of_package(zip)
        .or_else(|| zip.names().find(|it| it.to_ascii_lowercase().ends_with("word/document.xml")).map(str::to_owned))
}
