//! The cases, the most urgent first.

use js_sys::Uint8Array;
use leptos::prelude::*;

use crate::domain::care::{Case, Kind, Opening, TimeLeft, Way, cases_to_csv, ranked, ways};
use crate::domain::format::Format as _;
use crate::domain::survey::Moment;
use crate::i18n::{CaseFile, CaseFileTexts, Texts};
use crate::platform::download::{dated, download};
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, use_app, use_care};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::table::{Column, Table};

/// Rows drawn at once; more are a click away.
pub const STEP: usize = 100;

/// Which cases are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Open,
    Overdue,
    Thanks,
    Unreachable,
    Closed,
    All,
}

impl Shown {
    const ALL: [Self; 6] = [Self::Open, Self::Overdue, Self::Thanks, Self::Unreachable, Self::Closed, Self::All];

    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Thanks => "thanks",
            Self::Unreachable => "unreachable",
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
            Self::Unreachable => words.show_unreachable,
            Self::Closed => words.show_closed,
            Self::All => words.show_all,
        }
    }

    fn holds(self, case: &Case, now: Moment) -> bool {
        // Who cannot be reached is no work for today: every open case is in one of three lists.
        let open = case.state.is_open() && case.opening.is_reachable();
        let recover = case.opening.kind == Kind::Recover;
        match self {
            Self::Open => open && recover,
            Self::Overdue => case.overdue(now),
            Self::Thanks => open && !recover,
            Self::Unreachable => case.state.is_open() && !case.opening.is_reachable(),
            Self::Closed => !case.state.is_open(),
            Self::All => true,
        }
    }
}

/// What the list shows; it stays while the application is open.
#[derive(Clone, Copy)]
struct Chosen(RwSignal<Shown>);

/// Makes what the list shows known to all components below.
pub fn provide_chosen() {
    provide_context(Chosen(RwSignal::new(Shown::Open)));
}

/// The list, and what it shows.
#[component]
pub fn List() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let Chosen(shown) = expect_context::<Chosen>();
    let most = RwSignal::new(STEP);
    let counts = Memo::new(move |_| {
        desk.cases().with(|cases| {
            let now = desk.now();
            Shown::ALL.map(|shown| cases.iter().filter(|case| shown.holds(case, now)).count())
        })
    });
    let choice = move |(place, choice): (usize, Shown)| {
        let count = move || counts.with(|counts| counts.get(place).copied().unwrap_or_default());
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
            let (texts, segments) = untrack(|| (app.texts(), app.segment_rules()));
            cases_to_csv(ranked(cases), now, &CaseFile { texts, segments: &segments })
        });
        let name = CaseFileTexts::of(untrack(|| app.texts()).language).name;
        // Nothing is lost where the browser refuses: the cases stay, and the button too.
        let _ = download(&dated(name, "csv"), "text/csv", &Uint8Array::from(bytes.as_slice()));
    };
    // The order does not move with the clock, only what is overdue does.
    let listed = move |cases: &[Case]| {
        let (now, shown) = (desk.now(), shown.get());
        let listed: Vec<&Case> = ranked(cases).into_iter().filter(|case| shown.holds(case, now)).collect();
        let more = listed.len() > most.get();
        view! {
            {table(app, &listed, most.get())}
            {more.then(|| view! {
                <p class="actions"><button type="button" class="button" on:click=move |_| most.update(|most| *most += STEP)>{app.texts().common.more}</button></p>
            })}
        }
    };
    view! {
        <section class="card" data-section="cases">
            <div class="choices follow-up-choices" role="group" aria-label=move || app.texts().care.show>
                {Shown::ALL.into_iter().enumerate().map(choice).collect_view()}
            </div>
            {move || desk.cases().with(|cases| listed(cases))}
            <p class="actions">
                <button type="button" class="button" data-action="export-cases" on:click=export><Icon shape=Shape::Download/>{move || app.texts().care.export}</button>
            </p>
        </section>
    }
}

fn table(app: App, listed: &[&Case], most: usize) -> AnyView {
    let (texts, formats) = (app.texts(), app.formats());
    let words = &texts.care;
    if listed.is_empty() {
        return view! { <p class="muted">{words.none_here}</p> }.into_any();
    }
    let columns = vec![
        Column::text(words.who),
        Column::number(words.score),
        Column::text(words.why),
        Column::text(words.due),
        Column::number(words.value),
        Column::text(words.state),
        Column::text(words.owner),
        Column::text(words.place),
    ];
    let rows = listed.iter().take(most).map(|case| row(app, case, texts, &formats)).collect();
    view! { <Table caption=words.cases columns rows/> }.into_any()
}

fn row(app: App, case: &Case, texts: &'static Texts, formats: &Formats) -> Vec<AnyView> {
    let desk = use_care();
    let route = Route::Case(case.id.to_string());
    let left = TimeLeft::of(case, desk.now()).map(|left| texts.time_left(left));
    let overdue = case.overdue(desk.now());
    let state = texts.case_state(case.opening.kind, case.state);
    vec![
        view! {
            <a href=move || app.href(route.clone()) data-case=case.id.to_string()>{who(&case.opening, texts)}</a>
            {calls(&case.opening, texts)}
        }
        .into_any(),
        known(case.opening.score.map(|score| score.get().to_string())).into_any(),
        view! { <span class="follow-up-said">{said(&case.opening, texts)}</span> }.into_any(),
        view! { <span class="follow-up-due" class:overdue=overdue>{known(left)}</span> }.into_any(),
        known(case.value().map(|value| formats.compact_money(value.to_f64()))).into_any(),
        state.into_any(),
        case.owner.as_ref().map_or_else(|| texts.care.nobody.to_owned(), ToString::to_string).into_any(),
        view! { <span class="follow-up-place">{known(Some(place(case)))}</span> }.into_any(),
    ]
}

/// What is known, or a dash.
fn known(text: Option<String>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned())
}

/// The customer's name, number or contact.
pub fn who(opening: &Opening, texts: &Texts) -> String {
    let customer = opening.customer.as_ref();
    let known = customer.map(|customer| customer.name.clone().unwrap_or_else(|| customer.id.clone()));
    let reachable = opening.contact.as_ref().map(|contact| contact.text.clone());
    known.or(reachable).unwrap_or_else(|| texts.care.anonymous.to_owned())
}

/// Links that call or write to the customer, of the contact they left.
pub fn calls(opening: &Opening, texts: &'static Texts) -> impl IntoView + use<> {
    links(opening.contact.as_ref().map(|contact| contact.text.as_str()).unwrap_or_default(), texts)
}

/// Links that call or write to somebody, of what says how they can be reached.
pub fn links(contact: &str, texts: &'static Texts) -> impl IntoView + use<> {
    let link = |way: Way| {
        let (text, to) = match &way {
            Way::Call(number) => (texts.care.call, number.clone()),
            Way::Write(address) => (texts.care.write, address.clone()),
        };
        view! { " "<a class="follow-up-way" href=way.href() title=to.clone() aria-label=format!("{text}: {to}")>{text}</a> }
    };
    ways(contact).into_iter().map(link).collect_view()
}

/// Reasons, comment and the answer to the third question, as given.
pub fn said(opening: &Opening, texts: &Texts) -> String {
    let written = [&opening.comment, &opening.extra].into_iter().filter(|text| !text.trim().is_empty());
    let parts: Vec<&str> = opening.reasons.iter().chain(written).map(String::as_str).collect();
    if parts.is_empty() { texts.care.nothing_said.to_owned() } else { parts.join(" · ") }
}

/// Branch, touchpoint and staff, as far as they are known.
pub fn place(case: &Case) -> String {
    let parts = [&case.opening.branch, &case.opening.touchpoint, &case.opening.staff];
    let known: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}
