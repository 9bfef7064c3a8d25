//! Own figures beside the claims.

use crate::domain::dataset::{Kind, Values};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Interval, Level, wilson};
use crate::domain::provenance::Provenance;
use crate::domain::score::Attitude;
use crate::indicators::complaints::{Kept, recovery};
use crate::indicators::concentration::ConcentrationIndicator;
use crate::indicators::named::{called, newest_scores, of_customers, rows_of_customers};
use crate::indicators::nps::is_other_scale;
use crate::indicators::spent::Spent;
use crate::indicators::what_if::{Origin, WhatIf, WhatIfParams, what_if};
use crate::indicators::{Indicator, Stopped, View};

use super::{Claim, Claims, ClaimsError, ClaimsParams, ID};

/// What is claimed, from and to; shares of one or ratios.
const CLAIMED: [(&str, f64, f64); 9] = [
    ("acquisition", 2.0, 7.0),
    ("silent", 20.0, 24.0),
    ("five_points", 0.25, 0.85),
    ("repurchase_settled", 0.52, 0.95),
    ("repurchase_unsettled", 0.04, 0.53),
    ("best_to_rest", 5.0, 16.0),
    ("members", 0.61, 0.61),
    ("referred", 0.6, 0.6),
    ("word_of_mouth", 3.0, 15.0),
];

/// Parts of the names of columns that say whether a customer is a member.
const MEMBER: &[&str] = &["member", "vip", "loyaltyclub", "会员"];

/// An own figure, its interval, and of how many it is.
#[derive(Default, Clone, Copy)]
struct Own {
    value: Option<f64>,
    interval: Option<(f64, f64)>,
    n: Option<usize>,
}

/// The ledger; `None` without purchases.
pub(super) async fn claims<P: Pace>(
    view: &View,
    params: &ClaimsParams,
    pace: &mut P,
) -> Result<Option<Claims>, Stopped<ClaimsError>> {
    let counted = view.up_to_end();
    let Some(purchases) = counted.purchases() else { return Ok(None) };
    let level = Level::try_from(params.level).map_err(|error| Stopped::Error(error.into()))?;
    let five = WhatIfParams { retention_points: 0.05, ..params.what_if.clone() };
    // What another page cannot compute is not known here either.
    let model = within(what_if(view, &five, pace).await)?;
    let best = match ConcentrationIndicator::check(params.concentration) {
        Ok(checked) => within(ConcentrationIndicator::compute(view, &checked, pace).await)?,
        Err(_) => None,
    };
    let returns = params.concentration.returns;
    let spent = Spent::of(purchases, returns, pace).await?;
    let made = complained(view);
    let followed = match params.what_if.complaints.clone().check() {
        Ok(checked) => recovery(view, &checked, pace).await?,
        Err(_) => None,
    };
    let new_costs = model.as_ref().and_then(new_costs).or(params.what_if.acquisition).filter(|cost| *cost > 0.0);
    let own = |key: &str| match key {
        "acquisition" => {
            let kept = Some(params.keeping).filter(|cost| *cost > 0.0);
            Own { value: new_costs.zip(kept).map(|(new, kept)| new / kept), ..Own::default() }
        }
        "silent" => made.as_deref().map(|made| silent(view, made, params, level)).unwrap_or_default(),
        "five_points" => model.as_ref().map(five_points).unwrap_or_default(),
        "repurchase_settled" => followed.as_ref().map(|found| again(&found.settled)).unwrap_or_default(),
        "repurchase_unsettled" => followed.as_ref().map(|found| again(&found.unsettled)).unwrap_or_default(),
        "best_to_rest" => best.as_ref().map_or_else(Own::default, |found| Own {
            value: found.best_to_rest,
            n: Some(found.n),
            ..Own::default()
        }),
        "members" => members(view, &spent),
        "referred" => model.as_ref().map(referred).unwrap_or_default(),
        _ => Own::default(),
    };
    let claim = |(key, claimed_low, claimed_high)| {
        let Own { value, interval, n } = own(key);
        let (low, high) = (interval.map(|(low, _)| low), interval.map(|(_, high)| high));
        let n = n.filter(|_| value.is_some());
        Claim { key, claimed_low, claimed_high, own: value, low, high, n }
    };
    let provenance = Provenance { indicator: ID.into(), ..spent.provenance(ID) };
    let provenance = counted.with_held_back(provenance, Kind::Purchases);
    Ok(Some(Claims { claims: CLAIMED.map(claim).to_vec(), new_costs, provenance }))
}

/// What was found; nothing where it cannot be computed.
fn within<T, E>(found: Result<Option<T>, Stopped<E>>) -> Result<Option<T>, Cancelled> {
    match found {
        Ok(found) => Ok(found),
        Err(Stopped::Cancelled) => Err(Cancelled),
        Err(Stopped::Error(_)) => Ok(None),
    }
}

fn share(n: usize, of: usize, level: Level) -> Own {
    let interval = wilson(n, of, level).map(|Interval { low, high }| (low, high));
    Own { value: (of > 0).then(|| n as f64 / of as f64), interval, n: Some(of) }
}

/// What a new customer costs in the what-if: typed in, or the mean of a column.
fn new_costs(model: &WhatIf) -> Option<f64> {
    model.assumptions.iter().find(|assumption| assumption.key == "acquisition").map(|assumption| assumption.value)
}

/// What five points more of retention change, over the value as it is.
fn five_points(model: &WhatIf) -> Own {
    let interval = model.gain.map(|gain| (gain.low, gain.high));
    Own {
        value: model.gain.map(|gain| gain.value),
        interval: interval.filter(|(low, high)| low.is_finite() && high.is_finite()),
        n: None,
    }
}

fn referred(model: &WhatIf) -> Own {
    let known = model.assumptions.iter().find(|one| one.key == "referred" && one.origin == Origin::Measured);
    Own { value: known.map(|one| one.value), interval: known.map(|one| (one.low, one.high)), n: None }
}

/// The share of money members bring.
fn members(view: &View, spent: &Spent) -> Own {
    let column = of_customers(view).find(|column| column.read_as() == Values::YesNo && called(&column.name, MEMBER));
    let Some(column) = column else { return Own::default() };
    let (mut all, mut theirs, mut n) = (0.0, 0.0, 0);
    for (customer, row) in (0_u32..).zip(rows_of_customers(view)) {
        let (Some(money), Some(member)) = (spent.of_customer(customer), row.and_then(|row| column.yes(row))) else {
            continue;
        };
        n += 1;
        all += money.to_f64();
        theirs += if member { money.to_f64() } else { 0.0 };
    }
    Own { value: (all > 0.0).then(|| theirs / all), interval: None, n: Some(n) }
}

/// Of those who complained and are followed on the page of complaints, those who bought again.
fn again(group: &Kept) -> Own {
    Own { value: group.retention, interval: group.low.zip(group.high), n: Some(group.customers) }
}

/// By customer number, whether any complaint is known of them; `None` without complaints.
fn complained(view: &View) -> Option<Vec<bool>> {
    let table = view.complaints_so_far()?;
    let mut made = vec![false; view.all.customers.len()];
    for customer in &table.customer {
        if let Some(slot) = made.get_mut(*customer as usize) {
            *slot = true;
        }
    }
    Some(made)
}

/// Unhappy customers who did not complain, to each who did.
fn silent(view: &View, made: &[bool], params: &ClaimsParams, level: Level) -> Own {
    // Scores of another scale say nothing of who is unhappy.
    let of_0_to_10 =
        view.dataset.answers.as_deref().is_some_and(|answers| !is_other_scale(answers, &params.really_0_to_10));
    if !of_0_to_10 {
        return Own::default();
    }
    let newest = newest_scores(view);
    let unhappy = newest.iter().zip(made);
    let unhappy = unhappy.filter(|(score, _)| score.is_some_and(|score| score.attitude() == Attitude::Detractor));
    let (n, said) = unhappy.fold((0, 0), |(n, said), (_, made)| (n + 1, said + usize::from(*made)));
    let to_each = |share: f64| 1.0 / share - 1.0;
    let Own { value: Some(of), interval: Some((low, high)), .. } = share(said, n, level) else { return Own::default() };
    if said == 0 {
        return Own::default();
    }
    Own { value: Some(to_each(of)), interval: Some((to_each(high), to_each(low))), n: Some(n) }
}
