//! How many complaints, why, and what became of them.

use crate::domain::certainty::SmallSample;
use crate::domain::interval::{Interval, Level};
use crate::indicators::dividing::by_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Figure, Input, Link, Note, Only, OverTime, Page, Part, Plot, Section,
    Series, Table, Tile, Tint, Unit,
};
use crate::indicators::settings::length_control;
use crate::indicators::{Figures, Say};

use super::texts::ComplaintsTexts;
use super::{ComplaintsError, ComplaintsFound, ComplaintsParams, GROUPS, Handled, ID, MAX_DAYS, NamedComplaints};

/// Reasons and groups listed at most; the document has all.
const MOST: usize = 30;

/// Bars drawn at most.
const MOST_BARS: usize = 10;

/// Figures, charts, tables, and what to do.
pub fn show(found: &ComplaintsFound, params: &ComplaintsParams, say: &Say<'_>) -> Page {
    let mut page = Page::new(headline(found, say));
    let writer = Writer::new(&mut page, found, params, say);
    if found.counted_to.is_none() {
        page.notes.push(Note::info(writer.texts.no_settled));
    }
    if found.settled_before > 0 {
        page.notes.push(Note::caution((writer.texts.settled_before)(&say.count(found.settled_before))));
    }
    if found.promises > 0 {
        page.notes.push(Note::info((writer.texts.promises)(&say.count(found.promises))));
    }
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles())]).with([days_control(params.in_time_days, say)]));
    page.add(writer.open());
    page.add(writer.over_time());
    page.add(writer.reasons());
    page.add(writer.tiers());
    page.add(writer.groups());
    page.add(writer.silent(params));
    page.add(writer.recovery(params));
    page.add(writer.what_to_do());
    page
}

/// The tile for the overview: complaints still open, or all of them.
pub fn offer(found: &ComplaintsFound, params: &ComplaintsParams, say: &Say<'_>) -> Page {
    let mut page = Page::default();
    let writer = Writer::new(&mut page, found, params, say);
    let texts = writer.texts;
    let open = found.all.open.zip(found.counted_to);
    let tile = match open {
        Some((open, day)) => {
            let note = (texts.offered_note)(&say.count(found.all.complaints), &say.day(day));
            Tile::new(texts.offered, writer.count("complaints.open", texts.open, open)).noted(note)
        }
        None => {
            Tile::new(texts.complaints, writer.count("complaints.complaints", texts.complaints, found.all.complaints))
        }
    };
    page.add(Section::open(ID, vec![Part::Tiles(vec![tile.leading("/complaints")])]));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &ComplaintsError, say: &Say<'_>) -> String {
    let texts = ComplaintsTexts::of(say.language);
    match error {
        ComplaintsError::Days(given) => (texts.error_days)(&given.to_string(), &MAX_DAYS.to_string()),
        ComplaintsError::Unhappy(given) => (texts.error_unhappy)(&given.to_string()),
        ComplaintsError::OneIn(given) => (texts.error_one_in)(&given.to_string()),
        ComplaintsError::Level(level) => (texts.error_level)(&level.0.to_string()),
        ComplaintsError::SpanTooLong(error) => error.explain(say),
    }
}

/// Within how many days a complaint is settled in time.
pub fn days_control(days: u32, say: &Say<'_>) -> Control {
    let input = Input::Number { value: f64::from(days), min: 0.0, max: f64::from(MAX_DAYS), step: 1.0 };
    Control::new(ID, "in_time_days", ComplaintsTexts::of(say.language).days_field, input)
}

fn headline(found: &ComplaintsFound, say: &Say<'_>) -> String {
    let texts = ComplaintsTexts::of(say.language);
    let Handled { complaints, open, median_days, .. } = &found.all;
    let first = match found.customers {
        0 => (texts.headline_nobody)(&say.count(*complaints)),
        customers => (texts.headline)(&say.count(*complaints), &say.count(customers)),
    };
    let half = median_days.map(|days| (texts.headline_half)(&say.precise(days)));
    let open = open.filter(|open| *open > 0).map(|open| (texts.headline_open)(&say.count(open)));
    let all: Vec<String> = [Some(first), half, open].into_iter().flatten().collect();
    format!("{}{}", all.join(texts.comma), texts.stop)
}

/// Writes the parts of a page, whose figures are all of one origin.
pub(super) struct Writer<'a> {
    pub found: &'a ComplaintsFound,
    pub few: SmallSample,
    pub level: Level,
    pub say: &'a Say<'a>,
    pub texts: &'static ComplaintsTexts,
    pub figures: Figures,
}

impl<'a> Writer<'a> {
    fn new(page: &mut Page, found: &'a ComplaintsFound, params: &ComplaintsParams, say: &'a Say<'a>) -> Self {
        let texts = ComplaintsTexts::of(say.language);
        let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
        let level = Level::try_from(params.level).unwrap_or(Level::DEFAULT);
        let figures = Figures { origin: page.origin(origin) };
        Self { found, few: params.small_sample, level, say, texts, figures }
    }

    pub fn count(&self, name: &str, label: &str, count: usize) -> Figure {
        self.figures.of(name, label, count, self.say.count(count))
    }

    /// Complaints, open ones, median and share in time of one group; `key` begins the figures' names.
    fn four(&self, key: &str, of: &str, handled: &Handled) -> [Option<Figure>; 4] {
        let Self { found, say, texts, .. } = self;
        let label = |label: &str| if of.is_empty() { label.to_owned() } else { (texts.of_group)(label, of) };
        let in_time = (texts.in_time)(&found.in_time_days.to_string());
        [
            Some(self.count(&format!("{key}.complaints"), &label(texts.complaints), handled.complaints)),
            handled.open.map(|open| self.count(&format!("{key}.open"), &label(texts.open), open)),
            handled.median_days.map(|days| {
                self.figures.of(format!("{key}.median_days"), label(texts.median), days, say.precise(days))
            }),
            handled.in_time.map(|share| {
                let share = share.share;
                self.figures.of(format!("{key}.in_time.share"), label(&in_time), share, say.percent(share))
            }),
        ]
    }

    fn tiles(&self) -> Vec<Tile> {
        let Self { found, say, texts, .. } = self;
        let [complaints, open, median, in_time] = self.four(ID, "", &found.all);
        let [complained, with_open, _] = GROUPS;
        let customers = self.count("complaints.customers", texts.customers, found.customers);
        let open_note = found.counted_to.map(|day| (texts.open_note)(&say.day(day))).unwrap_or_default();
        let median_note = match (found.all.median_low, found.all.median_high) {
            (Some(low), Some(high)) => (texts.median_range)(&say.precise(low), &say.precise(high)),
            (Some(low), None) => (texts.median_from)(&say.precise(low)),
            _ => String::new(),
        };
        let of = found.all.in_time.map_or(0, |share| share.of);
        let in_time_note = found.all.in_time.map(|share| {
            let interval = say.share_interval(Interval { low: share.low, high: share.high }, self.level);
            (texts.in_time_note)(&say.count(share.of), &interval)
        });
        let p90 = found.all.p90_days.map(|days| {
            let figure = self.figures.of(format!("{ID}.p90_days"), texts.p90, days, say.precise(days));
            Tile::new(texts.p90, figure).noted(say.marked(String::new(), self.few, found.all.complaints))
        });
        let in_time_label = (texts.in_time)(&found.in_time_days.to_string());
        [
            complaints.map(|figure| Tile::new(texts.complaints, figure)),
            Some(Tile::new(texts.customers, customers).of(Only::class(ID, complained))),
            open.map(|figure| Tile::new(texts.open, figure).noted(open_note).of(Only::class(ID, with_open))),
            median.map(|figure| {
                let note = say.marked(median_note, self.few, found.all.complaints);
                Tile::new(texts.median, figure).noted(note)
            }),
            p90,
            self.as_expected(),
            in_time.map(|figure| {
                let note = say.marked(in_time_note.unwrap_or_default(), self.few, of);
                Tile::new(in_time_label, figure).noted(note)
            }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn over_time(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let most = found.periods.iter().max_by_key(|period| period.complaints);
        let title = match most {
            Some(period) if found.periods.len() > 1 => {
                let name = say.period_name(found.length, period.start);
                let as_many = found.periods.iter().filter(|other| other.complaints == period.complaints).count();
                let title = if as_many > 1 { texts.over_time_several } else { texts.over_time_title };
                title(&name, &say.count(period.complaints))
            }
            _ => texts.over_time_plain.to_owned(),
        };
        let values = found.periods.iter().map(|period| Some(period.complaints as f64)).collect();
        let plot = OverTime {
            periods: found.periods.iter().map(|period| say.chart_period(found.length, period.start)).collect(),
            series: vec![Series { name: texts.complaints.to_owned(), values, tint: Tint::Accent }],
            columns: true,
            unit: Unit::Whole,
            period: say.words.name.to_owned(),
            value: texts.complaints.to_owned(),
        };
        let parts = vec![
            Part::Chart(Box::new(self.chart(title, texts.over_time_plain, 220, Plot::OverTime(plot)))),
            Part::Muted(texts.first_and_last.to_owned()),
        ];
        Section::new("over-time", texts.over_time, parts).with([length_control(found.length, say)])
    }

    fn chart(&self, title: String, empty: &str, height: u16, plot: Plot) -> Chart {
        Chart {
            summary: title.clone(),
            title,
            note: self.say.sample_note(self.found.all.complaints, self.found.provenance.period),
            empty: empty.to_owned(),
            height,
            plot,
        }
    }

    fn reasons(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let Some(first) = found.by_reason.first() else { return Section::new("reasons", "", Vec::new()) };
        let share = first.handled.complaints as f64 / found.all.complaints as f64;
        let most = say.count(first.handled.complaints);
        let title = (texts.reasons_title)(say.value(&first.name), &most, &say.percent(share));
        let bar = |named: &NamedComplaints| Bar {
            label: say.value(&named.name).to_owned(),
            value: Some(named.handled.complaints as f64),
            interval: None,
            more: Vec::new(),
            tint: Tint::Accent,
        };
        let more = found.by_reason.len().saturating_sub(MOST_BARS);
        let plot = Bars {
            bars: found.by_reason.iter().map(bar).collect(),
            dots: false,
            unit: Unit::Whole,
            group: texts.reason.to_owned(),
            value: texts.complaints.to_owned(),
            interval: String::new(),
            more_columns: Vec::new(),
            most: MOST_BARS,
            more: if more > 0 { (say.words.more_left_out)(&say.count(more)) } else { String::new() },
        };
        let chart = self.chart(title, texts.reasons_plain, 240, Plot::Bars(plot));
        let table = self.table("by_reason", texts.reason, &found.by_reason);
        let parts = [Part::Chart(Box::new(chart))].into_iter().chain(table).collect();
        Section::new("reasons", texts.reasons, parts)
    }

    fn groups(&self) -> Section {
        let Self { found, texts, .. } = self;
        let Some(by) = &found.by else { return Section::new("groups", "", Vec::new()) };
        let control = by_control(ID, texts.by_field, &found.offered, by);
        Section::new("groups", (texts.groups)(by), self.table("groups", by, &found.groups)).with([control])
    }

    /// Reasons or groups, most complaints first, and how many more there are.
    pub fn table(&self, list: &str, header: &str, named: &[NamedComplaints]) -> Vec<Part> {
        let Self { found, say, texts, .. } = self;
        let row = |named: &NamedComplaints| {
            let name = say.value(&named.name);
            let key = format!("complaints.{list}.{}", named.name);
            let figures = self.four(&key, name, &named.handled);
            let n = named.handled.complaints;
            [Cell::from(name)]
                .into_iter()
                .chain(figures.map(|figure| figure.map_or_else(|| say.no_value(), Cell::from)))
                .chain([Cell::caution(say.small_sample(self.few.marks(n), n))])
                .collect()
        };
        let table = Table {
            caption: (texts.groups)(header),
            show_caption: false,
            columns: vec![
                Column::text(header),
                Column::number(texts.complaints),
                Column::number(texts.open),
                Column::number(texts.median),
                Column::number((texts.in_time)(&found.in_time_days.to_string())),
                Column::text(say.words.note),
            ],
            rows: named.iter().take(MOST).map(row).collect(),
        };
        let more = named.len().saturating_sub(MOST);
        let more = (more > 0).then(|| Part::Muted((say.words.more_left_out)(&say.count(more))));
        [Part::Table(table)].into_iter().chain(more).collect()
    }

    /// The next steps the figures suggest; none from a group of few.
    fn what_to_do(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let open = found.all.open.filter(|open| *open > 0).map(|open| (texts.do_open)(&say.count(open)));
        let reason = found.by_reason.iter().find(|named| !named.name.is_empty());
        let reason = reason.map(|named| (texts.do_reason)(&named.name, &say.count(named.handled.complaints)));
        let slow = self.slowest().map(|(name, days, all)| (texts.do_slow)(name, &say.precise(days), &say.precise(all)));
        let steps: Vec<Cell> = [open, slow, reason].into_iter().flatten().map(Cell::from).collect();
        let links = vec![Link::new(texts.see_customers, "/customers")];
        say.next_steps(steps, links)
    }

    /// The group that is surely slower than all: enough complaints, and its interval above the median of all.
    fn slowest(&self) -> Option<(&'a str, f64, f64)> {
        let all = self.found.all.median_days?;
        let surely = |named: &&NamedComplaints| {
            let enough = self.few.is_enough(named.handled.complaints);
            enough && !named.name.is_empty() && named.handled.median_low.is_some_and(|low| low > all)
        };
        let slow = self.found.groups.iter().filter(surely);
        let slow = slow.filter_map(|named| Some((named.name.as_str(), named.handled.median_days?)));
        slow.max_by(|(_, left), (_, right)| left.total_cmp(right)).map(|(name, days)| (name, days, all))
    }
}
