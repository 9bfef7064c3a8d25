//! Answers of loaded files that may need following up.

use std::collections::BTreeMap;

use crate::domain::care::{Answered, Candidate, CaseId, CheckedRules, KnownCustomer, judge};
use crate::domain::dataset::{Answers, Attribute, Field};
use crate::domain::day::{Day, Period};
use crate::domain::intake::read_yes_no;
use crate::domain::money::Money;
use crate::domain::order;
use crate::domain::survey::{AnswerId, Contact, Moment};
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

/// Where a row of a table says who answered where; `None` for what the file does not say.
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
        let places = Places::of(&table.columns);
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

    /// The customers with these ids, as cases know them and with their newest answer, in this order; those not there are
    /// passed over.
    pub fn known_customers(&self, ids: &[String]) -> Vec<(KnownCustomer, Answered)> {
        let known = Customers { known: self.known(), values: self.yearly() };
        let found: Vec<u32> = ids.iter().filter_map(|id| self.dataset.customers.find(id)).collect();
        let answered = self.newest_answers(&found, &known);
        let of = |(customer, answered)| Some((self.known_customer(customer, &known)?, answered));
        found.into_iter().zip(answered).filter_map(of).collect()
    }

    /// The newest answer of each of these customers; where it names no branch, that of the customer.
    fn newest_answers(&self, customers: &[u32], known: &Customers) -> Vec<Answered> {
        let mut newest: BTreeMap<u32, Option<(Option<Day>, usize)>> =
            customers.iter().map(|one| (*one, None)).collect();
        let answers = self.dataset.answers.as_deref();
        for (table, row) in answers.iter().flat_map(|table| (0..table.len()).map(move |row| (table, row))) {
            let Some(kept) = table.customer.get(row).and_then(|customer| newest.get_mut(customer)) else { continue };
            let day = table.day.get(row).copied().flatten();
            // Of two on one day the later row.
            if table.score.get(row).copied().flatten().is_some() && kept.is_none_or(|(before, _)| day >= before) {
                *kept = Some((day, row));
            }
        }
        let places = answers.map(|table| (Places::of(&table.columns), table));
        let own = self.dataset.profiles.as_deref().map(|table| Places::of(&table.columns));
        let of = |customer: &u32| {
            let answer = places.as_ref().zip(newest.get(customer).copied().flatten());
            let answer = answer.map(|((places, table), (_, row))| Answered {
                score: table.score.get(row).copied().flatten(),
                ..places.said_in(row)
            });
            let profile = known.known.get(*customer as usize).and_then(|known| known.profile);
            let own = own.as_ref().zip(profile).map(|(places, row)| places.said_in(row)).unwrap_or_default();
            let mut answered = answer.unwrap_or_default();
            for (said, own) in [(&mut answered.organisation, own.organisation), (&mut answered.branch, own.branch)] {
                if said.is_empty() {
                    *said = own;
                }
            }
            answered
        };
        customers.iter().map(of).collect()
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
        let Answered { organisation, branch, touchpoint, staff, .. } = places.said_in(row);
        let comment = cell(table.of(Field::Comment), row);
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
            contact: contact(table, row),
            organisation,
            branch,
            touchpoint,
            staff,
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

fn cell(column: Option<&Attribute>, row: usize) -> String {
    column.and_then(|column| column.value(row)).unwrap_or_default().to_owned()
}

/// How whoever answered can be reached. Where the file says who agreed to that, nobody else.
fn contact(table: &Answers, row: usize) -> Option<Contact> {
    let text = cell(table.of(Field::Contact), row);
    let asked = table.of(Field::Consent);
    let consent = cell(asked, row);
    let refused = asked.is_some() && (consent.is_empty() || read_yes_no(&consent, ("", "")) == Some(false));
    (!text.is_empty() && !refused).then_some(Contact { text, consent })
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

    /// What the row says of them, without its score.
    fn said_in(&self, row: usize) -> Answered {
        Answered {
            score: None,
            organisation: cell(self.organisation, row),
            branch: cell(self.branch, row),
            touchpoint: cell(self.touchpoint, row),
            staff: cell(self.staff, row),
        }
    }

    fn of(columns: &'a [Attribute]) -> Self {
        let find = |names: &[&str]| {
            columns.iter().filter(|column| column.is_offered()).find(|attribute| {
                let name: String = attribute.name.to_lowercase().split_whitespace().collect();
                names.contains(&name.as_str())
            })
        };
        Self {
            organisation: find(&ORGANISATION),
            branch: find(&BRANCH),
            touchpoint: find(&TOUCHPOINT),
            staff: find(&STAFF),
            answer: columns.iter().find(|column| column.role == Some(Field::AnswerId)),
        }
    }
}
