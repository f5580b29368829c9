//! Text in traditional characters as if it were written in simplified ones, byte for byte in the same places.

use crate::text::chars::Cut;
use crate::text::signs::Signs;
use std::borrow::Cow;
use std::sync::LazyLock;

use super::TRADITIONAL_PAIRS;
use super::candidates::Candidates;

/// For all but the last six bits of a character's number a word with one bit for each of those six: most characters of a text are not traditional, and are told so fast.
pub static TRADITIONAL: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; 0x10000 / 64];
    for c in TRADITIONAL_PAIRS.words().filter_map(|pair| pair.chars().next()) {
        if let Some(word) = bits.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }
    bits
});

/// `text` with traditional characters replaced by simplified ones.
pub fn simplified(text: &str) -> Cow<'_, str> {
    Candidates::find(text).1
}

/// The simplified character for the one at byte `at`, which takes as many bytes.
pub fn simple_at(text: &str, at: usize) -> char {
    let c = text.after(at).chars().next().unwrap_or('\0');
    let rest = text.after(at + c.len_utf8());
    // 參拾萬元 and 壹拾參元 are numbers, 參加 is not.
    const SCALES: &str = "拾佰仟萬億零";
    let number = c == '參' && (rest.begins_in(SCALES) || text.before(at).ends_in(SCALES));
    let pair = if number { None } else { TRADITIONAL_PAIRS.starting(c).next() };
    pair.and_then(|pair| pair.chars().nth(1)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_text_reads_as_simplified_in_the_same_bytes() {
        assert_eq!(simplified("實現增加值12億元，比上年增長5%"), "实现增加值12亿元，比上年增长5%");
        assert!(matches!(simplified("实现增加值12亿元 ABC 🙂"), Cow::Borrowed(_)));
        let mixed = "総額與🙂總額";
        assert_eq!(simplified(mixed).len(), mixed.len());
    }

    #[test]
    fn each_pair_is_two_characters_of_three_bytes() {
        for pair in TRADITIONAL_PAIRS.words() {
            assert!(pair.chars().count() == 2 && pair.len() == 6, "{pair}");
        }
    }
}
