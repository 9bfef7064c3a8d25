//! The list of indicators: one line each, in the order of the navigation and of the document.

use std::marker::PhantomData;
use std::sync::LazyLock;

use serde_json::Value;

use crate::domain::dataset::{Field, Kind};
use crate::domain::intake::{Cancelled, Pace};

use super::ask::{Answer, Entry, Offer, Question, Shown, offer};
use super::page::{Page, Section};
use super::put::{self, Given};
use super::settings::{self, SHARED, SettingError, Settings, SharedTexts};
use super::shelf::{Every, Shelf};
use super::{About, Indicator, Say, overview};
use super::{
    attitude, calls, change, channels, claims, club, clusters, clv, cohorts, comments, complaints, concentration, core,
    cox, dealers, drivers, earned_growth, eight_classes, exits, gap, grades, importance, lifecycle, loyalty_index,
    movement, next_order, nps, nps_value, occasions, price, products, profile, promises, pyramid, rates, referral,
    renewal, repeat, retention, revenue, rfm, share_of_wallet, survival, switching_cost, territory, themes, tiers,
    touchpoints, tree, value_matrix, warning, what_if, workbench,
};

/// Calls `each` with every indicator.
pub fn for_each(each: &mut impl Each) {
    each.one::<revenue::RevenueIndicator>();
    each.one::<profile::ProfileIndicator>();
    each.one::<rfm::RfmIndicator>();
    each.one::<concentration::ConcentrationIndicator>();
    each.one::<pyramid::PyramidIndicator>();
    each.one::<eight_classes::EightClasses>();
    each.one::<value_matrix::ValueMatrixIndicator>();
    each.one::<core::CoreIndicator>();
    each.one::<movement::MovementIndicator>();
    each.one::<lifecycle::LifecycleIndicator>();
    each.one::<next_order::NextOrderIndicator>();
    each.one::<grades::GradesIndicator>();
    each.one::<tiers::TiersIndicator>();
    each.one::<clusters::ClustersIndicator>();
    each.one::<tree::TreeIndicator>();
    each.one::<workbench::WorkbenchIndicator>();
    each.one::<clv::ClvIndicator>();
    each.one::<calls::Calls>();
    each.one::<nps::NpsIndicator>();
    each.one::<nps_value::NpsValueIndicator>();
    each.one::<comments::CommentsIndicator>();
    each.one::<themes::ThemesIndicator>();
    each.one::<attitude::AttitudeIndicator>();
    each.one::<loyalty_index::LoyaltyIndexIndicator>();
    each.one::<share_of_wallet::WalletIndicator>();
    each.one::<products::ProductsIndicator>();
    each.one::<price::PriceIndicator>();
    each.one::<switching_cost::SwitchingCostIndicator>();
    each.one::<club::ClubIndicator>();
    each.one::<occasions::OccasionsIndicator>();
    each.one::<dealers::DealersIndicator>();
    each.one::<referral::ReferralIndicator>();
    each.one::<rates::RatesIndicator>();
    each.one::<cohorts::CohortsIndicator>();
    each.one::<retention::RetentionIndicator>();
    each.one::<earned_growth::EarnedGrowthIndicator>();
    each.one::<change::ChangeIndicator>();
    each.one::<repeat::RepeatIndicator>();
    each.one::<warning::WarningIndicator>();
    each.one::<exits::ExitsIndicator>();
    each.one::<survival::SurvivalIndicator>();
    each.one::<renewal::RenewalIndicator>();
    each.one::<cox::CoxIndicator>();
    each.one::<what_if::WhatIfIndicator>();
    each.one::<claims::ClaimsIndicator>();
    each.one::<gap::GapIndicator>();
    each.one::<importance::ImportanceIndicator>();
    each.one::<drivers::DriversIndicator>();
    each.one::<complaints::ComplaintsIndicator>();
    each.one::<promises::PromisesIndicator>();
    each.one::<territory::TerritoryIndicator>();
    each.one::<touchpoints::TouchpointsIndicator>();
    each.one::<channels::ChannelsIndicator>();
}

/// What is done with each indicator of the list.
pub trait Each {
    /// Does it with one.
    fn one<I: Indicator>(&mut self);
}

/// What is known of all of them beforehand, gathered once. Links none of their code.
pub fn abouts() -> &'static [About] {
    static ABOUTS: LazyLock<Vec<About>> = LazyLock::new(gather_abouts);
    &ABOUTS
}

fn gather_abouts() -> Vec<About> {
    struct Abouts(Vec<About>);
    impl Each for Abouts {
        fn one<I: Indicator>(&mut self) {
            self.0.push(I::ABOUT);
        }
    }
    let mut abouts = Abouts(Vec::new());
    for_each(&mut abouts);
    abouts.0
}

/// The paths of all pages that show indicators, each once, in the order of the navigation.
pub fn paths() -> Vec<&'static str> {
    let mut paths = vec![overview::PATH];
    for about in abouts() {
        if !paths.contains(&about.path) {
            paths.push(about.path);
        }
    }
    paths
}

/// What the indicators of a path say nothing without.
struct Needs {
    path: &'static str,
    kinds: &'static [Kind],
    columns: &'static [Field],
}

fn gather_needs() -> Vec<Needs> {
    struct All(Vec<Needs>);
    impl Each for All {
        fn one<I: Indicator>(&mut self) {
            let About { path, needs: kinds, .. } = I::ABOUT;
            self.0.push(Needs { path, kinds, columns: I::NEEDS_COLUMN });
        }
    }
    let mut all = All(Vec::new());
    for_each(&mut all);
    all.0
}

/// Whether an indicator of a page has the tables it needs: `is_there` says whether there is one of a kind that has, where any
/// are named, one of some roles. The overview shows what there is.
pub fn is_served(path: &str, is_there: impl Fn(Kind, &[Field]) -> bool) -> bool {
    static NEEDS: LazyLock<Vec<Needs>> = LazyLock::new(gather_needs);
    let has = |needs: &Needs| needs.kinds.iter().any(|kind| is_there(*kind, needs.columns));
    path == overview::PATH || NEEDS.iter().any(|needs| needs.path == path && has(needs))
}

/// Whether a program holds the indicator with this id.
pub fn holds<S: Shelf>(id: &str) -> bool {
    struct Ids<'a, S>(&'a str, bool, PhantomData<S>);
    impl<S: Shelf> Each for Ids<'_, S> {
        fn one<I: Indicator>(&mut self) {
            self.1 |= I::ABOUT.id == self.0 && S::holds::<I>();
        }
    }
    let mut ids = Ids::<S>(id, false, PhantomData);
    for_each(&mut ids);
    ids.1
}

/// The indicators of a program as functions.
pub fn entries_of<S: Shelf, P: Pace>() -> Vec<Entry<P>> {
    struct Entries<S, P>(Vec<Entry<P>>, PhantomData<S>);
    impl<S: Shelf, P: Pace> Each for Entries<S, P> {
        fn one<I: Indicator>(&mut self) {
            if S::holds::<I>() {
                self.0.push(Entry::of::<I>());
            }
        }
    }
    let mut entries = Entries::<S, P>(Vec::new(), PhantomData);
    for_each(&mut entries);
    entries.0
}

/// What the indicators of a program offer the overview, by id, as functions.
pub fn offers_of<S: Shelf, P: Pace>() -> Vec<(&'static str, Offer<P>)> {
    struct Offers<S, P>(Vec<(&'static str, Offer<P>)>, PhantomData<S>);
    impl<S: Shelf, P: Pace> Each for Offers<S, P> {
        fn one<I: Indicator>(&mut self) {
            if S::offers::<I>() {
                self.0.push((I::ABOUT.id, |question, pace| Box::pin(offer::<I, P>(question, pace))));
            }
        }
    }
    let mut offers = Offers::<S, P>(Vec::new(), PhantomData);
    for_each(&mut offers);
    offers.0
}

/// All of them as functions.
pub fn entries<P: Pace>() -> Vec<Entry<P>> {
    entries_of::<Every, P>()
}

/// The one with this id.
pub fn entry<P: Pace>(id: &str) -> Option<Entry<P>> {
    entry_of::<Every, P>(id)
}

fn entry_of<S: Shelf, P: Pace>(id: &str) -> Option<Entry<P>> {
    entries_of::<S, P>().into_iter().find(|entry| entry.about.id == id)
}

/// Whether an indicator of a program computes with the list of words; for the overview, whether any does.
pub fn needs_words<S: Shelf, P: Pace>(id: &str) -> bool {
    entries_of::<S, P>().iter().any(|entry| entry.needs_words && [entry.about.id, overview::OVERVIEW].contains(&id))
}

/// The page of an indicator; `None` where no indicator has this id.
pub async fn page<P: Pace>(id: &str, question: Question<'_>, pace: &mut P) -> Result<Option<Answer>, Cancelled> {
    page_of::<Every, P>(id, question, pace).await
}

/// The page of an indicator of a program; `None` where it holds none with this id.
pub async fn page_of<S: Shelf, P: Pace>(
    id: &str,
    question: Question<'_>,
    pace: &mut P,
) -> Result<Option<Answer>, Cancelled> {
    match entry_of::<S, P>(id) {
        Some(entry) => (entry.page)(question, pace).await.map(Some),
        None => Ok(None),
    }
}

/// The fields of the settings page: those all share, then a section each indicator that has any.
pub fn controls<P: Pace>(settings: &Settings, say: &Say<'_>) -> Answer {
    settings_page(controls_of::<Every, P>(settings, say), settings, say)
}

/// The sections of the settings page of a program's indicators.
pub fn controls_of<S: Shelf, P: Pace>(settings: &Settings, say: &Say<'_>) -> Vec<Section> {
    let of_entry = |entry: Entry<P>| {
        let section = Section::new(entry.about.id, entry.about.name(say.language), Vec::new());
        section.with((entry.controls)(settings, say))
    };
    entries_of::<S, P>().into_iter().map(of_entry).collect()
}

/// The settings page of the sections of all programs, whose order does not matter.
pub fn settings_page(mut sections: Vec<Section>, settings: &Settings, say: &Say<'_>) -> Answer {
    let order: Vec<&str> = abouts().iter().map(|about| about.id).collect();
    sections.sort_by_key(|section| order.iter().position(|id| *id == section.id));
    let mut page = Page::default();
    page.add(
        Section::new(SHARED, SharedTexts::of(say.language).title, Vec::new())
            .with(settings::controls(&settings.shared, say)),
    );
    for section in sections {
        page.add(section);
    }
    Answer { id: SHARED.to_owned(), shown: Ok(Shown::Page(Box::new(page))) }
}

/// Puts a parameter in force, a shared one under [`SHARED`]. Nothing changes where it cannot be.
pub fn set<P: Pace>(
    settings: &mut Settings,
    of: &str,
    parameter: &str,
    value: &Value,
    say: &Say<'_>,
) -> Result<(), SettingError> {
    set_of::<Every, P>(settings, of, parameter, value, say)
}

/// The same, of the shared parameters and those of a program's indicators.
pub fn set_of<S: Shelf, P: Pace>(
    settings: &mut Settings,
    of: &str,
    parameter: &str,
    value: &Value,
    say: &Say<'_>,
) -> Result<(), SettingError> {
    set_all_of::<S, P>(settings, &[Given::new(of, parameter, value)], say)
}

/// Puts parameters in force that are checked together, whatever their order. Nothing changes where one cannot be.
pub fn set_all<P: Pace>(settings: &mut Settings, given: &[Given], say: &Say<'_>) -> Result<(), SettingError> {
    set_all_of::<Every, P>(settings, given, say)
}

fn set_all_of<S: Shelf, P: Pace>(settings: &mut Settings, given: &[Given], say: &Say<'_>) -> Result<(), SettingError> {
    let mut now = settings.clone();
    let mut entries: Vec<Entry<P>> = Vec::new();
    for one in given {
        if one.of == SHARED {
            put::put_shared(&mut now, one, say)?;
            continue;
        }
        if !entries.iter().any(|entry| entry.about.id == one.of) {
            entries.push(entry_of::<S, P>(&one.of).ok_or_else(|| SettingError::NoSuchIndicator(one.of.clone()))?);
        }
        for entry in entries.iter().filter(|entry| entry.about.id == one.of) {
            (entry.put)(&mut now, one, say)?;
        }
    }
    check_all(settings, &now, &entries, given, say)?;
    for entry in &entries {
        let changed: Vec<&str> =
            given.iter().filter(|one| one.of == entry.about.id).map(|one| one.parameter.as_str()).collect();
        (entry.settle)(settings, &mut now, &changed);
    }
    *settings = now;
    Ok(())
}

/// That all parameters make sense. Where an indicator's do not, that is said of the first without which they would, or else
/// of the last.
fn check_all<P>(
    before: &Settings,
    now: &Settings,
    entries: &[Entry<P>],
    given: &[Given],
    say: &Say<'_>,
) -> Result<(), SettingError> {
    if let Some(level) = given.iter().rfind(|one| one.of == SHARED && one.parameter == "level") {
        put::check_shared(now, say).map_err(|why| level.refused(why))?;
    }
    for entry in entries {
        let Err(why) = (entry.check)(now, say) else { continue };
        let own: Vec<&Given> = given.iter().filter(|one| one.of == entry.about.id).collect();
        let without = |one: &Given| {
            let mut without = now.clone();
            put::put_back(&mut without, before, one);
            (entry.check)(&without, say).is_ok()
        };
        if let Some(one) = own.iter().find(|one| without(one)).or(own.last()) {
            return Err(one.refused(why));
        }
    }
    Ok(())
}
