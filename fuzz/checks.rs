//! What holds of every file, whatever is in it. The last byte of an input chooses where there is a choice, so that
//! files as they are serve as seeds.

use loyalscope::domain::dataset::{Field, Kind};
use loyalscope::domain::intake::{
    Imported, IntakeError, MemorySource, Overrides, Plan, Preview, Role, Unpaced, block_on_ready, preview, read,
    read_in_chunks,
};

/// A first look at a file, where it is a table. The readers are compiled once, here, for all targets.
pub fn look(bytes: &[u8], overrides: &Overrides) -> Option<Preview> {
    block_on_ready(preview(&mut MemorySource::new("file", bytes), overrides)).ok()
}

/// Looks at a file under every kind of table in turn, `choice` says which, and reads it where the preview maps all
/// that the kind needs; what is missing is the first column.
pub fn look_and_read(bytes: &[u8], overrides: &Overrides, choice: u8) {
    let kind = Kind::ALL.get(usize::from(choice) % (Kind::ALL.len() + 1)).copied();
    let overrides = Overrides { kind, ..overrides.clone() };
    let Some(preview) = look(bytes, &overrides) else { return };
    assert!(preview.rows.iter().all(|row| row.len() == preview.plan.columns.len()));
    assert_eq!(preview.rows.len(), preview.numbers.len());
    let mut plan = preview.plan;
    give_roles(&mut plan);
    read_alike(bytes, &plan, usize::from(choice % 32) + 1);
}

/// Gives the columns one after another the fields that the plan lacks.
pub fn give_roles(plan: &mut Plan) {
    let missing: Vec<Field> =
        plan.missing().into_iter().filter_map(|choices| choices.into_iter().next()).flatten().collect();
    let free = plan.columns.iter_mut().filter(|column| matches!(column.role, Role::Attribute | Role::Ignore));
    free.zip(missing).for_each(|(column, field)| column.role = Role::Field(field));
}

/// Reads a file whole and in small pieces: each row is accounted for, and both come to the same.
pub fn read_alike(bytes: &[u8], plan: &Plan, chunk: usize) {
    let source = || MemorySource::new("file", bytes);
    let whole = block_on_ready(read(&mut source(), plan, &mut Unpaced));
    if let Ok(imported) = &whole {
        account(imported);
    }
    if bytes.len() <= 4096 {
        let pieces = block_on_ready(read_in_chunks(&mut source(), plan, &mut Unpaced, chunk));
        same(&whole, &pieces);
    }
}

fn account(imported: &Imported) {
    let report = &imported.report;
    assert_eq!(report.rows_used + report.rows_set_aside, report.rows_read);
    assert_eq!(report.reasons.values().sum::<u64>(), report.rows_set_aside);
    assert_eq!(report.passed_over.values().sum::<u64>().min(200), report.passed.len() as u64);
    assert_eq!(report.rows_set_aside.min(200), report.set_aside.len() as u64);
}

fn same(whole: &Result<Imported, IntakeError>, pieces: &Result<Imported, IntakeError>) {
    match (whole, pieces) {
        (Ok(whole), Ok(pieces)) => assert_eq!(whole.report, pieces.report),
        (whole, pieces) => assert_eq!(whole.as_ref().err(), pieces.as_ref().err()),
    }
}
