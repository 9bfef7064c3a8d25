//! Answers of loaded files that may need following up.

use std::collections::BTreeMap;

use crate::domain::care::{Candidate, CaseId, CheckedRules, KnownCustomer, judge};
use crate::domain::dataset::{Answers, Attribute, Field};
use crate::domain::day::{Day, Period};
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::survey::{AnswerId, Moment};
use crate::engine::protocol::{CandidateList, Candidates, Failure};

use super::customers::Known;
use super::scored::Scored;

/// What is at risk is what a customer spent in so many days before the end of all loaded purchases.
const YEAR_DAYS: i32 = 365;

/// What files call the places of an answer: lower case, without spaces.
const BRANCH: [&str; 9] = ["branch", "branchname", "store", "shop", "location", "网点", "分行", "支行", "门店"];
const TOUCHPOINT: [&str; 5] = ["touchpoint", "channel", "occasion", "触点", "渠道"];
const STAFF: [&str; 7] = ["staff", "employee", "agent", "advisor", "服务人员", "员工", "客户经理"];
const ORGANISATION: [&str; 5] = ["organisation", "organization", "company", "机构", "公司"];

/// Where an answer says who answered where; `None` for what the file does not say.
struct Places<'a> {
    organisation: Option<&'a Attribute>,
    branch: Option<&'a Attribute>,
    touchpoint: Option<&'a Attribute>,
    staff: Option<&'a Attribute>,
    /// The kiosk's own number of the answer, where the row is one of a kiosk.
    answer: Option<&'a Attribute>,
}

/// What is known of each customer, by number.
struct Customers {
    known: Vec<Known>,
    /// What they spent in the last year of the purchases; `None` for those who bought nothing.
    values: Vec<Option<Money>>,
}

impl Scored {
    /// The answers of the last days that a rule fits and that are no case yet, the most valuable
    /// customers first.
    pub fn candidates(&self, wanted: &CandidateList) -> Result<Candidates, Failure> {
        let rules = wanted.rules.clone().check().map_err(Failure::Rules)?;
        let Some(table) = self.dataset.answers.as_deref() else { return Ok(Candidates::default()) };
        let places = Places::of(table);
        let of_files = |row: &usize| places.case_of(*row).is_none_or(|case| !wanted.own.contains(&case));
        let day = |row: usize| table.day.get(row).copied().flatten();
        let Some(last) = (0..table.len()).filter(of_files).filter_map(day).max() else {
            return Ok(Candidates::default());
        };
        let period = Period { from: last.plus_days(1 - i32::from(wanted.days.max(1))), to: last };
        let known = Customers { known: self.known(), values: self.yearly() };
        let mut seen = BTreeMap::<CaseId, usize>::new();
        let mut found: Vec<Candidate> = (0..table.len())
            .filter(of_files)
            .filter_map(|row| {
                let day = day(row).filter(|day| period.contains(*day))?;
                Some(self.candidate(table, row, day, &places, &known, wanted.offset_minutes, &mut seen))
            })
            .filter(|answer| fits(&rules, answer) && !wanted.known.contains(&answer.id))
            .collect();
        order::sort_by(&mut found, |a, b| {
            let value = |answer: &Candidate| answer.customer.as_ref().and_then(|customer| customer.value);
            (value(b), b.taken, &a.id).cmp(&(value(a), a.taken, &b.id))
        });
        let fitting = found.len();
        found.truncate(wanted.most);
        Ok(Candidates { candidates: found, fitting, period: Some(period) })
    }

    /// The customers with these ids, as cases know them, in this order; those not there are passed over.
    pub fn known_customers(&self, ids: &[String]) -> Vec<KnownCustomer> {
        let known = Customers { known: self.known(), values: self.yearly() };
        let of = |id: &String| self.known_customer(self.dataset.customers.find(id)?, &known);
        ids.iter().filter_map(of).collect()
    }

    #[allow(clippy::too_many_arguments)] // one row, and what is known of all of them
    fn candidate(
        &self,
        table: &Answers,
        row: usize,
        day: Day,
        places: &Places<'_>,
        known: &Customers,
        offset_minutes: i16,
        seen: &mut BTreeMap<CaseId, usize>,
    ) -> Candidate {
        let cell =
            |column: Option<&Attribute>| column.and_then(|column| column.value(row)).unwrap_or_default().to_owned();
        let comment = cell(table.of(Field::Comment));
        let score = table.score.get(row).copied().flatten();
        let customer = table.customer.get(row).copied().and_then(|customer| self.known_customer(customer, known));
        let who = customer.as_ref().map(|customer| customer.id.as_str()).unwrap_or_default();
        let id = if let Some(case) = places.case_of(row) {
            case
        } else {
            let first = CaseId::of_row(who, Some(day), score, &comment, 0);
            let before = seen.entry(first).or_default();
            *before += 1;
            CaseId::of_row(who, Some(day), score, &comment, *before - 1)
        };
        Candidate {
            id,
            taken: Moment::at(day, 0, offset_minutes),
            score,
            reasons: Vec::new(),
            comment,
            extra: String::new(),
            contact: None,
            organisation: cell(places.organisation),
            branch: cell(places.branch),
            touchpoint: cell(places.touchpoint),
            staff: cell(places.staff),
            customer,
        }
    }

    fn known_customer(&self, customer: u32, customers: &Customers) -> Option<KnownCustomer> {
        let known = customers.known.get(customer as usize)?;
        let names = self.dataset.profiles.as_deref().and_then(|table| table.of(Field::Name));
        Some(KnownCustomer {
            id: self.dataset.customers.get(customer).to_owned(),
            name: names.zip(known.profile).and_then(|(names, row)| names.value(row)).map(str::to_owned),
            segment: known.rfm.map(|row| self.segment_key(row.segment).to_owned()),
            value: customers.values.get(customer as usize).copied().flatten(),
        })
    }

    /// What each customer spent in the last year known, returns subtracted, by number: whatever the filter says, as it
    /// is a property of the customer.
    fn yearly(&self) -> Vec<Option<Money>> {
        let mut values = vec![None; self.dataset.customers.len()];
        let Some(table) = self.all.purchases.as_deref() else { return values };
        let Some(newest) = table.day.iter().max().copied() else { return values };
        let to = self.until().map_or(newest, |until| until.min(newest));
        let year = Period { from: to.plus_days(1 - YEAR_DAYS), to };
        for row in table.rows_in(0..table.len()).filter(|row| year.contains(row.day)) {
            if let Some(value) = values.get_mut(row.customer as usize) {
                *value = Some(value.unwrap_or_default() + row.amount.money());
            }
        }
        values
    }
}

fn fits(rules: &CheckedRules, answer: &Candidate) -> bool {
    judge(rules, answer).is_some()
}

impl<'a> Places<'a> {
    /// The case of a kiosk's answer.
    fn case_of(&self, row: usize) -> Option<CaseId> {
        let id = self.answer?.value(row)?.parse::<AnswerId>().ok()?;
        Some(CaseId::from(&id))
    }

    fn of(table: &'a Answers) -> Self {
        let find = |names: &[&str]| {
            table.attributes().find(|attribute| {
                let name: String = attribute.name.to_lowercase().split_whitespace().collect();
                names.contains(&name.as_str())
            })
        };
        Self {
            organisation: find(&ORGANISATION),
            branch: find(&BRANCH),
            touchpoint: find(&TOUCHPOINT),
            staff: find(&STAFF),
            answer: table.of(Field::AnswerId),
        }
    }
}
