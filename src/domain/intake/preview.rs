//! A first look at a file.

use crate::domain::dataset::Values;

use super::absurd::AbsurdDates;
use super::collect::absurd_among;
use super::detect::{Format, Place, detect_format, guess_dialect, guess_encoding, json_format};
use super::exports::Export;
use super::guess::{Stats, guess, known_names, spoken_names};
use super::plan::{Doubt, Layout, Overrides, Plan, Preview, PreviewColumn, TextEncoding};
use super::read::feed;
use super::report::IntakeError;
use super::sample::{Body, Sample};
use super::source::{Pace, Source, Unpaced};
use super::text::{decode, decoder};

/// Bytes of the file's start looked at.
const HEAD: usize = 256 << 10;

/// Bytes looked at in each of the further places.
const WINDOW: usize = 64 << 10;

/// Further places looked at, the end of the file among them: a table whose first megabyte is
/// plain ASCII may hold its first Chinese name later.
const PLACES: u64 = 6;

/// Rows looked at to guess what columns are.
pub(super) const SAMPLE: usize = 1000;

/// Rows shown.
const SHOWN: usize = 20;

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
    let (sheets, layout, sample, mut doubts) = match look(source, overrides).await? {
        Content::Text(layout, doubts) => {
            let mut sample = Sample::from_row(from);
            feed(source, &layout, pace, &mut sample, HEAD).await?;
            (Vec::new(), layout, sample, doubts)
        }
        Content::Workbook => {
            let sheets = source.sheets(pace).await?;
            let choices = overrides.sheet.as_ref().map_or(sheets.as_slice(), std::slice::from_ref);
            let (sheet, sample) = first_with_rows(source, choices, from, pace).await?;
            (sheets, Layout::Workbook { sheet }, sample, Vec::new())
        }
    };
    if !sample.has_rows() {
        return Err(IntakeError::Empty);
    }
    let is_json = matches!(layout, Layout::Json { .. } | Layout::Ndjson { .. });
    let table = sample.into_table(is_json || overrides.header_row.is_some())?;
    let body = Body::of(&table, overrides, is_json);
    if overrides.header_row.is_none()
        && table.is_moved
        && known_names(table.headers.names.iter().map(String::as_str)) < 2
    {
        doubts.push(Doubt::HeaderRow);
    }
    doubts.extend(body.is_unsure.then_some(Doubt::FurtherHeaders));
    let stats: Vec<Stats> =
        (0..table.headers.names.len()).map(|index| Stats::of(body.column(index).take(SAMPLE))).collect();
    let spoken = spoken_names(&table.headers.names, &body.questions);
    let known = Export::of(&table.headers.names);
    // Another kind of table is another reading of the file.
    let export = known.filter(|export| !overrides.as_any_file && overrides.kind.is_none_or(|kind| kind == export.kind));
    let mut guess = guess(source.name(), &table.headers.names, &spoken, &stats, overrides, export)?;
    body.mark(&mut guess.columns);
    let plan = Plan {
        kind: guess.kind,
        layout,
        header_row: table.header_row.max(1),
        columns: guess.columns,
        set_aside_duplicates: false,
        set_aside_future: false,
        use_absurd_dates: false,
        export: export.map(|export| export.id.to_owned()),
        as_any_file: overrides.as_any_file,
        counting: export.map(|export| export.rules(&table.headers.names)).unwrap_or_default(),
        further_headers: body.further,
        keep_all_rows: overrides.keep_all_rows,
        literal_blanks: overrides.literal_blanks,
        today: overrides.today,
    };
    let columns = plan.columns.iter().zip(stats).enumerate().map(|(index, (column, stats))| {
        let values = stats.look.decide(&column.header, column.six_digit_months);
        PreviewColumn {
            date_is_ambiguous: plan.values_of(index, values) == Values::Day && stats.order.ambiguous,
            has_absurd_dates: has_absurd_dates(&plan, index, body.column(index).take(SAMPLE)),
            samples: stats.samples,
            values,
        }
    });
    let columns = columns.collect();
    Ok(Preview {
        name: source.name().to_owned(),
        bytes: source.size(),
        columns,
        rows: body.rows.iter().take(SHOWN).cloned().collect(),
        numbers: body.numbers.iter().take(SHOWN).copied().collect(),
        cleaned: body.cleaned(SHOWN),
        passed: body.passed,
        blank_words: body.blanks.words(),
        header_choices: table.choices,
        export: known.map(Export::name),
        sheets,
        doubts,
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
    let mut found = (String::new(), Sample::from_row(from));
    for sheet in sheets {
        let mut sample = Sample::from_row(from);
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
    /// Text, to be read like this, and what that is unsure of.
    Text(Layout, Vec<Doubt>),
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
        Format::Text => text_layout(&head, &windows, overrides).map(|(layout, doubts)| Content::Text(layout, doubts)),
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

fn text_layout(head: &[u8], windows: &[Vec<u8>], overrides: &Overrides) -> Result<(Layout, Vec<Doubt>), IntakeError> {
    let places: Vec<&[u8]> = std::iter::once(head).chain(windows.iter().map(Vec::as_slice)).collect();
    let encoding = overrides.encoding.unwrap_or_else(|| guess_encoding(&places));
    let wide = matches!(encoding, TextEncoding::Utf16Le | TextEncoding::Utf16Be);
    if let Some(at) = memchr::memchr(0, head).filter(|_| !wide) {
        return Err(IntakeError::Binary { byte: at as u64 });
    }
    let whole = head.len() < HEAD;
    let text_of = |bytes: &[u8], last: bool| {
        let mut text = String::new();
        decode(&mut decoder(encoding), bytes, last, &mut text);
        text
    };
    let text = text_of(head, whole);
    if whole && text.trim().is_empty() {
        return Err(IntakeError::Empty);
    }
    match (json_format(&text), overrides.delimiter) {
        (Some(true), None) => Ok((Layout::Ndjson { encoding }, Vec::new())),
        (Some(false), None) => Ok((Layout::Json { encoding }, Vec::new())),
        (_, delimiter) => {
            // Windows of UTF-16 may begin within a letter.
            let later: Vec<String> = windows.iter().filter(|_| !wide).map(|window| text_of(window, false)).collect();
            let place = |text, is_end| Place { text, is_end };
            let places =
                std::iter::once(place(text.as_str(), whole)).chain(later.iter().map(|text| place(text, false)));
            let places: Vec<Place<'_>> = places.collect();
            let known = delimiter.and_then(|delimiter| u8::try_from(delimiter).ok()).filter(u8::is_ascii);
            let dialect = guess_dialect(&places, known);
            let delimiter = delimiter.unwrap_or_else(|| char::from(dialect.delimiter));
            let quoting = overrides.quoting.unwrap_or(dialect.quoting);
            let doubts = (dialect.is_unsure && overrides.quoting.is_none()).then_some(Doubt::Quoting);
            Ok((Layout::Text { encoding, delimiter, quoting }, doubts.into_iter().collect()))
        }
    }
}
