//! How far revenue rests on a few, as a page: the share of the best, the Lorenz curve, the ABC classes.

use crate::domain::certainty::SmallSample;
use crate::domain::money::Money;
use crate::indicators::alike::{all_alike, are_alike};
use crate::indicators::page::{
    Cell, Chart, Column, Control, Input, Link, Lorenz, Only, Page, Part, Plot, Section, Table, Tile,
};
use crate::indicators::{Figures, Say};

use super::texts::ConcentrationTexts;
use super::{AbcClass, ClassShare, Concentration, ConcentrationError, ConcentrationParams, ID, TopShare, top};

/// Figures, curve and classes.
pub fn show(found: &Concentration, small: SmallSample, say: &Say<'_>) -> Page {
    let texts = ConcentrationTexts::of(say.language);
    let ranked = found.ranking.total.iter().filter(|total| **total > Money::ZERO);
    let headline = match found.best() {
        _ if are_alike(ranked) => all_alike(found.n, texts.total_of, say),
        Some(best) => {
            let [top, share] = [best.share_of_customers(), best.share].map(|share| say.percent(share));
            (texts.head_top)(&top, &say.count(found.n), &share)
        }
        None => (texts.head_customers)(&say.count(found.customers)),
    };
    let mut page = Page::new(headline);
    page.notes.extend(say.few_customers(small, found.n));
    let tiles = tiles(&mut page, found, small, say);
    page.add(Section::open("concentration-tiles", vec![Part::Tiles(tiles)]));
    let figures = of_definition(&mut page, found, say);
    let mut parts = vec![Part::Chart(Box::new(curve(found, say))), Part::Table(classes(figures, found, say))];
    parts.extend(rounded(found, say).map(Part::Muted));
    if !found.top_shares.is_empty() {
        parts.push(Part::Table(tops(figures, found, say)));
    }
    page.add(Section::new(ID, texts.title, parts));
    page
}

/// The share of the best, for the overview.
pub fn offer(found: &Concentration, small: SmallSample, say: &Say<'_>) -> Option<Page> {
    let texts = ConcentrationTexts::of(say.language);
    let best = found.best()?;
    let [top, share] = [best.share_of_customers(), best.share].map(|share| say.percent(share));
    let mut page = Page::new((texts.offered_top)(&top, &say.count(found.n), &share));
    let tile = best_tile(&mut page, found, best, small, say).leading("/segments");
    page.add(Section::open(ID, vec![Part::Tiles(vec![tile])]));
    Some(page)
}

/// The fields of the settings page.
pub fn controls(params: &ConcentrationParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ConcentrationTexts::of(say.language);
    let value = f64::from(params.top);
    vec![
        Control::new(ID, "a_until", texts.a_until, Input::Share(params.a_until)).named("abc-a"),
        Control::new(ID, "b_until", texts.b_until, Input::Share(params.b_until)).named("abc-b"),
        Control::new(ID, "top", texts.top_field, Input::Number { value, min: 1.0, max: 99.0, step: 1.0 })
            .named("top-percent"),
    ]
}

/// What is wrong with the parameters or the data.
pub fn explain(error: &ConcentrationError, say: &Say<'_>) -> String {
    let texts = ConcentrationTexts::of(say.language);
    match error {
        ConcentrationError::Ends { .. } => texts.error_ends.to_owned(),
        ConcentrationError::Top(_) => texts.error_top.to_owned(),
        ConcentrationError::NoPurchases => texts.error_nobody.to_owned(),
    }
}

/// Makes figures of another definition than the ranking's.
fn figures(page: &mut Page, found: &Concentration, definition: &str, source: &str, say: &Say<'_>) -> Figures {
    let origin = say.origin(&found.provenance, definition, source, say.words.customers_used);
    Figures { origin: page.origin(origin) }
}

fn of_definition(page: &mut Page, found: &Concentration, say: &Say<'_>) -> Figures {
    let texts = ConcentrationTexts::of(say.language);
    figures(page, found, texts.definition, texts.source, say)
}

/// The tiles there are figures for.
fn tiles(page: &mut Page, found: &Concentration, small: SmallSample, say: &Say<'_>) -> Vec<Tile> {
    let texts = ConcentrationTexts::of(say.language);
    let ranked = of_definition(page, found, say);
    let total = ranked.of("concentration.total", texts.revenue, found.total, say.compact_money(found.total.to_f64()));
    let mut tiles = vec![Tile::new(texts.revenue, total).noted(texts.total)];
    let Some(best) = found.best() else { return tiles };
    tiles.push(best_tile(page, found, best, small, say));
    tiles.extend(found.best_to_rest.map(|ratio| {
        let text = (texts.times)(&say.decimal(ratio));
        let note = (texts.best_to_rest_note)(&say.percent(best.share_of_customers()));
        let figure = ranked.of("concentration.best_to_rest", texts.best_to_rest, ratio, text);
        Tile::new(texts.best_to_rest, figure).noted(note).of(Only::class(ID, top(best)))
    }));
    tiles.extend(found.gini.map(|gini| {
        let of_gini = figures(page, found, texts.gini_definition, texts.gini_source, say);
        let figure = of_gini.of("concentration.gini", texts.gini, gini, say.precise(gini));
        Tile::new(texts.gini, figure).noted(texts.gini_note)
    }));
    tiles
}

/// The share of the best, and of whom they are the best.
fn best_tile(page: &mut Page, found: &Concentration, best: &TopShare, small: SmallSample, say: &Say<'_>) -> Tile {
    let texts = ConcentrationTexts::of(say.language);
    let of_top = figures(page, found, texts.top_definition, texts.source, say);
    let label = (texts.top_share)(&say.percent(best.share_of_customers()));
    // The usual one has a name of its own in the document.
    let name = match best.percent {
        20 => "concentration.top_20_share".to_owned(),
        percent => format!("concentration.top_shares.{percent}.share"),
    };
    let [customers, ranked, known] = [best.customers, found.n, found.known].map(|n| say.count(n));
    let who = if found.known > found.n {
        (texts.best_of_known)(&customers, &ranked, &known)
    } else {
        (texts.best_of)(&customers, &ranked)
    };
    let note = say.marked(who, small, found.n);
    let figure = of_top.of(name, label.clone(), best.share, say.percent(best.share));
    Tile::new(label, figure).noted(note).of(Only::class(ID, top(best)))
}

/// What the best are called.
pub fn best_name(best: &TopShare, say: &Say<'_>) -> String {
    (ConcentrationTexts::of(say.language).best)(&say.percent(best.share_of_customers()))
}

/// What a class is called.
pub fn class_name(found: &Concentration, class: AbcClass, say: &Say<'_>) -> String {
    let [a, b] = [found.a_until, found.b_until].map(|until| say.percent(until));
    ConcentrationTexts::of(say.language).class_name(class, &a, &b)
}

/// What the shares of the classes add up to as they are shown, where that is not the whole.
fn rounded(found: &Concentration, say: &Say<'_>) -> Option<String> {
    let shares = |of: fn(&ClassShare) -> Option<f64>| found.classes().iter().filter_map(of).collect::<Vec<f64>>();
    say.rounded(&[shares(|class| class.customers_share), shares(|class| class.value_share)])
}

/// The Lorenz curve, the most valuable customers first.
fn curve(found: &Concentration, say: &Say<'_>) -> Chart {
    let texts = ConcentrationTexts::of(say.language);
    let [a, ..] = found.classes();
    let title = match (a.customers_share, a.value_share) {
        (Some(customers), Some(value)) => (texts.lorenz_title)(&say.percent(customers), &say.percent(value)),
        _ => texts.nobody.to_owned(),
    };
    let told = found.best().map(|best| (best.share_of_customers(), say.percent(best.share)));
    let (at, share) = told.unwrap_or_default();
    let best = say.percent(at);
    let ranked = found.classes().into_iter().filter_map(|class| Some((letter(class.class).to_owned(), class.ends_at?)));
    Chart {
        title,
        note: say.sample_note(found.n, found.provenance.period),
        summary: (texts.lorenz_summary)(&best, &share),
        empty: texts.nobody.to_owned(),
        height: 360,
        plot: Plot::Lorenz(Lorenz {
            curve: found.curve_from_best().iter().map(|point| (point.customers, point.value)).collect(),
            classes: ranked.collect(),
            mark: found.best().map(|_| (at, (texts.lorenz_mark)(&best, &share))),
            customers: texts.lorenz_customers.to_owned(),
            value: texts.of_revenue.to_owned(),
            equality: texts.lorenz_equal.to_owned(),
        }),
    }
}

const fn letter(class: AbcClass) -> &'static str {
    match class {
        AbcClass::A => "A",
        AbcClass::B => "B",
        AbcClass::C => "C",
        AbcClass::Loss => "",
    }
}

fn classes(figures: Figures, found: &Concentration, say: &Say<'_>) -> Table {
    let texts = ConcentrationTexts::of(say.language);
    Table {
        caption: texts.abc_table.to_owned(),
        show_caption: true,
        columns: vec![
            Column::text(texts.class),
            Column::number(texts.customers),
            Column::number(texts.of_customers),
            Column::number(texts.revenue),
            Column::number(texts.of_revenue),
        ],
        rows: found.classes().iter().map(|class| class_row(figures, found, class, say)).collect(),
    }
}

fn class_row(figures: Figures, found: &Concentration, class: &ClassShare, say: &Say<'_>) -> Vec<Cell> {
    let texts = ConcentrationTexts::of(say.language);
    let name = class_name(found, class.class, say);
    let key = key(class.class);
    let figure = |of: &str, column: &str, value: String, text: String| {
        figures.of(format!("concentration.{of}.{key}"), format!("{name}, {column}"), value, text)
    };
    let share = |of: &str, column: &str, share: Option<f64>| {
        Cell::from(share.map(|share| figure(of, column, share.to_string(), say.percent(share))))
    };
    let customers = figure("abc", texts.customers, class.customers.to_string(), say.count(class.customers));
    let value = figure("abc_value", texts.revenue, class.value.to_string(), say.money(class.value.to_f64()));
    vec![
        Cell::of_those(&name, Only::class(ID, key), class.customers),
        Cell::from(customers),
        share("abc_customers_share", texts.of_customers, class.customers_share),
        Cell::from(value),
        share("abc_value_share", texts.of_revenue, class.value_share),
    ]
}

/// The class in the JSON document.
pub const fn key(class: AbcClass) -> &'static str {
    match class {
        AbcClass::A => "a",
        AbcClass::B => "b",
        AbcClass::C => "c",
        AbcClass::Loss => "loss",
    }
}

fn tops(figures: Figures, found: &Concentration, say: &Say<'_>) -> Table {
    let texts = ConcentrationTexts::of(say.language);
    let row = |best: &TopShare| {
        let percent = say.percent(best.share_of_customers());
        let name = format!("concentration.top_shares.{}.share", best.percent);
        let share = figures.of(name, (texts.top_share)(&percent), best.share, say.percent(best.share));
        let (customers, value) = (say.count(best.customers), say.money(best.value.to_f64()));
        let name = Cell::from(Link::to_those(percent, Only::class(ID, top(best))));
        vec![name, Cell::from(customers), Cell::from(value), Cell::from(share)]
    };
    Table {
        caption: texts.top_table.to_owned(),
        show_caption: true,
        columns: vec![
            Column::text(texts.top),
            Column::number(texts.customers),
            Column::number(texts.revenue),
            Column::number(texts.of_revenue),
        ],
        rows: found.top_shares.iter().map(row).collect(),
    }
}
