//! The rows drivers are told from: marks, and the outcome last.

use std::collections::BTreeSet;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Column, Field, Kind};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::order;
use crate::domain::score::Score;
use crate::indicators::marks::{self, Bounds, Item, ranks_paced};
use crate::indicators::{Stopped, View};

use super::shapley::Moments;
use super::{DriversError, DriversParams, Lacking, MOST_ITEMS, Outcome};

/// Complete rows.
pub struct Rows {
    /// The items that vary.
    pub names: Vec<String>,
    /// Each row's marks in the order of the items, the outcome last.
    pub values: Vec<Vec<f64>>,
    /// Items that do not vary.
    pub unvaried: Vec<String>,
    /// Further columns of marks that nobody chose, each of which tells less of the outcome than the items do.
    pub passed_over: Vec<String>,
    /// Rows without the outcome.
    pub without_outcome: usize,
    /// Rows without some mark.
    pub incomplete: usize,
    /// Whether anything says the outcome.
    pub has_outcome: bool,
    /// Marks of no usual scale.
    pub unusual: Option<(f64, f64)>,
    /// The columns that could be chosen.
    pub offered: Vec<String>,
    /// First and last day of the rows.
    pub period: Option<Period>,
    /// The table they are of.
    pub kind: Kind,
}

impl Rows {
    /// Reads them; `None` without the table they are of.
    pub async fn of<P: Pace>(
        view: &View,
        params: &DriversParams,
        bounds: Bounds,
        pace: &mut P,
    ) -> Result<Option<Self>, Stopped<DriversError>> {
        let Some(source) = Source::of(view, params.of) else { return Ok(None) };
        let Source { columns, outcome, has_outcome, period, kind } = source;
        let chosen = marks::columns(columns, Field::Satisfaction, &params.fields)
            .map_err(|error| Stopped::Error(DriversError::from(error)))?;
        let all = Item::all(chosen, bounds, pace).await?;
        let most = if params.fields.is_empty() { MOST_ITEMS } else { all.len() };
        let (items, passed_over) = telling_most(all, &outcome, most, pace).await?;
        let mut found = Self {
            names: items.iter().map(|item| item.name.clone()).collect(),
            unusual: marks::unusual(Item::range(&items)),
            offered: marks::offered(columns),
            passed_over,
            ..Self::empty(kind, has_outcome, period)
        };
        in_blocks_paced(outcome.len(), pace, |rows| {
            for row in rows {
                let Some(outcome) = outcome.get(row).copied().flatten() else {
                    found.without_outcome += 1;
                    continue;
                };
                let own = items.iter().map(|item| item.marks.get(row).copied().flatten()).chain([Some(outcome)]);
                match own.collect::<Option<Vec<f64>>>() {
                    Some(own) => found.values.push(own),
                    None => found.incomplete += 1,
                }
            }
        })
        .await?;
        found.leave_out_unvaried(pace).await?;
        Ok(Some(found))
    }

    fn empty(kind: Kind, has_outcome: bool, period: Option<Period>) -> Self {
        Self {
            names: Vec::new(),
            values: Vec::new(),
            unvaried: Vec::new(),
            passed_over: Vec::new(),
            without_outcome: 0,
            incomplete: 0,
            has_outcome,
            unusual: None,
            offered: Vec::new(),
            period,
            kind,
        }
    }

    /// What is missing for drivers.
    pub fn lacking(&self) -> Option<Lacking> {
        let mut outcomes = self.values.iter().filter_map(|row| row.last());
        let first = outcomes.next();
        if !self.has_outcome {
            Some(if self.kind == Kind::Answers { Lacking::Answers } else { Lacking::Left })
        } else if self.names.len() < 2 {
            Some(Lacking::Items)
        } else if self.names.len() > MOST_ITEMS {
            Some(Lacking::Choice)
        } else if self.values.len() < self.names.len() + 2 {
            Some(Lacking::Rows)
        } else if outcomes.all(|outcome| Some(outcome) == first) {
            Some(Lacking::Outcome)
        } else {
            None
        }
    }

    async fn leave_out_unvaried<P: Pace>(&mut self, pace: &mut P) -> Result<(), Cancelled> {
        // Of no complete row nothing is known.
        if self.values.is_empty() {
            return Ok(());
        }
        let mut keep = Vec::with_capacity(self.names.len() + 1);
        for place in 0..self.names.len() {
            pace.breathe(Progress::default()).await?;
            let mut marks = self.values.iter().filter_map(|row| row.get(place));
            let first = marks.next();
            keep.push(marks.any(|mark| Some(mark) != first));
        }
        keep.push(true);
        let names = std::mem::take(&mut self.names);
        for (name, keep) in names.into_iter().zip(&keep) {
            if *keep { self.names.push(name) } else { self.unvaried.push(name) }
        }
        in_blocks_paced(self.values.len(), pace, |rows| {
            for row in self.values.get_mut(rows).unwrap_or_default() {
                let mut kept = keep.iter();
                row.retain(|_| kept.next().copied().unwrap_or(true));
            }
        })
        .await
    }

    /// Ranks in the place of values.
    pub async fn rank<P: Pace>(&mut self, pace: &mut P) -> Result<(), Cancelled> {
        for place in 0..=self.names.len() {
            let column: Vec<f64> = self.values.iter().filter_map(|row| row.get(place)).copied().collect();
            pace.breathe(Progress::default()).await?;
            for (row, rank) in self.values.iter_mut().zip(ranks_paced(&column, pace).await?) {
                if let Some(slot) = row.get_mut(place) {
                    *slot = rank;
                }
            }
        }
        Ok(())
    }

    /// Values less their means, so that sums of products lose no digits.
    pub async fn centre<P: Pace>(&mut self, pace: &mut P) -> Result<(), Cancelled> {
        let n = self.values.len() as f64;
        for place in 0..=self.names.len() {
            pace.breathe(Progress::default()).await?;
            let mean = self.values.iter().filter_map(|row| row.get(place)).sum::<f64>() / n;
            for slot in self.values.iter_mut().filter_map(|row| row.get_mut(place)) {
                *slot -= mean;
            }
        }
        Ok(())
    }
}

/// At most so many items, and the names of the others: those stay that tell most of the outcome, each alone, of all rows
/// that have one (r² times the share of these with a mark). What fewer than half marked goes last: only rows with every
/// mark count.
async fn telling_most<P: Pace>(
    items: Vec<Item>,
    outcome: &[Option<f64>],
    most: usize,
    pace: &mut P,
) -> Result<(Vec<Item>, Vec<String>), Cancelled> {
    if items.len() <= most {
        return Ok((items, Vec::new()));
    }
    let half = outcome.iter().flatten().count() as f64 / 2.0;
    let mut told = Vec::with_capacity(items.len());
    for item in &items {
        let (mut moments, mut marked) = (Moments::new(2), 0.0);
        in_blocks_paced(outcome.len(), pace, |rows| {
            let pairs = item.marks.get(rows.clone()).into_iter().flatten().zip(outcome.get(rows).into_iter().flatten());
            for (mark, outcome) in pairs.filter_map(|(mark, outcome)| mark.zip(*outcome)) {
                moments.add(&[mark, outcome]);
                marked += 1.0;
            }
        })
        .await?;
        told.push((marked >= half, moments.correlations().get(0, 1).powi(2) * marked));
    }
    let mut places: Vec<usize> = (0..items.len()).collect();
    let of = |place: usize| told.get(place).copied().unwrap_or_default();
    order::sort_by(&mut places, |left, right| {
        let ((enough, told), (is_enough, tells)) = (of(*left), of(*right));
        is_enough.cmp(&enough).then(tells.total_cmp(&told))
    });
    let kept: BTreeSet<usize> = places.into_iter().take(most).collect();
    let (taken, others): (Vec<_>, Vec<_>) = items.into_iter().enumerate().partition(|(place, _)| kept.contains(place));
    let items = taken.into_iter().map(|(_, item)| item).collect();
    Ok((items, others.into_iter().map(|(_, item)| item.name).collect()))
}

/// A table, and the outcome of each of its rows.
struct Source<'a> {
    columns: &'a [Column],
    outcome: Vec<Option<f64>>,
    has_outcome: bool,
    period: Option<Period>,
    kind: Kind,
}

impl<'a> Source<'a> {
    /// Where the other table is there, and not that of the outcome.
    fn without(kind: Kind) -> Self {
        Self { columns: &[], outcome: Vec::new(), has_outcome: false, period: None, kind }
    }

    fn of(view: &'a View, of: Outcome) -> Option<Self> {
        match of {
            Outcome::Score => {
                let Some(answers) = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty()) else {
                    return view.dataset.profiles.as_deref().map(|_| Self::without(Kind::Answers));
                };
                let score = |score: &Option<Score>| score.map(|score| f64::from(score.get()));
                Some(Self {
                    columns: &answers.columns,
                    outcome: answers.score.iter().map(score).collect(),
                    has_outcome: true,
                    period: answers.period(),
                    kind: Kind::Answers,
                })
            }
            Outcome::Leaving => {
                let Some(profiles) = view.dataset.profiles.as_deref().filter(|profiles| !profiles.is_empty()) else {
                    return view.dataset.answers.as_deref().map(|_| Self::without(Kind::Customers));
                };
                let left = profiles.of(Field::Left);
                let exits = view.all.exits.as_deref().filter(|exits| !exits.is_empty());
                let mut gone = vec![false; view.all.customers.len()];
                let until = view.until();
                for (&customer, &day) in exits.iter().flat_map(|exits| exits.customer.iter().zip(&exits.day)) {
                    if let Some(slot) =
                        gone.get_mut(customer as usize).filter(|_| until.is_none_or(|until| day <= until))
                    {
                        *slot = true;
                    }
                }
                let outcome = |(row, customer): (usize, &u32)| {
                    let said = left.map_or_else(|| gone.get(*customer as usize).copied(), |column| column.yes(row));
                    said.map(|left| f64::from(u8::from(left)))
                };
                Some(Self {
                    columns: &profiles.columns,
                    outcome: profiles.customer.iter().enumerate().map(outcome).collect(),
                    has_outcome: left.is_some() || exits.is_some(),
                    period: None,
                    kind: Kind::Customers,
                })
            }
        }
    }
}
