//! What each theme does to the score.

use crate::domain::net_promoter::Attitudes;
use crate::domain::order;
use crate::domain::quantile::quantile;
use crate::domain::random::Rng;

use super::count::Counted;
use super::{CheckedThemes, Theme};

/// Resamples of the bootstrap: their 2.5 % points vary by a few hundredths of a standard error.
const RESAMPLES: usize = 2_000;

/// The seed of the resamples: the same input gives the same interval.
const SEED: u64 = 0x7468_656d_6573;

/// All themes, the one that draws the score down most first.
pub fn themes(counted: &Counted, params: &CheckedThemes) -> Vec<Theme> {
    let named = params.dictionary.names().iter().zip(&counted.themes).zip(0_u32..);
    let mut themes: Vec<Theme> = named
        .map(|((name, with), stream)| {
            let without = counted.answered.without(*with);
            let interval = interval(*with, without, stream, params.level.get());
            Theme {
                name: name.clone(),
                comments: with.all(),
                share: with.all() as f64 / counted.commented.all() as f64,
                n: with.scored(),
                score: with.score(),
                impact: impact(counted.answered.score(), without.score(), *with),
                low: interval.map(|(low, _)| low),
                high: interval.map(|(_, high)| high),
            }
        })
        .collect();
    order::sort_by(&mut themes, |left, right| {
        let of = |theme: &Theme| theme.impact.unwrap_or(f64::INFINITY);
        let lowest_first = of(left).total_cmp(&of(right));
        lowest_first.then(right.comments.cmp(&left.comments)).then_with(|| left.name.cmp(&right.name))
    });
    themes
}

/// `None` where the theme has no answer, or nothing else has.
fn impact(all: Option<f64>, without: Option<f64>, with: Attitudes) -> Option<f64> {
    all.zip(without).filter(|_| with.scored() > 0).map(|(all, without)| all - without)
}

/// The bootstrap interval of an impact; `None` where there is none.
fn interval(with: Attitudes, without: Attitudes, stream: u32, level: f64) -> Option<(f64, f64)> {
    if with.scored() == 0 || without.scored() == 0 {
        return None;
    }
    let mut random = Rng::new(SEED, stream);
    let mut impacts: Vec<f64> = (0..RESAMPLES)
        .filter_map(|_| {
            let [with, without] = [with, without].map(|groups| resample(groups, &mut random));
            let all = [0, 1, 2].map(|group: usize| with.get(group).zip(without.get(group)).map_or(0.0, |(a, b)| a + b));
            Some(score(all)? - score(without)?)
        })
        .collect();
    impacts.sort_unstable_by(f64::total_cmp);
    let outside = (1.0 - level) / 2.0;
    Some((quantile(&impacts, outside)?, quantile(&impacts, 1.0 - outside)?))
}

/// Detractors, passives and promoters, each as many as chance makes of them.
fn resample(groups: Attitudes, random: &mut Rng) -> [f64; 3] {
    [groups.detractors, groups.passives, groups.promoters]
        .map(|count| f64::from(random.poisson(u32::try_from(count).unwrap_or(u32::MAX))))
}

fn score([detractors, passives, promoters]: [f64; 3]) -> Option<f64> {
    let n = detractors + passives + promoters;
    (n > 0.0).then(|| 100.0 * (promoters - detractors) / n)
}
