//! How many lie where between two measures: bands of both, shaded by how many are in each field, with a line where each
//! measure is cut, which may be moved. Where no two fields are of one class each says its own.

use crate::indicators::page::Movable;

use super::heat::{Cell, Heat, Row, frame_height, key_end, shade};
use super::ink::Ink;
use super::lines::Line;
use super::scale::{Slots, extent};
use super::scene::{DataTable, Point, Scene, Size};
use super::sketch::{Format, Sketch, Words, line};
use super::text::TextMeasure;

/// A band of a measure: its short name for the axis, and its name in full.
pub type Band<'a> = (&'a str, &'a str);

/// A field: the place of its band of each measure, how many are in it, and their class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field<'a> {
    /// From the left.
    pub across: usize,
    /// From the bottom.
    pub up: usize,
    /// How many.
    pub amount: f64,
    /// What they are called; may be empty.
    pub class: &'a str,
}

/// The input of [`density`].
#[derive(Clone, Copy)]
pub struct Density<'a> {
    /// The bands of both measures: from left to right, and from bottom to top.
    pub bands: [&'a [Band<'a>]; 2],
    /// The fields that have somebody, in any order.
    pub fields: &'a [Field<'a>],
    /// After how many bands of each measure its line stands; `None` for no line.
    pub lines: [Option<usize>; 2],
    /// What moving the line of each measure sets; `None` where it stays.
    pub movable: [Option<&'a Movable>; 2],
    /// Titles of both axes.
    pub titles: [&'a str; 2],
    /// Heading of how many.
    pub amount: &'a str,
    /// Heading of the class.
    pub class: &'a str,
    /// How many, as text.
    pub format: Format<'a>,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// Draws the fields, the greatest values at the upper right. Shades go by the square root: a field that holds most must
/// not make all others pale.
pub fn density(data: &Density<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let [across_title, up_title] = data.titles;
    let columns = [across_title, up_title, data.class, data.amount].map(str::to_owned).to_vec();
    let [across, up] = data.bands;
    let within = |field: &&Field<'_>| field.across < across.len() && field.up < up.len() && field.amount.is_finite();
    let fields: Vec<&Field<'_>> = data.fields.iter().filter(within).collect();
    let Some((_, most)) = extent(fields.iter().map(|field| field.amount)) else {
        return sketch.nothing(columns, data.words);
    };
    let most = key_end(most);
    // Where each class has one field, the field is named by it.
    let mut classes: Vec<&str> = fields.iter().map(|field| field.class).filter(|class| !class.is_empty()).collect();
    classes.sort_unstable();
    classes.dedup();
    let named = classes.len() == fields.len() && classes.len() > 1;
    let full = |bands: &[Band<'_>], place: usize| bands.get(place).map_or("", |(_, full)| *full).to_owned();
    let mut cells: Vec<Vec<Option<Cell>>> = up.iter().map(|_| across.iter().map(|_| None).collect()).collect();
    for field in &fields {
        let amount = (data.format)(field.amount);
        let mut lines = vec![line(data.amount, &amount)];
        if !field.class.is_empty() {
            lines.push(line(data.class, field.class));
        }
        let [at_across, at_up] = [full(across, field.across), full(up, field.up)];
        let title = format!("{}, {}", line(across_title, &at_across), line(up_title, &at_up));
        let shade = shade(field.amount.max(0.0).sqrt(), most.sqrt());
        let row = cells.get_mut(up.len() - 1 - field.up);
        if let Some(cell) = row.and_then(|row| row.get_mut(field.across)) {
            let (short, second) = (amount.clone(), if named { field.class.to_owned() } else { String::new() });
            *cell = Some(Cell { shade, text: amount, short, second, hatched: false, title, lines });
        }
    }
    let row_height =
        ((size.height - frame_height()) / up.len().max(1) as f64).clamp(8.0, if named { 72.0 } else { 40.0 });
    let plot = Heat {
        rows: up.iter().rev().map(|(label, _)| Row { label: (*label).to_owned(), note: String::new() }).collect(),
        columns: across.iter().map(|(label, _)| ((*label).to_owned(), false)).collect(),
        cells,
        row_title: up_title,
        note_title: "",
        column_title: across_title,
        key: ((data.format)(0.0), (data.format)(most)),
        row_height,
    }
    .draw(&mut sketch);
    let [line_across, line_up] = data.lines;
    if let Some(after) = line_across.filter(|after| *after <= across.len()) {
        let x = Slots::new(plot.x, plot.width, across.len()).start(after);
        sketch.path(vec![Point::new(x, plot.y), Point::new(x, plot.bottom())], 2.0, Ink::Text);
    }
    if let Some(after) = line_up.filter(|after| *after <= up.len()) {
        let y = Slots::new(plot.y, plot.height, up.len()).start(up.len() - after);
        sketch.path(vec![Point::new(plot.x, y), Point::new(plot.right(), y)], 2.0, Ink::Text);
    }
    let (level, upright) = ((plot.x, plot.right()), (plot.y, plot.bottom()));
    let [move_across, move_up] = data.movable;
    let ends_of = |movable: &&Movable, bands: &[Band<'_>]| movable.ends.len() == bands.len() + 1;
    let move_across = move_across.filter(|movable| ends_of(movable, across));
    let move_up = move_up.filter(|movable| ends_of(movable, up));
    let move_across = move_across.and_then(|movable| Line::new(movable, true, level, upright));
    let move_up = move_up.and_then(|movable| Line::new(movable, false, (upright.1, upright.0), level));
    move_across.into_iter().chain(move_up).for_each(|line| sketch.movable(line));
    let rows = fields.iter().map(|field| {
        let class = field.class.to_owned();
        vec![full(across, field.across), full(up, field.up), class, (data.format)(field.amount)]
    });
    let rows = rows.collect();
    sketch.finish(DataTable { columns, rows }, data.words)
}

#[cfg(test)]
// Exact by construction: square roots of squares.
#[allow(clippy::float_cmp)]
mod tests {
    use super::super::check::{everywhere, number, texts};
    use super::super::scene::Mark;
    use super::super::text::WidthTable;
    use super::*;
    use crate::indicators::page::Unit;

    /// Lines at 1 among whole numbers from 0 on.
    fn movables(bands: usize) -> [Movable; 2] {
        let ends: Vec<f64> = (0..=bands).map(|end| end as f64).collect();
        [0, 1].map(|place| Movable {
            of: "some".into(),
            parameter: "cuts".into(),
            numbers: vec!["1".into(); 2],
            place,
            label: "Cut".into(),
            unit: Unit::Precise,
            step: 0.0,
            ends: ends.clone(),
        })
    }

    fn draw(bands: usize, fields: &[Field<'_>], size: Size, measure: &dyn TextMeasure) -> Scene {
        let names: Vec<String> = (0..bands).map(|place| (place * 10_000).to_string()).collect();
        let bands: Vec<Band<'_>> = names.iter().map(|name| (name.as_str(), name.as_str())).collect();
        let words = Words { summary: "summary", empty: "Nobody" };
        let (bands, lines) = ([bands.as_slice(); 2], [Some(1), Some(bands.len())]);
        let (titles, amount, class) = (["当前价值", "Potential"], "Customers", "Class");
        let movable = movables(names.len());
        let movable = movable.each_ref().map(Some);
        density(
            &Density { bands, fields, lines, movable, titles, amount, class, format: &number, words },
            size,
            measure,
        )
    }

    #[test]
    fn fields_lie_by_their_bands_and_lines_between_them() {
        let field = |across, up, amount| Field { across, up, amount, class: "Gold" };
        for bands in [1, 3, 40] {
            let fields: Vec<Field<'_>> = (0..bands).map(|place| field(place, place, 100.0)).collect();
            everywhere(|size, measure| draw(bands, &fields, size, measure));
        }
        let scene = draw(3, &[field(0, 2, 400.0), field(2, 0, 100.0)], Size::new(640.0, 320.0), &WidthTable);
        // What is high up comes first; a quarter of the most is half as dark.
        assert_eq!(scene.hits[0].spoken(), "当前价值: 0, Potential: 20000, Customers: 400, Class: Gold");
        let shades = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Rect { ink: Ink::Sequential(shade), .. } => Some(*shade),
            _ => None,
        });
        assert_eq!(shades.take(2).collect::<Vec<_>>(), [1.0, 0.5]);
        let lines: Vec<_> = scene.marks.iter().filter(|mark| matches!(mark, Mark::Path { .. })).collect();
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn lines_that_can_be_moved_stand_where_they_are_drawn() {
        let fields = [Field { across: 0, up: 0, amount: 1.0, class: "" }];
        let scene = draw(4, &fields, Size::new(640.0, 320.0), &WidthTable);
        let [upright, level] = scene.lines.as_slice() else { panic!("{:?}", scene.lines) };
        assert_eq!(
            [(upright.upright, upright.movable.place), (level.upright, level.movable.place)],
            [(true, 0), (false, 1)]
        );
        let drawn = scene.marks.iter().find_map(|mark| match mark {
            Mark::Path { points, .. } => Some((points[0].x, (points[0].y, points[1].y))),
            _ => None,
        });
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        let (x, reach) = drawn.unwrap();
        assert!(near(x, upright.at(1.0)) && reach == upright.drawn, "{drawn:?} {upright:?}");
        // The greatest values are on the right and at the top.
        assert!(near(upright.at(9.0), 640.0) && near(level.at(9.0), upright.drawn.0), "{level:?}");
        assert_eq!([upright.value(9_999.0), level.value(9_999.0)], [4.0, 0.0]);
        // Without somebody there is nothing to move.
        assert!(draw(4, &[], Size::new(640.0, 320.0), &WidthTable).lines.is_empty());
    }

    #[test]
    fn what_lies_beyond_the_bands_or_is_no_number_is_not_drawn() {
        let bad = [(3, 0, 1.0), (0, 9, 1.0), (0, 0, f64::NAN)];
        let bad = bad.map(|(across, up, amount)| Field { across, up, amount, class: "" });
        assert_eq!(texts(&draw(3, &bad, Size::new(320.0, 320.0), &WidthTable)), ["Nobody"]);
        assert_eq!(texts(&draw(0, &[], Size::new(320.0, 320.0), &WidthTable)), ["Nobody"]);
    }
}
