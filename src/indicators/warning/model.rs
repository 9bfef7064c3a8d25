//! The model of who goes: fitted as of two windows back, tested as of one, and asked as of now.

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::Purchases;
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::interval::{Level, two_sided_p};
use crate::domain::logistic::{Coefficient, Logistic};
use crate::domain::money::Money;
use crate::indicators::View;
use crate::indicators::left::Left;
use crate::indicators::lifecycle::{LifecycleParams, Points};
use crate::indicators::rhythm::BoughtOn;
use crate::indicators::spent::Spent;

use super::signs::{Evidence, Moment, Seen, Sign, Windows};
use super::trial::{Tested, Trial};
use super::{CheckedWarning, Lacking, Placed, SignFound, State, Trained};

/// All that is known.
pub(super) struct Asked<'a> {
    pub view: &'a View,
    pub all: &'a Purchases,
    pub bought: &'a BoughtOn,
    pub checked: &'a CheckedWarning,
    pub reference: Day,
    pub group: Option<Points>,
}

/// A model that was tested.
pub(super) struct Model<'a> {
    pub evidence: Evidence<'a>,
    pub fit: Logistic,
    pub trained: Trained,
    pub sample: usize,
    pub trial: Trial,
}

impl<'a> Asked<'a> {
    fn params(&self) -> &LifecycleParams {
        &self.checked.params.lifecycle
    }

    /// What was known so many windows before the last day.
    async fn moment<P: Pace>(&self, windows: Windows, back: usize, pace: &mut P) -> Result<Moment, Cancelled> {
        let end = windows.end(back);
        let group = Points::of(&self.bought.all_gaps(end, pace).await?, self.params());
        Ok(Moment { back, reference: end.plus_days(1), group, left: Left::as_of(self.view, end) })
    }

    /// Fits as of two windows back and tests as of one; or why that cannot be.
    pub async fn model<P: Pace>(
        &self,
        windows: Windows,
        pace: &mut P,
    ) -> Result<(Option<Model<'a>>, Option<Lacking>), Cancelled> {
        let returns = self.params().returns;
        let evidence = Evidence::of(self.view, self.all, self.bought, windows, returns, pace).await?;
        let (training, testing) = (self.moment(windows, 2, pace).await?, self.moment(windows, 1, pace).await?);
        let mut values = vec![Vec::new(); evidence.signs.len()];
        let mut gone = Vec::new();
        self.each(&evidence, &training, &testing.left, pace, |seen, is_gone| {
            values.iter_mut().zip(seen.values).for_each(|(column, value)| column.push(value));
            gone.push(is_gone);
        })
        .await?;
        let trained = Trained {
            from: windows.end(2).plus_days(1),
            to: windows.end(1),
            customers: gone.len(),
            gone: gone.iter().filter(|gone| **gone).count(),
        };
        if trained.customers == 0 {
            return Ok((None, Some(Lacking::Customers)));
        }
        if trained.gone == 0 || trained.gone == trained.customers {
            return Ok((None, Some(Lacking::OneOutcome)));
        }
        let Some(fit) = Logistic::fit(&values, &gone, pace).await? else { return Ok((None, Some(Lacking::Endless))) };
        let mut tested = Vec::new();
        let left = Left::as_of(self.view, windows.last);
        self.each(&evidence, &testing, &left, pace, |seen, gone| {
            let warned = State::of(seen.silence, seen.points) != State::Steady;
            tested.push(Tested { chance: fit.chance(&seen.values), warned, gone });
        })
        .await?;
        let sample = tested.len();
        let lacking = if sample == 0 { Lacking::Customers } else { Lacking::OneOutcome };
        let (from, to) = (windows.end(1).plus_days(1), windows.last);
        Ok(match Trial::of(tested, from, to, self.checked.level) {
            Some(trial) => (Some(Model { evidence, fit, trained, sample, trial }), None),
            None => (None, Some(lacking)),
        })
    }

    /// Every customer active at a moment, and whether they were gone in the window after.
    async fn each<P: Pace>(
        &self,
        evidence: &Evidence<'_>,
        moment: &Moment,
        left_after: &Left,
        pace: &mut P,
        mut each: impl FnMut(Seen, bool),
    ) -> Result<(), Cancelled> {
        let mut scratch = Vec::new();
        in_blocks_paced(self.bought.customers() as usize, pace, |range| {
            for customer in (0_u32..).skip(range.start).take(range.len()) {
                let seen = evidence.seen(customer, moment, self.params(), &mut scratch);
                if let Some(seen) = seen.filter(|seen| seen.active) {
                    each(seen, evidence.gone(customer, moment.back, left_after));
                }
            }
        })
        .await
    }

    /// Every customer who counts, as of now; and how many of them had left.
    pub async fn placed<P: Pace>(
        &self,
        model: Option<&Model<'_>>,
        spent: &Spent,
        lately: &[Money],
        pace: &mut P,
    ) -> Result<(Vec<Placed>, usize), Cancelled> {
        let moment = Moment { back: 0, reference: self.reference, group: self.group, left: Left::of(self.view) };
        let (mut placed, mut already_left, mut scratch) = (Vec::new(), 0, Vec::new());
        in_blocks_paced(self.bought.customers() as usize, pace, |range| {
            for customer in (0_u32..).skip(range.start).take(range.len()) {
                let (days, Some(value)) = (self.bought.days(customer), spent.of_customer(customer)) else { continue };
                let Some(&last) = days.last() else { continue };
                if moment.left.has(customer, last) {
                    already_left += 1;
                    continue;
                }
                let (points, own) = Points::of_customer(days, self.group, self.params(), &mut scratch);
                let Some(points) = points else { continue };
                let silence = self.reference.days_since(last);
                let seen = model.and_then(|model| {
                    let seen = model.evidence.seen(customer, &moment, self.params(), &mut scratch)?;
                    seen.active.then(|| model.fit.chance(&seen.values))
                });
                let lately = lately.get(customer as usize).copied().unwrap_or(Money::ZERO);
                let at_risk = seen.map(|chance| chance * lately.to_f64().max(0.0));
                let state = State::of(silence, points);
                placed.push(Placed { customer, silence, points, own, state, chance: seen, lately, value, at_risk });
            }
        })
        .await?;
        Ok((placed, already_left))
    }
}

impl Model<'_> {
    /// What the signs say; those that say nothing new are not among them.
    pub fn signs(&self, level: Level) -> Vec<SignFound> {
        let of = |(sign, coefficient): (&Sign, &Option<Coefficient>)| {
            let one = coefficient.as_ref()?;
            // What is beyond a double is beyond any use: the largest of them stands for it.
            let factor = |value: f64| libm::exp(value * one.spread).min(f64::MAX);
            let reach = level.z() * one.standard_error;
            Some(SignFound {
                key: *sign,
                value: one.value,
                standard_error: one.standard_error,
                odds: factor(one.value),
                low: factor(one.value - reach),
                high: factor(one.value + reach),
                p: two_sided_p(one.value / one.standard_error),
                endless: one.endless,
            })
        };
        self.evidence.signs.iter().zip(&self.fit.coefficients).filter_map(of).collect()
    }
}
