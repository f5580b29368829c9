//! Text in traditional characters as if it were written in simplified ones, byte for byte in the same places.

use std::borrow::Cow;

use super::TRADITIONAL_PAIRS;

/// `text` with traditional characters replaced by simplified ones. Both take three bytes in UTF-8, so that a span of one
/// text is the same span of the other.
pub fn simplified(text: &str) -> Cow<'_, str> {
    let known = Known::new();
    let Some(first) = text.char_indices().find(|&(_, c)| known.has(c)).map(|(at, _)| at) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    out.extend(text[first..].chars().map(|c| if known.has(c) { simplified_char(c) } else { c }));
    Cow::Owned(out)
}

fn simplified_char(c: char) -> char {
    let pairs = TRADITIONAL_PAIRS.by_first;
    let found = pairs.binary_search_by_key(&Some(c), |(pair, _)| pair.chars().next());
    found.ok().and_then(|at| pairs[at].0.chars().nth(1)).filter(|simple| simple.len_utf8() == c.len_utf8()).unwrap_or(c)
}

/// One bit for each character up to U+FFFF: most characters of a text are not traditional, and are told so fast.
struct Known(Vec<u64>);

impl Known {
    fn new() -> Known {
        let mut bits = vec![0; 1 << 10];
        for c in TRADITIONAL_PAIRS.by_first.iter().filter_map(|(pair, _)| pair.chars().next()) {
            if let Some(word) = bits.get_mut(c as usize >> 6) {
                *word |= 1 << (c as usize & 63);
            }
        }
        Known(bits)
    }

    fn has(&self, c: char) -> bool {
        self.0.get(c as usize >> 6).is_some_and(|word| word >> (c as usize & 63) & 1 == 1)
    }
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
        for (pair, _) in TRADITIONAL_PAIRS.by_first {
            assert!(pair.chars().count() == 2 && pair.len() == 6, "{pair}");
        }
    }
}
