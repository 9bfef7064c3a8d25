//! The answers CSV of [`survey::to_csv`](crate::domain::survey::to_csv), read back.
//!
//! Seconds are all it says of the time, so an answer that is also there as a hand-over file is kept
//! from that one. A text that began with an apostrophe before `=` and its like comes back without it:
//! the file does not tell it from one that was disarmed.

use crate::domain::day::Day;
use crate::domain::export::csv::runs_as_formula;
use crate::domain::intake::{Quoting, Record, records_of};
use crate::domain::language::Language;
use crate::domain::score::Score;
use crate::domain::survey::{Contact, KioskAnswer, Moment, TABLE_HEADER};

use super::received::{Place, Received, Why};

/// What stands between reasons in their cell.
const BETWEEN_REASONS: &str = " | ";

/// Reads the rows; `None` where the first is not the header of an answers CSV.
pub(super) fn read(text: &str) -> Option<Received> {
    let mut received = Received::default();
    let mut row = 0;
    let mut is_ours = false;
    let rest = records_of(text, true, b',', Quoting::Doubled, |record| {
        row += 1;
        if row == 1 {
            is_ours = record.iter().eq(TABLE_HEADER);
        } else if !record.is_blank() {
            match answer(record) {
                Ok(answer) => received.answers.push(answer),
                Err(why) => received.refuse(Place::Row(row), why, &record.iter().collect::<Vec<_>>().join(",")),
            }
        }
        is_ours
    });
    if is_ours && !rest.is_empty() {
        received.refuse(Place::Row(row + 1), Why::TooLong, rest);
    }
    is_ours.then_some(received)
}

fn answer(record: &Record) -> Result<KioskAnswer, Why> {
    let cells: Vec<&str> = record.iter().collect();
    let Ok(cells) = <[&str; TABLE_HEADER.len()]>::try_from(cells) else { return Err(Why::Cells(record.len())) };
    let [
        id,
        date,
        score,
        comment,
        reasons,
        complete,
        extra,
        contact,
        consent,
        language,
        organisation,
        branch,
        touchpoint,
        staff,
        device,
        sequence,
    ] = cells.map(armed);
    let bad = |column: &str| Why::Cell(column.to_owned());
    let contact = Contact { text: contact.to_owned(), consent: consent.to_owned() };
    Ok(KioskAnswer {
        id: id.parse().map_err(|_| bad("answer_id"))?,
        complete: match complete {
            "yes" => true,
            "no" => false,
            _ => return Err(bad("complete")),
        },
        score: match score {
            "" => None,
            digits => Some(digits.parse().ok().and_then(|n: i64| Score::try_from(n).ok()).ok_or_else(|| bad("score"))?),
        },
        reasons: match reasons {
            "" => Vec::new(),
            reasons => reasons.split(BETWEEN_REASONS).map(str::to_owned).collect(),
        },
        comment: comment.to_owned(),
        extra: extra.to_owned(),
        contact: (!contact.text.is_empty() || !contact.consent.is_empty()).then_some(contact),
        taken: moment(date).ok_or_else(|| bad("date"))?,
        sequence: sequence.parse().map_err(|_| bad("sequence"))?,
        device: device.to_owned(),
        language: Language::ALL.into_iter().find(|known| known.tag() == language).ok_or_else(|| bad("language"))?,
        organisation: organisation.to_owned(),
        branch: branch.to_owned(),
        touchpoint: touchpoint.to_owned(),
        staff: staff.to_owned(),
    })
}

/// A cell without the apostrophe that kept a spreadsheet from running it.
fn armed(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| runs_as_formula(rest)).unwrap_or(cell)
}

/// `2026-03-05T14:07:09+08:00`, as [`Moment`] is written; no other form.
fn moment(text: &str) -> Option<Moment> {
    let (date, rest) = text.split_once('T')?;
    let (time, zone) = rest.split_at_checked(8)?;
    let minutes = match zone.split_at_checked(1)? {
        ("+", zone) => clock(zone)?,
        ("-", zone) => -clock(zone)?,
        _ => return None,
    };
    let (minute, second) = (clock(time.get(..5)?)?, number(time.get(5..)?.strip_prefix(':')?)?);
    let days = i64::from(date.parse::<Day>().ok()?.epoch_days());
    let local = (days * 24 * 60 + i64::from(minute)) * 60 + i64::from(second);
    Some(Moment { epoch_ms: (local - i64::from(minutes) * 60) * 1000, offset_minutes: minutes })
}

/// `14:07` as minutes.
fn clock(text: &str) -> Option<i16> {
    let (hours, minutes) = text.split_once(':')?;
    Some(number(hours)? * 60 + number(minutes)?)
}

/// Two digits.
fn number(text: &str) -> Option<i16> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_written() {
        for (epoch_ms, offset_minutes) in [(0, 0), (1_772_690_829_000, 480), (1_772_690_829_000, -210), (-1_000, 45)] {
            let given = Moment { epoch_ms, offset_minutes };
            assert_eq!(moment(&given.to_string()), Some(given));
        }
        for bad in ["", "2026-03-05", "2026-03-05T14:07:09", "2026-03-05T14:07:09+8", "2026-03-05Tää:07:09+08:00", "5"]
        {
            assert_eq!(moment(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_disarmed_cells_lose_their_apostrophe() {
        for (cell, text) in [("'=1", "=1"), ("'-1+2", "-1+2"), ("'tis", "'tis"), ("-1", "-1"), ("''", "''")] {
            assert_eq!(armed(cell), text);
        }
    }
}
