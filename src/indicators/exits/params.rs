//! What can be chosen about customers who left.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::interval::{Level, NotALevel};
use crate::domain::returns::ReturnsPolicy;

use super::causes::Words;
use super::kept::{self, KeptProblem, Line};

/// The most months a window may have: ten years.
pub const MAX_MONTHS: u32 = 120;

/// The least margin and share kept: what is lost by less is nothing that a cost could be set against.
pub const LEAST_SHARE: f64 = 0.0001;

/// The greatest cost of mending a cause.
pub const MOST_COST: f64 = 1e12;

/// What can be chosen. Costs and shares are assumptions, to be replaced by what is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExitsParams {
    /// Calendar months before leaving whose revenue counts, 1 to [`MAX_MONTHS`]. Default 12.
    pub months: u32,
    /// Words that mean a cause, separated by commas: price.
    pub words_price: String,
    /// The product.
    pub words_product: String,
    /// Service.
    pub words_service: String,
    /// The customer's market: they moved, died, closed, need it no more.
    pub words_market: String,
    /// Technology.
    pub words_technology: String,
    /// Goodwill: trust, ties, politics.
    pub words_goodwill: String,
    /// What mending a cause costs a year, in the file's money, up to [`MOST_COST`]; 0 (default) for not known.
    pub cost_price: f64,
    /// The product.
    pub cost_product: f64,
    /// Service.
    pub cost_service: f64,
    /// The market.
    pub cost_market: f64,
    /// Technology.
    pub cost_technology: f64,
    /// Goodwill.
    pub cost_goodwill: f64,
    /// The share of revenue that is left as margin, [`LEAST_SHARE`] to 1. Default 1: figures are revenue.
    pub margin: f64,
    /// The share of the money lost that mending a cause would keep, [`LEAST_SHARE`] to 1. Default 0.5.
    pub saved: f64,
    /// By how much margin, share kept and cost are tried lower and higher, 0 to 1. Default 0.2.
    pub swing: f64,
    /// What was decided about causes, a line each: `price: act, Ann, 2026-11-30`. Blank (default): nothing yet.
    pub decided: String,
    /// The column of the exits that says to whom a customer went; `None` (default) for the first that is called so.
    pub rival: Option<String>,
    /// Customers listed to win back, 1 to 1000. Default 20.
    pub listed: u16,
    /// What returns do. Default: they lower revenue.
    pub returns: ReturnsPolicy,
    /// Confidence of intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
}

impl Default for ExitsParams {
    fn default() -> Self {
        let text = |words: &str| words.to_owned();
        Self {
            months: 12,
            words_price: text(
                "price, fee, fees, charge, charges, expensive, cost, cheaper, rate, rates, interest, discount, \
                 service fee, better offer, better deal, 服务费, 价格, 收费, 费用, 手续费, 太贵, 更便宜, 利率, 费率, 优惠, 条件更优",
            ),
            words_product: text(
                "product, quality, range, assortment, choice, feature, features, defect, broken, out of stock, \
                 产品, 商品, 质量, 品质, 品种, 功能, 缺货, 口味",
            ),
            words_service: text(
                "service, staff, attitude, queue, waiting, wait, slow, rude, complaint, support, delivery, \
                 服务, 态度, 排队, 等待, 太慢, 投诉, 售后, 配送, 员工",
            ),
            words_market: text(
                "moved, moving, relocation, relocated, died, deceased, bankrupt, closed, no longer needed, no need, \
                 retired, 搬迁, 搬家, 迁出, 去世, 倒闭, 破产, 停业, 不再需要, 无需求",
            ),
            words_technology: text(
                "technology, technical, app, online, website, system, digital, outdated, outage, \
                 技术, 系统, 手机银行, 网银, 网站, 线上, 数字化, 故障",
            ),
            words_goodwill: text(
                "trust, reputation, relationship, policy, politics, merger, management, ethics, privacy, contact left, \
                 信任, 声誉, 口碑, 关系, 合并, 管理层, 隐私, 诚信, 客户经理离职",
            ),
            cost_price: 0.0,
            cost_product: 0.0,
            cost_service: 0.0,
            cost_market: 0.0,
            cost_technology: 0.0,
            cost_goodwill: 0.0,
            margin: 1.0,
            saved: 0.5,
            swing: 0.2,
            decided: String::new(),
            rival: None,
            listed: 20,
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
        }
    }
}

impl ExitsParams {
    /// The words of each cause, in the order of [`super::Cause::SIX`].
    pub(super) fn words(&self) -> [&String; 6] {
        [
            &self.words_price,
            &self.words_product,
            &self.words_service,
            &self.words_market,
            &self.words_technology,
            &self.words_goodwill,
        ]
    }

    /// The cost of mending each, in the same order.
    pub(super) fn costs(&self) -> [f64; 6] {
        [
            self.cost_price,
            self.cost_product,
            self.cost_service,
            self.cost_market,
            self.cost_technology,
            self.cost_goodwill,
        ]
    }

    /// The parameters ready for use.
    pub fn check(self) -> Result<CheckedExits, ExitsError> {
        let months = i32::try_from(self.months).ok().filter(|_| (1..=MAX_MONTHS).contains(&self.months));
        let months = months.ok_or(ExitsError::Months(self.months))?;
        for share in [self.margin, self.saved] {
            if !(LEAST_SHARE..=1.0).contains(&share) {
                return Err(ExitsError::Share(share));
            }
        }
        if !(0.0..=1.0).contains(&self.swing) {
            return Err(ExitsError::Swing(self.swing));
        }
        if let Some(cost) = self.costs().into_iter().find(|cost| !(0.0..=MOST_COST).contains(cost)) {
            return Err(ExitsError::Cost(cost));
        }
        if !(1..=1000).contains(&self.listed) {
            return Err(ExitsError::Listed(self.listed));
        }
        let level = Level::try_from(self.level)?;
        Ok(CheckedExits {
            months,
            words: Words::of(self.words()),
            costs: self.costs().map(|cost| Some(cost).filter(|cost| *cost > 0.0)),
            margin: self.margin,
            saved: self.saved,
            swing: self.swing,
            kept: kept::lines(&self.decided)?,
            rival: self.rival,
            listed: usize::from(self.listed),
            returns: self.returns,
            level,
        })
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedExits {
    pub(super) months: i32,
    pub(super) words: Words,
    pub(super) costs: [Option<f64>; 6],
    pub(super) margin: f64,
    pub(super) saved: f64,
    pub(super) swing: f64,
    pub(super) kept: Vec<Line>,
    pub(super) rival: Option<String>,
    pub(super) listed: usize,
    pub(super) returns: ReturnsPolicy,
    pub(super) level: Level,
}

impl CheckedExits {
    /// A year's margin in the revenue of the window.
    pub(super) fn yearly(&self, revenue: f64) -> f64 {
        revenue * 12.0 / f64::from(self.months) * self.margin
    }
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExitsError {
    /// The window has no month, or more than [`MAX_MONTHS`].
    #[error("the revenue of {0} months cannot be counted: choose 1 to {MAX_MONTHS}")]
    Months(u32),
    /// A margin or a share kept that is none.
    #[error("{0} is no share: choose {LEAST_SHARE} to 1")]
    Share(f64),
    /// Assumptions cannot be tried so far off.
    #[error("assumptions cannot be tried {0} off: choose 0 to 1")]
    Swing(f64),
    /// A cost below zero, or beyond any money.
    #[error("a cost of {0} cannot be: choose 0 to {MOST_COST}")]
    Cost(f64),
    /// A line of the decisions cannot be read.
    #[error("line {line} of the decisions, `{text}`: {problem}")]
    Kept {
        /// Its number, from 1.
        line: usize,
        /// What it says.
        text: String,
        /// What is wrong with it.
        problem: KeptProblem,
    },
    /// Nobody would be listed, or too many.
    #[error("{0} customers cannot be listed: choose 1 to 1000")]
    Listed(u16),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}
