//! Customers by an attribute, and who left.

use crate::domain::certainty::SmallSample;
use crate::domain::interval::{Interval, Level};
use crate::domain::money::Money;
use crate::domain::natural_order;
use crate::indicators::dividing::by_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Figure, Link, Only, Page, Part, Plot, Section, Table, Tile, Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::ProfileTexts;
use super::{Counted, GroupProfile, ID, LEFT, Profile, ProfileParams, STILL};

/// Groups listed at most; the document has all.
const MOST: usize = 50;

/// Bars drawn at most.
const MOST_BARS: usize = 12;

/// Figures, a chart and a table.
pub fn show(found: &Profile, params: &ProfileParams, say: &Say<'_>) -> Page {
    let mut page = Page::default();
    let writer = Writer::new(&mut page, found, params, say);
    page.headline = writer.headline();
    page.notes.extend(say.few_customers(params.small_sample, found.all.customers));
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles())]));
    page.add(writer.groups());
    if found.knows_who_left {
        let link = Link::new(writer.texts.do_survival, "/retention/survival");
        page.add(Section::open("more", vec![Part::Actions(vec![link])]));
    }
    page
}

/// Who left, what they brought and of which group most did, for the overview, where that is known.
pub fn offer(found: &Profile, params: &ProfileParams, say: &Say<'_>) -> Option<Page> {
    let share = found.all.left_share?;
    let mut page = Page::default();
    let writer = Writer::new(&mut page, found, params, say);
    let texts = writer.texts;
    let figure = writer.share("profile.left_share", texts.left_share, share);
    let note = (texts.offered_note)(&say.count(found.all.left), &say.count(found.all.known));
    let note = say.marked(note, params.small_sample, found.all.known);
    let tile = Tile::new(texts.offered, figure).noted(note).leading("/profile");
    page.headline = writer.leavers().join(texts.comma);
    let tiles = [Some(tile), writer.value_left(), writer.still()].into_iter().flatten().collect();
    page.add(Section::open(ID, vec![Part::Tiles(tiles)]));
    let chart = found.by.as_ref().map(|by| Part::Chart(Box::new(writer.chart(by))));
    page.add(Section::new("left-by", "", chart.into_iter().collect()).half());
    Some(page)
}

/// Writes the parts of a page, whose figures are all of one origin.
struct Writer<'a> {
    found: &'a Profile,
    few: SmallSample,
    level: Level,
    say: &'a Say<'a>,
    texts: &'static ProfileTexts,
    figures: Figures,
}

impl<'a> Writer<'a> {
    fn new(page: &mut Page, found: &'a Profile, params: &ProfileParams, say: &'a Say<'a>) -> Self {
        let texts = ProfileTexts::of(say.language);
        let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
        let level = Level::try_from(params.level).unwrap_or(Level::DEFAULT);
        let figures = Figures { origin: page.origin(origin) };
        Self { found, few: params.small_sample, level, say, texts, figures }
    }

    fn share(&self, name: &str, label: &str, share: f64) -> Figure {
        self.figures.of(name, label, share, self.say.percent(share))
    }

    fn count(&self, name: &str, label: &str, count: usize) -> Figure {
        self.figures.of(name, label, count, self.say.count(count))
    }

    fn name(&self, group: &GroupProfile) -> String {
        match &group.range {
            Some(range) => self.say.range(range),
            None => self.say.value(&group.name).to_owned(),
        }
    }

    fn headline(&self) -> String {
        let Self { found, say, texts, .. } = self;
        let all = (texts.headline)(&say.count(found.all.customers));
        let parts: Vec<String> = [all].into_iter().chain(self.leavers()).collect();
        format!("{}{}", parts.join(texts.comma), texts.stop)
    }

    /// How many left, of which group most, and what they brought.
    fn leavers(&self) -> Vec<String> {
        let Self { found, say, texts, .. } = self;
        let left = found.all.left_share.map(|share| (texts.headline_left)(&say.percent(share)));
        let worst = self.worst().zip(found.by.as_ref());
        let worst =
            worst.map(|((group, share), by)| (texts.headline_group)(by, &self.name(group), &say.percent(share)));
        let left = left.map(|left| left + &worst.unwrap_or_default());
        let value = self.value_left_share().zip(found.value_of.as_ref());
        let value = value.map(|(share, column)| (texts.headline_value)(&say.percent(share), column));
        [left, value].into_iter().flatten().collect()
    }

    /// See [`Profile::worst`].
    fn worst(&self) -> Option<(&'a GroupProfile, f64)> {
        let group = self.found.groups.get(self.found.worst?)?;
        Some((group, group.counted.left_share?))
    }

    /// The part of what all bring that those who left brought; `None` where that is nothing or less.
    fn value_left_share(&self) -> Option<f64> {
        let (all, left) = (self.found.all.value?.to_f64(), self.found.all.value_left?.to_f64());
        (self.found.knows_who_left && all > 0.0 && left > 0.0).then(|| left / all)
    }

    fn money(&self, name: &str, label: &str, value: Money) -> Figure {
        self.figures.of(name, label, value, self.say.money(value.to_f64()))
    }

    fn value(&self) -> Option<Tile> {
        let (column, value) = (self.found.value_of.as_ref()?, self.found.all.value?);
        let label = (self.texts.value)(column);
        Some(Tile::new(label.clone(), self.money("profile.value", &label, value)))
    }

    fn value_left(&self) -> Option<Tile> {
        let (column, value) = (self.found.value_of.as_ref()?, self.found.all.value_left?);
        let label = (self.texts.value_left)(column);
        let share = self.value_left_share()?;
        let note = (self.texts.value_left_note)(&self.say.percent(share), column);
        Some(
            Tile::new(label.clone(), self.money("profile.value_left", &label, value))
                .noted(note)
                .of(Only::class(ID, LEFT)),
        )
    }

    /// Those of the worst group who have not left.
    fn still(&self) -> Option<Tile> {
        let Self { found, say, texts, .. } = self;
        let (group, share) = self.worst()?;
        let label = (texts.still_in)(&self.name(group));
        let key = format!("profile.groups.{}.still", group.name);
        let figure = self.count(&key, &label, group.counted.still);
        let note = (texts.still_note)(&say.percent(share));
        (!found.still_there.is_empty()).then(|| Tile::new(label, figure).noted(note).of(Only::class(ID, STILL)))
    }

    fn left_note(&self, counted: &Counted) -> String {
        let interval = counted.left_interval.map(|interval| self.say.share_interval(interval, self.level));
        (self.texts.known_note)(&self.say.count(counted.known), &interval.unwrap_or_default())
    }

    fn tiles(&self) -> Vec<Tile> {
        let Self { found, say, texts, .. } = self;
        let all = &found.all;
        let customers = Tile::new(texts.customers, self.count("profile.customers", texts.customers, all.customers))
            .leading("/customers");
        let left = all.left_share.map(|share| {
            let note = say.marked(self.left_note(all), self.few, all.known);
            let figure = self.share("profile.left_share", texts.left_share, share);
            Tile::new(texts.left_share, figure).noted(note).of(Only::class(ID, LEFT))
        });
        [Some(customers), left, self.value(), self.value_left(), self.still()].into_iter().flatten().collect()
    }

    fn groups(&self) -> Section {
        let Self { found, texts, .. } = self;
        let Some(by) = &found.by else { return Section::new("groups", "", Vec::new()) };
        let control = by_control(ID, texts.by_field, &found.offered, by);
        let parts = [Part::Chart(Box::new(self.chart(by)))].into_iter().chain(self.table(by)).collect();
        Section::new("groups", (texts.groups)(by), parts).with([control])
    }

    /// The share who left, where that is known; else how many there are.
    fn chart(&self, by: &str) -> Chart {
        let Self { found, say, texts, .. } = self;
        let left = found.knows_who_left;
        let largest = found.groups.iter().max_by_key(|group| group.counted.customers);
        let title = match (left, self.worst(), largest) {
            (true, Some((group, share)), _) => (texts.left_title)(&self.name(group), &say.percent(share)),
            (true, None, _) | (_, _, None) => texts.left_plain.to_owned(),
            (false, _, Some(group)) => {
                (texts.group_title)(&self.name(group), &say.count(group.counted.customers), &say.percent(group.share))
            }
        };
        let bar = |group: &GroupProfile| Bar {
            label: self.name(group),
            value: if left { group.counted.left_share } else { Some(group.counted.customers as f64) },
            interval: group.counted.left_interval.filter(|_| left).map(|Interval { low, high }| (low, high)),
            more: Vec::new(),
            tint: Tint::Accent,
        };
        let has_ranges = found.groups.iter().any(|group| group.range.is_some());
        let more = found.groups.len().saturating_sub(MOST_BARS);
        let plot = Bars {
            bars: in_order(found.groups.iter().take(MOST_BARS).map(bar).collect(), has_ranges),
            dots: false,
            unit: if left { Unit::Share } else { Unit::Whole },
            group: by.to_owned(),
            value: if left { texts.left_share } else { texts.customers }.to_owned(),
            interval: if left { say.words.interval.to_owned() } else { String::new() },
            more_columns: Vec::new(),
            most: MOST_BARS,
            more: if more > 0 { (say.words.more_left_out)(&say.count(more)) } else { String::new() },
        };
        Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.all.customers, None),
            empty: texts.left_plain.to_owned(),
            height: 260,
            plot: Plot::Bars(plot),
        }
    }

    fn table(&self, by: &str) -> Vec<Part> {
        let Self { found, say, texts, .. } = self;
        let mut columns = vec![Column::text(by), Column::number(texts.customers), Column::number(texts.share)];
        if found.knows_who_left {
            columns.extend([texts.left, texts.left_share, say.words.interval].map(Column::number));
        }
        if let Some(column) = &found.value_of {
            columns.push(Column::number(column));
            columns.extend(found.knows_who_left.then(|| Column::number(texts.value_left_column)));
        }
        columns.push(Column::text(say.words.note));
        let table = Table {
            caption: (texts.groups)(by),
            show_caption: false,
            columns,
            rows: found.groups.iter().take(MOST).map(|group| self.row(group)).collect(),
        };
        let more = found.groups.len().saturating_sub(MOST);
        let more = (more > 0).then(|| Part::Muted((say.words.more_left_out)(&say.count(more))));
        [Part::Table(table)].into_iter().chain(more).collect()
    }

    fn row(&self, group: &GroupProfile) -> Vec<Cell> {
        let Self { found, say, texts, .. } = self;
        let (name, counted) = (self.name(group), &group.counted);
        let key = |field: &str| format!("profile.groups.{}.{field}", group.name);
        let label = |figure: &str| (texts.of_group)(figure, &name);
        let mut cells = vec![
            Cell::from(name.clone()),
            self.count(&key("customers"), &label(texts.customers), counted.customers).into(),
            self.share(&key("share"), &label(texts.share), group.share).into(),
        ];
        if found.knows_who_left {
            let share = counted.left_share.map(|share| self.share(&key("left_share"), &label(texts.left_share), share));
            let interval = counted
                .left_interval
                .map(|Interval { low, high }| Cell::whole(say.ends(&say.percent(low), &say.percent(high))));
            cells.extend([
                self.count(&key("left"), &label(texts.left), counted.left).into(),
                share.map_or_else(|| say.no_value(), Cell::from),
                interval.unwrap_or_else(|| say.no_value()),
            ]);
        }
        if found.value_of.is_some() {
            let cell = |field: &str, figure: &str, value: Option<Money>| {
                value.map_or_else(|| say.no_value(), |value| self.money(&key(field), &label(figure), value).into())
            };
            cells.push(cell("value", texts.value_column, counted.value));
            if found.knows_who_left {
                cells.push(cell("value_left", texts.value_left_column, counted.value_left));
            }
        }
        cells.push(Cell::caution(say.small_sample(self.few.marks(counted.customers), counted.customers)));
        cells
    }
}

/// Bars in the order of their names, where these have one, else the longest first; ranges are in order already.
fn in_order(mut bars: Vec<Bar>, has_ranges: bool) -> Vec<Bar> {
    if !has_ranges {
        natural_order::sort_or_by_value(&mut bars, |bar| &bar.label, |bar| bar.value);
    }
    bars
}
