//! What customers who left had brought, and why they left.

use leptos::prelude::*;

use crate::domain::dataset::Kind;
use crate::domain::provenance::Provenance;
use crate::engine::protocol::RetentionPage as Data;
use crate::i18n::Texts;
use crate::indicators::exits::{ExitCosts, ExitGroup, ExitReason};
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::use_app;
use crate::ui::components::figure::{Figure, Tile};
use crate::ui::components::table::{Column, Table};

/// Reasons listed at most.
const MOST: usize = 20;

/// Figures and reasons; or which file would tell them.
#[component]
pub fn Left(data: Memo<Data>) -> impl IntoView {
    let app = use_app();
    view! {
        <section class="card stack">
            <h2>{move || app.texts().retention.exits}</h2>
            {move || data.with(|data| match &data.exits {
                None => view! { <Missing/> }.into_any(),
                Some(costs) if costs.all.customers == 0 => {
                    view! { <p class="muted">{app.texts().retention.exits_none}</p> }.into_any()
                }
                Some(costs) => figures(app.texts(), &app.formats(), costs).into_any(),
            })}
        </section>
    }
}

#[component]
fn Missing() -> impl IntoView {
    let app = use_app();
    let needs = move || (app.texts().words.needs)(app.texts().kind(Kind::Exits));
    view! {
        <p class="muted">{move || app.texts().retention.exits_promise}" "{needs}</p>
        <p class="actions">
            <a class="button" href=move || app.href(Route::Import)>{move || app.texts().common.choose_files}</a>
        </p>
    }
}

fn figures(texts: &'static Texts, formats: &Formats, costs: &ExitCosts) -> impl IntoView + use<> {
    let words = &texts.retention;
    let ExitCosts { months, all, by_reason } = costs;
    let sentence = match (all.revenue, all.mean_revenue) {
        (Some(revenue), Some(mean)) => {
            let counts = [formats.count(all.customers), months.to_string()];
            (words.exits_headline)(&counts, &formats.compact(revenue.to_f64()), &formats.compact(mean))
        }
        _ => (words.exits_unknown)(&formats.count(all.customers)),
    };
    let understated = (all.partly_covered > 0)
        .then(|| (words.exits_understated)(&formats.count(all.partly_covered), &months.to_string()));
    let unknown = (all.without_purchases > 0).then(|| (words.exits_without)(&formats.count(all.without_purchases)));
    let cells = Cells { texts, formats, costs };
    let [customers, revenue, mean] = cells.group("exits", words.exits_all, all);
    let reasons = (!by_reason.is_empty()).then(|| reasons(&cells).into_any());
    view! {
        <p>{sentence}</p>
        <div class="tiles tiles-small">
            <Tile label=words.exits_customers note=unknown>{customers}</Tile>
            <Tile label=(words.exits_revenue)(&months.to_string())>{revenue}</Tile>
            <Tile label=words.exits_mean>{mean}</Tile>
        </div>
        {understated.map(|text| view! { <p class="caution">{text}</p> })}
        {reasons}
    }
}

fn reasons(cells: &Cells<'_>) -> impl IntoView + use<> {
    let Cells { texts, formats, costs } = cells;
    let words = &texts.retention;
    let columns = vec![
        Column::text(words.exits_reason),
        Column::number(words.exits_customers),
        Column::number((words.exits_revenue)(&costs.months.to_string())),
        Column::number(words.exits_mean),
    ];
    let row = |ExitReason { reason, group }: &ExitReason| {
        let name = reason.as_deref().unwrap_or(texts.words.blank_value);
        // Blank is the empty text, as in the document.
        let key = format!("exits.by_reason.{}", reason.as_deref().unwrap_or_default());
        [name.to_owned().into_any()].into_iter().chain(cells.group(&key, name, group)).collect()
    };
    let rows: Vec<Vec<AnyView>> = costs.by_reason.iter().take(MOST).map(row).collect();
    let more = costs.by_reason.len().saturating_sub(MOST);
    let more = (more > 0).then(|| (texts.words.more_left_out)(&formats.count(more)));
    view! {
        <Table caption=words.exits_by_reason show_caption=true columns rows/>
        {more.map(|text| view! { <p class="muted">{text}</p> })}
    }
}

/// Makes the figures of a group, whose names begin with a key.
struct Cells<'a> {
    texts: &'static Texts,
    formats: &'a Formats,
    costs: &'a ExitCosts,
}

impl Cells<'_> {
    /// How many, what they had brought, and its mean.
    fn group(&self, key: &str, name: &str, group: &ExitGroup) -> [AnyView; 3] {
        let Self { texts, formats, costs } = self;
        let words = &texts.retention;
        let nothing = || texts.words.no_value.into_any();
        let figure = |field: &str, label: &str, value: String, text: String, provenance: Provenance| {
            view! { <Figure key=format!("{key}.{field}") label=format!("{label}, {name}") value text provenance/> }
                .into_any()
        };
        let customers = figure(
            "customers",
            words.exits_customers,
            group.customers.to_string(),
            formats.count(group.customers),
            group.customers_provenance(),
        );
        let revenue = group.revenue.map_or_else(nothing, |revenue| {
            let label = (words.exits_revenue)(&costs.months.to_string());
            let text = formats.compact(revenue.to_f64());
            figure(&costs.revenue_name(), &label, revenue.to_string(), text, group.provenance.clone())
        });
        let mean = group.mean_revenue.map_or_else(nothing, |mean| {
            let text = formats.compact(mean);
            figure(&costs.mean_name(), words.exits_mean, mean.to_string(), text, group.provenance.clone())
        });
        [customers, revenue, mean]
    }
}
