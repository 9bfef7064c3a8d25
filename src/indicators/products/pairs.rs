//! Which products go together, and who has the one without the other.

use std::cmp::Ordering;
use std::ops::Range;

use serde::Serialize;

use crate::domain::dataset::BLANK;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace, Progress};
use crate::domain::interval::{Interval, Level, wilson};
use crate::domain::order;

use super::baskets::Baskets;
use super::{CheckedProducts, MOST_PAIRS, MOST_PRODUCTS};

/// Who has one product, and whether they have another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// The product they have.
    pub from: String,
    /// The other.
    pub to: String,
    /// Customers who have both.
    pub both: usize,
    /// Their share of those who have the first.
    pub confidence: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// So many times as often as all customers they have the other.
    pub lift: f64,
    /// The lower end of its interval.
    pub lift_low: f64,
    /// The upper end.
    pub lift_high: f64,
    /// Whether that is surely more than chance.
    pub sure: bool,
    /// Customers who have the first and not the other.
    pub without: usize,
    /// How many of them would take it if they were like those who have the first.
    pub takers: f64,
    /// What a customer who has the other brings with it, on average.
    pub each: f64,
    /// What the takers would bring.
    pub at_stake: f64,
}

/// All pairs.
pub struct Counted {
    /// Those of most at stake.
    pub pairs: Vec<Pair>,
    /// How many there are beside these.
    pub more: usize,
    /// How many are surely found less often than chance makes them.
    pub fewer: usize,
    /// Products that took part.
    pub compared: usize,
    /// Products of enough customers that did not.
    pub not_compared: usize,
}

/// A pair before anybody reads it: two products and how many have both.
#[derive(Clone, Copy)]
struct Candidate {
    from: u32,
    to: u32,
    both: usize,
    at_stake: f64,
}

/// Counts every pair of products that have enough customers.
pub async fn pairs<P: Pace>(
    baskets: &Baskets,
    names: &Dictionary,
    customers: usize,
    checked: &CheckedProducts,
    pace: &mut P,
) -> Result<Counted, Cancelled> {
    let least = checked.params.min_support as usize;
    let mut frequent: Vec<u32> = (0_u32..).take(names.len()).filter(|of| baskets.buyers_of(*of) >= least).collect();
    order::sort_by(&mut frequent, |one, other| {
        let more = baskets.buyers_of(*other).cmp(&baskets.buyers_of(*one));
        more.then_with(|| names.get(*one).cmp(names.get(*other)))
    });
    let not_compared = frequent.len().saturating_sub(MOST_PRODUCTS);
    frequent.truncate(MOST_PRODUCTS);
    let together = Together::of(baskets, &frequent, names.len());
    pace.breathe(Progress::default()).await?;
    let of = Judging { baskets, names, customers, level: checked.level };
    let (mut kept, mut found, mut fewer) = (Vec::new(), 0, 0);
    let mut counts = vec![0_u32; frequent.len()];
    for (nth, &first) in frequent.iter().enumerate() {
        together.count(nth, &mut counts);
        for (count, &second) in counts.iter_mut().zip(&frequent).skip(nth + 1) {
            let both = std::mem::take(count) as usize;
            if both < least {
                continue;
            }
            // Lift is the same in both directions.
            if of.lift(first, second, both).1.high < 1.0 {
                fewer += 2;
                continue;
            }
            found += 2;
            kept.extend([of.candidate(first, second, both), of.candidate(second, first, both)]);
        }
        if kept.len() > 4 * MOST_PAIRS {
            of.keep_most(&mut kept);
        }
        pace.breathe(Progress::default()).await?;
    }
    of.keep_most(&mut kept);
    order::sort_by(&mut kept, |one, other| of.order(one, other));
    let pairs: Vec<Pair> = kept.into_iter().map(|candidate| of.pair(candidate)).collect();
    Ok(Counted { more: found - pairs.len(), pairs, fewer, compared: frequent.len(), not_compared })
}

/// Baskets of the products that are compared, and where each of these lies in them.
struct Together {
    /// Places of products, rising within a basket, one basket after the other.
    flat: Vec<u32>,
    /// By place of a product what lies behind it in the baskets that have it.
    behind: Vec<Vec<Range<usize>>>,
}

impl Together {
    fn of(baskets: &Baskets, frequent: &[u32], products: usize) -> Self {
        let mut places = vec![BLANK; products];
        for (place, product) in (0_u32..).zip(frequent) {
            if let Some(slot) = places.get_mut(*product as usize) {
                *slot = place;
            }
        }
        let mut found = Self { flat: Vec::new(), behind: vec![Vec::new(); frequent.len()] };
        let mut of_one: Vec<u32> = Vec::new();
        for basket in baskets.by_customer() {
            of_one.clear();
            let known = basket.iter().filter_map(|(_, product)| places.get(*product as usize).copied());
            of_one.extend(known.filter(|place| *place != BLANK));
            of_one.sort_unstable();
            let (begin, end) = (found.flat.len(), found.flat.len() + of_one.len());
            for (place, at) in of_one.iter().zip(begin + 1..end) {
                if let Some(behind) = found.behind.get_mut(*place as usize) {
                    behind.push(at..end);
                }
            }
            found.flat.extend_from_slice(&of_one);
        }
        found
    }

    /// Adds up by place how many who have a product have each that lies behind it.
    fn count(&self, place: usize, counts: &mut [u32]) {
        for range in self.behind.get(place).into_iter().flatten() {
            for other in self.flat.get(range.clone()).unwrap_or_default() {
                if let Some(count) = counts.get_mut(*other as usize) {
                    *count += 1;
                }
            }
        }
    }
}

/// What pairs are judged by.
struct Judging<'a> {
    baskets: &'a Baskets,
    names: &'a Dictionary,
    customers: usize,
    level: Level,
}

impl Judging<'_> {
    /// So many times as often as chance makes it two products are found together, with its interval.
    fn lift(&self, from: u32, to: u32, both: usize) -> (f64, Interval) {
        let [a, b, both, all] =
            [self.baskets.buyers_of(from), self.baskets.buyers_of(to), both, self.customers].map(|count| count as f64);
        let lift = both * all / (a * b);
        // Nought where everybody who has the one has the other; a double may say a little less.
        let variance = (1.0 / both - 1.0 / a - 1.0 / b + (2.0 * lift - 1.0) / all).max(0.0);
        let reach = libm::exp(self.level.z() * variance.sqrt());
        (lift, Interval { low: lift / reach, high: lift * reach })
    }

    fn without(&self, from: u32, both: usize) -> usize {
        self.baskets.buyers_of(from).saturating_sub(both)
    }

    fn takers(&self, from: u32, both: usize) -> f64 {
        self.without(from, both) as f64 * both as f64 / self.baskets.buyers_of(from).max(1) as f64
    }

    fn candidate(&self, from: u32, to: u32, both: usize) -> Candidate {
        Candidate { from, to, both, at_stake: self.takers(from, both) * self.baskets.each_brings(to) }
    }

    /// Most at stake first, then by names.
    fn order(&self, one: &Candidate, other: &Candidate) -> Ordering {
        let names = |of: &Candidate| (self.names.get(of.from), self.names.get(of.to));
        other.at_stake.total_cmp(&one.at_stake).then_with(|| names(one).cmp(&names(other)))
    }

    fn keep_most(&self, kept: &mut Vec<Candidate>) {
        if kept.len() > MOST_PAIRS {
            kept.select_nth_unstable_by(MOST_PAIRS, |one, other| self.order(one, other));
            kept.truncate(MOST_PAIRS);
        }
    }

    fn pair(&self, Candidate { from, to, both, at_stake }: Candidate) -> Pair {
        let a = self.baskets.buyers_of(from);
        let confidence = both as f64 / a.max(1) as f64;
        let interval = wilson(both, a, self.level).unwrap_or(Interval { low: confidence, high: confidence });
        let (lift, lift_interval) = self.lift(from, to, both);
        Pair {
            from: self.names.get(from).to_owned(),
            to: self.names.get(to).to_owned(),
            both,
            confidence,
            low: interval.low,
            high: interval.high,
            lift,
            lift_low: lift_interval.low,
            lift_high: lift_interval.high,
            sure: lift_interval.low > 1.0,
            without: self.without(from, both),
            takers: self.takers(from, both),
            each: self.baskets.each_brings(to),
            at_stake,
        }
    }
}
