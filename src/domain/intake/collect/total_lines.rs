//! Totals among the lines of orders, told by a word in a column of texts: the product, the description, the summary.

use std::collections::HashMap;

use crate::domain::blocks::in_blocks;

use super::Collector;
use super::columns::TextColumn;
use super::passing::is_total_name;

/// Of the rows that a word calls totals so many for each that is none must add up.
const RIGHT: usize = 4;

impl Collector<'_> {
    /// The column of texts whose words call rows totals that are some: each is the sum of the rows above it, since the last
    /// total, of its order, of its customer or of all. Asked once all rows are there.
    #[inline(never)]
    pub(super) fn column_of_totals(&mut self) -> Option<usize> {
        self.passing.as_ref()?;
        let has_word = |column: &&TextColumn| column.values.iter().any(|(_, text)| is_total_name(text));
        let columns: Vec<&TextColumn> = self.columns.iter().filter(has_word).collect();
        if columns.is_empty() {
            return None;
        }
        let customers = self.customers.codes_so_far();
        let orders = self.order.as_ref().map_or(&[] as &[u32], |order| order.codes.as_slice());
        let amounts = &self.amount.as_ref()?.values;
        let add_up = |column: &&&TextColumn| add_up(column, amounts, [orders, customers]);
        columns.iter().find(add_up).map(|column| column.index)
    }
}

fn add_up(column: &TextColumn, amounts: &[i64], groups: [&[u32]; 2]) -> bool {
    let total: Vec<bool> = column.values.iter().map(|(_, text)| is_total_name(text)).collect();
    let (mut since, mut all) = (0_i128, 0_i128);
    let mut of = [HashMap::<u32, i128>::new(), HashMap::new()];
    let (mut right, mut wrong) = (0, 0);
    in_blocks(amounts.len(), |rows| {
        for row in rows {
            let money = amounts.get(row).copied().map_or(0, i128::from);
            let own = groups.map(|codes| codes.get(row).copied());
            if column.codes.get(row).and_then(|code| total.get(*code as usize)) == Some(&true) {
                let of_group = of.iter().zip(own).any(|(sums, own)| own.and_then(|own| sums.get(&own)) == Some(&money));
                if money == since || money == all || of_group {
                    right += 1
                } else {
                    wrong += 1
                }
                since = 0;
                continue;
            }
            since += money;
            all += money;
            for (sums, own) in of.iter_mut().zip(own) {
                if let Some(own) = own {
                    *sums.entry(own).or_default() += money;
                }
            }
        }
    });
    right > 0 && right >= RIGHT * wrong
}
