//! Longest match of a word list at the start or at the end of a text, by its first or last character.

/// Words sorted for search from the front and from the back. Built by `build.rs`.
#[derive(Debug)]
pub struct WordSet {
    /// By first character, then longest first, each with the index of its row.
    pub by_first: &'static [(&'static str, u16)],
    /// By last character, then longest first.
    pub by_last: &'static [(&'static str, u16)],
}

impl WordSet {
    /// The longest word that `text` starts with, and its row.
    pub fn prefix(&self, text: &str) -> Option<(&'static str, usize)> {
        let first = text.chars().next()?;
        group(self.by_first, first, first_char)
            .iter()
            .find(|(word, _)| text.starts_with(word))
            .map(|&(word, row)| (word, row as usize))
    }

    /// The longest word that `text` ends with, and its row.
    pub fn suffix(&self, text: &str) -> Option<(&'static str, usize)> {
        let last = text.chars().next_back()?;
        group(self.by_last, last, last_char)
            .iter()
            .find(|(word, _)| text.ends_with(word))
            .map(|&(word, row)| (word, row as usize))
    }

    /// Whether the whole of `text` is a word of the set.
    pub fn has(&self, text: &str) -> bool {
        let Some(first) = text.chars().next() else { return false };
        group(self.by_first, first, first_char).iter().any(|&(word, _)| word == text)
    }

    pub fn starts(&self, text: &str) -> bool {
        self.prefix(text).is_some()
    }

    pub fn ends(&self, text: &str) -> bool {
        self.suffix(text).is_some()
    }

    /// The first place where a word of the set stands in `text`: byte offset and word.
    pub fn find(&self, text: &str) -> Option<(usize, &'static str)> {
        text.char_indices().find_map(|(at, _)| self.prefix(&text[at..]).map(|(word, _)| (at, word)))
    }

    /// The last place where a word of the set stands in `text`: byte offset and word.
    pub fn rfind(&self, text: &str) -> Option<(usize, &'static str)> {
        text.char_indices().rev().find_map(|(at, _)| self.prefix(&text[at..]).map(|(word, _)| (at, word)))
    }
}

fn first_char(word: &str) -> char {
    word.chars().next().unwrap_or('\0')
}

fn last_char(word: &str) -> char {
    word.chars().next_back().unwrap_or('\0')
}

fn group(words: &'static [(&'static str, u16)], key: char, key_of: fn(&str) -> char) -> &'static [(&'static str, u16)] {
    let start = words.partition_point(|(word, _)| key_of(word) < key);
    let len = words[start..].partition_point(|(word, _)| key_of(word) == key);
    &words[start..start + len]
}

#[cfg(test)]
mod tests {
    use super::*;

    static SET: WordSet = WordSet {
        by_first: &[("万", 2), ("亿元", 1), ("亿", 0)],
        by_last: &[("万", 2), ("亿", 0), ("亿元", 1)],
    };

    #[test]
    fn the_longest_word_wins_from_both_ends() {
        assert_eq!(SET.prefix("亿元以上"), Some(("亿元", 1)));
        assert_eq!(SET.suffix("超过亿元"), Some(("亿元", 1)));
        assert_eq!(SET.prefix("以亿元"), None);
        assert_eq!(SET.find("超过亿元"), Some((6, "亿元")));
        assert!(SET.has("亿") && !SET.has("亿元以上"));
    }
}
