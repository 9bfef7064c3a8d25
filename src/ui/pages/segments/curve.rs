//! The Lorenz curve, the most valuable customers first.

use std::sync::Arc;

use leptos::prelude::*;

use crate::charts::lorenz::{Lorenz, lorenz};
use crate::charts::{Scene, Size, TextMeasure, Words};
use crate::i18n::Texts;
use crate::indicators::concentration::{AbcClass, Concentration};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::chart::ChartFrame;
use crate::ui::components::periods::chart_labels;

use super::TOP;

/// The curve with the classes and the top fifth marked.
#[component]
pub fn Curve(concentration: Arc<Concentration>) -> impl IntoView {
    let app = use_app();
    let (titled, noted) = (Arc::clone(&concentration), Arc::clone(&concentration));
    let title = Signal::derive(move || insight(&titled, app.texts(), &app.formats()));
    let note = Signal::derive(move || note(&noted, app.texts(), &app.formats()));
    let scene =
        move |size: Size, measure: &dyn TextMeasure| draw(&concentration, app.texts(), &app.formats(), size, measure);
    view! { <ChartFrame title note labels=chart_labels(app) height=360.0 scene/> }
}

fn insight(concentration: &Concentration, texts: &Texts, formats: &Formats) -> String {
    let [a, ..] = concentration.classes();
    match (a.customers_share, a.value_share) {
        (Some(customers), Some(value)) => {
            (texts.segments.lorenz_title)(&formats.percent(customers), &formats.percent(value))
        }
        _ => texts.segments.map_empty.to_owned(),
    }
}

fn note(concentration: &Concentration, texts: &Texts, formats: &Formats) -> String {
    let n = formats.count(concentration.n);
    match concentration.provenance.period {
        Some(period) => (texts.words.n_and_period)(&n, &formats.day(period.from), &formats.day(period.to)),
        None => (texts.segments.n_customers)(&n),
    }
}

fn draw(
    concentration: &Concentration,
    texts: &Texts,
    formats: &Formats,
    size: Size,
    measure: &dyn TextMeasure,
) -> Scene {
    let words = &texts.segments;
    let points = concentration.curve_from_best();
    let curve: Vec<(f64, f64)> = points.iter().map(|point| (point.customers, point.value)).collect();
    let ranked = concentration.classes().into_iter().filter_map(|class| Some((class.class, class.ends_at?)));
    let classes: Vec<(&str, f64)> = ranked.map(|(class, ends_at)| (letter(class), ends_at)).collect();
    let top = formats.percent(TOP);
    let share = concentration.top_20_share.map(|share| formats.percent(share)).unwrap_or_default();
    let mark = (words.lorenz_mark)(&top, &share);
    let summary = (words.lorenz_summary)(&top, &share);
    let data = Lorenz {
        curve: &curve,
        classes: &classes,
        mark: concentration.top_20_share.map(|_| (TOP, mark.as_str())),
        customers: words.lorenz_customers,
        value: words.lorenz_value,
        equality: words.lorenz_equal,
        percent: &|share| formats.percent(share),
        words: Words { summary: &summary, empty: words.map_empty },
    };
    lorenz(&data, size, measure)
}

const fn letter(class: AbcClass) -> &'static str {
    match class {
        AbcClass::A => "A",
        AbcClass::B => "B",
        AbcClass::C => "C",
        AbcClass::Loss => "",
    }
}
