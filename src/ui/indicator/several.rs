//! Boxes to tick: a parameter that is a list of names.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::JsCast;

use crate::indicators::page::{Control, Input};
use crate::state::use_app;

use super::control::{put_in_force, refusal, said};

/// A box for each of what can be chosen. What makes no sense together is not put in force: the field says why.
#[component]
pub fn SeveralView(control: Memo<Option<Control>>) -> impl IntoView {
    let app = use_app();
    let wrong = RwSignal::new(None::<String>);
    let name = said(control, |control| control.name.clone());
    let options = Memo::new(move |_| match control.get().map(|control| control.input) {
        Some(Input::Several { options, .. }) => options.into_iter().map(|option| option.text).collect(),
        _ => Vec::new(),
    });
    let is_chosen = move |place: usize| {
        control.with(|control| match control.as_ref().map(|control| &control.input) {
            Some(Input::Several { chosen, .. }) => chosen.contains(&place),
            _ => false,
        })
    };
    // The boxes themselves say what is ticked: the figures may be a few clicks behind.
    let tick = move |event: web_sys::Event| {
        let Some(Control { of, parameter, input: Input::Several { options, .. }, .. }) = control.get_untracked() else {
            return;
        };
        let Some(ticked) = event.current_target().map(|boxes| ticked(&boxes)) else { return };
        let values = options.into_iter().enumerate().filter(|(place, _)| ticked.contains(place));
        let values: Vec<Value> = values.map(|(_, option)| option.value).collect();
        put_in_force(app, (of, parameter, values.into()), wrong, || ());
    };
    let option = move |(place, text): (usize, String)| {
        view! {
            <label>
                <input type="checkbox" name=name value=place.to_string() prop:checked=move || is_chosen(place)/>
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field control several">
            <legend>{said(control, |control| control.label.clone())}</legend>
            <div class="several-options" on:change=tick>
                {move || options.get().into_iter().enumerate().map(option).collect_view()}
            </div>
            {refusal(wrong)}
        </fieldset>
    }
}

/// The places of the boxes that are ticked.
fn ticked(boxes: &web_sys::EventTarget) -> BTreeSet<usize> {
    let inputs = boxes.dyn_ref::<web_sys::Element>().map(|boxes| boxes.get_elements_by_tag_name("input"));
    let place = |(inputs, at): (&web_sys::HtmlCollection, u32)| {
        let input = inputs.item(at)?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
        input.checked().then(|| input.value().parse().ok())?
    };
    inputs.iter().flat_map(|inputs| (0..inputs.length()).map(move |at| (inputs, at))).filter_map(place).collect()
}
