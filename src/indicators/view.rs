//! The dataset under one filter: a snapshot that computing holds while messages go on coming in.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::domain::dataset::{Dataset, Filter, Filtered, Kind, Purchases};
use crate::domain::day::Day;
use crate::domain::intake::{Pace, Progress};
use crate::domain::provenance::{LeftOut, LeftOutCount, Provenance};

use super::Stopped;
use super::rfm::{CheckedRfm, Rfm, RfmError, rfm_paced};

/// What indicators compute from.
pub struct View {
    /// Told apart from every other view of the same program: results are kept under it.
    pub number: u64,
    /// Everything loaded.
    pub all: Arc<Dataset>,
    /// The rows let through.
    pub dataset: Dataset,
    /// What lets them through.
    pub filter: Filter,
    /// Rows held back per table.
    pub held_back: BTreeMap<Kind, usize>,
    /// Tables a chosen attribute cannot be applied to.
    pub not_applicable: BTreeMap<Kind, Vec<String>>,
    /// Today, where it is known.
    pub today: Option<Day>,
    /// The view before a segment was chosen; `None` where none is.
    whole: Option<Rc<View>>,
    /// The scores computed last, with their parameters: most pages need them, and all the same.
    scored: RefCell<Option<(CheckedRfm, Option<Rc<Rfm>>)>>,
}

impl View {
    /// The rows a filter lets through. Where a segment is chosen, customers are scored under the rest of the filter:
    /// one segment's customers are not scored anew against each other, or its best would turn into champions.
    pub async fn new<P: Pace>(
        number: u64,
        all: &Arc<Dataset>,
        filter: &Filter,
        rfm: &CheckedRfm,
        today: Option<Day>,
        pace: &mut P,
    ) -> Result<Self, Stopped<RfmError>> {
        pace.breathe(Progress::default()).await?;
        let of = |filter: &Filter, Filtered { dataset, held_back, not_applicable }: Filtered, whole| Self {
            number,
            all: Arc::clone(all),
            dataset,
            filter: filter.clone(),
            held_back,
            not_applicable,
            today,
            whole,
            scored: RefCell::new(None),
        };
        let Some(segment) = &filter.segment else {
            return Ok(of(filter, filter.apply(all, None), None));
        };
        let rest = Filter { segment: None, ..filter.clone() };
        let whole = of(&rest, rest.apply(all, None), None);
        let Some(scored) = whole.rfm(rfm, pace).await? else {
            return Ok(of(filter, filter.apply(all, Some(&[])), Some(Rc::new(whole))));
        };
        let chosen = scored.segments.iter().position(|summary| summary.key == *segment);
        let members = chosen.map(|place| scored.scores.members(place, all.customers.len())).unwrap_or_default();
        let view = of(filter, filter.apply(all, Some(&members)), Some(Rc::new(whole)));
        let of_members = scored.of_members(&members, &rfm.params().rules);
        let provenance = view.with_held_back(of_members.provenance.clone(), Kind::Purchases);
        view.scored.replace(Some((rfm.clone(), Some(Rc::new(Rfm { provenance, ..of_members })))));
        Ok(view)
    }

    /// The purchases let through; `None` where there are none.
    pub fn purchases(&self) -> Option<&Purchases> {
        self.dataset.purchases.as_deref().filter(|table| !table.is_empty())
    }

    /// The view before a segment was chosen; itself where none is.
    pub fn whole(&self) -> &Self {
        self.whole.as_deref().unwrap_or(self)
    }

    /// RFM of the rows let through; `None` where there is nobody to score. Computed when it is first asked for.
    pub async fn rfm<P: Pace>(&self, params: &CheckedRfm, pace: &mut P) -> Result<Option<Rc<Rfm>>, Stopped<RfmError>> {
        if let Some((known, scored)) = &*self.scored.borrow()
            && known == params
        {
            return Ok(scored.clone());
        }
        let scored = match self.dataset.purchases.as_deref() {
            None => None,
            Some(purchases) => match rfm_paced(purchases, &self.dataset.customers, params, pace).await {
                Ok(scored) => {
                    let provenance = self.with_held_back(scored.provenance.clone(), Kind::Purchases);
                    Some(Rc::new(Rfm { provenance, ..scored }))
                }
                Err(Stopped::Error(RfmError::NoPurchases)) => None,
                Err(error) => return Err(error),
            },
        };
        self.scored.replace(Some((params.clone(), scored.clone())));
        Ok(scored)
    }

    /// A provenance with the rows of `kind` that the filter held back.
    #[must_use]
    pub fn with_held_back(&self, mut provenance: Provenance, kind: Kind) -> Provenance {
        provenance.left_out.retain(|left_out| left_out.reason != LeftOut::Filtered);
        if let Some(&count) = self.held_back.get(&kind) {
            provenance.left_out.push(LeftOutCount { reason: LeftOut::Filtered, count });
        }
        provenance
    }

    /// How many customers any row let through names.
    pub fn customers(&self) -> usize {
        self.dataset.customers_named()
    }

    /// Whether a table of this kind is loaded, whatever the filter leaves of it.
    pub fn is_loaded(&self, kind: Kind) -> bool {
        self.all.rows(kind) > 0
    }
}
