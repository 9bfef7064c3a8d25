//! The page's state as signals, and everything that changes it. What it asks the engine is in [`ask`].

pub(super) mod ask;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Field, Filter, FilterError};
use crate::domain::intake::Progress;
use crate::engine::client::Client;
use crate::engine::protocol::{CustomerList, Loaded, LoadedFile};
use crate::i18n::{Language, Texts};
use crate::indicators::chosen::Divided;
use crate::indicators::rfm::{self, RfmSettings, RuleTable};
use crate::indicators::{Settings, registry};
use crate::platform::intl::Formats;
use crate::platform::storage::{self, Health, Stored};
use crate::route::{Place, Route};

use super::preferences::{LastFilter, Preferences};

/// A long piece of work the engine is at.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The request's number, to cancel it by.
    pub request: u32,
    /// The file, or what is being done.
    pub name: String,
    /// How far it is.
    pub progress: Progress,
}

/// Whether what is loaded will be there on the next visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The user wants nothing kept.
    Off,
    /// Being written.
    Underway,
    /// Written, as durably as the browser can.
    Done,
    /// Could not be written; [`Loaded::keeping`] says why.
    Failed,
}

/// A number that changes whenever the loaded tables do, so that other tabs notice.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct DataStamp(f64);

impl Stored for DataStamp {
    const KEY: &'static str = "data-stamp";
    const VERSION: u32 = 1;
}

/// When everything was erased last: told to other tabs by being kept for a moment.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
struct Erased(f64);

impl Stored for Erased {
    const KEY: &'static str = "erased";
    const VERSION: u32 = 1;
}

/// Everything pages and components share. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct App {
    client: StoredValue<Client, LocalStorage>,
    formats: StoredValue<(Formats, Formats), LocalStorage>,
    browser_language: Language,
    preferences: RwSignal<Preferences>,
    place: RwSignal<Place>,
    loaded: RwSignal<Loaded>,
    revision: RwSignal<u32>,
    restoring: RwSignal<bool>,
    storing: RwSignal<bool>,
    task: RwSignal<Option<Task>>,
    health: RwSignal<Health>,
    stopped: RwSignal<Option<String>>,
    changed_elsewhere: RwSignal<bool>,
    customers: RwSignal<CustomerList>,
    divided: RwSignal<Vec<Divided>>,
    /// An indicator's id, and parameters its page tries out.
    tried: RwSignal<Option<(String, Settings)>>,
}

/// The state of this page.
///
/// # Panics
/// Outside the component that provides it, which is a mistake of ours that the first test shows.
pub fn use_app() -> App {
    expect_context::<App>()
}

impl App {
    /// Starts the engine and reads what was kept.
    pub fn start() -> Self {
        let app = Self::without_engine();
        app.client.with_value(Client::start);
        storage::when_changed_elsewhere::<DataStamp>(move || app.changed_elsewhere.set(true));
        storage::when_changed_elsewhere::<Erased>(begin_anew);
        app.restore();
        app
    }

    /// What a page needs that asks the engine nothing: choices, texts, the place. It follows the URL and other tabs.
    pub fn without_engine() -> Self {
        let stopped = RwSignal::new(None);
        let preferences: Preferences = storage::load();
        let tags: Vec<String> = window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect();
        let app = Self {
            client: StoredValue::new_local(Client::new(move |why| stopped.set(Some(why)))),
            formats: StoredValue::new_local((
                Formats::new(Language::English.tag()),
                Formats::new(Language::Chinese.tag()),
            )),
            browser_language: Language::preferred(tags),
            place: RwSignal::new(first_place()),
            preferences: RwSignal::new(preferences),
            loaded: RwSignal::default(),
            revision: RwSignal::new(0),
            restoring: RwSignal::new(true),
            storing: RwSignal::new(false),
            task: RwSignal::new(None),
            health: RwSignal::new(storage::health()),
            stopped,
            changed_elsewhere: RwSignal::new(false),
            customers: RwSignal::default(),
            divided: RwSignal::default(),
            tried: RwSignal::default(),
        };
        app.follow_url();
        storage::when_changed_elsewhere::<Preferences>(move || app.preferences.set(storage::load()));
        app
    }

    // What pages read.

    /// How the customer list is searched and sorted: a customer's page goes on in it, and who comes back finds it so.
    pub fn customers(self) -> RwSignal<CustomerList> {
        self.customers
    }

    /// The language in use.
    pub fn language(self) -> Language {
        self.preferences.with(|preferences| preferences.language).unwrap_or(self.browser_language)
    }

    /// The texts in the language in use.
    pub fn texts(self) -> &'static Texts {
        self.language().texts()
    }

    /// Number and date formats of the language in use, with money in the files' currency, else the one chosen.
    pub fn formats(self) -> Formats {
        let language = self.language();
        let chosen = self.preferences.with(|preferences| preferences.settings.shared.currency);
        let currency = self.loaded.with(|loaded| loaded.currency).or(chosen);
        let formats = self.formats.with_value(|(english, chinese)| match language {
            Language::English => english.clone(),
            Language::Chinese => chinese.clone(),
        });
        formats.in_currency(currency)
    }

    /// The user's choices.
    pub fn preferences(self) -> Preferences {
        self.preferences.get()
    }

    /// The parameters of the indicators.
    pub fn settings(self) -> Settings {
        self.preferences.with(|preferences| preferences.settings.clone())
    }

    /// The parameters of an indicator's page: those it tries out, else those in force.
    pub fn settings_of(self, id: &str) -> Settings {
        let tried = self.tried.with(|tried| tried.as_ref().filter(|(of, _)| of == id).map(|(_, tried)| tried.clone()));
        tried.unwrap_or_else(|| self.settings())
    }

    /// Below how many answers or cases a figure is marked as a small sample.
    pub fn small_sample(self) -> SmallSample {
        self.preferences.with(|preferences| preferences.settings.shared.small_sample)
    }

    /// The rules that name segments.
    pub fn segment_rules(self) -> RuleTable {
        self.preferences.with(|preferences| preferences.settings.own::<RfmSettings>(rfm::ID).rfm.rules)
    }

    /// The page.
    pub fn route(self) -> Route {
        self.place.with(|place| place.route.clone())
    }

    /// The filter in force.
    pub fn filter(self) -> Filter {
        self.place.with(|place| place.filter.clone())
    }

    /// What divides customers as the filter in force asks, with the names of the classes, once it is known.
    pub fn divided(self) -> Vec<Divided> {
        self.divided.get()
    }

    /// Why the filter the address asks for is not in force.
    pub fn refused(self) -> Option<FilterError> {
        self.place.with(|place| place.refused.clone())
    }

    /// The hash of a page under the filter in force.
    pub fn href(self, route: Route) -> String {
        Place::new(route, self.filter()).to_string()
    }

    /// What is loaded.
    pub fn loaded(self) -> Loaded {
        self.loaded.get()
    }

    /// Whether any table is loaded.
    pub fn has_data(self) -> bool {
        self.loaded.with(|loaded| !loaded.files.is_empty())
    }

    /// Whether a page of indicators has the tables it needs; before anything is loaded every page has what it can have.
    pub fn is_served(self, path: &str) -> bool {
        self.loaded.with(|loaded| {
            let is_there = |kind, roles: &[Field]| loaded.files.iter().any(|file| file.report.has(kind, roles));
            loaded.files.is_empty() || registry::is_served(path, is_there)
        })
    }

    /// Whether the sample is among what is loaded.
    pub fn has_sample(self) -> bool {
        self.loaded.with(|loaded| loaded.files.iter().any(|file| file.sample))
    }

    /// Whether kept files are still being read again.
    pub fn restoring(self) -> bool {
        self.restoring.get()
    }

    /// Whether what is loaded will be there on the next visit.
    pub fn kept(self) -> Kept {
        if !self.preferences.with(|preferences| preferences.keep_files) {
            Kept::Off
        } else if self.storing.get() {
            Kept::Underway
        } else if self.loaded.with(|loaded| loaded.keeping.is_some()) {
            Kept::Failed
        } else {
            Kept::Done
        }
    }

    /// Whether something is loaded, or being read, that a page loaded again would not have.
    pub fn has_unkept(self) -> bool {
        let loaded = self.loaded.with(|loaded| loaded.files.iter().any(|file| file.id != LoadedFile::KIOSK));
        let reading = self.task.with(Option::is_some) && !self.restoring();
        reading || loaded && matches!(self.kept(), Kept::Off | Kept::Failed)
    }

    /// The long piece of work under way.
    pub fn task(self) -> Option<Task> {
        self.task.get()
    }

    /// How storage is doing.
    pub fn health(self) -> Health {
        self.health.get()
    }

    /// Why the engine stopped, if it did.
    pub fn stopped(self) -> Option<String> {
        self.stopped.get()
    }

    /// Whether another tab changed the loaded tables.
    pub fn changed_elsewhere(self) -> bool {
        self.changed_elsewhere.get()
    }

    // What pages change.

    /// Takes in what divides customers as the filter in force asks.
    pub(super) fn know_divided(self, divided: &[Divided]) {
        if self.divided.with_untracked(|known| known != divided) {
            self.divided.set(divided.to_vec());
        }
    }

    /// Changes the user's choices and keeps them.
    pub fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        let before = self.preferences.get_untracked();
        self.preferences.update(change);
        if self.preferences.with_untracked(|now| *now != before) {
            self.health.set(self.preferences.with_untracked(storage::save));
        }
    }

    /// Tries no parameters out any longer.
    pub fn try_no_longer(self) {
        if self.tried.with_untracked(Option::is_some) {
            self.tried.set(None);
        }
    }

    /// Changes the parameters of the indicators and keeps them.
    pub fn set_settings(self, change: impl FnOnce(&mut Settings)) {
        self.try_no_longer();
        self.prefer(|preferences| change(&mut preferences.settings));
    }

    /// Goes to a page; the filter stays.
    pub fn go(self, route: Route) {
        let place = Place::new(route, self.place.with_untracked(|place| place.filter.clone()));
        set_hash(&place);
        // Known at once: the browser tells of it a moment later.
        self.place.set(place);
    }

    /// Puts a filter in force; the page stays.
    pub fn set_filter(self, filter: Filter) {
        let kept = storage::save(&LastFilter(filter.to_string()));
        // That there is room for a filter does not mean that there is for everything else.
        if kept != Health::Kept {
            self.health.set(kept);
        }
        set_hash(&Place::new(self.place.with_untracked(|place| place.route.clone()), filter));
    }

    fn follow_url(self) {
        let follow = move |_| {
            let place = current_place();
            if self.place.with_untracked(|known| *known != place) {
                self.place.set(place);
            }
        };
        let listen = window_event_listener(leptos::ev::hashchange, follow);
        on_cleanup(move || listen.remove());
    }
}

fn current_place() -> Place {
    Place::from_hash(&window().location().hash().unwrap_or_default())
}

/// The place the URL names; where it names no filter, with the filter last in force.
fn first_place() -> Place {
    let mut place = current_place();
    if place.filter.is_empty() && place.refused.is_none() {
        place.filter = storage::load::<LastFilter>().0.parse().unwrap_or_default();
        if !place.filter.is_empty() {
            set_hash(&place);
        }
    }
    place
}

/// Shows nothing of what another tab erased.
fn begin_anew() {
    set_hash(&Place::default());
    // Reloading one's own page cannot fail.
    let _ = window().location().reload();
}

fn set_hash(place: &Place) {
    // Setting the hash of one's own page cannot fail; the listener takes it from there.
    let _ = window().location().set_hash(&place.to_string());
}
