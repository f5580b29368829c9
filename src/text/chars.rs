//! A table of the characters that a scanner stops at: text is passed over without a test for each of them.

/// Most characters have no class. `N` is how many pages of 64 characters the table takes: [`n_pages`].
#[derive(Debug)]
pub struct CharTable<const N: usize> {
    /// For each 64 characters up to U+FFFF, their page; page 0 is empty.
    pages: [u8; 1024],
    classes: [[u8; 64]; N],
}

/// Characters with the class that they have: one bit. A character may have several.
pub type Classes<'a> = &'a [(&'a str, u8)];

impl<const N: usize> CharTable<N> {
    pub const fn new(classes: Classes) -> Self {
        assert!(N.is_power_of_two());
        let mut it = CharTable { pages: [0; 1024], classes: [[0; 64]; N] };
        let mut n_pages = 1;
        let mut row = 0;
        while row < classes.len() {
            let (chars, class) = (classes[row].0.as_bytes(), classes[row].1);
            let mut at = 0;
            while at < chars.len() {
                let (page, place, len) = locate(chars, at);
                if it.pages[page] == 0 {
                    it.pages[page] = n_pages;
                    n_pages += 1;
                }
                it.classes[it.pages[page] as usize][place] |= class;
                at += len;
            }
            row += 1;
        }
        it
    }

    /// The classes of a character, whose number comes in two parts: all but the last six bits, and those.
    #[inline]
    pub fn class_at(&self, page: usize, place: usize) -> u8 {
        self.classes[self.pages[page & 1023] as usize % N][place & 63]
    }
}

/// Tests of the first and the last character that are compiled once, and not for each test.
pub trait Ends {
    fn first(&self) -> Option<char>;
    /// The bytes of the first character; none of an empty text.
    fn step(&self) -> usize;
    fn begins(&self, fits: fn(char) -> bool) -> bool;
    fn closes(&self, fits: fn(char) -> bool) -> bool;
}

impl Ends for str {
    #[inline(never)]
    fn first(&self) -> Option<char> {
        self.chars().next()
    }

    #[inline(never)]
    fn step(&self) -> usize {
        first_len(self.as_bytes())
    }

    #[inline(never)]
    fn begins(&self, fits: fn(char) -> bool) -> bool {
        self.chars().next().is_some_and(fits)
    }

    #[inline(never)]
    fn closes(&self, fits: fn(char) -> bool) -> bool {
        self.chars().next_back().is_some_and(fits)
    }
}

/// How many bytes the first character takes; 0 of nothing.
pub fn first_len(text: &[u8]) -> usize {
    match text.first() {
        None => 0,
        Some(..0x80) => 1,
        Some(..0xe0) => 2,
        Some(..0xf0) => 3,
        Some(_) => 4,
    }
}

/// Parts of a text, cut by code that stands once and not at each place.
pub trait Cut {
    /// What begins at byte `at`.
    fn after(&self, at: usize) -> &str;
    /// What ends at byte `at`.
    fn before(&self, at: usize) -> &str;
    /// The first byte at which a word of a few characters stands: the library's search makes a table of the word first.
    fn place_of(&self, word: &str) -> Option<usize>;
    /// What stands before the first `word`, and behind it.
    fn parted_at(&self, word: &str) -> Option<(&str, &str)>;
    fn has_char(&self, c: char) -> bool;
}

impl Cut for str {
    #[inline(never)]
    fn after(&self, at: usize) -> &str {
        self.get(at..).expect("a boundary of characters")
    }

    #[inline(never)]
    fn before(&self, at: usize) -> &str {
        self.get(..at).expect("a boundary of characters")
    }

    #[inline(never)]
    fn place_of(&self, word: &str) -> Option<usize> {
        let (text, word) = (self.as_bytes(), word.as_bytes());
        let Some((last, head)) = word.split_last() else { return Some(0) };
        let mut at = head.len();
        loop {
            at = find_byte(text, at, *last)?;
            let start = at - head.len();
            if text[start..at] == *head {
                return Some(start);
            }
            at += 1;
        }
    }

    #[inline(never)]
    fn parted_at(&self, word: &str) -> Option<(&str, &str)> {
        let at = self.place_of(word)?;
        Some((self.before(at), self.after(at + word.len())))
    }

    #[inline(never)]
    fn has_char(&self, c: char) -> bool {
        if c.is_ascii() {
            return find_byte(self.as_bytes(), 0, c as u8).is_some();
        }
        has_word(self, c.encode_utf8(&mut [0; 4]))
    }
}

/// The first `byte` at or behind `from`. Eight bytes are looked at in one.
#[inline(never)]
fn find_byte(text: &[u8], from: usize, byte: u8) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let mut rest = text.get(from..)?;
    while let Some((eight, behind)) = rest.split_first_chunk() {
        let other = u64::from_le_bytes(*eight) ^ (ONES * u64::from(byte));
        // The lowest bit that is set is that of the first byte without a bit.
        let same = other.wrapping_sub(ONES) & !other & (ONES << 7);
        if same != 0 {
            return Some(text.len() - rest.len() + same.trailing_zeros() as usize / 8);
        }
        rest = behind;
    }
    Some(text.len() - rest.len() + rest.iter().position(|it| *it == byte)?)
}

/// Where `word` stands last in `text`. The library's search from behind is 2 KB for the few words that are looked for so.
#[inline(never)]
pub fn find_last(text: &str, word: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..=bytes.len().checked_sub(word.len())?).rev().find(|&at| bytes[at..].starts_with(word.as_bytes()))
}

/// Whether `text` ends with one of a few words that are no set of the lexicon.
#[inline(never)]
pub fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// Whether `text` ends with 。, or with the full stop that a copy made of it: 执行.
#[inline(never)]
pub fn ends_sentence(text: &str) -> bool {
    text.ends_with('。') || text.strip_suffix('.').is_some_and(|rest| rest.closes(is_han))
}

/// The first of a few words with which `text` starts.
#[inline(never)]
pub fn starting_word<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    words.iter().copied().find(|word| text.starts_with(word))
}

/// Whether one of a few words stands in `text`.
#[inline(never)]
pub fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| has_word(text, word))
}

/// Whether a word of a few characters stands in `text`.
pub fn has_word(text: &str, word: &str) -> bool {
    text.place_of(word).is_some()
}

/// The parts between the places where `mark` stands: one more than there are places.
pub fn split_word<'t>(text: &'t str, mark: &'t str) -> impl Iterator<Item = &'t str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let (part, behind) = rest?.parted_at(mark).map_or((rest, None), |(part, behind)| (Some(part), Some(behind)));
        rest = behind;
        part
    })
}

/// The first place at or behind byte `from` for whose character `test` has an answer. It is asked for the number of the
/// character in two parts, all but the last six bits and those; what is above U+FFFF counts as U+FFFF.
#[inline]
pub fn find_map<T>(text: &str, from: usize, mut test: impl FnMut(usize, usize) -> Option<T>) -> Option<(usize, T)> {
    let mut rest = text.as_bytes().get(from..).unwrap_or_default();
    while let Some((page, place, behind)) = split_first(rest) {
        if let Some(found) = test(page, place) {
            return Some((text.len() - rest.len(), found));
        }
        rest = behind;
    }
    None
}

/// The number of the character at byte `at` in two parts, as [`find_map`] has it.
#[inline]
pub fn first_at(text: &str, at: usize) -> Option<(usize, usize)> {
    split_first(text.as_bytes().get(at..)?).map(|(page, place, _)| (page, place))
}

/// The number of the last character in two parts, as [`find_map`] has it, and its bytes.
#[inline]
pub fn last_of(text: &[u8]) -> Option<(usize, usize, usize)> {
    if let [.., first @ 0xe0..=0xef, second, third] = text {
        return Some(((*first as usize & 0xf) << 6 | *second as usize & 0x3f, *third as usize & 0x3f, 3));
    }
    let start = text.iter().rposition(|byte| byte & 0xc0 != 0x80)?;
    let (page, place, len) = locate(text, start);
    Some((page, place, len))
}

/// Tells `each` of every character: its byte, and its number in two parts, as [`find_map`] has it.
#[inline]
pub fn for_each(text: &str, mut each: impl FnMut(usize, usize, usize)) {
    let mut rest = text.as_bytes();
    while let Some((page, place, behind)) = split_first(rest) {
        each(text.len() - rest.len(), page, place);
        rest = behind;
    }
}

/// The number of the first character in two parts, as [`find_map`] has it, and what stands behind it.
#[inline(always)]
pub fn split_first(text: &[u8]) -> Option<(usize, usize, &[u8])> {
    Some(match text {
        [first @ 0xe0..=0xef, second, third, behind @ ..] => {
            ((*first as usize & 0xf) << 6 | *second as usize & 0x3f, *third as usize & 0x3f, behind)
        }
        [first @ ..0x80, behind @ ..] => (*first as usize >> 6, *first as usize & 0x3f, behind),
        [] => return None,
        _ => {
            let (page, place, len) = locate(text, 0);
            (page, place, text.get(len..).unwrap_or_default())
        }
    })
}

/// Whether a text begins and ends with a Han character, a Chinese mark or an ASCII sign: nothing of it is trimmed.
pub fn is_trimmed(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes, [b'!'..=b'~' | 0xe4..=0xe9, ..] | [0xef, 0xbc, ..] | [0xe3, 0x80, 0x81..=0xbf, ..])
        && matches!(
            bytes,
            [.., b'!'..=b'~'] | [.., 0xe4..=0xe9, _, _] | [.., 0xef, 0xbc, _] | [.., 0xe3, 0x80, 0x81..=0xbf]
        )
}

pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// A letter of any script; that most characters are Han characters is asked first.
///
/// By the blocks of Unicode 16: the library's tables of single characters are 2.3 KB of WebAssembly more. A mark or digit of
/// another script counts as the letter that it stands with.
#[inline(never)]
pub fn is_letter(c: char) -> bool {
    is_han(c)
        || c.is_ascii_alphabetic()
        || matches!(c,
            'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{1fff}' | 'Ⅰ'..='ↈ' | 'Ⓐ'..='ⓩ'
            | 'Ⰰ'..='\u{2dff}' | '々'..='〇' | '〡'..='〩' | '〱'..='〵' | '〸'..='〼' | 'ぁ'..='ㆿ' | 'ㇰ'..='ㇿ' | '㐀'..='䶿' | 'ꀀ'..='\u{d7ff}' | '豈'..='\u{fdff}'
            | 'ﹰ'..='ﻼ' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | 'ｦ'..='ￜ' | '\u{10000}'..='\u{1cfff}' | '\u{20000}'..='\u{3ffff}')
}

/// A letter or a digit, of whatever form: 5, ５, ⑤.
pub fn is_letter_or_digit(c: char) -> bool {
    is_letter(c)
        || c.is_ascii_digit()
        || matches!(c, '０'..='９' | '①'..='⒛' | '²' | '³' | '¹' | '¼'..='¾' | '⁰'..='₉' | '㈠'..='㈩')
}

/// What stands in a line, seen in one pass and not searched for sign by sign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Survey {
    pub chars: u32,
    /// Characters, those counted twice that are as wide as a Han character.
    pub columns: u32,
    /// Which of the signs below stand in it.
    pub signs: u8,
}

/// 。
pub const FULL_STOP: u8 = 1;
/// ；
pub const SEMICOLON: u8 = 2;
/// ，
pub const COMMA: u8 = 4;
/// ：
pub const COLON: u8 = 64;
/// A blank of any kind.
pub const BLANK: u8 = 8;
/// What parts the steps of a path: 首页>公报.
pub const STEP: u8 = 16;
/// An ASCII character but digits, `.` and `%`: running text has none.
pub const ASCII: u8 = 32;
/// A character that is not seen: a joiner, a soft hyphen.
pub const INVISIBLE: u8 = 128;

impl Survey {
    pub fn has(self, signs: u8) -> bool {
        self.signs & signs != 0
    }
}

/// What two texts hold that stand one behind the other.
impl std::ops::Add for Survey {
    type Output = Survey;

    fn add(self, other: Survey) -> Survey {
        Survey {
            chars: self.chars + other.chars,
            columns: self.columns + other.columns,
            signs: self.signs | other.signs,
        }
    }
}

const SIGNS: Classes = &[
    ("。", FULL_STOP),
    ("；", SEMICOLON),
    ("，", COMMA),
    ("：", COLON),
    (">＞»›", STEP),
    ("\t\n\x0b\x0c\r \u{85}\u{a0}\u{1680}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}", BLANK),
    ("\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}", BLANK),
    ("\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{feff}\u{ad}\u{2060}", INVISIBLE),
];
static SIGN_TABLE: CharTable<{ n_pages(SIGNS) }> = CharTable::new(SIGNS);

pub fn survey(text: &str) -> Survey {
    let bytes = text.as_bytes();
    let mut it = Survey::default();
    let mut at = 0;
    loop {
        // Nearly all Han characters, and no other.
        let from = at;
        while let Some(0xe4..=0xe9) = bytes.get(at) {
            at += '一'.len_utf8();
        }
        let n_han = (at - from) as u32 / 3;
        it.chars += n_han;
        it.columns += 2 * n_han;
        let Some((page, place, behind)) = bytes.get(at..).and_then(split_first) else { return it };
        it.chars += 1;
        it.columns += if page >= 0x1100 >> 6 { 2 } else { 1 };
        it.signs |= SIGN_TABLE.class_at(page, place);
        it.signs |= if matches!(bytes[at], b'0'..=b'9' | b'.' | b'%' | 0x80..) { 0 } else { ASCII };
        at = bytes.len() - behind.len();
    }
}

/// The first character that is no Han character and fits, by its byte.
pub fn find_sign(text: &str, fits: fn(char) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        while let Some(0xe4..=0xe9) = bytes.get(at) {
            at += '一'.len_utf8();
        }
        let c = text.after(at).chars().next()?;
        if fits(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// The last one.
pub fn rfind_sign(text: &str, fits: fn(char) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = text.len();
    loop {
        // What opens a character of three bytes there ends here.
        while end >= 3 && matches!(bytes[end - 3], 0xe4..=0xe9) {
            end -= '一'.len_utf8();
        }
        let c = text.before(end).chars().next_back()?;
        end -= c.len_utf8();
        if fits(c) {
            return Some(end);
        }
    }
}

/// The number of pages that a table of these characters takes: a power of two, so that no bound needs to be checked.
pub const fn n_pages(classes: Classes) -> usize {
    let mut seen = [false; 1024];
    let mut n: usize = 1;
    let mut row = 0;
    while row < classes.len() {
        let chars = classes[row].0.as_bytes();
        let mut at = 0;
        while at < chars.len() {
            let (page, _, len) = locate(chars, at);
            if !seen[page] {
                seen[page] = true;
                n += 1;
            }
            at += len;
        }
        row += 1;
    }
    n.next_power_of_two()
}

/// The page of the character at byte `at`, its place on the page and its length. What is above U+FFFF counts as U+FFFF.
#[inline]
const fn locate(bytes: &[u8], at: usize) -> (usize, usize, usize) {
    const fn next(bytes: &[u8], at: usize) -> usize {
        if at < bytes.len() { bytes[at] as usize & 0x3f } else { 0 }
    }
    let first = bytes[at] as usize;
    if first < 0x80 {
        (first >> 6, first & 0x3f, 1)
    } else if first < 0xe0 {
        (first & 0x1f, next(bytes, at + 1), 2)
    } else if first < 0xf0 {
        ((first & 0xf) << 6 | next(bytes, at + 1), next(bytes, at + 2), 3)
    } else {
        (0x3ff, 0x3f, 4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLASSES: Classes = &[("0é一", 1), ("一。", 2)];
    static TABLE: CharTable<{ n_pages(CLASSES) }> = CharTable::new(CLASSES);

    fn classes(text: &str) -> Vec<(usize, u8)> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some((at, class)) =
            find_map(text, from, |page, place| Some(TABLE.class_at(page, place)).filter(|&it| it > 0))
        {
            found.push((at, class));
            from = text.ceil_char_boundary(at + 1);
        }
        found
    }

    #[test]
    fn letters_are_those_of_unicode() {
        // Where signs and letters stand side by side; elsewhere marks count as letters, and letterlike signs (ℓ, 🄰) as none.
        let mixed = |c: char| {
            matches!(c, '\0'..='\u{24f}' | '\u{2000}'..='\u{2070}' | '\u{2150}'..='\u{2bff}' | '\u{2e30}'..='\u{3096}')
                || matches!(c, '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff9f}')
        };
        let script =
            |c: char| matches!(c, '\u{250}'..='\u{1fff}' | '\u{3099}'..='\u{1cfff}' | '\u{20000}'..='\u{3ffff}');
        for c in '\0'..=char::MAX {
            assert!(!script(c) || !c.is_alphabetic() || is_letter(c), "{c:?} is lost");
            assert!(!mixed(c) || c.is_alphabetic() == is_letter(c), "{c:?} among signs");
        }
    }

    #[test]
    fn a_character_may_have_several_classes() {
        assert_eq!(classes("0é一。1è丁🙂"), [(0, 1), (1, 1), (3, 3), (6, 2)]);
    }

    #[test]
    fn the_next_character_with_a_class_is_found_behind_any_other() {
        assert_eq!(classes("🙂è丁a。0"), [(10, 2), (13, 1)]);
    }

    #[test]
    fn a_survey_counts_characters_and_columns_and_sees_the_signs() {
        for (text, chars, columns, signs) in [
            ("", 0, 0, 0),
            ("一二三", 3, 6, 0),
            ("增长3.5%", 6, 8, 0),
            ("é龥🙂〇", 4, 7, 0),
            ("。", 1, 2, FULL_STOP),
            ("甲；乙，丙", 5, 10, SEMICOLON | COMMA),
            ("甲：", 2, 4, COLON),
            ("首页>公报", 5, 9, STEP | ASCII),
            ("首页＞»›", 5, 9, STEP),
            ("a b\tc", 5, 5, ASCII | BLANK),
            ("\u{3000}甲\u{a0}", 3, 5, BLANK),
            ("甲\u{feff}\u{ad}", 3, 5, INVISIBLE),
        ] {
            assert_eq!(survey(text), Survey { chars, columns, signs }, "{text}");
        }
        assert_eq!(survey("甲，") + survey("b，"), survey("甲，b，"));
        assert!(survey("甲，").has(FULL_STOP | COMMA) && !survey("甲，").has(FULL_STOP));
    }

    #[test]
    fn what_begins_and_ends_with_a_sign_is_trimmed() {
        for text in ["一", "9", "（甲）", "甲。", "a\u{3000}b", "甲、"] {
            assert!(is_trimmed(text) && text.trim() == text, "{text}");
        }
        for text in ["", " 一", "一 ", "\u{3000}甲", "甲\u{3000}", "\u{feff}甲", "甲\u{200b}", "甲\u{a0}", "\t9"]
        {
            assert!(!is_trimmed(text), "{text:?}");
        }
    }

    #[test]
    fn signs_are_found_from_both_ends_whatever_stands_between() {
        let stop = |c: char| matches!(c, '。' | '!' | '·');
        for (text, first, last) in [
            ("", None, None),
            ("一二三", None, None),
            ("。", Some(0), Some(0)),
            ("一。二!三", Some(3), Some(9)),
            ("é🙂·一x", Some(6), Some(6)),
            ("!一é二🙂", Some(0), Some(0)),
        ] {
            assert_eq!((find_sign(text, stop), rfind_sign(text, stop)), (first, last), "{text}");
        }
    }

    #[test]
    fn few_words_are_looked_for_without_a_table() {
        for (text, found) in [("分别增长", true), ("增长分别", true), ("增分长别", false), ("别", false), ("", false)]
        {
            assert_eq!(has_word(text, "分别"), found, "{text}");
        }
        assert!(has_any("增长3%", &["下降", "增长"]) && !has_any("增", &["下降", "增长"]));
        assert_eq!(starting_word("年初以来", &["年末", "年", "年初"]), Some("年"));
        assert_eq!((starting_word("年", &["年末"]), ends_with_any("年末", &["年", "末"])), (None, true));
    }
}
