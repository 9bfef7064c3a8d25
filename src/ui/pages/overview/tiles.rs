//! The first figures, each with the way to the page that tells more.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::provenance::Provenance;
use crate::engine::protocol::Overview;
use crate::i18n::Texts;
use crate::platform::intl::Formats;
use crate::route::Route;
use crate::state::use_app;
use crate::ui::components::figure::{Figure, Tile};

use super::TOP;

/// A figure whose label leads to the page that tells more.
struct Entry {
    route: Route,
    label: String,
    /// As in the JSON document.
    key: String,
    /// In full.
    value: String,
    /// As shown.
    text: String,
    provenance: Provenance,
    note: Option<String>,
}

/// The tiles there is data for.
#[component]
pub fn Tiles(overview: Arc<Overview>) -> impl IntoView {
    let app = use_app();
    let tile = |Entry { route, label, key, value, text, provenance, note }: Entry| {
        view! {
            <Tile label=label.clone() route note>
                <Figure key label value text provenance/>
            </Tile>
        }
    };
    view! {
        <div class="tiles">
            {move || entries(&overview, app.texts(), &app.formats()).into_iter().map(tile).collect_view()}
        </div>
    }
}

fn entries(overview: &Overview, texts: &Texts, formats: &Formats) -> Vec<Entry> {
    [customers, top_share, at_stake, nps, repeat_rate, churn, exits]
        .into_iter()
        .filter_map(|entry| entry(overview, texts, formats))
        .collect()
}

fn customers(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let rfm = overview.rfm.as_ref()?;
    Some(Entry {
        route: Route::Customers,
        label: texts.overview.customers.to_owned(),
        key: "rfm.customers".into(),
        value: rfm.customers.to_string(),
        text: formats.count(rfm.customers),
        provenance: rfm.provenance.clone(),
        note: Some((texts.overview.customers_note)(&formats.day(rfm.reference_date))),
    })
}

fn top_share(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let concentration = overview.concentration.as_ref()?;
    let share = concentration.top_20_share?;
    let customers = concentration.top_shares.iter().find(|top| top.percent == 20).map(|top| top.customers);
    Some(Entry {
        route: Route::Segments,
        label: (texts.overview.top_share)(&formats.percent(TOP)),
        key: "concentration.top_20_share".into(),
        value: share.to_string(),
        text: formats.percent(share),
        provenance: concentration.provenance.clone(),
        note: customers.map(|customers| (texts.overview.top_share_note)(&formats.count(customers))),
    })
}

fn at_stake(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let (rfm, at_stake) = (overview.rfm.as_ref()?, overview.at_stake?);
    let share = at_stake.monetary_share?;
    Some(Entry {
        route: Route::Segments,
        label: texts.overview.at_stake.to_owned(),
        key: "overview.at_stake.monetary".into(),
        value: at_stake.monetary.to_string(),
        text: formats.compact(at_stake.monetary.to_f64()),
        provenance: rfm.provenance.clone(),
        note: Some((texts.overview.at_stake_note)(&formats.count(at_stake.customers), &formats.percent(share))),
    })
}

fn nps(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let nps = overview.nps.as_ref()?;
    let (score, low, high) = (nps.estimate.score?, nps.estimate.low?, nps.estimate.high?);
    let n = formats.count(nps.estimate.n);
    let note = if nps.looks_unlike_nps {
        texts.overview.nps_odd.to_owned()
    } else {
        (texts.overview.nps_note)(&formats.number(low), &formats.number(high), &n)
    };
    Some(Entry {
        route: Route::Loyalty,
        label: texts.overview.nps.to_owned(),
        key: "nps.score".into(),
        value: score.to_string(),
        text: formats.number(score),
        provenance: nps.provenance.clone(),
        note: Some(note),
    })
}

fn repeat_rate(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let rates = overview.rates.as_ref()?;
    let rate = rates.repeat_rate?;
    let note = (texts.overview.repeat_note)(&formats.count(rates.repeat_customers), &formats.count(rates.customers));
    Some(Entry {
        route: Route::Retention,
        label: texts.overview.repeat_rate.to_owned(),
        key: "rates.repeat_rate".into(),
        value: rate.to_string(),
        text: formats.percent(rate),
        provenance: rates.provenance.clone(),
        note: Some(note),
    })
}

fn churn(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let rates = overview.rates.as_ref()?;
    let period = rates.latest_settled()?;
    let churn = period.churn?;
    Some(Entry {
        route: Route::Retention,
        label: texts.overview.churn.to_owned(),
        key: format!("rates.periods.{}.churn", period.start),
        value: churn.to_string(),
        text: formats.percent(churn),
        provenance: rates.provenance.clone(),
        note: Some((texts.overview.churn_note)(&formats.day(period.start), &formats.day(period.end))),
    })
}

fn exits(overview: &Overview, texts: &Texts, formats: &Formats) -> Option<Entry> {
    let costs = overview.exits.as_ref()?;
    let revenue = costs.all.revenue?;
    let counted = formats.count(costs.all.provenance.used);
    Some(Entry {
        route: Route::Retention,
        label: texts.overview.exits.to_owned(),
        key: format!("exits.{}", costs.revenue_name()),
        value: revenue.to_string(),
        text: formats.compact(revenue.to_f64()),
        provenance: costs.all.provenance.clone(),
        note: Some((texts.overview.exits_note)(&counted, &costs.months.to_string())),
    })
}
