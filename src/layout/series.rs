//! Series of markers (一、二、三、): one item alone that looks like a heading among items that do not is none.

use super::marker::{Marker, Style};

/// Members of the series of each style, and which of them head a section.
#[derive(Debug, Default)]
pub struct Series {
    open: Vec<(Style, Run)>,
    closed: Vec<Run>,
}

#[derive(Debug, Default)]
struct Run {
    members: u32,
    last: u32,
    /// Places in the list of headings.
    headings: Vec<usize>,
}

impl Series {
    /// Adds a marker that opens a paragraph, a line or a sentence; `heading` is its place in the list of headings.
    pub fn member(&mut self, marker: Option<Marker>, heading: Option<usize>) {
        let Some(Marker { style, number: Some(number), .. }) = marker else { return };
        if !matches!(
            style,
            Style::Han | Style::HanBracketed | Style::Arabic | Style::ArabicBracketed | Style::Circled | Style::Running
        ) {
            return;
        }
        let at = match self.open.iter().position(|(open, _)| *open == style) {
            Some(at) => at,
            None => {
                self.open.push((style, Run::default()));
                self.open.len() - 1
            }
        };
        let run = &mut self.open[at].1;
        if number <= run.last && run.members > 0 {
            self.closed.push(std::mem::take(run));
        }
        run.members += 1;
        run.last = number;
        run.headings.extend(heading);
    }

    /// For each of `total` headings whether it stays: at least three in five members of its series head a section.
    pub fn judge(self, total: usize) -> Vec<bool> {
        let mut kept = vec![true; total];
        for run in self.open.into_iter().map(|(_, run)| run).chain(self.closed) {
            if (run.headings.len() as u32) * 5 < run.members * 3 {
                run.headings.iter().for_each(|&at| kept[at] = false);
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_heading_among_many_items_is_none() {
        let mut series = Series::default();
        let marker = |number| Some(Marker { len: 3, style: Style::Han, number: Some(number) });
        for number in 1..=5 {
            series.member(marker(number), (number == 3).then_some(0));
        }
        series.member(marker(1), Some(1));
        series.member(marker(2), Some(2));
        assert_eq!(series.judge(3), [false, true, true]);
    }
}
