//! What products are called where their column holds codes, as another column of the purchases says it.

use std::collections::{BTreeMap, HashMap};

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{BLANK, Column, Purchases, Values};
use crate::domain::intake::{Cancelled, Pace};

use super::Say;
use super::named::called;

/// Parts of the names of columns that say what a product is called.
const NAMES: &[&str] =
    &["description", "productname", "itemname", "title", "品名", "商品名称", "产品名称", "名称", "描述"];

/// One code in so many may be without a digit.
const WORDS: usize = 10;

/// The text that most rows of a code have; empty where no column says one, or the products' own column has names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ProductNames(BTreeMap<String, String>);

impl ProductNames {
    /// Of the products of this column. Of texts that a code has equally often the first in the alphabet.
    pub async fn of<P: Pace>(rows: &Purchases, column: &Column, pace: &mut P) -> Result<Self, Cancelled> {
        let is_name = |other: &&Column| {
            other.name != column.name && other.read_as() == Values::Text && called(&other.name, NAMES)
        };
        let Some(names) = rows.attributes().find(is_name).filter(|_| are_codes(column)) else {
            return Ok(Self::default());
        };
        let mut counts = HashMap::<(u32, u32), u32, foldhash::fast::FixedState>::default();
        in_blocks_paced(rows.len(), pace, |range| {
            let codes = column.codes.get(range.clone()).unwrap_or_default();
            for (&code, &name) in codes.iter().zip(names.codes.get(range).unwrap_or_default()) {
                if code != BLANK && name != BLANK {
                    *counts.entry((code, name)).or_default() += 1;
                }
            }
        })
        .await?;
        let mut most = BTreeMap::<u32, (u32, &str)>::new();
        for ((code, name), count) in counts {
            let (best, text) = most.entry(code).or_insert((0, ""));
            let name = names.values.get(name);
            if (count, std::cmp::Reverse(name)) > (*best, std::cmp::Reverse(*text)) {
                (*best, *text) = (count, name);
            }
        }
        let text = |(code, (_, name)): (u32, (u32, &str))| (column.values.get(code).to_owned(), name.to_owned());
        Ok(Self(most.into_iter().map(text).collect()))
    }

    /// What the page calls a product: `White hanging heart (85123A)`, or its code where it has no name.
    pub fn called(&self, product: &str, say: &Say<'_>) -> String {
        match self.0.get(product) {
            Some(name) => format!("{name} ({product})"),
            None => say.value(product).to_owned(),
        }
    }
}

/// Whether nearly all of its texts have a digit.
fn are_codes(column: &Column) -> bool {
    let words = column.values.iter().filter(|(_, text)| !text.contains(|letter: char| letter.is_ascii_digit())).count();
    words * WORDS <= column.values.len()
}

#[cfg(test)]
mod tests {
    use crate::domain::language::Language;
    use crate::indicators::fixture::Fixture;

    fn page(header: &str, row: impl Fn(usize) -> String) -> String {
        let rows: String = (0..200).map(|n| format!("C{},2024-{:02}-05,{},{n}\n", n / 4, n % 4 + 1, row(n))).collect();
        let fixture = Fixture::new(&[("orders.csv", &format!("customer,date,{header},amount\n{rows}"))]);
        fixture.page("next_order", Language::English).to_markdown()
    }

    #[test]
    fn codes_are_shown_by_the_name_most_rows_have() {
        let text = page("StockCode,Description", |n| {
            format!("85{}A,{}", n % 2, if n == 7 { "?" } else { ["Heart", "Lantern"][n % 2] })
        });
        assert!(text.contains("Heart (850A)") && text.contains("Lantern (851A)"), "{text}");
        let own = page("Product,Description", |n| format!("{},x{n}", ["Tea", "Cup"][n % 2]));
        assert!(own.contains("| Tea |") && !own.contains("(Tea)"), "{own}");
    }
}
