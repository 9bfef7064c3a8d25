//! Who came, stayed, came back and went, from period to period.

use serde::Serialize;

use crate::domain::calendar::PeriodLength;
use crate::domain::day::{Day, Period};
use crate::domain::intake::Pace;
use crate::indicators::activity::{Activity, SpanTooLong};
use crate::indicators::{Horizon, Stopped, View};

/// The customers of one period against the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FourWays {
    /// First purchase of all in this period.
    pub new: usize,
    /// Bought in both.
    pub kept: usize,
    /// Bought in this and earlier, not in the one before.
    pub back: usize,
    /// Bought in the one before alone.
    pub lost: usize,
}

/// One period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// Its first day.
    pub start: Day,
    /// Who came and went.
    #[serde(flatten)]
    pub ways: FourWays,
    /// Whether the loaded rows cover it whole, and the one before.
    pub complete: bool,
}

/// The latest complete period against the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TwoPeriods {
    /// The first day of the later one.
    pub start: Day,
    /// The first day of the earlier one.
    pub before: Day,
    /// Who came and went.
    #[serde(flatten)]
    pub ways: FourWays,
}

/// Every period, and who came and went in the latest complete one.
#[derive(Debug, Default)]
pub struct Flows {
    /// Every period.
    pub all: Vec<Flow>,
    /// Those of the latest complete one by number, in the order of [`WAYS`].
    pub latest: [Vec<u32>; 4],
}

/// The four ways, as the document calls them.
pub const WAYS: [&str; 4] = ["new", "kept", "back", "lost"];

/// Every period of the rows that count.
pub async fn flows<P: Pace>(
    view: &View,
    length: PeriodLength,
    horizon: &Horizon,
    pace: &mut P,
) -> Result<Flows, Stopped<SpanTooLong>> {
    let Some(rows) = view.purchases() else { return Ok(Flows::default()) };
    let activity = Activity::of(rows, length, horizon, pace).await?;
    let whole = activity.complete();
    let complete = |place: usize| {
        place.checked_sub(1).is_some_and(|before| whole.get(before) == Some(&true)) && whole.get(place) == Some(&true)
    };
    let newest = (0_u32..).zip(&whole).map(|(period, _)| period).filter(|period| complete(*period as usize)).last();
    let mut latest: [Vec<u32>; 4] = Default::default();
    let [new, kept, back, lost] = &mut latest;
    let mut ways = vec![FourWays::default(); activity.calendar.len()];
    activity
        .customers(pace, |bought| {
            let mut before = None;
            for &period in bought.periods {
                if let Some(now) = ways.get_mut(period as usize) {
                    let (count, customers) = match before {
                        None if bought.is_new => (&mut now.new, &mut *new),
                        Some(before) if before + 1 == period => (&mut now.kept, &mut *kept),
                        _ => (&mut now.back, &mut *back),
                    };
                    *count += 1;
                    customers.extend((newest == Some(period)).then_some(bought.customer));
                }
                before = Some(period);
            }
            for (place, period) in bought.periods.iter().enumerate() {
                let next = bought.periods.get(place + 1);
                if next != Some(&(period + 1))
                    && let Some(after) = ways.get_mut(*period as usize + 1)
                {
                    after.lost += 1;
                    lost.extend((newest == Some(period + 1)).then_some(bought.customer));
                }
            }
        })
        .await?;
    let flow = |(place, (period, ways)): (usize, (&Period, FourWays))| Flow {
        start: period.from,
        ways,
        complete: complete(place),
    };
    Ok(Flows { all: activity.calendar.iter().zip(ways).enumerate().map(flow).collect(), latest })
}

/// The latest complete one.
pub fn latest(flows: &[Flow]) -> Option<TwoPeriods> {
    let place = flows.iter().rposition(|flow| flow.complete)?;
    let (flow, before) = (flows.get(place)?, flows.get(place.checked_sub(1)?)?);
    Some(TwoPeriods { start: flow.start, before: before.start, ways: flow.ways })
}
