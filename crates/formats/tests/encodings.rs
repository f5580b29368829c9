//! Chinese text in any of the encodings that it comes in is found out and read back, with and without a mark.

use encoding_rs::{BIG5, GB18030};
use proptest::prelude::*;
use shugang_formats::encoding::decode;

/// Words of which texts are made: everyday ones, some rare, in the characters of the mainland and of Taiwan.
const SIMPLIFIED: [&str; 16] = [
    "全县",
    "经济",
    "总体平稳，",
    "发展",
    "投资完成12.5亿元。",
    "我们",
    "和",
    "在",
    "的",
    "不断",
    "改革\n",
    "（一）",
    "服务人民、",
    "比上年增长6.2%；",
    "2025年",
    "喆堃",
];
const TRADITIONAL: [&str; 14] = [
    "全縣",
    "經濟",
    "總體平穩，",
    "發展",
    "投資完成12.5億元。",
    "我們",
    "和",
    "在",
    "的",
    "不斷",
    "改革\n",
    "（一）",
    "服務人民、",
    "2025年",
];

fn text(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(words), 12..200).prop_map(|words| words.concat())
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn utf32(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().flat_map(|c| bytes(c as u32)).collect()
}

fn check(text: &str, encoding: &str, bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let read = decode(&bytes, None, None).expect("a text");
    prop_assert_eq!((read.encoding, read.text.as_str()), (encoding, text));
    let chosen = decode(&bytes, Some(encoding), None).expect("a text");
    prop_assert_eq!(chosen.text, text);
    Ok(())
}

proptest! {
    #[test]
    fn text_is_read_back_from_every_encoding(text in text(&SIMPLIFIED)) {
        let marked = format!("\u{FEFF}{text}");
        check(&text, "utf-8", text.clone().into_bytes())?;
        check(&text, "utf-8", marked.clone().into_bytes())?;
        for it in [&text, &marked] {
            check(&text, "utf-16le", utf16(it, u16::to_le_bytes))?;
            check(&text, "utf-16be", utf16(it, u16::to_be_bytes))?;
            check(&text, "utf-32le", utf32(it, u32::to_le_bytes))?;
            check(&text, "utf-32be", utf32(it, u32::to_be_bytes))?;
            check(&text, "gb18030", GB18030.encode(it).0.into_owned())?;
        }
    }

    #[test]
    fn big5_is_told_from_gb18030(text in text(&TRADITIONAL)) {
        check(&text, "big5", BIG5.encode(&text).0.into_owned())?;
        check(&text, "gb18030", GB18030.encode(&text).0.into_owned())?;
    }

    #[test]
    fn bytes_of_any_kind_lose_nothing_but_what_is_noted(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(read) = decode(&bytes, None, None) {
            let noted = read.notes.iter().any(|it| it.code == "undecodable");
            prop_assert!(noted || !read.text.contains(char::REPLACEMENT_CHARACTER));
        }
    }
}
