//! How customers are scored.

use leptos::prelude::*;

use crate::domain::returns::ReturnsPolicy;
use crate::indicators::rfm::{Binning, Nesting, RfmError};
use crate::state::use_app;
use crate::ui::components::choice::Choice;

use super::Draft;
use super::bounds::TypedEdges;

const BINS: [u8; 8] = [2, 3, 4, 5, 6, 7, 8, 9];

/// Bins, how they are cut, reference date, returns.
#[component]
pub fn RfmSettings(draft: Draft) -> impl IntoView {
    let app = use_app();
    let rfm = Memo::new(move |_| draft.rfm());
    let bins_error = move || draft.rfm_error().filter(|error| matches!(error, RfmError::Bins { .. }));
    let nesting = move |nesting| match nesting {
        Nesting::Independent => app.texts().analysis.independent.to_owned(),
        Nesting::Nested => app.texts().analysis.nested.to_owned(),
    };
    let returns = move |returns| match returns {
        ReturnsPolicy::Net => app.texts().analysis.returns_net.to_owned(),
        ReturnsPolicy::LeftOut => app.texts().analysis.returns_left_out.to_owned(),
    };
    view! {
        <section class="analysis-part">
            <h3>{move || app.texts().analysis.rfm}</h3>
            <div class="plan-choices">
                <Choice
                    name="rfm-bins"
                    label=Signal::derive(move || app.texts().analysis.bins)
                    values=&BINS
                    text=|bins| bins.to_string()
                    value=Signal::derive(move || rfm.with(|rfm| rfm.bins))
                    set=Callback::new(move |bins| draft.edit_rfm(|rfm| rfm.bins = bins))
                />
                <Choice
                    name="rfm-binning"
                    label=Signal::derive(move || app.texts().analysis.binning)
                    values=&Binning::ALL
                    text=move |binning| app.texts().binning(binning).0.to_owned()
                    value=Signal::derive(move || rfm.with(|rfm| rfm.binning))
                    set=Callback::new(move |binning| draft.edit_rfm(|rfm| rfm.binning = binning))
                />
                <Choice
                    name="rfm-nesting"
                    label=Signal::derive(move || app.texts().analysis.nesting)
                    values=&[Nesting::Independent, Nesting::Nested]
                    text=nesting
                    value=Signal::derive(move || rfm.with(|rfm| rfm.nesting))
                    set=Callback::new(move |nesting| draft.edit_rfm(|rfm| rfm.nesting = nesting))
                />
                <Choice
                    name="rfm-returns"
                    label=Signal::derive(move || app.texts().analysis.returns)
                    values=&[ReturnsPolicy::Net, ReturnsPolicy::LeftOut]
                    text=returns
                    value=Signal::derive(move || rfm.with(|rfm| rfm.returns))
                    set=Callback::new(move |returns| draft.edit_rfm(|rfm| rfm.returns = returns))
                />
            </div>
            {move || bins_error().map(|error| view! { <p class="field-error" role="alert">{app.texts().rfm_error(&error)}</p> })}
            <p class="muted">{move || app.texts().binning(rfm.with(|rfm| rfm.binning)).1}</p>
            <Show when=move || rfm.with(|rfm| rfm.binning == Binning::Custom)>
                <TypedEdges draft/>
            </Show>
            <label class="field analysis-date">
                <span>{move || app.texts().analysis.reference}</span>
                <input
                    type="date"
                    name="rfm-reference"
                    aria-describedby="rfm-reference-help"
                    prop:value=move || rfm.with(|rfm| rfm.reference_date.map(|day| day.to_string()).unwrap_or_default())
                    on:change=move |event| draft.edit_rfm(|rfm| rfm.reference_date = event_target_value(&event).parse().ok())
                />
            </label>
            <p id="rfm-reference-help" class="muted">{move || app.texts().analysis.reference_help}</p>
        </section>
    }
}
