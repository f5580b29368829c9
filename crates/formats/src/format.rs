//! What a file is, by its bytes first and by its name where bytes cannot tell.

use crate::error::Error;
use crate::markup;
use crate::zip::Zip;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Text,
    Markdown,
    Csv,
    Html,
    Mhtml,
    Docx,
    Doc,
    Rtf,
    Odt,
    Epub,
    Ofd,
    Pdf,
    Xlsx,
    Xls,
    Ods,
    Zip,
    /// Known, and not read: the error says what to do.
    Refused(&'static str),
}

impl Format {
    /// The name at the boundary.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Csv => "csv",
            Format::Html => "html",
            Format::Mhtml => "mhtml",
            Format::Docx => "docx",
            Format::Doc => "doc",
            Format::Rtf => "rtf",
            Format::Odt => "odt",
            Format::Epub => "epub",
            Format::Ofd => "ofd",
            Format::Pdf => "pdf",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Zip => "zip",
            Format::Refused(what) => what,
        }
    }
}

/// Says what the file is. `name` only decides among texts.
pub fn sniff(name: &str, bytes: &[u8]) -> Format {
    let head = &bytes[..bytes.len().min(1024)];
    let has = |mark: &[u8]| head.windows(mark.len()).any(|it| it == mark);
    let extension = name.rsplit_once('.').map_or(String::new(), |it| it.1.to_ascii_lowercase());
    match head {
        [b'P', b'K', 3 | 5 | 7, ..] => return sniff_zip(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => return sniff_ole(bytes, &extension),
        [0xFF, 0xD8, 0xFF, ..]
        | [0x89, b'P', b'N', b'G', ..]
        | [b'G', b'I', b'F', b'8', ..]
        | [b'I', b'I', 42, 0, ..]
        | [b'M', b'M', 0, 42, ..] => {
            return Format::Refused("image");
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => return Format::Refused("image"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => return Format::Refused("image"),
        [b'R', b'a', b'r', b'!', ..]
        | [b'7', b'z', 0xBC, 0xAF, ..]
        | [0x1F, 0x8B, ..]
        | [0xFD, b'7', b'z', b'X', b'Z', ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', ..] => {
            return Format::Refused("archive");
        }
        [b'C', b'A', b'J', ..] | [b'H', b'N', 0xC8, 0, ..] | [b'K', b'D', b'H', ..] | [b'N', b'H', ..]
            if matches!(extension.as_str(), "caj" | "nh" | "kdh") =>
        {
            return Format::Refused("caj");
        }
        [0x31, 0xBE, 0, 0, ..] | [0xDB, 0xA5, 0x2D, 0, ..] => return Format::Refused("old_word"),
        [9, 8 | 4 | 2 | 0, ..] if matches!(extension.as_str(), "xls" | "et") => return Format::Xls,
        [0x7F, b'E', b'L', b'F', ..] | [b'M', b'Z', ..] if head.contains(&0) => return Format::Refused("program"),
        [b'%', b'!', b'P', b'S', ..] => return Format::Refused("postscript"),
        _ => {}
    }
    if has(b"%PDF-") {
        return Format::Pdf;
    }
    if head.starts_with(b"{\\rtf") || head.trim_ascii_start().starts_with(b"{\\rtf") {
        return Format::Rtf;
    }
    let lower = head.to_ascii_lowercase();
    let says = |mark: &[u8]| lower.windows(mark.len()).any(|it| it == mark);
    if matches!(extension.as_str(), "mht" | "mhtml" | "eml")
        || says(b"mime-version:") && (says(b"multipart/related") || says(b"content-type: text/html"))
    {
        return Format::Mhtml;
    }
    let markup = lower.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&lower).trim_ascii_start();
    if matches!(extension.as_str(), "html" | "htm" | "xhtml" | "shtml")
        || markup.starts_with(b"<!doctype html")
        || markup.starts_with(b"<html")
        || markup.starts_with(b"<") && says(b"<html") && extension != "txt"
    {
        return Format::Html;
    }
    match extension.as_str() {
        "csv" | "tsv" | "tab" => Format::Csv,
        "md" | "markdown" => Format::Markdown,
        _ => Format::Text,
    }
}

fn sniff_zip(bytes: &[u8]) -> Format {
    let Ok(mut zip) = Zip::open(bytes) else { return Format::Zip };
    if let Some(kind) = zip.find("mimetype").and_then(|it| zip.read(it).ok()) {
        match kind.trim_ascii() {
            b"application/epub+zip" => return Format::Epub,
            b"application/vnd.oasis.opendocument.text" | b"application/vnd.oasis.opendocument.text-template" => {
                return Format::Odt;
            }
            b"application/vnd.oasis.opendocument.spreadsheet" => return Format::Ods,
            it if it.starts_with(b"application/vnd.oasis.opendocument.presentation") => {
                return Format::Refused("slides");
            }
            _ => {}
        }
    }
    if let Some(types) = zip.find("[Content_Types].xml").and_then(|it| zip.read(it).ok()) {
        let types = String::from_utf8_lossy(&types);
        if types.contains("wordprocessingml") || types.contains("ms-word") {
            return Format::Docx;
        }
        if types.contains("spreadsheetml") || types.contains("ms-excel.sheet.macroEnabled") {
            return Format::Xlsx;
        }
        if types.contains("ms-excel.sheet.binary") {
            return Format::Refused("xlsb");
        }
        if types.contains("presentationml") {
            return Format::Refused("slides");
        }
    }
    // A package may have lost its list of parts, or keep them under a folder.
    let has = |end: &str| zip.names().any(|it| it.to_ascii_lowercase().ends_with(end));
    if has("ofd.xml") {
        Format::Ofd
    } else if has("word/document.xml") {
        Format::Docx
    } else if has("xl/workbook.xml") {
        Format::Xlsx
    } else if has("ppt/presentation.xml") {
        Format::Refused("slides")
    } else if has("meta-inf/container.xml") {
        Format::Epub
    } else {
        Format::Zip
    }
}

fn sniff_ole(bytes: &[u8], extension: &str) -> Format {
    let Ok(file) = crate::cfb::Cfb::open(bytes) else {
        return if matches!(extension, "xls" | "et") { Format::Xls } else { Format::Doc };
    };
    let has = |name: &str| file.find(name).is_some();
    if has("EncryptedPackage") {
        Format::Refused("encrypted")
    } else if has("WordDocument") {
        Format::Doc
    } else if has("Workbook") || has("Book") {
        Format::Xls
    } else if has("PowerPoint Document") {
        Format::Refused("slides")
    } else if has("MatOST") || has("MN0") || has("CONTENTS") {
        Format::Refused("works")
    } else {
        Format::Refused("ole")
    }
}

/// Whether a text is a web page although nothing but its inside says so.
pub fn looks_like_html(text: &str) -> bool {
    let head: String = text.chars().take(2000).collect();
    markup::Tokens::html(&head).take(40).any(|it| match it {
        markup::Token::Start(tag) => {
            ["html", "body", "table", "div"].iter().any(|it| tag.name.eq_ignore_ascii_case(it))
        }
        _ => false,
    }) && head.trim_start().starts_with('<')
}

/// The sentence for a file that is known and not read.
pub fn refuse(what: &'static str) -> Error {
    let (zh, en) = match what {
        "image" => (
            "这是一张图片，没有文字层。请先用文字识别（OCR）软件转成文字再打开。",
            "This is a picture and has no text. Recognise it with OCR software first.",
        ),
        "archive" => (
            "这个压缩格式打不开，只能打开 ZIP。请先解压，再打开里面的文件，或重新压缩成 ZIP。",
            "Only ZIP archives can be opened. Unpack it and open the files inside, or pack it again as ZIP.",
        ),
        "caj" => (
            "这是知网 CAJ 文件。请在 CAJViewer 里另存为 PDF 再打开。",
            "This is a CNKI CAJ file. Save it as PDF in CAJViewer, then open that.",
        ),
        "old_word" => (
            "这是很早的 Word 文件（Word 2.0 以前）。请用 Word 或 WPS 打开，另存为 DOCX 再试。",
            "This is a very old Word file. Open it in Word or WPS, save it as DOCX, and try again.",
        ),
        "program" => ("这是程序，不是文档。", "This is a program, not a document."),
        "postscript" => (
            "这是 PostScript 文件。请转成 PDF 再打开。",
            "This is a PostScript file. Convert it to PDF, then open that.",
        ),
        "slides" => (
            "这是演示文稿，还不能打开。请另存为 PDF 再打开。",
            "This is a presentation, which cannot be opened yet. Save it as PDF, then open that.",
        ),
        "xlsb" => (
            "这是 Excel 二进制工作簿（XLSB）。请在 Excel 或 WPS 里另存为 XLSX 再打开。",
            "This is a binary Excel workbook (XLSB). Save it as XLSX in Excel or WPS, then open that.",
        ),
        "encrypted" => {
            return Error::encrypted(" Word、Excel 或 WPS ", "Word, Excel or WPS");
        }
        "works" => (
            "这是微软 Works 的文件，不是金山 WPS 的。请用能打开它的软件另存为 DOCX 或 TXT 再试。",
            "This is a Microsoft Works file, not a Kingsoft WPS one. Save it as DOCX or text in a program that opens it.",
        ),
        "ole" => (
            "这个文件是 OLE 容器，但里面不是 Word 或 Excel 文档。请用创建它的软件另存为 DOCX、XLSX 或 PDF。",
            "This OLE file holds neither a Word nor an Excel document. Save it as DOCX, XLSX or PDF in its own program.",
        ),
        _ => ("认不出这是什么文件。", "This file is of no known kind."),
    };
    Error::new(what, zh, en)
}
