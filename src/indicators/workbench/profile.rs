//! What sets the customers of one class apart from all others.

use serde::Serialize;

use crate::domain::certainty::Certainty;
use crate::domain::dataset::{BLANK, Column, Values};
use crate::domain::effect_size::{Moments, hedges_g};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::newcombe;
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::score::Score;
use crate::indicators::View;
use crate::indicators::named::{PLACES, called, of_customers, rows_of_customers};
use crate::indicators::rfm::Rfm;

/// A column of more values than this is no attribute anybody compares by.
const MOST_VALUES: usize = 30;

/// What a trait is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The mean of a number.
    Number,
    /// The mean of some money.
    Money,
    /// The share of a value.
    Share,
}

/// One thing in which the customers of a class may differ from all others.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(clippy::struct_excessive_bools)] // what may be said of a trait, each by itself
pub struct Trait {
    /// What it is told by: the name, of a column with the value.
    pub key: String,
    /// `recency`, `frequency`, `monetary`, `tenure`, `score`, or the column's header.
    pub name: String,
    /// Whether it is none of the customers table's columns.
    pub is_own: bool,
    /// The value whose share is compared; `None` where means are.
    pub value: Option<String>,
    /// What is compared.
    pub kind: Kind,
    /// The mean, or the share, of the class.
    pub inside: f64,
    /// That of all others.
    pub outside: f64,
    /// Of means Hedges' g, of shares their difference: the class less the others. `None` where nothing varies.
    pub effect: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Customers of the class of whom it is known.
    pub n: usize,
    /// The others of whom it is known.
    pub n_outside: usize,
    /// Whether it is the share of a column's no, which only mirrors that of its yes.
    #[serde(skip)]
    pub is_mirrored: bool,
    /// Whether the interval holds zero.
    pub may_be_chance: bool,
    /// Whether it is known of few, of the class or of the others.
    pub small_sample: bool,
}

/// The customers: by number whether they are of the class, `None` for those who are not compared.
pub struct Sides(pub Vec<Option<bool>>);

impl Sides {
    fn of(&self, customer: u32) -> Option<bool> {
        self.0.get(customer as usize).copied().flatten()
    }
}

/// All traits: means first, then shares, each the greatest effect first. `without` is the column that the class itself
/// comes from.
pub async fn profile<P: Pace>(
    view: &View,
    sides: &Sides,
    rfm: Option<&Rfm>,
    scores: Option<&[Option<Score>]>,
    without: Option<&str>,
    certainty: Certainty,
    pace: &mut P,
) -> Result<Vec<Trait>, Cancelled> {
    let mut numbers = Numbers { sides, certainty, found: Vec::new() };
    if let Some(rfm) = rfm {
        let of = |value: fn(f64, f64, f64) -> f64| {
            let row = move |row: crate::indicators::rfm::RfmRow| {
                let three = [f64::from(row.recency), f64::from(row.frequency), row.monetary.to_f64()];
                let [recency, frequency, monetary] = three;
                (row.customer, value(recency, frequency, monetary))
            };
            rfm.scores.rows().map(row)
        };
        numbers.own("recency", Kind::Number, of(|recency, _, _| recency));
        numbers.own("frequency", Kind::Number, of(|_, frequency, _| frequency));
        numbers.own("monetary", Kind::Money, of(|_, _, monetary| monetary));
        pace.breathe(Progress::default()).await?;
    }
    let row_of = rows_of_customers(view);
    numbers.own("tenure", Kind::Number, tenures(view, &row_of, pace).await?);
    if let Some(scores) = scores {
        let known = (0_u32..).zip(scores);
        numbers.own("score", Kind::Number, known.filter_map(|(who, score)| Some((who, f64::from((*score)?.get())))));
    }
    let mut shares = Vec::new();
    let compared = |column: &&Column| without != Some(column.name.as_str()) && !called(&column.name, PLACES);
    for column in of_customers(view).filter(compared) {
        pace.breathe(Progress::default()).await?;
        match column.read_as() {
            Values::Number | Values::Score => {
                let rows = (0_u32..).zip(&row_of);
                let known = rows.filter_map(|(who, row)| Some((who, column.number((*row)?).map(Money::to_f64)?)));
                numbers.add(format!("column|{}", column.name), &column.name, false, Kind::Number, known);
            }
            Values::Day => {}
            _ => shares.extend(shares_of(column, &row_of, sides, certainty)),
        }
    }
    let mut found = numbers.found;
    for list in [&mut found, &mut shares] {
        // What has no effect size comes last.
        let size = |one: &Trait| one.effect.map_or(-1.0, f64::abs);
        order::sort_by(list, |one, other| size(other).total_cmp(&size(one)).then_with(|| one.key.cmp(&other.key)));
    }
    found.append(&mut shares);
    Ok(found)
}

/// Days since each customer became one: by the customers table, else since the first purchase of all.
async fn tenures<P: Pace>(view: &View, row_of: &[Option<usize>], pace: &mut P) -> Result<Vec<(u32, f64)>, Cancelled> {
    let horizon = view.horizon(pace).await?;
    let Some(reference) = horizon.reference_date() else { return Ok(Vec::new()) };
    let profiles = view.all.profiles.as_deref();
    let since = |row: &Option<usize>| profiles?.since.get((*row)?).copied().flatten();
    let tenure = |(who, row): (u32, &Option<usize>)| {
        let first = since(row).or_else(|| horizon.first_purchase(who))?;
        Some((who, f64::from(reference.days_since(first))))
    };
    // Who becomes one later is none yet.
    Ok((0_u32..).zip(row_of).filter_map(tenure).filter(|(_, days)| *days >= 0.0).collect())
}

struct Numbers<'a> {
    sides: &'a Sides,
    certainty: Certainty,
    found: Vec<Trait>,
}

impl Numbers<'_> {
    fn own(&mut self, name: &str, kind: Kind, known: impl IntoIterator<Item = (u32, f64)>) {
        self.add(name.to_owned(), name, true, kind, known);
    }

    /// A number; what nobody of one side has is not compared.
    fn add(&mut self, key: String, name: &str, is_own: bool, kind: Kind, known: impl IntoIterator<Item = (u32, f64)>) {
        let (mut inside, mut outside) = (Moments::default(), Moments::default());
        for (customer, number) in known {
            match self.sides.of(customer) {
                Some(true) => inside.add(number),
                Some(false) => outside.add(number),
                None => {}
            }
        }
        let Some((mean, others)) = inside.mean().zip(outside.mean()) else { return };
        let found = hedges_g(inside, outside, self.certainty.level);
        self.found.push(Trait {
            key,
            name: name.to_owned(),
            is_own,
            value: None,
            kind,
            inside: mean,
            outside: others,
            effect: found.map(|(effect, _)| effect),
            low: found.map(|(_, interval)| interval.low),
            high: found.map(|(_, interval)| interval.high),
            n: inside.n,
            n_outside: outside.n,
            is_mirrored: false,
            may_be_chance: found.is_none_or(|(_, interval)| interval.low <= 0.0 && interval.high >= 0.0),
            small_sample: !self.certainty.small_sample.is_enough(inside.n.min(outside.n)),
        });
    }
}

/// The values of a column, each with its share among those whose cell is not blank.
fn shares_of(column: &Column, row_of: &[Option<usize>], sides: &Sides, certainty: Certainty) -> Vec<Trait> {
    if !(2..=MOST_VALUES).contains(&column.values.len()) {
        return Vec::new();
    }
    let mut counts = vec![[0_usize; 2]; column.values.len()];
    let mut known = [0_usize; 2];
    let rows = row_of.iter().flatten();
    let no = rows.clone().find(|row| column.yes(**row) == Some(false)).and_then(|row| column.value(*row));
    // Without a yes a no mirrors nothing.
    let no = no.filter(|_| rows.clone().any(|row| column.yes(*row) == Some(true)));
    for (who, row) in (0_u32..).zip(row_of) {
        let code = row.and_then(|row| column.codes.get(row)).copied().filter(|code| *code != BLANK);
        let (Some(code), Some(is_inside)) = (code, sides.of(who)) else { continue };
        let side = usize::from(is_inside);
        if let Some(slot) = counts.get_mut(code as usize).and_then(|both| both.get_mut(side)) {
            *slot += 1;
        }
        if let Some(slot) = known.get_mut(side) {
            *slot += 1;
        }
    }
    let [n_outside, n] = known;
    let share = |((_, value), both): ((u32, &str), &[usize; 2])| {
        let (difference, interval) = newcombe(*both, known, certainty.level)?;
        let [outside, inside] = *both;
        Some(Trait {
            key: format!("column|{}|{value}", column.name),
            name: column.name.clone(),
            is_own: false,
            value: Some(value.to_owned()),
            kind: Kind::Share,
            inside: inside as f64 / n as f64,
            outside: outside as f64 / n_outside as f64,
            effect: Some(difference),
            low: Some(interval.low),
            high: Some(interval.high),
            n,
            n_outside,
            is_mirrored: no == Some(value),
            may_be_chance: interval.low <= 0.0 && interval.high >= 0.0,
            small_sample: !certainty.small_sample.is_enough(n.min(n_outside)),
        })
    };
    let some = column.values.iter().zip(&counts).filter(|(_, both)| **both != [0, 0]);
    some.filter_map(share).collect()
}
