//! From the money of one window to that of the next.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Field, Purchases};
use crate::domain::day::{Day, Month, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::{Horizon, View};

use super::RetentionParams;

/// The leaky bucket.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Bridge {
    /// The first window.
    pub from: Option<Period>,
    /// The second.
    pub to: Option<Period>,
    /// Whether the rows cover both whole.
    pub complete: bool,
    /// Net money of the first.
    pub start: Money,
    /// Of customers active in the first only; zero or below, unless returns outweigh.
    pub lost: Money,
    /// Of those active in both who brought less.
    pub down: Money,
    /// Of those active in both who brought more, or the same.
    pub up: Money,
    /// Of those who bought for the first time.
    pub new: Money,
    /// Of those who came back.
    pub won_back: Money,
    /// Of those who only returned something.
    pub returns_only: Money,
    /// Net money of the second.
    pub end: Money,
    /// The customers of each part.
    pub customers: PartCounts,
    /// What those active in the first window brought in the second without what some bought more, over the start; `None`
    /// where that is not above zero.
    pub gross_retention: Option<f64>,
    /// The same with it.
    pub net_retention: Option<f64>,
    /// The lost by what is known of why, most money first, then by name.
    pub holes: Vec<Hole>,
    /// Of the lost those who complained before they left: from the first window's beginning to as many days after their
    /// last order as the second window has, when they have missed a whole window, or to their exit, where one is known
    /// before that.
    pub complained: Hole,
    /// What the second window brought, by whom.
    #[serde(skip)]
    pub brought: Brought,
    /// The new by number, and what each brought in the second window.
    #[serde(skip)]
    pub new_customers: Vec<(u32, Money)>,
    /// The lost by number.
    #[serde(skip)]
    pub lost_customers: Vec<u32>,
}

/// Money of the second window, by whom it came from. The parts of a bridge are changes, which tell it only where nobody
/// returned anything in a window without an order in it. With the new of [`Bridge::new_customers`] it is the end exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Brought {
    /// Of those active in the first window, returns of the lost among it.
    pub kept: Money,
    /// Those of them who were active in the second, or had money in it.
    pub kept_customers: usize,
    /// Of those who came back.
    pub won_back: Money,
    /// Of those who only returned something.
    pub returns_only: Money,
    /// Those of them who did so in the second.
    pub returns_only_customers: usize,
}

/// Customers of the parts of a bridge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PartCounts {
    /// Active in the first window.
    pub start: usize,
    /// Active in the first only.
    pub lost: usize,
    /// Active in both, less money.
    pub down: usize,
    /// Active in both, more money or the same.
    pub up: usize,
    /// First purchase of all in the second.
    pub new: usize,
    /// Came back.
    pub won_back: usize,
    /// Only returned something.
    pub returns_only: usize,
    /// Active in the second.
    pub end: usize,
}

/// Lost customers of one kind.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Hole {
    /// The reason of their exit; the empty text for an exit without one, `unknown` for no exit.
    pub name: String,
    /// Whether it is of those no exit is known of.
    pub silent: bool,
    /// How many.
    pub customers: usize,
    /// What they had brought in the first window, less what they did in the second.
    pub lost: Money,
}

/// The name of the hole of those no exit is known of.
pub(super) const UNKNOWN: &str = "unknown";

/// What a customer did in both windows.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::indicators) struct Two {
    /// Net money of each.
    pub money: [Money; 2],
    /// Whether there was an order that is no return in each.
    pub active: [bool; 2],
    /// The last day with an order that is no return.
    pub last: Option<Day>,
    /// Whether there was any row in either.
    pub seen: bool,
}

/// Both windows, and by customer number what everybody did in them.
pub(in crate::indicators) struct TwoWindows {
    /// They.
    pub windows: [Period; 2],
    /// By customer number.
    pub customers: Vec<Two>,
}

/// Why there are no two windows to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoWindows {
    /// The data have no two whole months.
    Months,
    /// Those chosen do not both lie in the data, be it in part.
    Outside {
        /// From the first day of the data to the last.
        data: Period,
    },
    /// Nobody bought anything in them that counts.
    Empty {
        /// From the first day of the first to the last of the second.
        windows: Period,
    },
}

/// The windows: so many months to the end of the month of `until`, and as many before.
fn windows(horizon: &Horizon, params: &RetentionParams) -> Result<[Period; 2], NoWindows> {
    let span = horizon.span().ok_or(NoWindows::Months)?;
    let is_chosen = params.until.is_some() || params.months.is_some();
    let none = if is_chosen { NoWindows::Outside { data: span } } else { NoWindows::Months };
    let whole = |month: Month| Period { from: month.first_day(), to: month.last_day() };
    let last = params.until.map_or_else(
        || {
            let last = span.to.month();
            if horizon.is_complete(whole(last)) { last } else { last.plus(-1) }
        },
        Day::month,
    );
    let first = span.from.month();
    let first = if horizon.is_complete(whole(first)) { first } else { first.plus(1) };
    let room = last.months_since(first) + 1;
    let months = match params.months {
        Some(months) => i32::try_from(months).map_err(|_| none)?,
        None => [12, 6, 3, 1].into_iter().find(|months| 2 * months <= room).ok_or(none)?,
    };
    let window = |end: Month| Period { from: end.plus(1 - months).first_day(), to: end.last_day() };
    let [first, second] = [window(last.plus(-months)), window(last)];
    // Nothing is known of a time before the data or after them: it is not one in which nobody bought.
    if first.to >= span.from && second.from <= span.to { Ok([first, second]) } else { Err(none) }
}

/// What everybody did in two windows, or why there are no two to compare.
pub(in crate::indicators) async fn two_windows<P: Pace>(
    view: &View,
    purchases: &Purchases,
    horizon: &Horizon,
    params: &RetentionParams,
    pace: &mut P,
) -> Result<Result<TwoWindows, NoWindows>, Cancelled> {
    let windows = match windows(horizon, params) {
        Ok(windows) => windows,
        Err(none) => return Ok(Err(none)),
    };
    let mut customers: Vec<Two> = vec![Two::default(); view.dataset.customers.len()];
    in_blocks_paced(purchases.len(), pace, |rows| {
        for row in purchases.rows_in(rows).filter(|row| !row.returned || params.returns == ReturnsPolicy::Net) {
            let Some(window) = windows.iter().position(|window| window.contains(row.day)) else { continue };
            let Some(two) = customers.get_mut(row.customer as usize) else { continue };
            two.seen = true;
            if let (Some(money), Some(active)) = (two.money.get_mut(window), two.active.get_mut(window)) {
                *money += row.amount.money();
                *active |= !row.returned;
            }
            if !row.returned {
                two.last = two.last.max(Some(row.day));
            }
        }
    })
    .await?;
    let [first, second] = windows;
    let empty = NoWindows::Empty { windows: Period { from: first.from, to: second.to } };
    let is_any = customers.iter().any(|two| two.seen);
    Ok(if is_any { Ok(TwoWindows { windows, customers }) } else { Err(empty) })
}

/// The bridge, or why there are no two windows to compare.
pub(in crate::indicators) async fn bridge<P: Pace>(
    view: &View,
    purchases: &Purchases,
    horizon: &Horizon,
    params: &RetentionParams,
    pace: &mut P,
) -> Result<Result<Bridge, NoWindows>, Cancelled> {
    let TwoWindows { windows, customers } = match two_windows(view, purchases, horizon, params, pace).await? {
        Ok(two) => two,
        Err(none) => return Ok(Err(none)),
    };
    let [first, second] = windows;
    let complete = horizon.is_complete(first) && horizon.is_complete(second);
    let mut bridge = Bridge { from: Some(first), to: Some(second), complete, ..Bridge::default() };
    let mut lost = Vec::new();
    for (customer, two) in (0_u32..).zip(&customers).filter(|(_, two)| two.seen) {
        let is_new = horizon.first_purchase(customer).is_some_and(|first| first >= second.from);
        bridge.brought.add(two, is_new);
        if bridge.add(two, is_new) {
            lost.push((customer, two));
        }
        if is_new && two.active == [false, true] {
            let [_, brought] = two.money;
            bridge.new_customers.push((customer, brought));
        }
    }
    let share = |left: Money| {
        let start = bridge.start.to_f64();
        (start > 0.0).then(|| left.to_f64() / start)
    };
    bridge.gross_retention = share(bridge.brought.kept - bridge.up);
    bridge.net_retention = share(bridge.brought.kept);
    bridge.lost_customers = lost.iter().map(|(customer, _)| *customer).collect();
    bridge.holes = holes(view, &lost, first.from);
    bridge.complained = complained(view, &lost, windows);
    Ok(Ok(bridge))
}

impl Bridge {
    /// Takes a customer in; whether they are lost.
    fn add(&mut self, two: &Two, is_new: bool) -> bool {
        let [before, after] = two.money;
        let change = after - before;
        self.start += before;
        self.end += after;
        let customers = &mut self.customers;
        let [was, is] = two.active;
        customers.start += usize::from(was);
        customers.end += usize::from(is);
        let (part, count) = match (was, is) {
            (true, false) => (&mut self.lost, &mut customers.lost),
            (false, true) if is_new => (&mut self.new, &mut customers.new),
            (false, true) => (&mut self.won_back, &mut customers.won_back),
            (false, false) => (&mut self.returns_only, &mut customers.returns_only),
            (true, true) if change.is_negative() => (&mut self.down, &mut customers.down),
            (true, true) => (&mut self.up, &mut customers.up),
        };
        *part += change;
        *count += 1;
        was && !is
    }
}

impl Brought {
    /// Takes a customer in, unless they are new.
    fn add(&mut self, two: &Two, is_new: bool) {
        let [_, brought] = two.money;
        match two.active {
            [true, is] => {
                self.kept += brought;
                self.kept_customers += usize::from(is || brought != Money::default());
            }
            [false, true] if is_new => {}
            [false, true] => self.won_back += brought,
            [false, false] => {
                self.returns_only += brought;
                self.returns_only_customers += usize::from(brought != Money::default());
            }
        }
    }
}

/// The lost by the reason of their newest exit since the first window began.
fn holes(view: &View, lost: &[(u32, &Two)], since: Day) -> Vec<Hole> {
    let exits = view.exits_so_far();
    let mut newest = BTreeMap::<u32, (Day, Option<&str>)>::new();
    if let Some(exits) = exits.as_deref() {
        let reasons = exits.of(Field::Reason);
        for (row, (&customer, &day)) in exits.customer.iter().zip(&exits.day).enumerate() {
            let known = newest.get(&customer).is_some_and(|(known, _)| *known > day);
            if day >= since && !known {
                newest.insert(customer, (day, reasons.and_then(|reasons| reasons.value(row))));
            }
        }
    }
    let mut holes = BTreeMap::<(bool, String), Hole>::new();
    for (customer, two) in lost {
        let exit = newest.get(customer);
        let name = exit.map_or(UNKNOWN, |(_, reason)| reason.unwrap_or_default());
        let hole = holes.entry((exit.is_none(), name.to_owned())).or_default();
        hole.add(two);
        hole.silent = exit.is_none();
        name.clone_into(&mut hole.name);
    }
    let mut holes: Vec<Hole> = holes.into_values().collect();
    order::sort_by(&mut holes, |left, right| right.lost.cmp(&left.lost).then_with(|| left.name.cmp(&right.name)));
    holes
}

/// The lost who complained before they left ([`Bridge::complained`]): a complaint of long after says nothing of why.
fn complained(view: &View, lost: &[(u32, &Two)], [first, second]: [Period; 2]) -> Hole {
    let mut hole = Hole::default();
    let Some(complaints) = view.all.complaints.as_deref() else { return hole };
    let window = second.to.days_since(second.from) + 1;
    let known_to = view.until().unwrap_or(Day::MAX);
    // The last order of each, and until when they were not gone.
    let there = |(customer, two): &(u32, &Two)| {
        let ordered = two.last?;
        Some((*customer, (ordered, ordered.plus_days(window).min(known_to))))
    };
    let mut there: BTreeMap<u32, (Day, Day)> = lost.iter().filter_map(there).collect();
    if let Some(exits) = view.exits_so_far() {
        for (customer, day) in exits.customer.iter().zip(&exits.day) {
            if let Some((_, until)) = there.get_mut(customer).filter(|(ordered, _)| day >= ordered) {
                *until = (*until).min(*day);
            }
        }
    }
    let before = |(customer, day): &(&u32, &Day)| {
        there.get(customer).is_some_and(|(_, until)| (first.from..=*until).contains(day))
    };
    let rows = complaints.customer.iter().zip(&complaints.day);
    let who: BTreeSet<u32> = rows.filter(before).map(|(customer, _)| *customer).collect();
    for (_, two) in lost.iter().filter(|(customer, _)| who.contains(customer)) {
        hole.add(two);
    }
    hole
}

impl Hole {
    fn add(&mut self, two: &Two) {
        let [before, after] = two.money;
        self.customers += 1;
        self.lost += before - after;
    }
}
