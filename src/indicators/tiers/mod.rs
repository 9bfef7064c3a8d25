//! Tiers with memory (银行等级): up at once, down only after a warning and a grace.
//!
//! Each month a customer is worth the sum of their amounts, or the average of their last known balance over the days of
//! the month from the first known one on: of the column of balances, or of the amounts where they are balances. The bars
//! say from which worth on a tier is reached. Who reaches a higher tier has it from that month on. Who stays below the bar
//! of their tier for so many months running is on watch (关注); after so many more they fall to the best tier they reached
//! in all those months, and a new count begins. One month at or above the bar ends the count.
//!
//! Months that the rows do not cover whole count for nothing. A customer's history begins with the first whole month in
//! which they have a row, in the tier it earns; months without a row are worth nothing (a balance stays as it was).
//! Without bars typed in they are the 50 %, 80 % and 95 % points (type 7) of the worth of all customers' months above
//! zero: a beginning, to be replaced by one's own.
//!
//! *Expected* next month is what the same rules make of a customer's last known balance, or of sums the greater of what the
//! begun month has brought already and the straight line through the last three months (the last month, with fewer).
//!
//! A filter chooses which customers and which money are counted. Source: the practice of Chinese banks (three months, and
//! three more; the monthly average of daily assets).

mod months;
mod one;
mod show;
mod show_one;
#[cfg(test)]
mod tests;
mod texts;
mod walk;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Kind, Purchases};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;

use super::activity::{Calendar, SpanTooLong};
use super::page::{Control, Page};
use super::{About, ClassName, CustomerGroup, Group, Indicator, Member, Members, Say, Shared, Stopped, View};

use months::Worth;
pub use show::called;
use walk::{Standing, Walk};

/// Its id.
pub const ID: &str = "tiers";

/// The names of the tiers, from the lowest: as many as there are bars, and one.
pub const NAMES: [&str; 7] = ["ordinary", "silver", "gold", "platinum", "diamond", "black", "crown"];

/// The tiers.
pub struct TiersIndicator;

impl Indicator for TiersIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Tiers", "客户等级"],
        group: Group::Segments,
        path: "/segments/tiers",
        needs: &[Kind::Purchases],
    };

    type Params = TiersParams;
    type Checked = TiersParams;
    type Found = Tiers;
    type Error = TiersError;

    fn with_shared(own: TiersParams, shared: &Shared) -> TiersParams {
        TiersParams { returns: shared.returns, small_sample: shared.small_sample, ..own }
    }

    fn check(params: TiersParams) -> Result<TiersParams, TiersError> {
        let rises = params.bars.iter().zip(params.bars.iter().skip(1)).all(|(bar, next)| bar < next);
        let above_zero = params.bars.iter().all(|bar| *bar > 0.0 && *bar <= Money::MAX_ROW.to_f64());
        if params.bars.len() >= NAMES.len() || !rises || !above_zero {
            return Err(TiersError::Bars { given: params.bars.len() });
        }
        if params.watch_after == 0 || params.down_after == 0 {
            return Err(TiersError::Months);
        }
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &TiersParams,
        pace: &mut P,
    ) -> Result<Option<Tiers>, Stopped<TiersError>> {
        let counted = view.up_to_end();
        let Some(rows) = counted.purchases() else { return Ok(None) };
        let Some(Measured { calendar, months, worth }) = Measured::of(view, rows, params, pace).await? else {
            return Ok(None);
        };
        let bars = if params.bars.is_empty() { worth.bars(pace).await? } else { typed(&params.bars) };
        let mut walk = Walk::new(&bars, params, months.count());
        let mut standings = Vec::new();
        in_blocks_paced(worth.customers(), pace, |range| {
            for customer in (0_u32..).skip(range.start).take(range.len()) {
                if let Some((first, own)) = worth.of_customer(customer) {
                    standings.push(walk.customer(customer, first, own, worth.expected(customer, own)));
                }
            }
        })
        .await?;
        pace.breathe(Progress::default()).await?;
        let left_out = rows.len() - worth.rows;
        let provenance = Provenance::new(ID, worth.span, worth.rows, &[(LeftOut::IncompletePeriod, left_out)]);
        let provenance = counted.with_held_back(provenance, Kind::Purchases);
        Ok(Some(Tiers::of((&walk, worth.base), standings, &bars, &months, &calendar, view, provenance)))
    }

    fn show(found: &Tiers, params: &TiersParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::TiersTexts::of(say.language).promise
    }

    fn explain(error: &TiersError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &TiersParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &Tiers) -> Option<Members<'_>> {
        let row = |standing: &Standing| Member {
            customer: standing.customer,
            class: tier_name(standing.tier),
            judged: vec![
                standing.worth.to_string(),
                standing.below.to_string(),
                (if standing.watched { "yes" } else { "no" }).to_owned(),
                standing.history.iter().map(|tier| tier_name(*tier)).collect::<Vec<_>>().join(" "),
                tier_name(standing.next).to_owned(),
            ],
        };
        let judged_by = ["last_month", "months_below", "watch", "history", "expected_next"].map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(found.standings.iter().map(row)) })
    }

    fn groups<'a>(found: &'a Tiers, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::TiersTexts::of(say.language);
        let watched = found.standings.iter().filter(|standing| standing.watched).map(|standing| standing.customer);
        let all = [
            CustomerGroup::new(WATCH, texts.watch, watched),
            CustomerGroup::list(FALLING, texts.falling, &found.falling),
        ];
        let expected = |way: Way| {
            let name = show::way_name(way, say);
            let tiers = found.tiers.iter().enumerate().map(move |(tier, named)| {
                let own = found.expected(way).filter(move |one| usize::from(one.tier) == tier);
                let name = show::way_from(way, &named.name, say);
                CustomerGroup::new(way.of(&named.name), name, own.map(|one| one.customer))
            });
            let all = CustomerGroup::new(way.key(), name, found.expected(way).map(|one| one.customer));
            [all].into_iter().chain(tiers)
        };
        all.into_iter().chain(Way::ALL.into_iter().flat_map(expected)).collect()
    }

    const SAYS_OF_ONE: bool = true;

    async fn of_one<P: Pace>(
        view: &View,
        found: &Tiers,
        params: &TiersParams,
        customer: u32,
        say: &Say<'_>,
        pace: &mut P,
    ) -> Result<Option<Page>, Cancelled> {
        let one = one::one(view, found, params, customer, pace).await?;
        Ok(one.map(|one| show_one::show(found, &one, say)))
    }

    fn classes(found: &Tiers, say: &Say<'_>) -> Vec<ClassName> {
        // Names beyond the last bar are nobody's.
        let names = ClassName::all(NAMES, texts::TiersTexts::of(say.language).names);
        names.into_iter().take(found.tiers.len()).collect()
    }
}

/// What each customer is worth, and in which months.
struct Measured {
    calendar: Calendar,
    months: months::Months,
    worth: Worth,
}

impl Measured {
    /// Of these rows; `None` without a purchase.
    async fn of<P: Pace>(
        view: &View,
        rows: &Purchases,
        params: &TiersParams,
        pace: &mut P,
    ) -> Result<Option<Self>, Stopped<TiersError>> {
        let horizon = view.horizon(pace).await?;
        let Some(span) = horizon.span() else { return Ok(None) };
        let calendar = Calendar::of(span, PeriodLength::Month).map_err(|error| Stopped::Error(error.into()))?;
        let whole = calendar.periods.iter().map(|month| horizon.is_complete(*month));
        let months = months::Months::of(whole.collect());
        let worth = Worth::of(rows, &calendar, &months, params, view.all.customers.len(), pace).await?;
        Ok(Some(Self { calendar, months, worth }))
    }
}

/// The key of those on watch.
const WATCH: &str = "watch";

/// The key of those of them who fall next month.
const FALLING: &str = "falling_next";

/// Which way somebody is expected to go next month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

impl Way {
    const ALL: [Self; 2] = [Self::Up, Self::Down];

    /// The key of those who go so.
    const fn key(self) -> &'static str {
        match self {
            Self::Up => "expected_up",
            Self::Down => "expected_down",
        }
    }

    /// The key of those of them who are in a tier.
    fn of(self, tier: &str) -> String {
        format!("{}_{tier}", self.key())
    }
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The sum of the month's amounts.
    Sum,
    /// The average of the last known balance over the days: of the column of balances, else of the amounts.
    Balance,
}

impl Base {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Sum, Self::Balance];

    /// What is said of sums, or of balances.
    fn of(self, [sum, balance]: [&'static str; 2]) -> &'static str {
        match self {
            Self::Sum => sum,
            Self::Balance => balance,
        }
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TiersParams {
    /// From which worth on each tier above the lowest is reached: rising, above zero, six at most. Empty (default): by the
    /// data.
    pub bars: Vec<f64>,
    /// Months running below the bar after which a customer is on watch, 1 at least. Default 3.
    pub watch_after: u8,
    /// Further months after which they fall, 1 at least. Default 3.
    pub down_after: u8,
    /// What is measured; `None` (default) for the balances where a column says them, else the sum of the month's amounts.
    pub base: Option<Base>,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for TiersParams {
    fn default() -> Self {
        Self {
            bars: Vec::new(),
            watch_after: 3,
            down_after: 3,
            base: None,
            returns: ReturnsPolicy::default(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Why there are no tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TiersError {
    /// The bars do not rise from each to the next, or are too many.
    #[error("{given} bars: one to six, above zero, rising from each to the next")]
    Bars {
        /// As many as given.
        given: usize,
    },
    /// A count of no months.
    #[error("one month at least")]
    Months,
    /// The purchases span too many months.
    #[error(transparent)]
    SpanTooLong(#[from] SpanTooLong),
}

/// Customers in tiers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tiers {
    /// The whole months, oldest first.
    pub months: Vec<Month>,
    /// Each tier at the end of the last of them, from the lowest.
    pub tiers: Vec<Tier>,
    /// What was measured.
    pub base: Base,
    /// Customers on watch.
    pub watch: usize,
    /// Customers with a tier.
    pub customers: usize,
    /// Of those on watch, those who fall next month unless they reach their bar.
    pub falling_next: usize,
    /// Customers expected to rise next month.
    pub expected_up: usize,
    /// Customers expected to fall next month: of those who fall unless they reach their bar those who are not expected to.
    pub expected_down: usize,
    /// What those who fall unless they reach their bar need together to stay.
    pub needed: Money,
    /// The customers on watch with the highest tiers, those who fall soonest first.
    pub watched: Vec<Watched>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    standings: Vec<Standing>,
    /// Those who fall next month unless they reach their bar, by number.
    #[serde(skip)]
    falling: Vec<u32>,
}

/// The tiers of one month.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Month {
    /// Its first day.
    pub start: Option<Day>,
    /// Customers in each tier at its end, from the lowest.
    pub customers: Vec<usize>,
    /// Customers on watch.
    pub watch: usize,
    /// Customers who rose in it.
    pub up: usize,
    /// Customers who fell in it.
    pub down: usize,
}

/// One tier.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tier {
    /// What it is called.
    pub name: String,
    /// From which monthly worth on; zero for the lowest.
    pub bar: Money,
    /// How many customers.
    pub customers: usize,
    /// Their share of all.
    pub share: f64,
    /// Of them those on watch.
    pub watch: usize,
    /// Of them those expected to rise next month.
    pub expected_up: usize,
    /// Of them those expected to fall next month.
    pub expected_down: usize,
    /// How many customers of today are expected to have it then.
    pub expected: usize,
}

/// A customer on watch.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Watched {
    /// Who, by id.
    pub name: String,
    /// Their tier.
    pub tier: String,
    /// Where they fall to unless they reach their bar in time.
    pub falls_to: String,
    /// Months left until then; 1 is the next.
    pub months_left: u32,
    /// Their worth in the last month.
    pub worth: Money,
    /// What a month must bring to end the watch.
    pub bar: Money,
}

/// Customers listed on watch.
const LISTED: usize = 20;

/// A tier's name.
fn tier_name(tier: u8) -> &'static str {
    NAMES.get(usize::from(tier)).copied().unwrap_or_default()
}

/// Bars as exact money.
#[allow(clippy::cast_possible_truncation)] // the check holds them within money
fn typed(bars: &[f64]) -> Vec<Money> {
    bars.iter().map(|bar| Money::from_micros((bar * 1e6).round() as i128)).collect()
}

impl Tiers {
    /// Those expected to go a way.
    fn expected(&self, way: Way) -> impl Iterator<Item = &Standing> {
        self.standings.iter().filter(move |one| match way {
            Way::Up => one.next > one.tier,
            Way::Down => one.next < one.tier,
        })
    }

    fn of(
        (walk, base): (&Walk<'_>, Base),
        standings: Vec<Standing>,
        bars: &[Money],
        months: &months::Months,
        calendar: &Calendar,
        view: &View,
        provenance: Provenance,
    ) -> Self {
        let starts = months.calendar_places().filter_map(|place| calendar.periods.get(place)).map(|month| month.from);
        let of_month = walk.months.iter().cloned().zip(starts);
        let months = of_month.map(|(month, start)| Month { start: Some(start), ..month }).collect();
        let all = standings.len();
        let tier = |(tier, bar): (u8, Money)| {
            let own = || standings.iter().filter(|standing| standing.tier == tier);
            let (customers, watch) = (own().count(), own().filter(|standing| standing.watched).count());
            Tier {
                name: tier_name(tier).to_owned(),
                bar,
                customers,
                share: customers as f64 / all.max(1) as f64,
                watch,
                expected_up: own().filter(|standing| standing.next > tier).count(),
                expected_down: own().filter(|standing| standing.next < tier).count(),
                expected: standings.iter().filter(|standing| standing.next == tier).count(),
            }
        };
        let tiers = (0_u8..).zip([Money::ZERO].into_iter().chain(bars.iter().copied())).map(tier).collect();
        let bar_of = |standing: &Standing| {
            usize::from(standing.tier).checked_sub(1).and_then(|place| bars.get(place)).copied().unwrap_or_default()
        };
        let falling = || standings.iter().filter(|standing| standing.watched && walk.months_left(standing) == 1);
        let mut watched: Vec<&Standing> = standings.iter().filter(|standing| standing.watched).collect();
        let ids = &view.all.customers;
        let key = |one: &Standing| (walk.months_left(one), std::cmp::Reverse(one.tier), ids.get(one.customer));
        watched.sort_unstable_by(|left, right| key(left).cmp(&key(right)));
        let shown = |one: &&Standing| Watched {
            name: ids.get(one.customer).to_owned(),
            tier: tier_name(one.tier).to_owned(),
            falls_to: tier_name(one.best_below).to_owned(),
            months_left: walk.months_left(one),
            worth: one.worth,
            bar: bar_of(one),
        };
        Self {
            months,
            tiers,
            base,
            watch: watched.len(),
            customers: all,
            falling_next: falling().count(),
            expected_up: standings.iter().filter(|standing| standing.next > standing.tier).count(),
            expected_down: standings.iter().filter(|standing| standing.next < standing.tier).count(),
            needed: falling().map(bar_of).sum(),
            falling: falling().map(|one| one.customer).collect(),
            watched: watched.iter().take(LISTED).map(shown).collect(),
            provenance,
            standings,
        }
    }
}
