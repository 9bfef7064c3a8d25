//! One figure by group: level bars, or dots with whiskers where there is an interval.

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::scale::{Linear, extent};
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, labelled, line};
use super::text::{Font, TextMeasure, shorten};
use super::ticks::{domain, nice, ratios};

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its figure; not finite where it has none (shown without a bar).
    pub value: f64,
    /// Where its bar begins: zero, but in steps.
    pub base: f64,
    /// Low and high end of the interval.
    pub interval: Option<(f64, f64)>,
    /// Further figures, one for each of [`Bars::more_columns`].
    pub more: Vec<String>,
    /// Colour.
    pub ink: Ink,
}

/// How a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A bar from zero: for amounts and counts.
    FromZero,
    /// A dot on an axis: for scores, where zero is a value like others.
    Dot,
    /// A dot beside a line at zero: for differences, where zero is none.
    Difference,
    /// A dot beside a line at one, as far from it by halves as by doubles: for ratios, where one is no difference.
    Ratio,
}

impl Style {
    /// What stands for no difference.
    fn neutral(self) -> Option<f64> {
        match self {
            Self::FromZero | Self::Dot => None,
            Self::Difference => Some(0.0),
            Self::Ratio => Some(1.0),
        }
    }

    /// Where on its axis a figure lies.
    fn place(self, value: f64) -> f64 {
        if self == Self::Ratio { value.ln() } else { value }
    }

    /// The figures named on the axis.
    fn ticks(self, (low, high): (f64, f64)) -> Vec<f64> {
        match self {
            Self::FromZero => Vec::new(),
            Self::Dot => nice(low, high, 5),
            Self::Difference => nice(low.min(0.0), high.max(0.0), 5),
            Self::Ratio => ratios(low, high),
        }
    }
}

/// The input of [`bars`].
#[derive(Clone, Copy)]
pub struct Bars<'a> {
    /// The groups from top to bottom.
    pub bars: &'a [Bar],
    /// Bars or dots.
    pub style: Style,
    /// Heading of the groups.
    pub group: &'a str,
    /// Heading of the figure.
    pub value: &'a str,
    /// Heading of the interval; empty where no group has one.
    pub interval: &'a str,
    /// Headings of the further figures, shown in tooltip and table.
    pub more_columns: &'a [&'a str],
    /// The figure as text.
    pub format: Format<'a>,
    /// The most groups shown.
    pub most: usize,
    /// What is said of the groups left out, given how many.
    pub more: &'a dyn Fn(usize) -> String,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

const ROW: f64 = 30.0;

/// Draws a row for each group, with its figure written beside the mark. Narrow canvases have the
/// name above the mark instead of beside it.
pub fn bars(data: &Bars<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let with_interval = !data.interval.is_empty();
    let mut columns = vec![data.group.to_owned(), data.value.to_owned()];
    columns.extend(with_interval.then(|| data.interval.to_owned()));
    columns.extend(data.more_columns.iter().map(|name| (*name).to_owned()));
    let shown = data.bars.get(..data.most.min(data.bars.len())).unwrap_or_default();
    if !shown.iter().any(|bar| bar.value.is_finite()) {
        return sketch.nothing(columns, data.words);
    }
    let values = || {
        let ends = shown.iter().filter_map(interval).flat_map(|(low, high)| [low, high]);
        shown.iter().map(|bar| bar.value).filter(|value| value.is_finite()).chain(ends).map(data.format)
    };
    let with_decimal = |value: f64| with_decimal((data.format)(value));
    // All shares of a chart have a decimal, or none.
    let format: Format<'_> =
        if values().any(|text| text.ends_with('%') && text.contains('.')) { &with_decimal } else { data.format };
    let data = &Bars { format, ..*data };
    let frame = Frame::new(&sketch, data, shown);
    frame.draw_axis(&mut sketch, data);
    for (index, bar) in shown.iter().enumerate() {
        frame.draw(&mut sketch, data, bar, index);
    }
    let left_out = data.bars.len() - shown.len();
    if left_out > 0 {
        let text = shorten(&(data.more)(left_out), Font::SMALL, size.width, measure);
        let at = Point::new(0.0, frame.bottom + frame.axis + Font::SMALL.line_height() / 2.0);
        sketch.text(at, Anchor::Start, Font::SMALL, Ink::MutedText, text);
    }
    let more = if left_out > 0 { Font::SMALL.line_height() } else { 0.0 };
    sketch.size.height = frame.bottom + frame.axis + more + 2.0;
    let rows = shown.iter().map(|bar| row(data, bar)).collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

/// A whole share with its decimal; anything else as it is.
fn with_decimal(text: String) -> String {
    match text.strip_suffix('%') {
        Some(whole) if !whole.contains('.') => format!("{whole}.0%"),
        _ => text,
    }
}

struct Frame {
    x: Linear,
    /// Where the marks begin and end.
    plot: (f64, f64),
    /// Room for the names beside the marks; zero where they stand above.
    names: f64,
    row: f64,
    bottom: f64,
    /// The height of the axis below, where there is one.
    axis: f64,
    ticks: Vec<(f64, String)>,
    /// Whether figures stand in a column at the right: beside a whisker's end they would be taken for that end.
    column: bool,
}

impl Frame {
    fn new(sketch: &Sketch<'_>, data: &Bars<'_>, shown: &[Bar]) -> Self {
        let width = sketch.size.width;
        let finite = |value: f64| value.is_finite().then_some(value);
        let ends = shown.iter().flat_map(|bar| {
            let (low, high) = interval(bar).map(|(low, high)| (bar.base + low, bar.base + high)).unzip();
            let base = finite(bar.base).filter(|_| data.style != Style::Ratio);
            [base, finite(bar.base + bar.value), low.and_then(finite), high.and_then(finite)].into_iter().flatten()
        });
        let (low, high) = extent(ends).unwrap_or((0.0, 1.0));
        let ticks = data.style.ticks((low, high));
        let (low, high) = match data.style {
            Style::FromZero => (low.min(0.0), if high.max(0.0) > low.min(0.0) { high.max(0.0) } else { 1.0 }),
            _ => domain(&ticks),
        };
        let domain = (data.style.place(low), data.style.place(high));
        let ticks = labelled(&ticks, data.format);
        let dots = data.style != Style::FromZero;
        let column = dots || shown.iter().any(|bar| interval(bar).is_some());
        let beside = width >= 480.0;
        let widest = sketch.widest(shown.iter().map(|bar| bar.label.as_str()), Font::LABEL);
        let names = if beside { widest.min(width * 0.32) } else { 0.0 };
        let values: Vec<String> =
            shown.iter().filter(|bar| bar.value.is_finite()).map(|bar| (data.format)(bar.value)).collect();
        let value = sketch.widest(values.iter().map(String::as_str), Font::STRONG) + GAP;
        let left = if beside { names + GAP } else { 0.0 };
        let falls = !column && shown.iter().any(|bar| bar.value < 0.0);
        // Figures of bars that fall stand at their left end.
        let left = left + if falls { value } else { 0.0 };
        let margin = if dots { 8.0 } else { 0.0 };
        let right = value + if column { 8.0 } else { 0.0 };
        let plot = (left + margin, (width - right).max(left + margin + 1.0));
        let row = if beside { ROW } else { ROW + Font::LABEL.line_height() };
        let axis = if ticks.is_empty() { 0.0 } else { Font::SMALL.line_height() + 6.0 };
        Self { x: Linear::new(domain, plot), plot, names, row, bottom: row * shown.len() as f64, axis, ticks, column }
    }

    /// An upright line through every row, interrupted where names stand above their marks.
    fn upright(&self, sketch: &mut Sketch<'_>, x: f64, ink: Ink) {
        if self.names > 0.0 {
            sketch.upright(x, 0.0, self.bottom, ink);
            return;
        }
        let mut bottom = self.row;
        while bottom <= self.bottom + 0.5 {
            sketch.upright(x, bottom - ROW + 2.0, bottom - 2.0, ink);
            bottom += self.row;
        }
    }

    fn draw_axis(&self, sketch: &mut Sketch<'_>, data: &Bars<'_>) {
        if data.style == Style::FromZero {
            return self.upright(sketch, self.x.at(0.0), Ink::Axis);
        }
        let neutral = data.style.neutral();
        for (value, label) in &self.ticks {
            let x = self.x.at(data.style.place(*value));
            let is_neutral = neutral == Some(*value);
            self.upright(sketch, x, if is_neutral || *value == 0.0 { Ink::Axis } else { Ink::Grid });
            if is_neutral {
                // As wide again: what crosses this line may be no difference.
                self.upright(sketch, x - 1.0, Ink::Axis);
            }
            // The first stands at the edge where names stand above.
            let half = sketch.width(label, Font::SMALL) / 2.0;
            let at = Point::new(x.max(half), self.bottom + 4.0 + Font::SMALL.line_height() / 2.0);
            sketch.size.height = sketch.size.height.max(self.bottom + self.axis);
            let ink = if is_neutral { Ink::Text } else { Ink::MutedText };
            sketch.label(&[(at, Anchor::Middle)], Font::SMALL, ink, label);
        }
    }

    fn draw(&self, sketch: &mut Sketch<'_>, data: &Bars<'_>, bar: &Bar, index: usize) {
        let top = self.row * index as f64;
        let width = sketch.size.width;
        let above = if self.names > 0.0 { 0.0 } else { Font::LABEL.line_height() };
        let room = if self.names > 0.0 { self.names } else { width };
        let label = shorten(&bar.label, Font::LABEL, room, sketch.measure);
        let y = top + above + ROW / 2.0;
        let label_y = if above > 0.0 { top + above / 2.0 + 2.0 } else { y };
        sketch.text(Point::new(0.0, label_y), Anchor::Start, Font::LABEL, Ink::Text, label);
        let mut anchor = Point::new(self.plot.0, y);
        if bar.value.is_finite() {
            anchor = Point::new(self.x.at(data.style.place(bar.base + bar.value)), y);
            if data.style == Style::FromZero {
                let base = self.x.at(bar.base);
                sketch.rect(Rect::between(Point::new(base, y - 9.0), Point::new(anchor.x, y + 9.0)), bar.ink);
                self.draw_whisker(sketch, data.style, bar, y, Ink::Text);
            } else {
                self.draw_whisker(sketch, data.style, bar, y, Ink::Axis);
                sketch.disc(anchor, 5.0, bar.ink);
            }
            let (x, side) = match bar.value < 0.0 {
                _ if self.column => (width, Anchor::End),
                true => (anchor.x - 6.0, Anchor::End),
                false => (anchor.x + 6.0, Anchor::Start),
            };
            sketch.text(Point::new(x, y), side, Font::STRONG, Ink::Text, (data.format)(bar.value));
        }
        let mut lines = Vec::new();
        if bar.value.is_finite() {
            lines.push(line(data.value, &(data.format)(bar.value)));
        }
        lines.extend(interval_text(data, bar).map(|interval| line(data.interval, &interval)));
        lines.extend(data.more_columns.iter().zip(&bar.more).map(|(name, value)| line(name, value)));
        sketch.hit(Hit {
            target: Target::Area(Rect { x: 0.0, y: top, width, height: self.row }),
            anchor,
            crosshair: Crosshair::None,
            row: index,
            title: bar.label.clone(),
            lines,
        });
    }

    fn draw_whisker(&self, sketch: &mut Sketch<'_>, style: Style, bar: &Bar, y: f64, ink: Ink) {
        let Some((low, high)) = interval(bar) else { return };
        let [low, high] = [low, high].map(|end| self.x.at(style.place(bar.base + end)));
        sketch.path(vec![Point::new(low, y), Point::new(high, y)], 2.0, ink);
        for end in [low, high] {
            sketch.path(vec![Point::new(end, y - 4.0), Point::new(end, y + 4.0)], 2.0, ink);
        }
    }
}

fn interval(bar: &Bar) -> Option<(f64, f64)> {
    bar.interval.filter(|(low, high)| low.is_finite() && high.is_finite())
}

fn interval_text(data: &Bars<'_>, bar: &Bar) -> Option<String> {
    interval(bar).map(|(low, high)| format!("{} – {}", (data.format)(low), (data.format)(high)))
}

fn row(data: &Bars<'_>, bar: &Bar) -> Vec<String> {
    let value = if bar.value.is_finite() { (data.format)(bar.value) } else { String::new() };
    let interval = (!data.interval.is_empty()).then(|| interval_text(data, bar).unwrap_or_default());
    let more = (0..data.more_columns.len()).map(|index| bar.more.get(index).cloned().unwrap_or_default());
    [bar.label.clone(), value].into_iter().chain(interval).chain(more).collect()
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, texts};
    use super::super::scene::Mark;
    use super::super::text::WidthTable;
    use super::*;

    fn more(count: usize) -> String {
        format!("{count} more")
    }

    #[test]
    fn shares_have_a_decimal_where_one_has() {
        let percent = |value: f64| if value.fract() == 0.0 { format!("{value:.0}%") } else { format!("{value:.1}%") };
        let of = |values: &[f64]| {
            let groups: Vec<Bar> = values.iter().map(|value| bar("Staff", *value, None)).collect();
            let data = Bars { format: &percent, ..data(&groups, Style::FromZero) };
            texts(&bars(&data, Size::new(320.0, 200.0), &WidthTable))
        };
        let (mixed, whole) = (of(&[32.0, 23.4]), of(&[32.0, 23.0]));
        assert!(["32.0%", "23.4%"].iter().all(|text| mixed.contains(&(*text).to_owned())), "{mixed:?}");
        assert!(["32%", "23%"].iter().all(|text| whole.contains(&(*text).to_owned())), "{whole:?}");
    }

    fn data(bars: &[Bar], style: Style) -> Bars<'_> {
        Bars {
            bars,
            style,
            group: "Segment",
            value: "Customers",
            interval: "Interval",
            more_columns: &["n"],
            format: &number,
            most: 20,
            more: &more,
            words: Words { summary: "summary", empty: "No groups" },
        }
    }

    fn bar(label: &str, value: f64, half: Option<f64>) -> Bar {
        Bar {
            label: label.into(),
            value,
            base: 0.0,
            interval: half.map(|half| (value - half, value + half)),
            more: vec!["12".into()],
            ink: Ink::Accent,
        }
    }

    #[test]
    fn labels_never_overlap() {
        let mixed = vec![
            bar("Potential loyalists with a very long name that does not fit anywhere", 1200.0, Some(100.0)),
            bar("重要价值客户群体的名称非常长以至于放不下", -300.0, Some(500.0)),
            bar("Lost", 0.0, None),
            bar("Nobody", f64::NAN, None),
        ];
        let equal = vec![bar("Same", 5.0, None); 4];
        let negative = vec![bar("Below", -5.0, Some(1.0)); 3];
        let thousand: Vec<Bar> =
            (0..1000).map(|i| bar(&format!("客户 {i}"), f64::from(i) - 500.0, Some(3.0))).collect();
        let zero = vec![bar("Nothing", 0.0, None)];
        for bars_ in [&mixed, &equal, &negative, &thousand, &zero] {
            for style in [Style::FromZero, Style::Dot, Style::Difference, Style::Ratio] {
                everywhere(|size, measure| bars(&data(bars_, style), size, measure));
            }
        }
    }

    #[test]
    fn a_thousand_groups_are_cut_and_counted() {
        let thousand: Vec<Bar> = (0..1000).map(|i| bar(&format!("Group {i}"), f64::from(i), None)).collect();
        let scene = bars(&data(&thousand, Style::FromZero), Size::new(640.0, 300.0), &WidthTable);
        assert_eq!(scene.hits.len(), 20);
        assert!(texts(&scene).contains(&"980 more".to_owned()));
    }

    #[test]
    fn bars_grow_from_zero_in_both_directions() {
        let two = [bar("up", 10.0, None), bar("down", -10.0, None)];
        let scene = bars(&data(&two, Style::FromZero), Size::new(640.0, 300.0), &WidthTable);
        let (up, down) = (scene.hits[0].anchor.x, scene.hits[1].anchor.x);
        assert!(up > down);
        assert_eq!(scene.table.rows[1], ["down", "-10", "", "12"]);
    }

    #[test]
    fn a_step_begins_where_the_one_before_ended() {
        let steps = [
            bar("then", 100.0, None),
            Bar { base: 100.0, ..bar("lost", -30.0, None) },
            Bar { base: 70.0, ..bar("new", 50.0, None) },
            bar("now", 120.0, None),
        ];
        let scene = bars(&data(&steps, Style::FromZero), Size::new(640.0, 300.0), &WidthTable);
        let ends: Vec<f64> = scene.hits.iter().map(|hit| hit.anchor.x).collect();
        assert!(ends[1] < ends[0] && ends[0] < ends[2] && (ends[2] - ends[3]).abs() < 1e-9, "{ends:?}");
        let fallen = [bar("then", 100.0, None), Bar { base: 100.0, ..bar("lost", -98.0, None) }, bar("now", 2.0, None)];
        for steps in [&steps[..], &fallen] {
            everywhere(|size, measure| bars(&data(steps, Style::FromZero), size, measure));
        }
    }

    /// Where the line stands that is drawn beside its double.
    fn neutral(scene: &Scene) -> f64 {
        let uprights = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Rect { rect, ink: Ink::Axis } => Some(rect.x),
            _ => None,
        });
        let uprights: Vec<f64> = uprights.collect();
        let wide = uprights.iter().find(|x| uprights.contains(&(**x - 1.0)));
        *wide.unwrap_or_else(|| panic!("no line: {uprights:?}"))
    }

    #[test]
    fn a_ratio_has_its_line_at_one_and_halves_as_far_from_it_as_doubles() {
        let ratios = [bar("half", 0.5, Some(0.1)), bar("none", 1.0, None), bar("double", 2.0, Some(1.5))];
        let scene = bars(&data(&ratios, Style::Ratio), Size::new(640.0, 300.0), &WidthTable);
        let [half, none, double] = [0, 1, 2].map(|row| scene.hits[row].anchor.x);
        assert!(((none - half) - (double - none)).abs() < 1e-9, "{half} {none} {double}");
        assert!((neutral(&scene) - none).abs() <= 0.5);
        assert!(["0.2", "0.5", "1", "2", "5"].iter().all(|tick| texts(&scene).contains(&(*tick).to_owned())));
        // Also where every figure is above it.
        let above = [bar("double", 2.0, Some(0.5))];
        let scene = bars(&data(&above, Style::Ratio), Size::new(640.0, 300.0), &WidthTable);
        assert!(neutral(&scene) < scene.hits[0].anchor.x);
    }

    #[test]
    fn a_difference_has_its_line_at_zero_also_where_all_are_above() {
        let above = [bar("more", 20.0, Some(2.0)), bar("much more", 40.0, Some(3.0))];
        let scene = bars(&data(&above, Style::Difference), Size::new(640.0, 300.0), &WidthTable);
        assert!(neutral(&scene) < scene.hits[0].anchor.x);
        assert!(texts(&scene).contains(&"0".to_owned()));
    }

    #[test]
    fn figures_stand_clear_of_whiskers() {
        let some = [bar("wide", 10.0, Some(90.0)), bar("below", -10.0, Some(40.0)), bar("narrow", 5.0, None)];
        for style in [Style::FromZero, Style::Dot, Style::Difference] {
            let scene = bars(&data(&some, style), Size::new(640.0, 300.0), &WidthTable);
            let whiskers = scene.marks.iter().filter_map(|mark| match mark {
                Mark::Path { points, .. } => Some(points.iter().map(|point| point.x).fold(0.0, f64::max)),
                _ => None,
            });
            let end = whiskers.fold(0.0, f64::max);
            for mark in &scene.marks {
                let Mark::Text(text) = mark else { continue };
                if text.font == Font::STRONG {
                    assert!(text.bounds(&WidthTable).x > end, "{text:?} begins before {end}");
                }
            }
        }
    }

    #[test]
    fn no_groups_is_said() {
        for bars_ in [vec![], vec![bar("a", f64::NAN, None)]] {
            let scene = bars(&data(&bars_, Style::Dot), Size::new(320.0, 200.0), &WidthTable);
            assert_eq!(texts(&scene), ["No groups"]);
        }
    }
}
