//! Rows of what was given back among the others, told by a word and not by a sign.

use crate::domain::dataset::{Column, Field};
use crate::domain::intake::direction::given_back;
use crate::domain::intake::note::Note;
use crate::domain::money::{Money, PackedMoney};

use super::finish::Amounts;

impl Amounts {
    /// Makes returns of the rows that a word calls so: their money counts as given back. Nothing is changed where one of these
    /// rows has a sign of its own, as then all have.
    #[inline(never)]
    pub(super) fn turn_given_back(&mut self, columns: &[Column]) -> Option<Note> {
        let column = columns.iter().find(|column| column.role == Some(Field::Direction))?;
        let words: Vec<&str> = column.values.iter().map(|(_, word)| word).collect();
        let said = given_back(&words);
        let says_so = |code: &u32| said.get(*code as usize) == Some(&true);
        let rows = || column.codes.iter().enumerate().filter(|(_, code)| says_so(code)).map(|(row, _)| row);
        let signed = |row: usize| self.amount.get(row).is_some_and(|amount| amount.micros() < 0);
        if rows().any(signed) {
            return None;
        }
        let (mut turned, mut total) = (0, Money::ZERO);
        for row in rows() {
            let slots = self.amount.get_mut(row).zip(self.returned.get_mut(row));
            let Some((amount, returned)) = slots.filter(|(amount, returned)| amount.micros() > 0 && !**returned) else {
                continue;
            };
            total += Money::from_micros(i128::from(amount.micros()));
            *amount = PackedMoney::from_micros(-amount.micros());
            *returned = true;
            self.returns += 1;
            turned += 1;
        }
        let words: Vec<&str> = words.iter().zip(&said).filter(|(_, said)| **said).map(|(word, _)| *word).collect();
        let (words, total) = (words.join(", "), total.to_string());
        (turned > 0).then_some(Note::GivenBack { column: column.name.clone(), words, rows: turned, total })
    }
}
