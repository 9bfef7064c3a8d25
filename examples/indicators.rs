//! Reads a client's files and prints every indicator as one JSON document.
//!
//! ```text
//! cargo run --release --example indicators -- FILES… [OPTIONS]
//!
//!   --kind KIND          what the rows are about: customers, purchases, answers, complaints, exits
//!   --map FIELD=COLUMN   the column to use as a field (may be repeated); fields: customer, order,
//!                        date, amount, quantity, unit_price, score, comment, name, since, settled,
//!                        reason
//!   --header-row ROW     the row of the header, from 1, in every file
//!   --table FILE         also write customer, recency, frequency, monetary, r, f, m, segment as CSV
//! ```
//!
//! Kind, encoding, delimiter, the header's row and columns are guessed; the options override the
//! guess, wherever they stand on the line. With several files an option applies to those it suits: `--kind` to files
//! that have the kind's required fields, `--map` to files that have the column. An option that suits
//! no file is an error.
//!
//! The document has an object per indicator (`rfm`, `concentration`, `nps`, `rates`, `cohorts`, `exits`), as
//! far as the tables are there, and `import` with what happened to each file. Figures have full
//! precision; a figure that does not exist (the score of no answers) is null. An indicator that
//! cannot be computed is named in `errors`.
//!
//! Exit code 2 and a message: a file cannot be read, or the command line makes no sense.

use std::collections::BTreeSet;
use std::io::Write;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::process::ExitCode;

use loyalscope::domain::dataset::{Dataset, Field, FileTable, JoinNotes, Kind};
use loyalscope::domain::export::csv::CsvWriter;
use loyalscope::domain::intake::{
    FileReport, Imported, IntakeError, MemorySource, Overrides, Plan, Unpaced, block_on_ready, preview, read,
};
use loyalscope::indicators::analysis::{Analysis, Settings, analyse};
use loyalscope::indicators::rfm::{Rfm, TABLE_HEADER};
use serde::Serialize;

const USAGE: &str = "usage: indicators FILES… [--kind purchases|customers|answers|complaints|exits] [--map FIELD=COLUMN]… [--header-row ROW] [--table FILE]";

/// The command line.
#[derive(Debug, Default)]
struct Options {
    files: Vec<PathBuf>,
    overrides: Overrides,
    table: Option<PathBuf>,
}

/// The document.
#[derive(Serialize)]
struct Document {
    import: Import,
    #[serde(flatten)]
    analysis: Analysis,
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
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value\n{USAGE}"));
        match argument.as_str() {
            "--kind" => options.overrides.kind = Some(value()?.parse().map_err(|error| format!("--kind: {error}"))?),
            "--map" => {
                let (field, column) = mapping(&value()?)?;
                options.overrides.map.insert(field, column);
            }
            "--header-row" => {
                let row: NonZeroU64 = value()?.parse().map_err(|_| "--header-row: a row number from 1 is wanted")?;
                options.overrides.header_row = Some(row.get());
            }
            "--table" => options.table = Some(value()?.into()),
            option if option.starts_with("--") => return Err(format!("there is no option {option}\n{USAGE}")),
            _ => options.files.push(argument.into()),
        }
    }
    if options.files.is_empty() { Err(USAGE.to_owned()) } else { Ok(options) }
}

fn mapping(text: &str) -> Result<(Field, String), String> {
    let (field, column) = text.split_once('=').ok_or(format!("--map {text}: FIELD=COLUMN is wanted"))?;
    Ok((field.parse().map_err(|error| format!("--map {text}: {error}"))?, column.to_owned()))
}

fn run(options: &Options) -> Result<(), String> {
    let imported = import(options)?;
    let (dataset, join) = Dataset::build(imported.iter().map(|(table, _)| table));
    let analysis = analyse(&dataset, &Settings::default());
    if let Some(path) = &options.table {
        let rfm = analysis.rfm.as_ref().ok_or("--table: there are no purchases to score")?;
        std::fs::write(path, table(rfm, &dataset)).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let files = imported.into_iter().map(|(_, report)| report).collect();
    let mut document = serde_json::to_vec_pretty(&Document { import: Import { files, join }, analysis })
        .map_err(|error| error.to_string())?;
    document.push(b'\n');
    std::io::stdout().write_all(&document).map_err(|error| error.to_string())
}

fn import(options: &Options) -> Result<Vec<(FileTable, FileReport)>, String> {
    let mut chances = Chances::new(options);
    let mut imported = Vec::new();
    for path in &options.files {
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let bytes = std::fs::read(path).map_err(|error| failed(&error))?;
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
    fields: BTreeSet<Field>,
}

impl<'a> Chances<'a> {
    fn new(options: &'a Options) -> Self {
        let Overrides { kind, map, .. } = &options.overrides;
        Self { options, kind: *kind, fields: map.keys().copied().collect() }
    }

    /// The plan of one file, under the overrides that suit it. An only file must suit them all.
    fn plan(&mut self, source: &mut MemorySource) -> Result<Plan, IntakeError> {
        let several = self.options.files.len() > 1;
        let mut overrides = self.options.overrides.clone();
        loop {
            let plan = match block_on_ready(preview(source, &overrides)) {
                Ok(preview) => preview.plan,
                Err(IntakeError::NoSuchColumn { field, .. }) if several => {
                    overrides.map.remove(&field);
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
            self.fields.retain(|field| !overrides.map.contains_key(field));
            return Ok(plan);
        }
    }

    fn all_taken(&self) -> Result<(), String> {
        if let Some(kind) = self.kind {
            return Err(format!("--kind {kind}: no file has the fields it needs"));
        }
        match self.fields.first().and_then(|field| self.options.overrides.map.get_key_value(field)) {
            Some((field, column)) => Err(format!("--map {field}={column}: no file has this column")),
            None => Ok(()),
        }
    }
}

/// The table of customers, without the byte order mark: it is for programs, not for Excel.
fn table(rfm: &Rfm, dataset: &Dataset) -> Vec<u8> {
    let mut csv = CsvWriter::new();
    csv.row(TABLE_HEADER);
    for row in rfm.scores.table(&dataset.customers, &rfm.segments) {
        csv.row(row.iter().map(String::as_str));
    }
    let mut bytes = csv.finish();
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(.."\u{feff}".len());
    }
    bytes
}
