//! Who outside a class looks most like those within: they fit a rule that names it.

use std::cmp::Ordering;

use serde::Serialize;

use crate::domain::blocks::{in_blocks_paced, sort_paced};
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::money::Money;
use crate::indicators::View;
use crate::indicators::spent::Spent;

use super::{Explain, LEFT, Rules, TreeParams};

/// Customers outside a class who fit its rules.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Alike {
    /// The class they are like, by key; empty where there are no rules.
    pub alike_of: String,
    /// Whether no rule names it: its share in theirs is above its share of all, but another class has more.
    pub alike_unnamed: bool,
    /// How many they are.
    pub alike_customers: usize,
    /// What they spent; `None` where nobody bought.
    pub alike_value: Option<Money>,
    /// They, as many as are listed: those of the purest rule first, then who spent most.
    pub alike: Vec<Outsider>,
    /// All of them, by number.
    #[serde(skip)]
    pub(super) outside: Vec<u32>,
}

/// A customer who fits a rule and is not in its class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outsider {
    /// Their id.
    pub customer: String,
    /// The rule they fit, in English.
    pub rule: String,
    /// The class they are in, by key.
    pub class: String,
    /// The share of the class they are like among those the rule fits.
    pub purity: f64,
    /// What they spent; `None` where no purchase of theirs counts.
    pub value: Option<Money>,
    /// The place of the rule.
    #[serde(skip)]
    pub leaf: usize,
}

/// Somebody outside, as yet a number.
#[derive(Clone, Copy)]
struct Candidate {
    customer: u32,
    class: u32,
    leaf: usize,
    purity: f64,
    value: Option<Money>,
}

impl Alike {
    /// Among those the rules were made of.
    pub async fn of<P: Pace>(view: &View, params: &TreeParams, found: &Rules, pace: &mut P) -> Result<Self, Cancelled> {
        // One rule fits everybody and tells nobody apart.
        let Some(asked) = class_of(found, params).filter(|_| found.leaves.len() > 1) else {
            return Ok(Self::default());
        };
        let key = found.keys.get(asked).map(|(key, _)| key.clone()).unwrap_or_default();
        let class = u32::try_from(asked).unwrap_or(u32::MAX);
        let (purity_of, unnamed) = purities(found, &key, class);
        let spent = match view.purchases() {
            Some(rows) => Some(Spent::of(rows, params.returns, pace).await?),
            None => None,
        };
        let value = |customer: u32| spent.as_ref()?.of_customer(customer);
        let mut outside: Vec<Candidate> = Vec::new();
        in_blocks_paced(found.customers_of.len(), pace, |range| {
            let rows = found.customers_of.iter().zip(&found.class_of).zip(&found.leaf_of);
            for ((&customer, &own), &leaf) in rows.skip(range.start).take(range.len()) {
                if let Some(purity) = purity_of.get(leaf).copied().flatten().filter(|_| own != class) {
                    outside.push(Candidate { customer, class: own, leaf, purity, value: value(customer) });
                }
            }
        })
        .await?;
        let id = |one: &Candidate| view.all.customers.get(one.customer);
        let order = |one: &Candidate, other: &Candidate| -> Ordering {
            let by_value = || other.value.cmp(&one.value);
            other.purity.total_cmp(&one.purity).then_with(by_value).then_with(|| id(one).cmp(id(other)))
        };
        sort_paced(&mut outside, pace, order).await?;
        let listed = outside.iter().take(usize::from(params.listed)).map(|one| Outsider {
            customer: id(one).to_owned(),
            rule: found.leaves.get(one.leaf).map(|leaf| leaf.rule.clone()).unwrap_or_default(),
            class: found.keys.get(one.class as usize).map(|(key, _)| key.clone()).unwrap_or_default(),
            purity: one.purity,
            value: one.value,
            leaf: one.leaf,
        });
        Ok(Self {
            alike: listed.collect(),
            alike_customers: outside.len(),
            alike_value: spent.as_ref().map(|_| outside.iter().filter_map(|one| one.value).sum()),
            alike_of: key,
            alike_unnamed: unnamed,
            outside: outside.iter().map(|one| one.customer).collect(),
        })
    }
}

/// The place of the class that is asked for; of one that nobody is in, and of none, that of who left, or the first that
/// a rule names.
fn class_of(found: &Rules, params: &TreeParams) -> Option<usize> {
    let asked = params.alike.as_deref().filter(|key| found.classes.contains_key(*key));
    let left = (found.explains == Explain::Left).then_some(LEFT[0]).filter(|key| found.classes.contains_key(*key));
    let is_named = |key: &str| found.leaves.iter().any(|leaf| leaf.class == key);
    match asked.or(left) {
        Some(asked) => found.keys.iter().position(|(key, _)| key == asked),
        None => found.keys.iter().position(|(key, _)| is_named(key)),
    }
}

/// By rule the share of the class among those it fits, where it names the class; and whether none does. Then it is the
/// one of the greatest share, if that is more than among all.
fn purities(found: &Rules, key: &str, class: u32) -> (Vec<Option<f64>>, bool) {
    let named = found.leaves.iter().map(|leaf| (leaf.class == key).then_some(leaf.purity));
    let named: Vec<Option<f64>> = named.collect();
    if named.iter().any(Option::is_some) {
        return (named, false);
    }
    let mut within = vec![0_usize; found.leaves.len()];
    for (_, leaf) in found.class_of.iter().zip(&found.leaf_of).filter(|(own, _)| **own == class) {
        if let Some(count) = within.get_mut(*leaf) {
            *count += 1;
        }
    }
    let of_all = within.iter().sum::<usize>() as f64 / found.customers.max(1) as f64;
    let shares = found.leaves.iter().zip(&within).map(|(leaf, count)| *count as f64 / leaf.support.max(1) as f64);
    let shares: Vec<f64> = shares.collect();
    let most = shares.iter().copied().fold(0.0, f64::max);
    // Two of the same share are alike in that as well.
    let alike = shares.into_iter().map(|share| Some(share).filter(|share| *share >= most && *share > of_all));
    (alike.collect(), true)
}
