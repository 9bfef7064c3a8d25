//! What a page shows before it has anything to show: what it needs, and the sample one click away.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::dataset::Kind;
use crate::indicators::overview;
use crate::route::Route;
use crate::state::{App, use_app};

use super::focus::focus_headline;

/// An empty page that names the kind of file it needs.
#[component]
pub fn Empty(
    /// What the page would show, as a sentence.
    #[prop(into)]
    headline: Signal<String>,
    /// Which file it needs, as a sentence.
    #[prop(into)]
    needs: Signal<String>,
) -> impl IntoView {
    let app = use_app();
    view! {
        <section class="empty">
            <h1>{headline}</h1>
            <p>{needs}</p>
            <p class="actions">
                <a class="button button-primary" href=move || app.href(Route::Import)>{move || app.texts().common.choose_files}</a>
                // Beside files of one's own it would mix with them.
                <Show when=move || !app.has_data()><SampleButton/></Show>
            </p>
        </section>
    }
}

/// A part of a page that needs a file which is not there, beside parts that have theirs.
#[component]
pub fn NeedsFile(
    /// What the part would show.
    headline: String,
    /// Which file it needs.
    needs: String,
) -> impl IntoView {
    let app = use_app();
    view! {
        <section class="section card">
            <p class="muted">{headline}" "{needs}</p>
            <p class="actions">
                <a class="button" href=move || app.href(Route::Import)>{move || app.texts().common.choose_files}</a>
            </p>
        </section>
    }
}

/// Says that the filter left nothing.
#[component]
pub fn NothingLeft(
    /// What is said.
    headline: String,
) -> impl IntoView {
    let app = use_app();
    view! {
        <section class="empty">
            <h1>{headline}</h1>
            <p>{move || app.texts().words.nothing_left_help}</p>
        </section>
    }
}

/// The sentence that a page needs a kind of file.
pub fn needs(app: App, kind: Kind) -> Signal<String> {
    Signal::derive(move || (app.texts().words.needs)(app.texts().words.kind(kind)))
}

/// Loads the sample and shows the overview.
#[component]
pub fn SampleButton() -> impl IntoView {
    let app = use_app();
    let pressed = RwSignal::new(false);
    let load = move |_| {
        if pressed.get_untracked() {
            return;
        }
        pressed.set(true);
        spawn_local(async move {
            // A failure is the engine's, and the shell shows it.
            if app.load_sample().await.is_ok() {
                app.go(Route::Page(overview::PATH));
                focus_headline();
            }
            // The button may be gone with its page.
            let _ = pressed.try_set(false);
        });
    };
    // While kept files are being read it can be pressed, and waits for them.
    let reading = move || app.task().is_some() && !app.restoring();
    view! {
        <button
            type="button"
            class="button"
            data-action="sample"
            disabled=move || pressed.get() || reading()
            aria-busy=move || pressed.get().to_string()
            on:click=load
        >
            {move || app.texts().common.load_sample}
        </button>
    }
}
