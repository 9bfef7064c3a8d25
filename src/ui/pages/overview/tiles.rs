//! The first figures, each with the way to the page that tells more.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::protocol::Overview;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::use_app;
use crate::ui::components::figure::Figure;

use super::TOP;

/// A figure whose label leads to the page that tells more.
struct Entry {
    route: Route,
    label: String,
    figure: AnyView,
    note: Option<String>,
}

/// The tiles there is data for.
#[component]
pub fn Tiles(overview: Arc<Overview>) -> impl IntoView {
    let app = use_app();
    let tile = move |Entry { route, label, figure, note }: Entry| {
        view! {
            <div class="tile">
                <p class="tile-label"><a href=move || app.href(route.clone())>{label}</a></p>
                <p class="tile-figure">{figure}</p>
                {note.map(|note| view! { <p class="tile-note">{note}</p> })}
            </div>
        }
    };
    view! {
        <div class="tiles">
            {move || entries(&overview, app.texts(), &app.formats()).into_iter().map(tile).collect_view()}
        </div>
    }
}

fn entries(overview: &Overview, texts: &Texts, formats: &Formats) -> Vec<Entry> {
    [customers, top_share, at_stake, nps, repeat_rate, churn]
        .into_iter()
        .filter_map(|entry| entry(overview, texts, formats))
        .collect()
}

fn customers(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let rfm = overview.rfm.as_ref()?;
    let label = texts.overview.customers.to_owned();
    Some(Entry {
        route: Route::Customers,
        figure: view! {
            <Figure
                key="rfm.customers"
                label=label.clone()
                value=rfm.customers.to_string()
                text=formats.count(rfm.customers)
                provenance=rfm.provenance.clone()
            />
        }
        .into_any(),
        label,
        note: Some((texts.overview.customers_note)(&formats.day(rfm.reference_date))),
    })
}

fn top_share(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let concentration = overview.concentration.as_ref()?;
    let share = concentration.top_20_share?;
    let customers = concentration.top_shares.iter().find(|top| top.percent == 20).map(|top| top.customers);
    let label = (texts.overview.top_share)(&formats.percent(TOP));
    Some(Entry {
        route: Route::Segments,
        figure: view! {
            <Figure
                key="concentration.top_20_share"
                label=label.clone()
                value=share.to_string()
                text=formats.percent(share)
                provenance=concentration.provenance.clone()
            />
        }
        .into_any(),
        label,
        note: customers.map(|customers| (texts.overview.top_share_note)(&formats.count(customers))),
    })
}

fn at_stake(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let (rfm, at_stake) = (overview.rfm.as_ref()?, overview.at_stake?);
    let share = at_stake.monetary_share?;
    let label = texts.overview.at_stake.to_owned();
    Some(Entry {
        route: Route::Segments,
        figure: view! {
            <Figure
                key="overview.at_stake.monetary"
                label=label.clone()
                value=at_stake.monetary.to_string()
                text=formats.compact(at_stake.monetary.to_f64())
                provenance=rfm.provenance.clone()
            />
        }
        .into_any(),
        label,
        note: Some((texts.overview.at_stake_note)(&formats.count(at_stake.customers), &formats.percent(share))),
    })
}

fn nps(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let nps = overview.nps.as_ref()?;
    let (score, low, high) = (nps.estimate.score?, nps.estimate.low?, nps.estimate.high?);
    let label = texts.overview.nps.to_owned();
    let n = formats.count(nps.estimate.n);
    let note = if nps.looks_unlike_nps {
        texts.overview.nps_odd.to_owned()
    } else {
        (texts.overview.nps_note)(&formats.number(low), &formats.number(high), &n)
    };
    Some(Entry {
        route: Route::Loyalty,
        figure: view! {
            <Figure
                key="nps.score"
                label=label.clone()
                value=score.to_string()
                text=formats.number(score)
                provenance=nps.provenance.clone()
            />
        }
        .into_any(),
        label,
        note: Some(note),
    })
}

fn repeat_rate(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let rates = overview.rates.as_ref()?;
    let rate = rates.repeat_rate?;
    let label = texts.overview.repeat_rate.to_owned();
    let note = (texts.overview.repeat_note)(&formats.count(rates.repeat_customers), &formats.count(rates.customers));
    Some(Entry {
        route: Route::Retention,
        figure: view! {
            <Figure
                key="rates.repeat_rate"
                label=label.clone()
                value=rate.to_string()
                text=formats.percent(rate)
                provenance=rates.provenance.clone()
            />
        }
        .into_any(),
        label,
        note: Some(note),
    })
}

fn churn(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let rates = overview.rates.as_ref()?;
    let period = rates.latest_settled()?;
    let churn = period.churn?;
    let label = texts.overview.churn.to_owned();
    Some(Entry {
        route: Route::Retention,
        figure: view! {
            <Figure
                key=format!("rates.periods.{}.churn", period.start)
                label=label.clone()
                value=churn.to_string()
                text=formats.percent(churn)
                provenance=rates.provenance.clone()
            />
        }
        .into_any(),
        label,
        note: Some((texts.overview.churn_note)(&formats.day(period.start), &formats.day(period.end))),
    })
}
