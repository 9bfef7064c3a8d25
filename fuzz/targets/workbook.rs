//! XLSX, ODS and XLS: whole files as they are, and parts put into a package, as a mutated archive is refused by its
//! checksums.

#![no_main]

use std::io::{Cursor, Write};

use checks::look_and_read;
use libfuzzer_sys::fuzz_target;
use loyalscope::domain::intake::Overrides;
use loyalscope::domain::intake::workbook::is_workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const ROOT: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const STYLES: &str =
    r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;
const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>45000</v></c></row></sheetData></worksheet>"#;
const TEXTS: &str = r#"<sst><si><t>id</t></si><si><t>date</t></si></sst>"#;

fuzz_target!(|bytes: &[u8]| {
    let choice = bytes.last().copied().unwrap_or(0);
    let is_file = is_workbook(bytes) || bytes.starts_with(b"\x09");
    let file = if is_file { bytes.to_vec() } else { packed(bytes, choice % 6) };
    look_and_read(&file, &Overrides::default(), choice);
});

/// A workbook of which one part is the input.
fn packed(part: &[u8], place: u8) -> Vec<u8> {
    if place == 5 {
        let kind = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
        return archive(&[("mimetype", kind), ("content.xml", part)]);
    }
    let names = [
        ("xl/worksheets/sheet1.xml", SHEET),
        ("xl/sharedStrings.xml", TEXTS),
        ("xl/styles.xml", STYLES),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
    ];
    let parts = names
        .iter()
        .enumerate()
        .map(|(index, (name, usual))| (*name, if index == usize::from(place) { part } else { usual.as_bytes() }));
    archive(&parts.chain([("_rels/.rels", ROOT.as_bytes())]).collect::<Vec<_>>())
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, options).expect("parts have names of their own");
        writer.write_all(bytes).expect("memory can be written");
    }
    writer.finish().expect("memory can be written").into_inner()
}
