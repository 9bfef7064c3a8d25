//! The delimiter of a text, and how it quotes cells.
//!
//! As the sniffers of `DuckDB` and `CleverCSV` do, dialects are tried on a few places of the file and the
//! one whose rows are most alike is taken. What most files have comes first and stays where nothing
//! speaks against it.

use std::collections::BTreeMap;

use crate::domain::intake::layout::Quoting;
use crate::domain::intake::record::Record;
use crate::domain::intake::text::{byte_of, narrow, records_of, unwrapped};

/// The delimiters tried, the likeliest first; the last is that of Hive.
const DELIMITERS: [u8; 7] = [b',', b';', b'\t', b'|', b'^', b'~', 1];

/// Records looked at for the delimiter.
const SAMPLE: usize = 200;

/// Lines within a quote that reached the end of a place without being closed.
const SWALLOWED: usize = 50;

/// A part of the file's text.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain::intake) struct Place<'a> {
    pub text: &'a str,
    /// Whether it ends where the file ends; otherwise its last record may be cut.
    pub is_end: bool,
}

/// How a text is cut into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain::intake) struct Dialect {
    pub delimiter: u8,
    pub quoting: Quoting,
    /// Whether another quoting explains the rows nearly as well.
    pub is_unsure: bool,
}

/// Guesses both, from the beginning of the file and further places, each beginning after a line end.
pub(in crate::domain::intake) fn guess_dialect(places: &[Place<'_>], delimiter: Option<u8>) -> Dialect {
    let head = places.first().copied().unwrap_or(Place { text: "", is_end: true });
    if let Some(delimiter) = whole_lines(head.text, delimiter) {
        return Dialect { delimiter, quoting: Quoting::Lines, is_unsure: false };
    }
    let cut = |quoting| delimiter.unwrap_or_else(|| guess_delimiter(head.text, head.is_end, quoting));
    let delimiter = cut(Quoting::Doubled);
    let (quoting, is_unsure) = guess_quoting(places, delimiter);
    if quoting == Quoting::Doubled {
        return Dialect { delimiter, quoting, is_unsure };
    }
    let again = cut(quoting);
    if again == delimiter {
        return Dialect { delimiter, quoting, is_unsure };
    }
    let (quoting, is_unsure) = guess_quoting(places, again);
    Dialect { delimiter: again, quoting, is_unsure }
}

/// The delimiter of a text nearly all lines of which stand in quotes as a whole, the header perhaps not; one given is kept.
fn whole_lines(text: &str, given: Option<u8>) -> Option<u8> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let header = lines.next()?;
    let header = unwrapped(header).unwrap_or_else(|| header.to_owned());
    let rows: Vec<Option<String>> = lines.map(unwrapped).collect();
    let inner: Vec<&String> = rows.iter().flatten().collect();
    let is_whole = inner.len() > 1 && inner.len() * 10 >= rows.len() * 9;
    let count = |line: &str, delimiter: u8| memchr::memchr_iter(delimiter, line.as_bytes()).count();
    let cuts = |delimiter: &u8| {
        let wanted = count(&header, *delimiter);
        let alike = inner.iter().filter(|line| count(line, *delimiter) >= wanted).count();
        wanted > 0 && alike * 10 >= inner.len() * 9
    };
    let mut tried = DELIMITERS.into_iter().filter(|delimiter| given.is_none_or(|given| given == *delimiter));
    tried.find(|delimiter| is_whole && cuts(delimiter))
}

/// How many rows of the places one quoting cannot explain.
#[derive(Debug, Clone, Copy, Default)]
struct Fit {
    odd: usize,
    records: usize,
}

impl Fit {
    fn share(self) -> f64 {
        self.odd as f64 / self.records.max(1) as f64
    }
}

/// Guesses how cells are quoted under a delimiter; and whether that is less than sure.
pub(in crate::domain::intake) fn guess_quoting(places: &[Place<'_>], delimiter: u8) -> (Quoting, bool) {
    // Without these no quoting differs from another.
    if !places.iter().any(|place| memchr::memchr3(b'"', b'\'', b'\\', place.text.as_bytes()).is_some()) {
        return (Quoting::Doubled, false);
    }
    let usual = fit(places, delimiter, Quoting::Doubled);
    if usual.odd == 0 {
        return (Quoting::Doubled, false);
    }
    let tried = Quoting::ALL.into_iter().filter(|quoting| is_plausible(places, delimiter, *quoting));
    let fits: Vec<(Quoting, Fit)> = tried.map(|quoting| (quoting, fit(places, delimiter, quoting))).collect();
    let best = fits.iter().copied().reduce(|best, next| if next.1.share() < best.1.share() { next } else { best });
    let (quoting, best) = best.unwrap_or((Quoting::Doubled, usual));
    let is_unsure = quoting != Quoting::Doubled && best.odd * 2 > usual.odd;
    (quoting, is_unsure)
}

/// Whether trying a quoting makes sense: apostrophes occur in every text.
fn is_plausible(places: &[Place<'_>], delimiter: u8, quoting: Quoting) -> bool {
    if quoting != Quoting::Apostrophe {
        // Whole lines in quotes are told before.
        return quoting != Quoting::Lines;
    }
    let (mut records, mut marked) = (0_usize, 0_usize);
    for place in places {
        records_of(place.text, place.is_end, delimiter, Quoting::None, |record| {
            records += 1;
            marked += usize::from(record.iter().any(|cell| cell.trim().starts_with('\'')));
            true
        });
    }
    marked * 2 > records
}

/// What one record shows.
struct Row {
    width: usize,
    odd: bool,
    /// Over several lines, each of which is cut like this many cells: rows swallowed by a quote.
    swallowed: Option<usize>,
}

fn fit(places: &[Place<'_>], delimiter: u8, quoting: Quoting) -> Fit {
    let mut rows = Vec::new();
    let mut columns = BTreeMap::<usize, (usize, usize)>::new();
    for (index, place) in places.iter().enumerate() {
        let mut found = rows_of(*place, delimiter, quoting, &mut columns);
        // A further place may begin within quotes: then what follows the first that close is looked at.
        let inside = (index > 0 && quoting != Quoting::None).then(|| after_quote(place.text, delimiter)).flatten();
        if let Some(text) = inside {
            let other = rows_of(Place { text, ..*place }, delimiter, quoting, &mut columns);
            let odd = |rows: &[Row]| rows.iter().filter(|row| row.odd || row.swallowed.is_some()).count();
            if odd(&other) < odd(&found) {
                found = other;
            }
        }
        rows.extend(found);
    }
    let mut widths = BTreeMap::<usize, usize>::new();
    for row in &rows {
        *widths.entry(row.width).or_default() += 1;
    }
    let usual = widths.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width);
    // A sentence over two lines with a comma each is cut like a row of two cells.
    let tells = usual > 2 || usual == 2 && delimiter == b'\t';
    let is_odd = |row: &&Row| row.odd || row.width != usual || tells && row.swallowed == Some(usual);
    let wrapped = columns.values().any(|(wrapped, filled)| wrapped * 2 > *filled);
    let odd = if wrapped { rows.len() } else { rows.iter().filter(is_odd).count() };
    Fit { odd, records: rows.len() }
}

/// The rows of a place, blank ones left out. `columns` counts, where nothing quotes, cells in quotes and
/// cells in all.
fn rows_of(
    place: Place<'_>,
    delimiter: u8,
    quoting: Quoting,
    columns: &mut BTreeMap<usize, (usize, usize)>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut at = 0;
    let left = loop {
        let rest = place.text.get(at..).unwrap_or("");
        let mut row = None;
        let after = records_of(rest, place.is_end, delimiter, quoting, |record| {
            let odd = record.odd || quoting == Quoting::None && count_wrapped(record, columns);
            row = (!record.is_blank()).then(|| Row { width: record.len(), odd, swallowed: None });
            false
        });
        if after.len() == rest.len() {
            break after;
        }
        let raw = rest.get(..rest.len() - after.len()).unwrap_or("");
        rows.extend(row.map(|row| Row { swallowed: lines_alike(raw, delimiter), ..row }));
        at = place.text.len() - after.len();
    };
    if memchr::memchr_iter(b'\n', left.as_bytes()).count() > SWALLOWED {
        rows.push(Row { width: 0, odd: true, swallowed: None });
    }
    rows
}

/// Counts cells in quotes; `true` where one shows that quotes are meant: doubled or escaped within.
fn count_wrapped(record: &Record, columns: &mut BTreeMap<usize, (usize, usize)>) -> bool {
    let mut meant = false;
    for (index, cell) in record.iter().map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let inner = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let (wrapped, filled) = columns.entry(index).or_default();
        *filled += 1;
        *wrapped += usize::from(inner.is_some());
        meant |= inner.is_some_and(|inner| inner.contains("\"\"") || inner.contains("\\\""));
    }
    meant
}

/// The width of the lines of a record over several lines, where all have the same.
fn lines_alike(raw: &str, delimiter: u8) -> Option<usize> {
    let mut widths = raw
        .trim_end_matches(['\r', '\n'])
        .lines()
        .map(|line| memchr::memchr_iter(delimiter, line.as_bytes()).count() + 1);
    let first = widths.next()?;
    let mut others = widths.peekable();
    (others.peek().is_some() && others.all(|width| width == first)).then_some(first)
}

/// What follows the line of the first quote that ends a cell.
fn after_quote(text: &str, delimiter: u8) -> Option<&str> {
    let bytes = text.as_bytes();
    let ends = |at: &usize| bytes.get(at + 1).is_some_and(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n'));
    let quote = memchr::memchr_iter(b'"', bytes).find(ends)?;
    let line = quote + memchr::memchr(b'\n', bytes.get(quote..)?)?;
    text.get(line + 1..)
}

/// Guesses the delimiter: the one under which the most records have as many cells as the header;
/// among those alike, the one with the most cells. Where notes stand above the header, more records
/// have some other width, which then stands for the header's. A text of one column counts as
/// comma-separated.
///
/// The header has no numbers, so decimal commas do not mislead. `whole` says that the text is the
/// whole file; otherwise its last record may be cut and is left out.
fn guess_delimiter(text: &str, whole: bool, quoting: Quoting) -> u8 {
    let marked = text.get(..5).filter(|start| start.get(..4).is_some_and(|sep| sep.eq_ignore_ascii_case("sep=")));
    if let Some(&named) = marked.and_then(|start| start.as_bytes().last()).filter(|byte| DELIMITERS.contains(byte)) {
        return named;
    }
    let cuts = DELIMITERS.map(|delimiter| (delimiter, Cut::of(text, whole, delimiter, quoting)));
    let best = |score: fn(&Cut) -> (usize, usize)| {
        let scored = cuts.iter().map(|(delimiter, cut)| (*delimiter, score(cut)));
        scored.reduce(|best, next| if next.1 > best.1 { next } else { best }).unwrap_or((b',', (0, 0)))
    };
    let (delimiter, (even, _)) = best(|cut| (cut.tenths(cut.like_first), cut.first));
    let (other, _) = best(|cut| (cut.most, cut.run));
    let of = |wanted: u8| cuts.iter().find(|(delimiter, _)| *delimiter == wanted).map(|(_, cut)| cut);
    let (Some(one), Some(two)) = (of(delimiter), of(other)) else { return delimiter };
    // What leaves a header in one piece that another cuts in three or more as nearly all rows below is a mark within cells.
    let is_header = one.first > 2 && even >= 8 && two.first == 0;
    let below_is_better = !is_header
        && (even < 5 && two.most > one.like_first
            || two.most >= one.like_first && two.run > one.run && two.most > 2 && one.run < one.most);
    let found = if below_is_better { other } else { delimiter };
    // Many notes above few rows: what the end of the text is cut by counts.
    let (tail, _) = best(|cut| (cut.tail, cut.run));
    match (of(found), of(tail)) {
        (Some(one), Some(two)) if two.tail > 2 && two.tail > 2 * one.tail => tail,
        _ => found,
    }
}

/// The first line that is not blank, where none of the delimiters tried is in it.
fn uncut_header(text: &str) -> Option<&str> {
    let header = text.lines().find(|line| !line.trim().is_empty())?;
    (!header.bytes().any(|byte| DELIMITERS.contains(&byte))).then_some(header)
}

/// Whether a wide delimiter, and nothing else, cuts the header and nearly all rows into as many cells, three at least.
pub(in crate::domain::intake) fn is_cut_by(text: &str, whole: bool, wide: char) -> bool {
    if uncut_header(text).is_none_or(|header| header.matches(wide).count() < 2) {
        return false;
    }
    let mut text = text.to_owned();
    narrow(&mut text, 0, wide, &mut false);
    let cut = Cut::of(&text, whole, byte_of(wide), Quoting::Doubled);
    cut.records > 1 && cut.tenths(cut.like_first) >= 9
}

/// Whether header and most rows are cut into as many cells, three at least, by two blanks or more and nothing else.
pub(in crate::domain::intake) fn is_aligned(text: &str) -> bool {
    let cells = |line: &str| line.split("  ").filter(|cell| !cell.trim().is_empty()).count();
    let Some(wanted) = uncut_header(text).map(cells).filter(|cells| *cells > 2) else { return false };
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let (rows, alike) =
        lines.fold((0, 0), |(rows, alike), line| (rows + 1, alike + usize::from(cells(line) == wanted)));
    rows > 1 && alike * 10 >= rows * 7
}

/// What a delimiter makes of the first records.
#[derive(Debug, Default)]
struct Cut {
    records: usize,
    /// Cells of the first; 0 for one.
    first: usize,
    /// Records with as many cells as the first.
    like_first: usize,
    /// Records of the width that most have, one cell not counted.
    most: usize,
    /// Of these the most in a row.
    run: usize,
    /// Records of the last third with the same width, one cell not counted.
    tail: usize,
}

impl Cut {
    fn of(text: &str, whole: bool, delimiter: u8, quoting: Quoting) -> Self {
        let mut widths = Vec::new();
        records_of(text, whole, delimiter, quoting, |record| {
            if !record.is_blank() {
                // Half a quoted text in a cell: it was cut within the quotes, by the wrong delimiter.
                let half = |cell: &str| cell.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
                let torn = quoting != Quoting::None && record.iter().any(half);
                widths.push(if torn { Width::default() } else { Width::of(record) });
            }
            widths.len() < SAMPLE
        });
        // A delimiter at the end of the header, or of rows, cuts nothing.
        let alike = |first: usize| widths.iter().filter(|width| width.fits(first)).count();
        let first = widths.first().map_or([0, 0], |width| [width.cells, width.filled]);
        let first = first.map(|first| if first > 1 { (alike(first), first) } else { (0, 0) });
        let (like_first, first) = first.into_iter().max().unwrap_or_default();
        let most = usual(&counted(&widths)).0;
        let last = widths.get(widths.len() * 2 / 3..).unwrap_or_default();
        let runs = widths.split(|width| most == 0 || !width.fits(most)).map(<[Width]>::len);
        Self {
            records: widths.len(),
            first,
            like_first,
            most: if most == 0 { 0 } else { alike(most) },
            run: runs.max().unwrap_or(0),
            tail: usual(&counted(last)).1,
        }
    }

    fn tenths(&self, part: usize) -> usize {
        part * 10 / self.records.max(1)
    }
}

/// How wide a record is.
#[derive(Debug, Clone, Copy, Default)]
struct Width {
    /// Its cells.
    cells: usize,
    /// Those up to the last that holds something.
    filled: usize,
}

impl Width {
    fn of(record: &Record) -> Self {
        let filled = record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).last();
        Self { cells: record.len(), filled: filled.map_or(0, |(place, _)| place + 1) }
    }

    /// Whether the record is so wide, blank cells at its end not counted.
    fn fits(self, wanted: usize) -> bool {
        self.filled <= wanted && wanted <= self.cells
    }
}

/// How many records have each width, one cell not counted.
fn counted(widths: &[Width]) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for width in widths.iter().filter(|width| width.cells > 1) {
        *counts.entry(width.cells).or_default() += 1;
    }
    counts
}

/// The width most records have, and how many have it.
fn usual(counts: &BTreeMap<usize, usize>) -> (usize, usize) {
    counts.iter().max_by_key(|(width, count)| (**count, **width)).map_or((0, 0), |(width, count)| (*width, *count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str, whole: bool) -> u8 {
        guess_delimiter(text, whole, Quoting::Doubled)
    }

    #[test]
    fn the_delimiter_is_what_cuts_rows_like_the_header() {
        for (text, wanted) in [
            ("a,b,c\n1,2,3\n", b','),
            ("date;amount\n2024-01-01;12,50\n2024-01-02;8,00\n", b';'),
            ("a\tb\n1,5\t2\n", b'\t'),
            ("a|b|c\nx, y|2|3\n", b'|'),
            ("name,\"x;y;z\"\na,\"1;2;3\"\n", b','),
            ("one column\n1\n2\n", b','),
            ("sep=;\na;b\n1,2;3,4\n", b';'),
            ("客户;金额\n张三;1\n", b';'),
            ("a,b;c\n1,2;3\n1;3\n9;3\n", b';'),
            ("客户交易明细\na;b;c\n1,5;2;3\n1;3;4\n", b';'),
            ("导出, 2024-03-05\na\tb\n1,5\t2\n2\t3\n4\t5\n", b'\t'),
            ("Report, May\ndate;amount\n2024-01-01;12,50\n2024-01-02;8,00\n2024-01-03;9,10\n", b';'),
            ("id;day;no;amount\nC1;2024-01-05;1;12,50;\nC2;2024-01-06;2;8,00;\nC1;2024-01-07;3;9,10;\n", b';'),
            ("id;day;amount\nC1;2024-01-05;12,50\nC2;2024-01-06;8,00;\nC1;2024-01-07;9,10\n", b';'),
            ("id;day;amount;\nC1;2024-01-05;12,50\nC2;2024-01-06;8,00\nC1;2024-01-07;9,10\n", b';'),
            ("id|day|amount\nC1|2024-01-05|12,50|\nC2|2024-01-06|8,00|\n", b'|'),
            ("id\tday\tamount\nC1\t2024-01-05\t12,50\t\nC2\t2024-01-06\t8,00\t\n", b'\t'),
            ("id,name,amount\nC1,a;b,12.50\nC2,c;d,8.00,\nC3,e;f,9.10\n", b','),
            ("id;day;no;amount\nC1;5;1;12,50\nC2;6;2;8,00\nC3;6;2;8,00\nSum;20,50\nC1;7;3;9,10\n", b';'),
            ("", b','),
        ] {
            assert_eq!(delimiter(text, true), wanted, "{text:?}");
        }
        let (notes, rows) = ("Note, one\n".repeat(12), "1,5;2;3\n1;2;3\n".repeat(4));
        assert_eq!(delimiter(&format!("{notes}a;b;c\n{rows}"), true), b';');
    }

    #[test]
    fn a_record_cut_by_the_sample_does_not_count() {
        assert_eq!(delimiter("a;b,c,d\n1;2,3,4\n1;\"2,3", false), b',');
    }

    fn quoting(text: &str, delimiter: u8) -> Quoting {
        guess_quoting(&[Place { text, is_end: true }], delimiter).0
    }

    #[test]
    fn the_quoting_is_what_makes_rows_alike() {
        for (text, wanted) in [
            ("a,b\n1,2\n", Quoting::Doubled),
            ("a,b\n\"x, y\",\"say \"\"z\"\"\"\n1,2\n", Quoting::Doubled),
            ("id,text\n1,\"two\nlines, here\"\n2,x\n3,\"and, again\nhere\"\n", Quoting::Doubled),
            ("a,b\n\"C:\\dir\\\",x\n\"D:\\\",y\n", Quoting::Doubled),
            ("a,b,c\n5\" pipe,6\",x\n7\",8,9\n", Quoting::Doubled),
            ("\"a\",\"b\"\n\"x \\\"y\\\"\",\"1\"\n\"p\",\"2\"\n", Quoting::Backslash),
            ("a,b\n\"x \\\"y, z\\\", q\",1\nr,2\ns,3\n", Quoting::Backslash),
            ("a, b, c\n1, \"x, y\", 2\n3, \"z\", 4\n", Quoting::Spaced),
            ("a,b\n\"he said \"hi, you\" twice\",1\n\"5\" pipe\",2\n", Quoting::Unescaped),
            ("'a','b'\n'x, y','1'\n'it''s','2'\n", Quoting::Apostrophe),
        ] {
            assert_eq!(quoting(text, b','), wanted, "{text}");
        }
    }

    #[test]
    fn lines_in_quotes_as_a_whole_are_told() {
        let dialect = |text: &str| guess_dialect(&[Place { text, is_end: true }], None);
        for (text, delimiter) in [
            ("\"id,day,amount\"\n\"C1,2024-01-05,\"\"1,5\"\"\"\n\"C2,2024-01-06,2\"\n", b','),
            ("id;day;amount\n\"C1;2024-01-05;1,5\"\n\"C2;2024-01-06;2\"\n", b';'),
        ] {
            let found = dialect(text);
            assert_eq!((found.delimiter, found.quoting), (delimiter, Quoting::Lines), "{text}");
        }
        for text in ["a,b\n\"1\",\"2\"\n\"3\",\"4\"\n", "name\n\"Smith, John\"\n\"Li, Wei\"\n", "a,b\n\"1,2\"\n3,4\n"] {
            assert_ne!(dialect(text).quoting, Quoting::Lines, "{text}");
        }
    }

    #[test]
    fn a_quote_that_swallows_rows_is_a_letter() {
        for text in [
            "id\tscore\ttext\n1\t9\t\"great\n2\t8\tok\n3\t7\t\"bad\n4\t6\tx\n",
            "id\tscore\ttext\n1\t9\t\"great\n2\t8\tok\n3\t7\tloved it\"\n4\t6\tx\n",
            "id\ttext\tscore\n1\t\"great\t9\n2\tok\t8\n3\t7\" tablet\t7\n4\t\"x\"\t6\n5\t\"y\t6\n",
        ] {
            assert_eq!(quoting(text, b'\t'), Quoting::None, "{text}");
        }
        let quoted =
            "\"id\",\"text\",\"n\"\n".to_owned() + &"\"1\",\"x\",\"2\"\n".repeat(20) + "\"2\",\"y \"z\",\"3\"\n";
        assert_ne!(quoting(&quoted, b','), Quoting::None, "one bad row does not undo the others");
    }

    #[test]
    fn a_place_that_begins_within_quotes_is_no_evidence() {
        let head = "id,text,n\n1,\"two\nlines\",2\n";
        let later = "lines, of \"\"text\"\"\nmore, of it\",3\n4,\"and\nmore\",5\n5,x,6\n";
        let places = [Place { text: head, is_end: false }, Place { text: later, is_end: true }];
        assert_eq!(guess_dialect(&places, None).quoting, Quoting::Doubled);
    }
}
