//! Workbooks (XLSX, ECMA-376) of one sheet, its header frozen.
//!
//! Written by hand, part by part: the library the tests use (`rust_xlsxwriter`) would add 416 kB, after gzip, to its
//! program, for charts and formulas nobody asks of six small parts. Texts are strings in their cells, so none is ever a
//! formula; numbers are numbers; a moment is a date and time, which spreadsheets sort and filter.

use std::fmt::Write as _;
use std::io;

use super::archive::pack;

/// UTF-16 units a spreadsheet takes in a cell.
const LONGEST_CELL: usize = 32_767;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// `NAME` stands for the name of the sheet.
const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="NAME" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

const WORKBOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Style 1 is the header, style 2 a date with its time.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum XlsxCell<'a> {
    /// A string; an empty one is a blank cell.
    Text(&'a str),
    /// A whole number.
    Whole(u64),
    /// A number, as it is written: digits with at most one point, perhaps after a minus.
    Number(&'a str),
    /// Days since 1899-12-30, as spreadsheets count, with the time of day.
    Moment(f64),
}

/// Writes rows as a workbook. The same rows give the same bytes.
#[derive(Debug, Clone)]
pub struct XlsxWriter {
    name: &'static str,
    /// The XML of the sheet, as far as it is written. Cells name no place: they stand one after the other.
    xml: String,
}

impl XlsxWriter {
    /// A sheet of this name (plain letters), with its columns' widths in letters and its header.
    pub fn new<'a>(
        name: &'static str,
        widths: impl IntoIterator<Item = u8>,
        header: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let xml = String::from(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
        );
        let mut writer = Self { name, xml };
        for (index, width) in (1..).zip(widths) {
            writer.add(format_args!(r#"<col min="{index}" max="{index}" width="{width}" customWidth="1"/>"#));
        }
        writer.xml.push_str("</cols><sheetData><row>");
        for header in header {
            writer.text(header, " s=\"1\"");
        }
        writer.xml.push_str("</row>");
        writer
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = XlsxCell<'a>>) {
        self.xml.push_str("<row>");
        for cell in cells {
            match cell {
                XlsxCell::Text(text) => self.text(text, ""),
                XlsxCell::Whole(number) => self.add(format_args!("<c><v>{number}</v></c>")),
                XlsxCell::Number(number) => self.add(format_args!("<c><v>{number}</v></c>")),
                XlsxCell::Moment(days) => self.add(format_args!(r#"<c s="2"><v>{days}</v></c>"#)),
            }
        }
        self.xml.push_str("</row>");
    }

    /// The file's bytes. Fails where a part comes to more than 4 GB.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        self.xml.push_str("</sheetData></worksheet>");
        pack(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.replace("NAME", self.name).as_bytes()),
            ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/worksheets/sheet1.xml", self.xml.as_bytes()),
        ])
    }

    /// A string in its cell. What XML cannot hold is left out, and so
    /// is what goes beyond the longest cell.
    fn text(&mut self, text: &str, style: &str) {
        if text.is_empty() {
            self.xml.push_str("<c/>");
            return;
        }
        self.add(format_args!(r#"<c t="inlineStr"{style}><is><t xml:space="preserve">"#));
        let mut room = LONGEST_CELL;
        for (at, letter) in text.char_indices() {
            let Some(left) = room.checked_sub(letter.len_utf16()) else { break };
            room = left;
            match letter {
                '_' if is_escape(text.get(at..).unwrap_or_default()) => self.xml.push_str("_x005F_"),
                '&' => self.xml.push_str("&amp;"),
                '<' => self.xml.push_str("&lt;"),
                '>' => self.xml.push_str("&gt;"),
                // As a reference, or XML would make a line feed of it.
                '\r' => self.xml.push_str("&#13;"),
                '\t' | '\n' => self.xml.push(letter),
                '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {}
                _ => self.xml.push(letter),
            }
        }
        self.xml.push_str("</t></is></c>");
    }

    fn add(&mut self, text: std::fmt::Arguments) {
        // Writing to a text cannot fail.
        let _ = self.xml.write_fmt(text);
    }
}

/// Whether a spreadsheet would take what the text begins with for the escape of a letter: `_x000D_`.
fn is_escape(text: &str) -> bool {
    let code = text.strip_prefix("_x").and_then(|rest| rest.as_bytes().get(..5));
    code.is_some_and(|code| code.ends_with(b"_") && code.iter().take(4).all(u8::is_ascii_hexdigit))
}
