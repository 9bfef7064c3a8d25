//! The answer as a sentence, the figures, and the score with its interval.

use leptos::prelude::*;

use crate::charts::gauge::{Gauge, gauge};
use crate::charts::stacked::{Answers, Stacked, stacked};
use crate::charts::{Scene, Size, TextMeasure, Words};
use crate::domain::dataset::Kind;
use crate::engine::protocol::LoyaltyPage as Data;
use crate::i18n::Texts;
use crate::indicators::nps::{Nps, NpsTrend};
use crate::platform::intl::Formats;
use crate::state::{App, use_app};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::chart::ChartFrame;
use crate::ui::components::empty::Empty;
use crate::ui::components::figure::{Figure, Tile};
use crate::ui::components::nothing::NothingToCount;
use crate::ui::components::outcome::Skeleton;
use crate::ui::components::periods::{chart_labels, interval_text, period_name, sample_note};

use super::answers::Distribution;
use super::nps_of;

/// Headline, tiles, gauge and shares; or what is missing for them.
#[component]
pub fn Head(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let has_table = Memo::new(move |_| data.with(|data| data.nps.is_some()));
    let has_score = Memo::new(move |_| data.with(|data| nps_of(data).is_some()));
    move || {
        if app.restoring() {
            view! { <Skeleton/> }.into_any()
        } else if !has_table.get() {
            let promise = Signal::derive(move || app.texts().loyalty.promise.to_owned());
            view! { <Empty kind=Kind::Answers promise/> }.into_any()
        } else if !has_score.get() {
            view! { <NothingToCount unfiltered=|texts| texts.loyalty.no_scores/> }.into_any()
        } else {
            view! {
                {move || data.with(|data| nps_of(data).map(|nps| figures(app.texts(), &app.formats(), nps, data.trend.as_ref())))}
                <div class="pair">
                    <div class="card">
                        <ScoreGauge data/>
                        <Shares data/>
                    </div>
                    <div class="card"><Distribution data/></div>
                </div>
            }
            .into_any()
        }
    }
}

fn figures(texts: &'static Texts, formats: &Formats, nps: &Nps, trend: Option<&NpsTrend>) -> impl IntoView + use<> {
    let headline = [Some(score_sentence(texts, formats, nps)), trend.and_then(|trend| latest(texts, formats, trend))];
    let headline: Vec<String> = headline.into_iter().flatten().collect();
    view! {
        <h1>{headline.join(texts.words.between_sentences)}</h1>
        {nps.looks_unlike_nps.then(|| view! { <Banner tone=Tone::Warning>{texts.loyalty.unlike_nps}</Banner> })}
        {tiles(texts, formats, nps)}
    }
}

fn score_sentence(texts: &Texts, formats: &Formats, nps: &Nps) -> String {
    let [score, low, high] = score_and_interval(formats, nps);
    (texts.loyalty.headline)(&score, &low, &high)
}

fn score_and_interval(formats: &Formats, nps: &Nps) -> [String; 3] {
    [nps.estimate.score, nps.estimate.low, nps.estimate.high].map(|score| formats.signed(score.unwrap_or_default()))
}

/// The latest period's score, and whether it really moved.
pub fn latest(texts: &Texts, formats: &Formats, trend: &NpsTrend) -> Option<String> {
    let latest = trend.latest()?;
    let name = |start| period_name(texts, formats, trend.length, start);
    let (period, score) = (name(latest.start), formats.signed(latest.estimate.score?));
    let Some(change) = latest.change else { return Some((texts.loyalty.latest)(&period, &score)) };
    let text = match change.difference {
        difference if !difference.real_change => texts.loyalty.latest_same,
        difference if difference.delta > 0.0 => texts.loyalty.latest_up,
        _ => texts.loyalty.latest_down,
    };
    Some(text(&period, &score, &name(change.since)))
}

fn tiles(texts: &'static Texts, formats: &Formats, nps: &Nps) -> impl IntoView + use<> {
    let [score, low, high] = score_and_interval(formats, nps);
    let estimate = nps.estimate;
    let words = &texts.loyalty;
    let raw = |score: Option<f64>| score.unwrap_or_default().to_string();
    let figure = |key: &'static str, label: &'static str, value: String, text: String| {
        view! { <Figure key label value text provenance=nps.provenance.clone()/> }
    };
    let counted = |key, label, count: usize, note: String| {
        let figure = figure(key, label, count.to_string(), formats.count(count));
        view! { <Tile label note>{figure}</Tile> }
    };
    let share =
        |count| estimate.share(count).map(|share| (words.of_answers)(&formats.percent(share))).unwrap_or_default();
    let n = formats.count(estimate.n);
    let sample = if estimate.small_sample { (texts.words.small_sample)(&n) } else { String::new() };
    let score = figure("nps.score", words.nps, raw(estimate.score), score);
    let low = figure("nps.low", words.low, raw(estimate.low), low);
    let high = figure("nps.high", words.high, raw(estimate.high), high);
    view! {
        <div class="tiles">
            <Tile label=words.nps>{score}</Tile>
            <Tile label=texts.words.interval note=(words.confidence)(&formats.percent(nps.level.get()))>{low}" – "{high}</Tile>
            {counted("nps.n", words.n, estimate.n, sample)}
            {counted("nps.not_answers", words.not_answers, estimate.not_answers, words.not_answers_note.to_owned())}
        </div>
        <div class="tiles">
            {counted("nps.promoters", words.promoters, estimate.promoters, share(estimate.promoters))}
            {counted("nps.passives", words.passives, estimate.passives, share(estimate.passives))}
            {counted("nps.detractors", words.detractors, estimate.detractors, share(estimate.detractors))}
        </div>
    }
}

fn note(app: App, data: Memo<Data>) -> Signal<String> {
    Signal::derive(move || {
        let note = |nps: &Nps| sample_note(app.texts(), &app.formats(), nps.estimate.n, nps.provenance.period);
        data.with(|data| nps_of(data).map(note)).unwrap_or_default()
    })
}

#[component]
fn ScoreGauge(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let title = Signal::derive(move || {
        let score = data.with(|data| nps_of(data).and_then(|nps| nps.estimate.score)).unwrap_or_default();
        (app.texts().loyalty.gauge)(&app.formats().signed(score))
    });
    let scene = move |size: Size, measure: &dyn TextMeasure| {
        data.with(|data| match nps_of(data) {
            Some(nps) => gauge_scene(app.texts(), &app.formats(), nps, size, measure),
            None => Scene::default(),
        })
    };
    view! { <ChartFrame title note=note(app, data) labels=chart_labels(app) height=240.0 scene/> }
}

fn gauge_scene(texts: &Texts, formats: &Formats, nps: &Nps, size: Size, measure: &dyn TextMeasure) -> Scene {
    let [_, low, high] = score_and_interval(formats, nps);
    let input = Gauge {
        score: nps.estimate.score.unwrap_or(f64::NAN),
        interval: nps.estimate.low.zip(nps.estimate.high),
        label: texts.loyalty.nps,
        interval_label: texts.words.interval,
        interval_text: &interval_text(texts, formats, &low, &high, nps.level),
        format: &|score| formats.signed(score),
        words: Words { summary: &score_sentence(texts, formats, nps), empty: texts.loyalty.no_scores },
    };
    gauge(&input, size, measure)
}

#[component]
fn Shares(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    let title = Signal::derive(move || {
        data.with(|data| nps_of(data).map(|nps| shares_title(app.texts(), &app.formats(), nps))).unwrap_or_default()
    });
    let scene = move |size: Size, measure: &dyn TextMeasure| {
        data.with(|data| match nps_of(data) {
            Some(nps) => shares_scene(app.texts(), &app.formats(), nps, size, measure),
            None => Scene::default(),
        })
    };
    view! { <ChartFrame title note=note(app, data) labels=chart_labels(app) height=120.0 scene/> }
}

fn shares_title(texts: &Texts, formats: &Formats, nps: &Nps) -> String {
    let share = |count| nps.estimate.share(count).map(|share| formats.percent(share)).unwrap_or_default();
    (texts.loyalty.shares)(&share(nps.estimate.promoters), &share(nps.estimate.detractors))
}

fn shares_scene(texts: &Texts, formats: &Formats, nps: &Nps, size: Size, measure: &dyn TextMeasure) -> Scene {
    let estimate = &nps.estimate;
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let input = Stacked {
        groups: &[Answers {
            label: "",
            detractors: count(estimate.detractors),
            passives: count(estimate.passives),
            promoters: count(estimate.promoters),
        }],
        group: "",
        names: [texts.loyalty.detractors, texts.loyalty.passives, texts.loyalty.promoters],
        percent: &|share| formats.percent(share),
        count: &|count| formats.number(count),
        most: 1,
        more: &|_| String::new(),
        words: Words { summary: &shares_title(texts, formats, nps), empty: texts.loyalty.no_scores },
    };
    stacked(&input, size, measure)
}
