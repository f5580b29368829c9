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
        '二' | '两' | '兩' | '倆' | '贰' | '貳' => Token::Digit(2),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_han_numeral_stands_for_the_same() {
        let forms = [
            (Token::Digit(0), "〇零○"),
            (Token::Digit(1), "一壹"),
            (Token::Digit(2), "二两兩倆贰貳"),
            (Token::Digit(3), "三叁參叄"),
            (Token::Digit(4), "四肆"),
            (Token::Digit(5), "五伍"),
            (Token::Digit(6), "六陆陸"),
            (Token::Digit(7), "七柒"),
            (Token::Digit(8), "八捌"),
            (Token::Digit(9), "九玖"),
            (Token::Scale(1), "十拾"),
            (Token::Scale(2), "百佰"),
            (Token::Scale(3), "千仟"),
            (Token::Scale(4), "万萬"),
            (Token::Scale(8), "亿億"),
            (Token::Scale(12), "兆"),
            (Token::Tens(20), "廿"),
            (Token::Tens(30), "卅"),
            (Token::Tens(40), "卌"),
            (Token::Point, "点點"),
            (Token::Over, "余餘多来來"),
            (Token::Several, "几幾数數"),
        ];
        for (token, forms) in forms {
            assert!(forms.chars().all(|c| han_token(c) == Some(token)), "{forms}");
        }
        assert_eq!(['个', '5', '半'].map(han_token), [None; 3]);
    }

    #[test]
    fn digits_have_two_widths() {
        let digits: Vec<_> = "0123456789０１２３４５６７８９".chars().map(arabic_digit).collect();
        let expected: Vec<_> = (0..10).chain(0..10).map(Some).collect();
        assert_eq!(digits, expected);
        assert_eq!(['/', ':', '／', '：', '一'].map(arabic_digit), [None; 5]);
    }
}
