//! Broken files: every cut and many flipped bits of a small file of each format (of a compound file every eighth), and the samples that lie beside the project
//! where there are any, end in a text or a sentence. A panic fails the test; so does a text with a place outside it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use shugang_formats::fixture::{ZipBuilder, compound};
use shugang_formats::{Options, archive::Archive, open};

const TYPES: &str =
    r#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.KIND.main+xml"/></Types>"#;

/// A small file of each format, with a table in it.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let docx = ZipBuilder::new()
        .part("[Content_Types].xml", TYPES.replace("KIND", "wordprocessingml.document"))
        .part("word/document.xml", r#"<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>税收</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12.5</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"#)
        .part("word/numbering.xml", r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#)
        .build();
    let xlsx = ZipBuilder::new()
        .part("[Content_Types].xml", TYPES.replace("KIND", "spreadsheetml.sheet"))
        .part("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>"#)
        .part("xl/_rels/workbook.xml.rels", r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#)
        .part("xl/worksheets/sheet1.xml", r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>税收</t></is></c><c r="B1"><v>12.5</v></c></row></sheetData></worksheet>"#)
        .build();
    let odt = ZipBuilder::new()
        .part("mimetype", "application/vnd.oasis.opendocument.text")
        .part("content.xml", r#"<o:document-content xmlns:o="o" xmlns:t="t" xmlns:b="b"><o:body><o:text><t:h t:outline-level="1">总体情况</t:h><b:table><b:table-row><b:table-cell b:number-columns-repeated="3"><t:p>12.5</t:p></b:table-cell></b:table-row></b:table></o:text></o:body></o:document-content>"#)
        .build();
    let ods = ZipBuilder::new()
        .part("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        .part("content.xml", r#"<o:document-content xmlns:o="o" xmlns:t="t" xmlns:b="b"><o:body><o:spreadsheet><b:table b:name="甲"><b:table-row><b:table-cell><t:p>税收</t:p></b:table-cell><b:table-cell b:number-columns-repeated="3"><t:p>12.5</t:p></b:table-cell></b:table-row></b:table></o:spreadsheet></o:body></o:document-content>"#)
        .build();
    let ofd = ZipBuilder::new()
        .part("OFD.xml", "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>")
        .part("D/Document.xml", r#"<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea></CommonData><Pages><Page ID="1" BaseLoc="p.xml"/></Pages></Document>"#)
        .part("D/p.xml", r#"<Page><Content><Layer><TextObject Boundary="30 40 90 6" Size="5"><TextCode X="0" Y="5" DeltaX="g 3 5">产值12亿元</TextCode></TextObject></Layer></Content></Page>"#)
        .build();
    let epub = ZipBuilder::new()
        .part("mimetype", "application/epub+zip")
        .part("META-INF/container.xml", r#"<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>"#)
        .part("b.opf", r#"<package><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>"#)
        .part("a.xhtml", "<html><body><h1>总体情况</h1><p>产值12亿元。</p></body></html>")
        .build();
    let zip = ZipBuilder::new()
        .part("甲.txt", "产值12亿元")
        .part("乙.zip", ZipBuilder::new().part("丙.txt", "文").build())
        .build();
    // One piece of the text, which the table stream tells of, and a sheet's name and cell.
    let text: Vec<u8> = "总体情况\r产值12亿元。\r".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut main = vec![0; 0x400];
    for (at, value) in [(0, 0xA5EC_u32), (2, 0xC1), (10, 0x200), (0x4C, text.len() as u32 / 2), (0x1A6, 21)] {
        main[at..at + 4].iter_mut().zip(value.to_le_bytes()).for_each(|(to, from)| *to |= from);
    }
    main.extend(&text);
    let mut clx = vec![2, 16, 0, 0, 0, 0, 0, 0, 0];
    clx.extend((text.len() as u32 / 2).to_le_bytes());
    clx.extend([0, 0, 0, 4, 0, 0, 0, 0]);
    let doc = compound(&[("WordDocument", &main), ("1Table", &clx)]);
    let record = |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat();
    let begin = |kind: u8| record(0x809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let globals = |at: u32| {
        let sheet = [&at.to_le_bytes()[..], &[0, 0, 1, 1, 0x32, 0x75]].concat();
        [begin(5), record(0x85, &sheet), record(0x0A, &[])].concat()
    };
    let number = [&[0, 0, 1, 0, 0, 0][..], &12.5_f64.to_le_bytes()].concat();
    let name = [&[0, 0, 0, 0, 0, 0, 2, 0, 1][..], &[0x0E, 0x7A, 0x36, 0x65]].concat();
    let sheet = [begin(0x10), record(0x204, &name), record(0x203, &number), record(0x0A, &[])].concat();
    let xls = compound(&[("Workbook", &[globals(globals(0).len() as u32), sheet].concat())]);
    let gbk = [0xB2, 0xFA, 0xC1, 0xBF, b'1', b'2', 0xCD, 0xF2, 0xB6, 0xD6, 0xA1, 0xA3];
    vec![
        ("a.docx", docx),
        ("a.xlsx", xlsx),
        ("a.odt", odt),
        ("a.ofd", ofd),
        ("a.epub", epub),
        ("a.zip", zip),
        ("a.rtf", br"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 S;}}\f0\'b2\'fa\u20135?\par\trowd\cellx1\intbl a\cell\row}".to_vec()),
        ("a.html", "<html><meta charset=gbk><table><tr><td rowspan=2>税收<td>12.5</table><p>&#x4e00;&amp".as_bytes().to_vec()),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=B2=FA=\r\n</p>\r\n--b--".to_vec()),
        ("a.ods", ods),
        ("a.doc", doc),
        ("a.xls", xls),
        ("a.csv", "指标,数\n\"税,收\",12.5\n".as_bytes().to_vec()),
        ("a.txt", gbk.to_vec()),
    ]
}

/// Opens it as the page does; an archive with all that is in it. A reader that takes ten seconds here would freeze there.
fn check(name: &str, bytes: &[u8]) {
    let slow = || {
        let started = Instant::now();
        check_opened(name, bytes);
        started.elapsed() > Duration::from_secs(10)
    };
    // Once more where the machine may have been busy with others.
    assert!(!slow() || !slow(), "{name}: more than ten seconds");
}

fn check_opened(name: &str, bytes: &[u8]) {
    match open(name, bytes, &Options::default()) {
        Ok(opened) => {
            assert!(!opened.text.trim().is_empty(), "{name}: a blank text");
            let mut last = 0;
            for place in &opened.places {
                let (start, end) = (place.start as usize, place.end as usize);
                assert!(last <= start && opened.text.get(start..end).is_some(), "{name}: a place outside the text");
                last = end;
            }
        }
        Err(error) if error.0.code == "not_single" => {
            let Ok(mut archive) = Archive::open(bytes.to_vec()) else { return };
            for member in 0..archive.members().len() {
                if let Ok(bytes) = archive.read(member) {
                    let _ = open(&archive.members()[member].path, &bytes, &Options::default());
                }
            }
        }
        Err(error) => assert!(error.0.zh.ends_with('。') && error.0.en.ends_with('.'), "{name}: {error}"),
    }
}

/// Cut everywhere (at most `most` places) and with one bit after the other flipped.
fn check_broken(name: &str, bytes: &[u8], most: usize) {
    check(name, bytes);
    let step = bytes.len() / most + 1;
    for at in (0..bytes.len()).step_by(step) {
        check(name, &bytes[..at]);
        let mut flipped = bytes.to_vec();
        flipped[at] ^= 1 << (at % 8);
        check(name, &flipped);
    }
}

#[test]
fn every_cut_and_flipped_bit_ends_in_a_text_or_a_sentence() {
    for (name, bytes) in samples() {
        let opened = open(name, &bytes, &Options::default());
        assert!(name == "a.zip" || opened.is_ok(), "{name}: {opened:?}");
        check_broken(name, &bytes, 1200);
    }
}

#[test]
fn samples_beside_the_project_end_in_a_text_or_a_sentence() {
    let shared = std::env::var("SHUGANG_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    for (folder, most) in [("robust", 24), ("formats", 150)] {
        let Ok(entries) = fs::read_dir(Path::new(&shared).join(folder)) else { continue };
        for path in entries.flatten().map(|it| it.path()).filter(|it| it.extension().is_some_and(|it| it != "jsonl")) {
            let bytes = fs::read(&path).expect("a file that can be read");
            check_broken(&path.file_name().unwrap_or_default().to_string_lossy(), &bytes, most);
        }
    }
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 200 << 20];
    let bomb = ZipBuilder::new()
        .part("[Content_Types].xml", TYPES.replace("KIND", "wordprocessingml.document"))
        .part("word/document.xml", &zeros)
        .build();
    assert!(open("a.docx", &bomb, &Options::default()).is_err());
    let entities = format!(
        "<!DOCTYPE d [<!ENTITY a \"{}\">{}]><html><p>&z;</p></html>",
        "x".repeat(1000),
        (b'b'..=b'z')
            .map(|it| {
                let (it, before) = (char::from(it), char::from(it - 1));
                format!("<!ENTITY {it} \"{}\">", format!("&{before};").repeat(100))
            })
            .collect::<String>()
    );
    if let Ok(opened) = open("a.html", entities.as_bytes(), &Options::default()) {
        assert!(opened.text.len() < 1 << 20);
    }
    let deep = format!("<html>{}文</html>", "<div>".repeat(200_000));
    assert!(open("a.html", deep.as_bytes(), &Options::default()).is_ok());
}
