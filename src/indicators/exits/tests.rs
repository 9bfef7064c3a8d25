//! What leaving customers cost, against sums worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::dataset::{Column, Exits, Field, Purchases};
use crate::domain::dictionary::Dictionary;
use crate::domain::language::Language;
use crate::domain::money::Money;
use crate::domain::provenance::LeftOut;
use crate::domain::returns::ReturnsPolicy;
use crate::indicators::exits::{Cause, CheckedExits, ExitCosts, ExitGroup, ExitsParams, ID, MAX_MONTHS, exits};
use crate::indicators::fixture::Fixture;
use crate::indicators::page::{Note, Plot};
use crate::indicators::reference::{self, money};

fn defaults() -> CheckedExits {
    ExitsParams::default().check().unwrap()
}

/// Purchases and exits of one data set: customers are numbered in the order of `purchases`.
fn tables(purchases: &[(&str, &str, Money)], left: &[(&str, &str, &str)]) -> (Purchases, Exits) {
    let (mut ids, mut table) = (Dictionary::new(), Exits::default());
    for (customer, _, _) in purchases {
        ids.intern(customer);
    }
    for (customer, day, _) in left {
        table.customer.push(ids.intern(customer));
        table.day.push(day.parse().unwrap());
    }
    let reasons = left.iter().map(|(_, _, reason)| *reason);
    table.columns.push(Column::of_cells("reason", reasons).with_role(Field::Reason));
    let rows = purchases.iter().map(|(customer, day, amount)| (*customer, None, *day, *amount));
    (reference::purchases(rows), table)
}

fn cost(purchases: &[(&str, &str, Money)], left: &[(&str, &str, &str)]) -> ExitCosts {
    let (purchases, table) = tables(purchases, left);
    exits(&table, Some(&purchases), &defaults())
}

fn left_out(group: &ExitGroup) -> Vec<(LeftOut, usize)> {
    group.provenance.left_out.iter().map(|left_out| (left_out.reason, left_out.count)).collect()
}

#[test]
fn revenue_is_that_of_the_twelve_months_up_to_leaving() {
    // Ann leaves on 10 March 2024: her window is 11 March 2023 to 10 March 2024. The 100 of the day
    // before it and the 7 of the day after she left do not count; 20 + 30.50 do.
    // Bob leaves on 31 May 2024: 1 June 2023 to 31 May 2024. 200, less the return of 50.
    // Cid had stopped in 2022: he counts, with nothing. Dan is in no purchase: not known.
    let found = cost(
        &[
            ("ann", "2023-03-10", money("100")),
            ("ann", "2023-03-11", money("20")),
            ("ann", "2024-03-10", money("30.50")),
            ("ann", "2024-03-11", money("7")),
            ("bob", "2023-06-01", money("200")),
            ("bob", "2023-07-01", -money("50")),
            ("cid", "2022-01-01", money("900")),
            ("eve", "2024-12-31", money("5000")),
        ],
        &[
            ("ann", "2024-03-10", "price"),
            ("bob", "2024-05-31", "service"),
            ("cid", "2024-04-01", "price"),
            ("dan", "2024-04-02", ""),
        ],
    );
    assert_eq!((found.months, found.all.customers, found.all.without_purchases), (12, 4, 1));
    // 50.50 + 150 + 0 over three customers.
    assert_eq!((found.all.revenue, found.all.mean_revenue), (Some(money("200.50")), Some(200.5 / 3.0)));
    assert_eq!(found.all.partly_covered, 0, "the purchases span 2022 to 2024");
    assert_eq!((found.all.provenance.indicator.as_ref(), found.all.provenance.used), ("exits", 3));
    assert_eq!(left_out(&found.all), [(LeftOut::NoPurchase, 1)]);
    let period = found.all.provenance.period.unwrap();
    assert_eq!((period.from.to_string(), period.to.to_string()), ("2024-03-10".into(), "2024-05-31".into()));
    assert_eq!(found.all.customers_provenance().used, 4);
    assert!(found.all.customers_provenance().left_out.is_empty());

    let reasons: Vec<_> = found.by_reason.iter().map(|reason| (reason.reason.as_deref(), &reason.group)).collect();
    let figures: Vec<_> = reasons
        .iter()
        .map(|(reason, group)| (*reason, group.customers, group.revenue, group.mean_revenue, group.provenance.used))
        .collect();
    assert_eq!(
        figures,
        [
            (Some("service"), 1, Some(money("150")), Some(150.0), 1),
            (Some("price"), 2, Some(money("50.50")), Some(25.25), 2),
            (None, 1, None, None, 0),
        ]
    );
}

#[test]
fn the_window_is_as_long_as_chosen_and_ends_in_short_months_too() {
    // One month before 31 March 2024 is 29 February, so the window begins on 1 March.
    let rows = [("a", "2024-02-29", money("1")), ("a", "2024-03-01", money("2")), ("a", "2024-03-31", money("4"))];
    let (purchases, table) = tables(&rows, &[("a", "2024-03-31", "x")]);
    let over = |months| {
        let params = ExitsParams { months, ..ExitsParams::default() };
        exits(&table, Some(&purchases), &params.check().unwrap())
    };
    assert_eq!(over(1).all.revenue, Some(money("6")));
    assert_eq!(over(2).all.revenue, Some(money("7")));
    assert_eq!(
        (over(1).revenue_name(), over(24).mean_name()),
        ("revenue_1_months".into(), "mean_revenue_24_months".into())
    );
}

#[test]
fn of_several_exits_the_newest_counts() {
    let found = cost(
        &[("a", "2020-01-05", money("10")), ("a", "2022-01-05", money("3")), ("z", "2024-01-01", money("1"))],
        &[("a", "2022-02-01", "again"), ("a", "2020-02-01", "first"), ("a", "2022-02-01", "same day, further down")],
    );
    assert_eq!((found.all.customers, found.all.revenue), (1, Some(money("3"))));
    assert_eq!(left_out(&found.all), [(LeftOut::EarlierExit, 2)]);
    assert_eq!(found.by_reason.len(), 1);
    assert_eq!(found.by_reason[0].reason.as_deref(), Some("same day, further down"));
}

#[test]
fn returns_can_be_passed_over() {
    let rows = [("a", "2024-01-05", money("10")), ("a", "2024-01-06", -money("4")), ("b", "2024-01-06", -money("4"))];
    let (purchases, table) = tables(&rows, &[("a", "2024-02-01", ""), ("b", "2024-02-01", "")]);
    let under = |returns| {
        let params = ExitsParams { returns, ..ExitsParams::default() };
        exits(&table, Some(&purchases), &params.check().unwrap()).all
    };
    let net = under(ReturnsPolicy::Net);
    assert_eq!((net.revenue, net.without_purchases), (Some(money("6")), 1), "a return alone is no purchase");
    let gross = under(ReturnsPolicy::LeftOut);
    assert_eq!(gross.revenue, Some(money("10")));
    assert_eq!(left_out(&gross), [(LeftOut::NoPurchase, 1), (LeftOut::Return, 2)]);
}

#[test]
fn purchases_that_do_not_reach_over_the_window_are_told() {
    let rows = [("a", "2024-01-05", money("10")), ("b", "2023-01-01", money("1")), ("b", "2024-03-01", money("2"))];
    // b's window, 2 February 2023 to 1 February 2024, is covered; a's ends a month after the data do,
    // c's begins before them.
    let left = [("a", "2024-04-01", ""), ("b", "2024-02-01", ""), ("c", "2023-06-01", "")];
    let found = cost(&rows, &left).all;
    assert_eq!((found.customers, found.without_purchases, found.partly_covered), (3, 1, 1));
}

#[test]
fn nothing_is_known_without_exits_or_purchases() {
    let (_, table) = tables(&[], &[("a", "2024-04-01", "moved"), ("b", "2024-04-02", "moved")]);
    for purchases in [None, Some(&Purchases::default())] {
        let found = exits(&table, purchases, &defaults());
        assert_eq!((found.all.customers, found.all.revenue, found.all.mean_revenue), (2, None, None));
        assert_eq!((found.by_reason[0].group.customers, found.by_reason[0].group.revenue), (2, None));
    }
    let nobody = exits(&Exits::default(), None, &defaults());
    assert_eq!((nobody.all.customers, nobody.all.revenue, nobody.by_reason.len()), (0, None, 0));
    assert_eq!(nobody.all.provenance.period, None);
}

#[test]
fn a_window_of_no_month_or_of_centuries_is_refused() {
    for months in [0, MAX_MONTHS + 1, u32::MAX] {
        let refused = ExitsParams { months, ..ExitsParams::default() }.check().unwrap_err().to_string();
        assert_eq!(refused, format!("the revenue of {months} months cannot be counted: choose 1 to 120"));
    }
    assert!(ExitsParams { months: MAX_MONTHS, ..ExitsParams::default() }.check().is_ok());
    // The calendar begins in year 1: a window that would begin before is cut there.
    let found = cost(&[("a", "0001-01-01", money("3"))], &[("a", "0001-02-01", "")]);
    assert_eq!(found.all.customers, 1);
}

#[test]
fn one_customer_is_said_otherwise_than_more() {
    let texts = super::texts::ExitsTexts::of(Language::English);
    assert_eq!(
        (texts.headline)(&["1".into(), "12".into()], "5", "5"),
        "1 customer left. In the 12 months before, they had brought 5, 5 each on average."
    );
}

#[test]
fn few_who_left_are_marked() {
    let of = |left: usize| {
        let exits = (0..left).map(|number| format!("c{number},2024-02-01"));
        let exits: Vec<String> = ["customer_id,left_on".to_owned()].into_iter().chain(exits).collect();
        Fixture::new(&[("exits.csv", &exits.join("\n"))]).page(ID, Language::English).notes
    };
    assert_eq!(of(29), [Note::caution("Only 29 customers: read the figures with care")]);
    assert_eq!(of(30), []);
}

#[test]
fn a_mean_says_of_whom_it_is_and_that_they_are_few() {
    let bought = "customer,order,date,amount\na,1,2024-01-05,10\nb,2,2024-01-06,20\n";
    let left = "customer_id,left_on,reason\na,2024-02-01,Fees\nb,2024-02-01,\nc,2024-02-01,Fees\n";
    let fixture = Fixture::new(&[("purchases.csv", bought), ("exits.csv", left)]);
    let (en, zh) = (fixture.page(ID, Language::English), fixture.page(ID, Language::Chinese));
    // 30 of two customers are 15 each, not 10.
    assert_eq!(
        en.headline,
        "3 customers left. In the 12 months before, the 2 of them with purchases counted here had brought 30, 15 each \
         on average."
    );
    assert_eq!(zh.headline, "3 名客户已离开。其中 2 名有计入的购买，离开前 12 个月共消费 30，人均 15。");
    let (en, zh) = (en.to_markdown(), zh.to_markdown());
    assert!(en.contains("of 2 customers with purchases counted here"), "{en}");
    assert!(en.contains("| Fees | 2 | 10 | 10 | Only 1: read it with care |"), "{en}");
    assert!(zh.contains("按有计入购买的 2 名客户计算") && zh.contains("仅 1 个样本"), "{zh}");
    let offer = fixture.offer(ID, Language::English).unwrap().to_markdown();
    assert!(offer.contains("2 customers, in the 12 months before leaving; Only 2: read it with care"), "{offer}");
}

#[test]
fn own_words_lead_to_six_causes() {
    let params = defaults();
    for (reason, cause) in [
        ("Moved away 搬迁", Cause::Market),
        ("Better offer elsewhere 他行条件更优", Cause::Price),
        ("Fees 收费", Cause::Price),
        ("Poor service 服务不满", Cause::Service),
        ("service fee too high", Cause::Price),
        ("产品质量差", Cause::Product),
        ("手机银行经常故障", Cause::Technology),
        ("Lost trust", Cause::Goodwill),
        // "rate" begins no word here.
        ("corporate", Cause::Other),
        ("  ", Cause::Unknown),
    ] {
        assert_eq!(params.words.cause(Some(reason)), cause, "{reason}");
    }
    assert_eq!(params.words.cause(None), Cause::Unknown);
}

const BOUGHT: &str = "customer,order,date,amount\na,1,2024-01-05,1000\nb,2,2024-01-06,400\nc,3,2024-01-07,600\n\
    d,4,2024-01-08,50\nb,5,2024-05-01,70\nb,6,2024-04-30,-10\n";
const LEFT: &str = "customer_id,left_on,reason,went to\na,2024-02-01,Fees,North Bank\nb,2024-02-01,Fees,South Bank\n\
    c,2024-02-01,rude staff,North Bank\nd,2024-02-01,xyzzy,\ne,2024-02-01,,\n";

/// Worked out by hand; Wilson's interval with Python's `statistics.NormalDist`.
#[test]
fn what_is_lost_for_a_cause_is_set_against_its_cost() {
    let mut fixture = Fixture::new(&[("purchases.csv", BOUGHT), ("exits.csv", LEFT)]);
    for (name, value) in [("margin", 0.4), ("saved", 0.5), ("cost_price", 140.0), ("cost_service", 300.0)] {
        fixture.set(ID, name, &json!(value)).unwrap();
    }
    let found = fixture.document(ID).unwrap().unwrap();
    let near = |found: &Value, expected: f64| {
        let found = found.as_f64().unwrap_or_else(|| panic!("{found} is no number"));
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    };
    assert_eq!(found["by_reason"]["Fees"]["customers"], 2, "the own words stay");
    let keys: Vec<_> = found["reasons"].as_array().unwrap().iter().map(|group| group["key"].clone()).collect();
    assert_eq!(keys, ["price", "service", "other", "unknown"]);
    let price = &found["reasons"][0];
    near(&price["share"], 0.5);
    near(&price["low"], 0.150_038_989_152_149_55);
    near(&price["high"], 0.849_961_010_847_850_5);
    near(&price["lost"], 560.0);
    assert_eq!(found["reasons"][3]["share"], Value::Null);
    // Price: 1400 x 40 % = 560; 140 of it must be kept, a quarter; half kept is 280, net 140.
    let [price, service, other] = [0, 1, 2].map(|place| found["decision"][place].clone());
    assert_eq!((&price["reason"], &price["verdict"]), (&json!("price"), &json!("act")));
    for (field, expected) in [("lost", 560.0), ("cost", 140.0), ("break_even", 0.25), ("net", 140.0)] {
        near(&price[field], expected);
    }
    // 448 x 50 % - 140, and 560 x 60 % - 140.
    near(&price["sensitivity"][0]["low"], 84.0);
    near(&price["sensitivity"][1]["high"], 196.0);
    // Service: 600 x 40 % = 240: it cannot pay.
    near(&service["break_even"], 1.25);
    assert_eq!(service["verdict"], "leave");
    assert_eq!((&other["cost"], &other["verdict"]), (&Value::Null, &json!("cost_unknown")));
    // What it hangs on most comes first: kept 40 % to 60 % moves net by 112, as does the margin; the cost by 56.
    let page = fixture.page(ID, Language::English);
    let tried: Vec<_> = page.charts().into_iter().filter(|chart| chart.title.starts_with("Mending ")).collect();
    let [price, _] = tried.as_slice() else { panic!("{} charts", tried.len()) };
    assert_eq!(price.title, "Mending price: what it nets hangs most on the margin");
    let Plot::Differences(bars) = &price.plot else { panic!("another chart") };
    let ranges: Vec<_> = bars.bars.iter().map(|bar| (bar.label.as_str(), bar.interval.unwrap())).collect();
    let expected =
        [("margin", 84.0, 196.0), ("share that mending keeps", 84.0, 196.0), ("cost of mending", 112.0, 168.0)];
    for ((label, (low, high)), (name, least, most)) in ranges.into_iter().zip(expected) {
        assert!(label == name && (low - least).abs() < 1e-9 && (high - most).abs() < 1e-9, "{label} {low} {high}");
    }
    fixture.set(ID, "cost_price", &json!(270.0)).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["decision"][0]["verdict"], "depends");
}

#[test]
fn rivals_and_those_who_came_back_are_told() {
    let fixture = Fixture::new(&[("purchases.csv", BOUGHT), ("exits.csv", LEFT)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["rival_column"], "went to");
    assert_eq!((&found["rivals"][0]["name"], &found["rivals"][0]["customers"]), (&json!("North Bank"), &json!(2)));
    assert_eq!(found["rivals"][0]["lost"], 1600.0);
    let back = &found["win_back"];
    // b bought again for 70 and returned 10.
    assert_eq!((&back["customers"], &back["back"], &back["since"]), (&json!(5), &json!(1), &json!(60.0)));
    let candidates = back["candidates"].as_array().unwrap();
    let who: Vec<_> = candidates.iter().map(|one| (one["customer"].as_str().unwrap(), &one["potential"])).collect();
    assert_eq!(who, [("a", &json!(1000.0)), ("c", &json!(600.0)), ("d", &json!(50.0))]);
    let rows = fixture.members(ID);
    assert_eq!(rows[0].join(","), "customer,left,reason,cause,revenue,potential,back,since");
    assert_eq!(rows[2].join(","), "b,2024-02-01,Fees,price,400,400,2024-05-01,60");
    assert_eq!(rows[5].join(","), "e,2024-02-01,,unknown,,,,");
    let page = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(page.contains("离开去向") && page.contains("North Bank"), "{page}");
}

/// Watched from 1 January to 29 May 2024: 90 days before 31 March, and 60 from it on.
const WATCHED: &str = "customer_id,left_on,reason\nz,2024-01-01,rude staff\na,2024-01-10,Fees\nb,2024-01-11,Fees\n\
    c,2024-02-01,Fees\nd,2024-02-02,Fees\ne,2024-03-01,too expensive\nf,2024-03-30,Fees\nf,2024-03-30,Fees\n\
    g,2024-03-31,Fees\na,2024-04-10,Fees\ny,2024-05-29,rude staff\n";

fn decided(filter: &str, lines: &str) -> Fixture {
    let bought: String = "abcdefgyz".chars().map(|id| format!("{id},2024-01-01,10\n")).collect();
    let bought = format!("customer,date,amount\n{bought}");
    let mut fixture = Fixture::filtered(&[("purchases.csv", &bought), ("exits.csv", WATCHED)], filter);
    fixture.set(ID, "decided", &json!(lines)).unwrap();
    fixture
}

/// The interval with exact binomial tails in Python's fractions.
#[test]
fn what_was_decided_is_kept_with_the_exits_before_and_since() {
    let fixture = decided("", "价格：处理，王芳，2024年3月31日\n\nservice: open\nproduct: leave, Bo");
    let found = fixture.document(ID).unwrap().unwrap();
    let of = |reason: &str| {
        let decisions = found["decision"].as_array().unwrap();
        decisions.iter().find(|decision| decision["reason"] == reason).unwrap().clone()
    };
    let price = of("price");
    assert_eq!(
        (&price["choice"], &price["owner"], &price["date"]),
        (&json!("act"), &json!("王芳"), &json!("2024-03-31"))
    );
    // a left twice, and f is in the table twice: six in 90 days, then two in 60.
    assert_eq!((&price["exits_before"], &price["exits_after"]), (&json!(6), &json!(2)));
    assert_eq!((&price["before"], &price["after"], &price["ratio"]), (&json!(2.0), &json!(1.0), &json!(0.5)));
    for (end, expected) in [("low", 0.049_353_135_446_960_884), ("high", 2.796_219_086_544_381_2)] {
        let found = price[end].as_f64().unwrap();
        assert!((found - expected).abs() < 1e-9, "{end}: {found}");
    }
    let service = of("service");
    assert_eq!(
        (&service["choice"], &service["date"], &service["before"]),
        (&json!("open"), &json!(null), &json!(null))
    );
    assert_eq!(service["verdict"], "cost_unknown", "what was there stays");
    let page = fixture.page(ID, Language::English).to_markdown();
    assert!(page.contains("may be chance") && page.contains("nobody here left for it: product"), "{page}");
    let page = fixture.page(ID, Language::Chinese).to_markdown();
    assert!(page.contains("处理") && page.contains("王芳") && page.contains("可能出于偶然"), "{page}");
}

#[test]
fn exits_are_compared_once_the_day_has_come_and_where_both_sides_were_watched() {
    let of = |filter: &str, lines: &str| decided(filter, lines).document(ID).unwrap().unwrap()["decision"].clone();
    let later = of("", "price: act, Ann, 2024-05-30")[0].clone();
    assert_eq!((&later["choice"], &later["after"]), (&json!("act"), &json!(null)));
    // April 1 is before the period: 30 days from the 10th to the 9th of May, one exit.
    let since = of("from=2024-04-10&to=2024-05-09", "price: act, 2024-04-01")[0].clone();
    assert_eq!((&since["before"], &since["after"], &since["ratio"]), (&json!(null), &json!(1.0), &json!(null)));
    assert_eq!((&since["owner"], &since["date"]), (&json!(null), &json!("2024-04-01")));
    let nobody = of("", "")[0].clone();
    assert_eq!((&nobody["choice"], &nobody["low"]), (&json!(null), &json!(null)));
}

#[test]
fn decisions_that_cannot_be_read_are_told_with_their_line() {
    let mut fixture = Fixture::new(&[("exits.csv", LEFT)]);
    for (lines, told) in [
        ("price: act\n\nprice act", "Line 3, “price act”: a cause, a colon"),
        ("price: act, Ann, 2024-01-01, more", "Line 1, “price: act, Ann, 2024-01-01, more”: a cause, a colon"),
        ("weather: act", "there is no such cause"),
        ("no reason given: act", "there is no such cause"),
        ("price: maybe", "act, leave or open is wanted"),
        ("price: act, Ann, 2024-13-01", "the day should be like"),
        ("price: act, soon, later", "the day should be like"),
        ("price: act\n价格: 不处理", "Line 2, “价格: 不处理”: a line above decides"),
    ] {
        let refused = fixture.set(ID, "decided", &json!(lines)).unwrap_err();
        assert!(refused.contains(told), "{refused}");
    }
    fixture.set(ID, "decided", &json!("Price: Leave it\nother：待定，李明")).unwrap();
}

#[test]
fn absurd_assumptions_are_refused() {
    let mut fixture = Fixture::new(&[("exits.csv", LEFT)]);
    for (name, value) in [
        ("margin", json!(0)),
        ("saved", json!(1.5)),
        ("swing", json!(-0.1)),
        ("cost_price", json!(-1)),
        ("listed", json!(0)),
    ] {
        assert!(fixture.set(ID, name, &value).is_err(), "{name}");
    }
    let told = |refused: String, told: &str| assert!(refused.ends_with(told), "{refused}");
    told(fixture.set(ID, "margin", &json!(1e-300)).unwrap_err(), ": 1e-300 is no such share: choose 0.01% to 100%");
    let refused = fixture.set(ID, "cost_price", &json!(1e300)).unwrap_err();
    told(refused, ": A cost of 1e300 cannot be: choose 0 to 1000000000000");
    // Without purchases nothing is known of money: nothing to decide, and nobody to list.
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["decision"], &found["win_back"]["candidates"]), (&json!([]), &json!([])));
}
