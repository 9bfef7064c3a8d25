//! One case: what was said, what to do next, and what happened.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::care::{Case, CaseId, TimeLeft};
use crate::domain::dataset::Filter;
use crate::domain::format::Format as _;
use crate::engine::protocol::{Computed, CustomerList, Query, Reply};
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, Care, use_app, use_care};
use crate::ui::components::banner::{Banner, Tone};

use super::Frame;
use super::act::{Actions, possible, told};
use super::list::{calls, links, place, said, who};

/// The page.
#[component]
pub fn CasePage(id: String) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let id = StoredValue::new(CaseId::try_from(id).ok());
    // Drawn anew only when the case itself changes: a step may be half written down.
    let known = Memo::new(move |_| id.get_value().filter(|id| desk.ledger().with(|ledger| ledger.knows(id))));
    let case = Memo::new(move |_| id.get_value().and_then(|id| desk.ledger().with(|ledger| ledger.case(&id))));
    view! {
        <Frame>
            <p><a href=move || app.href(Route::FollowUp)>"← "{move || app.texts().care.back_to_list}</a></p>
            {move || match (case.get(), known.get()) {
                (Some(case), _) => view! { <OneCase case/> }.into_any(),
                (None, Some(id)) => view! { <Dismissed id/> }.into_any(),
                (None, None) => view! { <h1>{app.texts().care.no_such_case}</h1> }.into_any(),
            }}
        </Frame>
    }
}

/// An answer that somebody said is no case.
#[component]
fn Dismissed(id: CaseId) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    view! {
        <h1>{move || app.texts().care.dismissed}</h1>
        <p class="actions">
            <button type="button" class="button" data-action="restore" on:click=move |_| desk.undo(id.clone())>{move || app.texts().care.act_restore}</button>
        </p>
    }
}

#[component]
fn OneCase(case: Case) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let dismiss = {
        let id = case.id.clone();
        let opening = case.history.len() == 1;
        // Taking the opening back: the answer is no case, and never becomes one again by itself.
        opening.then(|| view! {
            <p class="actions">
                <button type="button" class="button" data-action="dismiss" on:click=move |_| desk.undo(id.clone())>{move || app.texts().care.act_dismiss}</button>
            </p>
        })
    };
    let (kind, id, last) = (case.opening.kind, case.id.clone(), case.id.clone());
    let steps = possible(&case);
    let known = StoredValue::new(case);
    let resting = Memo::new(move |_| known.with_value(|case| desk.resting_until(case)));
    view! {
        {move || known.with_value(|case| head(app, desk, case))}
        <section class="card" data-section="next">
            <h2>{move || app.texts().care.what_next}</h2>
            {move || resting.get().map(|until| {
                let until = app.formats().moment(until);
                view! { <Banner tone=Tone::Warning>{(app.texts().care.resting_until)(&until)}</Banner> }
            })}
            <Actions kind steps id resting=Signal::derive(move || resting.get().is_some())/>
            {dismiss}
            <label class="field">
                <span>{move || app.texts().care.by}</span>
                <input type="text" name="by" autocomplete="off" maxlength="80" prop:value=move || desk.choices().by on:change=move |event| {
                    let by = event_target_value(&event).trim().to_owned();
                    desk.choose(|choices| choices.by = by);
                }/>
            </label>
        </section>
        <section class="card" data-section="history">
            <h2>{move || app.texts().care.history}</h2>
            {move || known.with_value(|case| history(case, app.texts(), &app.formats()))}
            {known.with_value(|case| case.history.len() > 1).then(|| view! {
                <p class="actions">
                    <button type="button" class="button" data-action="undo-last" on:click=move |_| desk.undo(last.clone())>{move || app.texts().care.undo_last}</button>
                </p>
            })}
        </section>
    }
}

/// Who, what they said, and the clock.
fn head(app: App, desk: Care, case: &Case) -> impl IntoView + use<> {
    let (texts, formats, words) = (app.texts(), app.formats(), &app.texts().care);
    let opening = &case.opening;
    let fact = |name: &'static str, value: Option<String>| {
        value.filter(|value| !value.is_empty()).map(|value| view! { <dt>{name}</dt><dd>{value}</dd> })
    };
    let customer = opening.customer.as_ref();
    let link = customer.map(|customer| {
        let route = Route::Customer(customer.id.clone());
        view! { <a href=move || app.href(route.clone())>{customer.id.clone()}</a> }
    });
    let segment = customer.and_then(|customer| customer.segment.clone());
    let segment = segment.map(|key| app.segment_rules().called(texts.language, &key).to_owned());
    let left = TimeLeft::of(case, desk.now()).map(|left| texts.time_left(left));
    let overdue = case.overdue(desk.now());
    let score = opening.score.map(|score| score.get().to_string());
    let reachable = opening.is_reachable();
    let named = opening.named_by().is_some();
    let (taken, by) = if named { (words.opened_at, words.named_by) } else { (words.taken, words.rule) };
    view! {
        <h1>{who(opening, texts)}" "<span class="muted">{link}</span></h1>
        <section class="card" data-section="case" data-state=format!("{:?}", case.state).to_lowercase()>
            <p class="follow-up-quote">{said(opening, texts)}</p>
            <dl class="facts">
                {fact(words.score, score)}
                {fact(words.state, Some(format!("{} · {}", texts.case_state(opening.kind, case.state), texts.case_kind(opening.kind))))}
                {case.awaited().map(|due| view! {
                    <dt>{words.due}</dt>
                    <dd>{formats.moment(due)}" · "<span class="follow-up-due" class:overdue=overdue>{left}</span></dd>
                })}
                {fact(words.owner, case.owner.as_ref().map(ToString::to_string))}
                {opening.contact.as_ref().map(|contact| view! { <dt>{words.contact}</dt><dd>{contact.text.clone()}{calls(opening, texts)}</dd> })}
                {customer.filter(|_| opening.contact.is_none()).map(|customer| view! { <ContactInFiles id=customer.id.clone()/> })}
                {(!reachable).then(|| view! { <dt>{words.contact}</dt><dd>{words.no_contact}</dd> })}
                {fact(words.consent, opening.contact.as_ref().map(|contact| contact.consent.clone()))}
                {fact(words.value, case.value().map(|value| formats.amount(value)))}
                {fact(words.segment, segment)}
                {fact(words.place, Some(place(case)))}
                {fact(taken, Some(formats.moment(opening.taken)))}
                {fact(by, Some(texts.opened_by(opening).to_owned()))}
            </dl>
        </section>
    }
}

/// How the customers table says a customer can be reached, whatever the filter; nothing where it does not say.
#[component]
fn ContactInFiles(id: String) -> impl IntoView {
    let app = use_app();
    let contact = RwSignal::new(None::<String>);
    let query = Query::Customer { id, among: CustomerList::default() };
    spawn_local(async move {
        if let Reply::Computed(computed) = app.compute_now(query, Filter::default()).await
            && let Computed::Customer(page) = *computed
        {
            // The page may be gone by now.
            contact.try_set(page.contact);
        }
    });
    move || {
        let text = contact.get()?;
        let texts = app.texts();
        Some(view! { <dt>{texts.care.contact}</dt><dd>{text.clone()}{links(&text, texts)}</dd> })
    }
}

fn history(case: &Case, texts: &'static Texts, formats: &Formats) -> impl IntoView + use<> {
    let lines = case.history.iter().rev().map(|event| {
        let by = if event.by.is_empty() { String::new() } else { format!(" · {}", event.by) };
        view! { <li><span class="muted">{formats.moment(event.at)}{by}</span>" "{told(event, case.opening.kind, texts, formats)}</li> }
    });
    let passed_over =
        (!case.passed_over.is_empty()).then(|| (texts.care.passed_over)(&formats.count(case.passed_over.len())));
    view! {
        <ol class="follow-up-history">{lines.collect_view()}</ol>
        {passed_over.map(|text| view! { <p class="muted">{text}</p> })}
    }
}
