//! The cases, the most urgent first.

use js_sys::Uint8Array;
use leptos::prelude::*;

use crate::domain::care::{Case, Kind, Ranked, TimeLeft, cases_to_csv, ranked};
use crate::domain::score::Score;
use crate::i18n::Texts;
use crate::platform::download::download;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, use_app, use_care};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::table::{Column, Table};

/// Rows drawn at once; more are a click away.
const STEP: usize = 100;

/// Which cases are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Open,
    Overdue,
    Thanks,
    Closed,
    All,
}

impl Shown {
    const ALL: [Self; 5] = [Self::Open, Self::Overdue, Self::Thanks, Self::Closed, Self::All];

    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Thanks => "thanks",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }

    fn label(self, texts: &Texts) -> &'static str {
        let words = &texts.care;
        match self {
            Self::Open => words.show_open,
            Self::Overdue => words.show_overdue,
            Self::Thanks => words.show_thanks,
            Self::Closed => words.show_closed,
            Self::All => words.show_all,
        }
    }

    fn holds(self, ranked: Ranked<'_>) -> bool {
        let (case, open) = (ranked.case, ranked.case.state.is_open());
        let recover = case.opening.kind == Kind::Recover;
        match self {
            Self::Open => open && recover,
            Self::Overdue => ranked.overdue && recover,
            Self::Thanks => open && !recover,
            Self::Closed => !open,
            Self::All => true,
        }
    }
}

/// The list, and what it shows.
#[component]
pub fn List() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let shown = RwSignal::new(Shown::Open);
    let most = RwSignal::new(STEP);
    let choice = move |choice: Shown| {
        let count = move || {
            desk.cases().with(|cases| ranked(cases, desk.now()).into_iter().filter(|case| choice.holds(*case)).count())
        };
        view! {
            <button
                type="button"
                class="choice"
                data-show=choice.name()
                aria-pressed=move || (shown.get() == choice).to_string()
                on:click=move |_| {
                    shown.set(choice);
                    most.set(STEP);
                }
            >
                {move || choice.label(app.texts())}" "<span class="muted">{move || app.formats().count(count())}</span>
            </button>
        }
    };
    let export = move |_| {
        let bytes = desk.cases().with_untracked(|cases| {
            let now = untrack(|| desk.now());
            cases_to_csv(ranked(cases, now).into_iter().map(|ranked| ranked.case), now)
        });
        // Nothing is lost where the browser refuses: the cases stay, and the button too.
        let _ = download("cases.csv", "text/csv", &Uint8Array::from(bytes.as_slice()));
    };
    view! {
        <section class="card" data-section="cases">
            <div class="choices follow-up-choices" role="group" aria-label=move || app.texts().care.show>{Shown::ALL.map(choice).collect_view()}</div>
            {move || desk.cases().with(|cases| {
                let listed: Vec<_> = ranked(cases, desk.now()).into_iter().filter(|case| shown.get().holds(*case)).collect();
                table(app, &listed, most.get())
            })}
            <Show when=move || desk.cases().with(|cases| ranked(cases, desk.now()).into_iter().filter(|case| shown.get().holds(*case)).count() > most.get())>
                <p class="actions"><button type="button" class="button" on:click=move |_| most.update(|most| *most += STEP)>{move || app.texts().common.more}</button></p>
            </Show>
            <p class="actions">
                <button type="button" class="button" data-action="export-cases" on:click=export><Icon shape=Shape::Download/>{move || app.texts().care.export}</button>
            </p>
        </section>
    }
}

fn table(app: App, listed: &[Ranked<'_>], most: usize) -> AnyView {
    let (texts, formats) = (app.texts(), app.formats());
    let words = &texts.care;
    if listed.is_empty() {
        return view! { <p class="muted">{words.none_here}</p> }.into_any();
    }
    let columns = vec![
        Column::text(words.who),
        Column::number(words.score),
        Column::text(words.said),
        Column::text(words.due),
        Column::number(words.value),
        Column::text(words.state),
        Column::text(words.owner),
        Column::text(words.place),
    ];
    let rows = listed.iter().take(most).map(|ranked| row(app, *ranked, texts, &formats)).collect();
    view! { <Table caption=words.cases columns rows/> }.into_any()
}

fn row(app: App, ranked: Ranked<'_>, texts: &'static Texts, formats: &Formats) -> Vec<AnyView> {
    let (case, desk) = (ranked.case, use_care());
    let route = Route::Case(case.id.to_string());
    let left = TimeLeft::of(case, desk.now()).map(|left| texts.time_left(left));
    let overdue = ranked.overdue;
    let state = texts.case_state(case.state);
    vec![
        view! { <a href=move || app.href(route.clone()) data-case=case.id.to_string()>{who(case, texts)}</a> }
            .into_any(),
        case.opening.score.map(Score::get).into_any(),
        view! { <span class="follow-up-said">{said(case, texts)}</span> }.into_any(),
        view! { <span class="follow-up-due" class:overdue=overdue>{left.unwrap_or_else(|| "–".to_owned())}</span> }
            .into_any(),
        case.value().map_or_else(|| "–".to_owned(), |value| formats.compact(value.to_f64())).into_any(),
        state.into_any(),
        case.owner.as_ref().map_or_else(|| texts.care.nobody.to_owned(), ToString::to_string).into_any(),
        place(case).into_any(),
    ]
}

/// The customer's name, number or contact.
pub fn who(case: &Case, texts: &Texts) -> String {
    let customer = case.opening.customer.as_ref();
    let known = customer.map(|customer| customer.name.clone().unwrap_or_else(|| customer.id.clone()));
    let reachable = case.opening.contact.as_ref().map(|contact| contact.text.clone());
    known.or(reachable).unwrap_or_else(|| texts.care.anonymous.to_owned())
}

/// Reasons and comment, as given.
pub fn said(case: &Case, texts: &Texts) -> String {
    let comment = Some(case.opening.comment.clone()).filter(|comment| !comment.trim().is_empty());
    let parts: Vec<String> = case.opening.reasons.iter().cloned().chain(comment).collect();
    if parts.is_empty() { texts.care.nothing_said.to_owned() } else { parts.join(" · ") }
}

/// Branch, touchpoint and staff, as far as they are known.
pub fn place(case: &Case) -> String {
    let parts = [&case.opening.branch, &case.opening.touchpoint, &case.opening.staff];
    let known: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}
