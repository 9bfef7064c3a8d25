//! How soon somebody calls.

use leptos::prelude::*;

use crate::domain::care::{CareError, TermsError, WorkingHours, clock_time, ending_minute, listed_days, minute_of_day};
use crate::i18n::Texts;
use crate::state::use_app;

use super::Draft;
use super::typed::TypedField;

/// Office hours to begin with: Monday to Friday, 9 to 18.
const OFFICE: WorkingHours =
    WorkingHours { days: [true, true, true, true, true, false, false], from: 9 * 60, to: 18 * 60 };

/// Hours, working hours and holidays.
#[component]
pub fn TermsFields(draft: Draft) -> impl IntoView {
    let app = use_app();
    let terms = Memo::new(move |_| draft.settings().terms);
    let working = Memo::new(move |_| terms.with(|terms| terms.working));
    let error = Memo::new(move |_| terms.get().check().err());
    let said = move |of: fn(&TermsError) -> bool| {
        Signal::derive(move || error.get().filter(of).map(|error| app.texts().care_error(&CareError::Terms(error))))
    };
    let set_hours = Callback::new(move |typed: String| match typed.trim().parse() {
        Ok(hours) => {
            draft.edit(|settings| settings.terms.hours = hours);
            None
        }
        Err(_) => Some(app.texts().care_rules.bad_number.to_owned()),
    });
    let set_holidays = Callback::new(move |typed: String| match listed_days(&typed) {
        Ok(days) => {
            draft.edit(|settings| settings.terms.holidays = days);
            None
        }
        Err(error) => Some((app.texts().care_rules.bad_day)(&error.0)),
    });
    let hours = Memo::new(move |_| terms.with(|terms| terms.hours.to_string()));
    let holidays = Memo::new(move |_| {
        terms.with(|terms| terms.holidays.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    // Ticked again, the days and times are those of before.
    let before = StoredValue::new(OFFICE);
    let toggle = move |event: web_sys::Event| {
        if let Some(working) = working.get_untracked() {
            before.set_value(working);
        }
        let on = event_target_checked(&event);
        draft.edit(|settings| settings.terms.working = on.then_some(before.get_value()));
    };
    view! {
        <section class="card" data-section="terms">
            <h2>{move || app.texts().care_rules.terms}</h2>
            <TypedField name="hours" kind="number" label=|texts| texts.care_rules.hours shown=hours set=set_hours wrong=said(|error| matches!(error, TermsError::Hours(_)))/>
            <label class="check">
                <input type="checkbox" name="working" prop:checked=move || working.with(Option::is_some) on:change=toggle/>
                <span>{move || app.texts().care_rules.working}</span>
            </label>
            <Show when=move || working.with(Option::is_some)>
                <Days draft working/>
                {move || said(|error| matches!(error, TermsError::NoWorkingDay)).get().map(|text| view! { <p class="field-error" role="alert">{text}</p> })}
                <div class="plan-choices">
                    <Time draft working end=false wrong=said(|error| matches!(error, TermsError::WorkingHours { .. }))/>
                    <Time draft working end=true wrong=Signal::stored(None)/>
                </div>
                <TypedField name="holidays" lines=4 label=|texts| texts.care_rules.holidays shown=holidays set=set_holidays/>
            </Show>
        </section>
    }
}

/// The days of the week people work on.
#[component]
fn Days(draft: Draft, working: Memo<Option<WorkingHours>>) -> impl IntoView {
    let app = use_app();
    let day = move |place: usize| {
        let on = move || working.get().is_some_and(|hours| hours.days.get(place).copied().unwrap_or(false));
        let change = move |event: web_sys::Event| {
            let on = event_target_checked(&event);
            draft.edit(|settings| {
                if let Some(day) = settings.terms.working.as_mut().and_then(|hours| hours.days.get_mut(place)) {
                    *day = on;
                }
            });
        };
        let name = move || app.texts().care_rules.weekdays.get(place).copied();
        view! {
            <label class="check"><input type="checkbox" data-weekday=place.to_string() prop:checked=on on:change=change/><span>{name}</span></label>
        }
    };
    view! {
        <div class="checks" role="group" aria-label=move || app.texts().care_rules.working_days>{(0..7).map(day).collect_view()}</div>
    }
}

/// When work begins or ends.
#[component]
fn Time(draft: Draft, working: Memo<Option<WorkingHours>>, end: bool, wrong: Signal<Option<String>>) -> impl IntoView {
    let app = use_app();
    let shown = Memo::new(move |_| {
        working.get().map(|hours| clock_time(if end { hours.to } else { hours.from })).unwrap_or_default()
    });
    let set = Callback::new(move |typed: String| {
        let minute = if end { ending_minute(&typed) } else { minute_of_day(&typed) };
        let Some(minute) = minute else { return Some(app.texts().care_rules.bad_time.to_owned()) };
        draft.edit(|settings| {
            if let Some(hours) = settings.terms.working.as_mut() {
                *(if end { &mut hours.to } else { &mut hours.from }) = minute;
            }
        });
        None
    });
    let label = |end: bool| -> fn(&Texts) -> &'static str {
        if end { |texts| texts.care_rules.to } else { |texts| texts.care_rules.from }
    };
    let name = if end { "work-to" } else { "work-from" };
    view! { <TypedField name kind="time" label=label(end) shown set wrong/> }
}
