//! Customers whom a page names for somebody to get in touch with: cases of them, with one click.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::care::{Answered, KnownCustomer, NamedCustomer, with_open_case};
use crate::domain::dataset::Filter;
use crate::domain::format::Format as _;
use crate::engine::protocol::{Computed, Failure, Query, Reply};
use crate::indicators::page::{FollowUp, Part};
use crate::route::Route;
use crate::state::{App, unexpected, use_app, use_care};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::pages::follow_up::Notices;

/// The button, who has a case already, and what came of it: it can be undone.
#[component]
pub fn FollowUpView(
    /// The part; nothing is offered of any other.
    part: Memo<Option<Part>>,
) -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    spawn_local(desk.read());
    let named = Memo::new(move |_| match part.get() {
        Some(Part::FollowUp(named)) => named,
        _ => FollowUp { by: String::new(), customers: Vec::new() },
    });
    let all = move || named.with(|named| named.customers.len());
    let already = Memo::new(move |_| {
        let ids = |named: &FollowUp| {
            let ids = named.customers.iter().map(|one| one.id.as_str());
            desk.cases().with(|cases| with_open_case(cases, ids).len())
        };
        named.with(ids)
    });
    let pressed = RwSignal::new(false);
    let working = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let open = move |_| {
        let named = named.get_untracked();
        working.set(true);
        failure.set(None);
        spawn_local(async move {
            let by = named.by.clone();
            match known(app, named).await {
                Ok(customers) => {
                    desk.open_named(&by, &customers).await;
                    pressed.try_set(true);
                }
                Err(problem) => {
                    failure.try_set(Some(problem));
                }
            }
            // The page may be gone by now.
            working.try_set(false);
        });
    };
    let left = move || all() - already.get();
    let some = move || {
        let (words, already) = (&app.texts().care, already.get());
        match already {
            0 => String::new(),
            _ if left() == 0 && all() == 1 => words.named_one_open.to_owned(),
            _ if left() == 0 => words.named_all_open.to_owned(),
            _ => (words.named_some_open)(&app.formats().count(already)),
        }
    };
    view! {
        <div class="named-follow-up">
            <p class="actions">
                <Show when=move || { left() > 0 }>
                    <button type="button" class="button" data-action="open-named-cases" disabled=move || working.get() || !desk.ready() on:click=open>
                        {move || (app.texts().care.named_open)(&app.formats().count(left()))}
                    </button>
                </Show>
                <span class="muted" data-count="open-already">{some}</span>
                <Show when=move || { already.get() > 0 }>
                    <a href=move || app.href(Route::FollowUp)>{move || app.texts().care.named_cases}</a>
                </Show>
            </p>
            {move || failure.get().map(|failure| view! { <Banner tone=Tone::Error>{app.texts().failure(&failure)}</Banner> })}
            <Show when=move || pressed.get()><Notices/></Show>
        </div>
    }
}

/// The customers named, as cases know them: of all loaded rows, whatever the filter.
async fn known(app: App, named: FollowUp) -> Result<Vec<NamedCustomer>, Failure> {
    let mut why: BTreeMap<String, String> = named.customers.into_iter().map(|one| (one.id, one.why)).collect();
    let query = Query::Known(why.keys().cloned().collect());
    let known = match app.compute_now(query, Filter::default()).await {
        Reply::Computed(computed) => match *computed {
            Computed::Known(known) => known,
            other => return Err(unexpected(Reply::Computed(Box::new(other)))),
        },
        other => return Err(unexpected(other)),
    };
    let one = |(customer, answered): (KnownCustomer, Answered)| {
        let why = why.remove(&customer.id).unwrap_or_default();
        NamedCustomer { customer, answered, why }
    };
    Ok(known.into_iter().map(one).collect())
}
