//! The customers worth a call today.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::protocol::{CustomerRow, Overview};
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, use_app};
use crate::ui::components::table::{Column, Table};

/// The list, or that there is nobody to call.
#[component]
pub fn Calls(overview: Arc<Overview>) -> impl IntoView {
    let app = use_app();
    view! {
        <section class="card overview-calls">
            <h2>{move || app.texts().overview.call_title}</h2>
            {move || list(app, &overview, app.texts(), &app.formats())}
        </section>
    }
}

fn list(app: App, overview: &Overview, texts: &'static Texts, formats: &Formats) -> AnyView {
    let words = &texts.overview;
    if overview.call_today.is_empty() {
        return view! { <p class="muted">{words.call_nobody}</p> }.into_any();
    }
    let columns = vec![
        Column::text(words.customer),
        Column::text(words.segment),
        Column::number(words.money),
        Column::number(words.days),
        Column::number(words.score),
    ];
    let names = [texts.segment("cant_lose", ""), texts.segment("at_risk", "")].join(words.and);
    let rows: Vec<Vec<AnyView>> =
        overview.call_today.iter().map(|customer| row(app, customer, overview, texts, formats)).collect();
    view! {
        <p class="muted">{(words.call_help)(&names)}</p>
        <Table caption=words.call_title columns rows/>
    }
    .into_any()
}

fn row(
    app: App,
    customer: &CustomerRow,
    overview: &Overview,
    texts: &'static Texts,
    formats: &Formats,
) -> Vec<AnyView> {
    let CustomerRow { id, name, rfm, score } = customer;
    let route = Route::Customer(id.clone());
    let shown = name.clone().unwrap_or_else(|| id.clone());
    let beside = name.is_some().then(|| view! { " " <span class="muted">{id.clone()}</span> });
    let segment = rfm.as_ref().map(|rfm| {
        let segments = overview.rfm.iter().flat_map(|rfm| &rfm.segments);
        let name = segments.filter(|segment| segment.key == rfm.segment).map(|segment| segment.name.as_str()).next();
        texts.segment(&rfm.segment, name.unwrap_or(&rfm.segment)).to_owned()
    });
    let money = rfm.as_ref().map(|rfm| {
        view! { <span title=rfm.monetary.to_string()>{formats.number(rfm.monetary.to_f64())}</span> }
    });
    let days = rfm.as_ref().and_then(|rfm| usize::try_from(rfm.recency).ok()).map(|days| formats.count(days));
    vec![
        view! { <a href=move || app.href(route.clone())>{shown}</a>{beside} }.into_any(),
        segment.into_any(),
        money.into_any(),
        days.into_any(),
        score.map_or_else(|| "–".to_owned(), |score| score.get().to_string()).into_any(),
    ]
}
