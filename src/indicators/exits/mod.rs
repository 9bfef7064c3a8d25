//! What leaving customers cost: the revenue they brought in the months before they left.
//!
//! A customer who left is one the table of exits names; of several exits the newest counts. Revenue
//! is the exact sum of the customer's purchases in the window of so many calendar months (default
//! 12) that ends with, and includes, the day they left: leaving on 2024-03-10 it begins on
//! 2023-03-11. Returns lower it, or are passed over where [`ReturnsPolicy`] says so.
//!
//! The mean is over the customers of whom any purchase is known. One who had stopped buying before
//! the window brought nothing, and counts as zero; one without a single purchase that counts is
//! unknown, and is left out. Where the purchases do not reach over the whole window, revenue is
//! understated: such customers are counted.
//!
//! A chosen period chooses the exits; what those customers had bought before it counts as well. A filter by attribute
//! chooses purchases too.
//!
//! It is what was measured, not a forecast: nothing says that a customer who stayed would have
//! bought the same again.
//!
//! Own words for a reason are sorted into six [causes] by lists of words; a year's margin of those who left for a cause
//! is set against what mending it costs ([decision]), beside what was decided and what came of it ([kept]); who came back since is counted, and of the others those listed who
//! brought most ([back]).

mod back;
mod causes;
mod decision;
mod kept;
mod params;
mod show;
mod show_causes;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use crate::domain::dataset::{Exits, Field, Kind, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::page::{Control, Page};
use crate::indicators::{About, CustomerGroup, CustomerTable, Group, Indicator, Offer, Say, Shared, Stopped, View};

pub use back::{Candidate, Rival, WinBack};
pub use causes::{Cause, CauseGroup};
pub use decision::{Decision, Sensitivity, Verdict};
pub use kept::{Choice, Kept, KeptProblem};
pub use params::{CheckedExits, ExitsError, ExitsParams, LEAST_SHARE, MAX_MONTHS, MOST_COST};

/// Its id.
pub const ID: &str = "exits";

/// The key of those who left.
const LEFT: &str = "left";

/// The key of those of them who bought again.
const BACK: &str = "back";

/// What leaving customers cost.
pub struct ExitsIndicator;

impl Indicator for ExitsIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Customers who left", "已离开的客户"],
        group: Group::Retention,
        path: "/retention",
        needs: &[Kind::Exits],
    };

    const OFFER: Option<Offer<Self>> = Some(|found, params, say| show::offer(&found.0, params.small_sample, say));
    const PAGE_LATER: bool = true;

    type Params = ExitsParams;
    type Checked = CheckedExits;
    type Found = ExitsDocument;
    type Error = ExitsError;

    fn with_shared(own: ExitsParams, shared: &Shared) -> ExitsParams {
        let Shared { returns, level, small_sample, .. } = *shared;
        ExitsParams { returns, level, small_sample, ..own }
    }

    fn check(params: ExitsParams) -> Result<CheckedExits, ExitsError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedExits,
        pace: &mut P,
    ) -> Result<Option<ExitsDocument>, Stopped<ExitsError>> {
        let Some(table) = view.dataset.exits.as_deref() else { return Ok(None) };
        let loaded = view.horizon(pace).await?.span();
        // What they had brought before a chosen period is known.
        let mut costs = exits_of(table, view.purchases_so_far().as_deref(), loaded, params);
        costs.decided_idly = kept::keep(&mut costs.decision, table, watched(view), params);
        for candidate in &mut costs.win_back.candidates {
            view.dataset.customers.get(candidate.number).clone_into(&mut candidate.customer);
        }
        pace.breathe(Progress::default()).await?;
        costs.all.provenance = view.with_held_back(costs.all.provenance, Kind::Exits);
        for reason in &mut costs.by_reason {
            reason.group.provenance = view.with_held_back(reason.group.provenance.clone(), Kind::Exits);
        }
        Ok(Some(ExitsDocument(costs)))
    }

    fn show(found: &ExitsDocument, params: &ExitsParams, say: &Say<'_>) -> Page {
        show::show(&found.0, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ExitsTexts::of(say.language).promise
    }

    fn explain(error: &ExitsError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ExitsParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn groups<'a>(found: &'a ExitsDocument, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::ExitsTexts::of(say.language);
        let leavers = found.0.leavers.iter();
        let back = leavers.clone().filter(|leaver| leaver.back.is_some());
        vec![
            CustomerGroup::new(LEFT, texts.all, leavers.map(|leaver| leaver.customer)),
            CustomerGroup::new(BACK, texts.back, back.map(|leaver| leaver.customer)),
        ]
    }

    async fn table<P: Pace>(
        view: &View,
        found: &ExitsDocument,
        params: &CheckedExits,
        _pace: &mut P,
    ) -> Result<Option<CustomerTable>, Cancelled> {
        Ok(view
            .dataset
            .exits
            .as_deref()
            .map(|exits| back::table(exits, &found.0.leavers, &view.dataset.customers, params)))
    }
}

/// Customers who left, and what they had brought.
#[derive(Debug, Clone, PartialEq)]
pub struct ExitCosts {
    /// Calendar months before leaving whose revenue counts.
    pub months: u32,
    /// All who left.
    pub all: ExitGroup,
    /// By the reason given, most revenue first, then by customers, then by text. Empty where the
    /// table has no reasons.
    pub by_reason: Vec<ExitReason>,
    /// The same by cause; empty where the table has no reasons.
    pub reasons: Vec<CauseGroup>,
    /// What mending each cause would have to bring, those that lost most first.
    pub decision: Vec<Decision>,
    /// The column that says to whom they went; `None` where none does.
    pub rival_column: Option<String>,
    /// To whom they went, most customers first.
    pub rivals: Vec<Rival>,
    /// Who came back, and whom to win back.
    pub win_back: WinBack,
    /// Causes decided about for which nobody left.
    decided_idly: Vec<Cause>,
    /// The columns that could say to whom they went.
    offered: Vec<String>,
    /// All who left.
    leavers: Vec<Leaver>,
}

/// Those who left for one reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExitReason {
    /// The reason; `None` for exits that leave it blank.
    pub reason: Option<String>,
    /// They.
    #[serde(flatten)]
    pub group: ExitGroup,
}

/// Some customers who left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExitGroup {
    /// How many.
    pub customers: usize,
    /// Of them those without a purchase that counts: their revenue is not known.
    pub without_purchases: usize,
    /// Of the others those whose window begins before the first purchase of all, or ends after the
    /// last: their revenue is understated.
    pub partly_covered: usize,
    /// Revenue in the window of those with purchases; `None` where nobody has any.
    pub revenue: Option<Money>,
    /// Its mean per customer with purchases; `None` where nobody has any.
    pub mean_revenue: Option<f64>,
    /// What revenue was computed from; `used` counts customers.
    pub provenance: Provenance,
}

impl ExitGroup {
    /// Where the number of customers comes from: those without purchases are among them.
    pub fn customers_provenance(&self) -> Provenance {
        let mut provenance = self.provenance.clone();
        provenance.left_out.retain(|left_out| !matches!(left_out.reason, LeftOut::NoPurchase | LeftOut::Return));
        Provenance { used: self.customers, ..provenance }
    }
}

/// One customer who left.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Leaver {
    row: usize,
    customer: u32,
    left: Day,
    window: Period,
    bought: bool,
    revenue: Money,
    /// The day of their first purchase after it.
    back: Option<Day>,
    /// What they brought after it.
    since: Money,
}

/// The cost of all exits, where these purchases are all there is. Without purchases only the customers are counted.
/// Linear in the rows.
pub fn exits(exits: &Exits, purchases: Option<&Purchases>, params: &CheckedExits) -> ExitCosts {
    let mut costs = exits_of(exits, purchases, purchases.and_then(Purchases::period), params);
    costs.decided_idly = kept::keep(&mut costs.decision, exits, exits.period(), params);
    costs
}

/// The days on which leaving is watched: from the first exit of all loaded to the last, within the chosen period.
fn watched(view: &View) -> Option<Period> {
    let loaded = view.all.exits.as_deref()?.period()?;
    let from = view.filter.from.map_or(loaded.from, |from| from.max(loaded.from));
    let to = view.until().map_or(loaded.to, |until| until.min(loaded.to));
    (from <= to).then_some(Period { from, to })
}

/// The cost of these exits by the purchases that count, of all that are loaded from one day to another.
fn exits_of(exits: &Exits, purchases: Option<&Purchases>, loaded: Option<Period>, params: &CheckedExits) -> ExitCosts {
    let mut leavers = leavers(exits, params.months);
    let returns_left_out = purchases.map_or(0, |purchases| add_revenue(&mut leavers, purchases, params.returns));
    let mut all = Sums::default();
    let reasons = exits.of(Field::Reason);
    let mut by_code: BTreeMap<Option<u32>, Sums> = BTreeMap::new();
    for leaver in leavers.iter().flatten() {
        all.add(leaver, loaded);
        let code = reasons.and_then(|reason| reason.codes.get(leaver.row).copied());
        // A blank cell's code stands for no text.
        let named = reasons.and_then(|reason| reason.value(leaver.row));
        by_code.entry(code.filter(|_| named.is_some())).or_default().add(leaver, loaded);
    }
    let earlier = exits.len() - all.customers;
    let mut by_reason = Vec::new();
    if let Some(reason) = reasons {
        by_reason.extend(by_code.into_iter().map(|(code, sums)| ExitReason {
            reason: code.map(|code| reason.values.get(code).to_owned()),
            group: sums.group(&[]),
        }));
    }
    order::sort_by(&mut by_reason, |a, b| {
        let size = |reason: &ExitReason| (reason.group.revenue, reason.group.customers);
        size(b).cmp(&size(a)).then_with(|| (a.reason.is_none(), &a.reason).cmp(&(b.reason.is_none(), &b.reason)))
    });
    let left_out = [(LeftOut::EarlierExit, earlier), (LeftOut::Return, returns_left_out)];
    let leavers: Vec<Leaver> = leavers.into_iter().flatten().collect();
    let reasons = causes::by_cause(&by_reason, params);
    let rival = back::rival_column(exits, params);
    ExitCosts {
        months: params.months.unsigned_abs(),
        all: all.group(&left_out),
        by_reason,
        decision: decision::decisions(&reasons, params),
        reasons,
        rivals: rival.map(|column| back::rivals(column, &leavers, params)).unwrap_or_default(),
        rival_column: rival.map(|column| column.name.clone()),
        win_back: WinBack::of(exits, &leavers, params),
        decided_idly: Vec::new(),
        offered: exits.attributes().map(|column| column.name.clone()).collect(),
        leavers,
    }
}

/// By customer number, their newest exit; of two on one day the later row.
fn leavers(exits: &Exits, months: i32) -> Vec<Option<Leaver>> {
    let numbers = exits.customer.iter().max().map_or(0, |largest| *largest as usize + 1);
    let mut leavers: Vec<Option<Leaver>> = vec![None; numbers];
    for (row, (&customer, &left)) in exits.customer.iter().zip(&exits.day).enumerate() {
        let Some(slot) = leavers.get_mut(customer as usize) else { continue };
        if slot.is_none_or(|known| known.left <= left) {
            let window = Period { from: months_before(left, months).plus_days(1), to: left };
            *slot = Some(Leaver {
                row,
                customer,
                left,
                window,
                bought: false,
                revenue: Money::ZERO,
                back: None,
                since: Money::ZERO,
            });
        }
    }
    leavers
}

/// The same day so many months earlier; the month's last where it has no such day.
fn months_before(day: Day, months: i32) -> Day {
    let (_, _, of_month) = day.ymd();
    let month = day.month().plus(-months);
    month.first_day().plus_days(i32::from(of_month) - 1).min(month.last_day())
}

/// Adds up the purchases of those who left; gives the returns in their windows that were passed over.
fn add_revenue(leavers: &mut [Option<Leaver>], purchases: &Purchases, returns: ReturnsPolicy) -> usize {
    let mut left_out = 0;
    let rows = purchases.customer.iter().zip(&purchases.day).zip(purchases.amount.iter().zip(&purchases.returned));
    for ((&customer, &day), (&amount, &returned)) in rows {
        let Some(Some(leaver)) = leavers.get_mut(customer as usize) else { continue };
        leaver.bought |= !returned;
        if day > leaver.left && !(returned && returns == ReturnsPolicy::LeftOut) {
            leaver.since += amount.money();
            if !returned {
                leaver.back = Some(leaver.back.map_or(day, |known| known.min(day)));
            }
        }
        if !leaver.window.contains(day) {
            continue;
        }
        if returned && returns == ReturnsPolicy::LeftOut {
            left_out += 1;
        } else {
            leaver.revenue += amount.money();
        }
    }
    left_out
}

/// Running sums over some who left.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    customers: usize,
    bought: usize,
    partly_covered: usize,
    revenue: Money,
    /// The days they left on.
    left: Option<Period>,
}

impl Sums {
    fn add(&mut self, leaver: &Leaver, loaded: Option<Period>) {
        self.customers += 1;
        let left = self.left.into_iter().flat_map(|period| [period.from, period.to]);
        self.left = Period::spanning(left.chain([leaver.left]));
        if leaver.bought {
            self.bought += 1;
            self.revenue += leaver.revenue;
            let covered =
                loaded.is_some_and(|loaded| loaded.contains(leaver.window.from) && loaded.contains(leaver.window.to));
            self.partly_covered += usize::from(!covered);
        }
    }

    fn group(self, left_out: &[(LeftOut, usize)]) -> ExitGroup {
        let without_purchases = self.customers - self.bought;
        let left_out: Vec<_> = [(LeftOut::NoPurchase, without_purchases)].iter().chain(left_out).copied().collect();
        ExitGroup {
            customers: self.customers,
            without_purchases,
            partly_covered: self.partly_covered,
            revenue: (self.bought > 0).then_some(self.revenue),
            mean_revenue: (self.bought > 0).then(|| self.revenue.to_f64() / self.bought as f64),
            provenance: Provenance::new(ID, self.left, self.bought, &left_out),
        }
    }
}

impl ExitCosts {
    /// Name of the figure of revenue, after the window: `revenue_12_months`.
    pub fn revenue_name(&self) -> String {
        format!("revenue_{}_months", self.months)
    }

    /// Name of the figure of its mean: `mean_revenue_12_months`.
    pub fn mean_name(&self) -> String {
        format!("mean_{}", self.revenue_name())
    }
}

/// [`ExitCosts`] as part of the document of all indicators: `customers`, `revenue_12_months`, …, and
/// `by_reason.<reason>` with the same; the blank reason's name is the empty text. The rest is called as its fields are.
#[derive(Debug, Clone, PartialEq)]
pub struct ExitsDocument(pub ExitCosts);

impl Serialize for ExitsDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(costs) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("months", &costs.months)?;
        Named { costs, group: &costs.all }.entries(&mut map)?;
        let by_reason = costs.by_reason.iter().map(|ExitReason { reason, group }| {
            let name = reason.as_deref().unwrap_or_default();
            (name, Named { costs, group })
        });
        map.serialize_entry("by_reason", &by_reason.collect::<BTreeMap<_, _>>())?;
        map.serialize_entry("reasons", &costs.reasons)?;
        map.serialize_entry("decision", &costs.decision)?;
        map.serialize_entry("rival_column", &costs.rival_column)?;
        map.serialize_entry("rivals", &costs.rivals)?;
        map.serialize_entry("win_back", &costs.win_back)?;
        map.end()
    }
}

/// A group whose figures are named after the window.
struct Named<'a> {
    costs: &'a ExitCosts,
    group: &'a ExitGroup,
}

impl Named<'_> {
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let Self { costs, group } = self;
        map.serialize_entry("customers", &group.customers)?;
        map.serialize_entry("without_purchases", &group.without_purchases)?;
        map.serialize_entry("partly_covered", &group.partly_covered)?;
        map.serialize_entry(&costs.revenue_name(), &group.revenue)?;
        map.serialize_entry(&costs.mean_name(), &group.mean_revenue)?;
        map.serialize_entry("provenance", &group.provenance)
    }
}

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.entries(&mut map)?;
        map.end()
    }
}
