//! From tables to times, and groups.

use super::*;

/// Times and who left, one row each, in order.
fn times(files: &[FileTable], params: SurvivalParams) -> Vec<(f64, bool)> {
    let view = view(files, &Filter::default());
    let event = subjects::available(&view.dataset)[0];
    let params = params.check().unwrap();
    let event = params.event.event().unwrap_or(event);
    let followed = block_on_ready(subjects::follow(&view, event, params.silent_days, &mut Unpaced)).unwrap();
    followed.subjects.iter().map(|subject| (subject.time.get(), subject.left)).collect()
}

#[test]
fn contracts_say_times_themselves() {
    assert_eq!(
        times(&[contracts()], SurvivalParams::default()),
        [(1.0, true), (34.0, false), (2.5, true), (0.0, false)]
    );
    let found = found(&[contracts()], SurvivalParams::default()).unwrap();
    assert_eq!((found.event, found.unit, found.n, found.events), (Event::Contracts, TimeUnit::Months, 4, 2));
    assert_eq!(found.passed_over, PassedOver { no_time: 2, ..PassedOver::default() });
    assert_eq!((found.groups.len(), found.groups[0].name.as_str(), found.log_rank), (1, "all", None));
    assert_eq!(found.offered.attributes, ["Contract"], "nothing is compared by what says who left");
}

#[test]
fn exits_end_what_a_purchase_or_the_day_since_when_began() {
    let bought = purchases(&[
        ("ann", "2024-01-10"),
        ("ann", "2024-03-01"),
        ("bob", "2024-02-01"),
        ("cid", "-2024-02-01"),
        ("eve", "2024-06-30"),
    ]);
    // Ann leaves twice: the first exit counts. Bob's first is of an earlier life. Dan never bought, but is listed.
    let left = exits(&[
        ("ann", "2024-04-09"),
        ("ann", "2024-05-01"),
        ("bob", "2023-12-01"),
        ("dan", "2024-01-31"),
        ("eve", "2024-06-30"),
    ]);
    let listed = customers(&[("bob", "2024-01-01"), ("dan", "2024-01-01"), ("fay", "2024-07-15")], Vec::new());
    let files = [bought, left, listed];
    // In the order of ids: ann 10 January to 9 April, bob 1 January to the end on 30 June, eve on one day, dan 30 days.
    assert_eq!(times(&files, SurvivalParams::default()), [(90.0, true), (181.0, false), (0.0, true), (30.0, true)]);
    let found = found(&files, SurvivalParams::default()).unwrap();
    assert_eq!((found.event, found.unit, found.n), (Event::Exits, TimeUnit::Days, 4));
    // Cid only brought something back; fay begins after the end.
    assert_eq!(found.passed_over, PassedOver { no_start: 1, no_time: 1, other_exits: 2, ..PassedOver::default() });
    let period = found.provenance.period.unwrap();
    assert_eq!((period.from.to_string(), period.to.to_string()), ("2024-01-01".into(), "2024-06-30".into()));
    // Bob's first exit, of an earlier life, is the first of all: nobody began before.
    assert_eq!(found.earlier, Some(("2023-12-01".parse().unwrap(), 0)));
}

#[test]
fn who_began_before_anybody_is_known_to_have_left_is_told() {
    let bought = || purchases(&[("ann", "2020-01-10"), ("bob", "2024-02-01"), ("cid", "2024-03-01")]);
    let files = [bought(), exits(&[("cid", "2024-05-01")])];
    assert_eq!(found(&files, SurvivalParams::default()).unwrap().earlier, Some(("2024-05-01".parse().unwrap(), 3)));
    let files = [bought(), exits(&[("cid", "2024-05-01"), ("ann", "2020-02-01")])];
    assert_eq!(found(&files, SurvivalParams::default()).unwrap().earlier, Some(("2020-02-01".parse().unwrap(), 1)));
    assert_eq!(found(&[bought()], SurvivalParams::default()).unwrap().earlier, None);
}

#[test]
fn silence_stands_for_leaving_where_nobody_says_who_left() {
    let files = [purchases(&[
        ("ann", "2024-01-01"),
        ("ann", "2024-01-31"),
        ("bob", "2024-01-01"),
        ("cid", "2024-01-01"),
        ("cid", "2024-12-31"),
        ("cid", "-2025-01-01"),
        ("dan", "2024-11-01"),
        ("eve", "2024-09-22"),
    ])];
    // Seen until 100 days before 1 January 2025, 23 September. Ann is silent after 30 days, bob at once; cid goes on
    // buying; dan began too late; eve was silent for 101 days.
    let params = SurvivalParams { silent_days: 100, ..SurvivalParams::default() };
    assert_eq!(times(&files, params.clone()), [(30.0, true), (0.0, true), (266.0, false), (0.0, true)]);
    let hundred = found(&files, params.clone()).unwrap();
    assert_eq!((hundred.event, hundred.silent_days), (Event::Silence, Some(100)));
    assert_eq!(hundred.passed_over, PassedOver { too_recent: 1, ..PassedOver::default() });
    // 101 days of silence are not more than 101.
    let longer = SurvivalParams { silent_days: 101, ..params };
    assert_eq!(times(&files, longer)[3], (0.0, false));
    let longest = found(&files, SurvivalParams { silent_days: 3_650, ..SurvivalParams::default() }).unwrap();
    assert_eq!((longest.n, longest.passed_over.too_recent, longest.median), (0, 5, None));
}

#[test]
fn what_is_used_is_the_best_known_or_what_is_asked_for() {
    let bought = || purchases(&[("a", "2023-01-01"), ("a", "2024-01-01"), ("b", "2023-02-01")]);
    let left = || exits(&[("a", "2024-01-02")]);
    let used = |files: &[FileTable], event| found(files, asked(event)).map(|found| found.event);
    let all = [contracts(), bought(), left()];
    assert_eq!(used(&all, Asked::Auto), Some(Event::Contracts));
    assert_eq!(used(&all, Asked::Exits), Some(Event::Exits));
    assert_eq!(used(&all, Asked::Silence), Some(Event::Silence));
    assert_eq!(used(&[bought(), left()], Asked::Contracts), Some(Event::Exits), "the best there is takes its place");
    assert_eq!(used(&[bought()], Asked::Auto), Some(Event::Silence));
    assert_eq!(used(&[left()], Asked::Auto), None, "exits alone do not say when anything began");
    assert_eq!(used(&[customers(&[("a", "2023-01-01")], Vec::new())], Asked::Auto), None);
    assert_eq!(used(&[customers(&[("a", "2023-01-01")], Vec::new()), left()], Asked::Auto), Some(Event::Exits));
    assert_eq!(used(&[], Asked::Auto), None);
}

// Groups

#[test]
fn groups_are_the_values_of_an_attribute_without_the_blank_one() {
    let by = |by: &str| SurvivalParams { by: Some(by.into()), ..SurvivalParams::default() };
    let found = found(&[contracts()], by("Contract")).unwrap();
    let groups: Vec<_> =
        found.groups.iter().map(|group| (group.name.as_str(), group.curve.n, group.curve.events)).collect();
    assert_eq!(groups, [("monthly", 2, 2), ("yearly", 1, 0)]);
    assert_eq!((found.n, found.without_value, found.by.as_deref()), (4, 1, Some("Contract")));
    let view = view(&[contracts()], &Filter::default());
    let unknown = block_on_ready(survival(&view, &by("Colour").check().unwrap(), &mut Unpaced));
    assert_eq!(unknown, Err(Stopped::Error(SurvivalError::Attribute { name: "Colour".to_owned() })));
}

/// The same customers with and without some of whom nothing is known: the test compares the others alone.
#[test]
fn who_has_no_value_is_compared_with_nobody() {
    let rows = ["1,yes,a", "2,no,a", "5,yes,b", "6,yes,a", "7,no,b", "9,yes,b", "3,yes,", "4,yes,", "1,yes,"];
    let of = |known: usize| {
        let rows: Vec<Vec<&str>> = rows.iter().take(known).map(|row| row.split(',').collect()).collect();
        let ids: Vec<String> = (0..known).map(|row| row.to_string()).collect();
        let ids: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "")).collect();
        let cells = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<_>>();
        let columns = vec![column("tenure", &cells(0)), column("left", &cells(1)), column("plan", &cells(2))];
        let by = SurvivalParams { by: Some("plan".into()), ..SurvivalParams::default() };
        let found = found(&[customers(&ids, columns)], by.clone()).unwrap();
        let page = show::show(&found, &by, &Say::new(Language::English, &Plain(Language::English)));
        (found, format!("{page:?}"))
    };
    let ((all, said), (known, silent)) = (of(9), of(6));
    assert_eq!((all.n, all.without_value, known.without_value), (9, 3, 0));
    assert_eq!((all.log_rank, all.wilcoxon), (known.log_rank, known.wilcoxon));
    assert_eq!(all.log_rank.unwrap().degrees, 1);
    assert!(said.contains("3 customers have no value of plan") && !silent.contains("no value of plan"));
}

#[test]
fn the_largest_groups_are_compared_and_the_others_counted() {
    let rows: Vec<String> = (0..120).map(|row| row.to_string()).collect();
    // Town k has 15 - k customers: towns 0 to 14 make 120.
    let towns: Vec<String> = (0..15_usize).flat_map(|town| vec![format!("T{town:02}"); 15 - town]).collect();
    let text = |values: &[String]| values.iter().map(String::as_str).collect::<Vec<_>>().join(",");
    let (rows, towns) = (text(&rows), text(&towns));
    let ids: Vec<(&str, &str)> = rows.split(',').map(|id| (id, "")).collect();
    let towns: Vec<&str> = towns.split(',').collect();
    let tenure: Vec<&str> = rows.split(',').collect();
    let left: Vec<&str> = (0..120).map(|row| if row % 2 == 0 { "yes" } else { "no" }).collect();
    let file = customers(&ids, vec![column("tenure", &tenure), column("left", &left), column("town", &towns)]);
    let found = found(&[file], SurvivalParams { by: Some("town".into()), ..SurvivalParams::default() }).unwrap();
    assert_eq!(found.groups.len(), MOST);
    assert_eq!(found.groups.iter().map(|group| group.curve.n).collect::<Vec<_>>(), [15, 14, 13, 12, 11, 10, 9, 8]);
    assert_eq!((found.more_groups, found.more_customers, found.n), (7, 28, 120));
    assert_eq!(found.log_rank.unwrap().degrees, MOST - 1);
    let page = show::show(&found, &SurvivalParams::default(), &Say::new(Language::English, &Plain(Language::English)));
    assert!(format!("{page:?}").contains("The test compares the 8 largest groups alone."));
}

#[test]
fn round_times_reach_to_the_end() {
    assert_eq!(groups::moments(72.0, TimeUnit::Months), [0, 12, 24, 36, 48, 60, 72]);
    assert_eq!(groups::moments(1_022.0, TimeUnit::Days), [0, 180, 360, 540, 720, 900]);
    assert_eq!(groups::moments(0.0, TimeUnit::Days), [0]);
    assert_eq!(groups::moments(0.8, TimeUnit::Years), [0]);
    for until in [1.0, 6.0, 7.9, 8.0, 50.0, 1e4, 1e9, 1e300] {
        for unit in [TimeUnit::Days, TimeUnit::Weeks, TimeUnit::Months, TimeUnit::Years] {
            let moments = groups::moments(until, unit);
            assert!((1..=8).contains(&moments.len()) && moments.is_sorted(), "{until}: {moments:?}");
        }
    }
}

#[test]
fn numbers_of_many_values_are_compared_in_quarters() {
    let rows: Vec<(String, String)> = (1..=40).map(|number| (format!("c{number:02}"), format!("{number}.5"))).collect();
    let ids: Vec<(&str, &str)> = rows.iter().map(|(id, _)| (id.as_str(), "")).chain([("none", "")]).collect();
    let texts = |text: fn(usize) -> String| (1..=41).map(text).collect::<Vec<_>>();
    let of = |name: &str, cells: Vec<String>| column(name, &cells.iter().map(String::as_str).collect::<Vec<_>>());
    let mut charges: Vec<String> = rows.iter().map(|(_, charge)| charge.clone()).collect();
    charges.push(String::new());
    let columns = vec![
        of("tenure", texts(|number| number.to_string())),
        of("left", texts(|number| if number % 2 == 0 { "yes".into() } else { "no".into() })),
        of("charge", charges),
    ];
    let file = customers(&ids, columns);
    let by = SurvivalParams { by: Some("charge".into()), ..SurvivalParams::default() };
    let found = found(&[file], by.clone()).unwrap();
    assert_eq!(found.offered.attributes, ["charge"]);
    let groups: Vec<(&str, usize)> = found.groups.iter().map(|group| (group.name.as_str(), group.curve.n)).collect();
    assert_eq!(groups, [("1.5..10.5", 10), ("11.5..20.5", 10), ("21.5..30.5", 10), ("31.5..40.5", 10)]);
    assert_eq!((found.more_groups, found.without_value, found.n), (0, 1, 41));
    let page = show::show(&found, &by, &Say::new(Language::English, &Plain(Language::English)));
    let names: Vec<String> = page.figures().iter().map(|figure| figure.name.clone()).collect();
    assert!(names.iter().any(|name| name == "survival.groups.1.5..10.5.n"), "{names:?}");
    assert!(format!("{page:?}").contains("1.50 – 10.50"));
}
