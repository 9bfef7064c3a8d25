//! Own words for a reason, sorted into six causes.
//!
//! A reason belongs to the cause that has the longest word found in it; of equally long ones the first cause's counts. A
//! word of Latin letters is found where a word of the text begins so, one of Chinese characters anywhere. What holds no
//! word is `other`, a blank reason `unknown`.
//!
//! Shares are of those who gave a reason, with Wilson's interval: they take those who left as a sample of all who might.
//!
//! Source: G. `DeSouza`, Designing a customer retention plan, Journal of Business Strategy 13 (1992) 24-28, which calls the
//! sixth organisational.

use serde::{Deserialize, Serialize};

use crate::domain::interval::wilson;
use crate::domain::money::Money;

use super::{CheckedExits, ExitReason};

/// Why somebody left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It costs less elsewhere.
    Price,
    /// The product is better elsewhere, or not good enough.
    Product,
    /// How they were served.
    Service,
    /// They moved, closed, or need it no more.
    Market,
    /// Something else does it.
    Technology,
    /// Trust, ties, politics.
    Goodwill,
    /// A reason that holds none of the words.
    Other,
    /// No reason given.
    Unknown,
}

impl Cause {
    /// The six that words lead to.
    pub const SIX: [Self; 6] =
        [Self::Price, Self::Product, Self::Service, Self::Market, Self::Technology, Self::Goodwill];

    /// All, in order.
    pub const ALL: [Self; 8] = [
        Self::Price,
        Self::Product,
        Self::Service,
        Self::Market,
        Self::Technology,
        Self::Goodwill,
        Self::Other,
        Self::Unknown,
    ];

    /// Its key in the document.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Product => "product",
            Self::Service => "service",
            Self::Market => "market",
            Self::Technology => "technology",
            Self::Goodwill => "goodwill",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// Its place in [`Cause::ALL`].
    pub const fn place(self) -> usize {
        self as usize
    }
}

/// The words of the six, in small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<(Cause, String)>);

impl Words {
    /// Of lists separated by commas.
    pub fn of(lists: [&String; 6]) -> Self {
        let words = |(cause, list): (Cause, &String)| {
            let words = list.split([',', '，', '、']).map(|word| word.trim().to_lowercase());
            words.filter(|word| !word.is_empty()).map(|word| (cause, word)).collect::<Vec<_>>()
        };
        Self(Cause::SIX.into_iter().zip(lists).flat_map(words).collect())
    }

    /// The cause of a reason in own words; `None` for a blank one.
    pub fn cause(&self, reason: Option<&str>) -> Cause {
        let Some(reason) = reason.map(str::trim).filter(|reason| !reason.is_empty()) else { return Cause::Unknown };
        let reason = reason.to_lowercase();
        let mut best = (0, Cause::Other);
        for (cause, word) in &self.0 {
            let length = word.chars().count();
            if length > best.0 && holds(&reason, word) {
                best = (length, *cause);
            }
        }
        best.1
    }
}

/// Whether a text holds a word.
fn holds(text: &str, word: &str) -> bool {
    let anywhere = !word.is_ascii();
    text.match_indices(word).any(|(place, _)| {
        let before = text.get(..place).and_then(|before| before.chars().next_back());
        anywhere || before.is_none_or(|letter| !letter.is_ascii_alphanumeric())
    })
}

/// Those who left for one cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CauseGroup {
    /// The cause.
    pub key: Cause,
    /// How many.
    pub customers: usize,
    /// Of those who gave a reason; `None` for those who gave none.
    pub share: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Revenue in the window; `None` where nobody's is known.
    pub revenue: Option<Money>,
    /// A year's margin of them.
    pub lost: Option<f64>,
    /// The own words it was called by, most revenue first.
    pub words: Vec<String>,
}

/// Reasons by cause; empty where there are none, and causes nobody left for are not among them.
pub(super) fn by_cause(by_reason: &[ExitReason], params: &CheckedExits) -> Vec<CauseGroup> {
    let group = |key| {
        let (share, low, high, revenue, lost) = (None, None, None, None, None);
        CauseGroup { key, customers: 0, share, low, high, revenue, lost, words: Vec::new() }
    };
    let mut groups = Cause::ALL.map(group);
    for ExitReason { reason, group } in by_reason {
        let cause = params.words.cause(reason.as_deref());
        let Some(of_cause) = groups.get_mut(cause.place()) else { continue };
        of_cause.customers += group.customers;
        if let Some(revenue) = group.revenue {
            *of_cause.revenue.get_or_insert(Money::ZERO) += revenue;
        }
        of_cause.words.extend(reason.clone());
    }
    let said = groups.iter().filter(|group| group.key != Cause::Unknown).map(|group| group.customers).sum();
    for group in &mut groups {
        group.lost = group.revenue.map(|revenue| params.yearly(revenue.to_f64()));
        if group.key != Cause::Unknown && said > 0 {
            let interval = wilson(group.customers, said, params.level);
            group.share = Some(group.customers as f64 / said as f64);
            (group.low, group.high) = (interval.map(|interval| interval.low), interval.map(|interval| interval.high));
        }
    }
    groups.into_iter().filter(|group| group.customers > 0).collect()
}
