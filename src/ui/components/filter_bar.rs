//! The one filter bar: what is in force, and behind a button what can be chosen. The filter itself is in the URL.

use leptos::html::Button;
use leptos::prelude::*;

use crate::domain::dataset::{Filter, FilterError, Range};
use crate::domain::day::Day;
use crate::domain::format::Format as _;
use crate::engine::protocol::{Computed, Facets, Query};
use crate::i18n::Texts;
use crate::indicators::chosen::{Divided, called};
use crate::indicators::spelled;
use crate::state::{App, use_app};
use crate::ui::arriving::{Arrival, Arriving};

use super::icon::{Icon, Shape};

/// The bar; it offers what the loaded tables hold.
#[component]
pub fn FilterBar() -> impl IntoView {
    let app = use_app();
    let facets = app.compute("facets", || Query::Facets);
    let offered = Memo::new(move |_| match facets.get() {
        Some(Ok(Computed::Facets(facets))) => facets,
        _ => Facets::default(),
    });
    let filter = Memo::new(move |_| app.filter());
    // The attribute looked at first; `None` while closed.
    let open = RwSignal::new(None::<String>);
    let button = NodeRef::<Button>::new();
    let close = Callback::new(move |()| {
        open.set(None);
        if let Some(button) = button.get_untracked() {
            // Where the browser gives no focus, nothing is lost.
            let _ = button.focus();
        }
    });
    let chips = move || {
        conditions(app, &filter.get(), &offered.get())
            .into_iter()
            .map(|condition| view! { <Chip condition open/> })
            .collect_view()
    };
    let everything = move || {
        let period = offered.with(|offered| offered.period).filter(|_| filter.with(Filter::is_empty));
        period.map(|period| (app.texts().common.filter_none)(&span(app, Some(period.from), Some(period.to))))
    };
    // A filter that comes into force otherwise, by a link or the way back, begins a new draft.
    let panel = move || {
        let first = open.get()?;
        Some(view! { <Arriving what=Arrival::FilterPanel(filter.get(), offered, first, close)/> })
    };
    view! {
        <section class="filter" aria-label=move || app.texts().common.filter>
            <button
                node_ref=button
                type="button"
                class="button"
                data-action="filter"
                aria-expanded=move || open.with(Option::is_some).to_string()
                on:click=move |_| open.update(|open| *open = open.is_none().then(String::new))
            >
                <Icon shape=Shape::Filter/>
                {move || app.texts().common.filter_choose}
            </button>
            {chips}
            <span class="muted">{everything}</span>
            <Show when=move || !filter.with(Filter::is_empty)>
                <button type="button" class="button" data-action="clear-filter" on:click=move |_| app.set_filter(Filter::default())>
                    {move || app.texts().common.filter_clear}
                </button>
            </Show>
            {move || app.refused().map(|why| {
                let texts = app.texts();
                view! { <p class="field-error filter-note" role="alert">{texts.common.filter_refused}" "{refusal(texts, &why)}</p> }
            })}
            {panel}
            {move || offered.get().divided.iter().filter_map(|divided| problem(app, divided)).collect_view()}
            {move || offered.get().not_applicable.into_iter().map(|(kind, names)| {
                let texts = app.texts();
                let text = (texts.common.filter_not_applicable)(texts.kind(kind), &names.join(", "));
                view! { <p class="muted filter-note">{text}</p> }
            }).collect_view()}
        </section>
    }
}

/// Why nobody is in a class that is chosen, where nobody can be.
fn problem(app: App, divided: &Divided) -> Option<impl IntoView + use<>> {
    let Divided { name, problem, .. } = divided;
    let text = (!problem.is_empty()).then(|| (app.texts().common.filter_named)(name, problem))?;
    Some(view! { <p class="field-warning filter-note" role="status">{text}</p> })
}

/// What is wrong with a filter.
pub(super) fn refusal(texts: &Texts, why: &FilterError) -> String {
    match why {
        FilterError::Date(text) => (texts.common.filter_no_date)(text),
        FilterError::Backwards { .. } => texts.common.filter_backwards.to_owned(),
        FilterError::Range(range) => (texts.common.filter_no_range)(range.0.trim_matches('.')),
    }
}

/// One condition in force.
struct Condition {
    /// The attribute, or the name of the field.
    name: String,
    /// In words.
    text: String,
    /// The filter without it.
    without: Filter,
}

/// What is in force, in words.
fn conditions(app: App, filter: &Filter, offered: &Facets) -> Vec<Condition> {
    let texts = app.texts();
    let mut found = Vec::new();
    let mut add = |name: &str, values: &str, without: &dyn Fn(&mut Filter)| {
        let mut rest = filter.clone();
        without(&mut rest);
        let text = (texts.common.filter_named)(&spelled(name), values);
        found.push(Condition { name: name.to_owned(), text, without: rest });
    };
    if filter.from.is_some() || filter.to.is_some() {
        add(texts.common.filter_period, &span(app, filter.from, filter.to), &|rest| {
            (rest.from, rest.to) = (None, None);
        });
    }
    if let Some(key) = &filter.segment {
        // Where the filter leaves nobody none is offered: it is ours, or known by its key alone.
        let offered = offered.segments.iter().find(|(offered, _)| offered == key);
        let name = offered.map_or_else(|| texts.segment(key, key), |(_, name)| name);
        add(texts.common.filter_segment, name, &|rest| rest.segment = None);
    }
    for class in called(filter, &offered.divided, texts.language) {
        let of = class.of;
        add(&class.name, &class.classes.join(texts.words.listed), &|rest| _ = rest.classes.remove(&of));
    }
    for (name, values) in &filter.attributes {
        let values: Vec<&str> = values.iter().map(|value| shown(texts, value)).collect();
        add(name, &values.join(texts.words.listed), &|rest| _ = rest.attributes.remove(name));
    }
    for (name, range) in &filter.ranges {
        let text = match range {
            Range::Days { from, to } => span(app, *from, *to),
            Range::Numbers { from, to } => {
                let end = |end: &Option<_>| end.map(|end| app.formats().exact(end));
                between(texts, end(from), end(to))
            }
        };
        add(name, &text, &|rest| _ = rest.ranges.remove(name));
    }
    found
}

/// From one day to another, either of which may be open.
fn span(app: App, from: Option<Day>, to: Option<Day>) -> String {
    let formats = app.formats();
    let end = |day: Option<Day>| day.map(|day| formats.day(day));
    between(app.texts(), end(from), end(to))
}

fn between(texts: &Texts, from: Option<String>, to: Option<String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => (texts.words.period)(&from, &to),
        (Some(from), None) => (texts.common.filter_since)(&from),
        (None, Some(to)) => (texts.common.filter_until)(&to),
        (None, None) => texts.common.filter_any.to_owned(),
    }
}

/// A value, or what stands for a blank one.
pub(super) fn shown<'a>(texts: &Texts, value: &'a str) -> &'a str {
    if value.is_empty() { texts.words.blank_value } else { value }
}

/// A condition in force: opened to be changed, or dropped.
#[component]
fn Chip(condition: Condition, open: RwSignal<Option<String>>) -> impl IntoView {
    let app = use_app();
    let Condition { name, text, without } = condition;
    let remove = (app.texts().common.filter_remove)(&spelled(&name));
    let title = text.clone();
    let key = name.clone();
    view! {
        <span class="chip" data-filter=key>
            <button type="button" class="chip-text" title=title on:click=move |_| open.set(Some(name.clone()))>{text}</button>
            <button
                type="button"
                class="chip-drop"
                aria-label=remove.clone()
                title=remove
                on:click=move |_| app.set_filter(without.clone())
            >
                "×"
            </button>
        </span>
    }
}
