//! The figures of each period.

use leptos::prelude::*;

use crate::domain::interval::Interval;
use crate::engine::protocol::RetentionPage as Data;
use crate::i18n::Texts;
use crate::indicators::rates::{PeriodRates, Rates};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::figure::Figure;
use crate::ui::components::periods::period_name;
use crate::ui::components::table::{Column, Table};

use super::rates_of;

/// Every period, newest first.
#[component]
pub fn PeriodTable(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    move || data.with(|data| rates_of(data).map(|rates| table(app.texts(), &app.formats(), rates)))
}

fn table(texts: &'static Texts, formats: &Formats, rates: &Rates) -> impl IntoView + use<> {
    let words = &texts.retention;
    let columns = vec![
        Column::text(texts.words.name),
        Column::number(words.active),
        Column::number(words.new),
        Column::number(words.returning),
        Column::number(words.retention),
        Column::number(texts.words.interval),
        Column::number(words.churn),
        Column::text(texts.words.note),
    ];
    let rows: Vec<Vec<AnyView>> = rates.periods.iter().rev().map(|period| row(texts, formats, rates, period)).collect();
    view! { <Table caption=words.table show_caption=true columns rows/> }
}

fn row(texts: &'static Texts, formats: &Formats, rates: &Rates, period: &PeriodRates) -> Vec<AnyView> {
    let words = &texts.retention;
    let name = period_name(texts, formats, rates.length, period.start);
    let figure = |field: &str, label: &str, value: String, text: String| {
        let key = format!("rates.periods.{}.{field}", period.start);
        let label = (words.of_period)(label, &name);
        view! { <Figure key label value text provenance=rates.provenance.clone()/> }.into_any()
    };
    let count = |field, label, count: usize| figure(field, label, count.to_string(), formats.count(count));
    let share = |field, label, share: Option<f64>| match share {
        Some(share) => figure(field, label, share.to_string(), formats.percent(share)),
        None => texts.words.no_value.into_any(),
    };
    let interval = period.retention_interval.map_or_else(
        || texts.words.no_value.to_owned(),
        |Interval { low, high }| (texts.words.period)(&formats.percent(low), &formats.percent(high)),
    );
    let note = if !period.complete {
        words.incomplete
    } else if period.provisional {
        words.provisional
    } else {
        ""
    };
    vec![
        view! { <span class="range">{name.clone()}</span> }.into_any(),
        count("active", words.active, period.active),
        count("new", words.new, period.new),
        count("returning", words.returning, period.returning),
        share("retention", words.retention, period.retention),
        view! { <span class="range">{interval}</span> }.into_any(),
        share("churn", words.churn, period.churn),
        view! { <span class="caution">{note}</span> }.into_any(),
    ]
}
