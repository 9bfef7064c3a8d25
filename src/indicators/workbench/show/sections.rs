//! The profile of a class, the playbook and the audience.

use crate::indicators::grades::{self, UNCOVERED};
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, CustomersFile, Fold, Input, Link, Note, Only, Part, Plot, Section, Table,
    Tile, Tint, Unit,
};
use crate::indicators::segmentations::{Named, Segmentation, called};
use crate::indicators::workbench::playbook;
use crate::indicators::workbench::profile::{Kind, Trait};

use super::super::audience::COUNTED;
use super::super::{AUDIENCE, in_audience};
use super::{ID, Writer, audience_controls, audience_names};

/// Values whose shares are listed; the others are in the document.
const LISTED: usize = 30;

/// Numbers drawn.
const DRAWN: usize = 12;

/// The keys of what is none of the customers table's columns.
const OWN: [&str; 5] = ["recency", "frequency", "monetary", "tenure", "score"];

impl Writer<'_> {
    /// A trait in the reader's language.
    pub(super) fn trait_name(&self, one: &Trait) -> String {
        let own = OWN.iter().position(|own| one.is_own && *own == one.name);
        match (own.and_then(|place| self.texts.own.get(place)), &one.value) {
            (Some(own), _) => (*own).to_owned(),
            (None, Some(value)) => (self.texts.value_of)(&one.name, value),
            (None, None) => one.name.clone(),
        }
    }

    /// An effect with its sign: standard deviations, or points of a share.
    pub(super) fn effect_text(&self, one: &Trait, effect: f64) -> String {
        let sign = if effect > 0.0 { "+" } else { "" };
        match one.kind {
            Kind::Share => (self.texts.points)(&format!("{sign}{}", self.say.decimal(100.0 * effect))),
            Kind::Number | Kind::Money => format!("{sign}{}", self.say.precise(effect)),
        }
    }

    /// The ends of an interval of an effect; points are named behind the second.
    fn ends_text(&self, one: &Trait, low: f64, high: f64) -> String {
        let signed = |end: f64| format!("{}{}", if end > 0.0 { "+" } else { "" }, self.say.decimal(100.0 * end));
        match one.kind {
            Kind::Share => self.say.ends(&signed(low), &signed(high)),
            Kind::Number | Kind::Money => self.say.ends(&self.effect_text(one, low), &self.effect_text(one, high)),
        }
    }

    /// What the class has, or the others.
    fn level_text(&self, one: &Trait, value: f64) -> String {
        match one.kind {
            Kind::Share => self.say.percent(value),
            Kind::Money => self.say.money(value),
            Kind::Number => self.say.precise(value),
        }
    }

    pub(super) fn profile(&self) -> Section {
        let Self { found, params, texts, .. } = self;
        let class = self.segment();
        let named = found.rows.classes.iter();
        let options = named.map(|margin| (Some(margin.key.clone()), self.class(&found.rows, &margin.key)));
        let options = [(None, texts.first_class.to_owned())].into_iter().chain(options);
        let field = Control::new(ID, "segment", texts.segment_field, Input::choice(options, &params.segment));
        let (shares, numbers): (Vec<&Trait>, Vec<&Trait>) =
            found.profile.iter().filter(|one| !one.is_mirrored).partition(|one| one.kind == Kind::Share);
        let mut parts = Vec::new();
        parts.extend(self.effects(&class, &numbers).map(|chart| Part::Chart(Box::new(chart))));
        if !numbers.is_empty() {
            parts.push(self.traits(texts.numbers, texts.effect, &numbers));
        }
        if !shares.is_empty() {
            let first = shares.get(..LISTED).unwrap_or(&shares);
            parts.push(self.traits(texts.shares, texts.difference, first));
            let more = shares.len() - first.len();
            parts.extend((more > 0).then(|| Part::Muted((texts.more_shares)(&self.say.count(more)))));
        }
        let last = if parts.is_empty() { texts.nothing_to_profile } else { texts.profile_note };
        parts.push(Part::Muted(last.to_owned()));
        parts.extend(self.only_class(&class));
        Section::new("profile", (texts.profile)(&class), parts).with([field])
    }

    /// The way to the customers of the class, who are the filter of every page from then on.
    fn only_class(&self, name: &str) -> Option<Part> {
        let class = self.found.segment.clone()?;
        let only = match &self.found.rows.by {
            Segmentation::Rfm => Only::Segment(class),
            Segmentation::Column(name) => Only::Value { name: name.clone(), value: class },
            // What has its own key for customers of no class says so by the empty text.
            Segmentation::Grades if class == UNCOVERED => Only::class(grades::ID, ""),
            by => Only::class(&by.key(), class),
        };
        Some(Part::Actions(vec![Link::to_those((self.texts.only_class)(name), only)]))
    }

    /// A dot a number, with its interval; `None` where nothing varies.
    fn effects(&self, class: &str, numbers: &[&Trait]) -> Option<Chart> {
        let Self { found, say, texts, .. } = self;
        let bar = |one: &&&Trait| Bar {
            label: self.trait_name(one),
            value: one.effect,
            interval: one.low.zip(one.high),
            more: vec![say.count(one.n)],
            tint: Tint::Accent,
        };
        let drawn: Vec<Bar> =
            numbers.iter().filter(|one| one.effect.is_some()).take(DRAWN).map(|one| bar(&one)).collect();
        let first = drawn.first()?;
        let title = (texts.profile_title)(class, &first.label);
        Some(Chart {
            summary: title.clone(),
            title,
            note: say.sample_note(found.total.customers, found.provenance.period),
            empty: texts.numbers.to_owned(),
            height: 260,
            plot: Plot::Differences(Bars {
                most: drawn.len(),
                bars: drawn,
                dots: true,
                unit: Unit::Precise,
                group: texts.what.to_owned(),
                value: texts.effect.to_owned(),
                interval: say.words.interval.to_owned(),
                more_columns: vec![texts.customers_known.to_owned()],
                more: String::new(),
            }),
        })
    }

    fn traits(&self, caption: &str, effect: &str, traits: &[&Trait]) -> Part {
        let Self { say, texts, .. } = self;
        let row = |one: &&Trait| {
            let name = self.trait_name(one);
            let figure = |field: &str, label: &str, value: f64, text: String| {
                let key = format!("{ID}.profile.{}.{field}", one.key);
                Cell::from(self.figures.of(key, (texts.of)(label, &name), value, text))
            };
            let difference = one.effect.map(|size| {
                let ends = one.low.zip(one.high);
                let ends = ends.map(|(low, high)| self.ends_text(one, low, high));
                figure("effect", effect, size, self.effect_text(one, size)).above(ends.unwrap_or_default())
            });
            let chance = if one.may_be_chance { texts.may_be_chance } else { "" };
            let few = say.small_sample(one.small_sample, one.n.min(one.n_outside));
            vec![
                Cell::from(name.clone()),
                figure("inside", texts.inside, one.inside, self.level_text(one, one.inside)),
                figure("outside", texts.others, one.outside, self.level_text(one, one.outside)),
                difference.unwrap_or_else(|| say.no_value()),
                figure("n", texts.customers_known, one.n as f64, (say.words.n)(&say.count(one.n))),
                Cell::caution(say.joined([chance.to_owned(), few])),
            ]
        };
        let numbers = [texts.inside, texts.others, effect].map(Column::number);
        let rows = traits.iter().map(row).collect();
        let columns = [Column::text(texts.what)].into_iter().chain(numbers);
        Part::Table(Table {
            caption: caption.to_owned(),
            show_caption: true,
            columns: columns.chain([Column::number(texts.customers_known), Column::text(say.words.note)]).collect(),
            rows,
        })
    }

    pub(super) fn playbook(&self) -> Section {
        let Self { found, say, texts, .. } = self;
        let by = &found.rows.by;
        let fact = |play: &playbook::Play| {
            let class = Named { key: play.class.clone(), name: play.name.clone() };
            let said = playbook::said(play, by, say.language);
            let cell = if said.is_empty() { Cell::muted(texts.no_treatment) } else { Cell::from(said) };
            let name = match by {
                Segmentation::Column(_) => self.class(&found.rows, &play.class),
                by => called(by, &class, say.language),
            };
            (name, cell)
        };
        let facts = found.playbook.iter().map(fact).collect();
        let mut parts = vec![Part::Facts(facts), Part::Muted(texts.playbook_source.to_owned())];
        if !found.unknown_classes.is_empty() {
            let names = found.unknown_classes.join(say.words.listed);
            parts.push(Part::Note(Note::caution((texts.unknown_classes)(&names))));
        }
        let text = playbook::written(&found.playbook, &found.lines, by, say.language);
        let field = Control::new(ID, "playbook", texts.playbook_field, Input::Lines(text)).helped(texts.playbook_help);
        Section::new("playbook", texts.playbook, parts).with([field])
    }

    pub(super) fn audience(&self) -> Section {
        let Self { found, params, say, texts, .. } = self;
        let audience = &found.audience;
        let counts =
            [audience.customers, audience.consenting, audience.refused, audience.unknown, audience.without_contact];
        let counts = COUNTED.into_iter().zip(audience_names(say)).zip(counts);
        let tile = |((name, label), n): ((&str, &str), usize)| {
            let figure = self.figures.of(format!("{ID}.audience.{name}"), label, n, say.count(n));
            Tile::new(label, figure).of(Only::class(ID, in_audience(name)))
        };
        let mut parts = vec![Part::SmallTiles(counts.map(tile).collect())];
        let no_contact = audience.email_column.is_none() && audience.phone_column.is_none();
        let lacks = [(audience.consent_column.is_none(), texts.no_consent), (no_contact, texts.no_contact)];
        parts.extend(lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, text)| Part::Note(Note::info(text))));
        if audience.without_country > 0 {
            let text = (texts.without_country)(&say.count(audience.without_country));
            parts.push(Part::Note(Note::caution(text)));
        }
        parts.push(Part::Note(Note::caution(texts.pseudonym)));
        if !audience.rows.is_empty() {
            let table = format!("{ID}.{AUDIENCE}");
            parts.push(Part::Files(vec![CustomersFile { table, text: texts.audience_file.to_owned() }]));
            parts.push(self.hashes());
        }
        parts.push(Part::Muted(texts.how_hashed.to_owned()));
        Section::new("audience", (texts.audience_of)(&self.segment()), parts)
            .with(audience_controls(found, params, say))
    }

    /// The first of the audience, folded away: nobody reads hashes.
    fn hashes(&self) -> Part {
        let Self { found, say, texts, .. } = self;
        let row = |(id, hashed): (&String, &super::super::audience::Hashed)| {
            let hashes = hashed.hashes().map(Cell::from);
            [Cell::from(Link::to_customer(id, id))].into_iter().chain(hashes).collect()
        };
        let columns = [Column::text(texts.customer)].into_iter().chain(texts.hashes.map(Column::text));
        let table = Table {
            caption: texts.audience.to_owned(),
            show_caption: false,
            columns: columns.collect(),
            rows: found.ids.iter().zip(&found.audience.rows).map(row).collect(),
        };
        let summary = (texts.listed)(&say.count(found.ids.len()), &say.count(found.audience.rows.len()));
        Part::Fold(Fold { summary, parts: vec![Part::Table(table)] })
    }
}
