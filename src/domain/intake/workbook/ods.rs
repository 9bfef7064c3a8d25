//! ODS (OASIS `OpenDocument` 1.3, part 3): one XML part with all sheets, streamed.
//!
//! Runs of equal cells and rows are written once with a count. A run is only unfolded where it
//! holds something, and never beyond the rows and columns of the largest spreadsheets, so a sheet
//! that is formatted to its last row costs nothing.

use std::collections::HashSet;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::domain::intake::{Flow, IntakeError, Pace, Progress, Record, Sink};

use super::Sheet;
use super::delivery::{Delivery, MAX_COLUMNS, place};
use super::merges::Merges;
use super::package::{Package, Xml, attribute, damaged, push_entity};
use super::value::{push_iso, push_literal};

const CONTENT: &str = "content.xml";

/// The last row of any spreadsheet program known (`LibreOffice`, with its largest sheets).
const MAX_ROWS: u64 = 16_777_216;

/// Tags and texts read between two breaths where no row comes.
const BREATH: u32 = 50_000;

/// An opened spreadsheet.
pub(super) struct Spreadsheet<'a> {
    package: Package<'a>,
}

impl<'a> Spreadsheet<'a> {
    /// Opens it, unless it is encrypted.
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, IntakeError> {
        if is_encrypted(&mut package)? { Err(IntakeError::Password) } else { Ok(Self { package }) }
    }

    /// The sheets in the spreadsheet's order, for which the whole content is passed over once.
    pub(super) async fn sheets(&mut self, pace: &mut impl Pace) -> Result<Vec<Sheet>, IntakeError> {
        let mut listing = Listing::begin(&mut self.package)?;
        while !listing.go_on()? {
            pace.breathe(Progress::default()).await?;
        }
        Ok(listing.sheets)
    }

    /// Reads the sheet of this name.
    pub(super) async fn read<S: Sink, P: Pace>(
        &mut self,
        name: &str,
        delivery: &mut Delivery<'_, S, P>,
    ) -> Result<(), IntakeError> {
        let xml = content(&mut self.package)?;
        let mut rows = Rows {
            xml,
            row: 1,
            depth: 0,
            in_sheet: false,
            is_found: false,
            column: 0,
            repeat: 1,
            cell: Cell::default(),
            merges: Merges::open(),
            is_hidden: false,
            hidden: 0,
            formulas: 0,
        };
        let mut record = Record::default();
        let mut copy = Record::default();
        loop {
            match rows.next(name, &mut record)? {
                Step::Row { repeat, cut } => {
                    if cut {
                        delivery.cut();
                    }
                    let first = record.row;
                    let repeat = if record.is_empty() { 0 } else { repeat.min((MAX_ROWS + 1).saturating_sub(first)) };
                    for row in first..first + repeat {
                        copy.clone_from(&record);
                        copy.row = row;
                        rows.merges.fill(&mut copy);
                        if delivery.row(&mut copy, rows.xml.share()).await? == Flow::Enough {
                            return Ok(());
                        }
                    }
                }
                Step::Pause => delivery.breathe(rows.xml.share()).await?,
                Step::End if !rows.is_found => return Err(IntakeError::NoSuchSheet { sheet: name.to_owned() }),
                Step::End => {
                    delivery.tell(rows.hidden, rows.formulas);
                    delivery.tell_merged(rows.merges.filled);
                    return rows.xml.drain();
                }
            }
        }
    }
}

/// Gathers the sheets of the content.
struct Listing<'p, 'a> {
    xml: Xml<'p, 'a>,
    sheets: Vec<Sheet>,
    style: String,
    hidden_styles: HashSet<String>,
    depth: u32,
}

impl<'p, 'a> Listing<'p, 'a> {
    fn begin(package: &'p mut Package<'a>) -> Result<Self, IntakeError> {
        let xml = content(package)?;
        Ok(Self { xml, sheets: Vec::new(), style: String::new(), hidden_styles: HashSet::new(), depth: 0 })
    }

    /// Reads on for a while; says whether the end is reached.
    fn go_on(&mut self) -> Result<bool, IntakeError> {
        for _ in 0..BREATH {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name().as_ref() {
                    "style:style" => self.style = attribute(&tag, "name").unwrap_or_default(),
                    "style:table-properties" if attribute(&tag, "display").is_some_and(|value| value == "false") => {
                        self.hidden_styles.insert(self.style.clone());
                    }
                    "table:table" => {
                        if self.depth == 0 {
                            let style = attribute(&tag, "style-name");
                            let hidden = style.is_some_and(|style| self.hidden_styles.contains(&style));
                            self.sheets.push(Sheet { name: attribute(&tag, "name").unwrap_or_default(), hidden });
                        }
                        self.depth += 1;
                    }
                    _ => {}
                },
                Event::End(tag) if tag.name().as_ref() == "table:table" => self.depth = self.depth.saturating_sub(1),
                Event::Eof => return Ok(true),
                _ => {}
            }
        }
        Ok(false)
    }
}

fn content<'p, 'a>(package: &'p mut Package<'a>) -> Result<Xml<'p, 'a>, IntakeError> {
    package.xml(CONTENT)?.ok_or_else(|| damaged(format!("{CONTENT} is missing")))
}

/// Whether the manifest says that a part is encrypted.
fn is_encrypted(package: &mut Package<'_>) -> Result<bool, IntakeError> {
    let Some(mut xml) = package.xml("META-INF/manifest.xml")? else { return Ok(false) };
    loop {
        match xml.next()? {
            Event::Start(tag) if matches!(tag.local_name().as_ref(), "encryption-data" | "encrypted-key") => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

enum Step {
    /// A row, to be taken `repeat` times; `cut` where a cell lay beyond the columns read.
    Row {
        repeat: u64,
        cut: bool,
    },
    Pause,
    End,
}

/// The rows of one sheet.
struct Rows<'p, 'a> {
    xml: Xml<'p, 'a>,
    row: u64,
    /// How many tables deep: a cell may hold a table of its own.
    depth: u32,
    in_sheet: bool,
    is_found: bool,
    column: usize,
    repeat: u64,
    cell: Cell,
    merges: Merges,
    /// Whether the row is hidden.
    is_hidden: bool,
    /// Rows that hold something and are hidden.
    hidden: u64,
    /// Formulas without a stored result.
    formulas: u64,
}

impl Rows<'_, '_> {
    fn next(&mut self, sheet: &str, record: &mut Record) -> Result<Step, IntakeError> {
        let mut cut = false;
        for _ in 0..BREATH {
            let event = self.xml.next()?;
            match &event {
                Event::Start(tag) if tag.name().as_ref() == "table:table" => {
                    self.depth += 1;
                    if self.depth == 1 {
                        self.in_sheet = attribute(tag, "name").unwrap_or_default() == sheet;
                        self.is_found |= self.in_sheet;
                        self.row = 1;
                    }
                }
                Event::End(tag) if tag.name().as_ref() == "table:table" => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 && self.in_sheet {
                        return Ok(Step::End);
                    }
                }
                Event::Eof if self.depth > 0 => return Err(damaged("the sheet ends before its last row")),
                Event::Eof => return Ok(Step::End),
                _ if !self.in_sheet || self.depth != 1 => {}
                Event::Start(tag) => match tag.name().as_ref() {
                    "table:table-row" => {
                        record.clear(self.row);
                        self.column = 0;
                        self.repeat = count(tag, "number-rows-repeated");
                        self.is_hidden = attribute(tag, "visibility").is_some_and(|shown| shown != "visible");
                    }
                    "table:table-cell" | "table:covered-table-cell" => self.cell.start(tag),
                    name => self.cell.open(name, tag),
                },
                Event::End(tag) => match tag.name().as_ref() {
                    "table:table-row" => {
                        self.row = self.row.saturating_add(self.repeat);
                        self.hidden += if self.is_hidden && !record.is_empty() { self.repeat } else { 0 };
                        return Ok(Step::Row { repeat: self.repeat, cut });
                    }
                    "table:table-cell" | "table:covered-table-cell" => cut |= !self.finish_cell(record),
                    name => self.cell.close(name),
                },
                Event::Text(text) => self.cell.push(&text.xml10_content()),
                Event::CData(text) => self.cell.push(&text.xml10_content()),
                Event::GeneralRef(entity) if self.cell.is_gathering() => push_entity(entity, &mut self.cell.text),
                _ => {}
            }
        }
        Ok(Step::Pause)
    }

    /// Places the cell as often as it repeats; says whether all of it is read.
    fn finish_cell(&mut self, record: &mut Record) -> bool {
        let text = self.cell.value();
        let end = self.column.saturating_add(self.cell.repeat);
        self.formulas += u64::from(self.cell.formula && self.cell.kind.is_empty() && text.is_empty());
        if !text.trim().is_empty() {
            for column in self.column..end.min(MAX_COLUMNS) {
                if self.cell.rows > 1 {
                    self.merges.add((self.row, column, self.row.saturating_add(self.cell.rows - 1)));
                }
                self.merges.take(self.row, column, &text);
                place(record, column, &text);
            }
        }
        self.column = end;
        text.trim().is_empty() || end <= MAX_COLUMNS
    }
}

fn count(tag: &BytesStart<'_>, name: &str) -> u64 {
    attribute(tag, name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}

/// The cell being read.
#[derive(Default)]
struct Cell {
    repeat: usize,
    /// Rows it is merged over.
    rows: u64,
    kind: String,
    stored: String,
    text: String,
    paragraphs: u32,
    in_paragraph: bool,
    /// Whether it has a formula.
    formula: bool,
    /// How deep within a comment or drawing, whose paragraphs are not the cell's.
    aside: u32,
}

impl Cell {
    fn start(&mut self, tag: &BytesStart<'_>) {
        *self = Self { repeat: 1, text: std::mem::take(&mut self.text), ..Self::default() };
        self.text.clear();
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "table:number-columns-repeated" => self.repeat = attribute.value.parse().unwrap_or(1).max(1),
                "table:number-rows-spanned" => self.rows = attribute.value.parse().unwrap_or(1),
                "table:formula" => self.formula = true,
                "office:value-type" => attribute.value.as_ref().clone_into(&mut self.kind),
                // What LibreOffice shows for an error stands in the text; its type says "string".
                "calcext:value-type" if attribute.value == "error" => "error".clone_into(&mut self.kind),
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => {
                    self.stored = attribute
                        .normalized_value(XmlVersion::Implicit1_0)
                        .map(std::borrow::Cow::into_owned)
                        .unwrap_or_default();
                }
                _ => {}
            }
        }
    }

    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            _ if self.aside > 0 => self.aside += u32::from(is_aside(name)),
            "text:p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.in_paragraph = true;
            }
            "text:s" => (0..count(tag, "c").min(1_000)).for_each(|_| self.push(" ")),
            "text:tab" => self.push("\t"),
            "text:line-break" => self.push("\n"),
            _ => self.aside += u32::from(is_aside(name)),
        }
    }

    fn close(&mut self, name: &str) {
        if is_aside(name) {
            self.aside = self.aside.saturating_sub(1);
        } else if name == "text:p" && self.aside == 0 {
            self.in_paragraph = false;
        }
    }

    fn is_gathering(&self) -> bool {
        self.in_paragraph && self.aside == 0
    }

    fn push(&mut self, text: &str) {
        if self.is_gathering() {
            self.text.push_str(text);
        }
    }

    fn value(&self) -> String {
        let mut value = String::new();
        match &*self.kind {
            "float" | "percentage" | "currency" => push_literal(&self.stored, &mut value),
            "date" => push_iso(&self.stored, &mut value),
            "time" => push_duration(&self.stored, &mut value),
            "boolean" => value.push_str(if self.stored == "true" { "TRUE" } else { "FALSE" }),
            "string" if self.paragraphs == 0 => value.push_str(&self.stored),
            _ => value.push_str(&self.text),
        }
        value
    }
}

fn is_aside(name: &str) -> bool {
    name.starts_with("office:annotation")
        || name.starts_with("draw:")
        || name == "table:shapes"
        || name == "text:ruby-text"
}

/// `PT10H30M00S` as `10:30:00`; anything else as it is.
fn push_duration(duration: &str, text: &mut String) {
    let clock = || {
        let (hours, rest) = duration.strip_prefix("PT")?.split_once('H')?;
        let (minutes, seconds) = rest.strip_suffix('S')?.split_once('M')?;
        let whole = seconds.split(['.', ',']).next()?;
        Some(format!(
            "{:02}:{:02}:{:02}",
            hours.parse::<u32>().ok()?,
            minutes.parse::<u8>().ok()?,
            whole.parse::<u8>().ok()?
        ))
    };
    text.push_str(&clock().unwrap_or_else(|| duration.to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_as_a_clock() {
        let shown = |text| {
            let mut out = String::new();
            push_duration(text, &mut out);
            out
        };
        assert_eq!(shown("PT10H30M00S"), "10:30:00");
        assert_eq!(shown("PT49H5M7.25S"), "49:05:07");
        assert_eq!(shown("soon"), "soon");
    }
}
