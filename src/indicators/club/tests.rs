//! Members of a handful of purchases, their points and the appeal of a reward, worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::{Only, Tile};

use super::ID;

const ORDERS: &str = "customer_id,date,amount
a,2024-01-01,40
a,2024-01-02,40
b,2024-01-03,25
b,2024-01-04,-5
c,2024-01-05,60
d,2024-01-06,40
";

fn found(files: &[(&str, &str)]) -> Value {
    Fixture::new(files).document(ID).unwrap().unwrap()
}

#[test]
fn the_customers_table_says_who_is_a_member() {
    // a and b are, c is not, d is unknown there: 100 of 200.
    let customers = "customer_id,name,club member\na,Anna,yes\nb,Ben,yes\nc,Cem,no\n";
    let files = [("orders.csv", ORDERS), ("customers.csv", customers)];
    let club = found(&files);
    assert_eq!(
        (&club["share"], &club["customer_share"], &club["column"]),
        (&json!(0.5), &json!(0.5), &json!("club member"))
    );
    let members = &club["members"];
    // The return lowers the money and is no transaction.
    assert_eq!(
        (&members["customers"], &members["transactions"], &members["value"]),
        (&json!(2), &json!(3), &json!(100.0))
    );
    assert_eq!(members["per_customer"], 50.0);
    let page = Fixture::new(&files).page(ID, Language::English);
    assert_eq!(
        page.headline,
        "Members are 50% of the customers and bring 50% of the sales; in the literature it is 61%."
    );
}

#[test]
fn of_a_column_of_texts_any_but_those_that_say_no_member() {
    let customers = "customer_id,name,会员等级\na,Anna,金卡\nb,Ben,非会员\nc,Cem,银卡\nd,Dora,\n";
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["share"], 0.7);
    fixture.set(ID, "others", &json!("非会员，银卡")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["share"], 0.4);
}

#[test]
fn of_a_column_of_the_purchases_each_row_says_it() {
    let orders = "customer_id,date,amount,is_member\na,2024-01-01,30,yes\na,2024-01-02,10,no\nb,2024-01-03,60,no\n";
    let club = found(&[("orders.csv", orders)]);
    assert_eq!(
        (&club["share"], &club["members"]["customers"], &club["others"]["customers"]),
        (&json!(0.3), &json!(1), &json!(1))
    );
}

#[test]
fn without_a_column_the_page_says_what_is_needed() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["share"], Value::Null);
    assert_eq!(fixture.page(ID, Language::Chinese).headline, "没有列说明谁是会员。");
    let mut fixture = fixture;
    assert!(fixture.set(ID, "claimed", &json!(61)).unwrap_err().contains("0 to 100%"));
}

/// A club of four.
const POINTS: &str = "customer_id,name,points_earned,points_redeemed,points_expired
a,Anna,1000.5,400,100
b,Ben,500,0,50
c,Cem,300,300,0
d,Dora,0,0,0
";

fn points(files: &[(&str, &str)]) -> Value {
    found(files)["points"].clone()
}

/// The sums and rates, in this order: earned, redeemed, expired, outstanding, redemption rate, breakage, settled breakage.
fn figures(points: &Value) -> [Value; 7] {
    ["earned", "redeemed", "expired", "outstanding", "redemption_rate", "breakage", "settled_breakage"]
        .map(|key| points[key].clone())
}

#[test]
fn what_became_of_points_is_added_up_exactly() {
    // Earned 1000.5 + 500 + 300 + 0 = 1800.5, redeemed 400 + 0 + 300 + 0 = 700, expired 100 + 50 + 0 + 0 = 150; left are
    // 1800.5 - 700 - 150 = 950.5. Of those settled, 850, 150 expired. b has 450 left and redeemed none; d has none.
    let files = [("orders.csv", ORDERS), ("customers.csv", POINTS)];
    let mut fixture = Fixture::new(&files);
    fixture.set(ID, "point_value", &json!(0.01)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let points = &found["points"];
    let rates = [700.0 / 1800.5, 150.0 / 1800.5, 150.0 / 850.0].map(Value::from);
    let [earned, redeemed, expired, left, of_rates @ ..] = figures(points);
    assert_eq!([earned, redeemed, expired, left], [1800.5, 700.0, 150.0, 950.5].map(Value::from));
    assert_eq!((of_rates, &points["outstanding_from"]), (rates, &json!("remainder")));
    assert_eq!((&points["never_redeemed"], &points["never_redeemed_points"]), (&json!(1), &json!(450.0)));
    // At 0.01 a point.
    assert_eq!((&points["liability"], &points["breakage_money"]), (&json!(9.505), &json!(1.5)));
    assert_eq!((&points["provenance"]["used"], &found["column"]), (&json!(4), &Value::Null));
    let page = fixture.page(ID, Language::English);
    fixture.figures_are_in_the_document(ID, &page);
    let to_those = |tile: &&Tile| tile.only == Some(Only::class(ID, "never_redeemed"));
    assert_eq!(page.tiles().into_iter().filter(to_those).count(), 1);
    assert_eq!(fixture.chosen("c.club=never_redeemed"), ["b"]);
}

#[test]
fn a_column_of_balances_says_what_is_left() {
    // 400 + 500 + 20 - 5 = 915 in place of the remainder; of those with points b redeemed none.
    let customers = "customer_id,name,累计积分,已兑换积分,过期积分,可用积分余额
a,Anna,1000,400,100,400
b,Ben,500,0,50,500
c,Cem,300,300,0,20
d,Dora,0,0,0,-5
";
    let points = points(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    assert_eq!((&points["outstanding"], &points["outstanding_from"]), (&json!(915.0), &json!("balance")));
    assert_eq!((&points["never_redeemed"], &points["never_redeemed_points"]), (&json!(1), &json!(500.0)));
    let balance = &points["columns"][3];
    assert_eq!((&balance["used"], &balance["negative"]), (&json!(4), &json!(1)));
}

#[test]
fn without_a_column_of_points_each_that_is_needed_is_named() {
    let fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let document = fixture.document(ID).unwrap().unwrap();
    assert!(figures(&document["points"]).iter().all(Value::is_null), "{document}");
    for (language, needs) in [(Language::English, "No column of numbers says"), (Language::Chinese, "没有数字列说明")]
    {
        let page = fixture.page(ID, language).to_markdown();
        assert!(page.matches(needs).count() == 1 && page.contains("积分余额"), "{page}");
    }
    // Of one alone the others are named, and what they would say.
    let customers = "customer_id,name,points_earned\na,Anna,10\nb,Ben,30\n";
    let fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    let [earned, others @ ..] = figures(&fixture.document(ID).unwrap().unwrap()["points"]);
    assert_eq!(earned, 40.0);
    assert!(others.iter().all(Value::is_null), "{others:?}");
    assert_eq!(fixture.page(ID, Language::English).to_markdown().matches("No column of numbers").count(), 3);
}

#[test]
fn where_nothing_was_earned_there_is_no_rate() {
    let customers = "customer_id,name,points_earned,points_redeemed,points_expired\na,Anna,0,0,0\nb,Ben,0,0,0\n";
    let points = points(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    let [earned, redeemed, expired, left, rates @ ..] = figures(&points);
    assert_eq!([earned, redeemed, expired, left], [0.0; 4].map(Value::from));
    assert!(rates.iter().all(Value::is_null) && points["never_redeemed"] == 0, "{rates:?}");
}

#[test]
fn numbers_below_zero_take_points_back_and_columns_of_minus_signs_are_turned() {
    // Earned 200 - 50 = 150; redeemed, with minus signs throughout, 100 + 80 = 180: 150 - 180 - 0 = -30, and 1.2 of what
    // was earned.
    let customers =
        "customer_id,name,points_earned,points_redeemed,points_expired\na,Anna,200,-100,0\nb,Ben,-50,-80,0\n";
    let fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    let points = &fixture.document(ID).unwrap().unwrap()["points"];
    let [earned, redeemed, _, left, rate, ..] = figures(points);
    assert_eq!([earned, redeemed, left, rate], [150.0, 180.0, -30.0, 1.2].map(Value::from));
    let columns = &points["columns"];
    assert_eq!((&columns[0]["negative"], &columns[0]["turned"]), (&json!(1), &json!(false)));
    assert_eq!((&columns[1]["negative"], &columns[1]["turned"]), (&json!(2), &json!(true)));
    let page = fixture.page(ID, Language::English).to_markdown();
    for said in ["Fewer than no points", "More points were redeemed", "minus signs", "1 number below zero"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // One redemption was taken back: 400 + 300 - 20.
    let mixed = "customer_id,name,points_earned,points_redeemed\na,Anna,900,-400\nb,Ben,900,-300\nc,Cem,900,20\n";
    let fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", mixed)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["points"]["redeemed"], 680.0);
    assert!(fixture.page(ID, Language::English).to_markdown().contains("1 number above zero"));
}

#[test]
fn a_column_of_yes_and_no_says_who_is_a_member_of_a_club_of_points() {
    let customers = "customer_id,name,points club member,会员积分\na,Anna,yes,5\nb,Ben,no,7\n";
    let fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["column"], &found["members"]["customers"]), (&json!("points club member"), &json!(1)));
}

#[test]
fn cells_that_are_no_numbers_are_left_out_and_counted() {
    // 1 + 2 + … + 40 = 820 points of forty customers; x has a word there, y nothing.
    let members = (1..=40).map(|n| {
        let redeemed = if n == 40 { "some" } else { "0" };
        format!("m{n},N{n},{n},{redeemed},{}\n", n + 100)
    });
    let customers = format!(
        "customer_id,name,points_earned,points_redeemed,points_balance\n{}x,Xaver,many,0,500\ny,Yan,,0,0\n",
        members.collect::<String>()
    );
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS), ("customers.csv", &customers)]);
    let points = fixture.document(ID).unwrap().unwrap()["points"].clone();
    let earned = &points["columns"][0];
    assert_eq!((&points["earned"], &earned["used"]), (&json!(820.0), &json!(40)));
    assert_eq!((&earned["unreadable"], &earned["blank"]), (&json!(1), &json!(1)));
    // Two values, one of them no number: that column is read as text, which is said.
    assert_eq!((&points["redeemed"], &points["not_numbers"]), (&Value::Null, &json!(["points_redeemed"])));
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("未按数字读取，未计入：points"));
    fixture.set(ID, "points_redeemed", &json!("points_earned")).unwrap();
    let points = fixture.document(ID).unwrap().unwrap()["points"].clone();
    assert_eq!((&points["redeemed"], &points["redemption_rate"]), (&json!(820.0), &json!(1.0)), "a chosen column");
    // y has no points; x has 500 and a word for those redeemed.
    assert_eq!(points["never_redeemed"], 0);
}

/// A purchase of each line says what it earned, and what it left.
const BY_PURCHASE: &str = "customer_id,date,amount,points earned,points redeemed,points expired,points balance
a,2024-01-01,40,40,0,0,40
a,2024-03-01,10,10,30,5,15
b,2024-02-01,25,25,0,0,25
b,2024-01-15,7,7,0,0,7
b,2024-02-10,-5,-5,0,0,20
";

#[test]
fn of_purchases_each_customers_newest_balance_counts() {
    // Earned 40 + 10 + 25 + 7 - 5 = 77, redeemed 30, expired 5; a's newest balance is 15 and b's 20. b redeemed none.
    let mut fixture = Fixture::new(&[("orders.csv", BY_PURCHASE)]);
    let points = fixture.document(ID).unwrap().unwrap()["points"].clone();
    let [earned, redeemed, expired, left, rate, ..] = figures(&points);
    assert_eq!([earned, redeemed, expired, left], [77.0, 30.0, 5.0, 35.0].map(Value::from));
    assert_eq!((rate, &points["never_redeemed_points"]), (Value::from(30.0 / 77.0), &json!(20.0)));
    assert_eq!((&points["provenance"]["used"], &points["of_balance"]["used"]), (&json!(5), &json!(2)));
    fixture.figures_are_in_the_document(ID, &fixture.page(ID, Language::Chinese));
    // A balance is what there is at the period's end: b bought nothing in it and still has 20. Who redeemed earlier is not
    // among the rows, so nobody is told to have redeemed none.
    let late = Fixture::filtered(&[("orders.csv", BY_PURCHASE)], "from=2024-02-20");
    let points = &late.document(ID).unwrap().unwrap()["points"];
    assert_eq!((&points["outstanding"], &points["earned"]), (&json!(35.0), &json!(10.0)));
    assert_eq!(points["never_redeemed"], Value::Null);
    assert!(late.page(ID, Language::English).to_markdown().contains("the balance is that of its end"));
    // Returns that are left out take no points back: 82. What they left is left.
    fixture.set("shared", "returns", &json!("left_out")).unwrap();
    let points = &fixture.document(ID).unwrap().unwrap()["points"];
    assert_eq!((&points["earned"], &points["outstanding"]), (&json!(82.0), &json!(35.0)));
    assert_eq!(points["provenance"]["left_out"], json!([{ "reason": "return", "count": 1 }]));
}

#[test]
fn within_a_period_purchases_do_not_say_what_is_left() {
    let without_balance: String =
        BY_PURCHASE.lines().map(|line| format!("{}\n", line.rsplit_once(',').unwrap().0)).collect();
    // From February on earned 10 + 25 - 5 = 30 and redeemed 30.
    let fixture = Fixture::filtered(&[("orders.csv", &without_balance)], "from=2024-02-01");
    let points = &fixture.document(ID).unwrap().unwrap()["points"];
    assert_eq!((&points["earned"], &points["redemption_rate"]), (&json!(30.0), &json!(1.0)));
    assert_eq!((&points["outstanding"], &points["within_period"]), (&Value::Null, &json!(true)));
    let page = fixture.page(ID, Language::English);
    assert!(page.to_markdown().contains("take the beginning off the period"));
    assert_eq!(page.origins[1].left_out, "2 – held back by the filter");
    // Without a beginning: 77 - 30 - 5.
    let fixture = Fixture::filtered(&[("orders.csv", &without_balance)], "to=2024-12-31");
    assert_eq!(fixture.document(ID).unwrap().unwrap()["points"]["outstanding"], 42.0);
}

#[test]
fn one_row_has_points_too() {
    // 8 earned, 2 redeemed and 1 expired leave 5; a quarter was redeemed, and a third of what is settled expired.
    let orders = "customer_id,date,amount,points earned,points redeemed,points expired\na,2024-01-01,40,8,2,1\n";
    let points = points(&[("orders.csv", orders)]);
    let expected = [8.0, 2.0, 1.0, 5.0, 0.25, 0.125, 1.0 / 3.0].map(Value::from);
    assert_eq!((figures(&points), &points["never_redeemed"]), (expected, &json!(0)));
}

#[test]
fn what_was_earned_in_one_table_is_not_held_against_what_was_redeemed_in_another() {
    // The purchases have two of the three and the customers one: all are the purchases'. Balances stand by themselves.
    let orders = "customer_id,date,amount,points earned,points redeemed\na,2024-01-01,40,8,2\nb,2024-01-02,40,4,0\n";
    let customers = "customer_id,name,points expired,points balance\na,Anna,70,6\nb,Ben,20,3\n";
    let files = [("orders.csv", orders), ("customers.csv", customers)];
    let mut fixture = Fixture::new(&files);
    let [earned, redeemed, expired, left, ..] = figures(&fixture.document(ID).unwrap().unwrap()["points"]);
    assert_eq!([earned, redeemed, expired, left], [json!(12.0), json!(2.0), Value::Null, json!(9.0)]);
    // A chosen column comes before any that are only called so.
    fixture.set(ID, "points_expired", &json!("points expired")).unwrap();
    let [earned, redeemed, expired, left, ..] = figures(&fixture.document(ID).unwrap().unwrap()["points"]);
    assert_eq!([earned, redeemed, expired, left], [Value::Null, Value::Null, json!(90.0), json!(9.0)]);
}

#[test]
fn points_of_members_do_not_say_who_is_one() {
    let customers = "customer_id,name,会员积分,会员\na,Anna,10,是\nb,Ben,20,否\nc,Cem,30,否\n";
    let club = found(&[("orders.csv", ORDERS), ("customers.csv", customers)]);
    assert_eq!(club["column"], "会员");
}

#[test]
fn the_appeal_of_a_reward_is_the_weighted_mean_of_its_marks() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    assert_eq!(fixture.document(ID).unwrap().unwrap()["appeal"]["score"], Value::Null);
    for (element, mark) in [("cash_value", 5.0), ("choice", 4.0), ("aspiration", 3.5), ("relevance", 2.0)] {
        fixture.set(ID, &format!("appeal_{element}"), &json!(mark)).unwrap();
    }
    // (5 + 4 + 3.5 + 2) / 4; convenience has no mark.
    let appeal = &fixture.document(ID).unwrap().unwrap()["appeal"];
    assert_eq!((&appeal["score"], &appeal["marked"]), (&json!(3.625), &json!(4)));
    assert_eq!(appeal["weakest"], json!(["relevance"]));
    // (5 x 1 + 4 x 1 + 3.5 x 2) / 4, and relevance weighs nothing.
    fixture.set(ID, "appeal_weights", &json!([1, 1, 2, 0, 1])).unwrap();
    let appeal = &fixture.document(ID).unwrap().unwrap()["appeal"];
    assert_eq!((&appeal["score"], &appeal["weakest"]), (&json!(4.0), &json!(["aspiration"])));
    assert_eq!(appeal["parts"][3], json!({ "key": "relevance", "mark": 2.0, "weight": 0.0 }));
    let page = fixture.page(ID, Language::English);
    fixture.figures_are_in_the_document(ID, &page);
    let text = page.to_markdown();
    assert!(text.contains("Weakest, with 3.5: aspirational value.") && text.contains("not a measurement"), "{text}");
    assert!(fixture.page(ID, Language::Chinese).to_markdown().contains("最弱（3.5 分）：向往程度。"));
}

#[test]
fn marks_that_are_all_alike_have_no_weakest_and_without_one_that_weighs_there_is_no_mean() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    fixture.set(ID, "appeal_choice", &json!(2)).unwrap();
    let appeal = &fixture.document(ID).unwrap().unwrap()["appeal"];
    assert_eq!((&appeal["score"], &appeal["weakest"]), (&json!(2.0), &json!([])));
    fixture.set(ID, "appeal_weights", &json!([1, 0, 1, 1, 1])).unwrap();
    let appeal = &fixture.document(ID).unwrap().unwrap()["appeal"];
    assert_eq!((&appeal["score"], &appeal["marked"]), (&Value::Null, &json!(1)));
}

#[test]
fn values_marks_and_weights_that_mean_nothing_are_refused() {
    let mut fixture = Fixture::new(&[("orders.csv", ORDERS)]);
    let refused = [
        ("point_value", json!(0), "more than 0, at most 1,000,000"),
        ("point_value", json!(-0.5), "cannot be worth -0.5"),
        ("appeal_choice", json!(0), "choose 1 to 5"),
        ("appeal_choice", json!(5.5), "cannot be 5.5"),
        ("appeal_weights", json!([1, 1, 1, 1]), "five weights from 0 to 100"),
        ("appeal_weights", json!([0, 0, 0, 0, 0]), "one of them above 0"),
        ("appeal_weights", json!([-1, 1, 1, 1, 1]), "five weights"),
    ];
    for (parameter, value, why) in refused {
        let error = fixture.set(ID, parameter, &value).unwrap_err();
        assert!(error.contains(why), "{parameter}: {error}");
    }
}
