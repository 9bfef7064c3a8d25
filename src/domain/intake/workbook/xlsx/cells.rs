//! The cells of an XLSX sheet, row by row.

use quick_xml::events::{BytesStart, Event};

use crate::domain::intake::workbook::delivery::place;
use crate::domain::intake::workbook::merges::Merges;
use crate::domain::intake::workbook::package::{Xml, damaged, local, plain_attributes, push_entity};
use crate::domain::intake::workbook::value::{Shown, push_currency, push_iso, push_literal, push_serial};
use crate::domain::intake::{IntakeError, Record};

use super::BREATH;
use super::texts::{Run, Texts, push_unescaped};

/// What came of looking for a row.
pub(super) enum Step {
    Row,
    Pause,
    End,
}

/// How a cell's value is written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum CellType {
    #[default]
    Number,
    Shared,
    Inline,
    Text,
    Boolean,
    Error,
    Date,
}

/// The cell being read.
#[derive(Default)]
struct Cell {
    kind: CellType,
    style: usize,
    value: String,
    in_value: bool,
    /// Whether it has a formula.
    formula: bool,
    run: Run,
    text: String,
}

/// The cells of a sheet.
pub(super) struct Cells<'p, 'a> {
    pub(super) xml: Xml<'p, 'a>,
    styles: Vec<Shown>,
    texts: Texts,
    is_1904: bool,
    /// See [`super::Workbook`].
    pub(super) is_uncomputed: bool,
    row: u64,
    column: usize,
    cell: Cell,
    pub(super) merges: Merges,
    /// Whether the row is hidden.
    is_hidden: bool,
    /// Rows that hold something and are hidden.
    pub(super) hidden_rows: u64,
    /// Formulas without a stored result.
    pub(super) formulas: u64,
}

impl<'p, 'a> Cells<'p, 'a> {
    /// The cells of the sheet in this part.
    pub(super) fn new(xml: Xml<'p, 'a>, styles: Vec<Shown>, texts: Texts, is_1904: bool) -> Self {
        Self {
            xml,
            styles,
            texts,
            is_1904,
            is_uncomputed: false,
            row: 0,
            column: 0,
            cell: Cell::default(),
            merges: Merges::default(),
            is_hidden: false,
            hidden_rows: 0,
            formulas: 0,
        }
    }

    /// Fills `record` with the next row; says as well whether a cell lay beyond the columns read.
    pub(super) fn next_row(&mut self, record: &mut Record) -> Result<(Step, bool), IntakeError> {
        let mut cut = false;
        for _ in 0..BREATH {
            // Taken by reference: a sheet has millions of events, and each is as large as ten words.
            let next = self.xml.next();
            let event = match next {
                Ok(ref event) => event,
                Err(error) => return Err(error.into()),
            };
            match event {
                Event::Start(tag) => match local(tag.name().as_ref()) {
                    "row" => {
                        let (row, is_hidden) = attributes_of_row(tag);
                        self.row = row.unwrap_or(self.row + 1);
                        self.is_hidden = is_hidden;
                        self.column = 0;
                        record.clear(self.row);
                    }
                    "c" => self.column = self.cell.start(tag).unwrap_or(self.column),
                    "v" => self.cell.in_value = self.cell.kind != CellType::Inline,
                    "f" => self.cell.formula = true,
                    _ => self.cell.run.see(event),
                },
                Event::End(tag) => match local(tag.name().as_ref()) {
                    "v" => self.cell.in_value = false,
                    "c" => {
                        self.cell.finish(&self.styles, &self.texts, self.is_1904)?;
                        if self.cell.lacks_result(self.is_uncomputed) {
                            self.formulas += 1;
                            self.cell.text.clear();
                        }
                        self.merges.take(self.row, self.column, &self.cell.text);
                        cut |= !place(record, self.column, &self.cell.text);
                        self.column += 1;
                    }
                    "row" => {
                        self.hidden_rows += u64::from(self.is_hidden && !record.is_empty());
                        self.merges.fill(record);
                        return Ok((Step::Row, cut));
                    }
                    "sheetData" => return Ok((Step::End, cut)),
                    _ => self.cell.run.see(event),
                },
                Event::Text(text) if self.cell.in_value => self.cell.value.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) if self.cell.in_value => push_entity(entity, &mut self.cell.value),
                Event::Eof => return Err(damaged("the sheet ends before its last row")),
                other => self.cell.run.see(other),
            }
        }
        Ok((Step::Pause, cut))
    }
}

/// The row's number, and whether it is hidden.
fn attributes_of_row(tag: &BytesStart<'_>) -> (Option<u64>, bool) {
    let (mut row, mut is_hidden) = (None, false);
    for (name, value) in plain_attributes(tag) {
        match name {
            "r" => row = value.parse().ok(),
            "hidden" => is_hidden = matches!(value, "1" | "true"),
            _ => {}
        }
    }
    (row, is_hidden)
}

impl Cell {
    /// Begins a cell; returns its column from 0 where it names one.
    fn start(&mut self, tag: &BytesStart<'_>) -> Option<usize> {
        self.kind = CellType::Number;
        self.style = 0;
        self.value.clear();
        self.run.text.clear();
        self.in_value = false;
        self.formula = false;
        let mut column = None;
        for (name, value) in plain_attributes(tag) {
            match name {
                "r" => column = column_of(value),
                "s" => self.style = value.parse().unwrap_or(0),
                "t" => {
                    self.kind = match value {
                        "s" => CellType::Shared,
                        "inlineStr" => CellType::Inline,
                        "str" => CellType::Text,
                        "b" => CellType::Boolean,
                        "e" => CellType::Error,
                        "d" => CellType::Date,
                        _ => CellType::Number,
                    }
                }
                _ => {}
            }
        }
        column
    }

    /// Whether it is a formula that nobody has computed; one that gives an empty text says it is text.
    fn lacks_result(&self, is_uncomputed: bool) -> bool {
        let value = self.value.trim();
        let is_none = value.is_empty() || is_uncomputed && value == "0";
        self.formula && is_none && matches!(self.kind, CellType::Number)
    }

    /// Turns the value into text.
    fn finish(&mut self, styles: &[Shown], texts: &Texts, is_1904: bool) -> Result<(), IntakeError> {
        self.text.clear();
        let value = self.value.trim();
        match self.kind {
            CellType::Inline => push_unescaped(&self.run.text, &mut self.text),
            CellType::Text => push_unescaped(&self.value, &mut self.text),
            _ if value.is_empty() => {}
            CellType::Number => {
                let shown = styles.get(self.style).copied().unwrap_or_default();
                let is_number = matches!(shown, Shown::Number | Shown::Money(_));
                let serial = if is_number { None } else { value.parse().ok() };
                push_currency(shown, &mut self.text);
                match serial {
                    Some(serial) => push_serial(serial, shown, is_1904, &mut self.text),
                    None => push_literal(value, &mut self.text),
                }
            }
            CellType::Shared => {
                let text = value.parse().ok().and_then(|index| texts.get(index));
                self.text.push_str(text.ok_or_else(|| damaged(format!("there is no shared string {value}")))?);
            }
            CellType::Boolean => self.text.push_str(if matches!(value, "1" | "true") { "TRUE" } else { "FALSE" }),
            CellType::Error => self.text.push_str(value),
            CellType::Date => push_iso(value, &mut self.text),
        }
        Ok(())
    }
}

/// The column of a reference like `AB12`, from 0; beyond the last column of any spreadsheet it is
/// held there.
pub(super) fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.fold(0_usize, |column, letter| {
        column.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_from_references() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("Z9"), Some(25));
        assert_eq!(column_of("AA10"), Some(26));
        assert_eq!(column_of("XFD1048576"), Some(16_383));
        assert_eq!(column_of("12"), None);
        assert!(column_of(&"Z".repeat(1000)).is_some());
    }
}
