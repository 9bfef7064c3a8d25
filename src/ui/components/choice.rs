//! A choice among a few values.

use leptos::prelude::*;

/// A labelled select. Values are known by their place in `values`.
#[component]
pub fn Choice<T: Copy + PartialEq + Send + Sync + 'static>(
    /// The field's name in the page.
    name: &'static str,
    /// Its label.
    label: Signal<&'static str>,
    /// All values, in order.
    values: &'static [T],
    /// What a value is called.
    text: impl Fn(T) -> String + Send + Sync + 'static,
    /// The value in force.
    value: Signal<T>,
    /// Puts another one in force.
    set: Callback<T>,
) -> impl IntoView {
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event).parse::<usize>().ok().and_then(|place| values.get(place));
        if let Some(&chosen) = chosen {
            set.run(chosen);
        }
    };
    let options = move || {
        let option = |(place, &offered): (usize, &T)| {
            view! { <option value=place.to_string() prop:selected=move || value.get() == offered>{text(offered)}</option> }
        };
        values.iter().enumerate().map(option).collect_view()
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <select name=name on:change=choose>{options}</select>
        </label>
    }
}
