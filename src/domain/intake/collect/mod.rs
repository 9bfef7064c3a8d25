//! Rows into typed columns: the sink behind [`super::read`].
//!
//! A row is looked at once. What one row cannot tell (the order of a date's numbers, the decimal
//! mark) is settled at the end from the whole column; only where some rows then turn out not to
//! fit is the file read a second time with the answers known, so that these rows are set aside
//! like any other.

mod aside;
mod columns;
mod counting;
mod counts;
mod customers;
mod date_order;
mod day;
mod discounts;
mod finish;
mod given_back;
mod groups;
mod header;
mod ids;
mod marks;
mod money;
mod order_totals;
mod other_table;
mod passing;
mod receipts;
mod refunds;
mod repeats;
mod sheet_rows;
mod torn;
mod total_lines;

use std::collections::BTreeMap;

use crate::domain::dataset::{Field, Kind};
use crate::domain::scale::Answered;
use crate::domain::score::Score;
use crate::domain::survey::ANSWER_ID;

use super::absurd::AbsurdDates;
use super::blanks::Blanks;
use super::error::IntakeError;
use super::exports::CountingRule;
use super::layout::Layout;
use super::note::Note;
use super::plan::{Plan, Role};
use super::record::{Flow, Record, Sink};
use super::report::{Passed, Reason, SetAside};
use super::set_aside::SetAsideFile;
use super::sheets::is_joined;
use super::source::{Pace, Progress};
use super::value::{Bare, Currency, ScoreError, bare, beyond_scores, read_labelled_score, trimmed};
use aside::{Fault, SHOWN, SHOWN_LETTERS};
use columns::{DateColumn, NumberColumn, PackedDate, TextColumn};
use counting::Counting;
use counts::{Counts, plain_notes};
use customers::CustomerColumn;
use groups::Groups;
use money::Row;
use passing::named_width;
use repeats::Repeats;
use sheet_rows::SheetRows;

pub(super) use columns::{absurd_among, readable_dates};
pub(super) use date_order::{OrderDecision, decide_order};
pub(super) use finish::Finish;
pub(super) use header::{Headers, headers_of};
pub(super) use passing::{Passes, Passing};
pub(super) use torn::may_be_torn;

/// Room is made beforehand for so many rows at most: a file that changes below its first rows costs no more.
const MOST_EXPECTED: usize = 1 << 22;

/// Reads one file's rows into columns.
pub(super) struct Collector<'a> {
    plan: &'a Plan,
    headers: Option<Headers>,
    /// The header's row, where the file has one.
    header_row: Option<u64>,
    /// Cells up to the last that the header names.
    named: usize,
    /// Rows still to come between the header and the data.
    further: u64,
    /// Tells rows that are no data, where the file may have them.
    passing: Option<Passing>,
    passed: Passes,
    /// Whether the row before was a total or a remark.
    was_after: bool,
    /// Words for nothing in customers, dates, amounts and scores.
    blanks: Blanks,
    unwrapped: u64,
    customer: Option<usize>,
    customers: CustomerColumn,
    /// The day of the row; for customers, since when.
    date: Option<DateColumn>,
    amount: Option<NumberColumn>,
    quantity: Option<NumberColumn>,
    unit_price: Option<NumberColumn>,
    /// What was given back of the amounts.
    refund: Option<NumberColumn>,
    /// Rows whose unit price was rounded, in order: each counts once, however its product is rounded.
    rounded_prices: Vec<usize>,
    /// Rows whose money was converted, and by which rate.
    rates: Vec<(usize, i64)>,
    order: Option<TextColumn>,
    /// The column that names the currency of a row.
    currency: Option<usize>,
    /// Rows by the currency of their money, where one is named.
    currencies: BTreeMap<Currency, u64>,
    score: Option<usize>,
    scores: Vec<Option<Score>>,
    /// Whole numbers in the score's column that are no scores.
    beyond: Answered,
    /// The columns of all other roles, and the extra ones.
    columns: Vec<TextColumn>,
    counting: Vec<Counting>,
    repeats: Repeats,
    groups: Groups,
    /// Where several sheets are read together.
    sheets: Option<SheetRows>,
    hasher: foldhash::fast::FixedState,
    counts: Counts,
    aside: SetAsideFile,
    shown: Vec<SetAside>,
    reasons: BTreeMap<Reason, u64>,
    noticed: Vec<Note>,
}

impl<'a> Collector<'a> {
    pub fn new(plan: &'a Plan) -> Self {
        let fields = plan.kind.fields();
        let column = |field: Field| plan.column_of(field).filter(|_| fields.contains(&field));
        let settings = |index: usize| plan.columns.get(index);
        let day = if plan.kind == Kind::Customers { Field::Since } else { Field::Date };
        let parts = plan.date_parts();
        let date = column(day).or(parts.map(|parts| parts.month)).map(|index| DateColumn {
            parts,
            six_digit_months: settings(index).is_some_and(|column| column.six_digit_months),
            unix_times: settings(index).is_some_and(|column| column.unix_times),
            local_midnights: plan.has_local_midnights(index),
            absurd: AbsurdDates::of_role(plan, settings(index)),
            ..DateColumn::new(index, settings(index).and_then(|column| column.date_order))
        });
        let numbers = |field| {
            column(field).map(|index| NumberColumn::new(index, settings(index).and_then(|column| column.decimal_mark)))
        };
        let money = |field| {
            let index = column(field)?;
            let (mark, header) = settings(index).map_or((None, ""), |column| (column.decimal_mark, &column.header));
            let is_written = matches!(plan.layout, Layout::Text { .. });
            Some(NumberColumn::of_money(index, mark, header, is_written))
        };
        let amount = money(Field::Amount);
        let further = |(index, column): (usize, &super::plan::Column)| match column.role {
            Role::Attribute => Some(TextColumn::new(index, of_a_kiosk(plan, &column.header), plan)),
            // A field of another kind is an extra column here.
            Role::Field(field) if !fields.contains(&field) => Some(TextColumn::new(index, None, plan)),
            Role::Field(field) => (!field.is_in_a_vector()).then(|| TextColumn::new(index, Some(field), plan)),
            Role::Ignore => None,
        };
        let counting = |rule: &CountingRule| {
            Counting::new(rule, settings(rule.column).map_or("", |column| column.header.as_str()))
        };
        Self {
            plan,
            headers: None,
            header_row: None,
            named: 0,
            further: plan.further_headers,
            passing: None,
            passed: Passes::default(),
            was_after: false,
            blanks: Blanks::new(plan.literal_blanks, false),
            unwrapped: 0,
            customer: column(Field::Customer),
            customers: CustomerColumn::default(),
            date,
            quantity: numbers(Field::Quantity),
            unit_price: if amount.is_some() { None } else { money(Field::UnitPrice) },
            refund: money(Field::Refund),
            amount,
            rounded_prices: Vec::new(),
            rates: Vec::new(),
            order: column(Field::Order).map(|index| TextColumn::new(index, Some(Field::Order), plan)),
            currency: column(Field::Currency),
            currencies: BTreeMap::new(),
            score: column(Field::Score),
            scores: Vec::new(),
            beyond: Answered::default(),
            columns: plan.columns.iter().enumerate().filter_map(further).collect(),
            counting: plan.counting.iter().map(counting).collect(),
            repeats: Repeats::new(plan.set_aside_duplicates),
            groups: Groups::default(),
            sheets: is_joined(plan).then(SheetRows::default),
            hasher: foldhash::fast::FixedState::default(),
            counts: Counts::default(),
            aside: SetAsideFile::default(),
            shown: Vec::new(),
            reasons: BTreeMap::new(),
            noticed: Vec::new(),
        }
    }

    /// Takes what the reader noticed that the rows do not show.
    pub fn notice(&mut self, noticed: Vec<Note>) {
        for note in noticed {
            match note {
                Note::BlankRows { rows } => self.counts.blank += rows,
                Note::TitleRows { rows } => self.counts.titles += rows,
                other => self.noticed.push(other),
            }
        }
    }

    /// Counts the rows that repeat an earlier one, giving way now and then.
    pub async fn count_repeats(&mut self, progress: Progress, pace: &mut impl Pace) -> Result<(), IntakeError> {
        // Rows that each have an order of their own differ: that is known already.
        let differ = |order: &TextColumn| {
            order.values.len() == order.codes.len() && order.codes.len() as u64 == self.counts.read
        };
        if self.order.as_ref().is_some_and(differ) {
            self.repeats.forget();
        }
        let progress = Progress { rows: self.counts.read, ..progress };
        let of_sheets = self.sheets.as_ref().map_or(0, |sheets| sheets.used);
        self.counts.repeated = self.repeats.count(progress, pace).await? + of_sheets;
        Ok(())
    }

    fn take_header(&mut self, record: &Record) -> Result<(), IntakeError> {
        // A format without a header row of its own calls it row 0.
        if (1..self.plan.header_row).contains(&record.row) {
            self.counts.titles += 1;
            self.passed.add(record, Passed::Title);
            self.hear_unit(record);
            return Ok(());
        }
        if record.fault == Some(Reason::TooLong) {
            return Err(IntakeError::HeaderTooLong);
        }
        // The header of R has none for the names of rows.
        let mut unnamed = Record::separated_by(record.separator());
        unnamed.clear(record.row);
        std::iter::once("").chain(record.iter()).for_each(|cell| unnamed.push(cell));
        let is_short = self.plan.columns.len() == record.len() + 1;
        let record = if is_short { &unnamed } else { record };
        let headers = headers_of(record.iter());
        if !headers.names.iter().eq(self.plan.columns.iter().map(|column| &column.header)) {
            return Err(IntakeError::Changed);
        }
        self.aside = SetAsideFile::new(&headers.names);
        self.headers = Some(headers);
        self.header_row = Some(record.row).filter(|row| *row > 0);
        self.named = named_width(record);
        if self.header_row.is_none() {
            self.further = 0;
        } else if !self.plan.keep_all_rows {
            self.passing = Some(Passing::new(record, self.passed.titles(), is_joined(self.plan)));
        }
        Ok(())
    }

    /// A cell without blanks and wrapping.
    #[inline]
    fn bare<'r>(&mut self, record: &'r Record, index: usize) -> &'r str {
        let quoted = self.plan.columns.get(index).is_some_and(|column| column.quoted);
        let Bare { text, was_wrapped } = bare(record.get(index), quoted);
        self.unwrapped += u64::from(was_wrapped);
        text
    }

    /// As [`Self::bare`]; blank where it says that there is nothing.
    #[inline]
    fn cell<'r>(&mut self, record: &'r Record, index: usize) -> &'r str {
        let text = self.bare(record, index);
        if self.blanks.take(text) { "" } else { text }
    }

    /// Uses the row, or says why not. Nothing is stored before everything has been read.
    #[inline(never)] // small functions become fast sooner, see `in_blocks`
    fn accept(&mut self, record: &Record) -> Result<(), Fault> {
        if let Some(reason) = record.fault {
            return Err(Fault::whole(reason));
        }
        let width = self.plan.columns.len();
        if self.repeats.is_repeat(record.hash(&self.hasher)) {
            return Err(Fault::whole(Reason::Duplicate));
        }
        if self.sheets.is_some() {
            self.look_at_sheets(record)?;
        }
        if record.len() != width {
            self.counts.short += u64::from(record.len() < self.named);
            if record.len() > width + self.plan.surplus_cells {
                return self.accept_long(record, width);
            }
        }
        self.accept_cells(record)
    }

    /// An order that an earlier sheet has too counts once, unless all rows are to be used; other rows are only told.
    fn look_at_sheets(&mut self, record: &Record) -> Result<(), Fault> {
        let Some(sheets) = &mut self.sheets else { return Ok(()) };
        if !sheets.is_of_another(record, &self.hasher) {
            return Ok(());
        }
        let has_order = self.order.as_ref().is_some_and(|order| !trimmed(record.get(order.index)).is_empty());
        if has_order && !self.plan.keep_all_rows {
            return Err(Fault::whole(Reason::Duplicate));
        }
        sheets.used += 1;
        Ok(())
    }

    #[inline]
    fn accept_cells(&mut self, record: &Record) -> Result<(), Fault> {
        let fails = |rule: &mut Counting| (!rule.holds(record.get(rule.column))).then_some(rule.column);
        if let Some(column) = self.counting.iter_mut().find_map(fails) {
            return Err(Fault::at(column, Reason::DoesNotCount));
        }
        let kind = self.plan.kind;
        let customer = self.customer.map_or("", |index| self.bare(record, index));
        let customer = if self.blanks.take_customer(customer, &self.plan.nobody) { "" } else { customer };
        if customer.is_empty() && matches!(kind, Kind::Customers | Kind::Purchases | Kind::Exits) {
            return Err(Fault { reason: Reason::NoCustomer, column: self.customer });
        }
        let day = self.read_day(record)?;
        let money = if kind == Kind::Purchases { self.read_money(record)? } else { Row::default() };
        let future = self.plan.today.is_some_and(|today| day.as_day().is_some_and(|day| day > today));
        if future && self.plan.set_aside_future {
            return Err(Fault { reason: Reason::FutureDate, column: self.date.as_ref().map(|date| date.index) });
        }
        self.counts.future += u64::from(future);
        self.store(record, customer, day, &money);
        self.take_score(record)
    }

    #[inline(never)]
    fn store(&mut self, record: &Record, customer: &str, day: PackedDate, money: &Row) {
        if money.unit_price.is_some_and(|price| price.rounded) {
            self.rounded_prices.push(self.customers.rows());
        }
        self.counts.rounded += u64::from(money.amount.is_some_and(|amount| amount.rounded));
        if let Some(rate) = money.rate {
            self.counts.converted += 1;
            self.rates.push((self.customers.rows(), rate));
        }
        if let Some(currency) = money.currency {
            *self.currencies.entry(currency).or_default() += 1;
        }
        self.customers.push(customer);
        if let Some(column) = &mut self.date {
            column.dates.push(day);
        }
        // One by one, as in `read_money`.
        if let Some((column, number)) = self.amount.as_mut().zip(money.amount) {
            column.push(number);
        }
        if let Some((column, number)) = self.quantity.as_mut().zip(money.quantity) {
            column.push(number);
        }
        if let Some((column, number)) = self.unit_price.as_mut().zip(money.unit_price) {
            column.push(number);
        }
        if let Some((column, number)) = self.refund.as_mut().zip(money.refund) {
            column.push(number);
        }
        if let Some(column) = &mut self.order {
            column.push(record.get(column.index));
        }
        for column in &mut self.columns {
            column.push(record.get(column.index));
        }
    }

    /// The score of an answer. A row without one stays in the table as *not an answer*.
    #[inline]
    fn take_score(&mut self, record: &Record) -> Result<(), Fault> {
        let Some(index) = self.score else { return Ok(()) };
        let score = read_labelled_score(self.cell(record, index));
        self.scores.push(score.ok());
        score.map(|_| ()).map_err(|error| {
            let reason = match error {
                ScoreError::Blank => Reason::NoScore,
                ScoreError::Bad => {
                    if let Some(number) = beyond_scores(record.get(index)) {
                        self.beyond.add(number);
                    }
                    Reason::BadScore
                }
            };
            Fault::at(index, reason)
        })
    }
}

/// Plans made before they were roles of their own call these columns of a kiosk's answers attributes.
fn of_a_kiosk(plan: &Plan, header: &str) -> Option<Field> {
    let is_of_kiosk = plan.kind == Kind::Answers && plan.columns.iter().any(|column| column.header == ANSWER_ID);
    let roles = [Field::AnswerId, Field::Contact, Field::Consent];
    roles.into_iter().find(|role| is_of_kiosk && role.name() == header && plan.column_of(*role).is_none())
}

impl Sink for Collector<'_> {
    #[inline]
    fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
        if record.fault.is_none() && record.is_blank() {
            self.counts.blank += 1;
            return Ok(Flow::More);
        }
        if self.headers.is_none() {
            return self.take_header(record).map(|()| Flow::More);
        }
        // A row whose quotes are left over may have swallowed others: it is told, whatever it looks like.
        let is_odd = record.odd || record.has_inner_separator() && self.holds_a_row(record);
        if !is_odd && let Some(why) = self.why_passed(record) {
            self.passed.add(record, why);
            return Ok(Flow::More);
        }
        if let Some(arranged) = self.arranged(record) {
            self.take_data(&arranged, is_odd);
        } else {
            self.take_data(record, is_odd);
        }
        Ok(Flow::More)
    }

    fn expect(&mut self, times: f64) {
        // As many again and a sixteenth; not a whole number of rows, nor more than there can be.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let rows = (self.customers.rows() as f64 * times * 1.0625) as usize;
        self.make_room(rows.min(MOST_EXPECTED));
    }
}

impl Collector<'_> {
    /// The columns of numbers that money is made of.
    fn numbers(&mut self) -> impl Iterator<Item = &mut NumberColumn> {
        [&mut self.amount, &mut self.quantity, &mut self.unit_price, &mut self.refund].into_iter().flatten()
    }

    /// Room for so many rows, so that no column moves as it grows.
    fn make_room(&mut self, rows: usize) {
        self.customers.make_room(rows);
        if let Some(column) = &mut self.date {
            room(rows, &mut column.dates);
        }
        for column in self.numbers() {
            room(rows, &mut column.values);
        }
        for column in self.order.iter_mut().chain(&mut self.columns) {
            room(rows, &mut column.codes);
        }
        if self.score.is_some() {
            room(rows, &mut self.scores);
        }
        self.repeats.make_room(rows);
    }

    /// A row below a header that came again in another order, as the first header has its cells.
    #[inline]
    fn arranged(&self, record: &Record) -> Option<Box<Record>> {
        let passing = self.passing.as_ref().filter(|passing| passing.has_moved())?;
        passing.arranged(record).map(Box::new)
    }

    /// A row of data, used or set aside.
    #[inline]
    fn take_data(&mut self, record: &Record, is_odd: bool) {
        let filled = self.filled_down(record);
        let record = filled.as_deref().unwrap_or(record);
        self.counts.read += 1;
        self.counts.damaged += u64::from(record.damaged);
        self.counts.cut += u64::from(record.cut);
        self.counts.odd += u64::from(is_odd);
        if let Err(fault) = self.accept(record) {
            self.set_aside(record, &fault);
        }
    }
}

/// Room for so many values in all; where there is none, it is asked for again when it is needed.
fn room<T>(values: usize, list: &mut Vec<T>) {
    let _ = list.try_reserve_exact(values.saturating_sub(list.len()));
}
