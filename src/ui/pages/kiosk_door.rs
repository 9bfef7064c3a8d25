//! Where the kiosk, a program of its own, would take loaded files away.

use leptos::prelude::*;

use crate::route::Route;
use crate::state::use_app;

/// Says what would be lost, and opens the kiosk beside it.
#[component]
pub fn KioskDoor() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="empty">
            <h1>{move || app.texts().kiosk.name}</h1>
            <p>{move || app.texts().kiosk.door}</p>
            <p class="actions">
                <a class="button button-primary" target="_blank" href=move || app.href(Route::Kiosk)>{move || app.texts().kiosk.door_open}</a>
            </p>
        </section>
    }
}
