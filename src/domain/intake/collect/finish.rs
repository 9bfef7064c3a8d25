//! The end of a reading: what the columns leave open is settled, tables and report are made.
//!
//! What goes through rows is a function of its own, for the reason given at [`in_blocks`].

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::domain::blocks::in_blocks;
use crate::domain::dataset::{
    Answers, BLANK, Column, Complaints, Customers, Exits, Field, FileTable, Kind, Purchases, Reading, Rows, Values,
};
use crate::domain::day::Period;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::absurd::AbsurdDates;
use crate::domain::intake::error::IntakeError;
use crate::domain::intake::exports::Export;
use crate::domain::intake::layout::Layout;
use crate::domain::intake::meaning::{How, Texts};
use crate::domain::intake::note::Note;
use crate::domain::intake::plan::{DateOrder, DecimalMark, Plan, Role};
use crate::domain::intake::read::Imported;
use crate::domain::intake::report::FileReport;
use crate::domain::intake::value::{Currency, DateParts, divide_half_even};
use crate::domain::money::{Money, PackedMoney};

use super::columns::{NumberColumn, PackedDate, swapped};
use super::day::{optional_days, required_days};
use super::ids::{Unified, unify};
use super::order_totals::{self, Found, Row};
use super::receipts::{self, tell_apart};
use super::{Collector, plain_notes};

/// How a reading ended.
pub(in crate::domain::intake) enum Finish {
    /// With a table.
    Done(Box<Imported>),
    /// Some rows do not fit what their column turned out to be: read again with this plan.
    Again {
        /// The plan with all orders and decimal marks fixed.
        plan: Box<Plan>,
        /// Notes the second reading can no longer find.
        notes: Vec<Note>,
    },
}

/// Quantity times price, both in millionths, in millionths; and whether it was rounded (half to
/// even). `None` beyond what a row may hold.
pub(super) fn product(quantity: i64, price: i64) -> Option<(i64, bool)> {
    let (micros, rounded) = divide_half_even(i128::from(quantity) * i128::from(price), 1_000_000);
    i64::try_from(micros).ok().map(|micros| (micros, rounded))
}

/// The amounts of purchases and what was noticed on the way.
pub(super) struct Amounts {
    pub amount: Vec<PackedMoney>,
    pub returned: Vec<bool>,
    pub returns: u64,
    turned: u64,
}

impl Collector<'_> {
    /// Makes the table and the report. `earlier` are the notes of a first reading.
    pub fn finish(mut self, name: &str, earlier: Option<Vec<Note>>) -> Result<Finish, IntakeError> {
        if self.headers.is_none() {
            return Err(IntakeError::Empty);
        }
        if self.counts.read == 0 {
            return Err(IntakeError::HeaderOnly);
        }
        let first_reading = earlier.is_none();
        let mut notes = earlier.unwrap_or_default();
        let mut plan = self.plan.clone();
        let misfits = self.settle(&mut plan, &mut notes);
        let mut misfits = misfits;
        if first_reading {
            plan.totals = self.total_words();
            plan.nobody = if plan.literal_blanks { Vec::new() } else { self.customers.fillers() };
            plan.said_once = self.said_once();
            misfits |= plan.totals.is_some() || !plan.nobody.is_empty() || !plan.said_once.is_empty();
        }
        if misfits && first_reading {
            return Ok(Finish::Again { plan: Box::new(plan), notes });
        }
        Ok(Finish::Done(Box::new(self.into_import(name, notes))))
    }

    /// Fixes in `plan` what the columns decide; `true` where some rows do not fit it.
    fn settle(&mut self, plan: &mut Plan, notes: &mut Vec<Note>) -> bool {
        let mut misfits = false;
        misfits |= self.settle_date(plan, notes);
        misfits |= self.settle_currency(plan, notes);
        let whole = self.currency_used().is_some_and(Currency::is_whole);
        self.money().for_each(|money| money.whole_money = whole);
        self.share_marks(plan, notes);
        let written = self.amount.as_ref().or(self.unit_price.as_ref()).map(NumberColumn::decide);
        self.refund.iter_mut().for_each(|refund| refund.follow(written));
        let is_converted = self.counts.converted > 0;
        for number in self.numbers() {
            let Some(column) = plan.columns.get_mut(number.index) else { continue };
            // What was converted cannot be shifted by three digits afterwards.
            misfits |= is_converted && number.mark.is_none() && number.decide() == DecimalMark::Comma;
            column.decimal_mark = Some(number.decide());
            misfits |= number.misfits();
            misfits |= !number.settle();
        }
        if let (None, Some(quantity), Some(price)) = (&self.amount, &self.quantity, &self.unit_price) {
            misfits |= quantity.values.iter().zip(&price.values).any(|(&units, &each)| product(units, each).is_none());
        }
        misfits
    }

    /// Reads what the further columns mean; what was noticed is counted and noted.
    #[inline(never)]
    fn columns(&mut self, names: &[String], notes: &mut Vec<Note>) -> Vec<Column> {
        let mut columns = Vec::new();
        if let Some(order) = &self.order {
            self.blanks.add(&order.blanks);
            self.unwrapped += order.unwrapped;
        }
        for mut column in std::mem::take(&mut self.columns) {
            let (index, role) = (column.index, column.role);
            let settings = self.plan.columns.get(index);
            let name = names.get(index).map_or("", String::as_str);
            let how = How {
                name,
                role,
                values: settings.and_then(|column| column.values),
                date_order: settings.and_then(|column| column.date_order),
                six_digit_months: settings.is_some_and(|column| column.six_digit_months),
                unix_times: settings.is_some_and(|column| column.unix_times),
                local_midnights: self.plan.has_local_midnights(index),
                decimal_mark: settings.and_then(|column| column.decimal_mark),
                absurd: match role {
                    Some(_) => AbsurdDates::of_role(self.plan, settings),
                    None => AbsurdDates::of_extra(self.plan),
                },
            };
            if column.has_na() && Texts::new(&column.values, &column.codes).holds(how) != Values::Text {
                column.clear_na();
            }
            self.blanks.add(&column.blanks);
            self.unwrapped += column.unwrapped;
            let meaning = Texts::new(&column.values, &column.codes).read(how);
            if let Some(order) = meaning.ambiguous {
                notes.push(Note::AmbiguousDates { column: name.to_owned(), order });
            }
            notes.extend(meaning.eras.then(|| Note::OtherEra { column: name.to_owned() }));
            // A month may have kept dates from being read already.
            self.counts.unread.entry(index).or_insert(meaning.unread);
            *self.counts.absurd.entry(index).or_default() += meaning.absurd;
            // Months among attributes only group.
            self.counts.months.insert(index, if role.is_some() { meaning.months } else { 0 });
            columns.push(column.into_column(name, meaning.reading));
        }
        columns
    }

    fn into_import(mut self, name: &str, decided: Vec<Note>) -> Imported {
        let headers = self.headers.take().unwrap_or_default();
        let mut notes = plain_notes(&self.counts, &headers, &self.passed);
        notes.extend(decided);
        let mut columns = self.columns(&headers.names, &mut notes);
        columns.extend(self.quantities(&headers.names));
        self.unify_ids(&headers.names, &mut notes);
        notes.extend(self.plan.day_of_all().map(|day| Note::OneDay { day }));
        let named = |parts: DateParts| parts.places().filter_map(|at| headers.names.get(at).cloned()).collect();
        let parts = self.date.as_ref().and_then(|date| date.parts);
        notes.extend(parts.map(|parts| Note::DateParts { columns: named(parts) }));
        notes.extend(self.groups.note(&headers.names, &self.plan.said_once));
        let totals = self.settle_order_totals(&headers.names);
        let are_totals = matches!(totals, Some(Note::RepeatedTotals { once: true, .. }));
        notes.extend(totals);
        if let Some(money) = self.amount.as_ref().or(self.unit_price.as_ref()).filter(|money| money.power != 0) {
            let column = headers.names.get(money.index).cloned().unwrap_or_default();
            notes.push(Note::HeaderUnit { column, power: money.power });
        }
        if let Some(date) = &self.date {
            let rows = date.dates.iter().filter(|date| date.is_month()).count() as u64;
            self.counts.months.insert(date.index, rows);
            let column = headers.names.get(date.index).cloned().unwrap_or_default();
            let rows = swapped(&date.dates) as u64;
            notes.extend(date.has_eras.get().then(|| Note::OtherEra { column: column.clone() }));
            notes.extend((rows > 0).then_some(Note::SwappedDays { column, rows }));
            if let Some(unread) = self.counts.unread.get_mut(&date.index) {
                unread.filled = unread.cells + date.dates.iter().filter(|date| **date != PackedDate::NONE).count();
            }
        }
        let midnights = headers.names.iter().enumerate().filter(|(index, _)| self.has_days_of_midnights(*index));
        notes.extend(midnights.map(|(_, column)| Note::LocalMidnights { column: column.clone() }));
        if let Some(unread) = self.quantity.as_ref().and_then(|column| self.counts.unread.get_mut(&column.index)) {
            unread.filled = self.customers.rows();
        }
        notes.extend(self.counts.by_column(&headers.names));
        notes.extend(self.by_name(&headers.names));
        let mut amounts = self.amounts();
        notes.extend(amounts.take_off_discounts(&columns, &self.rates));
        notes.extend(self.take_off_refunds(&headers.names, are_totals, &mut amounts));
        notes.extend(amounts.turn_given_back(&columns));
        let mut counted = |rows: u64, note: Note| {
            if rows > 0 {
                notes.push(note);
            }
        };
        let blank = Note::BlankWords { words: self.blanks.words(), cells: self.blanks.cells() };
        counted(self.blanks.cells(), blank);
        counted(self.unwrapped, Note::Unwrapped { cells: self.unwrapped });
        counted(self.counts.rounded, Note::Rounded { rows: self.counts.rounded });
        counted(self.counts.converted, Note::Converted { rows: self.counts.converted });
        counted(amounts.returns, Note::Returns { rows: amounts.returns });
        counted(amounts.turned, Note::SignTurned { rows: amounts.turned });
        counted(self.counts.repeated, Note::Duplicates { rows: self.counts.repeated });
        counted(self.counts.future, Note::FutureDates { rows: self.counts.future });
        counted(u64::from(self.aside.is_cut()), Note::SetAsideCut { kept: self.aside.rows() });
        notes.append(&mut self.noticed);
        notes.extend(parts_read(&self.plan.layout));

        let mut report = self.report(name, notes, &columns);
        let set_aside = std::mem::take(&mut self.aside);
        let (table, told_apart) = self.into_table(columns, amounts);
        if told_apart > 0 {
            let column = report.mapping.get(&Field::Order).cloned().unwrap_or_default();
            report.notes.push(Note::ReceiptsStartAgain { column, orders: told_apart });
        }
        report.period = period(&table.rows);
        Imported { table, report, set_aside }
    }

    /// Whether a column is used whose days are those that begin with its midnights.
    fn has_days_of_midnights(&self, index: usize) -> bool {
        let is_used = || self.plan.columns.get(index).is_some_and(|column| column.role != Role::Ignore);
        self.plan.has_local_midnights(index) && is_used()
    }

    /// Totals of orders that stand on each of their rows count once, where the header says that they are such; else it is
    /// told.
    fn settle_order_totals(&mut self, names: &[String]) -> Option<Note> {
        let found = self.orders_with(&self.amount.as_ref()?.values)?;
        let amount = self.amount.as_mut()?;
        let column = names.get(amount.index).cloned().unwrap_or_default();
        // Where an export is known to have them, or the header says so, no further proof is needed.
        let is_said = Export::repeats_totals(self.plan.export.as_deref()) || order_totals::is_of_orders(&column);
        let totals = if is_said { found.all_alike() } else { 0 };
        let once = totals > 0 && !self.plan.keep_all_rows;
        let orders = if once { totals } else { found.likely(is_said) };
        for &row in found.further.iter().filter(|_| once) {
            if let Some(amount) = amount.values.get_mut(row) {
                *amount = 0;
            }
        }
        (orders > 0).then_some(Note::RepeatedTotals { column, orders: orders as u64, once })
    }

    /// What is found of orders by this money of their rows; nothing where each row has an order of its own.
    pub(super) fn orders_with(&self, money: &[i64]) -> Option<Found> {
        let order = self.order.as_ref().filter(|order| order.codes.len() > order.values.len())?;
        let date = self.date.as_ref();
        let day = |row: usize| {
            let date = date?;
            date.dates.get(row)?.in_order(date.order.unwrap_or(DateOrder::DayMonthYear))
        };
        let orders = order.codes.iter().zip(self.customers.codes()).zip(money).enumerate();
        let rows = orders.map(|(row, ((&order, &customer), &amount))| Row { order, customer, day: day(row), amount });
        Some(Found::of(rows, order.values.len()))
    }

    /// The quantities as a column: the money has them in it, and prices are told from both. Blank ones are 0.
    #[inline(never)]
    fn quantities(&self, names: &[String]) -> Option<Column> {
        let column = self.quantity.as_ref()?;
        let (mut values, mut meanings, mut codes) = (Dictionary::new(), Vec::new(), Vec::new());
        let mut known: HashMap<i64, u32, FixedState> = HashMap::default();
        in_blocks(column.values.len(), |range| {
            for &micros in column.values.get(range).unwrap_or_default() {
                let code = *known.entry(micros).or_insert_with(|| {
                    let number = PackedMoney::from_micros(micros);
                    meanings.push(Some(number));
                    values.intern(&number.money().to_string())
                });
                codes.push(code);
            }
        });
        let name = names.get(column.index).cloned().unwrap_or_default();
        let reading = Reading::Number(Arc::new(meanings));
        Some(Column { name, role: Some(Field::Quantity), values: Arc::new(values), codes, reading })
    }

    /// Ids that are numbers become whole numbers, customers and orders alike.
    #[inline(never)]
    fn unify_ids(&mut self, names: &[String], notes: &mut Vec<Note>) {
        let mut note = |index: Option<usize>, found: Unified| {
            let column = || index.and_then(|index| names.get(index)).cloned().unwrap_or_default();
            if found.rewritten > 0 {
                notes.push(Note::UnifiedIds { column: column(), ids: found.rewritten });
            }
            if found.folded > 0 {
                notes.push(Note::FoldedIds { column: column(), ids: found.folded });
            }
            if found.cut > 0 {
                notes.push(Note::CutIds { column: column(), ids: found.cut });
            }
        };
        note(self.customer, self.customers.unify());
        if let Some(order) = &mut self.order {
            note(Some(order.index), unify(&mut order.values, &mut order.codes));
        }
    }

    fn report(&mut self, name: &str, notes: Vec<Note>, columns: &[Column]) -> FileReport {
        let plan = self.plan;
        let (encoding, dialect, sheet) = match &plan.layout {
            Layout::Text { encoding, delimiter, quoting } => (Some(*encoding), Some((*delimiter, *quoting)), None),
            Layout::Workbook { sheet, .. } => (None, None, Some(sheet.clone())),
            Layout::Json { encoding, .. } | Layout::Ndjson { encoding, .. } => (Some(*encoding), None, None),
        };
        let mapped = |field: Field| {
            let of_it = plan.columns.iter().filter(|column| column.role == Role::Field(field));
            let headers: Vec<&str> = of_it.map(|column| column.header.as_str()).collect();
            let shown = if field.takes_several() { headers.len() } else { 1 };
            (!headers.is_empty()).then(|| (field, headers.iter().take(shown).copied().collect::<Vec<_>>().join(", ")))
        };
        FileReport {
            name: name.to_owned(),
            kind: plan.kind,
            encoding: encoding.map(|encoding| encoding.name().to_owned()),
            delimiter: dialect.map(|(delimiter, _)| delimiter),
            quoting: dialect.map(|(_, quoting)| quoting),
            sheet,
            header_row: self.header_row,
            export: self.plan.export.clone(),
            currency: self.currency_used(),
            mapping: plan.kind.fields().into_iter().filter_map(mapped).collect(),
            attributes: columns
                .iter()
                .filter(|column| column.role.is_none_or(Field::is_late))
                .map(|column| column.name.clone())
                .collect(),
            rows_read: self.counts.read,
            rows_used: self.counts.read - self.counts.aside,
            rows_set_aside: self.counts.aside,
            reasons: std::mem::take(&mut self.reasons),
            notes,
            period: None,
            set_aside: std::mem::take(&mut self.shown),
            passed_over: std::mem::take(&mut self.passed.counts),
            passed: std::mem::take(&mut self.passed.rows),
        }
    }

    /// Amounts with the sign their row asks for. A row is a return where its amount or quantity is
    /// negative, or where its order id is a C and digits while most order ids are digits.
    #[inline(never)]
    fn amounts(&mut self) -> Amounts {
        let rows = if self.plan.kind == Kind::Purchases { self.customers.rows() } else { 0 };
        let cancelled = self.order.as_ref().map(|order| cancelled_orders(&order.values)).unwrap_or_default();
        let quantities = self.quantity.take().map(|column| column.values).unwrap_or_default();
        let prices = self.unit_price.take().map(|column| column.values).unwrap_or_default();
        let given = self.amount.take().map(|column| column.values);
        let mut out =
            Amounts { amount: Vec::with_capacity(rows), returned: Vec::with_capacity(rows), returns: 0, turned: 0 };
        let mut rounded_prices = std::mem::take(&mut self.rounded_prices).into_iter().peekable();
        in_blocks(rows, |range| {
            for row in range {
                let quantity = quantities.get(row).copied().unwrap_or(0);
                let (micros, rounded) = match &given {
                    Some(amounts) => (amounts.get(row).copied().unwrap_or(0), false),
                    // Too large a product made the file be read again, or its row be set aside.
                    None => product(quantity, prices.get(row).copied().unwrap_or(0)).unwrap_or_default(),
                };
                let order = self.order.as_ref().and_then(|order| order.codes.get(row)).copied().unwrap_or(BLANK);
                let is_cancelled = cancelled.get(order as usize).copied().unwrap_or(false);
                let returned = micros < 0 || quantity < 0 || is_cancelled;
                let turned = returned && micros > 0;
                let signed = Money::from_micros(i128::from(if turned { -micros } else { micros }));
                let rounded_price = rounded_prices.next_if_eq(&row).is_some();
                self.counts.rounded += u64::from(rounded || rounded_price);
                out.returns += u64::from(returned);
                out.turned += u64::from(turned);
                out.returned.push(returned);
                // Sixty-four bits of millionths always pack.
                out.amount.push(PackedMoney::try_from(signed).unwrap_or_default());
            }
        });
        out
    }

    /// The table, and how many orders have the number of an earlier one.
    #[inline(never)]
    fn into_table(self, columns: Vec<Column>, amounts: Amounts) -> (FileTable, u64) {
        let (customers, customer) = self.customers.into_parts();
        let (rows, date) = (customer.len(), self.date.as_ref());
        let mut order_ids = Arc::default();
        let mut told_apart = 0;
        let rows = match self.plan.kind {
            Kind::Customers => {
                Rows::Customers(Arc::new(Customers { customer, since: optional_days(date, rows), columns }))
            }
            Kind::Purchases => {
                let Amounts { amount, returned, .. } = amounts;
                let day = match self.plan.day_of_all() {
                    Some(day) => vec![day; rows],
                    None => required_days(date),
                };
                let (mut order, mut ids) = match self.order {
                    Some(order) => (order.codes, hashes(&order.values)),
                    None => (vec![BLANK; rows], Vec::new()),
                };
                let rows = receipts::Rows { customer: &customer, day: &day, returned: &returned };
                let came_from = tell_apart(&mut order, ids.len(), &rows);
                told_apart = came_from.len() as u64;
                // An order told apart has the id it came with: another file may hold it too.
                ids.extend(
                    came_from.iter().filter_map(|&number| ids.get(number as usize).copied()).collect::<Vec<_>>(),
                );
                let orders = number_blanks(&mut order, ids.len());
                order_ids = ids.into();
                Rows::Purchases(Arc::new(Purchases { customer, order, orders, day, amount, returned, columns }))
            }
            Kind::Answers => {
                let day = optional_days(date, rows);
                let mut answered = self.beyond;
                in_blocks(self.scores.len(), |range| answered.add_scores(self.scores.get(range).unwrap_or_default()));
                let answered = vec![answered];
                // Comments alone: nobody gave a score.
                let score = if self.score.is_some() { self.scores } else { vec![None; rows] };
                Rows::Answers(Arc::new(Answers { customer, day, score, answered, columns }))
            }
            Kind::Complaints => {
                let table = Arc::new(Complaints { customer, day: required_days(date), columns });
                if self.plan.is_promise_log() { Rows::Promises(table) } else { Rows::Complaints(table) }
            }
            Kind::Exits => Rows::Exits(Arc::new(Exits { customer, day: required_days(date), columns })),
        };
        (FileTable { customers: Arc::new(customers), rows, order_ids }, told_apart)
    }
}

/// Which parts of the file were read together, and which were not.
fn parts_read(layout: &Layout) -> Vec<Note> {
    let (joined, left) = match layout {
        Layout::Text { .. } => (None, None),
        Layout::Workbook { sheet, more, left } => (
            (!more.is_empty())
                .then(|| Note::SheetsJoined { sheets: std::iter::once(sheet).chain(more).cloned().collect() }),
            (!left.is_empty()).then(|| Note::SheetsLeft { sheets: left.clone() }),
        ),
        Layout::Json { rows, left, .. } | Layout::Ndjson { rows, left, .. } => {
            let note = || Note::ArraysLeft { read: rows.clone().unwrap_or_default(), arrays: left.clone() };
            (None, (!left.is_empty()).then(note))
        }
    };
    joined.into_iter().chain(left).collect()
}

fn period(rows: &Rows) -> Option<Period> {
    match rows {
        Rows::Customers(table) => table.period(),
        Rows::Purchases(table) => table.period(),
        Rows::Answers(table) => table.period(),
        Rows::Complaints(table) | Rows::Promises(table) => table.period(),
        Rows::Exits(table) => table.period(),
    }
}

/// A hash of each id, the same in every file.
#[inline(never)]
fn hashes(ids: &Dictionary) -> Vec<u64> {
    let hasher = FixedState::default();
    let mut all = Vec::with_capacity(ids.len());
    in_blocks(ids.len(), |range| {
        for code in range {
            // A dictionary's codes are 32 bits wide.
            all.push(hasher.hash_one(ids.get(u32::try_from(code).unwrap_or(BLANK))));
        }
    });
    all
}

/// Numbers the rows without an order id, each an order of its own, after those that are `known`; gives how many orders
/// there are then.
#[inline(never)]
fn number_blanks(order: &mut [u32], known: usize) -> u32 {
    let mut next = u32::try_from(known).unwrap_or(u32::MAX);
    in_blocks(order.len(), |range| {
        for code in order.get_mut(range).unwrap_or_default().iter_mut().filter(|code| **code == BLANK) {
            *code = next;
            next = next.saturating_add(1);
        }
    });
    next
}

/// Which order ids are cancellations: a C and digits, where most ids are digits only.
#[inline(never)]
fn cancelled_orders(ids: &Dictionary) -> Vec<bool> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let id = |code| ids.get(u32::try_from(code).unwrap_or(BLANK));
    let mut plain = 0;
    in_blocks(ids.len(), |range| plain += range.filter(|code| digits(id(*code))).count());
    if plain * 2 <= ids.len() {
        return Vec::new();
    }
    ids.iter().map(|(_, id)| id.strip_prefix(['C', 'c']).is_some_and(digits)).collect()
}
