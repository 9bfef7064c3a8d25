//! What is known of customers: their own columns, what they complained of and answered, and what they bought.

use crate::domain::dataset::{BLANK, Column, Field as Role, Values};
use crate::domain::day::Day;
use crate::domain::grouping::MAX_GROUPS;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::indicators::View;
use crate::indicators::named::{PLACES, called, newest_scores, of_customers, rows_of_customers};
use crate::indicators::rfm::Rfm;

use super::CheckedTree;
use super::cart;

/// The fields that are no column: days since the last purchase, orders, money, complaints, the newest score, and since when.
pub const OWN: [&str; 6] = ["recency", "frequency", "monetary", "complaints", "score", "since"];

/// The newest score among [`OWN`].
pub const SCORE: &str = "score";

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As it is.
    Number,
    /// As money.
    Money,
    /// As the day of this number.
    Day,
}

/// What codes stand for.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// Numbers written so, and whether some are blank.
    Numbers(Kind, bool),
    /// Names; the empty one is blank.
    Names(Vec<String>),
}

/// A field by its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// A column's header, or one of [`OWN`].
    pub name: String,
    /// Whether it is one of [`OWN`].
    pub is_own: bool,
    /// What its codes stand for.
    pub meaning: Meaning,
}

/// Fields of the same places.
#[derive(Default)]
pub struct Fields {
    /// What they are called and mean.
    pub named: Vec<Named>,
    /// Their codes.
    pub coded: Vec<cart::Field>,
}

impl Fields {
    /// Of these customers. What they bought is a field where it is asked for, and where nothing else is known.
    pub async fn of<P: Pace>(
        view: &View,
        customers: &[u32],
        explained: Option<&str>,
        rfm: Option<&Rfm>,
        params: &CheckedTree,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let mut fields = Self::default();
        let row_of = rows_of_customers(view);
        let rows: Vec<Option<usize>> =
            customers.iter().map(|who| row_of.get(*who as usize).copied().flatten()).collect();
        let without = |name: &str| params.params.without.iter().any(|left_out| left_out == name);
        for column in of_customers(view) {
            let explained = explained == Some(column.name.as_str()) || column.role == Some(Role::Left);
            // Where somebody lives parts customers by chance: a place is no reason.
            if !explained && !without(&column.name) && !called(&column.name, PLACES) {
                fields.column(column, &rows);
                pace.breathe(Progress::default()).await?;
            }
        }
        let own = |fields: &mut Self, name: &str, kind, values: Vec<Option<f64>>| {
            if !without(name) {
                fields.numbers(name, true, kind, values);
            }
        };
        if let Some(profiles) = view.all.profiles.as_deref() {
            let since = |row: &Option<usize>| profiles.since.get((*row)?).copied().flatten().map(number);
            own(&mut fields, "since", Kind::Day, rows.iter().map(since).collect());
        }
        let by_number =
            |of: &[Option<f64>]| customers.iter().map(|who| of.get(*who as usize).copied().flatten()).collect();
        if let Some(complaints) = view.dataset.complaints.as_deref() {
            let mut count = vec![Some(0.0); view.all.customers.len()];
            for customer in &complaints.customer {
                if let Some(Some(count)) = count.get_mut(*customer as usize) {
                    *count += 1.0;
                }
            }
            own(&mut fields, "complaints", Kind::Number, by_number(&count));
        }
        if view.dataset.answers.is_some() && explained != Some(SCORE) {
            let scores: Vec<Option<f64>> =
                newest_scores(view).into_iter().map(|score| Some(f64::from(score?.get()))).collect();
            own(&mut fields, SCORE, Kind::Number, by_number(&scores));
        }
        pace.breathe(Progress::default()).await?;
        if let Some(rfm) = rfm.filter(|_| params.params.purchases || fields.named.is_empty()) {
            let mut bought = vec![[None; 3]; view.all.customers.len()];
            for row in rfm.scores.rows() {
                if let Some(slot) = bought.get_mut(row.customer as usize) {
                    *slot = [f64::from(row.recency), f64::from(row.frequency), row.monetary.to_f64()].map(Some);
                }
            }
            for (place, kind) in [Kind::Number, Kind::Number, Kind::Money].into_iter().enumerate() {
                let of: Vec<Option<f64>> = bought.iter().map(|own| own.get(place).copied().flatten()).collect();
                own(&mut fields, OWN.get(place).copied().unwrap_or_default(), kind, by_number(&of));
                pace.breathe(Progress::default()).await?;
            }
        }
        Ok(fields)
    }

    fn column(&mut self, column: &Column, rows: &[Option<usize>]) {
        match column.read_as() {
            Values::Number | Values::Score => {
                let of = |row: &Option<usize>| column.number((*row)?).map(Money::to_f64);
                self.numbers(&column.name, false, Kind::Number, rows.iter().map(of).collect());
            }
            Values::Day => {
                let of = |row: &Option<usize>| column.day((*row)?).map(number);
                self.numbers(&column.name, false, Kind::Day, rows.iter().map(of).collect());
            }
            _ => self.names(column, rows),
        }
    }

    /// A field of numbers; one of a single value tells nobody apart.
    fn numbers(&mut self, name: &str, is_own: bool, kind: Kind, values: Vec<Option<f64>>) {
        let values: Vec<f64> = values.into_iter().map(|value| value.unwrap_or(f64::NEG_INFINITY)).collect();
        let mut distinct = values.clone();
        distinct.sort_unstable_by(f64::total_cmp);
        distinct.dedup();
        if distinct.len() < 2 {
            return;
        }
        let code = |value: &f64| distinct.partition_point(|known| known < value);
        let codes = values.iter().map(|value| u32::try_from(code(value)).unwrap_or(u32::MAX)).collect();
        let meaning = Meaning::Numbers(kind, distinct.first().is_some_and(|least| least.is_infinite()));
        self.coded.push(cart::Field { codes, values: distinct.len(), numbers: Some(distinct) });
        self.named.push(Named { name: name.to_owned(), is_own, meaning });
    }

    /// A field of names; with more than anybody reads it is none.
    fn names(&mut self, column: &Column, rows: &[Option<usize>]) {
        let blank = u32::try_from(column.values.len()).unwrap_or(BLANK);
        let code = |row: &Option<usize>| {
            row.and_then(|row| column.codes.get(row)).copied().filter(|code| *code != BLANK).unwrap_or(blank)
        };
        let codes: Vec<u32> = rows.iter().map(code).collect();
        let mut used = codes.clone();
        used.sort_unstable();
        used.dedup();
        if !(2..=MAX_GROUPS).contains(&used.len()) {
            return;
        }
        // Only values that come, in the order of their texts: equal data in another order ask the same.
        let text = |code: u32| if code == blank { "" } else { column.values.get(code) };
        used.sort_unstable_by_key(|code| text(*code));
        let mut new = vec![0; blank as usize + 1];
        for (place, code) in (0_u32..).zip(&used) {
            if let Some(slot) = new.get_mut(*code as usize) {
                *slot = place;
            }
        }
        let codes = codes.into_iter().map(|code| new.get(code as usize).copied().unwrap_or_default()).collect();
        self.coded.push(cart::Field { codes, values: used.len(), numbers: None });
        let names = used.into_iter().map(|code| text(code).to_owned()).collect();
        self.named.push(Named { name: column.name.clone(), is_own: false, meaning: Meaning::Names(names) });
    }
}

fn number(day: Day) -> f64 {
    f64::from(day.epoch_days())
}
