//! XLSX (ECMA-376, Office Open XML): a sheet streamed cell by cell.
//!
//! In memory are the shared strings, as one text, and what each cell style shows; nothing depends
//! on the dimensions or counts that the file claims.

mod cells;
mod texts;

use std::collections::{BTreeMap, HashMap};

use memchr::memmem;
use quick_xml::events::Event;

use crate::domain::intake::{Flow, IntakeError, Pace, Record, Sink};

use super::Sheet;
use super::delivery::Delivery;
use super::merges::{Merge, Merges};
use super::package::{Package, attribute, damaged};
use super::value::{Shown, shown_by_builtin, shown_by_code};
use cells::{Cells, Step, column_of};
use texts::Texts;

/// Tags and texts read between two breaths where no row comes.
const BREATH: u32 = 50_000;

/// Bytes of a sheet whose merged cells are looked for: some hundred thousand cells.
const MOST_MERGED: u64 = 8 << 20;

/// The workbook's own part: sheets and where the rest is.
pub(super) struct Workbook<'a> {
    package: Package<'a>,
    sheets: Vec<(Sheet, String)>,
    texts_path: String,
    styles_path: String,
    is_1904: bool,
    /// Whether its writer computed no formula: a program opening it is to do so, and a stored 0 says nothing.
    is_uncomputed: bool,
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
        let mut workbook =
            Self { package, sheets: Vec::new(), texts_path, styles_path, is_1904: false, is_uncomputed: false };
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
                Event::Start(tag) if tag.local_name().as_ref() == "calcPr" => {
                    let asked = attribute(&tag, "fullCalcOnLoad");
                    self.is_uncomputed = asked.is_some_and(|value| matches!(&*value, "1" | "true"));
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
        let merges = read_merges(&mut self.package, path)?;
        let Some(xml) = self.package.xml(path)? else { return Err(damaged(format!("{path} is missing"))) };
        let mut cells = Cells::new(xml, styles, texts, self.is_1904);
        cells.merges = merges;
        cells.is_uncomputed = self.is_uncomputed;
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
                Step::End => {
                    delivery.tell(cells.hidden_rows, cells.formulas);
                    delivery.tell_merged(cells.merges.filled);
                    return cells.xml.drain();
                }
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
    // Some writers use backslashes.
    let target = target.replace('\\', "/");
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

/// The cells that the sheet in this part merges. They stand behind its rows, so that it is unpacked beforehand; that is
/// done for sheets that people make by hand, not for the large ones that programs write.
fn read_merges(package: &mut Package<'_>, path: &str) -> Result<Merges, IntakeError> {
    if package.declared(path)? > MOST_MERGED {
        return Ok(Merges::default());
    }
    let bytes = package.beginning(path, MOST_MERGED)?;
    let behind = memmem::rfind(&bytes, b"sheetData").unwrap_or(bytes.len());
    let behind = String::from_utf8_lossy(bytes.get(behind..).unwrap_or_default());
    Ok(Merges::new(behind.split("mergeCell ").skip(1).filter_map(merge).collect()))
}

/// The merge of a tag's attributes, `ref="B2:B5"`.
fn merge(tag: &str) -> Option<Merge> {
    let (_, cells) = tag.split_once("ref=")?;
    let (first, rest) = cells.get(1..)?.split_once(':')?;
    let (last, _) = rest.split_once(['"', '\''])?;
    let row = |cell: &str| cell.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse::<u64>().ok();
    Some((row(first)?, column_of(first)?, row(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merges_are_read() {
        assert_eq!(merge("ref=\"B2:C5\"/><"), Some((2, 1, 5)));
        assert_eq!(merge("ref='AA10:AA11' />"), Some((10, 26, 11)));
        for other in ["ref=\"A1\"/>", "ref=", "ref=\"A1:A2", "count=\"3\">", "ref=\"1:2\"/>"] {
            assert_eq!(merge(other), None, "{other}");
        }
    }

    #[test]
    fn targets_are_resolved() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(resolve("xl/sub", "../../../a/./b.xml"), "a/b.xml");
        assert_eq!(resolve("xl", "\\xl\\worksheets\\sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "worksheets\\sheet1.xml"), "xl/worksheets/sheet1.xml");
    }
}
