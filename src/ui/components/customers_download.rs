//! The customer list as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::protocol::{CustomerList, Query};
use crate::platform::download::{dated, download};
use crate::state::use_app;
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::icon::{Icon, Shape};

/// The button; says so where the download failed.
#[component]
pub fn CustomersDownload(
    /// The whole list so searched and sorted, whatever its offset and limit.
    list: Callback<(), CustomerList>,
    /// What the button says.
    #[prop(into)]
    label: Signal<&'static str>,
) -> impl IntoView {
    let app = use_app();
    let working = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let save = move |_| {
        working.set(true);
        failed.set(false);
        let name = dated(app.texts().customers.file_name, "csv");
        let query = Query::CustomersCsv(untrack(|| list.run(())));
        spawn_local(async move {
            let (_, bytes) = app.compute_now(query, untrack(|| app.filter())).await;
            let saved = bytes.is_some_and(|bytes| download(&name, "text/csv;charset=utf-8", &bytes).is_ok());
            // The page may be gone by now.
            working.try_set(false);
            failed.try_set(!saved);
        });
    };
    view! {
        <button type="button" class="button" data-action="download-customers" disabled=move || working.get() on:click=save>
            <Icon shape=Shape::Download/>
            {move || label.get()}
        </button>
        <Show when=move || failed.get()>
            <Banner tone=Tone::Error>{move || app.texts().customers.download_failed}</Banner>
        </Show>
    }
}
