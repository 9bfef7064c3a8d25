//! The one filter bar: period, segment, and any attribute, by its values or a range of its numbers or
//! days. The filter itself is in the URL.

use leptos::prelude::*;

use crate::domain::dataset::{Filter, Range};
use crate::domain::day::Day;
use crate::domain::format::Format as _;
use crate::engine::protocol::{Computed, Facet, Facets, Query};
use crate::state::use_app;

/// The bar; it offers what the loaded tables hold.
#[component]
pub fn FilterBar() -> impl IntoView {
    let app = use_app();
    let facets = app.compute("facets", || Query::Facets);
    let offered = Memo::new(move |_| match facets.get() {
        Some(Ok(Computed::Facets(facets))) => facets,
        _ => Facets::default(),
    });
    let change = move |edit: &dyn Fn(&mut Filter)| {
        let mut filter = app.filter();
        edit(&mut filter);
        app.set_filter(filter);
    };
    let backwards = move || matches!(app.filter(), Filter { from: Some(from), to: Some(to), .. } if to < from);
    view! {
        <section class="filter" aria-label=move || app.texts().common.filter>
            <DayField
                name="filter-from"
                label=Signal::derive(move || app.texts().common.filter_from.to_owned())
                value=Signal::derive(move || app.filter().from)
                set=Callback::new(move |day| change(&|filter| filter.from = day))
            />
            <DayField
                name="filter-to"
                label=Signal::derive(move || app.texts().common.filter_to.to_owned())
                value=Signal::derive(move || app.filter().to)
                set=Callback::new(move |day| change(&|filter| filter.to = day))
            />
            <SegmentField offered/>
            {move || offered.get().attributes.into_iter()
                .filter(|facet| app.filter().attributes.contains_key(&facet.name))
                .map(|facet| view! { <ValueField facet/> })
                .collect_view()}
            {move || app.filter().ranges.into_keys().map(|name| view! { <RangeField name offered/> }).collect_view()}
            <AddAttribute offered/>
            <Show when=move || !app.filter().is_empty()>
                <button type="button" class="button" data-action="clear-filter" on:click=move |_| app.set_filter(Filter::default())>
                    {move || app.texts().common.filter_clear}
                </button>
            </Show>
            <Show when=backwards>
                <p class="field-error" role="alert">{move || app.texts().common.filter_backwards}</p>
            </Show>
            {move || offered.get().not_applicable.into_iter().map(|(kind, names)| {
                let texts = app.texts();
                let text = (texts.common.filter_not_applicable)(texts.kind(kind), &names.join(", "));
                view! { <p class="muted filter-note">{text}</p> }
            }).collect_view()}
        </section>
    }
}

#[component]
fn DayField(
    name: &'static str,
    label: Signal<String>,
    value: Signal<Option<Day>>,
    set: Callback<Option<Day>>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="date"
                name=name
                prop:value=move || value.get().map(|day| day.to_string()).unwrap_or_default()
                on:change=move |event| set.run(event_target_value(&event).parse().ok())
            />
        </label>
    }
}

#[component]
fn SegmentField(offered: Memo<Facets>) -> impl IntoView {
    let app = use_app();
    let set = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        app.set_filter(Filter { segment: (!chosen.is_empty()).then_some(chosen), ..app.filter() });
    };
    view! {
        <Show when=move || !offered.get().segments.is_empty()>
            <label class="field">
                <span>{move || app.texts().common.filter_segment}</span>
                <select name="filter-segment" on:change=set>
                    <option value="">{move || app.texts().common.filter_any}</option>
                    {move || offered.get().segments.into_iter().map(|(key, name)| {
                        let chosen = app.filter().segment.as_ref() == Some(&key);
                        view! { <option value=key selected=chosen>{name}</option> }
                    }).collect_view()}
                </select>
            </label>
        </Show>
    }
}

/// One attribute in force: its value, and a way to drop it.
#[component]
fn ValueField(facet: Facet) -> impl IntoView {
    let app = use_app();
    let name = StoredValue::new(facet.name.clone());
    let set = move |event: web_sys::Event| {
        let mut filter = app.filter();
        filter.attributes.insert(name.get_value(), [event_target_value(&event)].into());
        app.set_filter(filter);
    };
    let drop = move |_| {
        let mut filter = app.filter();
        filter.attributes.remove(&name.get_value());
        app.set_filter(filter);
    };
    let options = move || {
        let chosen = app.filter().attributes.get(&name.get_value()).cloned().unwrap_or_default();
        facet
            .values
            .iter()
            .map(|(value, rows)| {
                let shown = if value.is_empty() { app.texts().words.blank_value } else { value };
                let text = format!("{shown} ({})", app.formats().count(*rows));
                view! { <option value=value.clone() selected=chosen.contains(value)>{text}</option> }
            })
            .collect_view()
    };
    let remove = move || (app.texts().common.filter_remove)(&name.get_value());
    view! {
        <div class="field field-removable">
            <label>
                <span>{name.get_value()}</span>
                <select name=format!("filter-{}", facet.name) on:change=set>{options}</select>
            </label>
            <button type="button" class="icon-button" aria-label=remove title=remove on:click=drop>"×"</button>
        </div>
    }
}

/// A range of one attribute in force: its two ends, and a way to drop it.
#[component]
fn RangeField(name: String, offered: Memo<Facets>) -> impl IntoView {
    let app = use_app();
    let name = StoredValue::new(name);
    let range = Memo::new(move |_| name.with_value(|name| app.filter().ranges.get(name).copied()));
    // An address may leave open what the range is of; the table knows.
    let of_days = Memo::new(move |_| match range.get() {
        Some(Range::Numbers { from: None, to: None }) => offered.with(|offered| {
            let facet = name.with_value(|name| offered.attributes.iter().find(|facet| facet.name == *name));
            matches!(facet.and_then(|facet| facet.span), Some(Range::Days { .. }))
        }),
        range => matches!(range, Some(Range::Days { .. })),
    });
    let change = move |typed: &str, is_from: bool| {
        let mut filter = app.filter();
        let (from, to) = range.get_untracked().map(|range| range.ends()).unwrap_or_default();
        let text = if is_from { format!("{typed}..{to}") } else { format!("{from}..{typed}") };
        // What is no number or day leaves the range as it was.
        if let Ok(range) = text.parse() {
            filter.ranges.insert(name.get_value(), range);
        }
        app.set_filter(filter);
    };
    let drop = move |_| {
        let mut filter = app.filter();
        filter.ranges.remove(&name.get_value());
        app.set_filter(filter);
    };
    let end = move |is_from: bool| {
        let label = move || {
            let texts = app.texts();
            let end = if is_from { texts.common.filter_from } else { texts.common.filter_to };
            format!("{} · {end}", name.get_value())
        };
        let value = move || {
            let (from, to) = range.get().map(|range| range.ends()).unwrap_or_default();
            if is_from { from } else { to }
        };
        let key = name.with_value(|name| format!("filter-{name}-{}", if is_from { "from" } else { "to" }));
        view! {
            <label class="field">
                <span>{label}</span>
                <input
                    type=move || if of_days.get() { "date" } else { "text" }
                    inputmode=move || (!of_days.get()).then_some("decimal")
                    name=key
                    prop:value=value
                    on:change=move |event| change(event_target_value(&event).trim(), is_from)
                />
            </label>
        }
    };
    let remove = move || (app.texts().common.filter_remove)(&name.get_value());
    view! {
        {end(true)}
        <div class="field field-removable">
            {end(false)}
            <button type="button" class="icon-button" aria-label=remove title=remove on:click=drop>"×"</button>
        </div>
    }
}

#[component]
fn AddAttribute(offered: Memo<Facets>) -> impl IntoView {
    let app = use_app();
    let free = move || {
        let Filter { attributes, ranges, .. } = app.filter();
        let taken = |name: &String| attributes.contains_key(name) || ranges.contains_key(name);
        offered.get().attributes.into_iter().filter(|facet| !taken(&facet.name)).collect::<Vec<_>>()
    };
    let add = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let first = offered.get_untracked().attributes.into_iter().find(|facet| facet.name == name);
        let Some(facet) = first else { return };
        let mut filter = app.filter();
        match (facet.values.into_iter().next(), facet.span) {
            (Some((value, _)), _) => _ = filter.attributes.insert(name, [value].into()),
            (None, Some(span)) => _ = filter.ranges.insert(name, span),
            (None, None) => {}
        }
        app.set_filter(filter);
    };
    view! {
        <Show when=move || !free().is_empty()>
            <label class="field">
                <span>{move || app.texts().common.filter}</span>
                <select name="filter-add" on:change=add prop:value="">
                    <option value="">{move || app.texts().common.filter_add}</option>
                    {move || free().into_iter().map(|facet| view! { <option value=facet.name.clone()>{facet.name.clone()}</option> }).collect_view()}
                </select>
            </label>
        </Show>
    }
}
