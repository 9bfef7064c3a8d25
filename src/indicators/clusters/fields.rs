//! The numbers customers are compared in, and how they are put on one scale.

use serde::{Deserialize, Serialize};

use crate::domain::money::Money;
use crate::domain::quantile::quantile;
use crate::indicators::View;
use crate::indicators::named::{numbers, of_customers, rows_of_customers};
use crate::indicators::rfm::Rfm;

use super::{CheckedClusters, ClustersError};

/// The fields that the purchases say.
pub const OWN: [&str; 3] = ["recency", "frequency", "monetary"];

/// How fields are put on one scale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// The logarithm of one more, then as [`Scale::Standard`].
    #[default]
    Log,
    /// Less the mean, over the standard deviation of the population.
    Standard,
    /// Less the median, over the distance of the quartiles.
    Robust,
}

/// A row a customer, a column a field.
pub struct Table {
    /// The names of the fields.
    pub fields: Vec<String>,
    /// Row by row.
    pub values: Vec<f64>,
    /// Who, by number.
    pub customers: Vec<u32>,
    /// What they brought.
    pub money: Vec<Money>,
    /// Customers left out because their total is zero or below.
    pub not_positive: usize,
    /// Customers left out because a field of theirs is blank.
    pub without_values: usize,
    /// Further fields there are.
    pub offered: Vec<String>,
}

impl Table {
    /// Of the customers scored.
    pub fn of(rfm: &Rfm, view: &View, params: &CheckedClusters) -> Result<Self, ClustersError> {
        let columns = || numbers(of_customers(view));
        let mut of_profiles = Vec::new();
        for name in params.fields.iter().filter(|name| !OWN.contains(&name.as_str())) {
            let column = columns().find(|column| column.name == *name);
            of_profiles.push((name, column.ok_or_else(|| ClustersError::Field { name: name.clone() })?));
        }
        let row_of = rows_of_customers(view);
        let mut table = Self {
            fields: params.fields.clone(),
            values: Vec::new(),
            customers: Vec::new(),
            money: Vec::new(),
            not_positive: 0,
            without_values: 0,
            offered: columns().map(|column| column.name.clone()).collect(),
        };
        let by_money = params.fields.iter().any(|name| name == "monetary");
        let mut own = Vec::new();
        for row in rfm.scores.rows() {
            if by_money && row.monetary <= Money::ZERO {
                table.not_positive += 1;
                continue;
            }
            own.clear();
            own.extend(params.fields.iter().filter_map(|name| match name.as_str() {
                "recency" => Some(f64::from(row.recency)),
                "frequency" => Some(f64::from(row.frequency)),
                "monetary" => Some(row.monetary.to_f64()),
                name => {
                    let column = of_profiles.iter().find(|(known, _)| *known == name)?.1;
                    let place = row_of.get(row.customer as usize).copied().flatten()?;
                    Some(column.number(place)?.to_f64())
                }
            }));
            if own.len() < params.fields.len() {
                table.without_values += 1;
                continue;
            }
            table.values.extend(&own);
            table.customers.push(row.customer);
            table.money.push(row.counted);
        }
        Ok(table)
    }

    /// How many fields there are.
    pub fn width(&self) -> usize {
        self.fields.len()
    }

    /// The same on one scale.
    pub fn scaled(&self, scale: Scale) -> Vec<f64> {
        let width = self.width().max(1);
        let mut scaled = self.values.clone();
        if scale == Scale::Log {
            for value in &mut scaled {
                *value = libm::log1p(value.max(0.0));
            }
        }
        for field in 0..width {
            let values = || scaled.iter().skip(field).step_by(width);
            let (centre, spread) = match scale {
                Scale::Log | Scale::Standard => {
                    let n = values().count().max(1) as f64;
                    let mean = values().sum::<f64>() / n;
                    (mean, (values().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n).sqrt())
                }
                Scale::Robust => {
                    let mut sorted: Vec<f64> = values().copied().collect();
                    sorted.sort_unstable_by(f64::total_cmp);
                    let at = |share| quantile(&sorted, share).unwrap_or_default();
                    (at(0.5), at(0.75) - at(0.25))
                }
            };
            // What does not differ tells nothing apart, be it by rounding.
            let spread = if spread > centre.abs() * 1e-12 { spread } else { f64::INFINITY };
            scaled.iter_mut().skip(field).step_by(width).for_each(|value| *value = (*value - centre) / spread);
        }
        scaled
    }
}
