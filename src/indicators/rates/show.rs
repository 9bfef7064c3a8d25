//! How many customers come back, period by period.

use crate::domain::certainty::SmallSample;
use crate::domain::interval::Interval;
use crate::domain::provenance::LeftOut;
use crate::indicators::activity::only_returns;
use crate::indicators::change::{ChangeOf, why};
use crate::indicators::page::{
    Cell, Chart, Column, Control, Figure, Frame, Input, Link, Only, OverTime, Page, Part, Plot, Section, Series, Table,
    Tile, Tint, Unit, WHAT_TO_DO,
};
use crate::indicators::settings::length_control;
use crate::indicators::{Figures, Say};

use super::texts::RatesTexts;
use super::{BOUGHT, ID, Inactive, MAX_INACTIVE, PeriodRates, REPEAT, Rates, RatesError, RatesParams, silent};

/// Figures, charts, the table by period, and what to do.
pub fn show(rates: &Rates, small: SmallSample, say: &Say<'_>) -> Page {
    let texts = RatesTexts::of(say.language);
    let Some(repeat_rate) = rates.repeat_rate else { return only_returns(&rates.provenance, say) };
    let filtered = rates.provenance.has_left_out(LeftOut::Filtered);
    let repeat = if filtered { texts.headline_filtered } else { texts.headline };
    let repeat = repeat(&say.percent(repeat_rate));
    let latest = Latest::of(rates, say).map(|latest| {
        (texts.headline_latest)(&latest.name, &say.percent(latest.retention), &say.percent(latest.churn))
    });
    let headline: Vec<String> = [Some(repeat), latest].into_iter().flatten().collect();
    let mut page = Page::new(headline.join(say.words.between_sentences));
    page.notes.extend(say.few_customers(small, rates.fewest()));
    let writer = Writer::new(&mut page, rates, small, say);
    page.add(Section::open("rates", vec![Part::Tiles(writer.tiles()), Part::Muted(texts.churn_note.to_owned())]));
    page.add(writer.inactive());
    page.add(writer.over_time());
    page.add(writer.what_to_do());
    page
}

/// The tiles for the overview.
pub fn offer(rates: &Rates, small: SmallSample, say: &Say<'_>) -> Option<Page> {
    let texts = RatesTexts::of(say.language);
    let repeat_rate = rates.repeat_rate?;
    let mut page = Page::default();
    let writer = Writer::new(&mut page, rates, small, say);
    let note = (texts.offered_repeat_note)(&say.count(rates.repeat_customers), &say.count(rates.customers));
    let note = say.marked(note, small, rates.customers);
    let repeat = writer.share("rates.repeat_rate", texts.offered_repeat, repeat_rate);
    let mut tiles = vec![Tile::new(texts.offered_repeat, repeat).noted(note).leading("/retention")];
    if let Some(Latest { period, churn, .. }) = Latest::of(rates, say) {
        let note = (texts.offered_churn_note)(&say.day(period.start), &say.day(period.end));
        let note = say.marked(note, small, period.active);
        let churn = writer.share(&name_of(period, "churn"), texts.offered_churn, churn);
        let known = rates.periods.iter().take_while(|one| one.start <= period.start).skip_while(|one| !one.complete);
        let course = known.map(|one| one.churn);
        tiles.push(Tile::new(texts.offered_churn, churn).noted(note).leading("/retention").over(course));
    }
    page.add(Section::open(ID, vec![Part::Tiles(tiles)]));
    Some(page)
}

/// The field of the settings page.
pub fn controls(params: &RatesParams, say: &Say<'_>) -> Vec<Control> {
    let texts = RatesTexts::of(say.language);
    let days = Input::Numbers(params.inactive_days.iter().map(|days| f64::from(*days)).collect());
    let help = (texts.inactive_help)(&MAX_INACTIVE.to_string());
    vec![Control::new(ID, "inactive_days", texts.inactive_field, days).named("inactive-days").helped(help)]
}

/// What is wrong, and what to do.
pub fn explain(error: &RatesError, say: &Say<'_>) -> String {
    let texts = RatesTexts::of(say.language);
    match error {
        RatesError::Level(level) => (texts.error_level)(&level.0.to_string()),
        RatesError::InactiveDays(given) => (texts.error_inactive)(&given.to_string(), &MAX_INACTIVE.to_string()),
        RatesError::SpanTooLong(error) => error.explain(say),
    }
}

/// The latest period whose retention is settled.
struct Latest<'a> {
    period: &'a PeriodRates,
    name: String,
    retention: f64,
    churn: f64,
}

impl<'a> Latest<'a> {
    fn of(rates: &'a Rates, say: &Say<'_>) -> Option<Self> {
        let period = rates.latest_settled()?;
        let name = say.period_name(rates.length, period.start);
        Some(Self { period, name, retention: period.retention?, churn: period.churn? })
    }
}

/// The name of a period's figure.
fn name_of(period: &PeriodRates, field: &str) -> String {
    format!("rates.periods.{}.{field}", period.start)
}

/// Writes the parts of a page, whose figures are all of one origin.
struct Writer<'a> {
    rates: &'a Rates,
    small: SmallSample,
    latest: Option<Latest<'a>>,
    say: &'a Say<'a>,
    texts: &'static RatesTexts,
    figures: Figures,
}

impl<'a> Writer<'a> {
    fn new(page: &mut Page, rates: &'a Rates, small: SmallSample, say: &'a Say<'a>) -> Self {
        let texts = RatesTexts::of(say.language);
        let origin = say.origin(&rates.provenance, texts.definition, texts.source, say.words.rows);
        let figures = Figures { origin: page.origin(origin) };
        Self { rates, small, latest: Latest::of(rates, say), say, texts, figures }
    }

    fn share(&self, name: &str, label: &str, share: f64) -> Figure {
        self.figures.of(name, label, share, self.say.percent(share))
    }

    fn count(&self, name: &str, label: &str, count: usize) -> Figure {
        self.figures.of(name, label, count, self.say.count(count))
    }

    fn tiles(&self) -> Vec<Tile> {
        let Self { rates, texts, .. } = self;
        let share = |name: &str, label: &str, share: f64, interval: Option<Interval>| {
            let note = interval.map(|interval| self.say.share_interval(interval, rates.level)).unwrap_or_default();
            Tile::new(label, self.share(name, label, share)).noted(note)
        };
        let count = |name: &str, label: &str, count: usize| Tile::new(label, self.count(name, label, count));
        let repeat_rate = rates.repeat_rate.unwrap_or_default();
        let mut tiles = vec![
            share("rates.repeat_rate", texts.repeat_rate, repeat_rate, rates.repeat_rate_interval),
            count("rates.customers", texts.customers, rates.customers).of(Only::class(ID, BOUGHT)),
            count("rates.repeat_customers", texts.repeat_customers, rates.repeat_customers).of(Only::class(ID, REPEAT)),
        ];
        if let Some(Latest { period, name, retention, churn }) = &self.latest {
            let label = |figure| (texts.of_period)(figure, name);
            let interval = period.retention_interval;
            tiles.push(share(&name_of(period, "retention"), &label(texts.retention), *retention, interval));
            tiles.push(share(&name_of(period, "churn"), &label(texts.churn), *churn, None));
        }
        tiles
    }

    /// Customers without a purchase for a while.
    fn inactive(&self) -> Section {
        let Self { rates, say, texts, .. } = self;
        let tile = |Inactive { days, customers, share, .. }: &Inactive| {
            let label = (texts.inactive_days)(&days.to_string());
            let figure = self.share(&format!("rates.inactive.{days}.share"), &label, (*share)?);
            let tile = Tile::new(label, figure).noted((say.words.customers_used)(&say.count(*customers)));
            Some(tile.of(Only::class(ID, silent(*days))))
        };
        let tiles: Vec<Tile> = rates.inactive.iter().filter_map(tile).collect();
        let parts = if tiles.is_empty() { Vec::new() } else { vec![Part::SmallTiles(tiles)] };
        let counted_to = rates.reference_date.map(|day| (texts.inactive_note)(&say.day(day))).unwrap_or_default();
        let left = (rates.already_left > 0).then(|| (texts.already_left)(&say.count(rates.already_left)));
        let since = rates.since.map(|from| (texts.inactive_since)(&say.day(from))).unwrap_or_default();
        let counted_to = say.joined([counted_to, since, left.unwrap_or_default()]);
        Section { frame: Frame::Open, ..Section::new("inactive", texts.inactive, parts) }.beside(counted_to)
    }

    /// Both charts, and the table behind them.
    fn over_time(&self) -> Section {
        let texts = self.texts;
        let parts = vec![
            Part::Chart(Box::new(self.activity_chart())),
            Part::Muted(texts.activity_note.to_owned()),
            Part::Chart(Box::new(self.retention_chart())),
            Part::Muted(texts.retention_note.to_owned()),
            Part::Table(self.table()),
        ];
        Section::new("over-time", texts.over_time, parts).with([length_control(self.rates.length, self.say)])
    }

    fn activity_chart(&self) -> Chart {
        let Self { rates, say, texts, .. } = self;
        let title = match &self.latest {
            Some(Latest { period, name, .. }) => {
                (texts.activity_title)(name, &say.count(period.active), &say.count(period.new))
            }
            None => texts.activity_plain.to_owned(),
        };
        let layer = |name: &str, tint, count: fn(&PeriodRates) -> usize| {
            let values = rates.periods.iter().map(|period| Some(count(period) as f64)).collect();
            Series { name: name.to_owned(), values, tint }
        };
        let series = vec![
            layer(texts.returning, Tint::Accent, |period| period.returning),
            layer(texts.new, Tint::Group(1), |period| period.new),
        ];
        let empty = texts.activity_plain;
        self.chart(title, empty, 280, OverTime { columns: true, ..self.plot(series, Unit::Whole, texts.customers) })
    }

    fn retention_chart(&self) -> Chart {
        let Self { rates, say, texts, .. } = self;
        let title = match &self.latest {
            Some(Latest { name, retention, .. }) => (texts.retention_title)(name, &say.percent(*retention)),
            None => texts.retention_plain.to_owned(),
        };
        let values = rates.periods.iter().map(PeriodRates::settled_retention).collect();
        let series = vec![Series { name: texts.retention.to_owned(), values, tint: Tint::Accent }];
        self.chart(title, texts.retention_plain, 240, self.plot(series, Unit::Share, texts.retention))
    }

    /// Lines over the periods.
    fn plot(&self, series: Vec<Series>, unit: Unit, value: &str) -> OverTime {
        let Self { rates, say, .. } = self;
        OverTime {
            periods: rates.periods.iter().map(|period| say.chart_period(rates.length, period.start)).collect(),
            series,
            columns: false,
            unit,
            period: say.words.name.to_owned(),
            value: value.to_owned(),
        }
    }

    fn chart(&self, title: String, empty: &str, height: u16, plot: OverTime) -> Chart {
        Chart {
            summary: title.clone(),
            title,
            note: self.say.sample_note(self.rates.customers, self.rates.provenance.period),
            empty: empty.to_owned(),
            height,
            plot: Plot::OverTime(plot),
        }
    }

    /// Every period, newest first.
    fn table(&self) -> Table {
        let Self { rates, say, texts, .. } = self;
        Table {
            caption: texts.table.to_owned(),
            show_caption: true,
            columns: vec![
                Column::text(say.words.name),
                Column::number(texts.active),
                Column::number(texts.new),
                Column::number(texts.returning),
                Column::number(texts.retention),
                Column::number(say.words.interval),
                Column::number(texts.churn),
                Column::text(say.words.note),
            ],
            rows: rates.periods.iter().rev().map(|period| self.row(period)).collect(),
        }
    }

    fn row(&self, period: &PeriodRates) -> Vec<Cell> {
        let Self { rates, say, texts, .. } = self;
        let name = say.period_name(rates.length, period.start);
        let label = |figure| (texts.of_period)(figure, &name);
        let count = |field, figure, count| Cell::from(self.count(&name_of(period, field), &label(figure), count));
        let share = |field, figure, share: Option<f64>| match share {
            Some(share) => Cell::from(self.share(&name_of(period, field), &label(figure), share)),
            None => say.no_value(),
        };
        let interval = period
            .retention_interval
            .map(|Interval { low, high }| Cell::whole(say.ends(&say.percent(low), &say.percent(high))));
        let note = match (period.complete, period.provisional) {
            (false, _) => texts.incomplete,
            (true, true) => texts.provisional,
            (true, false) => "",
        };
        // What can be split are the customers active in the newest whole period, of several.
        let newest = rates.periods.iter().rev().find(|period| period.complete).map(|period| period.start);
        let has_past = rates.periods.len() > 1 && newest == Some(period.start);
        let active = self.count(&name_of(period, "active"), &label(texts.active), period.active);
        let active = if has_past { active.explained(why(ChangeOf::Customers, say.language)) } else { active };
        let few = period.retention.is_some() && self.small.marks(period.active);
        let note = say.joined([note.to_owned(), say.small_sample(few, period.active)]);
        vec![
            Cell::whole(name.clone()),
            active.into(),
            count("new", texts.new, period.new),
            count("returning", texts.returning, period.returning),
            share("retention", texts.retention, period.retention),
            interval.unwrap_or_else(|| say.no_value()),
            share("churn", texts.churn, period.churn),
            Cell::caution(note),
        ]
    }

    /// The next steps the figures suggest.
    fn what_to_do(&self) -> Section {
        let Self { rates, say, texts, .. } = self;
        let silent = rates.silent_for_a_quarter().filter(|silent| silent.customers > 0);
        let silent = silent.map(|silent| (texts.do_silent)(&say.count(silent.customers), &silent.days.to_string()));
        let once = rates.one_time_still_there;
        let once = (once > 0).then(|| (texts.do_once)(&say.count(once)));
        // Cohorts are months: one alone has no older one to be compared with.
        let cohorts = rates.provenance.period.is_some_and(|period| period.from.month() < period.to.month());
        let cohorts = cohorts.then(|| texts.do_cohorts.to_owned());
        let steps = [silent, once, cohorts].into_iter().flatten().map(Cell::from).collect();
        let customers = Link::new(texts.see_customers, "/customers");
        Section::new(WHAT_TO_DO, say.words.what_to_do, vec![Part::List(steps), Part::Actions(vec![customers])])
    }
}
