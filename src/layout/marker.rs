//! Outline markers: 一、 （一） 1. （1） ① 第一章 一是 ——.

use crate::lexicon::JOINT_WORDS;
use crate::number::date::{han_digit, scan_date};
use crate::number::decimal::Decimal;
use crate::number::numeral::scan_numeral;
use crate::number::token::arabic_digit;
use crate::text::chars::{Cut, Ends, is_han};
use crate::text::signs::Signs;

/// How a marker is written; markers of one style are siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// 第一编, 第一章, 第一节
    Part,
    Chapter,
    Subchapter,
    /// 第一条: it numbers a paragraph of a law and is no heading
    Article,
    /// 一、
    Han,
    /// （一）
    HanBracketed,
    /// 1. 1． 1、
    Arabic,
    /// 1.1 and 1.1.1 by their depth; 1 before a blank, where the document has 1.1 too
    Decimal(u32),
    /// （1） 1）
    ArabicBracketed,
    /// ①
    Circled,
    /// 一是, 首先
    Running,
    /// ——
    Dash,
    /// ● ■
    Bullet,
    /// 01 before a title
    TwoDigits,
    /// The title of a document that is attached to this one
    Attached,
    /// Markdown depth
    Hashes(u32),
    /// A short line without a marker
    Plain,
    /// The first sentence of a paragraph, without a marker
    Topic,
    /// The same, set bold
    Bold,
}

/// A marker at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// Bytes, blanks after it not included.
    pub len: usize,
    pub style: Style,
    /// Its number, where it has one.
    pub number: Option<u32>,
}

/// Looks at the start of `text` for a marker.
pub fn scan_marker(text: &str) -> Option<Marker> {
    let first = text.first()?;
    match first {
        '第' => scan_chapter(text).or_else(|| scan_running(text)),
        '（' | '(' => scan_bracketed(text),
        '①'..='⑳' => {
            Some(Marker { len: first.len_utf8(), style: Style::Circled, number: Some(first as u32 - '①' as u32 + 1) })
        }
        '●' | '■' | '◆' | '★' | '▲' | '•' | '◦' | '▪' | '○' | '◎' | '□' | '▶' | '►' | '◇' | '☆' => {
            Some(Marker { len: first.len_utf8(), style: Style::Bullet, number: None })
        }
        '—' | '―' | '─' => {
            let len: usize = text.chars().take_while(|&c| c == first).map(char::len_utf8).sum();
            (2..=3).contains(&(len / first.len_utf8())).then_some(Marker { len, style: Style::Dash, number: None })
        }
        _ if arabic_digit(first).is_some() => scan_arabic(text),
        _ if text.len() < "一.".len() => None,
        _ => scan_han(text).or_else(|| scan_running(text)),
    }
}

/// 一、 and its kin: a Han number and 、.
fn scan_han(text: &str) -> Option<Marker> {
    let (len, number) = scan_han_number(text)?;
    let mark = text.after(len).first().filter(|c| matches!(c, '、' | '．' | '.'))?;
    Some(Marker { len: len + mark.len_utf8(), style: Style::Han, number: Some(number) })
}

/// A Han ordinal up to 199 and its length in bytes: 一, 十二, 二十三. (十、 before a word is no rough number here.)
fn scan_han_number(text: &str) -> Option<(usize, u32)> {
    let (mut len, mut total, mut digit) = (0, 0, None);
    for c in text.chars().take(6) {
        match c {
            '十' => total += digit.take().unwrap_or(1) * 10,
            '百' => total += digit.take()? * 100,
            '〇' | '零' if total > 0 => {}
            _ => match han_digit(c).filter(|&it| it > 0) {
                Some(_) if digit.is_some() => return None,
                Some(it) => digit = Some(u32::from(it)),
                None => break,
            },
        }
        len += c.len_utf8();
    }
    let number = total + digit.unwrap_or(0);
    (1..200).contains(&number).then_some((len, number))
}

fn small(value: Decimal) -> Option<u32> {
    value.as_u32().filter(|number| (1..=2000).contains(number))
}

fn scan_chapter(text: &str) -> Option<Marker> {
    let rest = text.strip_prefix('第')?;
    let blank = rest.len() - rest.trim_start_in(" ").len();
    let numeral = scan_numeral(rest.after(blank)).filter(|it| it.rough.is_none() && !it.scaled)?;
    let number = small(numeral.value)?;
    let unit = rest.after(blank + numeral.len).first()?;
    let style = match unit {
        '编' | '篇' => Style::Part,
        '章' | '部' => Style::Chapter,
        '节' => Style::Subchapter,
        '条' => Style::Article,
        _ => return None,
    };
    let len = '第'.len_utf8() + blank + numeral.len + unit.len_utf8();
    let after = text.after(len);
    if unit == '部' {
        let rest = after.strip_prefix('分')?;
        return rest.begins_in(" \u{3000}：:").then_some(Marker {
            len: len + '分'.len_utf8(),
            style,
            number: Some(number),
        });
    }
    // 第一章总则, 第一条为了…; 第十条规定的 cites it.
    let close = match style {
        Style::Article => after.begins(is_han) && !after.begins_in("的、和至或及之款规所中"),
        _ => {
            let titled = |c| is_han(c) || matches!(c, '、' | '（' | '）' | '(' | ')');
            (2..=24).contains(&after.chars().take(25).count()) && after.chars().all(titled)
        }
    };
    let parted = after.is_empty() || after.begins(|c: char| c.is_whitespace() || c == '、');
    (parted || close).then_some(Marker { len, style, number: Some(number) })
}

fn scan_bracketed(text: &str) -> Option<Marker> {
    let open = text.first()?;
    let rest = text.after(open.len_utf8());
    let (len, number, style) = match scan_han_number(rest) {
        Some((len, number)) => (len, number, Style::HanBracketed),
        None => {
            let (len, number) = scan_digits(rest).filter(|&(_, number)| (1..100).contains(&number))?;
            (len, number, Style::ArabicBracketed)
        }
    };
    let close = rest.after(len).first().filter(|c| matches!(c, '）' | ')'))?;
    Some(Marker { len: open.len_utf8() + len + close.len_utf8(), style, number: Some(number) })
}

/// Up to three Arabic digits of any width: their length in bytes and their value.
fn scan_digits(text: &str) -> Option<(usize, u32)> {
    let (mut count, mut len, mut value) = (0, 0, 0);
    for c in text.chars().take(4) {
        let Some(digit) = arabic_digit(c) else { break };
        (count, len, value) = (count + 1, len + c.len_utf8(), value * 10 + u32::from(digit));
    }
    (1..=3).contains(&count).then_some((len, value))
}

/// 1. 1． 1、 1） 1.1; 01 before a Han title.
fn scan_arabic(text: &str) -> Option<Marker> {
    if text.len() < "1.".len() {
        return None;
    }
    let (digits, number) = scan_digits(text)?;
    let rest = text.after(digits);
    let mark = rest.first()?;
    let after = rest.after(mark.len_utf8());
    let digit_follows = after.first().is_some_and(|c| arabic_digit(c).is_some());
    match mark {
        // 1.2024年某表
        '.' | '．' if digit_follows && scan_date(after).is_none() => scan_decimal(text, false),
        '.' | '．' | '、' if (!digit_follows || mark != '、') && number > 0 && number < 1000 => {
            Some(Marker { len: digits + mark.len_utf8(), style: Style::Arabic, number: Some(number) })
        }
        '）' | ')' if number < 100 => {
            Some(Marker { len: digits + mark.len_utf8(), style: Style::ArabicBracketed, number: Some(number) })
        }
        c if text.starts_with('0')
            && digits == 2
            && number > 0
            && rest.trim_start().begins(|c| is_han(c) && !matches!(c, '年' | '月' | '日' | '版'))
            && (is_han(c) || c.is_whitespace())
            && text.chars().take(25).count() <= 24 =>
        {
            Some(Marker { len: digits, style: Style::TwoDigits, number: Some(number) })
        }
        _ => None,
    }
}

/// 1.1 or 1.1.1 before a blank or a Han character: 1.1 编制目的, and 1.1. as Word numbers. A decimal number has a unit
/// behind it, so that a depth of two needs the blank, unless the document sets its numbers `close`.
pub fn scan_decimal(text: &str, close: bool) -> Option<Marker> {
    let (mut len, mut last) = scan_digits(text)?;
    let mut depth = 1;
    while let Some(rest) = text.after(len).strip_prefix('.').or_else(|| text.after(len).strip_prefix('．')) {
        let dot = text.after(len).len() - rest.len();
        let Some((digits, number)) = scan_digits(rest) else { break };
        len += dot + digits;
        last = number;
        depth += 1;
    }
    let closed = text.after(len).begins_in(".．");
    if closed {
        len += text.after(len).first()?.len_utf8();
    }
    let next = text.after(len).first()?;
    let blank = closed || matches!(next, ' ' | '\u{3000}' | '\u{a0}' | '\t');
    let title = text.after(len).trim_start();
    // 3.5 亿元 is an amount.
    let amount = title.begins_in("万亿千百个%");
    let titled = !amount && title.begins(|c| is_han(c) || matches!(c, '“' | '《'));
    (titled && (blank || (close || depth > 2) && is_han(next)) && (2..=5).contains(&depth)).then_some(Marker {
        len,
        style: Style::Decimal(depth),
        number: Some(last),
    })
}

/// 1 before a short title, with a blank between them or `close`: a marker only in a document that has 1.1 too.
pub fn scan_bare_decimal(text: &str, close: bool) -> Option<Marker> {
    let (len, number) = scan_digits(text).filter(|&(_, number)| (1..100).contains(&number))?;
    let rest = text.after(len);
    let title = rest.trim_start();
    let titled = (close || title.len() < rest.len()) && title.first().is_some_and(is_han);
    (titled && title.chars().take(31).count() <= 30 && !title.has_in("，。；")).then_some(Marker {
        len,
        style: Style::Decimal(1),
        number: Some(number),
    })
}

/// 一是, 首先, at the start of a sentence.
pub fn scan_running(text: &str) -> Option<Marker> {
    let (word, _) = JOINT_WORDS.prefix(text)?;
    if matches!(word, "最后" | "首先" | "其次" | "再次") && !text.after(word.len()).begins_in("，,是：") {
        return None;
    }
    let number = scan_numeral(word.strip_prefix('第').unwrap_or(word)).and_then(|it| small(it.value));
    Some(Marker { len: word.len(), style: Style::Running, number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_of_every_style_are_read_with_their_number() {
        for (text, len, style, number) in [
            ("一、总体要求", "一、", Style::Han, Some(1)),
            ("十二、附则", "十二、", Style::Han, Some(12)),
            ("（三）加强", "（三）", Style::HanBracketed, Some(3)),
            ("(二)加强", "(二)", Style::HanBracketed, Some(2)),
            ("1．加强", "1．", Style::Arabic, Some(1)),
            ("（1）加强", "（1）", Style::ArabicBracketed, Some(1)),
            ("第一章 总则", "第一章", Style::Chapter, Some(1)),
            ("一是强化", "一是", Style::Running, Some(1)),
            ("第一，强化", "第一，", Style::Running, Some(1)),
            ("——稳中有进。", "——", Style::Dash, None),
            ("第二节\u{2002}\u{2002}一般规定", "第二节", Style::Subchapter, Some(2)),
            ("01综合", "01", Style::TwoDigits, Some(1)),
            ("02　统计口径", "02", Style::TwoDigits, Some(2)),
            ("十、文化、卫生和体育", "十、", Style::Han, Some(10)),
            ("二十一、附则", "二十一、", Style::Han, Some(21)),
            ("第三条　本县", "第三条", Style::Article, Some(3)),
            ("1.2　等级划分", "1.2", Style::Decimal(2), Some(2)),
            ("4.2.1 响应", "4.2.1", Style::Decimal(3), Some(1)),
            ("1.2. 等级划分", "1.2.", Style::Decimal(2), Some(2)),
        ] {
            assert_eq!(scan_marker(text), Some(Marker { len: len.len(), style, number }), "{text}");
        }
    }

    #[test]
    fn a_number_is_no_marker() {
        for text in
            ["3.5亿元", "2024年", "一批项目", "第一产业增加值", "20%", "（含税）", "3.5 亿元", "1 个", "（2024）"]
        {
            assert_eq!(scan_marker(text), None, "{text}");
        }
    }
}
