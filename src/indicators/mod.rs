//! Indicators: one folder each, and the list of them in [`registry`].
//!
//! An indicator is checked parameters, `compute` to a typed result with its provenance, and `show` from the result to
//! a [`Page`]: a plain value in the reader's language. Whoever draws pages knows no indicator, and whoever asks for
//! one needs no more than its id, a [`View`] and [`Settings`].
//!
//! Pure: the domain below, texts within, no web crate. Everything runs natively.

pub mod activity;
mod alike;
mod ask;
pub mod chosen;
pub mod classes;
mod column_names;
mod customer_names;
mod decimals;
mod dividing;
mod document;
mod gone;
mod history;
mod known;
mod left;
mod markdown;
mod marks;
pub mod members;
mod named;
pub mod one;
pub mod overview;
pub mod page;
mod priced;
mod purchase_days;
pub mod put;
pub mod registry;
mod results;
mod rhythm;
mod say;
pub mod segmentations;
pub mod settings;
pub mod shelf;
mod spent;
mod stays;
mod view;
mod wallet;
mod wanted;
pub mod words;
mod worth;

pub mod attitude;
pub mod calls;
pub mod change;
pub mod channels;
pub mod claims;
pub mod club;
pub mod clusters;
pub mod clv;
pub mod cohorts;
pub mod comments;
pub mod complaints;
pub mod concentration;
pub mod core;
pub mod cox;
pub mod dealers;
pub mod drivers;
pub mod earned_growth;
pub mod eight_classes;
pub mod exits;
pub mod gap;
pub mod grades;
pub mod importance;
pub mod lifecycle;
pub mod loyalty_index;
pub mod movement;
pub mod next_order;
pub mod nps;
pub mod nps_value;
pub mod occasions;
pub mod price;
pub mod product_names;
mod products;
pub mod profile;
pub mod promises;
pub mod pyramid;
pub mod rates;
pub mod referral;
pub mod renewal;
pub mod repeat;
pub mod retention;
pub mod revenue;
pub mod rfm;
pub mod share_of_wallet;
pub mod survival;
pub mod switching_cost;
pub mod territory;
pub mod themes;
pub mod tiers;
pub mod touchpoints;
pub mod tree;
mod typed_lines;
pub mod value_matrix;
pub mod warning;
pub mod what_if;
mod who_left;
pub mod workbench;

#[cfg(test)]
mod asked;
#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)] // a test fails by panicking
mod fixture;
#[cfg(test)]
#[path = "../../tests/orders/mod.rs"]
mod orders;
#[cfg(test)]
#[path = "../../tests/reference/mod.rs"]
mod reference;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::dataset::{Field, Kind};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::language::Language;

pub use ask::{Answer, Entry, Missing, Problem, Question, Shown};
pub use column_names::spelled;
pub use document::Document;
pub use known::{AsOf, Horizon, Known};
pub use members::{ClassName, CustomerGroup, CustomerTable, Member, Members};
pub use page::Page;
pub use results::Results;
pub use say::{Figures, Say};
pub use settings::{SettingError, Settings, Shared};
pub use view::View;
pub use wanted::Wanted;
pub use words::Words;

use page::Control;

/// What is known of an indicator before anything is computed.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Its id: its key in the JSON document, its parameters' key in the settings, the beginning of its figures' names.
    pub id: &'static str,
    /// Its name in English and in Chinese.
    pub name: [&'static str; 2],
    /// Where the navigation has it.
    pub group: Group,
    /// Its page's path (`/retention`). Indicators of one path stand on one page, in the registry's order.
    pub path: &'static str,
    /// The tables without which it says nothing; the first is the one its page asks for. Any one is enough.
    pub needs: &'static [Kind],
}

impl About {
    /// Its name in a language.
    pub const fn name(&self, language: Language) -> &'static str {
        let [english, chinese] = self.name;
        match language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }
}

/// The groups of the navigation that hold indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The first answers.
    Overview,
    /// Who the customers are.
    Segments,
    /// What they say.
    Loyalty,
    /// Whether they stay.
    Retention,
    /// How they are served.
    Service,
}

/// Makes what an indicator offers the overview, of what it found.
pub type Offer<I> = fn(&<I as Indicator>::Found, &<I as Indicator>::Params, &Say<'_>) -> Option<Page>;

/// One indicator.
pub trait Indicator: Sized + 'static {
    /// What is known of it beforehand.
    const ABOUT: About;

    /// Under which id its own parameters are kept: its own, unless it computes with those of another.
    const PARAMS_OF: &'static str = Self::ABOUT.id;

    /// What it offers the overview: a part of its first line, which may be empty, and tiles. `None` where it never offers
    /// anything: the overview then does without computing it.
    const OFFER: Option<Offer<Self>> = None;

    /// Whether its page is left to the program that comes later although it offers the overview something: for a page of
    /// much code, of which the overview takes a line, or one that is shown with others from there.
    const PAGE_LATER: bool = false;

    /// Whether it divides texts into words: computing needs the view's word list.
    const NEEDS_WORDS: bool = false;

    /// Roles of columns without which it says nothing, whatever tables are there; any one is enough.
    const NEEDS_COLUMN: &'static [Field] = &[];

    /// The parameters that follow from another that is put in force ([`Self::settle`]), by name.
    const SETTLED: &'static [&'static str] = &[];

    /// Its parameters as they are kept, shared ones included; any field may be missing.
    type Params: Default + Serialize + DeserializeOwned;
    /// Its parameters once checked: only these can compute.
    type Checked;
    /// What it finds; as JSON its part of the document.
    type Found: Serialize + 'static;
    /// Why it cannot be computed.
    type Error: std::error::Error + Serialize;

    /// Puts the shared parameters in their places.
    fn with_shared(own: Self::Params, shared: &Shared) -> Self::Params;

    /// The same, with those of another indicator in their places where it computes with them.
    fn with_settings(own: Self::Params, settings: &Settings) -> Self::Params {
        Self::with_shared(own, &settings.shared)
    }

    /// The parameters ready for use, or what is wrong with them.
    fn check(params: Self::Params) -> Result<Self::Checked, Self::Error>;

    /// What follows from a parameter that was just put in force and passed the check: only those of [`Self::SETTLED`] are
    /// taken from what it gives.
    fn settle(_before: &Self::Params, now: Self::Params) -> Self::Params {
        now
    }

    /// Computes; `None` where there is nothing to say: its table is absent or empty. Gives way to others, and stops
    /// when told to, at least every tenth of a second.
    fn compute<P: Pace>(
        view: &View,
        params: &Self::Checked,
        pace: &mut P,
    ) -> impl Future<Output = Result<Option<Self::Found>, Stopped<Self::Error>>>;

    /// What it found as a page.
    fn show(found: &Self::Found, params: &Self::Params, say: &Say<'_>) -> Page;

    /// What its page would show, as a sentence, for when it cannot.
    fn promise(say: &Say<'_>) -> &'static str;

    /// What is wrong, and what to do.
    fn explain(error: &Self::Error, say: &Say<'_>) -> String;

    /// Its parameters as fields of the settings page. Those of the page itself stand in its sections.
    fn controls(_params: &Self::Params, _say: &Say<'_>) -> Vec<Control> {
        Vec::new()
    }

    /// Every customer it puts into a class; `None` where it makes no classes.
    fn members(_found: &Self::Found) -> Option<Members<'_>> {
        None
    }

    /// The classes of [`Self::members`] that a filter can choose, in its own order; empty where that would say no more than
    /// another indicator's classes, or than a filter of its own does.
    fn classes(_found: &Self::Found, _say: &Say<'_>) -> Vec<ClassName> {
        Vec::new()
    }

    /// What stands over the classes on its page, what is said of choosing one, and what the file of all is called: where those
    /// it divides are called something else than customers, in its own words.
    fn by_class(say: &Say<'_>) -> [&'static str; 3] {
        [say.words.by_class, say.words.by_class_help, say.words.members_file]
    }

    /// Further customers that its figures count, whom a filter can choose too: its tiles lead to them.
    fn groups<'a>(_found: &'a Self::Found, _say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        Vec::new()
    }

    /// What it says of each customer, for programs: by default who is in which class; `None` where it says nothing of one.
    fn table<P: Pace>(
        view: &View,
        found: &Self::Found,
        _params: &Self::Checked,
        _pace: &mut P,
    ) -> impl Future<Output = Result<Option<CustomerTable>, Cancelled>> {
        let table = Self::members(found).map(|members| members.table(&view.dataset.customers));
        async { Ok(table) }
    }

    /// Whether it says something of one customer, on their own page.
    const SAYS_OF_ONE: bool = false;

    /// What it says of one customer, by number, as a page of its own; `None` where it says nothing.
    fn of_one<P: Pace>(
        _view: &View,
        _found: &Self::Found,
        _params: &Self::Checked,
        _customer: u32,
        _say: &Say<'_>,
        _pace: &mut P,
    ) -> impl Future<Output = Result<Option<Page>, Cancelled>> {
        async { Ok(None) }
    }

    /// A further table, by its name; `None` where it has none of this name.
    fn further_table(_view: &View, _found: &Self::Found, _name: &str) -> Option<CustomerTable> {
        None
    }
}

/// Why computing ended without a result.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Stopped<E> {
    /// It was told to.
    #[error("stopped")]
    Cancelled,
    /// It cannot be computed.
    #[error(transparent)]
    Error(E),
}

impl<E> Stopped<E> {
    /// The same, its error made another.
    pub fn map<F>(self, into: impl FnOnce(E) -> F) -> Stopped<F> {
        match self {
            Self::Cancelled => Stopped::Cancelled,
            Self::Error(error) => Stopped::Error(into(error)),
        }
    }
}

impl<E> From<Cancelled> for Stopped<E> {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}
