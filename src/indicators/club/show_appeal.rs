//! The appeal of a club's reward: its five elements, each beside its mark.

use crate::domain::provenance::Provenance;
use crate::indicators::page::{Cell, Column, Control, Input, Page, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::appeal::{Appeal, AppealPart, ELEMENTS, HIGHEST, LOWEST, marks};
use super::texts::AppealTexts;
use super::{ClubParams, ID};

/// The section of the reward's appeal.
pub fn show(page: &mut Page, found: &Appeal, params: &ClubParams, say: &Say<'_>) {
    let texts = AppealTexts::of(say.language);
    let provenance = Provenance::new(ID, None, counted(found), &[]);
    let mut parts = vec![Part::Muted(texts.judged.to_owned())];
    if found.marked > 0 {
        let figures =
            Figures { origin: page.origin(say.origin(&provenance, texts.definition, texts.source, texts.used)) };
        parts.extend(found.score.map(|score| Part::Tiles(vec![tile(found, score, figures, say)])));
        parts.extend(weakest(found, say).map(Part::Text));
        parts.push(Part::Table(table(found, figures, say)));
    }
    page.add(Section::new("appeal", texts.title, parts).with(controls(params, say)));
}

/// The fields of the marks and their weights.
pub fn controls(params: &ClubParams, say: &Say<'_>) -> Vec<Control> {
    let texts = AppealTexts::of(say.language);
    let mark = |(((key, value), name), help): (((&str, Option<f64>), &str), &str)| {
        let blank = texts.unmarked.to_owned();
        let input = Input::Optional { value, blank, min: LOWEST, max: HIGHEST, share: false };
        Control::new(ID, &format!("appeal_{key}"), (texts.mark_of)(name), input).helped(help)
    };
    let fields = ELEMENTS.into_iter().zip(marks(params)).zip(texts.elements).zip(texts.questions).map(mark);
    let weights = Input::Numbers(params.appeal_weights.clone());
    let weights = Control::new(ID, "appeal_weights", texts.weights_field, weights);
    fields.chain([weights]).collect()
}

/// How many marks the score is of: those of elements that weigh something.
fn counted(found: &Appeal) -> usize {
    found.parts.iter().filter(|part| part.counted().is_some()).count()
}

/// What an element is called.
fn named(key: &str, texts: &AppealTexts) -> &'static str {
    let place = ELEMENTS.iter().position(|known| *known == key);
    place.and_then(|place| texts.elements.get(place)).copied().unwrap_or_default()
}

fn tile(found: &Appeal, score: f64, figures: Figures, say: &Say<'_>) -> Tile {
    let texts = AppealTexts::of(say.language);
    let figure = figures.of(format!("{ID}.appeal.score"), texts.score, score, say.precise(score));
    let marked = (texts.marked)(&say.count(counted(found)), &say.count(ELEMENTS.len()));
    Tile::new(texts.score, figure).noted(marked)
}

/// Which elements have the lowest mark; `None` where none stands out.
fn weakest(found: &Appeal, say: &Say<'_>) -> Option<String> {
    let texts = AppealTexts::of(say.language);
    let first = found.weakest.first()?;
    let mark = found.parts.iter().find(|part| part.key == *first)?.mark?;
    let names: Vec<&str> = found.weakest.iter().map(|key| named(key, texts)).collect();
    Some((texts.weakest)(&names.join(say.words.listed), &say.precise(mark)))
}

fn table(found: &Appeal, figures: Figures, say: &Say<'_>) -> Table {
    let texts = AppealTexts::of(say.language);
    let row = |part: &AppealPart| {
        let name = named(part.key, texts);
        let figure = |field: &str, label: &str, value: f64| {
            let key = format!("{ID}.appeal.parts.{}.{field}", part.key);
            Cell::from(figures.of(key, (texts.of)(label, name), value, say.precise(value)))
        };
        vec![
            Cell::from(name),
            part.mark.map_or_else(|| say.no_value(), |mark| figure("mark", texts.mark, mark)),
            figure("weight", texts.weight, part.weight),
        ]
    };
    Table {
        caption: texts.title.to_owned(),
        show_caption: false,
        columns: [Column::text(texts.element), Column::number(texts.mark), Column::number(texts.weight)].into(),
        rows: found.parts.iter().map(row).collect(),
    }
}
