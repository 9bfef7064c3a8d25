//! Where branches lie between value and complexity, cut at their means.

use crate::indicators::Say;
use crate::indicators::page::{Chart, Plot, Scatter, Spot, Tint, Unit};

use super::texts::ChannelsTexts;
use super::{BranchKind, Channels, Hubs};

/// The chart, those with most transactions first; none where all branches are alike in one of the two.
pub(super) fn map(
    found: &Channels,
    hubs: &Hubs,
    kind_name: impl Fn(BranchKind) -> &'static str,
    say: &Say<'_>,
) -> Option<Chart> {
    let texts = ChannelsTexts::of(say.language);
    let spots = found.branches.iter().filter_map(|branch| {
        let kind = branch.kind?;
        Some(Spot {
            label: say.value(&branch.name).to_owned(),
            at: [branch.value?, branch.complex?],
            intervals: [None; 2],
            class: kind_name(kind).to_owned(),
            open: branch.may_be_chance,
            tint: if matches!(kind, BranchKind::Hub) { Tint::Promoter } else { Tint::Accent },
        })
    });
    let spots: Vec<Spot> = spots.collect();
    let means @ [value, complex] = [hubs.mean_value?, hubs.mean_complex?];
    let differs = |place: usize| {
        let at = |spot: &Spot| spot.at.get(place).copied();
        spots.iter().any(|spot| at(spot) != spots.first().and_then(at))
    };
    if !differs(0) || !differs(1) {
        return None;
    }
    let of_kind = |kind: BranchKind| hubs.sure.get(kind.key()).copied().unwrap_or_default();
    let title = if hubs.near_mean == spots.len() {
        texts.map_alike.to_owned()
    } else {
        (texts.map_title)(&say.count(of_kind(BranchKind::Hub)), &say.count(spots.len()))
    };
    let lines = (texts.map_note)(&say.money(value), &say.percent(complex));
    Some(Chart {
        summary: title.clone(),
        title,
        note: say.joined([say.sample_note(spots.len(), found.provenance.period), lines]),
        empty: texts.hubs_alone.to_owned(),
        height: 360,
        plot: Plot::Scatter(Scatter {
            spots,
            lines: means,
            titles: [texts.value_each, texts.complex].map(str::to_owned),
            group: texts.branch.to_owned(),
            interval: String::new(),
            class: texts.kind.to_owned(),
            open: texts.may_be_chance.to_owned(),
            units: [Unit::CompactMoney, Unit::Share],
        }),
    })
}
