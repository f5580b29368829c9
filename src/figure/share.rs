//! Percent written with words, multiples written as verbs, ratios and fractions.

use super::mention::Value;
use super::scan::Found;
use crate::number::decimal::Decimal;
use crate::number::numeral::{Form, Numeral, arabic_digit, scan_numeral};
use crate::report::{FigureKind, Modifier};

/// `百分之二点四`, `千分之五`, `百分之百`.
pub fn scan_percent_of(text: &str) -> Option<Found> {
    if !text.starts_with(['百', '千', '负', '負']) {
        return None;
    }
    if let Some(minus) = ["负的", "負的", "负", "負"].into_iter().find(|minus| text.starts_with(minus)) {
        let mut found = scan_percent_of(&text[minus.len()..])?;
        found.end += minus.len();
        if let Value::Exact(value) = found.value {
            found.value = Value::Exact(value.negated());
        }
        return Some(found);
    }
    let (prefix, unit) = [("百分之", "%"), ("千分之", "‰")].into_iter().find(|(prefix, _)| text.starts_with(prefix))?;
    let numeral = scan_numeral(&text[prefix.len()..])?;
    let low_end = prefix.len() + numeral.len;
    let mut found = Found {
        start: 0,
        end: low_end,
        kind: FigureKind::Percent,
        value: Value::Exact(numeral.value),
        unit: Some(unit.into()),
        dimension: None,
        modifier: numeral.rough.map(|_| Modifier::Over),
        rule: "percent in words",
    };
    // 百分之五至百分之八.
    let rest = &text[low_end..];
    if let Some(rest) = rest.strip_prefix(['至', '到', '—', '～'])
        && let Some(high) = scan_numeral(rest.strip_prefix(prefix).unwrap_or(rest))
        && rest.starts_with(prefix)
    {
        found.end = text.len() - rest.len() + prefix.len() + high.len;
        found.value = Value::Range { low: numeral.value, high: high.value };
    }
    Some(found)
}

/// `翻番`, `翻一番`, `翻了两番`, `翻倍`: how many times as much.
pub fn scan_multiple(text: &str) -> Option<Found> {
    let rest = text.strip_prefix('翻')?;
    let (at, rest) = match rest.strip_prefix('了') {
        Some(rest) => (6, rest),
        None => (3, rest),
    };
    let (len, value) = if rest.starts_with('番') || rest.starts_with('倍') {
        (3, 2)
    } else {
        let numeral = scan_numeral(rest).filter(|numeral| numeral.digits == 1)?;
        let times = numeral.value.as_u32().filter(|&times| times <= 6)?;
        rest[numeral.len..].starts_with('番').then_some(())?;
        (numeral.len + 3, 1 << times)
    };
    Some(Found {
        start: 0,
        end: at + len,
        kind: FigureKind::Multiple,
        value: Value::Exact(Decimal::from_int(value)),
        unit: Some("x".into()),
        dimension: None,
        modifier: None,
        rule: "multiple in words",
    })
}

/// `2.2:58.9:38.9`, `三分之一`, `一半`, `1/3`; `numeral` is the number that `text` starts with.
pub fn scan_ratio(before: &str, text: &str, numeral: Option<&Numeral>) -> Option<Found> {
    let end = numeral
        .and_then(|numeral| scan_parts(before, text, numeral).or_else(|| scan_fraction(text, numeral)))
        .or_else(|| scan_half(text))
        .or_else(|| scan_slash(before, text))?;
    Some(Found {
        start: 0,
        end,
        kind: FigureKind::Ratio,
        value: Value::Text(text[..end].to_owned()),
        unit: None,
        dimension: None,
        modifier: None,
        rule: "ratio",
    })
}

/// A ratio of more parts is an address or a table.
const MOST_PARTS: usize = 8;

/// Numbers with colons between: three or more, or two with decimals or after 比 or 之比为.
fn scan_parts(before: &str, text: &str, first: &Numeral) -> Option<usize> {
    let mut at = 0;
    let mut parts = 0;
    let mut decimals = false;
    let mut next_part = Some(first.clone());
    loop {
        let numeral = next_part
            .filter(|it| it.form == Form::Arabic && !it.scaled && it.rough.is_none() && !it.value.is_negative())?;
        decimals |= text[at..at + numeral.len].contains(['.', '．']);
        at += numeral.len;
        parts += 1;
        if parts > MOST_PARTS {
            return None;
        }
        let Some(colon) = text[at..].chars().next().filter(|c| matches!(c, ':' | '：' | '∶' | '︰')) else { break };
        let next = at + colon.len_utf8();
        if !text[next..].starts_with(|c: char| arabic_digit(c).is_some()) {
            break;
        }
        at = next;
        next_part = scan_numeral(&text[at..]);
    }
    if parts < 2 {
        return None;
    }
    let said = [
        "比",
        "比例",
        "比重",
        "比为",
        "之比为",
        "比例为",
        "比例达",
        "结构为",
        "结构由",
        "调整为",
        "达到",
        "优化为",
        "比重为",
        "比例约为",
        "调整到",
        "之比",
    ]
    .iter()
    .any(|word| before.ends_with(word));
    (parts >= 3 && (decimals || said || parts == 3 && !is_clock(&text[..at])) || parts == 2 && (decimals || said))
        .then_some(at)
}

/// 10:30:00 is a time of day.
fn is_clock(text: &str) -> bool {
    text.split([':', '：']).all(|part| part.len() == 2)
}

/// `三分之一`, `十分之三`; 百分之 and 千分之 are percent.
fn scan_fraction(text: &str, below: &Numeral) -> Option<usize> {
    let rest = text[below.len..].strip_prefix("分之")?;
    let above = scan_numeral(rest)?;
    Some(text.len() - rest.len() + above.len)
}

fn scan_half(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("一半")?;
    (!rest.starts_with(['天', '年', '山'])).then_some("一半".len())
}

/// `1/3`: one digit or two, less than one, nothing joined to it.
fn scan_slash(before: &str, text: &str) -> Option<usize> {
    if before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.')) {
        return None;
    }
    let slash = text.bytes().take(3).position(|b| b == b'/')?;
    let (above, rest) = (&text[..slash], &text[slash + 1..]);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (above_value, below_value) = (above.parse::<u32>().ok()?, rest[..digits].parse::<u32>().ok()?);
    let free = !rest[digits..]
        .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '年' | '月' | '日'));
    (free && above_value < below_value && below_value <= 20 && above_value > 0).then_some(above.len() + 1 + digits)
}
