//! What the score's page says, and that its figures are those of the document.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use std::fmt::Write;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::dataset::{Answers, BLANK, Dataset, Field, FileTable, Filter, Kind, Rows};
use crate::domain::format::Plain;
use crate::domain::intake::{
    Cancelled, MemorySource, Overrides, Pace, Progress, Unpaced, block_on_ready, preview, read,
};
use crate::domain::language::Language;
use crate::indicators::page::{Cell, Comment, Control, Inline, Input, Link, Move, Part, Plot, Section, Tile};
use crate::indicators::rfm::RfmParams;
use crate::indicators::settings::SHARED;
use crate::indicators::{Indicator, Page, Problem, Question, Results, Say, Settings, Shown, Stopped, View, registry};

use super::{MOST_COMMENTS, NpsFound, NpsIndicator, NpsParams};

/// Three months: North is loved, South is not; one answer is none, one has no day.
const ANSWERS: &str = "\
customer,date,score,comment,branch
c1,2024-01-05,10,Quick,North
c2,2024-01-06,9,,North
c3,2024-02-01,3,\"Slow, and rude\",South
a/b 1,2024-02-02,8,Fine,South
,2024-03-03,none,Why ask?,South
c1,,10,Again,North
";
const CUSTOMERS: &str = "customer_id,name,area\nc1,Ann,East\nc2,Bob,West\nc3,Cid,East\n";

fn view(files: &[(&str, &str)], filter: &str) -> View {
    let tables = files.iter().map(|(name, text)| table(name, text, &Overrides::default()));
    view_of(&tables.collect::<Vec<_>>(), filter)
}

fn table(name: &str, text: &str, overrides: &Overrides) -> FileTable {
    let mut source = MemorySource::new(name, text);
    let plan = block_on_ready(preview(&mut source, overrides)).unwrap().plan;
    block_on_ready(read(&mut source, &plan, &mut Unpaced)).unwrap().table
}

fn view_of(tables: &[FileTable], filter: &str) -> View {
    let all = Arc::new(Dataset::build(tables).0);
    let filter: Filter = filter.parse().unwrap();
    let rfm = RfmParams::default().check().unwrap();
    block_on_ready(View::new(1, &all, &filter, &rfm, None, &mut Unpaced)).ok().unwrap()
}

fn answered(filter: &str) -> View {
    view(&[("answers.csv", ANSWERS), ("customers.csv", CUSTOMERS)], filter)
}

/// Two rows, and no score.
fn unscored(filter: &str) -> View {
    let day = |text: &str| Some(text.parse().unwrap());
    let rows = Answers {
        customer: vec![BLANK; 2],
        day: vec![day("2024-01-01"), day("2024-01-02")],
        score: vec![None; 2],
        ..Answers::default()
    };
    view_of(
        &[FileTable { customers: Arc::default(), rows: Rows::Answers(Arc::new(rows)), order_ids: Arc::default() }],
        filter,
    )
}

/// Asks with settings, in a language.
fn ask<T>(view: &View, settings: &Settings, language: Language, with: impl FnOnce(Question<'_>) -> T) -> T {
    let (format, results) = (Plain(language), Results::default());
    with(Question { view, settings, results: &results, say: Say::new(language, &format) })
}

fn shown(view: &View, settings: &Settings, language: Language) -> Result<Shown, Problem> {
    ask(view, settings, language, |question| {
        block_on_ready(registry::page("nps", question, &mut Unpaced)).unwrap().unwrap().shown
    })
}

fn page(view: &View, settings: &Settings, language: Language) -> Page {
    match shown(view, settings, language) {
        Ok(Shown::Page(page)) => *page,
        other => panic!("no page but {other:?}"),
    }
}

fn document(view: &View, settings: &Settings) -> Value {
    ask(view, settings, Language::English, |question| {
        block_on_ready(crate::indicators::document::of_one("nps", question, &mut Unpaced)).unwrap().unwrap().unwrap()
    })
}

fn found(view: &View) -> NpsFound {
    let params = NpsParams::default().check().unwrap();
    block_on_ready(NpsIndicator::compute(view, &params, &mut Unpaced)).unwrap().unwrap()
}

fn by(name: &str) -> Settings {
    let mut settings = Settings::default();
    settings.own.insert("nps".into(), json!({ "by": name }).as_object().unwrap().clone());
    settings
}

fn section<'a>(page: &'a Page, id: &str) -> &'a Section {
    page.sections.iter().find(|section| section.id == id).unwrap_or_else(|| panic!("no section {id}"))
}

fn control<'a>(page: &'a Page, name: &str) -> &'a Control {
    let mut controls = page.sections.iter().flat_map(|section| &section.controls);
    controls.find(|control| control.name == name).unwrap_or_else(|| panic!("no control {name}"))
}

fn comments(page: &Page) -> &[Comment] {
    let mut parts = section(page, "nps-comments").parts.iter();
    parts.find_map(|part| if let Part::Comments(comments) = part { Some(&comments[..]) } else { None }).unwrap_or(&[])
}

fn steps(page: &Page) -> Vec<String> {
    let text = |cell: &Cell| match &cell.0[..] {
        [Inline::Text(text)] => text.clone(),
        other => panic!("{other:?}"),
    };
    match &section(page, "what_to_do").parts[..] {
        [Part::List(steps)] => steps.iter().map(text).collect(),
        other => panic!("{other:?}"),
    }
}

fn figure<'a>(page: &'a Page, name: &str) -> (&'a str, &'a str) {
    let figure = page.figures().into_iter().find(|figure| figure.name == name);
    let figure = figure.unwrap_or_else(|| panic!("no figure {name}"));
    (&figure.value, &figure.text)
}

#[test]
fn the_first_line_says_the_score_and_where_it_stands() {
    // 3 of 5 promote and 1 detracts. With the made-up answers 25 ± 1.96 × 100 √(0.625 / 8).
    let view = answered("");
    let said = |language| page(&view, &Settings::default(), language).headline;
    assert_eq!(
        said(Language::English),
        "The Net Promoter Score is +40, somewhere between -29.8 and +79.8. Only 5 answers: read it with care. \
         Feb 2024: -50, too few answers to compare with Jan 2024."
    );
    assert_eq!(
        said(Language::Chinese),
        "净推荐值（NPS）为 +40，区间为 -29.8 至 +79.8。仅 5 份回答，请谨慎解读。2024年2月为 -50，回答太少，无法与2024年1月比较。"
    );
}

#[test]
fn a_few_answers_after_many_are_no_change() {
    // Forty answers at +45 in November, and so many detractors in December.
    let said = |detractors: usize, language| {
        let november = rows(&[("2024-11-05", "9", 24), ("2024-11-06", "7", 10), ("2024-11-07", "3", 6)]);
        let text = format!("date,score\n{november}{}", rows(&[("2024-12-01", "2", detractors)]));
        let page = page(&view(&[("said.csv", &text)], ""), &Settings::default(), language);
        let trend = page.charts().into_iter().find_map(|chart| match &chart.plot {
            Plot::Trend(trend) => Some(trend.points[1].change),
            _ => None,
        });
        (page.headline, trend.unwrap())
    };
    for detractors in [1, 2, 29] {
        let (headline, change) = said(detractors, Language::English);
        assert!(headline.ends_with("Dec 2024: -100, too few answers to compare with Nov 2024."), "{headline}");
        assert_eq!(change, Move::TooFew);
    }
    assert!(said(1, Language::Chinese).0.ends_with("2024年12月为 -100，回答太少，无法与2024年11月比较。"));
    let (headline, change) = said(30, Language::English);
    assert!(headline.ends_with("Dec 2024: -100, really lower than in Nov 2024."), "{headline}");
    assert_eq!(change, Move::Down);
}

#[test]
fn the_figures_stand_on_the_page_in_full_and_as_read() {
    let page = page(&answered(""), &Settings::default(), Language::English);
    assert_eq!(figure(&page, "nps.score"), ("40", "+40"));
    assert_eq!(figure(&page, "nps.n"), ("5", "5"));
    assert_eq!(figure(&page, "nps.not_answers"), ("1", "1"));
    assert_eq!(figure(&page, "nps.promoters"), ("3", "3"));
    assert_eq!(figure(&page, "nps.by.branch.South.score"), ("-50", "-50"));
    let Part::Tiles(tiles) = &section(&page, "nps-figures").parts[0] else { panic!("no tiles") };
    let [score, interval, n, _] = &tiles[..] else { panic!("{tiles:?}") };
    assert_eq!(score.note, "5 answers of 4 people: some answered more than once; Only 5: read it with care");
    assert_eq!((&interval.note[..], interval.value.figures().count()), ("95% confidence", 2));
    assert_eq!(n.note, "Only 5: read it with care");
    let sections: Vec<&str> = page.sections.iter().map(|section| &section.id[..]).collect();
    assert_eq!(
        sections,
        ["nps-figures", "nps-score", "nps-answers", "nps-trend", "nps-groups", "nps-comments", "what_to_do"]
    );
    let plots: Vec<&Plot> = page.charts().into_iter().map(|chart| &chart.plot).collect();
    assert!(matches!(plots[..], [Plot::Gauge(_), Plot::Shares(_), Plot::Bars(_), Plot::Trend(_), Plot::Bars(_)]));
    assert_eq!(
        steps(&page),
        [
            "Collect more answers before acting on this score.",
            "Call back the detractors who left their name, the newest first: 1 answer from 0 to 6 says who it was.",
            "Do not read a change into the latest period yet: it or the one before has too few answers to compare.",
        ]
    );
}

#[test]
fn every_figure_is_in_the_document_under_its_name() {
    for settings in [Settings::default(), by("area")] {
        for view in [answered(""), answered("from=2024-02-01")] {
            let document = json!({ "nps": document(&view, &settings) });
            let page = page(&view, &settings, Language::Chinese);
            assert!(page.figures().len() > 10);
            for figure in page.figures() {
                let value = figure.name.split('.').fold(&document, |value, name| &value[name]);
                assert_eq!(value.as_f64(), figure.value.parse().ok(), "{}", figure.name);
                assert!(page.origins.get(figure.origin).is_some());
            }
        }
    }
}

#[test]
fn the_document_is_what_scripts_rely_on() {
    let found = document(&answered(""), &Settings::default());
    let names: Vec<&str> = found.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "answers",
        "by",
        "counted",
        "detractors",
        "distribution",
        "high",
        "level",
        "looks_like",
        "looks_unlike_nps",
        "low",
        "mean",
        "n",
        "not_answers",
        "passives",
        "people",
        "promoters",
        "provenance",
        "score",
        "small_sample",
        "standard_error",
        "trend",
    ];
    assert_eq!(names, expected);
    assert_eq!(found["by"]["branch"]["North"]["score"], 100.0);
    assert_eq!((&found["by"]["area"]["East"]["n"], &found["by"]["area"][""]["n"]), (&json!(3), &json!(1)));
    assert_eq!(found["trend"]["periods"][1]["change"]["real_change"], false);
    assert_eq!(found["trend"]["periods"][1]["change"]["too_few"], true);
    assert_eq!(found["trend"]["periods"][1]["small_sample"], true);
    assert_eq!((&found["answers"], &found["people"], &found["counted"]), (&json!(5), &json!(4), &json!("answers")));
}

#[test]
fn what_the_filter_held_back_is_told_with_every_figure() {
    let view = answered("to=2024-02-02");
    let page = page(&view, &Settings::default(), Language::English);
    let south = page.figures().into_iter().find(|figure| figure.name == "nps.by.branch.South.n").unwrap();
    assert!(page.origins.len() > 1 && page.origins[south.origin].used == "2 answers");
    for origin in &page.origins {
        assert!(origin.left_out.contains("held back by the filter"), "{origin:?}");
    }
}

#[test]
fn before_a_choice_the_answers_own_attribute_is_compared() {
    let view = answered("");
    let compared = |settings: &Settings| {
        let page = page(&view, settings, Language::English);
        let Input::Choice { options, chosen } = &control(&page, "compare-by").input else { panic!("no choice") };
        assert_eq!(options.iter().map(|option| &option.text[..]).collect::<Vec<_>>(), ["area", "branch"]);
        (options[*chosen].value.clone(), page.figures().iter().any(|figure| figure.name == "nps.by.area.East.n"))
    };
    assert_eq!(compared(&Settings::default()), (json!("branch"), false));
    assert_eq!(compared(&by("area")), (json!("area"), true));
    assert_eq!(compared(&by("colour")), (json!("branch"), false), "no answer has a colour");
    let page = page(&view, &Settings::default(), Language::English);
    let field = control(&page, "compare-by");
    assert_eq!((&field.of[..], &field.parameter[..]), ("nps", "by"));
}

#[test]
fn without_attributes_there_is_nothing_to_compare() {
    let page = page(&view(&[("said.csv", "score\n10\n2\n")], ""), &Settings::default(), Language::English);
    let groups = section(&page, "nps-groups");
    assert!(groups.controls.is_empty() && matches!(&groups.parts[..], [Part::Muted(_)]));
    let trend = section(&page, "nps-trend");
    assert_eq!(trend.parts, [Part::Muted("The answers carry no dates, so there is no trend.".into())]);
}

#[test]
fn the_shared_parameters_are_in_force() {
    let mut settings = Settings::default();
    settings.shared.level = 0.8;
    settings.shared.length = crate::domain::calendar::PeriodLength::Quarter;
    let view = answered("");
    let page = page(&view, &settings, Language::English);
    assert!(page.headline.ends_with("Q1 2024: +25, of only 4 answers."), "{}", page.headline);
    let length = control(&page, "period-length");
    assert_eq!((&length.of[..], &length.parameter[..]), (SHARED, "length"));
    assert!(matches!(length.input, Input::Choice { chosen: 1, .. }));
    assert_eq!(document(&view, &settings)["level"], 0.8);

    let format = Plain(Language::Chinese);
    let shared = registry::controls::<Unpaced>(&settings, &Say::new(Language::Chinese, &format));
    let Ok(Shown::Page(shared)) = shared.shown else { panic!("no page") };
    let level = control(&shared, "level");
    let Input::Choice { options, chosen } = &level.input else { panic!("no choice") };
    assert_eq!((&level.name[..], options.len(), &options[*chosen].value), ("level", 4, &json!(0.8)));
}

#[test]
fn how_few_are_few_is_chosen_once_for_all() {
    let mut settings = Settings::default();
    let say = Say::new(Language::English, &Plain(Language::English));
    let mut set = |value: Value| registry::set::<Unpaced>(&mut settings, SHARED, "small_sample", &value, &say);
    assert!(set(json!(5)).is_ok());
    for wrong in [json!(0), json!(2.5), json!(-1), json!("many"), json!(20_000)] {
        let why = set(wrong).unwrap_err().to_string();
        assert!(why.ends_with("A whole number from 1 to 10,000"), "{why}");
    }
    let view = answered("");
    assert_eq!(document(&view, &settings)["small_sample"], false, "5 of 5 are enough");
    assert_eq!(document(&view, &Settings::default())["small_sample"], true);
    let Ok(Shown::Page(shared)) = registry::controls::<Unpaced>(&settings, &say).shown else { panic!("no page") };
    let Input::Number { value, .. } = control(&shared, "small-sample").input else { panic!("no number") };
    assert!((value - 5.0).abs() < 1e-12);
}

#[test]
fn the_newest_comments_come_first_and_lead_to_their_customers() {
    let page = page(&answered(""), &Settings::default(), Language::English);
    let texts: Vec<&str> = comments(&page).iter().map(|comment| &comment.text[..]).collect();
    assert_eq!(texts, ["Why ask?", "Fine", "Slow, and rude", "Quick", "Again"]);
    let [why, fine, ..] = comments(&page) else { panic!("no comments") };
    assert_eq!((&why.badge[..], why.attitude, &why.who), ("No score", None, &Cell::from("Anonymous")));
    assert_eq!(fine.badge, "8 · Passive");
    assert_eq!(fine.who, Cell::from(Link::new("a/b 1", "/customers/a%2Fb+1")));
    assert_eq!(fine.day, Some(("2 Feb 2024".into(), "2024-02-02".into())));
}

#[test]
fn of_many_comments_the_newest_are_kept() {
    let mut text = String::from("date,score,comment\n");
    for row in 0..500 {
        // Newer and older ones alternate; every fifth has no day.
        let day = if row % 5 == 0 { String::new() } else { format!("2024-01-{:02}", row * 7 % 28 + 1) };
        writeln!(text, "{day},9,comment {row}").unwrap();
    }
    let view = view(&[("said.csv", &text)], "");
    let newest = found(&view).comments;
    let answers = view.dataset.answers.as_deref().unwrap();
    let mut rows: Vec<usize> = (0..500).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(answers.day[*row]));
    let expected: Vec<String> = rows.into_iter().take(MOST_COMMENTS).map(|row| format!("comment {row}")).collect();
    assert_eq!(newest.into_iter().map(|comment| comment.text).collect::<Vec<_>>(), expected);
}

/// Answers of these scores, over and over, in a column that somebody says holds scores.
fn rated(scores: &[&str], times: usize) -> View {
    let cells = scores.iter().copied().cycle().take(times).collect::<Vec<_>>().join("\n");
    let (kind, map) = (Some(Kind::Answers), [(Field::Score, "nps".to_owned())].into());
    let told = Overrides { kind, map, ..Overrides::default() };
    view_of(&[table("said.csv", &format!("nps\n{cells}"), &told)], "")
}

#[test]
fn another_scale_is_named_and_asked_and_no_score_is_told_before() {
    for (scores, scale, chart) in [
        (&["0", "1", "3", "5"][..], "0–5", true),
        (&["1", "2", "4", "5"], "1–5", true),
        (&["1", "4", "6", "7"], "1–7", true),
        (&["1", "5", "9", "11"], "1–11", false),
        (&["0", "20", "55", "100"], "0–100", false),
    ] {
        let view = rated(scores, 40);
        for language in Language::ALL {
            let page = page(&view, &Settings::default(), language);
            assert!(page.headline.contains(scale) && page.figures().is_empty(), "{}", page.headline);
            assert_eq!(page.charts().iter().any(|chart| matches!(chart.plot, Plot::Bars(_))), chart, "{scale}");
            assert_eq!(page.charts().len(), usize::from(chart), "no gauge, no trend, no group");
            let Input::Choice { options, chosen } = &control(&page, "nps-really-0-to-10").input else { panic!() };
            assert_eq!((options.len(), chosen), (2, &0));
        }
        let found = document(&view, &Settings::default());
        assert_eq!(found["looks_unlike_nps"], true);
        assert_eq!(found["looks_like"], json!([scale.replace('–', "-")]));
    }
    let english = page(&rated(&["1", "5"], 40), &Settings::default(), Language::English);
    assert_eq!(
        english.headline,
        "These answers look like a scale of 1–5, not of 0–10: no Net Promoter Score before you say how it was asked."
    );
    let Plot::Bars(bars) = &english.charts()[0].plot else { panic!("no bars") };
    assert_eq!(bars.bars[0].label, "10", "nobody is called a promoter");
}

#[test]
fn a_scale_said_to_be_from_0_to_10_is_believed_and_told() {
    let view = rated(&["1", "2", "5"], 60);
    let mut settings = Settings::default();
    let say = Say::new(Language::English, &Plain(Language::English));
    registry::set::<Unpaced>(&mut settings, "nps", "really_0_to_10", &json!(["1-5"]), &say).unwrap();
    let page = page(&view, &settings, Language::English);
    assert!(page.headline.starts_with("The Net Promoter Score is -100"), "{}", page.headline);
    assert!(page.notes[0].text.starts_with("The answers look like a scale of 1–5; you said"));
    let Input::Choice { chosen, .. } = &control(&page, "nps-really-0-to-10").input else { panic!("no choice") };
    assert_eq!(*chosen, 1);
    // What was said of one scale is not said of another.
    registry::set::<Unpaced>(&mut settings, "nps", "really_0_to_10", &json!(["1-7"]), &say).unwrap();
    assert!(self::page(&view, &settings, Language::English).figures().is_empty());
    assert!(registry::set::<Unpaced>(&mut settings, "nps", "really_0_to_10", &json!(["7"]), &say).is_err());
}

#[test]
fn each_file_is_judged_as_a_whole_and_a_filter_changes_nothing() {
    let of = |branch: &str, scores: &[i64]| {
        (0..60).map(|row| format!("{branch},{}", scores[row % scores.len()])).collect::<Vec<_>>().join("\n")
    };
    let unhappy = format!("branch,nps\n{}\n{}", of("North", &[1, 5, 3]), of("South", &[9, 10, 8]));
    let north = view(&[("said.csv", &unhappy)], "branch=North");
    let page_of = |view: &View| page(view, &Settings::default(), Language::English);
    assert!(!page_of(&north).figures().is_empty(), "North alone looks like a scale of five, its file does not");
    let fives = format!("branch,nps\n{}", of("West", &[1, 3, 5]));
    let both = view(&[("said.csv", &unhappy), ("fives.csv", &fives)], "");
    assert!(page_of(&both).headline.contains("1–5"));
    let filtered = view(&[("said.csv", &unhappy), ("fives.csv", &fives)], "branch=South");
    assert!(page_of(&filtered).headline.contains("1–5"), "the question is one of the column, not of some rows");
}

#[test]
fn the_overview_asks_too() {
    let view = rated(&["1", "5"], 40);
    let entry = registry::entry::<Unpaced>("nps").unwrap();
    for language in Language::ALL {
        let offered = ask(&view, &Settings::default(), language, |question| {
            block_on_ready((entry.offer)(question, &mut Unpaced)).unwrap()
        });
        let offered = offered.unwrap();
        assert!(offered.headline.is_empty() && offered.figures().is_empty());
        let [Part::Tiles(tiles)] = &offered.sections[0].parts[..] else { panic!("{offered:?}") };
        assert!(tiles[0].note.contains("1–5"), "{}", tiles[0].note);
    }
}

/// a answered three times, b twice on one day, c once, two nobodies; what is no answer is nobody's newest.
const AGAIN: &str = "\
customer,date,score,branch
a,2024-01-05,0,North
a,2024-02-05,10,South
a,2024-01-20,9,North
b,2024-02-01,3,North
b,2024-02-01,9,North
c,,2,South
,2024-02-03,0,South
,2024-02-03,7,South
a,2024-03-01,none,South
c,2024-01-01,8,North
";

fn counting_people() -> Settings {
    let mut settings = Settings::default();
    settings.own.insert("nps".into(), json!({ "count": "people" }).as_object().unwrap().clone());
    settings
}

#[test]
fn people_count_once_with_their_newest_answer() {
    let view = view(&[("again.csv", AGAIN)], "");
    let answers = document(&view, &Settings::default());
    assert_eq!((&answers["n"], &answers["people"], &answers["counted"]), (&json!(9), &json!(5), &json!("answers")));
    let people = document(&view, &counting_people());
    // a's 10, b's later row, c's answer with a day, and the two that name nobody: 10, 9, 8, 0, 7.
    assert_eq!((&people["n"], &people["answers"], &people["people"]), (&json!(5), &json!(9), &json!(5)));
    assert_eq!((&people["promoters"], &people["passives"], &people["detractors"]), (&json!(2), &json!(2), &json!(1)));
    assert_eq!(
        (&people["score"], &people["not_answers"], &people["counted"]),
        (&json!(20.0), &json!(1), &json!("people"))
    );
    assert_eq!((&people["by"]["branch"]["North"]["n"], &people["by"]["branch"]["South"]["n"]), (&json!(2), &json!(3)));
    // In January a's 9 of the 20th and c's 8, though both are not everybody's newest.
    let periods = &people["trend"]["periods"];
    assert_eq!((&periods[0]["n"], &periods[0]["score"]), (&json!(2), &json!(50.0)));
    assert_eq!((&periods[1]["n"], &periods[1]["detractors"]), (&json!(4), &json!(1)));
    let left_out = |found: &Value| serde_json::to_string(&found["left_out"]).unwrap();
    assert!(left_out(&people["provenance"]).contains(r#"{"count":4,"reason":"newer_answer"}"#));
    assert!(!left_out(&answers["provenance"]).contains("newer_answer"));
}

#[test]
fn how_many_answered_again_is_told_and_one_click_from_the_score_by_person() {
    let again = view(&[("again.csv", AGAIN)], "");
    let tile = |settings: &Settings, language| {
        let page = page(&again, settings, language);
        let Part::Tiles(tiles) = &section(&page, "nps-figures").parts[0] else { panic!("no tiles") };
        let Input::Choice { options, chosen } = &control(&page, "nps-count").input else { panic!("no choice") };
        (tiles[0].note.clone(), options[*chosen].value.clone())
    };
    let (note, chosen) = tile(&Settings::default(), Language::English);
    assert!(note.starts_with("9 answers of 5 people: some answered more than once") && chosen == "answers", "{note}");
    let (note, chosen) = tile(&counting_people(), Language::English);
    assert!(note.starts_with("5 people, each with the newest of 9 answers") && chosen == "people", "{note}");
    assert!(tile(&Settings::default(), Language::Chinese).0.starts_with("5 人共 9 份回答：有人多次作答"));
    let page = page(&again, &counting_people(), Language::English);
    let south = page.figures().into_iter().find(|figure| figure.name == "nps.by.branch.South.n").unwrap();
    assert!(page.origins[south.origin].left_out.contains("4 – older than the customer's newest answer"));

    let once = view(&[("once.csv", "customer,score\na,9\nb,3\n,3\n")], "");
    let page = self::page(&once, &Settings::default(), Language::English);
    assert!(section(&page, "nps-figures").controls.is_empty());
    let Part::Tiles(tiles) = &section(&page, "nps-figures").parts[0] else { panic!("no tiles") };
    assert_eq!(tiles[0].note, "Only 3: read it with care");
}

/// So many rows of a branch and a score each.
fn rows(of: &[(&str, &str, usize)]) -> String {
    of.iter().flat_map(|(cells, score, rows)| std::iter::repeat_n(format!("{cells},{score}\n"), *rows)).collect()
}

#[test]
fn small_groups_are_no_lowest_beside_a_chart_that_shows_a_lower_one() {
    let mut text =
        rows(&[("North", "10", 40), ("North", "3", 10), ("South", "10", 20), ("South", "3", 20), ("Tiny", "0", 3)]);
    text.insert_str(0, "branch,score\n");
    let page = page(&view(&[("said.csv", &text)], ""), &Settings::default(), Language::English);
    let chart = page.charts().into_iter().find(|chart| chart.title.contains("South")).unwrap();
    let Plot::Bars(bars) = &chart.plot else { panic!("no bars") };
    assert_eq!(bars.bars.iter().map(|bar| &bar.label[..]).collect::<Vec<_>>(), ["North", "South"]);
    assert_eq!(chart.title, "Lowest: South (0); highest: North (+60)");
    assert!(!page.headline.contains("Only"), "93 answers are enough: {}", page.headline);
    assert!(
        section(&page, "nps-groups")
            .parts
            .contains(&Part::Muted("1 group stands with too few answers only in the table below.".into()))
    );
    assert_eq!(figure(&page, "nps.by.branch.Tiny.score").0, "-100", "the table has it");
    assert!(steps(&page)[0].contains("branch “South” has the lowest score"));
    // Where all are small all are shown, and none is called the lowest.
    let few = "branch,score\nNorth,9\nSouth,2\n";
    let page = self::page(&view(&[("said.csv", few)], ""), &Settings::default(), Language::English);
    assert!(page.charts().iter().any(|chart| chart.title == "Score by branch"));
    assert!(steps(&page).iter().all(|step| !step.contains("lowest")));
}

#[test]
fn groups_made_of_the_score_are_no_place_to_begin() {
    // Quality goes along with the score, band is made of it, and desks are called by numbers.
    let mut text = String::from("quality,band,desk,score\n");
    for row in 0..300_usize {
        let score = row * 7 % 11;
        let quality = (score / 2 + row % 2).clamp(1, 5);
        let band = ["low", "low", "low", "low", "low", "low", "low", "middle", "middle", "high", "high"][score];
        writeln!(text, "{quality},{band},{},{score}", row / 11 % 4 + 1).unwrap();
    }
    let view = view(&[("said.csv", &text)], "");
    let found = found(&view);
    assert_eq!(found.says_the_score.iter().map(String::as_str).collect::<Vec<_>>(), ["band", "quality"]);
    assert_eq!(found.first_by.as_deref(), Some("desk"), "what says more than the score goes first");
    for name in ["quality", "band"] {
        let page = page(&view, &by(name), Language::English);
        assert!(page.sections.iter().all(|section| section.id != "what_to_do"), "{name}: nothing to do");
        assert!(page.charts().iter().any(|chart| chart.title == format!("Score by {name}")));
    }
}

#[test]
fn nobody_is_to_be_called_who_left_no_name() {
    let step = |files: &[(&str, &str)]| {
        let page = page(&view(files, ""), &Settings::default(), Language::English);
        steps(&page).into_iter().find(|step| step.contains("left their name"))
    };
    assert_eq!(step(&[("said.csv", "date,score\n2024-01-01,3\n2024-01-02,9\n")]), None);
    assert_eq!(step(&[("said.csv", "customer,score\na,9\n,3\n")]), None, "the one who left a name is happy");
    let named = step(&[("said.csv", "customer,score\na,2\n,3\nb,10\n")]).unwrap();
    assert!(named.contains("1 answer from 0 to 6 says who it was"), "{named}");
    let again = view(&[("again.csv", AGAIN)], "");
    let people = page(&again, &counting_people(), Language::English);
    assert!(
        steps(&people).iter().all(|step| !step.contains("left their name")),
        "a, b and c are no detractors any more"
    );
    let contact = step(&[("said.csv", "score,contact\n2,138 0000 0000\n3,\n")]).unwrap();
    assert!(contact.contains("1 answer from 0 to 6 says who it was"), "{contact}");
}

#[test]
fn what_is_missing_is_told() {
    let says = |view: &View| shown(view, &Settings::default(), Language::English).unwrap();
    let Shown::Missing(nothing_left) = says(&answered("from=2030-01-01")) else { panic!("nothing should be left") };
    assert_eq!((&nothing_left.headline[..], nothing_left.file), ("The filter leaves no rows", false));
    let Shown::Missing(no_file) = says(&view(&[("customers.csv", CUSTOMERS)], "")) else { panic!("no answers") };
    assert_eq!((&no_file.text[..], no_file.file), ("This page needs a file of survey answers.", true));
    assert!(no_file.headline.starts_with("See whether customers would recommend you"));

    let headline = |filter| match says(&unscored(filter)) {
        Shown::Page(page) => page.headline,
        missing @ Shown::Missing(_) => panic!("{missing:?}"),
    };
    assert_eq!(headline(""), "None of the answers holds a score from 0 to 10");
    assert_eq!(headline("to=2024-01-01"), "The filter leaves no rows");
}

#[test]
fn a_level_that_is_none_is_explained() {
    let mut settings = Settings::default();
    settings.shared.level = 2.0;
    let problem = |language| shown(&answered(""), &settings, language).unwrap_err();
    assert_eq!(
        problem(Language::English),
        Problem {
            kind: "level".into(),
            message: "2 is not a confidence level: choose at least 0.5 and below 1".into()
        }
    );
    assert_eq!(problem(Language::Chinese).message, "2 不是置信水平：请选择不小于 0.5 且小于 1 的值");
}

#[test]
fn the_overview_is_offered_the_score() {
    let entry = registry::entry::<Unpaced>("nps").unwrap();
    let offer = |view: &View| {
        ask(view, &Settings::default(), Language::English, |question| {
            block_on_ready((entry.offer)(question, &mut Unpaced)).unwrap()
        })
    };
    let offered = offer(&answered("")).unwrap();
    assert_eq!(offered.headline, "NPS 40 (-30 to 80, only 5 answers)");
    let [Part::Tiles(tiles)] = &offered.sections[0].parts[..] else { panic!("{offered:?}") };
    let [Tile { note, to, .. }] = &tiles[..] else { panic!("{tiles:?}") };
    let said = "-30 to 80, n = 5; 5 answers of 4 people: some answered more than once; Only 5: read it with care";
    assert_eq!((&note[..], to.as_deref()), (said, Some("/loyalty")));
    assert_eq!(figure(&offered, "nps.score"), ("40", "40"));
    assert_eq!(offer(&unscored("")), None);
    assert_eq!(offer(&answered("from=2030-01-01")), None);
}

/// Counts how often others are let in, and stops at some time.
struct Counted {
    breaths: usize,
    until: usize,
}

impl Pace for Counted {
    async fn breathe(&mut self, _: Progress) -> Result<(), Cancelled> {
        self.breaths += 1;
        if self.breaths > self.until { Err(Cancelled) } else { Ok(()) }
    }
}

#[test]
fn many_rows_give_way_and_can_be_stopped_anywhere() {
    let mut text = String::from("date,score,comment,branch\n");
    for row in 0..40_000 {
        writeln!(text, "2024-01-{:02},{},word {row},{}", row % 28 + 1, row % 11, row % 7).unwrap();
    }
    let view = view(&[("said.csv", &text)], "");
    let params = NpsParams::default().check().unwrap();
    let with = |until| {
        let mut pace = Counted { breaths: 0, until };
        (block_on_ready(NpsIndicator::compute(&view, &params, &mut pace)), pace.breaths)
    };
    let (whole, breaths) = with(usize::MAX);
    assert!(whole.unwrap().is_some());
    // Three blocks of rows for people, the score, twice for the trend, for the branch, and for the comments.
    assert!(breaths >= 18, "{breaths}");
    for until in 0..breaths {
        assert!(matches!(with(until).0, Err(Stopped::Cancelled)), "stopped after {until}");
    }
}
