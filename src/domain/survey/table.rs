//! Answers of kiosks as a table of survey answers, without the way through a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::dataset::{Answers, BLANK, Column, Field, FileTable, Kind, Rows};
use crate::domain::day::{Day, Period};
use crate::domain::intake::{FileReport, Imported, Note, Reason, Record, SetAside, SetAsideFile};

use super::answer::{KioskAnswer, REASONS, TABLE_HEADER, cells};
use super::repeats::RepeatRule;

/// Rows set aside that the report shows.
const SHOWN: usize = 200;

/// The score's column, at fault where an answer has none.
const SCORE: &str = "score";

/// The table of these answers, and a report as of a file of this name. `today` tells answers of a
/// clock that runs ahead.
///
/// Branch, touchpoint, staff, language and what else groups answers are attributes. An answer's number
/// goes along, to know it by, and is offered nowhere; contact, consent, device and place in its sequence
/// do not go along. Where presses were repeated, an attribute says which: a filter can leave them out. An
/// answer without a score is set aside in the report and stays in the table, as one of a file does.
pub fn to_table(name: &str, answers: &[KioskAnswer], today: Option<Day>, repeats: RepeatRule) -> Imported {
    let days: Vec<Option<Day>> = answers.iter().map(|answer| answer.taken.day()).collect();
    let columns = columns(answers, repeats);
    let (shown, set_aside) = without_score(answers);
    let aside = set_aside.rows();
    let late = days.iter().flatten().filter(|day| today.is_some_and(|today| **day > today)).count() as u64;
    let mapped = |field: Field| (field, field.name().to_owned());
    let report = FileReport {
        name: name.to_owned(),
        kind: Kind::Answers,
        encoding: None,
        delimiter: None,
        quoting: None,
        sheet: None,
        header_row: None,
        export: None,
        currency: None,
        mapping: [Field::Date, Field::Score]
            .into_iter()
            .chain(columns.iter().filter_map(|column| column.role))
            .map(mapped)
            .collect(),
        attributes: columns.iter().filter(|column| column.role.is_none()).map(|column| column.name.clone()).collect(),
        rows_read: answers.len() as u64,
        rows_used: answers.len() as u64 - aside,
        rows_set_aside: aside,
        reasons: if aside > 0 { BTreeMap::from([(Reason::NoScore, aside)]) } else { BTreeMap::new() },
        notes: if late > 0 { vec![Note::FutureDates { rows: late }] } else { Vec::new() },
        period: Period::spanning(days.iter().copied().flatten()),
        set_aside: shown,
        passed_over: BTreeMap::new(),
        passed: Vec::new(),
    };
    let table = Answers {
        customer: vec![BLANK; answers.len()],
        day: days,
        score: answers.iter().map(|answer| answer.score).collect(),
        // A kiosk asks from 0 to 10.
        answered: Vec::new(),
        columns,
    };
    let table =
        FileTable { customers: Arc::default(), rows: Rows::Answers(Arc::new(table)), order_ids: Arc::default() };
    Imported { table, report, set_aside }
}

/// The columns that hold something.
fn columns(answers: &[KioskAnswer], repeats: RepeatRule) -> Vec<Column> {
    let column = |name: &str, cell: &dyn Fn(&KioskAnswer) -> String| {
        let cells: Vec<String> = answers.iter().map(cell).collect();
        Column::of_cells(name, cells.iter().map(|cell| cell.trim()))
    };
    let known = [
        column(Field::AnswerId.name(), &|answer| answer.id.to_string()).with_role(Field::AnswerId),
        column(Field::Comment.name(), &|answer| answer.comment.clone()).with_role(Field::Comment),
    ];
    let groups = [
        column("reasons", &|answer| answer.reasons.join(REASONS)),
        column("complete", &|answer| if answer.complete { "yes" } else { "no" }.to_owned()),
        column("language", &|answer| answer.language.tag().to_owned()),
        column("organisation", &|answer| answer.organisation.clone()),
        column("branch", &|answer| answer.branch.clone()),
        column("touchpoint", &|answer| answer.touchpoint.clone()),
        column("staff", &|answer| answer.staff.clone()),
    ];
    // The third question groups where its answers repeat, not where each says something else.
    let extra = column("extra", &|answer| answer.extra.clone());
    let filled = extra.codes.iter().filter(|code| **code != BLANK).count();
    let extra = Some(extra).filter(|extra| extra.values.len() * 2 <= filled);
    let marked = repeats.repeated(answers);
    let repeated = (!marked.is_empty())
        .then(|| column("repeated", &|answer| if marked.contains(&answer.id) { "yes" } else { "no" }.to_owned()));
    known.into_iter().chain(groups).chain(extra).chain(repeated).filter(|column| !column.values.is_empty()).collect()
}

/// The answers that have no score: the first of them to show, and all to download.
fn without_score(answers: &[KioskAnswer]) -> (Vec<SetAside>, SetAsideFile) {
    let mut file = SetAsideFile::new(&TABLE_HEADER.map(str::to_owned));
    let mut shown = Vec::new();
    let mut record = Record::default();
    for (row, answer) in (1..).zip(answers).filter(|(_, answer)| answer.score.is_none()) {
        record.clear(row);
        for cell in cells(answer) {
            record.push(&cell);
        }
        file.add(&record, SCORE, Reason::NoScore);
        if shown.len() < SHOWN {
            let column = Some(SCORE.to_owned());
            shown.push(SetAside { row, column, reason: Reason::NoScore, text: String::new() });
        }
    }
    (shown, file)
}
