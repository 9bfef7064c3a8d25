//! The kiosk on this device: the visit under way, and the lock around it. Its profiles are in
//! [`profiles`], the answers it keeps in [`holding`].

mod holding;
mod profiles;
mod scores;
mod unfinished;

use js_sys::{Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::domain::language::Language;
use crate::domain::survey::{
    AnswerId, CheckedProfile, Draft, Effect, Event, KioskAnswer, KioskSettings, Moment, PinHash, Profile, RestartHash,
    Step, Visit, wait_after,
};
use crate::engine::hand_over;
use crate::engine::protocol::KeepProblem;
use crate::i18n::default_questions;
use crate::platform::clock::now;
use crate::platform::random::random_id;
use crate::platform::storage::{self, Stored};
use crate::platform::{answers, durable, kiosk_state};

use super::App;

pub use holding::Holding;
pub use profiles::Carried;
use scores::{ScoresOf, count_display};

impl Stored for KioskSettings {
    const KEY: &'static str = "kiosk";
    const VERSION: u32 = Self::VERSION;

    fn migrate(version: u32, value: &Value) -> Option<Self> {
        Self::migrate(version, value)
    }
}

/// The kiosk. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Kiosk {
    /// The language of the application.
    language: Memo<Language>,
    settings: RwSignal<KioskSettings>,
    /// The profile in use, where it makes sense.
    profile: Memo<Option<CheckedProfile>>,
    visit: RwSignal<Option<Visit>>,
    /// The answer under way, as it was noted last; it has the same number however often it is tried
    /// to be kept.
    answering: StoredValue<Option<KioskAnswer>>,
    holding: RwSignal<Holding>,
    /// What the scores of the kept answers are made of.
    scores: ScoresOf,
    /// The profile removed last, and where it stood.
    removed: RwSignal<Option<(usize, Profile)>>,
    /// What a link did that brought the profile in use, just now.
    carried: RwSignal<Option<Carried>>,
    /// Whether settings that nobody could read were set aside.
    damaged: RwSignal<bool>,
    /// Whether the restart code was used just now.
    restarted: RwSignal<bool>,
    /// Whether the durable copy of the settings has been looked at.
    settled: RwSignal<bool>,
    /// Seconds left until the next PIN may be tried.
    pin_wait: RwSignal<u32>,
    /// The program that answers go through on their way to other kiosks.
    hand_over: StoredValue<hand_over::Client, LocalStorage>,
}

/// The kiosk.
///
/// # Panics
/// Outside the component that provides it, which is a mistake of ours that the first test shows.
pub fn use_kiosk() -> Kiosk {
    expect_context::<Kiosk>()
}

impl Kiosk {
    /// Reads what was kept; a kiosk that was running goes on running.
    pub fn start(app: App) -> Self {
        let mut settings: KioskSettings = storage::load();
        if settings.device.is_empty() {
            settings.device = random_id();
        }
        let pin_wait = RwSignal::new(wait_after(settings.wrong_pins));
        let settings = RwSignal::new(settings);
        let profile = Memo::new(move |_| settings.with(|settings| settings.profile().and_then(checked)));
        let kiosk = Self {
            language: Memo::new(move |_| app.language()),
            settings,
            profile,
            visit: RwSignal::new(profile.get_untracked().as_ref().map(Visit::new)),
            answering: StoredValue::new(None),
            holding: RwSignal::default(),
            scores: ScoresOf::default(),
            removed: RwSignal::new(None),
            carried: RwSignal::new(None),
            damaged: RwSignal::new(storage::set_aside::<KioskSettings>().is_some()),
            restarted: RwSignal::new(false),
            settled: RwSignal::new(false),
            pin_wait,
            hand_over: StoredValue::new_local(hand_over::Client::default()),
        };
        kiosk.follow_other_tabs();
        // Read before anybody at this page says more; the database may take a while to open.
        let unfinished = unfinished::all();
        spawn_local(async move {
            if let Err(error) = unfinished::keep(unfinished).await {
                kiosk.fail(error.into());
            }
        });
        spawn_local(async move {
            if let Some(copy) = kiosk_state::load().await {
                kiosk.take(copy);
            }
            kiosk.settled.set(true);
        });
        kiosk
    }

    /// Whether a PIN is set.
    pub fn has_pin(self) -> bool {
        self.settings.with(|settings| settings.pin.is_some())
    }

    /// Whether a restart code is set.
    pub fn has_restart_code(self) -> bool {
        self.settings.with(|settings| settings.restart.is_some())
    }

    /// Whether the restart code led here: there is no PIN any more.
    pub fn restarted(self) -> bool {
        self.restarted.get() && !self.has_pin()
    }

    /// When answers were exported last.
    pub fn exported_at(self) -> Option<Moment> {
        self.settings.with(|settings| settings.exported_at)
    }

    /// Whether respondents have the device.
    pub fn locked(self) -> bool {
        self.settings.with(|settings| settings.locked) && self.profile.with(Option::is_some)
    }

    /// Whether [`Kiosk::locked`] is certain: the durable copy of the settings has been looked at.
    pub fn is_settled(self) -> bool {
        self.settled.get()
    }

    /// The profile in use.
    pub fn profile(self) -> Option<CheckedProfile> {
        self.profile.get()
    }

    /// The visit under way.
    pub fn visit(self) -> Option<Visit> {
        self.visit.get()
    }

    /// The program that answers go through on their way to other kiosks.
    pub(super) fn hand_over(self) -> hand_over::Client {
        self.hand_over.get_value()
    }

    /// Seconds left until the next PIN may be tried.
    pub fn pin_wait(self) -> u32 {
        self.pin_wait.get()
    }

    /// One second of the wait has passed.
    pub fn wait_on(self) {
        if self.pin_wait.get_untracked() > 0 {
            self.pin_wait.update(|seconds| *seconds = seconds.saturating_sub(1));
        }
    }

    /// Hands the device to respondents, once that is on the disk: a power cut must not open the
    /// door again. A device that cannot keep this could not keep answers either. New secrets take the
    /// place of those set before, both at once.
    pub async fn run(
        self,
        profile: CheckedProfile,
        secrets: Option<(PinHash, RestartHash)>,
    ) -> Result<(), KeepProblem> {
        // What the last respondent said comes first: the next one's visit takes its place.
        unfinished::keep(unfinished::all()).await?;
        let mut settings = self.settings.get_untracked();
        settings.change(|settings| {
            if let Some((pin, restart)) = secrets {
                settings.pin = Some(pin);
                settings.restart = Some(restart);
            }
            settings.locked = true;
            settings.wrong_pins = 0;
        });
        kiosk_state::keep(&settings).await?;
        durable::ask_to_persist();
        self.carried.set(None);
        self.answering.set_value(None);
        self.visit.set(Some(Visit::new(&profile)));
        storage::save(&settings);
        self.settings.set(settings);
        Ok(())
    }

    /// Takes the device back, if the PIN is right; what a respondent has said so far is kept. A wrong
    /// PIN makes the next wait.
    pub fn unlock(self, pin: &str) -> bool {
        self.open(|settings| settings.pin.as_ref().is_none_or(|hash| hash.is(pin)))
    }

    /// As [`Kiosk::unlock`], by the restart code. Both secrets are void after it: the next start needs
    /// a new PIN, and comes with a new code.
    pub fn restart(self, code: &str) -> bool {
        let right = self.open(|settings| settings.restart.as_ref().is_some_and(|hash| hash.is(code)));
        if right {
            self.change(|settings| (settings.pin, settings.restart) = (None, None));
            self.restarted.set(true);
        }
        right
    }

    fn open(self, is_right: impl FnOnce(&KioskSettings) -> bool) -> bool {
        if self.pin_wait.get_untracked() > 0 {
            return false;
        }
        let right = self.settings.with_untracked(is_right);
        if right {
            self.on(Event::Idle);
        }
        self.change(|settings| {
            settings.wrong_pins = if right { 0 } else { settings.wrong_pins.saturating_add(1) };
            settings.locked &= !right;
        });
        self.pin_wait.set(self.settings.with_untracked(|settings| wait_after(settings.wrong_pins)));
        right
    }

    /// Something happened to the visit.
    pub fn on(self, event: Event) {
        let Some(profile) = self.profile.get_untracked() else {
            // Nobody can be asked anything any more. What was said is noted.
            return self.visit.set(None);
        };
        let again =
            self.visit.with_untracked(|visit| visit.as_ref().is_some_and(|visit| visit.step() == Step::NotKept));
        if event == Event::Begin {
            count_display(&profile);
        }
        let mut effect = None;
        self.visit.update(|visit| {
            let visit = visit.get_or_insert_with(|| Visit::new(&profile));
            effect = visit.on(event, &profile);
        });
        if let Some(Effect::Keep { draft, language, complete }) = effect {
            // Tried again it is what it was, whatever profile is in use by now.
            let noted = if again { self.answering.get_value() } else { None };
            let answer = noted.or_else(|| self.note(&profile, &draft, language, complete));
            spawn_local(self.keep(answer));
        } else {
            self.remember(&profile);
        }
    }

    /// Notes the answer as it will be kept, but for its place in the sequence: should the page be
    /// loaded again before it is, it is kept then.
    fn note(self, profile: &CheckedProfile, draft: &Draft, language: Language, complete: bool) -> Option<KioskAnswer> {
        let id = self.answering.with_value(|answer| answer.as_ref().map(|answer| answer.id.clone()));
        let id = id.or_else(|| random_id().parse::<AnswerId>().ok())?;
        let Profile { organisation, branch, touchpoint, staff, .. } = profile.profile().clone();
        let answer = KioskAnswer {
            id,
            complete,
            score: draft.score,
            reasons: draft.reasons.clone(),
            comment: draft.comment.clone(),
            extra: draft.extra.clone(),
            contact: profile.texts(language).and_then(|texts| draft.contact(texts)),
            taken: now(),
            sequence: 0,
            device: self.settings.with_untracked(|settings| settings.device.clone()),
            language,
            organisation,
            branch,
            touchpoint,
            staff,
        };
        unfinished::note(&answer);
        self.answering.set_value(Some(answer.clone()));
        Some(answer)
    }

    /// "Thank you" waits for this: the answer is on the disk, or the screen says that it is not.
    async fn keep(self, answer: Option<KioskAnswer>) {
        let Some(answer) = answer else { return self.on(Event::Failed) };
        let kept = answers::keep_new(&answer).await;
        // The kiosk may have been left and started again meanwhile.
        let current = self.answering.with_value(|now| now.as_ref().is_some_and(|now| now.id == answer.id));
        match kept {
            Ok(()) => {
                unfinished::forget(&answer);
                if current {
                    self.answering.set_value(None);
                    self.on(Event::Kept);
                }
                if !self.settings.with_untracked(|settings| settings.locked) {
                    // Staff sees what is kept.
                    self.count().await;
                }
            }
            Err(error) => {
                self.fail(error.into());
                if current {
                    self.on(Event::Failed);
                }
            }
        }
    }

    /// Remembers what was said so far over a reload.
    fn remember(self, profile: &CheckedProfile) {
        let Some(visit) = self.visit.get_untracked() else { return };
        let said = !visit.draft().is_empty() && !matches!(visit.step(), Step::Keeping | Step::NotKept | Step::Thanks);
        if said {
            self.note(profile, visit.draft(), visit.language(), false);
        } else if visit.draft().is_empty()
            && let Some(answer) = self.answering.get_value()
        {
            // All of it was taken back.
            self.answering.set_value(None);
            unfinished::forget(&answer);
        }
    }

    /// Takes settings kept elsewhere, if they are newer.
    fn take(self, copy: KioskSettings) {
        let now = self.settings.get_untracked();
        let newer = now.clone().or_newer(copy);
        if newer == now {
            return;
        }
        if now.locked && !newer.locked {
            // Staff took the device back in another tab: the visit in this one is over as well.
            self.on(Event::Idle);
        }
        self.settings.set(newer);
        self.pin_wait.set(self.settings.with_untracked(|settings| wait_after(settings.wrong_pins)));
        if self.visit.with_untracked(|visit| visit.as_ref().is_none_or(|visit| visit.step() == Step::Attract)) {
            self.visit.set(self.profile.get_untracked().as_ref().map(Visit::new));
        }
        self.settings.with_untracked(storage::save);
    }

    /// A device is a kiosk in all its tabs, or in none.
    fn follow_other_tabs(self) {
        storage::when_changed_elsewhere::<KioskSettings>(move || self.take(storage::load()));
    }

    /// Forgets everything: set-up, answers, cases. The other tabs follow.
    pub async fn erase(self) -> Result<(), KeepProblem> {
        durable::erase().await?;
        unfinished::erase();
        storage::forget_set_aside::<KioskSettings>();
        self.damaged.set(false);
        self.answering.set_value(None);
        self.visit.set(None);
        self.removed.set(None);
        self.settings.update(|settings| *settings = settings.erased(random_id()));
        self.persist();
        self.count().await;
        Ok(())
    }

    fn change(self, change: impl FnOnce(&mut KioskSettings)) {
        self.settings.update(|settings| settings.change(change));
        self.persist();
    }

    /// Keeps the settings as they are, in both places.
    fn persist(self) {
        let settings = self.settings.get_untracked();
        // Where storage is blocked the application's own notice says so.
        storage::save(&settings);
        spawn_local(async move {
            if let Err(error) = kiosk_state::keep(&settings).await {
                self.fail(error.into());
            }
        });
    }
}

/// The profile with all its texts, if it can be used.
fn checked(profile: &Profile) -> Option<CheckedProfile> {
    profile.clone().filled(default_questions).check().ok()
}

/// Fills the screen where the browser allows it; a kiosk works without.
pub fn fill_screen() {
    if let Some(root) = document().document_element()
        && let Ok(ask) = Reflect::get(&root, &"requestFullscreen".into())
        && let Ok(ask) = ask.dyn_into::<js_sys::Function>()
    {
        // Refused where no touch led here, or in a tab nobody sees.
        if let Ok(filling) = ask.call0(&root).and_then(JsValue::dyn_into::<Promise>) {
            spawn_local(async move {
                let _ = JsFuture::from(filling).await;
            });
        }
    }
}
