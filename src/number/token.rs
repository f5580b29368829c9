//! The characters of a numeral: digits of either width, Han digits in every form, scale words.

/// One character of a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    Digit(u8),
    /// A power of ten: 十 1, 百 2, 千 3, 万 4, 亿 8, 兆 12.
    Scale(u32),
    /// 廿 20, 卅 30, 卌 40.
    Tens(u8),
    Point,
    Over,
    Several,
}

/// What a Han character stands for in a numeral; the formal and the traditional forms too.
pub fn han_token(c: char) -> Option<Token> {
    Some(match c {
        '〇' | '零' | '○' => Token::Digit(0),
        '一' | '壹' => Token::Digit(1),
        '二' | '两' | '兩' | '贰' | '貳' => Token::Digit(2),
        '三' | '叁' | '參' | '叄' => Token::Digit(3),
        '四' | '肆' => Token::Digit(4),
        '五' | '伍' => Token::Digit(5),
        '六' | '陆' | '陸' => Token::Digit(6),
        '七' | '柒' => Token::Digit(7),
        '八' | '捌' => Token::Digit(8),
        '九' | '玖' => Token::Digit(9),
        '十' | '拾' => Token::Scale(1),
        '百' | '佰' => Token::Scale(2),
        '千' | '仟' => Token::Scale(3),
        '万' | '萬' => Token::Scale(4),
        '亿' | '億' => Token::Scale(8),
        '兆' => Token::Scale(12),
        '廿' => Token::Tens(20),
        '卅' => Token::Tens(30),
        '卌' => Token::Tens(40),
        '点' | '點' => Token::Point,
        '余' | '餘' | '多' | '来' | '來' => Token::Over,
        '几' | '幾' | '数' | '數' => Token::Several,
        _ => return None,
    })
}

/// The digit that an Arabic character of either width stands for.
pub fn arabic_digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => Some((c as u32 - '０' as u32) as u8),
        _ => None,
    }
}
