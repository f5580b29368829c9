//! Bytes of a document to its text and layout hints.
//!
//! `open` sniffs the format and calls its reader; every reader writes through `opened::Writer`, so that all give the same:
//! paragraphs one a line, automatic numbers rendered, tables as rows of Markdown, and for each stretch of the text the
//! page, paragraph or cell it came from. PDF is opened by pdf.js, which hands its glyph runs to `geometry`.
//!
//! Readers are total: any bytes give a text or an `Error` with a sentence for the reader, within the bounds of `limits`.

#![forbid(unsafe_code)]

pub mod error;
pub mod limits;
pub mod format;
pub mod opened;
pub mod table;
pub mod encoding;
pub mod markup;
pub mod zip;
pub mod cfb;
pub mod plain;
pub mod docx;
pub mod geometry;
pub mod doc;
pub mod rtf;
pub mod ofd;
pub mod sheet;
pub mod odf;
pub mod html;
pub mod epub;
pub mod pdf;
pub mod archive;
#[cfg(not(target_arch = "wasm32"))]
#[doc(hidden)]
pub mod fixture;
#[cfg(target_arch = "wasm32")]
mod wasm;

use error::{Error, Result};
use format::Format;
use opened::Opened;

/// What the caller knows beside the bytes.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// An encoding of `encoding::CHOICES` that the reader chose over the guess.
    pub encoding: Option<String>,
}

/// Opens one document.
///
/// # Errors
/// With a sentence that says what the file is and what to do, where it has no text that can be read here. Archives and PDF
/// are not single documents of this crate: `not_single` and `needs_pdf`.
pub fn open(name: &str, bytes: &[u8], options: &Options) -> Result<Opened> {
    if bytes.len() > limits::FILE {
        return Err(Error::too_large(
            &format!("超过 {} MB", limits::FILE >> 20),
            &format!("over {} MB", limits::FILE >> 20),
        ));
    }
    if bytes.iter().all(|it| *it == 0) {
        return Err(Error::empty("这个文件是空的。", "This file is empty."));
    }
    let encoding = options.encoding.as_deref();
    match format::sniff(name, bytes) {
        it @ (Format::Text | Format::Markdown) => plain::open(bytes, it, encoding),
        Format::Csv => plain::open_csv(bytes, encoding),
        Format::Docx => docx::open(bytes),
        Format::Doc => doc::open(bytes),
        Format::Rtf => rtf::open(bytes),
        Format::Ofd => ofd::open(bytes),
        Format::Xlsx => sheet::xlsx::open(bytes),
        it @ (Format::Odt | Format::Ods) => odf::open(bytes, it),
        Format::Epub => epub::open(bytes),
        Format::Html => html::open(bytes, encoding, None, Format::Html),
        Format::Mhtml => html::mhtml::open(bytes, encoding),
        Format::Xls => sheet::xls::open(bytes),
        Format::Refused(what) => Err(format::refuse(what)),
        Format::Pdf => Err(Error::new("needs_pdf", "PDF 由网页打开。", "PDF is opened by the page.")),
        Format::Zip => Err(Error::new("not_single", "这是多个文件的压缩包。", "This is an archive of several files.")),
    }
}
