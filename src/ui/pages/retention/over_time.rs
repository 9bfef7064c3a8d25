//! Customers and retention, period by period.

use leptos::prelude::*;

use crate::charts::over_time::{Form, OverTime as Input, Series, over_time};
use crate::charts::{Ink, Period, Scene, Size, TextMeasure, Words};
use crate::engine::protocol::RetentionPage as Data;
use crate::i18n::Texts;
use crate::indicators::rates::{PeriodRates, Rates};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::chart::ChartFrame;
use crate::ui::components::periods::{LengthSelect, chart_labels, chart_period, sample_note};

use super::table::PeriodTable;
use super::{latest_settled, rates_of};

/// The choice of the periods, both charts, and the table behind them.
#[component]
pub fn OverTime(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let derived = move |make: fn(&Texts, &Formats, &Rates) -> String| {
        Signal::derive(move || {
            data.with(|data| rates_of(data).map(|rates| make(app.texts(), &app.formats(), rates))).unwrap_or_default()
        })
    };
    let scene = move |make: fn(&Texts, &Formats, &Rates, Size, &dyn TextMeasure) -> Scene| {
        move |size: Size, measure: &dyn TextMeasure| {
            data.with(|data| match rates_of(data) {
                Some(rates) => make(app.texts(), &app.formats(), rates, size, measure),
                None => Scene::default(),
            })
        }
    };
    let note = derived(|texts, formats, rates| sample_note(texts, formats, rates.customers, rates.provenance.period));
    view! {
        <section class="card">
            <header class="section-head">
                <h2>{move || app.texts().retention.over_time}</h2>
                <LengthSelect/>
            </header>
            <ChartFrame title=derived(activity_title) note labels=chart_labels(app) height=280.0 scene=scene(activity)/>
            <p class="muted">{move || app.texts().retention.activity_note}</p>
            <ChartFrame title=derived(retention_title) note labels=chart_labels(app) height=240.0 scene=scene(retention)/>
            <p class="muted">{move || app.texts().retention.retention_note}</p>
            <PeriodTable data/>
        </section>
    }
}

fn activity_title(texts: &Texts, formats: &Formats, rates: &Rates) -> String {
    match latest_settled(texts, formats, rates) {
        Some((latest, [period, ..])) => {
            (texts.retention.activity_title)(&period, &formats.count(latest.active), &formats.count(latest.new))
        }
        None => texts.retention.activity_plain.to_owned(),
    }
}

fn retention_title(texts: &Texts, formats: &Formats, rates: &Rates) -> String {
    match latest_settled(texts, formats, rates) {
        Some((_, [period, retention, _])) => (texts.retention.retention_title)(&period, &retention),
        None => texts.retention.retention_plain.to_owned(),
    }
}

fn periods(texts: &Texts, formats: &Formats, rates: &Rates) -> Vec<Period> {
    rates.periods.iter().map(|period| chart_period(texts, formats, rates.length, period.start)).collect()
}

fn activity(texts: &Texts, formats: &Formats, rates: &Rates, size: Size, measure: &dyn TextMeasure) -> Scene {
    let values = |count: fn(&PeriodRates) -> usize| -> Vec<Option<f64>> {
        rates.periods.iter().map(|period| Some(count(period) as f64)).collect()
    };
    let (returning, new) = (values(|period| period.returning), values(|period| period.new));
    let words = &texts.retention;
    let input = Input {
        periods: &periods(texts, formats, rates),
        series: &[
            Series { name: words.returning, values: &returning, ink: Ink::Accent },
            Series { name: words.new, values: &new, ink: Ink::Categorical(1) },
        ],
        form: Form::Columns,
        period: texts.words.name,
        value: words.customers,
        format: &|count| formats.number(count),
        words: Words { summary: &activity_title(texts, formats, rates), empty: words.nothing },
    };
    over_time(&input, size, measure)
}

fn retention(texts: &Texts, formats: &Formats, rates: &Rates, size: Size, measure: &dyn TextMeasure) -> Scene {
    let values: Vec<Option<f64>> = rates.periods.iter().map(PeriodRates::settled_retention).collect();
    let words = &texts.retention;
    let input = Input {
        periods: &periods(texts, formats, rates),
        series: &[Series { name: words.retention, values: &values, ink: Ink::Accent }],
        form: Form::Lines,
        period: texts.words.name,
        value: words.retention,
        format: &|share| formats.percent(share),
        words: Words { summary: &retention_title(texts, formats, rates), empty: words.retention_plain },
    };
    over_time(&input, size, measure)
}
