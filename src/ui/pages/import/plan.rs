//! How a chosen file will be read, and every way to correct it.

use leptos::prelude::*;

use crate::domain::dataset::{Field, Kind, Values};
use crate::domain::intake::{
    CountingRule, ExportName, HeaderChoice, Layout, Overrides, Plan, Preview, Quoting, Role, TextEncoding,
};
use crate::i18n::Texts;
use crate::platform::clock::today;
use crate::state::{App, use_app};
use crate::ui::components::banner::{Banner, Tone};

use super::columns::columns_table;
use super::found::{Found, Switch, rows_table};
use super::staged::Staged;
use super::unsure::Unsure;

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// The plan, open to correction, over the first rows of the file.
#[component]
pub fn PlanEditor(
    /// The file.
    file: Staged,
    /// What the engine saw of it.
    preview: Preview,
) -> impl IntoView {
    let app = use_app();
    let plan = file.plan;
    let preview = StoredValue::new(preview);
    let look = Look { app, file: StoredValue::new(file) };
    let missing = move || {
        let texts = app.texts();
        plan.get().map(|plan| missing_text(texts, &plan)).filter(|text| !text.is_empty())
    };
    let export = move || preview.with_value(|preview| preview.export.clone());
    let is = move |read: fn(&Plan) -> bool| Signal::derive(move || plan.with(|plan| plan.as_ref().is_some_and(read)));
    view! {
        {move || export().zip(plan.get()).map(|(export, plan)| export_banner(&export, &plan, look, app.texts()))}
        <div class="plan-choices">
            <label class="field">
                <span>{move || app.texts().import.kind}</span>
                <select
                    name="kind"
                    on:change=move |event| {
                        let kind = event_target_value(&event).parse::<Kind>().ok();
                        look.again(&|overrides| overrides.kind = kind);
                    }
                >
                    {move || Kind::ALL.map(|kind| {
                        let chosen = plan.get().is_some_and(|plan| plan.kind == kind);
                        view! { <option value=kind.name() selected=chosen>{app.texts().kind(kind)}</option> }
                    }).collect_view()}
                </select>
            </label>
            {move || plan.get().map(|plan| layout_fields(&plan, &preview.get_value(), look, app.texts()))}
            {move || plan.get().map(|plan| preview.with_value(|preview| {
                header_field(plan.header_row, &preview.header_choices, look, app.texts())
            }))}
            {move || plan.get().and_then(|plan| further_field(&plan, look, app.texts()))}
        </div>
        {move || missing().map(|text| view! { <Banner tone=Tone::Warning>{text}</Banner> })}
        <Unsure plan preview look/>
        {move || preview.with_value(|preview| columns_table(app.texts(), plan, preview))}
        <Switch
            name="set-aside-duplicates"
            label=Signal::derive(move || app.texts().import.duplicates_choice)
            chosen=is(|plan| plan.set_aside_duplicates)
            change=Callback::new(move |chosen| change_plan(plan, |plan| plan.set_aside_duplicates = chosen))
        />
        <Switch
            name="set-aside-future"
            label=Signal::derive(move || app.texts().import.future_choice)
            chosen=is(|plan| plan.set_aside_future)
            change=Callback::new(move |chosen| change_plan(plan, |plan| plan.set_aside_future = chosen))
        />
        <Show when=move || plan.get().is_some_and(|plan| plan.use_absurd_dates || has_absurd_dates(&plan, &preview.get_value()))>
            <Switch
                name="use-absurd-dates"
                label=Signal::derive(move || app.texts().import.absurd_choice)
                chosen=is(|plan| plan.use_absurd_dates)
                change=Callback::new(move |chosen| change_plan(plan, |plan| plan.use_absurd_dates = chosen))
            />
        </Show>
        <Show when=move || plan.get().is_some_and(|plan| !plan.local_midnights.is_empty())>
            <Switch
                name="days-in-utc"
                label=Signal::derive(move || app.texts().import.utc_choice)
                chosen=is(|plan| plan.days_in_utc)
                change=Callback::new(move |chosen| change_plan(plan, |plan| plan.days_in_utc = chosen))
            />
        </Show>
        <Found plan preview look/>
        <details class="plan-preview" open>
            <summary>{move || app.texts().import.preview}</summary>
            {move || preview.with_value(|preview| rows_table(app.texts(), &app.formats(), preview))}
        </details>
    }
}

/// Has the engine look at the file again, with something fixed in another way.
#[derive(Clone, Copy)]
pub(super) struct Look {
    app: App,
    file: StoredValue<Staged>,
}

impl Look {
    /// Looks again: what is fixed so far stays, but for the change.
    pub(super) fn again(self, change: &dyn Fn(&mut Overrides)) {
        let file = self.file.get_value();
        let Some(current) = file.plan.get_untracked() else { return };
        let mut overrides = Overrides::of(&current, today());
        change(&mut overrides);
        file.look_again(self.app, overrides, None);
    }
}

pub(super) fn change_plan(plan: RwSignal<Option<Plan>>, change: impl FnOnce(&mut Plan)) {
    plan.update(|plan| {
        if let Some(plan) = plan {
            change(plan);
        }
    });
}

/// Whether a column used as a date has some that would not be believed.
fn has_absurd_dates(plan: &Plan, preview: &Preview) -> bool {
    let columns = preview.columns.iter().enumerate();
    columns.filter(|(_, seen)| seen.may_have_absurd_dates).any(|(index, seen)| {
        let is_attribute = plan.columns.get(index).is_none_or(|column| column.role == Role::Attribute);
        !is_attribute && plan.values_of(index, seen.values) == Values::Day
    })
}

/// That the file was recognised, which of its rows count, and how to refuse or take that back.
fn export_banner(export: &ExportName, plan: &Plan, look: Look, texts: &'static Texts) -> AnyView {
    let words = &texts.import;
    let name = export.of(texts.language);
    if plan.export.is_none() {
        // Of another kind of table it cannot be read as the export, unless its kind is guessed anew.
        let back =
            Callback::new(move |()| look.again(&|overrides| (overrides.as_any_file, overrides.kind) = (false, None)));
        let refused = (words.export_refused)(name);
        return view! { <Banner tone=Tone::Info action=(words.export_take, back)>{refused}</Banner> }.into_any();
    }
    let rules = rows_that_count(plan, texts);
    let refuse = Callback::new(move |()| look.again(&|overrides| overrides.as_any_file = true));
    let (id, known) = (export.id.clone(), (words.export_known)(name));
    view! {
        <Banner tone=Tone::Info action=(words.export_refuse, refuse)>
            <span data-export=id>{known}</span>
            {rules.map(|rules| format!(" {rules}"))}
        </Banner>
    }
    .into_any()
}

/// Which rows of the file count, where not all do.
pub(super) fn rows_that_count(plan: &Plan, texts: &Texts) -> Option<String> {
    let words = &texts.import;
    let rule = |rule: &CountingRule| {
        let column = plan.columns.get(rule.column).map(|column| column.header.as_str()).unwrap_or_default();
        let said = rule.words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>();
        match (said.is_empty(), rule.only) {
            (true, true) => Some((words.export_blank)(column)),
            // None of the rows looked at has a word that would keep it from counting.
            (true, false) => None,
            (false, true) => Some((words.export_only)(column, &said.join(words.or))),
            (false, false) => Some((words.export_not)(column, &said.join(words.or))),
        }
    };
    let rules: Vec<String> = plan.counting.iter().filter_map(rule).collect();
    (!rules.is_empty()).then(|| format!("{} {}{}", words.export_counts, rules.join(words.list), words.stop))
}

fn layout_fields(plan: &Plan, preview: &Preview, look: Look, texts: &'static Texts) -> AnyView {
    match &plan.layout {
        Layout::Text { encoding, delimiter, quoting } => {
            let (delimiter, quoting) = (*delimiter, *quoting);
            let other = (!DELIMITERS.contains(&delimiter)).then_some(delimiter);
            let options = DELIMITERS.into_iter().chain(other).map(|choice| {
                view! { <option value=choice.to_string() selected=choice == delimiter>{delimiter_name(texts, choice)}</option> }
            });
            view! {
                {encoding_field(*encoding, look, texts)}
                <label class="field">
                    <span>{texts.import.delimiter}</span>
                    <select
                        name="delimiter"
                        on:change=move |event| {
                            let chosen = event_target_value(&event).chars().next();
                            look.again(&|overrides| {
                                again_from_header(overrides);
                                (overrides.delimiter, overrides.quoting) = (chosen, None);
                            });
                        }
                    >
                        {options.collect_view()}
                    </select>
                </label>
                {quoting_field(quoting, look, texts)}
            }
            .into_any()
        }
        Layout::Json { encoding, rows, .. } | Layout::Ndjson { encoding, rows, .. } => view! {
            {encoding_field(*encoding, look, texts)}
            {array_field(rows.as_deref().unwrap_or_default(), preview, look, texts)}
        }
        .into_any(),
        Layout::Workbook { sheet, .. } => {
            let options = preview.sheets.iter().map(|name| {
                view! { <option value=name.clone() selected=name == sheet>{name.clone()}</option> }
            });
            view! {
                <label class="field">
                    <span>{texts.import.sheet}</span>
                    <select
                        name="sheet"
                        on:change=move |event| {
                            let chosen = event_target_value(&event);
                            look.again(&|overrides| {
                                again_from_header(overrides);
                                overrides.sheet = Some(chosen.clone());
                                overrides.more_sheets.clear();
                            });
                        }
                    >
                        {options.collect_view()}
                    </select>
                </label>
            }
            .into_any()
        }
    }
}

/// The array of a JSON document whose objects are the rows, chosen among those it has.
fn array_field(current: &str, preview: &Preview, look: Look, texts: &'static Texts) -> Option<AnyView> {
    let options = preview.arrays.iter().map(|array| {
        let name = format!("{} ({})", texts.json_array(&array.path), super::count(&look.app.formats(), array.objects));
        view! { <option value=array.path.clone() selected=array.path == current>{name}</option> }
    });
    let options = options.collect_view();
    let change = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        look.again(&|overrides| (overrides.json_rows, overrides.kind) = (Some(chosen.clone()), None));
    };
    (!preview.arrays.is_empty()).then(|| {
        view! {
            <label class="field">
                <span>{texts.import.json_rows}</span>
                <select name="json-rows" on:change=change>{options}</select>
            </label>
        }
        .into_any()
    })
}

fn encoding_field(current: TextEncoding, look: Look, texts: &'static Texts) -> impl IntoView {
    let options = TextEncoding::ALL.map(|encoding| {
        view! { <option value=encoding_name(encoding) selected=encoding == current>{encoding_name(encoding)}</option> }
    });
    let change = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let chosen = TextEncoding::ALL.into_iter().find(|encoding| encoding_name(*encoding) == name);
        look.again(&|overrides| overrides.encoding = chosen);
    };
    view! {
        <label class="field">
            <span>{texts.import.encoding}</span>
            <select name="encoding" on:change=change>{options.collect_view()}</select>
        </label>
    }
}

/// How cells are quoted.
fn quoting_field(current: Quoting, look: Look, texts: &'static Texts) -> impl IntoView {
    let options = Quoting::ALL.map(|quoting| {
        view! { <option value=quoting.name() selected=quoting == current>{texts.quoting(quoting)}</option> }
    });
    let change = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let chosen = Quoting::ALL.into_iter().find(|quoting| quoting.name() == name);
        look.again(&|overrides| {
            again_from_header(overrides);
            overrides.quoting = chosen;
        });
    };
    view! {
        <label class="field">
            <span>{texts.import.quoting}</span>
            <select name="quoting" on:change=change>{options.collect_view()}</select>
        </label>
    }
}

/// Has the header be found anew: rows are cut in another way.
fn again_from_header(overrides: &mut Overrides) {
    (overrides.header_row, overrides.further_headers) = (None, None);
}

/// How many rows between header and data are passed over; JSON has no such rows.
fn further_field(plan: &Plan, look: Look, texts: &'static Texts) -> Option<AnyView> {
    let current = plan.further_headers;
    let has_rows = matches!(plan.layout, Layout::Text { .. } | Layout::Workbook { .. });
    let options = (0..=3.max(current)).map(|rows| {
        view! { <option value=rows.to_string() selected=rows == current>{rows.to_string()}</option> }
    });
    let options = options.collect_view();
    let change = move |event: web_sys::Event| {
        let chosen = event_target_value(&event).parse().ok();
        look.again(&|overrides| overrides.further_headers = chosen);
    };
    has_rows.then(|| {
        view! {
            <label class="field">
                <span>{texts.import.further_headers}</span>
                <select name="further-headers" on:change=change>{options}</select>
            </label>
        }
        .into_any()
    })
}

/// The row of the header, chosen among the first rows of the file.
fn header_field(current: u64, choices: &[HeaderChoice], look: Look, texts: &'static Texts) -> Option<AnyView> {
    let options = choices.iter().map(|choice| {
        let text = format!("{}: {}", choice.row, choice.text);
        view! { <option value=choice.row.to_string() selected=choice.row == current>{text}</option> }
    });
    let options = options.collect_view();
    let change = move |event: web_sys::Event| {
        let chosen = event_target_value(&event).parse().ok();
        look.again(&|overrides| (overrides.header_row, overrides.further_headers) = (chosen, None));
    };
    (choices.len() > 1).then(|| {
        view! {
            <label class="field">
                <span>{texts.import.header_row}</span>
                <select name="header-row" on:change=change>{options}</select>
            </label>
        }
        .into_any()
    })
}

pub(super) fn encoding_name(encoding: TextEncoding) -> &'static str {
    match encoding {
        TextEncoding::Gb18030 => "GB18030 (GBK)",
        other => other.name(),
    }
}

pub(super) fn delimiter_name(texts: &Texts, delimiter: char) -> String {
    match delimiter {
        ',' => texts.import.delimiter_comma.to_owned(),
        ';' => texts.import.delimiter_semicolon.to_owned(),
        '\t' => texts.import.delimiter_tab.to_owned(),
        '|' => texts.import.delimiter_pipe.to_owned(),
        // Signs are shown as they are, what cannot be seen by its number.
        other => other.escape_debug().to_string(),
    }
}

fn missing_text(texts: &Texts, plan: &Plan) -> String {
    let choice =
        |fields: &[Field]| fields.iter().map(|field| texts.field(*field)).collect::<Vec<_>>().join(texts.import.and);
    let lists: Vec<String> = plan
        .missing()
        .into_iter()
        .map(|choices| choices.iter().map(|fields| choice(fields)).collect::<Vec<_>>().join(texts.import.or))
        .collect();
    if lists.is_empty() { String::new() } else { (texts.import.missing)(&lists.join(", ")) }
}
