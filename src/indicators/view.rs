//! The dataset under one filter: a snapshot that computing holds while messages go on coming in.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use crate::domain::dataset::{Complaints, Dataset, Exits, Filter, Filtered, Kind, Purchases};
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::provenance::{LeftOut, LeftOutCount, Provenance};
use crate::domain::terms::Lexicon;

use super::Stopped;
use super::known::{AsOf, Horizon, Known, scored};
use super::rfm::{CheckedRfm, Rfm, RfmError};

/// What indicators compute from: the rows that count, and what is known whether they count or not.
pub struct View {
    /// Told apart from every other view of the same program: results are kept under it.
    pub number: u64,
    /// Everything loaded.
    pub all: Arc<Dataset>,
    /// The rows that count: those let through, up to the reference date where one is set by hand.
    pub dataset: Dataset,
    /// What lets them through.
    pub filter: Filter,
    /// Rows held back per table.
    pub held_back: BTreeMap<Kind, usize>,
    /// Tables a chosen attribute cannot be applied to.
    pub not_applicable: BTreeMap<Kind, Vec<String>>,
    /// Today, where it is known.
    pub today: Option<Day>,
    /// The list of words that texts are divided by; empty until it is loaded.
    pub lexicon: Rc<OnceCell<Lexicon>>,
    /// Rows after the reference date set by hand, per table.
    after: BTreeMap<Kind, usize>,
    /// The reference date set by hand.
    by_hand: Option<Day>,
    /// Who belongs to the chosen segment and classes; `None` where none is chosen.
    members: Option<Vec<bool>>,
    /// What is known whatever the filter says.
    known: Rc<Known>,
    /// The view before a segment was chosen; `None` where none is.
    whole: Option<Rc<View>>,
    /// The scores of those who count, computed last, with their parameters: most pages need them, and all the same.
    scored: RefCell<Option<(CheckedRfm, Option<Rc<Rfm>>)>>,
}

/// What is known at the end of a view's period: see [`View::up_to_end`].
pub enum UpToEnd<'v> {
    /// The view itself, whose period has no beginning.
    Same(&'v View),
    /// Another one, without the beginning.
    Widened(Box<View>),
}

impl Deref for UpToEnd<'_> {
    type Target = View;

    fn deref(&self) -> &View {
        match self {
            Self::Same(view) => view,
            Self::Widened(view) => view,
        }
    }
}

impl View {
    /// The rows a filter lets through. Where a segment is chosen, `rfm` says how customers are scored; its reference
    /// date, set by hand, cuts all tables.
    pub async fn new<P: Pace>(
        number: u64,
        all: &Arc<Dataset>,
        filter: &Filter,
        rfm: &CheckedRfm,
        today: Option<Day>,
        pace: &mut P,
    ) -> Result<Self, Stopped<RfmError>> {
        Self::of_chosen(number, all, filter, None, rfm, today, pace).await
    }

    /// The same where the filter names classes too: `chosen` says who is in them, by customer number
    /// ([`chosen`](super::chosen::chosen)). Without it nobody is.
    #[allow(clippy::too_many_arguments)] // what makes a view, and nothing else
    pub async fn of_chosen<P: Pace>(
        number: u64,
        all: &Arc<Dataset>,
        filter: &Filter,
        chosen: Option<&[bool]>,
        rfm: &CheckedRfm,
        today: Option<Day>,
        pace: &mut P,
    ) -> Result<Self, Stopped<RfmError>> {
        let as_of = AsOf::new(all.purchases.as_deref(), filter.to, rfm.params().reference_date);
        Self::knowing(&Rc::new(Known::new(all, as_of)), number, all, filter, chosen, rfm, today, pace).await
    }

    /// The same, sharing what is known with other views.
    #[allow(clippy::too_many_arguments)] // what makes a view, and nothing else
    pub async fn knowing<P: Pace>(
        known: &Rc<Known>,
        number: u64,
        all: &Arc<Dataset>,
        filter: &Filter,
        chosen: Option<&[bool]>,
        rfm: &CheckedRfm,
        today: Option<Day>,
        pace: &mut P,
    ) -> Result<Self, Stopped<RfmError>> {
        pace.breathe(Progress::default()).await?;
        let by_hand = rfm.params().reference_date;
        let of = |filter: &Filter, members: Option<Vec<bool>>, whole| {
            let Filtered { dataset, held_back, after, not_applicable } = filter.apply(by_hand, all, members.as_deref());
            Self {
                number,
                all: Arc::clone(all),
                dataset,
                filter: filter.clone(),
                held_back,
                not_applicable,
                today,
                lexicon: Rc::default(),
                after,
                by_hand,
                members,
                known: Rc::clone(known),
                whole,
                scored: RefCell::new(None),
            }
        };
        let chosen = (!filter.classes.is_empty()).then(|| chosen.unwrap_or_default().to_vec());
        let Some(segment) = &filter.segment else { return Ok(of(filter, chosen, None)) };
        let whole = of(&Filter { segment: None, ..filter.clone() }, chosen.clone(), None);
        // Who has the segment among all, whether or not their purchases count.
        let scored = whole.among(rfm, pace).await?;
        let members = scored.and_then(|scored| {
            let chosen = scored.segments.iter().position(|summary| summary.key == *segment)?;
            Some(scored.scores.members(chosen, all.customers.len()))
        });
        let mut members = members.unwrap_or_default();
        for (place, member) in members.iter_mut().enumerate() {
            *member &= chosen.as_ref().is_none_or(|chosen| chosen.get(place).is_some_and(|inside| *inside));
        }
        Ok(of(filter, Some(members), Some(Rc::new(whole))))
    }

    /// The purchases let through; `None` where there are none.
    pub fn purchases(&self) -> Option<&Purchases> {
        self.dataset.purchases.as_deref().filter(|table| !table.is_empty())
    }

    /// The purchases let through, and those before the chosen period that it alone holds back: what happened before is
    /// known.
    pub fn purchases_so_far(&self) -> Option<Arc<Purchases>> {
        self.tables_so_far(|tables| Dataset { exits: None, complaints: None, ..tables }).purchases
    }

    /// The exits let through, and those before the chosen period that it alone holds back.
    pub fn exits_so_far(&self) -> Option<Arc<Exits>> {
        self.tables_so_far(|tables| Dataset { purchases: None, complaints: None, ..tables }).exits
    }

    /// The complaints let through, and those before the chosen period that it alone holds back.
    pub fn complaints_so_far(&self) -> Option<Arc<Complaints>> {
        self.tables_so_far(|tables| Dataset { purchases: None, exits: None, ..tables }).complaints
    }

    /// The view of purchases and answers without the beginning of its period: what is known at its end, narrowed by all
    /// else the filter says. `None` where the period has no beginning, and the view is that already.
    pub fn so_far(&self) -> Option<Self> {
        let filter = self.filter_so_far()?;
        // What nobody asks for is not filtered.
        let tables = Dataset { complaints: None, promises: None, exits: None, ..Dataset::clone(&self.all) };
        let Filtered { dataset, held_back, after, not_applicable } =
            filter.apply(self.by_hand, &tables, self.members.as_deref());
        Some(Self {
            number: self.number,
            all: Arc::clone(&self.all),
            dataset,
            filter,
            held_back,
            not_applicable,
            today: self.today,
            lexicon: Rc::clone(&self.lexicon),
            after,
            by_hand: self.by_hand,
            members: self.members.clone(),
            known: Rc::clone(&self.known),
            whole: self.whole.clone(),
            scored: RefCell::new(None),
        })
    }

    /// The same, or this view where it is that already.
    pub fn up_to_end(&self) -> UpToEnd<'_> {
        self.so_far().map_or(UpToEnd::Same(self), |so_far| UpToEnd::Widened(Box::new(so_far)))
    }

    /// The filter without the beginning of its period; `None` where it has none.
    fn filter_so_far(&self) -> Option<Filter> {
        self.filter.from?;
        Some(Filter { from: None, ..self.filter.clone() })
    }

    /// The tables let through, and their rows before the chosen period; `of_them` drops those nobody asks for.
    fn tables_so_far(&self, of_them: impl Fn(Dataset) -> Dataset) -> Dataset {
        let Some(filter) = self.filter_so_far() else { return self.dataset.clone() };
        let tables = of_them(Dataset { answers: None, promises: None, ..Dataset::clone(&self.all) });
        filter.apply(self.by_hand, &tables, self.members.as_deref()).dataset
    }

    /// The last day of the chosen period, or the reference date set by hand, whichever is earlier; `None` for neither.
    pub fn until(&self) -> Option<Day> {
        [self.filter.to, self.by_hand].into_iter().flatten().min()
    }

    /// The same where it ends something: `None` where it lies after the newest purchase.
    pub fn cut(&self) -> Option<Day> {
        self.known.as_of().until
    }

    /// What is known beyond the rows that count.
    pub async fn horizon<P: Pace>(&self, pace: &mut P) -> Result<Horizon, Cancelled> {
        self.known.horizon(&self.filter, pace).await
    }

    /// The view before a segment was chosen; itself where none is.
    pub fn whole(&self) -> &Self {
        self.whole.as_deref().unwrap_or(self)
    }

    /// RFM of the customers who count; `None` where there is nobody to score. A filter changes nobody's scores, unless
    /// the parameters say that it does. Computed when it is first asked for.
    pub async fn rfm<P: Pace>(&self, params: &CheckedRfm, pace: &mut P) -> Result<Option<Rc<Rfm>>, Stopped<RfmError>> {
        if let Some((known, scored)) = &*self.scored.borrow()
            && known == params
        {
            return Ok(scored.clone());
        }
        let scored = match self.among(params, pace).await? {
            Some(among) if self.held_back.contains_key(&Kind::Purchases) => self.counting(&among, params, pace).await?,
            among => among,
        };
        self.scored.replace(Some((params.clone(), scored.clone())));
        Ok(scored)
    }

    /// The scores of all among whom customers are scored: more than count, where a filter chooses those.
    pub(super) async fn among<P: Pace>(
        &self,
        params: &CheckedRfm,
        pace: &mut P,
    ) -> Result<Option<Rc<Rfm>>, Stopped<RfmError>> {
        let whole = self.whole();
        if !params.params().within_filter || !whole.held_back.contains_key(&Kind::Purchases) {
            return self.known.rfm(params, pace).await;
        }
        let found =
            scored(whole.dataset.purchases.as_deref(), &whole.dataset, params, self.known.as_of(), pace).await?;
        Ok(found.map(|found| Rc::new(Rfm { within_filter: true, ..found })))
    }

    /// These scores, of the customers who count; `None` where nobody does.
    async fn counting<P: Pace>(
        &self,
        among: &Rfm,
        params: &CheckedRfm,
        pace: &mut P,
    ) -> Result<Option<Rc<Rfm>>, Cancelled> {
        let Some(purchases) = self.purchases() else { return Ok(None) };
        let counted = among.counting(purchases, &params.params().rules, pace).await?;
        if counted.customers == 0 {
            return Ok(None);
        }
        let provenance = self.with_held_back(counted.provenance.clone(), Kind::Purchases);
        let scored_from = self.scored_from(among);
        Ok(Some(Rc::new(Rfm { provenance, scored_from, ..counted })))
    }

    /// What scores rest on: all rows up to the end of the period, which is what holds the later ones back, or where
    /// customers are scored anew within the filter the rows that lets through.
    fn scored_from(&self, among: &Rfm) -> Provenance {
        let mut from = among.scored_from.clone();
        if among.within_filter {
            return self.whole().with_held_back(from, Kind::Purchases);
        }
        let by_period = self.filter.to.is_some() && self.filter.to == self.until();
        for left_out in from.left_out.iter_mut().filter(|_| by_period) {
            if left_out.reason == LeftOut::AfterReferenceDate {
                left_out.reason = LeftOut::Filtered;
            }
        }
        from
    }

    /// A provenance with the rows of `kind` that the filter held back, and those after a reference date set by hand.
    #[must_use]
    pub fn with_held_back(&self, mut provenance: Provenance, kind: Kind) -> Provenance {
        for (reason, rows) in [(LeftOut::AfterReferenceDate, &self.after), (LeftOut::Filtered, &self.held_back)] {
            provenance.left_out.retain(|left_out| left_out.reason != reason);
            if let Some(&count) = rows.get(&kind) {
                provenance.left_out.push(LeftOutCount { reason, count });
            }
        }
        provenance
    }

    /// The same with promises of logs, which are in no count of complaints.
    #[must_use]
    pub fn with_promises_held_back(&self, mut provenance: Provenance) -> Provenance {
        let rows = |dataset: &Dataset| dataset.promises.as_ref().map_or(0, |table| table.len());
        let days = self.all.promises.iter().flat_map(|table| &table.day);
        let after = self.by_hand.map_or(0, |until| days.filter(|day| **day > until).count());
        let gone = rows(&self.all).saturating_sub(rows(&self.dataset));
        for (reason, count) in [(LeftOut::AfterReferenceDate, after), (LeftOut::Filtered, gone.saturating_sub(after))] {
            provenance.left_out.retain(|left_out| left_out.reason != reason);
            provenance.left_out.extend((count > 0).then_some(LeftOutCount { reason, count }));
        }
        provenance
    }

    /// How many customers any row let through names.
    pub fn customers(&self) -> usize {
        self.dataset.customers_named_until(None)
    }

    /// How many customers any loaded row names, whatever else the filter says: after the end of the chosen period, or a
    /// reference date set by hand, nobody is known yet.
    pub fn customers_known(&self) -> usize {
        self.all.customers_named_until(self.until())
    }

    /// Whether a table of this kind is loaded, whatever the filter leaves of it.
    pub fn is_loaded(&self, kind: Kind) -> bool {
        self.all.rows(kind) > 0
    }
}
