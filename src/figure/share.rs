//! Percent written with words, multiples written as verbs, ratios and fractions.

use super::mention::Value;
use super::modifier;
use super::range::connector;
use super::rule::Rule;
use super::scan::{Found, unit_after};
use crate::lexicon::{DISCOUNT_NOT, INDEX_VERB, PERCENT_TENTH_NOT, RATIO_BEFORE};
use crate::number::decimal::Decimal;
use crate::number::numeral::{Form, Numeral, scan_numeral};
use crate::number::parse::scan_metric_suffix;
use crate::number::token::arabic_digit;
use crate::report::{FigureKind, Modifier};
use crate::text::chars::{Cut, Ends, is_letter, starting_word};
use crate::text::signs::Signs;

/// `百分之二点四`, `千分之五`, `百分之百`, `百分百`.
pub fn scan_percent_of(text: &str) -> Option<Found> {
    if let Some(minus) = starting_word(text, &["负的", "負的", "负", "負"]) {
        // One sign alone: 负负负 is none.
        let mut found = scan_percent_of(Some(text.after(minus.len())).filter(|it| !it.begins_in("负負"))?)?;
        found.end += minus.len();
        if let Value::Exact(value) = found.value {
            found.value = Value::Exact(value.negated());
        }
        return Some(found);
    }
    if text.starts_with("百分百") {
        return Some(percent("百分百".len(), Decimal::from_int(100), Rule::Parts));
    }
    let (prefix, unit) = [("百分之", "%"), ("千分之", "‰")].into_iter().find(|(prefix, _)| text.starts_with(prefix))?;
    let numeral = scan_numeral(text.after(prefix.len()))?;
    let mut low_end = prefix.len() + numeral.len;
    let mut value = numeral.value;
    // 百分之15K.
    if let Some((len, power)) = scan_metric_suffix(text.after(low_end)).filter(|_| numeral.form == Form::Arabic) {
        (low_end, value) = (low_end + len, value.shift(power)?);
    }
    let mut found = Found {
        modifier: numeral.rough.map(|_| Modifier::Over),
        ..Found::new(low_end, FigureKind::Percent, Value::Exact(value), Some(unit.into()), None, Rule::Parts)
    };
    // 百分之五至百分之八, 百分之五到八.
    if let Some(joint) = connector(text.after(low_end)) {
        let at = low_end + joint;
        let again = if text.after(at).starts_with(prefix) { prefix.len() } else { 0 };
        if let Some(high) =
            scan_numeral(text.after(at + again)).filter(|high| high.rough.is_none() && high.value > value)
            && (again > 0 || unit_after(text.after(at + high.len)).is_none())
        {
            found.end = at + again + high.len;
            found.value = Value::Range { low: value, high: high.value };
        }
    }
    // 百分之五以上百分之十以下
    if let Some(rest) = text.after(low_end).strip_prefix("以上").and_then(|rest| rest.strip_prefix(prefix))
        && let Some(high) = scan_numeral(rest).filter(|high| high.rough.is_none() && high.value > value)
        && rest.after(high.len).starts_with("以下")
    {
        found.end = text.len() - rest.len() + high.len;
        found.value = Value::Range { low: value, high: high.value };
        found.rule = Rule::Bounds;
    }
    Some(found)
}

/// `半成`, and `12k个百分点`, whose number no other text writes.
pub fn scan_rare_percent(text: &str, numeral: Option<&Numeral>) -> Option<Found> {
    if text.starts_with("半成") && !PERCENT_TENTH_NOT.starts(text.after("半成".len())) {
        return Some(percent("半成".len(), Decimal::from_int(5), Rule::Tenths));
    }
    let numeral = numeral.filter(|it| it.form == Form::Arabic && !it.scaled)?;
    let (suffix, power) = scan_metric_suffix(text.after(numeral.len))?;
    let (blank, unit) = unit_after(text.after(numeral.len + suffix))?;
    let share = matches!(unit.kind, FigureKind::Percent | FigureKind::Points);
    let value = numeral.value.shift(power).filter(|_| share)?;
    Some(Found {
        kind: unit.kind,
        unit: Some(unit.symbol),
        ..percent(numeral.len + suffix + blank + unit.len, value, Rule::Thousands)
    })
}

/// `八折`, `8.5折`, `八五折`: the part of the price that is left.
pub fn scan_discount(before: &str, text: &str, numeral: &Numeral) -> Option<Found> {
    let after = text.after(numeral.len).strip_prefix('折')?;
    let plain = !numeral.scaled && numeral.rough.is_none() && !numeral.value.is_zero();
    let led = before.ends_in("打的，、享受按以低为至到。") || before.is_empty();
    if !plain || !led || DISCOUNT_NOT.starts(after) || numeral.value >= Decimal::from_int(100) {
        return None;
    }
    let tenths = numeral.value < Decimal::from_int(10);
    let value = if tenths { numeral.value.shift(1)? } else { numeral.value };
    Some(percent(numeral.len + '折'.len_utf8(), value, Rule::Discount))
}

fn percent(end: usize, value: Decimal, rule: Rule) -> Found {
    Found::new(end, FigureKind::Percent, Value::Exact(value), Some("%".into()), None, rule)
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
        rest.after(numeral.len).starts_with('番').then_some(())?;
        (numeral.len + 3, 1 << times)
    };
    Some(Found::new(
        at + len,
        FigureKind::Multiple,
        Value::Exact(Decimal::from_int(value)),
        Some("x".into()),
        None,
        Rule::Doubling,
    ))
}

/// `2.2:58.9:38.9`, `三分之一`, `一半`, `1/3`; `numeral` is the number that `text` starts with.
pub fn scan_ratio(before: &str, text: &str, numeral: Option<&Numeral>) -> Option<Found> {
    let words = || numeral.and_then(|numeral| scan_fraction(text, numeral)).or_else(|| scan_half(text));
    let (end, rule) = numeral
        .and_then(|numeral| Some((scan_parts(before, text, numeral)?, Rule::Colons)))
        .or_else(|| Some((words()?, Rule::Fraction)))
        .or_else(|| Some((scan_rate(text, numeral?).or_else(|| scan_slash(before, text))?, Rule::Slash)))?;
    Some(Found::new(end, FigureKind::Ratio, Value::Text(text.before(end).to_owned()), None, None, rule))
}

/// A ratio of more parts is an address or a table.
const MOST_PARTS: usize = 8;

/// Numbers with colons between, blanks allowed: three or more, or two with decimals or after a word of ratio.
fn scan_parts(before: &str, text: &str, first: &Numeral) -> Option<usize> {
    if first.form != Form::Arabic || scan_colon(text.after(first.len)).is_none() {
        return None;
    }
    // What stands before belongs to it: it was no ratio from its first part on.
    if before.strip_end_in(":：").is_some_and(|head| head.closes(|c| arabic_digit(c).is_some())) {
        return None;
    }
    let mut at = 0;
    let mut parts = 0;
    let mut total = 0;
    let mut decimals = false;
    let mut next_part = Some(first.clone());
    loop {
        let numeral = next_part
            .filter(|it| it.form == Form::Arabic && !it.scaled && it.rough.is_none() && !it.value.is_negative())?;
        decimals |= text.before(at + numeral.len).after(at).has_in(".．");
        at += numeral.len;
        parts += 1;
        total += numeral.value.as_u32().map_or(0, |value| value.min(101));
        if parts > MOST_PARTS {
            return None;
        }
        let Some(next) = scan_colon(text.after(at)) else { break };
        if !text.after(at + next).begins(|c: char| arabic_digit(c).is_some()) {
            break;
        }
        at += next;
        next_part = scan_numeral(text.after(at));
    }
    if parts < 2 {
        return None;
    }
    // 产业结构由2031年的|22:37:41|: the parts of a whole.
    let whole = total == 100 && before.closes(is_letter);
    // 按|1：1|比例承担, 给予|1:1|配套
    let shares = starting_word(text.after(at).trim_start_in("的"), &["比例", "配套"]).is_some();
    let said = whole || shares || RATIO_BEFORE.ends(before) || compared(before);
    (parts >= 3 && (decimals || said || !is_clock(text.before(at))) || parts == 2 && (decimals || said)).then_some(at)
}

/// A colon of a ratio with a blank on either side: bytes.
fn scan_colon(text: &str) -> Option<usize> {
    let blank = usize::from(text.starts_with(' '));
    let colon = text.after(blank).first().filter(|c| matches!(c, ':' | '：' | '∶' | '︰'))?;
    let end = blank + colon.len_utf8();
    Some(end + usize::from(text.after(end).starts_with(' ')))
}

/// 收入比收窄至, 总产值之比突破: the word of ratio stands before the verb.
fn compared(before: &str) -> bool {
    let head = modifier::scan_before(before, Form::Arabic).map_or(before, |(_, len)| before.before(before.len() - len));
    let verb = INDEX_VERB.suffix(head).map_or(0, |(verb, _)| verb.len());
    (verb > 0 || head.len() < before.len()) && RATIO_BEFORE.ends(head.before(head.len() - verb))
}

/// 10:30:00 is a time of day.
fn is_clock(text: &str) -> bool {
    text.split_in(":：").all(|part| part.len() == 2)
}

/// `三分之一`, `十分之三`, `一又二分之一`; 百分之 and 千分之 are percent.
fn scan_fraction(text: &str, below: &Numeral) -> Option<usize> {
    if let Some(rest) = text.after(below.len).strip_prefix('又') {
        let at = text.len() - rest.len();
        let below = scan_numeral(rest)?;
        return Some(at + scan_fraction(rest, &below).or_else(|| scan_slash("", rest))?);
    }
    let rest = text.after(below.len).strip_prefix("分之")?;
    let above = scan_numeral(rest)?;
    Some(text.len() - rest.len() + above.len)
}

fn scan_half(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("一半")?;
    (!rest.begins_in("天年山")).then_some("一半".len())
}

/// `14.3/10万`: so many in a thousand, ten thousand, … of a population.
fn scan_rate(text: &str, first: &Numeral) -> Option<usize> {
    let of = text.after(first.len).strip_prefix('/')?;
    let whole = scan_numeral(of).filter(|whole| whole.scaled || whole.digits == 6)?;
    let round = matches!(whole.value.as_u32(), Some(1_000 | 10_000 | 100_000 | 1_000_000));
    let rest = of.after(whole.len);
    (round && first.form == Form::Arabic && !first.scaled && unit_after(rest).is_none())
        .then_some(text.len() - rest.len())
}

/// `1/3`: one digit or two, less than one, nothing joined to it.
fn scan_slash(before: &str, text: &str) -> Option<usize> {
    let slash = text.bytes().take(3).position(|b| b == b'/')?;
    if before.closes(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.')) {
        return None;
    }
    let (above, rest) = (text.before(slash), text.after(slash + 1));
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (above_value, below_value) = (above.parse::<u32>().ok()?, rest.before(digits).parse::<u32>().ok()?);
    let free = !rest
        .after(digits)
        .begins(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '年' | '月' | '日'));
    (free && above_value < below_value && below_value <= 20 && above_value > 0).then_some(above.len() + 1 + digits)
}
