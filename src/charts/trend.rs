//! A score over periods with its interval, and which changes are real.

use super::ink::Ink;
use super::scale::{Linear, Slots, extent};
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, dense, labelled, line};
use super::text::{Font, TextMeasure};
use super::ticks::{Period, domain, nice};

/// How a period's score compares with the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// There is none before.
    First,
    /// There are too few answers to compare.
    TooFew,
    /// The difference is within chance.
    NotReal,
    /// Really higher.
    Up,
    /// Really lower.
    Down,
}

/// One period.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendPoint {
    /// The period.
    pub period: Period,
    /// The score; `None` where nobody answered.
    pub score: Option<f64>,
    /// Low and high end of the interval.
    pub interval: Option<(f64, f64)>,
    /// Answers.
    pub n: u64,
    /// Against the period before.
    pub change: Change,
}

impl TrendPoint {
    fn score(&self) -> Option<f64> {
        self.score.filter(|score| score.is_finite())
    }

    fn interval(&self) -> Option<(f64, f64)> {
        self.interval.filter(|(low, high)| low.is_finite() && high.is_finite())
    }
}

/// The input of [`trend`].
#[derive(Clone, Copy)]
pub struct Trend<'a> {
    /// Periods in order, without gaps.
    pub points: &'a [TrendPoint],
    /// The least and greatest possible score, which the axis never leaves: -100 and 100 for NPS.
    pub limits: (f64, f64),
    /// Heading: period.
    pub period: &'a str,
    /// Heading and axis title: score.
    pub score: &'a str,
    /// Heading: interval.
    pub interval: &'a str,
    /// Heading: answers.
    pub n: &'a str,
    /// Heading: change, and the words for too few answers, no real change, really higher, really lower.
    pub change: (&'a str, [&'a str; 4]),
    /// A score as text.
    pub format: Format<'a>,
    /// A count as text.
    pub count: Format<'a>,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// Draws the line with its band. A ring is no real change; a disc with an arrow is one, with the
/// score beside it; the last score is always written.
pub fn trend(data: &Trend<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let columns = [data.period, data.score, data.interval, data.n, data.change.0].map(str::to_owned).to_vec();
    let values = data.points.iter().flat_map(|point| {
        let (low, high) = point.interval().unzip();
        [point.score(), low, high].into_iter().flatten()
    });
    let Some(span) = extent(values).filter(|_| data.points.iter().any(|point| point.score().is_some())) else {
        return sketch.nothing(columns, data.words);
    };
    let frame = Frame::new(&sketch, data, span);
    frame.axes(&mut sketch, data);
    for run in runs(data.points) {
        frame.band(&mut sketch, data.points, &run);
    }
    for run in runs(data.points) {
        let points: Vec<Point> = run.iter().filter_map(|index| frame.point(data.points, *index)).collect();
        sketch.keep_clear(dense(&points, 4.0));
        sketch.path(points, 2.5, Ink::Accent);
    }
    frame.marks(&mut sketch, data);
    frame.hits(&mut sketch, data);
    let rows = data.points.iter().map(|point| row(data, point)).collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

/// Neighbouring periods that have a score.
fn runs(points: &[TrendPoint]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for (index, point) in points.iter().enumerate() {
        if point.score().is_none() {
            open = false;
            continue;
        }
        match runs.last_mut() {
            Some(run) if open => run.push(index),
            _ => runs.push(vec![index]),
        }
        open = true;
    }
    runs
}

struct Frame {
    plot: Rect,
    x: Slots,
    y: Linear,
    ticks: Vec<(f64, String)>,
}

impl Frame {
    fn new(sketch: &Sketch<'_>, data: &Trend<'_>, span: (f64, f64)) -> Self {
        let row = Font::SMALL.line_height();
        let limits = (data.limits.0.min(data.limits.1), data.limits.0.max(data.limits.1));
        // A little room, so that equal scores make no flat axis and marks do not sit on its ends.
        let room = ((limits.1 - limits.0) * 0.025).max((span.1 - span.0) * 0.05);
        let low = (span.0 - room).max(limits.0).min(limits.1);
        let high = (span.1 + room).min(limits.1).max(low);
        let ticks = labelled(&nice(low, high, 5), data.format);
        let values: Vec<f64> = ticks.iter().map(|(value, _)| *value).collect();
        let left = sketch.widest(ticks.iter().map(|(_, label)| label.as_str()), Font::SMALL) + GAP;
        let plot = Rect::between(
            Point::new(left, row + GAP),
            Point::new(sketch.size.width.max(left + 1.0), (sketch.size.height - row - GAP).max(row + GAP + 1.0)),
        );
        let x = Slots::new(plot.x, plot.width, data.points.len());
        Self { plot, x, y: Linear::new(domain(&values), (plot.bottom(), plot.y)), ticks }
    }

    fn point(&self, points: &[TrendPoint], index: usize) -> Option<Point> {
        Some(Point::new(self.x.center(index), self.y.at(points.get(index)?.score()?)))
    }

    fn axes(&self, sketch: &mut Sketch<'_>, data: &Trend<'_>) {
        sketch.value_axis(self.plot, &self.y, &self.ticks, data.score);
        let periods: Vec<Period> = data.points.iter().map(|point| point.period.clone()).collect();
        sketch.time_axis(&periods, |index| self.x.center(index), self.plot.bottom() + GAP);
    }

    fn band(&self, sketch: &mut Sketch<'_>, points: &[TrendPoint], run: &[usize]) {
        let ends: Vec<(f64, f64, f64)> = run
            .iter()
            .filter_map(|index| {
                let (low, high) = points.get(*index)?.interval()?;
                Some((self.x.center(*index), self.y.at(low), self.y.at(high)))
            })
            .collect();
        if let [(x, low, high)] = *ends.as_slice() {
            // One period alone has no band: a bar stands for it.
            let half = (self.x.width() / 2.0).min(6.0);
            sketch.rect(Rect::between(Point::new(x - half, low), Point::new(x + half, high)), Ink::Band);
        } else if !ends.is_empty() {
            let upper = ends.iter().map(|(x, _, high)| Point::new(*x, *high));
            let lower = ends.iter().rev().map(|(x, low, _)| Point::new(*x, *low));
            sketch.area(upper.chain(lower).collect(), Ink::Band);
        }
    }

    fn marks(&self, sketch: &mut Sketch<'_>, data: &Trend<'_>) {
        // Rings and discs of crowded periods would hide the line: then only real changes are marked.
        let radius = (self.x.width() * 0.4).clamp(1.0, 4.5);
        let last = data.points.iter().rposition(|point| point.score().is_some());
        let points = || data.points.iter().enumerate().filter_map(|(i, p)| Some((i, p, self.point(data.points, i)?)));
        for (_, point, at) in points() {
            match point.change {
                Change::Up | Change::Down => self.real_change(sketch, at, point.change),
                Change::NotReal | Change::TooFew if radius > 2.5 => sketch.ring(at, radius, Ink::Accent),
                Change::First if radius > 2.5 => sketch.disc(at, radius, Ink::Accent),
                Change::NotReal | Change::TooFew | Change::First => {}
            }
        }
        // The last first: where room is scarce it is the one to keep.
        let mut written: Vec<_> = points()
            .filter(|(index, point, _)| Some(*index) == last || matches!(point.change, Change::Up | Change::Down))
            .collect();
        written.reverse();
        for (_, point, at) in written {
            let Some(score) = point.score() else { continue };
            let (near, far) = if point.change == Change::Down { (16.0, -16.0) } else { (-16.0, 16.0) };
            let places = [near, far, 1.75 * near, 1.75 * far].map(|dy| Point::new(at.x, at.y + dy));
            let candidates: Vec<_> = places
                .iter()
                .flat_map(|place| [(*place, Anchor::Middle), (*place, Anchor::End), (*place, Anchor::Start)])
                .collect();
            sketch.label(&candidates, Font::STRONG, Ink::Text, &(data.format)(score));
        }
    }

    /// A triangle that points the way the score went.
    fn real_change(&self, sketch: &mut Sketch<'_>, at: Point, change: Change) {
        let up = if change == Change::Up { -1.0 } else { 1.0 };
        let size = 7.0_f64.min(self.plot.height / 2.0);
        // Held to the plot, where a score at the limit would push the tip out.
        let y = at.y.max(self.plot.y + size).min(self.plot.bottom() - size);
        let corners = [(0.0, up * size), (-size, -up * size * 0.7), (size, -up * size * 0.7)];
        let right = self.plot.right();
        let corner = |(dx, dy): (f64, f64)| Point::new((at.x + dx).max(0.0).min(right), y + dy);
        sketch.area(corners.map(corner).to_vec(), Ink::Accent);
    }

    fn hits(&self, sketch: &mut Sketch<'_>, data: &Trend<'_>) {
        for (index, point) in data.points.iter().enumerate() {
            let (Some(at), Some(score)) = (self.point(data.points, index), point.score()) else { continue };
            let strip = Rect { x: self.x.start(index), width: self.x.width(), ..self.plot };
            let mut lines = vec![line(data.score, &(data.format)(score))];
            if let Some(interval) = interval_text(data, point) {
                lines.push(line(data.interval, &interval));
            }
            lines.push(line(data.n, &(data.count)(point.n as f64)));
            lines.extend(change_text(data, point.change).map(str::to_owned));
            sketch.strip(strip, at, point.period.name(), lines);
        }
    }
}

fn interval_text(data: &Trend<'_>, point: &TrendPoint) -> Option<String> {
    point.interval().map(|(low, high)| format!("{} – {}", (data.format)(low), (data.format)(high)))
}

fn change_text<'a>(data: &Trend<'a>, change: Change) -> Option<&'a str> {
    let [too_few, not_real, up, down] = data.change.1;
    match change {
        Change::First => None,
        Change::TooFew => Some(too_few),
        Change::NotReal => Some(not_real),
        Change::Up => Some(up),
        Change::Down => Some(down),
    }
}

fn row(data: &Trend<'_>, point: &TrendPoint) -> Vec<String> {
    vec![
        point.period.name(),
        point.score().map_or_else(String::new, data.format),
        interval_text(data, point).unwrap_or_default(),
        (data.count)(point.n as f64),
        change_text(data, point.change).unwrap_or_default().to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, texts};
    use super::super::text::WidthTable;
    use super::*;

    fn points(count: usize, chinese: bool, score: impl Fn(usize) -> Option<f64>) -> Vec<TrendPoint> {
        let changes = [Change::NotReal, Change::Up, Change::Down, Change::TooFew];
        (0..count)
            .map(|index| {
                let score = score(index);
                TrendPoint {
                    period: Period {
                        label: if chinese { format!("{}月", index % 12 + 1) } else { "Mar".into() },
                        full: if chinese { "2024年3月".into() } else { "March 2024".into() },
                        major: index % 12 == 0,
                        ..Period::default()
                    },
                    score,
                    interval: score.map(|score| ((score - 12.0).max(-100.0), (score + 12.0).min(100.0))),
                    n: 100,
                    change: if index == 0 { Change::First } else { changes[index % 4] },
                }
            })
            .collect()
    }

    fn data(points: &[TrendPoint]) -> Trend<'_> {
        Trend {
            points,
            limits: (-100.0, 100.0),
            period: "Period",
            score: "净推荐值 (NPS)",
            interval: "Interval",
            n: "Answers",
            change: ("Change", ["too few answers", "no real change", "really higher", "really lower"]),
            format: &number,
            count: &number,
            words: Words { summary: "summary", empty: "No answers" },
        }
    }

    #[test]
    fn labels_never_overlap() {
        let shapes: [&dyn Fn(usize) -> Option<f64>; 5] = [
            &|i| Some(f64::from(u32::try_from(i * 37 % 90).unwrap()) - 30.0),
            &|_| Some(100.0),
            &|_| Some(-100.0),
            &|_| Some(0.0),
            &|i| (i % 4 != 0).then_some(42.0),
        ];
        for shape in shapes {
            for count in [1, 2, 12, 60, 1000] {
                for chinese in [false, true] {
                    let points = points(count, chinese, shape);
                    everywhere(|size, measure| trend(&data(&points), size, measure));
                }
            }
        }
    }

    #[test]
    fn the_axis_stays_within_what_a_score_can_be() {
        let points = points(3, false, |_| Some(99.0));
        let scene = trend(&data(&points), Size::new(640.0, 300.0), &WidthTable);
        assert!(texts(&scene).contains(&"100".to_owned()));
        assert!(!texts(&scene).contains(&"120".to_owned()));
    }

    #[test]
    fn periods_without_answers_break_the_line_and_have_no_hit() {
        let points = points(7, false, |i| (i != 3).then_some(10.0));
        assert_eq!(runs(&points), [vec![0, 1, 2], vec![4, 5, 6]]);
        let scene = trend(&data(&points), Size::new(640.0, 300.0), &WidthTable);
        assert_eq!(scene.hits.len(), 6);
        assert_eq!(scene.table.rows.len(), 7);
        assert_eq!(scene.table.rows[3][1], "");
    }

    #[test]
    fn changes_are_said_in_words() {
        let points = points(3, false, |_| Some(10.0));
        let scene = trend(&data(&points), Size::new(640.0, 300.0), &WidthTable);
        assert_eq!(scene.hits[1].lines.last().unwrap(), "really higher");
        assert_eq!(scene.table.rows[0][4], "");
    }

    #[test]
    fn no_answers_is_said() {
        for points in [vec![], points(5, false, |_| None), points(5, false, |_| Some(f64::NAN))] {
            let scene = trend(&data(&points), Size::new(320.0, 200.0), &WidthTable);
            assert_eq!(texts(&scene), ["No answers"]);
        }
    }
}
