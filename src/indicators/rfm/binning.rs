//! From values to scores. All arithmetic is in whole numbers: a value is on an edge or it is not.

use crate::domain::blocks::sort_paced;
use crate::domain::intake::{Cancelled, Pace, Progress};

use super::params::Binning;

/// One measure of some customers, and how to cut it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut<'a> {
    pub binning: Binning,
    pub bins: u8,
    /// What "one" is in the values' own unit: what [`Binning::RPackage`] adds to edges.
    pub one: i128,
    /// Whether low values earn high scores, as for recency.
    pub low_is_good: bool,
    /// The edges of [`Binning::Custom`].
    pub typed: &'a [i128],
}

/// Where scores change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edges {
    /// Rising, one less than there are bins; in units of 1/`denominator`.
    pub cuts: Vec<i128>,
    pub denominator: i128,
    /// Whether a value on an edge belongs below it.
    pub right_closed: bool,
}

impl Cut<'_> {
    /// Scores 1 to `bins`, one for each value, and the edges they come from, if any. `ties` are the
    /// places of the customers' ids in order, read by [`Binning::RankFirst`] alone.
    pub async fn scores<P: Pace>(
        &self,
        values: &[i128],
        ties: &[u32],
        pace: &mut P,
    ) -> Result<(Vec<u8>, Option<Edges>), Cancelled> {
        let Some(edges) = self.edges(values, pace).await? else {
            return Ok((self.rank_scores(values, ties, pace).await?, None));
        };
        pace.breathe(Progress::default()).await?;
        let score = |value: &i128| {
            let bin = edges.bin(*value);
            if self.low_is_good { self.bins + 1 - bin } else { bin }
        };
        Ok((values.iter().map(score).collect(), Some(edges)))
    }

    /// The edges for these values; `None` where scores go by rank, or there are no values.
    pub async fn edges<P: Pace>(&self, values: &[i128], pace: &mut P) -> Result<Option<Edges>, Cancelled> {
        let bins = i128::from(self.bins);
        let (Some(&low), Some(&high)) = (values.iter().min(), values.iter().max()) else { return Ok(None) };
        pace.breathe(Progress::default()).await?;
        let quantiles = match self.binning {
            Binning::QuantileRightClosed => (true, 0),
            Binning::QuantileLeftClosed => (false, 0),
            Binning::RPackage => (false, self.one),
            Binning::EqualWidth => {
                let cuts = (1..bins).map(|k| low * bins + k * (high - low)).collect();
                return Ok(Some(Edges { cuts, denominator: bins, right_closed: true }));
            }
            Binning::Custom => {
                return Ok(Some(Edges { cuts: self.typed.to_vec(), denominator: 1, right_closed: true }));
            }
            Binning::RankAverage | Binning::RankFirst | Binning::RankMin => return Ok(None),
        };
        let (right_closed, plus) = quantiles;
        let cuts = quantile_cuts(values, self.bins, pace).await?.into_iter().map(|cut| cut + plus * bins).collect();
        Ok(Some(Edges { cuts, denominator: bins, right_closed }))
    }

    /// Whether the edges are the user's own, the same for any values.
    pub fn typed_edges(&self) -> bool {
        self.binning == Binning::Custom
    }

    async fn rank_scores<P: Pace>(&self, values: &[i128], ties: &[u32], pace: &mut P) -> Result<Vec<u8>, Cancelled> {
        let sign = if self.low_is_good { -1 } else { 1 };
        let place_of = |index: u32| ties.get(index as usize).copied().unwrap_or(0);
        let mut ranked: Vec<(i128, u32, u32)> =
            (0_u32..).zip(values).map(|(index, value)| (sign * value, place_of(index), index)).collect();
        sort_paced(&mut ranked, pace, Ord::cmp).await?;
        let (n, bins) = (ranked.len(), usize::from(self.bins));
        let mut scores = vec![1; n];
        let mut before = 0;
        for equal in ranked.chunk_by(|a, b| a.0 == b.0) {
            for (place, &(_, _, index)) in (before..).zip(equal) {
                let score = match self.binning {
                    // The edges of type 7 on the ranks 1 to n lie at 1 + (n - 1) k / bins.
                    Binning::RankFirst => (place * bins).div_ceil((n - 1).max(1)),
                    // The mean of the ranks before + 1 to before + equal, doubled.
                    Binning::RankAverage => (bins * (2 * before + equal.len() + 1)).div_ceil(2 * n),
                    _ => bins * before / n + 1,
                };
                if let Some(slot) = scores.get_mut(index as usize) {
                    *slot = u8::try_from(score).unwrap_or(self.bins).clamp(1, self.bins);
                }
            }
            before += equal.len();
        }
        Ok(scores)
    }
}

impl Edges {
    /// 1 for the lowest bin.
    fn bin(&self, value: i128) -> u8 {
        let value = value * self.denominator;
        let below = self.cuts.iter().filter(|&&cut| cut < value || (cut == value && !self.right_closed)).count();
        u8::try_from(below + 1).unwrap_or(u8::MAX)
    }
}

/// The quantiles that cut values into bins, in units of 1/bins. Type 7 after Hyndman and Fan 1996:
/// the k-th of b lies at place (n - 1) k / b, straight between the neighbours.
///
/// Each cut is selected among the values above the one before: nothing is sorted.
async fn quantile_cuts<P: Pace>(values: &[i128], bins: u8, pace: &mut P) -> Result<Vec<i128>, Cancelled> {
    let mut values = values.to_vec();
    let last = values.len().saturating_sub(1);
    let bins = usize::from(bins);
    let (mut rest, mut before) = (values.as_mut_slice(), 0);
    let mut cuts = Vec::with_capacity(bins);
    for k in 1..bins {
        // Where the cut lies, in units of 1/bins of a value.
        let cut = last * k;
        let wanted = (cut / bins).saturating_sub(before);
        if wanted >= rest.len() {
            break;
        }
        let (_, &mut lower, above) = rest.select_nth_unstable(wanted);
        let upper = above.iter().copied().min().unwrap_or(lower);
        cuts.push(lower * bins as i128 + (cut % bins) as i128 * (upper - lower));
        before += wanted;
        rest = std::mem::take(&mut rest).split_at_mut(wanted).1;
        pace.breathe(Progress::default()).await?;
    }
    Ok(cuts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{Unpaced, block_on_ready};

    fn cut(binning: Binning, bins: u8) -> Cut<'static> {
        Cut { binning, bins, one: 1, low_is_good: false, typed: &[] }
    }

    fn scores(binning: Binning, bins: u8, values: &[i128]) -> Vec<u8> {
        let ties: Vec<u32> = (0..).take(values.len()).collect();
        of(&cut(binning, bins), values, &ties)
    }

    fn of(cut: &Cut<'_>, values: &[i128], ties: &[u32]) -> Vec<u8> {
        block_on_ready(cut.scores(values, ties, &mut Unpaced)).unwrap().0
    }

    /// The modes that need no typed-in edges.
    fn by_values() -> impl Iterator<Item = Binning> {
        Binning::ALL.into_iter().filter(|binning| *binning != Binning::Custom)
    }

    #[test]
    fn a_value_on_an_edge_goes_to_one_side_as_stated() {
        // Quartile edges of 0, 1, …, 8 are 2, 4, 6.
        let values: Vec<i128> = (0..=8).collect();
        assert_eq!(scores(Binning::QuantileRightClosed, 4, &values), [1, 1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!(scores(Binning::QuantileLeftClosed, 4, &values), [1, 1, 2, 2, 3, 3, 4, 4, 4]);
        assert_eq!(scores(Binning::RPackage, 4, &values), [1, 1, 1, 2, 2, 3, 3, 4, 4]);
        assert_eq!(scores(Binning::EqualWidth, 4, &values), [1, 1, 1, 2, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn equal_width_ignores_how_many_lie_where() {
        assert_eq!(scores(Binning::EqualWidth, 2, &[0, 1, 2, 3, 100]), [1, 1, 1, 1, 2]);
        let edges = block_on_ready(cut(Binning::EqualWidth, 2).edges(&[0, 100], &mut Unpaced)).unwrap();
        assert_eq!(edges.unwrap().cuts, [100]);
    }

    #[test]
    fn typed_edges_belong_below() {
        let custom = Cut { typed: &[10, 20], ..cut(Binning::Custom, 3) };
        assert_eq!(of(&custom, &[-5, 10, 11, 20, 21], &[]), [1, 1, 2, 2, 3]);
        let recency = Cut { low_is_good: true, ..custom };
        assert_eq!(of(&recency, &[-5, 10, 11, 20, 21], &[]), [3, 3, 2, 2, 1]);
    }

    #[test]
    fn ties_share_a_rank_or_go_by_id() {
        let values = [7, 7, 7, 9];
        assert_eq!(scores(Binning::RankAverage, 4, &values), [2, 2, 2, 4]);
        assert_eq!(scores(Binning::RankMin, 4, &values), [1, 1, 1, 4]);
        assert_eq!(of(&cut(Binning::RankFirst, 4), &values, &[2, 1, 0, 3]), [3, 2, 1, 4]);
    }

    #[test]
    fn ranks_of_low_is_good_run_the_other_way() {
        let recency = Cut { low_is_good: true, ..cut(Binning::RankFirst, 2) };
        assert_eq!(of(&recency, &[1, 1, 5, 9], &[1, 0, 2, 3]), [2, 2, 1, 1]);
    }

    #[test]
    fn one_value_and_identical_values_stay_within_the_scores() {
        for binning in by_values() {
            for bins in 2..=9 {
                let one = scores(binning, bins, &[42]);
                assert!(one.iter().all(|score| (1..=bins).contains(score)), "{binning:?} {one:?}");
                let same = scores(binning, bins, &[42; 7]);
                assert!(same.iter().all(|score| (1..=bins).contains(score)), "{binning:?} {same:?}");
                if binning != Binning::RankFirst {
                    assert!(same.iter().all(|score| Some(score) == same.first()), "{binning:?} {same:?}");
                }
            }
            assert!(scores(binning, 5, &[]).is_empty());
        }
        assert_eq!(scores(Binning::QuantileRightClosed, 5, &[42; 3]), [1; 3]);
    }

    proptest::proptest! {
        #[test]
        fn a_higher_value_never_scores_lower(
            values in proptest::collection::vec(-50_i128..50, 1..60),
            bins in 2_u8..=9,
            binning in proptest::sample::select(by_values().collect::<Vec<_>>()),
        ) {
            let scores = scores(binning, bins, &values);
            let mut pairs: Vec<(i128, u8)> = values.iter().copied().zip(scores).collect();
            pairs.sort_unstable();
            for two in pairs.windows(2) {
                assert!(two[0].1 <= two[1].1);
                assert!((1..=bins).contains(&two[0].1) && (1..=bins).contains(&two[1].1));
            }
        }
    }
}
