//! The profiles of this device: one for each place or occasion.

use leptos::prelude::*;

use crate::domain::survey::{Profile, from_link, to_link};

use super::Kiosk;

/// What a link that carries a profile did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// It added the profile.
    Added,
    /// The profile was here already, and was put in use.
    Known,
}

impl Kiosk {
    /// The names of all profiles, in their order.
    pub fn profile_names(self) -> Vec<String> {
        self.settings.with(|settings| settings.profiles.iter().map(Profile::name).collect())
    }

    /// Which profile is in use.
    pub fn chosen(self) -> usize {
        self.settings.with(|settings| settings.chosen)
    }

    /// Reads the profile in use as typed; an empty one where there is none yet.
    pub fn with_typed<T>(self, read: impl FnOnce(&Profile) -> T) -> T {
        self.settings.with(|settings| match settings.profile() {
            Some(profile) => read(profile),
            None => read(&self.blank()),
        })
    }

    /// Puts another profile in use.
    pub fn choose(self, place: usize) {
        self.change(|settings| settings.chosen = place.min(settings.profiles.len().saturating_sub(1)));
    }

    /// A profile in which nothing is typed yet; it begins in the language of the application.
    fn blank(self) -> Profile {
        Profile::starting_in(self.language.get())
    }

    /// Adds a blank profile and puts it in use.
    pub fn add_blank(self) {
        self.add_profile(untrack(|| self.blank()));
    }

    /// Adds a profile and puts it in use.
    pub fn add_profile(self, profile: Profile) {
        self.change(|settings| {
            settings.profiles.push(profile);
            settings.chosen = settings.profiles.len() - 1;
        });
    }

    /// Changes the profile in use, without keeping the change yet: that is for [`Kiosk::keep_profile`],
    /// once a field is left.
    pub fn edit_profile(self, change: impl FnOnce(&mut Profile)) {
        let blank = untrack(|| self.blank());
        self.settings.update(|settings| {
            if settings.profile().is_none() {
                settings.chosen = settings.profiles.len();
                settings.profiles.push(blank);
            }
            if let Some(profile) = settings.profiles.get_mut(settings.chosen) {
                change(profile);
            }
        });
    }

    /// Keeps the profile in use as it was typed.
    pub fn keep_profile(self) {
        self.change(|_| {});
    }

    /// Removes the profile in use.
    pub fn remove_profile(self) {
        let place = self.settings.with_untracked(|settings| settings.chosen);
        let Some(profile) = self.settings.with_untracked(|settings| settings.profiles.get(place).cloned()) else {
            return;
        };
        self.removed.set(Some((place, profile)));
        self.change(|settings| {
            settings.profiles.remove(place);
            settings.chosen = place.saturating_sub(1);
        });
    }

    /// The name of the profile removed last, while it can be put back.
    pub fn removed_profile(self) -> Option<String> {
        self.removed.with(|removed| removed.as_ref().map(|(_, profile)| profile.name()))
    }

    /// Puts the profile removed last back.
    pub fn undo_remove_profile(self) {
        let Some((place, profile)) = self.removed.get_untracked() else { return };
        self.removed.set(None);
        self.change(|settings| {
            let place = place.min(settings.profiles.len());
            settings.profiles.insert(place, profile);
            settings.chosen = place;
        });
    }

    /// The address that carries the profile in use to another device.
    pub fn profile_link(self) -> String {
        let address = window().location().href().unwrap_or_default();
        let page = address.split('#').next().unwrap_or_default();
        format!("{page}#/kiosk/profile/{}", self.with_typed(to_link))
    }

    /// What a link did, where one brought the profile in use just now.
    pub fn carried(self) -> Option<Carried> {
        self.carried.get()
    }

    /// Adds the profile that a link carries; `false` where it carries none. One that is there
    /// already is put in use instead.
    pub fn add_from_link(self, link: &str) -> bool {
        let Ok(profile) = from_link(link) else { return false };
        let carried = to_link(&profile);
        let known = self
            .settings
            .with_untracked(|settings| settings.profiles.iter().position(|known| to_link(known) == carried));
        let carried = if let Some(place) = known {
            self.choose(place);
            Carried::Known
        } else {
            self.add_profile(profile);
            Carried::Added
        };
        self.carried.set(Some(carried));
        true
    }
}
