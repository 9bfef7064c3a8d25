//! Tables of customers as files, in either form.

use std::io;

use serde::{Deserialize, Serialize};

use super::csv::{CsvWriter, is_exact_number};
use super::xlsx::{XlsxCell, XlsxWriter};

/// How a table is written as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// CSV as spreadsheets open it: no cell runs as a formula.
    Csv,
    /// A workbook of one sheet.
    Xlsx,
}

impl FileFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// What such files end in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Their media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The most rows such a file is made of; `None` for any number. A sheet is made in memory, of some sixty bytes a cell.
    pub const fn most_rows(self) -> Option<usize> {
        match self {
            Self::Csv => None,
            Self::Xlsx => Some(100_000),
        }
    }
}

/// Widths of columns of a sheet, in letters.
const WIDTHS: std::ops::RangeInclusive<usize> = 10..=40;

/// Columns of a sheet that are texts, whatever they look like: who a customer is.
const TEXTS: usize = 2;

/// Writes a table of customers, row by row.
#[derive(Debug)]
pub struct TableWriter(Form);

#[derive(Debug)]
enum Form {
    Csv(CsvWriter),
    Xlsx(XlsxWriter),
}

impl TableWriter {
    /// A table with these columns, of which the first two say who and are texts in a sheet; all else that is a number and
    /// keeps its digits is one there.
    pub fn new(format: FileFormat, header: &[&str]) -> Self {
        match format {
            FileFormat::Csv => {
                let mut csv = CsvWriter::new();
                csv.row(header.iter().copied());
                Self(Form::Csv(csv))
            }
            FileFormat::Xlsx => {
                let width = |header: &&str| {
                    let letters = (header.chars().count() + 2).clamp(*WIDTHS.start(), *WIDTHS.end());
                    u8::try_from(letters).unwrap_or(u8::MAX)
                };
                let widths = header.iter().map(width);
                Self(Form::Xlsx(XlsxWriter::new("customers", widths, header.iter().copied())))
            }
        }
    }

    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        match &mut self.0 {
            Form::Csv(csv) => csv.row(cells),
            Form::Xlsx(sheet) => sheet.row(cells.into_iter().enumerate().map(|(place, text)| {
                if place >= TEXTS && is_exact_number(text) { XlsxCell::Number(text) } else { XlsxCell::Text(text) }
            })),
        }
    }

    /// The file's bytes. A workbook fails where it comes to more than 4 GB.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        match self.0 {
            // Nothing needs the mark, which some platforms take for a part of the first column's name, where all is ASCII.
            Form::Csv(csv) => Ok(if csv.is_ascii() { csv.finish_plain() } else { csv.finish() }),
            Form::Xlsx(sheet) => sheet.finish(),
        }
    }
}
