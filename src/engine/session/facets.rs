//! What the filter bar offers.

use std::collections::BTreeMap;

use crate::domain::dataset::{Attribute, BLANK, Dataset, Kind, Values};
use crate::domain::recent::Recent;
use crate::engine::protocol::{Facet, Facets};
use crate::indicators::chosen::Divided;
use crate::indicators::rfm::segment_name;

use super::scored::Scored;

/// With more distinct values an attribute is nothing to choose from.
const MOST_VALUES: usize = 200;

/// Period and attributes of the whole dataset, segments under the rest of the filter in force, and what divides customers
/// as that filter asks.
pub fn facets(dataset: &Dataset, view: &Scored, divided: Vec<Divided>) -> Facets {
    let mut found = BTreeMap::<String, Facet>::new();
    for (kind, attributes) in attributes(dataset) {
        for attribute in attributes {
            add(&mut found, kind, attribute);
        }
    }
    let segments = view.rfm_of_all.as_ref().map(|rfm| {
        let filled = rfm.segments.iter().filter(|segment| segment.customers > 0);
        let named = |key: &str, name: &str| segment_name(view.language, key, name).to_owned();
        filled.map(|segment| (segment.key.clone(), named(&segment.key, &segment.name))).collect()
    });
    let period = dataset.period();
    let recent = |data| Recent::ALL.into_iter().filter_map(move |recent| Some((recent, recent.of(data)?)));
    Facets {
        period,
        recent: period.into_iter().flat_map(recent).collect(),
        attributes: found.into_values().filter_map(offered).collect(),
        segments: segments.unwrap_or_default(),
        divided,
        not_applicable: view.not_applicable.iter().map(|(kind, names)| (*kind, names.clone())).collect(),
    }
}

/// What can be chosen from: a few values, or a range of many numbers or days.
fn offered(facet: Facet) -> Option<Facet> {
    match facet.values.len() {
        0 | 1 => None,
        2..=MOST_VALUES => Some(facet),
        _ => facet.span.is_some().then(|| Facet { values: Vec::new(), ..facet }),
    }
}

/// The attributes of each table there is.
fn attributes(dataset: &Dataset) -> Vec<(Kind, Vec<&Attribute>)> {
    let of_complaints =
        [&dataset.complaints, &dataset.promises].into_iter().flatten().flat_map(|table| table.attributes());
    let has_complaints = dataset.complaints.is_some() || dataset.promises.is_some();
    let tables: [(Kind, Option<Vec<&Attribute>>); 5] = [
        (Kind::Customers, dataset.profiles.as_deref().map(|table| table.attributes().collect())),
        (Kind::Purchases, dataset.purchases.as_deref().map(|table| table.attributes().collect())),
        (Kind::Answers, dataset.answers.as_deref().map(|table| table.attributes().collect())),
        (Kind::Complaints, has_complaints.then(|| of_complaints.collect())),
        (Kind::Exits, dataset.exits.as_deref().map(|table| table.attributes().collect())),
    ];
    tables.into_iter().filter_map(|(kind, attributes)| attributes.map(|attributes| (kind, attributes))).collect()
}

fn add(found: &mut BTreeMap<String, Facet>, kind: Kind, attribute: &Attribute) {
    let facet = found.entry(attribute.name.clone()).or_insert_with(|| Facet {
        name: attribute.name.clone(),
        kinds: Vec::new(),
        read_as: attribute.read_as(),
        values: Vec::new(),
        span: attribute.span(),
    });
    if facet.read_as != attribute.read_as() {
        (facet.read_as, facet.span) = (Values::Text, None);
    } else if !facet.kinds.is_empty() {
        facet.span = facet.span.zip(attribute.span()).and_then(|(one, other)| one.with(&other));
    }
    // Complaints and promises are of one kind.
    if facet.kinds.last() != Some(&kind) {
        facet.kinds.push(kind);
    }
    let mut values: BTreeMap<String, usize> = facet.values.drain(..).collect();
    for (value, rows) in counts(attribute) {
        *values.entry(value.to_owned()).or_default() += rows;
    }
    facet.values = values.into_iter().collect();
}

/// Rows per value; blank is the empty text. Values no row has any more are absent. Where there are
/// far too many, only enough to say so.
fn counts(attribute: &Attribute) -> Vec<(&str, usize)> {
    let mut rows = vec![0_usize; attribute.values.len()];
    let mut blank = 0;
    for &code in &attribute.codes {
        if code == BLANK {
            blank += 1;
        } else if let Some(slot) = rows.get_mut(code as usize) {
            *slot += 1;
        }
    }
    let named = attribute.values.iter().zip(rows).map(|((_, text), rows)| (text, rows));
    named.chain([("", blank)]).filter(|(_, rows)| *rows > 0).take(MOST_VALUES + 1).collect()
}
