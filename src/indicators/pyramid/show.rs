//! The layers, what they bring against what they cost, and who is near a border.

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::indicators::alike::all_alike;
use crate::indicators::classes::ShowClasses;
use crate::indicators::members::name_of;
use crate::indicators::movement::MovementIndicator;
use crate::indicators::page::{Cell, Column, Control, Input, Link, Note, Only, Page, Part, Section, Table, Tile};
use crate::indicators::worth::worth_control;
use crate::indicators::{Figures, Indicator, Say};

use super::texts::PyramidTexts;
use super::{Border, FALLEN, ID, KEYS, Moved, Near, Pyramid, PyramidParams, RISEN};

/// What a layer is called; its key where it is none of them.
pub fn layer_name(language: Language, key: &str) -> &str {
    name_of(&KEYS, &PyramidTexts::of(language).names, key)
}

/// The page.
pub fn show(found: &Pyramid, params: &PyramidParams, say: &Say<'_>) -> Page {
    let texts = PyramidTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    page.headline = match found.top_20_share.zip(found.reach_80) {
        Some((share, reach)) => {
            let headline = if found.by.column().is_some() { texts.headline_left } else { texts.headline };
            headline(&say.percent(share), &say.percent(reach))
        }
        None => texts.headline_none.to_owned(),
    };
    let shown = ShowClasses {
        key: "pyramid.layers",
        leads: true,
        classes: &found.layers,
        names: texts.names.map(str::to_owned).to_vec(),
        figures,
        few: params.small_sample,
        period: found.provenance.period,
        say,
    };
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    let cost = worth_control(ID, &found.offered, params.cost.as_ref(), say);
    let fields: Vec<Control> = controls(params, say).into_iter().chain(cost).collect();
    if let Some(n) = found.alike {
        page.headline = all_alike(n, texts.worth_of, say);
        page.notes.push(found.by.note(texts.worth, say));
        let loss = found.layers.last().filter(|loss| loss.customers > 0);
        let tile = loss.map(|loss| Tile::new(shown.name(loss), shown.customers(loss)).of(Only::class(ID, &*loss.key)));
        page.add(Section::open(ID, tile.map(|tile| Part::Tiles(vec![tile])).into_iter().collect()));
        page.add(Section::new("layers", texts.layers, Vec::new()).with(fields));
        return page;
    }
    page.notes.push(found.by.note(texts.worth, say));
    if found.by.column().is_none() {
        page.notes.push(Note::info(texts.no_cost));
    }
    let measured = [("top_20_share", texts.top, found.top_20_share), ("reach_80", texts.reach, found.reach_80)];
    let measured = measured.into_iter().filter_map(|(key, label, share)| {
        let figure = figures.of(format!("{ID}.{key}"), label, share?, say.percent(share?));
        Some(Tile::new(label, figure).noted(if key == "reach_80" { texts.of_customers } else { "" }))
    });
    let tiles = measured.chain(found.layers.iter().take(2).map(|layer| shown.tile(layer))).collect();
    page.add(Section::open(ID, vec![Part::Tiles(tiles)]));
    for section in shown.charts() {
        page.add(section);
    }
    let more: &[&str] = if found.cost_shares.is_some() { &[texts.effort] } else { &[] };
    let table = shown.table(texts.layers, more, |layer| {
        let place = KEYS.iter().position(|key| *key == layer.key).unwrap_or_default();
        let Some(shares) = &found.cost_shares else { return Vec::new() };
        let figure = shares.get(place).copied().flatten().map(|share| {
            let label = (texts.of)(texts.effort, shown.name(layer));
            figures.of(format!("{ID}.cost_shares.{place}"), label, share, say.percent(share))
        });
        vec![figure.map_or_else(|| say.no_value(), Cell::from)]
    });
    page.add(Section::new("layers", texts.layers, vec![table]).with(fields));
    page.add(borders(found, figures, say));
    page
}

/// The fields.
pub fn controls(params: &PyramidParams, say: &Say<'_>) -> Vec<Control> {
    let texts = PyramidTexts::of(say.language);
    let fields = [
        ("vip", texts.vip_field, params.vip),
        ("important", texts.important_field, params.important),
        ("ordinary", texts.ordinary_field, params.ordinary),
    ];
    fields.map(|(field, label, share)| Control::new(ID, field, label, Input::Share(share))).to_vec()
}

/// Two tables: who lacks least to rise, and who is the first to fall.
fn borders(found: &Pyramid, figures: Figures, say: &Say<'_>) -> Section {
    let texts = PyramidTexts::of(say.language);
    let name = |border: &Border| {
        let place = KEYS.iter().position(|key| *key == border.key).unwrap_or_default();
        (texts.border)(texts.names.get(place).unwrap_or(&""), &say.amount(border.worth))
    };
    let then = found.moved.map(|moved| Column::text((texts.layer_on)(&say.day(moved.since))));
    let table = |list: &str, caption: &str, apart: &str, of: fn(&Border) -> &[Near]| {
        let row = |border: &Border, near: &Near| {
            let figure = |field: &str, label: &str, value: Money| {
                let key = format!("{ID}.borders.{}.{list}.{}.{field}", border.key, near.name);
                Cell::from(figures.of(key, (texts.of)(label, &near.name), value, say.money(value.to_f64())))
            };
            let before = near.before.map_or_else(|| say.no_value(), |key| Cell::from(layer_name(say.language, key)));
            let cells = [
                Cell::whole(name(border)),
                Cell::from(Link::to_customer(&near.name, &near.name)),
                figure("worth", texts.worth, near.worth),
                figure("apart", apart, near.apart),
            ];
            cells.into_iter().chain(then.is_some().then_some(before)).collect()
        };
        let rows = found.borders.iter().flat_map(|border| of(border).iter().map(move |near| row(border, near)));
        let columns = [
            Column::text(texts.place),
            Column::text(texts.customer),
            Column::number(texts.worth),
            Column::number(apart),
        ];
        Part::Table(Table {
            caption: caption.to_owned(),
            show_caption: true,
            columns: columns.into_iter().chain(then.clone()).collect(),
            rows: rows.collect(),
        })
    };
    if found.borders.is_empty() {
        return Section::new("borders", texts.borders, Vec::new());
    }
    let tables = [
        table("below", texts.below, texts.lacks, |border| &border.below),
        table("above", texts.above, texts.ahead, |border| &border.above),
    ];
    let moved = found.moved.as_ref().map(|moved| movement(moved, figures, say)).unwrap_or_default();
    Section::new("borders", texts.borders, moved.into_iter().chain(tables).collect())
}

/// Who rose and who fell since the earlier day, of them those near a border, and the way to all moves.
fn movement(moved: &Moved, figures: Figures, say: &Say<'_>) -> Vec<Part> {
    let texts = PyramidTexts::of(say.language);
    let [risen, fallen] = texts.moved;
    let counts = [("up", risen, moved.up, moved.near_up, RISEN), ("down", fallen, moved.down, moved.near_down, FALLEN)];
    let tiles = counts.map(|(key, label, n, near, group)| {
        let figure = figures.of(format!("{ID}.moved.{key}"), label, n, say.count(n));
        Tile::new(label, figure).noted((texts.near_note)(&say.count(near))).of(Only::class(ID, group))
    });
    let link = Link::new(texts.to_movement, MovementIndicator::ABOUT.path);
    let since = (texts.moved_help)(&say.day(moved.since), &say.count(moved.customers));
    vec![Part::SmallTiles(tiles.to_vec()), Part::Muted(since), Part::Actions(vec![link])]
}
