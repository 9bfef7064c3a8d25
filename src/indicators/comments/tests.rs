//! Comments against counts worked out by hand.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test fails by panicking

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::indicators::fixture::Fixture;
use crate::indicators::page::Input;

use super::{CommentsError, CommentsParams, ID, MOST};

const ANSWERS: &str = "customer_id,date,nps,comment,branch
a,2024-01-01,9,Queue was short,North
b,2024-01-02,3,the QUEUE was long,North
c,2024-01-03,7,,South
d,2024-01-04,8,排队太久,South
e,2024-01-05,,no score today,South
f,2024-01-06,10,fine,North
";

fn with(parameters: &Value) -> Fixture {
    let mut fixture = Fixture::new(&[("answers.csv", ANSWERS)]);
    fixture.settings.own.insert(ID.to_owned(), parameters.as_object().unwrap().clone());
    fixture
}

/// Comments found, and the first letter of each that is listed.
fn found(parameters: &Value) -> (u64, String) {
    let document = with(parameters).document(ID).unwrap().unwrap();
    let list = document["list"].as_array().unwrap().iter();
    let listed = list.map(|comment| comment["text"].as_str().unwrap().chars().next().unwrap()).collect();
    (document["found"]["comments"].as_u64().unwrap(), listed)
}

#[test]
fn all_comments_are_counted_by_the_group_of_their_score_and_listed_newest_first() {
    let document = with(&json!({})).document(ID).unwrap().unwrap();
    let written = json!({"comments": 5, "detractors": 1, "passives": 1, "promoters": 2, "unscored": 1});
    assert_eq!((&document["written"], &document["found"]), (&written, &written));
    assert_eq!(found(&json!({})), (5, "fn排tQ".to_owned()));
}

#[test]
fn what_is_looked_for_is_found_whatever_its_case_and_whoever_wrote_it() {
    assert_eq!(found(&json!({"search": " queue "})), (2, "tQ".to_owned()));
    assert_eq!(found(&json!({"search": "排队"})), (1, "排".to_owned()));
    assert_eq!(found(&json!({"search": "queue", "of": "detractors"})), (1, "t".to_owned()));
    assert_eq!(found(&json!({"of": "unscored"})), (1, "n".to_owned()));
    assert_eq!(found(&json!({"most": 2})), (5, "fn".to_owned()), "all count, few are listed");
    assert_eq!(found(&json!({"search": "nobody says so"})), (0, String::new()));
}

#[test]
fn a_theme_of_the_list_narrows_comments_and_the_list_is_that_of_the_themes() {
    let waiting = "Waiting / 排队等候";
    assert_eq!(found(&json!({"theme": waiting})), (3, "排tQ".to_owned()));
    assert_eq!(found(&json!({"theme": "none of the list"})), (5, "fn排tQ".to_owned()));
    let mut fixture = with(&json!({"theme": "Fine"}));
    fixture.set("themes", "dictionary", &json!("Fine: fine")).unwrap();
    assert_eq!(fixture.document(ID).unwrap().unwrap()["found"]["comments"], json!(1));
    let page = fixture.page(ID, Language::Chinese);
    let theme = page.sections[0].controls.iter().find(|control| control.parameter == "theme").unwrap();
    assert!(matches!(&theme.input, Input::Choice { options, chosen: 1 } if options.len() == 2));
}

#[test]
fn the_page_says_what_was_looked_for() {
    let headline = |parameters: &Value, language| with(parameters).page(ID, language).headline;
    assert_eq!(headline(&json!({}), Language::English), "5 comments");
    assert_eq!(headline(&json!({"search": "queue"}), Language::English), "2 of 5 comments, with “queue”");
    assert_eq!(headline(&json!({"of": "passives"}), Language::Chinese), "5 条留言中的 1 条");
}

#[test]
fn none_and_too_many_are_refused() {
    for most in [0, MOST + 1] {
        let refused = CommentsParams { most, ..CommentsParams::default() }.check();
        assert_eq!(refused.err(), Some(CommentsError::Most(most)));
    }
}

#[test]
fn answers_without_comments_have_no_page() {
    let none = Fixture::new(&[("answers.csv", "customer_id,date,nps\na,2024-01-01,9\n")]);
    assert_eq!(none.document(ID).unwrap(), None);
}
