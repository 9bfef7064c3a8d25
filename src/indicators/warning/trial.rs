//! The model and the plain rule put to the test: whom they warned of, and who then did not buy again.

use serde::Serialize;

use crate::domain::day::Day;
use crate::domain::interval::{Interval, Level, wilson};

/// The share of customers whose lift is told: `lift_10`.
const TOP: f64 = 0.1;

/// Groups of equal size whose chances are held against what happened.
const TENTHS: usize = 10;

/// One customer tested.
#[derive(Debug, Clone, Copy)]
pub struct Tested {
    /// What the model said.
    pub chance: f64,
    /// Whether the rule warned.
    pub warned: bool,
    /// What happened.
    pub gone: bool,
}

/// Customers warned of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Flagged {
    /// How many.
    pub customers: usize,
    /// The share of them who were gone.
    pub precision: f64,
    /// Its interval (Wilson).
    pub precision_interval: Interval,
    /// The share of those gone who were warned of.
    pub recall: f64,
    /// Its interval (Wilson).
    pub recall_interval: Interval,
    /// Precision over the share of all who were gone.
    pub lift: f64,
    /// Lower end of its interval: that of precision, over the same.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
}

/// A tenth of the customers, by chance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tenth {
    /// How many.
    pub customers: usize,
    /// The mean of their chances.
    pub expected: f64,
    /// The share who were gone.
    pub gone: f64,
    /// Its interval (Wilson).
    pub interval: Interval,
}

/// How the last part of the file went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trial {
    /// Its first day.
    pub from: Day,
    /// Its last.
    pub to: Day,
    /// Customers tested who were gone.
    pub gone: usize,
    /// Their share.
    pub base: f64,
    /// The tenth the model holds most likely.
    pub top: Flagged,
    /// Those the rule warned of; `None` where it warned of nobody.
    pub rule: Option<Flagged>,
    /// As many, by the model.
    pub alike: Option<Flagged>,
    /// All, by the model's chance, the highest first.
    pub tenths: Vec<Tenth>,
}

impl Trial {
    /// Of customers tested; `None` where all were gone, or nobody was.
    pub fn of(mut tested: Vec<Tested>, from: Day, to: Day, level: Level) -> Option<Self> {
        tested.sort_by(|one, other| other.chance.total_cmp(&one.chance));
        let all = tested.len();
        let gone = tested.iter().filter(|one| one.gone).count();
        if gone == 0 || gone == all {
            return None;
        }
        let sums = Sums { all, gone, level };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a part of a length
        let top = ((TOP * all as f64 + 0.5).floor() as usize).max(1);
        let warned = || tested.iter().filter(|one| one.warned);
        let rule = sums.flagged(warned().count(), warned().filter(|one| one.gone).count() as f64);
        Some(Self {
            from,
            to,
            gone,
            base: gone as f64 / all as f64,
            top: sums.flagged(top, hits(&tested, top))?,
            rule,
            alike: rule.and_then(|rule| sums.flagged(rule.customers, hits(&tested, rule.customers))),
            tenths: (0..TENTHS).filter_map(|place| tenth(&tested, place, level)).collect(),
        })
    }
}

/// Those gone among so many of the highest chances; of equal chances around the border a part counts.
fn hits(sorted: &[Tested], count: usize) -> f64 {
    let Some(border) = count.checked_sub(1).and_then(|last| sorted.get(last)) else { return 0.0 };
    let gone = |among: &[Tested]| among.iter().filter(|one| one.gone).count() as f64;
    let above = sorted.partition_point(|one| one.chance > border.chance);
    let until = sorted.partition_point(|one| one.chance >= border.chance);
    let tied = sorted.get(above..until).unwrap_or_default();
    let part = (count - above) as f64 / tied.len().max(1) as f64;
    gone(sorted.get(..above).unwrap_or_default()) + part * gone(tied)
}

fn tenth(sorted: &[Tested], place: usize, level: Level) -> Option<Tenth> {
    let border = |place: usize| sorted.len() * place / TENTHS;
    let own = sorted.get(border(place)..border(place + 1))?;
    let gone = own.iter().filter(|one| one.gone).count();
    let interval = wilson(gone, own.len(), level)?;
    let n = own.len() as f64;
    let expected = own.iter().map(|one| one.chance).sum::<f64>() / n;
    Some(Tenth { customers: own.len(), expected, gone: gone as f64 / n, interval })
}

struct Sums {
    all: usize,
    gone: usize,
    level: Level,
}

impl Sums {
    /// `None` of nobody.
    fn flagged(&self, customers: usize, hits: f64) -> Option<Flagged> {
        let base = self.gone as f64 / self.all as f64;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a part of a count
        let whole = hits.round() as usize;
        let precision_interval = wilson(whole, customers, self.level)?;
        let precision = hits / customers as f64;
        Some(Flagged {
            customers,
            precision,
            precision_interval,
            recall: hits / self.gone as f64,
            recall_interval: wilson(whole, self.gone, self.level)?,
            lift: precision / base,
            low: precision_interval.low / base,
            high: precision_interval.high / base,
        })
    }
}
