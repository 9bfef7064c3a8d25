//! What was recognised in a chosen file, what was passed over and why, and what that is unsure of; each
//! with the switch that changes it.

use leptos::prelude::*;

use crate::domain::format::Format as _;
use crate::domain::intake::{Doubt, Layout, Passed, PassedRow, Plan, Preview};
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::state::use_app;
use crate::ui::components::table::{Column, Table};

use super::count;
use super::plan::{Look, delimiter_name, encoding_name, rows_that_count};

/// Rows of the preview.
const SHOWN: usize = 8;

/// What the engine made of the file, in plain words, above its first rows.
#[component]
pub fn Found(
    /// How it will be read.
    plan: RwSignal<Option<Plan>>,
    /// What the engine saw.
    preview: StoredValue<Preview>,
    /// Has it look again with something changed.
    look: Look,
) -> impl IntoView {
    let app = use_app();
    let has_rows = move || preview.with_value(|preview| preview.numbers.first().is_some_and(|row| *row > 0));
    let has_words = move || {
        plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.literal_blanks))
            || preview.with_value(|preview| !preview.blank_words.is_empty())
    };
    view! {
        <section class="found">
            <h3>{move || app.texts().import.found}</h3>
            <ul class="notes">
                <li>{move || plan.get().map(|plan| recognised(app.texts(), &app.formats(), &plan))}</li>
                {move || plan.with(|plan| plan.as_ref().and_then(|plan| guessed_rows(app.texts(), plan)))}
                {move || preview.with_value(|preview| sentences(app.texts(), &app.formats(), preview))}
            </ul>
            {move || preview.with_value(|preview| doubts(app.texts(), preview))}
            {move || preview.with_value(|preview| {
                let all: Vec<PassedRow> = preview.passed.iter().chain(&preview.passed_end).cloned().collect();
                passed_table(app.texts(), &app.formats(), &all)
            })}
            <Show when=has_rows>
                <Switch
                    name="keep-all-rows"
                    label=Signal::derive(move || app.texts().import.keep_all_rows)
                    chosen=Signal::derive(move || plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.keep_all_rows)))
                    change=Callback::new(move |chosen| look.again(&|overrides| overrides.keep_all_rows = chosen))
                />
            </Show>
            <Show when=has_words>
                <Switch
                    name="literal-blanks"
                    label=Signal::derive(move || app.texts().import.literal_blanks)
                    chosen=Signal::derive(move || plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.literal_blanks)))
                    change=Callback::new(move |chosen| look.again(&|overrides| overrides.literal_blanks = chosen))
                />
            </Show>
        </section>
    }
}

/// A check box that changes how the file will be read.
#[component]
pub fn Switch(
    /// Its name in the page.
    name: &'static str,
    /// What it says.
    label: Signal<&'static str>,
    /// Whether it is on.
    chosen: Signal<bool>,
    /// Called with what was chosen.
    change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                name=name
                prop:checked=move || chosen.get()
                on:change=move |event| change.run(event_target_checked(&event))
            />
            {move || label.get()}
        </label>
    }
}

/// What the file is made of.
fn recognised(texts: &Texts, formats: &Formats, plan: &Plan) -> String {
    let words = &texts.import;
    let made_of = match &plan.layout {
        Layout::Text { encoding, delimiter, quoting } => {
            (words.found_text)(encoding_name(*encoding), &delimiter_name(texts, *delimiter), texts.quoting(*quoting))
        }
        Layout::Workbook { sheet, more, .. } => {
            let sheets: Vec<&str> = std::iter::once(sheet).chain(more).map(String::as_str).collect();
            (words.found_sheet)(&sheets.join(", "))
        }
        Layout::Json { encoding, .. } | Layout::Ndjson { encoding, .. } => (words.found_json)(encoding_name(*encoding)),
    };
    let rest = match &plan.layout {
        Layout::Json { rows: Some(read), left, .. } | Layout::Ndjson { rows: Some(read), left, .. }
            if !left.is_empty() =>
        {
            (words.found_array)(&texts.json_array(read), &texts.json_arrays(left))
        }
        Layout::Json { .. } | Layout::Ndjson { .. } => String::new(),
        _ => (words.found_header)(&count(formats, plan.header_row)),
    };
    made_of + &rest
}

/// Which rows count, where that was guessed: of a known export it is said with its name.
fn guessed_rows(texts: &Texts, plan: &Plan) -> Option<impl IntoView + use<>> {
    let rules = plan.export.is_none().then(|| rows_that_count(plan, texts)).flatten();
    rules.map(|rules| view! { <li data-counting>{rules}</li> })
}

/// What was cleaned and passed over among the rows looked at.
fn sentences(texts: &Texts, formats: &Formats, preview: &Preview) -> impl IntoView + use<> {
    let words = &texts.import;
    let passed = [(&preview.passed, words.found_passed), (&preview.passed_end, words.found_end)];
    let passed = passed.into_iter().flat_map(|(passed, say)| {
        Passed::ALL.into_iter().filter_map(move |why| {
            let rows = passed.iter().filter(|row| row.why == why).count();
            (rows > 0).then(|| say(&formats.count(rows), texts.passed(why)))
        })
    });
    let blank: Vec<String> =
        preview.blank_words.iter().map(|word| format!("{} ({})", word.word, count(formats, word.cells))).collect();
    let blank = (!blank.is_empty()).then(|| (words.found_blank)(&blank.join(", ")));
    let wrapped = preview.cleaned.iter().filter(|cell| cell.was.len() > 1).map(|cell| cell.was.clone()).next();
    let wrapped = wrapped.map(|was| (words.found_cleaned)(&formats.count(preview.cleaned.len()), &was));
    passed.chain(blank).chain(wrapped).map(|text| view! { <li>{text}</li> }).collect_view()
}

/// What the guess is unsure of, with the field that changes it.
fn doubts(texts: &Texts, preview: &Preview) -> impl IntoView + use<> {
    let words = &texts.import;
    let text = |doubt: &Doubt| match doubt {
        Doubt::Quoting => words.doubt_quoting,
        Doubt::HeaderRow => words.doubt_header,
        Doubt::NoHeader => words.doubt_no_header,
        Doubt::FurtherHeaders => words.doubt_further,
        Doubt::OneColumn => words.doubt_one_column,
        Doubt::CustomerName => words.doubt_customer_name,
    };
    preview.doubts.iter().map(|doubt| view! { <p class="field-warning">{text(doubt)}</p> }).collect_view()
}

/// The rows passed over, folded.
pub fn passed_table(texts: &Texts, formats: &Formats, passed: &[PassedRow]) -> Option<impl IntoView + use<>> {
    let words = &texts.import;
    let rows = passed.iter().map(|row| {
        vec![place(formats, row.row).into_any(), texts.passed(row.why).into_any(), row.text.clone().into_any()]
    });
    let rows: Vec<Vec<AnyView>> = rows.collect();
    let columns = vec![Column::number(words.row), Column::text(words.reason), Column::text(words.content)];
    (!rows.is_empty()).then(|| {
        view! {
            <details class="passed-over">
                <summary>{format!("{} ({})", words.passed_title, formats.count(rows.len()))}</summary>
                <Table caption=words.passed_title columns rows/>
            </details>
        }
    })
}

/// The first rows with their numbers; among them, marked, those passed over, and cells that were cleaned.
pub fn rows_table(texts: &Texts, formats: &Formats, preview: &Preview) -> impl IntoView + use<> {
    let words = &texts.import;
    let width = preview.plan.columns.len();
    let columns = std::iter::once(Column::number(words.row))
        .chain(preview.plan.columns.iter().map(|column| Column::text(column.header.clone())));
    let passed_row = |row: &PassedRow| {
        let why = view! { <span class="passed-over">{row.text.clone()}" – "{texts.passed(row.why)}</span> };
        let mut cells = vec![count(formats, row.row).into_any(), why.into_any()];
        cells.resize_with(width + 1, || ().into_any());
        cells
    };
    let mut passed = preview.passed.iter().peekable();
    let mut rows: Vec<Vec<AnyView>> = Vec::new();
    let mut last = 0;
    for (index, (row, &number)) in preview.rows.iter().zip(&preview.numbers).take(SHOWN).enumerate() {
        // Rows of further sheets have no place among those of the first.
        while let Some(before) = passed.next_if(|before| number > 0 && before.row < number) {
            rows.push(passed_row(before));
        }
        rows.push(data_row(words.cleaned_was, formats, preview, index, row));
        last = last.max(number);
    }
    rows.extend(passed.take_while(|row| row.row <= last.saturating_add(1)).map(passed_row));
    view! {
        <Table
            caption=words.preview
            columns=columns.collect()
            rows
        />
    }
}

fn data_row(
    was: crate::i18n::With1,
    formats: &Formats,
    preview: &Preview,
    index: usize,
    row: &[String],
) -> Vec<AnyView> {
    let number = preview.numbers.get(index).map_or(0, |number| *number);
    let cells = row.iter().enumerate().map(|(column, cell)| {
        match preview.cleaned.iter().find(|cleaned| (cleaned.row, cleaned.column) == (index, column)) {
            Some(cleaned) => view! { <mark class="cleaned" title=was(&cleaned.was)>{cell.clone()}</mark> }.into_any(),
            None => cell.clone().into_any(),
        }
    });
    std::iter::once(place(formats, number).into_any()).chain(cells).collect()
}

/// Where a row stands in the file; 0 where that is not known.
fn place(formats: &Formats, row: u64) -> String {
    if row > 0 { count(formats, row) } else { "–".to_owned() }
}
