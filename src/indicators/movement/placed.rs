//! Who was in which class on a day, rebuilt from the rows up to it.

use std::sync::Arc;

use crate::domain::dataset::Purchases;
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::Pace;
use crate::indicators::eight_classes::{Cuts, KEYS};
use crate::indicators::left::Left;
use crate::indicators::rfm::{OTHER, Rfm, RfmError, rfm_as_of};
use crate::indicators::{AsOf, Stopped, View};

use super::{By, CheckedMovement, GONE, NOT_YET};

/// The place of a class among [`Placed::keys`].
pub type Place = u16;

/// Customers in their classes.
pub struct Placed {
    /// The keys of the classes, then *gone* and *not yet*.
    pub keys: Vec<String>,
    /// What their makers call them.
    pub names: Vec<String>,
    /// The class of each customer, by number; `None` for those without a purchase.
    pub of: Vec<Option<Place>>,
    /// Ids.
    pub ids: Arc<Dictionary>,
}

/// The classes of a day.
pub async fn placed<P: Pace>(
    rows: &Purchases,
    view: &View,
    params: &CheckedMovement,
    day: Day,
    pace: &mut P,
) -> Result<Placed, Stopped<RfmError>> {
    let until = view.until().map_or(day, |until| until.min(day));
    let as_of = AsOf { until: Some(until), reference_date: Some(day.plus_days(1)) };
    let scoring = params.eight.scoring();
    let rfm = match rfm_as_of(rows, &view.all.customers, scoring, as_of, pace).await {
        Ok(rfm) => Some(rfm),
        // Nobody had bought by then.
        Err(Stopped::Error(RfmError::NoPurchases)) => None,
        Err(error) => return Err(error),
    };
    let rules = scoring.params().rules.rules.iter().map(|rule| (rule.key.clone(), rule.name.clone()));
    let classes: Vec<(String, String)> = match params.by {
        By::Rfm => rules.chain([(OTHER.to_owned(), OTHER.to_owned())]).collect(),
        By::EightClasses => KEYS.map(|key| (key.to_owned(), key.to_owned())).to_vec(),
    };
    let more = [GONE, NOT_YET].map(|key| (key.to_owned(), key.to_owned()));
    let (keys, names): (Vec<_>, Vec<_>) = classes.into_iter().chain(more).unzip();
    let gone = Place::try_from(keys.len() - 2).unwrap_or(Place::MAX);
    let mut of = vec![None; view.all.customers.len()];
    if let Some(rfm) = &rfm {
        let left = Left::as_of(view, until);
        for (customer, place) in classed(rfm, params) {
            if let Some(slot) = of.get_mut(customer.0 as usize) {
                *slot = Some(if left.has(customer.0, customer.1) { gone } else { place });
            }
        }
    }
    Ok(Placed { keys, names, of, ids: Arc::clone(&view.all.customers) })
}

/// Each customer with the day of their last purchase, and their class.
fn classed<'a>(rfm: &'a Rfm, params: &'a CheckedMovement) -> impl Iterator<Item = ((u32, Day), Place)> + 'a {
    let cuts = (params.by == By::EightClasses).then(|| Cuts::of(rfm, &params.eight));
    rfm.scores.rows().map(move |row| {
        let place = cuts.as_ref().map_or(row.segment, |cuts| Place::from(cuts.class(&row)));
        ((row.customer, rfm.last_purchase(&row)), place)
    })
}
