//! What a field tries out before it is put in force, buttons that put a value in force, and texts of files.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use crate::indicators::page::{Control, Input};
use crate::platform::file::all_bytes;
use crate::state::use_app;

use super::control::{put_in_force, refusal, said};

/// Milliseconds without a key after which what is typed is tried out.
const PAUSE: u32 = 50;

/// Lines that are tried out while they are typed: the page shows what they would do. What cannot be read is told with its
/// place, and the figures keep to what could be.
#[component]
pub fn DraftView(control: Memo<Option<Control>>) -> impl IntoView {
    let app = use_app();
    let typed = RwSignal::new(None::<String>);
    let wrong = RwSignal::new(None::<String>);
    let keys = StoredValue::new(0_u32);
    on_cleanup(move || app.try_no_longer());
    let in_force = said(control, |control| match &control.input {
        Input::Draft { text, .. } => text.clone(),
        _ => String::new(),
    });
    let text = move || typed.get().unwrap_or_else(in_force);
    // With room for one more line.
    let rows = move || (text().lines().count() + 2).to_string();
    let on_input = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        keys.update_value(|keys| *keys += 1);
        if text == untrack(in_force) {
            typed.set(None);
            wrong.set(None);
            app.try_no_longer();
            return;
        }
        typed.set(Some(text.clone()));
        let key = keys.get_value();
        let Some(Control { of, parameter, .. }) = control.get_untracked() else { return };
        spawn_local(async move {
            TimeoutFuture::new(PAUSE).await;
            // The page may be gone by now, or more be typed.
            if keys.try_get_value() == Some(key) {
                let refused = app.try_out(of, parameter, text.into()).await.err();
                wrong.try_set(refused);
            }
        });
    };
    let drop_it = move |_| {
        keys.update_value(|keys| *keys += 1);
        typed.set(None);
        wrong.set(None);
        app.try_no_longer();
    };
    let keep_it = move |_| {
        let Some(Control { of, input: Input::Draft { keep, .. }, .. }) = control.get_untracked() else { return };
        let Some(text) = typed.get_untracked() else { return };
        keys.update_value(|keys| *keys += 1);
        put_in_force(app, (of, keep, text.into()), wrong, move || {
            typed.try_set(None);
        });
    };
    view! {
        <div class="field control">
            <label>
                <span>{said(control, |control| control.label.clone())}</span>
                <textarea
                    name=said(control, |control| control.name.clone())
                    rows=rows
                    cols="72"
                    spellcheck="false"
                    autocomplete="off"
                    aria-invalid=move || wrong.with(Option::is_some).to_string()
                    prop:value=text
                    on:input=on_input
                ></textarea>
            </label>
            <span class="muted">{said(control, |control| control.help.clone())}</span>
            {refusal(wrong)}
            <Show when=move || typed.with(Option::is_some)>
                <p class="actions">
                    <button type="button" class="button button-primary" data-action="keep-draft" on:click=keep_it>
                        {move || app.texts().common.draft_keep}
                    </button>
                    <button type="button" class="button" data-action="drop-draft" on:click=drop_it>
                        {move || app.texts().common.draft_drop}
                    </button>
                </p>
            </Show>
        </div>
    }
}

/// A button that puts its value in force, or says why it cannot.
#[component]
pub fn ButtonView(control: Memo<Option<Control>>) -> impl IntoView {
    let app = use_app();
    let wrong = RwSignal::new(None::<String>);
    let press = move |_| {
        let Some(Control { of, parameter, input: Input::Button(value), .. }) = control.get_untracked() else { return };
        put_in_force(app, (of, parameter, value), wrong, || ());
    };
    view! {
        <div class="field control">
            <button type="button" class="button" name=said(control, |control| control.name.clone()) on:click=press>
                {said(control, |control| control.label.clone())}
            </button>
            {refusal(wrong)}
        </div>
    }
}

/// A text that something is done with at once; what is refused stays to be mended.
#[component]
pub fn EntryView(control: Memo<Option<Control>>) -> impl IntoView {
    let app = use_app();
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(Control { of, parameter, .. }) = control.get_untracked() else { return };
        let text = typed.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        put_in_force(app, (of, parameter, text.into()), wrong, move || {
            typed.try_set(String::new());
        });
    };
    let action = said(control, |control| match &control.input {
        Input::Entry { action } => action.clone(),
        _ => String::new(),
    });
    view! {
        <form class="field control" on:submit=submit>
            <label>
                <span>{said(control, |control| control.label.clone())}</span>
                <input
                    type="text"
                    name=said(control, |control| control.name.clone())
                    autocomplete="off"
                    aria-invalid=move || wrong.with(Option::is_some).to_string()
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="button">{action}</button>
            {refusal(wrong)}
        </form>
    }
}

/// A button that chooses a file, whose text is put in force.
#[component]
pub fn FileView(
    /// The control.
    control: Memo<Option<Control>>,
    /// The endings of files that can be chosen.
    accept: String,
) -> impl IntoView {
    let app = use_app();
    let wrong = RwSignal::new(None::<String>);
    let choose = move |event: web_sys::Event| {
        let input: HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again, after it was mended.
        input.set_value("");
        let Some((file, Control { of, parameter, .. })) = file.zip(control.get_untracked()) else { return };
        spawn_local(async move {
            // What is no text is no JSON either, and told as such where it is read.
            if let Ok(bytes) = all_bytes(&file).await {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                put_in_force(app, (of, parameter, text.into()), wrong, || ());
            }
        });
    };
    view! {
        <div class="field control">
            <label class="button drop-button">
                {said(control, |control| control.label.clone())}
                <input
                    class="visually-hidden"
                    type="file"
                    accept=accept
                    name=said(control, |control| control.name.clone())
                    on:change=choose
                />
            </label>
            <span class="muted">{said(control, |control| control.help.clone())}</span>
            {refusal(wrong)}
        </div>
    }
}
