//! Small files of a name that says nothing, looked at and read as they are guessed.

use loyalscope::domain::dataset::{Field, Rows};
use loyalscope::domain::day::Day;
use loyalscope::domain::intake::{
    Imported, MemorySource, Note, Overrides, Preview, Role, Unpaced, block_on_ready, preview, read,
};

/// What the import page is told of a file.
pub fn look(text: &str) -> Preview {
    look_under(text, &Overrides::default())
}

/// As [`look`], with what the user chose.
pub fn look_under(text: &str, overrides: &Overrides) -> Preview {
    block_on_ready(preview(&mut MemorySource::new("export_28.csv", text), overrides)).unwrap()
}

/// As [`import`], with what the user chose.
pub fn import_under(text: &str, overrides: &Overrides) -> Imported {
    let plan = look_under(text, overrides).plan;
    block_on_ready(read(&mut MemorySource::new("export_28.csv", text), &plan, &mut Unpaced)).unwrap()
}

/// A file read as it is guessed.
pub fn import(text: &str) -> Imported {
    import_under(text, &Overrides::default())
}

/// The header of the column taken for a field.
pub fn column(preview: &Preview, field: Field) -> Option<&str> {
    preview.plan.columns.iter().find(|column| column.role == Role::Field(field)).map(|column| column.header.as_str())
}

/// Purchases of six customers on twenty days, told by `row` of a number from 0.
pub fn file(header: &str, row: impl Fn(u32) -> String) -> String {
    let rows: String = (0..20).map(|n| row(n) + "\n").collect();
    format!("{header}\n{rows}")
}

/// A day of January.
pub fn day(n: u32) -> String {
    format!("2024-01-{:02}", n + 1)
}

/// The days of purchases.
pub fn days(imported: &Imported) -> Vec<String> {
    let Rows::Purchases(table) = &imported.table.rows else { panic!("not purchases: {:?}", imported.report) };
    table.day.iter().map(Day::to_string).collect()
}

/// Whether the report says so.
pub fn is_told(imported: &Imported, is: impl Fn(&Note) -> bool) -> bool {
    imported.report.notes.iter().any(is)
}
