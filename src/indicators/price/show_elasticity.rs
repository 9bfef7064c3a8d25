//! How quantity went with price, in words and figures.

use crate::domain::interval::Level;
use crate::indicators::dividing::column_control;
use crate::indicators::page::{Cell, Column, Control, Note, Page, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::elasticity::OfProduct;
use super::texts::PriceTexts;
use super::{Elasticity, ID, Price, PriceParams};

/// Adds the section; where purchases do not say it, only the fields that could help.
pub fn elasticity(page: &mut Page, found: &Price, params: &PriceParams, say: &Say<'_>) {
    let texts = PriceTexts::of(say.language);
    let Some(slope) = &found.elasticity else {
        if found.meter.is_none() {
            page.add(Section::new("elasticity", texts.elasticity, Vec::new()).with(controls(found, params, say)));
        }
        return;
    };
    let origin = say.origin(&slope.provenance, texts.elasticity_definition, texts.elasticity_source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    // Without the four questions it is the headline already.
    let said = found.meter.as_ref().map(|_| Part::Text(went(slope.value, say)));
    let mut parts: Vec<Part> = said.into_iter().collect();
    parts.push(Part::Tiles(tiles(slope, params, figures, say)));
    parts.push(Part::Note(Note::caution(texts.no_forecast)));
    parts.push(Part::Muted(from(slope, say)));
    if slope.one_price > 0 {
        parts.push(Part::Muted((texts.one_price)(&say.count(slope.one_price))));
    }
    if !slope.by_product.is_empty() {
        parts.push(table(slope, params, figures, say));
    }
    page.add(Section::new("elasticity", texts.elasticity, parts).with(controls(found, params, say)));
}

/// How quantity went with price in one sentence, which says that it is no forecast.
pub fn went(slope: f64, say: &Say<'_>) -> String {
    let texts = PriceTexts::of(say.language);
    let size = say.precise(slope.abs());
    if slope < 0.0 { (texts.went_down)(&size) } else { (texts.went_up)(&size) }
}

/// Where prices and quantities are from.
fn from(slope: &Elasticity, say: &Say<'_>) -> String {
    let texts = PriceTexts::of(say.language);
    match &slope.price {
        Some(price) => (texts.from_column)(&slope.product, price, &slope.quantity),
        None => (texts.from_money)(&slope.product, &slope.quantity),
    }
}

fn tiles(slope: &Elasticity, params: &PriceParams, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = PriceTexts::of(say.language);
    let level = Level::try_from(params.level).unwrap_or(Level::DEFAULT);
    let key = |field: &str| format!("{ID}.elasticity.{field}");
    let span = slope.low.zip(slope.high);
    let note = span.map(|(low, high)| say.interval(&say.precise(low), &say.precise(high), level));
    let value = figures.of(key("value"), texts.slope, slope.value, say.precise(slope.value));
    let products = figures.of(key("products"), texts.products, slope.products, say.count(slope.products));
    let rows = figures.of(key("rows"), texts.rows, slope.rows, say.count(slope.rows));
    vec![
        Tile::new(texts.slope, value).noted(say.marked(note.unwrap_or_default(), params.small_sample, slope.rows)),
        Tile::new(texts.products, products),
        Tile::new(texts.rows, rows),
    ]
}

fn table(slope: &Elasticity, params: &PriceParams, figures: Figures, say: &Say<'_>) -> Part {
    let texts = PriceTexts::of(say.language);
    let row = |product: &OfProduct| {
        let name = say.value(&product.name);
        let key = format!("{ID}.elasticity.by_product.{}.value", product.name);
        let value = figures.of(key, (texts.of)(texts.slope, name), product.value, say.precise(product.value));
        vec![
            Cell::from(name),
            Cell::from(value).above(say.ends(&say.precise(product.low), &say.precise(product.high))),
            Cell::from(say.count(product.rows)),
            Cell::whole(say.ends(&say.money(product.from), &say.money(product.to))),
            Cell::caution(say.small_sample(params.small_sample.marks(product.rows), product.rows)),
        ]
    };
    let numbers = [texts.slope, texts.rows, texts.prices].map(Column::number);
    Part::Table(Table {
        caption: texts.by_product.to_owned(),
        show_caption: true,
        columns: [Column::text(texts.product)]
            .into_iter()
            .chain(numbers)
            .chain([Column::text(say.words.note)])
            .collect(),
        rows: slope.by_product.iter().map(row).collect(),
    })
}

/// Which columns say product, price and quantity.
fn controls(found: &Price, params: &PriceParams, say: &Say<'_>) -> Vec<Control> {
    let texts = PriceTexts::of(say.language);
    let [_, numbers] = &found.offered;
    let fields = [
        ("product", texts.product, &found.products, &params.product),
        ("price", texts.price_field, numbers, &params.price),
        ("quantity", texts.quantity_field, numbers, &params.quantity),
    ];
    let control = |(parameter, label, offered, chosen): (&str, &str, &Vec<String>, &Option<String>)| {
        column_control(ID, parameter, label, offered, chosen.as_ref(), texts.by_name)
    };
    fields.into_iter().filter_map(control).collect()
}
