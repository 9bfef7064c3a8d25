//! Themes and words of small files, worked by hand or in Python.

use serde_json::json;

use crate::domain::language::Language;
use crate::domain::net_promoter::Attitudes;
use crate::indicators::Shown;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::{Cell, Input, Part};

use super::dictionary::{Dictionary, DictionaryError, SEEDS, name_in};
use super::*;

const ANSWERS: &str = "customer_id,date,score,comment,branch\n\
    a,2024-01-05,2,排队太久 手续费贵,North\n\
    b,2024-01-06,3,Queues were long and the fees high,North\n\
    c,2024-02-07,9,柜员热情,South\n\
    d,2024-02-08,10,Friendly staff,South\n\
    e,2024-02-09,8,,South\n\
    f,2024-02-10,10,friendly and quick,\n";

fn set_of(dictionary: &Dictionary, text: &str) -> Vec<String> {
    let set = dictionary.of(text);
    let names = dictionary.names().iter().enumerate();
    names.filter(|(place, _)| set.has(*place)).map(|(_, name)| name.clone()).collect()
}

#[test]
fn chinese_words_are_found_anywhere_and_others_as_whole_words() {
    let dictionary = Dictionary::parse("Fees: fee, 手续费\nFood：早餐、wi-fi").unwrap();
    assert_eq!(set_of(&dictionary, "这手续费太高"), ["Fees"]);
    assert_eq!(set_of(&dictionary, "Fees! And the Wi-Fi"), ["Fees", "Food"]);
    assert!(dictionary.of("coffee feeling 手续").is_empty());
}

#[test]
fn a_list_of_themes_says_where_it_cannot_be_read() {
    let error = |list: &str| Dictionary::parse(list).unwrap_err();
    assert_eq!(error("a: b\nc"), DictionaryError::Line { line: 2 });
    assert_eq!(error("a: ,"), DictionaryError::Line { line: 1 });
    assert_eq!(error("a: b\n\na: c"), DictionaryError::Twice { line: 3, name: "a".into() });
    let many: String = (0..65).map(|place| format!("t{place}: w\n")).collect();
    assert_eq!(error(&many), DictionaryError::TooMany(65));
    let seeds = Dictionary::parse(SEEDS).unwrap();
    assert_eq!(name_in(&seeds.names()[0], Language::Chinese), "排队等候");
    assert_eq!(name_in("Fees", Language::Chinese), "Fees");
}

#[test]
fn themes_are_counted_and_weighed() {
    let fixture = Fixture::new(&[("answers.csv", ANSWERS)]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!((&found["comments"], &found["scored"]), (&json!(5), &json!(5)));
    // Of six answers three promote and two detract.
    assert!((found["score"].as_f64().unwrap() - 100.0 / 6.0).abs() < 1e-12);
    let theme = |name: &str| {
        found["themes"]
            .as_array()
            .unwrap()
            .iter()
            .find(|theme| theme["name"].as_str().unwrap().starts_with(name))
            .unwrap()
            .clone()
    };
    let waiting = theme("Waiting");
    assert_eq!((&waiting["comments"], &waiting["score"]), (&json!(2), &json!(-100.0)));
    // Without both, three of four promote: 75; 16.67 less 75.
    assert!((waiting["impact"].as_f64().unwrap() - (100.0 / 6.0 - 75.0)).abs() < 1e-9);
    assert!(
        waiting["low"].as_f64() < waiting["impact"].as_f64() && waiting["impact"].as_f64() < waiting["high"].as_f64()
    );
    assert_eq!(theme("Staff")["comments"], json!(3));
    assert_eq!(found["chosen"]["groups"][0]["name"], json!("South"));
    let page = fixture.page(ID, Language::Chinese);
    assert_eq!(page.headline, "没有主题明确拉低得分；提及最多：员工与态度（3 条）。");
}

#[test]
fn words_are_weighed_by_the_prior_of_all_comments() {
    let groups = |detractors, promoters| Attitudes { detractors, promoters, ..Attitudes::default() };
    let counted = Counted {
        answered: groups(10, 20),
        span: None,
        commented: groups(10, 20),
        untouched: Attitudes::default(),
        themes: Vec::new(),
        terms: vec![("queue".into(), groups(8, 2)), ("friendly".into(), groups(1, 15)), ("bank".into(), groups(5, 9))],
        themes_of: Vec::new(),
    };
    let words = words::words(&counted, 10.0, 1);
    // Python: a = 10*n/40; log((y1+a)/(n1+10-y1-a)) - log((y2+a)/(n2+10-y2-a)), over sqrt(1/(y1+a)+1/(y2+a))
    let expected = [
        ("queue", 1.694_595_720_774, 3.007_609),
        ("friendly", -1.446_226_701_843, -2.877_349),
        ("bank", 0.030_497_916_413, 0.068_600),
    ];
    for (word, (name, log_odds, z)) in words.iter().zip(expected) {
        assert_eq!(word.word, name);
        assert!((word.log_odds.unwrap() - log_odds).abs() < 1e-6, "{word:?}");
        assert!((word.z.unwrap() - z).abs() < 1e-4, "{word:?}");
    }
    assert_eq!(words::words(&counted, 10.0, 11).len(), 2);
}

#[test]
fn without_scores_words_are_counted_and_nothing_is_weighed() {
    let fixture = Fixture::new(&[(
        "answers.csv",
        "customer_id,date,nps,comment\na,2024-01-01,,卫生间有异味\nb,2024-01-02,9,卫生间干净\n",
    )]);
    let found = fixture.document(ID).unwrap().unwrap();
    assert!(found["words"].as_array().unwrap().is_empty(), "fewer than five comments have any");
    let page = fixture.page(ID, Language::English);
    assert!(page.notes.iter().any(|note| note.text.contains("not weighed")));
}

#[test]
fn without_scores_the_theme_mentioned_most_leads_and_no_column_is_of_scores() {
    let comments = "date,comment\n2024-01-01,Long queues at the counter on every single day\n2024-01-02,Queues and high fees for what is but a transfer\n";
    let mut fixture = Fixture::new(&[("answers.csv", comments)]);
    fixture.set(ID, "dictionary", &json!("Fees: fees\nWaiting: queues")).unwrap();
    let page = fixture.page(ID, Language::English);
    assert_eq!(page.headline, "Most mentioned: Waiting (2 comments).");
    let text = page.to_markdown();
    assert!(!text.contains("Impact on the score") && !text.contains("Of detractors"), "{text}");
    assert_eq!(fixture.page(ID, Language::Chinese).headline, "提及最多：Waiting（2 条）。");
}

#[test]
fn absurd_parameters_are_explained() {
    let mut fixture = Fixture::new(&[("answers.csv", ANSWERS)]);
    assert!(fixture.set(ID, "dictionary", &json!("no colon")).unwrap_err().contains("Line 1"));
    assert!(fixture.set(ID, "prior", &json!(0.0)).is_err());
    fixture.set(ID, "dictionary", &json!("Queue: queue, 排队; Fees: fee")).unwrap();
    fixture.set(ID, "theme", &json!("Fees")).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    assert_eq!(found["themes"].as_array().unwrap().len(), 2);
    assert_eq!(found["chosen"]["name"], json!("Fees"));
}

/// Answers of nobody, a word a comment: so many of each score.
fn said(words: &[(&str, u8, usize)]) -> Fixture {
    let rows = words.iter().map(|(comment, score, n)| format!(",2024-01-05,{score},{comment}\n").repeat(*n));
    let answers = format!("customer_id,date,score,comment\n{}", rows.collect::<String>());
    Fixture::new(&[("answers.csv", &answers)])
}

#[test]
fn a_word_is_surely_one_of_theirs_at_the_level_of_confidence_chosen() {
    // Python, as above: z of queue 1.81, of quick -2.40, of all others within 1.3.
    let mut fixture = said(&[
        ("branch queue slow counter", 2, 6),
        ("branch queue counter", 2, 3),
        ("branch queue quick", 2, 1),
        ("branch", 2, 10),
        ("branch queue slow counter", 9, 2),
        ("branch queue counter quick", 9, 1),
        ("branch counter quick", 9, 5),
        ("branch quick", 9, 3),
        ("branch", 9, 9),
    ]);
    fixture.set(ID, "prior", &json!(10)).unwrap();
    for (level, z, unhappy, happy) in
        [(0.9, 1.644_854, "queue", "quick"), (0.95, 1.959_964, "", "quick"), (0.99, 2.575_829, "", "")]
    {
        fixture.set("shared", "level", &json!(level)).unwrap();
        let found = fixture.document(ID).unwrap().unwrap();
        assert!((found["sure_z"].as_f64().unwrap() - z).abs() < 1e-6, "{level}");
        let page = fixture.page(ID, Language::English);
        for (id, word) in [("words-unhappy", unhappy), ("words-happy", happy)] {
            let section = page.sections.iter().find(|section| section.id == id).unwrap();
            let words: Vec<Cell> = match section.parts.first() {
                Some(Part::Table(table)) => table.rows.iter().filter_map(|row| row.first().cloned()).collect(),
                _ => Vec::new(),
            };
            let expected: Vec<Cell> = Some(word).filter(|word| !word.is_empty()).map(Cell::from).into_iter().collect();
            assert_eq!(words, expected, "{id} at {level}");
        }
    }
}

#[test]
fn the_theme_looked_at_can_be_left_to_what_was_found() {
    let mut fixture = said(&[("queue", 2, 10), ("quick", 9, 20)]);
    fixture.set(ID, "dictionary", &json!("Quick: quick; Queue: queue")).unwrap();
    let looked_at = |fixture: &Fixture| {
        let page = fixture.page(ID, Language::English);
        let section = page.sections.into_iter().find(|section| section.id == "theme").unwrap();
        let Some(Input::Choice { options, chosen }) = section.controls.into_iter().next().map(|control| control.input)
        else {
            panic!("no choice")
        };
        let found = fixture.document(ID).unwrap().unwrap();
        let in_force = options.get(chosen).unwrap().text.clone();
        (found["chosen"]["name"].clone(), in_force, options.len())
    };
    let costliest = (json!("Queue"), "The one that costs most".to_owned(), 3);
    assert_eq!(looked_at(&fixture), costliest);
    fixture.set(ID, "theme", &json!("Quick")).unwrap();
    assert_eq!(looked_at(&fixture), (json!("Quick"), "Quick".to_owned(), 3));
    fixture.set(ID, "theme", &json!(null)).unwrap();
    assert_eq!(looked_at(&fixture), costliest);
    let mut fixture = said(&[("queue", 9, 1), ("quick", 9, 2)]);
    fixture.set(ID, "dictionary", &json!("Quick: quick; Queue: queue")).unwrap();
    assert_eq!(looked_at(&fixture), (json!("Quick"), "The one in most comments".to_owned(), 3));
}

#[test]
fn a_word_shown_is_taken_into_the_theme_by_choosing_it() {
    // Without unhappy and happy customers every word is shown.
    let unscored = "customer_id,date,score,comment\na,2024-01-05,8,排队太久 手续费贵\nb,2024-01-06,8,Queues were long and the fees high\n";
    let mut fixture = Fixture::new(&[("answers.csv", unscored)]);
    for (parameter, value) in
        [("least", json!(1)), ("dictionary", json!("Fees: fees, 手续费\nWaiting: queues")), ("theme", json!("Waiting"))]
    {
        fixture.set(ID, parameter, &value).unwrap();
    }
    let learn = |fixture: &Fixture| {
        let page = fixture.page(ID, Language::English);
        let controls = page.sections.into_iter().flat_map(|section| section.controls);
        controls.into_iter().find(|control| control.name == "themes-learn")
    };
    let comments = |fixture: &Fixture| fixture.document(ID).unwrap().unwrap()["chosen"]["name"].clone();
    assert_eq!(comments(&fixture), "Waiting");
    let control = learn(&fixture).unwrap();
    assert_eq!((control.parameter.as_str(), control.label.as_str()), ("dictionary", "Add a word to “Waiting”"));
    let Input::Choice { options, chosen } = control.input else { panic!("no choice") };
    assert_eq!(chosen, 0);
    assert!(options.iter().all(|option| option.text != "手续费"), "{options:?}");
    let word = options.iter().find(|option| option.text == "排队").unwrap();
    assert_eq!(word.value, "Fees: fees, 手续费\nWaiting: queues, 排队");
    fixture.set(ID, "dictionary", &word.value).unwrap();
    let found = fixture.document(ID).unwrap().unwrap();
    let waiting = found["themes"].as_array().unwrap().iter().find(|theme| theme["name"] == "Waiting").unwrap();
    assert_eq!(waiting["comments"], 2);
    let Some(Input::Choice { options, .. }) = learn(&fixture).map(|control| control.input) else { panic!("no choice") };
    assert!(options.iter().all(|option| option.text != "排队"), "{options:?}");
}

#[test]
fn a_word_goes_to_the_end_of_its_line() {
    use super::dictionary::with_word;
    assert_eq!(with_word("a: b;c：d、", "c", "e").unwrap(), "a: b\nc：d, e");
    assert_eq!(with_word("a: b", "x", "e"), None);
    let all = with_word("", "Noise / 噪音", "drill").unwrap();
    assert!(all.contains("loud, drill\n") && Dictionary::parse(&all).is_ok());
}

#[test]
fn answers_without_comments_are_told_which_column_is_needed() {
    let scores = [("answers.csv", "customer_id,date,score,branch\na,2024-01-05,2,North\nb,2024-01-06,9,South\n")];
    for filter in ["", "a.branch=North"] {
        let shown = Fixture::filtered(&scores, filter).answer(ID, Language::English).shown;
        let Ok(Shown::Missing(missing)) = shown else { panic!("{shown:?}") };
        let wanted = "This page needs a column for “comment” in the survey answers.";
        assert!(missing.file && missing.text.starts_with(wanted), "{}", missing.text);
    }
}
