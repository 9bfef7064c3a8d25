//! A file, read under a plan.

use crate::domain::blocks::apart;
use crate::domain::dataset::FileTable;

use super::collect::{Collector, Finish};
use super::error::IntakeError;
use super::json::{self, JsonForm};
use super::layout::Layout;
use super::markup::Readable;
use super::note::Note;
use super::plan::Plan;
use super::record::Sink;
use super::report::FileReport;
use super::set_aside::SetAsideFile;
use super::sheets::read_sheets;
use super::source::{Pace, Progress, Source};
use super::text::{CHUNK, TextForm, read_text};

/// What a file became.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The rows used, as typed columns.
    pub table: FileTable,
    /// What happened to every row.
    pub report: FileReport,
    /// The rows set aside, to download.
    pub set_aside: SetAsideFile,
}

/// Reads a whole file as `plan` says, giving way every few milliseconds.
///
/// Every row is used or set aside with a reason. Survey answers whose score is blank or no score
/// are both: set aside in the report, and kept in the table with no score, so that an indicator
/// can say how many people did not answer.
pub async fn read(source: &mut impl Source, plan: &Plan, pace: &mut impl Pace) -> Result<Imported, IntakeError> {
    read_in_chunks(source, plan, pace, CHUNK).await
}

/// As [`read`], so many bytes (one at least) at a time: the figures are the same, whatever their number.
///
/// # Errors
/// As [`read`].
pub async fn read_in_chunks(
    source: &mut impl Source,
    plan: &Plan,
    pace: &mut impl Pace,
    chunk: usize,
) -> Result<Imported, IntakeError> {
    let chunk = chunk.max(1);
    let missing = plan.missing();
    if !missing.is_empty() {
        let fields = missing.into_iter().filter_map(|choices| choices.into_iter().next()).flatten().collect();
        return Err(IntakeError::MissingFields { kind: plan.kind, fields });
    }
    let source = &mut Readable::of(source).await?;
    let (settled, notes) = match collect(source, plan, pace, chunk).await?.finish(source.name(), None)? {
        Finish::Done(imported) => return Ok(*imported),
        Finish::Again { plan, notes } => (plan, notes),
    };
    match collect(source, &settled, pace, chunk).await?.finish(source.name(), Some(notes))? {
        Finish::Done(imported) => Ok(*imported),
        // A second reading never asks for a third.
        Finish::Again { .. } => Err(IntakeError::Changed),
    }
}

/// One reading of every row.
async fn collect<'a>(
    source: &mut impl Source,
    plan: &'a Plan,
    pace: &mut impl Pace,
    chunk: usize,
) -> Result<Collector<'a>, IntakeError> {
    let mut collector = Collector::new(plan);
    let noticed = match &plan.layout {
        Layout::Workbook { sheet, more, .. } if !more.is_empty() => {
            apart(read_sheets(source, (sheet, more), plan, pace, &mut collector)).await?
        }
        layout => feed(source, layout, pace, &mut collector, chunk).await?,
    };
    collector.notice(noticed);
    let whole = Progress { bytes: source.size(), total_bytes: source.size(), rows: 0 };
    collector.count_repeats(whole, pace).await?;
    Ok(collector)
}

/// Hands every row of a file to `sink`, the header first, whatever the file is made of. Gives what
/// the reader noticed that the rows do not show.
pub(super) async fn feed(
    source: &mut impl Source,
    layout: &Layout,
    pace: &mut impl Pace,
    sink: &mut impl Sink,
    chunk: usize,
) -> Result<Vec<Note>, IntakeError> {
    match layout {
        Layout::Text { encoding, delimiter, quoting } => {
            let form = TextForm { encoding: *encoding, delimiter: *delimiter, quoting: *quoting, chunk };
            read_text(source, form, pace, sink).await.map(|()| Vec::new())
        }
        Layout::Workbook { sheet, .. } => {
            let sheet = Some(sheet.as_str()).filter(|sheet| !sheet.is_empty());
            apart(source.sheet(sheet, sink, pace)).await.map(|read| read.notes())
        }
        Layout::Json { encoding, rows, .. } => {
            let form = JsonForm { encoding: *encoding, rows: rows.as_deref(), chunk };
            apart(json::read_array(source, form, pace, sink)).await
        }
        Layout::Ndjson { encoding, rows, .. } => {
            let form = JsonForm { encoding: *encoding, rows: rows.as_deref(), chunk };
            apart(json::read_lines(source, form, pace, sink)).await
        }
    }
}
