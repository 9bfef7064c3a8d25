//! What customers without a contract are worth: how often they will buy, for how long, and for how much.
//!
//! Three models of buying ([`Model`]) are fitted by maximum likelihood on each customer's purchase days: those after the
//! first (`x`), from the first to the last (`t_x`), from the first to the end (`T`). Days on which somebody bought several times
//! count once. What a purchase brings is the Gamma-Gamma model's ([`Spending`]), made of the days after the first; it is
//! used where its mean exists and how much has nothing to do with how often
//! ([`ClvParams::most_correlation`]), else the mean of all such days.
//!
//! Value is what customers are expected to bring in the months ahead ([`ClvParams::months`]), each purchase discounted to
//! the end, times the margin. Its interval, and that of the purchases, is the delta method's: it covers how well the
//! parameters are known, for the value those of Gamma-Gamma as well (or the mean used in its place), not chance in what customers do, nor whether the model is right. That is what the backtest is
//! for: the models are fitted on a first part of the time and held against the rest.
//!
//! Beside it stands when customers have paid back what acquiring them cost ([payback]), which needs no model.
//!
//! Where the likelihood has no inner maximum, or is flat, there are no figures of that model.
//!
//! Purchases count that a filter lets through, and those before its period that it alone holds back, up to its end: a
//! customer begins with the first of them.

mod backtest;
mod groups;
mod one;
mod params;
mod payback;
mod payback_charts;
mod show;
mod show_alive;
mod show_one;
mod show_payback;
mod show_tested;
#[cfg(test)]
mod tests;
mod texts;
mod worth;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::dataset::Kind;
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::Level;
use crate::domain::lifetime::{Fitted, Model, Patterns, Spending};
use crate::domain::likelihood::{Doubt, Fit};
use crate::domain::provenance::{LeftOut, Provenance};

use super::page::{Control, Page};
use super::purchase_days::PurchaseDays;
use super::{About, CustomerTable, Group, Indicator, Say, Shared, Stopped, View};

pub use backtest::{AliveTested, Backtest, CountTested, Tested, Tracked, Week};
pub use params::{Asked, CheckedClv, ClvError, ClvParams, ClvUnit, MAX_MONTHS, TooLittle};
pub use payback::{AtMonth, Lacking, Payback, PaybackOf};
pub use worth::{AliveBand, AliveCell, AtAge, Estimate, MOST_LISTED, OnBorder, Worth};

use backtest::test;
use groups::{Groups, two_thirds};

/// Its id.
pub const ID: &str = "clv";

/// Days of a month in the mean.
const MONTH: f64 = 365.25 / 12.0;

/// The shortest span that says anything of who comes back, in days: a week.
const LEAST_DAYS: i32 = 7;

/// Fewer repeat buyers than this fix no four parameters.
const LEAST_REPEAT: usize = 10;

/// What customers are worth.
pub struct ClvIndicator;

impl Indicator for ClvIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Lifetime value", "客户终身价值"],
        group: Group::Segments,
        path: "/lifetime-value",
        needs: &[Kind::Purchases],
    };

    type Params = ClvParams;
    type Checked = CheckedClv;
    type Found = Clv;
    type Error = ClvError;

    fn with_shared(own: ClvParams, shared: &Shared) -> ClvParams {
        let Shared { returns, level, small_sample, .. } = *shared;
        ClvParams { returns, level, small_sample, ..own }
    }

    fn check(params: ClvParams) -> Result<CheckedClv, ClvError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedClv,
        pace: &mut P,
    ) -> Result<Option<Clv>, Stopped<ClvError>> {
        clv(view, params, pace).await
    }

    fn show(found: &Clv, params: &ClvParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ClvTexts::of(say.language).promise
    }

    fn explain(error: &ClvError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ClvParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    async fn table<P: Pace>(
        view: &View,
        found: &Clv,
        params: &CheckedClv,
        pace: &mut P,
    ) -> Result<Option<CustomerTable>, Cancelled> {
        worth::table(view, found, params, pace).await.map(Some)
    }

    const SAYS_OF_ONE: bool = true;

    async fn of_one<P: Pace>(
        view: &View,
        found: &Clv,
        params: &CheckedClv,
        customer: u32,
        say: &Say<'_>,
        pace: &mut P,
    ) -> Result<Option<Page>, Cancelled> {
        let one = one::one(view, found, params, customer, pace).await?;
        Ok(Some(show_one::show(found, one.as_ref(), say)))
    }
}

/// What customers are worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Clv {
    /// What times are counted in.
    pub unit: ClvUnit,
    /// The last day the models know.
    pub as_of: Day,
    /// Customers.
    pub customers: usize,
    /// Of them those who bought on a second day.
    pub repeat: usize,
    /// Different patterns they make: what the likelihood is a sum over.
    pub patterns: usize,
    /// What is too little to fit a model to; `None` where there is enough.
    pub too_little: Option<TooLittle>,
    /// The models, by their keys; empty where there is too little.
    pub models: BTreeMap<&'static str, ModelFound>,
    /// Two models that disagree on who is still a customer; `None` where all are of one mind.
    pub disagreement: Option<Disagreement>,
    /// What a purchase brings; `None` where too few brought anything.
    pub gamma_gamma: Option<GammaGamma>,
    /// The models put to the test; `None` where the time is too short.
    pub backtest: Option<Backtest>,
    /// The model whose figures lead; `None` where none can be used.
    pub model: Option<Model>,
    /// Whether what a purchase brings is the Gamma-Gamma model's; else it is the mean so far.
    pub modelled_spend: bool,
    /// What customers will bring by that model.
    pub worth: Option<Worth>,
    /// What customers had brought at the same age: simple, and no forecast.
    pub at_age: Vec<AtAge>,
    /// When customers of each channel have paid back what they cost, most customers first.
    pub payback: Vec<Payback>,
    /// What that was told by.
    pub payback_of: PaybackOf,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
}

impl Clv {
    /// The value ahead if the model that leads is off as it was in the test; `None` without a test, or where it was off by
    /// no more than `least`, a share.
    pub(super) fn if_off_again(&self, least: f64) -> Option<f64> {
        let share = self.backtest.as_ref()?.happened_per_expected(self.model?)?;
        let value = self.worth.as_ref()?.value.value;
        ((share - 1.0).abs() > least).then_some(value * share)
    }
}

/// One model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelFound {
    /// Its parameters by name, in the unit of time.
    pub parameters: BTreeMap<&'static str, Option<f64>>,
    /// Their standard errors; `None` where the likelihood has no maximum.
    pub standard_errors: BTreeMap<&'static str, Option<f64>>,
    /// The logarithm of the likelihood.
    pub log_likelihood: Option<f64>,
    /// Whether there is a maximum to build on.
    pub converged: bool,
    /// Why there is none.
    pub warning: Option<Doubt>,
    /// How many of the customers are still customers, as a share; `None` without a fit.
    pub p_alive: Option<f64>,
    /// Purchases expected in the months ahead; `None` without a fit.
    pub expected: Option<Estimate>,
}

/// Two models that say different things of who is still a customer: of the pairs that do, the one whose fits are most
/// alike, as between those the data do not decide.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Disagreement {
    /// The one by which more are customers still, and the other.
    pub models: [Model; 2],
    /// How many are by each, as a share.
    pub p_alive: [f64; 2],
    /// By how much their Akaike information criteria differ: twice the difference of their log likelihoods, as all have as
    /// many parameters.
    pub aic_difference: f64,
    /// Whether they fit alike: the difference is at most 2, up to which the data speak for both (K. P. Burnham, D. R.
    /// Anderson, Model Selection and Multimodel Inference, 2002, 2.6).
    pub alike: bool,
}

/// Two models that differ by more than this on who is still a customer disagree.
const DISAGREE: f64 = 0.1;

/// Models whose criteria differ by no more fit alike.
const ALIKE: f64 = 2.0;

impl Disagreement {
    fn of(models: &BTreeMap<&'static str, ModelFound>) -> Option<Self> {
        let known = |model: Model| {
            let found = models.get(model.key())?;
            Some((model, found.p_alive?, found.log_likelihood?))
        };
        let known: Vec<(Model, f64, f64)> = Model::ALL.into_iter().filter_map(known).collect();
        let pairs =
            known.iter().enumerate().flat_map(|(place, one)| known.iter().skip(place + 1).map(move |two| (one, two)));
        let of_pair = |(one, two): (&(Model, f64, f64), &(Model, f64, f64))| {
            let (more, less) = if one.1 >= two.1 { (one, two) } else { (two, one) };
            let aic_difference = 2.0 * (one.2 - two.2).abs();
            let (models, p_alive) = ([more.0, less.0], [more.1, less.1]);
            (more.1 - less.1 > DISAGREE).then_some(Self {
                models,
                p_alive,
                aic_difference,
                alike: aic_difference <= ALIKE,
            })
        };
        pairs.filter_map(of_pair).min_by(|left, right| left.aic_difference.total_cmp(&right.aic_difference))
    }
}

/// What a purchase brings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GammaGamma {
    /// Shape of the purchases of one customer.
    pub p: Option<f64>,
    /// Shape of the customers.
    pub q: Option<f64>,
    /// Scale of the customers.
    pub v: Option<f64>,
    /// The logarithm of the likelihood.
    pub log_likelihood: Option<f64>,
    /// What a purchase of all customers brings in the mean; `None` where q is 1 or less.
    pub mean: Option<f64>,
    /// The correlation of how often and how much; `None` where either is the same for all.
    pub correlation: Option<f64>,
    /// Customers it is made of.
    pub customers: usize,
    /// Why it is not used.
    pub warning: Option<SpendDoubt>,
}

/// Why the Gamma-Gamma model is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpendDoubt {
    /// There is no fit.
    NoFit,
    /// It has no mean: q is 1 or less.
    NoMean,
    /// How much goes with how often, which it rules out.
    Correlated,
}

/// A finite number: JSON knows no other.
fn finite(number: f64) -> Option<f64> {
    Some(number).filter(|number| number.is_finite())
}

/// What each customer is expected to bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// By which model.
    pub model: Model,
    /// By customer number: discounted, times the margin; `None` of those who have not bought.
    pub of: Vec<Option<f64>>,
}

/// What each customer is expected to bring, by the model whose figures lead; `None` where no model can be used.
pub async fn expected<P: Pace>(
    view: &View,
    checked: &CheckedClv,
    pace: &mut P,
) -> Result<Option<Expected>, Stopped<ClvError>> {
    let Some(found) = clv(view, checked, pace).await? else { return Ok(None) };
    let Some((model, worth)) = found.model.zip(found.worth) else { return Ok(None) };
    let mut of = vec![None; view.all.customers.len()];
    for (customer, value) in worth.of {
        if let Some(slot) = of.get_mut(customer as usize) {
            *slot = Some(value);
        }
    }
    Ok(Some(Expected { model, of }))
}

async fn clv<P: Pace>(view: &View, checked: &CheckedClv, pace: &mut P) -> Result<Option<Clv>, Stopped<ClvError>> {
    let params = &checked.params;
    let counted = view.up_to_end();
    let Some(purchases) = counted.purchases() else { return Ok(None) };
    let horizon = view.horizon(pace).await?;
    let unit = params.unit.days();
    let last = horizon.last_day().ok_or(Stopped::Error(ClvError::NoPurchases))?;
    let as_of = params.calibration_end.map_or(last, |end| end.min(last));
    let days = PurchaseDays::of(purchases, last, params.returns, pace).await?;
    let groups = Groups::of(&days, as_of, unit, pace).await?;
    let (customers, repeat) = (groups.members.len(), groups.repeat());
    let Some(span) = days.span.filter(|_| customers > 0) else { return Err(Stopped::Error(ClvError::NoPurchases)) };
    let length = as_of.days_since(span.from);
    let at_age = worth::at_age(&days, as_of, params.margin, pace).await?;
    let (payback, payback_of) = payback::payback(view, purchases, &days, as_of, checked, pace).await?;
    let provenance = Provenance::new(ID, days.span, days.rows, &[(LeftOut::Return, days.returns_left_out)]);
    let mut found = Clv {
        unit: params.unit,
        as_of,
        customers,
        repeat,
        patterns: groups.patterns.list().len(),
        too_little: too_little(length, repeat),
        models: BTreeMap::new(),
        disagreement: None,
        gamma_gamma: None,
        backtest: None,
        model: None,
        modelled_spend: false,
        worth: None,
        at_age,
        payback,
        payback_of,
        provenance: counted.with_held_back(provenance, Kind::Purchases),
    };
    if found.too_little.is_some() {
        return Ok(Some(found));
    }
    let fits = fits(&groups.patterns, pace).await?;
    let usable = usable(&fits);
    // As of a day in between the rest is the test; else a second fit makes one.
    let asked = params.model.model();
    let split = params.calibration_end.is_some_and(|_| as_of < last);
    let backtest = if split {
        Some(test(&days, &groups, &usable, asked, as_of, last, unit, pace).await?)
    } else {
        let end = two_thirds(span);
        let earlier = Groups::of(&days, end, unit, pace).await?;
        let enough = earlier.repeat() >= LEAST_REPEAT && end.days_since(span.from) >= LEAST_DAYS;
        if enough {
            let fitted = self::fits(&earlier.patterns, pace).await?;
            // No figure is shown of a model that has no sound fit of all days, hence none of how it did before.
            let mut tested = self::usable(&fitted);
            tested.retain(|earlier| usable.iter().any(|whole| whole.model == earlier.model));
            Some(test(&days, &earlier, &tested, asked, end, last, unit, pace).await?)
        } else {
            None
        }
    };
    found.model = chosen(params.model, &fits, backtest.as_ref());
    found.backtest = backtest;
    let money = gamma_gamma(&groups, params.most_correlation, pace).await?;
    let spending = money.as_ref().and_then(|(found, fit)| Some((found.usable()?, fit)));
    found.modelled_spend = spending.is_some();
    for (model, fit) in &fits {
        found.models.insert(model.key(), ModelFound::of(*model, fit, &groups, checked, pace).await?);
    }
    let fit = found.model.and_then(|model| fits.iter().find(|(known, _)| *known == model));
    if let Some((model, fit)) = fit {
        let worth = worth::worth(*model, fit, &groups, spending, checked, &view.dataset.customers, pace).await?;
        found.payback.iter_mut().for_each(|payback| payback.with_multiple(worth.margin_multiple));
        found.worth = Some(worth);
    }
    found.gamma_gamma = money.map(|(found, _)| found);
    found.disagreement = Disagreement::of(&found.models);
    Ok(Some(found))
}

/// Whether the time or those who came back are too few for a model.
fn too_little(length: i32, repeat: usize) -> Option<TooLittle> {
    if length < LEAST_DAYS {
        return Some(TooLittle::Days(length + 1));
    }
    (repeat < LEAST_REPEAT).then_some(TooLittle::Repeat)
}

/// All models fitted.
async fn fits<P: Pace>(patterns: &Patterns, pace: &mut P) -> Result<Vec<(Model, Fit)>, Cancelled> {
    let mut fits = Vec::new();
    for model in Model::ALL {
        fits.push((model, model.fit(patterns, pace).await?));
    }
    Ok(fits)
}

/// Those that can be built on.
fn usable(fits: &[(Model, Fit)]) -> Vec<Fitted> {
    let sound = fits.iter().filter(|(_, fit)| fit.doubt.is_none());
    sound.map(|(model, fit)| Fitted { model: *model, parameters: fit.parameters }).collect()
}

/// The model whose figures lead: the one asked for where it can be used, else the one whose total came nearest, else the
/// likeliest.
fn chosen(asked: Asked, fits: &[(Model, Fit)], backtest: Option<&Backtest>) -> Option<Model> {
    let sound = || fits.iter().filter(|(_, fit)| fit.doubt.is_none());
    if let Some(asked) = asked.model().filter(|asked| sound().any(|(model, _)| model == asked)) {
        return Some(asked);
    }
    let missed = |model: Model| {
        let backtest = backtest?;
        Some((backtest.models.get(model.key())?.total - backtest.actual as f64).abs())
    };
    let tested = sound().filter_map(|(model, _)| Some((*model, missed(*model)?)));
    let nearest = tested.min_by(|(_, left), (_, right)| left.total_cmp(right));
    let likeliest = || sound().max_by(|(_, left), (_, right)| left.log_likelihood.total_cmp(&right.log_likelihood));
    nearest.map(|(model, _)| model).or_else(|| likeliest().map(|(model, _)| *model))
}

impl ModelFound {
    async fn of<P: Pace>(
        model: Model,
        fit: &Fit,
        groups: &Groups,
        checked: &CheckedClv,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let named = |value: &dyn Fn(usize) -> Option<f64>| {
            model
                .parameters()
                .into_iter()
                .enumerate()
                .map(|(place, name)| (name, value(place).and_then(finite)))
                .collect()
        };
        let sound = fit.doubt.is_none();
        let (mut p_alive, mut expected) = (None, None);
        if sound {
            let fitted = Fitted { model, parameters: fit.parameters };
            let time = f64::from(checked.params.months) * MONTH / checked.params.unit.days();
            let ahead = fitted.ahead(&groups.patterns, &[(time, 1.0)], pace).await?;
            let (mut alive, mut total) = (0.0, 0.0);
            for (pattern, (p, purchases)) in groups.patterns.list().iter().zip(ahead) {
                alive += p * f64::from(pattern.customers);
                total += purchases * f64::from(pattern.customers);
            }
            p_alive = finite(alive / groups.members.len() as f64);
            let error = worth::error_of_purchases(model, fit, groups, &checked.params);
            expected = Some(Estimate::of(total, error, checked.level));
        }
        Ok(Self {
            parameters: named(&|place| fit.parameters.get(place).copied()),
            standard_errors: named(&|place| fit.standard_error(place)),
            log_likelihood: finite(fit.log_likelihood),
            converged: sound,
            warning: fit.doubt,
            p_alive,
            expected,
        })
    }
}

async fn gamma_gamma<P: Pace>(
    groups: &Groups,
    most_correlation: f64,
    pace: &mut P,
) -> Result<Option<(GammaGamma, Fit)>, Cancelled> {
    let spends = groups.spends();
    if spends.len() < LEAST_REPEAT {
        return Ok(None);
    }
    let fit = Spending::fit(&spends, pace).await?;
    let spending = Spending::of(&fit.parameters);
    let often: Vec<f64> = spends.iter().map(|spend| f64::from(spend.x)).collect();
    let much: Vec<f64> = spends.iter().map(|spend| spend.mean).collect();
    let correlation = correlation(&often, &much);
    let warning = if fit.doubt.is_some() {
        Some(SpendDoubt::NoFit)
    } else if spending.q <= 1.0 {
        Some(SpendDoubt::NoMean)
    } else if correlation.is_some_and(|correlation| correlation.abs() > most_correlation) {
        Some(SpendDoubt::Correlated)
    } else {
        None
    };
    let found = GammaGamma {
        p: finite(spending.p),
        q: finite(spending.q),
        v: finite(spending.v),
        log_likelihood: finite(fit.log_likelihood),
        mean: finite(spending.mean()).filter(|_| spending.q > 1.0),
        correlation,
        customers: spends.len(),
        warning,
    };
    Ok(Some((found, fit)))
}

impl GammaGamma {
    /// The model, where it can be used.
    fn usable(&self) -> Option<Spending> {
        if self.warning.is_some() {
            return None;
        }
        Some(Spending { p: self.p?, q: self.q?, v: self.v? })
    }
}

/// Pearson's; `None` where either is the same for all.
fn correlation(left: &[f64], right: &[f64]) -> Option<f64> {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (left_mean, right_mean) = (mean(left), mean(right));
    let (mut both, mut of_left, mut of_right) = (0.0, 0.0, 0.0);
    for (left, right) in left.iter().zip(right) {
        let (left, right) = (left - left_mean, right - right_mean);
        both += left * right;
        of_left += left * left;
        of_right += right * right;
    }
    let scale = (of_left * of_right).sqrt();
    (scale > 0.0).then(|| both / scale)
}

impl Estimate {
    /// With an interval of a level, where the error is known.
    fn of(value: f64, relative_error: Option<f64>, level: Level) -> Self {
        let spread = relative_error.map(|error| error * value.abs() * level.z());
        Self { value, low: spread.map(|spread| (value - spread).max(0.0)), high: spread.map(|spread| value + spread) }
    }
}
