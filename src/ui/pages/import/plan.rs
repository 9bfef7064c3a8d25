//! How a chosen file will be read, and every way to correct it.

use leptos::prelude::*;

use crate::domain::dataset::{Field, Kind, Values};
use crate::domain::intake::{
    CountingRule, DateOrder, ExportName, HeaderChoice, Layout, Overrides, Plan, Preview, Quoting, Role, TextEncoding,
};
use crate::i18n::Texts;
use crate::platform::clock::today;
use crate::state::use_app;
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::table::{Column, Table};

use super::found::{Found, rows_table};
use super::staged::Staged;
use super::unsure::Unsure;

const ENCODINGS: [TextEncoding; 6] = [
    TextEncoding::Utf8,
    TextEncoding::Gb18030,
    TextEncoding::Big5,
    TextEncoding::Utf16Le,
    TextEncoding::Utf16Be,
    TextEncoding::Windows1252,
];

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
    let file = StoredValue::new(file);
    let look = move |change: &dyn Fn(&mut Overrides)| {
        let Some(current) = plan.get_untracked() else { return };
        let mut overrides = fixed(&current);
        change(&mut overrides);
        file.get_value().look_again(app, overrides, None);
    };
    let missing = move || {
        let texts = app.texts();
        plan.get().map(|plan| missing_text(texts, &plan)).filter(|text| !text.is_empty())
    };
    let export = move || preview.with_value(|preview| preview.export.clone());
    view! {
        {move || export().zip(plan.get()).map(|(export, plan)| export_banner(&export, &plan, look, app.texts()))}
        <div class="plan-choices">
            <label class="field">
                <span>{move || app.texts().import.kind}</span>
                <select
                    name="kind"
                    on:change=move |event| {
                        let kind = event_target_value(&event).parse::<Kind>().ok();
                        look(&|overrides| overrides.kind = kind);
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
        <Unsure plan preview look=Callback::new(move |overrides| file.get_value().look_again(app, overrides, None))/>
        {move || preview.with_value(|preview| columns_table(app.texts(), plan, preview))}
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || plan.get().is_some_and(|plan| plan.set_aside_duplicates)
                on:change=move |event| {
                    let chosen = event_target_checked(&event);
                    change_plan(plan, |plan| plan.set_aside_duplicates = chosen);
                }
            />
            {move || app.texts().import.duplicates_choice}
        </label>
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || plan.get().is_some_and(|plan| plan.set_aside_future)
                on:change=move |event| {
                    let chosen = event_target_checked(&event);
                    change_plan(plan, |plan| plan.set_aside_future = chosen);
                }
            />
            {move || app.texts().import.future_choice}
        </label>
        <Show when=move || plan.get().is_some_and(|plan| plan.use_absurd_dates || has_absurd_dates(&plan, &preview.get_value()))>
            <label class="check">
                <input
                    type="checkbox"
                    name="use-absurd-dates"
                    prop:checked=move || plan.get().is_some_and(|plan| plan.use_absurd_dates)
                    on:change=move |event| {
                        let chosen = event_target_checked(&event);
                        change_plan(plan, |plan| plan.use_absurd_dates = chosen);
                    }
                />
                {move || app.texts().import.absurd_choice}
            </label>
        </Show>
        <Found plan preview look=Callback::new(move |change: fn(&mut Overrides)| look(&change))/>
        <details class="plan-preview" open>
            <summary>{move || app.texts().import.preview}</summary>
            {move || preview.with_value(|preview| rows_table(app.texts(), &app.formats(), preview))}
        </details>
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

/// What of a plan the user may have fixed: it is fixed in the next look too.
pub(super) fn fixed(plan: &Plan) -> Overrides {
    let mut overrides = Overrides {
        kind: Some(plan.kind),
        header_row: Some(plan.header_row),
        as_any_file: plan.as_any_file,
        today: today(),
        ..Overrides::default()
    };
    overrides.further_headers = Some(plan.further_headers);
    overrides.keep_all_rows = plan.keep_all_rows;
    overrides.literal_blanks = plan.literal_blanks;
    match &plan.layout {
        Layout::Text { encoding, delimiter, quoting } => {
            overrides.encoding = Some(*encoding);
            overrides.delimiter = Some(*delimiter);
            overrides.quoting = Some(*quoting);
        }
        Layout::Workbook { sheet, more, .. } => {
            overrides.sheet = Some(sheet.clone());
            overrides.more_sheets.clone_from(more);
        }
        Layout::Json { encoding } | Layout::Ndjson { encoding } => overrides.encoding = Some(*encoding),
    }
    overrides
}

/// That the file was recognised, which of its rows count, and how to refuse or take that back.
fn export_banner(
    export: &ExportName,
    plan: &Plan,
    look: impl Fn(&dyn Fn(&mut Overrides)) + Copy + Send + Sync + 'static,
    texts: &'static Texts,
) -> AnyView {
    let words = &texts.import;
    let name = export.of(texts.language);
    if plan.export.is_none() {
        // Of another kind of table it cannot be read as the export, unless its kind is guessed anew.
        let back = Callback::new(move |()| look(&|overrides| (overrides.as_any_file, overrides.kind) = (false, None)));
        let refused = (words.export_refused)(name);
        return view! { <Banner tone=Tone::Info action=(words.export_take, back)>{refused}</Banner> }.into_any();
    }
    let rule = |rule: &CountingRule| {
        let column = plan.columns.get(rule.column).map(|column| column.header.as_str()).unwrap_or_default();
        let said = rule.words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>();
        match (said.is_empty(), rule.only) {
            (true, _) => (words.export_blank)(column),
            (false, true) => (words.export_only)(column, &said.join(words.or)),
            (false, false) => (words.export_not)(column, &said.join(words.or)),
        }
    };
    let rules: Vec<String> = plan.counting.iter().map(rule).collect();
    let refuse = Callback::new(move |()| look(&|overrides| overrides.as_any_file = true));
    let (id, known) = (export.id.clone(), (words.export_known)(name));
    view! {
        <Banner tone=Tone::Info action=(words.export_refuse, refuse)>
            <span data-export=id>{known}</span>
            {(!rules.is_empty()).then(|| view! { " " {words.export_counts} " " {rules.join(words.list)} {words.stop} })}
        </Banner>
    }
    .into_any()
}

fn layout_fields(
    plan: &Plan,
    preview: &Preview,
    look: impl Fn(&dyn Fn(&mut Overrides)) + Copy + 'static,
    texts: &'static Texts,
) -> AnyView {
    match &plan.layout {
        Layout::Text { encoding, delimiter, quoting } => {
            let (delimiter, quoting) = (*delimiter, *quoting);
            let options = DELIMITERS.map(|choice| {
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
                            look(&|overrides| {
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
        Layout::Json { encoding } | Layout::Ndjson { encoding } => encoding_field(*encoding, look, texts).into_any(),
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
                            look(&|overrides| {
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

fn encoding_field(
    current: TextEncoding,
    look: impl Fn(&dyn Fn(&mut Overrides)) + 'static,
    texts: &'static Texts,
) -> impl IntoView {
    let options = ENCODINGS.map(|encoding| {
        view! { <option value=encoding_name(encoding) selected=encoding == current>{encoding_name(encoding)}</option> }
    });
    let change = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let chosen = ENCODINGS.into_iter().find(|encoding| encoding_name(*encoding) == name);
        look(&|overrides| overrides.encoding = chosen);
    };
    view! {
        <label class="field">
            <span>{texts.import.encoding}</span>
            <select name="encoding" on:change=change>{options.collect_view()}</select>
        </label>
    }
}

/// How cells are quoted.
fn quoting_field(
    current: Quoting,
    look: impl Fn(&dyn Fn(&mut Overrides)) + 'static,
    texts: &'static Texts,
) -> impl IntoView {
    let options = Quoting::ALL.map(|quoting| {
        view! { <option value=quoting.name() selected=quoting == current>{texts.quoting(quoting)}</option> }
    });
    let change = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        let chosen = Quoting::ALL.into_iter().find(|quoting| quoting.name() == name);
        look(&|overrides| {
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
fn further_field(
    plan: &Plan,
    look: impl Fn(&dyn Fn(&mut Overrides)) + 'static,
    texts: &'static Texts,
) -> Option<AnyView> {
    let current = plan.further_headers;
    let has_rows = matches!(plan.layout, Layout::Text { .. } | Layout::Workbook { .. });
    let options = (0..=3.max(current)).map(|rows| {
        view! { <option value=rows.to_string() selected=rows == current>{rows.to_string()}</option> }
    });
    let options = options.collect_view();
    let change = move |event: web_sys::Event| {
        let chosen = event_target_value(&event).parse().ok();
        look(&|overrides| overrides.further_headers = chosen);
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
fn header_field(
    current: u64,
    choices: &[HeaderChoice],
    look: impl Fn(&dyn Fn(&mut Overrides)) + 'static,
    texts: &'static Texts,
) -> Option<AnyView> {
    let options = choices.iter().map(|choice| {
        let text = format!("{}: {}", choice.row, choice.text);
        view! { <option value=choice.row.to_string() selected=choice.row == current>{text}</option> }
    });
    let options = options.collect_view();
    let change = move |event: web_sys::Event| {
        let chosen = event_target_value(&event).parse().ok();
        look(&|overrides| (overrides.header_row, overrides.further_headers) = (chosen, None));
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
        TextEncoding::Utf8 => "UTF-8",
        TextEncoding::Gb18030 => "GB18030 (GBK)",
        TextEncoding::Big5 => "Big5",
        TextEncoding::Utf16Le => "UTF-16 LE",
        TextEncoding::Utf16Be => "UTF-16 BE",
        TextEncoding::Windows1252 => "Windows-1252",
    }
}

pub(super) fn delimiter_name(texts: &Texts, delimiter: char) -> &'static str {
    match delimiter {
        ';' => texts.import.delimiter_semicolon,
        '\t' => texts.import.delimiter_tab,
        '|' => texts.import.delimiter_pipe,
        _ => texts.import.delimiter_comma,
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

/// The columns with their use; each use can be changed in place.
fn columns_table(texts: &'static Texts, plan: RwSignal<Option<Plan>>, preview: &Preview) -> impl IntoView + use<> {
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
                <DateOrderField plan index header found ambiguous/>
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
            // A field is one column's: whoever had it before becomes an attribute.
            for column in
                plan.columns.iter_mut().filter(|column| column.role == chosen && matches!(chosen, Role::Field(_)))
            {
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

/// The order of dates, for columns that hold them.
#[component]
fn DateOrderField(
    plan: RwSignal<Option<Plan>>,
    index: usize,
    header: String,
    found: Values,
    ambiguous: bool,
) -> impl IntoView {
    let app = use_app();
    let column = Memo::new(move |_| plan.with(|plan| plan.as_ref().and_then(|plan| plan.columns.get(index)).cloned()));
    let is_date = move || {
        column.get().is_some_and(|column| column.role != Role::Ignore)
            && plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.values_of(index, found) == Values::Day))
    };
    let change = move |event: web_sys::Event| {
        let order = match event_target_value(&event).as_str() {
            "dmy" => Some(DateOrder::DayMonthYear),
            "mdy" => Some(DateOrder::MonthDayYear),
            "ymd" => Some(DateOrder::YearMonthDay),
            _ => None,
        };
        change_plan(plan, |plan| {
            if let Some(column) = plan.columns.get_mut(index) {
                column.date_order = order;
            }
        });
    };
    let header = StoredValue::new(header);
    let choices = [
        ("auto", None),
        ("dmy", Some(DateOrder::DayMonthYear)),
        ("mdy", Some(DateOrder::MonthDayYear)),
        ("ymd", Some(DateOrder::YearMonthDay)),
    ];
    view! {
        <Show when=is_date>
            <select
                name=format!("order-{}", header.get_value())
                aria-label=move || (app.texts().import.date_order_of)(&header.get_value())
                on:change=change
            >
                {move || choices.map(|(value, order)| {
                    let texts = app.texts();
                    let text = order.map_or(texts.import.date_order_auto, |order| texts.date_order(order));
                    let chosen = column.get().is_some_and(|column| column.date_order == order);
                    view! { <option value=value selected=chosen>{text}</option> }
                }).collect_view()}
            </select>
            <Show when=move || ambiguous>
                <p class="field-warning">{move || app.texts().import.date_ambiguous}</p>
            </Show>
        </Show>
    }
}
