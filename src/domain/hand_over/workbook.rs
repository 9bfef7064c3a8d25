//! Answers as a workbook (XLSX, ECMA-376): one sheet, its header frozen.
//!
//! Written by hand, part by part: the library the tests use (`rust_xlsxwriter`) would add 416 kB,
//! after gzip, to its program, for charts and formulas nobody asks of six small parts.
//! Texts are strings in their cells, so none is ever a formula; numbers are numbers; a moment is the
//! kiosk's own date and time, which spreadsheets sort and filter.

use std::fmt::Write as _;
use std::io;

use crate::domain::survey::{KioskAnswer, Moment, TABLE_HEADER};

use super::archive::pack;

/// UTF-16 units a spreadsheet takes in a cell.
const LONGEST_CELL: usize = 32_767;

/// What each column shows: widths in letters.
const WIDTHS: [u8; TABLE_HEADER.len()] = [34, 20, 7, 50, 30, 10, 30, 20, 30, 10, 20, 20, 14, 14, 34, 10];

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="answers" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

const WORKBOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Style 1 is the header, style 2 a date with its time.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

/// Writes answers, in the order given, under [`TABLE_HEADER`]. The same answers give the same bytes.
/// Fails where a part comes to more than 4 GB.
pub fn to_xlsx<'a>(answers: impl IntoIterator<Item = &'a KioskAnswer>) -> io::Result<Vec<u8>> {
    let sheet = sheet(answers);
    pack(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn sheet<'a>(answers: impl IntoIterator<Item = &'a KioskAnswer>) -> String {
    let mut xml = Sheet(String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
    ));
    for (index, width) in (1..).zip(WIDTHS) {
        xml.add(format_args!(r#"<col min="{index}" max="{index}" width="{width}" customWidth="1"/>"#));
    }
    xml.0.push_str("</cols><sheetData><row>");
    for header in TABLE_HEADER {
        xml.text(header, " s=\"1\"");
    }
    xml.0.push_str("</row>");
    for answer in answers {
        xml.row(answer);
    }
    xml.0.push_str("</sheetData></worksheet>");
    xml.0
}

/// The XML of a sheet, as far as it is written. Cells name no place: they stand one after the other.
struct Sheet(String);

impl Sheet {
    /// The cells of an answer, as in [`crate::domain::survey::to_csv`].
    fn row(&mut self, answer: &KioskAnswer) {
        let contact = answer.contact.as_ref();
        self.0.push_str("<row>");
        self.text(answer.id.as_str(), "");
        match serial(answer.taken) {
            Some(days) => self.add(format_args!(r#"<c s="2"><v>{days}</v></c>"#)),
            None => self.text(&answer.taken.to_string(), ""),
        }
        match answer.score {
            Some(score) => self.number(score.get().into()),
            None => self.text("", ""),
        }
        self.text(&answer.comment, "");
        self.text(&answer.reasons.join(" | "), "");
        self.text(if answer.complete { "yes" } else { "no" }, "");
        self.text(&answer.extra, "");
        self.text(contact.map_or("", |contact| contact.text.as_str()), "");
        self.text(contact.map_or("", |contact| contact.consent.as_str()), "");
        self.text(answer.language.tag(), "");
        for text in [&answer.organisation, &answer.branch, &answer.touchpoint, &answer.staff, &answer.device] {
            self.text(text, "");
        }
        self.number(answer.sequence);
        self.0.push_str("</row>");
    }

    fn number(&mut self, number: u64) {
        self.add(format_args!("<c><v>{number}</v></c>"));
    }

    /// A string in its cell; an empty one is a blank cell. What XML cannot hold is left out, and so
    /// is what goes beyond the longest cell.
    fn text(&mut self, text: &str, style: &str) {
        if text.is_empty() {
            self.0.push_str("<c/>");
            return;
        }
        self.add(format_args!(r#"<c t="inlineStr"{style}><is><t xml:space="preserve">"#));
        let mut room = LONGEST_CELL;
        for (at, letter) in text.char_indices() {
            let Some(left) = room.checked_sub(letter.len_utf16()) else { break };
            room = left;
            match letter {
                '_' if is_escape(text.get(at..).unwrap_or_default()) => self.0.push_str("_x005F_"),
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                // As a reference, or XML would make a line feed of it.
                '\r' => self.0.push_str("&#13;"),
                '\t' | '\n' => self.0.push(letter),
                '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {}
                _ => self.0.push(letter),
            }
        }
        self.0.push_str("</t></is></c>");
    }

    fn add(&mut self, text: std::fmt::Arguments) {
        // Writing to a text cannot fail.
        let _ = self.0.write_fmt(text);
    }
}

/// Whether a spreadsheet would take what the text begins with for the escape of a letter: `_x000D_`.
fn is_escape(text: &str) -> bool {
    let code = text.strip_prefix("_x").and_then(|rest| rest.as_bytes().get(..5));
    code.is_some_and(|code| code.ends_with(b"_") && code.iter().take(4).all(u8::is_ascii_hexdigit))
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
