//! The value matrix: what customers bring today against what they could, in four quadrants named after metals.
//!
//! *Current value* is the exact sum of a customer's amounts that count, or what is left of it where a column of the
//! purchases says a cost or a margin (see [`worth`](super::worth)). *Potential* is one of four measures, the first the data have unless one is chosen: a column of the customers
//! table; what customers spend elsewhere, by a column of their wallet; the products they do not hold; or how their money
//! grew (see [`potential`]). A fifth must be chosen: what a model expects of them ([`clv`]), where one fits. A value above its cut is high. A cut is a quantile of all customers with both values (type
//! 7), or an amount typed in.
//!
//! The map counts customers in bands of both values, so that any number of them is drawn alike (see [`map`]). Its lines,
//! the cuts, can be moved: both are amounts then, the one that stays put where it is.
//!
//! Of customers all alike in both a quantile parts nobody, which is said before anything else.
//!
//! Platinum is high in both, gold in current value, iron in potential, lead in neither. Customers whose potential is not
//! known are in no quadrant, and counted. What each quadrant calls for is the treatment of the workbench's playbook, which
//! is the literature's until somebody writes another there.
//!
//! Source: the matrix of current and potential value of textbooks of customer relationship management
//! (P. C. Verhoef, B. Donkers, Predicting customer potential value, Decision Support Systems 32 (2001) 189-199, for its
//! axes); its metals and treatments as taught in China. The layers of V. A. Zeithaml, R. T. Rust, K. N. Lemon, The customer
//! pyramid (2001), have the same metals and another meaning.

mod map;
mod potential;
mod show;
mod show_map;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::dataset::Kind;
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::lifetime::Model;
use crate::domain::money::Money;
use crate::domain::net_promoter::{Estimate, Tally};
use crate::domain::provenance::Provenance;
use crate::domain::quantile::quantile;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::scale::Scale;

use super::alike::are_alike;
use super::classes::Class;
use super::clv::{self, CheckedClv, ClvError, ClvIndicator, ClvParams};
use super::named::{numbers, of_customers, products};
use super::nps::{self, NpsParams, is_other_scale};
use super::page::{Control, Page};
use super::spent::Spent;
use super::workbench::{self, WorkbenchParams};
use super::worth::{Worth, WorthBy, WorthColumn};
use super::{About, ClassName, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View};

pub use map::{Field, Map};
pub use potential::Potential;
use potential::{Measured, measured};
pub use show::{quadrant_name, quadrant_strategy};

/// Its id.
pub const ID: &str = "value_matrix";

/// The quadrants: high in neither, in potential, in current value, in both.
pub const KEYS: [&str; 4] = ["lead", "iron", "gold", "platinum"];

/// The value matrix.
pub struct ValueMatrixIndicator;

impl Indicator for ValueMatrixIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Value matrix", "客户价值矩阵"],
        group: Group::Segments,
        path: "/segments/value-matrix",
        needs: &[Kind::Purchases],
    };

    const SETTLED: &'static [&'static str] = &["cut", "amounts", "moved"];

    type Params = ValueMatrixParams;
    type Checked = CheckedValueMatrix;
    type Found = ValueMatrix;
    type Error = ValueMatrixError;

    fn with_shared(own: ValueMatrixParams, shared: &Shared) -> ValueMatrixParams {
        let Shared { returns, level, small_sample, .. } = *shared;
        let clv = ClvIndicator::with_shared(own.clv, shared);
        ValueMatrixParams { returns, level, small_sample, clv, ..own }
    }

    fn with_settings(own: ValueMatrixParams, settings: &Settings) -> ValueMatrixParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        let WorkbenchParams { playbook, .. } = settings.own(workbench::ID);
        let clv = settings.own(clv::ID);
        Self::with_shared(ValueMatrixParams { really_0_to_10, playbook, clv, ..own }, &settings.shared)
    }

    fn check(params: ValueMatrixParams) -> Result<CheckedValueMatrix, ValueMatrixError> {
        let level = Level::try_from(params.level)?;
        for given in [params.current_quantile, params.potential_quantile] {
            if !(0.0 < given && given < 1.0) {
                return Err(ValueMatrixError::Quantile { given });
            }
        }
        if !matches!(params.moved.len(), 0 | 2) {
            return Err(ValueMatrixError::Amounts { given: params.moved.len() });
        }
        let amounts = match (params.cut, params.amounts.as_slice()) {
            (CutBy::Amount, [current, potential]) if current.is_finite() && potential.is_finite() => {
                [*current, *potential]
            }
            (CutBy::Amount, given) => return Err(ValueMatrixError::Amounts { given: given.len() }),
            _ => [0.0; 2],
        };
        if params.window == 0 || params.most_products < 2 {
            return Err(ValueMatrixError::Nothing);
        }
        let certainty = Certainty { level, small_sample: params.small_sample };
        let expected = params.potential == Potential::Expected;
        let clv = expected.then(|| params.clv.clone().check()).transpose().map_err(ValueMatrixError::Clv)?;
        Ok(CheckedValueMatrix { params, amounts, certainty, clv })
    }

    fn settle(_: &ValueMatrixParams, now: ValueMatrixParams) -> ValueMatrixParams {
        if now.moved.is_empty() {
            return now;
        }
        ValueMatrixParams { cut: CutBy::Amount, amounts: now.moved, moved: Vec::new(), ..now }
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedValueMatrix,
        pace: &mut P,
    ) -> Result<Option<ValueMatrix>, Stopped<ValueMatrixError>> {
        matrix(view, params, pace).await
    }

    fn show(found: &ValueMatrix, params: &ValueMatrixParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ValueMatrixTexts::of(say.language).promise
    }

    fn explain(error: &ValueMatrixError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ValueMatrixParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &ValueMatrix) -> Option<Members<'_>> {
        let row = |placed: &Placed| Member {
            customer: placed.customer,
            class: KEYS.get(placed.quadrant).copied().unwrap_or_default(),
            judged: vec![placed.current.to_string(), placed.potential.to_string()],
        };
        let judged_by = ["current", "potential"].map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(found.placed.iter().map(row)) })
    }

    fn classes(_: &ValueMatrix, say: &Say<'_>) -> Vec<ClassName> {
        ClassName::all(KEYS, texts::ValueMatrixTexts::of(say.language).names)
    }
}

/// Where low ends and high begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CutBy {
    /// At a quantile of all customers.
    #[default]
    Quantile,
    /// At amounts typed in, or where the lines of the map were put.
    Amount,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValueMatrixParams {
    /// What potential is measured by. Default: the first the data have.
    pub potential: Potential,
    /// The column of the customers table that says it; `None` (default) for the first that is called so.
    pub column: Option<String>,
    /// The column of the purchases that says the product; `None` (default) for the first that is called so.
    pub product: Option<String>,
    /// Of more products than this nobody could hold all: they are not what potential is measured by unless chosen.
    /// 2 at least; default 50.
    pub most_products: u16,
    /// The days of the two windows whose money is compared, 1 at least. Default 180; half of the time where that is less.
    pub window: u16,
    /// The column of the purchases that says the cost or the margin of a row; `None` (default) for the first that is
    /// called so.
    pub cost: Option<String>,
    /// Where high begins. Default: at a quantile.
    pub cut: CutBy,
    /// The quantile of current value, between 0 and 1. Default 0.5.
    pub current_quantile: f64,
    /// The quantile of potential, between 0 and 1. Default 0.5.
    pub potential_quantile: f64,
    /// The cuts of [`CutBy::Amount`]: of current value and potential. Neither checked nor used by quantiles.
    #[serde(serialize_with = "exact")]
    pub amounts: Vec<f64>,
    /// Where both lines of the map were put: the cuts from then on. Blank again at once.
    pub moved: Vec<f64>,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals of scores. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
    /// Treatments somebody wrote: set on the workbench.
    #[serde(skip_deserializing)]
    pub playbook: String,
    /// How value is expected: set on the page of lifetime value.
    #[serde(skip_deserializing)]
    pub clv: ClvParams,
}

/// As texts, which keep every digit: a customer's own value is often the cut.
fn exact<S: Serializer>(amounts: &[f64], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(amounts.iter().map(f64::to_string))
}

impl Default for ValueMatrixParams {
    fn default() -> Self {
        Self {
            potential: Potential::default(),
            column: None,
            product: None,
            most_products: 50,
            window: 180,
            cost: None,
            cut: CutBy::default(),
            current_quantile: 0.5,
            potential_quantile: 0.5,
            amounts: Vec::new(),
            moved: Vec::new(),
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            really_0_to_10: Vec::new(),
            playbook: String::new(),
            clv: ClvParams::default(),
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedValueMatrix {
    params: ValueMatrixParams,
    amounts: [f64; 2],
    certainty: Certainty,
    clv: Option<CheckedClv>,
}

/// Why there is no matrix.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueMatrixError {
    /// A quantile that cuts nothing.
    #[error("a cut at {given}: it must lie between 0 and 1")]
    Quantile {
        /// As given.
        given: f64,
    },
    /// The typed-in cuts are not two numbers.
    #[error("{given} amounts: current value and potential need one each")]
    Amounts {
        /// As many as typed in.
        given: usize,
    },
    /// No day, or no product, to compare.
    #[error("windows need a day at least, and products must be two")]
    Nothing,
    /// The data lack what potential is to be measured by.
    #[error("no column for potential by {by:?}")]
    NoColumn {
        /// The measure asked for.
        by: Potential,
    },
    /// No model of how often and for how much customers buy can be used.
    #[error("no model of lifetime value can be used on these purchases")]
    NoModel,
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// Value cannot be expected.
    #[error(transparent)]
    #[serde(untagged)]
    Clv(ClvError),
}

/// Customers in four quadrants.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValueMatrix {
    /// Where high begins.
    pub cut: Cut,
    /// What potential is measured by.
    pub potential_by: Potential,
    /// The column that says it; `None` for growth and expected value.
    pub potential_column: Option<String>,
    /// The earlier and the later window, where growth is the measure.
    pub windows: Option<[Period; 2]>,
    /// The model that expects it, where expected value is the measure.
    pub model: Option<&'static str>,
    /// The column that says what is left of money, which is current value.
    #[serde(flatten)]
    pub worth: WorthBy,
    /// Customers in quadrants.
    pub customers: usize,
    /// Whether they are all alike in both, and no quantile parts them.
    pub alike: bool,
    /// Customers whose potential is not known.
    pub without_potential: usize,
    /// The four, in the order of [`KEYS`].
    pub quadrants: Vec<Quadrant>,
    /// Where customers lie between both values.
    pub map: Map,
    /// Whether answers were left out, as they look like those on another scale than 0 to 10.
    pub other_scale: bool,
    #[serde(skip)]
    offered: Offered,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    placed: Vec<Placed>,
}

/// Where high begins, above these values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Cut {
    /// Of current value.
    pub current: f64,
    /// Of potential.
    pub potential: f64,
}

/// One quadrant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quadrant {
    /// How many, and what they bring: their current value.
    #[serde(flatten)]
    pub class: Class,
    /// The mean of their potential; `None` of nobody.
    pub potential: Option<f64>,
    /// What they answered; `None` where nobody did.
    pub nps: Option<Estimate>,
}

/// Columns that could be chosen.
#[derive(Debug, Clone, Default, PartialEq)]
struct Offered {
    of_customers: Vec<String>,
    products: Vec<String>,
    costs: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Placed {
    customer: u32,
    current: Money,
    potential: f64,
    quadrant: usize,
}

async fn matrix<P: Pace>(
    view: &View,
    checked: &CheckedValueMatrix,
    pace: &mut P,
) -> Result<Option<ValueMatrix>, Stopped<ValueMatrixError>> {
    let params = &checked.params;
    let Some(rows) = view.purchases() else { return Ok(None) };
    let spent = Spent::of(rows, params.returns, pace).await?;
    let column = WorthColumn::of(rows, params.cost.as_deref());
    let worth = Worth::of(rows, column, params.returns, spent.money.len(), pace).await?;
    let Measured { by, column, windows, model, of } = measured(view, rows, &spent, checked, pace).await?;
    let mut placed = Vec::new();
    let mut without_potential = 0;
    for (customer, money) in (0_u32..).zip(&spent.money) {
        let (Some(money), row) = (*money, customer as usize) else { continue };
        match of.get(row).copied().flatten() {
            Some(potential) => {
                let current = worth.of_customer(customer, money);
                placed.push(Placed { customer, current, potential, quadrant: 0 });
            }
            None => without_potential += 1,
        }
    }
    let cut = cut(&placed, checked, pace).await?;
    let alike = params.cut == CutBy::Quantile && are_alike(placed.iter().map(|one| (one.current, one.potential)));
    for one in &mut placed {
        let [current, potential] = [one.current.to_f64() > cut.current, one.potential > cut.potential];
        one.quadrant = 2 * usize::from(current) + usize::from(potential);
    }
    let map = Map::of(&placed, cut, pace).await?;
    let (scores, other_scale) = scores(view, &placed, params, pace).await?;
    let names = |columns: &mut dyn Iterator<Item = &crate::domain::dataset::Column>| {
        columns.map(|column| column.name.clone()).collect()
    };
    Ok(Some(ValueMatrix {
        cut,
        potential_by: by,
        potential_column: column,
        windows,
        model: model.map(Model::name),
        worth: worth.by,
        customers: placed.len(),
        alike,
        without_potential,
        quadrants: quadrants(&placed, &scores, checked.certainty),
        map,
        other_scale,
        offered: Offered {
            of_customers: names(&mut numbers(of_customers(view))),
            products: names(&mut products(rows)),
            costs: names(&mut numbers(rows.attributes())),
        },
        provenance: view.with_held_back(spent.provenance(ID), Kind::Purchases),
        placed,
    }))
}

async fn cut<P: Pace>(placed: &[Placed], checked: &CheckedValueMatrix, pace: &mut P) -> Result<Cut, Cancelled> {
    let CheckedValueMatrix { params, amounts: [current, potential], .. } = checked;
    if params.cut == CutBy::Amount {
        return Ok(Cut { current: *current, potential: *potential });
    }
    let mut values: Vec<f64> = placed.iter().map(|one| one.current.to_f64()).collect();
    values.sort_unstable_by(f64::total_cmp);
    pace.breathe(Progress::default()).await?;
    let current = quantile(&values, params.current_quantile).unwrap_or_default();
    let mut values: Vec<f64> = placed.iter().map(|one| one.potential).collect();
    values.sort_unstable_by(f64::total_cmp);
    pace.breathe(Progress::default()).await?;
    Ok(Cut { current, potential: quantile(&values, params.potential_quantile).unwrap_or_default() })
}

/// The answers of each quadrant, and whether there are some that cannot be such a score.
async fn scores<P: Pace>(
    view: &View,
    placed: &[Placed],
    params: &ValueMatrixParams,
    pace: &mut P,
) -> Result<([Tally; 4], bool), Cancelled> {
    let mut tallies = [Tally::default(); 4];
    let Some(answers) = view.dataset.answers.as_deref() else { return Ok((tallies, false)) };
    if is_other_scale(answers, &params.really_0_to_10) {
        return Ok((tallies, true));
    }
    let mut quadrant_of = vec![None; view.all.customers.len()];
    for one in placed {
        if let Some(slot) = quadrant_of.get_mut(one.customer as usize) {
            *slot = Some(one.quadrant);
        }
    }
    in_blocks_paced(answers.len(), pace, |range| {
        let customers = answers.customer.get(range.clone()).unwrap_or_default();
        for (customer, score) in customers.iter().zip(answers.score.get(range).unwrap_or_default()) {
            let quadrant = quadrant_of.get(*customer as usize).copied().flatten();
            if let Some(tally) = quadrant.and_then(|quadrant| tallies.get_mut(quadrant)) {
                tally.add(*score);
            }
        }
    })
    .await?;
    Ok((tallies, false))
}

fn quadrants(placed: &[Placed], scores: &[Tally; 4], certainty: Certainty) -> Vec<Quadrant> {
    let classes = Class::all(KEYS.map(str::to_owned), placed.iter().map(|one| (one.quadrant, one.current)));
    let mut sums = [0.0; 4];
    for one in placed {
        if let Some(sum) = sums.get_mut(one.quadrant) {
            *sum += one.potential;
        }
    }
    let quadrant = |((class, sum), tally): ((Class, f64), &Tally)| {
        let estimate = tally.estimate(certainty);
        Quadrant {
            potential: (class.customers > 0).then(|| sum / class.customers as f64),
            nps: (estimate.n > 0).then_some(estimate),
            class,
        }
    };
    classes.into_iter().zip(sums).zip(scores).map(quadrant).collect()
}
