//! How much of a tree holds for customers it has not seen.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::random::Rng;

use super::cart::{Data, Limits, Tree};

/// The seed of the parts customers are dealt into.
const SEED: u64 = 0x7472_6565_2063_7631;

/// One of the trees pruning leads through.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Candidate {
    /// The cost of complexity from which on it is this tree.
    pub alpha: f64,
    /// The mean squared error of its shares for customers not seen (Brier).
    pub error: f64,
    /// The standard error of that.
    pub standard_error: f64,
    /// Customers not seen whose class it named.
    pub right: usize,
}

/// All trees pruning leads through, the largest first, each tried in so many parts: grown on the others, tried on one.
/// Trees of the parts are pruned at the geometric mean of a candidate's cost and the next.
pub async fn candidates<P: Pace>(
    data: Data<'_>,
    weakest: &[f64],
    limits: Limits,
    folds: u8,
    pace: &mut P,
) -> Result<Vec<Candidate>, Cancelled> {
    let mut alphas: Vec<f64> = weakest.to_vec();
    alphas.push(0.0);
    alphas.sort_unstable_by(f64::total_cmp);
    alphas.dedup_by(|next, one| *next - *one <= 1e-12 * one.abs());
    let next = alphas.iter().skip(1).copied().map(Some).chain([None]);
    let pruned_at: Vec<f64> =
        alphas.iter().zip(next).map(|(own, next)| next.map_or(f64::INFINITY, |next| (own * next).sqrt())).collect();
    let part_of = parts(data, folds);
    let mut sums = vec![(0.0, 0.0, 0_usize); alphas.len()];
    for part in 0..folds {
        let mut seen = Vec::new();
        let mut unseen = Vec::new();
        for (row, own) in (0_u32..).zip(&part_of) {
            if *own == part { unseen.push(row) } else { seen.push(row) }
        }
        let tree = Tree::grow(data, seen, limits, pace).await?;
        let weakest = tree.weakest();
        in_blocks_paced(unseen.len(), pace, |range| {
            for row in unseen.get(range).unwrap_or_default() {
                let class = data.class.get(*row as usize).copied().unwrap_or_default() as usize;
                for (alpha, (sum, squared, right)) in pruned_at.iter().zip(&mut sums) {
                    let Some(node) = tree.nodes.get(tree.node_of(data.fields, *row, &weakest, *alpha)) else {
                        continue;
                    };
                    let n = node.customers().max(1) as f64;
                    let share = |count: u32| f64::from(count) / n;
                    let squares: f64 = node.counts.iter().map(|count| share(*count).powi(2)).sum();
                    let own = node.counts.get(class).copied().map_or(0.0, share);
                    let loss = squares - 2.0 * own + 1.0;
                    *sum += loss;
                    *squared += loss * loss;
                    *right += usize::from(node.mostly() == class);
                }
            }
        })
        .await?;
    }
    let n = data.class.len().max(1) as f64;
    let candidate = |(alpha, (sum, squared, right)): (f64, (f64, f64, usize))| {
        let error = sum / n;
        let standard_error = ((squared / n - error * error).max(0.0) / n).sqrt();
        Candidate { alpha, error, standard_error, right }
    };
    Ok(alphas.into_iter().zip(sums).map(candidate).collect())
}

/// The part of each customer: those of each class are shuffled and dealt, so that all parts have about the same shares.
fn parts(data: Data<'_>, folds: u8) -> Vec<u8> {
    let mut by_class = vec![Vec::new(); data.classes];
    for (row, class) in data.class.iter().enumerate() {
        if let Some(rows) = by_class.get_mut(*class as usize) {
            rows.push(row);
        }
    }
    let mut part_of = vec![0; data.class.len()];
    let mut next = (0..folds).cycle();
    for (class, mut rows) in (0_u32..).zip(by_class) {
        let mut rng = Rng::new(SEED, class);
        for place in (1..rows.len()).rev() {
            let other = rng.below(u32::try_from(place + 1).unwrap_or(u32::MAX)) as usize;
            rows.swap(place, other);
        }
        for row in rows {
            if let (Some(slot), Some(part)) = (part_of.get_mut(row), next.next()) {
                *slot = part;
            }
        }
    }
    part_of
}
