//! The numbers customers are compared in, and how they are put on one scale.

use serde::{Deserialize, Serialize};

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::dataset::{Column, Customers, Field};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::quantile::quantile;
use crate::indicators::classes::Brings;
use crate::indicators::named::{PLACES, called, numbers, of_customers, rows_of_customers};
use crate::indicators::rfm::{Rfm, RfmRow};
use crate::indicators::{Stopped, View};

use super::{CheckedClusters, ClustersError};

/// The fields that the purchases say.
pub const OWN: [&str; 3] = ["recency", "frequency", "monetary"];

/// Columns of the customers table that are compared where nobody chose any and its roles are too few: more would hide what
/// sets customers apart.
const MOST_CHOSEN: usize = 3;

/// A number of fewer values than this says a kind, not a size.
const FEW_VALUES: usize = 10;

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
    /// Whether what customers bought can be a field as well.
    pub of_purchases: bool,
    /// What the money is.
    pub brings: Brings,
}

impl Table {
    /// Of nobody yet.
    fn new<'a>(fields: Vec<String>, offered: impl Iterator<Item = &'a Column>, of_purchases: bool) -> Self {
        Self {
            fields,
            values: Vec::new(),
            customers: Vec::new(),
            money: Vec::new(),
            not_positive: 0,
            without_values: 0,
            offered: offered.map(|column| column.name.clone()).collect(),
            of_purchases,
            brings: Brings::Spent,
        }
    }

    /// Takes a customer's numbers; somebody without one in each field is left out.
    fn take(&mut self, own: impl Iterator<Item = f64>, customer: u32, money: Money) {
        let before = self.values.len();
        self.values.extend(own);
        if self.values.len() - before < self.fields.len() {
            self.values.truncate(before);
            self.without_values += 1;
            return;
        }
        self.customers.push(customer);
        self.money.push(money);
    }

    /// Of the customers scored.
    pub async fn of<P: Pace>(
        rfm: &Rfm,
        view: &View,
        params: &CheckedClusters,
        pace: &mut P,
    ) -> Result<Self, Stopped<ClustersError>> {
        let columns = || numbers(of_customers(view));
        let mut of_profiles = Vec::new();
        for name in params.fields.iter().filter(|name| !OWN.contains(&name.as_str())) {
            let column = columns().find(|column| column.name == *name);
            let column = column.ok_or_else(|| Stopped::Error(ClustersError::Field { name: name.clone() }))?;
            of_profiles.push((name, column));
        }
        let row_of = rows_of_customers(view);
        let value = |name: &String, row: &RfmRow| match name.as_str() {
            "recency" => Some(f64::from(row.recency)),
            "frequency" => Some(f64::from(row.frequency)),
            "monetary" => Some(row.monetary.to_f64()),
            _ => {
                let column = of_profiles.iter().find(|(known, _)| *known == name)?.1;
                let at = row_of.get(row.customer as usize).copied().flatten()?;
                Some(column.number(at)?.to_f64())
            }
        };
        let mut table = Self::new(params.fields.clone(), columns(), true);
        let by_money = params.fields.iter().any(|name| name == "monetary");
        let mut rows = rfm.scores.rows();
        in_blocks_paced(rfm.scores.customer.len(), pace, |range| {
            for row in rows.by_ref().take(range.len()) {
                if by_money && row.monetary <= Money::ZERO {
                    table.not_positive += 1;
                    continue;
                }
                let own = params.fields.iter().filter_map(|name| value(name, &row));
                table.take(own, row.customer, row.counted);
            }
        })
        .await?;
        Ok(table)
    }

    /// Of the customers table alone, where nothing was bought: the columns asked for, else time as a customer and what a
    /// customer brings; where it has not both, the first that are sizes besides. `None` where it has no such column.
    pub async fn of_profiles<P: Pace>(
        profiles: &Customers,
        params: &CheckedClusters,
        pace: &mut P,
    ) -> Result<Option<Self>, Stopped<ClustersError>> {
        let columns: Vec<&Column> = numbers(profiles.attributes()).collect();
        let asked = params.fields.iter().filter(|name| !OWN.contains(&name.as_str()));
        let find = |name: &String| {
            let column = columns.iter().copied().find(|column| column.name == *name);
            column.ok_or_else(|| Stopped::Error(ClustersError::Field { name: name.clone() }))
        };
        let mut chosen = asked.map(find).collect::<Result<Vec<_>, _>>()?;
        if chosen.is_empty() {
            let is_size = |column: &&Column| column.values.len() >= FEW_VALUES;
            let of_roles = [Field::Tenure, Field::Value].into_iter().filter_map(|role| profiles.of(role));
            chosen = of_roles.filter(is_size).collect();
            if chosen.len() < 2 {
                let sizes = columns.iter().copied().filter(|column| column.role.is_none());
                let sizes = sizes.filter(|column| is_size(column) && !called(&column.name, PLACES));
                chosen.extend(sizes.take(MOST_CHOSEN - chosen.len()));
            }
        }
        if chosen.is_empty() {
            return Ok(None);
        }
        let fields = chosen.iter().map(|column| column.name.clone()).collect();
        let mut table = Self::new(fields, columns.iter().copied(), false);
        let brings = profiles.of(Field::Value);
        table.brings = brings.map_or(Brings::Nothing, |column| Brings::Column(column.name.clone()));
        in_blocks_paced(profiles.customer.len(), pace, |range| {
            for (row, customer) in range.clone().zip(profiles.customer.get(range).unwrap_or_default()) {
                let own = chosen.iter().filter_map(|column| Some(column.number(row)?.to_f64()));
                table.take(own, *customer, brings.and_then(|column| column.number(row)).unwrap_or_default());
            }
        })
        .await?;
        Ok(Some(table))
    }

    /// How many fields there are.
    pub fn width(&self) -> usize {
        self.fields.len()
    }

    /// The same on one scale.
    pub async fn scaled<P: Pace>(&self, scale: Scale, pace: &mut P) -> Result<Vec<f64>, Cancelled> {
        let width = self.width().max(1);
        let mut scaled = self.values.clone();
        if scale == Scale::Log {
            let log = |value: &mut f64| *value = libm::log1p(value.max(0.0));
            in_blocks_paced(scaled.len(), pace, |range| {
                scaled.get_mut(range).unwrap_or_default().iter_mut().for_each(log);
            })
            .await?;
        }
        for field in 0..width {
            let mut own: Vec<f64> = scaled.iter().skip(field).step_by(width).copied().collect();
            let (centre, spread) = match scale {
                Scale::Log | Scale::Standard => standard(&own, pace).await?,
                Scale::Robust => {
                    sort_paced(&mut own, pace, f64::total_cmp).await?;
                    let at = |share| quantile(&own, share).unwrap_or_default();
                    (at(0.5), at(0.75) - at(0.25))
                }
            };
            // What does not differ tells nothing apart, be it by rounding.
            let spread = if spread > centre.abs() * 1e-12 { spread } else { f64::INFINITY };
            in_blocks_paced(scaled.len() / width, pace, |range| {
                let rows = scaled.get_mut(range.start * width..range.end * width).unwrap_or_default();
                rows.iter_mut().skip(field).step_by(width).for_each(|value| *value = (*value - centre) / spread);
            })
            .await?;
        }
        Ok(scaled)
    }
}

/// Mean and standard deviation of the population; zero of nobody.
async fn standard<P: Pace>(values: &[f64], pace: &mut P) -> Result<(f64, f64), Cancelled> {
    let n = values.len().max(1) as f64;
    let mean = summed(values, |value| value, pace).await? / n;
    let squares = summed(values, |value| (value - mean) * (value - mean), pace).await?;
    Ok((mean, (squares / n).sqrt()))
}

/// The sum of something of each value, from the first to the last.
async fn summed<P: Pace>(values: &[f64], of: impl Fn(f64) -> f64, pace: &mut P) -> Result<f64, Cancelled> {
    let mut sum = 0.0;
    in_blocks_paced(values.len(), pace, |range| {
        for value in values.get(range).unwrap_or_default() {
            sum += of(*value);
        }
    })
    .await?;
    Ok(sum)
}
