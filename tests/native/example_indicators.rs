//! The `indicators` example as scripts use it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use crate::reference::{Sheet, close, text, truth};
use loyalscope::domain::format::Plain;
use loyalscope::domain::intake::{MemorySource, Overrides, Unpaced, block_on_ready, preview, read};
use loyalscope::domain::language::Language;
use loyalscope::engine::protocol::PageRequest;
use loyalscope::engine::session::{Entry, Session};
use loyalscope::indicators::Settings;
use loyalscope::indicators::overview::OVERVIEW;
use serde_json::{Value, json};

/// Files of one test, in a folder of their own.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("example_indicators").join(test);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

/// The example, built anew where it is not fresh: `cargo test` builds examples before tests, but
/// `cargo test --test …` does not.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let mut build = Command::new(env!("CARGO"));
    build.current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "--quiet", "--example", "indicators"]);
    if profile.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().unwrap().success());
    profile.join("examples").join("indicators")
});

fn run(arguments: &[&str]) -> Output {
    Command::new(&*PROGRAM).args(arguments).output().unwrap()
}

#[track_caller]
fn document(arguments: &[&str]) -> Value {
    let Output { status, stdout, stderr } = run(arguments);
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    serde_json::from_slice(&stdout).unwrap()
}

#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = run(arguments);
    assert_eq!((status.code(), stdout.len()), (Some(2), 0));
    String::from_utf8(stderr).unwrap()
}

const PURCHASES: &str = "client,day,total,shop\n007,2024-01-05,10.50,North\n7,2024-01-06,20,South\n007,2024-02-07,5,\n";
const ANSWERS: &str = "client,rating,shop\n007,10,North\n7,3,South\n7,11,South\n,9,\n";

#[test]
fn the_engine_writes_the_same_document_for_a_page() {
    let folder = Folder::new("of_the_engine");
    let (purchases, answers) = (folder.write("purchases.csv", PURCHASES), folder.write("answers.csv", ANSWERS));
    let today = "2024-03-01".parse().ok();
    let mut session = Session::default();
    for (name, text) in [("purchases.csv", PURCHASES), ("answers.csv", ANSWERS)] {
        let mut source = MemorySource::new(name, text);
        let overrides = Overrides { today, ..Overrides::default() };
        let plan = block_on_ready(preview(&mut source, &overrides)).unwrap().plan;
        let imported = block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap();
        session.add(Entry::new(imported, plan, false));
    }
    let all = ["--today", "2024-03-01", "--filter", "shop=North"];
    let (of_all, of_one) = (Vec::new(), vec!["--only", "concentration"]);
    for (id, only) in [(OVERVIEW, of_all), ("concentration", of_one)] {
        let mut found = document(&[&[purchases.as_str(), answers.as_str()], &all[..], &only].concat());
        found.as_object_mut().unwrap().remove("import");
        let request = PageRequest {
            id: id.to_owned(),
            filter: "shop=North".parse().unwrap(),
            settings: Settings::default(),
            language: Language::English,
            document: true,
            customer: None,
            today,
            place: String::new(),
        };
        let format = Plain(Language::English);
        let written = block_on_ready(session.snapshot().document(&request, &format, &mut Unpaced)).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&written).unwrap(), found);
    }
}

#[test]
fn purchases_make_the_figures_of_the_reference() {
    let folder = Folder::new("reference");
    let file = folder.write("cdnow.csv", text("cdnow_sample/cdnow_sample.csv"));
    let table = folder.0.join("rfm.csv");
    let found = document(&[&file, "--table", table.to_str().unwrap()]);
    let truth = &truth("cdnow_sample")["log"];

    let read = &found["import"]["files"][0];
    assert_eq!(
        (&read["name"], &read["kind"], &read["encoding"]),
        (&json!("cdnow.csv"), &json!("purchases"), &json!("UTF-8"))
    );
    assert_eq!(
        (&read["rows_read"], &read["rows_used"], &read["rows_set_aside"]),
        (&json!(6919), &json!(6919), &json!(0))
    );
    assert_eq!(found["rfm"]["reference_date"], truth["basic"]["value"]["reference_date"]);
    assert_eq!(found["rfm"]["customers"], truth["basic"]["value"]["customers"]);
    close(found["rates"]["repeat_rate"].as_f64().unwrap(), &truth["repeat_rate"]["value"]["by_orders"]);
    let months = truth["month_to_month"]["value"].as_array().unwrap();
    for (period, month) in found["rates"]["periods"].as_array().unwrap().iter().zip(months) {
        assert_eq!(period["start"], format!("{}-01", month["month"].as_str().unwrap()));
        for name in ["active", "new", "returning"] {
            assert_eq!(period[name], month[name]);
        }
    }
    for (row, cohort) in truth["monthly_cohorts"]["value"].as_array().unwrap().iter().enumerate() {
        let cohorts = &found["cohorts"];
        assert_eq!(
            [&cohorts["months"][row], &cohorts["sizes"][row], &cohorts["active"][row]],
            [&cohort["cohort"], &cohort["size"], &cohort["active"]]
        );
    }
    assert!(["n", "total", "gini", "top_20_share"].iter().all(|name| found["concentration"][name].is_number()));
    assert!(["a", "b", "c", "loss"].iter().all(|class| found["concentration"]["abc"][class].is_number()));
    assert!(found["rfm"]["bounds"]["r"].is_array() && found["rfm"]["segments"][0]["monetary"].is_number());
    assert!(found.get("nps").is_none() && found.get("errors").is_none(), "there are no answers");
    assert_eq!(found["rfm"]["segments"][9]["key"], "hibernating");
    let package = document(&[&file, "--only", "rfm", "--set", "rfm.rules=rfm_package"]);
    let champions = &package["rfm"]["segments"][0];
    assert_eq!((&champions["name"], &champions["customers"]), (&json!("Champions"), &json!(234)));
    assert_eq!(package["rfm"]["bounds"], found["rfm"]["bounds"], "rules change names alone");

    let table = Sheet::parse(&std::fs::read_to_string(table).unwrap());
    assert_eq!(table.header, ["customer", "recency", "frequency", "monetary", "r", "f", "m", "segment"]);
    assert_eq!((table.rows.len(), table.rows[0][..4].join(" ")), (2_357, "00004 201 4 100.5".into()));
}

#[test]
fn answers_are_scored_by_every_attribute() {
    let folder = Folder::new("airport");
    let file = folder.write("survey.csv", text("sfo_2018/sfo_2018_survey.csv.gz"));
    let found = document(&["--kind", "answers", "--map", "score=NETPRO", &file]);
    let truth = &truth("sfo_2018")["nps"];
    let overall = &truth["overall"]["value"];
    for name in ["n", "promoters", "passives", "detractors"] {
        assert_eq!(found["nps"][name], overall[name]);
    }
    assert_eq!(found["nps"]["not_answers"], truth["invalid"]["value"]["n"]);
    assert_eq!(found["import"]["files"][0]["reasons"]["bad_score"], 159);
    for (column, value) in [("PEAK", "1"), ("Q20Age", "7"), ("LANG", "3")] {
        let (found, expected) = (&found["nps"]["by"][column][value], &truth[format!("by_{column}")]["value"][value]);
        assert_eq!(found["n"], expected["n"]);
        for (name, expected) in [
            ("score", &expected["nps"]),
            ("low", &expected["ci95_adjusted_wald"][0]),
            ("high", &expected["ci95_adjusted_wald"][1]),
        ] {
            close(found[name].as_f64().unwrap(), expected);
        }
    }
    assert!(found.get("rfm").is_none() && found.get("rates").is_none());
}

#[test]
fn options_apply_to_the_files_they_suit() {
    let folder = Folder::new("several");
    let (bought, said) = (folder.write("bought.csv", PURCHASES), folder.write("said.csv", ANSWERS));
    let found = document(&[
        &bought,
        &said,
        "--kind",
        "answers",
        "--map",
        "customer=client",
        "--map",
        "score=rating",
        "--map",
        "amount=total",
    ]);
    let kinds: Vec<&Value> = found["import"]["files"].as_array().unwrap().iter().map(|file| &file["kind"]).collect();
    assert_eq!(kinds, ["purchases", "answers"]);
    assert_eq!(found["rfm"]["customers"], 2, "007 and 7 are two customers");
    assert_eq!((&found["nps"]["n"], &found["nps"]["not_answers"]), (&json!(3), &json!(1)));
    assert_eq!(found["nps"]["by"]["shop"]["North"]["score"], 100.0);
    assert_eq!(found["nps"]["by"]["shop"][""]["n"], 1, "the blank group");
}

#[test]
fn a_title_above_the_header_is_passed_over_and_said() {
    let folder = Folder::new("title");
    let file = folder.write("bought.csv", format!("Purchases of the quarter\n\n{PURCHASES}"));
    let found = document(&[&file]);
    let read = &found["import"]["files"][0];
    assert_eq!((&read["header_row"], &read["rows_read"]), (&json!(3), &json!(3)));
    assert_eq!(read["notes"], json!([{"title_rows": {"rows": 1}}, {"blank_rows": {"rows": 1}}]));
    assert_eq!(document(&["--header-row", "3", &file]), found);
    assert!(refused(&["--header-row", "0", &file]).contains("from 1"));
}

#[test]
fn the_same_files_make_the_same_document() {
    let folder = Folder::new("same");
    let (bought, said) = (folder.write("bought.csv", PURCHASES), folder.write("said.csv", ANSWERS));
    let arguments = [bought.as_str(), &said, "--map", "customer=client"];
    assert_eq!(run(&arguments).stdout, run(&arguments).stdout);
}

#[test]
fn bad_files_are_refused_with_a_message() {
    let folder = Folder::new("bad");
    let good = folder.write("good.csv", PURCHASES);
    for (name, bytes, message) in [
        ("empty.csv", &b""[..], "empty"),
        ("header.csv", b"client,day,total\n", "no rows"),
        ("image.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        ("zeros.csv", b"a,b\n\0\0\0\0,1\n", "NUL"),
    ] {
        let bad = folder.write(name, bytes);
        for arguments in [vec![bad.as_str()], vec![good.as_str(), bad.as_str()]] {
            let found = refused(&arguments);
            assert!(found.contains(name) && found.contains(message), "{found}");
        }
    }
    assert!(refused(&[folder.0.join("absent.csv").to_str().unwrap()]).contains("absent.csv"));
    assert!(refused(&[&good, "--kind", "answers"]).contains("score"), "an only file must suit the kind");
}

#[test]
fn an_indicator_writes_what_it_says_of_each_customer() {
    let folder = Folder::new("customer_table");
    let file = folder.write("cdnow.csv", text("cdnow_sample/cdnow_sample.csv"));
    let table = folder.0.join("clv.csv");
    let of = |id: &str| format!("{id}={}", table.to_str().unwrap());
    let found = document(&[&file, "--only", "clv", "--set", "clv.calibration_end=1997-09-30", "--table", &of("clv")]);
    assert_eq!(found["clv"]["backtest"]["actual"], 1882);
    let sheet = Sheet::parse(&std::fs::read_to_string(&table).unwrap());
    assert_eq!(sheet.header[..4], ["customer", "x", "t_x", "t"]);
    assert_eq!((sheet.rows.len(), &sheet.rows[0][0], &sheet.rows[0][1]), (2357, &"00004".to_owned(), &"2".to_owned()));
    assert!(refused(&[&file, "--only", "clv", "--table", &of("nps")]).contains("--table nps: it says nothing"));
}

#[test]
fn parameters_are_checked_together() {
    let folder = Folder::new("together");
    let file = folder.write("bought.csv", PURCHASES);
    let (cut, bounds) = ("eight_classes.cut=typed", "eight_classes.bounds=[30,1,12]");
    let of = |first: &str, second: &str| {
        let found = document(&[&file, "--only", "eight_classes", "--set", first, "--set", second]);
        found["eight_classes"].clone()
    };
    let found = of(cut, bounds);
    assert_eq!(found["cut_by"], "typed");
    assert_eq!(of(bounds, cut), found);
    let message = refused(&[&file, "--set", "lifecycle.warning=0.95", "--set", "lifecycle.least_gaps=4"]);
    assert!(message.starts_with("--set: lifecycle.warning cannot be 0.95"), "{message}");
}

#[test]
fn a_command_line_without_sense_is_refused() {
    let folder = Folder::new("line");
    let (bought, said) = (folder.write("bought.csv", PURCHASES), folder.write("said.csv", ANSWERS));
    for (arguments, message) in [
        (&[][..], "usage"),
        (&["--table"], "needs a value"),
        (&["--tables", "x"], "no option --tables"),
        (&["--kind", "orders"], "`orders` is not a known name"),
        (&["--map", "score"], "FIELD=COLUMN"),
        (&["--map", "colour=x"], "`colour` is not a known name"),
        (&[&bought, "--map", "amount=absent"], "no column `absent`"),
        (&[&bought, &said, "--map", "amount=absent"], "no file has this column"),
        (&[&said, &said, "--kind", "purchases"], "no file has the fields"),
        (&[&said, "--map", "score=rating", "--table", "x.csv"], "no purchases"),
    ] {
        let found = refused(arguments);
        assert!(found.contains(message), "{arguments:?}: {found}");
    }
}

#[test]
fn a_filter_that_leaves_nobody_is_told_of_each_indicator() {
    let folder = Folder::new("nobody");
    let bought = folder.write("bought.csv", PURCHASES);
    let of =
        |filter: &str| document(&[&bought, "--today", "2024-05-01", "--only", "rfm,revenue,nps", "--filter", filter]);
    let nobody = of("from=1999-01-01&to=1999-01-31");
    for id in ["rfm", "revenue"] {
        assert_eq!(nobody["errors"][id]["kind"], "nothing_left", "{nobody}");
        assert!(nobody["errors"][id]["message"].as_str().unwrap().contains("filter"));
        assert_eq!(nobody[id], Value::Null);
    }
    assert_eq!(nobody["errors"]["nps"], Value::Null, "nobody was asked, whatever the filter");
    assert_eq!(of("")["errors"], Value::Null);
}

/// Households and what they spent on each brand, as panels give it: no day anywhere.
const PANEL: &str = "household,brand,price\n1,ours,30\n1,theirs,10\n2,theirs,20\n3,ours,5\n";

#[test]
fn purchases_without_any_day_are_of_one_and_say_so() {
    let folder = Folder::new("one_day");
    let panel = folder.write("panel.csv", PANEL);
    let map = ["--map", "customer=household", "--map", "amount=price"];
    let own = ["--only", "wallet,revenue", "--set", "wallet.own=ours"];
    let read = |further: &[&str]| document(&[&[panel.as_str()], further, &map, &own].concat());

    let today = read(&["--kind", "purchases", "--today", "2024-05-01"]);
    // 30 of 40, 0 of 20, 5 of 5.
    assert!((today["wallet"]["mean"].as_f64().unwrap() - (0.75 + 0.0 + 1.0) / 3.0).abs() < 1e-12);
    assert!((today["wallet"]["buyers_pooled"].as_f64().unwrap() - 35.0 / 45.0).abs() < 1e-12);
    let file = |document: &Value| document["import"]["files"][0].clone();
    assert!(file(&today)["notes"].to_string().contains("2024-05-01"), "{}", file(&today));
    let period = |document: &Value| file(document)["period"].to_string();
    assert!(period(&today).contains("2024-05-01"));

    let said = read(&["--kind", "purchases", "--one-day", "2023-12-31", "--today", "2024-05-01"]);
    assert!(period(&said).contains("2023-12-31"));
    assert_eq!(said["wallet"]["brands"], today["wallet"]["brands"], "the day changes no share");

    // Nobody has to say what the rows are.
    let guessed = document(&[panel.as_str(), "--today", "2024-05-01", "--only", "wallet", "--set", "wallet.own=ours"]);
    assert_eq!(guessed["wallet"], today["wallet"]);
    assert!(file(&guessed)["notes"].to_string().contains("2024-05-01"), "{}", file(&guessed));

    // What holds a day is no file of one day: which column it is must be said.
    let dated = folder.write("dated.csv", "household,brand,price,x\n1,ours,30,2024-01-02\n1,theirs,10,2024-02-03\n");
    let arguments = [&[dated.as_str(), "--kind", "purchases", "--today", "2024-05-01"], &map[..]].concat();
    let Output { status, stdout, .. } = run(&arguments);
    assert!(!status.success() || String::from_utf8_lossy(&stdout).contains("2024-01-02"));
}
