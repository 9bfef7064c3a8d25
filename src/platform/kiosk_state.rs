//! The durable copy of the kiosk's settings: the lock must hold though the power went a second
//! after it was set, which local storage does not promise.

use crate::domain::own_json;
use crate::domain::survey::KioskSettings;

use super::database::{DatabaseError, field, record};
use super::durable::{self, STATE};

/// The one record.
const SETTINGS: &str = "settings";

/// Writes the copy; it is on the disk when this comes back without an error.
pub async fn keep(settings: &KioskSettings) -> Result<(), DatabaseError> {
    let json = serde_json::to_string(settings).map_err(|error| DatabaseError::Failed { detail: error.to_string() })?;
    durable::write(STATE, |_| {
        Ok(vec![record([("id", SETTINGS.into()), ("version", KioskSettings::VERSION.into()), ("value", json.into())])?])
    })
    .await
}

/// The copy; `None` where there is none, or none this version can read.
pub async fn load() -> Option<KioskSettings> {
    let records = durable::all(STATE).await.ok()?;
    let text = |record: &_, name: &str| field(record, name).and_then(|value| value.as_string());
    let found = records.iter().find(|record| text(record, "id").as_deref() == Some(SETTINGS))?;
    // Numbers written as u32 come back as the same number.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let version = field(found, "version")?.as_f64()? as u32;
    KioskSettings::read(version, &own_json::parsed(&text(found, "value")?)?)
}
