//! What to do with the score.

use leptos::prelude::*;

use crate::engine::protocol::LoyaltyPage as Data;
use crate::i18n::Texts;
use crate::indicators::nps::{NpsTrend, extremes};
use crate::platform::intl::Formats;
use crate::state::use_app;

use super::comparison::group_name;
use super::nps_of;

/// The next steps the figures suggest.
#[component]
pub fn Advice(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let steps = move || {
        let steps = data.with(|data| steps(app.texts(), &app.formats(), data));
        steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()
    };
    view! {
        <section class="card">
            <h2>{move || app.texts().words.what_to_do}</h2>
            <ul class="notes">{steps}</ul>
        </section>
    }
}

fn steps(texts: &Texts, formats: &Formats, data: &Data) -> Vec<String> {
    let Some(nps) = nps_of(data) else { return Vec::new() };
    let words = &texts.loyalty;
    let small = nps.estimate.small_sample.then(|| words.do_small.to_owned());
    let lowest = extremes(&data.groups).and_then(|(lowest, _)| {
        let score = formats.signed(lowest.estimate.score?);
        Some((words.do_lowest)(data.by.as_deref()?, group_name(texts, lowest), &score))
    });
    let detractors = nps.estimate.detractors;
    let detractors = (detractors > 0).then(|| (words.do_detractors)(&formats.count(detractors)));
    let movement = data.trend.as_ref().and_then(|trend| movement(texts, trend)).map(str::to_owned);
    [small, lowest, detractors, movement].into_iter().flatten().collect()
}

fn movement(texts: &Texts, trend: &NpsTrend) -> Option<&'static str> {
    let difference = trend.latest()?.change?.difference;
    Some(match difference.real_change {
        false => texts.loyalty.do_same,
        true if difference.delta > 0.0 => texts.loyalty.do_up,
        true => texts.loyalty.do_down,
    })
}
