//! The five signs of a loyal customer, and loyalty as the post measures it.

use crate::indicators::page::{Cell, Column, Control, Input, Note, Only, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::form::{FORM, Form, FormPart};
use super::signs::{SIGNS, Sign, Signs, showing};
use super::texts::LoyaltyIndexTexts;
use super::{ID, LoyaltyIndexParams};

/// The fields of what stands here.
pub fn controls(params: &LoyaltyIndexParams, say: &Say<'_>) -> [Control; 5] {
    let texts = LoyaltyIndexTexts::of(say.language);
    let [time, price, rivals] = texts.turned_fields;
    [
        Control::new(ID, "lured_below", texts.lured_field, Input::Share(params.lured_below)),
        Control::new(ID, "form_weights", texts.form_weights_field, Input::Numbers(params.form_weights.clone())),
        Control::new(ID, "time_turned", time, Input::Toggle(params.time_turned)),
        Control::new(ID, "price_turned", price, Input::Toggle(params.price_turned)),
        Control::new(ID, "rivals_turned", rivals, Input::Toggle(params.rivals_turned)),
    ]
}

/// Each sign, and what would be needed for those that cannot be told.
pub fn signs(found: &Signs, params: &LoyaltyIndexParams, figures: Figures, say: &Say<'_>) -> Section {
    let texts = LoyaltyIndexTexts::of(say.language);
    let row = |((sign, name), needs): ((&Sign, &str), &str)| {
        let key = format!("{ID}.signs.each.{}", sign.key);
        let count = |field: &str, label: &str, n: usize| {
            Cell::from(figures.of(format!("{key}.{field}"), (texts.of)(label, name), n, say.count(n)))
        };
        let share = sign.share.map(|share| {
            let label = (texts.of)(texts.sign_share, name);
            let cell = Cell::from(figures.of(format!("{key}.share"), label, share, say.percent(share)));
            match sign.low.zip(sign.high) {
                Some((low, high)) => cell.above(say.ends(&say.percent(low), &say.percent(high))),
                None => cell,
            }
        });
        let few = say.small_sample(params.small_sample.marks(sign.n), sign.n);
        vec![
            Cell::from(name),
            count("n", texts.sign_known, sign.n),
            count("customers", texts.sign_customers, sign.customers),
            share.unwrap_or_else(|| say.no_value()),
            if sign.n == 0 { Cell::muted(needs) } else { Cell::caution(few) },
        ]
    };
    let rows = found.each.iter().zip(texts.signs).zip(texts.sign_needs).map(row);
    let numbers = [texts.sign_known, texts.sign_customers, texts.sign_share].map(Column::number);
    let table = Table {
        caption: texts.signs_title.to_owned(),
        show_caption: false,
        columns: [Column::text(texts.sign)].into_iter().chain(numbers).chain([Column::text(say.words.note)]).collect(),
        rows: rows.collect(),
    };
    let shown = found.shown.iter().enumerate().rev().filter(|(_, n)| **n > 0);
    let shown = shown.map(|(signs, n)| {
        let label = (texts.shows)(&signs.to_string());
        let figure = figures.of(format!("{ID}.signs.shown.{signs}"), label.as_str(), n, say.count(*n));
        Tile::new(label, figure).of(Only::class(ID, showing(signs)))
    });
    let shown: Vec<Tile> = shown.collect();
    let tiles = (!shown.is_empty()).then_some(Part::SmallTiles(shown));
    let told = found.each.iter().filter(|sign| sign.n > 0).count();
    let help = (texts.signs_help)(&say.count(told), &SIGNS.len().to_string());
    let parts = [Some(Part::Table(table)), tiles, Some(Part::Muted(help))].into_iter().flatten().collect();
    let [lured, ..] = controls(params, say);
    Section::new("signs", texts.signs_title, parts).with([lured])
}

/// The form; nothing where no column is of it.
pub fn form(found: Option<&Form>, params: &LoyaltyIndexParams, figures: Figures, say: &Say<'_>) -> Section {
    let texts = LoyaltyIndexTexts::of(say.language);
    let Some(found) = found else {
        return Section::new("form", texts.form_title, vec![Part::Muted(texts.form_needs.to_owned())]);
    };
    let name = |key: &str| {
        let place = FORM.iter().position(|known| *known == key);
        place.and_then(|place| texts.form_names.get(place)).copied().unwrap_or_default()
    };
    let row = |part: &FormPart| {
        let shown = name(part.key);
        let label = (texts.of)(texts.value, shown);
        let key = format!("{ID}.form.parts.{}.value", part.key);
        let span = part.interval.map(|of| say.ends(&say.decimal(of.low), &say.decimal(of.high)));
        vec![
            Cell::from(shown),
            Cell::from(part.column.as_deref().unwrap_or(texts.form_purchases)),
            Cell::from(figures.of(key, label, part.value, say.decimal(part.value))),
            Cell::from(span.unwrap_or_default()),
            Cell::from(say.count(part.n)),
            Cell::from(say.precise(part.weight)),
            Cell::caution(say.small_sample(params.small_sample.marks(part.n), part.n)),
        ]
    };
    let numbers = [texts.value, say.words.interval, texts.n, texts.weight].map(Column::number);
    let columns = [texts.part, texts.form_column].map(Column::text).into_iter().chain(numbers);
    let table = Table {
        caption: texts.form_title.to_owned(),
        show_caption: false,
        columns: columns.chain([Column::text(say.words.note)]).collect(),
        rows: found.parts.iter().map(row).collect(),
    };
    let index = found.index.map(|index| {
        let figure = figures.of(format!("{ID}.form.index"), texts.form_index, index, say.decimal(index));
        Part::SmallTiles(vec![Tile::new(texts.form_index, figure)])
    });
    let unknown = (!found.unknown_scale.is_empty())
        .then(|| Part::Note(Note::caution((texts.form_unknown)(&found.unknown_scale.join(say.words.listed)))));
    let parts = unknown.into_iter().chain(index);
    let parts = parts.chain([Part::Table(table), Part::Muted(texts.form_help.to_owned())]).collect();
    let [_, form @ ..] = controls(params, say);
    Section::new("form", texts.form_title, parts).with(form)
}
