//! What can be taken along from a page: customers to get in touch with, and files.

use serde::{Deserialize, Serialize};

use super::Part;

/// Customers whom the page names for somebody to get in touch with. Whoever draws it opens a case of each, but of those
/// who have an open one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// What names them: an indicator's id. The case says by its name where it comes from.
    pub by: String,
    /// They, the most urgent first.
    pub customers: Vec<ToFollowUp>,
}

/// A customer to get in touch with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToFollowUp {
    /// Who, by id.
    pub id: String,
    /// Why, in a few words: `silent for 80 days`.
    pub why: String,
}

/// A table of customers that can be had as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomersFile {
    /// Which, as the command line names it: an indicator's id, or with the name of a further table `workbench.audience`.
    pub table: String,
    /// What it holds.
    pub text: String,
}

/// A text that can be had as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// What the button says.
    pub label: String,
    /// The name of the file without its day and ending.
    pub name: String,
    /// What it ends in: `json`.
    pub extension: String,
    /// What is in it.
    pub text: String,
}

impl FollowUp {
    /// Customers, each with the reason, whom the indicator of this id names; nothing where there is nobody.
    pub fn part(by: &str, customers: impl IntoIterator<Item = (String, String)>) -> Option<Part> {
        let customers: Vec<ToFollowUp> = customers.into_iter().map(|(id, why)| ToFollowUp { id, why }).collect();
        (!customers.is_empty()).then(|| Part::FollowUp(Self { by: by.to_owned(), customers }))
    }
}
