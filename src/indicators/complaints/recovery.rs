//! Does recovery pay? Who bought again, what they spent and what they say of us: customers whose complaint was settled, was
//! not, and who never complained.
//!
//! All are compared from one day on, so many days before the last day known, and all had bought within as many days up to
//! it: the groups differ in their complaints and not in the calendar or in being customers at all. Of those who complained
//! in these days, *settled* are those all of whose complaints were settled by that day, *unsettled* the others; *never* are
//! those without any complaint up to it. Who complained earlier only is in no group. Of the days after: retention is the
//! share with a purchase (interval: Wilson's), spending the mean of what they brought, nought for who bought nothing (normal
//! interval), the score that of each customer's newest answer (adjusted Wald). Nobody drew lots whose complaint was settled:
//! the difference need not be the settlement's doing, which is why the same stands [matched](super::matched) beside it.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::dataset::{BLANK, Complaints, Field};
use crate::domain::day::{Day, Period};
use crate::domain::effect_size::Moments;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Interval, Level, newcombe, wilson};
use crate::domain::money::Money;
use crate::domain::net_promoter::estimate;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::score::Score;
use crate::indicators::View;
use crate::indicators::nps::is_other_scale;

use super::CheckedComplaints;
use super::matched::{Matched, matched};

/// Who bought again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recovery {
    /// The day from which on they are followed.
    pub day: Day,
    /// For how many days, before it and after it.
    pub days: i32,
    /// All complaints settled by then.
    pub settled: Kept,
    /// Some complaint not settled by then.
    pub unsettled: Kept,
    /// No complaint up to then.
    pub never: Kept,
    /// Customers who complained earlier only.
    pub earlier: usize,
    /// The interval of the retention of the settled less that of the unsettled (Newcombe 1998); `None` where one is of
    /// nobody.
    pub difference: Option<Interval>,
    /// The groups as if all were the mix of those who complained; `None` where purchases do not reach back as many days
    /// more, or no stretch of spending has two of each group.
    pub matched: Option<Matched>,
}

impl Recovery {
    /// How many more of the settled came back than of the unsettled, with its interval; `None` where one is of nobody.
    pub fn lift(&self) -> Option<(f64, f64, f64)> {
        let lift = self.settled.retention? - self.unsettled.retention?;
        self.difference.map(|range| (lift, range.low, range.high))
    }
}

/// A group of customers, and who of them bought again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Kept {
    /// How many.
    pub customers: usize,
    /// Of them those who bought in the days after.
    pub kept: usize,
    /// `kept / customers`; `None` of nobody.
    pub retention: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end of its interval.
    pub high: Option<f64>,
    /// What they spent in the days after, each; `None` of fewer than two.
    pub spent: Option<Mean>,
    /// The score of those who answered in the days after; `None` where nobody did, or the scale is another one.
    pub score: Option<Mean>,
}

/// A mean with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mean {
    /// Of how many.
    pub n: usize,
    /// The mean.
    pub value: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Kept {
    fn of(group: &[&Followed], level: Level) -> Self {
        let (customers, kept) = (group.len(), group.iter().filter(|one| one.kept).count());
        let interval = wilson(kept, customers, level);
        let mut spent = Moments::default();
        for one in group {
            spent.add(one.spent.to_f64());
        }
        let spent = spent.mean().zip(spent.variance()).map(|(value, variance)| {
            let off = level.z() * (variance / customers as f64).sqrt();
            Mean { n: customers, value, low: value - off, high: value + off }
        });
        let certainty = Certainty { level, small_sample: SmallSample::DEFAULT };
        let score = estimate(group.iter().filter(|one| one.score.is_some()).map(|one| one.score), certainty);
        let ends = score.low.zip(score.high);
        let score = score.score.zip(ends).map(|(value, (low, high))| Mean { n: score.n, value, low, high });
        let retention = interval.map(|_| kept as f64 / customers as f64);
        let (low, high) = (interval.map(|interval| interval.low), interval.map(|interval| interval.high));
        Self { customers, kept, retention, low, high, spent, score }
    }
}

/// A customer who is followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Followed {
    pub group: Group,
    /// Whether they bought in the days after.
    pub kept: bool,
    /// What they brought in the days after.
    pub spent: Money,
    /// Their newest score of the days after.
    pub score: Option<Score>,
    /// What they brought in the days before any of the complaints.
    pub earlier: Money,
}

/// What a customer complained of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Settled,
    Unsettled,
    Never,
}

/// What a customer complained of, up to the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Complained {
    #[default]
    Never,
    Earlier,
    Settled,
    Unsettled,
}

/// What a customer bought.
#[derive(Debug, Clone, Copy, Default)]
struct Bought {
    before: bool,
    after: bool,
    earlier: Money,
    spent: Money,
}

/// `None` without purchases, without days of settlement, or where the purchases do not span both stretches of days.
pub async fn recovery<P: Pace>(
    view: &View,
    params: &CheckedComplaints,
    pace: &mut P,
) -> Result<Option<Recovery>, Cancelled> {
    let CheckedComplaints { recovery: days, level, returns, .. } = *params;
    let Some(purchases) = view.purchases_so_far() else { return Ok(None) };
    let complaints = view.all.complaints.as_deref().filter(|table| table.of(Field::Settled).is_some());
    let Some(complaints) = complaints else { return Ok(None) };
    let horizon = view.horizon(pace).await?;
    let Some(span) = purchases.period() else { return Ok(None) };
    let day = horizon.last_day().unwrap_or(span.to).plus_days(-days);
    let from = day.plus_days(-days);
    if span.from > from.plus_days(1) {
        return Ok(None);
    }
    let state = complained(complaints, from, day, view.all.customers.len());
    let (first, last) = (from.plus_days(-days), day.plus_days(days));
    let mut bought = vec![Bought::default(); view.all.customers.len()];
    in_blocks_paced(purchases.len(), pace, |range| {
        for row in purchases.rows_in(range).filter(|row| row.day > first && row.day <= last) {
            let Some(one) = bought.get_mut(row.customer as usize) else { continue };
            if !row.returned {
                one.before |= row.day > from && row.day <= day;
                one.after |= row.day > day;
            }
            if !row.returned || returns == ReturnsPolicy::Net {
                let money = row.amount.money();
                match row.day {
                    at if at > day => one.spent += money,
                    at if at <= from => one.earlier += money,
                    _ => {}
                }
            }
        }
    })
    .await?;
    let scores = newest_scores(view, params, Period { from: day.plus_days(1), to: last });
    let (mut followed, mut earlier) = (Vec::new(), 0);
    for ((state, bought), score) in state.iter().zip(&bought).zip(scores).filter(|((_, bought), _)| bought.before) {
        let group = match state {
            Complained::Never => Group::Never,
            Complained::Settled => Group::Settled,
            Complained::Unsettled => Group::Unsettled,
            Complained::Earlier => {
                earlier += 1;
                continue;
            }
        };
        followed.push(Followed { group, kept: bought.after, spent: bought.spent, score, earlier: bought.earlier });
    }
    let of = |group: Group| {
        let group: Vec<&Followed> = followed.iter().filter(|one| one.group == group).collect();
        Kept::of(&group, level)
    };
    let [settled, unsettled, never] = [Group::Settled, Group::Unsettled, Group::Never].map(of);
    let difference = newcombe([unsettled.kept, settled.kept], [unsettled.customers, settled.customers], level);
    let difference = difference.map(|(_, range)| range);
    // Who spent how much before is known where the purchases reach back that far.
    let matched = (span.from <= first.plus_days(1)).then(|| matched(&followed, level)).flatten();
    Ok(Some(Recovery { day, days, settled, unsettled, never, earlier, difference, matched }))
}

/// What each customer complained of, up to the day.
fn complained(complaints: &Complaints, from: Day, day: Day, customers: usize) -> Vec<Complained> {
    let settled = complaints.of(Field::Settled);
    let mut state = vec![Complained::Never; customers];
    for (row, (customer, made)) in complaints.customer.iter().zip(&complaints.day).enumerate() {
        if *customer == BLANK || *made > day {
            continue;
        }
        let is_settled = settled.and_then(|settled| settled.day(row)).is_some_and(|settled| settled <= day);
        let now = match (*made > from, is_settled) {
            (false, _) => Complained::Earlier,
            (true, true) => Complained::Settled,
            (true, false) => Complained::Unsettled,
        };
        if let Some(slot) = state.get_mut(*customer as usize) {
            *slot = (*slot).max(now);
        }
    }
    state
}

/// Each customer's newest score of some days; of two of one day the later row's.
fn newest_scores(view: &View, params: &CheckedComplaints, days: Period) -> Vec<Option<Score>> {
    let mut newest: Vec<Option<(Day, Score)>> = vec![None; view.all.customers.len()];
    let answers = view.all.answers.as_deref().filter(|answers| !is_other_scale(answers, &params.really_0_to_10));
    let rows = answers.iter().flat_map(|answers| answers.customer.iter().zip(&answers.day).zip(&answers.score));
    for ((customer, at), score) in rows {
        let Some((at, score)) = at.filter(|at| days.contains(*at)).zip(*score) else { continue };
        if let Some(slot) = newest.get_mut(*customer as usize)
            && slot.is_none_or(|(known, _)| at >= known)
        {
            *slot = Some((at, score));
        }
    }
    newest.into_iter().map(|answer| Some(answer?.1)).collect()
}
