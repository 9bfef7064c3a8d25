//! Shares that fall in steps: who is still there after a time.

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::scale::{Linear, extent};
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, labelled, line};
use super::text::{Font, TextMeasure};
use super::ticks::nice;

/// One curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve<'a> {
    /// Its name; empty where there is but one.
    pub name: &'a str,
    /// The times of its steps, ascending; the share is 1 before the first.
    pub times: &'a [f64],
    /// The share from each time on.
    pub shares: &'a [f64],
    /// Its interval from each time on.
    pub intervals: &'a [Option<(f64, f64)>],
    /// How many were followed for each time or longer.
    pub at_risk: &'a [u64],
    /// The last time observed, step or not.
    pub until: f64,
    /// Colour.
    pub ink: Ink,
}

/// The input of [`curves`].
#[derive(Clone, Copy)]
pub struct Curves<'a> {
    /// The curves; at most [`MOST`] are drawn, all are in the table.
    pub curves: &'a [Curve<'a>],
    /// Axis title and column: time, with its unit.
    pub time: &'a str,
    /// Axis title and column: share.
    pub share: &'a str,
    /// Column: interval.
    pub interval: &'a str,
    /// Column: how many were followed.
    pub at_risk: &'a str,
    /// Column: group.
    pub group: &'a str,
    /// A time as text.
    pub number: Format<'a>,
    /// A share as text; 0.2 becomes "20 %".
    pub percent: Format<'a>,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// More curves than colours could not be told apart.
pub const MOST: usize = 8;

/// The most hits, and rows of the table, along one curve.
const STOPS: usize = 50;

/// Whiskers along a curve, where several would make of their bands one blur.
const WHISKERS: usize = 4;

/// A step of a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    time: f64,
    share: f64,
    interval: Option<(f64, f64)>,
    at_risk: Option<u64>,
}

/// A curve that can be drawn: its steps from time 0 on.
struct Drawn<'a> {
    curve: &'a Curve<'a>,
    steps: Vec<Step>,
    until: f64,
}

/// Draws shares from 1 down in steps, over an axis from 0 to 1. One curve has its interval as a band, several have
/// whiskers. Curves are named at their right ends where the width allows, otherwise in a legend above.
pub fn curves(data: &Curves<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let all: Vec<Drawn<'_>> = data.curves.iter().map(Drawn::of).collect();
    let several = data.curves.len() > 1;
    let own = [data.time, data.share, data.interval, data.at_risk];
    let columns = several.then_some(data.group).into_iter().chain(own).map(str::to_owned).collect();
    let longest = all.iter().map(|curve| curve.until).fold(0.0, f64::max);
    if longest <= 0.0 && all.iter().all(|curve| curve.steps.is_empty()) {
        return sketch.nothing(columns, data.words);
    }
    let drawn = all.get(..all.len().min(MOST)).unwrap_or_default();
    let frame = Frame::new(&mut sketch, data, drawn, longest);
    match drawn {
        [one] => frame.band(&mut sketch, one),
        several => several.iter().enumerate().for_each(|(place, curve)| frame.whiskers(&mut sketch, curve, place)),
    }
    for curve in drawn {
        sketch.path(frame.path(curve), 2.5, curve.curve.ink);
    }
    if frame.named_at_end {
        frame.names(&mut sketch, drawn);
    }
    for (row, curve) in drawn.iter().enumerate() {
        frame.hits(&mut sketch, data, curve, row, several);
    }
    let rows = all.iter().flat_map(|curve| rows(data, curve, several)).collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

impl<'a> Drawn<'a> {
    /// Steps whose time and share are numbers, in order.
    fn of(curve: &'a Curve<'a>) -> Self {
        let sound = |(place, (&time, &share)): (usize, (&f64, &f64))| {
            let interval = curve.intervals.get(place).copied().flatten();
            let interval = interval.filter(|(low, high)| low.is_finite() && high.is_finite());
            let at_risk = curve.at_risk.get(place).copied();
            (time.is_finite() && time >= 0.0 && share.is_finite()).then_some(Step {
                time,
                share: share.clamp(0.0, 1.0),
                interval: interval.map(|(low, high)| (low.clamp(0.0, 1.0), high.clamp(0.0, 1.0))),
                at_risk,
            })
        };
        let mut steps: Vec<Step> = curve.times.iter().zip(curve.shares).enumerate().filter_map(sound).collect();
        steps.sort_by(|a, b| a.time.total_cmp(&b.time));
        let ends = steps.last().map(|step| step.time).into_iter().chain([curve.until]);
        let until = extent(ends).map_or(0.0, |(_, last)| last.max(0.0));
        Self { curve, steps, until }
    }

    /// The step in force at a time; `None` before the first.
    fn at(&self, time: f64) -> Option<&Step> {
        self.steps.get(self.steps.partition_point(|step| step.time <= time).checked_sub(1)?)
    }

    /// The share at the end.
    fn last(&self) -> f64 {
        self.steps.last().map_or(1.0, |step| step.share)
    }

    /// At most [`STOPS`] of the steps, evenly spread, the first and the last among them.
    fn stops(&self) -> Vec<&Step> {
        let count = self.steps.len();
        if count <= STOPS {
            return self.steps.iter().collect();
        }
        (0..STOPS).filter_map(|stop| self.steps.get(stop * (count - 1) / (STOPS - 1))).collect()
    }
}

struct Frame {
    plot: Rect,
    x: Linear,
    y: Linear,
    named_at_end: bool,
}

impl Frame {
    /// Draws legend and axes.
    fn new(sketch: &mut Sketch<'_>, data: &Curves<'_>, drawn: &[Drawn<'_>], longest: f64) -> Self {
        let row = Font::SMALL.line_height();
        let ticks = labelled(&nice(0.0, 1.0, 5), data.percent);
        let left = sketch.widest(ticks.iter().map(|(_, label)| label.as_str()), Font::SMALL) + GAP;
        let room = sketch.widest(drawn.iter().map(|curve| curve.curve.name), Font::STRONG) + 2.0 * GAP;
        let room_below = sketch.size.height - 4.0 * row - 2.0 * GAP;
        let named: Vec<(Ink, &str)> = drawn
            .iter()
            .filter(|curve| !curve.curve.name.is_empty())
            .map(|curve| (curve.curve.ink, curve.curve.name))
            .collect();
        let named_at_end = !named.is_empty()
            && room <= sketch.size.width * 0.25
            && drawn.len() as f64 * Font::STRONG.line_height() <= room_below;
        let mut top = row + GAP;
        if !named.is_empty() && !named_at_end {
            top = sketch.legend(&named, 0.0, row + 4.0) + GAP;
        }
        let times: Vec<f64> = nice(0.0, longest, 6).into_iter().filter(|time| *time <= longest).collect();
        let times = labelled(&times, data.number);
        // The last label stands half beyond the plot.
        let beyond = times.last().map_or(0.0, |(_, label)| sketch.width(label, Font::SMALL) / 2.0);
        let right = if named_at_end { room.max(beyond) } else { beyond };
        let bottom = (sketch.size.height - 2.0 * row - GAP).max(top + 40.0);
        sketch.size.height = sketch.size.height.max(bottom + 2.0 * row + GAP);
        let plot =
            Rect::between(Point::new(left, top), Point::new((sketch.size.width - right).max(left + 1.0), bottom));
        let y = Linear::new((0.0, 1.0), (plot.bottom(), plot.y));
        sketch.value_axis(plot, &y, &ticks, data.share);
        let x = Linear::new((0.0, if longest > 0.0 { longest } else { 1.0 }), (plot.x, plot.right()));
        let frame = Self { plot, x, y, named_at_end };
        frame.time_axis(sketch, &times, data.time);
        frame
    }

    /// Times below the plot, those left out that would touch, and the title below them.
    fn time_axis(&self, sketch: &mut Sketch<'_>, times: &[(f64, String)], title: &str) {
        let row = Font::SMALL.line_height();
        let mut free = f64::NEG_INFINITY;
        for (time, label) in times {
            let (x, half) = (self.x.at(*time), sketch.width(label, Font::SMALL) / 2.0);
            sketch.upright(x.min(self.plot.right()), self.plot.bottom(), self.plot.bottom() + 4.0, Ink::Axis);
            if x - half >= free && x - half >= 0.0 && x + half <= sketch.size.width {
                let at = Point::new(x, self.plot.bottom() + 4.0 + row / 2.0);
                sketch.text(at, Anchor::Middle, Font::SMALL, Ink::MutedText, label.as_str());
                free = x + half + GAP;
            }
        }
        sketch.title(Point::new(self.plot.x, self.plot.bottom() + 4.0 + 1.5 * row), title);
    }

    fn point(&self, time: f64, share: f64) -> Point {
        Point::new(self.x.at(time), self.y.at(share))
    }

    /// Down at each step, level between, to the end. Steps within half a pixel of each other are one.
    fn path(&self, drawn: &Drawn<'_>) -> Vec<Point> {
        self.stairs(drawn, |step| Some(step.share))
    }

    fn stairs(&self, drawn: &Drawn<'_>, value: impl Fn(&Step) -> Option<f64>) -> Vec<Point> {
        let mut now = 1.0;
        let mut points = vec![self.point(0.0, now)];
        for step in &drawn.steps {
            let Some(next) = value(step) else { break };
            let x = self.x.at(step.time);
            let begun = points.len() > 1;
            match points.last_mut().filter(|last| begun && x - last.x < 0.5) {
                // Upright lines on one place: the lower end says all.
                Some(last) => last.y = last.y.max(self.y.at(next)),
                None => points.extend([Point::new(x, self.y.at(now)), Point::new(x, self.y.at(next))]),
            }
            now = next;
        }
        points.push(self.point(drawn.until, now));
        points
    }

    /// The interval as an area. Where there is none (nobody is left) the area ends.
    fn band(&self, sketch: &mut Sketch<'_>, drawn: &Drawn<'_>) {
        let end = drawn.steps.iter().find(|step| step.interval.is_none()).map_or(drawn.until, |step| step.time);
        let within: Vec<Step> = drawn.steps.iter().copied().take_while(|step| step.interval.is_some()).collect();
        if within.is_empty() {
            return;
        }
        let within = Drawn { curve: drawn.curve, steps: within, until: end };
        let mut outline = self.stairs(&within, |step| step.interval.map(|(_, high)| high));
        let lower = self.stairs(&within, |step| step.interval.map(|(low, _)| low));
        outline.extend(lower.into_iter().rev());
        sketch.area(outline, Ink::Band);
    }

    /// The interval at a few places, those of different curves beside each other.
    fn whiskers(&self, sketch: &mut Sketch<'_>, drawn: &Drawn<'_>, place: usize) {
        for stop in 1..=WHISKERS {
            let time = drawn.until * stop as f64 / (WHISKERS as f64 + 0.5);
            let Some((low, high)) = drawn.at(time).and_then(|step| step.interval) else { continue };
            let x = (self.x.at(time) + 3.0 * place as f64).min(self.plot.right());
            sketch.path(vec![Point::new(x, self.y.at(high)), Point::new(x, self.y.at(low))], 1.5, drawn.curve.ink);
        }
    }

    /// Names at the right, pushed apart where curves end together.
    fn names(&self, sketch: &mut Sketch<'_>, drawn: &[Drawn<'_>]) {
        let height = Font::STRONG.line_height();
        let mut ends: Vec<(f64, &Curve<'_>)> =
            drawn.iter().map(|curve| (self.y.at(curve.last()), curve.curve)).collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut free = self.plot.y - height / 2.0;
        for (y, _) in &mut ends {
            *y = y.max(free);
            free = *y + height;
        }
        // The labels of the time axis begin just below the plot.
        let mut limit = self.plot.bottom() - height / 2.0;
        for (y, _) in ends.iter_mut().rev() {
            *y = y.min(limit);
            limit = *y - height;
        }
        for (y, curve) in ends {
            // The swatch carries the colour, the text stays readable.
            let x = self.plot.right() + GAP;
            sketch.rect(Rect { x: x - 4.0, y: y - 5.0, width: 3.0, height: 10.0 }, curve.ink);
            sketch.text(Point::new(x + 2.0, y), Anchor::Start, Font::STRONG, Ink::Text, curve.name);
        }
    }

    /// One curve answers all along its steps, several near each of theirs.
    fn hits(&self, sketch: &mut Sketch<'_>, data: &Curves<'_>, drawn: &Drawn<'_>, row: usize, several: bool) {
        let stops = drawn.stops();
        for (place, step) in stops.iter().enumerate() {
            let until = stops.get(place + 1).map_or(drawn.until, |next| next.time);
            let anchor = self.point(step.time, step.share);
            let strip =
                Rect::between(Point::new(anchor.x, self.plot.y), Point::new(self.x.at(until), self.plot.bottom()));
            let time = line(data.time, &(data.number)(step.time));
            let title = if several { format!("{}, {time}", drawn.curve.name) } else { time };
            let lines = [
                Some(line(data.share, &(data.percent)(step.share))),
                step.interval.map(|interval| line(data.interval, &ends(data, interval))),
                step.at_risk.map(|n| line(data.at_risk, &(data.number)(n as f64))),
            ];
            sketch.hit(Hit {
                target: if several { Target::Near(12.0) } else { Target::Area(strip) },
                anchor,
                crosshair: Crosshair::Both,
                row,
                title,
                lines: lines.into_iter().flatten().collect(),
            });
        }
    }
}

fn ends(data: &Curves<'_>, (low, high): (f64, f64)) -> String {
    format!("{} – {}", (data.percent)(low), (data.percent)(high))
}

fn rows(data: &Curves<'_>, drawn: &Drawn<'_>, several: bool) -> Vec<Vec<String>> {
    let row = |step: &&Step| {
        let cells = [
            (data.number)(step.time),
            (data.percent)(step.share),
            step.interval.map(|interval| ends(data, interval)).unwrap_or_default(),
            step.at_risk.map(|n| (data.number)(n as f64)).unwrap_or_default(),
        ];
        several.then(|| drawn.curve.name.to_owned()).into_iter().chain(cells).collect()
    };
    drawn.stops().iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, percent, texts};
    use super::super::scene::Mark;
    use super::super::text::WidthTable;
    use super::*;

    /// A curve with so many steps.
    struct Steps {
        times: Vec<f64>,
        shares: Vec<f64>,
        intervals: Vec<Option<(f64, f64)>>,
        at_risk: Vec<u64>,
    }

    impl Steps {
        fn of(count: u32, pace: f64) -> Self {
            let share = |step: u32| (-pace * f64::from(step) / f64::from(count)).exp();
            Self {
                times: (1..=count).map(f64::from).collect(),
                shares: (1..=count).map(share).collect(),
                intervals: (1..=count).map(|step| Some((share(step) * 0.9, (share(step) * 1.1).min(1.0)))).collect(),
                at_risk: (1..=count).rev().map(u64::from).collect(),
            }
        }

        fn curve<'a>(&'a self, name: &'a str, ink: Ink) -> Curve<'a> {
            Curve {
                name,
                times: &self.times,
                shares: &self.shares,
                intervals: &self.intervals,
                at_risk: &self.at_risk,
                until: self.times.last().copied().unwrap_or_default() + 1.0,
                ink,
            }
        }
    }

    fn data<'a>(curves: &'a [Curve<'a>]) -> Curves<'a> {
        Curves {
            curves,
            time: "Months since the beginning",
            share: "仍在客户占比",
            interval: "Interval",
            at_risk: "Followed",
            group: "Contract",
            number: &number,
            percent: &percent,
            words: Words { summary: "summary", empty: "Nobody" },
        }
    }

    fn scene(curves: &[Curve<'_>]) -> Scene {
        super::curves(&data(curves), Size::new(640.0, 320.0), &WidthTable)
    }

    #[test]
    fn labels_never_overlap() {
        for count in [1, 2, 40, 72, 5_000] {
            let steps: Vec<Steps> =
                [0.1, 0.5, 0.5, 3.0, 9.0, 0.0, 1.0, 2.0, 4.0].map(|pace| Steps::of(count, pace)).into();
            for name in ["Month-to-month", "两年合约", "A rather long name of a contract nobody would choose"] {
                let curves: Vec<Curve<'_>> = steps
                    .iter()
                    .enumerate()
                    .map(|(place, steps)| steps.curve(name, Ink::Categorical(u8::try_from(place).unwrap())))
                    .collect();
                for curves in [&curves[..1], &curves[..2], &curves[..]] {
                    everywhere(|size, measure| super::curves(&data(curves), size, measure));
                }
            }
            let alone = [steps[0].curve("", Ink::Accent)];
            everywhere(|size, measure| super::curves(&data(&alone), size, measure));
        }
    }

    #[test]
    fn a_curve_falls_in_steps_and_goes_on_to_its_end() {
        let curve = Curve {
            name: "",
            times: &[2.0, 4.0],
            shares: &[0.5, 0.25],
            intervals: &[Some((0.2, 0.8)), Some((0.1, 0.6))],
            at_risk: &[8, 4],
            until: 10.0,
            ink: Ink::Accent,
        };
        let scene = scene(&[curve]);
        let path = scene.marks.iter().find_map(|mark| match mark {
            Mark::Path { points, ink: Ink::Accent, .. } => Some(points.clone()),
            _ => None,
        });
        let path = path.unwrap();
        assert_eq!(path.len(), 6, "the beginning, two points a step, the end");
        assert!(path.windows(2).all(|pair| pair[1].x >= pair[0].x && pair[1].y >= pair[0].y));
        assert!(
            path.windows(2).all(|pair| (pair[1].x - pair[0].x).min(pair[1].y - pair[0].y) < 1e-9),
            "level or upright"
        );
        assert!(scene.marks.iter().any(|mark| matches!(mark, Mark::Area { ink: Ink::Band, .. })));
        assert_eq!(scene.table.rows, [["2", "50 %", "20 % – 80 %", "8"], ["4", "25 %", "10 % – 60 %", "4"]]);
        assert_eq!(scene.hits[0].lines, ["仍在客户占比: 50 %", "Interval: 20 % – 80 %", "Followed: 8"]);
        // The strip of a step reaches to the next.
        let x = f64::midpoint(scene.hits[0].anchor.x, scene.hits[1].anchor.x);
        assert_eq!((scene.hit_test(x, 100.0), scene.hit_test(x + 200.0, 100.0)), (Some(0), Some(1)));
    }

    #[test]
    fn several_curves_have_whiskers_and_a_row_of_hits_each() {
        let (slow, fast) = (Steps::of(6, 0.3), Steps::of(6, 2.0));
        let curves = [slow.curve("slow", Ink::Categorical(0)), fast.curve("fast", Ink::Categorical(1))];
        let scene = scene(&curves);
        assert!(!scene.marks.iter().any(|mark| matches!(mark, Mark::Area { .. })));
        assert_eq!(
            scene.hits.iter().map(|hit| hit.row).collect::<Vec<_>>(),
            [0; 6].into_iter().chain([1; 6]).collect::<Vec<_>>()
        );
        assert_eq!(scene.table.columns[0], "Contract");
        assert_eq!(scene.table.rows[6][0], "fast");
        assert!(texts(&scene).contains(&"slow".to_owned()));
    }

    #[test]
    fn nobody_left_means_a_level_line_and_all_left_ends_the_band() {
        let nobody =
            Curve { name: "", times: &[], shares: &[], intervals: &[], at_risk: &[], until: 12.0, ink: Ink::Accent };
        let level = scene(&[nobody]);
        assert!(
            level
                .marks
                .iter()
                .any(|mark| matches!(mark, Mark::Path { points, ink: Ink::Accent, .. } if points.len() == 2))
        );
        let all = Curve {
            times: &[1.0, 3.0],
            shares: &[0.5, 0.0],
            intervals: &[Some((0.1, 0.9)), None],
            at_risk: &[2, 1],
            until: 3.0,
            ..nobody
        };
        everywhere(|size, measure| super::curves(&data(&[all]), size, measure));
        assert_eq!(scene(&[all]).table.rows[1], ["3", "0 %", "", "1"]);
        let at_once = Curve { times: &[0.0], shares: &[0.0], intervals: &[None], at_risk: &[1], until: 0.0, ..nobody };
        everywhere(|size, measure| super::curves(&data(&[at_once]), size, measure));
        assert_eq!(scene(&[at_once]).hits.len(), 1);
    }

    #[test]
    fn many_steps_are_thinned_to_hits_and_rows() {
        let steps = Steps::of(5_000, 3.0);
        let scene = scene(&[steps.curve("", Ink::Accent)]);
        assert_eq!((scene.hits.len(), scene.table.rows.len()), (STOPS, STOPS));
        assert_eq!((scene.table.rows[0][0].as_str(), scene.table.rows[STOPS - 1][0].as_str()), ("1", "5000"));
        let points = scene.marks.iter().map(|mark| if let Mark::Path { points, .. } = mark { points.len() } else { 0 });
        assert!(points.max() < Some(4 * 640), "no more steps than pixels can show");
    }

    #[test]
    fn nothing_to_draw_is_said() {
        let none =
            Curve { name: "", times: &[], shares: &[], intervals: &[], at_risk: &[], until: 0.0, ink: Ink::Accent };
        let broken = Curve { times: &[f64::NAN, 1.0], shares: &[0.5, f64::NAN], until: f64::NAN, ..none };
        for curves in [&[][..], &[none][..], &[broken][..]] {
            everywhere(|size, measure| super::curves(&data(curves), size, measure));
            assert_eq!(texts(&scene(curves)), ["Nobody"]);
        }
    }
}
