//! Text into records: RFC 4180 and what files do instead.
//!
//! A quote opens a quoted cell only where the cell begins; `""` inside is one quote; line breaks
//! inside are kept. Letters after the closing quote belong to the cell. A line ends with LF, CRLF
//! or CR. A quote that is never closed does not swallow the file: it is read as a letter of its
//! line.

use memchr::{memchr, memchr2, memchr3};

use crate::domain::intake::record::Record;

/// The longest record read, in bytes of UTF-8.
pub(super) const MAX_RECORD: usize = 1 << 20;

/// What the start of a text holds.
pub(super) enum Step {
    /// A record, without its line end; `consumed` bytes with it.
    Record { consumed: usize },
    /// A record longer than [`MAX_RECORD`]. Pass over its first line, of which `consumed` bytes
    /// are here without the line end.
    TooLong { consumed: usize },
    /// The record goes on in the next chunk.
    Incomplete,
}

/// Where the first line of `text` ends and the next begins. `None` while that cannot be known:
/// a CR at the end of a chunk may be half of a CRLF.
#[inline]
pub(super) fn line_end(text: &str, last: bool) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let end = memchr2(b'\n', b'\r', bytes)?;
    let next = next_line(bytes, end, last)?;
    Some((end, next))
}

#[inline]
fn next_line(bytes: &[u8], end: usize, last: bool) -> Option<usize> {
    match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some(end + 2),
        (Some(b'\r'), None) if !last => None,
        _ => Some(end + 1),
    }
}

/// Takes the first record of `text`, which is not empty, into `record`.
#[inline]
pub(super) fn next_record(text: &str, last: bool, record: &mut Record) -> Step {
    record.clear(0);
    let bytes = text.as_bytes();
    let (end, next) = match line_end(text, last) {
        Some(found) => found,
        None if last => (bytes.len(), bytes.len()),
        None => return wait(text),
    };
    let line = text.get(..end).unwrap_or("");
    if memchr(b'"', line.as_bytes()).is_some() {
        return quoted(text, last, record);
    }
    if line.len() > MAX_RECORD {
        return Step::TooLong { consumed: line.len() };
    }
    record.push_line(line);
    Step::Record { consumed: next }
}

/// The record is not complete: wait, unless it is too long already whatever follows. Two bytes of
/// line end may be part of the text, hence the allowance.
fn wait(text: &str) -> Step {
    if text.len() <= MAX_RECORD + 2 {
        return Step::Incomplete;
    }
    too_long(text)
}

fn too_long(text: &str) -> Step {
    Step::TooLong { consumed: memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len()) }
}

/// A record with quotes somewhere in it.
fn quoted(text: &str, last: bool, record: &mut Record) -> Step {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        let cell = if bytes.get(at) == Some(&b'"') {
            match quoted_cell(text, at + 1, record) {
                Some(after) => after,
                None if last => return unclosed(text, record),
                None => return wait(text),
            }
        } else {
            record.open();
            at
        };
        let rest = bytes.get(cell..).unwrap_or_default();
        let stop = match memchr3(record.separator(), b'\n', b'\r', rest) {
            Some(length) => cell + length,
            None if last => bytes.len(),
            None => return wait(text),
        };
        record.extend(text.get(cell..stop).unwrap_or(""));
        record.close();
        if bytes.get(stop) == Some(&record.separator()) {
            at = stop + 1;
            continue;
        }
        if stop > MAX_RECORD {
            return too_long(text);
        }
        return match next_line(bytes, stop, last) {
            Some(next) => Step::Record { consumed: next.min(bytes.len()) },
            None => wait(text),
        };
    }
}

/// Takes the quoted part of a cell whose text begins at `from`; gives where it ends, after the
/// closing quote. `None` where the text ends before.
fn quoted_cell(text: &str, mut from: usize, record: &mut Record) -> Option<usize> {
    let bytes = text.as_bytes();
    record.open();
    loop {
        let close = from + memchr(b'"', bytes.get(from..)?)?;
        record.extend(text.get(from..close)?);
        if bytes.get(close + 1) != Some(&b'"') {
            return Some(close + 1);
        }
        record.extend("\"");
        from = close + 2;
    }
}

/// A quote opened and the file ended: the quote is a letter of its line.
fn unclosed(text: &str, record: &mut Record) -> Step {
    let (end, next) = line_end(text, true).unwrap_or((text.len(), text.len()));
    if end > MAX_RECORD {
        return too_long(text);
    }
    record.clear(0);
    record.push_line(text.get(..end).unwrap_or(""));
    Step::Record { consumed: next }
}

/// Calls `take` with the complete records of a text already in memory until it says stop, or one is
/// too long. Gives what was not handed on.
pub(in crate::domain) fn records_of(
    text: &str,
    last: bool,
    delimiter: u8,
    mut take: impl FnMut(&Record) -> bool,
) -> &str {
    let mut record = Record::separated_by(delimiter);
    let mut rest = text;
    while !rest.is_empty() {
        let Step::Record { consumed } = next_record(rest, last, &mut record) else { return rest };
        rest = rest.get(consumed..).unwrap_or("");
        if !take(&record) {
            return rest;
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        records_of(text, true, b',', |record| {
            rows.push(record.iter().map(str::to_owned).collect());
            true
        });
        rows
    }

    #[test]
    fn quotes_keep_delimiters_breaks_and_quotes() {
        assert_eq!(split("a,\"b,\r\n\"\"c\"\"\",d\r\n1"), [vec!["a", "b,\r\n\"c\"", "d"], vec!["1"]]);
        assert_eq!(split("\"\",\"a\"b,c\"d\n"), [["", "ab", "c\"d"]]);
        assert_eq!(split("\"a\",\n\"b\",\"\""), [["a", ""], ["b", ""]]);
    }

    #[test]
    fn every_line_end_ends_a_line() {
        assert_eq!(split("a\rb\nc\r\n\r\nd"), [["a"], ["b"], ["c"], [""], ["d"]]);
        assert_eq!(split("\"a\"\r\"b\"\n\"c\"\r\n\"d\""), [["a"], ["b"], ["c"], ["d"]]);
    }

    #[test]
    fn a_quote_never_closed_costs_no_other_row() {
        assert_eq!(split("a,b\n\"5 inch,2\nx,y"), [["a", "b"], ["\"5 inch", "2"], ["x", "y"]]);
    }

    #[test]
    fn an_incomplete_record_waits() {
        let mut record = Record::separated_by(b',');
        for text in ["a,b", "a,\"b", "a,\"b\"", "a,\"b\"\r", "a\r", "\"a\"\"", "a,\"b\","] {
            assert!(matches!(next_record(text, false, &mut record), Step::Incomplete), "{text:?}");
            assert!(matches!(next_record(text, true, &mut record), Step::Record { .. }), "{text:?}");
        }
    }
}
