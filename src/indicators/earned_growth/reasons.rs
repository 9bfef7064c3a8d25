//! Why customers came.

use serde::Serialize;

use crate::domain::dataset::{Answers, Attribute, BLANK, Values};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::order;
use crate::indicators::View;
use crate::indicators::dividing::attribute_names;

/// Parts of the names of columns that say why customers came.
const CALLED: [&str; 12] = [
    "referral",
    "referred",
    "acquisition",
    "howdidyouhear",
    "hearaboutus",
    "leadsource",
    "customersource",
    "broughtyou",
    "获客",
    "客户来源",
    "来源渠道",
    "了解到我们",
];

/// A reason to come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// As the file says it.
    pub name: String,
    /// Whether it means a recommendation.
    pub earned: bool,
    /// New customers who came for it.
    pub customers: usize,
    /// What they brought in the second window.
    pub value: Money,
}

/// The column that says why customers came, by customer.
pub struct Reasons<'a> {
    column: &'a Attribute,
    codes: Vec<u32>,
}

/// The attributes there are to choose from.
pub fn offered(view: &View) -> Vec<String> {
    let answers = view.all.answers.as_deref();
    attribute_names(&view.all, answers.into_iter().flat_map(Answers::attributes))
}

impl<'a> Reasons<'a> {
    /// That of this name, else the first that is called so: of the customers table, then of the answers.
    pub fn of(view: &'a View, name: Option<&str>) -> Option<Self> {
        let wanted = |column: &&Attribute| {
            if let Some(name) = name {
                return column.name == name;
            }
            let called: String = column.name.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
            CALLED.iter().any(|part| called.contains(part))
        };
        let mut codes = vec![BLANK; view.all.customers.len()];
        let profiles = view.all.profiles.as_deref();
        if let Some(table) = profiles
            && let Some(column) = table.attributes().find(wanted)
        {
            for (&customer, &code) in table.customer.iter().zip(&column.codes) {
                if let Some(slot) = codes.get_mut(customer as usize) {
                    *slot = code;
                }
            }
            return Some(Self { column, codes });
        }
        let answers = view.all.answers.as_deref()?;
        let column = answers.attributes().find(wanted)?;
        let mut newest: Vec<Option<Day>> = vec![None; codes.len()];
        let rows = answers.customer.iter().zip(&answers.day).zip(&column.codes);
        for ((&customer, &day), &code) in rows.filter(|(_, code)| **code != BLANK) {
            let slots = codes.get_mut(customer as usize).zip(newest.get_mut(customer as usize));
            if let Some((slot, newest)) = slots
                && (*slot == BLANK || day >= *newest)
            {
                (*slot, *newest) = (code, day);
            }
        }
        Some(Self { column, codes })
    }

    /// What the column is called.
    pub fn name(&self) -> &str {
        &self.column.name
    }

    /// The number of a customer's reason; `None` where it is not known.
    pub fn of_customer(&self, customer: u32) -> Option<u32> {
        self.codes.get(customer as usize).copied().filter(|code| *code != BLANK)
    }

    /// All reasons by number, nobody counted yet. One is a recommendation that holds one of the words, or says yes.
    pub fn none(&self, words: &[String]) -> Vec<Reason> {
        let is_yes_no = self.column.read_as() == Values::YesNo;
        let yes = |code: u32| {
            let row = self.column.codes.iter().position(|known| *known == code);
            row.and_then(|row| self.column.yes(row)) == Some(true)
        };
        let of = |code: u32| {
            let name = self.column.values.get(code).to_owned();
            let small = name.to_lowercase();
            let earned = if is_yes_no { yes(code) } else { words.iter().any(|word| small.contains(word.as_str())) };
            Reason { name, earned, customers: 0, value: Money::ZERO }
        };
        (0..u32::try_from(self.column.values.len()).unwrap_or_default()).map(of).collect()
    }
}

/// Those anybody came for, most money first, then by name.
pub fn most_first(mut reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.retain(|reason| reason.customers > 0);
    order::sort_by(&mut reasons, |one, other| other.value.cmp(&one.value).then_with(|| one.name.cmp(&other.name)));
    reasons
}
