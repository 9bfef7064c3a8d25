//! Who is due, how often windows held, and how long products last.

use crate::domain::interval::Level;
use crate::domain::language::Language;
use crate::indicators::activity::only_returns;
use crate::indicators::classes::ShowClasses;
use crate::indicators::dividing::by_control;
use crate::indicators::members::name_of;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, FollowUp, Input, Link, Note, Only, Page, Part, Plot, Section, Table, Tile,
    Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::NextOrderTexts;
use super::{Due, ID, KEYS, NextOrder, NextOrderError, NextOrderParams, OWN_RHYTHM, Replenished, State};

/// Products shown at most; the document has all.
const MOST: usize = 30;

/// Bars drawn at most.
const MOST_BARS: usize = 12;

/// What a state of the next order is called; the key where it is none of them.
pub fn called(language: Language, key: &str) -> &str {
    name_of(&KEYS, &NextOrderTexts::of(language).names, key)
}

/// The page.
pub fn show(found: &NextOrder, params: &NextOrderParams, say: &Say<'_>) -> Page {
    let texts = NextOrderTexts::of(say.language);
    if found.usual.is_none() {
        let bought = found.provenance.used > 0 && found.provenance.period.is_some();
        return if bought { Page::new(texts.no_rhythm) } else { only_returns(&found.provenance, say) };
    }
    let mut page = Page::new(headline(found, say));
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let shown = ShowClasses {
        key: "next_order.states",
        leads: true,
        classes: &found.states,
        names: texts.names.map(str::to_owned).to_vec(),
        figures,
        few: params.small_sample,
        period: found.provenance.period,
        say,
    };
    page.notes.extend(say.few_customers(params.small_sample, found.customers));
    page.notes.extend(off(found, say));
    if found.already_left > 0 {
        page.notes.push(Note::info((texts.left)(&say.count(found.already_left))));
    }
    page.add(Section::open(ID, vec![Part::Tiles(tiles(found, params, figures, say))]));
    let table = shown.table(texts.states, &[], |_| Vec::new());
    page.add(Section::new("states", texts.states, vec![table]).with(controls(params, say)));
    page.add(due(&found.due, figures, say));
    page.add(products(found, figures, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &NextOrderError, say: &Say<'_>) -> String {
    let texts = NextOrderTexts::of(say.language);
    match error {
        NextOrderError::Share { given } => (texts.error_share)(&given.to_string()),
        NextOrderError::LeastGaps => texts.error_least.to_owned(),
        NextOrderError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields.
pub fn controls(params: &NextOrderParams, say: &Say<'_>) -> Vec<Control> {
    let texts = NextOrderTexts::of(say.language);
    let least = Input::Number { value: f64::from(params.least_gaps), min: 1.0, max: f64::from(u16::MAX), step: 1.0 };
    vec![
        Control::new(ID, "claimed", texts.claimed_field, Input::Share(params.claimed)),
        Control::new(ID, "least_gaps", texts.least_field, least),
        Control::new(ID, "tested", texts.tested_field, Input::Share(params.tested)),
    ]
}

fn headline(found: &NextOrder, say: &Say<'_>) -> String {
    let texts = NextOrderTexts::of(say.language);
    let of = |state: State| say.count(found.states.get(state as usize).map_or(0, |class| class.customers));
    let due = (texts.headline)(&of(State::Due), &of(State::Overdue));
    let tested = found.backtest.map(|test| {
        (texts.headline_backtest)(&say.percent(test.inside), &say.count(test.orders), &say.percent(test.claimed))
    });
    due + &tested.unwrap_or_else(|| texts.headline_end.to_owned())
}

/// That windows do not hold what they claim, where that is more than chance.
fn off(found: &NextOrder, say: &Say<'_>) -> Option<Note> {
    let texts = NextOrderTexts::of(say.language);
    let test = found.backtest?;
    let interval = test.interval?;
    let surely = test.claimed < interval.low || test.claimed > interval.high;
    surely.then(|| Note::caution((texts.off)(&say.percent(test.inside), &say.percent(test.claimed))))
}

fn tiles(found: &NextOrder, params: &NextOrderParams, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = NextOrderTexts::of(say.language);
    let level = Level::try_from(params.level).unwrap_or(Level::DEFAULT);
    let inside = found.backtest.map(|test| {
        let figure = figures.of(format!("{ID}.backtest.inside"), texts.inside, test.inside, say.percent(test.inside));
        let interval = test.interval.map(|interval| say.share_interval(interval, level)).unwrap_or_default();
        Tile::new(texts.inside, figure).noted((texts.inside_note)(
            &say.count(test.orders),
            &say.percent(test.claimed),
            &interval,
        ))
    });
    let usual = found.usual.map(|usual| {
        let days = |days: i32| say.number(f64::from(days));
        let figure =
            figures.of(format!("{ID}.usual.median"), texts.usual, usual.median, (texts.days)(&days(usual.median)));
        Tile::new(texts.usual, figure).noted((texts.usual_note)(&days(usual.low), &days(usual.high)))
    });
    let own = figures.of(format!("{ID}.own_rhythm"), texts.own, found.own_rhythm, say.count(found.own_rhythm));
    let own = Tile::new(texts.own, own).noted((texts.own_note)(&say.count(found.customers)));
    let own = own.of(Only::class(ID, OWN_RHYTHM));
    [usual, inside, Some(own)].into_iter().flatten().collect()
}

fn due(due: &[Due], figures: Figures, say: &Say<'_>) -> Section {
    let texts = NextOrderTexts::of(say.language);
    if due.is_empty() {
        return Section::new("due", texts.due, Vec::new());
    }
    let row = |one: &Due| {
        let value = figures.of(
            format!("{ID}.due.{}.value", one.name),
            (texts.of)(texts.value, &one.name),
            one.value,
            say.money(one.value.to_f64()),
        );
        vec![
            Cell::from(Link::to_customer(&one.name, &one.name)),
            Cell::whole(say.day(one.last)),
            Cell::whole(say.day(one.window.expected)),
            Cell::whole(say.ends(&say.day(one.window.from), &say.day(one.window.to))),
            value.into(),
        ]
    };
    let columns = [texts.customer, texts.last, texts.expected, texts.window].map(Column::text);
    let table = Table {
        caption: texts.due.to_owned(),
        show_caption: false,
        columns: columns.into_iter().chain([Column::number(texts.value)]).collect(),
        rows: due.iter().map(row).collect(),
    };
    let why = |one: &Due| {
        let window = say.ends(&say.day(one.window.from), &say.day(one.window.to));
        (one.name.clone(), (texts.why)(&window))
    };
    let named = FollowUp::part(ID, due.iter().map(why));
    Section::new("due", texts.due, [Part::Table(table)].into_iter().chain(named).collect())
}

fn products(found: &NextOrder, figures: Figures, say: &Say<'_>) -> Section {
    let texts = NextOrderTexts::of(say.language);
    let Some(by) = &found.by else { return Section::new("products", "", Vec::new()) };
    let control = by_control(ID, texts.product_field, &found.offered, by);
    let control =
        Control { parameter: "product".to_owned(), name: format!("{ID}-product").replace('_', "-"), ..control };
    let title = (texts.products)(by);
    let Some(first) = found.products.first() else {
        return Section::new("products", title, vec![Part::Muted(texts.no_products.to_owned())]).with([control]);
    };
    let days = |days: f64| (texts.days)(&say.precise(days));
    let bar = |product: &Replenished| Bar {
        label: found.names.called(&product.name, say),
        value: Some(product.median),
        interval: Some((product.lower, product.upper)),
        more: Vec::new(),
        tint: Tint::Accent,
    };
    let more = found.products.len().saturating_sub(MOST_BARS);
    let insight = (texts.product_title)(&found.names.called(&first.name, say), &days(first.median));
    let chart = Chart {
        summary: insight.clone(),
        title: insight,
        note: say.sample_note(found.products.iter().map(|product| product.gaps).sum(), found.provenance.period),
        empty: texts.no_products.to_owned(),
        height: 260,
        plot: Plot::Bars(Bars {
            bars: found.products.iter().map(bar).collect(),
            dots: false,
            unit: Unit::Precise,
            group: by.clone(),
            value: texts.median.to_owned(),
            interval: texts.middle.to_owned(),
            more_columns: Vec::new(),
            most: MOST_BARS,
            more: if more > 0 { (say.words.more_left_out)(&say.count(more)) } else { String::new() },
        }),
    };
    let row = |product: &Replenished| {
        let name = found.names.called(&product.name, say);
        let of = |field: &str, label: &str, value: f64, text: String| {
            let key = format!("{ID}.products.{}.{field}", product.name);
            Cell::from(figures.of(key, (texts.of)(label, &name), value, text))
        };
        vec![
            Cell::from(name.as_str()),
            of("median", texts.median, product.median, say.precise(product.median)),
            Cell::whole(say.ends(&say.number(product.lower), &say.number(product.upper))),
            of("gaps", texts.gaps, product.gaps as f64, say.count(product.gaps)),
            of("customers", texts.buyers, product.customers as f64, say.count(product.customers)),
        ]
    };
    let headers = [texts.median, texts.middle, texts.gaps, texts.buyers].map(Column::number);
    let table = Table {
        caption: title.clone(),
        show_caption: false,
        columns: [Column::text(by.as_str())].into_iter().chain(headers).collect(),
        rows: found.products.iter().take(MOST).map(row).collect(),
    };
    let parts = vec![Part::Chart(Box::new(chart)), Part::Table(table)];
    Section::new("products", title, parts).with([control])
}
