//! Branches told apart by value and complexity.

use crate::domain::interval::Interval;
use crate::indicators::dividing::column_control;
use crate::indicators::page::{Cell, Column, Control, Input, Note, Part, Section, Table};
use crate::indicators::{Figures, Say};

use super::hubs_map::map;
use super::texts::ChannelsTexts;
use super::{Branch, BranchKind, Channels, ChannelsParams, Hubs, ID};

/// Branches listed at most; the document has all.
const MOST: usize = 30;

/// The section; it shows nothing where no column says the branch.
pub fn section(found: &Channels, params: &ChannelsParams, say: &Say<'_>, figures: Figures) -> Section {
    let texts = ChannelsTexts::of(say.language);
    let Some(hubs) = &found.hubs else { return Section::new("hubs", "", Vec::new()) };
    let writer = Writer { found, hubs, params, say, texts, figures };
    let column =
        column_control(ID, "product", texts.product_field, &hubs.offered, hubs.product.as_ref(), say.words.none);
    let fields = column.into_iter().chain(controls(params, say));
    Section::new("hubs", texts.hubs, writer.parts()).with(fields)
}

/// The fields that are no column.
pub fn controls(params: &ChannelsParams, say: &Say<'_>) -> [Control; 2] {
    let texts = ChannelsTexts::of(say.language);
    let routine = Input::Lines(params.routine.clone());
    [
        Control::new(ID, "routine", texts.routine_field, routine).helped(texts.routine_help),
        Control::new(ID, "routine_until", texts.routine_until_field, Input::Share(params.routine_until)),
    ]
}

struct Writer<'a> {
    found: &'a Channels,
    hubs: &'a Hubs,
    params: &'a ChannelsParams,
    say: &'a Say<'a>,
    texts: &'static ChannelsTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn parts(&self) -> Vec<Part> {
        let Self { found, hubs, params, say, texts, .. } = self;
        if hubs.product.is_none() {
            return vec![Part::Note(Note::info(texts.hubs_no_product))];
        }
        let unknown = (!hubs.unknown.is_empty())
            .then(|| Part::Note(Note::caution((texts.hubs_unknown)(&hubs.unknown.join(say.words.listed)))));
        if hubs.kinds.is_empty() {
            return [Part::Muted(texts.hubs_alone.to_owned())].into_iter().chain(unknown).collect();
        }
        let n = say.count(hubs.routine);
        let rule = if hubs.typed {
            (texts.hubs_rule_typed)(&n)
        } else {
            (texts.hubs_rule_often)(&say.percent(params.routine_until), &n)
        };
        let more = found.branches.len().saturating_sub(MOST);
        let more = (more > 0).then(|| Part::Muted((say.words.more_left_out)(&say.count(more))));
        let parts = [Part::Table(self.kinds()), Part::Table(self.branches())];
        let map = map(found, hubs, |kind| self.kind(kind), say).map(|chart| Part::Chart(Box::new(chart)));
        unknown.into_iter().chain([Part::Muted(rule)]).chain(map).chain(parts).chain(more).collect()
    }

    fn kind(&self, kind: BranchKind) -> &'static str {
        self.texts.kinds.get(kind as usize).copied().unwrap_or_default()
    }

    /// How many branches are of each kind.
    fn kinds(&self) -> Table {
        let Self { hubs, say, texts, .. } = self;
        let row = |(kind, meaning): (BranchKind, &str)| {
            let (key, name) = (kind.key(), self.kind(kind));
            let n = hubs.sure.get(key).copied().unwrap_or_default();
            let label = (texts.of)(texts.branches_count, name);
            let count = self.figures.of(format!("{ID}.hubs.sure.{key}"), label, n, say.count(n));
            vec![Cell::from(name), count.into(), Cell::muted(meaning)]
        };
        let near = (texts.of)(texts.branches_count, texts.neither);
        let near = self.figures.of(format!("{ID}.hubs.near_mean"), near, hubs.near_mean, say.count(hubs.near_mean));
        let near = vec![Cell::from(texts.neither), near.into(), Cell::muted(texts.near_mean)];
        let near = (hubs.near_mean > 0).then_some(near);
        Table {
            caption: texts.hubs_caption.to_owned(),
            show_caption: true,
            columns: vec![Column::text(texts.kind), Column::number(texts.branches_count), Column::text(texts.meaning)],
            rows: BranchKind::ALL.into_iter().zip(texts.kind_meaning).map(row).chain(near).collect(),
        }
    }

    fn branches(&self) -> Table {
        let Self { found, texts, .. } = self;
        let numbers = [texts.customers, texts.value_each, texts.complex].map(Column::number);
        let columns = [Column::text(texts.branch)].into_iter().chain(numbers);
        let rows = found.branches.iter().take(MOST).map(|branch| self.branch(branch));
        Table {
            caption: texts.hubs_branches.to_owned(),
            show_caption: true,
            columns: columns.chain([Column::text(texts.kind), Column::text(self.say.words.note)]).collect(),
            rows: rows.chain([self.means()]).collect(),
        }
    }

    fn branch(&self, branch: &Branch) -> Vec<Cell> {
        let Self { params, say, texts, .. } = self;
        let (key, name) = (format!("{ID}.branches.{}", branch.name), say.value(&branch.name));
        let (customers, n) = (branch.customers, branch.transactions);
        let label = (texts.of)(texts.customers, name);
        let customers = self.figures.of(format!("{key}.customers"), label, customers, say.count(customers));
        let kind = match branch.kind {
            Some(_) if branch.may_be_chance => Cell::muted(texts.neither),
            Some(kind) => Cell::from(self.kind(kind)),
            None => say.no_value(),
        };
        let chance = if branch.may_be_chance { texts.may_be_chance } else { "" };
        let few = say.small_sample(params.small_sample.marks(n), n);
        vec![
            Cell::from(name),
            customers.into(),
            self.value(format!("{key}.value"), name, branch.value),
            self.share(format!("{key}.complex"), name, branch.complex, branch.complex_interval),
            kind,
            Cell::caution(say.joined([chance.to_owned(), few])),
        ]
    }

    /// What branches are cut at.
    fn means(&self) -> Vec<Cell> {
        let Self { hubs, texts, .. } = self;
        let name = texts.mean_of_branches;
        vec![
            Cell::muted(name),
            Cell::empty(),
            self.value(format!("{ID}.hubs.mean_value"), name, hubs.mean_value),
            self.share(format!("{ID}.hubs.mean_complex"), name, hubs.mean_complex, None),
            Cell::empty(),
            Cell::empty(),
        ]
    }

    fn value(&self, key: String, name: &str, value: Option<f64>) -> Cell {
        let Self { say, texts, .. } = self;
        let label = (texts.of)(texts.value_each, name);
        value.map_or_else(|| say.no_value(), |value| self.figures.of(key, label, value, say.money(value)).into())
    }

    fn share(&self, key: String, name: &str, share: Option<f64>, interval: Option<Interval>) -> Cell {
        let Self { say, texts, .. } = self;
        let Some(share) = share else { return say.no_value() };
        let label = (texts.of)(texts.complex, name);
        let cell = Cell::from(self.figures.of(key, label, share, say.percent(share)));
        let ends = interval.map(|ends| say.ends(&say.percent(ends.low), &say.percent(ends.high)));
        match ends {
            Some(ends) => cell.above(ends),
            None => cell,
        }
    }
}
