//! Those nobody can call: a list of their own, without a clock, by what they tapped.

use leptos::prelude::*;

use crate::domain::care::{Case, by_reason, has_reason, unreachable};
use crate::domain::format::Format as _;
use crate::domain::score::Score;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, use_app, use_care};
use crate::ui::components::table::{Column, Table};

use super::list::{STEP, place, said};

/// What is shown of them: those of a reason, or all.
type Chosen = Option<Option<String>>;

/// The list; nothing where everybody can be reached.
#[component]
pub fn Unreachable() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let chosen = RwSignal::new(None::<Option<String>>);
    let most = RwSignal::new(STEP);
    let reasons = Memo::new(move |_| desk.cases().with(|cases| by_reason(&unreachable(cases))));
    let count = Memo::new(move |_| desk.cases().with(|cases| unreachable(cases).len()));
    let choice = move |of: Chosen, name: String, count: usize| {
        let here = of.clone();
        view! {
            <button
                type="button"
                class="choice"
                aria-pressed=move || chosen.with(|chosen| *chosen == here).to_string()
                on:click=move |_| {
                    chosen.set(of.clone());
                    most.set(STEP);
                }
            >
                {name}" "<span class="muted">{app.formats().count(count)}</span>
            </button>
        }
    };
    let choices = move || {
        let words = &app.texts().care;
        let all = choice(None, words.show_all.to_owned(), count.get());
        let of = |(reason, count): (Option<String>, usize)| {
            let name = reason.clone().unwrap_or_else(|| words.no_reason.to_owned());
            choice(Some(reason), name, count)
        };
        view! { {all}{reasons.get().into_iter().map(of).collect_view()} }
    };
    let listed = move |cases: &[Case]| {
        let mut listed = unreachable(cases);
        if let Some(reason) = chosen.get() {
            listed.retain(|case| has_reason(case, reason.as_deref()));
        }
        let more = listed.len() > most.get();
        view! {
            {table(app, &listed, most.get())}
            {more.then(|| view! {
                <p class="actions"><button type="button" class="button" on:click=move |_| most.update(|most| *most += STEP)>{app.texts().common.more}</button></p>
            })}
        }
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <section class="card" data-section="unreachable">
                <h2>{move || (app.texts().care.unreachable)(&app.formats().count(count.get()))}</h2>
                <p class="muted">{move || app.texts().care.unreachable_help}</p>
                <div class="choices follow-up-choices" role="group" aria-label=move || app.texts().care.show>{choices}</div>
                {move || desk.cases().with(|cases| listed(cases))}
            </section>
        </Show>
    }
}

fn table(app: App, listed: &[&Case], most: usize) -> impl IntoView + use<> {
    let (texts, formats) = (app.texts(), app.formats());
    let words = &texts.care;
    let columns = vec![
        Column::text(words.taken),
        Column::number(words.score),
        Column::text(words.said),
        Column::text(words.place),
        Column::text(words.state),
    ];
    let rows = listed.iter().take(most).map(|case| row(app, case, texts, &formats)).collect();
    view! { <Table caption=words.unreachable_caption columns rows/> }
}

fn row(app: App, case: &Case, texts: &'static Texts, formats: &Formats) -> Vec<AnyView> {
    let route = Route::Case(case.id.to_string());
    let taken = formats.moment(case.opening.taken);
    vec![
        view! { <a href=move || app.href(route.clone()) data-case=case.id.to_string()>{taken}</a> }.into_any(),
        case.opening.score.map(Score::get).into_any(),
        view! { <span class="follow-up-said">{said(&case.opening, texts)}</span> }.into_any(),
        view! { <span class="follow-up-place">{place(case)}</span> }.into_any(),
        texts.case_state(case.opening.kind, case.state).into_any(),
    ]
}
