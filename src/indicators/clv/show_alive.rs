//! Who is still a customer, and of whom it is open.

use crate::domain::lifetime::Model;
use crate::indicators::page::{
    Cell, Chart, Column, FollowUp, Link, OverTime, Part, PeriodName, Plot, Section, Series, Table, Tint, Unit,
};

use super::show::Writer;
use super::{AliveBand, AliveTested, Backtest, ID, OnBorder, Worth};

/// From this P(alive) on somebody is as good as certainly a customer still, and below one less it as good as certainly gone.
const CERTAIN: f64 = 0.9;

impl Writer<'_> {
    /// What became of customers by what was said of them before.
    pub(super) fn by_p_alive(&self, backtest: &Backtest) -> Table {
        let Self { say, texts, .. } = self;
        let row = |(place, tested): (usize, &AliveTested)| {
            let name = say.ends(&say.whole_percent(tested.from), &say.whole_percent(tested.to));
            let figure = |field: &str, label: &str, value: f64, text: String| {
                Cell::from(self.tested.of(
                    format!("clv.backtest.by_p_alive.{place}.{field}"),
                    format!("{name}: {label}"),
                    value,
                    text,
                ))
            };
            vec![
                Cell::from(name.as_str()),
                figure("customers", texts.customers, tested.customers as f64, say.count(tested.customers)),
                figure("p_alive", texts.mean_alive, tested.p_alive, say.percent(tested.p_alive)),
                figure("bought", texts.bought, tested.bought, say.percent(tested.bought)),
            ]
        };
        Table {
            caption: texts.by_alive.to_owned(),
            show_caption: true,
            columns: vec![
                Column::text(texts.p_alive),
                Column::number(texts.customers),
                Column::number(texts.mean_alive),
                Column::number(texts.bought),
            ],
            rows: backtest.by_p_alive.iter().enumerate().map(row).collect(),
        }
    }

    /// P(alive) by frequency and silence.
    pub(super) fn alive(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let Some((model, worth)) = found.model.zip(found.worth.as_ref()) else {
            return Section::new("alive", "", Vec::new());
        };
        let mut frequencies: Vec<u32> = worth.cells.iter().map(|cell| cell.x).collect();
        frequencies.dedup();
        let quarters = [0.0, 0.25, 0.5, 0.75];
        let header = |from: f64| (texts.silent)(&say.whole_percent(from), &say.whole_percent(from + 0.25));
        let cell = |x: u32, from: f64| {
            let place = worth.cells.iter().position(|cell| cell.x == x && (cell.silent - from).abs() < 0.1);
            let found = place.and_then(|place| Some((place, worth.cells.get(place)?)));
            found.map_or_else(Cell::empty, |(place, cell)| {
                let name = format!("clv.worth.cells.{place}.p_alive");
                let label = format!("{}, {}", texts.p_alive, header(from));
                let figure = self.figures.of(name, label, cell.p_alive, say.percent(cell.p_alive));
                Cell::from(figure).above((say.words.n)(&say.count(cell.customers)))
            })
        };
        let row = |(place, x): (usize, &u32)| {
            let until = frequencies.get(place + 1).map(|next| next - 1);
            let name = match until {
                None if *x > 0 => (texts.or_more)(&x.to_string()),
                Some(until) if until > *x => say.ends(&x.to_string(), &until.to_string()),
                _ => x.to_string(),
            };
            [Cell::from(name)].into_iter().chain(quarters.map(|from| cell(*x, from))).collect()
        };
        let table = Table {
            caption: texts.alive_title.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.repeat_before)]
                .into_iter()
                .chain(quarters.map(|from| Column::number(header(from))))
                .collect(),
            rows: frequencies.iter().enumerate().map(row).collect(),
        };
        let one_time = (model == Model::BgNbd).then(|| Part::Muted(texts.one_time.to_owned()));
        let distribution = Part::Chart(Box::new(self.distribution(worth)));
        let parts = [distribution, Part::Table(table)].into_iter().chain(one_time).chain(self.border(worth)).collect();
        Section::new("alive", texts.alive_title, parts).beside((texts.alive_aside)(model.name()))
    }

    /// How many customers have which P(alive).
    fn distribution(&self, worth: &Worth) -> Chart {
        let Self { found, say, texts, .. } = self;
        let of = |within: &dyn Fn(&AliveBand) -> bool| {
            let customers: usize = worth.bands.iter().filter(|band| within(band)).map(|band| band.customers).sum();
            say.percent(customers as f64 / found.customers.max(1) as f64)
        };
        let still = of(&|band| band.from > CERTAIN - 0.01);
        let gone = of(&|band| band.to < 1.0 - CERTAIN + 0.01);
        let title = match self.refuting() {
            Some(tested) => (texts.refuted_title)(&say.percent(tested.p_alive), &say.percent(tested.bought)),
            None => (texts.bands_title)(&still, &gone),
        };
        let period = |band: &AliveBand| PeriodName {
            label: say.whole_percent(band.from),
            full: say.ends(&say.whole_percent(band.from), &say.whole_percent(band.to)),
            major: false,
            ..PeriodName::default()
        };
        let series = Series {
            name: texts.customers.to_owned(),
            values: worth.bands.iter().map(|band| Some(band.customers as f64)).collect(),
            tint: Tint::Accent,
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.customers, found.provenance.period),
            empty: texts.p_alive.to_owned(),
            height: 220,
            plot: Plot::OverTime(OverTime {
                periods: worth.bands.iter().map(period).collect(),
                series: vec![series],
                columns: true,
                unit: Unit::Whole,
                period: texts.p_alive.to_owned(),
                value: texts.customers.to_owned(),
            }),
        }
    }

    /// Those of whom it is open, the most money first.
    fn border(&self, worth: &Worth) -> Vec<Part> {
        let Self { say, texts, .. } = self;
        if worth.border.is_empty() {
            return Vec::new();
        }
        let row = |(place, one): (usize, &OnBorder)| {
            let figure = |field: &str, label: &str, value: f64, text: String| {
                let key = format!("{ID}.worth.border.{place}.{field}");
                Cell::from(self.figures.of(key, format!("{label}, {}", one.customer), value, text))
            };
            vec![
                Cell::from(Link::to_customer(one.customer.as_str(), &one.customer)),
                figure("at_risk", texts.at_risk, one.at_risk, say.precise(one.at_risk)),
                figure("p_alive", texts.p_alive, one.p_alive, say.percent(one.p_alive)),
                figure("silence", texts.silence, f64::from(one.silence), say.number(f64::from(one.silence))),
            ]
        };
        let numbers = [texts.at_risk, texts.p_alive, texts.silence].map(Column::number);
        let table = Table {
            caption: (texts.border_list)(&say.count(worth.border.len())),
            show_caption: true,
            columns: [Column::text(texts.customer)].into_iter().chain(numbers).collect(),
            rows: worth.border.iter().enumerate().map(row).collect(),
        };
        let why = |one: &OnBorder| {
            let why = (texts.border_why)(&say.percent(one.p_alive), &say.number(f64::from(one.silence)));
            (one.customer.clone(), why)
        };
        let said = (texts.border)(&say.count(worth.on_the_border), &say.number(worth.at_risk));
        let said = self.refuting().is_none().then_some(Part::Text(said));
        let named = FollowUp::part(ID, worth.border.iter().map(why));
        said.into_iter().chain([Part::Table(table)]).chain(named).collect()
    }
}
