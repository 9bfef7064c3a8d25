//! What is said where answers are on another scale than 0 to 10, and what is asked.

use super::*;

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
    assert!(page.headline.starts_with("The Net Promoter Score is −100.0"), "{}", page.headline);
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
    let north = view(&[("said.csv", &unhappy)], "a.branch=North");
    let page_of = |view: &View| page(view, &Settings::default(), Language::English);
    assert!(!page_of(&north).figures().is_empty(), "North alone looks like a scale of five, its file does not");
    let fives = format!("branch,nps\n{}", of("West", &[1, 3, 5]));
    let both = view(&[("said.csv", &unhappy), ("fives.csv", &fives)], "");
    assert!(page_of(&both).headline.contains("1–5"));
    let filtered = view(&[("said.csv", &unhappy), ("fives.csv", &fives)], "a.branch=South");
    assert!(page_of(&filtered).headline.contains("1–5"), "the question is one of the column, not of some rows");
}

#[test]
fn the_overview_asks_too() {
    let view = rated(&["1", "5"], 40);
    for language in Language::ALL {
        let offered = ask(&view, &Settings::default(), language, |question| offer_of("nps", question));
        let offered = offered.unwrap();
        assert!(offered.headline.is_empty() && offered.figures().is_empty());
        let [Part::Tiles(tiles)] = &offered.sections[0].parts[..] else { panic!("{offered:?}") };
        assert!(tiles[0].note.contains("1–5"), "{}", tiles[0].note);
    }
}
