//! To whom customers went, who came back, and whom to win back.
//!
//! Back is who bought on a day after the newest exit; what they brought since is exact, returns as the policy says.
//! Potential is a year's margin of what they had brought before they left: what they would bring if they came back as they
//! were, not what they will.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::dataset::{Column, Exits, Field};
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::interval::wilson;
use crate::domain::money::Money;
use crate::domain::order;
use crate::indicators::CustomerTable;
use crate::indicators::named::called;

use super::{CheckedExits, Leaver};

/// Parts of the names of columns that say to whom a customer went.
const RIVAL: &[&str] = &[
    "rival",
    "competitor",
    "switchedto",
    "wentto",
    "lostto",
    "newprovider",
    "newsupplier",
    "newbank",
    "竞争对手",
    "竞品",
    "对手",
    "转至",
    "转向",
    "转投",
    "流失去向",
    "去向",
];

/// Customers who went to one rival.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rival {
    /// As the file calls them.
    pub name: String,
    /// How many.
    pub customers: usize,
    /// Of those of whom it is said.
    pub share: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// A year's margin of them.
    pub lost: f64,
}

/// The chosen column of the exits, else the first that is called so.
pub(super) fn rival_column<'a>(exits: &'a Exits, params: &CheckedExits) -> Option<&'a Column> {
    let chosen = params.rival.as_deref();
    exits.attributes().find(|column| chosen.map_or_else(|| called(&column.name, RIVAL), |name| column.name == name))
}

/// Rivals, most customers first.
pub(super) fn rivals(column: &Column, leavers: &[Leaver], params: &CheckedExits) -> Vec<Rival> {
    let mut by_name = BTreeMap::<&str, (usize, Money)>::new();
    for leaver in leavers {
        let Some(name) = column.value(leaver.row) else { continue };
        let (customers, revenue) = by_name.entry(name).or_default();
        *customers += 1;
        *revenue += leaver.revenue;
    }
    let said = by_name.values().map(|(customers, _)| customers).sum::<usize>();
    let rival = |(name, (customers, revenue)): (&str, (usize, Money))| {
        let interval = wilson(customers, said, params.level)?;
        Some(Rival {
            name: name.to_owned(),
            customers,
            share: customers as f64 / said as f64,
            low: interval.low,
            high: interval.high,
            lost: params.yearly(revenue.to_f64()),
        })
    };
    let mut rivals: Vec<Rival> = by_name.into_iter().filter_map(rival).collect();
    order::sort_by(&mut rivals, |a, b| b.customers.cmp(&a.customers));
    rivals
}

/// Who came back, and who could.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct WinBack {
    /// Customers who left.
    pub customers: usize,
    /// Of them those who bought again.
    pub back: usize,
    /// Their share; `None` where nobody left.
    pub share: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// What those who came back brought since.
    pub since: Money,
    /// Of those who did not, those who had brought most, the most first.
    pub candidates: Vec<Candidate>,
}

/// One customer to win back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    #[serde(skip)]
    pub(super) number: u32,
    /// Who, by id.
    pub customer: String,
    /// When they left.
    pub left: Day,
    /// Why, in own words.
    pub reason: Option<String>,
    /// A year's margin of what they had brought.
    pub potential: f64,
}

impl WinBack {
    pub(super) fn of(exits: &Exits, leavers: &[Leaver], params: &CheckedExits) -> Self {
        let back = leavers.iter().filter(|leaver| leaver.back.is_some());
        let (back, since) = back.fold((0, Money::ZERO), |(n, money), leaver| (n + 1, money + leaver.since));
        let interval = wilson(back, leavers.len(), params.level);
        let gone = leavers.iter().filter(|leaver| leaver.back.is_none() && leaver.revenue > Money::ZERO);
        let mut gone: Vec<&Leaver> = gone.collect();
        order::sort_by(&mut gone, |a, b| b.revenue.cmp(&a.revenue).then(a.customer.cmp(&b.customer)));
        let reasons = exits.of(Field::Reason);
        let candidate = |leaver: &&Leaver| Candidate {
            number: leaver.customer,
            customer: String::new(),
            left: leaver.left,
            reason: reasons.and_then(|reasons| reasons.value(leaver.row)).map(str::to_owned),
            potential: params.yearly(leaver.revenue.to_f64()),
        };
        Self {
            customers: leavers.len(),
            back,
            share: (!leavers.is_empty()).then(|| back as f64 / leavers.len() as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            since,
            candidates: gone.iter().take(params.listed).map(candidate).collect(),
        }
    }
}

/// Everybody who left, for programs.
pub(super) fn table(exits: &Exits, leavers: &[Leaver], ids: &Dictionary, params: &CheckedExits) -> CustomerTable {
    let header = ["customer", "left", "reason", "cause", "revenue", "potential", "back", "since"];
    let reasons = exits.of(Field::Reason);
    let row = |leaver: &Leaver| {
        let reason = reasons.and_then(|reasons| reasons.value(leaver.row));
        let bought = |text: String| if leaver.bought { text } else { String::new() };
        let back = leaver.back.map(|day| day.to_string());
        vec![
            ids.get(leaver.customer).to_owned(),
            leaver.left.to_string(),
            reason.unwrap_or_default().to_owned(),
            params.words.cause(reason).key().to_owned(),
            bought(leaver.revenue.to_string()),
            bought(params.yearly(leaver.revenue.to_f64()).to_string()),
            back.unwrap_or_default(),
            bought(leaver.since.to_string()),
        ]
    };
    let mut rows: Vec<Vec<String>> = leavers.iter().map(row).collect();
    rows.sort_unstable();
    CustomerTable { header: header.map(str::to_owned).to_vec(), rows }
}
