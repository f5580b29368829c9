//! The exported functions. Nothing outside this folder knows JavaScript.

mod json;
mod view;
#[cfg(feature = "bench")]
mod bench;

use std::sync::LazyLock;

use tsify::Ts;
use wasm_bindgen::prelude::*;

/// Half the size of the one that comes with Rust.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[wasm_bindgen(start, skip_typescript)]
fn start() {
    // What stays in memory stands below the first document, and a second long one finds room where the first had been.
    LazyLock::force(&crate::lexicon::matcher::INDEX);
    LazyLock::force(&crate::lexicon::simplified::TRADITIONAL);
    LazyLock::force(&crate::lexicon::candidates::MARKED);
    LazyLock::force(&crate::link::status::WORDS);
}

/// Reads a document and returns its report. Offsets are UTF-16 code units, half-open, in `text`.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn analyze(text: &str, options: Option<Ts<view::Options>>) -> Result<JsValue, JsError> {
    let options = options.map(|it| view::Options::read(text, &it.js_value())).transpose()?.unwrap_or_default();
    let report = crate::analyze(text, &options);
    Ok(view::Report::new(text, &report).js())
}

/// The exact value of a number written in any form, or `undefined` where `text` is not one number.
#[wasm_bindgen(js_name = parseNumber)]
pub fn parse_number(text: &str) -> Option<String> {
    crate::parse_number(text)
}

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    crate::version().to_owned()
}
