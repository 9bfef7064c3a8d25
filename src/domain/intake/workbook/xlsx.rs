//! XLSX (ECMA-376, Office Open XML): a sheet streamed cell by cell.
//!
//! In memory are the shared strings, as one text, and what each cell style shows; nothing depends
//! on the dimensions or counts that the file claims.

use std::collections::{BTreeMap, HashMap};

use quick_xml::events::{BytesStart, Event};

use crate::domain::intake::{Flow, IntakeError, Pace, Record, Sink};

use super::Sheet;
use super::delivery::{Delivery, place};
use super::package::{Package, Xml, attribute, damaged, push_entity};
use super::value::{Shown, push_iso, push_literal, push_serial, shown_by_builtin, shown_by_code};

/// What the shared strings may take, as they are held in memory.
const MAX_TEXTS: usize = 512 << 20;

/// Tags and texts read between two breaths where no row comes.
const BREATH: u32 = 50_000;

/// The workbook's own part: sheets and where the rest is.
pub(super) struct Workbook<'a> {
    package: Package<'a>,
    sheets: Vec<(Sheet, String)>,
    texts_path: String,
    styles_path: String,
    is_1904: bool,
}

impl<'a> Workbook<'a> {
    /// Reads what sheets there are.
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, IntakeError> {
        let path = relations(&mut package, "_rels/.rels", "")?
            .into_values()
            .find(|relation| relation.kind == "officeDocument")
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let relations = relations(&mut package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let by_kind = |kind: &str, usual: &str| {
            let found = relations.values().find(|relation| relation.kind == kind);
            found.map_or_else(|| format!("{folder}/{usual}"), |relation| relation.target.clone())
        };
        let texts_path = by_kind("sharedStrings", "sharedStrings.xml");
        let styles_path = by_kind("styles", "styles.xml");
        let mut workbook = Self { package, sheets: Vec::new(), texts_path, styles_path, is_1904: false };
        workbook.read_sheets(&path, &relations)?;
        Ok(workbook)
    }

    fn read_sheets(&mut self, path: &str, relations: &BTreeMap<String, Relation>) -> Result<(), IntakeError> {
        let Some(mut xml) = self.package.xml(path)? else { return Err(damaged(format!("{path} is missing"))) };
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                    let relation = attribute(&tag, "id").and_then(|id| relations.get(&id));
                    let name = attribute(&tag, "name");
                    if let (Some(name), Some(relation)) = (name, relation.filter(|it| it.kind == "worksheet")) {
                        let hidden = attribute(&tag, "state").is_some_and(|state| state != "visible");
                        self.sheets.push((Sheet { name, hidden }, relation.target.clone()));
                    }
                }
                Event::Start(tag) if tag.local_name().as_ref() == "workbookPr" => {
                    self.is_1904 = attribute(&tag, "date1904").is_some_and(|value| matches!(&*value, "1" | "true"));
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The sheets in the workbook's order.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        self.sheets.iter().map(|(sheet, _)| sheet.clone()).collect()
    }

    /// Reads the sheet of this name.
    pub(super) async fn read<S: Sink, P: Pace>(
        &mut self,
        name: &str,
        delivery: &mut Delivery<'_, S, P>,
    ) -> Result<(), IntakeError> {
        let Some((_, path)) = self.sheets.iter().find(|(sheet, _)| sheet.name == name) else {
            return Err(IntakeError::NoSuchSheet { sheet: name.to_owned() });
        };
        let styles = read_styles(&mut self.package, &self.styles_path)?;
        let texts = Texts::read(&mut self.package, &self.texts_path, delivery).await?;
        let Some(xml) = self.package.xml(path)? else { return Err(damaged(format!("{path} is missing"))) };
        let mut cells = Cells { xml, styles, texts, is_1904: self.is_1904, row: 0, column: 0, cell: Cell::default() };
        let mut record = Record::default();
        loop {
            let (step, cut) = cells.next_row(&mut record)?;
            if cut {
                delivery.cut();
            }
            match step {
                Step::Row if delivery.row(&mut record, cells.xml.share()).await? == Flow::Enough => return Ok(()),
                Step::Row => {}
                Step::Pause => delivery.breathe(cells.xml.share()).await?,
                Step::End => return cells.xml.drain(),
            }
        }
    }
}

/// Where a part points to.
struct Relation {
    /// The last word of its type's address.
    kind: String,
    target: String,
}

/// The relations in the part at `path`, their targets resolved against `folder`.
fn relations(package: &mut Package<'_>, path: &str, folder: &str) -> Result<BTreeMap<String, Relation>, IntakeError> {
    let mut relations = BTreeMap::new();
    let Some(mut xml) = package.xml(path)? else { return Ok(relations) };
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                if let (Some(id), Some(kind), Some(target)) =
                    (attribute(&tag, "Id"), attribute(&tag, "Type"), attribute(&tag, "Target"))
                {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.insert(id, Relation { kind, target: resolve(folder, &target) });
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => _ = parts.pop(),
            "." | "" => {}
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// What each cell style shows numbers as.
fn read_styles(package: &mut Package<'_>, path: &str) -> Result<Vec<Shown>, IntakeError> {
    let mut styles = Vec::new();
    let Some(mut xml) = package.xml(path)? else { return Ok(styles) };
    let mut custom = HashMap::new();
    let mut in_cell_styles = false;
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (attribute(&tag, "numFmtId"), attribute(&tag, "formatCode")) {
                        custom.insert(id, shown_by_code(&code));
                    }
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id = attribute(&tag, "numFmtId").unwrap_or_default();
                    let builtin = || id.parse().map_or(Shown::Number, shown_by_builtin);
                    styles.push(custom.get(&id).copied().unwrap_or_else(builtin));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// The shared strings: one text and where each ends.
#[derive(Default)]
struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    async fn read<S: Sink, P: Pace>(
        package: &mut Package<'_>,
        path: &str,
        delivery: &mut Delivery<'_, S, P>,
    ) -> Result<Self, IntakeError> {
        let mut texts = Self::default();
        let Some(mut xml) = package.xml(path)? else { return Ok(texts) };
        let mut run = Run::default();
        let mut since_breath = 0;
        loop {
            let event = xml.next()?;
            run.see(&event);
            match event {
                Event::End(tag) if tag.local_name().as_ref() == "si" => {
                    push_unescaped(&run.text, &mut texts.all);
                    run.text.clear();
                    if texts.all.len() > MAX_TEXTS {
                        return Err(IntakeError::TooLarge { bytes: texts.all.len() as u64 });
                    }
                    texts.ends.push(u32::try_from(texts.all.len()).unwrap_or(u32::MAX));
                }
                Event::Eof => return Ok(texts),
                _ => {}
            }
            since_breath += 1;
            if since_breath == BREATH {
                since_breath = 0;
                delivery.breathe(0.0).await?;
            }
        }
    }

    fn get(&self, index: usize) -> Option<&str> {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.all.get(start as usize..*self.ends.get(index)? as usize)
    }
}

/// Gathers the text of `<t>` elements, rich text joined, reading aids (`<rPh>`) left out.
#[derive(Default)]
struct Run {
    text: String,
    in_text: bool,
    in_reading_aid: bool,
}

impl Run {
    fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => self.in_text = !self.in_reading_aid,
                "rPh" => self.in_reading_aid = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => self.in_text = false,
                "rPh" => self.in_reading_aid = false,
                _ => {}
            },
            Event::Text(text) if self.in_text => self.text.push_str(&text.xml10_content()),
            Event::CData(text) if self.in_text => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if self.in_text => push_entity(entity, &mut self.text),
            _ => {}
        }
    }
}

/// Adds `text` with `_x000D_` and the like turned into the letters they stand for (ECMA-376 part 1,
/// 22.9.2.19).
fn push_unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let letter = escape
            .get(2..7)
            .and_then(|code| code.strip_suffix('_'))
            .filter(|hex| hex.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        let length = if letter.is_some() { 7 } else { 2 };
        match letter {
            Some(letter) => out.push(letter),
            None => out.push_str("_x"),
        }
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// What came of looking for a row.
enum Step {
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
    run: Run,
    text: String,
}

/// The cells of a sheet.
struct Cells<'p, 'a> {
    xml: Xml<'p, 'a>,
    styles: Vec<Shown>,
    texts: Texts,
    is_1904: bool,
    row: u64,
    column: usize,
    cell: Cell,
}

impl Cells<'_, '_> {
    /// Fills `record` with the next row; says as well whether a cell lay beyond the columns read.
    fn next_row(&mut self, record: &mut Record) -> Result<(Step, bool), IntakeError> {
        let mut cut = false;
        for _ in 0..BREATH {
            let event = self.xml.next()?;
            match &event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "row" => {
                        self.row = attribute_of_row(tag).unwrap_or(self.row + 1);
                        self.column = 0;
                        record.clear(self.row);
                    }
                    "c" => self.column = self.cell.start(tag).unwrap_or(self.column),
                    "v" => self.cell.in_value = self.cell.kind != CellType::Inline,
                    _ => self.cell.run.see(&event),
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "v" => self.cell.in_value = false,
                    "c" => {
                        self.cell.finish(&self.styles, &self.texts, self.is_1904)?;
                        cut |= !place(record, self.column, &self.cell.text);
                        self.column += 1;
                    }
                    "row" => return Ok((Step::Row, cut)),
                    "sheetData" => return Ok((Step::End, cut)),
                    _ => self.cell.run.see(&event),
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

fn attribute_of_row(tag: &BytesStart<'_>) -> Option<u64> {
    let mut attributes = tag.attributes();
    let row = attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == "r")?;
    row.value.parse().ok()
}

impl Cell {
    /// Begins a cell; returns its column from 0 where it names one.
    fn start(&mut self, tag: &BytesStart<'_>) -> Option<usize> {
        self.kind = CellType::Number;
        self.style = 0;
        self.value.clear();
        self.run.text.clear();
        self.in_value = false;
        let mut column = None;
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => column = column_of(&attribute.value),
                "s" => self.style = attribute.value.parse().unwrap_or(0),
                "t" => {
                    self.kind = match &*attribute.value {
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
                match value.parse::<f64>() {
                    Ok(serial) if shown != Shown::Number => push_serial(serial, shown, is_1904, &mut self.text),
                    _ => push_literal(value, &mut self.text),
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
fn column_of(reference: &str) -> Option<usize> {
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

    #[test]
    fn escaped_letters_are_restored() {
        let unescaped = |text| {
            let mut out = String::new();
            push_unescaped(text, &mut out);
            out
        };
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("my_xls_x_xD83D_ 王_x"), "my_xls_x_xD83D_ 王_x");
        assert_eq!(unescaped("_x王王"), "_x王王");
    }

    #[test]
    fn targets_are_resolved() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(resolve("xl/sub", "../../../a/./b.xml"), "a/b.xml");
    }
}
