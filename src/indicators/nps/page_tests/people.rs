//! Who counts where somebody answered several times.

use super::*;

/// a answered three times, b twice on one day, c once, two nobodies; what is no answer is nobody's newest.
pub const AGAIN: &str = "\
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

pub fn counting_people() -> Settings {
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
