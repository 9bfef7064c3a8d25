//! The change of what is told from purchases: revenue, customers and orders, which are sums, and the basket, a mean.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Kind, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::dividing::{Dividing, attribute_names, branch_first};
use crate::indicators::retention::{Two, two_windows};
use crate::indicators::{Stopped, View};

use super::split::{Cell, Side, Steps};
use super::{Change, ChangeError, ChangeOf, ChangeParams, ChangePart, ID, PARTS};

/// The parts; `None` without purchases.
pub async fn change<P: Pace>(
    view: &View,
    params: &ChangeParams,
    figure: ChangeOf,
    pace: &mut P,
) -> Result<Option<Change>, Stopped<ChangeError>> {
    let earlier = view.so_far();
    let counted = earlier.as_ref().unwrap_or(view);
    let Some(purchases) = counted.purchases() else { return Ok(None) };
    let horizon = view.horizon(pace).await?;
    let offered = if figure.has_mix() { attribute_names(&view.all, purchases.attributes()) } else { Vec::new() };
    let returns = purchases.returned.iter().filter(|returned| **returned).count();
    let left_out = if params.retention.returns == ReturnsPolicy::LeftOut { returns } else { 0 };
    let rows = purchases.len() - left_out;
    let provenance = Provenance::new(ID, purchases.period(), rows, &[(LeftOut::Return, left_out)]);
    let provenance = counted.with_held_back(provenance, Kind::Purchases);
    let nothing = Change { provenance, ..Change::nothing(figure) };
    let two = match two_windows(view, purchases, &horizon, &params.retention, pace).await? {
        Ok(two) => two,
        Err(none) => return Ok(Some(Change { no_windows: Some(none), ..nothing })),
    };
    let orders = if figure.is_of_orders() {
        orders(purchases, two.windows, two.customers.len(), pace).await?
    } else {
        Vec::new()
    };
    let by = params.by.clone().or_else(|| branch_first(&offered).cloned()).filter(|_| figure.has_mix());
    let own = by.as_ref().and_then(|by| purchases.attribute(by));
    let dividing = by.as_ref().and_then(|by| Dividing::of(&view.all, own, by));
    let newest = match dividing.as_ref().filter(|_| own.is_some()) {
        Some(dividing) => newest(purchases, two.windows, dividing, two.customers.len(), pace).await?,
        None => Vec::new(),
    };
    let slots = dividing.as_ref().map_or(1, Dividing::slots);
    let mut tally = Tally { figure, steps: Steps::new(slots), sums: Sums::default() };
    for (customer, known) in (0_u32..).zip(&two.customers).filter(|(_, known)| known.seen) {
        let number = customer as usize;
        let of_customer = dividing.as_ref().filter(|_| own.is_none()).map_or(0, |by| by.slot(0, customer) as usize);
        let groups = newest.get(number).map_or([of_customer; 2], |newest| newest.map(|newest| newest.group));
        tally.add(known, orders.get(number).copied().unwrap_or_default(), groups);
    }
    let [left, came, changed, _] = tally.sums.people;
    let people = [left + changed, changed, came + changed];
    let nothing = Change { periods: Some(two.windows), people, offered, ..nothing };
    let Some(Split { ends: [from, to], total, parts, mix, without_mix }) = tally.split() else {
        return Ok(Some(nothing));
    };
    let names = |by: &Dividing<'_>| tally.steps.told((0..slots).map(|slot| by.name(slot)), &mix);
    Ok(Some(Change {
        from: Some(from),
        to: Some(to),
        total: Some(total),
        parts,
        mix: dividing.as_ref().map(names).unwrap_or_default(),
        by: by.filter(|_| dividing.is_some()),
        without_mix,
        ..nothing
    }))
}

/// How many orders that are no return each customer, by number, has in each window. One with rows of several customers is
/// the first's, so that all of them together are the window's.
async fn orders<P: Pace>(
    purchases: &Purchases,
    windows: [Period; 2],
    customers: usize,
    pace: &mut P,
) -> Result<Vec<[u32; 2]>, Cancelled> {
    let mut counts = vec![[0; 2]; customers];
    // By order number.
    let mut counted = Vec::<[bool; 2]>::new();
    in_blocks_paced(purchases.len(), pace, |rows| {
        for row in purchases.rows_in(rows).filter(|row| !row.returned) {
            let Some(window) = windows.iter().position(|window| window.contains(row.day)) else { continue };
            let order = row.order as usize;
            if order >= counted.len() {
                counted.resize(order + 1, [false; 2]);
            }
            let known = counted.get_mut(order).and_then(|known| known.get_mut(window));
            let count = counts.get_mut(row.customer as usize).and_then(|count| count.get_mut(window));
            if let (Some(known @ false), Some(count)) = (known, count) {
                *known = true;
                *count += 1;
            }
        }
    })
    .await?;
    Ok(counts)
}

/// The newest row of somebody in a window, and its group: one that is no return goes before one that is.
#[derive(Debug, Clone, Copy, Default)]
struct Newest {
    row: Option<(bool, Day)>,
    group: usize,
}

/// The newest row of each customer, by number, in each window, by a column of the rows' own. Of two of one day the later
/// row's.
async fn newest<P: Pace>(
    purchases: &Purchases,
    windows: [Period; 2],
    dividing: &Dividing<'_>,
    customers: usize,
    pace: &mut P,
) -> Result<Vec<[Newest; 2]>, Cancelled> {
    let mut newest = vec![[Newest::default(); 2]; customers];
    in_blocks_paced(purchases.len(), pace, |rows| {
        for (at, row) in rows.clone().zip(purchases.rows_in(rows)) {
            let Some(window) = windows.iter().position(|window| window.contains(row.day)) else { continue };
            let known = newest.get_mut(row.customer as usize).and_then(|windows| windows.get_mut(window));
            let this = Some((!row.returned, row.day));
            if let Some(known) = known
                && known.row <= this
            {
                *known = Newest { row: this, group: dividing.slot(at, row.customer) as usize };
            }
        }
    })
    .await?;
    Ok(newest)
}

/// Sums of the parts left, came, changed and other, in the smallest unit of the figure: millionths of money, or one.
#[derive(Default)]
struct Sums {
    ends: [i128; 2],
    parts: [i128; 4],
    people: [usize; 4],
}

/// A change in parts, and its mix by group.
struct Split {
    ends: [f64; 2],
    total: f64,
    parts: Vec<ChangePart>,
    mix: Vec<f64>,
    without_mix: Option<[f64; 2]>,
}

/// What all customers come to.
struct Tally {
    figure: ChangeOf,
    steps: Steps,
    sums: Sums,
}

impl Tally {
    /// Takes in a customer, with the group they are of in each window.
    fn add(&mut self, known: &Two, orders: [u32; 2], [then, now]: [usize; 2]) {
        let [was, is] = known.active;
        let [before, after] = match self.figure {
            ChangeOf::Customers => known.active.map(i128::from),
            ChangeOf::Orders => orders.map(i128::from),
            _ => known.money.map(Money::micros),
        };
        let sums = &mut self.sums;
        for (end, amount) in sums.ends.iter_mut().zip([before, after]) {
            *end = end.saturating_add(amount);
        }
        let part = match (was, is) {
            (true, false) => 0,
            (false, true) => 1,
            (true, true) => 2,
            (false, false) => 3,
        };
        if let (Some(sum), Some(people)) = (sums.parts.get_mut(part), sums.people.get_mut(part)) {
            *sum = sum.saturating_add(after - before);
            *people += 1;
        }
        let amounts = [before, after].map(|amount| self.figure.whole(amount));
        let sides: [Side; 2] = if self.figure == ChangeOf::Basket {
            // Also what was returned in a window without an order is money of its orders.
            let ([n, m], [before, after]) = (orders.map(f64::from), amounts);
            [Some((then, Cell { n, sum: before })), Some((now, Cell { n: m, sum: after }))]
        } else {
            // Who leaves takes along what they return later; who comes brings what they had returned before.
            let [before, after] = amounts.map(|sum| Cell { n: 1.0, sum });
            [was.then_some((then, before)), is.then_some((now, after))]
        };
        self.steps.add(sides, was && is, 1.0);
    }

    /// The parts; `None` for a mean of a window with nothing.
    fn split(&self) -> Option<Split> {
        let [left, came, changed, other] = self.sums.people;
        let people = [Some(left), Some(came), Some(changed), None];
        if self.figure.is_mean() {
            let (ends, (values, mix)) = (self.steps.means()?, self.steps.of_mean()?);
            let parts = PARTS.into_iter().zip(values).zip(people);
            let parts = parts.map(|((name, value), people)| ChangePart { name, value, low: None, high: None, people });
            let [from, to] = ends;
            return Some(Split { ends, total: to - from, parts: parts.collect(), mix, without_mix: None });
        }
        let mixes = self.steps.mixes_of_sum();
        let [of_left, of_came] = mixes.each_ref().map(|mix| self.figure.smallest(mix.iter().sum()));
        let [left, came, changed, only] = self.sums.parts;
        let without_mix = Some([left, came].map(|sum| self.figure.whole(sum)));
        let values = [left - of_left, came - of_came, changed, of_left + of_came, only];
        let names = PARTS.into_iter().chain(["other"]);
        let people = people.into_iter().chain([Some(other)]);
        let part = |((name, value), people)| {
            let is_told = match name {
                "mix" => self.figure.has_mix(),
                "other" => self.figure == ChangeOf::Revenue && other > 0,
                _ => true,
            };
            is_told.then(|| ChangePart { name, value: self.figure.whole(value), low: None, high: None, people })
        };
        let parts = names.zip(values).zip(people).filter_map(part).collect();
        let [from, to] = self.sums.ends;
        let [left, came] = mixes;
        Some(Split {
            ends: [from, to].map(|end| self.figure.whole(end)),
            total: self.figure.whole(to - from),
            parts,
            mix: left.iter().zip(&came).map(|(left, came)| left + came).collect(),
            without_mix,
        })
    }
}

impl ChangeOf {
    /// How many of its smallest unit make one.
    const fn in_one(self) -> f64 {
        if matches!(self, Self::Customers | Self::Orders) { 1.0 } else { 1e6 }
    }

    /// From its smallest unit.
    fn whole(self, smallest: i128) -> f64 {
        // Like that of money: exact within 2^53 of the smallest unit.
        smallest as f64 / self.in_one()
    }

    /// The nearest of its smallest unit: a millionth of money, one order.
    #[allow(clippy::cast_possible_truncation)] // a cast saturates, and takes NaN to zero
    fn smallest(self, value: f64) -> i128 {
        (value * self.in_one()).round() as i128
    }
}
