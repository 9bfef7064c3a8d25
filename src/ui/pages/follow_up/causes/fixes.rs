//! Measures against causes: who sees to each, and the score before and after it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::care::{Action, BeforeAfter, CaseId, Fix, Ledger, Scored, Words};
use crate::domain::certainty::Certainty;
use crate::domain::format::Format as _;
use crate::i18n::Texts;
use crate::platform::clock::today;
use crate::platform::intl::Formats;
use crate::platform::random::random_id;
use crate::state::{Care, use_app, use_care};
use crate::ui::components::choice::Choice;

use super::super::score::{change_tile, score_tile};
use super::form::FixForm;

/// Days before and after that can be compared.
const WINDOWS: [u16; 4] = [30, 60, 90, 180];

/// Days compared to begin with.
const WINDOW: u16 = 90;

/// Which measure is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Writing {
    New,
    Known(CaseId),
}

/// The measures, and the form for them.
#[component]
pub fn Fixes() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let writing = RwSignal::new(None::<Writing>);
    let window = RwSignal::new(WINDOW);
    let answers = desk.scored();
    let fixes = Memo::new(move |_| desk.ledger().with(Ledger::fixes));
    let add = Callback::new(move |fix: Fix| {
        if let Ok(id) = random_id().parse::<CaseId>() {
            keep(desk, id, fix, writing);
        }
    });
    let ids = move || fixes.with(|fixes| fixes.iter().map(|known| known.id.clone()).collect::<Vec<_>>());
    // Known by its number, so that what is being written stays when another measure changes.
    let card = move |id: CaseId| {
        let (of_fix, of_form) = (id.clone(), id.clone());
        let fix = Memo::new(move |_| {
            fixes.with(|fixes| fixes.iter().find(|known| known.id == of_fix).map(|known| known.fix.clone()))
        });
        let written = Memo::new(move |_| writing.get() == Some(Writing::Known(of_form.clone())));
        let id = StoredValue::new(id);
        let done = Callback::new(move |fix: Fix| keep(desk, id.get_value(), fix, writing));
        view! {
            <Show
                when=move || written.get()
                fallback=move || fix.get().map(|fix| view! { <FixCard id=id.get_value() fix answers window writing/> })
            >
                <FixForm known=fix.get_untracked() done cancel=Callback::new(move |()| writing.set(None))/>
            </Show>
        }
    };
    view! {
        <section class="card" data-section="fixes">
            <header class="section-head">
                <h2>{move || app.texts().causes.fixes}</h2>
                <Show when=move || fixes.with(|fixes| !fixes.is_empty())>
                    <Choice
                        name="window"
                        label=Signal::derive(move || app.texts().causes.window)
                        values=&WINDOWS
                        text=move |days: u16| (app.texts().causes.days)(&days.to_string())
                        value=Signal::derive(move || window.get())
                        set=Callback::new(move |days| window.set(days))
                    />
                </Show>
            </header>
            <Show
                when=move || fixes.with(|fixes| !fixes.is_empty())
                fallback=move || view! { <p class="muted">{move || app.texts().causes.fixes_none}</p> }
            >
                <div class="fixes"><For each=ids key=CaseId::clone children=card/></div>
                <p class="muted">{move || app.texts().causes.no_proof}</p>
            </Show>
            <Show
                when=move || writing.get() == Some(Writing::New)
                fallback=move || view! {
                    <p class="actions">
                        <button type="button" class="button" data-action="add-fix" on:click=move |_| writing.set(Some(Writing::New))>{move || app.texts().causes.add}</button>
                    </p>
                }
            >
                <FixForm known=None done=add cancel=Callback::new(move |()| writing.set(None))/>
            </Show>
        </section>
    }
}

/// Keeps a measure, and closes the form once it is kept.
fn keep(desk: Care, id: CaseId, fix: Fix, writing: RwSignal<Option<Writing>>) {
    spawn_local(async move {
        if desk.act(id, Action::Fix(fix)).await {
            writing.set(None);
        }
    });
}

/// One measure.
#[component]
fn FixCard(
    id: CaseId,
    fix: Fix,
    answers: Memo<Vec<Scored>>,
    window: RwSignal<u16>,
    writing: RwSignal<Option<Writing>>,
) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let (of_edit, of_undo, of_done) = (id.clone(), id.clone(), id.clone());
    let effect = {
        let fix = fix.clone();
        Memo::new(move |_| {
            let certainty = Certainty { small_sample: app.small_sample(), ..Certainty::default() };
            answers.with(|answers| fix.effect(answers, window.get(), certainty))
        })
    };
    let mark = (!fix.done).then(|| {
        let fix = Fix { done: true, ..fix.clone() };
        let in_place = move |_| {
            let (id, fix) = (of_done.clone(), fix.clone());
            spawn_local(async move {
                desk.act(id, Action::Fix(fix)).await;
            });
        };
        view! {
            <button type="button" class="button" data-action="fix-done" on:click=in_place>{move || app.texts().causes.mark_done}</button>
        }
    });
    view! {
        <article class="fix" data-fix=id.to_string()>
            {move || facts(app.texts(), &app.formats(), &fix)}
            {move || effect.with(|effect| compared(app.texts(), &app.formats(), effect, window.get()))}
            <p class="actions">
                {mark}
                <button type="button" class="button" data-action="edit-fix" on:click=move |_| writing.set(Some(Writing::Known(of_edit.clone())))>{move || app.texts().causes.edit}</button>
                <button type="button" class="button" data-action="undo-fix" on:click=move |_| desk.undo(of_undo.clone())>{move || app.texts().causes.undo_change}</button>
            </p>
        </article>
    }
}

fn facts(texts: &'static Texts, formats: &Formats, fix: &Fix) -> impl IntoView + use<> {
    let words = &texts.causes;
    let places: Vec<&str> = [&fix.branch, &fix.touchpoint].into_iter().flatten().map(Words::as_str).collect();
    let place = if places.is_empty() { words.everywhere.to_owned() } else { places.join(" · ") };
    let state = if fix.done { words.done } else { words.under_way };
    view! {
        <h3>{fix.what.to_string()}" "<span class="badge" data-done=fix.done.to_string()>{state}</span></h3>
        <dl class="facts">
            <dt>{words.cause}</dt><dd>{fix.cause.to_string()}</dd>
            <dt>{words.owner}</dt><dd>{fix.owner.to_string()}</dd>
            <dt>{words.place}</dt><dd>{place}</dd>
            <dt>{words.since}</dt><dd>{formats.day(fix.since)}</dd>
        </dl>
    }
}

fn compared(texts: &'static Texts, formats: &Formats, effect: &BeforeAfter, window: u16) -> impl IntoView + use<> {
    let (words, days) = (&texts.causes, window.to_string());
    let [before, after] = [effect.before.n, effect.after.n].map(|n| formats.count(n));
    let verdict = texts.verdict(effect.verdict(), &before, &after);
    let score = |key, label, estimate, period| score_tile(texts, formats, key, label, estimate, period);
    let unfinished = today().is_some_and(|today| today < effect.after_period.to);
    let so_far = unfinished.then(|| (words.so_far)(&formats.day(effect.after_period.to)));
    view! {
        <div class="tiles">
            {score("fix.before", (words.before)(&days), &effect.before, effect.before_period)}
            {score("fix.after", (words.after)(&days), &effect.after, effect.after_period)}
            {change_tile(formats, "fix.delta", words.delta, effect.difference, effect.provenance(), verdict)}
        </div>
        {so_far.map(|text| view! { <p class="muted">{text}</p> })}
    }
}
