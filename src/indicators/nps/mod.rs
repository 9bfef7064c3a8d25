//! Net Promoter Score: overall, by group, by period, with the uncertainty of each.
//!
//! Promoters (9-10) less detractors (0-6) in a hundred answers; anything that is no score from 0
//! to 10 is *not an answer* and counted apart. Source: F. F. Reichheld, The one number you need to
//! grow, Harvard Business Review, December 2003.
//!
//! Interval: adjusted Wald (B. Rocks, Interval estimation for the "Net Promoter Score", The American
//! Statistician 70 (2016) 365-372): three made-up answers (¾ detractor, 1½ passive, ¾ promoter) are
//! added, then z standard errors to each side, held within ±100, and widened to the score where it misses it. It assumes
//! that those who answered are a random part of those asked about; it knows nothing of who stayed silent.
//!
//! Of another scale than 0 to 10 ([`crate::domain::scale`]) the page shows no score until somebody says that the
//! question was asked so. Who answered several times counts as often, or once with the newest answer ([`Count`]).

mod charts;
mod comments;
mod groups;
#[cfg(test)]
mod page_tests;
mod people;
mod show;
#[cfg(test)]
mod tests;
mod texts;
mod trend;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use crate::domain::blocks::{in_blocks, in_blocks_paced};
use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::{Certainty, SmallSample};
use crate::domain::dataset::{Answers, Kind};
use crate::domain::day::Day;
use crate::domain::grouping::{attribute, attribute_names};
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Level, NotALevel};
use crate::domain::net_promoter::Estimate;
use crate::domain::provenance::{LeftOut, LeftOutCount, NPS, Provenance};
use crate::domain::scale::{Answered, Scale};
use crate::domain::score::{Attitude, Score};
use crate::indicators::marks::could_be_marks;
use crate::indicators::named::newest_scores;
use crate::indicators::page::Page;
use crate::indicators::{About, CustomerGroup, Group, Indicator, Offer, Say, Shared, Stopped, View};

use groups::{Grouped, Rows, nps_by_paced, scores_in};
use people::{given, newest, reachable_detractors};

pub use comments::{MOST_COMMENTS, NpsComment, newest as newest_comments};
pub use groups::{NpsGroup, extremes, nps_by};
pub use people::Count;
pub use show::written;
pub use texts::definition;
pub use trend::{Change, NpsPeriod, NpsTrend, nps_by_period, nps_by_period_paced};

/// Its id.
pub const ID: &str = NPS;

/// Whether customers would recommend us.
pub struct NpsIndicator;

impl Indicator for NpsIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Net Promoter Score", "净推荐值（NPS）"],
        group: Group::Loyalty,
        path: "/loyalty",
        needs: &[Kind::Answers],
    };

    const OFFER: Option<Offer<Self>> = Some(show::offer);

    type Params = NpsParams;
    type Checked = CheckedNps;
    type Found = NpsFound;
    type Error = NpsError;

    fn with_shared(own: NpsParams, shared: &Shared) -> NpsParams {
        NpsParams { level: shared.level, small_sample: shared.small_sample, length: shared.length, ..own }
    }

    fn check(params: NpsParams) -> Result<CheckedNps, NpsError> {
        params.check()
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedNps,
        pace: &mut P,
    ) -> Result<Option<NpsFound>, Stopped<NpsError>> {
        let Some(answers) = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty()) else {
            return Ok(None);
        };
        let given = given(answers, pace).await?;
        // Over all for the score and its groups, within each period for the trend.
        let once = counted(answers, params.count, |_| None, pace).await?;
        let in_period = |day: Option<Day>| day.map(|day| params.length.index(day));
        let once_a_period = counted(answers, params.count, in_period, pace).await?;
        let complete = |provenance: Provenance, once: &Answers| {
            let older = LeftOutCount { reason: LeftOut::NewerAnswer, count: answers.len() - once.len() };
            let left_out = provenance.left_out.iter().copied().chain(Some(older).filter(|older| older.count > 0));
            view.with_held_back(Provenance { left_out: left_out.collect(), ..provenance }, Kind::Answers)
        };
        let mut overall = nps_paced(&once, params, pace).await?;
        overall.provenance = complete(overall.provenance, &once);
        let mut trend = nps_by_period_paced(&once_a_period, params.length, params, pace).await?;
        trend.provenance = complete(trend.provenance, &once_a_period);
        let names = attribute_names(&view.dataset);
        let mut grouped = by_attribute(view, &once, names, params, pace).await?;
        for NpsGroup { provenance, .. } in grouped.values_mut().flat_map(|grouped| &mut grouped.groups) {
            *provenance = complete(provenance.clone(), &once);
        }
        // What says more than the score itself goes first, then what is no mark of something else, and what the answers say
        // before what is known of customers.
        let is_mark = |name: &str| answers.attribute(name).is_some_and(|one| one.role.is_some() || could_be_marks(one));
        let rank =
            |name: &str, grouped: &Grouped| (grouped.says_the_score, is_mark(name), answers.attribute(name).is_none());
        let first_by = grouped.iter().min_by_key(|(name, grouped)| rank(name, grouped)).map(|(name, _)| name.clone());
        let says_the_score = grouped.iter().filter(|(_, grouped)| grouped.says_the_score);
        Ok(Some(NpsFound {
            asked: overall.looks_like.iter().any(|scale| !params.really_0_to_10.contains(scale)),
            overall,
            answers: given.answers,
            people: given.people,
            counted: params.count,
            first_by,
            says_the_score: says_the_score.map(|(name, _)| name.clone()).collect(),
            by: grouped.into_iter().map(|(name, grouped)| (name, grouped.groups)).collect(),
            trend,
            comments: newest_comments(answers, &view.dataset.customers, MOST_COMMENTS, |_| true, pace).await?,
            reachable_detractors: reachable_detractors(&once, pace).await?,
            filtered: !view.filter.is_empty(),
            alone: Kind::ALL.into_iter().all(|kind| kind == Kind::Answers || !view.is_loaded(kind)),
            people_of: by_attitude(view),
        }))
    }

    fn show(found: &NpsFound, params: &NpsParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn groups<'a>(found: &'a NpsFound, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let texts = texts::NpsTexts::of(say.language);
        let names = [texts.promoters, texts.passives, texts.detractors];
        CustomerGroup::all(GROUPS, names, &found.people_of)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::NpsTexts::of(say.language).promise
    }

    fn explain(error: &NpsError, say: &Say<'_>) -> String {
        show::explain(*error, say)
    }
}

/// The answers that count: where people do, each person's newest in each period.
async fn counted<'a, P: Pace>(
    answers: &'a Answers,
    count: Count,
    period: impl Fn(Option<Day>) -> Option<i32>,
    pace: &mut P,
) -> Result<Cow<'a, Answers>, Cancelled> {
    Ok(match count {
        Count::Answers => Cow::Borrowed(answers),
        Count::People => Cow::Owned(answers.select(&newest(answers, period, pace).await?)),
    })
}

/// The groups of each attribute of these names.
async fn by_attribute<P: Pace>(
    view: &View,
    answers: &Answers,
    names: Vec<String>,
    params: &CheckedNps,
    pace: &mut P,
) -> Result<BTreeMap<String, Grouped>, Cancelled> {
    let mut by = BTreeMap::new();
    for name in names {
        // Looking up customers' attributes is a step of its own.
        pace.breathe(Progress::default()).await?;
        let Some(attribute) = attribute(answers, &view.dataset, &name) else { continue };
        by.insert(name, nps_by_paced(answers, attribute.as_ref(), params, pace).await?);
    }
    Ok(by)
}

/// What can be chosen about the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NpsParams {
    /// Confidence of intervals, 0.5 to below 1. Default 0.95.
    pub level: f64,
    /// Below how many answers a score is marked as a small sample. Default 30.
    pub small_sample: SmallSample,
    /// The length of the trend's periods. Default: months.
    pub length: PeriodLength,
    /// The attribute whose values are compared; where it is `None`, or the answers have no such attribute, the first
    /// of their own, else the first of their customers'.
    pub by: Option<String>,
    /// Whether every answer counts, or every person once. Default: answers.
    pub count: Count,
    /// Scales that answers look like and that a person says were asked from 0 to 10 all the same. Default: none.
    pub really_0_to_10: Vec<Scale>,
}

impl Default for NpsParams {
    fn default() -> Self {
        Self {
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            length: PeriodLength::default(),
            by: None,
            count: Count::Answers,
            really_0_to_10: Vec::new(),
        }
    }
}

impl NpsParams {
    /// The parameters ready for use. What is compared is chosen among groups that are computed all.
    pub fn check(self) -> Result<CheckedNps, NpsError> {
        let certainty = Certainty { level: Level::try_from(self.level)?, small_sample: self.small_sample };
        Ok(CheckedNps { certainty, length: self.length, count: self.count, really_0_to_10: self.really_0_to_10 })
    }
}

/// Checked parameters.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CheckedNps {
    certainty: Certainty,
    length: PeriodLength,
    count: Count,
    really_0_to_10: Vec<Scale>,
}

/// Parameters that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NpsError {
    /// The level is no confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// The score with its groups, its trend, and what people wrote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NpsFound {
    /// Of all answers.
    #[serde(flatten)]
    pub overall: Nps,
    /// Answers with a score, whether people are counted or not.
    pub answers: usize,
    /// Those who gave them; an answer that names nobody counts as somebody of its own.
    pub people: usize,
    /// What every figure counts.
    pub counted: Count,
    /// By attribute and value, for every attribute of answers or their customers with few enough
    /// values (see [`attribute_names`]). Serialised as `by.<attribute>.<value>`; the blank value's
    /// name is the empty text.
    #[serde(serialize_with = "by_attribute_and_value")]
    pub by: BTreeMap<String, Vec<NpsGroup>>,
    /// By period.
    pub trend: NpsTrend,
    /// The attribute compared by before one is chosen; `None` where there is none.
    #[serde(skip)]
    pub first_by: Option<String>,
    /// Attributes whose values only say the score over again: other ratings, words for the score.
    #[serde(skip)]
    pub says_the_score: BTreeSet<String>,
    /// Whether answers look like another scale, and nobody said that they were asked from 0 to 10.
    #[serde(skip)]
    pub asked: bool,
    /// Answers of detractors who left their name or how to reach them, of those that count.
    #[serde(skip)]
    pub reachable_detractors: usize,
    /// The newest comments, newest first.
    #[serde(skip)]
    pub comments: Vec<NpsComment>,
    /// Whether a filter was in force.
    #[serde(skip)]
    pub filtered: bool,
    /// Whether nothing but answers is loaded, so that the overview is of them alone.
    #[serde(skip)]
    pub alone: bool,
    /// Customers whose newest answer is a promoter's, a passive's, a detractor's, by number.
    #[serde(skip)]
    people_of: [Vec<u32>; 3],
}

/// The keys of customers by their newest answer.
const GROUPS: [&str; 3] = ["promoters", "passives", "detractors"];

/// Customers by the attitude of their newest answer, in the order of [`GROUPS`].
fn by_attitude(view: &View) -> [Vec<u32>; 3] {
    let mut by = [Vec::new(), Vec::new(), Vec::new()];
    let [promoters, passives, detractors] = &mut by;
    for (customer, score) in (0_u32..).zip(newest_scores(view)) {
        match score.map(Score::attitude) {
            Some(Attitude::Promoter) => promoters.push(customer),
            Some(Attitude::Passive) => passives.push(customer),
            Some(Attitude::Detractor) => detractors.push(customer),
            None => {}
        }
    }
    by
}

/// The score of a whole table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nps {
    /// The score, its counts and its interval.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Answers per score: the first entry counts the 0s, the last the 10s.
    pub distribution: [usize; 11],
    /// Mean of the answers; `None` without one.
    pub mean: Option<f64>,
    /// Confidence of the interval.
    pub level: Level,
    /// Whether the answers of a file look as if asked on another scale: the score then means nothing. Judged on whole
    /// files, whatever a filter lets through.
    pub looks_unlike_nps: bool,
    /// Which scales they look like, each once.
    pub looks_like: Vec<Scale>,
    /// What it was computed from.
    pub provenance: Provenance,
}

/// The score of all answers of a table.
pub fn nps(answers: &Answers, params: &CheckedNps) -> Nps {
    let mut all = Rows::default();
    in_blocks(answers.len(), |rows| add(&mut all, answers, rows));
    all.score(answers, params.certainty)
}

/// The same, giving way while the rows go by.
pub async fn nps_paced<P: Pace>(answers: &Answers, params: &CheckedNps, pace: &mut P) -> Result<Nps, Cancelled> {
    let mut all = Rows::default();
    in_blocks_paced(answers.len(), pace, |rows| add(&mut all, answers, rows)).await?;
    Ok(all.score(answers, params.certainty))
}

fn add(all: &mut Rows, answers: &Answers, rows: Range<usize>) {
    for (score, day) in scores_in(answers, rows) {
        all.add(score, day);
    }
}

impl Rows {
    fn score(self, answers: &Answers, certainty: Certainty) -> Nps {
        let estimate = self.tally.estimate(certainty);
        let looks_like: BTreeSet<Scale> = answers.answered.iter().filter_map(Answered::scale).collect();
        Nps {
            estimate,
            distribution: self.tally.distribution,
            mean: self.tally.mean(),
            level: certainty.level,
            looks_unlike_nps: !looks_like.is_empty(),
            looks_like: looks_like.into_iter().collect(),
            provenance: estimate.provenance(self.period),
        }
    }
}

fn by_attribute_and_value<S: Serializer>(
    by: &BTreeMap<String, Vec<NpsGroup>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    struct ByValue<'a>(&'a [NpsGroup]);

    impl Serialize for ByValue<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let groups = self.0.iter().map(|group| (group.value.as_deref().unwrap_or_default(), &group.estimate));
            serializer.collect_map(groups)
        }
    }

    let mut map = serializer.serialize_map(Some(by.len()))?;
    for (name, groups) in by {
        map.serialize_entry(name, &ByValue(groups))?;
    }
    map.end()
}

/// Whether some scores look like those of another scale that nobody said was asked from 0 to 10: they are no scores of
/// the Net Promoter question.
pub fn is_other_scale(answers: &Answers, really_0_to_10: &[Scale]) -> bool {
    answers.answered.iter().filter_map(Answered::scale).any(|scale| !really_0_to_10.contains(&scale))
}
