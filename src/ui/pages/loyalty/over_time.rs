//! The score by period, and which changes are more than chance.

use leptos::prelude::*;

use crate::charts::trend::{Change as Mark, Trend, TrendPoint, trend};
use crate::charts::{Scene, Size, TextMeasure, Words};
use crate::domain::day::Period;
use crate::engine::protocol::LoyaltyPage as Data;
use crate::i18n::Texts;
use crate::indicators::nps::{Change, NpsPeriod, NpsTrend};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::chart::ChartFrame;
use crate::ui::components::periods::{LengthSelect, chart_labels, chart_period, sample_note};

use super::head::latest;

/// The trend, and the choice of its periods.
#[component]
pub fn OverTime(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let dated = Memo::new(move |_| data.with(|data| trend_of(data).is_some()));
    let title = Signal::derive(move || {
        data.with(|data| trend_of(data).and_then(|trend| latest(app.texts(), &app.formats(), trend)))
            .unwrap_or_default()
    });
    let note = Signal::derive(move || {
        let note =
            |trend: &NpsTrend| sample_note(app.texts(), &app.formats(), trend.provenance.used, trend.provenance.period);
        data.with(|data| trend_of(data).map(note)).unwrap_or_default()
    });
    let scene = move |size: Size, measure: &dyn TextMeasure| {
        data.with(|data| match trend_of(data) {
            Some(trend) => scene(app.texts(), &app.formats(), trend, size, measure),
            None => Scene::default(),
        })
    };
    let scene = StoredValue::new(scene);
    view! {
        <section class="card">
            <header class="section-head">
                <h2>{move || app.texts().loyalty.over_time}</h2>
                <LengthSelect/>
            </header>
            <Show
                when=move || dated.get()
                fallback=move || view! { <p class="muted">{move || app.texts().loyalty.no_days}</p> }
            >
                <ChartFrame title note labels=chart_labels(app) scene=scene.get_value()/>
                <p class="muted">{move || app.texts().loyalty.change_note}</p>
            </Show>
        </section>
    }
}

fn trend_of(data: &Data) -> Option<&NpsTrend> {
    data.trend.as_ref().filter(|trend| trend.latest().is_some())
}

fn scene(texts: &Texts, formats: &Formats, data: &NpsTrend, size: Size, measure: &dyn TextMeasure) -> Scene {
    let point = |(span, period): (Period, Option<&NpsPeriod>)| TrendPoint {
        period: chart_period(texts, formats, data.length, span.from),
        score: period.and_then(|period| period.estimate.score),
        interval: period.and_then(|period| period.estimate.low.zip(period.estimate.high)),
        n: period.map_or(0, |period| u64::try_from(period.estimate.n).unwrap_or(u64::MAX)),
        change: mark(period.and_then(|period| period.change.as_ref())),
    };
    let points: Vec<TrendPoint> = data.calendar().into_iter().map(point).collect();
    let words = &texts.loyalty;
    let input = Trend {
        points: &points,
        limits: (-100.0, 100.0),
        period: texts.words.name,
        score: words.score,
        interval: texts.words.interval,
        n: words.n,
        change: (words.change, [words.change_none, words.change_up, words.change_down]),
        format: &|score| formats.signed(score),
        count: &|count| formats.number(count),
        words: Words { summary: &latest(texts, formats, data).unwrap_or_default(), empty: words.no_days },
    };
    trend(&input, size, measure)
}

fn mark(change: Option<&Change>) -> Mark {
    match change.map(|change| change.difference) {
        None => Mark::First,
        Some(difference) if !difference.real_change => Mark::NotReal,
        Some(difference) if difference.delta > 0.0 => Mark::Up,
        Some(_) => Mark::Down,
    }
}
