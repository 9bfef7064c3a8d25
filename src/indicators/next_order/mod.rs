//! When each customer's next order is to be expected, how long a product lasts, and how far that can be trusted.
//!
//! From the days between the days a customer bought on: the order is expected after their median gap, and within a window
//! between two quantiles (type 7) that hold the claimed share of gaps between them, whole days, the ends included. The
//! gaps are the customer's own where there are enough, else those of all customers.
//!
//! The backtest takes the last part of the file's time. Each order day in it whose customer had bought before is asked for
//! from what was known when they had last bought: their own gaps until then, those of all customers that ended before
//! the part begins. Inside is the share within the stated window, beside what it claims. It can only be asked of orders
//! that came: who never came back is in no window.
//!
//! A product's replenishment time is the median of the days between two days on which one customer bought it.
//!
//! Expected days are known from all rows up to the end of the chosen period; a filter chooses which customers and which
//! money are counted. Source: own definition; quantiles after Hyndman and Fan (1996).

mod backtest;
mod products;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Pace, Progress};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::domain::quantile::quantile;
use crate::domain::returns::ReturnsPolicy;

use super::classes::Class;
use super::left::Left;
use super::named;
use super::page::{Control, Page};
use super::product_names::ProductNames;
use super::rhythm::{BoughtOn, gaps};
use super::spent::Spent;
use super::{About, ClassName, CustomerGroup, Group, Indicator, Member, Members, Say, Shared, Stopped, View};

pub use backtest::Backtest;
pub use products::Replenished;
pub use show::called;

/// Its id.
pub const ID: &str = "next_order";

/// The key of those judged by their own rhythm.
const OWN_RHYTHM: &str = "own_rhythm";

/// The next order.
pub struct NextOrderIndicator;

impl Indicator for NextOrderIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Next order", "下次购买"],
        group: Group::Segments,
        path: "/segments/next-order",
        needs: &[Kind::Purchases],
    };

    type Params = NextOrderParams;
    type Checked = CheckedNextOrder;
    type Found = NextOrder;
    type Error = NextOrderError;

    fn with_shared(own: NextOrderParams, shared: &Shared) -> NextOrderParams {
        let Shared { returns, small_sample, level, .. } = *shared;
        NextOrderParams { returns, level, small_sample, ..own }
    }

    fn check(params: NextOrderParams) -> Result<CheckedNextOrder, NextOrderError> {
        let inside = |share: f64| 0.0 < share && share < 1.0;
        if let Some(given) = [params.claimed, params.tested].into_iter().find(|share| !inside(*share)) {
            return Err(NextOrderError::Share { given });
        }
        if params.least_gaps == 0 {
            return Err(NextOrderError::LeastGaps);
        }
        let level = Level::try_from(params.level)?;
        Ok(CheckedNextOrder { params, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedNextOrder,
        pace: &mut P,
    ) -> Result<Option<NextOrder>, Stopped<NextOrderError>> {
        let params = &checked.params;
        let counted = view.up_to_end();
        let (Some(rows), Some(all)) = (counted.purchases(), view.all.purchases.as_deref()) else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let Some(reference) = horizon.reference_date() else { return Ok(None) };
        let bought = BoughtOn::of(all, view.until(), pace).await?;
        let all_gaps = bought.all_gaps(Day::MAX, pace).await?;
        let group = Usual::of(&all_gaps, params.claimed);
        let spent = Spent::of(rows, params.returns, pace).await?;
        let left = Left::of(view);
        let (mut expected, mut already_left) = (Vec::new(), 0);
        let mut scratch = Vec::new();
        in_blocks_paced(bought.customers() as usize, pace, |range| {
            for customer in (0_u32..).skip(range.start).take(range.len()) {
                let (days, Some(value)) = (bought.days(customer), spent.of_customer(customer)) else { continue };
                let Some(&last) = days.last() else { continue };
                if left.has(customer, last) {
                    already_left += 1;
                    continue;
                }
                let own = Usual::own(&mut gaps(days), params, &mut scratch);
                if let Some(usual) = own.or(group) {
                    let window = usual.window(last);
                    expected.push(Expected {
                        customer,
                        last,
                        window,
                        state: State::of(window, reference),
                        own: own.is_some(),
                        value,
                    });
                }
            }
        })
        .await?;
        let backtest = backtest::backtest(&bought, horizon.span(), checked, pace).await?;
        let of_products = products::products(rows, params, pace).await?;
        let (by, products, names) = match of_products {
            Some(found) => (Some(found.by), found.products, found.names),
            None => (None, Vec::new(), ProductNames::default()),
        };
        pace.breathe(Progress::default()).await?;
        let states = Class::all(
            State::ALL.map(|state| state.key().to_owned()),
            expected.iter().map(|one| (one.state as usize, one.value)),
        );
        let due = due(&expected, &view.all.customers);
        Ok(Some(NextOrder {
            reference_date: reference,
            customers: expected.len(),
            own_rhythm: expected.iter().filter(|one| one.own).count(),
            already_left,
            gaps: all_gaps.len(),
            usual: group,
            states,
            due,
            backtest,
            by,
            offered: named::products(rows).map(|column| column.name.clone()).collect(),
            products,
            names,
            provenance: counted.with_held_back(spent.provenance(ID), Kind::Purchases),
            expected,
        }))
    }

    fn show(found: &NextOrder, params: &NextOrderParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::NextOrderTexts::of(say.language).promise
    }

    fn explain(error: &NextOrderError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &NextOrderParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &NextOrder) -> Option<Members<'_>> {
        let row = |one: &Expected| Member {
            customer: one.customer,
            class: one.state.key(),
            judged: vec![
                one.last.to_string(),
                one.window.expected.to_string(),
                one.window.from.to_string(),
                one.window.to.to_string(),
                if one.own { "own" } else { "all" }.to_owned(),
            ],
        };
        let judged_by = ["last_purchase", "expected", "window_from", "window_to", "rhythm"].map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(found.expected.iter().map(row)) })
    }

    fn groups<'a>(found: &'a NextOrder, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let own = found.expected.iter().filter(|one| one.own).map(|one| one.customer);
        vec![CustomerGroup::new(OWN_RHYTHM, texts::NextOrderTexts::of(say.language).own, own)]
    }

    fn classes(_: &NextOrder, say: &Say<'_>) -> Vec<ClassName> {
        ClassName::all(KEYS, texts::NextOrderTexts::of(say.language).names)
    }
}

/// The keys of the classes: the next order is not yet due, due, overdue.
pub const KEYS: [&str; 3] = [State::NotYet.key(), State::Due.key(), State::Overdue.key()];

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NextOrderParams {
    /// The share of gaps a window is to hold, above 0 and below 1. Default 0.8.
    pub claimed: f64,
    /// Below how many gaps a customer is judged by those of all, and a product is not listed; 1 at least. Default 5.
    pub least_gaps: u16,
    /// The last share of the file's time that is tested, above 0 and below 1. Default 0.25.
    pub tested: f64,
    /// The attribute of the purchases that says the product; `None` (default) for the first that is called so.
    pub product: Option<String>,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Confidence of the interval, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for NextOrderParams {
    fn default() -> Self {
        Self {
            claimed: 0.8,
            least_gaps: 5,
            tested: 0.25,
            product: None,
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedNextOrder {
    params: NextOrderParams,
    level: Level,
}

/// Parameters that make no expectation.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NextOrderError {
    /// A share is none, or all.
    #[error("a share of {given}: choose more than 0 and less than 1")]
    Share {
        /// As given.
        given: f64,
    },
    /// No gap at all makes no rhythm.
    #[error("a rhythm needs one gap at least")]
    LeastGaps,
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// What is usual of gaps: whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Usual {
    /// The median, rounded.
    pub median: i32,
    /// Where the window begins.
    pub low: i32,
    /// Where it ends.
    pub high: i32,
}

impl Usual {
    #[allow(clippy::cast_possible_truncation)] // quantiles of numbers of days
    fn of(sorted: &[i32], claimed: f64) -> Option<Self> {
        let at = |share| quantile(sorted, share);
        // 0.8 leaves 0.09999999999999998, which the quantile takes as the tenth it is: a window does not begin a day early.
        let tail = (1.0 - claimed) / 2.0;
        let (median, low, high) = (at(0.5)?, at(tail)?, at(1.0 - tail)?);
        Some(Self { median: median.round() as i32, low: low.floor() as i32, high: high.ceil() as i32 })
    }

    /// Of a customer's own gaps; `None` where they have too few. `scratch` is used again and again.
    fn own(own: &mut dyn Iterator<Item = i32>, params: &NextOrderParams, scratch: &mut Vec<i32>) -> Option<Self> {
        scratch.clear();
        scratch.extend(own);
        scratch.sort_unstable();
        if scratch.len() >= usize::from(params.least_gaps) { Self::of(scratch, params.claimed) } else { None }
    }

    /// Whether a gap is within the window.
    fn holds(self, gap: i32) -> bool {
        (self.low..=self.high).contains(&gap)
    }

    fn window(self, last: Day) -> Window {
        let Self { median, low, high } = self;
        Window { expected: last.plus_days(median), from: last.plus_days(low), to: last.plus_days(high) }
    }
}

/// When an order is to be expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Window {
    /// The most likely day.
    pub expected: Day,
    /// The first day of the window.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

/// Where the reference date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the window.
    NotYet,
    /// In it.
    Due,
    /// After it.
    Overdue,
}

impl State {
    const ALL: [Self; 3] = [Self::NotYet, Self::Due, Self::Overdue];

    fn of(window: Window, reference: Day) -> Self {
        if reference < window.from {
            Self::NotYet
        } else if reference <= window.to {
            Self::Due
        } else {
            Self::Overdue
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::Due => "due",
            Self::Overdue => "overdue",
        }
    }
}

/// One customer's next order.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Expected {
    customer: u32,
    last: Day,
    window: Window,
    state: State,
    own: bool,
    value: Money,
}

/// Customers whose orders are to be expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextOrder {
    /// The day windows are held against.
    pub reference_date: Day,
    /// Customers with a window.
    pub customers: usize,
    /// Of them those judged by their own rhythm.
    pub own_rhythm: usize,
    /// Customers known to have left, who have none.
    pub already_left: usize,
    /// Gaps of all customers together.
    pub gaps: usize,
    /// What is usual of them; `None` where nobody bought on two days.
    pub usual: Option<Usual>,
    /// Whose window is still to come, is open, is past.
    pub states: Vec<Class>,
    /// Those whose window is open and who spent most, by the day they are expected on.
    pub due: Vec<Due>,
    /// How often windows held; `None` where there was no order to ask.
    pub backtest: Option<Backtest>,
    /// The attribute that says the product; `None` where none does.
    pub by: Option<String>,
    #[serde(skip)]
    offered: Vec<String>,
    /// Each product with enough gaps, those with most first.
    pub products: Vec<Replenished>,
    #[serde(skip)]
    names: ProductNames,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    expected: Vec<Expected>,
}

/// One customer to expect.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Due {
    /// Who, by id.
    pub name: String,
    /// Their last purchase.
    pub last: Day,
    /// When the next is to be expected.
    #[serde(flatten)]
    pub window: Window,
    /// What they have spent.
    pub value: Money,
}

/// Customers listed as due.
const LISTED: usize = 20;

/// Those in their window who spent most, in the order of the days they are expected on.
fn due(expected: &[Expected], ids: &Arc<Dictionary>) -> Vec<Due> {
    let key = |one: &Expected| (std::cmp::Reverse(one.value), ids.get(one.customer));
    let mut due: Vec<&Expected> = expected.iter().filter(|one| one.state == State::Due).collect();
    if due.len() > LISTED {
        due.select_nth_unstable_by(LISTED, |left, right| key(left).cmp(&key(right)));
        due.truncate(LISTED);
    }
    due.sort_unstable_by(|left, right| (left.window.expected, key(left)).cmp(&(right.window.expected, key(right))));
    let named = |one: &Expected| Due {
        name: ids.get(one.customer).to_owned(),
        last: one.last,
        window: one.window,
        value: one.value,
    };
    due.into_iter().map(named).collect()
}
