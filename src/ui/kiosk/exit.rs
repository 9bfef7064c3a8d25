//! The way out of the kiosk, behind the PIN, or the restart code once that is forgotten.

use leptos::prelude::*;

use crate::i18n::Language;
use crate::route::Route;
use crate::state::{use_app, use_kiosk};
use crate::ui::components::dialog::Modal;

/// A small button in the corner, and the question for the PIN.
#[component]
pub fn Exit(
    /// The respondent's.
    language: Memo<Language>,
    /// Told whenever nobody touched the screen for the idle time.
    left: Trigger,
) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let words = move || language.get().texts().kiosk_page();
    let open = RwSignal::new(false);
    let pin = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    // Whether the restart code is asked for, in the place of the PIN.
    let forgotten = RwSignal::new(false);
    // Whoever asked for the PIN and went away: the next respondent is asked questions, not for a PIN.
    Effect::new(move |_| {
        left.track();
        open.set(false);
    });
    // However it closes, nothing of it is there for whoever comes next.
    let closed = move |()| {
        open.set(false);
        pin.set(String::new());
        wrong.set(false);
        forgotten.set(false);
    };
    let leave = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = pin.get_untracked();
        pin.set(String::new());
        let right = if forgotten.get_untracked() { kiosk.restart(&typed) } else { kiosk.unlock(&typed) };
        wrong.set(!right);
        if right {
            // Where the operator sees what is kept, and what has not left the device yet.
            app.go(Route::Kiosk);
        }
    };
    let waiting = move || kiosk.pin_wait() > 0;
    view! {
        <button type="button" class="kiosk-exit" aria-label=move || words().staff_exit on:click=move |_| open.set(true)>"⋯"</button>
        <Modal open close=closed labelled_by="kiosk-exit-title">
            <form on:submit=leave>
                <h2 id="kiosk-exit-title">{move || words().staff_exit}</h2>
                <label class="field">
                    <span>{move || if forgotten.get() { words().code_ask } else { words().pin_ask }}</span>
                    <input
                        type=move || if forgotten.get() { "text" } else { "password" }
                        name=move || if forgotten.get() { "restart-code" } else { "pin" }
                        inputmode=move || if forgotten.get() { "text" } else { "numeric" }
                        autocomplete="off"
                        autocapitalize="characters"
                        prop:value=move || pin.get()
                        on:input=move |event| pin.set(event_target_value(&event))
                    />
                </label>
                <Show when=move || wrong.get()>
                    <p class="field-error" role="alert">{move || if forgotten.get() { words().code_wrong } else { words().pin_wrong }}</p>
                </Show>
                <Show when=waiting>
                    <p class="field-error" role="status">{move || (words().pin_wait)(&kiosk.pin_wait().to_string())}</p>
                </Show>
                <p class="actions">
                    <button type="button" class="button" on:click=move |_| open.set(false)>{move || words().back}</button>
                    <button type="submit" class="button button-primary" data-action="leave" disabled=waiting>{move || words().leave}</button>
                </p>
                <Show when=move || kiosk.has_restart_code() && !forgotten.get()>
                    <p>
                        <button type="button" class="button" data-action="pin-forgotten" on:click=move |_| {
                            pin.set(String::new());
                            wrong.set(false);
                            forgotten.set(true);
                        }>{move || words().pin_forgotten}</button>
                    </p>
                </Show>
            </form>
        </Modal>
    }
}
