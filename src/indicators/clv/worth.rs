//! What customers will bring, by a model of how often and for how much; and what they had brought at the same age.

use serde::Serialize;

use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::lifetime::{Fitted, Model, Pattern, Spending};
use crate::domain::likelihood::{Fit, MOST};
use crate::domain::money::Money;
use crate::indicators::purchase_days::PurchaseDays;
use crate::indicators::{CustomerTable, View};

use super::groups::{Groups, Member};
use super::params::{CheckedClv, ClvParams};
use super::{Clv, MONTH, finite};

/// A figure with its interval; `None` for an end that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// What customers are expected to bring.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Worth {
    /// Of all, in the months ahead, discounted, times the margin.
    pub value: Estimate,
    /// Of one customer in the mean.
    pub per_customer: f64,
    /// What all customers have brought so far, times the margin.
    pub so_far: Money,
    /// What a purchase brings in the mean, times the margin.
    pub per_purchase: f64,
    /// The share of the value the tenth of customers will bring who will bring most.
    pub top_decile_share: Option<f64>,
    /// What a year of a customer's purchases so far is worth for ever, at the rate of return of the last year and the
    /// discount: margin × r / (1 + i - r). `None` where it says nothing.
    pub margin_multiple: Option<f64>,
    /// Customers by frequency and silence with their P(alive).
    pub cells: Vec<AliveCell>,
    /// Customers whose P(alive) is between a quarter and three quarters: whether they are still customers is open.
    pub on_the_border: usize,
    /// What these are expected to bring if they stay.
    pub at_risk: f64,
    /// Those of them with most at risk, at most [`MOST_LISTED`].
    pub border: Vec<OnBorder>,
    /// How many customers have which P(alive), a tenth after the other.
    pub bands: Vec<AliveBand>,
    /// Customers by number, and what each is expected to bring.
    #[serde(skip)]
    pub(super) of: Vec<(u32, f64)>,
}

/// A customer of whom it is open whether they still are one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OnBorder {
    /// Who, by id.
    pub customer: String,
    /// Their P(alive).
    pub p_alive: f64,
    /// Days since their last purchase.
    pub silence: i32,
    /// What they are expected to bring if they stay.
    pub at_risk: f64,
}

/// Customers of like P(alive).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AliveBand {
    /// From this.
    pub from: f64,
    /// Up to this.
    pub to: f64,
    /// Customers.
    pub customers: usize,
}

/// Customers on the border listed at most.
pub const MOST_LISTED: usize = 20;

/// The tenths by which P(alive) is told apart.
const BANDS: usize = 10;

/// Customers of like frequency and silence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AliveCell {
    /// Purchases after the first: from this.
    pub x: u32,
    /// Silence in shares of the time followed: from this, up to a quarter more.
    pub silent: f64,
    /// Customers.
    pub customers: usize,
    /// Their P(alive) in the mean.
    pub p_alive: f64,
    /// What they are expected to bring.
    pub value: f64,
}

/// What customers had brought so many days after their first purchase.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AtAge {
    /// Days after the first purchase.
    pub days: i32,
    /// Customers followed for so long.
    pub customers: usize,
    /// What they had brought in the mean, times the margin.
    pub value: f64,
}

/// The ages at which customers are compared.
const AGES: [i32; 5] = [30, 60, 90, 180, 365];

/// Where classes of frequency begin.
const FREQUENCIES: [u32; 5] = [0, 1, 2, 4, 8];

/// Parts of the time followed by which silence is told apart.
const SILENCES: f64 = 4.0;

/// Between these P(alive) says neither.
const BORDER: std::ops::RangeInclusive<f64> = 0.25..=0.75;

/// The value of patterns.
struct Valuing {
    fitted: Fitted,
    spending: Option<Spending>,
    /// What a purchase brings where no model says.
    mean: f64,
    margin: f64,
    /// The end of each month ahead, and what money is worth then.
    months: Vec<(f64, f64)>,
}

impl Valuing {
    fn new(fitted: Fitted, spending: Option<Spending>, mean: f64, params: &ClvParams) -> Self {
        let month = |month: u32| {
            let worth = libm::pow(1.0 + params.discount, -f64::from(month) / 12.0);
            (f64::from(month) * MONTH / params.unit.days(), worth)
        };
        Self { fitted, spending, mean, margin: params.margin, months: (1..=params.months).map(month).collect() }
    }

    /// What a purchase of a customer brings, by the mean of their own.
    fn spend(&self, x: u32, mean: f64) -> f64 {
        self.spending.map_or(self.mean, |spending| own_spend(spending, x, mean)) * self.margin
    }
}

/// What a purchase of a customer brings by a model, by the mean of their own.
fn own_spend(spending: Spending, x: u32, mean: f64) -> f64 {
    // Money that returns outweigh is none to learn from.
    if mean > 0.0 { spending.expected(f64::from(x), mean) } else { spending.mean() }
}

/// What a purchase after the first brings in the mean, of all customers alike.
fn mean_spend(groups: &Groups) -> f64 {
    let spends = groups.spends();
    spends.iter().map(|spend| spend.mean).sum::<f64>() / (spends.len() as f64).max(1.0)
}

/// The expected purchases of all in the months ahead, undiscounted, on many patterns of an evenly spaced part of them;
/// each times what `spend` says of x and the mean of its customers' money.
fn total(fitted: Fitted, groups: &Groups, params: &ClvParams, spend: impl Fn(u32, f64) -> f64) -> f64 {
    let patterns = groups.patterns.list();
    let step = (patterns.len() / MOST_PATTERNS).max(1);
    let time = f64::from(params.months) * MONTH / params.unit.days();
    let of = |(pattern, mean): (&Pattern, f64)| {
        let customers = f64::from(pattern.customers);
        let purchases = fitted.expected(pattern, fitted.p_alive(pattern), time);
        purchases * customers * spend(pattern.x, mean / customers)
    };
    patterns.iter().zip(groups.means.iter().copied()).step_by(step).map(of).sum()
}

/// The standard error of the expected purchases as a share of them, from that of the model's parameters.
pub(super) fn error_of_purchases(model: Model, fit: &Fit, groups: &Groups, params: &ClvParams) -> Option<f64> {
    let of = |parameters: &[f64; MOST]| total(Fitted { model, parameters: *parameters }, groups, params, |_, _| 1.0);
    fit.error_of(of).map(|error| error / of(&fit.parameters)).and_then(finite)
}

/// The standard error of the expected value as a share of it. How often and for how much are fitted apart, so that the
/// covariance of their parameters is nothing, and the squares of both errors add up. Where no model says what a purchase
/// brings, the error is that of the mean used in its place.
fn error_of_value(
    model: Model,
    fit: &Fit,
    groups: &Groups,
    money: Option<(Spending, &Fit)>,
    params: &ClvParams,
) -> Option<f64> {
    let fitted = Fitted { model, parameters: fit.parameters };
    let (often, much) = match money {
        Some((spending, of_money)) => {
            let often = |parameters: &[f64; MOST]| {
                let fitted = Fitted { model, parameters: *parameters };
                total(fitted, groups, params, |x, mean| own_spend(spending, x, mean))
            };
            let much = |parameters: &[f64; MOST]| {
                total(fitted, groups, params, |x, mean| own_spend(Spending::of(parameters), x, mean))
            };
            let whole = often(&fit.parameters);
            (fit.error_of(often)? / whole, of_money.error_of(much)? / whole)
        }
        None => (error_of_purchases(model, fit, groups, params)?, error_of_mean(groups)?),
    };
    finite(often.hypot(much))
}

/// The standard error of what a purchase brings in the mean, as a share of it; `None` of fewer than two customers.
fn error_of_mean(groups: &Groups) -> Option<f64> {
    let spends = groups.spends();
    let (n, mean) = (spends.len() as f64, mean_spend(groups));
    let squares: f64 = spends.iter().map(|spend| (spend.mean - mean) * (spend.mean - mean)).sum();
    finite((squares / (n - 1.0) / n).sqrt() / mean)
}

/// Patterns an error is told from.
const MOST_PATTERNS: usize = 2_000;

/// What customers will bring.
pub(super) async fn worth<P: Pace>(
    model: Model,
    fit: &Fit,
    groups: &Groups,
    money: Option<(Spending, &Fit)>,
    checked: &CheckedClv,
    customers: &Dictionary,
    pace: &mut P,
) -> Result<Worth, Cancelled> {
    let params = &checked.params;
    let fitted = Fitted { model, parameters: fit.parameters };
    let spending = money.map(|(spending, _)| spending);
    let valuing = Valuing::new(fitted, spending, mean_spend(groups), params);
    // P(alive) and discounted purchases ahead of each pattern.
    let patterns = fitted.ahead(&groups.patterns, &valuing.months, pace).await?;
    let mut of = Vec::with_capacity(groups.members.len());
    let mut cells = std::collections::BTreeMap::<(u32, u32), (usize, f64, f64)>::new();
    let (mut border, mut at_risk) = (Vec::new(), 0.0);
    let mut bands = [0_usize; BANDS];
    for (place, member) in groups.placed() {
        let (p_alive, purchases) = patterns.get(place).copied().unwrap_or_default();
        let value = purchases * valuing.spend(member.x, member.mean);
        of.push((member.customer, value));
        if BORDER.contains(&p_alive) {
            at_risk += value / p_alive;
            border.push((value / p_alive, p_alive, member));
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share, times a few
        let band = ((p_alive * BANDS as f64) as usize).min(BANDS - 1);
        if let Some(band) = bands.get_mut(band) {
            *band += 1;
        }
        let cell = cells.entry(class(member)).or_default();
        *cell = (cell.0 + 1, cell.1 + p_alive, cell.2 + value);
    }
    let mut values: Vec<f64> = of.iter().map(|(_, value)| *value).collect();
    let total: f64 = values.iter().sum();
    let so_far: Money = groups.members.iter().map(|member| member.spent).sum();
    values.sort_unstable_by(|left, right| right.total_cmp(left));
    let most: f64 = values.iter().take(values.len().div_ceil(10)).sum();
    let cells = cells.into_iter().map(|((x, silent), (customers, p_alive, value))| AliveCell {
        x,
        silent: f64::from(silent) / SILENCES,
        customers,
        p_alive: p_alive / customers as f64,
        value,
    });
    Ok(Worth {
        value: Estimate::of(total, error_of_value(model, fit, groups, money, params), checked.level),
        per_customer: total / values.len() as f64,
        so_far: scaled(so_far, params.margin),
        per_purchase: spending.map_or(valuing.mean, |spending| spending.mean()) * params.margin,
        top_decile_share: finite(most / total),
        margin_multiple: margin_multiple(groups, params),
        cells: cells.collect(),
        on_the_border: border.len(),
        at_risk,
        border: most_at_risk(border, customers),
        bands: (0_u8..).zip(bands).map(|(place, customers)| AliveBand::of(place, customers)).collect(),
        of,
    })
}

/// The first of those on the border: what is at risk, their P(alive), and they.
fn most_at_risk(mut border: Vec<(f64, f64, &Member)>, customers: &Dictionary) -> Vec<OnBorder> {
    let first = |(left, _, one): &(f64, f64, &Member), (right, _, other): &(f64, f64, &Member)| {
        right.total_cmp(left).then(one.customer.cmp(&other.customer))
    };
    if border.len() > MOST_LISTED {
        border.select_nth_unstable_by(MOST_LISTED, first);
        border.truncate(MOST_LISTED);
    }
    border.sort_unstable_by(first);
    let one = |(at_risk, p_alive, member): (f64, f64, &Member)| OnBorder {
        customer: customers.get(member.customer).to_owned(),
        p_alive,
        silence: member.t - member.t_x,
        at_risk,
    };
    border.into_iter().map(one).collect()
}

impl AliveBand {
    fn of(place: u8, customers: usize) -> Self {
        let end = |place: u8| f64::from(place) / BANDS as f64;
        Self { from: end(place), to: end(place + 1), customers }
    }
}

/// An amount times a share.
fn scaled(money: Money, share: f64) -> Money {
    // A share of an amount of money that fits its type fits it too.
    #[allow(clippy::cast_possible_truncation)]
    let micros = (money.micros() as f64 * share).round() as i128;
    if share < 1.0 { Money::from_micros(micros) } else { money }
}

/// The class of frequency and of silence.
fn class(member: &Member) -> (u32, u32) {
    let x = FREQUENCIES.into_iter().rev().find(|from| member.x >= *from).unwrap_or_default();
    let silent = f64::from(member.t - member.t_x) / f64::from(member.t.max(1));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share, times a few
    let silent = (silent * SILENCES).min(SILENCES - 1.0) as u32;
    (x, silent)
}

/// The simple way: a year's money of a customer, at the rate at which those who were customers a year ago bought again
/// since. `None` where nobody was a customer then.
fn margin_multiple(groups: &Groups, params: &ClvParams) -> Option<f64> {
    let longer = || groups.members.iter().filter(|member| member.t >= 365);
    let (customers, stayed) = (longer().count(), longer().filter(|member| member.t - member.t_x < 365).count());
    simple_multiple(stayed as f64 / customers as f64, params.discount)
}

/// What a year's margin is worth for ever where `rate` of the customers are kept every year and money is worth
/// `discount` less a year later: r / (1 + i - r), the year at hand left out (S. Gupta, D. R. Lehmann, Journal of
/// Interactive Marketing 17 (2003) 9-24). `None` where there is no rate, or the sum has no end: all are kept and money
/// keeps its worth.
pub(super) fn simple_multiple(rate: f64, discount: f64) -> Option<f64> {
    finite(rate / (1.0 + discount - rate))
}

/// What customers had brought at the same age, of those followed for so long.
pub(super) async fn at_age<P: Pace>(
    days: &PurchaseDays,
    end: Day,
    margin: f64,
    pace: &mut P,
) -> Result<Vec<AtAge>, Cancelled> {
    let mut sums = AGES.map(|age| (age, 0_usize, Money::ZERO));
    for (_, days) in days.customers() {
        let Some(first) = days.first() else { continue };
        for (age, customers, money) in &mut sums {
            let until = first.day.plus_days(*age);
            if until > end {
                continue;
            }
            *customers += 1;
            *money += days.iter().take_while(|day| day.day <= until).map(|day| day.money).sum::<Money>();
        }
    }
    pace.breathe(Progress::default()).await?;
    let known = sums.into_iter().filter(|(_, customers, _)| *customers > 0);
    Ok(known
        .map(|(days, customers, money)| AtAge { days, customers, value: money.to_f64() * margin / customers as f64 })
        .collect())
}

/// Every customer with what the models say of them, in the text order of their ids.
pub(super) async fn table<P: Pace>(
    view: &View,
    found: &Clv,
    checked: &CheckedClv,
    pace: &mut P,
) -> Result<CustomerTable, Cancelled> {
    let params = &checked.params;
    let keys = Model::ALL.map(|model| format!("p_alive_{}", model.key()));
    let header = ["customer", "x", "t_x", "t"].map(str::to_owned).into_iter().chain(keys);
    let header = header.chain(["expected_purchases", "value"].map(str::to_owned)).collect();
    let mut table = CustomerTable { header, rows: Vec::new() };
    let Some(purchases) = view.purchases_so_far() else { return Ok(table) };
    let unit = params.unit.days();
    let days = PurchaseDays::of(&purchases, found.as_of, params.returns, pace).await?;
    let groups = Groups::of(&days, found.as_of, unit, pace).await?;
    let spending = found.gamma_gamma.as_ref().and_then(super::GammaGamma::usable);
    let leading = found.model.and_then(|model| found.fitted(model));
    let valuing = leading.map(|leading| Valuing::new(leading, spending, mean_spend(&groups), params));
    let time = f64::from(params.months) * MONTH / unit;
    let mut alive = Vec::new();
    for model in Model::ALL {
        // Of the others P(alive) alone is told.
        let times: &[(f64, f64)] = if found.model == Some(model) { &[(time, 1.0)] } else { &[] };
        alive.push(match found.fitted(model) {
            Some(model) => model.ahead(&groups.patterns, times, pace).await?,
            None => Vec::new(),
        });
    }
    let leads = Model::ALL.into_iter().position(|model| found.model == Some(model));
    let purchases = leads.and_then(|place| alive.get(place));
    let discounted = match &valuing {
        Some(valuing) => valuing.fitted.ahead(&groups.patterns, &valuing.months, pace).await?,
        None => Vec::new(),
    };
    let or_blank = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    for (place, member) in groups.placed() {
        let Some(pattern) = groups.patterns.list().get(place) else { continue };
        let p_alive = alive.iter().map(|model| or_blank(model.get(place).map(|(p_alive, _)| *p_alive)));
        let spend = valuing.as_ref().map_or(0.0, |valuing| valuing.spend(member.x, member.mean));
        let value = discounted.get(place).map(|(_, purchases)| purchases * spend);
        let purchases = purchases.and_then(|of| of.get(place));
        let ahead = [or_blank(purchases.map(|(_, purchases)| *purchases)), or_blank(value)];
        let known = [pattern.t_x.to_string(), pattern.t.to_string()];
        let id = view.dataset.customers.get(member.customer).to_owned();
        table.rows.push([id, member.x.to_string()].into_iter().chain(known).chain(p_alive).chain(ahead).collect());
    }
    table.rows.sort_unstable();
    Ok(table)
}

impl Clv {
    /// A model under its parameters, where it can be used.
    pub(super) fn fitted(&self, model: Model) -> Option<Fitted> {
        let found = self.models.get(model.key()).filter(|found| found.converged)?;
        let mut parameters = [0.0; MOST];
        for (parameter, name) in parameters.iter_mut().zip(model.parameters()) {
            *parameter = (*found.parameters.get(name)?)?;
        }
        Some(Fitted { model, parameters })
    }
}
