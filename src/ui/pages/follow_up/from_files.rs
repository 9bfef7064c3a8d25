//! Opening cases from the answers of loaded files: only when the user says so, as a file may hold
//! years of them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::care::{CaseId, Ledger};
use crate::domain::dataset::{Filter, Kind};
use crate::domain::format::Format as _;
use crate::engine::protocol::{CandidateList, Candidates, Computed, Failure, LoadedFile, Query, Reply};
use crate::state::{unexpected, use_app, use_care};
use crate::ui::components::banner::{Banner, Tone};

/// Days at the end of the files, to begin with.
const DAYS: u16 = 30;

/// Days that can be asked for: ten years.
const MOST_DAYS: u16 = 3650;

/// Cases opened at once, at most: more than a team can call in a day.
const MOST: usize = 200;

/// The card; nothing where no answers are loaded.
#[component]
pub fn FromFiles() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let typed = RwSignal::new(DAYS.to_string());
    let wanted_days =
        move || typed.with(|typed| typed.trim().parse::<u16>().ok()).filter(|days| (1..=MOST_DAYS).contains(days));
    let bad_days = move || wanted_days().is_none();
    let found = RwSignal::new(None::<(u16, Candidates)>);
    let failure = RwSignal::new(None::<Failure>);
    // Those of the kiosk are cases by themselves.
    let has_answers = Memo::new(move |_| {
        let files = app.loaded().files;
        files.iter().any(|file| file.report.kind == Kind::Answers && file.id != LoadedFile::KIOSK)
    });
    let look = move |_| {
        failure.set(None);
        let Some(days) = untrack(wanted_days) else { return };
        let list = CandidateList {
            rules: untrack(|| desk.choices()).settings.rules,
            days,
            most: MOST,
            own: desk.answers().with_untracked(|all| all.iter().map(|answer| CaseId::from(&answer.id)).collect()),
            known: desk.ledger().with_untracked(Ledger::known),
            offset_minutes: untrack(|| desk.now()).offset_minutes,
        };
        spawn_local(async move {
            // Of all loaded answers: a filter of other pages is not seen here.
            match app.compute_now(Query::Candidates(list), Filter::default()).await {
                Reply::Computed(computed) => {
                    if let Computed::Candidates(candidates) = *computed {
                        found.set(Some((days, candidates)));
                    }
                }
                other => failure.set(Some(unexpected(other))),
            }
        });
    };
    let open = move |_| {
        let Some((_, Candidates { candidates, .. })) = found.get_untracked() else { return };
        found.set(None);
        spawn_local(async move {
            // What went wrong, or can be undone, stands above.
            desk.open(&candidates).await;
        });
    };
    view! {
        <Show when=move || has_answers.get()>
            <section class="card" data-section="from-files">
                <p class="actions">
                    <label class="field">
                        <span>{move || app.texts().care.from_files_days}</span>
                        <input type="number" name="candidate-days" min="1" max=MOST_DAYS.to_string() aria-invalid=move || bad_days().to_string() prop:value=DAYS.to_string() on:input=move |event| {
                            typed.set(event_target_value(&event));
                            found.set(None);
                        }/>
                    </label>
                    <button type="button" class="button" data-action="find-candidates" disabled=bad_days on:click=look>{move || app.texts().care.from_files}</button>
                </p>
                <Show when=bad_days>
                    <p class="field-error" role="alert">{move || (app.texts().care.from_files_bad_days)(&MOST_DAYS.to_string())}</p>
                </Show>
                {move || failure.get().map(|failure| view! { <Banner tone=Tone::Error>{app.texts().failure(&failure)}</Banner> })}
                {move || found.get().map(|(days, candidates)| {
                    let (words, formats) = (&app.texts().care, app.formats());
                    let (fitting, now) = (candidates.fitting, candidates.candidates.len());
                    if fitting == 0 {
                        return view! { <p class="muted">{words.from_files_none}</p> }.into_any();
                    }
                    view! {
                        <p>{(words.from_files_found)(&formats.count(fitting), &days.to_string())}</p>
                        {(fitting > now).then(|| view! { <p class="muted">{(words.from_files_capped)(&formats.count(now))}</p> })}
                        <p class="actions">
                            <button type="button" class="button button-primary" data-action="open-candidates" on:click=open>{(words.from_files_open)(&formats.count(now))}</button>
                        </p>
                    }.into_any()
                })}
            </section>
        </Show>
    }
}
