//! Fields of the profile in use. What is typed goes into it at once; it is kept when the field is left.

use leptos::prelude::*;

use crate::domain::survey::{Profile, Texts};
use crate::i18n::{KioskPageTexts, Language, default_questions};
use crate::state::{use_app, use_kiosk};

use super::faults::{FieldFault, invalid};

/// A line of text.
#[component]
pub fn TextField(
    name: &'static str,
    label: fn(&KioskPageTexts) -> &'static str,
    get: fn(&Profile) -> &String,
    set: fn(&mut Profile, String),
) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    view! {
        <label class="field">
            <span>{move || label(app.texts().kiosk_page())}</span>
            <input
                type="text"
                name=name
                autocomplete="off"
                maxlength="120"
                aria-invalid=invalid(name)
                prop:value=move || kiosk.with_typed(|profile| get(profile).clone())
                on:input=move |event| {
                    let text = event_target_value(&event);
                    kiosk.edit_profile(|profile| set(profile, text));
                }
            />
            <FieldFault field=name/>
        </label>
    }
}

/// A text of one language.
#[derive(Clone, Copy)]
pub struct Part {
    /// Its name in the form, before the language's tag.
    pub name: &'static str,
    /// What it is called.
    pub label: fn(&KioskPageTexts) -> &'static str,
    /// Where it stands.
    pub text: Text,
}

/// Where a text stands among those of a language.
#[derive(Clone, Copy)]
pub enum Text {
    /// One line.
    Line(fn(&mut Texts) -> &mut String),
    /// A list, typed one a line.
    List(fn(&mut Texts) -> &mut Vec<String>),
}

impl Text {
    /// As it is typed.
    fn get(self, texts: &Texts) -> String {
        let mut texts = texts.clone();
        match self {
            Self::Line(line) => line(&mut texts).clone(),
            Self::List(list) => list(&mut texts).join("\n"),
        }
    }

    /// Takes what was typed.
    fn set(self, texts: &mut Texts, typed: String) {
        match self {
            Self::Line(line) => *line(texts) = typed,
            Self::List(list) => *list(texts) = typed.lines().map(str::to_owned).collect(),
        }
    }
}

/// A text of one language; where it is blank, the language's own is asked and shown in grey.
#[component]
pub fn PartField(language: Language, part: Part) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let value = move || {
        kiosk.with_typed(|profile| profile.texts(language).map(|texts| part.text.get(texts)).unwrap_or_default())
    };
    let own =
        move || part.text.get(&kiosk.with_typed(|profile| default_questions(language, profile.organisation.trim())));
    let typed = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        kiosk.edit_profile(|profile| {
            if let Some((_, texts)) = profile.languages.iter_mut().find(|(offered, _)| *offered == language) {
                part.text.set(texts, text);
            }
        });
    };
    let name = format!("{}-{}", part.name, language.tag());
    let field = if matches!(part.text, Text::List(_)) {
        view! { <textarea name=name rows="4" maxlength="600" lang=language.tag() placeholder=own prop:value=value on:input=typed></textarea> }
            .into_any()
    } else {
        view! { <input type="text" name=name maxlength="300" autocomplete="off" lang=language.tag() placeholder=own prop:value=value on:input=typed/> }
            .into_any()
    };
    view! { <label class="field"><span>{move || (part.label)(app.texts().kiosk_page())}</span>{field}</label> }
}
