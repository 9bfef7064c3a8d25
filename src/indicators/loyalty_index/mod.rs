//! A loyalty index of parts, never without them: what customers feel, intend and do.
//!
//! Each part is a mean over the customers of whom it is known, from 0 to 100: recommendation (the newest score, of 0 to 10)
//! and satisfaction (the mean of their newest marks) are emotion; the intention to buy again is intention, and so is price sensitivity, where the answers have a column called so (its newest marks,
//! turned round as in the form: higher heeds prices less); repeat (bought on
//! two days or more) and retention (not gone: neither an exit nor silence beyond the life cycle's point of loss) are
//! behaviour. Marks are put from the ends of their scale: those typed in, or the usual scale they fit. The index is the
//! weighted mean of the parts there are; so is each of the three groups. Intervals are percentiles of resampled customers
//! (of many, of groups of them), the same every time.
//!
//! An index put together from parts often predicts worse than one of them. So it is tried on the data: what was known of
//! each customer before the last days, against whether they bought in these days, each part and the index by itself (the
//! area under the curve: how often who came back had the higher value than who did not, one half by chance).
//!
//! Beside it stand the five signs of a loyal customer, each counted ([`signs`]), and where the answers ask for it loyalty as the
//! post measures it ([`form`]).
//!
//! Sources: R. East, P. Gendall, K. Hammond, W. Lomax, Consumer loyalty: singular, additive or interactive?, Australasian
//! Marketing Journal 13 (2005) 10-26; J. A. Hanley, B. J. `McNeil`, Radiology 143 (1982) 29-36.

mod form;
mod parts;
mod show;
mod show_more;
mod signs;
#[cfg(test)]
mod tests;
mod texts;
mod trial;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Interval, Level, NotALevel};
use crate::domain::provenance::Provenance;
use crate::domain::quantile::quantile;
use crate::domain::random::Rng;
use crate::domain::scale::Scale;

use super::gone::Gone;
use super::lifecycle::{self, LifecycleParams};
use super::marks::{Bounds, NotBounds};
use super::nps::{self, NpsParams};
use super::page::{Control, Page};
use super::{About, CustomerGroup, Group, Indicator, Say, Settings, Shared, Stopped, View};

pub use form::{Form, FormPart};
use parts::{COUNT, PARTS, Sources, Values};
pub use signs::{Sign, Signs};
pub use trial::Trial;

/// Its id.
pub const ID: &str = "loyalty_index";

/// The most resamples.
pub const MOST_RESAMPLES: u16 = 5_000;

/// The greatest weight: sums of more could not be told any more.
pub const MOST_WEIGHT: f64 = 1_000.0;

/// Of more customers than this groups are resampled.
const GROUPS: usize = 1_000;

/// The loyalty index.
pub struct LoyaltyIndexIndicator;

impl Indicator for LoyaltyIndexIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Loyalty index", "忠诚度指数"],
        group: Group::Loyalty,
        path: "/loyalty/index",
        needs: &[Kind::Answers, Kind::Purchases],
    };

    type Params = LoyaltyIndexParams;
    type Checked = CheckedLoyaltyIndex;
    type Found = LoyaltyIndex;
    type Error = LoyaltyIndexError;

    fn with_shared(own: LoyaltyIndexParams, shared: &Shared) -> LoyaltyIndexParams {
        LoyaltyIndexParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn with_settings(own: LoyaltyIndexParams, settings: &Settings) -> LoyaltyIndexParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        let lifecycle: LifecycleParams = settings.own(lifecycle::ID);
        Self::with_shared(LoyaltyIndexParams { really_0_to_10, lifecycle, ..own }, &settings.shared)
    }

    fn check(params: LoyaltyIndexParams) -> Result<CheckedLoyaltyIndex, LoyaltyIndexError> {
        let level = Level::try_from(params.level)?;
        let bounds = Bounds::new(params.lowest, params.highest)?;
        let weights = params.weights();
        let is_weight = |weight: &f64| (0.0..=MOST_WEIGHT).contains(weight);
        if !weights.iter().all(is_weight) || weights.iter().sum::<f64>() <= 0.0 {
            return Err(LoyaltyIndexError::Weights);
        }
        let form: Option<[f64; 5]> = params.form_weights.clone().try_into().ok();
        let form_weights =
            form.filter(|weights| weights.iter().all(is_weight)).ok_or(LoyaltyIndexError::FormWeights)?;
        if !(0.0..=1.0).contains(&params.lured_below) {
            return Err(LoyaltyIndexError::Lured { given: params.lured_below });
        }
        if params.window == 0 {
            return Err(LoyaltyIndexError::Window);
        }
        if params.resamples > MOST_RESAMPLES {
            return Err(LoyaltyIndexError::Resamples { given: params.resamples });
        }
        lifecycle::LifecycleIndicator::check(params.lifecycle.clone()).map_err(|_| LoyaltyIndexError::Points)?;
        Ok(CheckedLoyaltyIndex { params, bounds, form_weights, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedLoyaltyIndex,
        pace: &mut P,
    ) -> Result<Option<LoyaltyIndex>, Stopped<LoyaltyIndexError>> {
        Ok(index(view, checked, pace).await?)
    }

    fn show(found: &LoyaltyIndex, params: &LoyaltyIndexParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a LoyaltyIndex, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::LoyaltyIndexTexts::of(say.language);
        let showing = |signs: usize| {
            let name = (texts.shows)(&signs.to_string());
            CustomerGroup::new(signs::showing(signs), name, found.signs.showing(signs))
        };
        (0..found.signs.shown.len()).map(showing).collect()
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::LoyaltyIndexTexts::of(say.language).promise
    }

    fn explain(error: &LoyaltyIndexError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &LoyaltyIndexParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoyaltyIndexParams {
    /// The weight of recommendation, 0 to [`MOST_WEIGHT`]. Default 1, as of all parts.
    pub recommendation: f64,
    /// The weight of satisfaction.
    pub satisfaction: f64,
    /// The weight of the intention to buy again.
    pub intention: f64,
    /// The weight of price sensitivity.
    pub price_sensitivity: f64,
    /// The weight of repeated purchases.
    pub repeat: f64,
    /// The weight of retention.
    pub retention: f64,
    /// The lowest mark of satisfaction and intention. Default: that of the usual scale they fit.
    pub lowest: Option<f64>,
    /// The highest mark. Default: the same.
    pub highest: Option<f64>,
    /// The last days on which the parts are tried, 1 at least; half of the time where that is less. Default 90.
    pub window: u16,
    /// From which share of what they spend on who is with us counts as not lured away, 0 to 1. Default 50 %.
    pub lured_below: f64,
    /// The weights of the form's five parts, 0 to [`MOST_WEIGHT`]: repeats, time to choose, price sensitivity, rivals,
    /// tolerance. Default: 1 each.
    pub form_weights: Vec<f64>,
    /// Whether a high mark of the time to choose speaks against loyalty. Default: it does.
    pub time_turned: bool,
    /// The same of price sensitivity, in the form and in the index.
    pub price_turned: bool,
    /// The same of the attitude to rivals.
    pub rivals_turned: bool,
    /// How often customers are drawn again for the intervals, 0 (no intervals) to [`MOST_RESAMPLES`]. Default 500.
    pub resamples: u16,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
    /// From when on silence is a loss: set with the life cycle.
    #[serde(skip_deserializing)]
    pub lifecycle: LifecycleParams,
}

impl Default for LoyaltyIndexParams {
    fn default() -> Self {
        Self {
            recommendation: 1.0,
            satisfaction: 1.0,
            intention: 1.0,
            price_sensitivity: 1.0,
            repeat: 1.0,
            retention: 1.0,
            lowest: None,
            highest: None,
            window: 90,
            lured_below: 0.5,
            form_weights: vec![1.0; 5],
            time_turned: true,
            price_turned: true,
            rivals_turned: true,
            resamples: 500,
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            really_0_to_10: Vec::new(),
            lifecycle: LifecycleParams::default(),
        }
    }
}

impl LoyaltyIndexParams {
    /// In the order of the parts.
    fn weights(&self) -> [f64; COUNT] {
        let Self { recommendation, satisfaction, intention, price_sensitivity, repeat, retention, .. } = *self;
        [recommendation, satisfaction, intention, price_sensitivity, repeat, retention]
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedLoyaltyIndex {
    params: LoyaltyIndexParams,
    bounds: Bounds,
    form_weights: [f64; 5],
    level: Level,
}

/// Why there is no index.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LoyaltyIndexError {
    /// Weights that weigh nothing, or too much.
    #[error("weights must be 0 to {MOST_WEIGHT}, one of them above 0")]
    Weights,
    /// The form has no five weights.
    #[error("the form has five weights of 0 to {MOST_WEIGHT}")]
    FormWeights,
    /// No share.
    #[error("a share of {given}: 0 to 1 is possible")]
    Lured {
        /// As given.
        given: f64,
    },
    /// No day to try the parts on.
    #[error("the last days must be one at least")]
    Window,
    /// Too many resamples.
    #[error("{given} resamples: 0 to {MOST_RESAMPLES} are possible")]
    Resamples {
        /// As many as asked for.
        given: u16,
    },
    /// The life cycle's points are no rising shares.
    #[error("the life cycle's points of warning and loss must be rising shares")]
    Points,
    /// Marks lie between nothing.
    #[error(transparent)]
    Bounds(#[from] NotBounds),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// The index with its parts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoyaltyIndex {
    /// The weighted mean of the parts, 0 to 100; `None` where none that weighs is known.
    pub index: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// The parts that are known, by key.
    pub parts: BTreeMap<&'static str, Part>,
    /// The groups `emotion`, `intention` and `behaviour`, as far as they have parts.
    pub groups: BTreeMap<&'static str, f64>,
    /// Customers of whom some part is known.
    pub customers: usize,
    /// Whether scores were left out, as they look like those on another scale than 0 to 10.
    pub other_scale: bool,
    /// Whether marks were left out, as they fit no usual scale and none was typed in.
    pub unknown_scale: bool,
    /// What each part would have predicted; `None` where the time is too short.
    pub trial: Option<Trial>,
    /// The five signs of a loyal customer.
    pub signs: Signs,
    /// Loyalty as the post measures it; `None` where no column of the answers is of it.
    pub form: Option<Form>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
}

/// One part.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Part {
    /// The mean, 0 to 100.
    pub value: f64,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Customers of whom it is known.
    pub n: usize,
    /// Its weight.
    pub weight: f64,
}

async fn index<P: Pace>(
    view: &View,
    checked: &CheckedLoyaltyIndex,
    pace: &mut P,
) -> Result<Option<LoyaltyIndex>, Cancelled> {
    let params = &checked.params;
    let sources = Sources::of(view, params, checked.bounds, pace).await?;
    if sources.is_empty() {
        return Ok(None);
    }
    let gone = Gone::of(view, &params.lifecycle, pace).await?;
    let values = sources.values(Day::MAX, Some((&gone, &params.lifecycle)), pace).await?;
    let weights = params.weights();
    let sums = Sums::groups(&values);
    let all = sums.iter().fold(Sums::default(), Sums::with);
    let drawn = resample(&sums, weights, params.resamples, pace).await?;
    let reach = |place: usize| interval(drawn.get(place).cloned().unwrap_or_default(), checked.level);
    let mut parts = BTreeMap::new();
    for (place, (part, weight)) in PARTS.iter().zip(weights).enumerate() {
        if let Some((value, n)) = all.mean(place) {
            parts.insert(part.key, Part { value, interval: reach(place), n, weight });
        }
    }
    let mut groups = BTreeMap::new();
    for group in ["emotion", "intention", "behaviour"] {
        let own = |place: usize| PARTS.get(place).is_some_and(|part| part.group == group);
        if let Some(value) = all.weighted(weights, own) {
            groups.insert(group, value);
        }
    }
    let trial = trial::trial(view, &sources, weights, (params.window, checked.level), pace).await?;
    let about_gone = (&gone, &params.lifecycle);
    let signs = signs::signs(view, &sources, about_gone, (params.lured_below, checked.level), pace).await?;
    let form = checked.form(&sources, &parts, pace).await?;
    let customers = values.iter().filter(|values| values.iter().any(Option::is_some)).count();
    let kind = if sources.answers.is_some() { Kind::Answers } else { Kind::Purchases };
    Ok(Some(LoyaltyIndex {
        index: all.weighted(weights, |_| true),
        interval: reach(PARTS.len()),
        parts,
        groups,
        customers,
        other_scale: sources.other_scale,
        unknown_scale: sources.unknown_scale,
        trial,
        signs,
        form,
        provenance: view.with_held_back(Provenance::new(ID, sources.period(), customers, &[]), kind),
    }))
}

impl CheckedLoyaltyIndex {
    /// The form, its first part that of repeated purchases.
    async fn form<P: Pace>(
        &self,
        sources: &Sources<'_>,
        parts: &BTreeMap<&'static str, Part>,
        pace: &mut P,
    ) -> Result<Option<Form>, Cancelled> {
        let [weight, ..] = self.form_weights;
        let repeats = parts.get("repeat").map(|&Part { value, interval, n, .. }| {
            let [key, ..] = form::FORM;
            FormPart { key, column: None, value, interval, n, weight }
        });
        let LoyaltyIndexParams { time_turned, price_turned, rivals_turned, .. } = self.params;
        let turned = [time_turned, price_turned, rivals_turned, false];
        let wanted = form::Wanted { weights: self.form_weights, turned, bounds: self.bounds, level: self.level };
        form::form(sources.answers, repeats, &wanted, pace).await
    }
}

fn interval(mut values: Vec<f64>, level: Level) -> Option<Interval> {
    values.sort_unstable_by(f64::total_cmp);
    let side = (1.0 - level.get()) / 2.0;
    Some(Interval { low: quantile(&values, side)?, high: quantile(&values, 1.0 - side)? })
}

/// The sum of each part over some customers, and how many they are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sums([(f64, usize); COUNT]);

impl Sums {
    /// Customers one by one, or in groups of every so-manieth.
    fn groups(values: &[Values]) -> Vec<Self> {
        let known = || values.iter().filter(|values| values.iter().any(Option::is_some));
        let count = known().count().min(GROUPS);
        let mut groups = vec![Self::default(); count];
        for (place, values) in known().enumerate() {
            if let Some(group) = groups.get_mut(place % count.max(1)) {
                for ((sum, n), value) in group.0.iter_mut().zip(values) {
                    *sum += value.unwrap_or_default();
                    *n += usize::from(value.is_some());
                }
            }
        }
        groups
    }

    fn with(mut self, other: &Self) -> Self {
        for ((sum, n), (more, count)) in self.0.iter_mut().zip(other.0) {
            *sum += more;
            *n += count;
        }
        self
    }

    /// The mean of a part, and over how many.
    fn mean(&self, place: usize) -> Option<(f64, usize)> {
        let (sum, n) = self.0.get(place).copied()?;
        (n > 0).then(|| (sum / n as f64, n))
    }

    /// The weighted mean of those parts that are known; `None` where none weighs.
    fn weighted(&self, weights: [f64; COUNT], counts: impl Fn(usize) -> bool) -> Option<f64> {
        let known = || {
            let parts = weights.iter().enumerate().filter(|(place, _)| counts(*place));
            parts.filter_map(|(place, weight)| Some((self.mean(place)?.0, *weight)))
        };
        let weight: f64 = known().map(|(_, weight)| weight).sum();
        (weight > 0.0).then(|| known().map(|(value, weight)| value * weight).sum::<f64>() / weight)
    }
}

/// The mean of each part, and the index last, of each resample.
async fn resample<P: Pace>(
    sums: &[Sums],
    weights: [f64; COUNT],
    resamples: u16,
    pace: &mut P,
) -> Result<Vec<Vec<f64>>, Cancelled> {
    let mut drawn = vec![Vec::new(); PARTS.len() + 1];
    let mut random = Rng::new(u64::from(resamples), 1);
    let count = u32::try_from(sums.len()).unwrap_or(u32::MAX);
    for _ in 0..resamples {
        pace.breathe(Progress::default()).await?;
        let mut all = Sums::default();
        for _ in 0..count {
            all = sums.get(random.below(count) as usize).map_or(all, |sums| all.with(sums));
        }
        let means = (0..PARTS.len()).map(|place| all.mean(place).map(|(mean, _)| mean));
        for (slot, value) in drawn.iter_mut().zip(means.chain([all.weighted(weights, |_| true)])) {
            slot.extend(value);
        }
    }
    Ok(drawn)
}
