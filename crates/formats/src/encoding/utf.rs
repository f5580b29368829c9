//! UTF-16 and UTF-32 to text, with U+FFFD for what is no character.

pub fn decode_utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks(2).map(|it| match it {
        [a, b] => read([*a, *b]),
        // Half a unit at the end: an unpaired surrogate reads as U+FFFD.
        _ => 0xD800,
    });
    char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

pub fn decode_utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> String {
    bytes
        .chunks(4)
        .map(|it| match it {
            [a, b, c, d] => char::from_u32(read([*a, *b, *c, *d])).unwrap_or(char::REPLACEMENT_CHARACTER),
            _ => char::REPLACEMENT_CHARACTER,
        })
        .collect()
}
