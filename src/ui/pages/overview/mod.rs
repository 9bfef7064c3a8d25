//! The first answers: who the customers are, how loyal, and what is at stake, from whatever is loaded.

mod calls;
mod tiles;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::dataset::Kind;
use crate::engine::protocol::{Computed, Overview, Query, TableRows};
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::figure::Figure;
use crate::ui::components::nothing::{Nothing, NothingLeft};
use crate::ui::components::outcome::Outcome;

use calls::Calls;
use tiles::Tiles;

/// The share of customers whose share of revenue is told.
const TOP: f64 = 0.2;

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let app = use_app();
    let promise = Signal::derive(move || app.texts().overview.promise.to_owned());
    view! {
        <Show when=move || app.has_data() fallback=move || view! { <Nothing kind=Kind::Purchases promise/> }>
            <Loaded/>
        </Show>
    }
}

#[component]
fn Loaded() -> impl IntoView {
    let app = use_app();
    let answer = app.compute(|| Query::Overview);
    let view = |computed| match computed {
        Computed::Overview(overview) if overview.rows.is_empty() => view! { <NothingLeft/> }.into_any(),
        Computed::Overview(overview) => view! { <Answers overview=Arc::new(overview)/> }.into_any(),
        _ => ().into_any(),
    };
    view! { <Outcome answer view/> }
}

#[component]
fn Answers(overview: Arc<Overview>) -> impl IntoView {
    let app = use_app();
    let told = Arc::clone(&overview);
    let counted = Arc::clone(&overview);
    let has_segments = overview.rfm.is_some();
    view! {
        <h1>{move || headline(&told, app.texts(), &app.formats())}</h1>
        <Tiles overview=Arc::clone(&overview)/>
        {has_segments.then(|| view! { <Calls overview/> })}
        {move || rows(&counted, app.texts(), &app.formats())}
    }
}

/// What is known, in one sentence.
fn headline(overview: &Overview, texts: &Texts, formats: &Formats) -> String {
    let words = &texts.overview;
    let mut parts = Vec::new();
    if overview.customers > 0 {
        parts.push((words.head_customers)(&formats.count(overview.customers)));
    } else if let Some(table) = overview.rows.first() {
        parts.push((words.head_rows)(&formats.count(table.rows), texts.kind(table.kind)));
    }
    let top = overview.concentration.as_ref().and_then(|concentration| concentration.top_20_share);
    parts.extend(top.map(|share| (words.head_top)(&formats.percent(TOP), &formats.percent(share))));
    if let Some(estimate) = overview.nps.as_ref().map(|nps| nps.estimate)
        && let (Some(score), Some(low), Some(high)) = (estimate.score, estimate.low, estimate.high)
    {
        parts.push((words.head_nps)(&formats.number(score), &formats.number(low), &formats.number(high)));
    }
    let at_stake = overview.at_stake.filter(|at_stake| at_stake.customers > 0);
    parts.extend(at_stake.map(|at_stake| {
        (words.head_at_stake)(&formats.count(at_stake.customers), &formats.compact(at_stake.monetary.to_f64()))
    }));
    parts.join(words.separator)
}

/// Rows per kind of table, and which further kinds would tell more.
fn rows(overview: &Overview, texts: &Texts, formats: &Formats) -> impl IntoView + use<> {
    let words = &texts.overview;
    let counts = overview.rows.iter().map(|TableRows { kind, rows, provenance }| {
        let (key, label, value) = (format!("overview.rows.{}", kind.name()), texts.kind(*kind), rows.to_string());
        let text = (words.head_rows)(&formats.count(*rows), label);
        view! { <li><Figure key label value text provenance=provenance.clone()/></li> }
    });
    let missing: Vec<&str> = Kind::ALL
        .into_iter()
        .filter(|kind| overview.rows.iter().all(|loaded| loaded.kind != *kind))
        .map(|kind| texts.kind(kind))
        .collect();
    view! {
        <section class="overview-rows muted">
            <h2>{words.loaded}</h2>
            <ul>{counts.collect_view()}</ul>
            {(!missing.is_empty()).then(|| view! { <p>{(words.more_files)(&missing.join(words.listed))}</p> })}
        </section>
    }
}
