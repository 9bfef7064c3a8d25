//! Clusters: customers alike in a few numbers, found by k-means.
//!
//! Fields are recency, frequency and monetary of [`rfm`](super::rfm), and columns of numbers of the customers table. Each
//! is put on one scale: the logarithm of one more (values below zero are zero), then less its mean over its standard
//! deviation (of the population); the latter alone; or less its median over the distance of its quartiles. A field of one
//! value tells nothing apart and is zero. Customers whose total is zero or below are left out where monetary is a field,
//! and those without a number in one of the fields. Where nothing was bought, the fields are columns of the customers
//! table alone, and money is what that table says that they bring.
//!
//! k-means is Lloyd's, begun with k-means++ several times; the least inertia (the sum of squared distances to the
//! centres) wins. The random numbers are the same every time, so equal input gives equal output. Of more than
//! [`DIRECT`] customers the beginnings are tried on so many of them, drawn from all parts of the list, and the best is
//! carried on with all.
//! Where no k is chosen it is the one with the greatest mean silhouette, of a sample where there are many. Beside it
//! stands the *elbow* of inertia: of the numbers tried, the one that lies farthest below the straight line from the first
//! to the last, both axes from 0 to 1. Of fewer than three, or where none lies below, there is no elbow.
//!
//! Clusters are of the customers who count: another filter gives other clusters.
//!
//! Sources: S. P. Lloyd, IEEE Transactions on Information Theory 28 (1982) 129-137; D. Arthur, S. Vassilvitskii,
//! k-means++, SODA 2007; P. J. Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics 20 (1987) 53-65;
//! V. Satopää, J. Albrecht, D. Irwin, B. Raghavan, Finding a "kneedle" in a haystack, ICDCS Workshops 2011.

mod fields;
mod kmeans;
mod show;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::certainty::SmallSample;
use crate::domain::dataset::Kind;
use crate::domain::intake::Pace;
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::provenance::{LeftOut, LeftOutCount, Provenance};

use super::classes::Class;
use super::page::{Control, Page};
use super::rfm::{self, CheckedRfm, RfmError, RfmParams, scores_of};
use super::{About, ClassName, Group, Indicator, Member, Members, Say, Settings, Shared, Stopped, View};

pub use fields::Scale;
use fields::Table;
pub use kmeans::DIRECT;
use kmeans::Fit;

/// Its id.
pub const ID: &str = "clusters";

/// The most clusters.
pub const K_MAX: u8 = 12;

/// The most clusters tried where none are chosen: more than a team can treat each in its own way are of no use.
const TRIED: u8 = 8;

/// Clusters.
pub struct ClustersIndicator;

impl Indicator for ClustersIndicator {
    const ABOUT: About = About {
        id: ID,
        name: ["Clusters", "聚类"],
        group: Group::Segments,
        path: "/segments/clusters",
        needs: &[Kind::Purchases, Kind::Customers],
    };

    type Params = ClustersParams;
    type Checked = CheckedClusters;
    type Found = Clusters;
    type Error = ClustersError;

    fn with_shared(own: ClustersParams, shared: &Shared) -> ClustersParams {
        ClustersParams { small_sample: shared.small_sample, rfm: own.rfm.with_shared(shared), ..own }
    }

    fn with_settings(own: ClustersParams, settings: &Settings) -> ClustersParams {
        Self::with_shared(ClustersParams { rfm: settings.own(rfm::ID), ..own }, &settings.shared)
    }

    fn check(params: ClustersParams) -> Result<CheckedClusters, ClustersError> {
        if let Some(given) = params.k.filter(|k| !(2..=K_MAX).contains(k)) {
            return Err(ClustersError::K { given });
        }
        if params.fields.is_empty() {
            return Err(ClustersError::NoFields);
        }
        if params.restarts == 0 {
            return Err(ClustersError::Restarts);
        }
        let ClustersParams { k, fields, scale, restarts, .. } = params;
        Ok(CheckedClusters { k, fields, scale, restarts, rfm: params.rfm.check()? })
    }

    async fn compute<P: Pace>(
        view: &View,
        params: &CheckedClusters,
        pace: &mut P,
    ) -> Result<Option<Clusters>, Stopped<ClustersError>> {
        let scored = scores_of(view, &params.rfm, pace).await.map_err(|stopped| stopped.map(ClustersError::Rfm))?;
        let (table, mut provenance) = if let Some(rfm) = &scored {
            (Table::of(rfm, view, params, pace).await?, Provenance { indicator: ID.into(), ..rfm.provenance.clone() })
        } else {
            let profiles = view.dataset.profiles.as_deref().filter(|profiles| !profiles.is_empty());
            let Some(profiles) = profiles.filter(|_| !view.is_loaded(Kind::Purchases)) else { return Ok(None) };
            let Some(table) = Table::of_profiles(profiles, params, pace).await? else { return Ok(None) };
            let provenance = Provenance::new(ID, None, profiles.len(), &[]);
            (table, view.with_held_back(provenance, Kind::Customers))
        };
        let scaled = table.scaled(params.scale, pace).await?;
        let distinct = kmeans::distinct(&scaled, table.width(), usize::from(K_MAX) + 1, pace).await?;
        let (least, most) = match params.k {
            Some(k) => (usize::from(k), usize::from(k)),
            None => (2, usize::from(TRIED)),
        };
        let mut tried = Vec::new();
        let mut best: Option<(Fit, Option<f64>)> = None;
        for k in least..=most.min(distinct) {
            let fit = kmeans::fit(&scaled, table.width(), k, params.restarts, pace).await?;
            let silhouette = kmeans::silhouette(&scaled, table.width(), &fit, pace).await?;
            tried.push(Tried { k, inertia: fit.inertia, silhouette });
            if best.as_ref().is_none_or(|(_, known)| silhouette > *known) {
                best = Some((fit, silhouette));
            }
        }
        if table.not_positive > 0 {
            provenance.left_out.push(LeftOutCount { reason: LeftOut::NotPositive, count: table.not_positive });
        }
        Ok(Some(Clusters::of(table, best, tried, distinct, provenance)))
    }

    fn show(found: &Clusters, params: &ClustersParams, say: &Say<'_>) -> Page {
        show::show(found, params, say)
    }

    fn promise(say: &Say<'_>) -> &'static str {
        texts::ClustersTexts::of(say.language).promise
    }

    fn explain(error: &ClustersError, say: &Say<'_>) -> String {
        show::explain(error, say)
    }

    fn controls(params: &ClustersParams, say: &Say<'_>) -> Vec<Control> {
        show::controls(params, (&fields::OWN, &[]), say)
    }

    fn members(found: &Clusters) -> Option<Members<'_>> {
        let width = found.fields.len();
        let rows =
            found.customers_of.iter().zip(&found.member_of).enumerate().map(move |(place, (&customer, &cluster))| {
                let own = found.values.get(place * width..(place + 1) * width).unwrap_or_default();
                let class = found.clusters.get(cluster).map_or("", |cluster| &cluster.class.key);
                Member { customer, class, judged: own.iter().map(f64::to_string).collect() }
            });
        Some(Members { judged_by: found.fields.clone(), rows: Box::new(rows) })
    }

    fn classes(found: &Clusters, say: &Say<'_>) -> Vec<ClassName> {
        let keys = found.clusters.iter().map(|cluster| cluster.class.key.as_str());
        ClassName::all(keys, show::names(found, say.language))
    }
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClustersParams {
    /// How many clusters, 2 to [`K_MAX`]; `None` (default) for the number with the greatest silhouette.
    pub k: Option<u8>,
    /// By which fields: `recency`, `frequency`, `monetary`, or columns of numbers of the customers table. Default: the
    /// three; where nothing was bought these say nothing, and without others the table's own are taken.
    pub fields: Vec<String>,
    /// How fields are put on one scale. Default: by logarithm.
    pub scale: Scale,
    /// How many times k-means begins anew, 1 at least. Default 20.
    pub restarts: u8,
    /// Below how many customers figures are read with care. Default 30.
    pub small_sample: SmallSample,
    /// How customers are measured: set with the segments.
    #[serde(skip_deserializing)]
    pub rfm: RfmParams,
}

impl Default for ClustersParams {
    fn default() -> Self {
        Self {
            k: None,
            fields: fields::OWN.map(str::to_owned).to_vec(),
            scale: Scale::default(),
            restarts: 20,
            small_sample: SmallSample::DEFAULT,
            rfm: RfmParams::default(),
        }
    }
}

/// Parameters that passed the check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedClusters {
    k: Option<u8>,
    fields: Vec<String>,
    scale: Scale,
    restarts: u8,
    rfm: CheckedRfm,
}

/// Why there are no clusters.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClustersError {
    /// Too few or too many clusters.
    #[error("{given} clusters: 2 to {K_MAX} are possible")]
    K {
        /// As many as asked for.
        given: u8,
    },
    /// No field is chosen.
    #[error("one field at least")]
    NoFields,
    /// There is no such column of numbers.
    #[error("the customers table has no column of numbers `{name}`")]
    Field {
        /// As asked for.
        name: String,
    },
    /// k-means never begins.
    #[error("one beginning at least")]
    Restarts,
    /// Customers cannot be measured.
    #[error(transparent)]
    #[serde(untagged)]
    Rfm(#[from] RfmError),
}

/// Customers in clusters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Clusters {
    /// How many; 0 where customers are too few or too much alike.
    pub k: usize,
    /// The sum of squared distances to the centres, on the common scale.
    pub inertia: Option<f64>,
    /// The mean silhouette; `None` without clusters.
    pub silhouette: Option<f64>,
    /// Each, that of most money per customer first.
    pub clusters: Vec<Cluster>,
    /// By which fields.
    pub fields: Vec<String>,
    /// Each number of clusters tried.
    pub tried: Vec<Tried>,
    /// The number at which inertia stops falling fast; `None` where none stands out, or too few were tried.
    pub elbow: Option<usize>,
    /// Customers in clusters.
    pub customers: usize,
    /// Customers without a number in one of the fields.
    pub without_values: usize,
    /// Of the customers how many differ in anything: at most one more than the most clusters.
    pub distinct: usize,
    #[serde(skip)]
    offered: Vec<String>,
    /// Whether customers are compared in what they bought as well.
    #[serde(skip)]
    of_purchases: bool,
    /// What it was computed from; `used` counts rows.
    pub provenance: Provenance,
    #[serde(skip)]
    customers_of: Vec<u32>,
    #[serde(skip)]
    member_of: Vec<usize>,
    #[serde(skip)]
    values: Vec<f64>,
}

/// One number of clusters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tried {
    /// How many.
    pub k: usize,
    /// The least inertia found.
    pub inertia: f64,
    /// The mean silhouette.
    pub silhouette: Option<f64>,
}

/// The number of clusters whose inertia lies farthest below the straight line from the first to the last; of two alike
/// the smaller.
fn elbow(tried: &[Tried]) -> Option<usize> {
    let (first, last) = (tried.first()?, tried.last()?);
    let (width, fall) = (last.k as f64 - first.k as f64, first.inertia - last.inertia);
    if !(width > 0.0 && fall > 0.0) {
        return None;
    }
    let below = |tried: &Tried| 1.0 - (tried.k as f64 - first.k as f64) / width - (tried.inertia - last.inertia) / fall;
    let bent = tried.iter().filter(|tried| below(tried) > f64::EPSILON);
    bent.rev().max_by(|one, other| below(one).total_cmp(&below(other))).map(|tried| tried.k)
}

/// One cluster.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cluster {
    /// How many, and what they brought; its key is its number.
    #[serde(flatten)]
    pub class: Class,
    /// The mean of each field.
    pub centre: BTreeMap<String, f64>,
    /// The centre on the common scale: what sets it apart.
    pub centre_scaled: BTreeMap<String, f64>,
}

impl Clusters {
    fn of(
        table: Table,
        best: Option<(Fit, Option<f64>)>,
        tried: Vec<Tried>,
        distinct: usize,
        provenance: Provenance,
    ) -> Self {
        let width = table.width();
        let (fit, silhouette) = best.unwrap_or_default();
        let k = fit.centres.len() / width.max(1);
        // The one that brings most per customer first.
        let mut sums = vec![(Money::ZERO, 0_i128); k];
        for (&cluster, &money) in fit.member_of.iter().zip(&table.money) {
            if let Some((sum, n)) = sums.get_mut(cluster) {
                *sum += money;
                *n += 1;
            }
        }
        let mean = |place: usize| sums.get(place).map_or(0, |(sum, n)| sum.micros() / (*n).max(1));
        let mut order: Vec<usize> = (0..k).collect();
        order::sort_by(&mut order, |left, right| mean(*right).cmp(&mean(*left)).then(left.cmp(right)));
        let mut number = vec![0; k];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = number.get_mut(*old) {
                *slot = new;
            }
        }
        let member_of: Vec<usize> =
            fit.member_of.iter().map(|old| number.get(*old).copied().unwrap_or_default()).collect();
        let mut means = vec![0.0; k * width];
        for (own, cluster) in table.values.chunks(width.max(1)).zip(&member_of) {
            for (field, value) in own.iter().enumerate() {
                if let Some(slot) = means.get_mut(cluster * width + field) {
                    *slot += value;
                }
            }
        }
        let keys = (1..=k).map(|number| number.to_string());
        let classes = Class::all(keys, member_of.iter().copied().zip(table.money.iter().copied()));
        let classes = Class::bringing(classes, &table.brings);
        let named = |values: &[f64], n: f64| {
            table.fields.iter().cloned().zip(values.iter().map(|value| value / n)).collect::<BTreeMap<String, f64>>()
        };
        let cluster = |((place, class), old): ((usize, Class), &usize)| {
            let of = |values: &[f64], place: usize, n: f64| {
                named(values.get(place * width..(place + 1) * width).unwrap_or_default(), n)
            };
            let n = class.customers.max(1) as f64;
            Cluster { centre: of(&means, place, n), centre_scaled: of(&fit.centres, *old, 1.0), class }
        };
        Self {
            k,
            inertia: (k > 0).then_some(fit.inertia),
            silhouette,
            clusters: classes.into_iter().enumerate().zip(&order).map(cluster).collect(),
            fields: table.fields.clone(),
            elbow: elbow(&tried),
            tried,
            customers: table.customers.len(),
            without_values: table.without_values,
            distinct,
            offered: table.offered,
            of_purchases: table.of_purchases,
            provenance,
            customers_of: if k > 0 { table.customers } else { Vec::new() },
            member_of,
            values: table.values,
        }
    }
}
