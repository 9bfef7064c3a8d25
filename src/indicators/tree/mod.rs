//! A readable tree: who left, who recommends us, or who is in which class, as at most a page of if-then rules.
//!
//! Each rule is a way through a tree of yes-or-no questions (CART): a number at most so much, or a value that is this one.
//! A question is the one that lowers Gini's impurity most; a number that is blank counts as less than any other. The tree
//! ends after so many questions, or where a leaf would have too few customers, and is pruned by cost and complexity: of all
//! trees pruning leads through the one with the least Brier error for customers not seen in cross-validation, or the
//! smallest within one standard error of it. The parts of the validation are drawn from the same random numbers every
//! time, so equal input gives equal output.
//!
//! *Support* is how many customers a rule fits, *purity* the share of the most frequent class among them, with its Wilson
//! interval. Rules were chosen on the same customers, so shares are better than they will be for others; the accuracy of
//! the cross-validation says how much is left.
//!
//! Fields are the columns of the customers table, complaints and the newest score, and, where asked for or nothing else is
//! known, what customers bought. Whatever follows from the outcome itself must be left out by hand (`without`); the newest
//! score is never asked where it is the outcome. Classes are those of their own pages, of the customers who are in one.
//!
//! *Alike* are customers outside a class who fit a rule that names it: nothing the rules ask tells them from those within.
//! Where no rule names the class it is the rule in which its share is greatest, if that is above its share of all.
//!
//! Sources: L. Breiman, J. H. Friedman, R. A. Olshen, C. J. Stone, Classification and Regression Trees (1984);
//! G. W. Brier, Monthly Weather Review 78 (1950) 1-3.

mod alike;
mod cart;
mod fields;
mod outcome;
mod rules;
mod show;
mod show_alike;
#[cfg(test)]
mod tests;
mod texts;
mod validate;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Interval, Level, NotALevel, wilson};
use crate::domain::order;
use crate::domain::provenance::Provenance;
use crate::domain::returns::ReturnsPolicy;

use super::eight_classes::{self, CheckedEight, EightClasses, EightError, EightParams};
use super::page::{Control, Page};
use super::rfm::{self, RfmError};
use super::segmentations::{SegmentationError, SegmentationParams};
use super::{About, ClassName, CustomerGroup, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View};

pub use alike::{Alike, Outsider};
use cart::{Data, Limits, Node, Tree};
use fields::{Fields, Kind as NumberKind, Meaning, Named};
pub use outcome::Explain;
use outcome::{ATTITUDES, LEFT, Outcome, outcome};
pub use rules::Condition;
use validate::{Candidate, candidates};

/// Its id.
pub const ID: &str = "tree";

/// The most questions one after the other: with more the rules fill more than a page.
pub const MOST_DEPTH: u8 = 5;

/// The most parts of a cross-validation.
pub const MOST_FOLDS: u8 = 20;

/// The key of those outside a class who fit its rules; rules have numbers.
const ALIKE: &str = "alike";

/// A readable tree.
pub struct TreeIndicator;

impl Indicator for TreeIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Rules (tree)", "规则树"],
        group: Group::Segments,
        path: "/segments/tree",
        needs: &[Kind::Customers, Kind::Purchases],
    };

    type Params = TreeParams;
    type Checked = CheckedTree;
    type Found = Rules;
    type Error = TreeError;

    fn with_shared(own: TreeParams, shared: &Shared) -> TreeParams {
        let eight = EightClasses::with_shared(own.eight, shared);
        let Shared { returns, level, small_sample, .. } = *shared;
        TreeParams { returns, level, small_sample, eight, ..own }
    }

    fn with_settings(own: TreeParams, settings: &Settings) -> TreeParams {
        let eight = EightParams { rfm: settings.own(rfm::ID), ..settings.own(eight_classes::ID) };
        let segmentations = SegmentationParams::of(settings);
        Self::with_shared(TreeParams { eight, segmentations, ..own }, &settings.shared)
    }

    fn check(params: TreeParams) -> Result<CheckedTree, TreeError> {
        let TreeParams { depth, least, folds, .. } = params;
        if !(1..=MOST_DEPTH).contains(&depth) {
            return Err(TreeError::Depth { given: depth });
        }
        if least == 0 {
            return Err(TreeError::Least);
        }
        if !(2..=MOST_FOLDS).contains(&folds) {
            return Err(TreeError::Folds { given: folds });
        }
        let level = Level::try_from(params.level)?;
        let eight = EightClasses::check(params.eight.clone())?;
        Ok(CheckedTree { params, level, eight })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedTree,
        pace: &mut P,
    ) -> Result<Option<Rules>, Stopped<TreeError>> {
        let Some(outcome) = outcome(view, params, pace).await? else { return Ok(None) };
        let explained = match outcome.by {
            Explain::Attitude => Some(fields::SCORE),
            _ => outcome.column.as_deref(),
        };
        let rfm = outcome.rfm.as_deref();
        let fields = Fields::of(view, &outcome.customers, explained, rfm, params, pace).await?;
        let found = rules(view, params, outcome, &fields, pace).await?;
        let alike = Alike::of(view, &params.params, &found, pace).await?;
        Ok(Some(Rules { alike, ..found }))
    }

    fn show(found: &Rules, params: &TreeParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::TreeTexts::of(say.language).promise
    }

    fn explain(error: &TreeError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &TreeParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, say)
    }

    fn members(found: &Rules) -> Option<Members<'_>> {
        let row = |(customer, (class, leaf)): (&u32, (&u32, &usize))| {
            let outcome = found.keys.get(*class as usize).map_or("", |(key, _)| key);
            let leaf = found.leaves.get(*leaf);
            let [key, named] = leaf.map_or(["", ""], |leaf| [&leaf.key, &leaf.class]);
            Member { customer: *customer, class: key, judged: vec![outcome.to_owned(), named.to_owned()] }
        };
        let judged_by = ["outcome", "named"].map(str::to_owned).to_vec();
        let rows = found.customers_of.iter().zip(found.class_of.iter().zip(&found.leaf_of));
        Some(Members { judged_by, rows: Box::new(rows.map(row)) })
    }

    fn groups<'a>(found: &'a Rules, say: &Say<'_>) -> Vec<CustomerGroup<'a>> {
        vec![CustomerGroup::list(ALIKE, texts::TreeTexts::of(say.language).alike_customers, &found.alike.outside)]
    }

    fn classes(found: &Rules, say: &Say<'_>) -> Vec<ClassName> {
        let text = |leaf: &Leaf| ClassName { key: leaf.key.clone(), name: show::rule(found, leaf, say) };
        found.leaves.iter().map(text).collect()
    }
}

/// Which of the trees pruning leads through is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prune {
    /// The one with the least error for customers not seen.
    #[default]
    LeastError,
    /// The smallest whose error is within one standard error of the least.
    OneStandardError,
    /// The largest.
    Never,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TreeParams {
    /// What is explained. Default: who left, where that is known; else the segments.
    pub explain: Explain,
    /// The column of [`Explain::Column`].
    pub column: Option<String>,
    /// Whether what customers bought is asked too. Default: no, as both leaving and segments show in it.
    pub purchases: bool,
    /// Fields never asked: those that follow from the outcome.
    pub without: Vec<String>,
    /// Questions asked one after the other at most, 1 to [`MOST_DEPTH`]. Default 4.
    pub depth: u8,
    /// Customers in a leaf at least, 1 or more. Default 30.
    pub least: u32,
    /// How the tree is pruned. Default: by least error.
    pub prune: Prune,
    /// Parts of the cross-validation, 2 to [`MOST_FOLDS`]. Default 10.
    pub folds: u8,
    /// The class whose like are looked for outside, by key. Default: those who left; else the first that a rule names.
    pub alike: Option<String>,
    /// How many of them are listed. Default 20.
    pub listed: u16,
    /// What returns do to what they spent. Default: they lower it.
    pub returns: ReturnsPolicy,
    /// Confidence of the intervals. Default 0.95.
    pub level: f64,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// How the eight classes are cut: set with them.
    #[serde(skip_deserializing)]
    pub eight: EightParams,
    /// How customers are put into the other classes: set on the pages of each.
    #[serde(skip_deserializing)]
    pub segmentations: SegmentationParams,
}

impl Default for TreeParams {
    fn default() -> Self {
        Self {
            explain: Explain::default(),
            column: None,
            purchases: false,
            without: Vec::new(),
            depth: 4,
            least: 30,
            prune: Prune::default(),
            folds: 10,
            alike: None,
            listed: 20,
            returns: ReturnsPolicy::default(),
            level: Level::DEFAULT.get(),
            small_sample: SmallSample::DEFAULT,
            eight: EightParams::default(),
            segmentations: SegmentationParams::default(),
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedTree {
    params: TreeParams,
    level: Level,
    eight: CheckedEight,
}

/// Why there is no tree.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TreeError {
    /// No question, or too many to read.
    #[error("{given} questions one after the other: 1 to {MOST_DEPTH} are possible")]
    Depth {
        /// As many as asked for.
        given: u8,
    },
    /// A leaf of nobody.
    #[error("a leaf needs one customer at least")]
    Least,
    /// No cross-validation.
    #[error("{given} parts: 2 to {MOST_FOLDS} are possible")]
    Folds {
        /// As many as asked for.
        given: u8,
    },
    /// Nothing says who left.
    #[error("no column and no table says who left")]
    NobodyLeft,
    /// Nobody known answered a survey.
    #[error("no customer gave a score")]
    NobodyAnswered,
    /// There is no such column to explain.
    #[error("the customers table has no column `{name}` to explain")]
    NoColumn {
        /// As asked for.
        name: String,
    },
    /// No confidence level.
    #[error(transparent)]
    Level(#[from] NotALevel),
    /// The eight classes cannot be cut.
    #[error(transparent)]
    #[serde(untagged)]
    Eight(#[from] EightError),
    /// Customers cannot be scored.
    #[error(transparent)]
    #[serde(untagged)]
    Rfm(#[from] RfmError),
    /// There are no such classes.
    #[error(transparent)]
    #[serde(untagged)]
    Segmentation(SegmentationError),
}

/// An outcome as rules.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rules {
    /// What is explained.
    pub explains: Explain,
    /// The column, where it is one.
    pub column: Option<String>,
    /// Customers whose outcome is known.
    pub customers: usize,
    /// How many are in each class that has any, by key.
    pub classes: BTreeMap<String, usize>,
    /// The rules: where who left is explained those of most leavers first, else by class, the widest first.
    pub leaves: Vec<Leaf>,
    /// Who outside a class fits its rules.
    #[serde(flatten)]
    pub alike: Alike,
    /// The share of customers whose class the rules name.
    pub accuracy: f64,
    /// The share of customers not seen whose class they name, in cross-validation; `None` where it was not possible.
    pub cross_validated: Option<f64>,
    /// The interval of that share.
    pub cross_validated_interval: Option<Interval>,
    /// The share of the most frequent class: what naming it alone gets right.
    pub baseline: f64,
    /// The cost of complexity the tree is pruned at.
    pub alpha: f64,
    /// All trees pruning leads through, the largest first.
    pub pruning: Vec<Pruned>,
    /// What could be asked.
    pub fields: Vec<String>,
    #[serde(skip)]
    keys: Vec<(String, String)>,
    #[serde(skip)]
    named: Vec<Named>,
    #[serde(skip)]
    offered: Vec<String>,
    /// What it was computed from; `used` counts customers.
    pub provenance: Provenance,
    #[serde(skip)]
    customers_of: Vec<u32>,
    #[serde(skip)]
    class_of: Vec<u32>,
    #[serde(skip)]
    leaf_of: Vec<usize>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leaf {
    /// Its number, from 1.
    pub key: String,
    /// The rule, in English: conditions joined by *and*, or `all`.
    pub rule: String,
    /// The conditions, all of which must hold.
    pub conditions: Vec<Condition>,
    /// Customers it fits.
    pub support: usize,
    /// Their share of all.
    pub share: f64,
    /// The class most of them have.
    pub class: String,
    /// The share of that class among them.
    pub purity: f64,
    /// Its interval.
    pub purity_interval: Option<Interval>,
    /// The share of those who left among them; `None` where something else is explained.
    pub left: Option<f64>,
    /// Its interval.
    pub left_interval: Option<Interval>,
}

/// One of the trees pruning leads through.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pruned {
    /// The cost of complexity from which on it is this tree.
    pub alpha: f64,
    /// How many rules it has.
    pub leaves: usize,
    /// Its Brier error for customers not seen; `None` where nothing was cross-validated.
    pub error: Option<f64>,
    /// The standard error of that.
    pub standard_error: Option<f64>,
}

async fn rules<P: Pace>(
    view: &View,
    checked: &CheckedTree,
    outcome: Outcome,
    fields: &Fields,
    pace: &mut P,
) -> Result<Rules, Cancelled> {
    let params = &checked.params;
    let data = Data { fields: &fields.coded, class: &outcome.class, classes: outcome.keys.len() };
    let limits = Limits { depth: params.depth, least: params.least as usize };
    let all = (0_u32..).take(outcome.customers.len()).collect();
    let tree = Tree::grow(data, all, limits, pace).await?;
    let weakest = tree.weakest();
    // Of few customers a part might have nobody.
    let possible = tree.nodes.len() > 1 && outcome.customers.len() >= 2 * usize::from(params.folds);
    let tried = if possible { candidates(data, &weakest, limits, params.folds, pace).await? } else { Vec::new() };
    let chosen = chosen(&tried, params.prune);
    let alpha = chosen.map_or(0.0, |candidate| candidate.alpha);
    let count_leaves = |alpha: f64| rules::leaves(&tree, &fields.named, &weakest, alpha).len();
    let pruning = tried.iter().map(|candidate| Pruned {
        alpha: candidate.alpha,
        leaves: count_leaves(candidate.alpha),
        error: Some(candidate.error),
        standard_error: Some(candidate.standard_error),
    });
    let root = tree.nodes.first();
    let n = outcome.customers.len();
    let (leaves, place_of) = leaves(&tree, &weakest, alpha, fields, &outcome, checked.level);
    let share = |count: usize| count as f64 / n.max(1) as f64;
    let right: usize = place_of.keys().map(|node| tree.nodes.get(*node).map_or(0, most)).sum();
    let leaf_of = (0_u32..).take(n).map(|row| {
        let node = tree.node_of(&fields.coded, row, &weakest, alpha);
        place_of.get(&node).copied().unwrap_or_default()
    });
    let counts = root.map(|root| root.counts.as_slice()).unwrap_or_default();
    let classes = outcome.keys.iter().zip(counts).filter(|(_, count)| **count > 0);
    let provenance = provenance(view, &outcome);
    Ok(Rules {
        explains: outcome.by,
        column: outcome.column,
        customers: n,
        classes: classes.map(|((key, _), count)| (key.clone(), *count as usize)).collect(),
        leaves,
        alike: Alike::default(),
        accuracy: share(right),
        cross_validated: chosen.map(|candidate| share(candidate.right)),
        cross_validated_interval: chosen.and_then(|candidate| wilson(candidate.right, n, checked.level)),
        baseline: share(root.map_or(0, most)),
        alpha,
        pruning: pruning.collect(),
        fields: fields.named.iter().map(|named| named.name.clone()).collect(),
        named: fields.named.clone(),
        offered: outcome::offered(view),
        provenance,
        leaf_of: leaf_of.collect(),
        keys: outcome.keys,
        customers_of: outcome.customers,
        class_of: outcome.class,
    })
}

fn provenance(view: &View, outcome: &Outcome) -> Provenance {
    let period = outcome.rfm.as_ref().and_then(|rfm| rfm.provenance.period);
    let of_table = matches!(outcome.by, Explain::Left | Explain::Column);
    let kind = match outcome.by {
        Explain::Attitude => Kind::Answers,
        _ if of_table && view.dataset.profiles.is_some() => Kind::Customers,
        _ => Kind::Purchases,
    };
    view.with_held_back(Provenance::new(ID, period, outcome.customers.len(), &[]), kind)
}

/// How many of a node's customers are of its most frequent class.
fn most(node: &Node) -> usize {
    node.counts.iter().max().map_or(0, |count| *count as usize)
}

fn chosen(tried: &[Candidate], prune: Prune) -> Option<Candidate> {
    let best = tried.iter().rev().min_by(|one, other| one.error.total_cmp(&other.error))?;
    match prune {
        Prune::Never => tried.first().copied(),
        Prune::LeastError => Some(*best),
        Prune::OneStandardError => {
            let most = best.error + best.standard_error;
            tried.iter().rev().find(|candidate| candidate.error <= most).copied()
        }
    }
}

/// The rules in their order, and the place of each by its node.
fn leaves(
    tree: &Tree,
    weakest: &[f64],
    alpha: f64,
    fields: &Fields,
    outcome: &Outcome,
    level: Level,
) -> (Vec<Leaf>, BTreeMap<usize, usize>) {
    let who_left = outcome.by == Explain::Left;
    let all = outcome.customers.len();
    let leaf = |(place, conditions): (usize, Vec<Condition>)| {
        let node = tree.nodes.get(place)?;
        let (support, most, mostly) = (node.customers(), most(node), node.mostly());
        let left = node.counts.first().filter(|_| who_left).map(|count| *count as usize);
        let plain = conditions.iter().map(|condition| {
            let kind = fields.named.get(condition.place).and_then(|named| match &named.meaning {
                Meaning::Numbers(kind, _) => Some(*kind),
                Meaning::Names(_) => None,
            });
            condition.plain(kind)
        });
        let rule: Vec<String> = plain.collect();
        let leaf = Leaf {
            key: String::new(),
            rule: if rule.is_empty() { "all".to_owned() } else { rule.join(" and ") },
            conditions,
            support,
            share: support as f64 / all.max(1) as f64,
            class: outcome.keys.get(mostly).map(|(key, _)| key.clone()).unwrap_or_default(),
            purity: most as f64 / support.max(1) as f64,
            purity_interval: wilson(most, support, level),
            left: left.map(|left| left as f64 / support.max(1) as f64),
            left_interval: left.and_then(|left| wilson(left, support, level)),
        };
        Some((place, mostly, leaf))
    };
    let found = rules::leaves(tree, &fields.named, weakest, alpha);
    let mut found: Vec<(usize, usize, Leaf)> = found.into_iter().filter_map(leaf).collect();
    order::sort_by(&mut found, |(_, one_class, one), (_, other_class, other)| match (one.left, other.left) {
        (Some(one_left), Some(other_left)) => other_left.total_cmp(&one_left).then(other.support.cmp(&one.support)),
        _ => one_class.cmp(other_class).then(other.support.cmp(&one.support)),
    });
    let place_of = found.iter().enumerate().map(|(place, (node, _, _))| (*node, place)).collect();
    let numbered = found.into_iter().enumerate();
    let leaves = numbered.map(|(place, (_, _, leaf))| Leaf { key: (place + 1).to_string(), ..leaf }).collect();
    (leaves, place_of)
}
