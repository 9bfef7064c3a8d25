//! The list of indicators: one line each, in the order of the navigation and of the document.

use serde_json::Value;

use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::Level;
use crate::domain::own_json;

use super::ask::{Answer, Entry, Question, Shown};
use super::page::{Page, Section};
use super::settings::{self, SHARED, SettingError, Settings, Shared, SharedTexts};
use super::wanted::Wanted;
use super::{About, Indicator, Say, overview};
use super::{
    attitude, calls, change, channels, claims, club, clusters, clv, cohorts, comments, complaints, concentration, core,
    cox, drivers, earned_growth, eight_classes, exits, gap, grades, importance, lifecycle, loyalty_index, movement,
    next_order, nps, nps_value, profile, pyramid, rates, renewal, repeat, retention, revenue, rfm, share_of_wallet,
    survival, themes, tiers, touchpoints, tree, value_matrix, warning, what_if,
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
    each.one::<clv::ClvIndicator>();
    each.one::<calls::Calls>();
    each.one::<nps::NpsIndicator>();
    each.one::<nps_value::NpsValueIndicator>();
    each.one::<comments::CommentsIndicator>();
    each.one::<themes::ThemesIndicator>();
    each.one::<attitude::AttitudeIndicator>();
    each.one::<loyalty_index::LoyaltyIndexIndicator>();
    each.one::<share_of_wallet::WalletIndicator>();
    each.one::<club::ClubIndicator>();
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
    each.one::<touchpoints::TouchpointsIndicator>();
    each.one::<channels::ChannelsIndicator>();
}

/// What is done with each indicator of the list.
pub trait Each {
    /// Does it with one.
    fn one<I: Indicator>(&mut self);
}

/// What is known of all of them beforehand. Links none of their code.
pub fn abouts() -> Vec<About> {
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

/// All of them as functions.
pub fn entries<P: Pace>() -> Vec<Entry<P>> {
    struct Entries<P>(Vec<Entry<P>>);
    impl<P: Pace> Each for Entries<P> {
        fn one<I: Indicator>(&mut self) {
            self.0.push(Entry::of::<I>());
        }
    }
    let mut entries = Entries(Vec::new());
    for_each(&mut entries);
    entries.0
}

/// The one with this id.
pub fn entry<P: Pace>(id: &str) -> Option<Entry<P>> {
    entries().into_iter().find(|entry| entry.about.id == id)
}

/// Whether an indicator computes with the list of words.
pub fn needs_words<P: Pace>(id: &str) -> bool {
    entry::<P>(id).is_some_and(|entry| entry.needs_words)
}

/// The page of an indicator; `None` where no indicator has this id.
pub async fn page<P: Pace>(id: &str, question: Question<'_>, pace: &mut P) -> Result<Option<Answer>, Cancelled> {
    match entry::<P>(id) {
        Some(entry) => (entry.page)(question, pace).await.map(Some),
        None => Ok(None),
    }
}

/// The fields of the settings page, a section each indicator that has any; those all share come first.
pub fn controls<P: Pace>(settings: &Settings, say: &Say<'_>) -> Answer {
    let mut page = Page::default();
    page.add(
        Section::new(SHARED, SharedTexts::of(say.language).title, Vec::new())
            .with(settings::controls(&settings.shared, say)),
    );
    for entry in entries::<P>() {
        let section = Section::new(entry.about.id, entry.about.name(say.language), Vec::new());
        page.add(section.with((entry.controls)(settings, say)));
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
    if of == SHARED {
        return set_shared(settings, parameter, value, say);
    }
    let entry = entry::<P>(of).ok_or_else(|| SettingError::NoSuchIndicator(of.to_owned()))?;
    (entry.set)(settings, parameter, value, say)
}

fn set_shared(settings: &mut Settings, parameter: &str, value: &Value, say: &Say<'_>) -> Result<(), SettingError> {
    if !Shared::NAMES.contains(&parameter) {
        return Err(SettingError::unknown(SHARED, parameter));
    }
    let mut shared = serde_json::to_value(settings.shared).unwrap_or_default();
    let before = shared.as_object_mut().and_then(|object| object.insert(parameter.to_owned(), value.clone()));
    let read: Shared = own_json::of_value(&shared).ok_or_else(|| {
        let fields = settings::controls(&settings.shared, say);
        let wanted = Wanted::of::<Shared>(parameter, &before.unwrap_or_default(), &fields);
        SettingError::unreadable(SHARED, parameter, value, wanted)
    })?;
    Level::try_from(read.level).map_err(|_| {
        let why = SharedTexts::of(say.language).error_level.to_owned();
        SettingError::refused(SHARED, parameter, value, why)
    })?;
    settings.shared = read;
    Ok(())
}
