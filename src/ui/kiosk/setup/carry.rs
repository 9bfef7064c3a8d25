//! Taking a profile to another device.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::state::{use_app, use_kiosk};

/// The profile in use as a link.
#[component]
pub fn Carry() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let link = Memo::new(move |_| kiosk.profile_link());
    let copied = RwSignal::new(false);
    let copy = move |_| {
        spawn_local(async move {
            let written = window().navigator().clipboard().write_text(&link.get_untracked());
            // Where the clipboard is closed to the page, the field can still be copied by hand.
            copied.set(JsFuture::from(written).await.is_ok());
        });
    };
    view! {
        <Show when=move || !kiosk.settings().profiles.is_empty()>
            <section class="card" data-section="carry">
                <h2>{move || app.texts().kiosk.carry}</h2>
                <p class="muted">{move || app.texts().kiosk.carry_help}</p>
                <p class="actions">
                    <label class="field kiosk-link">
                        <span>{move || app.texts().kiosk.carry_link}</span>
                        <input type="text" name="profile-link" readonly prop:value=move || link.get()/>
                    </label>
                    <button type="button" class="button" on:click=copy>{move || app.texts().kiosk.carry_copy}</button>
                    <span role="status">{move || copied.get().then(|| app.texts().kiosk.carry_copied)}</span>
                </p>
            </section>
        </Show>
    }
}
