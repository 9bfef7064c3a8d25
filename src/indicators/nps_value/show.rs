//! The score weighted and raked, who is silent, and what money did afterwards.

use crate::domain::net_promoter::Weighted;
use crate::indicators::page::{Cell, Column, Control, Fold, Input, Note, Page, Part, Section, Table, Tile};
use crate::indicators::retention::{RetentionIndicator, no_windows, window_controls};
use crate::indicators::{Figures, Indicator, Say};

use super::after::AfterOf;
use super::texts::NpsValueTexts;
use super::{CustomersOf, ID, NpsValue, NpsValueError, NpsValueParams};

/// The page.
pub fn show(found: &NpsValue, params: &NpsValueParams, say: &Say<'_>) -> Page {
    let texts = NpsValueTexts::of(say.language);
    let controls = || controls(params, &found.offered, say);
    let Some(plain) = found.unweighted else {
        let lacks = if found.other_scale { texts.other_scale } else { texts.lacks };
        let mut page = Page::new(lacks);
        page.add(Section::open(ID, Vec::new()).with(controls()));
        return page;
    };
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let writer = Writer { found, params, say, texts, figures: Figures { origin: page.origin(origin) } };
    page.headline = match (found.weighted, found.raked) {
        (Some(by_value), Some(raked)) => {
            let [plain, by_value, raked] = [plain, by_value.score, raked.weighted.score].map(|score| say.signed(score));
            (texts.headline)(&plain, &by_value, &raked)
        }
        _ => (texts.headline_plain)(&say.signed(plain)),
    };
    page.notes.extend(say.few_customers(params.small_sample, found.responders.customers));
    let uncovered = found.raked.map(|raked| raked.uncovered).filter(|n| *n > 0);
    page.notes.extend(uncovered.map(|n| Note::caution((texts.uncovered)(&say.count(n)))));
    page.notes.extend(found.raked.is_none().then(|| Note::caution(texts.not_raked)));
    let outside = found.unnamed + found.without_purchases;
    page.notes.extend((outside > 0).then(|| Note::info((texts.outside)(&say.count(outside)))));
    page.add(Section::open(ID, vec![Part::Tiles(writer.tiles(plain))]).with(controls()));
    let mut parts = vec![Part::Table(writer.silent()), Part::Muted(texts.silent_note.to_owned())];
    parts.extend(found.no_windows.map(|why| Part::Note(Note::caution(no_windows(Some(why), say)))));
    page.add(Section::new("silent", texts.silent_title, parts).with(window_controls(&params.retention, say)));
    page.add(writer.after());
    let how = vec![Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
    page.add(Section::open("nps-value-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts: how })]));
    page
}

/// The fields, with the attributes there are to choose from.
pub fn controls(params: &NpsValueParams, offered: &[String], say: &Say<'_>) -> Vec<Control> {
    let texts = NpsValueTexts::of(say.language);
    let number = |value: u32, min: f64, max: f64| Input::Number { value: f64::from(value), min, max, step: 1.0 };
    // One chosen elsewhere that is not offered stays chosen.
    let other = params.by.as_ref().filter(|by| !offered.contains(by));
    let names = offered.iter().chain(other).map(|name| (Some(name), name.clone()));
    let options = [(None, say.words.none.to_owned())].into_iter().chain(names);
    vec![
        Control::new(ID, "groups", texts.groups_field, number(params.groups.into(), 1.0, 10.0)),
        Control::new(ID, "by", texts.by_field, Input::choice(options, &params.by.as_ref())),
        Control::new(ID, "after", texts.after_field, number(params.after.into(), 1.0, 1000.0)),
        Control::new(ID, "sent", texts.sent_field, number(params.sent, 0.0, f64::from(u32::MAX))),
    ]
}

/// What is wrong, and what to do.
pub fn explain(error: &NpsValueError, say: &Say<'_>) -> String {
    let texts = NpsValueTexts::of(say.language);
    match error {
        NpsValueError::Groups(given) => (texts.error_groups)(&given.to_string()),
        NpsValueError::After(given) => (texts.error_after)(&given.to_string()),
        NpsValueError::Level(given) => (texts.error_level)(&given.0.to_string()),
        NpsValueError::Retention(error) => RetentionIndicator::explain(error, say),
    }
}

struct Writer<'a> {
    found: &'a NpsValue,
    params: &'a NpsValueParams,
    say: &'a Say<'a>,
    texts: &'static NpsValueTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn tiles(&self, plain: f64) -> Vec<Tile> {
        let (texts, say) = (self.texts, self.say);
        let figure = |key: &str, label: &str, score: f64| {
            Cell::from(self.figures.of(format!("{ID}.{key}"), label, score, say.signed(score)))
        };
        let tile = |key: &str, label: &str, found: Option<Weighted>| {
            let Some(found) = found else { return Tile::new(label, say.no_value()) };
            let range = say.ends(&say.signed(found.low), &say.signed(found.high));
            let note = say.joined([range, (texts.effective)(&say.number(found.effective_n.round()))]);
            Tile::new(label, figure(&format!("{key}.score"), label, found.score)).noted(note)
        };
        let mut tiles = vec![
            Tile::new(texts.unweighted, figure("unweighted", texts.unweighted, plain))
                .noted((say.words.n)(&say.count(self.found.responders.customers))),
            tile("weighted", texts.weighted, self.found.weighted),
            tile("raked", texts.raked, self.found.raked.map(|raked| raked.weighted)),
        ];
        if let Some(response) = self.found.response {
            let label = texts.response;
            let rate = self.figures.of(format!("{ID}.response.rate"), label, response.rate, say.percent(response.rate));
            tiles.push(
                Tile::new(label, rate).noted((texts.of)(&say.count(response.answered), &say.count(response.sent))),
            );
        }
        tiles
    }

    fn money(&self, key: String, label: &str, money: Option<f64>) -> Cell {
        let figure = |money: f64| Cell::from(self.figures.of(key, label, money, self.say.compact_money(money)));
        money.map_or_else(|| self.say.no_value(), figure)
    }

    fn silent(&self) -> Table {
        let (texts, say) = (self.texts, self.say);
        let row = |key: &str, name: &str, of: &CustomersOf| {
            let named = |field: &str| format!("{ID}.{key}.{field}");
            let label = |figure: &str| format!("{figure}, {name}");
            let recency =
                of.recency.map(|days| self.figures.of(named("recency"), label(texts.recency), days, say.decimal(days)));
            let retention = of
                .retention
                .map(|share| self.figures.of(named("retention"), label(texts.retention), share, say.percent(share)));
            let range = of.low.zip(of.high).map(|(low, high)| say.ends(&say.percent(low), &say.percent(high)));
            let few = say.small_sample(self.params.small_sample.marks(of.active), of.active);
            vec![
                Cell::from(name),
                self.figures
                    .of(named("customers"), label(texts.customers), of.customers, say.count(of.customers))
                    .into(),
                self.money(named("mean_value"), &label(texts.mean_value), of.mean_value),
                recency.map_or_else(|| say.no_value(), Cell::from),
                retention.map_or_else(|| say.no_value(), Cell::from),
                Cell::muted(say.joined([range.unwrap_or_default(), few])),
            ]
        };
        Table {
            caption: texts.silent_title.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.who),
                Column::number(texts.customers),
                Column::number(texts.mean_value),
                Column::number(texts.recency),
                Column::number(texts.retention),
                Column::text(say.words.interval),
            ],
            rows: vec![
                row("responders", texts.responders, &self.found.responders),
                row("silent", texts.silent, &self.found.silent),
            ],
        }
    }

    fn after(&self) -> Section {
        let (texts, say) = (self.texts, self.say);
        if self.found.after.is_empty() {
            let text = (texts.lacks_after)(&say.count(usize::from(self.params.after)));
            return Section::new("after", texts.after_title, vec![Part::Muted(text)]);
        }
        let range = |low: Option<f64>, high: Option<f64>| {
            let range = low.zip(high);
            range.map(|(low, high)| Cell::muted(say.ends(&say.compact_money(low), &say.compact_money(high))))
        };
        let row = |(of, name): (&AfterOf, &str)| {
            let named = |field: &str| format!("{ID}.after.{}.{field}", of.key);
            let label = |figure: &str| format!("{figure}, {name}");
            let count =
                self.figures.of(named("customers"), label(texts.customers), of.customers, say.count(of.customers));
            vec![
                Cell::from(name),
                count.into(),
                self.money(named("before"), &label(texts.before), of.before),
                self.money(named("after"), &label(texts.afterwards), of.after),
                self.money(named("change"), &label(texts.change), of.change),
                Cell::from(range(of.low, of.high)),
                self.money(named("against_silent"), &label(texts.against), of.against_silent),
                Cell::from(range(of.against_low, of.against_high)),
                Cell::caution(say.small_sample(self.params.small_sample.marks(of.customers), of.customers)),
            ]
        };
        let table = Table {
            caption: texts.after_title.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.who),
                Column::number(texts.customers),
                Column::number(texts.before),
                Column::number(texts.afterwards),
                Column::number(texts.change),
                Column::text(say.words.interval),
                Column::number(texts.against),
                Column::text(say.words.interval),
                Column::text(say.words.note),
            ],
            rows: self.found.after.iter().zip(texts.kinds).map(row).collect(),
        };
        Section::new("after", texts.after_title, vec![Part::Table(table), Part::Muted(texts.after_note.to_owned())])
    }
}
