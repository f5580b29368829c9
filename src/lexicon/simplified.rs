//! Text in traditional characters as if it were written in simplified ones, byte for byte in the same places.

use std::borrow::Cow;

use super::TRADITIONAL_PAIRS;

/// `text` with traditional characters replaced by simplified ones. Both take three bytes in UTF-8, so that a span of one
/// text is the same span of the other.
pub fn simplified(text: &str) -> Cow<'_, str> {
    let Some(first) = text.char_indices().find(|&(_, c)| simple(c).is_some()).map(|(at, _)| at) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    out.extend(text[first..].chars().map(|c| simple(c).unwrap_or(c)));
    Cow::Owned(out)
}

fn simple(c: char) -> Option<char> {
    TRADITIONAL_PAIRS.starting(c).next()?.chars().nth(1)
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
        for pair in ('\0'..=char::MAX).flat_map(|c| TRADITIONAL_PAIRS.starting(c)) {
            assert!(pair.chars().count() == 2 && pair.len() == 6, "{pair}");
        }
    }
}
