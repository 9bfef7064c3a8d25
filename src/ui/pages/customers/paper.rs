//! The list on paper, where nothing scrolls: its first rows as a plain table.

use leptos::html::Div;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;

use crate::charts::watch::PaperWatch;
use crate::domain::format::Format as _;
use crate::engine::protocol::{Computed, CustomerRfm, CustomerRow, CustomersPage as Page, Query};
use crate::indicators::spelled;
use crate::state::{App, use_app};
use crate::ui::components::table::{Column, Table};

use super::Wish;
use super::row::NOTHING;

/// So many are printed: a dozen sheets.
const MOST: usize = 500;

/// Draws the list when the page is printed, and takes it away afterwards. The rows are asked for beforehand, as a
/// browser that begins to print waits for nothing.
#[component]
pub fn OnPaper(wish: Wish) -> impl IntoView {
    let app = use_app();
    let answer = app.compute("customers on paper", move || Query::Customers(wish.list(0, MOST)));
    let sheet = NodeRef::<Div>::new();
    let drawn = StoredValue::new_local(None);
    let draw = move |begins: bool| {
        let page = match answer.get_untracked() {
            Some(Ok(Computed::Customers(page))) if begins => Some(page),
            _ => None,
        };
        // Dropping what was drawn takes it away.
        drawn.set_value(sheet.get_untracked().zip(page).map(|(sheet, page)| print(app, sheet, page)));
    };
    StoredValue::new_local(PaperWatch::new(draw));
    view! { <div class="customers-paper" aria-hidden="true" node_ref=sheet></div> }
}

fn print(app: App, sheet: web_sys::HtmlDivElement, page: Page) -> UnmountHandle<impl Mountable> {
    let (all, formats) = (&untrack(|| app.texts()), untrack(|| app.formats()));
    let texts = &all.customers;
    let shown = page.columns;
    let names = shown.names.then(|| Column::text(texts.name));
    let scored = || {
        let numbers = [texts.recency, texts.frequency, texts.monetary, texts.r, texts.f, texts.m];
        std::iter::once(Column::text(texts.segment)).chain(numbers.map(Column::number))
    };
    let further = shown.further.iter().map(|one| {
        let name = spelled(&one.name);
        if one.is_number { Column::number(name) } else { Column::text(name) }
    });
    let answered = shown.answered.then(|| Column::number(texts.score));
    let of_rfm = shown.scored.then(scored).into_iter().flatten();
    let columns: Vec<Column> =
        std::iter::once(Column::text(texts.id)).chain(names).chain(of_rfm).chain(further).chain(answered).collect();
    let row = |CustomerRow { id, name, rfm, further, score, .. }: CustomerRow| {
        let of = |write: &dyn Fn(&CustomerRfm) -> String| rfm.as_ref().map_or_else(|| NOTHING.to_owned(), write);
        let known = |text: Option<String>| text.unwrap_or_else(|| NOTHING.to_owned());
        let scored = || {
            [
                of(&|rfm| rfm.segment.clone()),
                of(&|rfm| formats.number(f64::from(rfm.recency))),
                of(&|rfm| formats.number(f64::from(rfm.frequency))),
                of(&|rfm| formats.amount(rfm.monetary)),
                of(&|rfm| rfm.r.to_string()),
                of(&|rfm| rfm.f.to_string()),
                of(&|rfm| rfm.m.to_string()),
            ]
        };
        let mut cells = vec![id];
        cells.extend(shown.names.then(|| name.unwrap_or_default()));
        cells.extend(shown.scored.then(scored).into_iter().flatten());
        cells.extend(further.into_iter().map(known));
        cells.extend(shown.answered.then(|| known(score.map(|score| score.get().to_string()))));
        cells.into_iter().map(IntoAny::into_any).collect::<Vec<_>>()
    };
    let (printed, total) = (page.rows.len(), page.total);
    let rest = (printed < total).then(|| {
        let text = (texts.on_paper)(&formats.count(printed), &formats.count(total));
        view! { <p class="muted">{text}</p> }
    });
    let rows: Vec<Vec<AnyView>> = page.rows.into_iter().map(row).collect();
    let caption = all.common.customers;
    // Mounted apart, it knows nothing of the page around it.
    mount_to(sheet.into(), move || {
        provide_context(app);
        view! { {rest}<Table caption columns rows/> }
    })
}
