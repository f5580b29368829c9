//! What a generic indicator or a share belongs to: 签约项目26个、|总投资|180亿元; 规模以上企业|实现|利润; 占工业产值|76.3%.

use super::after;
use super::phrase::{Phrase, strip_front, strip_tail};
use super::subject::Reader;
use super::words::{Words, both};
use crate::lexicon::{
    REGION_NOT, REGION_SUFFIX, REGION_WHOLE, SUBJECT_AFTER_CUT, SUBJECT_GENERIC, SUBJECT_HOLDER_TAIL,
    SUBJECT_INDICATOR_TAIL, SUBJECT_INNER_VERB, SUBJECT_KEEP_VERB, SUBJECT_LEAD_NOT, SUBJECT_SHARE_NOT,
};
use crate::report::FigureKind;
use crate::text::chars::{Cut, find_last, starting_word};
use crate::text::signs::Signs;
use crate::text::span::{Logical, Span};

impl Reader<'_> {
    /// 项目173个、|总投资|1657亿元: what the generic indicator belongs to is what was counted before it.
    pub(super) fn generic_holder(&self, idx: usize, rest: &str) -> Option<Span<Logical>> {
        let before = self.figure(idx - 1);
        let words = &self.done[idx - 1];
        let last = *words.last()?;
        let said = last.of(self.text);
        // 转移支付增加1.5万亿元、|规模|9.8万亿元
        if matches!(rest, "规模" | "总量" | "总数" | "数量" | "占比" | "强度") && before.kind != FigureKind::Count
        {
            let last = if rest.starts_with('总') { without_new(self.text, last) } else { last };
            return (said.chars().count() <= 16 && !SUBJECT_GENERIC.has(said)).then_some(last);
        }
        if before.kind != FigureKind::Count {
            // 甜瓜21公顷，|产量|43吨: a crop may be told without the name of its area.
            let crop = rest.ends_with('产') || rest.ends_with("产量");
            if crop && said.chars().count() <= 6 && !SUBJECT_INDICATOR_TAIL.ends(said) {
                return Some(last);
            }
            let (tail, _) = SUBJECT_HOLDER_TAIL.suffix(said)?;
            // The holder may have been named apart: 企业|实现|营业收入.
            let rest = Span::new(last.start, last.end - tail.len() as u32);
            return if rest.len() >= 6 { Some(rest) } else { words.first().filter(|_| words.len() == 2).copied() };
        }
        // 其中医院210个；|卫生技术人员|6.2万人
        let frame = self.frames[idx];
        // 线路设站18座，|总投资|52亿元: a part of it.
        let apart = frame.gap(self.text).has_in("；;")
            || said.starts_with('设') && starting_word(said, &["设施", "设备"]).is_none();
        // 特殊学校招生14人，|在校生|165人
        let own = SUBJECT_GENERIC.suffix(said).map_or(0, |(word, _)| word.len() as u32);
        let last = Span::new(last.start, last.end - own);
        // 新增上市公司4家、|总量|120家
        let last = if matches!(rest, "总量" | "总数" | "总规模" | "总里程") {
            without_new(self.text, last)
        } else {
            last
        };
        (!apart && said.chars().count() <= 24 && !last.is_empty()).then_some(last)
    }

    /// 煤矿|建成投产、|新增产能|3万吨: who did the first did the second.
    pub(super) fn of_two_deeds(&self, phrase: Phrase) -> Option<Words> {
        let at = phrase.str().last_in("、")?;
        let (told, own) = (phrase.str().before(at), phrase.str().after(at + '、'.len_utf8()));
        let noun = after::noun(self.text, phrase.start, phrase.start + at)?;
        let verb = told.after(noun.end as usize - phrase.start);
        // 机场三期|建成投运、|旅客吞吐量, but 在全国率先实现千兆光纤、5G网络|通达率
        let longest = if verb.len() > 12 { 4 } else { 8 };
        let short = own.chars().count() <= longest && SUBJECT_INDICATOR_TAIL.ends(own);
        let fits = short || SUBJECT_GENERIC.has(own) || SUBJECT_KEEP_VERB.starts(own);
        let deed = SUBJECT_AFTER_CUT.starts(verb) && noun.len() >= 6 && !SUBJECT_INDICATOR_TAIL.ends(told);
        (fits && deed).then(|| both(noun, Span::at(phrase.end - own.len(), own.len())))
    }

    /// 市场经营主体|增量提质，|总量|突破9万户: what the clause before is about.
    pub(super) fn topic(&self, idx: usize, rest: &str) -> Option<Span<Logical>> {
        let before = self.clause_before(&self.frames[idx]);
        let said = before.str();
        let heads = if rest.ends_with("投资") {
            ["建设", "改造", "开发", "工程", "项目"]
        } else {
            ["企业", "主体", "牧业", "产业", "服务业"]
        };
        let end = heads.iter().filter_map(|head| Some(find_last(said, head)? + head.len())).max()?;
        let told = said.after(end);
        let fits = told.is_empty() || SUBJECT_AFTER_CUT.starts(told) || told.ends_in("快强升展效显转质进成大模实量好");
        (fits && (9..=72).contains(&end)).then(|| Span::at(before.start, end))
    }

    /// 城镇居民人均可支配收入4万元，|农村居民|2万元; 国家级示范区2个、|省级|3个: the rest of what was told of its like.
    pub(super) fn tail_of_like(&self, idx: usize, phrase: Phrase) -> Option<Span<Logical>> {
        let frame = self.frames[idx];
        let said = phrase.str();
        let item = frame.nth > 0 && self.text.before(phrase.start).ends_in("，、；,;和中");
        // 平台、团队省级|各1个: not of what was told before.
        let apart = phrase.n_chars() > 4 || frame.told(self.text).ends_with('各');
        let level = said.ends_with('级') && self.figure(idx).kind == FigureKind::Count && !apart;
        let money = self.figure(idx).kind == FigureKind::Money && !SUBJECT_INDICATOR_TAIL.ends(said);
        // 低保标准城市|提高到780元、|农村|620元; 城镇低保标准780元、|农村|620元
        if item && said == "农村" {
            let last = *self.done[idx - 1].last()?;
            let whole = last.of(self.text);
            return ["城市", "城镇"].iter().find_map(|town| {
                let tail = whole.strip_prefix(town).map(|rest| Span::new(last.end - rest.len() as u32, last.end));
                tail.or_else(|| whole.strip_suffix(town).map(|head| Span::at(last.start as usize, head.len())))
            });
        }
        if !item || !(level || money) {
            return None;
        }
        let words = &self.done[idx - 1];
        let last = *words.last()?;
        let (at, _) = said.char_indices().nth_back(usize::from(!level))?;
        let own = said.after(at);
        if words.len() == 2 && words[0].of(self.text).ends_with(own) {
            return Some(last);
        }
        let at = find_last(last.of(self.text), own)? + own.len();
        let tail = Span::at(last.start as usize + at, last.len() - at);
        (!tail.is_empty() && (level || SUBJECT_INDICATOR_TAIL.ends(tail.of(self.text)))).then_some(tail)
    }

    /// 规模以上工业企业|实现|营业收入.
    pub(super) fn split_holder<'t>(&self, phrase: Phrase<'t>) -> (Option<Span<Logical>>, Phrase<'t>) {
        let whole = (None, phrase);
        let Some((at, word)) = SUBJECT_INNER_VERB.find(phrase.str()) else { return whole };
        let rest = Phrase { start: phrase.start + at + word.len(), ..phrase };
        let rest = strip_front(self.context, rest);
        // 企业|缴纳比例: the verb is the noun's own.
        if SUBJECT_LEAD_NOT.prefix(phrase.str().after(at)).is_some_and(|(not, _)| not.len() > word.len())
            || word == "上缴" && rest.str() == "收入"
            // 取得|证书的职工: who they are.
            || matches!(word, "取得" | "获得" | "拥有") && rest.str().has_char('的')
            || matches!(rest.str(), "比例" | "标准" | "基数" | "期限" | "人数" | "次数" | "时间")
        {
            return whole;
        }
        // 开始施工并|完成|一期路网: another deed, no holder.
        if phrase.str().before(at).ends_in("并且") {
            return (None, rest);
        }
        let mut holder = Phrase { end: phrase.start + at, ..phrase };
        strip_tail(self.context, &mut holder);
        if rest.n_chars() < 2 || holder.is_empty() && at > 0 || at == 0 {
            return (None, if at == 0 && rest.n_chars() >= 2 { rest } else { phrase });
        }
        if is_place(holder.str()) {
            return (None, rest);
        }
        if holder.n_chars() < 2 || holder.n_chars() > 24 {
            return whole;
        }
        (Some(holder.span()), rest)
    }
}

/// 公园 of 新增公园 and of 公园新增.
pub(super) fn without_new(text: &str, span: Span<Logical>) -> Span<Logical> {
    let said = span.of(text);
    let verb = SUBJECT_KEEP_VERB.prefix(said).filter(|(verb, _)| verb.begins_in("新增"));
    let rest = said.after(verb.map_or(0, |(verb, _)| verb.len()));
    let rest = rest.strip_prefix("净增").unwrap_or(rest);
    let head = rest.strip_suffix("新增").filter(|head| !head.is_empty()).unwrap_or(rest);
    let start = span.end as usize - rest.len();
    Span::at(start, head.strip_suffix("分别").unwrap_or(head).len())
}

fn is_place(said: &str) -> bool {
    REGION_WHOLE.has(said) || REGION_SUFFIX.ends(said) && !REGION_NOT.ends(said)
}

/// The words without 占全区工业产值 at their end.
pub(super) fn without_share(text: &str, mut words: Words) -> Words {
    words.retain(|span| !span.of(text).starts_with('占'));
    if let Some(last) = words.last_mut()
        && let Some(at) = last.of(text).find('占').filter(|&at| at > 0)
    {
        last.end = last.start + at as u32;
    }
    words
}

/// 占全区工业产值, 在|总产值中所占比重: what has the share was named before.
pub(super) fn is_share(phrase: Phrase) -> bool {
    // 占地方财政支出 is no ground that is taken.
    let said = phrase.str();
    let part = said.ends_with("比重") && said.has_char('中') && phrase.text.before(phrase.start).ends_with('在');
    part || said.starts_with('占') && (!SUBJECT_SHARE_NOT.starts(said) || said.after("占地".len()).begins_in("区方"))
}
