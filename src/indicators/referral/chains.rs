//! Chains of recommendations: how long they are, and whom somebody brought in all.

use crate::domain::money::Money;

/// By customer number.
#[derive(Default)]
pub(super) struct Chains {
    /// How many recommendations led to them.
    pub depth: Vec<u32>,
    /// How many they recommended themselves.
    pub direct: Vec<u32>,
    /// How many came in all.
    pub in_all: Vec<u32>,
    /// What all these spent.
    pub brought: Vec<Money>,
    /// Recommendations that led back to the one who was recommended, and are passed over.
    pub loops: usize,
}

/// How far a customer was looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    No,
    OnTheWay,
    Done,
}

impl Chains {
    /// Of so many customers, each with who recommended them, and what each spent.
    pub fn of(
        customers: usize,
        rows: impl Iterator<Item = (u32, Option<u32>)>,
        money: impl Fn(u32) -> Option<Money>,
    ) -> Self {
        let mut by: Vec<Option<u32>> = vec![None; customers];
        for (customer, referrer) in rows {
            if let Some(slot) = by.get_mut(customer as usize) {
                *slot = referrer.filter(|referrer| (*referrer as usize) < customers);
            }
        }
        let mut chains = Self { depth: vec![0; customers], ..Self::default() };
        chains.measure(&mut by);
        chains.add_up(&by, money);
        chains
    }

    /// How deep everybody is; cuts what leads back to itself.
    fn measure(&mut self, by: &mut [Option<u32>]) {
        let of = |by: &[Option<u32>], customer: u32| by.get(customer as usize).copied().flatten();
        let mut seen = vec![Seen::No; by.len()];
        let mut way = Vec::new();
        for start in (0_u32..).take(by.len()) {
            let mut next = Some(start);
            while let Some(customer) = next {
                match seen.get(customer as usize) {
                    Some(Seen::No) => {
                        mark(&mut seen, customer, Seen::OnTheWay);
                        way.push(customer);
                        next = of(by, customer);
                    }
                    Some(Seen::OnTheWay) => {
                        if let Some(link) = way.last().and_then(|last| by.get_mut(*last as usize)) {
                            *link = None;
                        }
                        self.loops += 1;
                        next = None;
                    }
                    _ => next = None,
                }
            }
            while let Some(customer) = way.pop() {
                let above = of(by, customer).and_then(|referrer| self.depth.get(referrer as usize)).copied();
                if let Some(depth) = self.depth.get_mut(customer as usize) {
                    *depth = above.map_or(0, |above| above + 1);
                }
                mark(&mut seen, customer, Seen::Done);
            }
        }
    }

    /// What everybody brought: the deepest first, each handed on to who recommended them.
    fn add_up(&mut self, by: &[Option<u32>], money: impl Fn(u32) -> Option<Money>) {
        (self.direct, self.in_all) = (vec![0; by.len()], vec![0; by.len()]);
        self.brought = vec![Money::ZERO; by.len()];
        let mut links: Vec<(u32, u32)> =
            (0_u32..).zip(by).filter_map(|(customer, referrer)| Some((customer, (*referrer)?))).collect();
        let depth = |customer: u32| self.depth.get(customer as usize).copied().unwrap_or(0);
        links.sort_by_key(|(customer, _)| std::cmp::Reverse(depth(*customer)));
        for (customer, referrer) in links {
            let below = self.in_all.get(customer as usize).copied().unwrap_or(0);
            let brought = self.brought.get(customer as usize).copied().unwrap_or(Money::ZERO);
            let own = money(customer).unwrap_or(Money::ZERO);
            let place = referrer as usize;
            if let (Some(direct), Some(in_all), Some(all)) =
                (self.direct.get_mut(place), self.in_all.get_mut(place), self.brought.get_mut(place))
            {
                *direct += 1;
                *in_all += 1 + below;
                *all += own + brought;
            }
        }
    }
}

fn mark(seen: &mut [Seen], customer: u32, how: Seen) {
    if let Some(slot) = seen.get_mut(customer as usize) {
        *slot = how;
    }
}
