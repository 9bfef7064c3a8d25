//! What a device remembers of being a kiosk.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::own_json;

use super::moment::Moment;
use super::pin::PinHash;
use super::profile::Profile;
use super::repeats::RepeatRule;
use super::restart::RestartHash;

/// Everything but the answers. It is kept twice, in local storage and in the database; the copy of
/// the greater revision counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KioskSettings {
    /// Counts the changes.
    pub revision: u64,
    /// What the device may ask: one for each place or occasion.
    pub profiles: Vec<Profile>,
    /// Which of them is in use.
    pub chosen: usize,
    /// What leads out of the kiosk.
    pub pin: Option<PinHash>,
    /// What leads out of it where the PIN is forgotten; `None` where the PIN is of an older version.
    pub restart: Option<RestartHash>,
    /// Whether it runs, and the rest of the application is out of reach.
    pub locked: bool,
    /// This device, drawn at random once.
    pub device: String,
    /// Wrong PINs in a row.
    pub wrong_pins: u32,
    /// When answers were exported last.
    pub exported_at: Option<Moment>,
    /// What repeated presses are.
    pub repeats: RepeatRule,
    /// Whether they are left out of the scores shown here.
    pub without_repeats: bool,
}

impl KioskSettings {
    /// The version this code writes.
    pub const VERSION: u32 = 2;

    /// The profile in use.
    pub fn profile(&self) -> Option<&Profile> {
        self.profiles.get(self.chosen)
    }

    /// Changes something: the copy with the change counts from now on.
    pub fn change(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.revision = self.revision.saturating_add(1);
    }

    /// The settings with the greater revision; these where neither is newer.
    #[must_use]
    pub fn or_newer(self, other: Self) -> Self {
        if other.revision > self.revision { other } else { self }
    }

    /// Nothing but a new number for the device. It counts from now on, in every tab: counting anew
    /// would leave the others with what was erased.
    #[must_use]
    pub fn erased(&self, device: String) -> Self {
        Self { revision: self.revision.saturating_add(1), device, ..Self::default() }
    }

    /// What this version or an older one wrote; `None` where it makes no sense.
    pub fn read(version: u32, value: &Value) -> Option<Self> {
        if version == Self::VERSION { own_json::of_value(value) } else { Self::migrate(version, value) }
    }

    /// What an older version wrote; `None` where it makes no sense.
    pub fn migrate(version: u32, value: &Value) -> Option<Self> {
        if version != 1 {
            return None;
        }
        let before: Version1 = own_json::of_value(value)?;
        let Version1 { profile, pin, locked, device, wrong_pins, exported_at } = before;
        let profiles = profile.into_iter().collect();
        Some(Self { profiles, pin, locked, device, wrong_pins, exported_at, ..Self::default() })
    }
}

/// As version 1 wrote it: one profile.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Version1 {
    profile: Option<Profile>,
    pin: Option<PinHash>,
    locked: bool,
    device: String,
    wrong_pins: u32,
    exported_at: Option<Moment>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    /// As version 1 wrote it.
    const VERSION_1: &str = r#"{"profile":{"organisation":"Harbour Bank","branch":"North Gate","touchpoint":"",
        "staff":"","languages":[["en",{"recommend":"r","lowest":"l","highest":"h","why":"w","extra":"","consent":"",
        "thanks":"t","reasons":{"promoter":["a"],"passive":[],"detractor":[]}}]],"idle_seconds":45,"sleep":null},
        "pin":null,"locked":true,"device":"d1","wrong_pins":2,"exported_at":null}"#;

    fn json(text: &str) -> Value {
        own_json::read(text).unwrap()
    }

    #[test]
    fn version_1_is_read() {
        let read = KioskSettings::migrate(1, &json(VERSION_1)).unwrap();
        assert_eq!(read.profile().unwrap().name(), "Harbour Bank · North Gate");
        assert_eq!(read.profile().unwrap().texts(Language::English).unwrap().reasons.promoter, ["a"]);
        assert_eq!((read.locked, read.device.as_str(), read.wrong_pins), (true, "d1", 2));
        let empty = KioskSettings::migrate(1, &json(r#"{"profile":null}"#)).unwrap();
        assert_eq!(empty, KioskSettings::default());
        assert_eq!(KioskSettings::migrate(1, &json("7")), None);
        assert_eq!(KioskSettings::migrate(9, &json("{}")), None);
    }

    #[test]
    fn what_this_version_kept_before_there_were_restart_codes_goes_on() {
        let pin = PinHash::new("0427", [3; 16]).unwrap();
        let kept = KioskSettings { pin: Some(pin), locked: true, ..KioskSettings::default() };
        let mut written = serde_json::to_value(&kept).unwrap();
        for later in ["restart", "repeats", "without_repeats"] {
            assert!(written.as_object_mut().unwrap().remove(later).is_some(), "{later}");
        }
        let read = KioskSettings::read(KioskSettings::VERSION, &written).unwrap();
        assert_eq!(read, kept);
        assert!(read.locked && read.pin.unwrap().is("0427") && read.restart.is_none());
    }

    #[test]
    fn only_versions_that_are_known_are_read() {
        let settings = KioskSettings { revision: 7, locked: true, ..KioskSettings::default() };
        let written = serde_json::to_value(&settings).unwrap();
        assert_eq!(KioskSettings::read(KioskSettings::VERSION, &written), Some(settings));
        assert!(KioskSettings::read(1, &json(VERSION_1)).unwrap().locked);
        assert_eq!(KioskSettings::read(KioskSettings::VERSION + 1, &written), None);
        assert_eq!(KioskSettings::read(KioskSettings::VERSION, &json("[]")), None);
    }

    #[test]
    fn the_newer_copy_counts() {
        let of = |revision| KioskSettings { revision, device: revision.to_string(), ..KioskSettings::default() };
        assert_eq!(of(2).or_newer(of(1)).device, "2");
        assert_eq!(of(1).or_newer(of(2)).device, "2");
        let mut changed = of(1);
        changed.change(|settings| settings.locked = true);
        assert!(of(1).or_newer(changed.clone()).locked);
        let erased = changed.erased("new".into());
        assert_eq!(erased, KioskSettings { revision: 3, device: "new".into(), ..KioskSettings::default() });
        assert_eq!(changed.or_newer(erased.clone()), erased);
    }
}
