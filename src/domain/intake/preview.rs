//! A first look at a file.
//!
//! What goes through rows is a function of its own, for the reason given at [`crate::domain::blocks::in_blocks`].

use std::collections::BTreeMap;

use crate::domain::blocks::apart;
use crate::domain::dataset::{Field, Values};

use super::absurd::AbsurdDates;
use super::body::Body;
use super::collect::{absurd_among, may_be_torn, readable_dates};
use super::detect::{self, Format, detect_format, guess_dialect, guess_encoding, is_aligned, is_cut_by, json_format};
use super::error::IntakeError;
use super::exports::Export;
use super::guess::{Stats, guess, is_name_of_people, is_uncut, known_names, spoken_names};
use super::json::{find_arrays, likeliest};
use super::layout::{JsonArray, Layout, Quoting, TextEncoding};
use super::markup::Readable;
use super::plan::{Column, Doubt, Overrides, Plan, Preview, PreviewColumn, Role, Unread};
use super::read::feed;
use super::sample::{LAST, LOOKED_AT, Place, Sample, SheetRows, Table};
use super::source::{Pace, Source, Unpaced};
use super::text::{WIDE, byte_of, decode, decoder, narrow, records_of};
use super::value::{
    Currency, NumberError, are_midnights_ahead, is_not_available, read_labelled_score, read_number, read_share, trimmed,
};
use super::workbook::Sheet;

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
    let bytes = source.size();
    let source = &mut Readable::of(source).await?;
    let from = overrides.header_row.unwrap_or(1);
    let (mut places, mut arrays) = (Vec::new(), Vec::new());
    let (sheets, mut layout, sample, mut doubts) = match apart(look(source, overrides)).await? {
        Content::Text(mut layout, doubts, texts) => {
            places = texts;
            arrays = apart(choose_array(source, &mut layout, overrides, pace)).await?;
            // A long text is looked at in further places of its own.
            let is_long = places.len() > 1 && source.size() > LOOKED_AT as u64;
            let mut sample = if is_long { Sample::of_first_rows(from) } else { Sample::from_row(from) };
            feed(source, &layout, pace, &mut sample, HEAD).await?;
            (Vec::new(), layout, sample, doubts)
        }
        Content::Workbook => {
            let sheets = source.sheets(pace).await?;
            let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
            let choices = overrides.sheet.as_ref().map_or(names.as_slice(), std::slice::from_ref);
            // What is hidden is read where nothing else has rows.
            let visible = sheets.iter().filter(|sheet| !sheet.hidden).count();
            let (sheet, sample) = apart(first_with_rows(source, (choices, visible), from, pace)).await?;
            (sheets, Layout::Workbook { sheet, more: Vec::new(), left: Vec::new() }, sample, Vec::new())
        }
    };
    if !sample.has_rows() {
        return Err(IntakeError::Empty);
    }
    let is_json = matches!(layout, Layout::Json { .. } | Layout::Ndjson { .. });
    let budget = sample.left();
    let mut table = sample.into_table(is_json || overrides.header_row.is_some())?;
    let alike_sheets = match &mut layout {
        Layout::Workbook { sheet, more, left } => {
            let further = apart(look_further(source, &sheets, sheet, (table.header(), budget), pace)).await?;
            further.join(overrides, sheet, &mut table, (more, left))
        }
        _ => Vec::new(),
    };
    let mut body = Body::of(&table, overrides, is_json);
    let stats: Vec<Stats> =
        (0..table.headers.names.len()).map(|index| Stats::of(body.column(index).take(SAMPLE))).collect();
    let spoken = spoken_names(&table.headers.names, &body.questions);
    let known = Export::of(&table.headers.names);
    // Another kind of table is another reading of the file.
    let export = known.filter(|export| !overrides.as_any_file && overrides.kind.is_none_or(|kind| kind == export.kind));
    let guess = guess(source.name(), &table.headers.names, &spoken, &stats, overrides, export)?;
    let mut plan = Plan {
        kind: guess.kind,
        layout,
        header_row: table.header_row.max(1),
        columns: guess.columns,
        surplus_cells: 0,
        currency: None,
        rates: BTreeMap::new(),
        set_aside_duplicates: false,
        set_aside_future: false,
        use_absurd_dates: false,
        local_midnights: Vec::new(),
        days_in_utc: false,
        export: export.map(|export| export.id.to_owned()),
        as_any_file: overrides.as_any_file,
        counting: export.map_or(guess.counting, |export| export.rules(&table.headers.names)),
        further_headers: body.further,
        keep_all_rows: overrides.keep_all_rows,
        totals: None,
        said_once: Vec::new(),
        nobody: Vec::new(),
        literal_blanks: overrides.literal_blanks,
        one_day: overrides.one_day,
        today: overrides.today,
    };
    plan.surplus_cells = surplus_cells(&plan, &body.uncut);
    doubts.extend(doubts_of(&table, &plan, overrides, is_json, body.is_unsure));
    body.settle(&mut plan);
    if table.is_cut {
        body.look_at_end(&last_rows(&places, &plan));
    }
    let further = further_rows(&places, &plan, &mut body);
    let columns = seen_columns(&plan, stats, &body, &further);
    plan.local_midnights = local_midnights(&plan, &columns, &body, &further);
    let score_choices =
        guess.score_choices.iter().filter_map(|&at| plan.columns.get(at)).map(|column| column.header.clone()).collect();
    Ok(Preview {
        name: source.name().to_owned(),
        bytes,
        columns,
        rows: body.rows.iter().take(SHOWN).cloned().collect(),
        numbers: body.numbers.iter().take(SHOWN).copied().collect(),
        cleaned: body.cleaned(SHOWN),
        currencies: currencies(&plan, body.rows.iter().chain(&further)),
        passed: body.passed,
        passed_end: body.passed_end,
        blank_words: body.blanks.words(),
        arrays,
        header_choices: table.choices,
        export: known.map(Export::name),
        score_choices,
        sheets: sheets.into_iter().map(|sheet| sheet.name).collect(),
        alike_sheets,
        doubts,
        plan,
    })
}

/// What header and columns leave unsure.
fn doubts_of(
    table: &Table,
    plan: &Plan,
    overrides: &Overrides,
    is_json: bool,
    further: bool,
) -> impl Iterator<Item = Doubt> + use<> {
    let names = &table.headers.names;
    let customer = plan.column_of(Field::Customer).and_then(|index| plan.columns.get(index));
    let found = [
        (is_header_unsure(table, overrides), Doubt::HeaderRow),
        (further, Doubt::FurtherHeaders),
        (!is_json && has_no_header(table, plan), Doubt::NoHeader),
        (is_uncut(names), Doubt::OneColumn),
        (customer.is_some_and(|one| is_name_of_people(&one.header)), Doubt::CustomerName),
    ];
    found.into_iter().filter_map(|(is_unsure, doubt)| is_unsure.then_some(doubt))
}

/// Whether the header was looked for below the first row, and none of its names is a known one.
fn is_header_unsure(table: &Table, overrides: &Overrides) -> bool {
    let known = || known_names(table.headers.names.iter().map(String::as_str));
    overrides.header_row.is_none() && table.is_moved && known() < 2
}

/// Whether the header of a file that cannot be read as it is looks like data.
fn has_no_header(table: &Table, plan: &Plan) -> bool {
    let first = Stats::of(table.headers.names.iter().map(String::as_str));
    first.dates + first.decimals > 0 && !plan.missing().is_empty()
}

/// What was seen in each column.
#[inline(never)]
fn seen_columns(plan: &Plan, stats: Vec<Stats>, body: &Body, further: &[Vec<String>]) -> Vec<PreviewColumn> {
    let seen = |(index, (column, stats)): (usize, (&Column, Stats))| {
        let values = stats.look.decide(&column.header, column.six_digit_months);
        PreviewColumn {
            date_is_ambiguous: plan.values_of(index, values) == Values::Day && stats.order.ambiguous,
            may_have_absurd_dates: may_have_absurd_dates(plan, index, values, body),
            samples: stats.samples,
            unread: unread(plan, index, values, body.rows.iter().take(SAMPLE).chain(further)),
            values,
        }
    };
    plan.columns.iter().zip(stats).enumerate().map(seen).collect()
}

/// The columns of days that hold midnights of a zone ahead of UTC in all places looked at.
#[inline(never)]
fn local_midnights(plan: &Plan, columns: &[PreviewColumn], body: &Body, further: &[Vec<String>]) -> Vec<usize> {
    let days = columns.iter().enumerate().filter(|(index, seen)| plan.values_of(*index, seen.values) == Values::Day);
    let are_midnights = |index: &usize| {
        let further = further.iter().map(|row| row.get(*index).map_or("", String::as_str));
        are_midnights_ahead(body.column(*index).take(SAMPLE).chain(further))
    };
    days.map(|(index, _)| index).filter(are_midnights).collect()
}

/// The blank cells that every row has behind the last column. A row that may hold a torn number says
/// nothing about that.
#[inline(never)]
fn surplus_cells(plan: &Plan, rows: &[Vec<String>]) -> usize {
    let width = plan.columns.len();
    let money = [Field::Amount, Field::UnitPrice].into_iter().find_map(|field| plan.column_of(field));
    let is_torn = |row: &&Vec<String>| {
        let next = money.and_then(|index| Some((row.get(index)?, row.get(index + 1)?)));
        next.is_some_and(|(left, right)| may_be_torn(left, right))
    };
    let blank = |row: &Vec<String>| {
        let behind = row.iter().rev().take_while(|cell| trimmed(cell).is_empty()).count();
        behind.min(row.len().saturating_sub(width))
    };
    rows.iter().filter(|row| !is_torn(row)).map(blank).min().unwrap_or(0)
}

/// Rows looked at in each of the further places.
const PLACE_ROWS: usize = 200;

/// Parts of the file's start looked at, where it has more rows than the first.
const PARTS: usize = 8;

/// Rows of data from further places of the file, cleaned. Those of a text that are cut in another way than the header say
/// nothing: a place may begin within quotes.
#[inline(never)]
fn further_rows(places: &[String], plan: &Plan, body: &mut Body) -> Vec<Vec<String>> {
    let Some((delimiter, quoting)) = text_form(plan) else { return std::mem::take(&mut body.later) };
    let (start, windows) = places.split_first().map_or(("", places), |(start, rest)| (start.as_str(), rest));
    let parts = (1..PARTS).filter(|_| body.rows.len() >= SAMPLE).filter_map(|part| {
        let at = start.len() / PARTS * part;
        let line = memchr::memchr(b'\n', start.as_bytes().get(at..)?)?;
        start.get(at + line + 1..)
    });
    let mut rows = Vec::new();
    for text in parts.chain(windows.iter().map(String::as_str)) {
        let mut left = PLACE_ROWS;
        records_of(text, false, delimiter, quoting, |record| {
            if record.len() == plan.columns.len() + plan.surplus_cells && !record.odd && !record.is_blank() {
                rows.push(body.cleaned_row(record.iter()));
                left -= 1;
            }
            left > 0
        });
    }
    rows
}

/// Delimiter and quoting of a text.
fn text_form(plan: &Plan) -> Option<(u8, Quoting)> {
    let Layout::Text { delimiter, quoting, .. } = plan.layout else { return None };
    Some((byte_of(delimiter), quoting))
}

/// The last rows of a text, from its last place; their own places are not known. None where most of that place is cut in
/// another way than the header: it may begin within quotes.
#[inline(never)]
fn last_rows(places: &[String], plan: &Plan) -> Vec<Place> {
    let last = places.split_first().and_then(|(_, further)| further.last());
    let (Some(text), Some((delimiter, quoting))) = (last, text_form(plan)) else { return Vec::new() };
    let (mut rows, mut fitting) = (Vec::new(), 0_usize);
    records_of(text, true, delimiter, quoting, |record| {
        if !record.is_blank() {
            fitting += usize::from(record.len() == plan.columns.len() + plan.surplus_cells && !record.odd);
            rows.push((0, record.iter().map(str::to_owned).collect()));
        }
        true
    });
    if fitting * 2 < rows.len() { Vec::new() } else { rows.split_off(rows.len().saturating_sub(LAST)) }
}

/// One filled cell in so many may be unreadable before the preview says so.
const UNREAD: usize = 50;

/// What of a column of dates or money cannot be read, where that is more than 2 % of its filled cells.
fn unread<'a>(
    plan: &Plan,
    index: usize,
    values: Values,
    rows: impl Iterator<Item = &'a Vec<String>>,
) -> Option<Unread> {
    let column = plan.columns.get(index).filter(|column| column.role != Role::Ignore)?;
    let is_number = |read: Result<_, NumberError>| !matches!(read, Err(NumberError::Bad | NumberError::Percentage));
    let dates = readable_dates(column);
    let mut unread = Unread::default();
    for row in rows {
        let cell = row.get(index).map_or("", |cell| trimmed(cell));
        // Among what is no text NA is nothing.
        if cell.is_empty() || !plan.literal_blanks && is_not_available(cell) {
            continue;
        }
        unread.filled += 1;
        let is_read = match plan.values_of(index, values) {
            Values::Day => dates(cell),
            Values::Amount => is_number(read_number(cell, None)),
            Values::Number => is_number(read_share(cell, None)),
            Values::Score => read_labelled_score(cell).is_ok(),
            Values::Text | Values::Id | Values::YesNo => return None,
        };
        if !is_read {
            unread.add(cell, 1);
        }
    }
    (unread.cells * UNREAD > unread.filled).then_some(unread)
}

/// The currencies of the money, where they are several; the one of most rows first.
#[inline(never)]
fn currencies<'a>(plan: &Plan, rows: impl Iterator<Item = &'a Vec<String>>) -> Vec<String> {
    let money = plan.column_of(Field::Amount).or(plan.column_of(Field::UnitPrice));
    let cell = |row: &'_ Vec<String>, index: Option<usize>| {
        index.and_then(|index| row.get(index)).cloned().unwrap_or_default()
    };
    let mut found = BTreeMap::<Currency, usize>::new();
    for row in rows {
        let written = read_number(&cell(row, money), None).ok().and_then(|number| number.currency);
        let named = written.or_else(|| Currency::named(trimmed(&cell(row, plan.column_of(Field::Currency)))));
        if let Some(currency) = named {
            *found.entry(currency).or_default() += 1;
        }
    }
    let mut found: Vec<(Currency, usize)> = found.into_iter().collect();
    found.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    if found.len() > 1 { found.into_iter().map(|(currency, _)| currency.to_string()).collect() } else { Vec::new() }
}

/// Whether a column has dates that would not be believed, should it be one of the kind's dates; or may have some
/// further down than was looked.
fn may_have_absurd_dates(plan: &Plan, index: usize, values: Values, body: &Body) -> bool {
    let column = plan.columns.get(index);
    let (order, absurd) = (column.and_then(|column| column.date_order), AbsurdDates::of_role(plan, column));
    body.rows.len() >= SAMPLE && plan.values_of(index, values) == Values::Day
        || absurd_among(body.column(index).take(SAMPLE), order, absurd)
}

/// Settles which array of a JSON document is read: the one wanted, else the likeliest. Gives all of them, where there are
/// several.
async fn choose_array(
    source: &mut impl Source,
    layout: &mut Layout,
    overrides: &Overrides,
    pace: &mut impl Pace,
) -> Result<Vec<JsonArray>, IntakeError> {
    let is_lines = matches!(layout, Layout::Ndjson { .. });
    let (Layout::Json { encoding, rows, left } | Layout::Ndjson { encoding, rows, left }) = layout else {
        return Ok(Vec::new());
    };
    let arrays = find_arrays(source, *encoding, is_lines, pace).await?;
    *rows = overrides.json_rows.clone().or_else(|| likeliest(&arrays).map(|array| array.path.clone()));
    let others = arrays.iter().map(|array| &array.path).filter(|path| rows.as_ref() != Some(path));
    *left = others.cloned().collect();
    Ok(if arrays.len() > 1 { arrays } else { Vec::new() })
}

/// The first of these sheets whose header has names that are known, as a cover or a summary in front has not; else the
/// first that has rows, or the last one. The first so many are `visible`.
async fn first_with_rows(
    source: &mut impl Source,
    (sheets, visible): (&[String], usize),
    from: u64,
    pace: &mut impl Pace,
) -> Result<(String, Sample), IntakeError> {
    let mut found = (String::new(), Sample::from_row(from));
    for (place, sheet) in sheets.iter().enumerate() {
        if place == visible && found.1.has_rows() {
            break;
        }
        let mut sample = Sample::from_row(from);
        source.sheet(Some(sheet), &mut sample, pace).await?;
        // A list of what codes mean is no table of many rows.
        if sample.known_names() > 1 && sample.seen() >= found.1.seen() {
            return Ok((sheet.clone(), sample));
        }
        if !found.1.has_rows() {
            found = (sheet.clone(), sample);
        }
    }
    Ok(found)
}

/// The other sheets of a workbook that hold something.
#[derive(Default)]
struct Further {
    /// Those of the same header, hidden or not, with what was looked at of their rows.
    alike: Vec<(Sheet, SheetRows)>,
    others: Vec<String>,
}

/// Looks at every sheet but one, for the same header; `left` bytes of their rows may be looked at.
async fn look_further(
    source: &mut impl Source,
    sheets: &[Sheet],
    read: &str,
    (header, mut left): (&[String], usize),
    pace: &mut impl Pace,
) -> Result<Further, IntakeError> {
    let mut further = Further::default();
    for sheet in sheets.iter().filter(|sheet| sheet.name != read) {
        let mut sample = Sample::of_sheet(left);
        source.sheet(Some(&sheet.name), &mut sample, pace).await?;
        if !sample.has_rows() {
            continue;
        }
        left = sample.left();
        match sample.below(header) {
            Some(rows) => further.alike.push((sheet.clone(), rows)),
            None => further.others.push(sheet.name.clone()),
        }
    }
    Ok(further)
}

impl Further {
    /// Adds the sheets to be read with this one to the table: those chosen, or where none is, all of
    /// the same header but hidden ones. Gives the sheets that could be read together.
    fn join(
        self,
        overrides: &Overrides,
        sheet: &str,
        table: &mut Table,
        (more, left): (&mut Vec<String>, &mut Vec<String>),
    ) -> Vec<String> {
        let is_wanted = |other: &Sheet| match overrides.sheet {
            Some(_) => overrides.more_sheets.contains(&other.name),
            None => !other.hidden,
        };
        let names = self.alike.iter().map(|(other, _)| other.name.clone());
        let alike: Vec<String> =
            if self.alike.is_empty() { Vec::new() } else { std::iter::once(sheet.to_owned()).chain(names).collect() };
        *left = self.others;
        for (other, rows) in self.alike {
            if !is_wanted(&other) {
                left.push(other.name);
                continue;
            }
            table.join_sheet(sheet, &other.name, rows);
            more.push(other.name);
        }
        alike
    }
}

/// What a file holds.
enum Content {
    /// Text, to be read like this, what that is unsure of, and the texts of its start and of further places.
    Text(Layout, Vec<Doubt>, Vec<String>),
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
        Format::Text => text_layout(&head, &windows, overrides),
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

fn text_layout(head: &[u8], windows: &[Vec<u8>], overrides: &Overrides) -> Result<Content, IntakeError> {
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
    let mut text = text_of(head, whole);
    if whole && text.trim().is_empty() {
        return Err(IntakeError::Empty);
    }
    match (json_format(&text), overrides.delimiter) {
        (Some(is_lines), None) => {
            let (rows, left) = (None, Vec::new());
            let layout =
                if is_lines { Layout::Ndjson { encoding, rows, left } } else { Layout::Json { encoding, rows, left } };
            Ok(Content::Text(layout, Vec::new(), Vec::new()))
        }
        (_, delimiter) => {
            // Windows of UTF-16 may begin within a letter.
            let mut later: Vec<String> =
                windows.iter().filter(|_| !wide).map(|window| text_of(window, false)).collect();
            let wide = || WIDE.into_iter().find(|wide| is_cut_by(&text, whole, *wide));
            let delimiter = delimiter.or_else(wide);
            if delimiter.is_none() && is_aligned(&text) {
                return Err(IntakeError::Aligned);
            }
            if let Some(delimiter) = delimiter {
                later.iter_mut().chain([&mut text]).for_each(|text| narrow(text, 0, delimiter, &mut false));
            }
            let place = |text, is_end| detect::Place { text, is_end };
            let places =
                std::iter::once(place(text.as_str(), whole)).chain(later.iter().map(|text| place(text, false)));
            let places: Vec<detect::Place<'_>> = places.collect();
            let dialect = guess_dialect(&places, delimiter.map(byte_of));
            let delimiter = delimiter.unwrap_or_else(|| char::from(dialect.delimiter));
            let quoting = overrides.quoting.unwrap_or(dialect.quoting);
            let doubts = (dialect.is_unsure && overrides.quoting.is_none()).then_some(Doubt::Quoting);
            later.insert(0, text);
            Ok(Content::Text(Layout::Text { encoding, delimiter, quoting }, doubts.into_iter().collect(), later))
        }
    }
}
