//! The ABC classes, and what the best bring.

use std::sync::Arc;

use leptos::prelude::*;

use crate::i18n::Texts;
use crate::indicators::concentration::{AbcClass, ClassShare, Concentration, TopShare};
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::table::{Column, Table};

use super::figure;

/// Both tables.
#[component]
pub fn Classes(concentration: Arc<Concentration>) -> impl IntoView {
    let app = use_app();
    move || tables(&concentration, app.texts(), &app.formats())
}

fn tables(concentration: &Concentration, texts: &'static Texts, formats: &Formats) -> impl IntoView + use<> {
    let words = &texts.segments;
    let columns = |first: &str| {
        vec![
            Column::text(first),
            Column::number(words.customers),
            Column::number(words.of_customers),
            Column::number(words.revenue),
            Column::number(words.of_revenue),
        ]
    };
    let top_columns = vec![
        Column::text(words.top),
        Column::number(words.customers),
        Column::number(words.revenue),
        Column::number(words.of_revenue),
    ];
    let classes: Vec<Vec<AnyView>> =
        concentration.classes().into_iter().map(|class| class_row(concentration, &class, texts, formats)).collect();
    let tops: Vec<Vec<AnyView>> =
        concentration.top_shares.iter().map(|top| top_row(concentration, top, texts, formats)).collect();
    view! {
        <div class="segments-tables">
            <Table caption=words.abc_table show_caption=true columns=columns(words.class) rows=classes/>
            {(!tops.is_empty()).then(|| view! {
                <Table caption=words.top_table show_caption=true columns=top_columns rows=tops/>
            })}
        </div>
    }
}

fn class_row(
    concentration: &Concentration,
    class: &ClassShare,
    texts: &'static Texts,
    formats: &Formats,
) -> Vec<AnyView> {
    let words = &texts.segments;
    let (a_until, b_until) = (formats.percent(concentration.a_until), formats.percent(concentration.b_until));
    let name = words.abc_class(class.class, &a_until, &b_until);
    let key = key(class.class);
    let cell = |of: &str, column: &str, value: String, text: String| {
        let label = format!("{name}, {column}");
        figure(format!("concentration.{of}.{key}"), &label, value, text, &concentration.provenance)
    };
    let share = |of: &str, column: &str, share: Option<f64>| {
        share.map(|share| cell(of, column, share.to_string(), formats.percent(share))).into_any()
    };
    vec![
        name.clone().into_any(),
        cell("abc", words.customers, class.customers.to_string(), formats.count(class.customers)),
        share("abc_customers_share", words.of_customers, class.customers_share),
        cell("abc_value", words.revenue, class.value.to_string(), formats.number(class.value.to_f64())),
        share("abc_value_share", words.of_revenue, class.value_share),
    ]
}

/// The class in the JSON document.
const fn key(class: AbcClass) -> &'static str {
    match class {
        AbcClass::A => "a",
        AbcClass::B => "b",
        AbcClass::C => "c",
        AbcClass::Loss => "loss",
    }
}

fn top_row(concentration: &Concentration, top: &TopShare, texts: &'static Texts, formats: &Formats) -> Vec<AnyView> {
    let words = &texts.segments;
    let percent = formats.percent(top.share_of_customers());
    let label = (words.top_share)(&percent);
    let key = format!("concentration.top_shares.{}.share", top.percent);
    vec![
        percent.into_any(),
        formats.count(top.customers).into_any(),
        formats.number(top.value.to_f64()).into_any(),
        figure(key, &label, top.share.to_string(), formats.percent(top.share), &concentration.provenance),
    ]
}
