//! The scores of the answers this device holds, and how often it asked.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::day::Period;
use crate::domain::survey::{Board, By, CheckedProfile, Display, KioskAnswer, RepeatRule, Wanted, board, merge};
use crate::platform::clock::now;
use crate::platform::displays;

use super::Kiosk;

/// What scores are made of.
#[derive(Clone, Copy, Default)]
pub(super) struct ScoresOf {
    answers: RwSignal<Vec<KioskAnswer>>,
    displays: RwSignal<Vec<Display>>,
}

impl Kiosk {
    /// The scores of a period.
    pub fn board(self, period: Period, by: By, small_sample: SmallSample) -> Board {
        let certainty = Certainty { small_sample, ..Certainty::default() };
        let ScoresOf { answers, displays } = self.scores;
        self.settings.with(|settings| {
            let (repeats, without_repeats) = (settings.repeats, settings.without_repeats);
            let wanted = Wanted { period, by, device: &settings.device, repeats, without_repeats, certainty };
            answers.with(|answers| displays.with(|displays| board(answers, displays, &wanted)))
        })
    }

    /// What repeated presses are, and whether they are left out of the scores.
    pub fn repeats(self) -> (RepeatRule, bool) {
        self.settings.with(|settings| (settings.repeats, settings.without_repeats))
    }

    /// Changes what repeated presses are, or whether they are left out.
    pub fn set_repeats(self, rule: RepeatRule, left_out: bool) {
        self.change(|settings| (settings.repeats, settings.without_repeats) = (rule, left_out));
    }

    pub(super) async fn hold_scores(self, answers: impl Iterator<Item = KioskAnswer>) {
        self.scores.answers.set(merge(answers));
        self.scores.displays.set(displays::all().await.unwrap_or_default());
    }
}

/// The question is shown to somebody. Nothing waits for that to be counted.
pub(super) fn count_display(profile: &CheckedProfile) {
    let profile = profile.profile().clone();
    spawn_local(async move {
        // Uncounted it makes the response rate a little better, and no answer worse.
        let _ = displays::count(now(), &profile).await;
    });
}
