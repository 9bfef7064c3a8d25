//! The three sets, their combinations, and the traits.

use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::indicators::alike::all_alike;
use crate::indicators::members::name_of;
use crate::indicators::page::{
    Cell, Chart, Column, Combination, Control, Figure, Input, Note, Only, Page, Part, Plot, Section, Table, Tile, Unit,
    UpSet,
};
use crate::indicators::worth::worth_control;
use crate::indicators::{Figures, Say};

use super::sets::By;
use super::texts::CoreTexts;
use super::{CLASSES, Core, CoreError, CoreParams, ID, Intersection, KEYS, NO_SET, Set, Trait};

/// What core customers and the others are called; the key where it is none of them.
pub fn called(language: Language, key: &str) -> &str {
    name_of(&CLASSES, &CoreTexts::of(language).class_names, key)
}

/// What the customers of a combination of sets are called: the sets' names, or that they are in none.
pub fn combination_name(language: Language, key: &str) -> String {
    let texts = CoreTexts::of(language);
    if key == NO_SET {
        return texts.no_set.to_owned();
    }
    key.split('+').map(|set| set_name(set, texts)).collect::<Vec<_>>().join(texts.plus)
}

/// The page.
pub fn show(found: &Core, params: &CoreParams, say: &Say<'_>) -> Page {
    let texts = CoreTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let told = found.sets.iter().filter(|set| set.customers.is_some()).count();
    let first = found.sets.first().and_then(|set| set.customers).unwrap_or_default();
    page.headline = match found.core {
        _ if found.alike => all_alike(found.customers, texts.worth_of, say),
        Some(core) => {
            let share = core.value_share.map_or_else(|| say.words.no_value.to_owned(), |share| say.percent(share));
            (texts.headline)(&say.count(core.customers), &say.count(told), &share)
        }
        None => (texts.headline_one)(&say.count(first)),
    };
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    page.notes.push(found.worth.note(texts.value, say));
    if found.sets.iter().any(|set| set.by == Some(By::Products)) {
        page.notes.push(Note::caution(texts.stand_in));
    }
    page.add(Section::open(ID, vec![Part::Tiles(tiles(found, figures, say))]));
    let cost = worth_control(ID, &found.offered, params.cost.as_ref(), say);
    let fields = controls(params, say).into_iter().chain(cost);
    page.add(Section::new("sets", texts.sets, vec![sets(&found.sets, figures, say)]).with(fields));
    page.add(combinations(found, params, figures, say));
    page.add(Section::new("traits", texts.traits, vec![traits(&found.traits, figures, say)]));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: CoreError, say: &Say<'_>) -> String {
    let texts = CoreTexts::of(say.language);
    match error {
        CoreError::Share { given } => (texts.error_share)(&say.percent(given)),
        CoreError::Least => texts.error_least.to_owned(),
    }
}

/// The fields.
pub fn controls(params: &CoreParams, say: &Say<'_>) -> Vec<Control> {
    let texts = CoreTexts::of(say.language);
    let days = Input::Number { value: f64::from(params.least_days), min: 1.0, max: f64::from(u16::MAX), step: 1.0 };
    vec![
        Control::new(ID, "best", texts.best_field, Input::Share(params.best)),
        Control::new(ID, "silence", texts.silence_field, Input::Share(params.silence)),
        Control::new(ID, "least_days", texts.days_field, days),
        Control::new(ID, "stable", texts.stable_field, Input::Share(params.stable)),
    ]
}

/// What a set is called.
pub fn set_name(key: &str, texts: &CoreTexts) -> &'static str {
    let place = KEYS.iter().position(|known| *known == key);
    place.and_then(|place| texts.names.get(place)).copied().unwrap_or_default()
}

fn tiles(found: &Core, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = CoreTexts::of(say.language);
    let core = found.core.map(|core| {
        let figure = figures.of(format!("{ID}.core.customers"), texts.core, core.customers, say.count(core.customers));
        Tile::new(texts.core, figure).noted(say.percent(core.share)).of(Only::class(ID, "core"))
    });
    let set = |set: &Set| {
        let customers = set.customers?;
        let figure = of_set(set, "customers", texts.customers, customers, figures, say);
        Some(Tile::new(set_name(set.key, texts), figure).of(Only::class(ID, set.key)))
    };
    core.into_iter().chain(found.sets.iter().filter_map(set)).collect()
}

fn of_set(set: &Set, field: &str, label: &str, count: usize, figures: Figures, say: &Say<'_>) -> Figure {
    let texts = CoreTexts::of(say.language);
    let label = (texts.of)(label, set_name(set.key, texts));
    figures.of(format!("{ID}.sets.{}.{field}", set.key), label, count, say.count(count))
}

/// A row a question.
fn sets(sets: &[Set], figures: Figures, say: &Say<'_>) -> Part {
    let texts = CoreTexts::of(say.language);
    let row = |(place, set): (usize, &Set)| {
        let by = match set.by {
            None => texts.cannot.get(place).copied().unwrap_or_default().to_owned(),
            Some(by) => {
                let place = [By::Worth, By::Wallet, By::Products, By::Rival].iter().position(|known| *known == by);
                let by = place.and_then(|place| texts.by.get(place)).copied().unwrap_or_default();
                [by, set.column.as_deref().unwrap_or_default()].join(" ").trim_end().to_owned()
            }
        };
        let customers = set.customers.map(|count| of_set(set, "customers", texts.customers, count, figures, say));
        let value = set.value.map(|value| {
            let label = (texts.of)(texts.value, set_name(set.key, texts));
            figures.of(format!("{ID}.sets.{}.value", set.key), label, value, say.money(value.to_f64()))
        });
        vec![
            Cell::from(set_name(set.key, texts)),
            if set.by.is_some() { Cell::from(by) } else { Cell::caution(by) },
            customers.map_or_else(|| say.no_value(), Cell::from),
            value.map_or_else(|| say.no_value(), Cell::from),
        ]
    };
    Part::Table(Table {
        caption: texts.sets.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(texts.set),
            Column::text(texts.answered),
            Column::number(texts.customers),
            Column::number(texts.value),
        ],
        rows: sets.iter().enumerate().map(row).collect(),
    })
}

/// A column of the chart and a row for each combination that has customers.
fn combinations(found: &Core, params: &CoreParams, figures: Figures, say: &Say<'_>) -> Section {
    let texts = CoreTexts::of(say.language);
    let Some(most) = found.intersections.first() else {
        return Section::new("combinations", texts.combinations, vec![Part::Muted(texts.nobody.to_owned())]);
    };
    let name = |combination: &Intersection| combination_name(say.language, combination.key);
    let title = (texts.most_together)(&say.count(most.together.customers), &name(most));
    let told: Vec<&Set> = found.sets.iter().filter(|set| set.customers.is_some()).collect();
    let column = |combination: &Intersection| Combination {
        sets: told.iter().map(|set| combination.sets.contains(&set.key)).collect(),
        label: name(combination),
        amount: combination.together.customers as f64,
    };
    let chart = Chart {
        title: title.clone(),
        note: say.sample_note(found.customers, found.provenance.period),
        summary: title,
        empty: texts.combinations.to_owned(),
        height: 280,
        plot: Plot::UpSet(UpSet {
            sets: told.iter().map(|set| set_name(set.key, texts).to_owned()).collect(),
            combinations: found.intersections.iter().map(column).collect(),
            combination: texts.combination.to_owned(),
            amount: texts.customers.to_owned(),
            unit: Unit::Whole,
            within: texts.within.map(str::to_owned),
        }),
    };
    let row = |combination: &Intersection| {
        let (together, name) = (combination.together, name(combination));
        let figure = |field: &str, label: &str, value: &dyn ToString, text: String| {
            let key = format!("{ID}.intersections.{}.{field}", combination.key);
            Cell::from(figures.of(key, (texts.of)(label, &name), value.to_string(), text))
        };
        let share = |field: &str, label: &str, share: Option<f64>| {
            share.map_or_else(|| say.no_value(), |share| figure(field, label, &share, say.percent(share)))
        };
        let money = |value: Money| say.money(value.to_f64());
        let few = say.small_sample(params.small_sample.marks(together.customers), together.customers);
        vec![
            Cell::from(name.as_str()),
            figure("customers", texts.customers, &together.customers, say.count(together.customers)),
            share("share", texts.share, Some(together.share)),
            figure("value", texts.value, &together.value, money(together.value)),
            share("value_share", texts.value_share, together.value_share),
            share("trait_score", texts.trait_score, together.trait_score),
            Cell::caution(few),
        ]
    };
    let numbers = [texts.customers, texts.share, texts.value, texts.value_share, texts.trait_score];
    let columns = [Column::text(texts.combination)].into_iter().chain(numbers.map(Column::number));
    let table = Table {
        caption: texts.combinations.to_owned(),
        show_caption: false,
        columns: columns.chain([Column::text(say.words.note)]).collect(),
        rows: found.intersections.iter().map(row).collect(),
    };
    Section::new("combinations", texts.combinations, vec![Part::Chart(Box::new(chart)), Part::Table(table)])
}

/// A row a trait; what is not known is said.
fn traits(traits: &[Trait], figures: Figures, say: &Say<'_>) -> Part {
    let texts = CoreTexts::of(say.language);
    let row = |(place, found): (usize, &Trait)| {
        let name = texts.trait_names.get(place).copied().unwrap_or_default();
        let figure = |field: &str, label: &str, value: &dyn ToString, text: String| {
            let key = format!("{ID}.traits.{}.{field}", found.key);
            Cell::from(figures.of(key, (texts.of)(label, name), value.to_string(), text))
        };
        let known = found.known.map(|known| figure("known", texts.known, &known, say.count(known)));
        let share = found.share.map(|share| figure("share", texts.has_it, &share, say.percent(share)));
        let missing = if found.known.is_none() { texts.needs.get(place).copied().unwrap_or_default() } else { "" };
        vec![
            Cell::from(name),
            share.unwrap_or_else(|| say.no_value()),
            known.unwrap_or_else(|| say.no_value()),
            if missing.is_empty() {
                Cell::from(found.column.as_deref().unwrap_or_default())
            } else {
                Cell::caution(missing)
            },
        ]
    };
    Part::Table(Table {
        caption: texts.traits.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(texts.trait_of),
            Column::number(texts.has_it),
            Column::number(texts.known),
            Column::text(say.words.note),
        ],
        rows: traits.iter().enumerate().map(row).collect(),
    })
}
