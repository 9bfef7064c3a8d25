//! One customer: who they are, what they are worth, and what happened, newest first.

use leptos::prelude::*;
use web_sys::Element;

use crate::domain::dataset::Kind;
use crate::domain::day::Day;
use crate::domain::format::Format as _;
use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::engine::protocol::{
    Computed, CustomerEvent, CustomerPage as Page, CustomerPlace, CustomerRfm, PurchaseLine, Query,
};
use crate::i18n::{CUSTOMER_PAGE, CustomersTexts, Texts};
use crate::indicators::page::{FollowUp, Part, ToFollowUp};
use crate::indicators::{one, spelled};
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, use_app};
use crate::ui::components::empty::{Empty, needs};
use crate::ui::components::figure::{Figure, Tile};
use crate::ui::components::outcome::{Outcome, Skeleton};
use crate::ui::components::table::{Column, Table};
use crate::ui::components::timeline::CustomerTimeline;
use crate::ui::indicator::{FollowUpView, OfOne};

/// So much of what happened is shown before the reader asks for more.
const FIRST_EVENTS: usize = 50;

/// The page.
#[component]
pub fn CustomerPage(
    /// The customer's id.
    id: String,
) -> impl IntoView {
    let app = use_app();
    let headline = Signal::derive(move || app.texts().customers.promise.to_owned());
    let needs = needs(app, Kind::Purchases);
    let (restoring, has_data) = (Memo::new(move |_| app.restoring()), Memo::new(move |_| app.has_data()));
    move || match (has_data.get(), restoring.get()) {
        (true, _) => {
            let id = id.clone();
            view! { <Customer id/> }.into_any()
        }
        (false, true) => view! { <Skeleton/> }.into_any(),
        (false, false) => view! { <Empty headline needs/> }.into_any(),
    }
}

#[component]
fn Customer(id: String) -> impl IntoView {
    let app = use_app();
    let answer = app.compute("customer", move || Query::Customer { id: id.clone(), among: app.customers().get() });
    let shown = move |computed: Computed| match computed {
        Computed::Customer(page) => Some(view! { <Found page/> }),
        _ => None,
    };
    view! {
        <div class="customer">
            <Outcome answer view=shown/>
        </div>
    }
}

/// All that is known; built anew when the language changes.
#[component]
fn Found(page: Page) -> impl IntoView {
    let app = use_app();
    let page = StoredValue::new(page);
    let known = move || {
        page.with_value(|page| {
            let (texts, formats) = (app.texts(), app.formats());
            view! {
                <h1>{headline(app, page)}</h1>
                {tiles(texts, &formats, page)}
                {attributes(texts, &formats, page)}
            }
        })
    };
    view! {
        <Neighbours place=page.with_value(|page| page.place.clone())/>
        {known}
        <FollowUpView part=Memo::new(move |_| page.with_value(|page| Some(to_follow_up(page))))/>
        {page.with_value(|page| view! { <CustomerTimeline id=page.row.id.clone() happened=page.happened.clone()/> })}
        {one::ids().into_iter().map(|id| view! { <OfOne id customer=page.with_value(|page| page.row.id.clone())/> }).collect_view()}
        <Events page/>
    }
}

/// A case of this customer, opened by a person who looked at their page.
fn to_follow_up(page: &Page) -> Part {
    let why = page.row.rfm.as_ref().map(|rfm| rfm.segment.clone()).unwrap_or_default();
    let customers = vec![ToFollowUp { id: page.row.id.clone(), why }];
    Part::FollowUp(FollowUp { by: CUSTOMER_PAGE.to_owned(), customers })
}

/// The way back to the list, and on to those before and after in it; by the arrow keys, too.
#[component]
fn Neighbours(place: Option<CustomerPlace>) -> impl IntoView {
    let app = use_app();
    let (before, after) = place.clone().map(|place| (place.before, place.after)).unwrap_or_default();
    let ways = (before.clone(), after.clone());
    let pressed = window_event_listener(leptos::ev::keydown, move |event| {
        let to = match event.key().as_str() {
            "ArrowLeft" => &ways.0,
            "ArrowRight" => &ways.1,
            _ => return,
        };
        // In a field, a chart or a wide table the arrows are those of what has the focus.
        let is_free = event_target::<Element>(&event).matches("body, a, button, h1").unwrap_or_default();
        if let Some(id) = to.as_ref().filter(|_| is_free && !event.alt_key() && !event.ctrl_key() && !event.meta_key())
        {
            app.go(Route::Customer(id.clone()));
        }
    });
    on_cleanup(move || pressed.remove());
    let link = move |id: Option<String>, way: &'static str, text: fn(&CustomersTexts) -> &'static str| {
        id.map(|id| {
            let href = move || app.href(Route::Customer(id.clone()));
            view! { <a class="button" data-action=way href=href>{move || text(&app.texts().customers)}</a> }
        })
    };
    let where_in = move || {
        let (place, formats) = (place.as_ref()?, app.formats());
        Some((app.texts().customers.place)(&formats.count(place.number), &formats.count(place.of)))
    };
    view! {
        <nav class="customers-tools" aria-label=move || app.texts().common.customers>
            <a href=move || app.href(Route::Customers)>"← "{move || app.texts().customers.back}</a>
            <span class="muted">{where_in}</span>
            {link(before, "customer-before", |texts| texts.before)}
            {link(after, "customer-after", |texts| texts.after)}
        </nav>
    }
}

/// Who, which segment, how much, and when last.
fn headline(app: App, page: &Page) -> String {
    let (texts, formats) = (&app.texts().customers, app.formats());
    let id = &page.row.id;
    let who = page.row.name.as_ref().map_or_else(|| id.clone(), |name| format!("{name} ({id})"));
    let Some(rfm) = &page.row.rfm else { return (texts.headline_unscored)(&who) };
    let sentence = (texts.headline)(&who, &rfm.segment, &formats.money(rfm.monetary.to_f64()));
    let last = page.last_purchase.map(|day| (texts.headline_last)(&formats.day(day))).unwrap_or_default();
    // What came after the end of the period, or a reference date set by hand, is not in it.
    let until = [app.filter().to, app.settings().shared.reference_date].into_iter().flatten().min();
    let as_of = until.map(|day| (texts.as_of)(&formats.day(day))).unwrap_or_default();
    as_of + &sentence + &last
}

fn tiles(texts: &'static Texts, formats: &Formats, page: &Page) -> impl IntoView + use<> {
    let scored = page.row.rfm.as_ref().zip(page.provenance.as_ref());
    let scored = scored.map(|(rfm, provenance)| rfm_tiles(texts, formats, rfm, provenance));
    let score = page.row.score.zip(page.row.score_from.clone()).map(|(score, provenance)| {
        let (label, value) = (texts.customers.score, score.get().to_string());
        let text = (texts.customers.score_out_of)(&value);
        view! {
            <Tile label>
                <Figure key="customer.score" label value text from=provenance/>
            </Tile>
        }
    });
    view! { <div class="tiles">{scored}{score}</div> }
}

fn rfm_tiles(
    texts: &'static Texts,
    formats: &Formats,
    rfm: &CustomerRfm,
    provenance: &Provenance,
) -> impl IntoView + use<> {
    let tile = |key: &'static str, label: &'static str, value: String, text: String| {
        let provenance = provenance.clone();
        view! {
            <Tile label>
                <Figure key label value text from=provenance/>
            </Tile>
        }
    };
    let texts = &texts.customers;
    let recency = formats.number(f64::from(rfm.recency));
    let frequency = formats.number(f64::from(rfm.frequency));
    let score = |score: u8| (score.to_string(), score.to_string());
    let ((r, r_text), (f, f_text), (m, m_text)) = (score(rfm.r), score(rfm.f), score(rfm.m));
    view! {
        {tile("customer.recency", texts.recency, rfm.recency.to_string(), (texts.days)(&recency))}
        {tile("customer.frequency", texts.frequency, rfm.frequency.to_string(), frequency)}
        {tile("customer.monetary", texts.monetary, rfm.monetary.to_string(), formats.money(rfm.monetary.to_f64()))}
        {tile("customer.r", texts.r_score, r, r_text)}
        {tile("customer.f", texts.f_score, f, f_text)}
        {tile("customer.m", texts.m_score, m, m_text)}
    }
}

/// What the customers table says.
fn attributes(texts: &'static Texts, formats: &Formats, page: &Page) -> Option<impl IntoView + use<>> {
    let texts = &texts.customers;
    let since = page.since.map(|day| (texts.since.to_owned(), formats.day(day)));
    let said = page.attributes.iter().map(|(name, value)| (spelled(name), shown(formats, value)));
    let known: Vec<(String, String)> = since.into_iter().chain(said).collect();
    let rows: Vec<Vec<AnyView>> =
        known.into_iter().map(|(name, value)| vec![name.into_any(), value.into_any()]).collect();
    let columns = vec![Column::text(texts.attribute), Column::text(texts.value)];
    (!rows.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>{texts.attributes}</h2>
                <Table caption=texts.attributes columns rows/>
            </section>
        }
    })
}

/// A value as the reader writes it: days, and numbers with decimals; whole numbers may be numbers of something.
fn shown(formats: &Formats, value: &str) -> String {
    let number = || value.parse::<Money>().ok().filter(|_| value.contains('.'));
    match value.parse::<Day>() {
        Ok(day) => formats.day(day),
        Err(_) => number().map_or_else(|| value.to_owned(), |number| formats.exact(number)),
    }
}

/// What happened, newest first: so much at first, and more when it is asked for.
#[component]
fn Events(page: StoredValue<Page>) -> impl IntoView {
    let app = use_app();
    let shown = RwSignal::new(FIRST_EVENTS);
    let known = page.with_value(|page| page.events.len());
    let table = move || {
        let (texts, formats) = (app.texts(), app.formats());
        let said = page.with_value(|page| said_columns(&page.events));
        let rows: Vec<Vec<AnyView>> = page.with_value(|page| {
            page.events.iter().take(shown.get()).map(|event| event_row(texts, &formats, event, &said)).collect()
        });
        let texts = &texts.customers;
        let of_orders = said.iter().map(|said| Column { numeric: said.numeric, ..Column::text(spelled(&said.name)) });
        let columns = [Column::text(texts.day), Column::text(texts.kind), Column::number(texts.amount)]
            .into_iter()
            .chain(of_orders)
            .chain([Column::text(texts.details)])
            .collect();
        view! { <Table caption=texts.events columns rows/> }
    };
    let cut = move || {
        let (all, formats) = (page.with_value(|page| page.events_total), app.formats());
        let shown = shown.get().min(known);
        (shown < all).then(|| (app.texts().customers.events_shown)(&formats.count(shown), &formats.count(all)))
    };
    view! {
        <section class="card customer-events">
            <h2>{move || app.texts().customers.events}</h2>
            <Show when=move || { known > 0 } fallback=move || view! { <p class="muted">{app.texts().customers.events_none}</p> }>
                {table}
            </Show>
            {move || cut().map(|text| view! { <p class="muted">{text}</p> })}
            <Show when=move || shown.get() < known>
                <p class="actions">
                    <button type="button" class="button" data-action="more-events" on:click=move |_| shown.update(|shown| *shown += FIRST_EVENTS)>
                        {move || app.texts().customers.events_more}
                    </button>
                </p>
            </Show>
        </section>
    }
}

/// What most orders say, in a column of its own.
struct SaidColumn {
    name: String,
    /// Whether all of them say a number.
    numeric: bool,
}

/// Columns of what orders say at most: more would leave no room for the rest.
const MOST_SAID: usize = 4;

/// What at least half of the orders say, in the order of the file.
fn said_columns(events: &[CustomerEvent]) -> Vec<SaidColumn> {
    let orders = || {
        events.iter().filter_map(|event| match event {
            CustomerEvent::Purchase { attributes, .. } => Some(attributes),
            _ => None,
        })
    };
    let mut names: Vec<&String> = Vec::new();
    for (name, _) in orders().flatten() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let all = orders().count();
    let of_name = |name: &String| {
        let values = orders().flatten().filter(|(known, _)| known == name).map(|(_, value)| value);
        let (said, numbers) = values
            .fold((0, 0), |(said, numbers), value| (said + 1, numbers + usize::from(value.parse::<Money>().is_ok())));
        (said * 2 >= all).then(|| SaidColumn { name: name.clone(), numeric: numbers == said })
    };
    names.into_iter().filter_map(of_name).take(MOST_SAID).collect()
}

/// A value by its name.
fn value_of<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn event_row(texts: &'static Texts, formats: &Formats, event: &CustomerEvent, said: &[SaidColumn]) -> Vec<AnyView> {
    let texts = &texts.customers;
    let attributes: &[(String, String)] = match event {
        CustomerEvent::Purchase { attributes, .. } => attributes,
        _ => &[],
    };
    let of_column = |said: &SaidColumn| value_of(attributes, &said.name).map(|value| shown(formats, value)).into_any();
    let others: Vec<(String, String)> =
        attributes.iter().filter(|(name, _)| !said.iter().any(|said| said.name == *name)).cloned().collect();
    let (kind, amount, details) = match event {
        CustomerEvent::Purchase { amount, returned, lines, .. } => {
            let kind = if *returned { texts.returned } else { texts.purchase };
            (kind, formats.amount(*amount), order_details(texts, formats, &others, lines))
        }
        CustomerEvent::Answer { score, comment, .. } => {
            let score = score.map(|score| (texts.gave_score)(&score.get().to_string()));
            (texts.answer, String::new(), joined(score.into_iter().chain(comment.clone())).into_any())
        }
        CustomerEvent::Complaint { settled, reason, .. } => {
            let settled =
                settled.map_or_else(|| texts.unsettled.to_owned(), |settled| (texts.settled_on)(&formats.day(settled)));
            (texts.complaint, String::new(), joined(reason.clone().into_iter().chain([settled])).into_any())
        }
        CustomerEvent::Exit { reason, .. } => {
            (texts.exit, String::new(), reason.clone().unwrap_or_default().into_any())
        }
    };
    let day = event.day().map_or_else(|| texts.no_day.to_owned(), |day| formats.day(day));
    let first = [day.into_any(), kind.into_any(), amount.into_any()];
    first.into_iter().chain(said.iter().map(of_column)).chain([details]).collect()
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" · ")
}

/// What is known of an order: of all its lines, and of each.
fn order_details(
    texts: &'static CustomersTexts,
    formats: &Formats,
    attributes: &[(String, String)],
    lines: &[PurchaseLine],
) -> AnyView {
    let said = |(name, value): &(String, String)| format!("{}: {}", spelled(name), shown(formats, value));
    let line = |line: &PurchaseLine| {
        let returned = line.returned.then(|| texts.returned.to_owned());
        let known = [formats.amount(line.amount)].into_iter().chain(returned);
        view! { <li>{joined(known.chain(line.attributes.iter().map(said)))}</li> }
    };
    let folded = (!lines.is_empty()).then(|| {
        view! {
            <details>
                <summary>{(texts.lines)(&formats.count(lines.len()))}</summary>
                <ul class="notes">{lines.iter().map(line).collect_view()}</ul>
            </details>
        }
    });
    view! { {joined(attributes.iter().map(said))} {folded} }.into_any()
}
