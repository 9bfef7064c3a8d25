//! The dataset as one filter and one set of parameters show it.

use std::collections::BTreeMap;

use crate::domain::analysis::Settings;
use crate::domain::dataset::{Dataset, Filter, Filtered, Kind};
use crate::domain::provenance::{LeftOut, LeftOutCount, Provenance};
use crate::domain::segments::rfm::{OTHER, Rfm, RfmError, rfm};
use crate::engine::protocol::{Computation, Failure};

/// A filtered dataset with its RFM, which most pages need.
pub struct View {
    filter: Filter,
    settings: Settings,
    /// The rows let through.
    pub dataset: Dataset,
    /// Rows held back per table.
    pub held_back: BTreeMap<Kind, usize>,
    /// Tables a chosen attribute cannot be applied to.
    pub not_applicable: BTreeMap<Kind, Vec<String>>,
    /// RFM of the rows let through; `None` without purchases.
    pub rfm: Option<Rfm>,
    /// RFM before a segment was chosen: segments are those of all customers the rest of the filter
    /// lets through, and do not change when one of them is looked at. `None` where none is chosen.
    pub rfm_of_all: Option<Rfm>,
    /// The customer list in the order asked for last.
    pub(super) order: Option<super::customers::Order>,
}

impl View {
    /// Applies the filter and scores the customers.
    pub fn new(dataset: &Dataset, computation: &Computation) -> Result<Self, Failure> {
        let Computation { filter, settings, .. } = computation;
        let (filtered, rfm, rfm_of_all) = match &filter.segment {
            None => {
                let filtered = filter.apply(dataset, None);
                let scored = scores(&filtered.dataset, settings)?;
                (filtered, scored, None)
            }
            Some(segment) => Self::of_segment(dataset, filter, segment, settings)?,
        };
        let Filtered { dataset, held_back, not_applicable } = filtered;
        Ok(Self {
            filter: filter.clone(),
            settings: settings.clone(),
            dataset,
            held_back,
            not_applicable,
            rfm,
            rfm_of_all,
            order: None,
        })
    }

    /// Whether it is what a question asks about.
    pub fn fits(&self, computation: &Computation) -> bool {
        self.filter == computation.filter && self.settings == computation.settings
    }

    /// Customers keep the scores they have among all; one segment's customers are not scored anew
    /// against each other, or its best would turn into champions.
    fn of_segment(
        dataset: &Dataset,
        filter: &Filter,
        segment: &str,
        settings: &Settings,
    ) -> Result<(Filtered, Option<Rfm>, Option<Rfm>), Failure> {
        let all = Filter { segment: None, ..filter.clone() }.apply(dataset, None);
        let Some(scored) = scores(&all.dataset, settings)? else {
            return Ok((filter.apply(dataset, Some(&[])), None, None));
        };
        let place = scored.segments.iter().position(|summary| summary.key == segment);
        let members = place.map(|place| scored.scores.members(place, dataset.customers.len())).unwrap_or_default();
        let of_members = scored.of_members(&members, &settings.rfm.rules);
        Ok((filter.apply(dataset, Some(&members)), Some(of_members), Some(scored)))
    }

    /// A provenance with the rows of `kind` that the filter held back.
    pub fn with_held_back(&self, mut provenance: Provenance, kind: Kind) -> Provenance {
        if let Some(&count) = self.held_back.get(&kind) {
            provenance.left_out.push(LeftOutCount { reason: LeftOut::Filtered, count });
        }
        provenance
    }

    /// The segment key of a customer, if scored.
    pub fn segment_key(&self, place: u16) -> &str {
        let rfm = self.rfm.as_ref();
        rfm.and_then(|rfm| rfm.segments.get(usize::from(place))).map_or(OTHER, |segment| segment.key.as_str())
    }
}

/// RFM of a dataset; `None` where there is nobody to score.
fn scores(dataset: &Dataset, settings: &Settings) -> Result<Option<Rfm>, Failure> {
    let Some(purchases) = dataset.purchases.as_deref() else { return Ok(None) };
    let checked = settings.rfm.clone().check().map_err(|error| Failure::Settings(error.to_string()))?;
    match rfm(purchases, &dataset.customers, &checked) {
        Ok(scored) => Ok(Some(scored)),
        Err(RfmError::NoPurchases) => Ok(None),
        Err(error) => Err(Failure::Settings(error.to_string())),
    }
}
