//! Renewal: how many contracts are renewed period by period, and how many will be.
//!
//! From the customers table: `tenure` in periods and `left` (yes or no); or, where it has neither but a day since when
//! somebody is a customer, the customers whom the survival curves follow by the table of exits, but for those who began
//! before the first of these ([`JoinedSeen`]). Who left did at the end of the period their tenure
//! falls in; who has not is there after the whole periods of theirs. Or from counts typed in
//! ([`RenewalParams::counts`]): how many were there at the beginning and after each period.
//!
//! Two models are fitted by maximum likelihood ([`Contract`]): sBG, in which every customer's own chance of leaving stays
//! the same, and `BdW`, in which it changes with time. Whether that is needed is the likelihood-ratio test's to say; both are
//! shown. Beside them is what was seen (Kaplan-Meier, with log-log intervals). What lies beyond the longest tenure is a
//! projection. The intervals of a model, of the share after every period and of payments, are the delta method's: by the
//! covariance of the parameters, from the second derivatives of the likelihood. They cover how well the parameters are
//! known.
//!
//! The discounted lifetime counts payments, one at the beginning of each period: of a new customer, and of one in their
//! first to fifth period, from the next payment on.

mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Customers, Kind};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Interval, Level, NotALevel, two_sided_p};
use crate::domain::kaplan_meier::{KaplanMeier, LifeTable, Time};
use crate::domain::lifetime::{Contract, Renewals, Tenures};
use crate::domain::likelihood::{Doubt, Fit};
use crate::domain::provenance::Provenance;

use super::page::{Control, Page};
use super::stays::{Everybody, JoinedSeen, Stays};
use super::survival::TimeUnit;
use super::who_left::WhoLeft;
use super::{About, CustomerGroup, Group, Indicator, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "renewal";

/// The most periods: longer tenures are no periods but days.
const MOST_PERIODS: usize = 600;

/// The most periods ahead.
pub const MAX_AHEAD: u32 = 120;

/// The most customers that can be typed in.
pub const MOST_COUNT: f64 = 1e9;

/// Renewal.
pub struct RenewalIndicator;

impl Indicator for RenewalIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Renewal", "续约"],
        group: Group::Retention,
        path: "/retention/renewal",
        needs: &[Kind::Customers],
    };

    type Params = RenewalParams;
    type Checked = CheckedRenewal;
    type Found = Renewal;
    type Error = RenewalError;

    fn with_shared(own: RenewalParams, shared: &Shared) -> RenewalParams {
        RenewalParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn check(params: RenewalParams) -> Result<CheckedRenewal, RenewalError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedRenewal,
        pace: &mut P,
    ) -> Result<Option<Renewal>, Stopped<RenewalError>> {
        let profiles = view.dataset.profiles.as_deref().filter(|profiles| !profiles.is_empty());
        let Some(profiles) = profiles else { return Ok(None) };
        let stays = Stays::of(view, params.params.unit, pace).await?;
        let mut found = renewal(profiles, stays.as_ref(), params, pace).await?;
        found.provenance = view.with_held_back(found.provenance, Kind::Customers);
        Ok(Some(found))
    }

    fn show(found: &Renewal, params: &RenewalParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a Renewal, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::RenewalTexts::of(say.language);
        found.who.groups([texts.customers, texts.left])
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::RenewalTexts::of(say.language).promise
    }

    fn explain(error: &RenewalError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &RenewalParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RenewalParams {
    /// How many customers were there at the beginning and after each period, whole numbers up to [`MOST_COUNT`], in place of
    /// the table; empty (default) for the table.
    pub counts: Vec<f64>,
    /// How long a period is. Default a month.
    pub unit: TimeUnit,
    /// Periods beyond the longest tenure that are projected, 1 to [`MAX_AHEAD`]. Default 12.
    pub ahead: u32,
    /// How much less money is worth a year later, 0 to 1. Default 0.10.
    pub discount: f64,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for RenewalParams {
    fn default() -> Self {
        Self {
            counts: Vec::new(),
            unit: TimeUnit::Months,
            ahead: 12,
            discount: 0.1,
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

impl RenewalParams {
    fn check(self) -> Result<CheckedRenewal, RenewalError> {
        let level = Level::try_from(self.level)?;
        if !(1..=MAX_AHEAD).contains(&self.ahead) {
            return Err(RenewalError::Ahead(self.ahead));
        }
        if !(0.0..=1.0).contains(&self.discount) {
            return Err(RenewalError::Discount(self.discount));
        }
        let falling = self.counts.windows(2).all(|pair| matches!(pair, [before, after] if before >= after));
        let sound = self.counts.iter().all(|count| (0.0..=MOST_COUNT).contains(count) && count.fract() == 0.0);
        if !falling || !sound || self.counts.len() == 1 || self.counts.len() > MOST_PERIODS {
            return Err(RenewalError::Counts);
        }
        let years = self.unit.days() / TimeUnit::Years.days();
        let discount = libm::pow(1.0 + self.discount, years) - 1.0;
        Ok(CheckedRenewal { level, discount, params: self })
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedRenewal {
    params: RenewalParams,
    level: Level,
    /// Of a period.
    discount: f64,
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalError {
    /// No number of periods.
    #[error("{0} periods ahead cannot be projected: choose 1 to {MAX_AHEAD}")]
    Ahead(u32),
    /// No share.
    #[error("{0} is no share: choose 0 to 1")]
    Discount(f64),
    /// No counts of those still there.
    #[error("counts must be two or more whole numbers of 0 to {MOST_COUNT}, none above the one before")]
    Counts,
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// How many contracts are renewed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Renewal {
    /// How long a period is.
    pub unit: TimeUnit,
    /// Customers followed.
    pub customers: usize,
    /// Of them those who left.
    pub left: usize,
    /// Customers whose tenure, or whether they left, cannot be told.
    pub no_time: usize,
    /// Whether counts typed in take the table's place.
    pub typed: bool,
    /// Who is followed, where that is told from joining and exits.
    pub joined: Option<JoinedSeen>,
    /// What is missing for a fit.
    pub lacking: Option<Lacking>,
    /// The longest tenure, in whole periods.
    pub periods: usize,
    /// The share there still after each number of periods, from none, as seen (Kaplan-Meier).
    pub seen: Vec<f64>,
    /// How many were followed for so long.
    pub at_risk: Vec<usize>,
    /// The same as the steps of the estimate, with intervals; without steps where tenures are no periods.
    pub km: KaplanMeier,
    /// Every customer's own chance of leaving stays the same.
    pub sbg: Option<Renewing>,
    /// It changes with time.
    pub bdw: Option<Renewing>,
    /// Whether the second is needed.
    pub likelihood_ratio: Option<LikelihoodRatio>,
    /// Which of the two the test and the fits leave: the page's figures are its.
    pub chosen: Option<&'static str>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
    /// Customers followed; none where counts were typed in.
    #[serde(skip)]
    who: WhoLeft,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// The table has no columns for tenure and for who left, and there are no exits beside the day of joining.
    Columns,
    /// Nobody's can be read.
    Customers,
    /// Nobody left.
    Nobody,
    /// Everybody who left did in one period: one share says nothing of how it changes.
    Periods,
    /// Tenures are too long to be periods: choose the unit they are given in.
    TooLong,
}

/// One model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Renewing {
    /// Its parameters: alpha and beta, or gamma, delta and c.
    pub parameters: BTreeMap<&'static str, f64>,
    /// Their standard errors; `None` where the likelihood has no maximum.
    pub standard_errors: BTreeMap<&'static str, Option<f64>>,
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
    /// Whether there is a maximum to build on.
    pub converged: bool,
    /// Why there is none.
    pub warning: Option<Doubt>,
    /// The share there still after each number of periods, from none, projected beyond the longest tenure.
    pub survival: Vec<f64>,
    /// The interval of each of them; empty where the likelihood has no maximum.
    pub intervals: Vec<Interval>,
    /// The interval of the last of them.
    pub last: Option<Interval>,
    /// Payments of a new customer, discounted.
    pub discounted: f64,
    /// Their interval.
    pub discounted_interval: Option<Interval>,
    /// Payments still to come of a customer in their first period, second, … discounted.
    pub residual: Vec<f64>,
    /// The interval of each of them; empty where the likelihood has no maximum.
    pub residual_intervals: Vec<Interval>,
}

/// Whether chances that change with time explain more than chance would.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LikelihoodRatio {
    /// Twice the difference of the logarithms, chi-square of one degree of freedom.
    pub statistic: f64,
    /// How often it is at least as much where chances stay the same.
    pub p: f64,
}

/// Periods of which what is still to come is told.
const RESIDUALS: u32 = 5;

/// What the table says, or the counts.
struct Followed {
    tenures: Tenures,
    table: LifeTable,
    no_time: usize,
    longest: f64,
    who: WhoLeft,
}

async fn renewal<P: Pace>(
    profiles: &Customers,
    stays: Option<&Stays<'_>>,
    checked: &CheckedRenewal,
    pace: &mut P,
) -> Result<Renewal, Cancelled> {
    let params = &checked.params;
    let typed = !params.counts.is_empty();
    let (followed, joined) =
        if typed { (Followed::typed(&params.counts), None) } else { Followed::of(profiles, stays) };
    let Followed { tenures, table, no_time, longest, who } = followed;
    let left: f64 = tenures.left.iter().sum();
    let periods_left = tenures.left.iter().filter(|left| **left > 0.0).count();
    let lacking = if !typed && stays.is_none() {
        Some(Lacking::Columns)
    } else if table.n() == 0 {
        Some(Lacking::Customers)
    } else if longest > MOST_PERIODS as f64 {
        Some(Lacking::TooLong)
    } else if left <= 0.0 {
        Some(Lacking::Nobody)
    } else if periods_left < 2 {
        Some(Lacking::Periods)
    } else {
        None
    };
    let curve = table.kaplan_meier(checked.level);
    let periods = tenures.left.len().max(tenures.still.len().saturating_sub(1));
    let sound = !matches!(lacking, Some(Lacking::TooLong));
    let times = || (0..=periods).filter(|_| sound).map(|period| period as f64);
    let mut found = Renewal {
        unit: params.unit,
        customers: table.n(),
        left: curve.events,
        no_time,
        typed,
        joined,
        lacking,
        periods,
        seen: times().map(|time| curve.at(time).survival).collect(),
        at_risk: times().map(|time| table.at_risk(time)).collect(),
        km: if sound { curve } else { KaplanMeier::default() },
        sbg: None,
        bdw: None,
        likelihood_ratio: None,
        chosen: None,
        provenance: JoinedSeen::provenance(joined, ID, table.n()),
        who,
    };
    if lacking.is_some() {
        return Ok(found);
    }
    pace.breathe(Progress::default()).await?;
    let sbg = Contract::Sbg.fit(&tenures, pace).await?;
    let bdw = Contract::Bdw.fit(&tenures, pace).await?;
    let until = periods + params.ahead as usize;
    let of = |model: Contract, fit: &Fit| Renewing::of(model, fit, until, checked);
    let statistic = (2.0 * (bdw.log_likelihood - sbg.log_likelihood)).max(0.0);
    let both = sbg.doubt.is_none() && bdw.doubt.is_none();
    found.likelihood_ratio = both.then(|| LikelihoodRatio { statistic, p: two_sided_p(statistic.sqrt()) });
    let changes = found.likelihood_ratio.is_some_and(|test| test.p < 1.0 - checked.level.get());
    found.chosen = match (sbg.doubt, bdw.doubt) {
        (None, None) if changes => Some("bdw"),
        (None, _) => Some("sbg"),
        (Some(_), None) => Some("bdw"),
        _ => None,
    };
    (found.sbg, found.bdw) = (of(Contract::Sbg, &sbg), of(Contract::Bdw, &bdw));
    Ok(found)
}

impl Followed {
    fn none() -> Self {
        Self {
            tenures: Tenures::default(),
            table: LifeTable::default(),
            no_time: 0,
            longest: 0.0,
            who: WhoLeft::default(),
        }
    }

    fn of(profiles: &Customers, stays: Option<&Stays<'_>>) -> (Self, Option<JoinedSeen>) {
        let Everybody { followed, no_time, joined } = stays.map(|stays| stays.everybody(profiles)).unwrap_or_default();
        let mut found = Self { no_time, ..Self::none() };
        for (customer, time, left) in followed {
            found.add(time.get(), left, 1);
            found.who.add(customer, left);
        }
        (found, joined)
    }

    /// How many were there at the beginning and after each period.
    fn typed(counts: &[f64]) -> Self {
        let mut found = Self::none();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked
        let whole = |count: f64| count as u32;
        for (period, pair) in (1_u32..).zip(counts.windows(2)) {
            if let [before, after] = pair {
                found.add(f64::from(period), true, whole(before - after));
            }
        }
        let periods = u32::try_from(counts.len().saturating_sub(1)).unwrap_or_default();
        found.add(f64::from(periods), false, whole(counts.last().copied().unwrap_or_default()));
        found
    }

    fn add(&mut self, tenure: f64, left: bool, customers: u32) {
        if customers == 0 {
            return;
        }
        self.longest = self.longest.max(tenure);
        let tenure = tenure.min(MOST_PERIODS as f64 + 1.0);
        // Who left in a period did at its end; the first is the least there is.
        let period = if left { tenure.ceil().max(1.0) } else { tenure.floor() };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // not negative, and few
        let place = period as usize;
        let (list, place) = if left { (&mut self.tenures.left, place - 1) } else { (&mut self.tenures.still, place) };
        if list.len() <= place {
            list.resize(place + 1, 0.0);
        }
        if let Some(count) = list.get_mut(place) {
            *count += f64::from(customers);
        }
        if let Some(time) = Time::new(period) {
            for _ in 0..customers {
                self.table.add(time, left);
            }
        }
    }
}

impl Renewing {
    /// `None` where there is not even a number.
    fn of(model: Contract, fit: &Fit, until: usize, checked: &CheckedRenewal) -> Option<Self> {
        let names: &[&'static str] = match model {
            Contract::Sbg => &["alpha", "beta"],
            Contract::Bdw => &["gamma", "delta", "c"],
        };
        let numbered = || names.iter().copied().enumerate();
        let renewals = model.of(&fit.parameters);
        let around = |value: f64, most: f64, figure: &dyn Fn(&Renewals) -> f64| {
            let spread = fit.error_of(|parameters| figure(&model.of(parameters)))? * checked.level.z();
            let ends = Interval { low: (value - spread).max(0.0), high: (value + spread).min(most) };
            Some(ends).filter(|ends| ends.low.is_finite() && !ends.high.is_nan())
        };
        let survival: Vec<f64> = (0..=until).map(|period| renewals.survival(period as f64)).collect();
        let of_period = |(period, share): (usize, &f64)| around(*share, 1.0, &|of| of.survival(period as f64));
        let intervals: Vec<Interval> = survival.iter().enumerate().map_while(of_period).collect();
        let payments = |period: u32| {
            let value = renewals.discounted(period, checked.discount);
            (value, around(value, f64::INFINITY, &|of| of.discounted(period, checked.discount)))
        };
        let (discounted, discounted_interval) = payments(0);
        let (residual, residual_intervals): (Vec<f64>, Vec<Option<Interval>>) = (1..=RESIDUALS).map(payments).unzip();
        let found = Self {
            parameters: numbered().filter_map(|(place, name)| Some((name, *fit.parameters.get(place)?))).collect(),
            standard_errors: numbered().map(|(place, name)| (name, fit.standard_error(place))).collect(),
            log_likelihood: fit.log_likelihood,
            converged: fit.doubt.is_none(),
            warning: fit.doubt,
            survival,
            last: intervals.get(until).copied(),
            intervals,
            discounted,
            discounted_interval,
            residual,
            residual_intervals: residual_intervals.into_iter().map_while(|ends| ends).collect(),
        };
        let sound = found.log_likelihood.is_finite() && found.discounted.is_finite();
        (sound && found.survival.iter().chain(&found.residual).all(|number| number.is_finite())).then_some(found)
    }
}
