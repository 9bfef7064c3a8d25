//! Which values earn which score, and what else scoring rests on.

use std::sync::Arc;

use leptos::prelude::*;

use crate::i18n::{SegmentsTexts, Texts};
use crate::indicators::rfm::{Ends, Nesting, Rfm, ScoreBounds};
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, use_app};
use crate::ui::components::table::{Column, Table};

use super::figure;

/// The bounds, the reference date, the policy for returns, and the method.
#[component]
pub fn BoundsInForce(rfm: Arc<Rfm>) -> impl IntoView {
    let app = use_app();
    move || in_force(app, &rfm, app.texts(), &app.formats())
}

fn in_force(app: App, rfm: &Rfm, texts: &'static Texts, formats: &Formats) -> impl IntoView + use<> {
    let words = &texts.segments;
    let observed = rfm.binning.is_by_rank() || rfm.nesting == Nesting::Nested;
    let help = if observed { words.bounds_observed.to_owned() } else { (words.bounds_help)(&rfm.bins.to_string()) };
    let columns = vec![
        Column::text(words.score),
        Column::text(words.recency),
        Column::text(words.frequency),
        Column::text(words.monetary),
    ];
    let measures = [
        ("r", words.recency, &rfm.bounds.r),
        ("f", words.frequency, &rfm.bounds.f),
        ("m", words.monetary, &rfm.bounds.m),
    ];
    let rows = (1..=rfm.bins).rev().map(|score| {
        let cells = measures.map(|(key, name, bounds)| {
            let of_score = bounds.iter().find(|bounds| bounds.score == score);
            of_score.map(|bounds| cell(rfm, key, name, bounds, texts, formats)).into_any()
        });
        [score.to_string().into_any()].into_iter().chain(cells).collect()
    });
    let rows: Vec<Vec<AnyView>> = rows.collect();
    let (key, day) = ("rfm.reference_date".to_owned(), rfm.reference_date);
    let date = figure(key, words.reference_date, day.to_string(), formats.day(day), &rfm.provenance);
    view! {
        <dl class="facts">
            <dt>{words.reference_date}</dt>
            <dd>{date}</dd>
            <dt>{words.returns}</dt>
            <dd>{words.returns_policy(rfm.returns)}</dd>
            <dt>{words.binning}</dt>
            <dd>{words.scored_by(rfm.binning, rfm.nesting)}" "<a href=move || app.href(Route::Settings)>{words.change}</a></dd>
        </dl>
        <p class="muted">{help}</p>
        <Table caption=words.bounds columns rows/>
    }
}

fn cell(rfm: &Rfm, key: &str, name: &str, bounds: &ScoreBounds, texts: &'static Texts, formats: &Formats) -> AnyView {
    let words = &texts.segments;
    let key = format!("rfm.bounds.{key}.{}", bounds.score);
    let label = format!("{name}, {} {}", words.score, bounds.score);
    let range = figure(key, &label, in_full(bounds), in_words(bounds, words, formats), &rfm.provenance);
    let customers = (words.n_customers)(&formats.count(bounds.customers));
    view! { {range} <br/> <span class="muted">{customers}</span> }.into_any()
}

/// The range in words; nobody where edges coincide.
fn in_words(bounds: &ScoreBounds, words: &SegmentsTexts, formats: &Formats) -> String {
    let text = |value: f64| formats.precise(value);
    match (bounds.lower, bounds.upper, bounds.ends) {
        (None, None, _) => words.nobody.to_owned(),
        (Some(low), Some(high), _) if bounds.customers == 0 && low >= high => words.nobody.to_owned(),
        (Some(low), Some(high), Ends::Both) if low >= high => text(low),
        (Some(low), Some(high), Ends::Both) => (words.range_both)(&text(low), &text(high)),
        (Some(low), Some(high), Ends::Upper) => (words.range_upper)(&text(low), &text(high)),
        (Some(low), Some(high), Ends::Lower) => (words.range_lower)(&text(low), &text(high)),
        (None, Some(high), Ends::Both | Ends::Upper) => (words.range_to)(&text(high)),
        (None, Some(high), Ends::Lower) => (words.range_below)(&text(high)),
        (Some(low), None, Ends::Upper) => (words.range_above)(&text(low)),
        (Some(low), None, Ends::Both | Ends::Lower) => (words.range_from)(&text(low)),
    }
}

/// The range in full precision, as mathematicians write it: a round bracket leaves its end out.
fn in_full(bounds: &ScoreBounds) -> String {
    let value = |value: Option<f64>, open: &str| value.map_or_else(|| open.to_owned(), |value| value.to_string());
    let (left, right) = match bounds.ends {
        Ends::Both => ('[', ']'),
        Ends::Lower => ('[', ')'),
        Ends::Upper => ('(', ']'),
    };
    format!("{left}{}, {}{right}", value(bounds.lower, "-∞"), value(bounds.upper, "∞"))
}
