//! The page on paper: what it rests on above it, its source below it, and tables cut where they are wider than a sheet.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCollection, HtmlElement, HtmlTableElement, HtmlTableRowElement};

use crate::charts::text::shorten;
use crate::charts::watch::PaperWatch;
use crate::charts::{Font, WidthTable};
use crate::domain::dataset::Filter;
use crate::domain::day::Period;
use crate::engine::protocol::{Basis, BasisTexts};
use crate::paper::{Fit, fit};
use crate::platform::clock::today;
use crate::route::Route;
use crate::state::{App, use_app};

use super::application::takes_filter;
use super::shell::page_name;

/// How wide a table within a frame can be on A4, in CSS pixels; Letter has a little more.
const ROOM: f64 = 672.0;
/// How much of the data and the source fits beside the day and the number of the page: in em.
const LINE: f64 = 40.0;
/// Noted on the body while the page is printed: a table is measured as it will stand on paper.
const ON_PAPER: &str = "data-paper";
/// Of a table in small letters.
const SMALL: &str = "paper-small";
/// Of a table that gives way to its pieces, and of the pieces.
const CUT: &str = "paper-cut";
const PIECE: &str = "paper-piece";

/// The days a page is about that chooses them itself, while it is there: its head on paper names them.
#[derive(Clone, Copy, Default)]
pub struct OwnDays(pub RwSignal<Option<Period>>);

/// What the figures of the page rest on.
pub fn basis(app: App) -> Basis {
    let (loaded, texts, formats) = (app.loaded(), app.texts(), app.formats());
    let until = app.preferences().settings.shared.reference_date;
    let under = |filter: &Filter, until| {
        Basis::of(&loaded, filter, until, &app.segment_rules(), &app.divided(), texts, &formats)
    };
    match app.route() {
        route if takes_filter(&route) => under(&app.filter(), until),
        // Files are listed with all there is in them.
        Route::Import => Basis { takes_filter: false, ..under(&Filter::default(), None) },
        _ => Basis::of_page(&loaded, use_context::<OwnDays>().and_then(|own| own.0.get()), texts, &formats),
    }
}

/// What stands above the page: its name, data, period, filter, the day. Only paper shows it.
#[component]
pub fn PaperHead() -> impl IntoView {
    let app = use_app();
    let basis = Memo::new(move |_| basis(app));
    // Known when printing begins: how a day is written is slow to be made.
    let day = RwSignal::new(None);
    StoredValue::new_local(PaperWatch::new(move |begins| {
        if begins {
            day.set(today());
        }
        if let Some(body) = document().body() {
            if begins { cut_tables(&body) } else { put_back(&body) }
        }
    }));
    // Boxes in the margins of pages hold texts of the style sheet alone, and its properties.
    Effect::new(move |_| {
        let texts = app.texts();
        let words = BasisTexts::of(texts.language);
        let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
        let Some(root) = root else { return };
        // The numbers of pages are the browser's: the sentence is cut where they belong.
        let sentence = (words.page)("\u{1}", "\u{1}");
        let mut around = sentence.split('\u{1}');
        let mut next = || around.next().unwrap_or_default().to_owned();
        let printed = day.get().map(|day| crate::domain::format::Format::day(&app.formats(), day)).unwrap_or_default();
        let (data, source) = basis.with(|basis| (line(&basis.data), line(&basis.source(texts))));
        let head = format!("{} · {data}", page_name(app));
        for (property, text) in [
            ("--paper-head", head),
            ("--paper-day", printed),
            ("--paper-source", source),
            ("--paper-page", next()),
            ("--paper-of", next()),
            ("--paper-end", next()),
        ] {
            // Setting a property of the style of one's own page cannot fail.
            let _ = root.style().set_property(property, &quoted(&text));
        }
    });
    let fact = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let facts = move || {
        let facts = basis.with(|basis| basis.facts(app.texts(), day.get(), &app.formats()));
        facts.into_iter().map(fact).collect_view()
    };
    view! {
        <header class="paper-head">
            <p class="paper-name">{move || page_name(app)}</p>
            <dl>{facts}</dl>
        </header>
    }
}

/// What stands below the page: the source, and what is promised of it.
#[component]
pub fn PaperFoot() -> impl IntoView {
    let app = use_app();
    let source = move || basis(app).source(app.texts());
    view! { <footer class="paper-foot">{source}". "{move || app.texts().common.private}</footer> }
}

/// The text, cut where it is longer than a line around a page holds. Nothing else can cut it there.
fn line(text: &str) -> String {
    shorten(text, Font::SMALL, LINE * Font::SMALL.size, &WidthTable)
}

/// As a text of a style sheet.
fn quoted(text: &str) -> String {
    let inner: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
    format!("\"{inner}\"")
}

/// Makes every table fit. All are measured before one is changed: the browser lays the page out once.
fn cut_tables(body: &HtmlElement) {
    // A browser that knows boxes in the margins knows their rules; then the source stands below every page.
    let margins = js_sys::Reflect::has(&window(), &"CSSMarginRule".into()).unwrap_or_default();
    // Attributes of our own page: setting them cannot fail, here and below.
    let _ = body.set_attribute(ON_PAPER, if margins { "margins" } else { "" });
    let tables = elements::<HtmlTableElement>(&document().get_elements_by_tag_name("table"));
    let fits: Vec<Fit> = tables.iter().map(|table| fit(&widths(table), ROOM)).collect();
    for (table, fit) in tables.iter().zip(fits) {
        match fit {
            Fit::Whole => {}
            Fit::Small => _ = table.class_list().add_1(SMALL),
            Fit::Pieces(pieces) => {
                let columns = pieces.last().map_or(0, |last| last.end);
                for piece in pieces {
                    let copy = table.clone_node_with_deep(true).ok().and_then(|copy| copy.dyn_into::<Element>().ok());
                    let Some(copy) = copy.and_then(|copy| copy.dyn_into::<HtmlTableElement>().ok()) else { continue };
                    for row in elements::<HtmlTableRowElement>(&copy.rows()) {
                        let cells = elements::<HtmlElement>(&row.cells());
                        // A cell over several columns stays: it is no column's.
                        for (column, cell) in cells.iter().enumerate().filter(|_| cells.len() == columns) {
                            cell.set_hidden(column > 0 && !piece.contains(&column));
                        }
                    }
                    let _ = copy.class_list().add_2(PIECE, SMALL);
                    let _ = table.before_with_node_1(&copy);
                }
                let _ = table.class_list().add_1(CUT);
            }
        }
    }
}

/// Takes back what was done for paper.
fn put_back(body: &HtmlElement) {
    let _ = body.remove_attribute(ON_PAPER);
    for piece in elements::<Element>(&document().get_elements_by_class_name(PIECE)) {
        piece.remove();
    }
    for class in [SMALL, CUT] {
        for table in elements::<Element>(&document().get_elements_by_class_name(class)) {
            let _ = table.class_list().remove_1(class);
        }
    }
}

/// The least width of each column, as on paper; none of a table that is not shown.
fn widths(table: &HtmlTableElement) -> Vec<f64> {
    let first = elements::<HtmlTableRowElement>(&table.rows()).into_iter().next();
    let cells = first.map(|row| elements::<Element>(&row.cells())).unwrap_or_default();
    cells.iter().map(|cell| cell.get_bounding_client_rect().width()).collect()
}

/// What a collection holds now: it follows the page.
fn elements<T: JsCast>(collection: &HtmlCollection) -> Vec<T> {
    (0..collection.length()).filter_map(|index| collection.item(index)?.dyn_into().ok()).collect()
}
