//! Reads a client's files and prints every indicator as one JSON document, or as pages.
//!
//! ```text
//! cargo run --release --example indicators -- FILES… [OPTIONS]
//!
//!   --sample             the files of the made-up bank, before any others
//!   --kind KIND          what the rows are about: customers, purchases, answers, complaints, exits
//!   --map FIELD=COLUMN   the column to use as a field (may be repeated): customer, order, date, amount, score, …
//!                        (an unknown name lists them all); satisfaction, expectation, importance and rival again
//!                        for each of their columns
//!   --header-row ROW     the row of the header, from 1, in every file
//!   --any-file           read exports of well-known systems like any other file
//!   --further-headers N  rows between the header and the data, in every file
//!   --quoting NAME       how cells are quoted: doubled, backslash, spaced, unescaped, apostrophe, none
//!   --json-rows PATH     the list of a JSON document whose objects are the rows: `data.orders`, or `customers[].orders`
//!                        for lists within the rows of another; those not read are in the report's notes
//!   --keep-all-rows      read rows that look like none of the data (totals, remarks, the header again) as well
//!   --literal-blanks     take NULL, N/A, 无 and the like as they are, not as blank
//!   --one-day DAY        the day of every purchase of files in which no column says one; today unless said otherwise,
//!                        where nothing in the file is a day
//!   --table FILE         also write customer, recency, frequency, monetary, r, f, m, segment as CSV
//!   --table ID=FILE      also write what an indicator says of each customer as CSV (may be repeated): who is in which
//!                        class and what that was judged by, or what somebody is worth (clv)
//!   --only ID,…          these indicators alone
//!   --set ID.PARAMETER=VALUE
//!                        a parameter (may be repeated, in any order: all are checked together); those all share are
//!                        under `shared`:
//!                        --set shared.length=quarter --set survival.by=Contract --set rfm.rules=rfm_package
//!   --filter TEXT        the rows to look at, as in the page's address: from=2024-01-01&segment=champions&a.branch=North
//!                        (an attribute again lets through one more value: a.branch=North&a.branch=South)
//!   --today DAY          today; else by the clock
//!   --page               print the pages as Markdown instead of the document
//!   --language en|zh     the language of pages and of messages in `errors`; en unless said otherwise
//! ```
//!
//! Kind, encoding, delimiter, quoting, the header's row and columns are guessed; the options override the
//! guess, wherever they stand on the line. With several files an option applies to those it suits: `--kind` to files
//! that have the kind's required fields, `--map` to files that have the column. An option that suits
//! no file is an error.
//!
//! The document has an object per indicator (`rfm`, `concentration`, `nps`, `rates`, `cohorts`, `exits`, …), as
//! far as the tables are there, and `import` with what happened to each file. Figures have full
//! precision; a figure that does not exist (the score of no answers) is null. An indicator that
//! cannot be computed is named in `errors`, as `errors.<id>.{kind,message}`, with the others present.
//!
//! Exit code 2 and a message: a file cannot be read, or the command line makes no sense.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::io::Write;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use loyalscope::domain::currency::Currency;
use loyalscope::domain::dataset::{Dataset, Field, FileTable, Filter, JoinNotes, Kind, Values};
use loyalscope::domain::day::Day;
use loyalscope::domain::export::csv::CsvWriter;
use loyalscope::domain::format::{InCurrency, Plain};
use loyalscope::domain::intake::{
    FileReport, Imported, IntakeError, MemorySource, Overrides, Plan, Preview, Quoting, Unpaced, block_on_ready,
    preview, read,
};
use loyalscope::domain::language::Language;
use loyalscope::domain::sample;
use loyalscope::domain::terms::{CHINESE, Lexicon};
use loyalscope::indicators::chosen::{Divided, chosen, period_alone};
use loyalscope::indicators::members::members;
use loyalscope::indicators::overview::overview;
use loyalscope::indicators::put::Given;
use loyalscope::indicators::rfm::{CheckedRfm, Rfm, RfmError, TABLE_HEADER};
use loyalscope::indicators::shelf::Every;
use loyalscope::indicators::{Answer, Document, Missing, Question, Results, Say, Settings, Shown, View, registry};
use serde::Serialize;

const USAGE: &str = "usage: indicators FILES… [--sample] [--kind purchases|customers|answers|complaints|exits] [--map FIELD=COLUMN]… [--header-row ROW] [--further-headers N] [--quoting NAME] [--json-rows PATH] [--keep-all-rows] [--literal-blanks] [--one-day DAY] [--any-file] [--table [ID=]FILE]… [--only ID,…] [--set ID.PARAMETER=VALUE]… [--filter TEXT] [--today DAY] [--page] [--language en|zh]";

/// The command line.
#[derive(Debug, Default)]
struct Options {
    files: Vec<PathBuf>,
    sample: bool,
    overrides: Overrides,
    table: Option<PathBuf>,
    tables: Vec<(String, PathBuf)>,
    only: Vec<String>,
    set: Vec<(String, String, String)>,
    filter: Filter,
    page: bool,
    chinese: bool,
}

/// The document.
#[derive(Serialize)]
struct Output {
    import: Import,
    #[serde(flatten)]
    document: Document,
}

#[derive(Serialize)]
struct Import {
    files: Vec<FileReport>,
    join: JoinNotes,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| matches!(argument.as_str(), "--help" | "-h")) {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match options(arguments).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn options(arguments: Vec<String>) -> Result<Options, String> {
    let mut options = Options::default();
    options.overrides.today = today();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value\n{USAGE}"));
        match argument.as_str() {
            "--kind" => options.overrides.kind = Some(value()?.parse().map_err(|error| format!("--kind: {error}"))?),
            "--map" => {
                let (field, column) = mapping(&value()?)?;
                if field.takes_several() {
                    options.overrides.items.push((field, column));
                } else {
                    options.overrides.map.insert(field, column);
                }
            }
            "--header-row" => {
                let row: NonZeroU64 = value()?.parse().map_err(|_| "--header-row: a row number from 1 is wanted")?;
                options.overrides.header_row = Some(row.get());
            }
            "--sample" => options.sample = true,
            "--any-file" => options.overrides.as_any_file = true,
            "--further-headers" => {
                let rows = value()?.parse().map_err(|_| "--further-headers: a number of rows is wanted")?;
                options.overrides.further_headers = Some(rows);
            }
            "--quoting" => options.overrides.quoting = Some(quoting(&value()?)?),
            "--json-rows" => options.overrides.json_rows = Some(value()?),
            "--keep-all-rows" => options.overrides.keep_all_rows = true,
            "--literal-blanks" => options.overrides.literal_blanks = true,
            "--one-day" => {
                let day: Day = value()?.parse().map_err(|_| "--one-day: a day like 2024-03-05 is wanted")?;
                options.overrides.one_day = Some(day);
            }
            "--table" => options.put_table(&value()?),
            "--only" => options.only = ids(&value()?)?,
            "--set" => options.set.push(setting(&value()?)?),
            "--filter" => options.filter = value()?.parse().map_err(|error| format!("--filter: {error}"))?,
            "--today" => {
                let day: Day = value()?.parse().map_err(|_| "--today: a day like 2024-03-05 is wanted")?;
                options.overrides.today = Some(day);
            }
            "--page" => options.page = true,
            "--language" => {
                options.chinese = match value()?.as_str() {
                    "en" => false,
                    "zh" => true,
                    other => return Err(format!("--language: en or zh is wanted, not {other}")),
                };
            }
            option if option.starts_with("--") => return Err(format!("there is no option {option}\n{USAGE}")),
            _ => options.files.push(argument.into()),
        }
    }
    if options.files.is_empty() && !options.sample { Err(USAGE.to_owned()) } else { Ok(options) }
}

impl Options {
    /// A file alone is that of the scores; before `=` stands an indicator, where one is called so.
    fn put_table(&mut self, text: &str) {
        let of_one = text.split_once('=').filter(|(id, _)| registry::abouts().iter().any(|about| about.id == *id));
        match of_one {
            Some((id, file)) => self.tables.push((id.to_owned(), file.into())),
            None => self.table = Some(text.into()),
        }
    }
}

fn mapping(text: &str) -> Result<(Field, String), String> {
    let (field, column) = text.split_once('=').ok_or(format!("--map {text}: FIELD=COLUMN is wanted"))?;
    Ok((field.parse().map_err(|error| format!("--map {text}: {error}"))?, column.to_owned()))
}

fn quoting(name: &str) -> Result<Quoting, String> {
    let found = Quoting::ALL.into_iter().find(|quoting| quoting.name() == name);
    let names = Quoting::ALL.map(Quoting::name).join(", ");
    found.ok_or(format!("--quoting: one of {names} is wanted, not {name}"))
}

/// Ids of indicators, separated by commas.
fn ids(text: &str) -> Result<Vec<String>, String> {
    let known: Vec<&str> = registry::abouts().iter().map(|about| about.id).collect();
    let wanted: Vec<String> = text.split(',').map(|id| id.trim().to_owned()).collect();
    match wanted.iter().find(|id| !known.contains(&id.as_str())) {
        Some(unknown) => Err(format!("--only: there is no indicator `{unknown}`; there are {}", known.join(", "))),
        None => Ok(wanted),
    }
}

fn setting(text: &str) -> Result<(String, String, String), String> {
    let split = text.split_once('=').and_then(|(name, value)| Some((name.split_once('.')?, value)));
    let ((of, parameter), value) = split.ok_or(format!("--set {text}: ID.PARAMETER=VALUE is wanted"))?;
    Ok((of.to_owned(), parameter.to_owned(), value.to_owned()))
}

/// The parameters in force, all checked together. A value is read as JSON where the parameter takes it so, else as text.
fn settings(options: &Options, say: &Say<'_>) -> Result<Settings, String> {
    let given = options.set.iter().map(|(of, parameter, value)| {
        let as_json = serde_json::from_str(value).ok();
        let readings = as_json.into_iter().chain([serde_json::Value::String(value.clone())]).collect();
        Given { of: of.clone(), parameter: parameter.clone(), readings }
    });
    let mut settings = Settings::default();
    registry::set_all::<Unpaced>(&mut settings, &given.collect::<Vec<_>>(), say)
        .map_err(|error| format!("--set: {error}"))?;
    Ok(settings)
}

fn run(options: &Options) -> Result<(), String> {
    let language = if options.chinese { Language::Chinese } else { Language::English };
    let plain = Plain(language);
    let settings = settings(options, &Say::new(language, &plain))?;
    let imported = import(options)?;
    let named = Currency::shared(imported.iter().map(|(_, report)| report.currency));
    let format = InCurrency { format: &plain, currency: named.or(settings.shared.currency) };
    let say = Say::new(language, &format);
    let (dataset, mut join) = Dataset::build(imported.iter().map(|(table, _)| table));
    join.tell_currencies(imported.iter().map(|(_, report)| (report.kind, report.currency)));
    let params = scoring(&settings)?;
    let dataset = Arc::new(dataset);
    let today = options.overrides.today;
    let lexicon = Rc::new(OnceCell::new());
    if dataset.answers.is_some() {
        // It is set once.
        let _ = lexicon.set(Lexicon::parse(CHINESE));
    }
    let results = Results::default();
    let view = |number, filter: &Filter, chosen: Option<&[bool]>| -> Result<View, String> {
        let pace = &mut Unpaced;
        let view = block_on_ready(View::of_chosen(number, &dataset, filter, chosen, &params, today, pace));
        let mut view = view.map_err(|error| error.to_string())?;
        view.lexicon = Rc::clone(&lexicon);
        Ok(view)
    };
    let chosen = match &options.filter.classes {
        classes if classes.is_empty() => None,
        classes => {
            let period = view(1, &period_alone(&options.filter), None)?;
            let question = Question { view: &period, settings: &settings, results: &results, say };
            let found = block_on_ready(chosen(classes, question, &mut Unpaced)).map_err(|error| error.to_string())?;
            for Divided { of, problem, .. } in found.divided.iter().filter(|divided| !divided.problem.is_empty()) {
                eprintln!("--filter: c.{of}: {problem}");
            }
            Some(found.members)
        }
    };
    let view = view(0, &options.filter, chosen.as_deref())?;
    for (kind, names) in &view.not_applicable {
        eprintln!("--filter: {} cannot be told by {}: all of these rows count", kind.name(), names.join(", "));
    }
    if let Some(path) = &options.table {
        let rfm = block_on_ready(view.rfm(&params, &mut Unpaced)).map_err(|error| error.to_string())?;
        let rfm = rfm.ok_or("--table: there are no purchases to score")?;
        std::fs::write(path, table(&rfm, &dataset)).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let question = Question { view: &view, settings: &settings, results: &results, say };
    for (id, path) in &options.tables {
        let table = block_on_ready(members(id, question, &mut Unpaced)).map_err(|error| error.to_string())?;
        let table = table.map_err(|problem| format!("--table {id}: {}", problem.message))?;
        let table = table.ok_or_else(|| format!("--table {id}: it says nothing of single customers"))?;
        let rows: Vec<_> = [table.header].into_iter().chain(table.rows).collect();
        std::fs::write(path, csv(&rows)).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let out = if options.page {
        pages(question, &options.only).into_bytes()
    } else {
        // What has no pace is never told to stop.
        let document = block_on_ready(Document::of(question, &options.only, &mut Unpaced)).unwrap_or_default();
        let files = imported.into_iter().map(|(_, report)| report).collect();
        let output = Output { import: Import { files, join }, document };
        let mut out = serde_json::to_vec_pretty(&output).map_err(|error| error.to_string())?;
        out.push(b'\n');
        out
    };
    std::io::stdout().write_all(&out).map_err(|error| error.to_string())
}

/// How customers are scored, for the segments of the filter and the table.
fn scoring(settings: &Settings) -> Result<CheckedRfm, String> {
    loyalscope::indicators::rfm::scoring(settings).map_err(|error: RfmError| error.to_string())
}

/// The overview, unless indicators are named, and the pages of the indicators, as Markdown.
fn pages(question: Question<'_>, only: &[String]) -> String {
    let mut answers = Vec::new();
    if only.is_empty() {
        answers.extend(block_on_ready(overview::<Every, _>(question, &mut Unpaced)));
    }
    for entry in registry::entries::<Unpaced>() {
        if only.is_empty() || only.iter().any(|id| id == entry.about.id) {
            answers.extend(block_on_ready((entry.page)(question, &mut Unpaced)));
        }
    }
    answers.into_iter().map(|answer| markdown(&answer)).collect()
}

fn markdown(answer: &Answer) -> String {
    let heading = format!("<!-- {} -->\n", answer.id);
    let text = match &answer.shown {
        Ok(Shown::Page(page)) => page.to_markdown(),
        Ok(Shown::Missing(Missing { headline, text, .. })) => format!("# {headline}\n\n{text}\n\n"),
        Err(problem) => format!("> {}: {}\n\n", problem.kind, problem.message),
    };
    heading + &text
}

fn import(options: &Options) -> Result<Vec<(FileTable, FileReport)>, String> {
    let mut chances = Chances::new(options);
    let mut imported = Vec::new();
    let sample = if options.sample { sample::files() } else { Vec::new() };
    let sample = sample.into_iter().map(|file| (PathBuf::from(file.name), Some(file.bytes)));
    for (path, bytes) in sample.chain(options.files.iter().map(|path| (path.clone(), None))) {
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let bytes = bytes.map_or_else(|| std::fs::read(&path), Ok).map_err(|error| failed(&error))?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let mut source = MemorySource::new(name, bytes);
        let plan = chances.plan(&mut source).map_err(|error| failed(&error))?;
        let read = block_on_ready(read(&mut source, &plan, &mut Unpaced));
        let Imported { table, report, .. } = read.map_err(|error| failed(&error))?;
        imported.push((table, report));
    }
    chances.all_taken()?;
    Ok(imported)
}

/// The overrides, and which of them have suited no file yet.
struct Chances<'a> {
    options: &'a Options,
    kind: Option<Kind>,
    fields: BTreeSet<(Field, String)>,
}

impl<'a> Chances<'a> {
    fn new(options: &'a Options) -> Self {
        Self { options, kind: options.overrides.kind, fields: mapped(&options.overrides).collect() }
    }

    /// The plan of one file, under the overrides that suit it. An only file must suit them all.
    fn plan(&mut self, source: &mut MemorySource) -> Result<Plan, IntakeError> {
        let several = self.options.sample || self.options.files.len() > 1;
        let mut overrides = self.options.overrides.clone();
        loop {
            let plan = match block_on_ready(preview(source, &overrides)) {
                Ok(preview) => Plan { one_day: one_day(&preview), ..preview.plan },
                Err(IntakeError::NoSuchColumn { field, column }) if several => {
                    overrides.map.retain(|known, name| *known != field || *name != column);
                    overrides.items.retain(|(known, name)| *known != field || *name != column);
                    continue;
                }
                Err(error) => return Err(error),
            };
            if several && overrides.kind.is_some() && !plan.missing().is_empty() {
                overrides.kind = None;
                continue;
            }
            if overrides.kind.is_some() {
                self.kind = None;
            }
            self.fields.retain(|field| !mapped(&overrides).any(|taken| taken == *field));
            return Ok(plan);
        }
    }

    fn all_taken(&self) -> Result<(), String> {
        if let Some(kind) = self.kind {
            return Err(format!("--kind {kind}: no file has the fields it needs"));
        }
        match self.fields.first() {
            Some((field, column)) => Err(format!("--map {field}={column}: no file has this column")),
            None => Ok(()),
        }
    }
}

/// The day of all purchases: the one said, else today where nothing in a file of purchases is a day.
fn one_day(preview: &Preview) -> Option<Day> {
    let is_dated = preview.columns.iter().any(|column| column.values == Values::Day);
    let today = preview.plan.today.filter(|_| preview.plan.lacks_days() && !is_dated);
    preview.plan.one_day.or(today)
}

/// Every field and the column it is to be.
fn mapped(overrides: &Overrides) -> impl Iterator<Item = (Field, String)> {
    let one = overrides.map.iter().map(|(field, column)| (*field, column.clone()));
    one.chain(overrides.items.iter().cloned())
}

/// The table of customers.
fn table(rfm: &Rfm, dataset: &Dataset) -> Vec<u8> {
    let header = TABLE_HEADER.map(str::to_owned);
    let rows: Vec<_> = [header].into_iter().chain(rfm.scores.table(&dataset.customers, &rfm.segments)).collect();
    csv(&rows)
}

/// Rows without the byte order mark: they are for programs, not for Excel.
fn csv(rows: &[impl AsRef<[String]>]) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    for row in rows {
        csv.row(row.as_ref().iter().map(String::as_str));
    }
    let mut bytes = csv.finish();
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(.."\u{feff}".len());
    }
    bytes
}

/// Today by the clock, in UTC; `None` outside years 1 to 9999.
fn today() -> Option<Day> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Day::from_epoch_days(i32::try_from(seconds / 86_400).ok()?)
}
