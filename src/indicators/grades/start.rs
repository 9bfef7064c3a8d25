//! Rules to begin with, made from the data.

use crate::domain::dataset::Column;
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::indicators::named::numbers;

use super::parse::{Rule, rules};
use super::people::People;

/// Rules made from the data.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// Of what customers spent, and when they last did.
    Bought {
        /// From here on a customer is among the third that spent most.
        high: Money,
        /// From here on among the two thirds.
        middle: Money,
        /// Half of the customers bought within so many days.
        days: i32,
    },
    /// Of a column of numbers of the customers table.
    Column {
        /// The column.
        name: String,
        /// From here on a customer is among the highest third.
        high: Money,
        /// From here on among the two thirds.
        middle: Money,
    },
    /// There is nothing to tell customers apart by.
    All,
}

impl Start {
    /// For these customers.
    pub fn of(people: &People<'_>) -> Self {
        let mut money: Vec<Money> = people.bought().map(|row| row.monetary).collect();
        if let Some((middle, high)) = thirds(&mut money) {
            let mut days: Vec<i32> = people.bought().map(|row| row.recency).collect();
            days.sort_unstable();
            let days = days.get(days.len() / 2).copied().unwrap_or_default();
            return Self::Bought { high, middle, days };
        }
        let of_column = |column: &Column| {
            let (middle, high) = thirds(&mut people.numbers_of(column))?;
            let name = Some(column.name.clone()).filter(|name| !name.contains(['"', '\n', '\r']))?;
            Some(Self::Column { name, high, middle })
        };
        // What customers bring says more of their grade than any other number.
        people.brings().into_iter().chain(numbers(people.columns())).find_map(of_column).unwrap_or(Self::All)
    }

    /// They as text, in the words of a language.
    pub fn written(&self, language: Language) -> String {
        let words = match language {
            Language::English => ["value", "and", "recency", "else"],
            Language::Chinese => ["消费额", "且", "未购天数", "其余"],
        };
        let [value, and, recency, rest] = words;
        match self {
            Self::Bought { high, middle, days } => {
                format!("A: {value} >= {high} {and} {recency} <= {days}\nB: {value} >= {middle}\nC: {rest}")
            }
            Self::Column { name, high, middle } => {
                format!("A: \"{name}\" >= {high}\nB: \"{name}\" >= {middle}\nC: {rest}")
            }
            Self::All => format!("A: {rest}"),
        }
    }

    /// They as rules.
    pub fn rules(&self) -> Vec<Rule> {
        // They are written as the grammar has them, which a test sees to.
        rules(&self.written(Language::English)).unwrap_or_default()
    }
}

/// Where the middle and the highest third begin; `None` where too few or equal numbers have none.
fn thirds(numbers: &mut [Money]) -> Option<(Money, Money)> {
    numbers.sort_unstable();
    let n = numbers.len();
    let (middle, high) = (*numbers.get(n / 3)?, *numbers.get(2 * n / 3)?);
    (numbers.first().is_some_and(|least| *least < middle) && middle < high).then_some((middle, high))
}
