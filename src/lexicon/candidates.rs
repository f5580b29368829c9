//! Where in a text a time, a name or a figure may start: told once for all of them, in one pass.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::simplified::{TRADITIONAL, simple_at};
use crate::text::chars::{CharTable, Classes, for_each, n_pages};

/// A sentence ends.
pub const STOP: u8 = 1;
/// A time that opens with a number.
pub const NUMERAL: u8 = 2;
/// 近, 过, 几: a stretch of years, or a word of time.
pub const STRETCH: u8 = 4;
/// 今, 全, 第: a word of time.
pub const WORD: u8 = 8;
/// 百 opens no time, but a number that is passed over.
pub const INSIDE: u8 = 16;
/// What is no figure: a quotation, a title, the number of a document, an address, an ordinal.
pub const NAME: u8 = 32;
pub const FIGURE: u8 = 64;
/// The same as `STOP`, and the ASCII mark.
pub const END: u8 = 128;

const CLASSES: Classes = &[
    ("。！？\n", STOP),
    ("。！？!\n", END),
    ("0123456789０１２３４５６７８９一二三四五六七八九十〇零两", NUMERAL),
    ("近过過最这這今未刚往接多几幾数數", STRETCH),
    ("第去前头明后後上下本全年截目现現当當同新次翌正腊臘农農", WORD),
    ("百", INSIDE),
    ("“\"＂〝「『《〔［[hw+＋‘第【", NAME),
    ("0123456789０１２３４５６７８９.-－−", FIGURE),
    ("一二三四五六七八九十百千万亿两兩零〇○半数數几幾廿卅卌壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億", FIGURE),
    ("第首前最唯翻榜冠负負成", FIGURE),
];
static TABLE: CharTable<{ n_pages(CLASSES) }> = CharTable::new(CLASSES);

/// A bit for each character that starts something or is traditional: most are told by it to be neither.
pub static MARKED: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut marked = TRADITIONAL.clone();
    for (chars, _) in CLASSES {
        for_each(chars, |_, page, place| marked[page] |= 1 << place);
    }
    marked
});

/// The characters of a text at which something may start. Most start nothing.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Bytes of the text, in order, and what may start there.
    places: Vec<u32>,
    classes: Vec<u8>,
}

impl Candidates {
    /// Those of `text` in simplified characters, and that text. Each character of both takes three bytes in UTF-8, so
    /// that a span of one text is the same span of the other.
    pub fn find(text: &str) -> (Candidates, Cow<'_, str>) {
        let (marked, traditional) = (MARKED.as_slice(), TRADITIONAL.as_slice());
        let mut found = Candidates::default();
        let mut simplified = String::new();
        for_each(text, |at, page, place| {
            if marked[page] >> place & 1 == 0 {
                return;
            }
            let mut class = TABLE.class_at(page, place);
            if traditional[page] >> place & 1 == 1 {
                let simple = simple_at(text, at);
                simplified.push_str(&text[simplified.len()..at]);
                simplified.push(simple);
                class = TABLE.class_at(simple as usize >> 6, simple as usize & 63);
            }
            if class != 0 {
                found.places.push(at as u32);
                found.classes.push(class);
            }
        });
        if simplified.is_empty() {
            return (found, Cow::Borrowed(text));
        }
        simplified.push_str(&text[simplified.len()..]);
        (found, Cow::Owned(simplified))
    }

    /// Those of one of the classes `wanted`, from the first on.
    pub fn of(&self, wanted: u8) -> Cursor<'_> {
        Cursor { all: self, next: 0, wanted }
    }
}

/// Goes through the candidates of some classes, never back.
pub struct Cursor<'a> {
    all: &'a Candidates,
    next: usize,
    wanted: u8,
}

impl Cursor<'_> {
    /// The first candidate in `[from, to)`: its place and those of its classes that are wanted.
    pub fn seek(&mut self, from: usize, to: usize) -> Option<(usize, u8)> {
        while let (Some(&at), Some(&class)) = (self.all.places.get(self.next), self.all.classes.get(self.next)) {
            if at as usize >= to {
                return None;
            }
            if at as usize >= from && class & self.wanted != 0 {
                return Some((at as usize, class & self.wanted));
            }
            self.next += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_of_a_class_are_met_in_order() {
        let text = "今年投资“9亿元”。";
        let (candidates, _) = Candidates::find(text);
        let mut figures = candidates.of(FIGURE);
        assert_eq!(figures.seek(0, text.len()), Some((15, FIGURE)));
        assert_eq!(figures.seek(16, text.len()), Some((16, FIGURE)));
        assert_eq!(figures.seek(19, text.len()), None);
        let mut times = candidates.of(STOP | WORD | STRETCH | NUMERAL);
        assert_eq!(times.seek(0, 12), Some((0, STRETCH)));
        assert_eq!(times.seek(3, 12), Some((3, WORD)));
        assert_eq!(times.seek(6, 12), None);
    }
}
