//! One line of the list.

use leptos::prelude::*;

use crate::domain::format::Format as _;
use crate::domain::provenance::Provenance;
use crate::engine::protocol::{CustomerRfm, CustomerRow, CustomersPage, ListColumns};
use crate::route::Route;
use crate::state::use_app;
use crate::ui::components::figure::Figure;

/// What stands where a value is not known.
pub const NOTHING: &str = "–";

/// The row with this place in the list; blank until it has come from the engine.
#[component]
pub fn Row(index: usize, page: Memo<Option<CustomersPage>>, columns: Memo<ListColumns>) -> impl IntoView {
    let row = Memo::new(move |_| {
        page.with(|page| {
            let page = page.as_ref()?;
            let row = page.rows.get(index.checked_sub(page.offset)?)?;
            Some((row.clone(), page.scored_from.clone()))
        })
    });
    view! {
        <tr class="customers-row" aria-rowindex=index.saturating_add(2)>
            {move || match row.get() {
                Some((row, scored_from)) => view! { <Cells row scored_from columns=columns.get()/> }.into_any(),
                None => view! { <td colspan=columns.with(ListColumns::count) class="muted">"…"</td> }.into_any(),
            }}
        </tr>
    }
}

#[component]
fn Cells(row: CustomerRow, scored_from: Option<Provenance>, columns: ListColumns) -> impl IntoView {
    let app = use_app();
    let CustomerRow { id, name, rfm, further, score, score_from } = row;
    let of_link = id.clone();
    let (name, formats, texts) = (name.unwrap_or_default(), app.formats(), &app.texts().customers);
    let segment = rfm.as_ref().map_or_else(|| NOTHING.to_owned(), |rfm| rfm.segment.clone());
    let of_rfm = |key: &'static str, label: &str, shown: &dyn Fn(&CustomerRfm) -> (String, String)| {
        figure(key, label, &id, rfm.as_ref().map(shown), scored_from.as_ref())
    };
    let number = |number: u32| (number.to_string(), formats.number(f64::from(number)));
    let small = |score: u8| (score.to_string(), score.to_string());
    let recency = of_rfm("customer.recency", texts.recency, &|rfm| {
        (rfm.recency.to_string(), formats.number(f64::from(rfm.recency)))
    });
    let frequency = of_rfm("customer.frequency", texts.frequency, &|rfm| number(rfm.frequency));
    let monetary = of_rfm("customer.monetary", texts.monetary, &|rfm| {
        (rfm.monetary.to_string(), formats.money(rfm.monetary.to_f64()))
    });
    let r = of_rfm("customer.r", texts.r_score, &|rfm| small(rfm.r));
    let f = of_rfm("customer.f", texts.f_score, &|rfm| small(rfm.f));
    let m = of_rfm("customer.m", texts.m_score, &|rfm| small(rfm.m));
    let score = figure("customer.score", texts.score, &id, score.map(|score| small(score.get())), score_from.as_ref());
    let further = columns.further.iter().zip(further).map(|(column, value)| {
        let value = value.unwrap_or_else(|| NOTHING.to_owned());
        view! { <td class:number=column.is_number title=value.clone()>{value.clone()}</td> }
    });
    view! {
        <th scope="row" class="col-id">
            <a href=move || app.href(Route::Customer(of_link.clone())) title=id.clone()>{id.clone()}</a>
        </th>
        {columns.names.then(|| view! { <td class="col-name" title=name.clone()>{name.clone()}</td> })}
        {columns.scored.then(|| view! {
            <td class="col-segment" title=segment.clone()>{segment.clone()}</td>
            <td class="number">{recency}</td>
            <td class="number">{frequency}</td>
            <td class="number">{monetary}</td>
            <td class="number">{r}</td>
            <td class="number">{f}</td>
            <td class="number">{m}</td>
        })}
        {further.collect_view()}
        {columns.answered.then(|| view! { <td class="number">{score}</td> })}
    }
}

/// A figure of the customer `id`, given in full and as shown.
fn figure(
    key: &'static str,
    label: &str,
    id: &str,
    value: Option<(String, String)>,
    provenance: Option<&Provenance>,
) -> AnyView {
    let Some(((value, text), provenance)) = value.zip(provenance.cloned()) else { return NOTHING.into_any() };
    view! { <Figure key label=format!("{label}, {id}") value text from=provenance/> }.into_any()
}
