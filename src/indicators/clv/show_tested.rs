//! The models put to the test, as charts and a table.

use crate::domain::lifetime::Model;
use crate::indicators::page::{Cell, Chart, Column, OverTime, Plot, Series, Table, Tint, Unit};

use super::backtest::{NOBODY, OWN_RATE};
use super::show::Writer;
use super::{Backtest, CountTested, Tracked};

impl Writer<'_> {
    /// The model of the page, or the first that was tested.
    fn leading(&self, backtest: &Backtest) -> Option<Model> {
        let tested = |model: &Model| backtest.models.contains_key(model.key());
        self.found.model.filter(tested).or_else(|| Model::ALL.into_iter().find(tested))
    }

    pub(super) fn tracking(&self, backtest: &Backtest) -> Chart {
        let Self { found, say, texts, .. } = self;
        // What is drawn is added up from the first day on: its gap is another than that of the time held out.
        let off = self
            .leading(backtest)
            .zip(backtest.tracking.last())
            .and_then(|(model, last)| Some((model, self.strayed(*last.expected.get(model.key())?, last.actual)?)));
        let title = match off {
            Some((model, off)) => (texts.tracking_title)(model.name(), &off),
            None => texts.tracking_plain.to_owned(),
        };
        let mut periods = say.chart_days(backtest.tracking.iter().map(|moment| moment.end));
        let begins = backtest.tracking.iter().position(|moment| moment.held_out);
        if let Some(period) = begins.and_then(|place| periods.get_mut(place)) {
            period.full = format!("{}, {}", period.full, (texts.held_out_from)(&say.day(backtest.from)));
        }
        let actual = Series {
            name: texts.actual.to_owned(),
            values: backtest.tracking.iter().map(|moment| Some(moment.actual as f64)).collect(),
            tint: Tint::Accent,
        };
        let of_model = |(place, model): (usize, Model)| {
            let value = |moment: &Tracked| moment.expected.get(model.key()).copied();
            let values: Vec<Option<f64>> = backtest.tracking.iter().map(value).collect();
            let tint = Tint::Group(u8::try_from(place).unwrap_or_default() + 1);
            values.iter().any(Option::is_some).then(|| Series { name: model.name().to_owned(), values, tint })
        };
        let models = Model::ALL.into_iter().enumerate().filter_map(of_model);
        let plot = OverTime {
            periods,
            series: [actual].into_iter().chain(models).collect(),
            columns: false,
            unit: Unit::Whole,
            period: say.words.name.to_owned(),
            value: texts.tracking_plain.to_owned(),
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(backtest.customers, found.provenance.period),
            empty: texts.tracking_plain.to_owned(),
            height: 260,
            plot: Plot::OverTime(plot),
        }
    }

    pub(super) fn by_count(&self, backtest: &Backtest) -> Table {
        let Self { say, texts, .. } = self;
        let last = backtest.by_count.len().saturating_sub(1);
        let row = |(place, tested): (usize, &CountTested)| {
            let n = tested.x.to_string();
            let name = if place == last && tested.x > 0 { (texts.or_more)(&n) } else { (texts.count)(&n) };
            let figure = |field: &str, label: &str, value: f64, text: String| {
                Cell::from(self.tested.of(
                    format!("clv.backtest.by_count.{place}.{field}"),
                    format!("{name}: {label}"),
                    value,
                    text,
                ))
            };
            let customers = tested.customers as f64;
            let expected = tested.expected.map_or_else(
                || say.no_value(),
                |expected| figure("expected", texts.expected_each, expected, say.precise(expected)),
            );
            let few = self.params.small_sample.marks(tested.customers);
            vec![
                Cell::from(name.as_str()),
                figure("customers", texts.customers, customers, say.number(customers)),
                figure("actual", texts.actual_each, tested.actual, say.precise(tested.actual)),
                expected,
                Cell::caution(say.small_sample(few, tested.customers)),
            ]
        };
        Table {
            caption: texts.by_count.to_owned(),
            show_caption: true,
            columns: vec![
                Column::text(texts.repeat_before),
                Column::number(texts.customers),
                Column::number(texts.actual_each),
                Column::number(texts.expected_each),
                Column::text(say.words.note),
            ],
            rows: backtest.by_count.iter().enumerate().map(row).collect(),
        }
    }

    /// The time held out, week by week: what was bought since it began, and what was expected.
    pub(super) fn by_week(&self, backtest: &Backtest) -> Chart {
        let Self { found, say, texts, .. } = self;
        let strays = self.leading(backtest).and_then(|model| {
            let (number, week) = backtest.furthest(model)?;
            let off = self.strayed(*week.expected.get(model.key())?, week.actual)?;
            Some((texts.weeks_title)(model.name(), &number.to_string(), &off))
        });
        let title = strays.unwrap_or_else(|| texts.weeks_plain.to_owned());
        let mut periods = say.chart_days(backtest.weeks.iter().map(|week| week.end));
        for (number, period) in (1_usize..).zip(&mut periods) {
            period.full = (texts.week)(&number.to_string(), &period.full);
        }
        let actual = Series {
            name: texts.actual.to_owned(),
            values: backtest.weeks.iter().map(|week| Some(week.actual as f64)).collect(),
            tint: Tint::Accent,
        };
        let models = Model::ALL.map(|model| (model.key(), model.name()));
        let ways = models.into_iter().chain([(OWN_RATE, texts.own_rate), (NOBODY, texts.nobody)]).zip(1..);
        let expected = ways.filter_map(|((key, name), group)| {
            let values: Vec<Option<f64>> = backtest.weeks.iter().map(|week| week.expected.get(key).copied()).collect();
            let tint = Tint::Group(group);
            values.iter().any(Option::is_some).then(|| Series { name: name.to_owned(), values, tint })
        });
        let plot = OverTime {
            periods,
            series: [actual].into_iter().chain(expected).collect(),
            columns: false,
            unit: Unit::Whole,
            period: texts.week_of_test.to_owned(),
            value: texts.weeks_plain.to_owned(),
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(backtest.customers, found.provenance.period),
            empty: texts.weeks_plain.to_owned(),
            height: 260,
            plot: Plot::OverTime(plot),
        }
    }
}
