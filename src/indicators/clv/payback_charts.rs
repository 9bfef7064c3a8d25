//! Payback as pictures: the share of the cost paid back month by month, and the month in which all of it is.

use crate::domain::certainty::SmallSample;
use crate::indicators::Say;
use crate::indicators::page::{Bar, Bars, Chart, OverTime, Part, PeriodName, Plot, Series, Tint, Unit};

use super::Clv;
use super::payback::Payback;
use super::texts::PaybackTexts;

/// Lines beside that of the whole cost: more colours could not be told apart.
const MOST_LINES: usize = 7;

/// The charts of the channels whose cost is known; none where no cost is.
pub(super) fn charts(
    found: &Clv,
    small: SmallSample,
    interval: impl Fn(&Payback) -> String,
    say: &Say<'_>,
) -> Vec<Part> {
    let paid = |payback: &&Payback| payback.cost.is_some_and(|cost| cost > 0.0) && !payback.by_month.is_empty();
    let known: Vec<&Payback> = found.payback.iter().filter(paid).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let customers = known.iter().map(|payback| payback.customers).sum();
    let note = say.sample_note(customers, found.provenance.period);
    let reached = known.iter().any(|payback| payback.month.is_some());
    let months = reached.then(|| Part::Chart(Box::new(months(&known, small, interval, &note, say))));
    let texts = PaybackTexts::of(say.language);
    let followed = known.iter().any(|payback| payback.months_of_enough(small).next().is_some());
    let shares = followed.then(|| Part::Chart(Box::new(shares(&known, small, &note, say))));
    let cut = Part::Muted((texts.shares_note)(&say.count(small.least())));
    shares.into_iter().chain([cut]).chain(months).collect()
}

/// The share of the cost paid back by each month of age that enough are followed to, a line a channel, and all of it as a
/// level line.
fn shares(known: &[&Payback], small: SmallSample, note: &str, say: &Say<'_>) -> Chart {
    let texts = PaybackTexts::of(say.language);
    let drawn = known.get(..known.len().min(MOST_LINES)).unwrap_or_default();
    let months = drawn.iter().map(|payback| payback.months_of_enough(small).count()).max().unwrap_or_default();
    let shares = |payback: &Payback| {
        let share = |value: f64| Some(value / payback.cost?).filter(|share| share.is_finite());
        let mut shares: Vec<_> = payback.months_of_enough(small).map(|at| share(at.value)).collect();
        shares.resize(months, None);
        shares
    };
    let line = |(place, payback): (usize, &&Payback)| Series {
        name: say.value(&payback.channel).to_owned(),
        values: shares(payback),
        tint: Tint::Group(u8::try_from(place).unwrap_or_default()),
    };
    let whole =
        Series { name: texts.whole_cost.to_owned(), values: vec![Some(1.0); months], tint: Tint::Group(MOST_TINT) };
    let month = |month: usize| {
        let number = say.count(month);
        PeriodName {
            full: (texts.month_of_age)(&number),
            label: number,
            major: month.is_multiple_of(12),
            ..PeriodName::default()
        }
    };
    let first = drawn.iter().filter(|payback| payback.is_sound(small)).min_by_key(|payback| payback.month);
    let title = first.and_then(|payback| {
        let number = payback.month?.to_string();
        Some((texts.shares_title)(say.value(&payback.channel), &number))
    });
    let title = title.unwrap_or_else(|| texts.shares_none.to_owned());
    Chart {
        summary: title.clone(),
        title,
        note: note.to_owned(),
        empty: texts.no_cost.to_owned(),
        height: 280,
        plot: Plot::OverTime(OverTime {
            periods: (1..=months).map(month).collect(),
            series: drawn.iter().enumerate().map(line).chain([whole]).collect(),
            columns: false,
            unit: Unit::WholeShare,
            period: texts.months_of_age.to_owned(),
            value: texts.share_paid.to_owned(),
        }),
    }
}

/// The colour of the line of the whole cost.
const MOST_TINT: u8 = 7;

/// The month in which each channel has paid back, with its interval; one that is open ends with what was followed.
fn months(
    known: &[&Payback],
    small: SmallSample,
    interval: impl Fn(&Payback) -> String,
    note: &str,
    say: &Say<'_>,
) -> Chart {
    let texts = PaybackTexts::of(say.language);
    let bar = |payback: &&Payback| {
        let month = payback.month.map(f64::from);
        let followed = u32::try_from(payback.by_month.len()).unwrap_or(u32::MAX);
        let ends = payback.low.map(|low| (f64::from(low), f64::from(payback.high.unwrap_or(followed))));
        Bar {
            label: say.value(&payback.channel).to_owned(),
            value: month,
            interval: ends.filter(|_| month.is_some()),
            more: vec![interval(payback)],
            tint: Tint::Accent,
        }
    };
    let paid: Vec<Bar> = known.iter().filter(|payback| payback.month.is_some()).map(bar).collect();
    let more = known.len() - paid.len();
    let sound = known.iter().filter(|payback| payback.is_sound(small)).count();
    let few = paid.len() - sound;
    let said = (texts.months_title)(&say.count(sound), &say.count(known.len()));
    let of_few = (few > 0).then(|| (texts.of_few)(&say.count(few), &say.count(small.least())));
    let title = say.joined([said, of_few.unwrap_or_default()]);
    Chart {
        summary: title.clone(),
        title,
        note: note.to_owned(),
        empty: texts.not_yet.to_owned(),
        height: 220,
        plot: Plot::Bars(Bars {
            most: paid.len(),
            bars: paid,
            dots: true,
            unit: Unit::Whole,
            group: texts.channel.to_owned(),
            value: texts.month.to_owned(),
            interval: String::new(),
            more_columns: vec![say.words.interval.to_owned()],
            more: if more > 0 { (texts.others_not_yet)(&say.count(more)) } else { String::new() },
        }),
    }
}
