//! Revenue at stake, and the customers worth a call today.
//!
//! At stake is all that the customers of two segments have spent: *can't lose* and *at risk* bought much, but not
//! lately. Of them those who spent most are worth a call (ten, or as many as chosen), equal ones in the order of their
//! ids, each with the newest score they gave. Segments are those of [`rfm`](super::rfm), whose parameters these are; a
//! table of rules without the two segments puts nothing at stake.
//!
//! Who already left, by the loaded exits and without a purchase since, is neither at stake nor called: such customers
//! of the two segments are counted beside them.
//!
//! Under a filter, money is what they spent within it. A chosen period counts customers with rows in it alone, so who
//! fell silent before it is missing, which the page says.
//!
//! Source: the segment rules in force, see [`RuleTable`](super::rfm::RuleTable). It is what was spent, not a forecast.

mod answered;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::Serialize;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Field, Kind};
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Pace, Progress};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::score::Score;
use crate::indicators::left::Left;
use crate::indicators::page::Page;
use crate::indicators::rfm::{
    self, CheckedRfmSettings, Rfm, RfmError, RfmRow, RfmSettings, SegmentsTogether, scores_of,
};
use crate::indicators::{About, Group, Indicator, Say, Shared, Stopped, View};

/// Its id: the customers to call are what the overview says of its own.
pub const ID: &str = "overview";

/// Segments whose most valuable customers deserve a call: they bought much, and not lately.
const SEGMENTS: [&str; 2] = ["cant_lose", "at_risk"];

/// Revenue at stake, and whom to call.
pub struct Calls;

impl Indicator for Calls {
    const ABOUT: About = About {
        id: ID,
        name: ["Good customers gone quiet", "久未购买的优质客户"],
        group: Group::Overview,
        path: "/overview",
        needs: &[Kind::Purchases],
    };

    const PARAMS_OF: &'static str = rfm::ID;

    type Params = RfmSettings;
    type Checked = CheckedRfmSettings;
    type Found = AtStake;
    type Error = RfmError;

    fn with_shared(own: RfmSettings, shared: &Shared) -> RfmSettings {
        own.with_shared(shared)
    }

    fn check(params: RfmSettings) -> Result<CheckedRfmSettings, RfmError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedRfmSettings,
        pace: &mut P,
    ) -> Result<Option<AtStake>, Stopped<RfmError>> {
        let Some(rfm) = scores_of(view, &params.rfm, pace).await? else { return Ok(None) };
        let left = Left::of(view);
        let has_left = |row: &RfmRow| left.has(row.customer, rfm.last_purchase(row));
        let (gone, mut rows): (Vec<RfmRow>, Vec<RfmRow>) = quiet(&rfm).into_iter().partition(has_left);
        let quiet_for = rows.iter().map(|row| row.recency).min();
        keep_most_valuable(&mut rows, params.call_today, &view.dataset.customers);
        pace.breathe(Progress::default()).await?;
        let numbers: Vec<u32> = rows.iter().map(|row| row.customer).collect();
        let mut answered = answered::last_scores(view.dataset.answers.as_deref(), &numbers, pace).await?.into_iter();
        let call = |row: RfmRow| {
            let (score, score_from) = answered.next().flatten().unzip();
            let score_from = score_from.map(|from| view.with_held_back(from, Kind::Answers));
            call(view, &rfm, row, score, score_from)
        };
        let places = places(&rfm);
        Ok(Some(AtStake {
            at_stake: rfm.together(|row| places.contains(&row.segment) && !has_left(row)),
            quiet_for,
            already_left: gone.len(),
            filtered: rfm.filtered || rfm.within_filter,
            since: view.filter.from,
            scored: rfm.customers,
            small_sample: params.small_sample,
            call_today: rows.into_iter().map(call).collect(),
            provenance: rfm.provenance.clone(),
        }))
    }

    fn show(found: &AtStake, _: &RfmSettings, say: &Say<'_>) -> Page {
        show::show(found, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::CallsTexts::of(say.language).promise
    }

    fn explain(error: &RfmError, say: &Say<'_>) -> String {
        rfm::explain(error, say.language)
    }

    fn offer(found: &AtStake, say: &Say<'_>) -> Option<Page> {
        Some(show::offer(found, say))
    }
}

/// What is at stake.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AtStake {
    /// The customers who bought much and not lately, and what they have spent.
    pub at_stake: SegmentsTogether,
    /// The fewest days since the last purchase of any of them; `None` where there is nobody.
    pub quiet_for: Option<i32>,
    /// Further customers of the two segments who already left.
    pub already_left: usize,
    /// Whether money is that of the rows a filter lets through.
    #[serde(skip)]
    pub filtered: bool,
    /// The first day of the chosen period: who has no row from it on is not counted.
    #[serde(skip)]
    pub since: Option<Day>,
    /// Customers scored: the share of revenue is of theirs.
    #[serde(skip)]
    pub scored: usize,
    /// Below how many customers figures are read with care.
    #[serde(skip)]
    pub small_sample: SmallSample,
    /// Those of them worth a call, who spent most first.
    pub call_today: Vec<Call>,
    /// What it was computed from; its definition is in the texts.
    #[serde(skip)]
    pub provenance: Provenance,
}

/// A customer worth a call.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Call {
    /// Their id.
    pub customer: String,
    /// Their name, where the customers table has it.
    pub name: Option<String>,
    /// The key of their segment.
    pub segment: String,
    /// What the table of rules calls it.
    #[serde(skip)]
    pub segment_name: String,
    /// Whole days from the last purchase to the reference date.
    pub recency: i32,
    /// Sum of amounts.
    pub monetary: Money,
    /// The newest score they gave; `None` without one.
    pub score: Option<Score>,
    /// What the score stands for.
    #[serde(skip)]
    pub score_from: Option<Provenance>,
}

/// The places of [`SEGMENTS`] in the table of rules.
fn places(rfm: &Rfm) -> Vec<u16> {
    let places = (0_u16..).zip(&rfm.segments).filter(|(_, segment)| SEGMENTS.contains(&segment.key.as_str()));
    places.map(|(place, _)| place).collect()
}

/// The customers of [`SEGMENTS`].
fn quiet(rfm: &Rfm) -> Vec<RfmRow> {
    let places = places(rfm);
    rfm.scores.rows().filter(|row| places.contains(&row.segment)).collect()
}

/// Keeps those who spent most, the most first.
fn keep_most_valuable(rows: &mut Vec<RfmRow>, most: usize, ids: &Dictionary) {
    let by_value =
        |a: &RfmRow, b: &RfmRow| b.monetary.cmp(&a.monetary).then_with(|| ids.get(a.customer).cmp(ids.get(b.customer)));
    if rows.len() > most {
        rows.select_nth_unstable_by(most, by_value);
        rows.truncate(most);
    }
    order::sort_by(rows, by_value);
}

fn call(view: &View, rfm: &Rfm, row: RfmRow, score: Option<Score>, score_from: Option<Provenance>) -> Call {
    let dataset = &view.dataset;
    let segment = rfm.segments.get(usize::from(row.segment));
    // Of several rows of one customer the last counts.
    let name = dataset.profiles.as_deref().and_then(|table| {
        let place = table.customer.iter().rposition(|&customer| customer == row.customer)?;
        table.of(Field::Name)?.value(place)
    });
    Call {
        customer: dataset.customers.get(row.customer).to_owned(),
        name: name.map(str::to_owned),
        segment: segment.map(|segment| segment.key.clone()).unwrap_or_default(),
        segment_name: segment.map(|segment| segment.name.clone()).unwrap_or_default(),
        recency: row.recency,
        monetary: row.monetary,
        score,
        score_from,
    }
}
