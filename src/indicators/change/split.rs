//! How a change is split, whatever the figure: by the steps from one window to the next, and by groups within them.

use crate::domain::order;

use super::MixOf;

/// Those of one group and the sum of their figure.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cell {
    /// People; orders where the figure is a mean over orders.
    pub n: f64,
    /// The sum of their figure.
    pub sum: f64,
}

impl Cell {
    /// Takes in others, `times` over.
    fn add(&mut self, other: Self, times: f64) {
        self.n += times * other.n;
        self.sum += times * other.sum;
    }

    /// The mean; `None` without people.
    fn mean(self) -> Option<f64> {
        (self.n > 0.0).then(|| self.sum / self.n)
    }
}

/// What somebody brings to a window, and their group there; `None` where they bring nothing.
pub type Side = Option<(usize, Cell)>;

/// All of the first window, those who stayed in the first and in the second, all of the second: each by group.
pub struct Steps([Vec<Cell>; 4]);

impl Steps {
    /// Of nobody yet, with so many groups.
    pub fn new(groups: usize) -> Self {
        Self([(); 4].map(|()| vec![Cell::default(); groups]))
    }

    /// Takes in `times` people alike by what they bring to each window, and whether they count in both. A group beyond the
    /// last is nobody's.
    pub fn add(&mut self, [before, after]: [Side; 2], stayed: bool, times: f64) {
        let [first, were, are, second] = &mut self.0;
        let add = |cells: &mut Vec<Cell>, side: Side| {
            let Some((group, brought)) = side else { return };
            if let Some(cell) = cells.get_mut(group) {
                cell.add(brought, times);
            }
        };
        add(first, before);
        add(second, after);
        if stayed {
            add(were, before);
            add(are, after);
        }
    }

    /// People in the first window, in both, in the second.
    pub fn people(&self) -> [usize; 3] {
        // Counts of rows, which doubles hold exactly.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = |cells: &[Cell]| all(cells).n as usize;
        let [first, stayed, _, second] = &self.0;
        [count(first), count(stayed), count(second)]
    }

    /// The mean of each window; `None` where one has nobody.
    pub fn means(&self) -> Option<[f64; 2]> {
        let [first, .., second] = &self.0;
        Some([all(first).mean()?, all(second).mean()?])
    }

    /// What the change of the mean is made of: left, came, changed and mix; and the mix by group. Where nobody stayed all but
    /// the mix is came. `None` where a window has nobody.
    pub fn of_mean(&self) -> Option<([f64; 4], Vec<f64>)> {
        let [from, to] = self.means()?;
        let [first, stayed, stay, second] = &self.0;
        let (Some(before), Some(after)) = (all(stayed).mean(), all(stay).mean()) else {
            let by_group = mix(first, second);
            let of_mix: f64 = by_group.iter().sum();
            return Some(([0.0, to - from - of_mix, 0.0, of_mix], by_group));
        };
        let [left, came] = [mix(first, stayed), mix(stay, second)];
        let [of_left, of_came]: [f64; 2] = [left.iter().sum(), came.iter().sum()];
        let parts = [before - from - of_left, to - after - of_came, after - before, of_left + of_came];
        Some((parts, left.iter().zip(&came).map(|(left, came)| left + came).collect()))
    }

    /// By group, what the mix explains of the sum in the steps left and came: that of the mean, times the people after the
    /// step. Zeros where nobody stayed.
    pub fn mixes_of_sum(&self) -> [Vec<f64>; 2] {
        let [first, stayed, stay, second] = &self.0;
        let step = |before: &[Cell], after: &[Cell]| {
            let people = all(after).n;
            mix(before, after).into_iter().map(|value| value * people).collect()
        };
        [step(first, stayed), step(stay, second)]
    }

    /// The mix by group for the page: shares of the first and the last window, and what the steps add up to. Groups of nobody
    /// are left out.
    pub fn told(&self, names: impl Iterator<Item = String>, mix: &[f64]) -> Vec<MixOf> {
        let [first, .., last] = &self.0;
        let (a, b) = (all(first).n, all(last).n);
        let share = |n: f64, all: f64| if all > 0.0 { n / all } else { 0.0 };
        let groups = names.zip(first.iter().zip(last)).zip(mix);
        let of_group = |((name, (before, after)), &value): ((String, (&Cell, &Cell)), &f64)| {
            (before.n + after.n > 0.0).then(|| MixOf { name, from: share(before.n, a), to: share(after.n, b), value })
        };
        let mut told: Vec<MixOf> = groups.filter_map(of_group).collect();
        order::sort_by(&mut told, |a, b| b.value.abs().total_cmp(&a.value.abs()).then_with(|| a.name.cmp(&b.name)));
        told
    }
}

/// All of a population.
fn all(groups: &[Cell]) -> Cell {
    groups.iter().fold(Cell::default(), |mut all, group| {
        all.add(*group, 1.0);
        all
    })
}

/// By group, what other shares do to the mean from one population to the other; zeros where one has nobody. Of a group
/// that one side lacks, the mean is that of the other.
fn mix(before: &[Cell], after: &[Cell]) -> Vec<f64> {
    let (a, b) = (all(before), all(after));
    let Some((from, to)) = a.mean().zip(b.mean()) else { return vec![0.0; before.len()] };
    let middle = f64::midpoint(from, to);
    let of_group = |(before, after): (&Cell, &Cell)| {
        let (one, other) = (before.mean().or(after.mean()), after.mean().or(before.mean()));
        let mean = one.zip(other).map_or(middle, |(one, other)| f64::midpoint(one, other));
        (after.n / b.n - before.n / a.n) * (mean - middle)
    };
    before.iter().zip(after).map(of_group).collect()
}
