//! Joining the tables of several files.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::currency::Currency;
use crate::domain::day::{Day, Period};
use crate::domain::dictionary::Dictionary;

use super::column::BLANK;
use super::join::{Ids, JoinRule, NearIds, Overlap, near_pairs};
use super::kind::Kind;
use super::role::Field;
use super::tables::{Answers, Complaints, Customers, Exits, Purchases, Table};

/// The rows of one file.
#[derive(Debug, Clone)]
pub enum Rows {
    /// Customers and what is known of them.
    Customers(Arc<Customers>),
    /// Orders, order lines or transactions.
    Purchases(Arc<Purchases>),
    /// Survey answers.
    Answers(Arc<Answers>),
    /// Complaints.
    Complaints(Arc<Complaints>),
    /// A log of promises: rows like those of complaints, of which none says that anybody complained.
    Promises(Arc<Complaints>),
    /// Customers who left.
    Exits(Arc<Exits>),
}

/// One file as typed columns, its customers numbered within the file. Shared with the dataset where
/// no joining changes it: a client's one large file is held once.
#[derive(Debug, Clone)]
pub struct FileTable {
    /// The customer ids the file names, in order of appearance.
    pub customers: Arc<Dictionary>,
    /// The rows.
    pub rows: Rows,
    /// Of purchases: a hash of each order's id, by its number; empty where the file has no order ids.
    /// Orders without an id come after them. By these, rows in two files are known to be the same.
    pub order_ids: Arc<[u64]>,
}

impl FileTable {
    /// What its rows are about. A log of promises is read as complaints are.
    pub fn kind(&self) -> Kind {
        match self.rows {
            Rows::Customers(_) => Kind::Customers,
            Rows::Purchases(_) => Kind::Purchases,
            Rows::Answers(_) => Kind::Answers,
            Rows::Complaints(_) | Rows::Promises(_) => Kind::Complaints,
            Rows::Exits(_) => Kind::Exits,
        }
    }
}

/// What joining found: counts a person should know about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinNotes {
    /// Rows of the customers table that name a customer again; the last row counts.
    pub duplicate_customers: usize,
    /// Customers named elsewhere but absent from the customers table (0 where there is no such table).
    pub unknown_customers: usize,
    /// Answers of kiosks that came in more than one table; each counts once.
    pub repeated_answers: usize,
    /// Columns that files read in different ways, as numbers here and as text there: together they
    /// are text. In text order.
    #[serde(default)]
    pub mixed_columns: Vec<String>,
    /// Rows of purchases that two files share: same order number, customer, day and amount, or without an order number
    /// every cell, where nearly all rows of these days are alike. They count once, unless the rule has them counted in each.
    #[serde(default)]
    pub overlapping_rows: usize,
    /// Rows of purchases without an order number that are equal in two files of other rows. They count in each, unless
    /// the rule has them counted once.
    #[serde(default)]
    pub equal_rows: usize,
    /// Ids that differ little from another one: whether these are one customer is for the rule.
    #[serde(default)]
    pub near_ids: NearIds,
    /// The currencies that files of purchases name, where they name several: their money is added up as it is. In text
    /// order.
    #[serde(default)]
    pub currencies: Vec<Currency>,
}

impl JoinNotes {
    /// Tells that files name different currencies; each file comes with what it is about and the currency it names.
    /// `kr` beside one country's crowns is these.
    pub fn tell_currencies(&mut self, files: impl IntoIterator<Item = (Kind, Option<Currency>)>) {
        let named = files.into_iter().filter(|(kind, _)| *kind == Kind::Purchases).filter_map(|(_, currency)| currency);
        let named: BTreeSet<Currency> = named.collect();
        let is_known = |one: &Currency| named.iter().filter(|other| one.may_be_crowns_of(**other)).count() == 1;
        let different: Vec<Currency> = named.iter().filter(|one| !is_known(one)).copied().collect();
        self.currencies = if different.len() > 1 { different } else { Vec::new() };
    }
}

/// All tables, customers numbered through one dictionary.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// Every customer id any table names.
    pub customers: Arc<Dictionary>,
    /// What is known of customers, one row per customer.
    pub profiles: Option<Arc<Customers>>,
    /// Orders, order lines or transactions.
    pub purchases: Option<Arc<Purchases>>,
    /// Survey answers.
    pub answers: Option<Arc<Answers>>,
    /// Complaints.
    pub complaints: Option<Arc<Complaints>>,
    /// Promises of logs that say of nobody that they complained: in no count of complaints, nor in their rows.
    pub promises: Option<Arc<Complaints>>,
    /// Customers who left.
    pub exits: Option<Arc<Exits>>,
}

impl Dataset {
    /// Joins files in the order given. Files of one kind follow each other; a customer listed
    /// twice in customers tables keeps the last row.
    pub fn build<'a>(files: impl IntoIterator<Item = &'a FileTable>) -> (Self, JoinNotes) {
        Self::build_by(files, JoinRule::default())
    }

    /// As [`Self::build`], where the user has said which ids are one customer and which rows count.
    pub fn build_by<'a>(files: impl IntoIterator<Item = &'a FileTable>, rule: JoinRule) -> (Self, JoinNotes) {
        let files: Vec<&FileTable> = files.into_iter().collect();
        let all = (!rule.compares_as_written()).then(|| all_ids(&files));
        let mut joined = Ids::new(rule);
        let mut overlap = Overlaps::new(&files, rule);
        let mut ids = Arc::<Dictionary>::default();
        let mut mixed = BTreeSet::new();
        let (mut profiles, mut purchases, mut answers) = (None, None, None);
        let (mut complaints, mut promises, mut exits) = (None, None, None);
        for file in files {
            let codes = join_ids(&mut ids, &file.customers, &mut joined);
            let codes = codes.as_deref();
            mixed.extend(match &file.rows {
                Rows::Customers(rows) => append(&mut profiles, rows, codes),
                Rows::Purchases(rows) => overlap.append(&mut purchases, file, rows, codes),
                Rows::Answers(rows) => append(&mut answers, rows, codes),
                Rows::Complaints(rows) => append(&mut complaints, rows, codes),
                Rows::Promises(rows) => append(&mut promises, rows, codes),
                Rows::Exits(rows) => append(&mut exits, rows, codes),
            });
        }
        let mut notes = JoinNotes {
            mixed_columns: mixed.into_iter().collect(),
            overlapping_rows: overlap.found.as_ref().map_or(0, |found| found.rows),
            equal_rows: overlap.found.as_ref().map_or(0, |found| found.equal),
            near_ids: near_pairs(all.as_ref().unwrap_or(&ids)),
            ..JoinNotes::default()
        };
        let profiles = profiles.map(|listed| {
            let last = keep_last(&listed, ids.len(), &mut notes);
            if notes.duplicate_customers == 0 { listed } else { Arc::new(listed.select(&last)) }
        });
        let answers = answers.map(|table: Arc<Answers>| match first_answers(&table) {
            Some(first) => {
                notes.repeated_answers = first.iter().filter(|first| !**first).count();
                Arc::new(table.select(&first))
            }
            None => table,
        });
        let dataset = Self { customers: ids, profiles, purchases, answers, complaints, promises, exits };
        if let Some(profiles) = &dataset.profiles {
            notes.unknown_customers = dataset.customers.len().saturating_sub(profiles.len());
        }
        (dataset, notes)
    }

    /// Whether no table is loaded.
    pub fn is_empty(&self) -> bool {
        Kind::ALL.into_iter().all(|kind| self.rows(kind) == 0) && self.promises.is_none()
    }

    /// Rows of one kind of table.
    pub fn rows(&self, kind: Kind) -> usize {
        match kind {
            Kind::Customers => self.profiles.as_ref().map_or(0, |table| table.len()),
            Kind::Purchases => self.purchases.as_ref().map_or(0, |table| table.len()),
            Kind::Answers => self.answers.as_ref().map_or(0, |table| table.len()),
            Kind::Complaints => self.complaints.as_ref().map_or(0, |table| table.len()),
            Kind::Exits => self.exits.as_ref().map_or(0, |table| table.len()),
        }
    }

    /// Whether the rows of a kind have a column of a role.
    pub fn has_role(&self, kind: Kind, role: Field) -> bool {
        match kind {
            Kind::Customers => self.profiles.as_ref().is_some_and(|table| table.of(role).is_some()),
            Kind::Purchases => self.purchases.as_ref().is_some_and(|table| table.of(role).is_some()),
            Kind::Answers => self.answers.as_ref().is_some_and(|table| table.of(role).is_some()),
            Kind::Complaints => self.complaints.as_ref().is_some_and(|table| table.of(role).is_some()),
            Kind::Exits => self.exits.as_ref().is_some_and(|table| table.of(role).is_some()),
        }
    }

    /// How many customers any row names that is not after a day; rows without a day count.
    pub fn customers_named_until(&self, until: Option<Day>) -> usize {
        let mut named = vec![false; self.customers.len()];
        let until = until.unwrap_or(Day::MAX);
        name_until(self.profiles.as_deref(), Day::MAX, &mut named);
        name_until(self.purchases.as_deref(), until, &mut named);
        name_until(self.answers.as_deref(), until, &mut named);
        name_until(self.complaints.as_deref(), until, &mut named);
        name_until(self.promises.as_deref(), until, &mut named);
        name_until(self.exits.as_deref(), until, &mut named);
        named.into_iter().filter(|named| *named).count()
    }

    /// First and last day of one kind of table.
    pub fn period_of(&self, kind: Kind) -> Option<Period> {
        match kind {
            Kind::Customers => self.profiles.as_ref().and_then(|table| table.period()),
            Kind::Purchases => self.purchases.as_ref().and_then(|table| table.period()),
            Kind::Answers => self.answers.as_ref().and_then(|table| table.period()),
            Kind::Complaints => self.complaints.as_ref().and_then(|table| table.period()),
            Kind::Exits => self.exits.as_ref().and_then(|table| table.period()),
        }
    }

    /// First and last day of purchases, answers, complaints, promises and exits together.
    pub fn period(&self) -> Option<Period> {
        let spans = [Kind::Purchases, Kind::Answers, Kind::Complaints, Kind::Exits].map(|kind| self.period_of(kind));
        let promised = self.promises.as_ref().and_then(|table| table.period());
        Period::spanning(spans.into_iter().chain([promised]).flatten().flat_map(|span| [span.from, span.to]))
    }
}

/// Marks the customers that rows up to a day name, and those that rows without one do.
fn name_until<T: Table>(table: Option<&T>, until: Day, named: &mut [bool]) {
    for (row, &customer) in table.into_iter().flat_map(|table| table.customer().iter().enumerate()) {
        if let Some(named) = named.get_mut(customer as usize)
            && !*named
        {
            *named = table.and_then(|table| table.day(row)).is_none_or(|day| day <= until);
        }
    }
}

/// Adds a file's ids; gives the number of each in `ids`, or `None` where they keep their own.
fn join_ids(ids: &mut Arc<Dictionary>, more: &Arc<Dictionary>, joined: &mut Ids) -> Option<Vec<u32>> {
    if !joined.as_written() {
        let ids = Arc::make_mut(ids);
        return Some(more.iter().map(|(_, id)| joined.number(ids, id)).collect());
    }
    if ids.is_empty() {
        *ids = Arc::clone(more);
        return None;
    }
    let ids = Arc::make_mut(ids);
    Some(more.iter().map(|(_, id)| ids.intern(id)).collect())
}

/// The ids of all files; of one file its own.
fn all_ids(files: &[&FileTable]) -> Arc<Dictionary> {
    let mut ids = Arc::default();
    let mut as_written = Ids::new(JoinRule::default());
    for file in files {
        join_ids(&mut ids, &file.customers, &mut as_written);
    }
    ids
}

/// Rows that files of purchases share, where there may be any.
struct Overlaps {
    found: Option<Overlap>,
    rule: JoinRule,
}

impl Overlaps {
    fn new(files: &[&FileTable], rule: JoinRule) -> Self {
        let purchases = files.iter().filter_map(|file| match &file.rows {
            Rows::Purchases(rows) => Some(rows),
            _ => None,
        });
        let purchases: Vec<_> = purchases.collect();
        // One file shares no row with another, and its days are not asked for.
        let periods: Vec<Period> =
            if purchases.len() < 2 { Vec::new() } else { purchases.iter().filter_map(|rows| rows.period()).collect() };
        let meet = |one: &Period, other: &Period| one.from <= other.to && other.from <= one.to;
        let may_overlap =
            periods.iter().enumerate().any(|(at, one)| periods.iter().skip(at + 1).any(|other| meet(one, other)));
        Self { found: may_overlap.then(Overlap::default), rule }
    }

    /// Adds the rows of a file that count. Rows of an order that an earlier file has begun go on with it.
    fn append(
        &mut self,
        into: &mut Option<Arc<Purchases>>,
        file: &FileTable,
        rows: &Arc<Purchases>,
        codes: Option<&[u32]>,
    ) -> Vec<String> {
        let rows = self.once(file, rows, codes);
        let (start, offset) = into.as_ref().map_or((0, 0), |table| (table.len(), table.orders));
        let mixed = append(into, &rows, codes);
        if let (Some(found), Some(table), false) = (&mut self.found, into, self.rule.count_overlap) {
            let known = found.known_orders(table, start, offset, &file.order_ids);
            if !known.is_empty() {
                let table = Arc::make_mut(table);
                for (row, order) in known {
                    table.order.get_mut(row).into_iter().for_each(|slot| *slot = order);
                }
            }
        }
        mixed
    }

    /// The rows of a file that count.
    fn once(&mut self, file: &FileTable, rows: &Arc<Purchases>, codes: Option<&[u32]>) -> Arc<Purchases> {
        let equal_once = self.rule.equal_once;
        let new = self.found.as_mut().and_then(|found| found.new_rows(file, rows, codes, equal_once));
        match new {
            Some(new) if !self.rule.count_overlap => Arc::new(rows.select(&new)),
            _ => Arc::clone(rows),
        }
    }
}

/// Adds a file's rows. The first of a kind whose customers keep their numbers is shared as it is.
/// Gives the names of columns that the files read in different ways.
fn append<T: Table>(into: &mut Option<Arc<T>>, rows: &Arc<T>, codes: Option<&[u32]>) -> Vec<String> {
    match (into.as_mut(), codes) {
        (None, None) => *into = Some(Arc::clone(rows)),
        (None, Some(codes)) => {
            let mut table = T::default();
            table.append(rows, Some(codes));
            *into = Some(Arc::new(table));
        }
        (Some(table), codes) => return Arc::make_mut(table).append(rows, codes),
    }
    Vec::new()
}

/// Marks the first row of each kiosk answer, by the number it has wherever it goes: it may be on the
/// device, in its export and in another kiosk's. `None` where none comes twice.
fn first_answers(table: &Answers) -> Option<Vec<bool>> {
    let numbers = table.of(Field::AnswerId)?;
    let mut seen = vec![false; numbers.values.len()];
    let mut first = vec![true; table.len()];
    for (first, &code) in first.iter_mut().zip(&numbers.codes) {
        // A row without a number is one of its own.
        if let Some(seen) = seen.get_mut(code as usize) {
            *first = !std::mem::replace(seen, true);
        }
    }
    first.contains(&false).then_some(first)
}

/// Marks the last row of each customer, and counts the rows before it.
fn keep_last(listed: &Customers, ids: usize, notes: &mut JoinNotes) -> Vec<bool> {
    let mut last: Vec<Option<usize>> = vec![None; ids];
    for (row, &customer) in listed.customer.iter().enumerate() {
        if let Some(slot) = last.get_mut(customer as usize) {
            notes.duplicate_customers += usize::from(slot.is_some());
            *slot = Some(row);
        }
    }
    let mut keep = vec![false; listed.len()];
    for row in last.into_iter().flatten() {
        if let Some(slot) = keep.get_mut(row) {
            *slot = true;
        }
    }
    debug_assert!(!listed.customer.contains(&BLANK), "intake sets rows without a customer aside");
    keep
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dataset::Column;
    use crate::domain::money::{Money, PackedMoney};

    fn purchases(ids: &[&str], branch: Option<&str>) -> FileTable {
        let mut customers = Dictionary::new();
        let customer: Vec<u32> = ids.iter().map(|id| customers.intern(id)).collect();
        let rows = ids.len();
        let columns = branch.map(|branch| Column::of_cells("branch", vec![branch; rows])).into_iter().collect();
        let rows = Purchases {
            customer,
            order: (0..3).take(rows).collect(),
            orders: u32::try_from(rows).unwrap(),
            day: vec!["2024-01-01".parse().unwrap(); rows],
            amount: vec![PackedMoney::try_from(Money::ZERO).unwrap(); rows],
            returned: vec![false; rows],
            columns,
        };
        FileTable { customers: Arc::new(customers), rows: Rows::Purchases(Arc::new(rows)), order_ids: Arc::default() }
    }

    fn listed(ids: &[&str]) -> FileTable {
        let mut customers = Dictionary::new();
        let customer: Vec<u32> = ids.iter().map(|id| customers.intern(id)).collect();
        let since = vec![None; ids.len()];
        let rows = Customers { customer, since, ..Customers::default() };
        FileTable { customers: Arc::new(customers), rows: Rows::Customers(Arc::new(rows)), order_ids: Arc::default() }
    }

    #[test]
    fn joins_files_by_customer_and_keeps_orders_apart() {
        let (dataset, _) = Dataset::build(&[purchases(&["a", "b"], None), purchases(&["b", "c"], Some("North"))]);
        let table = dataset.purchases.unwrap();
        assert_eq!(table.customer, [0, 1, 1, 2]);
        assert_eq!(table.order, [0, 1, 2, 3]);
        let branch = table.attribute("branch").unwrap();
        assert_eq!((0..4).map(|row| branch.value(row)).collect::<Vec<_>>(), [None, None, Some("North"), Some("North")]);
    }

    #[test]
    fn the_last_row_of_a_customer_counts() {
        let (dataset, notes) = Dataset::build(&[listed(&["a", "b", "a"]), purchases(&["z"], None)]);
        assert_eq!(dataset.profiles.unwrap().customer, [1, 0]);
        assert_eq!(notes, JoinNotes { duplicate_customers: 1, unknown_customers: 1, ..JoinNotes::default() });
    }

    #[test]
    fn a_kiosks_answer_counts_once_wherever_it_comes_from() {
        let answers = |numbers: &[Option<&str>]| {
            let cells = numbers.iter().map(|number| number.unwrap_or_default());
            let rows = Answers {
                customer: vec![BLANK; numbers.len()],
                day: vec![None; numbers.len()],
                score: vec![None; numbers.len()],
                columns: vec![Column::of_cells("answer_id", cells).with_role(Field::AnswerId)],
                ..Answers::default()
            };
            FileTable { customers: Arc::default(), rows: Rows::Answers(Arc::new(rows)), order_ids: Arc::default() }
        };
        let tables = [answers(&[Some("a1"), Some("a2")]), answers(&[None, Some("a2"), Some("a3"), None])];
        let (dataset, notes) = Dataset::build(&tables);
        let table = dataset.answers.unwrap();
        let numbers = table.of(Field::AnswerId).unwrap();
        let left: Vec<_> = (0..table.len()).map(|row| numbers.value(row)).collect();
        assert_eq!(left, [Some("a1"), Some("a2"), None, Some("a3"), None]);
        assert_eq!(notes.repeated_answers, 1);
    }

    #[test]
    fn a_file_that_joining_does_not_change_is_not_copied() {
        let files = [purchases(&["a", "b"], None), listed(&["a", "c"])];
        let (dataset, _) = Dataset::build(&files);
        let Rows::Purchases(rows) = &files[0].rows else { panic!("purchases") };
        assert!(Arc::ptr_eq(rows, dataset.purchases.as_ref().unwrap()));
        assert_eq!(files[0].customers.len(), 2, "the file's own ids are as they were");
        assert_eq!((dataset.customers.len(), &dataset.profiles.unwrap().customer[..]), (3, &[0, 2][..]));
    }

    fn ordered(rows: &[(&str, &str)]) -> FileTable {
        let ids: Vec<&str> = rows.iter().map(|(customer, _)| *customer).collect();
        let mut file = purchases(&ids, None);
        let mut orders = Dictionary::new();
        let order: Vec<u32> = rows.iter().map(|(_, order)| orders.intern(order)).collect();
        let Rows::Purchases(table) = &file.rows else { panic!("purchases") };
        let table = Purchases { order, orders: u32::try_from(orders.len()).unwrap(), ..(**table).clone() };
        file.rows = Rows::Purchases(Arc::new(table));
        // Any function of the id does for a hash.
        file.order_ids =
            orders.iter().map(|(_, id)| id.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte))).collect();
        file
    }

    #[test]
    fn an_order_with_rows_in_two_overlapping_files_is_one() {
        let priced = |rows: &[(&str, &str, i64, &str)]| {
            let mut file = ordered(&rows.iter().map(|row| (row.0, row.1)).collect::<Vec<_>>());
            let Rows::Purchases(table) = &file.rows else { panic!("purchases") };
            let amount = |cents: i64| PackedMoney::try_from(Money::from_micros(i128::from(cents))).unwrap();
            let table = Purchases {
                amount: rows.iter().map(|row| amount(row.2)).collect(),
                day: rows.iter().map(|row| row.3.parse().unwrap()).collect(),
                ..(**table).clone()
            };
            file.rows = Rows::Purchases(Arc::new(table));
            file
        };
        let (first, second, later) = ("2024-01-01", "2024-01-02", "2024-01-05");
        let files = [
            priced(&[("a", "1", 5, first), ("a", "1", 6, first), ("b", "2", 7, second), ("c", "3", 1, first)]),
            priced(&[("a", "1", 6, first), ("a", "1", 8, second), ("b", "2", 9, second), ("c", "2", 9, second)]),
            priced(&[("a", "1", 5, later), ("b", "2", 7, second), ("b", "2", 11, second), ("c", "3", 2, first)]),
        ];
        let orders = |rule: JoinRule| {
            let table = Dataset::build_by(&files, rule).0.purchases.unwrap();
            let rows = table.customer.iter().zip(&table.order).map(|(who, order)| (*who, *order));
            (table.len(), rows.collect::<BTreeSet<_>>().len())
        };
        // a's second order of that number begins days after, and c has one of b's number.
        assert_eq!(orders(JoinRule::default()), (10, 5));
        assert_eq!(orders(JoinRule { count_overlap: true, ..JoinRule::default() }), (12, 9));
        let Rows::Purchases(rows) = &files[0].rows else { panic!("purchases") };
        assert_eq!(rows.order, [0, 0, 1, 2], "the file's own orders are as they were");
    }

    #[test]
    fn rows_two_files_share_count_once() {
        let files = [
            ordered(&[("a", "1"), ("b", "2"), ("b", "2"), ("c", "3")]),
            ordered(&[("b", "2"), ("b", "2"), ("b", "2"), ("c", "4"), ("d", "3")]),
        ];
        let (dataset, notes) = Dataset::build(&files);
        assert_eq!((dataset.purchases.unwrap().len(), notes.overlapping_rows), (7, 2), "a third b is one of its own");
        let rule = JoinRule { count_overlap: true, ..JoinRule::default() };
        let (dataset, notes) = Dataset::build_by(&files, rule);
        assert_eq!((dataset.purchases.unwrap().len(), notes.overlapping_rows), (9, 2));
        let (dataset, notes) = Dataset::build(&[purchases(&["a"], None), purchases(&["a"], None)]);
        assert_eq!((dataset.purchases.unwrap().len(), notes.overlapping_rows), (2, 0), "no order ids, no saying");
        assert_eq!(notes.equal_rows, 1, "but told");
    }

    #[test]
    fn leading_noughts_lost_in_one_file_are_told_and_can_be_joined() {
        let files = [purchases(&["00123", "7"], None), purchases(&["123", "8"], None)];
        let (dataset, notes) = Dataset::build(&files);
        assert_eq!((dataset.customers.len(), notes.near_ids), (4, NearIds { leading_zeros: 1, ..NearIds::default() }));
        let rule = JoinRule { ignore_zeros: true, ..JoinRule::default() };
        let (dataset, notes) = Dataset::build_by(&files, rule);
        assert_eq!(
            (dataset.customers.len(), notes.near_ids),
            (3, NearIds { leading_zeros: 1, ..NearIds::default() }),
            "still told, to take it back"
        );
        assert_eq!(dataset.purchases.unwrap().customer, [0, 1, 0, 2]);
    }

    #[test]
    fn files_of_different_currencies_are_told() {
        let told = |files: &[(Kind, Option<&str>)]| {
            let mut notes = JoinNotes::default();
            notes.tell_currencies(files.iter().map(|(kind, code)| (*kind, code.map(Currency::of_code))));
            notes.currencies.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let bought = |code| (Kind::Purchases, Some(code));
        assert_eq!(told(&[bought("USD"), bought("EUR"), bought("USD")]), ["EUR", "USD"]);
        assert!(told(&[bought("USD"), (Kind::Purchases, None), bought("USD")]).is_empty());
        assert!(told(&[bought("USD"), (Kind::Answers, Some("EUR"))]).is_empty(), "no money of purchases");
        assert!(told(&[bought("KR"), bought("SEK")]).is_empty());
        assert_eq!(told(&[bought("KR"), bought("SEK"), bought("DKK")]), ["DKK", "KR", "SEK"]);
    }

    #[test]
    fn nothing_joins_to_nothing() {
        let (dataset, notes) = Dataset::build(&[]);
        assert!(dataset.is_empty());
        assert_eq!((dataset.period(), notes), (None, JoinNotes::default()));
    }
}
