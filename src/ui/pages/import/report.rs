//! What became of the files that were read.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::dataset::{JoinNotes, JoinRule, NearIds};
use crate::domain::format::Format as _;
use crate::domain::intake::{FileReport, IntakeError};
use crate::domain::provenance::Provenance;
use crate::engine::protocol::{LoadedFile, Request};
use crate::i18n::{Texts, With1};
use crate::indicators::overview;
use crate::platform::download::{dated, download};
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{App, Kept, use_app};
use crate::ui::components::banner::{Banner, Tone};
use crate::ui::components::figure::Figure;
use crate::ui::components::table::{Column, Table};

use super::found::passed_table;
use super::{Chosen, count, use_chosen};

/// The name of the file taken out last, with a way back; it stays when no file is left.
#[component]
pub fn Removed(
    /// The name; `None` once it is back.
    removed: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let undo = Callback::new(move |()| {
        removed.set(None);
        spawn_local(async move {
            // What can fail here is keeping the file, and the shell shows that.
            let _ = app.change(Request::UndoRemove).await;
        });
    });
    move || {
        removed.get().filter(|_| app.loaded().can_undo).map(|name| {
            view! {
                <Banner tone=Tone::Info action=(app.texts().common.undo, undo)>{(app.texts().import.removed)(&name)}</Banner>
            }
        })
    }
}

/// All loaded files, what joining them found, and the way to the figures.
#[component]
pub fn LoadedFiles(
    /// Told the name of a file taken out.
    removed: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    view! {
        <section class="loaded">
            <header class="section-head">
                <h2>{move || app.texts().import.loaded}</h2>
                <a class="button button-primary" href=move || app.href(Route::Page(overview::PATH))>{move || app.texts().import.see_overview}</a>
            </header>
            <p class="muted" role="status">{move || kept_text(app.texts(), app.kept())}</p>
            {move || join_notes(app.texts(), &app.formats(), &app.loaded().join)}
            <JoinChoices/>
            <For each=move || app.loaded().files key=|file| (file.id, file.reading) let:file>
                <LoadedCard file removed/>
            </For>
        </section>
    }
}

/// What keeping came to; trouble is shown by the shell, on every page.
fn kept_text(texts: &Texts, kept: Kept) -> &'static str {
    match kept {
        Kept::Underway => texts.import.kept_underway,
        Kept::Done => texts.import.kept_done,
        Kept::Off => texts.import.kept_off,
        Kept::Failed => "",
    }
}

fn join_notes(texts: &Texts, formats: &Formats, join: &JoinNotes) -> impl IntoView + use<> {
    let words = &texts.import;
    let counted = [
        (join.duplicate_customers, words.join_duplicates),
        (join.unknown_customers, words.join_unknown),
        (join.repeated_answers, words.join_repeated),
    ];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0);
    let mixed = (!join.mixed_columns.is_empty()).then(|| (words.join_mixed)(&join.mixed_columns.join(", ")));
    let currencies: Vec<String> = join.currencies.iter().map(ToString::to_string).collect();
    let currencies = (!currencies.is_empty()).then(|| (words.join_currencies)(&currencies.join(", ")));
    let notes: Vec<_> = counted
        .map(|(count, text)| text(&formats.count(count)))
        .chain(mixed)
        .chain(currencies)
        .map(|text| view! { <li>{text}</li> })
        .collect();
    (!notes.is_empty()).then(|| view! { <ul class="notes">{notes}</ul> })
}

/// Which ids are one customer and which shared rows count, with the rule in force: told where the
/// files have ids that are nearly the same, or rows twice.
#[component]
fn JoinChoices() -> impl IntoView {
    let app = use_app();
    let choices = move || {
        let (texts, formats, join) = (app.texts(), app.formats(), app.loaded().join);
        let rule = app.preferences().join;
        let words = &texts.import;
        let NearIds { leading_zeros: zeros, letter_case: case, blanks } = join.near_ids;
        let choice = |name: &'static str, count: usize, is_on: bool, text: With1, set: fn(&mut JoinRule, bool)| {
            (count > 0 || is_on).then(|| {
                view! {
                    <label class="check">
                        <input
                            type="checkbox"
                            name=name
                            prop:checked=is_on
                            on:change=move |event| {
                                let chosen = event_target_checked(&event);
                                app.prefer_join(|rule| set(rule, chosen));
                            }
                        />
                        {text(&formats.count(count))}
                    </label>
                }
            })
        };
        let all: Vec<_> = [
            choice("join-zeros", zeros, rule.ignore_zeros, words.join_zeros, |rule, on| rule.ignore_zeros = on),
            choice("join-case", case, rule.ignore_case, words.join_case, |rule, on| rule.ignore_case = on),
            choice("join-blanks", blanks, rule.ignore_blanks, words.join_blanks, |rule, on| rule.ignore_blanks = on),
            choice("count-overlap", join.overlapping_rows, rule.count_overlap, words.join_overlap, |rule, on| {
                rule.count_overlap = on;
            }),
            choice("equal-once", join.equal_rows, rule.equal_once, words.join_equal, |rule, on| rule.equal_once = on),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!all.is_empty()).then(|| view! { <p>{words.join_rule}</p>{all} })
    };
    view! { <div class="join-choices">{choices}</div> }
}

/// One loaded file.
#[component]
fn LoadedCard(file: LoadedFile, removed: RwSignal<Option<String>>) -> impl IntoView {
    let (app, chosen) = (use_app(), use_chosen());
    let LoadedFile { id, sample, report, .. } = file;
    let report = StoredValue::new(report);
    let name = report.with_value(|report| report.name.clone());
    let data_file = name.clone();
    let for_remove = name.clone();
    let remove = move |_| {
        let name = for_remove.clone();
        if id == LoadedFile::KIOSK {
            // They stay on the device; only the pages count them no longer.
            app.leave_kiosk_out();
            return;
        }
        spawn_local(async move {
            if app.change(Request::Remove { file: id }).await.is_ok() {
                removed.set(Some(name));
            }
        });
    };
    let save = move |_| {
        let reasons = report.with_value(|report| report.reasons.keys().copied().collect());
        let name = (untrack(|| app.texts()).import.set_aside_file)(&report.with_value(|report| report.name.clone()));
        spawn_local(async move {
            if let Some(bytes) = app.set_aside(id, reasons).await {
                // A refused download shows itself: the browser offers none.
                let _ = download(&dated(&name, "csv"), "text/csv", &bytes);
            }
        });
    };
    let has_set_aside = report.with_value(|report| report.rows_set_aside > 0);
    view! {
        <article class="card loaded-file" data-file=data_file>
            <header class="card-head">
                <h3>{name}</h3>
                <span class="badge">{move || report.with_value(|report| app.texts().kind(report.kind))}</span>
                {sample.then(|| view! { <span class="badge badge-sample">{move || app.texts().import.sample_badge}</span> })}
                <span class="muted">{move || report.with_value(dialect)}</span>
            </header>
            {move || report.with_value(|report| counts(app.texts(), &app.formats(), report))}
            {move || report.with_value(|report| {
                let reopen = (!sample && id != LoadedFile::KIOSK)
                    .then_some(Reopen { app, chosen, id });
                details(app.texts(), &app.formats(), report, reopen)
            })}
            <p class="actions">
                {has_set_aside.then(|| view! {
                    <button type="button" class="button" data-action="download-set-aside" on:click=save>
                        {move || app.texts().import.download_set_aside}
                    </button>
                })}
                <button type="button" class="button" data-action="remove" on:click=remove>{move || app.texts().import.remove}</button>
            </p>
        </article>
    }
}

fn dialect(report: &FileReport) -> String {
    let delimiter = report.delimiter.map(|delimiter| match delimiter {
        '\t' => "TAB".to_owned(),
        other => format!("“{other}”"),
    });
    [report.encoding.clone(), delimiter, report.sheet.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn counts(texts: &Texts, formats: &Formats, report: &FileReport) -> impl IntoView + use<> {
    let cell = |key: &'static str, label: &'static str, rows: u64| {
        view! {
            <div class="count">
                <dt>{label}</dt>
                <dd>{figure(report, key.to_owned(), label, rows, count(formats, rows))}</dd>
            </div>
        }
    };
    view! {
        <dl class="counts">
            {cell("import.rows_read", texts.import.rows_read, report.rows_read)}
            {cell("import.rows_used", texts.import.rows_used, report.rows_used)}
            {cell("import.rows_set_aside", texts.import.rows_set_aside, report.rows_set_aside)}
        </dl>
    }
}

/// A count of the report, with the rows it comes from.
fn figure(report: &FileReport, key: String, label: &str, rows: u64, text: String) -> impl IntoView + use<> {
    let label = format!("{label}, {}", report.name);
    view! { <Figure key label value=rows.to_string() text from=Provenance::of_file(report)/> }
}

/// Opens the sheet of a loaded file again.
#[derive(Clone, Copy)]
struct Reopen {
    app: App,
    chosen: Chosen,
    id: u32,
}

impl Reopen {
    /// The button beside a remark that another reading of the file would change.
    fn button(self, name: &str, remark: &str) -> AnyView {
        let (words, name) = (&self.app.texts().import, name.to_owned());
        let label = format!("{} {remark}", words.reopen);
        let click = move |_| self.chosen.reopen(self.app, self.id, name.clone());
        view! {
            " "
            <button type="button" class="link-button" data-action="reopen" aria-label=label on:click=click>{words.reopen}</button>
        }
        .into_any()
    }
}

/// Reasons, notes, the columns used, and the first rows set aside; where the file can be read in another way, with the
/// way there.
fn details(
    texts: &'static Texts,
    formats: &Formats,
    report: &FileReport,
    reopen: Option<Reopen>,
) -> impl IntoView + use<> {
    let button = |is_of_reading: bool, remark: &str| {
        reopen.filter(|_| is_of_reading).map(|reopen| reopen.button(&report.name, remark))
    };
    let reasons = report.reasons.iter().map(|(reason, rows)| {
        let (key, why) = (format!("import.reasons.{}", reason.name()), texts.reason(*reason));
        let rows = figure(report, key, why, *rows, count(formats, *rows));
        let button = button(reason.is_of_reading(), why);
        view! { <li data-reason=format!("{reason:?}")>{rows}" – "{why}{button}</li> }
    });
    let notes = report.notes.iter().map(|note| {
        let remark = texts.note(note, |rows| count(formats, rows));
        let button = button(note.is_of_reading(), &remark);
        view! { <li>{remark}{button}</li> }
    });
    let notes: Vec<_> = notes.collect();
    let mapping: Vec<String> =
        report.mapping.iter().map(|(field, column)| format!("{} ← {column}", texts.field(*field))).collect();
    view! {
        <ul class="notes reasons">{reasons.collect_view()}</ul>
        {(!notes.is_empty()).then(|| view! { <ul class="notes">{notes}</ul> })}
        <p class="muted">{texts.import.mapping}": "{mapping.join(", ")}</p>
        {passed_table(texts, formats, &report.passed)}
        {(!report.set_aside.is_empty()).then(|| set_aside(texts, formats, report))}
    }
}

fn set_aside(texts: &'static Texts, formats: &Formats, report: &FileReport) -> impl IntoView + use<> {
    let shown = count(formats, report.set_aside.len() as u64);
    let all = count(formats, report.rows_set_aside);
    let rows = report.set_aside.iter().map(|row| {
        vec![
            count(formats, row.row).into_any(),
            row.column.clone().unwrap_or_default().into_any(),
            texts.reason(row.reason).into_any(),
            row.text.clone().into_any(),
        ]
    });
    let columns = vec![
        Column::number(texts.import.row),
        Column::text(texts.import.column),
        Column::text(texts.import.reason),
        Column::text(texts.import.content),
    ];
    let rows: Vec<Vec<AnyView>> = rows.collect();
    view! {
        <details>
            <summary>{format!("{} ({all})", texts.import.set_aside_title)}</summary>
            <p class="muted">{(texts.import.set_aside_first)(&shown, &all)}</p>
            <Table caption=texts.import.set_aside_title columns rows/>
        </details>
    }
}

/// Kept files that could not be read again.
#[component]
pub fn NotRestored() -> impl IntoView {
    let app = use_app();
    move || {
        let (texts, loaded) = (app.texts(), app.loaded());
        let unreadable =
            (loaded.unreadable > 0).then(|| (texts.import.unreadable)(&app.formats().count(loaded.unreadable)));
        let (stopped, failed): (Vec<_>, Vec<_>) =
            loaded.not_restored.into_iter().partition(|file| file.error == IntakeError::Cancelled);
        let stopped = (!stopped.is_empty()).then(|| {
            let action = (texts.import.read_again, Callback::new(move |()| app.restore()));
            let text = (texts.import.not_read_again)(&app.formats().count(stopped.len()));
            view! { <Banner tone=Tone::Warning action>{text}</Banner> }
        });
        let not_restored =
            failed.into_iter().map(|file| (texts.import.not_restored)(&file.name, &texts.intake_error(&file.error)));
        let notices = unreadable.into_iter().chain(not_restored);
        let notices = notices.map(|text| view! { <Banner tone=Tone::Warning>{text}</Banner> }).collect_view();
        view! { {stopped} {notices} }
    }
}
