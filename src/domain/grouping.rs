//! What answers can be compared by: their own attributes, and those of the customers who gave them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::domain::dataset::{Answers, Attribute, BLANK, Customers, Dataset};

/// With more values than this a column is no grouping: order numbers, names, phone numbers.
pub const MAX_GROUPS: usize = 500;

/// The attributes answers can be compared by, in text order: those of the answers, and those of the
/// customers table where answers name their customers. Without those of more than [`MAX_GROUPS`]
/// values.
pub fn attribute_names(dataset: &Dataset) -> Vec<String> {
    let Some(answers) = &dataset.answers else { return Vec::new() };
    let know_theirs = answers.customer.iter().any(|&customer| customer != BLANK);
    let of_customers = dataset.profiles.iter().filter(|_| know_theirs).flat_map(|profiles| profiles.attributes());
    let names: BTreeSet<&str> = answers
        .attributes()
        .chain(of_customers)
        .filter(|attribute| (1..=MAX_GROUPS).contains(&attribute.values.len()))
        .map(|attribute| attribute.name.as_str())
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

/// The attribute of this name, one code per answer of `answers`, which are all those of the dataset or some. An answer's own attribute counts; where answers
/// have none of the name, their customer's does, blank for answers that name no customer and for
/// customers the table does not list. `None` where neither table has it.
pub fn attribute<'a>(answers: &'a Answers, dataset: &Dataset, name: &str) -> Option<Cow<'a, Attribute>> {
    if let Some(own) = answers.attribute(name) {
        return Some(Cow::Borrowed(own));
    }
    let profiles = dataset.profiles.as_deref()?;
    let theirs = profiles.attribute(name)?;
    Some(Cow::Owned(by_customer(answers, profiles, theirs, dataset.customers.len())))
}

fn by_customer(answers: &Answers, profiles: &Customers, theirs: &Attribute, customers: usize) -> Attribute {
    let mut code_of = vec![BLANK; customers];
    for (&customer, &code) in profiles.customer.iter().zip(&theirs.codes) {
        if let Some(slot) = code_of.get_mut(customer as usize) {
            *slot = code;
        }
    }
    let codes = answers.customer.iter().map(|&customer| code_of.get(customer as usize).copied().unwrap_or(BLANK));
    theirs.with_codes(codes.collect())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::dataset::{FileTable, Rows};
    use crate::domain::dictionary::Dictionary;

    fn column(name: &str, values: &[&str]) -> Attribute {
        Attribute::of_cells(name, values.iter().copied())
    }

    /// Answers of b, nobody, a and z; a and b are known as gold and blank, of North and South.
    fn dataset() -> Dataset {
        let mut customers = Dictionary::new();
        let customer = ["b", "", "a", "z"].map(|id| if id.is_empty() { BLANK } else { customers.intern(id) });
        let answers = Answers {
            customer: customer.to_vec(),
            day: vec![None; 4],
            score: vec![None; 4],
            columns: vec![column("branch", &["East", "", "West", "East"])],
            ..Answers::default()
        };
        let answers = FileTable {
            customers: Arc::new(customers),
            rows: Rows::Answers(Arc::new(answers)),
            order_ids: Arc::default(),
        };
        let mut customers = Dictionary::new();
        let listed = Customers {
            customer: ["a", "b"].map(|id| customers.intern(id)).to_vec(),
            since: vec![None; 2],
            columns: vec![column("grade", &["gold", ""]), column("branch", &["North", "South"])],
        };
        Dataset::build(&[
            answers,
            FileTable {
                customers: Arc::new(customers),
                rows: Rows::Customers(Arc::new(listed)),
                order_ids: Arc::default(),
            },
        ])
        .0
    }

    #[test]
    fn an_answers_own_attribute_counts() {
        let dataset = dataset();
        let branch = attribute(dataset.answers.as_deref().unwrap(), &dataset, "branch").unwrap();
        assert_eq!(
            (0..4).map(|row| branch.value(row)).collect::<Vec<_>>(),
            [Some("East"), None, Some("West"), Some("East")]
        );
    }

    #[test]
    fn else_the_customers_attribute_does() {
        let dataset = dataset();
        let grade = attribute(dataset.answers.as_deref().unwrap(), &dataset, "grade").unwrap();
        assert_eq!((0..4).map(|row| grade.value(row)).collect::<Vec<_>>(), [None, None, Some("gold"), None]);
        assert!(attribute(dataset.answers.as_deref().unwrap(), &dataset, "colour").is_none());
    }

    #[test]
    fn names_come_in_text_order_and_once() {
        assert_eq!(attribute_names(&dataset()), ["branch", "grade"]);
        assert!(
            attribute_names(&Dataset::default()).is_empty()
                && attribute(&Answers::default(), &Dataset::default(), "x").is_none()
        );
    }

    #[test]
    fn columns_of_many_values_are_no_grouping() {
        let ids: Vec<String> = (0..=MAX_GROUPS).map(|id| id.to_string()).collect();
        let values: Vec<&str> = ids.iter().map(String::as_str).collect();
        let answers = |rows: usize| Answers {
            customer: vec![BLANK; rows],
            day: vec![None; rows],
            score: vec![None; rows],
            columns: vec![column("ticket", &values[..rows])],
            ..Answers::default()
        };
        let names = |rows| {
            let file = FileTable {
                customers: Arc::default(),
                rows: Rows::Answers(Arc::new(answers(rows))),
                order_ids: Arc::default(),
            };
            attribute_names(&Dataset::build(&[file]).0)
        };
        assert_eq!(names(MAX_GROUPS), ["ticket"]);
        assert!(names(MAX_GROUPS + 1).is_empty());
    }
}
