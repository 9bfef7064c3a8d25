//! Where each customer stands in the life of a customer, judged by their own rhythm, and who came, stayed, came back and
//! went from period to period.
//!
//! The rhythm of a customer is the days between the days they bought on. Its 80 % and 90 % points (quantiles of type 7)
//! are theirs where they have enough gaps, else those of all customers' gaps together. Silence is the days from the last
//! purchase to the reference date.
//!
//! - *prospect*: in the customers table, without a purchase;
//! - *lost*: silent beyond the 90 % point, or known to have left and not bought since;
//! - *dormant*: silent beyond the 80 % point;
//! - *new*: bought on one day so far;
//! - *won back*: the gap before the last purchase was beyond the 90 % point of those before it;
//! - *growing*: bought on two days, or the later half of the gaps is shorter on average than the earlier by at least a
//!   chosen share;
//! - *declining*: it is longer by that share; *mature*: neither.
//!
//! The first that holds, in this order. The two-period form compares the latest complete period with the one before:
//! 新增 first purchase of all, 留存 bought in both, 回流 bought in this and before, not in the one before, 流失 bought in
//! the one before alone.
//!
//! Stages are known from all rows up to the end of the chosen period; a filter chooses which customers and which money
//! are counted. Source: own definition after the Chinese practice of 预警 (80 %) and 流失 (90 %) against one's own rhythm.

mod flow;
mod show;
mod stage;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Customers, Kind};
use crate::domain::day::Day;
use crate::domain::intake::Pace;
use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::domain::quantile::quantile;
use crate::domain::returns::ReturnsPolicy;

use super::activity::SpanTooLong;
use super::classes::Class;
use super::left::Left;
use super::page::{Control, Page};
use super::rhythm::{BoughtOn, gaps};
use super::spent::Spent;
use super::{About, ClassName, CustomerGroup, Group, Indicator, Member, Members, Say, Shared, Stopped, View};

pub use flow::{Flow, TwoPeriods};
pub use show::stage_name;
pub use stage::{Points, Stage};

/// Its id.
pub const ID: &str = "lifecycle";

/// Where each customer stands.
pub struct LifecycleIndicator;

impl Indicator for LifecycleIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Life cycle", "客户生命周期"],
        group: Group::Segments,
        path: "/segments/lifecycle",
        needs: &[Kind::Purchases],
    };

    type Params = LifecycleParams;
    type Checked = LifecycleParams;
    type Found = Lifecycle;
    type Error = LifecycleError;

    fn with_shared(own: LifecycleParams, shared: &Shared) -> LifecycleParams {
        let Shared { length, returns, small_sample, .. } = *shared;
        LifecycleParams { length, returns, small_sample, ..own }
    }

    fn check(params: LifecycleParams) -> Result<LifecycleParams, LifecycleError> {
        let LifecycleParams { warning, lost, least_gaps, change, .. } = params;
        if !(0.0 < warning && warning < lost && lost < 1.0) {
            return Err(LifecycleError::Points { warning, lost });
        }
        if least_gaps == 0 {
            return Err(LifecycleError::LeastGaps);
        }
        if !(0.0..=10.0).contains(&change) {
            return Err(LifecycleError::Change { given: change });
        }
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &LifecycleParams,
        pace: &mut P,
    ) -> Result<Option<Lifecycle>, Stopped<LifecycleError>> {
        let counted = view.up_to_end();
        let (Some(rows), Some(all)) = (counted.purchases(), view.all.purchases.as_deref()) else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let Some(reference) = horizon.reference_date() else { return Ok(None) };
        let bought = BoughtOn::of(all, view.until(), pace).await?;
        let all_gaps = bought.all_gaps(Day::MAX, pace).await?;
        let group = Points::of(&all_gaps, params);
        let spent = Spent::of(rows, params.returns, pace).await?;
        let left = Left::of(view);
        let mut members = Vec::new();
        let mut scratch = Vec::new();
        in_blocks_paced(bought.customers() as usize, pace, |range| {
            for customer in (0_u32..).skip(range.start).take(range.len()) {
                let (days, Some(value)) = (bought.days(customer), spent.of_customer(customer)) else { continue };
                let Some(&last) = days.last() else { continue };
                let silence = reference.days_since(last);
                let judged = stage::judge(days, silence, group, params, &mut scratch);
                let gone = left.has(customer, last);
                members.push(Placed {
                    customer,
                    stage: if gone { Stage::Lost } else { judged.stage },
                    silence,
                    points: judged.points,
                    own: judged.own,
                    value,
                });
            }
        })
        .await?;
        let prospects = prospects(view, &bought);
        let keys = Stage::ALL.map(|stage| stage.key().to_owned());
        let placed = members.iter().map(|placed| (placed.stage as usize, placed.value));
        let stages = Class::all(keys, placed.chain(prospects.iter().map(|_| (Stage::Prospect as usize, Money::ZERO))));
        let flow::Flows { all: flows, latest } = flow::flows(view, params.length, &horizon, pace)
            .await
            .map_err(|stopped| stopped.map(LifecycleError::from))?;
        let own = members.iter().filter(|placed| placed.own).count();
        Ok(Some(Lifecycle {
            reference_date: reference,
            customers: members.len() + prospects.len(),
            own_rhythm: own,
            group,
            gaps: all_gaps.len(),
            stages,
            two_period: flow::latest(&flows),
            length: params.length,
            flows,
            provenance: counted.with_held_back(spent.provenance(ID), Kind::Purchases),
            members,
            prospects,
            latest,
        }))
    }

    fn show(found: &Lifecycle, params: &LifecycleParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::LifecycleTexts::of(say.language).promise
    }

    fn explain(error: &LifecycleError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &LifecycleParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &Lifecycle) -> Option<Members<'_>> {
        let row = |placed: &Placed| {
            let points = placed.points.map(|points| [points.warning, points.lost].map(|days| days.to_string()));
            let [warning, lost] = points.unwrap_or_default();
            let rhythm = if placed.own { "own" } else { "all" };
            Member {
                customer: placed.customer,
                class: placed.stage.key(),
                judged: vec![placed.silence.to_string(), warning, lost, rhythm.to_owned()],
            }
        };
        let judged_by = ["silence", "warning_after", "lost_after", "rhythm"].map(str::to_owned);
        // Who never bought is judged by nothing.
        let unjudged = judged_by.clone().map(|_| String::new()).to_vec();
        let prospect = move |customer: &u32| Member {
            customer: *customer,
            class: Stage::Prospect.key(),
            judged: unjudged.clone(),
        };
        let rows = found.members.iter().map(row).chain(found.prospects.iter().map(prospect));
        Some(Members { judged_by: judged_by.to_vec(), rows: Box::new(rows) })
    }

    fn groups<'a>(found: &'a Lifecycle, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        CustomerGroup::all(flow::WAYS.map(of_period), show::way_names(found, say), &found.latest)
    }

    fn classes(_: &Lifecycle, say: &Say<'_>) -> Vec<ClassName> {
        ClassName::all(Stage::ALL.map(Stage::key), texts::LifecycleTexts::of(say.language).names)
    }
}

/// The key of those who went a way in the latest complete period: stages have names of ways too.
fn of_period(way: &str) -> String {
    format!("period_{way}")
}

/// Customers in the table of customers whom the filter lets through, and who never bought.
fn prospects(view: &View, bought: &BoughtOn) -> Vec<u32> {
    let profiles = view.dataset.profiles.as_deref();
    let until = view.until();
    let never = |profiles: &Customers| {
        let rows = profiles.customer.iter().zip(&profiles.since);
        // Who became a customer later is not known yet.
        let known = rows.filter(|(_, since)| until.is_none_or(|until| since.is_none_or(|since| since <= until)));
        known.map(|(customer, _)| *customer).filter(|customer| bought.days(*customer).is_empty()).collect()
    };
    profiles.map(never).unwrap_or_default()
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LifecycleParams {
    /// The share of gaps beyond which silence is a warning: 0 to below `lost`. Default 0.8.
    pub warning: f64,
    /// The share beyond which a customer counts as lost: up to below 1. Default 0.9.
    pub lost: f64,
    /// Below how many gaps a customer is judged by those of all, 1 at least. Default 5.
    pub least_gaps: u16,
    /// By what share gaps must have become shorter or longer, 0 to 10. Default 0.25.
    pub change: f64,
    /// How long a period is. Default: a month.
    pub length: PeriodLength,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for LifecycleParams {
    fn default() -> Self {
        Self {
            warning: 0.8,
            lost: 0.9,
            least_gaps: 5,
            change: 0.25,
            length: PeriodLength::default(),
            returns: ReturnsPolicy::default(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Why stages cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LifecycleError {
    /// The two points are no rising shares.
    #[error("points at {warning} and {lost}: both must lie between 0 and 1, the first below the second")]
    Points {
        /// That of the warning.
        warning: f64,
        /// That of the loss.
        lost: f64,
    },
    /// No gap at all makes no rhythm.
    #[error("a rhythm needs one gap at least")]
    LeastGaps,
    /// No share of change.
    #[error("a change by {given}: choose 0 to 10")]
    Change {
        /// As given.
        given: f64,
    },
    /// The purchases span too many periods.
    #[error(transparent)]
    SpanTooLong(#[from] SpanTooLong),
}

/// Where customers stand.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lifecycle {
    /// The day silence is counted to.
    pub reference_date: Day,
    /// Customers with a stage.
    pub customers: usize,
    /// Of them those judged by their own rhythm.
    pub own_rhythm: usize,
    /// The points of all gaps together; `None` where nobody bought on two days.
    pub group: Option<Points>,
    /// How many gaps those are.
    pub gaps: usize,
    /// Each stage.
    pub stages: Vec<Class>,
    /// The latest complete period against the one before; `None` where no two complete ones follow each other.
    pub two_period: Option<TwoPeriods>,
    /// How long a period is.
    pub length: PeriodLength,
    /// Every period.
    pub flows: Vec<Flow>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    members: Vec<Placed>,
    /// Those who never bought, by number.
    #[serde(skip)]
    prospects: Vec<u32>,
    /// Who came and went in the latest complete period, in the order of [`flow::WAYS`].
    #[serde(skip)]
    latest: [Vec<u32>; 4],
}

/// One customer's stage, and what it was judged by.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Placed {
    customer: u32,
    stage: Stage,
    silence: i32,
    points: Option<Points>,
    own: bool,
    value: Money,
}
