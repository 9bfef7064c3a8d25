//! Dealers by stage: entry, growth, maturity, from how long they have bought and how their purchases grow.
//!
//! Purchases are read as what dealers took in (sell-in). The last so many days up to the last day known (the newest loaded
//! purchase, or the end of the chosen period) are compared with as many before. A dealer whose first purchase (of all loaded rows)
//! is younger than the bar of entry is at *entry*; of the others those that grew by the bar of growth or more are in *growth*, the
//! rest in *maturity*. Who took in nothing in the last days is in no stage, and counted beside; who is past entry and took in nothing in
//! the days before came back, which counts as growth. Both bars can be changed: they are assumptions, as every trade has
//! its own.
//!
//! Where no column speaks of dealers the page says what is needed, and nobody is put in a stage; the document has the figures
//! as if every customer were one.
//!
//! *Sell-through* is what was sold on of what was taken in, in the last days, where a column of the purchases says how much was
//! sold on; of rows without it nothing counts on either side. It is read in units where there are quantities and the
//! column's name says no money, else in money.

mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Field, Kind, Purchases};
use crate::domain::day::Period;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;

use super::members::{Member, Members};
use super::named::{called, number_column, numbers};
use super::page::{Control, Page};
use super::{About, ClassName, Group, Indicator, Say, Shared, Stopped, View};

/// Its id.
pub const ID: &str = "dealers";

/// The most days of a window, and of the bar of entry: five years.
pub const MOST_DAYS: u16 = 1_826;

/// The most dealers listed.
pub const MOST_LISTED: usize = 1_000;

/// Parts of the names of columns that say how much was sold on.
const SOLD_ON: &[&str] = &["soldon", "sellthrough", "sellout", "soldthrough", "动销", "实销", "终端销售", "分销出货"];

/// Parts of the words for a dealer, in names of columns and in their values.
const DEALER: &[&str] = &[
    "dealer",
    "distributor",
    "reseller",
    "retailer",
    "wholesale",
    "经销",
    "分销",
    "代理商",
    "渠道商",
    "批发",
    "零售商",
];

/// Parts of the names of columns that say money.
const MONEY: &[&str] = &["amount", "revenue", "value", "金额", "销售额"];

/// Dealers.
pub struct DealersIndicator;

impl Indicator for DealersIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Dealers", "经销商"],
        group: Group::Loyalty,
        path: "/loyalty/dealers",
        needs: &[Kind::Purchases],
    };

    type Params = DealersParams;
    type Checked = DealersParams;
    type Found = Dealers;
    type Error = DealersError;

    fn with_shared(own: DealersParams, shared: &Shared) -> DealersParams {
        DealersParams { returns: shared.returns, small_sample: shared.small_sample, ..own }
    }

    fn check(params: DealersParams) -> Result<DealersParams, DealersError> {
        for days in [params.window, params.entry] {
            if !(1..=MOST_DAYS).contains(&days) {
                return Err(DealersError::Days(days));
            }
        }
        if !params.growth.is_finite() || !(-1.0..=10.0).contains(&params.growth) {
            return Err(DealersError::Growth(params.growth));
        }
        if !(1..=MOST_LISTED).contains(&params.listed) {
            return Err(DealersError::Listed(params.listed));
        }
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &DealersParams,
        pace: &mut P,
    ) -> Result<Option<Dealers>, Stopped<DealersError>> {
        let counted = view.up_to_end();
        let Some(purchases) = counted.purchases() else { return Ok(None) };
        let Some(found) = dealers(view, purchases, params, pace).await? else { return Ok(None) };
        Ok(Some(Dealers { provenance: counted.with_held_back(found.provenance, Kind::Purchases), ..found }))
    }

    fn show(found: &Dealers, params: &DealersParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::DealersTexts::of(say.language).promise
    }

    fn explain(error: &DealersError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &DealersParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say).into()
    }

    fn classes(_: &Dealers, say: &Say<'_>) -> Vec<ClassName> {
        let texts = texts::DealersTexts::of(say.language);
        ClassName::all(Stage::ALL.map(Stage::key), Stage::ALL.map(|stage| show::name(texts, stage)))
    }

    fn by_class(say: &Say<'_>) -> [&'static str; 3] {
        texts::DealersTexts::of(say.language).by_stage
    }

    fn members(found: &Dealers) -> Option<Members<'_>> {
        // Whom nothing calls a dealer is in no stage that anybody would choose.
        let all = Some(&found.all).filter(|_| found.said)?;
        let row = |dealer: &Dealer| Member {
            customer: dealer.number,
            class: dealer.stage.key(),
            judged: vec![
                dealer.age.to_string(),
                dealer.now.to_string(),
                dealer.before.to_string(),
                dealer.sold.share().map(|share| share.to_string()).unwrap_or_default(),
            ],
        };
        let judged_by = ["age_days", "sell_in", "sell_in_before", "sell_through"].map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(all.iter().map(row)) })
    }
}

/// How far a dealer has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Began lately.
    Entry,
    /// Grows.
    Growth,
    /// Grows no more, or less than the bar.
    Maturity,
}

impl Stage {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Entry, Self::Growth, Self::Maturity];

    /// Its key in the document.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Growth => "growth",
            Self::Maturity => "maturity",
        }
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DealersParams {
    /// How many days are compared with as many before, 1 to [`MOST_DAYS`]. Default 365.
    pub window: u16,
    /// Up to how many days after the first purchase a dealer is at entry, 1 to [`MOST_DAYS`]. Default 365.
    pub entry: u16,
    /// From which growth on a dealer is in growth, -1 to 10. Default 0.1, ten per cent.
    pub growth: f64,
    /// The column that says how much was sold on; `None` (default) for the first that is called so.
    pub sold_on: Option<String>,
    /// How many dealers are listed, 1 to [`MOST_LISTED`]. Default 30.
    pub listed: usize,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Below how many dealers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for DealersParams {
    fn default() -> Self {
        Self {
            window: 365,
            entry: 365,
            growth: 0.1,
            sold_on: None,
            listed: 30,
            returns: ReturnsPolicy::default(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

/// Parameters that mean nothing.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DealersError {
    /// No such number of days.
    #[error("{0} days: 1 to {MOST_DAYS} are possible")]
    Days(u16),
    /// No such growth.
    #[error("a growth of {0}: -1 to 10 is possible")]
    Growth(f64),
    /// So many cannot be listed.
    #[error("{0} dealers cannot be listed: choose 1 to {MOST_LISTED}")]
    Listed(usize),
}

/// Dealers by stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dealers {
    /// The days that are compared with as many before.
    pub window: Period,
    /// Whether the loaded purchases reach over both.
    pub covered: bool,
    /// Dealers in a stage.
    pub n: usize,
    /// The stages, in their order.
    pub stages: Vec<OfStage>,
    /// Dealers who took in nothing in the window.
    pub quiet: usize,
    /// The column that says how much was sold on; `None` where none does.
    pub sold_on: Option<String>,
    /// Whether that is in units of quantity, not in money.
    pub in_units: bool,
    /// What was sold on of what was taken in; `None` where nothing says it.
    pub sell_through: Option<f64>,
    /// Dealers who took in most, the most first.
    pub list: Vec<Listed>,
    #[serde(skip)]
    all: Vec<Dealer>,
    /// Whether anything says that these are dealers; else every customer is taken for one.
    #[serde(skip)]
    said: bool,
    #[serde(skip)]
    offered: Vec<String>,
    /// What it was computed from; `used` counts rows of both windows.
    pub provenance: Provenance,
}

/// The dealers of one stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfStage {
    /// Which.
    pub key: Stage,
    /// How many.
    pub dealers: usize,
    /// What they took in.
    pub sell_in: Money,
    /// Its share of what all took in; `None` where that is zero or below.
    pub share: Option<f64>,
    /// Against the days before; `None` where they took in nothing then.
    pub growth: Option<f64>,
    /// What was sold on of it; `None` where nothing says it.
    pub sell_through: Option<f64>,
}

/// One dealer, listed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// By id.
    pub customer: String,
    /// How far it has come.
    pub stage: Stage,
    /// What it took in.
    pub sell_in: Money,
    /// Against the days before; `None` where it took in nothing then.
    pub growth: Option<f64>,
    /// What was sold on of it; `None` where nothing says it.
    pub sell_through: Option<f64>,
}

/// One dealer in a stage.
#[derive(Debug, Clone, PartialEq)]
struct Dealer {
    number: u32,
    stage: Stage,
    age: i32,
    now: Money,
    before: Money,
    sold: Sold,
}

/// What was sold on, and what was taken in of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sold {
    on: Money,
    of: Money,
}

impl Sold {
    fn add(&mut self, other: Self) {
        self.on += other.on;
        self.of += other.of;
    }

    fn share(self) -> Option<f64> {
        (self.of > Money::ZERO).then(|| self.on.to_f64() / self.of.to_f64())
    }
}

/// What one dealer took in.
#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    /// Whether any row counts, of whatever day.
    known: bool,
    now: Money,
    before: Money,
    bought: bool,
    sold: Sold,
}

/// `after` against `before`; `None` where there was nothing before.
fn growth(after: Money, before: Money) -> Option<f64> {
    (before > Money::ZERO).then(|| after.to_f64() / before.to_f64() - 1.0)
}

async fn dealers<P: Pace>(
    view: &View,
    purchases: &Purchases,
    params: &DealersParams,
    pace: &mut P,
) -> Result<Option<Dealers>, Cancelled> {
    let horizon = view.horizon(pace).await?;
    let Some((last, span)) = horizon.last_day().zip(horizon.span()) else { return Ok(None) };
    let days = i32::from(params.window);
    let window = Period { from: last.plus_days(1 - days), to: last };
    let before = Period { from: window.from.plus_days(-days), to: window.from.plus_days(-1) };
    let column = number_column(purchases.attributes(), params.sold_on.as_deref(), SOLD_ON);
    let units = column.filter(|column| !called(&column.name, MONEY)).and_then(|_| purchases.of(Field::Quantity));
    let mut taken = vec![Taken::default(); view.all.customers.len()];
    let (mut rows, mut returns) = (0, 0);
    in_blocks_paced(purchases.len(), pace, |range| {
        for (place, row) in range.clone().zip(purchases.rows_in(range)) {
            let Some(slot) = taken.get_mut(row.customer as usize) else { continue };
            slot.known = true;
            let now = window.contains(row.day);
            if !now && !before.contains(row.day) {
                continue;
            }
            if row.returned && params.returns == ReturnsPolicy::LeftOut {
                returns += 1;
                continue;
            }
            rows += 1;
            let money = row.amount.money();
            if now {
                slot.now += money;
                slot.bought |= !row.returned;
                let of = units.map_or(Some(money), |units| units.number(place));
                let sold = column.and_then(|column| column.number(place)).zip(of);
                slot.sold.add(sold.map(|(on, of)| Sold { on, of }).unwrap_or_default());
            } else {
                slot.before += money;
            }
        }
    })
    .await?;
    let known = || (0_u32..).zip(&taken).filter(|(_, taken)| taken.known);
    let bought = known().filter(|(_, taken)| taken.bought);
    let mut dealers: Vec<Dealer> = bought
        .filter_map(|(number, taken)| {
            Some(Dealer::of(number, last.days_since(horizon.first_purchase(number)?), *taken, params))
        })
        .collect();
    let ids = &view.dataset.customers;
    order::sort_by(&mut dealers, |one, other| {
        other.now.cmp(&one.now).then_with(|| ids.get(one.number).cmp(ids.get(other.number)))
    });
    let total = dealers.iter().map(|dealer| dealer.now).sum();
    let left_out = [(LeftOut::Return, returns)];
    let provenance = Provenance::new(ID, Some(Period { from: before.from, to: last }), rows, &left_out);
    let mut sold = Sold::default();
    for dealer in &dealers {
        sold.add(dealer.sold);
    }
    let listed = |dealer: &Dealer| Listed {
        customer: ids.get(dealer.number).to_owned(),
        stage: dealer.stage,
        sell_in: dealer.now,
        growth: growth(dealer.now, dealer.before),
        sell_through: dealer.sold.share(),
    };
    Ok(Some(Dealers {
        window,
        covered: span.from <= before.from,
        n: dealers.len(),
        stages: Stage::ALL.iter().map(|&stage| OfStage::of(stage, &dealers, total)).collect(),
        quiet: known().filter(|(_, taken)| !taken.bought).count(),
        sold_on: column.map(|column| column.name.clone()),
        in_units: units.is_some(),
        sell_through: sold.share(),
        list: dealers.iter().take(params.listed).map(listed).collect(),
        said: column.is_some() || says_dealers(view, purchases),
        offered: numbers(purchases.attributes()).map(|column| column.name.clone()).collect(),
        all: dealers,
        provenance,
    }))
}

/// Values of a column that says what kind of customer somebody is: one of more is what they wrote or bought.
const KINDS: usize = 50;

/// Whether a column of the purchases or the customers speaks of dealers, by its name or by one of few values.
fn says_dealers(view: &View, purchases: &Purchases) -> bool {
    let of_customers = view.all.profiles.iter().flat_map(|profiles| profiles.attributes());
    let mut columns = purchases.attributes().chain(of_customers);
    let says = |values: &Dictionary| values.len() <= KINDS && values.iter().any(|(_, text)| called(text, DEALER));
    columns.any(|column| called(&column.name, DEALER) || says(&column.values))
}

impl Dealer {
    fn of(number: u32, age: i32, taken: Taken, params: &DealersParams) -> Self {
        let grew = growth(taken.now, taken.before).is_none_or(|growth| growth >= params.growth);
        let stage = match (age < i32::from(params.entry), grew) {
            (true, _) => Stage::Entry,
            (false, true) => Stage::Growth,
            (false, false) => Stage::Maturity,
        };
        Self { number, stage, age, now: taken.now, before: taken.before, sold: taken.sold }
    }
}

impl OfStage {
    fn of(key: Stage, dealers: &[Dealer], total: Money) -> Self {
        let (mut count, mut now, mut before, mut sold) = (0, Money::ZERO, Money::ZERO, Sold::default());
        for dealer in dealers.iter().filter(|dealer| dealer.stage == key) {
            count += 1;
            now += dealer.now;
            before += dealer.before;
            sold.add(dealer.sold);
        }
        Self {
            key,
            dealers: count,
            sell_in: now,
            share: (total > Money::ZERO).then(|| now.to_f64() / total.to_f64()),
            growth: growth(now, before),
            sell_through: sold.share(),
        }
    }
}
