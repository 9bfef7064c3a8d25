//! Churn warning: who is silent for longer than usual, who is likely not to buy again, and how far that can be trusted.
//!
//! The plain rule is that of the [life cycle](super::lifecycle), whose parameters it takes: silence beyond the 80 % point
//! of a customer's gaps (the group's where they have too few) is a warning 预警, beyond the 90 % point a loss 流失.
//!
//! Beside it stands a logistic regression of the signs that the files have ([`Sign`]): silence against the warning point;
//! less or more bought than in the window before, in days, money and products, or where no column says the product in ways
//! of contact (touchpoints and channels of purchases, complaints and answers); days bought on, age; an open complaint; a
//! detractor's score. A customer counts as gone who does not buy in the window ahead, or leaves in it. Asked are those who
//! bought in the window before. The model is fitted as of two windows before the last day, on what happened in the next
//! one; it is then tested as of one window before, on what happened in the last. No outcome it is tested on was known
//! where it was fitted, but for how long a window is: the 90 % point of all gaps, unless chosen, and a quarter of the
//! file's time at most, so that every window it looks at is covered.
//!
//! Precision is the share of those warned of who were gone, recall the share of those gone who were warned of, lift
//! precision over the share of all who were gone. At risk is the chance times what a customer brought in the last window.
//! Listed are of those silent beyond their warning point the ones with most at risk.
//!
//! Signs, model and test are of all customers known; a filter chooses whom and which money the lists count. Who is known
//! to have left is in none of them. Source: own definition; 预警 and 流失 against one's own rhythm as in Chinese practice;
//! logistic regression: D. R. Cox (1958).

mod model;
mod show;
mod signs;
#[cfg(test)]
mod tests;
mod texts;
mod trial;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Kind, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;

use super::classes::Class;
use super::lifecycle::{self, LifecycleError, LifecycleIndicator, LifecycleParams, Points};
use super::page::{Control, Page};
use super::rhythm::BoughtOn;
use super::spent::Spent;
use super::{About, ClassName, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View};

use model::Asked;
use signs::Windows;

pub use signs::Sign;
pub use trial::{Flagged, Tenth, Trial};

/// Its id.
pub const ID: &str = "warning";

/// The longest window, in days: ten years.
pub const MAX_DAYS: u16 = 3_650;

/// Churn warning.
pub struct WarningIndicator;

impl Indicator for WarningIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Churn warning", "流失预警"],
        group: Group::Retention,
        path: "/retention/warning",
        needs: &[Kind::Purchases],
    };

    type Params = WarningParams;
    type Checked = CheckedWarning;
    type Found = Warning;
    type Error = WarningError;

    fn with_shared(own: WarningParams, shared: &Shared) -> WarningParams {
        let lifecycle = LifecycleIndicator::with_shared(own.lifecycle, shared);
        WarningParams { lifecycle, level: shared.level, ..own }
    }

    fn with_settings(own: WarningParams, settings: &Settings) -> WarningParams {
        Self::with_shared(WarningParams { lifecycle: settings.own(lifecycle::ID), ..own }, &settings.shared)
    }

    fn check(params: WarningParams) -> Result<CheckedWarning, WarningError> {
        let level = Level::try_from(params.level)?;
        if let Some(given) = params.window.filter(|days| !(1..=MAX_DAYS).contains(days)) {
            return Err(WarningError::Window { given });
        }
        LifecycleIndicator::check(params.lifecycle.clone())?;
        Ok(CheckedWarning { params, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedWarning,
        pace: &mut P,
    ) -> Result<Option<Warning>, Stopped<WarningError>> {
        let counted = view.up_to_end();
        let (Some(rows), Some(all)) = (counted.purchases(), view.all.purchases.as_deref()) else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let (Some(reference), Some(span)) = (horizon.reference_date(), horizon.span()) else { return Ok(None) };
        let bought = BoughtOn::of(all, view.until(), pace).await?;
        let group = Points::of(&bought.all_gaps(Day::MAX, pace).await?, &checked.params.lifecycle);
        let asked = Asked { view, all, bought: &bought, checked, reference, group };
        let windows = windows(span, group, checked.params.window);
        let (model, lacking) = match windows {
            Ok(windows) => asked.model(windows, pace).await?,
            Err(lacking) => (None, Some(lacking)),
        };
        let spent = Spent::of(rows, checked.params.lifecycle.returns, pace).await?;
        let lately = match windows {
            Ok(windows) => of_window(rows, windows, checked.params.lifecycle.returns, pace).await?,
            Err(_) => Vec::new(),
        };
        let (placed, already_left) = asked.placed(model.as_ref(), &spent, &lately, pace).await?;
        let states = Class::all(
            State::ALL.map(|state| state.key().to_owned()),
            placed.iter().map(|one| (one.state as usize, one.value)),
        );
        let at_risk = model.is_some().then(|| placed.iter().filter_map(|one| one.at_risk).sum());
        let trial = model.as_ref().map(|model| model.trial.clone());
        let top = trial.as_ref().map(|trial| trial.top);
        Ok(Some(Warning {
            reference_date: reference,
            window: windows.ok().map(|windows| windows.days),
            customers: placed.len(),
            own_rhythm: placed.iter().filter(|one| one.own).count(),
            already_left,
            states,
            lacking,
            sample: model.as_ref().map(|model| model.sample),
            precision: top.map(|top| top.precision),
            recall: top.map(|top| top.recall),
            lift_10: top.map(|top| top.lift),
            low: top.map(|top| top.low),
            high: top.map(|top| top.high),
            trial,
            trained: model.as_ref().map(|model| model.trained),
            signs: model.as_ref().map(|model| model.signs(checked.level)).unwrap_or_default(),
            at_risk,
            listed: listed(&placed, &view.all.customers),
            provenance: counted.with_held_back(spent.provenance(ID), Kind::Purchases),
            placed,
        }))
    }

    fn show(found: &Warning, params: &WarningParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::WarningTexts::of(say.language).promise
    }

    fn explain(error: &WarningError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &WarningParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &Warning) -> Option<Members<'_>> {
        let or_blank = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let row = move |one: &Placed| Member {
            customer: one.customer,
            class: one.state.key(),
            judged: vec![
                one.silence.to_string(),
                one.points.warning.to_string(),
                one.points.lost.to_string(),
                if one.own { "own" } else { "all" }.to_owned(),
                or_blank(one.chance),
                one.lately.to_string(),
                or_blank(one.at_risk),
            ],
        };
        let judged_by = ["silence", "warning_after", "lost_after", "rhythm", "chance", "last_window", "at_risk"];
        let judged_by = judged_by.map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(found.placed.iter().map(row)) })
    }

    fn classes(_: &Warning, say: &Say<'_>) -> Vec<ClassName> {
        ClassName::all(State::ALL.map(State::key), texts::WarningTexts::of(say.language).names)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WarningParams {
    /// Days without a purchase after which a customer counts as gone, 1 to [`MAX_DAYS`]; `None` (default) for the 90 %
    /// point of all gaps, and a quarter of the file's time at most.
    pub window: Option<u16>,
    /// What is usual silence: those of the life cycle.
    pub lifecycle: LifecycleParams,
    /// Confidence of the intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
}

impl Default for WarningParams {
    fn default() -> Self {
        Self { window: None, lifecycle: LifecycleParams::default(), level: Level::DEFAULT.get() }
    }
}

impl WarningParams {
    fn small_sample(&self) -> SmallSample {
        self.lifecycle.small_sample
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedWarning {
    params: WarningParams,
    level: Level,
}

/// Parameters that make no warning.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningError {
    /// No number of days.
    #[error("a window of {given} days: choose 1 to {MAX_DAYS}")]
    Window {
        /// As given.
        given: u16,
    },
    /// What is usual silence makes no sense.
    #[error(transparent)]
    Lifecycle(#[from] LifecycleError),
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// Why there is no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Nobody bought on two days.
    Rhythm,
    /// The file's time has no room for four windows.
    Time,
    /// Nobody bought in the window before those it learns from, or before those it is tested on.
    Customers,
    /// In one of the two windows all were gone, or nobody was.
    OneOutcome,
    /// Some sign tells who goes without fail, or none says anything: there is no likeliest model.
    Endless,
}

/// Where a customer's silence lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Within what is usual.
    Steady,
    /// Beyond the warning point.
    Warning,
    /// Beyond the point of loss.
    Lost,
}

impl State {
    const ALL: [Self; 3] = [Self::Steady, Self::Warning, Self::Lost];

    fn of(silence: i32, points: Points) -> Self {
        let silence = f64::from(silence);
        if silence > points.lost {
            Self::Lost
        } else if silence > points.warning {
            Self::Warning
        } else {
            Self::Steady
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Warning => "warning",
            Self::Lost => "lost",
        }
    }
}

/// Who is likely not to buy again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Warning {
    /// The day silence is counted to.
    pub reference_date: Day,
    /// Days without a purchase after which a customer counts as gone; `None` where no four windows fit.
    pub window: Option<i32>,
    /// Customers judged.
    pub customers: usize,
    /// Of them those judged by their own rhythm.
    pub own_rhythm: usize,
    /// Customers known to have left, who are not judged.
    pub already_left: usize,
    /// Who is silent for how long: steady, warning, lost.
    pub states: Vec<Class>,
    /// Why there is no model.
    pub lacking: Option<Lacking>,
    /// Customers the model was tested on; `None` without a model, as below.
    pub sample: Option<usize>,
    /// The share gone of the tenth it held most likely.
    pub precision: Option<f64>,
    /// The share of those gone who were in it.
    pub recall: Option<f64>,
    /// Precision over the share of all who were gone.
    pub lift_10: Option<f64>,
    /// Lower end of the interval of the lift.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// The test, beside the plain rule.
    pub trial: Option<Trial>,
    /// What the model was fitted to.
    pub trained: Option<Trained>,
    /// The signs, and what they say.
    pub signs: Vec<SignFound>,
    /// Money of a window at risk: the sum of chance times what each brought in the last one.
    pub at_risk: Option<f64>,
    /// Of the customers silent for longer than usual those with most at risk; without a model those who spent most.
    pub listed: Vec<Listed>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    placed: Vec<Placed>,
}

/// What the model was fitted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Trained {
    /// The first day of the outcomes.
    pub from: Day,
    /// The last.
    pub to: Day,
    /// Customers.
    pub customers: usize,
    /// Of them those gone.
    pub gone: usize,
}

/// What a sign says, all else the same.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SignFound {
    /// Which.
    pub key: Sign,
    /// Its coefficient.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The factor of the odds of going for a standard deviation more.
    pub odds: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How often chance alone makes it as far from one.
    pub p: f64,
    /// Whether it told some outcome without fail: the factor is endless or none, and the numbers are those at which the
    /// search ended.
    pub endless: bool,
}

/// One customer with much at risk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// Who, by id.
    pub name: String,
    /// Days since the last purchase.
    pub silence: i32,
    /// When that becomes a warning.
    pub warning_after: f64,
    /// How that lies.
    pub state: State,
    /// How likely they will not buy in the window ahead; `None` without a model.
    pub chance: Option<f64>,
    /// What they brought in the last window.
    pub lately: Money,
    /// What they have spent.
    pub value: Money,
    /// Chance times what they brought in the last window.
    pub at_risk: Option<f64>,
}

/// One customer.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Placed {
    customer: u32,
    silence: i32,
    points: Points,
    own: bool,
    state: State,
    chance: Option<f64>,
    lately: Money,
    value: Money,
    at_risk: Option<f64>,
}

/// How long windows are and where they end, or why there are none.
fn windows(span: Period, group: Option<Points>, chosen: Option<u16>) -> Result<Windows, Lacking> {
    let group = group.ok_or(Lacking::Rhythm)?;
    let most = (span.to.days_since(span.from) + 1) / i32::try_from(signs::WINDOWS).unwrap_or(i32::MAX);
    #[allow(clippy::cast_possible_truncation)] // a number of days
    let usual = (group.lost.ceil() as i32).min(most);
    let days = chosen.map_or(usual, i32::from);
    if (1..=most).contains(&days) { Ok(Windows { last: span.to, days }) } else { Err(Lacking::Time) }
}

/// What each customer brought in the newest window, by number.
async fn of_window<P: Pace>(
    rows: &Purchases,
    windows: Windows,
    returns: ReturnsPolicy,
    pace: &mut P,
) -> Result<Vec<Money>, Cancelled> {
    let mut lately: Vec<Money> = Vec::new();
    in_blocks_paced(rows.len(), pace, |range| {
        let counts = |returned: bool| !returned || returns == ReturnsPolicy::Net;
        for row in rows.rows_in(range).filter(|row| counts(row.returned) && windows.of(row.day) == Some(0)) {
            let customer = row.customer as usize;
            if customer >= lately.len() && row.customer != crate::domain::dataset::BLANK {
                lately.resize(customer + 1, Money::ZERO);
            }
            if let Some(money) = lately.get_mut(customer) {
                *money += row.amount.money();
            }
        }
    })
    .await?;
    Ok(lately)
}

/// Customers listed.
const LISTED: usize = 20;

/// Of those silent for longer than usual the ones with most at risk; without a model those who spent most. Of equal ones
/// the first by id. Who is within their own rhythm is nobody to call, however much they bring.
fn listed(placed: &[Placed], ids: &Dictionary) -> Vec<Listed> {
    let by_model = placed.iter().any(|one| one.at_risk.is_some());
    let counts =
        |one: &&Placed| one.state != State::Steady && (!by_model || one.at_risk.is_some_and(|money| money > 0.0));
    let compare = |one: &&Placed, other: &&Placed| {
        let risk = |one: &Placed| one.at_risk.unwrap_or_default();
        let by_id = || ids.get(one.customer).cmp(ids.get(other.customer));
        risk(other).total_cmp(&risk(one)).then_with(|| other.value.cmp(&one.value)).then_with(by_id)
    };
    let mut chosen: Vec<&Placed> = placed.iter().filter(counts).collect();
    if chosen.len() > LISTED {
        chosen.select_nth_unstable_by(LISTED, compare);
        chosen.truncate(LISTED);
    }
    order::sort_by(&mut chosen, compare);
    let named = |one: &Placed| Listed {
        name: ids.get(one.customer).to_owned(),
        silence: one.silence,
        warning_after: one.points.warning,
        state: one.state,
        chance: one.chance,
        lately: one.lately,
        value: one.value,
        at_risk: one.at_risk,
    };
    chosen.into_iter().map(named).collect()
}
