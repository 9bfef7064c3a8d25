//! The program beside the engine: what it computes of the tables it is sent is what the engine would.

use loyalscope::domain::dataset::{FileTable, Filter, JoinRule};
use loyalscope::domain::export::table::FileFormat;
use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{
    Imported, MemorySource, Overrides, Plan, Unpaced, block_on_ready, preview, read as read_by,
};
use loyalscope::domain::language::Language;
use loyalscope::domain::sample::files;
use loyalscope::engine::protocol::{
    Computation, Computed, CustomerList, Failure, FileRequest, PageRequest, Query, TableAsked,
};
use loyalscope::engine::session::{Entry, Held, Session, Snapshot};
use loyalscope::indicators::overview::OVERVIEW;
use loyalscope::indicators::shelf::{Every, First, Further};
use loyalscope::indicators::{Say, Settings, Shown, registry};

fn read(name: &str, bytes: &[u8]) -> (Imported, Plan) {
    let mut source = MemorySource::new(name, bytes);
    let plan = block_on_ready(preview(&mut source, &Overrides::default())).unwrap().plan;
    (block_on_ready(read_by(&mut source, &plan, &mut Unpaced)).unwrap(), plan)
}

fn sample() -> Session {
    let mut session = Session::default();
    for file in files() {
        let (imported, plan) = read(file.name, &file.bytes);
        session.add(Entry::new(imported, plan, true));
    }
    session
}

/// What the program beside the engine holds once everything it was sent has come.
fn beside(session: &Session) -> Held {
    let mut held = Held::default();
    send(session, &mut held);
    held
}

fn send(session: &Session, held: &mut Held) {
    let stock = session.stock();
    held.follow(stock.clone());
    for key in stock.tables {
        held.take(key, FileTable::of_bytes(&session.table_bytes(key).unwrap()).unwrap());
    }
}

fn asked(id: &str) -> PageRequest {
    PageRequest {
        id: id.to_owned(),
        filter: "a.branch=Lighthouse+灯塔支行".parse().unwrap(),
        settings: Settings::default(),
        language: Language::Chinese,
        customer: None,
        document: true,
        today: None,
        place: String::new(),
    }
}

fn document(snapshot: &Snapshot, id: &str) -> Vec<u8> {
    block_on_ready(snapshot.document(&asked(id), &Plain(Language::Chinese), &mut Unpaced)).unwrap()
}

#[test]
fn an_indicator_is_in_one_of_the_two_programs() {
    for id in registry::abouts().iter().map(|about| about.id) {
        assert_ne!(registry::holds::<First>(id), registry::holds::<Further>(id), "{id}");
        assert!(registry::holds::<Every>(id), "{id}");
    }
    assert!(!registry::holds::<Every>("nothing"));
}

#[test]
fn what_it_computes_is_what_the_engine_would() {
    let mut session = sample();
    let (own, further) = (session.snapshot(), beside(&session).snapshot().unwrap());
    assert_eq!(document(&further, OVERVIEW), document(&own, OVERVIEW));
    let format = Plain(Language::Chinese);
    for id in registry::abouts().iter().map(|about| about.id).filter(|id| registry::holds::<Further>(id)) {
        let by_all = block_on_ready(own.page::<Every, _>(&asked(id), &format, &mut Unpaced)).unwrap().unwrap();
        let found = block_on_ready(further.page::<Further, _>(&asked(id), &format, &mut Unpaced)).unwrap().unwrap();
        assert_eq!(found, by_all, "{id}");
        assert_eq!(block_on_ready(own.page::<First, _>(&asked(id), &format, &mut Unpaced)).unwrap(), None, "{id}");
    }
}

#[test]
fn the_settings_page_of_both_is_that_of_all() {
    let (settings, format) = (Settings::default(), Plain(Language::English));
    let say = Say::new(Language::English, &format);
    let mut sections = registry::controls_of::<Further, Unpaced>(&settings, &say);
    sections.extend(registry::controls_of::<First, Unpaced>(&settings, &say));
    assert_eq!(registry::settings_page(sections, &settings, &say), registry::controls::<Unpaced>(&settings, &say));
}

#[test]
fn the_overview_shows_what_the_engine_s_own_indicators_offer() {
    let mut session = sample();
    let (snapshot, format) = (session.snapshot(), Plain(Language::Chinese));
    let first = block_on_ready(snapshot.page::<First, _>(&asked(OVERVIEW), &format, &mut Unpaced)).unwrap();
    let all = block_on_ready(snapshot.page::<Every, _>(&asked(OVERVIEW), &format, &mut Unpaced)).unwrap();
    assert!(matches!(first.as_ref().unwrap().shown, Ok(Shown::Page(_))));
    assert_eq!(first, all);
}

#[test]
fn nothing_is_computed_before_every_table_has_come() {
    let session = sample();
    let stock = session.stock();
    let mut held = Held::default();
    held.follow(stock.clone());
    for key in stock.tables {
        assert!(held.snapshot().is_none());
        held.take(key, FileTable::of_bytes(&session.table_bytes(key).unwrap()).unwrap());
    }
    assert!(held.snapshot().is_some());
}

#[test]
fn it_follows_what_is_loaded() {
    let mut session = Session::default();
    let (orders, plan) = read("orders.csv", b"customer,date,amount\nA,2024-01-05,1\nB,2024-02-05,2\n");
    let (more, other_plan) = read("more.csv", b"customer,date,amount\nb,2024-03-05,4\n");
    let first = session.add(Entry::new(orders, plan, false));
    let mut held = beside(&session);
    let revenue = |held: &mut Held| {
        let found = document(&held.snapshot().unwrap(), "pyramid");
        serde_json::from_slice::<serde_json::Value>(&found).unwrap()
    };
    let one = revenue(&mut held);

    session.add(Entry::new(more, other_plan, false));
    let key = *session.stock().tables.last().unwrap();
    held.follow(session.stock());
    assert!(held.snapshot().is_none(), "the new table is on its way");
    held.take(key, FileTable::of_bytes(&session.table_bytes(key).unwrap()).unwrap());
    let asked_of_session = |session: &mut Session| {
        let found = document(&session.snapshot(), "pyramid");
        serde_json::from_slice::<serde_json::Value>(&found).unwrap()
    };
    assert_eq!(revenue(&mut held), asked_of_session(&mut session));

    session.join_by(JoinRule { ignore_case: true, ..JoinRule::default() });
    held.follow(session.stock());
    assert_eq!(revenue(&mut held), asked_of_session(&mut session), "joined by the same rule");

    session.remove(first);
    held.follow(session.stock());
    assert_ne!(revenue(&mut held), one);
    session.undo_remove();
    held.follow(session.stock());
    assert!(held.snapshot().is_none(), "what was taken out was forgotten, and comes again");
    assert_eq!(session.table_bytes((first, u64::MAX)), None, "another reading of the file");
}

fn of_classes(filter: &str, id: &str) -> PageRequest {
    PageRequest { filter: filter.parse().unwrap(), id: id.to_owned(), ..asked(id) }
}

#[test]
fn who_is_in_a_class_is_told_beside_the_engine_and_taken_in() {
    let mut session = sample();
    let (own, further) = (session.snapshot(), beside(&session).snapshot().unwrap());
    let format = Plain(Language::Chinese);
    let request = of_classes("c.lifecycle=mature&c.lifecycle=growing", OVERVIEW);
    let PageRequest { filter, settings, language, .. } = &request;
    assert_eq!(own.chosen(filter, settings, *language), None, "the engine does not know by itself");
    let chosen = block_on_ready(further.choose(&request, &format, &mut Unpaced)).unwrap();
    let inside = chosen.members.iter().filter(|member| **member).count();
    assert!(0 < inside && inside < chosen.members.len());
    assert_eq!(further.chosen(filter, settings, *language).as_ref(), Some(&chosen), "and is told once");
    own.take_chosen(filter, settings, *language, (*chosen).clone());
    assert_eq!(document(&own, "rfm"), document(&further, "rfm"), "without a class nothing changes");
    let page =
        |snapshot: &Snapshot| block_on_ready(snapshot.page::<Every, _>(&request, &format, &mut Unpaced)).unwrap();
    assert_eq!(page(&own), page(&further));
    // The filter bar has the names of all classes, and whose they are.
    let computation = Computation {
        query: Query::Facets,
        filter: filter.clone(),
        settings: settings.clone(),
        language: *language,
        today: None,
        place: String::new(),
    };
    let Computed::Facets(facets) = block_on_ready(own.compute(&computation, &mut Unpaced)).unwrap() else {
        panic!("no facets")
    };
    let [divided] = &facets.divided[..] else { panic!("{:?}", facets.divided) };
    assert_eq!((divided.of.as_str(), divided.classes.len(), divided.called("mature")), ("lifecycle", 8, "成熟期"));
    // The list has as many as the class.
    let list = Computation { query: Query::Customers(CustomerList::default()), ..computation };
    let Computed::Customers(list) = block_on_ready(own.compute(&list, &mut Unpaced)).unwrap() else {
        panic!("no customers")
    };
    assert_eq!(list.total, inside);
}

fn file(snapshot: &Snapshot, table: &str, format: FileFormat) -> Result<Vec<u8>, Failure> {
    let page = PageRequest { filter: Filter::default(), ..asked(table.split('.').next().unwrap_or_default()) };
    let request = FileRequest { page, table: TableAsked::Indicator(table.to_owned()), format };
    block_on_ready(snapshot.file(&request, &Plain(Language::English), &mut Unpaced))
}

#[test]
fn tables_of_customers_are_files_in_either_form() {
    let mut session = sample();
    let snapshot = session.snapshot();
    let csv = String::from_utf8(file(&snapshot, "pyramid", FileFormat::Csv).unwrap()).unwrap();
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().trim_start_matches('\u{feff}').starts_with("customer,class,"));
    let rows = lines.count();
    let workbook = file(&snapshot, "pyramid", FileFormat::Xlsx).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(workbook)).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "customers").unwrap();
    assert_eq!(sheet.height(), rows + 1);
    assert!(sheet.rows().skip(1).all(|row| matches!(&row[0], calamine::Data::String(id) if !id.is_empty())));
    assert!(sheet.rows().skip(1).all(|row| matches!(row[2], calamine::Data::Float(_) | calamine::Data::Int(_))));
    assert!(matches!(file(&snapshot, "workbench.nothing", FileFormat::Csv), Err(Failure::NoSuchPage(_))));
    assert!(matches!(file(&snapshot, "nps", FileFormat::Xlsx), Err(Failure::NoSuchPage(_))));
}

#[test]
fn ids_stay_texts_no_cell_is_a_formula_and_the_audience_is_hashes_alone() {
    let mut session = Session::default();
    let customers = "customer_id,region,grade,email,consent\n007,North,gold,A@x.org,yes\n=1+1,North,silver,b@x.org,no\n3,South,gold,c@x.org,yes\n4,South,silver,d@x.org,yes\n";
    let orders = "customer_id,date,amount\n007,2024-01-01,10\n=1+1,2024-02-01,20\n3,2024-03-01,30\n4,2024-03-02,40\n";
    for (name, text) in [("customers.csv", customers), ("orders.csv", orders)] {
        let (imported, plan) = read(name, text.as_bytes());
        session.add(Entry::new(imported, plan, false));
    }
    let snapshot = session.snapshot();
    let csv = String::from_utf8(file(&snapshot, "pyramid", FileFormat::Csv).unwrap()).unwrap();
    assert!(csv.contains("\r\n007,") && csv.contains("\r\n'=1+1,"), "{csv}");
    let workbook = file(&snapshot, "pyramid", FileFormat::Xlsx).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(workbook)).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "customers").unwrap();
    let ids: Vec<String> = sheet.rows().skip(1).map(|row| format!("{:?}", row[0])).collect();
    assert_eq!(ids, ["007", "3", "4", "=1+1"].map(|id| format!("String({id:?})")));
    // By region: North comes first, and of its two one agreed. The hash is that of `a@x.org`, by another program.
    let audience = |settings: Settings| {
        let page = PageRequest { filter: Filter::default(), settings, ..asked("workbench") };
        let request = FileRequest {
            page,
            table: TableAsked::Indicator("workbench.audience".to_owned()),
            format: FileFormat::Csv,
        };
        let bytes = block_on_ready(snapshot.file(&request, &Plain(Language::English), &mut Unpaced)).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let mut settings = Settings::default();
    for (parameter, value) in [("rows", "region"), ("columns", "grade")] {
        let say = Say::new(Language::English, &Plain(Language::English));
        let value = serde_json::json!({ "column": value });
        registry::set::<Unpaced>(&mut settings, "workbench", parameter, &value, &say).unwrap();
    }
    assert_eq!(
        audience(settings),
        "email_sha256,phone_sha256,phone_digits_sha256\r\n907d7bf93d60cbe6565458bb0fe7e8fac60dffe3561e27cce320947f1a13ef8b,,\r\n"
    );
}
