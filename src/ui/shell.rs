//! The frame around every page: navigation, notices, the filter bar, and the page itself.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::charts::watch::MediaWatch;
use crate::i18n::{Language, Texts};
use crate::platform::storage::Health;
use crate::route::Route;
use crate::state::{Kept, Theme, use_app, use_offline};

use super::components::banner::{Banner, Tone};
use super::components::filter_bar::FilterBar;
use super::components::icon::{Icon, Shape};
use super::components::progress::TaskProgress;
use super::components::provenance::ProvenanceDialog;
use super::pages;

/// Whether the system prefers dark colours.
const DARK: &str = "(prefers-color-scheme: dark)";

fn prefers_dark() -> bool {
    window().match_media(DARK).is_ok_and(|query| query.is_some_and(|query| query.matches()))
}

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    pages::import::Chosen::provide();
    pages::follow_up::provide_choices();
    let system_dark = RwSignal::new(prefers_dark());
    // It lives as long as the page.
    StoredValue::new_local(MediaWatch::new(DARK, move || system_dark.set(prefers_dark())));
    Effect::new(move |_| {
        let root = document().document_element();
        if let Some(root) = root {
            // Attributes of our own on the root element: neither can fail.
            let _ = root.set_attribute("lang", app.language().tag());
            let _ = root.set_attribute("data-theme", app.preferences().theme.in_force(system_dark.get()));
        }
        document().set_title(&format!("{} – Loyalscope", page_name(&app.route(), app.texts())));
    });
    // After the kiosk ran there may be new answers; at the start they come after the kept files.
    if !untrack(|| app.restoring()) {
        spawn_local(app.count_kiosk());
    }
    // A change of the filter is no change of page: what was typed or opened on it stays.
    let route = Memo::new(move |_| app.route());
    let filtered = move || app.has_data() && takes_filter(&app.route());
    view! {
        <a class="skip" href="#content" on:click=move |event| focus_content(&event)>{move || app.texts().common.skip}</a>
        <ProvenanceDialog/>
        <div class="shell">
            <Navigation/>
            <div class="shell-main">
                <Notices/>
                <Show when=filtered>
                    <FilterBar/>
                </Show>
                <TaskProgress/>
                <main id="content" class="content" tabindex="-1" data-kept=move || kept_name(app.kept())>
                    {move || page(route.get())}
                </main>
            </div>
        </div>
    }
}

/// Whether a page shows figures of the loaded files, which a filter can narrow.
fn takes_filter(route: &Route) -> bool {
    matches!(
        route,
        Route::Overview | Route::Customers | Route::Customer(_) | Route::Segments | Route::Loyalty | Route::Retention
    )
}

fn page(route: Route) -> AnyView {
    match route {
        Route::Import => view! { <pages::import::ImportPage/> }.into_any(),
        Route::Overview => view! { <pages::overview::OverviewPage/> }.into_any(),
        Route::Customers => view! { <pages::customers::CustomersPage/> }.into_any(),
        Route::Customer(id) => view! { <pages::customer::CustomerPage id/> }.into_any(),
        Route::Segments => view! { <pages::segments::SegmentsPage/> }.into_any(),
        Route::Loyalty => view! { <pages::loyalty::LoyaltyPage/> }.into_any(),
        Route::Retention => view! { <pages::retention::RetentionPage/> }.into_any(),
        Route::FollowUp => view! { <pages::follow_up::FollowUpPage/> }.into_any(),
        Route::Case(id) => view! { <pages::follow_up::CasePage id/> }.into_any(),
        Route::Causes => view! { <pages::follow_up::CausesPage/> }.into_any(),
        Route::FrontLine => view! { <pages::follow_up::FrontLinePage/> }.into_any(),
        Route::CareRules => view! { <pages::follow_up::RulesPage/> }.into_any(),
        Route::Kiosk => view! { <super::kiosk::OperatorPage link=None/> }.into_any(),
        Route::KioskProfile(link) => view! { <super::kiosk::OperatorPage link=Some(link)/> }.into_any(),
        Route::Settings => view! { <pages::settings::SettingsPage/> }.into_any(),
        Route::Unknown(path) => view! { <pages::unknown::UnknownPage path/> }.into_any(),
    }
}

/// The skip link must not become a route: it moves the focus instead.
fn focus_content(event: &leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    if let Some(content) =
        document().get_element_by_id("content").and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = content.focus();
    }
}

fn page_name(route: &Route, texts: &'static Texts) -> &'static str {
    match route {
        Route::Import => texts.common.import,
        Route::Overview => texts.common.overview,
        Route::Customers | Route::Customer(_) => texts.common.customers,
        Route::Segments => texts.common.segments,
        Route::Loyalty => texts.common.loyalty,
        Route::Retention => texts.common.retention,
        Route::FollowUp | Route::Case(_) | Route::Causes | Route::FrontLine | Route::CareRules => texts.care.name,
        Route::Kiosk | Route::KioskProfile(_) => texts.kiosk.name,
        Route::Settings => texts.common.settings,
        Route::Unknown(_) => texts.common.not_found,
    }
}

/// The pages, the language and the colours.
#[component]
fn Navigation() -> impl IntoView {
    let app = use_app();
    let entries = [
        (Route::Import, Shape::Import),
        (Route::Overview, Shape::Overview),
        (Route::Customers, Shape::Customers),
        (Route::Segments, Shape::Segments),
        (Route::Loyalty, Shape::Loyalty),
        (Route::Retention, Shape::Retention),
        (Route::FollowUp, Shape::Phone),
        (Route::Settings, Shape::Settings),
    ];
    let link = move |(route, shape): (Route, Shape)| {
        let of_link = route.clone();
        let href = move || app.href(of_link.clone());
        let of_name = route.clone();
        let current = move || page_name(&app.route(), app.texts()) == page_name(&route, app.texts());
        view! {
            <li>
                <a href=href aria-current=move || current().then_some("page")>
                    <Icon shape/>
                    <span>{move || page_name(&of_name, app.texts())}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="nav" aria-label=move || app.texts().common.navigation>
            <p class="nav-brand">"Loyalscope"</p>
            <ul class="nav-pages">{entries.map(link).collect_view()}</ul>
            <div class="nav-choices">
                <Languages/>
                <ThemeButton/>
                // Phones have room for seven names below.
                <a class="icon-button nav-settings" href=move || app.href(Route::Settings) aria-label=move || app.texts().common.settings>
                    <Icon shape=Shape::Settings/>
                </a>
            </div>
        </nav>
    }
}

#[component]
fn Languages() -> impl IntoView {
    let app = use_app();
    let button = move |language: Language| {
        view! {
            <button
                type="button"
                class="choice"
                lang=language.tag()
                aria-pressed=move || (app.language() == language).to_string()
                on:click=move |_| app.prefer(|preferences| preferences.language = Some(language))
            >
                {language.own_name()}
            </button>
        }
    };
    view! {
        <div class="choices" role="group" aria-label=move || app.texts().common.language>
            {Language::ALL.map(button).collect_view()}
        </div>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let app = use_app();
    let name = move || match app.preferences().theme {
        Theme::Auto => app.texts().common.theme_auto,
        Theme::Light => app.texts().common.theme_light,
        Theme::Dark => app.texts().common.theme_dark,
    };
    let shape = move || match app.preferences().theme {
        Theme::Auto => Shape::Auto,
        Theme::Light => Shape::Sun,
        Theme::Dark => Shape::Moon,
    };
    view! {
        <button
            type="button"
            class="icon-button"
            title=name
            aria-label=name
            on:click=move |_| app.prefer(|preferences| preferences.theme = preferences.theme.next())
        >
            {move || view! { <Icon shape=shape()/> }}
        </button>
    }
}

/// What the user must know whatever the page: a stopped engine, storage that keeps nothing.
/// Read by whoever must know when a reload is safe: tests, and kiosk software around the page.
fn kept_name(kept: Kept) -> &'static str {
    match kept {
        Kept::Off => "off",
        Kept::Underway => "underway",
        Kept::Done => "done",
        Kept::Failed => "failed",
    }
}

#[component]
fn Notices() -> impl IntoView {
    let (app, offline) = (use_app(), use_offline());
    let reload = move || {
        // Reloading one's own page cannot fail.
        let _ = window().location().reload();
    };
    view! {
        <div class="notices">
            {move || app.stopped().map(|why| view! {
                <Banner tone=Tone::Error action=(app.texts().common.reload, Callback::new(move |()| reload()))>
                    <strong>{app.texts().common.engine_stopped}</strong>" "{app.texts().common.engine_stopped_help}" "
                    <span class="muted">{why}</span>
                </Banner>
            })}
            {move || match app.health() {
                Health::Kept => None,
                Health::Blocked => Some(view! { <Banner tone=Tone::Warning>{app.texts().common.storage_blocked}</Banner> }),
                Health::Full => Some(view! { <Banner tone=Tone::Warning>{app.texts().common.storage_full}</Banner> }),
            }}
            {move || app.loaded().keeping.map(|problem| {
                let texts = app.texts();
                view! { <Banner tone=Tone::Warning>{texts.keep_problem(&problem)}</Banner> }
            })}
            {move || app.changed_elsewhere().then(|| view! {
                <Banner tone=Tone::Info action=(app.texts().common.reload, Callback::new(move |()| reload()))>
                    {app.texts().common.other_tab}
                </Banner>
            })}
            {move || offline.has_update().then(|| view! {
                <Banner tone=Tone::Info action=(app.texts().common.reload, Callback::new(move |()| offline.update()))>
                    <span data-notice="update">{app.texts().offline.update}</span>
                </Banner>
            })}
        </div>
    }
}
