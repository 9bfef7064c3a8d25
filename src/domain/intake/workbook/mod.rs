//! Workbooks: one sheet of an XLSX, XLS or ODS file as rows of text cells.
//!
//! - Cells are text: strings as they are, numbers in plain decimals without exponent (decimals with
//!   the 15 digits a spreadsheet shows, whole numbers with every digit stored), dates by number
//!   format and date system as `2024-03-05` or `2024-03-05 10:30:00`, times as `10:30:00`, booleans
//!   as `TRUE` and `FALSE`, errors by their text (`#N/A`). Formulas give the value last computed.
//! - `row` is the row as the spreadsheet shows it, from 1. Blank rows are passed over and counted;
//!   a row is at least as wide as the widest of the first 200, so blank cells at its end are there.
//! - Texts, days and ids of cells merged down a sheet stand in each of its rows (`merges.rs`), which [`Read::merged`] counts.
//! - Columns beyond the 2,000th are not read, which is said in [`Read::cut_columns`].
//! - Hidden sheets are listed after the visible ones; without a name the first of the list is read.
//!   Chart sheets are no sheets here.
//!
//! Sheets are streamed cell by cell, whatever size they claim. The readers are our own, on `zip`
//! and `quick-xml`: calamine allocates what a file claims (the count of shared strings, the bounding
//! box of a sheet), indexes into damaged XLS files without checking (in a browser a panic ends the
//! worker, it cannot be caught), gives up a whole file for one error value it does not know
//! (`#SPILL!`), and rounds long ids to a float. It serves as a second opinion in the tests.

mod cfb;
mod delivery;
mod merges;
mod ods;
mod package;
mod value;
pub mod wire;
mod xls;
mod xlsx;

use serde::{Deserialize, Serialize};

use super::{IntakeError, Note, Pace, Sink};
use delivery::Delivery;
use package::{Package, damaged};

/// What reading a sheet came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// The sheet read.
    pub sheet: String,
    /// Rows that hold something, the header included; 0 for a blank sheet, of which the sink gets
    /// nothing.
    pub rows: u64,
    /// Blank rows between the first and the last row that hold something.
    pub blank_rows: u64,
    /// Where cells lay beyond the last column read: the number of columns read.
    pub cut_columns: Option<u64>,
    /// Rows the workbook hides; they are read like any other.
    #[serde(default)]
    pub hidden_rows: u64,
    /// Formulas whose result is not stored (XLSX and ODS); they are blank.
    #[serde(default)]
    pub formulas: u64,
    /// Cells that got the value of the one above that they are merged with.
    #[serde(default)]
    pub merged: u64,
}

impl Read {
    /// What of it is worth noting in a report.
    pub(super) fn notes(&self) -> Vec<Note> {
        let blank = (self.blank_rows > 0).then_some(Note::BlankRows { rows: self.blank_rows });
        let hidden = (self.hidden_rows > 0).then_some(Note::HiddenRows { rows: self.hidden_rows });
        let formulas = (self.formulas > 0).then_some(Note::Formulas { cells: self.formulas });
        blank
            .into_iter()
            .chain(hidden)
            .chain(formulas)
            .chain((self.merged > 0).then_some(Note::MergedCells { cells: self.merged }))
            .chain(self.cut_columns.map(|columns| Note::BeyondLimits { columns }))
            .collect()
    }
}

/// Whether a file that begins with these bytes is to be read here: a ZIP archive, or the container
/// of old Office files. Of these, [`sheets`] and [`read`] refuse what is no workbook.
pub fn is_workbook(beginning: &[u8]) -> bool {
    beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(cfb::SIGNATURE) || xls::is_bare(beginning)
}

/// The sheets in order, hidden ones last.
///
/// # Errors
/// [`IntakeError::Password`], [`IntakeError::DamagedWorkbook`], [`IntakeError::TooLarge`],
/// [`IntakeError::Cancelled`], or [`IntakeError::NotATable`] for other archives and documents.
pub async fn sheets(bytes: &[u8], pace: &mut impl Pace) -> Result<Vec<Sheet>, IntakeError> {
    let sheets = match open(bytes)? {
        Opened::Xlsx(package) => xlsx::Workbook::open(package)?.sheets(),
        Opened::Ods(package) => ods::Spreadsheet::open(package)?.sheets(pace).await?,
        Opened::Xls(stream) => xls::Workbook::open(&stream)?.sheets(),
    };
    Ok(in_order(sheets).collect())
}

/// Reads one sheet into `sink`, header first; without a name the first of [`sheets`].
///
/// # Errors
/// As [`sheets`], and [`IntakeError::NoSuchSheet`], [`IntakeError::Cancelled`], and whatever the
/// sink returns. Rows may have been handed on before an error is found.
pub async fn read(
    bytes: &[u8],
    sheet: Option<&str>,
    sink: &mut impl Sink,
    pace: &mut impl Pace,
) -> Result<Read, IntakeError> {
    let mut delivery = Delivery::new(sink, pace, bytes.len() as u64);
    let name = match open(bytes)? {
        Opened::Xlsx(package) => {
            let mut workbook = xlsx::Workbook::open(package)?;
            let name = choose(workbook.sheets(), sheet)?;
            workbook.read(&name, &mut delivery).await?;
            name
        }
        Opened::Ods(package) => {
            let mut spreadsheet = ods::Spreadsheet::open(package)?;
            let name = match sheet {
                Some(name) => name.to_owned(),
                None => choose(spreadsheet.sheets(delivery.pace()).await?, None)?,
            };
            spreadsheet.read(&name, &mut delivery).await?;
            name
        }
        Opened::Xls(stream) => {
            let workbook = xls::Workbook::open(&stream)?;
            let name = choose(workbook.sheets(), sheet)?;
            workbook.read(&name, &mut delivery).await?;
            name
        }
    };
    delivery.finish(name)
}

/// A sheet as its workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
}

fn in_order(sheets: Vec<Sheet>) -> impl Iterator<Item = Sheet> {
    let (hidden, visible): (Vec<_>, Vec<_>) = sheets.into_iter().partition(|sheet| sheet.hidden);
    visible.into_iter().chain(hidden)
}

fn choose(sheets: Vec<Sheet>, wanted: Option<&str>) -> Result<String, IntakeError> {
    match wanted {
        None => in_order(sheets).next().map(|sheet| sheet.name).ok_or_else(|| damaged("it has no sheet")),
        Some(name) if sheets.iter().any(|sheet| sheet.name == name) => Ok(name.to_owned()),
        Some(name) => Err(IntakeError::NoSuchSheet { sheet: name.to_owned() }),
    }
}

enum Opened<'a> {
    Xlsx(Package<'a>),
    Ods(Package<'a>),
    /// The stream of BIFF records.
    Xls(Vec<u8>),
}

fn open(bytes: &[u8]) -> Result<Opened<'_>, IntakeError> {
    if bytes.starts_with(cfb::SIGNATURE) {
        let container = cfb::Container::open(bytes)?;
        return if container.has("EncryptedPackage") {
            Err(IntakeError::Password)
        } else if let Some(stream) = container.stream("Workbook")?.or(container.stream("Book")?) {
            Ok(Opened::Xls(stream))
        } else {
            Err(IntakeError::NotATable { what: if container.has("WordDocument") { "Word" } else { "OLE2" }.to_owned() })
        };
    }
    if xls::is_bare(bytes) {
        return Ok(Opened::Xls(bytes.to_vec()));
    }
    let mut package = Package::open(bytes)?;
    if package.beginning("mimetype", 64)?.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Opened::Ods(package));
    }
    let other = [("word/", "Word"), ("ppt/", "PowerPoint"), ("xl/workbook.bin", "XLSB"), ("index/", "Numbers")];
    if let Some((_, what)) = other.iter().find(|(folder, _)| package.has_folder(folder)) {
        return Err(IntakeError::NotATable { what: (*what).to_owned() });
    }
    if package.has("_rels/.rels") || package.has("xl/workbook.xml") {
        return Ok(Opened::Xlsx(package));
    }
    let what = if package.has("content.xml") { "OpenDocument" } else { "ZIP" };
    Err(IntakeError::NotATable { what: what.to_owned() })
}
