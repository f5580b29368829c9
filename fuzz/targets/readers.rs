//! Any bytes under any name are a text or a refusal, and so is any markup inside a sound container. The first byte chooses.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shugang_formats::archive::Archive;
use shugang_formats::fixture::ZipBuilder;
use shugang_formats::geometry::{Page, Run};
use shugang_formats::{Options, open, pdf};

const NAMES: [&str; 14] = [
    "a.txt", "a.md", "a.csv", "a.docx", "a.doc", "a.rtf", "a.ofd", "a.xlsx", "a.xls", "a.odt", "a.epub", "a.html", "a.mht",
    "a",
];

/// Containers: what stands in each as it is, and the parts that the bytes give, with a zero byte between two.
const PACKAGES: [(&[(&str, &str)], &[&str]); 6] = [
    (
        &[("[Content_Types].xml", "wordprocessingml")],
        &["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"],
    ),
    (
        &[
            ("[Content_Types].xml", "spreadsheetml"),
            ("xl/workbook.xml", r#"<workbook><sheets><sheet name="甲" r:id="a"/></sheets></workbook>"#),
            ("xl/_rels/workbook.xml.rels", r#"<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ],
        &["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"],
    ),
    (&[("mimetype", "application/vnd.oasis.opendocument.text")], &["content.xml", "styles.xml", "meta.xml"]),
    (&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], &["content.xml", "styles.xml", "meta.xml"]),
    (
        &[("OFD.xml", "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>")],
        &["D/p.xml", "D/Document.xml", "D/t.xml"],
    ),
    (
        &[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", r#"<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>"#),
        ],
        &["a.xhtml", "b.opf"],
    ),
];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let first = usize::from(first);
    if first >= 250 {
        let _ = pdf::open(pages(bytes), 0, None);
    } else if let Some((fixed, parts)) = first.checked_sub(128).map(|it| PACKAGES[it % PACKAGES.len()]) {
        let mut container = ZipBuilder::new();
        for (name, content) in fixed {
            container = container.part(name, content);
        }
        for (name, content) in parts.iter().zip(bytes.split(|it| *it == 0)) {
            container = container.part(name, content);
        }
        let _ = open("a", &container.build(), &Options::default());
    } else {
        let opened = open(NAMES[first % NAMES.len()], bytes, &Options::default());
        if opened.is_err_and(|error| error.0.code == "not_single")
            && let Ok(mut archive) = Archive::open(bytes.to_vec())
        {
            for member in 0..archive.members().len() {
                let _ = archive.read(member);
            }
        }
    }
});

/// Ten bytes for each run: its page, its place in half points, its size, two letters.
fn pages(bytes: &[u8]) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for it in bytes.chunks_exact(10) {
        let number = u32::from(it[0]);
        let half = |at: usize| f32::from(i16::from_le_bytes([it[at], it[at + 1]])) / 2.0;
        let text = char::from_u32(u32::from(u16::from_le_bytes([it[8], it[9]]))).unwrap_or('一');
        let run = Run { text: text.to_string(), x: half(1), y: half(3), width: half(5), size: f32::from(it[7]) / 4.0 };
        match pages.last_mut() {
            Some(page) if page.number == number => page.runs.push(run),
            _ => pages.push(Page { number, width: 595.0, height: 842.0, runs: vec![run] }),
        }
    }
    pages
}
