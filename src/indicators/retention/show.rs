//! What stays, as a page: the bridge first, then cohorts.

use crate::domain::calendar::PeriodLength;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::indicators::change::{ChangeOf, why};
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Figure, Fold, Input, Link, Note, Only, OverTime, Page, Part, PeriodName,
    Plot, Section, Series, Table, Tile, Tint, Unit, WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::texts::RetentionTexts;
use super::{Bridge, CohortBy, Hole, ID, LOST, NEW, NoWindows, Retention, RetentionParams};

/// Periods after the first that the table shows.
const LATER: [usize; 4] = [1, 3, 6, 12];

/// Cohorts listed at most: the newest; the document has all.
const MOST: usize = 36;

/// Holes listed at most.
const MOST_HOLES: usize = 12;

/// The bridge, its holes, cohorts by count and value, and what to do.
pub fn show(found: &Retention, params: &RetentionParams, say: &Say<'_>) -> Page {
    let mut page = Page::default();
    let writer = Writer::new(&mut page, found, params, say);
    page.headline = writer.headline();
    if let Some(bridge) = &found.bridge {
        if !bridge.complete {
            page.notes.push(Note::caution(writer.texts.incomplete));
        }
        page.notes.extend(say.few_customers(params.small_sample, bridge.customers.start));
        page.add(Section::open(ID, vec![Part::Tiles(writer.tiles(bridge))]));
        page.add(writer.bucket(bridge));
        page.add(writer.holes(bridge));
    } else {
        page.add(Section::open(ID, Vec::new()).with(window_controls(params, say)));
    }
    page.add(writer.cohorts());
    page.add(writer.what_to_do());
    let how = vec![Part::Text(writer.texts.definition.to_owned()), Part::Muted(writer.texts.source.to_owned())];
    page.add(Section::open(
        "retention-how",
        vec![Part::Fold(Fold { summary: writer.texts.how.to_owned(), parts: how })],
    ));
    page
}

/// The tile for the overview: net retention, where two whole windows tell it.
pub fn offer(found: &Retention, params: &RetentionParams, say: &Say<'_>) -> Option<Page> {
    let mut page = Page::default();
    let writer = Writer::new(&mut page, found, params, say);
    let bridge = found.bridge.as_ref().filter(|bridge| bridge.complete)?;
    let windows = bridge.from.zip(bridge.to).map(|(from, to)| (say.span(from), say.span(to)));
    let note = windows.map(|(from, to)| (writer.texts.offered_note)(&from, &to)).unwrap_or_default();
    let tile = writer.tiles(bridge).into_iter().next()?;
    page.add(Section::open(ID, vec![Part::Tiles(vec![tile.noted(note).leading("/retention/money")])]));
    Some(page)
}

/// The fields of the settings page.
pub fn controls(params: &RetentionParams, say: &Say<'_>) -> Vec<Control> {
    let mut controls = window_controls(params, say);
    controls.push(cohort_control(params.cohort, say));
    controls
}

/// The fields that choose the two windows.
pub fn window_controls(params: &RetentionParams, say: &Say<'_>) -> Vec<Control> {
    let texts = RetentionTexts::of(say.language);
    let usual = [1, 3, 6, 12];
    let other = params.months.filter(|months| !usual.contains(months));
    let months = usual.into_iter().chain(other).map(|months| (Some(months), (texts.months)(&months.to_string())));
    let months = std::iter::once((None, texts.months_auto.to_owned())).chain(months);
    vec![
        Control::new(ID, "months", texts.months_field, Input::choice(months, &params.months)),
        Control::new(ID, "until", texts.until_field, Input::Day(params.until)).helped(texts.until_help),
    ]
}

/// Why there are no two windows, and what to do.
pub fn no_windows(why: Option<NoWindows>, say: &Say<'_>) -> String {
    chosen_windows(why, say).unwrap_or_else(|| RetentionTexts::of(say.language).headline_none.to_owned())
}

/// What is wrong with the windows chosen; `None` where it is that there are too few months.
pub fn chosen_windows(why: Option<NoWindows>, say: &Say<'_>) -> Option<String> {
    let texts = RetentionTexts::of(say.language);
    match why? {
        NoWindows::Outside { data } => Some((texts.headline_outside)(&say.span(data))),
        NoWindows::Empty { windows } => Some((texts.headline_empty)(&say.span(windows))),
        NoWindows::Months => None,
    }
}

fn cohort_control(by: CohortBy, say: &Say<'_>) -> Control {
    let texts = RetentionTexts::of(say.language);
    let options =
        [(CohortBy::Week, texts.by_week), (CohortBy::Month, texts.by_month), (CohortBy::Quarter, texts.by_quarter)];
    let options = options.map(|(by, text)| (by, text.to_owned()));
    Control::new(ID, "cohort", texts.cohort_field, Input::choice(options, &by))
}

struct Writer<'a> {
    found: &'a Retention,
    params: &'a RetentionParams,
    say: &'a Say<'a>,
    texts: &'static RetentionTexts,
    figures: Figures,
}

impl<'a> Writer<'a> {
    fn new(page: &mut Page, found: &'a Retention, params: &'a RetentionParams, say: &'a Say<'a>) -> Self {
        let texts = RetentionTexts::of(say.language);
        let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
        Self { found, params, say, texts, figures: Figures { origin: page.origin(origin) } }
    }

    fn number(&self, money: Money) -> String {
        self.say.number(money.to_f64())
    }

    fn money(&self, name: &str, label: &str, money: Money) -> Figure {
        self.figures.of(format!("retention.{name}"), label, money.to_f64(), self.number(money))
    }

    fn share(&self, name: &str, label: &str, share: f64) -> Figure {
        self.figures.of(format!("retention.{name}"), label, share, self.say.percent(share))
    }

    fn count(&self, name: &str, label: &str, count: usize) -> Figure {
        self.figures.of(format!("retention.{name}"), label, count, self.say.count(count))
    }

    fn headline(&self) -> String {
        let Self { found, say, texts, .. } = self;
        let Some(bridge) = &found.bridge else { return no_windows(found.no_windows, say) };
        let Some((net, gross)) = bridge.net_retention.zip(bridge.gross_retention) else {
            return texts.headline_no_start.to_owned();
        };
        let first = (texts.headline)(&say.percent(net), &say.percent(gross), &self.number(bridge.start));
        let lost = bridge.customers.lost;
        let lost = (lost > 0).then(|| (texts.headline_lost)(&say.count(lost), &self.number(-bridge.lost)));
        [Some(first), lost].into_iter().flatten().collect::<Vec<_>>().join(say.words.between_sentences)
    }

    fn tiles(&self, bridge: &Bridge) -> Vec<Tile> {
        let Self { say, texts, .. } = self;
        let tile = |name: &str, label: &'static str, share: Option<f64>| {
            share.map_or_else(
                || Tile::new(label, say.no_value()),
                |share| Tile::new(label, self.share(name, label, share)),
            )
        };
        let counts = &bridge.customers;
        let kept = counts.start - counts.lost;
        let customers = self.count("bridge.customers.lost", texts.lost, counts.lost);
        vec![
            tile("bridge.net_retention", texts.nrr, bridge.net_retention),
            tile("bridge.gross_retention", texts.grr, bridge.gross_retention),
            Tile::new(texts.lost, customers)
                .noted((texts.kept_note)(&say.count(kept), &say.count(counts.start)))
                .of(Only::class(ID, LOST)),
            Tile::new(texts.new, self.money("bridge.new", texts.new, bridge.new)).of(Only::class(ID, NEW)),
        ]
    }

    /// The parts in order, each with its name in the document, its label, money and customers.
    fn parts(&self, bridge: &Bridge) -> [(&'static str, &'static str, Money, usize); 8] {
        let (texts, counts) = (self.texts, &bridge.customers);
        [
            ("start", texts.start, bridge.start, counts.start),
            ("lost", texts.lost, bridge.lost, counts.lost),
            ("down", texts.down, bridge.down, counts.down),
            ("up", texts.up, bridge.up, counts.up),
            ("new", texts.new, bridge.new, counts.new),
            ("won_back", texts.won_back, bridge.won_back, counts.won_back),
            ("returns_only", texts.returns_only, bridge.returns_only, counts.returns_only),
            ("end", texts.end, bridge.end, counts.end),
        ]
    }

    fn bucket(&self, bridge: &Bridge) -> Section {
        let Self { found, say, texts, .. } = self;
        let parts = self.parts(bridge);
        let bar = |(key, label, money, customers): &(&str, &str, Money, usize)| Bar {
            label: (*label).to_owned(),
            value: Some(money.to_f64()),
            interval: None,
            more: vec![say.count(*customers)],
            tint: match *key {
                "start" | "end" => Tint::Accent,
                _ if money.is_negative() => Tint::Detractor,
                _ => Tint::Promoter,
            },
        };
        let flows = || parts.iter().filter(|(key, ..)| !matches!(*key, "start" | "end")).map(|part| part.2);
        let ran_in: Money = flows().filter(|money| !money.is_negative()).sum();
        let ran_out: Money = flows().filter(|money| money.is_negative()).sum();
        let title = (texts.bridge_title)(&self.number(ran_in), &self.number(-ran_out));
        let plot = Bars {
            bars: parts.iter().map(bar).collect(),
            dots: false,
            unit: Unit::Whole,
            group: texts.part.to_owned(),
            value: texts.money.to_owned(),
            interval: String::new(),
            more_columns: vec![texts.customers.to_owned()],
            most: parts.len(),
            more: String::new(),
        };
        let chart = Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(bridge.customers.start, found.provenance.period),
            empty: texts.bridge_plain.to_owned(),
            height: 280,
            plot: Plot::Steps(plot),
        };
        let row = |(key, label, money, customers): &(&str, &str, Money, usize)| {
            let figure = self.money(&format!("bridge.{key}"), label, *money);
            let is_end = matches!(*key, "start" | "end");
            let figure = if is_end { figure.explained(why(ChangeOf::Revenue, say.language)) } else { figure };
            vec![
                Cell::from(*label),
                Cell::from(figure),
                Cell::from(self.count(&format!("bridge.customers.{key}"), label, *customers)),
            ]
        };
        let table = Table {
            caption: texts.bridge_plain.to_owned(),
            show_caption: false,
            columns: vec![Column::text(texts.part), Column::number(texts.money), Column::number(texts.customers)],
            rows: parts.iter().map(row).collect(),
        };
        let parts = vec![
            Part::Chart(Box::new(chart)),
            Part::Table(table),
            Part::Muted(texts.adds_up.to_owned()),
            Part::Muted(say.words.loss_rules.to_owned()),
        ];
        let windows = bridge.from.zip(bridge.to);
        let aside = windows.map(|(from, to)| (texts.bucket_aside)(&say.span(from), &say.span(to))).unwrap_or_default();
        Section::new("bridge", texts.bucket, parts).beside(aside).with(window_controls(self.params, say))
    }

    fn hole_name(&self, hole: &Hole) -> String {
        if hole.silent { self.texts.no_exit.to_owned() } else { self.say.value(&hole.name).to_owned() }
    }

    fn holes(&self, bridge: &Bridge) -> Section {
        let Self { say, texts, .. } = self;
        if bridge.holes.is_empty() {
            return Section::new("holes", "", Vec::new());
        }
        let row = |(place, hole): (usize, &Hole)| {
            let name = self.hole_name(hole);
            vec![
                Cell::from(name.as_str()),
                Cell::from(self.count(&format!("bridge.holes.{place}.customers"), &name, hole.customers)),
                Cell::from(self.money(&format!("bridge.holes.{place}.lost"), &name, hole.lost)),
            ]
        };
        let table = Table {
            caption: texts.hole.to_owned(),
            show_caption: true,
            columns: vec![Column::text(texts.holes), Column::number(texts.customers), Column::number(texts.took)],
            rows: bridge.holes.iter().enumerate().take(MOST_HOLES).map(row).collect(),
        };
        let complained = &bridge.complained;
        let complained = (complained.customers > 0)
            .then(|| Part::Text((texts.complained)(&say.count(complained.customers), &self.number(complained.lost))));
        Section::new("holes", texts.holes, [Part::Table(table)].into_iter().chain(complained).collect())
    }

    fn since(&self, periods: usize) -> String {
        let words = match self.found.cohort {
            CohortBy::Week => self.texts.weeks,
            CohortBy::Month => self.texts.months,
            CohortBy::Quarter => self.texts.quarters,
        };
        words(&periods.to_string())
    }

    fn period_name(&self, start: Day) -> String {
        match self.found.cohort {
            CohortBy::Week => self.say.day(start),
            CohortBy::Month => self.say.period_name(PeriodLength::Month, start),
            CohortBy::Quarter => self.say.period_name(PeriodLength::Quarter, start),
        }
    }

    fn cohorts(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        if found.cohorts.is_empty() {
            return Section::new("cohorts", "", Vec::new());
        }
        let later = || found.mean.iter().filter(|mean| mean.since > 0);
        let told = later().rfind(|mean| LATER.contains(&mean.since)).and_then(|mean| Some((mean, mean.money?)));
        let title = told.map_or_else(
            || texts.mean_plain.to_owned(),
            |(mean, money)| {
                (texts.mean_title)(&self.since(mean.since), &say.percent(mean.customers), &say.percent(money))
            },
        );
        let series = |name: &str, tint, value: &dyn Fn(&super::CohortsOf) -> Option<f64>| Series {
            name: name.to_owned(),
            values: later().map(value).collect(),
            tint,
        };
        let plot = OverTime {
            periods: later()
                .map(|mean| PeriodName {
                    label: mean.since.to_string(),
                    full: self.since(mean.since),
                    major: mean.since.is_multiple_of(12),
                    ..PeriodName::default()
                })
                .collect(),
            series: vec![
                series(texts.customers, Tint::Accent, &|mean| Some(mean.customers)),
                series(texts.money, Tint::Group(1), &|mean| mean.money),
            ],
            columns: false,
            unit: Unit::Share,
            period: texts.since.to_owned(),
            value: texts.share.to_owned(),
        };
        let sizes: usize = found.cohorts.iter().map(|cohort| cohort.size as usize).sum();
        let chart = Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(sizes, found.provenance.period),
            empty: texts.mean_plain.to_owned(),
            height: 240,
            plot: Plot::OverTime(plot),
        };
        let fold = Part::Fold(Fold { summary: texts.table.to_owned(), parts: vec![Part::Table(self.cohort_table())] });
        let parts = vec![Part::Chart(Box::new(chart)), fold];
        Section::new("cohorts", texts.cohorts, parts).with([cohort_control(found.cohort, say)])
    }

    fn cohort_table(&self) -> Table {
        let Self { found, say, texts, .. } = self;
        let later = || LATER.into_iter().filter(|since| found.mean.iter().any(|mean| mean.since == *since));
        let mut columns =
            vec![Column::text(texts.cohort), Column::number(texts.customers), Column::number(texts.first_money)];
        for since in later() {
            columns.push(Column::number((texts.later_customers)(&since.to_string())));
            columns.push(Column::number((texts.later_money)(&since.to_string())));
        }
        columns.push(Column::text(say.words.note));
        let cell = |name: String, label: &str, share: Option<f64>| {
            share.map_or_else(|| say.no_value(), |share| Cell::from(self.share(&name, label, share)))
        };
        let first = found.cohorts.len().saturating_sub(MOST);
        let rows = found.cohorts.iter().zip(&found.value).enumerate().skip(first).map(|(place, (count, money))| {
            let name = self.period_name(count.start);
            let first = money.money.first().copied().unwrap_or_default();
            let mut row = vec![
                Cell::whole(name.clone()),
                Cell::from(self.count(&format!("cohorts.{place}.size"), &name, count.size as usize)),
                Cell::from(self.money(&format!("value.{place}.money.0"), &name, first)),
            ];
            for since in later() {
                let share = count.retention.get(since).copied();
                row.push(cell(format!("cohorts.{place}.retention.{since}"), &name, share));
                let share = money.retention.get(since).copied().flatten();
                row.push(cell(format!("value.{place}.retention.{since}"), &name, share));
            }
            row.push(Cell::caution(
                say.small_sample(self.params.small_sample.marks(count.size as usize), count.size as usize),
            ));
            row
        });
        Table { caption: texts.table.to_owned(), show_caption: false, columns, rows: rows.collect() }
    }

    fn what_to_do(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let Some(bridge) = &found.bridge else { return Section::new(WHAT_TO_DO, "", Vec::new()) };
        let counts = &bridge.customers;
        let lost = (counts.lost > 0).then(|| (texts.do_lost)(&say.count(counts.lost), &self.number(-bridge.lost)));
        let down = (counts.down > 0).then(|| (texts.do_down)(&say.count(counts.down), &self.number(-bridge.down)));
        let named = bridge.holes.iter().find(|hole| !hole.silent && !hole.name.is_empty());
        let hole = named.map(|hole| (texts.do_hole)(&hole.name));
        let steps: Vec<Cell> = [lost, down, hole].into_iter().flatten().map(Cell::from).collect();
        let links = vec![Link::new(texts.see_customers, "/customers"), Link::new(texts.see_exits, "/retention")];
        say.next_steps(steps, links)
    }
}
