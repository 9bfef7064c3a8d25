//! Who outside a class looks like those within.

use std::collections::BTreeSet;

use crate::indicators::page::{Cell, Column, Control, Input, Link, Only, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::show::{class, rule};
use super::texts::TreeTexts;
use super::{ALIKE, Alike, Explain, ID, LEFT, Outsider, Rules};

/// They, the rules that say why, and what they bring.
pub fn alike(found: &Rules, figures: Figures, say: &Say<'_>) -> Section {
    let texts = TreeTexts::of(say.language);
    let Alike { alike_of, alike_unnamed, alike_customers, alike_value, alike: listed, .. } = &found.alike;
    if alike_of.is_empty() {
        return Section::new("alike", "", Vec::new());
    }
    let of_left = found.explains == Explain::Left && alike_of == LEFT[0];
    let name = class(found, alike_of, say);
    let title = if of_left { texts.alike_left.to_owned() } else { (texts.alike)(&name) };
    let mut parts =
        vec![Part::Muted(if *alike_customers == 0 { texts.alike_nobody } else { texts.alike_help }.to_owned())];
    if *alike_unnamed && *alike_customers > 0 {
        parts.push(Part::Muted((texts.alike_unnamed)(&name)));
    }
    if *alike_customers > 0 {
        let customers = say.count(*alike_customers);
        let customers = figures.of(format!("{ID}.alike_customers"), texts.alike_customers, alike_customers, customers);
        let value = alike_value.map(|value| {
            let figure = figures.of(format!("{ID}.alike_value"), texts.alike_value, value, say.money(value.to_f64()));
            Tile::new(texts.alike_value, figure)
        });
        let customers = Tile::new(texts.alike_customers, customers).of(Only::class(ID, ALIKE));
        let tiles = [customers].into_iter().chain(value);
        parts.extend([Part::SmallTiles(tiles.collect()), Part::List(fitted(found, say))]);
        parts.push(Part::Table(table(found, &title, say)));
    }
    let left_out = alike_customers.saturating_sub(listed.len());
    parts.extend((left_out > 0).then(|| Part::Muted((texts.alike_more)(&say.count(left_out)))));
    Section::new("alike", title, parts).with([control(found, say)])
}

/// The places of the rules that those listed fit, each once.
fn leaves(found: &Rules) -> BTreeSet<usize> {
    found.alike.alike.iter().map(|one| one.leaf).collect()
}

/// The same rules in words, which the table then names by their numbers.
fn fitted(found: &Rules, say: &Say<'_>) -> Vec<Cell> {
    let texts = TreeTexts::of(say.language);
    let fitted = leaves(found).into_iter().filter_map(|leaf| found.leaves.get(leaf));
    fitted.map(|leaf| Cell::from((texts.alike_rule)(&leaf.key, &rule(found, leaf, say)))).collect()
}

fn table(found: &Rules, caption: &str, say: &Say<'_>) -> Table {
    let texts = TreeTexts::of(say.language);
    let bought = found.alike.alike_value.is_some();
    let several = leaves(found).len() > 1;
    let row = |one: &Outsider| {
        let why = found.leaves.get(one.leaf).map(|leaf| Cell::from(leaf.key.as_str())).filter(|_| several);
        let value = one.value.map_or_else(|| say.no_value(), |value| Cell::from(say.money(value.to_f64())));
        let customer = Cell::from(Link::to_customer(&one.customer, &one.customer));
        let cells = [Cell::from(class(found, &one.class, say)), Cell::from(say.percent(one.purity))];
        [customer].into_iter().chain(why).chain(cells).chain(bought.then_some(value)).collect()
    };
    let columns = [texts.alike_customer].into_iter().chain(several.then_some(texts.number)).chain([texts.alike_class]);
    let columns = columns.map(Column::text).chain([Column::number(texts.alike_purity)]);
    Table {
        caption: caption.to_owned(),
        show_caption: false,
        columns: columns.chain(bought.then(|| Column::number(texts.alike_value))).collect(),
        rows: found.alike.alike.iter().map(row).collect(),
    }
}

/// Whose like are looked for: any class that somebody is in.
fn control(found: &Rules, say: &Say<'_>) -> Control {
    let texts = TreeTexts::of(say.language);
    let some = found.keys.iter().map(|(key, _)| key).filter(|key| found.classes.contains_key(*key));
    let classes = some.map(|key| (Some(key.clone()), class(found, key, say)));
    Control::new(ID, "alike", texts.alike_field, Input::choice(classes, &Some(found.alike.alike_of.clone())))
}
