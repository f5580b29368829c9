//! What `cargo xtask bench` measures in WebAssembly, without the boundary to JavaScript. Only with the feature `bench`.

#[path = "../../benches/floor.rs"]
mod floor;

use wasm_bindgen::prelude::*;

/// A text that already stands in the memory of the module.
#[wasm_bindgen]
pub struct Bench {
    text: String,
}

#[wasm_bindgen]
impl Bench {
    #[wasm_bindgen(constructor)]
    pub fn new(text: String) -> Bench {
        Bench { text }
    }

    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The whole report in Rust, and how many figures it has.
    pub fn analyze(&self) -> usize {
        crate::analyze(&self.text, &crate::Options::default()).figures.len()
    }

    pub fn validate(&self) -> bool {
        floor::validate(self.text.as_bytes())
    }

    pub fn numerals(&self) -> u32 {
        floor::numerals(&self.text)
    }
}
