//! A table of customers as a file, in either form.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::export::table::FileFormat;
use crate::engine::protocol::{Reply, TableAsked};
use crate::platform::download::{dated, download};
use crate::state::{unexpected, use_app};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::icon::{Icon, Shape};

/// What the file holds, and a button each form; says so where it could not be made.
#[component]
pub fn TableDownload(
    /// Which table, when it is asked for.
    table: Callback<(), TableAsked>,
    /// What the buttons are called for scripts.
    #[prop(into)]
    what: String,
    /// The file's name without its day and ending.
    #[prop(into)]
    name: Signal<String>,
    /// What is in it.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let app = use_app();
    let what = StoredValue::new(what);
    let working = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let save = move |format: FileFormat| {
        working.set(true);
        failed.set(None);
        let file_name = dated(&name.get_untracked(), format.extension());
        let table = untrack(|| table.run(()));
        spawn_local(async move {
            let why = match app.table_file(table, format).await {
                (_, Some(bytes)) => match download(&file_name, format.media_type(), &bytes) {
                    Ok(()) => None,
                    Err(_) => Some(untrack(|| app.texts().customers.download_failed.to_owned())),
                },
                (Reply::Bytes, None) => Some(untrack(|| app.texts().customers.download_failed.to_owned())),
                (failed, None) => Some(untrack(|| app.texts().failure(&unexpected(failed)))),
            };
            // The page may be gone by now.
            working.try_set(false);
            failed.try_set(why);
        });
    };
    let button = move |format: FileFormat| {
        let ending = format.extension().to_uppercase();
        let shown = ending.clone();
        view! {
            <button
                type="button"
                class="button"
                data-action=format!("download-{}-{}", what.get_value(), format.extension())
                aria-label=move || format!("{} ({ending})", text.get())
                disabled=move || working.get()
                on:click=move |_| save(format)
            >
                <Icon shape=Shape::Download/>
                {shown}
            </button>
        }
    };
    view! {
        <div class="actions">
            <span>{move || text.get()}</span>
            {FileFormat::ALL.map(button)}
        </div>
        {move || failed.get().map(|why| view! { <Banner tone=Tone::Error>{why}</Banner> })}
    }
}
