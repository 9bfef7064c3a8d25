//! A new PIN.

use leptos::prelude::*;

use crate::state::use_app;

/// The field. A slip in it would lock the operator out, so what is typed can be looked at.
#[component]
pub fn NewPin(
    /// What is typed.
    pin: RwSignal<String>,
) -> impl IntoView {
    let app = use_app();
    let shown = RwSignal::new(false);
    view! {
        <div class="field">
            <label for="new-pin"><span>{move || app.texts().kiosk_page().pin}</span></label>
            <div class="kiosk-new-pin">
                <input
                    id="new-pin"
                    type=move || if shown.get() { "text" } else { "password" }
                    name="new-pin"
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=move || pin.get()
                    on:input=move |event| pin.set(event_target_value(&event))
                />
                <button
                    type="button"
                    class="button"
                    data-action="show-pin"
                    aria-pressed=move || shown.get().to_string()
                    aria-label=move || app.texts().kiosk_page().pin_show
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || app.texts().kiosk_page().show}
                </button>
            </div>
        </div>
    }
}
