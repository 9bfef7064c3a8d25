//! All customers: search, sort, and a list that draws only what is in view.

mod list;
mod paper;
mod row;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::domain::dataset::Kind;
use crate::domain::format::Format as _;
use crate::engine::protocol::{Computed, CustomerList, CustomerSort, CustomersPage as Page, Query, TableAsked};
use crate::state::{App, use_app};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::empty::{Empty, needs};
use crate::ui::components::figure::Figure;
use crate::ui::components::outcome::Skeleton;
use crate::ui::components::table_download::TableDownload;

use list::List;

/// How long typing rests before the search runs, in milliseconds.
const REST: u32 = 200;

/// What the user asks of the list.
#[derive(Clone, Copy)]
struct Wish(RwSignal<CustomerList>);

impl Wish {
    fn list(self, offset: usize, limit: usize) -> CustomerList {
        CustomerList { offset, limit, ..self.0.get() }
    }

    fn search(self) -> String {
        self.0.with(|list| list.search.clone())
    }

    /// A second click turns the order round; amounts and scores begin with the largest, texts with the first.
    fn sort_by(self, sort: CustomerSort) {
        let amounts =
            !matches!(sort, CustomerSort::Id | CustomerSort::Name | CustomerSort::Segment | CustomerSort::Recency);
        self.0.update(|list| {
            list.descending = if list.sort == sort { !list.descending } else { amounts };
            list.sort = sort;
        });
    }
}

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let app = use_app();
    let headline = Signal::derive(move || app.texts().customers.promise.to_owned());
    let needs = needs(app, Kind::Purchases);
    // Asked of memos, so that loading a further file does not build the page anew.
    let (restoring, has_data) = (Memo::new(move |_| app.restoring()), Memo::new(move |_| app.has_data()));
    move || match (has_data.get(), restoring.get()) {
        (true, _) => view! { <Customers/> }.into_any(),
        (false, true) => view! { <Skeleton/> }.into_any(),
        (false, false) => view! { <Empty headline needs/> }.into_any(),
    }
}

#[component]
fn Customers() -> impl IntoView {
    let app = use_app();
    let wish = Wish(app.customers());
    let place = list::Place::default();
    let offset = place.offset();
    let answer = app.compute("customers", move || Query::Customers(wish.list(offset.get(), list::FETCHED)));
    // While the next stretch is on its way the one before stays.
    let page = Memo::new(move |before: Option<&Option<_>>| match answer.get() {
        Some(Ok(Computed::Customers(page))) => Some(page),
        Some(_) => None,
        None => before.cloned().flatten(),
    });
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.total)));
    let failure = move || answer.get().and_then(Result::err);
    let headline = move || total.get().map(|total| headline(app, &wish.search(), total));
    view! {
        <div class="customers">
            {move || headline().map(|text| view! { <h1>{counted(app, page, text)}</h1> })}
            <Tools wish place/>
            {move || failure().map(|failure| view! { <Banner tone=Tone::Error>{app.texts().failure(&failure)}</Banner> })}
            {move || (total.get() == Some(0)).then(|| view! { <p>{none_help(app, &wish.search())}</p> })}
            <Show when=move || total.get().is_some_and(|total| total > 0) fallback=move || {
                (total.get().is_none() && failure().is_none()).then(|| view! { <Skeleton/> })
            }>
                <List wish place page/>
                <paper::OnPaper wish/>
            </Show>
        </div>
    }
}

/// The headline as the figure it tells.
fn counted(app: App, page: Memo<Option<Page>>, text: String) -> AnyView {
    let found = page.with(|page| page.as_ref().and_then(|page| page.provenance.clone().zip(Some(page.total))));
    let Some((provenance, total)) = found else { return text.into_any() };
    let label = app.texts().common.customers;
    view! { <Figure key="customers.listed" label value=total.to_string() text from=provenance/> }.into_any()
}

/// How many customers there are, in a sentence.
fn headline(app: App, search: &str, total: usize) -> String {
    let texts = app.texts();
    let count = app.formats().count(total);
    match (search.trim(), total) {
        ("", 0) if app.filter().is_empty() => texts.customers.nobody_named.to_owned(),
        ("", 0) => texts.words.nothing_left.to_owned(),
        ("", _) if app.filter().is_empty() => (texts.customers.listed)(&count),
        ("", _) => (texts.customers.listed_of_filter)(&count),
        (search, 0) => (texts.customers.found_none)(search),
        (search, _) => (texts.customers.found)(&count, search),
    }
}

fn none_help(app: App, search: &str) -> &'static str {
    let texts = app.texts();
    match search.trim() {
        "" if app.filter().is_empty() => texts.customers.nobody_named_help,
        "" => texts.words.nothing_left_help,
        _ => texts.customers.found_none_help,
    }
}

/// The search and the download.
#[component]
fn Tools(wish: Wish, place: list::Place) -> impl IntoView {
    let app = use_app();
    // Dropping the timer before it rings stops it.
    let resting = StoredValue::new_local(None::<Timeout>);
    let find = move |text: String| {
        place.to_top();
        wish.0.update(|list| list.search = text);
    };
    let typed = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        resting.set_value(Some(Timeout::new(REST, move || find(text))));
    };
    let clear = move |_| {
        resting.set_value(None);
        find(String::new());
    };
    let table = Callback::new(move |()| TableAsked::List(wish.list(0, 0)));
    let name = Signal::derive(move || app.texts().customers.file_name.to_owned());
    let text = Signal::derive(move || app.texts().customers.download.to_owned());
    view! {
        <div class="customers-tools">
            <label class="field customers-search">
                <span>{move || app.texts().customers.search}</span>
                <input type="search" name="customer-search" autocomplete="off" prop:value=move || wish.search() on:input=typed/>
            </label>
            <Show when=move || !wish.search().is_empty()>
                <button type="button" class="button" data-action="clear-search" on:click=clear>
                    {move || app.texts().customers.clear_search}
                </button>
            </Show>
            <TableDownload table what="customers" name text/>
        </div>
    }
}
