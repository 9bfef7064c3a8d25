//! Loyalty as the post measures it: how often customers come again, how long they take to choose, how they look at prices
//! and rivals, and what failures they bear.
//!
//! The first is the share who bought on two days or more; the other four are marks of columns of the answers that are called so, each
//! customer's newest, put on 0 to 100 by the ends of their scale. A long time to choose, much heed to prices and a liking for
//! rivals speak against loyalty: their marks are turned round, which can be changed where a file asks the other way. The form
//! is the weighted mean of the parts there are.
//!
//! Source: the five measures of customer loyalty of Chinese textbooks, of the post among others (重复购买次数, 挑选时间, 价格敏感程度,
//! 对竞争品的态度, 对质量事故的承受能力).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::dataset::{Answers, BLANK, Column};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Interval, Level};
use crate::indicators::marks::{Bounds, Item, mean, scale_of};
use crate::indicators::named::called;

/// One of the marks.
struct Asked {
    key: &'static str,
    /// Parts of the names of its columns.
    called: &'static [&'static str],
}

/// The marks, in the order of their weights after the first.
const PRICE: Asked = Asked { key: "price_sensitivity", called: &["pricesensitiv", "价格敏感"] };

const ASKED: [Asked; 4] = [
    Asked {
        key: "time_to_choose",
        called: &["timetochoose", "choosingtime", "decisiontime", "selectiontime", "挑选时间", "选择时间", "考虑时间"],
    },
    PRICE,
    Asked {
        key: "rivals",
        called: &[
            "attitudetorival",
            "attitudetocompetitor",
            "rivalattitude",
            "competitorattitude",
            "竞争品态度",
            "竞品态度",
            "竞争对手态度",
            "竞争品的态度",
            "竞争对手的态度",
        ],
    },
    Asked { key: "tolerance", called: &["toleran", "容忍", "承受能力", "宽容"] },
];

/// The column that marks how much customers heed prices.
pub fn price_column(answers: &Answers) -> Option<&Column> {
    column(answers, &PRICE)
}

fn column<'a>(answers: &'a Answers, asked: &Asked) -> Option<&'a Column> {
    answers.attributes().find(|column| called(&column.name, asked.called))
}

/// The keys of the parts, in the order of their weights.
pub const FORM: [&str; 5] = ["repeats", "time_to_choose", "price_sensitivity", "rivals", "tolerance"];

/// The form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form {
    /// The weighted mean of its parts, 0 to 100; `None` where none that weighs is known.
    pub index: Option<f64>,
    /// Its parts, in their order.
    pub parts: Vec<FormPart>,
    /// Columns whose marks fit no usual scale, and count nowhere.
    pub unknown_scale: Vec<String>,
}

/// One part of the form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormPart {
    /// Which.
    pub key: &'static str,
    /// The column; `None` for what is told from purchases.
    pub column: Option<String>,
    /// The mean, 0 to 100: higher is more loyal.
    pub value: f64,
    /// Its interval; `None` of one customer.
    pub interval: Option<Interval>,
    /// Customers.
    pub n: usize,
    /// Its weight.
    pub weight: f64,
}

/// What is asked of the form.
pub struct Wanted {
    /// The weights of the five parts.
    pub weights: [f64; 5],
    /// Which of the four marks are turned round.
    pub turned: [bool; 4],
    /// The ends of their scale, where typed in.
    pub bounds: Bounds,
    /// Of the intervals.
    pub level: Level,
}

/// The form of some answers, with the part that purchases tell; `None` where no column is of it.
pub async fn form<P: Pace>(
    answers: Option<&Answers>,
    repeats: Option<FormPart>,
    wanted: &Wanted,
    pace: &mut P,
) -> Result<Option<Form>, Cancelled> {
    let Some(answers) = answers else { return Ok(None) };
    let columns: Vec<Option<&Column>> = ASKED.iter().map(|asked| column(answers, asked)).collect();
    if columns.iter().all(Option::is_none) {
        return Ok(None);
    }
    let mut form = Form { index: None, parts: repeats.into_iter().collect(), unknown_scale: Vec::new() };
    let weights = wanted.weights.into_iter().skip(1);
    for (((asked, column), turned), weight) in ASKED.iter().zip(columns).zip(wanted.turned).zip(weights) {
        let Some(column) = column else { continue };
        let items = Item::all(vec![column], wanted.bounds, pace).await?;
        let Some(scale) = Item::range(&items).map(|range| scale_of(range, wanted.bounds)) else { continue };
        let Some((low, high)) = scale else {
            form.unknown_scale.push(column.name.clone());
            continue;
        };
        let share = |mark: f64| (mark - low) / (high - low);
        let marks = newest(answers, &items).into_iter();
        let marks: Vec<f64> = marks.map(|mark| 100.0 * if turned { 1.0 - share(mark) } else { share(mark) }).collect();
        if let Some((value, interval)) = mean(&marks, wanted.level) {
            let column = Some(column.name.clone());
            form.parts.push(FormPart { key: asked.key, column, value, interval, n: marks.len(), weight });
        }
    }
    let weight: f64 = form.parts.iter().map(|part| part.weight).sum();
    let sum: f64 = form.parts.iter().map(|part| part.weight * part.value).sum();
    form.index = (weight > 0.0).then(|| sum / weight);
    Ok(Some(form))
}

/// Each customer's newest mark; of two of one day the later row's.
fn newest(answers: &Answers, items: &[Item]) -> Vec<f64> {
    let mut newest: BTreeMap<u32, (Option<Day>, f64)> = BTreeMap::new();
    let marks = items.iter().flat_map(|item| &item.marks);
    for ((&customer, &day), mark) in answers.customer.iter().zip(&answers.day).zip(marks) {
        let Some(mark) = mark.filter(|_| customer != BLANK) else { continue };
        let known = newest.entry(customer).or_insert((day, mark));
        if day >= known.0 {
            *known = (day, mark);
        }
    }
    newest.into_values().map(|(_, mark)| mark).collect()
}
