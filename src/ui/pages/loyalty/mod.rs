//! Would customers recommend us, which groups would not, and did the score really move?

mod advice;
mod answers;
mod comments;
mod comparison;
mod head;
mod over_time;

use leptos::prelude::*;

use crate::engine::protocol::{Computed, LoyaltyPage as Data, Query};
use crate::indicators::nps::Nps;
use crate::state::use_app;
use crate::ui::components::outcome::Outcome;

/// The attribute chosen to compare by: kept as long as the tab is open. `None` before a choice.
#[derive(Debug, Clone, Copy)]
pub struct Comparison(pub RwSignal<Option<String>>);

/// The page.
#[component]
pub fn LoyaltyPage() -> impl IntoView {
    let app = use_app();
    let Comparison(chosen) = expect_context::<Comparison>();
    let answer = app.compute(move || Query::Loyalty { by: chosen.get() });
    let data = Memo::new(move |_| match answer.get() {
        Some(Ok(Computed::Loyalty(data))) => data,
        _ => Data::default(),
    });
    let scored = Memo::new(move |_| !app.restoring() && data.with(|data| nps_of(data).is_some()));
    view! {
        <Outcome answer view=move |_| view! { <head::Head data/> }/>
        <Show when=move || scored.get()>
            <over_time::OverTime data/>
            <comparison::Compare data chosen/>
            <comments::Comments data/>
            <advice::Advice data/>
        </Show>
    }
}

/// The score, where there is an answer to score.
fn nps_of(data: &Data) -> Option<&Nps> {
    data.nps.as_ref().filter(|nps| nps.estimate.n > 0)
}
