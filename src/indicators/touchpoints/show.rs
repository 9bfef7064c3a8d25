//! Touchpoints by what is at stake, and their days and times.

use std::collections::BTreeSet;

use crate::domain::money::Money;
use crate::domain::natural_order;
use crate::domain::net_promoter::Estimate;
use crate::indicators::dividing::column_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Inline, Note, Page, Part, Plot, Section, Table, Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::TouchpointsTexts;
use super::{Crossed, ID, Moment, Touchpoint, Touchpoints, TouchpointsParams, WEEKDAYS};

/// Touchpoints listed at most; the document has all.
const MOST: usize = 30;

/// The page.
pub fn show(found: &Touchpoints, params: &TouchpointsParams, say: &Say<'_>) -> Page {
    let texts = TouchpointsTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.answers_used);
    let writer = Writer { found, params, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.headline = writer.headline();
    if found.column.is_none() {
        page.notes.push(Note::info(texts.no_column));
    } else if !found.has_money {
        page.notes.push(Note::info(texts.no_money));
    }
    page.add(writer.touchpoints());
    let day = |key: &str| {
        let place = WEEKDAYS.iter().position(|known| *known == key).unwrap_or_default();
        texts.days.get(place).copied().unwrap_or_default().to_owned()
    };
    page.add(writer.crossed(day));
    page.add(writer.moments("weekdays", [texts.weekdays, texts.weekday], &found.weekdays, day));
    page.add(writer.moments("times", [texts.times, texts.time], &found.times, str::to_owned));
    page
}

struct Writer<'a> {
    found: &'a Touchpoints,
    params: &'a TouchpointsParams,
    say: &'a Say<'a>,
    texts: &'static TouchpointsTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn headline(&self) -> String {
        let Self { found, say, texts, .. } = self;
        let Some(first) = found.touchpoints.first() else { return texts.headline_none.to_owned() };
        let name = say.value(&first.name);
        if first.at_stake > Money::ZERO {
            let money = say.compact_money(first.at_stake.to_f64());
            return (texts.headline_money)(name, &money, &say.count(first.detracting_customers));
        }
        match first.estimate.detractors {
            0 => texts.headline_nobody.to_owned(),
            n => (texts.headline)(name, &say.count(n)),
        }
    }

    fn touchpoints(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let control =
            column_control(ID, "column", texts.column_field, &found.offered, found.column.as_ref(), say.words.none);
        if found.touchpoints.is_empty() {
            return Section::new("touchpoints", texts.touchpoints, Vec::new()).with(control);
        }
        let row = |touchpoint: &Touchpoint| {
            let name = say.value(&touchpoint.name);
            let key = format!("{ID}.touchpoints.{}", touchpoint.name);
            let count = |field: &str, label: &str, n: usize| {
                let label = (texts.of)(label, name);
                Cell::from(self.figures.of(format!("{key}.{field}"), label, n, say.count(n)))
            };
            let at_stake = self.figures.of(
                format!("{key}.at_stake"),
                (texts.of)(texts.at_stake, name),
                touchpoint.at_stake,
                say.money(touchpoint.at_stake.to_f64()),
            );
            vec![
                Cell::from(name),
                count("n", texts.answers, touchpoint.estimate.n),
                self.score(&key, name, &touchpoint.estimate),
                count("detractors", texts.detractors, touchpoint.estimate.detractors),
                count("detracting_customers", texts.customers, touchpoint.detracting_customers),
                at_stake.into(),
                self.caution(&touchpoint.estimate),
            ]
        };
        let numbers = [texts.answers, texts.score, texts.detractors, texts.customers, texts.at_stake];
        let columns = [Column::text(texts.touchpoint)].into_iter().chain(numbers.map(Column::number));
        let table = Table {
            caption: texts.touchpoints.to_owned(),
            show_caption: false,
            columns: columns.chain([Column::text(say.words.note)]).collect(),
            rows: found.touchpoints.iter().take(MOST).map(row).collect(),
        };
        let more = found.touchpoints.len().saturating_sub(MOST);
        let more = (more > 0).then(|| Part::Muted((say.words.more_left_out)(&say.count(more))));
        let chart = self.chart().map(|chart| Part::Chart(Box::new(chart)));
        let parts = chart.into_iter().chain([Part::Table(table)]).chain(more).collect();
        Section::new("touchpoints", texts.touchpoints, parts).with(control)
    }

    /// What is at stake at each; `None` where nothing is.
    fn chart(&self) -> Option<Chart> {
        let Self { found, say, texts, .. } = self;
        let first = found.touchpoints.first().filter(|first| first.at_stake > Money::ZERO)?;
        let bar = |touchpoint: &Touchpoint| Bar {
            label: say.value(&touchpoint.name).to_owned(),
            value: Some(touchpoint.at_stake.to_f64()),
            interval: None,
            more: Vec::new(),
            tint: Tint::Accent,
        };
        let title = (texts.chart)(say.value(&first.name));
        Some(Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.provenance.used, found.provenance.period),
            empty: texts.at_stake.to_owned(),
            height: 240,
            plot: Plot::Bars(Bars {
                bars: found.touchpoints.iter().take(10).map(bar).collect(),
                dots: false,
                unit: Unit::CompactMoney,
                group: texts.touchpoint.to_owned(),
                value: texts.at_stake.to_owned(),
                interval: String::new(),
                more_columns: Vec::new(),
                most: 10,
                more: String::new(),
            }),
        })
    }

    fn score(&self, key: &str, name: &str, estimate: &Estimate) -> Cell {
        let Self { say, texts, .. } = self;
        let Some(score) = estimate.score else { return say.no_value() };
        let label = (texts.of)(texts.score, name);
        let cell = Cell::from(self.figures.of(format!("{key}.score"), label, score, say.signed(score)));
        match estimate.low.zip(estimate.high) {
            Some((low, high)) => cell.above(say.ends(&say.signed(low), &say.signed(high))),
            None => cell,
        }
    }

    fn caution(&self, estimate: &Estimate) -> Cell {
        Cell::caution(self.say.small_sample(self.params.small_sample.marks(estimate.n), estimate.n))
    }

    /// Days of the week against times: how many answered and what they said, and where most is at stake.
    fn crossed(&self, named: impl Fn(&str) -> String) -> Section {
        let Self { found, say, texts, .. } = self;
        let times: BTreeSet<&str> = found.moments.iter().map(|one| one.moment.key.as_str()).collect();
        let mut times: Vec<&str> = times.into_iter().collect();
        natural_order::sort(&mut times, |time| time);
        let days: Vec<&str> =
            WEEKDAYS.into_iter().filter(|day| found.moments.iter().any(|one| one.day == *day)).collect();
        if times.len() < 2 || days.len() < 2 {
            return Section::new("moments", "", Vec::new());
        }
        let cell = |day: &str, time: &str| {
            let one = found.moments.iter().enumerate().find(|(_, one)| one.day == day && one.moment.key == time);
            let Some((place, Crossed { moment, .. })) = one else { return Cell::empty() };
            let (n, few) = (moment.estimate.n, self.params.small_sample.marks(moment.estimate.n));
            let name = (texts.moment)(&named(day), time);
            let score = moment.estimate.score.map(|score| {
                let label = (texts.of)(texts.score, &name);
                Cell::from(self.figures.of(format!("{ID}.moments.{place}.score"), label, score, say.signed(score)))
            });
            let below = say.joined([
                (say.words.n)(&say.count(n)),
                if found.has_money { say.compact_money(moment.at_stake.to_f64()) } else { String::new() },
            ]);
            let mut cell = score.unwrap_or_else(|| say.no_value());
            if few {
                cell.0.push(Inline::Caution(texts.few_mark.to_owned()));
            }
            cell.above(below)
        };
        let row = |time: &&str| [Cell::from(*time)].into_iter().chain(days.iter().map(|day| cell(day, time))).collect();
        let table = Table {
            caption: texts.moments.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.time)]
                .into_iter()
                .chain(days.iter().map(|day| Column::number(named(day))))
                .collect(),
            rows: times.iter().map(row).collect(),
        };
        let enough = |one: &&Crossed| self.params.small_sample.is_enough(one.moment.estimate.n);
        let worst = if found.has_money {
            let most = found.moments.iter().max_by_key(|one| one.moment.at_stake);
            most.filter(|most| most.moment.at_stake > Money::ZERO).map(|most| {
                let money = say.compact_money(most.moment.at_stake.to_f64());
                let name = (texts.moment)(&named(most.day), &most.moment.key);
                (texts.worst_money)(&name, &say.count(most.moment.detracting_customers), &money)
            })
        } else {
            let lowest = found.moments.iter().filter(enough).filter_map(|one| Some((one, one.moment.estimate.score?)));
            let lowest = lowest.min_by(|(_, one), (_, other)| one.total_cmp(other));
            lowest.map(|(one, score)| {
                (texts.worst)(&(texts.moment)(&named(one.day), &one.moment.key), &say.signed(score))
            })
        };
        let worst = worst.map(Part::Text);
        let help = Part::Muted(if found.has_money { texts.cell_help_money } else { texts.cell_help }.to_owned());
        Section::new("moments", texts.moments, worst.into_iter().chain([Part::Table(table), help]).collect())
    }

    fn moments(
        &self,
        list: &str,
        [title, header]: [&str; 2],
        moments: &[Moment],
        named: impl Fn(&str) -> String,
    ) -> Section {
        let Self { say, texts, .. } = self;
        // Days stand in their order already.
        let mut in_order: Vec<&Moment> = moments.iter().collect();
        natural_order::sort(&mut in_order, |moment| &moment.key);
        // One moment compares with nothing.
        if moments.len() < 2 {
            return Section::new(list, title, Vec::new());
        }
        let row = |moment: &&Moment| {
            let (key, name) = (format!("{ID}.{list}.{}", moment.key), named(&moment.key));
            let n = moment.estimate.n;
            let answers = self.figures.of(format!("{key}.n"), (texts.of)(texts.answers, &name), n, say.count(n));
            let at_stake = self.found.has_money.then(|| {
                let label = (texts.of)(texts.at_stake, &name);
                let money = moment.at_stake;
                Cell::from(self.figures.of(format!("{key}.at_stake"), label, money, say.money(money.to_f64())))
            });
            [Cell::from(name.as_str()), answers.into(), self.score(&key, &name, &moment.estimate)]
                .into_iter()
                .chain(at_stake)
                .chain([self.caution(&moment.estimate)])
                .collect()
        };
        let numbers = [texts.answers, texts.score].into_iter().chain(self.found.has_money.then_some(texts.at_stake));
        let numbers = numbers.map(Column::number);
        let table = Table {
            caption: title.to_owned(),
            show_caption: false,
            columns: [Column::text(header)].into_iter().chain(numbers).chain([Column::text(say.words.note)]).collect(),
            rows: in_order.iter().map(row).collect(),
        };
        Section::new(list, title, vec![Part::Table(table)]).half()
    }
}
