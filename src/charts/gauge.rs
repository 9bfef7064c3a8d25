//! One Net Promoter Score between -100 and 100, with its interval.

use std::f64::consts::PI;

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, labelled, line};
use super::text::{Font, TextMeasure, Weight, shorten};

/// The input of [`gauge`].
#[derive(Clone, Copy)]
pub struct Gauge<'a> {
    /// The score, held to -100 to 100; not finite where there are no answers.
    pub score: f64,
    /// Low and high end of the interval.
    pub interval: Option<(f64, f64)>,
    /// What is measured ("Net Promoter Score").
    pub label: &'a str,
    /// Heading of the interval.
    pub interval_label: &'a str,
    /// The interval in words ("35 to 62 with 95 % confidence"); may be empty.
    pub interval_text: &'a str,
    /// A score as text; 50 becomes "+50.0".
    pub format: Format<'a>,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// Draws a semi-circle from -100 at the left to 100 at the right: a bar from zero to the score, the
/// interval along it, and the score as a large number below.
pub fn gauge(data: &Gauge<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let columns = vec![data.label.to_owned(), data.interval_label.to_owned()];
    if !data.score.is_finite() {
        return sketch.nothing(columns, data.words);
    }
    let dial = Dial::new(&sketch);
    dial.draw(&mut sketch, data);
    dial.texts(&mut sketch, data);
    let score = (data.format)(data.score);
    let mut lines = Vec::new();
    if !data.interval_text.is_empty() {
        lines.push(line(data.interval_label, data.interval_text));
    }
    sketch.hit(Hit {
        target: Target::Area(Rect { x: 0.0, y: 0.0, width: size.width, height: size.height }),
        anchor: dial.at(data.score, dial.outer),
        crosshair: Crosshair::None,
        row: 0,
        title: line(data.label, &score),
        lines,
    });
    let rows = vec![vec![score, data.interval_text.to_owned()]];
    sketch.finish(DataTable { columns, rows }, data.words)
}

/// The half ring.
struct Dial {
    center: Point,
    inner: f64,
    outer: f64,
}

impl Dial {
    fn new(sketch: &Sketch<'_>) -> Self {
        let row = Font::SMALL.line_height();
        // Above the ring the label of zero; below its ends three lines of text.
        let (above, below) = (row + 14.0, 3.0 * row + GAP);
        let outer = (sketch.size.width / 2.0 - 12.0).min(sketch.size.height - above - below).clamp(0.0, 220.0);
        let center = Point::new(sketch.size.width / 2.0, (above + outer).min(sketch.size.height));
        Self { center, inner: outer * 0.76, outer }
    }

    /// The place of a score on the circle of this radius.
    fn at(&self, score: f64, radius: f64) -> Point {
        let angle = PI * (1.0 - (score.clamp(-100.0, 100.0) + 100.0) / 200.0);
        Point::new(self.center.x + radius * angle.cos(), self.center.y - radius * angle.sin())
    }

    /// The part of the ring between two scores.
    fn part(&self, from: f64, to: f64, inner: f64, outer: f64) -> Vec<Point> {
        const STEPS: u32 = 64;
        let arc = |radius: f64| {
            (0..=STEPS).map(move |step| self.at(from + (to - from) * f64::from(step) / f64::from(STEPS), radius))
        };
        arc(outer).chain(arc(inner).rev()).collect()
    }

    fn draw(&self, sketch: &mut Sketch<'_>, data: &Gauge<'_>) {
        sketch.area(self.part(-100.0, 100.0, self.inner, self.outer), Ink::Grid);
        sketch.area(self.part(0.0, data.score, self.inner, self.outer), Ink::Accent);
        if let Some((low, high)) = data.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
            // The band leaves the ring on the outside, so that it is seen on the bar too.
            let (near, far) = (self.outer + 3.0, self.outer + 7.0);
            sketch.area(self.part(low, high, self.inner, self.outer), Ink::Band);
            sketch.area(self.part(low, high, near, far), Ink::Axis);
        }
        sketch.path(vec![self.at(0.0, self.inner), self.at(0.0, self.outer)], 1.0, Ink::Axis);
        sketch.path(vec![self.at(data.score, self.inner), self.at(data.score, self.outer + 7.0)], 2.5, Ink::Text);
    }

    fn texts(&self, sketch: &mut Sketch<'_>, data: &Gauge<'_>) {
        let row = Font::SMALL.line_height();
        let number = Font { size: (self.outer * 0.42).clamp(20.0, 72.0), weight: Weight::Strong };
        let y = self.center.y - number.line_height() / 2.0;
        sketch.label(&[(Point::new(self.center.x, y), Anchor::Middle)], number, Ink::Text, &(data.format)(data.score));
        let below = |rows: f64| self.center.y + GAP + row * rows;
        let top = Point::new(self.center.x, self.at(0.0, self.outer).y - row / 2.0 - 12.0);
        let end = |end: f64| Point::new(self.at(end, self.outer).x, below(0.5));
        let places = [(end(-100.0), Anchor::Start), (end(100.0), Anchor::End), (top, Anchor::Middle)];
        for (place, (_, label)) in places.into_iter().zip(labelled(&[-100.0, 100.0, 0.0], data.format)) {
            sketch.label(&[place], Font::SMALL, Ink::MutedText, &label);
        }
        for (rows, font, ink, text) in
            [(0.5, Font::SMALL, Ink::Text, data.label), (1.7, Font::SMALL, Ink::MutedText, data.interval_text)]
        {
            // Between the labels of the ends, or on a line below them.
            let short = shorten(text, font, sketch.size.width, sketch.measure);
            let places = [rows, rows + 1.2].map(|rows| (Point::new(self.center.x, below(rows)), Anchor::Middle));
            sketch.label(&places, font, ink, &short);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, texts};
    use super::super::text::WidthTable;
    use super::*;

    fn signed(score: f64) -> String {
        if score > 0.0 { format!("+{score:.1}") } else { format!("{score:.1}") }
    }

    fn data(score: f64, interval: Option<(f64, f64)>, chinese: bool) -> Gauge<'static> {
        Gauge {
            score,
            interval,
            label: if chinese { "净推荐值" } else { "Net Promoter Score" },
            interval_label: "Interval",
            interval_text: if chinese { "95 % 置信区间 35 至 62" } else { "35 to 62 with 95 % confidence" },
            format: &signed,
            words: Words { summary: "summary", empty: "No answers" },
        }
    }

    #[test]
    fn labels_never_overlap_and_show_the_score() {
        for score in [-100.0, -33.3, 0.0, 50.0, 100.0, 250.0] {
            for interval in [None, Some((35.47, 61.62)), Some((-100.0, 100.0)), Some((f64::NAN, 1.0))] {
                for chinese in [false, true] {
                    everywhere(|size, measure| gauge(&data(score, interval, chinese), size, measure));
                }
            }
        }
        for (width, height) in [(320.0, 200.0), (320.0, 320.0), (1200.0, 320.0)] {
            let scene = gauge(&data(50.0, Some((35.0, 62.0)), false), Size::new(width, height), &WidthTable);
            for text in ["+50.0", "Net Promoter Score", "35 to 62 with 95 % confidence", "-100", "+100"] {
                assert!(texts(&scene).contains(&text.to_owned()), "{text} at {width} x {height}");
            }
        }
    }

    #[test]
    fn no_answers_is_said() {
        let scene = gauge(&data(f64::NAN, None, false), Size::new(320.0, 200.0), &WidthTable);
        assert_eq!(texts(&scene), ["No answers"]);
    }

    #[test]
    fn scores_run_from_left_to_right() {
        let dial = Dial { center: Point::new(100.0, 100.0), inner: 70.0, outer: 100.0 };
        assert!((dial.at(-100.0, 100.0).x).abs() < 1e-9);
        assert!((dial.at(0.0, 100.0).y).abs() < 1e-9);
        assert!((dial.at(100.0, 100.0).x - 200.0).abs() < 1e-9);
    }
}
