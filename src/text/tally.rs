//! A number for each of many texts, found by a hash: the library's map is 2.5 KB of WebAssembly more.

/// So many slots stand ready for the first text.
const FIRST: usize = 16;

/// Texts and the number that each has, 0 until it is given another.
#[derive(Debug, Default)]
pub struct Tally<'t> {
    slots: Vec<(Option<&'t str>, u32)>,
    n_texts: usize,
}

impl<'t> Tally<'t> {
    /// The number of `text`; `None` where it was never asked for by [`Tally::of`].
    #[inline(never)]
    pub fn get(&self, text: &str) -> Option<u32> {
        let (known, number) = self.slots.get(self.place(text))?;
        known.map(|_| *number)
    }

    /// The number of `text`, to be changed.
    #[inline(never)]
    pub fn of(&mut self, text: &'t str) -> &mut u32 {
        // A third stays empty, so that a search ends soon.
        if self.n_texts * 3 >= self.slots.len() * 2 {
            let larger = vec![(None, 0); (self.slots.len() * 2).max(FIRST)];
            for slot in std::mem::replace(&mut self.slots, larger) {
                if let Some(text) = slot.0 {
                    let at = self.place(text);
                    self.slots[at] = slot;
                }
            }
        }
        let at = self.place(text);
        let (known, number) = &mut self.slots[at];
        self.n_texts += usize::from(known.is_none());
        *known = Some(text);
        number
    }

    /// Where `text` stands, or the empty slot that it would take.
    fn place(&self, text: &str) -> usize {
        // FNV-1a (Fowler, Noll, Vo), 64 bits.
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = (hash ^ (hash >> 32)) as usize & mask;
        while self.slots.get(at).is_some_and(|(known, _)| known.is_some_and(|known| known != text)) {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_keeps_its_own_number() {
        let texts: Vec<String> = (0..5000).map(|n| format!("第{n}条")).collect();
        let mut tally = Tally::default();
        assert_eq!(tally.get("第1条"), None);
        for text in texts.iter().chain(&texts[..9]) {
            *tally.of(text) += 1;
        }
        *tally.of("") = 7;
        assert_eq!(
            [tally.get("第8条"), tally.get("第9条"), tally.get(""), tally.get("第")],
            [Some(2), Some(1), Some(7), None]
        );
        assert!(texts.iter().all(|text| tally.get(text).is_some()));
    }
}
