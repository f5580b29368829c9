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

/// A set of characters to look for. Sets of all sizes are one type, so that a search is compiled once and not for each.
pub const fn any_of(set: &[char]) -> &[char] {
    set
}

/// Whether `text` ends with one of a few words that are no set of the lexicon.
#[inline(never)]
pub fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// The first place at or behind byte `from` for whose character `test` has an answer. It is asked for the number of the
/// character in two parts, all but the last six bits and those; what is above U+FFFF counts as U+FFFF.
#[inline]
pub fn find_map<T>(text: &str, from: usize, mut test: impl FnMut(usize, usize) -> Option<T>) -> Option<(usize, T)> {
    let mut rest = text.as_bytes().get(from..).unwrap_or_default();
    while !rest.is_empty() {
        let (page, place, behind) = match rest {
            [first @ 0xe0..=0xef, second, third, behind @ ..] => {
                ((*first as usize & 0xf) << 6 | *second as usize & 0x3f, *third as usize & 0x3f, behind)
            }
            [first @ ..0x80, behind @ ..] => (*first as usize >> 6, *first as usize & 0x3f, behind),
            _ => {
                let (page, place, len) = locate(rest, 0);
                (page, place, rest.get(len..).unwrap_or_default())
            }
        };
        if let Some(found) = test(page, place) {
            return Some((text.len() - rest.len(), found));
        }
        rest = behind;
    }
    None
}

/// Tells `each` of every character: its byte, and its number in two parts, as [`find_map`] has it.
#[inline]
pub fn for_each(text: &str, mut each: impl FnMut(usize, usize, usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (page, place, len) = locate(bytes, at);
        each(at, page, place);
        at += len;
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
    fn a_character_may_have_several_classes() {
        assert_eq!(classes("0é一。1è丁🙂"), [(0, 1), (1, 1), (3, 3), (6, 2)]);
    }

    #[test]
    fn the_next_character_with_a_class_is_found_behind_any_other() {
        assert_eq!(classes("🙂è丁a。0"), [(10, 2), (13, 1)]);
    }
}
