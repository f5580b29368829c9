//! The bound or vagueness stated beside a number: 超, 不低于, 近, 约, 以上, 左右.

use crate::lexicon::matcher::longest_suffix;
use crate::lexicon::{
    ABOUT_AFTER, ABOUT_BEFORE, AT_LEAST_AFTER, AT_LEAST_BEFORE, AT_MOST_AFTER, AT_MOST_BEFORE, BOUND_OF_WHOLE,
    BOUND_OF_WHOLE_NOT, INSIDE_FOLLOW, NEARLY_BEFORE, OVER_BEFORE, RANK_SCOPE, UNDER_BEFORE,
};
use crate::number::numeral::Form;
use crate::report::{FigureKind, Modifier};
use crate::text::chars::{Cut, ends_with_any, is_han, starting_word};
use crate::text::signs::Signs;

/// The longest modifier that `before` ends with, blanks aside: what it means, and its bytes up to the end of `before`.
///
/// 上 and 过 are modifiers only of magnitudes (上百, 过千亿), which `form` says.
pub fn scan_before(before: &str, form: Form) -> Option<(Modifier, usize)> {
    scan_straight_before(before, form)
        .or_else(|| {
            // 超过全球一半: the place of the whole may stand between.
            let (scope, _) = RANK_SCOPE.suffix(before)?;
            let head = before.before(before.len() - scope.len());
            let (modifier, len) =
                scan_straight_before(head, form).filter(|_| head.ends_with("超过") || head.ends_with("不足"))?;
            Some((modifier, len + scope.len()))
        })
        .or_else(|| {
            // 不低于每人每年670元: for whom and how often stand between.
            let head = without_each(before)?;
            let head = without_each(head).unwrap_or(head);
            let (modifier, len) = scan_straight_before(head, Form::Arabic)?;
            Some((modifier, len + before.len() - head.len()))
        })
}

/// Without 每人, 每年 or 每平方米 at its end, where one stands there.
fn without_each(before: &str) -> Option<&str> {
    let mut tail = before.char_indices().rev().take("每平方米".chars().count()).take_while(|&(_, c)| is_han(c));
    tail.find(|&(_, c)| c == '每').map(|(at, _)| before.before(at))
}

/// 超过收入30%, 不高于承担责任的0.5%: the whole stands between the bound and its share.
pub fn scan_before_whole(before: &str, kind: FigureKind) -> Option<(Modifier, usize)> {
    // 不超过企业2031年度出口额的|0.06%
    let told = |&(_, c): &(usize, char)| is_han(c) || c.is_ascii_digit();
    let start = before.char_indices().rev().take(22).take_while(told).last().map_or(before.len(), |(at, _)| at);
    let clause = before.after(start);
    let (at, word) = BOUND_OF_WHOLE.rfind(clause)?;
    // 不超过 holds 超过: the longer word is the one that is said.
    let (at, word) = BOUND_OF_WHOLE
        .suffix(clause.before(at + word.len()))
        .map_or((at, word), |(longer, _)| (at + word.len() - longer.len(), longer));
    let whole = clause.after(at + word.len());
    // 约占|全国|10%, 不低于|全市平均|的1.2倍, 不得高于|上年预算|的5%
    let of = whole.ends_with('的');
    let any = word == "约占" || of && (kind == FigureKind::Multiple || word.starts_with('不') && word.len() > 6);
    if whole.is_empty()
        || !any && BOUND_OF_WHOLE_NOT.find(whole).is_some()
        || !(of || whole.len() <= 15)
        || kind == FigureKind::Multiple && !any
    {
        return None;
    }
    let (modifier, _) = scan_straight_before(word, Form::Arabic)?;
    Some((modifier, clause.len() - at))
}

fn scan_straight_before(before: &str, form: Form) -> Option<(Modifier, usize)> {
    let trimmed = before.trim_end_in(" \u{3000}\u{a0}");
    let sets = [OVER_BEFORE, AT_LEAST_BEFORE, UNDER_BEFORE, AT_MOST_BEFORE, NEARLY_BEFORE, ABOUT_BEFORE];
    let (set, word) = longest_suffix(&sets, trimmed)?;
    let modifier =
        [Modifier::Over, Modifier::AtLeast, Modifier::Under, Modifier::AtMost, Modifier::Nearly, Modifier::About][set];
    let head = trimmed.before(trimmed.len() - word.len());
    if let Some(head) = negated(head, word) {
        let modifier = if modifier == Modifier::Over { Modifier::AtMost } else { Modifier::AtLeast };
        return Some((modifier, before.len() - head.len()));
    }
    let other_word = match word {
        // 以上, 网上, 成千上万.
        "上" => form != Form::Scale || head.ends_in("以网线海路马陆千会市"),
        // 超过 is a word of its own; 不过百; 走过70年, but 产值过500亿元.
        // 受过三次处分
        "过" => {
            form == Form::Arabic && !head.ends_in("值入税资额量")
                || form == Form::Han && head.ends_in("受开去获做召走看听说")
                || head.ends_in("不经通度渡跨来")
        }
        // 最近, 附近, 临近, 新近 are words.
        "近" => head.ends_in("最附临新邻靠亲就"),
        // 签约, 违约, 预约, 租约, 节约; but 环节约占一半.
        "约" => {
            let head = head.strip_suffix('节').map_or(head, |rest| if rest.ends_in("环季春章") { "" } else { head });
            head.ends_in("签违预租节")
        }
        // 赶超, 反超, 英超, 中超; but 其中超5亿元.
        "超" => head.ends_in("赶反高英中") && !ends_with_any(head, &["其中", "当中", "之中"]),
        _ => false,
    };
    (!other_word).then_some((modifier, before.len() - head.len()))
}

/// What stands before the negation of a comparison: 不|超过, 不得|低于, 未|突破 are the other bound, the value itself included.
fn negated<'t>(head: &'t str, word: &str) -> Option<&'t str> {
    let compared = word.ends_with('于') || matches!(word, "超" | "超过" | "超出" | "突破" | "逾");
    let plain = head.trim_end_in(" ").trim_end_in("得应宜能可会许准");
    plain.strip_end_in("不未").or_else(|| plain.strip_suffix("没有")).filter(|_| compared)
}

/// The modifier that `after` starts with: what it means, and its bytes.
///
/// `以上` and `以下` contain the number itself (民法典 第一千二百五十九条).
pub fn scan_after(after: &str) -> Option<(Modifier, usize)> {
    // 20万元 以下, as some layouts part them.
    let blank = after.len() - after.trim_start_in(" ").len();
    if (1..=2).contains(&blank) && starting_word(after.after(blank), &["以上", "以下", "以内"]).is_some() {
        return scan_after(after.after(blank)).map(|(modifier, len)| (modifier, len + blank));
    }
    for (set, modifier) in
        [(&AT_LEAST_AFTER, Modifier::AtLeast), (&AT_MOST_AFTER, Modifier::AtMost), (&ABOUT_AFTER, Modifier::About)]
    {
        if let Some((word, _)) = set.prefix(after) {
            return Some((modifier, word.len()));
        }
    }
    let inside = after.strip_prefix('内')?;
    (!INSIDE_FOLLOW.starts(inside)).then_some((Modifier::AtMost, '内'.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_modifier_wins() {
        assert_eq!(scan_before("率不低于", Form::Arabic), Some((Modifier::AtLeast, 9)));
        assert_eq!(scan_before("率低于", Form::Arabic), Some((Modifier::Under, 6)));
        assert_eq!(scan_before("投资超过 ", Form::Arabic), Some((Modifier::Over, 7)));
        assert_eq!(scan_before("面积≥", Form::Arabic), Some((Modifier::AtLeast, 3)));
    }

    #[test]
    fn a_negated_comparison_is_the_other_bound() {
        for (before, modifier) in [
            ("面积不小于", Modifier::AtLeast),
            ("面积不得小于", Modifier::AtLeast),
            ("面积不应低于", Modifier::AtLeast),
            ("面积不宜少于", Modifier::AtLeast),
            ("高度不得大于", Modifier::AtMost),
            ("高度不可能超过", Modifier::AtMost),
            ("支出没有突破", Modifier::AtMost),
            ("支出未超", Modifier::AtMost),
        ] {
            let len = before.len() - "面积".len();
            assert_eq!(scan_before(before, Form::Arabic), Some((modifier, len)), "{before}");
        }
        assert_eq!(scan_before("面积不足", Form::Arabic), Some((Modifier::Under, 6)));
    }

    #[test]
    fn a_word_that_ends_in_a_modifier_is_none() {
        assert_eq!(scan_before("最近", Form::Arabic), None);
        assert_eq!(scan_before("新签约", Form::Scale), None);
        assert_eq!(scan_before("各环节约", Form::Arabic), Some((Modifier::About, 3)));
        assert_eq!(scan_before("看中超", Form::Arabic), None);
        assert_eq!(scan_before("其中超", Form::Arabic), Some((Modifier::Over, 3)));
        assert_eq!(scan_before("以上", Form::Scale), None);
        assert_eq!(scan_before("惠及上", Form::Scale).map(|(modifier, _)| modifier), Some(Modifier::Over));
    }

    #[test]
    fn inside_is_not_content() {
        assert_eq!(scan_after("内办结"), Some((Modifier::AtMost, 3)));
        assert_eq!(scan_after("内容"), None);
        assert_eq!(scan_after("以上的企业"), Some((Modifier::AtLeast, 6)));
    }
}
