//! The change of what is told from answers: the Net Promoter Score, the mean, the shares of promoters and detractors.

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

use super::split::{Cell, Steps};
use super::{Change, ChangeError, ChangeOf, ChangeParams, ChangePart, ID, PARTS};

/// Draws are the same every time.
const SEED: u64 = 1955;

/// People who are alike: the group and points in each window, where they answered in it.
type Kinds = BTreeMap<[Option<(usize, i16)>; 2], usize>;

/// The newest answer of somebody in each window: day, group and points.
type Newest = [Option<(Day, (usize, i16))>; 2];

/// The parts; `None` without answers.
pub async fn change<P: Pace>(
    view: &View,
    params: &ChangeParams,
    figure: ChangeOf,
    pace: &mut P,
) -> Result<Option<Change>, Stopped<ChangeError>> {
    let Some(answers) = view.dataset.answers.as_deref().filter(|table| !table.is_empty()) else { return Ok(None) };
    let offered = attribute_names(&view.all, answers.attributes());
    let scored = answers.score.iter().flatten().count();
    let no_day = answers.day.iter().zip(&answers.score).filter(|(day, score)| day.is_none() && score.is_some()).count();
    let left_out = [(LeftOut::NotAnAnswer, answers.len() - scored), (LeftOut::NoDay, no_day)];
    let provenance = Provenance::new(ID, answers.period(), scored - no_day, &left_out);
    let provenance = view.with_held_back(provenance, Kind::Answers);
    let nothing = Change { provenance, ..Change::nothing(figure) };
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
    let (kinds, unnamed) = kinds(answers, windows, figure, dividing.as_ref(), pace).await?;
    let point = steps(&kinds, slots, |n| n);
    let people = point.people();
    let (Some([from, to]), Some((values, mix))) = (point.means(), point.of_mean()) else {
        return Ok(Some(Change { periods: Some(windows), people, unnamed, offered, ..nothing }));
    };
    let mut draws: [Vec<f64>; 4] = Default::default();
    let mut rng = Rng::new(SEED, 0);
    for _ in 0..params.resamples {
        let again = steps(&kinds, slots, |n| rng.poisson(u32::try_from(n).unwrap_or(u32::MAX)) as usize);
        if let Some((parts, _)) = again.of_mean() {
            draws.iter_mut().zip(parts).for_each(|(draws, value)| draws.push(value));
        }
        pace.breathe(Progress::default()).await?;
    }
    let level = Level::try_from(params.level).map_err(|error| Stopped::Error(error.into()))?.get();
    let [first, both, second] = people;
    let counted = [Some(first - both), Some(second - both), Some(both), None];
    let parts = PARTS.into_iter().zip(values).zip(counted).zip(draws).map(|(((name, value), people), mut draws)| {
        draws.sort_unstable_by(f64::total_cmp);
        let end = |share: f64| quantile(&draws, share);
        // Resampling draws towards nothing where there is but one kind: the interval holds the value.
        let low = end((1.0 - level) / 2.0).map(|low| low.min(value));
        let high = end(f64::midpoint(1.0, level)).map(|high| high.max(value));
        ChangePart { name, value, low, high, people }
    });
    let told = |by: &Dividing<'_>| point.told((0..slots).map(|slot| by.name(slot)), &mix);
    Ok(Some(Change {
        periods: Some(windows),
        from: Some(from),
        to: Some(to),
        total: Some(to - from),
        parts: parts.collect(),
        mix: dividing.as_ref().map(told).unwrap_or_default(),
        by: by.filter(|_| dividing.is_some()),
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
    figure: ChangeOf,
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
            let answer = (group, points(figure, score));
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

/// What an answer adds to the figure: points of the score, the mark itself, or one of those whose share it is.
fn points(figure: ChangeOf, score: Score) -> i16 {
    match (figure, score.attitude()) {
        (ChangeOf::MeanScore, _) => i16::from(score.get()),
        (ChangeOf::Promoters, Attitude::Promoter) | (ChangeOf::Detractors, Attitude::Detractor) => 1,
        (ChangeOf::Promoters | ChangeOf::Detractors, _) | (_, Attitude::Passive) => 0,
        (_, Attitude::Promoter) => 100,
        (_, Attitude::Detractor) => -100,
    }
}

/// The steps of people by kind, each counted as often as `times` says of how many there are.
fn steps(kinds: &Kinds, groups: usize, mut times: impl FnMut(usize) -> usize) -> Steps {
    let mut steps = Steps::new(groups);
    for (kind, n) in kinds {
        let [before, after] =
            kind.map(|answer| answer.map(|(group, points)| (group, Cell { n: 1.0, sum: f64::from(points) })));
        steps.add([before, after], before.is_some() && after.is_some(), times(*n) as f64);
    }
    steps
}
