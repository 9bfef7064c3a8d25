//! Our share of wallets in its readings, every brand's, and who spends most elsewhere.

use crate::domain::interval::Interval;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Input, Link, Note, Only, Page, Part, Plot, Section, Table, Tile, Tint,
    Unit, WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::purses::From;
use super::texts::WalletTexts;
use super::{Brand, ID, Lacking, Reading, Wallet, WalletError, WalletParams};

/// Brands shown at most; the document has all.
const MOST: usize = 30;

/// Below this share of buyers sole customers are too few to begin with. It decides about a sentence alone.
const WORTH_KEEPING: f64 = 0.01;

/// The page.
pub fn show(found: &Wallet, params: &WalletParams, say: &Say<'_>) -> Page {
    let texts = WalletTexts::of(say.language);
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.customers_used);
    let figures = Figures { origin: page.origin(origin) };
    page.headline = match (found.lacking, &found.ours) {
        (Some(Lacking::Total), _) => texts.lacks_total.to_owned(),
        (Some(Lacking::Own), _) => (texts.lacks_own)(&found.columns.join(say.words.listed)),
        (_, None) => texts.lacks_customers.to_owned(),
        (_, Some(ours)) => (texts.headline)(&say.percent(ours.pooled), &say.percent(ours.mean)),
    };
    let fields = || controls(params, say).into_iter().chain(brand_control(found, params, say));
    match &found.ours {
        Some(ours) => {
            page.notes.extend(say.few_customers(params.small_sample, ours.customers));
            page.notes.extend(notes(found, ours, say));
            let tiles = tiles(ours, params, figures, say);
            let readings = if all_buy(ours) { texts.readings_of_buyers } else { texts.readings };
            page.add(Section::open(ID, vec![Part::Tiles(tiles), Part::Muted(readings.to_owned())]).with(fields()));
        }
        None => page.add(Section::new("choice", texts.choice, Vec::new()).with(fields())),
    }
    if !found.brands.is_empty() {
        let parts = vec![Part::Chart(Box::new(chart(found, params, say))), brands(found, params, figures, say)];
        page.add(Section::new("brands", texts.brands, parts));
    }
    page.add(elsewhere(found, figures, say));
    if let Some(ours) = &found.ours {
        page.add(what_to_do(ours, say));
    }
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &WalletError, say: &Say<'_>) -> String {
    let texts = WalletTexts::of(say.language);
    match error {
        WalletError::Own { name } => (texts.error_own)(name),
        WalletError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields that need no data.
pub fn controls(params: &WalletParams, say: &Say<'_>) -> Vec<Control> {
    let texts = WalletTexts::of(say.language);
    let listed = Input::Number { value: f64::from(params.listed), min: 0.0, max: 1000.0, step: 1.0 };
    vec![Control::new(ID, "listed", texts.listed_field, listed)]
}

/// Which of the brands is ours.
fn brand_control(found: &Wallet, params: &WalletParams, say: &Say<'_>) -> Option<Control> {
    let texts = WalletTexts::of(say.language);
    let names = found.brands.iter().take(MOST).map(|brand| brand.name.clone());
    let mut options: Vec<(Option<String>, String)> = names.map(|name| (Some(name.clone()), name)).collect();
    if options.is_empty() {
        return None;
    }
    options.insert(0, (None, texts.no_brand.to_owned()));
    Some(Control::new(ID, "own", texts.own_field, Input::choice(options, &params.own)))
}

fn notes(found: &Wallet, ours: &Reading, say: &Say<'_>) -> Vec<Note> {
    let texts = WalletTexts::of(say.language);
    let columns = found.columns.join(say.words.listed);
    let from = found.from.map(|from| match from {
        From::Brands => (texts.from_brands)(&columns),
        From::Columns => (texts.from_columns)(&columns),
        From::Purchases => (texts.from_purchases)(&columns),
        From::Named => (texts.from_named)(&columns),
    });
    let left_out = (ours.left_out > 0).then(|| Note::caution((texts.left_out)(&say.count(ours.left_out))));
    from.map(Note::info).into_iter().chain(left_out).collect()
}

fn span(interval: Option<Interval>, say: &Say<'_>) -> String {
    let text = |interval: Interval| say.ends(&say.percent(interval.low), &say.percent(interval.high));
    interval.map(text).unwrap_or_default()
}

/// Whether everybody buys from us: what is of buyers is then what is of all.
fn all_buy(ours: &Reading) -> bool {
    ours.buyers == ours.customers
}

fn tiles(ours: &Reading, params: &WalletParams, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = WalletTexts::of(say.language);
    let of = |field: &str, label: &'static str, value: Option<f64>, interval: Option<Interval>, n: usize| {
        value.map(|value| {
            let figure = figures.of(format!("{ID}.{field}"), label, value, say.percent(value));
            let note = say.joined([span(interval, say), (say.words.n)(&say.count(n))]);
            Tile::new(label, figure).noted(say.marked(note, params.small_sample, n))
        })
    };
    let is_another = |_: &f64| !all_buy(ours);
    let sole =
        Tile::new(texts.sole, figures.of(format!("{ID}.sole.n"), texts.sole, ours.sole.n, say.count(ours.sole.n)));
    let sole_share = ours.sole.share.map(|share| say.percent(share)).unwrap_or_default();
    let sole_interval = span(ours.sole.interval, say);
    let sole_note = if sole_share.is_empty() { String::new() } else { (texts.sole_note)(&sole_share, &sole_interval) };
    [
        of("mean", texts.mean, Some(ours.mean), ours.interval, ours.customers),
        of("pooled", texts.pooled, Some(ours.pooled), None, ours.customers),
        of("buyers_mean", texts.buyers_mean, ours.buyers_mean.filter(is_another), ours.buyers_interval, ours.buyers),
        of("buyers_pooled", texts.buyers_pooled, ours.buyers_pooled.filter(is_another), None, ours.buyers),
        Some(sole.noted(sole_note).of(Only::class(ID, "sole"))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn chart(found: &Wallet, params: &WalletParams, say: &Say<'_>) -> Chart {
    let texts = WalletTexts::of(say.language);
    let bar = |brand: &Brand| Bar {
        label: say.value(&brand.name).to_owned(),
        value: Some(brand.reading.mean),
        interval: brand.reading.interval.map(|interval| (interval.low, interval.high)),
        more: Vec::new(),
        tint: if params.own.as_ref() == Some(&brand.name) { Tint::Accent } else { Tint::Passive },
    };
    let first = found.brands.iter().max_by(|left, right| left.reading.mean.total_cmp(&right.reading.mean));
    let title = first.map_or_else(String::new, |brand| {
        (texts.chart_title)(say.value(&brand.name), &say.percent(brand.reading.mean))
    });
    let more = found.brands.len().saturating_sub(MOST);
    Chart {
        summary: title.clone(),
        title,
        note: say.sample_note(found.brands.first().map_or(0, |brand| brand.reading.customers), found.provenance.period),
        empty: texts.mean.to_owned(),
        height: 260,
        plot: Plot::Bars(Bars {
            bars: found.brands.iter().map(bar).collect(),
            dots: false,
            unit: Unit::Share,
            group: texts.brand.to_owned(),
            value: texts.mean.to_owned(),
            interval: say.words.interval.to_owned(),
            more_columns: Vec::new(),
            most: MOST,
            more: if more > 0 { (say.words.more_left_out)(&say.count(more)) } else { String::new() },
        }),
    }
}

fn brands(found: &Wallet, params: &WalletParams, figures: Figures, say: &Say<'_>) -> Part {
    let texts = WalletTexts::of(say.language);
    let row = |brand: &Brand| {
        let Brand { name, reading, allocation } = brand;
        let of = |field: &str, label: &str, value: Option<f64>| match value {
            Some(value) => {
                let label = (texts.of)(label, say.value(name));
                Cell::from(figures.of(format!("{ID}.brands.{name}.{field}"), label, value, say.percent(value)))
            }
            None => say.no_value(),
        };
        let label = (texts.of)(texts.sole, say.value(name));
        let sole = figures.of(format!("{ID}.brands.{name}.sole.n"), label, reading.sole.n, say.count(reading.sole.n));
        vec![
            Cell::from(say.value(name)),
            of("mean", texts.mean, Some(reading.mean)).above(span(reading.interval, say)),
            of("pooled", texts.pooled, Some(reading.pooled)),
            of("buyers_mean", texts.buyers_mean, reading.buyers_mean),
            of("buyers_pooled", texts.buyers_pooled, reading.buyers_pooled),
            of("allocation.mean", texts.allocation, allocation.mean),
            Cell::from(say.count(reading.buyers)),
            Cell::from(sole),
            Cell::caution(say.small_sample(params.small_sample.marks(reading.buyers), reading.buyers)),
        ]
    };
    let numbers =
        [texts.mean, texts.pooled, texts.buyers_mean, texts.buyers_pooled, texts.allocation, texts.buyers, texts.sole];
    let columns = [Column::text(texts.brand)].into_iter().chain(numbers.map(Column::number));
    Part::Table(Table {
        caption: texts.brands.to_owned(),
        show_caption: false,
        columns: columns.chain([Column::text(say.words.note)]).collect(),
        rows: found.brands.iter().take(MOST).map(row).collect(),
    })
}

/// Those who spend most elsewhere.
fn elsewhere(found: &Wallet, figures: Figures, say: &Say<'_>) -> Section {
    let texts = WalletTexts::of(say.language);
    let (Some(money), false) = (found.money_elsewhere, found.elsewhere.is_empty()) else {
        return Section::new("elsewhere", "", Vec::new());
    };
    let figure = figures.of(format!("{ID}.money_elsewhere"), texts.money_elsewhere, money, say.money(money));
    let row = |one: &super::Elsewhere| {
        vec![
            Cell::from(Link::to_customer(&one.customer, &one.customer)),
            Cell::from(say.money(one.elsewhere)),
            Cell::from(say.money(one.own)),
            Cell::from(say.percent(one.share)),
        ]
    };
    let table = Table {
        caption: texts.elsewhere.to_owned(),
        show_caption: false,
        columns: [Column::text(texts.customer)]
            .into_iter()
            .chain([texts.spent_elsewhere, texts.spent_here, texts.share].map(Column::number))
            .collect(),
        rows: found.elsewhere.iter().map(row).collect(),
    };
    let tile = Tile::new(texts.money_elsewhere, figure);
    Section::new("elsewhere", texts.elsewhere, vec![Part::SmallTiles(vec![tile]), Part::Table(table)])
}

fn what_to_do(ours: &Reading, say: &Say<'_>) -> Section {
    let texts = WalletTexts::of(say.language);
    let step = match ours.buyers_mean {
        None => texts.do_begin.to_owned(),
        Some(share) => (texts.do_win)(&say.percent(share)),
    };
    let many = ours.sole.share.is_some_and(|share| share >= WORTH_KEEPING);
    let sole = many.then(|| (texts.do_sole)(&say.count(ours.sole.n)));
    let steps: Vec<Cell> = [Some(step), sole].into_iter().flatten().map(Cell::from).collect();
    let links = Part::Actions(vec![Link::new(texts.see_customers, "/customers")]);
    Section::new(WHAT_TO_DO, say.words.what_to_do, vec![Part::List(steps), links])
}
