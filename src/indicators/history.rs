//! What all loaded purchases say of time: when each customer first and last bought, on which days anybody did, and
//! which periods they cover whole.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{BLANK, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};

/// What is kept of a customer's purchases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Life {
    /// First and last purchase.
    pub span: Period,
    /// Whether all of them are one order.
    pub once: bool,
    order: u32,
}

/// What customers bought, by number. Returns are no purchase.
#[derive(Debug, Default)]
pub(super) struct Lives(Vec<Option<Life>>);

impl Lives {
    /// Of all these rows, in one pass.
    pub async fn of<P: Pace>(purchases: &Purchases, pace: &mut P) -> Result<Self, Cancelled> {
        let mut lives = Self::default();
        in_blocks_paced(purchases.len(), pace, |rows| {
            for row in purchases.rows_in(rows).filter(|row| !row.returned) {
                lives.bought(row.customer, row.day, row.order);
            }
        })
        .await?;
        Ok(lives)
    }

    #[inline]
    fn bought(&mut self, customer: u32, day: Day, order: u32) {
        // Its number is the largest there is, and would take all memory.
        if customer == BLANK {
            return;
        }
        let customer = customer as usize;
        if customer >= self.0.len() {
            self.0.resize(customer + 1, None);
        }
        if let Some(life) = self.0.get_mut(customer) {
            let life = life.get_or_insert(Life { span: Period { from: day, to: day }, once: true, order });
            life.span = Period::including(Some(life.span), day);
            life.once &= life.order == order;
        }
    }

    /// What a customer bought; `None` for those who never did.
    #[inline]
    pub fn of_customer(&self, customer: u32) -> Option<Life> {
        self.0.get(customer as usize).copied().flatten()
    }

    /// The customers who bought anything, by rising number.
    pub fn customers(&self) -> impl Iterator<Item = (u32, Life)> {
        (0..).zip(&self.0).filter_map(|(customer, life)| Some((customer, (*life)?)))
    }
}

/// First and last purchases, and the days that have rows. Returns are no purchase, but a day they are made on has rows.
#[derive(Debug, Default)]
pub(super) struct History {
    /// What customers bought up to the last day known.
    pub lives: Lives,
    /// The last purchase of all, known or later.
    pub last_purchase: Option<Day>,
    /// The days with rows, known or later.
    pub days: DaysWithRows,
}

impl History {
    /// Of all these rows; lives end with the day `until`. One pass.
    pub async fn of<P: Pace>(purchases: &Purchases, until: Option<Day>, pace: &mut P) -> Result<Self, Cancelled> {
        let (mut history, until) = (Self::default(), until.unwrap_or(Day::MAX));
        in_blocks_paced(purchases.len(), pace, |rows| {
            for row in purchases.rows_in(rows) {
                history.days.add(row.day);
                if row.returned {
                    continue;
                }
                history.last_purchase = history.last_purchase.max(Some(row.day));
                if row.day <= until {
                    history.lives.bought(row.customer, row.day, row.order);
                }
            }
        })
        .await?;
        Ok(history)
    }
}

/// The days on which any row is, a bit each, from the first day of the calendar: 450 kB, whatever the days.
#[derive(Debug, Default)]
pub(super) struct DaysWithRows {
    bits: Vec<u64>,
    span: Option<Period>,
}

const BITS: i32 = 64;

impl DaysWithRows {
    #[inline]
    fn add(&mut self, day: Day) {
        if self.bits.is_empty() {
            let words = Day::MAX.days_since(Day::MIN) / BITS + 1;
            self.bits = vec![0; usize::try_from(words).unwrap_or(0)];
        }
        let (word, bit) = place(day);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
        self.span = Some(Period::including(self.span, day));
    }

    /// The first and the last day with rows.
    pub fn span(&self) -> Option<Period> {
        self.span
    }

    fn has(&self, day: Day) -> bool {
        let (word, bit) = place(day);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    /// The days the rows cover, those from `from` to `to` alone: from the first row to the last, and as far beyond as no
    /// rows ever occur: on days on which the shop is closed, and in a month that stands for all of its days.
    pub fn covered(&self, from: Option<Day>, to: Option<Day>) -> Option<Period> {
        let span = self.span?;
        let mut covered = Period { from: from.map_or(span.from, |from| from.max(span.from)), to: span.to };
        covered.to = to.map_or(span.to, |to| to.min(span.to));
        if covered.from > covered.to {
            return None;
        }
        if self.is_months_only(span) {
            return Some(Period { to: covered.to.month().last_day(), ..covered });
        }
        let closed = Closed::of(self, span);
        while covered.to < Day::MAX && closed.is_closed(covered.to.plus_days(1)) {
            covered.to = covered.to.plus_days(1);
        }
        while covered.from > Day::MIN && closed.is_closed(covered.from.plus_days(-1)) {
            covered.from = covered.from.plus_days(-1);
        }
        Some(covered)
    }

    /// Whether dates are months alone, which are read as their first days: every row is on the first of a month, and
    /// they are of more than one.
    fn is_months_only(&self, span: Period) -> bool {
        span.from < span.to && self.within(span).all(|day| day.ymd().2 == 1)
    }

    /// The days with rows.
    fn within(&self, span: Period) -> impl Iterator<Item = Day> {
        let words = place(span.from).0..=place(span.to).0;
        let words = words.filter_map(|word| Some((i32::try_from(word).ok()?, *self.bits.get(word)?)));
        words.filter(|(_, bits)| *bits != 0).flat_map(|(word, bits)| {
            let days = (0..BITS).filter(move |bit| bits >> bit & 1 == 1);
            days.map(move |bit| Day::MIN.plus_days(word * BITS + bit))
        })
    }
}

#[inline]
fn place(day: Day) -> (usize, u64) {
    let days = day.days_since(Day::MIN);
    (usize::try_from(days / BITS).unwrap_or(0), 1 << (days % BITS))
}

/// On which days rows never occur: weekdays, and dates of other years. Told only where rows occur on most of the other
/// days; in few rows a gap is chance.
struct Closed<'a> {
    days: &'a DaysWithRows,
    span: Period,
    weekdays: [bool; 7],
    regular: bool,
}

impl<'a> Closed<'a> {
    fn of(days: &'a DaysWithRows, span: Period) -> Self {
        let mut rows = [0_i32; 7];
        for day in days.within(span) {
            if let Some(count) = rows.get_mut(usize::from(day.weekday())) {
                *count += 1;
            }
        }
        let mut calendar = [(span.to.days_since(span.from) + 1) / 7; 7];
        for day in 0..(span.to.days_since(span.from) + 1) % 7 {
            if let Some(count) = calendar.get_mut(usize::from(span.from.plus_days(day).weekday())) {
                *count += 1;
            }
        }
        let mut weekdays = [false; 7];
        for ((closed, rows), days) in weekdays.iter_mut().zip(rows).zip(calendar) {
            *closed = rows == 0 && days > 0;
        }
        let open: i32 = calendar.iter().zip(weekdays).filter(|(_, closed)| !closed).map(|(days, _)| days).sum();
        let regular = 2 * rows.iter().sum::<i32>() > open;
        Self { days, span, weekdays, regular }
    }

    fn is_closed(&self, day: Day) -> bool {
        let weekday = self.weekdays.get(usize::from(day.weekday())).copied().unwrap_or_default();
        self.regular && !self.days.has(day) && (weekday || self.is_holiday(day))
    }

    /// Whether the rows go over this date in another year, and have none on it in any.
    fn is_holiday(&self, day: Day) -> bool {
        let (_, month, of_month) = day.ymd();
        let years = self.span.from.ymd().0..=self.span.to.ymd().0;
        let mut dates = years
            .filter_map(|year| Day::from_ymd(year, month, of_month))
            .filter(|date| *date != day && self.span.contains(*date))
            .peekable();
        dates.peek().is_some() && !dates.any(|date| self.days.has(date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn covered(days: impl IntoIterator<Item = Day>, from: Option<&str>, to: Option<&str>) -> Option<(String, String)> {
        let mut with_rows = DaysWithRows::default();
        days.into_iter().for_each(|day| with_rows.add(day));
        let covered = with_rows.covered(from.map(day), to.map(day))?;
        Some((covered.from.to_string(), covered.to.to_string()))
    }

    /// Every day from one to the other that is open.
    fn daily(from: &str, to: &str, open: impl Fn(Day) -> bool) -> Vec<Day> {
        let (from, days) = (day(from), day(to).days_since(day(from)));
        (0..=days).map(|days| from.plus_days(days)).filter(|day| open(*day)).collect()
    }

    fn span(from: &str, to: &str) -> (String, String) {
        (from.into(), to.into())
    }

    #[test]
    fn rows_cover_from_the_first_to_the_last() {
        let rows = || ["2024-01-02", "2024-03-30"].map(day);
        assert_eq!(covered(rows(), None, None), Some(span("2024-01-02", "2024-03-30")));
        assert_eq!(covered(rows(), Some("2024-02-01"), Some("2024-03-01")), Some(span("2024-02-01", "2024-03-01")));
        assert_eq!(covered(rows(), Some("2023-02-01"), Some("2025-03-01")), Some(span("2024-01-02", "2024-03-30")));
        assert_eq!(covered(rows(), Some("2024-03-31"), None), None);
        assert_eq!(covered([], None, None), None);
    }

    #[test]
    fn a_shop_closed_on_sundays_covers_a_month_that_ends_on_one() {
        // 31 March 2024 is a Sunday, and so is 31 December 2023.
        let open = daily("2024-01-01", "2024-03-30", |day| day.weekday() != 6);
        assert_eq!(covered(open.clone(), None, None), Some(span("2023-12-31", "2024-03-31")));
        assert_eq!(covered(open.clone(), None, Some("2024-03-29")), Some(span("2023-12-31", "2024-03-29")));
        assert_eq!(covered(open, Some("2024-01-08"), None), Some(span("2024-01-07", "2024-03-31")));
        // One Sunday in three months is enough to be open on Sundays.
        let once = daily("2024-01-01", "2024-03-30", |open| open.weekday() != 6 || open == day("2024-02-04"));
        assert_eq!(covered(once, None, None), Some(span("2024-01-01", "2024-03-30")));
    }

    #[test]
    fn holidays_are_the_dates_of_other_years_without_rows() {
        let christmas = |day: Day| !matches!(day.ymd(), (_, 12, 24..=31));
        let open = daily("2022-06-01", "2023-12-23", christmas);
        assert_eq!(covered(open.clone(), None, None), Some(span("2022-06-01", "2023-12-31")));
        // In the first year nobody knows why there are no more rows.
        let first = open.into_iter().filter(|open| *open < day("2022-12-24"));
        assert_eq!(covered(first, None, None), Some(span("2022-06-01", "2022-12-23")));
    }

    #[test]
    fn in_few_rows_a_day_without_one_is_chance() {
        // Never on a Sunday, but hardly on any other day either.
        let rows = ["2024-01-01", "2024-02-06", "2024-02-28", "2024-03-30"].map(day);
        assert_eq!(covered(rows, None, None), Some(span("2024-01-01", "2024-03-30")));
        assert_eq!(covered([day("2024-03-30")], None, None), Some(span("2024-03-30", "2024-03-30")));
    }

    #[test]
    fn a_month_alone_is_covered_whole() {
        let months = || ["2024-01-01", "2024-02-01", "2024-04-01"].map(day);
        assert_eq!(covered(months(), None, None), Some(span("2024-01-01", "2024-04-30")));
        assert_eq!(covered(months(), Some("2024-01-15"), Some("2024-02-10")), Some(span("2024-01-15", "2024-02-29")));
        let one = ["2024-01-01", "2024-02-02"].map(day);
        assert_eq!(covered(one, None, None), Some(span("2024-01-01", "2024-02-02")), "a day that is no first");
    }

    #[test]
    fn the_ends_of_the_calendar_end_it() {
        assert_eq!(covered([Day::MIN, Day::MAX], None, None), Some(span("0001-01-01", "9999-12-31")));
    }
}
