//! Text into records: RFC 4180 and what files do instead.
//!
//! A quote opens a quoted cell only where the cell begins; line breaks inside are kept. Letters after
//! the closing quote belong to the cell. A line ends with LF, CRLF or CR. A quote that is never closed
//! does not swallow the file: it is read as a letter of its line. How a quote within quotes is written,
//! and whether `"` quotes at all, is the file's [`Quoting`].

use memchr::{memchr, memchr2, memchr3};

use crate::domain::intake::layout::Quoting;
use crate::domain::intake::record::Record;

/// The longest record read, in bytes of UTF-8.
pub(super) const MAX_RECORD: usize = 8 << 20;

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

/// The sign that quotes; `None` where none does.
#[inline]
fn sign(quoting: Quoting) -> Option<u8> {
    match quoting {
        Quoting::None => None,
        Quoting::Apostrophe => Some(b'\''),
        Quoting::Doubled | Quoting::Spaced | Quoting::Backslash | Quoting::Unescaped | Quoting::Lines => Some(b'"'),
    }
}

/// Whether a text has signs in it that mean something under this quoting: one without is cut at every delimiter.
#[inline]
pub(super) fn has_quotes(text: &str, quoting: Quoting) -> bool {
    match (quoting, sign(quoting)) {
        (Quoting::Backslash, _) => memchr2(b'"', b'\\', text.as_bytes()).is_some(),
        (_, Some(sign)) => memchr(sign, text.as_bytes()).is_some(),
        (_, None) => false,
    }
}

/// Takes the first record of `text`, which is not empty, into `record`.
#[inline]
pub(super) fn next_record(text: &str, last: bool, quoting: Quoting, record: &mut Record) -> Step {
    record.clear(0);
    let bytes = text.as_bytes();
    let (end, next) = match line_end(text, last) {
        Some(found) => found,
        None if last => (bytes.len(), bytes.len()),
        None => return wait(text),
    };
    let line = text.get(..end).unwrap_or("");
    if quoting == Quoting::Lines && line.len() <= MAX_RECORD {
        whole_line(line, record);
        return Step::Record { consumed: next };
    }
    if has_quotes(line, quoting) {
        return Cells { text, last, quoting, sign: sign(quoting).unwrap_or(b'"') }.take(record);
    }
    if line.len() > MAX_RECORD {
        return Step::TooLong { consumed: line.len() };
    }
    record.push_line(line);
    Step::Record { consumed: next }
}

/// Takes a line whose quotes, where it has any around it, are not of its first and last cell.
#[inline(never)]
fn whole_line(line: &str, record: &mut Record) {
    let inner = unwrapped(line).unwrap_or_else(|| line.to_owned());
    let cells = Cells { text: &inner, last: true, quoting: Quoting::Doubled, sign: b'"' };
    cells.take(record);
}

/// A line without the quotes around it, and with what is doubled within once; `None` where it has none, or quotes within
/// that are not doubled, and so are those of its cells.
pub(in crate::domain) fn unwrapped(line: &str) -> Option<String> {
    let inner = line.trim().strip_prefix('"')?.strip_suffix('"')?;
    let plain = inner.replace("\"\"", "\u{1}");
    (!plain.contains('"')).then(|| plain.replace('\u{1}', "\""))
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

/// A text whose first record has quotes somewhere in it.
struct Cells<'a> {
    text: &'a str,
    /// Whether nothing comes after it.
    last: bool,
    quoting: Quoting,
    sign: u8,
}

impl Cells<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn part(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or("")
    }

    #[inline(never)] // small functions become fast sooner, see `in_blocks`
    fn take(&self, record: &mut Record) -> Step {
        let mut at = 0;
        loop {
            let start = self.opening(at, record.separator());
            let is_quoted = self.byte(start) == Some(self.sign);
            let cell = if is_quoted {
                record.open();
                match self.quoted_cell(start + 1, record) {
                    Some(after) => after,
                    None if self.last => return unclosed(self.text, record),
                    None => return wait(self.text),
                }
            } else {
                record.open();
                at
            };
            let Some(stop) = self.rest_of_cell(cell, record) else { return wait(self.text) };
            record.odd |= self.is_odd(self.part(cell, stop), is_quoted);
            record.close();
            if self.byte(stop) == Some(record.separator()) {
                at = stop + 1;
                continue;
            }
            if stop > MAX_RECORD {
                return too_long(self.text);
            }
            let bytes = self.text.as_bytes();
            return match next_line(bytes, stop, self.last) {
                Some(next) => Step::Record { consumed: next.min(bytes.len()) },
                None => wait(self.text),
            };
        }
    }

    /// Whether quotes are left over in what stands outside of them.
    fn is_odd(&self, outside: &str, is_quoted: bool) -> bool {
        let outside = outside.trim_matches([' ', '\t']);
        let sign = char::from(self.sign);
        let is_wrapped = || outside.len() > 1 && outside.starts_with(sign) && outside.ends_with(sign);
        if is_quoted { !outside.is_empty() } else { is_wrapped() }
    }

    /// Where a cell's quote would stand: blanks before it are passed over unless the file is strict.
    fn opening(&self, at: usize, separator: u8) -> usize {
        if self.quoting == Quoting::Doubled {
            return at;
        }
        let blanks = self.text.as_bytes().get(at..).unwrap_or_default().iter();
        at + blanks.take_while(|byte| **byte == b' ' || **byte == b'\t' && separator != b'\t').count()
    }

    /// Takes the quoted part of a cell whose text begins at `from`; gives where it ends, after the
    /// closing quote. `None` where the text ends before.
    fn quoted_cell(&self, mut from: usize, record: &mut Record) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            let rest = bytes.get(from..)?;
            let found = match self.quoting {
                Quoting::Backslash => memchr2(self.sign, b'\\', rest),
                _ => memchr(self.sign, rest),
            };
            let at = from + found?;
            record.extend(self.part(from, at));
            if self.byte(at) == Some(b'\\') {
                from = self.escaped(at, record)?;
            } else if self.byte(at + 1) == Some(self.sign) {
                record.extend(self.part(at, at + 1));
                from = at + 2;
                if self.quoting == Quoting::Unescaped && self.ends_cell(from, record.separator())? {
                    return Some(from);
                }
            } else if self.quoting == Quoting::Unescaped && !self.ends_cell(at + 1, record.separator())? {
                record.extend(self.part(at, at + 1));
                from = at + 1;
            } else {
                return Some(at + 1);
            }
        }
    }

    /// Whether the cell ends here, but for blanks; `None` where the text ends before that is known.
    fn ends_cell(&self, at: usize, separator: u8) -> Option<bool> {
        match self.byte(self.opening(at, separator)) {
            Some(byte) => Some(byte == separator || matches!(byte, b'\n' | b'\r')),
            None => self.last.then_some(true),
        }
    }

    /// Takes what a backslash at `at` stands before. It frees quotes, delimiters, line ends and itself;
    /// before anything else it is a letter (`\N`, `C:\dir`).
    fn escaped(&self, at: usize, record: &mut Record) -> Option<usize> {
        let frees =
            |byte| byte == self.sign || byte == record.separator() || matches!(byte, b'\\' | b'\n' | b'\r' | b'\'');
        match self.byte(at + 1) {
            Some(byte) if frees(byte) => {
                record.extend(self.part(at + 1, at + 2));
                Some(at + 2)
            }
            None if !self.last => None,
            _ => {
                record.extend("\\");
                Some(at + 1)
            }
        }
    }

    /// Takes a cell's letters outside quotes; gives where it stops. `None` where the text ends before.
    fn rest_of_cell(&self, mut from: usize, record: &mut Record) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            let rest = bytes.get(from..).unwrap_or_default();
            let stop = match memchr3(record.separator(), b'\n', b'\r', rest) {
                Some(length) => from + length,
                None if self.last => bytes.len(),
                None => return None,
            };
            let escape = match self.quoting {
                Quoting::Backslash => memchr(b'\\', bytes.get(from..stop).unwrap_or_default()),
                _ => None,
            };
            let Some(escape) = escape.map(|length| from + length) else {
                record.extend(self.part(from, stop));
                return Some(stop);
            };
            record.extend(self.part(from, escape));
            from = self.escaped(escape, record)?;
        }
    }
}

/// A quote opened and the file ended: the quote is a letter of its line.
fn unclosed(text: &str, record: &mut Record) -> Step {
    let (end, next) = line_end(text, true).unwrap_or((text.len(), text.len()));
    if end > MAX_RECORD {
        return too_long(text);
    }
    record.clear(0);
    record.odd = true;
    record.push_line(text.get(..end).unwrap_or(""));
    Step::Record { consumed: next }
}

/// Calls `take` with the complete records of a text already in memory until it says stop, or one is
/// too long. Gives what was not handed on.
pub(in crate::domain) fn records_of(
    text: &str,
    last: bool,
    delimiter: u8,
    quoting: Quoting,
    mut take: impl FnMut(&Record) -> bool,
) -> &str {
    let mut record = Record::separated_by(delimiter);
    let mut rest = text;
    while !rest.is_empty() {
        let Step::Record { consumed } = next_record(rest, last, quoting, &mut record) else { return rest };
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
        split_as(text, Quoting::Doubled)
    }

    fn split_as(text: &str, quoting: Quoting) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        records_of(text, true, b',', quoting, |record| {
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
            assert!(matches!(next_record(text, false, Quoting::Doubled, &mut record), Step::Incomplete), "{text:?}");
            assert!(matches!(next_record(text, true, Quoting::Doubled, &mut record), Step::Record { .. }), "{text:?}");
        }
    }

    #[test]
    fn each_quoting_is_undone() {
        for (quoting, text, cells) in [
            (Quoting::Backslash, r#""say \"no, never\"",C:\dir,\N"#, [r#"say "no, never""#, r"C:\dir", r"\N"]),
            (Quoting::Backslash, r#""ends with \\","a ""b""",x\,y"#, [r"ends with \", r#"a "b""#, "x,y"]),
            (Quoting::Backslash, "a\\\nb,\"c\\\nd\",e", ["a\nb", "c\nd", "e"]),
            (Quoting::Spaced, r#"1, "a, b" , "c ""d""""#, ["1", "a, b ", r#"c "d""#]),
            (
                Quoting::Unescaped,
                r#""he said "hi" twice","5" pipe","say ""x""""#,
                [r#"he said "hi" twice"#, r#"5" pipe"#, r#"say "x""#],
            ),
            (Quoting::Unescaped, r#""a "b"","",c"#, [r#"a "b""#, "", "c"]),
            (Quoting::Apostrophe, "'Smith, John','it''s',\"", ["Smith, John", "it's", "\""]),
            (Quoting::None, "\"a,b\",'c'", ["\"a", "b\"", "'c'"]),
            (Quoting::Lines, "\"a,\"\"b, c\"\",d\"", ["a", "b, c", "d"]),
            (Quoting::Lines, "a,\"b, c\",d", ["a", "b, c", "d"]),
        ] {
            assert_eq!(split_as(text, quoting), [cells], "{text}");
        }
    }

    #[test]
    fn every_quoting_gives_the_same_in_pieces() {
        let text = "a,\"b \\\"c\\\", d\"\r\n 'x' , \"y \"z\" \"\" \",\\N\r\n\"q\\\\\",\"\",'r''s'\n";
        for quoting in Quoting::ALL {
            let whole = split_as(text, quoting);
            for cut in (0..text.len()).filter(|&cut| text.is_char_boundary(cut)) {
                let mut rows = Vec::new();
                let mut keep = |record: &Record| {
                    rows.push(record.iter().map(str::to_owned).collect::<Vec<_>>());
                    true
                };
                let rest = records_of(&text[..cut], false, b',', quoting, &mut keep);
                let joined = format!("{rest}{}", &text[cut..]);
                records_of(&joined, true, b',', quoting, &mut keep);
                assert_eq!(rows, whole, "{quoting:?} cut at {cut}");
            }
        }
    }
}
