//! What prices people find right, and how quantity went with price.
//!
//! Van Westendorp's price sensitivity meter ([`meter`]) where a table of answers, else of customers, has the four
//! questions: at which price a thing would be so cheap that one doubts it, cheap, expensive, too expensive. And from
//! purchases with a product, a price and a quantity, the slope of quantity over price within products ([`elasticity`]).
//!
//! Columns are those chosen, else those called so. Whoever counts in the meter gives four prices that rise; whose prices do
//! not is counted as left out, and who gives fewer than four as incomplete.
//!
//! Sources: P. H. van Westendorp, NSS-Price Sensitivity Meter, Proceedings of the 29th ESOMAR Congress (1976) 139-167; for
//! the bootstrap B. Efron, R. J. Tibshirani, An introduction to the bootstrap (1993).

mod elasticity;
mod meter;
mod questions;
mod show;
mod show_elasticity;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::intake::Pace;
use crate::domain::interval::{Level, NotALevel};
use crate::domain::provenance::Provenance;

use super::page::Page;
use super::{About, Group, Indicator, Say, Shared, Stopped, View};

pub use elasticity::Elasticity;
use elasticity::Told;
pub use meter::Meter;
use questions::Survey;

/// Its id.
pub const ID: &str = "price";

/// Price sensitivity.
pub struct PriceIndicator;

impl Indicator for PriceIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Price sensitivity", "价格敏感度"],
        group: Group::Loyalty,
        path: "/loyalty/price",
        needs: &[Kind::Answers, Kind::Purchases, Kind::Customers],
    };

    type Params = PriceParams;
    type Checked = CheckedPrice;
    type Found = Price;
    type Error = PriceError;

    fn with_shared(own: PriceParams, shared: &Shared) -> PriceParams {
        PriceParams { level: shared.level, small_sample: shared.small_sample, ..own }
    }

    fn check(params: PriceParams) -> Result<CheckedPrice, PriceError> {
        let level = Level::try_from(params.level)?;
        Ok(CheckedPrice { params, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        checked: &CheckedPrice,
        pace: &mut P,
    ) -> Result<Option<Price>, Stopped<PriceError>> {
        price(view, checked, pace).await
    }

    fn show(found: &Price, params: &PriceParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::PriceTexts::of(say.language).promise
    }

    fn explain(error: &PriceError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PriceParams {
    /// The column of the price at which it is too cheap; `None` (default) for the first that is called so.
    pub too_cheap: Option<String>,
    /// Of the price at which it is cheap.
    pub cheap: Option<String>,
    /// Of the price at which it is expensive.
    pub expensive: Option<String>,
    /// Of the price at which it is too expensive.
    pub too_expensive: Option<String>,
    /// The column of the purchases that says the product; `None` (default) for the first that is called so.
    pub product: Option<String>,
    /// The one that says the price of one; `None` (default) for the first that is called so, else money by quantity.
    pub price: Option<String>,
    /// The one that says the quantity; `None` (default) for that of the import, else the first that is called so.
    pub quantity: Option<String>,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many answers or rows figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for PriceParams {
    fn default() -> Self {
        Self {
            too_cheap: None,
            cheap: None,
            expensive: None,
            too_expensive: None,
            product: None,
            price: None,
            quantity: None,
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

impl PriceParams {
    /// The columns chosen for the four questions, in the order of [`questions::QUESTIONS`].
    fn chosen(&self) -> [Option<&str>; 4] {
        [&self.too_cheap, &self.cheap, &self.expensive, &self.too_expensive].map(|column| column.as_deref())
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedPrice {
    params: PriceParams,
    level: Level,
}

/// Why there are no prices.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceError {
    /// There is no such column of numbers.
    #[error("there is no column `{name}` of numbers")]
    Column {
        /// As asked for.
        name: String,
    },
    /// One column cannot be two questions.
    #[error("`{name}` is chosen for two questions")]
    Twice {
        /// As asked for.
        name: String,
    },
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// What prices are told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The four questions.
    VanWestendorp,
    /// Purchases.
    Elasticity,
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// The four questions, or purchases with prices.
    Data,
    /// Some of the four questions.
    Questions,
    /// Somebody whose four prices rise.
    Answers,
    /// A product with two prices.
    Prices,
}

/// What is known of prices.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Price {
    /// What is missing.
    pub lacking: Option<Lacking>,
    /// What prices are told from.
    pub method: Option<Method>,
    /// The columns of the four questions that were found, by name of the question.
    pub columns: Vec<Asked>,
    /// The meter; absent where there is none.
    #[serde(flatten)]
    pub meter: Option<Meter>,
    /// How quantity went with price.
    pub elasticity: Option<Elasticity>,
    /// Columns to choose from, of the survey and of the purchases.
    #[serde(skip)]
    offered: [Vec<String>; 2],
    /// Columns that could say the product.
    #[serde(skip)]
    products: Vec<String>,
    /// What the meter was computed from; `used` counts answers.
    pub provenance: Provenance,
}

/// One of the four questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// One of [`questions::QUESTIONS`].
    pub key: &'static str,
    /// Its column; `None` where none is called so.
    pub column: Option<String>,
}

async fn price<P: Pace>(
    view: &View,
    checked: &CheckedPrice,
    pace: &mut P,
) -> Result<Option<Price>, Stopped<PriceError>> {
    let nothing = [Kind::Answers, Kind::Purchases, Kind::Customers].iter().all(|kind| view.dataset.rows(*kind) == 0);
    if nothing {
        return Ok(None);
    }
    let mut found = Price {
        lacking: None,
        method: None,
        columns: Vec::new(),
        meter: None,
        elasticity: None,
        offered: elasticity::offered(view),
        products: elasticity::products(view),
        provenance: Provenance::new(ID, None, 0, &[]),
    };
    let survey = Survey::of(view, &checked.params).map_err(Stopped::Error)?;
    if let Some(survey) = &survey {
        found.columns = survey.asked();
        if let Some(prices) = survey.prices(pace).await? {
            found.meter = meter::meter(&prices, checked.level, pace).await?;
            let used = found.meter.as_ref().map_or(0, |meter| meter.n);
            let provenance = Provenance::new(ID, survey.period, used, &[]);
            found.provenance = view.with_held_back(provenance, survey.kind);
        }
    }
    let told = elasticity::elasticity(view, checked, pace).await?;
    let without_prices = matches!(told, Told::OnePrice);
    if let Told::Slope(elasticity) = told {
        found.elasticity = Some(*elasticity);
    }
    found.method = match (&found.meter, &found.elasticity) {
        (Some(_), _) => Some(Method::VanWestendorp),
        (None, Some(_)) => Some(Method::Elasticity),
        (None, None) => None,
    };
    found.lacking = match survey {
        _ if found.method.is_some() => None,
        Some(survey) if survey.is_whole() => Some(Lacking::Answers),
        Some(_) => Some(Lacking::Questions),
        None if without_prices => Some(Lacking::Prices),
        None => Some(Lacking::Data),
    };
    Ok(Some(found))
}
