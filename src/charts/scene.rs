//! The scene: what a chart looks like, as plain values.
//!
//! Lengths are CSS pixels, the origin is the upper left corner. A scene holds no colour and no
//! pixel: the backend resolves each [`Ink`] at draw time, so one scene serves both themes and
//! every device pixel ratio.

use super::ink::Ink;
use super::text::{Font, TextMeasure};

/// A width and a height in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Size {
    /// A size; negative and non-finite lengths become zero.
    pub fn new(width: f64, height: f64) -> Self {
        let length = |value: f64| if value.is_finite() { value.max(0.0) } else { 0.0 };
        Self { width: length(width), height: length(height) }
    }
}

/// A place on the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    fn moved(self, dx: f64, dy: f64) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width, not negative.
    pub width: f64,
    /// Height, not negative.
    pub height: f64,
}

impl Rect {
    /// The rectangle between two opposite corners, in any order.
    pub fn between(a: Point, b: Point) -> Self {
        Self { x: a.x.min(b.x), y: a.y.min(b.y), width: (a.x - b.x).abs(), height: (a.y - b.y).abs() }
    }

    /// Right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Lower edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub fn center(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether the point is inside or on the edge.
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.x && point.x <= self.right() && point.y >= self.y && point.y <= self.bottom()
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// Where a text lies relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// A line of text. The point is half way up the line, so that texts and marks align by centre.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The point the text hangs on.
    pub at: Point,
    /// One line, already translated.
    pub text: String,
    /// Where the text lies relative to the point.
    pub anchor: Anchor,
    /// Size and weight.
    pub font: Font,
    /// Colour role.
    pub ink: Ink,
}

impl Text {
    /// The line box of the text.
    pub fn bounds(&self, measure: &dyn TextMeasure) -> Rect {
        let width = measure.width(&self.text, self.font);
        let height = self.font.line_height();
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - width / 2.0,
            Anchor::End => self.at.x - width,
        };
        Rect { x, y: self.at.y - height / 2.0, width, height }
    }
}

/// One thing to draw. Later marks cover earlier ones.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Rect {
        /// The rectangle.
        rect: Rect,
        /// Fill.
        ink: Ink,
    },
    /// An open line through points.
    Path {
        /// The points in order.
        points: Vec<Point>,
        /// Line width.
        width: f64,
        /// Stroke.
        ink: Ink,
    },
    /// A filled polygon.
    Area {
        /// The corners in order; the last joins the first.
        points: Vec<Point>,
        /// Fill.
        ink: Ink,
    },
    /// A circle, filled or as a ring.
    Circle {
        /// The middle.
        center: Point,
        /// The radius.
        radius: f64,
        /// The line width of a ring; `None` fills.
        ring: Option<f64>,
        /// Colour.
        ink: Ink,
    },
    /// A line of text.
    Text(Text),
}

impl Mark {
    /// The same mark elsewhere.
    #[must_use]
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        let shift = |points: Vec<Point>| points.into_iter().map(|point| point.moved(dx, dy)).collect();
        match self {
            Self::Rect { rect, ink } => Self::Rect { rect: Rect { x: rect.x + dx, y: rect.y + dy, ..rect }, ink },
            Self::Path { points, width, ink } => Self::Path { points: shift(points), width, ink },
            Self::Area { points, ink } => Self::Area { points: shift(points), ink },
            Self::Circle { center, radius, ring, ink } => {
                Self::Circle { center: center.moved(dx, dy), radius, ring, ink }
            }
            Self::Text(text) => Self::Text(Text { at: text.at.moved(dx, dy), ..text }),
        }
    }
}

/// Where the pointer meets a hit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// Anywhere in the rectangle.
    Area(Rect),
    /// Within a radius of the hit's anchor.
    Near(f64),
}

/// The guide lines drawn through a hit's anchor while it is pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crosshair {
    /// None.
    None,
    /// One upright line.
    Vertical,
    /// An upright and a level line.
    Both,
}

/// Something that answers the pointer and the keyboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Where the pointer meets it.
    pub target: Target,
    /// Where the tooltip points and the guide lines cross.
    pub anchor: Point,
    /// Guide lines.
    pub crosshair: Crosshair,
    /// The row of a grid, for the up and down keys; all zero where there is but one row.
    pub row: usize,
    /// First line of the tooltip.
    pub title: String,
    /// Further lines of the tooltip.
    pub lines: Vec<String>,
}

impl Hit {
    /// Tooltip and announcement on one line.
    pub fn spoken(&self) -> String {
        std::iter::once(&self.title).chain(&self.lines).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// Where the keyboard moves among the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the one before.
    Previous,
    /// To the one after.
    Next,
    /// To the row above; in a single row, to the one before.
    Up,
    /// To the row below; in a single row, to the one after.
    Down,
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl Step {
    /// The step a key asks for, by its `KeyboardEvent.key`.
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Self::Previous,
            "ArrowRight" => Self::Next,
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            "Home" => Self::First,
            "End" => Self::Last,
            _ => return None,
        })
    }
}

/// The figures behind a chart, as texts ready to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataTable {
    /// Column headings.
    pub columns: Vec<String>,
    /// Rows; each as long as `columns`. The first cell names its row.
    pub rows: Vec<Vec<String>>,
}

/// A finished chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width.
    pub width: f64,
    /// Height; a chart may choose another than it was offered (one row a bar, say).
    pub height: f64,
    /// What to draw, back to front.
    pub marks: Vec<Mark>,
    /// What answers pointer and keyboard, in reading order.
    pub hits: Vec<Hit>,
    /// The figures behind the chart.
    pub table: DataTable,
    /// The chart in one or two sentences, for those who do not see it.
    pub summary: String,
}

impl Scene {
    /// The index of the hit at a place: among areas the topmost (last), among points the nearest.
    /// A point in reach wins over an area.
    pub fn hit_test(&self, x: f64, y: f64) -> Option<usize> {
        let place = Point::new(x, y);
        let near = self.hits.iter().enumerate().filter_map(|(index, hit)| match hit.target {
            Target::Near(radius) => {
                let distance = (hit.anchor.x - x).hypot(hit.anchor.y - y);
                (distance <= radius).then_some((index, distance))
            }
            Target::Area(_) => None,
        });
        let area = || self.hits.iter().rposition(|hit| matches!(hit.target, Target::Area(r) if r.contains(place)));
        near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(index, _)| index).or_else(area)
    }

    /// The hit the keyboard reaches from `current`. The first step of all reaches the first hit
    /// (with [`Step::Last`], the last); `None` only where there are no hits.
    pub fn step(&self, current: Option<usize>, step: Step) -> Option<usize> {
        let last = self.hits.len().checked_sub(1)?;
        let Some((current, here)) = current.and_then(|at| Some((at, self.hits.get(at)?))) else {
            return Some(if step == Step::Last { last } else { 0 });
        };
        Some(match step {
            Step::First => 0,
            Step::Last => last,
            Step::Previous => current.saturating_sub(1),
            Step::Next => (current + 1).min(last),
            Step::Up | Step::Down => self.other_row(current, here, step == Step::Down, last),
        })
    }

    /// The hit nearest in x on the closest row in the wanted direction, or `current` at the edge.
    fn other_row(&self, current: usize, here: &Hit, down: bool, last: usize) -> usize {
        if self.hits.iter().all(|hit| hit.row == here.row) {
            return if down { (current + 1).min(last) } else { current.saturating_sub(1) };
        }
        let rows = self.hits.iter().enumerate().filter(|(_, hit)| (hit.row > here.row) == down && hit.row != here.row);
        rows.min_by(|(_, a), (_, b)| {
            let distance = |hit: &Hit| (hit.row.abs_diff(here.row), (hit.anchor.x - here.anchor.x).abs());
            let (a, b) = (distance(a), distance(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        })
        .map_or(current, |(index, _)| index)
    }

    /// The line boxes of all texts.
    pub fn text_bounds(&self, measure: &dyn TextMeasure) -> Vec<Rect> {
        let texts = self.marks.iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some(text.bounds(measure)),
            _ => None,
        });
        texts.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(x: f64, row: usize, target: Target) -> Hit {
        Hit {
            target,
            anchor: Point::new(x, 10.0 * row as f64),
            crosshair: Crosshair::None,
            row,
            title: format!("{x}"),
            lines: vec!["line".into()],
        }
    }

    fn scene(hits: Vec<Hit>) -> Scene {
        Scene {
            width: 100.0,
            height: 100.0,
            marks: Vec::new(),
            hits,
            table: DataTable::default(),
            summary: String::new(),
        }
    }

    #[test]
    fn the_nearest_point_in_reach_is_hit() {
        let scene = scene(vec![hit(10.0, 0, Target::Near(8.0)), hit(20.0, 0, Target::Near(8.0))]);
        assert_eq!(scene.hit_test(14.0, 0.0), Some(0));
        assert_eq!(scene.hit_test(16.0, 0.0), Some(1));
        assert_eq!(scene.hit_test(50.0, 0.0), None);
    }

    #[test]
    fn a_point_wins_over_the_area_beneath_it() {
        let area = Rect { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };
        let scene = scene(vec![hit(10.0, 0, Target::Near(8.0)), hit(20.0, 0, Target::Area(area))]);
        assert_eq!(scene.hit_test(11.0, 1.0), Some(0));
        assert_eq!(scene.hit_test(60.0, 60.0), Some(1));
    }

    #[test]
    fn keys_stop_at_the_ends() {
        let scene = scene(vec![hit(10.0, 0, Target::Near(1.0)), hit(20.0, 0, Target::Near(1.0))]);
        assert_eq!(scene.step(None, Step::Next), Some(0));
        assert_eq!(scene.step(None, Step::Last), Some(1));
        assert_eq!(scene.step(Some(0), Step::Previous), Some(0));
        assert_eq!(scene.step(Some(1), Step::Next), Some(1));
        assert_eq!(scene.step(Some(0), Step::Down), Some(1), "one row: down is next");
        assert_eq!(scene.step(Some(9), Step::Next), Some(0), "a hit that is gone starts again");
    }

    #[test]
    fn up_and_down_move_between_rows_of_a_grid() {
        let near = Target::Near(1.0);
        let scene = scene(vec![hit(10.0, 0, near), hit(20.0, 0, near), hit(10.0, 1, near), hit(21.0, 1, near)]);
        assert_eq!(scene.step(Some(1), Step::Down), Some(3));
        assert_eq!(scene.step(Some(3), Step::Up), Some(1));
        assert_eq!(scene.step(Some(0), Step::Up), Some(0));
    }

    #[test]
    fn no_hits_no_step() {
        assert_eq!(scene(Vec::new()).step(None, Step::Next), None);
    }

    #[test]
    fn a_hit_is_spoken_on_one_line() {
        assert_eq!(hit(1.0, 0, Target::Near(1.0)).spoken(), "1, line");
    }

    #[test]
    fn touching_rectangles_do_not_overlap() {
        let left = Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };
        assert!(!left.overlaps(Rect { x: 10.0, ..left }));
        assert!(left.overlaps(Rect { x: 9.0, ..left }));
    }
}
