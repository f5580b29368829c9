//! A number keeps its value in every form that it can be written in, and a figure in every document that it can stand in.

use proptest::prelude::*;
use shugang::{Figure, Options, analyze, parse_number};

const HAN: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const FORMAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const TRADITIONAL: [&str; 10] = ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"];

/// The digits and the scales of one way to write Han numerals: ten, hundred, thousand; ten thousand, hundred million.
struct Script {
    digits: [&'static str; 10],
    low: [&'static str; 3],
    high: [&'static str; 2],
}

const SCRIPTS: [Script; 3] = [
    Script { digits: HAN, low: ["十", "百", "千"], high: ["万", "亿"] },
    Script { digits: FORMAL, low: ["拾", "佰", "仟"], high: ["万", "亿"] },
    Script { digits: TRADITIONAL, low: ["拾", "佰", "仟"], high: ["萬", "億"] },
];

/// Below 10000, every digit with its scale and 零 for each gap.
fn write_section(value: u64, script: &Script) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (power, unit) in [(1000, Some(2)), (100, Some(1)), (10, Some(0)), (1, None)] {
        let digit = (value / power % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        out.push_str(script.digits[digit]);
        out.push_str(unit.map_or("", |unit: usize| script.low[unit]));
    }
    out
}

/// `value` below 10^12 as a Han numeral: 二亿零三百万零五十.
fn write_han(value: u64, script: &Script) -> String {
    if value == 0 {
        return script.digits[0].to_owned();
    }
    let mut out = String::new();
    for (power, unit) in [(100_000_000, script.high[1]), (10_000, script.high[0]), (1, "")] {
        let section = value / power % 10_000;
        if section == 0 {
            continue;
        }
        if !out.is_empty() && section < 1000 {
            out.push('零');
        }
        out.push_str(&write_section(section, script));
        out.push_str(unit);
    }
    out
}

fn fullwidth(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32('０' as u32 + c as u32 - '0' as u32).unwrap_or(c),
            '.' => '．',
            ',' => '，',
            '%' => '％',
            _ => c,
        })
        .collect()
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (idx, digit) in digits.char_indices() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What a figure says, wherever it stands.
fn sense(figure: &Figure) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?}",
        figure.kind, figure.value, figure.low, figure.high, figure.unit, figure.modifier
    )
}

fn senses(text: &str) -> Vec<String> {
    analyze(text, &Options::default()).figures.iter().map(sense).collect()
}

/// Sentences of which each states what its figures are without the others.
const SENTENCES: &[&str] = &[
    "全县完成固定资产投资36.5亿元，同比增长12.5%。",
    "培训农民3500人次以上，发放补贴200余万元。",
    "居民收入增长5%至8%，城乡收入比缩小到2.1：1。",
    "新建学校12所，改造面积4.8万平方米，植树1,250,000株。",
    "三成以上农户参加合作社，百分之十五的村完成改造。",
    "装机2×35万千瓦，吞吐量超百万吨，产值近千万元。",
    "该县居全省第3位，建成全国首个零碳园区。",
    "PM2.5持续改善，“1+3”体系运行，312国道通车。",
];

const UNRELATED: &[&str] =
    &["会议强调，要加强领导，落实责任。", "各有关部门密切配合，形成合力。", "坚持问题导向，抓好整改落实。"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_in_any_script_is_read_back(value in prop_oneof![0u64..20_000, 0u64..1_000_000_000_000]) {
        for script in &SCRIPTS {
            let written = write_han(value, script);
            prop_assert_eq!(parse_number(&written), Some(value.to_string()), "{}", written);
        }
    }

    #[test]
    fn a_number_in_any_width_and_grouping_is_read_back(value in 0u64..1_000_000_000_000) {
        for written in [fullwidth(&value.to_string()), grouped(value), fullwidth(&grouped(value))] {
            prop_assert_eq!(parse_number(&written), Some(value.to_string()), "{}", written);
        }
    }

    #[test]
    fn a_number_with_scales_among_its_digits_is_read_back(high in 1u64..10_000, low in 1u64..10_000, thousands in 1u64..10, hundreds in 1u64..10) {
        let cases = [
            (format!("{high}亿{low}万"), high * 100_000_000 + low * 10_000),
            (format!("{high}亿零{low}"), high * 100_000_000 + low),
            (format!("{thousands}千{hundreds}百万"), (thousands * 1000 + hundreds * 100) * 10_000),
            (format!("{high}万{thousands}千"), high * 10_000 + thousands * 1000),
            (format!("{high}亿{thousands}千{hundreds}百万"), high * 100_000_000 + (thousands * 1000 + hundreds * 100) * 10_000),
        ];
        for (written, value) in cases {
            prop_assert_eq!(parse_number(&written), Some(value.to_string()), "{}", written);
        }
    }

    #[test]
    fn a_decimal_with_a_scale_is_exact(whole in 0u64..100_000, part in 1u64..100) {
        for (scale, zeros) in [("万", 4u32), ("亿", 8), ("万亿", 12)] {
            let value = (whole * 100 + part) as u128 * 10u128.pow(zeros - 2);
            prop_assert_eq!(parse_number(&format!("{whole}.{part:02}{scale}")), Some(value.to_string()));
        }
    }

    #[test]
    fn money_means_the_same_in_digits_and_in_words(value in 1u64..1_000_000_000) {
        let amount = |written: &str| {
            let text = format!("全县拨付资金{written}元。");
            analyze(&text, &Options::default()).figures.first().and_then(|it| it.value.clone())
        };
        let expected = Some(value.to_string());
        prop_assert_eq!(&amount(&value.to_string()), &expected);
        prop_assert_eq!(&amount(&grouped(value)), &expected);
        prop_assert_eq!(&amount(&fullwidth(&value.to_string())), &expected);
        for script in &SCRIPTS {
            prop_assert_eq!(&amount(&write_han(value, script)), &expected, "{}", write_han(value, script));
        }
    }

    #[test]
    fn unrelated_paragraphs_change_no_figure(
        picks in proptest::collection::vec(0..SENTENCES.len(), 1..5),
        gaps in proptest::collection::vec(0..UNRELATED.len(), 6),
    ) {
        let narrow: Vec<&str> = picks.iter().map(|&pick| SENTENCES[pick]).collect();
        let mut wide = vec![UNRELATED[gaps[5]]];
        for (sentence, &gap) in narrow.iter().zip(&gaps) {
            wide.extend([*sentence, UNRELATED[gap]]);
        }
        prop_assert_eq!(senses(&wide.join("\n")), senses(&narrow.join("\n")));
    }

    #[test]
    fn blank_lines_and_widths_change_no_value(picks in proptest::collection::vec(0..SENTENCES.len(), 1..5)) {
        let lines: Vec<&str> = picks.iter().map(|&pick| SENTENCES[pick]).collect();
        let expected: Vec<String> = lines.iter().flat_map(|line| senses(line)).collect();
        for text in [lines.join("\n"), lines.join("\n\n"), lines.join("\r\n\r\n\r\n"), format!("\n\n{}\n", lines.join("\n\u{3000}\n"))] {
            prop_assert_eq!(&senses(&text), &expected, "{}", text);
        }
        // Names stay in the width that they are known in.
        let values = |text: &str| -> Vec<_> {
            let figures = analyze(text, &Options::default()).figures;
            figures.into_iter().filter(|it| it.kind.name() != "ratio").map(|it| (it.value, it.low, it.high)).collect()
        };
        for line in lines {
            let digits: String = line.chars().map(|c| if c.is_ascii_digit() { fullwidth(&c.to_string()) } else { c.to_string() }).collect();
            if !line.contains("PM2.5") {
                prop_assert_eq!(values(&digits), values(line), "{}", digits);
            }
        }
    }
}
