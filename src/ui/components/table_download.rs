//! A table of customers as a file, in either form.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::protocol::{FileFormat, Reply};
use crate::indicators::page::CustomersFile;
use crate::platform::download::{dated, download};
use crate::state::{unexpected, use_app};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::icon::{Icon, Shape};

/// What the file holds, and a button each form; says so where it could not be made.
#[component]
pub fn TableDownload(
    /// Which table.
    file: CustomersFile,
) -> impl IntoView {
    let app = use_app();
    let CustomersFile { table, text } = file;
    let (name, label) = (table.replace(['.', '_'], "-"), text.clone());
    let (table, name) = (StoredValue::new(table), StoredValue::new(name));
    let working = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let save = move |format: FileFormat| {
        working.set(true);
        failed.set(None);
        spawn_local(async move {
            let file_name = dated(&name.get_value(), format.extension());
            let why = match app.table_file(table.get_value(), format).await {
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
        let title = format!("{label} ({ending})");
        view! {
            <button
                type="button"
                class="button"
                data-action=format!("download-{}-{}", name.get_value(), format.extension())
                aria-label=title
                disabled=move || working.get()
                on:click=move |_| save(format)
            >
                <Icon shape=Shape::Download/>
                {ending}
            </button>
        }
    };
    view! {
        <p class="actions">
            <span>{text}</span>
            {FileFormat::ALL.map(button)}
        </p>
        {move || failed.get().map(|why| view! { <Banner tone=Tone::Error>{why}</Banner> })}
    }
}
