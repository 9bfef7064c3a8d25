//! What each page is told: indicators of the filtered rows.

use crate::domain::analysis::Settings;
use crate::domain::dataset::{Answers, Field, Kind};
use crate::domain::loyalty::grouping::{attribute, attribute_names};
use crate::domain::loyalty::nps::{CheckedNps, Nps, nps, nps_by, nps_by_period};
use crate::domain::provenance::{Indicator, Provenance};
use crate::domain::retention::cohorts::cohorts;
use crate::domain::retention::exits::{ExitCosts, exits};
use crate::domain::retention::rates::{Rates, rates};
use crate::domain::segments::concentration::{Concentration, ConcentrationError, concentration};
use crate::domain::segments::rfm::Rfm;
use crate::engine::protocol::{Comment, Failure, LoyaltyPage, Overview, RetentionPage, SegmentsPage, TableRows};

use super::view::View;

/// Segments whose most valuable customers deserve a call: much to lose, and going.
const CALL_TODAY: [&str; 2] = ["cant_lose", "at_risk"];
const CALLS: usize = 10;
const COMMENTS: usize = 100;

fn settings_failure(error: impl std::fmt::Display) -> Failure {
    Failure::Settings(error.to_string())
}

/// The first answers.
pub fn overview(view: &View, settings: &Settings) -> Result<Overview, Failure> {
    Ok(Overview {
        rows: Kind::ALL.into_iter().map(|kind| table_rows(view, kind)).filter(|table| table.rows > 0).collect(),
        customers: view.customer_count(),
        rfm: rfm_of(view),
        concentration: concentration_of(view, settings)?,
        nps: nps_of(view, settings)?,
        rates: rates_of(view, settings)?,
        exits: exits_of(view, settings)?,
        at_stake: view.rfm.as_ref().map(|rfm| rfm.together(&CALL_TODAY)),
        call_today: view.most_valuable(&CALL_TODAY, CALLS),
    })
}

fn table_rows(view: &View, kind: Kind) -> TableRows {
    let dataset = &view.dataset;
    let period = match kind {
        Kind::Customers => dataset.profiles.as_ref().and_then(|table| table.period()),
        Kind::Purchases => dataset.purchases.as_ref().and_then(|table| table.period()),
        Kind::Answers => dataset.answers.as_ref().and_then(|table| table.period()),
        Kind::Complaints => dataset.complaints.as_ref().and_then(|table| table.period()),
        Kind::Exits => dataset.exits.as_ref().and_then(|table| table.period()),
    };
    let rows = dataset.rows(kind);
    let provenance = view.with_held_back(Provenance::new(Indicator::Tables, period, rows, &[]), kind);
    TableRows { kind, rows, provenance }
}

/// RFM and concentration.
pub fn segments(view: &View, settings: &Settings) -> Result<SegmentsPage, Failure> {
    Ok(SegmentsPage { rfm: rfm_of(view), concentration: concentration_of(view, settings)? })
}

/// NPS, its trend, its groups, and what people wrote.
pub fn loyalty(view: &View, by: Option<&str>, settings: &Settings) -> Result<LoyaltyPage, Failure> {
    let Some(answers) = view.dataset.answers.as_deref() else { return Ok(LoyaltyPage::default()) };
    let checked = settings.nps.check().map_err(settings_failure)?;
    let mut periods = nps_by_period(answers, settings.rates.length, &checked);
    periods.provenance = view.with_held_back(periods.provenance, Kind::Answers);
    let names = attribute_names(&view.dataset);
    let chosen = by.filter(|by| names.iter().any(|name| name == by));
    // Before a choice: what the answers themselves say goes before what is known of their customers.
    let own = names.iter().find(|name| answers.attribute(name).is_some());
    let by = chosen.map(str::to_owned).or_else(|| own.or(names.first()).cloned());
    let groups = by
        .as_deref()
        .and_then(|by| attribute(&view.dataset, by))
        .map(|attribute| nps_by(answers, attribute.as_ref(), &checked));
    Ok(LoyaltyPage {
        nps: Some(overall(view, answers, checked)),
        trend: Some(periods),
        groups: groups.unwrap_or_default(),
        by,
        attributes: names,
        comments: comments(view, answers),
    })
}

/// Retention, churn, cohorts, exits.
pub fn retention(view: &View, settings: &Settings) -> Result<RetentionPage, Failure> {
    let exits = exits_of(view, settings)?;
    let Some(purchases) = view.dataset.purchases.as_deref() else {
        return Ok(RetentionPage { exits, ..RetentionPage::default() });
    };
    let mut matrix = cohorts(purchases).map_err(settings_failure)?;
    matrix.provenance = view.with_held_back(matrix.provenance, Kind::Purchases);
    Ok(RetentionPage { rates: rates_of(view, settings)?, cohorts: Some(matrix), exits })
}

fn rfm_of(view: &View) -> Option<Rfm> {
    let mut rfm = view.rfm.clone()?;
    rfm.provenance = view.with_held_back(rfm.provenance, Kind::Purchases);
    Some(rfm)
}

fn concentration_of(view: &View, settings: &Settings) -> Result<Option<Concentration>, Failure> {
    let Some(purchases) = view.dataset.purchases.as_deref() else { return Ok(None) };
    let checked = settings.concentration.check().map_err(settings_failure)?;
    let mut result = match concentration(purchases, &view.dataset.customers, &checked) {
        // The filter left nobody to rank.
        Err(ConcentrationError::NoPurchases) => return Ok(None),
        result => result.map_err(settings_failure)?,
    };
    result.provenance = view.with_held_back(result.provenance, Kind::Purchases);
    Ok(Some(result))
}

fn nps_of(view: &View, settings: &Settings) -> Result<Option<Nps>, Failure> {
    let Some(answers) = view.dataset.answers.as_deref() else { return Ok(None) };
    let checked = settings.nps.check().map_err(settings_failure)?;
    Ok(Some(overall(view, answers, checked)))
}

fn overall(view: &View, answers: &Answers, checked: CheckedNps) -> Nps {
    let mut result = nps(answers, &checked);
    result.provenance = view.with_held_back(result.provenance, Kind::Answers);
    result
}

fn rates_of(view: &View, settings: &Settings) -> Result<Option<Rates>, Failure> {
    let Some(purchases) = view.dataset.purchases.as_deref() else { return Ok(None) };
    let checked = settings.rates.clone().check().map_err(settings_failure)?;
    let mut result = rates(purchases, &checked).map_err(settings_failure)?;
    result.provenance = view.with_held_back(result.provenance, Kind::Purchases);
    Ok(Some(result))
}

fn exits_of(view: &View, settings: &Settings) -> Result<Option<ExitCosts>, Failure> {
    let Some(table) = view.dataset.exits.as_deref() else { return Ok(None) };
    let checked = settings.exits.check().map_err(settings_failure)?;
    let mut result = exits(table, view.dataset.purchases.as_deref(), &checked);
    result.all.provenance = view.with_held_back(result.all.provenance, Kind::Exits);
    Ok(Some(result))
}

/// The newest comments; those without a day come last, in the file's order.
fn comments(view: &View, answers: &Answers) -> Vec<Comment> {
    let Some(column) = answers.of(Field::Comment) else { return Vec::new() };
    let mut rows: Vec<usize> = (0..answers.len()).filter(|&row| column.value(row).is_some()).collect();
    rows.sort_by_key(|&row| std::cmp::Reverse(answers.day.get(row).copied().flatten()));
    let customer = |row: usize| {
        let code = answers.customer.get(row).copied()?;
        (code != crate::domain::dataset::BLANK).then(|| view.dataset.customers.get(code).to_owned())
    };
    let comment = |row: usize| {
        Some(Comment {
            customer: customer(row),
            day: answers.day.get(row).copied().flatten(),
            score: answers.score.get(row).copied().flatten(),
            text: column.value(row)?.to_owned(),
        })
    };
    rows.into_iter().take(COMMENTS).filter_map(comment).collect()
}
