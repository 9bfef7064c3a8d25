//! The figures that say how far revenue rests on a few.

use std::sync::Arc;

use leptos::prelude::*;

use crate::i18n::Texts;
use crate::indicators::concentration::Concentration;
use crate::indicators::rfm::Rfm;
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::figure::Tile;

use super::{TOP, figure};

/// The tiles there are figures for.
#[component]
pub fn Tiles(rfm: Arc<Rfm>, concentration: Arc<Concentration>) -> impl IntoView {
    let app = use_app();
    view! { <div class="tiles">{move || tiles(&rfm, &concentration, app.texts(), &app.formats())}</div> }
}

fn tiles(rfm: &Rfm, concentration: &Concentration, texts: &'static Texts, formats: &Formats) -> impl IntoView + use<> {
    let words = &texts.segments;
    let tile = |key: &str, label: &str, value: String, text: String, note: String| {
        let of = if key.starts_with("rfm.") { &rfm.provenance } else { &concentration.provenance };
        let shown = figure(key.to_owned(), label, value, text, of);
        view! { <Tile label note>{shown}</Tile> }
    };
    let top = formats.percent(TOP);
    let money = concentration.total.to_f64();
    let top_customers = concentration.top_shares.iter().find(|top| top.percent == 20).map(|top| top.customers);
    let top_note = top_customers.map(|n| (words.n_customers)(&formats.count(n))).unwrap_or_default();
    [
        Some(tile(
            "rfm.customers",
            words.customers,
            rfm.customers.to_string(),
            formats.count(rfm.customers),
            (texts.overview.customers_note)(&formats.day(rfm.reference_date)),
        )),
        Some(tile(
            "concentration.total",
            words.revenue,
            concentration.total.to_string(),
            formats.compact(money),
            words.total.to_owned(),
        )),
        concentration.top_20_share.map(|share| {
            let label = (words.top_share)(&top);
            tile("concentration.top_20_share", &label, share.to_string(), formats.percent(share), top_note)
        }),
        concentration.best_to_rest.map(|ratio| {
            let text = (words.times)(&formats.decimal(ratio));
            let note = (words.best_to_rest_note)(&top);
            tile("concentration.best_to_rest", words.best_to_rest, ratio.to_string(), text, note)
        }),
        concentration.gini.map(|gini| {
            let text = formats.precise(gini);
            tile("concentration.gini", words.gini, gini.to_string(), text, words.gini_note.to_owned())
        }),
    ]
    .into_iter()
    .flatten()
    .collect_view()
}
