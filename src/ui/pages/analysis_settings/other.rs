//! ABC classes, intervals, periods, and how far back the cost of leaving reaches.

use leptos::prelude::*;

use crate::domain::calendar::PeriodLength;
use crate::state::use_app;
use crate::ui::components::choice::Choice;

use super::Draft;

const EXIT_MONTHS: [u32; 4] = [3, 6, 12, 24];
const LEVELS: [f64; 3] = [0.90, 0.95, 0.99];

/// ABC classes, intervals, periods.
#[component]
pub fn OtherSettings(draft: Draft) -> impl IntoView {
    let app = use_app();
    let length = move |length| match length {
        PeriodLength::Month => app.texts().analysis.month.to_owned(),
        PeriodLength::Quarter => app.texts().analysis.quarter.to_owned(),
        PeriodLength::Year => app.texts().analysis.year.to_owned(),
    };
    let set_level = move |level| {
        app.set_settings(|settings| {
            settings.nps.level = level;
            settings.rates.level = level;
        });
    };
    view! {
        <Abc draft/>
        <section class="analysis-part">
            <h3>{move || app.texts().analysis.other}</h3>
            <div class="plan-choices">
                <Choice
                    name="level"
                    label=Signal::derive(move || app.texts().analysis.level)
                    values=&LEVELS
                    text=move |level| app.formats().percent(level)
                    value=Signal::derive(move || app.settings().nps.level)
                    set=Callback::new(set_level)
                />
                <Choice
                    name="period-length"
                    label=Signal::derive(move || app.texts().analysis.length)
                    values=&PeriodLength::ALL
                    text=length
                    value=Signal::derive(move || app.settings().rates.length)
                    set=Callback::new(move |length| app.set_settings(|settings| settings.rates.length = length))
                />
                <Choice
                    name="exit-months"
                    label=Signal::derive(move || app.texts().analysis.exit_months)
                    values=&EXIT_MONTHS
                    text=move |months| (app.texts().analysis.months)(&months.to_string())
                    value=Signal::derive(move || app.settings().exits.months)
                    set=Callback::new(move |months| app.set_settings(|settings| settings.exits.months = months))
                />
            </div>
        </section>
    }
}

/// Where the ABC classes end, in percent.
#[component]
fn Abc(draft: Draft) -> impl IntoView {
    let app = use_app();
    let ends = Memo::new(move |_| draft.concentration().ends_percent());
    let wrong = move || draft.concentration().check().err();
    let input = move |name: &'static str, label: Signal<&'static str>, is_a: bool| {
        let change = move |event: web_sys::Event| {
            // What is no number is no class either, and the check says so.
            let percent = event_target_value(&event).trim().parse().unwrap_or(f64::NAN);
            draft.edit_concentration(|params| {
                let [a, b] = params.ends_percent();
                params.set_ends_percent(if is_a { [percent, b] } else { [a, percent] });
            });
        };
        let shown = move || {
            let [a, b] = ends.get();
            let percent = if is_a { a } else { b };
            if percent.is_finite() { percent.to_string() } else { String::new() }
        };
        view! {
            <label class="field">
                <span>{label}</span>
                <input
                    type="number"
                    name=name
                    min="0"
                    max="100"
                    step="any"
                    aria-invalid=move || wrong().is_some().to_string()
                    prop:value=shown
                    on:change=change
                />
            </label>
        }
    };
    view! {
        <section class="analysis-part">
            <h3>{move || app.texts().analysis.abc}</h3>
            <div class="plan-choices">
                {input("abc-a", Signal::derive(move || app.texts().analysis.a_until), true)}
                {input("abc-b", Signal::derive(move || app.texts().analysis.b_until), false)}
            </div>
            {move || wrong().map(|error| view! {
                <p class="field-error" role="alert">{app.texts().concentration_error(&error)}" "{app.texts().analysis.not_kept}</p>
            })}
        </section>
    }
}
