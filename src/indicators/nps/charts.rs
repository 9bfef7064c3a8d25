//! The score, its answers, its trend and its groups as charts.

use crate::domain::day::Period;
use crate::domain::natural_order;
use crate::domain::net_promoter::Verdict;
use crate::domain::score::{Attitude, Score};
use crate::indicators::Say;
use crate::indicators::page::{
    AnswersOf, Bar, Bars, Chart, Gauge, Move, Part, Plot, Shares, Tint, Trend, TrendPoint, Unit,
};

use super::show::{Compared, attitude_name, score_sentence};
use super::texts::NpsTexts;
use super::{Change, Nps, NpsFound, NpsGroup, NpsPeriod, NpsTrend, extremes};

/// With more groups the chart is cut; the table has them all.
const MOST_BARS: usize = 30;

/// The least and the greatest score there can be.
const LIMITS: (f64, f64) = (-100.0, 100.0);

/// The heights offered: a gauge is low, one bar lower still.
const HEIGHT: u16 = 320;
const GAUGE_HEIGHT: u16 = 240;
const BAR_HEIGHT: u16 = 120;

/// The score with its interval.
pub fn gauge(nps: &Nps, say: &Say<'_>) -> Part {
    let texts = NpsTexts::of(say.language);
    let estimate = &nps.estimate;
    let [score, low, high] =
        [estimate.score, estimate.low, estimate.high].map(|score| say.signed(score.unwrap_or_default()));
    let plot = Gauge {
        score: estimate.score,
        interval: estimate.low.zip(estimate.high),
        label: texts.nps.to_owned(),
        interval_label: say.words.interval.to_owned(),
        interval_text: say.interval(&low, &high, nps.level),
    };
    let summary = score_sentence(nps, say).unwrap_or_default();
    chart((texts.gauge)(&score), summary, note(nps, say), GAUGE_HEIGHT, Plot::Gauge(plot), say)
}

/// Promoters, passives and detractors.
pub fn shares(nps: &Nps, say: &Say<'_>) -> Part {
    let texts = NpsTexts::of(say.language);
    let estimate = &nps.estimate;
    let share = |count| estimate.share(count).map(|share| say.percent(share)).unwrap_or_default();
    let title = (texts.shares)(&share(estimate.promoters), &share(estimate.detractors));
    let counts = [estimate.detractors, estimate.passives, estimate.promoters].map(|count| count as u64);
    let plot = Shares {
        groups: vec![AnswersOf { label: String::new(), counts }],
        group: String::new(),
        names: [texts.detractors, texts.passives, texts.promoters].map(str::to_owned),
    };
    chart(title.clone(), title, note(nps, say), BAR_HEIGHT, Plot::Shares(plot), say)
}

/// How often each score was given, from the best to the worst: promoters come first everywhere on the page. Where the
/// scale is in question nobody is called a promoter.
pub fn distribution(found: &NpsFound, say: &Say<'_>) -> Part {
    let (nps, named) = (&found.overall, !found.asked);
    let texts = NpsTexts::of(say.language);
    let bar = |(score, count): (Score, usize)| Bar {
        label: if named {
            format!("{} {}", score.get(), attitude_name(score.attitude(), texts))
        } else {
            score.get().to_string()
        },
        value: Some(count as f64),
        interval: None,
        more: nps.estimate.share(count).map(|share| say.percent(share)).into_iter().collect(),
        tint: match score.attitude() {
            _ if !named => Tint::Accent,
            Attitude::Promoter => Tint::Promoter,
            Attitude::Passive => Tint::Passive,
            Attitude::Detractor => Tint::Detractor,
        },
    };
    let scores =
        (0_i64..).zip(nps.distribution).filter_map(|(score, count)| Some((Score::try_from(score).ok()?, count)));
    let mut bars: Vec<Bar> = scores.map(bar).collect();
    bars.reverse();
    let plot = Bars {
        most: bars.len(),
        bars,
        dots: false,
        unit: Unit::Whole,
        group: texts.answer.to_owned(),
        value: texts.n.to_owned(),
        interval: String::new(),
        more_columns: vec![texts.share.to_owned()],
        more: String::new(),
    };
    let title = (texts.distribution_title)(&say.decimal(nps.mean.unwrap_or_default()));
    chart(title.clone(), title, note(nps, say), HEIGHT, Plot::Bars(plot), say)
}

/// The score of each period; `latest` says where it stands.
pub fn trend(trend: &NpsTrend, latest: &str, say: &Say<'_>) -> Part {
    let texts = NpsTexts::of(say.language);
    let point = |(span, period): (Period, Option<&NpsPeriod>)| TrendPoint {
        period: say.chart_period(trend.length, span.from),
        score: period.and_then(|period| period.estimate.score),
        interval: period.and_then(|period| period.estimate.low.zip(period.estimate.high)),
        n: period.map_or(0, |period| period.estimate.n as u64),
        change: moved(period.and_then(|period| period.change.as_ref())),
    };
    let plot = Trend {
        points: trend.calendar().into_iter().map(point).collect(),
        limits: LIMITS,
        period: say.words.name.to_owned(),
        score: texts.score.to_owned(),
        interval: say.words.interval.to_owned(),
        n: texts.n.to_owned(),
        change: [texts.change, texts.change_few, texts.change_none, texts.change_up, texts.change_down]
            .map(str::to_owned),
    };
    let note = say.sample_note(trend.provenance.used, trend.provenance.period);
    let title = (texts.trend_title)(latest);
    chart(title.clone(), title, note, HEIGHT, Plot::Trend(plot), say)
}

fn moved(change: Option<&Change>) -> Move {
    match Verdict::of(change.map(|change| &change.difference)) {
        Verdict::NoAnswers => Move::First,
        Verdict::TooFew => Move::TooFew,
        Verdict::Same => Move::NotReal,
        Verdict::Higher => Move::Up,
        Verdict::Lower => Move::Down,
    }
}

/// The groups a chart shows. Where two or more have enough answers, only those: beside them a few answers would look
/// like the lowest or the highest of all.
pub fn shown(groups: &[NpsGroup]) -> Vec<&NpsGroup> {
    let enough = |group: &&NpsGroup| group.estimate.n > 0 && !group.estimate.small_sample;
    let large: Vec<&NpsGroup> = groups.iter().filter(enough).collect();
    if large.len() < 2 { groups.iter().collect() } else { large }
}

/// Groups in the order of their names, where these have one, else the highest score first.
pub fn in_order(mut groups: Vec<&NpsGroup>) -> Vec<&NpsGroup> {
    let score = |group: &&NpsGroup| group.estimate.score;
    natural_order::sort_or_by_value(&mut groups, |group| group.value.as_deref().unwrap_or_default(), score);
    groups
}

/// The score of each group that is [`shown`].
pub fn groups(found: &NpsFound, Compared { by, groups, says_the_score }: Compared<'_>, say: &Say<'_>) -> Part {
    let texts = NpsTexts::of(say.language);
    let bar = |group: &NpsGroup| Bar {
        label: say.or_blank(group.value.as_deref()).to_owned(),
        value: group.estimate.score,
        interval: group.estimate.low.zip(group.estimate.high),
        more: vec![say.count(group.estimate.n)],
        tint: Tint::Accent,
    };
    let shown = in_order(shown(groups));
    let left_out = shown.len().saturating_sub(MOST_BARS);
    let more = if left_out > 0 { (say.words.more_left_out)(&say.count(left_out)) } else { String::new() };
    let plot = Bars {
        bars: shown.into_iter().map(bar).collect(),
        dots: true,
        unit: Unit::Score,
        group: by.to_owned(),
        value: texts.score.to_owned(),
        interval: say.words.interval.to_owned(),
        more_columns: vec![texts.n.to_owned()],
        most: MOST_BARS,
        more,
    };
    let title = if says_the_score { (texts.compare_title_plain)(by) } else { groups_title(by, groups, say) };
    chart(title.clone(), title, note(&found.overall, say), HEIGHT, Plot::Bars(plot), say)
}

fn groups_title(by: &str, groups: &[NpsGroup], say: &Say<'_>) -> String {
    let texts = NpsTexts::of(say.language);
    let name = |group: &NpsGroup| {
        let score = group.estimate.score.map(|score| say.signed(score)).unwrap_or_default();
        format!("{} ({score})", say.or_blank(group.value.as_deref()))
    };
    match extremes(groups) {
        Some((lowest, highest)) => (texts.compare_title)(&name(lowest), &name(highest)),
        None => (texts.compare_title_plain)(by),
    }
}

fn note(nps: &Nps, say: &Say<'_>) -> String {
    say.sample_note(nps.estimate.n, nps.provenance.period)
}

fn chart(title: String, summary: String, note: String, height: u16, plot: Plot, say: &Say<'_>) -> Part {
    let empty = NpsTexts::of(say.language).no_scores.to_owned();
    Part::Chart(Box::new(Chart { title, note, summary, empty, height, plot }))
}
