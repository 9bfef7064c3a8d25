//! The list itself: a window of fixed height over rows of fixed height, of which only those in view
//! are drawn and only a stretch around them is asked for.

use leptos::html::Div;
use leptos::prelude::*;

use crate::engine::protocol::{CustomerSort, CustomersPage, ListColumns};
use crate::indicators::spelled;
use crate::scroll::{Scroll, Stretch};
use crate::state::use_app;
use crate::ui::components::table_keys;

use super::Wish;
use super::row::Row;

/// Height of a row in CSS pixels; the style sheet says the same.
const ROW: f64 = 40.0;
/// Height of the header, likewise.
const HEADER: f64 = 44.0;
/// Height of the window until it says how high it is.
const WINDOW: f64 = 560.0;
/// Rows drawn above and below those in view, so that scrolling shows no gap.
const SPARE: usize = 10;
/// Stretches begin at a multiple of this.
const STEP: usize = 100;
/// Rows asked for: a step before those in view and two from there on.
pub const FETCHED: usize = 3 * STEP;

/// Where the window is, and the window itself.
#[derive(Clone, Copy)]
pub struct Place {
    window: NodeRef<Div>,
    top: RwSignal<f64>,
    visible: RwSignal<f64>,
    total: RwSignal<usize>,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            window: NodeRef::new(),
            top: RwSignal::new(0.0),
            visible: RwSignal::new(WINDOW - HEADER),
            total: RwSignal::new(0),
        }
    }
}

impl Place {
    fn scroll(self, total: usize) -> Scroll {
        Scroll { total, row: ROW, visible: self.visible.get(), top: self.top.get() }
    }

    /// Where the stretch to ask for begins.
    pub fn offset(self) -> Memo<usize> {
        Memo::new(move |_| (self.scroll(self.total.get()).first() / STEP).saturating_sub(1) * STEP)
    }

    /// Back to the first row.
    pub fn to_top(self) {
        if let Some(window) = self.window.get_untracked() {
            window.set_scroll_top(0);
        }
        self.top.set(0.0);
    }

    /// Notes where the window was scrolled to, in a list of `total` rows.
    fn scrolled(self, total: usize) {
        if let Some(window) = self.window.get_untracked() {
            self.total.set(total);
            self.visible.set((f64::from(window.client_height()) - HEADER).max(ROW));
            self.top.set(f64::from(window.scroll_top()));
        }
    }
}

/// The list.
#[component]
pub fn List(wish: Wish, place: Place, page: Memo<Option<CustomersPage>>) -> impl IntoView {
    let app = use_app();
    let total = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| page.total)));
    let columns =
        Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.columns.clone()).unwrap_or_default()));
    let stretch = Memo::new(move |_| place.scroll(total.get()).stretch(SPARE));
    let rows = Memo::new(move |_| stretch.with(|stretch| stretch.rows.clone()));
    Effect::new(move |_| {
        rows.track();
        page.track();
        // Once the rows are drawn; the page may have been left by then.
        request_animation_frame(move || {
            if let Some(window) = place.window.try_get_untracked().flatten() {
                table_keys::one_stop(&window);
            }
        });
    });
    let go = move |event: leptos::ev::KeyboardEvent| {
        if let Some(window) = place.window.get_untracked() {
            table_keys::go(&event, &window);
        }
    };
    let space = |pick: fn(&Stretch) -> f64| {
        let height = move || format!("{:.1}px", stretch.with(pick));
        view! {
            <tr class="customers-space" aria-hidden="true">
                <td colspan=move || columns.with(ListColumns::count) style:height=height></td>
            </tr>
        }
    };
    view! {
        <div
            class="customers-window"
            tabindex="0"
            role="region"
            aria-label=move || app.texts().customers.list
            aria-description=move || app.texts().common.chart_keys
            on:keydown=go
            node_ref=place.window
            on:scroll=move |_| place.scrolled(total.get_untracked())
        >
            <table class="customers-table" aria-rowcount=move || total.get().saturating_add(1)>
                <caption class="visually-hidden">{move || app.texts().common.customers}</caption>
                <thead>{move || view! { <Header wish place columns=columns.get()/> }}</thead>
                <tbody>
                    {space(|stretch| stretch.above)}
                    <For each=move || rows.get() key=|index| *index let:index>
                        <Row index page columns/>
                    </For>
                    {space(|stretch| stretch.below)}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Header(wish: Wish, place: Place, columns: ListColumns) -> impl IntoView {
    let app = use_app();
    let sortable = move |sort: CustomerSort, name: &'static str, class: &'static str, text: Signal<&'static str>| {
        let order = move || match wish.0.with(|list| (list.sort == sort, list.descending)) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        };
        let arrow = move || match order() {
            "ascending" => " ▲",
            "descending" => " ▼",
            _ => "",
        };
        let click = move |_| {
            place.to_top();
            wish.sort_by(sort);
        };
        view! {
            <th scope="col" class=class aria-sort=order>
                <button type="button" class="customers-sort" data-sort=name on:click=click>
                    {text}<span aria-hidden="true">{arrow}</span>
                </button>
            </th>
        }
    };
    let text = move |pick: fn(&crate::i18n::CustomersTexts) -> &'static str| {
        Signal::derive(move || pick(&app.texts().customers))
    };
    let ListColumns { id_width, names, scored, answered, further } = columns;
    let further = further.into_iter().map(|column| {
        let class = if column.is_number { "number col-further" } else { "col-further" };
        let name = spelled(&column.name);
        view! { <th scope="col" class=class title=name.clone()>{name.clone()}</th> }
    });
    let of_rfm = move || {
        view! {
            {sortable(CustomerSort::Segment, "segment", "col-segment", text(|texts| texts.segment))}
            {sortable(CustomerSort::Recency, "recency", "number col-recency", text(|texts| texts.recency))}
            {sortable(CustomerSort::Frequency, "frequency", "number col-orders", text(|texts| texts.frequency))}
            {sortable(CustomerSort::Monetary, "monetary", "number col-monetary", text(|texts| texts.monetary))}
            {sortable(CustomerSort::R, "r", "number col-score", text(|texts| texts.r))}
            {sortable(CustomerSort::F, "f", "number col-score", text(|texts| texts.f))}
            {sortable(CustomerSort::M, "m", "number col-score", text(|texts| texts.m))}
        }
    };
    view! {
        <tr aria-rowindex="1">
            {sortable(CustomerSort::Id, "id", id_class(id_width), text(|texts| texts.id))}
            {names.then(|| sortable(CustomerSort::Name, "name", "col-name", text(|texts| texts.name)))}
            {scored.then(of_rfm)}
            {further.collect_view()}
            {answered.then(|| sortable(CustomerSort::Score, "score", "number col-answer", text(|texts| texts.score)))}
        </tr>
    }
}

/// How wide the ids need their column: the style sheet has three widths.
const fn id_class(width: usize) -> &'static str {
    match width {
        0..=9 => "col-id",
        10..=14 => "col-id col-id-long",
        _ => "col-id col-id-longest",
    }
}
