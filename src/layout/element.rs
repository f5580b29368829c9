//! The elements of an official document that can be told by their form alone: document number, date line, organ.

use crate::text::chars::{Cut, Ends, has_word, is_han, is_letter_or_digit};
use crate::text::signs::Signs;
use std::borrow::Cow;

use super::classify::Piece;
use crate::lexicon::{ORGAN_ENDS, PAPER_ENDS, TITLE_ENDS};
use crate::number::date::{Date, opens_year, scan_date};
use crate::number::numeral::scan_numeral;
use crate::report::DocumentNumber;

/// A document number in `text`: start and end in bytes. 国发〔2018〕42号, 国函[2006]132号, 国办发【1996】25号; a copy may
/// have „2009‟ for the brackets.
///
/// GB/T 9704—2012, 7.2.5: the organ's code, the year in 〔〕, the serial without 第 and without leading zeros.
pub fn find_doc_number(text: &str) -> Option<(usize, usize)> {
    text.char_indices().filter(|&(_, c)| "〔［[【(（„﹝".has_char(c)).find_map(|(at, _)| scan_doc_number(text, at))
}

/// 某某的通知（某政办〔2025〕3号）: where the bracket begins that has the number and nothing else, and the number.
pub fn number_behind(text: &str) -> Option<(usize, &str)> {
    let inner = text.strip_end_in("）)")?;
    let (start, end) = find_doc_number(inner)?;
    let before = inner.before(start).strip_end_in("（(")?;
    let before = before.trim_end();
    (end == inner.len() && TITLE_ENDS.ends(before)).then_some((before.len(), inner.after(start)))
}

/// 《某某办法》（某政办〔2025〕3号）: the number that begins at `start` belongs to what is cited before it.
pub fn cites(text: &str, start: usize) -> bool {
    text.before(start).trim_end().strip_end_in("（(").is_some_and(|before| before.trim_end().ends_with('》'))
}

/// The document number whose opening bracket stands at byte `open`.
pub fn scan_doc_number(text: &str, open: usize) -> Option<(usize, usize)> {
    let bracket = text.after(open).first()?;
    let inner = text.after(open + bracket.len_utf8());
    let year = scan_numeral(inner).filter(|it| it.digits == 4)?;
    let close = inner.after(year.len).first().filter(|&c| "〕］]】)）‟﹞".has_char(c))?;
    let mut at = open + bracket.len_utf8() + year.len + close.len_utf8();
    at += text.after(at).len() - text.after(at).trim_start_in("第文字 ").len();
    let serial = scan_numeral(text.after(at))?;
    at += serial.len;
    let end = text.len() - text.after(at).trim_start_in(" ").strip_prefix('号')?.len();
    // 青政 [2020] 20号
    let written = text.before(open).trim_end();
    // 建议字：〔2025〕8号
    let written = written.strip_end_in("：:").filter(|it| it.ends_with('字')).unwrap_or(written);
    let code = written
        .char_indices()
        .rev()
        .take(14)
        .take_while(|&(_, c)| is_letter_or_digit(c))
        .last()
        .map_or(open, |(at, _)| at);
    (code < open).then_some((code, end))
}

/// The parts of a document number: 国办发〔2018〕117号 is 国办发, 2018, 117. `None` where a part is missing.
pub fn parse_doc_number(text: &str) -> Option<DocumentNumber> {
    let open = text.first_in("〔［[【(（„﹝")?;
    let (start, end) = scan_doc_number(text, open)?;
    let bracket = text.after(open).step();
    let year = scan_numeral(text.after(open + bracket))?;
    let serial = text.before(end).after(open + bracket + year.len).trim_start_matches(|c: char| !is_letter_or_digit(c));
    let serial = scan_numeral(serial.trim_start_in("第文字 "))?;
    let organ_code = compact(text.before(open).after(start)).into_owned();
    Some(DocumentNumber { organ_code, year: year.value.text(), serial: serial.value.text() })
}

/// 第706号, 〔2025〕7号, 2025年第18号, 〔十四届〕第46号, alone on a line: the number of an order, of minutes, of an
/// announcement.
pub fn is_order_number(text: &str) -> bool {
    if !("第9号".len()..=40).contains(&text.len()) || !text.has_char('号') {
        return false;
    }
    let compacted = compact(text);
    let inner = compacted.trim_start_in("（(").trim_end_in("）)");
    let year = |parts: &(&str, &str)| {
        parts.0.len() == 4 && parts.0.bytes().all(|byte| byte.is_ascii_digit()) || parts.0.ends_with('届')
    };
    let dated = inner.strip_prefix('〔').and_then(|rest| rest.split_once('〕')).filter(year);
    let serial = inner.split_once('年').filter(year).map_or(inner, |(_, rest)| rest);
    dated
        .map(|(_, serial)| serial.trim_start_in("第"))
        .or_else(|| serial.strip_prefix('第'))
        .and_then(|rest| rest.strip_suffix('号'))
        .and_then(|number| scan_numeral(number).filter(|numeral| numeral.len == number.len()))
        .is_some()
}

/// 某某令（第37号）, 某某令（九届第37号）: an order, and its number on the same line.
pub fn order_with_number(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_end_in("）)")?;
    let open = inner.last_in("（(")?;
    let number = inner.after(inner.find('第').filter(|&at| at > open)?);
    let order = inner.before(open);
    (order.ends_with('令') && is_order_number(number)).then_some((order, number))
}

/// A line that is a date and nothing else, blanks and brackets aside.
pub fn scan_date_line(text: &str) -> Option<Date> {
    if !("2025-1-1".len()..=120).contains(&text.len()) {
        return None;
    }
    // Most lines are none.
    if !text.begins(|c| opens_year(c) || matches!(c, '（' | '(') || c.is_whitespace()) {
        return None;
    }
    let inner = text.trim_start().trim_start_in("（(").trim_start();
    if !inner.begins(opens_year) {
        return None;
    }
    let inner = inner.trim_end_in("）)| ").trim_end();
    let (len, date) = scan_date(inner)?;
    let rest = inner.after(len).trim_start();
    let weekday = rest.is_empty()
        || scan_page(rest).is_some() && scan_masthead(text).is_none()
        || rest.starts_with("星期") && (rest.chars().count() <= 4 || has_word(rest, "农历"))
        || is_clock(rest);
    // （2022年3月）
    let dated = date.day.is_some() || date.month.is_some() && text.begins_in("（(") && rest.is_empty();
    (weekday && dated).then_some(date)
}

/// 第3版, A04版 after a newspaper's date: the page as written, without 第 and 版.
pub fn scan_page(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = text.split_whitespace().last().filter(|last| last.ends_with('版')).unwrap_or(text);
    let page = text.strip_prefix('第').unwrap_or(text).strip_suffix('版')?.trim_end_in("：:");
    let short = (1..=5).contains(&page.chars().count());
    (short && page.chars().all(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十".has_char(c))).then_some(page)
}

/// 第03版：要闻, A04：综合, 312 期 / 第1版: the page that heads a newspaper's column.
pub fn scan_page_line(text: &str) -> Option<&str> {
    if let Some((_, page)) = text.parted_at(" 期 / ") {
        return scan_page_line(page);
    }
    const BETWEEN: &str = "：: \u{3000}";
    let at = text.first_in(BETWEEN)?;
    let (page, section) = (text.before(at), text.after(at).strip_start_in(BETWEEN)?.trim());
    let section = section.parted_at(" PDF").map_or(section, |it| it.0);
    if section.chars().take(9).count() > 8 || section.len() > 1 && section.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let lettered = || {
        let digits = page.strip_prefix(|c: char| c.is_ascii_uppercase())?;
        (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(page)
    };
    if page.ends_with('版') { scan_page(page) } else { lettered() }
}

fn is_clock(text: &str) -> bool {
    !text.is_empty() && text.len() <= 8 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '：'))
}

/// Whether a short line names one organ or several: 泉州市人民政府, 省统计局  国家统计局调查总队, 财政部、司法部.
pub fn is_organ(text: &str) -> bool {
    if !(5..=240).contains(&text.len()) {
        return false;
    }
    let several = text.has_char('、') || text.contains(char::is_whitespace);
    (several || ORGAN_ENDS.ends(text))
        && (3..=60).contains(&text.chars().count())
        && !text.has_in("，。；：:,“《>〔")
        && (!several || !text.has_char('（') && tighten(text).split_in(" 、").all(|part| ORGAN_ENDS.ends(part)))
}

/// 某某办公室　　2025年5月20日: who issues it and when, on one line.
pub fn organ_and_date(text: &str) -> Option<(&str, Date)> {
    let (organ, date) = behind_organ(text)?;
    Some((organ, scan_date_line(date)?))
}

/// The organ before the first blank of a line, and what stands behind it.
pub fn behind_organ(text: &str) -> Option<(&str, &str)> {
    let at = text.find(char::is_whitespace)?;
    Some((text.before(at), text.after(at).trim_start())).filter(|it| is_organ(it.0))
}

/// The name of a newspaper with its day, or its page, above what stands on it.
#[inline(never)]
pub fn heads_page(text: &str) -> bool {
    scan_masthead(text).is_some() || scan_page_line(text).is_some()
}

/// 某某日报 2025年10月9日 星期四 第02版：经济: the newspaper, its date and its page on one line, in any order.
pub fn scan_masthead(text: &str) -> Option<(&str, Date, Option<&str>)> {
    if text.len() > 240 || text.has_in("，。>") {
        return None;
    }
    let mut words = text.split_whitespace();
    // Beside the day of the week any 报 is one.
    let paper = |word: &str| ends_in_paper(word) || word.ends_with('报') && has_word(text, " 星期");
    // 1997年3月2日某某日报
    let paper = words.clone().find_map(|word| {
        let word = word.after(scan_date(word).map_or(0, |it| it.0));
        (word.len() <= 30 && paper(word) && !word.has_char('：')).then_some(word)
    })?;
    let (_, date) = words.clone().find_map(scan_date).filter(|(_, date)| date.day.is_some())?;
    // With the minute it is a site's.
    if words.clone().any(|word| word.has_char(':') && is_clock(word)) {
        return None;
    }
    let page = words.find_map(|word| word.split_in("：:）)").find_map(scan_page));
    Some((paper, date, page))
}

/// A newspaper's name at the end of `text`.
pub fn ends_in_paper(text: &str) -> bool {
    PAPER_ENDS.ends(text)
}

/// 第12期, （总第37期）: the number of a bulletin.
pub fn is_issue(text: &str) -> bool {
    text.len() <= 60 && {
        let compacted = compact(text);
        let inner = compacted.trim_in("（）()");
        inner.ends_with('期') && inner.trim_start_in("总").starts_with('第')
    }
}

/// `text` without blanks between its characters: 政 府 工 作 报 告 is 政府工作报告.
pub fn compact(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) { text.split_whitespace().collect() } else { text.into() }
}

/// Words with one blank between two.
pub fn add_word(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

/// The texts of paragraphs with one blank between two.
pub fn texts(pieces: &[Piece]) -> String {
    let mut out = String::new();
    pieces.iter().for_each(|piece| add_word(&mut out, piece.text));
    out
}

/// `text` with spaced-out words closed up: 应 急 预 案 is 应急预案; other runs of blanks are one blank.
pub fn tighten(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut single_before = false;
    for part in text.split_whitespace() {
        let single = part.chars().nth(1).is_none() && part.begins(is_han);
        if !out.is_empty() && !(single && single_before) {
            out.push(' ');
        }
        out.push_str(part);
        single_before = single;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_number_is_found_with_its_code() {
        for text in [
            "青政发〔2025〕41号",
            "青政发[2025]41号",
            "青政发〔2025〕第41号",
            "青政〔1996〕文41号",
            "青政发„2025‟41号",
            "建议字：〔2025〕41号",
        ] {
            assert_eq!(find_doc_number(text), Some((0, text.len())), "{text}");
        }
        assert_eq!(find_doc_number("投资（2025）亿元"), None);
    }

    #[test]
    fn the_page_of_a_newspaper_is_read_from_its_line() {
        for (text, page) in [
            ("第03版：要闻", Some("03")),
            ("A04：综合", Some("A04")),
            ("3版 综合新闻", Some("3")),
            ("会议：两版", None),
        ] {
            assert_eq!(scan_page_line(text), page, "{text}");
        }
    }

    #[test]
    fn a_document_number_is_read_in_parts() {
        for text in ["青政发〔2025〕41号", "青政发[2025]第41号", "青政发〔２０２５〕４１号"] {
            let number = parse_doc_number(text).expect("a number with its three parts");
            assert_eq!(
                (number.organ_code.as_str(), number.year.as_str(), number.serial.as_str()),
                ("青政发", "2025", "41")
            );
        }
        assert_eq!(parse_doc_number("第706号"), None);
    }

    #[test]
    fn spaced_out_words_are_closed_up() {
        assert_eq!(tighten("某办公厅关于印发 应 急 预 案 的 函"), "某办公厅关于印发 应急预案的函");
        assert_eq!(tighten("总　　则"), "总则");
        assert_eq!(tighten("新闻 2026 要目"), "新闻 2026 要目");
    }

    #[test]
    fn a_line_with_more_than_a_date_is_no_date_line() {
        assert_eq!(scan_date_line("  二〇二五年三月一日").map(|it| it.iso()), Some("2025-03-01".into()));
        assert_eq!(scan_date_line("2025年3月1日起施行"), None);
    }
}
