//! The application's page: everything but the kiosk.

use leptos::prelude::*;

use crate::platform::page::{self as program, PageProgram};
use crate::route::Route;
use crate::state::{App, Care, Kept, Kiosk, Offline, use_app};

use super::arriving::{self, Arrival, Arriving, SecondFile};
use super::components::figure;
use super::components::filter_bar::FilterBar;
use super::components::progress::TaskProgress;
use super::components::provenance::ProvenanceDialog;
use super::indicator::PathPage;
use super::pages;
use super::paper::{OwnDays, PaperFoot, PaperHead};
use super::shell::{Shell, group_of, name_of, paths_of};

/// The application, or nothing where the page is another program's.
#[component]
pub fn Application(
    /// What comes behind.
    second: SecondFile,
) -> impl IntoView {
    let app = App::start();
    provide_context(app);
    arriving::provide(second);
    provide_context(figure::Opened(RwSignal::new(None)));
    provide_context(Care::start());
    let kiosk = Kiosk::start(app);
    provide_context(kiosk);
    provide_context(Offline::start());
    pages::import::Chosen::provide();
    pages::follow_up::provide_choices();
    provide_context(OwnDays::default());
    // While respondents have the device, nothing of this is within reach, whatever the URL says.
    let left = Memo::new(move |_| kiosk.locked() || app.route().is_of_kiosk() && !app.has_unkept());
    Effect::new(move |_| {
        let certain = !kiosk.locked() || kiosk.is_settled();
        // What is being written would be lost with the page.
        if left.get() && certain && app.kept() != Kept::Underway {
            program::open(PageProgram::Kiosk);
        }
    });
    view! {
        <Show when=move || !left.get()>
            <Shell page above/>
            <PaperFoot/>
        </Show>
    }
}

fn above() -> AnyView {
    let app = use_app();
    let filtered = move || app.has_data() && takes_filter(&app.route());
    view! {
        <ProvenanceDialog/>
        <PaperHead/>
        <Show when=filtered>
            <FilterBar/>
        </Show>
        <TaskProgress/>
        <Show when=move || app.has_sample()>
            <aside class="sample-mark">
                <a class="badge badge-sample" href=move || app.href(Route::Import)>{move || app.texts().import.sample_mark}</a>
            </aside>
        </Show>
    }
    .into_any()
}

/// Whether a page shows figures of the loaded files, which a filter can narrow.
pub(super) fn takes_filter(route: &Route) -> bool {
    matches!(route, Route::Page(_) | Route::Customers | Route::Customer(_))
}

fn page(route: Route) -> AnyView {
    match route {
        Route::Import => view! { <pages::import::ImportPage/> }.into_any(),
        Route::Page(path) => view! { <Tabs path/><PathPage path/> }.into_any(),
        other => view! { <Arriving what=Arrival::Page(other)/> }.into_any(),
    }
}

/// More tabs than these take up a small screen.
const MOST_TABS: usize = 4;

/// The pages of the group, where it has several.
#[component]
fn Tabs(path: &'static str) -> impl IntoView {
    let app = use_app();
    let paths = group_of(path).map(paths_of).unwrap_or_default();
    let name = |of_tab: &'static str| move || name_of(app, of_tab);
    let tab = |of_tab: &'static str| {
        let current = (of_tab == path).then_some("page");
        let is_bare = Memo::new(move |_| !app.is_served(of_tab));
        let why = move || is_bare.get().then(|| app.texts().common.tab_bare);
        view! {
            <li>
                <a
                    href=move || app.href(Route::Page(of_tab))
                    class:tab-bare=is_bare
                    title=why
                    aria-description=why
                    aria-current=current
                >
                    {name(of_tab)}
                </a>
            </li>
        }
    };
    // Where there is little room, many tabs wait behind the name of the one that is open.
    let open = RwSignal::new(false);
    let is_folded = paths.len() > MOST_TABS;
    (paths.len() > 1).then(|| {
        view! {
            <nav
                class="tabs"
                class:tabs-folded=is_folded
                class:tabs-open=move || open.get()
                aria-label=move || app.texts().common.pages_of_group
            >
                {is_folded.then(|| view! {
                    <button
                        type="button"
                        class="tabs-current"
                        aria-expanded=move || open.get().to_string()
                        on:click=move |_| open.update(|open| *open = !*open)
                    >
                        {name(path)}
                    </button>
                })}
                <ul>{paths.into_iter().map(tab).collect_view()}</ul>
            </nav>
        }
    })
}
