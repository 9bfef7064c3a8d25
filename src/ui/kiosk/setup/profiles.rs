//! Choosing among the profiles of this device.

use leptos::prelude::*;

use crate::state::{use_app, use_kiosk};
use crate::ui::components::banner::{Banner, Tone};

/// The profile in use, and what can be done with it.
#[component]
pub fn Profiles() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let names = Memo::new(move |_| kiosk.profile_names());
    let chosen = Memo::new(move |_| kiosk.chosen());
    let choose = move |event: web_sys::Event| {
        if let Ok(place) = event_target_value(&event).parse() {
            kiosk.choose(place);
        }
    };
    let shown = move |name: &str| {
        if name.is_empty() { app.texts().kiosk_page().profile_unnamed.to_owned() } else { name.to_owned() }
    };
    view! {
        <section class="card" data-section="profiles">
            {move || kiosk.removed_profile().map(|name| {
                let text = (app.texts().kiosk_page().profile_removed)(&shown(&name));
                let undo = Callback::new(move |()| kiosk.undo_remove_profile());
                view! { <Banner tone=Tone::Info action=(app.texts().common.undo, undo)>{text}</Banner> }
            })}
            <p class="actions">
                <label class="field">
                    <span>{move || app.texts().kiosk_page().profile}</span>
                    <select name="profile" on:change=choose disabled=move || names.with(Vec::is_empty)>
                        {move || {
                            let names = names.get();
                            let names = if names.is_empty() { vec![String::new()] } else { names };
                            names.iter().enumerate().map(|(place, name)| view! {
                                <option value=place.to_string() selected=move || chosen.get() == place>{shown(name)}</option>
                            }).collect_view()
                        }}
                    </select>
                </label>
                <button type="button" class="button" data-action="new-profile" disabled=move || names.with(Vec::is_empty) on:click=move |_| kiosk.add_blank()>
                    {move || app.texts().kiosk_page().profile_new}
                </button>
                <button type="button" class="button" data-action="copy-profile" disabled=move || names.with(Vec::is_empty) on:click=move |_| {
                    let copy = untrack(|| kiosk.with_typed(Clone::clone));
                    kiosk.add_profile(copy);
                }>
                    {move || app.texts().kiosk_page().profile_copy}
                </button>
                <button type="button" class="button" data-action="remove-profile" disabled=move || names.with(Vec::is_empty) on:click=move |_| kiosk.remove_profile()>
                    {move || app.texts().kiosk_page().profile_remove}
                </button>
            </p>
        </section>
    }
}
