//! The page itself: what fits a sheet of paper on the wall.

use leptos::prelude::*;

use crate::domain::care::{Case, CaseId, FrontLine, MOST_TRIED, Needed, TimeLeft, Verbatim, masked};
use crate::domain::format::Format as _;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, Care, use_app, use_care};

use super::super::list::{calls, said, who};
use super::super::score::{change_tile, score_tile};

/// Entries of a list on paper; the style sheet hides those after them there.
const ON_PAPER: usize = 8;

/// One unit's page.
#[component]
pub fn Sheet(page: FrontLine, named: RwSignal<bool>) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let page = StoredValue::new(page);
    view! {
        <section class="sheet" data-unit=page.with_value(|page| page.unit.name().to_owned())>
            <h1>{move || page.with_value(|page| headline(app.texts(), &app.formats(), page))}</h1>
            {move || page.with_value(|page| tiles(app.texts(), &app.formats(), page))}
            <div class="sheet-lists">
                <section data-section="calls">
                    <h2>{move || app.texts().front_line.calls}</h2>
                    {move || page.with_value(|page| waiting(app, desk, page, named.get()))}
                </section>
                <section data-section="said">
                    <h2>{move || app.texts().front_line.said}</h2>
                    {move || page.with_value(|page| verbatims(app.texts(), &app.formats(), &page.verbatims, named.get()))}
                </section>
            </div>
        </section>
    }
}

/// Whether the page is of one day.
fn is_day(page: &FrontLine) -> bool {
    page.period.from == page.period.to
}

fn headline(texts: &Texts, formats: &Formats, page: &FrontLine) -> String {
    let words = &texts.front_line;
    let [from, to] = [page.period.from, page.period.to].map(|day| formats.day(day));
    let when = if is_day(page) { from } else { (words.week_of)(&from, &to) };
    let (name, score) = (page.unit.name(), page.now.score.map(|score| formats.signed(score)));
    let heard = match (score, is_day(page)) {
        (Some(score), true) => (words.head_score)(name, &score, &when),
        (Some(score), false) => (words.head_score_week)(name, &score, &when),
        (None, true) => (words.head_silent)(name, &when),
        (None, false) => (words.head_silent_week)(name, &when),
    };
    let heard = if page.now.small_sample { format!("{heard} ({})", texts.care.small) } else { heard };
    let count =
        |text: crate::i18n::With1, cases: &[CaseId]| (!cases.is_empty()).then(|| text(&formats.count(cases.len())));
    let calls: Vec<String> =
        [count(words.head_due, &page.due), count(words.head_overdue, &page.overdue)].into_iter().flatten().collect();
    let calls = if calls.is_empty() { words.head_nobody.to_owned() } else { calls.join(words.comma) };
    [heard, calls].join(words.comma)
}

fn tiles(texts: &'static Texts, formats: &Formats, page: &FrontLine) -> impl IntoView + use<> {
    let words = &texts.front_line;
    let before = if is_day(page) { words.before_day } else { words.before_week };
    let rose = page.difference.is_some_and(|difference| difference.delta > 0.0);
    let number = match page.needed {
        Needed::More(more) | Needed::TooFew(Some(more)) => formats.count(more),
        Needed::Never => formats.count(MOST_TRIED),
        Needed::Real | Needed::TooFew(None) | Needed::NoData => String::new(),
    };
    let note = texts.needed(page.needed, rose, &number);
    view! {
        <div class="tiles">
            {score_tile(texts, formats, "front_line.now", words.now.to_owned(), &page.now, page.period)}
            {score_tile(texts, formats, "front_line.before", before.to_owned(), &page.before, page.before_period)}
            {change_tile(formats, "front_line.delta", words.change, page.difference, page.provenance(), note)}
        </div>
    }
}

/// Those overdue first.
fn waiting(app: App, desk: Care, page: &FrontLine, named: bool) -> AnyView {
    let texts = app.texts();
    let waiting: Vec<&CaseId> = page.overdue.iter().chain(&page.due).collect();
    if waiting.is_empty() {
        return view! { <p class="muted">{texts.front_line.calls_none}</p> }.into_any();
    }
    let lines = desk.cases().with(|cases| {
        let find = |id: &CaseId| cases.iter().find(|case| case.id == *id);
        waiting.iter().filter_map(|id| find(id)).map(|case| call(app, desk, case, named)).collect_view()
    });
    view! { <ul class="sheet-list">{lines}</ul> {more(texts, &app.formats(), waiting.len())} }.into_any()
}

fn call(app: App, desk: Care, case: &Case, named: bool) -> impl IntoView + use<> {
    let (texts, route) = (app.texts(), Route::Case(case.id.to_string()));
    let left = TimeLeft::of(case, desk.now()).map(|left| texts.time_left(left));
    let overdue = case.overdue(desk.now());
    // Without a name it is known by when it was said.
    let who = if named { who(&case.opening, texts) } else { app.formats().moment(case.opening.taken) };
    let calls = named.then(|| calls(&case.opening, texts));
    view! {
        <li>
            <p>
                <a href=move || app.href(route.clone()) data-case=case.id.to_string()>{who}</a>{calls}
                {left.map(|left| view! { " · "<span class="follow-up-due" class:overdue=overdue>{left}</span> })}
            </p>
            <p class="sheet-said muted">{shown(&said(&case.opening, texts), named)}</p>
        </li>
    }
}

fn verbatims(texts: &'static Texts, formats: &Formats, said: &[Verbatim], named: bool) -> AnyView {
    if said.is_empty() {
        return view! { <p class="muted">{texts.front_line.said_nothing}</p> }.into_any();
    }
    let line = |said: &Verbatim| {
        let when = said.taken.map_or_else(|| formats.day(said.day), |taken| formats.moment(taken));
        let score = said.score.map_or_else(|| texts.front_line.no_score.to_owned(), |score| score.get().to_string());
        view! {
            <li>
                <p class="muted"><strong class="sheet-score">{score}</strong>" "{when}</p>
                <p class="sheet-said">{shown(&said.comment, named)}</p>
            </li>
        }
    };
    let lines = said.iter().map(line).collect_view();
    view! { <ul class="sheet-list">{lines}</ul> {more(texts, formats, said.len())} }.into_any()
}

/// What somebody said, without the numbers in it where nobody asked for them.
fn shown(said: &str, named: bool) -> String {
    if named { said.to_owned() } else { masked(said) }
}

/// What paper leaves out.
fn more(texts: &Texts, formats: &Formats, entries: usize) -> Option<impl IntoView + use<>> {
    let hidden = entries.checked_sub(ON_PAPER).filter(|hidden| *hidden > 0)?;
    let text = (texts.front_line.print_more)(&formats.count(hidden));
    Some(view! { <p class="muted paper-only">{text}</p> })
}
