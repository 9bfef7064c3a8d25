//! Formats told apart by their first bytes.

use memchr::memmem;

use crate::domain::intake::error::IntakeError;
use crate::domain::intake::json::mended;
use crate::domain::intake::workbook;

/// What a file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) enum Format {
    /// Text of some kind.
    Text,
    /// XLSX, XLSB or ODS (an archive) or XLS (a compound file).
    Workbook,
}

/// Formats that are no tables, by their first bytes.
const SIGNATURES: [(&[u8], &str); 20] = [
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\0", "XZ"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"{\\rtf", "RTF"),
    (b"ID3\x03", "MP3"),
    (b"ID3\x04", "MP3"),
    (b"OggS\0", "Ogg"),
    (b"\0asm", "WebAssembly"),
];

/// Tells what a file is. `head` are its first bytes, `tail` its last: an archive lists its files
/// at the end.
pub(in crate::domain::intake) fn detect_format(head: &[u8], tail: &[u8]) -> Result<Format, IntakeError> {
    let not_a_table = |what: &str| Err(IntakeError::NotATable { what: what.to_owned() });
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return not_a_table(what);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let holds = |name: &[u8]| memmem::find(head, name).or_else(|| memmem::find(tail, name)).is_some();
        return match () {
            () if holds(b"xl/") || holds(b"content.xml") => Ok(Format::Workbook),
            () if holds(b"word/") => not_a_table("Word"),
            () if holds(b"ppt/") => not_a_table("PowerPoint"),
            () => not_a_table("ZIP"),
        };
    }
    if workbook::is_workbook(head) {
        return Ok(Format::Workbook);
    }
    // Signatures that a text could begin with count only beside a NUL byte.
    if memchr::memchr(0, head.get(..1024).unwrap_or(head)).is_some() {
        let brand = head.get(4..8) == Some(b"ftyp");
        let short: [(&[u8], &str); 3] = [(b"BM", "BMP"), (b"MZ", "EXE"), (b"RIFF", "RIFF (WebP, WAV or AVI)")];
        let found = short.iter().find(|(signature, _)| head.starts_with(signature)).map(|(_, what)| *what);
        if let Some(what) = found.or(brand.then_some("MP4 or HEIC")) {
            return not_a_table(what);
        }
    }
    match markup(head) {
        Some(what) => not_a_table(what),
        None => Ok(Format::Text),
    }
}

/// Whether a file of this beginning is HTML or XML.
pub(in crate::domain::intake) fn is_markup(head: &[u8]) -> bool {
    markup(head).is_some()
}

/// HTML and XML: some systems export them under a name that ends with `.xls`.
fn markup(head: &[u8]) -> Option<&'static str> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let start = text.get(..64).unwrap_or(text).to_ascii_lowercase();
    let html: [&[u8]; 5] = [b"<!doctype html", b"<html", b"<table", b"<head", b"<body"];
    if html.iter().any(|tag| start.starts_with(tag)) {
        return Some("HTML");
    }
    (start.starts_with(b"<?xml") || start.starts_with(b"<!doctype")).then_some("XML")
}

/// Whether a text is JSON: `Some(true)` for one object a line, `Some(false)` for one document.
///
/// Comments and the like do not hide it.
pub(in crate::domain::intake) fn json_format(text: &str) -> Option<bool> {
    let mended = text.trim_start().starts_with(['[', '{', '/', '#']).then(|| mended(text)).flatten();
    let text = mended.as_deref().unwrap_or(text).trim_start();
    let next = |open: char| text.strip_prefix(open).map(|rest| rest.trim_start().chars().next());
    // A header such as `[id],[name]` or `{a},b` is text.
    if let Some(follows) = next('[') {
        return matches!(follows, Some('{' | ']' | '[') | None).then_some(false);
    }
    matches!(next('{')?, Some('"' | '}') | None).then(|| {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let whole_first = lines.next().is_some_and(|line| line.ends_with('}'));
        // A single line may be one record, or a document that holds an array of them.
        whole_first && (lines.next().is_some() || !text.contains("[{"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(head: &[u8]) -> String {
        match detect_format(head, head) {
            Ok(format) => format!("{format:?}"),
            Err(IntakeError::NotATable { what }) => what,
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn files_are_known_by_their_bytes() {
        for (head, what) in [
            (&b"\x89PNG\r\n\x1a\n\0\0"[..], "PNG"),
            (b"\xff\xd8\xff\xe0", "JPEG"),
            (b"%PDF-1.7", "PDF"),
            (b"PK\x03\x04....photo.jpg", "ZIP"),
            (b"PK\x03\x04....xl/workbook.xml", "Workbook"),
            (b"PK\x03\x04....mimetype....content.xml", "Workbook"),
            (b"PK\x03\x04....word/document.xml", "Word"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Workbook"),
            (b"MZ\x90\0\x03", "EXE"),
            (b"\0\0\0\x18ftypmp42", "MP4 or HEIC"),
            (b"\xef\xbb\xbf <!DOCTYPE HTML><table>", "HTML"),
            (b"<?xml version=\"1.0\"?>", "XML"),
            (b"BMI,age\n", "Text"),
            (b"MZ,x\n", "Text"),
            (b"", "Text"),
        ] {
            assert_eq!(found(head), what);
        }
    }

    #[test]
    fn json_is_told_from_headers_that_look_like_it() {
        assert_eq!(json_format(" [\n {\"a\": 1}]"), Some(false));
        assert_eq!(json_format("{\"a\": 1}\n{\"a\": 2}\n"), Some(true));
        assert_eq!(json_format("{\n  \"rows\": []\n}"), Some(false));
        assert_eq!(json_format("{\"rows\":[{\"a\":1}]}\n"), Some(false));
        assert_eq!(json_format("{\"a\":1}\n"), Some(true));
        assert_eq!(json_format("// orders\n[ /* all */ {\"a\": NaN,},]"), Some(false));
        assert_eq!(json_format("# orders\na,b\n"), None);
        assert_eq!(json_format("[id],[name]\n"), None);
        assert_eq!(json_format("{a},b\n"), None);
        assert_eq!(json_format("a,b\n"), None);
    }
}
