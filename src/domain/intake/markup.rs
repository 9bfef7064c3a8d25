//! Tables of HTML and of XML Spreadsheet 2003, which many systems hand out under a name that ends with `.xls`: the largest of
//! a file, written as delimited text, is read as any other.

use super::detect::{guess_encoding, is_markup};
use super::error::IntakeError;
use super::record::Sink;
use super::source::{MemorySource, Pace, Source, SourceError};
use super::text::{decode, decoder};
use super::workbook::{Read, Sheet};

/// The largest file of this kind: it is held in memory.
const MOST: u64 = 64 << 20;

/// Bytes that tell whether it is one.
const HEAD: usize = 256;

/// Cells that one may stand for.
const MOST_SPAN: usize = 1_000;

/// A file; in the place of one of this kind its largest table as delimited text.
pub(super) struct Readable<'a, S> {
    source: &'a mut S,
    table: Option<MemorySource>,
}

impl<'a, S: Source> Readable<'a, S> {
    /// Reads the table, where the file has one.
    pub async fn of(source: &'a mut S) -> Result<Self, SourceError> {
        let mut bytes = Vec::new();
        source.read(0, HEAD, &mut bytes).await?;
        if !is_markup(&bytes) || source.size() > MOST {
            return Ok(Self { source, table: None });
        }
        source.read(0, usize::try_from(source.size()).unwrap_or(HEAD), &mut bytes).await?;
        let table = largest_table(&bytes).map(|text| MemorySource::new(source.name(), text));
        Ok(Self { source, table })
    }
}

impl<S: Source> Source for Readable<'_, S> {
    fn name(&self) -> &str {
        self.source.name()
    }

    fn size(&self) -> u64 {
        self.table.as_ref().map_or_else(|| self.source.size(), Source::size)
    }

    async fn read(&mut self, offset: u64, length: usize, buffer: &mut Vec<u8>) -> Result<(), SourceError> {
        match &mut self.table {
            Some(table) => table.read(offset, length, buffer).await,
            None => self.source.read(offset, length, buffer).await,
        }
    }

    async fn sheets(&mut self, pace: &mut impl Pace) -> Result<Vec<Sheet>, IntakeError> {
        self.source.sheets(pace).await
    }

    async fn sheet(
        &mut self,
        name: Option<&str>,
        sink: &mut impl Sink,
        pace: &mut impl Pace,
    ) -> Result<Read, IntakeError> {
        self.source.sheet(name, sink, pace).await
    }
}

/// The largest table of a document as delimited text; `None` where none has rows below its first.
fn largest_table(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    decode(&mut decoder(guess_encoding(&[bytes])), bytes, true, &mut text);
    let largest = tables(&text).into_iter().max_by_key(|rows| rows.iter().map(Vec::len).sum::<usize>());
    largest.filter(|rows| rows.len() > 1).map(|rows| delimited(&rows))
}

/// As delimited text, every cell in quotes.
fn delimited(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| format!("{}\n", row.iter().map(cell).collect::<Vec<_>>().join(","));
    rows.iter().map(line).collect()
}

/// A cell that further rows have as well.
#[derive(Debug, Clone, Default)]
struct Span {
    rows: usize,
    text: String,
}

/// A table as it is read.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<String>>,
    /// By column.
    spans: Vec<Span>,
    /// The cell that is open: its text so far, and how many columns and rows it stands for.
    open: Option<(String, usize, usize)>,
}

impl Table {
    fn open_row(&mut self) {
        self.close_cell();
        self.rows.push(Vec::new());
    }

    /// Opens a cell, in the column given by number, from 1, where it is.
    fn open_cell(&mut self, tag: &str) {
        self.close_cell();
        let number = |name: &str| attribute(tag, name).and_then(|value| value.parse::<usize>().ok());
        let span = |html: &str, more: &str| number(html).or_else(|| number(more).map(|more| more + 1)).unwrap_or(1);
        let spans = (span("colspan", "mergeacross"), span("rowspan", "mergedown"));
        let column = number("index").unwrap_or(0).min(MOST_SPAN);
        let Some(row) = self.rows.last_mut() else { return };
        while row.len() + 1 < column {
            row.push(String::new());
        }
        self.open = Some((String::new(), spans.0.clamp(1, MOST_SPAN), spans.1.clamp(1, MOST_SPAN)));
    }

    fn close_cell(&mut self) {
        let Some((text, columns, rows)) = self.open.take() else { return };
        self.fill_from_above();
        let Some(row) = self.rows.last_mut() else { return };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for column in 0..columns {
            // What stands over several columns is said once, what stands beside several rows in each.
            let text = if column == 0 { text.clone() } else { String::new() };
            if rows > 1 {
                self.spans.resize(self.spans.len().max(row.len() + 1), Span::default());
                if let Some(slot) = self.spans.get_mut(row.len()) {
                    *slot = Span { rows: rows - 1, text: text.clone() };
                }
            }
            row.push(text);
        }
    }

    /// Cells that a row above has for this one as well.
    fn fill_from_above(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(span) = self.spans.get_mut(row.len()).filter(|span| span.rows > 0) {
            span.rows -= 1;
            row.push(span.text.clone());
        }
    }

    fn close_row(&mut self) {
        self.close_cell();
        self.fill_from_above();
    }

    fn say(&mut self, text: &str) {
        if let Some((open, ..)) = &mut self.open {
            open.push_str(text);
        }
    }
}

/// All tables of a document that have rows, those within others too.
fn tables(text: &str) -> Vec<Vec<Vec<String>>> {
    let (mut open, mut closed) = (Vec::<Table>::new(), Vec::new());
    let mut close = |table: Option<Table>| {
        if let Some(mut table) = table {
            table.close_row();
            table.rows.retain(|row| !row.is_empty());
            closed.push(table.rows);
        }
    };
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        if let Some(table) = open.last_mut() {
            table.say(&unescaped(before));
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        let lower = tag.to_lowercase();
        let name = lower.split(|letter: char| letter.is_whitespace()).next().unwrap_or("").trim_end_matches('/');
        let (is_end, name) = name.strip_prefix('/').map_or((false, name), |name| (true, name));
        let name = name.rsplit(':').next().unwrap_or(name);
        match (name, is_end, open.last_mut()) {
            ("table", false, _) => open.push(Table::default()),
            ("table", true, _) => close(open.pop()),
            ("tr" | "row", false, Some(table)) => {
                table.close_row();
                table.open_row();
            }
            ("tr" | "row", true, Some(table)) => table.close_row(),
            ("td" | "th" | "cell", false, Some(table)) => {
                table.open_cell(&lower);
                if lower.ends_with('/') {
                    table.close_cell();
                }
            }
            ("td" | "th" | "cell", true, Some(table)) => table.close_cell(),
            ("br" | "p" | "div", _, Some(table)) => table.say(" "),
            ("script" | "style", false, _) => {
                rest = rest.find("</").and_then(|at| rest.get(at..)).unwrap_or("");
            }
            _ => {}
        }
    }
    if let Some(table) = open.last_mut() {
        table.say(&unescaped(rest));
    }
    while let Some(table) = open.pop() {
        close(Some(table));
    }
    closed
}

/// The value of an attribute of a tag in lower case, whatever stands before a colon in its name.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.match_indices(name).find_map(|(at, _)| {
        let before = tag.get(..at)?.chars().next_back()?;
        let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?;
        (before.is_whitespace() || before == ':').then_some(value.trim_start())
    })?;
    match at.chars().next()? {
        quote @ ('"' | '\'') => at.get(1..)?.split(quote).next(),
        _ => at.split(|letter: char| letter.is_whitespace() || letter == '/').next(),
    }
}

/// Entities that texts of cells have.
const ENTITIES: [(&str, char); 11] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("yen", '¥'),
    ("euro", '€'),
    ("pound", '£'),
    ("middot", '·'),
    ("minus", '−'),
];

/// A text with its entities as letters; those that are not known stay.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let letter = after.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest)));
        if let Some((letter, after)) = letter {
            out.push(letter);
            rest = after;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => code(digits, 16),
            None => code(number, 10),
        },
        None => ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::block_on_ready;

    fn read(bytes: &[u8]) -> Option<String> {
        let mut source = MemorySource::new("t.xls", bytes);
        let table = block_on_ready(Readable::of(&mut source)).unwrap().table?;
        assert_eq!(largest_table(bytes).map(|text| text.len() as u64), Some(table.size()));
        largest_table(bytes)
    }

    #[test]
    fn a_table_of_html_is_text() {
        let html = "<html><body><table><tr><td>menu</table>\
            <TABLE border=1><thead><tr><th>客户</th><th>Date<th nowrap>Amount</tr></thead>\
            <tr><td rowspan='2'>A&amp;B &#x5f20;</td><td>2024-01-05</td><td>1,200.50</td></tr>\
            <tr><td><b>2024-01-06</b></td><td>&nbsp;\"8\"</td></tr><!-- <tr><td>x --></table>";
        let text = "\"客户\",\"Date\",\"Amount\"\n\"A&B 张\",\"2024-01-05\",\"1,200.50\"\n\"A&B 张\",\"2024-01-06\",\"\"\"8\"\"\"\n";
        assert_eq!(read(html.as_bytes()).as_deref(), Some(text));
        let gbk = encoding_rs::GBK.encode(html).0;
        assert_eq!(read(&gbk).as_deref(), Some(text));
    }

    #[test]
    fn a_sheet_of_xml_spreadsheet_is_text() {
        let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns:ss=\"x\"><Worksheet ss:Name=\"a\">\
            <Table><Row><Cell><Data ss:Type=\"String\">id</Data></Cell><Cell ss:Index=\"3\"><Data ss:Type=\"String\">amount</Data></Cell></Row>\
            <Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">C1</Data></Cell><Cell><Data ss:Type=\"Number\">12.5</Data></Cell></Row>\
            <Row><Cell/><Cell ss:Index=\"3\"><Data>3</Data></Cell></Row></Table></Worksheet></Workbook>";
        let text = "\"id\",\"\",\"amount\"\n\"C1\",\"\",\"12.5\"\n\"\",\"\",\"3\"\n";
        assert_eq!(read(xml.as_bytes()).as_deref(), Some(text));
    }

    #[test]
    fn what_has_no_table_is_left() {
        for other in [
            "a,b\n1,2\n",
            "<html><p>no table</p></html>",
            "<?xml version=\"1.0\"?><a><b/></a>",
            "<table><tr><td>one",
            "",
        ] {
            assert_eq!(read(other.as_bytes()), None, "{other}");
        }
        assert_eq!(
            read(b"<table><tr><td colspan=99999999 rowspan=99999999>x<tr><td>y").map(|text| text.len()),
            Some(6006)
        );
    }
}
