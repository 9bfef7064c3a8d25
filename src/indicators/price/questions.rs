//! The four questions of the price sensitivity meter: which columns ask them, and what people answered.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Column, Kind, Values};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::indicators::View;
use crate::indicators::named::called;

use super::{Asked, PriceError, PriceParams};

/// The four questions, from the lowest price to the highest.
pub const QUESTIONS: [&str; 4] = ["too_cheap", "cheap", "expensive", "too_expensive"];

/// Parts of the names of columns of prices that are too low.
const TOO_CHEAP: &[&str] = &[
    "toocheap",
    "socheap",
    "tooinexpensive",
    "toolow",
    "solow",
    "太便宜",
    "过于便宜",
    "过分便宜",
    "便宜得",
    "便宜到",
    "太低",
    "过低",
];

/// Of prices that are too high.
const TOO_EXPENSIVE: &[&str] = &[
    "tooexpensive",
    "soexpensive",
    "toodear",
    "toohigh",
    "太贵",
    "过于昂贵",
    "过贵",
    "过于贵",
    "贵得",
    "贵到",
    "太高",
    "过高",
];

/// Of prices that are low.
const CHEAP: &[&str] = &["cheap", "bargain", "inexpensive", "goodvalue", "便宜", "划算", "实惠"];

/// Of prices that are high.
const EXPENSIVE: &[&str] = &["expensive", "dear", "highside", "贵", "偏高"];

/// The columns of one table that ask the four questions.
pub struct Survey<'a> {
    columns: [Option<&'a Column>; 4],
    /// How many answered.
    rows: usize,
    /// Of which table.
    pub kind: Kind,
    /// First and last of the days.
    pub period: Option<Period>,
}

/// What people answered.
pub struct Prices {
    /// Four prices that rise, of each who gave them.
    pub rising: Vec<[Money; 4]>,
    /// People whose four prices do not rise.
    pub left_out: usize,
    /// People who gave some of the four.
    pub incomplete: usize,
}

impl<'a> Survey<'a> {
    /// The columns chosen or called so, of the answers or of the customers, whichever has more of them; `None` where neither
    /// has any.
    pub fn of(view: &'a View, params: &PriceParams) -> Result<Option<Self>, PriceError> {
        let chosen = params.chosen();
        let names: Vec<&str> = chosen.iter().copied().flatten().collect();
        let twice =
            names.iter().enumerate().find(|(place, name)| names.iter().skip(place + 1).any(|other| other == *name));
        if let Some((_, name)) = twice {
            return Err(PriceError::Twice { name: (*name).to_owned() });
        }
        let answers = view.dataset.answers.as_deref().filter(|table| !table.is_empty());
        let answers = answers.map(|table| (table.columns.as_slice(), table.len(), Kind::Answers, table.period()));
        let customers = view.dataset.profiles.as_deref().filter(|table| !table.is_empty());
        let customers = customers.map(|table| (table.columns.as_slice(), table.len(), Kind::Customers, None));
        let tables = || answers.into_iter().chain(customers);
        let has = |name: &str| tables().any(|(columns, ..)| numbers(columns).any(|column| column.name == name));
        if let Some(name) = names.iter().find(|name| !has(name)) {
            return Err(PriceError::Column { name: (*name).to_owned() });
        }
        let of_table = |(columns, rows, kind, period): (&'a [Column], usize, Kind, Option<Period>)| Self {
            columns: four(columns, chosen),
            rows,
            kind,
            period,
        };
        let best = tables().map(of_table).rev().max_by_key(Self::known);
        Ok(best.filter(|survey| survey.known() > 0))
    }

    /// How many of the four are asked.
    fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// Whether all are.
    pub fn is_whole(&self) -> bool {
        self.known() == self.columns.len()
    }

    /// Which columns ask what.
    pub fn asked(&self) -> Vec<Asked> {
        let asked = QUESTIONS.into_iter().zip(self.columns);
        asked.map(|(key, column)| Asked { key, column: column.map(|column| column.name.clone()) }).collect()
    }

    /// What people answered; `None` where not all four are asked.
    pub async fn prices<P: Pace>(&self, pace: &mut P) -> Result<Option<Prices>, Cancelled> {
        let [Some(too_cheap), Some(cheap), Some(expensive), Some(too_expensive)] = self.columns else {
            return Ok(None);
        };
        let columns = [too_cheap, cheap, expensive, too_expensive];
        let mut found = Prices { rising: Vec::new(), left_out: 0, incomplete: 0 };
        in_blocks_paced(self.rows, pace, |range| {
            for row in range {
                // Nothing costs less than nothing: that is a code for no answer.
                let given = columns.map(|column| column.number(row).filter(|price| *price >= Money::ZERO));
                if let [Some(a), Some(b), Some(c), Some(d)] = given {
                    if a < b && b < c && c < d {
                        found.rising.push([a, b, c, d]);
                    } else {
                        found.left_out += 1;
                    }
                } else if given.iter().any(Option::is_some) {
                    found.incomplete += 1;
                }
            }
        })
        .await?;
        Ok(Some(found))
    }
}

fn numbers(columns: &[Column]) -> impl Iterator<Item = &Column> {
    columns.iter().filter(|column| matches!(column.read_as(), Values::Number | Values::Score))
}

/// The columns of a table that ask the four questions. What is chosen for one is guessed for no other.
fn four<'a>(columns: &'a [Column], chosen: [Option<&str>; 4]) -> [Option<&'a Column>; 4] {
    let is_chosen = |column: &&Column| chosen.contains(&Some(column.name.as_str()));
    let guesses: [fn(&str) -> bool; 4] = [
        |name| called(name, TOO_CHEAP),
        |name| called(name, CHEAP) && !called(name, TOO_CHEAP),
        // What is inexpensive is cheap.
        |name| called(name, EXPENSIVE) && !called(name, TOO_EXPENSIVE) && !called(name, &["inexpensive"]),
        |name| called(name, TOO_EXPENSIVE),
    ];
    let mut places = guesses.into_iter().zip(chosen);
    [(); 4].map(|()| {
        let (guess, chosen) = places.next()?;
        match chosen {
            Some(name) => numbers(columns).find(|column| column.name == name),
            None => numbers(columns).find(|column| guess(&column.name) && !is_chosen(column)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_which_question_is_asked() {
        let place = |name: &str| {
            let guessed = [
                called(name, TOO_CHEAP),
                called(name, CHEAP) && !called(name, TOO_CHEAP),
                called(name, EXPENSIVE) && !called(name, TOO_EXPENSIVE) && !called(name, &["inexpensive"]),
                called(name, TOO_EXPENSIVE),
            ];
            guessed.iter().position(|guessed| *guessed)
        };
        let names = ["Too cheap", "a bargain", "Inexpensive", "getting expensive", "too_expensive", "age"];
        assert_eq!(names.map(place), [Some(0), Some(1), Some(1), Some(2), Some(3), None]);
        let names = ["太便宜（元）", "便宜", "有点贵", "太贵", "便宜到怀疑质量的价格", "贵到不会买的价格"];
        assert_eq!(names.map(place), [Some(0), Some(1), Some(2), Some(3), Some(0), Some(3)]);
    }
}
