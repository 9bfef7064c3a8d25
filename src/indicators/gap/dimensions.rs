//! The gaps of SERVQUAL's five dimensions.
//!
//! An item belongs to a dimension by a line somebody typed in, else by its header. The gap of an answer is the mean over
//! the items of the dimension that it has both marks of; the gap of the dimension is the mean over answers, with the interval
//! of the normal approximation. Where every item of it has a stated importance, the weighted gap weighs the items of an
//! answer by their mean importance.
//!
//! Source: A. Parasuraman, V. A. Zeithaml, L. L. Berry, SERVQUAL, Journal of Retailing 64 (1988) 12-40.

use serde::Serialize;

use crate::domain::interval::Level;
use crate::indicators::marks::{Item, mean};

use super::Verdict;
use super::mapping::Topic;

/// A dimension of service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// What can be seen and touched.
    Tangibles,
    /// Doing what was promised.
    Reliability,
    /// Doing it soon.
    Responsiveness,
    /// Knowing what is done, and being trusted.
    Assurance,
    /// Caring for each.
    Empathy,
}

impl Topic for Dimension {
    const ALL: &'static [Self] =
        &[Self::Tangibles, Self::Reliability, Self::Responsiveness, Self::Assurance, Self::Empathy];

    fn key(self) -> &'static str {
        match self {
            Self::Tangibles => "tangibles",
            Self::Reliability => "reliability",
            Self::Responsiveness => "responsiveness",
            Self::Assurance => "assurance",
            Self::Empathy => "empathy",
        }
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Tangibles => &["tangible", "有形性", "有形展示"],
            Self::Reliability => &["reliable", "可靠性"],
            Self::Responsiveness => &["responsive", "响应性", "反应性"],
            Self::Assurance => &["assured", "保证性"],
            Self::Empathy => &["empathetic", "移情性", "关怀性"],
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Tangibles => &[
                "tangible",
                "facilit",
                "equipment",
                "appearance",
                "premises",
                "有形",
                "设施",
                "设备",
                "环境",
                "外观",
                "仪表",
            ],
            Self::Reliability => {
                &["reliab", "promise", "accura", "dependab", "ontime", "可靠", "准确", "承诺", "准时", "守时"]
            }
            Self::Responsiveness => {
                &["responsiv", "prompt", "speed", "waiting", "queue", "响应", "反应", "及时", "速度", "等待", "排队"]
            }
            Self::Assurance => {
                &["assur", "trust", "competen", "courte", "knowledg", "safety", "保证", "信任", "安全", "专业", "礼貌"]
            }
            Self::Empathy => {
                &["empath", "caring", "individual", "understanding", "移情", "关怀", "关心", "体贴", "个性", "理解"]
            }
        }
    }
}

/// One dimension, or one kind or level of [expectation](super::expectations).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionGap {
    /// Its key.
    pub name: &'static str,
    /// The columns of what was perceived.
    pub items: Vec<String>,
    /// Perceived less expected.
    pub gap: f64,
    /// The lower end of its interval; `None` of one answer.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Answers with both marks of an item at least.
    pub n: usize,
    /// The gap with items weighed by their importance; `None` where one has none.
    pub weighted: Option<f64>,
    /// The mean importance of the items.
    pub importance: Option<f64>,
    /// Whether expectations are met.
    pub verdict: Verdict,
}

/// Both marks of one item, and how much it matters.
#[derive(Clone, Copy)]
pub(super) struct Marked<'a> {
    pub perceived: &'a Item,
    pub expected: &'a Item,
    pub importance: Option<f64>,
}

impl DimensionGap {
    /// Of all dimensions that have an answer.
    pub(super) fn all<T: Topic>(items: &[(T, Marked<'_>)], level: Level) -> Vec<Self> {
        let of = |topic: &T| {
            let items: Vec<&Marked<'_>> = items.iter().filter(|(of, _)| of == topic).map(|(_, item)| item).collect();
            Self::of(topic.key(), &items, level)
        };
        T::ALL.iter().filter_map(of).collect()
    }

    fn of(name: &'static str, items: &[&Marked<'_>], level: Level) -> Option<Self> {
        let (gap, interval) = mean(&by_answer(items, |_| Some(1.0)), level)?;
        let importance: Option<Vec<f64>> = items.iter().map(|item| item.importance).collect();
        let importance = importance.filter(|all| all.iter().all(|one| *one > 0.0));
        let weighted = importance.as_ref().and_then(|_| mean(&by_answer(items, |item| item.importance), level));
        Some(Self {
            name,
            items: items.iter().map(|item| item.perceived.name.clone()).collect(),
            gap,
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
            n: by_answer(items, |_| Some(1.0)).len(),
            weighted: weighted.map(|(gap, _)| gap),
            importance: importance.map(|all| all.iter().sum::<f64>() / all.len() as f64),
            verdict: Verdict::of(interval),
        })
    }

    /// The mean gap of dimensions, weighed by their importance; `None` where one has none.
    pub fn total(all: &[Self]) -> Option<f64> {
        let weights: Option<Vec<f64>> = all.iter().map(|of| of.importance).collect();
        let weights = weights.filter(|weights| weights.iter().sum::<f64>() > 0.0)?;
        let sum: f64 = all.iter().zip(&weights).map(|(of, weight)| of.gap * weight).sum();
        Some(sum / weights.iter().sum::<f64>())
    }
}

/// The weighed mean of the gaps of each answer that has one.
fn by_answer(items: &[&Marked<'_>], weight: impl Fn(&Marked<'_>) -> Option<f64>) -> Vec<f64> {
    let rows = items.iter().map(|item| item.perceived.marks.len()).max().unwrap_or_default();
    let mut sums = vec![(0.0, 0.0); rows];
    for item in items {
        let weight = weight(item).unwrap_or_default();
        let marks = item.perceived.marks.iter().zip(&item.expected.marks);
        for ((sum, weights), (perceived, expected)) in sums.iter_mut().zip(marks) {
            if let Some((perceived, expected)) = (*perceived).zip(*expected) {
                *sum += weight * (perceived - expected);
                *weights += weight;
            }
        }
    }
    sums.into_iter().filter(|(_, weights)| *weights > 0.0).map(|(sum, weights)| sum / weights).collect()
}
