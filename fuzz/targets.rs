//! What is fuzzed, and what must hold for any bytes. `crates/formats/tests/fuzz.rs` runs the same over the corpus that is kept.
//!
//! A reader of a container gets its parts, so that what is changed is the markup and not its checksum.

use std::time::Instant;

use shugang::{StatedHeading, analyze, layout, parse_number};
use shugang_formats::archive::Archive;
use shugang_formats::encoding::CHOICES;
use shugang_formats::fixture::{ZipBuilder, compound};
use shugang_formats::geometry::{Page, Rule, Run};
use shugang_formats::opened::Opened;
use shugang_formats::{Options, error, open, pdf};

/// Whatever the bytes, it does not panic.
pub type Target = fn(&[u8]);

/// The name of each, as `cargo xtask fuzz` lists them, and what it does with the bytes.
pub const TARGETS: [(&str, Target); 17] = [
    ("docx", |bytes| check(open("a.docx", &package(&DOCX, bytes), &Options::default()))),
    ("xlsx", |bytes| check(open("a.xlsx", &package(&XLSX, bytes), &Options::default()))),
    ("odf", odf),
    ("ofd", |bytes| check(open("a.ofd", &package(&OFD, bytes), &Options::default()))),
    ("epub", |bytes| check(open("a.epub", &package(&EPUB, bytes), &Options::default()))),
    ("doc", doc),
    ("xls", xls),
    ("zip", zip),
    ("rtf", |bytes| check(open("a.rtf", bytes, &Options::default()))),
    ("html", |bytes| check(open("a.html", bytes, &Options::default()))),
    ("mhtml", |bytes| check(open("a.mht", bytes, &Options::default()))),
    ("plain", plain),
    ("pdf", |bytes| check(pdf::open(pages(bytes), 0, None))),
    ("analyze", analysis),
    ("repeated", repeated),
    ("parse_number", number),
    ("stitch", stitch),
];

/// A text has something in it, and its places stand in it, one after the other; a refusal is a sentence in two languages.
fn check(opened: error::Result<Opened>) {
    match opened {
        Ok(opened) => {
            assert!(!opened.text.trim().is_empty(), "a blank text");
            let mut last = 0;
            for place in &opened.places {
                assert!(last <= place.start && opened.text.get(place.start as usize..place.end as usize).is_some());
                last = place.end;
            }
        }
        Err(error) => assert!(error.0.zh.ends_with('。') && error.0.en.ends_with('.'), "{error}"),
    }
}

/// A container: the parts that stand in it as they are, and the names of those that the bytes give.
struct Package {
    fixed: &'static [(&'static str, &'static str)],
    parts: &'static [&'static str],
}

const DOCX: Package = Package {
    fixed: &[("[Content_Types].xml", "wordprocessingml")],
    parts: &[
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/_rels/document.xml.rels",
    ],
};
const XLSX: Package = Package {
    fixed: &[("[Content_Types].xml", "spreadsheetml")],
    parts: &[
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
    ],
};
const ODT: Package = Package {
    fixed: &[("mimetype", "application/vnd.oasis.opendocument.text")],
    parts: &["content.xml", "styles.xml", "meta.xml"],
};
const ODS: Package = Package {
    fixed: &[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")],
    parts: &["content.xml", "styles.xml", "meta.xml"],
};
const OFD: Package = Package {
    fixed: &[("OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>")],
    parts: &["Doc_0/Document.xml", "Doc_0/Pages/0.xml", "Doc_0/Pages/1.xml"],
};
const EPUB: Package = Package {
    fixed: &[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", r#"<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>"#),
    ],
    parts: &["book.opf", "a.xhtml"],
};

/// The container whose parts the bytes are, with a zero byte between two.
fn package(package: &Package, bytes: &[u8]) -> Vec<u8> {
    let mut container = ZipBuilder::stored();
    for (name, content) in package.fixed {
        container = container.part(name, content);
    }
    for (name, content) in package.parts.iter().zip(bytes.split(|it| *it == 0)) {
        container = container.part(name, content);
    }
    container.build()
}

/// The first byte chooses between text and sheets.
fn odf(bytes: &[u8]) {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let kind = if first == b's' { &ODS } else { &ODT };
    check(open("a", &package(kind, bytes), &Options::default()));
}

const OLE: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];

/// A whole file, or the stream `1Table` after its length and then `WordDocument`.
fn doc(bytes: &[u8]) {
    if bytes.starts_with(&OLE) {
        return check(open("a.doc", bytes, &Options::default()));
    }
    let Some((&[low, high], bytes)) = bytes.split_first_chunk() else { return };
    let (table, main) = bytes.split_at(usize::from(u16::from_le_bytes([low, high])).min(bytes.len()));
    check(open("a.doc", &compound(&[("WordDocument", main), ("1Table", table)]), &Options::default()));
}

/// A whole file, or the stream `Workbook`.
fn xls(bytes: &[u8]) {
    if bytes.starts_with(&OLE) {
        check(open("a.xls", bytes, &Options::default()));
    } else {
        check(open("a.xls", &compound(&[("Workbook", bytes)]), &Options::default()));
    }
}

fn zip(bytes: &[u8]) {
    match Archive::open(bytes.to_vec()) {
        Ok(mut archive) => {
            for member in 0..archive.members().len() {
                if let Ok(bytes) = archive.read(member) {
                    check(open(&archive.members()[member].path, &bytes, &Options::default()));
                }
            }
        }
        Err(error) => check(Err(error)),
    }
}

/// The first byte chooses what the file is called and whether its encoding is found out or one of the choices.
fn plain(bytes: &[u8]) {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let name = ["a.txt", "a.csv", "a.md", "a"][usize::from(first % 4)];
    let encoding = CHOICES.get(usize::from(first / 4)).map(|it| (*it).to_owned());
    check(open(name, bytes, &Options { encoding }));
}

/// Ten bytes for each run: its page, its place in half points, its size, two letters.
fn pages(bytes: &[u8]) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for it in bytes.chunks_exact(10) {
        let number = u32::from(it[0]);
        let half = |at: usize| f32::from(i16::from_le_bytes([it[at], it[at + 1]])) / 2.0;
        if !pages.last().is_some_and(|it| it.number == number) {
            pages.push(Page { number, width: 595.0, height: 842.0, ..Page::default() });
        }
        let Some(page) = pages.last_mut() else { continue };
        // No character: a line, across or down.
        if it[8] == 0xFF && it[9] == 0xFF {
            let (x, y, length) = (half(1), half(3), half(5));
            let (right, bottom) = if it[7] < 128 { (x + length, y) } else { (x, y + length) };
            page.rules.push(Rule { x, y, right, bottom });
            continue;
        }
        let text = char::from_u32(u32::from(u16::from_le_bytes([it[8], it[9]]))).unwrap_or('一');
        let run = Run { text: text.to_string(), x: half(1), y: half(3), width: half(5), size: f32::from(it[7]) / 4.0 };
        page.runs.push(run);
    }
    pages
}

/// What the bytes of a text that is not UTF-8 stand for, one character each: changed anywhere, it is still Chinese.
const CHARACTERS: &str = "0123456789.,%％‰～—－-、，。；：（）()《》“”〔〕…·/ \n\t|#*\u{3000}０１５９〇零一二两三四五六七八九十百千万亿兆廿半几数多余元角分吨斤公里米平方立千瓦时人户家个项件次岁度年月日季旬周期第届上下前后以内约近超过达到至不低于高少增长降减提升同比环比较和与及其中分别各每均为占位居的了在是有将要完成实现全市县省国地区生产总值财政收入投资工业增加值粮食产量城镇新就业关于通知意见办法条款章节附件号令发印主题词抄送机密目标比例倍翻番";

/// UTF-8 as it is, everything else by `CHARACTERS`.
fn text(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let characters: Vec<char> = CHARACTERS.chars().collect();
            bytes.iter().map(|it| characters[usize::from(*it) % characters.len()]).collect()
        }
    }
}

/// Every span of the report reads back from the text, and paragraphs stand one after the other.
fn analysis(bytes: &[u8]) {
    let text = text(bytes);
    let headings = vec![StatedHeading { start: text.len() as u32 / 2, level: 1 }];
    let report = analyze(&text, &shugang::Options { today: Some("2026-01-02".to_owned()), headings });
    for figure in &report.figures {
        // Slices panic off a character boundary.
        let _ = &text[figure.span.start as usize..figure.span.end as usize];
    }
    for it in report.paragraphs.windows(2) {
        assert!(it[0].span.end <= it[1].span.start);
    }
}

/// Bytes of a unit that is repeated, and of the text that it makes.
const UNIT: usize = 64;
const REPEATED: usize = 12_000;

/// A few characters again and again: what calls itself for each needs a deep stack (a module of WebAssembly has 1 MB), what
/// looks through the whole text for each takes time by its square.
fn repeated(bytes: &[u8]) {
    let unit = text(bytes);
    let unit = &unit[..unit.floor_char_boundary(UNIT)];
    if unit.is_empty() {
        return;
    }
    let seconds = |length: usize| {
        let text = unit.repeat(length.div_ceil(unit.len()));
        let reader = std::thread::Builder::new().stack_size(1 << 20).spawn(move || {
            let started = Instant::now();
            let _ = analyze(&text, &shugang::Options::default());
            started.elapsed().as_secs_f32()
        });
        reader.expect("a thread").join().expect("a report")
    };
    let taken = seconds(REPEATED);
    // The clock is asked by the fuzzer alone: the tests read the same units on any machine. Of sixteen times the text a busy
    // machine makes at most 64 times the time, the square is 256; the least of three, since another program may have run.
    if cfg!(fuzzing) && taken > 0.1 {
        let [small, large] = [1, 16].map(|times| (0..3).map(|_| seconds(times * REPEATED)).fold(f32::MAX, f32::min));
        assert!(large < small * 64.0, "{unit:?}: sixteen times the text takes {:.0} times as long", large / small);
    }
}

/// What a number is, is again the same number.
fn number(bytes: &[u8]) {
    let text = text(bytes);
    if let Some(value) = parse_number(&text) {
        assert_eq!(parse_number(&value).as_deref(), Some(value.as_str()), "{text:?}");
    }
}

/// Lines become paragraphs by deletions only: what is kept stands in the source, in order, and the map inverts.
fn stitch(bytes: &[u8]) {
    let text = text(bytes);
    let layout = layout::read(&text, &[]);
    let map = &layout.stitched.map;
    for block in &layout.blocks {
        let kept: String = map.runs(block.span).map(|it| &text[it.start as usize..it.end as usize]).collect();
        assert_eq!(kept, layout.stitched.text[block.span.start as usize..block.span.end as usize]);
    }
}
