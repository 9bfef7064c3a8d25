//! What to do about customers who do not come back.

use leptos::prelude::*;

use crate::engine::protocol::RetentionPage as Data;
use crate::i18n::Texts;
use crate::indicators::rates::Rates;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::use_app;

use super::rates_of;

/// The next steps the figures suggest.
#[component]
pub fn Advice(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let steps = move || {
        let steps = data.with(|data| rates_of(data).map(|rates| steps(app.texts(), &app.formats(), rates)));
        steps.into_iter().flatten().map(|step| view! { <li>{step}</li> }).collect_view()
    };
    view! {
        <section class="card">
            <h2>{move || app.texts().words.what_to_do}</h2>
            <ul class="notes">{steps}</ul>
            <p class="actions">
                <a class="button" href=move || app.href(Route::Customers)>{move || app.texts().retention.see_customers}</a>
            </p>
        </section>
    }
}

fn steps(texts: &Texts, formats: &Formats, rates: &Rates) -> Vec<String> {
    let words = &texts.retention;
    let once = rates.one_time_customers();
    let once = (once > 0).then(|| (words.do_once)(&formats.count(once)));
    let silent = rates.silent_for_a_quarter().filter(|silent| silent.customers > 0);
    let silent = silent.map(|silent| (words.do_silent)(&formats.count(silent.customers), &silent.days.to_string()));
    [silent, once, Some(words.do_cohorts.to_owned())].into_iter().flatten().collect()
}
