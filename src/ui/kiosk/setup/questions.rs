//! What is asked, in one language.

use leptos::prelude::*;

use crate::domain::survey::Texts;
use crate::i18n::{KioskPageTexts, Language};
use crate::state::{use_app, use_kiosk};

use super::fields::{Part, PartField, Text};

type Label = fn(&KioskPageTexts) -> &'static str;

const fn line(name: &'static str, label: Label, line: fn(&mut Texts) -> &mut String) -> Part {
    Part { name, label, text: Text::Line(line) }
}

const fn list(name: &'static str, label: Label, list: fn(&mut Texts) -> &mut Vec<String>) -> Part {
    Part { name, label, text: Text::List(list) }
}

const PARTS: [Part; 10] = [
    line("recommend", |words| words.text_recommend, |texts| &mut texts.recommend),
    line("lowest", |words| words.text_lowest, |texts| &mut texts.lowest),
    line("highest", |words| words.text_highest, |texts| &mut texts.highest),
    line("why", |words| words.text_why, |texts| &mut texts.why),
    line("extra", |words| words.text_extra, |texts| &mut texts.extra),
    line("consent", |words| words.text_consent, |texts| &mut texts.consent),
    line("thanks", |words| words.text_thanks, |texts| &mut texts.thanks),
    list("promoter", |words| words.text_promoter, |texts| &mut texts.reasons.promoter),
    list("passive", |words| words.text_passive, |texts| &mut texts.reasons.passive),
    list("detractor", |words| words.text_detractor, |texts| &mut texts.reasons.detractor),
];

/// The texts of a language, folded away: most profiles ask the language's own.
#[component]
pub fn Questions(language: Language) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let offered = Memo::new(move |_| kiosk.with_typed(|profile| profile.texts(language).is_some()));
    view! {
        <Show when=move || offered.get()>
            <details data-questions=language.tag()>
                <summary>{move || (app.texts().kiosk_page().questions)(language.own_name())}</summary>
                <p class="muted">{move || app.texts().kiosk_page().questions_help}</p>
                <div class="plan-choices">
                    {PARTS.map(|part| view! { <PartField language part/> }).collect_view()}
                </div>
            </details>
        </Show>
    }
}
