//! How many products customers have, what goes together, and who has the one without the other.

use crate::domain::interval::Level;
use crate::indicators::activity::only_returns;
use crate::indicators::dividing::column_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, FollowUp, Input, Link, Note, Only, Page, Part, Plot, Section, Table, Tile,
    Tint, Unit, WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::texts::ProductsTexts;
use super::{Held, ID, Lacking, Pair, Products, ProductsError, ProductsParams, WITHOUT};

/// Pairs shown at most; the document has more.
const MOST: usize = 30;

/// The page.
pub fn show(found: &Products, params: &ProductsParams, say: &Say<'_>) -> Page {
    let texts = ProductsTexts::of(say.language);
    match found.lacking {
        Some(Lacking::Product) => {
            let mut page = Page::new(texts.lacks_product);
            let fields = column(found, params, say).into_iter().chain(controls(params, say));
            page.add(Section::new("pairs", texts.pairs, Vec::new()).with(fields));
            return page;
        }
        Some(Lacking::Customers) if found.unnamed > 0 => return Page::new(texts.lacks_names),
        Some(Lacking::Customers) => return only_returns(&found.provenance, say),
        None => {}
    }
    let mut page = Page::new(headline(found, say));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    if found.unnamed > 0 {
        page.notes.push(Note::info((texts.unnamed)(&say.count(found.unnamed))));
    }
    let parts = vec![Part::Tiles(tiles(found, params, figures, say)), Part::Chart(Box::new(chart(found, say)))];
    page.add(Section::open(ID, parts));
    let fields = column(found, params, say).into_iter().chain(controls(params, say));
    page.add(Section::new("pairs", texts.pairs, pairs(found, params, figures, say)).with(fields));
    page.add(targets(found, params, figures, say));
    page.add(what_to_do(found, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &ProductsError, say: &Say<'_>) -> String {
    let texts = ProductsTexts::of(say.language);
    match error {
        ProductsError::MinSupport => texts.error_support.to_owned(),
        ProductsError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields that need no data.
pub fn controls(params: &ProductsParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ProductsTexts::of(say.language);
    let number = |value: u32, min: f64, max: f64| Input::Number { value: f64::from(value), min, max, step: 1.0 };
    let support = number(params.min_support, 1.0, f64::from(u32::MAX));
    let listed = number(u32::from(params.listed), 0.0, 1000.0);
    vec![
        Control::new(ID, "min_support", texts.support_field, support),
        Control::new(ID, "listed", texts.listed_field, listed),
    ]
}

/// Which column says the product.
fn column(found: &Products, params: &ProductsParams, say: &Say<'_>) -> Option<Control> {
    let texts = ProductsTexts::of(say.language);
    column_control(ID, "product", texts.product_field, &found.offered, params.product.as_ref(), texts.by_name)
}

/// The pair of most at stake that is more than chance.
fn best(found: &Products) -> Option<&Pair> {
    found.pairs.iter().find(|pair| pair.sure && pair.without > 0)
}

fn headline(found: &Products, say: &Say<'_>) -> String {
    let texts = ProductsTexts::of(say.language);
    let (mean, single) = (found.mean.unwrap_or_default(), found.single.share.unwrap_or_default());
    let first = (texts.headline)(&say.precise(mean), &say.percent(single));
    let gap = best(found).map(|pair| {
        let without = say.count(pair.without);
        (texts.headline_gap)(&without, &found.names.called(&pair.from, say), &found.names.called(&pair.to, say))
    });
    [Some(first), gap].into_iter().flatten().collect::<Vec<_>>().join(say.words.between_sentences)
}

fn tiles(found: &Products, params: &ProductsParams, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = ProductsTexts::of(say.language);
    let level = Level::try_from(params.level).unwrap_or(Level::DEFAULT);
    let tile = |field: &str, label: &str, value: f64, text: String| {
        Tile::new(label, figures.of(format!("{ID}.{field}"), label, value, text))
    };
    let mean = found.mean.map(|mean| {
        let interval = found.low.zip(found.high);
        let note = interval.map(|(low, high)| say.interval(&say.precise(low), &say.precise(high), level));
        tile("mean", texts.mean, mean, say.precise(mean)).noted(note.unwrap_or_default())
    });
    let median = found.median.map(|median| tile("median", texts.median, median, say.precise(median)));
    let single = found.single.share.map(|share| {
        let interval = found.single.interval.map(|interval| say.share_interval(interval, level)).unwrap_or_default();
        let n = (texts.of_customers)(&say.count(found.single.n), &say.count(found.customers));
        let note = say.marked(say.joined([n, interval]), params.small_sample, found.customers);
        tile("single.share", texts.single, share, say.percent(share)).noted(note).of(Only::class(ID, "one"))
    });
    let products = figures.of(format!("{ID}.products"), texts.products, found.products, say.count(found.products));
    [mean, median, single, Some(Tile::new(texts.products, products))].into_iter().flatten().collect()
}

fn chart(found: &Products, say: &Say<'_>) -> Chart {
    let texts = ProductsTexts::of(say.language);
    let bar = |held: &Held| Bar {
        label: held.key.to_owned(),
        value: Some(held.share),
        interval: None,
        more: vec![say.count(held.customers)],
        tint: Tint::Accent,
    };
    let most = found.distribution.iter().rev().max_by_key(|held| held.customers);
    let title = most.map_or_else(String::new, |held| (texts.chart_title)(held.key, &say.percent(held.share)));
    Chart {
        summary: title.clone(),
        title,
        note: say.sample_note(found.customers, found.provenance.period),
        empty: texts.mean.to_owned(),
        height: 240,
        plot: Plot::Bars(Bars {
            bars: found.distribution.iter().map(bar).collect(),
            dots: false,
            unit: Unit::Share,
            group: texts.products_held.to_owned(),
            value: texts.share.to_owned(),
            interval: String::new(),
            more_columns: vec![texts.customers.to_owned()],
            most: found.distribution.len(),
            more: String::new(),
        }),
    }
}

fn pairs(found: &Products, params: &ProductsParams, figures: Figures, say: &Say<'_>) -> Vec<Part> {
    let texts = ProductsTexts::of(say.language);
    let least = say.count(found.min_support as usize);
    let mut parts = Vec::new();
    if found.pairs.is_empty() {
        parts.push(Part::Muted((texts.no_pairs)(&least)));
    } else {
        parts.push(Part::Muted(texts.how_to_read.to_owned()));
        parts.push(table(found, params, figures, say));
    }
    let beyond = found.more_pairs + found.pairs.len().saturating_sub(MOST);
    if beyond > 0 {
        parts.push(Part::Muted((texts.more_pairs)(&say.count(beyond))));
    }
    if found.fewer > 0 {
        parts.push(Part::Muted((texts.fewer)(&say.count(found.fewer))));
    }
    if found.not_compared > 0 {
        parts.push(Part::Muted((texts.not_compared)(&say.count(found.not_compared), &say.count(found.compared))));
    }
    parts
}

fn table(found: &Products, params: &ProductsParams, figures: Figures, say: &Say<'_>) -> Part {
    let texts = ProductsTexts::of(say.language);
    let row = |(place, pair): (usize, &Pair)| {
        let name = (texts.pair)(&found.names.called(&pair.from, say), &found.names.called(&pair.to, say));
        let of = |field: &str, label: &str, value: f64, text: String| {
            let key = format!("{ID}.pairs.{place}.{field}");
            Cell::from(figures.of(key, (texts.of)(label, &name), value, text))
        };
        let span = |text: &dyn Fn(f64) -> String, low: f64, high: f64| say.ends(&text(low), &text(high));
        let percent = |value: f64| say.percent(value);
        let precise = |value: f64| say.precise(value);
        let few = say.small_sample(params.small_sample.marks(pair.both), pair.both);
        let chance = if pair.sure { String::new() } else { texts.chance.to_owned() };
        vec![
            Cell::from(name.as_str()),
            of("both", texts.both, pair.both as f64, say.count(pair.both)),
            of("confidence", texts.confidence, pair.confidence, say.percent(pair.confidence))
                .above(span(&percent, pair.low, pair.high)),
            of("lift", texts.lift, pair.lift, say.precise(pair.lift)).above(span(
                &precise,
                pair.lift_low,
                pair.lift_high,
            )),
            of("without", texts.without, pair.without as f64, say.count(pair.without)),
            of("takers", texts.takers, pair.takers, say.number(pair.takers)),
            of("each", texts.each, pair.each, say.money(pair.each)),
            of("at_stake", texts.at_stake, pair.at_stake, say.money(pair.at_stake)),
            Cell::caution(say.joined([chance, few])),
        ]
    };
    let numbers = [texts.both, texts.confidence, texts.lift, texts.without, texts.takers, texts.each, texts.at_stake];
    let columns = [Column::text(texts.pair_header)].into_iter().chain(numbers.map(Column::number));
    Part::Table(Table {
        caption: texts.pairs.to_owned(),
        show_caption: false,
        columns: columns.chain([Column::text(say.words.note)]).collect(),
        rows: found.pairs.iter().take(MOST).enumerate().map(row).collect(),
    })
}

/// Who has the one without the other, and of which pair.
fn targets(found: &Products, params: &ProductsParams, figures: Figures, say: &Say<'_>) -> Section {
    let texts = ProductsTexts::of(say.language);
    let Some(chosen) = &found.chosen else { return Section::new("targets", "", Vec::new()) };
    let [from, to] = [&chosen.from, &chosen.to].map(|product| found.names.called(product, say));
    let label = (texts.without_of)(&from, &to);
    let count = figures.of(format!("{ID}.chosen.without"), label.clone(), chosen.without, say.count(chosen.without));
    let mut parts = vec![Part::SmallTiles(vec![Tile::new(label, count).of(Only::class(ID, WITHOUT))])];
    if !found.targets.is_empty() {
        let row = |(place, target): (usize, &super::Target)| {
            let label = (texts.of)(texts.value, &target.customer);
            let key = format!("{ID}.targets.{place}.value");
            let value = figures.of(key, label, target.value, say.money(target.value.to_f64()));
            vec![Cell::from(Link::to_customer(&target.customer, &target.customer)), Cell::from(value)]
        };
        parts.push(Part::Table(Table {
            caption: texts.targets.to_owned(),
            show_caption: false,
            columns: vec![Column::text(texts.customer), Column::number(texts.value)],
            rows: found.targets.iter().enumerate().map(row).collect(),
        }));
        let why = (texts.without_of)(&from, &to);
        parts.extend(FollowUp::part(ID, found.targets.iter().map(|one| (one.customer.clone(), why.clone()))));
    }
    Section::new("targets", texts.targets, parts).with([pair_control(found, params, say)])
}

/// Which pair is listed; one chosen elsewhere that is not offered stays chosen.
fn pair_control(found: &Products, params: &ProductsParams, say: &Say<'_>) -> Control {
    let texts = ProductsTexts::of(say.language);
    let offered = found.pairs.iter().take(MOST).map(|pair| [pair.from.clone(), pair.to.clone()]);
    let mut offered: Vec<[String; 2]> = offered.collect();
    offered.extend(params.pair.clone().filter(|pair| !offered.contains(pair)));
    let named = offered.into_iter().map(|pair| {
        let [from, to] = &pair;
        let text = (texts.pair)(&found.names.called(from, say), &found.names.called(to, say));
        (Some(pair), text)
    });
    let options = [(None, texts.most_at_stake.to_owned())].into_iter().chain(named);
    Control::new(ID, "pair", texts.pair_field, Input::choice(options, &params.pair))
}

fn what_to_do(found: &Products, say: &Say<'_>) -> Section {
    let texts = ProductsTexts::of(say.language);
    let gap = best(found).map(|pair| {
        let takers = (texts.takers_about)(&say.number(pair.takers), &say.money(pair.at_stake));
        (texts.do_offer)(&found.names.called(&pair.to, say), &found.names.called(&pair.from, say)) + &takers
    });
    let single = (found.single.n > 0).then(|| (texts.do_single)(&say.count(found.single.n)));
    let steps: Vec<Cell> = [gap, single].into_iter().flatten().map(Cell::from).collect();
    let steps = if steps.is_empty() { vec![Cell::from(texts.do_nothing)] } else { steps };
    let links = Part::Actions(vec![Link::new(texts.see_customers, "/customers")]);
    Section::new(WHAT_TO_DO, say.words.what_to_do, vec![Part::List(steps), links])
}
