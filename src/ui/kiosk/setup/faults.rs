//! What keeps the kiosk from starting: all of it at once, each beside its field.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::survey::{PinHash, ProfileError};
use crate::i18n::{KioskPageTexts, Language, default_questions};
use crate::state::{Kiosk, use_app};

/// Something missing, or without sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Profile(ProfileError),
    Pin,
}

impl Fault {
    /// The name of the field to mend.
    fn field(self) -> &'static str {
        match self {
            Self::Profile(ProfileError::NoOrganisation) => "organisation",
            Self::Profile(ProfileError::NoBranch) => "branch",
            Self::Profile(ProfileError::NoLanguage | ProfileError::LanguageTwice(_) | ProfileError::NoQuestion(_)) => {
                Language::ALL[0].tag()
            }
            Self::Profile(ProfileError::IdleTime(_)) => "idle",
            Self::Profile(ProfileError::SleepHours(_)) => "sleep-from",
            Self::Pin => "new-pin",
        }
    }

    fn text(self, words: &KioskPageTexts) -> &'static str {
        match self {
            Self::Profile(ProfileError::NoOrganisation) => words.error_organisation,
            Self::Profile(ProfileError::NoBranch) => words.error_branch,
            Self::Profile(ProfileError::NoLanguage) => words.error_language,
            Self::Profile(ProfileError::IdleTime(_)) => words.error_idle,
            Self::Profile(ProfileError::SleepHours(_)) => words.error_sleep,
            Self::Profile(ProfileError::LanguageTwice(_) | ProfileError::NoQuestion(_)) => words.error_other,
            Self::Pin => words.pin_bad,
        }
    }
}

/// All faults of what is typed, once a start was refused for them. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Faults {
    all: Memo<Vec<Fault>>,
    /// Nobody is told what is missing before they are done.
    asked: RwSignal<bool>,
}

impl Faults {
    /// Makes those of the profile in use and of a new PIN known to all components below.
    pub fn provide(kiosk: Kiosk, pin: RwSignal<String>) -> Self {
        let asked = RwSignal::new(false);
        let all = Memo::new(move |_| if asked.get() { found(kiosk, &pin.get()) } else { Vec::new() });
        let faults = Self { all, asked };
        provide_context(faults);
        faults
    }

    /// Whether there is none. From now on all are shown, until they are mended; the first gets the focus.
    pub fn none(self) -> bool {
        self.asked.set(true);
        let first = self.all.with_untracked(|all| all.first().map(|fault| fault.field()));
        if let Some(field) = first {
            let found = document().query_selector(&format!("[name='{field}']")).ok().flatten();
            if let Some(input) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
                // A field of the page can be focused; what cannot stays as it is.
                let _ = input.focus();
            }
        }
        first.is_none()
    }

    /// The texts of all, in the order of the form.
    pub fn texts(self, words: &KioskPageTexts) -> Vec<String> {
        self.all.with(|all| all.iter().map(|fault| fault.text(words).to_owned()).collect())
    }

    fn at(self, field: &str) -> Option<Fault> {
        self.all.with(|all| all.iter().copied().find(|fault| fault.field() == field))
    }
}

fn found(kiosk: Kiosk, pin: &str) -> Vec<Fault> {
    let profile = kiosk.with_typed(Clone::clone).filled(default_questions).faults();
    let pin_fits = if pin.is_empty() { kiosk.has_pin() } else { PinHash::could_be(pin) };
    profile.into_iter().map(Fault::Profile).chain((!pin_fits).then_some(Fault::Pin)).collect()
}

/// Whether a field is at fault, as `aria-invalid` takes it.
pub fn invalid(field: &'static str) -> impl Fn() -> String + Copy {
    let faults = expect_context::<Faults>();
    move || faults.at(field).is_some().to_string()
}

/// What is wrong with a field, under it.
#[component]
pub fn FieldFault(field: &'static str) -> impl IntoView {
    let (app, faults) = (use_app(), expect_context::<Faults>());
    let text = move || faults.at(field).map(|fault| fault.text(app.texts().kiosk_page()));
    move || text().map(|text| view! { <strong class="field-error" data-fault=field>{text}</strong> })
}
