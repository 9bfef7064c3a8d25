//! Fields that hold a text as it was typed, and say what is wrong with it.

use leptos::prelude::*;

use crate::i18n::Texts;
use crate::state::use_app;

/// A field's label.
pub type Label = fn(&Texts) -> &'static str;

/// A line or several of text. `set` reads it and says what is wrong where it cannot be read: it then
/// stays as it was typed, as what is shown does not change.
#[component]
pub fn TypedField(
    /// The field's name in the page.
    name: &'static str,
    /// Its label.
    label: Label,
    /// What kind of input it is: `text`, `number`, `time`.
    #[prop(default = "text")]
    kind: &'static str,
    /// Lines; with more than one it is an area.
    #[prop(default = 1)]
    lines: u8,
    /// The value in force, as text.
    #[prop(into)]
    shown: Signal<String>,
    /// Reads what was typed; gives what is wrong with it.
    set: Callback<String, Option<String>>,
    /// What is wrong with the value that was read.
    #[prop(default = Signal::stored(None), into)]
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let unread = RwSignal::new(None::<String>);
    // What is wrong goes while a number is typed, not when the field is left: a click on what stands
    // below would miss it.
    let change = move |event: web_sys::Event| unread.set(set.run(event_target_value(&event)));
    let at_once = kind != "text";
    let typing = move |event: web_sys::Event| {
        if at_once {
            change(event);
        }
    };
    let trouble = Memo::new(move |_| unread.get().or_else(|| wrong.get()));
    let invalid = move || trouble.with(Option::is_some).to_string();
    let input = if lines > 1 {
        view! { <textarea name=name rows=lines.to_string() aria-invalid=invalid prop:value=move || shown.get() on:change=change></textarea> }.into_any()
    } else {
        view! { <input type=kind name=name autocomplete="off" aria-invalid=invalid prop:value=move || shown.get() on:input=typing on:change=change/> }.into_any()
    };
    view! {
        <label class="field typed-field">
            <span>{move || label(app.texts())}</span>
            {input}
            <span class="field-error" role="alert">{move || trouble.get()}</span>
        </label>
    }
}
