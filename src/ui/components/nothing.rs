//! A page about one kind of table that has nothing to show.

use leptos::prelude::*;

use crate::domain::dataset::Kind;
use crate::state::use_app;

use super::empty::Empty;

/// Says that the filter left nothing where the kind of table is loaded, and which file the page
/// needs where it is not. Silent while kept files are still being read.
#[component]
pub fn Nothing(
    /// The kind of table the page needs.
    kind: Kind,
    /// What the page would show, as a sentence.
    #[prop(into)]
    promise: Signal<String>,
) -> impl IntoView {
    let app = use_app();
    let is_loaded = Memo::new(move |_| app.loaded().files.iter().any(|file| file.report.kind == kind));
    move || {
        if is_loaded.get() {
            view! { <NothingLeft/> }.into_any()
        } else if app.restoring() {
            ().into_any()
        } else {
            view! { <Empty kind promise/> }.into_any()
        }
    }
}

/// Says that the filter left nothing.
#[component]
pub fn NothingLeft() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="empty">
            <h1>{move || app.texts().common.nothing_left}</h1>
            <p>{move || app.texts().common.nothing_left_help}</p>
        </section>
    }
}
