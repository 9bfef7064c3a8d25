//! The one file picker: a target to drop files on, and a button to choose them.

use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, FileList};

use crate::i18n::Texts;
use crate::state::use_app;

/// Lets the user drop or choose several files, and hands them on.
#[component]
pub fn FilePicker(
    /// Takes the files.
    pick: Callback<Vec<File>>,
    /// What to drop, as a title.
    #[prop(default = |texts| texts.import.drop)]
    title: fn(&Texts) -> &'static str,
    /// What can be read, below the button.
    #[prop(default = |texts| texts.import.drop_help)]
    help: fn(&Texts) -> &'static str,
) -> impl IntoView {
    let app = use_app();
    let over = RwSignal::new(false);
    let input = NodeRef::<Input>::new();
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        take(event.data_transfer().and_then(|data| data.files()), pick);
    };
    let choose = move |_| {
        if let Some(input) = input.get() {
            take(input.files(), pick);
            // The same file can be chosen again, after it was mended.
            input.set_value("");
        }
    };
    view! {
        <div
            class="drop"
            class:drop-over=move || over.get()
            on:dragover=move |event: DragEvent| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <p class="drop-title">{move || title(app.texts())}</p>
            <label class="button button-primary drop-button">
                {move || app.texts().import.choose}
                <input node_ref=input class="visually-hidden" type="file" multiple on:change=choose/>
            </label>
            <p class="muted">{move || help(app.texts())}</p>
        </div>
    }
}

fn take(list: Option<FileList>, pick: Callback<Vec<File>>) {
    let files: Vec<File> =
        list.map(|list| (0..list.length()).filter_map(|index| list.get(index)).collect()).unwrap_or_default();
    if !files.is_empty() {
        pick.run(files);
    }
}

/// A file dropped beside the target must not make the browser leave the page.
pub fn guard_window() {
    for name in ["dragover", "drop"] {
        let guard = wasm_bindgen::prelude::Closure::<dyn Fn(web_sys::Event)>::new(|event: web_sys::Event| {
            event.prevent_default();
        });
        // The page lives as long as the tab; adding a listener cannot fail.
        let _ = window().add_event_listener_with_callback(name, guard.as_ref().unchecked_ref());
        guard.forget();
    }
}
