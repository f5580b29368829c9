//! What must hold for every text there is: `analyze` is total, its spans read back, its coordinates agree.

use proptest::prelude::*;
use shugang::text::span::{Source, Span};
use shugang::text::utf16::Utf16Index;
use shugang::{FigureKind, Options, Report, analyze, layout, parse_number};

/// Pieces of documents and of what breaks documents. Texts are strings of them.
const PIECES: &[&str] = &[
    "全年",
    "实现",
    "地区生产总值",
    "投资",
    "约",
    "不低于",
    "超过",
    "以上",
    "左右",
    "近",
    "同比增长",
    "比上年下降",
    "环比",
    "其中",
    "3.6",
    "12.5",
    "１２",
    "三十六",
    "叁拾陆",
    "两",
    "百分之",
    "千分之三",
    "二〇二四",
    "1,234.50",
    "0",
    "〇",
    "9",
    "半",
    "几",
    "多",
    "余",
    "亿",
    "万",
    "千",
    "亿元",
    "万元",
    "元",
    "亩",
    "平方公里",
    "个百分点",
    "%",
    "％",
    "‰",
    "倍",
    "人次",
    "家",
    "第一",
    "：",
    "1：3",
    "/",
    "—",
    "-",
    "～",
    "至",
    "2024年",
    "2021—2025年",
    "“十四五”时期",
    "1月至6月",
    "去年",
    "今年上半年",
    "年",
    "月",
    "日",
    "12月31日",
    "一、",
    "（一）",
    "1.",
    "（1）",
    "①",
    "一是",
    "第一章",
    "第十二条",
    "附件：",
    "关于",
    "《",
    "》",
    "〔2024〕8号",
    "签发人：",
    "抄送：",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\u{c}",
    "\n— 12 —\n",
    "\n第3页 共9页\n",
    "\t",
    "　",
    "|",
    "|---|\n",
    "\u{200b}",
    "\u{feff}",
    "𠮷",
    "😀",
    "e\u{301}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[0-9０-９.,，一二三四五六七八九十百千万亿零点]{1,12}",
        1 => "\\PC{0,12}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|it| it.concat())
}

/// Every span of the report, with the field it stands in.
fn spans(report: &Report) -> Vec<(&'static str, Span<Source>)> {
    let mut spans = Vec::new();
    for it in &report.figures {
        spans.push(("figure", it.span));
        spans.extend(it.runs.iter().map(|&run| ("run", run)));
        spans.extend(it.subject_spans.iter().map(|&span| ("subject", span)));
    }
    spans.extend(report.times.iter().map(|it| ("time", it.span)));
    spans.extend(report.labels.iter().map(|it| ("label", it.span)));
    for it in &report.outline {
        spans.extend([("heading", it.span), ("body", it.body)]);
    }
    spans.extend(report.paragraphs.iter().map(|it| ("paragraph", it.span)));
    spans.extend(report.joins.iter().map(|&it| ("join", it)));
    spans.extend(report.boilerplate.iter().map(|&it| ("boilerplate", it)));
    spans.extend(report.metadata.entries.iter().flat_map(|it| &it.spans).map(|&it| ("metadata", it)));
    spans.extend(report.metadata.references.iter().map(|it| ("reference", it.span)));
    spans.extend(report.metadata.references.iter().flat_map(|it| &it.places).map(|&it| ("place", it)));
    spans.extend(report.kind_evidence.map(|it| ("kind evidence", it)));
    spans.extend(report.notes.iter().map(|it| ("note", it.span)));
    spans
}

fn read(text: &str, span: Span<Source>) -> &str {
    &text[span.start as usize..span.end as usize]
}

/// `-?digits(.digits)?`, without a sign on zero's account or an empty part.
fn is_decimal(value: &str) -> bool {
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
    let value = value.strip_prefix('-').unwrap_or(value);
    match value.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(value),
    }
}

fn starts_are_ordered(spans: impl Iterator<Item = Span<Source>>) -> bool {
    let starts: Vec<u32> = spans.map(|it| it.start).collect();
    starts.is_sorted()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_span_lies_on_character_boundaries(text in text()) {
        for (field, span) in spans(&analyze(&text, &Options::default())) {
            let (start, end) = (span.start as usize, span.end as usize);
            prop_assert!(start <= end && end <= text.len(), "{field} {span:?} of {}", text.len());
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{field} {span:?}");
        }
    }

    #[test]
    fn every_figure_reads_back_its_text(text in text()) {
        for figure in analyze(&text, &Options::default()).figures {
            let runs: String = figure.runs.iter().map(|&run| read(&text, run)).collect();
            prop_assert_eq!(&runs, &figure.text);
            prop_assert!(!figure.text.is_empty());
            prop_assert_eq!(figure.runs.first().map(|it| it.start), Some(figure.span.start));
            prop_assert_eq!(figure.runs.last().map(|it| it.end), Some(figure.span.end));
            prop_assert!(figure.runs.windows(2).all(|it| it[0].end <= it[1].start), "runs {:?}", figure.runs);
        }
    }

    #[test]
    fn labels_and_unbroken_times_stand_in_the_text(text in text()) {
        let report = analyze(&text, &Options::default());
        for it in &report.labels {
            prop_assert!(!it.text.is_empty());
            prop_assert!(is_subsequence(&it.text, read(&text, it.span)), "{it:?}");
        }
        for it in &report.times {
            prop_assert!(!it.text.is_empty());
            prop_assert!(is_subsequence(&it.text, read(&text, it.span)), "{it:?}");
        }
    }

    #[test]
    fn values_are_exact_decimals(text in text()) {
        for figure in analyze(&text, &Options::default()).figures {
            for value in [&figure.low, &figure.high].into_iter().flatten() {
                prop_assert!(is_decimal(value), "{figure:?}");
            }
            // 3：7 and 三分之一 keep their text.
            if figure.kind == FigureKind::Ratio {
                prop_assert_eq!(figure.value.as_ref(), Some(&figure.text));
            } else {
                prop_assert!(figure.value.iter().all(|it| is_decimal(it)), "{figure:?}");
            }
            prop_assert!(figure.value.is_some() || figure.low.is_some() || figure.high.is_some(), "no amount: {figure:?}");
        }
    }

    #[test]
    fn the_report_is_in_reading_order_and_its_references_hold(text in text()) {
        let report = analyze(&text, &Options::default());
        prop_assert!(starts_are_ordered(report.figures.iter().map(|it| it.span)), "figures");
        prop_assert!(starts_are_ordered(report.times.iter().map(|it| it.span)), "times");
        prop_assert!(starts_are_ordered(report.labels.iter().map(|it| it.span)), "labels");
        prop_assert!(starts_are_ordered(report.outline.iter().map(|it| it.span)), "outline");
        prop_assert!(starts_are_ordered(report.joins.iter().copied()), "joins");
        prop_assert!(starts_are_ordered(report.boilerplate.iter().copied()), "boilerplate");
        let paragraphs = &report.paragraphs;
        prop_assert!(paragraphs.windows(2).all(|it| it[0].span.end <= it[1].span.start), "paragraphs overlap");
        let figures = &report.figures;
        prop_assert!(figures.windows(2).all(|it| it[0].span.end <= it[1].span.start), "figures overlap");
        for (idx, it) in report.outline.iter().enumerate() {
            prop_assert_eq!(it.id as usize, idx);
            prop_assert!(it.parent.is_none_or(|parent| parent < it.id), "a parent comes first: {it:?}");
            prop_assert!(it.span.end <= it.body.start, "a body follows its heading: {it:?}");
        }
        let section_exists = |id: Option<u32>| id.is_none_or(|it| (it as usize) < report.outline.len());
        for (idx, it) in figures.iter().enumerate() {
            prop_assert_eq!(it.id as usize, idx);
            prop_assert!(section_exists(it.section));
            let home = paragraphs.get(it.paragraph as usize).map(|it| it.span);
            prop_assert!(home.is_some_and(|home| home.start <= it.span.start && it.span.end <= home.end), "{it:?} in {home:?}");
        }
        prop_assert!(report.times.iter().all(|it| section_exists(it.section)));
        prop_assert!(paragraphs.iter().all(|it| section_exists(it.section)));
    }

    #[test]
    fn the_same_text_gives_the_same_report(text in text()) {
        let options = Options::default();
        prop_assert_eq!(format!("{:?}", analyze(&text, &options)), format!("{:?}", analyze(&text, &options)));
    }

    #[test]
    fn any_today_is_accepted(text in text(), today in prop_oneof!["\\PC{0,12}", Just("2024-02-30".to_owned()), Just("2024-06-01".to_owned())]) {
        analyze(&text, &Options { today: Some(today), ..Options::default() });
    }

    #[test]
    fn utf16_and_utf8_agree_at_every_span(text in text()) {
        let index = Utf16Index::new(&text);
        for (field, span) in spans(&analyze(&text, &Options::default())) {
            for offset in [span.start, span.end] {
                let counted = text[..offset as usize].encode_utf16().count() as u32;
                prop_assert_eq!(index.units_before(offset), counted, "{} {:?}", field, span);
            }
        }
    }

    #[test]
    fn the_map_of_a_stitched_text_inverts(text in text()) {
        let layout = layout::read(&text, &[]);
        let (logical, map) = (&layout.stitched.text, &layout.stitched.map);
        // Stitching only deletes, so what is left stands in the source in the same order.
        prop_assert!(is_subsequence(logical, &text));
        for block in &layout.blocks {
            let span = block.span;
            let (start, end) = (span.start as usize, span.end as usize);
            prop_assert!(logical.is_char_boundary(start) && logical.is_char_boundary(end), "{span:?}");
            let back: String = map.runs(span).map(|run| read(&text, run)).collect();
            prop_assert_eq!(&back, &logical[start..end]);
        }
        // Character by character, too.
        let mut last = 0;
        for (at, c) in logical.char_indices() {
            let source = map.start_in_source(at as u32);
            prop_assert!(text[source as usize..].starts_with(c) && source >= last, "{c:?} at {at} is not at {source}");
            prop_assert_eq!(map.end_in_source((at + c.len_utf8()) as u32), source + c.len_utf8() as u32);
            last = source;
        }
    }

    #[test]
    fn parse_number_is_total_and_exact(text in prop_oneof![text(), "[0-9０-９.,，%％负-]{0,20}", "[零〇一二两三四五六七八九十百千万亿兆廿卅壹贰叁拾佰仟点半]{0,24}"]) {
        if let Some(value) = parse_number(&text) {
            prop_assert!(is_decimal(&value), "{text} is {value}");
        }
    }

    #[test]
    fn a_number_written_in_digits_is_itself(whole in 0u64..1_000_000_000_000, part in proptest::option::of(0u32..1000)) {
        let (written, expected) = match part {
            Some(part) => (format!("{whole}.{part:03}"), format!("{whole}.{part:03}").trim_end_matches('0').trim_end_matches('.').to_owned()),
            None => (whole.to_string(), whole.to_string()),
        };
        let value = parse_number(&written);
        let value = value.as_deref().map(|it| if it.contains('.') { it.trim_end_matches('0').trim_end_matches('.') } else { it });
        prop_assert_eq!(value, Some(expected.as_str()));
    }
}

/// Whether `part` is what is left of `whole` after deletions.
fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|it| it == c))
}

/// Units that grow into hostile texts: one line without an end, and lines without an end.
const HOSTILE: &[&str] = &[
    "一",
    "9",
    "（",
    "“",
    "、",
    "亿",
    "3.6亿元",
    "2024年",
    "《",
    "|",
    "约",
    "第一",
    " ",
    "\u{200b}",
    "1：",
    "不低于",
    "百分之",
    "1—",
    "年",
    ".",
    "一、\n",
    "（一）全县\n1.\n",
    "一是投资3.6亿元。\n二是",
    "第一章\n第一条\n",
    "全年3.6亿元\n— 1 —\n",
    "| 1 | 2 |\n",
    "\r\n",
    "单位：亿元\n",
    "负",
    "第2、",
    "超亿元",
    "连续5亿元、",
    "5亿元、最高",
    "2个千亿级、",
    "1.0甲\n",
    "，均居第一",
];

fn grown(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes / unit.len())
}

/// Bytes of everything that a report says: a count of work that does not depend on the machine.
#[test]
fn the_report_grows_with_the_text_and_not_with_its_square() {
    let size = |text: &str| format!("{:?}", analyze(text, &Options::default())).len();
    for unit in HOSTILE {
        let (small, large) = (size(&grown(unit, 4_000)), size(&grown(unit, 16_000)));
        // Offsets grow by a digit on the way; a square would make it sixteen times as much.
        assert!(large <= small * 5 + 10_000, "{unit:?}: four times the text gives {small} -> {large} bytes of report");
    }
}

/// A module of WebAssembly has a megabyte of stack: what calls itself for each sign of a text would end it.
#[test]
fn a_text_of_one_unit_needs_no_deep_stack() {
    for unit in HOSTILE {
        let text = grown(unit, 100_000);
        let reader = std::thread::Builder::new().stack_size(1 << 20);
        let reader = reader.spawn(move || analyze(&text, &Options::default()).figures.len()).expect("a thread");
        assert!(reader.join().is_ok(), "{unit:?}");
    }
}

#[test]
fn blanks_before_a_line_do_not_move_what_is_read_from_it() {
    let text = "\t《—.四点0七.亩〔2024〕8号第一章左右\t地区生产总值比上年下降";
    let report = analyze(text, &Options::default());
    let number = &report.metadata.entries[0];
    assert_eq!((number.value.as_str(), read(text, number.spans[0])), ("亩〔2024〕8号", "亩〔2024〕8号"));
}

/// Every word that a rule asks for.
const LEXICON: [&str; 5] = [
    include_str!("../src/lexicon/figure.toml"),
    include_str!("../src/lexicon/layout.toml"),
    include_str!("../src/lexicon/link.toml"),
    include_str!("../src/lexicon/time.toml"),
    include_str!("../src/lexicon/units.toml"),
];

#[test]
fn words_of_the_lexicon_in_any_order_are_read() {
    for text in ["有三十级台阶", "二〇三一级新生", "全球最高10米铁塔", "氨氮、化学需氧量分别下降4%和7%"]
    {
        analyze(text, &Options::default());
    }
    let words = LEXICON.iter().flat_map(|file| file.split('"').skip(1).step_by(2));
    let words: Vec<&str> = words.filter(|word| word.len() <= 30).collect();
    // The same texts in every run: the words above all, and as many pieces between them.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("an index")
    };
    for _ in 0..20_000 {
        let length = 4 + next(24);
        let text: String = (0..length)
            .map(|_| if next(2) == 0 { PIECES[next(PIECES.len())] } else { words[next(words.len())] })
            .collect();
        let read = std::panic::catch_unwind(|| analyze(&text, &Options::default()));
        assert!(read.is_ok(), "{text:?}");
    }
}
