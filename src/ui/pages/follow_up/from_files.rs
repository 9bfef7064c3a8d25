//! Opening cases from the answers of loaded files: only when the user says so, as a file may hold
//! years of them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::dataset::Kind;
use crate::engine::protocol::{CandidateList, Candidates, Computed, LoadedFile, Query, Reply};
use crate::state::{Care, use_app, use_care};
use crate::ui::components::banner::{Banner, Tone};

/// Days at the end of the files, to begin with.
const DAYS: u16 = 30;

/// Cases opened at once, at most: more than a team can call in a day.
const MOST: usize = 200;

/// Answers the engine is asked for at most; those that are cases already are among them.
const ASKED: usize = 2000;

/// The card; nothing where no answers are loaded.
#[component]
pub fn FromFiles() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let days = RwSignal::new(DAYS);
    let found = RwSignal::new(None::<Candidates>);
    let opened = RwSignal::new(None::<usize>);
    // Those of the kiosk are cases by themselves.
    let has_answers = Memo::new(move |_| {
        let files = app.loaded().files;
        files.iter().any(|file| file.report.kind == Kind::Answers && file.id != LoadedFile::KIOSK)
    });
    let look = move |_| {
        opened.set(None);
        spawn_local(async move {
            let list = CandidateList {
                rules: untrack(|| desk.choices()).settings.rules,
                days: days.get_untracked(),
                most: ASKED,
                offset_minutes: untrack(|| desk.now()).offset_minutes,
            };
            if let Reply::Computed(computed) = app.compute_now(Query::Candidates(list)).await.0
                && let Computed::Candidates(candidates) = *computed
            {
                found.set(Some(fresh(desk, candidates)));
            }
        });
    };
    let open = move |_| {
        let Some(candidates) = found.get_untracked() else { return };
        spawn_local(async move {
            let some: Vec<_> = candidates.candidates.into_iter().take(MOST).collect();
            opened.set(Some(desk.open(&some, Some(untrack(|| desk.now()))).await));
            found.set(None);
        });
    };
    view! {
        <Show when=move || has_answers.get()>
            <section class="card" data-section="from-files">
                <p class="actions">
                    <label class="field">
                        <span>{move || app.texts().care.from_files_days}</span>
                        <input type="number" name="candidate-days" min="1" max="3650" prop:value=DAYS.to_string() on:input=move |event| {
                            days.set(event_target_value(&event).trim().parse().unwrap_or(DAYS));
                            found.set(None);
                        }/>
                    </label>
                    <button type="button" class="button" data-action="find-candidates" on:click=look>{move || app.texts().care.from_files}</button>
                </p>
                {move || found.get().map(|candidates| {
                    let (words, formats) = (&app.texts().care, app.formats());
                    let number = candidates.candidates.len();
                    if number == 0 {
                        return view! { <p class="muted">{words.from_files_none}</p> }.into_any();
                    }
                    let now = number.min(MOST);
                    view! {
                        <p>{(words.from_files_found)(&formats.count(number), &days.get_untracked().to_string())}</p>
                        {(number > MOST).then(|| view! { <p class="muted">{(words.from_files_capped)(&formats.count(MOST))}</p> })}
                        <p class="actions">
                            <button type="button" class="button button-primary" data-action="open-candidates" on:click=open>{(words.from_files_open)(&formats.count(now))}</button>
                        </p>
                    }.into_any()
                })}
                {move || opened.get().map(|number| {
                    let text = (app.texts().care.from_files_opened)(&app.formats().count(number));
                    view! { <Banner tone=Tone::Info>{text}</Banner> }
                })}
            </section>
        </Show>
    }
}

/// Without those that were cases before.
fn fresh(desk: Care, mut candidates: Candidates) -> Candidates {
    let ledger = desk.ledger();
    candidates.candidates.retain(|answer| !ledger.with_untracked(|ledger| ledger.knows(&answer.id)));
    candidates
}
