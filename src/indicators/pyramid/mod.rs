//! The customer pyramid: a few very good customers above many small ones, and those who cost more than they bring.
//!
//! Worth is the exact sum of a customer's amounts, or what is left of it where a column of the purchases says a cost or a
//! margin (see [`worth`](super::worth)); what is not left is the cost. Customers with a worth above zero are ranked by it, equal ones by the text of their ids; the layers end at shares of their number,
//! rounded half up: VIP the best 1 %, important to 5 %, ordinary to 20 %, small the rest. *Loss* are those with a worth of
//! zero or below. Where all who are worth more are worth the same, nobody is above another, and they are in no layer.
//!
//! Near a border are the first customers below it, with what they lack to pass the last one above, and the last above it,
//! with what they are ahead by; and in which layer each was on an earlier day, ranked anew by the rows up to it. That day
//! is the first one of [`movement`](super::movement), which has all moves between layers: the middle of the data where
//! none is set there. Who rose and who fell since are counted, of those ranked on both days.
//!
//! Source: J. Curry and A. Curry, The Customer Marketing Method (2000), for the pyramid and its layers.

mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Kind, Purchases};
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;

use super::alike::are_alike;
use super::classes::Class;
use super::movement::{self, MovementParams};
use super::named::numbers;
use super::page::{Control, Page};
use super::spent::Spent;
use super::worth::{Worth, WorthBy, WorthColumn};
use super::{About, ClassName, CustomerGroup, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View};

pub use show::layer_name;

/// Its id.
pub const ID: &str = "pyramid";

/// The layers from the top.
pub const KEYS: [&str; 5] = ["vip", "important", "ordinary", "small", "loss"];

/// The key of those who rose to a layer above.
const RISEN: &str = "risen";

/// The key of those who fell to one below.
const FALLEN: &str = "fallen";

/// The place of those who bring nothing.
const LOSS: usize = 4;

/// The place of those in no layer.
const NONE: usize = KEYS.len();

/// The pyramid.
pub struct PyramidIndicator;

impl Indicator for PyramidIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Pyramid", "客户金字塔"],
        group: Group::Segments,
        path: "/segments/pyramid",
        needs: &[Kind::Purchases],
    };

    type Params = PyramidParams;
    type Checked = PyramidParams;
    type Found = Pyramid;
    type Error = PyramidError;

    fn with_shared(own: PyramidParams, shared: &Shared) -> PyramidParams {
        PyramidParams { returns: shared.returns, small_sample: shared.small_sample, ..own }
    }

    fn with_settings(own: PyramidParams, settings: &Settings) -> PyramidParams {
        let MovementParams { from, .. } = settings.own(movement::ID);
        Self::with_shared(PyramidParams { since: from, ..own }, &settings.shared)
    }

    fn check(params: PyramidParams) -> Result<PyramidParams, PyramidError> {
        let PyramidParams { vip, important, ordinary, .. } = params;
        if 0.0 < vip && vip < important && important < ordinary && ordinary < 1.0 {
            Ok(params)
        } else {
            Err(PyramidError::Layers { vip, important, ordinary })
        }
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &PyramidParams,
        pace: &mut P,
    ) -> Result<Option<Pyramid>, Stopped<PyramidError>> {
        let Some(rows) = view.purchases() else { return Ok(None) };
        let spent = Spent::of(rows, params.returns, pace).await?;
        let column = WorthColumn::of(rows, params.cost.as_deref());
        let left = Worth::of(rows, column, params.returns, spent.money.len(), pace).await?;
        let mut ranked: Vec<Ranked> = (0_u32..)
            .zip(&spent.money)
            .filter_map(|(customer, money)| {
                let money = (*money)?;
                Some(Ranked::new(customer, money, left.of_customer(customer, money)))
            })
            .collect();
        let ids = &view.all.customers;
        let (positive, ends) = rank(&mut ranked, ids, params, pace).await?;
        let classes = |of: fn(&Ranked) -> Money| {
            Class::all(KEYS.map(str::to_owned), ranked.iter().map(|one| (one.layer, of(one))))
        };
        let layers = Class::worth(classes(|one| one.worth), &left.by);
        let efforts = classes(|one| one.cost);
        let alike = ranked.first().is_some_and(|one| one.layer == NONE);
        let since = since(view, params, pace).await?.filter(|_| !alike);
        let then = match since {
            Some(day) => layers_then(rows, column, params, day, view, pace).await?,
            None => Vec::new(),
        };
        let layer_then = |customer: u32| then.get(customer as usize).copied().flatten();
        let best = ranked.get(..positive).unwrap_or_default();
        let ends = if alike { &[] } else { ends.as_slice() };
        let borders = borders(best, ends, |one| Near {
            name: ids.get(one.customer).to_owned(),
            worth: one.worth,
            apart: Money::ZERO,
            now: KEYS.get(one.layer).copied().unwrap_or_default(),
            before: layer_then(one.customer).and_then(|layer| KEYS.get(layer)).copied(),
        });
        let moved = since.map(|since| Moved::of(since, &ranked, &borders, layer_then));
        Ok(Some(Pyramid {
            customers: ranked.len(),
            alike: alike.then_some(positive),
            top_20_share: share_of(best, rounded(0.2, positive).max(1)),
            reach_80: reaching(best, 0.8),
            cost_shares: column.is_some().then(|| efforts.iter().map(|effort| effort.value_share).collect()),
            borders,
            risen: turned(&ranked, layer_then, |then, now| now < then),
            fallen: turned(&ranked, layer_then, |then, now| now > then),
            moved,
            layers,
            by: left.by,
            offered: numbers(rows.attributes()).map(|column| column.name.clone()).collect(),
            provenance: view.with_held_back(spent.provenance(ID), Kind::Purchases),
            ranked,
        }))
    }

    fn show(found: &Pyramid, params: &PyramidParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::PyramidTexts::of(say.language).promise
    }

    fn explain(error: &PyramidError, say: &Say<'_>) -> String {
        let PyramidError::Layers { vip, important, ordinary } = error;
        let [vip, important, ordinary] = [vip, important, ordinary].map(|share| say.percent(*share));
        (texts::PyramidTexts::of(say.language).error_layers)(&vip, &important, &ordinary)
    }

    fn controls(params: &PyramidParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &Pyramid) -> Option<Members<'_>> {
        let row = |(place, one): (usize, &Ranked)| Member {
            customer: one.customer,
            class: KEYS.get(one.layer).copied().unwrap_or_default(),
            judged: vec![(place + 1).to_string(), one.money.to_string(), one.cost.to_string(), one.worth.to_string()],
        };
        let judged_by = ["rank", "money", "cost", "worth"].map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(found.ranked.iter().enumerate().map(row)) })
    }

    fn groups<'a>(found: &'a Pyramid, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let [risen, fallen] = texts::PyramidTexts::of(say.language).moved;
        vec![CustomerGroup::list(RISEN, risen, &found.risen), CustomerGroup::list(FALLEN, fallen, &found.fallen)]
    }

    fn classes(found: &Pyramid, say: &Say<'_>) -> Vec<ClassName> {
        let all = ClassName::all(KEYS, texts::PyramidTexts::of(say.language).names);
        // Where all are alike only those who bring nothing are in a layer.
        let first = if found.alike.is_some() { LOSS } else { 0 };
        all.into_iter().skip(first).collect()
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PyramidParams {
    /// The share of customers that is VIP. Default 1 %.
    pub vip: f64,
    /// The share that is VIP or important. Default 5 %.
    pub important: f64,
    /// The share that is at least ordinary. Default 20 %.
    pub ordinary: f64,
    /// The column of the purchases that says the cost or the margin of a row; `None` (default) for the first that is
    /// called so.
    pub cost: Option<String>,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// The earlier day; `None` (default) for the middle of the data: set with movement.
    #[serde(skip_deserializing)]
    pub since: Option<Day>,
}

impl Default for PyramidParams {
    fn default() -> Self {
        Self {
            vip: 0.01,
            important: 0.05,
            ordinary: 0.2,
            cost: None,
            returns: ReturnsPolicy::default(),
            small_sample: SmallSample::DEFAULT,
            since: None,
        }
    }
}

/// Parameters that make no pyramid.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PyramidError {
    /// The layers do not lie one below the other.
    #[error("layers to {vip}, {important} and {ordinary}: each must end below the one before, all between 0 and 1")]
    Layers {
        /// Where VIP ends.
        vip: f64,
        /// Where important ends.
        important: f64,
        /// Where ordinary ends.
        ordinary: f64,
    },
}

/// Customers in layers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pyramid {
    /// How many.
    pub customers: usize,
    /// How many are worth more than zero, where all of these are worth the same and in no layer; else `None`.
    pub alike: Option<usize>,
    /// Each layer; its value is what its customers are worth.
    pub layers: Vec<Class>,
    /// The share of the positive worth that the best fifth of customers brings; `None` of nobody.
    pub top_20_share: Option<f64>,
    /// The least share of customers that brings four fifths of it; `None` of nobody.
    pub reach_80: Option<f64>,
    /// The column that says what is left of money.
    #[serde(flatten)]
    pub by: WorthBy,
    /// Each layer's share of all cost; `None` without a column, and of no cost.
    pub cost_shares: Option<Vec<Option<f64>>>,
    /// Who is near the end of a layer.
    pub borders: Vec<Border>,
    /// Who changed their layer since an earlier day; `None` where there is none.
    pub moved: Option<Moved>,
    /// Those who rose, by number.
    #[serde(skip)]
    risen: Vec<u32>,
    /// Those who fell.
    #[serde(skip)]
    fallen: Vec<u32>,
    #[serde(skip)]
    offered: Vec<String>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    ranked: Vec<Ranked>,
}

/// The customers near the end of a layer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Border {
    /// The layer above.
    pub key: String,
    /// What its last customer is worth.
    pub worth: Money,
    /// The first customers below, the nearest first.
    pub below: Vec<Near>,
    /// The last ones above, the nearest first.
    pub above: Vec<Near>,
}

/// A customer near a border.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Near {
    /// Who, by id.
    pub name: String,
    /// What they are worth.
    pub worth: Money,
    /// What they lack to be worth as much as the last one above, or are ahead of the first one below.
    pub apart: Money,
    /// Their layer now.
    #[serde(skip)]
    now: &'static str,
    /// Their layer on the earlier day; `None` of those who had not bought.
    pub before: Option<&'static str>,
}

/// Who changed their layer since an earlier day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The earlier day.
    pub since: Day,
    /// Customers in a layer on both days.
    pub customers: usize,
    /// Of them those in a higher one now.
    pub up: usize,
    /// Those in a lower one.
    pub down: usize,
    /// Of the customers listed near a border those who rose.
    pub near_up: usize,
    /// Those of them who fell.
    pub near_down: usize,
}

impl Moved {
    fn of(since: Day, ranked: &[Ranked], borders: &[Border], then: impl Fn(u32) -> Option<usize>) -> Self {
        let both: Vec<(usize, usize)> =
            ranked.iter().filter_map(|one| Some((then(one.customer)?, one.layer))).collect();
        // A customer may be near two borders.
        let near = borders.iter().flat_map(|border| border.below.iter().chain(&border.above));
        let mut near: Vec<(&str, Option<&str>, &str)> =
            near.map(|near| (near.name.as_str(), near.before, near.now)).collect();
        near.sort_unstable();
        near.dedup();
        let place = |key: &str| KEYS.iter().position(|known| *known == key);
        let near: Vec<(usize, usize)> =
            near.into_iter().filter_map(|(_, before, now)| Some((place(before?)?, place(now)?))).collect();
        let up = |moves: &[(usize, usize)]| moves.iter().filter(|(then, now)| now < then).count();
        let down = |moves: &[(usize, usize)]| moves.iter().filter(|(then, now)| now > then).count();
        Self {
            since,
            customers: both.len(),
            up: up(&both),
            down: down(&both),
            near_up: up(&near),
            near_down: down(&near),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Ranked {
    customer: u32,
    money: Money,
    cost: Money,
    worth: Money,
    layer: usize,
}

impl Ranked {
    /// Not in a layer yet. What is not left of money is the cost.
    fn new(customer: u32, money: Money, worth: Money) -> Self {
        Self { customer, money, cost: money - worth, worth, layer: LOSS }
    }
}

/// Customers listed on either side of a border.
const LISTED: usize = 5;

/// So many of `of`, rounded half up.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share of a count
fn rounded(share: f64, of: usize) -> usize {
    ((share * of as f64 + 0.5).floor() as usize).min(of)
}

/// The earlier day; `None` where nothing lies between it and the last, or it lies before the period chosen.
async fn since<P: Pace>(view: &View, params: &PyramidParams, pace: &mut P) -> Result<Option<Day>, Cancelled> {
    let Some(span) = view.horizon(pace).await?.span() else { return Ok(None) };
    let middle = span.from.plus_days(span.to.days_since(span.from) / 2);
    Ok(Some(params.since.unwrap_or(middle))
        .filter(|since| *since < span.to && view.filter.from.is_none_or(|from| from <= *since)))
}

/// By customer number the place of the layer on a day, by the rows up to it; `None` of those who had not bought.
async fn layers_then<P: Pace>(
    rows: &Purchases,
    column: Option<WorthColumn<'_>>,
    params: &PyramidParams,
    until: Day,
    view: &View,
    pace: &mut P,
) -> Result<Vec<Option<usize>>, Cancelled> {
    let ids = &view.all.customers;
    let mut sums: Vec<Option<(Money, Money)>> = vec![None; ids.len()];
    in_blocks_paced(rows.len(), pace, |range| {
        for (place, row) in range.clone().zip(rows.rows_in(range)) {
            if row.day > until || row.returned && params.returns == ReturnsPolicy::LeftOut {
                continue;
            }
            if let Some(slot) = sums.get_mut(row.customer as usize) {
                let ((money, left), amount) = (slot.get_or_insert_default(), row.amount.money());
                *money += amount;
                *left += column.map_or(amount, |column| column.left(place, amount));
            }
        }
    })
    .await?;
    let ranked = (0_u32..).zip(&sums).filter_map(|(customer, sums)| {
        let (money, worth) = (*sums)?;
        Some(Ranked::new(customer, money, worth))
    });
    let mut ranked: Vec<Ranked> = ranked.collect();
    rank(&mut ranked, ids, params, pace).await?;
    let mut layers = vec![None; ids.len()];
    for one in ranked {
        if let Some(slot) = layers.get_mut(one.customer as usize) {
            *slot = Some(one.layer).filter(|layer| *layer != NONE);
        }
    }
    Ok(layers)
}

/// Puts customers in order and into their layers. Gives how many are worth more than zero, and at which of them each layer
/// ends.
async fn rank<P: Pace>(
    ranked: &mut [Ranked],
    ids: &Dictionary,
    params: &PyramidParams,
    pace: &mut P,
) -> Result<(usize, [usize; 4]), Cancelled> {
    sort_paced(ranked, pace, |left, right| {
        right.worth.cmp(&left.worth).then_with(|| ids.get(left.customer).cmp(ids.get(right.customer)))
    })
    .await?;
    let positive = ranked.partition_point(|one| one.worth > Money::ZERO);
    let ends = [params.vip, params.important, params.ordinary, 1.0].map(|share| rounded(share, positive));
    let alike = are_alike(ranked.iter().take(positive).map(|one| one.worth));
    for (place, one) in ranked.iter_mut().take(positive).enumerate() {
        one.layer = if alike { NONE } else { ends.iter().position(|end| place < *end).unwrap_or(LOSS) };
    }
    pace.breathe(Progress::default()).await?;
    Ok((positive, ends))
}

/// Those who moved one way, by number.
fn turned(ranked: &[Ranked], then: impl Fn(u32) -> Option<usize>, is: impl Fn(usize, usize) -> bool) -> Vec<u32> {
    ranked
        .iter()
        .filter(|one| then(one.customer).is_some_and(|then| is(then, one.layer)))
        .map(|one| one.customer)
        .collect()
}

fn worth(of: &[Ranked]) -> Money {
    of.iter().map(|one| one.worth).sum()
}

fn share_of(best: &[Ranked], first: usize) -> Option<f64> {
    let all = worth(best);
    (all > Money::ZERO).then(|| worth(best.get(..first).unwrap_or_default()).to_f64() / all.to_f64())
}

/// The least share of customers that brings this share of the worth.
fn reaching(best: &[Ranked], share: f64) -> Option<f64> {
    let wanted = worth(best).to_f64() * share;
    let mut sum = Money::ZERO;
    let place = best.iter().position(|one| {
        sum += one.worth;
        sum.to_f64() >= wanted
    })?;
    Some((place + 1) as f64 / best.len() as f64)
}

fn borders(best: &[Ranked], ends: &[usize], near: impl Fn(&Ranked) -> Near) -> Vec<Border> {
    let border = |(end, key): (&usize, &str)| {
        let (above, below) = best.split_at_checked(*end)?;
        let (last, first) = (above.last()?.worth, below.first()?.worth);
        let near = |one: &Ranked, apart| Near { apart, ..near(one) };
        Some(Border {
            key: key.to_owned(),
            worth: last,
            below: below.iter().take(LISTED).map(|one| near(one, last - one.worth)).collect(),
            above: above.iter().rev().take(LISTED).map(|one| near(one, one.worth - first)).collect(),
        })
    };
    ends.iter().zip(KEYS).take(3).filter_map(border).collect()
}
