//! Choosing files, checking how they will be read, and what became of them.

mod columns;
mod found;
mod plan;
mod report;
mod staged;
mod unsure;

use leptos::prelude::*;
use web_sys::File;

use crate::domain::dataset::Kind;
use crate::domain::format::Format as _;
use crate::domain::intake::FileReport;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, use_app};
use crate::ui::arriving::{Arrival, Arriving};
use crate::ui::components::empty::SampleButton;
use crate::ui::components::file_picker::FilePicker;
use crate::ui::components::later::Later;

pub use staged::{Chosen, use_chosen};
use staged::{Staged, StagedFile};

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let app = use_app();
    let chosen = use_chosen();
    let pick = Callback::new(move |files: Vec<File>| chosen.add(app, files));
    let has_files = Memo::new(move |_| {
        let loaded = app.loaded();
        let is_lost = loaded.unreadable > 0 || !loaded.not_restored.is_empty();
        app.has_data() || is_lost || !chosen.files.with(Vec::is_empty) || chosen.removed.with(Option::is_some)
    });
    view! {
        <h1>{move || headline(app)}</h1>
        <FilePicker pick/>
        <Show when=move || has_files.get()><Arriving what=Arrival::Files/></Show>
        <Show when=move || !app.has_data()><Later><Start/></Later></Show>
    }
}

/// The files chosen and those loaded.
#[component]
pub fn Files() -> impl IntoView {
    let app = use_app();
    let chosen = use_chosen();
    let staged = chosen.files;
    let (removed, sample_goes) = (chosen.removed, chosen.sample_goes);
    let ready = move || staged.get().into_iter().filter(Staged::ready).collect::<Vec<_>>();
    let read_all = move |_| {
        let files = ready();
        leptos::task::spawn_local(async move {
            for file in files {
                file.read(app, chosen, None).await;
            }
        });
    };
    view! {
        <div class="staged-files">
            <Show when=move || app.has_sample() && staged.with(|staged| !staged.is_empty())>
                <label class="check">
                    <input
                        type="checkbox"
                        name="sample-goes"
                        prop:checked=sample_goes
                        on:change=move |event| sample_goes.set(event_target_checked(&event))
                    />
                    {move || app.texts().import.take_sample_out}
                </label>
            </Show>
            <For each=move || staged.get() key=|file| file.number let:file>
                <StagedFile file/>
            </For>
            <Show when=move || { ready().len() > 1 }>
                <button type="button" class="button button-primary" data-action="read-all" on:click=read_all>
                    {move || (app.texts().import.read_all)(&app.formats().count(ready().len()))}
                </button>
            </Show>
        </div>
        <report::Removed removed/>
        <Show when=move || app.has_data()><report::LoadedFiles removed/></Show>
        <report::NotRestored/>
    }
}

fn headline(app: App) -> String {
    let texts = app.texts();
    let loaded = app.loaded();
    if loaded.files.is_empty() {
        return texts.import.headline_empty.to_owned();
    }
    let formats = app.formats();
    let total = |of: fn(&FileReport) -> u64| count(&formats, loaded.files.iter().map(|file| of(&file.report)).sum());
    let files = formats.count(loaded.files.len());
    (texts.import.headline_loaded)(&files, &total(|report| report.rows_used), &total(|report| report.rows_set_aside))
}

/// A number of rows in the user's language.
fn count(formats: &Formats, rows: u64) -> String {
    formats.count(usize::try_from(rows).unwrap_or(usize::MAX))
}

/// Before anything is loaded: the sample, and what can be read.
#[component]
fn Start() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="start">
            <div class="card">
                <h2>{move || app.texts().import.sample_lead}</h2>
                <p>{move || app.texts().import.sample_help}</p>
                <p class="actions"><SampleButton/></p>
            </div>
            <div class="card">
                <h2>{move || app.texts().import.kinds_lead}</h2>
                <dl class="facts">
                    {move || Kind::ALL.map(|kind| {
                        let texts = app.texts();
                        view! { <dt>{capitalised(texts.kind(kind))}</dt><dd>{kind_help(texts, kind)}</dd> }
                    }).collect_view()}
                </dl>
            </div>
            <div class="card">
                <h2>{move || app.texts().kiosk.name}</h2>
                <p>{move || app.texts().kiosk.open_help}</p>
                <p class="actions"><a class="button" href=move || app.href(Route::Kiosk)>{move || app.texts().kiosk.open}</a></p>
            </div>
        </section>
        <p class="muted promise">{move || app.texts().common.private}</p>
    }
}

fn kind_help(texts: &Texts, kind: Kind) -> &'static str {
    match kind {
        Kind::Customers => texts.import.kind_customers_help,
        Kind::Purchases => texts.import.kind_purchases_help,
        Kind::Answers => texts.import.kind_answers_help,
        Kind::Complaints => texts.import.kind_complaints_help,
        Kind::Exits => texts.import.kind_exits_help,
    }
}

/// A term at the start of a line.
fn capitalised(term: &str) -> String {
    let mut letters = term.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
