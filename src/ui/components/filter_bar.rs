//! The one filter bar: period, segment, and any attribute. The filter itself is in the URL.

use leptos::prelude::*;

use crate::domain::dataset::Filter;
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
                        let text = app.texts().segment(&key, &name).to_owned();
                        view! { <option value=key selected=chosen>{text}</option> }
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

#[component]
fn AddAttribute(offered: Memo<Facets>) -> impl IntoView {
    let app = use_app();
    let free = move || {
        let taken = app.filter().attributes;
        offered.get().attributes.into_iter().filter(|facet| !taken.contains_key(&facet.name)).collect::<Vec<_>>()
    };
    let add = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let first = offered.get_untracked().attributes.into_iter().find(|facet| facet.name == name);
        if let Some((value, _)) = first.and_then(|facet| facet.values.into_iter().next()) {
            let mut filter = app.filter();
            filter.attributes.insert(name, [value].into());
            app.set_filter(filter);
        }
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
