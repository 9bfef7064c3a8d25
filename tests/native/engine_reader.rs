//! What the engine computes of files that another program read is what it computes of files it read itself.

use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{
    Imported, MemorySource, Overrides, Plan, Reason, SetAsideWords, Unpaced, block_on_ready, preview, read as read_by,
};
use loyalscope::domain::language::Language;
use loyalscope::domain::sample::files;
use loyalscope::engine::protocol::PageRequest;
use loyalscope::engine::session::{Entry, Session};
use loyalscope::indicators::{Settings, registry};

fn read(name: &str, bytes: &[u8]) -> (Imported, Plan) {
    let mut source = MemorySource::new(name, bytes);
    let plan = block_on_ready(preview(&mut source, &Overrides::default())).unwrap().plan;
    (block_on_ready(read_by(&mut source, &plan, &mut Unpaced)).unwrap(), plan)
}

/// The file as bytes on their way.
fn bytes_of(read: &Imported) -> Vec<u8> {
    let mut bytes = Vec::new();
    read.write_to(|piece| bytes.extend_from_slice(piece));
    bytes
}

/// The file as it arrives in the engine.
fn sent(read: &Imported) -> Imported {
    let (table, set_aside) = block_on_ready(Imported::take_from(&mut bytes_of(read).as_slice())).unwrap();
    Imported { table, report: read.report.clone(), set_aside }
}

/// What an indicator says of the sample.
fn document(session: &mut Session, id: &str) -> Vec<u8> {
    let request = PageRequest {
        id: id.to_owned(),
        filter: "a.branch=Lighthouse+灯塔支行".parse().unwrap(),
        settings: Settings::default(),
        language: Language::Chinese,
        customer: None,
        document: true,
        today: None,
        place: String::new(),
    };
    block_on_ready(session.snapshot().document(&request, &Plain(Language::Chinese), &mut Unpaced)).unwrap()
}

#[test]
fn every_figure_of_the_sample_is_the_same() {
    let (mut own, mut other) = (Session::default(), Session::default());
    for file in files() {
        let (imported, plan) = read(file.name, &file.bytes);
        other.add(Entry::new(sent(&imported), plan.clone(), true));
        own.add(Entry::new(imported, plan, true));
    }
    assert_eq!(other.loaded(), own.loaded());
    let mut said = 0;
    for id in registry::abouts().iter().map(|about| about.id) {
        let found = document(&mut own, id);
        assert_eq!(document(&mut other, id), found, "{id}");
        said += usize::from(found.len() > 10);
    }
    assert!(said > 30, "only {said} of the indicators say anything");
}

#[test]
fn rows_that_were_set_aside_can_be_downloaded() {
    let (imported, plan) = read("orders.csv", b"customer,date,amount\nA,2024-01-05,1\n,2024-01-06,2\nB,soon,=3\n");
    let mut session = Session::default();
    let id = session.add(Entry::new(sent(&imported), plan, false));
    let words =
        SetAsideWords { reasons: [(Reason::BadDate, "日期无法识别".into())].into(), ..SetAsideWords::default() };
    let csv = String::from_utf8(session.set_aside_csv(id, &words).unwrap()).unwrap();
    let lines = [
        "row,column,reason,code,customer,date,amount",
        "3,customer,no_customer,no_customer,,2024-01-06,2",
        "4,date,日期无法识别,bad_date,B,soon,'=3",
    ];
    assert_eq!(csv.trim_start_matches('\u{feff}').lines().collect::<Vec<_>>(), lines);
    assert_eq!((imported.set_aside.rows(), sent(&imported).set_aside.is_cut()), (2, false));
}

#[test]
fn bytes_that_are_no_file_are_refused() {
    let (imported, _) = read("orders.csv", b"customer,date,amount\nA,2024-01-05,1\n");
    let bytes = bytes_of(&imported);
    for end in 0..bytes.len() {
        assert!(block_on_ready(Imported::take_from(&mut &bytes[..end])).is_none(), "{end}");
    }
}
