//! A device that is set up and not in respondents' hands, as after the PIN: what staff may want now.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::route::Route;
use crate::state::{use_app, use_kiosk};

use super::setup::FORM;

/// Brings a section of the page into view, and the focus to it.
pub fn bring(section: &str) {
    let found = document().query_selector(&format!("[data-section={section}]")).ok().flatten();
    if let Some(section) = found.and_then(|section| section.dyn_into::<web_sys::HtmlElement>().ok()) {
        section.scroll_into_view();
        // A section of the page that can be focused; what cannot is in view all the same.
        let _ = section.focus();
    }
}

/// Go on, see scores, call back.
#[component]
pub fn Ready() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let words = move || app.texts().kiosk_page();
    let name = Memo::new(move |_| kiosk.profile().filter(|_| kiosk.has_pin()).map(|profile| profile.profile().name()));
    view! {
        <Show when=move || name.with(Option::is_some)>
            <section class="card" data-section="ready">
                <h2>{move || (words().ready)(&name.get().unwrap_or_default())}</h2>
                <p class="actions">
                    // With what is typed below, as its own button starts it.
                    <button type="submit" form=FORM class="button button-primary" data-action="go-on">{move || words().go_on}</button>
                    <button type="button" class="button" data-action="see-scores" on:click=|_| bring("scores")>{move || words().see_scores}</button>
                    <a class="button" data-action="call-back" href=move || app.href(Route::FollowUp)>{move || words().call_back}</a>
                </p>
            </section>
        </Show>
    }
}
