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
//! A period cuts what is counted, and silence is known: under one, all customers known by its end are judged, also those
//! who bought nothing within it, and what they spent before it counts. Any other filter chooses whose and which money
//! counts: that of the rows it lets through. Where customers are scored anew within the filter, who has no row in the
//! period has no scores, which the page says.
//!
//! Source: the segment rules in force, see [`RuleTable`](super::rfm::RuleTable). It is what was spent, not a forecast.

mod answered;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::Serialize;

use crate::domain::dataset::{Field, Filter, Kind};
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Pace, Progress};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::score::Score;
use crate::indicators::left::Left;
use crate::indicators::page::Page;
use crate::indicators::rfm::{self, CheckedRfmSettings, Rfm, RfmError, RfmRow, RfmSettings, scores_of};
use crate::indicators::{About, CustomerGroup, Group, Indicator, Offer, Say, Shared, Stopped, View};

/// Its id: the customers to call are what the overview says of its own.
pub const ID: &str = "overview";

/// Segments whose most valuable customers deserve a call: they bought much, and not lately.
const SEGMENTS: [&str; 2] = ["cant_lose", "at_risk"];

/// The key of those at stake.
const AT_STAKE: &str = "at_stake";

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

    const OFFER: Option<Offer<Self>> = Some(|found, params, say| Some(show::offer(found, params.small_sample, say)));

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
        let so_far = view.so_far();
        let known = so_far.as_ref().unwrap_or(view);
        let period = view.filter.from.is_some() || view.filter.to.is_some();
        let anew = params.rfm.params().within_filter;
        let counted = if anew { view } else { known };
        let Some(rfm) = scores_of(counted, &params.rfm, pace).await? else { return Ok(None) };
        let Quiet { at_stake, already_left, mut rows } = Quiet::of(&rfm, &Left::of(view));
        let quiet: Vec<u32> = rows.iter().map(|row| row.customer).collect();
        let quiet_for = rows.iter().map(|row| row.recency).min();
        keep_most_valuable(&mut rows, params.call_today, &view.dataset.customers);
        pace.breathe(Progress::default()).await?;
        let numbers: Vec<u32> = rows.iter().map(|row| row.customer).collect();
        let mut answered = answered::last_scores(known.dataset.answers.as_deref(), &numbers, pace).await?.into_iter();
        let call = |row: RfmRow| {
            let (score, score_from) = answered.next().flatten().unzip();
            let score_from = score_from.map(|from| known.with_held_back(from, Kind::Answers));
            call(view, &rfm, row, score, score_from)
        };
        Ok(Some(AtStake {
            at_stake,
            quiet_for,
            already_left,
            of: Scope::of(&view.filter, so_far.is_some() && !anew, rfm.filtered),
            judged_to: Some(rfm.reference_date).filter(|_| period && !anew),
            scored_since: view.filter.from.filter(|_| rfm.within_filter),
            scored: rfm.customers,
            call_today: rows.into_iter().map(call).collect(),
            provenance: rfm.provenance.clone(),
            scored_from: rfm.scored_from.clone(),
            quiet,
        }))
    }

    fn show(found: &AtStake, params: &RfmSettings, say: &Say<'_>) -> Page {
        show::show(found, params.small_sample, say)
    }

    fn groups<'a>(found: &'a AtStake, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        vec![CustomerGroup::list(AT_STAKE, show::names(say), &found.quiet)]
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::CallsTexts::of(say.language).promise
    }

    fn explain(error: &RfmError, say: &Say<'_>) -> String {
        rfm::explain(error, say.language)
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
    /// Of which rows money is.
    #[serde(skip)]
    pub of: Scope,
    /// Where a period is chosen, the day silence is counted to, of all who are known by its end.
    #[serde(skip)]
    pub judged_to: Option<Day>,
    /// The first day of a period within which customers are scored anew: who has no row from it on is not counted.
    #[serde(skip)]
    pub scored_since: Option<Day>,
    /// Customers scored: the share of revenue is of theirs.
    #[serde(skip)]
    pub scored: usize,
    /// Those of them worth a call, who spent most first.
    pub call_today: Vec<Call>,
    /// What it was computed from; its definition is in the texts.
    #[serde(skip)]
    pub provenance: Provenance,
    /// What silence and segments rest on.
    #[serde(skip)]
    pub scored_from: Provenance,
    /// Those at stake, by number.
    #[serde(skip)]
    quiet: Vec<u32>,
}

/// Of which rows money is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Of all that are loaded.
    Everything,
    /// Of those a filter lets through.
    WithinFilter,
    /// Of those up to the end of the chosen period, before it as well.
    ToTheEnd,
    /// Of those that the filter lets through or would without the beginning of its period.
    WithinFilterToTheEnd,
}

impl Scope {
    /// Under a filter, the rows before its period counted in or not, that held some rows back or none.
    fn of(filter: &Filter, so_far: bool, filtered: bool) -> Self {
        let period_alone = Filter { from: filter.from, to: filter.to, ..Filter::default() } == *filter;
        match (so_far, period_alone) {
            (true, true) => Self::ToTheEnd,
            (true, false) => Self::WithinFilterToTheEnd,
            (false, _) if filtered => Self::WithinFilter,
            (false, _) => Self::Everything,
        }
    }
}

/// Some customers of several segments taken together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SegmentsTogether {
    /// How many.
    pub customers: usize,
    /// Sum of their amounts that count.
    pub monetary: Money,
    /// Their share of the sum over all customers; `None` where that is zero or below.
    pub monetary_share: Option<f64>,
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
    /// Sum of amounts that count.
    pub monetary: Money,
    /// The newest score they gave; `None` without one.
    pub score: Option<Score>,
    /// What the score stands for.
    #[serde(skip)]
    pub score_from: Option<Provenance>,
}

/// The customers of [`SEGMENTS`].
struct Quiet {
    /// Those who did not leave, together.
    at_stake: SegmentsTogether,
    /// The same, one by one.
    rows: Vec<RfmRow>,
    /// How many more already left.
    already_left: usize,
}

impl Quiet {
    /// Linear in the customers.
    fn of(rfm: &Rfm, left: &Left) -> Self {
        let is_quiet: Vec<bool> = rfm.segments.iter().map(|segment| SEGMENTS.contains(&segment.key.as_str())).collect();
        let (mut rows, mut already_left, mut money, mut total) = (Vec::new(), 0, Money::ZERO, Money::ZERO);
        for row in rfm.scores.rows() {
            total += row.counted;
            if is_quiet.get(usize::from(row.segment)) != Some(&true) {
                continue;
            }
            if left.has(row.customer, rfm.last_purchase(&row)) {
                already_left += 1;
            } else {
                money += row.counted;
                rows.push(row);
            }
        }
        let monetary_share = (total > Money::ZERO).then(|| money.to_f64() / total.to_f64());
        let at_stake = SegmentsTogether { customers: rows.len(), monetary: money, monetary_share };
        Self { at_stake, rows, already_left }
    }
}

/// Keeps those who spent most, the most first.
fn keep_most_valuable(rows: &mut Vec<RfmRow>, most: usize, ids: &Dictionary) {
    let by_value =
        |a: &RfmRow, b: &RfmRow| b.counted.cmp(&a.counted).then_with(|| ids.get(a.customer).cmp(ids.get(b.customer)));
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
        monetary: row.counted,
        score,
        score_from,
    }
}
