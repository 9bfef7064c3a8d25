//! A first look at a file.

use crate::domain::dataset::Values;

use super::absurd::AbsurdDates;
use super::collect::{Headers, absurd_among, headers_of};
use super::detect::{
    Format, HEADER_CHOICES, detect_format, guess_delimiter, guess_encoding, guess_header, json_format,
};
use super::exports::Export;
use super::guess::{Stats, guess};
use super::plan::{HeaderChoice, Layout, Overrides, Plan, Preview, PreviewColumn, TextEncoding};
use super::read::feed;
use super::record::{Flow, Record, Sink};
use super::report::{IntakeError, Reason};
use super::source::{Pace, Source, Unpaced};
use super::text::{decode, decoder};
use super::value::trimmed;

/// Bytes of the file's start looked at.
const HEAD: usize = 256 << 10;

/// Bytes looked at in each of the further places.
const WINDOW: usize = 64 << 10;

/// Further places looked at, the end of the file among them: a table whose first megabyte is
/// plain ASCII may hold its first Chinese name later.
const PLACES: u64 = 6;

/// Rows looked at to guess what columns are.
const SAMPLE: usize = 1000;

/// Rows shown.
const SHOWN: usize = 20;

/// Letters shown of a row that may be the header.
const CHOICE_LETTERS: usize = 40;

/// Looks at the start of a file (and for its encoding at some later places) and says how it would
/// be read. A plan that lacks required fields is a preview all the same: see [`Plan::missing`].
pub async fn preview(source: &mut impl Source, overrides: &Overrides) -> Result<Preview, IntakeError> {
    preview_paced(source, overrides, &mut Unpaced).await
}

/// As [`preview`], letting others work meanwhile: of a workbook the shared strings, and for an ODS
/// the names of all sheets, are only known once a large part of the file is unpacked.
pub async fn preview_paced(
    source: &mut impl Source,
    overrides: &Overrides,
    pace: &mut impl Pace,
) -> Result<Preview, IntakeError> {
    let from = overrides.header_row.unwrap_or(1);
    let (sheets, layout, sample) = match look(source, overrides).await? {
        Content::Text(layout) => {
            let mut sample = Sample { from, ..Sample::default() };
            feed(source, &layout, pace, &mut sample, HEAD).await?;
            (Vec::new(), layout, sample)
        }
        Content::Workbook => {
            let sheets = source.sheets(pace).await?;
            let choices = overrides.sheet.as_ref().map_or(sheets.as_slice(), std::slice::from_ref);
            let (sheet, sample) = first_with_rows(source, choices, from, pace).await?;
            (sheets, Layout::Workbook { sheet }, sample)
        }
    };
    if !sample.has_rows() {
        return Err(IntakeError::Empty);
    }
    let is_json = matches!(layout, Layout::Json { .. } | Layout::Ndjson { .. });
    let Table { header_row, headers, rows, choices } = sample.into_table(is_json || overrides.header_row.is_some())?;
    let cell = |row: &'_ Vec<String>, index: usize| row.get(index).cloned().unwrap_or_default();
    let stats: Vec<Stats> = (0..headers.names.len())
        .map(|index| Stats::of(rows.iter().take(SAMPLE).map(|row| row.get(index).map_or("", String::as_str))))
        .collect();
    let known = Export::of(&headers.names);
    // Another kind of table is another reading of the file.
    let export = known.filter(|export| !overrides.as_any_file && overrides.kind.is_none_or(|kind| kind == export.kind));
    let guess = guess(source.name(), &headers.names, &stats, overrides, export)?;
    let plan = Plan {
        kind: guess.kind,
        layout,
        header_row: header_row.max(1),
        columns: guess.columns,
        set_aside_duplicates: false,
        set_aside_future: false,
        use_absurd_dates: false,
        export: export.map(|export| export.id.to_owned()),
        as_any_file: overrides.as_any_file,
        counting: export.map(|export| export.rules(&headers.names)).unwrap_or_default(),
        today: overrides.today,
    };
    let columns = plan.columns.iter().zip(stats).enumerate().map(|(index, (column, stats))| {
        let values = stats.look.decide(&column.header, column.six_digit_months);
        let cells = rows.iter().take(SAMPLE).map(|row| row.get(index).map_or("", String::as_str));
        PreviewColumn {
            date_is_ambiguous: plan.values_of(index, values) == Values::Day && stats.order.ambiguous,
            has_absurd_dates: has_absurd_dates(&plan, index, cells),
            samples: stats.samples,
            values,
        }
    });
    Ok(Preview {
        name: source.name().to_owned(),
        bytes: source.size(),
        columns: columns.collect(),
        rows: (rows.iter().take(SHOWN))
            .map(|row| (0..headers.names.len()).map(|index| cell(row, index)).collect())
            .collect(),
        header_choices: choices,
        export: known.map(Export::name),
        sheets,
        plan,
    })
}

/// Whether a column has dates that would not be believed, should it be one of the kind's dates.
fn has_absurd_dates<'a>(plan: &Plan, index: usize, cells: impl Iterator<Item = &'a str>) -> bool {
    let column = plan.columns.get(index);
    absurd_among(cells, column.and_then(|column| column.date_order), AbsurdDates::of_role(plan, column))
}

/// The first of these sheets that has rows; the last one where none has.
async fn first_with_rows(
    source: &mut impl Source,
    sheets: &[String],
    from: u64,
    pace: &mut impl Pace,
) -> Result<(String, Sample), IntakeError> {
    let mut found = (String::new(), Sample::default());
    for sheet in sheets {
        let mut sample = Sample { from, ..Sample::default() };
        source.sheet(Some(sheet), &mut sample, pace).await?;
        found = (sheet.clone(), sample);
        if found.1.has_rows() {
            break;
        }
    }
    Ok(found)
}

/// What a file holds.
enum Content {
    /// Text, to be read like this.
    Text(Layout),
    Workbook,
}

async fn look(source: &mut impl Source, overrides: &Overrides) -> Result<Content, IntakeError> {
    let mut head = Vec::new();
    source.read(0, HEAD, &mut head).await?;
    if head.is_empty() {
        return Err(IntakeError::Empty);
    }
    let windows = further_windows(source, head.len()).await?;
    let tail = windows.last().map_or(head.as_slice(), Vec::as_slice);
    match detect_format(&head, tail)? {
        Format::Text => text_layout(&head, &windows, overrides).map(Content::Text),
        Format::Workbook => Ok(Content::Workbook),
    }
}

/// Windows spread over what follows the head, each beginning after a line end.
async fn further_windows(source: &mut impl Source, head: usize) -> Result<Vec<Vec<u8>>, IntakeError> {
    let mut windows = Vec::new();
    let rest = source.size().saturating_sub(head as u64);
    for place in 1..=PLACES {
        // The last one ends where the file ends.
        let end = head as u64 + rest / PLACES * place + if place == PLACES { rest % PLACES } else { 0 };
        let start = end.saturating_sub(WINDOW as u64).max(head as u64);
        if start >= end {
            continue;
        }
        let mut bytes = Vec::new();
        source.read(start, WINDOW, &mut bytes).await?;
        if let Some(line) = memchr::memchr(b'\n', &bytes) {
            bytes.drain(..=line);
            windows.push(bytes);
        }
    }
    Ok(windows)
}

fn text_layout(head: &[u8], windows: &[Vec<u8>], overrides: &Overrides) -> Result<Layout, IntakeError> {
    let places: Vec<&[u8]> = std::iter::once(head).chain(windows.iter().map(Vec::as_slice)).collect();
    let encoding = overrides.encoding.unwrap_or_else(|| guess_encoding(&places));
    let wide = matches!(encoding, TextEncoding::Utf16Le | TextEncoding::Utf16Be);
    if let Some(at) = memchr::memchr(0, head).filter(|_| !wide) {
        return Err(IntakeError::Binary { byte: at as u64 });
    }
    let whole = head.len() < HEAD;
    let mut text = String::new();
    decode(&mut decoder(encoding), head, whole, &mut text);
    if whole && text.trim().is_empty() {
        return Err(IntakeError::Empty);
    }
    match (json_format(&text), overrides.delimiter) {
        (Some(true), None) => Ok(Layout::Ndjson { encoding }),
        (Some(false), None) => Ok(Layout::Json { encoding }),
        (_, delimiter) => {
            let delimiter = delimiter.unwrap_or_else(|| char::from(guess_delimiter(&text, whole)));
            Ok(Layout::Text { encoding, delimiter })
        }
    }
}

/// The first rows that hold something.
#[derive(Default)]
struct Sample {
    /// The row to begin with; what stands above is only offered as a header.
    from: u64,
    above: Vec<HeaderChoice>,
    /// Where each of `rows` stands in the file.
    numbers: Vec<u64>,
    rows: Vec<Vec<String>>,
}

impl Sample {
    /// Whether there is anything to read.
    fn has_rows(&self) -> bool {
        !self.rows.is_empty() || !self.above.is_empty()
    }

    /// The header's row and names, the first rows below it, and the rows that may be the header.
    fn into_table(mut self, header_is_known: bool) -> Result<Table, IntakeError> {
        let header = if header_is_known { 0 } else { guess_header(&self.rows) };
        let names = self.rows.get(header).ok_or(IntakeError::HeaderOnly)?;
        let headers = headers_of(names.iter().map(String::as_str));
        let header_row = self.numbers.get(header).copied().unwrap_or(1);
        let last = self.numbers.len().saturating_sub(1);
        let rows = self.numbers.iter().zip(&self.rows).take(last);
        self.above.extend(rows.map(|(&row, cells)| choice(row, cells.iter().map(String::as_str))));
        self.above.retain(|choice| choice.row > 0);
        self.above.truncate(HEADER_CHOICES);
        let rows: Vec<_> = self.rows.drain(header + 1..).collect();
        if rows.is_empty() {
            Err(IntakeError::HeaderOnly)
        } else {
            Ok(Table { header_row, headers, rows, choices: self.above })
        }
    }
}

/// What a preview shows of a table.
struct Table {
    header_row: u64,
    headers: Headers,
    rows: Vec<Vec<String>>,
    choices: Vec<HeaderChoice>,
}

fn choice<'a>(row: u64, cells: impl Iterator<Item = &'a str>) -> HeaderChoice {
    let filled: Vec<&str> = cells.map(trimmed).filter(|cell| !cell.is_empty()).collect();
    HeaderChoice { row, text: filled.join(" · ").chars().take(CHOICE_LETTERS).collect() }
}

impl Sink for Sample {
    fn take(&mut self, record: &Record) -> Result<Flow, IntakeError> {
        if record.fault.is_none() && record.is_blank() {
            return Ok(Flow::More);
        }
        if (1..self.from).contains(&record.row) {
            if self.above.len() < HEADER_CHOICES {
                self.above.push(choice(record.row, record.iter()));
            }
            return Ok(Flow::More);
        }
        if self.rows.is_empty() && record.fault == Some(Reason::TooLong) {
            return Err(IntakeError::HeaderTooLong);
        }
        self.numbers.push(record.row);
        self.rows.push(record.iter().map(str::to_owned).collect());
        Ok(if self.rows.len() < SAMPLE + HEADER_CHOICES { Flow::More } else { Flow::Enough })
    }
}
