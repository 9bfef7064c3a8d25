//! A share that is moved by hand: the page follows while it is moved.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Event;

use crate::domain::format::Format as _;
use crate::indicators::page::{Control, Input, Unit};
use crate::platform::clock;
use crate::state::use_app;

use super::control::{percent, refusal, said, share};

/// Milliseconds from one value that is put in force to the next while it is moved.
const PAUSE: i32 = 50;

/// A slider and its number, which can be typed as well. What it is moved to is put in force on the way; of what comes
/// while the last value is on its way, the newest is next.
#[component]
pub fn SliderView(control: Memo<Option<Control>>) -> impl IntoView {
    let app = use_app();
    let wrong = RwSignal::new(None::<String>);
    let in_force = Memo::new(move |_| match control.get().map(|control| control.input) {
        Some(Input::Slider { value, min, max, step, unit }) => ([value, min, max, step].map(percent), unit),
        _ => Default::default(),
    });
    let part = move |place: usize| in_force.with(|(parts, _)| parts.get(place).cloned().unwrap_or_default());
    // Where it was moved to; and, once that is put in force, what stays on the page until the figures have followed. It
    // outlives the page: what somebody moves right before they leave is put in force too.
    let moved = ArcRwSignal::new(None::<(String, Option<String>)>);
    let now = moved.clone();
    let shown = Memo::new(move |_| match now.get() {
        Some((to, None)) => to,
        Some((to, Some(before))) if before == part(0) => to,
        _ => part(0),
    });
    let sending = StoredValue::new(false);
    let move_to = move |event: Event| {
        moved.set(Some((event_target_value(&event), None)));
        let Some(Control { of, parameter, .. }) = control.get_untracked() else { return };
        if sending.try_update_value(|sending| std::mem::replace(sending, true)) != Some(false) {
            return;
        }
        let moved = moved.clone();
        spawn_local(async move {
            let mut sent = None;
            while let Some((to, _)) = moved.get_untracked() {
                if sent.as_ref() == Some(&to) {
                    let before = in_force.try_with_untracked(|([value, ..], _)| value.clone());
                    moved.set(Some((to, before)));
                    break;
                }
                let refused = match share(&to) {
                    Some(value) => app.set(of.clone(), parameter.clone(), value).await.err(),
                    None => Some(untrack(|| app.texts().common.not_a_number.to_owned())),
                };
                if refused.is_some() {
                    moved.update(|moved| _ = moved.take_if(|(now, _)| *now == to));
                }
                // The page may be gone by now.
                wrong.try_set(refused);
                sent = Some(to);
                clock::after(PAUSE).await;
            }
            sending.try_set_value(false);
        });
    };
    let (name, label) = (said(control, |control| control.name.clone()), said(control, |control| control.label.clone()));
    let unit = move || in_force.with(|(_, unit)| unit.clone());
    let spoken = move || {
        let number = shown.with(|shown| shown.parse::<f64>().unwrap_or_default());
        format!("{} {}", app.formats().unit(Unit::Precise, number), unit())
    };
    view! {
        <div class="field control">
            <label>
                <span>{label}</span>
                <input
                    type="range"
                    name=name
                    min=move || part(1)
                    max=move || part(2)
                    step=move || part(3)
                    aria-valuetext=spoken
                    prop:value=move || shown.get()
                    on:input=move_to.clone()
                />
            </label>
            <span class="slider-number">
                <input
                    type="number"
                    name=move || format!("{}-number", name())
                    step="any"
                    aria-label=move || format!("{} ({})", label(), unit())
                    aria-invalid=move || wrong.with(Option::is_some).to_string()
                    prop:value=move || shown.get()
                    on:change=move_to
                />
                {unit}
            </span>
            {refusal(wrong)}
        </div>
    }
}
