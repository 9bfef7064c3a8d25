//! How likely one customer is a customer still, from their first purchase to today.
//!
//! P(alive) on a day is what the model whose figures lead would have said of them then: of the purchases up to that day,
//! under the parameters fitted to everybody's. It falls with silence and rises with each purchase.

use crate::domain::day::Day;
use crate::domain::intake::{Cancelled, Pace};
use crate::domain::lifetime::{Fitted, Model, Pattern};
use crate::indicators::View;
use crate::indicators::purchase_days::{PurchaseDay, PurchaseDays};

use super::{CheckedClv, Clv};

/// Stretches a history is cut into at most, so that each can be seen.
const MOST_STRETCHES: i32 = 120;

/// One customer, as the models see them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct One {
    /// Days on which they bought.
    pub purchase_days: usize,
    /// The first of them.
    pub first: Day,
    /// The last.
    pub last: Day,
    /// What each model that can be used says of them today, the leading one first.
    pub today: Vec<(Model, f64)>,
    /// The history under the leading model.
    pub history: Vec<Moment>,
}

/// A stretch of the history.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    /// Its last day.
    pub day: Day,
    /// P(alive) at the end of that day.
    pub p_alive: f64,
    /// Whether they bought within it.
    pub bought: bool,
}

/// What the models say of a customer, by number; `None` of one who has not bought, or where no model can be used.
pub(super) async fn one<P: Pace>(
    view: &View,
    found: &Clv,
    checked: &CheckedClv,
    customer: u32,
    pace: &mut P,
) -> Result<Option<One>, Cancelled> {
    let (Some(purchases), Some(leading)) = (view.purchases_so_far(), found.model) else { return Ok(None) };
    let days = PurchaseDays::of(&purchases, found.as_of, checked.params.returns, pace).await?;
    let own = days.customers().find(|(one, _)| *one == customer).map(|(_, days)| days).unwrap_or_default();
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return Ok(None) };
    let unit = checked.params.unit.days();
    let others = Model::ALL.into_iter().filter(|model| *model != leading);
    let models = [leading].into_iter().chain(others).filter_map(|model| found.fitted(model));
    let now = pattern(own, found.as_of, unit);
    let history = found.fitted(leading).map(|fitted| history(&fitted, own, found.as_of, unit));
    Ok(Some(One {
        purchase_days: own.len(),
        first: first.day,
        last: last.day,
        today: models.map(|fitted| (fitted.model, fitted.p_alive(&now))).collect(),
        history: history.unwrap_or_default(),
    }))
}

/// What a model knew of a customer on a day, of their purchase days up to it.
fn pattern(days: &[PurchaseDay], on: Day, unit: f64) -> Pattern {
    let known = days.iter().take_while(|day| day.day <= on);
    let first = days.first().map_or(on, |day| day.day);
    let (count, last) = known.fold((0_u32, first), |(count, _), day| (count + 1, day.day));
    let time = |to: Day| f64::from(to.days_since(first)) / unit;
    Pattern { x: count.saturating_sub(1), t_x: time(last), t: time(on), customers: 1 }
}

/// P(alive) from the first purchase to a day, in stretches of the same length, the last of which may be shorter.
fn history(fitted: &Fitted, days: &[PurchaseDay], until: Day, unit: f64) -> Vec<Moment> {
    let Some(first) = days.first().map(|day| day.day).filter(|first| *first <= until) else { return Vec::new() };
    let length = until.days_since(first) + 1;
    let step = (length + MOST_STRETCHES - 1) / MOST_STRETCHES;
    let ends = (1..=(length + step - 1) / step).map(|stretch| first.plus_days(stretch * step - 1).min(until));
    let mut from = first;
    let moment = |day: Day| {
        let bought = days.iter().any(|bought| (from..=day).contains(&bought.day));
        from = day.plus_days(1);
        Moment { day, p_alive: fitted.p_alive(&pattern(days, day, unit)), bought }
    };
    ends.map(moment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;

    /// CDNOW's parameters by the week: `lifetimes` 0.11 fits these.
    const CDNOW: Fitted = Fitted { model: Model::BgNbd, parameters: [0.242_595, 4.413_602, 0.792_922, 2.425_907] };

    fn days(offsets: &[i32]) -> Vec<PurchaseDay> {
        let start: Day = "1997-01-01".parse().unwrap();
        offsets.iter().map(|offset| PurchaseDay { day: start.plus_days(*offset), money: Money::ZERO }).collect()
    }

    /// By the formula in Python: `x` = 2, `t_x` = 213 / 7, `T` = 272 / 7 is the customer of the paper's example (.7266 with the
    /// published parameters and two-decimal times); then 40 weeks of silence more.
    #[test]
    fn silence_lowers_p_alive_and_a_purchase_raises_it() {
        let bought = days(&[0, 100, 213]);
        let first = bought[0].day;
        let at = |offset: i32| CDNOW.p_alive(&pattern(&bought, first.plus_days(offset), 7.0));
        assert!((at(272) - 0.726_620_31).abs() < 1e-8, "{}", at(272));
        assert!((at(552) - 0.379_774_31).abs() < 1e-8, "{}", at(552));
        assert!(at(212) < at(213) && at(213) > at(272));
        // Who bought once is a customer for good, to this model.
        assert!((at(99) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_history_covers_every_day_once_and_marks_purchases() {
        let bought = days(&[0, 5, 399]);
        let until = bought[0].day.plus_days(401);
        let found = history(&CDNOW, &bought, until, 7.0);
        assert!(found.len() <= 120 && found.last().unwrap().day == until);
        assert_eq!(found.iter().filter(|moment| moment.bought).count(), 3);
        assert!(found[0].bought && found.is_sorted_by(|one, next| one.day < next.day));
        assert!(found.iter().all(|moment| (0.0..=1.0).contains(&moment.p_alive)));
        // A day alone is a stretch of its own.
        assert_eq!(history(&CDNOW, &bought, bought[0].day, 7.0).len(), 1);
        assert_eq!(history(&CDNOW, &bought, bought[0].day.plus_days(-1), 7.0), []);
    }
}
