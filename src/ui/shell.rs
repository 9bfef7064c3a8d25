//! The frame around every page: navigation, notices, the page itself, and what its program puts above it (the filter
//! bar, but for the kiosk).

use leptos::prelude::*;

use crate::charts::watch::MediaWatch;
use crate::i18n::{Language, Texts};
use crate::indicators::{Group, overview, registry};
use crate::platform::storage::Health;
use crate::route::Route;
use crate::state::{App, Kept, Theme, use_app, use_offline};

use super::components::banner::{Banner, Tone};
use super::components::focus::focus_content;
use super::components::icon::{Icon, Shape};
use super::components::later::Later;

/// Whether the system prefers dark colours.
const DARK: &str = "(prefers-color-scheme: dark)";

fn prefers_dark() -> bool {
    window().match_media(DARK).is_ok_and(|query| query.is_some_and(|query| query.matches()))
}

/// The whole page.
#[component]
pub fn Shell(
    /// Draws a page.
    page: fn(Route) -> AnyView,
    /// Draws what stands between the notices and the page.
    above: fn() -> AnyView,
) -> impl IntoView {
    let app = use_app();
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
        document().set_title(&format!("{} – Loyalscope", page_name(app)));
    });
    // A change of the filter is no change of page: what was typed or opened on it stays.
    let route = Memo::new(move |_| app.route());
    view! {
        <a class="skip" href="#content" on:click=move |event| skip(&event)>{move || app.texts().common.skip}</a>
        <div class="shell">
            // The browser answers between two parts.
            <Navigation/>
            <div class="shell-main">
                <Later><Notices/>{above()}</Later>
                <main id="content" class="content" tabindex="-1" data-kept=move || kept_name(app.kept())>
                    <Later turns=2>{move || page(route.get())}</Later>
                </main>
            </div>
        </div>
    }
}

/// What the page is called: of a group's pages, each by its own name.
pub(super) fn page_name(app: App) -> &'static str {
    match app.route() {
        Route::Page(path) => name_of(app, path),
        route => Entry::of(&route).name(app.texts()),
    }
}

/// What a page of indicators is called: the overview of all its indicators, any other after the first of them.
pub(super) fn name_of(app: App, path: &str) -> &'static str {
    if path == overview::PATH {
        return app.texts().common.overview;
    }
    registry::abouts().iter().find(|about| about.path == path).map_or("", |about| about.name(app.language()))
}

/// The skip link must not become a route: it moves the focus instead.
fn skip(event: &leptos::ev::MouseEvent) {
    event.prevent_default();
    focus_content();
}

/// An entry of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Data,
    Group(Group),
    Customers,
    Kiosk,
    FollowUp,
    Settings,
    /// What the navigation does not have.
    Nowhere,
}

impl Entry {
    const ALL: [Self; 10] = [
        Self::Data,
        Self::Group(Group::Overview),
        Self::Customers,
        Self::Group(Group::Segments),
        Self::Group(Group::Loyalty),
        Self::Group(Group::Retention),
        Self::Group(Group::Service),
        Self::FollowUp,
        Self::Kiosk,
        Self::Settings,
    ];

    /// The entry a page belongs to.
    fn of(route: &Route) -> Self {
        match route {
            Route::Import => Self::Data,
            Route::Page(path) => group_of(path).map_or(Self::Nowhere, Self::Group),
            Route::Customers | Route::Customer(_) => Self::Customers,
            Route::FollowUp | Route::Case(_) | Route::Causes | Route::FrontLine | Route::CareRules => Self::FollowUp,
            Route::Kiosk | Route::KioskProfile(_) => Self::Kiosk,
            Route::Settings => Self::Settings,
            Route::Unknown(_) => Self::Nowhere,
        }
    }

    /// Its first page, of a group the first that has what it needs; `None` for a group that has none.
    fn route(self, app: App) -> Option<Route> {
        Some(match self {
            Self::Data => Route::Import,
            Self::Group(group) => {
                let paths = paths_of(group);
                let served = paths.iter().copied().find(|path| app.is_served(path));
                Route::Page(served.or(paths.first().copied())?)
            }
            Self::Customers => Route::Customers,
            Self::Kiosk => Route::Kiosk,
            Self::FollowUp => Route::FollowUp,
            Self::Settings => Route::Settings,
            Self::Nowhere => return None,
        })
    }

    fn name(self, texts: &'static Texts) -> &'static str {
        match self {
            Self::Data => texts.common.import,
            Self::Group(Group::Overview) => texts.common.overview,
            Self::Group(Group::Segments) => texts.common.segments,
            Self::Group(Group::Loyalty) => texts.common.loyalty,
            Self::Group(Group::Retention) => texts.common.retention,
            Self::Group(Group::Service) => texts.common.service,
            Self::Customers => texts.common.customers,
            Self::Kiosk => texts.kiosk.name,
            Self::FollowUp => texts.care.name,
            Self::Settings => texts.common.settings,
            Self::Nowhere => texts.common.not_found,
        }
    }

    const fn shape(self) -> Shape {
        match self {
            Self::Data | Self::Nowhere => Shape::Import,
            Self::Group(Group::Overview) => Shape::Overview,
            Self::Group(Group::Segments) => Shape::Segments,
            Self::Group(Group::Loyalty) => Shape::Loyalty,
            Self::Group(Group::Retention) => Shape::Retention,
            Self::Group(Group::Service) => Shape::Done,
            Self::Customers => Shape::Customers,
            Self::Kiosk => Shape::Kiosk,
            Self::FollowUp => Shape::Phone,
            Self::Settings => Shape::Settings,
        }
    }
}

/// The group a path belongs to.
pub(super) fn group_of(path: &str) -> Option<Group> {
    if path == overview::PATH {
        return Some(Group::Overview);
    }
    registry::abouts().iter().find(|about| about.path == path).map(|about| about.group)
}

/// The pages of a group, in the order of the registry.
pub(super) fn paths_of(group: Group) -> Vec<&'static str> {
    registry::paths().into_iter().filter(|path| group_of(path) == Some(group)).collect()
}

/// The pages, the language and the colours.
#[component]
fn Navigation() -> impl IntoView {
    let app = use_app();
    let current = Memo::new(move |_| Entry::of(&app.route()));
    let link = move |entry: Entry| {
        let route = Memo::new(move |_| entry.route(app));
        let href = move || route.get().map(|route| app.href(route));
        view! {
            <li>
                <a href=href aria-current=move || (current.get() == entry).then_some("page")>
                    <Icon shape=entry.shape()/>
                    <span>{move || entry.name(app.texts())}</span>
                </a>
            </li>
        }
    };
    let entries = Entry::ALL.into_iter().filter(|entry| untrack(|| entry.route(app)).is_some());
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

/// What is worth knowing on every page: a new version, an engine that stopped, what could not be kept.
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
