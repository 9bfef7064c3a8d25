//! How many are in which sets together: a column a combination, its bar above and a dot for each set it is in below.
//!
//! Source: A. Lex et al., `UpSet`, IEEE Transactions on Visualization and Computer Graphics 20 (2014) 1983-1992.

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::scale::{Linear, Slots, extent};
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, line};
use super::text::{Font, TextMeasure, shorten};

/// One combination: which sets it is in, what it is called, and how many it has.
pub type Combination<'a> = (&'a [bool], &'a str, f64);

/// The input of [`upset`].
#[derive(Clone, Copy)]
pub struct UpSet<'a> {
    /// The sets from top to bottom.
    pub sets: &'a [&'a str],
    /// The combinations from left to right.
    pub combinations: &'a [Combination<'a>],
    /// Heading of the combinations.
    pub combination: &'a str,
    /// Heading of how many.
    pub amount: &'a str,
    /// The words for being in a set, and for not being in it.
    pub within: [&'a str; 2],
    /// How many, as text.
    pub format: Format<'a>,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// The height of a set's row.
const ROW: f64 = 24.0;

/// Draws the bars with the sets below.
pub fn upset(data: &UpSet<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let columns = [data.combination].into_iter().chain(data.sets.iter().copied()).chain([data.amount]);
    let columns = columns.map(str::to_owned).collect();
    let drawn: Vec<_> = data.combinations.iter().filter(|(_, _, amount)| amount.is_finite()).collect();
    let Some((_, most)) = extent(drawn.iter().map(|(_, _, amount)| *amount)).filter(|(_, most)| *most > 0.0) else {
        return sketch.nothing(columns, data.words);
    };
    let (font, row) = (Font::SMALL, Font::SMALL.line_height());
    let names = sketch.widest(data.sets.iter().copied(), font).min(size.width * 0.45);
    let (left, top, matrix) = (names + 2.0 * GAP, 2.0 * row + 4.0, ROW * data.sets.len() as f64);
    let (width, height) = ((size.width - left).max(0.0), (size.height - top - GAP - matrix).max(2.0 * ROW));
    let plot = Rect { x: left, y: top, width, height };
    sketch.size.height = plot.bottom() + GAP + matrix;
    let (across, down) =
        (Slots::new(plot.x, width, drawn.len()), Slots::new(plot.bottom() + GAP, matrix, data.sets.len()));
    let scale = Linear::new((0.0, most), (plot.bottom(), plot.y));
    sketch.title(Point::new(0.0, row / 2.0), data.amount);
    for (place, name) in data.sets.iter().enumerate() {
        let name = shorten(name, font, names, measure);
        sketch.text(Point::new(0.0, down.center(place)), Anchor::Start, font, Ink::Text, name);
    }
    sketch.level(plot.x, plot.right(), plot.bottom(), Ink::Axis);
    let radius = (across.width() * 0.3).min(6.0);
    for (place, (sets, label, amount)) in drawn.iter().enumerate() {
        let (x, y, half) = (across.center(place), scale.at(*amount), (across.width() * 0.3).min(24.0));
        let bar = Rect::between(Point::new(x - half, y), Point::new(x + half, plot.bottom()));
        sketch.rect(bar, Ink::Accent);
        sketch.label(&[(Point::new(x, y - row / 2.0 - 2.0), Anchor::Middle)], font, Ink::Text, &(data.format)(*amount));
        let dot = |place| Point::new(x, down.center(place));
        let within = |place: usize| sets.get(place).copied().unwrap_or_default();
        let inside: Vec<Point> = (0..data.sets.len()).filter(|place| within(*place)).map(dot).collect();
        for place in (0..data.sets.len()).filter(|place| !within(*place)) {
            sketch.disc(dot(place), radius, Ink::Grid);
        }
        for at in &inside {
            sketch.disc(*at, radius, Ink::Accent);
        }
        if inside.len() > 1 {
            sketch.path(inside, 2.0, Ink::Accent);
        }
        sketch.hit(Hit {
            target: Target::Area(Rect {
                x: across.start(place),
                width: across.width(),
                height: height + GAP + matrix,
                ..plot
            }),
            anchor: Point::new(x, y),
            crosshair: Crosshair::None,
            row: 0,
            title: (*label).to_owned(),
            lines: vec![line(data.amount, &(data.format)(*amount))],
        });
    }
    let [yes, no] = data.within;
    let rows = drawn.iter().map(|(sets, label, amount)| {
        let sets = sets.iter().map(|within| if *within { yes } else { no });
        let cells = std::iter::once(*label).chain(sets).map(str::to_owned);
        cells.chain([(data.format)(*amount)]).collect::<Vec<_>>()
    });
    let rows = rows.collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, texts};
    use super::super::scene::Mark;
    use super::super::text::WidthTable;
    use super::*;

    fn draw(combinations: &[Combination<'_>], size: Size, measure: &dyn TextMeasure) -> Scene {
        let sets = ["Profitable and loyal", "Largest share with us", "对我们比对竞争对手更有价值"];
        let words = Words { summary: "summary", empty: "Nobody" };
        let (combination, amount, within) = ("Sets", "Customers", ["yes", "no"]);
        upset(&UpSet { sets: &sets, combinations, combination, amount, within, format: &number, words }, size, measure)
    }

    #[test]
    fn sets_of_a_combination_are_joined_and_its_bar_is_told() {
        let of: [Combination<'_>; 3] =
            [(&[true, false, true], "A + C", 120.0), (&[false, true, false], "B", 30.0), (&[true; 3], "all", 1.0)];
        everywhere(|size, measure| draw(&of, size, measure));
        let scene = draw(&of, Size::new(640.0, 320.0), &WidthTable);
        let joined = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Path { points, .. } => Some(points.len()),
            _ => None,
        });
        assert_eq!(joined.collect::<Vec<_>>(), [2, 3]);
        assert_eq!(scene.table.rows[0], ["A + C", "yes", "no", "yes", "120"]);
        assert_eq!(scene.hits[1].spoken(), "B, Customers: 30");
        assert!(["120", "30", "1"].iter().all(|count| texts(&scene).contains(&(*count).to_owned())));
    }

    #[test]
    fn nobody_and_what_is_no_number_draw_nothing() {
        for of in [vec![], vec![(&[true; 3][..], "all", f64::NAN)], vec![(&[true; 3][..], "all", 0.0)]] {
            assert_eq!(texts(&draw(&of, Size::new(320.0, 320.0), &WidthTable)), ["Nobody"]);
        }
    }
}
