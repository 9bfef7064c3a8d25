//! The customer list.

use std::cell::RefCell;
use std::cmp::Ordering;

use crate::domain::dataset::{Column, Field};
use crate::domain::day::{Day, Period};
use crate::domain::provenance::{CUSTOMERS, LAST_SCORE, LeftOut, Provenance};
use crate::domain::score::Score;
use crate::engine::protocol::{CustomerList, CustomerRfm, CustomerRow, CustomerSort, CustomersPage, ListColumns};
use crate::indicators::rfm::RfmRow;

use super::scored::Scored;

/// The customers a search finds, in the order asked for: kept while the user scrolls.
pub struct Order {
    /// The view it is of.
    view: u64,
    search: String,
    sort: CustomerSort,
    descending: bool,
    /// What is known of each customer by number, for the list.
    known: Vec<Known>,
    /// How many of them there are without the search.
    listed: usize,
    /// The columns in which any of them has something.
    columns: ListColumns,
    customers: Vec<u32>,
}

/// What the list shows of a customer.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) listed: bool,
    pub(super) rfm: Option<RfmRow>,
    answered: Answered,
    /// Row in the customers table.
    pub(super) profile: Option<usize>,
    /// Place of the name among all names in text order; set only to sort by it.
    name: Option<u32>,
}

impl Known {
    /// Their latest score.
    pub(super) fn score(&self) -> Option<Score> {
        self.answered.score
    }
}

/// A customer's latest score, and the answers it stands for.
#[derive(Clone, Copy, Default)]
struct Answered {
    score: Option<Score>,
    day: Option<Day>,
    /// Older answers with a score.
    older: usize,
    not_answers: usize,
}

impl Answered {
    /// Notes an answer; from the oldest to the newest.
    fn add(&mut self, score: Option<Score>, day: Option<Day>) {
        match score {
            Some(_) => {
                self.older += usize::from(self.score.is_some());
                (self.score, self.day) = (score, day);
            }
            None => self.not_answers += 1,
        }
    }

    fn provenance(self) -> Option<Provenance> {
        self.score?;
        let left_out = [(LeftOut::NewerAnswer, self.older), (LeftOut::NotAnAnswer, self.not_answers)];
        Some(Provenance::new(LAST_SCORE, Period::spanning(self.day), 1, &left_out))
    }
}

impl Scored {
    /// A stretch of the list.
    pub fn customers(&self, list: &CustomerList, kept: &RefCell<Option<Order>>) -> CustomersPage {
        let order = self.ordered(list, kept);
        let stretch = order.customers.iter().skip(list.offset).take(list.limit);
        let further = self.further_of(&order.columns);
        let row = |&customer: &u32| {
            let known = order.of(customer);
            let say = |column: &&Column| known.profile.and_then(|row| column.value(row)).map(str::to_owned);
            CustomerRow { further: further.iter().map(say).collect(), ..self.row(customer, known) }
        };
        let rows = stretch.map(row).collect();
        let page = CustomersPage {
            total: order.customers.len(),
            offset: list.offset,
            rows,
            columns: order.columns.clone(),
            provenance: self.counted(&order),
            scored_from: self.rfm.as_ref().map(|rfm| rfm.scored_from.clone()),
        };
        kept.replace(Some(order));
        page
    }

    /// Where the number of customers found comes from.
    fn counted(&self, order: &Order) -> Option<Provenance> {
        let all = self.dataset.customers.len();
        let (found, listed) = (order.customers.len(), order.listed);
        // Without a filter an id no row is left of comes from rows set aside, and is no customer.
        let filtered = if self.held_back.values().any(|rows| *rows > 0) { all - listed } else { 0 };
        let left_out = [(LeftOut::NotSearched, listed - found), (LeftOut::Filtered, filtered)];
        (all > 0).then(|| Provenance::new(CUSTOMERS, self.dataset.period(), found, &left_out))
    }

    /// One line of the list.
    pub(super) fn row(&self, customer: u32, known: Known) -> CustomerRow {
        let profile = self.dataset.profiles.as_deref().zip(known.profile);
        let name = profile.and_then(|(table, row)| table.of(Field::Name).and_then(|name| name.value(row)));
        CustomerRow {
            id: self.dataset.customers.get(customer).to_owned(),
            name: name.map(str::to_owned),
            rfm: known.rfm.map(|row| self.customer_rfm(row)),
            further: Vec::new(),
            score: known.answered.score,
            score_from: known.answered.provenance(),
        }
    }

    fn customer_rfm(&self, row: RfmRow) -> CustomerRfm {
        CustomerRfm {
            recency: row.recency,
            frequency: row.frequency,
            monetary: row.monetary,
            r: row.r,
            f: row.f,
            m: row.m,
            segment: self.segment_name(row.segment).to_owned(),
        }
    }

    /// What is known of each customer, by number; customers the filter left nothing of are not listed.
    pub(super) fn known(&self) -> Vec<Known> {
        let mut known = vec![Known::default(); self.dataset.customers.len()];
        let mut note = |customer: u32, change: &dyn Fn(&mut Known)| {
            if let Some(slot) = known.get_mut(customer as usize) {
                slot.listed = true;
                change(slot);
            }
        };
        if let Some(table) = &self.dataset.profiles {
            for (row, &customer) in table.customer.iter().enumerate() {
                note(customer, &|known| known.profile = Some(row));
            }
        }
        if let Some(rfm) = &self.rfm {
            for row in rfm.scores.rows() {
                note(row.customer, &|known| known.rfm = Some(row));
            }
        }
        if let Some(table) = &self.dataset.purchases {
            table.customer.iter().for_each(|&customer| note(customer, &|_| ()));
        }
        if let Some(table) = &self.dataset.answers {
            let mut latest = (0..table.len()).collect::<Vec<_>>();
            // Stable: of two answers on one day the later row counts.
            latest.sort_by_key(|&row| table.day.get(row).copied().flatten());
            for row in latest {
                let cell = (table.score.get(row).copied().flatten(), table.day.get(row).copied().flatten());
                if let Some(&customer) = table.customer.get(row) {
                    note(customer, &|known| known.answered.add(cell.0, cell.1));
                }
            }
        }
        for customers in [
            self.dataset.complaints.as_deref().map(|table| &table.customer),
            self.dataset.promises.as_deref().map(|table| &table.customer),
            self.dataset.exits.as_deref().map(|table| &table.customer),
        ] {
            customers.into_iter().flatten().for_each(|&customer| note(customer, &|_| ()));
        }
        known
    }

    pub(super) fn ordered(&self, list: &CustomerList, kept: &RefCell<Option<Order>>) -> Order {
        let fits = |order: &Order| {
            order.view == self.number
                && order.search == list.search
                && order.sort == list.sort
                && order.descending == list.descending
        };
        if let Some(order) = kept.take().filter(fits) {
            return order;
        }
        let mut known = self.known();
        let names = self.dataset.profiles.as_deref().and_then(|table| table.of(Field::Name));
        let wanted = list.search.trim().to_lowercase();
        let found = |customer: u32, known: &Known| {
            let name = names.zip(known.profile).and_then(|(names, row)| names.value(row));
            wanted.is_empty()
                || self.dataset.customers.get(customer).to_lowercase().contains(&wanted)
                || name.is_some_and(|name| name.to_lowercase().contains(&wanted))
        };
        let listed = known.iter().filter(|known| known.listed).count();
        let columns = self.list_columns(&known);
        let numbered = (0_u32..).zip(&known);
        let mut customers: Vec<u32> = numbered
            .filter(|(customer, known)| known.listed && found(*customer, known))
            .map(|(customer, _)| customer)
            .collect();
        let ranks = self.dataset.customers.ranks();
        let rank = |customer: u32| ranks.get(customer as usize).copied().unwrap_or(u32::MAX);
        if list.sort == CustomerSort::Name
            && let Some(names) = names
        {
            let places = names.values.ranks();
            for known in &mut known {
                let code = known.profile.and_then(|row| names.codes.get(row));
                known.name = code.and_then(|&code| places.get(code as usize)).copied();
            }
        }
        let of = |customer: u32| known.get(customer as usize).copied().unwrap_or_default();
        customers.sort_unstable_by(|&a, &b| {
            by_value(of(a), of(b), list.sort, list.descending).then_with(|| {
                let by_id = rank(a).cmp(&rank(b));
                if list.sort == CustomerSort::Id && list.descending { by_id.reverse() } else { by_id }
            })
        });
        Order {
            view: self.number,
            search: list.search.clone(),
            sort: list.sort,
            descending: list.descending,
            known,
            listed,
            columns,
            customers,
        }
    }
}

impl Order {
    /// The customers, in this order.
    pub(super) fn customers(&self) -> &[u32] {
        &self.customers
    }

    /// What the list shows of a customer.
    pub(super) fn of(&self, customer: u32) -> Known {
        self.known.get(customer as usize).copied().unwrap_or_default()
    }
}

/// By one value; customers without it come last whatever the direction.
fn by_value(a: Known, b: Known, sort: CustomerSort, descending: bool) -> Ordering {
    fn compare<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    let rfm = |value: fn(RfmRow) -> i64| compare(a.rfm.map(value), b.rfm.map(value), descending);
    match sort {
        CustomerSort::Id => Ordering::Equal,
        CustomerSort::Name => compare(a.name, b.name, descending),
        CustomerSort::Recency => rfm(|row| i64::from(row.recency)),
        CustomerSort::Frequency => rfm(|row| i64::from(row.frequency)),
        CustomerSort::Monetary => compare(a.rfm.map(|row| row.monetary), b.rfm.map(|row| row.monetary), descending),
        CustomerSort::R => rfm(|row| i64::from(row.r)),
        CustomerSort::F => rfm(|row| i64::from(row.f)),
        CustomerSort::M => rfm(|row| i64::from(row.m)),
        CustomerSort::Segment => rfm(|row| i64::from(row.segment)),
        CustomerSort::Score => compare(a.answered.score, b.answered.score, descending),
    }
}
