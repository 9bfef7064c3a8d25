//! Complaints against counts worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;

use super::{ComplaintsParams, ID};

/// The last day known is 31 January. Days to settle: 2, 7, 10; open for 11 and for 1 days (the last one).
const COMPLAINTS: &str = "customer_id,date,settled,reason,branch
a,2024-01-01,2024-01-03,queue,North
b,2024-01-05,2024-01-12,queue,North
a,2024-01-10,2024-01-20,fees,South
,2024-01-20,,queue,South
c,2024-01-30,,fees,
d,2024-01-31,2024-01-31,,North
";

fn document(fixture: &Fixture) -> Value {
    fixture.document(ID).unwrap().unwrap()
}

#[test]
fn complaints_are_counted_and_their_time_is_measured() {
    let found = document(&Fixture::new(&[("complaints.csv", COMPLAINTS)]));
    assert_eq!((&found["complaints"], &found["customers"], &found["open"]), (&json!(6), &json!(4), &json!(2)));
    assert_eq!(found["counted_to"], "2024-01-31");
    // Times 0, 1+, 2, 7, 10, 11+: after 0 five sixths are open, after 2 five sixths of three quarters, after 7 of that
    // two thirds, which is 5/12: half are settled by day 7.
    assert_eq!(found["median_days"], 7.0);
    // Seven days are over for those of 1, 5, 10 and 20 January: two of four were settled in time.
    assert_eq!((&found["in_time"]["settled"], &found["in_time"]["of"]), (&json!(2), &json!(4)));
    assert_eq!(found["in_time"]["share"], 0.5);
}

#[test]
fn whose_complaint_is_open_is_listed_the_oldest_first() {
    let more = format!("{COMPLAINTS}a,2024-01-02,,queue,North\nc,2024-01-29,,queue,\n");
    let fixture = Fixture::new(&[("complaints.csv", &more)]);
    let open = document(&fixture)["open_listed"].clone();
    assert_eq!(
        open,
        json!([
            { "customer": "a", "day": "2024-01-02", "days": 29, "reason": "queue" },
            { "customer": "c", "day": "2024-01-29", "days": 2, "reason": "queue" },
        ])
    );
    let page = fixture.page(ID, Language::English);
    let [named] = page.to_follow_up()[..] else { panic!("no cases") };
    assert_eq!(named.customers.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    // Where no day says what was settled, nobody is said to wait.
    let unsettled = "customer_id,complaint date,reason\na,2024-01-03,x\n";
    assert_eq!(document(&Fixture::new(&[("complaints.csv", unsettled)]))["open_listed"], json!([]));
}

#[test]
fn by_reason_and_by_group() {
    let found = document(&Fixture::new(&[("complaints.csv", COMPLAINTS)]));
    let list = |name: &str| -> Vec<(String, u64, u64)> {
        let groups = found[name].as_array().unwrap().iter();
        groups
            .map(|group| {
                let count = |field: &str| group[field].as_u64().unwrap();
                (group["name"].as_str().unwrap().to_owned(), count("complaints"), count("open"))
            })
            .collect()
    };
    assert_eq!(list("by_reason"), [("queue".into(), 3, 1), ("fees".into(), 2, 1), (String::new(), 1, 0)]);
    assert_eq!(found["by"], "branch");
    assert_eq!(list("groups"), [("North".into(), 3, 0), ("South".into(), 2, 1), (String::new(), 1, 1)]);
}

#[test]
fn what_was_settled_after_the_period_was_open_then() {
    let found = document(&Fixture::filtered(&[("complaints.csv", COMPLAINTS)], "to=2024-01-10"));
    assert_eq!((&found["complaints"], &found["open"]), (&json!(3), &json!(2)));
    assert_eq!(found["counted_to"], "2024-01-10");
}

#[test]
fn in_time_can_be_chosen_and_checked() {
    let mut fixture = Fixture::new(&[("complaints.csv", COMPLAINTS)]);
    fixture.set(ID, "in_time_days", &json!(10)).unwrap();
    let found = document(&fixture);
    assert_eq!((&found["in_time"]["settled"], &found["in_time"]["of"]), (&json!(3), &json!(4)));
    assert!(fixture.set(ID, "in_time_days", &json!(4_000)).unwrap_err().contains("3650"));
    assert!(ComplaintsParams { level: 95.0, ..ComplaintsParams::default() }.check().is_err());
}

#[test]
fn a_file_without_settlements_has_no_times() {
    let fixture = Fixture::new(&[("complaints.csv", "customer_id,complaint_date,reason\na,2024-01-01,queue\n")]);
    let found = document(&fixture);
    assert_eq!((&found["open"], &found["median_days"], &found["in_time"]), (&Value::Null, &Value::Null, &Value::Null));
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "1 complaint from 1 known customer.");
    assert!(page.notes[0].text.starts_with("The file does not say when complaints were settled"));
}

#[test]
fn a_settlement_before_its_complaint_is_no_time() {
    let complaints = "customer_id,date,settled,reason\na,2024-01-05,2024-01-01,queue\nb,2024-01-05,2024-01-09,queue\n";
    let fixture = Fixture::new(&[("complaints.csv", complaints)]);
    let found = document(&fixture);
    assert_eq!((&found["open"], &found["settled_before"], &found["median_days"]), (&json!(0), &json!(1), &json!(4.0)));
    assert!(fixture.page(ID, Language::Chinese).notes.iter().any(|note| note.text.contains("早于投诉日期")));
}

#[test]
fn the_page_says_it_in_both_languages() {
    let fixture = Fixture::new(&[("complaints.csv", COMPLAINTS)]);
    assert_eq!(
        fixture.page(ID, Language::English).headline,
        "6 complaints from 4 known customers; half are settled within 7 days; 2 are still open."
    );
    assert_eq!(
        fixture.page(ID, Language::Chinese).headline,
        "6 件投诉，来自 4 名已知客户；半数在 7 天内解决；2 件尚未解决。"
    );
    fixture.every_figure_is_in_the_document(ID);
}

#[test]
fn nine_in_ten_and_the_names_programs_rely_on() {
    let found = document(&Fixture::new(&[("complaints.csv", COMPLAINTS)]));
    // After 10 days five in twenty-four are open: more than a tenth, and nobody was followed longer than 11.
    assert_eq!((&found["n"], &found["p90_days"]), (&json!(6), &Value::Null));
    assert_eq!(found["reasons"][0], json!({"name": "queue", "n": 3}));
    let all: String = (1..=10).map(|day| format!("c{day},2024-01-01,2024-01-{:02},queue\n", day + 1)).collect();
    let found = document(&Fixture::new(&[("complaints.csv", &format!("customer_id,date,settled,reason\n{all}"))]));
    // Ten settled after 1 to 10 days: nine by day 9, as without open ones the empirical distribution is.
    assert_eq!((&found["median_days"], &found["p90_days"]), (&json!(5.0), &json!(9.0)));
}

#[test]
fn tiers_and_what_was_expected_are_read_from_their_columns() {
    let complaints = "customer_id,date,settled,reason,tier,expected_days
a,2024-01-01,2024-01-03,queue,to staff,2
b,2024-01-05,2024-01-12,queue,to staff,5
c,2024-01-10,2024-01-11,fees,third party,1
d,2024-01-20,,fees,third party,3
e,2024-01-30,,fees,third party,10
";
    let found = document(&Fixture::new(&[("complaints.csv", complaints)]));
    let tiers: Vec<_> = found["tiers"].as_array().unwrap().iter().map(|tier| (&tier["name"], &tier["n"])).collect();
    assert_eq!(tiers, [(&json!("third party"), &json!(3)), (&json!("to staff"), &json!(2))]);
    // The last day known is 30 January: the ten days of e are not over. Of four a and c were settled by then.
    let expected = &found["as_expected"];
    assert_eq!(
        (&expected["settled"], &expected["of"], &expected["column"]),
        (&json!(2), &json!(4), &json!("expected_days"))
    );
}

#[test]
fn the_column_that_says_to_whom_is_named_in_the_readers_language() {
    let complaints = |column: &str| {
        format!(
            "customer_id,date,settled,reason,{column}\na,2024-01-01,2024-01-03,queue,Staff\nb,2024-01-05,2024-01-12,queue,Staff\n"
        )
    };
    let page = |column: &str, language| {
        Fixture::new(&[("complaints.csv", &complaints(column))]).page(ID, language).to_markdown()
    };
    assert!(page("complained_to", Language::Chinese).contains("投诉对象"));
    assert!(page("complained_to", Language::English).contains("Complained to"));
    let own = page("escalation", Language::Chinese);
    assert!(own.contains("escalation") && !own.contains("投诉对象"), "the user's words stay: {own}");
}

/// The last purchase is on 30 June; followed from 1 April (90 days before) on, of who bought from 3 January to then.
const PURCHASES: &str = "customer_id,date,amount
a,2024-02-01,1
a,2024-05-01,1
b,2024-02-01,1
b,2024-06-30,1
c,2024-02-01,1
d,2024-02-01,1
d,2024-04-02,1
e,2024-02-01,1
f,2024-02-01,1
f,2024-06-01,1
g,2023-12-01,1
g,2024-05-01,1
";

#[test]
fn recovery_compares_customers_of_the_same_days() {
    // a and b complained and were settled by 1 April; c was settled later; d complained before the window; e and f never
    // did, f came back; g did not buy in the window. A complaint of f in May is after the day.
    let complaints = "customer_id,date,settled,reason
a,2024-03-01,2024-03-05,queue
b,2024-03-10,2024-04-01,fees
c,2024-03-20,2024-04-10,fees
d,2023-11-01,2023-11-02,fees
f,2024-05-20,,fees
";
    let fixture = Fixture::new(&[("complaints.csv", complaints), ("orders.csv", PURCHASES)]);
    let recovery = document(&fixture)["recovery"].clone();
    assert_eq!((&recovery["day"], &recovery["earlier"]), (&json!("2024-04-01"), &json!(1)));
    let group = |name: &str| (recovery[name]["customers"].clone(), recovery[name]["retention"].clone());
    assert_eq!(group("settled"), (json!(2), json!(1.0)));
    assert_eq!(group("unsettled"), (json!(1), json!(0.0)));
    assert_eq!(group("never"), (json!(2), json!(0.5)));
    // Wilson (1927) for 1 of 2 at 95 %, worked out in Python: 0.094531 to 0.905469.
    let close = |value: &Value, expected: f64| (value.as_f64().unwrap() - expected).abs() < 1e-6;
    assert!(close(&recovery["never"]["low"], 0.094_531) && close(&recovery["never"]["high"], 0.905_469), "{recovery}");
    fixture.every_figure_is_in_the_document(ID);
    let short =
        Fixture::new(&[("complaints.csv", complaints), ("orders.csv", "customer_id,date,amount\na,2024-06-01,1\n")]);
    assert_eq!(document(&short)["recovery"], Value::Null);
}

/// Each customer: what they spent in the 30 days before any complaint, and in the 30 days after the day; their score; s: their
/// complaint was settled, u: it was not, n: they made none.
const FOLLOWED: [(&str, u32, u32, u8); 14] = [
    ("s1", 0, 10, 9),
    ("s2", 0, 0, 10),
    ("u1", 0, 0, 2),
    ("u2", 0, 20, 8),
    ("n1", 0, 5, 7),
    ("n2", 0, 0, 9),
    ("n3", 0, 30, 1),
    ("s3", 100, 80, 9),
    ("s4", 100, 60, 8),
    ("u3", 100, 0, 5),
    ("u4", 100, 40, 3),
    ("n4", 100, 90, 10),
    ("n5", 100, 0, 5),
    ("n6", 500, 700, 10),
];

/// Mean, lower and upper end, in plain Python: the mean and its standard error, and the adjusted score.
const SPENT: [[f64; 3]; 3] = [
    [37.5, -0.348_963_242_743_089_1, 75.348_963_242_743_08],
    [15.0, -3.765_226_490_247_72, 33.765_226_490_247_72],
    [137.5, -84.702_497_962_586_36, 359.702_497_962_586_34],
];
const SCORE: [[f64; 3]; 3] = [
    [75.0, -7.341_536_305_442_261, 93.055_822_019_727_97],
    [-75.0, -93.055_822_019_727_97, 7.341_536_305_442_261],
    [16.666_666_666_666_668, -43.933_936_183_682_26, 66.156_158_405_904_48],
];

/// The same within quarters of spending before, weighed by how many complained, in plain Python. The quarters of those who
/// complained end at 0, 0 and 100: who spent nothing, and who spent 100. Of who spent more nobody complained.
const MATCHED_RETENTION: [[f64; 3]; 4] = [
    [0.75, 0.425_901_419_891_485_8, 1.0],
    [0.5, 0.153_524_043_912_580_5, 0.846_475_956_087_419_5],
    [0.583_333_333_333_333_3, 0.257_572_224_663_689_84, 0.909_094_442_002_976_7],
    [0.25, -0.224_431_741_955_622_54, 0.724_431_741_955_622_5],
];
const MATCHED_SPENT: [[f64; 3]; 4] = [
    [37.5, 26.543_468_242_792_73, 48.456_531_757_207_27],
    [15.0, -6.913_063_514_414_539, 36.913_063_514_414_54],
    [28.333_333_333_333_332, -16.693_731_858_735_188, 73.360_398_525_401_85],
    [22.5, -1.999_549_806_750_675_2, 46.999_549_806_750_68],
];
const MATCHED_SCORE: [[f64; 3]; 4] = [
    [75.0, 31.173_872_971_170_923, 100.0],
    [-75.0, -100.0, -31.173_872_971_170_923],
    [0.0, -47.730_477_632_751_004, 47.730_477_632_751_004],
    [150.0, 88.020_496_769_543_85, 211.979_503_230_456_15],
];

#[track_caller]
fn is(found: &Value, [value, low, high]: [f64; 3]) {
    let near = |key: &str, expected: f64| (found[key].as_f64().unwrap() - expected).abs() < 1e-9;
    assert!(near("value", value) && near("low", low) && near("high", high), "{found} is not {value} {low} {high}");
}

#[test]
fn recovery_in_money_and_score_and_like_with_like() {
    let (mut orders, mut answers) = ("customer_id,date,amount\n".to_owned(), "customer_id,date,score\n".to_owned());
    let mut complaints = "customer_id,date,settled,reason\n".to_owned();
    for (who, earlier, after, score) in FOLLOWED {
        writeln!(orders, "{who},2024-03-10,1").unwrap();
        if earlier > 0 {
            writeln!(orders, "{who},2024-02-01,{earlier}").unwrap();
        }
        if after > 0 {
            writeln!(orders, "{who},2024-04-30,{after}").unwrap();
        }
        // An older answer of these days does not count, nor does one before them.
        writeln!(answers, "{who},2024-04-02,0\n{who},2024-04-15,{score}\n{who},2024-03-30,5").unwrap();
        match who.get(..1) {
            Some("s") => writeln!(complaints, "{who},2024-03-15,2024-03-20,queue").unwrap(),
            Some("u") => writeln!(complaints, "{who},2024-03-15,,queue").unwrap(),
            _ => {}
        }
    }
    let files = [("complaints.csv", &*complaints), ("orders.csv", &*orders), ("answers.csv", &*answers)];
    let mut fixture = Fixture::new(&files);
    fixture.set(ID, "recovery_days", &json!(30)).unwrap();
    let recovery = document(&fixture)["recovery"].clone();
    assert_eq!(recovery["day"], "2024-03-31");
    for (place, group) in ["settled", "unsettled", "never", "difference"].into_iter().enumerate() {
        if let (Some(spent), Some(score)) = (SPENT.get(place), SCORE.get(place)) {
            is(&recovery[group]["spent"], *spent);
            is(&recovery[group]["score"], *score);
        }
        let matched = &recovery["matched"][group];
        is(&matched["retention"], MATCHED_RETENTION[place]);
        is(&matched["spent"], MATCHED_SPENT[place]);
        is(&matched["score"], MATCHED_SCORE[place]);
    }
    assert_eq!((&recovery["never"]["score"]["n"], &recovery["matched"]["never"]["score"]["n"]), (&json!(6), &json!(5)));
    fixture.every_figure_is_in_the_document(ID);
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("The same, like with like") && page.contains("settled less not settled"), "{page}");
    // So few are not compared, whatever an interval says; of enough the sentence names its figure.
    assert!(page.contains("customers whose complaint was") && page.contains(": too few to compare."), "{page}");
    assert!(!page.contains("the difference may be chance") && page.contains("too few to compare |"), "{page}");
    fixture.set("shared", "small_sample", &json!(1)).unwrap();
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("How many came back: ") && !page.contains("too few to compare"), "{page}");
    let page = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(page.contains("回头率："), "{page}");
    // Where purchases do not reach back far enough nobody is matched, and that is said.
    let short = orders.replace("2024-02-01", "2024-03-02");
    let mut short = Fixture::new(&[("complaints.csv", &*complaints), ("orders.csv", &*short)]);
    short.set(ID, "recovery_days", &json!(30)).unwrap();
    let recovery = document(&short)["recovery"].clone();
    assert_eq!((&recovery["matched"], &recovery["settled"]["score"]), (&Value::Null, &Value::Null));
    assert!(short.page(ID, Language::Chinese).to_markdown().contains("三倍的交易数据"));
}

#[test]
fn the_silent_are_estimated_and_the_assumption_stands_beside() {
    // Unhappy: a, c, d, e; a complained, as did b and f, who are not. Three complained: nine silent, were all like them.
    let answers = "customer_id,date,score\na,2024-01-01,2\nb,2024-01-01,9\nc,2024-01-01,6\nd,2024-01-01,0\ne,2024-01-01,9\ne,2024-02-01,5\n";
    let complaints = "customer_id,complaint_date,reason\na,2024-01-03,queue\na,2024-01-09,queue\nb,2024-01-03,queue\nf,2024-01-03,queue\n";
    let mut fixture = Fixture::new(&[("complaints.csv", complaints), ("answers.csv", answers)]);
    let listed = document(&fixture)["silent_listed"].clone();
    let one = |customer: &str, score: u8| json!({ "customer": customer, "score": score, "value": null });
    assert_eq!(
        listed,
        json!([one("d", 0), one("e", 5), one("c", 6)]),
        "the lowest scores first, where money says nothing"
    );
    let page = fixture.page(ID, Language::Chinese);
    let [named] = page.to_follow_up()[..] else { panic!("no cases") };
    assert_eq!((named.customers.len(), named.customers[0].why.as_str()), (3, "评分 0，未曾投诉"));
    let orders = "customer_id,date,amount\nc,2024-01-01,50\ne,2024-01-01,70\ne,2024-01-02,-10\n";
    let paid = [("complaints.csv", complaints), ("answers.csv", answers), ("orders.csv", orders)];
    let listed = document(&Fixture::new(&paid))["silent_listed"].clone();
    assert_eq!(
        (&listed[0]["customer"], &listed[0]["value"], &listed[2]["customer"]),
        (&json!("e"), &json!(60.0), &json!("d"))
    );
    let silent = document(&fixture)["silent"].clone();
    let count = |name: &str| silent[name].as_u64().unwrap();
    assert_eq!((count("answered"), count("unhappy"), count("complained"), count("silent")), (5, 4, 1, 3));
    assert_eq!((&silent["share"], &silent["estimate"], count("complainants")), (&json!(0.25), &Value::Null, 3));
    // Six customers are known: neither nine nor 72 of them are silent. The rule of thumb and the estimate each say so.
    let text = fixture.page(ID, Language::English).to_markdown();
    assert_eq!(text.matches("comes to more than all 6 customers known").count(), 2, "{text}");
    for why in ["the rule of thumb does not fit", "those who did not answer are not like those who did"] {
        assert_eq!(text.matches(why).count(), 1, "{text}");
    }
    fixture.every_figure_is_in_the_document(ID);
    fixture.set(ID, "unhappy_to", &json!(2)).unwrap();
    assert_eq!(document(&fixture)["silent"]["unhappy"], 2);
    assert!(fixture.set(ID, "unhappy_to", &json!(10)).unwrap_err().contains("0 to 9"));
    assert!(fixture.set(ID, "one_in", &json!(0)).unwrap_err().contains("1 to 1000"));
}

#[test]
fn scores_said_to_be_from_0_to_10_count_among_the_silent() {
    let answers: String = (0..24).map(|who| format!("c{who},2024-01-01,{}\n", who % 5 + 1)).collect();
    let answers = format!("customer_id,date,score\n{answers}");
    let complaints = "customer_id,complaint_date,reason\nc1,2024-01-03,queue\nc2,2024-01-09,queue\n";
    let mut fixture = Fixture::new(&[("complaints.csv", complaints), ("answers.csv", &answers)]);
    assert_eq!(document(&fixture)["silent"], Value::Null, "they look like a scale of 1-5");
    fixture.set("nps", "really_0_to_10", &json!(["1-5"])).unwrap();
    let silent = document(&fixture)["silent"].clone();
    assert_eq!((&silent["unhappy"], &silent["complained"], &silent["silent"]), (&json!(24), &json!(2), &json!(22)));
}
