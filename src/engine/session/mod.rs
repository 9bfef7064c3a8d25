//! The loaded tables, and everything that can be computed from them. Knows no browser: tests run
//! it natively.

mod candidates;
mod customer;
mod customers;
mod customers_file;
mod desk;
mod facets;
mod held;
mod list_columns;
mod scored;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::domain::currency::Currency;
use crate::domain::dataset::{Dataset, FileTable, JoinNotes, JoinRule};
use crate::domain::intake::{FileReport, Imported, Plan, SetAsideFile, SetAsideWords};

use super::protocol::{Loaded, LoadedFile};
use desk::Desk;

pub use desk::Snapshot;
pub use held::{Held, Stock, TableKey};

/// A file that was read.
pub struct Entry {
    table: FileTable,
    report: FileReport,
    set_aside: SetAsideFile,
    /// How it was read; `None` where it was no file.
    plan: Option<Plan>,
    sample: bool,
    /// The version of the tables it came with.
    reading: u64,
}

impl Entry {
    /// What reading a file by `plan` gave.
    pub fn new(imported: Imported, plan: Plan, sample: bool) -> Self {
        Self { plan: Some(plan), sample, ..Self::of_no_file(imported) }
    }

    /// What came without a file: the answers of a kiosk.
    pub fn of_no_file(imported: Imported) -> Self {
        let Imported { table, report, set_aside } = imported;
        Self { table, report, set_aside, plan: None, sample: false, reading: 0 }
    }
}

/// Everything loaded.
#[derive(Default)]
pub struct Session {
    entries: BTreeMap<u32, Entry>,
    /// What was taken out last.
    removed: Vec<(u32, Entry)>,
    /// Numbers up to this one are taken by kept files, readable or not.
    reserved: u32,
    /// Which ids are one customer, and which rows count.
    rule: JoinRule,
    joined: Option<(Arc<Dataset>, JoinNotes)>,
    /// Counts what happened to the tables.
    version: u64,
    desk: Rc<Desk>,
}

impl Session {
    /// Adds a file under a number of its own.
    pub fn add(&mut self, entry: Entry) -> u32 {
        let removed = self.removed.iter().map(|(id, _)| *id);
        let taken = self.entries.keys().copied().chain(removed).max().unwrap_or(0).max(self.reserved);
        let id = taken.saturating_add(1);
        self.add_as(id, entry);
        id
    }

    /// Gives out no number up to `largest`: a kept file that could not be read again would be overwritten.
    pub fn reserve(&mut self, largest: u32) {
        self.reserved = self.reserved.max(largest);
    }

    /// Adds a file under a given number, replacing what had it.
    pub fn add_as(&mut self, id: u32, mut entry: Entry) {
        entry.reading = self.version;
        self.entries.insert(id, entry);
        self.changed();
    }

    /// Adds the answers of this device's kiosk, replacing those before; `None` takes them out.
    pub fn set_kiosk_answers(&mut self, entry: Option<Entry>) {
        self.entries.remove(&LoadedFile::KIOSK);
        match entry {
            Some(entry) => self.add_as(LoadedFile::KIOSK, entry),
            None => self.changed(),
        }
    }

    /// Joins the files by this rule from now on.
    pub fn join_by(&mut self, rule: JoinRule) {
        if self.rule != rule {
            self.rule = rule;
            self.changed();
        }
    }

    /// Takes a file out; `false` where there is none of this number.
    pub fn remove(&mut self, id: u32) -> bool {
        !self.remove_those(|other, _| other == id).is_empty()
    }

    /// Takes the sample out, and gives the numbers of its files.
    pub fn remove_sample(&mut self) -> Vec<u32> {
        self.remove_those(|_, entry| entry.sample)
    }

    fn remove_those(&mut self, is_one: impl Fn(u32, &Entry) -> bool) -> Vec<u32> {
        let ids: Vec<u32> = self.entries.iter().filter(|(id, entry)| is_one(**id, entry)).map(|(id, _)| *id).collect();
        if !ids.is_empty() {
            self.removed = ids.iter().filter_map(|id| self.entries.remove_entry(id)).collect();
            self.changed();
        }
        ids
    }

    /// Puts back what was taken out last, and gives the numbers.
    pub fn undo_remove(&mut self) -> Vec<u32> {
        let removed = std::mem::take(&mut self.removed);
        let ids = removed.iter().map(|(id, _)| *id).collect();
        for (id, entry) in removed {
            self.add_as(id, entry);
        }
        ids
    }

    /// What is loaded.
    pub fn loaded(&mut self) -> Loaded {
        let (_, join) = self.joined();
        let files = self.entries.iter().map(|(&id, entry)| LoadedFile {
            reading: entry.reading,
            id,
            sample: entry.sample,
            report: entry.report.clone(),
        });
        let (currency, can_undo) = (self.currency(), !self.removed.is_empty());
        Loaded { files: files.collect(), join, currency, can_undo, ..Loaded::default() }
    }

    /// The name of a loaded file.
    pub fn name_of(&self, id: u32) -> Option<String> {
        self.entries.get(&id).map(|entry| entry.report.name.clone())
    }

    /// Name and plan of a loaded file, and whether it is the sample's.
    pub fn plan_of(&self, id: u32) -> Option<(String, Plan, bool)> {
        let entry = self.entries.get(&id)?;
        Some((entry.report.name.clone(), entry.plan.clone()?, entry.sample))
    }

    /// The rows of a file that were set aside, as CSV in these words.
    pub fn set_aside_csv(&self, id: u32, words: &SetAsideWords) -> Option<Vec<u8>> {
        self.entries.get(&id).map(|entry| entry.set_aside.to_csv(words))
    }

    /// What is loaded, without the rows.
    pub fn stock(&self) -> Stock {
        let tables = self.entries.iter().map(|(&id, entry)| (id, entry.reading));
        Stock { tables: tables.collect(), rule: self.rule, currency: self.currency() }
    }

    /// The rows of a table as bytes; `None` where it is not loaded any more.
    pub fn table_bytes(&self, (id, reading): TableKey) -> Option<Vec<u8>> {
        self.entries.get(&id).filter(|entry| entry.reading == reading).map(|entry| entry.table.to_bytes())
    }

    /// What is loaded now, to compute from.
    pub fn snapshot(&mut self) -> Snapshot {
        let (dataset, _) = self.joined();
        Snapshot { version: self.version, dataset, currency: self.currency(), desk: Rc::clone(&self.desk) }
    }

    /// What the loaded money is in, where the files say so and do not differ.
    fn currency(&self) -> Option<Currency> {
        Currency::shared(self.entries.values().map(|entry| entry.report.currency))
    }

    fn changed(&mut self) {
        self.joined = None;
        self.version += 1;
        self.desk.clear();
    }

    fn joined(&mut self) -> (Arc<Dataset>, JoinNotes) {
        let (entries, rule) = (&self.entries, self.rule);
        let (dataset, notes) = self.joined.get_or_insert_with(|| {
            let (dataset, mut notes) = Dataset::build_by(entries.values().map(|entry| &entry.table), rule);
            notes.tell_currencies(entries.values().map(|entry| (entry.report.kind, entry.report.currency)));
            (Arc::new(dataset), notes)
        });
        (Arc::clone(dataset), notes.clone())
    }
}
