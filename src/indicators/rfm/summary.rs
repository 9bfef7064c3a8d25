//! Sums over segments and over the cells of recency and frequency.

use serde::{Deserialize, Serialize};

use crate::domain::money::Money;

use super::rules::{OTHER, RuleTable};
use super::scores::RfmScores;

/// The customers of one segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentSummary {
    /// The rule's key; `other` for those no rule takes.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// How many.
    pub customers: usize,
    /// Their share of the customers scored, 0 to 1.
    pub customers_share: f64,
    /// Sum of their amounts that count: of the rows a filter lets through.
    pub monetary: Money,
    /// Their share of the sum over all segments; `None` where that is zero or below.
    pub monetary_share: Option<f64>,
    /// Mean days since the last purchase; `None` without customers.
    pub mean_recency: Option<f64>,
    /// Mean number of orders; `None` without customers.
    pub mean_frequency: Option<f64>,
    /// Mean of what they are scored by; `None` without customers.
    pub mean_monetary: Option<f64>,
}

/// The customers with one pair of recency and frequency scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeatCell {
    /// Recency score.
    pub r: u8,
    /// Frequency score.
    pub f: u8,
    /// How many.
    pub customers: usize,
    /// Sum of their amounts that count.
    pub monetary: Money,
    /// Mean of what they are scored by; `None` without customers.
    pub mean_monetary: Option<f64>,
    /// Mean monetary score; `None` without customers.
    pub mean_m: Option<f64>,
    /// Key of the segment most of them belong to, of equally large ones the earlier rule; `None`
    /// without customers.
    pub segment: Option<String>,
}

/// Running sums over some customers, whole numbers throughout.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    customers: usize,
    /// What counts.
    monetary: Money,
    /// What customers are scored by.
    measured: Money,
    recency: i64,
    frequency: u64,
    m: u64,
}

impl Sums {
    fn mean(self, sum: f64) -> Option<f64> {
        (self.customers > 0).then(|| sum / self.customers as f64)
    }
}

/// One summary per rule, in the order of the table, and [`OTHER`] at the end.
pub(super) fn segments(scores: &RfmScores, rules: &RuleTable) -> Vec<SegmentSummary> {
    let mut sums = vec![Sums::default(); rules.rules.len() + 1];
    for row in scores.rows() {
        if let Some(sums) = sums.get_mut(usize::from(row.segment)) {
            sums.customers += 1;
            sums.monetary += row.counted;
            sums.measured += row.monetary;
            sums.recency += i64::from(row.recency);
            sums.frequency += u64::from(row.frequency);
        }
    }
    let total: Money = sums.iter().map(|sums| sums.monetary).sum();
    let names = rules.rules.iter().map(|rule| (rule.key.as_str(), rule.name.as_str())).chain([(OTHER, "Other")]);
    names
        .zip(&sums)
        .map(|((key, name), sums)| SegmentSummary {
            key: key.to_owned(),
            name: name.to_owned(),
            customers: sums.customers,
            customers_share: sums.customers as f64 / scores.customer.len().max(1) as f64,
            monetary: sums.monetary,
            monetary_share: (total > Money::ZERO).then(|| sums.monetary.to_f64() / total.to_f64()),
            mean_recency: sums.mean(sums.recency as f64),
            mean_frequency: sums.mean(sums.frequency as f64),
            mean_monetary: sums.mean(sums.measured.to_f64()),
        })
        .collect()
}

/// One row per recency score, rising; in it one cell per frequency score, rising. `segments` are
/// those the scores name by place.
pub(super) fn heat(scores: &RfmScores, bins: u8, segments: &[SegmentSummary]) -> Vec<Vec<HeatCell>> {
    let width = usize::from(bins);
    let mut cells = vec![(Sums::default(), vec![0_usize; segments.len()]); width * width];
    for row in scores.rows() {
        let (r, f) = (usize::from(row.r).saturating_sub(1), usize::from(row.f).saturating_sub(1));
        if let Some((sums, members)) = cells.get_mut(r * width + f) {
            sums.customers += 1;
            sums.monetary += row.counted;
            sums.measured += row.monetary;
            sums.m += u64::from(row.m);
            if let Some(members) = members.get_mut(usize::from(row.segment)) {
                *members += 1;
            }
        }
    }
    let prevailing = |members: &[usize]| {
        let counted = segments.iter().zip(members).filter(|(_, members)| **members > 0);
        // `max_by_key` takes the last of equals; reversed, that is the earlier rule.
        counted.rev().max_by_key(|(_, members)| **members).map(|(segment, _)| segment.key.clone())
    };
    let cell = |r, f, (sums, members): &(Sums, Vec<usize>)| HeatCell {
        r,
        f,
        customers: sums.customers,
        monetary: sums.monetary,
        mean_monetary: sums.mean(sums.measured.to_f64()),
        mean_m: sums.mean(sums.m as f64),
        segment: prevailing(members),
    };
    (1_u8..)
        .zip(cells.chunks(width))
        .map(|(r, row)| (1_u8..).zip(row).map(|(f, counted)| cell(r, f, counted)).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::scores::RfmRow;
    use super::*;

    fn segment(key: &str, customers: usize, units: i128) -> SegmentSummary {
        SegmentSummary {
            key: key.into(),
            name: key.into(),
            customers,
            customers_share: 0.0,
            monetary: Money::from_micros(units * 1_000_000),
            monetary_share: None,
            mean_recency: None,
            mean_frequency: None,
            mean_monetary: None,
        }
    }

    fn scores(places: &[u16]) -> RfmScores {
        let (recency, frequency, monetary, counted) = (1, 1, Money::ZERO, Money::ZERO);
        let scored =
            |customer, segment| RfmRow { customer, recency, frequency, monetary, counted, r: 1, f: 2, m: 1, segment };
        let row = |(customer, &segment)| scored(customer, segment);
        (0..).zip(places).map(row).collect()
    }

    #[test]
    fn a_cell_is_named_after_the_segment_of_most_and_of_equals_the_earlier_rule() {
        let segments = [segment("first", 0, 0), segment("second", 0, 0)];
        let named = |places: &[u16]| heat(&scores(places), 2, &segments)[0][1].segment.clone();
        assert_eq!(named(&[0, 1, 1]).as_deref(), Some("second"));
        assert_eq!(named(&[1, 0]).as_deref(), Some("first"));
        assert_eq!(named(&[]), None);
    }
}
