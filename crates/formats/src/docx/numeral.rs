//! Numbers as Word writes them in front of a paragraph: `ST_NumberFormat` of ECMA-376, 17.18.59.

/// `number` in the format named `format`; plain digits where the format is not known.
pub fn format_number(number: u32, format: &str) -> String {
    let pick = |signs: &str| signs.chars().nth(number.wrapping_sub(1) as usize).map(String::from);
    let known = match format {
        "none" | "bullet" => Some(String::new()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => han(number, &PLAIN),
        "chineseLegalSimplified" => han(number, &LEGAL),
        "ideographLegalTraditional" | "japaneseLegal" => han(number, &LEGAL_TRADITIONAL),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" | "koreanDigital" | "koreanDigital2" => {
            Some(
                number
                    .to_string()
                    .bytes()
                    .map(|it| "〇一二三四五六七八九".chars().nth(usize::from(it - b'0')).unwrap_or('〇'))
                    .collect(),
            )
        }
        "ideographTraditional" => pick("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => pick("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number),
        "ideographEnclosedCircle" => pick("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        "decimalEnclosedFullstop" => offset(number, 0x2488, 20),
        "decimalEnclosedParen" => offset(number, 0x2474, 20),
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(number.to_string().chars().map(|it| char::from_u32(it as u32 + 0xFEE0).unwrap_or(it)).collect())
        }
        "decimalZero" => Some(format!("{number:02}")),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|it| it.to_lowercase()),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "numberInDash" => Some(format!("- {number} -")),
        "ordinal" => Some(match (number % 10, number % 100) {
            (_, 11..=13) => format!("{number}th"),
            (1, _) => format!("{number}st"),
            (2, _) => format!("{number}nd"),
            (3, _) => format!("{number}rd"),
            _ => format!("{number}th"),
        }),
        _ => None,
    };
    known.unwrap_or_else(|| number.to_string())
}

/// Digits from zero, then ten, hundred, thousand, and whether ten alone stands without a one.
struct Numerals([&'static str; 13], bool);

static PLAIN: Numerals = Numerals(["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千"], true);
static LEGAL: Numerals =
    Numerals(["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾", "佰", "仟"], false);
static LEGAL_TRADITIONAL: Numerals =
    Numerals(["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖", "拾", "佰", "仟"], false);

/// 1 to 9999 in Han numerals.
fn han(number: u32, numerals: &Numerals) -> Option<String> {
    if number == 0 || number > 9999 {
        return None;
    }
    let mut out = String::new();
    let mut zero = false;
    for (power, unit) in [(1000, 12), (100, 11), (10, 10), (1, 0)] {
        let digit = number / power % 10;
        if digit == 0 {
            zero = !out.is_empty();
            continue;
        }
        if zero {
            out.push_str(numerals.0[0]);
            zero = false;
        }
        if !(numerals.1 && power == 10 && digit == 1 && number < 20) {
            out.push_str(numerals.0[digit as usize]);
        }
        if unit > 0 {
            out.push_str(numerals.0[unit]);
        }
    }
    Some(out)
}

fn circled(number: u32) -> Option<String> {
    let code = match number {
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return None,
    };
    char::from_u32(code).map(String::from)
}

fn offset(number: u32, first: u32, most: u32) -> Option<String> {
    (1..=most).contains(&number).then(|| char::from_u32(first + number - 1).map(String::from))?
}

fn roman(number: u32) -> Option<String> {
    if number == 0 || number > 3999 {
        return None;
    }
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in PARTS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

/// a … z, then aa, bb, as Word has it.
fn letters(number: u32, first: u8) -> Option<String> {
    if number == 0 || number > 780 {
        return None;
    }
    let letter = char::from(first + ((number - 1) % 26) as u8);
    Some(std::iter::repeat_n(letter, ((number - 1) / 26 + 1) as usize).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let cases = [
            (1, "chineseCountingThousand", "一"),
            (10, "chineseCounting", "十"),
            (12, "japaneseCounting", "十二"),
            (20, "chineseCounting", "二十"),
            (105, "chineseCountingThousand", "一百零五"),
            (110, "chineseCountingThousand", "一百一十"),
            (3, "chineseLegalSimplified", "叁"),
            (10, "chineseLegalSimplified", "壹拾"),
            (3, "decimalEnclosedCircle", "③"),
            (21, "decimalEnclosedCircleChinese", "㉑"),
            (2, "ideographTraditional", "乙"),
            (4, "upperRoman", "IV"),
            (28, "lowerLetter", "bb"),
            (7, "decimalZero", "07"),
            (12, "decimalFullWidth", "１２"),
            (5, "unheard-of", "5"),
            (2005, "ideographDigital", "二〇〇五"),
        ];
        for (number, format, text) in cases {
            assert_eq!(format_number(number, format), text, "{format}");
        }
    }
}
