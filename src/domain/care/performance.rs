//! Whether customers are got in touch with in time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::certainty::SmallSample;
use crate::domain::day::Period;
use crate::domain::interval::{Interval, Level, wilson};
use crate::domain::order;
use crate::domain::provenance::{FOLLOW_UP, LeftOut, Provenance};
use crate::domain::survey::Moment;

use super::case::{Case, Closing};
use super::event::Kind;

/// Milliseconds in an hour.
const HOUR_MS: f64 = 3_600_000.0;

/// What cases are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Nothing: all of them.
    #[default]
    All,
    /// Who sees to them now.
    Owner,
    /// Where the answer was given.
    Branch,
}

/// How soon customers were got in touch with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Performance {
    /// The owner or branch; `None` for all, and for cases without one.
    pub value: Option<String>,
    /// Cases, whatever became of them.
    pub cases: usize,
    /// First contacted no later than what was then the due time.
    pub in_time: usize,
    /// First contacted later.
    pub late: usize,
    /// Never contacted, the due time passed; counts as late.
    pub overdue: usize,
    /// Never contacted, with time left: not judged yet.
    pub not_yet_due: usize,
    /// Those in time as a share of those judged, 0 to 1; `None` where none is.
    pub share: Option<f64>,
    /// Its interval for 95 %.
    pub interval: Option<Interval>,
    /// Time to the first contact, of the cases that have one.
    pub to_contact: Option<MedianHours>,
    /// Time to the closing, of the cases closed now.
    pub to_close: Option<MedianHours>,
    /// Whether cases are judged, but few.
    pub small_sample: bool,
    /// What the share was computed from.
    pub provenance: Provenance,
}

/// How long something took, in the middle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MedianHours {
    /// The median, in hours.
    pub hours: f64,
    /// Whether it is of few cases.
    pub small_sample: bool,
    /// What it was computed from; cases in which it did not happen yet are left out.
    pub provenance: Provenance,
}

/// How soon customers were got in touch with: one entry for all cases, or one for each owner or
/// branch, by name, cases without one last.
///
/// A case is judged by its first contact alone; what follows a reopening does not count. One whose
/// due time has passed uncontacted counts as late, for otherwise doing nothing would look best; one
/// not yet due is left out. Hours run from the beginning of the clock ([`super::Opening::since`]),
/// nights and holidays included; a contact that a clock set back has before it counts as 0 h. The
/// median of an even number is the mean of the middle two. Cases of happy customers are not among
/// them: to thank somebody late costs nothing. Nor are those of people nobody can reach, unless
/// somebody did all the same. Interval: E. B. Wilson, Probable inference, the law of
/// succession, and statistical inference, JASA 22 (1927) 209-212.
pub fn performance(cases: &[Case], now: Moment, group: Group, few: SmallSample) -> Vec<Performance> {
    let clocked = |case: &&Case| case.opening.is_reachable() || case.contacted.is_some();
    let recovering = || cases.iter().filter(|case| case.opening.kind == Kind::Recover).filter(clocked);
    let value_of: fn(&Case) -> Option<&str> = match group {
        Group::All => return vec![measure(None, &recovering().collect::<Vec<_>>(), now, few)],
        Group::Owner => |case| case.owner.as_ref().map(super::Words::as_str),
        Group::Branch => |case| Some(case.opening.branch.trim()).filter(|branch| !branch.is_empty()),
    };
    let mut groups = BTreeMap::<(bool, Option<&str>), Vec<&Case>>::new();
    for case in recovering() {
        let value = value_of(case);
        groups.entry((value.is_none(), value)).or_default().push(case);
    }
    groups.into_iter().map(|((_, value), cases)| measure(value, &cases, now, few)).collect()
}

fn measure(value: Option<&str>, cases: &[&Case], now: Moment, few: SmallSample) -> Performance {
    let count = |fits: &dyn Fn(&Case) -> bool| cases.iter().filter(|case| fits(case)).count();
    let waits = |case: &Case| case.in_time.is_none() && !case.overdue(now);
    let in_time = count(&|case| case.in_time == Some(true));
    let late = count(&|case| case.in_time == Some(false));
    let not_yet_due = count(&waits);
    let judged = cases.len() - not_yet_due;
    let days = cases.iter().filter(|case| !waits(case)).filter_map(|case| case.opening.taken.day());
    let left_out = [(LeftOut::NotYetDue, not_yet_due)];
    let closed = |case: &Case| case.closed.as_ref().map(|Closing { at, .. }| *at);
    Performance {
        value: value.map(str::to_owned),
        cases: cases.len(),
        in_time,
        late,
        overdue: judged - in_time - late,
        not_yet_due,
        share: (judged > 0).then(|| in_time as f64 / judged as f64),
        interval: wilson(in_time, judged, Level::DEFAULT),
        to_contact: median_hours(cases, few, |case| case.contacted),
        to_close: median_hours(cases, few, closed),
        small_sample: few.marks(judged),
        provenance: Provenance::new(FOLLOW_UP, Period::spanning(days), judged, &left_out),
    }
}

/// From the beginning of each case's clock to what happened then, where it did.
fn median_hours(cases: &[&Case], few: SmallSample, then: impl Fn(&Case) -> Option<Moment>) -> Option<MedianHours> {
    let lasted = |case: &&Case| Some(then(case)?.epoch_ms.saturating_sub(case.opening.since.epoch_ms).max(0));
    let hours: Vec<f64> = cases.iter().filter_map(lasted).map(|milliseconds| milliseconds as f64 / HOUR_MS).collect();
    let used = hours.len();
    let days = cases.iter().filter(|case| then(case).is_some()).filter_map(|case| case.opening.taken.day());
    let left_out = [(LeftOut::StillOpen, cases.len() - used)];
    Some(MedianHours {
        hours: median(hours)?,
        small_sample: few.marks(used),
        provenance: Provenance::new(FOLLOW_UP, Period::spanning(days), used, &left_out),
    })
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    order::sort_by(&mut values, f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get((values.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_count_is_the_mean_of_the_middle_two() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3.0]), Some(3.0));
        assert_eq!(median(vec![9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![9.0, 1.0, 2.0, 4.0]), Some(3.0));
    }
}
