//! Who went from where to where: classes of one day at the left, of another at the right, and a ribbon as thick as many
//! went from one to the other.

use crate::indicators::page::Flow;

use super::hits::{Crosshair, Hit, Target};
use super::ink::Ink;
use super::scene::{Anchor, DataTable, Point, Rect, Scene, Size};
use super::sketch::{Format, GAP, Sketch, Words, line};
use super::text::{Font, TextMeasure, shorten};

/// The input of [`sankey`].
#[derive(Clone, Copy)]
pub struct Sankey<'a> {
    /// Where they were, from top to bottom.
    pub from: &'a [&'a str],
    /// Where they are, from top to bottom.
    pub to: &'a [&'a str],
    /// The ways, in any order.
    pub flows: &'a [Flow],
    /// Headings of both sides.
    pub titles: [&'a str; 2],
    /// Heading of how many.
    pub amount: &'a str,
    /// How many, as text.
    pub format: Format<'a>,
    /// Summary and the text of the empty chart.
    pub words: Words<'a>,
}

/// The width of a side's bars.
const BAR: f64 = 10.0;

/// The least height of all ribbons together.
const LEAST: f64 = 120.0;

/// Steps of a ribbon's edge.
const STEPS: u8 = 16;

/// One side: where each of its bars begins and how far it is filled.
struct Side {
    /// By place; `None` where nobody is.
    bars: Vec<Option<Rect>>,
    filled: Vec<f64>,
}

impl Side {
    /// Bars below each other at `x`; each has at least the height of its name.
    fn new(amounts: &[f64], x: f64, top: f64, per: f64) -> Self {
        let row = Font::SMALL.line_height();
        let mut next = top;
        let mut bar = |amount: &f64| {
            let height = amount * per;
            let slot = height.max(row);
            let rect = Rect { x, y: next + (slot - height) / 2.0, width: BAR, height };
            let is_used = *amount > 0.0;
            next += if is_used { slot + GAP / 2.0 } else { 0.0 };
            is_used.then_some(rect)
        };
        Self { bars: amounts.iter().map(&mut bar).collect(), filled: vec![0.0; amounts.len()] }
    }

    /// The upper end of the next ribbon of this height.
    fn take(&mut self, place: usize, height: f64) -> Option<f64> {
        let bar = (*self.bars.get(place)?)?;
        let filled = self.filled.get_mut(place)?;
        let y = bar.y + *filled;
        *filled += height;
        Some(y)
    }
}

/// The height of one of a side's `amounts`, so that its bars fill `room`, which has more than their names take.
fn thickness(amounts: &[f64], room: f64) -> f64 {
    let row = Font::SMALL.line_height();
    let mut used: Vec<f64> = amounts.iter().copied().filter(|amount| *amount > 0.0).collect();
    used.sort_unstable_by(f64::total_cmp);
    let (mut room, mut left) = (room - used.len() as f64 * GAP / 2.0, used.iter().sum::<f64>());
    for amount in used {
        if amount * room >= row * left {
            break;
        }
        // Lower than its name, which stands in its stead.
        (room, left) = (room - row, left - amount);
    }
    room / left
}

/// Draws both sides and what lies between.
pub fn sankey(data: &Sankey<'_>, size: Size, measure: &dyn TextMeasure) -> Scene {
    let mut sketch = Sketch::new(size, measure);
    let [before, after] = data.titles;
    let columns = [before, after, data.amount].map(str::to_owned).to_vec();
    let sound = |flow: &&Flow| {
        flow.from < data.from.len() && flow.to < data.to.len() && flow.amount.is_finite() && flow.amount > 0.0
    };
    let mut flows: Vec<&Flow> = data.flows.iter().filter(sound).collect();
    flows.sort_by_key(|flow| (flow.from, flow.to));
    let total: f64 = flows.iter().map(|flow| flow.amount).sum();
    if flows.is_empty() || !total.is_finite() {
        return sketch.nothing(columns, data.words);
    }
    let amounts = |sides: usize, place: fn(&Flow) -> usize| {
        let mut amounts = vec![0.0; sides];
        for flow in &flows {
            if let Some(amount) = amounts.get_mut(place(flow)) {
                *amount += flow.amount;
            }
        }
        amounts
    };
    let sides = [amounts(data.from.len(), |flow| flow.from), amounts(data.to.len(), |flow| flow.to)];
    let (font, row) = (Font::SMALL, Font::SMALL.line_height());
    let top = row + GAP;
    let used = |side: &[f64]| side.iter().filter(|amount| **amount > 0.0).count() as f64;
    // Even where each bar has a name taller than itself, all of them fit.
    let names = sides.iter().map(|side| used(side)).fold(0.0, f64::max) * (row + GAP / 2.0);
    sketch.size.height = size.height.max(top + names + LEAST);
    let room = sketch.size.height - top;
    let per = sides.iter().map(|side| thickness(side, room)).fold(f64::INFINITY, f64::min);
    // On a phone names need more of the width to be told apart.
    let most = size.width * if size.width < 420.0 { 0.38 } else { 0.32 };
    // The name gives way to the number.
    let label = |name: &str, amount: f64| {
        let amount = format!(" {}", (data.format)(amount));
        shorten(name, font, most - measure.width(&amount, font), measure) + &amount
    };
    let labelled = |names: &[&str], amounts: &[f64]| -> Vec<String> {
        names.iter().zip(amounts).map(|(name, amount)| label(name, *amount)).collect()
    };
    let [from, to] = &sides;
    let labels = [labelled(data.from, from), labelled(data.to, to)];
    let [left, right] =
        labels.each_ref().map(|labels| sketch.widest(labels.iter().map(String::as_str), font).min(most) + GAP);
    let (left, right) = (left, (size.width - right - BAR).max(left + BAR));
    let mut ends = [Side::new(from, left, top, per), Side::new(to, right, top, per)];
    let title = |text: &str| shorten(text, font, size.width / 2.0 - GAP, measure);
    sketch.text(Point::new(0.0, row / 2.0), Anchor::Start, font, Ink::MutedText, title(before));
    sketch.text(Point::new(size.width, row / 2.0), Anchor::End, font, Ink::MutedText, title(after));
    let name = |names: &[&str], place: usize| names.get(place).copied().unwrap_or_default().to_owned();
    let mut rows = Vec::new();
    for flow in &flows {
        let height = flow.amount * per;
        let [begin, end] = &mut ends;
        let (Some(y), Some(to)) = (begin.take(flow.from, height), end.take(flow.to, height)) else { continue };
        let (x, width) = (left + BAR, right - left - BAR);
        let ink = if flow.stays { Ink::Grid } else { Ink::Band };
        sketch.area(ribbon(Point::new(x, y), Point::new(right, to), height), ink);
        let [was, is] = [name(data.from, flow.from), name(data.to, flow.to)];
        let amount = (data.format)(flow.amount);
        sketch.hit(Hit {
            // Near its beginning a ribbon is level, and alone.
            target: Target::Area(Rect { x: left, y, width: BAR + width / 4.0, height }),
            anchor: Point::new(x, y + height / 2.0),
            crosshair: Crosshair::None,
            row: flow.from,
            title: format!("{was} – {is}"),
            lines: vec![line(data.amount, &amount)],
        });
        rows.push(vec![was, is, amount]);
    }
    let at = [(left - GAP, Anchor::End), (right + BAR + GAP, Anchor::Start)];
    for ((side, labels), (x, anchor)) in ends.iter().zip(&labels).zip(at) {
        for (bar, label) in side.bars.iter().zip(labels) {
            let Some(bar) = bar else { continue };
            sketch.rect(*bar, Ink::Accent);
            sketch.text(Point::new(x, bar.center().y), anchor, font, Ink::Text, label.as_str());
        }
    }
    sketch.finish(DataTable { columns, rows }, data.words)
}

/// The outline of a ribbon: its edges leave and arrive level.
fn ribbon(from: Point, to: Point, height: f64) -> Vec<Point> {
    let edge = |step: u8| {
        let share = f64::from(step) / f64::from(STEPS);
        let eased = share * share * (3.0 - 2.0 * share);
        Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * eased)
    };
    let upper: Vec<Point> = (0..=STEPS).map(edge).collect();
    let lower = upper.iter().rev().map(|point| Point::new(point.x, point.y + height));
    upper.iter().copied().chain(lower).collect()
}

#[cfg(test)]
mod tests {
    use super::super::check::{everywhere, number, texts};
    use super::super::scene::Mark;
    use super::super::text::WidthTable;
    use super::*;

    const NAMES: [&str; 4] = ["Champions", "Need attention now and then", "重要挽留客户", "Gone"];

    fn flow(from: usize, to: usize, amount: f64) -> Flow {
        Flow { from, to, amount, stays: from == to }
    }

    fn draw(flows: &[Flow], size: Size, measure: &dyn TextMeasure) -> Scene {
        let words = Words { summary: "summary", empty: "Nobody" };
        let (titles, amount) = (["31 Mar 2024", "30 Apr 2024"], "Customers");
        sankey(&Sankey { from: &NAMES, to: &NAMES, flows, titles, amount, format: &number, words }, size, measure)
    }

    #[test]
    fn ribbons_are_as_thick_as_many_went_and_fill_both_sides() {
        let flows = [flow(1, 0, 30.0), flow(0, 0, 60.0), flow(0, 3, 10.0), flow(2, 3, 1.0)];
        everywhere(|size, measure| draw(&flows, size, measure));
        let scene = draw(&flows, Size::new(640.0, 320.0), &WidthTable);
        let thick: Vec<f64> = scene
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Area { points, .. } => Some(points[points.len() - 1].y - points[0].y),
                _ => None,
            })
            .collect();
        // In the order of where they came from, then of where they went.
        assert!(thick.iter().zip([60.0, 10.0, 30.0, 1.0]).all(|(height, n)| (height / thick[3] - n).abs() < 1e-6));
        let bars = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Rect { rect, .. } => Some(rect.height),
            _ => None,
        });
        assert!((bars.sum::<f64>() - 2.0 * thick.iter().sum::<f64>()).abs() < 1e-6);
        // The side of three bars fills the height: two names' heights would be lost on the small ones.
        let lowest = scene.marks.iter().filter_map(|mark| match mark {
            Mark::Rect { rect, .. } => Some(rect.y + rect.height),
            _ => None,
        });
        let row = Font::SMALL.line_height();
        assert!((lowest.fold(0.0, f64::max) + (row - thick[3]) / 2.0 + GAP / 2.0 - 320.0).abs() < 1e-6);
        assert_eq!(scene.hits[1].spoken(), "Champions – Gone, Customers: 10");
        assert_eq!(scene.table.rows[2], ["Need attention now and then", "Champions", "30"]);
        assert!(texts(&scene).contains(&"Champions 90".to_owned()), "{:?}", texts(&scene));
        // A name that does not fit is cut, and its number never.
        let narrow = texts(&draw(&flows, Size::new(320.0, 320.0), &WidthTable));
        assert!(narrow.iter().any(|text| text.contains('…') && text.ends_with(" 30")), "{narrow:?}");
        // Nobody is at this one: it has no name.
        assert!(!texts(&scene).iter().any(|text| text.ends_with(" 0")));
    }

    #[test]
    fn many_classes_of_few_have_room_for_their_names() {
        let names: Vec<String> = (0..15).map(|place| format!("Class {place}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let flows: Vec<Flow> = (0..15)
            .flat_map(|from| (0..15).map(move |to| flow(from, to, if from == to { 900.0 } else { 1.0 })))
            .collect();
        let words = Words { summary: "summary", empty: "Nobody" };
        let titles = ["before", "after"];
        everywhere(|size, measure| {
            let (from, to, amount) = (names.as_slice(), names.as_slice(), "Customers");
            sankey(&Sankey { from, to, flows: &flows, titles, amount, format: &number, words }, size, measure)
        });
    }

    #[test]
    fn nobody_and_what_is_no_number_draw_nothing() {
        for flows in [vec![], vec![flow(0, 0, 0.0)], vec![flow(0, 1, f64::NAN)], vec![flow(9, 0, 1.0)]] {
            assert_eq!(texts(&draw(&flows, Size::new(320.0, 320.0), &WidthTable)), ["Nobody"]);
        }
    }
}
