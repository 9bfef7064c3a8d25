//! The scored customers as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::protocol::{CustomerList, CustomerSort, Query};
use crate::platform::download::download;
use crate::state::use_app;
use crate::ui::components::icon::{Icon, Shape};

/// The button; says so where the download failed.
#[component]
pub fn ScoresDownload() -> impl IntoView {
    let app = use_app();
    let working = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let save = move |_| {
        working.set(true);
        failed.set(false);
        let name = app.texts().rules.download_name;
        // The whole list, whatever the offset and limit.
        let list =
            CustomerList { search: String::new(), sort: CustomerSort::Segment, descending: false, offset: 0, limit: 0 };
        spawn_local(async move {
            let (_, bytes) = app.compute_now(Query::CustomersCsv(list), untrack(|| app.filter())).await;
            let saved = bytes.is_some_and(|bytes| download(name, "text/csv", &bytes).is_ok());
            // The page may be gone by now.
            working.try_set(false);
            failed.try_set(!saved);
        });
    };
    view! {
        <p class="actions">
            <button type="button" class="button" data-action="download-scores" disabled=move || working.get() on:click=save>
                <Icon shape=Shape::Download/>
                {move || app.texts().rules.download}
            </button>
        </p>
        <Show when=move || failed.get()>
            <p class="field-error" role="alert">{move || app.texts().rules.download_failed}</p>
        </Show>
    }
}
