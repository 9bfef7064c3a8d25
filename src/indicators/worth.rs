//! What is left of money: by row its amount less its cost, or its margin, where a column of the purchases says either.
//!
//! The chosen column says it; where none is chosen the first of numbers whose name says a cost, else a margin in money,
//! else a rate of either. A rate is a share of the row's amount, exact to a millionth: per cent where the column has a
//! number above 1 and no cell with a per cent sign (which is read as a share), whatever the filter lets through; else from
//! 0 to 1. A blank cell says that nothing was spent, or that nothing was left; rows that have one are counted.

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Column, Purchases, Reading};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::texts::{Fixed, With1, With2, counted, texts};

use super::Say;
use super::dividing::column_control;
use super::named::{COST, MARGIN, called, numbers, words};
use super::page::{Control, Note};

texts! {
    /// Texts of what is left of money.
    WorthTexts {
        cost: With2 =
            |what, column| format!("{what} is money less the column “{column}”."),
            |what, column| format!("{what}为消费额减去“{column}”列。");
        cost_rate: With2 =
            |what, column| format!("{what} is money less the share of it that the column “{column}” says as cost."),
            |what, column| format!("{what}为消费额减去成本，成本按“{column}”列的比率计算。");
        margin: With2 =
            |what, column| format!("{what} is the sum of the column “{column}”."),
            |what, column| format!("{what}为“{column}”列之和。");
        margin_rate: With2 =
            |what, column| format!("{what} is the share of money that the column “{column}” says is left."),
            |what, column| format!("{what}为消费额乘以“{column}”列的比率。");
        none: With1 =
            |what| format!("{what} is money spent: no column of the purchases says a cost or a margin. Load one (cost, margin) to see what is left of it."),
            |what| format!("{what}为消费额：交易中没有成本列或毛利列。载入含“成本”或“毛利”列的数据，即可按扣除成本后的余额计算。");
        no_cost: With1 =
            |n| format!("{} blank there, and count as costing nothing.", counted(n, "row is", "rows are")),
            |n| format!("其中 {n} 行该列为空，按无成本计。");
        no_margin: With1 =
            |n| format!("{} blank there, and count as leaving nothing.", counted(n, "row is", "rows are")),
            |n| format!("其中 {n} 行该列为空，按无毛利计。");
        field: Fixed = "Cost or margin", "成本或毛利列";
        by_name: Fixed = "found by its name", "按列名识别";
    }
}

/// What a column says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Cost,
    Margin,
}

/// The column that says what is left of each row's money.
#[derive(Debug, Clone, Copy)]
pub(super) struct WorthColumn<'a> {
    column: &'a Column,
    says: Says,
    /// What the whole is, where the column says a rate.
    rate_of: Option<i128>,
}

/// By which column money was made what is left of it: one of the two at most.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WorthBy {
    /// The column that says the cost; `None` where none does.
    pub cost: Option<String>,
    /// The column that says the margin; `None` where none does, or one says the cost.
    pub margin: Option<String>,
    /// Whether it says a share of each row's amount rather than money.
    pub by_rate: bool,
    /// Rows that count and have a blank cell there.
    pub rows_blank: usize,
}

/// What is left of money, by customer number, and by which column; no numbers where none says it.
#[derive(Debug, Default)]
pub(super) struct Worth {
    of: Vec<Money>,
    /// The column.
    pub by: WorthBy,
}

/// Words that say a rate rather than money: whole ones, as "corporate" holds a rate and says none.
const RATE: &[&str] = &["rate", "rates", "ratio", "ratios", "share", "percent", "percentage", "pct"];

/// What says a rate wherever it stands: a sign, and words of Chinese, which has no blanks between them.
const RATE_SIGNS: &[&str] = &["%", "％", "率", "比例", "占比", "份额"];

/// Whether a name says a share of money: by a word of its own, or right after what it is a share of (`marginrate`).
fn is_rate(name: &str) -> bool {
    let (plain, words) = (name.to_lowercase(), words(name));
    let of = || COST.iter().chain(MARGIN);
    RATE_SIGNS.iter().any(|sign| plain.contains(sign))
        || words.iter().any(|word| RATE.contains(&word.as_str()))
        || words.iter().any(|word| of().any(|of| word.split_once(of).is_some_and(|(_, rest)| RATE.contains(&rest))))
}

/// A share of an amount, to the nearest millionth, halves away from zero.
fn share_of(amount: Money, rate: Money, whole: i128) -> Money {
    let (product, by) = (amount.micros().saturating_mul(rate.micros()), whole.max(1));
    let half = if product < 0 { -(by / 2) } else { by / 2 };
    Money::from_micros(product.saturating_add(half) / by)
}

impl<'a> WorthColumn<'a> {
    /// The chosen one, or where none is chosen the first that is called so. A chosen one that is not there is no reason
    /// to take another.
    pub fn of(rows: &'a Purchases, chosen: Option<&str>) -> Option<Self> {
        let all = || numbers(rows.attributes());
        if let Some(name) = chosen {
            return all().find(|column| column.name == name).map(Self::read);
        }
        let in_money = |parts| all().find(|column| called(&column.name, parts) && !is_rate(&column.name));
        let found = in_money(COST).or_else(|| in_money(MARGIN));
        let by_rate = |parts| all().find(|column| called(&column.name, parts) && is_rate(&column.name));
        found.or_else(|| by_rate(COST)).or_else(|| by_rate(MARGIN)).map(Self::read)
    }

    /// What a column says, by its name: a cost unless it names a margin and no cost.
    fn read(column: &'a Column) -> Self {
        let says = if called(&column.name, MARGIN) && !called(&column.name, COST) { Says::Margin } else { Says::Cost };
        Self { column, says, rate_of: is_rate(&column.name).then(|| whole(column)) }
    }

    /// What it is called.
    pub fn name(&self) -> &'a str {
        &self.column.name
    }

    /// Whether it says nothing of a row.
    pub fn is_blank(&self, row: usize) -> bool {
        self.column.number(row).is_none()
    }

    /// What is left of a row's amount.
    pub fn left(&self, row: usize, amount: Money) -> Money {
        let said = self.column.number(row).unwrap_or(Money::ZERO);
        let said = self.rate_of.map_or(said, |whole| share_of(amount, said, whole));
        match self.says {
            Says::Cost => amount - said,
            Says::Margin => said,
        }
    }

    fn named(&self, rows_blank: usize) -> WorthBy {
        let name = Some(self.column.name.clone());
        let (cost, margin) = match self.says {
            Says::Cost => (name, None),
            Says::Margin => (None, name),
        };
        WorthBy { cost, margin, by_rate: self.rate_of.is_some(), rows_blank }
    }
}

/// A hundred where a column of rates is in per cent, else one; in millionths.
fn whole(column: &Column) -> i128 {
    const ONE: i128 = 1_000_000;
    let Reading::Number(rates) = &column.reading else { return ONE };
    let above_one = rates.iter().flatten().any(|rate| rate.money().micros() > ONE);
    let signed = || column.values.iter().any(|(_, text)| text.contains(['%', '％']));
    if above_one && !signed() { 100 * ONE } else { ONE }
}

impl Worth {
    /// Of the rows that count.
    pub async fn of<P: Pace>(
        rows: &Purchases,
        column: Option<WorthColumn<'_>>,
        returns: ReturnsPolicy,
        customers: usize,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let Some(column) = column else { return Ok(Self::default()) };
        let (mut of, mut blank) = (vec![Money::ZERO; customers], 0);
        in_blocks_paced(rows.len(), pace, |range| {
            for (place, row) in range.clone().zip(rows.rows_in(range)) {
                if row.returned && returns == ReturnsPolicy::LeftOut {
                    continue;
                }
                if let Some(slot) = of.get_mut(row.customer as usize) {
                    *slot += column.left(place, row.amount.money());
                    blank += usize::from(column.column.number(place).is_none());
                }
            }
        })
        .await?;
        Ok(Self { of, by: column.named(blank) })
    }

    /// What is left of a customer's money; all of it where no column says anything.
    pub fn of_customer(&self, customer: u32, money: Money) -> Money {
        self.of.get(customer as usize).copied().unwrap_or(money)
    }
}

impl WorthBy {
    /// The column, whichever it says.
    pub fn column(&self) -> Option<&String> {
        self.cost.as_ref().or(self.margin.as_ref())
    }

    /// Which column made money what is left of it, or that none did. `what` is what the page calls that.
    pub fn note(&self, what: &str, say: &Say<'_>) -> Note {
        let texts = WorthTexts::of(say.language);
        let (text, blank) = match (&self.cost, &self.margin, self.by_rate) {
            (Some(column), _, false) => ((texts.cost)(what, column), texts.no_cost),
            (Some(column), _, true) => ((texts.cost_rate)(what, column), texts.no_cost),
            (None, Some(column), false) => ((texts.margin)(what, column), texts.no_margin),
            (None, Some(column), true) => ((texts.margin_rate)(what, column), texts.no_margin),
            (None, None, _) => return Note::info((texts.none)(what)),
        };
        let blank = (self.rows_blank > 0).then(|| (blank)(&say.count(self.rows_blank)));
        let sentences: Vec<String> = [text].into_iter().chain(blank).collect();
        Note::info(sentences.join(say.words.between_sentences))
    }
}

/// The field for the column among those of numbers; `None` without any.
pub(super) fn worth_control(id: &str, offered: &[String], chosen: Option<&String>, say: &Say<'_>) -> Option<Control> {
    let texts = WorthTexts::of(say.language);
    let control = column_control(id, "cost", texts.field, offered, chosen, texts.by_name)?;
    Some(Control { name: format!("{id}-cost"), ..control })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_told_by_a_word_of_its_own() {
        for name in
            ["margin rate", "gross_margin_pct", "MarginPercent", "margin %", "毛利率", "profitratio", "cost share"]
        {
            assert!(is_rate(name), "{name}");
        }
        for name in ["corporate margin", "separate_cost", "gross margin", "毛利", "accelerated cost", "Profit"] {
            assert!(!is_rate(name), "{name}");
        }
    }

    #[test]
    fn a_share_of_an_amount_is_exact_to_a_millionth() {
        let money = |text: &str| text.parse::<Money>().unwrap_or(Money::ZERO);
        let whole = 1_000_000;
        assert_eq!(share_of(money("200"), money("0.35"), whole), money("70"));
        assert_eq!(share_of(money("200"), money("35"), 100 * whole), money("70"));
        assert_eq!(share_of(money("-200"), money("0.35"), whole), money("-70"));
        // Halves go away from zero.
        assert_eq!(share_of(money("0.000001"), money("0.5"), whole), money("0.000001"));
        assert_eq!(share_of(money("-0.000001"), money("0.5"), whole), money("-0.000001"));
    }
}
