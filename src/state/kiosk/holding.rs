//! The answers this device holds, and their way out.

use js_sys::Uint8Array;
use leptos::prelude::*;

use crate::domain::survey::{KioskAnswer, KioskSettings};
use crate::engine::protocol::KeepProblem;
use crate::platform::answers::{self, KeptAnswer, KeptAnswers};
use crate::platform::clock::now;
use crate::platform::download::download;
use crate::platform::storage;

use super::Kiosk;

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

impl Kiosk {
    /// What is kept.
    pub fn holding(self) -> Holding {
        self.holding.get()
    }

    /// Whether settings that nobody could read were set aside.
    pub fn damaged(self) -> bool {
        self.damaged.get()
    }

    /// Offers the settings that nobody could read as a file, and forgets them.
    pub fn hand_out_damaged(self) {
        let Some(text) = storage::set_aside::<KioskSettings>() else { return };
        if offer("damaged-settings.txt", "text/plain", text.as_bytes()) {
            storage::forget_set_aside::<KioskSettings>();
            self.damaged.set(false);
        }
    }

    /// Looks at the answers this device holds. Who never opens a kiosk never reads any.
    pub async fn count(self) {
        match answers::all().await {
            Ok(kept) => {
                self.hold(&kept);
                self.hold_scores(kept.answers.into_iter().map(|kept| kept.answer)).await;
            }
            Err(error) => self.fail(error.into()),
        }
    }

    fn hold(self, kept: &KeptAnswers) {
        self.holding.set(Holding {
            answers: kept.answers.len(),
            not_exported: kept.answers.iter().filter(|kept| !kept.exported).count(),
            unreadable: kept.unreadable.len(),
            trouble: None,
        });
    }

    pub(super) fn fail(self, problem: KeepProblem) {
        self.holding.update(|holding| holding.trouble = Some(problem));
    }

    /// Offers every answer as a file, which `write` makes; only then do they count as exported.
    /// Records that cannot be read go into a file of their own.
    pub async fn export(self, write: impl AsyncFnOnce(Vec<KioskAnswer>) -> bool) {
        let kept = match answers::all().await {
            Ok(kept) => kept,
            Err(error) => return self.fail(error.into()),
        };
        let all: Vec<KioskAnswer> = kept.answers.into_iter().map(|kept| kept.answer).collect();
        let offered = write(all.clone()).await;
        if !kept.unreadable.is_empty() {
            let lines = kept.unreadable.join("\n");
            // Offered beside the answers; they stay kept whatever becomes of it.
            offer("unreadable.ndjson", "application/x-ndjson", lines.as_bytes());
        }
        if offered {
            self.have_left(all).await;
        }
    }

    /// Answers are elsewhere as well since now: they count as exported. Whether that could be
    /// written.
    pub async fn have_left(self, answers: Vec<KioskAnswer>) -> bool {
        let kept = self.keep_exported(answers).await.is_ok();
        if kept {
            self.change(|settings| settings.exported_at = Some(now()));
        }
        kept
    }

    /// Writes answers of which a copy is elsewhere, all or none: they count as exported.
    pub async fn keep_exported(self, answers: Vec<KioskAnswer>) -> Result<(), KeepProblem> {
        let exported: Vec<KeptAnswer> =
            answers.into_iter().map(|answer| KeptAnswer { answer, exported: true }).collect();
        match answers::keep(&exported).await {
            Ok(()) => {
                self.count().await;
                Ok(())
            }
            Err(error) => {
                let problem = KeepProblem::from(error);
                self.fail(problem.clone());
                Err(problem)
            }
        }
    }
}

fn offer(name: &str, mime: &str, bytes: &[u8]) -> bool {
    download(name, mime, &Uint8Array::from(bytes)).is_ok()
}
