//! Columns as they grow, row by row; what single cells leave open is settled at the end.

use std::cell::Cell;
use std::sync::Arc;

use crate::domain::dataset::{BLANK, Column, Field, Reading};
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::absurd::AbsurdDates;
use crate::domain::intake::blanks::Blanks;
use crate::domain::intake::plan::{Column as PlanColumn, DateOrder, DecimalMark, Plan};
use crate::domain::intake::report::Reason;
use crate::domain::intake::value::{
    Bare, DateCell, DateParts, Evidence, Number, NumberError, Parts, bare, is_midnight_ahead, is_not_available,
    power_of_header, read_believed, read_date, read_number, read_number_by, says_whole_units, trimmed,
};

use super::date_order::{ORDERS, OrderDecision, decide_order};

/// Texts, each distinct one stored once.
#[derive(Debug, Default)]
pub(super) struct TextColumn {
    /// Which column of the file.
    pub index: usize,
    /// `None` for an extra column.
    pub role: Option<Field>,
    pub values: Dictionary,
    pub codes: Vec<u32>,
    /// Whether quotes around its cells are none of them.
    quoted: bool,
    pub blanks: Blanks,
    /// Cells that were wrapped.
    pub unwrapped: u64,
}

impl TextColumn {
    pub fn new(index: usize, role: Option<Field>, plan: &Plan) -> Self {
        let settings = plan.columns.get(index);
        let literal = plan.literal_blanks || settings.is_some_and(|column| column.literal);
        let quoted = settings.is_some_and(|column| column.quoted);
        Self { index, role, quoted, blanks: Blanks::new(literal, role.is_none()), ..Self::default() }
    }

    #[inline]
    pub fn push(&mut self, cell: &str) {
        let Bare { text, was_wrapped } = bare(cell, self.quoted);
        self.unwrapped += u64::from(was_wrapped);
        let is_blank = text.is_empty() || self.blanks.take(text);
        self.codes.push(if is_blank { BLANK } else { self.values.intern(text) });
    }

    /// Whether some cells are `NA`, which is nothing unless the column holds texts.
    pub fn has_na(&self) -> bool {
        self.blanks.leaves_na() && self.values.iter().any(|(_, text)| is_not_available(text))
    }

    /// Takes these cells for blank.
    #[cold]
    pub fn clear_na(&mut self) {
        let old = std::mem::take(&mut self.values);
        let kept = |(_, text): (u32, &str)| if is_not_available(text) { BLANK } else { self.values.intern(text) };
        let places: Vec<u32> = old.iter().map(kept).collect();
        for code in self.codes.iter_mut().filter(|code| **code != BLANK) {
            let place = places.get(*code as usize).copied().unwrap_or(BLANK);
            if place == BLANK {
                self.blanks.count(old.get(*code), 1);
            }
            *code = place;
        }
    }

    pub fn into_column(self, name: &str, reading: Reading) -> Column {
        let Self { role, values, codes, .. } = self;
        Column { name: name.to_owned(), role, values: Arc::new(values), codes, reading }
    }
}

/// A day, or three numbers waiting for their order, in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PackedDate(u32);

const PARTS: u32 = 1 << 31;
/// Of a day: only its month was given.
const MONTH: u32 = 1 << 30;

impl PackedDate {
    pub const NONE: Self = Self(u32::MAX);

    /// 1970-01-01.
    const EPOCH: Self = Self(Day::MIN.epoch_days().unsigned_abs());

    pub fn day(day: Day) -> Self {
        Self(u32::try_from(day.days_since(Day::MIN)).unwrap_or(u32::MAX))
    }

    fn month(first: Day) -> Self {
        Self(Self::day(first).0 | MONTH)
    }

    /// Whether it is the first day of a month given without a day.
    pub fn is_month(self) -> bool {
        self.0 & (PARTS | MONTH) == MONTH
    }

    fn parts(parts: Parts) -> Self {
        Self(PARTS | parts.pack())
    }

    fn as_parts(self) -> Option<Parts> {
        (self != Self::NONE && self.0 & PARTS != 0).then(|| Parts::unpack(self.0 & !PARTS))
    }

    /// The day, where no order is needed to know it.
    pub fn as_day(self) -> Option<Day> {
        let days = i32::try_from(self.0 & !MONTH).ok()?;
        Day::from_epoch_days(days.checked_add(Day::MIN.epoch_days())?)
    }

    /// The day, read in this order.
    pub fn in_order(self, order: DateOrder) -> Option<Day> {
        match self.as_parts() {
            Some(parts) => parts.in_order(order),
            None => self.as_day(),
        }
    }
}

/// Days from which on it is no chance that none is beyond the 12th, beside as many texts that all are.
const ENOUGH_DAYS: usize = 4;

/// How many of these dates are days that a spreadsheet has likely read with day and month swapped: none of them is beyond
/// the 12th, while all that is left as text is. 0 where nothing says so.
pub(super) fn swapped(dates: &[PackedDate]) -> usize {
    let (mut days, mut texts) = (0, 0);
    for date in dates.iter().filter(|date| **date != PackedDate::NONE && !date.is_month()) {
        match date.as_parts() {
            Some(parts) => {
                let orders = [DateOrder::DayMonthYear, DateOrder::MonthDayYear];
                if orders.into_iter().filter(|order| parts.in_order(*order).is_some()).count() != 1 {
                    return 0;
                }
                texts += 1;
            }
            None if date.as_day().is_some_and(|day| day.ymd().2 <= 12) => days += 1,
            None => return 0,
        }
    }
    if days >= ENOUGH_DAYS && texts >= ENOUGH_DAYS { days } else { 0 }
}

/// A column of dates.
#[derive(Debug)]
pub(super) struct DateColumn {
    pub index: usize,
    /// Where its dates are put together from several columns.
    pub parts: Option<DateParts>,
    /// The order given; `None` while the column has to decide.
    pub order: Option<DateOrder>,
    /// Whether `202403` is a month here, and `2567-01-15` a day.
    pub six_digit_months: bool,
    /// Whether years of another era were met.
    pub has_eras: Cell<bool>,
    /// Whether `1709600000` is a day here.
    pub unix_times: bool,
    /// Whether it holds midnights of a zone ahead of UTC, written in UTC.
    pub local_midnights: bool,
    /// Dates that are not believed.
    pub absurd: AbsurdDates,
    pub dates: Vec<PackedDate>,
}

/// Why a date cell cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadDate;

impl DateColumn {
    pub fn new(index: usize, order: Option<DateOrder>) -> Self {
        Self {
            index,
            parts: None,
            order,
            six_digit_months: false,
            has_eras: Cell::new(false),
            unix_times: false,
            local_midnights: false,
            absurd: AbsurdDates::default(),
            dates: Vec::new(),
        }
    }

    /// The date of a row with these cells.
    pub fn read_row<'r>(&self, cell: impl Fn(usize) -> &'r str) -> Result<PackedDate, BadDate> {
        match self.parts {
            Some(parts) => self.read(&parts.text(cell)),
            None => self.read(cell(self.index)),
        }
    }

    #[inline]
    pub fn read(&self, cell: &str) -> Result<PackedDate, BadDate> {
        let read = if self.six_digit_months {
            let (read, is_of_era) = read_believed(cell);
            self.has_eras.set(self.has_eras.get() || is_of_era);
            read
        } else {
            read_date(cell)
        };
        match read {
            DateCell::Day(day) => Ok(PackedDate::day(self.local_day(cell, day))),
            DateCell::Blank => Ok(PackedDate::NONE),
            DateCell::Month { first, six_digits } if !six_digits || self.six_digit_months => {
                Ok(PackedDate::month(first))
            }
            // A spreadsheet's day 0 comes as the time of day that is left of it.
            DateCell::Bad if trimmed(cell) == "00:00:00" => FIRST_OF_EXCEL.map(PackedDate::day).ok_or(BadDate),
            DateCell::Seconds(day) if self.unix_times => Ok(PackedDate::day(self.local_day(cell, day))),
            DateCell::Bad | DateCell::Month { .. } | DateCell::Seconds(_) => Err(BadDate),
            DateCell::Parts(parts) => match self.order {
                Some(order) => parts.in_order(order).map(PackedDate::day).ok_or(BadDate),
                None if ORDERS.iter().any(|&order| parts.in_order(order).is_some()) => Ok(PackedDate::parts(parts)),
                None => Err(BadDate),
            },
        }
    }

    /// The day that begins with a midnight; any other as it is.
    #[inline]
    fn local_day(&self, cell: &str, day: Day) -> Day {
        if self.local_midnights && is_midnight_ahead(cell) { day.plus_days(1) } else { day }
    }

    /// Why a date read is not believed, where no order is needed to know that.
    #[inline]
    pub fn absurdity(&self, date: PackedDate) -> Option<Reason> {
        match date.as_day() {
            Some(day) => self.absurd.reason(day),
            None => self.absurdity_of_parts(date),
        }
    }

    /// 31/12/9999 and 17/01/0204 are no dates in whatever order their column is.
    fn absurdity_of_parts(&self, date: PackedDate) -> Option<Reason> {
        let parts = date.as_parts().filter(|parts| matches!(parts.long_year(), Some(..1800 | 1899 | 1900 | 9999)))?;
        let days = ORDERS.iter().filter_map(|&order| parts.in_order(order));
        days.filter_map(|day| self.absurd.reason(day)).find(|reason| *reason != Reason::FarFuture)
    }

    /// Learns from the whole column whether 1970-01-01 stands for none; `true` where it does.
    pub fn judge_epoch(&mut self, order: DateOrder) -> bool {
        if !self.dates.contains(&PackedDate::EPOCH) && !self.dates.iter().any(|date| date.as_parts().is_some()) {
            return false;
        }
        let days = self.dates.iter().filter_map(|date| date.in_order(order));
        let lone = self.absurd.epoch_is_lone(days.map(|day| (day, 1)));
        self.absurd.epoch |= lone;
        lone
    }

    /// How many dates are not believed now that order and column are known.
    pub fn count_absurd(&self, order: DateOrder) -> u64 {
        let absurd = |date: &&PackedDate| date.in_order(order).is_some_and(|day| self.absurd.reason(day).is_some());
        self.dates.iter().filter(absurd).count() as u64
    }

    /// Makes them blank.
    pub fn clear_absurd(&mut self, order: DateOrder) {
        let absurd = self.absurd;
        for date in &mut self.dates {
            if date.in_order(order).is_some_and(|day| absurd.reason(day).is_some()) {
                *date = PackedDate::NONE;
            }
        }
    }

    /// Whether its days are written with points, as where the decimal mark is a comma.
    pub fn has_points(&self) -> bool {
        let mut written = self.dates.iter().filter_map(|date| date.as_parts()).take(LOOKED_AT).peekable();
        written.peek().is_some() && written.all(Parts::has_points)
    }

    /// The order its dates are in, and whether another fits them all as well.
    pub fn decide(&self) -> OrderDecision {
        decide_order(&self.dates.iter().filter_map(|date| date.as_parts()).map(|parts| (parts, 1)))
    }
}

/// Dates that show how all of a column are written.
const LOOKED_AT: usize = 1000;

/// Whether a cell of this column is a date or blank, in whatever order its numbers are.
pub(in crate::domain::intake) fn readable_dates(column: &PlanColumn) -> impl Fn(&str) -> bool {
    let dates = DateColumn {
        six_digit_months: column.six_digit_months,
        unix_times: column.unix_times,
        ..DateColumn::new(0, column.date_order)
    };
    move |cell| dates.read(cell).is_ok()
}

/// Whether some of these cells hold dates that are not believed.
pub(in crate::domain::intake) fn absurd_among<'a>(
    cells: impl Iterator<Item = &'a str>,
    order: Option<DateOrder>,
    absurd: AbsurdDates,
) -> bool {
    let mut column = DateColumn { absurd, ..DateColumn::new(0, order) };
    for cell in cells {
        let Ok(date) = column.read(cell) else { continue };
        if column.absurdity(date).is_some() {
            return true;
        }
        column.dates.push(date);
    }
    let order = order.or(column.decide().order).unwrap_or(DateOrder::DayMonthYear);
    column.judge_epoch(order) || column.count_absurd(order) > 0
}

/// 1899-12-31, which Excel calls day 0.
const FIRST_OF_EXCEL: Option<Day> = Day::from_epoch_days(-25_568);

/// Cells with points that look like thousands, from which on they are taken for that.
const ENOUGH: usize = 3;

/// A column of numbers, in millionths.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what is known of a column, each by itself")]
pub(super) struct NumberColumn {
    pub index: usize,
    /// The decimal mark given; `None` while the column has to decide.
    pub mark: Option<DecimalMark>,
    pub values: Vec<i64>,
    /// Rows whose number depends on the mark, and whether they were read with a decimal point.
    either: Vec<(usize, bool)>,
    /// Rows that prove a decimal point, rows that prove a decimal comma.
    proofs: (usize, usize),
    /// Whether others say that the decimal mark is a comma, where none of its own rows says anything.
    comma: bool,
    /// Whether its cells are texts that people write, which may group thousands.
    is_written: bool,
    /// Whether it is money.
    pub is_money: bool,
    /// Whether it is money of a currency without decimals.
    pub whole_money: bool,
    /// Whether it is money of a currency with three decimals: its points are none of thousands.
    pub thousandths: bool,
    /// The power of ten its header says its numbers are to be taken by.
    pub power: i32,
    /// Whether its header says that its numbers are in whole units of the currency.
    pub has_unit: bool,
}

impl NumberColumn {
    pub fn new(index: usize, mark: Option<DecimalMark>) -> Self {
        Self {
            index,
            mark,
            values: Vec::new(),
            either: Vec::new(),
            proofs: (0, 0),
            comma: false,
            thousandths: false,
            is_written: false,
            is_money: false,
            whole_money: false,
            power: 0,
            has_unit: false,
        }
    }

    /// The same for money, whose header may say a unit; `is_written` where cells are texts and no numbers of a program.
    pub fn of_money(index: usize, mark: Option<DecimalMark>, header: &str, is_written: bool) -> Self {
        Self {
            power: power_of_header(header),
            has_unit: says_whole_units(header),
            is_written,
            is_money: true,
            ..Self::new(index, mark)
        }
    }

    #[inline]
    pub fn read(&self, cell: &str) -> Result<Number, NumberError> {
        let number = read_number(cell, self.mark)?;
        // A cell that says its own unit has it already.
        let power = if number.has_unit { 0 } else { self.power };
        match power {
            0 => Ok(number),
            // More decimals than are kept may be wanted now.
            _ if number.rounded => read_number_by(cell, self.mark, power),
            _ => number.times_ten(power).ok_or(NumberError::TooLarge),
        }
    }

    #[inline]
    pub fn push(&mut self, number: Number) {
        match number.evidence {
            Evidence::None => {}
            Evidence::Point => self.proofs.0 += 1,
            Evidence::Comma => self.proofs.1 += 1,
            Evidence::EitherPoint => self.either.push((self.values.len(), true)),
            Evidence::EitherComma => self.either.push((self.values.len(), false)),
        }
        self.values.push(number.micros);
    }

    /// What most of its rows prove; where they prove nothing, a decimal point unless others say that it is a comma or
    /// points look like thousands.
    pub fn decide(&self) -> DecimalMark {
        self.mark.or(self.proven()).unwrap_or_else(|| {
            let is_comma = self.comma || self.has_open_points() && self.is_grouped();
            if is_comma { DecimalMark::Comma } else { DecimalMark::Point }
        })
    }

    /// The mark that more of its rows prove than another; `None` where none proves one.
    pub fn proven(&self) -> Option<DecimalMark> {
        let (point, comma) = self.proofs;
        (point + comma > 0).then_some(if comma > point { DecimalMark::Comma } else { DecimalMark::Point })
    }

    /// Whether some rows depend on a mark that none says.
    pub fn is_open(&self) -> bool {
        self.mark.is_none() && self.proofs == (0, 0) && !self.comma && !self.either.is_empty()
    }

    /// Takes the mark of a column beside it that is written alike, where its own rows prove none.
    pub fn follow(&mut self, mark: Option<DecimalMark>) {
        if self.proofs == (0, 0) {
            self.mark = self.mark.or(mark);
        }
    }

    /// Takes the comma for its decimal mark, which others say.
    pub fn hear_comma(&mut self) {
        self.comma |= self.is_open();
    }

    /// Whether each of its numbers but 0 has a comma with three digits behind it, as quantities of some programs have.
    pub fn has_three_decimals(&self) -> bool {
        let filled = self.values.iter().filter(|value| **value != 0).count();
        self.is_open() && self.has_open_commas() && self.either.len() >= filled
    }

    /// Whether all its open rows have commas, which only texts have.
    pub fn has_open_commas(&self) -> bool {
        self.either.iter().all(|(_, point)| !point)
    }

    /// Whether all that its rows have are points with three digits behind them: `1.234` is one and a bit, or a thousand.
    pub fn has_open_points(&self) -> bool {
        self.is_written && !self.thousandths && self.is_open() && self.either.iter().all(|(_, point)| *point)
    }

    /// Whether its points look like those of thousands: what has none is whole and below a thousand, and there are both;
    /// or the money has no decimals. (`1.234 750 12.000`; decimals would be of two digits now and then.)
    fn is_grouped(&self) -> bool {
        let smaller = self.below_thousand();
        smaller.is_some_and(|smaller| smaller > 0 && self.either.len() >= ENOUGH || self.whole_money)
    }

    /// Whether its points may be those of thousands: what has none is whole and below a thousand.
    pub fn may_be_grouped(&self) -> bool {
        self.has_open_points() && self.below_thousand().is_some()
    }

    /// How many numbers without points there are; `None` where some of them are not whole or below a thousand.
    fn below_thousand(&self) -> Option<usize> {
        const ONE: u64 = 1_000_000;
        let mut points = self.either.iter().map(|(row, _)| *row).peekable();
        let mut smaller = 0;
        for (row, value) in self.values.iter().enumerate() {
            if points.next_if_eq(&row).is_some() || *value == 0 {
                continue;
            }
            if value.unsigned_abs() % ONE != 0 || value.unsigned_abs() >= 1_000 * ONE {
                return None;
            }
            smaller += 1;
        }
        Some(smaller)
    }

    /// Whether some rows contradict the others.
    pub fn misfits(&self) -> bool {
        self.proofs.0 > 0 && self.proofs.1 > 0
    }

    /// Rereads the open rows under the mark decided; `false` where one gets too large.
    pub fn settle(&mut self) -> bool {
        if self.decide() == DecimalMark::Point {
            return true;
        }
        let mut all_fit = true;
        for &(row, point) in &self.either {
            let Some(value) = self.values.get_mut(row) else { continue };
            if point {
                let grouped = value.checked_mul(1000);
                all_fit &= grouped.is_some();
                *value = grouped.unwrap_or(i64::MAX);
            } else {
                *value /= 1000;
            }
        }
        all_fit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(cells: &[&str]) -> DateColumn {
        let mut column = DateColumn::new(0, None);
        for cell in cells {
            let date = column.read(cell).unwrap();
            column.dates.push(date);
        }
        column
    }

    #[test]
    fn midnights_of_a_zone_ahead_begin_the_next_day() {
        let read = |local_midnights: bool, cell: &str| {
            let column = DateColumn { local_midnights, unix_times: true, ..DateColumn::new(0, None) };
            column.read(cell).unwrap().in_order(DateOrder::DayMonthYear).unwrap().to_string()
        };
        for cell in ["2024-01-31T16:00:00.000Z", "1706716800"] {
            assert_eq!([read(false, cell), read(true, cell)], ["2024-01-31", "2024-02-01"], "{cell}");
        }
        for cell in ["2024-01-31T10:15:00Z", "2024-01-31", "31/01/2024"] {
            assert_eq!(read(true, cell), "2024-01-31", "{cell}");
        }
    }

    #[test]
    fn packed_days_come_back() {
        for text in ["0001-01-01", "2024-02-29", "9999-12-31"] {
            let column = dates(&[text]);
            assert_eq!(column.dates[0].as_day().map(|day| day.to_string()).as_deref(), Some(text));
        }
        assert_eq!(dates(&[""]).dates[0].in_order(DateOrder::DayMonthYear), None);
    }

    /// A column of these cells, of money in a text file or of a quantity.
    fn numbers(cells: &[&str], is_money: bool) -> NumberColumn {
        let mut column = if is_money { NumberColumn::of_money(0, None, "", true) } else { NumberColumn::new(0, None) };
        for cell in cells {
            let number = column.read(cell).unwrap();
            column.push(number);
        }
        column
    }

    #[test]
    fn a_comma_that_others_prove_is_taken_where_nothing_else_is_said() {
        let heard = |cells: &[&str]| {
            let mut column = numbers(cells, false);
            column.hear_comma();
            assert!(column.settle());
            column.values
        };
        assert_eq!(heard(&["1,500", "2"]), [1_500_000, 2_000_000]);
        assert_eq!(heard(&["1.500", "2"]), [1_500_000_000, 2_000_000]);
        assert_eq!(heard(&["1,500", "2.5"]), [1_500_000_000, 2_500_000], "it proves a point itself");
    }

    #[test]
    fn quantities_of_three_decimals_all_have_them() {
        assert!(numbers(&["2,000", "0", "1,500"], false).has_three_decimals());
        assert!(!numbers(&["2,000", "7"], false).has_three_decimals());
        assert!(!numbers(&["2,000", "7,5"], false).has_three_decimals());
        assert!(!numbers(&["2.000"], false).has_three_decimals());
    }

    #[test]
    fn points_of_dinars_are_none_of_thousands() {
        let mut column = numbers(&["12.345", "7.250", "KWD 9.125", "8"], true);
        assert_eq!((column.decide(), column.has_open_points()), (DecimalMark::Comma, true));
        column.thousandths = true;
        assert_eq!((column.decide(), column.has_open_points()), (DecimalMark::Point, false));
    }

    #[test]
    fn the_column_settles_what_cells_leave_open() {
        let settled = |cells: &[&str]| {
            let mut column = NumberColumn::new(0, None);
            for cell in cells {
                let number = column.read(cell).unwrap();
                column.push(number);
            }
            assert!(column.settle());
            column.values
        };
        assert_eq!(settled(&["1.234", "12,5", "1,234"]), [1_234_000_000, 12_500_000, 1_234_000]);
        assert_eq!(settled(&["1,234", "12.5", "1.234"]), [1_234_000_000, 12_500_000, 1_234_000]);
        assert_eq!(settled(&["1,234"]), [1_234_000_000]);
    }
}
