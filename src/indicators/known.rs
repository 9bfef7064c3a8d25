//! What is known at the end of the chosen period, whatever else a filter says: a filter chooses which rows count, and
//! changes nothing that is true of a customer or of the calendar.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::domain::dataset::{Dataset, Filter, Purchases};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{Cancelled, Pace, Unpaced, block_on_ready};

use super::Stopped;
use super::history::History;
use super::rfm::{CheckedRfm, Rfm, RfmError, rfm_as_of};

/// Up to which day rows are known, and the day everything is counted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The last day whose rows are known: the end of the chosen period, or the reference date set by hand, whichever is
    /// earlier; `None` where all loaded rows are.
    pub until: Option<Day>,
    /// The day recency is counted to: the day after the end of the chosen period, else the day after the newest loaded
    /// purchase or return; the day set by hand where it is earlier than the former, or in place of the latter. `None`
    /// without rows.
    pub reference_date: Option<Day>,
}

impl AsOf {
    /// The end of what is known of these purchases. A period that ends after their newest day ends nothing.
    pub fn new(purchases: Option<&Purchases>, to: Option<Day>, by_hand: Option<Day>) -> Self {
        let newest = purchases.and_then(|purchases| purchases.day.iter().max().copied());
        let cuts = |day: &Day| newest.is_none_or(|newest| *day < newest);
        let to = to.filter(cuts);
        let end = to.or(newest).map(|end| end.plus_days(1));
        let reference_date = match by_hand {
            Some(day) => Some(to.map_or(day, |to| day.min(to.plus_days(1)))),
            None => end,
        };
        Self { until: [to, by_hand.filter(cuts)].into_iter().flatten().min(), reference_date }
    }
}

/// Parameters and the scores under them; `None` where there is nobody to score.
type KnownScores = (CheckedRfm, Option<Rc<Rfm>>);

/// Scores kept at most: those now in force, and those before the last change.
const MOST_SCORES: usize = 2;

/// All loaded rows up to one day. Views whose periods end alike share it, and with it what is computed once for all.
pub struct Known {
    all: Arc<Dataset>,
    as_of: AsOf,
    history: RefCell<Option<Rc<History>>>,
    scores: RefCell<Vec<KnownScores>>,
}

impl Known {
    /// What is known as of a day.
    pub fn new(all: &Arc<Dataset>, as_of: AsOf) -> Self {
        Self { all: Arc::clone(all), as_of, history: RefCell::default(), scores: RefCell::default() }
    }

    /// Whether it is what these tables say as of that day.
    pub fn is_of(&self, all: &Arc<Dataset>, as_of: AsOf) -> bool {
        Arc::ptr_eq(&self.all, all) && self.as_of == as_of
    }

    /// The last day known, and the day everything is counted to.
    pub fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// The scores of all customers, on all that is known; `None` where there is nobody to score. Computed when they are
    /// first asked for.
    pub async fn rfm<P: Pace>(&self, params: &CheckedRfm, pace: &mut P) -> Result<Option<Rc<Rfm>>, Stopped<RfmError>> {
        let kept = self.scores.borrow().iter().find(|(known, _)| known == params).map(|(_, scored)| scored.clone());
        if let Some(scored) = kept {
            return Ok(scored);
        }
        let purchases = self.all.purchases.as_deref();
        let found = scored(purchases, &self.all, params, self.as_of, pace).await?.map(Rc::new);
        let mut kept = self.scores.borrow_mut();
        kept.push((params.clone(), found.clone()));
        if kept.len() > MOST_SCORES {
            kept.remove(0);
        }
        Ok(found)
    }

    /// What is known beyond the rows a filter lets through.
    pub async fn horizon<P: Pace>(&self, filter: &Filter, pace: &mut P) -> Result<Horizon, Cancelled> {
        let kept = self.history.borrow().clone();
        let history = if let Some(history) = kept {
            history
        } else {
            let history = match self.all.purchases.as_deref() {
                Some(purchases) => History::of(purchases, self.as_of.until, pace).await?,
                None => History::default(),
            };
            let history = Rc::new(history);
            self.history.replace(Some(Rc::clone(&history)));
            history
        };
        Ok(Horizon::new(history, self.as_of, filter.from))
    }
}

/// Scores purchases as of a day; `None` where there is nobody to score.
pub(super) async fn scored<P: Pace>(
    purchases: Option<&Purchases>,
    dataset: &Dataset,
    params: &CheckedRfm,
    as_of: AsOf,
    pace: &mut P,
) -> Result<Option<Rfm>, Stopped<RfmError>> {
    let Some(purchases) = purchases else { return Ok(None) };
    match rfm_as_of(purchases, &dataset.customers, params, as_of, pace).await {
        Ok(scored) => Ok(Some(scored)),
        Err(Stopped::Error(RfmError::NoPurchases)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What is known of customers and the calendar beyond the rows that count.
pub struct Horizon {
    history: Rc<History>,
    as_of: AsOf,
    /// First day of the chosen period.
    from: Option<Day>,
    covered: Option<Period>,
}

impl Horizon {
    fn new(history: Rc<History>, as_of: AsOf, from: Option<Day>) -> Self {
        let covered = history.days.covered(from, as_of.until);
        Self { history, as_of, from, covered }
    }

    /// Where these purchases are all there is.
    pub fn of(purchases: &Purchases, by_hand: Option<Day>) -> Self {
        let as_of = AsOf::new(Some(purchases), None, by_hand);
        // Nobody stops what has no pace.
        let history = block_on_ready(History::of(purchases, as_of.until, &mut Unpaced)).unwrap_or_default();
        Self::new(Rc::new(history), as_of, None)
    }

    /// The day everything is counted to; `None` without purchases.
    pub fn reference_date(&self) -> Option<Day> {
        self.as_of.reference_date
    }

    /// The first day of the chosen period; `None` where it has no beginning.
    pub fn from(&self) -> Option<Day> {
        self.from
    }

    /// The first purchase of a customer in all loaded rows.
    #[inline]
    pub fn first_purchase(&self, customer: u32) -> Option<Day> {
        self.history.lives.of_customer(customer).map(|life| life.span.from)
    }

    /// The last purchase of a customer in all loaded rows up to the end of the chosen period.
    #[inline]
    pub fn last_purchase(&self, customer: u32) -> Option<Day> {
        self.history.lives.of_customer(customer).map(|life| life.span.to)
    }

    /// Whether all that a customer bought in all loaded rows, up to the end of the chosen period, is one order.
    #[inline]
    pub fn bought_once(&self, customer: u32) -> bool {
        self.history.lives.of_customer(customer).is_some_and(|life| life.once)
    }

    /// Whether a customer's first purchase is in the part of a period that counts: from `start` on, and from the
    /// first day of the chosen period on.
    #[inline]
    pub fn is_new(&self, customer: u32, start: Day) -> bool {
        let start = self.from.map_or(start, |from| from.max(start));
        self.first_purchase(customer).is_some_and(|first| first >= start)
    }

    /// From the oldest loaded purchase or return to the newest, or to the last day known.
    pub fn span(&self) -> Option<Period> {
        let span = self.history.days.span()?;
        Some(Period { to: self.as_of.until.map_or(span.to, |until| until.min(span.to)), ..span })
    }

    /// Where the calendar ends: on the day of the last loaded purchase, or the last day known.
    pub fn last_day(&self) -> Option<Day> {
        let last = self.history.last_purchase?;
        Some(self.as_of.until.map_or(last, |until| until.min(last)))
    }

    /// Whether the loaded rows, and the chosen period, cover a period whole.
    pub fn is_complete(&self, period: Period) -> bool {
        self.covered.is_some_and(|covered| covered.contains(period.from) && covered.contains(period.to))
    }
}
