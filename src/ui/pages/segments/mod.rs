//! Segments and concentration: which customers bring the money, and which are about to leave.

mod bounds;
mod classes;
mod curve;
mod download;
mod map;
mod rules;
mod sizes;
mod table;
mod tiles;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::dataset::Kind;
use crate::domain::provenance::Provenance;
use crate::engine::protocol::{Computed, Query, SegmentsPage as Found};
use crate::i18n::Texts;
use crate::indicators::concentration::Concentration;
use crate::indicators::rfm::{Rfm, SegmentSummary};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::figure::Figure;
use crate::ui::components::later::Later;
use crate::ui::components::nothing::Nothing;
use crate::ui::components::outcome::Outcome;

/// The share of customers whose share of revenue is told.
const TOP: f64 = 0.2;

/// The page.
#[component]
pub fn SegmentsPage() -> impl IntoView {
    let app = use_app();
    view! {
        <Show when=move || app.has_data() fallback=move || view! { <NothingFound/> }>
            <Loaded/>
        </Show>
    }
}

#[component]
fn NothingFound() -> impl IntoView {
    let app = use_app();
    let promise = Signal::derive(move || app.texts().segments.promise.to_owned());
    view! { <Nothing kind=Kind::Purchases promise/> }
}

#[component]
fn Loaded() -> impl IntoView {
    let app = use_app();
    let answer = app.compute(|| Query::Segments);
    let view = |computed| match computed {
        Computed::Segments(Found { rfm: Some(rfm), concentration: Some(concentration) }) => {
            view! { <Answers rfm=Arc::new(rfm) concentration=Arc::new(concentration)/> }.into_any()
        }
        Computed::Segments(_) => view! { <NothingFound/> }.into_any(),
        _ => ().into_any(),
    };
    view! { <Outcome answer view/> }
}

#[component]
fn Answers(rfm: Arc<Rfm>, concentration: Arc<Concentration>) -> impl IntoView {
    let (scored, ranked) = (Arc::clone(&rfm), Arc::clone(&concentration));
    let (listed, bounded) = (Arc::clone(&rfm), Arc::clone(&rfm));
    let app = use_app();
    view! {
        <h1>{move || headline(&scored, &ranked, app.texts(), &app.formats())}</h1>
        <tiles::Tiles rfm=Arc::clone(&rfm) concentration=Arc::clone(&concentration)/>
        <div class="segments-charts">
            <map::Map rfm=Arc::clone(&rfm)/>
            <sizes::Sizes rfm=Arc::clone(&rfm)/>
        </div>
        <Later>
            <section class="card segments-part">
                <header class="section-head">
                    <h2>{move || app.texts().segments.table}</h2>
                    <download::Download/>
                </header>
                <table::Segments rfm=Arc::clone(&listed)/>
            </section>
        </Later>
        <Later turns=2>
            <section class="card segments-part">
                <h2>{move || app.texts().segments.bounds}</h2>
                <bounds::BoundsInForce rfm=Arc::clone(&bounded)/>
                <rules::Rules/>
            </section>
        </Later>
        <Later turns=3>
            <section class="card segments-part">
                <h2>{move || app.texts().segments.concentration}</h2>
                <div class="segments-concentration">
                    <curve::Curve concentration=Arc::clone(&concentration)/>
                    <classes::Classes concentration=Arc::clone(&concentration)/>
                </div>
            </section>
        </Later>
    }
}

fn headline(rfm: &Rfm, concentration: &Concentration, texts: &Texts, formats: &Formats) -> String {
    match concentration.top_20_share {
        Some(share) => (texts.segments.head_top)(&formats.percent(TOP), &formats.percent(share)),
        None => (texts.segments.head_customers)(&formats.count(rfm.customers)),
    }
}

/// A figure in a cell or a tile.
fn figure(key: String, label: &str, value: String, text: String, provenance: &Provenance) -> AnyView {
    view! { <Figure key label value text provenance=provenance.clone()/> }.into_any()
}

/// What people call a segment of the result.
fn segment_name<'a>(texts: &'a Texts, segment: &'a SegmentSummary) -> &'a str {
    texts.segment(&segment.key, &segment.name)
}

/// How many were scored, and when they bought.
fn scored_note(rfm: &Rfm, texts: &Texts, formats: &Formats) -> String {
    let n = formats.count(rfm.customers);
    match rfm.provenance.period {
        Some(period) => (texts.words.n_and_period)(&n, &formats.day(period.from), &formats.day(period.to)),
        None => (texts.segments.n_customers)(&n),
    }
}
