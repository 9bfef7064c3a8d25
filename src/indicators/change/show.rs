//! The change as a waterfall of its parts, and the mix by group.

use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Fold, Input, Note, Page, Part, Plot, Section, Table, Tile, Tint, Unit,
};
use crate::indicators::retention::{RetentionIndicator, window_controls};
use crate::indicators::{Figures, Indicator, Say};

use super::texts::ChangeTexts;
use super::{Change, ChangeError, ChangeOf, ChangeParams, ChangePart, ID, MixOf};

/// Values of the attribute listed at most; the document has all.
const MOST: usize = 20;

/// The page.
pub fn show(found: &Change, params: &ChangeParams, say: &Say<'_>) -> Page {
    let texts = ChangeTexts::of(say.language);
    let controls = || {
        let own = controls(params, &found.offered, say).into_iter();
        own.chain(window_controls(&params.retention, say)).collect::<Vec<_>>()
    };
    let is_nps = found.figure == ChangeOf::Nps;
    let (Some([first, second]), Some(total), Some((from, to))) = (found.periods, found.total, found.from.zip(found.to))
    else {
        let lacks = match (is_nps, found.periods) {
            _ if found.other_scale => texts.other_scale,
            (true, Some(_)) => texts.lacks_answers,
            (true, None) => texts.lacks_months,
            (false, _) => texts.lacks_windows,
        };
        let mut page = Page::new(lacks);
        page.add(Section::open(ID, Vec::new()).with(controls()));
        return page;
    };
    let name = if is_nps { texts.nps } else { texts.revenue };
    let mut page = Page::default();
    let used = if is_nps { say.words.answers_used } else { say.words.rows };
    let origin = say.origin(&found.provenance, texts.definition, texts.source, used);
    let writer = Writer { found, say, texts, is_nps, figures: Figures { origin: page.origin(origin) } };
    let largest = found.parts.iter().max_by(|a, b| a.value.abs().total_cmp(&b.value.abs()));
    let largest = largest.filter(|part| part.value != 0.0);
    page.headline = (texts.headline)(name, &writer.text(from), &writer.text(to))
        + &largest.map_or_else(String::new, |part| (texts.largest)(writer.name(part.name), &writer.signed(part.value)));
    let [before, both, after] = found.people;
    page.notes.extend(say.few_customers(params.small_sample, before.min(after)));
    page.notes.extend((is_nps && both == 0).then(|| Note::caution(texts.nobody_stayed)));
    let unnamed = (found.unnamed > 0).then(|| Note::info((texts.unnamed)(&say.count(found.unnamed))));
    page.notes.extend(unnamed);
    let tile = |key: &str, label: String, value: f64, text: String| {
        let cell = writer.figures.of(format!("{ID}.{key}"), label.clone(), value, text);
        Tile::new(label, cell)
    };
    let tiles = vec![
        tile("from", say.span(first), from, writer.text(from)),
        tile("to", say.span(second), to, writer.text(to)),
        tile("total", texts.total.to_owned(), total, writer.signed(total)),
    ];
    page.add(Section::open(ID, vec![Part::Tiles(tiles)]));
    let parts = vec![writer.chart(name), Part::Table(writer.parts())];
    page.add(Section::new("parts", texts.parts, parts).with(controls()));
    page.add(writer.mix());
    let how = vec![Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
    page.add(Section::open("change-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts: how })]));
    page
}

/// The fields, with the attributes there are to choose from.
pub fn controls(params: &ChangeParams, offered: &[String], say: &Say<'_>) -> Vec<Control> {
    let texts = ChangeTexts::of(say.language);
    let figures = [ChangeOf::Auto, ChangeOf::Revenue, ChangeOf::Nps];
    let figures = figures.into_iter().zip([texts.auto, texts.revenue, texts.nps].map(str::to_owned));
    // One chosen elsewhere that is not offered stays chosen.
    let other = params.by.as_ref().filter(|by| !offered.contains(by));
    let names = offered.iter().chain(other).map(|name| (Some(name), name.clone()));
    let options = [(None, texts.by_first.to_owned())].into_iter().chain(names);
    vec![
        Control::new(ID, "figure", texts.figure_field, Input::choice(figures, &params.figure)),
        Control::new(ID, "by", texts.by_field, Input::choice(options, &params.by.as_ref())),
    ]
}

/// What is wrong, and what to do.
pub fn explain(error: &ChangeError, say: &Say<'_>) -> String {
    let texts = ChangeTexts::of(say.language);
    match error {
        ChangeError::Resamples(given) => (texts.error_resamples)(&given.to_string()),
        ChangeError::Level(given) => (texts.error_level)(&given.0.to_string()),
        ChangeError::Retention(error) => RetentionIndicator::explain(error, say),
    }
}

struct Writer<'a> {
    found: &'a Change,
    say: &'a Say<'a>,
    texts: &'static ChangeTexts,
    is_nps: bool,
    figures: Figures,
}

impl Writer<'_> {
    fn text(&self, value: f64) -> String {
        if self.is_nps { self.say.signed(value) } else { self.say.compact_money(value) }
    }

    fn signed(&self, value: f64) -> String {
        let text = self.text(value);
        if self.is_nps || value <= 0.0 { text } else { format!("+{text}") }
    }

    fn name(&self, part: &str) -> &'static str {
        let keys = ["left", "came", "changed", "mix", "other"];
        let named = keys.into_iter().zip(self.texts.names).find(|(key, _)| *key == part);
        named.map(|(_, name)| name).unwrap_or_default()
    }

    fn chart(&self, figure: &str) -> Part {
        let [then, now] = self.texts.then_now;
        let bar = |label: &str, value: Option<f64>, interval: Option<(f64, f64)>, tint: Tint| Bar {
            label: label.to_owned(),
            value,
            interval,
            more: Vec::new(),
            tint,
        };
        let way = |value: f64| if value < 0.0 { Tint::Detractor } else { Tint::Promoter };
        let of_part =
            |part: &ChangePart| bar(self.name(part.name), Some(part.value), part.low.zip(part.high), way(part.value));
        let parts = self.found.parts.iter().map(of_part);
        let bars = [bar(then, self.found.from, None, Tint::Accent)].into_iter().chain(parts);
        let bars: Vec<Bar> = bars.chain([bar(now, self.found.to, None, Tint::Accent)]).collect();
        let [before, ..] = self.found.people;
        Part::Chart(Box::new(Chart {
            title: (self.texts.title)(figure),
            note: self.say.sample_note(before, self.found.provenance.period),
            summary: (self.texts.title)(figure),
            empty: self.texts.parts.to_owned(),
            height: 260,
            plot: Plot::Steps(Bars {
                most: bars.len(),
                bars,
                dots: false,
                unit: if self.is_nps { Unit::Score } else { Unit::CompactMoney },
                group: self.texts.part.to_owned(),
                value: figure.to_owned(),
                interval: if self.is_nps { self.say.words.interval.to_owned() } else { String::new() },
                more_columns: Vec::new(),
                more: String::new(),
            }),
        }))
    }

    fn parts(&self) -> Table {
        let texts = self.texts;
        let row = |part: &ChangePart| {
            let name = self.name(part.name);
            let key = format!("{ID}.parts.{}.value", part.name);
            let range = part.low.zip(part.high);
            let range =
                range.map(|(low, high)| Cell::muted((self.say.words.period)(&self.text(low), &self.text(high))));
            vec![
                Cell::from(name),
                self.figures.of(key, name, part.value, self.signed(part.value)).into(),
                Cell::from(range),
                Cell::from(part.people.map(|n| self.say.count(n))),
            ]
        };
        Table {
            caption: texts.parts.to_owned(),
            show_caption: false,
            columns: vec![
                Column::text(texts.part),
                Column::number(texts.value),
                Column::text(self.say.words.interval),
                Column::number(texts.people),
            ],
            rows: self.found.parts.iter().map(row).collect(),
        }
    }

    fn mix(&self) -> Section {
        let texts = self.texts;
        let Some(by) = self.found.by.as_ref().filter(|_| !self.found.mix.is_empty()) else {
            return Section::new("mix", "", Vec::new());
        };
        let row = |group: &MixOf| {
            let name = self.say.value(&group.name);
            let key = |field: &str| format!("{ID}.mix.{}.{field}", group.name);
            let share = |field: &str, label: &str, share: f64| {
                Cell::from(self.figures.of(key(field), format!("{label}, {name}"), share, self.say.percent(share)))
            };
            vec![
                Cell::from(name),
                share("from", texts.share_before, group.from),
                share("to", texts.share_after, group.to),
                self.figures
                    .of(key("value"), format!("{}, {name}", texts.value), group.value, self.signed(group.value))
                    .into(),
            ]
        };
        let table = Table {
            caption: (texts.mix)(by),
            show_caption: false,
            columns: vec![
                Column::text(by.as_str()),
                Column::number(texts.share_before),
                Column::number(texts.share_after),
                Column::number(texts.value),
            ],
            rows: self.found.mix.iter().take(MOST).map(row).collect(),
        };
        Section::new("mix", (texts.mix)(by), vec![Part::Table(table), Part::Muted(texts.mix_note.to_owned())])
    }
}
