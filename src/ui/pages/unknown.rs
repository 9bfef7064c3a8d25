//! A path no page has.

use leptos::prelude::*;

use crate::route::Route;
use crate::state::use_app;

/// Says so, and offers the start.
#[component]
pub fn UnknownPage(
    /// The path.
    path: String,
) -> impl IntoView {
    let app = use_app();
    view! {
        <section class="empty">
            <h1>{move || app.texts().common.not_found}</h1>
            <p><code>{path}</code></p>
            <p class="actions">
                <a class="button button-primary" href=move || app.href(Route::Import)>{move || app.texts().common.go_to_start}</a>
            </p>
        </section>
    }
}
