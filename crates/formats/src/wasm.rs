//! The exported functions. Nothing else in this crate knows JavaScript or UTF-16.

use js_sys::{Array, Object, Reflect, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::archive;
use crate::error::{Error, Message};
use crate::format::{self, Format};
use crate::geometry::{Page, Rule, Run};
use crate::opened::{Opened, Place};

#[wasm_bindgen]
extern "C" {
    type TextDecoder;
    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;
    #[wasm_bindgen(method)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> String;
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A sentence for the reader, in both languages. */
export interface Message { code: string; zh: string; en: string }
/** `places` has nine numbers for each stretch of the text: start and end in UTF-16 units, part (0 body, 1 footnote, 2 endnote,
 * 3 text box, 4 comment), page, paragraph, table, sheet, row, column, all from 1, 0 where unknown. `levels` has start, end and level of each
 * heading that the file states. */
export interface Opened {
  format: string; title: string | null; encoding: string | null; text: string; places: Uint32Array; levels: Uint32Array; sheets: string[];
  apart: { kind: string; page: number; text: string }[]; notes: Message[];
}
"#;

/// Decodes by the browser's own tables.
pub fn decode_label(label: &str, bytes: &[u8]) -> String {
    let decoder = TextDecoder::new(label).or_else(|_| TextDecoder::new("gb18030"));
    decoder.map(|it| it.decode(bytes)).unwrap_or_default()
}

/// What a file is: `docx`, `pdf`, `zip`, `text`, … or the code of why it is refused.
#[wasm_bindgen]
pub fn sniff(name: &str, bytes: &[u8]) -> String {
    format::sniff(name, bytes).name().to_owned()
}

/// Opens one document other than PDF and ZIP; throws a `Message`.
#[wasm_bindgen(unchecked_return_type = "Opened")]
pub fn open(name: &str, bytes: &[u8], encoding: Option<String>) -> Result<Object, JsValue> {
    crate::open(name, bytes, &crate::Options { encoding }).map(|it| opened(&it)).map_err(|it| thrown(&it))
}

/// A ZIP archive of documents.
#[wasm_bindgen]
pub struct Archive(archive::Archive);

#[wasm_bindgen]
impl Archive {
    /// Throws a `Message`.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Archive, JsValue> {
        archive::Archive::open(bytes).map(Archive).map_err(|it| thrown(&it))
    }

    /// The paths of its documents.
    pub fn paths(&self) -> Vec<String> {
        self.0.members().iter().map(|it| it.path.clone()).collect()
    }

    /// The bytes of a document; throws a `Message`.
    pub fn read(&mut self, index: usize) -> Result<Vec<u8>, JsValue> {
        self.0.read(index).map_err(|it| thrown(&it))
    }
}

/// The pages of a PDF while they are handed over.
#[wasm_bindgen]
#[derive(Default)]
pub struct PdfText(Vec<Page>);

#[wasm_bindgen]
impl PdfText {
    #[wasm_bindgen(constructor)]
    pub fn new() -> PdfText {
        PdfText::default()
    }

    /// `texts` are the runs of a page; `geometry` has x, y of the baseline from the top, width and font size for each; `rules`
    /// has left, top, right and bottom of each line that is drawn.
    #[wasm_bindgen(js_name = addPage)]
    pub fn add_page(
        &mut self,
        number: u32,
        width: f32,
        height: f32,
        texts: Vec<String>,
        geometry: &[f32],
        rules: &[f32],
    ) {
        let runs = texts.into_iter().zip(geometry.chunks_exact(4));
        let runs = runs.map(|(text, it)| Run { text, x: it[0], y: it[1], width: it[2], size: it[3] }).collect();
        let rules = rules.chunks_exact(4).map(|it| Rule { x: it[0], y: it[1], right: it[2], bottom: it[3] }).collect();
        self.0.push(Page { number, width, height, runs, rules });
    }

    /// The text of all pages; `images` is how many of them show pictures. Throws a `Message`.
    #[wasm_bindgen(unchecked_return_type = "Opened")]
    pub fn finish(&mut self, images: u32, title: Option<String>) -> Result<Object, JsValue> {
        crate::pdf::open(std::mem::take(&mut self.0), images, title).map(|it| opened(&it)).map_err(|it| thrown(&it))
    }
}

fn set(object: &Object, key: &str, value: impl Into<JsValue>) {
    // A plain object takes any property.
    let _ = Reflect::set(object, &key.into(), &value.into());
}

fn message(it: &Message) -> Object {
    let out = Object::new();
    set(&out, "code", it.code);
    set(&out, "zh", it.zh.as_str());
    set(&out, "en", it.en.as_str());
    out
}

fn thrown(error: &Error) -> JsValue {
    message(&error.0).into()
}

fn opened(it: &Opened) -> Object {
    let out = Object::new();
    set(&out, "format", Format::name(it.format));
    set(&out, "title", it.title.as_deref().map_or(JsValue::NULL, JsValue::from));
    set(&out, "encoding", it.encoding.map_or(JsValue::NULL, JsValue::from));
    set(&out, "text", it.text.as_str());
    let (places, levels) = flatten(&it.text, &it.places);
    set(&out, "places", Uint32Array::from(&places[..]));
    set(&out, "levels", Uint32Array::from(&levels[..]));
    set(&out, "sheets", it.sheets.iter().map(JsValue::from).collect::<Array>());
    let apart = it.apart.iter().map(|it| {
        let out = Object::new();
        set(&out, "kind", it.kind.name());
        set(&out, "page", it.page);
        set(&out, "text", it.text.as_str());
        out
    });
    set(&out, "apart", apart.collect::<Array>());
    set(&out, "notes", it.notes.iter().map(message).collect::<Array>());
    out
}

/// Places in UTF-16 units, and start, end and level of headings.
fn flatten(text: &str, places: &[Place]) -> (Vec<u32>, Vec<u32>) {
    let mut out = Vec::with_capacity(places.len() * 9);
    let mut levels = Vec::new();
    let (mut bytes, mut units) = (0_usize, 0_u32);
    let mut unit_of = |at: u32| {
        units += text[bytes..at as usize].chars().map(|it| it.len_utf16() as u32).sum::<u32>();
        bytes = at as usize;
        units
    };
    for it in places {
        let (start, end) = (unit_of(it.start), unit_of(it.end));
        out.extend([start, end, it.part as u32, it.page, it.paragraph, it.table, it.sheet, it.row, it.column]);
        if it.level > 0 {
            levels.extend([start, end, it.level]);
        }
    }
    (out, levels)
}
