//! The scene: what a chart looks like, as plain values.
//!
//! Lengths are CSS pixels, the origin is the upper left corner. A scene holds no colour and no
//! pixel: the backend resolves each [`Ink`] at draw time, so one scene serves both themes and
//! every device pixel ratio.

use super::hits::Hit;
use super::ink::Ink;
use super::lines::Line;
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

/// The figures behind a chart, as texts ready to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataTable {
    /// Column headings.
    pub columns: Vec<String>,
    /// Rows; each as long as `columns`. The first cell names its row.
    pub rows: Vec<Vec<String>>,
}

/// A finished chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width.
    pub width: f64,
    /// Height; a chart may choose another than it was offered (one row a bar, say).
    pub height: f64,
    /// What to draw, back to front.
    pub marks: Vec<Mark>,
    /// What answers pointer and keyboard, in reading order.
    pub hits: Vec<Hit>,
    /// Which of its lines can be moved.
    pub lines: Vec<Line>,
    /// The figures behind the chart.
    pub table: DataTable,
    /// The chart in one or two sentences, for those who do not see it.
    pub summary: String,
}

impl Scene {
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

    #[test]
    fn touching_rectangles_do_not_overlap() {
        let left = Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };
        assert!(!left.overlaps(Rect { x: 10.0, ..left }));
        assert!(left.overlaps(Rect { x: 9.0, ..left }));
    }
}
