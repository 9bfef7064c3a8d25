//! Who comes back, and after what beginning.

use crate::indicators::activity::only_returns;
use crate::indicators::dividing::by_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Fold, Input, Link, Page, Part, Plot, Section, Table, Tile, Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::RepeatTexts;
use super::{Began, ID, MAX_DAYS, MAX_STEPS, Repeat, RepeatError, RepeatParams, Step};

/// Tiles of the first steps.
const TILES: usize = 3;

/// Bars drawn at most.
const MOST_BARS: usize = 12;

/// The page.
pub fn show(found: &Repeat, params: &RepeatParams, say: &Say<'_>) -> Page {
    if found.customers == 0 {
        return only_returns(&found.provenance, say);
    }
    let texts = RepeatTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let shown = Shown { found, params, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.headline = shown.headline();
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    page.add(Section::open(ID, vec![Part::Tiles(shown.tiles())]));
    let steps = vec![Part::Chart(Box::new(shown.chain())), Part::Table(shown.steps())];
    page.add(Section::new("steps", texts.steps, steps).with(controls(params, say)));
    page.add(shown.groups());
    page.add(shown.what_to_do());
    let how = vec![Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
    page.add(Section::open("repeat-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts: how })]));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &RepeatError, say: &Say<'_>) -> String {
    let texts = RepeatTexts::of(say.language);
    match error {
        RepeatError::Steps { given } => (texts.error_steps)(&given.to_string(), &MAX_STEPS.to_string()),
        RepeatError::Within { given } => (texts.error_within)(&given.to_string(), &MAX_DAYS.to_string()),
        RepeatError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields.
pub fn controls(params: &RepeatParams, say: &Say<'_>) -> Vec<Control> {
    let texts = RepeatTexts::of(say.language);
    let number = |value: f64, max: f64| Input::Number { value, min: 1.0, max, step: 1.0 };
    let within = number(f64::from(params.within), f64::from(MAX_DAYS));
    let steps = number(f64::from(params.steps), f64::from(MAX_STEPS));
    vec![Control::new(ID, "within", texts.within_field, within), Control::new(ID, "steps", texts.steps_field, steps)]
}

struct Shown<'a> {
    found: &'a Repeat,
    params: &'a RepeatParams,
    say: &'a Say<'a>,
    texts: &'static RepeatTexts,
    figures: Figures,
}

impl Shown<'_> {
    fn within(&self) -> String {
        (self.texts.days)(&self.say.count(usize::from(self.found.within)))
    }

    fn headline(&self) -> String {
        let Self { found, say, texts, .. } = self;
        let share = |place: usize| found.steps.get(place).and_then(|step| step.share);
        let Some(second) = share(0) else { return (texts.headline_short)(self.within().trim()) };
        let third = share(1).map(|third| (texts.headline_third)(&say.percent(third))).unwrap_or_default();
        let first = (texts.headline)(&say.percent(second), &self.within(), &third);
        let broken = self.breaks().map(|(n, share)| (texts.headline_breaks)(&n.to_string(), &say.percent(share)));
        let whole = || (found.told > 1).then(|| texts.headline_whole.to_owned());
        let broken = broken.or_else(whole);
        first.trim_start().to_owned() + &broken.unwrap_or_default()
    }

    fn breaks(&self) -> Option<(usize, f64)> {
        let bought = self.found.breaks_after?;
        let step = self.found.steps.iter().find(|step| step.bought == bought)?;
        Some((bought, step.share?))
    }

    fn share(&self, key: &str, label: &str, share: Option<f64>) -> Cell {
        let figure = share.map(|share| {
            Cell::from(self.figures.of(format!("{ID}.{key}.share"), label, share, self.say.percent(share)))
        });
        figure.unwrap_or_else(|| self.say.no_value())
    }

    fn reach(&self, step: &Step) -> String {
        let ends = step.low.zip(step.high);
        ends.map(|(low, high)| self.say.ends(&self.say.percent(low), &self.say.percent(high))).unwrap_or_default()
    }

    fn tiles(&self) -> Vec<Tile> {
        let tile = |(place, step): (usize, &Step)| {
            let label = (self.texts.again_tile)(&step.bought.to_string());
            let value = self.share(&format!("steps.{place}"), &label, step.share);
            let note = self.say.marked(self.reach(step), self.params.small_sample, step.customers);
            Tile::new(label, value).noted(note)
        };
        self.found.steps.iter().enumerate().take(TILES).map(tile).collect()
    }

    fn bars(&self, bars: Vec<Bar>, title: String, group: &str, dots: bool) -> Chart {
        let more = bars.len().saturating_sub(MOST_BARS);
        Chart {
            summary: title.clone(),
            title,
            note: self.say.sample_note(self.found.customers, self.found.provenance.period),
            empty: self.texts.share.to_owned(),
            height: 260,
            plot: Plot::Bars(Bars {
                bars,
                dots,
                unit: Unit::Share,
                group: group.to_owned(),
                value: self.texts.share.to_owned(),
                interval: self.say.words.interval.to_owned(),
                more_columns: Vec::new(),
                most: MOST_BARS,
                more: if more > 0 { (self.say.words.more_left_out)(&self.say.count(more)) } else { String::new() },
            }),
        }
    }

    fn chain(&self) -> Chart {
        let bar = |step: &Step| Bar {
            label: (self.texts.step)(&step.bought.to_string()),
            value: step.share,
            interval: step.low.zip(step.high),
            more: Vec::new(),
            tint: if self.found.breaks_after == Some(step.bought) { Tint::Detractor } else { Tint::Accent },
        };
        let broken = self
            .breaks()
            .map(|(n, share)| (self.texts.headline_breaks)(&n.to_string(), &self.say.percent(share)).trim().to_owned());
        let title = broken.unwrap_or_else(|| self.texts.share.to_owned());
        self.bars(self.found.steps.iter().map(bar).collect(), title, self.texts.bought, false)
    }

    fn steps(&self) -> Table {
        let Self { found, say, texts, figures, .. } = self;
        let row = |(place, step): (usize, &Step)| {
            let name = (texts.step)(&step.bought.to_string());
            let count = |field: &str, label: &str, n: usize| {
                let label = (texts.of)(label, &name);
                Cell::from(figures.of(format!("{ID}.steps.{place}.{field}"), label, n, say.count(n)))
            };
            let median = step.median.map(|days| {
                let label = (texts.of)(texts.median, &name);
                let text = (texts.days)(&say.number(days)).trim().to_owned();
                Cell::from(figures.of(format!("{ID}.steps.{place}.median"), label, days, text))
            });
            let label = (texts.of)(texts.share, &name);
            vec![
                Cell::from(name.as_str()),
                count("customers", texts.customers, step.customers),
                self.share(&format!("steps.{place}"), &label, step.share).above(self.reach(step)),
                count("again", texts.again, step.again),
                median.unwrap_or_else(|| say.no_value()),
                Cell::caution(say.small_sample(self.params.small_sample.marks(step.customers), step.customers)),
            ]
        };
        let numbers = [texts.customers, texts.share, texts.again, texts.median].map(Column::number);
        let columns = [Column::text(texts.bought)].into_iter().chain(numbers).chain([Column::text(say.words.note)]);
        Table {
            caption: texts.steps.to_owned(),
            show_caption: false,
            columns: columns.collect(),
            rows: found.steps.iter().enumerate().map(row).collect(),
        }
    }

    /// The surest of the differences.
    fn surest(&self) -> Option<&Began> {
        let sure = self.found.groups.iter().filter(|group| group.sure);
        sure.min_by(|one, other| one.p.unwrap_or(1.0).total_cmp(&other.p.unwrap_or(1.0)))
    }

    fn groups(&self) -> Section {
        let Self { found, say, texts, figures, .. } = self;
        let Some(by) = found.by.as_ref().filter(|_| !found.groups.is_empty()) else {
            return Section::new("first", "", Vec::new());
        };
        let control = by_control(ID, texts.by_field, &found.offered, by);
        // The document has the others.
        let compared: Vec<(usize, &Began)> =
            found.groups.iter().enumerate().filter(|(_, group)| group.p.is_some()).collect();
        if compared.is_empty() {
            let parts = vec![Part::Muted(texts.few.to_owned())];
            return Section::new("first", (texts.groups)(by), parts).with([control]);
        }
        let title = self.surest().map_or_else(
            || texts.groups_none.to_owned(),
            |group| {
                let share =
                    |share: Option<f64>| share.map_or_else(|| say.words.no_value.to_owned(), |of| say.percent(of));
                (texts.groups_title)(say.value(&group.name), &share(group.step.share), &share(group.others))
            },
        );
        let bar = |group: &Began| Bar {
            label: say.value(&group.name).to_owned(),
            value: group.step.share,
            interval: group.step.low.zip(group.step.high),
            more: Vec::new(),
            tint: match (group.sure, group.step.share > group.others) {
                (true, true) => Tint::Promoter,
                (true, false) => Tint::Detractor,
                _ => Tint::Accent,
            },
        };
        let chart = self.bars(compared.iter().map(|(_, group)| bar(group)).collect(), title, by, true);
        let row = |(place, group): &(usize, &Began)| {
            let name = say.value(&group.name);
            let key = format!("groups.{place}");
            let customers = group.step.customers;
            let count = figures.of(
                format!("{ID}.{key}.customers"),
                (texts.of)(texts.customers, name),
                customers,
                say.count(customers),
            );
            let p = group.p.map(|p| if p < 0.001 { "< 0.001".to_owned() } else { format!("{p:.3}") });
            let note = if group.sure { "" } else { texts.not_sure };
            vec![
                Cell::from(name),
                count.into(),
                self.share(&key, &(texts.of)(texts.share, name), group.step.share).above(self.reach(&group.step)),
                group.others.map_or_else(|| say.no_value(), |share| Cell::from(say.percent(share))),
                p.map_or_else(|| say.no_value(), Cell::from),
                Cell::muted(note),
            ]
        };
        let numbers = [texts.customers, texts.share, texts.others, texts.p].map(Column::number);
        let columns = [Column::text(by.as_str())].into_iter().chain(numbers).chain([Column::text(say.words.note)]);
        let table = Table {
            caption: (texts.groups)(by),
            show_caption: false,
            columns: columns.collect(),
            rows: compared.iter().map(row).collect(),
        };
        let parts = vec![Part::Chart(Box::new(chart)), Part::Table(table)];
        Section::new("first", (texts.groups)(by), parts).with([control])
    }

    fn what_to_do(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let broken = self.breaks().map(|(n, _)| (texts.do_break)(&n.to_string()));
        let better = found.groups.iter().filter(|group| group.sure && group.step.share > group.others);
        let better = better
            .max_by(|one, other| one.step.share.unwrap_or_default().total_cmp(&other.step.share.unwrap_or_default()));
        let better = better.map(|group| (texts.do_better)(say.value(&group.name)));
        let steps: Vec<Cell> = [broken, better].into_iter().flatten().map(Cell::from).collect();
        let links = vec![Link::new(texts.to_next, "/segments/next-order")];
        say.next_steps(steps, links)
    }
}
