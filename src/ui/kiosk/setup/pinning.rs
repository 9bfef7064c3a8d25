//! How to keep a device at the kiosk: what a page cannot do by itself.

use leptos::prelude::*;

use crate::i18n::KioskPageTexts;
use crate::state::use_app;

/// A system: its name in tests, what it is called, and its steps, one a line.
type System = (&'static str, &'static str, fn(&KioskPageTexts) -> &'static str);

const SYSTEMS: [System; 3] = [
    ("ipad", "iPad", |words| words.pinning_ipad),
    ("android", "Android", |words| words.pinning_android),
    ("windows", "Windows", |words| words.pinning_windows),
];

/// The steps of each system, folded away.
#[component]
pub fn Pinning() -> impl IntoView {
    let app = use_app();
    let words = move || app.texts().kiosk_page();
    let system = move |(key, name, steps): System| {
        let steps = move || steps(words()).lines().map(|step| view! { <li>{step}</li> }).collect_view();
        view! {
            <details data-system=key>
                <summary>{name}</summary>
                <ol>{steps}</ol>
            </details>
        }
    };
    view! {
        <section class="card kiosk-pinning" data-section="pinning">
            <h2>{move || words().pinning}</h2>
            <p class="muted">{move || words().pinning_help}</p>
            {SYSTEMS.map(system).collect_view()}
        </section>
    }
}
