//! The dialog that says where a figure comes from.

use leptos::prelude::*;

use crate::domain::format::Format as _;
use crate::domain::provenance::{LeftOutCount, Provenance};
use crate::i18n::Texts;
use crate::indicators::page::Origin;
use crate::platform::intl::Formats;
use crate::state::use_app;

use super::dialog::Modal;
use super::figure::{OpenFigure, Opened, Whence};
use super::link::anchor;

/// The dialog; hidden while no figure is asked about.
#[component]
pub fn ProvenanceDialog() -> impl IntoView {
    let app = use_app();
    let Opened(opened) = expect_context::<Opened>();
    let open = Signal::derive(move || opened.with(Option::is_some));
    let why = Memo::new(move |_| opened.with(|figure| figure.as_ref().and_then(|figure| figure.why.clone())));
    view! {
        <Modal open close=move |()| opened.set(None) class="dialog provenance" labelled_by="provenance-title">
            {move || opened.get().map(|figure| view! { <Facts figure/> })}
            <p class="actions">
                {move || why.get().map(|why| view! { <span on:click=move |_| opened.set(None)>{anchor(app, &why, "button")}</span> })}
                <button type="button" class="button" on:click=move |_| opened.set(None)>{move || app.texts().common.close}</button>
            </p>
        </Modal>
    }
}

#[component]
fn Facts(figure: OpenFigure) -> impl IntoView {
    let app = use_app();
    let texts = app.texts();
    let formats = app.formats();
    let OpenFigure { key, label, text, value, from, .. } = figure;
    let Origin { definition, source, period, used, left_out } = match from {
        Whence::Said(origin) => Origin::clone(&origin),
        Whence::Counted(provenance) => counted(&key, provenance, texts, &formats),
    };
    view! {
        <h2 id="provenance-title">{(texts.common.provenance_title)(&label)}</h2>
        <p class="provenance-figure">{text}</p>
        <dl class="facts">
            <dt>{texts.common.provenance_definition}</dt><dd>{definition}</dd>
            <dt>{texts.common.provenance_source}</dt><dd>{source}</dd>
            <dt>{texts.common.provenance_period}</dt><dd>{period}</dd>
            <dt>{texts.common.provenance_used}</dt><dd>{used}</dd>
            <dt>{texts.common.provenance_left_out}</dt><dd>{left_out}</dd>
            <dt>{texts.common.provenance_value}</dt><dd><code>{key}" = "{value}</code></dd>
        </dl>
    }
}

/// What was counted, said in the language in use.
fn counted(key: &str, provenance: Provenance, texts: &Texts, formats: &Formats) -> Origin {
    let Provenance { indicator, period, used, left_out } = provenance;
    let (definition, source) = texts.definition(key, &indicator);
    let period = period.map_or_else(
        || texts.words.provenance_no_period.to_owned(),
        |period| (texts.words.period)(&formats.day(period.from), &formats.day(period.to)),
    );
    let left_out: Vec<String> = left_out
        .into_iter()
        .map(|LeftOutCount { reason, count }| format!("{} – {}", formats.count(count), texts.left_out(reason)))
        .collect();
    Origin {
        definition: definition.to_owned(),
        source: source.to_owned(),
        period,
        used: (texts.used_unit(&indicator))(&formats.count(used)),
        left_out: if left_out.is_empty() { texts.words.none.to_owned() } else { left_out.join("; ") },
    }
}
