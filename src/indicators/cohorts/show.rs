//! Who comes back after how many months, by month of the first purchase.

use crate::domain::calendar::PeriodLength;
use crate::domain::certainty::SmallSample;
use crate::domain::day::Month;
use crate::indicators::activity::only_returns;
use crate::indicators::page::{
    Cell, Chart, Column, Fold, Matrix, MatrixRow, Note, OverTime, Page, Part, PeriodName, Plot, Section, Series, Table,
    Tint, Unit,
};
use crate::indicators::{Figures, Say};

use super::texts::CohortsTexts;
use super::{Cohorts, ID};

/// The months after the first purchase that the table shows; the chart's data table has them all.
const LATER: [usize; 5] = [1, 2, 3, 6, 12];

/// Stands beside a share of a month that is not covered whole.
const PARTIAL: &str = "*";

/// The matrix, the mean of all cohorts, and the table.
pub fn show(cohorts: &Cohorts, small: SmallSample, say: &Say<'_>) -> Page {
    let texts = CohortsTexts::of(say.language);
    if cohorts.months.is_empty() {
        return only_returns(&cohorts.provenance, say);
    }
    let mut page = Page::new(headline(cohorts, say));
    page.notes.extend(few(cohorts, small, say));
    let table = table(&mut page, cohorts, small, say);
    let parts = vec![
        Part::Chart(Box::new(matrix(cohorts, small, say))),
        Part::Chart(Box::new(mean(cohorts, say))),
        Part::Muted(texts.mean_note.to_owned()),
    ]
    .into_iter()
    .chain((cohorts.began_outside > 0).then(|| Part::Muted((texts.began_outside)(&say.count(cohorts.began_outside)))));
    let table = Part::Fold(Fold { summary: texts.table.to_owned(), parts: table_with_mark(table, cohorts, texts) });
    let parts = parts.chain([table]).collect();
    page.add(Section::new(ID, texts.title, parts));
    page
}

/// The table, and what the mark in it means where there is one.
fn table_with_mark(table: Table, cohorts: &Cohorts, texts: &CohortsTexts) -> Vec<Part> {
    let partial = cohorts.complete.contains(&false);
    let mark = partial.then(|| Part::Muted(format!("{PARTIAL} {}", texts.partial)));
    [Part::Table(table)].into_iter().chain(mark).collect()
}

/// That all who can have come back are few, or else how many cohorts are of few.
fn few(cohorts: &Cohorts, small: SmallSample, say: &Say<'_>) -> Option<Note> {
    say.few_customers(small, cohorts.followed().sum()).or_else(|| {
        let of_few = cohorts.followed().filter(|size| small.marks(*size)).count();
        let text = CohortsTexts::of(say.language).few_in;
        let (of_few, all) = (say.count(of_few), say.count(cohorts.followed().count()));
        cohorts.followed().any(|size| small.marks(size)).then(|| Note::caution(text(&of_few, &all, &least(small, say))))
    })
}

/// From how many customers on a cohort is not small.
fn least(small: SmallSample, say: &Say<'_>) -> String {
    say.count(small.least())
}

/// How many come back in the first month, and later.
fn headline(cohorts: &Cohorts, say: &Say<'_>) -> String {
    let texts = CohortsTexts::of(say.language);
    let Some(share) = cohorts.mean(1) else {
        let one_month = cohorts.months.len() < 2;
        return if one_month { texts.headline_one_month } else { texts.headline_not_whole }.to_owned();
    };
    let first = (texts.headline)(&say.percent(share));
    let later = latest_reached(cohorts).filter(|(months, _)| *months > 1);
    let later = later.map(|(months, share)| (texts.headline_later)(&months.to_string(), &say.percent(share)));
    [Some(first), later].into_iter().flatten().collect::<Vec<_>>().join(say.words.between_sentences)
}

/// The latest of the table's months that the data reach, and its mean share.
fn latest_reached(cohorts: &Cohorts) -> Option<(usize, f64)> {
    let reached = |months: &usize| Some((*months, cohorts.mean(*months)?));
    LATER.iter().rev().find_map(reached)
}

fn matrix(cohorts: &Cohorts, small: SmallSample, say: &Say<'_>) -> Chart {
    let texts = CohortsTexts::of(say.language);
    let title = match cohorts.mean(1) {
        Some(share) => (texts.matrix_title)(&say.percent(share)),
        None => texts.matrix_plain.to_owned(),
    };
    let row = |(month, size, active): (Month, u32, &[u32])| MatrixRow {
        period: say.chart_period(PeriodLength::Month, month.first_day()),
        size: size.into(),
        active: active.iter().map(|&active| active.into()).collect(),
        partial: (0..active.len()).map(|later| !cohorts.is_whole(month, later)).collect(),
        few: active.len() > 1 && small.marks(size as usize),
    };
    let plot = Matrix {
        rows: cohorts.filled().map(row).collect(),
        cohort: texts.cohort.to_owned(),
        size: texts.size.to_owned(),
        since: texts.since.to_owned(),
        share: texts.share.to_owned(),
        partial: texts.partial.to_owned(),
        few: (texts.few)(&least(small, say)),
        one_more: texts.one_older.to_owned(),
        more: texts.older.to_owned(),
    };
    chart(title, texts.matrix_plain, 320, Plot::Matrix(plot), cohorts, say)
}

fn mean(cohorts: &Cohorts, say: &Say<'_>) -> Chart {
    let texts = CohortsTexts::of(say.language);
    let title = match latest_reached(cohorts) {
        Some((months, share)) => (texts.mean_title)(&months.to_string(), &say.percent(share)),
        None => texts.mean_plain.to_owned(),
    };
    // The first month is left out: all of a cohort buy in it.
    let means = || cohorts.weighted_mean_retention.iter().enumerate().skip(1);
    let later = || means().take_while(|(_, share)| share.is_some());
    let period = |(months, _): (usize, &Option<f64>)| PeriodName {
        label: months.to_string(),
        full: (texts.months_later)(&months.to_string()),
        major: months % 12 == 0,
        ..PeriodName::default()
    };
    let values = later().map(|(_, share)| *share).collect();
    let plot = OverTime {
        periods: later().map(period).collect(),
        series: vec![Series { name: texts.all.to_owned(), values, tint: Tint::Accent }],
        columns: false,
        unit: Unit::Share,
        period: texts.since.to_owned(),
        value: texts.share.to_owned(),
    };
    chart(title, texts.mean_plain, 220, Plot::OverTime(plot), cohorts, say)
}

fn chart(title: String, empty: &str, height: u16, plot: Plot, cohorts: &Cohorts, say: &Say<'_>) -> Chart {
    let customers = cohorts.filled().map(|(_, size, _)| size as usize).sum();
    Chart {
        summary: title.clone(),
        title,
        note: say.sample_note(customers, cohorts.provenance.period),
        empty: empty.to_owned(),
        height,
        plot,
    }
}

/// All cohorts together, then each, oldest first.
fn table(page: &mut Page, cohorts: &Cohorts, small: SmallSample, say: &Say<'_>) -> Table {
    let texts = CohortsTexts::of(say.language);
    let origin = say.origin(&cohorts.provenance, texts.definition, texts.source, say.words.rows);
    let figures = Figures { origin: page.origin(origin) };
    let later = || LATER.into_iter().filter(|later| *later < cohorts.weighted_mean_retention.len());
    let mut columns = vec![Column::text(texts.cohort), Column::number(texts.size)];
    columns.extend(later().map(|later| Column::number((texts.months_later)(&later.to_string()))));
    columns.push(Column::text(say.words.note));
    let share = |key: String, name: &str, later: usize, share: Option<f64>| match share {
        Some(share) => {
            let label = format!("{name}, {}", (texts.months_later)(&later.to_string()));
            Cell::from(figures.of(key, label, share, say.percent(share)))
        }
        None => say.no_value(),
    };
    let mean = later().map(|later| {
        let key = format!("cohorts.weighted_mean_retention.{later}");
        share(key, texts.all, later, cohorts.mean(later))
    });
    let mean = [Cell::from(texts.all), Cell::empty()].into_iter().chain(mean).chain([Cell::empty()]).collect();
    let rows = cohorts.filled().map(|(month, size, active)| {
        let few = active.len() > 1 && small.marks(size as usize);
        let mark = Cell::caution(say.small_sample(few, size as usize));
        let name = say.month(month);
        let label = format!("{name}, {}", texts.size);
        let size = figures.of(format!("cohorts.sizes.{month}"), label, size, say.number(size.into()));
        let shares = later().map(|later| {
            let found = cohorts.share(month, later);
            let cell = share(format!("cohorts.retention.{month}.{later}"), &name, later, found);
            if found.is_none() || cohorts.is_whole(month, later) { cell } else { cell.partial(PARTIAL) }
        });
        [Cell::whole(name.clone()), Cell::from(size)].into_iter().chain(shares).chain([mark]).collect()
    });
    Table {
        caption: texts.table.to_owned(),
        show_caption: false,
        columns,
        rows: [mean].into_iter().chain(rows).collect(),
    }
}
