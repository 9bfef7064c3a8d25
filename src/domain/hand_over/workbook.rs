//! Answers as a workbook: one sheet, its header frozen. A moment is the kiosk's own date and time.

use std::io;

use crate::domain::export::xlsx::{XlsxCell, XlsxWriter};
use crate::domain::survey::{KioskAnswer, Moment, TABLE_HEADER};

/// What each column shows: widths in letters.
const WIDTHS: [u8; TABLE_HEADER.len()] = [34, 20, 7, 50, 30, 10, 30, 20, 30, 10, 20, 20, 14, 14, 34, 10];

/// Writes answers, in the order given, under [`TABLE_HEADER`]. The same answers give the same bytes.
/// Fails where a part comes to more than 4 GB.
pub fn to_xlsx<'a>(answers: impl IntoIterator<Item = &'a KioskAnswer>) -> io::Result<Vec<u8>> {
    let mut sheet = XlsxWriter::new("answers", WIDTHS, TABLE_HEADER);
    for answer in answers {
        row(&mut sheet, answer);
    }
    sheet.finish()
}

/// The cells of an answer, as in [`crate::domain::survey::to_csv`].
fn row(sheet: &mut XlsxWriter, answer: &KioskAnswer) {
    use XlsxCell::{Moment, Text, Whole};
    let contact = answer.contact.as_ref();
    let (taken, reasons) = (answer.taken.to_string(), answer.reasons.join(" | "));
    sheet.row([
        Text(answer.id.as_str()),
        serial(answer.taken).map_or(Text(&taken), Moment),
        answer.score.map_or(Text(""), |score| Whole(score.get().into())),
        Text(&answer.comment),
        Text(&reasons),
        Text(if answer.complete { "yes" } else { "no" }),
        Text(&answer.extra),
        Text(contact.map_or("", |contact| contact.text.as_str())),
        Text(contact.map_or("", |contact| contact.consent.as_str())),
        Text(answer.language.tag()),
        Text(&answer.organisation),
        Text(&answer.branch),
        Text(&answer.touchpoint),
        Text(&answer.staff),
        Text(&answer.device),
        Whole(answer.sequence),
    ]);
}

/// Days since 1899-12-30 on the kiosk's clock, as spreadsheets count; `None` before 1900-03-01, where
/// they count wrongly, and after 9999.
fn serial(moment: Moment) -> Option<f64> {
    const FROM_1899_TO_1970: i32 = 25_569;
    const FIRST_OF_MARCH_1900: i32 = 61;
    let days = moment.day()?.epoch_days() + FROM_1899_TO_1970;
    let local = moment.epoch_ms.checked_add(i64::from(moment.offset_minutes) * 60_000)?;
    let seconds = local.div_euclid(1000).rem_euclid(24 * 60 * 60);
    (days >= FIRST_OF_MARCH_1900).then(|| f64::from(days) + seconds as f64 / 86_400.0)
}
