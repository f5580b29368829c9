//! A table of the characters that a scanner stops at: text is passed over without a test for each of them.

/// Most characters have no class. `N` is how many pages of 64 characters the table takes: [`n_pages`].
#[derive(Debug)]
pub struct CharTable<const N: usize> {
    /// For each 64 characters up to U+FFFF, their page; page 0 is empty.
    pages: [u8; 1024],
    classes: [[u8; 64]; N],
}

/// Characters with the class that they have, from 1. Of two classes of one character the first counts.
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
                let class_of = &mut it.classes[it.pages[page] as usize][place];
                if *class_of == 0 {
                    *class_of = class;
                }
                at += len;
            }
            row += 1;
        }
        it
    }

    /// The class of a character; 0 where it has none.
    #[inline]
    pub fn class(&self, c: char) -> u8 {
        match self.pages.get(c as usize / 64) {
            Some(&page) => self.classes[page as usize % N][c as usize % 64],
            None => 0,
        }
    }

    /// The first character of `text` at or behind byte `from` that has a class: its place and its class.
    #[inline]
    pub fn find(&self, text: &str, from: usize) -> Option<(usize, u8)> {
        find_map(text, from, |page, place| {
            let class = self.classes[self.pages[page & 1023] as usize % N][place & 63];
            (class != 0).then_some(class)
        })
    }
}

/// The first place at or behind byte `from` for whose character `test` has an answer. It is asked for the number of the
/// character in two parts, all but the last six bits and those; what is above U+FFFF counts as U+FFFF.
#[inline]
pub fn find_map<T>(text: &str, from: usize, mut test: impl FnMut(usize, usize) -> Option<T>) -> Option<(usize, T)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let (page, place, len) = match bytes.get(at..at + 3) {
            Some(&[first @ 0xe0..=0xef, second, third]) => {
                ((first as usize & 0xf) << 6 | second as usize & 0x3f, third as usize & 0x3f, 3)
            }
            _ => locate(bytes, at),
        };
        if let Some(found) = test(page, place) {
            return Some((at, found));
        }
        at += len;
    }
    None
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

    #[test]
    fn the_first_class_of_a_character_counts() {
        let classes: Vec<u8> = "0é一。1è丁🙂".chars().map(|c| TABLE.class(c)).collect();
        assert_eq!(classes, [1, 1, 1, 2, 0, 0, 0, 0]);
    }

    #[test]
    fn the_next_character_with_a_class_is_found_behind_any_other() {
        let text = "🙂è丁a。0";
        assert_eq!(TABLE.find(text, 0), Some((10, 2)));
        assert_eq!(TABLE.find(text, 13), Some((13, 1)));
        assert_eq!(TABLE.find(text, 14), None);
    }
}
