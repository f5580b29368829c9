//! What is counted in the words after a figure, without what is told of it.

use super::after;
use super::frame::bounds_a_class;
use super::phrase::Phrase;
use super::subject::Reader;
use super::words::{Words, both};
use crate::figure::mention::Mention;
use crate::lexicon::{
    AFTER_DEED_VERB, COUNTED_BODY, COUNTED_PERSON, COUNTED_PLACE, COUNTED_THING, SUBJECT_BARE_DEED,
    SUBJECT_INDICATOR_TAIL, SUBJECT_KEEP_VERB, SUBJECT_UNIT_NOUN, TOLD_INDICATOR, scan_unit,
};
use crate::report::FigureKind;
use crate::text::chars::{Cut, Ends, ends_with_any, has_any, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// At the end of what is counted these tell of it.
pub const DONE_AT_END: [&str; 11] =
    ["或者", "基本", "主体", "年内", "全线", "并网", "开港", "合龙", "首飞", "开馆", "开园"];

/// After a place or a person these begin what is done there or for them.
pub const DEED_AT: [&str; 11] =
    ["设置", "设立", "形成", "建立", "引入", "安装", "配备", "配置", "接种", "布设", "开设"];

/// The length of what is counted in `said`, without what is told of it: 46名|科技特派员|下乡服务, 87家|企业|兑现奖补资金,
/// 6个|项目|总投资, but 20家|企业研发中心.
pub fn counted(said: &str, unit: &str) -> usize {
    // 4起|交通事故|调查处理情况
    if unit == "起"
        && let Some(at) = said.place_of("事故").or_else(|| said.place_of("案件"))
    {
        return at + "事故".len();
    }
    // 6条|在建高铁|建设: the work on them is not counted.
    let worked = unit != "项" && said.len() >= 15 && ends_with_any(said, &["建设", "功能", "作用", "工作"]);
    let head = said.before(said.len() - if worked { "建设".len() } else { 0 });
    let said = if head.ends_with('的') { said } else { head };
    let told = is_told_indicator(said);
    let heads = match unit {
        "名" | "位" | "" => COUNTED_PERSON,
        "家" | "户" => COUNTED_BODY,
        _ => COUNTED_PLACE,
    };
    // 31个|省份|的调查结果, 3000户|居民|的居住条件
    if let Some((head, _)) = said.parted_at("的").filter(|(head, of)| {
        // 20条|道路|的改造提升
        let worked = || unit != "项" && ends_with_any(of, &["改造", "提升", "改扩建", "治理", "条件", "环境", "联动"]);
        heads.ends(head) || COUNTED_PLACE.ends(head) || head.ends_in("县市镇省") || worked()
    }) {
        return head.len();
    }
    // 98个|中央部门|和青山、绿水等省市
    if unit != "项"
        && let Some(at) = said.first_in("和及与")
        && let (head, rest) = (said.before(at), said.after(at))
        && (COUNTED_PLACE.ends(head) || COUNTED_BODY.ends(head) || head.ends_in("）固造治市县"))
        && head != "国家"
        && rest.len() > 18
        && !(head.has_char('、') && !head.ends_with('）')
            || rest.has_char('的') && !has_any(rest, &["参加的", "组成的"]))
    {
        return at;
    }
    // 20家|企业|建设智能工厂, but 3家|企业建设项目
    if let Some(at) =
        ["建设", "实施", "开展", "建立", "设立", "组建"].iter().filter_map(|verb| said.place_of(verb)).min()
        && (heads.ends(said.before(at)) || COUNTED_BODY.ends(said.before(at)))
        && said.len() > at + 12
        && !ends_with_any(
            said,
            &["项目", "工程", "用地", "任务", "标准", "试点", "行动", "方案", "之一", "区", "县", "基地"],
        )
    {
        return at;
    }
    let body = matches!(unit, "名" | "位" | "家" | "户");
    if heads.ends(said)
        || !(body || told)
        || unit.is_empty()
        || said.has_in(if body { "、“（和及与等" } else { "、“和及与等" })
    {
        return said.len();
    }
    let len = heads.rfind(said).map_or(said.len(), |(at, head)| at + head.len());
    // 9个|农村|供水工程治理
    if matches!(said.before(len), "农村" | "乡村") { said.len() } else { len }
}

/// 粮食产量, 空气质量: nothing that can be counted; but 3个行业标准.
fn is_told_indicator(said: &str) -> bool {
    !COUNTED_THING.ends(said) && (SUBJECT_INDICATOR_TAIL.ends(said) || TOLD_INDICATOR.ends(said))
}

/// 11|乡镇, 6600多万|纳税人: a number straight before its noun has the noun in its own span.
pub fn unit_noun(text: &str, figure: &Mention) -> Option<Span<Logical>> {
    let unit = figure.unit.as_deref().filter(|_| figure.kind == FigureKind::Count)?;
    let said = figure.span.of(text);
    // 洪灾造成甲、乙等24|省（区、市）|受灾
    let after = text.after(figure.span.end as usize);
    // Not through the whole text for each.
    let near = after.before(after.floor_char_boundary(27));
    if matches!(unit, "省" | "市" | "县")
        && near.begins_in("（(")
        && let Some(close) = near.first_in("）)").filter(|&close| near.before(close).has_in("区市"))
    {
        let close = close + after.after(close).step();
        return Some(Span::new(figure.span.end - unit.len() as u32, figure.span.end + close as u32));
    }
    let listed = scan_unit(unit).filter(|(surface, _)| surface.len() == unit.first_in("（(").unwrap_or(unit.len()));
    let noun = SUBJECT_UNIT_NOUN.has(unit) || listed.is_none_or(|(_, row)| row.id == "collective-nouns");
    // 青禾、云岭等|4市
    let plain = (unit.len() > 3 || SUBJECT_UNIT_NOUN.has(unit)) && said.ends_with(unit) && noun;
    plain.then(|| Span::new(figure.span.end - unit.len() as u32, figure.span.end))
}

impl Reader<'_> {
    /// 8万户, 26万人: those whom something befalls.
    pub(super) fn counts_people(&self, idx: usize) -> bool {
        let figure = self.figure(idx);
        figure.kind == FigureKind::Count && matches!(figure.unit.as_deref(), Some("户" | "人" | "名"))
    }

    /// 建立机制，|8万户|纳入监测: where no words before it name them.
    pub(super) fn fate_of(&self, idx: usize, phrase: Phrase) -> Option<Span<Logical>> {
        let frame = self.frames[idx];
        let unnamed = phrase.start < frame.clause || phrase.is_empty() && frame.clause > frame.window;
        if unnamed && self.counts_people(idx) { self.fate(idx, idx) } else { None }
    }

    /// What befell those whom the figures from `first` to `last` count, where nothing names them before.
    pub(super) fn fate(&self, first: usize, last: usize) -> Option<Span<Logical>> {
        // 4万户|13万人|稳定增收
        let next = self.frames.get(last + 1).filter(|next| next.nth > 0 && next.start == self.frames[last].end);
        let last = if next.is_some() { last + 1 } else { last };
        let rest = self.frames[last].rest(self.text);
        let told = starting_word(
            rest,
            &["纳入", "享受", "参加", "得到", "喝上", "住进", "搬进", "用上", "稳定", "受益", "脱贫"],
        );
        (told.is_some() && self.frames[first].told(self.text).trim().is_empty())
            .then(|| after::deed(self.text, self.frames[last].end, self.frames[last].after))?
    }

    /// Whether the figure before counts the same thing and is named by the words after it.
    pub(super) fn told_by_deed(&self, idx: usize) -> bool {
        let frame = self.frames[idx];
        let unit = self.figure(idx).unit.as_deref();
        // 惠及480户家庭；|1万人|实现|饮水安全
        let apart = frame.clause > frame.window && matches!(unit, Some("人" | "名" | "户"));
        frame.nth > 0 && apart && AFTER_DEED_VERB.starts(frame.rest(self.text))
            || frame.nth > 0
                && self.figure(idx - 1).unit.as_deref() == unit
                && self.done[idx - 1].first().is_some_and(|deed| deed.start as usize >= self.frames[idx - 1].end)
                && self.after(idx - 1).is_none()
    }

    /// 其中|5亿元以上|8个: the count stands straight behind the bound of its class.
    pub(super) fn follows_class(&self, idx: usize) -> bool {
        let frame = self.frames[idx];
        frame.nth > 0
            && frame.start == self.frames[idx - 1].end
            && self.figure(idx - 1).kind == FigureKind::Money
            && bounds_a_class(self.text, self.figure(idx - 1), &self.frames[idx - 1])
    }

    /// 引进亿元以上项目9个，其中|5亿元以上|8个: of the same things.
    pub(super) fn of_class(&self, idx: usize) -> Words {
        let things = self.done[idx - 1].last().copied();
        let class = self.figure(idx - 1).outer();
        // 年收入|500万元以上|20家
        things.map_or_else(Words::new, |it| if it.end == class.start { both(it, class) } else { both(class, it) })
    }

    /// 12个|断面|水质达标率|100%
    pub(super) fn rate_holder(&self, idx: usize, rest: Phrase) -> Option<Span<Logical>> {
        let frame = self.frames[idx];
        if frame.nth == 0 || self.figure(idx).kind != FigureKind::Percent || !rest.str().ends_with('率') {
            return None;
        }
        let noun = *self.done[idx - 1].last()?;
        let counted = self.figure(idx - 1).kind == FigureKind::Count && noun.start as usize >= self.frames[idx - 1].end;
        (counted && noun.end as usize == rest.start).then_some(noun)
    }

    /// 个体户1.7万户，当年|新增|1564户; 新开工保障房660万套，|基本建成|540万套
    pub(super) fn begun(&self, idx: usize, phrase: Phrase) -> Words {
        let frame = self.frames[idx];
        // 重点项目600个、投资80亿元，其中|新开工|210个: of what is counted by the same word.
        let mut near = (idx - frame.nth..idx).rev().take(4);
        let unit = self.figure(idx).unit.as_deref();
        let like = near.find(|&at| unit.is_some() && self.figure(at).unit.as_deref() == unit);
        let mut words = self.subject_of(like.unwrap_or(idx - 1));
        // 续建56个、|新开工|62个
        words.retain(|span| !SUBJECT_BARE_DEED.has(span.of(self.text)));
        if let Some(first) = words.first_mut()
            && let said = first.of(self.text)
            && let Some(len) = SUBJECT_KEEP_VERB
                .prefix(said)
                .map(|(verb, _)| verb)
                .or_else(|| starting_word(said, &["安排", "实施", "推进", "谋划"]))
                .map(str::len)
        {
            first.start += len as u32;
        }
        // 新能源|开工|20万千瓦、投产15万千瓦
        if let Some(last) = words.last_mut()
            && let Some((verb, _)) = SUBJECT_BARE_DEED.suffix(last.of(self.text))
        {
            last.end -= verb.len() as u32;
        }
        words.retain(|span| !span.is_empty());
        words.insert(0, phrase.span());
        words
    }
}
