//! Taking answers along, and bringing those of several kiosks together.

mod outcome;
mod read;
mod show;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::engine::protocol::{Failure, FileKind};
use crate::state::{Added, Shown, add_files, export_answers, show_codes, use_app, use_kiosk};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::file_picker::FilePicker;

use outcome::Outcome;
use read::ReadCodes;
use show::ShowCodes;

/// The card of the operator's page.
#[component]
pub fn HandOver() -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let failure = RwSignal::new(None::<Failure>);
    let added = RwSignal::new(None::<Added>);
    let busy = RwSignal::new(false);
    let pick = Callback::new(move |files: Vec<File>| {
        added.set(None);
        busy.set(true);
        spawn_local(async move {
            let outcome = add_files(kiosk, files).await;
            busy.set(false);
            added.set(Some(outcome));
        });
    });
    let empty = move || kiosk.holding().answers == 0;
    let export = move |kind: FileKind| {
        let action = match kind {
            FileKind::Csv => "export-answers",
            FileKind::Xlsx => "export-xlsx",
            FileKind::Json => "export-json",
        };
        let run = move |_| spawn_local(async move { failure.set(export_answers(kiosk, kind).await) });
        view! {
            <button type="button" class="button" data-action=action disabled=move || kind != FileKind::Json && empty() && kiosk.holding().unreadable == 0 on:click=run>
                {move || app.texts().hand_over().export(kind)}
            </button>
        }
    };
    view! {
        <section class="card" data-section="hand-over" tabindex="-1" aria-busy=move || busy.get().to_string()>
            <h2>{move || app.texts().hand_over().title}</h2>
            <p class="actions">{FileKind::ALL.map(export).collect_view()}</p>
            <Codes failure/>
            {move || failure.get().map(|failure| view! { <Banner tone=Tone::Error>{move || app.texts().failure(&failure)}</Banner> })}
            <FilePicker pick title=|texts| texts.hand_over().drop help=|texts| texts.hand_over().drop_help/>
            {move || added.get().map(|added| view! { <Outcome added/> })}
        </section>
    }
}

/// The buttons for QR codes, and their dialogs.
#[component]
fn Codes(
    /// Where it is said that there are no codes.
    failure: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let (app, kiosk) = (use_app(), use_kiosk());
    let all = RwSignal::new(false);
    let shown = RwSignal::new(None::<Shown>);
    let reading = RwSignal::new(false);
    let show = move |_| {
        spawn_local(async move {
            match show_codes(kiosk, all.get_untracked()).await {
                Some(Ok(codes)) => {
                    failure.set(None);
                    shown.set(Some(codes));
                }
                Some(Err(error)) => failure.set(Some(error)),
                None => {}
            }
        });
    };
    let none = move || {
        let holding = kiosk.holding();
        holding.answers == 0 || holding.not_exported == 0 && !all.get()
    };
    view! {
        <p class="actions">
            <button type="button" class="button" data-action="show-codes" disabled=none on:click=show>
                {move || app.texts().hand_over().show}
            </button>
            <button type="button" class="button" data-action="read-codes" on:click=move |_| reading.set(true)>
                {move || app.texts().hand_over().read}
            </button>
        </p>
        <label class="check">
            <input type="checkbox" name="all-answers" prop:checked=move || all.get() on:change=move |event| all.set(event_target_checked(&event))/>
            <span>{move || app.texts().hand_over().show_all}</span>
        </label>
        {move || shown.get().map(|codes| view! { <ShowCodes codes close=Callback::new(move |()| shown.set(None))/> })}
        <Show when=move || reading.get()>
            <ReadCodes close=Callback::new(move |()| reading.set(false))/>
        </Show>
    }
}
