//! Who answered, what they are worth, and the score as of all customers.

use crate::domain::dataset::{Answers, BLANK, Kind, Purchases};
use crate::domain::day::Day;
use crate::domain::intake::{Pace, Progress};
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
    let Newest { answers: newest, answered, unnamed } = Newest::of(answers, view.dataset.customers.len());
    let customers = customers(&spent, &horizon, &newest);
    let two = two_windows(view, &purchases, &horizon, &params.retention, pace).await?;
    let level = Level::try_from(params.level).map_err(|error| Stopped::Error(error.into()))?;
    let responders: Vec<&Customer> = customers.iter().filter(|customer| customer.answer.is_some()).collect();
    let attitudes = |customer: &&Customer| customer.answer.map(|(_, score)| score.attitude());
    let equal = responders.iter().filter_map(|one| Some((attitudes(one)?, 1.0)));
    let by_value = responders.iter().filter_map(|one| Some((attitudes(one)?, one.value)));
    pace.breathe(Progress::default()).await?;
    let raked = raked(view, &customers, &responders, params, level);
    let after = afterwards((&purchases, answers), &customers, &horizon, params, level, pace).await?;
    let group =
        |is: bool| CustomersOf::of(customers.iter().filter(|one| one.answer.is_some() == is), two.as_ref(), level);
    let people = responders.len();
    let left_out = [(LeftOut::NoPurchase, answered - people)];
    Ok(Some(NpsValue {
        unweighted: weighted(equal, level).map(|found| found.score),
        weighted: weighted(by_value, level),
        responders: group(true),
        silent: group(false),
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
    fn of(answers: &Answers, customers: usize) -> Self {
        let mut newest: Vec<Option<(Option<Day>, Score)>> = vec![None; customers];
        let mut unnamed = 0;
        for ((&customer, &day), &score) in answers.customer.iter().zip(&answers.day).zip(&answers.score) {
            let Some(score) = score else { continue };
            if customer == BLANK {
                unnamed += 1;
            } else if let Some(slot) = newest.get_mut(customer as usize)
                && slot.is_none_or(|(known, _)| known <= day)
            {
                *slot = Some((day, score));
            }
        }
        let answered = newest.iter().flatten().count();
        Self { answers: newest, answered, unnamed }
    }
}

/// Everybody with a purchase.
fn customers(spent: &Spent, horizon: &Horizon, newest: &[Option<(Option<Day>, Score)>]) -> Vec<Customer> {
    let last_day = horizon.last_day();
    let customer = |(number, answer): (u32, &Option<(Option<Day>, Score)>)| {
        let last = horizon.last_purchase(number)?;
        let value = spent.of_customer(number)?.to_f64();
        let recency = f64::from(last_day?.days_since(last));
        Some(Customer { number, value, recency, answer: *answer })
    };
    (0_u32..).zip(newest).filter_map(customer).collect()
}

impl CustomersOf {
    fn of<'a>(customers: impl Iterator<Item = &'a Customer>, two: Option<&TwoWindows>, level: Level) -> Self {
        let (mut value, mut recency, mut active, mut stayed) = (0.0, Vec::new(), 0, 0);
        for customer in customers {
            value += customer.value;
            recency.push(customer.recency);
            let known = two.and_then(|two| two.customers.get(customer.number as usize));
            if let Some([true, is]) = known.map(|known| known.active) {
                active += 1;
                stayed += usize::from(is);
            }
        }
        recency.sort_unstable_by(f64::total_cmp);
        let interval = wilson(stayed, active, level);
        Self {
            customers: recency.len(),
            mean_value: (!recency.is_empty()).then(|| value / recency.len() as f64),
            recency: quantile(&recency, 0.5),
            active,
            retention: (active > 0).then(|| stayed as f64 / active as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    }
}

/// The score as of all customers.
fn raked(
    view: &View,
    customers: &[Customer],
    responders: &[&Customer],
    params: &NpsValueParams,
    level: Level,
) -> Option<Raked> {
    let mut margins = Vec::new();
    for of in [(|one| one.value) as fn(&Customer) -> f64, |one| one.recency] {
        let mut sorted: Vec<f64> = customers.iter().map(of).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let groups = usize::from(params.groups);
        let edge = |group: usize| quantile(&sorted, group as f64 / groups as f64);
        let edges: Vec<f64> = (1..groups).filter_map(edge).collect();
        let group = |one: &Customer| edges.iter().filter(|edge| of(one) > **edge).count();
        margins.push(margin(customers, responders, groups, group));
    }
    let dividing = params.by.as_ref().and_then(|by| Dividing::of(&view.all, None, by));
    if let Some(dividing) = dividing {
        let group = |one: &Customer| dividing.slot(0, one.number) as usize;
        margins.push(margin(customers, responders, dividing.slots(), group));
    }
    let weights = rake(responders.len(), &margins)?;
    let answers = responders.iter().zip(weights);
    let answers = answers.filter_map(|(one, weight)| Some((one.answer?.1.attitude(), weight)));
    let uncovered = margins.iter().map(Margin::uncovered).fold(0.0, f64::max);
    // A count of customers, which a double holds exactly.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let uncovered = uncovered as usize;
    Some(Raked { weighted: weighted(answers, level)?, uncovered })
}

fn margin(
    customers: &[Customer],
    responders: &[&Customer],
    groups: usize,
    group: impl Fn(&Customer) -> usize,
) -> Margin {
    let mut population = vec![0.0; groups];
    for customer in customers {
        if let Some(people) = population.get_mut(group(customer)) {
            *people += 1.0;
        }
    }
    Margin { group: responders.iter().map(|one| group(one)).collect(), population }
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
    for ((&customer, &day), &score) in answers.customer.iter().zip(&answers.day).zip(&answers.score) {
        let (Some(day), Some(score)) = (day, score) else { continue };
        if let Some(slot) = newest.get_mut(customer as usize)
            && after::covered(day, params.after, span)
            && slot.is_none_or(|(known, _)| known <= day)
        {
            *slot = Some((day, score));
        }
    }
    let mut anchors: Anchors = vec![None; size];
    let mut days = Vec::new();
    for one in customers {
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
    days.sort_unstable();
    let Some(&middle) = days.get(days.len() / 2) else { return Ok(Vec::new()) };
    for one in customers.iter().filter(|one| one.answer.is_none() && was_there(one, middle)) {
        if let Some(anchor) = anchors.get_mut(one.number as usize) {
            *anchor = Some((3, middle));
        }
    }
    Ok(after::after(purchases, &anchors, params.after, params.retention.returns, level, pace).await?)
}
