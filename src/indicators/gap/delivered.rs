//! The value delivered to customers: what they get less what it costs them.
//!
//! Four benefits (the value of the product, the service, the people, the image) and four costs (money, time, energy, mind),
//! a column of marks each, on one scale. Of answers that have all eight: the sum of the benefits less the sum of the costs,
//! their means over answers, and the interval of the normal approximation. Where a column is missing there is no value: a
//! sum without it would stand against nothing.
//!
//! Source: P. Kotler, Marketing management, 8th edition (1994), chapter 2.

use serde::Serialize;

use crate::domain::dataset::Column;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::Level;
use crate::indicators::marks::{Bounds, Item, mean};

use super::mapping::{Lines, Topic};

/// A benefit or a cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// The value of the product.
    Product,
    /// That of the service.
    Service,
    /// That of the people.
    People,
    /// That of the image.
    Image,
    /// What it costs in money.
    Money,
    /// In time.
    Time,
    /// In energy.
    Energy,
    /// To the mind.
    Mind,
}

impl Value {
    fn is_benefit(self) -> bool {
        matches!(self, Self::Product | Self::Service | Self::People | Self::Image)
    }
}

impl Topic for Value {
    const ALL: &'static [Self] =
        &[Self::Product, Self::Service, Self::People, Self::Image, Self::Money, Self::Time, Self::Energy, Self::Mind];

    fn key(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Service => "service",
            Self::People => "people",
            Self::Image => "image",
            Self::Money => "money",
            Self::Time => "time",
            Self::Energy => "energy",
            Self::Mind => "mind",
        }
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Product => &["product value", "产品", "产品价值"],
            Self::Service => &["service value", "服务", "服务价值"],
            Self::People => &["people value", "人员", "人员价值"],
            Self::Image => &["image value", "形象", "形象价值"],
            Self::Money => &["money cost", "货币", "货币成本"],
            Self::Time => &["time cost", "时间", "时间成本"],
            Self::Energy => &["energy cost", "体力", "体力成本"],
            Self::Mind => &["mind cost", "精神", "精神成本"],
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Product => &["productvalue", "valueofproduct", "valueoftheproduct", "产品价值"],
            Self::Service => &["servicevalue", "valueofservice", "valueoftheservice", "服务价值"],
            Self::People => &["peoplevalue", "personnelvalue", "staffvalue", "valueofpeople", "人员价值"],
            Self::Image => &["imagevalue", "brandvalue", "valueofimage", "valueofbrand", "形象价值", "品牌价值"],
            Self::Money => &["moneycost", "monetarycost", "costinmoney", "货币成本", "金钱成本"],
            Self::Time => &["timecost", "costintime", "时间成本"],
            Self::Energy => &["energycost", "physicalcost", "costinenergy", "体力成本"],
            Self::Mind => {
                &["mindcost", "psychiccost", "psychologicalcost", "mentalcost", "精神成本", "精力成本", "心理成本"]
            }
        }
    }
}

/// What customers get less what it costs them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Delivered {
    /// The mean sum of the four benefits.
    pub benefit: f64,
    /// The mean sum of the four costs.
    pub cost: f64,
    /// The one less the other.
    pub value: f64,
    /// The lower end of its interval; `None` of one answer.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Answers with all eight marks.
    pub n: usize,
    /// The eight, benefits first.
    pub parts: Vec<Part>,
}

/// One of the eight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Its key.
    pub name: &'static str,
    /// Its column.
    pub column: String,
    /// Its mean mark.
    pub mean: f64,
}

/// What columns say of it.
pub(super) struct Found {
    /// The value; `None` where a column is missing, or no answer has all eight marks.
    pub value: Option<Delivered>,
    /// Those without a column.
    pub missing: Vec<&'static str>,
    /// What was typed in and is no column.
    pub unknown: Vec<String>,
}

/// The value delivered, by the columns of marks.
pub(super) async fn delivered<P: Pace>(
    columns: &[&Column],
    lines: &Lines<Value>,
    bounds: Bounds,
    level: Level,
    pace: &mut P,
) -> Result<Found, Cancelled> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let topics: Vec<Option<Value>> = names.iter().map(|name| lines.topic(&[*name])).collect();
    let column = |value: &Value| {
        let at = topics.iter().position(|topic| *topic == Some(*value))?;
        columns.get(at).copied()
    };
    let found: Vec<Option<&Column>> = Value::ALL.iter().map(column).collect();
    let missing = Value::ALL.iter().zip(&found).filter(|(_, column)| column.is_none());
    let missing: Vec<&'static str> = missing.map(|(value, _)| value.key()).collect();
    let unknown = lines.unknown(&names);
    let value = if missing.is_empty() {
        let items = Item::all(found.into_iter().flatten().collect(), bounds, pace).await?;
        Delivered::of(&items, level)
    } else {
        None
    };
    Ok(Found { value, missing, unknown })
}

impl Delivered {
    /// Of the eight in their order.
    fn of(items: &[Item], level: Level) -> Option<Self> {
        let rows = items.first().map_or(0, |item| item.marks.len());
        let answer = |row: usize| -> Option<Vec<f64>> {
            items.iter().map(|item| item.marks.get(row).copied().flatten()).collect()
        };
        let answers: Vec<Vec<f64>> = (0..rows).filter_map(answer).collect();
        let sum = |answer: &Vec<f64>, of_benefits: bool| -> f64 {
            let marks = Value::ALL.iter().zip(answer).filter(|(value, _)| value.is_benefit() == of_benefits);
            marks.map(|(_, mark)| mark).sum()
        };
        let values: Vec<f64> = answers.iter().map(|answer| sum(answer, true) - sum(answer, false)).collect();
        let (value, interval) = mean(&values, level)?;
        let n = answers.len();
        let each = |of: &dyn Fn(&Vec<f64>) -> f64| answers.iter().map(of).sum::<f64>() / n as f64;
        let parts = Value::ALL.iter().zip(items).enumerate().map(|(place, (part, item))| Part {
            name: part.key(),
            column: item.name.clone(),
            mean: each(&|answer| answer.get(place).copied().unwrap_or_default()),
        });
        Some(Self {
            benefit: each(&|answer| sum(answer, true)),
            cost: each(&|answer| sum(answer, false)),
            value,
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            n,
            parts: parts.collect(),
        })
    }
}
