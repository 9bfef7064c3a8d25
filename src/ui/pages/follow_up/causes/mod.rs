//! What lies behind the cases, where and when; and what was done about it for all.

mod fixes;
mod form;

use leptos::prelude::*;

use crate::domain::care::{CauseRow, CauseTable, Head, MOST_MONTHS, Split, cause_table};
use crate::domain::certainty::SmallSample;
use crate::domain::format::Format as _;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::{use_app, use_care};
use crate::ui::components::choice::Choice;
use crate::ui::components::figure::Figure;
use crate::ui::components::table::{Column, Table};

use super::Frame;
use fixes::Fixes;

/// The page.
#[component]
pub fn CausesPage() -> impl IntoView {
    let (app, desk) = (use_app(), use_care());
    let split = RwSignal::new(Split::default());
    let table = Memo::new(move |_| desk.cases().with(|cases| cause_table(cases, split.get())));
    let any = Memo::new(move |_| table.with(|table| !table.rows.is_empty()));
    view! {
        <Frame>
            <Show when=move || any.get() fallback=|| view! { <NoCauses/> }>
                <h1>{move || table.with(|table| headline(app.texts(), &app.formats(), table))}</h1>
                <section class="card" data-section="causes">
                    <header class="section-head">
                        <h2>{move || app.texts().causes.table}</h2>
                        <Choice
                            name="split"
                            label=Signal::derive(move || app.texts().causes.split)
                            values=&Split::ALL
                            text=move |split| app.texts().split(split).to_owned()
                            value=Signal::derive(move || split.get())
                            set=Callback::new(move |chosen| split.set(chosen))
                        />
                    </header>
                    {move || table.with(|table| counted(app.texts(), &app.formats(), table, app.small_sample()))}
                    <p class="muted">{move || app.texts().causes.only_recover}</p>
                </section>
            </Show>
            <Fixes/>
        </Frame>
    }
}

#[component]
fn NoCauses() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="empty">
            <h1>{move || app.texts().causes.empty_title}</h1>
            <p>{move || app.texts().causes.empty_help}</p>
            <p class="actions">
                <a class="button button-primary" href=move || app.href(Route::FollowUp)>{move || app.texts().causes.to_cases}</a>
            </p>
        </section>
    }
}

fn headline(texts: &Texts, formats: &Formats, table: &CauseTable) -> String {
    let most = |row: &CauseRow| {
        (texts.causes.headline)(row.cause.as_str(), &formats.count(row.cases), &formats.count(table.closed))
    };
    table.rows.first().map(most).unwrap_or_default()
}

fn counted(texts: &'static Texts, formats: &Formats, table: &CauseTable, few: SmallSample) -> impl IntoView + use<> {
    let words = &texts.causes;
    let fixed = [Column::text(words.cause), Column::number(words.cases), Column::number(words.share)];
    let interval = Column::number(words.interval);
    let heads = table.heads.iter().map(|head| Column::number(head_name(texts, formats, head)));
    let columns = fixed.into_iter().chain([interval]).chain(heads).collect();
    let rows = table.rows.iter().map(|row| cells(texts, formats, table, row)).collect();
    let small = few.marks(table.closed).then(|| (words.small)(&formats.count(table.closed)));
    let earlier = table.earlier.then(|| (words.earlier)(&formats.count(MOST_MONTHS)));
    view! {
        <Table caption=words.table columns rows/>
        {small.map(|text| view! { <p class="caution">{text}</p> })}
        {earlier.map(|text| view! { <p class="muted">{text}</p> })}
    }
}

fn head_name(texts: &Texts, formats: &Formats, head: &Head) -> String {
    match head {
        Head::Place(name) if name.is_empty() => texts.causes.unknown_place.to_owned(),
        Head::Place(name) => name.clone(),
        Head::Month(month) => formats.month(*month),
    }
}

fn cells(texts: &'static Texts, formats: &Formats, table: &CauseTable, row: &CauseRow) -> Vec<AnyView> {
    let (words, cause) = (&texts.causes, row.cause.as_str());
    let figure = |key: String, label: &str, value: String, text: String| {
        let provenance = table.provenance.clone();
        view! { <Figure key label=format!("{label}, {cause}") value text from=provenance/> }.into_any()
    };
    let interval = row.interval.map(|interval| {
        let low = figure("causes.low".into(), words.low, interval.low.to_string(), formats.whole_percent(interval.low));
        let high =
            figure("causes.high".into(), words.high, interval.high.to_string(), formats.whole_percent(interval.high));
        view! { <span class="range">{low}" – "{high}</span> }
    });
    let share = formats.whole_percent(row.share);
    let first = [
        cause.to_owned().into_any(),
        figure("causes.cases".into(), words.cases, row.cases.to_string(), formats.count(row.cases)),
        figure("causes.share".into(), words.share, row.share.to_string(), share),
        interval.into_any(),
    ];
    let counts = table.heads.iter().zip(&row.counts).map(|(head, count)| {
        let name = head_name(texts, formats, head);
        match count {
            0 => "–".into_any(),
            count => figure(format!("causes.cases.{name}"), &name, count.to_string(), formats.count(*count)),
        }
    });
    first.into_iter().chain(counts).collect()
}
