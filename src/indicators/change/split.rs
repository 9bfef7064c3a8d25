//! The mix of two populations, by groups.

use crate::domain::order;

use super::MixOf;

/// People of one group and the sum of their figure.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cell {
    /// People.
    pub n: f64,
    /// The sum of their figure.
    pub sum: f64,
}

impl Cell {
    /// Takes in people.
    pub fn add(&mut self, n: f64, sum: f64) {
        self.n += n;
        self.sum += sum;
    }

    /// The mean; `None` without people.
    pub fn mean(self) -> Option<f64> {
        (self.n > 0.0).then(|| self.sum / self.n)
    }
}

/// All of a population.
pub fn all(groups: &[Cell]) -> Cell {
    groups.iter().fold(Cell::default(), |mut all, group| {
        all.add(group.n, group.sum);
        all
    })
}

/// By group, what other shares do to the mean from one population to the other; `None` where one has nobody. Of a group
/// that one side lacks, the mean is that of the other.
pub fn mix(before: &[Cell], after: &[Cell]) -> Option<Vec<f64>> {
    let (a, b) = (all(before), all(after));
    let middle = f64::midpoint(a.mean()?, b.mean()?);
    let of_group = |(before, after): (&Cell, &Cell)| {
        let (one, other) = (before.mean().or(after.mean()), after.mean().or(before.mean()));
        let mean = one.zip(other).map_or(middle, |(one, other)| f64::midpoint(one, other));
        (after.n / b.n - before.n / a.n) * (mean - middle)
    };
    Some(before.iter().zip(after).map(of_group).collect())
}

/// The mix by group for the page: shares of the first and the last population, what the steps add up to.
pub fn told(names: Vec<String>, first: &[Cell], last: &[Cell], mix: &[f64]) -> Vec<MixOf> {
    let (a, b) = (all(first).n, all(last).n);
    let share = |n: f64, all: f64| if all > 0.0 { n / all } else { 0.0 };
    let groups = names.into_iter().zip(first.iter().zip(last)).zip(mix);
    let of_group = |((name, (before, after)), &value): ((String, (&Cell, &Cell)), &f64)| {
        (before.n + after.n > 0.0).then(|| MixOf { name, from: share(before.n, a), to: share(after.n, b), value })
    };
    let mut told: Vec<MixOf> = groups.filter_map(of_group).collect();
    order::sort_by(&mut told, |a, b| b.value.abs().total_cmp(&a.value.abs()).then_with(|| a.name.cmp(&b.name)));
    told
}
