//! The change of the Net Promoter Score.

use std::collections::BTreeMap;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Answers, BLANK, Kind};
use crate::domain::day::{Day, Month, Period};
use crate::domain::grouping::attribute;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::Level;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::quantile::quantile;
use crate::domain::random::Rng;
use crate::domain::score::{Attitude, Score};
use crate::indicators::dividing::{Dividing, attribute_names, branch_first};
use crate::indicators::nps::is_other_scale;
use crate::indicators::{Stopped, View};

use super::split::{Cell, all, mix, told};
use super::{Change, ChangeError, ChangeOf, ChangeParams, ChangePart, ID};

/// Draws are the same every time.
const SEED: u64 = 1955;

/// People who are alike: the group and points (-100, 0, 100) in each window, where they answered in it.
type Kinds = BTreeMap<[Option<(usize, i8)>; 2], usize>;

/// The newest answer of somebody in each window: day, group and points.
type Newest = [Option<(Day, (usize, i8))>; 2];

/// The parts; `None` without answers.
pub async fn change<P: Pace>(
    view: &View,
    params: &ChangeParams,
    pace: &mut P,
) -> Result<Option<Change>, Stopped<ChangeError>> {
    let Some(answers) = view.dataset.answers.as_deref().filter(|table| !table.is_empty()) else { return Ok(None) };
    let offered = attribute_names(&view.all, answers.attributes());
    let scored = answers.score.iter().flatten().count();
    let no_day = answers.day.iter().zip(&answers.score).filter(|(day, score)| day.is_none() && score.is_some()).count();
    let left_out = [(LeftOut::NotAnAnswer, answers.len() - scored), (LeftOut::NoDay, no_day)];
    let provenance = Provenance::new(ID, answers.period(), scored - no_day, &left_out);
    let provenance = view.with_held_back(provenance, Kind::Answers);
    let nothing = Change { provenance, ..Change::nothing(ChangeOf::Nps) };
    if is_other_scale(answers, &params.really_0_to_10) {
        return Ok(Some(Change { other_scale: true, ..nothing }));
    }
    let Some(windows) = windows(answers, params) else { return Ok(Some(nothing)) };
    pace.breathe(Progress::default()).await?;
    let by = params.by.clone().or_else(|| branch_first(&offered).cloned());
    let own = by.as_ref().and_then(|by| attribute(answers, &view.dataset, by));
    let dividing = own.map(Dividing::by_own);
    let slots = dividing.as_ref().map_or(1, Dividing::slots);
    pace.breathe(Progress::default()).await?;
    let (kinds, unnamed) = kinds(answers, windows, dividing.as_ref(), pace).await?;
    let point = Steps::of(&kinds, slots);
    let people = point.people();
    let (Some([from, to]), Some(values)) = (point.ends(), point.parts()) else {
        return Ok(Some(Change { periods: Some(windows), people, unnamed, offered, ..nothing }));
    };
    let mut draws: [Vec<f64>; 4] = Default::default();
    let mut rng = Rng::new(SEED, 0);
    for _ in 0..params.resamples {
        let again = kinds
            .iter()
            .map(|(kind, n)| (*kind, rng.poisson(u32::try_from(*n).unwrap_or(u32::MAX)) as usize))
            .collect();
        if let Some(parts) = Steps::of(&again, slots).parts() {
            draws.iter_mut().zip(parts).for_each(|(draws, value)| draws.push(value));
        }
        pace.breathe(Progress::default()).await?;
    }
    let level = Level::try_from(params.level).map_err(|error| Stopped::Error(error.into()))?.get();
    let [first, both, second] = people;
    let counted = [Some(first - both), Some(second - both), Some(both), None];
    let names = ["left", "came", "changed", "mix"];
    let parts = names.into_iter().zip(values).zip(counted).zip(draws).map(|(((name, value), people), mut draws)| {
        draws.sort_unstable_by(f64::total_cmp);
        let end = |share: f64| quantile(&draws, share);
        // Resampling draws towards nothing where there is but one kind: the interval holds the value.
        let low = end((1.0 - level) / 2.0).map(|low| low.min(value));
        let high = end(f64::midpoint(1.0, level)).map(|high| high.max(value));
        ChangePart { name, value, low, high, people }
    });
    let names: Vec<String> =
        (0..slots).map(|slot| dividing.as_ref().map_or_else(String::new, |by| by.name(slot))).collect();
    let by = by.filter(|_| dividing.is_some());
    Ok(Some(Change {
        periods: Some(windows),
        from: Some(from),
        to: Some(to),
        total: Some(to - from),
        parts: parts.collect(),
        mix: if by.is_some() { point.mix_of(names) } else { Vec::new() },
        by,
        people,
        unnamed,
        offered,
        ..nothing
    }))
}

/// Two windows of calendar months, to the end of the chosen month or of the newest answer's.
fn windows(answers: &Answers, params: &ChangeParams) -> Option<[Period; 2]> {
    let span = answers.period()?;
    let last = params.retention.until.map_or_else(|| span.to.month(), Day::month);
    let room = last.months_since(span.from.month()) + 1;
    let months = match params.retention.months {
        Some(months) => i32::try_from(months).ok()?,
        None => [12, 6, 3, 1].into_iter().find(|months| 2 * months <= room)?,
    };
    let window = |end: Month| Period { from: end.plus(1 - months).first_day(), to: end.last_day() };
    Some([window(last.plus(-months)), window(last)])
}

/// People by kind, and how many answers in the windows name nobody.
async fn kinds<P: Pace>(
    answers: &Answers,
    windows: [Period; 2],
    dividing: Option<&Dividing<'_>>,
    pace: &mut P,
) -> Result<(Kinds, usize), Cancelled> {
    // By customer number.
    let mut newest = Vec::<Newest>::new();
    let (mut kinds, mut unnamed) = (Kinds::new(), 0);
    in_blocks_paced(answers.len(), pace, |rows| {
        for row in rows {
            let day = answers.day.get(row).copied().flatten();
            let Some((day, score)) = day.zip(answers.score.get(row).copied().flatten()) else { continue };
            let Some(window) = windows.iter().position(|window| window.contains(day)) else { continue };
            let customer = answers.customer.get(row).copied().unwrap_or(BLANK);
            let group = dividing.map_or(0, |dividing| dividing.slot(row, customer) as usize);
            let answer = (group, points(score));
            if customer == BLANK {
                let kind = if window == 0 { [Some(answer), None] } else { [None, Some(answer)] };
                *kinds.entry(kind).or_default() += 1;
                unnamed += 1;
                continue;
            }
            let number = customer as usize;
            if number >= newest.len() {
                newest.resize(number + 1, Newest::default());
            }
            // Of two of one day the later row's.
            if let Some(known) = newest.get_mut(number).and_then(|windows| windows.get_mut(window))
                && known.is_none_or(|(known, _)| known <= day)
            {
                *known = Some((day, answer));
            }
        }
    })
    .await?;
    in_blocks_paced(newest.len(), pace, |people| {
        for windows in newest.get(people).unwrap_or_default() {
            let kind = windows.map(|answer| answer.map(|(_, answer)| answer));
            if kind != [None, None] {
                *kinds.entry(kind).or_default() += 1;
            }
        }
    })
    .await?;
    Ok((kinds, unnamed))
}

fn points(score: Score) -> i8 {
    match score.attitude() {
        Attitude::Promoter => 100,
        Attitude::Passive => 0,
        Attitude::Detractor => -100,
    }
}

/// All of the first window, those who stayed in the first and in the second, all of the second, by group.
struct Steps([Vec<Cell>; 4]);

impl Steps {
    fn of(kinds: &Kinds, slots: usize) -> Self {
        let mut steps = [(); 4].map(|()| vec![Cell::default(); slots]);
        let [first, stayed, stay, second] = &mut steps;
        let add = |cells: &mut Vec<Cell>, (group, points): (usize, i8), n: f64| {
            if let Some(cell) = cells.get_mut(group) {
                cell.add(n, n * f64::from(points));
            }
        };
        for ([before, after], n) in kinds {
            let n = *n as f64;
            if let Some(before) = *before {
                add(first, before, n);
            }
            if let Some(after) = *after {
                add(second, after, n);
            }
            if let (Some(before), Some(after)) = (*before, *after) {
                add(stayed, before, n);
                add(stay, after, n);
            }
        }
        Self(steps)
    }

    fn people(&self) -> [usize; 3] {
        // Counts of rows, which doubles hold exactly.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let count = |cells: &[Cell]| all(cells).n as usize;
        let [first, stayed, _, second] = &self.0;
        [count(first), count(stayed), count(second)]
    }

    fn ends(&self) -> Option<[f64; 2]> {
        let [first, .., second] = &self.0;
        Some([all(first).mean()?, all(second).mean()?])
    }

    /// Left, came, changed and mix; where nobody stayed all but the mix is came.
    fn parts(&self) -> Option<[f64; 4]> {
        let [from, to] = self.ends()?;
        let [first, stayed, stay, second] = &self.0;
        let sum = |mix: Option<Vec<f64>>| mix.into_iter().flatten().sum::<f64>();
        let (Some(before), Some(after)) = (all(stayed).mean(), all(stay).mean()) else {
            let mix = sum(mix(first, second));
            return Some([0.0, to - from - mix, 0.0, mix]);
        };
        let [of_left, of_came] = [sum(mix(first, stayed)), sum(mix(stay, second))];
        Some([before - from - of_left, to - after - of_came, after - before, of_left + of_came])
    }

    fn mix_of(&self, names: Vec<String>) -> Vec<super::MixOf> {
        let [first, stayed, stay, second] = &self.0;
        let steps = [mix(first, stayed), mix(stay, second)];
        let steps = match steps {
            [Some(one), Some(other)] => one.iter().zip(&other).map(|(one, other)| one + other).collect(),
            _ => mix(first, second).unwrap_or_default(),
        };
        told(names, first, second, &steps)
    }
}
