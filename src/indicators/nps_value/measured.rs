//! Who answered, what they are worth, and the score as of all customers.

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{Answers, BLANK, Kind, Purchases};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Level, wilson};
use crate::domain::net_promoter::weighted;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::quantile::quantile;
use crate::domain::score::{Attitude, Score};
use crate::indicators::dividing::{Dividing, attribute_names};
use crate::indicators::nps::is_other_scale;
use crate::indicators::retention::{TwoWindows, two_windows};
use crate::indicators::spent::Spent;
use crate::indicators::{Horizon, Stopped, View};

use super::after::{self, AfterOf, Anchors};
use super::rake::{Margin, rake};
use super::{CustomersOf, ID, NpsValue, NpsValueError, NpsValueParams, Raked, Response};

/// A customer: by number, value, days since the last purchase, and the newest answer.
struct Customer {
    number: u32,
    value: f64,
    recency: f64,
    answer: Option<(Option<Day>, Score)>,
}

/// All of it; `None` without answers.
pub async fn nps_value<P: Pace>(
    view: &View,
    params: &NpsValueParams,
    pace: &mut P,
) -> Result<Option<NpsValue>, Stopped<NpsValueError>> {
    let Some(answers) = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty()) else { return Ok(None) };
    let offered = attribute_names(&view.all, std::iter::empty());
    let provenance = |used: usize, left_out: &[(LeftOut, usize)]| {
        view.with_held_back(Provenance::new(ID, answers.period(), used, left_out), Kind::Answers)
    };
    let nothing = NpsValue { provenance: provenance(0, &[]), offered, ..NpsValue::default() };
    if is_other_scale(answers, &params.really_0_to_10) {
        return Ok(Some(NpsValue { other_scale: true, ..nothing }));
    }
    let Some(purchases) = view.purchases_so_far().filter(|table| !table.is_empty()) else { return Ok(Some(nothing)) };
    let horizon = view.horizon(pace).await?;
    let spent = Spent::of(&purchases, params.retention.returns, pace).await?;
    let newest = Newest::of(answers, view.dataset.customers.len(), pace).await?;
    let Newest { answers: newest, answered, unnamed } = newest;
    let customers = customers(&spent, &horizon, &newest, pace).await?;
    let two = two_windows(view, &purchases, &horizon, &params.retention, pace).await?;
    let no_windows = two.as_ref().err().copied();
    let two = two.ok();
    let level = Level::try_from(params.level).map_err(|error| Stopped::Error(error.into()))?;
    let responders: Vec<&Customer> = customers.iter().filter(|customer| customer.answer.is_some()).collect();
    let attitudes = |customer: &&Customer| customer.answer.map(|(_, score)| score.attitude());
    let equal = responders.iter().filter_map(|one| Some((attitudes(one)?, 1.0)));
    let by_value = responders.iter().filter_map(|one| Some((attitudes(one)?, one.value)));
    pace.breathe(Progress::default()).await?;
    let raked = raked(view, &customers, params, level, pace).await?;
    let after = afterwards((&purchases, answers), &customers, &horizon, params, level, pace).await?;
    let answering = CustomersOf::of(&customers, true, two.as_ref(), level, pace).await?;
    let silent = CustomersOf::of(&customers, false, two.as_ref(), level, pace).await?;
    let people = responders.len();
    let left_out = [(LeftOut::NoPurchase, answered - people)];
    Ok(Some(NpsValue {
        unweighted: weighted(equal, level).map(|found| found.score),
        weighted: weighted(by_value, level),
        responders: answering,
        silent,
        raked,
        after,
        response: (params.sent > 0).then(|| {
            let asked = params.sent as usize;
            // Who gave no name has answered all the same.
            let answered = answered + unnamed;
            Response { sent: asked, answered, rate: answered as f64 / asked as f64 }
        }),
        without_purchases: answered - people,
        unnamed,
        no_windows,
        provenance: provenance(people, &left_out),
        ..nothing
    }))
}

/// The newest answer of each customer.
struct Newest {
    answers: Vec<Option<(Option<Day>, Score)>>,
    answered: usize,
    unnamed: usize,
}

impl Newest {
    /// Of two of one day the later row; without a day older than all others.
    async fn of<P: Pace>(answers: &Answers, customers: usize, pace: &mut P) -> Result<Self, Cancelled> {
        let mut newest: Vec<Option<(Option<Day>, Score)>> = vec![None; customers];
        let mut unnamed = 0;
        in_blocks_paced(answers.len(), pace, |rows| {
            for row in rows {
                let Some(score) = answers.score.get(row).copied().flatten() else { continue };
                let day = answers.day.get(row).copied().flatten();
                let customer = answers.customer.get(row).copied().unwrap_or(BLANK);
                if customer == BLANK {
                    unnamed += 1;
                } else if let Some(slot) = newest.get_mut(customer as usize)
                    && slot.is_none_or(|(known, _)| known <= day)
                {
                    *slot = Some((day, score));
                }
            }
        })
        .await?;
        let answered = newest.iter().flatten().count();
        Ok(Self { answers: newest, answered, unnamed })
    }
}

/// Everybody with a purchase.
async fn customers<P: Pace>(
    spent: &Spent,
    horizon: &Horizon,
    newest: &[Option<(Option<Day>, Score)>],
    pace: &mut P,
) -> Result<Vec<Customer>, Cancelled> {
    let last_day = horizon.last_day();
    let customer = |place: usize| {
        let number = u32::try_from(place).ok()?;
        let last = horizon.last_purchase(number)?;
        let value = spent.of_customer(number)?.to_f64();
        let recency = f64::from(last_day?.days_since(last));
        Some(Customer { number, value, recency, answer: newest.get(place).copied().flatten() })
    };
    let mut customers = Vec::new();
    in_blocks_paced(newest.len(), pace, |places| customers.extend(places.filter_map(&customer))).await?;
    Ok(customers)
}

impl CustomersOf {
    /// Of those who answered, or did not.
    async fn of<P: Pace>(
        customers: &[Customer],
        answered: bool,
        two: Option<&TwoWindows>,
        level: Level,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let (mut value, mut recency, mut active, mut stayed) = (0.0, Vec::new(), 0, 0);
        in_blocks_paced(customers.len(), pace, |block| {
            let customers = customers.get(block).unwrap_or_default();
            for customer in customers.iter().filter(|one| one.answer.is_some() == answered) {
                value += customer.value;
                recency.push(customer.recency);
                let known = two.and_then(|two| two.customers.get(customer.number as usize));
                if let Some([true, is]) = known.map(|known| known.active) {
                    active += 1;
                    stayed += usize::from(is);
                }
            }
        })
        .await?;
        sort_paced(&mut recency, pace, f64::total_cmp).await?;
        let interval = wilson(stayed, active, level);
        Ok(Self {
            customers: recency.len(),
            mean_value: (!recency.is_empty()).then(|| value / recency.len() as f64),
            recency: quantile(&recency, 0.5),
            active,
            retention: (active > 0).then(|| stayed as f64 / active as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        })
    }
}

/// The score as of all customers.
async fn raked<P: Pace>(
    view: &View,
    customers: &[Customer],
    params: &NpsValueParams,
    level: Level,
    pace: &mut P,
) -> Result<Option<Raked>, Cancelled> {
    let mut margins = Vec::new();
    // Whether somebody is in a group nobody answered from: in two such groups they are still one customer.
    let mut uncovered = vec![false; customers.len()];
    for of in [(|one| one.value) as fn(&Customer) -> f64, |one| one.recency] {
        let mut sorted: Vec<f64> = customers.iter().map(of).collect();
        sort_paced(&mut sorted, pace, f64::total_cmp).await?;
        let groups = usize::from(params.groups);
        let edge = |group: usize| quantile(&sorted, group as f64 / groups as f64);
        let edges: Vec<f64> = (1..groups).filter_map(edge).collect();
        let group = |one: &Customer| edges.iter().filter(|edge| of(one) > **edge).count();
        margins.push(margin(customers, groups, group, &mut uncovered, pace).await?);
    }
    let dividing = params.by.as_ref().and_then(|by| Dividing::of(&view.all, None, by));
    if let Some(dividing) = dividing {
        let group = |one: &Customer| dividing.slot(0, one.number) as usize;
        margins.push(margin(customers, dividing.slots(), group, &mut uncovered, pace).await?);
    }
    let answers: Vec<Attitude> = customers.iter().filter_map(|one| Some(one.answer?.1.attitude())).collect();
    let Some(weights) = rake(answers.len(), &margins, pace).await? else { return Ok(None) };
    let uncovered = uncovered.into_iter().filter(|uncovered| *uncovered).count();
    let weighted = weighted(answers.into_iter().zip(weights), level);
    Ok(weighted.map(|weighted| Raked { weighted, uncovered }))
}

/// One way to divide customers. Those in a group nobody answered from are marked.
async fn margin<P: Pace>(
    customers: &[Customer],
    groups: usize,
    group: impl Fn(&Customer) -> usize,
    uncovered: &mut [bool],
    pace: &mut P,
) -> Result<Margin, Cancelled> {
    let (mut population, mut answered) = (vec![0.0; groups], vec![false; groups]);
    let mut sample = Vec::new();
    in_blocks_paced(customers.len(), pace, |block| {
        for customer in customers.get(block).unwrap_or_default() {
            let group = group(customer);
            if let (Some(people), Some(answered)) = (population.get_mut(group), answered.get_mut(group)) {
                *people += 1.0;
                *answered |= customer.answer.is_some();
            }
            if customer.answer.is_some() {
                sample.push(group);
            }
        }
    })
    .await?;
    in_blocks_paced(customers.len(), pace, |block| {
        let customers = customers.get(block.clone()).unwrap_or_default();
        for (customer, uncovered) in customers.iter().zip(uncovered.get_mut(block).unwrap_or_default()) {
            *uncovered |= answered.get(group(customer)) == Some(&false);
        }
    })
    .await?;
    Ok(Margin { group: sample, population })
}

/// Money around answers old enough; around their median day for the silent.
/// What was bought after the newest answer that is old enough.
async fn afterwards<P: Pace>(
    (purchases, answers): (&Purchases, &Answers),
    customers: &[Customer],
    horizon: &Horizon,
    params: &NpsValueParams,
    level: Level,
    pace: &mut P,
) -> Result<Vec<AfterOf>, Stopped<NpsValueError>> {
    let Some(span) = horizon.span() else { return Ok(Vec::new()) };
    let was_there = |one: &Customer, day: Day| horizon.first_purchase(one.number).is_some_and(|first| first <= day);
    let size = customers.iter().map(|one| one.number as usize + 1).max().unwrap_or_default();
    let mut newest: Vec<Option<(Day, Score)>> = vec![None; size];
    in_blocks_paced(answers.len(), pace, |rows| {
        for row in rows {
            let day = answers.day.get(row).copied().flatten();
            let Some((day, score)) = day.zip(answers.score.get(row).copied().flatten()) else { continue };
            let customer = answers.customer.get(row).copied().unwrap_or(BLANK);
            if let Some(slot) = newest.get_mut(customer as usize)
                && after::covered(day, params.after, span)
                && slot.is_none_or(|(known, _)| known <= day)
            {
                *slot = Some((day, score));
            }
        }
    })
    .await?;
    let mut anchors: Anchors = vec![None; size];
    let mut days = Vec::new();
    in_blocks_paced(customers.len(), pace, |block| {
        for one in customers.get(block).unwrap_or_default() {
            let Some((day, score)) = newest.get(one.number as usize).copied().flatten() else { continue };
            if !was_there(one, day) {
                continue;
            }
            let kind = match score.attitude() {
                Attitude::Detractor => 0,
                Attitude::Passive => 1,
                Attitude::Promoter => 2,
            };
            days.push(day);
            if let Some(anchor) = anchors.get_mut(one.number as usize) {
                *anchor = Some((kind, day));
            }
        }
    })
    .await?;
    sort_paced(&mut days, pace, Ord::cmp).await?;
    let Some(&middle) = days.get(days.len() / 2) else { return Ok(Vec::new()) };
    in_blocks_paced(customers.len(), pace, |block| {
        let customers = customers.get(block).unwrap_or_default();
        for one in customers.iter().filter(|one| one.answer.is_none() && was_there(one, middle)) {
            if let Some(anchor) = anchors.get_mut(one.number as usize) {
                *anchor = Some((3, middle));
            }
        }
    })
    .await?;
    Ok(after::after(purchases, &anchors, params.after, params.retention.returns, level, pace).await?)
}
