//! How often a kiosk showed its first question: what its answers are a part of.

use serde::{Deserialize, Serialize};

use super::moment::Moment;
use super::profile::Profile;

/// How often the question was shown at a place within an hour of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    /// When for the first time; the others were in the same hour of the kiosk's clock.
    pub first: Moment,
    /// Of the profile, as are the next two.
    pub branch: String,
    /// Of the profile.
    pub touchpoint: String,
    /// Of the profile.
    pub staff: String,
    /// How often.
    pub count: u32,
}

impl Display {
    /// Counts one more among those of a day. A moment in no calendar is counted nowhere.
    pub fn count_one(of_day: &mut Vec<Self>, at: Moment, profile: &Profile) {
        let Profile { branch, touchpoint, staff, .. } = profile;
        let here = |known: &&mut Self| {
            (known.first.day(), known.first.hour()) == (at.day(), at.hour())
                && (&known.branch, &known.touchpoint, &known.staff) == (branch, touchpoint, staff)
        };
        if at.day().is_none() {
            return;
        }
        match of_day.iter_mut().find(here) {
            Some(known) => known.count = known.count.saturating_add(1),
            None => of_day.push(Self {
                first: at,
                branch: branch.clone(),
                touchpoint: touchpoint.clone(),
                staff: staff.clone(),
                count: 1,
            }),
        }
    }
}
