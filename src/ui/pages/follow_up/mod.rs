//! Whom to call, by when, and what came of it.

mod act;
mod case;
mod causes;
mod from_files;
mod front_line;
mod list;
mod offers;
mod rules;
mod score;
mod tiles;
mod unreachable;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::care::{Case, Event, Kind, Ledger, Meaning, overview};
use crate::domain::format::Format as _;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{Care, CareTrouble, use_app, use_care};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::outcome::Skeleton;

pub use case::CasePage;
pub use causes::CausesPage;
pub use front_line::FrontLinePage;
pub use rules::RulesPage;

use from_files::FromFiles;
use list::List;
use tiles::Tiles;
use unreachable::Unreachable;

/// Makes what is chosen on these pages known to all components below: it stays while the application
/// is open.
pub fn provide_choices() {
    list::provide_chosen();
    front_line::Shown::provide();
}

/// The list of cases.
#[component]
pub fn FollowUpPage() -> impl IntoView {
    let desk = use_care();
    let any = Memo::new(move |_| desk.cases().with(|cases| !cases.is_empty()));
    view! {
        <Frame>
            <Show when=move || any.get() fallback=|| view! { <NoCases/> }>
                <Headline/>
                <Tiles/>
                <List/>
                <Unreachable/>
            </Show>
            <FromFiles/>
        </Frame>
    }
}

/// What every page of the follow-up has: the ways between them, what went wrong, and what can be
/// undone. Cases are read anew each time: a kiosk in another tab may have added some.
#[component]
pub fn Frame(children: ChildrenFn) -> impl IntoView {
    let desk = use_care();
    spawn_local(desk.read());
    let children = StoredValue::new(children);
    view! {
        <Parts/>
        <Notices/>
        <Show when=move || desk.ready() fallback=|| view! { <Skeleton/> }>
            {children.with_value(|children| children())}
        </Show>
    }
}

/// What a page is called.
type Name = fn(&Texts) -> &'static str;

/// The pages of the follow-up.
#[component]
fn Parts() -> impl IntoView {
    let app = use_app();
    let parts: [(Route, Name); 4] = [
        (Route::FollowUp, |texts| texts.care.cases),
        (Route::Causes, |texts| texts.care.causes),
        (Route::FrontLine, |texts| texts.care.front_line),
        (Route::CareRules, |texts| texts.care.rules),
    ];
    let link = move |(route, name): (Route, Name)| {
        let (to, here) = (route.clone(), route);
        view! {
            <li><a href=move || app.href(to.clone()) aria-current=move || (app.route() == here).then_some("page")>{move || name(app.texts())}</a></li>
        }
    };
    view! {
        <nav class="parts" aria-label=move || app.texts().care.name><ul>{parts.map(link).collect_view()}</ul></nav>
    }
}

/// What went wrong, and what was done last, which can be undone.
#[component]
pub fn Notices() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    // What was done on a page is said on that page.
    on_cleanup(move || desk.forget_done());
    view! {
        {move || desk.trouble().map(|trouble| {
            let texts = app.texts();
            let text = match &trouble {
                CareTrouble::Refused(refusal) => texts.refusal(*refusal).to_owned(),
                CareTrouble::NotKept(problem) => texts.storage_problem(problem),
            };
            view! { <Banner tone=Tone::Error>{text}</Banner> }
        })}
        {move || (desk.unreadable() > 0).then(|| {
            let text = (app.texts().care.unreadable)(&app.formats().count(desk.unreadable()));
            view! { <Banner tone=Tone::Warning>{text}</Banner> }
        })}
        {move || desk.ledger().with(|ledger| done(ledger, &desk.done(), app.texts(), &app.formats())).map(|(text, stands)| {
            let words = &app.texts().common;
            let undo = Callback::new(move |()| desk.undo_done());
            view! { <Banner tone=Tone::Info action=(if stands { words.undo } else { words.redo }, undo)>{text}</Banner> }
        })}
    }
}

/// What was done last, to whom, and whether it stands: otherwise it was taken back.
fn done(ledger: &Ledger, done: &[Event], texts: &'static Texts, formats: &Formats) -> Option<(String, bool)> {
    let (words, Meaning { event, stands }) = (&texts.care, ledger.meaning(done.first()?));
    let what = match (done.len(), ledger.opening(&event.case)) {
        (1, Some(opening)) => {
            (words.of_whom)(&list::who(opening, texts), &act::told(event, opening.kind, texts, formats))
        }
        (1, None) => act::told(event, Kind::Recover, texts, formats),
        (many, _) => (words.from_files_opened)(&formats.count(many)),
    };
    Some((if stands { (words.done)(&what) } else { (words.taken_back)(&what) }, stands))
}

/// The answer in one sentence.
#[component]
fn Headline() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    view! { <h1>{move || desk.cases().with(|cases| headline(cases, desk, app.texts(), &app.formats()))}</h1> }
}

fn headline(cases: &[Case], desk: Care, texts: &Texts, formats: &Formats) -> String {
    let (words, counted) = (&texts.care, overview(cases, desk.now()));
    let open = formats.count(counted.open);
    let mut text = match (counted.open, counted.overdue) {
        (0, _) => words.head_none.to_owned(),
        (_, 0) => (words.head_open)(&open),
        (_, overdue) => (words.head_overdue)(&formats.count(overdue), &open),
    };
    if let Some(value) = counted.value {
        text.push_str(&(words.head_value)(&formats.compact_money(value.to_f64())));
    }
    text
}

#[component]
fn NoCases() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="empty">
            <h1>{move || app.texts().care.empty_title}</h1>
            <p>{move || app.texts().care.empty_help}</p>
            <p class="actions">
                <a class="button button-primary" href=move || app.href(Route::Kiosk)>{move || app.texts().care.empty_kiosk}</a>
            </p>
        </section>
    }
}
