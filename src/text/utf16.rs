//! From UTF-8 byte offsets to UTF-16 code units, for the boundary to JavaScript.

/// Bytes between two checkpoints: a lookup reads at most so many bytes.
const STEP: usize = 64;

/// Answers, for one text, how many UTF-16 code units stand before a byte offset.
#[derive(Debug)]
pub struct Utf16Index<'t> {
    text: &'t [u8],
    /// Code units before byte `k * STEP`.
    checkpoints: Vec<u32>,
}

impl<'t> Utf16Index<'t> {
    pub fn new(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut units = 0;
        let mut checkpoints = Vec::with_capacity(text.len() / STEP + 1);
        for chunk in text.chunks(STEP) {
            checkpoints.push(units);
            units += units_in(chunk);
        }
        if text.len().is_multiple_of(STEP) {
            checkpoints.push(units);
        }
        Utf16Index { text, checkpoints }
    }

    /// UTF-16 code units before byte `offset`, which must be a character boundary of the text.
    pub fn units_before(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let checkpoint = offset / STEP;
        self.checkpoints[checkpoint] + units_in(&self.text[checkpoint * STEP..offset])
    }

    /// A byte of the character that code unit `unit` is of, and the text's length behind its end.
    pub fn byte_at(&self, unit: u32) -> u32 {
        let checkpoint = self.checkpoints.partition_point(|&units| units <= unit).saturating_sub(1);
        let mut units = self.checkpoints[checkpoint];
        let from = checkpoint * STEP;
        let inside = self.text[from..].iter().take_while(|&&byte| {
            units += units_in(&[byte]);
            units <= unit
        });
        (from + inside.count()) as u32
    }
}

/// One unit for each lead byte, two for a lead byte of four (a character outside the basic plane).
fn units_in(bytes: &[u8]) -> u32 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let (words, rest) = bytes.as_chunks();
    let eight = |bytes: &[u8; 8]| {
        let bits = u64::from_le_bytes(*bytes);
        let leads = (!bits >> 7 | bits >> 6) & EACH;
        let of_four = bits >> 7 & bits >> 6 & bits >> 5 & bits >> 4 & EACH;
        leads.count_ones() + of_four.count_ones()
    };
    let one = |&byte: &u8| u32::from(byte & 0xC0 != 0x80) + u32::from(byte >= 0xF0);
    words.iter().map(eight).sum::<u32>() + rest.iter().map(one).sum::<u32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_agrees_with_encode_utf16() {
        for unit in ["a", "数", "𠮷", "é\r\n😀9"] {
            let text = unit.repeat(700);
            let index = Utf16Index::new(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let expected = text[..offset].encode_utf16().count() as u32;
                assert_eq!(index.units_before(offset as u32), expected, "{unit} at {offset}");
                assert_eq!(index.byte_at(expected), offset as u32, "{unit} at {offset}");
            }
        }
    }
}
