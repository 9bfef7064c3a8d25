//! What the preview is unsure of, above the columns, each with what changes it.

use leptos::prelude::*;

use crate::domain::dataset::Field;
use crate::domain::format::Format as _;
use crate::domain::intake::{Layout, Plan, Preview, Role};
use crate::domain::money::Money;
use crate::state::use_app;
use crate::ui::components::banner::{Banner, Tone};

use super::plan::{Look, change_plan};

/// Everything the user is asked or told before the file is read.
#[component]
pub fn Unsure(
    /// How the file will be read.
    plan: RwSignal<Option<Plan>>,
    /// What was seen of it.
    preview: StoredValue<Preview>,
    /// Has it look again with something changed.
    look: Look,
) -> impl IntoView {
    let app = use_app();
    view! {
        {move || preview.with_value(|preview| (preview.alike_sheets.len() > 1).then(|| alike_sheets(plan, preview, look)))}
        <Show when=move || plan.with(|plan| plan.as_ref().is_some_and(Plan::lacks_days))>
            {one_day(plan)}
        </Show>
        {move || preview.with_value(|preview| (preview.score_choices.len() > 1).then(|| score_choice(plan, preview)))}
        <Show when=move || plan.with(|plan| plan.as_ref().is_some_and(Plan::has_comments_alone))>
            <Banner tone=Tone::Warning><span data-notice="comments-alone">{move || app.texts().import.comments_alone}</span></Banner>
        </Show>
        {move || preview.with_value(|preview| (preview.currencies.len() > 1).then(|| currency_choice(plan, preview)))}
        {move || preview.with_value(|preview| column_notes(plan, preview))}
    }
}

/// The sheets of one header, each to be left out.
fn alike_sheets(plan: RwSignal<Option<Plan>>, preview: &Preview, look: Look) -> impl IntoView + use<> {
    let app = use_app();
    let boxes = preview.alike_sheets.iter().cloned().map(|name| {
        let (label, shown) = (name.clone(), name.clone());
        let is_read = move || {
            plan.with(|plan| match plan.as_ref().map(|plan| &plan.layout) {
                Some(Layout::Workbook { sheet, more, .. }) => *sheet == shown || more.contains(&shown),
                _ => false,
            })
        };
        let change = move |event: web_sys::Event| {
            let Some(current) = plan.get_untracked() else { return };
            let Layout::Workbook { sheet, more, .. } = &current.layout else { return };
            let mut read: Vec<String> =
                std::iter::once(sheet).chain(more).filter(|read| **read != name).cloned().collect();
            if event_target_checked(&event) {
                read.push(name.clone());
            }
            // One sheet at least is read.
            let first = if read.is_empty() { name.clone() } else { read.remove(0) };
            look.again(&|overrides| {
                overrides.sheet = Some(first.clone());
                (overrides.more_sheets, overrides.header_row) = (read.clone(), None);
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" name="sheet-read" prop:checked=is_read on:change=change/>
                {label}
            </label>
        }
    });
    let boxes = boxes.collect_view();
    view! { <p>{move || app.texts().import.alike_sheets}</p>{boxes} }
}

/// The day of every purchase, where no column says one.
fn one_day(plan: RwSignal<Option<Plan>>) -> impl IntoView {
    let app = use_app();
    let day = move || plan.with(|plan| plan.as_ref().and_then(|plan| plan.one_day).map(|day| day.to_string()));
    let change = move |event: web_sys::Event| {
        change_plan(plan, |plan| plan.one_day = event_target_value(&event).parse().ok());
    };
    view! {
        <label class="field">
            <span>{move || app.texts().import.one_day}</span>
            <input type="date" name="one-day" prop:value=day on:change=change/>
        </label>
    }
}

/// Which of several columns is the score.
fn score_choice(plan: RwSignal<Option<Plan>>, preview: &Preview) -> impl IntoView + use<> {
    let app = use_app();
    let choices = StoredValue::new(preview.score_choices.clone());
    let is_score = move |header: &str| {
        plan.with(|plan| {
            let mut columns = plan.iter().flat_map(|plan| &plan.columns);
            columns.any(|column| column.header == header && column.role == Role::Field(Field::Score))
        })
    };
    let change = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        change_plan(plan, |plan| {
            for column in &mut plan.columns {
                if column.header == chosen {
                    column.role = Role::Field(Field::Score);
                } else if column.role == Role::Field(Field::Score) {
                    column.role = Role::Attribute;
                }
            }
        });
    };
    view! {
        <Banner tone=Tone::Warning>{move || (app.texts().import.score_unsure)(&choices.get_value().join(", "))}</Banner>
        <label class="field">
            <span>{move || app.texts().import.score_column}</span>
            <select name="score-column" on:change=change>
                {move || choices.get_value().into_iter().map(|header| {
                    let (chosen, value) = (is_score(&header), header.clone());
                    view! { <option value=value selected=chosen>{header}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

/// Which of several currencies is used.
fn currency_choice(plan: RwSignal<Option<Plan>>, preview: &Preview) -> impl IntoView + use<> {
    let app = use_app();
    let codes = StoredValue::new(preview.currencies.clone());
    let change = move |event: web_sys::Event| {
        let chosen = Some(event_target_value(&event)).filter(|code| !code.is_empty());
        change_plan(plan, |plan| {
            plan.currency = chosen;
            plan.rates.clear();
        });
    };
    // The codes to convert, once it is said into which.
    let used = Memo::new(move |_| plan.with(|plan| plan.as_ref().and_then(|plan| plan.currency.clone())));
    let rates = move || {
        let used = used.get()?;
        let others = codes.get_value().into_iter().filter(|code| *code != used);
        Some(others.map(|code| rate_field(plan, code, used.clone())).collect_view())
    };
    view! {
        <Banner tone=Tone::Warning>{move || (app.texts().import.currencies)(&codes.get_value().join(", "))}</Banner>
        <label class="field">
            <span>{move || app.texts().import.currency}</span>
            <select name="currency" on:change=change>
                <option value="">{move || app.texts().import.currency_auto}</option>
                {move || codes.get_value().into_iter().map(|code| {
                    let chosen = plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.currency.as_ref() == Some(&code)));
                    let value = code.clone();
                    view! { <option value=value selected=chosen>{code}</option> }
                }).collect_view()}
            </select>
        </label>
        {rates}
    }
}

/// What one unit of a currency is in the one used, typed in.
fn rate_field(plan: RwSignal<Option<Plan>>, code: String, used: String) -> impl IntoView + use<> {
    let app = use_app();
    let (label, name) = (code.clone(), format!("rate-{code}"));
    let change = move |event: web_sys::Event| {
        let rate = event_target_value(&event).trim().replace(',', ".").parse::<Money>().ok();
        let micros = rate.and_then(|rate| i64::try_from(rate.micros()).ok()).filter(|micros| *micros > 0);
        change_plan(plan, |plan| match micros {
            Some(micros) => _ = plan.rates.insert(code.clone(), micros),
            None => _ = plan.rates.remove(&code),
        });
    };
    view! {
        <label class="field">
            <span>{move || (app.texts().import.rate)(&label, &used)}</span>
            <input type="text" inputmode="decimal" name=name on:change=change/>
        </label>
    }
}

/// Columns in use of which more than a little cannot be read, or that are read in an unusual way.
fn column_notes(plan: RwSignal<Option<Plan>>, preview: &Preview) -> impl IntoView + use<> {
    let app = use_app();
    let notes = preview.columns.iter().enumerate().filter_map(|(index, seen)| {
        let column = plan.with(|plan| plan.as_ref().and_then(|plan| plan.columns.get(index)).cloned())?;
        let Role::Field(_) = column.role else { return None };
        let (texts, formats) = (app.texts(), app.formats());
        if let Some(unread) = &seen.unread {
            let cells = (texts.import.unread_of)(&formats.count(unread.cells), &formats.count(unread.filled));
            let examples: Vec<String> = unread.examples.iter().map(|example| format!("“{example}”")).collect();
            return Some((Tone::Warning, (texts.import.unread)(&column.header, &cells, &examples.join(", "))));
        }
        let is_in_utc = !plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.has_local_midnights(index)));
        (column.unix_times && is_in_utc).then(|| (Tone::Info, (texts.import.unix_times)(&column.header)))
    });
    let notes: Vec<_> = notes.map(|(tone, text)| view! { <Banner tone>{text}</Banner> }).collect();
    notes
}
