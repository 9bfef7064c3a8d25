//! What pages with periods share: names of periods, the choice of their length, notes of charts.

use leptos::prelude::*;

use crate::charts;
use crate::domain::calendar::PeriodLength;
use crate::domain::day::{Day, Period};
use crate::domain::interval::Level;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::state::{App, use_app};

use super::chart::ChartLabels;

/// The name of the period that begins on `start`: `Mar 2024`, `Q1 2024`, `2024`.
pub fn period_name(texts: &Texts, formats: &Formats, length: PeriodLength, start: Day) -> String {
    match length {
        PeriodLength::Month => formats.month(start.month()),
        PeriodLength::Quarter => (texts.words.quarter_of)(&start.quarter().to_string(), &year_of(start)),
        PeriodLength::Year => (texts.words.year_of)(&year_of(start)),
    }
}

/// The period that begins on `start` as charts take it: the year where one begins, else the short name.
pub fn chart_period(texts: &Texts, formats: &Formats, length: PeriodLength, start: Day) -> charts::Period {
    let (_, month, _) = start.ymd();
    let major = month == 1;
    let label = match length {
        _ if major => year_of(start),
        PeriodLength::Month => formats.month_alone(start.month()),
        PeriodLength::Quarter => (texts.words.quarter_alone)(&start.quarter().to_string()),
        PeriodLength::Year => year_of(start),
    };
    charts::Period { label, full: period_name(texts, formats, length, start), major }
}

fn year_of(day: Day) -> String {
    day.ymd().0.to_string()
}

/// An interval in words: `12 to 34 (95% confidence)`.
pub fn interval_text(texts: &Texts, formats: &Formats, low: &str, high: &str, level: Level) -> String {
    (texts.words.interval_of)(low, high, &formats.percent(level.get()))
}

/// The note below a chart's title: n, and the period where the rows have one.
pub fn sample_note(texts: &Texts, formats: &Formats, n: usize, period: Option<Period>) -> String {
    let n = formats.count(n);
    match period {
        Some(period) => (texts.words.n_and_period)(&n, &formats.day(period.from), &formats.day(period.to)),
        None => (texts.words.n)(&n),
    }
}

/// The chart frame's own texts.
pub fn chart_labels(app: App) -> Signal<ChartLabels> {
    Signal::derive(move || {
        let texts = &app.texts().common;
        ChartLabels {
            table: texts.chart_table.to_owned(),
            save: texts.chart_png.to_owned(),
            keys: texts.chart_keys.to_owned(),
        }
    })
}

/// Chooses the length of all periods: of retention, churn and the trend of the score.
#[component]
pub fn LengthSelect() -> impl IntoView {
    let app = use_app();
    let choose = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        if let Some(chosen) = PeriodLength::ALL.into_iter().find(|length| key(*length) == name) {
            app.set_settings(|settings| settings.rates.length = chosen);
        }
    };
    let option = move |length: PeriodLength| {
        let name = move || {
            let texts = &app.texts().words;
            match length {
                PeriodLength::Month => texts.month,
                PeriodLength::Quarter => texts.quarter,
                PeriodLength::Year => texts.year,
            }
        };
        view! { <option value=key(length) prop:selected=move || app.settings().rates.length == length>{name}</option> }
    };
    view! {
        <label class="field">
            <span>{move || app.texts().words.length}</span>
            <select name="period-length" on:change=choose>{PeriodLength::ALL.map(option).collect_view()}</select>
        </label>
    }
}

const fn key(length: PeriodLength) -> &'static str {
    match length {
        PeriodLength::Month => "month",
        PeriodLength::Quarter => "quarter",
        PeriodLength::Year => "year",
    }
}
