//! Things by two measures: a dot each, with whiskers both ways where there are intervals, and a line where each measure
//! begins to be high.

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::scale::{Linear, extent};
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, dense, labelled, line};
use super::text::{Font, TextMeasure};
use super::ticks::{domain, nice};

/// One thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot<'a> {
    /// Its name.
    pub label: &'a str,
    /// The level and the upright measure; one that is not finite in either is not shown.
    pub at: [f64; 2],
    /// The intervals of both.
    pub intervals: [Option<(f64, f64)>; 2],
    /// What it is called where it stands; may be empty.
    pub class: &'a str,
    /// Whether it may stand elsewhere by chance: it is hollow.
    pub open: bool,
    /// Colour.
    pub ink: Ink,
}

/// The input of [`scatter`].
#[derive(Clone, Copy)]
pub struct Scatter<'a> {
    /// The things, those first whose names are to be read first.
    pub spots: &'a [Spot<'a>],
    /// Where each measure begins to be high; no line where that is not finite.
    pub lines: [f64; 2],
    /// Titles of the level and the upright axis.
    pub titles: [&'a str; 2],
    /// Heading of the things.
    pub group: &'a str,
    /// Heading of the intervals; empty where there are none.
    pub interval: &'a str,
    /// Heading of the class.
    pub class: &'a str,
    /// What is said of hollow dots; empty where there are none.
    pub open: &'a str,
    /// The level and the upright measure as text.
    pub formats: [Format<'a>; 2],
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

const RADIUS: f64 = 5.0;

/// More names than these are no longer read: the rest answer when pointed at.
const MOST_NAMED: usize = 40;

/// Draws the things with their names, the first ones first, where these find room: tooltip and table have all of them.
pub fn scatter(data: &Scatter<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let [level, upright] = data.titles;
    let mut columns = vec![data.group.to_owned()];
    for title in [level, upright] {
        columns.push(title.to_owned());
        columns.extend((!data.interval.is_empty()).then(|| format!("{title}, {}", data.interval)));
    }
    columns.push(data.class.to_owned());
    columns.extend((!data.open.is_empty()).then(|| data.open.to_owned()));
    let mut spots: Vec<&Spot<'_>> = data.spots.iter().filter(|spot| is_placed(spot)).collect();
    // The keyboard goes from left to right.
    spots.sort_by(|one, other| {
        let [[left, up], [right, higher]] = [one.at, other.at];
        left.total_cmp(&right).then(up.total_cmp(&higher))
    });
    if spots.is_empty() {
        return sketch.nothing(columns, data.words);
    }
    let frame = Frame::new(&mut sketch, data, &spots);
    let lines = frame.lines(&mut sketch, data.lines);
    let points: Vec<Point> = spots.iter().map(|spot| frame.point(spot.at)).collect();
    for spot in &spots {
        frame.whiskers(&mut sketch, spot);
    }
    for (spot, at) in spots.iter().zip(&points) {
        if spot.open { sketch.ring(*at, RADIUS, spot.ink) } else { sketch.disc(*at, RADIUS, spot.ink) }
    }
    // No name on another's dot.
    for at in &points {
        let (near, far) = (RADIUS - 1.0, RADIUS * 0.7);
        let rim = [(near, 0.0), (-near, 0.0), (0.0, near), (0.0, -near), (far, far), (-far, -far), (0.0, 0.0)];
        sketch.keep_clear(rim.map(|(x, y)| Point::new(at.x + x, at.y + y)));
    }
    for spot in data.spots.iter().filter(|spot| is_placed(spot)).take(MOST_NAMED) {
        let font = if spot.open { Font::LABEL } else { Font::STRONG };
        sketch.name_off(&lines, frame.point(spot.at), RADIUS, font, spot.label);
    }
    for (spot, at) in spots.iter().zip(&points) {
        hit(&mut sketch, data, spot, *at);
    }
    let rows = spots.iter().map(|spot| row(data, spot)).collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

/// Whether both measures are known.
fn is_placed(spot: &Spot<'_>) -> bool {
    spot.at.iter().all(|value| value.is_finite())
}

/// The plot and its two scales.
struct Frame {
    plot: Rect,
    x: Linear,
    y: Linear,
}

impl Frame {
    /// Draws the axes.
    fn new(sketch: &mut Sketch<'_>, data: &Scatter<'_>, spots: &[&Spot<'_>]) -> Self {
        let row = Font::SMALL.line_height();
        let ticks = |place: usize| {
            let ends = spots.iter().flat_map(|spot| {
                let (low, high) = interval(spot, place).unzip();
                [spot.at.get(place).copied(), low, high].into_iter().flatten()
            });
            let line = data.lines.get(place).copied();
            let (low, high) = extent(ends.chain(line)).unwrap_or((0.0, 1.0));
            nice(low, high, 5)
        };
        let (across, up) = (ticks(0), ticks(1));
        let (x_domain, y_domain) = (domain(&across), domain(&up));
        let [format_across, format_up] = data.formats;
        let (across, up) = (labelled(&across, format_across), labelled(&up, format_up));
        let left = sketch.widest(up.iter().map(|(_, label)| label.as_str()), Font::SMALL) + GAP;
        let right = across.last().map_or(0.0, |(_, label)| sketch.width(label, Font::SMALL)) / 2.0;
        let any_open = spots.iter().any(|spot| spot.open);
        let top = if any_open { 2.0 * row + 2.0 * GAP } else { row + GAP };
        let corner = Point::new(
            (sketch.size.width - right.max(RADIUS)).max(left + 1.0),
            (sketch.size.height - 2.0 * row - 6.0).max(top + 1.0),
        );
        let plot = Rect::between(Point::new(left, top), corner);
        let x = Linear::new(x_domain, (plot.x, plot.right()));
        let y = Linear::new(y_domain, (plot.bottom(), plot.y));
        let [level, upright] = data.titles;
        sketch.value_axis(plot, &y, &up, upright);
        let below = plot.bottom() + 4.0 + row / 2.0;
        for (value, label) in &across {
            let at = x.at(*value);
            sketch.upright(at.min(plot.right() - 1.0), plot.y, plot.bottom(), Ink::Grid);
            // The first would touch the lowest label of the other axis.
            let places = [Anchor::Middle, Anchor::Start].map(|anchor| (Point::new(at, below), anchor));
            sketch.label(&places, Font::SMALL, Ink::MutedText, label);
        }
        sketch.title(Point::new(plot.x, (below + row).min(sketch.size.height - row / 2.0)), level);
        if any_open {
            let y = 1.5 * row + GAP;
            sketch.ring(Point::new(RADIUS + 1.0, y), RADIUS, Ink::Axis);
            sketch.title(Point::new(3.0 * RADIUS, y), data.open);
        }
        Self { plot, x, y }
    }

    fn point(&self, [across, up]: [f64; 2]) -> Point {
        Point::new(self.x.at(across), self.y.at(up))
    }

    /// Draws the lines. Gives points close to each other on them.
    fn lines(&self, sketch: &mut Sketch<'_>, [across, up]: [f64; 2]) -> Vec<Point> {
        let (plot, x, y) = (self.plot, self.x.at(across), self.y.at(up));
        let upright = across.is_finite().then(|| vec![Point::new(x, plot.y), Point::new(x, plot.bottom())]);
        let level = up.is_finite().then(|| vec![Point::new(plot.x, y), Point::new(plot.right(), y)]);
        let mut points = Vec::new();
        for line in [upright, level].into_iter().flatten() {
            points.extend(dense(&line, 6.0));
            sketch.path(line, 2.0, Ink::Axis);
        }
        points
    }

    /// No name hides where they end.
    fn whiskers(&self, sketch: &mut Sketch<'_>, spot: &Spot<'_>) {
        let [across, up] = spot.at;
        let level = interval(spot, 0).map(|(low, high)| [[low, up], [high, up]]);
        let upright = interval(spot, 1).map(|(low, high)| [[across, low], [across, high]]);
        for ends in [level, upright].into_iter().flatten() {
            let ends = ends.map(|end| self.point(end));
            sketch.path(ends.to_vec(), 1.0, spot.ink);
            sketch.keep_clear(ends);
        }
    }
}

fn hit(sketch: &mut Sketch<'_>, data: &Scatter<'_>, spot: &Spot<'_>, anchor: Point) {
    let mut lines = Vec::new();
    for (place, ((title, value), format)) in data.titles.iter().zip(spot.at).zip(data.formats).enumerate() {
        lines.push(line(title, &format(value)));
        lines.extend(interval(spot, place).map(|ends| line(data.interval, &between(format, ends))));
    }
    if !spot.class.is_empty() {
        lines.push(line(data.class, spot.class));
    }
    lines.extend(spot.open.then(|| data.open.to_owned()));
    let (target, title) = (Target::Near(14.0), spot.label.to_owned());
    sketch.hit(Hit { target, anchor, crosshair: Crosshair::Both, row: 0, title, lines });
}

fn interval(spot: &Spot<'_>, place: usize) -> Option<(f64, f64)> {
    spot.intervals.get(place).copied().flatten().filter(|(low, high)| low.is_finite() && high.is_finite())
}

fn between(format: Format<'_>, (low, high): (f64, f64)) -> String {
    format!("{} – {}", format(low), format(high))
}

fn row(data: &Scatter<'_>, spot: &Spot<'_>) -> Vec<String> {
    let mut cells = vec![spot.label.to_owned()];
    for (place, (value, format)) in spot.at.into_iter().zip(data.formats).enumerate() {
        cells.push(format(value));
        let ends = || interval(spot, place).map(|ends| between(format, ends)).unwrap_or_default();
        cells.extend((!data.interval.is_empty()).then(ends));
    }
    cells.push(spot.class.to_owned());
    let open = || if spot.open { data.open.to_owned() } else { String::new() };
    cells.extend((!data.open.is_empty()).then(open));
    cells
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, texts};
    use super::super::scene::Mark;
    use super::super::text::WidthTable;
    use super::*;

    fn data<'a>(spots: &'a [Spot<'a>], lines: [f64; 2]) -> Scatter<'a> {
        Scatter {
            spots,
            lines,
            titles: ["Performance", "重要性"],
            group: "Item",
            interval: "Interval",
            class: "Quadrant",
            open: "May be chance",
            formats: [&number; 2],
            words: Words { summary: "summary", empty: "Nothing to compare" },
        }
    }

    fn spot(label: &str, at: [f64; 2], half: Option<f64>, open: bool) -> Spot<'_> {
        let intervals = at.map(|value| half.map(|half| (value - half, value + half)));
        Spot { label, at, intervals, class: "Keep up", open, ink: Ink::Accent }
    }

    #[test]
    fn names_never_overlap() {
        let names: Vec<String> = (0..40).map(|n| format!("排队 and waiting {n}")).collect();
        let spread: Vec<Spot<'_>> = names
            .iter()
            .zip(0_u16..)
            .map(|(name, n)| {
                let at = [f64::from(n * 7 % 40) / 10.0, f64::from(n) / 10.0 - 1.0];
                spot(name, at, (n % 3 > 0).then_some(0.3), n % 2 == 0)
            })
            .collect();
        let alike: Vec<Spot<'_>> = names.iter().map(|name| spot(name, [3.0, 3.0], None, true)).collect();
        let one = [spot("A rather long name of a thing that does not fit anywhere at all", [0.0, 0.0], None, false)];
        let wide = [spot("wide", [4.0, 4.0], Some(1e6), false), spot("small", [-1e6, 4.0], None, false)];
        for spots in [&spread[..], &alike[..], &one[..], &wide[..]] {
            for lines in [[2.0, 1.0], [f64::NAN, 1e7], [f64::NAN; 2]] {
                everywhere(|size, measure| scatter(&data(spots, lines), size, measure));
            }
        }
    }

    #[test]
    fn a_thing_stands_by_its_measures_with_whiskers_both_ways() {
        let spots = [spot("high", [4.0, 9.0], Some(0.5), false), spot("low", [2.0, 1.0], None, true)];
        let scene = scatter(&data(&spots, [3.0, 5.0]), Size::new(640.0, 320.0), &WidthTable);
        let [low, high] = scene.hits.as_slice() else { panic!("{:?}", scene.hits) };
        assert!(low.anchor.x < high.anchor.x && low.anchor.y > high.anchor.y);
        assert_eq!(
            high.spoken(),
            "high, Performance: 4, Interval: 3.5 – 4.5, 重要性: 9, Interval: 8.5 – 9.5, Quadrant: Keep up"
        );
        assert!(low.spoken().ends_with("May be chance"));
        // Two lines and two whiskers.
        assert_eq!(scene.marks.iter().filter(|mark| matches!(mark, Mark::Path { .. })).count(), 4);
        assert_eq!(scene.table.rows[1], ["high", "4", "3.5 – 4.5", "9", "8.5 – 9.5", "Keep up", ""]);
        assert!(["high", "low", "May be chance"].iter().all(|name| texts(&scene).contains(&(*name).to_owned())));
    }

    #[test]
    fn names_in_a_crowd_lead_to_their_dots_and_the_first_come_first() {
        let names: Vec<String> = (0..9).map(|n| format!("Branch number {n}")).collect();
        let near = |n: u16| [f64::from(n % 3), f64::from(n / 3)];
        let mut spots: Vec<Spot<'_>> =
            names.iter().zip(0..).map(|(name, n)| spot(name, near(n), None, false)).collect();
        spots.push(spot("far", [30.0, 30.0], None, false));
        let scene = scatter(&data(&spots, [f64::NAN; 2]), Size::new(640.0, 320.0), &WidthTable);
        let found = texts(&scene);
        assert!(found.contains(&names[0]) && found.iter().filter(|text| text.starts_with("Branch")).count() >= 4);
        assert!(scene.marks.iter().any(|mark| matches!(mark, Mark::Path { width: 1.0, .. })), "no leader");
        // The last of all, given first, is named.
        spots.rotate_right(2);
        let scene = scatter(&data(&spots, [f64::NAN; 2]), Size::new(640.0, 320.0), &WidthTable);
        assert!(texts(&scene).contains(&names[8]));
    }

    #[test]
    fn a_long_name_is_shortened_and_whole_when_pointed_at() {
        let long = "A rather long name of a thing that does not fit anywhere at all";
        let spots = [spot(long, [1.0, 1.0], None, false)];
        let scene = scatter(&data(&spots, [f64::NAN; 2]), Size::new(640.0, 320.0), &WidthTable);
        assert!(texts(&scene).iter().any(|text| text.starts_with("A rather") && text.contains('…')));
        assert_eq!(scene.hits[0].title, long);
    }

    #[test]
    fn what_is_no_number_is_not_drawn() {
        let bad = [spot("bad", [f64::NAN, 1.0], Some(f64::NAN), false)];
        for spots in [&[][..], &bad[..]] {
            everywhere(|size, measure| scatter(&data(spots, [1.0, 1.0]), size, measure));
            let scene = scatter(&data(spots, [1.0, 1.0]), Size::new(320.0, 320.0), &WidthTable);
            assert_eq!(texts(&scene), ["Nothing to compare"]);
        }
    }
}
