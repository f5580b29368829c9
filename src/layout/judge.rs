//! How surely one line is page furniture, by its form alone: a menu, a share bar, a visit count, an HTML leftover.

use super::element::compact;
use super::marker::scan_marker;
use crate::lexicon::{FURNITURE_ENDS, FURNITURE_STRONG, FURNITURE_WORDS, TITLE_ENDS};
use crate::number::date::scan_date;
use crate::text::chars::{
    ASCII, BLANK, COMMA, Cut, Ends, FULL_STOP, SEMICOLON, STEP, Survey, has_any, has_word, is_han, split_word,
    starting_word,
};
use crate::text::signs::Signs;
use crate::text::stitch::is_contents_entry;

/// How surely a line is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Furniture {
    No,
    /// A button or menu item, if others stand near.
    Weak,
    Strong,
}

/// Judges one line by itself.
pub fn judge(text: &str, seen: Survey) -> Furniture {
    let chars = seen.chars;
    // ![]() | and |||, of a picture and a table without words.
    if text.bytes().all(|byte| matches!(byte, b'|' | b' ' | b'!' | b'(' | b')' | b'[' | b']')) {
        return Furniture::Weak;
    }
    // A cell on a line of its own.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Furniture::No;
    }
    // A row of a Markdown table may hold anything: | 来源项目 |  |  |.
    let Some(first) = text.first().filter(|&first| chars <= 1000 && !(first == '|' && text.ends_with('|'))) else {
        return Furniture::No;
    };
    let signs = seen.has(ASCII);
    let tags = signs && (text.has_char('<') || text.has_char('>'));
    let leftover =
        tags && (text.starts_with("-->") || has_word(text, "</") || has_word(text, "<!--") || text.ends_with("-->"));
    if leftover && !seen.has(FULL_STOP)
        || signs && (is_markup(text, chars) || text.has_char('{') && has_word(text, "{{"))
    {
        return Furniture::Strong;
    }
    if chars <= 200 && matches!(first, '版' | '免' | '特') && starting_word(text, &["版权声明", "免责声明", "特别声明"]).is_some()
        // （根据直播整理）
        || matches!(first, '（' | '(') && chars <= 16 && text.ends_in("）)") && text.trim_end_in("）)").ends_with("整理") && has_word(text, "根据")
        // 扫码查看访谈视频: what a reader of a page may do.
        || chars <= 20
            && matches!(first, '扫' | '点' | '长')
            && starting_word(text, &["扫码", "点击", "长按"]).is_some()
            && !seen.has(FULL_STOP | SEMICOLON | COMMA)
            && !text.bytes().any(|byte| byte.is_ascii_digit())
    {
        return Furniture::Strong;
    }
    // Original URL: http://example.org/a, http://example.org 某某网: the address of a page.
    if signs
        && chars <= 200
        && !seen.has(FULL_STOP | COMMA)
        && text.place_of("://").is_some_and(|at| text.before(at).is_ascii())
    {
        return Furniture::Strong;
    }
    // 资料来源： is a note of the document's own.
    let spaced = || seen.has(BLANK) && chars > 12 && text.split(' ').all(|part| part.len() <= 3);
    let sourced = || has_any(text, &["资料来源", "数据来源", "指标来源"]);
    if (2..=120).contains(&chars)
        && !seen.has(FULL_STOP | SEMICOLON)
        && !(signs && text.has_char(';') && !text.has_char('&'))
        && (FURNITURE_STRONG.find(text).is_some() || spaced() && FURNITURE_STRONG.find(&compact(text)).is_some())
        && !sourced()
        // 一、政府信息公开范围
        && !super::opens_a_section(text)
    {
        return Furniture::Strong;
    }
    if signs && is_menu(text)
        || chars <= 80 && ((first == '首' || seen.has(STEP)) && is_path(text) || signs && is_file(text))
    {
        return Furniture::Strong;
    }
    if chars <= 80 && is_contents_entry(text) {
        return Furniture::Strong;
    }
    // 第3版() / 专栏：, 第2版(要闻) / 专栏：权威发布, of an archive's record.
    if chars <= 16
        && (matches!(first, '第') && text.ends_with(')') && has_word(text, "版(")
            || matches!(first, '专') && starting_word(text, &["专栏：", "专栏:"]).is_some())
    {
        return Furniture::Strong;
    }
    // ------分隔线------
    let rule = first == '-' && chars <= 60 && text.starts_with("---") && text.ends_with("---");
    if rule || chars <= 60 && signs && is_stamp(text) {
        return Furniture::Strong;
    }
    // One button is likely, several in a row are sure: 上一版 下一版; 大 中 小 may be classes. So are three short words of
    // which one is a button: 学校网站 English 旧版.
    const BETWEEN: &str = " \u{3000}<>【】[]|•«»—";
    let opens = || {
        let word = if is_han(first) { text } else { text.trim_start_in(BETWEEN) };
        word.is_empty() || FURNITURE_WORDS.starts(word)
    };
    if chars <= 40 && (seen.has(BLANK) || opens()) {
        let (mut words, mut known, mut long, mut sure, mut short) = (0, 0, 0, 0, true);
        for word in text.split_in(BETWEEN).filter(|word| !word.is_empty()) {
            words += 1;
            let button = FURNITURE_WORDS.has(word) || word.len() <= 12 && word.starts_with("返回") || runs_on(word);
            known += u32::from(button);
            long += u32::from(word.len() > 3);
            sure += u32::from(button && word.len() > "打印".len());
            short &= (4..=21).contains(&word.len());
        }
        if words == known || chars <= 12 && FURNITURE_WORDS.has(text.trim_end_in("：:")) {
            return if long > 1 { Furniture::Strong } else { Furniture::Weak };
        }
        if words > 2 && (known > 0 && short || known * 2 > words) || sure > 1 {
            return Furniture::Strong;
        }
    }
    if text.len() <= 30 && FURNITURE_ENDS.ends(text) || is_field(text, chars) || is_code(text) {
        Furniture::Weak
    } else {
        Furniture::No
    }
}

/// 打印纠错分享推荐: three buttons or more that a copy ran together.
fn runs_on(word: &str) -> bool {
    let (mut rest, mut buttons) = (word, 0);
    while let Some((button, _)) = FURNITURE_WORDS.prefix(rest) {
        rest = rest.after(button.len());
        buttons += 1;
    }
    rest.is_empty() && buttons > 2
}

/// 名词解释.docx, top_01.png: the name of a file to load or of a picture, where no label says that it is attached.
fn is_file(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, end)| {
        (3..=4).contains(&end.len())
            && end.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            && (matches!(end, "png" | "jpg" | "gif") || name.as_bytes().last().is_some_and(|byte| !byte.is_ascii()))
            && !name.starts_with('附')
            && scan_marker(name).is_none()
    })
}

/// 某某发布 2025年9月18日 17:30 某省: who published it and the minute. A label may be the document's own: 时间：.
fn is_stamp(text: &str) -> bool {
    // http://example.org 2025年9月18日17:30 某报
    let text = text.trim_start_in("htps:/");
    // 2025-09-18 17:30 behind or before a word says it as well.
    let clock = text.split_once(':').is_some_and(|(before, _)| {
        let day = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let spaced = day.trim_end();
        day != before && spaced.ends_with('日')
            || day != spaced
                && spaced.closes(|c| c.is_ascii_digit())
                && spaced.has_in("-/")
                && (!text.is_ascii() || text.matches(':').nth(1).is_some())
    });
    // 2025年9月18日 17时30分
    let minute = || text.ends_with('分') && scan_date(text).is_some_and(|(_, date)| date.day.is_some());
    (clock || minute()) && !text.has_in("：，。")
}

/// 【所属分类】年鉴: a field of a database's page.
fn is_field(text: &str, chars: u32) -> bool {
    text.strip_prefix('【')
        .and_then(|rest| rest.find('】').map(|at| (rest.before(at), rest.after(at + '】'.len_utf8()))))
        .is_some_and(|(label, value)| {
            (2..=6).contains(&label.chars().count())
                // A headline stands behind its label: 【某某动态】某局….
                && (chars <= 20 || value.trim_start().begins(|c: char| c.is_ascii_digit()))
                && !value.has_in("。，")
                && !value.trim_start().begins_in("（(第")
                && !TITLE_ENDS.ends(value)
        })
}

/// 01f4aade5f7d48c2, http://example.org: the name of a picture or the address of a page, alone on a line.
pub fn is_code(text: &str) -> bool {
    (8..=80).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && text.bytes().any(|byte| byte.is_ascii_lowercase())
        && text.has_in("_/0123456789")
}

/// Three or more short items in a line, separated by runs of blanks: 首页  新闻  公告.
fn is_menu(text: &str) -> bool {
    if text.has_char('|') {
        let fewest = if text.matches('|').nth(1).is_some() { 1 } else { 4 };
        return !text.starts_with('|')
            && text.split('|').all(|item| (fewest..=8).contains(&item.trim().chars().count()));
    }
    if !has_word(text, "  ") || scan_marker(text).is_some() {
        return false;
    }
    let items: Vec<&str> = split_word(text, "  ").map(str::trim).filter(|item| !item.is_empty()).collect();
    items.len() >= 3
        // 指  导  意  见
        && items.iter().any(|item| item.len() > 3)
        && items.iter().all(|item| {
            item.chars().count() <= 9 && !item.contains(|c: char| c.is_ascii_digit() || matches!(c, '，' | '。' | '、'))
        })
        && !text.has_char('\t')
}

/// Tags and style rules that a copy carried along: mostly ASCII, with braces, tags or attributes.
fn is_markup(text: &str, chars: u32) -> bool {
    // No character has more than four bytes: so many may be ASCII at most.
    let most = (4 * chars as usize).saturating_sub(text.len()) / 3;
    if most * 10 <= text.len() * 6 {
        return false;
    }
    let signs = ["</", "/>", "=\"", "{", "}", "px;", "<!", "<p", "<d", "<s", "<m", "<h"];
    // {gal,brendan}@example.org
    if has_word(text, "}@") {
        return false;
    }
    let graphic = text.bytes().filter(u8::is_ascii_graphic).count();
    // Each has one of these.
    graphic * 10 > text.len() * 6
        && text.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'=' | b'{' | b'}' | b';'))
        && has_any(text, &signs)
}

/// 首页>政务公开>统计公报; a path of two steps has names only: 某某网 > 要闻.
fn is_path(text: &str) -> bool {
    // 首页 理论教育 某县年鉴
    if text.strip_prefix("首页 ").is_some_and(|rest| rest.has_char(' ')) {
        return true;
    }
    let steps = || text.split_in(">＞»›").map(str::trim);
    let name = |step: &str| {
        (2..=14).contains(&step.chars().count()) && step.chars().all(|c| is_han(c) || matches!(c, '：' | ':'))
    };
    steps().nth(2).is_some() && !text.has_in("。，") || steps().nth(1).is_some() && steps().all(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::chars::survey;

    #[test]
    fn furniture_is_told_by_form() {
        for text in [
            "您当前的位置：",
            "首页>政务公开>公报",
            "访问量：199",
            "甲网  乙早报  丙商报  旧版入口",
            "二、重点任务…………………………11",
            "下一版»本期共4版, 当前第1版 PDF",
            "--> 2025-12-31 1 /enpproperty-->",
            "{{item.name}}",
            "扫码查看访谈视频",
            "特别声明：本站文章如有侵权请告知",
            "（根据直播整理）",
            // As it stands: lines become paragraphs before the text is simplified.
            "發布時間：2024-03-05 信息來源：縣政府 點擊量：123",
        ] {
            assert_eq!(judge(text, survey(text)), Furniture::Strong, "{text}");
        }
        for text in ["打印", "热门推荐", "青屏日报社 主管主办", "甲县政务网"] {
            assert_eq!(judge(text, survey(text)), Furniture::Weak, "{text}");
        }
        for text in [
            "推进无障碍环境建设，改造设施120处。",
            "第七章 无障碍环境",
            "一、总体要求",
            "一、政府信息公开范围",
            "县统计局",
            "| 支出项目 |  |  |  |",
            "{ann,bob}@example.org",
            "（二）着力解决群众存在看病难问题",
            "对相关报道及时回应",
            "出动检查次数：126次",
            "点击率提高12%",
            "（根据有关规定）",
        ] {
            assert_eq!(judge(text, survey(text)), Furniture::No, "{text}");
        }
    }
}
