//! The ZIP archive of XML parts that XLSX and ODS are.
//!
//! Parts are unpacked as a stream. What an archive declares is not believed: the bytes that come
//! out are counted, and so are the bytes of a single tag or text, the only thing held in memory.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::domain::intake::IntakeError;

/// What one part may unpack to. A sheet of a million rows and thirty columns is about 1.4 GB of
/// XML; it is streamed, so this bounds time rather than memory.
const MAX_UNPACKED: u64 = 2 << 30;

/// What one tag or text may take, as it is held whole. Spreadsheets stop at 32,767 letters a cell.
const MAX_PIECE: u64 = 16 << 20;

/// An opened archive.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Position by path in lower case: some writers differ in case, some use backslashes.
    paths: HashMap<String, usize>,
}

impl<'a> Package<'a> {
    /// Reads the archive's directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, IntakeError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_error(&error))?;
        let paths = zip
            .file_names_raw()
            .enumerate()
            .map(|(index, path)| (key(&String::from_utf8_lossy(path)), index))
            .collect();
        Ok(Self { zip, paths })
    }

    /// Whether there is a part at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.contains_key(&key(path))
    }

    /// Whether any path begins with `folder`.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.paths.keys().any(|path| path.starts_with(folder))
    }

    /// Opens the part at `path`, or `None` where there is none.
    pub(super) fn xml(&mut self, path: &str) -> Result<Option<Xml<'_, 'a>>, IntakeError> {
        let Some(&index) = self.paths.get(&key(path)) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| zip_error(&error))?;
        if file.size() > MAX_UNPACKED {
            return Err(IntakeError::TooLarge { bytes: file.size() });
        }
        Ok(Some(Xml::new(file)))
    }

    /// How long the part at `path` says it is; 0 where there is none.
    pub(super) fn declared(&mut self, path: &str) -> Result<u64, IntakeError> {
        let Some(&index) = self.paths.get(&key(path)) else { return Ok(0) };
        Ok(self.zip.by_index(index).map_err(|error| zip_error(&error))?.size())
    }

    /// The first bytes of the part at `path`; empty where there is none.
    pub(super) fn beginning(&mut self, path: &str, length: u64) -> Result<Vec<u8>, IntakeError> {
        let mut bytes = Vec::new();
        if let Some(&index) = self.paths.get(&key(path)) {
            let file = self.zip.by_index(index).map_err(|error| zip_error(&error))?;
            file.take(length).read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        }
        Ok(bytes)
    }
}

fn key(path: &str) -> String {
    path.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// A workbook that cannot be read, in the words of whoever found out.
pub(super) fn damaged(detail: impl Into<String>) -> IntakeError {
    IntakeError::DamagedWorkbook { detail: detail.into() }
}

fn zip_error(error: &ZipError) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => IntakeError::Password,
        other => damaged(other.to_string()),
    }
}

/// A part being unpacked.
type Part<'p, 'a> = BufReader<ZipFile<'p, Cursor<&'a [u8]>>>;

/// An XML part being read.
pub(super) struct Xml<'p, 'a> {
    reader: Reader<Metered<Part<'p, 'a>>>,
    buffer: Vec<u8>,
    declared: u64,
}

impl<'p, 'a> Xml<'p, 'a> {
    fn new(file: ZipFile<'p, Cursor<&'a [u8]>>) -> Self {
        let declared = file.size();
        let metered = Metered { inner: BufReader::with_capacity(1 << 16, file), read: 0, piece: 0 };
        let mut reader = Reader::from_reader(metered);
        reader.config_mut().expand_empty_elements = true;
        // The archive's checksum finds what was changed; names would be compared eight million times.
        reader.config_mut().check_end_names = false;
        Self { reader, buffer: Vec::with_capacity(1024), declared }
    }

    /// The next tag or text. The error is turned into ours by `?`: to do it here would copy every event.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Event<'_>, quick_xml::Error> {
        self.buffer.clear();
        self.reader.get_mut().piece = 0;
        self.reader.read_event_into(&mut self.buffer)
    }

    /// Reads what is left, so that the archive's checksum is compared.
    pub(super) fn drain(&mut self) -> Result<(), IntakeError> {
        let rest = self.reader.get_mut();
        loop {
            rest.piece = 0;
            let length = rest.fill_buf().map_err(|error| io_error(&error))?.len();
            if length == 0 {
                return Ok(());
            }
            rest.consume(length);
        }
    }

    /// How much of the part is read, from 0 to 1.
    pub(super) fn share(&self) -> f64 {
        let read = self.reader.get_ref().read;
        if self.declared == 0 { 1.0 } else { (read as f64 / self.declared as f64).min(1.0) }
    }
}

impl From<quick_xml::Error> for IntakeError {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) => io_error(&error),
            other => damaged(other.to_string()),
        }
    }
}

fn io_error(error: &io::Error) -> IntakeError {
    if error.kind() == io::ErrorKind::FileTooLarge {
        IntakeError::TooLarge { bytes: MAX_UNPACKED }
    } else {
        damaged(error.to_string())
    }
}

/// Counts the bytes that pass and stops at the limits.
struct Metered<R> {
    inner: R,
    read: u64,
    piece: u64,
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.read += length as u64;
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read > MAX_UNPACKED {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if self.piece > MAX_PIECE {
            return Err(io::Error::other("a single tag or text is longer than a cell can be"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        self.read += length as u64;
        self.piece += length as u64;
        self.inner.consume(length);
    }
}

/// The value of the attribute with this local name, entities resolved.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
        })
}

/// A tag's name without its prefix.
#[inline]
pub(super) fn local(name: &str) -> &str {
    split_at_byte(name, b':').map_or(name, |(_, local)| local)
}

/// Names and values of a tag's attributes as they are written, entities not resolved: enough for
/// references and numbers, and quicker than asking for more.
#[inline]
pub(super) fn plain_attributes<'t>(tag: &'t BytesStart<'_>) -> impl Iterator<Item = (&'t str, &'t str)> {
    let mut rest = tag.attributes_raw();
    std::iter::from_fn(move || {
        let (name, after) = split_at_byte(rest, b'=')?;
        let after = after.trim_ascii_start();
        let quote = after.bytes().next().filter(|quote| matches!(quote, b'"' | b'\''))?;
        let (value, left) = split_at_byte(after.get(1..)?, quote)?;
        rest = left;
        Some((name.trim_ascii(), value))
    })
}

/// What stands before and after the first such byte, which is ASCII. Tags are too short for a search
/// that first sets itself up.
#[inline]
fn split_at_byte(text: &str, wanted: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == wanted)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Adds what `&…;` stands for. An entity that XML does not define stands as it is written.
pub(super) fn push_entity(entity: &BytesRef<'_>, text: &mut String) {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        text.push(letter);
    } else if let Some(value) = resolve_xml_entity(entity) {
        text.push_str(value);
    } else {
        text.push('&');
        text.push_str(entity);
        text.push(';');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_they_stand() {
        let read = |tag: &str| {
            let tag = BytesStart::from_content(tag.to_owned(), 1);
            plain_attributes(&tag).map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(read("c r=\"B2\"\n s = '王=1' t=\"\""), "r:B2 s:王=1 t:");
        assert_eq!((read("c"), read("c r"), read("c r=2"), read("c r=\"2")), Default::default());
        assert_eq!((local("x:row"), local("row"), local("x:")), ("row", "row", ""));
    }

    struct Endless;

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(b' ');
            Ok(buffer.len())
        }
    }

    #[test]
    fn a_text_without_end_is_stopped() {
        let mut reader = Reader::from_reader(Metered { inner: BufReader::new(Endless), read: 0, piece: 0 });
        let error = reader.read_event_into(&mut Vec::new()).unwrap_err();
        assert!(matches!(IntakeError::from(error), IntakeError::DamagedWorkbook { .. }));
    }

    #[test]
    fn unpacking_without_end_is_stopped() {
        let mut metered = Metered { inner: BufReader::new(Endless), read: MAX_UNPACKED + 1, piece: 0 };
        let error = metered.fill_buf().unwrap_err();
        assert!(matches!(io_error(&error), IntakeError::TooLarge { .. }));
    }
}
