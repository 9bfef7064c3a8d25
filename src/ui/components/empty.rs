//! What a page shows before it has anything to show: what it needs, and the sample one click away.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::dataset::Kind;
use crate::route::Route;
use crate::state::use_app;

/// An empty page that names the kind of file it needs.
#[component]
pub fn Empty(
    /// The kind of file the page needs.
    kind: Kind,
    /// What the page would show, as a sentence.
    #[prop(into)]
    promise: Signal<String>,
) -> impl IntoView {
    let app = use_app();
    let needs = move || {
        let texts = app.texts();
        (texts.words.needs)(texts.kind(kind))
    };
    view! {
        <section class="empty">
            <h1>{promise}</h1>
            <p>{needs}</p>
            <p class="actions">
                <a class="button button-primary" href=move || app.href(Route::Import)>{move || app.texts().common.choose_files}</a>
                <SampleButton/>
            </p>
        </section>
    }
}

/// Loads the sample and shows the overview.
#[component]
pub fn SampleButton() -> impl IntoView {
    let app = use_app();
    let load = move |_| {
        spawn_local(async move {
            // A failure is the engine's, and the shell shows it.
            if app.load_sample().await.is_ok() {
                app.go(Route::Overview);
            }
        });
    };
    view! {
        <button type="button" class="button" data-action="sample" disabled=move || app.task().is_some() on:click=load>
            {move || app.texts().common.load_sample}
        </button>
    }
}
