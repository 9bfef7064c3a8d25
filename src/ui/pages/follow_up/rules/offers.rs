//! What is offered when somebody sees to a case, and for how long customers are left alone.

use leptos::prelude::*;

use crate::domain::care::{CareError, CareSettings, MOST_COOL_DOWN_DAYS, listed_lines};
use crate::state::use_app;

use super::Draft;
use super::typed::TypedField;

/// Owners, causes, and the days in which nobody is asked twice.
#[component]
pub fn Offers(draft: Draft) -> impl IntoView {
    let app = use_app();
    let lines = move |of: fn(&CareSettings) -> &Vec<String>| Memo::new(move |_| of(&draft.settings()).join("\n"));
    let days = Memo::new(move |_| draft.settings().cool_down_days);
    let set_days = Callback::new(move |typed: String| match typed.trim().parse() {
        Ok(days) => {
            draft.edit(|settings| settings.cool_down_days = days);
            None
        }
        Err(_) => Some(app.texts().care_rules.bad_number.to_owned()),
    });
    let wrong_days = move || {
        let days = days.get();
        (days > MOST_COOL_DOWN_DAYS).then(|| app.texts().care_error(&CareError::CoolDown(days)))
    };
    let set_owners = Callback::new(move |typed: String| {
        draft.edit(|settings| settings.owners = listed_lines(&typed));
        None
    });
    let set_causes = Callback::new(move |typed: String| {
        draft.edit(|settings| settings.causes = listed_lines(&typed));
        None
    });
    let shown_days = Memo::new(move |_| days.get().to_string());
    view! {
        <section class="card" data-section="offers">
            <h2>{move || app.texts().care_rules.people}</h2>
            <TypedField name="cool-down" kind="number" label=|texts| texts.care_rules.cool_down shown=shown_days set=set_days wrong=Signal::derive(wrong_days)/>
            <div class="care-offers">
                <TypedField name="owners" lines=5 label=|texts| texts.care_rules.owners shown=lines(|settings| &settings.owners) set=set_owners/>
                <TypedField name="causes" lines=5 label=|texts| texts.care_rules.causes shown=lines(|settings| &settings.causes) set=set_causes/>
            </div>
        </section>
    }
}
