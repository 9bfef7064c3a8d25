//! The kiosk on this device: its profile and lock, the visit under way, and the answers kept.

use std::fmt::Write as _;

use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::survey::{
    AnswerId, CheckedProfile, Draft, Effect, Event, KioskAnswer, Moment, PinHash, Profile, Visit, wait_after,
};
use crate::engine::protocol::KeepProblem;
use crate::i18n::Language;
use crate::platform::answers::{self, KeptAnswer, KeptAnswers};
use crate::platform::clock::now;
use crate::platform::download::download;
use crate::platform::random::random_bytes;
use crate::platform::storage::{self, Stored};

/// What the kiosk keeps in local storage. Answers are not among it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KioskSettings {
    /// What it asks; `None` until it was set up.
    pub profile: Option<Profile>,
    /// What leads out of it.
    pub pin: Option<PinHash>,
    /// Whether it runs, and the rest of the application is out of reach.
    pub locked: bool,
    /// This device, drawn at random once.
    pub device: String,
    /// Wrong PINs in a row.
    pub wrong_pins: u32,
    /// When answers were exported last.
    pub exported_at: Option<Moment>,
}

impl Stored for KioskSettings {
    const KEY: &'static str = "kiosk";
    const VERSION: u32 = 1;

    fn migrate(_: u32, _: serde_json::Value) -> Option<Self> {
        None
    }
}

/// What is known of the answers kept on this device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holding {
    /// Answers.
    pub answers: usize,
    /// Those that have not left the device in a file.
    pub not_exported: usize,
    /// Records this version cannot read.
    pub unreadable: usize,
    /// Why they cannot be counted or written, if so.
    pub trouble: Option<KeepProblem>,
}

/// The kiosk. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Kiosk {
    settings: RwSignal<KioskSettings>,
    /// The profile in use, where it makes sense.
    profile: Memo<Option<CheckedProfile>>,
    visit: RwSignal<Option<Visit>>,
    holding: RwSignal<Holding>,
    /// The number the next answer of this device gets; `None` until the answers were looked at.
    sequence: StoredValue<Option<u64>>,
    /// Seconds left until the next PIN may be tried.
    pin_wait: RwSignal<u32>,
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
    pub fn start() -> Self {
        let mut settings: KioskSettings = storage::load();
        if settings.device.is_empty() {
            settings.device = hex(&random_bytes());
        }
        let pin_wait = RwSignal::new(wait_after(settings.wrong_pins));
        let settings = RwSignal::new(settings);
        let profile = Memo::new(move |_| settings.with(checked));
        Self {
            settings,
            profile,
            visit: RwSignal::new(profile.get_untracked().as_ref().map(Visit::new)),
            holding: RwSignal::default(),
            sequence: StoredValue::new(None),
            pin_wait,
        }
    }

    /// What is set.
    pub fn settings(self) -> KioskSettings {
        self.settings.get()
    }

    /// Whether respondents have the device.
    pub fn locked(self) -> bool {
        self.settings.with(|settings| settings.locked) && self.profile.with(Option::is_some)
    }

    /// The profile in use.
    pub fn profile(self) -> Option<CheckedProfile> {
        self.profile.get()
    }

    /// The visit under way.
    pub fn visit(self) -> Option<Visit> {
        self.visit.get()
    }

    /// What is kept.
    pub fn holding(self) -> Holding {
        self.holding.get()
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

    /// Hands the device to respondents.
    pub fn run(self, profile: &CheckedProfile, pin: Option<PinHash>) {
        self.visit.set(Some(Visit::new(profile)));
        self.change(|settings| {
            settings.profile = Some(profile.profile().clone());
            settings.pin = pin.or(settings.pin.take());
            settings.locked = true;
            settings.wrong_pins = 0;
        });
    }

    /// Takes the device back, if the PIN is right. A wrong one makes the next wait.
    pub fn unlock(self, pin: &str) -> bool {
        if self.pin_wait.get_untracked() > 0 {
            return false;
        }
        let right = self.settings.with_untracked(|settings| settings.pin.as_ref().is_none_or(|hash| hash.is(pin)));
        self.change(|settings| {
            settings.wrong_pins = if right { 0 } else { settings.wrong_pins.saturating_add(1) };
            settings.locked &= !right;
        });
        self.pin_wait.set(self.settings.with_untracked(|settings| wait_after(settings.wrong_pins)));
        right
    }

    /// Something happened to the visit.
    pub fn on(self, event: Event) {
        let Some(profile) = self.profile.get_untracked() else { return };
        let mut effect = None;
        self.visit.update(|visit| {
            let visit = visit.get_or_insert_with(|| Visit::new(&profile));
            effect = visit.on(event, &profile);
        });
        if let Some(Effect::Keep { draft, language, complete }) = effect {
            let answer = self.answer(&profile, &draft, language, complete);
            spawn_local(self.keep(answer));
        }
    }

    /// The answer as it will be kept, but for its place in the sequence.
    fn answer(
        self,
        profile: &CheckedProfile,
        draft: &Draft,
        language: Language,
        complete: bool,
    ) -> Option<KioskAnswer> {
        let Profile { organisation, branch, touchpoint, staff, .. } = profile.profile().clone();
        Some(KioskAnswer {
            id: hex(&random_bytes()).parse::<AnswerId>().ok()?,
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
        })
    }

    /// "Thank you" waits for this: the answer is on the disk, or the screen says that it is not.
    async fn keep(self, answer: Option<KioskAnswer>) {
        if self.sequence.get_value().is_none() {
            self.count().await;
        }
        let (Some(answer), Some(sequence)) = (answer, self.sequence.get_value()) else { return self.on(Event::Failed) };
        match answers::keep(&[KeptAnswer { answer: KioskAnswer { sequence, ..answer }, exported: false }]).await {
            Ok(()) => {
                self.sequence.set_value(Some(sequence.saturating_add(1)));
                self.holding.update(|holding| {
                    holding.answers += 1;
                    holding.not_exported += 1;
                    holding.trouble = None;
                });
                self.on(Event::Kept);
            }
            Err(error) => {
                self.holding.update(|holding| holding.trouble = Some(error.into()));
                self.on(Event::Failed);
            }
        }
    }

    /// Looks at the answers this device holds. Who never opens a kiosk never reads any.
    pub async fn count(self) {
        match answers::all().await {
            Ok(kept) => self.hold(&kept),
            Err(error) => self.holding.update(|holding| holding.trouble = Some(error.into())),
        }
    }

    fn hold(self, kept: &KeptAnswers) {
        let device = self.settings.with_untracked(|settings| settings.device.clone());
        let own = kept.answers.iter().filter(|kept| kept.answer.device == device);
        let last = own.map(|kept| kept.answer.sequence).max().unwrap_or(0);
        self.sequence.set_value(Some(last.saturating_add(1)));
        self.holding.set(Holding {
            answers: kept.answers.len(),
            not_exported: kept.answers.iter().filter(|kept| !kept.exported).count(),
            unreadable: kept.unreadable.len(),
            trouble: None,
        });
    }

    /// Offers every answer as a file, which `offer` writes; only then do they count as exported.
    /// Records that cannot be read go into a file of their own.
    pub async fn export(self, offer: impl AsyncFnOnce(Vec<KioskAnswer>) -> bool) {
        let kept = match answers::all().await {
            Ok(kept) => kept,
            Err(error) => return self.holding.update(|holding| holding.trouble = Some(error.into())),
        };
        let all: Vec<KioskAnswer> = kept.answers.into_iter().map(|kept| kept.answer).collect();
        let offered = offer(all.clone()).await;
        if !kept.unreadable.is_empty() {
            let lines = Uint8Array::from(kept.unreadable.join("\n").as_bytes());
            // Offered beside the answers; they stay kept whatever becomes of it.
            let _ = download("unreadable.ndjson", "application/x-ndjson", &lines);
        }
        if offered && self.keep_exported(all).await {
            self.change(|settings| settings.exported_at = Some(now()));
        }
    }

    /// Writes answers of which a copy is elsewhere, all or none: they count as exported. Whether it
    /// could be done.
    pub async fn keep_exported(self, answers: Vec<KioskAnswer>) -> bool {
        let exported: Vec<KeptAnswer> =
            answers.into_iter().map(|answer| KeptAnswer { answer, exported: true }).collect();
        match answers::keep(&exported).await {
            Ok(()) => {
                self.count().await;
                true
            }
            Err(error) => {
                self.holding.update(|holding| holding.trouble = Some(error.into()));
                false
            }
        }
    }

    fn change(self, change: impl FnOnce(&mut KioskSettings)) {
        self.settings.update(change);
        // Where storage is blocked the application's own notice says so.
        self.settings.with_untracked(storage::save);
    }
}

fn checked(settings: &KioskSettings) -> Option<CheckedProfile> {
    settings.profile.clone().and_then(|profile| profile.check().ok())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Fills the screen where the browser allows it; a kiosk works without.
pub fn fill_screen() {
    if let Some(root) = document().document_element()
        && let Ok(ask) = Reflect::get(&root, &"requestFullscreen".into())
        && let Ok(ask) = ask.dyn_into::<js_sys::Function>()
    {
        // Refused where no touch led here.
        let _: Result<JsValue, JsValue> = ask.call0(&root);
    }
}
