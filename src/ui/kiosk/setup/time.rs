//! The hours of rest.

use leptos::prelude::*;

use crate::domain::survey::Sleep;
use crate::state::{use_app, use_kiosk};

use super::faults::{FieldFault, invalid};

/// From eight in the evening to eight in the morning, to begin with.
const NIGHT: Sleep = Sleep { from: 20 * 60, to: 8 * 60 };

/// A tick, and two hours where it is set.
#[component]
pub fn SleepFields() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let sleep = Memo::new(move |_| kiosk.with_typed(|profile| profile.sleep));
    let toggle = move |event: web_sys::Event| {
        let on = event_target_checked(&event);
        kiosk.edit_profile(|profile| profile.sleep = on.then_some(NIGHT));
    };
    view! {
        <label class="check">
            <input type="checkbox" name="sleeps" prop:checked=move || sleep.get().is_some() on:change=toggle/>
            <span>{move || app.texts().kiosk_page().sleeps}</span>
        </label>
        <Show when=move || sleep.get().is_some()>
            <div class="plan-choices">
                <label class="field">
                    <span>{move || app.texts().kiosk_page().sleep_from}</span>
                    <input type="time" name="sleep-from" aria-invalid=invalid("sleep-from") prop:value=move || sleep.get().map(|sleep| clock(sleep.from)) on:change=move |event| {
                        kiosk.edit_profile(|profile| set(&mut profile.sleep, &event_target_value(&event), |sleep, minute| sleep.from = minute));
                    }/>
                    <FieldFault field="sleep-from"/>
                </label>
                <label class="field">
                    <span>{move || app.texts().kiosk_page().sleep_to}</span>
                    <input type="time" name="sleep-to" prop:value=move || sleep.get().map(|sleep| clock(sleep.to)) on:change=move |event| {
                        kiosk.edit_profile(|profile| set(&mut profile.sleep, &event_target_value(&event), |sleep, minute| sleep.to = minute));
                    }/>
                </label>
            </div>
        </Show>
    }
}

fn set(sleep: &mut Option<Sleep>, typed: &str, change: fn(&mut Sleep, u16)) {
    if let Some(sleep) = sleep {
        // A minute no day has: the start says that an hour is missing.
        change(sleep, Sleep::minute(typed).unwrap_or(u16::MAX));
    }
}

/// As the browser's field takes it; blank where the hour is missing.
fn clock(minute: u16) -> String {
    if minute < 24 * 60 { format!("{:02}:{:02}", minute / 60, minute % 60) } else { String::new() }
}
