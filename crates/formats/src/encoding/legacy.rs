//! Encodings older than Unicode: by the browser's own `TextDecoder` in WebAssembly, by `encoding_rs` natively.
//!
//! Both follow the WHATWG Encoding Standard. `encoding_rs` would be 125 KB gzip of the module; the browser's costs nothing.

/// Decodes by a label of the standard. What means nothing becomes U+FFFD.
#[cfg(not(target_arch = "wasm32"))]
pub fn decode_label(label: &str, bytes: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::GB18030);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Decodes by a label of the standard. What means nothing becomes U+FFFD.
#[cfg(target_arch = "wasm32")]
pub fn decode_label(label: &str, bytes: &[u8]) -> String {
    crate::wasm::decode_label(label, bytes)
}

/// The label of a Windows code page, as DOC, XLS and RTF state it. Unknown ones are read as Chinese.
pub fn code_page(number: u32) -> &'static str {
    match number {
        437 | 850 | 1252 | 20127 | 28591 => "windows-1252",
        874 => "windows-874",
        932 => "shift_jis",
        949 => "euc-kr",
        950 => "big5",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1253 => "windows-1253",
        1254 => "windows-1254",
        10000 => "macintosh",
        65001 => "utf-8",
        _ => "gb18030",
    }
}
