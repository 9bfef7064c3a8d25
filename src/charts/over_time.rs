//! Figures over periods: lines, or stacked columns.

use super::ink::Ink;
use super::scale::{Linear, Slots, extent};
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, labelled, line};
use super::text::{Font, TextMeasure};
use super::ticks::{Period, domain, nice};

/// One line, or one layer of the columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    /// Its name.
    pub name: &'a str,
    /// A value for each period; `None` where there is none.
    pub values: &'a [Option<f64>],
    /// Colour.
    pub ink: Ink,
}

impl Series<'_> {
    fn value(&self, period: usize) -> Option<f64> {
        self.values.get(period).copied().flatten().filter(|value| value.is_finite())
    }
}

/// Lines or columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A line for each series.
    Lines,
    /// A column for each period, the series stacked in it.
    Columns,
}

/// The input of [`over_time`].
#[derive(Clone, Copy)]
pub struct OverTime<'a> {
    /// The periods in order, without gaps.
    pub periods: &'a [Period],
    /// The series; at most [`MOST`] are drawn, all are in the table.
    pub series: &'a [Series<'a>],
    /// Lines or columns.
    pub form: Form,
    /// Heading: period.
    pub period: &'a str,
    /// Axis title: what is counted, with its unit.
    pub value: &'a str,
    /// A value as text.
    pub format: Format<'a>,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// More series than colours could not be told apart.
pub const MOST: usize = 8;

/// Draws the series over an axis that contains zero. Lines are named at their right ends where the
/// width allows, otherwise in a legend above.
pub fn over_time(data: &OverTime<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let names = data.series.iter().map(|series| series.name.to_owned());
    let columns: Vec<String> = [data.period.to_owned()].into_iter().chain(names).collect();
    let series = data.series.get(..data.series.len().min(MOST)).unwrap_or_default();
    let Some(span) = span(data, series) else {
        return sketch.nothing(columns, data.words);
    };
    let frame = Frame::new(&mut sketch, data, series, span);
    sketch.time_axis(data.periods, |index| frame.x.center(index), frame.plot.bottom() + GAP);
    match data.form {
        Form::Lines => frame.lines(&mut sketch, data, series),
        Form::Columns => frame.columns(&mut sketch, data, series),
    }
    frame.hits(&mut sketch, data, series);
    let cell = |value: Option<f64>| value.map_or_else(String::new, data.format);
    let row = |(index, period): (usize, &Period)| {
        [period.name()].into_iter().chain(data.series.iter().map(|series| cell(series.value(index)))).collect()
    };
    let rows = data.periods.iter().enumerate().map(row).collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

/// The least and greatest height drawn.
fn span(data: &OverTime<'_>, series: &[Series<'_>]) -> Option<(f64, f64)> {
    let periods = 0..data.periods.len();
    match data.form {
        Form::Lines => extent(periods.flat_map(|index| series.iter().filter_map(move |series| series.value(index)))),
        Form::Columns => {
            let any = periods.clone().any(|index| series.iter().any(|series| series.value(index).is_some()));
            let ends = periods.flat_map(|index| {
                let values = || series.iter().filter_map(move |series| series.value(index));
                [values().filter(|value| *value > 0.0).sum(), values().filter(|value| *value < 0.0).sum::<f64>()]
            });
            extent(ends).filter(|_| any)
        }
    }
}

struct Frame {
    plot: Rect,
    x: Slots,
    y: Linear,
    named_at_end: bool,
}

impl Frame {
    /// Draws legend and value axis, which settle where the plot lies.
    fn new(sketch: &mut Sketch<'_>, data: &OverTime<'_>, series: &[Series<'_>], span: (f64, f64)) -> Self {
        let row = Font::SMALL.line_height();
        let ticks = nice(span.0.min(0.0), span.1.max(0.0), 5);
        let domain = domain(&ticks);
        let ticks = labelled(&ticks, data.format);
        let left = sketch.widest(ticks.iter().map(|(_, label)| label.as_str()), Font::SMALL) + GAP;
        let names = sketch.widest(series.iter().map(|series| series.name), Font::STRONG) + 2.0 * GAP;
        let room_below = sketch.size.height - 3.0 * row - 2.0 * GAP;
        let named_at_end = data.form == Form::Lines
            && names <= sketch.size.width * 0.25
            && series.len() as f64 * Font::STRONG.line_height() <= room_below;
        let mut top = row + GAP;
        if series.len() > 1 && !named_at_end {
            let items: Vec<_> = series.iter().map(|series| (series.ink, series.name)).collect();
            top = sketch.legend(&items, 0.0, row + 4.0) + GAP;
        }
        let right = if named_at_end { names } else { 0.0 };
        let bottom = (sketch.size.height - row - GAP).max(top + 40.0);
        sketch.size.height = sketch.size.height.max(bottom + row + GAP);
        let plot =
            Rect::between(Point::new(left, top), Point::new((sketch.size.width - right).max(left + 1.0), bottom));
        let y = Linear::new(domain, (plot.bottom(), plot.y));
        sketch.value_axis(plot, &y, &ticks, data.value);
        Self { plot, x: Slots::new(plot.x, plot.width, data.periods.len()), y, named_at_end }
    }

    fn lines(&self, sketch: &mut Sketch<'_>, data: &OverTime<'_>, series: &[Series<'_>]) {
        for series in series {
            let mut run = Vec::new();
            for index in 0..=data.periods.len() {
                match series.value(index).filter(|_| index < data.periods.len()) {
                    Some(value) => run.push(Point::new(self.x.center(index), self.y.at(value))),
                    None => self.line(sketch, std::mem::take(&mut run), series.ink),
                }
            }
        }
        if self.named_at_end {
            self.names(sketch, data, series);
        }
    }

    /// One unbroken stretch of a line; a single point, or few, as dots.
    fn line(&self, sketch: &mut Sketch<'_>, run: Vec<Point>, ink: Ink) {
        if run.len() == 1 || self.x.width() > 24.0 {
            for point in &run {
                sketch.disc(*point, 3.5, ink);
            }
        }
        if run.len() > 1 {
            sketch.path(run, 2.5, ink);
        }
    }

    /// Names at the right ends, pushed apart where lines end together.
    fn names(&self, sketch: &mut Sketch<'_>, data: &OverTime<'_>, series: &[Series<'_>]) {
        let height = Font::STRONG.line_height();
        let end = |series: &Series<'_>| {
            (0..data.periods.len()).rev().find_map(|index| series.value(index)).map(|value| self.y.at(value))
        };
        let mut ends: Vec<(f64, &Series<'_>)> =
            series.iter().filter_map(|series| Some((end(series)?, series))).collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut free = self.plot.y - height / 2.0;
        for (y, _) in &mut ends {
            *y = y.max(free);
            free = *y + height;
        }
        let mut limit = self.plot.bottom() + height / 2.0;
        for (y, _) in ends.iter_mut().rev() {
            *y = y.min(limit);
            limit = *y - height;
        }
        for (y, series) in ends {
            // The swatch carries the colour, the text stays readable.
            let x = self.plot.right() + GAP;
            sketch.rect(Rect { x: x - 4.0, y: y - 5.0, width: 3.0, height: 10.0 }, series.ink);
            sketch.text(Point::new(x + 2.0, y), Anchor::Start, Font::STRONG, Ink::Text, series.name);
        }
    }

    fn columns(&self, sketch: &mut Sketch<'_>, data: &OverTime<'_>, series: &[Series<'_>]) {
        let width = (self.x.width() * 0.72).min(56.0).max(self.x.width().min(1.0));
        for index in 0..data.periods.len() {
            let (mut above, mut below) = (0.0, 0.0);
            for series in series {
                let Some(value) = series.value(index) else { continue };
                let base: &mut f64 = if value < 0.0 { &mut below } else { &mut above };
                let (from, to) = (self.y.at(*base), self.y.at(*base + value));
                *base += value;
                let x = self.x.center(index) - width / 2.0;
                sketch.rect(Rect::between(Point::new(x, from), Point::new(x + width, to)), series.ink);
            }
        }
    }

    fn hits(&self, sketch: &mut Sketch<'_>, data: &OverTime<'_>, series: &[Series<'_>]) {
        for (index, period) in data.periods.iter().enumerate() {
            let values: Vec<_> = series.iter().filter_map(|series| Some((series, series.value(index)?))).collect();
            let height = match data.form {
                Form::Lines => values.first().map(|(_, value)| *value),
                Form::Columns => values.iter().map(|(_, value)| value.max(0.0)).reduce(|a, b| a + b),
            };
            let Some(height) = height else { continue };
            let strip = Rect { x: self.x.start(index), width: self.x.width(), ..self.plot };
            let lines = values.iter().map(|(series, value)| line(series.name, &(data.format)(*value))).collect();
            sketch.strip(strip, Point::new(self.x.center(index), self.y.at(height)), period.name(), lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, texts};
    use super::super::text::WidthTable;
    use super::*;

    fn periods(count: usize, chinese: bool) -> Vec<Period> {
        let period = |index: usize| Period {
            label: if chinese { format!("{}月", index % 12 + 1) } else { "Mar".into() },
            full: String::new(),
            major: index.is_multiple_of(12),
            ..Period::default()
        };
        (0..count).map(period).collect()
    }

    fn data<'a>(periods: &'a [Period], series: &'a [Series<'a>], form: Form) -> OverTime<'a> {
        OverTime {
            periods,
            series,
            form,
            period: "Month",
            value: "活跃客户数",
            format: &number,
            words: Words { summary: "summary", empty: "No purchases" },
        }
    }

    fn wave(count: usize, shift: f64) -> Vec<Option<f64>> {
        (0..count).map(|index| (index % 5 != 4).then(|| (index * 13 % 40) as f64 + shift)).collect()
    }

    #[test]
    fn labels_never_overlap() {
        for count in [1, 2, 13, 60, 1000] {
            let waves: Vec<_> =
                [-20.0, 0.0, 0.5, 1000.0, 3.0, 4.0, 5.0, 6.0, 7.0].map(|shift| wave(count, shift)).into();
            for chinese in [false, true] {
                let name = if chinese { "回流客户" } else { "Returning" };
                let series: Vec<Series<'_>> = waves
                    .iter()
                    .enumerate()
                    .map(|(index, values)| Series { name, values, ink: Ink::Categorical(u8::try_from(index).unwrap()) })
                    .collect();
                for form in [Form::Lines, Form::Columns] {
                    for series in [&series[..1], &series[..3], &series[..]] {
                        everywhere(|size, measure| {
                            over_time(&data(&periods(count, chinese), series, form), size, measure)
                        });
                    }
                }
            }
        }
    }

    #[test]
    fn a_gap_breaks_the_line() {
        let values = [Some(1.0), Some(2.0), None, Some(4.0), Some(5.0)];
        let series = [Series { name: "a", values: &values, ink: Ink::Accent }];
        let periods = periods(5, false);
        let scene = over_time(&data(&periods, &series, Form::Lines), Size::new(640.0, 300.0), &WidthTable);
        let lines = scene.marks.iter().filter(|mark| matches!(mark, super::super::scene::Mark::Path { .. })).count();
        assert_eq!((lines, scene.hits.len()), (2, 4));
        assert_eq!(scene.table.rows[2][1], "");
    }

    #[test]
    fn columns_stack_up_and_down_from_zero() {
        let (new, back, lost) = ([Some(3.0)], [Some(4.0)], [Some(-2.0)]);
        let series = [("new", &new), ("back", &back), ("lost", &lost)].map(|(name, values)| Series {
            name,
            values,
            ink: Ink::Accent,
        });
        assert_eq!(span(&data(&periods(1, false), &series, Form::Columns), &series), Some((-2.0, 7.0)));
    }

    #[test]
    fn series_beyond_the_colours_are_in_the_table_only() {
        let values = [Some(1.0)];
        let series = vec![Series { name: "a", values: &values, ink: Ink::Accent }; 1000];
        let periods = periods(1, false);
        let scene = over_time(&data(&periods, &series, Form::Lines), Size::new(640.0, 300.0), &WidthTable);
        assert_eq!(scene.hits[0].lines.len(), MOST);
        assert_eq!(scene.table.columns.len(), 1001);
    }

    #[test]
    fn no_values_is_said() {
        let none = [None, Some(f64::NAN)];
        let series = [Series { name: "a", values: &none, ink: Ink::Accent }];
        for form in [Form::Lines, Form::Columns] {
            for (periods, series) in [(periods(2, false), &series[..]), (vec![], &series[..]), (periods(2, false), &[])]
            {
                let scene = over_time(&data(&periods, series, form), Size::new(320.0, 200.0), &WidthTable);
                assert_eq!(texts(&scene), ["No purchases"]);
            }
        }
    }
}
