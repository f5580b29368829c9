//! The words after a figure that say what it counts: 16个|专项规划, 首个|服务区, 两次|下调政策利率.

use super::change::is_list_gap;
use super::counted::{DEED_AT, DONE_AT_END, counted, unit_noun};
use super::frame::{Frame, bounds_a_class, is_break};
use super::phrase::{Phrase, aside, strip_front, strip_words};
use super::sentence::floor;
use super::subject::{LONGEST, Reader};
use super::words::{Words, alone, both};
use crate::figure::mention::Mention;
use crate::lexicon::{
    AFTER_AMONG_NOT, AFTER_DEED_VERB, AFTER_TIMES_UNIT, COUNTED_DEED, COUNTED_PLACE, DEED_BEFORE, PROJECT_GOES_ON,
    PURPOSE_AFTER, REGION_WHOLE, RISES_TO, STATUS_DEED, SUBJECT_AFTER_CUT, SUBJECT_AFTER_GENERIC, SUBJECT_AFTER_NAME,
    SUBJECT_AFTER_NOT, SUBJECT_AFTER_NOUN, SUBJECT_CAPACITY, SUBJECT_GENERIC, SUBJECT_GRANT, SUBJECT_INDICATOR_TAIL,
    SUBJECT_KEEP_VERB, SUBJECT_LEAD, SUBJECT_LEAD_NOT, SUBJECT_NOMINAL_VERB,
};
use crate::report::{FigureKind, Modifier};
use crate::text::chars::{Cut, Ends, ends_with_any, has_word, is_letter, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

/// In 粮食产能|提升|重点县 so many characters may follow the verb.
const LONGEST_NAME_TAIL: usize = 8;

/// So many figures may share the noun behind the last: 2个千亿级、11个百亿级|产业集群.
const LONGEST_ROW: usize = 8;

/// What a bare verb is told of has at most so many characters.
const LONGEST_ORDERED: usize = 20;

/// Of 产值超百亿元的集群 the holder is named with the indicator where both have at most so many characters.
const LONGEST_HELD: usize = 11;

/// A noun after a figure.
#[derive(Debug, Clone)]
pub struct After {
    pub words: Vec<Span<Logical>>,
    /// It is joined by 的: 80%的村.
    pub of: bool,
}

impl Reader<'_> {
    /// The noun after the figure `idx`.
    pub(super) fn after(&self, idx: usize) -> Option<After> {
        self.after_of(idx, LONGEST_ROW)
    }

    /// The same, looking on over so many figures that share what stands behind the last.
    fn after_of(&self, idx: usize, row: usize) -> Option<After> {
        let frame = *self.frames.get(idx)?;
        let figure = self.figure(idx);
        // 由|71所|整合为47所, 由2017年的|5.9次|增加到6次: from where, not of what.
        let rest = frame.rest(self.text);
        if frame.told(self.text).ends_in("由从") || RISES_TO.starts(rest.strip_prefix("预计").unwrap_or(rest)) {
            return None;
        }
        if let Some(noun) = unit_noun(self.text, figure) {
            return Some(After { words: alone(noun), of: false });
        }
        // 给予每亩300元、|连续三年的|补贴
        if figure.kind == FigureKind::Money
            && matches!(frame.rest(self.text), "、连续" | "，连续" | "、最高" | "，最高")
        {
            return self.after_of(idx + 1, row.checked_sub(1)?).filter(|after| after.of);
        }
        // 8类|31件为民办实事项目: two numbers of one noun.
        if frame.after == frame.end && matches!(figure.kind, FigureKind::Count | FigureKind::Rank) {
            let next = self.frames.get(idx + 1).filter(|next| next.start == frame.end && next.nth > 0)?;
            return scan(self.text, self.context.figures, idx + 1, next).or_else(|| {
                // 2个千亿级、|11个百亿级|产业集群
                // 3个千亿级，|2个百亿级|产业集群
                let again = || self.frames.get(idx + 3).is_some_and(|it| it.start == self.frames[idx + 2].end);
                let listed = self.text.after(next.end).begins_in("、和") && idx + 2 < self.frames.len()
                    || self.text.after(next.end).starts_with('，')
                        && self.figure(idx + 1).span.of(self.text).ends_with('级')
                        && again();
                self.after_of(idx + 2, row.checked_sub(1).filter(|_| listed)?)
            });
        }
        // 7个|国家级|、9个省级|产业集群
        let level = frame.rest(self.text).trim_end_in("、和与及");
        if figure.kind == FigureKind::Count
            && level.ends_with('级')
            && level.len() < frame.after - frame.end
            && let Some(noun) =
                self.after_of(idx + 1, row.checked_sub(1)?).and_then(|after| after.words.last().copied())
        {
            let said = noun.of(self.text);
            let own = said.first_in("级").map_or(0, |at| at + '级'.len_utf8());
            let tail = Span::at(noun.start as usize + own, said.len() - own);
            return Some(After { words: both(Span::at(frame.end, level.len()), tail), of: false });
        }
        let mut after = scan(self.text, self.context.figures, idx, &frame)?;
        // 3条|全长60公里的|景观大道, 投资2亿元的|日处理80吨|污水厂: how much of each tells of the name behind.
        if let Some(next) = self.frames.get(idx + 1)
            && self.figure(idx + 1).kind == FigureKind::Measure
            && let Some(noun) = after.words.last().filter(|noun| noun.end as usize == next.start)
            && (figure.kind == FigureKind::Count && next.rest(self.text).starts_with('的')
                || after.of && SUBJECT_CAPACITY.has(noun.of(self.text)))
            && let Some(named) = scan(self.text, self.context.figures, idx + 1, next)
        {
            return Some(named);
        }
        // 23个|投资额百亿元以上|重大项目, 3家|世界500强|企业: the class belongs to the name.
        if let (Some(noun), Some(next)) = (after.words.last_mut(), self.frames.get(idx + 1))
            && noun.end as usize == next.start
            && figure.kind == FigureKind::Count
            && let among = self.figure(idx + 1).span.of(self.text).ends_with('强')
            && (among || bounds_a_class(self.text, self.figure(idx + 1), next))
        {
            let class = scan(self.text, self.context.figures, idx + 1, next);
            let name = class.and_then(|class| class.words.last().copied());
            noun.end = name.map_or(if among { next.end as u32 } else { noun.end }, |name| name.end);
        }
        Some(after)
    }

    /// 应当在批准预算后|三十日内|正式下达, 取消其|两年内|申报的资格, 会议举行的|30日|前，提交草案: the term is of the deed.
    #[inline(never)]
    pub(super) fn of_term(&self, idx: usize) -> Option<Words> {
        let frame = self.frames[idx];
        if self.figure(idx).span.of(self.text).ends_with('岁') {
            return None;
        }
        let raw = self.text.before(frame.start).after(frame.clause).trim_end();
        let at_most = self.figure(idx).modifier == Some(Modifier::AtMost);
        let within = at_most && raw.ends_in("后起在其于");
        // 自收到之日起|3日|和10日内|答复: of both.
        let next = self.frames.get(idx + 1).filter(|next| {
            next.nth > 0 && is_list_gap(next.gap(self.text)) && self.figure(idx + 1).kind == FigureKind::Duration
        });
        let frame = next.copied().unwrap_or(frame);
        let rest = frame.rest(self.text);
        let ahead = rest.strip_prefix('以').unwrap_or(rest).strip_prefix('前').filter(|_| raw.has_in("在于的满"));
        // 应当提前|10日|通知; ，提前|一年|实现规划目标
        let early = raw.strip_suffix("提前").is_some_and(|raw| raw.is_empty() || raw.ends_in("当须应至少"));
        if !within && ahead.is_none() && !early && !(at_most && matches!(raw, "争取" | "力争" | "确保")) {
            return None;
        }
        let from = frame.end + ahead.map_or(0, |ahead| rest.len() - ahead.len());
        let from = from + usize::from(ahead.is_some() && self.text.after(from).starts_with('，')) * '，'.len_utf8();
        let mut term = deed(self.text, from, frame.sentence_end.min(from + LONGEST))?;
        // 力争|三年内|企业突破300家
        if !within && at_most && term.end as usize > frame.after {
            return None;
        }
        if let Some((_, order)) = term.of(self.text).parted_at("应当").filter(|_| ahead.is_some()) {
            term.start = term.end - order.len() as u32;
        }
        // 名单|应当在选举日的20日前|公布: a bare verb is told of what.
        if term.of(self.text).chars().count() <= 4
            && let Some((whole, when)) = raw.parted_at("应当")
            && when.begins_in("在自于提")
        {
            let of = strip_front(self.context, Phrase::new(self.text, frame.clause, frame.clause + whole.len()));
            if (2..=LONGEST_ORDERED).contains(&of.n_chars()) {
                return Some(both(of.span(), term));
            }
        }
        Some(alone(term))
    }

    /// 新增|9个|平台 is 新增平台; 年产|130根|曲轴 is 年产曲轴.
    pub(super) fn counted(&self, frame: &Frame, phrase: Phrase, mut after: After) -> Words {
        let raw = self.text.before(frame.start).after(frame.clause).trim_end();
        // 新增了|9个|平台
        let raw = raw.strip_suffix('了').filter(|raw| raw.ends_with("新增")).unwrap_or(raw);
        let verb = SUBJECT_KEEP_VERB.suffix(raw).or_else(|| SUBJECT_CAPACITY.suffix(raw));
        let mut words = Words::new();
        if let Some((word, _)) = verb {
            // 新建或|修复|5处, 户厕|改造|8个: the verb has more before it.
            let mut start = raw.len() - word.len();
            while let Some(head) = raw.before(start).strip_end_in("、和或及")
                && let Some((other, _)) = SUBJECT_KEEP_VERB.suffix(head)
            {
                start = head.len() - other.len();
            }
            let own = (frame.clause + start).saturating_sub(phrase.start);
            if word == "改造" && (6..=9).contains(&own) && phrase.start >= frame.clause {
                start = phrase.start - frame.clause;
            }
            words.push(Span::at(frame.clause + start, raw.len() - start));
        } else if SUBJECT_CAPACITY.ends(phrase.str()) {
            words.push(phrase.span());
        }
        words.append(&mut after.words);
        words
    }

    /// 产值超|百亿元|新能源产业集群 is 新能源产业集群产值; 大唐|700万吨|露天矿 is 大唐露天矿.
    pub(super) fn attributed(&self, frame: &Frame, mut phrase: Phrase, after: After) -> Words {
        // 新增|年销售收入超亿元的企业: they are new, and not what they sell.
        if SUBJECT_INDICATOR_TAIL.ends(phrase.str())
            && let Some(rest) = phrase.str().strip_prefix("新增").filter(|rest| rest.len() > 9)
        {
            phrase.start = phrase.end - rest.len();
        }
        let raw = self.text.before(frame.start).after(frame.clause).trim_end();
        let elsewhere = phrase.n_chars() < 2 || phrase.n_chars() > 12 || phrase.start < frame.clause;
        let is_no_name = |said| REGION_WHOLE.has(said) || SUBJECT_LEAD.has(said) && !said.starts_with('该');
        if raw.ends_in("的这该其处、和及") || raw.ends_with("一批") || is_no_name(phrase.str()) || elsewhere {
            return self.counted(frame, phrase, after);
        }
        let (mut words, of) = (after.words, after.of);
        // 年收入10万元以上的|村|占比
        if let Some(noun) = words.last_mut().filter(|noun| of && noun.of(self.text).ends_with("占比")) {
            noun.end -= "占比".len() as u32;
            if phrase.str().starts_with(noun.of(self.text)) {
                return alone(phrase.span());
            }
        }
        // 时速|250公里|的列车
        if phrase.str() == "时速" {
            words.push(phrase.span());
        } else if SUBJECT_INDICATOR_TAIL.ends(phrase.str()) && !SUBJECT_CAPACITY.ends(phrase.str()) {
            // What bounds a class has a name of its own where it is long: 单户担保金额|500万元以下的小微企业.
            let n_holder = words.iter().map(Span::len).sum::<usize>() / 3;
            if n_holder + phrase.n_chars() > LONGEST_HELD {
                let generic = SUBJECT_GENERIC.suffix(phrase.str()).map_or("", |(word, _)| word);
                // 投资|3亿元|的道路改造工程, 首期规模|5亿元|的创新基金
                let whole = of && !generic.is_empty() && phrase.str().len() <= generic.len() + 6 && n_holder <= 20;
                // 引进|总投资|21亿元的研发生产项目
                if !whole && (!generic.has_char('总') || generic == "总数") {
                    return alone(phrase.span());
                }
                let len = if whole { phrase.str().len() } else { generic.len() };
                words.push(Span::at(phrase.end - len, len));
                return words;
            }
            words.push(phrase.span());
        } else {
            words.insert(0, phrase.span());
        }
        words
    }

    /// What a sum was spent on: 投入16.54亿元|用于|老旧城区改造, 投资3亿元，|建成了5座|公厕.
    pub(super) fn purpose(&self, idx: usize, phrase: Phrase) -> Option<Span<Logical>> {
        let frame = self.frames[idx];
        let rest = self.text.after(frame.end);
        let (verb, told) = if let Some((verb, _)) = PURPOSE_AFTER.prefix(rest) {
            (verb, rest)
        } else {
            // 完成投资3亿元，建成…: another deed.
            let own = ends_with_any(phrase.str(), &["投资", "投入"]);
            // 投资3亿元，|引进企业5家: another deed, too.
            let apart =
                own && rest.trim_start_in("，").begins_in("建完实新改") && !frame.told(self.text).ends_with("完成投资");
            let told = rest.strip_prefix('，').filter(|_| apart).unwrap_or(rest);
            let kept = SUBJECT_KEEP_VERB.prefix(rest).filter(|_| own);
            (STATUS_DEED.prefix(told).or_else(|| PURPOSE_AFTER.prefix(told)).or(kept)?.0, told)
        };
        let told = told.after(verb.len()).trim_start_in("了的");
        let from = self.text.len() - told.len();
        let end = floor(self.text, frame.sentence_end.min(from + LONGEST));
        let told = self.text.get(from..end)?;
        let end = told.find(is_break).map_or(end, |at| from + at);
        // 完成|16个|老旧小区整治, 实施|甲、乙等|5座|水库加固, 完成|2万户、3万平方米|棚改任务
        if let Some(next) = self.frames.get(idx + 1).filter(|next| (from..end).contains(&next.start)) {
            let lead = self.text.before(next.start).after(from);
            if lead.is_empty() || lead.ends_with('等') {
                let listed = self.frames.get(idx + 2).is_some_and(|next| next.gap(self.text) == "、");
                let counted = self.after(idx + 1 + usize::from(listed));
                return counted?.words.last().copied();
            }
            return noun(self.text, from, next.start).filter(|noun| {
                !SUBJECT_CAPACITY.ends(noun.of(self.text)) && !SUBJECT_INDICATOR_TAIL.ends(noun.of(self.text))
            });
        }
        noun(self.text, from, end)
    }
}

/// The noun that the figure `idx` counts, where one follows it.
pub fn scan(text: &str, figures: &[Mention], idx: usize, frame: &Frame) -> Option<After> {
    let figure = &figures[idx];
    let rest = text.get(frame.end..frame.after)?;
    let blanks = rest.len() - rest.trim_start().len();
    let said = rest.after(blanks);
    let of = said.starts_with('的');
    let start = frame.end + blanks + if of { '的'.len_utf8() } else { 0 };
    // 两次|降低存款准备金率: what was done so often.
    let times =
        figure.kind == FigureKind::Count && figure.unit.as_deref().is_some_and(|unit| AFTER_TIMES_UNIT.has(unit));
    if times && !of {
        let words = deed(text, frame.end, frame.after)?;
        let said = words.of(text);
        let said = said.before(cut(said));
        // 22轮|强降水|和“甲”等15个台风: what is one of the next is no part of it.
        let own = if said.ends_with('等') { said.last_in("和").unwrap_or(said.len()) } else { said.len() };
        let words = Span::at(words.start as usize, said.before(own).trim_end_in("和与及").len());
        return Some(After { words: alone(words), of });
    }
    let end = list_end(text, figures, idx, frame);
    // 10个|对区域带动作用较强的|冠军产业: the noun is at the end.
    let told = said.begins_in("对在") && figure.unit.as_deref() != Some("人") && !opens_noun(said);
    let of_noun = text.get(start..end).filter(|_| told).and_then(|said| said.last_in("的"));
    let mut noun = noun(text, of_noun.map_or(start, |at| start + at + '的'.len_utf8()), end)?;
    // 31个|省份公务接待费减少|26%: what is told of the next figure.
    if figures.get(idx + 1).is_some_and(|next| next.outer().start as usize == end && noun.end as usize == end) {
        let mut phrase = Phrase::new(text, noun.start as usize, end);
        strip_words(&mut phrase);
        noun = Some(phrase.span()).filter(|span| !span.is_empty())?;
        // 每增加1亿元|奖励|50万元: a verb, whose amount follows.
        if !of && SUBJECT_GRANT.has(noun.of(text)) {
            return None;
        }
    }
    let mut named = noun.of(text);
    // 在|3000个|小区|设置回收机, 为|380栋|高层建筑|安装设备: where or for whom, then what.
    if figure.kind == FigureKind::Count
        && frame.told(text).ends_in("在为与向给")
        && let Some(at) = DEED_AT.iter().filter_map(|verb| named.place_of(verb)).filter(|&at| at >= 6).min()
    {
        named = named.before(at);
    }
    // 12个|产业园|落地项目|300个: the things of the next figure are told apart from where they are.
    if figure.kind == FigureKind::Count
        && let Some(next) = figures.get(idx + 1)
        && next.kind == FigureKind::Count
        && next.outer().start == noun.end
        && let Some(at) = ["落地", "签约", "入驻", "集聚", "引进"].iter().filter_map(|verb| named.place_of(verb)).max()
        && (6..named.len() - 6).contains(&at)
    {
        named = named.before(at);
    }
    // 8条|特色街区|和“甲乙名宴”
    if figure.kind == FigureKind::Count
        && let Some((own, other)) = named.parted_at("和“")
        && own.len() >= 6
        && !own.has_char('“')
        && other.ends_with('”')
    {
        named = own;
    }
    // 19公里|道路|等改造工程: of the one that it is told of.
    if let Some((own, kind)) = named.parted_at("等")
        && own.len() > if figure.kind == FigureKind::Count { 3 } else { 6 }
        && kind.len() >= 6
        && !(of || own.has_in("、（“《") || own.ends_in("高中初同平对均优特上下头相一二三"))
        && !(kind.begins_in("级次待额奖同式身值温效") || kind.starts_with("事项"))
    {
        named = own;
    }
    // 5万平方米|旧房改造|和新城基础设施工程
    if figure.kind == FigureKind::Measure
        && let Some((own, other)) = named.parted_at("和")
        && other.len() > 15
        && ends_with_any(own, &["改造", "处置", "治理", "整治"])
    {
        named = own;
    }
    // 完成|1.6万户|家庭适老化改造: what was done to them is counted.
    if figure.kind == FigureKind::Count && !COUNTED_DEED.ends(frame.told(text)) {
        named = named.before(counted(named, figure.unit.as_deref().unwrap_or_default()));
    }
    let noun = Span::at(noun.start as usize, named.len());
    Some(After { words: alone(noun), of })
}

/// 24所|中小学、幼儿园: the list goes on over 、 as long as no figure stands in its next item.
fn list_end(text: &str, figures: &[Mention], idx: usize, frame: &Frame) -> usize {
    let next = figures.get(idx + 1).map(|next| next.outer().start as usize).filter(|&next| next <= frame.after + 1);
    // 甲厂|5万吨|钢管、乙厂新型电池等项目, 首条|轮胎生产线、|新电池问世: of its own item alone, but 首个|算力中心、数据中心.
    let bound = figures[idx].modifier.is_some_and(|modifier| modifier != Modifier::About);
    if matches!(figures[idx].kind, FigureKind::Measure | FigureKind::Rank)
        && !bound
        && let Some((own, others)) = frame.rest(text).parted_at("、")
        && (own.len() >= 13 || frame.told(text).has_char('、'))
        && !own.has_in("（“")
        && !has_word(others, last_two(own))
    {
        return frame.end + own.len();
    }
    let Some(limit) = next else { return frame.after };
    let said = text.before(limit.max(frame.end)).after(frame.end);
    // 14条|公路|和甲县等4条铁路: what is one of the next is no part of it.
    // 15个|乡|和甲、乙等6个镇
    let place = |at: usize| at <= 9 && said.before(at).ends_in("乡镇县市区村旗");
    let cut = said.first_in("和").filter(|&at| place(at)).or_else(|| said.last_in("和"));
    if let Some(at) = cut.filter(|&at| said.ends_with('等') && (!said.after(at).has_char('、') || place(at))) {
        return frame.end + at;
    }
    // 12个|乡镇|建设35个便民服务站: the deed is of the next.
    let deed =
        DEED_BEFORE.suffix(said).filter(|(verb, _)| verb.len() > 3).map_or(frame.after, |(verb, _)| limit - verb.len());
    said.last_in("、").map_or(deed, |at| frame.end + at)
}

/// The last two Han characters.
#[inline(never)]
pub(super) fn last_two(said: &str) -> &str {
    said.get(said.len().saturating_sub(6)..).unwrap_or(said)
}

/// The noun at `start`: up to a verb, or `end`. `None` where a verb or particle stands there.
pub fn noun(text: &str, start: usize, end: usize) -> Option<Span<Logical>> {
    let said = text.get(start..end)?;
    let first = said.first()?;
    let quoted = matches!(first, '“' | '"' | '《' | '「');
    // 2个|5A级|旅游景区, 1类创新药
    let class = first.is_ascii_digit() && !said.trim_start_in("0123456789").begins_in("年月日—-~、");
    if !(is_letter(first) || quoted || class) || !opens_noun(said) {
        return None;
    }
    // 29轮|强降雨和|10轮: what joins the next figure is no part of the noun.
    let said = said.trim_end_in("和与及、");
    let mut len = cut(said);
    // 2座|转运站|以及停车场等设施
    len = said.before(len).place_of("以及").filter(|&at| at >= 6).unwrap_or(len);
    // A bracket explains, a second sentence part in it is no noun.
    if let Some(at) = said.before(len).first_in("（(").filter(|&at| !said.before(len).after(at).has_in("）)")) {
        len = at;
    }
    // 产业链|“从0到1”的突破: what is quoted there says what was done.
    if let Some(at) = said.before(len).first_in("“").filter(|&at| at > 0 && has_word(said.before(len).after(at), "”的"))
    {
        len = at;
    }
    let span: Span<Logical> = Span::at(start, len).trim(text);
    let name = span.of(text);
    let name = name.before(name.len() - aside(name).unwrap_or(0)).trim_end_in("等的、也均都已将还");
    let name = if name.has_in("（(") { name } else { name.trim_end_in("）)") };
    // 客运站|基本完工, 主力店|年内完工
    let name = DONE_AT_END.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    let name = name.strip_suffix("以").or_else(|| name.strip_suffix("左右")).unwrap_or(name);
    // 减少1/3|行政审批事项|的目标
    let name = match name.last_in("的") {
        Some(at) if at > 0 && SUBJECT_AFTER_GENERIC.has(name.after(at + '的'.len_utf8())) => name.before(at),
        _ => name,
    };
    // 832个|贫困县|中, but 3所|高中.
    let name = if AFTER_AMONG_NOT.ends(name) { name } else { name.trim_end_in("中里内") };
    // 3亿元|到位, 5个|按期完成: alone they are no noun.
    let named = name.chars().any(is_letter) && !(SUBJECT_LEAD_NOT.has(name) && SUBJECT_AFTER_NOT.starts(name));
    named.then(|| Span::at(span.start as usize, name.len()))
}

/// Whether what stands after a figure begins like a noun.
pub fn opens_noun(said: &str) -> bool {
    let len = |word: Option<(&str, _)>| word.map_or(0, |(word, _)| word.len());
    // 12项|基础设施项目, 3条|标准生产线: the noun goes on.
    let generic = SUBJECT_AFTER_GENERIC.prefix(said).filter(|(word, _)| {
        let rest = said.after(word.len());
        let goes_on = rest.begins(is_letter)
            && !rest.begins_in("的以上性之最和及与起区")
            && SUBJECT_AFTER_NOT.prefix(rest).is_none()
            && SUBJECT_AFTER_CUT.prefix(rest).is_none()
            && SUBJECT_AFTER_GENERIC.prefix(rest).is_none();
        !(matches!(*word, "基础" | "标准" | "规模" | "历史" | "优惠" | "目标" | "任务")
            && (goes_on || rest.strip_prefix("以上").is_some_and(|rest| rest.begins(is_letter))))
    });
    let not = len(SUBJECT_AFTER_NOT.prefix(said)).max(len(generic));
    // 在校 is longer than 在, and 新台阶 than 新.
    not == 0 || noun_word(said) > not
}

/// The length of the word at the start that only begins like a verb or a particle: 在校, 应急.
fn noun_word(said: &str) -> usize {
    let words = [SUBJECT_AFTER_NOUN.prefix(said), SUBJECT_LEAD_NOT.prefix(said)];
    words.into_iter().flatten().map(|(word, _)| word.len()).max().unwrap_or(0)
}

/// Up to the first verb that is not the noun's own beginning.
fn cut(said: &str) -> usize {
    let mut depth = 0_i32;
    for (at, c) in said.char_indices() {
        match c {
            '“' | '《' | '（' | '(' => depth += 1,
            '”' | '》' | '）' | ')' => depth -= 1,
            _ if depth <= 0 && at >= '字'.len_utf8() => {
                // 国务院部门|实施|的审批事项: a verb before 的 belongs to the noun.
                if let Some((verb, _)) = SUBJECT_AFTER_CUT.prefix(said.after(at))
                    && noun_word(said.after(at)) <= verb.len()
                {
                    let rest = said.after(at + verb.len());
                    let inside = SUBJECT_NOMINAL_VERB.has(verb)
                        && rest.chars().count() <= LONGEST_NAME_TAIL
                        && SUBJECT_AFTER_NAME.ends(rest);
                    // 已建成|自然村, 新建成泊位, 拟投产项目
                    let begun = at == '已'.len_utf8() && said.begins_in("已新拟");
                    // 首都放射线
                    let capital = c == '都' && said.before(at).ends_in("首成古")
                        // 6个|开发区亩均税收
                        || c == '均' && said.before(at).ends_in("亩户地")
                        // 稳|增长方案, 可|持续发展议程
                        || c == '增' && said.before(at).ends_with('稳')
                        || c == '持' && said.before(at).ends_with('可');
                    if !inside && !begun && !capital && (!rest.starts_with('的') || rest == "的") {
                        // 项目|新开工
                        return said.before(at).strip_suffix('新').filter(|_| c == '开').map_or(at, str::len);
                    }
                }
                // 26个指标|为|国家监测指标, 15个指标|由|医院填报; but 行为, 自由.
                let said_of = match c {
                    '为' => !said.before(at).ends_in("行作人成以因称认评华"),
                    // 110万元|资金|对道路进行改造
                    '对' | '建' => said.before(at).ends_with("资金"),
                    '由' => !said.before(at).ends_in("自理缘事"),
                    // 首个分库|在渝落地, but 在建, 存在
                    '在' => !said.before(at).ends_in("存现潜实内所正") && !SUBJECT_AFTER_NOUN.starts(said.after(at)),
                    // 8个单位|被评为先进, but 植被, 被征地农民
                    '被' => !said.before(at).ends_in("植覆") && !SUBJECT_AFTER_NOUN.starts(said.after(at)),
                    // 12个项目|需协调, but 供需
                    '需' => !said.before(at).ends_in("供内急刚所必军外特实"),
                    // 5个|县（市）生产总值|近3年
                    '近' => said.after(at + c.len_utf8()).begins(|c| c.is_ascii_digit()),
                    // 绿化工程|新增绿化面积
                    '新' => said.before(at).ends_with("工程"),
                    // 5000万元以上的项目|按投资额给予补助
                    '按' => at >= 6 && !said.after(at + c.len_utf8()).begins_in("揭摩钮键"),
                    // 3个中心|和一批基地
                    '和' => said.after(at).starts_with("和一批"),
                    _ => false,
                };
                if said_of {
                    return at;
                }
                // 6部作品|获|中宣部大奖, but 获奖, 获批.
                if c == '获' && !said.after(at + c.len_utf8()).begins_in("奖得利益取胜证") {
                    return at;
                }
                if c == '2' && said.after(at).starts_with("20") && said.after(at).get(4..7) == Some("年") {
                    return at;
                }
            }
            _ => {}
        }
    }
    said.len()
}

/// What is told after the figure, up to the next break: 实现灵活就业.
pub fn deed(text: &str, start: usize, end: usize) -> Option<Span<Logical>> {
    let end = floor(text, end);
    let said = text.get(start..end)?;
    // 五千万元以下|或者营业额百分之五以下罚款: another amount; 不合格|25批次|（见表2）: an aside.
    if said.trim_start_in(" ").begins_in("或（(") {
        return None;
    }
    // 向有关省、市的部门备案: whom it is done to may be several.
    let to_several = said.begins_in("向由对将把在");
    let len = said.find(|c: char| is_break(c) || c == '、' && !to_several).unwrap_or(said.len());
    let said = said.before(len);
    // 实行“直通车”|（企业直接申报，不需…）: what explains is cut there.
    let said = said.before(said.last_in("（(").filter(|&at| !said.after(at).has_in("）)")).unwrap_or(said.len()));
    let blanks = said.len() - said.trim_start_in(" 的”。").len();
    let told = said.after(blanks).trim_end_in("的");
    let verb = AFTER_DEED_VERB.prefix(told).map_or(0, |(verb, _)| verb.len());
    let told = told.after(verb);
    let told = if verb > 0 { told.trim_start_in("了") } else { told };
    let span = Span::at(start + said.trim_end_in("的").len() - told.len(), told.len()).trim(text);
    let letters = span.of(text).chars().filter(|&c| is_letter(c)).count();
    (letters >= 2).then_some(span)
}

/// The noun that 首个, 最大, 唯一 modify, without a name that is put after it: 最大|单体征迁项目|安控区.
pub fn rank_noun(text: &str, figures: &[Mention], idx: usize, frame: &Frame) -> Option<Span<Logical>> {
    let rest = text.get(frame.end..frame.after)?;
    let skip = rest.len() - rest.trim_start_in(" 的").len();
    // 唯一|一个|指数
    let skip = skip + if rest.after(skip).starts_with("一个") { "一个".len() } else { 0 };
    let start = frame.end + skip;
    let end = list_end(text, figures, idx, frame);
    // 唯一|在极地连续载人深潜的|国家: the noun is at the end.
    let told = text.get(start..end).filter(|said| !opens_noun(said)).and_then(|said| said.last_in("的"));
    // 首个|入选|地市
    let verb = starting_word(text.get(start..end)?, &["入选", "获批", "获评"]).map_or(0, str::len);
    let noun = noun(text, told.map_or(start + verb, |at| start + at + '的'.len_utf8()), end)?;
    let said = noun.of(text);
    // “十强|县|”
    if let Some(name) = said.strip_suffix('”').filter(|name| !name.has_char('“')) {
        return Some(Span::at(noun.start as usize, name.len()));
    }
    // 首部|电影《X》|公映
    if let Some(at) = said.first_in("》").filter(|_| !said.starts_with('《')) {
        return Some(Span::at(noun.start as usize, at + '》'.len_utf8()));
    }
    // 唯一|零违约省份|的良好信誉
    if let Some((head, _)) = said.parted_at("的").filter(|(head, _)| COUNTED_PLACE.ends(head)) {
        return Some(Span::at(noun.start as usize, head.len()));
    }
    if let Some(at) = said.place_of("项目") {
        let head = at + "项目".len();
        let tail = said.after(head);
        let goes_on = PROJECT_GOES_ON.starts(tail);
        if tail.chars().count() >= 3 && !goes_on {
            return Some(Span::at(noun.start as usize, head));
        }
    }
    Some(noun)
}
