//! What became of complaints: open or settled, after how long, in time or not.

use serde::Serialize;

use crate::domain::day::Day;
use crate::domain::interval::{Level, wilson};
use crate::domain::kaplan_meier::{LifeTable, Time};

/// One complaint as of the last day known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    /// Days to its settlement; `None` while it is open.
    settled_after: Option<i32>,
    /// Days from the complaint to the last day known.
    known_for: i32,
}

impl Case {
    /// A complaint of one day, settled on another. What was settled after the last day known was open then.
    pub fn new(day: Day, settled: Option<Day>, until: Option<Day>) -> Self {
        let settled = settled.filter(|settled| until.is_none_or(|until| *settled <= until));
        Self {
            settled_after: settled.map(|settled| settled.days_since(day)),
            known_for: until.map_or(0, |until| until.days_since(day).max(0)),
        }
    }

    /// Whether it was settled within so many days.
    pub fn is_settled_within(&self, most: i32) -> bool {
        self.settled_after.is_some_and(|days| (0..=most).contains(&days))
    }

    /// Whether it is not settled by the last day known.
    pub fn is_open(&self) -> bool {
        self.settled_after.is_none()
    }

    /// Whether it was settled before it was made, which is no time.
    pub fn is_backwards(&self) -> bool {
        self.settled_after.is_some_and(|days| days < 0)
    }
}

/// What became of some complaints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Handled {
    /// How many.
    pub complaints: usize,
    /// The same, under the name programs know.
    pub n: usize,
    /// Of them those not settled by the last day known; `None` where the file does not say.
    pub open: Option<usize>,
    /// Days by which half are settled; `None` where more than half are open for longer than any was followed.
    pub median_days: Option<f64>,
    /// Lower end of its interval.
    pub median_low: Option<f64>,
    /// Upper end of its interval.
    pub median_high: Option<f64>,
    /// Days by which nine in ten are settled; `None` where more are open for longer than any was followed.
    pub p90_days: Option<f64>,
    /// Settled in time; `None` where the file does not say, or the days of none are over.
    pub in_time: Option<InTime>,
}

/// How many were settled within so many days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct InTime {
    /// Those settled in time.
    pub settled: usize,
    /// Those whose days are over by the last day known.
    pub of: usize,
    /// `settled / of`.
    pub share: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
}

impl InTime {
    /// So many of those whose days are over; `None` where none are.
    pub(super) fn of(settled: usize, of: usize, level: Level) -> Option<Self> {
        let interval = wilson(settled, of, level)?;
        Some(Self { settled, of, share: settled as f64 / of as f64, low: interval.low, high: interval.high })
    }
}

/// Takes complaints in.
#[derive(Debug, Clone)]
pub(super) struct Handling {
    in_time_days: i32,
    complaints: usize,
    open: usize,
    times: LifeTable,
    due: usize,
    in_time: usize,
}

impl Handling {
    /// None yet; in time means within so many days.
    pub fn new(in_time_days: i32) -> Self {
        Self { in_time_days, complaints: 0, open: 0, times: LifeTable::default(), due: 0, in_time: 0 }
    }

    /// Takes one in.
    pub fn add(&mut self, case: &Case) {
        self.complaints += 1;
        self.open += usize::from(case.settled_after.is_none());
        if case.is_backwards() {
            return;
        }
        let (days, settled) = (case.settled_after.unwrap_or(case.known_for), case.settled_after.is_some());
        if let Some(time) = Time::new(f64::from(days)) {
            self.times.add(time, settled);
        }
        if case.known_for >= self.in_time_days {
            self.due += 1;
            self.in_time += usize::from(settled && days <= self.in_time_days);
        }
    }

    /// What became of them; `known` says whether the file tells when complaints were settled.
    pub fn finish(self, level: Level, known: bool) -> Handled {
        let Self { complaints, open, times, due, in_time, .. } = self;
        if !known {
            return Handled {
                complaints,
                n: complaints,
                open: None,
                median_days: None,
                median_low: None,
                median_high: None,
                p90_days: None,
                in_time: None,
            };
        }
        let curve = times.kaplan_meier(level);
        let in_time = InTime::of(in_time, due, level);
        let (median_low, median_high) = (curve.median_low, curve.median_high);
        let (median_days, p90_days) = (curve.median, curve.left_by(0.9));
        Handled { complaints, n: complaints, open: Some(open), median_days, median_low, median_high, p90_days, in_time }
    }
}
