//! Who moved between two days, and what that did to the money.
//!
//! Classes are rebuilt as of each day, from the rows up to that day alone: nothing of it needs to have been recorded.
//! Of two customers alike on a day it makes no difference what they did afterwards. Segments and eight classes are scored
//! as of each day; any other segmentation is what its own page shows where the chosen period ends on that day. Core
//! customers are told apart by the sets they are in and no other. *Not yet* is who bought first after the first day,
//! *gone* who had left by the loaded exits and had not bought since. Everybody with a purchase by the second day is in
//! the matrix once.
//!
//! Instead of two days two periods can be chosen: the last whole month, quarter or year known, and the one before. The days
//! are then their last ones, and the windows the periods themselves.
//!
//! The money bridge compares two windows of equal length: the one that ends with the first day, and the one between the
//! days. Where both days end a month the windows are whole months. Active is who has an order that is no return. *Lost*
//! are those active in the first window only, *new* those whose first purchase of all is in the second, *won back* those
//! active in the second alone who had bought before, *up* and *down* those active in both by the sign of the change,
//! *returns only* those active in neither. Each part is the second window less the first, of its customers, in exact
//! money: the parts add up to end less start.
//!
//! Days further than a year outside the data are refused, and a second day before them: nobody could have moved by then.
//!
//! Whether more moved one way than the other by more than chance is told by the exact sign test ([`sign_test`]), which
//! for classes is that of `McNemar`: of those who changed, as many should have come as went.
//!
//! A filter chooses which customers and which money are counted; classes and first purchases are known from all rows.

mod bridge;
mod params;
mod placed;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::Serialize;
use thiserror::Error;

use crate::domain::dataset::Kind;
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Pace, Progress};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::sign_test::sign_test;

use super::alike::are_alike;
use super::eight_classes::{CheckedEight, EightClasses, EightError};
use super::page::{Control, Page};
use super::rfm::RfmError;
use super::segmentations::{Named, SegmentationError, SegmentationParams};
use super::{About, CustomerGroup, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View};

pub use bridge::{Bridge, Bridged, Part, Windows};
pub use params::{Between, By, MovementParams};
use placed::{Place, Placed, Standing, placed};

/// Its id.
pub const ID: &str = "movement";

/// The key of those who bought first after the first day.
pub const NOT_YET: &str = "not_yet";

/// The key of those who had left.
pub const GONE: &str = "gone";

/// The key of those in none of the classes.
pub const NO_CLASS: &str = "no_class";

/// The key of a class here: its own, behind its segmentation's where it has one of the keys above.
fn key_of(by: By, class: &Named) -> String {
    if [NOT_YET, GONE, NO_CLASS].contains(&class.key.as_str()) {
        return format!("{}_{}", by.segmentation().key(), class.key);
    }
    class.key.clone()
}

/// How far outside the data a day can be chosen: a year, so that the year or quarter that the data end in can be.
const FAR: i32 = 366;

/// The key of those in another class than before.
const CHANGED: &str = "changed_class";

/// The key of those who came from a class, went to one, or both; the bar is in no key that a rule can have.
fn on_way([from, to]: [Option<&str>; 2]) -> String {
    format!("{}|{}", from.unwrap_or_default(), to.unwrap_or_default())
}

/// The key of those in a part of the bridge.
fn of_bridge(part: Part) -> String {
    format!("bridge_{}", part.key())
}

/// Who moved.
pub struct MovementIndicator;

impl Indicator for MovementIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Movement", "客户迁移"],
        group: Group::Segments,
        path: "/segments/movement",
        needs: &[Kind::Purchases],
    };

    type Params = MovementParams;
    type Checked = CheckedMovement;
    type Found = Movement;
    type Error = MovementError;

    fn with_shared(own: MovementParams, shared: &Shared) -> MovementParams {
        MovementParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn with_settings(own: MovementParams, settings: &Settings) -> MovementParams {
        let segmentations = SegmentationParams::of(settings);
        Self::with_shared(MovementParams { segmentations, ..own }, &settings.shared)
    }

    fn check(params: MovementParams) -> Result<CheckedMovement, MovementError> {
        if let (Some(from), Some(to)) = (params.from, params.to)
            && from >= to
        {
            return Err(MovementError::Order { from, to });
        }
        let level = Level::try_from(params.level)?;
        let MovementParams { between, from, to, by, segmentations, .. } = params;
        let eight = EightClasses::check(segmentations.eight_classes().clone())?;
        let returns = segmentations.scoring().returns;
        Ok(CheckedMovement { between, from, to, by, level, returns, eight, segmentations })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedMovement,
        pace: &mut P,
    ) -> Result<Option<Movement>, Stopped<MovementError>> {
        let counted = view.up_to_end();
        let (Some(rows), Some(all)) = (counted.purchases(), view.all.purchases.as_deref()) else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let (Some(span), Some(last)) = (horizon.span(), horizon.last_day()) else {
            return Err(Stopped::Error(MovementError::Rfm(RfmError::NoPurchases)));
        };
        let days = params.days(span, last).map_err(Stopped::Error)?;
        let table = if params.eight.scoring().params().within_filter { rows } else { all };
        let mut placed_on = Vec::new();
        for day in [days.from, days.to] {
            placed_on.push(placed(table, view, params, day, pace).await?);
        }
        let [then, now] = placed_on.as_slice() else { return Ok(None) };
        let windows = Windows::of(days);
        let bridged = Bridged::of(rows, &windows, view.all.customers.len(), params.returns, &horizon, pace).await?;
        pace.breathe(Progress::default()).await?;
        let mut found = Movement::of(then, now, &bridged, params, &windows);
        found.bridge.covered = horizon.is_complete(windows.before) && horizon.is_complete(windows.after);
        found.provenance =
            counted.with_held_back(Provenance::new(ID, bridged.span, bridged.rows, &[]), Kind::Purchases);
        Ok(Some(found))
    }

    fn show(found: &Movement, params: &MovementParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::MovementTexts::of(say.language).promise
    }

    fn explain(error: &MovementError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn groups<'a>(found: &'a Movement, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let changed = found.moved.iter().filter(|one| one.from != one.to && found.key(one.from) != NOT_YET);
        let name = texts::MovementTexts::of(say.language).moved;
        let changed = CustomerGroup::new(CHANGED, name, changed.map(|one| one.customer));
        let names = texts::MovementTexts::of(say.language).parts;
        let parts = Part::ALL.into_iter().zip(names).map(|(part, name)| {
            let own = found.bridged.iter().filter(move |(_, of)| *of == part);
            CustomerGroup::new(of_bridge(part), name, own.map(|(customer, _)| *customer))
        });
        let (rows, columns) = (found.rows.iter().map(String::as_str), found.columns.iter().map(String::as_str));
        let cells = rows.clone().flat_map(|row| columns.clone().map(move |column| [Some(row), Some(column)]));
        let totals =
            rows.clone().map(|row| [Some(row), None]).chain(columns.clone().map(|column| [None, Some(column)]));
        let group = |way: [Option<&str>; 2]| {
            let [from, to] = way.map(|key| key.map(|key| found.place(key)));
            let inside = found.moved.iter().filter(move |one| {
                from.is_none_or(|from| from == Some(one.from)) && to.is_none_or(|to| to == Some(one.to))
            });
            CustomerGroup::new(on_way(way), show::way_name(found, way, say), inside.map(|one| one.customer))
        };
        [changed].into_iter().chain(parts).chain(cells.chain(totals).map(group)).collect()
    }

    fn controls(params: &MovementParams, say: &Say<'_>) -> Vec<Control> {
        show::day_controls(params, say).into()
    }

    fn members(found: &Movement) -> Option<Members<'_>> {
        let row = |moved: &Moved| Member {
            customer: moved.customer,
            class: found.key(moved.to),
            judged: vec![found.key(moved.from).to_owned(), moved.before.to_string(), moved.after.to_string()],
        };
        let judged_by = ["class_before", "money_before", "money_after"].map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(found.moved.iter().map(row)) })
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedMovement {
    between: Between,
    from: Option<Day>,
    to: Option<Day>,
    by: By,
    level: Level,
    returns: ReturnsPolicy,
    eight: CheckedEight,
    segmentations: SegmentationParams,
}

impl CheckedMovement {
    /// The two days, both by the data where they are not set; of periods their last ones.
    fn days(&self, span: Period, last: Day) -> Result<Period, MovementError> {
        let near = Period { from: span.from.plus_days(-FAR), to: span.to.plus_days(FAR) };
        let from = self.from.filter(|_| self.between == Between::Days);
        if let Some(day) = [from, self.to].into_iter().flatten().find(|day| !near.contains(*day)) {
            return Err(MovementError::Outside { day, data: span });
        }
        let days = self.days_near(span, last)?;
        // By then nobody had bought.
        if days.to < span.from { Err(MovementError::Outside { day: days.to, data: span }) } else { Ok(days) }
    }

    fn days_near(&self, span: Period, last: Day) -> Result<Period, MovementError> {
        if let Some(length) = self.between.length() {
            let last = self.to.unwrap_or(last);
            let index = length.index(last);
            // The period of the last day counts where that is its own last day.
            let whole = if length.last_day(index) == last { index } else { index - 1 };
            let (from, to) = (length.last_day(whole - 1), length.last_day(whole));
            return if from < to { Ok(Period { from, to }) } else { Err(MovementError::Order { from, to }) };
        }
        let to = self.to.unwrap_or_else(|| self.from.map_or(last, |from| last.max(from.plus_days(1))));
        let middle = || {
            let middle = span.from.plus_days(to.min(span.to).days_since(span.from) / 2);
            middle.min(to.plus_days(-1))
        };
        let from = self.from.unwrap_or_else(middle);
        // The first day of the calendar has none before it.
        if from < to { Ok(Period { from, to }) } else { Err(MovementError::Order { from, to }) }
    }
}

/// Why movement cannot be told.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementError {
    /// The first day is not before the second.
    #[error("the first day, {from}, is not before the second, {to}")]
    Order {
        /// The first.
        from: Day,
        /// The second.
        to: Day,
    },
    /// A day is none of the data, nor near them.
    #[error("{day} is no day of the data, which reach from {} to {}", .data.from, .data.to)]
    Outside {
        /// The day: a chosen one, or the end of the last whole period.
        day: Day,
        /// From the first day of the data to the last.
        data: Period,
    },
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// Customers cannot be scored.
    #[error(transparent)]
    #[serde(untagged)]
    Rfm(RfmError),
    /// The eight classes cannot be made.
    #[error(transparent)]
    #[serde(untagged)]
    Eight(#[from] EightError),
    /// There are no such classes.
    #[error(transparent)]
    #[serde(untagged)]
    Segmentation(SegmentationError),
}

/// Who moved between two days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Movement {
    /// The first day.
    pub from: Day,
    /// The second.
    pub to: Day,
    /// Which classes.
    pub by: By,
    /// The keys of the rows: the classes, then *no class*, *gone* and *not yet* where anybody was.
    pub rows: Vec<String>,
    /// The keys of the columns: the classes, then *no class* and *gone* where anybody is.
    pub columns: Vec<String>,
    /// How many customers were in the class of a row, and are in that of a column.
    pub matrix: Vec<Vec<usize>>,
    /// How many were in the class of each row.
    pub row_totals: Vec<usize>,
    /// How many are in that of each column.
    pub column_totals: Vec<usize>,
    /// Customers with a purchase by the second day.
    pub customers: usize,
    /// Of them those with one by the first.
    pub known_before: usize,
    /// Of these, those in another class since.
    pub moved_customers: usize,
    /// `moved_customers / known_before`; `None` where there was nobody.
    pub moved_share: Option<f64>,
    /// Whether all customers, two at least, were in one class on the first day and are in one on the second.
    pub one_way: bool,
    /// Each class: who came, who went.
    pub classes: Vec<ClassFlow>,
    /// From the money of the first window to that of the second.
    pub bridge: Bridge,
    /// The customers whose money rose most, the most first.
    pub risers: Vec<Change>,
    /// Those whose money fell most, the most first.
    pub fallers: Vec<Change>,
    /// What it was computed from; `used` counts rows of the two windows.
    pub provenance: Provenance,
    /// Keys by place: classes, no class, gone, not yet.
    #[serde(skip)]
    keys: Vec<String>,
    /// The classes by place, as who made them calls them.
    #[serde(skip)]
    made: Vec<Named>,
    #[serde(skip)]
    moved: Vec<Moved>,
    /// Who is in which part of the bridge.
    #[serde(skip)]
    bridged: Vec<(u32, Part)>,
}

/// Who came into a class and who went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassFlow {
    /// The class.
    pub key: String,
    /// In it on the first day.
    pub before: usize,
    /// In it on the second.
    pub after: usize,
    /// On both.
    pub stayed: usize,
    /// Came from another class.
    pub came: usize,
    /// Bought first between the days.
    pub first: usize,
    /// Went to another class.
    pub went: usize,
    /// The probability of so uneven a split of `came` and `went` by chance.
    pub p: f64,
    /// Whether that is too likely for the movement to be more than chance.
    pub by_chance: bool,
}

/// What became of a customer's money.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Who, by id.
    pub name: String,
    /// Their class on the first day.
    pub from: String,
    /// Their class on the second.
    pub to: String,
    /// Their money in the first window.
    pub before: Money,
    /// Their money in the second.
    pub after: Money,
    /// The difference.
    pub change: Money,
}

/// One customer's way.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Moved {
    customer: u32,
    from: Place,
    to: Place,
    before: Money,
    after: Money,
}

/// Customers listed who rose, and as many who fell.
const LISTED: usize = 10;

impl Movement {
    fn key(&self, place: Place) -> &str {
        self.keys.get(usize::from(place)).map_or("", String::as_str)
    }

    fn place(&self, key: &str) -> Option<Place> {
        Place::try_from(self.keys.iter().position(|known| known == key)?).ok()
    }

    fn of(then: &Placed, now: &Placed, bridged: &Bridged, params: &CheckedMovement, windows: &Windows) -> Self {
        // Classes that there were on the first day alone come last.
        let mut made = now.classes.clone();
        made.extend(then.classes.iter().filter(|class| now.classes.iter().all(|one| one.key != class.key)).cloned());
        let classes = made.len();
        let [no_class, gone, not_yet] = [classes, classes + 1, classes + 2];
        let keys = made.iter().map(|class| key_of(params.by, class));
        let keys: Vec<String> = keys.chain([NO_CLASS, GONE, NOT_YET].map(str::to_owned)).collect();
        let numbered = |place: usize| Place::try_from(place).unwrap_or(Place::MAX);
        let before = |place: Place| {
            let class = then.classes.get(usize::from(place));
            class.and_then(|class| made.iter().position(|known| known.key == class.key)).map_or(place, numbered)
        };
        let place_of: Vec<Place> = (0..then.classes.len()).map(|place| before(numbered(place))).collect();
        let was = |standing: Option<Standing>| match standing {
            Some(Standing::Class(place)) => place_of.get(usize::from(place)).copied().unwrap_or(place),
            Some(Standing::NoClass) => numbered(no_class),
            Some(Standing::Gone) => numbered(gone),
            None => numbered(not_yet),
        };
        let is = |standing: Standing| match standing {
            Standing::Class(place) => place,
            Standing::NoClass => numbered(no_class),
            Standing::Gone => numbered(gone),
        };
        let mut moved = Vec::new();
        let mut counts = vec![vec![0_usize; keys.len()]; keys.len()];
        for (customer, to) in (0_u32..).zip(&now.of) {
            let (Some(to), true) = (*to, bridged.counts(customer)) else { continue };
            let (from, to) = (was(then.of.get(customer as usize).copied().flatten()), is(to));
            let (before, after) = bridged.money(customer);
            moved.push(Moved { customer, from, to, before, after });
            let count = counts.get_mut(usize::from(from)).and_then(|row| row.get_mut(usize::from(to)));
            if let Some(count) = count {
                *count += 1;
            }
        }
        let at = |row: usize, column: usize| counts.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0);
        let in_row = |row: usize| (0..keys.len()).map(|column| at(row, column)).sum::<usize>();
        let in_column = |column: usize| (0..keys.len()).map(|row| at(row, column)).sum::<usize>();
        let used = |place: usize| in_row(place) + in_column(place) > 0;
        // The classes of the rules are shown whether anybody is in them or not, what is left over only where it is used.
        let is_rule = |place: usize| place < classes && keys.get(place).is_some_and(|key| key != super::rfm::OTHER);
        let rows: Vec<usize> = (0..keys.len()).filter(|place| is_rule(*place) || used(*place)).collect();
        let columns: Vec<usize> = rows.iter().copied().filter(|place| *place != not_yet).collect();
        let flow = |place: &usize| {
            let (before, after, stayed) = (in_row(*place), in_column(*place), at(*place, *place));
            let first = at(not_yet, *place);
            let (came, went) = (after - stayed - first, before - stayed);
            let p = sign_test(came, went);
            let key = keys.get(*place).cloned().unwrap_or_default();
            ClassFlow { key, before, after, stayed, came, first, went, p, by_chance: p >= 1.0 - params.level.get() }
        };
        let keys_at = |places: &[usize]| places.iter().filter_map(|place| keys.get(*place).cloned()).collect();
        let stayed: usize = (0..not_yet).map(|place| at(place, place)).sum();
        let known_before = moved.len() - in_row(not_yet);
        let moved_customers = known_before - stayed;
        let mut found = Self {
            from: windows.after.from.plus_days(-1),
            to: windows.after.to,
            by: params.by,
            rows: keys_at(&rows),
            columns: keys_at(&columns),
            matrix: rows.iter().map(|row| columns.iter().map(|column| at(*row, *column)).collect()).collect(),
            row_totals: rows.iter().map(|row| in_row(*row)).collect(),
            column_totals: columns.iter().map(|column| in_column(*column)).collect(),
            customers: moved.len(),
            known_before,
            moved_customers,
            moved_share: (known_before > 0).then(|| moved_customers as f64 / known_before as f64),
            one_way: moved.len() > 1 && known_before > 0 && are_alike(moved.iter().map(|one| (one.from, one.to))),
            classes: columns.iter().map(flow).collect(),
            bridge: bridged.bridge(windows, params.level),
            risers: Vec::new(),
            fallers: Vec::new(),
            provenance: Provenance::default(),
            made,
            keys,
            moved,
            bridged: bridged.parts().collect(),
        };
        (found.risers, found.fallers) = found.most(now);
        found
    }

    /// The customers whose money rose most, and those whose fell most; equal ones in the order of their ids.
    fn most(&self, now: &Placed) -> (Vec<Change>, Vec<Change>) {
        let most = |sign: i128| {
            let key = |moved: &Moved| (-sign * (moved.after - moved.before).micros(), now.ids.get(moved.customer));
            let mut some: Vec<&Moved> = self.moved.iter().filter(|moved| key(moved).0 < 0).collect();
            if some.len() > LISTED {
                some.select_nth_unstable_by(LISTED, |left, right| key(left).cmp(&key(right)));
                some.truncate(LISTED);
            }
            some.sort_unstable_by(|left, right| key(left).cmp(&key(right)));
            let change = |moved: &Moved| Change {
                name: now.ids.get(moved.customer).to_owned(),
                from: self.key(moved.from).to_owned(),
                to: self.key(moved.to).to_owned(),
                before: moved.before,
                after: moved.after,
                change: moved.after - moved.before,
            };
            some.into_iter().map(change).collect()
        };
        (most(1), most(-1))
    }
}
