//! Revenue at stake, and the customers worth a call today.
//!
//! At stake is all that the customers of two segments have spent: *can't lose* and *at risk* bought often and for
//! much, but not lately. Of them the ten who spent most are worth a call, equal ones in the order of their ids, each
//! with the newest score they gave. Segments are those of [`rfm`](super::rfm), whose parameters these are; a table of
//! rules without the two segments puts nothing at stake.
//!
//! Source: the segment rules in force, see [`RuleTable`](super::rfm::RuleTable). It is what was spent, not a forecast.

mod answered;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::Serialize;

use crate::domain::dataset::{Field, Kind};
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Pace, Progress};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::score::Score;
use crate::indicators::page::Page;
use crate::indicators::rfm::{self, CheckedRfm, Rfm, RfmError, RfmParams, RfmRow, SegmentsTogether, scores_of};
use crate::indicators::{About, Group, Indicator, Say, Shared, Stopped, View};

/// Its id: the customers to call are what the overview says of its own.
pub const ID: &str = "overview";

/// Segments whose most valuable customers deserve a call: much to lose, and going.
const SEGMENTS: [&str; 2] = ["cant_lose", "at_risk"];

/// Customers to call at most: what one can do in a day.
const MOST: usize = 10;

/// Revenue at stake, and whom to call.
pub struct Calls;

impl Indicator for Calls {
    const ABOUT: About = About {
        id: ID,
        name: ["Revenue at stake", "面临流失的消费额"],
        group: Group::Overview,
        path: "/overview",
        needs: &[Kind::Purchases],
    };

    const PARAMS_OF: &'static str = rfm::ID;

    type Params = RfmParams;
    type Checked = CheckedRfm;
    type Found = AtStake;
    type Error = RfmError;

    fn with_shared(own: RfmParams, shared: &Shared) -> RfmParams {
        own.with_shared(shared)
    }

    fn check(params: RfmParams) -> Result<CheckedRfm, RfmError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedRfm,
        pace: &mut P,
    ) -> Result<Option<AtStake>, Stopped<RfmError>> {
        let Some(rfm) = scores_of(view, params, pace).await? else { return Ok(None) };
        let rows = most_valuable(&rfm, &view.dataset.customers);
        pace.breathe(Progress::default()).await?;
        let numbers: Vec<u32> = rows.iter().map(|row| row.customer).collect();
        let mut answered = answered::last_scores(view.dataset.answers.as_deref(), &numbers, pace).await?.into_iter();
        let call = |row: RfmRow| {
            let (score, score_from) = answered.next().flatten().unzip();
            let score_from = score_from.map(|from| view.with_held_back(from, Kind::Answers));
            call(view, &rfm, row, score, score_from)
        };
        Ok(Some(AtStake {
            at_stake: rfm.together(&SEGMENTS),
            call_today: rows.into_iter().map(call).collect(),
            provenance: rfm.provenance.clone(),
        }))
    }

    fn show(found: &AtStake, _: &RfmParams, say: &Say<'_>) -> Page {
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
    /// The customers about to leave, and what they have spent.
    pub at_stake: SegmentsTogether,
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

/// The customers of [`SEGMENTS`] who spent most.
fn most_valuable(rfm: &Rfm, ids: &Dictionary) -> Vec<RfmRow> {
    let places = (0_u16..).zip(&rfm.segments).filter(|(_, segment)| SEGMENTS.contains(&segment.key.as_str()));
    let places: Vec<u16> = places.map(|(place, _)| place).collect();
    let mut rows: Vec<RfmRow> = rfm.scores.rows().filter(|row| places.contains(&row.segment)).collect();
    let by_value =
        |a: &RfmRow, b: &RfmRow| b.monetary.cmp(&a.monetary).then_with(|| ids.get(a.customer).cmp(ids.get(b.customer)));
    if rows.len() > MOST {
        rows.select_nth_unstable_by(MOST, by_value);
        rows.truncate(MOST);
    }
    order::sort_by(&mut rows, by_value);
    rows
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
