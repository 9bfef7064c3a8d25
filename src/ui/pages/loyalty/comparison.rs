//! The score of each value of an attribute.

use leptos::prelude::*;

use crate::charts::bars::{Bar, Bars, Style, bars};
use crate::charts::{Ink, Scene, Size, TextMeasure, Words};
use crate::engine::protocol::LoyaltyPage as Data;
use crate::i18n::Texts;
use crate::indicators::nps::{NpsGroup, extremes};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::chart::ChartFrame;
use crate::ui::components::figure::Figure;
use crate::ui::components::periods::{chart_labels, sample_note};
use crate::ui::components::table::{Column, Table};

use super::nps_of;

/// With more groups the chart is cut; the table has them all.
const MOST_BARS: usize = 30;

/// The choice of the attribute, its groups as a chart and as a table.
#[component]
pub fn Compare(data: Memo<Data>, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let app = use_app();
    let grouped = Memo::new(move |_| data.with(|data| !data.groups.is_empty()));
    let title = Signal::derive(move || data.with(|data| title(app.texts(), &app.formats(), data)));
    let note = Signal::derive(move || {
        let texts = app.texts();
        data.with(|data| {
            nps_of(data).map(|nps| sample_note(texts, &app.formats(), nps.estimate.n, nps.provenance.period))
        })
        .unwrap_or_default()
    });
    let scene = move |size: Size, measure: &dyn TextMeasure| {
        data.with(|data| scene(app.texts(), &app.formats(), data, size, measure))
    };
    let scene = StoredValue::new(scene);
    view! {
        <section class="card">
            <header class="section-head">
                <h2>{move || app.texts().loyalty.compare}</h2>
                <AttributeSelect data chosen/>
            </header>
            <Show
                when=move || grouped.get()
                fallback=move || view! { <p class="muted">{move || app.texts().loyalty.compare_none}</p> }
            >
                <ChartFrame title note labels=chart_labels(app) scene=scene.get_value()/>
                <p class="muted">{move || app.texts().loyalty.compare_note}</p>
                {move || data.with(|data| table(app.texts(), &app.formats(), data))}
            </Show>
        </section>
    }
}

#[component]
fn AttributeSelect(data: Memo<Data>, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let app = use_app();
    let names = Memo::new(move |_| data.with(|data| data.attributes.clone()));
    let in_force = Memo::new(move |_| data.with(|data| data.by.clone()));
    let option = move |name: String| {
        let (value, of_option) = (name.clone(), name.clone());
        view! { <option value=value prop:selected=move || in_force.get().as_ref() == Some(&of_option)>{name}</option> }
    };
    view! {
        <Show when=move || !names.with(Vec::is_empty)>
            <label class="field">
                <span>{move || app.texts().loyalty.compare_by}</span>
                <select name="compare-by" on:change=move |event| chosen.set(Some(event_target_value(&event)))>
                    {move || names.get().into_iter().map(option).collect_view()}
                </select>
            </label>
        </Show>
    }
}

/// The value of a group as shown.
pub fn group_name<'a>(texts: &Texts, group: &'a NpsGroup) -> &'a str {
    group.value.as_deref().unwrap_or(texts.words.blank_value)
}

fn title(texts: &Texts, formats: &Formats, data: &Data) -> String {
    let name = |group: &NpsGroup| {
        let score = group.estimate.score.map(|score| formats.signed(score)).unwrap_or_default();
        format!("{} ({score})", group_name(texts, group))
    };
    match extremes(&data.groups) {
        Some((lowest, highest)) => (texts.loyalty.compare_title)(&name(lowest), &name(highest)),
        None => (texts.loyalty.compare_title_plain)(data.by.as_deref().unwrap_or_default()),
    }
}

fn scene(texts: &Texts, formats: &Formats, data: &Data, size: Size, measure: &dyn TextMeasure) -> Scene {
    let bar = |group: &NpsGroup| Bar {
        label: group_name(texts, group).to_owned(),
        value: group.estimate.score.unwrap_or(f64::NAN),
        interval: group.estimate.low.zip(group.estimate.high),
        more: vec![formats.count(group.estimate.n)],
        ink: Ink::Accent,
    };
    let groups: Vec<Bar> = data.groups.iter().map(bar).collect();
    let input = Bars {
        bars: &groups,
        style: Style::Dot,
        group: data.by.as_deref().unwrap_or_default(),
        value: texts.loyalty.score,
        interval: texts.words.interval,
        more_columns: &[texts.loyalty.n],
        format: &|score| formats.signed(score),
        most: MOST_BARS,
        more: &|left_out| (texts.words.more_left_out)(&formats.count(left_out)),
        words: Words { summary: &title(texts, formats, data), empty: texts.loyalty.no_scores },
    };
    bars(&input, size, measure)
}

fn table(texts: &'static Texts, formats: &Formats, data: &Data) -> impl IntoView + use<> {
    let by = data.by.clone().unwrap_or_default();
    let columns = vec![
        Column::text(by.clone()),
        Column::number(texts.loyalty.n),
        Column::number(texts.loyalty.score),
        Column::number(texts.words.interval),
        Column::text(texts.words.note),
    ];
    let row = |group: &NpsGroup| {
        let name = group_name(texts, group);
        let estimate = group.estimate;
        let figure = |field: &str, label: &str, value: String, text: String| {
            // Blank is the empty text, as in the filter.
            let key = format!("nps.by.{by}.{}.{field}", group.value.as_deref().unwrap_or_default());
            view! { <Figure key label=format!("{label}, {name}") value text provenance=group.provenance.clone()/> }
                .into_any()
        };
        let points = |field: &str, label: &str, score: Option<f64>| match score {
            Some(score) => figure(field, label, score.to_string(), formats.signed(score)),
            None => texts.words.no_value.into_any(),
        };
        let n = formats.count(estimate.n);
        let low = points("low", texts.loyalty.low, estimate.low);
        let high = points("high", texts.loyalty.high, estimate.high);
        vec![
            name.to_owned().into_any(),
            figure("n", texts.loyalty.n, estimate.n.to_string(), n.clone()),
            points("score", texts.loyalty.nps, estimate.score),
            view! { <span class="range">{low}" – "{high}</span> }.into_any(),
            estimate
                .small_sample
                .then(|| view! { <span class="caution">{(texts.words.small_sample)(&n)}</span> })
                .into_any(),
        ]
    };
    let rows: Vec<Vec<AnyView>> = data.groups.iter().map(row).collect();
    view! { <Table caption=(texts.loyalty.compare_table)(&by) columns rows/> }
}
