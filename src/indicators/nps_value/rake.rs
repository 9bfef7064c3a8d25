//! Raking: weights under which a sample has the margins of its population.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::intake::{Cancelled, Pace};

/// Rounds at most: margins that fit come together in far fewer.
const ROUNDS: usize = 500;

/// How near every margin must come, as a share of all.
const NEAR: f64 = 1e-10;

/// One way to divide people: the group of each of the sample, and how many of each group all are.
pub struct Margin {
    /// By member of the sample.
    pub group: Vec<usize>,
    /// By group.
    pub population: Vec<f64>,
}

impl Margin {
    /// The share each group is to have, of the groups the sample has.
    fn targets(&self) -> Vec<f64> {
        let mut covered = vec![0.0; self.population.len()];
        for group in &self.group {
            if let (Some(covered), Some(people)) = (covered.get_mut(*group), self.population.get(*group)) {
                *covered = *people;
            }
        }
        let all: f64 = covered.iter().sum();
        covered.into_iter().map(|people| if all > 0.0 { people / all } else { 0.0 }).collect()
    }
}

/// The weights, which add up to 1; `None` where the margins do not come together.
pub async fn rake<P: Pace>(sample: usize, margins: &[Margin], pace: &mut P) -> Result<Option<Vec<f64>>, Cancelled> {
    if sample == 0 {
        return Ok(None);
    }
    let mut weights = vec![1.0 / sample as f64; sample];
    let targets: Vec<Vec<f64>> = margins.iter().map(Margin::targets).collect();
    for _ in 0..ROUNDS {
        let mut off = 0.0_f64;
        for (margin, targets) in margins.iter().zip(&targets) {
            let mut shares = vec![0.0; targets.len()];
            in_blocks_paced(sample, pace, |block| {
                let groups = margin.group.get(block.clone()).unwrap_or_default();
                for (group, weight) in groups.iter().zip(weights.get(block).unwrap_or_default()) {
                    if let Some(share) = shares.get_mut(*group) {
                        *share += weight;
                    }
                }
            })
            .await?;
            for (share, target) in shares.iter_mut().zip(targets) {
                off = off.max((*share - target).abs());
                *share = if *share > 0.0 { target / *share } else { 0.0 };
            }
            in_blocks_paced(sample, pace, |block| {
                let groups = margin.group.get(block.clone()).unwrap_or_default();
                for (group, weight) in groups.iter().zip(weights.get_mut(block).unwrap_or_default()) {
                    *weight *= shares.get(*group).copied().unwrap_or_default();
                }
            })
            .await?;
        }
        if off < NEAR {
            return Ok(Some(weights));
        }
    }
    Ok(None)
}
