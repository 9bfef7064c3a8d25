//! How figures are computed. What makes no sense is not stored: the field says why, and the figures
//! keep to the last settings that did.

mod bounds;
mod check;
mod other;
mod rfm;
mod rules;

use leptos::prelude::*;

use crate::indicators::analysis::Settings;
use crate::indicators::concentration::ConcentrationParams;
use crate::indicators::rfm::{RfmError, RfmParams};
use crate::state::{App, use_app};
use crate::ui::components::later::Later;

/// Parameters as typed so far: those in force, unless something in them makes no sense yet.
#[derive(Clone, Copy)]
struct Draft {
    app: App,
    rfm: RwSignal<Option<RfmParams>>,
    concentration: RwSignal<Option<ConcentrationParams>>,
}

impl Draft {
    fn new(app: App) -> Self {
        Self { app, rfm: RwSignal::new(None), concentration: RwSignal::new(None) }
    }

    fn rfm(self) -> RfmParams {
        self.rfm.get().unwrap_or_else(|| self.app.settings().rfm)
    }

    fn rfm_error(self) -> Option<RfmError> {
        self.rfm.get().and_then(|rfm| rfm.check().err())
    }

    /// Changes the parameters of RFM, and puts them in force if they make sense. Reference date and
    /// returns policy are one choice for all indicators that have them.
    fn edit_rfm(self, change: impl FnOnce(&mut RfmParams)) {
        let mut rfm = untrack(|| self.rfm());
        change(&mut rfm);
        if rfm.clone().check().is_err() {
            self.rfm.set(Some(rfm));
            return;
        }
        self.rfm.set(None);
        self.app.set_settings(|settings| {
            settings.concentration.returns = rfm.returns;
            settings.exits.returns = rfm.returns;
            settings.rates.reference_date = rfm.reference_date;
            settings.rfm = rfm;
        });
    }

    fn concentration(self) -> ConcentrationParams {
        self.concentration.get().unwrap_or_else(|| self.app.settings().concentration)
    }

    /// Changes where the ABC classes end, and puts it in force if it makes sense.
    fn edit_concentration(self, change: impl FnOnce(&mut ConcentrationParams)) {
        let mut edited = untrack(|| self.concentration());
        change(&mut edited);
        if edited.check().is_err() {
            self.concentration.set(Some(edited));
            return;
        }
        self.concentration.set(None);
        self.app.set_settings(|settings| {
            settings.concentration.a_until = edited.a_until;
            settings.concentration.b_until = edited.b_until;
        });
    }

    fn reset(self) {
        self.rfm.set(None);
        self.concentration.set(None);
        self.app.set_settings(|settings| *settings = Settings::default());
    }
}

/// All parameters of the indicators.
#[component]
pub fn AnalysisSettings() -> impl IntoView {
    let app = use_app();
    let draft = Draft::new(app);
    view! {
        <div class="analysis">
            <Show when=move || draft.rfm_error().is_some()>
                <p class="field-warning" role="status">{move || app.texts().analysis.not_kept}</p>
            </Show>
            <Later><rfm::RfmSettings draft/></Later>
            <Later turns=2><rules::Rules draft/></Later>
            <Later turns=3><other::OtherSettings draft/></Later>
            <p class="actions">
                <button type="button" class="button" data-action="reset" on:click=move |_| draft.reset()>
                    {move || app.texts().settings.reset}
                </button>
            </p>
        </div>
    }
}
