//! The grid: what to concentrate on, to keep up, to leave and to do with less.

use crate::domain::interval::Interval;
use crate::indicators::marks::bound_control;
use crate::indicators::page::{
    Cell, Chart, Column, Control, Input, Link, Note, Page, Part, Plot, Scatter, Section, Spot, Table, Tile, Tint, Unit,
    WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::texts::ImportanceTexts;
use super::{
    ID, Importance, ImportanceBy, ImportanceError, ImportanceParams, ItemImportance, KEYS, Lacking, MOST_ITEMS,
};

/// The page.
pub fn show(found: &Importance, params: &ImportanceParams, say: &Say<'_>) -> Page {
    let texts = ImportanceTexts::of(say.language);
    if let Some(lacking) = found.lacking {
        let mut page = Page::new(match lacking {
            Lacking::Items => texts.lacks_items.to_owned(),
            Lacking::Choice => (texts.lacks_choice)(&MOST_ITEMS.to_string()),
            Lacking::Stated => texts.lacks_stated.to_owned(),
            Lacking::Derived => texts.lacks_derived.to_owned(),
        });
        page.add(Section::new("grid", texts.items, Vec::new()).with(controls(params, say)));
        return page;
    }
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.answers_used);
    let figures = Figures { origin: page.origin(origin) };
    page.headline = headline(found, say);
    page.notes.push(Note::info(if found.stated { texts.is_stated } else { texts.is_derived }));
    if !found.left_out.is_empty() {
        page.notes.push(Note::info((texts.left_out)(&found.left_out.join(say.words.listed))));
    }
    if let Some((low, high)) = found.unusual {
        page.notes.push(Note::caution((texts.unusual)(&say.precise(low), &say.precise(high))));
    }
    let lines = [
        ("importance", texts.importance, found.lines.importance),
        ("performance", texts.performance, found.lines.performance),
    ];
    let lines = lines.map(|(field, label, value)| {
        let label = (texts.line)(label);
        Tile::new(label.clone(), figures.of(format!("{ID}.lines.{field}"), label, value, say.precise(value)))
    });
    page.add(Section::open(ID, vec![Part::Facts(quadrants(found, say)), Part::SmallTiles(lines.to_vec())]));
    page.add(Section::new("map", "", vec![Part::Chart(Box::new(chart(found, say)))]));
    let table = table(found, params, figures, say);
    page.add(Section::new("grid", texts.items, vec![table]).with(controls(params, say)));
    page.add(what_to_do(found, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &ImportanceError, say: &Say<'_>) -> String {
    let texts = ImportanceTexts::of(say.language);
    match error {
        ImportanceError::Line { given } => (texts.error_line)(&given.to_string()),
        ImportanceError::Field { name } => (texts.error_field)(name),
        ImportanceError::NoMarks { name } => (texts.error_no_marks)(name),
        ImportanceError::Bounds(bounds) => {
            (texts.error_bounds)(&bounds.lowest.to_string(), &bounds.highest.to_string())
        }
        ImportanceError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields of the page.
pub fn controls(params: &ImportanceParams, say: &Say<'_>) -> Vec<Control> {
    let texts = ImportanceTexts::of(say.language);
    let by = [ImportanceBy::Auto, ImportanceBy::Stated, ImportanceBy::Derived].into_iter();
    let by = by.zip(texts.by.map(str::to_owned));
    let line = |parameter, label, value: Option<f64>| bound_control(ID, parameter, label, value, texts.at_mean, say);
    vec![
        Control::new(ID, "by", texts.by_field, Input::choice(by, &params.by)),
        line("importance_line", texts.importance_field, params.importance_line),
        line("performance_line", texts.performance_field, params.performance_line),
        bound_control(ID, "lowest", texts.lowest_field, params.lowest, texts.any, say),
        bound_control(ID, "highest", texts.highest_field, params.highest, texts.any, say),
    ]
}

/// What a quadrant is called.
fn name(key: &str, texts: &'static ImportanceTexts) -> &'static str {
    let place = KEYS.iter().position(|known| *known == key);
    place.and_then(|place| texts.names.get(place)).copied().unwrap_or_default()
}

/// The items of a quadrant, the most important first.
fn of_quadrant<'a>(found: &'a Importance, key: &str) -> Vec<&'a ItemImportance> {
    let mut items: Vec<&ItemImportance> = found.items.iter().filter(|item| item.quadrant == key).collect();
    items.sort_by(|left, right| right.importance.total_cmp(&left.importance));
    items
}

fn listed(items: &[&ItemImportance], say: &Say<'_>) -> String {
    let names: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    names.join(say.words.listed)
}

fn headline(found: &Importance, say: &Say<'_>) -> String {
    let texts = ImportanceTexts::of(say.language);
    // As the next steps have it: what may stand there by chance is no finding.
    let (open, items): (Vec<_>, Vec<_>) =
        of_quadrant(found, "concentrate_here").into_iter().partition(|item| item.straddles);
    match items.as_slice() {
        [] => open.first().map_or_else(|| texts.headline_none.to_owned(), |item| (texts.headline_open)(&item.label)),
        [only] => (texts.headline)(&only.label),
        [first, ..] => (texts.headline_several)(&say.count(items.len()), &first.label),
    }
}

/// The four quadrants with their items.
fn quadrants(found: &Importance, say: &Say<'_>) -> Vec<(String, Cell)> {
    let texts = ImportanceTexts::of(say.language);
    let of = |key: &&str| {
        let items = of_quadrant(found, key);
        let cell = if items.is_empty() { say.words.none.to_owned() } else { listed(&items, say) };
        (name(key, texts).to_owned(), Cell::from(cell))
    };
    ["concentrate_here", "keep_up_the_good_work", "low_priority", "possible_overkill"].iter().map(of).collect()
}

/// The grid: performance across, importance up.
fn chart(found: &Importance, say: &Say<'_>) -> Chart {
    let texts = ImportanceTexts::of(say.language);
    let reach = |interval: Option<Interval>| interval.map(|interval| (interval.low, interval.high));
    let spot = |item: &ItemImportance| Spot {
        label: item.label.clone(),
        at: [item.performance, item.importance],
        intervals: [reach(item.performance_interval), reach(item.importance_interval)],
        class: name(item.quadrant, texts).to_owned(),
        open: item.straddles,
        tint: if item.quadrant == "concentrate_here" { Tint::Detractor } else { Tint::Accent },
    };
    let title = (texts.chart_title)(&say.precise(found.lines.importance), &say.precise(found.lines.performance));
    Chart {
        summary: title.clone(),
        title,
        note: say.sample_note(found.provenance.used, found.provenance.period),
        empty: texts.items.to_owned(),
        height: 420,
        plot: Plot::Scatter(Scatter {
            spots: found.items.iter().map(spot).collect(),
            lines: [found.lines.performance, found.lines.importance],
            titles: [texts.performance, texts.importance].map(str::to_owned),
            group: texts.item.to_owned(),
            interval: say.words.interval.to_owned(),
            class: texts.quadrant.to_owned(),
            open: texts.may_be_chance.to_owned(),
            units: [Unit::Precise; 2],
        }),
    }
}

fn table(found: &Importance, params: &ImportanceParams, figures: Figures, say: &Say<'_>) -> Part {
    let texts = ImportanceTexts::of(say.language);
    let rivals = found.items.iter().any(|item| item.above_rival.is_some());
    let row = |item: &ItemImportance| {
        let of = |field: &str, label: &str, value: f64, interval: Option<Interval>| {
            let label = (texts.of)(label, &item.label);
            let name = format!("{ID}.items.{}.{field}", item.name);
            let cell = Cell::from(figures.of(name, label, value, say.precise(value)));
            match interval {
                Some(interval) => cell.above(say.ends(&say.precise(interval.low), &say.precise(interval.high))),
                None => cell,
            }
        };
        let rival = item.above_rival.map(|above| of("above_rival", texts.rival, above, item.above_rival_interval));
        let rival = rivals.then(|| rival.unwrap_or_else(|| say.no_value()));
        let few = say.small_sample(params.small_sample.marks(item.n), item.n);
        let chance = if item.straddles { texts.may_be_chance.to_owned() } else { String::new() };
        [
            Cell::from(item.label.as_str()),
            of("importance", texts.importance, item.importance, item.importance_interval),
            of("performance", texts.performance, item.performance, item.performance_interval),
        ]
        .into_iter()
        .chain(rival)
        .chain([Cell::from(name(item.quadrant, texts)), Cell::caution(say.joined([chance, few]))])
        .collect()
    };
    let columns = [Column::text(texts.item), Column::number(texts.importance), Column::number(texts.performance)];
    let columns = columns.into_iter().chain(rivals.then(|| Column::number(texts.rival)));
    Part::Table(Table {
        caption: texts.items.to_owned(),
        show_caption: false,
        columns: columns.chain([texts.quadrant, say.words.note].map(Column::text)).collect(),
        rows: found.items.iter().map(row).collect(),
    })
}

fn what_to_do(found: &Importance, say: &Say<'_>) -> Section {
    let texts = ImportanceTexts::of(say.language);
    let step = |key: &str, text: fn(&str) -> String| {
        let items: Vec<&ItemImportance> = of_quadrant(found, key).into_iter().filter(|item| !item.straddles).collect();
        (!items.is_empty()).then(|| text(&listed(&items, say)))
    };
    let steps = [
        step("concentrate_here", texts.do_concentrate),
        step("keep_up_the_good_work", texts.do_keep),
        step("possible_overkill", texts.do_less),
    ];
    let mut steps: Vec<Cell> = steps.into_iter().flatten().map(Cell::from).collect();
    if steps.is_empty() {
        steps.push(Cell::from(texts.do_ask));
    }
    let links = Part::Actions(vec![Link::new(texts.see_drivers, "/service/drivers")]);
    Section::new(WHAT_TO_DO, say.words.what_to_do, vec![Part::List(steps), links])
}
