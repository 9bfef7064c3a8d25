//! Every segment with its figures, the way to its customers, and what to do about it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::dataset::Filter;
use crate::i18n::Texts;
use crate::indicators::rfm::{Rfm, SegmentSummary};
use crate::platform::intl::Formats;
use crate::route::{Place, Route};
use crate::state::{App, use_app};
use crate::ui::components::table::{Column, Table};

use super::{figure, segment_name};

/// The table.
#[component]
pub fn Segments(rfm: Arc<Rfm>) -> impl IntoView {
    let app = use_app();
    move || segments(app, &rfm, app.texts(), &app.formats())
}

fn segments(app: App, rfm: &Rfm, texts: &'static Texts, formats: &Formats) -> impl IntoView + use<> {
    let words = &texts.segments;
    let columns = vec![
        Column::text(words.segment),
        Column::number(words.customers),
        Column::number(words.of_customers),
        Column::number(words.revenue),
        Column::number(words.of_revenue),
        Column::number(words.mean_recency),
        Column::number(words.mean_frequency),
        Column::number(words.mean_monetary),
        Column::text(words.what_to_do),
    ];
    let rows: Vec<Vec<AnyView>> = rfm.segments.iter().map(|segment| row(app, rfm, segment, texts, formats)).collect();
    let without = rfm.without_purchase;
    let without = (without.customers > 0).then(|| {
        (words.without_purchase)(&formats.count(without.customers), &formats.number(without.monetary.to_f64()))
    });
    view! {
        <p class="muted">{words.filter_segment}</p>
        <Table caption=words.table columns rows/>
        {without.map(|text| view! { <p class="muted">{text}</p> })}
    }
}

fn row(app: App, rfm: &Rfm, segment: &SegmentSummary, texts: &'static Texts, formats: &Formats) -> Vec<AnyView> {
    let words = &texts.segments;
    let name = segment_name(texts, segment);
    let cell = |of: &str, column: &str, value: String, text: String| {
        let key = format!("rfm.segments.{}.{of}", segment.key);
        figure(key, &format!("{name}, {column}"), value, text, &rfm.provenance)
    };
    let share =
        |of, column, share: Option<f64>| share.map(|share| cell(of, column, share.to_string(), formats.percent(share)));
    let mean = |of, column, mean: Option<f64>, format: &dyn Fn(f64) -> String| {
        mean.map(|mean| cell(of, column, mean.to_string(), format(mean)))
    };
    let money = segment.monetary.to_f64();
    vec![
        link(app, segment, name, texts),
        cell("customers", words.customers, segment.customers.to_string(), formats.count(segment.customers)),
        share("customers_share", words.of_customers, Some(segment.customers_share)).into_any(),
        cell("monetary", words.revenue, segment.monetary.to_string(), formats.number(money)),
        share("monetary_share", words.of_revenue, segment.monetary_share).into_any(),
        mean("mean_recency", words.mean_recency, segment.mean_recency, &|days| formats.decimal(days)).into_any(),
        mean("mean_frequency", words.mean_frequency, segment.mean_frequency, &|orders| formats.decimal(orders))
            .into_any(),
        mean("mean_monetary", words.mean_monetary, segment.mean_monetary, &|mean| formats.number(mean)).into_any(),
        view! { <span class="segments-advice">{advice(segment, texts)}</span> }.into_any(),
    ]
}

/// Nothing is to be done about nobody.
fn advice(segment: &SegmentSummary, texts: &'static Texts) -> &'static str {
    if segment.customers == 0 { "" } else { texts.segments.what_to_do_for(&segment.key) }
}

/// The way to a segment's customers, where it has any.
fn link(app: App, segment: &SegmentSummary, name: &str, texts: &'static Texts) -> AnyView {
    let name = name.to_owned();
    if segment.customers == 0 {
        return view! { <span class="muted">{name}</span> }.into_any();
    }
    let title = (texts.segments.show_customers)(&name);
    let key = segment.key.clone();
    let href = move || {
        let filter = Filter { segment: Some(key.clone()), ..app.filter() };
        Place { route: Route::Customers, filter }.to_string()
    };
    view! { <a href=href title=title data-segment=segment.key.clone()>{name}</a> }.into_any()
}
