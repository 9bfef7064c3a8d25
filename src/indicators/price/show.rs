//! What prices people find right, where that was asked, and how quantity went with price, where purchases say it.

use crate::domain::interval::{Interval, Level};
use crate::indicators::dividing::column_control;
use crate::indicators::page::{
    Cell, Chart, Control, Note, OverTime, Page, Part, PeriodName, Plot, Section, Series, Tile, Tint, Unit, WHAT_TO_DO,
};
use crate::indicators::{Figures, Say};

use super::meter::Shares;
use super::show_elasticity::{elasticity, went};
use super::texts::PriceTexts;
use super::{ID, Lacking, Meter, Price, PriceError, PriceParams};

/// The page.
pub fn show(found: &Price, params: &PriceParams, say: &Say<'_>) -> Page {
    let texts = PriceTexts::of(say.language);
    let mut page = Page::new(headline(found, say));
    page.notes.extend(questions(found, say));
    if let Some(meter) = &found.meter {
        let origin = say.origin(&found.provenance, texts.definition, texts.source, say.words.answers_used);
        let figures = Figures { origin: page.origin(origin) };
        page.notes.extend(left_out(meter, say));
        page.add(Section::open(ID, vec![Part::Tiles(tiles(meter, params, figures, say))]));
        let parts = vec![Part::Chart(Box::new(chart(found, meter, say))), Part::Muted(texts.said_not_paid.to_owned())];
        page.add(Section::new("curves", texts.curves, parts).with(survey_controls(found, params, say)));
    } else if !found.columns.is_empty() || found.elasticity.is_none() {
        page.add(Section::new("curves", texts.curves, Vec::new()).with(survey_controls(found, params, say)));
    }
    elasticity(&mut page, found, params, say);
    if found.method.is_some() {
        let mut steps = Vec::new();
        if let Some(meter) = &found.meter {
            let (low, high) = (meter.opp.min(meter.ipp), meter.opp.max(meter.ipp));
            steps.push((texts.do_try)(&say.money(low), &say.money(high)));
        }
        if found.elasticity.is_some() {
            steps.push(texts.do_trial.to_owned());
        }
        let steps = steps.into_iter().map(Cell::from).collect();
        page.add(Section::new(WHAT_TO_DO, say.words.what_to_do, vec![Part::List(steps)]));
    }
    page
}

/// What is wrong, and what to do.
pub fn explain(error: &PriceError, say: &Say<'_>) -> String {
    let texts = PriceTexts::of(say.language);
    match error {
        PriceError::Column { name } => (texts.error_column)(name),
        PriceError::Twice { name } => (texts.error_twice)(name),
        PriceError::Level(level) => (texts.error_level)(&level.0.to_string()),
    }
}

fn headline(found: &Price, say: &Say<'_>) -> String {
    let texts = PriceTexts::of(say.language);
    let lacks = found.lacking.map(|lacking| match lacking {
        Lacking::Data => texts.lacks_data,
        Lacking::Questions => texts.lacks_questions,
        Lacking::Answers => texts.lacks_answers,
        Lacking::Prices => texts.lacks_prices,
    });
    let meter = found
        .meter
        .as_ref()
        .map(|meter| (texts.headline)(&say.money(meter.pmc), &say.money(meter.pme), &say.money(meter.opp)));
    let slope = found.elasticity.as_ref().filter(|_| meter.is_none()).map(|slope| went(slope.value, say));
    lacks.map(str::to_owned).or(meter).or(slope).unwrap_or_else(|| texts.lacks_data.to_owned())
}

/// Which of the four questions are not asked, where some are.
fn questions(found: &Price, say: &Say<'_>) -> Option<Note> {
    let texts = PriceTexts::of(say.language);
    let missing = found.columns.iter().zip(texts.questions).filter(|(asked, _)| asked.column.is_none());
    let missing: Vec<&str> = missing.map(|(_, name)| name).collect();
    (!missing.is_empty()).then(|| Note::caution((texts.missing)(&missing.join(say.words.listed))))
}

fn left_out(meter: &Meter, say: &Say<'_>) -> Vec<Note> {
    let texts = PriceTexts::of(say.language);
    let falling = (meter.left_out > 0).then(|| {
        let of = say.count(meter.left_out + meter.n);
        Note::caution((texts.left_out)(&say.count(meter.left_out), &of))
    });
    let incomplete = (meter.incomplete > 0).then(|| Note::info((texts.incomplete)(&say.count(meter.incomplete))));
    falling.into_iter().chain(incomplete).collect()
}

fn tiles(meter: &Meter, params: &PriceParams, figures: Figures, say: &Say<'_>) -> Vec<Tile> {
    let texts = PriceTexts::of(say.language);
    let level = Level::try_from(params.level).unwrap_or(Level::DEFAULT);
    let tile = |field: &str, label: &str, value: f64, interval: Option<Interval>| {
        let figure = figures.of(format!("{ID}.{field}"), label, value, say.money(value));
        let span = interval.map(|ends| say.interval(&say.money(ends.low), &say.money(ends.high), level));
        Tile::new(label, figure).noted(say.marked(span.unwrap_or_default(), params.small_sample, meter.n))
    };
    vec![
        tile("pmc", texts.pmc, meter.pmc, meter.intervals.pmc),
        tile("opp", texts.opp, meter.opp, meter.intervals.opp),
        tile("ipp", texts.ipp, meter.ipp, meter.intervals.ipp),
        tile("pme", texts.pme, meter.pme, meter.intervals.pme),
    ]
}

/// A curve: its colour, and its share at a price.
type Drawn = (Tint, fn(&Shares) -> f64);

fn chart(found: &Price, meter: &Meter, say: &Say<'_>) -> Chart {
    let texts = PriceTexts::of(say.language);
    let price = |shares: &Shares| {
        let text = say.money(shares.price);
        PeriodName { label: text.clone(), full: text, major: false, ..PeriodName::default() }
    };
    let curves: [Drawn; 4] = [
        (Tint::Group(0), |shares| shares.too_cheap),
        (Tint::Group(1), |shares| shares.cheap),
        (Tint::Group(2), |shares| shares.expensive),
        (Tint::Group(3), |shares| shares.too_expensive),
    ];
    let series = curves.into_iter().zip(texts.questions).map(|((tint, of), name)| Series {
        name: name.to_owned(),
        values: meter.curves.iter().map(|shares| Some(of(shares))).collect(),
        tint,
    });
    let title = (texts.chart_title)(&say.money(meter.opp));
    Chart {
        summary: title.clone(),
        title,
        note: say.sample_note(meter.n, found.provenance.period),
        empty: texts.curves.to_owned(),
        height: 320,
        plot: Plot::OverTime(OverTime {
            periods: meter.curves.iter().map(price).collect(),
            series: series.collect(),
            columns: false,
            unit: Unit::Share,
            period: texts.price.to_owned(),
            value: texts.share.to_owned(),
        }),
    }
}

/// Which columns ask the four questions.
fn survey_controls(found: &Price, params: &PriceParams, say: &Say<'_>) -> Vec<Control> {
    let texts = PriceTexts::of(say.language);
    let [offered, _] = &found.offered;
    let chosen = [&params.too_cheap, &params.cheap, &params.expensive, &params.too_expensive];
    let fields = super::questions::QUESTIONS.into_iter().zip(texts.questions).zip(chosen);
    fields
        .filter_map(|((parameter, label), chosen)| {
            column_control(ID, parameter, label, offered, chosen.as_ref(), texts.by_name)
        })
        .collect()
}
