//! The three scores of each customer.

use crate::domain::dictionary::Dictionary;

use super::binning::{Cut, Edges};
use super::bounds::{Bounds, bounds};
use super::measures::Measures;
use super::params::{Binning, Nesting, RfmParams};

/// Millionths in one unit of money.
const MICROS: i128 = 1_000_000;

/// Scores in the order of the customers measured.
pub(super) struct Scored {
    pub r: Vec<u8>,
    pub f: Vec<u8>,
    pub m: Vec<u8>,
    pub bounds: Bounds,
}

/// Scores the customers measured, at the cost of sorting each measure once.
pub(super) fn score(measures: &Measures, ids: &Dictionary, params: &RfmParams) -> Scored {
    let nested = params.nesting == Nesting::Nested;
    let ties = ties(measures, ids, params.binning);
    let recency: Vec<i128> = measures.recency.iter().map(|&days| i128::from(days)).collect();
    let frequency: Vec<i128> = measures.frequency.iter().map(|&orders| i128::from(orders)).collect();
    let monetary: Vec<i128> = measures.monetary.iter().map(|money| money.micros()).collect();
    let [typed_r, typed_f, typed_m] = typed_bounds(params);
    let cut = |one, low_is_good, typed| Cut { binning: params.binning, bins: params.bins, one, low_is_good, typed };
    let (cut_r, cut_f, cut_m) = (cut(1, true, &*typed_r), cut(1, false, &*typed_f), cut(MICROS, false, &*typed_m));

    let (r, edges_r) = cut_r.scores(&recency, &ties);
    let group_f: Vec<usize> = if nested { r.iter().map(|&r| usize::from(r)).collect() } else { Vec::new() };
    let (f, edges_f) = scores_within(&cut_f, &frequency, &ties, &group_f);
    let pair = |(&r, &f): (&u8, &u8)| usize::from(r) * 10 + usize::from(f);
    let group_m: Vec<usize> = if nested { r.iter().zip(&f).map(pair).collect() } else { Vec::new() };
    let (m, edges_m) = scores_within(&cut_m, &monetary, &ties, &group_m);

    let bounds = Bounds {
        r: bounds(&cut_r, edges_r.as_ref(), &recency, &r, 1),
        f: bounds(&cut_f, edges_f.as_ref(), &frequency, &f, 1),
        m: bounds(&cut_m, edges_m.as_ref(), &monetary, &m, MICROS),
    };
    Scored { r, f, m, bounds }
}

/// The places of the customers' ids in text order, for the one binning that reads them.
fn ties(measures: &Measures, ids: &Dictionary, binning: Binning) -> Vec<u32> {
    if binning != Binning::RankFirst {
        return Vec::new();
    }
    let ranks = ids.ranks();
    measures.customer.iter().map(|&customer| ranks.get(customer as usize).copied().unwrap_or(0)).collect()
}

fn typed_bounds(params: &RfmParams) -> [Vec<i128>; 3] {
    [
        params.bounds.r.iter().map(|&days| i128::from(days)).collect(),
        params.bounds.f.iter().map(|&orders| i128::from(orders)).collect(),
        params.bounds.m.iter().map(|money| money.micros()).collect(),
    ]
}

/// Scores each group by itself; no groups at all are one group. With them the edges that hold for
/// everybody, if there are such.
fn scores_within(cut: &Cut<'_>, values: &[i128], ties: &[u32], groups: &[usize]) -> (Vec<u8>, Option<Edges>) {
    let Some(&last) = groups.iter().max() else {
        return cut.scores(values, ties);
    };
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); last + 1];
    for (index, &group) in groups.iter().enumerate() {
        if let Some(members) = members.get_mut(group) {
            members.push(index);
        }
    }
    let mut scores = vec![1; values.len()];
    for members in members {
        let own: Vec<i128> = members.iter().filter_map(|&index| values.get(index).copied()).collect();
        let own_ties: Vec<u32> = members.iter().filter_map(|&index| ties.get(index).copied()).collect();
        for (index, score) in members.into_iter().zip(cut.scores(&own, &own_ties).0) {
            if let Some(slot) = scores.get_mut(index) {
                *slot = score;
            }
        }
    }
    (scores, cut.typed_edges().then(|| cut.edges(values)).flatten())
}
