//! What an indicator speaks with: a language, its number formats, and the words all pages share.

use std::fmt::Display;
use std::ops::Deref;

use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::dataset::{Field, Filter, Kind, Range};
use crate::domain::day::{Day, Period};
use crate::domain::format::{Format, Unit, rounded_sum};
use crate::domain::interval::{Interval, Level};
use crate::domain::language::Language;
use crate::domain::provenance::{LeftOutCount, Provenance};
use crate::domain::texts::With1;

use super::decimals::alike;
use super::page::{Cell, Figure, Link, Note, Origin, Part, PeriodName, Section, WHAT_TO_DO};
use super::words::Words;

/// From so many days on they are said in years as well.
const TWO_YEARS: f64 = 730.0;

/// The reader's language. It can be asked to write any number or date: `say.percent(share)`.
#[derive(Clone, Copy)]
pub struct Say<'a> {
    /// The language.
    pub language: Language,
    /// The words all pages share.
    pub words: &'static Words,
    format: &'a dyn Format,
}

impl<'a> Deref for Say<'a> {
    type Target = dyn Format + 'a;

    fn deref(&self) -> &Self::Target {
        self.format
    }
}

impl<'a> Say<'a> {
    /// Speaks a language, writing numbers and dates by `format`.
    pub fn new(language: Language, format: &'a dyn Format) -> Self {
        Self { language, words: Words::of(language), format }
    }

    /// The name of the period that begins on `start`: `Mar 2024`, `Q1 2024`, `2024`.
    pub fn period_name(&self, length: PeriodLength, start: Day) -> String {
        match length {
            PeriodLength::Month => self.month(start.month()),
            PeriodLength::Quarter => (self.words.quarter_of)(&start.quarter().to_string(), &year_of(start)),
            PeriodLength::Year => (self.words.year_of)(&year_of(start)),
        }
    }

    /// The section of next steps, with ways to go on; one that shows nothing where there are no steps.
    pub fn next_steps(&self, steps: Vec<Cell>, links: Vec<Link>) -> Section {
        if steps.is_empty() {
            return Section::new(WHAT_TO_DO, "", Vec::new());
        }
        let links = (!links.is_empty()).then_some(Part::Actions(links));
        let parts = [Part::List(steps)].into_iter().chain(links).collect();
        Section::new(WHAT_TO_DO, self.words.what_to_do, parts)
    }

    /// The period that begins on `start` as charts take it: the year where one begins, else the short name.
    pub fn chart_period(&self, length: PeriodLength, start: Day) -> PeriodName {
        let (_, month, _) = start.ymd();
        let major = month == 1;
        let label = match length {
            PeriodLength::Month if !major => self.month_alone(start.month()),
            PeriodLength::Quarter if !major => (self.words.quarter_alone)(&start.quarter().to_string()),
            _ => year_of(start),
        };
        let full = self.period_name(length, start);
        PeriodName { label, first: full.clone(), full, major }
    }

    /// Days as charts take them, named where a month begins: days evenly apart fall anywhere within months.
    pub fn chart_days(&self, days: impl Iterator<Item = Day>) -> Vec<PeriodName> {
        let mut before = None;
        let name = |day: Day| {
            let (_, month, of_month) = day.ymd();
            // A month that is half over when the first day comes does not begin here.
            let begins = before.replace(month).map_or(of_month <= 15, |before| before != month);
            let named = if begins { self.chart_period(PeriodLength::Month, day) } else { PeriodName::default() };
            PeriodName { full: self.day(day), ..named }
        };
        let mut names: Vec<PeriodName> = days.map(name).collect();
        // Days too few to reach a month's beginning are named themselves.
        if names.iter().all(|name| name.label.is_empty()) {
            for name in &mut names {
                name.label.clone_from(&name.full);
            }
        }
        names
    }

    /// From one day to another.
    pub fn span(&self, period: Period) -> String {
        (self.words.period)(&self.day(period.from), &self.day(period.to))
    }

    /// A range of numbers or days; one value where both ends are the same.
    pub fn range(&self, range: &Range) -> String {
        let (from, to) = match range {
            Range::Numbers { from, to } => (from.map(|end| self.exact(end)), to.map(|end| self.exact(end))),
            Range::Days { from, to } => (from.map(|end| self.day(end)), to.map(|end| self.day(end))),
        };
        let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
        if from == to { from } else { (self.words.period)(&from, &to) }
    }

    /// From one end to the other, with as many decimals: `12.0% to 34.5%`.
    pub fn ends(&self, low: &str, high: &str) -> String {
        let [low, high] = alike([low, high]);
        (self.words.period)(&low, &high)
    }

    /// An interval in words, its ends given as texts: `12 to 34 (95% confidence)`.
    pub fn interval(&self, low: &str, high: &str, level: Level) -> String {
        let [low, high] = alike([low, high]);
        (self.words.interval_of)(&low, &high, &self.percent(level.get()))
    }

    /// The interval of a share in words: `12% to 34% (95% confidence)`.
    pub fn share_interval(&self, Interval { low, high }: Interval, level: Level) -> String {
        self.interval(&self.percent(low), &self.percent(high), level)
    }

    /// The note below a chart's title: n, and the period where the rows have one.
    pub fn sample_note(&self, n: usize, period: Option<Period>) -> String {
        let n = self.count(n);
        match period {
            Some(period) => (self.words.n_and_period)(&n, &self.day(period.from), &self.day(period.to)),
            None => (self.words.n)(&n),
        }
    }

    /// That a sample is small; nothing where it is not.
    pub fn small_sample(&self, small: bool, n: usize) -> String {
        if small { (self.words.small_sample)(&self.count(n)) } else { String::new() }
    }

    /// The line below a figure, with the mark of a small sample where it is of few.
    pub fn marked(&self, note: String, small: SmallSample, n: usize) -> String {
        self.joined([note, self.small_sample(small.marks(n), n)])
    }

    /// What is not empty, one after the other on a line.
    pub fn joined<const N: usize>(&self, texts: [String; N]) -> String {
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        texts.join(self.words.separator)
    }

    /// The mark of a page whose figures are of few customers; nothing where there are enough.
    pub fn few_customers(&self, small: SmallSample, n: usize) -> Option<Note> {
        small.marks(n).then(|| Note::caution((self.words.few_customers)(&self.count(n))))
    }

    /// That rates of a chosen segment or class follow from the choice: who bought lately is in another than who did not.
    pub fn segment_chosen(&self, filter: &Filter) -> Option<Note> {
        let text = match filter {
            Filter { segment: Some(_), .. } => self.words.segment_chosen,
            Filter { classes, .. } if !classes.is_empty() => self.words.class_chosen,
            _ => return None,
        };
        Some(Note::caution(text))
    }

    /// What columns of shares add up to as they are shown, where one does not add up to what is shown of its whole.
    pub fn rounded(&self, columns: &[Vec<f64>]) -> Option<String> {
        let sums = columns.iter().filter_map(|shares| rounded_sum(Unit::Share, shares));
        let sums: Vec<String> = sums.map(|sum| self.percent(sum)).collect();
        (!sums.is_empty()).then(|| (self.words.rounded)(&sums.join(self.words.listed)))
    }

    /// So many days in years as well, to stand behind them: ` (3.1 years)`; nothing for less than two years.
    pub fn in_years(&self, days: f64) -> String {
        let years = || (self.words.in_years)(&self.precise((days / 36.525).round() / 10.0));
        if days >= TWO_YEARS { years() } else { String::new() }
    }

    /// How many are expected, which is no count: `about 12`.
    pub fn about(&self, expected: f64) -> String {
        (self.words.about)(&self.number(expected))
    }

    /// What stands for a blank value.
    pub fn or_blank<'b>(&self, value: Option<&'b str>) -> &'b str {
        value.unwrap_or(self.words.blank_value)
    }

    /// A value of an attribute, or what stands for the empty text.
    pub fn value<'b>(&self, value: &'b str) -> &'b str {
        self.or_blank(Some(value).filter(|value| !value.is_empty()))
    }

    /// Where figures come from. `used` says what was counted: rows, customers, answers.
    pub fn origin(&self, provenance: &Provenance, definition: &str, source: &str, used: With1) -> Origin {
        let period =
            provenance.period.map_or_else(|| self.words.provenance_no_period.to_owned(), |period| self.span(period));
        let left_out = provenance.left_out.iter().filter_map(|LeftOutCount { reason, count }| {
            Some(format!("{} – {}", self.count(*count), self.words.left_out(*reason)?))
        });
        let left_out: Vec<String> = left_out.collect();
        Origin {
            definition: definition.to_owned(),
            source: source.to_owned(),
            period,
            used: used(&self.count(provenance.used)),
            left_out: if left_out.is_empty() { self.words.none.to_owned() } else { left_out.join("; ") },
        }
    }

    /// What is said where a page lacks the table it needs.
    pub fn needs(&self, kind: Kind) -> String {
        (self.words.needs)(self.words.kind(kind))
    }

    /// What is said where the table is there and lacks the column a page needs.
    pub fn needs_column(&self, role: Field, kind: Kind) -> String {
        (self.words.needs_column)(role.text(self.language), self.words.kind(kind))
    }

    /// What stands in the place of a figure that does not exist.
    pub fn no_value(&self) -> Cell {
        Cell::from(self.words.no_value)
    }
}

/// Makes figures of one origin.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    /// The place of their origin on the page.
    pub origin: usize,
}

impl Figures {
    /// A figure: its name, its label, its value in full, and as shown.
    pub fn of(
        self,
        name: impl Into<String>,
        label: impl Into<String>,
        value: impl Display,
        text: impl Into<String>,
    ) -> Figure {
        Figure {
            name: name.into(),
            label: label.into(),
            value: value.to_string(),
            text: text.into(),
            origin: self.origin,
            only: None,
            why: None,
        }
    }
}

fn year_of(day: Day) -> String {
    day.ymd().0.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::format::Plain;

    #[test]
    fn long_times_are_said_in_years_and_expected_counts_are_whole() {
        let say = Say::new(Language::English, &Plain(Language::English));
        assert_eq!([729.0, 730.0, 1_120.0].map(|days| say.in_years(days)), ["", " (2 years)", " (3.1 years)"]);
        assert_eq!(say.in_years(4_380.0), " (12 years)");
        assert_eq!(say.about(12.4), "about 12");
    }

    #[test]
    fn the_ends_of_an_interval_have_as_many_decimals() {
        let say = Say::new(Language::English, &Plain(Language::English));
        assert_eq!(say.ends(&say.signed(-6.0), &say.signed(7.24)), "−6.0 to +7.2");
        assert_eq!(say.ends(&say.precise(2.0), &say.precise(3.25)), "2.00 – 3.25");
        assert_eq!(say.ends(&say.day("2024-03-01".parse().unwrap()), "3.5"), "1 Mar 2024 – 3.5");
        let level = Level::try_from(0.95).unwrap();
        assert_eq!(say.share_interval(Interval { low: 0.3, high: 0.345 }, level), "30.0% to 34.5% (95% confidence)");
    }

    fn names(from: &str, apart: i32, count: usize) -> Vec<PeriodName> {
        let format = Plain(Language::English);
        let from: Day = from.parse().unwrap();
        let days = std::iter::successors(Some(from), |day| Some(day.plus_days(apart)));
        Say::new(Language::English, &format).chart_days(days.take(count))
    }

    #[test]
    fn days_are_named_where_a_month_begins() {
        let named = |from: &str, apart, count| {
            let names = names(from, apart, count).into_iter();
            names.map(|name| name.label).filter(|label| !label.is_empty()).collect::<Vec<_>>()
        };
        // Seven days apart: no month has a name of its own twice, and January is the year.
        assert_eq!(named("2024-10-07", 7, 16), ["Oct", "Nov", "Dec", "2025"]);
        assert_eq!(named("2024-10-28", 7, 4), ["Nov"]);
        assert_eq!(named("2024-10-20", 7, 1), ["20 Oct 2024"]);
        let first = &names("2024-10-07", 7, 2)[0];
        assert_eq!((first.first.as_str(), first.full.as_str()), ("Oct 2024", "7 Oct 2024"));
    }
}
