//! Whether a row counts, by what one of its columns says.

use crate::domain::intake::direction::Counted;
use crate::domain::intake::exports::CountingRule;
use crate::domain::intake::guess::normalised;
use crate::domain::intake::value::bare;

/// Different cells whose verdict is kept; a column with more is judged anew for each row.
const MOST_KEPT: usize = 64;

/// A rule as rows are held against it.
pub(super) struct Counting {
    pub column: usize,
    words: Vec<String>,
    only: bool,
    further: Option<Counted>,
    /// What was found of cells: most columns of this kind have a few words.
    kept: Vec<(String, bool)>,
}

impl Counting {
    /// The rule for a column of this header.
    pub fn new(rule: &CountingRule, header: &str) -> Self {
        Self {
            column: rule.column,
            words: rule.words.iter().map(|word| normalised(word)).collect(),
            only: rule.only,
            further: rule.any_like.then(|| Counted::of(&normalised(header))).flatten(),
            kept: Vec::new(),
        }
    }

    /// Whether a row with this cell counts.
    pub fn holds(&mut self, cell: &str) -> bool {
        if let Some((_, holds)) = self.kept.iter().find(|(kept, _)| kept == cell) {
            return *holds;
        }
        let bare = bare(cell, false).text;
        let holds = self.words.contains(&normalised(bare)) == self.only
            && !self.further.is_some_and(|counted| counted.says_no(bare));
        if self.kept.len() < MOST_KEPT {
            self.kept.push((cell.to_owned(), holds));
        }
        holds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting(only: bool, any_like: bool, words: &[&str]) -> Counting {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Counting::new(&CountingRule { column: 0, words, only, any_like }, "Order status")
    }

    #[test]
    fn rows_count_by_what_the_rule_says() {
        let mut paid = counting(true, false, &["SUCCESS"]);
        assert!(paid.holds("success") && paid.holds(" SUCCESS\t"));
        assert!(!paid.holds("REFUND") && !paid.holds(""));
        let mut not_closed = counting(false, false, &["交易关闭", "Pending payment"]);
        assert!(not_closed.holds("交易成功") && not_closed.holds("") && not_closed.holds("cancelled"));
        assert!(!not_closed.holds("交易关闭") && !not_closed.holds("pending-payment"));
        let mut blank = counting(true, false, &[""]);
        assert!(blank.holds("  ") && !blank.holds("2024-01-01"));
    }

    #[test]
    fn words_that_come_later_are_known_as_well() {
        let mut open = counting(false, true, &["Void"]);
        assert!(open.holds("Paid") && open.holds("Shipped"));
        assert!(!open.holds("void") && !open.holds("Cancelled") && !open.holds("已取消"));
    }

    #[test]
    fn of_many_different_cells_each_is_judged() {
        let mut open = counting(false, true, &[]);
        for number in 0..200 {
            assert!(open.holds(&format!("shipped {number}")));
        }
        assert!(!open.holds("cancelled") && open.holds("shipped 199"));
    }
}
