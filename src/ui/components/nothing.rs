//! A page about one kind of table that has nothing to show.

use leptos::prelude::*;

use crate::domain::dataset::Kind;
use crate::i18n::Texts;
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
            <h1>{move || app.texts().words.nothing_left}</h1>
            <p>{move || app.texts().words.nothing_left_help}</p>
        </section>
    }
}

/// Says why a table that is loaded gives no figure: because of the filter, or of what its rows hold.
#[component]
pub fn NothingToCount(
    /// What is wrong with the rows where no filter is in force.
    unfiltered: fn(&Texts) -> &'static str,
) -> impl IntoView {
    let app = use_app();
    move || {
        if app.filter().is_empty() {
            view! { <section class="empty"><h1>{unfiltered(app.texts())}</h1></section> }.into_any()
        } else {
            view! { <NothingLeft/> }.into_any()
        }
    }
}
