//! The workbench: two segmentations side by side, one class against all others, what is done for each class, and the
//! customers of one as an audience.
//!
//! *Crossed* are customers with a class of both segmentations; the sums of the cells are those of both margins. Money is the
//! exact sum of amounts that count. The score is of each customer's newest answer, and blank where fewer answered than make
//! no small sample. Retention is that of [`nps_value`](super::nps_value): of those active in the first window of
//! [retention in money](super::retention) the share active in the second. How closely two segmentations go together is
//! Cramér's V with Pearson's χ²; how alike they are the adjusted Rand index ([`contingency`](crate::domain::contingency)).
//!
//! A class is *profiled* against all other classed customers: means by Hedges' g, shares by their difference with
//! Newcombe's interval. Of many comparisons some are beyond chance by chance: an interval of 95 % misses in one of twenty.
//!
//! Treatments are advice of the literature, each text open to change. An audience is only of those who agreed.

mod audience;
mod cross;
mod playbook;
mod profile;
mod show;
#[cfg(test)]
mod tests;
mod texts;
mod treatments;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::contingency::ChiSquare;
use crate::domain::dataset::{Field, Kind, Reading};
use crate::domain::day::Period;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::money::Money;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::scale::Scale;

use super::named::newest_scores;
use super::nps::{self, NpsParams, is_other_scale};
use super::page::{Control, Page};
use super::retention::{self, NoWindows, RetentionIndicator, RetentionParams, two_windows};
use super::rfm::{CheckedRfm, RfmError, scores_of};
use super::segmentations::{Classed, Segmentation, SegmentationError, SegmentationParams, both_classed, offered};
use super::spent::Spent;
use super::{
    About, CustomerGroup, CustomerTable, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View,
};

pub use audience::Audience;
pub use cross::{Cell, Margin, Measures};
use cross::{Crossed, Person, crossed};
pub use playbook::{Misread, Play, in_force};
pub use profile::Trait;

/// Its id.
pub const ID: &str = "workbench";

/// The workbench.
pub struct WorkbenchIndicator;

impl Indicator for WorkbenchIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Workbench", "分群工作台"],
        group: Group::Segments,
        path: "/segments/workbench",
        needs: &[Kind::Purchases, Kind::Customers],
    };

    type Params = WorkbenchParams;
    type Checked = CheckedWorkbench;
    type Found = Workbench;
    type Error = WorkbenchError;

    fn with_shared(own: WorkbenchParams, shared: &Shared) -> WorkbenchParams {
        let Shared { returns, level, small_sample, .. } = *shared;
        let retention = RetentionIndicator::with_shared(own.retention, shared);
        WorkbenchParams { returns, level, small_sample, retention, ..own }
    }

    fn with_settings(own: WorkbenchParams, settings: &Settings) -> WorkbenchParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        let retention = settings.own(retention::ID);
        let segmentations = SegmentationParams::of(settings);
        Self::with_shared(WorkbenchParams { really_0_to_10, retention, segmentations, ..own }, &settings.shared)
    }

    fn check(params: WorkbenchParams) -> Result<CheckedWorkbench, WorkbenchError> {
        let certainty = Certainty { level: Level::try_from(params.level)?, small_sample: params.small_sample };
        let country = params.country_code.trim().trim_start_matches('+').to_owned();
        let sound =
            country.len() <= 3 && country.chars().all(|digit| digit.is_ascii_digit()) && !country.starts_with('0');
        if !sound {
            return Err(WorkbenchError::CountryCode { given: params.country_code });
        }
        let lines = playbook::read(&params.playbook)?;
        let rfm = params.segmentations.scoring().clone().check()?;
        Ok(CheckedWorkbench { params, certainty, country, lines, rfm })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedWorkbench,
        pace: &mut P,
    ) -> Result<Option<Workbench>, Stopped<WorkbenchError>> {
        workbench(view, params, pace).await
    }

    fn show(found: &Workbench, params: &WorkbenchParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::WorkbenchTexts::of(say.language).promise
    }

    fn explain(error: &WorkbenchError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &WorkbenchParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn groups<'a>(found: &'a Workbench, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let keys = audience::COUNTED.map(in_audience);
        let of_audience = CustomerGroup::all(keys, show::audience_names(say), &found.audience.who);
        let [rows, columns] = &found.classed;
        let numbered = (0_u32..).zip(rows.of.iter().zip(&columns.of));
        let both = numbered.filter_map(|(customer, (row, column))| Some((customer, ((*row)?, (*column)?))));
        let name = texts::WorkbenchTexts::of(say.language).crossed_customers;
        let crossed = CustomerGroup::new(CROSSED, name, both.clone().map(|(customer, _)| customer));
        let of_cell = |cell: &'a Cell| {
            let wanted = rows.place(&cell.row).zip(columns.place(&cell.column));
            let inside = both.clone().filter(move |(_, places)| wanted == Some(*places));
            CustomerGroup::new(in_cell(cell), show::cell_name(found, cell, say), inside.map(|(customer, _)| customer))
        };
        let of_row = |margin: &'a Margin| {
            let wanted = rows.place(&margin.key);
            let inside = both.clone().filter(move |(_, (row, _))| wanted == Some(*row));
            let name = show::class_name(&found.rows, &margin.key, say);
            CustomerGroup::new(in_margin(ROWS, margin), name, inside.map(|(customer, _)| customer))
        };
        let of_column = |margin: &'a Margin| {
            let wanted = columns.place(&margin.key);
            let inside = both.clone().filter(move |(_, (_, column))| wanted == Some(*column));
            let name = show::class_name(&found.columns, &margin.key, say);
            CustomerGroup::new(in_margin(COLUMNS, margin), name, inside.map(|(customer, _)| customer))
        };
        of_audience
            .into_iter()
            .chain([crossed])
            .chain(found.cells.iter().map(of_cell))
            .chain(found.rows.classes.iter().map(of_row))
            .chain(found.columns.classes.iter().map(of_column))
            .collect()
    }

    fn members(found: &Workbench) -> Option<Members<'_>> {
        let key = |of: &Classed, customer: usize| {
            let place = of.of.get(customer).copied().flatten();
            place.and_then(|place| of.classes.get(usize::from(place))).map_or("", |class| class.key.as_str()).to_owned()
        };
        let [rows, columns] = &found.classed;
        let row = move |(customer, place): (usize, &Option<u16>)| {
            let class = place.and_then(|place| rows.classes.get(usize::from(place))).map_or("", |class| &class.key);
            let other = key(columns, customer);
            let named = !(class.is_empty() && other.is_empty());
            named.then(|| Member { customer: u32::try_from(customer).unwrap_or(u32::MAX), class, judged: vec![other] })
        };
        let judged_by = vec!["column_class".to_owned()];
        Some(Members { judged_by, rows: Box::new(rows.of.iter().enumerate().filter_map(row)) })
    }

    async fn table<P: Pace>(
        view: &View,
        found: &Workbench,
        _: &CheckedWorkbench,
        _: &mut P,
    ) -> Result<Option<CustomerTable>, Cancelled> {
        Ok(Self::members(found).map(|members| table(view, found, members)))
    }

    fn further_table(_: &View, found: &Workbench, name: &str) -> Option<CustomerTable> {
        (name == AUDIENCE).then(|| audience_table(found))
    }
}

/// The key of the customers with a class of both segmentations; the bar is in no class's name that a rule can give.
const CROSSED: &str = "|crossed";

/// The key of the customers of a cell.
fn in_cell(cell: &Cell) -> String {
    format!("|{}", cell.key)
}

/// The two sides, as the document has them.
const ROWS: &str = "rows";
const COLUMNS: &str = "columns";

/// The key of the customers of a row or a column.
fn in_margin(side: &str, margin: &Margin) -> String {
    format!("|{side}.{}", margin.key)
}

/// The key of the customers a figure of the audience counts.
fn in_audience(key: &str) -> String {
    format!("|{AUDIENCE}.{key}")
}

/// The name of the table of the audience.
pub const AUDIENCE: &str = "audience";

/// The audience as platforms for advertising take it: hashes alone, nobody's id, and in an order that tells nobody either.
fn audience_table(found: &Workbench) -> CustomerTable {
    let mut rows: Vec<Vec<String>> =
        found.audience.rows.iter().map(|row| row.hashes().map(str::to_owned).to_vec()).collect();
    rows.sort_unstable();
    CustomerTable { header: HASHES.map(str::to_owned).to_vec(), rows }
}

/// The columns of hashes.
const HASHES: [&str; 3] = ["email_sha256", "phone_sha256", "phone_digits_sha256"];

/// Who is in which classes; the hashes are those of the audience.
fn table(view: &View, found: &Workbench, members: Members<'_>) -> CustomerTable {
    let ids = &view.all.customers;
    let mut table = members.table(ids);
    table.header = ["customer", "row_class", "column_class"].into_iter().chain(HASHES).map(str::to_owned).collect();
    let mut hashes: Vec<(&str, &audience::Hashed)> =
        found.audience.rows.iter().map(|row| (ids.get(row.customer), row)).collect();
    hashes.sort_unstable_by_key(|(id, _)| *id);
    for row in &mut table.rows {
        let id = row.first().map(String::as_str).unwrap_or_default();
        let place = hashes.binary_search_by_key(&id, |(id, _)| id).ok();
        let own = place.and_then(|place| hashes.get(place)).map(|(_, hashed)| (*hashed).clone()).unwrap_or_default();
        row.extend([own.email, own.phone, own.phone_digits]);
    }
    table
}

/// What the crossed table shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// How many customers.
    #[default]
    Customers,
    /// What they brought.
    Value,
    /// What they answered.
    Score,
    /// Whether they stayed.
    Retention,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Customers, Self::Value, Self::Score, Self::Retention];
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkbenchParams {
    /// The segmentation of the rows, the one that is profiled. Default: by what the data have.
    pub rows: Segmentation,
    /// That of the columns. Default: by what the data have.
    pub columns: Segmentation,
    /// What the crossed table shows. Default: customers.
    pub measure: Measure,
    /// The class of the rows that is profiled; `None` (default) for the first that has customers.
    pub segment: Option<String>,
    /// Treatments that are not the literature's, one a line: `class: treatment`, below `[segmentation]`.
    pub playbook: String,
    /// The column of the customers table that says who agreed to be addressed; `None` (default) for the one in that role,
    /// else the first called so.
    pub consent: Option<String>,
    /// The column of e-mails; `None` (default) for the first called so.
    pub email: Option<String>,
    /// The column of telephone numbers; `None` (default) for the first called so.
    pub phone: Option<String>,
    /// The country code of telephone numbers without one. Blank (default): such numbers are not used.
    pub country_code: String,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care, and scores not told. Default 30.
    pub small_sample: SmallSample,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
    /// The windows of retention: set with it.
    #[serde(skip_deserializing)]
    pub retention: RetentionParams,
    /// How customers are put into classes: set on the pages of each.
    #[serde(skip_deserializing)]
    pub segmentations: SegmentationParams,
}

impl Default for WorkbenchParams {
    fn default() -> Self {
        Self {
            rows: Segmentation::default(),
            columns: Segmentation::default(),
            measure: Measure::default(),
            segment: None,
            playbook: String::new(),
            consent: None,
            email: None,
            phone: None,
            country_code: String::new(),
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            really_0_to_10: Vec::new(),
            retention: RetentionParams::default(),
            segmentations: SegmentationParams::default(),
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedWorkbench {
    params: WorkbenchParams,
    certainty: Certainty,
    country: String,
    lines: Vec<playbook::Line>,
    rfm: CheckedRfm,
}

/// Why there is nothing to work on.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkbenchError {
    /// The data have no two segmentations.
    #[error("two segmentations are needed: purchases, or two columns of the customers table")]
    NothingToCross,
    /// No country code.
    #[error("`{given}` is no country code")]
    CountryCode {
        /// As typed in.
        given: String,
    },
    /// A line of the playbook cannot be read.
    #[error("playbook: {0}")]
    Playbook(#[from] Misread),
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// Customers cannot be scored.
    #[error(transparent)]
    #[serde(untagged)]
    Rfm(#[from] RfmError),
    /// A segmentation cannot be made.
    #[error(transparent)]
    #[serde(untagged)]
    Segmentation(#[from] SegmentationError),
}

/// One side of the crossed table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// The segmentation.
    pub by: Segmentation,
    /// Its classes that have customers.
    pub classes: Vec<Margin>,
    /// Of a column that says who left: which of its classes says yes, and which no.
    #[serde(skip)]
    left: BTreeMap<String, bool>,
}

/// Everything on the workbench.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Workbench {
    /// The segmentation of the rows.
    pub rows: Side,
    /// That of the columns.
    pub columns: Side,
    /// Their classes crossed, row by row.
    pub cells: Vec<Cell>,
    /// All customers crossed.
    pub total: Measures,
    /// Customers with a class of one of the two alone.
    pub outside: usize,
    /// How closely the two go together, 0 to 1; `None` where one of them has a single class.
    pub cramers_v: Option<f64>,
    /// Whether that is more than chance.
    pub chi_square: Option<ChiSquare>,
    /// How alike they are; 0 as by chance.
    pub rand_index: Option<f64>,
    /// The windows retention compares; `None` where there are no two.
    pub windows: Option<[Period; 2]>,
    /// Why there are no two, where there are purchases.
    #[serde(skip)]
    pub no_windows: Option<NoWindows>,
    /// The class that is profiled; `None` where there is none.
    pub segment: Option<String>,
    /// What sets it apart.
    pub profile: Vec<Trait>,
    /// What is done for each class of the rows.
    pub playbook: Vec<Play>,
    /// Lines of the playbook that name no class of the rows.
    pub unknown_classes: Vec<String>,
    /// The class as an audience.
    pub audience: Audience,
    /// Whether answers were left out, as they look like those on another scale than 0 to 10.
    pub other_scale: bool,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
    #[serde(skip)]
    offered: Vec<String>,
    #[serde(skip)]
    columns_offered: Vec<String>,
    #[serde(skip)]
    lines: Vec<playbook::Line>,
    #[serde(skip)]
    ids: Vec<String>,
    #[serde(skip)]
    classed: [Classed; 2],
}

/// The first so many of an audience are shown; the whole is for programs.
const LISTED: usize = 50;

async fn workbench<P: Pace>(
    view: &View,
    checked: &CheckedWorkbench,
    pace: &mut P,
) -> Result<Option<Workbench>, Stopped<WorkbenchError>> {
    let CheckedWorkbench { params, certainty, lines, .. } = checked;
    if view.all.rows(Kind::Purchases) + view.all.rows(Kind::Customers) == 0 {
        return Ok(None);
    }
    let both = both_classed([&params.rows, &params.columns], view, &params.segmentations, pace).await;
    let Some([rows, columns]) = both.map_err(|stopped| stopped.map(WorkbenchError::from))? else {
        let is_chosen = |by: &Segmentation| *by != Segmentation::Auto;
        let nothing = !(is_chosen(&params.rows) && is_chosen(&params.columns));
        return if nothing { Err(Stopped::Error(WorkbenchError::NothingToCross)) } else { Ok(None) };
    };
    let people = people(view, checked, pace).await?;
    let crossed = crossed(&rows, &columns, &people.of, *certainty, pace).await?;
    let segment = segment(&rows, &crossed, params.segment.as_deref());
    let sides = sides(&rows, segment);
    let rfm = match scores_of(view, &checked.rfm, pace).await {
        Ok(scored) => scored,
        Err(Stopped::Error(RfmError::NoPurchases)) => None,
        Err(stopped) => return Err(stopped.map(WorkbenchError::Rfm)),
    };
    let without = match &rows.by {
        Segmentation::Column(name) => Some(name.as_str()),
        _ => None,
    };
    let scores = people.scores.as_deref();
    let profile = profile::profile(view, &sides, rfm.as_deref(), scores, without, *certainty, pace).await?;
    let wanted = audience::Wanted {
        consent: params.consent.as_deref(),
        email: params.email.as_deref(),
        phone: params.phone.as_deref(),
        country: &checked.country,
    };
    let audience = audience::audience(view, &sides, wanted, pace).await?;
    let (playbook, unknown_classes) = playbook::playbook(lines, &rows.by, &rows.classes);
    let Crossed { rows: of_rows, columns: of_columns, cells, total, chi_square, cramers_v, rand_index, outside } =
        crossed;
    let kind = if view.dataset.rows(Kind::Purchases) > 0 { Kind::Purchases } else { Kind::Customers };
    let ids = audience.rows.iter().take(LISTED).map(|row| view.all.customers.get(row.customer).to_owned()).collect();
    Ok(Some(Workbench {
        rows: Side { by: rows.by.clone(), classes: of_rows, left: who_left(view, &rows.by) },
        columns: Side { by: columns.by.clone(), classes: of_columns, left: who_left(view, &columns.by) },
        cells,
        total,
        outside,
        cramers_v,
        chi_square,
        rand_index,
        windows: people.windows,
        no_windows: people.no_windows,
        segment: segment.and_then(|place| rows.classes.get(place)).map(|class| class.key.clone()),
        profile,
        playbook,
        unknown_classes,
        audience,
        other_scale: people.other_scale,
        provenance: view.with_held_back(Provenance::new(ID, people.period, total.customers, &[]), kind),
        offered: offered(view),
        columns_offered: column_names(view),
        lines: lines.clone(),
        ids,
        classed: [rows, columns],
    }))
}

/// What the values of a column that says who left mean; nothing of any other segmentation.
fn who_left(view: &View, by: &Segmentation) -> BTreeMap<String, bool> {
    let Segmentation::Column(name) = by else { return BTreeMap::new() };
    let column = view.dataset.profiles.as_deref().and_then(|profiles| profiles.attribute(name));
    let Some(column) = column.filter(|column| column.role == Some(Field::Left)) else { return BTreeMap::new() };
    let Reading::YesNo(said) = &column.reading else { return BTreeMap::new() };
    let of = |(value, said): (&str, &Option<bool>)| Some((value.to_owned(), (*said)?));
    column.values.iter().map(|(_, value)| value).zip(said.iter()).filter_map(of).collect()
}

/// Every column of the customers table, in its order.
fn column_names(view: &View) -> Vec<String> {
    let profiles = view.all.profiles.as_deref();
    profiles.into_iter().flat_map(|profiles| &profiles.columns).map(|column| column.name.clone()).collect()
}

/// The place of the class that is profiled: the one asked for where it has customers, else the first that has.
fn segment(rows: &Classed, crossed: &Crossed, wanted: Option<&str>) -> Option<usize> {
    let asked = wanted.and_then(|key| crossed.rows.iter().find(|margin| margin.key == key));
    let chosen = asked.or_else(|| crossed.rows.first())?;
    rows.classes.iter().position(|class| class.key == chosen.key)
}

/// Who is of the class; everybody with a class is compared.
fn sides(rows: &Classed, segment: Option<usize>) -> profile::Sides {
    let side = |place: &Option<u16>| Some(segment? == usize::from((*place)?));
    profile::Sides(rows.of.iter().map(side).collect())
}

/// What is known of everybody, by number.
struct People {
    of: Vec<Person>,
    scores: Option<Vec<Option<crate::domain::score::Score>>>,
    windows: Option<[Period; 2]>,
    no_windows: Option<NoWindows>,
    period: Option<Period>,
    other_scale: bool,
}

async fn people<P: Pace>(
    view: &View,
    checked: &CheckedWorkbench,
    pace: &mut P,
) -> Result<People, Stopped<WorkbenchError>> {
    let params = &checked.params;
    let spent = match view.purchases() {
        Some(rows) => Spent::of(rows, params.returns, pace).await?,
        None => Spent::default(),
    };
    let two = match view.purchases_so_far().filter(|table| !table.is_empty()) {
        Some(rows) => {
            let horizon = view.horizon(pace).await?;
            Some(two_windows(view, &rows, &horizon, &params.retention, pace).await?)
        }
        None => None,
    };
    let no_windows = two.as_ref().and_then(|two| two.as_ref().err().copied());
    let two = two.and_then(Result::ok);
    let answers = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty());
    let other_scale = answers.is_some_and(|answers| is_other_scale(answers, &params.really_0_to_10));
    let scores = answers.filter(|_| !other_scale).map(|_| newest_scores(view));
    pace.breathe(Progress::default()).await?;
    let person = |customer: u32| Person {
        value: spent.of_customer(customer).unwrap_or(Money::ZERO),
        score: scores.as_ref().and_then(|scores| scores.get(customer as usize).copied().flatten()),
        active: two
            .as_ref()
            .and_then(|two| two.customers.get(customer as usize))
            .map(|two| two.active)
            .unwrap_or_default(),
    };
    let of = (0_u32..).take(view.all.customers.len()).map(person).collect();
    let windows = two.map(|two| two.windows);
    Ok(People { of, windows, no_windows, period: spent.period, scores, other_scale })
}
