//! From the money of one window to that of the next, in parts that add up exactly.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::Purchases;
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::Level;
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::sign_test::sign_test;
use crate::indicators::Horizon;

/// Two windows of equal length, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Windows {
    /// The one that ends with the first day.
    pub before: Period,
    /// The one from the day after it to the second day.
    pub after: Period,
}

impl Windows {
    /// Of two days. Whole months where both end one, else as many days.
    pub fn of(days: Period) -> Self {
        let after = Period { from: days.from.plus_days(1), to: days.to };
        let ends_month = |day: Day| day == day.month().last_day();
        let start = if ends_month(days.from) && ends_month(days.to) {
            let months = days.to.month().months_since(days.from.month());
            days.from.month().plus(1 - months).first_day()
        } else {
            days.from.plus_days(1 - days.to.days_since(days.from))
        };
        Self { before: Period { from: start, to: days.from }, after }
    }
}

/// A part of the bridge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Active in the first window only.
    Lost,
    /// Active in both, with less money in the second.
    Down,
    /// Active in both, with as much or more.
    Up,
    /// First purchase of all in the second window.
    New,
    /// Active in the second window only, and bought before the first day.
    WonBack,
    /// Active in neither.
    ReturnsOnly,
}

impl Part {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 6] = [Self::Lost, Self::Down, Self::Up, Self::New, Self::WonBack, Self::ReturnsOnly];

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Down => "down",
            Self::Up => "up",
            Self::New => "new",
            Self::WonBack => "won_back",
            Self::ReturnsOnly => "returns_only",
        }
    }
}

/// One figure a part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Parts<T> {
    /// Of [`Part::Lost`].
    pub lost: T,
    /// Of [`Part::Down`].
    pub down: T,
    /// Of [`Part::Up`].
    pub up: T,
    /// Of [`Part::New`].
    pub new: T,
    /// Of [`Part::WonBack`].
    pub won_back: T,
    /// Of [`Part::ReturnsOnly`].
    pub returns_only: T,
}

impl<T: Copy> Parts<T> {
    /// That of a part.
    pub const fn get(&self, part: Part) -> T {
        match part {
            Part::Lost => self.lost,
            Part::Down => self.down,
            Part::Up => self.up,
            Part::New => self.new,
            Part::WonBack => self.won_back,
            Part::ReturnsOnly => self.returns_only,
        }
    }

    const fn of(&mut self, part: Part) -> &mut T {
        match part {
            Part::Lost => &mut self.lost,
            Part::Down => &mut self.down,
            Part::Up => &mut self.up,
            Part::New => &mut self.new,
            Part::WonBack => &mut self.won_back,
            Part::ReturnsOnly => &mut self.returns_only,
        }
    }
}

/// From then to now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bridge {
    /// The money of the first window.
    pub start: Money,
    /// What each part added, or took away.
    #[serde(flatten)]
    pub parts: Parts<Money>,
    /// The money of the second window.
    pub end: Money,
    /// How many customers each part has.
    pub customers: Parts<usize>,
    /// The windows.
    pub windows: Windows,
    /// Whether the loaded rows cover both whole.
    pub covered: bool,
    /// The probability of so uneven a split of up and down by chance.
    pub up_down_p: f64,
    /// Whether that is too likely for it to be more than chance.
    pub up_down_by_chance: bool,
}

/// Where the rows of a customer lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    /// All before the windows.
    Before,
    /// Some in a window.
    InWindow,
}

/// One customer in both windows.
#[derive(Debug, Clone, Copy, Default)]
struct Both {
    before: Money,
    after: Money,
    /// Whether they have an order in the first window, and in the second.
    active: (bool, bool),
    /// Whether any of their rows counts up to the second day, and is in a window.
    counts: Option<Where>,
    /// Whether their first purchase of all is in the second window.
    is_new: bool,
}

impl Both {
    fn part(&self) -> Part {
        match self.active {
            (true, false) => Part::Lost,
            (true, true) if self.after < self.before => Part::Down,
            (true, true) => Part::Up,
            (false, true) if self.is_new => Part::New,
            (false, true) => Part::WonBack,
            (false, false) => Part::ReturnsOnly,
        }
    }
}

/// All customers in both windows.
pub struct Bridged {
    of: Vec<Both>,
    /// Rows of the windows.
    pub rows: usize,
    /// First and last of their days.
    pub span: Option<Period>,
}

impl Bridged {
    /// Of these rows, in one pass.
    pub async fn of<P: Pace>(
        purchases: &Purchases,
        windows: &Windows,
        customers: usize,
        returns: ReturnsPolicy,
        horizon: &Horizon,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let mut bridged = Self { of: vec![Both::default(); customers], rows: 0, span: None };
        let Windows { before, after } = *windows;
        in_blocks_paced(purchases.len(), pace, |range| {
            for row in purchases.rows_in(range) {
                let Some(both) = bridged.of.get_mut(row.customer as usize) else { continue };
                if row.day <= after.to {
                    both.counts.get_or_insert(Where::Before);
                }
                let second = after.contains(row.day);
                if !(second || before.contains(row.day)) || row.returned && returns == ReturnsPolicy::LeftOut {
                    continue;
                }
                both.counts = Some(Where::InWindow);
                let (money, active) =
                    if second { (&mut both.after, &mut both.active.1) } else { (&mut both.before, &mut both.active.0) };
                *money += row.amount.money();
                *active |= !row.returned;
                bridged.rows += 1;
                bridged.span = Some(Period::including(bridged.span, row.day));
            }
        })
        .await?;
        for (customer, both) in (0..).zip(&mut bridged.of) {
            both.is_new = horizon.first_purchase(customer).is_some_and(|first| first >= after.from);
        }
        Ok(bridged)
    }

    /// Whether any row of a customer counts.
    pub fn counts(&self, customer: u32) -> bool {
        self.of.get(customer as usize).is_some_and(|both| both.counts.is_some())
    }

    /// A customer's money in the two windows.
    pub fn money(&self, customer: u32) -> (Money, Money) {
        self.of.get(customer as usize).map(|both| (both.before, both.after)).unwrap_or_default()
    }

    /// The customers of the windows, each with their part of the bridge.
    pub fn parts(&self) -> impl Iterator<Item = (u32, Part)> + '_ {
        let within = (0_u32..).zip(&self.of).filter(|(_, both)| both.counts == Some(Where::InWindow));
        within.map(|(customer, both)| (customer, both.part()))
    }

    /// The bridge.
    pub fn bridge(&self, windows: &Windows, level: Level) -> Bridge {
        let (mut parts, mut customers) = (Parts::default(), Parts::default());
        let (mut start, mut end) = (Money::ZERO, Money::ZERO);
        // Whose money did not change went neither way.
        let mut rose = 0;
        for both in self.of.iter().filter(|both| both.counts == Some(Where::InWindow)) {
            let part = both.part();
            *parts.of(part) += both.after - both.before;
            *customers.of(part) += 1;
            rose += usize::from(part == Part::Up && both.after > both.before);
            start += both.before;
            end += both.after;
        }
        let p = sign_test(rose, customers.down);
        let by_chance = p >= 1.0 - level.get();
        let windows = *windows;
        Bridge { start, parts, end, customers, windows, covered: false, up_down_p: p, up_down_by_chance: by_chance }
    }
}
