//! What each theme does to the score.

use crate::domain::order;
use crate::domain::quantile::quantile;
use crate::domain::random::Rng;

use super::count::{Counted, Groups};
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
fn impact(all: Option<f64>, without: Option<f64>, with: Groups) -> Option<f64> {
    all.zip(without).filter(|_| with.scored() > 0).map(|(all, without)| all - without)
}

/// The bootstrap interval of an impact; `None` where there is none.
fn interval(with: Groups, without: Groups, stream: u32, level: f64) -> Option<(f64, f64)> {
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
fn resample(groups: Groups, random: &mut Rng) -> [f64; 3] {
    [groups.detractors, groups.passives, groups.promoters].map(|count| poisson(count as f64, random))
}

fn score([detractors, passives, promoters]: [f64; 3]) -> Option<f64> {
    let n = detractors + passives + promoters;
    (n > 0.0).then(|| 100.0 * (promoters - detractors) / n)
}

/// A Poisson number of this mean: by Knuth's product of uniforms for few, by the normal curve for many.
fn poisson(mean: f64, random: &mut Rng) -> f64 {
    if mean > 50.0 {
        let (radius, angle) = ((-2.0 * libm::log(1.0 - random.unit())).sqrt(), std::f64::consts::TAU * random.unit());
        return (mean + mean.sqrt() * radius * libm::cos(angle)).round().max(0.0);
    }
    let limit = libm::exp(-mean);
    let (mut count, mut product) = (0.0, random.unit());
    while product > limit {
        count += 1.0;
        product *= random.unit();
    }
    count
}
