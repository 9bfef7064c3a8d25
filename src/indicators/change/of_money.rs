//! The change of revenue.

use crate::domain::dataset::Kind;
use crate::domain::intake::Pace;
use crate::domain::money::Money;
use crate::domain::provenance::{LeftOut, Provenance};
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::dividing::{Dividing, attribute_names, branch_first};
use crate::indicators::retention::two_windows;
use crate::indicators::{Stopped, View};

use super::split::{Cell, all, mix, told};
use super::{Change, ChangeError, ChangeOf, ChangeParams, ChangePart, ID};

/// Sums of the parts.
#[derive(Default)]
struct Sums {
    start: Money,
    end: Money,
    left: Money,
    came: Money,
    changed: Money,
    other: Money,
    people: [usize; 4],
}

/// The parts; `None` without purchases.
pub async fn change<P: Pace>(
    view: &View,
    params: &ChangeParams,
    pace: &mut P,
) -> Result<Option<Change>, Stopped<ChangeError>> {
    let Some(purchases) = view.purchases_so_far().filter(|table| !table.is_empty()) else { return Ok(None) };
    let horizon = view.horizon(pace).await?;
    let offered = attribute_names(&view.all, std::iter::empty());
    let returns = purchases.returned.iter().filter(|returned| **returned).count();
    let left_out = if params.retention.returns == ReturnsPolicy::LeftOut { returns } else { 0 };
    let rows = purchases.len() - left_out;
    let provenance = Provenance::new(ID, purchases.period(), rows, &[(LeftOut::Return, left_out)]);
    let provenance = view.with_held_back(provenance, Kind::Purchases);
    let nothing = Change { provenance, ..Change::nothing(ChangeOf::Revenue) };
    let Some(two) = two_windows(view, &purchases, &horizon, &params.retention, pace).await? else {
        return Ok(Some(nothing));
    };
    let by = params.by.clone().or_else(|| branch_first(&offered).cloned());
    let dividing = by.as_ref().and_then(|by| Dividing::of(&view.all, None, by));
    let slots = dividing.as_ref().map_or(1, Dividing::slots);
    // All of the first window, those who stayed in the first and in the second, all of the second.
    let mut cells = vec![[Cell::default(); 4]; slots];
    let mut sums = Sums::default();
    for (customer, known) in (0_u32..).zip(&two.customers).filter(|(_, known)| known.seen) {
        let ([was, is], [before, after]) = (known.active, known.money);
        sums.start += before;
        sums.end += after;
        let (part, kind) = match (was, is) {
            (true, false) => (&mut sums.left, 0),
            (false, true) => (&mut sums.came, 1),
            (true, true) => (&mut sums.changed, 2),
            (false, false) => (&mut sums.other, 3),
        };
        *part += after - before;
        if let Some(count) = sums.people.get_mut(kind) {
            *count += 1;
        }
        let slot = dividing.as_ref().map_or(0, |dividing| dividing.slot(0, customer) as usize);
        let Some([first, stayed, stay, second]) = cells.get_mut(slot) else { continue };
        // Who leaves takes along what they return later; who comes brings what they had returned before.
        if was {
            first.add(1.0, before.to_f64());
        }
        if was && is {
            stayed.add(1.0, before.to_f64());
            stay.add(1.0, after.to_f64());
        }
        if is {
            second.add(1.0, after.to_f64());
        }
    }
    let column =
        |place: usize| -> Vec<Cell> { cells.iter().map(|four| four.get(place).copied().unwrap_or_default()).collect() };
    let [first, stayed, stay, second] = [0, 1, 2, 3].map(column);
    // Of the money per customer, times the customers after the step.
    let step = |before: &[Cell], after: &[Cell]| -> Vec<f64> {
        mix(before, after).unwrap_or_default().into_iter().map(|value| value * all(after).n).collect()
    };
    let (of_left, of_came) = (step(&first, &stayed), step(&stay, &second));
    let value = |step: &[f64], slot: usize| step.get(slot).copied().unwrap_or_default();
    let mixes: Vec<f64> = (0..slots).map(|slot| value(&of_left, slot) + value(&of_came, slot)).collect();
    let names = |by: &Dividing<'_>| (0..slots).map(|slot| by.name(slot)).collect();
    let [left, came, changed, _] = sums.people;
    Ok(Some(Change {
        periods: Some(two.windows),
        from: Some(sums.start.to_f64()),
        to: Some(sums.end.to_f64()),
        total: Some((sums.end - sums.start).to_f64()),
        parts: sums.parts(money(of_left.iter().sum()), money(of_came.iter().sum())),
        mix: dividing.as_ref().map(|by| told(names(by), &first, &second, &mixes)).unwrap_or_default(),
        by: by.filter(|_| dividing.is_some()),
        people: [left + changed, changed, came + changed],
        offered,
        ..nothing
    }))
}

impl Sums {
    /// The parts, what the mix explains of left and came taken out of them.
    fn parts(&self, of_left: Money, of_came: Money) -> Vec<ChangePart> {
        let part =
            |name, value: Money, people| ChangePart { name, value: value.to_f64(), low: None, high: None, people };
        let [left, came, changed, other] = self.people;
        let mut parts = vec![
            part("left", self.left - of_left, Some(left)),
            part("came", self.came - of_came, Some(came)),
            part("changed", self.changed, Some(changed)),
            part("mix", of_left + of_came, None),
        ];
        if other > 0 {
            parts.push(part("other", self.other, Some(other)));
        }
        parts
    }
}

/// The nearest millionth.
fn money(value: f64) -> Money {
    // A cast saturates, and takes NaN to zero.
    #[allow(clippy::cast_possible_truncation)]
    Money::from_micros((value * 1e6).round() as i128)
}
