//! The annotated corpus of links: each text with its figures below it, one a line, as
//! `figure = subject change @region !status`; what is null, and `actual`, is left out.
//!
//! A line that starts with `# ` names the rule that the texts below it are examples of.

use std::fs;
use std::path::Path;

use shugang::{Figure, Options, Status, analyze};

fn annotate(figure: &Figure) -> String {
    let mut line = format!("  {} = {}", figure.text, figure.subject.as_deref().unwrap_or("-"));
    if let Some(change) = figure.change {
        line.push_str(&format!(" {}", change.direction.name()));
        if let Some(basis) = change.basis {
            line.push_str(&format!("/{}", basis.name()));
        }
    }
    if let Some(region) = &figure.region {
        line.push_str(&format!(" @{region}"));
    }
    if figure.status != Status::Actual {
        line.push_str(&format!(" !{}", figure.status.name()));
    }
    line
}

#[test]
fn figures_are_linked_as_annotated() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links/links.txt");
    let annotated = fs::read_to_string(&path).expect("tests/links/links.txt");
    let mut wrong = Vec::new();
    let (mut rule, mut n_figures) = ("", 0);
    let mut lines = annotated.lines().peekable();
    while let Some(text) = lines.next() {
        if let Some(name) = text.strip_prefix("# ") {
            rule = name;
            continue;
        }
        let mut wanted = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with("  ")) {
            wanted.push(line.to_owned());
        }
        let got: Vec<String> = analyze(text, &Options::default()).figures.iter().map(annotate).collect();
        n_figures += wanted.len();
        if got != wanted {
            wrong.push(format!("{rule}\n{text}\nwanted\n{}\ngot\n{}", wanted.join("\n"), got.join("\n")));
        }
    }
    assert!(n_figures > 100, "the corpus was read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_words_of_a_subject_are_read_back_from_its_spans() {
    let text = "花溪镇苹果种植、采收机械化率分别达到70%和55%，规模以上企业实现营收8亿元，增长4%；实现利润总额1亿元。";
    for figure in &analyze(text, &Options::default()).figures {
        let words: String = figure.subject_spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(Some(words.as_str()), figure.subject.as_deref(), "{}", figure.text);
    }
}

#[test]
fn unrelated_paragraphs_change_no_link() {
    let text = "全市完成投资12亿元，增长5%；新增企业30家。";
    let alone: Vec<String> = analyze(text, &Options::default()).figures.iter().map(annotate).collect();
    let around = format!("会议听取了报告。\n\n{text}\n\n大家表示赞同。");
    let among: Vec<String> = analyze(&around, &Options::default()).figures.iter().map(annotate).collect();
    assert_eq!(alone, among);
}

#[test]
fn under_problems_and_next_steps_the_problems_are_facts() {
    let text = "青禾县人民政府关于规划实施情况的报告\n\n一、完成情况\n\n完成投资12亿元。\n\n\
                二、存在问题和下一步工作\n\n2024年固定资产投资下降3.4%，新开工项目9个。\n\n\
                下一步，县政府将突出抓好产业。筹措1.8亿元支持技术改造，建成2座电站。\n";
    let report = analyze(text, &Options::default());
    let targets: Vec<&str> =
        report.figures.iter().filter(|it| it.status == Status::Target).map(|it| it.text.as_str()).collect();
    assert_eq!(targets, ["1.8亿元", "2座"]);
}

#[test]
fn what_a_plan_tells_of_the_years_before_it_is_no_target() {
    let text = "青禾县养老服务发展规划（2026—2030年）\n一、发展基础\n（一）主要成效\n到2025年底，养老床位达到4800张。目前已建成服务站126处。\n\
                （二）存在问题\n全县高龄老人1.3万人。\n二、总体目标\n到2030年，养老床位达到6500张，护理型床位占比不低于70%。\n三、主要任务\n新建服务站40处。\n";
    let report = analyze(text, &Options::default());
    let targets: Vec<&str> =
        report.figures.iter().filter(|it| it.status == Status::Target).map(|it| it.text.as_str()).collect();
    assert_eq!(targets, ["6500张", "70%", "40处"]);
}

#[test]
fn without_headings_aims_end_with_their_paragraph() {
    let text = "今年的主要预期目标是：地区生产总值增长6%左右。\n全县有林场5个，职工300人。\n";
    let report = analyze(text, &Options::default());
    let statuses: Vec<Status> = report.figures.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Status::Target, Status::Actual, Status::Actual]);
}

#[test]
fn the_items_of_a_list_of_aims_are_aims_in_news_too() {
    let text = "青禾县“十五五”目标确定\n本报讯 昨日获悉，青禾县“十五五”时期的主要目标是：\n\
                1.经济增长。生产总值年均增长6%。\n2.经济结构。第三产业占比达到45%。\n\n县城现有学校12所。\n";
    let report = analyze(text, &Options::default());
    let statuses: Vec<Status> = report.figures.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Status::Target, Status::Target, Status::Actual]);
}

#[test]
fn what_explains_the_words_of_a_plan_is_no_aim() {
    let text =
        "青禾县政府工作报告\n一、2031年工作安排\n新建服务站40处。\n注释\n［1］三张清单：\n依托5家中心，形成清单。\n";
    let report = analyze(text, &Options::default());
    let statuses: Vec<Status> = report.figures.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Status::Target, Status::Actual, Status::Actual]);
}

#[test]
fn where_a_document_directs_an_aim_goes_on_to_the_end_of_its_paragraph() {
    let text = "青禾县人民政府关于发展蔬菜产业的意见\n各乡镇人民政府：\n（一）稳定面积。确保2031年蔬菜面积稳定在5万亩以上。推广良种2万亩，建成基地30个，每个基地补助8万元。\n\
                （二）基础条件。全县有合作社120家。\n青禾县人民政府\n2031年3月4日\n";
    let report = analyze(text, &Options::default());
    let statuses: Vec<Status> = report.figures.iter().map(|it| it.status).collect();
    let aim = Status::Target;
    assert_eq!(statuses, [aim, aim, aim, Status::Actual, Status::Actual]);
}

#[test]
fn years_that_are_still_to_come_are_told_of_as_aims_unless_something_was_done() {
    let text = "2031年政府工作报告\n一、2030年工作回顾\n完成投资21亿元。\n二、“十五五”时期发展成就和“十六五”时期主要目标任务\n“十六五”时期，我们要办好这些事：\n坚持绿色发展，森林覆盖率达到24.1%。围绕上述目标，草案设置了29项指标。";
    let found: Vec<_> = analyze(text, &Options::default())
        .figures
        .iter()
        .map(|it| (it.text.clone(), it.time.clone(), it.status))
        .collect();
    let wanted = [
        ("21亿元", "2030", Status::Actual),
        ("24.1%", "2031/2035", Status::Target),
        ("29项", "2031/2035", Status::Actual),
    ];
    assert_eq!(found, wanted.map(|(text, time, status)| (text.to_owned(), Some(time.to_owned()), status)));
}
