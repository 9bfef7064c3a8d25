//! k-means and silhouettes, over rows of numbers on one scale.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::random::Rng;

/// So many rows are taken as they are; of more the beginnings are tried on so many, drawn from all parts.
pub const DIRECT: usize = 20_000;

/// So many rows have their silhouette taken, against each other.
const SILHOUETTES: usize = 2_500;

/// Steps after which a run ends, settled or not.
const STEPS: usize = 300;

/// A run that gets better by less than this share has settled.
const SETTLED: f64 = 1e-9;

/// The seed of all beginnings.
const SEED: u64 = 0x6b2d_6d65_616e_7321;

/// Centres, and whose each row is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fit {
    /// Centre after centre.
    pub centres: Vec<f64>,
    /// The place of the nearest centre of each row.
    pub member_of: Vec<usize>,
    /// The sum of squared distances to them.
    pub inertia: f64,
}

/// How many rows differ from all before them, counted up to `most`.
pub async fn distinct<P: Pace>(rows: &[f64], width: usize, most: usize, pace: &mut P) -> Result<usize, Cancelled> {
    let mut seen: Vec<&[f64]> = Vec::new();
    let mut rows = rows.chunks(width.max(1));
    in_blocks_paced(rows.len(), pace, |range| {
        for row in rows.by_ref().take(range.len()) {
            if seen.len() < most && !seen.contains(&row) {
                seen.push(row);
            }
        }
    })
    .await?;
    Ok(seen.len())
}

fn apart(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other) * (one - other)).sum()
}

/// The nearest centre of a row and the squared distance to it; of equally near ones the earlier.
fn nearest(row: &[f64], centres: &[f64]) -> (usize, f64) {
    let mut best = (0, f64::INFINITY);
    for (place, centre) in centres.chunks(row.len().max(1)).enumerate() {
        let squared = apart(row, centre);
        if squared < best.1 {
            best = (place, squared);
        }
    }
    best
}

/// The places of so many of `n` rows, all where there are no more: one drawn from each of as many equal stretches. Every
/// so-many-th row would be of one kind where a file repeats itself.
fn drawn(n: usize, most: usize) -> Vec<usize> {
    let mut rng = Rng::new(SEED, u32::MAX);
    let stretch = |place: usize| {
        let (from, to) = (place * n / most, (place + 1) * n / most);
        from + rng.below(u32::try_from(to - from).unwrap_or(u32::MAX)) as usize
    };
    if n <= most { (0..n).collect() } else { (0..most).map(stretch).collect() }
}

/// The best of several runs.
pub async fn fit<P: Pace>(rows: &[f64], width: usize, k: usize, restarts: u8, pace: &mut P) -> Result<Fit, Cancelled> {
    let n = rows.len() / width.max(1);
    let row = |place: usize| rows.get(place * width..(place + 1) * width).unwrap_or_default();
    let few: Option<Vec<f64>> = (n > DIRECT).then(|| drawn(n, DIRECT).into_iter().flat_map(row).copied().collect());
    let tried = few.as_deref().unwrap_or(rows);
    let mut best: Option<Fit> = None;
    for run in 0..u32::from(restarts) {
        let mut rng = Rng::new(SEED, run);
        let begun = begin(tried, width, k, &mut rng);
        let fit = settle(tried, width, begun, pace).await?;
        if best.as_ref().is_none_or(|best| fit.inertia < best.inertia) {
            best = Some(fit);
        }
    }
    let best = best.unwrap_or_default();
    if few.is_some() { settle(rows, width, best.centres, pace).await } else { Ok(best) }
}

/// k-means++: each further centre is a row, as likely as its squared distance to the nearest one so far.
fn begin(rows: &[f64], width: usize, k: usize, rng: &mut Rng) -> Vec<f64> {
    let width = width.max(1);
    let n = u32::try_from(rows.len() / width).unwrap_or(u32::MAX);
    let row = |place: usize| rows.get(place * width..(place + 1) * width).unwrap_or_default();
    let mut centres = row(rng.below(n) as usize).to_vec();
    let mut squared = vec![f64::INFINITY; n as usize];
    while centres.len() < k * width {
        let newest = centres.get(centres.len() - width..).unwrap_or_default();
        let mut sum = 0.0;
        for (known, own) in squared.iter_mut().zip(rows.chunks(width)) {
            *known = known.min(apart(own, newest));
            sum += *known;
        }
        let mut left = rng.unit() * sum;
        let drawn = squared.iter().position(|own| {
            left -= own;
            left < 0.0
        });
        // Rounding may leave a little beyond the last.
        let drawn = drawn.or_else(|| squared.iter().rposition(|own| *own > 0.0)).unwrap_or_default();
        centres.extend_from_slice(row(drawn));
    }
    centres
}

/// Lloyd's steps until nothing gets better.
async fn settle<P: Pace>(rows: &[f64], width: usize, begun: Vec<f64>, pace: &mut P) -> Result<Fit, Cancelled> {
    let width = width.max(1);
    let n = rows.len() / width;
    let mut fit = Fit { centres: begun, member_of: vec![0; n], inertia: f64::INFINITY };
    for _ in 0..STEPS {
        let mut sums = vec![0.0; fit.centres.len()];
        let mut counts = vec![0_usize; fit.centres.len() / width];
        let mut inertia = 0.0;
        let (centres, member_of) = (&fit.centres, &mut fit.member_of);
        in_blocks_paced(n, pace, |range| {
            let block = rows.get(range.start * width..range.end * width).unwrap_or_default();
            for (row, member) in block.chunks(width).zip(member_of.get_mut(range).unwrap_or_default()) {
                let (own, squared) = nearest(row, centres);
                *member = own;
                inertia += squared;
                if let Some(count) = counts.get_mut(own) {
                    *count += 1;
                }
                for (sum, value) in sums.iter_mut().skip(own * width).zip(row) {
                    *sum += value;
                }
            }
        })
        .await?;
        let better = fit.inertia - inertia;
        fit.inertia = inertia;
        if better <= SETTLED * inertia {
            break;
        }
        for ((centre, sum), count) in fit.centres.chunks_mut(width).zip(sums.chunks(width)).zip(&counts) {
            // A centre nobody is nearest to stays where it is.
            if *count > 0 {
                centre.iter_mut().zip(sum).for_each(|(centre, sum)| *centre = sum / *count as f64);
            }
        }
    }
    Ok(fit)
}

/// The mean silhouette; of many rows that of a sample against itself. `None` where fewer than two clusters have rows.
pub async fn silhouette<P: Pace>(
    rows: &[f64],
    width: usize,
    fit: &Fit,
    pace: &mut P,
) -> Result<Option<f64>, Cancelled> {
    let width = width.max(1);
    let n = rows.len() / width;
    let sample: Vec<(&[f64], usize)> = drawn(n, SILHOUETTES)
        .into_iter()
        .filter_map(|place| Some((rows.get(place * width..(place + 1) * width)?, *fit.member_of.get(place)?)))
        .collect();
    let clusters = fit.centres.len() / width;
    let mut sizes = vec![0_usize; clusters];
    for (_, cluster) in &sample {
        if let Some(size) = sizes.get_mut(*cluster) {
            *size += 1;
        }
    }
    if sizes.iter().filter(|size| **size > 0).count() < 2 {
        return Ok(None);
    }
    let mut sum = 0.0;
    let mut of = vec![0.0; clusters];
    for (place, (row, own)) in sample.iter().enumerate() {
        if place % 64 == 0 {
            pace.breathe(Progress::default()).await?;
        }
        of.fill(0.0);
        for (other, cluster) in &sample {
            if let Some(sum) = of.get_mut(*cluster) {
                *sum += apart(row, other).sqrt();
            }
        }
        let mean = |cluster: usize, size: usize| of.get(cluster).map(|sum| sum / size as f64);
        let size = sizes.get(*own).copied().unwrap_or_default();
        // One alone in its cluster has none.
        let Some(within) = (size > 1).then(|| mean(*own, size - 1)).flatten() else { continue };
        let others = (0..clusters).filter(|cluster| cluster != own);
        let nearest = others
            .filter_map(|cluster| mean(cluster, *sizes.get(cluster).filter(|size| **size > 0)?))
            .fold(f64::INFINITY, f64::min);
        let greater = within.max(nearest);
        if greater > 0.0 {
            sum += (nearest - within) / greater;
        }
    }
    Ok(Some(sum / sample.len() as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{Unpaced, block_on_ready};

    #[test]
    fn six_numbers_in_two_clusters() {
        let rows = [1.0, 2.0, 3.0, 10.0, 11.0, 12.0];
        let fit = block_on_ready(fit(&rows, 1, 2, 5, &mut Unpaced)).unwrap();
        assert!((fit.inertia - 4.0).abs() < 1e-12, "{}", fit.inertia);
        let silhouette = block_on_ready(silhouette(&rows, 1, &fit, &mut Unpaced)).unwrap().unwrap();
        assert!((silhouette - 0.850_46).abs() < 5e-6, "{silhouette}");
    }

    #[test]
    fn many_rows_begin_with_some_of_them() {
        // Three places, each with very little around it.
        let rows: Vec<f64> =
            (0..3 * DIRECT).map(|place| (place % 3) as f64 * 10.0 + (place % 7) as f64 * 1e-3).collect();
        let fit = block_on_ready(fit(&rows, 1, 3, 3, &mut Unpaced)).unwrap();
        assert!(fit.inertia < 1.0, "{}", fit.inertia);
        assert_eq!(fit.member_of.len(), rows.len());
    }

    #[test]
    fn rows_that_do_not_differ_are_one() {
        let count = |rows: &[f64], width, most| block_on_ready(distinct(rows, width, most, &mut Unpaced)).unwrap();
        assert_eq!((count(&[1.0; 8], 2, 5), count(&[1.0, 2.0, 3.0], 1, 2), count(&[], 2, 5)), (1, 2, 0));
    }
}
