//! Whether a number and the unit after it make a figure, and the evidence that says so.

use super::mention::Value;
use super::modifier;
use super::rule::Rule;
use super::scan::Found;
use super::unit::UnitMatch;
use crate::lexicon::{
    DEED_BEFORE, HAN_STRONG_CLASSIFIER, HAN_WEAK_CLASSIFIER, NEXT_WORD_NOUN, PERCENT_TENTH_NOT, PLACE_UNIT_NOT,
    SLOGAN_NOUN, SLOGAN_NUMERAL, SPAN_BEFORE, UNIT_SURFACES, UNITS,
};
use crate::number::decimal::Decimal;
use crate::number::numeral::{Form, Numeral, Rough, is_numeral_char, scan_numeral};
use crate::number::token::arabic_digit;
use crate::report::{FigureKind, Modifier};
use crate::text::chars::{Cut, Ends, ends_with_any, has_any, is_han, is_letter_or_digit};
use crate::text::signs::Signs;

/// A number with a unit behind it, and what stands around both.
pub struct Candidate<'a> {
    /// The block up to the number.
    pub before: &'a str,
    /// From the number on.
    pub text: &'a str,
    pub numeral: &'a Numeral,
    /// Bytes of the number, where its last scale word may have gone to the unit.
    pub len: usize,
    /// Bytes of blanks between number and unit.
    pub blank: usize,
    pub value: Decimal,
    pub unit: &'a UnitMatch,
}

impl Candidate<'_> {
    fn unit_at(&self) -> usize {
        self.len + self.blank
    }

    fn after(&self) -> &str {
        self.text.after(self.unit_at() + self.unit.len)
    }

    fn bound_after(&self) -> Option<Modifier> {
        modifier::scan_after(self.after()).map(|(modifier, _)| modifier)
    }

    /// Something beside the number bounds it or makes it vague: 超百家, 两个以上.
    fn is_bounded(&self) -> bool {
        modifier::scan_before(self.before, self.numeral.form).is_some() || self.bound_after().is_some()
    }

    /// The figure, or `None` where the words around make a name, a word or a date of it.
    pub fn accept(&self) -> Option<Found> {
        let (numeral, unit, after) = (self.numeral, self.unit, self.after());
        let letter = unit.surface.len() == 1 && unit.surface.begins(|c: char| c.is_ascii_uppercase());
        // 2 组织机构: the number of a heading.
        let worded = NEXT_WORD_NOUN.starts(self.text.after(self.unit_at()));
        if self.blank > 0 && (numeral.form != Form::Arabic || letter || worded) {
            return None;
        }
        let mut end = self.unit_at() + unit.len;
        let mut modifier = numeral.rough.map(|_| Modifier::Over);
        let mut kind = unit.kind;
        let mut value = self.value;
        let mut symbol = unit.symbol.clone();
        let mut dimension = unit.unit.dimension;
        let mut rule = evidence_of_digits(kind);
        let level = match numeral.form {
            _ if unit.surface == "级" => numeral.form == Form::Scale || value >= Decimal::from_int(100_000_000),
            form if after.starts_with('级') => {
                let magnitude = matches!(kind, FigureKind::Money | FigureKind::Measure) && numeral.scaled;
                if form == Form::Scale { self.is_magnitude(kind) } else { magnitude }
            }
            _ => false,
        };
        if level {
            (modifier, rule) = (Some(Modifier::About), Rule::Level);
            if unit.surface == "级" {
                // 百亿级产业链, 5000亿级集群: money, although no 元 is written; below 亿 nothing says of what.
                if value < Decimal::from_int(100_000_000) {
                    return None;
                }
                (kind, symbol, dimension) = (FigureKind::Money, "CNY".into(), Some("money"));
            } else {
                end += '级'.len_utf8();
            }
        } else {
            match numeral.form {
                Form::Scale => rule = self.evidence_of_magnitude(kind)?,
                Form::Han => rule = self.evidence_of_han()?,
                Form::Arabic => {}
            }
        }
        // 每10万人刑事案件数: what is counted for each so many.
        let rate = self.before.ends_with('每') && kind != FigureKind::Duration;
        if rate || !level && self.is_other_word() {
            return None;
        }
        if unit.surface == "分" && unit.unit.id == "things" && is_price(self.before, after) {
            (kind, symbol, dimension) = (FigureKind::Money, "CNY".into(), Some("money"));
            (value, rule) = (value.times(Decimal::new(1, 2))?, Rule::Price);
        }
        if unit.surface == "成" {
            (kind, symbol, rule) = (FigureKind::Percent, "%".into(), Rule::Tenths);
            let (more, fifth) = scan_part_of_tenth(after);
            if PERCENT_TENTH_NOT.starts(after) {
                return None;
            }
            value = value.shift(1)?.plus(fifth)?;
            end += more;
        }
        if unit.surface == "级" && kind == FigureKind::Count && is_of_force(self.before, after) {
            (kind, dimension, rule) = (FigureKind::Measure, Some("force"), Rule::Force);
        }
        if unit.surface == "块" && counts_pieces(after) {
            (kind, symbol, rule) = (FigureKind::Count, "块".into(), evidence_of_digits(FigureKind::Count));
        }
        // 三斤半, 两米半, 三倍半; 零下2度半 is below zero.
        if after.starts_with('半')
            && matches!(kind, FigureKind::Measure | FigureKind::Duration | FigureKind::Money | FigureKind::Multiple)
            && unit.symbol == symbol
            && !after
                .after("半".len())
                .begins(|c: char| is_han(c) && !matches!(c, '的' | '左' | '多' | '到' | '至' | '内'))
        {
            value = value.plus(Decimal::new(if value < Decimal::ZERO { -5 } else { 5 }, 1))?;
            end += '半'.len_utf8();
        }
        value = scaled_by_unit(value, unit)?;
        if unit.unit.id == "yuan"
            && let Some(named) = currency_before(self.before)
        {
            symbol = named.into();
        }
        // 零下25.3℃, 零下20度, 零下摄氏20度.
        if unit.unit.dimension.is_some_and(|it| it.ends_with("temperature"))
            && ends_with_any(self.before.trim_end(), &["零下", "零下摄氏", "零下华氏"])
        {
            value = value.negated();
        }
        Some(Found { modifier, ..Found::new(end, kind, Value::Exact(value), Some(symbol), dimension, rule) })
    }

    /// 百万吨, 上百家, 千余户: kinds of which a magnitude may be stated.
    fn is_magnitude(&self, kind: FigureKind) -> bool {
        match kind {
            FigureKind::Money | FigureKind::Measure => true,
            FigureKind::Count => {
                (self.is_bounded() || self.numeral.rough.is_some()) && self.value >= Decimal::from_int(100)
            }
            _ => false,
        }
    }

    /// 超百万吨, 亿元以上, 千万元: magnitudes are figures only where something says so.
    fn evidence_of_magnitude(&self, kind: FigureKind) -> Option<Rule> {
        if !self.is_magnitude(kind) || SLOGAN_NUMERAL.starts(self.text) {
            return None;
        }
        if self.numeral.rough.is_some() {
            return Some(Rule::OpenMagnitude);
        }
        if self.is_bounded() {
            return Some(Rule::BoundedMagnitude);
        }
        // 千万 or 十亿 in two or more characters; 百 or 万 alone is a part of a word (百元店).
        (self.text.before(self.numeral.len).chars().count() > 1).then_some(Rule::WholeMagnitude)
    }

    /// Words, names and dates that look like a number with this unit.
    fn is_other_word(&self) -> bool {
        let (numeral, unit, before, after) = (self.numeral, self.unit, self.before, self.after());
        let surface = unit.surface;
        let arabic = numeral.form == Form::Arabic;
        // 女子100米, 男子73公斤级: names of events.
        if matches!(surface, "米" | "公斤")
            && before.ends_in("子合")
            && ends_with_any(before, &["男子", "女子", "混合"])
        {
            return true;
        }
        // 百万吨死亡率, 10万人火灾死亡人数: what a rate is counted for; 15分钟便民生活圈: a name.
        let in_name = |words: &[&str]| {
            let end =
                after.char_indices().take(16).find(|&(_, c)| !is_letter_or_digit(c)).map_or(after.len(), |(at, _)| at);
            end <= 45 && has_any(after.before(end), words)
        };
        let circle = matches!(unit.unit.id, "minute" | "hour");
        // 臭氧日最大8小时平均浓度
        let mean = circle && before.ends_with("最大") && after.begins_in("平滑浓");
        if mean
            || circle && in_name(&["圈"])
            || self.value >= Decimal::from_int(10_000) && in_name(&["死亡率", "死亡人数"])
        {
            return true;
        }
        match unit.unit.id {
            // 10秒79, 1分52秒: a time that was clocked, and not of 10 or 52 seconds.
            "second" => after.begins(|c| arabic_digit(c).is_some()) || before.ends_with('分'),
            _ if surface == "分"
                && arabic
                && scan_numeral(after).is_some_and(|it| after.after(it.len).starts_with('秒')) =>
            {
                true
            }
            "liang" => after.begins(is_letter_or_digit) && !self.is_bounded(),
            "yuan" if surface == "元" || surface == "圆" => after.begins_in("素旦宵首帅老月桌"),
            "fen" | "jiao" => after.begins_in("度落色洲形"),
            "degree" if surface == "度" => after.begins_in("假数空电角") && !after.starts_with("电"),
            // 118°35′, 北纬25°: a place.
            "angle" => after.starts_with(|c| arabic_digit(c).is_some()) || before.ends_in("经纬"),
            // 三伏天
            "voltage" => !arabic,
            "cubic-metre" if surface == "方" => !arabic || after.begins_in("面案式针位向法便可能阵"),
            "metre" if surface == "米" => after.begins_in("粉字其线"),
            "litre" => after.begins_in("级至值温学到"),
            // 八里桥, 十里河 are places.
            "li" if surface == "里" => {
                !arabic && numeral.value < Decimal::from_int(20) && after.begins(is_han)
                    || after.begins_in("程面外氏的昂约斯亚拉兹")
            }
            "cun" => after.begins_in("步金照"),
            // 上一年, 下一年 are times.
            "year" => {
                numeral.digits >= 4 && !numeral.scaled && !self.text.before(self.len).has_char(',')
                    || numeral.digits == 1 && before.ends_in("上下前后头同全") && !before.ends_with("提前")
                    || after.begins_in("级代轻度底末初")
                    // 90年不变价
                    || after.starts_with("不变价")
                    // 新10年扶贫纲要, 两个一百年: names.
                    || before.ends_in("新个")
                    || before.trim_end_in("前").ends_with("公元")
            }
            // 四周应避免有遮光建筑
            "week" => after.begins_in("年岁边围到期转") || self.text.starts_with('四') && !self.is_bounded(),
            // 6月20日 is a date, and so is 20日 alone; 20日内 and 满15日 are counted.
            "counted-day" => {
                let counted = self.is_bounded()
                    || SPAN_BEFORE.ends(before)
                    || days_are_counted_behind(after)
                    || after.starts_with('前') && before.ends_with('的');
                !counted || before.ends_in("月至到—-～、")
            }
            // 五十亿企业 is a class of them.
            "collective-nouns" if surface == "企业" && self.text.before(self.len).ends_with('亿') => true,
            // 12355青少年服务台: a line that is called.
            "collective-nouns" => arabic && numeral.digits == 5 && self.text.starts_with("12") && !numeral.scaled,
            "places" => !arabic || PLACE_UNIT_NOT.starts(after) || before.closes(|c: char| c.is_ascii_alphabetic()),
            "organisations" => match surface {
                // 人民路8号2栋, 3幢201室: an address.
                "栋" | "幢" => before.ends_with('号') || after.trim_start_in("0123456789").begins_in("室单号"),
                "点" => {
                    let hour = ["上午", "下午", "早上", "晚上", "凌晨", "中午", "早", "晚"]
                        .iter()
                        .any(|it| before.ends_with(it));
                    let minutes = after.begins(|c| arabic_digit(c).is_some());
                    !arabic || hour || minutes || after.begins_in("前后至钟半整以起开到")
                }
                "园" | "门" | "站" => !arabic,
                // 附件三所列, 表2所示, 前款第1、2所述; but 三所示范学校
                "所" => before.ends_in("件表图") || after.starts_with('述'),
                // 二套住房: the second, where 两套 are counted.
                "套" => self.text.starts_with('二') && numeral.digits == 1,
                _ => false,
            },
            "things" => match surface {
                // 2单元, 12项目: the classifier is the start of a noun.
                "单" => after.begins_in("元位体独一"),
                "项" => after.starts_with('目') && !after.starts_with("目标"),
                // 前三款 are of the law that speaks.
                "条" | "款" => before.ends_with("前") && numeral.form == Form::Han,
                // 3.0版, 2026版: a version.
                "版" => !numeral.scaled && (numeral.digits == 4 || self.text.before(self.len).has_char('.')),
                // 十三届七次全会 is a name, 三番五次 a phrase.
                "次" => before.ends_in("届番") && numeral.form == Form::Han,
                "分" => {
                    // 14时20分 and 10:20分 are times of day.
                    let hour = before.strip_end_in(":：").is_some_and(|it| it.closes(|c| arabic_digit(c).is_some()));
                    !arabic || hour || before.ends_in("时点") || after.begins_in("之为别布类部享析配工期钟管级")
                }
                // 2031级新生, 2.2031级: the year in which they began.
                "级" => {
                    let year = self.text.as_bytes()[..self.len].last_chunk::<4>();
                    !arabic || year.is_some_and(|it| it.starts_with(b"19") || it.starts_with(b"20"))
                }
                // 1类创新药, Ⅰ类水: a class by its number.
                "类" => numeral.digits == 1 && after.begins_in("新创药水生医化标地"),
                "届" => !self.is_bounded() && !SPAN_BEFORE.ends(before) || before.ends_with('第'),
                "路" | "线" | "代" => !arabic || !numeral.scaled && numeral.rough.is_none(),
                "字" => !arabic || after.begins_in("符段母节"),
                "期" | "管" | "国" | "点" | "环" | "端" => !arabic,
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a Han numeral before this unit counts something: 三座水库 does, 一个 and 四个自信 do not.
    fn evidence_of_han(&self) -> Option<Rule> {
        let (numeral, unit, before) = (self.numeral, self.unit, self.before);
        if SLOGAN_NUMERAL.starts(self.text)
            || before.ends_with('第')
            || numeral.digits == 1
                && before.ends_in("每这那哪某同另各任统专单唯万不")
            || numeral.value.is_zero() && numeral.digits == 1
            // 二三五 is a code, or a year that has lost its 〇.
            || numeral.digits > 1
                && !numeral.scaled
                && numeral.rough.is_none()
                && !self.text.before(self.len).has_char('点')
        {
            return None;
        }
        // 五成, but not 成 in 成立, which is asked where the unit is accepted.
        if unit.surface == "成" {
            return (numeral.value <= Decimal::from_int(10)).then_some(Rule::Tenths);
        }
        let bounded = self.is_bounded();
        let bound = |holds: bool, otherwise: Rule| match (bounded, holds) {
            (true, _) => Some(Rule::HanBounded),
            (false, true) => Some(otherwise),
            (false, false) => None,
        };
        let one = numeral.value == Decimal::from_int(1);
        let small = !numeral.scaled && numeral.value < Decimal::from_int(20);
        match unit.kind {
            FigureKind::Percent | FigureKind::Points | FigureKind::Multiple => Some(Rule::HanPercent),
            // 一英尺 alone, 一吨半
            FigureKind::Measure => {
                let after = self.after();
                bound(!one || after.starts_with('半') || before.is_empty() && after.is_empty(), Rule::HanMeasure)
            }
            FigureKind::Money if unit.surface == "块" && counts_pieces(self.after()) => {
                self.evidence_of_han_count(one, small)
            }
            FigureKind::Money => {
                let coins = unit.unit.id == "jiao" && !unit.surface.ends_with('钱');
                // 二元结构, and a firm 三元: one digit is money where something is paid for.
                let word =
                    matches!(unit.surface, "元" | "圆") && numeral.digits == 1 && !numeral.scaled && !is_paid(before);
                bound(!word && (!coins || self.after().is_empty()), Rule::HanMoney)
            }
            FigureKind::Duration => {
                // 一年, 十年 in prose are seldom figures: 连续五年, 三年内 are.
                // 三年|有效期
                let after = self.after();
                let led = SPAN_BEFORE.ends(before) || after.starts_with('半') || after.chars().nth(2) == Some('期');
                let counts = led || if unit.surface == "年" { !one && !small } else { !one };
                bound(counts, if led { Rule::HanSpan } else { Rule::HanDuration })
            }
            _ => self.evidence_of_han_count(one, small),
        }
    }

    fn evidence_of_han_count(&self, one: bool, small: bool) -> Option<Rule> {
        let (numeral, unit, after) = (self.numeral, self.unit, self.after());
        let strong = HAN_STRONG_CLASSIFIER.has(unit.surface);
        let weak = HAN_WEAK_CLASSIFIER.has(unit.surface);
        // 两个以上, 一家以上: the least or the most is stated.
        if matches!(self.bound_after(), Some(Modifier::AtLeast | Modifier::AtMost)) && (strong || weak) {
            return Some(Rule::HanBounded);
        }
        if one {
            return None;
        }
        // 十几个: an open number above ten is no set phrase.
        if numeral.rough.is_some() && numeral.value >= Decimal::from_int(10) {
            return Some(Rule::HanOpen);
        }
        if numeral.scaled || !small {
            return Some(Rule::HanTwenty);
        }
        if unit.unit.id == "collective-nouns" {
            return Some(Rule::HanPeople);
        }
        if NEXT_WORD_NOUN.starts(self.text.after(self.unit_at()))
            || SLOGAN_NOUN.starts(after)
            || after.begins_in("性级")
        {
            return None;
        }
        if strong {
            let other_word = match unit.surface {
                "次" => after.begins_in("产创分供元方会全革集开能污报"),
                "人" => after.begins_in("行次称"),
                _ => false,
            };
            return (!other_word).then_some(Rule::HanClassifier);
        }
        if numeral.rough.is_some() && weak {
            return Some(Rule::HanOpen);
        }
        if weak && DEED_BEFORE.ends(self.before) {
            return Some(Rule::HanDeed);
        }
        let noun_follows = after.begins(is_han) && !after.starts_with("补贴");
        (weak && noun_follows && follows_list(self.before)).then_some(Rule::HanSum)
    }
}

/// 石油、钢铁和有色三个行业: what is counted stands listed before.
fn follows_list(before: &str) -> bool {
    let start = before
        .char_indices()
        .rev()
        .take(16)
        .take_while(|&(_, c)| is_han(c) || matches!(c, '、' | '”' | '“' | '》'))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let list = before.after(start);
    let named = list.split_in("、和").nth(2).is_some() || list.has_char('、') && !list.ends_with('、');
    // 两个基地、两个枢纽、两个网络 lists numerals, and sums up nothing.
    named && !list.has_in("两二三四五六七八九十")
}

fn evidence_of_digits(kind: FigureKind) -> Rule {
    match kind {
        FigureKind::Money => Rule::DigitsMoney,
        FigureKind::Measure => Rule::DigitsMeasure,
        FigureKind::Duration => Rule::DigitsDuration,
        FigureKind::Percent => Rule::DigitsPercent,
        FigureKind::Points => Rule::DigitsPoints,
        FigureKind::Multiple => Rule::DigitsMultiple,
        _ => Rule::DigitsCount,
    }
}

/// 三成半, 五成五: five more, or so many, of a hundred.
fn scan_part_of_tenth(after: &str) -> (usize, Decimal) {
    if after.starts_with('半') && !after.starts_with("半数") {
        return ('半'.len_utf8(), Decimal::from_int(5));
    }
    match scan_numeral(after).filter(|it| it.digits == 1 && !it.scaled && it.rough.is_none()) {
        Some(part) if after.after(part.len).first().is_none_or(|c| !is_han(c)) => (part.len, part.value),
        _ => (0, Decimal::ZERO),
    }
}

/// 每斤提高3分、5分和1毛钱: 分 of money, where a price or coins stand beside it.
fn is_price(before: &str, after: &str) -> bool {
    let coins = after.begins_in("、和") && after.chars().take(12).any(|c| matches!(c, '毛' | '角' | '钱'));
    let tail = before.char_indices().rev().take(16).last().map_or(before, |(at, _)| before.after(at));
    coins || has_any(tail, &["每斤", "每公斤", "每度", "每千瓦时", "每吨", "每立方米", "每股"])
}

/// 每斤三元, 奖励五元: what is paid, or for what, stands before.
fn is_paid(before: &str) -> bool {
    let mut tail = before.chars().rev().take(8).take_while(|&c| is_han(c));
    tail.any(|c| "每价费奖付罚补款收缴交钱值资".has_char(c)) || before.is_empty()
}

/// 三十日和六十日内: the days behind are counted, and so are these.
fn days_are_counted_behind(after: &str) -> bool {
    after.strip_start_in("和或、").is_some_and(|rest| {
        let rest = rest.strip_prefix('者').unwrap_or(rest);
        let len = scan_numeral(rest).map_or(0, |it| it.len);
        rest.after(len).strip_prefix('日').is_some_and(|rest| len > 0 && modifier::scan_after(rest).is_some())
    })
}

/// 7.3级强震, 8级以上大风: what the degree is of stands behind it, or before.
fn is_of_force(before: &str, after: &str) -> bool {
    let near: String = after.chars().take(8).take_while(|c| is_han(*c)).collect();
    near.has_in("震风浪") || before.ends_in("震风力") || before.ends_with("震级")
}

/// 三块试验田: pieces, where a noun follows; 三块 alone is money.
fn counts_pieces(after: &str) -> bool {
    after.begins(|c: char| is_han(c) && !matches!(c, '和' | '以' | '的' | '左' | '到' | '至' | '多' | '上'))
}

/// 角 and 毛 in yuan.
pub fn scaled_by_unit(value: Decimal, unit: &UnitMatch) -> Option<Decimal> {
    let (above, below) = unit.unit.scale;
    if (above, below) == (1, 1) {
        return Some(value);
    }
    value.times(Decimal::from_int(above))?.times(Decimal::new(1, below.ilog10()))
}

/// 港币两千元, US$12亿, ￥100: the currency that is named straight before the number.
pub fn currency_before(before: &str) -> Option<&'static str> {
    let before = before.trim_end();
    let (word, row) = UNIT_SURFACES.suffix(before)?;
    let unit = &UNITS[row];
    // 15元100 is no amount: the name must not be the unit of another number.
    let head = before.before(before.len() - word.len());
    let free = !head.closes(|c: char| is_numeral_char(c) && is_letter_or_digit(c));
    (unit.kind == FigureKind::Money && !matches!(unit.id, "yuan" | "jiao" | "fen") && free).then_some(unit.symbol?)
}

/// The value of 六七个, 两三年 as an open number: from the first digit on.
pub fn open_pair(numeral: &Numeral, text: &str) -> Option<Numeral> {
    if numeral.form != Form::Han || numeral.digits != 2 || numeral.scaled || numeral.rough.is_some() {
        return None;
    }
    let mut digits =
        text.before(numeral.len).chars().map(|c| scan_numeral(c.encode_utf8(&mut [0; 4])).map(|it| it.value));
    let (low, high) = (digits.next()??, digits.next()??);
    let next = low.plus(Decimal::from_int(1))? == high && !low.is_zero();
    let three_or_five = low == Decimal::from_int(3) && high == Decimal::from_int(5);
    (next || three_or_five).then_some(Numeral { value: low, rough: Some(Rough::To(high)), digits: 1, ..*numeral })
}
