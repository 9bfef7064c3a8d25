//! Promoters, passives and detractors side by side, in one bar or one for each group.

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::scale::Linear;
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, line};
use super::text::{Font, TextMeasure, shorten};

/// The answers of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answers<'a> {
    /// The group; empty where there is but one.
    pub label: &'a str,
    /// Answers 0 to 6.
    pub detractors: u64,
    /// Answers 7 and 8.
    pub passives: u64,
    /// Answers 9 and 10.
    pub promoters: u64,
}

impl Answers<'_> {
    fn total(&self) -> u64 {
        self.detractors.saturating_add(self.passives).saturating_add(self.promoters)
    }

    fn counts(&self) -> [u64; 3] {
        [self.detractors, self.passives, self.promoters]
    }
}

/// The input of [`stacked`].
#[derive(Clone, Copy)]
pub struct Stacked<'a> {
    /// The bars from top to bottom. Groups without answers keep their row, empty.
    pub groups: &'a [Answers<'a>],
    /// Heading of the groups.
    pub group: &'a str,
    /// Names of detractors, passives and promoters.
    pub names: [&'a str; 3],
    /// A share as text; 0.2 becomes "20 %".
    pub percent: Format<'a>,
    /// A count as text.
    pub count: Format<'a>,
    /// The most bars shown.
    pub most: usize,
    /// What is said of the groups left out, given how many.
    pub more: &'a dyn Fn(usize) -> String,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

const INKS: [(Ink, Ink); 3] =
    [(Ink::Detractor, Ink::OnDetractor), (Ink::Passive, Ink::OnPassive), (Ink::Promoter, Ink::OnPromoter)];

/// Draws a legend and a bar of full width for each group, with percentages where they fit.
pub fn stacked(data: &Stacked<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let columns: Vec<String> = [data.group].iter().chain(&data.names).map(|name| (*name).to_owned()).collect();
    if data.groups.iter().all(|group| group.total() == 0) {
        return sketch.nothing(columns, data.words);
    }
    let shown = data.groups.get(..data.most.min(data.groups.len())).unwrap_or_default();
    let row = Font::LABEL.line_height();
    let legend: Vec<_> = INKS.iter().zip(data.names).map(|((ink, _), name)| (*ink, name)).collect();
    let mut y = sketch.legend(&legend, 0.0, 0.0) + GAP;
    let widest = sketch.widest(shown.iter().map(|group| group.label), Font::LABEL);
    let beside = widest > 0.0 && size.width >= 480.0;
    let names = if beside { widest.min(size.width * 0.3) } else { 0.0 };
    let left = if beside { names + GAP } else { 0.0 };
    for (index, group) in shown.iter().enumerate() {
        let label = shorten(group.label, Font::LABEL, if beside { names } else { size.width }, measure);
        let above = !beside && !label.is_empty();
        let bar =
            Rect { x: left, y: y + if above { row } else { 0.0 }, width: (size.width - left).max(0.0), height: 24.0 };
        let label_y = if above { y + row / 2.0 } else { bar.center().y };
        sketch.text(Point::new(0.0, label_y), Anchor::Start, Font::LABEL, Ink::Text, label);
        draw_bar(&mut sketch, data, group, bar, index);
        y = bar.bottom() + GAP;
    }
    let left_out = data.groups.len() - shown.len();
    if left_out > 0 {
        let text = shorten(&(data.more)(left_out), Font::SMALL, size.width, measure);
        sketch.size.height = y + row;
        sketch.text(Point::new(0.0, y + row / 2.0), Anchor::Start, Font::SMALL, Ink::MutedText, text);
    } else {
        sketch.size.height = y;
    }
    let rows = shown.iter().map(|group| {
        let cells = group.counts().map(|count| cell(data, count, group.total()));
        [group.label.to_owned()].into_iter().chain(cells).collect()
    });
    let rows = rows.collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

fn draw_bar(sketch: &mut Sketch<'_>, data: &Stacked<'_>, group: &Answers<'_>, bar: Rect, row: usize) {
    let total = group.total();
    sketch.rect(bar, Ink::Grid);
    if total == 0 {
        return;
    }
    let scale = Linear::new((0.0, total as f64), (bar.x, bar.right()));
    let mut before = 0;
    for ((count, name), (ink, on)) in group.counts().into_iter().zip(data.names).zip(INKS) {
        let part = Rect {
            x: scale.at(before as f64),
            width: scale.at((before + count) as f64) - scale.at(before as f64),
            ..bar
        };
        before += count;
        if count == 0 {
            continue;
        }
        // A hairline of surface keeps neighbours apart also without colour.
        let gap = if part.width > 4.0 && part.right() < bar.right() - 0.5 { 1.0 } else { 0.0 };
        sketch.rect(Rect { width: part.width - gap, ..part }, ink);
        let percent = (data.percent)(count as f64 / total as f64);
        if sketch.width(&percent, Font::STRONG) + 6.0 <= part.width {
            sketch.text(part.center(), Anchor::Middle, Font::STRONG, on, percent);
        }
        let title = if group.label.is_empty() { name.to_owned() } else { line(group.label, name) };
        sketch.hit(Hit {
            target: Target::Area(part),
            anchor: part.center(),
            crosshair: Crosshair::None,
            row,
            title,
            lines: vec![cell(data, count, total)],
        });
    }
}

/// "60 % (1,234)"; empty without answers.
fn cell(data: &Stacked<'_>, count: u64, total: u64) -> String {
    if total == 0 {
        return String::new();
    }
    format!("{} ({})", (data.percent)(count as f64 / total as f64), (data.count)(count as f64))
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, percent, texts};
    use super::super::text::WidthTable;
    use super::*;

    fn more(count: usize) -> String {
        format!("{count} more")
    }

    fn data<'a>(groups: &'a [Answers<'a>], chinese: bool) -> Stacked<'a> {
        Stacked {
            groups,
            group: "Branch",
            names: if chinese {
                ["贬损者", "中立者", "推荐者"]
            } else {
                ["Detractors", "Passives", "Promoters"]
            },
            percent: &percent,
            count: &number,
            most: 20,
            more: &more,
            words: Words { summary: "summary", empty: "No answers" },
        }
    }

    fn answers(label: &str, counts: [u64; 3]) -> Answers<'_> {
        Answers { label, detractors: counts[0], passives: counts[1], promoters: counts[2] }
    }

    #[test]
    fn labels_never_overlap() {
        let one = [answers("", [10, 30, 60])];
        let groups = [
            answers("Airport branch with a rather long name", [1, 0, 999]),
            answers("高新区支行", [0, 0, 10]),
            answers("Empty", [0, 0, 0]),
        ];
        let thousand = vec![answers("支行", [1, 1, 1]); 1000];
        for groups in [&one[..], &groups, &thousand] {
            for chinese in [false, true] {
                everywhere(|size, measure| stacked(&data(groups, chinese), size, measure));
            }
        }
    }

    #[test]
    fn shares_are_in_the_bar_and_the_table() {
        let one = [answers("", [10, 30, 60])];
        let scene = stacked(&data(&one, false), Size::new(640.0, 200.0), &WidthTable);
        assert!(["10 %", "30 %", "60 %"].iter().all(|share| texts(&scene).contains(&(*share).to_owned())));
        assert_eq!(scene.table.rows, [["", "10 % (10)", "30 % (30)", "60 % (60)"]]);
        assert_eq!(scene.hits.len(), 3);
    }

    #[test]
    fn groups_beyond_the_most_are_counted() {
        let thousand = vec![answers("a", [1, 1, 1]); 1000];
        let scene = stacked(&data(&thousand, false), Size::new(640.0, 200.0), &WidthTable);
        assert_eq!(texts(&scene).last().unwrap(), "980 more");
    }

    #[test]
    fn no_answers_is_said() {
        for groups in [&[][..], &[answers("a", [0, 0, 0])]] {
            let scene = stacked(&data(groups, false), Size::new(320.0, 200.0), &WidthTable);
            assert_eq!(texts(&scene), ["No answers"]);
        }
    }
}
