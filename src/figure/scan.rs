//! One pass over a block: where a figure starts, what it says, and where it ends.

use super::mention::{Mention, Symbol, Value};
use super::modifier;
use super::money::scan_money_parts;
use super::range::{scale_like, scan_range};
use super::rank;
use super::share;
use super::unit::{UnitMatch, scan_unit};
use crate::lexicon::candidates::Cursor;
use crate::lexicon::{
    DEED_BEFORE, HAN_STRONG_CLASSIFIER, HAN_WEAK_CLASSIFIER, NAME_AFTER_FIGURE, NEXT_WORD_NOUN, PERCENT_TENTH_NOT,
    PLAN_AFTER_DURATION, SLOGAN_NOUN, SLOGAN_NUMERAL, UNIT_SURFACES, UNITS,
};
use crate::number::decimal::Decimal;
use crate::number::numeral::{Form, Numeral, Rough, arabic_digit, is_numeral_char, scan_numeral};
use crate::report::{FigureKind, Modifier};
use crate::text::span::{Logical, Span};

/// A figure found at a place: what it is and how many bytes it takes, modifiers aside.
#[derive(Debug, Clone)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: FigureKind,
    pub value: Value,
    pub unit: Option<Symbol>,
    pub dimension: Option<&'static str>,
    /// Stated inside the figure (2000多人) or by its form (百亿级).
    pub modifier: Option<Modifier>,
    pub rule: &'static str,
}

/// The block that is being read, and where in it nothing may be found.
pub struct Scanner<'a> {
    pub text: &'a str,
    pub block: Span<Logical>,
    pub block_idx: u32,
    /// Names, times, markers: sorted, without overlap.
    pub masks: &'a [Span<Logical>],
}

impl Scanner<'_> {
    /// All figures of the block in order.
    pub fn scan(&self, candidates: &mut Cursor, out: &mut Vec<Mention>) {
        let end = self.block.end as usize;
        let mut at = self.block.start as usize;
        let mut mask = self.masks.partition_point(|mask| mask.end as usize <= at);
        while at < end {
            while self.masks.get(mask).is_some_and(|mask| mask.end as usize <= at) {
                mask += 1;
            }
            let limit = match self.masks.get(mask) {
                Some(mask) if mask.start as usize <= at => {
                    at = mask.end as usize;
                    continue;
                }
                Some(mask) => (mask.start as usize).min(end),
                None => end,
            };
            let Some((start, _)) = candidates.seek(at, limit) else {
                at = limit;
                continue;
            };
            at = self.scan_at(start, limit, out).max(start + 1);
            while !self.text.is_char_boundary(at) {
                at += 1;
            }
        }
    }

    /// Reads what stands at `start`; returns where to go on.
    fn scan_at(&self, start: usize, limit: usize, out: &mut Vec<Mention>) -> usize {
        let rest = &self.text[start..limit];
        let before = &self.text[self.block.start as usize..start];
        let first = rest.chars().next().unwrap_or(' ');
        // A digit straight after a letter belongs to a model: C919, PM2.5.
        if arabic_digit(first).is_some()
            && before.ends_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '.')
            && !ends_in_currency(before)
        {
            return start + skip_model(rest);
        }
        let found = share::scan_percent_of(rest).or_else(|| share::scan_multiple(rest)).or_else(|| {
            let numeral = scan_numeral(rest);
            share::scan_ratio(before, rest, numeral.as_ref())
                .or_else(|| rank::scan_rank(before, rest, numeral.as_ref()))
                .or_else(|| scan_quantity(before, rest, numeral.as_ref()))
        });
        let Some(found) = found else {
            return start + skip_unit_less(rest);
        };
        let end = start + found.end;
        let (start, mention_end) = (start + found.start, end);
        if self.is_name(mention_end, limit, &found) {
            return mention_end;
        }
        out.push(self.mention(Found { start, end: mention_end, ..found }, limit));
        mention_end
    }

    /// Whether what follows makes a name of the figure: 三年行动, 0.1微克攻坚行动.
    fn is_name(&self, end: usize, limit: usize, found: &Found) -> bool {
        let after = &self.text[end..limit];
        if NAME_AFTER_FIGURE.starts(after) {
            return true;
        }
        found.kind == FigureKind::Duration && found.unit.as_deref() == Some("年") && PLAN_AFTER_DURATION.starts(after)
    }

    fn mention(&self, found: Found, limit: usize) -> Mention {
        let before = &self.text[self.block.start as usize..found.start];
        let after = &self.text[found.end..limit.max(found.end)];
        let span = Span::new(found.start as u32, found.end as u32);
        let mut modifier = found.modifier;
        let mut modifier_span = None;
        if found.kind != FigureKind::Rank {
            if let Some((before_modifier, len)) = modifier::scan_before(before) {
                modifier = Some(before_modifier);
                modifier_span = Some(Span::new((found.start - len) as u32, found.start as u32));
            }
            if let Some((after_modifier, len)) = scan_modifier_after(after, found.kind) {
                // 超过…以上: the one before is the stronger; 近…左右 keeps 近.
                if modifier_span.is_none() {
                    modifier = Some(after_modifier);
                    modifier_span = Some(Span::new(found.end as u32, (found.end + len) as u32));
                }
            }
        }
        Mention {
            span,
            kind: found.kind,
            value: found.value,
            unit: found.unit,
            dimension: found.dimension,
            modifier,
            modifier_span,
            block: self.block_idx,
            cell: None,
            rule: found.rule,
        }
    }
}

/// 以上, 左右 after a figure; 多, 余 after its unit: 3年多.
fn scan_modifier_after(after: &str, kind: FigureKind) -> Option<(Modifier, usize)> {
    if let Some(found) = modifier::scan_after(after) {
        return Some(found);
    }
    if matches!(kind, FigureKind::Duration | FigureKind::Measure | FigureKind::Money | FigureKind::Multiple)
        && after.starts_with(['多', '余'])
        && !after.starts_with("多元")
        && !after.starts_with("多种")
        && !after.starts_with("余额")
    {
        return Some((Modifier::Over, '多'.len_utf8()));
    }
    if let Some(rest) = after.strip_prefix('起')
        && rest.chars().next().is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '）' | ')' | ',' | '步'))
    {
        return Some((Modifier::AtLeast, '起'.len_utf8()));
    }
    None
}

fn ends_in_currency(before: &str) -> bool {
    before.ends_with("RMB")
        || before.ends_with("US")
        || before.ends_with("USD")
        || before.ends_with("CNY")
        || before.ends_with("HK")
}

/// The rest of a model number: letters, digits, points and hyphens.
fn skip_model(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/'))).unwrap_or(text.len()).max(1)
}

/// Past a number that is no figure, so that its tail is not read as one.
fn skip_unit_less(text: &str) -> usize {
    let first = text.chars().next().map_or(1, char::len_utf8);
    match scan_numeral(text) {
        Some(numeral) if numeral.form != Form::Scale => {
            let len = numeral
                .before_scale
                .map_or(numeral.len, |(len, _)| if numeral.form == Form::Han { numeral.len } else { len });
            let letters = text[len..].starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '+'));
            if numeral.form == Form::Arabic && letters { len.max(skip_model(text)) } else { numeral.len.max(first) }
        }
        Some(_) => first,
        // Too long to be a number: all of it is passed over.
        None => {
            let run =
                text.char_indices().find(|&(_, c)| !(is_numeral_char(c) && c != '，')).map_or(text.len(), |(at, _)| at);
            if run > 64 { run } else { first }
        }
    }
}

/// A number with its unit: a value, a range, or an open number. `before` is the text of the block up to here.
fn scan_quantity(before: &str, text: &str, numeral: Option<&Numeral>) -> Option<Found> {
    let (numeral_len, numeral) = scan_product(text, numeral?)?;
    // 第6版, 第七次: ordinals are ranks or names, never amounts.
    if is_joined_code(before, text, numeral_len) || before.trim_end().ends_with('第') {
        return None;
    }
    // 陆, 伍, 万 (a surname): formal digits count only with a scale.
    let formal = text.starts_with(['壹', '贰', '貳', '叁', '參', '肆', '伍', '陆', '陸', '柒', '捌', '玖', '拾']);
    if formal && !text[..numeral_len].contains(['拾', '佰', '仟', '万', '萬', '亿', '億', '百', '千', '十']) {
        return None;
    }
    if let Some(range) = scan_range(text, &numeral, numeral_len) {
        return Some(range);
    }
    if let Some(money) = scan_money_parts(text, &numeral, numeral_len) {
        return Some(money);
    }
    let candidates = readings(text, &numeral, numeral_len);
    for (len, value) in candidates {
        let (blank, unit) = match unit_after(&text[len..]) {
            Some(found) => found,
            None => continue,
        };
        if let Some(found) = accept(before, text, &numeral, len, blank, value, &unit) {
            return Some(found);
        }
    }
    bare_number(text, &numeral, numeral_len)
}

/// `2×35`: both numbers multiplied.
fn scan_product(text: &str, numeral: &Numeral) -> Option<(usize, Numeral)> {
    let rest = &text[numeral.len..];
    if numeral.form == Form::Arabic
        && !numeral.scaled
        && let Some(times) = rest.chars().next().filter(|c| matches!(c, '×' | '✕' | '*' | 'x' | 'X'))
    {
        let at = numeral.len + times.len_utf8();
        if let Some(second) = scan_numeral(&text[at..]).filter(|second| second.form == Form::Arabic) {
            let value = numeral.value.times(second.value)?;
            let before_scale = second.before_scale.and_then(|(len, v)| Some((len + at, numeral.value.times(v)?)));
            return Some((at + second.len, Numeral { len: at + second.len, value, before_scale, ..second }));
        }
    }
    Some((numeral.len, numeral.clone()))
}

/// The ways to cut a number from its unit: whole, or with its last scale word given to the unit (416|千瓦).
fn readings(text: &str, numeral: &Numeral, len: usize) -> Vec<(usize, Decimal)> {
    let mut out = Vec::with_capacity(2);
    if let Some((shorter, value)) = numeral.before_scale
        && numeral.rough.is_none()
        && let Some(unit) = scan_unit(&text[shorter..])
        && unit.surface.starts_with(['千', '兆', '百'])
    {
        out.push((shorter, value));
    }
    out.push((len, numeral.value));
    out
}

/// The unit at the start of `text` or behind one blank.
pub fn unit_after(text: &str) -> Option<(usize, UnitMatch)> {
    let blank = text.len() - text.trim_start_matches([' ', '\u{a0}', '\u{3000}']).len();
    if blank > 4 {
        return None;
    }
    scan_unit(&text[blank..]).map(|unit| (blank, unit))
}

/// Whether a number is part of a code: 2+4+18, 12345-6, 1/3/5.
fn is_joined_code(before: &str, text: &str, len: usize) -> bool {
    let next = text[len..].chars().next();
    matches!(next, Some('+' | '＋')) || before.ends_with(['+', '＋', '＃', '#', '№'])
}

#[allow(clippy::too_many_arguments)]
fn accept(
    before: &str,
    text: &str,
    numeral: &Numeral,
    len: usize,
    blank: usize,
    value: Decimal,
    unit: &UnitMatch,
) -> Option<Found> {
    let unit_at = len + blank;
    let after = &text[unit_at + unit.len..];
    if blank > 0 && numeral.form != Form::Arabic {
        return None;
    }
    let modifier_before = modifier::scan_before(before).map(|(modifier, _)| modifier);
    let modifier_after = modifier::scan_after(after).map(|(modifier, _)| modifier);
    let bounded = modifier_before.is_some() || modifier_after.is_some();
    let mut end = unit_at + unit.len;
    let mut modifier = numeral.rough.map(|_| Modifier::Over);
    let mut kind = unit.kind;
    let mut value = value;
    let mut symbol = unit.symbol.clone();
    match numeral.form {
        Form::Scale if unit.surface == "级" => {
            // 百亿级产业链: money, although no 元 is written; below 亿 nothing says of what.
            if value < Decimal::from_int(100_000_000) {
                return None;
            }
            (kind, symbol, modifier) = (FigureKind::Money, "CNY".into(), Some(Modifier::About));
        }
        Form::Scale => {
            // 百亿级, 超百万吨, 亿元以上: magnitudes are figures only where something says so.
            let magnitude = matches!(kind, FigureKind::Money | FigureKind::Measure)
                || (kind == FigureKind::Count && bounded && numeral.scaled);
            if after.starts_with('级') && magnitude {
                end += '级'.len_utf8();
                modifier = Some(Modifier::About);
            } else if !(magnitude && (bounded || numeral_is_long_scale(text, numeral))) {
                return None;
            }
        }
        Form::Han if !han_may_count(before, text, numeral, unit_at, unit, after, bounded) => return None,
        _ => {}
    }
    match unit.unit.id {
        "things" if unit.surface == "成" => {
            if PERCENT_TENTH_NOT.starts(after) {
                return None;
            }
            kind = FigureKind::Percent;
            value = value.shift(1)?;
            symbol = "%".into();
        }
        "liang" if after.starts_with(|c: char| c.is_alphanumeric()) && !bounded => return None,
        "yuan"
            if unit.surface == "块"
                && after.starts_with(|c: char| {
                    !c.is_ascii_punctuation() && is_han(c) && !matches!(c, '和' | '以' | '的' | '左')
                }) =>
        {
            kind = FigureKind::Count;
            symbol = "块".into();
        }
        "yuan" if after.starts_with(['素', '旦', '宵', '首', '帅', '老', '月']) => return None,
        "fen" | "jiao" if after.starts_with(['度', '落', '色', '洲', '形']) => return None,
        "degree" if unit.surface == "度" && after.starts_with(['假', '数', '空']) => return None,
        "cubic-metre"
            if unit.surface == "方"
                && (after.starts_with(['面', '案', '式', '针', '位', '向', '法', '便', '可', '能', '阵'])
                    || numeral.form != Form::Arabic) =>
        {
            return None;
        }
        "metre" if unit.surface == "米" && after.starts_with(['粉', '字', '其']) => return None,
        "litre" if after.starts_with(['级', '至', '值', '温', '学', '到']) => return None,
        "year" if numeral.digits == 4 && !numeral.scaled && !text[..len].contains(',') => return None,
        "week" if after.starts_with(['年', '岁', '边', '围', '到', '期', '转']) => return None,
        // 上一年, 下一年 are times; 十三届七次全会 a name.
        "year" if numeral.digits == 1 && before.ends_with(['上', '下', '前', '后', '头', '同', '全']) => {
            return None;
        }
        "things" if unit.surface == "次" && before.ends_with('届') && numeral.form == Form::Han => return None,
        "year" if after.starts_with(['级', '代', '轻', '度', '底', '末', '初']) => return None,
        "things"
            if unit.surface == "分"
                && (numeral.form != Form::Arabic
                    || after.starts_with([
                        '之', '为', '别', '布', '类', '部', '享', '析', '配', '工', '期', '钟', '管', '级',
                    ])) =>
        {
            return None;
        }
        "things" if unit.surface == "级" && numeral.form == Form::Han && !bounded => return None,
        "things"
            if matches!(unit.surface, "代" | "线" | "期" | "届" | "管" | "国" | "路" | "点" | "环" | "字" | "端")
                && numeral.form != Form::Arabic =>
        {
            return None;
        }
        "things" if matches!(unit.surface, "路" | "线" | "届" | "代") && !numeral.scaled && numeral.rough.is_none() =>
        {
            return None;
        }
        "organisations" if matches!(unit.surface, "点" | "园" | "门" | "站") && numeral.form != Form::Arabic => {
            return None;
        }
        "organisations" if unit.surface == "点" && after.starts_with(['前', '后', '至', '钟', '半', '整', '以']) =>
        {
            return None;
        }
        _ => {}
    }
    if let Some(Rough::To(_)) = numeral.rough {
        modifier = Some(Modifier::Over);
    }
    // 三斤半, 两米半.
    if after.starts_with('半')
        && matches!(kind, FigureKind::Measure | FigureKind::Duration | FigureKind::Money)
        && unit.symbol == symbol
    {
        let half = Decimal::from_digits([5].into_iter(), 1)?;
        if !after["半".len()..].starts_with(['以', '年']) {
            value = value.plus(half)?;
            end += '半'.len_utf8();
        }
    }
    let scale = unit.unit.scale;
    if scale.1 != 1 || scale.0 != 1 {
        let decimals = scale.1.ilog10();
        value = value.times(Decimal::from_int(scale.0))?.times(Decimal::from_digits([1].into_iter(), decimals)?)?;
    }
    // 港币两千元: a currency named before the number.
    if unit.unit.id == "yuan"
        && let Some((_, row)) = UNIT_SURFACES.suffix(before.trim_end())
        && let (FigureKind::Money, Some(named)) = (UNITS[row].kind, UNITS[row].symbol)
    {
        symbol = named.into();
    }
    // 零下25.3℃.
    if unit.unit.dimension == Some("temperature") && (before.ends_with("零下") || before.ends_with("零下 ")) {
        value = value.negated();
    }
    Some(Found {
        start: 0,
        end,
        kind,
        value: Value::Exact(value),
        unit: Some(symbol),
        dimension: unit.unit.dimension,
        modifier,
        rule: unit.unit.id,
    })
}

/// 千万, 百亿, 十亿 in two or more characters; 百 or 万 alone is a word part (百元店).
fn numeral_is_long_scale(text: &str, numeral: &Numeral) -> bool {
    text[..numeral.len].chars().count() > 1
}

pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a Han numeral before this unit counts something: 三座水库 does, 一个 and 四个自信 do not.
fn han_may_count(
    before: &str,
    text: &str,
    numeral: &Numeral,
    unit_at: usize,
    unit: &UnitMatch,
    after: &str,
    bounded: bool,
) -> bool {
    if SLOGAN_NUMERAL.starts(text)
        || before.ends_with('第')
        || before.ends_with(['每', '这', '那', '哪', '某', '同', '另', '各', '任', '统', '专', '单', '唯', '万', '不'])
            && numeral.digits == 1
    {
        return false;
    }
    if numeral.value.is_zero() && numeral.digits == 1 {
        return false;
    }
    // 五成, but not 成 in 成立, which is asked where the unit is accepted.
    if unit.surface == "成" {
        return numeral.value <= Decimal::from_int(10);
    }
    let small = !numeral.scaled && numeral.value < Decimal::from_int(20);
    let one = numeral.value == Decimal::from_int(1);
    match unit.kind {
        FigureKind::Percent | FigureKind::Points | FigureKind::Multiple => true,
        FigureKind::Measure => !one || bounded,
        FigureKind::Money => unit.unit.id != "jiao" || bounded || after.is_empty(),
        FigureKind::Duration => {
            // 一年, 十年 in prose are seldom figures: 连续五年, 三年内 are.
            let led = before.ends_with("连续")
                || before.ends_with("历时")
                || before.ends_with("为期")
                || before.ends_with("经过")
                || before.ends_with("缩短")
                || before.ends_with("提前")
                || before.ends_with("经历")
                || before.ends_with("至")
                || before.ends_with("用");
            if unit.surface == "年" { led || bounded || !one && !small } else { !one || bounded || led }
        }
        _ => {
            if one || numeral.digits > 1 && !numeral.scaled {
                return false;
            }
            // 十几个: an open number above ten is no set phrase.
            let open = numeral.rough.is_some() && numeral.value >= Decimal::from_int(10);
            if open || numeral.scaled || !small || unit.unit.id == "collective-nouns" {
                return true;
            }
            if NEXT_WORD_NOUN.starts(&text[unit_at..]) || SLOGAN_NOUN.starts(after) || after.starts_with(['性', '级'])
            {
                return false;
            }
            if HAN_STRONG_CLASSIFIER.has(unit.surface) {
                let other_word = match unit.surface {
                    "次" => after.starts_with([
                        '产', '创', '分', '供', '元', '方', '会', '全', '革', '集', '开', '能', '污', '报',
                    ]),
                    "人" => after.starts_with(['行', '次', '称']),
                    _ => false,
                };
                return !other_word;
            }
            HAN_WEAK_CLASSIFIER.has(unit.surface) && DEED_BEFORE.ends(before)
        }
    }
}

/// A number without a unit that is a figure all the same: a count in 万 or 亿 whose noun follows, or one of an
/// enumeration whose unit stands at its end (提高3.9、2.0、2.9个百分点).
fn bare_number(text: &str, numeral: &Numeral, len: usize) -> Option<Found> {
    let after = &text[len..];
    if numeral.form == Form::Arabic && !numeral.scaled && numeral.rough.is_none() {
        return scan_enumerated(text, numeral, len);
    }
    if numeral.form == Form::Scale
        || after.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '＋' | '/' | '×'))
    {
        return None;
    }
    let open = match numeral.form {
        Form::Arabic => numeral.scaled && text[..len].chars().any(|c| matches!(c, '万' | '亿' | '萬' | '億')),
        _ => matches!(numeral.rough, Some(Rough::To(_))) && (numeral.scaled || numeral.value >= Decimal::from_int(100)),
    };
    if !open {
        return None;
    }
    Some(Found {
        start: 0,
        end: len,
        kind: FigureKind::Count,
        value: Value::Exact(numeral.value),
        unit: None,
        dimension: None,
        modifier: numeral.rough.map(|_| Modifier::Over),
        rule: "number without a classifier",
    })
}

/// The first of several numbers that share the unit of the last: 3.9、2.0、2.9个百分点.
fn scan_enumerated(text: &str, numeral: &Numeral, len: usize) -> Option<Found> {
    let mut at = len;
    for _ in 0..12 {
        let rest = &text[at..];
        let mark = rest.chars().next().filter(|c| matches!(c, '、' | '和' | '，' | ',' | '及' | '与'))?;
        at += mark.len_utf8();
        let next = scan_numeral(&text[at..]).filter(|next| next.form == Form::Arabic)?;
        at += next.len;
        let Some((blank, unit)) = unit_after(&text[at..]) else { continue };
        // Only numbers of one precision or shape share a unit; a clause comma does not join 2020，5个.
        let shared = matches!(
            unit.kind,
            FigureKind::Percent
                | FigureKind::Points
                | FigureKind::Multiple
                | FigureKind::Measure
                | FigureKind::Money
                | FigureKind::Count
        );
        if !shared
            || matches!(mark, '，' | ',') && unit.kind == FigureKind::Count
            || blank > 0 && unit.kind == FigureKind::Count
        {
            return None;
        }
        let mut value = numeral.value;
        if next.scaled
            && let Some((_, plain)) = next.before_scale
        {
            value = scale_like(value, plain, next.value)?;
        }
        return Some(Found {
            start: 0,
            end: len,
            kind: unit.kind,
            value: Value::Exact(value),
            unit: Some(unit.symbol),
            dimension: unit.unit.dimension,
            modifier: None,
            rule: "unit stated at the end of the enumeration",
        });
    }
    None
}
