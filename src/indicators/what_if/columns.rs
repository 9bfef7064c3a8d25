//! What columns say of costs: those of what was bought, and those of acquiring customers.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Column, Purchases};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::Level;
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::View;
use crate::indicators::named::{ACQUISITION_COST, number_column, of_customers, said_of_customers};
use crate::indicators::worth::WorthColumn;

use super::measured::Known;

/// A figure that a column says.
pub(super) struct Said {
    /// It, with its interval.
    pub known: Known,
    /// The column's name.
    pub column: String,
}

/// The margin of a window as a share of its revenue: of the column that says what is left of
/// money (`worth.rs`); rows in which it is blank are left out on both sides. The interval is that of a ratio of sums over customers,
/// normal. `None` without such a column, and where the share is not above 0 and at most 1, which is no margin to go on with.
pub(super) async fn margin<P: Pace>(
    purchases: &Purchases,
    window: Period,
    returns: ReturnsPolicy,
    level: Level,
    pace: &mut P,
) -> Result<Option<Said>, Cancelled> {
    let Some(worth) = WorthColumn::of(purchases, None) else { return Ok(None) };
    // By customer number: revenue, and what is left of it.
    let mut sums: Vec<(Money, Money)> = Vec::new();
    in_blocks_paced(purchases.len(), pace, |range| {
        let counts = |returned: bool| !returned || returns == ReturnsPolicy::Net;
        for (place, row) in range.clone().zip(purchases.rows_in(range)) {
            if worth.is_blank(place) || !counts(row.returned) || !window.contains(row.day) {
                continue;
            }
            let customer = row.customer as usize;
            if customer >= sums.len() {
                sums.resize(customer + 1, (Money::ZERO, Money::ZERO));
            }
            if let Some((revenue, left)) = sums.get_mut(customer) {
                let amount = row.amount.money();
                *revenue += amount;
                *left += worth.left(place, amount);
            }
        }
    })
    .await?;
    Ok(share(&sums, level).map(|known| Said { known: Some(known), column: worth.name().to_owned() }))
}

fn share(sums: &[(Money, Money)], level: Level) -> Option<(f64, f64, f64)> {
    let known = || sums.iter().filter(|(revenue, left)| *revenue != Money::ZERO || *left != Money::ZERO);
    let revenue = known().map(|(revenue, _)| *revenue).sum::<Money>().to_f64();
    let left = known().map(|(_, left)| *left).sum::<Money>().to_f64();
    let share = left / revenue;
    if !(revenue > 0.0 && share > 0.0 && share <= 1.0) {
        return None;
    }
    let off = |(revenue, left): &(Money, Money)| left.to_f64() - share * revenue.to_f64();
    let (n, squares) = (known().count() as f64, known().map(|own| off(own) * off(own)).sum::<f64>());
    let error = if n > 1.0 { (squares * n / (n - 1.0)).sqrt() / revenue } else { 0.0 };
    let spread = level.z() * error;
    Some((share, (share - spread).max(0.0), (share + spread).min(1.0)))
}

/// What acquiring a customer cost in the mean of those who bought and of whom a column of the customers table says it: the
/// column that payback of the lifetime value goes by. The interval is that of a mean, normal. `None` where nobody's is
/// known.
pub(super) async fn acquisition<P: Pace>(
    view: &View,
    purchases: &Purchases,
    chosen: Option<&str>,
    level: Level,
    pace: &mut P,
) -> Result<Option<Said>, Cancelled> {
    let Some(column) = number_column(of_customers(view), chosen, ACQUISITION_COST) else { return Ok(None) };
    let mut bought = vec![false; view.all.customers.len()];
    in_blocks_paced(purchases.len(), pace, |range| {
        for row in purchases.rows_in(range).filter(|row| !row.returned) {
            if let Some(bought) = bought.get_mut(row.customer as usize) {
                *bought = true;
            }
        }
    })
    .await?;
    let costs = costs(view, column, &bought);
    Ok(mean(&costs, level).map(|known| Said { known: Some(known), column: column.name.clone() }))
}

fn costs(view: &View, column: &Column, bought: &[bool]) -> Vec<f64> {
    let said = said_of_customers(view, column).into_iter().zip(bought);
    let costs = said.filter(|(_, bought)| **bought).filter_map(|(cost, _)| cost);
    costs.filter(|cost| *cost >= Money::ZERO).map(Money::to_f64).collect()
}

/// The mean of figures, with its interval; of one figure that alone.
pub(super) fn mean(figures: &[f64], level: Level) -> Option<(f64, f64, f64)> {
    let n = figures.len() as f64;
    if figures.is_empty() {
        return None;
    }
    let mean = figures.iter().sum::<f64>() / n;
    let squares: f64 = figures.iter().map(|figure| (figure - mean) * (figure - mean)).sum();
    let spread = if n > 1.0 { level.z() * (squares / (n - 1.0) / n).sqrt() } else { 0.0 };
    Some((mean, (mean - spread).max(0.0), mean + spread))
}
