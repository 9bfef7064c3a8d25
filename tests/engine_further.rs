//! The program beside the engine: what it computes of the tables it is sent is what the engine would.
#![cfg(not(target_arch = "wasm32"))]

use loyalscope::domain::dataset::{FileTable, JoinRule};
use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{
    Imported, MemorySource, Overrides, Plan, Unpaced, block_on_ready, preview, read as read_by,
};
use loyalscope::domain::language::Language;
use loyalscope::domain::sample::files;
use loyalscope::engine::protocol::PageRequest;
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
