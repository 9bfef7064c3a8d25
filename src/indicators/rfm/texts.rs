//! What is said of scores and segments.

use crate::domain::language::Language;
use crate::domain::texts::{Fixed, With1, With2, texts};

use super::error::{Measure, RfmError};

texts! {
    /// Where scores come from.
    RfmDefinition {
        definition: Fixed =
            "Recency: whole days from a customer's last purchase day to the reference date. Frequency: number of distinct orders. Monetary: sum of amounts, returns subtracted. Each is scored by the bounds shown on the page, the highest score being the best; a segment is the first rule of the table that fits the three scores.",
            "最近购买（R）：最后一次购买日到基准日的整天数。购买频率（F）：不同订单数。消费金额（M）：金额合计，退货冲减。三项按页面所示界限打分，分数越高越好；分群取规则表中第一条符合三项得分的规则。";
        source: Fixed =
            "Hughes, Strategic Database Marketing (1994); segment rules after the R package rfm 0.3.0 (Hebbali)",
            "Hughes《Strategic Database Marketing》(1994)；分群规则参照 R 软件包 rfm 0.3.0（Hebbali）";
    }
}

texts! {
    /// The three measures, and what can be wrong with parameters.
    RfmErrorTexts {
        recency: Fixed = "Recency", "最近购买";
        frequency: Fixed = "Frequency", "频率";
        monetary: Fixed = "Monetary", "金额";
        error_bins: Fixed = "Between 2 and 9 scores are possible", "分数级数须在 2 至 9 之间";
        error_count: With2 =
            |given, needed| format!("{given} edges are given, {needed} are needed to separate the scores"),
            |given, needed| format!("给出了 {given} 个界限，需要 {needed} 个");
        error_order: Fixed = "Each edge must be larger than the one before", "每个界限须大于前一个";
        error_range: With1 =
            |measure| format!("{measure}: the range must not end before it begins"),
            |measure| format!("{measure}：范围的终点不能小于起点");
        error_key: With1 = |key| format!("“{key}” cannot be used for a segment"), |key| format!("“{key}”不能用作分群");
        error_too_many: Fixed = "No more than 125 rules can take a code", "规则不能超过 125 条";
        error_nobody: Fixed = "No customer has a purchase to score", "没有可评分的购买记录";
    }
}

/// A measure's name.
pub fn measure_name(measure: Measure, language: Language) -> &'static str {
    let texts = RfmErrorTexts::of(language);
    match measure {
        Measure::Recency => texts.recency,
        Measure::Frequency => texts.frequency,
        Measure::Monetary => texts.monetary,
    }
}

/// What is wrong with parameters, and what to do.
pub fn explain(error: &RfmError, language: Language) -> String {
    let texts = RfmErrorTexts::of(language);
    match error {
        RfmError::Bins { .. } => texts.error_bins.into(),
        RfmError::BoundsCount { given, needed, .. } => (texts.error_count)(&given.to_string(), &needed.to_string()),
        RfmError::BoundsOrder { .. } => texts.error_order.into(),
        RfmError::RuleRange { measure, .. } => (texts.error_range)(measure_name(*measure, language)),
        RfmError::RuleKey { key } | RfmError::DuplicateRule { key } => (texts.error_key)(key),
        RfmError::TooManyRules { .. } => texts.error_too_many.into(),
        RfmError::NoPurchases => texts.error_nobody.into(),
    }
}

/// Definition and source of all figures that scores are.
pub fn definition(language: Language) -> (&'static str, &'static str) {
    let texts = RfmDefinition::of(language);
    (texts.definition, texts.source)
}
