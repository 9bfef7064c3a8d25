//! Attitude and behaviour: who says that they like us and who buys often, which are not the same people.
//!
//! Attitude is a customer's newest score, or what the answers say of their intention to buy again. Behaviour is the number
//! of days on which they bought, or the money they spent. Each is high or low; the four combinations are true loyalty (both
//! high), latent (attitude alone), spurious (behaviour alone) and none.
//!
//! Attitude is high from 9 on where it is the score, from the mean of all where it is an intention, or from a mark typed in.
//! Behaviour is high above the median of all customers who bought, or from a value typed in. Who answered and bought
//! nothing that counts has the behaviour zero. Answers that name nobody are in no quadrant, and so is who never answered;
//! both are counted.
//!
//! Two mismatches are listed with their money: who praises and is gone (an exit is known, or they are silent for longer than
//! their rhythm allows: the life cycle's point of loss), and who buys much and would not recommend.
//!
//! Source: A. S. Dick, K. Basu, Customer loyalty: toward an integrated conceptual framework, Journal of the Academy of
//! Marketing Science 22 (1994) 99-113; there attitude is relative to rivals, which a score alone does not say.

mod people;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::intake::Pace;
use crate::domain::interval::{Interval, Level, NotALevel, wilson};
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::quantile::quantile;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::scale::Scale;

use super::classes::Class;
use super::lifecycle::{self, LifecycleParams};
use super::nps::{self, NpsParams, is_other_scale};
use super::page::{Control, Page};
use super::{About, ClassName, CustomerGroup, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View};

use people::{Person, people};
pub use show::{called, strategy};

/// Its id.
pub const ID: &str = "attitude";

/// The keys of the quadrants: attitude and behaviour low, behaviour alone, attitude alone, both high.
pub const KEYS: [&str; 4] = ["none", "spurious", "latent", "true"];

/// From this score on somebody is a promoter.
const PROMOTER: f64 = 9.0;

/// Up to this score somebody is a detractor.
const DETRACTOR: f64 = 6.0;

/// Attitude and behaviour.
pub struct AttitudeIndicator;

impl Indicator for AttitudeIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Attitude and behaviour", "态度与行为"],
        group: Group::Loyalty,
        path: "/loyalty/attitude",
        needs: &[Kind::Answers],
    };

    type Params = AttitudeParams;
    type Checked = CheckedAttitude;
    type Found = Attitude;
    type Error = AttitudeError;

    fn with_shared(own: AttitudeParams, shared: &Shared) -> AttitudeParams {
        let Shared { returns, level, small_sample, .. } = *shared;
        AttitudeParams { returns, level, small_sample, ..own }
    }

    fn with_settings(own: AttitudeParams, settings: &Settings) -> AttitudeParams {
        let NpsParams { really_0_to_10, .. } = settings.own(nps::ID);
        let lifecycle: LifecycleParams = settings.own(lifecycle::ID);
        Self::with_shared(AttitudeParams { really_0_to_10, lifecycle, ..own }, &settings.shared)
    }

    fn check(params: AttitudeParams) -> Result<CheckedAttitude, AttitudeError> {
        let level = Level::try_from(params.level)?;
        for given in [params.attitude_from, params.behaviour_from].into_iter().flatten() {
            if !given.is_finite() {
                return Err(AttitudeError::From { given });
            }
        }
        lifecycle::LifecycleIndicator::check(params.lifecycle.clone()).map_err(|_| AttitudeError::Points)?;
        Ok(CheckedAttitude { params, level })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedAttitude,
        pace: &mut P,
    ) -> Result<Option<Attitude>, Stopped<AttitudeError>> {
        Ok(attitude(view, params, pace).await?)
    }

    fn show(found: &Attitude, params: &AttitudeParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::AttitudeTexts::of(say.language).promise
    }

    fn explain(error: &AttitudeError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &AttitudeParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &Attitude) -> Option<Members<'_>> {
        let row = |placed: &Placed| Member {
            customer: placed.person.customer,
            class: KEYS.get(placed.quadrant).copied().unwrap_or_default(),
            judged: vec![
                placed.person.attitude.to_string(),
                placed.person.days.to_string(),
                placed.person.value.to_string(),
                placed.person.gone.to_string(),
            ],
        };
        let judged_by = ["attitude", "days", "value", "gone"].map(str::to_owned).to_vec();
        Some(Members { judged_by, rows: Box::new(found.placed.iter().map(row)) })
    }

    fn groups<'a>(found: &'a Attitude, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        let lists = found.mismatches.iter().zip(texts::AttitudeTexts::of(say.language).mismatches);
        lists.map(|(mismatch, [name, _])| CustomerGroup::list(mismatch.key, name, &mismatch.who)).collect()
    }

    fn classes(_: &Attitude, say: &Say<'_>) -> Vec<ClassName> {
        ClassName::all(KEYS, texts::AttitudeTexts::of(say.language).names)
    }
}

/// What says the attitude.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttitudeBy {
    /// The score.
    #[default]
    Score,
    /// The column of the intention to buy again.
    Intention,
}

/// What says the behaviour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BehaviourBy {
    /// The days on which somebody bought.
    #[default]
    Days,
    /// The money they spent.
    Money,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttitudeParams {
    /// What says the attitude. Default: the score.
    pub by: AttitudeBy,
    /// From which mark on attitude is high; `None` (default) for 9 of the score, the mean of intentions.
    pub attitude_from: Option<f64>,
    /// What says the behaviour. Default: days of purchases.
    pub behaviour: BehaviourBy,
    /// From which number of days, or amount, on behaviour is high; `None` (default) for above the median of all who bought.
    pub behaviour_from: Option<f64>,
    /// How many people of each mismatch are listed. Default 20.
    pub listed: u16,
    /// What returns do. Default: they lower the money.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// Scales of answers that were asked from 0 to 10 all the same: set with the score.
    #[serde(skip_deserializing)]
    pub really_0_to_10: Vec<Scale>,
    /// From when on silence is a loss: set with the life cycle.
    #[serde(skip_deserializing)]
    pub lifecycle: LifecycleParams,
}

impl Default for AttitudeParams {
    fn default() -> Self {
        Self {
            by: AttitudeBy::default(),
            attitude_from: None,
            behaviour: BehaviourBy::default(),
            behaviour_from: None,
            listed: 20,
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            really_0_to_10: Vec::new(),
            lifecycle: LifecycleParams::default(),
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedAttitude {
    params: AttitudeParams,
    level: Level,
}

/// Why there are no quadrants.
#[derive(Debug, Clone, Copy, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AttitudeError {
    /// High begins nowhere.
    #[error("high cannot begin at {given}")]
    From {
        /// As given.
        given: f64,
    },
    /// The life cycle's points are no rising shares.
    #[error("the life cycle's points of warning and loss must be rising shares")]
    Points,
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
}

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Purchases.
    Purchases,
    /// A column of the intention.
    Intention,
    /// Scores that can be trusted to be of 0 to 10, or where high begins on their scale.
    Scale,
    /// An answer that names a customer.
    Named,
}

/// Customers in four quadrants.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attitude {
    /// What is missing for quadrants.
    pub lacking: Option<Lacking>,
    /// Customers in quadrants.
    pub customers: usize,
    /// From where on each is high.
    pub cut: Cut,
    /// The four, in the order of [`KEYS`].
    pub quadrants: Vec<Quadrant>,
    /// Who praises and is gone, and who buys much and would not recommend.
    pub mismatches: Vec<Mismatch>,
    /// Customers who bought and gave no answer.
    pub silent: usize,
    /// Answers that name nobody.
    pub unnamed: usize,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
    #[serde(skip)]
    placed: Vec<Placed>,
}

/// Where high begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Cut {
    /// Attitude is high from here on.
    pub attitude: f64,
    /// Behaviour is high above this, or from it on where it was typed in.
    pub behaviour: f64,
}

/// One quadrant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quadrant {
    /// How many, and what they spent.
    #[serde(flatten)]
    pub class: Class,
    /// The interval of its share of customers.
    pub interval: Option<Interval>,
    /// How many of them are gone.
    pub gone: usize,
}

/// People whose words and deeds part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mismatch {
    /// `praise_and_gone` or `buy_and_would_not_recommend`.
    pub key: &'static str,
    /// How many.
    pub customers: usize,
    /// What they spent.
    pub value: Money,
    /// Those who spent most.
    pub people: Vec<Listed>,
    /// All of them, by number.
    #[serde(skip)]
    who: Vec<u32>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// Their id.
    pub customer: String,
    /// Their mark.
    pub attitude: f64,
    /// Days on which they bought.
    pub days: usize,
    /// What they spent.
    pub value: Money,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Placed {
    person: Person,
    quadrant: usize,
}

async fn attitude<P: Pace>(
    view: &View,
    checked: &CheckedAttitude,
    pace: &mut P,
) -> Result<Option<Attitude>, crate::domain::intake::Cancelled> {
    let params = &checked.params;
    let Some(answers) = view.dataset.answers.as_deref().filter(|answers| !answers.is_empty()) else { return Ok(None) };
    let other_scale = || is_other_scale(answers, &params.really_0_to_10);
    let intention = answers.of(crate::domain::dataset::Field::Intention);
    let lacking = match (params.by, view.purchases()) {
        (_, None) => Some(Lacking::Purchases),
        (AttitudeBy::Intention, _) if intention.is_none() => Some(Lacking::Intention),
        (AttitudeBy::Score, _) if params.attitude_from.is_none() && other_scale() => Some(Lacking::Scale),
        _ => None,
    };
    let mut found = Attitude::without(lacking);
    let (Some(purchases), None) = (view.purchases(), lacking) else { return Ok(Some(found)) };
    let column = intention.filter(|_| params.by == AttitudeBy::Intention);
    let all = people(view, answers, column, purchases, params, pace).await?;
    found.unnamed = all.unnamed;
    found.silent = all.silent;
    if all.answered.is_empty() {
        found.lacking = Some(Lacking::Named);
        return Ok(Some(found));
    }
    let mean = all.answered.iter().map(|person| person.attitude).sum::<f64>() / all.answered.len() as f64;
    let usual = if params.by == AttitudeBy::Score { PROMOTER } else { mean };
    let median = quantile(&all.behaviours, 0.5).unwrap_or_default();
    let cut =
        Cut { attitude: params.attitude_from.unwrap_or(usual), behaviour: params.behaviour_from.unwrap_or(median) };
    let often =
        |value: f64| if params.behaviour_from.is_some() { value >= cut.behaviour } else { value > cut.behaviour };
    let in_quadrant = |person: Person| {
        let [attitude, behaviour] = [person.attitude >= cut.attitude, often(person.behaviour(params.behaviour))];
        Placed { person, quadrant: 2 * usize::from(attitude) + usize::from(behaviour) }
    };
    found.placed = all.answered.into_iter().map(in_quadrant).collect();
    found.cut = cut;
    found.customers = found.placed.len();
    found.quadrants = quadrants(&found.placed, checked.level);
    found.mismatches = mismatches(view, &found.placed, params, cut);
    let nobody = [(LeftOut::NoPurchase, 0)];
    found.provenance = view.with_held_back(Provenance::new(ID, all.period, found.customers, &nobody), Kind::Answers);
    Ok(Some(found))
}

impl Attitude {
    fn without(lacking: Option<Lacking>) -> Self {
        Self {
            lacking,
            customers: 0,
            cut: Cut::default(),
            quadrants: Vec::new(),
            mismatches: Vec::new(),
            silent: 0,
            unnamed: 0,
            provenance: Provenance::new(ID, None, 0, &[]),
            placed: Vec::new(),
        }
    }
}

fn quadrants(placed: &[Placed], level: Level) -> Vec<Quadrant> {
    let members = placed.iter().map(|placed| (placed.quadrant, placed.person.value));
    let classes = Class::all(KEYS.map(str::to_owned), members);
    let quadrant = |(place, class): (usize, Class)| Quadrant {
        interval: wilson(class.customers, placed.len(), level),
        gone: placed.iter().filter(|placed| placed.quadrant == place && placed.person.gone).count(),
        class,
    };
    classes.into_iter().enumerate().map(quadrant).collect()
}

fn mismatches(view: &View, placed: &[Placed], params: &AttitudeParams, cut: Cut) -> Vec<Mismatch> {
    let praises = |placed: &&Placed| placed.quadrant >= 2 && placed.person.gone;
    // On another scale than that of the score nobody is a detractor: then whoever is not high.
    let would_not = |placed: &&Placed| {
        let is_low = if params.by == AttitudeBy::Score && params.attitude_from.is_none() {
            placed.person.attitude <= DETRACTOR
        } else {
            placed.person.attitude < cut.attitude
        };
        placed.quadrant == 1 && is_low
    };
    let of = |key, them: Vec<&Placed>| {
        let mut people: Vec<&Person> = them.iter().map(|placed| &placed.person).collect();
        people.sort_by(|left, right| right.value.cmp(&left.value).then(left.customer.cmp(&right.customer)));
        let listed = people.iter().take(usize::from(params.listed)).map(|person| Listed {
            customer: view.all.customers.get(person.customer).to_owned(),
            attitude: person.attitude,
            days: person.days,
            value: person.value,
        });
        Mismatch {
            key,
            customers: people.len(),
            value: people.iter().map(|person| person.value).sum(),
            people: listed.collect(),
            who: people.iter().map(|person| person.customer).collect(),
        }
    };
    vec![
        of("praise_and_gone", placed.iter().filter(praises).collect()),
        of("buy_and_would_not_recommend", placed.iter().filter(would_not).collect()),
    ]
}
