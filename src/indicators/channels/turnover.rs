//! Branches' scores against how many of their employees leave.
//!
//! Employee turnover is a column of the answers, or of the customers table, that is called so; a branch's is the mean of the rows
//! of scored answers that say it, and its score is of the same answers. The rank correlation (Spearman) is of branches, large
//! and small alike; its interval is Fisher's with the variance (1 + r²/2) / (n - 3) of D. G. Bonett, T. A. Wright,
//! Psychometrika 65 (2000) 23-28, from four branches on. Few branches say little, and none says why.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::Certainty;
use crate::domain::dataset::{Answers, BLANK, Column, Kind};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::Level;
use crate::domain::money::Money;
use crate::domain::net_promoter::{Estimate, Tally};
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::scale::Scale;
use crate::indicators::View;
use crate::indicators::marks::ranks;
use crate::indicators::named::{called, numbers, of_customers, rows_of_customers};
use crate::indicators::nps::is_other_scale;

use super::{BRANCH, ID};

/// Parts of the names of columns that say employee turnover.
const TURNOVER: &[&str] = &[
    "staffturnover",
    "employeeturnover",
    "personnelturnover",
    "staffattrition",
    "employeeattrition",
    "离职率",
    "员工流动率",
    "人员流动率",
    "员工流失率",
];

/// Scores and turnover of branches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Turnover {
    /// The column that says it.
    pub column: String,
    /// Branches, the highest turnover first.
    pub branches: Vec<OfBranch>,
    /// The rank correlation of score and turnover, -1 to 1; `None` of fewer than three branches, and where either is the same
    /// everywhere.
    pub correlation: Option<f64>,
    /// Lower end of its interval; `None` of fewer than four branches.
    pub low: Option<f64>,
    /// Upper end of its interval.
    pub high: Option<f64>,
    /// What it was computed from; `used` counts answers.
    pub provenance: Provenance,
}

/// One branch.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfBranch {
    /// Its name.
    pub name: String,
    /// The mean of its turnover, as the column has it.
    pub turnover: f64,
    /// Its score.
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// A column, and the row of it that is about an answer.
struct Source<'a> {
    column: &'a Column,
    by_customer: bool,
}

impl<'a> Source<'a> {
    /// Of the answers, else of the customers table.
    fn of(view: &'a View, answers: &'a Answers, fits: impl Fn(&&'a Column) -> bool) -> Option<Self> {
        let own = answers.attributes().find(&fits).map(|column| Self { column, by_customer: false });
        own.or_else(|| of_customers(view).find(&fits).map(|column| Self { column, by_customer: true }))
    }

    fn row(&self, row: usize, customer: u32, rows: &[Option<usize>]) -> Option<usize> {
        if self.by_customer {
            rows.get(customer as usize).copied().flatten().filter(|_| customer != BLANK)
        } else {
            Some(row)
        }
    }
}

/// `None` without answers, a column of branches or one of their employee turnover.
pub async fn turnover<P: Pace>(
    view: &View,
    scales: &[Scale],
    certainty: Certainty,
    pace: &mut P,
) -> Result<Option<Turnover>, Cancelled> {
    let Some(answers) = view.dataset.answers.as_deref().filter(|answers| !is_other_scale(answers, scales)) else {
        return Ok(None);
    };
    let says = |column: &&Column| called(&column.name, TURNOVER) && numbers(std::iter::once(*column)).next().is_some();
    let is_branch = |column: &&Column| called(&column.name, BRANCH) && !called(&column.name, TURNOVER);
    let Some((said, branch)) = Source::of(view, answers, says).zip(Source::of(view, answers, is_branch)) else {
        return Ok(None);
    };
    let rows = rows_of_customers(view);
    let mut found: BTreeMap<&str, (Tally, f64, f64)> = BTreeMap::new();
    in_blocks_paced(answers.len(), pace, |range| {
        for row in range {
            let Some(score) = answers.score.get(row).copied().flatten() else { continue };
            let customer = answers.customer.get(row).copied().unwrap_or(BLANK);
            let name = branch.row(row, customer, &rows).and_then(|row| branch.column.value(row));
            let turnover = said.row(row, customer, &rows).and_then(|row| said.column.number(row)).map(Money::to_f64);
            if let Some((name, turnover)) = name.zip(turnover) {
                let (tally, sum, n) = found.entry(name).or_default();
                tally.add(Some(score));
                (*sum, *n) = (*sum + turnover, *n + 1.0);
            }
        }
    })
    .await?;
    let branch = |(name, (tally, sum, n)): (&str, (Tally, f64, f64))| OfBranch {
        name: name.to_owned(),
        turnover: sum / n,
        estimate: tally.estimate(certainty),
    };
    let mut branches: Vec<OfBranch> = found.into_iter().map(branch).collect();
    order::sort_by(&mut branches, |one, other| other.turnover.total_cmp(&one.turnover));
    let turnovers: Vec<f64> = branches.iter().map(|branch| branch.turnover).collect();
    let scores: Vec<f64> = branches.iter().filter_map(|branch| branch.estimate.score).collect();
    let correlation = spearman(&turnovers, &scores);
    let reach = correlation.and_then(|r| interval(r, branches.len(), certainty.level));
    let used = branches.iter().map(|branch| branch.estimate.n).sum();
    let provenance = view.with_held_back(Provenance::new(ID, answers.period(), used, &[]), Kind::Answers);
    let column = said.column.name.clone();
    let (low, high) = reach.unzip();
    Ok(Some(Turnover { column, branches, correlation, low, high, provenance }))
}

/// The correlation of ranks; `None` of fewer than three pairs, and where one side is the same throughout.
fn spearman(one: &[f64], other: &[f64]) -> Option<f64> {
    let n = one.len();
    if n < 3 || other.len() != n {
        return None;
    }
    let middle = f64::midpoint(n as f64, 1.0);
    let centred = |values: &[f64]| ranks(values).into_iter().map(|rank| rank - middle).collect::<Vec<f64>>();
    let (one, other) = (centred(one), centred(other));
    let product = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(one, other)| one * other).sum::<f64>();
    let spread = (product(&one, &one) * product(&other, &other)).sqrt();
    (spread > 0.0).then(|| (product(&one, &other) / spread).clamp(-1.0, 1.0))
}

/// Fisher's interval with the variance for ranks; `None` of fewer than four pairs. That of a whole correlation is itself.
fn interval(r: f64, n: usize, level: Level) -> Option<(f64, f64)> {
    if n < 4 {
        return None;
    }
    let z = libm::atanh(r);
    let reach = level.z() * ((1.0 + r * r / 2.0) / (n as f64 - 3.0)).sqrt();
    Some((libm::tanh(z - reach), libm::tanh(z + reach)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_correlation_of_ranks_and_its_interval_are_those_of_python() {
        // Ranks 1 2 3 4 5 6 and 6 4.5 4.5 2 3 1, from the definition in Python: r, and tanh(atanh r ± z √((1 + r²/2) / 3)).
        let r = spearman(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[60.0, 20.0, 20.0, -10.0, 0.0, -40.0]).unwrap();
        assert!((r - RHO[0]).abs() < 1e-12, "{r}");
        let (low, high) = interval(r, 6, Level::DEFAULT).unwrap();
        assert!((low - RHO[1]).abs() < 1e-9 && (high - RHO[2]).abs() < 1e-9, "{low} {high}");
        assert_eq!((spearman(&[1.0, 2.0], &[2.0, 1.0]), spearman(&[1.0; 3], &[1.0, 2.0, 3.0])), (None, None));
        assert_eq!(interval(0.5, 3, Level::DEFAULT), None);
    }

    const RHO: [f64; 3] = [-0.927_633_657_043_917_5, -0.994_999_719_260_307, -0.280_158_961_730_142_15];
}
