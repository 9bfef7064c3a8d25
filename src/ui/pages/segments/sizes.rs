//! How many customers each segment has.

use std::sync::Arc;

use leptos::prelude::*;

use crate::charts::bars::{Bar, Bars, Style, bars};
use crate::charts::{Ink, Scene, Size, TextMeasure, Words};
use crate::i18n::Texts;
use crate::indicators::rfm::Rfm;
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::chart::ChartFrame;
use crate::ui::components::periods::chart_labels;

use super::{scored_note, segment_name};

/// More bars than this are cut; the table below has all.
const MOST: usize = 20;

/// A bar per segment that has customers.
#[component]
pub fn Sizes(rfm: Arc<Rfm>) -> impl IntoView {
    let app = use_app();
    let (titled, noted) = (Arc::clone(&rfm), Arc::clone(&rfm));
    let title = Signal::derive(move || insight(&titled, app.texts(), &app.formats()));
    let note = Signal::derive(move || scored_note(&noted, app.texts(), &app.formats()));
    let scene = move |size: Size, measure: &dyn TextMeasure| draw(&rfm, app.texts(), &app.formats(), size, measure);
    view! {
        <section class="card segments-part">
            <h2>{move || app.texts().segments.bars}</h2>
            <ChartFrame title note labels=chart_labels(app) scene/>
        </section>
    }
}

fn insight(rfm: &Rfm, texts: &Texts, formats: &Formats) -> String {
    match rfm.largest_segment() {
        Some(segment) => {
            (texts.segments.bars_title)(segment_name(texts, segment), &formats.percent(segment.customers_share))
        }
        None => texts.segments.map_empty.to_owned(),
    }
}

fn draw(rfm: &Rfm, texts: &Texts, formats: &Formats, size: Size, measure: &dyn TextMeasure) -> Scene {
    let words = &texts.segments;
    let peopled = rfm.segments.iter().filter(|segment| segment.customers > 0);
    let groups: Vec<Bar> = peopled
        .map(|segment| Bar {
            label: segment_name(texts, segment).to_owned(),
            value: segment.customers as f64,
            interval: None,
            more: vec![
                formats.percent(segment.customers_share),
                formats.number(segment.monetary.to_f64()),
                segment.monetary_share.map(|share| formats.percent(share)).unwrap_or_default(),
            ],
            ink: Ink::Accent,
        })
        .collect();
    let data = Bars {
        bars: &groups,
        style: Style::FromZero,
        group: words.segment,
        value: words.customers,
        interval: "",
        more_columns: &[words.of_customers, words.revenue, words.of_revenue],
        format: &|customers| formats.number(customers),
        most: MOST,
        more: &|left_out| (words.more_groups)(&formats.count(left_out)),
        words: Words { summary: words.bars_summary, empty: words.map_empty },
    };
    bars(&data, size, measure)
}
