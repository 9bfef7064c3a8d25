//! Sessions answer pages from loaded files: customer list, a customer, facets, segment filter,
//! taking files out and putting them back.

use std::fmt::Write as _;

use loyalscope::domain::care::Rules;
use loyalscope::domain::currency::Currency;
use loyalscope::domain::dataset::{Filter, Kind};
use loyalscope::domain::day::Period;
use loyalscope::domain::export::table::FileFormat;
use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{MemorySource, Overrides, Reason, Unpaced, block_on_ready, preview, read};
use loyalscope::domain::language::Language;
use loyalscope::domain::money::Money;
use loyalscope::domain::provenance::{self, IMPORT, LAST_SCORE, LeftOut, Provenance};
use loyalscope::domain::score::Score;
use loyalscope::domain::survey::{KioskAnswer, Moment, to_csv};
use loyalscope::engine::protocol::{
    CandidateList, Candidates, Computation, Computed, CustomerEvent, CustomerList, CustomerPage, CustomerRfm,
    CustomerSort, CustomersPage, Facets, Failure, FileRequest, Loaded, LoadedFile, PageRequest, Query, TableAsked,
};
use loyalscope::engine::session::{Entry, Session};
use loyalscope::indicators::overview::OVERVIEW;
use loyalscope::indicators::rfm::{RfmError, segment_name};
use loyalscope::indicators::shelf::Every;
use loyalscope::indicators::{Page, Settings, Shown};
use serde_json::{Value, json};

const PURCHASES: &str = "\
customer,order,date,amount,branch
c1,1,2024-01-05,100,North
c1,2,2024-03-05,50.25,North
c2,3,2024-02-01,20,South
c3,4,2024-03-01,10,South
c3,5,2024-03-02,10,South
c3,6,2024-03-03,10,South
c4,7,2023-06-01,5,North
c4,8,2024-03-04,-2,North
";
const ANSWERS: &str = "\
customer,survey date,nps,comment
c1,2024-02-02,3,slow
c1,2024-03-06,9,better
c3,2024-02-02,7,
c9,2024-02-03,10,only an answer
";
const CUSTOMERS: &str = "\
customer_id,name,member since,grade
c1,Anna,2020-01-01,gold
c2,=HYPERLINK(\"x\"),2021-01-01,silver
c3,王小明,,gold
c5,Never bought,2022-01-01,silver
";
const COMPLAINTS: &str = "\
customer_id,complaint date,resolved date,complaint reason
c1,2024-01-20,2024-01-22,queue
";
const EXITS: &str = "\
customer_id,exit date,exit reason
c4,2024-03-10,moved
";

fn entry(name: &str, text: &str, kind: Kind) -> Entry {
    entry_of(name, text, kind, false)
}

fn entry_of(name: &str, text: &str, kind: Kind, sample: bool) -> Entry {
    let mut source = MemorySource::new(name, text);
    let overrides = Overrides { kind: Some(kind), ..Overrides::default() };
    let plan = block_on_ready(preview(&mut source, &overrides)).unwrap().plan;
    let imported = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap();
    Entry::new(imported, plan, sample)
}

fn session() -> Session {
    let mut session = Session::default();
    session.add(entry("purchases.csv", PURCHASES, Kind::Purchases));
    session.add(entry("answers.csv", ANSWERS, Kind::Answers));
    session.add(entry("customers.csv", CUSTOMERS, Kind::Customers));
    session.add(entry("complaints.csv", COMPLAINTS, Kind::Complaints));
    session.add(entry("exits.csv", EXITS, Kind::Exits));
    session
}

fn under(query: Query, filter: &str) -> Computation {
    Computation {
        query,
        filter: filter.parse::<Filter>().unwrap(),
        settings: Settings::default(),
        language: Language::English,
        today: None,
        place: String::new(),
    }
}

fn compute(session: &mut Session, computation: &Computation) -> Result<Computed, Failure> {
    block_on_ready(session.snapshot().compute(computation, &mut Unpaced))
}

fn asked(id: &str, filter: &str) -> PageRequest {
    PageRequest {
        id: id.to_owned(),
        filter: filter.parse().unwrap(),
        settings: Settings::default(),
        language: Language::English,
        customer: None,
        document: true,
        today: None,
        place: String::new(),
    }
}

/// The document of a page.
fn document(session: &mut Session, request: &PageRequest) -> Value {
    let format = Plain(request.language);
    let bytes = block_on_ready(session.snapshot().document(request, &format, &mut Unpaced)).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// The page of an indicator; `None` where it shows nothing.
fn page(session: &mut Session, id: &str, filter: &str) -> Option<Page> {
    let (snapshot, request, format) = (session.snapshot(), asked(id, filter), Plain(Language::English));
    let page = block_on_ready(snapshot.page::<Every, _>(&request, &format, &mut Unpaced));
    match page.unwrap().unwrap().shown {
        Ok(Shown::Page(page)) => Some(*page),
        Ok(Shown::Missing(_)) => None,
        Err(problem) => panic!("{problem:?}"),
    }
}

/// A figure's value, and what was left out of it.
fn figure(page: &Page, name: &str) -> Option<(String, String)> {
    let figures = page.figures();
    let figure = figures.iter().find(|figure| figure.name == name)?;
    Some((figure.value.clone(), page.origins[figure.origin].left_out.clone()))
}

fn all() -> CustomerList {
    CustomerList { search: String::new(), sort: CustomerSort::Id, descending: false, offset: 0, limit: 100 }
}

fn list(session: &mut Session, list: CustomerList, filter: &str) -> CustomersPage {
    match compute(session, &under(Query::Customers(list), filter)) {
        Ok(Computed::Customers(page)) => page,
        other => panic!("not a list: {other:?}"),
    }
}

fn ids(page: &CustomersPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.id.as_str()).collect()
}

fn customer(session: &mut Session, id: &str, filter: &str) -> CustomerPage {
    match compute(session, &under(Query::Customer { id: id.into(), among: all() }, filter)) {
        Ok(Computed::Customer(page)) => page,
        other => panic!("not a customer: {other:?}"),
    }
}

fn facets(session: &mut Session, filter: &str) -> Facets {
    match compute(session, &under(Query::Facets, filter)) {
        Ok(Computed::Facets(facets)) => facets,
        other => panic!("not facets: {other:?}"),
    }
}

fn saved(session: &mut Session, computation: &Computation, list: &CustomerList, format: FileFormat) -> Vec<u8> {
    let request = FileRequest { page: computation.on_page(), table: TableAsked::List(list.clone()), format };
    let format = Plain(computation.language);
    block_on_ready(session.snapshot().file(&request, &format, &mut Unpaced)).unwrap()
}

fn csv(session: &mut Session, list: &CustomerList) -> String {
    let computation = under(Query::Customers(list.clone()), "");
    String::from_utf8(saved(session, &computation, list, FileFormat::Csv)).unwrap()
}

#[test]
fn customers_whom_a_page_names_are_told_as_cases_know_them_in_the_order_asked_for() {
    let mut session = session();
    let known = |session: &mut Session, ids: &[&str]| {
        let ids = ids.iter().map(|id| (*id).to_owned()).collect();
        match compute(session, &under(Query::Known(ids), "")) {
            Ok(Computed::Known(known)) => known,
            other => panic!("not customers: {other:?}"),
        }
    };
    let listed = list(&mut session, all(), "");
    let [first, second] = [&listed.rows[0], &listed.rows[1]];
    let found = known(&mut session, &[&second.id, "nobody", &first.id]);
    assert_eq!(found.iter().map(|(one, _)| &one.id).collect::<Vec<_>>(), [&second.id, &first.id]);
    assert_eq!(found[1].0.name, first.name);
    assert_eq!(found[1].0.segment.is_some(), first.rfm.is_some());
    assert_eq!(found.iter().map(|(_, answered)| answered.score).collect::<Vec<_>>(), [second.score, first.score]);
    assert_eq!(known(&mut Session::default(), &["c1"]), []);

    // The newest answer says where it was given; where none does, the customer's own branch is known.
    let mut placed = Session::default();
    let answers =
        "customer_id,date,nps,branch,staff\nc1,2024-02-02,3,North,Ann\nc1,2024-03-02,9,South,Ben\nc2,2024-03-02,5,,\n";
    placed.add(entry("answers.csv", answers, Kind::Answers));
    placed.add(entry("customers.csv", "customer_id,name,branch\nc2,Ben,West\nc3,Cleo,East\n", Kind::Customers));
    let told = known(&mut placed, &["c1", "c2", "c3"])
        .into_iter()
        .map(|(_, answered)| (answered.score.map(Score::get), answered.branch, answered.staff));
    let expected = [(Some(9), "South", "Ben"), (Some(5), "West", ""), (None, "East", "")];
    assert_eq!(told.collect::<Vec<_>>(), expected.map(|(score, branch, staff)| (score, branch.into(), staff.into())));
}

#[test]
fn a_list_has_the_columns_in_which_somebody_has_something() {
    let mut sample = session();
    let page = list(&mut sample, all(), "");
    assert!(
        page.columns.scored && page.columns.further.is_empty() && page.rows.iter().all(|row| row.further.is_empty())
    );
    let text = "customer_id,gender,contract,tenure,MonthlyCharges,Churn\n\
        0002-ORFBO,f,month,9,65.6,No\n0003-MKNFE,m,year,9,59.9,No\n0004-TLHLJ,m,two years,4,73.9,Yes\n";
    let mut session = Session::default();
    session.add(entry("telco.csv", text, Kind::Customers));
    let page = list(&mut session, all(), "");
    let columns = &page.columns;
    assert_eq!((columns.scored, columns.names, columns.answered, columns.id_width), (false, false, false, 10));
    let names: Vec<&str> = columns.further.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["Churn", "tenure", "MonthlyCharges", "contract"]);
    assert_eq!(columns.count(), 5);
    let first: Vec<&str> = page.rows[0].further.iter().flatten().map(String::as_str).collect();
    assert_eq!(first, ["No", "9", "65.6", "month"]);
}

#[test]
fn an_empty_session_lists_nobody() {
    let mut session = Session::default();
    assert_eq!(list(&mut session, all(), ""), CustomersPage::default());
    let unknown = compute(&mut session, &under(Query::Customer { id: "c1".into(), among: all() }, ""));
    assert_eq!(unknown, Err(Failure::NoSuchCustomer("c1".into())));
}

#[test]
fn the_list_holds_everyone_any_table_names() {
    let page = list(&mut session(), all(), "");
    assert_eq!(ids(&page), ["c1", "c2", "c3", "c4", "c5", "c9"]);
    assert_eq!(page.total, 6);
    let [first, .., never, answered] = page.rows.as_slice() else { panic!("too few rows") };
    let rfm = first.rfm.as_ref().unwrap();
    // The newest row is of 5 March, so recency is counted to 6 March.
    assert_eq!((rfm.recency, rfm.frequency, rfm.monetary), (1, 2, Money::from_micros(150_250_000)));
    assert_eq!(first.score.map(loyalscope::domain::score::Score::get), Some(9), "the latest answer counts");
    assert_eq!((never.rfm.is_none(), never.score, never.name.as_deref()), (true, None, Some("Never bought")));
    assert_eq!((answered.rfm.is_none(), answered.score.map(loyalscope::domain::score::Score::get)), (true, Some(10)));
}

#[test]
fn a_search_finds_parts_of_ids_and_names_letter_case_aside() {
    let mut session = session();
    for (search, found) in
        [("ANNA", vec!["c1"]), ("小明", vec!["c3"]), (" c5 ", vec!["c5"]), ("nobody", vec![]), ("c", all_ids())]
    {
        let page = list(&mut session, CustomerList { search: search.into(), ..all() }, "");
        assert_eq!(ids(&page), found, "{search}");
        assert_eq!(page.total, found.len());
    }
}

fn all_ids() -> Vec<&'static str> {
    vec!["c1", "c2", "c3", "c4", "c5", "c9"]
}

#[test]
fn a_last_score_tells_which_answers_it_stands_for() {
    let mut session = Session::default();
    let answers = "customer,date,nps\nc1,2024-02-02,3\nc1,,8\nc1,2024-03-06,9\nc1,2024-04-01,no\nc2,2024-04-02,none\n";
    session.add(entry("answers.csv", answers, Kind::Answers));
    let page = list(&mut session, all(), "");
    let [first, second] = page.rows.as_slice() else { panic!("{page:?}") };
    assert_eq!(first.score.map(loyalscope::domain::score::Score::get), Some(9));
    let from = first.score_from.as_ref().unwrap();
    assert_eq!((from.indicator.as_ref(), from.used), (LAST_SCORE, 1));
    assert_eq!(from.period.map(|period| period.from.to_string()), Some("2024-03-06".into()), "its own day");
    let left_out: Vec<_> = from.left_out.iter().map(|left_out| (left_out.reason, left_out.count)).collect();
    assert_eq!(left_out, [(LeftOut::NewerAnswer, 2), (LeftOut::NotAnAnswer, 1)]);
    assert_eq!((second.score, &second.score_from), (None, &None), "no score, nothing to tell");
    let later = list(&mut session, all(), "from=2024-04-01");
    assert_eq!(later.rows[0].score_from, None, "the filter left no score");
}

#[test]
fn the_number_of_customers_tells_whom_it_leaves_out() {
    let mut session = session();
    let left_out = |page: &CustomersPage| {
        let provenance = page.provenance.as_ref().unwrap();
        assert_eq!((provenance.indicator.as_ref(), provenance.used), (provenance::CUSTOMERS, page.total));
        provenance.left_out.iter().map(|left_out| (left_out.reason, left_out.count)).collect::<Vec<_>>()
    };
    let everyone = list(&mut session, all(), "");
    assert_eq!(left_out(&everyone), []);
    let period = everyone.provenance.as_ref().and_then(|provenance| provenance.period).unwrap();
    assert_eq!((period.from.to_string(), period.to.to_string()), ("2023-06-01".into(), "2024-03-10".into()));
    let searched = list(&mut session, CustomerList { search: "anna".into(), ..all() }, "");
    assert_eq!(left_out(&searched), [(LeftOut::NotSearched, 5)]);
    let filtered = list(&mut session, all(), "from=2024-03-06&to=2024-03-06");
    assert_eq!(ids(&filtered), ["c1", "c2", "c3", "c5"], "who has an answer that day, or is in the customers table");
    assert_eq!(left_out(&filtered), [(LeftOut::Filtered, 2)]);
}

#[test]
fn rows_per_table_tell_what_the_filter_held_back() {
    let overview = page(&mut session(), OVERVIEW, "from=2024-03-01").unwrap();
    let rows = overview.figures().into_iter().find(|figure| figure.name == "overview.rows.purchases").unwrap().clone();
    let origin = &overview.origins[rows.origin];
    assert_eq!((rows.value.as_str(), origin.used.as_str()), ("5", "5 rows"));
    assert_eq!(origin.period, "1 Mar 2024 – 5 Mar 2024");
    assert_eq!(origin.left_out, "3 – held back by the filter");
}

#[test]
fn the_counts_of_a_report_tell_why_rows_were_set_aside() {
    let mut session = Session::default();
    let rows =
        "customer,date,amount\nc1,2024-01-05,1\nc1,2024-02-30,1\n,2024-01-05,1\nc2,2024-01-09,x\nc3,2024-01-07,2\n";
    session.add(entry("purchases.csv", rows, Kind::Purchases));
    let provenance = Provenance::of_file(&session.loaded().files[0].report);
    assert_eq!((provenance.indicator.as_ref(), provenance.used), (IMPORT, 2));
    let period = provenance.period.unwrap();
    assert_eq!((period.from.to_string(), period.to.to_string()), ("2024-01-05".into(), "2024-01-07".into()));
    let left_out: Vec<_> = provenance.left_out.iter().map(|left_out| (left_out.reason, left_out.count)).collect();
    let reasons = [Reason::NoCustomer, Reason::BadDate, Reason::BadAmount];
    assert_eq!(left_out, reasons.map(|reason| (LeftOut::SetAside(reason), 1)));
}

#[test]
fn sorting_turns_round_and_leaves_customers_without_a_value_last() {
    let mut session = session();
    let mut sorted = |sort, descending| {
        let page = list(&mut session, CustomerList { sort, descending, ..all() }, "");
        ids(&page).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(sorted(CustomerSort::Id, true), ["c9", "c5", "c4", "c3", "c2", "c1"]);
    assert_eq!(sorted(CustomerSort::Monetary, true), ["c1", "c3", "c2", "c4", "c5", "c9"]);
    assert_eq!(sorted(CustomerSort::Monetary, false), ["c4", "c2", "c3", "c1", "c5", "c9"]);
    assert_eq!(sorted(CustomerSort::Recency, false), ["c1", "c3", "c2", "c4", "c5", "c9"]);
    assert_eq!(sorted(CustomerSort::Frequency, true), ["c3", "c1", "c2", "c4", "c5", "c9"]);
    assert_eq!(sorted(CustomerSort::Score, false), ["c3", "c1", "c9", "c2", "c4", "c5"]);
    assert_eq!(sorted(CustomerSort::Segment, false).last().map(String::as_str), Some("c9"));
    assert_eq!(sorted(CustomerSort::Name, false), ["c2", "c1", "c5", "c3", "c4", "c9"], "as text, nameless last");
    assert_eq!(sorted(CustomerSort::Name, true), ["c3", "c5", "c1", "c2", "c4", "c9"]);
}

#[test]
fn the_list_sorts_by_each_of_the_three_scores() {
    type Score = fn(&CustomerRfm) -> u8;
    let mut session = session();
    let scores: [(CustomerSort, Score); 3] =
        [(CustomerSort::R, |rfm| rfm.r), (CustomerSort::F, |rfm| rfm.f), (CustomerSort::M, |rfm| rfm.m)];
    for (sort, score) in scores {
        for descending in [false, true] {
            let page = list(&mut session, CustomerList { sort, descending, ..all() }, "");
            let found: Vec<Option<u8>> = page.rows.iter().map(|row| row.rfm.as_ref().map(score)).collect();
            let mut expected: Vec<u8> = found.iter().copied().flatten().collect();
            expected.sort_unstable();
            if descending {
                expected.reverse();
            }
            assert!(expected.first() != expected.last(), "the test data has several scores");
            assert_eq!(found[..4], expected.iter().copied().map(Some).collect::<Vec<_>>(), "{sort:?} {descending}");
            assert_eq!(found[4..], [None, None], "customers without a score come last");
        }
    }
}

#[test]
fn pages_of_the_list_make_up_the_whole() {
    let mut session = session();
    let by_money = CustomerList { sort: CustomerSort::Monetary, descending: true, ..all() };
    let whole = list(&mut session, by_money.clone(), "");
    let mut pieces = Vec::new();
    for offset in [0, 4, 8] {
        let page = list(&mut session, CustomerList { offset, limit: 4, ..by_money.clone() }, "");
        assert_eq!((page.total, page.offset), (6, offset));
        pieces.extend(page.rows);
    }
    assert_eq!(pieces, whole.rows);
}

#[test]
fn a_customers_page_tells_what_happened_newest_first() {
    let page = customer(&mut session(), "c1", "");
    let days: Vec<String> = page.events.iter().map(|event| event.day().unwrap().to_string()).collect();
    assert_eq!(days, ["2024-03-06", "2024-03-05", "2024-02-02", "2024-01-20", "2024-01-05"]);
    assert_eq!((page.events_total, page.last_purchase.map(|day| day.to_string())), (5, Some("2024-03-05".into())));
    assert_eq!(page.since.map(|day| day.to_string()), Some("2020-01-01".into()));
    assert_eq!(page.attributes, [("grade".to_owned(), "gold".to_owned())]);
    let complaint = page.events.iter().find(|event| matches!(event, CustomerEvent::Complaint { .. }));
    let Some(CustomerEvent::Complaint { settled: Some(settled), reason, .. }) = complaint else { panic!("{page:?}") };
    assert_eq!((settled.to_string(), reason.as_deref()), ("2024-01-22".into(), Some("queue")));
    let provenance = page.provenance.unwrap();
    assert_eq!((provenance.indicator.as_ref(), provenance.used), ("rfm", 8));
}

#[test]
fn a_return_is_no_last_purchase_and_an_exit_is_an_event() {
    let page = customer(&mut session(), "c4", "");
    assert_eq!(page.last_purchase.map(|day| day.to_string()), Some("2023-06-01".into()));
    assert!(matches!(page.events.first(), Some(CustomerEvent::Exit { reason: Some(reason), .. }) if reason == "moved"));
    let returned = page.events.iter().any(|event| matches!(event, CustomerEvent::Purchase { returned: true, .. }));
    assert!(returned);
}

#[test]
fn a_customers_history_stands_by_order_with_its_lines() {
    let orders = "\
customer,order,date,amount,branch,product
c1,7,2024-01-05,100,North,tea
c1,7,2024-01-05,20.5,North,cups
c1,7,2024-01-06,-20.5,North,cups
c2,8,2024-01-05,1,South,tea
c1,9,2024-02-01,-100,North,tea
";
    let mut session = Session::default();
    session.add(entry("orders.csv", orders, Kind::Purchases));
    let page = customer(&mut session, "c1", "");
    assert_eq!((page.events.len(), page.events_total), (2, 2));
    let CustomerEvent::Purchase { returned, amount, lines, .. } = &page.events[0] else { panic!("{page:?}") };
    assert_eq!((*returned, amount.to_string(), lines.len()), (true, "-100".to_owned(), 0));
    let CustomerEvent::Purchase { day, returned, amount, attributes, lines } = &page.events[1] else { panic!() };
    assert_eq!((day.to_string(), *returned, amount.to_string()), ("2024-01-05".into(), false, "100".into()));
    assert_eq!(attributes, &[("branch".to_owned(), "North".to_owned())]);
    let lines: Vec<_> = lines.iter().map(|line| (line.amount.to_string(), line.attributes[0].1.as_str())).collect();
    assert_eq!(lines, [("100".into(), "tea"), ("20.5".into(), "cups"), ("-20.5".into(), "cups")]);
}

#[test]
fn a_customer_has_a_place_in_the_list_they_are_looked_up_in() {
    let mut session = session();
    let place = |session: &mut Session, id: &str, among: CustomerList| match compute(
        session,
        &under(Query::Customer { id: id.into(), among }, ""),
    ) {
        Ok(Computed::Customer(page)) => page.place.map(|place| (place.number, place.of, place.before, place.after)),
        other => panic!("not a customer: {other:?}"),
    };
    let id = |id: &str| Some(id.to_owned());
    assert_eq!(place(&mut session, "c1", all()), Some((1, 6, None, id("c2"))));
    assert_eq!(place(&mut session, "c9", all()), Some((6, 6, id("c5"), None)));
    let backwards = CustomerList { descending: true, ..all() };
    assert_eq!(place(&mut session, "c2", backwards), Some((5, 6, id("c3"), id("c1"))));
    let search = |text: &str| CustomerList { search: text.into(), ..all() };
    assert_eq!(place(&mut session, "c1", search("anna")), Some((1, 1, None, None)));
    assert_eq!(place(&mut session, "c2", search("anna")), None);
}

#[test]
fn a_customer_without_purchases_has_a_page_without_rfm() {
    let page = customer(&mut session(), "c9", "");
    assert_eq!((page.row.rfm, page.provenance, page.last_purchase), (None, None, None));
    assert_eq!(page.events.len(), 1);
}

#[test]
fn a_filter_that_leaves_nothing_of_a_customer_leaves_an_empty_page() {
    let page = customer(&mut session(), "c2", "from=2024-03-01");
    assert_eq!((page.events_total, page.row.rfm), (0, None));
}

#[test]
fn figures_of_a_customer_say_that_they_rest_on_all_that_is_known() {
    // What was before the period is known in it.
    let all = customer(&mut session(), "c1", "").provenance.unwrap();
    let later = customer(&mut session(), "c1", "from=2024-03-01").provenance.unwrap();
    assert_eq!((later.used, later.has_left_out(LeftOut::Filtered)), (all.used, false));
}

#[test]
fn a_long_history_is_cut_and_counted() {
    let mut text = String::from("customer,order,date,amount\n");
    for order in 0..CustomerPage::MOST + 20 {
        writeln!(text, "c1,{order},2024-01-0{},1", order % 9 + 1).unwrap();
    }
    let mut session = Session::default();
    session.add(entry("purchases.csv", &text, Kind::Purchases));
    let page = customer(&mut session, "c1", "");
    assert_eq!((page.events.len(), page.events_total), (CustomerPage::MOST, CustomerPage::MOST + 20));
}

#[test]
fn facets_offer_period_attributes_and_the_segments_there_are() {
    let facets = facets(&mut session(), "");
    let period = facets.period.unwrap();
    assert_eq!((period.from.to_string(), period.to.to_string()), ("2023-06-01".into(), "2024-03-10".into()));
    let names: Vec<&str> = facets.attributes.iter().map(|facet| facet.name.as_str()).collect();
    assert_eq!(names, ["branch", "grade"]);
    assert_eq!(facets.attributes[0].values, [("North".to_owned(), 4), ("South".to_owned(), 4)]);
    // The data end on 10 March: twelve months reach back before they begin, as does the quarter a year before.
    let recent: Vec<String> = facets.recent.iter().map(|(_, Period { from, to })| format!("{from} {to}")).collect();
    assert_eq!(recent, ["2024-01-01 2024-03-31", "2023-10-01 2023-12-31"]);
    assert!(!facets.segments.is_empty());
}

/// Purchases with this header of the amount, and amounts written like this.
fn priced(header: &str, sign: &str) -> Entry {
    // Another order in each file: the same row of two files would be one.
    let rows: String = (1..=4).map(|row| format!("c{row},{sign}{row},2024-0{row}-05,{sign}{row}250.50\n")).collect();
    entry("purchases.csv", &format!("customer,order,date,{header}\n{rows}"), Kind::Purchases)
}

#[test]
fn money_is_in_the_currency_a_file_names_else_in_the_one_chosen() {
    let total = |entries: Vec<Entry>, chosen: Option<&str>, language| {
        let mut session = Session::default();
        for entry in entries {
            session.add(entry);
        }
        let mut request = PageRequest { language, ..asked("concentration", "") };
        request.settings.shared.currency = chosen.map(Currency::of_code);
        let (snapshot, format) = (session.snapshot(), Plain(language));
        let page = block_on_ready(snapshot.page::<Every, _>(&request, &format, &mut Unpaced)).unwrap().unwrap().shown;
        let Ok(Shown::Page(page)) = page else { panic!("{page:?}") };
        let figures = page.figures();
        figures.iter().find(|figure| figure.name == "concentration.total").unwrap().text.clone()
    };
    let (english, chinese) = (Language::English, Language::Chinese);
    assert_eq!(total(vec![priced("amount", "")], None, english), "11K");
    assert_eq!(total(vec![priced("amount", "")], Some("CHF"), english), "CHF\u{a0}11K");
    assert_eq!(total(vec![priced("Amount (GBP)", "")], Some("CHF"), english), "£11K", "the file goes before");
    assert_eq!(total(vec![priced("amount", "€")], None, chinese), "€1.1万");
    assert_eq!(total(vec![priced("金额（元）", "")], None, chinese), "¥1.1万");
    // Where files differ none of theirs holds.
    let mixed = || vec![priced("amount", "€"), priced("amount", "$")];
    assert_eq!(total(mixed(), None, english), "22K");
    assert_eq!(total(mixed(), Some("EUR"), english), "€22K");
}

#[test]
fn a_segment_filter_keeps_the_scores_customers_have_among_all() {
    let mut session = session();
    let everyone = list(&mut session, all(), "");
    let segment = everyone.rows[0].rfm.as_ref().unwrap().segment.clone();
    let (key, _) = facets(&mut session, "").segments.into_iter().find(|(_, name)| *name == segment).unwrap();
    let members = list(&mut session, all(), &format!("segment={key}"));
    assert!(!members.rows.is_empty() && members.total < everyone.total);
    for row in &members.rows {
        let among_all = everyone.rows.iter().find(|other| other.id == row.id).unwrap();
        assert_eq!(row, among_all);
        assert_eq!(row.rfm.as_ref().unwrap().segment, segment);
    }
    let offered = facets(&mut session, &format!("segment={key}")).segments;
    assert_eq!(offered, facets(&mut session, "").segments, "the other segments can still be chosen");
}

#[test]
fn segments_are_named_in_the_readers_language_and_keyed_in_the_file() {
    let mut session = session();
    let mut asked = |query, language| compute(&mut session, &Computation { language, ..under(query, "") }).unwrap();
    let mut first = |language| match asked(Query::Customers(all()), language) {
        Computed::Customers(page) => page.rows[0].rfm.clone().unwrap().segment,
        other => panic!("{other:?}"),
    };
    let (english, chinese) = (first(Language::English), first(Language::Chinese));
    let Computed::Facets(Facets { segments, .. }) = asked(Query::Facets, Language::Chinese) else {
        panic!("no facets")
    };
    let (key, _) = segments.into_iter().find(|(_, name)| *name == chinese).unwrap();
    assert_eq!(chinese, segment_name(Language::Chinese, &key, ""));
    assert_eq!(english, segment_name(Language::English, &key, ""));
    assert!(csv(&mut session, &all()).lines().nth(1).unwrap().contains(&format!(",{key},")));
}

#[test]
fn a_file_taken_out_is_gone_until_it_is_put_back() {
    let mut session = session();
    let before = session.loaded();
    let id = before.files.iter().find(|file| file.report.kind == Kind::Purchases).unwrap().id;
    assert!(session.remove(id));
    assert!(!session.remove(id), "it is out already");
    let without = list(&mut session, all(), "");
    assert!(without.rows.iter().all(|row| row.rfm.is_none()));
    assert!(session.loaded().can_undo);
    assert_eq!(session.undo_remove(), [id]);
    assert!(session.undo_remove().is_empty());
    // Put back it is shown anew.
    let reports = |loaded: Loaded| loaded.files.into_iter().map(|file| (file.id, file.report)).collect::<Vec<_>>();
    assert_eq!((session.loaded().join, reports(session.loaded())), (before.join.clone(), reports(before)));
    assert_eq!(list(&mut session, all(), "").rows[0].rfm.as_ref().unwrap().frequency, 2);
}

#[test]
fn the_sample_is_taken_out_and_put_back_as_one() {
    let mut session = session();
    let own = session.loaded().files.len();
    let ids: Vec<u32> = (0..2).map(|_| session.add(entry_of("sample.csv", EXITS, Kind::Exits, true))).collect();
    assert_eq!(session.remove_sample(), ids);
    assert_eq!(session.loaded().files.len(), own);
    assert!(session.remove_sample().is_empty(), "there is none any more, and what was taken out last stays so");
    assert_eq!(session.undo_remove(), ids);
    assert_eq!(session.loaded().files.iter().filter(|file| file.sample).count(), 2);
}

#[test]
fn a_new_file_never_takes_the_number_of_one_that_may_come_back() {
    let mut session = session();
    assert!(session.remove(5));
    let added = session.add(entry("more.csv", EXITS, Kind::Exits));
    assert_eq!((added, session.undo_remove()), (6, vec![5]));
}

#[test]
fn a_new_file_never_takes_the_number_of_a_kept_one_that_could_not_be_read() {
    let mut session = Session::default();
    session.reserve(7);
    assert_eq!(session.add(entry("purchases.csv", PURCHASES, Kind::Purchases)), 8);
}

#[test]
fn a_page_comes_with_what_it_is_made_of_as_the_document() {
    let mut session = session();
    let whole = document(&mut session, &asked(OVERVIEW, "branch=North"));
    let names: Vec<&String> = whole.as_object().unwrap().keys().collect();
    assert!(["rfm", "nps", "rates", "exits"].iter().all(|id| names.iter().any(|name| name == id)), "{names:?}");
    for id in ["rfm", "nps", "survival"] {
        let one = document(&mut session, &asked(id, "branch=North"));
        assert_eq!(one, json!({id: whole[id]}));
    }
    assert_eq!(document(&mut Session::default(), &asked("nps", "")), json!({}), "there is no such table");
    let mut request = asked("concentration", "");
    let no_sense = json!({"a_until": 0.9, "b_until": 0.1});
    request.settings.own.insert("concentration".to_owned(), no_sense.as_object().unwrap().clone());
    let errors = document(&mut session, &request);
    assert!(errors["errors"]["concentration"]["kind"].is_string(), "{errors}");
}

#[test]
fn the_csv_holds_the_whole_list_and_runs_no_formula() {
    let mut session = session();
    let searched = CustomerList { limit: 1, offset: 1, ..all() };
    let text = csv(&mut session, &searched);
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 7, "offset and limit are passed over");
    let header =
        "Customer,Name,Segment,Segment code,Days since last purchase,Orders,Total spent,R,F,M,Last score,grade";
    assert_eq!(lines[0], header);
    let c1: Vec<&str> = lines[1].split(',').collect();
    assert_eq!([&c1[..2], &c1[4..7], &c1[10..]].concat(), ["c1", "Anna", "1", "2", "150.25", "9", "gold"]);
    assert!(!c1[2].is_empty() && !c1[3].is_empty() && c1[2] != c1[3], "as on the page, and for programs: {c1:?}");
    assert!(lines[2].starts_with("c2,\"'=HYPERLINK("), "{}", lines[2]);
    assert_eq!(lines[5], "c5,Never bought,,,,,,,,,,silver");
    let one = csv(&mut session, &CustomerList { search: "anna".into(), ..all() });
    assert_eq!(one.lines().count(), 2);
    let computation = Computation { language: Language::Chinese, ..under(Query::Customers(all()), "") };
    let csv = saved(&mut session, &computation, &all(), FileFormat::Csv);
    assert!(String::from_utf8(csv).unwrap().starts_with("\u{feff}客户编号,姓名,分群,分群代码,"), "the reader's words");
    let workbook = saved(&mut session, &computation, &all(), FileFormat::Xlsx);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(workbook)).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "customers").unwrap();
    assert_eq!(sheet.height(), lines.len());
    let cell = |row: usize, column: usize| sheet.get((row, column)).cloned().unwrap();
    assert_eq!((cell(1, 0), cell(1, 1)), (calamine::Data::String("c1".into()), calamine::Data::String("Anna".into())));
    assert_eq!((cell(1, 4), cell(1, 6)), (calamine::Data::Float(1.0), calamine::Data::Float(150.25)));
    assert!(
        matches!(cell(2, 1), calamine::Data::String(text) if text.starts_with("=HYPERLINK(")),
        "a text, no formula"
    );
}

#[test]
fn the_cost_of_leaving_follows_the_filter() {
    let mut session = session();
    // c4 bought for 5, returned for 2, and left: 3 within the year before.
    let costs = page(&mut session, "exits", "").unwrap();
    let value = |page: &Page, name: &str| figure(page, name).map(|(value, _)| value);
    assert_eq!(value(&costs, "exits.customers").as_deref(), Some("1"));
    assert_eq!(value(&costs, "exits.revenue_12_months").as_deref(), Some("3"));
    let later = page(&mut session, "exits", "from=2024-04-01").unwrap();
    assert_eq!((later.headline.as_str(), later.figures().len()), ("Nobody left under this filter.", 0));
    let both = page(&mut session, "exits", "from=2023-07-01").unwrap();
    let (customers, left_out) = figure(&both, "exits.customers").unwrap();
    assert_eq!((customers.as_str(), left_out.as_str()), ("1", "none"));
    let overview = page(&mut session, OVERVIEW, "").unwrap();
    assert_eq!(value(&overview, "exits.revenue_12_months").as_deref(), Some("3"));
}

#[test]
fn exits_without_purchases_are_counted_and_without_a_table_absent() {
    let mut session = Session::default();
    assert_eq!(page(&mut session, "exits", ""), None);
    session.add(entry("exits.csv", EXITS, Kind::Exits));
    assert!(page(&mut session, "rates", "").is_none() && page(&mut session, "cohorts", "").is_none());
    let costs = page(&mut session, "exits", "").unwrap();
    assert_eq!(figure(&costs, "exits.customers").map(|(value, _)| value).as_deref(), Some("1"));
    assert_eq!(figure(&costs, "exits.revenue_12_months"), None);
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    let mut computation = under(Query::Facets, "");
    let one_bin = serde_json::json!({"bins": 1});
    computation.settings.own.insert("rfm".into(), one_bin.as_object().unwrap().clone());
    assert_eq!(compute(&mut session(), &computation), Err(Failure::Scores(RfmError::Bins { bins: 1 })));
}

fn candidates(session: &mut Session, days: u16) -> Candidates {
    candidates_but(session, days, &[], &[])
}

/// Those that are neither of this device's kiosk nor known as cases.
fn candidates_but(session: &mut Session, days: u16, own: &[&str], known: &[&str]) -> Candidates {
    let ids = |ids: &[&str]| ids.iter().map(|id| id.parse().unwrap()).collect();
    let (own, known) = (ids(own), ids(known));
    let list = CandidateList { rules: Rules::default(), days, most: 10, own, known, offset_minutes: 480 };
    match compute(session, &under(Query::Candidates(list), "")).unwrap() {
        Computed::Candidates(candidates) => candidates,
        other => panic!("{other:?}"),
    }
}

#[test]
fn candidates_are_the_answers_a_rule_fits_most_valuable_first() {
    let mut session = session();
    let all = candidates(&mut session, 365);
    let told: Vec<_> = all
        .candidates
        .iter()
        .map(|answer| {
            let customer = answer.customer.as_ref().unwrap();
            (customer.id.as_str(), answer.score.unwrap().get(), customer.value.map(|value| value.to_string()))
        })
        .collect();
    // c1 spent 150.25 in the year up to 2024-03-05; c9 never bought; the 7 of c3 fits no rule.
    let c1 = Some("150.25".to_owned());
    assert_eq!(told, [("c1", 9, c1.clone()), ("c1", 3, c1), ("c9", 10, None)]);
    assert_eq!(all.candidates[0].customer.as_ref().unwrap().name.as_deref(), Some("Anna"));
    assert_eq!(all.candidates[1].taken.to_string(), "2024-02-02T00:00:00+08:00");
    assert_eq!(all.fitting, 3);
    let last_day = candidates(&mut session, 1);
    assert_eq!(last_day.fitting, 1);
    assert_eq!(last_day.candidates[0].id, all.candidates[0].id, "a case keeps its number");
    let rest = candidates_but(&mut session, 365, &[], &[all.candidates[0].id.as_str()]);
    assert_eq!(
        (rest.fitting, rest.candidates.as_slice()),
        (2, &all.candidates[1..]),
        "what is a case already is not asked"
    );
}

#[test]
fn an_answer_of_a_file_brings_the_contact_its_giver_agreed_to() {
    let contacts = |header: &str, rows: &str| {
        let mut session = Session::default();
        session.add(entry("answers.csv", &format!("date,nps,{header}\n{rows}"), Kind::Answers));
        let found = candidates(&mut session, 365).candidates;
        let mut found: Vec<_> = found.into_iter().map(|one| (one.score.map(Score::get), one.contact)).collect();
        found.sort_by_key(|(score, _)| *score);
        found.into_iter().map(|(_, contact)| contact.map(|contact| contact.text)).collect::<Vec<_>>()
    };
    let rows = "2024-03-01,0,138 0000 0001,yes\n2024-03-01,1,138 0000 0002,no\n2024-03-01,2,138 0000 0003,\n";
    let first = Some("138 0000 0001".to_owned());
    assert_eq!(contacts("手机,consent", rows), [first.clone(), None, None]);
    assert_eq!(contacts("contact,score note", rows)[0], first, "where nobody was asked");
}

#[test]
fn kiosk_answers_are_one_more_table_and_their_own_cases() {
    let mut session = session();
    let table = "answer_id,date,score,comment,branch\n0123456789abcdef,2024-03-07,1,cold,North\n";
    session.set_kiosk_answers(Some(entry("kiosk", table, Kind::Answers)));
    let found = candidates(&mut session, 1);
    assert_eq!(found.candidates[0].id.as_str(), "0123456789abcdef");
    assert_eq!(found.candidates[0].branch, "North");
    // On the device that took it, it is a case by itself, and says nothing about where the files end.
    let of_files = candidates_but(&mut session, 1, &["0123456789abcdef"], &[]);
    assert_eq!(of_files.candidates[0].customer.as_ref().unwrap().id, "c1");
    assert_eq!(session.loaded().files[0].id, LoadedFile::KIOSK);
    session.set_kiosk_answers(None);
    assert!(session.loaded().files.iter().all(|file| file.id != LoadedFile::KIOSK));
}

#[test]
fn a_kiosks_answer_counts_once_though_its_export_is_loaded_too() {
    let mut session = Session::default();
    let table = String::from_utf8(to_csv(&[
        answered("a3648726d6170ccfeab6cecbfd04be8e", 1),
        answered("1bbd8022165d94bd9540f04675a983bd", 9),
    ]))
    .unwrap();
    session.set_kiosk_answers(Some(entry("kiosk", &table, Kind::Answers)));
    session.add(entry("answers.csv", &table, Kind::Answers));
    assert_eq!(session.loaded().join.repeated_answers, 2);
    let loyalty = page(&mut session, "nps", "").unwrap();
    assert_eq!(figure(&loyalty, "nps.n").map(|(value, _)| value).as_deref(), Some("2"));
}

fn answered(id: &str, score: i64) -> KioskAnswer {
    KioskAnswer {
        id: id.parse().unwrap(),
        complete: true,
        score: Score::try_from(score).ok(),
        reasons: vec!["fast".into()],
        comment: String::new(),
        extra: String::new(),
        contact: None,
        taken: Moment { epoch_ms: 1_772_690_829_999, offset_minutes: 480 },
        sequence: 1,
        device: "f00df00df00df00d".into(),
        language: Language::English,
        organisation: "Harbour Bank".into(),
        branch: "North Gate".into(),
        touchpoint: String::new(),
        staff: String::new(),
    }
}
