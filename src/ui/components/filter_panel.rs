//! Where a filter is put together: nothing is in force before it is applied.

use leptos::html::Input;
use leptos::prelude::*;

use crate::domain::dataset::{Draft, Filter, Range};
use crate::domain::day::{Day, Period};
use crate::domain::format::Format as _;
use crate::domain::recent::Recent;
use crate::engine::protocol::{Facet, Facets};
use crate::i18n::Texts;
use crate::indicators::chosen::Divided;
use crate::indicators::{ClassName, spelled};
use crate::state::use_app;

use super::filter_bar::{refusal, shown};

/// With more values than this there is a field to find one.
const FEW_VALUES: usize = 12;

/// Period, segment, and any attribute by its values or a range. Enter applies, Escape leaves all as it was.
#[component]
pub fn FilterPanel(
    /// The filter in force.
    filter: Filter,
    /// What can be chosen.
    offered: Memo<Facets>,
    /// The attribute looked at first; any that is not offered stands for the first one.
    first: String,
    /// Leaves the panel.
    close: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let draft = RwSignal::new(Draft::of(filter, offered.with_untracked(|offered| offered.period)));
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // What is wrong stands in the panel.
        if let Ok(filter) = draft.with_untracked(Draft::filter) {
            close.run(());
            app.set_filter(filter);
        }
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close.run(());
        }
    };
    let wrong = move || {
        let why = draft.with(Draft::filter).err()?;
        Some(view! { <p class="field-error" role="alert">{refusal(app.texts(), &why)}</p> })
    };
    view! {
        <form class="filter-panel card" on:submit=apply on:keydown=escape>
            <PeriodFields draft offered/>
            <SegmentField draft offered/>
            <ClassFields draft offered/>
            <Attributes draft offered first/>
            {wrong}
            <div class="actions">
                <button type="submit" class="button button-primary" data-action="apply-filter">{move || app.texts().common.filter_apply}</button>
                <button type="button" class="button" data-action="cancel-filter" on:click=move |_| close.run(())>
                    {move || app.texts().common.cancel}
                </button>
            </div>
        </form>
    }
}

#[component]
fn PeriodFields(draft: RwSignal<Draft>, offered: Memo<Facets>) -> impl IntoView {
    let app = use_app();
    let end = move |is_from: bool| {
        let input = NodeRef::<Input>::new();
        Effect::new(move |_| {
            if let Some(input) = input.get().filter(|_| is_from) {
                // Where the browser gives no focus, nothing is lost.
                let _ = input.focus();
            }
        });
        let change = move |event: web_sys::Event| {
            // A date typed in part is none yet, and stays as it stands.
            if event_target::<web_sys::HtmlInputElement>(&event).check_validity() {
                let day: Option<Day> = event_target_value(&event).parse().ok();
                draft.update(|draft| if is_from { draft.set_from(day) } else { draft.set_to(day) });
            }
        };
        let value = move || {
            let (from, to) = draft.with(Draft::period);
            (if is_from { from } else { to }).map(|day| day.to_string()).unwrap_or_default()
        };
        let label = move || if is_from { app.texts().common.filter_from } else { app.texts().common.filter_to };
        let name = if is_from { "filter-from" } else { "filter-to" };
        view! {
            <label class="field">
                <span>{label}</span>
                <input node_ref=input type="date" name=name prop:value=value on:change=change/>
            </label>
        }
    };
    let choose = move |from: Option<Day>, to: Option<Day>| {
        draft.update(|draft| {
            draft.set_from(from);
            draft.set_to(to);
        });
    };
    let shortcuts = move || {
        let of = |(recent, period): (Recent, Period)| {
            let texts = app.texts();
            let pressed = move || (draft.with(Draft::period) == (Some(period.from), Some(period.to))).to_string();
            let title = (texts.words.period)(&app.formats().day(period.from), &app.formats().day(period.to));
            let name = recent_name(texts, recent);
            view! {
                <button type="button" class="choice" aria-pressed=pressed title=title on:click=move |_| choose(Some(period.from), Some(period.to))>
                    {name}
                </button>
            }
        };
        offered.get().recent.into_iter().map(of).collect_view()
    };
    view! {
        <div class="filter-row">
            {end(true)}
            {end(false)}
            <div class="filter-recent">{shortcuts}</div>
        </div>
    }
}

fn recent_name(texts: &Texts, recent: Recent) -> &'static str {
    match recent {
        Recent::TwelveMonths => texts.common.recent_year,
        Recent::Quarter => texts.common.recent_quarter,
        Recent::QuarterBefore => texts.common.recent_before,
        Recent::QuarterYearAgo => texts.common.recent_year_ago,
    }
}

#[component]
fn SegmentField(draft: RwSignal<Draft>, offered: Memo<Facets>) -> impl IntoView {
    let app = use_app();
    let set = move |event: web_sys::Event| {
        let chosen = Some(event_target_value(&event)).filter(|key| !key.is_empty());
        draft.update(|draft| draft.set_segment(chosen));
    };
    let option = move |(key, name): (String, String)| {
        let of = key.clone();
        view! { <option value=key prop:selected=move || draft.with(|draft| draft.segment() == Some(&of))>{name}</option> }
    };
    view! {
        <Show when=move || offered.with(|offered| !offered.segments.is_empty())>
            <label class="field">
                <span>{move || app.texts().common.filter_segment}</span>
                <select name="filter-segment" on:change=set>
                    <option value="">{move || app.texts().common.filter_any}</option>
                    {move || offered.get().segments.into_iter().map(option).collect_view()}
                </select>
            </label>
        </Show>
    }
}

/// The classes of whatever divides customers in the filter in force: others of them can be chosen here, the first on the page
/// that has them.
#[component]
fn ClassFields(draft: RwSignal<Draft>, offered: Memo<Facets>) -> impl IntoView {
    let app = use_app();
    let class = move |of: String, ClassName { key, name }: ClassName| {
        let (shown_of, shown_key, value) = (of.clone(), key.clone(), key.clone());
        let checked = move || draft.with(|draft| draft.has_class(&shown_of, &shown_key));
        let set = move |event: web_sys::Event| {
            let chosen = event_target_checked(&event);
            draft.update(|draft| draft.set_class(&of, &key, chosen));
        };
        view! {
            <label class="check">
                <input type="checkbox" value=value prop:checked=checked on:change=set/>
                <span class="filter-value">{name}</span>
            </label>
        }
    };
    let list = move |Divided { of, name, classes, .. }: Divided| {
        let classes = classes.into_iter().map(|one| class(of.clone(), one)).collect_view();
        view! {
            <fieldset class="filter-values" data-classes=of>
                <legend>{(app.texts().common.filter_any_of)(&name)}</legend>
                <div class="filter-list">{classes}</div>
            </fieldset>
        }
    };
    move || offered.get().divided.into_iter().map(list).collect_view()
}

/// The attributes, one of which is looked at: going through them chooses nothing.
#[component]
fn Attributes(draft: RwSignal<Draft>, offered: Memo<Facets>, first: String) -> impl IntoView {
    let app = use_app();
    let looked_at = RwSignal::new(first);
    let facet = Memo::new(move |_| {
        offered.with(|offered| {
            let named = looked_at.with(|name| offered.attributes.iter().find(|facet| facet.name == *name));
            named.or(offered.attributes.first()).cloned()
        })
    });
    let option = move |facet_of: Facet| {
        let name = facet_of.name;
        let (value, of, counted) = (name.clone(), name.clone(), name.clone());
        let text = move || match draft.with(|draft| draft.count(&counted)) {
            0 => spelled(&counted),
            n => format!("{} ({n})", spelled(&counted)),
        };
        let selected = move || facet.with(|facet| facet.as_ref().is_some_and(|facet| facet.name == of));
        view! { <option value=value prop:selected=selected>{text}</option> }
    };
    view! {
        <Show when=move || facet.with(Option::is_some)>
            <label class="field">
                <span>{move || app.texts().common.filter_attribute}</span>
                <select name="filter-attribute" on:change=move |event| looked_at.set(event_target_value(&event))>
                    {move || offered.get().attributes.into_iter().map(option).collect_view()}
                </select>
            </label>
        </Show>
        {move || facet.get().map(|facet| view! { <Values facet draft/> })}
    }
}

/// What can be chosen of one attribute.
#[component]
fn Values(facet: Facet, draft: RwSignal<Draft>) -> impl IntoView {
    let app = use_app();
    let Facet { name, values, span, .. } = facet;
    let name = StoredValue::new(name);
    let searched = RwSignal::new(String::new());
    let many = values.len() > FEW_VALUES;
    let choice = move |(value, rows): (String, usize)| {
        let value = StoredValue::new(value);
        let text = move || value.with_value(|value| shown(app.texts(), value).to_owned());
        let chosen =
            move || draft.with(|draft| name.with_value(|name| value.with_value(|value| draft.has(name, value))));
        let change = move |event: web_sys::Event| {
            let on = event_target_checked(&event);
            draft.update(|draft| name.with_value(|name| value.with_value(|value| draft.set(name, value, on))));
        };
        let hidden = move || searched.with(|part| !text().to_lowercase().contains(part));
        view! {
            <label class="check" hidden=hidden>
                <input type="checkbox" value=value.get_value() prop:checked=chosen on:change=change/>
                <span class="filter-value">{text}</span>
                <span class="muted">{move || app.formats().count(rows)}</span>
            </label>
        }
    };
    let search = move || {
        view! {
            <input
                type="search"
                placeholder=move || app.texts().common.filter_find
                aria-label=move || app.texts().common.filter_find
                on:input=move |event| searched.set(event_target_value(&event).to_lowercase())
            />
        }
    };
    let legend = move || name.with_value(|name| (app.texts().common.filter_any_of)(&spelled(name)));
    view! {
        {span.map(|span| view! { <RangeFields name span draft/> })}
        {(!values.is_empty()).then(|| view! {
            <fieldset class="filter-values">
                <legend>{legend}</legend>
                {many.then(search)}
                <div class="filter-list">{values.into_iter().map(choice).collect_view()}</div>
            </fieldset>
        })}
    }
}

/// The two ends of a range; the least and the greatest stand where none is typed.
#[component]
fn RangeFields(name: StoredValue<String>, span: Range, draft: RwSignal<Draft>) -> impl IntoView {
    let app = use_app();
    let of_days = matches!(span, Range::Days { .. });
    let (least, greatest) = span.ends();
    let end = move |is_from: bool, ends_at: String| {
        let ends = move || draft.with(|draft| name.with_value(|name| draft.ends(name)));
        let change = move |event: web_sys::Event| {
            let typed = event_target_value(&event).trim().to_owned();
            let (from, to) = untrack(ends);
            let ends = if is_from { (typed, to) } else { (from, typed) };
            draft.update(|draft| name.with_value(|name| draft.set_ends(name, ends)));
        };
        let label = move || {
            let texts = app.texts();
            let end = if is_from { texts.common.filter_from } else { texts.common.filter_to };
            name.with_value(|name| (texts.common.filter_named)(&spelled(name), end))
        };
        view! {
            <label class="field">
                <span>{label}</span>
                <input
                    type=if of_days { "date" } else { "text" }
                    inputmode=(!of_days).then_some("decimal")
                    name=if is_from { "filter-least" } else { "filter-greatest" }
                    placeholder=ends_at.clone()
                    title=ends_at
                    prop:value=move || if is_from { ends().0 } else { ends().1 }
                    on:change=change
                />
            </label>
        }
    };
    view! { <div class="filter-row">{end(true, least)}{end(false, greatest)}</div> }
}
