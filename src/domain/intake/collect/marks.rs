//! The decimal mark of numbers that prove none by themselves, by what the rest of the file says.
//!
//! Only a comma has to be heard of: a point is what such numbers are read with anyway.

use crate::domain::intake::layout::Layout;
use crate::domain::intake::note::Note;
use crate::domain::intake::plan::{DecimalMark, Plan};
use crate::domain::intake::value::{Currency, Evidence, read_share};

use super::Collector;
use super::columns::{NumberColumn, TextColumn};

/// Different texts of a column that show what it holds.
const LOOKED_AT: usize = 200;

impl Collector<'_> {
    /// Settles what numbers whose mark is open are read with, and tells what was no more than likely.
    ///
    /// The comma is taken where another column of numbers proves it. Where none proves anything, a semicolon between cells
    /// and points in dates speak for it: of points that may be those of thousands, and of quantities that all have three
    /// decimals, as SAP writes them (`2,000`). In a workbook only numbers with commas are texts, and were written so.
    pub(super) fn share_marks(&mut self, plan: &Plan, notes: &mut Vec<Note>) {
        let thousandths = self.currency_used().is_some_and(Currency::has_thousandths);
        self.money().for_each(|money| money.thousandths = thousandths);
        if !self.numbers().any(|number| number.is_open()) {
            return;
        }
        let proven = self.proven_mark();
        let is_text = matches!(plan.layout, Layout::Text { .. });
        if proven == Some(DecimalMark::Comma) {
            self.numbers().filter(|number| is_text || number.has_open_commas()).for_each(NumberColumn::hear_comma);
        }
        let is_likely = proven.is_none() && self.looks_like_commas();
        let header = |number: &NumberColumn| plan.columns.get(number.index).map(|column| column.header.clone());
        // What was given back is written as its amounts are.
        let numbers = [&mut self.amount, &mut self.quantity, &mut self.unit_price];
        for number in numbers.into_iter().flatten() {
            let column = header(number).unwrap_or_default();
            let (has_points, may_be_grouped) = (number.has_open_points(), number.may_be_grouped());
            let has_three_decimals = !number.is_money && number.has_three_decimals();
            if is_likely && (may_be_grouped || has_three_decimals) {
                number.hear_comma();
            }
            if has_points {
                notes.push(Note::OpenPoints { column, mark: number.decide() });
            } else if is_likely && has_three_decimals {
                notes.push(Note::OpenCommas { column });
            }
        }
    }

    /// The mark that the columns of numbers prove which agree with themselves; where they prove none, a comma where further
    /// columns do. `None` where they contradict each other.
    fn proven_mark(&mut self) -> Option<DecimalMark> {
        let agreeing = self.numbers().filter(|number| !number.misfits());
        let proven: Vec<DecimalMark> = agreeing.filter_map(|number| number.proven()).collect();
        match proven.first() {
            Some(mark) => proven.iter().all(|other| other == mark).then_some(*mark),
            None => self.columns.iter().any(|column| self.has_commas(column)).then_some(DecimalMark::Comma),
        }
    }

    /// Whether a further column holds numbers alone, some of which have a decimal comma and none a point. Between commas
    /// such cells are lists: `"1,2"`.
    fn has_commas(&self, column: &TextColumn) -> bool {
        let is_apart = matches!(self.plan.layout, Layout::Text { delimiter, .. } if delimiter != ',');
        let mut some = false;
        let mut is_one = |text: &str| match read_share(text, None).map(|number| number.evidence) {
            Ok(Evidence::Comma) => {
                some = true;
                true
            }
            Ok(Evidence::Point) | Err(_) => false,
            Ok(_) => true,
        };
        is_apart && column.values.iter().take(LOOKED_AT).all(|(_, text)| is_one(text)) && some
    }

    /// Whether cells and days are set apart as where the decimal mark is a comma.
    fn looks_like_commas(&self) -> bool {
        matches!(self.plan.layout, Layout::Text { delimiter: ';', .. })
            && self.date.as_ref().is_some_and(super::columns::DateColumn::has_points)
    }
}
