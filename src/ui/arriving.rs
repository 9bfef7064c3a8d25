//! What the program's second file draws: most often that is there already. `src/bin/app.rs` names it and has it fetched.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::dataset::Filter;
use crate::engine::protocol::Facets;
use crate::indicators::page::Part;
use crate::route::Route;
use crate::state::use_app;

use super::components::banner::{Banner, Tone};
use super::components::filter_panel::FilterPanel;
use super::components::later::Later;
use super::indicator::{ChartView, FollowUpView};
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
    /// Customers a page names, to open cases of.
    FollowUp(Memo<Option<Part>>),
    /// The table of RFM rules.
    RuleTable,
    /// What can be filtered by: the filter in force, what is offered, the attribute looked at first, how to leave.
    FilterPanel(Filter, Memo<Facets>, String, Callback<()>),
}

/// What comes later.
pub type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// How to get at the second file; `None` and `false` stand for its not coming.
#[derive(Clone, Copy)]
pub struct SecondFile {
    /// Fetches it where it is not there yet.
    pub fetch: fn() -> Coming<bool>,
    /// Draws; at once where it is there.
    pub draw: fn(Arrival) -> Coming<Option<AnyView>>,
}

/// Whether the second file is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    OnItsWay,
    There,
    Absent,
}

/// The second file, as all below know it.
#[derive(Clone, Copy)]
struct Second {
    file: SecondFile,
    standing: RwSignal<Standing>,
}

impl Second {
    fn fetch(self) {
        self.standing.set(Standing::OnItsWay);
        spawn_local(async move {
            let is_there = (self.file.fetch)().await;
            self.standing.set(if is_there { Standing::There } else { Standing::Absent });
        });
    }

    /// Draws it, once the file is there: then nothing is waited for, so that nothing is drawn on a page that was left.
    fn draw(self, what: Arrival) -> Option<AnyView> {
        match (self.file.draw)(what).as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(view) => view,
            Poll::Pending => None,
        }
    }
}

/// Has the second file follow, and makes it known to all below.
pub fn provide(file: SecondFile) {
    let second = Second { file, standing: RwSignal::new(Standing::OnItsWay) };
    provide_context(second);
    second.fetch();
}

/// Draws it. Only the second file calls this: what is drawn here, and nowhere else, lies in it.
pub fn draw(what: Arrival) -> AnyView {
    match what {
        Arrival::Page(route) => pages::draw(route),
        Arrival::Files => view! { <pages::import::Files/> }.into_any(),
        Arrival::Chart(part) => view! { <ChartView part/> }.into_any(),
        Arrival::FollowUp(part) => view! { <FollowUpView part/> }.into_any(),
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
    let second = expect_context::<Second>();
    let is_page = matches!(what, Arrival::Page(_));
    move || match second.standing.get() {
        Standing::There => second.draw(what.clone()),
        Standing::OnItsWay if is_page => {
            let opening = move || app.texts().common.opening;
            Some(view! { <Later milliseconds=SOON><p role="status">{opening}</p></Later> }.into_any())
        }
        Standing::OnItsWay => None,
        Standing::Absent => Some(view! { <Absent second/> }.into_any()),
    }
}

/// Says that the file did not come, and asks for it again.
#[component]
fn Absent(
    /// What asks for it.
    second: Second,
) -> impl IntoView {
    let app = use_app();
    let again = Callback::new(move |()| second.fetch());
    move || {
        let texts = &app.texts().common;
        view! { <Banner tone=Tone::Error action=(texts.try_again, again)>{texts.page_absent}</Banner> }
    }
}
