//! The four quadrants, what each calls for, and whose words and deeds part.

use crate::domain::language::Language;
use crate::indicators::classes::{Class, ShowClasses};
use crate::indicators::members::name_of;
use crate::indicators::page::{
    Cell, Column, Control, FollowUp, Input, Link, Note, Only, Page, Part, Section, Table, Tile, WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::texts::AttitudeTexts;
use super::{
    Attitude, AttitudeBy, AttitudeError, AttitudeParams, BehaviourBy, ID, KEYS, Lacking, Listed, Mismatch, Quadrant,
};

/// What a quadrant is called; the key where it is none of them.
pub fn called(language: Language, key: &str) -> &str {
    name_of(&KEYS, &AttitudeTexts::of(language).names, key)
}

/// What to do about the customers of a quadrant.
pub fn strategy(language: Language, key: &'static str) -> &'static str {
    name_of(&KEYS, &AttitudeTexts::of(language).strategies, key)
}

/// The page.
pub fn show(found: &Attitude, params: &AttitudeParams, say: &Say<'_>) -> Page {
    let texts = AttitudeTexts::of(say.language);
    if let Some(lacking) = found.lacking {
        let mut page = Page::new(lacks(lacking, texts));
        page.add(Section::new("quadrants", texts.quadrants, Vec::new()).with(controls(params, say)));
        return page;
    }
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let figures = Figures { origin: page.origin(origin) };
    let classes: Vec<Class> = found.quadrants.iter().map(|quadrant| quadrant.class.clone()).collect();
    let shown = ShowClasses {
        key: "attitude.quadrants",
        leads: true,
        classes: &classes,
        names: texts.names.map(str::to_owned).to_vec(),
        figures,
        few: params.small_sample,
        period: found.provenance.period,
        say,
    };
    if let [_, spurious, latent, loyal] = classes.as_slice() {
        let others = (texts.headline_others)(&say.count(latent.customers), &say.count(spurious.customers));
        let loyal = (texts.headline)(&say.percent(loyal.share), &say.count(found.customers));
        page.headline = [loyal.as_str(), others.as_str()].join(say.words.between_sentences);
    }
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    page.notes.extend(notes(found, params, say));
    page.add(Section::open(ID, vec![Part::Tiles(classes.iter().rev().map(|class| shown.tile(class)).collect())]));
    for section in shown.charts() {
        page.add(section);
    }
    let table = shown.table(texts.quadrants, &[texts.interval, texts.gone], |class| {
        let quadrant = found.quadrants.iter().find(|quadrant| quadrant.class.key == class.key);
        quadrant.map_or_else(|| vec![say.no_value(), say.no_value()], |quadrant| more(quadrant, &shown, say))
    });
    page.add(Section::new("quadrants", texts.quadrants, vec![table]).with(controls(params, say)));
    for (mismatch, [title, nobody]) in found.mismatches.iter().zip(texts.mismatches) {
        page.add(mismatched(mismatch, title, nobody, figures, say));
    }
    let advice = texts.names.iter().zip(texts.strategies).rev();
    let advice = advice.map(|(name, strategy)| ((*name).to_owned(), Cell::from(strategy))).collect();
    let links = Part::Actions(vec![Link::new(texts.see_customers, "/customers")]);
    page.add(Section::new(WHAT_TO_DO, say.words.what_to_do, vec![Part::Facts(advice), links]));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &AttitudeError, say: &Say<'_>) -> String {
    let texts = AttitudeTexts::of(say.language);
    match error {
        AttitudeError::From { given } => (texts.error_from)(&given.to_string()),
        AttitudeError::Points => texts.error_points.to_owned(),
        AttitudeError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields of the page.
pub fn controls(params: &AttitudeParams, say: &Say<'_>) -> Vec<Control> {
    let texts = AttitudeTexts::of(say.language);
    let by = [AttitudeBy::Score, AttitudeBy::Intention].into_iter().zip(texts.by.map(str::to_owned));
    let behaviour = [BehaviourBy::Days, BehaviourBy::Money].into_iter().zip(texts.behaviours.map(str::to_owned));
    let from = |value: Option<f64>| {
        let typed = value.filter(|value| !FROM.contains(value)).map(|value| (Some(value), say.precise(value)));
        let marks = FROM.map(|mark| (Some(mark), say.precise(mark)));
        let usual = [(None, texts.usual.to_owned())];
        Input::choice(usual.into_iter().chain(marks).chain(typed), &value)
    };
    vec![
        Control::new(ID, "by", texts.by_field, Input::choice(by, &params.by)),
        Control::new(ID, "attitude_from", texts.attitude_field, from(params.attitude_from)),
        Control::new(ID, "behaviour", texts.behaviour_field, Input::choice(behaviour, &params.behaviour)),
        Control::new(ID, "behaviour_from", texts.behaviour_from_field, from(params.behaviour_from)),
    ]
}

/// Where high can be said to begin on the page; scripts may say any number.
const FROM: [f64; 10] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];

fn lacks(lacking: Lacking, texts: &'static AttitudeTexts) -> &'static str {
    match lacking {
        Lacking::Purchases => texts.lacks_purchases,
        Lacking::Intention => texts.lacks_intention,
        Lacking::Scale => texts.lacks_scale,
        Lacking::Named => texts.lacks_named,
    }
}

fn notes(found: &Attitude, params: &AttitudeParams, say: &Say<'_>) -> Vec<Note> {
    let texts = AttitudeTexts::of(say.language);
    let attitude = say.precise(found.cut.attitude);
    let behaviour = match params.behaviour {
        BehaviourBy::Days => say.precise(found.cut.behaviour),
        BehaviourBy::Money => say.money(found.cut.behaviour),
    };
    let cut = if params.behaviour_from.is_some() { texts.cut_from } else { texts.cut_above };
    let mut notes = vec![Note::info(cut(&attitude, &behaviour))];
    if found.silent > 0 {
        notes.push(Note::info((texts.silent)(&say.count(found.silent))));
    }
    if found.unnamed > 0 {
        notes.push(Note::info((texts.unnamed)(&say.count(found.unnamed))));
    }
    notes
}

/// The further cells of a quadrant's row.
fn more(quadrant: &Quadrant, shown: &ShowClasses<'_>, say: &Say<'_>) -> Vec<Cell> {
    let texts = AttitudeTexts::of(say.language);
    debug_assert!(KEYS.contains(&quadrant.class.key.as_str()));
    let interval =
        quadrant.interval.map(|interval| Cell::from(say.ends(&say.percent(interval.low), &say.percent(interval.high))));
    let label = (texts.of)(texts.gone, shown.name(&quadrant.class));
    let name = format!("{ID}.quadrants.{}.gone", quadrant.class.key);
    let gone = shown.figures.of(name, label, quadrant.gone, say.count(quadrant.gone));
    vec![interval.unwrap_or_else(|| say.no_value()), Cell::from(gone)]
}

/// Who they are, and what they spent.
fn mismatched(mismatch: &Mismatch, title: &str, nobody: &str, figures: Figures, say: &Say<'_>) -> Section {
    let texts = AttitudeTexts::of(say.language);
    let id = mismatch.key.replace('_', "-");
    if mismatch.customers == 0 {
        return Section::new(&id, title, vec![Part::Muted(nobody.to_owned())]);
    }
    let of = |field: &str, label: &str, value: &dyn ToString, text: String| {
        let name = format!("{ID}.mismatches.{}.{field}", mismatch.key);
        let figure = figures.of(name, (texts.of)(label, title), value.to_string(), text);
        Tile::new(label, figure).of(Only::class(ID, mismatch.key))
    };
    let tiles = vec![
        of("customers", texts.customers, &mismatch.customers, say.count(mismatch.customers)),
        of("value", texts.value, &mismatch.value, say.money(mismatch.value.to_f64())),
    ];
    let rows = mismatch.people.iter().map(|person| {
        vec![
            Cell::from(Link::to_customer(&person.customer, &person.customer)),
            Cell::from(say.precise(person.attitude)),
            Cell::from(say.count(person.days)),
            Cell::from(say.money(person.value.to_f64())),
        ]
    });
    let table = Table {
        caption: title.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(texts.customer),
            Column::number(texts.attitude),
            Column::number(texts.days),
            Column::number(texts.value),
        ],
        rows: rows.collect(),
    };
    let left_out = mismatch.customers.saturating_sub(mismatch.people.len());
    let more = (left_out > 0).then(|| Part::Muted((texts.more)(&say.count(left_out))));
    let why = |person: &Listed| {
        let mark = (texts.mark)(&say.precise(person.attitude));
        (person.customer.clone(), say.joined([title.to_owned(), mark]))
    };
    let named = FollowUp::part(ID, mismatch.people.iter().map(why));
    let parts = [Part::SmallTiles(tiles), Part::Table(table)].into_iter().chain(more).chain(named).collect();
    Section::new(&id, title, parts)
}
