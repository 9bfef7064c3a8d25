//! The change as a waterfall of its parts, and the mix by group.

use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Fold, Input, Note, Page, Part, Plot, Section, Table, Tile, Tint, Unit,
};
use crate::indicators::retention::{RetentionIndicator, chosen_windows, window_controls};
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
        let own = own.filter(|control| found.figure.has_mix() || control.parameter != "by");
        own.chain(window_controls(&params.retention, say)).collect::<Vec<_>>()
    };
    let of = found.figure;
    let (Some([first, second]), Some(total), Some((from, to))) = (found.periods, found.total, found.from.zip(found.to))
    else {
        let lacks = match (of.is_of_answers(), found.periods) {
            _ if found.other_scale => texts.other_scale,
            (true, Some(_)) => texts.lacks_answers,
            (true, None) => texts.lacks_months,
            (false, Some(_)) => texts.lacks_orders,
            (false, None) => texts.lacks_windows,
        };
        let chosen = chosen_windows(found.no_windows, say);
        let mut page = Page::new(chosen.unwrap_or_else(|| lacks.to_owned()));
        page.add(Section::open(ID, Vec::new()).with(controls()));
        return page;
    };
    let mut page = Page::default();
    let used = if of.is_of_answers() { say.words.answers_used } else { say.words.rows };
    let origin = say.origin(&found.provenance, texts.definition, texts.source, used);
    let writer = Writer { found, say, texts, figures: Figures { origin: page.origin(origin) } };
    let largest = found.parts.iter().max_by(|a, b| a.value.abs().total_cmp(&b.value.abs()));
    let largest = largest.filter(|part| part.value != 0.0);
    page.headline = (texts.headline)(named(of, texts), &writer.text(from), &writer.text(to))
        + &largest.map_or_else(String::new, |part| (texts.largest)(writer.name(part.name), &writer.signed(part.value)));
    let [before, both, after] = found.people;
    page.notes.extend(say.few_customers(params.small_sample, before.min(after)));
    page.notes.extend((of.is_mean() && both == 0).then(|| Note::caution(texts.nobody_stayed)));
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
    page.add(Section::open(ID, vec![Part::Tiles(tiles), Part::Muted(texts.windows.to_owned())]));
    let mut parts = vec![writer.chart(), Part::Table(writer.parts())];
    parts.extend((!of.is_of_answers()).then(|| Part::Muted(texts.no_interval.to_owned())));
    parts.extend(writer.without_mix());
    parts.extend((!of.has_mix()).then(|| Part::Muted(texts.no_mix.to_owned())));
    page.add(Section::new("parts", texts.parts, parts).with(controls()));
    page.add(writer.mix());
    let how = vec![Part::Text(texts.definition.to_owned()), Part::Muted(texts.source.to_owned())];
    page.add(Section::open("change-how", vec![Part::Fold(Fold { summary: texts.how.to_owned(), parts: how })]));
    page
}

/// The fields, with the attributes there are to choose from.
pub fn controls(params: &ChangeParams, offered: &[String], say: &Say<'_>) -> Vec<Control> {
    let texts = ChangeTexts::of(say.language);
    let figures = ChangeOf::ALL.into_iter().zip(texts.figures.map(str::to_owned));
    // One chosen elsewhere that is not offered stays chosen.
    let other = params.by.as_ref().filter(|by| !by.is_empty() && !offered.contains(by));
    let names = offered.iter().chain(other).map(|name| (Some(name.as_str()), name.clone()));
    let options = [(None, texts.by_first.to_owned()), (Some(""), texts.by_none.to_owned())].into_iter().chain(names);
    vec![
        Control::new(ID, "figure", texts.figure_field, Input::choice(figures, &params.figure)),
        Control::new(ID, "by", texts.by_field, Input::choice(options, &params.by.as_deref())),
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

/// What a figure is called.
fn named(figure: ChangeOf, texts: &ChangeTexts) -> &'static str {
    let found = ChangeOf::ALL.into_iter().zip(texts.figures).find(|(of, _)| *of == figure);
    found.map(|(_, name)| name).unwrap_or_default()
}

struct Writer<'a> {
    found: &'a Change,
    say: &'a Say<'a>,
    texts: &'static ChangeTexts,
    figures: Figures,
}

impl Writer<'_> {
    fn unit(&self) -> Unit {
        match self.found.figure {
            ChangeOf::Auto | ChangeOf::Revenue => Unit::CompactMoney,
            ChangeOf::Customers | ChangeOf::Orders => Unit::Whole,
            ChangeOf::Basket => Unit::Money,
            ChangeOf::Nps => Unit::Score,
            ChangeOf::MeanScore => Unit::Precise,
            ChangeOf::Promoters | ChangeOf::Detractors => Unit::Share,
        }
    }

    /// The figure itself.
    fn text(&self, value: f64) -> String {
        self.say.unit(self.unit(), value)
    }

    /// An end of an interval of a part; of a share in points.
    fn end(&self, value: f64) -> String {
        if self.unit() == Unit::Share { self.say.signed(value * 100.0) } else { self.text(value) }
    }

    /// A part, with its sign; of a share in points.
    fn signed(&self, value: f64) -> String {
        match self.unit() {
            Unit::Share => (self.texts.points)(&self.end(value)),
            Unit::Score => self.end(value),
            _ => Self::with_sign(self.end(value), value),
        }
    }

    fn with_sign(text: String, value: f64) -> String {
        if value > 0.0 { format!("+{text}") } else { text }
    }

    /// The mix part of a group: of orders not in whole ones.
    fn of_group(&self, value: f64) -> String {
        if self.found.figure == ChangeOf::Orders {
            Self::with_sign(self.say.unit(Unit::Decimal, value), value)
        } else {
            self.signed(value)
        }
    }

    fn name(&self, part: &str) -> &'static str {
        let keys = ["left", "came", "changed", "mix", "other"];
        let named = keys.into_iter().zip(self.texts.names).find(|(key, _)| *key == part);
        named.map(|(_, name)| name).unwrap_or_default()
    }

    fn chart(&self) -> Part {
        let figure = named(self.found.figure, self.texts);
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
        let has_intervals = self.found.figure.is_of_answers();
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
                unit: self.unit(),
                group: self.texts.part.to_owned(),
                value: figure.to_owned(),
                interval: if has_intervals { self.say.words.interval.to_owned() } else { String::new() },
                more_columns: Vec::new(),
                more: String::new(),
            }),
        }))
    }

    /// That retention in money counts more as left and came, where a mix is told of the same money.
    fn without_mix(&self) -> Option<Part> {
        let found = self.found;
        let told = found.parts.iter().any(|part| part.name == "mix" && part.value != 0.0);
        let [left, came] = found.without_mix.filter(|_| told && found.figure == ChangeOf::Revenue)?;
        let by = found.by.as_deref()?;
        Some(Part::Muted((self.texts.without_mix)(by, &self.signed(left), &self.signed(came))))
    }

    fn parts(&self) -> Table {
        let texts = self.texts;
        let has_intervals = self.found.figure.is_of_answers();
        let interval = |part: &ChangePart| {
            let range = part.low.zip(part.high);
            Cell::from(range.map(|(low, high)| Cell::muted(self.say.ends(&self.end(low), &self.end(high)))))
        };
        let row = |part: &ChangePart| {
            let name = self.name(part.name);
            let key = format!("{ID}.parts.{}.value", part.name);
            let value = self.figures.of(key, name, part.value, self.signed(part.value));
            [Cell::from(name), value.into()]
                .into_iter()
                .chain(has_intervals.then(|| interval(part)))
                .chain([Cell::from(part.people.map(|n| self.say.count(n)))])
                .collect()
        };
        let interval = has_intervals.then(|| Column::number(self.say.words.interval));
        Table {
            caption: texts.parts.to_owned(),
            show_caption: false,
            columns: [Column::text(texts.part), Column::number(texts.value)]
                .into_iter()
                .chain(interval)
                .chain([Column::number(texts.people)])
                .collect(),
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
                    .of(key("value"), format!("{}, {name}", texts.value), group.value, self.of_group(group.value))
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
