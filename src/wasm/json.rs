//! Views as JSON: an engine parses it several times as fast as it builds objects one property at a time, and writing it
//! takes less code than handing properties over.

use crate::number::decimal::push_digits;
use crate::text::chars::Cut;
use js_sys::{Array, Function, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What can be written as JSON.
pub trait Json {
    fn write(&self, out: &mut String);

    /// Whether a property of this value is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// The value as JavaScript has it.
    fn js(&self) -> JsValue {
        let mut out = String::new();
        self.write(&mut out);
        parse(&out)
    }
}

/// Declares a view: a struct with its TypeScript interface, written under the names that stand behind its fields. The
/// first of them is never absent.
macro_rules! view {
    ($(#[$meta:meta])* pub struct $name:ident $(<$life:lifetime>)? {
        $(#[$first_meta:meta])* $first:ident $first_key:literal: $first_kind:ty,
        $($(#[$field_meta:meta])* $field:ident $key:literal: $kind:ty,)*
    }) => {
        #[derive(Tsify)]
        $(#[$meta])*
        pub struct $name $(<$life>)? {
            $(#[$first_meta])* #[serde(rename = $first_key)] $first: $first_kind,
            $($(#[$field_meta])* #[serde(rename = $key)] $field: $kind,)*
        }

        impl $(<$life>)? Json for $name $(<$life>)? {
            fn write(&self, out: &mut String) {
                out.push_str(concat!("{\"", $first_key, "\":"));
                self.$first.write(out);
                $(if !self.$field.is_absent() {
                    out.push_str(concat!(",\"", $key, "\":"));
                    self.$field.write(out);
                })*
                out.push('}');
            }
        }
    };
}
pub(super) use view;

/// A property that may be missing, where that says something else than null.
pub struct Sometimes<T>(pub Option<T>);

impl<T: Json> Json for Sometimes<T> {
    fn write(&self, out: &mut String) {
        self.0.write(out);
    }

    fn is_absent(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(it) => it.write(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (idx, it) in self.iter().enumerate() {
            out.push_str(if idx > 0 { "," } else { "" });
            it.write(out);
        }
        out.push(']');
    }
}

impl Json for (u32, u32) {
    fn write(&self, out: &mut String) {
        out.push('[');
        self.0.write(out);
        out.push(',');
        self.1.write(out);
        out.push(']');
    }
}

impl Json for u32 {
    fn write(&self, out: &mut String) {
        push_digits(out, *self, 1);
    }
}

impl Json for &str {
    fn write(&self, out: &mut String) {
        out.push('"');
        let mut rest = *self;
        while let Some(at) = rest.bytes().position(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
            let byte = rest.as_bytes()[at];
            out.push_str(rest.before(at));
            out.push_str("\\u00");
            out.extend([byte >> 4, byte & 0xf].map(|digit| char::from_digit(digit.into(), 16).unwrap_or('0')));
            rest = rest.after(at + 1);
        }
        out.push_str(rest);
        out.push('"');
    }
}

/// So many bytes of JSON are parsed at once: the whole of a long report would be several times its document.
const PART: usize = 1 << 16;

/// An array of the views of `items`.
pub fn array<'t, T, V: Json>(items: &'t [T], view: impl Fn(&'t T) -> V) -> JsValue {
    let mut parts = Parts { text: String::new(), array: Array::new() };
    for item in items {
        parts.text.push_str(if parts.text.is_empty() { "[" } else { "," });
        view(item).write(&mut parts.text);
        if parts.text.len() > PART {
            parts.flush();
        }
    }
    parts.flush();
    parts.array.into()
}

struct Parts {
    /// Items that were written, as an array that is still open.
    text: String,
    array: Array,
}

impl Parts {
    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        self.text.push(']');
        let part: Array = parse(&self.text).unchecked_into();
        self.text.clear();
        if self.array.length() == 0 {
            self.array = part;
        } else if let Ok(push) = Reflect::get(&self.array, &"push".into()) {
            // Never fails: the array is ours, and so is what it is given.
            Function::from(push).apply(&self.array, &part).unwrap_or_default();
        }
    }
}

/// What we wrote can be parsed.
fn parse(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or_default()
}
