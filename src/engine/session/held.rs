//! Tables that another program loaded, to compute from beside it.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::currency::Currency;
use crate::domain::dataset::{Dataset, FileTable, JoinRule};

use super::desk::{Desk, Snapshot};

/// A loaded table: the file's number and which reading of it.
pub type TableKey = (u32, u64);

/// What a session has loaded, without the rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Stock {
    /// The tables in the order in which they are joined.
    pub tables: Vec<TableKey>,
    /// How they are joined.
    pub rule: JoinRule,
    /// What their money is in.
    pub currency: Option<Currency>,
}

/// The tables of a [`Stock`], as far as they have come.
#[derive(Default)]
pub struct Held {
    stock: Stock,
    tables: BTreeMap<TableKey, FileTable>,
    joined: Option<Arc<Dataset>>,
    version: u64,
    desk: Rc<Desk>,
}

impl Held {
    /// Computes from this stock from now on. What is not in it is forgotten.
    pub fn follow(&mut self, stock: Stock) {
        if self.stock == stock {
            return;
        }
        self.tables.retain(|key, _| stock.tables.contains(key));
        self.stock = stock;
        self.joined = None;
        self.version += 1;
        self.desk.clear();
    }

    /// Takes a table in; one that is in no stock any more is not kept.
    pub fn take(&mut self, key: TableKey, table: FileTable) {
        if self.stock.tables.contains(&key) {
            self.tables.insert(key, table);
        }
    }

    /// What is loaded, to compute from; `None` while a table of the stock has not come.
    pub fn snapshot(&mut self) -> Option<Snapshot> {
        if self.joined.is_none() {
            let tables: Option<Vec<&FileTable>> = self.stock.tables.iter().map(|key| self.tables.get(key)).collect();
            self.joined = Some(Arc::new(Dataset::build_by(tables?, self.stock.rule).0));
        }
        let dataset = Arc::clone(self.joined.as_ref()?);
        Some(Snapshot { version: self.version, dataset, currency: self.stock.currency, desk: Rc::clone(&self.desk) })
    }
}
