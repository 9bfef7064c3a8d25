//! What was let off of quantity times price, in a column of its own: it is taken off the amount.

use crate::domain::dataset::{Column, Field};
use crate::domain::intake::guess::normalised;
use crate::domain::intake::note::Note;
use crate::domain::intake::value::read_share;
use crate::domain::money::{Money, PackedMoney};

use super::finish::{Amounts, product};

/// One, in millionths.
const WHOLE: i64 = 1_000_000;

/// What the numbers of the column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Money.
    Money,
    /// A share of the amount.
    Share,
    /// The same in hundredths.
    Percent,
}

impl Meaning {
    /// Told by the name of the column and its different cells. Of noughts and ones alone it is unknown: they may say whether.
    fn of(name: &str, cells: &[(&str, i64)]) -> Option<Self> {
        const SHARES: [&str; 4] = ["rate", "pct", "percent", "率"];
        const MONEY: [&str; 4] = ["amount", "amt", "value", "额"];
        let name_has = |parts: &[&str]| parts.iter().any(|part| normalised(name).contains(part));
        let most = cells.iter().map(|(_, number)| *number).max()?;
        let is_share = name.contains(['%', '％']) || name_has(&SHARES);
        if cells.iter().any(|(cell, _)| cell.trim_end().ends_with(['%', '％'])) {
            return (most <= WHOLE).then_some(Self::Share);
        }
        match () {
            () if is_share && most > WHOLE => (most <= 100 * WHOLE).then_some(Self::Percent),
            () if is_share => Some(Self::Share),
            () if most > WHOLE || name_has(&MONEY) => Some(Self::Money),
            () => cells.iter().any(|(_, number)| *number % WHOLE != 0).then_some(Self::Share),
        }
    }
}

impl Amounts {
    /// Takes it off. Nothing is taken off where it is more than a row's amount, which may have it off already.
    #[inline(never)]
    pub(super) fn take_off_discounts(&mut self, columns: &[Column]) -> Option<Note> {
        let column = columns.iter().find(|column| column.role == Some(Field::Discount))?;
        // Some systems write them with a minus.
        let read = |cell: &str| read_share(cell, None).map_or(0, |number| number.micros.saturating_abs());
        let numbers: Vec<i64> = column.values.iter().map(|(_, cell)| read(cell)).collect();
        let cells: Vec<(&str, i64)> = column.values.iter().map(|(_, cell)| cell).zip(numbers.iter().copied()).collect();
        let meaning = Meaning::of(&column.name, &cells)?;
        let off = |(amount, code): (&PackedMoney, &u32)| {
            let number = numbers.get(*code as usize).copied().unwrap_or(0);
            match meaning {
                Meaning::Money => Some(number),
                Meaning::Share => Some(product(amount.micros(), number)?.0),
                Meaning::Percent => Some(product(amount.micros(), number / 100)?.0),
            }
        };
        let offs: Vec<i64> = self.amount.iter().zip(&column.codes).map(|row| off(row).unwrap_or(0)).collect();
        // A share is let off of returns as well; money off is none.
        let is_off = |(off, amount): &(i64, &mut PackedMoney)| *off != 0 && off.signum() == amount.micros().signum();
        let mut rows: Vec<(i64, &mut PackedMoney)> = offs.into_iter().zip(&mut self.amount).filter(is_off).collect();
        let more =
            rows.iter().filter(|(off, amount)| off.saturating_abs() > amount.micros().saturating_abs()).count() as u64;
        let total: Money = rows.iter().map(|(off, _)| Money::from_micros(i128::from(*off))).sum();
        for (off, amount) in rows.iter_mut().filter(|_| more == 0) {
            **amount = PackedMoney::from_micros(amount.micros().saturating_sub(*off));
        }
        let (count, total) = (rows.len() as u64, total.to_string());
        (count > 0).then_some(Note::Refunds { column: column.name.clone(), rows: count, total, more })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_numbers_of_a_discount_are_is_told_by_name_and_cells() {
        let of = |name: &str, cells: &[&str]| {
            let cells: Vec<(&str, i64)> =
                cells.iter().map(|cell| (*cell, read_share(cell, None).map_or(0, |number| number.micros))).collect();
            Meaning::of(name, &cells)
        };
        assert_eq!(of("Discount", &["0", "0.05", "0.25"]), Some(Meaning::Share));
        assert_eq!(of("discount", &["", "10%", "5%"]), Some(Meaning::Share));
        assert_eq!(of("Discount %", &["0", "10", "15"]), Some(Meaning::Percent));
        assert_eq!(of("discount_rate", &["0.1"]), Some(Meaning::Share));
        assert_eq!(of("Discount", &["0", "5", "12.50"]), Some(Meaning::Money));
        assert_eq!(of("优惠金额", &["0", "0.50"]), Some(Meaning::Money));
        assert_eq!(of("discount", &["0", "1"]), None);
        assert_eq!(of("discount_rate", &["120"]), None);
    }
}
