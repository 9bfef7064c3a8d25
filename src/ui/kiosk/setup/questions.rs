//! What is asked, in one language.

use leptos::prelude::*;

use crate::domain::survey::Texts;
use crate::i18n::Language;
use crate::state::{use_app, use_kiosk};

use super::fields::{Part, PartField};

/// A list is typed one a line.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

const PARTS: [Part; 10] = [
    Part {
        name: "recommend",
        label: |words| words.text_recommend,
        get: |texts| texts.recommend.clone(),
        set: |texts, text| texts.recommend = text,
        lines: false,
    },
    Part {
        name: "lowest",
        label: |words| words.text_lowest,
        get: |texts| texts.lowest.clone(),
        set: |texts, text| texts.lowest = text,
        lines: false,
    },
    Part {
        name: "highest",
        label: |words| words.text_highest,
        get: |texts| texts.highest.clone(),
        set: |texts, text| texts.highest = text,
        lines: false,
    },
    Part {
        name: "why",
        label: |words| words.text_why,
        get: |texts| texts.why.clone(),
        set: |texts, text| texts.why = text,
        lines: false,
    },
    Part {
        name: "extra",
        label: |words| words.text_extra,
        get: |texts| texts.extra.clone(),
        set: |texts, text| texts.extra = text,
        lines: false,
    },
    Part {
        name: "consent",
        label: |words| words.text_consent,
        get: |texts| texts.consent.clone(),
        set: |texts, text| texts.consent = text,
        lines: false,
    },
    Part {
        name: "thanks",
        label: |words| words.text_thanks,
        get: |texts| texts.thanks.clone(),
        set: |texts, text| texts.thanks = text,
        lines: false,
    },
    Part {
        name: "promoter",
        label: |words| words.text_promoter,
        get: |texts: &Texts| texts.reasons.promoter.join("\n"),
        set: |texts, text| texts.reasons.promoter = lines(&text),
        lines: true,
    },
    Part {
        name: "passive",
        label: |words| words.text_passive,
        get: |texts: &Texts| texts.reasons.passive.join("\n"),
        set: |texts, text| texts.reasons.passive = lines(&text),
        lines: true,
    },
    Part {
        name: "detractor",
        label: |words| words.text_detractor,
        get: |texts: &Texts| texts.reasons.detractor.join("\n"),
        set: |texts, text| texts.reasons.detractor = lines(&text),
        lines: true,
    },
];

/// The texts of a language, folded away: most profiles ask the language's own.
#[component]
pub fn Questions(language: Language) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let offered = Memo::new(move |_| kiosk.with_typed(|profile| profile.texts(language).is_some()));
    view! {
        <Show when=move || offered.get()>
            <details data-questions=language.tag()>
                <summary>{move || (app.texts().kiosk.questions)(language.own_name())}</summary>
                <p class="muted">{move || app.texts().kiosk.questions_help}</p>
                <div class="plan-choices">
                    {PARTS.map(|part| view! { <PartField language part/> }).collect_view()}
                </div>
            </details>
        </Show>
    }
}
