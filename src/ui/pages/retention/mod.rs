//! Who comes back: repeat rate, retention and churn by period, and by month of the first purchase.

mod advice;
mod cohorts;
mod exits;
mod head;
mod over_time;
mod table;

use leptos::prelude::*;

use crate::engine::protocol::{Computed, Query, RetentionPage as Data};
use crate::i18n::Texts;
use crate::indicators::rates::{PeriodRates, Rates};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::outcome::Outcome;
use crate::ui::components::periods::period_name;

/// The page.
#[component]
pub fn RetentionPage() -> impl IntoView {
    let app = use_app();
    let answer = app.compute(|| Query::Retention);
    let data = Memo::new(move |_| match answer.get() {
        Some(Ok(Computed::Retention(data))) => data,
        _ => Data::default(),
    });
    let bought = Memo::new(move |_| !app.restoring() && data.with(|data| rates_of(data).is_some()));
    // Beside the rates what it takes is named; without them only what is there is shown.
    let exits_shown = Memo::new(move |_| bought.get() || !app.restoring() && data.with(|data| data.exits.is_some()));
    view! {
        <Outcome answer view=move |_| view! { <head::Head data/> }/>
        <Show when=move || bought.get()>
            <over_time::OverTime data/>
            <cohorts::ByCohort data/>
        </Show>
        <Show when=move || exits_shown.get()>
            <exits::Left data/>
        </Show>
        <Show when=move || bought.get()>
            <advice::Advice data/>
        </Show>
    }
}

/// The rates, where anyone bought.
fn rates_of(data: &Data) -> Option<&Rates> {
    data.rates.as_ref().filter(|rates| rates.customers > 0)
}

/// The latest period with a settled retention: its name, retention and churn.
fn latest_settled(texts: &Texts, formats: &Formats, rates: &Rates) -> Option<(PeriodRates, [String; 3])> {
    let latest = rates.latest_settled()?;
    let name = period_name(texts, formats, rates.length, latest.start);
    Some((*latest, [name, formats.percent(latest.retention?), formats.percent(latest.churn?)]))
}
