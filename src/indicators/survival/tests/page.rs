//! The page and the document, in both languages.

use super::*;
use crate::indicators::fixture::Fixture;

fn settings(own: Value) -> Settings {
    let mut settings = Settings::default();
    let Value::Object(own) = own else { panic!("an object") };
    settings.own.insert(ID.into(), own);
    settings
}

/// The page and the document, through the list of indicators as everybody asks for them.
fn asked_for(files: &[FileTable], filter: &Filter, own: Value, language: Language) -> (Shown, Option<Value>) {
    let (shown, document) = answered(files, filter, own, language);
    (shown.unwrap(), document.unwrap())
}

/// The same, or what is wrong.
fn answered(
    files: &[FileTable],
    filter: &Filter,
    own: Value,
    language: Language,
) -> (Result<Shown, Problem>, Result<Option<Value>, Problem>) {
    let (view, settings, results) = (view(files, filter), settings(own), Results::default());
    let format = Plain(language);
    let question = Question { view: &view, settings: &settings, results: &results, say: Say::new(language, &format) };
    let Answer { shown, .. } = block_on_ready(registry::page(ID, question, &mut Unpaced)).unwrap().unwrap();
    let document = block_on_ready(crate::indicators::document::of_one(ID, question, &mut Unpaced)).unwrap();
    (shown, document)
}

fn page(files: &[FileTable], own: Value, language: Language) -> (Page, Value) {
    match asked_for(files, &Filter::default(), own, language) {
        (Shown::Page(page), Some(document)) => (*page, document),
        other => panic!("no page: {other:?}"),
    }
}

/// A figure's value in the document: objects by key, a list's members by their name.
fn resolve<'a>(document: &'a Value, name: &str) -> Option<&'a Value> {
    if name.is_empty() {
        return Some(document);
    }
    match document {
        Value::Object(object) => object.iter().find_map(|(key, value)| {
            let rest = name.strip_prefix(key.as_str())?;
            if rest.is_empty() { Some(value) } else { resolve(value, rest.strip_prefix('.')?) }
        }),
        Value::Array(list) => list.iter().find_map(|value| {
            let rest = name.strip_prefix(value.get("name")?.as_str()?)?;
            resolve(value, rest.strip_prefix('.')?)
        }),
        _ => None,
    }
}

fn every_figure_resolves(page: &Page, document: &Value) {
    let figures = page.figures();
    assert!(!figures.is_empty());
    for figure in figures {
        let name = figure.name.strip_prefix("survival.").unwrap();
        let value = resolve(document, name).unwrap_or_else(|| panic!("{name} is not in the document"));
        assert_eq!(value.as_f64(), figure.value.parse().ok(), "{name}");
        assert!(figure.origin < page.origins.len());
    }
}

#[test]
fn the_page_says_when_half_are_gone_or_how_many_are_still_there() {
    let files = [three_contracts()];
    // Median and its interval as lifelines 0.30.3 gives them.
    let (en, document) = page(&files, json!({}), Language::English);
    assert_eq!(
        [&document["median"], &document["median_low"], &document["median_high"]],
        [&json!(50.0), &json!(45.0), &json!(null)]
    );
    assert_eq!(en.headline, "53% of the customers are still there after 48 months; half have left after 50 months.");
    // 44 are followed to month 48, the last round time; the product of the shares that stayed, worked out apart.
    near(document["told_share"].as_f64().unwrap(), 0.529_868_304_047_156_3, 1e-12);
    every_figure_resolves(&en, &document);
    let (zh, _) = page(&files, json!({}), Language::Chinese);
    assert_eq!(zh.headline, "48 个月后仍有 53% 的客户；半数客户在 50 个月后离开。");
    assert!(en.to_markdown().contains("45 months to not reached (95% confidence)"));
    let stay = customers(&[("a", ""), ("b", "")], vec![column("tenure", &["3", "5"]), column("left", &["no", "no"])]);
    let (en, _) = page(&[stay], json!({}), Language::English);
    assert_eq!(en.headline, "None of 2 customers has left; they were followed for up to 5 months.");
    let ids: Vec<String> = (1..=40).map(|row| row.to_string()).collect();
    let rows: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "")).collect();
    let tenure: Vec<&str> = ids.iter().map(String::as_str).collect();
    let ended = customers(&rows, vec![column("tenure", &tenure), column("left", &["yes"; 40])]);
    let (en, _) = page(&[ended], json!({}), Language::English);
    assert_eq!(en.headline, "Half of the customers have left after 20 months, all of them after 40 months.");
    let once = [purchases(&[("a", "2023-01-01"), ("b", "2023-01-05"), ("c", "2023-01-05"), ("c", "2024-01-01")])];
    let (en, document) = page(&once, json!({}), Language::English);
    assert_eq!(en.headline, "Half of the customers bought on one day only; 33.3% are still there after 181 days.");
    every_figure_resolves(&en, &document);
}

#[test]
fn groups_are_compared_in_words_and_figures() {
    let files = [three_contracts()];
    let (en, document) = page(&files, json!({"by": "Contract"}), Language::English);
    assert_eq!(en.headline, "After 12 months, 100% of “One year” are still there, but 7% of “Month-to-month”.");
    every_figure_resolves(&en, &document);
    let markdown = en.to_markdown();
    assert!(markdown.contains("p < 0.001") || markdown.contains("p \\< 0.001"), "{markdown}");
    let Plot::Curves(curves) = &en.charts()[0].plot else { panic!("curves") };
    assert_eq!(
        curves.curves.iter().map(|curve| curve.name.as_str()).collect::<Vec<_>>(),
        ["Month-to-month", "One year", "Two year"]
    );
    let (zh, _) = page(&files, json!({"by": "Contract"}), Language::Chinese);
    assert_eq!(zh.headline, "12 个月后，“One year”仍有 100% 的客户，“Month-to-month”为 7%。");
    // North and South leave alike.
    let (en, document) = page(&files, json!({"by": "branch"}), Language::English);
    assert!(en.headline.ends_with("The groups do not differ by more than chance."), "{}", en.headline);
    near(document["log_rank"]["p"].as_f64().unwrap(), 0.980_498_399_2, 1e-9);
    let by = en.sections[0].controls.iter().find(|control| control.parameter == "by").unwrap();
    let Input::Choice { options, chosen } = &by.input else { panic!("a choice") };
    assert_eq!(
        options.iter().map(|option| option.value.clone()).collect::<Vec<_>>(),
        [json!(null), json!("Contract"), json!("branch")]
    );
    assert_eq!((*chosen, by.name.as_str()), (2, "survival-by"));
}

#[test]
fn the_document_has_the_names_scripts_rely_on() {
    let (_, document) = page(&[three_contracts()], json!({"by": "Contract"}), Language::English);
    for name in ["n", "events", "by", "groups", "log_rank", "event", "unit", "provenance"] {
        assert!(document.get(name).is_some(), "{name}");
    }
    let group = &document["groups"][0];
    for name in
        ["name", "n", "events", "median", "median_low", "median_high", "times", "survival", "low", "high", "at_risk"]
    {
        assert!(group.get(name).is_some(), "{name}");
    }
    let steps = group["times"].as_array().unwrap().len();
    assert!(
        ["survival", "low", "high", "at_risk"].into_iter().all(|name| group[name].as_array().unwrap().len() == steps)
    );
    for name in ["statistic", "degrees", "p"] {
        assert!(document["log_rank"][name].is_number(), "{name}");
    }
    assert_eq!(
        (&document["event"], &document["unit"], &document["by"]),
        (&json!("contracts"), &json!("months"), &json!("Contract"))
    );
    let (_, alone) = page(&[three_contracts()], json!({}), Language::English);
    assert_eq!(
        (&alone["groups"][0]["name"], &alone["by"], &alone["log_rank"]),
        (&json!("all"), &json!(null), &json!(null))
    );
}

#[test]
fn few_who_left_and_what_was_not_used_are_told() {
    let (en, _) = page(&[contracts()], json!({"event": "exits"}), Language::English);
    let notes: Vec<&str> = en.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(
        notes,
        [
            "What was chosen as leaving is not in these files; the best that is known was used instead.",
            "Only 2 customers left: read times and shares with care.",
        ]
    );
    assert!(
        en.origins
            .iter()
            .all(|origin| origin.left_out == "2 customers left out: no usable time, or not known whether they left")
    );
    let by_colour = json!({"by": "Colour"});
    let (shown, document) = answered(&[contracts()], &Filter::default(), by_colour, Language::Chinese);
    let problem = shown.unwrap_err();
    assert_eq!((&problem, problem.kind.as_str()), (&document.unwrap_err(), "attribute"));
    assert!(problem.message.contains("“Colour”"), "{}", problem.message);
    let none = [purchases(&[("a", "2024-01-01")])];
    let (en, document) = page(&none, json!({"silent_days": 400}), Language::English);
    assert_eq!((en.headline.as_str(), &document["n"]), ("Nobody can be followed yet", &json!(0)));
    assert!(en.sections[0].controls.iter().any(|control| control.parameter == "silent_days"), "it can be changed here");
}

#[test]
fn what_the_filter_holds_back_is_told_with_every_figure() {
    let filter: Filter = "a.branch=North".parse().unwrap();
    let (shown, document) = asked_for(&[three_contracts()], &filter, json!({"by": "Contract"}), Language::English);
    let Shown::Page(page) = shown else { panic!("a page") };
    assert!(page.origins.iter().all(|origin| origin.left_out == "150 – held back by the filter"), "{:?}", page.origins);
    let document = document.unwrap();
    for group in document["groups"].as_array().unwrap() {
        assert_eq!(group["provenance"]["left_out"], json!([{"reason": "filtered", "count": 150}]));
    }
    let nobody: Filter = "a.branch=West".parse().unwrap();
    let (shown, document) = answered(&[three_contracts()], &nobody, json!({}), Language::English);
    assert!(matches!(shown, Ok(Shown::Missing(Missing { file: false, .. }))));
    assert_eq!(document.unwrap_err().kind, "nothing_left");
    let files = [purchases(&[("a", "2023-01-01"), ("a", "2024-06-01"), ("b", "2024-01-01")])];
    let since: Filter = "from=2023-06-01".parse().unwrap();
    let (shown, document) = asked_for(&files, &since, json!({"silent_days": 30}), Language::English);
    let Shown::Page(page) = shown else { panic!("a page") };
    assert!(page.notes[0].text.starts_with("A period is chosen") && document.unwrap()["within_period"] == json!(true));
}

#[test]
fn without_tables_the_page_says_which_it_needs() {
    let (shown, document) = asked_for(&[], &Filter::default(), json!({}), Language::English);
    let Shown::Missing(missing) = shown else { panic!("nothing") };
    assert!(missing.file && missing.headline.starts_with("See how long") && missing.text.contains("purchases"));
    assert!(document.is_none());
    // A customers table that says neither for how long nor who left is not one the filter emptied.
    let listed = customers(&[("a", "2024-01-01")], vec![column("branch", &["North"])]);
    let (shown, _) = asked_for(&[listed], &Filter::default(), json!({}), Language::English);
    assert!(matches!(shown, Shown::Missing(Missing { file: true, .. })));
}

#[test]
fn a_tenure_is_in_the_unit_its_name_says() {
    for (name, unit) in [
        ("tenure", "months"),
        ("tenure_years", "years"),
        ("Tenure (days)", "days"),
        ("在网月数", "months"),
        ("网龄（年）", "years"),
    ] {
        let rows: String =
            (1..60).map(|n| format!("C{n},{},{}\n", n % 9 + 1, if n % 3 == 0 { "Yes" } else { "No" })).collect();
        let mut fixture = Fixture::new(&[("base.csv", &format!("customer_id,{name},churn\n{rows}"))]);
        assert_eq!(fixture.document(ID).unwrap().unwrap()["unit"], unit, "{name}");
        fixture.set(ID, "tenure_unit", &json!("weeks")).unwrap();
        assert_eq!(fixture.document(ID).unwrap().unwrap()["unit"], "weeks", "{name}");
    }
}

#[test]
fn parameters_that_make_no_sense_are_refused() {
    let mut settings = Settings::default();
    let say = Say::new(Language::Chinese, &Plain(Language::Chinese));
    let mut set = |name: &str, value: Value| registry::set::<Unpaced>(&mut settings, ID, name, &value, &say);
    for good in [
        ("silent_days", json!(90)),
        ("by", json!("Contract")),
        ("event", json!("exits")),
        ("tenure_unit", json!("days")),
    ] {
        set(good.0, good.1).unwrap();
    }
    for bad in [
        ("silent_days", json!(0)),
        ("silent_days", json!(3_651)),
        ("event", json!("moved")),
        ("by", json!(7)),
        ("level", json!(0.9)),
    ] {
        assert!(set(bad.0, bad.1.clone()).is_err(), "{bad:?}");
    }
    assert_eq!(show::explain(&SurvivalError::SilentDays(0), &say), "无法以 0 天判断沉默：请选择 1 至 3650");
    assert!(SurvivalParams { level: 1.0, ..SurvivalParams::default() }.check().is_err());
    assert_eq!(serde_json::to_value(SurvivalError::SilentDays(0)).unwrap(), json!({"silent_days": 0}));
}

#[test]
fn it_can_be_stopped() {
    struct Never;
    impl Pace for Never {
        async fn breathe(&mut self, _: Progress) -> Result<(), Cancelled> {
            Err(Cancelled)
        }
    }
    let view = view(&[three_contracts()], &Filter::default());
    let params = SurvivalParams::default().check().unwrap();
    assert_eq!(block_on_ready(survival(&view, &params, &mut Never)), Err(Stopped::Cancelled));
}

#[test]
fn the_overview_is_offered_what_somebody_says() {
    let say = Say::new(Language::English, &Plain(Language::English));
    let few = SmallSample::DEFAULT;
    let offered = |files: &[FileTable]| show::offer(&found(files, SurvivalParams::default()).unwrap(), few, &say);
    let page = offered(&[three_contracts()]).unwrap();
    assert_eq!(page.figures()[0].name, "survival.median");
    assert!(offered(&[purchases(&[("a", "2023-01-01"), ("b", "2024-01-01")])]).is_none(), "silence says nobody left");
}

#[test]
fn those_who_left_on_the_day_they_began_are_told() {
    // Of forty, ten came once; the others go on to the end.
    let once = (0..10).map(|of| (format!("once{of}"), "2023-01-01"));
    let on = (0..30)
        .flat_map(|of| ["2023-01-01", "2023-05-01", "2023-09-01", "2023-12-31"].map(|day| (format!("on{of}"), day)));
    let rows: Vec<(String, &str)> = once.chain(on).collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(who, day)| (who.as_str(), *day)).collect();
    let step = |language| page(&[purchases(&rows)], json!({}), language).0.to_markdown();
    let (en, zh) = (step(Language::English), step(Language::Chinese));
    assert!(en.contains("Most leave at once: 25% left on the day they began."), "{en}");
    assert!(zh.contains("离开最集中的是开始当天：有 25% 的客户离开"), "{zh}");
    assert!(
        en.contains("Only 10 customers left: read times and shares with care.") && !en.contains("the test"),
        "{en}"
    );
}
