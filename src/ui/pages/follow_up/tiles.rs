//! How soon customers were called.

use leptos::prelude::*;

use crate::domain::care::{Group, MedianHours, Overview, Performance, overview, performance};
use crate::domain::format::Format as _;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::state::{use_app, use_care};
use crate::ui::components::figure::{Figure, Tile};
use crate::ui::components::table::{Column, Table};

/// The figures of all cases, and under them those of each branch and owner.
#[component]
pub fn Tiles() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let by = move |group| desk.cases().with(|cases| performance(cases, desk.now(), group, app.small_sample()));
    view! {
        <div class="tiles">
            {move || desk.cases().with(|cases| counts(&overview(cases, desk.now()), app.texts(), &app.formats()))}
            {move || by(Group::All).iter().map(|all| tiles(all, app.texts(), &app.formats())).collect_view()}
        </div>
        <details>
            <summary>{move || app.texts().care.by_group}</summary>
            {move || table(app.texts().care.branch, &by(Group::Branch), app.texts(), &app.formats())}
            {move || table(app.texts().care.owner, &by(Group::Owner), app.texts(), &app.formats())}
        </details>
    }
}

/// What is open, and what hangs on it.
fn counts(counted: &Overview, texts: &'static Texts, formats: &Formats) -> impl IntoView + use<> {
    let words = &texts.care;
    let tile = |key: &'static str, label: &'static str, value: String, text: String| {
        let provenance = counted.provenance.clone();
        view! { <Tile label><Figure key label value text from=provenance/></Tile> }
    };
    let value = counted
        .value
        .map(|value| tile("follow_up.value", words.value, value.to_string(), formats.compact_money(value.to_f64())));
    view! {
        {tile("follow_up.open", words.show_open, counted.open.to_string(), formats.count(counted.open))}
        {tile("follow_up.overdue", words.overdue, counted.overdue.to_string(), formats.count(counted.overdue))}
        {value}
    }
}

fn tiles(all: &Performance, texts: &'static Texts, formats: &Formats) -> impl IntoView + use<> {
    let words = &texts.care;
    let share = all.share.map(|share| {
        let note = all.interval.map(|interval| {
            let (low, high) = (formats.percent(interval.low.max(0.0)), formats.percent(interval.high.min(1.0)));
            let note = (words.interval_note)(&low, &high, &formats.count(all.provenance.used));
            if all.small_sample { format!("{note} ({})", words.small) } else { note }
        });
        let (label, provenance) = (words.in_time, all.provenance.clone());
        let text = formats.percent(share);
        view! {
            <Tile label note>
                <Figure key="follow_up.in_time" label value=share.to_string() text from=provenance/>
            </Tile>
        }
    });
    let median = |key: &'static str, label: &'static str, median: &Option<MedianHours>| {
        median.clone().map(|MedianHours { hours, small_sample, provenance }| {
            let note = (words.of_cases)(&formats.count(provenance.used));
            let note = if small_sample { format!("{note} ({})", words.small) } else { note };
            let text = (words.hours)(&formats.decimal(hours));
            view! { <Tile label note><Figure key label value=hours.to_string() text from=provenance/></Tile> }
        })
    };
    view! {
        {share}
        {median("follow_up.hours_to_contact", words.to_contact, &all.to_contact)}
        {median("follow_up.hours_to_close", words.to_close, &all.to_close)}
    }
}

fn table(
    caption: &'static str,
    groups: &[Performance],
    texts: &'static Texts,
    formats: &Formats,
) -> impl IntoView + use<> {
    let words = &texts.care;
    let columns = vec![
        Column::text(caption),
        Column::number(words.cases),
        Column::number(words.in_time),
        Column::number(words.overdue),
        Column::number(words.to_contact),
    ];
    let rows = groups.iter().map(|group| {
        let name = group.value.clone().unwrap_or_else(|| texts.words.none.to_owned());
        let share = group.share.map(|share| {
            let label = format!("{}, {name}", words.in_time);
            let (provenance, judged) = (group.provenance.clone(), formats.count(group.provenance.used));
            let small = group.small_sample.then_some(words.small);
            view! {
                <Figure key="follow_up.in_time" label value=share.to_string() text=formats.percent(share) from=provenance/>
                " "<span class="muted">{(words.of_cases)(&judged)}" "{small}</span>
            }
        });
        vec![
            name.clone().into_any(),
            formats.count(group.cases).into_any(),
            share.map_or_else(|| "–".into_any(), IntoAny::into_any),
            formats.count(group.overdue).into_any(),
            group
                .to_contact
                .as_ref()
                .map_or_else(|| "–".into(), |median| (words.hours)(&formats.decimal(median.hours)))
                .into_any(),
        ]
    });
    view! { <Table caption columns rows=rows.collect()/> }
}
