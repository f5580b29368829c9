//! Longest match of a word list at the start or at the end of a text, by its first or last character.
//!
//! All words stand packed in one list (`build.rs` writes it). They are unpacked and indexed once, when the first word is
//! looked for: most characters start no word of a list, and are told so by one bit.

use std::sync::LazyLock;

use crate::text::chars::{Cut, find_map, first_at, last_of};
use crate::text::order::sort_by_key;

/// A list of words, by its place in the text of all words.
#[derive(Debug, Clone, Copy)]
pub struct WordSet(pub u16);

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));
pub static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(unpack(PACKED)));

impl WordSet {
    /// The longest word that `text` starts with, and its row.
    pub fn prefix(self, text: &str) -> Option<(&'static str, usize)> {
        let (page, place) = first_at(text, 0)?;
        let index = &*INDEX;
        let id = index.characters.id_at(page, place);
        if index.front.has(self, id) { index.front.longest_at_start(self, id, text.as_bytes()) } else { None }
    }

    /// Whether a word of the set starts as `text` does: with the same character.
    pub fn opens(self, text: &str) -> bool {
        let index = &*INDEX;
        first_at(text, 0).is_some_and(|(page, place)| index.front.has(self, index.characters.id_at(page, place)))
    }

    /// The longest word that `text` ends with, and its row.
    pub fn suffix(self, text: &str) -> Option<(&'static str, usize)> {
        let (page, place, _) = last_of(text.as_bytes())?;
        let index = &*INDEX;
        let id = index.characters.id_at(page, place);
        if index.back.has(self, id) { index.back.longest_at_end(self, id, text.as_bytes()) } else { None }
    }

    /// Whether the whole of `text` is a word of the set.
    pub fn has(self, text: &str) -> bool {
        self.starting(text.chars().next().unwrap_or('\0')).any(|word| word == text)
    }

    /// All words, in no order that says anything.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let index = &*INDEX;
        (0..index.characters.len)
            .flat_map(move |id| index.front.group(self, id).unwrap_or_default())
            .map(|word| word.text)
    }

    /// The words that start with `first`.
    pub fn starting(self, first: char) -> impl Iterator<Item = &'static str> {
        let index = &*INDEX;
        let group = index.front.group(self, index.characters.id(first)).unwrap_or_default();
        group.iter().map(|word| word.text)
    }

    #[inline]
    pub fn starts(self, text: &str) -> bool {
        self.prefix(text).is_some()
    }

    #[inline]
    pub fn ends(self, text: &str) -> bool {
        self.suffix(text).is_some()
    }

    /// The first place where a word of the set stands in `text`: byte offset and word.
    #[inline]
    pub fn find(self, text: &str) -> Option<(usize, &'static str)> {
        self.find_from(text, 0)
    }

    /// All places where a word of the set stands in `text`.
    pub fn places(self, text: &str) -> impl Iterator<Item = (usize, &'static str)> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.find_from(text, from)?;
            from = text.ceil_char_boundary(found.0 + 1);
            Some(found)
        })
    }

    fn find_from(self, text: &str, from: usize) -> Option<(usize, &'static str)> {
        let index = &*INDEX;
        let marks = index.front.marks_of(self);
        let mut from = from;
        loop {
            let (at, id) = find_map(text, from, |page, place| {
                let id = index.characters.id_at(page, place);
                (marks[id as usize / 64] >> (id % 64) & 1 == 1).then_some(id)
            })?;
            if let Some((word, _)) = index.front.longest_at_start(self, id, &text.as_bytes()[at..]) {
                return Some((at, word));
            }
            from = text.ceil_char_boundary(at + 1);
        }
    }

    /// The last place where a word of the set stands in `text`: byte offset and word.
    pub fn rfind(self, text: &str) -> Option<(usize, &'static str)> {
        let index = &*INDEX;
        let mut end = text.len();
        while let Some((page, place, len)) = last_of(&text.as_bytes()[..end]) {
            end -= len;
            let id = index.characters.id_at(page, place);
            if index.front.has(self, id)
                && let Some((word, _)) = index.front.longest_at_start(self, id, &text.as_bytes()[end..])
            {
                return Some((end, word));
            }
        }
        None
    }
}

/// The longest word of some sets that `text` ends with, and the place of its set; of two as long that of the later.
pub fn longest_suffix(sets: &[WordSet], text: &str) -> Option<(usize, &'static str)> {
    let index = &*INDEX;
    let id = index.characters.id(text.chars().next_back()?);
    let found = sets.iter().enumerate().filter_map(|(at, &set)| {
        let found = if index.back.has(set, id) { index.back.longest_at_end(set, id, text.as_bytes()) } else { None };
        found.map(|(word, _)| (at, word))
    });
    found.max_by_key(|(_, word)| word.len())
}

/// Several sets, eight at most, that a text is searched for in one pass.
pub struct Search<const N: usize> {
    sets: [WordSet; N],
    /// For each character a bit for each of the sets that has a word which starts with it.
    marks: Vec<u8>,
}

impl<const N: usize> Search<N> {
    pub fn new(sets: [WordSet; N]) -> Self {
        let index = &*INDEX;
        let marks = |id| {
            sets.iter().enumerate().fold(0, |marks, (idx, &set)| marks | u8::from(index.front.has(set, id)) << idx)
        };
        Search { sets, marks: (0..index.characters.len).map(marks).collect() }
    }

    /// For each set the first place where a word of it stands in `text` and `fits`, which is asked by the place of the
    /// set and that of the word.
    pub fn first(&self, text: &str, fits: impl Fn(usize, usize) -> bool) -> [Option<usize>; N] {
        let index = &*INDEX;
        let mut found = [None; N];
        let mut wanted = u8::MAX;
        let mut from = 0;
        while let Some((at, (id, marks))) = find_map(text, from, |page, place| {
            let id = index.characters.id_at(page, place);
            let marks = self.marks.get(id as usize)? & wanted;
            (marks != 0).then_some((id, marks))
        }) {
            for (idx, set) in self.sets.iter().enumerate() {
                if marks >> idx & 1 == 1
                    && index.front.longest_at_start(*set, id, &text.as_bytes()[at..]).is_some()
                    && fits(idx, at)
                {
                    found[idx] = Some(at);
                    wanted &= !(1 << idx);
                }
            }
            from = text.ceil_char_boundary(at + 1);
        }
        found
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Word {
    text: &'static str,
    /// Its last byte.
    last: u8,
    row: u16,
}

/// The words of each set, which live as long as the program.
fn unpack(packed: &[u8]) -> Vec<Vec<Word>> {
    let mut text = String::new();
    // Where each word starts, its row, and its set.
    let mut starts: Vec<(usize, u16, u16)> = Vec::new();
    let (mut row, mut set) = (0, 0);
    let mut bytes = packed.iter().copied();
    while let Some(byte) = bytes.next() {
        let mut next = || u32::from(bytes.next().unwrap_or_default());
        let code = match byte {
            b'\n' => {
                (row, set) = (0, set + 1);
                continue;
            }
            0x01..=0x08 | 0x10..=0x17 => {
                row += u16::from(byte >= 0x10);
                let shared = usize::from(if byte >= 0x10 { byte - 0x10 } else { byte - 0x01 });
                let from = starts.last().map_or(0, |&(start, ..)| start);
                starts.push((text.len(), row, set));
                let head = text.after(from).chars().take(shared).map(char::len_utf8).sum::<usize>();
                text.extend_from_within(from..from + head);
                continue;
            }
            0xff => next() << 8 | next(),
            0x80.. => (u32::from(byte) - 0x80 + 0x4e) << 8 | next(),
            _ => byte.into(),
        };
        text.push(char::from_u32(code).unwrap_or_default());
    }
    let text: &'static str = text.leak();
    let mut sets = vec![Vec::new(); set.into()];
    let ends = starts.iter().skip(1).map(|&(start, ..)| start).chain([text.len()]);
    for (&(start, row, set), end) in starts.iter().zip(ends) {
        let text = text.before(end).after(start);
        let last = text.as_bytes().last().copied().unwrap_or_default();
        sets[set as usize].push(Word { text, last, row: row - 1 });
    }
    sets
}

#[derive(Debug)]
pub struct Index {
    characters: Characters,
    front: Side,
    back: Side,
}

impl Index {
    fn new(mut sets: Vec<Vec<Word>>) -> Index {
        // Longest first, so that the first one that fits is the one wanted.
        sets.iter_mut().for_each(|set| sort_by_key(set, |word: &Word| u64::MAX - word.text.len() as u64));
        let first = |word: &Word| word.text.chars().next().unwrap_or('\0');
        let last = |word: &Word| word.text.chars().next_back().unwrap_or('\0');
        let characters = Characters::new(sets.iter().flatten().flat_map(|word| [first(word), last(word)]));
        let front = Side::new(&sets, &characters, first);
        let back = Side::new(&sets, &characters, last);
        Index { characters, front, back }
    }
}

/// Numbers for the characters that start or end a word, from 1; 0 is every other character.
#[derive(Debug)]
struct Characters {
    /// For each 64 characters up to U+FFFF, where their numbers stand in `ids`.
    pages: [u16; N_PAGES],
    ids: Vec<u16>,
    len: u16,
}

const PAGE: usize = 64;
const N_PAGES: usize = 0x10000 / PAGE;

impl Characters {
    fn new(all: impl Iterator<Item = char>) -> Characters {
        // The first page is that of characters without a number.
        let mut it = Characters { pages: [0; N_PAGES], ids: vec![0; PAGE], len: 1 };
        for c in all {
            let (page, place) = (c as usize / PAGE, c as usize % PAGE);
            let Some(page) = it.pages.get_mut(page) else { continue };
            if *page == 0 {
                *page = it.ids.len() as u16;
                it.ids.resize(it.ids.len() + PAGE, 0);
            }
            let id = &mut it.ids[*page as usize + place];
            if *id == 0 {
                *id = it.len;
                it.len += 1;
            }
        }
        it
    }

    #[inline(always)]
    fn id(&self, c: char) -> u16 {
        if (c as usize) < 0x10000 { self.id_at(c as usize / PAGE, c as usize % PAGE) } else { 0 }
    }

    #[inline(always)]
    fn id_at(&self, page: usize, place: usize) -> u16 {
        self.ids.get(self.pages[page & (N_PAGES - 1)] as usize + place).copied().unwrap_or_default()
    }
}

/// The words of all sets by set and by one of their characters.
#[derive(Debug)]
struct Side {
    /// For each set so many `marks` as hold a bit for each character.
    n_marks: usize,
    marks: Vec<u64>,
    /// How many groups stand before those of the mark.
    groups_before: Vec<u16>,
    /// Where a group begins in `words`; one more than there are groups.
    groups: Vec<u16>,
    words: Vec<Word>,
}

impl Side {
    fn new(sets: &[Vec<Word>], characters: &Characters, key: impl Fn(&Word) -> char) -> Side {
        let n_marks = (characters.len as usize).div_ceil(64);
        let mut side = Side { n_marks, marks: vec![], groups_before: vec![], groups: vec![], words: vec![] };
        for set in sets {
            let mut keyed: Vec<(u16, Word)> = set.iter().map(|word| (characters.id(key(word)), *word)).collect();
            sort_by_key(&mut keyed, |&(id, _)| id.into());
            let mut marks = vec![0u64; n_marks];
            let mut before = vec![0; n_marks];
            let mut next = 0;
            for group in keyed.chunk_by(|(one, _), (other, _)| one == other) {
                let id = group[0].0 as usize;
                before[next..=id / 64].fill(side.groups.len() as u16);
                next = id / 64 + 1;
                marks[id / 64] |= 1 << (id % 64);
                side.groups.push(side.words.len() as u16);
                side.words.extend(group.iter().map(|(_, word)| word));
            }
            side.marks.extend(marks);
            side.groups_before.extend(before);
        }
        side.groups.push(side.words.len() as u16);
        side
    }

    #[inline]
    fn marks_of(&self, set: WordSet) -> &[u64] {
        &self.marks[set.0 as usize * self.n_marks..][..self.n_marks]
    }

    /// Whether the character starts a word of the set; most do not.
    #[inline(always)]
    fn has(&self, set: WordSet, id: u16) -> bool {
        let at = set.0 as usize * self.n_marks + id as usize / 64;
        self.marks.get(at).is_some_and(|mark| mark >> (id % 64) & 1 == 1)
    }

    #[inline(always)]
    fn group(&self, set: WordSet, id: u16) -> Option<&[Word]> {
        if !self.has(set, id) {
            return None;
        }
        let at = set.0 as usize * self.n_marks + id as usize / 64;
        let before = self.marks[at] & ((1u64 << (id % 64)) - 1);
        let group = self.groups_before[at] as usize + before.count_ones() as usize;
        self.words.get(self.groups[group] as usize..self.groups[group + 1] as usize)
    }

    /// The longest word of the set that `text` starts with; all of the group start with the same character.
    #[inline(never)]
    fn longest_at_start(&self, set: WordSet, id: u16, text: &[u8]) -> Option<(&'static str, usize)> {
        // The last byte tells most words apart.
        let fits = |word: &&Word| {
            let len = word.text.len();
            text.get(len - 1) == Some(&word.last) && text[..len] == *word.text.as_bytes()
        };
        self.group(set, id)?.iter().find(fits).map(|word| (word.text, word.row as usize))
    }

    /// The longest word of the set that `text` ends with; all of the group end with the same character.
    #[inline(never)]
    fn longest_at_end(&self, set: WordSet, id: u16, text: &[u8]) -> Option<(&'static str, usize)> {
        // The first byte tells few apart, the second many.
        let fits = |word: &&Word| {
            let word = word.text.as_bytes();
            let tail = text.len().checked_sub(word.len()).map_or(&[][..], |from| &text[from..]);
            tail.get(1) == word.get(1) && tail == word
        };
        self.group(set, id)?.iter().find(fits).map(|word| (word.text, word.row as usize))
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{CHANGE_DOWN, CHANGE_UP, UNIT_SURFACES, UNITS};

    use super::*;

    #[test]
    fn the_longest_word_wins_from_both_ends() {
        let unit = |found: Option<(&'static str, usize)>| found.map(|(word, row)| (word, UNITS[row].id));
        assert_eq!(unit(UNIT_SURFACES.prefix("平方公里以上")), Some(("平方公里", "square-kilometre")));
        assert_eq!(unit(UNIT_SURFACES.suffix("超过平方公里")), Some(("平方公里", "square-kilometre")));
        assert_eq!(unit(UNIT_SURFACES.prefix("以平方公里")), None);
        assert_eq!(UNIT_SURFACES.find("🙂规模平方公里"), Some((10, "平方公里")));
        assert!(UNIT_SURFACES.has("公里") && !UNIT_SURFACES.has("公里以上"));
    }

    #[test]
    fn sets_do_not_share_their_words() {
        assert!(CHANGE_UP.has("增长") && !CHANGE_DOWN.has("增长"));
        assert!(CHANGE_DOWN.ends("比上年下降") && !CHANGE_UP.ends("比上年下降"));
        assert_eq!(CHANGE_UP.find(""), None);
    }

    #[test]
    fn every_word_is_found_in_its_set_and_ends_with_itself() {
        for set in (0..unpack(PACKED).len()).map(|set| WordSet(set as u16)) {
            assert!(set.words().count() > 0);
            for word in set.words() {
                assert!(set.has(word) && set.prefix(word).is_some_and(|(found, _)| found == word), "{word}");
                assert!(set.suffix(word).is_some_and(|(found, _)| found == word), "{word}");
            }
        }
    }
}
