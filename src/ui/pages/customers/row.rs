//! One line of the list.

use leptos::prelude::*;

use crate::engine::protocol::{CustomerRow, CustomersPage};
use crate::route::Route;
use crate::state::{App, use_app};

/// What stands where a value is not known.
const NOTHING: &str = "–";

/// The name of a segment in the user's language, or as the user called it in the rule table.
pub fn segment_name(app: App, key: &str) -> String {
    let rules = app.settings().rfm.rules.rules;
    let own = rules.into_iter().find(|rule| rule.key == key).map_or_else(|| key.to_owned(), |rule| rule.name);
    app.texts().segment(key, &own).to_owned()
}

/// The row with this place in the list; blank until it has come from the engine.
#[component]
pub fn Row(index: usize, page: Memo<Option<CustomersPage>>) -> impl IntoView {
    let row = Memo::new(move |_| {
        page.with(|page| {
            let page = page.as_ref()?;
            page.rows.get(index.checked_sub(page.offset)?).cloned()
        })
    });
    view! {
        <tr class="customers-row" aria-rowindex=index.saturating_add(2)>
            {move || match row.get() {
                Some(row) => view! { <Cells row/> }.into_any(),
                None => view! { <td colspan="8" class="muted">"…"</td> }.into_any(),
            }}
        </tr>
    }
}

#[component]
fn Cells(row: CustomerRow) -> impl IntoView {
    let app = use_app();
    let CustomerRow { id, name, rfm, score } = row;
    let of_link = id.clone();
    let (name, formats) = (name.unwrap_or_default(), app.formats());
    let nothing = || NOTHING.to_owned();
    let rfm = rfm.as_ref();
    let segment = rfm.map_or_else(nothing, |rfm| segment_name(app, &rfm.segment));
    let recency = rfm.map_or_else(nothing, |rfm| formats.number(f64::from(rfm.recency)));
    let frequency = rfm.map_or_else(nothing, |rfm| formats.number(f64::from(rfm.frequency)));
    let monetary = rfm.map_or_else(nothing, |rfm| formats.amount(rfm.monetary));
    let scores = rfm.map_or_else(nothing, |rfm| format!("{} {} {}", rfm.r, rfm.f, rfm.m));
    let score = score.map_or_else(nothing, |score| score.get().to_string());
    view! {
        <th scope="row" class="col-id">
            <a href=move || app.href(Route::Customer(of_link.clone())) title=id.clone()>{id.clone()}</a>
        </th>
        <td class="col-name" title=name.clone()>{name.clone()}</td>
        <td class="col-segment" title=segment.clone()>{segment.clone()}</td>
        <td class="number">{recency}</td>
        <td class="number">{frequency}</td>
        <td class="number">{monetary}</td>
        <td class="number">{scores}</td>
        <td class="number">{score}</td>
    }
}
