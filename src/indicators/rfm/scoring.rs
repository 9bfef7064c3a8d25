//! The three scores of each customer.

use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace, Progress};

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

/// Scores the customers measured, at the cost of sorting each measure once at most.
pub(super) async fn score<P: Pace>(
    measures: &Measures,
    ids: &Dictionary,
    params: &RfmParams,
    pace: &mut P,
) -> Result<Scored, Cancelled> {
    let nested = params.nesting == Nesting::Nested;
    let ties = ties(measures, ids, params.binning, pace).await?;
    let recency: Vec<i128> = measures.recency.iter().map(|&days| i128::from(days)).collect();
    let frequency: Vec<i128> = measures.frequency.iter().map(|&orders| i128::from(orders)).collect();
    let monetary: Vec<i128> = measures.monetary.iter().map(|money| money.micros()).collect();
    pace.breathe(Progress::default()).await?;
    let [typed_r, typed_f, typed_m] = typed_bounds(params);
    let cut = |one, low_is_good, typed| Cut { binning: params.binning, bins: params.bins, one, low_is_good, typed };
    let (cut_r, cut_f, cut_m) = (cut(1, true, &*typed_r), cut(1, false, &*typed_f), cut(MICROS, false, &*typed_m));

    let (r, edges_r) = cut_r.scores(&recency, &ties, pace).await?;
    let group_f: Vec<usize> = if nested { r.iter().map(|&r| usize::from(r)).collect() } else { Vec::new() };
    let (f, edges_f) = scores_within(&cut_f, &frequency, &ties, &group_f, pace).await?;
    let pair = |(&r, &f): (&u8, &u8)| usize::from(r) * 10 + usize::from(f);
    let group_m: Vec<usize> = if nested { r.iter().zip(&f).map(pair).collect() } else { Vec::new() };
    let (m, edges_m) = scores_within(&cut_m, &monetary, &ties, &group_m, pace).await?;

    let bounds_r = bounds(&cut_r, edges_r.as_ref(), &recency, &r, 1);
    pace.breathe(Progress::default()).await?;
    let bounds_f = bounds(&cut_f, edges_f.as_ref(), &frequency, &f, 1);
    pace.breathe(Progress::default()).await?;
    let bounds_m = bounds(&cut_m, edges_m.as_ref(), &monetary, &m, MICROS);
    pace.breathe(Progress::default()).await?;
    Ok(Scored { r, f, m, bounds: Bounds { r: bounds_r, f: bounds_f, m: bounds_m } })
}

/// The places of the customers' ids in text order, for the one binning that reads them.
async fn ties<P: Pace>(
    measures: &Measures,
    ids: &Dictionary,
    binning: Binning,
    pace: &mut P,
) -> Result<Vec<u32>, Cancelled> {
    if binning != Binning::RankFirst {
        return Ok(Vec::new());
    }
    let ranks = ids.ranks_paced(pace).await?;
    Ok(measures.customer.iter().map(|&customer| ranks.get(customer as usize).copied().unwrap_or(0)).collect())
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
async fn scores_within<P: Pace>(
    cut: &Cut<'_>,
    values: &[i128],
    ties: &[u32],
    groups: &[usize],
    pace: &mut P,
) -> Result<(Vec<u8>, Option<Edges>), Cancelled> {
    let Some(&last) = groups.iter().max() else {
        return cut.scores(values, ties, pace).await;
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
        let (own_scores, _) = cut.scores(&own, &own_ties, pace).await?;
        for (index, score) in members.into_iter().zip(own_scores) {
            if let Some(slot) = scores.get_mut(index) {
                *slot = score;
            }
        }
    }
    let edges = if cut.typed_edges() { cut.edges(values, pace).await? } else { None };
    Ok((scores, edges))
}
