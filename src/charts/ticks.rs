//! Where an axis is labelled.

use super::text::{Font, TextMeasure};

/// Round values (1, 2 or 5 times a power of ten apart) that cover `low` to `high` in at most about
/// `count` steps. The first is at or below `low`, the last at or above `high`, so they also give
/// the axis its domain. Equal or unordered bounds are widened; non-finite ones give 0 and 1.
pub fn nice(low: f64, high: f64, count: usize) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite()) {
        return vec![0.0, 1.0];
    }
    let (low, high) = widened(low.min(high), low.max(high));
    let rough = (high - low) / count.max(1) as f64;
    let power = rough.log10().floor();
    let unit = 10_f64.powf(power);
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| factor * unit >= rough * (1.0 - 1e-9)).unwrap_or(10.0);
    let (first, last) = ((low / (factor * unit) + 1e-9).floor(), (high / (factor * unit) - 1e-9).ceil());
    // Dividing by a whole power of ten keeps 0.3 from becoming 0.30000000000000004.
    let place = |index: f64| if power < 0.0 { index * factor / 10_f64.powf(-power) } else { index * factor * unit };
    let mut ticks = Vec::new();
    let mut index = first;
    while index <= last && ticks.len() <= 4 * count.max(2) {
        ticks.push(place(index) + 0.0);
        index += 1.0;
    }
    ticks
}

/// Ratios that cover `low` to `high` and one, evenly apart as factors: 1, 2 and 5 times powers of ten, powers alone
/// where these are many. What is beyond a million, or below its inverse, lies at the end.
pub fn ratios(low: f64, high: f64) -> Vec<f64> {
    const MOST: usize = 7;
    const FARTHEST: i32 = 6;
    let covering = |factors: &[f64]| {
        let power = |power: i32, factor: f64| {
            if power < 0 { factor / 10_f64.powi(-power) } else { factor * 10_f64.powi(power) }
        };
        let all = (-FARTHEST..=FARTHEST).flat_map(|at| factors.iter().map(move |factor| power(at, *factor)));
        let all: Vec<f64> = all.collect();
        // One has a neighbour on both sides: an axis of one figure would have no extent.
        let first = all.iter().rposition(|tick| *tick < 1.0 && *tick <= low).unwrap_or(0);
        let last = all.iter().position(|tick| *tick > 1.0 && *tick >= high).unwrap_or(all.len() - 1);
        all.get(first..=last).unwrap_or_default().to_vec()
    };
    let ticks = covering(&[1.0, 2.0, 5.0]);
    if ticks.len() > MOST { covering(&[1.0]) } else { ticks }
}

/// Bounds with room between them: a single value is set between zero and its double.
fn widened(low: f64, high: f64) -> (f64, f64) {
    // Spans below the resolution of the numbers would make ticks that do not differ.
    let scale = low.abs().max(high.abs());
    if high - low > scale * 1e-12 {
        (low, high)
    } else if scale < f64::MIN_POSITIVE {
        (0.0, 1.0)
    } else {
        (low.min(0.0) * 2.0, high.max(0.0) * 2.0)
    }
}

/// The first and last tick: the domain of the axis. 0 to 1 where there are none.
pub fn domain(ticks: &[f64]) -> (f64, f64) {
    (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0))
}

/// A period on a time axis, as texts in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Period {
    /// Short form for the axis ("Mar", "3月"; in January "2024").
    pub label: String,
    /// Full form for tooltip and table ("March 2024").
    pub full: String,
    /// Whether a larger unit begins here (a year, among months): thinned labels keep to these.
    pub major: bool,
    /// What the first label of an axis says instead, with its year ("Mar 2024"); empty where `label` says all.
    pub first: String,
}

impl Period {
    /// The short form, of one that begins a year with its month beside the year: among months a year alone would be read as
    /// that of the month before it.
    pub fn dated(&self) -> &str {
        if self.major && !self.first.is_empty() { &self.first } else { &self.label }
    }

    /// The short form.
    pub fn short(&self) -> &str {
        &self.label
    }

    /// The full form, which stands alone; the short one where there is no full form.
    pub fn name(&self) -> String {
        if self.full.is_empty() { self.label.clone() } else { self.full.clone() }
    }
}

/// A label that has found its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Which period or category.
    pub index: usize,
    /// The middle of the label, shifted where it would leave the span.
    pub center: f64,
}

/// Chooses evenly spaced labels of a row so that none comes nearer to the next than `gap`.
///
/// `labels` are text and whether it is major, `center` the wanted middle of each, `span` the room
/// from left to right. Steps follow the distance of the majors (1, 2, 3, 4, 6, 12, 24, … months
/// where each January is major), else 1, 2, 5, 10, …
pub fn thin(
    labels: &[(&str, bool)],
    center: impl Fn(usize) -> f64,
    span: (f64, f64),
    font: Font,
    gap: f64,
    measure: &dyn TextMeasure,
) -> Vec<Placed> {
    let widths: Vec<f64> = labels.iter().map(|(text, _)| measure.width(text, font)).collect();
    let first_major = labels.iter().position(|(_, major)| *major).unwrap_or(0);
    let spacing = labels.iter().skip(first_major + 1).position(|(_, major)| *major).map_or(1, |after| after + 1);
    for step in steps(spacing, labels.len()) {
        let chosen: Vec<(Placed, f64)> = (first_major % step..labels.len())
            .step_by(step)
            .filter_map(|index| {
                let width = *widths.get(index)?;
                // A label wider than the whole span has no place at all.
                let room = span.0 + width / 2.0..=span.1 - width / 2.0;
                (!room.is_empty())
                    .then(|| (Placed { index, center: center(index).clamp(*room.start(), *room.end()) }, width))
            })
            .collect();
        let clear = chosen.iter().zip(chosen.iter().skip(1)).all(|((left, left_width), (right, right_width))| {
            right.center - right_width / 2.0 - (left.center + left_width / 2.0) >= gap
        });
        if clear {
            return chosen.into_iter().map(|(placed, _)| placed).collect();
        }
    }
    Vec::new()
}

/// Candidate steps, ascending: divisors of `spacing`, then its multiples, ending with one so long
/// that a single label is left.
fn steps(spacing: usize, count: usize) -> impl Iterator<Item = usize> {
    let divisors = (1..=spacing).filter(move |step| spacing.is_multiple_of(*step));
    let decades = std::iter::successors(Some(1_usize), |decade| decade.checked_mul(10));
    let multiples = decades
        .take_while(move |decade| *decade <= count.max(1))
        .flat_map(move |decade| [2, 5, 10].map(|factor| spacing.saturating_mul(decade).saturating_mul(factor)));
    divisors.chain(multiples).chain(std::iter::once(count.max(1)))
}

#[cfg(test)]
mod tests {
    use super::super::text::WidthTable;
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_data() {
        assert_eq!(nice(0.0, 97.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(nice(-35.0, 62.0, 5), [-40.0, -20.0, 0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(nice(0.0, 0.3, 3), [0.0, 0.1, 0.2, 0.3]);
        assert_eq!(nice(0.0, 1e9, 2), [0.0, 5e8, 1e9]);
    }

    #[test]
    fn degenerate_bounds_still_make_an_axis() {
        assert_eq!(domain(&nice(0.0, 0.0, 4)), (0.0, 1.0));
        assert_eq!(domain(&nice(5.0, 5.0, 5)), (0.0, 10.0));
        assert_eq!(domain(&nice(-5.0, -5.0, 5)), (-10.0, 0.0));
        assert_eq!(nice(f64::NAN, 1.0, 5), [0.0, 1.0]);
        assert_eq!(nice(f64::INFINITY, 1.0, 5), [0.0, 1.0]);
        assert_eq!(nice(1.0, 0.0, 1), nice(0.0, 1.0, 1), "order does not matter");
    }

    #[test]
    fn ratios_are_on_both_sides_of_one() {
        assert_eq!(ratios(0.23, 6.71), [0.2, 0.5, 1.0, 2.0, 5.0, 10.0]);
        assert_eq!(ratios(1.0, 1.0), [0.5, 1.0, 2.0]);
        assert_eq!(ratios(1.2, 1.9), [0.5, 1.0, 2.0]);
        assert_eq!(ratios(0.02, 30.0), [0.01, 0.1, 1.0, 10.0, 100.0]);
        for (low, high) in [(0.0, 1e300), (-5.0, f64::INFINITY), (f64::NAN, f64::NAN)] {
            let ticks = ratios(low, high);
            assert!(ticks.len() <= 13 && ticks.contains(&1.0), "{ticks:?}");
        }
    }

    #[test]
    fn any_bounds_give_few_ascending_ticks() {
        for (low, high) in [(1e-300, 2e-300), (-1e300, 1e300), (1e15, 1e15 + 1.0), (0.1, 0.100_000_1), (-3.0, 1e12)] {
            let ticks = nice(low, high, 5);
            assert!((2..=20).contains(&ticks.len()), "{low} {high}: {ticks:?}");
            assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]), "{ticks:?}");
        }
    }

    fn months(count: usize) -> Vec<(&'static str, bool)> {
        (0..count).map(|index| if (index + 3).is_multiple_of(12) { ("2024", true) } else { ("Mar", false) }).collect()
    }

    #[test]
    fn all_labels_stay_where_there_is_room() {
        let placed = thin(&months(12), |i| 50.0 + 100.0 * i as f64, (0.0, 1200.0), Font::SMALL, 8.0, &WidthTable);
        assert_eq!(placed.len(), 12);
    }

    #[test]
    fn thinned_months_keep_the_januaries() {
        let labels = months(60);
        let placed = thin(&labels, |i| 5.0 * i as f64, (0.0, 300.0), Font::SMALL, 8.0, &WidthTable);
        assert!(placed.len() >= 5, "{placed:?}");
        assert!(labels.iter().enumerate().filter(|(_, l)| l.1).all(|(i, _)| placed.iter().any(|p| p.index == i)));
    }

    #[test]
    fn labels_never_come_nearer_than_the_gap_nor_leave_the_span() {
        for count in [1, 2, 7, 60, 1000] {
            for width in [20.0, 100.0, 320.0, 1200.0] {
                let labels = months(count);
                let center = |i: usize| width * (i as f64 + 0.5) / count as f64;
                let placed = thin(&labels, center, (0.0, width), Font::SMALL, 8.0, &WidthTable);
                let half = |p: &Placed| WidthTable.width(labels[p.index].0, Font::SMALL) / 2.0;
                assert!(placed.windows(2).all(|w| w[1].center - half(&w[1]) - w[0].center - half(&w[0]) >= 8.0 - 1e-9));
                assert!(placed.iter().all(|p| p.center - half(p) >= -1e-9 && p.center + half(p) <= width + 1e-9));
            }
        }
    }

    #[test]
    fn no_labels_no_places() {
        assert!(thin(&[], |_| 0.0, (0.0, 100.0), Font::SMALL, 8.0, &WidthTable).is_empty());
        assert!(thin(&[("a label", false)], |_| 0.0, (0.0, 10.0), Font::SMALL, 8.0, &WidthTable).is_empty());
    }
}
