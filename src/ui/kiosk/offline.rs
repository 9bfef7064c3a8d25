//! What the operator must know before carrying the device away: whether it runs without a network.

use leptos::prelude::*;

use crate::platform::offline::OnDevice;
use crate::state::{use_app, use_offline};

/// One line.
#[component]
pub fn OfflineState() -> impl IntoView {
    let (app, offline) = (use_app(), use_offline());
    let state = move || match offline.on_device() {
        OnDevice::Unavailable => ("unavailable", app.texts().offline.unavailable),
        OnDevice::Preparing => ("preparing", app.texts().offline.preparing),
        // A newer version changes nothing here; the notice over the page speaks of it.
        OnDevice::Ready | OnDevice::UpdateWaiting | OnDevice::Replaced => ("ready", app.texts().offline.ready),
    };
    view! { <p class="muted" role="status" data-offline=move || state().0>{move || state().1}</p> }
}
