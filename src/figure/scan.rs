//! One pass over a block: where a figure starts, what it says, and where it ends.

use super::bare::{scan_bare, scan_points};
use super::evidence::{Candidate, currency_before, open_pair};
use super::mention::{Mention, Symbol, Value};
use super::modifier;
use super::money::scan_money_parts;
use super::range::scan_range;
use super::rank;
use super::rule::Rule;
use super::share;
use super::unit::{UnitMatch, scan_unit};
use crate::lexicon::candidates::Cursor;
use crate::lexicon::{
    CHANGE_DOWN, CHANGE_UP, NAME_AFTER_FIGURE, NUMERAL_NAME, PLAN_AFTER_DURATION, SPAN_BEFORE, UNIT_SURFACES,
};
use crate::number::decimal::Decimal;
use crate::number::numeral::{Form, Numeral, Rough, is_numeral_char, scan_numeral};
use crate::number::token::arabic_digit;
use crate::report::{FigureKind, Modifier};
use crate::text::chars::{Cut, Ends, find_last, has_any, has_word, is_han};
use crate::text::signs::Signs;
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
    pub rule: Rule,
}

impl Found {
    /// From the start of the text that was looked at, without a modifier.
    #[inline]
    pub fn new(
        end: usize,
        kind: FigureKind,
        value: Value,
        unit: Option<Symbol>,
        dimension: Option<&'static str>,
        rule: Rule,
    ) -> Found {
        Found { start: 0, end, kind, value, unit, dimension, modifier: None, rule }
    }
}

/// A bound before a list holds for so many values.
const LONGEST_LIST: usize = 8;

/// The block that is being read, and where in it nothing may be found.
pub struct Scanner<'a> {
    /// The logical text in simplified characters, so that the words of the lexicon are found in either script.
    pub text: &'a str,
    /// The logical text as written, of the same bytes.
    pub written: &'a str,
    pub block: Span<Logical>,
    pub block_idx: u32,
    /// Names, times, markers: sorted, without overlap.
    pub masks: &'a [Span<Logical>],
}

impl Scanner<'_> {
    /// All figures of the block in order; `mask` is the first of the masks that the blocks before have not passed.
    pub fn scan(&self, candidates: &mut Cursor, mask: &mut usize, out: &mut Vec<Mention>) {
        let end = self.block.end as usize;
        let mut at = self.block.start as usize;
        while at < end {
            while self.masks.get(*mask).is_some_and(|mask| mask.end as usize <= at) {
                *mask += 1;
            }
            let limit = match self.masks.get(*mask) {
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
        let rest = self.text.before(limit).after(start);
        let before = self.text.before(start).after(self.block.start as usize);
        let first = rest.chars().next().unwrap_or(' ');
        // A digit straight after a letter belongs to a model: C919, PM2.5.
        if arabic_digit(first).is_some()
            && before.closes(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '.')
            && currency_before(before).is_none()
            && !is_amount_of(before, rest)
        {
            return start + skip_model(rest);
        }
        // 指数|百强
        if first == '数' && rest.after('数'.len_utf8()).starts_with("百强") {
            return start + first.len_utf8();
        }
        // 减负, 税负: the burden, and no minus.
        if first == '负' && before.ends_in("减债税费息亏担欠重胜自正抱辜肩背不") {
            return start + first.len_utf8();
        }
        if first.is_ascii()
            && let Some((end, found)) = scan_split_number(before, rest)
        {
            let end = start + end;
            out.extend(found.map(|found| self.mention(Found { start, end, ..found }, limit, None)));
            return end;
        }
        let numeral = scan_numeral(rest);
        if let Some(numeral) = numeral.as_ref().filter(|it| is_digit_of_a_word(it, rest))
            && currency_before(before).is_none()
        {
            return start + numeral.len;
        }
        // A number that is all that its block says counts nothing.
        if before.is_empty()
            && numeral.as_ref().is_some_and(|it| it.len == rest.len() && !it.scaled && it.rough.is_none())
        {
            return limit;
        }
        let worded = match first {
            '百' | '千' | '负' | '負' => share::scan_percent_of(rest),
            '翻' => share::scan_multiple(rest),
            _ => None,
        };
        let found = worded.or_else(|| {
            if first == '半' {
                return share::scan_rare_percent(rest, None).or_else(|| scan_half_unit(before, rest));
            }
            share::scan_rare_percent(rest, numeral.as_ref())
                .or_else(|| share::scan_ratio(before, rest, numeral.as_ref()))
                .or_else(|| rank::scan_streak(before, rest))
                .or_else(|| rank::scan_rank(before, rest, numeral.as_ref()))
                .or_else(|| scan_quantity(before, rest, numeral.as_ref()))
        });
        let Some(found) = found else {
            return start + skip_unit_less(rest, numeral.as_ref());
        };
        let end = start + found.end;
        let (start, mention_end) = (start + found.start, end);
        // 门诊收入/医疗收入×100%: a constant of a formula.
        let constant = found.kind == FigureKind::Percent && before.ends_in("×÷*");
        if constant || self.is_name(mention_end, limit, &found) {
            return mention_end;
        }
        let form = numeral.filter(|_| found.start == 0).map(|it| it.form);
        let mut mention = self.mention(Found { start, end: mention_end, ..found }, limit, form);
        self.share_modifier(out, &mut mention);
        out.push(mention);
        mention_end
    }

    /// 分别突破1.5万亿元、1.4万亿元: the bound before the first holds for each; 三十日和六十日内: so does that after the last.
    fn share_modifier(&self, found: &mut [Mention], mention: &mut Mention) {
        let Some(last) = found.last_mut() else { return };
        // 全球|最高|10米铁塔: a rank, and no bound of what follows.
        if mention.modifier_span.is_some_and(|it| it.start < last.span.end && last.span.start < mention.span.start) {
            (mention.modifier, mention.modifier_span) = (None, None);
        }
        if last.block != self.block_idx || last.unit != mention.unit {
            return;
        }
        // The last one found may be a cell of a table below.
        let Some(joint) = self.text.get(last.span.end as usize..mention.span.start as usize) else { return };
        let trailing = mention.modifier_span.is_some_and(|it| it.start >= mention.span.end);
        let within = mention.kind == FigureKind::Duration && mention.modifier == Some(Modifier::AtMost);
        if within && trailing && last.modifier.is_none() && matches!(joint, "、" | "和" | "或") {
            (last.modifier, last.modifier_span) = (mention.modifier, None);
        }
        let modifier = last.modifier;
        if modifier.is_none() || mention.modifier.is_some() || !matches!(joint, "、" | "和") {
            return;
        }
        // The first of the list has the word.
        let Some(first) = found.iter().rev().take(LONGEST_LIST).find(|it| it.modifier_span.is_some()) else { return };
        let Some(word) = first.modifier_span.filter(|it| it.end <= first.span.start && first.modifier == modifier)
        else {
            return;
        };
        let Some(list) = self.text.get(first.span.start as usize..mention.span.start as usize) else { return };
        let respective = self.text.before(word.start as usize).ends_with("分别");
        // 突破8万亿元、9万亿元; but 迈上4万亿、5万亿两个台阶
        let said = word.of(self.text);
        let bound = !matches!(modifier, Some(Modifier::About | Modifier::Nearly))
            && (said.ends_with("超过") || !said.ends_in("上过"));
        if (respective || bound && joint == "、") && !list.has_in("，。；,;") {
            mention.modifier = modifier;
        }
    }

    /// Whether what follows makes a name of the figure: 三年行动, 0.1微克攻坚行动.
    fn is_name(&self, end: usize, limit: usize, found: &Found) -> bool {
        let after = self.text.before(limit).after(end);
        // 65个专项行动 are as many, 三年专项行动 is one.
        let counts = found.kind == FigureKind::Count && matches!(found.unit.as_deref(), Some("个" | "项"));
        if !counts && NAME_AFTER_FIGURE.starts(after) {
            return true;
        }
        found.kind == FigureKind::Duration
            && found.unit.as_deref() == Some("年")
            && PLAN_AFTER_DURATION.starts(after)
            && !after.starts_with("有效")
    }

    /// The figure with the modifiers around it; `form` is that of its number, where it has been read.
    fn mention(&self, found: Found, limit: usize, form: Option<Form>) -> Mention {
        let before = self.text.before(found.start).after(self.block.start as usize);
        let after = self.text.before(limit.max(found.end)).after(found.end);
        let span = Span::new(found.start as u32, found.end as u32);
        let mut modifier = found.modifier;
        let mut modifier_span = None;
        let written = span.of(self.written);
        let value = match found.value {
            Value::Text(_) => Value::Text(written.to_owned()),
            value => value,
        };
        let unit = found.unit.map(|unit| as_written(unit, span.of(self.text), written));
        if found.kind != FigureKind::Rank {
            let form =
                form.or_else(|| scan_numeral(self.text.after(found.start)).map(|it| it.form)).unwrap_or(Form::Arabic);
            if let Some((before_modifier, len)) = modifier::scan_before(before, form) {
                modifier = Some(before_modifier);
                modifier_span = Some(Span::new((found.start - len) as u32, found.start as u32));
            }
            // 跨过|3个|百亿元关口: not more than three.
            if found.kind == FigureKind::Count
                && modifier == Some(Modifier::Over)
                && before.ends_in("过上")
                && has_any(after.before(after.floor_char_boundary(24)), &["关口", "大关", "台阶", "门槛"])
            {
                (modifier, modifier_span) = (None, None);
            }
            if modifier_span.is_none()
                && matches!(found.kind, FigureKind::Percent | FigureKind::Ratio | FigureKind::Multiple)
                && let Some((of_whole, len)) = modifier::scan_before_whole(before, found.kind)
            {
                modifier = Some(of_whole);
                // 约|占全国: the share is the indicator.
                let of = if of_whole == Modifier::About { None } else { Some((found.start - len) as u32) };
                modifier_span = of.map(|start| Span::new(start, found.start as u32));
            }
            if let Some((after_modifier, len)) = scan_modifier_after(after, found.kind) {
                // 超过…以上: the one before is the stronger; 近…左右 keeps 近. 1倍以上5倍|以下 is a range.
                if modifier_span.is_none() {
                    modifier = Some(after_modifier).filter(|_| found.rule != Rule::Bounds);
                    modifier_span = Some(Span::new(found.end as u32, (found.end + len) as u32));
                }
            }
        }
        // 20个|村|左右, 20个|乡镇|左右
        let about = after.get(3..9) == Some("左右") || after.get(6..12) == Some("左右");
        if about && found.kind == FigureKind::Count && modifier.is_none() && after.starts_with(is_han) {
            modifier = Some(Modifier::About);
        }
        Mention {
            span,
            kind: found.kind,
            value,
            unit,
            dimension: found.dimension,
            modifier,
            modifier_span,
            block: self.block_idx,
            cell: None,
            rule: found.rule,
        }
    }
}

/// 一是, 三农: a Han digit before a character that opens no unit and joins it with no other number.
fn is_digit_of_a_word(numeral: &Numeral, text: &str) -> bool {
    let after = text.after(numeral.len);
    numeral.form == Form::Han
        && numeral.digits == 1
        && !numeral.scaled
        && numeral.rough.is_none()
        && after.starts_with(is_han)
        && !after.begins_in("分又半折强至到")
        && !UNIT_SURFACES.opens(after)
}

/// The unit in the characters of the document: 畝, where the figure was read as 亩.
fn as_written(unit: Symbol, simple: &str, written: &str) -> Symbol {
    if simple == written {
        return unit;
    }
    match find_last(simple, &unit).map(|at| written.before(at + unit.len()).after(at)) {
        Some(other) if other != unit => other.to_owned().into(),
        _ => unit,
    }
}

/// 以上, 左右 after a figure; 多, 余 after its unit: 3年多.
fn scan_modifier_after(after: &str, kind: FigureKind) -> Option<(Modifier, usize)> {
    if let Some(found) = modifier::scan_after(after) {
        return Some(found);
    }
    if matches!(kind, FigureKind::Duration | FigureKind::Measure | FigureKind::Money | FigureKind::Multiple)
        && after.begins_in("多余")
        && !after.starts_with("多元")
        && !after.starts_with("多种")
        && !after.starts_with("余额")
    {
        return Some((Modifier::Over, '多'.len_utf8()));
    }
    if let Some(rest) = after.strip_prefix('起')
        && rest.trim_start_in("步").first().is_none_or(|c| !is_han(c))
    {
        return Some((Modifier::AtLeast, '起'.len_utf8()));
    }
    None
}

/// GDP4408亿元, CPI2.1%: an acronym, and an amount of it.
fn is_amount_of(before: &str, text: &str) -> bool {
    let acronym = before.bytes().rev().take_while(u8::is_ascii_uppercase).count();
    acronym >= 3 && text.trim_start_in("0123456789.").begins_in("亿万%％")
}

/// The rest of a model number: letters, digits, points and hyphens.
fn skip_model(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/'))).unwrap_or(text.len()).max(1)
}

/// Past a number that is no figure, so that its tail is not read as one.
fn skip_unit_less(text: &str, numeral: Option<&Numeral>) -> usize {
    let first = text.step();
    match numeral {
        Some(numeral) if numeral.form != Form::Scale => {
            let len = numeral
                .before_scale
                .map_or(numeral.len, |(len, _)| if numeral.form == Form::Han { numeral.len } else { len });
            let letters = text.after(len).begins(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '+'));
            if numeral.form == Form::Arabic && letters { len.max(skip_model(text)) } else { numeral.len.max(first) }
        }
        // 百十来户: the tail of a magnitude that was refused is none either.
        Some(numeral) if text.before(numeral.len).has_in("十拾") => numeral.len,
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
    let (numeral_len, numeral) = scan_parted_pair(text, numeral?).or_else(|| scan_product(text, numeral?))?;
    // 第6版, 第七次: ordinals are ranks or names, never amounts.
    if is_joined_code(before, text, numeral_len) || rank::follows_ordinal(before) || NUMERAL_NAME.starts(text) {
        return None;
    }
    // 上午9点3万人: an hour, and no point.
    if text.before(numeral_len).has_char('点') && before.ends_in("午晚早晨") {
        return None;
    }
    // 陆, 伍, 万 (a surname): formal digits count only with a scale.
    let formal = !text.begins(|c: char| c.is_ascii()) && text.begins_in("壹贰貳叁參肆伍陆陸柒捌玖拾");
    if formal && !text.before(numeral_len).has_in("拾佰仟万萬亿億百千十") {
        return None;
    }
    let numeral = open_pair(&numeral, text).unwrap_or(numeral);
    let follows = unit_after(text.after(numeral_len));
    // 增加|236万股至17926万股: by how much, and to what.
    let rises = |found: &Found| {
        let Value::Range { low, high } = &found.value else { return false };
        let far = low.shift(1).is_some_and(|it| it < *high);
        far && follows.is_some() && (CHANGE_UP.ends(before) || CHANGE_DOWN.ends(before))
    };
    let specific = scan_range(text, &numeral, numeral_len, follows.as_ref())
        .filter(|found| !rises(found))
        .or_else(|| scan_money_parts(text, &numeral, numeral_len))
        .or_else(|| share::scan_discount(before, text, &numeral))
        .or_else(|| scan_and_a_half(text, &numeral))
        .or_else(|| scan_points(text, &numeral));
    if specific.is_some() {
        return specific;
    }
    let mut unit_follows = false;
    let whole = follows.map(|(blank, unit)| (numeral_len, numeral.value, blank, unit));
    for (len, value, blank, unit) in [cut_scale(text, &numeral), whole].into_iter().flatten() {
        let candidate = Candidate { before, text, numeral: &numeral, len, blank, value, unit: &unit };
        if let Some(found) = candidate.accept() {
            return Some(found);
        }
        unit_follows |= blank == 0;
    }
    scan_bare(before, text, &numeral, numeral_len, unit_follows)
}

/// 三、四百万吨: from the first number on up to the second, which is one more of the same scale.
fn scan_parted_pair(text: &str, numeral: &Numeral) -> Option<(usize, Numeral)> {
    let at = numeral.len + text.after(numeral.len).strip_prefix('、').map(|_| '、'.len_utf8())?;
    let high =
        scan_numeral(text.after(at)).filter(|it| it.form == Form::Han && it.rough.is_none() && it.digits <= 1)?;
    let more = numeral.value.plus(Decimal::from_int(1))?;
    let power = (1..=12).find(|&power| more.shift(power) == Some(high.value))?;
    let one = numeral.form == Form::Han && numeral.digits == 1 && !numeral.scaled && numeral.rough.is_none();
    let low = numeral.value.shift(power).filter(|_| one)?;
    Some((at + high.len, Numeral { len: at + high.len, value: low, rough: Some(Rough::To(high.value)), ..high }))
}

/// `半年`, `半个月`, `半小时`, where a span of time is counted: 相隔仅半年多, 缩短至半小时以内.
fn scan_half_unit(before: &str, text: &str) -> Option<Found> {
    let rest = text.strip_prefix('半')?;
    let spans = [("年", "年"), ("个月", "月"), ("个小时", "小时"), ("小时", "小时"), ("天", "天")];
    let (word, unit) = spans.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let after = rest.after(word.len());
    let bounded = modifier::scan_after(after).is_some() || modifier::scan_before(before, Form::Han).is_some();
    (bounded || SPAN_BEFORE.ends(before)).then_some(Found::new(
        text.len() - after.len(),
        FigureKind::Duration,
        Value::Exact(Decimal::new(5, 1)),
        Some(unit.into()),
        Some("time"),
        Rule::HalfUnit,
    ))
}

/// `3. 5亿元`, `3 .5%`, `1 234.5亿元`: a number that the layout split at its point, or between its thousands, in the midst
/// of a sentence. Split elsewhere (`3 4.5亿元`) it is passed over, since nobody can tell what it was.
fn scan_split_number(before: &str, text: &str) -> Option<(usize, Option<Found>)> {
    // A list goes on after a sign (：1. 5家; 2. 3家), a number after a word; 表1 234家 has a number of its own.
    let list = before.strip_suffix('、').unwrap_or(before).trim_end_in(" ");
    let named = list.ends_in("表图注栏第") || list.ends_with("附件");
    let len = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ' '))).unwrap_or(text.len());
    let digits = text.before(len).trim_end_in(" .");
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if named || !digits.has_char(' ') || part.trim_start().has_in(". ") {
        return None;
    }
    let whole = whole.trim_end();
    let thousands = whole.split(' ').skip(1).all(|group| group.len() == 3) && (whole.find(' ').unwrap_or(1) <= 3);
    // ，1 234元 goes on, and 1 000元 is one number anywhere.
    let parted = thousands && whole.has_char(' ') && !has_word(digits, ". ") && !has_word(digits, " .");
    if !list.closes(is_han) && !(parted && (before.ends_in("，；,;（(") || has_word(whole, " 0"))) {
        return None;
    }
    let mut joined = digits.replace(' ', "");
    let blanks = digits.len() - joined.len();
    let number = joined.len();
    joined.extend(text.after(digits.len()).chars().take(24));
    let found = scan_quantity(before, &joined, scan_numeral(&joined).as_ref()).filter(|found| found.end > number)?;
    Some((found.end + blanks, thousands.then_some(found)))
}

/// 一个半小时, 两个半月: the half of the unit that follows.
fn scan_and_a_half(text: &str, numeral: &Numeral) -> Option<Found> {
    let rest = text.after(numeral.len).strip_prefix("个半").filter(|_| numeral.rough.is_none())?;
    let (word, unit) =
        [("小时", "小时"), ("月", "月"), ("钟头", "小时")].into_iter().find(|(word, _)| rest.starts_with(word))?;
    Some(Found::new(
        text.len() - rest.len() + word.len(),
        FigureKind::Duration,
        Value::Exact(numeral.value.plus(Decimal::new(5, 1))?),
        Some(unit.into()),
        Some("time"),
        Rule::AndAHalf,
    ))
}

/// `2×35`, `1.5×10^8`: both numbers multiplied. 3×5米 is a size and no product.
fn scan_product(text: &str, numeral: &Numeral) -> Option<(usize, Numeral)> {
    let rest = text.after(numeral.len);
    if numeral.form == Form::Arabic
        && !numeral.scaled
        && let Some(times) = rest.first().filter(|c| matches!(c, '×' | '✕' | '*' | 'x' | 'X'))
    {
        let at = numeral.len + times.len_utf8();
        if let Some(second) = scan_numeral(text.after(at)).filter(|second| second.form == Form::Arabic) {
            let end = at + second.len;
            if let Some((exponent, power)) = scan_exponent(text.after(end)) {
                let ten = second.value == Decimal::from_int(10);
                let value = ten.then(|| numeral.value.shift(power)).flatten()?;
                return Some((end + exponent, Numeral { len: end + exponent, value, before_scale: None, ..second }));
            }
            if unit_after(text.after(end)).is_some_and(|(_, unit)| unit.unit.dimension == Some("length")) {
                return None;
            }
            let value = numeral.value.times(second.value)?;
            let before_scale = second.before_scale.and_then(|(len, v)| Some((len + at, numeral.value.times(v)?)));
            return Some((end, Numeral { len: end, value, before_scale, ..second }));
        }
    }
    Some((numeral.len, numeral.clone()))
}

/// `^8`, `⁸`: bytes and value.
fn scan_exponent(text: &str) -> Option<(usize, u32)> {
    const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = text.strip_prefix('^').unwrap_or(text);
    let raised = digits.len() < text.len();
    let digit = |c: char| match raised {
        true => arabic_digit(c).map(u32::from),
        false => SUPERSCRIPTS.iter().position(|&it| it == c).map(|at| at as u32),
    };
    let taken: Vec<char> = digits.chars().take(3).take_while(|&c| digit(c).is_some()).collect();
    let power = taken.iter().filter_map(|&c| digit(c)).fold(0, |power, digit| power * 10 + digit);
    let len = text.len() - digits.len() + taken.iter().map(|c| c.len_utf8()).sum::<usize>();
    (!taken.is_empty()).then_some((len, power))
}

/// The number without its last scale word, which belongs to the unit behind: 416|千瓦.
fn cut_scale(text: &str, numeral: &Numeral) -> Option<(usize, Decimal, usize, UnitMatch)> {
    let (len, value) = numeral.before_scale.filter(|_| numeral.rough.is_none())?;
    let unit = scan_unit(text.after(len)).filter(|unit| unit.surface.begins_in("千兆百"))?;
    Some((len, value, 0, unit))
}

/// The unit at the start of `text` or behind one blank.
pub fn unit_after(text: &str) -> Option<(usize, UnitMatch)> {
    let blank = text.len() - text.trim_start_in(" \u{a0}\u{3000}").len();
    if blank > 4 {
        return None;
    }
    scan_unit(text.after(blank)).map(|unit| (blank, unit))
}

/// Whether a number is part of a code or of a size: 2+4+18, 3×5米.
fn is_joined_code(before: &str, text: &str, len: usize) -> bool {
    let next = text.after(len).first();
    let size = before.strip_end_in("×✕*xX").is_some_and(|it| it.closes(|c| arabic_digit(c).is_some()));
    matches!(next, Some('+' | '＋')) || before.ends_in("+＋＃#№") || size
}
