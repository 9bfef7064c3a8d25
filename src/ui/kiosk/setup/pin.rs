//! A new PIN, and the code that stands in for it once it is forgotten.

use leptos::prelude::*;

use crate::domain::survey::{PinHash, RestartCode};
use crate::state::{use_app, use_kiosk};

use super::faults::{FieldFault, invalid};

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
                    aria-invalid=invalid("new-pin")
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
            <FieldFault field="new-pin"/>
        </div>
    }
}

/// The restart code, from the moment a PIN is typed until the kiosk starts with both; never again.
#[component]
pub fn RestartCodeOnce(
    /// The PIN that is typed.
    pin: RwSignal<String>,
    /// The code that is kept with it.
    code: StoredValue<RestartCode>,
) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let words = move || app.texts().kiosk_page();
    let typed = Memo::new(move |_| pin.with(|pin| PinHash::could_be(pin)));
    let kept = move || {
        let text = if kiosk.has_restart_code() { words().pin_set } else { words().pin_set_no_code };
        kiosk.has_pin().then(|| view! { <p class="muted">{text}</p> })
    };
    view! {
        <Show when=move || typed.get() fallback=kept>
            <p class="kiosk-restart" data-section="restart" role="status">
                <span>{move || words().restart_code}</span>" "
                <strong data-restart-code>{code.get_value().to_string()}</strong>" "
                <span>{move || words().restart_code_help}</span>
            </p>
        </Show>
    }
}
