//! Where in a text a time, a name or a figure may start: told once for all of them, in one pass.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::simplified::{TRADITIONAL, simple_at};
use super::{TIME_WORDS, YEAR_WORDS};
use crate::text::chars::{CharTable, Classes, Cut, first_at, for_each, n_pages, split_first};

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
const NAME: u8 = 32;
pub const FIGURE: u8 = 64;
/// The same as `STOP`, and the ASCII mark.
const END: u8 = 128;

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
    ("第首前最唯翻榜负負", FIGURE),
];
static TABLE: CharTable<{ n_pages(CLASSES) }> = CharTable::new(CLASSES);

/// What may stand second in a time that opens with a word, besides the second characters of the words themselves: the
/// signs of numbers, of years and of centuries, and the rest of a word that opens a stretch of years.
const SECOND: &str = "0123456789０１２３４５６７８９.．,，+＋-－−–负負 \u{3000}\u{a0}\
    一二三四五六七八九十百千万亿兆两〇零○壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億兩廿卅卌点點余餘多来來几幾数數\
    年个個周些明世刚去近后後下历曆月";

/// A bit for each of some characters.
#[derive(Debug)]
pub struct Marks {
    /// Those that start something or are traditional: most characters are told by it to be neither.
    first: Box<[u64; 1024]>,
    /// Those that may stand second in a time that opens with a word: 全年, but no 全国.
    second: Vec<u64>,
}

impl Marks {
    /// The bytes of the characters of three bytes that `text` opens with and that have no mark.
    fn pass(&self, text: &[u8]) -> usize {
        let (chars, _) = text.as_chunks::<3>();
        let marked = |&[first, second, third]: &[u8; 3]| {
            // A character of another length has no page there.
            let page = ((first as usize) << 6 | second as usize & 0x3f).wrapping_sub(0xe0 << 6);
            self.first.get(page).is_none_or(|marks| marks >> (third & 0x3f) & 1 == 1)
        };
        3 * chars.iter().position(marked).unwrap_or(chars.len())
    }
}

pub static MARKED: LazyLock<Marks> = LazyLock::new(|| {
    let mut marks = Marks { first: Box::new([0; 1024]), second: vec![0; 1024] };
    marks.first.copy_from_slice(&TRADITIONAL);
    for (chars, _) in CLASSES {
        for_each(chars, |_, page, place| marks.first[page] |= 1 << place);
    }
    for_each(SECOND, |_, page, place| marks.second[page] |= 1 << place);
    for word in YEAR_WORDS.words().chain(TIME_WORDS.words()) {
        if let Some(c) = word.chars().nth(1) {
            marks.second[c as usize >> 6] |= 1 << (c as usize & 63);
        }
    }
    marks
});

/// The characters of a text at which something may start. Most start nothing.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Bytes of the text, in order.
    places: Vec<u32>,
    /// For each of them which times and figures may start there.
    classes: Vec<u8>,
    /// The bytes at which a name may start, and those of the marks that end a sentence.
    names: Vec<u32>,
    ends: Vec<u32>,
}

impl Candidates {
    /// Those of `text` in simplified characters, and that text. Each character of both takes three bytes in UTF-8, so
    /// that a span of one text is the same span of the other.
    pub fn find(text: &str) -> (Candidates, Cow<'_, str>) {
        let (marks, traditional) = (&*MARKED, TRADITIONAL.as_slice());
        // So many are seldom more: lists that grow in steps leave holes in the memory of a long text.
        let mut found = Candidates {
            places: Vec::with_capacity(text.len() / 24),
            classes: Vec::with_capacity(text.len() / 24),
            names: Vec::with_capacity(text.len() / 128),
            ends: Vec::with_capacity(text.len() / 64),
        };
        let mut simplified = String::new();
        let mut next = 0;
        loop {
            let at = next + marks.pass(&text.as_bytes()[next..]);
            let Some((page, place, behind)) = split_first(&text.as_bytes()[at..]) else { break };
            next = text.len() - behind.len();
            if marks.first[page] >> place & 1 == 0 {
                continue;
            }
            let mut class = TABLE.class_at(page, place);
            if traditional[page] >> place & 1 == 1 {
                let simple = simple_at(text, at);
                if simplified.is_empty() {
                    simplified = String::with_capacity(text.len());
                }
                simplified.push_str(text.before(at).after(simplified.len()));
                simplified.push(simple);
                class = TABLE.class_at(simple as usize >> 6, simple as usize & 63);
            }
            // All of them take three bytes. Behind 每年 every word tells that each year is meant.
            if class & (WORD | STRETCH) != 0
                && first_at(text, at + '年'.len_utf8()).is_none_or(|(page, place)| marks.second[page] >> place & 1 == 0)
                && !text.before(at).ends_with('年')
            {
                class &= !(WORD | STRETCH);
            }
            for (apart, places) in [(NAME, &mut found.names), (END, &mut found.ends)] {
                if class & apart != 0 {
                    places.push(at as u32);
                }
            }
            if class & !(NAME | END) != 0 {
                found.places.push(at as u32);
                found.classes.push(class);
            }
        }
        if simplified.is_empty() {
            return (found, Cow::Borrowed(text));
        }
        simplified.push_str(text.after(simplified.len()));
        (found, Cow::Owned(simplified))
    }

    /// Those of one of the classes `wanted`, neither `NAME` nor `END`, from the first on.
    pub fn of(&self, wanted: u8) -> Cursor<'_> {
        Cursor { all: self, next: 0, wanted }
    }

    pub fn names(&self) -> Names<'_> {
        Names { rest: &self.names }
    }

    /// Bytes of 。！？! and line breaks, in order. ；joins clauses of one sentence.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }
}

/// Goes through the places at which a name may start, never back.
pub struct Names<'a> {
    rest: &'a [u32],
}

impl Names<'_> {
    /// The first of them in `[from, to)`.
    #[inline(never)]
    pub fn seek(&mut self, from: usize, to: usize) -> Option<usize> {
        while let Some((&at, behind)) = self.rest.split_first() {
            if at as usize >= from {
                return Some(at as usize).filter(|&at| at < to);
            }
            self.rest = behind;
        }
        None
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
        while let Some(class) = self.all.classes.get(self.next) {
            let class = class & self.wanted;
            if class != 0 {
                let at = self.all.places[self.next] as usize;
                if at >= from {
                    return Some((at, class)).filter(|_| at < to);
                }
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
        let text = "今年末投“9亿元”。";
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

    #[test]
    fn a_word_opens_a_time_only_with_a_second_character_of_one() {
        for (text, places) in
            [("全国", 0), ("全年", 1), ("去冬", 1), ("这些年", 1), ("第3", 1), ("每年上报", 1), ("上", 0)]
        {
            let (candidates, _) = Candidates::find(text);
            let mut times = candidates.of(WORD | STRETCH);
            assert_eq!(times.seek(0, text.len()).map_or(0, |_| 1), places, "{text}");
        }
    }
}
