//! The one table: a caption, columns, rows, numbers to the right.

use leptos::html::Div;
use leptos::prelude::*;

pub use crate::indicators::page::Column;
use crate::state::use_app;

use super::table_keys;

/// A table of any cells. Wide tables scroll within themselves. By keyboard it is one stop; arrow keys go through its
/// figures and links.
#[component]
pub fn Table(
    /// What the table holds; read aloud, and shown above it where `show_caption`.
    #[prop(into)]
    caption: String,
    /// Whether the caption is shown.
    #[prop(optional)]
    show_caption: bool,
    /// The columns.
    columns: Vec<Column>,
    /// The rows; each has a cell per column. The first cell names the row.
    rows: Vec<Vec<AnyView>>,
) -> impl IntoView {
    let numeric: Vec<bool> = columns.iter().map(|column| column.numeric).collect();
    let header = |column: Column| view! { <th scope="col" class:number=column.numeric>{column.header}</th> };
    let row = move |cells: Vec<AnyView>| {
        let cells = cells.into_iter().zip(numeric.clone()).enumerate().map(|(index, (cell, numeric))| {
            if index == 0 {
                view! { <th scope="row" class:number=numeric>{cell}</th> }.into_any()
            } else {
                view! { <td class:number=numeric>{cell}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let app = use_app();
    let region = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(region) = region.get() {
            table_keys::one_stop(&region);
        }
    });
    let go = move |event: leptos::ev::KeyboardEvent| {
        if let Some(region) = region.get_untracked() {
            table_keys::go(&event, &region);
        }
    };
    let label = caption.clone();
    view! {
        <div
            node_ref=region
            class="table-scroll"
            tabindex="0"
            role="region"
            aria-label=label
            aria-description=move || app.texts().common.chart_keys
            on:keydown=go
        >
            <table class="table">
                <caption class:visually-hidden=!show_caption>{caption}</caption>
                <thead><tr>{columns.into_iter().map(header).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
