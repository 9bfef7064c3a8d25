//! What every scene must satisfy, for tests.

use super::hits::Target;
use super::scene::{Mark, Point, Rect, Scene, Size};
use super::text::{TextMeasure, WidthTable};

/// Smaller letters are not read on a phone.
const LEAST_SIZE: f64 = 11.0;

/// Builds the scene at four widths and checks each.
pub fn everywhere(build: impl Fn(Size, &dyn TextMeasure) -> Scene) {
    for width in [320.0, 358.0, 640.0, 1200.0] {
        sound(&build(Size::new(width, 320.0), &WidthTable));
    }
    // A canvas not yet laid out has no size: nothing may break.
    build(Size::new(0.0, 0.0), &WidthTable);
}

/// No texts overlap, leave the canvas or are too small, all numbers are finite, hits lie on the canvas, and the
/// table is rectangular.
pub fn sound(scene: &Scene) {
    let canvas = Rect { x: -0.01, y: -0.01, width: scene.width + 0.02, height: scene.height + 0.02 };
    let texts: Vec<_> = scene
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Text(text) => Some((text.text.as_str(), text.bounds(&WidthTable))),
            _ => None,
        })
        .collect();
    let small = scene.marks.iter().find(|mark| matches!(mark, Mark::Text(text) if text.font.size < LEAST_SIZE));
    assert!(small.is_none(), "too small to be read: {small:?}");
    for (index, (text, bounds)) in texts.iter().enumerate() {
        let corners = [Point::new(bounds.x, bounds.y), Point::new(bounds.right(), bounds.bottom())];
        assert!(corners.iter().all(|c| canvas.contains(*c)), "`{text}` leaves {}: {bounds:?}", scene.width);
        for (other, other_bounds) in texts.iter().skip(index + 1) {
            assert!(
                !bounds.overlaps(*other_bounds),
                "at {}: `{text}` {bounds:?} on `{other}` {other_bounds:?}",
                scene.width
            );
        }
    }
    for point in scene.marks.iter().flat_map(points) {
        assert!(point.x.is_finite() && point.y.is_finite());
        assert!(canvas.contains(point), "{point:?} leaves {} x {}", scene.width, scene.height);
    }
    for hit in &scene.hits {
        assert!(canvas.contains(hit.anchor), "{hit:?}");
        if let Target::Area(area) = hit.target {
            assert!(canvas.contains(area.center()), "{hit:?}");
        }
    }
    for line in &scene.lines {
        let (across, along) = (line.at(line.movable.value()), line.drawn.1);
        let end = if line.upright { Point::new(across, along) } else { Point::new(along, across) };
        assert!(canvas.contains(end), "{line:?}");
    }
    assert!(scene.table.rows.iter().all(|row| row.len() == scene.table.columns.len()));
    assert!(!scene.summary.is_empty());
}

fn points(mark: &Mark) -> Vec<Point> {
    match mark {
        Mark::Rect { rect, .. } => {
            vec![Point::new(rect.x, rect.y), rect.center(), Point::new(rect.right(), rect.bottom())]
        }
        Mark::Path { points, .. } | Mark::Area { points, .. } => points.clone(),
        Mark::Circle { center, .. } => vec![*center],
        Mark::Text(text) => vec![text.at],
    }
}

/// The texts of a scene, in drawing order.
pub fn texts(scene: &Scene) -> Vec<String> {
    let texts = scene.marks.iter().filter_map(|mark| match mark {
        Mark::Text(text) => Some(text.text.clone()),
        _ => None,
    });
    texts.collect()
}

/// 0.2 as "20 %".
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A plain number.
pub fn number(value: f64) -> String {
    format!("{value}")
}
