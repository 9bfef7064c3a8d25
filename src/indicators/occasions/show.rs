//! Who has an occasion, when, and what they brought.

use crate::indicators::page::{
    Cell, Column, Control, FollowUp, Input, Link, Note, Only, Page, Part, Section, Table, Tile,
};
use crate::indicators::{Figures, Say};

use super::texts::OccasionsTexts;
use super::{ID, Listed, MOST_DAYS, MOST_LISTED, Occasion, Occasions, OccasionsError, OccasionsParams, OfKind};

/// The page.
pub fn show(found: &Occasions, params: &OccasionsParams, say: &Say<'_>) -> Page {
    let texts = OccasionsTexts::of(say.language);
    let Some((from, to)) = found.from.zip(found.to) else {
        let mut page = Page::new(texts.headline_no_day);
        page.add(Section::open(ID, Vec::new()).with(controls(params, say)));
        return page;
    };
    let span = say.ends(&say.day(from), &say.day(to));
    let mut page = Page::new(match found.n {
        0 => (texts.headline_none)(&span),
        n => (texts.headline)(&say.count(n), &say.count(found.customers), &span),
    });
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let figures = Figures { origin: page.origin(origin) };
    if !found.kinds.iter().any(|kind| kind.key == Occasion::Birthday) {
        page.notes.push(Note::info(texts.no_birthdays));
    }
    page.notes.extend(found.long_past.map(|day| Note::info((texts.long_past)(&say.day(day)))));
    if found.leap > 0 {
        page.notes.push(Note::info((texts.leap)(&say.count(found.leap))));
    }
    let tile = |kind: &OfKind| {
        let label = name(texts, kind.key);
        let figure = figures.of(format!("{ID}.kinds.{}.n", kind.key.key()), label, kind.n, say.count(kind.n));
        let note = kind.value.map(|value| (texts.brought)(&say.money(value.to_f64()))).unwrap_or_default();
        Tile::new(label, figure).noted(note).of(Only::class(ID, kind.key.key()))
    };
    let tiles: Vec<Tile> = found.kinds.iter().map(tile).collect();
    let left = (found.left > 0).then(|| Part::Muted((texts.left)(&say.count(found.left))));
    let from = found.counted_from.map(|day| Part::Muted((texts.counted_from)(&say.day(day))));
    let tiles = (!tiles.is_empty()).then_some(Part::Tiles(tiles));
    let parts = tiles.into_iter().chain(left).chain(from).collect();
    page.add(Section::open(ID, parts).with(controls(params, say)));
    page.add(list(found, say));
    if found.n > 0 {
        let steps = vec![Cell::from(texts.do_first), Cell::from(texts.do_consent)];
        let links = vec![Link::new(texts.see_follow_up, "/follow-up")];
        page.add(say.next_steps(steps, links));
    }
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &OccasionsError, say: &Say<'_>) -> String {
    let texts = OccasionsTexts::of(say.language);
    match error {
        OccasionsError::Days(given) => (texts.error_days)(&given.to_string(), &MOST_DAYS.to_string()),
        OccasionsError::Listed(given) => (texts.error_listed)(&given.to_string(), &MOST_LISTED.to_string()),
    }
}

/// The fields.
pub fn controls(params: &OccasionsParams, say: &Say<'_>) -> [Control; 3] {
    let texts = OccasionsTexts::of(say.language);
    let number = |value: f64, max: f64| Input::Number { value, min: 1.0, max, step: 1.0 };
    [
        Control::new(ID, "from", texts.from_field, Input::Day(params.from)).helped(texts.from_help),
        Control::new(ID, "days", texts.days_field, number(f64::from(params.days), f64::from(MOST_DAYS))),
        Control::new(ID, "listed", texts.listed_field, number(params.listed as f64, MOST_LISTED as f64)),
    ]
}

/// What a kind is called.
pub fn name(texts: &OccasionsTexts, occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Birthday => texts.birthday,
        Occasion::Anniversary => texts.anniversary,
        Occasion::Move => texts.moved,
    }
}

fn list(found: &Occasions, say: &Say<'_>) -> Section {
    let texts = OccasionsTexts::of(say.language);
    if found.list.is_empty() {
        return Section::new("calendar", "", Vec::new());
    }
    let row = |listed: &Listed| {
        let years = listed.years.map(|years| match listed.occasion {
            Occasion::Birthday => (texts.age)(&years.to_string()),
            Occasion::Anniversary | Occasion::Move => (texts.years)(&years.to_string()),
        });
        vec![
            Cell::from(say.day(listed.day)),
            Cell::from(Link::to_customer(&listed.customer, &listed.customer)),
            Cell::from(name(texts, listed.occasion)),
            Cell::from(years.unwrap_or_default()),
            listed.value.map_or_else(|| say.no_value(), |value| Cell::from(say.money(value.to_f64()))),
        ]
    };
    let table = Table {
        caption: texts.calendar.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(texts.day),
            Column::text(texts.customer),
            Column::text(texts.occasion),
            Column::text(texts.which),
            Column::number(texts.value),
        ],
        rows: found.list.iter().map(row).collect(),
    };
    let more = found.n.saturating_sub(found.list.len());
    let more = (more > 0).then(|| Part::Muted((texts.more)(&say.count(more))));
    let why = |listed: &Listed| {
        let what = [name(texts, listed.occasion).to_owned(), say.day(listed.day)];
        (listed.customer.clone(), say.joined(what))
    };
    let named = FollowUp::part(ID, found.list.iter().map(why));
    Section::new("calendar", texts.calendar, [Part::Table(table)].into_iter().chain(more).chain(named).collect())
}
