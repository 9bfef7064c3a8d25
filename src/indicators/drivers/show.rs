//! What moves the outcome, how surely, and what cannot be told apart.

use crate::indicators::marks::bound_control;
use crate::indicators::page::{
    Bar, Bars, Cell, Chart, Column, Control, Input, Link, Note, Page, Part, Plot, Section, Table, Tile, Tint, Unit,
    WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::pseudo::MOST as MOST_PSEUDO;
use super::texts::DriversTexts;
use super::{
    Driver, Drivers, DriversError, DriversParams, ID, Lacking, MOST_ITEMS, MOST_RESAMPLES, Outcome, PseudoShare,
};

/// The page.
pub fn show(found: &Drivers, params: &DriversParams, say: &Say<'_>) -> Page {
    let texts = DriversTexts::of(say.language);
    let fields = || controls(params, say).into_iter().chain(field_control(found, params, say));
    if let Some(lacking) = found.lacking {
        let mut page = Page::new(lacks(lacking, found, say));
        page.notes.extend(notes(found, say));
        page.add(Section::new("drivers-table", texts.items, Vec::new()).with(fields()));
        return page;
    }
    let mut page = Page::default();
    let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    page.headline = headline(found, say);
    page.notes.extend(notes(found, say));
    if params.small_sample.marks(found.n) {
        page.notes.push(Note::caution(say.small_sample(true, found.n)));
    }
    page.notes.extend(found.collinear.then(|| Note::caution(texts.collinear)));
    let r2 = found.r2.map(|r2| {
        let figure = figures.of(format!("{ID}.r2"), texts.r2, r2, say.percent(r2));
        Tile::new(texts.r2, figure).noted(texts.r2_note)
    });
    let n = figures.of(format!("{ID}.n"), texts.rows, found.n, say.count(found.n));
    let tiles = r2.into_iter().chain([Tile::new(texts.rows, n)]).collect();
    page.add(Section::open(ID, vec![Part::Tiles(tiles)]));
    let parts = vec![Part::Chart(Box::new(chart(found, say))), table(found, params, figures, say)];
    page.add(Section::new("drivers-table", texts.items, parts).with(fields()));
    page.add(pseudo(found, figures, say));
    page.add(what_to_do(found, say));
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &DriversError, say: &Say<'_>) -> String {
    let texts = DriversTexts::of(say.language);
    match error {
        DriversError::Resamples { given } => (texts.error_resamples)(&given.to_string(), &MOST_RESAMPLES.to_string()),
        DriversError::Collinear { given } => (texts.error_collinear)(&given.to_string()),
        DriversError::Field { name } => (texts.error_field)(name),
        DriversError::NoMarks { name } => (texts.error_no_marks)(name),
        DriversError::Bounds(bounds) => (texts.error_bounds)(&bounds.lowest.to_string(), &bounds.highest.to_string()),
        DriversError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

/// The fields that need no data.
pub fn controls(params: &DriversParams, say: &Say<'_>) -> Vec<Control> {
    let texts = DriversTexts::of(say.language);
    let outcomes = [Outcome::Score, Outcome::Leaving].into_iter().zip(texts.outcomes.map(str::to_owned));
    let resamples =
        Input::Number { value: f64::from(params.resamples), min: 0.0, max: f64::from(MOST_RESAMPLES), step: 1.0 };
    vec![
        Control::new(ID, "of", texts.of_field, Input::choice(outcomes, &params.of)),
        Control::new(ID, "ranks", texts.ranks_field, Input::Toggle(params.ranks)),
        bound_control(ID, "lowest", texts.lowest_field, params.lowest, texts.any, say),
        bound_control(ID, "highest", texts.highest_field, params.highest, texts.any, say),
        Control::new(ID, "resamples", texts.resamples_field, resamples),
    ]
}

/// The columns by name, those in use ticked; no field where there is nothing to choose.
fn field_control(found: &Drivers, params: &DriversParams, say: &Say<'_>) -> Option<Control> {
    let texts = DriversTexts::of(say.language);
    let named = |item: &Driver| found.offered.contains(&item.name);
    let in_use: Vec<String> = match params.fields.as_slice() {
        [] => found.items.iter().filter(|item| named(item)).map(|item| item.name.clone()).collect(),
        chosen => chosen.to_vec(),
    };
    let further = in_use.iter().filter(|name| !found.offered.contains(name));
    let fields = found.offered.iter().chain(further).map(|name| (name.clone(), name.clone()));
    (found.offered.len() > 2).then(|| {
        let ticked = Input::several(fields.collect::<Vec<_>>(), &in_use);
        Control {
            help: (texts.fields_help)(&MOST_ITEMS.to_string()),
            ..Control::new(ID, "fields", texts.fields_field, ticked)
        }
    })
}

fn lacks(lacking: Lacking, found: &Drivers, say: &Say<'_>) -> String {
    let texts = DriversTexts::of(say.language);
    match lacking {
        Lacking::Answers => texts.lacks_answers.to_owned(),
        Lacking::Left => texts.lacks_left.to_owned(),
        Lacking::Items => texts.lacks_items.to_owned(),
        Lacking::Choice => (texts.lacks_choice)(&MOST_ITEMS.to_string()),
        Lacking::Rows => (texts.lacks_rows)(&say.count(found.n)),
        Lacking::Outcome => texts.lacks_outcome.to_owned(),
    }
}

fn notes(found: &Drivers, say: &Say<'_>) -> Vec<Note> {
    let texts = DriversTexts::of(say.language);
    let mut notes = Vec::new();
    if found.incomplete > 0 || found.without_outcome > 0 {
        let (incomplete, without) = (say.count(found.incomplete), say.count(found.without_outcome));
        notes.push(Note::info((texts.left_out)(&incomplete, &without)));
    }
    if !found.unvaried.is_empty() {
        notes.push(Note::caution((texts.unvaried)(&found.unvaried.join(say.words.listed))));
    }
    if !found.passed_over.is_empty() {
        let (n, most) = (say.count(found.passed_over.len()), MOST_ITEMS.to_string());
        notes.push(Note::info((texts.passed_over)(&n, &most)));
    }
    if let Some((low, high)) = found.unusual {
        notes.push(Note::caution((texts.unusual)(&say.precise(low), &say.precise(high))));
    }
    notes
}

/// What explains most; two items where the intervals of their shares overlap.
fn headline(found: &Drivers, say: &Say<'_>) -> String {
    let texts = DriversTexts::of(say.language);
    let Some(first) = found.items.first() else { return String::new() };
    let is_score = found.of == Outcome::Score;
    let Some(second) = alike(found) else {
        let words = if is_score { texts.headline_score } else { texts.headline_leaving };
        return words(&first.label, &say.percent(first.share));
    };
    let words = if is_score { texts.headline_score_alike } else { texts.headline_leaving_alike };
    let [share, theirs] = [first.share, second.share].map(|share| say.percent(share));
    words(&[first.label.clone(), share, second.label.clone(), theirs])
}

/// The second item, where its interval reaches that of the first.
fn alike(found: &Drivers) -> Option<&Driver> {
    let [first, second, ..] = found.items.as_slice() else { return None };
    (second.high? >= first.low?).then_some(second)
}

fn chart(found: &Drivers, say: &Say<'_>) -> Chart {
    let texts = DriversTexts::of(say.language);
    let bar = |item: &Driver| Bar {
        label: item.label.clone(),
        value: Some(item.share),
        interval: item.low.zip(item.high),
        more: Vec::new(),
        tint: Tint::Accent,
    };
    let title = found.items.first().map_or_else(String::new, |first| match alike(found) {
        Some(second) => (texts.chart_title_alike)(&first.label, &second.label),
        None => (texts.chart_title)(&first.label),
    });
    let has_intervals = found.items.iter().any(|item| item.low.is_some());
    Chart {
        summary: title.clone(),
        title,
        note: say.sample_note(found.n, found.provenance.period),
        empty: texts.share.to_owned(),
        height: 280,
        plot: Plot::Bars(Bars {
            bars: found.items.iter().map(bar).collect(),
            dots: false,
            unit: Unit::Share,
            group: texts.item.to_owned(),
            value: texts.share.to_owned(),
            interval: if has_intervals { say.words.interval.to_owned() } else { String::new() },
            more_columns: Vec::new(),
            most: found.items.len(),
            more: String::new(),
        }),
    }
}

fn table(found: &Drivers, params: &DriversParams, figures: Figures, say: &Say<'_>) -> Part {
    let texts = DriversTexts::of(say.language);
    let row = |item: &Driver| {
        let of = |field: &str, label: &str, value: f64, text: String| {
            let label = (texts.of)(label, &item.label);
            Cell::from(figures.of(format!("{ID}.items.{}.{field}", item.name), label, value, text))
        };
        let or_none = |cell: Option<Cell>| cell.unwrap_or_else(|| say.no_value());
        let span = |low: String, high: String| say.ends(&low, &high);
        let share = of("share", texts.share, item.share, say.percent(item.share));
        let share = match item.low.zip(item.high) {
            Some((low, high)) => share.above(span(say.percent(low), say.percent(high))),
            None => share,
        };
        let coefficient = item.coefficient.map(|value| {
            let cell = of("coefficient", texts.coefficient, value, say.precise(value));
            match item.coefficient_interval {
                Some(interval) => cell.above(span(say.precise(interval.low), say.precise(interval.high))),
                None => cell,
            }
        });
        vec![
            Cell::from(item.label.as_str()),
            share,
            or_none(item.part.map(|part| of("part", texts.part, part, say.percent(part)))),
            or_none(coefficient),
            of("correlation", texts.correlation, item.correlation, say.precise(item.correlation)),
            or_none(item.inflation.map(|value| of("inflation", texts.inflation, value, say.precise(value)))),
            Cell::caution(remark(item, params, texts)),
        ]
    };
    let headers = [texts.share, texts.part, texts.coefficient, texts.correlation, texts.inflation];
    let columns = [Column::text(texts.item)].into_iter().chain(headers.map(Column::number));
    Part::Table(Table {
        caption: texts.items.to_owned(),
        show_caption: false,
        columns: columns.chain([Column::text(say.words.note)]).collect(),
        rows: found.items.iter().map(row).collect(),
    })
}

/// The shares of a logistic regression, where it is leaving that is explained.
fn pseudo(found: &Drivers, figures: Figures, say: &Say<'_>) -> Section {
    let texts = DriversTexts::of(say.language);
    if found.of == Outcome::Score {
        return Section::new("pseudo", "", Vec::new());
    }
    let Some(pseudo) = &found.pseudo else {
        let text = (texts.no_pseudo)(&MOST_PSEUDO.to_string());
        return Section::new("pseudo", texts.pseudo, vec![Part::Muted(text)]);
    };
    let r2 = figures.of(format!("{ID}.pseudo.r2"), texts.pseudo_r2, pseudo.r2, say.percent(pseudo.r2));
    let row = |item: &PseudoShare| {
        let label = (texts.of)(texts.pseudo_share, &item.label);
        let key = format!("{ID}.pseudo.items.{}.share", item.name);
        let range = item.low.zip(item.high);
        let span = range.map(|(low, high)| say.ends(&say.percent(low), &say.percent(high)));
        let chance = range.is_some_and(|(low, _)| low <= 0.0);
        vec![
            Cell::from(item.label.as_str()),
            Cell::from(figures.of(key, label, item.share, say.percent(item.share))),
            span.map_or_else(|| say.no_value(), Cell::from),
            Cell::caution(if chance { texts.may_be_chance } else { "" }),
        ]
    };
    let table = Table {
        caption: texts.pseudo.to_owned(),
        show_caption: false,
        columns: vec![
            Column::text(texts.item),
            Column::number(texts.pseudo_share),
            Column::number(say.words.interval),
            Column::text(say.words.note),
        ],
        rows: pseudo.items.iter().map(row).collect(),
    };
    let tile = Tile::new(texts.pseudo_r2, r2).noted(texts.pseudo_note);
    let parts = vec![Part::SmallTiles(vec![tile]), Part::Table(table), Part::Muted(texts.pseudo_help.to_owned())];
    Section::new("pseudo", texts.pseudo, parts)
}

fn remark(item: &Driver, params: &DriversParams, texts: &'static DriversTexts) -> &'static str {
    if item.coefficient.is_none() {
        return texts.repeats;
    }
    if item.inflation.is_some_and(|inflation| inflation >= params.collinear_from) {
        return texts.tells_the_same;
    }
    match item.coefficient_interval {
        Some(interval) if interval.low <= 0.0 && interval.high >= 0.0 => texts.may_be_chance,
        _ if item.coefficient.is_some_and(|value| value < 0.0) => texts.against,
        _ => "",
    }
}

fn what_to_do(found: &Drivers, say: &Say<'_>) -> Section {
    let texts = DriversTexts::of(say.language);
    let sure = |item: &&Driver| {
        item.coefficient_interval.is_none_or(|interval| interval.low > 0.0 || interval.high < 0.0)
            && item.coefficient.is_some()
    };
    let names: Vec<&str> = found.items.iter().filter(sure).take(2).map(|item| item.label.as_str()).collect();
    let step =
        if names.is_empty() { texts.do_more.to_owned() } else { (texts.do_first)(&names.join(say.words.listed)) };
    let links = Part::Actions(vec![Link::new(texts.see_importance, "/service/importance")]);
    Section::new(WHAT_TO_DO, say.words.what_to_do, vec![Part::List(vec![Cell::from(step)]), links])
}
