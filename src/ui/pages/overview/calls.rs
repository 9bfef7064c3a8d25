//! The customers worth a call today.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::provenance::Provenance;
use crate::engine::protocol::{CustomerRow, Overview};
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, use_app};
use crate::ui::components::figure::Figure;
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
    let CustomerRow { id, name, rfm, score, score_from } = customer;
    let route = Route::Customer(id.clone());
    let shown = name.clone().unwrap_or_else(|| id.clone());
    let beside = name.is_some().then(|| view! { " " <span class="muted">{id.clone()}</span> });
    let segment = rfm.as_ref().map(|rfm| {
        let segments = overview.rfm.iter().flat_map(|rfm| &rfm.segments);
        let name = segments.filter(|segment| segment.key == rfm.segment).map(|segment| segment.name.as_str()).next();
        texts.segment(&rfm.segment, name.unwrap_or(&rfm.segment)).to_owned()
    });
    let words = &texts.overview;
    let figure = |key: &'static str, label: &str, value: String, text: String, provenance: Provenance| {
        view! { <Figure key label=format!("{label}, {id}") value text provenance/> }
    };
    let scored = rfm.as_ref().zip(overview.rfm.as_ref().map(|rfm| &rfm.provenance));
    let money = scored.map(|(rfm, from)| {
        let text = formats.number(rfm.monetary.to_f64());
        figure("customer.monetary", words.money, rfm.monetary.to_string(), text, from.clone())
    });
    let days = scored.map(|(rfm, from)| {
        let text = formats.number(f64::from(rfm.recency));
        figure("customer.recency", words.days, rfm.recency.to_string(), text, from.clone())
    });
    let score = score.zip(score_from.clone()).map(|(score, from)| {
        figure("customer.score", words.score, score.get().to_string(), score.get().to_string(), from)
    });
    vec![
        view! { <a href=move || app.href(route.clone())>{shown}</a>{beside} }.into_any(),
        segment.into_any(),
        money.into_any(),
        days.into_any(),
        score.map_or_else(|| "–".into_any(), IntoAny::into_any),
    ]
}
