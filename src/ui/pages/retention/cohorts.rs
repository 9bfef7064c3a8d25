//! Who comes back after how many months, by month of the first purchase.

use leptos::prelude::*;

use crate::charts::cohorts::{Cohort, Cohorts as Matrix, cohorts};
use crate::charts::over_time::{Form, OverTime, Series, over_time};
use crate::charts::{Ink, Period, Scene, Size, TextMeasure, Words};
use crate::domain::calendar::PeriodLength;
use crate::engine::protocol::RetentionPage as Data;
use crate::i18n::Texts;
use crate::indicators::cohorts::Cohorts;
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::chart::ChartFrame;
use crate::ui::components::figure::Figure;
use crate::ui::components::periods::{chart_labels, chart_period, sample_note};
use crate::ui::components::table::{Column, Table};

use super::rates_of;

/// The months after the first purchase that the table shows; the chart's data table has them all.
const LATER: [usize; 5] = [1, 2, 3, 6, 12];

/// The matrix, the mean of all cohorts, and the table.
#[component]
pub fn ByCohort(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let derived = move |make: fn(&Texts, &Formats, &Cohorts) -> String| {
        Signal::derive(move || {
            let made = |cohorts: &Cohorts| make(app.texts(), &app.formats(), cohorts);
            data.with(|data| data.cohorts.as_ref().map(made)).unwrap_or_default()
        })
    };
    let scene = move |make: fn(&Texts, &Formats, &Cohorts, Size, &dyn TextMeasure) -> Scene| {
        move |size: Size, measure: &dyn TextMeasure| {
            data.with(|data| match &data.cohorts {
                Some(cohorts) => make(app.texts(), &app.formats(), cohorts, size, measure),
                None => Scene::default(),
            })
        }
    };
    let note = Signal::derive(move || {
        data.with(|data| {
            let customers = rates_of(data)?.customers;
            let period = data.cohorts.as_ref()?.provenance.period;
            Some(sample_note(app.texts(), &app.formats(), customers, period))
        })
        .unwrap_or_default()
    });
    view! {
        <section class="card">
            <h2>{move || app.texts().retention.cohorts}</h2>
            <ChartFrame title=derived(matrix_title) note labels=chart_labels(app) scene=scene(matrix)/>
            <ChartFrame title=derived(mean_title) note labels=chart_labels(app) height=220.0 scene=scene(mean)/>
            <p class="muted">{move || app.texts().retention.mean_note}</p>
            <details>
                <summary>{move || app.texts().retention.cohorts_table}</summary>
                {move || data.with(|data| data.cohorts.as_ref().map(|cohorts| table(app.texts(), &app.formats(), cohorts)))}
            </details>
        </section>
    }
}

fn matrix_title(texts: &Texts, formats: &Formats, data: &Cohorts) -> String {
    match data.weighted_mean_retention.get(1) {
        Some(share) => (texts.retention.cohorts_title)(&formats.percent(*share)),
        None => texts.retention.cohorts_plain.to_owned(),
    }
}

fn mean_title(texts: &Texts, formats: &Formats, data: &Cohorts) -> String {
    // The latest of the table's months that the data reach.
    let reached = |later: &usize| Some((later.to_string(), *data.weighted_mean_retention.get(*later)?));
    match LATER.iter().rev().find_map(reached) {
        Some((months, share)) => (texts.retention.mean_title)(&months, &formats.percent(share)),
        None => texts.retention.mean_plain.to_owned(),
    }
}

fn matrix(texts: &Texts, formats: &Formats, data: &Cohorts, size: Size, measure: &dyn TextMeasure) -> Scene {
    let month = |month| chart_period(texts, formats, PeriodLength::Month, month);
    let rows: Vec<Cohort> = data
        .filled()
        .map(|(first, size, active)| Cohort {
            period: month(first.first_day()),
            size: size.into(),
            active: active.iter().map(|&active| active.into()).collect(),
        })
        .collect();
    let words = &texts.retention;
    let input = Matrix {
        cohorts: &rows,
        cohort: words.cohort,
        size: words.cohort_size,
        since: words.since,
        share: words.share,
        percent: &|share| formats.percent(share),
        short: &|share| formats.whole_percent(share),
        count: &|count| formats.number(count),
        more: &|left_out| (words.older_left_out)(&formats.count(left_out)),
        words: Words { summary: &matrix_title(texts, formats, data), empty: words.nothing },
    };
    cohorts(&input, size, measure)
}

fn mean(texts: &Texts, formats: &Formats, data: &Cohorts, size: Size, measure: &dyn TextMeasure) -> Scene {
    let words = &texts.retention;
    // The first month is left out: all of a cohort buy in it.
    let later = || data.weighted_mean_retention.iter().enumerate().skip(1);
    let values: Vec<Option<f64>> = later().map(|(_, share)| Some(*share)).collect();
    let period = |(months, _): (usize, &f64)| Period {
        label: months.to_string(),
        full: (words.months_later)(&months.to_string()),
        major: months % 12 == 0,
    };
    let periods: Vec<Period> = later().map(period).collect();
    let input = OverTime {
        periods: &periods,
        series: &[Series { name: words.all_cohorts, values: &values, ink: Ink::Accent }],
        form: Form::Lines,
        period: words.since,
        value: words.share,
        format: &|share| formats.percent(share),
        words: Words { summary: &mean_title(texts, formats, data), empty: words.mean_plain },
    };
    over_time(&input, size, measure)
}

fn table(texts: &'static Texts, formats: &Formats, data: &Cohorts) -> impl IntoView + use<> {
    let words = &texts.retention;
    let later = || LATER.into_iter().filter(|later| *later < data.weighted_mean_retention.len());
    let mut columns = vec![Column::text(words.cohort), Column::number(words.cohort_size)];
    columns.extend(later().map(|later| Column::number((words.months_later)(&later.to_string()))));
    let figure = |key: String, label: String, value: String, text: String| {
        view! { <Figure key label value text provenance=data.provenance.clone()/> }.into_any()
    };
    let share = |key: String, name: &str, later: usize, share: Option<f64>| match share {
        Some(share) => {
            let label = format!("{name}, {}", (words.months_later)(&later.to_string()));
            figure(key, label, share.to_string(), formats.percent(share))
        }
        None => texts.words.no_value.into_any(),
    };
    let mean = later().map(|later| {
        let key = format!("cohorts.weighted_mean_retention.{later}");
        share(key, words.all_cohorts, later, data.weighted_mean_retention.get(later).copied())
    });
    let mean: Vec<AnyView> = [words.all_cohorts.into_any(), ().into_any()].into_iter().chain(mean).collect();
    let rows = data.filled().map(|(month, size, _)| {
        let name = formats.month(month);
        let key = format!("cohorts.sizes.{month}");
        let size = figure(key, format!("{name}, {}", words.cohort_size), size.to_string(), formats.number(size.into()));
        let shares = later()
            .map(|later| share(format!("cohorts.retention.{month}.{later}"), &name, later, data.share(month, later)));
        [view! { <span class="range">{name.clone()}</span> }.into_any(), size].into_iter().chain(shares).collect()
    });
    let rows: Vec<Vec<AnyView>> = [mean].into_iter().chain(rows).collect();
    view! { <Table caption=words.cohorts_table columns rows/> }
}
