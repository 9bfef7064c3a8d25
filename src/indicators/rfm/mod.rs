//! Recency, frequency, monetary: how lately, how often and for how much each customer bought, each
//! cut into scores, the highest the best, and the scores named as segments.
//!
//! Per customer with at least one purchase on or before the reference date:
//! - *recency* is the whole days from the day of the last purchase to the reference date, by default
//!   the day after the newest row, or after the end of the chosen period;
//! - *frequency* is the number of distinct orders;
//! - *monetary* is the exact sum of amounts.
//!
//! Returns are never an order nor a last purchase; whether they lower monetary is
//! [`ReturnsPolicy`]'s to say. A purchase for nothing is a purchase. A customer with nothing but
//! returns has no last purchase, hence no scores and no segment: such customers are counted in
//! [`WithoutPurchase`], and their returns with them.
//!
//! Scores are a property of the customer: they rest on all loaded rows up to the end of the chosen period, whatever
//! else a filter says. The filter chooses which customers are counted, and whose and which revenue: that of the rows it
//! lets through. [`RfmParams::within_filter`] scores anew within it.
//!
//! Sources: Hughes, *Strategic Database Marketing* (1994), for the method; the usual map of recency
//! and frequency for the default segments, the R package rfm 0.3.0 for those of
//! [`Preset::RfmPackage`]; Hyndman and Fan, *Sample Quantiles in Statistical Packages* (1996),
//! type 7, for the default edges. Scores 5, 5, 5 describe what customers did, not whether they
//! will do it again.

mod binning;
mod bounds;
mod error;
mod fields;
mod measures;
mod names;
mod params;
mod rules;
mod scores;
mod scoring;
mod show;
mod summary;
#[cfg(test)]
mod tests;
mod texts;
mod typed;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Kind, Purchases};
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace, Progress, Unpaced, block_on_ready};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::left::Left;
use crate::indicators::page::{Control, Page};
use crate::indicators::spent::Spent;
use crate::indicators::{
    About, AsOf, CustomerGroup, Group, Indicator, Member, Members, Offer, Say, Settings, Shared, Stopped, View,
};

pub use bounds::{Bounds, Ends, ScoreBounds};
pub use error::{Measure, RfmError};
pub use names::segment_name;
pub use params::{BINS_MAX, BINS_MIN, Binning, CheckedRfm, Nesting, RfmParams};
pub use rules::{
    OTHER, Preset, Rule, RuleCheck, RuleOverlap, RuleTable, RuleWins, ScoreRange, check_rules, default_name, fifth,
};
pub use scores::{RfmRow, RfmScores, TABLE_HEADER};
pub use summary::{HeatCell, SegmentSummary};
pub use texts::{definition, explain, measure_name, what_to_do_for};
pub use typed::TypedBounds;

use scoring::Scored;

/// Its id.
pub const ID: &str = "rfm";

/// The checked parameters in force: for whoever needs the scores and not the page.
pub fn scoring(settings: &Settings) -> Result<CheckedRfm, RfmError> {
    let own: RfmSettings = settings.own(ID);
    let Shared { reference_date, returns, .. } = settings.shared;
    RfmParams { reference_date, returns, ..own.rfm }.check()
}

/// Recency, frequency, monetary.
pub struct RfmIndicator;

impl Indicator for RfmIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Segments (RFM)", "客户分群（RFM）"],
        group: Group::Segments,
        path: "/segments",
        needs: &[Kind::Purchases],
    };

    const OFFER: Option<Offer<Self>> = Some(|found, params, say| Some(show::offer(found, params, say)));

    type Params = RfmSettings;
    type Checked = CheckedRfmSettings;
    type Found = Segments;
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
    ) -> Result<Option<Segments>, Stopped<RfmError>> {
        let Some(rfm) = scores_of(view, &params.rfm, pace).await? else { return Ok(None) };
        let left = Left::of(view);
        let mut counts = vec![0_usize; rfm.segments.len()];
        for row in rfm.scores.rows().filter(|row| left.has(row.customer, rfm.last_purchase(row))) {
            if let Some(count) = counts.get_mut(usize::from(row.segment)) {
                *count += 1;
            }
        }
        let counted = rfm.segments.iter().zip(counts).filter(|(_, count)| *count > 0);
        let already_left = counted.map(|(segment, count)| (segment.key.clone(), count)).collect();
        Ok(Some(Segments { rfm, already_left }))
    }

    fn show(found: &Segments, params: &RfmSettings, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::RfmTexts::of(say.language).promise
    }

    fn explain(error: &RfmError, say: &Say<'_>) -> String {
        explain(error, say.language)
    }

    fn members(found: &Segments) -> Option<Members<'_>> {
        let rfm = &found.rfm;
        let row = |row: RfmRow| {
            let scores = [row.r, row.f, row.m].map(|score| score.to_string());
            let measures = [row.recency.to_string(), row.frequency.to_string(), row.monetary.to_string()];
            let class = rfm.segments.get(usize::from(row.segment)).map_or("", |segment| &segment.key);
            Member { customer: row.customer, class, judged: measures.into_iter().chain(scores).collect() }
        };
        let judged_by = ["recency", "frequency", "monetary", "r", "f", "m"].map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(rfm.scores.rows().map(row)) })
    }

    fn groups<'a>(found: &'a Segments, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let scored = found.rfm.scores.rows().map(|row| row.customer);
        vec![CustomerGroup::new(SCORED, texts::RfmTexts::of(say.language).scored_customers, scored)]
    }

    fn controls(params: &RfmSettings, say: &Say<'_>) -> Vec<Control> {
        fields::controls(params, say)
    }
}

/// The key of all customers with scores.
const SCORED: &str = "scored";

/// The scores of a view; `None` where it has no row to score from.
///
/// # Errors
/// [`RfmError::NoPurchases`] where its rows are nobody's purchases: returns alone, or all after the reference date.
pub async fn scores_of<P: Pace>(
    view: &View,
    params: &CheckedRfm,
    pace: &mut P,
) -> Result<Option<Rc<Rfm>>, Stopped<RfmError>> {
    let scored = view.rfm(params, pace).await?;
    if scored.is_none() && view.dataset.rows(Kind::Purchases) > 0 {
        return Err(Stopped::Error(RfmError::NoPurchases));
    }
    Ok(scored)
}

/// The scores, with what is known beside them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Segments {
    /// The scores, which the view keeps: most pages need them.
    #[serde(flatten)]
    pub rfm: Rc<Rfm>,
    /// By segment, how many of its customers had already left at the reference date; segments of none are absent.
    pub already_left: BTreeMap<String, usize>,
}

/// What can be chosen: how customers are scored, what the map is shaded by, and how many are called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RfmSettings {
    /// How customers are scored.
    #[serde(flatten)]
    pub rfm: RfmParams,
    /// What the map is shaded by.
    pub shade: Shade,
    /// Customers on the list of those to call today, at most: what one can do in a day. 1 to [`CALLS_MAX`]; default 10.
    pub call_today: u16,
    /// Below how many customers figures are read with care; default 30.
    pub small_sample: SmallSample,
}

/// The most customers a list of those to call today may have.
pub const CALLS_MAX: u16 = 1_000;

impl Default for RfmSettings {
    fn default() -> Self {
        Self { rfm: RfmParams::default(), shade: Shade::default(), call_today: 10, small_sample: SmallSample::DEFAULT }
    }
}

impl RfmSettings {
    /// With the shared parameters in their places.
    #[must_use]
    pub fn with_shared(self, shared: &Shared) -> Self {
        Self { rfm: self.rfm.with_shared(shared), small_sample: shared.small_sample, ..self }
    }

    /// These settings, ready for use: [`RfmError::CallToday`], or what [`RfmParams::check`] finds.
    pub fn check(self) -> Result<CheckedRfmSettings, RfmError> {
        if !(1..=CALLS_MAX).contains(&self.call_today) {
            return Err(RfmError::CallToday { given: self.call_today });
        }
        let call_today = usize::from(self.call_today);
        Ok(CheckedRfmSettings { rfm: self.rfm.check()?, call_today })
    }
}

/// Settings that passed [`RfmSettings::check`].
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedRfmSettings {
    /// How customers are scored.
    pub rfm: CheckedRfm,
    /// Customers to call today, at most.
    pub call_today: usize,
}

/// What the map of customers is shaded by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shade {
    /// How many there are.
    #[default]
    Customers,
    /// What they spent.
    Revenue,
}

/// Customers scored and named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rfm {
    /// The day recency is counted to.
    pub reference_date: Day,
    /// Customers scored.
    pub customers: usize,
    /// Customers with returns and no purchase, counted apart.
    pub without_purchase: WithoutPurchase,
    /// How many scores a measure has.
    pub bins: u8,
    /// How measures were cut.
    pub binning: Binning,
    /// Whether measures were cut independently.
    pub nesting: Nesting,
    /// What returns did.
    pub returns: ReturnsPolicy,
    /// The values that earn each score.
    pub bounds: Bounds,
    /// One entry per rule, in the order of the table, and [`OTHER`] at the end; those without
    /// customers too.
    pub segments: Vec<SegmentSummary>,
    /// `heat[r - 1][f - 1]`: the customers with recency score r and frequency score f.
    pub heat: Vec<Vec<HeatCell>>,
    /// Whether customers were scored anew among those a filter leaves. Else a filter changes nobody's scores.
    pub within_filter: bool,
    /// Whether a filter chooses which customers and which revenue are counted.
    #[serde(skip)]
    pub filtered: bool,
    /// What was counted.
    pub provenance: Provenance,
    /// What scores, bounds, means and the reference date rest on: more than what is counted, where a filter chooses that.
    #[serde(skip)]
    pub scored_from: Provenance,
    /// Every customer's scores; too large to be part of the document.
    #[serde(skip)]
    pub scores: RfmScores,
}

/// Customers whose rows hold returns and no purchase: they cannot be scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WithoutPurchase {
    /// How many.
    pub customers: usize,
    /// Sum of their amounts.
    pub monetary: Money,
}

/// Scores every customer with a purchase. `customers` is the dictionary the purchases count in.
///
/// Linear in the rows; each measure of the customers is sorted once at most.
///
/// # Errors
/// [`RfmError::NoPurchases`] where there is nobody to score.
pub fn rfm(purchases: &Purchases, customers: &Dictionary, params: &CheckedRfm) -> Result<Rfm, RfmError> {
    let as_of = AsOf::new(Some(purchases), None, params.params().reference_date);
    match block_on_ready(rfm_as_of(purchases, customers, params, as_of, &mut Unpaced)) {
        Ok(scored) => Ok(scored),
        Err(Stopped::Error(error)) => Err(error),
        // Nobody stops what has no pace.
        Err(Stopped::Cancelled) => Err(RfmError::NoPurchases),
    }
}

/// The same on what was known as of a day, giving way while the rows go by and between the steps of scoring.
pub async fn rfm_as_of<P: Pace>(
    purchases: &Purchases,
    customers: &Dictionary,
    params: &CheckedRfm,
    as_of: AsOf,
    pace: &mut P,
) -> Result<Rfm, Stopped<RfmError>> {
    let params = params.params();
    let reference = as_of.reference_date.ok_or(Stopped::Error(RfmError::NoPurchases))?;
    let days = (as_of.until.unwrap_or(Day::MAX), reference);
    let measures = measures::measure(purchases, customers.len(), days, params.returns, pace).await?;
    if measures.customer.is_empty() {
        return Err(Stopped::Error(RfmError::NoPurchases));
    }
    let Scored { r, f, m, bounds } = scoring::score(&measures, customers, params, pace).await?;
    let segment = name(&r, &f, &m, params);
    pace.breathe(Progress::default()).await?;
    let scores = RfmScores {
        customer: measures.customer,
        recency: measures.recency,
        frequency: measures.frequency,
        counted: measures.monetary.clone(),
        monetary: measures.monetary,
        r,
        f,
        m,
        segment,
    };
    let left_out =
        [(LeftOut::Return, measures.returns_left_out), (LeftOut::AfterReferenceDate, measures.after_reference)];
    let segments = summary::segments(&scores, &params.rules);
    pace.breathe(Progress::default()).await?;
    let heat = summary::heat(&scores, params.bins, &segments);
    pace.breathe(Progress::default()).await?;
    let provenance = Provenance::new(ID, measures.period, measures.rows_used, &left_out);
    Ok(Rfm {
        reference_date: reference,
        customers: scores.customer.len(),
        without_purchase: WithoutPurchase {
            customers: measures.without_purchase,
            monetary: measures.without_purchase_monetary,
        },
        bins: params.bins,
        binning: params.binning,
        nesting: params.nesting,
        returns: params.returns,
        bounds,
        heat,
        segments,
        within_filter: false,
        filtered: false,
        scored_from: provenance.clone(),
        provenance,
        scores,
    })
}

impl Rfm {
    /// The same scores, of the customers with rows that count; revenue is that of these rows. Scores, bounds, reference
    /// date, and the means of what customers are scored by stay as they are among all.
    pub(super) async fn counting<P: Pace>(
        &self,
        rows: &Purchases,
        rules: &RuleTable,
        pace: &mut P,
    ) -> Result<Self, Cancelled> {
        let Spent { mut money, rows: used, returns_left_out, period } = Spent::of(rows, self.returns, pace).await?;
        let scores = self.scores.counting(&money);
        pace.breathe(Progress::default()).await?;
        for &customer in &scores.customer {
            if let Some(scored) = money.get_mut(customer as usize) {
                *scored = None;
            }
        }
        let without = || money.iter().copied().flatten();
        let segments = summary::segments(&scores, rules);
        pace.breathe(Progress::default()).await?;
        Ok(Self {
            customers: scores.customer.len(),
            without_purchase: WithoutPurchase { customers: without().count(), monetary: without().sum() },
            heat: summary::heat(&scores, self.bins, &segments),
            segments,
            filtered: true,
            provenance: Provenance::new(ID, period, used, &[(LeftOut::Return, returns_left_out)]),
            scored_from: self.scored_from.clone(),
            scores,
            bounds: self.bounds.clone(),
            ..*self
        })
    }

    /// The segment that brings most money, of equal ones the earlier; `None` where none has customers.
    pub fn most_valuable_segment(&self) -> Option<&SegmentSummary> {
        self.largest_by(|segment| segment.monetary)
    }

    /// The segment with most customers, of equal ones the earlier; `None` where none has customers.
    pub fn largest_segment(&self) -> Option<&SegmentSummary> {
        self.largest_by(|segment| segment.customers)
    }

    fn largest_by<T: Ord>(&self, size: impl Fn(&SegmentSummary) -> T) -> Option<&SegmentSummary> {
        let peopled = self.segments.iter().rev().filter(|segment| segment.customers > 0);
        peopled.max_by_key(|segment| size(segment))
    }

    /// The day of a customer's last purchase.
    pub fn last_purchase(&self, row: &RfmRow) -> Day {
        self.reference_date.plus_days(-row.recency)
    }
}

/// The segment of each customer, looked up in a table of all codes.
fn name(r: &[u8], f: &[u8], m: &[u8], params: &RfmParams) -> Vec<u16> {
    let fifth = |score| fifth(score, params.bins);
    let scores = 1..=params.bins;
    let width = usize::from(params.bins);
    let mut winners = Vec::with_capacity(width.pow(3));
    for r in scores.clone() {
        for f in scores.clone() {
            for m in scores.clone() {
                let winner = params.rules.winner([fifth(r), fifth(f), fifth(m)]);
                // The check lets no more rules through than there are codes.
                winners.push(u16::try_from(winner).unwrap_or(u16::MAX));
            }
        }
    }
    let place = |score: u8| usize::from(score).saturating_sub(1);
    let code = |r, f, m| (place(r) * width + place(f)) * width + place(m);
    let named = |((&r, &f), &m): ((&u8, &u8), &u8)| winners.get(code(r, f, m)).copied().unwrap_or(u16::MAX);
    r.iter().zip(f).zip(m).map(named).collect()
}
