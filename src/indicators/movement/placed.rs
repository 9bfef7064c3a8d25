//! Who was in which class on a day, rebuilt from the rows up to it.

use std::sync::Arc;

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Filter, Purchases};
use crate::domain::day::Day;
use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace};
use crate::indicators::eight_classes::{Cuts, KEYS};
use crate::indicators::left::Left;
use crate::indicators::rfm::{OTHER, Rfm, RfmError, rfm_as_of};
use crate::indicators::segmentations::{self, Named};
use crate::indicators::{AsOf, Stopped, View};

use super::{By, CheckedMovement, MovementError};

/// The place of a class among [`Placed::classes`].
pub type Place = u16;

/// Where a customer who had bought stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In a class.
    Class(Place),
    /// In none.
    NoClass,
    /// They had left.
    Gone,
}

/// Customers in their classes.
pub struct Placed {
    /// The classes.
    pub classes: Vec<Named>,
    /// By customer number; `None` for those without a purchase.
    pub of: Vec<Option<Standing>>,
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
) -> Result<Placed, Stopped<MovementError>> {
    let until = view.until().map_or(day, |until| until.min(day));
    match params.by {
        By::Rfm | By::EightClasses => {
            by_scores(rows, view, params, (until, day), pace).await.map_err(|stopped| stopped.map(MovementError::Rfm))
        }
        _ => by_another(rows, view, params, until, pace).await,
    }
}

/// Segments or eight classes: scored on the rows alone.
async fn by_scores<P: Pace>(
    rows: &Purchases,
    view: &View,
    params: &CheckedMovement,
    (until, day): (Day, Day),
    pace: &mut P,
) -> Result<Placed, Stopped<RfmError>> {
    let as_of = AsOf { until: Some(until), reference_date: Some(day.plus_days(1)) };
    let scoring = params.eight.scoring();
    let rfm = match rfm_as_of(rows, &view.all.customers, scoring, as_of, pace).await {
        Ok(rfm) => Some(rfm),
        // Nobody had bought by then.
        Err(Stopped::Error(RfmError::NoPurchases)) => None,
        Err(error) => return Err(error),
    };
    let named = |key: &str, name: &str| Named { key: key.to_owned(), name: name.to_owned() };
    let rules = scoring.params().rules.rules.iter().map(|rule| named(&rule.key, &rule.name));
    let classes = match params.by {
        By::EightClasses => KEYS.map(|key| named(key, key)).to_vec(),
        _ => rules.chain([named(OTHER, OTHER)]).collect(),
    };
    let mut of = vec![None; view.all.customers.len()];
    if let Some(rfm) = &rfm {
        let left = Left::as_of(view, until);
        for ((customer, last), place) in classed(rfm, params) {
            if let Some(slot) = of.get_mut(customer as usize) {
                let class = place.map_or(Standing::NoClass, Standing::Class);
                *slot = Some(if left.has(customer, last) { Standing::Gone } else { class });
            }
        }
    }
    Ok(Placed { classes, of, ids: Arc::clone(&view.all.customers) })
}

/// Each customer with the day of their last purchase, and their class; `None` where all are alike.
fn classed<'a>(rfm: &'a Rfm, params: &'a CheckedMovement) -> impl Iterator<Item = ((u32, Day), Option<Place>)> + 'a {
    let cuts = (params.by == By::EightClasses).then(|| Cuts::of(rfm, &params.eight));
    rfm.scores.rows().map(move |row| {
        let place = cuts.as_ref().map_or(Some(row.segment), |cuts| cuts.class(&row).map(Place::from));
        ((row.customer, rfm.last_purchase(&row)), place)
    })
}

/// Any other segmentation: as its own page shows it where the chosen period ends on the day.
async fn by_another<P: Pace>(
    rows: &Purchases,
    view: &View,
    params: &CheckedMovement,
    until: Day,
    pace: &mut P,
) -> Result<Placed, Stopped<MovementError>> {
    let ids = Arc::clone(&view.all.customers);
    let bought = last_purchases(rows, until, ids.len(), pace).await?;
    // Nobody had bought by then.
    if bought.iter().all(Option::is_none) {
        return Ok(Placed { classes: Vec::new(), of: vec![None; ids.len()], ids });
    }
    let ended = Filter { to: Some(until), ..Filter::default() };
    let then = View::new(view.number, &view.all, &ended, params.eight.scoring(), view.today, pace)
        .await
        .map_err(|stopped| stopped.map(MovementError::Rfm))?;
    let own = match params.by {
        By::Core => segmentations::core_sets(&then, &params.segmentations, pace).await,
        by => segmentations::classed(&by.segmentation(), &then, &params.segmentations, pace)
            .await
            .map(|own| own.map(|own| (own.classes, own.of))),
    };
    let own = own.map_err(|stopped| stopped.map(MovementError::Segmentation))?;
    let (classes, class_of) = own.unwrap_or_default();
    let left = Left::as_of(view, until);
    let standing = |(customer, last): (u32, Option<Day>)| {
        let last = last?;
        let class = class_of.get(customer as usize).copied().flatten();
        let standing = class.map_or(Standing::NoClass, Standing::Class);
        Some(if left.has(customer, last) { Standing::Gone } else { standing })
    };
    let of = (0_u32..).zip(bought).map(standing).collect();
    Ok(Placed { classes, of, ids })
}

/// By customer number the day of the last purchase that is no return, up to a day.
async fn last_purchases<P: Pace>(
    rows: &Purchases,
    until: Day,
    customers: usize,
    pace: &mut P,
) -> Result<Vec<Option<Day>>, Cancelled> {
    let mut last: Vec<Option<Day>> = vec![None; customers];
    in_blocks_paced(rows.len(), pace, |range| {
        for row in rows.rows_in(range).filter(|row| row.day <= until && !row.returned) {
            if let Some(last) = last.get_mut(row.customer as usize) {
                *last = (*last).max(Some(row.day));
            }
        }
    })
    .await?;
    Ok(last)
}
