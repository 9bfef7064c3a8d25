//! Customers by the value of an attribute, and each group's curve.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{BLANK, Dataset, Range};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::Level;
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::indicators::dividing::{in_ranges, kinds};

use super::TimeUnit;
use super::contracts::Contracts;
use super::subjects::Subject;
use crate::domain::kaplan_meier::{KaplanMeier, LifeTable, Share};

/// The most groups shown and compared: more curves than colours could not be told apart.
pub const MOST: usize = 8;

/// The name of all customers together.
pub const ALL: &str = "all";

/// Texts of more values are ids; to look for one among them in a list of attributes helps nobody.
const MOST_VALUES: usize = 50;

/// One group's curve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupCurve {
    /// Its value of the attribute, or its range of values as text.
    pub name: String,
    /// Its range, where numbers or days are compared in groups.
    #[serde(skip)]
    pub range: Option<Range>,
    /// Its curve.
    #[serde(flatten)]
    pub curve: KaplanMeier,
    /// The curve at some round times, by the time as text.
    #[serde(serialize_with = "by_time")]
    pub at: Vec<Moment>,
    /// What it was computed from; `used` counts its customers.
    pub provenance: Provenance,
}

/// A curve at one time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Moment {
    /// The time.
    pub time: u32,
    /// How many were followed until then or longer.
    pub at_risk: usize,
    /// The share still there after it.
    pub survival: f64,
    /// Lower end of its interval; `None` where everybody or nobody is there.
    pub low: Option<f64>,
    /// Upper end of its interval.
    pub high: Option<f64>,
}

impl GroupCurve {
    /// The curve of the customers in `table`.
    pub fn of(name: &str, table: &LifeTable, moments: &[u32], level: Level, provenance: Provenance) -> Self {
        let curve = table.kaplan_meier(level);
        let moment = |&time: &u32| {
            let at = f64::from(time);
            let Share { survival, interval } = curve.at(at);
            let (low, high) = (interval.map(|interval| interval.low), interval.map(|interval| interval.high));
            Moment { time, at_risk: table.at_risk(at), survival, low, high }
        };
        let at = moments.iter().map(moment).collect();
        Self { name: name.to_owned(), range: None, curve, at, provenance }
    }
}

fn by_time<S: Serializer>(moments: &[Moment], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(moments.iter().map(|moment| (moment.time.to_string(), moment)))
}

/// Customers counted by time, all and by group.
pub struct Tables {
    /// Everybody.
    pub all: LifeTable,
    /// The largest groups, largest first, then by name; ranges in rising order. Empty without an attribute.
    pub groups: Vec<(String, LifeTable)>,
    /// The ranges that groups stand for, by their names.
    pub ranges: BTreeMap<String, Range>,
    /// Groups not among them.
    pub more_groups: usize,
    /// Their customers.
    pub more_customers: usize,
    /// Customers without a value of the attribute, who are in no group.
    pub without_value: usize,
}

impl Tables {
    /// Of all customers alone.
    fn of_all(all: LifeTable) -> Self {
        let (groups, ranges) = (Vec::new(), BTreeMap::new());
        Self { all, groups, ranges, more_groups: 0, more_customers: 0, without_value: 0 }
    }
}

/// Counts customers by time, and by their value of an attribute of the customers table. Who is not in that table,
/// or whose cell is blank, counts among all and in no group: what they have in common is that nothing is known.
pub async fn tables<P: Pace>(
    dataset: &Dataset,
    subjects: &[Subject],
    by: Option<&str>,
    pace: &mut P,
) -> Result<Tables, Cancelled> {
    let column = by.and_then(|by| Some((dataset.profiles.as_deref()?, by)));
    let column = column.and_then(|(profiles, by)| Some((profiles, profiles.attribute(by)?)));
    let Some((profiles, attribute)) = column else {
        let all = count(subjects, 1, |_| Some(0), pace).await?.into_iter().next().unwrap_or_default();
        return Ok(Tables::of_all(all));
    };
    let (attribute, ranges) = in_ranges(attribute, MOST);
    let mut code_of = vec![BLANK; dataset.customers.len()];
    for (&customer, &code) in profiles.customer.iter().zip(&attribute.codes) {
        if let Some(slot) = code_of.get_mut(customer as usize) {
            *slot = code;
        }
    }
    let code = |subject: &Subject| code_of.get(subject.customer as usize).copied().unwrap_or(BLANK);
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    in_blocks_paced(subjects.len(), pace, |rows| {
        for subject in subjects.get(rows).unwrap_or_default() {
            *sizes.entry(code(subject)).or_default() += 1;
        }
    })
    .await?;
    let without_value = sizes.remove(&BLANK).unwrap_or(0);
    let mut groups: Vec<(String, u32, usize)> =
        sizes.into_iter().map(|(code, size)| (attribute.values.get(code).to_owned(), code, size)).collect();
    // Ranges rise with their codes.
    if ranges.is_empty() {
        order::sort_by(&mut groups, |(a, _, left), (b, _, right)| right.cmp(left).then_with(|| a.cmp(b)));
    }
    let more = groups.split_off(groups.len().min(MOST));
    let shown_at: BTreeMap<u32, usize> =
        groups.iter().enumerate().map(|(place, (_, code, _))| (*code, place)).collect();
    let shown = groups.len();
    // Those of further groups and of none come last: they count among all.
    let mut counted =
        count(subjects, shown + 1, |subject| shown_at.get(&code(subject)).copied().or(Some(shown)), pace).await?;
    let mut all = counted.pop().unwrap_or_default();
    for table in &counted {
        all.merge(table);
    }
    Ok(Tables {
        all,
        groups: groups.into_iter().map(|(name, _, _)| name).zip(counted).collect(),
        ranges,
        more_groups: more.len(),
        more_customers: more.iter().map(|(_, _, size)| size).sum(),
        without_value,
    })
}

/// Counts customers in so many tables.
async fn count<P: Pace>(
    subjects: &[Subject],
    tables: usize,
    table_of: impl Fn(&Subject) -> Option<usize>,
    pace: &mut P,
) -> Result<Vec<LifeTable>, Cancelled> {
    let mut counted = vec![LifeTable::default(); tables];
    in_blocks_paced(subjects.len(), pace, |rows| {
        for subject in subjects.get(rows).unwrap_or_default() {
            if let Some(table) = table_of(subject).and_then(|table| counted.get_mut(table)) {
                table.add(subject.time, subject.left);
            }
        }
    })
    .await?;
    Ok(counted)
}

/// The attributes customers can be compared by, in text order; not those that say when they left.
pub fn attributes(dataset: &Dataset) -> Vec<String> {
    let Some(profiles) = dataset.profiles.as_deref() else { return Vec::new() };
    let not = Contracts::of(profiles).map(|contracts| contracts.names());
    let others = profiles.attributes().filter(|column| !not.iter().flatten().any(|name| *name == column.name));
    kinds(&others.collect::<Vec<_>>(), MOST_VALUES)
}

/// Round times from 0 to the longest, at most eight.
pub fn moments(until: f64, unit: TimeUnit) -> Vec<u32> {
    const STEPS: u32 = 7;
    let steps: &[u32] = match unit {
        TimeUnit::Days => &[1, 2, 5, 10, 15, 30, 60, 90, 180, 365, 730, 1_825, 3_650],
        TimeUnit::Months => &[1, 2, 3, 6, 12, 24, 36, 60, 120],
        TimeUnit::Weeks => &[1, 2, 4, 13, 26, 52, 104, 260],
        TimeUnit::Years => &[1, 2, 5, 10, 20, 50],
    };
    let fits = |step: &&u32| until / f64::from(**step) < f64::from(STEPS) + 1.0;
    let last = steps.last().copied().unwrap_or(1);
    // Beyond the usual lengths any whole number does.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // held at the ends of the type
    let step = steps.iter().find(fits).copied().unwrap_or_else(|| ((until / f64::from(STEPS)).ceil() as u32).max(last));
    (0..=STEPS).map(|place| step.saturating_mul(place)).filter(|time| f64::from(*time) <= until).collect()
}
