//! Customers one by one: who is in which class of an indicator, and what that was judged by. For programs: the page does
//! not ask for it.

use crate::domain::dictionary::Dictionary;
use crate::domain::intake::{Cancelled, Pace};

use super::Indicator;
use super::ask::{Doing, Problem, Question, table};
use super::registry::{self, Each};

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

/// What is said of each customer, a row each, their id first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerTable {
    /// The names of the columns, for programs.
    pub header: Vec<String>,
    /// The customers, in the text order of their ids; a blank cell is what is not known.
    pub rows: Vec<Vec<String>>,
}

/// What an indicator says of each customer; `None` where no indicator has this id, or it says nothing of one.
pub async fn members<P: Pace>(
    id: &str,
    question: Question<'_>,
    pace: &mut P,
) -> Result<Result<Option<CustomerTable>, Problem>, Cancelled> {
    struct Tables<P>(Vec<(&'static str, Table<P>)>);
    impl<P: Pace> Each for Tables<P> {
        fn one<I: Indicator>(&mut self) {
            self.0.push((I::ABOUT.id, |question, pace| Box::pin(table::<I, P>(question, pace))));
        }
    }
    let mut tables = Tables::<P>(Vec::new());
    registry::for_each(&mut tables);
    match tables.0.into_iter().find(|(known, _)| *known == id) {
        Some((_, of)) => of(question, pace).await,
        None => Ok(Ok(None)),
    }
}

/// Makes the table of one indicator.
type Table<P> =
    for<'a> fn(Question<'a>, &'a mut P) -> Doing<'a, Result<Result<Option<CustomerTable>, Problem>, Cancelled>>;
