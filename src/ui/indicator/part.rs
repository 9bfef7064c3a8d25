//! The parts of a section.

use std::sync::Arc;

use leptos::prelude::*;

use crate::charts::sparkline;
use crate::charts::{Scene, Size, TextMeasure, from_page};
use crate::domain::format::Format as _;
use crate::domain::score::Attitude;
use crate::engine::protocol::{CustomerList, CustomerSort, TableAsked};
use crate::indicators::page::{
    CUSTOMERS, Cell, Chart, Comment, CustomersFile, Figure as Number, Fold, Inline, Link, Named, Note, Origin, Part,
    Table as Rows, Tile as Small, Tone, WrittenFile,
};
use crate::platform::download::{dated, download_blob, text_blob};
use crate::state::{App, use_app};
use crate::ui::arriving::{Arrival, Arriving};
use crate::ui::components::chart::{ChartFrame, chart_labels};
use crate::ui::components::figure::{Counted, Figure, Tile};
use crate::ui::components::link::{anchor, way};
use crate::ui::components::table::Table;
use crate::ui::components::table_download::TableDownload;
use crate::ui::paper::basis;

/// So many comments are shown before the reader asks for all.
const FIRST_COMMENTS: usize = 12;

/// Names of more letters than this are cut.
const LONG_NAME: usize = 40;

/// Where figures come from, by place.
type Origins = [Arc<Origin>];

/// One part. Charts stay where they are when their figures change; the rest is drawn anew.
#[component]
pub fn PartView(part: Memo<Option<Part>>, origins: Memo<Vec<Arc<Origin>>>) -> impl IntoView {
    let app = use_app();
    match part.get_untracked() {
        Some(Part::Chart(_)) => view! { <Arriving what=Arrival::Chart(part)/> }.into_any(),
        Some(Part::Comments(_)) => view! { <Comments part/> }.into_any(),
        Some(Part::Fold(_)) => view! { <FoldView part origins/> }.into_any(),
        Some(Part::Named(Named::RuleTable)) => view! { <Arriving what=Arrival::RuleTable/> }.into_any(),
        Some(Part::FollowUp(_)) => view! { <Arriving what=Arrival::FollowUp(part)/> }.into_any(),
        Some(Part::Named(Named::ScoresDownload)) => scores_download(app).into_any(),
        _ => (move || part.with(|part| part.as_ref().map(|part| origins.with(|origins| plain(app, part, origins)))))
            .into_any(),
    }
}

/// The scored customers as a file, by segment.
fn scores_download(app: App) -> impl IntoView {
    let by_segment = || CustomerList { sort: CustomerSort::Segment, descending: false, ..CustomerList::default() };
    view! {
        <TableDownload
            table=Callback::new(move |()| TableAsked::List(by_segment()))
            what="customers"
            name=Signal::derive(move || app.texts().customers.file_name.to_owned())
            text=Signal::derive(move || app.texts().rules.download.to_owned())
        />
    }
}

fn plain(app: App, part: &Part, origins: &Origins) -> AnyView {
    match part {
        Part::Text(text) => view! { <p>{text.clone()}</p> }.into_any(),
        Part::Muted(text) => view! { <p class="muted">{text.clone()}</p> }.into_any(),
        Part::Hint(text) => view! { <p class="muted hint">{text.clone()}</p> }.into_any(),
        Part::Note(note) => view! { <p class=note_class(note)>{note.text.clone()}</p> }.into_any(),
        Part::Tiles(list) => view! { <div class="tiles">{tiles(app, list, origins)}</div> }.into_any(),
        Part::SmallTiles(list) => view! { <div class="tiles tiles-small">{tiles(app, list, origins)}</div> }.into_any(),
        Part::Table(rows) => table(app, rows, origins),
        Part::Facts(facts) => {
            let fact = |(name, value): &(String, Cell)| {
                view! { <dt>{name.clone()}</dt><dd>{cell(app, value, origins)}</dd> }
            };
            view! { <dl class="facts">{facts.iter().map(fact).collect_view()}</dl> }.into_any()
        }
        Part::List(cells) => {
            let point = |point: &Cell| view! { <li>{cell(app, point, origins)}</li> };
            view! { <ul class="notes">{cells.iter().map(point).collect_view()}</ul> }.into_any()
        }
        Part::Actions(links) => {
            let action = |to: &Link| anchor(app, to, "button");
            view! { <p class="actions">{links.iter().map(action).collect_view()}</p> }.into_any()
        }
        Part::Files(files) => {
            let file = |CustomersFile { table, text }: &CustomersFile| {
                let (asked, name) = (TableAsked::Indicator(table.clone()), table.replace(['.', '_'], "-"));
                let table = Callback::new(move |()| asked.clone());
                view! { <TableDownload table what=name.clone() name text=text.clone()/> }
            };
            view! { <div>{files.iter().map(file).collect_view()}</div> }.into_any()
        }
        Part::Written(file) => written(file),
        // Drawn by components of their own.
        Part::Chart(_) | Part::Comments(_) | Part::FollowUp(_) | Part::Fold(_) | Part::Named(_) => ().into_any(),
    }
}

fn written(file: &WrittenFile) -> AnyView {
    let WrittenFile { label, name, extension, text } = file.clone();
    let save = move |_| {
        let blob = text_blob("application/json", &text);
        // A refused download shows itself: the browser offers none.
        let _ = blob.and_then(|blob| download_blob(&dated(&name, &extension), &blob));
    };
    view! {
        <p class="actions">
            <button type="button" class="button" data-action="download-written" on:click=save>{label}</button>
        </p>
    }
    .into_any()
}

fn note_class(note: &Note) -> &'static str {
    match note.tone {
        Tone::Info => "muted",
        Tone::Caution => "caution",
        Tone::Warning => "field-warning",
    }
}

fn tiles(app: App, tiles: &[Small], origins: &Origins) -> Vec<AnyView> {
    let tile = |Small { label, to, only, value, note, course }: &Small| {
        let note = Some(note.clone()).filter(|note| !note.is_empty());
        let value = cell(app, value, origins);
        let (label, lines) = (label.clone(), sparkline::lines(course));
        match to {
            Some(to) => view! { <Tile label note lines href=way(app, to, only.clone())>{value}</Tile> }.into_any(),
            None => view! { <Tile label note lines>{value}</Tile> }.into_any(),
        }
    };
    tiles.iter().map(tile).collect()
}

fn table(app: App, table: &Rows, origins: &Origins) -> AnyView {
    let one = |(place, one): (usize, &Cell)| if place == 0 { name(app, one, origins) } else { cell(app, one, origins) };
    let row = |cells: &Vec<Cell>| cells.iter().enumerate().map(one).collect();
    let rows: Vec<Vec<AnyView>> = table.rows.iter().map(row).collect();
    let texts = &app.texts().customers;
    let save = table.customers(texts.file_id).map(|shown| {
        let table = Callback::new(move |()| TableAsked::Shown(shown.clone()));
        view! { <TableDownload table what="list" name=texts.file_name.to_owned() text=texts.download.to_owned()/> }
    });
    view! {
        <Table caption=table.caption.clone() show_caption=table.show_caption columns=table.columns.clone() rows/>
        {save}
    }
    .into_any()
}

/// What names a row. A long name is cut, and whole when pointed at.
fn name(app: App, one: &Cell, origins: &Origins) -> AnyView {
    let text = match one.0.as_slice() {
        [Inline::Text(text), ..] | [Inline::Link(Link { text, .. })] if text.chars().count() > LONG_NAME => {
            text.clone()
        }
        _ => return cell(app, one, origins),
    };
    view! { <span class="long-name" title=text>{cell(app, one, origins)}</span> }.into_any()
}

/// Texts, figures and links in a row.
fn cell(app: App, cell: &Cell, origins: &Origins) -> AnyView {
    let piece = |piece: &Inline| match piece {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Muted(text) => view! { <span class="muted">{text.clone()}</span> }.into_any(),
        Inline::Caution(text) => view! { <span class="caution">{text.clone()}</span> }.into_any(),
        Inline::Partial(mark) => view! { <span class="partial">{mark.clone()}</span> }.into_any(),
        Inline::Whole(text) => view! { <span class="range">{text.clone()}</span> }.into_any(),
        Inline::Figure(number) => figure(app, number, origins),
        Inline::Link(link) => anchor(app, link, ""),
        Inline::Break => view! { <br/> }.into_any(),
    };
    match cell.0.as_slice() {
        [one] => piece(one),
        // A range must not be broken over two lines.
        several if several.iter().all(|one| matches!(one, Inline::Text(_) | Inline::Figure(_))) => {
            view! { <span class="range">{several.iter().map(piece).collect_view()}</span> }.into_any()
        }
        several => several.iter().map(piece).collect_view().into_any(),
    }
}

fn figure(app: App, number: &Number, origins: &Origins) -> AnyView {
    let Number { name, label, value, text, origin, only, why } = number.clone();
    if let Some(only) = only {
        let key = only.key().map(str::to_owned);
        return view! { <Counted label value text href=way(app, CUSTOMERS, Some(only)) key/> }.into_any();
    }
    let origin = origins.get(origin).cloned().unwrap_or_default();
    let why = why.map(|why| *why);
    view! { <Figure key=name label value text from=origin why/> }.into_any()
}

/// A chart among the parts of a page.
#[component]
pub fn ChartView(
    /// The part; nothing is drawn of any other than a chart.
    part: Memo<Option<Part>>,
) -> impl IntoView {
    let app = use_app();
    let chart = Memo::new(move |_| match part.get() {
        Some(Part::Chart(chart)) => Some(*chart),
        _ => None,
    });
    let of = move |read: fn(&Chart) -> &String| {
        Signal::derive(move || chart.with(|chart| chart.as_ref().map(|chart| read(chart).clone()).unwrap_or_default()))
    };
    let height = chart.with_untracked(|chart| chart.as_ref().map_or(320.0, |chart| f64::from(chart.height)));
    let scene = move |size: Size, measure: &dyn TextMeasure| {
        chart.with(|chart| match chart {
            Some(chart) => from_page::scene(chart, &app.formats(), size, measure),
            None => Scene::default(),
        })
    };
    let foot = Signal::derive(move || basis(app).foot(app.texts()));
    view! { <ChartFrame title=of(|chart| &chart.title) note=of(|chart| &chart.note) foot labels=chart_labels(app) height scene/> }
}

#[component]
fn FoldView(part: Memo<Option<Part>>, origins: Memo<Vec<Arc<Origin>>>) -> impl IntoView {
    let fold = Memo::new(move |_| match part.get() {
        Some(Part::Fold(fold)) => fold,
        _ => Fold { summary: String::new(), parts: Vec::new() },
    });
    let places = Memo::new(move |_| {
        fold.with(|fold| fold.parts.iter().map(std::mem::discriminant).enumerate().collect::<Vec<_>>())
    });
    let inner = move |place: usize| {
        let part = Memo::new(move |_| fold.with(|fold| fold.parts.get(place).cloned()));
        view! { <PartView part origins/> }.into_any()
    };
    view! {
        <details class="fold">
            <summary>{move || fold.with(|fold| fold.summary.clone())}</summary>
            <For each=move || places.get() key=Clone::clone let:place>{inner(place.0)}</For>
        </details>
    }
}

/// What people wrote, as plain text.
#[component]
fn Comments(part: Memo<Option<Part>>) -> impl IntoView {
    let app = use_app();
    let comments = Memo::new(move |_| match part.get() {
        Some(Part::Comments(comments)) => comments,
        _ => Vec::new(),
    });
    let expanded = RwSignal::new(false);
    let list = move || {
        let most = if expanded.get() { usize::MAX } else { FIRST_COMMENTS };
        comments.with(|comments| comments.iter().take(most).map(|one| comment(app, one)).collect_view())
    };
    let more = move || {
        let texts = &app.texts().common;
        if expanded.get() {
            texts.fewer.to_owned()
        } else {
            (texts.show_all)(&app.formats().count(comments.with(Vec::len)))
        }
    };
    view! {
        <ul class="comments">{list}</ul>
        <Show when=move || { comments.with(Vec::len) > FIRST_COMMENTS }>
            <p class="actions">
                <button
                    type="button"
                    class="button"
                    data-action="all-comments"
                    aria-expanded=move || expanded.get().to_string()
                    on:click=move |_| expanded.update(|expanded| *expanded = !*expanded)
                >
                    {more}
                </button>
            </p>
        </Show>
    }
}

fn comment(app: App, comment: &Comment) -> AnyView {
    // The colour only repeats what the badge says.
    let class = match comment.attitude {
        None => "badge badge-score",
        Some(Attitude::Promoter) => "badge badge-score badge-promoter",
        Some(Attitude::Passive) => "badge badge-score badge-passive",
        Some(Attitude::Detractor) => "badge badge-score badge-detractor",
    };
    let day = comment.day.clone().map(|(text, iso)| view! { <time datetime=iso>{text}</time> });
    view! {
        <li class="comment">
            <p class="comment-head">
                <span class=class>{comment.badge.clone()}</span>
                <span class="muted">{day}</span>
                <span class="muted">{cell(app, &comment.who, &[])}</span>
            </p>
            <p class="comment-text" dir="auto">{comment.text.clone()}</p>
        </li>
    }
    .into_any()
}
