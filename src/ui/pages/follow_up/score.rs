//! The score of a few answers: never without its interval and how many they are.

use leptos::prelude::*;

use crate::domain::day::Period;
use crate::domain::format::Format as _;
use crate::domain::net_promoter::{Difference, Estimate};
use crate::domain::provenance::Provenance;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::ui::components::figure::{Figure, Tile};

/// The score of a period, with its interval.
pub fn score_tile(
    texts: &'static Texts,
    formats: &Formats,
    key: &'static str,
    label: String,
    estimate: &Estimate,
    period: Period,
) -> AnyView {
    let words = &texts.front_line;
    let Some(((score, low), high)) = estimate.score.zip(estimate.low).zip(estimate.high) else {
        return view! { <Tile label note=words.no_answers.to_owned()>{words.no_score}</Tile> }.into_any();
    };
    let [low, high] = [low, high].map(|end| formats.signed(end));
    let note = (texts.care.interval_note)(&low, &high, &formats.count(estimate.n));
    let note = if estimate.small_sample { format!("{note} ({})", texts.care.small) } else { note };
    let (provenance, of_figure) = (estimate.provenance(Some(period)), label.clone());
    let text = formats.signed(score);
    view! { <Tile label note><Figure key label=of_figure value=score.to_string() text from=provenance/></Tile> }
        .into_any()
}

/// The difference of two scores, and what it means.
pub fn change_tile(
    formats: &Formats,
    key: &'static str,
    label: &'static str,
    difference: Option<Difference>,
    provenance: Provenance,
    note: String,
) -> impl IntoView + use<> {
    let figure = difference.map(|Difference { delta, .. }| {
        view! { <Figure key label value=delta.to_string() text=formats.signed(delta) from=provenance/> }
    });
    view! { <Tile label note>{figure.map_or_else(|| "–".into_any(), IntoAny::into_any)}</Tile> }
}
