//! Recognising exports by their header.

#![allow(clippy::unwrap_used)] // a test fails by panicking

use std::collections::BTreeSet;

use super::*;

/// A header with everything an export speaks of, in some order.
fn header_of(export: &Export) -> Vec<String> {
    let columns = export.columns.iter().filter_map(|(_, names)| names.first());
    let counted = export.counts.iter().map(|(name, _)| name);
    let names: BTreeSet<&str> = export.marks.iter().chain(columns).chain(counted).copied().collect();
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_export_is_known_by_its_own_header() {
    let mut ids = BTreeSet::new();
    for export in ALL {
        assert!(ids.insert(export.id), "{} is there twice", export.id);
        let header = header_of(export);
        let found = Export::of(&header).unwrap();
        assert_eq!(found.id, export.id);
        let roles = found.roles(&header);
        assert_eq!(roles.len(), export.columns.len(), "{}", export.id);
        assert!(roles.iter().all(|(field, _)| export.kind.fields().contains(field)), "{}", export.id);
        let places: BTreeSet<usize> = roles.iter().map(|(_, column)| *column).collect();
        assert_eq!(places.len(), roles.len(), "{}: one column for two roles", export.id);
        assert_eq!(found.rules(&header).len(), export.counts.len());
        assert!(export.name.iter().all(|name| !name.is_empty()));
    }
}

#[test]
fn a_mark_less_is_another_file() {
    for export in ALL {
        for missing in export.marks {
            let others: Vec<String> =
                export.marks.iter().filter(|mark| *mark != missing).map(|mark| (*mark).to_owned()).collect();
            assert!(Export::of(&others).is_none_or(|found| found.id != export.id), "{}: {missing}", export.id);
        }
    }
    assert!(Export::of(&["customer", "date", "amount"].map(str::to_owned)).is_none());
    assert!(Export::of(&[]).is_none());
}

#[test]
fn case_blanks_and_signs_do_not_matter() {
    let header = ["RESPONDENT_ID", " collector id ", "Start date", "END DATE", "Q1"].map(str::to_owned);
    assert_eq!(Export::of(&header).unwrap().id, "surveymonkey");
}
