//! What happened to one customer, as marks along a line of time.

use serde::{Deserialize, Serialize};

use super::calendar::PeriodLength;
use super::day::Day;
use super::order;
use super::score::Attitude;

/// What happened on a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// Bought for so much in all; less than nothing where more was returned than bought.
    Purchase(f64),
    /// Answered a survey; `None` without a score.
    Answer(Option<Attitude>),
    /// Complained.
    Complaint,
    /// Left.
    Exit,
    /// Became a case of the follow-up.
    Case,
}

/// A mark on the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// When.
    pub day: Day,
    /// What.
    pub what: Happened,
    /// Where on the line, from 0 to 1.
    pub at: f64,
    /// How large: of a purchase its share of the largest, at least [`Timeline::LEAST`]; 1 of all else.
    pub size: f64,
}

/// A beginning of a year, a quarter or a month on the line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    /// Its first day.
    pub day: Day,
    /// Where on the line, from 0 to 1.
    pub at: f64,
}

/// A line of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// What happened, in time.
    pub marks: Vec<Mark>,
    /// Where the parts of `length` begin that have room for their names.
    pub ticks: Vec<Tick>,
    /// What `ticks` are the beginnings of.
    pub length: PeriodLength,
}

impl Timeline {
    /// Purchases smaller than this share of the largest are drawn as large.
    pub const LEAST: f64 = 0.08;

    /// So many names have room beside one another.
    const NAMES: i32 = 8;

    /// Behind this there is no room for a name.
    const LAST_NAME: f64 = 0.93;

    /// The line from the first to the last day; `None` where there is one day or none.
    pub fn of(mut happened: Vec<(Day, Happened)>) -> Option<Self> {
        order::sort_by_key(&mut happened, |(day, _)| *day);
        let ((from, _), (to, _)) = (*happened.first()?, *happened.last()?);
        let span = f64::from(to.days_since(from));
        if span <= 0.0 {
            return None;
        }
        let at = |day: Day| f64::from(day.days_since(from)) / span;
        let amount = |what: &Happened| if let Happened::Purchase(amount) = what { amount.abs() } else { 0.0 };
        let largest = happened.iter().map(|(_, what)| amount(what)).fold(0.0, f64::max);
        let size = |what: &Happened| match what {
            Happened::Purchase(_) if largest > 0.0 => (amount(what) / largest).max(Self::LEAST),
            _ => 1.0,
        };
        let marks = happened.iter().map(|(day, what)| Mark { day: *day, what: *what, at: at(*day), size: size(what) });
        let marks = marks.collect();
        let parts = |length: PeriodLength| length.index(to) - length.index(from);
        let lengths = [PeriodLength::Month, PeriodLength::Quarter];
        let length = lengths.into_iter().find(|length| parts(*length) <= Self::NAMES).unwrap_or(PeriodLength::Year);
        // Of a lifetime every year would be too many.
        let step = parts(length) / Self::NAMES + 1;
        let begins = (length.index(from) + 1..=length.index(to)).filter(|index| index % step == 0);
        let ticks = begins.map(|index| length.first_day(index)).map(|day| Tick { day, at: at(day) });
        let ticks = ticks.filter(|tick| tick.at <= Self::LAST_NAME).collect();
        Some(Self { from, to, marks, ticks, length })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn marks_stand_in_time_and_purchases_by_their_size() {
        let happened = vec![
            (day("2024-01-11"), Happened::Complaint),
            (day("2024-01-01"), Happened::Purchase(200.0)),
            (day("2024-01-21"), Happened::Purchase(-1.0)),
            (day("2024-01-06"), Happened::Purchase(100.0)),
        ];
        let line = Timeline::of(happened).unwrap();
        let found: Vec<(f64, f64)> = line.marks.iter().map(|mark| (mark.at, mark.size)).collect();
        assert_eq!(found, [(0.0, 1.0), (0.25, 0.5), (0.5, 1.0), (1.0, Timeline::LEAST)]);
        assert!(line.ticks.is_empty());
    }

    #[test]
    fn a_day_is_no_line() {
        assert!(Timeline::of(Vec::new()).is_none());
        assert!(
            Timeline::of(vec![(day("2024-01-01"), Happened::Exit), (day("2024-01-01"), Happened::Complaint)]).is_none()
        );
    }

    #[test]
    fn names_have_room() {
        let ticks = |from: &str, to: &str| {
            let line = Timeline::of(vec![(day(from), Happened::Complaint), (day(to), Happened::Exit)]).unwrap();
            (line.length, line.ticks.iter().map(|tick| tick.day.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(
            ticks("2024-01-15", "2024-03-02"),
            (PeriodLength::Month, vec!["2024-02-01".into()]),
            "March has no room"
        );
        assert_eq!(ticks("2023-11-15", "2024-10-02").1, ["2024-01-01", "2024-04-01", "2024-07-01"]);
        assert_eq!(ticks("2020-05-15", "2024-10-02").1, ["2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"]);
        let (length, many) = ticks("1924-01-01", "2024-01-01");
        assert!(length == PeriodLength::Year && many.len() <= 9, "{many:?}");
    }
}
