//! What fields of the follow-up offer to choose from.

use std::collections::BTreeSet;

use crate::domain::care::{Case, Split, cause_table};
use crate::i18n::Texts;
use crate::state::Care;

use leptos::prelude::*;

/// Causes found before, then those of the settings, or ours where the user named none.
pub fn causes_offered(desk: Care, texts: &Texts) -> Vec<String> {
    let found = desk.cases().with(|cases| cause_table(cases, Split::Branch));
    let found: Vec<String> = found.rows.iter().map(|row| row.cause.to_string()).collect();
    let settings = desk.settings().causes;
    let offered: Vec<String> = if settings.is_empty() {
        texts.own_causes().map(str::to_owned).to_vec()
    } else {
        settings.iter().map(ToString::to_string).collect()
    };
    let fresh: Vec<String> = offered.into_iter().filter(|cause| !found.contains(cause)).collect();
    [found, fresh].concat()
}

/// The owners of the settings, and those of cases.
pub fn owners_offered(desk: Care) -> Vec<String> {
    let of_cases =
        desk.cases().with(|cases| cases.iter().filter_map(|case: &Case| case.owner.clone()).collect::<Vec<_>>());
    let all: BTreeSet<String> = desk.settings().owners.into_iter().chain(of_cases).map(String::from).collect();
    all.into_iter().collect()
}
