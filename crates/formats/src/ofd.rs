//! OFD (GB/T 33190-2016): pages in order, text objects placed by position; templates and watermarks apart, seals not read.

use std::collections::HashMap;

use crate::docx::damaged_part;
use crate::error::{Error, Note, Result};
use crate::format::Format;
use crate::geometry::{self, Page, Rule, Run};
use crate::limits;
use crate::markup::{Element, Tree};
use crate::opened::{ApartKind, Opened, Writer};
use crate::table::is_wide;
use crate::zip::{Zip, resolve};

/// Millimetres of a page whose file does not say: A4.
const A4: (f32, f32) = (210.0, 297.0);

/// # Errors
/// Where no page can be found, or none has text (a scan in OFD's clothes).
pub fn open(bytes: &[u8]) -> Result<Opened> {
    let mut zip = Zip::open(bytes)?;
    let root_name = zip.names().find(|it| it.to_ascii_lowercase().ends_with("ofd.xml")).map(str::to_owned);
    let root_name = root_name.ok_or_else(|| Error::damaged("OFD.xml"))?;
    let root = zip.text(&root_name).ok_or_else(|| Error::damaged("OFD.xml"))?;
    let tree = Tree::xml(&root)?;
    let title = tree.root().find("Title").map(|it| it.text());
    let mut writer = Writer::default();
    let mut pages = Vec::new();
    let mut images = 0;
    let documents: Vec<String> = tree.root().descendants().filter(|it| it.is("DocRoot")).map(|it| it.text()).collect();
    for document in documents {
        read_document(&mut zip, &resolve(&root_name, document.trim()), &mut pages, &mut images, &mut writer)?;
    }
    if pages.is_empty() {
        return Err(Error::damaged("Document.xml"));
    }
    let has_text = pages.iter().any(|it| !it.runs.is_empty());
    let page_count = pages.len();
    if has_text {
        geometry::write(pages, &mut writer);
    }
    if writer.len() == 0 && images > 0 {
        return Err(Error::empty(
            format!("这个 OFD 有 {page_count} 页，都是图片，没有文字。请先用文字识别（OCR）软件转成文字。").as_str(),
            format!("This OFD has {page_count} pages of pictures and no text. Recognise it with OCR software first.")
                .as_str(),
        ));
    }
    if zip.damaged {
        writer.note(damaged_part());
    }
    writer.finish(Format::Ofd, title)
}

fn read_document(
    zip: &mut Zip<'_>,
    path: &str,
    pages: &mut Vec<Page>,
    images: &mut usize,
    writer: &mut Writer,
) -> Result<()> {
    let Some(xml) = zip.text(path) else { return Ok(()) };
    let tree = Tree::xml(&xml)?;
    let document = tree.root();
    let area = document.find("CommonData").and_then(page_box).or_else(|| page_box(document)).unwrap_or(A4);
    let mut templates: HashMap<String, String> = HashMap::new();
    for it in document.descendants().filter(|it| it.is("TemplatePage")) {
        if let (Some(id), Some(at)) = (it.attribute("ID"), it.attribute("BaseLoc")) {
            templates.insert(id.into(), resolve(path, &at));
        }
    }
    // Pages may stand in their container or, in some programs' files, without one.
    let locations =
        document.descendants().filter(|it| it.is("Page")).filter_map(|it| it.attribute("BaseLoc").map(String::from));
    let mut known_templates: HashMap<String, Objects> = HashMap::new();
    for location in locations {
        if pages.len() >= limits::PAGES {
            let most = limits::PAGES;
            writer.note(Note::new(
                "pages_cut",
                format!("只读了前 {most} 页。"),
                format!("Only the first {most} pages were read."),
            ));
            break;
        }
        let number = pages.len() as u32 + 1;
        let mut page = Page { number, width: area.0, height: area.1, runs: Vec::new(), rules: Vec::new() };
        let full = resolve(path, location.trim());
        let xml = zip.text(&full).or_else(|| zip.text(&format!("{full}/Content.xml")));
        let Some(xml) = xml else {
            writer.note(Note::new(
                "page_missing",
                format!("第 {number} 页读不出来。"),
                format!("Page {number} cannot be read."),
            ));
            pages.push(page);
            continue;
        };
        let tree = Tree::xml(&xml)?;
        if let Some((width, height)) = page_box(tree.root()) {
            (page.width, page.height) = (width, height);
        }
        let (mut own, mut background) = (Objects::default(), Objects::default());
        for layer in tree.root().descendants().filter(|it| it.is("Layer")) {
            let behind = layer.attribute("Type").is_some_and(|it| it.eq_ignore_ascii_case("background"));
            read_objects(layer, if behind { &mut background } else { &mut own }, images, number, writer);
        }
        if tree.root().find("Layer").is_none() {
            read_objects(tree.root(), &mut own, images, number, writer);
        }
        for it in tree.root().descendants().filter(|it| it.is("Template")) {
            let Some(place) = it.attribute("TemplateID").and_then(|id| templates.get(id.as_ref())) else { continue };
            if !known_templates.contains_key(place) {
                let mut objects = Objects::default();
                if let Some(xml) = zip.text(place) {
                    read_objects(Tree::xml(&xml)?.root(), &mut objects, images, number, writer);
                }
                known_templates.insert(place.clone(), objects);
            }
            let objects = &known_templates[place];
            background.runs.extend(objects.runs.iter().cloned());
            background.rules.extend(&objects.rules);
        }
        // What stands on both sides of a table's rules is the table, whoever draws them.
        page.rules = [own.rules, background.rules].concat();
        page.runs = own.runs;
        if page.runs.is_empty() || is_form(&page.runs, &background.runs) {
            page.runs.extend(background.runs);
        } else if !background.runs.is_empty() {
            let mut lines = Writer::default();
            let runs = background.runs;
            geometry::write(vec![Page { runs, rules: Vec::new(), ..page }], &mut lines);
            if let Ok(opened) = lines.finish(Format::Ofd, None) {
                writer.apart(ApartKind::Template, number, &opened.text);
            }
        }
        pages.push(page);
    }
    Ok(())
}

/// What is shown on a page, or by a template.
#[derive(Default)]
struct Objects {
    runs: Vec<Run>,
    rules: Vec<Rule>,
}

/// Whether a template is a form that the page fills in: for half of the page's lines it has words on the same line.
fn is_form(own: &[Run], template: &[Run]) -> bool {
    let lines = |runs: &[Run]| {
        let mut lines: Vec<f32> = runs.iter().map(|it| it.y).filter(|it| it.is_finite()).collect();
        lines.sort_by(f32::total_cmp);
        lines.dedup_by(|next, last| *next - *last < 1.0);
        lines
    };
    let (own, template) = (lines(own), lines(template));
    let shared = own.iter().filter(|y| template.iter().any(|it| (it - **y).abs() < 1.5));
    shared.count() * 2 >= own.len()
}

fn page_box(it: Element<'_, '_>) -> Option<(f32, f32)> {
    let area = it.find("PhysicalBox").or_else(|| it.find("ApplicationBox"))?;
    match numbers(&area.text())[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split([' ', ',', '\t', '\n'])
        .filter(|it| !it.is_empty())
        .take(20_000)
        .filter_map(|it| it.parse().ok())
        .collect()
}

/// The characters of all text objects below, each at its place, and the lines that are drawn.
fn read_objects(parent: Element<'_, '_>, objects: &mut Objects, images: &mut usize, page: u32, writer: &mut Writer) {
    let runs = &mut objects.runs;
    for it in parent.descendants() {
        if it.is("ImageObject") {
            *images += 1;
        }
        if it.is("PathObject") {
            read_path(it, &mut objects.rules);
        }
        if !it.is("TextObject") || it.attribute("Visible").is_some_and(|it| it == "false" || it == "0") {
            continue;
        }
        let place = it.attribute("Boundary").map(|it| numbers(&it)).unwrap_or_default();
        let (left, top) = (place.first().copied().unwrap_or(0.0), place.get(1).copied().unwrap_or(0.0));
        let matrix = it
            .attribute("CTM")
            .map(|it| numbers(&it))
            .filter(|it| it.len() >= 6)
            .unwrap_or(vec![1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        let size = it.number::<f32>("Size").unwrap_or(4.0);
        let scale = (matrix[1] * matrix[1] + matrix[0] * matrix[0]).sqrt();
        let turned = matrix[1].abs() > scale * 0.1 && matrix[1].abs() < scale * 0.98;
        if turned {
            let text: String = it.children().filter(|it| it.is("TextCode")).map(|it| it.text()).collect();
            writer.apart(ApartKind::Watermark, page, &text);
            continue;
        }
        let (mut last_x, mut last_y) = (0.0, 0.0);
        for code in it.children().filter(|it| it.is("TextCode")) {
            let x = code.number("X").unwrap_or(last_x);
            let y = code.number("Y").unwrap_or(last_y);
            (last_x, last_y) = (x, y);
            let signs: Vec<char> = code.text().chars().filter(|it| !matches!(it, '\n' | '\r')).collect();
            let along = code.attribute("DeltaX").map(|it| deltas(&it, signs.len())).unwrap_or_default();
            let down = code.attribute("DeltaY").map(|it| deltas(&it, signs.len())).unwrap_or_default();
            let (mut dx, mut dy) = (x, y);
            for (n, &c) in signs.iter().enumerate() {
                let usual = if is_wide(c) || c as u32 > 0x2000 { size } else { size * 0.5 };
                let step = along.get(n).copied();
                let at_x = left + matrix[0] * dx + matrix[2] * dy + matrix[4];
                let at_y = top + matrix[1] * dx + matrix[3] * dy + matrix[5];
                // A wide step is a gap after the character, not part of it.
                let width = step.filter(|it| *it > 0.0).unwrap_or(usual).min(usual * 1.6);
                if runs.len() < limits::NODES {
                    runs.push(Run {
                        text: c.into(),
                        x: at_x,
                        y: at_y,
                        width: width * matrix[0].abs().max(0.01),
                        size: size * scale.max(0.01),
                    });
                }
                dy += down.get(n).copied().unwrap_or(0.0);
                dx += step.unwrap_or(if down.is_empty() { usual } else { 0.0 });
            }
        }
    }
}

/// The sides of what a path draws; a box as thin as a line, which programs fill, is one. A path with curves draws no table.
fn read_path(it: Element<'_, '_>, rules: &mut Vec<Rule>) {
    let place = it.attribute("Boundary").map(|it| numbers(&it)).unwrap_or_default();
    let [left, top, ..] = place[..] else { return };
    let matrix = it.attribute("CTM").map(|it| numbers(&it)).filter(|it| it.len() >= 6);
    let matrix = matrix.unwrap_or(vec![1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let data = it.find("AbbreviatedData").map(|it| it.text()).unwrap_or_default();
    let is_drawn = it.attribute("Stroke").is_none_or(|it| it != "false");
    let mut points: Vec<(f32, f32)> = Vec::new();
    let mut end = |points: &mut Vec<(f32, f32)>| {
        let bounds = |of: fn(&(f32, f32)) -> f32| {
            points.iter().map(of).fold((f32::MAX, f32::MIN), |it, at| (it.0.min(at), it.1.max(at)))
        };
        let ((x, right), (y, bottom)) = (bounds(|it| it.0), bounds(|it| it.1));
        if rules.len() < limits::NODES && points.len() > 1 {
            if (right - x).min(bottom - y) < 0.8 {
                rules.push(Rule { x, y, right, bottom });
            } else if is_drawn {
                let sides =
                    points.windows(2).map(|it| Rule { x: it[0].0, y: it[0].1, right: it[1].0, bottom: it[1].1 });
                rules.extend(sides);
            }
        }
        points.clear();
    };
    let mut words = data.split_ascii_whitespace();
    while let Some(word) = words.next() {
        match word {
            "S" | "M" | "L" => {
                if word != "L" {
                    end(&mut points);
                }
                let mut next = || words.next().and_then(|it| it.parse::<f32>().ok()).unwrap_or(f32::NAN);
                let (x, y) = (next(), next());
                points.push((
                    left + matrix[0] * x + matrix[2] * y + matrix[4],
                    top + matrix[1] * x + matrix[3] * y + matrix[5],
                ));
            }
            "C" => points.extend(points.first().copied()),
            "Q" | "B" | "A" => return,
            _ => {}
        }
    }
    end(&mut points);
}

/// `3 g 2 4.5 3` is 3 4.5 4.5 3.
fn deltas(text: &str, most: usize) -> Vec<f32> {
    let mut out = Vec::new();
    let mut parts = text.split_ascii_whitespace();
    while let Some(part) = parts.next() {
        if out.len() >= most {
            break;
        }
        if part == "g" {
            let count: usize = parts.next().and_then(|it| it.parse().ok()).unwrap_or(0);
            let value = parts.next().and_then(|it| it.parse().ok()).unwrap_or(0.0);
            out.extend(std::iter::repeat_n(value, count.min(most - out.len())));
        } else if let Ok(value) = part.parse() {
            out.push(value);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::ZipBuilder;

    fn text_object(y: f32, x: f32, text: &str) -> String {
        let count = text.chars().count();
        format!(
            r#"<ofd:TextObject ID="1" Boundary="{x} {y} 160 8" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g {count} 5">{text}</ofd:TextCode></ofd:TextObject>"#
        )
    }

    #[test]
    fn lines_join_to_paragraphs_and_page_numbers_stay_apart() {
        let body = [
            text_object(20.0, 60.0, "关于清河工程的通知"),
            text_object(45.0, 40.0, "清河市今年完成投资三十六亿元，比上年增长百分之"),
            text_object(36.0, 40.0, "").replace("TextObject", "PathObject"),
            text_object(53.0, 30.0, "五，其中工业投资二十亿元。"),
            text_object(61.0, 40.0, "特此通知。"),
            text_object(285.0, 95.0, "— 1 —"),
        ]
        .concat();
        let bytes = ZipBuilder::new()
            .part("OFD.xml", "<ofd:OFD xmlns:ofd='x'><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
            .part("Doc_0/Document.xml", "<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID='1' BaseLoc='Pages\\Page_0\\Content.xml'/></ofd:Pages></ofd:Document>")
            .part("Doc_0/Pages/Page_0/Content.xml", format!("<ofd:Page><ofd:Content><ofd:Layer ID='2'>{body}</ofd:Layer></ofd:Content></ofd:Page>"))
            .build();
        let opened = open(&bytes).unwrap();
        let lines: Vec<&str> = opened.text.lines().collect();
        assert_eq!(
            lines,
            [
                "关于清河工程的通知",
                "清河市今年完成投资三十六亿元，比上年增长百分之五，其中工业投资二十亿元。",
                "特此通知。"
            ]
        );
        assert_eq!(opened.apart[0].text, "—1—");
        assert!(opened.places.iter().all(|it| it.page == 1));
    }

    #[test]
    fn form_of_a_template_is_read_with_what_fills_it_in() {
        let line = |x: f32, y: f32, to: &str| {
            format!(
                r#"<ofd:PathObject Boundary="{x} {y} 160 60"><ofd:AbbreviatedData>M 0 0 L {to}</ofd:AbbreviatedData></ofd:PathObject>"#
            )
        };
        let template = [
            text_object(30.0, 30.0, "项目"),
            text_object(40.0, 30.0, "金额"),
            text_object(60.0, 30.0, "填报单位："),
            line(25.0, 30.0, "100 0"),
            line(25.0, 39.0, "100 0"),
            line(25.0, 48.0, "100 0 L 100 -18 L 0 -18 C"),
            line(65.0, 30.0, "0 18"),
        ];
        let own = [text_object(30.5, 70.0, "水库"), text_object(40.5, 70.0, "三万"), text_object(60.0, 60.0, "水利局")];
        let page = |objects: &[String]| {
            format!(
                "<ofd:Page><ofd:Template TemplateID='9'/><ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content></ofd:Page>",
                objects.concat()
            )
        };
        let file = |own: &[String]| {
            let bytes = ZipBuilder::new()
                .part("OFD.xml", "<ofd:OFD><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
                .part("D.xml", "<ofd:Document><ofd:CommonData><ofd:TemplatePage ID='9' BaseLoc='t.xml'/></ofd:CommonData><ofd:Pages><ofd:Page ID='1' BaseLoc='p.xml'/></ofd:Pages></ofd:Document>")
                .part("t.xml", page(&template))
                .part("p.xml", page(own))
                .build();
            open(&bytes).unwrap()
        };
        assert_eq!(file(&own).text, "| 项目 | 水库 |\n| 金额 | 三万 |\n\n填报单位：水利局");
        let prose = [text_object(100.0, 30.0, "特此通知。")];
        assert_eq!((file(&prose).text.as_str(), file(&prose).apart[0].kind), ("特此通知。", ApartKind::Template));
    }

    #[test]
    fn repeated_steps_are_unrolled() {
        assert_eq!(deltas("3 g 2 4.5 3", 9), [3.0, 4.5, 4.5, 3.0]);
        assert_eq!(deltas("g 99999999 1", 3).len(), 3);
    }
}
