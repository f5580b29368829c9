//! The least that any reader of a text must do: the floor that `analyze` is measured against.

/// Whether the bytes are UTF-8.
pub fn validate(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok()
}

/// How many runs of numeral characters stand in the text: one pass, no value read, no word looked at.
pub fn numerals(text: &str) -> u32 {
    let mut runs = 0;
    let mut inside = false;
    for c in text.chars() {
        let numeral = matches!(
            c,
            '0'..='9' | '０'..='９' | '〇' | '零' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '亿'
        );
        runs += u32::from(numeral && !inside);
        inside = numeral;
    }
    runs
}
