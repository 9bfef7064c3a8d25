//! The days on which each customer bought, and for how much: what models of buying are made from.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{BLANK, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;

/// A day on which a customer bought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PurchaseDay {
    /// The day.
    pub day: Day,
    /// What was bought on it, less what was returned later, before the next.
    pub money: Money,
}

/// The purchase days of every customer. Returns are none; where they count they lower the day before them.
#[derive(Debug, Default)]
pub(super) struct PurchaseDays {
    /// Where each customer's days begin and end.
    places: Vec<(u32, u32)>,
    days: Vec<PurchaseDay>,
    /// First and last purchase.
    pub span: Option<Period>,
    /// Rows used: purchases, and returns that lower a day.
    pub rows: usize,
    /// Rows that are returns and are passed over: they do not count, or no purchase of the customer's is before them.
    pub returns_left_out: usize,
}

impl PurchaseDays {
    /// Of the rows up to a day. Linear in rows, but for sorting each customer's.
    pub async fn of<P: Pace>(
        purchases: &Purchases,
        until: Day,
        returns: ReturnsPolicy,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let mut found = Self::default();
        let counts = |day: Day, returned: bool| day <= until && (!returned || returns == ReturnsPolicy::Net);
        in_blocks_paced(purchases.len(), pace, |rows| {
            for row in purchases.rows_in(rows).filter(|row| row.customer != BLANK) {
                if !counts(row.day, row.returned) {
                    found.returns_left_out += usize::from(row.returned && row.day <= until);
                    continue;
                }
                let customer = row.customer as usize;
                if customer >= found.places.len() {
                    found.places.resize(customer + 1, (0, 0));
                }
                if let Some((_, count)) = found.places.get_mut(customer) {
                    *count += 1;
                }
                found.rows += 1;
                if !row.returned {
                    found.span = Some(Period::including(found.span, row.day));
                }
            }
        })
        .await?;
        let mut next = 0;
        for place in &mut found.places {
            let count = place.1;
            *place = (next, next);
            next += count;
        }
        // A return stands behind the purchases of its day.
        let mut entries = vec![(Day::MIN, false, Money::ZERO); next as usize];
        in_blocks_paced(purchases.len(), pace, |rows| {
            for row in purchases.rows_in(rows).filter(|row| counts(row.day, row.returned)) {
                let Some((_, end)) = found.places.get_mut(row.customer as usize) else { continue };
                if let Some(entry) = entries.get_mut(*end as usize) {
                    *entry = (row.day, row.returned, row.amount.money());
                    *end += 1;
                }
            }
        })
        .await?;
        let Self { days, places, rows, returns_left_out, .. } = &mut found;
        in_blocks_paced(places.len(), pace, |customers| {
            for place in places.get_mut(customers).unwrap_or_default() {
                let own = entries.get_mut(place.0 as usize..place.1 as usize).unwrap_or_default();
                own.sort_unstable_by_key(|(day, returned, _)| (*day, *returned));
                let start = days.len();
                for &mut (day, returned, money) in own {
                    match days.get_mut(start..).and_then(<[PurchaseDay]>::last_mut) {
                        Some(last) if returned || last.day == day => last.money += money,
                        // What was bought before all rows, or on a day that does not count.
                        None if returned => {
                            *rows -= 1;
                            *returns_left_out += 1;
                        }
                        _ => days.push(PurchaseDay { day, money }),
                    }
                }
                let numbered = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
                *place = (numbered(start), numbered(days.len()));
            }
        })
        .await?;
        Ok(found)
    }

    /// The days of each customer who bought, ascending, by rising number of the customer.
    pub fn customers(&self) -> impl Iterator<Item = (u32, &[PurchaseDay])> {
        let days = |&(start, end): &(u32, u32)| self.days.get(start as usize..end as usize).unwrap_or_default();
        (0..)
            .zip(&self.places)
            .map(move |(customer, place)| (customer, days(place)))
            .filter(|(_, days)| !days.is_empty())
    }
}
