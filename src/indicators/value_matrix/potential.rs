//! What customers could bring beyond what they do.

use serde::{Deserialize, Serialize};

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Column, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::lifetime::Model;
use crate::domain::money::Money;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::clv::{Expected, expected};
use crate::indicators::named::{number_column, of_customers, product_column, said_of_customers};
use crate::indicators::spent::Spent;
use crate::indicators::wallet::{Wallets, held, wallets};
use crate::indicators::{Stopped, View};

use super::{CheckedValueMatrix, ValueMatrixError, ValueMatrixParams};

/// What potential is measured by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Potential {
    /// The first of the others that the data have.
    #[default]
    Auto,
    /// A column of numbers of the customers table.
    Column,
    /// What customers spend elsewhere: by our share of their wallet (0 to 1, or per cent) it is the money spent with us
    /// times (1 − share) / share; by the size of the wallet what is left of it.
    Wallet,
    /// How many of all products sold a customer does not hold.
    Products,
    /// The money of the latest window less that of the window before.
    Growth,
    /// What a model of how often and for how much they buy expects of them: the lifetime value of its own page, under the
    /// parameters there.
    Expected,
}

impl Potential {
    /// All of them, in the order they are looked for; growth is always found, so that expected value must be chosen.
    pub const ALL: [Self; 6] = [Self::Auto, Self::Column, Self::Wallet, Self::Products, Self::Growth, Self::Expected];
}

/// Parts of the names of columns that say a potential.
const POTENTIAL: &[&str] = &["potential", "潜力", "潜在"];

/// The potential of each customer, by number; `None` where it is not known.
pub struct Measured {
    /// By what.
    pub by: Potential,
    /// The column that says it.
    pub column: Option<String>,
    /// The windows compared.
    pub windows: Option<[Period; 2]>,
    /// The model that expects it.
    pub model: Option<Model>,
    /// By customer number.
    pub of: Vec<Option<f64>>,
}

/// Measures by what is chosen, or by the first the data have.
pub async fn measured<P: Pace>(
    view: &View,
    rows: &Purchases,
    spent: &Spent,
    checked: &CheckedValueMatrix,
    pace: &mut P,
) -> Result<Measured, Stopped<ValueMatrixError>> {
    let params = &checked.params;
    let tried = match params.potential {
        Potential::Auto => Potential::ALL.get(1..).unwrap_or_default(),
        ref chosen => std::slice::from_ref(chosen),
    };
    for by in tried {
        let measured = match by {
            Potential::Column => {
                let column = number_column(of_customers(view), params.column.as_deref(), POTENTIAL);
                column.map(|column| of_column(view, column))
            }
            Potential::Wallet => wallets(view, params.column.as_deref(), spent).map(of_wallet),
            Potential::Products => products(view, rows, params, pace).await?,
            Potential::Expected => Some(expected_value(view, checked, pace).await?),
            Potential::Auto | Potential::Growth => Some(growth(view, rows, params, pace).await?),
        };
        if let Some(measured) = measured {
            return Ok(Measured { by: *by, ..measured });
        }
    }
    Err(Stopped::Error(ValueMatrixError::NoColumn { by: params.potential }))
}

fn said(column: &Column, of: Vec<Option<f64>>) -> Measured {
    Measured { by: Potential::Auto, column: Some(column.name.clone()), windows: None, model: None, of }
}

fn of_column(view: &View, column: &Column) -> Measured {
    said(column, said_of_customers(view, column).into_iter().map(|number| Some(number?.to_f64())).collect())
}

fn of_wallet(Wallets { column, of }: Wallets) -> Measured {
    let of = of.into_iter().map(|wallet| wallet?.elsewhere).collect();
    Measured { by: Potential::Auto, column: Some(column), windows: None, model: None, of }
}

async fn products<P: Pace>(
    view: &View,
    rows: &Purchases,
    params: &ValueMatrixParams,
    pace: &mut P,
) -> Result<Option<Measured>, Cancelled> {
    let Some(column) = product_column(rows, params.product.as_deref()) else { return Ok(None) };
    let (held, all) = held(rows, column, view.all.customers.len(), pace).await?;
    let chosen = params.potential == Potential::Products;
    let fits = (2..=usize::from(params.most_products)).contains(&all);
    Ok((chosen || fits).then(|| said(column, held.into_iter().map(|held| Some((all - held) as f64)).collect())))
}

/// By the model whose figures lead on the page of lifetime value.
async fn expected_value<P: Pace>(
    view: &View,
    checked: &CheckedValueMatrix,
    pace: &mut P,
) -> Result<Measured, Stopped<ValueMatrixError>> {
    let no_model = || Stopped::Error(ValueMatrixError::NoModel);
    let clv = checked.clv.as_ref().ok_or_else(no_model)?;
    // Its many steps are kept apart from those of the matrix.
    let found = Box::pin(expected(view, clv, pace)).await;
    let found = found.map_err(|stopped| stopped.map(ValueMatrixError::Clv))?;
    let Expected { model, of } = found.ok_or_else(no_model)?;
    Ok(Measured { by: Potential::Expected, column: None, windows: None, model: Some(model), of })
}

/// Nobody's is known where the time is too short to be halved.
async fn growth<P: Pace>(
    view: &View,
    rows: &Purchases,
    params: &ValueMatrixParams,
    pace: &mut P,
) -> Result<Measured, Cancelled> {
    let horizon = view.horizon(pace).await?;
    let nothing = Measured { by: Potential::Growth, column: None, windows: None, model: None, of: Vec::new() };
    let Some(span) = horizon.span().filter(|span| span.to > span.from) else { return Ok(nothing) };
    let half = (span.to.days_since(span.from) + 1) / 2;
    let days = i32::from(params.window).min(half);
    let first = |windows: i32| -> Day { span.to.plus_days(1 - windows * days) };
    let windows = [Period { from: first(2), to: first(1).plus_days(-1) }, Period { from: first(1), to: span.to }];
    let mut grown = vec![Money::ZERO; view.all.customers.len()];
    let [before, latest] = windows;
    in_blocks_paced(rows.len(), pace, |range| {
        for row in rows.rows_in(range) {
            if row.returned && params.returns == ReturnsPolicy::LeftOut {
                continue;
            }
            let Some(slot) = grown.get_mut(row.customer as usize) else { continue };
            if latest.contains(row.day) {
                *slot += row.amount.money();
            } else if before.contains(row.day) {
                *slot = *slot - row.amount.money();
            }
        }
    })
    .await?;
    let of = grown.into_iter().map(|money| Some(money.to_f64())).collect();
    Ok(Measured { windows: Some(windows), of, ..nothing })
}
