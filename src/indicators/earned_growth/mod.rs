//! Earned growth: how much of the growth comes from customers who came back and brought others along.
//!
//! Of two windows of as many calendar months, those of [retention in money](super::retention) with its parameters:
//! NRR is what customers of the first brought in the second, over the net money of the first; ENC what new customers who
//! came by recommendation brought in the second, over the same. The earned growth rate is NRR + ENC - 1, its ratio that rate
//! over the growth of all money. Shares, not per cent. A customer of the first window is who had an order in it that is no
//! return: what others gave back in it lowers the money of the first and is nobody's in the second. New is who bought first of
//! all in the second window; who was won back is in neither, and shown beside.
//!
//! Who has a referrer (the role, as on the page of [referral](super::referral)) came by recommendation. Of the others a column
//! of the customers table says why they came, or of the answers (the newest answer counts), called so in whole words, or the
//! kiosk's third question where somebody answered it with a recommendation; where there is none, they came for another reason.
//! A value means a recommendation where it holds one of the words in [`EarnedParams::words`] whole, or says yes. New customers
//! of whom nothing is known are taken to be like the others, and the bounds say what the rate is if all of them were bought, or
//! all earned. Where answers say why somebody came and none says who, their share stands for that of money. Where nothing
//! says anything there are the bounds alone.
//!
//! Source: F. Reichheld, D. Darnell, M. Burns, Net Promoter 3.0, HBR 11/2021; F. Reichheld, Winning on Purpose (2021).

mod reasons;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::dataset::Kind;
use crate::domain::day::Period;
use crate::domain::intake::Pace;
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;

use super::page::{Control, Page};
use super::retention::{self, Bridge, NoWindows, RetentionError, RetentionIndicator, RetentionParams, bridge};
use super::{About, Group, Indicator, Say, Settings, Shared, Stopped, View};

use reasons::Reasons;
pub use reasons::{Reason, Unnamed};

/// Its id.
pub const ID: &str = "earned_growth";

/// Earned growth.
pub struct EarnedGrowthIndicator;

impl Indicator for EarnedGrowthIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Earned growth", "口碑增长"],
        group: Group::Retention,
        path: "/retention/earned",
        needs: &[Kind::Purchases],
    };

    type Params = EarnedParams;
    type Checked = EarnedParams;
    type Found = EarnedGrowth;
    type Error = EarnedError;

    fn with_shared(own: EarnedParams, shared: &Shared) -> EarnedParams {
        EarnedParams { retention: RetentionIndicator::with_shared(own.retention, shared), ..own }
    }

    fn with_settings(own: EarnedParams, settings: &Settings) -> EarnedParams {
        Self::with_shared(EarnedParams { retention: settings.own(retention::ID), ..own }, &settings.shared)
    }

    fn check(params: EarnedParams) -> Result<EarnedParams, EarnedError> {
        RetentionIndicator::check(params.retention.clone())?;
        if params.words().next().is_none() {
            return Err(EarnedError::Words);
        }
        Ok(params)
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &EarnedParams,
        pace: &mut P,
    ) -> Result<Option<EarnedGrowth>, Stopped<EarnedError>> {
        let counted = view.up_to_end();
        let Some(purchases) = counted.purchases() else { return Ok(None) };
        let horizon = view.horizon(pace).await?;
        let bridge = bridge(view, purchases, &horizon, &params.retention, pace).await?;
        let left_out = match params.retention.returns {
            ReturnsPolicy::LeftOut => purchases.returned.iter().filter(|returned| **returned).count(),
            ReturnsPolicy::Net => 0,
        };
        let rows = purchases.len() - left_out;
        let provenance = Provenance::new(ID, purchases.period(), rows, &[(LeftOut::Return, left_out)]);
        let offered = reasons::offered(view);
        let words: Vec<String> = params.words().collect();
        let reasons = Reasons::of(view, params.by.as_deref(), &words);
        let no_windows = bridge.as_ref().err().copied();
        let found = EarnedGrowth::of(&bridge.unwrap_or_default(), reasons.as_ref());
        let provenance = counted.with_held_back(provenance, Kind::Purchases);
        Ok(Some(EarnedGrowth { no_windows, provenance, offered, ..found }))
    }

    fn show(found: &EarnedGrowth, params: &EarnedParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::EarnedTexts::of(say.language).promise
    }

    fn explain(error: &EarnedError, say: &Say<'_>) -> String {
        match error {
            EarnedError::Words => texts::EarnedTexts::of(say.language).error_words.to_owned(),
            EarnedError::Retention(error) => RetentionIndicator::explain(error, say),
        }
    }

    fn controls(params: &EarnedParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, &[], None, say)
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EarnedParams {
    /// The attribute of customers or answers that says why they came; `None` (default) for who recommended them, and the
    /// first that is called so.
    pub by: Option<String>,
    /// A value that holds one of these words whole, separated by commas, means a recommendation.
    pub words: String,
    /// The windows: those of retention in money.
    pub retention: RetentionParams,
}

impl Default for EarnedParams {
    fn default() -> Self {
        Self {
            by: None,
            words: "referral, referrals, referred, recommend, recommended, recommendation, recommendations, friend, friends, \
                family, word of mouth, 推荐, 口碑, 朋友, 亲友, 介绍"
                .to_owned(),
            retention: RetentionParams::default(),
        }
    }
}

impl EarnedParams {
    /// The words, in small letters.
    fn words(&self) -> impl Iterator<Item = String> {
        self.words.split([',', '，', '、']).map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty())
    }
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EarnedError {
    /// No word means a recommendation.
    #[error("no word means a recommendation: name one at least")]
    Words,
    /// The windows make no sense.
    #[error(transparent)]
    Retention(#[from] RetentionError),
}

/// How much of the growth is earned.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct EarnedGrowth {
    /// The first window; `None` where there are no two, as below.
    pub from: Option<Period>,
    /// The second.
    pub to: Option<Period>,
    /// Why there are no two.
    pub no_windows: Option<NoWindows>,
    /// Whether the rows cover both whole.
    pub complete: bool,
    /// What customers of the first window brought in the second, over all money of the first; `None` where that is not above
    /// zero, as below.
    pub nrr: Option<f64>,
    /// What new customers who came by recommendation brought, over the same; `None` where nobody says why they came.
    pub enc: Option<f64>,
    /// NRR + ENC - 1.
    pub rate: Option<f64>,
    /// The rate over the growth of all money; `None` where that did not grow, or the rate is below zero.
    pub ratio: Option<f64>,
    /// The rate if all new customers of whom nothing is known were bought.
    pub low: Option<f64>,
    /// The rate if all of them were earned.
    pub high: Option<f64>,
    /// The growth of all money.
    pub growth: Option<f64>,
    /// Money of the first window.
    pub start: Money,
    /// Money of the second.
    pub end: Money,
    /// The second's, by whom it came from; adds up to it.
    pub money: Sources<Money>,
    /// Customers of each that had orders or returns in the second.
    pub customers: Sources<usize>,
    /// What says why customers came: the column of who recommended, an attribute, or both.
    pub by: Option<String>,
    /// Answers that say why somebody came, and not who.
    pub unnamed: Unnamed,
    /// Why new customers came, most money first; those of whom nothing is known are not among them.
    pub reasons: Vec<Reason>,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    offered: Vec<String>,
}

/// By whom the second window's money came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sources<T> {
    /// Customers of the first window.
    pub kept: T,
    /// New, by recommendation.
    pub earned: T,
    /// New, for another reason.
    pub bought: T,
    /// New, nobody knows why.
    pub unknown: T,
    /// Won back.
    pub won_back: T,
    /// Only returned something.
    pub returns_only: T,
}

impl EarnedGrowth {
    /// The share of new money that was recommended; `None` where nothing says so.
    fn earned(&self) -> Option<f64> {
        let known = (self.money.earned + self.money.bought).to_f64();
        let of_money = (known > 0.0).then(|| (self.money.earned.to_f64() / known).clamp(0.0, 1.0));
        let Unnamed { answers, earned } = self.unnamed;
        of_money.or_else(|| (answers > 0).then(|| earned as f64 / answers as f64))
    }

    /// Of how many of whom it is known why they came, how many were recommended: new customers, or where none says why,
    /// answers that do not say who.
    pub fn recommended(&self) -> (usize, usize) {
        let known = self.customers.earned + self.customers.bought;
        let Unnamed { answers, earned } = self.unnamed;
        if known > 0 { (self.customers.earned, known) } else { (earned, answers) }
    }

    /// Whether less was earned than was lost: of growth that is no share.
    fn is_shrinking(&self) -> bool {
        self.rate.is_some_and(|rate| rate < 0.0)
    }

    fn of(bridge: &Bridge, reasons: Option<&Reasons>) -> Self {
        let (mut money, mut customers) = (Sources::<Money>::default(), Sources::<usize>::default());
        let brought = &bridge.brought;
        (money.kept, customers.kept) = (brought.kept, brought.kept_customers);
        (money.won_back, customers.won_back) = (brought.won_back, bridge.customers.won_back);
        (money.returns_only, customers.returns_only) = (brought.returns_only, brought.returns_only_customers);
        let mut by_reason = reasons.map(Reasons::none).unwrap_or_default();
        for (customer, brought) in &bridge.new_customers {
            let code = reasons.and_then(|reasons| reasons.of_customer(*customer));
            let (money, count) = match code.and_then(|code| by_reason.get_mut(code as usize)) {
                None => (&mut money.unknown, &mut customers.unknown),
                Some(reason) => {
                    reason.customers += 1;
                    reason.value += *brought;
                    if reason.earned {
                        (&mut money.earned, &mut customers.earned)
                    } else {
                        (&mut money.bought, &mut customers.bought)
                    }
                }
            };
            *money += *brought;
            *count += 1;
        }
        let start = bridge.start.to_f64();
        let share = |money: Money| (start > 0.0).then(|| money.to_f64() / start);
        let unnamed = reasons.map(Reasons::unnamed).unwrap_or_default();
        let said = Self { money, customers, unnamed, ..Self::default() };
        let nrr = share(money.kept);
        let new = money.earned + money.bought + money.unknown;
        let enc = share(new).zip(said.earned()).map(|(new, earned)| new * earned);
        let rate = nrr.zip(enc).map(|(nrr, enc)| nrr + enc - 1.0);
        let growth = share(bridge.end - bridge.start);
        let bound = |new: Money| nrr.zip(share(new)).map(|(nrr, new)| nrr + new - 1.0);
        let (one, other) = (bound(money.earned), bound(money.earned + money.unknown));
        let ratio =
            rate.zip(growth).filter(|(rate, growth)| *rate >= 0.0 && *growth > 0.0).map(|(rate, growth)| rate / growth);
        Self {
            from: bridge.from,
            to: bridge.to,
            complete: bridge.complete,
            nrr,
            enc,
            rate,
            ratio,
            // More came back than was bought where the second is below.
            low: one.zip(other).map(|(one, other)| one.min(other)),
            high: one.zip(other).map(|(one, other)| one.max(other)),
            growth,
            start: bridge.start,
            end: bridge.end,
            by: reasons.map(|reasons| reasons.name().to_owned()),
            reasons: reasons::most_first(by_reason),
            ..said
        }
    }
}
