//! A figure that can be asked where it comes from.

use leptos::prelude::*;

use std::sync::Arc;

use crate::charts::sparkline;
use crate::domain::format::{Format as _, Unit};
use crate::domain::provenance::Provenance;
use crate::indicators::page::{Link, Origin};
use crate::state::{App, use_app};

/// The figure whose provenance is open.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenFigure {
    /// Its name, as in the JSON document: `nps.score`.
    pub key: String,
    /// Its label.
    pub label: String,
    /// As shown.
    pub text: String,
    /// In full.
    pub value: String,
    /// What it was computed from.
    pub from: Whence,
    /// The way to why it changed, where there is one.
    pub why: Option<Link>,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Whence {
    /// As counts and reasons, to be said in the language in use.
    Counted(Provenance),
    /// As an indicator said it.
    Said(Arc<Origin>),
}

impl From<Provenance> for Whence {
    fn from(provenance: Provenance) -> Self {
        Self::Counted(provenance)
    }
}

impl From<Arc<Origin>> for Whence {
    fn from(origin: Arc<Origin>) -> Self {
        Self::Said(origin)
    }
}

/// Which figure's provenance is open; a newtype, so that the context cannot be taken for another.
#[derive(Debug, Clone, Copy)]
pub struct Opened(pub RwSignal<Option<OpenFigure>>);

/// A figure. A click or Enter opens its definition, source, period and rows.
#[component]
pub fn Figure(
    /// Its name, as in the JSON document: `nps.score`.
    #[prop(into)]
    key: String,
    /// Its label, for people.
    #[prop(into)]
    label: String,
    /// The raw value, in full precision.
    #[prop(into)]
    value: String,
    /// The value as shown.
    #[prop(into)]
    text: String,
    /// What it was computed from.
    #[prop(into)]
    from: Whence,
    /// The way to why it changed.
    #[prop(optional_no_strip)]
    why: Option<Link>,
) -> impl IntoView {
    let app = use_app();
    let Opened(opened) = expect_context::<Opened>();
    let title = format!("{label}: {}", untrack(|| in_full(app, &value)));
    let (data_key, data_value, shown) = (key.clone(), value.clone(), text.clone());
    let open = move |_| {
        opened.set(Some(OpenFigure {
            key: key.clone(),
            label: label.clone(),
            text: text.clone(),
            value: value.clone(),
            from: from.clone(),
            why: why.clone(),
        }));
    };
    view! {
        <button
            type="button"
            class="figure"
            data-figure=data_key
            data-value=data_value
            title=title
            aria-description=move || app.texts().common.provenance_open
            on:click=open
        >
            {shown}
        </button>
    }
}

/// A figure that leads to the customers it counts: its link says which, and how many.
#[component]
pub fn Counted(
    /// Its label, for people.
    #[prop(into)]
    label: String,
    /// The raw value, in full precision.
    #[prop(into)]
    value: String,
    /// The value as shown.
    #[prop(into)]
    text: String,
    /// The address of the list of them.
    href: Signal<String>,
    /// The one class or group they are; `None` where they are of several.
    key: Option<String>,
) -> impl IntoView {
    let title = label + ": " + &text;
    view! {
        <a href=move || href.get() title=title.clone() aria-label=title data-segment=key data-value=value>{text}</a>
    }
}

/// A raw value to read: a number with six decimals at most, anything else as it is.
fn in_full(app: App, value: &str) -> String {
    let number = value.parse::<f64>().ok().filter(|number| number.is_finite() && number.fract() != 0.0);
    number.map_or_else(|| value.to_owned(), |number| app.formats().unit(Unit::Exact, number))
}

/// A figure in a tile: label above, figure, and a line below it.
#[component]
pub fn Tile(
    /// Its label.
    #[prop(into)]
    label: String,
    /// The figure.
    children: Children,
    /// A line below: an interval, a comparison, a warning.
    #[prop(optional_no_strip, into)]
    note: Option<String>,
    /// The lines of its course ([`sparkline`]).
    #[prop(optional)]
    lines: Vec<String>,
    /// The address of the page that tells more; the label leads there.
    #[prop(optional, into)]
    href: Option<Signal<String>>,
) -> impl IntoView {
    // The page has the same as a chart, with its data: this one says nothing to those who cannot see it.
    let course = (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|points| view! { <polyline points=points></polyline> }).collect_view();
        let (width, height) = sparkline::BOX;
        view! {
            <svg class="sparkline" viewBox=format!("0 0 {width} {height}") preserveAspectRatio="none" aria-hidden="true">
                {lines}
            </svg>
        }
    });
    let label = match href {
        Some(href) => view! { <a href=move || href.get()>{label}</a> }.into_any(),
        None => label.into_any(),
    };
    view! {
        <div class="tile">
            <p class="tile-label">{label}</p>
            <p class="tile-figure">{children()}</p>
            {note.map(|note| view! { <p class="tile-note">{note}</p> })}
            {course}
        </div>
    }
}
