//! A page's chart becomes a scene: numbers and texts as the page has them, written in the reader's language.

use crate::domain::format::{Format, Unit};
use crate::indicators::page::{self, Chart, Move, PeriodName, Plot, Tint};

use super::bars::{Bar, Bars, Style, bars};
use super::cohorts::{Cohort, Cohorts, cohorts};
use super::curves::{Curve, Curves, curves};
use super::density::{Band, Density, Field, density};
use super::gauge::{Gauge, gauge};
use super::lorenz::{Lorenz, lorenz};
use super::over_time::{Form, OverTime, Series, over_time};
use super::rfm_map::{RfmCell, RfmMap, rfm_map};
use super::sankey::{Sankey, sankey};
use super::scatter::{Scatter, Spot, scatter};
use super::stacked::{Answers, Stacked, stacked};
use super::trend::{Change, Trend, TrendPoint, trend};
use super::upset::{Combination, UpSet, upset};
use super::{Ink, Period, Scene, Size, TextMeasure, Words};

/// The scene of a chart at a size. `format` writes ticks and tooltips.
pub fn scene(chart: &Chart, format: &dyn Format, size: Size, measure: &dyn TextMeasure) -> Scene {
    let at = At { words: Words { summary: &chart.summary, empty: &chart.empty }, format, size, measure };
    match &chart.plot {
        Plot::Bars(plot) => at.bars(plot, if plot.dots { Style::Dot } else { Style::FromZero }, &[]),
        Plot::Steps(plot) => at.bars(plot, Style::FromZero, &bases(&plot.bars)),
        Plot::Differences(plot) => at.bars(plot, Style::Difference, &[]),
        Plot::Ratios(plot) => at.bars(plot, Style::Ratio, &[]),
        Plot::Gauge(plot) => at.gauge(plot),
        Plot::Shares(plot) => at.shares(plot),
        Plot::Trend(plot) => at.trend(plot),
        Plot::OverTime(plot) => at.over_time(plot),
        Plot::Matrix(plot) => at.matrix(plot),
        Plot::RfmMap(plot) => at.rfm_map(plot),
        Plot::Lorenz(plot) => at.lorenz(plot),
        Plot::Curves(plot) => at.curves(plot),
        Plot::UpSet(plot) => at.upset(plot),
        Plot::Density(plot) => at.density(plot),
        Plot::Scatter(plot) => at.scatter(plot),
        Plot::Sankey(plot) => at.sankey(plot),
    }
}

/// Where each step begins: at the end of the one before; the first and the last, which are all of it, at zero.
fn bases(bars: &[page::Bar]) -> Vec<f64> {
    let mut end = 0.0;
    let mut bases: Vec<f64> = bars
        .iter()
        .map(|bar| {
            let base = end;
            end += bar.value.unwrap_or_default();
            base
        })
        .collect();
    if let Some(last) = bases.last_mut() {
        *last = 0.0;
    }
    bases
}

/// Where a scene is made, and in which words.
#[derive(Clone, Copy)]
struct At<'a> {
    words: Words<'a>,
    format: &'a dyn Format,
    size: Size,
    measure: &'a dyn TextMeasure,
}

impl<'a> At<'a> {
    /// Writes numbers of a unit.
    fn writer(self, unit: Unit) -> impl Fn(f64) -> String + 'a {
        move |value| self.format.unit(unit, value)
    }

    /// Bars that begin at these places; at zero where none is given.
    fn bars(self, plot: &page::Bars, style: Style, bases: &[f64]) -> Scene {
        let bar = |(place, bar): (usize, &page::Bar)| Bar {
            label: bar.label.clone(),
            value: or_nan(bar.value),
            base: bases.get(place).copied().unwrap_or_default(),
            interval: bar.interval,
            more: bar.more.clone(),
            ink: ink(bar.tint),
        };
        let drawn: Vec<Bar> = plot.bars.iter().enumerate().map(bar).collect();
        let more_columns: Vec<&str> = plot.more_columns.iter().map(String::as_str).collect();
        let input = Bars {
            bars: &drawn,
            style,
            group: &plot.group,
            value: &plot.value,
            interval: &plot.interval,
            more_columns: &more_columns,
            format: &self.writer(plot.unit),
            most: plot.most,
            more: &|_| plot.more.clone(),
            words: self.words,
        };
        bars(&input, self.size, self.measure)
    }

    fn gauge(self, plot: &page::Gauge) -> Scene {
        let input = Gauge {
            score: or_nan(plot.score),
            interval: plot.interval,
            label: &plot.label,
            interval_label: &plot.interval_label,
            interval_text: &plot.interval_text,
            format: &self.writer(Unit::Score),
            words: self.words,
        };
        gauge(&input, self.size, self.measure)
    }

    fn shares(self, plot: &page::Shares) -> Scene {
        let groups: Vec<Answers<'_>> = plot
            .groups
            .iter()
            .map(|page::AnswersOf { label, counts: [detractors, passives, promoters] }| Answers {
                label,
                detractors: *detractors,
                passives: *passives,
                promoters: *promoters,
            })
            .collect();
        let [detractors, passives, promoters] = &plot.names;
        let input = Stacked {
            groups: &groups,
            group: &plot.group,
            names: [detractors, passives, promoters],
            percent: &self.writer(Unit::Share),
            count: &self.writer(Unit::Whole),
            most: groups.len().max(1),
            more: &|_| String::new(),
            words: self.words,
        };
        stacked(&input, self.size, self.measure)
    }

    fn trend(self, plot: &page::Trend) -> Scene {
        let point = |point: &page::TrendPoint| TrendPoint {
            period: period(&point.period),
            score: point.score,
            interval: point.interval,
            n: point.n,
            change: match point.change {
                Move::First => Change::First,
                Move::TooFew => Change::TooFew,
                Move::NotReal => Change::NotReal,
                Move::Up => Change::Up,
                Move::Down => Change::Down,
            },
        };
        let points: Vec<TrendPoint> = plot.points.iter().map(point).collect();
        let [change, too_few, none, up, down] = &plot.change;
        let input = Trend {
            points: &points,
            limits: plot.limits,
            period: &plot.period,
            score: &plot.score,
            interval: &plot.interval,
            n: &plot.n,
            change: (change, [too_few, none, up, down]),
            format: &self.writer(Unit::Score),
            count: &self.writer(Unit::Whole),
            words: self.words,
        };
        trend(&input, self.size, self.measure)
    }

    fn over_time(self, plot: &page::OverTime) -> Scene {
        let periods: Vec<Period> = plot.periods.iter().map(period).collect();
        let drawn: Vec<Series<'_>> = plot
            .series
            .iter()
            .map(|series| Series { name: &series.name, values: &series.values, ink: ink(series.tint) })
            .collect();
        let input = OverTime {
            periods: &periods,
            series: &drawn,
            form: if plot.columns { Form::Columns } else { Form::Lines },
            period: &plot.period,
            value: &plot.value,
            format: &self.writer(plot.unit),
            words: self.words,
        };
        over_time(&input, self.size, self.measure)
    }

    fn matrix(self, plot: &page::Matrix) -> Scene {
        let row = |row: &page::MatrixRow| Cohort {
            period: period(&row.period),
            size: row.size,
            active: row.active.clone(),
            partial: row.partial.clone(),
            few: row.few,
        };
        let rows: Vec<Cohort> = plot.rows.iter().map(row).collect();
        let more = |left_out: usize| match left_out {
            1 => plot.one_more.clone(),
            _ => plot.more.replace("{n}", &self.format.count(left_out)),
        };
        let input = Cohorts {
            cohorts: &rows,
            cohort: &plot.cohort,
            size: &plot.size,
            since: &plot.since,
            share: &plot.share,
            partial: &plot.partial,
            few: &plot.few,
            percent: &self.writer(Unit::Share),
            short: &self.writer(Unit::WholeShare),
            count: &self.writer(Unit::Whole),
            more: &more,
            words: self.words,
        };
        cohorts(&input, self.size, self.measure)
    }

    fn rfm_map(self, plot: &page::RfmMap) -> Scene {
        let cells: Vec<RfmCell<'_>> = plot
            .cells
            .iter()
            .map(|page::MapCell { recency, frequency, amount, segment }| RfmCell {
                recency: *recency,
                frequency: *frequency,
                amount: *amount,
                segment,
            })
            .collect();
        let input = RfmMap {
            bins: (plot.bins, plot.bins),
            cells: &cells,
            recency: &plot.recency,
            frequency: &plot.frequency,
            segment: &plot.segment,
            amount: &plot.amount,
            format: &self.writer(plot.unit),
            short: &self.writer(if plot.unit == Unit::Money { Unit::CompactMoney } else { Unit::Compact }),
            words: self.words,
        };
        rfm_map(&input, self.size, self.measure)
    }

    fn lorenz(self, plot: &page::Lorenz) -> Scene {
        let classes: Vec<(&str, f64)> = plot.classes.iter().map(|(name, ends_at)| (name.as_str(), *ends_at)).collect();
        let input = Lorenz {
            curve: &plot.curve,
            classes: &classes,
            mark: plot.mark.as_ref().map(|(share, label)| (*share, label.as_str())),
            customers: &plot.customers,
            value: &plot.value,
            equality: &plot.equality,
            percent: &self.writer(Unit::Share),
            words: self.words,
        };
        lorenz(&input, self.size, self.measure)
    }

    fn curves(self, plot: &page::Curves) -> Scene {
        let drawn: Vec<Curve<'_>> = plot
            .curves
            .iter()
            .map(|curve| Curve {
                name: &curve.name,
                times: &curve.times,
                shares: &curve.shares,
                intervals: &curve.intervals,
                at_risk: &curve.at_risk,
                until: curve.until,
                ink: ink(curve.tint),
            })
            .collect();
        let input = Curves {
            curves: &drawn,
            time: &plot.time,
            share: &plot.share,
            interval: &plot.interval,
            at_risk: &plot.at_risk,
            group: &plot.group,
            number: &self.writer(Unit::Precise),
            percent: &self.writer(Unit::Share),
            words: self.words,
        };
        curves(&input, self.size, self.measure)
    }

    fn upset(self, plot: &page::UpSet) -> Scene {
        let sets: Vec<&str> = plot.sets.iter().map(String::as_str).collect();
        let combinations = plot.combinations.iter();
        let combinations: Vec<Combination<'_>> =
            combinations.map(|one| (one.sets.as_slice(), one.label.as_str(), one.amount)).collect();
        let [yes, no] = &plot.within;
        let input = UpSet {
            sets: &sets,
            combinations: &combinations,
            combination: &plot.combination,
            amount: &plot.amount,
            within: [yes, no],
            format: &self.writer(plot.unit),
            words: self.words,
        };
        upset(&input, self.size, self.measure)
    }

    fn sankey(self, plot: &page::Sankey) -> Scene {
        let [from, to] = [&plot.from, &plot.to].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
        let [before, after] = &plot.titles;
        let input = Sankey {
            from: &from,
            to: &to,
            flows: &plot.flows,
            titles: [before, after],
            amount: &plot.amount,
            format: &self.writer(plot.unit),
            words: self.words,
        };
        sankey(&input, self.size, self.measure)
    }

    fn density(self, plot: &page::Density) -> Scene {
        fn bands(bands: &[page::Band]) -> Vec<Band<'_>> {
            bands.iter().map(|band| (band.label.as_str(), band.full.as_str())).collect()
        }
        let (across, up) = (bands(&plot.across), bands(&plot.up));
        let fields: Vec<Field<'_>> = plot
            .fields
            .iter()
            .map(|page::DensityField { across, up, amount, class }| Field {
                across: *across,
                up: *up,
                amount: *amount,
                class,
            })
            .collect();
        let [level, upright] = &plot.titles;
        let input = Density {
            bands: [&across, &up],
            fields: &fields,
            lines: plot.lines,
            movable: plot.movable.each_ref().map(Option::as_deref),
            titles: [level, upright],
            amount: &plot.amount,
            class: &plot.class,
            format: &self.writer(plot.unit),
            words: self.words,
        };
        density(&input, self.size, self.measure)
    }

    fn scatter(self, plot: &page::Scatter) -> Scene {
        let spots: Vec<Spot<'_>> = plot
            .spots
            .iter()
            .map(|page::Spot { label, at, intervals, class, open, tint }| Spot {
                label,
                at: *at,
                intervals: *intervals,
                class,
                open: *open,
                ink: ink(*tint),
            })
            .collect();
        let [level, upright] = &plot.titles;
        let input = Scatter {
            spots: &spots,
            lines: plot.lines,
            titles: [level, upright],
            group: &plot.group,
            interval: &plot.interval,
            class: &plot.class,
            open: &plot.open,
            formats: [&self.writer(plot.units[0]), &self.writer(plot.units[1])],
            words: self.words,
        };
        scatter(&input, self.size, self.measure)
    }
}

fn or_nan(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

fn period(name: &PeriodName) -> Period {
    Period { label: name.label.clone(), full: name.full.clone(), major: name.major, first: name.first.clone() }
}

fn ink(tint: Tint) -> Ink {
    match tint {
        Tint::Accent => Ink::Accent,
        Tint::Promoter => Ink::Promoter,
        Tint::Passive => Ink::Passive,
        Tint::Detractor => Ink::Detractor,
        Tint::Group(number) => Ink::Categorical(number),
    }
}
