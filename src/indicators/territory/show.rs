//! How well accounts are covered, and which are not.

use crate::indicators::dividing::by_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, FollowUp, Input, Link, Note, Only, Page, Part, Plot, Section, Table, Tile,
    Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::TerritoryTexts;
use super::{
    Coverage, GROUPS, ID, MOST_DAYS, MOST_LISTED, NamedCoverage, Territory, TerritoryError, TerritoryParams, Unvisited,
};

/// Groups shown at most; the document has all.
const MOST: usize = 30;

/// Bars drawn at most.
const MOST_BARS: usize = 10;

/// The page.
pub fn show(found: &Territory, params: &TerritoryParams, say: &Say<'_>) -> Page {
    let texts = TerritoryTexts::of(say.language);
    let days = params.days.to_string();
    let Some(share) = found.all.share else {
        let mut page = Page::new(if found.says_visited { texts.headline_nobody } else { texts.headline_none });
        if !found.says_visited {
            page.notes.push(Note::info(texts.no_column));
        }
        return page;
    };
    let [percent, accounts] = [say.percent(share), say.count(found.all.accounts)];
    let headline = (texts.headline)(&percent, &accounts, &days);
    let value = found.all.unvisited_value.filter(|_| found.all.unvisited > 0);
    let rest = match value {
        _ if found.all.unvisited == 0 => texts.headline_goal.to_owned(),
        Some(value) => (texts.headline_value)(&say.count(found.all.unvisited), &say.compact_money(value.to_f64())),
        None => (texts.headline_unvisited)(&say.count(found.all.unvisited)),
    };
    let mut page = Page::new([headline, rest].join(say.words.between_sentences));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let writer = Writer { found, params, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.add(writer.tiles(share));
    page.add(writer.groups());
    page.add(writer.list());
    page.add(writer.what_to_do());
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &TerritoryError, say: &Say<'_>) -> String {
    let texts = TerritoryTexts::of(say.language);
    match error {
        TerritoryError::Days(given) => (texts.error_days)(&given.to_string(), &MOST_DAYS.to_string()),
        TerritoryError::Listed(given) => (texts.error_listed)(&given.to_string(), &MOST_LISTED.to_string()),
    }
}

/// The fields that are no column.
pub fn controls(params: &TerritoryParams, say: &Say<'_>) -> [Control; 2] {
    let texts = TerritoryTexts::of(say.language);
    let number = |value: f64, max: f64| Input::Number { value, min: 1.0, max, step: 1.0 };
    [
        Control::new(ID, "days", texts.days_field, number(f64::from(params.days), f64::from(MOST_DAYS))),
        Control::new(ID, "listed", texts.listed_field, number(params.listed as f64, MOST_LISTED as f64)),
    ]
}

struct Writer<'a> {
    found: &'a Territory,
    params: &'a TerritoryParams,
    say: &'a Say<'a>,
    texts: &'static TerritoryTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn tiles(&self, share: f64) -> Section {
        let Self { found, say, texts, .. } = self;
        let Coverage { accounts, unvisited, never, unvisited_value, .. } = found.all;
        let few = self.params.small_sample;
        let as_of = found.counted_to.map(|day| (texts.as_of)(&say.day(day))).unwrap_or_default();
        let of = say.joined([(texts.of_accounts)(&say.count(accounts)), as_of]);
        let share = self.figures.of(format!("{ID}.share"), texts.share, share, say.percent(share));
        let [of_unvisited, of_never] = GROUPS;
        let count = |key: &str, label: &str, n: usize| {
            Tile::new(label, self.figures.of(format!("{ID}.{key}"), label, n, say.count(n))).of(Only::class(ID, key))
        };
        let value = unvisited_value.map(|value| {
            let text = say.money(value.to_f64());
            Tile::new(texts.value, self.figures.of(format!("{ID}.unvisited_value"), texts.value, value, text))
        });
        let tiles = [
            Some(Tile::new(texts.share, share).noted(say.marked(of, few, accounts))),
            Some(count(of_unvisited, texts.unvisited, unvisited)),
            Some(count(of_never, texts.never, never)),
            value,
        ];
        let left = (found.left > 0).then(|| Part::Muted((texts.left)(&say.count(found.left))));
        let parts = [Part::Tiles(tiles.into_iter().flatten().collect())].into_iter().chain(left).collect();
        let [days, _] = controls(self.params, say);
        Section::open(ID, parts).with([days])
    }

    fn groups(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let Some(by) = &found.by else { return Section::new("groups", "", Vec::new()) };
        let row = |NamedCoverage { name, coverage }: &NamedCoverage| {
            let shown = say.value(name);
            let figure = |field: &str, label: &str, value: &dyn ToString, text: String| {
                let key = format!("{ID}.groups.{name}.{field}");
                Cell::from(self.figures.of(key, (texts.of)(label, shown), value.to_string(), text))
            };
            let count = |field: &str, label: &str, n: usize| figure(field, label, &n, say.count(n));
            let share = coverage.share.map(|share| figure("share", texts.share, &share, say.percent(share)));
            let value = coverage.unvisited_value;
            let value = value.map(|value| figure("unvisited_value", texts.value, &value, say.money(value.to_f64())));
            vec![
                Cell::from(shown),
                count("accounts", texts.accounts, coverage.accounts),
                share.unwrap_or_else(|| say.no_value()),
                count("unvisited", texts.unvisited, coverage.unvisited),
                count("never", texts.never, coverage.never),
                value.unwrap_or_else(|| say.no_value()),
                Cell::caution(say.small_sample(self.params.small_sample.marks(coverage.accounts), coverage.accounts)),
            ]
        };
        let numbers = [texts.accounts, texts.share, texts.unvisited, texts.never, texts.value].map(Column::number);
        let columns = [Column::text(by.as_str())].into_iter().chain(numbers).chain([Column::text(say.words.note)]);
        let table = Table {
            caption: (texts.groups)(by),
            show_caption: false,
            columns: columns.collect(),
            rows: found.groups.iter().take(MOST).map(row).collect(),
        };
        let more = found.groups.len().saturating_sub(MOST);
        let more = (more > 0).then(|| Part::Muted((texts.more)(&say.count(more))));
        let parts = [self.chart(by), Some(Part::Table(table)), more].into_iter().flatten().collect();
        Section::new("groups", (texts.groups)(by), parts).with([by_control(ID, texts.by_field, &found.offered, by)])
    }

    /// The share of each group; one group compares with nothing.
    fn chart(&self, by: &str) -> Option<Part> {
        let Self { found, say, texts, .. } = self;
        let lowest = found.groups.first().filter(|_| found.groups.len() > 1)?;
        let share = lowest.coverage.share?;
        let title = (texts.chart)(say.value(&lowest.name), &say.percent(share));
        let bar = |one: &NamedCoverage| Bar {
            label: say.value(&one.name).to_owned(),
            value: one.coverage.share,
            interval: None,
            more: Vec::new(),
            tint: Tint::Accent,
        };
        let more = found.groups.len().saturating_sub(MOST_BARS);
        Some(Part::Chart(Box::new(Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.all.accounts, found.provenance.period),
            empty: texts.share.to_owned(),
            height: 240,
            plot: Plot::Bars(Bars {
                bars: found.groups.iter().map(bar).collect(),
                dots: false,
                unit: Unit::Share,
                group: by.to_owned(),
                value: texts.share.to_owned(),
                interval: String::new(),
                more_columns: Vec::new(),
                most: MOST_BARS,
                more: if more > 0 { (say.words.more_left_out)(&say.count(more)) } else { String::new() },
            }),
        })))
    }

    fn list(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        if found.list.is_empty() {
            return Section::new("unvisited", "", Vec::new());
        }
        let row = |one: &Unvisited| {
            vec![
                Cell::from(Link::to_customer(&one.customer, &one.customer)),
                one.visited.map_or_else(|| Cell::from(texts.never_cell), |day| Cell::from(say.day(day))),
                one.days.map_or_else(|| say.no_value(), |days| Cell::from(say.number(f64::from(days)))),
                Cell::from(say.value(&one.group)),
                one.value.map_or_else(|| say.no_value(), |value| Cell::from(say.money(value.to_f64()))),
            ]
        };
        let table = Table {
            caption: texts.list.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.account),
                Column::text(texts.last_visit),
                Column::number(texts.days),
                Column::text(found.by.as_deref().unwrap_or(texts.group)),
                Column::number(texts.brought),
            ],
            rows: found.list.iter().map(row).collect(),
        };
        let more = found.all.unvisited.saturating_sub(found.list.len());
        let more = (more > 0).then(|| Part::Muted((texts.more)(&say.count(more))));
        let why = |one: &Unvisited| {
            let visited = one.visited.map_or_else(|| texts.never_cell.to_owned(), |day| say.day(day));
            (one.customer.clone(), say.joined([texts.last_visit.to_owned(), visited]))
        };
        let named = FollowUp::part(ID, found.list.iter().map(why));
        let [_, listed] = controls(self.params, say);
        let parts = [Part::Table(table)].into_iter().chain(more).chain(named).collect();
        Section::new("unvisited", texts.list, parts).with([listed])
    }

    fn what_to_do(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let first = (!found.list.is_empty()).then(|| texts.do_first.to_owned());
        let enough = |one: &&NamedCoverage| {
            self.params.small_sample.is_enough(one.coverage.accounts)
                && !one.name.is_empty()
                && one.coverage.unvisited > 0
        };
        let worst = found.groups.iter().find(enough).filter(|_| found.groups.len() > 1);
        let worst = worst.map(|one| (texts.do_worst)(&one.name, &say.count(one.coverage.unvisited)));
        let steps: Vec<Cell> = [first, worst].into_iter().flatten().map(Cell::from).collect();
        say.next_steps(steps, Vec::new())
    }
}
