//! The columns of a chosen file: what each is used as, what it holds, and how that is written.

use leptos::prelude::*;

use crate::domain::dataset::{Field, Kind, Values};
use crate::domain::intake::{DateOrder, DecimalMark, Plan, Preview, Role};
use crate::i18n::Texts;
use crate::state::use_app;
use crate::ui::components::table::{Column, Table};

use super::plan::change_plan;

/// What a column holds that is written in several ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Dates,
    Numbers,
}

/// Orders of dates offered; at first the whole column says which.
const ORDERS: [Option<DateOrder>; 4] =
    [None, Some(DateOrder::DayMonthYear), Some(DateOrder::MonthDayYear), Some(DateOrder::YearMonthDay)];

/// Decimal marks offered; at first the whole column says which.
const MARKS: [Option<DecimalMark>; 3] = [None, Some(DecimalMark::Point), Some(DecimalMark::Comma)];

/// The columns with their use; each use can be changed in place.
pub(super) fn columns_table(
    texts: &'static Texts,
    plan: RwSignal<Option<Plan>>,
    preview: &Preview,
) -> impl IntoView + use<> {
    let headers: Vec<String> = preview.plan.columns.iter().map(|column| column.header.clone()).collect();
    let rows = headers.into_iter().enumerate().map(|(index, header)| {
        let seen = preview.columns.get(index);
        let samples = seen.map(|column| column.samples.join(" · ")).unwrap_or_default();
        let ambiguous = seen.is_some_and(|column| column.date_is_ambiguous);
        let found = seen.map(|column| column.values).unwrap_or_default();
        vec![
            header.clone().into_any(),
            view! { <span class="samples">{samples}</span> }.into_any(),
            view! {
                <RoleField plan index header=header.clone()/>
                <ValuesField plan index header=header.clone() found/>
                <WrittenField plan index header found ambiguous/>
            }
            .into_any(),
        ]
    });
    view! {
        <Table
            caption=texts.import.columns
            columns=vec![Column::text(texts.import.column), Column::text(texts.import.samples), Column::text(texts.import.use_as)]
            rows=rows.collect()
        />
    }
}

#[component]
fn RoleField(plan: RwSignal<Option<Plan>>, index: usize, header: String) -> impl IntoView {
    let app = use_app();
    let role = Memo::new(move |_| {
        plan.with(|plan| plan.as_ref().and_then(|plan| plan.columns.get(index)).map(|column| column.role))
    });
    let kind = Memo::new(move |_| plan.with(|plan| plan.as_ref().map(|plan| plan.kind)));
    let change = move |event: web_sys::Event| {
        let chosen = match event_target_value(&event).as_str() {
            "attribute" => Role::Attribute,
            "ignore" => Role::Ignore,
            name => name.parse::<Field>().map_or(Role::Attribute, Role::Field),
        };
        change_plan(plan, |plan| {
            // Most fields are one column's: whoever had it before becomes an attribute.
            let of_one = matches!(chosen, Role::Field(field) if !field.takes_several());
            for column in plan.columns.iter_mut().filter(|column| column.role == chosen && of_one) {
                column.role = Role::Attribute;
            }
            if let Some(column) = plan.columns.get_mut(index) {
                column.role = chosen;
            }
        });
    };
    let options = move || {
        let texts = app.texts();
        let fields = kind.get().map(Kind::fields).unwrap_or_default();
        let field_options = fields.into_iter().map(|field| {
            view! { <option value=field.name() selected=role.get() == Some(Role::Field(field))>{texts.field(field)}</option> }
        });
        view! {
            {field_options.collect_view()}
            <option value="attribute" selected=role.get() == Some(Role::Attribute)>{texts.import.role_attribute}</option>
            <option value="ignore" selected=role.get() == Some(Role::Ignore)>{texts.import.role_ignore}</option>
        }
    };
    let label = header.clone();
    view! {
        <select
            name=format!("role-{header}")
            aria-label=move || (app.texts().import.use_as_of)(&label)
            on:change=change
        >
            {options}
        </select>
    }
}

/// What an attribute holds, as found or as chosen.
#[component]
fn ValuesField(plan: RwSignal<Option<Plan>>, index: usize, header: String, found: Values) -> impl IntoView {
    let app = use_app();
    let is_attribute = Memo::new(move |_| {
        plan.with(|plan| {
            let role = plan.as_ref().and_then(|plan| plan.columns.get(index)).map(|column| column.role);
            role == Some(Role::Attribute)
        })
    });
    let read_as = Memo::new(move |_| plan.with(|plan| plan.as_ref().map(|plan| plan.values_of(index, found))));
    let change = move |event: web_sys::Event| {
        let chosen = event_target_value(&event).parse().ok();
        change_plan(plan, |plan| {
            if let Some(column) = plan.columns.get_mut(index) {
                column.values = chosen;
            }
        });
    };
    let header = StoredValue::new(header);
    view! {
        <Show when=move || is_attribute.get()>
            <select
                name=format!("values-{}", header.get_value())
                aria-label=move || (app.texts().import.values_of)(&header.get_value())
                on:change=change
            >
                {move || Values::OF_EXTRAS.map(|values| {
                    let chosen = read_as.get() == Some(values);
                    view! { <option value=values.name() selected=chosen>{app.texts().values(values)}</option> }
                }).collect_view()}
            </select>
        </Show>
    }
}

/// How dates or numbers are written, for columns that hold them: the order of the one, the decimal mark of the other.
#[component]
fn WrittenField(
    plan: RwSignal<Option<Plan>>,
    index: usize,
    header: String,
    found: Values,
    ambiguous: bool,
) -> impl IntoView {
    let app = use_app();
    let column = Memo::new(move |_| plan.with(|plan| plan.as_ref().and_then(|plan| plan.columns.get(index)).cloned()));
    let written = Memo::new(move |_| {
        let used = column.with(|column| column.as_ref().is_some_and(|column| column.role != Role::Ignore));
        let values = plan.with(|plan| plan.as_ref().map(|plan| plan.values_of(index, found)));
        match values.filter(|_| used)? {
            Values::Day => Some(Written::Dates),
            Values::Number | Values::Amount => Some(Written::Numbers),
            _ => None,
        }
    });
    let change = move |event: web_sys::Event| {
        let chosen = event_target_value(&event).parse::<usize>().unwrap_or_default();
        change_plan(plan, |plan| {
            let Some(column) = plan.columns.get_mut(index) else { return };
            match written.get_untracked() {
                Some(Written::Dates) => column.date_order = ORDERS.get(chosen).copied().flatten(),
                Some(Written::Numbers) => column.decimal_mark = MARKS.get(chosen).copied().flatten(),
                None => {}
            }
        });
    };
    let options = move || {
        let (texts, column) = (app.texts(), column.get()?);
        let options: Vec<(bool, &'static str)> = match written.get()? {
            Written::Dates => {
                let text = |order: Option<DateOrder>| {
                    order.map_or(texts.import.date_order_auto, |order| texts.date_order(order))
                };
                ORDERS.map(|order| (column.date_order == order, text(order))).to_vec()
            }
            Written::Numbers => {
                let text = |mark| match mark {
                    None => texts.import.date_order_auto,
                    Some(DecimalMark::Point) => "1,234.50",
                    Some(DecimalMark::Comma) => "1.234,50",
                };
                MARKS.map(|mark| (column.decimal_mark == mark, text(mark))).to_vec()
            }
        };
        let option = |(place, (chosen, text)): (usize, (bool, &'static str))| {
            view! { <option value=place.to_string() selected=chosen>{text}</option> }
        };
        Some(options.into_iter().enumerate().map(option).collect_view())
    };
    let is_date = move || written.get() == Some(Written::Dates);
    let header = StoredValue::new(header);
    let name = move || format!("{}-{}", if is_date() { "order" } else { "mark" }, header.get_value());
    let label = move || {
        let words = &app.texts().import;
        (if is_date() { words.date_order_of } else { words.decimal_mark_of })(&header.get_value())
    };
    view! {
        <Show when=move || written.get().is_some()>
            <select name=name aria-label=label on:change=change>{options}</select>
            <Show when=move || ambiguous && is_date()>
                <p class="field-warning">{move || app.texts().import.date_ambiguous}</p>
            </Show>
        </Show>
    }
}
