//! How appealing a club's reward is, by five elements that its owner marks.
//!
//! Cash value (what it is worth beside what is spent for it), choice (of what it can be redeemed for), aspiration (whether
//! customers long for it), relevance (whether they can reach it) and convenience (how easily they take part), each marked
//! from 1 to 5 or left blank. The result is the weighted mean of those that are marked; it is judged and not measured, and
//! says nothing of how customers see it. The weights are an assumption: equal, until somebody knows better. Elements of weight
//! 0 count neither in the mean nor for the weakest.
//!
//! Source: L. O'Brien, C. Jones, Do Rewards Really Create Loyalty?, Harvard Business Review 73 (May-June 1995) 75-82, who
//! name the five and no weights or marks.

use serde::Serialize;

use super::{ClubError, ClubParams};

/// The elements, in the order of their weights.
pub const ELEMENTS: [&str; 5] = ["cash_value", "choice", "aspiration", "relevance", "convenience"];

/// The lowest mark.
pub const LOWEST: f64 = 1.0;

/// The highest mark.
pub const HIGHEST: f64 = 5.0;

/// The greatest weight.
pub const MOST_WEIGHT: f64 = 100.0;

/// How appealing the reward is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Appeal {
    /// The weighted mean of the marks, 1 to 5; `None` where none that weighs is given.
    pub score: Option<f64>,
    /// How many elements are marked.
    pub marked: usize,
    /// The elements, in their order.
    pub parts: Vec<AppealPart>,
    /// Those of the lowest mark among the marked that weigh; none where all of several have the same.
    pub weakest: Vec<&'static str>,
}

/// One element.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AppealPart {
    /// Which.
    pub key: &'static str,
    /// Its mark, 1 to 5; `None` where it was left blank.
    pub mark: Option<f64>,
    /// Its weight.
    pub weight: f64,
}

impl AppealPart {
    /// Its mark, where it has one and weighs.
    pub(super) fn counted(&self) -> Option<f64> {
        self.mark.filter(|_| self.weight > 0.0)
    }
}

/// The marks in the order of the elements.
pub const fn marks(params: &ClubParams) -> [Option<f64>; 5] {
    let ClubParams {
        appeal_cash_value, appeal_choice, appeal_aspiration, appeal_relevance, appeal_convenience, ..
    } = params;
    [*appeal_cash_value, *appeal_choice, *appeal_aspiration, *appeal_relevance, *appeal_convenience]
}

/// The weights, once marks and weights make sense.
pub fn check(params: &ClubParams) -> Result<[f64; 5], ClubError> {
    if let Some(given) = marks(params).into_iter().flatten().find(|mark| !(LOWEST..=HIGHEST).contains(mark)) {
        return Err(ClubError::Mark { given });
    }
    let weights: Option<[f64; 5]> = params.appeal_weights.clone().try_into().ok();
    let sound = |weights: &[f64; 5]| {
        weights.iter().all(|weight| (0.0..=MOST_WEIGHT).contains(weight)) && weights.iter().any(|weight| *weight > 0.0)
    };
    weights.filter(sound).ok_or(ClubError::Weights)
}

/// The appeal of these marks and weights.
pub fn appeal(marks: [Option<f64>; 5], weights: [f64; 5]) -> Appeal {
    let part = |((key, mark), weight)| AppealPart { key, mark, weight };
    let parts: Vec<AppealPart> = ELEMENTS.into_iter().zip(marks).zip(weights).map(part).collect();
    let counted = || parts.iter().filter_map(|part| Some((part.key, part.counted()?, part.weight)));
    let weight: f64 = counted().map(|(_, _, weight)| weight).sum();
    let sum: f64 = counted().map(|(_, mark, weight)| mark * weight).sum();
    let lowest = counted().map(|(_, mark, _)| mark).reduce(f64::min);
    let weakest: Vec<&str> = counted().filter(|(_, mark, _)| Some(*mark) == lowest).map(|(key, ..)| key).collect();
    let differ = weakest.len() < counted().count();
    Appeal {
        score: (weight > 0.0).then(|| sum / weight),
        marked: parts.iter().filter(|part| part.mark.is_some()).count(),
        weakest: if differ { weakest } else { Vec::new() },
        parts,
    }
}
