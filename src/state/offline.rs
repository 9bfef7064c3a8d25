//! Whether this device has the page, and the way to a newer version of it.

use std::time::Duration;

use leptos::prelude::*;

use crate::platform::offline::{self, OnDevice};

/// Between two looks for a newer version.
const LOOK_EVERY: Duration = Duration::from_secs(3600);

/// The page on this device. A handle: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Offline {
    on_device: RwSignal<OnDevice>,
    /// The user asked for the newer version.
    wanted: StoredValue<bool>,
}

/// The page on this device.
///
/// # Panics
/// Outside the component that provides it, which is a mistake of ours that the first test shows.
pub fn use_offline() -> Offline {
    expect_context::<Offline>()
}

impl Offline {
    /// Has the page kept on the device, and looks for newer versions, now and every hour.
    pub fn start() -> Self {
        let this = Self { on_device: RwSignal::new(OnDevice::Preparing), wanted: StoredValue::new(false) };
        offline::start(move |on_device| {
            this.on_device.set(on_device);
            if this.wanted.get_value() {
                this.step();
            }
        });
        offline::check();
        set_interval(offline::check, LOOK_EVERY);
        this
    }

    /// How it stands.
    pub fn on_device(self) -> OnDevice {
        self.on_device.get()
    }

    /// Whether there is a newer version than this page.
    pub fn has_update(self) -> bool {
        matches!(self.on_device.get(), OnDevice::UpdateWaiting | OnDevice::Replaced)
    }

    /// Opens the newer version, as soon as it has taken over.
    pub fn update(self) {
        self.wanted.set_value(true);
        self.step();
    }

    /// One step towards the newer version: first it takes over, then the page is loaded again.
    pub fn step(self) {
        match self.on_device.get_untracked() {
            OnDevice::UpdateWaiting => offline::activate(),
            OnDevice::Replaced => {
                // Reloading one's own page cannot fail.
                let _ = window().location().reload();
            }
            _ => {}
        }
    }
}
