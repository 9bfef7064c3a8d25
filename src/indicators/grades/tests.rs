//! Grades against a handful of customers worked out by hand, the grammar in both languages, and the checker.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::reference::text;

use super::ID;
use super::parse::{Expected, rules};

/// Eight customers; g has no row of purchases, h is in no table of customers, f has a blank grade of credit.
const CUSTOMERS: &str = "customer_id,age,credit,assets,vip,joined,reviewed
a,30,A,60000,yes,2020-01-05,2020-01-05
b,40,B,50001,no,2021-03-01,2021-03-01
c,41,B,90000,yes,2019-12-31,2019-12-31
d,25,C,80000,no,2020-06-30,2020-06-30
e,33,North Gate,10,no,2022-01-01,2022-01-01
f,28,,70000,yes,2020-12-31,2020-12-31
g,55,A,5,no,2023-05-05,2023-05-05
";

/// The reference date is 11 January: a bought 10 days before, h on the day before.
const ORDERS: &str = "customer_id,order,date,amount
a,1,2024-01-01,100
a,2,2023-06-01,50.5
b,3,2023-12-12,30
c,4,2023-01-01,500
d,5,2023-07-01,20
e,6,2023-07-02,10
f,7,2023-07-03,5
h,8,2024-01-10,7
";

const ANSWERS: &str = "customer_id,date,score\na,2024-01-02,10\na,2023-01-02,3\nb,2024-01-02,9\nc,2024-01-02,0\n";

fn fixture() -> Fixture {
    Fixture::new(&[("customers.csv", CUSTOMERS), ("orders.csv", ORDERS), ("answers.csv", ANSWERS)])
}

fn graded(text: &str) -> Value {
    let mut fixture = fixture();
    fixture.set(ID, "rules", &json!(text)).unwrap();
    fixture.document(ID).unwrap().unwrap()
}

/// Whom a single condition fits.
fn fit(condition: &str) -> String {
    let mut fixture = fixture();
    fixture.set(ID, "rules", &json!(format!("x: {condition}"))).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["unusable"], &found["unseen"]), (&json!([]), &json!([])), "{condition}");
    let rows = fixture.members(ID).into_iter().skip(1).filter(|row| row[1] == "x");
    rows.map(|row| row[0].clone()).collect()
}

#[test]
fn the_rule_of_the_book_fits_whom_it_should() {
    // Of age 25 to 40: a, b, d, e, f; of them with credit A or B: a, b; both have more than 50,000.
    assert_eq!(fit("age 25-40 and credit A or B and assets over 50,000"), "ab");
}

#[test]
fn conditions_fit_whom_they_should() {
    let cases = [
        ("age between 25 and 30", "adf"),
        ("age is between 25 and 30 or assets < 100", "adefg"),
        ("age 25 to 30", "adf"),
        ("age 介于 25 和 30 之间", "adf"),
        ("age 25至30岁且assets超过6.5万", "df"),
        ("age>40", "cg"),
        ("not age > 40", "abdefh"),
        ("age = 30, 55", "ag"),
        ("age is 30 or 55", "ag"),
        ("credit is A or B", "abcg"),
        ("credit 属于 A、B", "abcg"),
        ("credit是A或B", "abcg"),
        ("credit A or (vip)", "acfg"),
        ("credit is not A", "bcdefh"),
        ("credit not in a, b", "defh"),
        ("credit is blank", "fh"),
        ("credit 不等于 A 且 credit 不是 blank", "bcde"),
        ("credit north gate", "e"),
        ("credit = \"North Gate\" or age 55", "eg"),
        ("vip", "acf"),
        ("vip 是 yes", "acf"),
        ("vip = no", "bdeg"),
        ("not vip and age at least 40", "bg"),
        ("非vip且age不低于40", "bg"),
        ("customer since before 2020", "c"),
        ("since 2020", "adf"),
        ("reviewed >= 2020-06-30 and reviewed <= 2020年12月31日", "df"),
        ("reviewed between 2020-01-05 and 2020-06-30", "ad"),
        ("value > 30", "ac"),
        ("value at least 30", "abc"),
        ("消费额 不低于 30", "abc"),
        ("value is 0", "g"),
        ("orders 2", "a"),
        ("recency over 30 days and recency under 365 days", "def"),
        ("recency is blank", "g"),
        ("score >= 9", "ab"),
        ("score < 7", "c"),
        ("(age over 50 or value over 100) and not (credit = B)", "ag"),
        ("NOT (vip OR age <= 30)", "begh"),
        ("else", "abcdefgh"),
        ("其余", "abcdefgh"),
    ];
    for (condition, expected) in cases {
        assert_eq!(fit(condition), expected, "{condition}");
    }
}

#[test]
fn the_first_rule_that_fits_gives_the_grade() {
    let found = graded(
        "Gold: age 25-40 and credit A or B and assets over 50,000\nSilver: vip\nSilver: value >= 20\n\n# Nobody.\nOld: age over 90",
    );
    let grades = found["grades"].as_array().unwrap();
    let said: Vec<_> = grades.iter().map(|grade| (&grade["name"], &grade["customers"], &grade["value"])).collect();
    assert_eq!(
        said,
        [
            (&json!("Gold"), &json!(2), &json!(180.5)),
            (&json!("Silver"), &json!(3), &json!(525.0)),
            (&json!("Old"), &json!(0), &json!(0.0)),
        ]
    );
    assert_eq!(
        (&found["customers"], &found["uncovered"], &found["uncovered_value"]),
        (&json!(8), &json!(3), &json!(17.0))
    );
    assert_eq!(grades[0]["share"], 0.25);
    // Answers of a and b: 10, 3, 9.
    assert_eq!((&grades[0]["nps"]["n"], &grades[0]["nps"]["promoters"]), (&json!(3), &json!(2)));
}

/// Counted in Python over the same rows: `value` and `orders` summed by customer, recency to 1 July 1998.
#[test]
fn the_customers_of_cdnow_are_graded_as_they_were_independently() {
    let mut fixture = Fixture::new(&[("orders.csv", &text("cdnow_sample/cdnow_sample.csv"))]);
    let rules = "Best: value >= 100 and orders at least 3\nRecent: recency under 90 days\nBig: (value over 50 and not orders 1) or orders 5-8";
    fixture.set(ID, "rules", &json!(rules)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let grades = found["grades"].as_array().unwrap().iter();
    let said: Vec<_> = grades.map(|grade| (grade["customers"].clone(), grade["value"].clone())).collect();
    let expected = [(516, 165_541.82), (74, 4_799.07), (328, 28_743.07)];
    assert_eq!(said, expected.map(|(customers, value)| (json!(customers), json!(value))));
    assert_eq!((&found["uncovered"], &found["uncovered_value"]), (&json!(1_439), &json!(45_007.98)));
    let fits: Vec<_> = found["rules"].as_array().unwrap().iter().map(|rule| rule["fits"].clone()).collect();
    assert_eq!(fits, [516, 297, 894]);
}

#[test]
fn the_checker_names_dead_shadowed_and_overlapping_rules() {
    let found =
        graded("One: vip\nTwo: vip and age < 40\nThree: age over 90\nFour: colour red\nFive: age >= 40\nRest: else");
    let states: Vec<_> = found["rules"].as_array().unwrap().iter().map(|rule| &rule["state"]).collect();
    assert_eq!(states, ["used", "shadowed", "dead", "unusable", "used", "used"]);
    let two = &found["rules"][1];
    assert_eq!((&two["fits"], &two["first"], &two["taken_by"]), (&json!(2), &json!(0), &json!("1")));
    // Two and Five would fit vips as well: a and f, and c.
    let overlaps = json!([{"rule": "1", "with": "2", "customers": 2}, {"rule": "1", "with": "5", "customers": 1}]);
    assert_eq!((&found["overlaps"], &found["uncovered"]), (&overlaps, &json!(0)));
    let unusable = &found["unusable"][0];
    assert_eq!(
        (&unusable["line"], &unusable["column"], &unusable["trouble"]),
        (&json!(4), &json!(7), &json!("no_field"))
    );
}

#[test]
fn each_rule_says_whom_it_takes_what_they_brought_and_whom_it_shares() {
    let mut fixture = fixture();
    let rules = "One: vip\n\n# A remark.\nTwo: age < 41\nThree: age over 90\nFour: vip and age < 40\nRest: else";
    fixture.set(ID, "rules", &json!(rules)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let of = |rule: &Value| [&rule["fits"], &rule["first"], &rule["taken"], &rule["value"]].map(Clone::clone);
    let told: Vec<_> = found["rules"].as_array().unwrap().iter().map(of).collect();
    let expected = [(3, 3, 0, 655.5), (5, 3, 2, 60.0), (0, 0, 0, 0.0), (2, 0, 2, 0.0), (8, 2, 6, 7.0)];
    assert_eq!(
        told,
        expected.map(|(fits, first, taken, value)| [json!(fits), json!(first), json!(taken), json!(value)])
    );
    // Without rules before nothing moves, and no column says so.
    assert_eq!(found["rules"][0]["moved"], Value::Null);
    let page = fixture.page(ID, Language::English);
    let text = page.to_markdown();
    assert!(
        text.contains("| 2 line 4 | Two | age \\< 41 | 5 | 3 | 60.00 | earlier rules take 2, rule 1 most |"),
        "{text}"
    );
    assert!(text.contains("takes nobody: rule 1 takes most before") && text.contains("| fits nobody |"), "{text}");
    assert!(text.contains("Rules that grade nobody: 3 Three, 4 Four."), "{text}");
    // That the rest is also fitted by others is what it is for.
    assert!(text.contains("| 5 line 7 | Rest | else | 8 | 2 | 7.00 |  |") && !text.contains("Moved by it"), "{text}");
    assert!(text.contains("| No rule fits |  |  |  | 0 | 0.00 |  |"), "{text}");
    let chinese = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(chinese.contains("2 名被靠前的规则抢先，多为第 1 条") && chinese.contains("第 4 行"), "{chinese}");
}

#[test]
fn what_cannot_be_asked_is_told_and_the_rest_is_graded() {
    for (condition, trouble) in
        [("age", "no_comparison"), ("credit > 5", "only_texts"), ("age is old", "no_number"), ("vip or q", "no_field")]
    {
        let found = graded(&format!("x: {condition}\ny: else"));
        assert_eq!(found["unusable"][0]["trouble"], trouble, "{condition}");
        assert_eq!(found["grades"][1]["customers"], 8);
    }
    let found = graded("x: credit A, D");
    assert_eq!((&found["unseen"][0]["value"], &found["grades"][0]["customers"]), (&json!("D"), &json!(2)));
}

#[test]
fn errors_say_where_and_what_was_expected() {
    let cases = [
        ("Gold", 1, 1, Expected::Name),
        (": age > 5", 1, 1, Expected::Name),
        ("Gold:", 1, 6, Expected::Condition),
        ("Gold: and age > 5", 1, 7, Expected::Condition),
        ("a: else\nGold: age >", 2, 12, Expected::Number),
        ("Gold: age > A", 1, 13, Expected::Number),
        ("Gold: age 25- and x", 1, 15, Expected::End),
        ("Gold: (age > 5", 1, 15, Expected::Close),
        ("Gold: age > 5 age", 1, 15, Expected::Joint),
        ("Gold: age > 5 ; x", 1, 15, Expected::Joint),
        ("金卡：年龄 超过 五", 1, 10, Expected::Number),
        ("金卡：信用 属于", 1, 9, Expected::Value),
        ("Gold: \"age > 5", 1, 7, Expected::Quote),
    ];
    for (text, line, column, expected) in cases {
        let misread = rules(text).unwrap_err();
        assert_eq!((misread.line, misread.column, misread.expected), (line, column, expected), "{text}: {misread:?}");
    }
    let deep = format!("x: {}vip{}", "(".repeat(1_000), ")".repeat(1_000));
    assert_eq!(rules(&deep).unwrap_err().expected, Expected::Shallow);
    assert_eq!(rules(&format!("x: {}vip", "not ".repeat(100_000))).unwrap_err().expected, Expected::Shallow);
    assert_eq!(rules(&"x: vip\n".repeat(101)).unwrap_err().expected, Expected::Fewer);
    let refused = fixture().set(ID, "rules", &json!("Gold: age > ten")).unwrap_err();
    assert!(refused.contains("Line 1, column 13: wanted is a number or a day, not “ten”"), "{refused}");
}

#[test]
fn any_text_is_read_or_refused() {
    let pieces = [
        "x:",
        " and ",
        "或",
        "非",
        "(",
        ")",
        "25",
        "-",
        "1,000",
        "2024-01-05",
        "\"",
        "“",
        "age",
        "年龄",
        "是",
        "不",
        "介于",
        ",",
        "、",
        "=",
        ">=",
        "\n",
        "#",
        "else",
        "blank",
        "%",
        "万",
        ".",
        "\u{1}",
        "é",
    ];
    // A generator of its own: the same texts every time.
    let mut state = 1_u64;
    for _ in 0..5_000 {
        let mut text = "x: ".to_owned();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[usize::try_from(state >> 33).unwrap() % pieces.len()]);
        }
        if let Err(misread) = rules(&text) {
            assert!(misread.line > 0 && misread.column > 0, "{text}: {misread:?}");
        }
    }
}

#[test]
fn who_moves_from_the_rules_before_is_told_with_their_money() {
    let mut fixture = fixture();
    fixture.set(ID, "rules", &json!("Gold: value >= 100\nSilver: value >= 20")).unwrap();
    fixture.set(ID, "before", &json!("Silver: vip\nGold: age 40")).unwrap();
    let moved = fixture.document(ID).unwrap().unwrap()["moved"].clone();
    // Silver before: a, c, f; Gold: b. Gold now: a, c; Silver: b, d. All of them move.
    assert_eq!((&moved["customers"], &moved["value"]), (&json!(5), &json!(705.5)));
    assert_eq!(
        (&moved["rows"], &moved["columns"]),
        (&json!(["Silver", "Gold", "uncovered"]), &json!(["Gold", "Silver", "uncovered"]))
    );
    assert_eq!(moved["matrix"], json!([[2, 0, 1], [0, 1, 0], [0, 1, 3]]));
    assert_eq!(moved["values"], json!([[650.5, 0.0, 5.0], [0.0, 30.0, 0.0], [0.0, 20.0, 17.0]]));
    // By rule: Gold takes a and c from Silver; Silver takes b from Gold, d from nowhere; f is left out.
    let found = fixture.document(ID).unwrap().unwrap();
    let by_rule: Vec<_> =
        found["rules"].as_array().unwrap().iter().map(|rule| (&rule["moved"], &rule["moved_value"])).collect();
    assert_eq!(by_rule, [(&json!(2), &json!(650.5)), (&json!(2), &json!(50.0))]);
    assert_eq!(moved["uncovered"], json!(1));
    let text = fixture.page(ID, Language::English).to_markdown();
    assert!(text.contains("| 1 | Gold | value \\>= 100 | 2 | 2 | 650.50 | 2 650.50 |  |"), "{text}");
    assert!(text.contains("| No rule fits |  |  |  | 4 | 22.00 | 1 | a last rule takes them"), "{text}");
    let refused = fixture.set(ID, "before", &json!("Gold")).unwrap_err();
    assert!(refused.contains("Rules before: Line 1"), "{refused}");
}

#[test]
fn without_rules_there_are_some_made_from_the_data() {
    let fixture = fixture();
    let found = fixture.document(ID).unwrap().unwrap();
    // Seven customers bought: 500, 150.5, 30, 20, 10, 7, 5; the third begins at 30, the two thirds at 10. Half bought
    // within 192 days: c did not.
    assert_eq!(found["rules"][0]["text"], "value >= 30 and recency <= 192");
    let customers: Vec<_> = found["grades"].as_array().unwrap().iter().map(|grade| &grade["customers"]).collect();
    assert_eq!((customers, &found["uncovered"]), (vec![&json!(2), &json!(3), &json!(3)], &json!(0)));
    let page = fixture.page(ID, Language::Chinese);
    let written = format!("{:?}", page.sections.iter().flat_map(|section| &section.controls).next().unwrap().input);
    assert!(written.contains("A: 消费额 >= 30 且 未购天数 <= 192"), "{written}");
    // The table of rules speaks the same language.
    assert!(page.to_markdown().contains("| A | 消费额 \\>= 30 且 未购天数 \\<= 192 |"), "{}", page.to_markdown());
    // The Chinese words are the same rules.
    let same = graded("A: 消费额 >= 30 且 未购天数 <= 192\nB: 消费额 >= 10\nC: 其余");
    assert_eq!(same["grades"], found["grades"]);
    // Of a table of customers alone there is its first column of numbers.
    let alone = Fixture::new(&[("customers.csv", CUSTOMERS)]).document(ID).unwrap().unwrap();
    assert_eq!((&alone["rules"][0]["text"], &alone["uncovered"]), (&json!("\"age\" >= 40"), &json!(0)));
}

#[test]
fn customers_are_listed_with_their_grade_and_rule() {
    let mut fixture = fixture();
    fixture.set(ID, "rules", &json!("Gold: vip")).unwrap();
    let rows = fixture.members(ID);
    assert_eq!(rows[0], ["customer", "class", "rule"]);
    assert_eq!((rows[1].join(","), rows[2].join(",")), ("a,Gold,vip".to_owned(), "b,,".to_owned()));
}

#[test]
fn the_page_says_it_in_both_languages() {
    let mut fixture = fixture();
    fixture.set(ID, "rules", &json!("Gold: value >= 100\nOther: else")).unwrap();
    let headline = fixture.page(ID, Language::English).headline;
    assert_eq!(headline, "8 customers in 2 grades: Gold brings most, 90% of the money.");
    assert_eq!(fixture.page(ID, Language::Chinese).headline, "8 名客户分为 2 级：Gold 级贡献最多，占消费额 90%。");
}

#[test]
fn scores_said_to_be_from_0_to_10_count() {
    let answers: String = (0..24).map(|who| format!("c{who},2024-01-01,{}\n", who % 5 + 1)).collect();
    let answers = format!("customer_id,date,score\n{answers}");
    let orders: String = (0..24).map(|who| format!("c{who},2024-01-01,{}\n", who + 1)).collect();
    let orders = format!("customer_id,date,amount\n{orders}");
    let mut fixture = Fixture::new(&[("orders.csv", &orders), ("answers.csv", &answers)]);
    fixture.set(ID, "rules", &json!("All: else")).unwrap();
    let nps = |fixture: &Fixture| fixture.document(ID).unwrap().unwrap()["grades"][0]["nps"].clone();
    assert_eq!(nps(&fixture), Value::Null, "they look like a scale of 1-5");
    fixture.set("nps", "really_0_to_10", &json!(["1-5"])).unwrap();
    assert_eq!((&nps(&fixture)["n"], &nps(&fixture)["score"]), (&json!(24), &json!(-100.0)));
}

#[test]
fn what_customers_bring_is_money_where_nothing_was_bought() {
    // 1 to 9 times 10: the highest third begins at 70, the two thirds at 40.
    let rows: String = (1..10).map(|n| format!("c{n},{},{}\n", 10 - n, 10 * n)).collect();
    let customers = format!("customer_id,tenure,monthly_charges\n{rows}");
    let fixture = Fixture::new(&[("customers.csv", &customers)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["rules"][0]["text"], "\"monthly_charges\" >= 70");
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "9 customers in 3 grades: A brings most, 53.3% of monthly charges.");
    let text = page.to_markdown();
    assert!(text.contains("the column “monthly charges”, in thirds"), "{text}");
    assert!(text.contains("Most monthly charges: A (240") && !text.contains("Money spent"), "{text}");
    assert!(!text.contains("Figures:"), "{text}");
    let text = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(
        text.contains("“monthly charges”列三等分") && !text.contains("可用指标") && !text.contains("消费额"),
        "{text}"
    );
}

#[test]
fn without_money_there_are_no_figures_of_it() {
    let fixture = Fixture::new(&[("customers.csv", CUSTOMERS)]);
    let page = fixture.page(ID, Language::English);
    let text = page.to_markdown();
    assert_eq!((page.charts().len(), page.charts()[0].title.starts_with("Most customers")), (1, true));
    assert!(!text.contains("Money spent") && !text.contains("What they brought"), "{text}");
    assert!(text.contains("the column “age”, in thirds"), "{text}");
}
