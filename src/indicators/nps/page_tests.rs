//! What the score's page says, and that its figures are those of the document.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

mod advice;
mod people;
mod scale;

use std::fmt::Write;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::domain::dataset::{Answers, BLANK, Dataset, Field, FileTable, Filter, Kind, Rows};
use crate::domain::format::Plain;
use crate::domain::intake::{
    Cancelled, MemorySource, Overrides, Pace, Progress, Unpaced, block_on_ready, preview, read,
};
use crate::domain::language::Language;
use crate::indicators::asked::offer_of;
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
        [Part::List(steps)] | [Part::List(steps), Part::Actions(_)] => steps.iter().map(text).collect(),
        other => panic!("{other:?}"),
    }
}

fn figure<'a>(page: &'a Page, name: &str) -> (&'a str, &'a str) {
    let figure = page.figures().into_iter().find(|figure| figure.name == name);
    let figure = figure.unwrap_or_else(|| panic!("no figure {name}"));
    (&figure.value, &figure.text)
}

/// So many rows of a branch and a score each.
fn rows(of: &[(&str, &str, usize)]) -> String {
    of.iter().flat_map(|(cells, score, rows)| std::iter::repeat_n(format!("{cells},{score}\n"), *rows)).collect()
}

#[test]
fn the_first_line_says_the_score_and_where_it_stands() {
    // 3 of 5 promote and 1 detracts. With the made-up answers 25 ± 1.96 × 100 √(0.625 / 8).
    let view = answered("");
    let said = |language| page(&view, &Settings::default(), language).headline;
    assert_eq!(
        said(Language::English),
        "The Net Promoter Score is +40.0, somewhere between −29.8 and +79.8. Only 5 answers: read it with care. \
         Feb 2024: −50.0, too few answers to compare with Jan 2024."
    );
    assert_eq!(
        said(Language::Chinese),
        "净推荐值（NPS）为 +40.0，区间为 −29.8 至 +79.8。仅 5 份回答，请谨慎解读。2024年2月为 −50.0，回答太少，无法与2024年1月比较。"
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
        assert!(headline.ends_with("Dec 2024: −100.0, too few answers to compare with Nov 2024."), "{headline}");
        assert_eq!(change, Move::TooFew);
    }
    assert!(said(1, Language::Chinese).0.ends_with("2024年12月为 −100.0，回答太少，无法与2024年11月比较。"));
    let (headline, change) = said(30, Language::English);
    assert!(headline.ends_with("Dec 2024: −100.0, really lower than in Nov 2024."), "{headline}");
    assert_eq!(change, Move::Down);
}

#[test]
fn the_figures_stand_on_the_page_in_full_and_as_read() {
    let page = page(&answered(""), &Settings::default(), Language::English);
    assert_eq!(figure(&page, "nps.score"), ("40", "+40.0"));
    assert_eq!(figure(&page, "nps.n"), ("5", "5"));
    assert_eq!(figure(&page, "nps.not_answers"), ("1", "1"));
    assert_eq!(figure(&page, "nps.promoters"), ("3", "3"));
    assert_eq!(figure(&page, "nps.by.branch.South.score"), ("-50", "−50.0"));
    let Part::Tiles(tiles) = &section(&page, "nps-figures").parts[0] else { panic!("no tiles") };
    let [score, interval, n, _] = &tiles[..] else { panic!("{tiles:?}") };
    assert_eq!(score.note, "5 answers of 4 people: some answered more than once; Only 5: read it with care");
    assert_eq!((&interval.note[..], interval.value.figures().count()), ("95% confidence", 2));
    assert_eq!(n.note, "Only 5: read it with care");
    let sections: Vec<&str> = page.sections.iter().map(|section| &section.id[..]).collect();
    assert_eq!(
        sections,
        ["nps-figures", "what_to_do", "nps-score", "nps-answers", "nps-trend", "nps-groups", "nps-comments"]
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
    assert!(page.headline.ends_with("Q1 2024: +25.0, of only 4 answers."), "{}", page.headline);
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
        assert!(why.ends_with("a whole number from 1 to 10000"), "{why}");
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
    let offer = |view: &View| ask(view, &Settings::default(), Language::English, |question| offer_of("nps", question));
    let offered = offer(&answered("")).unwrap();
    assert_eq!(offered.headline, "NPS +40.0 (−29.8 to +79.8, only 5 answers)");
    let [Part::Tiles(tiles)] = &offered.sections[0].parts[..] else { panic!("{offered:?}") };
    let [Tile { note, to, .. }] = &tiles[..] else { panic!("{tiles:?}") };
    let said = "−29.8 to +79.8, n = 5; 5 answers of 4 people: some answered more than once; Only 5: read it with care";
    assert_eq!((&note[..], to.as_deref()), (said, Some("/loyalty")));
    assert_eq!(figure(&offered, "nps.score"), ("40", "+40.0"));
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
