//! How customers are scored: settings and their check.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::Shared;

use super::error::{Measure, RfmError};
use super::rules::RuleTable;
use super::typed::TypedBounds;

/// The fewest bins a measure can be cut into.
pub const BINS_MIN: u8 = 2;

/// The most bins a measure can be cut into: scores stay one digit.
pub const BINS_MAX: u8 = 9;

/// How a measure is cut into scores. Edges are exact, so that the bounds shown are those in force.
///
/// Where edges coincide (half of the customers bought once, say) scores in between go to nobody;
/// they are never numbered anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Binning {
    /// Edges at equal shares of customers (quantiles of type 7 after Hyndman and Fan 1996: linear
    /// between neighbours, as numpy, pandas and R have it); a value on an edge belongs below it.
    /// `pandas.qcut`.
    #[default]
    QuantileRightClosed,
    /// The same edges; a value on an edge belongs above it.
    QuantileLeftClosed,
    /// By rank, equal values sharing the mean of their ranks: ⌈bins × rank / n⌉.
    RankAverage,
    /// By rank, equal values ordered by customer id: groups of equal size, as NTILE makes them,
    /// with edges where `pandas.qcut(rank(method='first'))` puts them. Customers alike in all they
    /// did may get different scores.
    RankFirst,
    /// By rank, equal values sharing the lowest of their ranks: ⌊bins × (rank − 1) / n⌋ + 1.
    RankMin,
    /// Edges at equal distances between the lowest and the highest value; a value on an edge
    /// belongs below it.
    EqualWidth,
    /// The rule of the R package rfm 0.3: quantile edges plus one (day, order or unit of money), a
    /// value on an edge belongs above it. Meant for whole numbers.
    RPackage,
    /// Edges typed in by the user, see [`TypedBounds`].
    Custom,
}

impl Binning {
    /// All modes.
    pub const ALL: [Self; 8] = [
        Self::QuantileRightClosed,
        Self::QuantileLeftClosed,
        Self::RankAverage,
        Self::RankFirst,
        Self::RankMin,
        Self::EqualWidth,
        Self::RPackage,
        Self::Custom,
    ];

    /// Whether scores follow from a customer's place among all, not from edges.
    pub fn is_by_rank(self) -> bool {
        matches!(self, Self::RankAverage | Self::RankFirst | Self::RankMin)
    }
}

/// Whether the three scores are cut independently of each other (the two ways of IBM SPSS Direct
/// Marketing).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nesting {
    /// Each measure is cut over all customers.
    #[default]
    Independent,
    /// Frequency is cut anew within each recency score, monetary within each pair of recency and
    /// frequency scores: groups of more equal size, scores that compare only within their group.
    Nested,
}

/// How customers are scored and named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RfmParams {
    /// The day recency is counted to; `None` is the day after the newest day of all loaded purchases, returns
    /// included, or after the end of the chosen period. Rows after it are left out.
    pub reference_date: Option<Day>,
    /// How many scores a measure has, [`BINS_MIN`] to [`BINS_MAX`]; default 5. The highest is best.
    pub bins: u8,
    /// How a measure is cut into scores; default [`Binning::QuantileRightClosed`].
    pub binning: Binning,
    /// Whether measures are cut independently; default [`Nesting::Independent`].
    pub nesting: Nesting,
    /// The edges of [`Binning::Custom`]; kept, but neither checked nor used, by the other binnings.
    #[serde(flatten)]
    pub bounds: TypedBounds,
    /// What returns do; default [`ReturnsPolicy::Net`].
    pub returns: ReturnsPolicy,
    /// Which codes make which segment; default [`RuleTable::default`].
    pub rules: RuleTable,
    /// Whether customers are scored anew among those a filter leaves, on the rows it lets through; by default a filter
    /// changes nobody's scores.
    pub within_filter: bool,
}

impl Default for RfmParams {
    fn default() -> Self {
        Self {
            reference_date: None,
            bins: 5,
            binning: Binning::default(),
            nesting: Nesting::default(),
            bounds: TypedBounds::default(),
            returns: ReturnsPolicy::default(),
            rules: RuleTable::default(),
            within_filter: false,
        }
    }
}

impl RfmParams {
    /// With the shared parameters in their places.
    #[must_use]
    pub fn with_shared(self, shared: &Shared) -> Self {
        Self { reference_date: shared.reference_date, returns: shared.returns, ..self }
    }

    /// These settings, ready for use; fails on any that [`RfmError`] names, except
    /// [`RfmError::NoPurchases`].
    pub fn check(self) -> Result<CheckedRfm, RfmError> {
        if !(BINS_MIN..=BINS_MAX).contains(&self.bins) {
            return Err(RfmError::Bins { bins: self.bins });
        }
        for measure in [Measure::Recency, Measure::Frequency, Measure::Monetary] {
            self.check_bounds_of(measure)?;
        }
        self.rules.check()?;
        Ok(CheckedRfm(self))
    }

    /// Whether the typed-in bounds of one measure can be used; they always can where the binning
    /// uses none.
    pub fn check_bounds_of(&self, measure: Measure) -> Result<(), RfmError> {
        let needed = self.bounds_needed();
        match measure {
            _ if self.binning != Binning::Custom => Ok(()),
            Measure::Recency => check_bounds(&self.bounds.r, needed, measure),
            Measure::Frequency => check_bounds(&self.bounds.f, needed, measure),
            Measure::Monetary => check_bounds(&self.bounds.m, needed, measure),
        }
    }

    /// How many typed-in bounds a measure needs: one less than there are bins.
    pub fn bounds_needed(&self) -> usize {
        usize::from(self.bins).saturating_sub(1)
    }
}

fn check_bounds<T: PartialOrd>(bounds: &[T], needed: usize, measure: Measure) -> Result<(), RfmError> {
    if bounds.len() != needed {
        return Err(RfmError::BoundsCount { measure, given: bounds.len(), needed });
    }
    if !bounds.is_sorted_by(|low, high| low < high) {
        return Err(RfmError::BoundsOrder { measure });
    }
    Ok(())
}

/// Settings that passed [`RfmParams::check`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CheckedRfm(RfmParams);

impl CheckedRfm {
    /// The defaults, counted to a day: for rows that do not depend on how customers are scored.
    pub fn counted_to(reference_date: Option<Day>) -> Self {
        Self(RfmParams { reference_date, ..RfmParams::default() })
    }

    /// The settings.
    pub fn params(&self) -> &RfmParams {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;

    fn custom(r: &[u32]) -> RfmParams {
        let bounds = TypedBounds { r: r.to_vec(), f: vec![1], m: vec![Money::ZERO] };
        RfmParams { bins: 2, binning: Binning::Custom, bounds, ..RfmParams::default() }
    }

    #[test]
    fn the_defaults_pass_and_equal_the_checked_default() {
        assert_eq!(RfmParams::default().check(), Ok(CheckedRfm::default()));
    }

    #[test]
    fn refuses_one_bin_and_ten() {
        for bins in [0, 1, 10] {
            let params = RfmParams { bins, ..RfmParams::default() };
            assert_eq!(params.check(), Err(RfmError::Bins { bins }));
        }
    }

    #[test]
    fn refuses_bounds_that_do_not_fit_or_do_not_rise() {
        assert!(custom(&[30]).check().is_ok());
        let count = RfmError::BoundsCount { measure: Measure::Recency, given: 2, needed: 1 };
        assert_eq!(custom(&[30, 60]).check(), Err(count));
        let level = RfmParams { bins: 3, bounds: TypedBounds { r: vec![30, 30], ..custom(&[]).bounds }, ..custom(&[]) };
        assert_eq!(level.check(), Err(RfmError::BoundsOrder { measure: Measure::Recency }));
    }

    #[test]
    fn each_measure_is_checked_by_itself() {
        let params = custom(&[]);
        assert_eq!(params.bounds_needed(), 1);
        assert!(params.check_bounds_of(Measure::Recency).is_err());
        assert!(
            params.check_bounds_of(Measure::Frequency).is_ok() && params.check_bounds_of(Measure::Monetary).is_ok()
        );
    }

    #[test]
    fn bounds_of_another_binning_do_no_harm() {
        let params = RfmParams { binning: Binning::RankMin, ..custom(&[3, 2, 1]) };
        assert!(params.check().is_ok());
    }

    #[test]
    fn settings_survive_storage_and_missing_fields_take_defaults() {
        let params = custom(&[30]);
        let stored = serde_json::to_string(&params).unwrap();
        assert_eq!(serde_json::from_str::<RfmParams>(&stored).unwrap(), params);
        assert_eq!(serde_json::from_str::<RfmParams>("{}").unwrap(), RfmParams::default());
        let one: RfmParams = serde_json::from_str(r#"{"binning":"rank_first","returns":"left_out"}"#).unwrap();
        assert_eq!((one.binning, one.returns, one.bins), (Binning::RankFirst, ReturnsPolicy::LeftOut, 5));
    }
}
