//! The scores of a kiosk's answers, as its operator sees them: of today or this week, by what groups
//! them, beside how often the question was shown.

use std::collections::BTreeMap;

use crate::domain::certainty::Certainty;
use crate::domain::day::Period;
use crate::domain::net_promoter::{Estimate, estimate};

use super::answer::KioskAnswer;
use super::displays::Display;
use super::moment::Moment;
use super::repeats::RepeatRule;

/// What answers are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Where they were given.
    Branch,
    /// At what occasion.
    Touchpoint,
    /// Who served.
    Staff,
    /// The hour of the kiosk's clock.
    Hour,
    /// The language they were given in.
    Language,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Branch, Self::Touchpoint, Self::Staff, Self::Hour, Self::Language];

    /// The group of an answer; blank where it names none. Hours have two digits, so that they sort.
    fn of_answer(self, answer: &KioskAnswer) -> String {
        match self {
            Self::Branch => answer.branch.clone(),
            Self::Touchpoint => answer.touchpoint.clone(),
            Self::Staff => answer.staff.clone(),
            Self::Hour => hour(answer.taken),
            Self::Language => answer.language.tag().to_owned(),
        }
    }

    /// The group of a display; `None` where displays have no such group: which language somebody will
    /// choose is not known when they are shown the question.
    fn of_display(self, display: &Display) -> Option<String> {
        match self {
            Self::Branch => Some(display.branch.clone()),
            Self::Touchpoint => Some(display.touchpoint.clone()),
            Self::Staff => Some(display.staff.clone()),
            Self::Hour => Some(hour(display.first)),
            Self::Language => None,
        }
    }
}

fn hour(moment: Moment) -> String {
    moment.hour().map(|hour| format!("{hour:02}")).unwrap_or_default()
}

/// How many of those who were shown the question gave a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Response {
    /// Answers with a score.
    pub answered: u64,
    /// How often the question was shown.
    pub shown: u64,
}

impl Response {
    /// The share, 0 to 1; `None` where nothing was shown.
    pub fn rate(self) -> Option<f64> {
        (self.shown > 0).then(|| (self.answered as f64 / self.shown as f64).min(1.0))
    }
}

/// A group's line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The group; blank for answers that name none.
    pub group: String,
    /// The score.
    pub score: Estimate,
    /// The response; `None` where displays have no such group.
    pub response: Option<Response>,
}

/// What is asked of the board.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The days.
    pub period: Period,
    /// What groups.
    pub by: By,
    /// The device whose displays are known: only its answers are a part of them.
    pub device: &'a str,
    /// What repeated presses are.
    pub repeats: RepeatRule,
    /// Whether they are left out of everything.
    pub without_repeats: bool,
    /// How sure the scores are to be.
    pub certainty: Certainty,
}

/// The scores of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// All answers of the period.
    pub all: Line,
    /// The groups, by name, answers that name none last.
    pub lines: Vec<Line>,
    /// Repeated presses in the period, whether left out or not.
    pub repeated: usize,
}

/// The board.
///
/// The response rate is answers with a score, half-done ones among them, as a share of how often the
/// first question was shown, on this device since displays are counted. Answers of other devices, which
/// were brought here, count for scores alone; with repeated presses left out their displays stay in, as
/// nobody knows which they were.
pub fn board(answers: &[KioskAnswer], displays: &[Display], wanted: &Wanted<'_>) -> Board {
    let marked = wanted.repeats.repeated(answers);
    let in_period = |moment: Moment| moment.day().is_some_and(|day| wanted.period.contains(day));
    let given: Vec<&KioskAnswer> = answers.iter().filter(|answer| in_period(answer.taken)).collect();
    let repeated = given.iter().filter(|answer| marked.contains(&answer.id)).count();
    let counted = |answer: &&KioskAnswer| !(wanted.without_repeats && marked.contains(&answer.id));
    let given: Vec<&KioskAnswer> = given.into_iter().filter(counted).collect();
    let shown: Vec<&Display> = displays.iter().filter(|display| in_period(display.first)).collect();
    let since = displays.iter().map(|display| display.first.epoch_ms).min();
    let here = |answer: &KioskAnswer| {
        answer.device == wanted.device && since.is_some_and(|since| answer.taken.epoch_ms >= since)
    };
    let line = |group: String, given: &[&KioskAnswer], shown: Option<u64>| Line {
        group,
        score: estimate(given.iter().map(|answer| answer.score), wanted.certainty),
        response: shown.map(|shown| Response {
            answered: given.iter().filter(|answer| answer.score.is_some() && here(answer)).count() as u64,
            shown,
        }),
    };
    let sum = |shown: &[&Display]| shown.iter().map(|display| u64::from(display.count)).sum::<u64>();
    let mut groups = BTreeMap::<String, (Vec<&KioskAnswer>, Vec<&Display>)>::new();
    for answer in &given {
        groups.entry(wanted.by.of_answer(answer)).or_default().0.push(answer);
    }
    for display in &shown {
        if let Some(group) = wanted.by.of_display(display) {
            groups.entry(group).or_default().1.push(display);
        }
    }
    let grouped = wanted.by != By::Language;
    let mut lines: Vec<Line> =
        groups.into_iter().map(|(group, (given, shown))| line(group, &given, grouped.then(|| sum(&shown)))).collect();
    // Blank sorts first, and says least.
    let blank = lines.iter().take_while(|line| line.group.is_empty()).count();
    lines.rotate_left(blank);
    Board { all: line(String::new(), &given, Some(sum(&shown))), lines, repeated }
}

#[cfg(test)]
mod tests {
    use super::super::profile::Profile;
    use super::*;
    use crate::domain::day::Day;
    use crate::domain::language::Language;

    const DAY: &str = "2026-03-05";

    fn minute(minute: u16) -> Moment {
        Moment::at(DAY.parse().unwrap(), minute, 480)
    }

    fn wanted(by: By) -> Wanted<'static> {
        let day: Day = DAY.parse().unwrap();
        Wanted {
            period: Period { from: day, to: day },
            by,
            device: "t",
            repeats: RepeatRule::default(),
            without_repeats: false,
            certainty: Certainty::default(),
        }
    }

    /// Four answers of the day, of two branches and hours, one of another device, one of the day before.
    fn answers() -> Vec<KioskAnswer> {
        let given = KioskAnswer::given;
        vec![
            given(0, minute(0).later(-60_000), 10),
            given(1, minute(9 * 60), 10),
            given(2, minute(9 * 60 + 30), 3),
            KioskAnswer { branch: String::new(), language: Language::Chinese, ..given(3, minute(14 * 60), 9) },
            KioskAnswer { device: "another".into(), ..given(4, minute(15 * 60), 0) },
        ]
    }

    fn displays() -> Vec<Display> {
        let profile = Profile { branch: "North Gate".into(), touchpoint: "counter".into(), ..Profile::default() };
        let mut counted = Vec::new();
        for at in [9 * 60, 9 * 60 + 29, 9 * 60 + 40, 13 * 60 + 59] {
            Display::count_one(&mut counted, minute(at), &profile);
        }
        assert_eq!(counted.iter().map(|display| display.count).collect::<Vec<_>>(), [3, 1]);
        counted
    }

    /// A group, its rounded score, and how many answered of how many who were shown the question.
    type Told = (String, Option<f64>, Option<(u64, u64)>);

    fn lines(by: By) -> Vec<Told> {
        let board = board(&answers(), &displays(), &wanted(by));
        let response = |line: &Line| line.response.map(|response| (response.answered, response.shown));
        board.lines.iter().map(|line| (line.group.clone(), line.score.score.map(f64::round), response(line))).collect()
    }

    #[test]
    fn a_day_is_scored_as_a_whole_and_by_group() {
        let all = board(&answers(), &displays(), &wanted(By::Branch)).all;
        assert_eq!((all.score.n, all.score.score), (4, Some(0.0)));
        // The answer of another device is a part of none of these displays.
        assert_eq!(all.response, Some(Response { answered: 3, shown: 4 }));
        assert_eq!(all.response.and_then(Response::rate), Some(0.75));
        let north = ("North Gate".to_owned(), Some(-33.0), Some((2, 4)));
        assert_eq!(lines(By::Branch), [north, (String::new(), Some(100.0), Some((1, 0)))]);
        let hours: Vec<String> = lines(By::Hour).into_iter().map(|(group, ..)| group).collect();
        assert_eq!(hours, ["09", "13", "14", "15"]);
        assert_eq!(lines(By::Hour)[1], ("13".into(), None, Some((0, 1))), "shown, and nobody answered");
        assert_eq!(lines(By::Language)[1], ("zh-CN".into(), Some(100.0), None));
        assert_eq!(lines(By::Staff)[0].0, "");
        assert_eq!(lines(By::Touchpoint)[0].2, Some((3, 4)));
    }

    #[test]
    fn answers_of_before_displays_were_counted_are_no_response() {
        let mut late = displays();
        late.retain(|display| display.first == minute(13 * 60 + 59));
        let all = board(&answers(), &late, &wanted(By::Hour)).all;
        assert_eq!((all.score.n, all.response), (4, Some(Response { answered: 1, shown: 1 })));
        let none = board(&answers(), &[], &wanted(By::Hour)).all;
        assert_eq!(none.response.and_then(Response::rate), None);
    }

    #[test]
    fn repeated_presses_are_counted_and_can_be_left_out() {
        let taken = |second: i64| minute(600).later(second * 1000);
        let answers: Vec<KioskAnswer> = [0, 5, 10, 15, 20]
            .into_iter()
            .enumerate()
            .map(|(number, second)| KioskAnswer::given(number, taken(second), 0))
            .collect();
        let with = board(&answers, &[], &wanted(By::Branch));
        assert_eq!((with.repeated, with.all.score.n), (4, 5));
        let without = board(&answers, &[], &Wanted { without_repeats: true, ..wanted(By::Branch) });
        assert_eq!((without.repeated, without.all.score.n), (4, 1));
    }
}
