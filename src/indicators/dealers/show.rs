//! Dealers by stage, and those who take in most.

use crate::indicators::dividing::column_control;
use crate::indicators::page::{Cell, Column, Control, Input, Link, Note, Only, Page, Part, Section, Table, Tile};
use crate::indicators::{Figures, Say};

use super::texts::DealersTexts;
use super::{Dealers, DealersError, DealersParams, ID, Listed, MOST_DAYS, MOST_LISTED, OfStage, Stage};

/// The page.
pub fn show(found: &Dealers, params: &DealersParams, say: &Say<'_>) -> Page {
    let texts = DealersTexts::of(say.language);
    if !found.said {
        return unsaid(found, say);
    }
    let span = say.span(found.window);
    let of = |stage: Stage| found.stages.iter().find(|of| of.key == stage).map_or(0, |of| of.dealers);
    let counts = Stage::ALL.map(|stage| say.count(of(stage)));
    let mut page = Page::new(match found.n {
        0 => (texts.headline_none)(&span),
        n => (texts.headline)(&say.count(n), &counts),
    });
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    if !found.covered {
        page.notes.push(Note::caution((texts.short)(&(2 * u32::from(params.window)).to_string())));
    }
    page.notes.extend(params.small_sample.marks(found.n).then(|| Note::caution((texts.few)(&say.count(found.n)))));
    let tile = |of: &OfStage| {
        let label = name(texts, of.key);
        let key = format!("{ID}.stages.{}.dealers", of.key.key());
        let note = of.share.map(|share| (texts.share_note)(&say.percent(share))).unwrap_or_default();
        let dealers = figures.of(key, label, of.dealers, say.count(of.dealers));
        Tile::new(label, dealers).noted(note).of(Only::class(ID, of.key.key()))
    };
    let through = found.sell_through.map(|share| {
        let figure = figures.of(format!("{ID}.sell_through"), texts.sell_through, share, say.percent(share));
        let note = if found.in_units { texts.in_units } else { texts.in_money };
        Tile::new(texts.sell_through, figure).noted(note)
    });
    let tiles = found.stages.iter().map(tile).chain(through).collect();
    let quiet = (found.quiet > 0).then(|| Part::Muted((texts.quiet)(&say.count(found.quiet), &span)));
    page.add(Section::open(ID, [Part::Tiles(tiles)].into_iter().chain(quiet).collect()));
    let stages = Part::Table(stages(found, figures, say));
    page.add(Section::new("stages", texts.stages, vec![stages]).with(controls(params, say)).with(sold_on(found, say)));
    page.add(list(found, say));
    page.add(what_to_do(found, params, say));
    page
}

/// What is needed, where nothing says who is a dealer: every customer would be taken for one. A column chosen to say what
/// was sold on is word enough.
fn unsaid(found: &Dealers, say: &Say<'_>) -> Page {
    let texts = DealersTexts::of(say.language);
    let mut page = Page::new(texts.promise);
    let needs = vec![Part::Text(texts.unsaid.to_owned())];
    page.add(Section::new("stages", texts.stages, needs).with(sold_on(found, say)));
    page
}

/// The column that says how much was sold on.
fn sold_on(found: &Dealers, say: &Say<'_>) -> Option<Control> {
    let field = DealersTexts::of(say.language).sold_on_field;
    column_control(ID, "sold_on", field, &found.offered, found.sold_on.as_ref(), say.words.none)
}

/// What is wrong, and what to do.
pub fn explain(error: &DealersError, say: &Say<'_>) -> String {
    let texts = DealersTexts::of(say.language);
    match error {
        DealersError::Days(given) => (texts.error_days)(&given.to_string(), &MOST_DAYS.to_string()),
        DealersError::Growth(given) => (texts.error_growth)(&given.to_string()),
        DealersError::Listed(given) => (texts.error_listed)(&given.to_string(), &MOST_LISTED.to_string()),
    }
}

/// The bars.
pub fn controls(params: &DealersParams, say: &Say<'_>) -> [Control; 3] {
    let texts = DealersTexts::of(say.language);
    let days = |value: u16| Input::Number { value: value.into(), min: 1.0, max: MOST_DAYS.into(), step: 1.0 };
    let growth = Input::Number { value: params.growth, min: -1.0, max: 10.0, step: 0.0 };
    [
        Control::new(ID, "window", texts.window_field, days(params.window)),
        Control::new(ID, "entry", texts.entry_field, days(params.entry)),
        Control::new(ID, "growth", texts.growth_field, growth).helped(texts.growth_help),
    ]
}

/// What a stage is called.
pub fn name(texts: &DealersTexts, stage: Stage) -> &'static str {
    match stage {
        Stage::Entry => texts.entry,
        Stage::Growth => texts.growing,
        Stage::Maturity => texts.maturity,
    }
}

fn stages(found: &Dealers, figures: Figures, say: &Say<'_>) -> Table {
    let texts = DealersTexts::of(say.language);
    let row = |of: &OfStage| {
        let shown = name(texts, of.key);
        let figure = |field: &str, label: &str, value: &dyn ToString, text: String| {
            let key = format!("{ID}.stages.{}.{field}", of.key.key());
            Cell::from(figures.of(key, (texts.of)(label, shown), value.to_string(), text))
        };
        let share = |field: &str, label: &str, value: Option<f64>| {
            value.map_or_else(|| say.no_value(), |value| figure(field, label, &value, say.percent(value)))
        };
        vec![
            Cell::from(shown),
            figure("dealers", texts.dealers, &of.dealers, say.count(of.dealers)),
            figure("sell_in", texts.sell_in, &of.sell_in, say.money(of.sell_in.to_f64())),
            share("share", texts.share, of.share),
            share("growth", texts.growth, of.growth),
            share("sell_through", texts.sell_through, of.sell_through),
        ]
    };
    let numbers = [texts.dealers, texts.sell_in, texts.share, texts.growth, texts.sell_through].map(Column::number);
    Table {
        caption: texts.stages.to_owned(),
        show_caption: false,
        columns: [Column::text(texts.stage)].into_iter().chain(numbers).collect(),
        rows: found.stages.iter().map(row).collect(),
    }
}

fn list(found: &Dealers, say: &Say<'_>) -> Section {
    let texts = DealersTexts::of(say.language);
    if found.list.is_empty() {
        return Section::new("list", "", Vec::new());
    }
    let share = |value: Option<f64>| value.map_or_else(|| say.no_value(), |value| Cell::from(say.percent(value)));
    let row = |one: &Listed| {
        vec![
            Cell::from(Link::to_customer(&one.customer, &one.customer)),
            Cell::from(name(texts, one.stage)),
            Cell::from(say.money(one.sell_in.to_f64())),
            share(one.growth),
            share(one.sell_through),
        ]
    };
    let numbers = [texts.sell_in, texts.growth, texts.sell_through].map(Column::number);
    let table = Table {
        caption: texts.list.to_owned(),
        show_caption: false,
        columns: [texts.dealer, texts.stage].map(Column::text).into_iter().chain(numbers).collect(),
        rows: found.list.iter().map(row).collect(),
    };
    Section::new("list", texts.list, vec![Part::Table(table)])
}

/// What the stages suggest, of those that have dealers.
fn what_to_do(found: &Dealers, params: &DealersParams, say: &Say<'_>) -> Section {
    let texts = DealersTexts::of(say.language);
    let has = |stage: Stage| found.stages.iter().any(|of| of.key == stage && of.dealers > 0);
    let steps = Stage::ALL.into_iter().zip(texts.do_stages).filter(|(stage, _)| has(*stage));
    let steps =
        if params.small_sample.marks(found.n) { Vec::new() } else { steps.map(|(_, text)| Cell::from(text)).collect() };
    say.next_steps(steps, Vec::new())
}
