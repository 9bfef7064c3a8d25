//! Advice is only from what is there.

use super::people::{AGAIN, counting_people};
use super::*;

#[test]
fn small_groups_are_no_lowest_beside_a_chart_that_shows_a_lower_one() {
    let mut text =
        rows(&[("North", "10", 40), ("North", "3", 10), ("South", "10", 20), ("South", "3", 20), ("Tiny", "0", 3)]);
    text.insert_str(0, "branch,score\n");
    let page = page(&view(&[("said.csv", &text)], ""), &Settings::default(), Language::English);
    let chart = page.charts().into_iter().find(|chart| chart.title.contains("South")).unwrap();
    let Plot::Bars(bars) = &chart.plot else { panic!("no bars") };
    assert_eq!(bars.bars.iter().map(|bar| &bar.label[..]).collect::<Vec<_>>(), ["North", "South"]);
    assert_eq!(chart.title, "Lowest: South (0.0); highest: North (+60.0)");
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
