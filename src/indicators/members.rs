//! Customers one by one: who is in which class of an indicator, and what that was judged by. Pages offer it as a file, and
//! each class as a filter.

use std::io;

use serde::{Deserialize, Serialize};

use crate::domain::dictionary::Dictionary;
use crate::domain::export::table::{FileFormat, TableWriter};
use crate::domain::intake::{Cancelled, Pace};

use super::ask::{Doing, Problem, Question, table};
use super::page::{CustomersFile, Link, Only, Part, Section};
use super::registry::{self, Each};
use super::{Indicator, Say};

/// Every customer an indicator puts into a class.
pub struct Members<'a> {
    /// What they were judged by: the columns after `customer` and `class`.
    pub judged_by: Vec<String>,
    /// They, in any order.
    pub rows: Box<dyn Iterator<Item = Member<'a>> + 'a>,
}

/// One customer.
pub struct Member<'a> {
    /// Who, by number.
    pub customer: u32,
    /// The key of the class.
    pub class: &'a str,
    /// What that was judged by, a cell for each of [`Members::judged_by`].
    pub judged: Vec<String>,
}

impl Members<'_> {
    /// They as a table.
    pub fn table(self, ids: &Dictionary) -> CustomerTable {
        let header = ["customer", "class"].map(str::to_owned).into_iter().chain(self.judged_by).collect();
        let row = |member: Member<'_>| {
            let cells = [ids.get(member.customer).to_owned(), member.class.to_owned()];
            cells.into_iter().chain(member.judged).collect()
        };
        let mut rows: Vec<Vec<String>> = self.rows.map(row).collect();
        rows.sort_unstable();
        CustomerTable { header, rows }
    }
}

/// A class that customers can be chosen by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassName {
    /// The key of it, as in [`Member::class`].
    pub key: String,
    /// What the reader knows it as.
    pub name: String,
}

impl ClassName {
    /// Classes of these keys and names, one each.
    pub fn all<K: Into<String>, N: Into<String>>(
        keys: impl IntoIterator<Item = K>,
        names: impl IntoIterator<Item = N>,
    ) -> Vec<Self> {
        keys.into_iter().zip(names).map(|(key, name)| Self { key: key.into(), name: name.into() }).collect()
    }
}

/// The name of the class with a key, of keys and names in one order; the key itself where it is none of them.
pub fn name_of<'a>(keys: &[&str], names: &[&'static str], key: &'a str) -> &'a str {
    keys.iter().zip(names).find(|(known, _)| **known == key).map_or(key, |(_, name)| name)
}

/// Customers that a figure counts, whom a filter can choose. Unlike classes, groups may overlap.
pub struct CustomerGroup<'a> {
    /// Its key. No other group of the indicator has it; that of a class adds to who is in it.
    pub key: String,
    /// What the reader knows it as.
    pub name: String,
    /// They by number, in any order; read only where a filter chooses them.
    pub customers: Box<dyn Iterator<Item = u32> + 'a>,
}

impl<'a> CustomerGroup<'a> {
    /// The customers under a key and a name.
    pub fn new(
        key: impl Into<String>,
        name: impl Into<String>,
        customers: impl IntoIterator<Item = u32, IntoIter: 'a>,
    ) -> Self {
        Self { key: key.into(), name: name.into(), customers: Box::new(customers.into_iter()) }
    }

    /// The same, of a list.
    pub fn list(key: impl Into<String>, name: impl Into<String>, customers: &'a [u32]) -> Self {
        Self::new(key, name, customers.iter().copied())
    }

    /// Groups of these keys and names, one each, with the customers of one list each.
    pub fn all<K: Into<String>, N: Into<String>>(
        keys: impl IntoIterator<Item = K>,
        names: impl IntoIterator<Item = N>,
        customers: &'a [Vec<u32>],
    ) -> Vec<Self> {
        let each = keys.into_iter().zip(names).zip(customers);
        each.map(|((key, name), customers)| Self::list(key, name, customers)).collect()
    }
}

/// What is said of each customer, a row each, their id first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerTable {
    /// The names of the columns, for programs.
    pub header: Vec<String>,
    /// The customers, in the text order of their ids; a blank cell is what is not known.
    pub rows: Vec<Vec<String>>,
}

impl CustomerTable {
    /// As a file. No cell of a CSV runs as a formula; of a workbook customer and class are texts, whatever they look like,
    /// and all else that is a number and keeps its digits is one. A workbook fails where it comes to more than 4 GB.
    pub fn to_file(&self, format: FileFormat) -> io::Result<Vec<u8>> {
        let header: Vec<&str> = self.header.iter().map(String::as_str).collect();
        let mut table = TableWriter::new(format, &header);
        for row in &self.rows {
            table.row(row.iter().map(String::as_str));
        }
        table.finish()
    }
}

/// Where a page of classes leads on: to the customers of one, and to all of them as a file; `None` where it divides nobody.
pub(super) fn section<I: Indicator>(found: &I::Found, say: &Say<'_>) -> Option<Section> {
    I::members(found)?;
    let link = |class: ClassName| Link::to_those(class.name, Only::class(I::ABOUT.id, class.key));
    let links: Vec<Link> = I::classes(found, say).into_iter().map(link).collect();
    let [title, help, file] = I::by_class(say);
    let by_class = [Part::Hint(help.to_owned()), Part::Actions(links.clone())];
    let file = CustomersFile { table: I::ABOUT.id.to_owned(), text: file.to_owned() };
    let parts = by_class.into_iter().filter(|_| !links.is_empty()).chain([Part::Files(vec![file])]);
    let title = if links.is_empty() { "" } else { title };
    Some(Section::new("by-class", title, parts.collect()))
}

/// What an indicator says of each customer; `None` where no indicator has this id, or it says nothing of one. After a point
/// the id may have the name of a further table of the indicator's.
pub async fn members<P: Pace>(
    id: &str,
    question: Question<'_>,
    pace: &mut P,
) -> Result<Result<Option<CustomerTable>, Problem>, Cancelled> {
    struct Tables<P>(Vec<(&'static str, Table<P>)>);
    impl<P: Pace> Each for Tables<P> {
        fn one<I: Indicator>(&mut self) {
            self.0.push((I::ABOUT.id, |question, further, pace| Box::pin(table::<I, P>(question, further, pace))));
        }
    }
    let (id, further) = id.split_once('.').map_or((id, None), |(id, further)| (id, Some(further)));
    let mut tables = Tables::<P>(Vec::new());
    registry::for_each(&mut tables);
    match tables.0.into_iter().find(|(known, _)| *known == id) {
        Some((_, of)) => of(question, further, pace).await,
        None => Ok(Ok(None)),
    }
}

/// Makes the table of one indicator.
type Table<P> = for<'a> fn(
    Question<'a>,
    Option<&'a str>,
    &'a mut P,
) -> Doing<'a, Result<Result<Option<CustomerTable>, Problem>, Cancelled>>;
