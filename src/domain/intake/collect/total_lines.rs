//! Totals among the rows of data, told by a word and by adding up: in the product of an order's lines, in the summary of a
//! ledger, or where the customer stands (`January total`, `合计（20笔）`).

use std::collections::HashMap;

use crate::domain::blocks::in_blocks;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::plan::TotalWords;

use super::Collector;

/// Of the rows with a word that may call them a total so many for each that is none must add up.
const RIGHT: usize = 4;

/// Words of which one makes a text the name of a total.
const WORDS: [&str; 18] = [
    "total",
    "totals",
    "subtotal",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "insgesamt",
    "somme",
    "suma",
    "soma",
    "totale",
    "totaal",
    "carried",
    "brought",
    "итого",
    "всего",
];

/// Letters of the shortest.
const SHORTEST: usize = 3;

/// Parts of Chinese, Japanese and Korean ones.
const PARTS: [&str; 11] = ["合计", "总计", "小计", "共计", "累计", "合計", "總計", "小計", "累計", "総計", "합계"];

/// The longest name of a total, in bytes.
const LONGEST: usize = 60;

impl Collector<'_> {
    /// The column, of texts, customers or orders, some words of which call rows totals that are some: each is the sum of the
    /// rows above it, since the last total, of its order, of its customer or of all. Asked once all rows are there.
    #[inline(never)]
    pub(super) fn total_words(&mut self) -> Option<TotalWords> {
        self.passing.as_ref()?;
        self.customers.look_up();
        let amounts = &self.amount.as_ref()?.values;
        let (customers, whose) = self.customers.so_far();
        let orders = self.order.as_ref().map_or(&[] as &[u32], |order| order.codes.as_slice());
        let texts = self
            .order
            .iter()
            .chain(&self.columns)
            .map(|column| (column.index, &column.values, column.codes.as_slice()));
        let mut columns = self.customer.map(|index| (index, customers, whose)).into_iter().chain(texts);
        columns.find_map(|(column, values, codes)| {
            if !may_hold_total(values.block().0) {
                return None;
            }
            let may_be: Vec<bool> = values.iter().map(|(_, text)| may_be_total(text)).collect();
            if !may_be.contains(&true) {
                return None;
            }
            let words = words_of_sums((values, codes), &may_be, amounts, [orders, whose]);
            (!words.is_empty()).then_some(TotalWords { column, words })
        })
    }
}

/// Whether one of these texts, all in one, may be the name of a total: a million ids of orders are told by having no three
/// letters in a row, of which one would stand at a place that three divides.
fn may_hold_total(texts: &str) -> bool {
    let is_letter = |at: usize| texts.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_within_word =
        |at: usize| is_letter(at) && (at.saturating_sub(2)..=at).any(|from| (from..from + SHORTEST).all(is_letter));
    !texts.is_ascii() || (0..texts.len()).step_by(SHORTEST).any(is_within_word)
}

/// Whether a text may be the name of a total. A million ids of orders are asked, and most are told by their few letters.
fn may_be_total(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
        let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
        return letters >= SHORTEST && words.any(is_word);
    }
    let lower = text.to_lowercase();
    PARTS.iter().any(|part| text.contains(part)) || lower.split(|letter: char| !letter.is_alphanumeric()).any(is_word)
}

fn is_word(word: &str) -> bool {
    WORDS.iter().any(|known| known.len() == word.len() && known.eq_ignore_ascii_case(word))
}

/// Which of the texts that may be names of totals are: nearly all rows that have them add up. `groups` are numbers by row,
/// of orders and customers.
fn words_of_sums(
    (values, codes): (&Dictionary, &[u32]),
    may_be: &[bool],
    amounts: &[i64],
    groups: [&[u32]; 2],
) -> Vec<String> {
    let (mut since, mut all) = (0_i128, 0_i128);
    let mut of = [HashMap::<u32, i128>::new(), HashMap::new()];
    let mut found = HashMap::<u32, (usize, usize)>::new();
    in_blocks(amounts.len(), |rows| {
        for row in rows {
            let money = amounts.get(row).copied().map_or(0, i128::from);
            let own = groups.map(|codes| codes.get(row).copied());
            let code = codes.get(row).copied().filter(|code| may_be.get(*code as usize) == Some(&true));
            if let Some(code) = code {
                let of_group = of.iter().zip(own).any(|(sums, own)| own.and_then(|own| sums.get(&own)) == Some(&money));
                let (right, wrong) = found.entry(code).or_default();
                if money != 0 && (money == since || money == all || of_group) {
                    *right += 1;
                } else {
                    *wrong += 1;
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
    // A word that every total has is one where nearly all of them are right.
    let (right, wrong) = found.values().fold((0, 0), |(right, wrong), one| (right + one.0, wrong + one.1));
    let is_sure = |(_, (own, other)): &(&u32, &(usize, usize))| *own >= RIGHT * other && *own > 0;
    let mut sure: Vec<u32> = found.iter().filter(is_sure).map(|(code, _)| *code).collect();
    if right >= RIGHT * wrong && right > 1 {
        sure = found.into_keys().collect();
    }
    sure.sort_unstable();
    sure.into_iter().map(|code| values.get(code).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_totals_are_told_by_a_word() {
        for text in [
            "Total",
            "January Total",
            "Total for C002",
            "合计（20笔）",
            "一季度合计",
            "Summe Januar",
            "Brought forward",
            "Grand total:",
        ] {
            assert!(may_be_total(text) && may_hold_total(text), "{text}");
        }
        assert!(!may_hold_total("C001C002AB77"));
        for place in 0..7 {
            let ids = "A1B2C3D4E5F";
            assert!(!may_hold_total(ids) && may_hold_total(&format!("{}sum{}", &ids[..place], &ids[place..])));
        }
        for text in ["Totally Fresh", "Summers", "C001", "张三", ""] {
            assert!(!may_be_total(text), "{text}");
        }
    }

    fn sums(rows: &[(&str, i64)]) -> Vec<String> {
        let mut values = Dictionary::new();
        let codes: Vec<u32> = rows.iter().map(|(text, _)| values.intern(text)).collect();
        let amounts: Vec<i64> = rows.iter().map(|(_, amount)| *amount).collect();
        let may_be: Vec<bool> = values.iter().map(|(_, text)| may_be_total(text)).collect();
        words_of_sums((&values, &codes), &may_be, &amounts, [&[], &codes])
    }

    #[test]
    fn a_name_is_a_total_where_its_rows_add_up() {
        let months = [("a", 5), ("b", 7), ("January total", 12), ("a", 2), ("February total", 2), ("Total", 14)];
        assert_eq!(sums(&months), ["January total", "February total", "Total"]);
        assert!(sums(&[("a", 5), ("b", 7), ("Total Energies", 30), ("a", 2), ("Total Energies", 9)]).is_empty());
        let beside = [("a", 5), ("Total Energies", 30), ("b", 7), ("a", 2), ("Total", 44)];
        assert_eq!(sums(&beside), [] as [String; 0], "whose name may be one is not added up");
        assert!(sums(&[("Total", 0), ("a", 1)]).is_empty());
    }
}
