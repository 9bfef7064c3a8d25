//! JSON as rows of text cells: an array of objects, or one object a line.
//!
//! - The header is the union of the keys of the first 1,000 objects, in order of first appearance.
//!   Keys that only come later are not read, which is noted; so are keys beyond the 2,000th.
//! - Objects within an object are flattened by one level (`address.city`); what lies deeper, and
//!   arrays, are given as JSON text. Numbers keep their literal digits (only an exponent is written
//!   out), `null` and missing keys are blank cells.
//! - Records count objects from 1, in a file of one object a line they count lines; the header,
//!   which the file does not have, is row 0. A line or an element that is no object is handed on
//!   with its fault, so that it is counted.
//! - The array may lie within objects, as in `{"code": 0, "data": {"list": [{…}]}}`. Where a document has several, the
//!   preview names them (`arrays.rs`) and takes the longest, unless its key says that it describes columns (`fields`,
//!   `schema`, …); without a choice the first such is read.
//! - The path of an array is its keys, `data.list`. It may lie within the objects of another: of `customers[].orders` each
//!   order is a row, with its customer's cells before its own (`orders.date`).
//!
//! - One object that holds a table column by column, rows by their keys or rows that are arrays, or an array of such rows,
//!   is that table (`turned.rs`).
//!
//! What programs write although it is no JSON (NaN, comments, a comma before a closing bracket) is mended,
//! which is noted.
//!
//! Both are read as a stream; memory holds a chunk, the current object and the first 1,000 rows.

mod array;
mod arrays;
mod mend;
mod table;
mod turned;

use crate::domain::intake::error::IntakeError;
use crate::domain::intake::layout::TextEncoding;
use crate::domain::intake::note::Note;
use crate::domain::intake::record::{Flow, Sink};
use crate::domain::intake::source::{Pace, Progress, Source};
use crate::domain::intake::text::{decode, decoder};

use array::Elements;
use mend::Mender;

pub(super) use arrays::{find_arrays, likeliest};
pub(super) use mend::mended;
use table::Table;

/// A line longer than this is set aside.
const MAX_LINE: usize = 8 << 20;

/// A document longer than this is not held as a whole.
const MAX_DOCUMENT: u64 = 32 << 20;

/// How JSON is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct JsonForm<'a> {
    /// How bytes become letters.
    pub encoding: TextEncoding,
    /// The path of the array whose objects are the rows.
    pub rows: Option<&'a str>,
    /// Bytes at a time.
    pub chunk: usize,
}

impl<'a> JsonForm<'a> {
    /// The path of the array read, and a table of its objects or of those within them.
    fn outer_and_table(self) -> (Option<&'a str>, Table) {
        let mut parts = self.rows.into_iter().flat_map(|rows| rows.split("[]"));
        let outer = parts.next();
        let steps = parts.map(|step| step.strip_prefix('.').unwrap_or(step).to_owned());
        (outer, Table::within(steps.collect()))
    }
}

/// Reads the objects of an array into `sink`, the header first. Gives what is worth noting.
///
/// # Errors
/// [`IntakeError::BadJson`] where the file is no JSON or has no such array of objects: rows may have
/// been handed on before. [`IntakeError::HeaderOnly`] where the array is empty.
pub(super) async fn read_array(
    source: &mut impl Source,
    form: JsonForm<'_>,
    pace: &mut impl Pace,
    sink: &mut impl Sink,
) -> Result<Vec<Note>, IntakeError> {
    let mut found = false;
    match read_elements(source, form, pace, sink, &mut found).await {
        Err(error) if !found && form.rows.is_none() => one_object(source, form, pace, sink).await?.ok_or(error),
        read => read,
    }
}

async fn read_elements(
    source: &mut impl Source,
    form: JsonForm<'_>,
    pace: &mut impl Pace,
    sink: &mut impl Sink,
    found: &mut bool,
) -> Result<Vec<Note>, IntakeError> {
    let (outer, mut table) = form.outer_and_table();
    let mut elements = Elements::at(outer);
    let mut chunks = Chunks::new(source, form.encoding, form.chunk);
    let (mut piece, mut mender) = (String::new(), Mender::default());
    loop {
        let last = chunks.next(&mut piece).await?;
        mender.add(&piece, &mut elements.text);
        if last {
            mender.finish(&mut elements.text);
        }
        piece.clear();
        let mut flow = Flow::More;
        while flow == Flow::More
            && let Some(element) = elements.next(last)?
        {
            flow = table.element(element, sink)?;
            *found |= table.has_objects();
        }
        chunks.breathe(pace, table.row).await?;
        if last || flow == Flow::Enough {
            table.mended += mender.mended;
            return table.finish(sink);
        }
        elements.forget_read();
    }
}

/// Reads a document without an array of objects that has a table of another form. `None` where it is none, or too long.
async fn one_object(
    source: &mut impl Source,
    form: JsonForm<'_>,
    pace: &mut impl Pace,
    sink: &mut impl Sink,
) -> Result<Option<Vec<Note>>, IntakeError> {
    if source.size() > MAX_DOCUMENT {
        return Ok(None);
    }
    let mut text = String::new();
    let mut chunks = Chunks::new(source, form.encoding, form.chunk);
    while !chunks.next(&mut text).await? {
        chunks.breathe(pace, 0).await?;
    }
    let mut table = Table::default();
    if table.whole(&text, sink)? { table.finish(sink).map(Some) } else { Ok(None) }
}

/// Reads a file of one object a line into `sink`, the header first. Gives what is worth noting.
///
/// # Errors
/// [`IntakeError::BadJson`] where no line is an object.
pub(super) async fn read_lines(
    source: &mut impl Source,
    form: JsonForm<'_>,
    pace: &mut impl Pace,
    sink: &mut impl Sink,
) -> Result<Vec<Note>, IntakeError> {
    let mut text = String::new();
    let (_, mut table) = form.outer_and_table();
    let mut chunks = Chunks::new(source, form.encoding, form.chunk);
    let mut skipping = false;
    loop {
        let last = chunks.next(&mut text).await?;
        let mut rest = text.as_str();
        let mut flow = Flow::More;
        while flow == Flow::More
            && let Some((line, after)) = rest.split_once('\n').or((last && !rest.is_empty()).then_some((rest, "")))
        {
            rest = after;
            if !std::mem::take(&mut skipping) {
                let is_only = last && table.row == 0 && rest.trim_ascii().is_empty();
                flow = if line.len() > MAX_LINE {
                    table.too_long(line, sink)?
                } else {
                    table.line(line, is_only, sink)?
                };
            }
        }
        // A line without end is not gathered.
        if rest.len() > MAX_LINE {
            if !skipping && flow == Flow::More {
                flow = table.too_long(rest, sink)?;
            }
            skipping = true;
            rest = "";
        }
        chunks.breathe(pace, table.row).await?;
        if last || flow == Flow::Enough {
            return table.finish(sink);
        }
        let read = text.len() - rest.len();
        text.drain(..read);
    }
}

/// A file's text, a chunk at a time.
struct Chunks<'a, S> {
    source: &'a mut S,
    decoder: encoding_rs::Decoder,
    bytes: Vec<u8>,
    chunk: usize,
    offset: u64,
}

impl<'a, S: Source> Chunks<'a, S> {
    fn new(source: &'a mut S, encoding: TextEncoding, chunk: usize) -> Self {
        Self { source, decoder: decoder(encoding), bytes: Vec::new(), chunk, offset: 0 }
    }

    /// Adds the next chunk to `text`; says whether it is the last.
    async fn next(&mut self, text: &mut String) -> Result<bool, IntakeError> {
        self.source.read(self.offset, self.chunk, &mut self.bytes).await?;
        self.offset += self.bytes.len() as u64;
        let last = self.bytes.is_empty() || self.offset >= self.source.size();
        decode(&mut self.decoder, &self.bytes, last, text);
        Ok(last)
    }

    async fn breathe(&self, pace: &mut impl Pace, rows: u64) -> Result<(), IntakeError> {
        let progress = Progress { bytes: self.offset, total_bytes: self.source.size(), rows };
        Ok(pace.breathe(progress).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{MemorySource, Reason, Record, Unpaced, block_on_ready};

    type Rows = Vec<(u64, String)>;

    #[derive(Default)]
    struct Keep {
        rows: Rows,
        faults: Vec<(u64, Reason)>,
        most: Option<usize>,
    }

    impl Sink for Keep {
        fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
            self.rows.push((record.row, record.iter().collect::<Vec<_>>().join("|")));
            self.faults.extend(record.fault.map(|fault| (record.row, fault)));
            Ok(if self.most == Some(self.rows.len()) { Flow::Enough } else { Flow::More })
        }
    }

    fn array_in(text: &str, chunk: usize) -> Result<(Keep, Vec<Note>), IntakeError> {
        let mut keep = Keep::default();
        let mut source = MemorySource::new("t", text);
        let notes = block_on_ready(read_array(&mut source, form(None, chunk), &mut Unpaced, &mut keep))?;
        Ok((keep, notes))
    }

    fn form(rows: Option<&str>, chunk: usize) -> JsonForm<'_> {
        JsonForm { encoding: TextEncoding::Utf8, rows, chunk }
    }

    /// The rows of the array at this path, in pieces of any length.
    fn array_at(text: &str, rows: &str, is_lines: bool) -> Result<Keep, IntakeError> {
        let read = |chunk: usize| {
            let (mut source, mut keep) = (MemorySource::new("t", text), Keep::default());
            let form = form(Some(rows), chunk);
            if is_lines {
                block_on_ready(read_lines(&mut source, form, &mut Unpaced, &mut keep))?;
            } else {
                block_on_ready(read_array(&mut source, form, &mut Unpaced, &mut keep))?;
            }
            Ok(keep)
        };
        let whole: Result<Keep, IntakeError> = read(1 << 20);
        for chunk in 1..text.len() {
            let pieces: Result<Keep, IntakeError> = read(chunk);
            assert_eq!(
                pieces.as_ref().map(|keep| &keep.rows).ok(),
                whole.as_ref().map(|keep| &keep.rows).ok(),
                "{chunk}"
            );
        }
        whole
    }

    fn lines_in(text: &str, chunk: usize) -> Result<(Keep, Vec<Note>), IntakeError> {
        let mut keep = Keep::default();
        let mut source = MemorySource::new("t", text);
        let notes = block_on_ready(read_lines(&mut source, form(None, chunk), &mut Unpaced, &mut keep))?;
        Ok((keep, notes))
    }

    fn array(text: &str) -> Vec<String> {
        array_in(text, 1 << 20).unwrap().0.rows.into_iter().map(|(_, cells)| cells).collect()
    }

    fn bad(text: &str) -> (u64, u64) {
        match array_in(text, 1 << 20).err() {
            Some(IntakeError::BadJson { line, column, .. }) => (line, column),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_header_is_the_union_of_keys_in_order_of_appearance() {
        let rows = array(r#"[{"id": "0042", "城市": "上海"}, {"amount": 1.50, "id": null}, {}]"#);
        assert_eq!(rows, ["id|城市|amount", "0042|上海|", "||1.50", "||"]);
    }

    #[test]
    fn one_object_may_hold_a_table_column_by_column_or_rows_by_their_keys() {
        let wanted = ["who|n", "a|1", "b|2", "c|3"];
        for text in [
            r#"{"who":{"0":"a","1":"b","2":"c"},"n":{"0":1,"1":2,"2":3}}"#,
            r#"{"who":["a","b","c"],"n":[1,2,3]}"#,
            r#"{"who":{"0":"a","2":"b","5":"c"},"n":{"0":1,"2":2,"5":3}}"#,
            r#"{"columns":["who","n"],"index":[0,1,2],"data":[["a",1],["b",2],["c",3]]}"#,
            r#"{"fields":[{"name":"who","type":"text"},{"name":"n"}],"rows":[["a",1],["b",2],["c",3]]}"#,
            r#"{"range":"A1:B4","values":[["who","n"],["a",1],["b",2],["c",3]]}"#,
        ] {
            let (keep, _) = lines_in(text, 1 << 20).unwrap();
            assert_eq!(keep.rows.iter().map(|(_, cells)| cells.as_str()).collect::<Vec<_>>(), wanted, "{text}");
            assert_eq!(keep.rows.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [0, 1, 2, 3]);
        }
        for text in [
            r#" [["who","n"],["a",1],["b",2],["c",3]] "#,
            "{\n\"columns\":[\"who\",\"n\"],\n\"data\":[[\"a\",1],[\"b\",2],[\"c\",3]]}",
        ] {
            assert_eq!(array(text), wanted, "{text}");
        }
        assert_eq!(array(r#"[["who","n"],["a"],["b",2,"beyond"]]"#), ["who|n|3", "a||", "b|2|beyond"]);
        for text in ["[[1,2],[3,4]]", r#"[["a"],["b"]]"#, r#"[["who","n"]]"#] {
            assert!(array_in(text, 1 << 20).is_err(), "{text}");
        }
        let keyed = r#"{"O1":{"a":1,"b":2},"O2":{"a":3,"b":4},"-N":{"a":5,"b":6},"x":{"a":7,"b":8},"y":{"a":9,"b":0}}"#;
        let (keep, _) = lines_in(keyed, 1 << 20).unwrap();
        assert_eq!((keep.rows.len(), keep.rows[5].1.as_str()), (6, "9|0"));
        let (keep, _) = lines_in("{\"a\":[1,2],\"b\":[3,4]}\n{\"a\":[5],\"b\":[6]}", 1 << 20).unwrap();
        assert_eq!(keep.rows[1].1, "[1,2]|[3,4]", "among others it is a row");
        // Parts of a row, rows among others, and columns that do not fit stay what they are.
        for (text, wanted) in [
            (r#"{"who":{"id":1,"x":2},"by":{"id":3,"x":4}}"#, vec!["who.id|who.x|by.id|by.x", "1|2|3|4"]),
            ("{\"a\":[1,2],\"b\":[3]}", vec!["a|b", "[1,2]|[3]"]),
            (
                "{\"p\":{\"x\":1,\"y\":2},\"q\":{\"x\":3,\"y\":4},\"r\":{\"x\":5,\"y\":6}}\n{\"p\":{\"x\":7}}",
                vec!["p.x|p.y|q.x|q.y|r.x|r.y", "1|2|3|4|5|6", "7|||||"],
            ),
        ] {
            let (keep, _) = lines_in(text, 1 << 20).unwrap();
            assert_eq!(keep.rows.iter().map(|(_, cells)| cells.as_str()).collect::<Vec<_>>(), wanted, "{text}");
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        let rows = array(
            r#"[{"a": 6222021234567890123, "b": 12345678901234.567890, "c": 1.5e3, "d": -25E-4, "e": 1e999, "f": 0e5}]"#,
        );
        assert_eq!(rows[1], "6222021234567890123|12345678901234.567890|1500|-0.0025|1e999|0");
    }

    #[test]
    fn objects_are_flattened_by_one_level() {
        let rows =
            array(r#"[{"a": {"b": "x", "c": {"d": 1}}, "e": [1, {"f": 2}], "g": true, "h": "q\"\u738b", "i": {}}]"#);
        assert_eq!(rows, ["a.b|a.c|e|g|h", "x|{\"d\": 1}|[1, {\"f\": 2}]|true|q\"王"]);
    }

    #[test]
    fn the_array_may_lie_within_objects() {
        let wanted = ["a", "1", "2"];
        for text in [
            r#"{"data":[{"a":1},{"a":2}]}"#,
            r#"{"code": 0, "ok": [1, 2], "data": {"total": 2, "list": [ {"a":1} , {"a":2} ], "x": {"y": [{}]}}, "z": 1}"#,
            r#"{"schema": {"fields": [{"name": "a"}]}, "data": [{"a":1}, {"a":2}]}"#,
            r#"{"fields": [{"name": "a"}], "rows": [{"a":1}, {"a":2}]}"#,
        ] {
            assert_eq!(array(text), wanted, "{text}");
        }
    }

    #[test]
    fn an_array_is_read_by_its_path() {
        let text = r#"{"x.y": [{"p":1}], "customers": [{"id":"c1"}], "data": {"more": {"orders": [{"id":"o1"},{"id":"o2"}]}}, "z": []}"#;
        for (path, wanted) in
            [("customers", &["id", "c1"][..]), ("data.more.orders", &["id", "o1", "o2"]), ("x.y", &["p", "1"])]
        {
            let rows = array_at(text, path, false).unwrap().rows;
            assert_eq!(rows.iter().map(|(_, cells)| cells.as_str()).collect::<Vec<_>>(), wanted, "{path}");
        }
        for absent in ["", "orders", "data", "data.more", "data.more.orders.id", "customers[].x.y.z.", "customer"] {
            let read = array_at(text, absent, false);
            assert!(read.is_err() || absent.starts_with("customers"), "{absent}");
        }
        assert!(matches!(array_at(text, "z", false), Err(IntakeError::HeaderOnly)));
        assert_eq!(array_at("[{\"a\":1}]", "", false).unwrap().rows.len(), 2);
        assert!(array_at("[{\"a\":1}]", "a", false).is_err());
    }

    #[test]
    fn an_array_within_rows_gives_a_row_for_each_of_its_objects() {
        let text = r#"[{"id":"c1","home":{"city":"上海"},"orders":[{"day":1,"sum":{"eur":2}},{"day":3}]},
            {"id":"c2","orders":[]},{"id":"c3"},{"id":"c4","orders":[{"day":4,"id":"o"},7]},{"id":"c5","orders":"none"}]"#;
        let wanted = [
            "id|home.city|orders.day|orders.sum.eur|orders.id",
            "c1|上海|1|2|",
            "c1|上海|3||",
            "c2||||",
            "c3||||",
            "c4||4||o",
            "7",
            "c5||||",
        ];
        let keep = array_at(text, "[].orders", false).unwrap();
        assert_eq!(keep.rows.iter().map(|(_, cells)| cells.as_str()).collect::<Vec<_>>(), wanted);
        assert_eq!(keep.rows.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(keep.faults, [(6, Reason::NotAnObject)]);
        let lines: String =
            text.trim_matches(['[', ']']).replace("},\n", "}\n").replace("},{\"id\":\"c", "}\n{\"id\":\"c");
        let by_line = array_at(&lines, "[].orders", true).unwrap();
        assert_eq!(by_line.rows, keep.rows);
    }

    #[test]
    fn arrays_within_arrays_within_objects_are_followed() {
        let text = r#"{"all":{"customers":[{"id":"c1","more":{"n":1,"orders":[{"id":"o1","items":[{"sku":"a"},{"sku":"b"}]},{"id":"o2"}]}}]}}"#;
        let keep = array_at(text, "all.customers[].more.orders[].items", false).unwrap();
        let wanted = ["id|more.n|more.orders.id|more.orders.items.sku", "c1|1|o1|a", "c1|1|o1|b", "c1|1|o2|"];
        assert_eq!(keep.rows.iter().map(|(_, cells)| cells.as_str()).collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn many_objects_within_one_are_counted_for_the_header_too() {
        let item = "{\"x\":1},";
        let text = format!("[{{\"c\":1,\"o\":[{}{{\"late\":2}}]}}]", item.repeat(2_000));
        let (mut source, mut keep) = (MemorySource::new("t", text), Keep::default());
        let notes =
            block_on_ready(read_array(&mut source, form(Some("[].o"), 1 << 20), &mut Unpaced, &mut keep)).unwrap();
        assert_eq!((keep.rows.len(), &*keep.rows[0].1), (2_002, "c|o.x"));
        assert_eq!(notes, [Note::LateKeys { rows: 1, keys: vec!["o.late".to_owned()], others: 0 }]);
    }

    #[test]
    fn rows_are_counted_from_one_and_the_header_is_none() {
        let (keep, _) = array_in(r#"[{"a":1}, 7, {"a":2}]"#, 9).unwrap();
        assert_eq!(keep.rows, [(0, "a".to_owned()), (1, "1".to_owned()), (2, "7".to_owned()), (3, "2".to_owned())]);
        assert_eq!(keep.faults, [(2, Reason::NotAnObject)]);
    }

    #[test]
    fn pieces_of_any_length_give_the_same_rows() {
        let text = r#" {"n": -12.5e1, "k\"": {"s": "a]}[{"}, "data": [ {"id": "王", "x": {"y": [1, [2]]}}, 12, {"id": "\\\""} ], "after": [[1]]} "#;
        let whole = array_in(text, 1 << 20).unwrap().0;
        let lines = "{\"a\": 1}\r\n\r\n{\"b\": \"王\"}\nx";
        let whole_lines = lines_in(lines, 1 << 20).unwrap().0;
        for chunk in 1..text.len() {
            let pieces = array_in(text, chunk).unwrap().0;
            assert_eq!((pieces.rows, pieces.faults), (whole.rows.clone(), whole.faults.clone()), "{chunk}");
            assert_eq!(lines_in(lines, chunk).unwrap().0.rows, whole_lines.rows, "{chunk}");
        }
    }

    #[test]
    fn a_line_that_is_no_object_is_counted() {
        let (keep, _) = lines_in("{\"a\":1}\n[1]\n\n{\"a\":\n{\"a\":2}", 1 << 20).unwrap();
        let rows: Vec<_> = keep.rows.iter().map(|(row, cells)| (*row, cells.as_str())).collect();
        assert_eq!(rows, [(0, "a"), (1, "1"), (2, "[1]"), (3, ""), (4, "{\"a\":"), (5, "2")]);
        assert_eq!(keep.faults, [(2, Reason::NotAnObject), (4, Reason::NotAnObject)]);
    }

    #[test]
    fn a_line_without_end_is_set_aside() {
        let text = format!("{{\"a\":1}}\n{{\"a\":\"{}\"}}\n{{\"a\":2}}", "x".repeat(3 * MAX_LINE));
        for chunk in [1 << 18, 1 << 30] {
            let (keep, _) = lines_in(&text, chunk).unwrap();
            assert_eq!(keep.faults, [(2, Reason::TooLong)]);
            assert_eq!(keep.rows.last(), Some(&(3, "2".to_owned())));
        }
    }

    #[test]
    fn keys_that_come_late_are_noted() {
        let text = "{\"a\":1}\n".repeat(1_200) + &"{\"a\":1,\"b\":2}\n".repeat(300);
        let (keep, notes) = lines_in(&text, 1 << 20).unwrap();
        assert_eq!((keep.rows.len(), &*keep.rows[0].1), (1_501, "a"));
        assert_eq!(notes, [Note::LateKeys { rows: 300, keys: vec!["b".to_owned()], others: 0 }]);
    }

    #[test]
    fn ten_keys_that_come_late_are_named_and_the_others_counted() {
        let late: Vec<String> = (0..12).map(|key| format!("\"k{key:02}\":{{\"x\":1}}")).collect();
        let text =
            "{\"a\":1}\n".repeat(1_000) + &format!("{{{}}}\n{{\"k11\":{{\"x\":2}}}}\n{{\"a\":2}}\n", late.join(","));
        let (_, notes) = lines_in(&text, 1 << 20).unwrap();
        let keys = (0..10).map(|key| format!("k{key:02}.x")).collect();
        assert_eq!(notes, [Note::LateKeys { rows: 2, keys, others: 2 }]);
    }

    #[test]
    fn keys_beyond_the_columns_read_are_noted() {
        let keys: Vec<String> = (0..2_001).map(|key| format!("\"k{key}\":1")).collect();
        let (_, notes) = lines_in(&format!("{{{}}}\n", keys.join(",")), 1 << 20).unwrap();
        assert_eq!(notes, [Note::BeyondLimits { columns: 2_000 }]);
    }

    #[test]
    fn errors_say_where() {
        assert_eq!(bad("[{\"a\": 1},\n  {\"a\": x}]").0, 2);
        assert_eq!(bad("[{\"a\":1}\n {\"a\":2}]"), (2, 2));
        assert_eq!(bad("[{\"a\":1},").0, 1);
        assert_eq!(bad("{\"a\":1,\n\"b\":{}}").0, 2);
        assert_eq!(bad("[1, 2]"), (1, 1));
        assert_eq!(bad("[] x"), (1, 4));
        assert!(matches!(array_in("[]", 9), Err(IntakeError::HeaderOnly)));
        assert!(matches!(lines_in("nope\n", 9), Err(IntakeError::BadJson { line: 1, .. })));
    }

    #[test]
    fn nesting_without_end_is_an_error_and_no_overflow() {
        let deep = "[".repeat(1_000_000);
        assert!(array_in(&format!("[{{\"a\":{deep}"), 1 << 16).is_err());
        assert!(array_in(&deep, 1 << 16).is_err());
        assert!(array_in(&"{\"a\":".repeat(1_000_000), 1 << 16).is_err());
        let closed = format!("[{{\"a\":{deep}{}}}]", "]".repeat(1_000_000));
        assert_eq!(array(&closed).len(), 2);
    }

    #[test]
    fn a_preview_stops_early() {
        let text = format!("[{}{{}}]", "{\"a\":1},".repeat(5_000));
        let mut keep = Keep { most: Some(3), ..Keep::default() };
        let mut source = MemorySource::new("t", text);
        block_on_ready(read_array(&mut source, form(None, 64), &mut Unpaced, &mut keep)).unwrap();
        assert_eq!(keep.rows.len(), 3);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([\\[\\]{}:,\" \n]|\"a\"|\"b\":|[0-9e.-]|null|\\\\u?){0,60}", chunk in 1..70_usize) {
            let whole = array_in(&text, 1 << 20).map(|(keep, _)| keep.rows);
            let pieces = array_in(&text, chunk).map(|(keep, _)| keep.rows);
            proptest::prop_assert_eq!(whole, pieces);
            let whole = lines_in(&text, 1 << 20).map(|(keep, _)| keep.rows);
            proptest::prop_assert_eq!(whole, lines_in(&text, chunk).map(|(keep, _)| keep.rows));
        }
    }
}
