//! What is counted in the words after a figure, without what is told of it.

use crate::lexicon::{
    COUNTED_BODY, COUNTED_PERSON, COUNTED_PLACE, COUNTED_THING, SUBJECT_INDICATOR_TAIL, TOLD_INDICATOR,
};
use crate::text::chars::{Cut, ends_with_any};
use crate::text::signs::Signs;

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
        && !(head.has_char('、') && !head.ends_with('）') || rest.has_char('的'))
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
