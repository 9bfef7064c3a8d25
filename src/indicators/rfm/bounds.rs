//! Which values earn which score: the bounds in force, as people read them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::order;

use super::binning::{Cut, Edges};

/// Which ends of a range belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// Both.
    Both,
    /// The lower one only.
    Lower,
    /// The upper one only.
    Upper,
}

/// The values that earn one score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ScoreBounds {
    /// The score; the highest is best.
    pub score: u8,
    /// Days, orders or money. `None` where there is no lower bound (typed-in bounds), or, where
    /// scores go by rank, nobody has the score.
    pub lower: Option<f64>,
    /// As `lower`, from above.
    pub upper: Option<f64>,
    /// Which of the two belong to the range.
    pub ends: Ends,
    /// Customers with this score. 0 where edges coincide.
    pub customers: usize,
}

impl fmt::Display for ScoreBounds {
    /// In full precision, as mathematicians write it: a round bracket leaves its end out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = |value: Option<f64>, open: &str| value.map_or_else(|| open.to_owned(), |value| value.to_string());
        let (left, right) = match self.ends {
            Ends::Both => ('[', ']'),
            Ends::Lower => ('[', ')'),
            Ends::Upper => ('(', ']'),
        };
        write!(f, "{left}{}, {}{right}", value(self.lower, "-∞"), value(self.upper, "∞"))
    }
}

/// The bounds of all scores, by rising score.
///
/// Where scores go by rank, or bins are nested, no edge holds for all customers: the bounds are then
/// the lowest and the highest value observed at each score, and those of neighbouring scores may
/// touch or overlap.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Bounds {
    /// Recency, in days.
    pub r: Vec<ScoreBounds>,
    /// Frequency, in orders.
    pub f: Vec<ScoreBounds>,
    /// Monetary, in the file's currency.
    pub m: Vec<ScoreBounds>,
}

/// The bounds of one measure. `scores` belong to `values`; `unit` is how many of the values' own
/// units make one of those shown; `edges` are there where they hold for all customers.
pub(super) fn bounds(
    cut: &Cut<'_>,
    edges: Option<&Edges>,
    values: &[i128],
    scores: &[u8],
    unit: i128,
) -> Vec<ScoreBounds> {
    let mut out: Vec<ScoreBounds> = match edges {
        Some(edges) => {
            let scale = (edges.denominator * unit) as f64;
            let typed = cut.typed_edges();
            let end = |value: Option<&i128>| value.filter(|_| !typed).map(|&value| value as f64 / unit as f64);
            let mut walls = vec![end(values.iter().min())];
            walls.extend(edges.cuts.iter().map(|&cut| Some(cut as f64 / scale)));
            // The R package's last edge can lie above every value.
            let highest = end(values.iter().max());
            let last_cut = walls.last().copied().flatten();
            walls.push(highest.map(|highest| last_cut.map_or(highest, |cut| highest.max(cut))));
            between(cut, &walls, edges.right_closed)
        }
        None => observed(cut.bins, values, scores, unit),
    };
    let mut customers = vec![0_usize; out.len() + 1];
    for &score in scores {
        if let Some(customers) = customers.get_mut(usize::from(score)) {
            *customers += 1;
        }
    }
    for (bounds, customers) in out.iter_mut().zip(customers.into_iter().skip(1)) {
        bounds.customers = customers;
    }
    out
}

/// Bounds from the walls between bins, lowest bin first.
fn between(cut: &Cut<'_>, walls: &[Option<f64>], right_closed: bool) -> Vec<ScoreBounds> {
    let last = usize::from(cut.bins).saturating_sub(1);
    let bin = |(index, pair): (usize, &[Option<f64>])| {
        // The outermost values belong to the outermost bins.
        let ends = match (right_closed, index) {
            (true, 0) => Ends::Both,
            (true, _) => Ends::Upper,
            (false, index) if index == last => Ends::Both,
            (false, _) => Ends::Lower,
        };
        let bin = u8::try_from(index + 1).unwrap_or(cut.bins);
        let score = if cut.low_is_good { cut.bins + 1 - bin } else { bin };
        let (lower, upper) = (pair.first().copied().flatten(), pair.last().copied().flatten());
        ScoreBounds { score, lower, upper, ends, customers: 0 }
    };
    let mut out: Vec<ScoreBounds> = walls.windows(2).enumerate().map(bin).collect();
    order::sort_by_key(&mut out, |bounds| bounds.score);
    out
}

fn observed(bins: u8, values: &[i128], scores: &[u8], unit: i128) -> Vec<ScoreBounds> {
    let mut ranges: Vec<Option<(i128, i128)>> = vec![None; usize::from(bins)];
    for (&value, &score) in values.iter().zip(scores) {
        if let Some(range) = usize::from(score).checked_sub(1).and_then(|index| ranges.get_mut(index)) {
            *range = Some(range.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
        }
    }
    let shown = |value: i128| value as f64 / unit as f64;
    (1_u8..)
        .zip(ranges)
        .map(|(score, range)| ScoreBounds {
            score,
            lower: range.map(|(low, _)| shown(low)),
            upper: range.map(|(_, high)| shown(high)),
            ends: Ends::Both,
            customers: 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{Unpaced, block_on_ready};
    use crate::indicators::rfm::Binning;

    fn cut(binning: Binning, low_is_good: bool, typed: &[i128]) -> Cut<'_> {
        Cut { binning, bins: 2, one: 1, low_is_good, typed }
    }

    fn shown(cut: &Cut<'_>, values: &[i128]) -> Vec<ScoreBounds> {
        let (scores, edges) = block_on_ready(cut.scores(values, &[], &mut Unpaced)).unwrap();
        bounds(cut, edges.as_ref(), values, &scores, 10)
    }

    #[test]
    fn ranges_are_written_as_mathematicians_do() {
        let range = |lower, upper, ends| ScoreBounds { score: 1, lower, upper, ends, customers: 0 }.to_string();
        assert_eq!(range(Some(0.0), Some(2.5), Ends::Both), "[0, 2.5]");
        assert_eq!(range(Some(2.5), Some(9.0), Ends::Upper), "(2.5, 9]");
        assert_eq!(range(Some(2.5), None, Ends::Lower), "[2.5, ∞)");
        assert_eq!(range(None, Some(9.0), Ends::Upper), "(-∞, 9]");
    }

    #[test]
    fn edges_are_shown_in_units_by_rising_score() {
        let recency = shown(&cut(Binning::QuantileRightClosed, true, &[]), &[10, 20, 30]);
        let expected = [
            ScoreBounds { score: 1, lower: Some(2.0), upper: Some(3.0), ends: Ends::Upper, customers: 1 },
            ScoreBounds { score: 2, lower: Some(1.0), upper: Some(2.0), ends: Ends::Both, customers: 2 },
        ];
        assert_eq!(recency, expected);
    }

    #[test]
    fn typed_bounds_are_open_at_the_ends() {
        let typed = shown(&cut(Binning::Custom, false, &[15]), &[10, 20, 30]);
        assert_eq!((typed[0].lower, typed[0].upper, typed[0].customers), (None, Some(1.5), 1));
        assert_eq!((typed[1].lower, typed[1].upper, typed[1].customers), (Some(1.5), None, 2));
    }

    #[test]
    fn ranks_show_what_was_observed() {
        let ranks = shown(&cut(Binning::RankMin, false, &[]), &[10, 20, 30, 40]);
        assert_eq!((ranks[0].lower, ranks[0].upper), (Some(1.0), Some(2.0)));
        assert_eq!((ranks[1].lower, ranks[1].upper), (Some(3.0), Some(4.0)));
        let same = shown(&cut(Binning::RankMin, false, &[]), &[10, 10]);
        assert_eq!((same[1].lower, same[1].upper, same[1].customers), (None, None, 0));
    }
}
