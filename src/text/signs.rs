//! Tests, cuts and searches by a few signs, written as one text: `line.ends_in("。；")`. The library's, for a list of
//! characters, decode each and keep count of where they are.

use super::chars::{Cut, first_len};

/// `set` are the signs, side by side.
pub trait Signs {
    fn begins_in(&self, set: &str) -> bool;
    fn ends_in(&self, set: &str) -> bool;
    fn has_in(&self, set: &str) -> bool;
    /// The byte of the first sign of `set`.
    fn first_in(&self, set: &str) -> Option<usize>;
    /// The byte of the last one.
    fn last_in(&self, set: &str) -> Option<usize>;
    fn strip_start_in(&self, set: &str) -> Option<&str>;
    fn strip_end_in(&self, set: &str) -> Option<&str>;
    fn trim_start_in(&self, set: &str) -> &str;
    fn trim_end_in(&self, set: &str) -> &str;
    fn trim_in(&self, set: &str) -> &str;
    /// The parts between the signs: one more than there are signs.
    fn split_in<'t>(&'t self, set: &'t str) -> impl Iterator<Item = &'t str> + Clone;
}

impl Signs for str {
    #[inline(never)]
    fn begins_in(&self, set: &str) -> bool {
        holds(set, &self.as_bytes()[..first_len(self.as_bytes())])
    }

    #[inline(never)]
    fn ends_in(&self, set: &str) -> bool {
        holds(set, &self.as_bytes()[self.len() - last_len(self.as_bytes())..])
    }

    fn has_in(&self, set: &str) -> bool {
        self.first_in(set).is_some()
    }

    #[inline(never)]
    fn first_in(&self, set: &str) -> Option<usize> {
        let (mut rest, tails) = (self.as_bytes(), tails(set));
        loop {
            let (sign, behind) = rest.split_at(first_len(rest));
            if tails >> (sign.last()? & 63) & 1 == 1 && holds(set, sign) {
                return Some(self.len() - rest.len());
            }
            rest = behind;
        }
    }

    #[inline(never)]
    fn last_in(&self, set: &str) -> Option<usize> {
        let (mut rest, tails) = (self.as_bytes(), tails(set));
        loop {
            let (before, sign) = rest.split_at(rest.len() - last_len(rest));
            if tails >> (sign.last()? & 63) & 1 == 1 && holds(set, sign) {
                return Some(before.len());
            }
            rest = before;
        }
    }

    #[inline(never)]
    fn strip_start_in(&self, set: &str) -> Option<&str> {
        if self.begins_in(set) { self.get(first_len(self.as_bytes())..) } else { None }
    }

    #[inline(never)]
    fn strip_end_in(&self, set: &str) -> Option<&str> {
        if self.ends_in(set) { self.get(..self.len() - last_len(self.as_bytes())) } else { None }
    }

    #[inline(never)]
    fn trim_start_in(&self, set: &str) -> &str {
        let bytes = self.as_bytes();
        let mut at = 0;
        while let len = first_len(&bytes[at..])
            && holds(set, &bytes[at..at + len])
        {
            at += len;
        }
        self.after(at)
    }

    #[inline(never)]
    fn trim_end_in(&self, set: &str) -> &str {
        let mut rest = self.as_bytes();
        while let (before, sign) = rest.split_at(rest.len() - last_len(rest))
            && holds(set, sign)
        {
            rest = before;
        }
        self.before(rest.len())
    }

    fn trim_in(&self, set: &str) -> &str {
        self.trim_start_in(set).trim_end_in(set)
    }

    fn split_in<'t>(&'t self, set: &'t str) -> impl Iterator<Item = &'t str> + Clone {
        let mut rest = Some(self);
        std::iter::from_fn(move || {
            let text = rest?;
            let end = text.first_in(set).unwrap_or(text.len());
            rest = text.get(end + first_len(&text.as_bytes()[end..])..).filter(|_| end < text.len());
            text.get(..end)
        })
    }
}

/// How many bytes the last character takes; 0 of nothing.
fn last_len(text: &[u8]) -> usize {
    match text {
        [.., ..0x80] => 1,
        [.., 0xe0..=0xef, _, _] => 3,
        [.., 0xc0..=0xdf, _] => 2,
        [] => 0,
        _ => 4,
    }
}

/// Whether a character is one of `set`; nothing is none.
fn holds(set: &str, sign: &[u8]) -> bool {
    match *sign {
        [] => false,
        [one] => set.bytes().any(|sign| sign == one),
        [a, b, c] => set.as_bytes().windows(3).any(|it| it[2] == c && it[1] == b && it[0] == a),
        _ => set.as_bytes().windows(sign.len()).any(|it| it == sign),
    }
}

/// A bit for the last six bits of each sign: most characters are told by it that they are none.
fn tails(set: &str) -> u64 {
    set.chars().fold(0, |bits, sign| bits | 1 << (sign as u32 & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The library's answers, for texts of every length of characters.
    #[test]
    fn signs_are_found_cut_and_split_as_the_library_does() {
        let sets = ["", "。", "，。", "a一", "é🙂、", "  \u{3000}", "一丁"];
        let texts =
            ["", "。", "一、二，三。", "abc", "é🙂", "🙂é、、", " \u{3000}甲 \u{3000}", "，，", "a一b一", "甲🙂", "é"];
        for set in sets {
            let of: Vec<char> = set.chars().collect();
            let of = &of[..];
            for text in texts {
                assert_eq!(text.begins_in(set), text.starts_with(of), "{text:?} {set:?}");
                assert_eq!(text.ends_in(set), text.ends_with(of), "{text:?} {set:?}");
                assert_eq!(text.has_in(set), text.contains(of), "{text:?} {set:?}");
                assert_eq!(text.first_in(set), text.find(of), "{text:?} {set:?}");
                assert_eq!(text.last_in(set), text.rfind(of), "{text:?} {set:?}");
                assert_eq!(text.strip_start_in(set), text.strip_prefix(of), "{text:?} {set:?}");
                assert_eq!(text.strip_end_in(set), text.strip_suffix(of), "{text:?} {set:?}");
                assert_eq!(text.trim_in(set), text.trim_matches(of), "{text:?} {set:?}");
                assert!(text.split_in(set).eq(text.split(of)), "{text:?} {set:?}");
            }
        }
    }
}
