//! How concentrated value is: the cumulative share of value over the share of customers.

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::scale::{Linear, extent};
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, around, dense, labelled, line};
use super::text::{Font, TextMeasure};
use super::ticks::{domain, nice};

/// The input of [`lorenz`].
#[derive(Clone, Copy)]
pub struct Lorenz<'a> {
    /// (share of customers, share of value), both from 0 to 1, ascending by customers. Best customers
    /// first gives a curve above the line of equal shares, worst first one below it; both work. Values
    /// outside 0 to 1 (customers who cost money) widen the axis.
    pub curve: &'a [(f64, f64)],
    /// The classes side by side, each with the share of customers at which it ends (ABC).
    pub classes: &'a [(&'a str, f64)],
    /// A share of customers to mark on the curve, with its label ("top 20 %: 61 %").
    pub mark: Option<(f64, &'a str)>,
    /// Axis title and column: share of customers.
    pub customers: &'a str,
    /// Axis title and column: share of value.
    pub value: &'a str,
    /// Label of the diagonal ("equal shares").
    pub equality: &'a str,
    /// A share as text; 0.2 becomes "20 %".
    pub percent: Format<'a>,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// The most hits along the curve.
const STOPS: usize = 50;

/// Draws the curve with the line of equal shares, class boundaries, and one marked point.
pub fn lorenz(data: &Lorenz<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let curve = cleaned(data.curve);
    let columns = vec![data.customers.to_owned(), data.value.to_owned()];
    if curve.len() < 2 {
        return sketch.nothing(columns, data.words);
    }
    let frame = Frame::new(&sketch, data, &curve);
    frame.axes(&mut sketch, data);
    let points: Vec<Point> = thinned(&curve, frame.plot.width).into_iter().map(|at| frame.point(at)).collect();
    sketch.keep_clear(dense(&points, 3.0));
    sketch.path(points, 2.5, Ink::Accent);
    frame.labels(&mut sketch, data, &curve);
    frame.hits(&mut sketch, data, &curve);
    let rows = (0..=10).map(|tenth| {
        let share = f64::from(tenth) / 10.0;
        vec![(data.percent)(share), (data.percent)(value_at(&curve, share))]
    });
    let rows = rows.collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

/// The plot and its two scales.
struct Frame {
    plot: Rect,
    x: Linear,
    y: Linear,
    ticks: Vec<(f64, String)>,
}

impl Frame {
    fn new(sketch: &Sketch<'_>, data: &Lorenz<'_>, curve: &[(f64, f64)]) -> Self {
        let row = Font::SMALL.line_height();
        let (low, high) = extent(curve.iter().map(|(_, value)| *value)).unwrap_or((0.0, 1.0));
        let ticks = nice(low.min(0.0), high.max(1.0), 5);
        let domain = domain(&ticks);
        let ticks = labelled(&ticks, data.percent);
        let left = sketch.widest(ticks.iter().map(|(_, label)| label.as_str()), Font::SMALL) + GAP;
        let right = sketch.width(&(data.percent)(1.0), Font::SMALL) / 2.0;
        // Above: the value's title, then the classes. Below: tick labels, then the customers' title.
        let top = row + if data.classes.is_empty() { GAP } else { row + GAP };
        let plot = Rect::between(
            Point::new(left, top),
            Point::new(
                (sketch.size.width - right).max(left + 1.0),
                (sketch.size.height - 2.0 * row - 6.0).max(top + 1.0),
            ),
        );
        let x = Linear::new((0.0, 1.0), (plot.x, plot.right()));
        let y = Linear::new(domain, (plot.bottom(), plot.y));
        Self { plot, x, y, ticks }
    }

    fn point(&self, (customers, value): (f64, f64)) -> Point {
        Point::new(self.x.at(customers), self.y.at(value))
    }

    fn axes(&self, sketch: &mut Sketch<'_>, data: &Lorenz<'_>) {
        let (plot, row) = (self.plot, Font::SMALL.line_height());
        sketch.value_axis(plot, &self.y, &self.ticks, data.value);
        let y = plot.bottom() + 4.0 + row / 2.0;
        // Zero is labelled by the axis of values. Every fifth where that fits, else halves.
        let fifths = sketch.width(&(data.percent)(1.0), Font::SMALL) + GAP <= plot.width / 5.0;
        for tick in if fifths { &[0.2, 0.4, 0.6, 0.8, 1.0][..] } else { &[0.5, 1.0] } {
            let at = Point::new(self.x.at(*tick), y);
            sketch.label(&[(at, Anchor::Middle)], Font::SMALL, Ink::MutedText, &(data.percent)(*tick));
        }
        let at = Point::new(plot.x, (y + row).min(sketch.size.height - row / 2.0));
        sketch.title(at, data.customers);
        sketch.dashed(self.point((0.0, 0.0)), self.point((1.0, 1.0)), Ink::Axis);
        let mut start = 0.0;
        for (label, until) in data.classes {
            let end = if until.is_finite() { until.clamp(start, 1.0) } else { start };
            if end < 1.0 {
                let x = self.x.at(end);
                sketch.dashed(Point::new(x, plot.y), Point::new(x, plot.bottom()), Ink::Axis);
            }
            let middle = self.x.at(f64::midpoint(start, end));
            if sketch.width(label, Font::STRONG) + 4.0 <= self.x.at(end) - self.x.at(start) {
                let at = Point::new(middle, plot.y - row / 2.0 - 2.0);
                sketch.label(&[(at, Anchor::Middle)], Font::STRONG, Ink::Text, label);
            }
            start = end;
        }
    }

    fn labels(&self, sketch: &mut Sketch<'_>, data: &Lorenz<'_>, curve: &[(f64, f64)]) {
        if let Some((share, label)) = data.mark.filter(|(share, _)| share.is_finite()) {
            let at = self.point((share.clamp(0.0, 1.0), value_at(curve, share)));
            sketch.disc(at, 5.0, Ink::Accent);
            sketch.label_on_ground(&around(at), Font::STRONG, Ink::Text, label);
        }
        let diagonal = dense(&[self.point((0.0, 0.0)), self.point((1.0, 1.0))], 3.0);
        sketch.keep_clear(diagonal);
        let candidates: Vec<_> =
            [0.6, 0.5, 0.7, 0.4, 0.3].iter().flat_map(|at| around(self.point((*at, *at)))).collect();
        sketch.label_on_ground(&candidates, Font::SMALL, Ink::MutedText, data.equality);
    }

    fn hits(&self, sketch: &mut Sketch<'_>, data: &Lorenz<'_>, curve: &[(f64, f64)]) {
        let stops: Vec<f64> = if curve.len() <= STOPS {
            curve.iter().map(|(customers, _)| *customers).collect()
        } else {
            (1..=STOPS).map(|index| index as f64 / STOPS as f64).collect()
        };
        for (index, share) in stops.iter().enumerate() {
            let border = |other: Option<&f64>, end: f64| other.map_or(end, |other| f64::midpoint(*other, *share));
            let left = border(index.checked_sub(1).and_then(|before| stops.get(before)), 0.0);
            let right = border(stops.get(index + 1), 1.0);
            let value = value_at(curve, *share);
            let lines = vec![line(data.value, &(data.percent)(value))];
            sketch.hit(Hit {
                target: Target::Area(Rect::between(
                    Point::new(self.x.at(left), self.plot.y),
                    Point::new(self.x.at(right), self.plot.bottom()),
                )),
                anchor: self.point((*share, value)),
                crosshair: Crosshair::Both,
                row: 0,
                title: line(data.customers, &(data.percent)(*share)),
                lines,
            });
        }
    }
}

/// Finite points in ascending order of customers, held to 0 to 1 there.
fn cleaned(curve: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut cleaned: Vec<(f64, f64)> = curve
        .iter()
        .filter(|(customers, value)| customers.is_finite() && value.is_finite())
        .map(|(customers, value)| (customers.clamp(0.0, 1.0), *value))
        .collect();
    cleaned.sort_by(|a, b| a.0.total_cmp(&b.0));
    cleaned
}

/// At most about two points a pixel, both ends kept.
fn thinned(curve: &[(f64, f64)], pixels: f64) -> Vec<(f64, f64)> {
    // A width in pixels is small and not negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let most = (pixels.max(1.0) * 2.0) as usize;
    let step = curve.len().div_ceil(most.max(2)).max(1);
    let mut thinned: Vec<_> = curve.iter().step_by(step).copied().collect();
    if let Some(last) = curve.last().filter(|last| thinned.last() != Some(last)) {
        thinned.push(*last);
    }
    thinned
}

/// The curve's value at a share of customers, linear between its points, held at its ends.
fn value_at(curve: &[(f64, f64)], share: f64) -> f64 {
    let after = curve.partition_point(|(customers, _)| *customers < share);
    let right = curve.get(after).or(curve.last());
    let left = after.checked_sub(1).and_then(|before| curve.get(before)).or(curve.first());
    match (left, right) {
        (Some((x0, y0)), Some((x1, y1))) if x1 > x0 => y0 + (y1 - y0) * ((share - x0) / (x1 - x0)).clamp(0.0, 1.0),
        (_, Some((_, y))) => *y,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, percent, texts};
    use super::*;

    fn data(curve: &[(f64, f64)], chinese: bool) -> Lorenz<'_> {
        Lorenz {
            curve,
            classes: &[("A", 0.12), ("B", 0.3), ("C", 0.97), ("Loss", 1.0)],
            mark: Some((0.2, if chinese { "前 20 % 的客户带来 61 % 的收入" } else { "Top 20 % bring 61 %" })),
            customers: if chinese {
                "客户占比（按价值从高到低）"
            } else {
                "Share of customers, best first"
            },
            value: if chinese { "收入占比" } else { "Share of revenue" },
            equality: if chinese { "平均分布" } else { "Equal shares" },
            percent: &percent,
            words: Words { summary: "summary", empty: "No purchases" },
        }
    }

    fn concentrated(points: usize, power: f64) -> Vec<(f64, f64)> {
        (0..=points).map(|i| i as f64 / points as f64).map(|x| (x, 1.0 - (1.0 - x).powf(power))).collect()
    }

    #[test]
    fn labels_never_overlap() {
        let ascending: Vec<_> = (0..=100).map(|i| f64::from(i) / 100.0).map(|x| (x, x.powi(4))).collect();
        let equal = concentrated(100, 1.0);
        for curve in [&concentrated(5_000, 6.0), &concentrated(100, 1.3), &ascending, &equal] {
            for chinese in [false, true] {
                everywhere(|size, measure| lorenz(&data(curve, chinese), size, measure));
            }
        }
    }

    #[test]
    fn customers_who_cost_money_widen_the_axis() {
        let curve = [(0.0, 0.0), (0.5, 1.3), (1.0, 1.0)];
        everywhere(|size, measure| lorenz(&data(&curve, false), size, measure));
        let scene = lorenz(&data(&curve, false), Size::new(640.0, 400.0), &super::super::text::WidthTable);
        assert!(texts(&scene).contains(&"150 %".to_owned()), "{:?}", texts(&scene));
    }

    #[test]
    fn few_points_are_hit_each_many_at_even_shares() {
        let scene = |points| {
            let curve = concentrated(points, 2.0);
            lorenz(&data(&curve, false), Size::new(640.0, 400.0), &super::super::text::WidthTable)
        };
        assert_eq!(scene(4).hits.len(), 5);
        assert_eq!(scene(100_000).hits.len(), STOPS);
        assert_eq!(scene(100_000).table.rows.len(), 11);
        assert!(scene(100_000).marks.len() < 500, "the curve is thinned to the pixels");
    }

    #[test]
    fn nothing_to_draw_is_said() {
        for curve in [&[][..], &[(0.0, 0.0)], &[(f64::NAN, 1.0), (0.0, f64::NAN)]] {
            everywhere(|size, measure| lorenz(&data(curve, false), size, measure));
            let scene = lorenz(&data(curve, false), Size::new(320.0, 300.0), &super::super::text::WidthTable);
            assert_eq!(texts(&scene), ["No purchases"]);
        }
    }

    #[test]
    fn interpolates_between_points() {
        let curve = [(0.0, 0.0), (0.5, 0.8), (1.0, 1.0)];
        assert!((value_at(&curve, 0.25) - 0.4).abs() < 1e-12);
        assert!((value_at(&curve, 2.0) - 1.0).abs() < 1e-12);
        assert!(value_at(&curve, -1.0).abs() < 1e-12);
    }
}
