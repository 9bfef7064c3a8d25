//! Fields that change parameters: of a page, and of the settings.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use crate::indicators::page::{Choice, Control, Input};
use crate::state::{App, use_app};

use super::draft::{ButtonView, DraftView, EntryView, FileView};
use super::several::SeveralView;
use super::slider::SliderView;

/// Several fields side by side.
#[component]
pub fn Controls(controls: Memo<Vec<Control>>) -> impl IntoView {
    let names = Memo::new(move |_| controls.with(|all| all.iter().map(|one| one.name.clone()).collect::<Vec<_>>()));
    let field = move |name: String| {
        let control = Memo::new(move |_| controls.with(|all| all.iter().find(|one| one.name == name).cloned()));
        view! { <ControlView control/> }
    };
    view! {
        <div class="plan-choices">
            <For each=move || names.get() key=Clone::clone let:name>{field(name)}</For>
        </div>
    }
}

/// One field, or a button.
#[component]
pub fn ControlView(control: Memo<Option<Control>>) -> impl IntoView {
    match control.with_untracked(|control| control.as_ref().map(|control| control.input.clone())) {
        Some(Input::Draft { .. }) => view! { <DraftView control/> }.into_any(),
        Some(Input::Entry { .. }) => view! { <EntryView control/> }.into_any(),
        Some(Input::Button(_)) => view! { <ButtonView control/> }.into_any(),
        Some(Input::File(accept)) => view! { <FileView control accept/> }.into_any(),
        Some(Input::Slider { .. }) => view! { <SliderView control/> }.into_any(),
        Some(Input::Several { .. }) => view! { <SeveralView control/> }.into_any(),
        _ => view! { <FieldView control/> }.into_any(),
    }
}

/// One field. What makes no sense is not put in force: the field says why, and the figures keep to the last value
/// that did.
#[component]
fn FieldView(control: Memo<Option<Control>>) -> impl IntoView {
    let app = use_app();
    let wrong = RwSignal::new(None::<String>);
    let set = Callback::new(move |value: Option<Value>| {
        let Some(Control { of, parameter, .. }) = control.get_untracked() else { return };
        let Some(value) = value else {
            wrong.set(Some(app.texts().common.not_a_number.to_owned()));
            return;
        };
        put_in_force(app, (of, parameter, value), wrong, || ());
    });
    let help = said(control, |control| control.help.clone());
    let helped = move || !help().is_empty();
    view! {
        <div class="field control">
            <label>
                <span>
                    {said(control, |control| control.label.clone())}
                    <Show when=move || control.with(|control| control.as_ref().is_some_and(Control::is_percent))>" (%)"</Show>
                </span>
                <Field control set wrong=Signal::derive(move || wrong.with(Option::is_some))/>
            </label>
            <Show when=helped><span class="muted">{help}</span></Show>
            {refusal(wrong)}
        </div>
    }
}

/// What a control says now; nothing where it is gone.
pub(super) fn said(
    control: Memo<Option<Control>>,
    read: fn(&Control) -> String,
) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || control.with(|control| control.as_ref().map(read).unwrap_or_default())
}

/// Puts a parameter of an indicator in force, and then does something; or shows in `wrong` what is wrong with it.
pub(super) fn put_in_force(
    app: App,
    (of, parameter, value): (String, String, Value),
    wrong: RwSignal<Option<String>>,
    then: impl FnOnce() + 'static,
) {
    let known = wrong.get_untracked();
    spawn_local(async move {
        let refused = app.set(of, parameter, value).await.err();
        if refused.is_none() {
            then();
        }
        // The page may be gone by now, or what was put in force after this be refused already.
        if refused.is_some() || wrong.try_get_untracked().is_some_and(|now| now == known) {
            wrong.try_set(refused);
        }
    });
}

/// What is wrong with what was put in force, if anything is.
pub(super) fn refusal(wrong: RwSignal<Option<String>>) -> impl IntoView {
    move || wrong.get().map(|why| view! { <strong class="field-error" role="alert">{why}</strong> })
}

#[component]
fn Field(control: Memo<Option<Control>>, set: Callback<Option<Value>>, wrong: Signal<bool>) -> impl IntoView {
    let input = Memo::new(move |_| control.with(|control| control.as_ref().map(|control| control.input.clone())));
    let name = said(control, |control| control.name.clone());
    let invalid = move || wrong.get().to_string();
    match input.get_untracked() {
        // Drawn by components of their own.
        None
        | Some(
            Input::Draft { .. }
            | Input::Button(_)
            | Input::Entry { .. }
            | Input::File(_)
            | Input::Slider { .. }
            | Input::Several { .. },
        ) => ().into_any(),
        Some(Input::Choice { .. }) => view! { <Select input name=Signal::derive(name) set/> }.into_any(),
        Some(Input::Number { .. }) => {
            let limits = move || match input.get() {
                Some(Input::Number { value, min, max, step }) => (value, min, max, step),
                _ => Default::default(),
            };
            let step = move || {
                Some(limits().3).filter(|step| *step > 0.0).map_or_else(|| "any".to_owned(), |step| step.to_string())
            };
            view! {
                <input
                    type="number"
                    name=name
                    min=move || limits().1.to_string()
                    max=move || limits().2.to_string()
                    step=step
                    aria-invalid=invalid
                    prop:value=move || limits().0.to_string()
                    on:change=move |event| set.run(number(&event_target_value(&event)))
                />
            }
            .into_any()
        }
        Some(Input::Optional { .. }) => {
            let shown = move || match input.get() {
                Some(Input::Optional { value: Some(value), share: true, .. }) => percent(value),
                Some(Input::Optional { value: Some(value), .. }) => value.to_string(),
                _ => String::new(),
            };
            let limits = move || match input.get() {
                Some(Input::Optional { min, max, share: true, .. }) => (percent(min), percent(max)),
                Some(Input::Optional { min, max, .. }) => (min.to_string(), max.to_string()),
                _ => Default::default(),
            };
            let blank = move || match input.get() {
                Some(Input::Optional { blank, .. }) => blank,
                _ => String::new(),
            };
            let read = move |text: String| match input.get_untracked() {
                _ if text.trim().is_empty() => Some(Value::Null),
                Some(Input::Optional { share: true, .. }) => share(&text),
                _ => number(&text),
            };
            view! {
                <input
                    type="number"
                    name=name
                    min=move || limits().0
                    max=move || limits().1
                    step="any"
                    placeholder=blank
                    aria-invalid=invalid
                    prop:value=shown
                    on:change=move |event| set.run(read(event_target_value(&event)))
                />
            }
            .into_any()
        }
        Some(Input::Share(_)) => {
            let shown = move || match input.get() {
                Some(Input::Share(share)) => percent(share),
                _ => String::new(),
            };
            view! {
                <input
                    type="number"
                    name=name
                    min="0"
                    max="100"
                    step="any"
                    aria-invalid=invalid
                    prop:value=shown
                    on:change=move |event| set.run(share(&event_target_value(&event)))
                />
            }
            .into_any()
        }
        Some(Input::Numbers(_)) => {
            let shown = move || match input.get() {
                Some(Input::Numbers(values)) => values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
                _ => String::new(),
            };
            view! {
                <input
                    type="text"
                    name=name
                    autocomplete="off"
                    aria-invalid=invalid
                    prop:value=shown
                    on:change=move |event| set.run(numbers(&event_target_value(&event)))
                />
            }
            .into_any()
        }
        Some(Input::Text(_)) => {
            let shown = move || match input.get() {
                Some(Input::Text(text)) => text,
                _ => String::new(),
            };
            let typed = move |event| set.run(Some(event_target_value(&event).into()));
            view! { <input type="search" name=name autocomplete="off" prop:value=shown on:change=typed/> }.into_any()
        }
        Some(Input::Lines(_)) => {
            let shown = move || match input.get() {
                Some(Input::Lines(text)) => text,
                _ => String::new(),
            };
            // With room for one more line.
            let rows = move || (shown().lines().count() + 2).to_string();
            let typed = move |event| set.run(Some(event_target_value(&event).into()));
            view! {
                <textarea
                    name=name
                    rows=rows
                    cols="72"
                    spellcheck="false"
                    autocomplete="off"
                    aria-invalid=invalid
                    prop:value=shown
                    on:change=typed
                ></textarea>
            }
            .into_any()
        }
        Some(Input::Toggle(_)) => {
            let on = move || matches!(input.get(), Some(Input::Toggle(true)));
            view! {
                <input
                    type="checkbox"
                    name=name
                    prop:checked=on
                    on:change=move |event| set.run(Some(event_target_checked(&event).into()))
                />
            }
            .into_any()
        }
        Some(Input::Day(_)) => {
            let shown = move || match input.get() {
                Some(Input::Day(Some(day))) => day.to_string(),
                _ => String::new(),
            };
            let day = |text: String| Some(if text.is_empty() { Value::Null } else { Value::from(text) });
            view! {
                <input type="date" name=name prop:value=shown on:change=move |event| set.run(day(event_target_value(&event)))/>
            }
            .into_any()
        }
    }
}

#[component]
fn Select(input: Memo<Option<Input>>, name: Signal<String>, set: Callback<Option<Value>>) -> impl IntoView {
    let options = Memo::new(move |_| match input.get() {
        Some(Input::Choice { options, .. }) => options,
        _ => Vec::new(),
    });
    let chosen = Memo::new(move |_| match input.get() {
        Some(Input::Choice { chosen, .. }) => chosen,
        _ => 0,
    });
    let choose = move |event: web_sys::Event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let value =
            place.and_then(|place| options.with_untracked(|options| options.get(place).map(|one| one.value.clone())));
        if value.is_some() {
            set.run(value);
        }
    };
    let option = move |(place, Choice { text, .. }): (usize, Choice)| {
        view! { <option value=place.to_string() prop:selected=move || chosen.get() == place>{text}</option> }
    };
    view! {
        <select name=move || name.get() on:change=choose>
            {move || options.get().into_iter().enumerate().map(option).collect_view()}
        </select>
    }
}

/// A share in percent, of as many decimals as a percentage is typed with.
pub(super) fn percent(share: f64) -> String {
    ((share * 1e6).round() / 1e4).to_string()
}

/// A share as typed in percent; `None` where it is none.
pub(super) fn share(text: &str) -> Option<Value> {
    Some(Value::from(text.trim().parse::<f64>().ok()? / 100.0))
}

/// A number as typed; `None` where it is none.
fn number(text: &str) -> Option<Value> {
    text.trim().parse::<serde_json::Number>().ok().map(Value::Number)
}

/// Numbers separated by commas of either script. Those with decimals stay texts: they may be exact amounts.
fn numbers(text: &str) -> Option<Value> {
    let parts = text.split([',', '，', ';', '；', '、']).map(str::trim).filter(|part| !part.is_empty());
    let read = |part: &str| {
        let number = number(part)?;
        Some(if part.contains('.') { Value::from(part) } else { number })
    };
    parts.map(read).collect::<Option<Vec<Value>>>().map(Value::Array)
}
