//! The unit or classifier that follows a number, compound units included.

use super::mention::Symbol;
use crate::lexicon::{self, Unit};
use crate::report::FigureKind;
use crate::text::chars::{Cut, Ends, is_han};
use crate::text::signs::Signs;

/// A unit found at the start of a text.
#[derive(Debug, Clone)]
pub struct UnitMatch {
    /// Bytes of the text that it takes.
    pub len: usize,
    pub unit: &'static Unit,
    pub surface: &'static str,
    pub kind: FigureKind,
    /// What the report calls it.
    pub symbol: Symbol,
}

/// Looks at the start of `text` for a unit: the longest surface, with `/吨` or `/平方公里` after it where one stands.
///
/// Letters are units only where no further letter or digit follows: `5m` but not `5mate`.
pub fn scan_unit(text: &str) -> Option<UnitMatch> {
    let (surface, unit) = lexicon::scan_unit(text)?;
    let rest = text.after(surface.len());
    let goes_on = surface.closes(|c: char| c.is_ascii_alphabetic()) && rest.begins(|c: char| c.is_ascii_alphanumeric());
    // 迈上百亿|台阶, 5万亿|两个台阶
    if goes_on || surface == "台" && rest.starts_with('阶') || surface == "两" && rest.starts_with('个') {
        return None;
    }
    // 9条|次干道, 6个|次中心
    let (surface, unit) = surface
        .strip_suffix('次')
        .filter(|_| rest.begins_in("干中级生要新"))
        .and_then(lexicon::scan_unit)
        .filter(|(short, _)| short.len() + '次'.len_utf8() == surface.len())
        .unwrap_or((surface, unit));
    let rest = text.after(surface.len());
    let symbol = unit.symbol.unwrap_or(surface);
    let divisible =
        matches!(unit.kind, FigureKind::Money | FigureKind::Measure | FigureKind::Count | FigureKind::Duration);
    if let Some(below) = scan_divisor(rest).filter(|_| divisible) {
        let first = below.first().unwrap_or('/');
        let each = first == '每';
        return Some(UnitMatch {
            len: surface.len() + below.len(),
            unit,
            surface,
            kind: if unit.kind == FigureKind::Money { FigureKind::Money } else { FigureKind::Measure },
            symbol: (surface.to_owned() + if each { "每" } else { "/" } + below.after(first.len_utf8())).into(),
        });
    }
    // 1万台|（套）|, 100条|（个）|, 5万辆|（艘、架）次|: several classifiers for things of several kinds.
    if unit.kind == FigureKind::Count
        && surface.len() == '台'.len_utf8()
        && let Some(inner) = rest.strip_start_in("（(")
        // Not through the whole text for each: classifiers are short.
        && let Some(close) = inner.before(inner.floor_char_boundary(36)).first_in("）)").filter(|&close| {
            let counts = |it: &str| {
                lexicon::scan_unit(it).is_some_and(|(other, row)| row.kind == FigureKind::Count && other == it)
            };
            inner.before(close).split_in("、").all(counts)
        })
    {
        let after = inner.after(close + inner.after(close).step());
        let after = after.strip_prefix('次').unwrap_or(after);
        let len = text.len() - after.len();
        return Some(UnitMatch { len, unit, surface, kind: unit.kind, symbol: text.before(len).to_owned().into() });
    }
    Some(UnitMatch { len: surface.len(), unit, surface, kind: unit.kind, symbol: symbol.into() })
}

/// `/吨`, `／平方公里`, `/万元`, `/人·天`, `/亩/年`: the slash and what follows it; 每立方米, where nothing goes on behind it.
fn scan_divisor(text: &str) -> Option<&str> {
    let slash = text.first().filter(|c| matches!(c, '/' | '／' | '每'))?;
    let mut end = slash.len_utf8() + scan_below(text.after(slash.len_utf8()))?;
    if let Some(joint) = text.after(end).first().filter(|c| matches!(c, '/' | '／' | '·' | '•'))
        && let Some(more) = scan_below(text.after(end + joint.len_utf8()))
    {
        end += joint.len_utf8() + more;
    }
    // 5亿元|每年安排
    let goes_on = slash == '每' && text.after(end).starts_with(|c| is_han(c) && !matches!(c, '以' | '左' | '的'));
    (!goes_on).then(|| text.before(end))
}

/// The unit below the slash, a scale or 半 before it: bytes.
fn scan_below(text: &str) -> Option<usize> {
    if let Some((surface, _)) = lexicon::scan_unit(text) {
        return Some(surface.len());
    }
    let first = text.first()?;
    match first {
        '日' | '月' | '时' => Some(first.len_utf8()),
        '万' | '亿' | '百' | '千' | '半' => {
            let rest = text.trim_start_in("万亿百千半");
            Some(text.len() - rest.len() + lexicon::scan_unit(rest)?.0.len())
        }
        // 120元|/50公斤|, 6.5L|/100km|; but 50万元/100万元 are two sums.
        '1' | '5' => {
            let rest = text.after(1).trim_start_in("0");
            let (surface, unit) = lexicon::scan_unit(rest.trim_start_in(" "))?;
            let len = text.len() - rest.trim_start_in(" ").len();
            (len > 1 && unit.kind == FigureKind::Measure).then_some(len + surface.len())
        }
        _ => None,
    }
}
