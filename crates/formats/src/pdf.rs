//! What pdf.js read of a PDF to one text: pages laid out by `geometry`, scans and garbled text layers told.

use std::collections::HashSet;

use crate::encoding::decode_label;
use crate::error::{Error, Note, Result};
use crate::format::Format;
use crate::geometry::{self, Page};
use crate::opened::{Opened, Writer};

/// `pages` are all that were read; `images` is how many of them show pictures.
///
/// # Errors
/// Where there is no text layer or it is garbled throughout.
pub fn open(pages: Vec<Page>, images: u32, title: Option<String>) -> Result<Opened> {
    let count = pages.len();
    let mut health = Health::default();
    let mut empty = Vec::new();
    for page in &pages {
        let before = health.all;
        page.runs.iter().for_each(|it| health.add(&it.text));
        if health.all == before {
            empty.push(page.number);
        }
    }
    // A stamp or a page number on every page is no text layer.
    if health.all == 0 || images as usize * 2 >= count && health.all < count as u32 * 8 {
        return Err(if images > 0 {
            Error::empty(
                format!("这个 PDF 是扫描件：{count} 页都是图片，没有文字。请先用文字识别（OCR）软件转成文字。").as_str(),
                format!("This PDF is a scan: its {count} pages are pictures without text. Recognise it with OCR software first.").as_str(),
            )
        } else {
            Error::empty("这个 PDF 里没有文字。", "There is no text in this PDF.")
        });
    }
    if health.broken * 10 > health.all * 3 {
        return Err(Error::new(
            "garbled",
            "这个 PDF 的文字层是乱码：看着正常，复制出来不是原来的字。请换一个来源，或用文字识别（OCR）软件转成文字。",
            "The text layer of this PDF is garbled: it looks right, but its characters are not what they show. Find another copy, or use OCR software.",
        ));
    }
    let mut writer = Writer::default();
    if health.rare >= 10 && health.rare * 400 > health.han || health.broken * 50 > health.all {
        let lost = health.rare + health.broken;
        writer.note(Note::new(
            "garbled_partly",
            format!("这个 PDF 的文字层有乱码：{lost} 个字符是生僻字或没有意义的码，多半是原文的数字、字母或符号。这里的数字不可靠，请对照原文。"),
            format!("The text layer of this PDF is partly garbled: {lost} characters are rare or meaningless codes, mostly digits, letters or signs of the original. Figures read here are unreliable; check them."),
        ));
    }
    if health.radicals > 0 {
        let found = health.radicals;
        writer.note(Note::new(
            "radicals",
            format!("PDF 里有 {found} 个部首码或兼容汉字，已换成通常的汉字。"),
            format!("{found} radicals and compatibility ideographs of the PDF were replaced by ordinary characters."),
        ));
    }
    if !empty.is_empty() && images > 0 {
        let list = empty.iter().take(12).map(u32::to_string).collect::<Vec<_>>().join("、");
        writer.note(Note::new(
            "pages_without_text",
            format!("有 {} 页没有文字（第 {list} 页），可能是扫描的图片。", empty.len()),
            format!("{} pages have no text (pages {list}); they may be scans.", empty.len()),
        ));
    }
    geometry::write(pages, &mut writer);
    writer.finish(Format::Pdf, title)
}

/// How much of a text layer can be what its page shows.
#[derive(Default)]
struct Health {
    all: u32,
    han: u32,
    /// Han in neither GB 2312 nor the first plane of Big5: broken font tables map digits and letters there.
    rare: u32,
    /// U+FFFD, private use, controls.
    broken: u32,
    radicals: u32,
    known: HashSet<char>,
}

impl Health {
    fn add(&mut self, text: &str) {
        if self.known.is_empty() {
            self.known = everyday_han();
        }
        self.radicals += geometry::count_radicals(text) as u32;
        for c in geometry::normalize(text).chars().filter(|it| !it.is_whitespace()) {
            self.all += 1;
            match c {
                '\u{4E00}'..='\u{9FFF}' => {
                    self.han += 1;
                    self.rare += u32::from(!self.known.contains(&c));
                }
                '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' => self.broken += 1,
                c if c.is_control() => self.broken += 1,
                _ => {}
            }
        }
    }
}

/// The Han of GB 2312 and of the first plane of Big5.
fn everyday_han() -> HashSet<char> {
    let mut bytes = Vec::new();
    for high in 0xB0..=0xF7_u8 {
        (0xA1..=0xFE).for_each(|low| bytes.extend([high, low]));
    }
    let mut out: HashSet<char> = decode_label("gb18030", &bytes).chars().collect();
    bytes.clear();
    for high in 0xA4..=0xC6_u8 {
        (0x40..=0x7E).chain(0xA1..=0xFE).for_each(|low| bytes.extend([high, low]));
    }
    out.extend(decode_label("big5", &bytes).chars());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Run;

    fn page(number: u32, lines: &[&str]) -> Page {
        let runs = lines.iter().enumerate().map(|(n, text)| Run {
            text: (*text).to_owned(),
            x: 72.0,
            y: 100.0 + 24.0 * n as f32,
            width: 16.0 * text.chars().count() as f32,
            size: 16.0,
        });
        Page { number, width: 595.0, height: 842.0, runs: runs.collect(), rules: Vec::new() }
    }

    #[test]
    fn scans_and_garbled_layers_are_told() {
        let scan = open(vec![page(1, &[]), page(2, &["1"])], 2, None).unwrap_err();
        assert_eq!(scan.0.code, "no_text");
        assert!(scan.0.zh.contains("扫描件"));
        let garbled = open(vec![page(1, &["\u{E000}\u{E001}\u{E002}一二三"])], 0, None).unwrap_err();
        assert_eq!(garbled.0.code, "garbled");
        let partly = open(
            vec![page(1, &["犐犆犛犱犵犐犆犛犱犵狆狇狉犐犆犛犱犵", "本标准规定了系统的技术要求和测试方法"])],
            0,
            None,
        )
        .unwrap();
        assert_eq!(partly.notes[0].code, "garbled_partly");
    }

    #[test]
    fn radicals_are_told_and_replaced() {
        let opened = open(vec![page(1, &["⼆〇⼆五年⼗⽉"])], 0, None).unwrap();
        assert_eq!((opened.text.as_str(), opened.notes[0].code), ("二〇二五年十月", "radicals"));
    }
}
