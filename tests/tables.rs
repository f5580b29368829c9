//! Each data cell of a table is a figure with its unit, indicator and period, whatever form the table has in the text.

use shugang::{Options, analyze};

/// The figures of `text`, one a line: as written, value and unit, indicator, period.
fn cells(text: &str) -> Vec<String> {
    let figures = analyze(text, &Options::default()).figures;
    figures
        .iter()
        .map(|it| {
            let written: String = it.runs.iter().map(|run| run.of(text)).collect();
            let told = [it.value.as_deref(), it.unit.as_deref(), it.subject.as_deref(), it.time.as_deref()];
            format!("{written} = {}", told.map(|it| it.unwrap_or("-")).join(" "))
        })
        .collect()
}

/// The same rows as Markdown and with tabs, as a spreadsheet copies them, read alike.
fn check(above: &str, rows: &[&[&str]], expected: &[&str]) {
    let lines = |open: &str, mark: &str, close: &str| -> String {
        rows.iter().map(|row| format!("{open}{}{close}\n", row.join(mark))).collect()
    };
    for table in [lines("| ", " | ", " |"), lines("", "\t", "")] {
        assert_eq!(cells(&format!("{above}\n{table}")), expected, "{table}");
    }
}

#[test]
fn rows_marked_as_parts_are_in_the_unit_above_and_no_headings() {
    let parts = "零售总额(亿元) | 1475.2 | 4.3 |\n# 批发业 | 1363.6 | 3.6 |\n住宿业 | 128.5 | 12.3 |\n";
    assert_eq!(
        cells(&format!("2031年8月零售额\n指标 | 本月 | 比去年同月增长(%) |\n{parts}")),
        [
            "1475.2 = 147520000000 CNY 零售总额 2031-08",
            "4.3 = 4.3 % 零售总额 2031-08",
            "1363.6 = 136360000000 CNY 批发业 2031-08",
            "3.6 = 3.6 % 批发业 2031-08",
            "128.5 = 12850000000 CNY 住宿业 2031-08",
            "12.3 = 12.3 % 住宿业 2031-08",
        ]
    );
}

#[test]
fn header_names_the_period_and_the_line_above_the_unit() {
    check(
        "清河县财政收支表\n单位：亿元",
        &[&["指标", "2024年", "2025年"], &["财政收入", "31.2", "33.5"], &["税收", "", "20"], &["年末存款", "8", "9"]],
        &[
            "31.2 = 3120000000 CNY 财政收入 2024",
            "33.5 = 3350000000 CNY 财政收入 2025",
            "20 = 2000000000 CNY 税收 2025",
            "8 = 800000000 CNY 年末存款 2024",
            "9 = 900000000 CNY 年末存款 2025",
        ],
    );
}

#[test]
fn blank_corner_keeps_the_columns_and_the_head_of_a_row_states_its_unit() {
    check(
        "清河县主要指标",
        &[&["", "2024年", "2025年"], &["财政收入（亿元）", "31.2", "33.5"], &["常住人口（万人）", "88.1", ""]],
        &[
            "31.2 = 3120000000 CNY 财政收入 2024",
            "33.5 = 3350000000 CNY 财政收入 2025",
            "88.1 = 881000 人 常住人口 2024",
        ],
    );
}

#[test]
fn column_of_codes_counts_nothing_wherever_it_stands() {
    check(
        "清河县收支表\n单位：万元",
        &[
            &["科目", "代码", "金额", "科目", "科目编码", "金额"],
            &["税收", "101", "310", "教育", "205", "120"],
            &["非税", "103", "42", "卫生", "210", "96"],
        ],
        &["310 = 3100000 CNY 税收 -", "120 = 1200000 CNY 税收 -", "42 = 420000 CNY 非税 -", "96 = 960000 CNY 非税 -"],
    );
}

#[test]
fn head_below_a_blank_line_opens_another_table() {
    let one = "| 指标 | 2024年 | 2025年 |\n| 税收（亿元） | 3 | 4 |\n";
    let two = "\n| 作物 | 2023年（万亩） | 单产 |\n| 小麦 | 7 | 8 |\n";
    assert_eq!(
        cells(&format!("{one}{two}")),
        ["3 = 300000000 CNY 税收 2024", "4 = 400000000 CNY 税收 2025", "7 = 70000 亩 小麦 2023", "8 = 8 - 小麦单产 -"]
    );
}

#[test]
fn rows_of_two_cells_are_a_table() {
    check(
        "单位：亿元",
        &[&["指标", "2025年"], &["财政收入", "33.5"], &["工业增加值", "94.7"]],
        &["33.5 = 3350000000 CNY 财政收入 2025", "94.7 = 9470000000 CNY 工业增加值 2025"],
    );
}

#[test]
fn head_over_several_columns_holds_for_each() {
    check(
        "单位：万元",
        &[
            &["项目", "2024年", "", "2025年", ""],
            &["", "预算数", "执行数", "预算数", "执行数"],
            &["税收", "100", "98", "110", "112"],
            &["非税", "10", "9", "11", "12"],
        ],
        &[
            "100 = 1000000 CNY 税收预算数 2024",
            "98 = 980000 CNY 税收执行数 2024",
            "110 = 1100000 CNY 税收预算数 2025",
            "112 = 1120000 CNY 税收执行数 2025",
            "10 = 100000 CNY 非税预算数 2024",
            "9 = 90000 CNY 非税执行数 2024",
            "11 = 110000 CNY 非税预算数 2025",
            "12 = 120000 CNY 非税执行数 2025",
        ],
    );
}

#[test]
fn rate_takes_no_unit_of_amounts() {
    check(
        "2025年主要指标\n单位：亿元",
        &[&["指标", "绝对量", "同比增长"], &["财政收入", "33.5", "6.2"], &["进出口额", "12", "-1.5"]],
        &[
            "33.5 = 3350000000 CNY 财政收入 2025",
            "6.2 = 6.2 - 财政收入 2025",
            "12 = 1200000000 CNY 进出口额 2025",
            "-1.5 = -1.5 - 进出口额 2025",
        ],
    );
}

#[test]
fn unit_of_classes_is_not_that_of_the_cells_under_them() {
    check(
        "用地调整系数",
        &[&["公路", "大型车比例（%）", "", "合计"], &["", "μ≤10", "μ＞10", ""], &["高速公路", "0.92", "1.02", "1.5"]],
        &[
            "0.92 = 0.92 - 高速公路大型车比例μ≤10 -",
            "1.02 = 1.02 - 高速公路大型车比例μ＞10 -",
            "1.5 = 1.5 - 高速公路 -",
        ],
    );
}

#[test]
fn contents_with_page_numbers_are_no_table() {
    assert_eq!(cells("第一章 总则\t1\n第二章 任务\t5\n第三章 保障\t12\n"), Vec::<String>::new());
}

#[test]
fn a_share_in_the_head_of_a_row_stands_before_the_cells_that_were_read_first() {
    check(
        "清河县主要指标",
        &[&["", "2024年", "2025年"], &["增长8%以上的乡占比（%）", "31.2", "33.5"]],
        &["8% = 8 % 乡占比（%） -", "31.2 = 31.2 % 增长8%以上的乡占比 2024", "33.5 = 33.5 % 增长8%以上的乡占比 2025"],
    );
}

#[test]
fn category_and_number_of_a_row_are_no_part_of_its_indicator() {
    check(
        "主要指标",
        &[
            &["类别", "序号", "指标", "单位", "2030年", "年均增长"],
            &["经济发展", "1", "工业增加值", "亿元", "520", "6.2%"],
            &["", "2", "城镇化率", "%", "67", "—"],
        ],
        &["520 = 52000000000 CNY 工业增加值 2030", "6.2% = 6.2 % 工业增加值 -", "67 = 67 % 城镇化率 2030"],
    );
}

#[test]
fn a_cell_with_a_unit_of_its_own_is_told_of_by_its_heads_too() {
    check(
        "2025年主要指标",
        &[&["指标", "总量", "占比"], &["财政收入", "31.2亿元", "12.3%"], &["税收", "20.5亿元", "8.1%"]],
        &[
            "31.2亿元 = 3120000000 CNY 财政收入 2025",
            "12.3% = 12.3 % 财政收入占比 2025",
            "20.5亿元 = 2050000000 CNY 税收 2025",
            "8.1% = 8.1 % 税收占比 2025",
        ],
    );
}

#[test]
fn a_growth_or_a_place_is_of_the_indicator_in_the_column_before() {
    check(
        "各县主要指标",
        &[
            &["县", "生产总值（亿元）", "增速（%）", "排名"],
            &["清河县", "186.3", "6.5", "2"],
            &["云岭县", "98", "7", "1"],
        ],
        &[
            "186.3 = 18630000000 CNY 清河县生产总值 -",
            "6.5 = 6.5 % 清河县生产总值 -",
            "2 = 2 rank 清河县生产总值 -",
            "98 = 9800000000 CNY 云岭县生产总值 -",
            "7 = 7 % 云岭县生产总值 -",
            "1 = 1 rank 云岭县生产总值 -",
        ],
    );
}

#[test]
fn a_caption_and_a_unit_inside_the_table_stand_above_years_and_a_row_states_the_unit_of_those_below() {
    let table = "| 清河县总产出 | |||\n| 单位：亿元 | |||\n| 项目 | 2025 | 2030 |\n| 总产出（亿元） | 98 | 169 |\n\
                 | 工业 | 54 | 70 |\n| 构成（%） | 100 | 100 |\n| 工业 | 55.2 | 41.3 |\n";
    assert_eq!(
        cells(table),
        [
            "98 = 9800000000 CNY 总产出 2025",
            "169 = 16900000000 CNY 总产出 2030",
            "54 = 5400000000 CNY 工业 2025",
            "70 = 7000000000 CNY 工业 2030",
            "100 = 100 % 构成 2025",
            "100 = 100 % 构成 2030",
            "55.2 = 55.2 % 工业 2025",
            "41.3 = 41.3 % 工业 2030",
        ]
    );
}

#[test]
fn a_row_of_which_belongs_to_a_table_of_one_cell_a_line() {
    let lines = ["指标", "绝对数（亿元）", "总产值", "98", "其中：工业", "54", "农业", "21", "林业", "3", "牧业", "9"];
    let of_which = "54 = 5400000000 CNY 工业 -".to_owned();
    assert!(cells(&lines.join("\n")).contains(&of_which));
}

#[test]
fn blank_corner_is_kept_where_only_the_head_opens_with_a_bar() {
    assert_eq!(
        cells(
            "2031年全县生产总值保持增长，工业平稳运行。\n| 绝对数（亿元） | 比上年增长（%） |\n生产总值 | 31.2 | 5.4 |\n工业 | 9.6 | 6.1 |\n"
        ),
        [
            "31.2 = 3120000000 CNY 生产总值 2031",
            "5.4 = 5.4 % 生产总值 2031",
            "9.6 = 960000000 CNY 工业 2031",
            "6.1 = 6.1 % 工业 2031"
        ]
    );
}

#[test]
fn cells_one_a_line_are_parted_by_lone_bars() {
    let rows = [["行业", "现价（万元）", "比重（%）"], ["农业", "320", "4"], ["建筑业", "75", "1.5"]];
    let text: String = rows.map(|row| format!("|\n{} |\n", row.join(" |\n"))).concat();
    assert_eq!(
        cells(&format!(
            "2031年全县增加值保持增长，结构继续优化，农业和建筑业平稳运行。\n表1 2031年增加值构成表\n{text}"
        )),
        [
            "320 = 3200000 CNY 农业现价 2031",
            "4 = 4 % 农业比重 2031",
            "75 = 750000 CNY 建筑业现价 2031",
            "1.5 = 1.5 % 建筑业比重 2031",
        ]
    );
}

/// What stands above a table of a communiqué.
const COMMUNIQUE: &str = "青禾县2031年国民经济和社会发展统计公报\n\
    2031年，全县经济平稳运行，结构继续优化，各产业协调发展，居民收入稳步增加，社会事业全面进步，民生保障有力有效。\n";

#[test]
fn a_head_over_two_columns_of_cells_one_a_line_is_told() {
    let above = "|\n项目 |\n现价（亿元） |\n增速% |\n|\n|\n2030年 |\n2031年 |\n||||\n";
    let rows = [["生产总值", "48.2", "56.6", "13.5"], ["第一产业", "14.2", "16.3", "6.2"]];
    let rows: String = rows.map(|row| format!("|\n{} |\n", row.join(" |\n"))).concat();
    assert_eq!(
        cells(&format!("{COMMUNIQUE}表1 按当年价格计算的生产总值\n{above}{rows}")),
        [
            "48.2 = 4820000000 CNY 生产总值现价 2030",
            "56.6 = 5660000000 CNY 生产总值现价 2031",
            "13.5 = 13.5 % 生产总值现价 2031",
            "14.2 = 1420000000 CNY 第一产业现价 2030",
            "16.3 = 1630000000 CNY 第一产业现价 2031",
            "6.2 = 6.2 % 第一产业现价 2031",
        ]
    );
}

#[test]
fn a_head_over_years_states_their_unit() {
    assert_eq!(
        cells(
            "| 指标 | 产量（万吨） | |\n| | 2030年 | 2031年 |\n|---|---|---|\n| 粮食 | 31.2 | 32.5 |\n| 油料 | 4.6 | 4.8 |\n"
        ),
        [
            "31.2 = 312000 吨 粮食 2030",
            "32.5 = 325000 吨 粮食 2031",
            "4.6 = 46000 吨 油料 2030",
            "4.8 = 48000 吨 油料 2031"
        ]
    );
}

#[test]
fn a_cell_one_a_line_may_have_lost_its_bar() {
    let text = "表1 2031年居民消费价格比上年涨跌幅度\n单位：%\n指标 |\n涨跌 |\n||\n\
                居民消费价格 |\n0.2\n|\n|\n食品烟酒 |\n-0.5 |\n|\n|\n衣着 |\n0.8 |\n|\n";
    assert_eq!(
        cells(&format!("{COMMUNIQUE}{text}")),
        ["0.2 = 0.2 % 居民消费价格 2031", "-0.5 = -0.5 % 食品烟酒 2031", "0.8 = 0.8 % 衣着 2031"]
    );
}

#[test]
fn rows_numbered_like_headings_are_rows() {
    let rows = ["总计", "8460", "一、本级收入", "1670", "税收", "830", "非税", "840", "二、转移性收入", "6790"];
    let text = format!("一、2031年执行情况\n2031年收支表\n单位：万元\n项目\n执行数\n{}\n收支平衡。\n", rows.join("\n"));
    let values = ["8460 = 84600000", "1670 = 16700000", "830 = 8300000", "840 = 8400000", "6790 = 67900000"];
    let names = ["总计", "本级收入", "税收", "非税", "转移性收入"];
    let expected = values.iter().zip(names).map(|(value, name)| format!("{value} CNY {name}执行数 2031"));
    assert_eq!(cells(&text), expected.collect::<Vec<_>>());
    assert_eq!(analyze(&text, &Options::default()).outline.len(), 1);
}

#[test]
fn columns_say_what_is_planned_and_foreseen() {
    let head = "指标名称 | 单位 | 2030年实际 | 2031年预计完成 | 2032年计划 |\n";
    let rows =
        "地区生产总值 | 亿元 | 210 | 223 | 238 |\n增长 | % | 5.6 | 5.8 | 6 |\n登记失业率 | % | 3.2 | 3.1 | ≤4 |\n";
    let text = format!("青禾县2032年计划草案\n主要指标\n{head}{rows}");
    let told = |figure: &shugang::Figure| {
        let bound = figure.modifier.map_or("", |modifier| modifier.name());
        format!("{} {} {bound} {}", figure.text, figure.subject.as_deref().unwrap_or("-"), figure.status.name())
    };
    let figures = analyze(&text, &Options::default()).figures;
    assert_eq!(
        figures.iter().map(told).collect::<Vec<_>>(),
        [
            "210 地区生产总值  actual",
            "223 地区生产总值  forecast",
            "238 地区生产总值  target",
            "5.6 地区生产总值  actual",
            "5.8 地区生产总值  forecast",
            "6 地区生产总值  target",
            "3.2 登记失业率  actual",
            "3.1 登记失业率  forecast",
            "4 登记失业率 at_most target",
        ]
    );
    assert!(figures[3..6].iter().all(|figure| figure.change.is_some()));
}

#[test]
fn indicators_of_a_plan_are_aims_but_for_where_they_start() {
    let text = "青禾县第十四个五年规划纲要\n主要指标\n指标 | 2020年 | 2025年 | 年均增长（%） | 属性 |\n\
        常住人口城镇化率（%） | 52.3 | 60 | [7.7] | 预期性 |\n森林覆盖率（%） | 63.5 | ≥64 | — | 约束性 |\n";
    let figures = analyze(text, &Options::default()).figures;
    let told: Vec<_> = figures.iter().map(|it| (it.text.as_str(), it.status.name())).collect();
    assert_eq!(told, [("52.3", "actual"), ("60", "target"), ("7.7", "target"), ("63.5", "actual"), ("64", "target")]);
}

#[test]
fn blanks_part_thousands_and_wide_gaps_part_columns() {
    let rows = "饮料酒  千升  15 767  18.6\n发电量  亿千瓦时  8.45  6.3\n服装  万件  1 234.5  -2.1\n";
    assert_eq!(
        cells(&format!("2031年青禾县主要产品产量\n产品名称  单位  产量  比上年增长（%）\n{rows}")),
        [
            "15 767 = 15767 千升 饮料酒 2031",
            "18.6 = 18.6 % 饮料酒 2031",
            "8.45 = 845000000 千瓦时 发电量 2031",
            "6.3 = 6.3 % 发电量 2031",
            "1 234.5 = 12345000 件 服装 2031",
            "-2.1 = -2.1 % 服装 2031",
        ]
    );
}

#[test]
fn the_year_of_a_column_is_no_part_of_its_name() {
    check(
        "青禾县财政支出表\n单位：万元",
        &[&["项目", "2031年执行数", "2032年预算数", "增减%"], &["教育支出", "98,765", "102,300", "3.6"]],
        &[
            "98,765 = 987650000 CNY 教育支出执行数 2031",
            "102,300 = 1023000000 CNY 教育支出预算数 2032",
            "3.6 = 3.6 % 教育支出 -",
        ],
    );
}
