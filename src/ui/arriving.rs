//! What the program's second file draws: most often that is there already. `src/bin/app.rs` names it and has it fetched.

use std::pin::Pin;

use leptos::prelude::*;

use crate::domain::dataset::Filter;
use crate::engine::protocol::Facets;
use crate::indicators::page::Part;
use crate::route::Route;
use crate::state::use_app;

use super::components::banner::{Banner, Tone};
use super::components::filter_panel::FilterPanel;
use super::components::later::Later;
use super::indicator::ChartView;
use super::named::rule_table::RuleTableEditor;
use super::pages;

/// What the second file draws.
#[derive(Clone)]
pub enum Arrival {
    /// A page: any but the start page and those of indicators.
    Page(Route),
    /// On the start page: files chosen, files loaded.
    Files,
    /// A chart among the parts of a page.
    Chart(Memo<Option<Part>>),
    /// The table of RFM rules.
    RuleTable,
    /// What can be filtered by: the filter in force, what is offered, the attribute looked at first, how to leave.
    FilterPanel(Filter, Memo<Facets>, String, Callback<()>),
}

/// Something on its way; `None` where the second file does not come.
pub type Drawn = Pin<Box<dyn Future<Output = Option<AnyView>> + Send>>;

/// Fetches the second file where it is not there yet, and draws.
pub type Draw = fn(Arrival) -> Drawn;

/// How to draw, and how often the second file has been asked for again.
#[derive(Clone, Copy)]
struct Arrivals {
    draw: Draw,
    attempt: RwSignal<usize>,
}

/// Makes `draw` known to all below.
pub fn provide(draw: Draw) {
    provide_context(Arrivals { draw, attempt: RwSignal::new(0) });
}

/// Draws it. Only the second file calls this: what is drawn here, and nowhere else, lies in it.
pub fn draw(what: Arrival) -> AnyView {
    match what {
        Arrival::Page(route) => pages::draw(route),
        Arrival::Files => view! { <pages::import::Files/> }.into_any(),
        Arrival::Chart(part) => view! { <ChartView part/> }.into_any(),
        Arrival::RuleTable => view! { <RuleTableEditor/> }.into_any(),
        Arrival::FilterPanel(filter, offered, first, close) => {
            view! { <FilterPanel filter offered first close/> }.into_any()
        }
    }
}

/// Waiting that is shorter is not worth a word, in milliseconds.
const SOON: u32 = 200;

/// At once where the second file is there, else once it is.
#[component]
pub fn Arriving(
    /// What is drawn.
    what: Arrival,
) -> impl IntoView {
    let app = use_app();
    let Arrivals { draw, attempt } = expect_context::<Arrivals>();
    let waits = matches!(what, Arrival::Page(_));
    let drawn = move || {
        attempt.track();
        let drawn = draw(what.clone());
        Suspend::new(async move { drawn.await.unwrap_or_else(|| view! { <Absent attempt/> }.into_any()) })
    };
    let waiting = move || {
        waits.then(
            || view! { <Later milliseconds=SOON><p role="status">{move || app.texts().common.opening}</p></Later> },
        )
    };
    view! { <Suspense fallback=waiting>{drawn}</Suspense> }
}

/// Says that the file did not come, and asks for it again.
#[component]
fn Absent(
    /// Counts how often it was asked for.
    attempt: RwSignal<usize>,
) -> impl IntoView {
    let app = use_app();
    let again = Callback::new(move |()| attempt.update(|attempt| *attempt += 1));
    move || {
        let texts = &app.texts().common;
        view! { <Banner tone=Tone::Error action=(texts.try_again, again)>{texts.page_absent}</Banner> }
    }
}
