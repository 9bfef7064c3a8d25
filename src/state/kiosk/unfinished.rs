//! What respondents have said and the database does not have yet, should the page be loaded again
//! before it has: half-done answers, and those that could not be written.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::own_json;
use crate::domain::survey::KioskAnswer;
use crate::platform::answers;
use crate::platform::database::DatabaseError;
use crate::platform::storage::{self, Stored};

/// One for each answer: neither another tab nor the next respondent takes the place of one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Unfinished(Vec<KioskAnswer>);

impl Stored for Unfinished {
    const KEY: &'static str = "kiosk-unfinished";
    const VERSION: u32 = 2;

    /// Version 1 had room for one.
    fn migrate(version: u32, value: &Value) -> Option<Self> {
        if version != 1 {
            return None;
        }
        let before: Option<KioskAnswer> = own_json::of_value(value)?;
        Some(Self(before.into_iter().collect()))
    }
}

/// What is noted.
pub(super) fn all() -> Vec<KioskAnswer> {
    storage::load::<Unfinished>().0
}

/// Notes an answer as it is now, in the place of what was noted of it before. Where storage is
/// blocked the application's own notice says so.
pub(super) fn note(answer: &KioskAnswer) {
    let mut noted = all();
    noted.retain(|other| other.id != answer.id);
    noted.push(answer.clone());
    storage::save(&Unfinished(noted));
}

/// Forgets an answer as it was noted. Where more was said since, that stays.
pub(super) fn forget(answer: &KioskAnswer) {
    let mut noted = all();
    noted.retain(|other| other != answer);
    storage::save(&Unfinished(noted));
}

/// Forgets all of it, what could not be read too.
pub(super) fn erase() {
    storage::save(&Unfinished::default());
    storage::forget_set_aside::<Unfinished>();
}

/// Writes answers that were noted, and forgets each that is on the disk.
pub(super) async fn keep(noted: Vec<KioskAnswer>) -> Result<(), DatabaseError> {
    for answer in noted {
        answers::keep_new(&answer).await?;
        forget(&answer);
    }
    Ok(())
}
