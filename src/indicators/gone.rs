//! Who is gone: an exit is known, or silence beyond the life cycle's point of loss.

use crate::domain::dataset::Purchases;
use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};

use super::View;
use super::left::Left;
use super::lifecycle::{LifecycleParams, Points};
use super::rhythm::BoughtOn;

/// Of all loaded purchases up to the last day known, whatever the filter says.
pub(super) struct Gone {
    bought: BoughtOn,
    reference: Option<Day>,
    group: Option<Points>,
    left: Left,
}

impl Gone {
    /// Of all loaded rows up to the last day known.
    pub async fn of<P: Pace>(view: &View, params: &LifecycleParams, pace: &mut P) -> Result<Self, Cancelled> {
        let none = Purchases::default();
        let bought = BoughtOn::of(view.all.purchases.as_deref().unwrap_or(&none), view.until(), pace).await?;
        let group = Points::of(&bought.all_gaps(Day::MAX, pace).await?, params);
        let reference = view.horizon(pace).await?.reference_date();
        Ok(Self { bought, reference, group, left: Left::of(view) })
    }

    /// Whether a customer is. `scratch` is used again and again.
    pub fn is(&self, customer: u32, params: &LifecycleParams, scratch: &mut Vec<i32>) -> bool {
        let days = self.bought.days(customer);
        let last = days.last().copied();
        let silence = last.zip(self.reference).map(|(last, reference)| reference.days_since(last));
        let (points, _) = Points::of_customer(days, self.group, params, scratch);
        let too_long = silence.zip(points).is_some_and(|(silence, points)| f64::from(silence) > points.lost);
        too_long || self.left.has(customer, last.unwrap_or(Day::MIN))
    }
}
