//! What was let off of quantity times price, in a column of its own: it is taken off the amount.

use crate::domain::dataset::{Column, Field};
use crate::domain::intake::guess::normalised;
use crate::domain::intake::note::Note;
use crate::domain::money::{Money, PackedMoney};

use super::finish::{Amounts, product};

/// One, in millionths.
const WHOLE: i64 = 1_000_000;

/// What the numbers of the column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Money.
    Money,
    /// A share of the amount, of which so many make the whole amount: 1, or 100 where they are hundredths.
    Share(i64),
}

impl Meaning {
    /// Told by the name of the column and its different cells. Of noughts and ones alone it is unknown: they may say whether.
    fn of(name: &str, cells: &[(&str, i64)]) -> Option<Self> {
        const SHARES: [&str; 4] = ["rate", "pct", "percent", "率"];
        const MONEY: [&str; 4] = ["amount", "amt", "value", "额"];
        let name_has = |parts: &[&str]| parts.iter().any(|part| normalised(name).contains(part));
        let most = cells.iter().map(|(_, number)| *number).max()?;
        let share = |of: i64| (most <= of * WHOLE).then_some(Self::Share(of));
        if cells.iter().any(|(cell, _)| cell.trim_end().ends_with(['%', '％'])) {
            return share(1);
        }
        if name.contains(['%', '％']) || name_has(&SHARES) {
            return share(1).or_else(|| share(100));
        }
        if most > WHOLE || name_has(&MONEY) {
            return Some(Self::Money);
        }
        cells.iter().any(|(_, number)| number % WHOLE != 0).then_some(Self::Share(1))
    }
}

impl Amounts {
    /// Takes it off; money of converted rows, whose `rates` these are, is converted first. Nothing is taken off where it is more
    /// than a row's amount, which may have it off already.
    #[inline(never)]
    pub(super) fn take_off_discounts(&mut self, columns: &[Column], rates: &[(usize, i64)]) -> Option<Note> {
        let column = columns.iter().find(|column| column.role == Some(Field::Discount))?;
        // Some systems write them with a minus.
        let size = |code: u32| column.number_of(code).map_or(0, |number| number.micros().saturating_abs());
        let sized =
            (0..).zip(column.values.iter()).map(|(code, (_, cell))| (cell, i64::try_from(size(code)).unwrap_or(0)));
        let cells: Vec<(&str, i64)> = sized.collect();
        let meaning = Meaning::of(&column.name, &cells)?;
        let off = |(amount, code): (&PackedMoney, &u32)| {
            let number = cells.get(*code as usize).map_or(0, |(_, number)| *number);
            match meaning {
                Meaning::Money => number,
                // No share is more than the amount, so that the product always fits.
                Meaning::Share(of) => product(amount.micros(), number / of).map_or(0, |(off, _)| off),
            }
        };
        let mut offs: Vec<i64> = self.amount.iter().zip(&column.codes).map(off).collect();
        for (row, rate) in rates.iter().filter(|_| meaning == Meaning::Money) {
            if let Some(off) = offs.get_mut(*row) {
                *off = product(*off, *rate).map_or(i64::MAX, |(off, _)| off);
            }
        }
        // A share is let off of returns as well; money off is none.
        for (off, amount) in offs.iter_mut().zip(&self.amount) {
            *off = if off.signum() == amount.micros().signum() { *off } else { 0 };
        }
        self.take_off(&column.name, &offs, false)
    }

    /// Takes so much off each amount, and tells it. Nothing is taken off where it is more than the amount in some row, unless
    /// it is `known` that amounts have it in them.
    pub(super) fn take_off(&mut self, column: &str, offs: &[i64], known: bool) -> Option<Note> {
        let is_off = |(off, _): &(&i64, &mut PackedMoney)| **off != 0;
        let mut rows: Vec<(&i64, &mut PackedMoney)> = offs.iter().zip(&mut self.amount).filter(is_off).collect();
        let exceeds =
            |(off, amount): &&(&i64, &mut PackedMoney)| off.saturating_abs() > amount.micros().saturating_abs();
        let more = if known { 0 } else { rows.iter().filter(exceeds).count() as u64 };
        let total: Money = rows.iter().map(|(off, _)| Money::from_micros(i128::from(**off))).sum();
        for (off, amount) in rows.iter_mut().filter(|_| more == 0) {
            **amount = PackedMoney::from_micros(amount.micros().saturating_sub(**off));
        }
        let (count, total) = (rows.len() as u64, total.to_string());
        (count > 0).then_some(Note::Refunds { column: column.to_owned(), rows: count, total, more })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::value::read_share;

    #[test]
    fn what_numbers_of_a_discount_are_is_told_by_name_and_cells() {
        let of = |name: &str, cells: &[&str]| {
            let cells: Vec<(&str, i64)> =
                cells.iter().map(|cell| (*cell, read_share(cell, None).map_or(0, |number| number.micros))).collect();
            Meaning::of(name, &cells)
        };
        assert_eq!(of("Discount", &["0", "0.05", "0.25"]), Some(Meaning::Share(1)));
        assert_eq!(of("discount", &["", "10%", "5%"]), Some(Meaning::Share(1)));
        assert_eq!(of("Discount %", &["0", "10", "15"]), Some(Meaning::Share(100)));
        assert_eq!(of("discount_rate", &["0.1"]), Some(Meaning::Share(1)));
        assert_eq!(of("Discount", &["0", "5", "12.50"]), Some(Meaning::Money));
        assert_eq!(of("优惠金额", &["0", "0.50"]), Some(Meaning::Money));
        assert_eq!(of("discount", &["0", "1"]), None);
        assert_eq!(of("discount_rate", &["120"]), None);
    }
}
