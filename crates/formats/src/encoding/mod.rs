//! Bytes of a text file to its characters: by byte order mark, by validity, then by which reading looks like Chinese.

mod detect;
mod legacy;
mod utf;

use crate::error::{Error, Note, Result};

pub use detect::{Guess, detect};
pub use legacy::{code_page, decode_label};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    /// The name in the WHATWG Encoding Standard, or `utf-32le` and `utf-32be`, which it does not have.
    pub encoding: &'static str,
    pub notes: Vec<Note>,
}

/// Encodings that a reader can choose from where the guess is wrong.
pub const CHOICES: [&str; 11] = [
    "utf-8",
    "gb18030",
    "big5",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "shift_jis",
    "euc-kr",
    "windows-1252",
    "koi8-r",
];

/// Decodes by `wanted` where the reader chose it, else by the bytes; `declared` (a `<meta>`, an XML declaration) only
/// decides where the bytes do not.
///
/// Bytes that mean nothing are kept as U+FFFD and noted.
///
/// # Errors
/// Where the bytes are no text in any encoding, or `wanted` is not known.
pub fn decode(bytes: &[u8], wanted: Option<&str>, declared: Option<&str>) -> Result<Decoded> {
    let guess = match wanted {
        Some(label) => {
            let label = label.trim().to_ascii_lowercase();
            let found = match label.as_str() {
                "gbk" | "gb2312" => Some("gb18030"),
                "utf-16" => Some("utf-16le"),
                "utf-32" => Some("utf-32le"),
                other => CHOICES.into_iter().find(|it| *it == other),
            };
            let encoding = found.ok_or_else(|| {
                Error::new(
                    "unknown_encoding",
                    format!("不认识编码“{label}”。"),
                    format!("The encoding {label} is not known."),
                )
            })?;
            Guess { encoding, bom: detect::bom(bytes).filter(|it| it.0 == encoding).map_or(0, |it| it.1), sure: true }
        }
        None => detect(bytes, declared),
    };
    let body = &bytes[guess.bom..];
    let (text, own) = match guess.encoding {
        "utf-8" => {
            let own = body.windows(3).filter(|it| *it == b"\xEF\xBF\xBD").count();
            (String::from_utf8_lossy(body).into_owned(), own)
        }
        "utf-16le" => (utf::decode_utf16(body, u16::from_le_bytes), 0),
        "utf-16be" => (utf::decode_utf16(body, u16::from_be_bytes), 0),
        "utf-32le" => (utf::decode_utf32(body, u32::from_le_bytes), 0),
        "utf-32be" => (utf::decode_utf32(body, u32::from_be_bytes), 0),
        label => (legacy::decode_label(label, body), 0),
    };
    let mut notes = Vec::new();
    let lost = text.matches('\u{FFFD}').count().saturating_sub(own);
    if lost > 0 {
        let first = text.find('\u{FFFD}').unwrap_or(0);
        let line = text[..first].matches('\n').count() + 1;
        let name = guess.encoding.to_uppercase();
        notes.push(Note::new(
            "undecodable",
            format!("按 {name} 读，有 {lost} 处字节不成文字，显示为 �，第一处在第 {line} 行。如果满篇乱码，请换一种编码。"),
            format!("Read as {name}, {lost} places are no characters and are shown as �, the first on line {line}. If all is garbled, choose another encoding."),
        ));
    } else if !guess.sure {
        let name = guess.encoding.to_uppercase();
        notes.push(Note::new(
            "encoding_guessed",
            format!("编码是猜的：{name}。如果是乱码，请换一种编码。"),
            format!("The encoding is a guess: {name}. If the text is garbled, choose another."),
        ));
    }
    if wanted.is_none() {
        refuse_binary(&text)?;
    }
    Ok(Decoded { text, encoding: guess.encoding, notes })
}

/// For a part of a container that says itself, or leaves to UTF-8, what its encoding is: never fails.
pub fn decode_xml(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(200)];
    let declared = std::str::from_utf8(head.split(|&it| it == b'>').next().unwrap_or(head)).ok().and_then(|head| {
        let after = &head[head.find("encoding=")? + 9..];
        let quote = after.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        after[1..].split(quote).next().map(str::to_ascii_lowercase)
    });
    match (detect::bom(bytes), declared.as_deref()) {
        (Some(("utf-16le", bom)), _) => utf::decode_utf16(&bytes[bom..], u16::from_le_bytes),
        (Some(("utf-16be", bom)), _) => utf::decode_utf16(&bytes[bom..], u16::from_be_bytes),
        (Some((_, bom)), _) => String::from_utf8_lossy(&bytes[bom..]).into_owned(),
        (None, Some("gb2312" | "gbk" | "gb18030")) if std::str::from_utf8(bytes).is_err() => {
            decode_label("gb18030", bytes)
        }
        (None, Some("big5")) if std::str::from_utf8(bytes).is_err() => decode_label("big5", bytes),
        _ if bytes.starts_with(b"<\0") => utf::decode_utf16(bytes, u16::from_le_bytes),
        _ if bytes.starts_with(b"\0<") => utf::decode_utf16(bytes, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// A name whose encoding nobody states: UTF-8 where it is valid, else GBK.
///
/// Two GBK characters can form two letters of two bytes each in UTF-8 (通知 does): only that is not taken for UTF-8.
pub fn decode_name(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() || text.chars().any(|it| it as u32 >= 0x800) => text.to_owned(),
        _ => decode_label("gb18030", bytes),
    }
}

fn refuse_binary(text: &str) -> Result<()> {
    let mut seen = 0_usize;
    let mut lost = 0_usize;
    let mut control = 0_usize;
    for c in text.chars().take(100_000) {
        seen += 1;
        lost += usize::from(c == '\u{FFFD}');
        control += usize::from(c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}' | '\u{1a}'));
    }
    // An exhaustive test file of an encoding has some control characters; a binary file has many.
    if seen >= 16 && (lost * 5 > seen * 2 || control * 12 > seen) || (lost + control) * 2 > seen {
        return Err(Error::new(
            "not_text",
            "认不出这是什么文件：它不是文字，也不是能打开的格式。可以打开的有 TXT、DOCX、DOC、PDF、OFD、XLSX、XLS、RTF、ODT、HTML、EPUB、CSV、ZIP。",
            "This file is neither text nor a format that can be opened here: TXT, DOCX, DOC, PDF, OFD, XLSX, XLS, RTF, ODT, HTML, EPUB, CSV, ZIP.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_without_characters_are_no_text() {
        for bytes in [&[0, 1, 2, 3, 0xFF, 0, 7][..], &[0x7F; 3], &[0xFF; 40]] {
            assert_eq!(decode(bytes, None, None).unwrap_err().0.code, "not_text", "{bytes:?}");
        }
    }

    const TEXT: &str =
        "国务院办公厅关于印发《清河市国土空间总体规划（2021—2035年）》的函\r\n到2035年，耕地保有量不低于268.61万亩。";
    const TRADITIONAL: &str = "國務院辦公廳關於印發規劃的函，請認真貫徹執行。到二〇三五年，耕地保有量不低於268萬畝。";

    fn utf16(text: &str, le: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|it| if le { it.to_le_bytes() } else { it.to_be_bytes() }).collect()
    }

    #[test]
    fn each_encoding_is_found_without_a_mark() {
        let gb = encoding_rs::GB18030.encode(TEXT).0.into_owned();
        let big5 = encoding_rs::BIG5.encode(TRADITIONAL).0.into_owned();
        let utf32: Vec<u8> = TEXT.chars().flat_map(|it| (it as u32).to_le_bytes()).collect();
        let cases: [(&[u8], &str, &str); 6] = [
            (TEXT.as_bytes(), "utf-8", TEXT),
            (&gb, "gb18030", TEXT),
            (&big5, "big5", TRADITIONAL),
            (&utf16(TEXT, true), "utf-16le", TEXT),
            (&utf16(TEXT, false), "utf-16be", TEXT),
            (&utf32, "utf-32le", TEXT),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(bytes, None, None).unwrap();
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
        }
    }

    #[test]
    fn bytes_beat_a_wrong_declaration() {
        let gb = encoding_rs::GB18030.encode(TEXT).0.into_owned();
        assert_eq!(decode(&gb, None, Some("utf-8")).unwrap().text, TEXT);
        assert_eq!(decode(TEXT.as_bytes(), None, Some("gb2312")).unwrap().text, TEXT);
    }

    #[test]
    fn undecodable_bytes_stay_visible_with_a_note() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.insert(TEXT.find("到2035").unwrap(), 0xFF);
        let decoded = decode(&bytes, None, None).unwrap();
        assert_eq!(decoded.encoding, "utf-8");
        assert_eq!(decoded.text.replace('\u{FFFD}', ""), TEXT);
        assert!(decoded.notes[0].zh.contains("第 2 行"), "{:?}", decoded.notes);
    }

    #[test]
    fn noise_is_no_text() {
        let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise, None, None).unwrap_err().0.code, "not_text");
    }
}
