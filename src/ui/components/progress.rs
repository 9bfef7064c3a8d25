//! How far a long piece of work is, with a way to stop it.

use leptos::prelude::*;

use crate::domain::format::Format as _;
use crate::i18n::size;
use crate::state::use_app;

use super::later::Later;

/// What is done sooner shows no progress: a bar that flashes by only worries.
const SOON: u32 = 200;

/// The engine's long piece of work; nothing while there is none.
#[component]
pub fn TaskProgress() -> impl IntoView {
    let app = use_app();
    // Looking for kept files is no work to show before there is one: on a first visit the page would jump for nothing.
    let running = Memo::new(move |_| {
        app.task().is_some_and(|task| !(app.restoring() && task.name.is_empty() && task.progress.total_bytes == 0))
    });
    let title = move || {
        let texts = app.texts();
        let name = app.task().map(|task| task.name).unwrap_or_default();
        if name.is_empty() && app.restoring() {
            texts.import.restoring.to_owned()
        } else if name.is_empty() {
            texts.common.loading.to_owned()
        } else {
            format!("{}: {name}", texts.import.reading)
        }
    };
    let share = move || {
        app.task().filter(|task| task.progress.total_bytes > 0).map(|task| {
            let progress = task.progress;
            (progress.bytes as f64 / progress.total_bytes as f64).min(1.0).to_string()
        })
    };
    let detail = move || {
        let progress = app.task().map(|task| task.progress).unwrap_or_default();
        let done = format!("{} / {}", size(progress.bytes), size(progress.total_bytes));
        let rows = usize::try_from(progress.rows).unwrap_or(usize::MAX);
        (app.texts().import.reading_progress)(&done, &app.formats().count(rows))
    };
    view! {
        <Show when=move || running.get()>
            <Later milliseconds=SOON>
                <section class="task" aria-label=title>
                    <span class="task-name" role="status">{title}</span>
                    <progress value=share max="1" aria-label=title></progress>
                    <span class="task-detail">{detail}</span>
                    <button type="button" class="button" data-action="cancel" on:click=move |_| app.cancel()>
                        {move || app.texts().common.cancel}
                    </button>
                </section>
            </Later>
        </Show>
    }
}
