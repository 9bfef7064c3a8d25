//! One filter for all pages: a period, a segment, classes, values and ranges of attributes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::day::{Day, Period};

use super::build::Dataset;
use super::column::{BLANK, Column};
use super::kind::Kind;
use super::range::{NotARange, Range};
use super::tables::{Complaints, Customers, Table};

/// Which rows a page is about. As text it is the query of a URL:
/// `from=2024-01-01&to=2024-06-30&segment=champions&c.lifecycle=lost&a.branch=North&a.branch=South&r.balance=1000..5000`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Only rows from this day on.
    pub from: Option<Day>,
    /// Only rows up to this day.
    pub to: Option<Day>,
    /// Only customers of the segment with this key.
    pub segment: Option<String>,
    /// Id of what divides customers (an indicator's, which the domain does not know) to the keys of the classes allowed:
    /// only customers of one of them, in each.
    #[serde(default)]
    pub classes: BTreeMap<String, BTreeSet<String>>,
    /// Attribute name to the values allowed. The empty text stands for a blank cell.
    pub attributes: BTreeMap<String, BTreeSet<String>>,
    /// Attribute name to the numbers or days allowed. Blank cells and those that cannot be read are
    /// in no range.
    #[serde(default)]
    pub ranges: BTreeMap<String, Range>,
}

/// A query that is no filter.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FilterError {
    /// `from` or `to` is no ISO date.
    #[error("`{0}` is no date of the form 2024-03-05")]
    Date(String),
    /// The period ends before it begins.
    #[error("the period ends ({to}) before it begins ({from})")]
    Backwards {
        /// Its first day.
        from: Day,
        /// Its last day.
        to: Day,
    },
    /// A range of an attribute that is none.
    #[error(transparent)]
    Range(#[from] NotARange),
}

/// A dataset reduced to what a filter lets through.
#[derive(Debug, Clone)]
pub struct Filtered {
    /// The rows let through.
    pub dataset: Dataset,
    /// Rows the filter held back, per table, tables without any absent.
    pub held_back: BTreeMap<Kind, usize>,
    /// Rows after the last day that counts, per table, tables without any absent. They are not held back as well.
    pub after: BTreeMap<Kind, usize>,
    /// Tables a chosen attribute could not be applied to: neither they nor the customers table
    /// have it, or what they have holds no numbers (or days) to be in a range. Their rows are all let
    /// through.
    pub not_applicable: BTreeMap<Kind, Vec<String>>,
}

impl Filter {
    /// Whether everything is let through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The part of `dataset` this filter lets through.
    ///
    /// A row's own attribute decides; where its table lacks it, the attribute of its customer in
    /// the customers table does. `members` says for each customer whether they belong to the
    /// chosen segment and classes; `None` where none is chosen. Rows without a day pass no period.
    /// The period is not applied to the customers table, which says what is known, not what happened.
    ///
    /// Rows after the day `until` are left out too: what was not known on it. Rows without a day stay.
    pub fn apply(&self, until: Option<Day>, dataset: &Dataset, members: Option<&[bool]>) -> Filtered {
        let mut out = Filtered {
            dataset: dataset.clone(),
            held_back: BTreeMap::new(),
            after: BTreeMap::new(),
            not_applicable: BTreeMap::new(),
        };
        if self.is_empty() && until.is_none() {
            return out;
        }
        let run = Run {
            filter: self,
            until,
            profiles: dataset.profiles.as_deref(),
            customers: dataset.customers.len(),
            members,
        };
        out.dataset.profiles = run.table(Kind::Customers, dataset.profiles.as_ref(), &mut out);
        out.dataset.purchases = run.table(Kind::Purchases, dataset.purchases.as_ref(), &mut out);
        out.dataset.answers = run.table(Kind::Answers, dataset.answers.as_ref(), &mut out);
        out.dataset.complaints = run.table(Kind::Complaints, dataset.complaints.as_ref(), &mut out);
        out.dataset.exits = run.table(Kind::Exits, dataset.exits.as_ref(), &mut out);
        out.dataset.promises = run.promises(dataset.promises.as_ref(), &mut out);
        out
    }
}

/// One application of a filter.
struct Run<'a> {
    filter: &'a Filter,
    until: Option<Day>,
    profiles: Option<&'a Customers>,
    customers: usize,
    members: Option<&'a [bool]>,
}

impl Run<'_> {
    fn table<T: Table>(&self, kind: Kind, table: Option<&Arc<T>>, out: &mut Filtered) -> Option<Arc<T>> {
        let table = table?;
        let mut keep = vec![true; table.rows()];
        if let Some(until) = self.until.filter(|_| kind != Kind::Customers) {
            restrict(&mut keep, |row| table.day(row).is_none_or(|day| day <= until));
        }
        let after = keep.iter().filter(|keep| !**keep).count();
        let span = Period { from: self.filter.from.unwrap_or(Day::MIN), to: self.filter.to.unwrap_or(Day::MAX) };
        if kind != Kind::Customers && (self.filter.from.is_some() || self.filter.to.is_some()) {
            restrict(&mut keep, |row| table.day(row).is_some_and(|day| span.contains(day)));
        }
        if let Some(members) = self.members {
            restrict(&mut keep, |row| {
                table.customer().get(row).and_then(|&code| members.get(code as usize)).is_some_and(|member| *member)
            });
        }
        for condition in self.filter.conditions() {
            let mut own = table.columns().iter().filter(|column| column.is_offered() && column.name == condition.name);
            if let Some((column, codes)) = own.find_map(|column| Some((column, condition.allowed_codes(column)?))) {
                restrict(&mut keep, |row| codes.lets_through(column.codes.get(row)));
            } else if let Some(by_customer) = self.by_customer(condition) {
                restrict(&mut keep, |row| {
                    table
                        .customer()
                        .get(row)
                        .and_then(|&code| by_customer.get(code as usize))
                        .is_some_and(|allowed| *allowed)
                });
            } else {
                let names = out.not_applicable.entry(kind).or_default();
                if !names.iter().any(|name| name == condition.name) {
                    names.push(condition.name.to_owned());
                }
            }
        }
        let gone = keep.iter().filter(|keep| !**keep).count();
        if gone == 0 {
            return Some(Arc::clone(table));
        }
        out.after.extend(Some((kind, after)).filter(|_| after > 0));
        out.held_back.extend(Some((kind, gone - after)).filter(|_| gone > after));
        Some(Arc::new(table.keep(&keep)))
    }

    /// Promises of logs: what is held back of them is in no count of complaints.
    fn promises(&self, table: Option<&Arc<Complaints>>, out: &mut Filtered) -> Option<Arc<Complaints>> {
        let counts = (out.held_back.clone(), out.after.clone());
        let promises = self.table(Kind::Complaints, table, out);
        (out.held_back, out.after) = counts;
        promises
    }

    /// For each customer, whether the customers table allows them; `None` where it lacks the attribute.
    fn by_customer(&self, condition: Condition<'_>) -> Option<Vec<bool>> {
        let profiles = self.profiles?;
        let attribute = profiles.attribute(condition.name)?;
        let codes = condition.allowed_codes(attribute)?;
        // Customers the table does not list have a blank attribute.
        let mut out = vec![codes.blank; self.customers];
        for (row, &customer) in profiles.customer.iter().enumerate() {
            if let Some(slot) = out.get_mut(customer as usize) {
                *slot = codes.lets_through(attribute.codes.get(row));
            }
        }
        Some(out)
    }
}

/// What is asked of one attribute.
#[derive(Clone, Copy)]
struct Condition<'a> {
    name: &'a str,
    allowed: Allowed<'a>,
}

#[derive(Clone, Copy)]
enum Allowed<'a> {
    Values(&'a BTreeSet<String>),
    Within(&'a Range),
}

impl Filter {
    fn conditions(&self) -> impl Iterator<Item = Condition<'_>> {
        let values = self.attributes.iter().map(|(name, values)| (name, Allowed::Values(values)));
        let ranges = self.ranges.iter().map(|(name, range)| (name, Allowed::Within(range)));
        values.chain(ranges).map(|(name, allowed)| Condition { name, allowed })
    }
}

impl Condition<'_> {
    /// The codes let through; `None` where the column holds nothing that can be in the range.
    fn allowed_codes(&self, column: &Column) -> Option<AllowedCodes> {
        match self.allowed {
            Allowed::Values(allowed) => {
                let codes = column.values.iter().map(|(_, text)| allowed.contains(text)).collect();
                Some(AllowedCodes { codes, blank: allowed.contains("") })
            }
            Allowed::Within(range) => column.within(range).map(|codes| AllowedCodes { codes, blank: false }),
        }
    }
}

struct AllowedCodes {
    codes: Vec<bool>,
    blank: bool,
}

impl AllowedCodes {
    fn lets_through(&self, code: Option<&u32>) -> bool {
        match code {
            None | Some(&BLANK) => self.blank,
            Some(&code) => self.codes.get(code as usize).is_some_and(|allowed| *allowed),
        }
    }
}

fn restrict(keep: &mut [bool], holds: impl Fn(usize) -> bool) {
    for (row, keep) in keep.iter_mut().enumerate() {
        *keep = *keep && holds(row);
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(from) = self.from {
            query.append_pair("from", &from.to_string());
        }
        if let Some(to) = self.to {
            query.append_pair("to", &to.to_string());
        }
        if let Some(segment) = &self.segment {
            query.append_pair("segment", segment);
        }
        for (of, classes) in &self.classes {
            for class in classes {
                query.append_pair(&format!("c.{of}"), class);
            }
        }
        for (name, values) in &self.attributes {
            for value in values {
                query.append_pair(&format!("a.{name}"), value);
            }
        }
        for (name, range) in &self.ranges {
            query.append_pair(&format!("r.{name}"), &range.to_string());
        }
        f.write_str(&query.finish())
    }
}

impl FromStr for Filter {
    type Err = FilterError;

    /// Reads a query; keys that are not a filter's are passed over, so that pages may add theirs.
    fn from_str(query: &str) -> Result<Self, FilterError> {
        let mut filter = Self::default();
        let day = |text: &str| text.parse::<Day>().map(Some).map_err(|_| FilterError::Date(text.to_owned()));
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            match key.as_ref() {
                "from" => filter.from = day(&value)?,
                "to" => filter.to = day(&value)?,
                "segment" => filter.segment = Some(value.into_owned()),
                other => {
                    if let Some(name) = other.strip_prefix("a.") {
                        filter.attributes.entry(name.to_owned()).or_default().insert(value.into_owned());
                    } else if let Some(name) = other.strip_prefix("r.") {
                        filter.ranges.insert(name.to_owned(), value.parse()?);
                    } else if let Some(of) = other.strip_prefix("c.") {
                        filter.classes.entry(of.to_owned()).or_default().insert(value.into_owned());
                    }
                }
            }
        }
        match (filter.from, filter.to) {
            (Some(from), Some(to)) if to < from => Err(FilterError::Backwards { from, to }),
            _ => Ok(filter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dataset::{Answers, Exits, FileTable, Reading, Rows};
    use crate::domain::dictionary::Dictionary;
    use crate::domain::money::Money;

    fn numbers(name: &str, cells: &[&str]) -> Column {
        let column = Column::of_cells(name, cells.iter().copied());
        let read = column.values.iter().map(|(_, text)| text.parse::<Money>().ok()?.try_into().ok()).collect();
        Column { reading: Reading::Number(Arc::new(read)), ..column }
    }

    fn days(name: &str, cells: &[&str]) -> Column {
        let column = Column::of_cells(name, cells.iter().copied());
        let read = column.values.iter().map(|(_, text)| text.parse().ok()).collect();
        Column { reading: Reading::Day(Arc::new(read)), ..column }
    }

    /// Answers of a, b and nobody; a profile that says a is gold; an exit of b.
    fn dataset() -> Dataset {
        let mut ids = Dictionary::new();
        let (a, b) = (ids.intern("a"), ids.intern("b"));
        let day = |text: &str| text.parse::<Day>().unwrap();
        let answers = Answers {
            customer: vec![a, b, BLANK],
            day: vec![Some(day("2024-01-10")), Some(day("2024-02-10")), None],
            score: vec![None; 3],
            columns: vec![Column::of_cells("branch", ["North", "South", ""]), numbers("spent", &["12.5", "", "x"])],
            ..Answers::default()
        };
        let profiles = Customers {
            customer: vec![a],
            since: vec![None],
            columns: vec![Column::of_cells("grade", ["gold"]), numbers("age", &["30"]), days("born", &["1994-02-01"])],
        };
        let exits = Exits { customer: vec![b], day: vec![day("2024-03-01")], ..Exits::default() };
        let ids = Arc::new(ids);
        let file = |rows| FileTable { customers: Arc::clone(&ids), rows, order_ids: Arc::default() };
        Dataset::build(&[
            file(Rows::Answers(Arc::new(answers))),
            file(Rows::Customers(Arc::new(profiles))),
            file(Rows::Exits(Arc::new(exits))),
        ])
        .0
    }

    fn answers_left(query: &str) -> Vec<u32> {
        let filtered = query.parse::<Filter>().unwrap().apply(None, &dataset(), None);
        filtered.dataset.answers.unwrap().customer.clone()
    }

    #[test]
    fn lets_through_by_period_both_ends_included() {
        assert_eq!(answers_left("from=2024-01-10&to=2024-02-09"), [0]);
        assert_eq!(answers_left("from=2024-02-10"), [1]);
    }

    #[test]
    fn a_row_without_the_attribute_is_judged_by_its_customer() {
        assert_eq!(answers_left("a.branch=South"), [1]);
        assert_eq!(answers_left("a.branch="), [BLANK]);
        assert_eq!(answers_left("a.grade=gold"), [0]);
    }

    #[test]
    fn lets_through_by_range_both_ends_included_and_open() {
        assert_eq!(answers_left("r.spent=12.5..12.5"), [0]);
        assert_eq!(answers_left("r.spent=..20"), [0], "what is blank or no number is in no range");
        assert_eq!(answers_left("r.spent=.."), [0]);
        assert_eq!(answers_left("r.spent=12.500001.."), [0_u32; 0]);
        assert_eq!(answers_left("r.age=18..30"), [0], "the customer's number, where the answer has none");
        assert_eq!(answers_left("r.born=1994-02-01.."), [0]);
        assert_eq!(answers_left("r.born=.."), [0]);
        assert_eq!(answers_left("r.spent=0..100&a.branch=South"), [0_u32; 0], "all conditions must hold");
    }

    #[test]
    fn a_range_of_what_holds_none_is_not_applied() {
        let filtered = "r.branch=1..2".parse::<Filter>().unwrap().apply(None, &dataset(), None);
        assert_eq!(filtered.not_applicable[&Kind::Answers], ["branch"]);
        assert!(filtered.held_back.is_empty());
        let filtered = "r.born=1..2".parse::<Filter>().unwrap().apply(None, &dataset(), None);
        assert_eq!(filtered.not_applicable[&Kind::Customers], ["born"], "days lie in no range of numbers");
    }

    #[test]
    fn says_where_an_attribute_does_not_apply() {
        let filtered = "a.branch=North".parse::<Filter>().unwrap().apply(None, &dataset(), None);
        assert_eq!(filtered.not_applicable[&Kind::Exits], ["branch"]);
        assert_eq!(filtered.held_back[&Kind::Answers], 2);
    }

    #[test]
    fn what_was_not_known_on_a_day_is_counted_apart_from_what_is_held_back() {
        let until = Some("2024-02-09".parse().unwrap());
        let filtered = Filter::default().apply(until, &dataset(), None);
        assert_eq!(filtered.dataset.answers.unwrap().customer, [0, BLANK], "without a day nothing says it is later");
        assert_eq!(filtered.after, [(Kind::Answers, 1), (Kind::Exits, 1)].into());
        assert_eq!((filtered.held_back.len(), filtered.dataset.profiles.unwrap().len()), (0, 1));
        let filtered = "from=2024-01-11".parse::<Filter>().unwrap().apply(until, &dataset(), None);
        assert_eq!((filtered.after[&Kind::Answers], filtered.held_back[&Kind::Answers]), (1, 2));
    }

    #[test]
    fn lets_through_members_of_a_segment() {
        let filter = Filter { segment: Some("champions".into()), ..Filter::default() };
        let filtered = filter.apply(None, &dataset(), Some(&[false, true]));
        assert_eq!(filtered.dataset.answers.unwrap().customer, [1]);
        assert_eq!(filtered.dataset.exits.unwrap().len(), 1);
    }

    #[test]
    fn survives_the_url() {
        let filter: Filter = "from=2024-01-01&segment=at_risk&a.支行=北京 & 上海&a.x=".parse().unwrap_or_default();
        assert_eq!(filter.to_string().parse::<Filter>().unwrap(), filter);
        let mut odd = Filter::default();
        odd.attributes.insert("支行".into(), ["北京 & 上海=?#".to_owned(), String::new()].into());
        for name in ["余额 (¥)", "r.a=b&c", "", "1..2", "a.x"] {
            odd.ranges.insert(name.into(), "-1.5..2000000".parse().unwrap());
        }
        odd.ranges.insert("due".into(), "..2024-06-30".parse().unwrap());
        odd.classes.insert("grades".into(), ["金卡 & 更高=?#".to_owned(), String::new()].into());
        assert_eq!(odd.to_string().parse::<Filter>().unwrap(), odd);
        let message = serde_json::to_string(&odd).unwrap();
        assert_eq!(serde_json::from_str::<Filter>(&message).unwrap(), odd);
    }

    #[test]
    fn refuses_nonsense() {
        assert!(matches!("from=yesterday".parse::<Filter>(), Err(FilterError::Date(_))));
        assert!(matches!("r.balance=1000-5000".parse::<Filter>(), Err(FilterError::Range(_))));
        assert!(matches!("from=2024-02-01&to=2024-01-01".parse::<Filter>(), Err(FilterError::Backwards { .. })));
    }
}
