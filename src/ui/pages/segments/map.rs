//! The map of customers by recency and frequency score.

use std::sync::Arc;

use leptos::prelude::*;

use crate::charts::rfm_map::{RfmCell, RfmMap, rfm_map};
use crate::charts::{Scene, Size, TextMeasure, Words};
use crate::i18n::Texts;
use crate::indicators::rfm::{HeatCell, Rfm};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::chart::ChartFrame;
use crate::ui::components::periods::chart_labels;

use super::{scored_note, segment_name};

/// What the map is shaded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shade {
    Customers,
    Revenue,
}

impl Shade {
    const ALL: [Self; 2] = [Self::Customers, Self::Revenue];

    const fn key(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Revenue => "revenue",
        }
    }

    fn name(self, texts: &Texts) -> &'static str {
        match self {
            Self::Customers => texts.segments.customers,
            Self::Revenue => texts.segments.revenue,
        }
    }

    fn amount(self, cell: &HeatCell) -> f64 {
        match self {
            Self::Customers => cell.customers as f64,
            Self::Revenue => cell.monetary.to_f64(),
        }
    }
}

/// The map, with the choice of what it is shaded by.
#[component]
pub fn Map(rfm: Arc<Rfm>) -> impl IntoView {
    let app = use_app();
    let shade = RwSignal::new(Shade::Customers);
    let (titled, noted) = (Arc::clone(&rfm), Arc::clone(&rfm));
    let title = Signal::derive(move || insight(&titled, app.texts(), &app.formats()));
    let note = Signal::derive(move || scored_note(&noted, app.texts(), &app.formats()));
    let scene = move |size: Size, measure: &dyn TextMeasure| {
        draw(&rfm, shade.get(), app.texts(), &app.formats(), size, measure)
    };
    let choose = move |event: web_sys::Event| {
        let key = event_target_value(&event);
        if let Some(chosen) = Shade::ALL.into_iter().find(|shade| shade.key() == key) {
            shade.set(chosen);
        }
    };
    let option = move |of: Shade| {
        view! { <option value=of.key() prop:selected=move || shade.get() == of>{move || of.name(app.texts())}</option> }
    };
    view! {
        <section class="card segments-part">
            <header class="section-head">
                <h2>{move || app.texts().segments.map}</h2>
                <label class="field">
                    <span>{move || app.texts().segments.shade}</span>
                    <select name="map-shade" on:change=choose>{Shade::ALL.map(option).collect_view()}</select>
                </label>
            </header>
            <ChartFrame title note labels=chart_labels(app) height=360.0 scene/>
        </section>
    }
}

fn insight(rfm: &Rfm, texts: &Texts, formats: &Formats) -> String {
    let Some(segment) = rfm.most_valuable_segment() else { return texts.segments.map_empty.to_owned() };
    let (name, customers) = (segment_name(texts, segment), formats.percent(segment.customers_share));
    match segment.monetary_share {
        Some(share) => (texts.segments.map_title)(name, &customers, &formats.percent(share)),
        None => (texts.segments.map_title_plain)(name, &customers),
    }
}

fn draw(rfm: &Rfm, shade: Shade, texts: &Texts, formats: &Formats, size: Size, measure: &dyn TextMeasure) -> Scene {
    let words = &texts.segments;
    let name = |key: &String| {
        rfm.segments.iter().find(|segment| segment.key == *key).map(|segment| segment_name(texts, segment))
    };
    let peopled = rfm.heat.iter().flatten().filter(|cell| cell.customers > 0);
    let cells: Vec<RfmCell<'_>> = peopled
        .map(|cell| RfmCell {
            recency: cell.r,
            frequency: cell.f,
            amount: shade.amount(cell),
            segment: cell.segment.as_ref().and_then(name).unwrap_or_default(),
        })
        .collect();
    let data = RfmMap {
        bins: (rfm.bins, rfm.bins),
        cells: &cells,
        recency: words.recency_score,
        frequency: words.frequency_score,
        segment: words.segment,
        amount: shade.name(texts),
        format: &|amount| formats.number(amount),
        short: &|amount| formats.compact(amount),
        words: Words { summary: words.map_summary, empty: words.map_empty },
    };
    rfm_map(&data, size, measure)
}
