//! Where branches lie between value and complexity, cut at their means.

use std::collections::BTreeMap;

use crate::indicators::Say;
use crate::indicators::page::{Band, Chart, Density, DensityField, Plot, Unit};

use super::texts::ChannelsTexts;
use super::{BranchKind, Channels, Hubs};

/// Bands on either side of a mean.
const HALF: usize = 4;

/// Names in one field before the rest is only counted.
const MOST_NAMES: usize = 3;

/// A measure cut into bands: half of them below the mean, half from there on.
struct Cuts {
    ends: Vec<f64>,
}

impl Cuts {
    /// From the least to the greatest figure; none where all are the same.
    fn of(figures: &[f64], mean: f64) -> Option<Self> {
        let least = figures.iter().copied().fold(mean, f64::min);
        let most = figures.iter().copied().fold(mean, f64::max);
        let part = |from: f64, to: f64| (0..HALF).map(move |step| from + (to - from) * step as f64 / HALF as f64);
        let ends: Vec<f64> = part(least, mean).chain(part(mean, most)).chain([most]).collect();
        (least < mean && mean < most).then_some(Self { ends })
    }

    /// The band of a figure that is low or high, as its kind says: means of equal figures may differ by a hair.
    fn band(&self, figure: f64, high: bool) -> usize {
        let last = 2 * HALF - 1;
        let place = self.ends.iter().skip(1).take(last).filter(|end| figure >= **end).count();
        if high { place.max(HALF) } else { place.min(HALF - 1) }
    }

    fn bands(&self, short: &dyn Fn(f64) -> String, full: &dyn Fn(f64) -> String, say: &Say<'_>) -> Vec<Band> {
        let ends = self.ends.iter().zip(self.ends.iter().skip(1));
        ends.map(|(from, to)| Band { label: short(*to), full: (say.words.period)(&full(*from), &full(*to)) }).collect()
    }
}

/// The chart; none where all branches are alike in one of the two.
pub(super) fn map(
    found: &Channels,
    hubs: &Hubs,
    kind_name: impl Fn(BranchKind) -> &'static str,
    say: &Say<'_>,
) -> Option<Chart> {
    let texts = ChannelsTexts::of(say.language);
    let known = found
        .branches
        .iter()
        .filter_map(|branch| Some((branch.name.as_str(), branch.kind?, branch.value?, branch.complex?)));
    let known: Vec<(&str, BranchKind, f64, f64)> = known.collect();
    let (mean_value, mean_complex) = hubs.mean_value.zip(hubs.mean_complex)?;
    let across = Cuts::of(&known.iter().map(|(_, _, value, _)| *value).collect::<Vec<_>>(), mean_value)?;
    let up = Cuts::of(&known.iter().map(|(_, _, _, complex)| *complex).collect::<Vec<_>>(), mean_complex)?;
    let mut fields = BTreeMap::<(usize, usize), (BranchKind, Vec<&str>)>::new();
    for (name, kind, value, complex) in &known {
        let [much, hard] = match kind {
            BranchKind::Hub => [true, true],
            BranchKind::RoutineValue => [true, false],
            BranchKind::ComplexWork => [false, true],
            BranchKind::Spoke => [false, false],
        };
        let place = (across.band(*value, much), up.band(*complex, hard));
        fields.entry(place).or_insert_with(|| (*kind, Vec::new())).1.push(name);
    }
    let field = |((across, up), (kind, names)): ((usize, usize), (BranchKind, Vec<&str>))| DensityField {
        across,
        up,
        amount: names.len() as f64,
        class: (texts.map_class)(kind_name(kind), &listed(&names, say)),
    };
    let of_kind = |kind: BranchKind| hubs.kinds.get(kind.key()).copied().unwrap_or_default();
    let title = (texts.map_title)(&say.count(of_kind(BranchKind::Hub)), &say.count(known.len()));
    let money = |value: f64| say.money(value);
    let share = |value: f64| say.percent(value);
    let lines = (texts.map_note)(&money(mean_value), &share(mean_complex));
    Some(Chart {
        summary: title.clone(),
        title,
        note: say.joined([say.sample_note(known.len(), found.provenance.period), lines]),
        empty: texts.hubs_alone.to_owned(),
        height: 360,
        plot: Plot::Density(Density {
            across: across.bands(&|value| say.compact_money(value), &money, say),
            up: up.bands(&|value| say.whole_percent(value), &share, say),
            fields: fields.into_iter().map(field).collect(),
            lines: [Some(HALF), Some(HALF)],
            movable: [None, None],
            titles: [texts.value_each, texts.complex].map(texts.map_up_to),
            amount: texts.branches.to_owned(),
            class: texts.kind.to_owned(),
            unit: Unit::Whole,
        }),
    })
}

/// The first names, and how many more there are.
fn listed(names: &[&str], say: &Say<'_>) -> String {
    let first: Vec<&str> = names.iter().take(MOST_NAMES).map(|name| say.value(name)).collect();
    let more = names.len().saturating_sub(MOST_NAMES);
    let more = (more > 0).then(|| format!("+{}", say.count(more)));
    first.into_iter().map(str::to_owned).chain(more).collect::<Vec<_>>().join(say.words.listed)
}
